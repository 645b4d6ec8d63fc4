"""The laws of what stands beside a site's pages: feeds, sitemap, styles, and the files that every site has.

As those of `laws.py` they read the built files alone.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from urllib.robotparser import RobotFileParser

from lxml import etree, html
from msgspec import Struct

from builder.laws import Facts, Site, css_addresses
from builder.model import Problem

FEED = 20  # articles that a feed holds, where there are so many
ALWAYS = ("index.html", "404.html", "robots.txt", "sitemap.xml")
IN_EACH_VARIANT = {
    "index.html": "index",
    "feed.xml": "feed",
    "feed.json": "JSON feed",
    "manifest.webmanifest": "manifest",
}
_DATE = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)")  # RFC 3339

Read = Callable[[str], bytes]


def files_are_there(read: Read, site: Site) -> Iterator[Problem]:
    """Every site has a root page, a 404, feeds in each variant; robots.txt lets readers in and names the sitemap;
    what a manifest (https://www.w3.org/TR/appmanifest/) names is there."""
    for path in ALWAYS:
        if path not in site.files:
            yield Problem(f"_site/{path}", "is missing", "build again")
    for tag in site.tags:
        for name, what in IN_EACH_VARIANT.items():
            path = f"{tag.lower()}/{name}"
            if path not in site.files:
                yield Problem(f"_site/{path}", f"is missing: the variant {tag} has no {what}", "build again")
    if "robots.txt" in site.files:
        robots = RobotFileParser()
        robots.parse(read("robots.txt").decode("utf-8", "replace").splitlines())
        if not robots.can_fetch("*", site.base_url):
            message, hint = "forbids every page to search engines", "take out “Disallow: /”, unless you mean it"
            yield Problem("_site/robots.txt", message, hint, level="warning")  # a site's own file may want that
        if f"{site.base_url}sitemap.xml" not in (robots.site_maps() or ()):
            message, hint = "names no sitemap of this site", "see base_url in site.toml"
            yield Problem("_site/robots.txt", message, hint, level="warning")
    for path in sorted(site.files):
        if path.endswith(".webmanifest"):
            try:
                manifest = json.loads(read(path))
                manifest["name"]
                addresses = [manifest.get("start_url", ""), *(icon["src"] for icon in manifest.get("icons", ()))]
                targets = {address: site.resolve(path, address)[0] for address in addresses}
            except (ValueError, KeyError, TypeError, AttributeError) as error:
                yield Problem(f"_site/{path}", f"is no well-formed manifest: {error}", "build again")
                continue
            for address, target in targets.items():
                if target is not None and target not in site.files:
                    yield Problem(f"_site/{path}", f"“{address}” leads to no page or file of the site", "build again")


def styles_load_nothing_from_elsewhere(read: Read, site: Site) -> Iterator[Problem]:
    """What a style file loads is a file of the site."""
    for path in sorted(site.files):
        if not path.endswith(".css"):
            continue
        for address in css_addresses(read(path).decode("utf-8", "replace")):
            target = site.resolve(path, address)[0]
            if target is None:
                yield Problem(f"_site/{path}", f"loads “{address[:80]}” from elsewhere", "serve it yourself")
            elif target not in site.files:
                yield Problem(f"_site/{path}", f"“{address[:80]}” leads to no file of the site", "correct or remove it")


def feeds_are_whole(read: Read, site: Site) -> Iterator[Problem]:
    """Each variant's Atom feed (RFC 4287) and JSON feed 1.1: well formed, absolute, the newest articles, none twice,
    and nothing in them that would run."""
    for tag in site.tags:
        for name, entries_of in (("feed.xml", _atom_entries), ("feed.json", _json_entries)):
            path = f"{tag.lower()}/{name}"
            if path not in site.files:
                continue
            try:
                entries = entries_of(read(path))
            except (ValueError, KeyError, TypeError, AttributeError, etree.LxmlError) as error:
                yield Problem(f"_site/{path}", f"is no well-formed feed: {error}", "report it")
            else:
                yield from _feed_is_whole(path, entries, site)


def _feed_is_whole(path: str, entries: Sequence[_Entry], site: Site) -> Iterator[Problem]:
    where = f"_site/{path}"
    if len(entries) != min(FEED, len(site.articles)):
        message = f"holds {len(entries)} of {min(FEED, len(site.articles))} articles"
        yield Problem(where, message, "build again, and mend what the build tells")
    for name, times in Counter(entry.id for entry in entries).items():
        if times > 1:
            yield Problem(where, f"holds {times} entries of the id “{name}”", "change a slug")
    for entry in entries:
        target, _ = site.resolve(path, entry.address)
        if not entry.address.startswith(site.base_url) or target is None or target not in site.files:
            yield Problem(where, f"links to “{entry.address}”, which the site doesn't hold", "build again")
            continue
        article = site.where(target)
        for date in entry.dates:
            if not _DATE.fullmatch(date):
                yield Problem(article, f"the date of its entry in {path}, “{date}” is no date of RFC 3339", "report it")
        for found in entry.active:
            yield Problem(article, f"its text holds {found} in {path}", "report it")


def _active(text: str) -> Iterator[str]:
    """What of an entry's HTML would run or frame something in a feed reader that does not clean it."""
    if not text.strip():
        return
    for element in html.fragment_fromstring(text, create_parent="div").iter(etree.Element):
        if element.tag in ("script", "style", "iframe", "object", "embed", "form", "link", "meta", "base"):
            yield f"<{element.tag}>"
        for name, value in element.attrib.items():
            if name.startswith("on"):
                yield f"the handler {name}"
            elif name in ("href", "src") and not re.match(r"(?:https?:|mailto:)", value):
                yield f"the address “{value[:60]}”"


def sitemap_is_complete(read: Read, pages: Mapping[str, Facts], site: Site) -> Iterator[Problem]:
    """The sitemap (https://www.sitemaps.org/protocol.html) lists every canonical page that may be indexed, once, with
    the alternates that the page names."""
    listed: Counter[str] = Counter()
    named: dict[str, set[tuple[str, str]]] = {}
    queue, seen = ["sitemap.xml"], set[str]()
    while queue:
        path = queue.pop()
        if path in seen:
            yield Problem(f"_site/{path}", "is listed as a sitemap more than once", "build again")
            continue
        seen.add(path)
        try:
            root = etree.fromstring(read(path), _xml_parser())
        except (OSError, etree.LxmlError) as error:
            yield Problem(f"_site/{path}", f"is missing or not well formed: {error}", "build again")
            return
        names = [str(name.text) for name in root.iterfind(".//{*}loc")]
        if root.tag.endswith("sitemapindex"):
            queue += [site.resolve(path, name)[0] or name for name in names]
        elif len(names) > 50_000:
            yield Problem(f"_site/{path}", f"lists {len(names)} pages; 50,000 are allowed", "report it")
        else:
            listed.update(names)
            for url in root.iterfind("{*}url"):
                links = url.iterfind("{*}link")
                named[str(url.findtext("{*}loc"))] = {(e.get("hreflang", ""), e.get("href", "")) for e in links}
    wanted = {page.canonical for page in pages.values() if page.indexed and page.canonical}
    for address in sorted(wanted - set(listed)):
        # Where .cache/ was deleted, no build knows what an earlier one left: it might be somebody's own.
        hint = "if the page is of an earlier build, delete it, or all of _site/; then build again"
        yield Problem("_site/sitemap.xml", f"lacks “{address}”", hint)
    for address, times in sorted(listed.items()):
        if address not in wanted:
            yield Problem("_site/sitemap.xml", f"lists “{address}”, which is no page of the site", "build again")
        elif times > 1:
            yield Problem("_site/sitemap.xml", f"lists “{address}” {times} times", "report it")
    for page in pages.values():
        given = named.get(page.canonical)
        if given is not None and page.path == site.resolve("", page.canonical)[0] and given != set(page.alternates):
            where = site.where(page.path)
            yield Problem(where, f"the sitemap gives “{page.canonical}” other alternates than the page", "build again")


def _xml_parser() -> etree.XMLParser:
    return etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)


class _Entry(Struct, frozen=True):
    """An article in a feed; `active` is what of its HTML would run, which should be nothing."""

    id: str
    address: str
    dates: tuple[str, ...]
    active: tuple[str, ...]


def _atom_entries(data: bytes) -> list[_Entry]:
    root = etree.fromstring(data, _xml_parser())
    for name in ("id", "title", "updated"):
        if root.find(f"{{*}}{name}") is None:
            raise ValueError(f"the feed has no <{name}>")
    entries = []
    for entry in root.iterfind("{*}entry"):
        for name in ("id", "title", "updated"):
            if entry.find(f"{{*}}{name}") is None:
                raise ValueError(f"an entry has no <{name}>")
        link = next((e for e in entry.iterfind("{*}link") if e.get("rel", "alternate") == "alternate"), None)
        address = link.get("href", "") if link is not None else ""
        dates = tuple(date for name in ("published", "updated") if (date := entry.findtext(f"{{*}}{name}")) is not None)
        active = tuple(_active(entry.findtext("{*}content") or ""))
        entries.append(_Entry(str(entry.findtext("{*}id")), address, dates, active))
    if not _DATE.fullmatch(root.findtext("{*}updated") or ""):
        raise ValueError(f"“{root.findtext('{*}updated')}” is no date of RFC 3339")
    return entries


def _json_entries(data: bytes) -> list[_Entry]:
    feed = json.loads(data)
    if feed["version"] != "https://jsonfeed.org/version/1.1" or not feed["title"]:
        raise ValueError("no JSON Feed 1.1")
    return [
        _Entry(
            item["id"],
            item["url"],
            tuple(item[key] for key in ("date_published", "date_modified") if key in item),
            tuple(_active(item.get("content_html", ""))),
        )
        for item in feed["items"]
    ]
