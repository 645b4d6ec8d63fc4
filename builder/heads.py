"""What a whole page, saved as it stood, says of itself: its address, its headline, its date, its authors.

In the `<meta>`, `<link>` and `<title>` of its head, in the JSON-LD of schema.org, and in what the program that saved it
wrote above it. Text in, values out; nothing here knows the tree.
"""

from __future__ import annotations

import datetime as dt
import html
import json
import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from itertools import islice

from msgspec import Struct

from builder.dates import Date, date
from builder.text import fold

# What may stand ahead of `<html>`, and what a whole page begins with behind it.
_AHEAD = re.compile(r"\s+|(<!doctype\b[^<>]*>)|<\?xml\b[^<>]*>|<!--", re.I)
_BEGINS = re.compile(r"<(?:html|head|body)\b", re.I)
# Browsers: `saved from url=(0024)https://example.org/`; SingleFile: its name, then `url: https://example.org/`.
_SAVED = re.compile(r"saved from url=\(\d+\)\s*(\S+)|Page saved with SingleFile\s+url:\s*(\S+)", re.I)
# What of a head is none of its fields; what is never closed has its end at the page's.
_UNREAD = re.compile(r"<!--(?:>|.*?(?:-->|\Z))|<(script|style)\b.*?(?:</\1\b|\Z)", re.I | re.S)
_TAG = re.compile(r"""<(?:meta|link)\b(?>[^<>"']+|"[^"]{0,4000}"|'[^']{0,4000}'){0,80}>""", re.I)
_ATTRIBUTE = re.compile(r"""(?<![\w-])([\w-]+)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>"']+))""")
_TITLE = re.compile(r"<title\b[^<>]*>([^<]{1,2000})</title", re.I)
_JSON = re.compile(r"<script\b[^<>]{0,200}\bld\+json\b[^<>]{0,200}>", re.I)
_END = re.compile("</script", re.I)
_EPOCH = re.compile(r"""\bvar (?:ct|oriCreateTime)\s*=\s*["'](1\d{9})["']""")  # WeChat's seconds, in a script
_FRONT_PAGE = re.compile(r"https?://[^/]+/?$", re.I)
_SCRIPTS = 20
_STORIES = 50
_THINGS = 400  # in one piece of JSON-LD, the lists around them among them
_TOPIC, _LONGEST = 40, 4000  # characters, of a topic and of any value
_HEAD = 200_000  # characters: a head holds styles and scripts, too; a story's JSON its text
# Names of fields, letters alone: Open Graph, Dublin Core, schema.org, the CMS of Chinese offices and papers.
_HEADLINES = ("ogtitle", "articletitle", "title", "dctitle", "twittertitle")
_DATES = (  # noqa: SIM905  one name a line would hide what belongs together
    "articlepublishedtime ogarticlepublishedtime articlecreateat weiboarticlecreateat bytedancepublishedtime pubdate "
    "publishdate publishtime publishedtime publisheddate publicationdate datepublished dcdateissued dctermsissued "
    "dctermscreated dctermsdate dcdate parselypubdate sailthrudate citationpublicationdate date dateupdate"
).split()
_SITES = ("ogsitename", "sitename", "applicationname")
_ARTICLE = re.compile(r"(?:\w*Article|(?:Social|Blog|Discussion\w*)?Posting|\w*Report|Review)")


class Head(Struct, frozen=True):
    """What a page says of itself. `titles` are its headline in all ways in which it gives it, the surest first, with
    what its template adds to it; `site` is whose page it is."""

    url: str = ""
    titles: tuple[str, ...] = ()
    site: str = ""
    published: Date | None = None
    authors: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()


@lru_cache(maxsize=1)  # once for the seed's address, and once for the article
def read(body: str) -> Head | None:
    """What a body says of itself that is a whole page; None where it is a part of one."""
    begin, saved = _begin(body)
    if begin is None:
        return None
    head = _UNREAD.sub("", body[begin : begin + _HEAD])
    end = re.search(r"</head\s*>|<body\b", head, re.I)
    head = head[: end.start()] if end else head
    fields = _fields(head)
    stories = list(islice(_stories(body), _STORIES))
    title = _TITLE.search(head)
    titles = [text for story in stories for key in ("headline", "title") if (text := _text(story.get(key)))]
    titles += [fields[name][0] for name in _HEADLINES if name in fields]
    titles += [html.unescape(title[1])] if title else []
    dates = [_text(story.get(key)) for story in stories for key in ("datePublished", "pubDate")]
    dates += [fields[name][0] for name in _DATES if name in fields]
    seconds = _EPOCH.search(body) if "var ct" in body or "var oriCreateTime" in body else None
    written = dt.datetime.fromtimestamp(int(seconds[1]), dt.UTC) if seconds else None
    site = next((fields[name][0] for name in _SITES if name in fields), "")
    urls = [saved, *fields.get("canonical", ()), *fields.get("ogurl", ())]
    urls = [url for url in urls if re.match(r"https?://", url, re.I)]
    return Head(
        url=next((url for url in urls if not _FRONT_PAGE.match(url)), next(iter(urls), "")),
        titles=tuple(dict.fromkeys(filter(None, map(fold, titles)))),
        site=fold(site),
        published=next((found for text in dates if (found := date(text)) is not None), written),
        authors=next((names for story in stories if (names := tuple(_authors(story)))), ()),
        tags=tuple(dict.fromkeys(fold(tag) for tag in fields.get("articletag", ()) if len(tag) <= _TOPIC)),
    )


def _begin(body: str) -> tuple[int | None, str]:
    """Where the page begins, None where the body is none, and the address in the comments above it. Behind a doctype
    HTML lets the tags be left out with which a page begins."""
    at, saved, has_doctype = 0, "", False
    while not (begins := _BEGINS.match(body, at)) and (ahead := _AHEAD.match(body, at)):
        end = body.find("-->", at) + 3 if ahead[0] == "<!--" else ahead.end()
        if end <= at:
            return None, ""
        has_doctype = has_doctype or ahead[1] is not None
        saved = saved or _saved(body, at, end)
        at = end
    if not (begins or has_doctype):
        return None, ""
    return at, saved or _saved(body, at, at + 1000)  # SingleFile writes behind `<html>`


def _saved(body: str, start: int, end: int) -> str:
    found = _SAVED.search(body, start, end)
    return found[1] or found[2] if found else ""


def _fields(head: str) -> Mapping[str, list[str]]:
    """The values of a head by the names of their fields, letters alone."""
    fields: dict[str, list[str]] = {}
    for tag in _TAG.findall(head):
        given = {name.lower(): html.unescape("".join(value)) for name, *value in _ATTRIBUTE.findall(tag)}
        value = (given.get("content") or given.get("href") or "").strip()
        for key in ("property", "name", "itemprop", "rel"):
            name = re.sub("[^a-z]", "", given.get(key, "").lower())
            if name and value:
                fields.setdefault(name, []).append(value)
    return fields


def _stories(body: str) -> Iterator[Mapping[str, object]]:
    """The articles that the JSON-LD of a page tells of; and what Baidu asked of sites for its search, which says what
    it is by its context alone."""
    if "ld+json" not in body:
        return
    for found in islice(_JSON.finditer(body), _SCRIPTS):
        try:
            source = body[found.end() : found.end() + _HEAD]
            told = json.loads(_END.split(source, 1)[0].strip().rstrip(";"), strict=False)
        except (ValueError, RecursionError):
            continue
        yield from (
            thing for thing in _things(told) if "pubDate" in thing or any(map(_ARTICLE.fullmatch, _kinds(thing)))
        )


def _things(told: object) -> Iterator[Mapping[str, object]]:
    """What JSON-LD tells of, one by one: in lists, in a graph, or as what the page is about."""
    ahead = [told]
    for _ in range(_THINGS):
        if not ahead:
            return
        thing = ahead.pop()
        if isinstance(thing, dict):
            yield thing
            ahead += [thing[key] for key in ("mainEntity", "@graph") if key in thing]
        elif isinstance(thing, list):
            ahead += thing[_THINGS::-1]


def _kinds(thing: Mapping[str, object]) -> list[str]:
    """The types of a thing, without the vocabulary's address or its prefix."""
    given = thing.get("@type")
    return [
        kind[-80:].split("/")[-1].split(":")[-1]
        for kind in (given if isinstance(given, list) else [given])
        if isinstance(kind, str)
    ]


def _authors(story: Mapping[str, object]) -> Iterator[str]:
    """The people who wrote an article, by schema.org, which takes a publication for one, too."""
    given = story.get("author")
    publisher = story.get("publisher")
    house = _text(publisher.get("name")) if isinstance(publisher, dict) else _text(publisher)
    for author in given[:_STORIES] if isinstance(given, list) else [given]:
        kinds = _kinds(author) if isinstance(author, dict) else []
        name = fold(_text(author.get("name") if isinstance(author, dict) else author))
        if name and kinds in ([], ["Person"]) and name != house and len(name) <= 60 and "//" not in name:
            yield name


def _text(value: object) -> str:
    """A value of JSON-LD as far as it may be a name, a title or a date: an article's whole text is none."""
    return html.unescape(value[:_LONGEST]) if isinstance(value, str) else ""
