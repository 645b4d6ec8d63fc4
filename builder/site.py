"""Articles → every page of the site: addresses, pairs of variants, lists, feeds, maps. Pure: it touches no file."""

from __future__ import annotations

import datetime as dt
import hashlib
import re
import zoneinfo
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import PurePosixPath

from builder import prose
from builder.config import Config
from builder.model import (
    Article,
    ArticleView,
    Document,
    Embed,
    Entry,
    FeedView,
    Figure,
    ListView,
    Page,
    Pager,
    Picture,
    Problem,
    Record,
    SitemapView,
    Term,
    TermsView,
    Variant,
    Words,
)
from builder.related import related
from builder.text import in_words, slug
from builder.variants import own_script

FEED = 20  # articles in a feed
TERMS = 500  # names on a page of sources, authors or tags
SITEMAP = 50_000  # addresses in a file, https://www.sitemaps.org/protocol.html
SITEMAP_BYTES = 10_000_000  # a fifth of what is allowed: it is made in memory
UNDATED = "undated"

_SAFE = re.compile(r"[\w\-.~]+(?:/[\w\-.~]+)*")
_TAKEN = re.compile(r"index|page-\d+|(archive|sources|authors|tags|search)(/.*)?|.*/index")
_DEVICE = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\..*)?", re.IGNORECASE)
Alternates = tuple[tuple[str, str], ...]


# ── an article → what the site knows of it ────────────────────────────────────────────────────────────────────────


def record(article: Article, converted: Sequence[Article], key: str, config: Config) -> Record:
    """What the site needs of an article to plan its pages; small.

    `converted` is the article in each of the site's variants, in their order; `key` the cache key under which its
    fragments lie. Names are turned into addresses by their Simplified form, where the site has such a variant.
    """
    meta = article.meta
    simplified = next(
        (one for one, v in zip(converted, config.variants, strict=True) if v.script == "zh-Hans"), article
    )
    script = own_script(article) or "und"
    return Record(
        path=article.path,
        slug=article_slug(article),
        key=key,
        own="-".join(script.split("-")[:2]) if script.startswith("zh") else script,
        script=script,
        published=meta.published,
        archived=meta.archived,
        updated=meta.updated,
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


def article_slug(article: Article) -> str:
    """The article's address below its variant's folder: the front matter's slug, else its path below content/."""
    given = article.meta.slug.strip("/")
    if not given:
        given = PurePosixPath(article.path).with_suffix("").as_posix().removeprefix("content/")
    parts = given.split("/")
    if not _SAFE.fullmatch(given) or any(part in (".", "..") for part in parts):
        return "/".join(segment(part) for part in parts if part not in (".", ".."))
    return "/".join(f"{part}-" if _DEVICE.fullmatch(part) else part for part in parts)


def segment(name: str) -> str:
    """A name as one part of an address; `C`, `C++` and `C#` differ, and what has no letter has a hash. "" for ""."""
    if not name:
        return ""
    made = slug(name.replace("+", " plus ").replace("#", " sharp "))
    if not made:
        return "x" + hashlib.blake2b(name.encode(), digest_size=4).hexdigest()
    return f"{made}-" if _DEVICE.fullmatch(made) else made


def accept(records: Iterable[Record], config: Config) -> tuple[tuple[Record, ...], tuple[Problem, ...]]:
    """The records that can have pages, newest first, and a problem for each whose address another one has.

    Addresses are compared without case, since file systems may. Of two the one whose path sorts first keeps it.
    """
    taken: dict[str, str] = {}
    kept, problems = [], []
    for one in sorted(records, key=lambda r: r.path):
        address = one.slug.casefold()
        hint = "give it another “slug” in the front matter"
        if not one.slug or _TAKEN.fullmatch(address):
            problems.append(Problem(one.path, f"the address “{one.slug}” belongs to a page of the site's own", hint))
        elif any(len(f"{part}.html".encode()) > 255 for part in one.slug.split("/")):
            problems.append(Problem(one.path, f"the address “{one.slug}” is longer than a file's name may be", hint))
        elif address in taken:
            problems.append(Problem(one.path, f"the address “{one.slug}” is that of {taken[address]} too", hint))
        else:
            taken[address] = one.path
            kept.append(one)
    zone = zoneinfo.ZoneInfo(config.timezone)
    kept.sort(key=lambda r: (_moment(r, zone), r.slug), reverse=True)
    return tuple(kept), tuple(problems)


def _picture(document: Document) -> Picture | None:
    """The article's first picture that is a block of its own, or the poster of its first embed."""
    for block in document.blocks:
        if isinstance(block, Figure):
            return block.picture
        if isinstance(block, Embed) and block.poster:
            return Picture(block.poster, block.alt)
    return None


# ── dates ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def _moment(one: Record, zone: dt.tzinfo) -> str:
    """When the article appeared, else was archived, as ISO 8601 in the site's time zone; "" where nobody knows."""
    return iso(one.published or one.archived, zone)


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


def plan(records: Sequence[Record], config: Config) -> Iterator[Page]:
    """Every page, feed and map of the site, in a fixed order: articles first, the sitemap last.

    `records` are what `accept` returned: newest first, each address once.
    """
    zone = zoneinfo.ZoneInfo(config.timezone)
    simplified = next((n for n, v in enumerate(config.variants) if v.script == "zh-Hans"), 0)
    near = related(records, [one.words[simplified].title for one in records])
    dates = [_moment(one, zone) for one in records]
    urls: list[tuple[str, str, Alternates]] = [("", "", _home(config))]
    for number in range(len(config.variants)):
        views = [_view(one, date, number, config, zone) for one, date in zip(records, dates, strict=True)]
        for view, page in zip(views, _articles(records, views, near, number, config), strict=True):
            if page.canonical == page.path:
                urls.append((page.canonical, max(view.updated, view.entry.date), page.alternates))
            yield page
        for page in _lists(records, [view.entry for view in views], number, config):
            urls.append((page.canonical, "", page.alternates))
            yield page
        yield from _feeds(records[:FEED], views[:FEED], number, config, zone)
    yield Page("index.html", "root", alternates=_home(config))
    yield Page("404.html", "404", alternates=_home(config)[:-1])
    yield Page("robots.txt", "robots")
    yield from _sitemaps(urls)


def _home(config: Config) -> Alternates:
    """The site's entrance: the index of each variant, and the page that chooses."""
    return (*((v.tag, f"{v.slug}/") for v in config.variants), ("x-default", ""))


def _chinese(one: Record) -> bool:
    return one.own.startswith("zh")


def own_variant(one: Record, config: Config) -> Variant | None:
    """The variant of the author's own words: the very tag, else the first of the same script; None if not Chinese."""
    exact = (v for v in config.variants if v.tag == one.script)
    return next(exact, None) or next((v for v in config.variants if v.script == one.own), None)


def _articles(
    records: Sequence[Record],
    views: Sequence[ArticleView],
    near: Sequence[tuple[int, ...]],
    number: int,
    config: Config,
) -> Iterator[Page]:
    """The pages of the articles in one variant."""
    variant, default = config.variants[number], config.variants[0]
    brief = [
        Entry(e.address, e.title, e.date, e.day, "", e.source, e.minutes, None, e.lang)
        for e in (v.entry for v in views)
    ]
    for at, (one, view) in enumerate(zip(records, views, strict=True)):
        yield Page(
            path=view.entry.address,
            kind="article",
            variant=variant,
            view=replace(
                view,
                previous=brief[at + 1] if at + 1 < len(brief) else None,
                next=brief[at - 1] if at else None,
                related=tuple([brief[other] for other in near[at]]),
            ),
            canonical=view.entry.address if _chinese(one) else f"{default.slug}/{one.slug}.html",
            alternates=(
                *[(v.tag, f"{v.slug}/{one.slug}.html") for v in config.variants],
                ("x-default", f"{(view.own or default).slug}/{one.slug}.html"),
            ),
            fragments=(one.key,),
            article=one.path,
        )


def _view(one: Record, date: str, number: int, config: Config, zone: dt.tzinfo) -> ArticleView:
    """An article in one variant, without its neighbours."""
    words, base = one.words[number], config.variants[number].slug
    return ArticleView(
        entry=Entry(
            address=f"{base}/{one.slug}.html",
            title=words.title,
            date=date,
            day=in_words(date),
            excerpt=words.excerpt,
            source=words.source,
            minutes=one.minutes,
            picture=one.picture,
            lang="" if _chinese(one) else one.own,
        ),
        own=own_variant(one, config),
        source_url=one.source_url,
        seed_hash=one.seed_hash,
        archived=iso(one.archived, zone),
        updated=iso(one.updated, zone),
        source=Term(words.source, f"{base}/sources/{one.source_slug}/", 0) if one.source_slug else None,
        authors=tuple(
            [Term(name, f"{base}/authors/{to}/", 0) for name, to in zip(words.authors, one.author_slugs, strict=True)]
        ),
        tags=tuple([Term(name, f"{base}/tags/{to}/", 0) for name, to in zip(words.tags, one.tag_slugs, strict=True)]),
    )


# ── lists ──


def _lists(records: Sequence[Record], entries: Sequence[Entry], number: int, config: Config) -> Iterator[Page]:
    """The index, the archive, sources, authors and tags, and the search page, in one variant."""
    yield from _paged("index", "", "", entries, number, config)

    months: dict[str, list[Entry]] = defaultdict(list)
    for entry in entries:
        months[entry.date[:7].replace("-", "/") or UNDATED].append(entry)
    yield from _archive({month: len(found) for month, found in months.items()}, number, config)
    for month, found in months.items():
        yield from _paged("month", f"archive/{month}/", month, found, number, config)

    base = config.variants[number].slug
    for kind, folder in (("source", "sources"), ("author", "authors"), ("tag", "tags")):
        found_by: dict[str, list[Entry]] = defaultdict(list)
        names: dict[str, str] = {}
        for one, entry in zip(records, entries, strict=True):
            words = one.words[number]
            slugs, shown = {
                "source": ((one.source_slug,), (words.source,)),
                "author": (one.author_slugs, words.authors),
                "tag": (one.tag_slugs, words.tags),
            }[kind]
            for to, name in dict(zip(slugs, shown, strict=True)).items():
                if to:
                    found_by[to].append(entry)
                    names.setdefault(to, name)
        terms = [Term(names[to], f"{base}/{folder}/{to}/", len(found)) for to, found in found_by.items()]
        terms.sort(key=lambda term: (-term.count, term.address))
        yield from _terms(folder, terms, number, config)
        for to, found in found_by.items():
            yield from _paged(kind, f"{folder}/{to}/", names[to], found, number, config)
    if config.search:
        yield _page("search", "search/", "index.html", number, config)


def _page(
    kind: str, folder: str, file: str, number: int, config: Config, view: ListView | TermsView | None = None
) -> Page:
    """A page that stands at the same place in every variant."""

    def address(v: Variant) -> str:
        return f"{v.slug}/{folder}{file}".removesuffix("index.html")

    variant = config.variants[number]
    return Page(
        path=f"{variant.slug}/{folder}{file}",
        kind=kind,
        variant=variant,
        view=view,
        canonical=address(variant),
        alternates=(*((v.tag, address(v)) for v in config.variants), ("x-default", "")),
    )


def _paged(kind: str, folder: str, name: str, entries: Sequence[Entry], number: int, config: Config) -> Iterator[Page]:
    """A list of articles, on as many pages as it takes."""
    size = config.page_size
    count = max(1, -(-len(entries) // size))
    base = f"{config.variants[number].slug}/{folder}"
    for at in range(1, count + 1):
        view = ListView(
            days=_days(entries[(at - 1) * size : at * size]),
            pager=_pager(at, count, base),
            total=len(entries),
            name=name,
        )
        yield _page(kind, folder, _file(at), number, config, view)


def _file(at: int) -> str:
    return "index.html" if at == 1 else f"page-{at}.html"


def _pager(at: int, count: int, base: str) -> Pager:
    def address(n: int) -> str:
        return base + ("" if n == 1 else _file(n))

    return Pager(
        number=at,
        count=count,
        first=address(1) if at > 1 else "",
        previous=address(at - 1) if at > 1 else "",
        next=address(at + 1) if at < count else "",
        last=address(count) if at < count else "",
    )


def _days(entries: Sequence[Entry]) -> tuple[tuple[str, str, tuple[Entry, ...]], ...]:
    """The entries of one page, grouped by their day."""
    days: dict[tuple[str, str], list[Entry]] = defaultdict(list)
    for entry in entries:
        days[entry.date[:10], entry.day].append(entry)
    return tuple((date, day, tuple(found)) for (date, day), found in days.items())


def _terms(folder: str, terms: Sequence[Term], number: int, config: Config) -> Iterator[Page]:
    count = max(1, -(-len(terms) // TERMS))
    base = f"{config.variants[number].slug}/{folder}/"
    for at in range(1, count + 1):
        view = TermsView(groups=((None, tuple(terms[(at - 1) * TERMS : at * TERMS])),), pager=_pager(at, count, base))
        yield _page(folder, f"{folder}/", _file(at), number, config, view)


def _archive(months: Mapping[str, int], number: int, config: Config) -> Iterator[Page]:
    """The archive's own page, and one for each year. A month's or year's name is its number, for the template."""
    base = f"{config.variants[number].slug}/archive/"
    years = Counter[str]()
    for month, count in months.items():
        years[month[:4] if month != UNDATED else UNDATED] += count
    groups = []
    for year, count in years.items():
        inside = tuple(
            Term(month[5:], f"{base}{month}/", found) for month, found in months.items() if month.startswith(f"{year}/")
        )
        groups.append((Term(year, f"{base}{year}/", count), inside))
    yield _page("archive", "archive/", "index.html", number, config, TermsView(tuple(groups), Pager(1, 1)))
    for group in groups:
        if group[0].name != UNDATED:
            view = TermsView((group,), Pager(1, 1))
            yield _page("year", f"archive/{group[0].name}/", "index.html", number, config, view)


# ── for machines ──


def _feeds(
    newest: Sequence[Record], views: Sequence[ArticleView], number: int, config: Config, zone: dt.tzinfo
) -> Iterator[Page]:
    times = tuple((rfc3339(view.entry.date, zone), rfc3339(max(view.updated, view.entry.date), zone)) for view in views)
    updated = max((changed for _, changed in times), key=dt.datetime.fromisoformat, default=rfc3339("", zone))
    for kind, file in (("feed.xml", "feed.xml"), ("feed.json", "feed.json")):
        page = _page(kind, "", file, number, config)
        yield replace(page, view=FeedView(tuple(views), times, updated), fragments=tuple(one.key for one in newest))
    yield _page("manifest", "", "manifest.webmanifest", number, config)


def _sitemaps(urls: Sequence[tuple[str, str, Alternates]]) -> Iterator[Page]:
    """One sitemap, or several and an index of them where one would hold too many addresses or too many bytes."""
    parts: list[list[tuple[str, str, Alternates]]] = [[]]
    size = 0
    for url in urls:
        cost = 200 + sum(100 + 3 * len(address) for _, address in url[2])
        if len(parts[-1]) == SITEMAP or size + cost > SITEMAP_BYTES:
            parts.append([])
            size = 0
        parts[-1].append(url)
        size += cost
    if len(parts) == 1:
        yield Page("sitemap.xml", "sitemap", view=SitemapView(urls=tuple(parts[0])))
        return
    names = tuple(f"sitemap-{n}.xml" for n in range(1, len(parts) + 1))
    for name, part in zip(names, parts, strict=True):
        yield Page(name, "sitemap", view=SitemapView(urls=tuple(part)))
    yield Page("sitemap.xml", "sitemap", view=SitemapView(sitemaps=names))
