"""Articles → their lists: the index, the archive by year and month, sources, authors, tags; each on its pages. Pure.

Every page is planned first, by what it shows, and made only when somebody asks: few of them change in a build. A worker
makes it, from the same plan: what says how is small, and can be pickled.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from typing import NamedTuple

from msgspec import Struct, field

from builder.config import Config
from builder.model import Entry, ListView, Page, Pager, Picture, Record, Term, TermsView, Variant, View, Words
from builder.text import in_words

Alternates = tuple[tuple[str, str], ...]

TERMS = 500  # names on a page of sources, authors or tags
UNDATED = "undated"
_KEPT = 4096  # articles as lists show them: not all of a large site's, in each worker
# The kinds of names that articles are listed by: of a name's page, the folder of all, an article's slugs and names.
_NAMED: tuple[tuple[str, str, Callable[[Record], Sequence[str]], Callable[[Words], Sequence[str]]], ...] = (
    ("source", "sources", lambda one: (one.source_slug,), lambda words: (words.source,)),
    ("author", "authors", lambda one: one.author_slugs, lambda words: words.authors),
    ("tag", "tags", lambda one: one.tag_slugs, lambda words: words.tags),
)
Groups = Mapping[str, Mapping[str, Sequence[int]]]  # kind → slug (or month) → the places of its articles


class Edition(Struct, frozen=True):
    """The site in one variant, the one of this `number`, and what all of its pages are made with.

    Articles are named by their place in `records`, newest first.
    """

    number: int
    variant: Variant
    config: Config
    zone: dt.tzinfo
    owns: Mapping[str, Variant]
    records: Sequence[Record]
    made: dict[int, Entry] = field(default_factory=dict)
    shortened: dict[int, Entry] = field(default_factory=dict)

    def entry(self, at: int) -> Entry:
        """The article as lists show it: several do, so it is kept for a while."""
        if at not in self.made:
            if len(self.made) == _KEPT:
                self.made.clear()
            self.made[at] = self._entry(at, self.records[at].words[self.number].excerpt, self.records[at].picture)
        return self.made[at]

    def brief(self, at: int) -> Entry:
        """The same as other articles' pages show it."""
        if at not in self.shortened:
            if len(self.shortened) == _KEPT:
                self.shortened.clear()
            self.shortened[at] = self._entry(at, "", None)
        return self.shortened[at]

    def _entry(self, at: int, excerpt: str, picture: Picture | None) -> Entry:
        one = self.records[at]
        words = one.words[self.number]
        return Entry(
            address=f"{self.variant.slug}/{one.slug}.html",
            title=words.title,
            date=one.date,
            day=in_words(one.date),
            excerpt=excerpt,
            source=words.source,
            minutes=one.minutes,
            picture=picture,
            lang="" if one.chinese else one.own,
        )


Plan = Sequence[Edition]  # what all pages are made from: the site in each variant


class Outline(NamedTuple):
    """A page that is planned and not made yet: most of a site's pages are as the last build left them. A tuple, for
    every build makes one for every page.

    `made_of` differs wherever the page would; `make` makes it, in whatever process; `fragments` are the keys of the
    records whose fragments, in its variant, it is rendered with; `article` is the content path a problem is told by.
    """

    path: str
    kind: str
    made_of: tuple[str, ...]
    make: Callable[[Plan], Page]
    fragments: tuple[str, ...] = ()
    article: str = ""


def grouped(records: Sequence[Record]) -> Groups:
    """The articles of each month, source, author and tag, which are the same in every variant."""
    months: dict[str, list[int]] = defaultdict(list)
    for at, one in enumerate(records):
        months[one.date[:7].replace("-", "/") or UNDATED].append(at)
    groups: dict[str, dict[str, list[int]]] = {"month": months}
    for kind, _, slugs, _ in _NAMED:
        found: dict[str, list[int]] = defaultdict(list)
        for at, one in enumerate(records):
            for to in slugs(one):
                if to and (not (places := found[to]) or places[-1] != at):
                    places.append(at)
        groups[kind] = found
    return groups


def lists(edition: Edition, groups: Groups) -> Iterator[Outline]:
    """The index, the archive, sources, authors and tags, and the search page, in one variant; `groups` are `grouped`
    of the same records. A name is spelled as in its newest article."""
    yield from _paged("index", "", "", range(len(edition.records)), edition)

    months = groups["month"]
    yield from _archive({month: len(places) for month, places in months.items()}, edition)
    for month, places in months.items():
        yield from _paged("month", f"archive/{month}/", month, places, edition)

    base = edition.variant.slug
    for kind, folder, slugs, named in _NAMED:
        names: dict[str, str] = {}
        for to, places in groups[kind].items():
            newest = edition.records[places[0]]
            names[to] = dict(zip(slugs(newest), named(newest.words[edition.number]), strict=True))[to]
        terms = [Term(names[to], f"{base}/{folder}/{to}/", len(places)) for to, places in groups[kind].items()]
        terms.sort(key=lambda term: (-term.count, term.address))
        yield from _terms(folder, terms, edition)
        for to, places in groups[kind].items():
            yield from _paged(kind, f"{folder}/{to}/", names[to], places, edition)
    if edition.config.search:
        yield shown("search", "search/", "index.html", edition, ())


def page(kind: str, folder: str, file: str, edition: Edition, view: View | None = None) -> Page:
    """A page that stands at the same place in every variant."""
    place = f"{folder}{file}".removesuffix("index.html")
    return Page(
        path=f"{edition.variant.slug}/{folder}{file}",
        kind=kind,
        variant=edition.variant,
        view=view,
        canonical=f"{edition.variant.slug}/{place}",
        alternates=shared(place, edition.config.variants),
    )


def shared(place: str, variants: Iterable[Variant]) -> Alternates:
    """The alternates of a page that stands at this place below each variant's folder, `x-default` being the root."""
    return (*[(variant.tag, f"{variant.slug}/{place}") for variant in variants], ("x-default", ""))


def shown(
    kind: str, folder: str, file: str, edition: Edition, made_of: Iterable[str], view: View | None = None
) -> Outline:
    """The outline of such a page whose view is known; `made_of` is what the view is made of."""
    path = f"{edition.variant.slug}/{folder}{file}"
    return Outline(path, kind, (path, *made_of), partial(_shown, kind, folder, file, edition.number, view))


def _shown(kind: str, folder: str, file: str, number: int, view: View | None, plan: Plan) -> Page:
    return page(kind, folder, file, plan[number], view)


def _paged(kind: str, folder: str, name: str, articles: Sequence[int], edition: Edition) -> Iterator[Outline]:
    """A list of articles, on as many pages as it takes."""
    size = edition.config.page_size
    count = max(1, -(-len(articles) // size))
    base = f"{edition.variant.slug}/{folder}"
    for at in range(1, count + 1):
        part = articles[(at - 1) * size : at * size]
        path = f"{base}{_file(at)}"
        made_of = (path, name, str(len(articles)), *[edition.records[one].face for one in part])
        make = partial(_list, kind, folder, part, _pager(at, count, base), len(articles), name, edition.number)
        yield Outline(path, kind, made_of, make)


def _list(
    kind: str, folder: str, articles: Sequence[int], pager: Pager, total: int, name: str, number: int, plan: Plan
) -> Page:
    edition = plan[number]
    view = ListView(_days([edition.entry(one) for one in articles]), pager, total, name)
    return page(kind, folder, _file(pager.number), edition, view)


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


def _terms(folder: str, terms: Sequence[Term], edition: Edition) -> Iterator[Outline]:
    count = max(1, -(-len(terms) // TERMS))
    base = f"{edition.variant.slug}/{folder}/"
    for at in range(1, count + 1):
        view = TermsView(groups=((None, tuple(terms[(at - 1) * TERMS : at * TERMS])),), pager=_pager(at, count, base))
        yield _counted(folder, f"{folder}/", _file(at), edition, view)


def _counted(kind: str, folder: str, file: str, edition: Edition, view: TermsView) -> Outline:
    return shown(kind, folder, file, edition, (repr(view),), view)


def _archive(months: Mapping[str, int], edition: Edition) -> Iterator[Outline]:
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
    yield _counted("archive", "archive/", "index.html", edition, TermsView(tuple(groups), Pager(1, 1)))
    for group in groups:
        if group[0].name != UNDATED:
            view = TermsView((group,), Pager(1, 1))
            yield _counted("year", f"archive/{group[0].name}/", "index.html", edition, view)
