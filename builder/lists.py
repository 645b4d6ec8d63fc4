"""Articles → their lists: the index, the archive by year and month, sources, authors, tags; each on its pages. Pure."""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from builder.config import Config
from builder.model import Entry, ListView, Page, Pager, Record, Term, TermsView, Variant, Words

TERMS = 500  # names on a page of sources, authors or tags
UNDATED = "undated"
# The kinds of names that articles are listed by: of a name's page, the folder of all, and (slug, name) of an article.
_NAMED: tuple[tuple[str, str, Callable[[Record, Words], Iterable[tuple[str, str]]]], ...] = (
    ("source", "sources", lambda one, words: [(one.source_slug, words.source)]),
    ("author", "authors", lambda one, words: zip(one.author_slugs, words.authors, strict=True)),
    ("tag", "tags", lambda one, words: zip(one.tag_slugs, words.tags, strict=True)),
)


@dataclass(frozen=True, slots=True)
class Edition:
    """The site in one variant, the one of this `number`, and what all of its pages are made with."""

    number: int
    variant: Variant
    config: Config
    zone: dt.tzinfo
    owns: Mapping[str, Variant]


def lists(records: Sequence[Record], entries: Sequence[Entry], edition: Edition) -> Iterator[Page]:
    """The index, the archive, sources, authors and tags, and the search page, in one variant."""
    yield from _paged("index", "", "", entries, edition)

    months: dict[str, list[Entry]] = defaultdict(list)
    for entry in entries:
        months[entry.date[:7].replace("-", "/") or UNDATED].append(entry)
    yield from _archive({month: len(found) for month, found in months.items()}, edition)
    for month, found in months.items():
        yield from _paged("month", f"archive/{month}/", month, found, edition)

    base = edition.variant.slug
    for kind, folder, named in _NAMED:
        found_by: dict[str, list[Entry]] = defaultdict(list)
        names: dict[str, str] = {}
        for one, entry in zip(records, entries, strict=True):
            for to, name in dict(named(one, one.words[edition.number])).items():
                if to:
                    found_by[to].append(entry)
                    names.setdefault(to, name)
        terms = [Term(names[to], f"{base}/{folder}/{to}/", len(found)) for to, found in found_by.items()]
        terms.sort(key=lambda term: (-term.count, term.address))
        yield from _terms(folder, terms, edition)
        for to, found in found_by.items():
            yield from _paged(kind, f"{folder}/{to}/", names[to], found, edition)
    if edition.config.search:
        yield page("search", "search/", "index.html", edition)


def page(kind: str, folder: str, file: str, edition: Edition, view: ListView | TermsView | None = None) -> Page:
    """A page that stands at the same place in every variant."""

    def address(v: Variant) -> str:
        return f"{v.slug}/{folder}{file}".removesuffix("index.html")

    variant = edition.variant
    return Page(
        path=f"{variant.slug}/{folder}{file}",
        kind=kind,
        variant=variant,
        view=view,
        canonical=address(variant),
        alternates=(*((v.tag, address(v)) for v in edition.config.variants), ("x-default", "")),
    )


def _paged(kind: str, folder: str, name: str, entries: Sequence[Entry], edition: Edition) -> Iterator[Page]:
    """A list of articles, on as many pages as it takes."""
    size = edition.config.page_size
    count = max(1, -(-len(entries) // size))
    base = f"{edition.variant.slug}/{folder}"
    for at in range(1, count + 1):
        view = ListView(
            days=_days(entries[(at - 1) * size : at * size]),
            pager=_pager(at, count, base),
            total=len(entries),
            name=name,
        )
        yield page(kind, folder, _file(at), edition, view)


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


def _terms(folder: str, terms: Sequence[Term], edition: Edition) -> Iterator[Page]:
    count = max(1, -(-len(terms) // TERMS))
    base = f"{edition.variant.slug}/{folder}/"
    for at in range(1, count + 1):
        view = TermsView(groups=((None, tuple(terms[(at - 1) * TERMS : at * TERMS])),), pager=_pager(at, count, base))
        yield page(folder, f"{folder}/", _file(at), edition, view)


def _archive(months: Mapping[str, int], edition: Edition) -> Iterator[Page]:
    """The archive's own page, and one for each year. A month's or year's name is its number, for the template."""
    base = f"{edition.variant.slug}/archive/"
    years = Counter[str]()
    for month, count in months.items():
        years[month[:4] if month != UNDATED else UNDATED] += count
    groups = []
    for year, count in years.items():
        inside = tuple(
            Term(month[5:], f"{base}{month}/", found) for month, found in months.items() if month.startswith(f"{year}/")
        )
        groups.append((Term(year, f"{base}{year}/", count), inside))
    yield page("archive", "archive/", "index.html", edition, TermsView(tuple(groups), Pager(1, 1)))
    for group in groups:
        if group[0].name != UNDATED:
            view = TermsView((group,), Pager(1, 1))
            yield page("year", f"archive/{group[0].name}/", "index.html", edition, view)
