"""The laws of a built site, one function each: a page or the whole site in, problems out. `check.py` runs them.

A law is about what a reader, a search engine or a browser meets, so it reads the built files and nothing else of the
program: a mistake of the builder is found, not repeated. `PAGE_LAWS` see one page each, in worker processes;
`SITE_LAWS` see the few facts that are kept of every page.
"""

from __future__ import annotations

import base64
import hashlib
import json
import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from urllib.parse import quote, unquote, urljoin, urlsplit

from lxml import etree, html
from msgspec import Struct

from builder import engine
from builder.detect import SIMPLIFIED, TRADITIONAL, in_jis
from builder.model import PAGES_LIMIT, Problem
from builder.protect import foreign

FILE_LIMIT = 100_000_000  # bytes of one file that a push to GitHub accepts
WARN_AT = 0.7
_ADDRESS = r"(?:https?://|www\.)\S+"
_LANG = re.compile(r"[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*")
_CSS = re.compile(r"""url\(\s*["']?([^"')]+)|@import\s+["']([^"']+)""", re.I)
# Every attribute of HTML and SVG that holds an address which a browser loads, follows or sends to.
_AT = etree.XPath(
    "//@href|//@src|//@srcset|//@imagesrcset|//@poster|//@data|//@data-src|//@action|//@formaction|//@background|//@ping"
    "|//@*[name()='xlink:href']"
)
_MUST_LIMIT = ("default-src", "base-uri", "form-action")  # what a policy leaves open where it does not name them
FEED_TYPES = ("application/atom+xml", "application/feed+json")


class Site(Struct, frozen=True):
    """What every law may know: addresses, the variants' tags in order, all files with their sizes in bytes.

    `articles` maps an article's slug to the path of its content file and its language tag (`zh-Hans`, `zh-Hant-TW`,
    `en` …); `given` a content file to the words that a person gave there, and "" to those of the site's glossary.
    """

    base_url: str
    tags: tuple[str, ...]
    files: Mapping[str, int]
    articles: Mapping[str, tuple[str, str]]
    given: Mapping[str, frozenset[str]]

    def resolve(self, page: str, href: str) -> tuple[str | None, str]:
        """(path of a file of the site, fragment) that `href` on `page` leads to; the path is None for elsewhere."""
        target, _, fragment = urljoin(self.base_url + quote(page), href.strip()).partition("#")
        if not target.startswith(self.base_url):
            inside = urlsplit(target).netloc == urlsplit(self.base_url).netloc
            return ("//outside of the base path: " + target if inside else None), unquote(fragment)
        path = unquote(urlsplit(target).path)[len(urlsplit(self.base_url).path) :]
        return (path + "index.html" if path.endswith("/") or not path else path), unquote(fragment)

    def tag_of(self, path: str) -> str:
        """The variant's tag in whose folder a page lies; empty for the root page, 404 and other common files."""
        folder = path.split("/", 1)[0]
        return next((tag for tag in self.tags if tag.lower() == folder), "")

    def article_of(self, path: str) -> tuple[str, str]:
        """(content path, language tag) of the article that a page shows; two empty texts for another page."""
        slug = path.split("/", 1)[-1].removesuffix(".html")
        return self.articles.get(slug, ("", "")) if self.tag_of(path) else ("", "")

    def where(self, path: str) -> str:
        """The file to name in a problem: the article where the page shows one, else the page."""
        return self.article_of(path)[0] or f"_site/{path}"


class Page(Struct, frozen=True):
    """One parsed HTML file of the site, as long as its laws are being checked."""

    path: str
    tree: html.HtmlElement


class Fault(Struct, frozen=True):
    """What a law finds on one page. `needle` is the text by which the line of the article can be found."""

    message: str
    hint: str
    needle: str = ""


class Facts(Struct, frozen=True):
    """What is kept of a page for the laws of the whole site: few and short, for there are tens of thousands."""

    path: str
    canonical: str
    alternates: tuple[tuple[str, str], ...]
    anchors: tuple[tuple[str, str], ...]
    indexed: bool


def facts(page: Page, site: Site) -> Facts:
    """The facts of one page; `anchors` are (file, fragment) pairs that lead to another page of the site."""
    anchors = set()
    for element in page.tree.iter("a"):
        target, fragment = site.resolve(page.path, element.get("href", ""))
        if target and fragment and target != page.path:
            anchors.add((target, fragment))
    robots = page.tree.xpath("string(//meta[@name='robots']/@content)")
    return Facts(
        page.path,
        str(page.tree.xpath("string(//link[@rel='canonical']/@href)")),
        tuple((e.get("hreflang", ""), e.get("href", "")) for e in _alternates(page)),
        tuple(sorted(anchors)),
        "noindex" not in str(robots),
    )


# ── laws of one page ──────────────────────────────────────────────────────────────────────────────────────────────


def links_resolve(page: Page, site: Site) -> Iterator[Fault]:
    """Every internal link, picture, style and script leads to a file that the site holds, under its base path."""
    for address in _addresses(page):
        target, _ = site.resolve(page.path, address)
        if target is not None and target not in site.files:
            hint = "correct or remove it: addresses in an article begin at the site's root"
            yield Fault(f"“{address}” leads to no page or file of the site", hint, address)


def anchors_exist(page: Page, site: Site) -> Iterator[Fault]:
    """A link within the page leads to an id that the page has."""
    ids = {*page.tree.xpath("//@id"), "", "top"}
    for element in page.tree.iter("a"):
        href = element.get("href", "")
        target, fragment = site.resolve(page.path, href) if "#" in href else (None, "")
        if target == page.path and fragment not in ids and not fragment.startswith(":~:"):
            yield Fault(f"“{href}” leads to no place in the page", "name the id of a heading", href)


def ids_are_unique(page: Page, site: Site) -> Iterator[Fault]:
    """No two elements have one id."""
    for name, times in Counter(page.tree.xpath("//@id")).items():
        if times > 1:
            yield Fault(f"{times} elements have the id “{name}”", "report it: ids are the builder's")


def addresses_are_safe(page: Page, site: Site) -> Iterator[Fault]:
    """Nothing but http, https, mailto and addresses within the site is linked or loaded."""
    for address in _addresses(page):
        # As a browser reads it: without tabs and line breaks (https://url.spec.whatwg.org/#url-parsing).
        scheme = re.match(r"[\s\x00-\x20]*([a-zA-Z][a-zA-Z0-9+.\-]*):", re.sub(r"[\t\n\r]", "", address))
        if scheme and scheme[1].lower() not in ("http", "https", "mailto"):
            yield Fault(f"“{address[:60]}” is an address of a forbidden kind", "remove it", address)
    for element in page.tree.iter("animate", "set"):
        if element.get("attributename", "").lower().endswith("href"):
            yield Fault(f"<{element.tag}> gives a link another address", "take it out")


def nothing_is_loaded_from_elsewhere(page: Page, site: Site) -> Iterator[Fault]:
    """Only an article's own pictures come from other hosts: no script, style, font, frame, icon or player; and
    nothing is sent there but by a link that the reader follows."""
    for element, name, address in _attributes(page):
        if site.resolve(page.path, address)[0] is not None or (element.tag in ("a", "area") and name != "ping"):
            continue
        if element.tag == "link" and {"canonical", "alternate", "author", "license", "prev", "next"} & set(
            element.get("rel", "").split()
        ):
            continue
        source = element.tag == "source" and element.getparent().tag == "picture"
        if element.tag == "img" or source:
            picture = element.getparent().find("img") if source else element
            if picture is None or picture.get("referrerpolicy") != "no-referrer":
                yield Fault(f"the picture “{address[:80]}” tells its host who reads", "no-referrer", address)
        elif name in ("action", "formaction"):
            yield Fault(f"<{element.tag}> sends what is typed to “{address[:80]}”", "take it out")
        else:
            yield Fault(f"<{element.tag}> loads “{address[:80]}” from elsewhere", "serve it yourself")
    for text in page.tree.xpath("//style/text()|//@style"):
        for address in css_addresses(text):
            if site.resolve(page.path, address)[0] is None:
                yield Fault(f"a style loads “{address[:80]}” from elsewhere", "serve it yourself")


def readers_stay(page: Page, site: Site) -> Iterator[Fault]:
    """No page goes elsewhere by itself, gives its links another base, or holds another page."""
    for element in page.tree.iter("base", "meta", "iframe"):
        if element.tag == "base":
            yield Fault("<base> turns every link of the page", "take it out")
        elif element.get("http-equiv", "").strip().lower() == "refresh":
            yield Fault("<meta http-equiv=refresh> leads its readers away", "take it out")
        elif element.get("srcdoc") is not None:
            yield Fault("<iframe srcdoc> is a page within the page", "take it out")


def policy_holds(page: Page, site: Site) -> Iterator[Fault]:
    """A Content-Security-Policy stands first in the head, allows no inline script but those it names by hash."""
    head = page.tree.find("head")
    metas = [e for e in page.tree.iter("meta") if e.get("http-equiv", "").lower() == "content-security-policy"]
    if head is None or not metas:
        yield Fault("the page has no Content-Security-Policy", "keep the <meta> of base.html")
        return
    before = [e for e in head.iterchildren(etree.Element) if e.tag != "meta" or not e.get("charset")]
    if not before or before[0] is not metas[0]:
        yield Fault("the Content-Security-Policy does not stand first in <head>", "move it up")
    policy = metas[0].get("content", "")
    directives = {words[0]: words[1:] for words in (d.split() for d in policy.split(";")) if words}
    scripts = directives.get("script-src", directives.get("default-src", ["*"]))
    for source in scripts:
        if source in ("*", "'unsafe-inline'", "'unsafe-eval'"):
            yield Fault(f"the Content-Security-Policy allows {source} for scripts", "take it out")
    for name in _MUST_LIMIT:
        if name not in directives:
            yield Fault(f"the Content-Security-Policy does not limit {name}", "keep the <meta> of base.html")
    for name, sources in directives.items():
        for source in sources:
            if name != "img-src" and not source.startswith("'") and (name, source) != ("script-src", "*"):
                yield Fault(f"the Content-Security-Policy allows {source} for {name}", "serve it yourself")
    for element in page.tree.iter("script"):
        code = element.text or ""
        if element.get("src") is None and code.strip():
            digest = base64.b64encode(hashlib.sha256(code.encode("utf-8")).digest()).decode("ascii")
            if f"'sha256-{digest}'" not in scripts:
                yield Fault("an inline script is not named in the Content-Security-Policy", "add its hash")
    for element in page.tree.iter(etree.Element):
        for name in element.attrib:
            if str(name).lower().startswith("on"):
                yield Fault(f"<{element.tag}> has the handler “{name}”", "listen in a script of static/")


def page_says_what_it_is(page: Page, site: Site) -> Iterator[Fault]:
    """Doctype, encoding, title, description, exactly one first-level heading, words for pictures, valid JSON-LD."""
    information = page.tree.getroottree().docinfo
    if information.public_id or not information.doctype:
        yield Fault("the page has no <!doctype html>", "keep the first line of base.html")
    if [value.lower() for value in page.tree.xpath("//head/meta/@charset")] != ["utf-8"]:
        yield Fault("the page does not say its encoding, UTF-8", 'keep <meta charset="utf-8">')
    if not str(page.tree.xpath("string(//head/title)")).strip():
        yield Fault("the page has no title", "give the article, or the site, a title")
    if site.tag_of(page.path) and not page.tree.xpath("string(//meta[@name='description']/@content)"):
        yield Fault("the page has no description", "add “description:”")
    headings = page.tree.findall(".//h1")
    if len(headings) != 1:
        yield Fault(f"the page has {len(headings)} first-level headings", "one <h1> a page")
    elif not headings[0].text_content().strip():
        yield Fault("its first-level heading is empty", "give the article a title")
    for source in page.tree.xpath("//img[not(@alt)]/@src"):
        yield Fault(f"the picture “{source[:80]}” has no alt", 'alt="" where it only adorns', source)
    for element in page.tree.iterfind(".//script[@type='application/ld+json']"):
        try:
            json.loads(element.text or "")
        except ValueError as error:
            yield Fault(f"its JSON-LD is broken: {error}", "report it")


def canonical_is_itself(page: Page, site: Site) -> Iterator[Fault]:
    """A page has one canonical address, its own; that of an article that is not Chinese is the first variant's page."""
    tag = site.tag_of(page.path)
    if not tag:
        return
    language = site.article_of(page.path)[1]
    foreign = language and not language.startswith("zh")
    path = site.tags[0].lower() + page.path[len(tag) :] if foreign else page.path
    wanted = site.base_url + quote(re.sub(r"(^|/)index\.html$", r"\1", path))
    given = page.tree.xpath("//link[@rel='canonical']/@href")
    if given != [wanted]:
        yield Fault(f"its canonical address is “{', '.join(given)}”, not “{wanted}”", "see base_url in site.toml")
    for address in page.tree.xpath("//meta[@property='og:url']/@content"):
        if address != wanted:
            yield Fault(f"it is shared as “{address}”, not “{wanted}”", "keep base.html's og:url")


def language_is_right(page: Page, site: Site) -> Iterator[Fault]:
    """`<html lang>` is the variant's tag; the article's own, where the article is not Chinese."""
    tag, lang = site.tag_of(page.path), page.tree.get("lang", "")
    language = site.article_of(page.path)[1]
    for other in dict.fromkeys(page.tree.xpath("//@lang|//@hreflang")):
        if other != "x-default" and not _LANG.fullmatch(other):
            yield Fault(f"“{other}” is no language", "a tag such as zh-Hans or ja", other)
    if tag and lang != tag:
        yield Fault(f"lang is “{lang}” in the folder of {tag}", "keep base.html's lang")
    if tag and language and not language.startswith("zh"):
        text = page.tree.find(".//article//div[@class='text']")
        if text is None or text.get("lang") != language:
            yield Fault(f"the article is in {language}, its page doesn't say so", "keep article.html's lang")


def text_is_in_its_script(page: Page, site: Site) -> Iterator[Fault]:
    """Converted text holds no character of the other script alone, outside of what is protected.

    Protected are code, other languages (`lang`), addresses, what our own lists of phrases give on purpose, the words
    that a person gave, the names that each script gives itself on the switch (`translate="no"`), and what is said of an
    article in the author's own script, which stands as it was written. So are excerpts, in which no element marks code:
    their words stand on the article's page. Beside kana or hangul (a title may hold Japanese, which no element marks
    there) characters that Japanese writes too (国, 会, 声) show nothing.
    """
    tag = site.tag_of(page.path)
    language = site.article_of(page.path)[1]
    if not tag or (language and not language.startswith("zh")):
        return
    wrong = TRADITIONAL if tag.startswith("zh-Hans") else SIMPLIFIED
    texts = _converted_text(page, site, tag)
    given, own = site.given[""], site.given.get(site.article_of(page.path)[0])
    meant = _meant(tag, given | own if own else given)
    found = Counter(
        c
        for text in texts
        if not wrong.isdisjoint(text)
        for c in meant.sub("", text)
        if c in wrong and not (in_jis(c) and foreign(text))
    )
    if found:
        characters = "".join(c for c, _ in found.most_common(10))
        message = f"the {tag} page holds {characters}, which only the other script has"
        yield Fault(message, "add a line to glossary.toml", characters[0])


@lru_cache(64)
def _meant(tag: str, given: frozenset[str]) -> re.Pattern[str]:
    """Addresses, and phrases that our lists or a person give, with characters that no dictionary would."""
    wrong = TRADITIONAL if tag.startswith("zh-Hans") else SIMPLIFIED
    phrases = (phrase for phrase in engine.listed(tag) | given if not wrong.isdisjoint(phrase))
    return re.compile("|".join([_ADDRESS, *map(re.escape, sorted(phrases, key=lambda one: (-len(one), one)))]))


PAGE_LAWS: tuple[Callable[[Page, Site], Iterator[Fault]], ...] = (
    links_resolve,
    anchors_exist,
    ids_are_unique,
    addresses_are_safe,
    nothing_is_loaded_from_elsewhere,
    readers_stay,
    policy_holds,
    page_says_what_it_is,
    canonical_is_itself,
    language_is_right,
    text_is_in_its_script,
)


# ── laws of the whole site ────────────────────────────────────────────────────────────────────────────────────────


def alternates_are_mutual(pages: Mapping[str, Facts], site: Site) -> Iterator[Problem]:
    """Each page names its twin in every variant and a default; a twin exists and names it back.

    https://developers.google.com/search/docs/specialty/international/localized-versions
    """
    for page in pages.values():
        tag = site.tag_of(page.path)
        language = site.article_of(page.path)[1]
        if not tag or not page.indexed or (language and not language.startswith("zh")):
            continue
        named = dict(page.alternates)
        for wanted in (*site.tags, "x-default"):
            if wanted not in named:
                yield Problem(site.where(page.path), f"its {tag} page names no alternate for {wanted}", "see base.html")
        for hreflang, href in page.alternates:
            target, _ = site.resolve(page.path, href)
            twin = pages.get(target or "")
            if not href.startswith(site.base_url):
                yield Problem(
                    site.where(page.path), f"its alternate {hreflang} “{href}” is not absolute", "see base_url"
                )
            elif twin is None:
                yield Problem(site.where(page.path), f"its alternate {hreflang} “{href}” is no page", "build again")
            elif hreflang != "x-default":
                back = site.resolve(twin.path, dict(twin.alternates).get(tag, ""))[0]
                if back != page.path:
                    yield Problem(
                        site.where(page.path), f"its alternate {hreflang} doesn't name it back", "build again"
                    )


def addresses_are_distinct(pages: Mapping[str, Facts], site: Site) -> Iterator[Problem]:
    """No two files differ by case or by Unicode form alone: Windows and macOS, and careless hosts, see one."""
    seen: dict[str, str] = {}
    for path in sorted(site.files):
        key = unicodedata.normalize("NFC", path).casefold()
        if key in seen:
            yield Problem(
                site.where(path), f"“{path}” and “{seen[key]}” are one address where case is ignored", "change a slug"
            )
        seen[key] = path


def site_fits(pages: Mapping[str, Facts], site: Site) -> Iterator[Problem]:
    """GitHub Pages takes a site of 1 GB, a push files of 100 MB; from 70 % on there is a warning."""
    total = sum(site.files.values())
    largest = sorted(site.files, key=lambda path: (-site.files[path], path))[:3]
    names = ", ".join(f"{path} {site.files[path] / 1e6:.1f} MB" for path in largest)
    if total > PAGES_LIMIT * WARN_AT:
        yield Problem(
            "_site",
            f"the site has {total / 1e6:,.0f} MB of the 1,000 MB that GitHub Pages takes; largest: {names}",
            "split the archive, or publish on another host",
            level="error" if total > PAGES_LIMIT else "warning",
        )
    for path in largest:
        if site.files[path] > FILE_LIMIT:
            yield Problem(f"_site/{path}", "is larger than the 100 MB that GitHub takes", "make it smaller")


SITE_LAWS: tuple[Callable[[Mapping[str, Facts], Site], Iterator[Problem]], ...] = (
    alternates_are_mutual,
    addresses_are_distinct,
    site_fits,
)


# ── helpers ───────────────────────────────────────────────────────────────────────────────────────────────────────


def _alternates(page: Page) -> list[html.HtmlElement]:
    return [
        e
        for e in page.tree.iterfind(".//head/link[@hreflang]")
        if "alternate" in e.get("rel", "").split() and e.get("type") not in FEED_TYPES
    ]


def _attributes(page: Page) -> Iterator[tuple[html.HtmlElement, str, str]]:
    """(element, attribute, address) of every address on a page, in its order."""
    for value in _AT(page.tree):
        element, name = value.getparent(), str(value.attrname)
        parts = value.split(",") if name in ("srcset", "imagesrcset") else value.split() if name == "ping" else [value]
        for part in parts:
            if part.strip():
                yield element, name, part.split()[0] if len(parts) > 1 or name.endswith("srcset") else str(part)


def _addresses(page: Page) -> list[str]:
    """Every address that a page links or loads, each once, in order."""
    return list(dict.fromkeys(address for _, _, address in _attributes(page)))


def css_addresses(text: str) -> list[str]:
    """What a style loads, but for what it holds itself (`data:`)."""
    found = [(one or other).strip() for one, other in _CSS.findall(text)]
    return [address for address in found if not address.lower().startswith("data:")]


def _converted_text(page: Page, site: Site, tag: str) -> Iterator[str]:
    """The texts of a page that must be in its script, as `text_is_in_its_script` says."""
    own = _is_own(site, page.path, tag)
    if not own:  # else the title is the author's
        yield from page.tree.xpath("//head/title/text()")
    if not site.article_of(page.path)[0]:  # else the description is an excerpt
        yield from page.tree.xpath("//head/meta[@name='description' or @property]/@content")
    stack = page.tree.findall("body")
    while stack:
        element = stack.pop()
        if not isinstance(element.tag, str) or element.tag in ("script", "style", "code", "pre", "template"):
            continue
        if element.get("lang", tag) != tag or element.get("translate") == "no" or element.get("class") == "excerpt":
            continue
        if (own and element.tag == "article") or (
            element.tag in ("a", "li", "article") and _shows_own(element, page, site, tag)
        ):
            continue
        for name in ("title", "alt", "aria-label", "placeholder"):
            if element.get(name):
                yield element.get(name)
        if element.text:
            yield element.text
        for child in element:
            if child.tail:
                yield child.tail
            stack.append(child)


def _shows_own(element: html.HtmlElement, page: Page, site: Site, tag: str) -> bool:
    """Whether a link, or an entry of a list, is about an article in the author's own script: verbatim here too."""
    links = [element] if element.tag == "a" else element.iter("a")
    return any(_is_own(site, site.resolve(page.path, link.get("href", ""))[0] or "", tag) for link in links)


def _is_own(site: Site, path: str, tag: str) -> bool:
    language = site.article_of(path)[1]
    return bool(language) and language.split("-")[:2] == tag.split("-")[:2]
