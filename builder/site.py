"""Articles → every page of the site: addresses, pairs of variants, lists, feeds, maps. Pure: it touches no file."""

from __future__ import annotations

import datetime as dt
import hashlib
import re
import zoneinfo
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache, partial

from msgspec.structs import replace

from builder import prose
from builder.config import Config
from builder.lists import Alternates, Edition, Outline, Plan, grouped, lists, page, shared, shown
from builder.model import (
    Article,
    ArticleView,
    Document,
    Embed,
    Entry,
    FeedView,
    Figure,
    Page,
    Picture,
    Problem,
    Record,
    SitemapView,
    Term,
    Variant,
    Words,
)
from builder.related import related
from builder.text import slug
from builder.variants import own_script

FEED = 20  # articles in a feed
SITEMAP = 50_000  # addresses in a file, https://www.sitemaps.org/protocol.html
SITEMAP_BYTES = 10_000_000  # a fifth of what is allowed: it is made in memory

_SAFE = re.compile(r"[\w\-.~]+(?:/[\w\-.~]+)*")
_TAKEN = re.compile(r"index|page-\d+|(archive|sources|authors|tags|search)(/.*)?|.*/index")
_DEVICE = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\..*)?", re.IGNORECASE)


# ── an article → what the site knows of it ────────────────────────────────────────────────────────────────────────


def record(article: Article, converted: Sequence[Article], key: str, config: Config, doubts: int = 0) -> Record:
    """What the site needs of an article to plan its pages; small.

    `converted` is the article in each of the site's variants, in their order, with so many `doubts`; `key` the cache
    key under which its fragments lie. Names are turned into addresses by their Simplified form, where the site has such
    a variant.
    """
    meta, zone = article.meta, zoneinfo.ZoneInfo(config.timezone)
    several = zip(converted, config.variants, strict=True)
    simplified = next((one for one, variant in several if variant.script == "zh-Hans"), article)
    script = own_script(article) or "und"
    made = Record(
        path=article.path,
        slug=article_slug(article),
        key=key,
        own="-".join(script.split("-")[:2]) if script.startswith("zh") else script,
        script=script,
        date=iso(meta.published or meta.archived, zone),
        archived=iso(meta.archived, zone),
        updated=iso(meta.updated, zone),
        source_url=meta.source_url,
        source_slug=segment(simplified.meta.source),
        author_slugs=tuple(segment(name) for name in simplified.meta.authors),
        tag_slugs=tuple(segment(name) for name in simplified.meta.tags),
        minutes=prose.minutes(prose.words(article.document.blocks)),
        picture=_picture(article.document),
        words=tuple(
            Words(
                title=one.meta.title,
                excerpt=one.meta.description or prose.excerpt(one.document),
                source=one.meta.source,
                authors=one.meta.authors,
                tags=one.meta.tags,
            )
            for one in converted
        ),
        seed_hash=meta.seed_hash,
    )
    names = made.source_slug, made.author_slugs, made.tag_slugs
    shown = repr((made.slug, made.script, made.date, names, made.minutes, made.picture, made.words))
    face = hashlib.blake2b(shown.encode("utf-8", "replace"), digest_size=12).hexdigest()
    return replace(made, doubts=doubts, face=face)


def article_slug(article: Article) -> str:
    """The article's address below its variant's folder: its slug, in which each part may be a file's name."""
    parts = article.meta.slug.split("/")
    if not _SAFE.fullmatch(article.meta.slug):
        return "/".join(map(segment, parts))
    return "/".join(f"{part}-" if _DEVICE.fullmatch(part) else part for part in parts)


@lru_cache(4096)  # an archive has few sources, and few authors and tags for each of its articles
def segment(name: str) -> str:
    """A name as one part of an address; `C`, `C++` and `C#` differ, and what has no letter has a hash. "" for ""."""
    if not name:
        return ""
    made = slug(name.replace("+", " plus ").replace("#", " sharp "))
    if not made:
        return "x" + hashlib.blake2b(name.encode(), digest_size=4).hexdigest()
    return f"{made}-" if _DEVICE.fullmatch(made) else made


def accept(records: Iterable[Record]) -> tuple[tuple[Record, ...], tuple[Problem, ...]]:
    """The records that can have pages, newest first, and a problem for each whose address another one has.

    Of two articles the one whose path sorts first keeps the address.
    """
    taken: dict[str, str] = {}
    kept, problems = [], []
    for one in sorted(records, key=lambda r: r.path):
        if refused := claim(one.slug, one.path, taken):
            problems.append(refused)
        else:
            kept.append(one)
    kept.sort(key=lambda r: (r.date, r.slug), reverse=True)
    return tuple(kept), tuple(problems)


def claim(slug: str, path: str, taken: dict[str, str]) -> Problem | None:
    """Why the article at `path` cannot have this address; where it can, `taken` says from now on that it is its own.

    Addresses are compared without case, since file systems may.
    """
    address = slug.casefold()
    if not slug or _TAKEN.fullmatch(address):
        message = f"the address “{slug}” belongs to a page of the site's own"
    elif any(len(f"{part}.html".encode()) > 255 for part in slug.split("/")):
        message = f"the address “{slug}” is longer than a file's name may be"
    elif taken.setdefault(address, path) != path:
        message = f"the address “{slug}” is that of {taken[address]} too"
    else:
        return None
    return Problem(path, message, "give it another “slug” in the front matter")


def _picture(document: Document) -> Picture | None:
    """The article's first picture that is a block of its own, or the poster of its first embed."""
    for block in document.blocks:
        if isinstance(block, Figure):
            return block.picture
        if isinstance(block, Embed) and block.poster:
            return Picture(block.poster, block.alt)
    return None


# ── dates ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def iso(moment: dt.date | dt.datetime | None, zone: dt.tzinfo) -> str:
    """A date as it is, a date-time in the site's time zone, as ISO 8601; "" for None."""
    if moment is None:
        return ""
    if isinstance(moment, dt.datetime):
        if moment.tzinfo is None:
            moment = moment.replace(tzinfo=zone)
        return moment.astimezone(zone).isoformat("T", "seconds")
    return moment.isoformat()


def rfc3339(date: str, zone: dt.tzinfo) -> str:
    """An ISO date or date-time as a moment, as feeds want it: midnight of the site's time zone for a date alone."""
    if not date:
        return "1970-01-01T00:00:00Z"
    moment = dt.datetime.fromisoformat(date)
    return (moment if moment.tzinfo else moment.replace(tzinfo=zone)).isoformat("T", "seconds")


# ── records → pages ───────────────────────────────────────────────────────────────────────────────────────────────


def plan(records: Sequence[Record], config: Config) -> Plan:
    """What the pages are made from. `records` are what `accept` returned: newest first, each address once."""
    zone = zoneinfo.ZoneInfo(config.timezone)
    owns = own_variants(config.variants)
    return [Edition(number, v, config, zone, owns, records) for number, v in enumerate(config.variants)]


def nearest(plan: Plan) -> list[tuple[int, ...]]:
    """For each article the places of those related to it, best first."""
    records = plan[0].records
    simplified = next((edition.number for edition in plan if edition.variant.script == "zh-Hans"), 0)
    return related(records, [one.words[simplified].title for one in records])


def outlines(plan: Plan, near: Callable[[], Sequence[tuple[int, ...]]]) -> Iterator[Outline]:
    """Every page, feed and map of the site, in a fixed order: those that take longest to make first.

    `near` gives `nearest`; it is called when the articles' own pages are come to, so that it may be reckoned meanwhile.
    """
    home = shared("", plan[0].config.variants)
    groups = grouped(plan[0].records)
    places: list[str] = []  # of the lists, the same in all variants
    for edition in plan:
        for listed in lists(edition, groups):
            if not edition.number:
                places.append(listed.path.removesuffix("index.html").partition("/")[2])
            yield listed
        yield from _feeds(edition)
    for fixed in (
        Page("index.html", "root", alternates=home),
        Page("404.html", "404", alternates=home[:-1]),
        Page("robots.txt", "robots"),
    ):
        yield Outline(fixed.path, fixed.kind, (), partial(_made, fixed))
    yield from _sitemaps(plan, places)
    yield from _articles(plan, near())


def _articles(plan: Plan, near: Sequence[tuple[int, ...]]) -> Iterator[Outline]:
    """An article's pages follow each other: a worker unpacks its body once."""
    records = plan[0].records
    faces = ["", *[one.face for one in records], ""]  # each between its neighbours'
    several = [(edition.number, edition.variant.slug) for edition in plan]
    for at, one in enumerate(records):
        # The same for all variants: the path tells which it is.
        made_of = (one.key, faces[at], faces[at + 2], *[records[other].face for other in near[at]])
        for number, folder in several:
            path = f"{folder}/{one.slug}.html"
            yield Outline(path, "article", made_of, partial(_article, at, number, near[at]), (one.key,), one.path)


def _made(page: Page, plan: Plan) -> Page:
    return page


def own_variants(variants: Sequence[Variant]) -> dict[str, Variant]:
    """By an article's script, with its region or without: the variant of the author's own words.

    `zh-Hant-HK` is looked up first, then `zh-Hant`, which stands for the first variant of that script.
    """
    return {variant.script: variant for variant in reversed(variants)} | {variant.tag: variant for variant in variants}


def _own(one: Record, owns: Mapping[str, Variant]) -> Variant | None:
    return owns.get(one.script) or owns.get(one.own)


def _canonical(one: Record, edition: Edition) -> str:
    """The page that search engines should know: an article that is not Chinese is the same at all its addresses."""
    variant = edition.variant if one.chinese else edition.config.variants[0]
    return f"{variant.slug}/{one.slug}.html"


def _alternates(one: Record, edition: Edition) -> Alternates:
    """An article's page in each variant, and the one for readers of whom nothing is known: the author's own words."""
    variants = edition.config.variants
    default = _own(one, edition.owns) or variants[0]
    pages = [(variant.tag, f"{variant.slug}/{one.slug}.html") for variant in variants]
    return (*pages, ("x-default", f"{default.slug}/{one.slug}.html"))


def _view(
    edition: Edition,
    at: int,
    previous: Entry | None = None,
    following: Entry | None = None,
    related: tuple[Entry, ...] = (),
) -> ArticleView:
    one, base = edition.records[at], edition.variant.slug
    words = one.words[edition.number]
    return ArticleView(
        entry=edition.entry(at),
        own=_own(one, edition.owns),
        source_url=one.source_url,
        seed_hash=one.seed_hash,
        archived=one.archived,
        updated=one.updated,
        source=Term(words.source, f"{base}/sources/{one.source_slug}/", 0) if one.source_slug else None,
        authors=tuple(
            [Term(name, f"{base}/authors/{to}/", 0) for name, to in zip(words.authors, one.author_slugs, strict=True)]
        ),
        tags=tuple([Term(name, f"{base}/tags/{to}/", 0) for name, to in zip(words.tags, one.tag_slugs, strict=True)]),
        previous=previous,
        next=following,
        related=related,
    )


def _article(at: int, number: int, near: Sequence[int], plan: Plan) -> Page:
    """The page of an article, with its neighbours and the ones related to it, which are at the places `near`."""
    edition = plan[number]
    older = edition.brief(at + 1) if at + 1 < len(edition.records) else None
    newer = edition.brief(at - 1) if at else None
    view = _view(edition, at, older, newer, tuple([edition.brief(other) for other in near]))
    return Page(
        path=view.entry.address,
        kind="article",
        variant=edition.variant,
        view=view,
        canonical=_canonical(edition.records[at], edition),
        alternates=_alternates(edition.records[at], edition),
    )


# ── for machines ──


def _feeds(edition: Edition) -> Iterator[Outline]:
    """The feeds of the newest articles, and the manifest."""
    keys = tuple(one.key for one in edition.records[:FEED])
    for kind in ("feed.xml", "feed.json"):
        path, make = f"{edition.variant.slug}/{kind}", partial(_feed, kind, edition.number)
        yield Outline(path, kind, (edition.variant.tag, *keys), make, keys)
    yield shown("manifest", "", "manifest.webmanifest", edition, ())


def _feed(kind: str, number: int, plan: Plan) -> Page:
    edition = plan[number]
    newest = edition.records[:FEED]
    views = tuple(_view(edition, at) for at in range(len(newest)))
    times = tuple(
        (rfc3339(view.entry.date, edition.zone), rfc3339(max(view.updated, view.entry.date), edition.zone))
        for view in views
    )
    updated = max((changed for _, changed in times), key=dt.datetime.fromisoformat, default=rfc3339("", edition.zone))
    return page(kind, "", kind, edition, FeedView(views, times, updated))


def _sitemaps(plan: Plan, places: Sequence[str]) -> Iterator[Outline]:
    """One sitemap, or several and an index of them where one would hold too many addresses or too many bytes: runs of
    articles, each with all its variants, then the pages that stand at one of `places` below some variant's folder."""
    records, several = plan[0].records, len(plan)
    run, rest = _run([one.slug for one in records], several), _run(places, several)
    if len(records) + len(places) <= min(run, rest):
        yield _sitemap("sitemap.xml", plan, 0, len(records), places)
        return
    parts: list[tuple[int, int, Sequence[str]]] = [(start, start + run, ()) for start in range(0, len(records), run)]
    parts += [(0, 0, places[start : start + rest]) for start in range(0, len(places), rest)]
    names = tuple(f"sitemap-{number}.xml" for number in range(1, len(parts) + 1))
    for name, part in zip(names, parts, strict=True):
        yield _sitemap(name, plan, *part)
    yield Outline(
        "sitemap.xml", "sitemap", names, partial(_made, Page("sitemap.xml", "sitemap", view=SitemapView((), names)))
    )


def _run(places: Iterable[str], several: int) -> int:
    """How many such places, each in so many variants, a sitemap may hold."""
    longest = max((len(place) if place.isascii() else 9 * len(place) for place in places), default=0)  # %E6%96%B0
    cost = several * (100 + (several + 2) * (150 + longest))  # bytes; all variants are named at each
    return max(1, min(SITEMAP // several - 1, SITEMAP_BYTES // cost))


def _sitemap(name: str, plan: Plan, start: int, end: int, places: Sequence[str]) -> Outline:
    shown = [f"{one.slug} {one.date} {one.script}" for one in plan[0].records[start:end]]
    return Outline(name, "sitemap", ("\n".join(shown), *places), partial(_map, name, start, end, places))


def _map(name: str, start: int, end: int, places: Sequence[str], plan: Plan) -> Page:
    """The sitemap of the articles from `start` to `end`, and of what stands at these places in each variant."""
    urls: list[tuple[str, str, Alternates]] = []
    for one in plan[0].records[start:end]:
        canonical, alternates = plan if one.chinese else plan[:1], _alternates(one, plan[0])
        urls += [(_canonical(one, edition), one.date, alternates) for edition in canonical]
    for place in places:
        alternates = shared(place, plan[0].config.variants)
        urls += [(address, "", alternates) for _, address in (alternates[:-1] if place else alternates)]
    return Page(name, "sitemap", view=SitemapView(urls=tuple(urls)))
