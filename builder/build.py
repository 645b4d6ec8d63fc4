"""content/ → _site/: read once, work in batches in other processes, write what differs, remove what is stale.

The stages: look at the files; compose (article → Record and HTML, remembered by a hash of all that it depends on); plan
(records → pages); paint (page → bytes, where what it is made of changed); and, as the journal's block ends, move all of
it in. A build after a change gives the same bytes as one without a cache.
"""

from __future__ import annotations

import contextlib
import gc
import itertools
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass, field
from functools import lru_cache, partial
from pathlib import Path
from sys import intern
from typing import TYPE_CHECKING

from msgspec.structs import replace

from builder import cache, journal, looks, packing, pool
from builder.config import OUT, Config, builtin
from builder.model import PAGES_LIMIT, Problem, Record, Report, Size, TongduError
from builder.text import folded

if TYPE_CHECKING:
    from builder.compose import Kit
    from builder.lists import Outline
    from builder.paint import Order

WRITTEN = ".cache/written"  # what stands in _site/ by our hand, a path a line: moved in together with it
_BATCH = 16  # articles that a worker takes at once
_PAGES = 64  # pages
_FEW = 32  # articles for which no worker is started
_MANY = 500  # articles for which dictionaries are made that are faster
_INDEX = "search index"
_Row = tuple[str, bytes, str]  # of a page: its look, the hash of what it is made of, its kind


@dataclass
class _Watch:
    """Seconds by stage, for --profile."""

    seconds: dict[str, float] = field(default_factory=dict)

    @contextlib.contextmanager
    def stage(self, name: str) -> Iterator[None]:
        begin = time.perf_counter()
        try:
            yield
        finally:
            self.seconds[name] = self.seconds.get(name, 0.0) + time.perf_counter() - begin


def run(root: Path, config: Config, *, jobs: int | None = None, profile: bool = False) -> Report:
    """Builds the site at `root` into `_site/` with `jobs` processes (None: one a core); `profile` prints where the time
    went. The same input gives the same bytes, whatever was built before and by how many processes.

    A bad article is a problem of the report, and the rest is built. Raises TongduError, and leaves `_site/` as it was,
    where the build cannot go on: an error in a template, a full disk, another command at work.
    """
    root = root.resolve()
    watch = _Watch()
    try:
        report = _attempt(root, config, jobs or pool.cores(), watch)
    except cache.DAMAGED:
        try:
            report = _attempt(root, config, jobs or pool.cores(), watch, anew=True)
        except cache.DAMAGED as error:
            hint = "free some space, or delete that file"
            raise TongduError(Problem(cache.PLACE, f"cannot be used: {error}", hint)) from error
    if profile:
        _print_profile(watch.seconds, report)
    return report


def _attempt(root: Path, config: Config, jobs: int, watch: _Watch, anew: bool = False) -> Report:
    """One build, under the lock; `anew` without what the cache remembers. Raises TongduError or one of DAMAGED."""
    with contextlib.ExitStack() as stack:
        stack.enter_context(watch.stage("all"))
        stack.callback(gc.unfreeze)  # `serve` lives on
        tx = stack.enter_context(journal.transaction(root, "build"))
        inside = stack.enter_context(contextlib.ExitStack())
        if anew:
            cache.delete(root)
        store = cache.Cache(root)
        inside.callback(store.close)
        report = _build(root, config, tx, store, jobs, watch)
        store.commit()
        inside.close()
        begin = time.perf_counter()
        stack.pop_all().close()
        watch.seconds["move in"] = time.perf_counter() - begin
    return report


def _build(root: Path, config: Config, tx: journal.Transaction, store: cache.Cache, jobs: int, watch: _Watch) -> Report:
    with watch.stage("look"):
        program = cache.program()
        articles, problems = looks.content(root)
        before, standing = store.pages(), looks.site(root / OUT)
        now = looks.signature(root, config, program, articles, problems)
        if now and store.state("site") == now and all(standing.get(path) == row[0] for path, row in before.items()):
            report: Report = store.state("report")
            return replace(report, written=0, unchanged=len(before), removed=0)

    with watch.stage("load"):
        plain = _unadorned(config)
        entries = cache.file_bytes(root / "glossary.toml")
        base = cache.fingerprint(program, repr(plain), entries)
        known, remembered = store.content(), store.keys()
        keys = {}
        if store.state("base") == base:
            same = (path for path, row in known.items() if row[0] and row[0] == articles.get(path))
            keys = {path: known[path][1] for path in same if known[path][1] in remembered}
        todo = sorted(articles.keys() - keys.keys())
        with _converting(root, config, jobs) if len(todo) > _MANY else contextlib.nullcontext():
            # late: a build that has nothing to do is spared loading them
            from builder import assets, differences, glossary, paint, words
            from builder import site as planner
            from builder.variants import Converter

            if todo:
                from builder import compose

        phrases = glossary.load(root)
        problems += phrases.problems
        converter = Converter(config.variants, phrases, root / ".cache")
        seen = cache.fingerprint(program, repr(config), entries)
        spoken, plain_words = store.remembered(
            "words", seen, lambda: (words.tables(config, converter.text), words.tables(plain, converter.text))
        )
        table = store.remembered("differences", program, differences.browser_table)
        loaded = assets.load(root, table, spoken, [v.tag for v in config.variants if v.vocabulary])
        templates = cache.tree_bytes(root / "templates"), cache.tree_bytes(builtin("templates"))
        dressed = cache.fingerprint(
            program, repr(config), repr(replace(loaded, files={})), *itertools.chain(*templates)
        )
        few = len(todo) <= _FEW and (store.state("dressed") == dressed or len(articles) <= _FEW)

    if todo:
        with watch.stage("compose"):
            kit = compose.Kit(root, config, converter, plain_words, base, remembered)
            keys |= _composed(kit, todo, store, jobs)
            store.note_content((path, articles[path], keys[path]) for path in todo)
    store.note_state("base", base)
    store.commit()
    with watch.stage("plan"), pool.uncollected():
        records, told = _records(store, keys)
        accepted, clashes = planner.accept(records)
        plan = planner.plan(accepted, config)
        painting = _Painting(tx, store, before, standing, dressed)
    with watch.stage("paint"):
        for path, data in sorted(loaded.files.items()):
            painting.file(path, data, "static file")
        # Their own processes: what they make pages from is there already when they are forked.
        brushes = paint.Kit(root, config, spoken, loaded, tx.staging, program, plan)
        with pool.workers(1 if few else jobs, paint.prepare, (brushes,)) as executor:
            seen = cache.fingerprint(program, repr(config.variants), " ".join([record.face for record in accepted]))
            near = _nearest(store, seen, executor)
            orders = pool.batched(painting.orders(planner.outlines(plan, near)), _PAGES)
            for painted in pool.ordered(executor, paint.paint, orders, 2 * jobs + 1):
                for staged in painted:
                    painting.take(staged)

    with watch.stage("search"):
        if config.search:
            _search(painting, store, accepted, config, program, jobs)
    with watch.stage("note"):
        removed = _remove_stale(tx, painting.rows, standing)
        sizes = _sizes(painting.rows)
        problems = [*problems, *told, *clashes, *painting.problems, *_too_large(sizes)]
        unchanged, doubts = len(painting.rows) - painting.written, sum(record.doubts for record in accepted)
        report = Report(painting.written, unchanged, removed, tuple(problems), sizes, doubts)
        store.note_pages((path, *row) for path, row in painting.rows.items() if before.get(path) != row)
        store.forget(known.keys() - keys.keys(), remembered - set(keys.values()), before.keys() - painting.rows.keys())
        for name, value in (("dressed", dressed), ("site", now), ("report", report)):
            store.note_state(name, value)
    return report


@contextlib.contextmanager
def _converting(root: Path, config: Config, jobs: int) -> Iterator[None]:
    """Makes dictionaries with which conversion is faster, while this process does what stands in the block."""
    from builder import engine

    chains = dict.fromkeys(engine.chain_for(variant.tag) for variant in config.variants)
    with pool.processes(1) if jobs > 1 else pool.workers(1) as executor:
        made = [executor.submit(engine.prepare, chain, root / ".cache/opencc") for chain in chains]
        yield
        for one in made:
            one.result()


def _nearest(store: cache.Cache, seen: bytes, executor: Executor) -> Callable[[], Sequence[tuple[int, ...]]]:
    """What gives the places of each article's related ones: where they are not remembered, a worker reckons them while
    others paint what does not show them."""
    from builder import paint

    known = store.recalled("near", seen)
    if known is not None:
        return lambda: known
    reckoned = executor.submit(paint.nearest)
    return lambda: store.noted("near", seen, reckoned.result())


def _composed(kit: Kit, todo: Sequence[str], store: cache.Cache, jobs: int) -> dict[str, bytes]:
    """Composes articles, and keeps what they became; path → key of each."""
    from builder import compose

    keys: dict[str, bytes] = {}
    with pool.workers(1 if len(todo) <= _FEW else jobs, compose.prepare, (kit,)) as executor:
        batches = pool.ordered(executor, compose.compose, pool.batched(todo, _BATCH), 2 * jobs + 1)
        for number, done in enumerate(batches):
            store.add((each.key, each.record, each.terms, each.body) for each in done if each.record)
            keys.update((each.path, each.key) for each in done)
            if number % 64 == 63:
                store.commit()  # what was composed is kept, should this build be killed
    return keys


def _unadorned(config: Config) -> Config:
    """The configuration as articles see it: without what only pages depend on, so that articles cannot."""
    blank = Config()
    return replace(
        config,
        title=blank.title,
        description=blank.description,
        base_url=blank.base_url,
        author=blank.author,
        page_size=blank.page_size,
        archived_copy=blank.archived_copy,
        cname=blank.cname,
    )


def _records(store: cache.Cache, keys: Mapping[str, bytes]) -> tuple[list[Record], list[Problem]]:
    """The records of the articles, and what is wrong with articles, in the order of their paths."""
    known = frozenset(keys.values())
    composed: dict[bytes, cache.Composed] = {
        key: packing.unpack(packed) for key, packed in store.records() if key in known
    }
    records, problems = list[Record](), list[Problem]()
    for path in sorted(keys):
        record, told = composed.pop(keys[path])
        problems += told
        if record is not None:
            records.append(_interned(record))
    return records, problems


def _interned(record: Record) -> Record:
    """The record with one text for each name that many share: all of them lie in the memory of each worker."""
    words = tuple(
        [
            replace(
                one,
                source=intern(one.source),
                authors=tuple(map(intern, one.authors)),
                tags=tuple(map(intern, one.tags)),
            )
            for one in record.words
        ]
    )
    return replace(
        record,
        words=words,
        own=intern(record.own),
        script=intern(record.script),
        source_slug=intern(record.source_slug),
        author_slugs=tuple(map(intern, record.author_slugs)),
        tag_slugs=tuple(map(intern, record.tag_slugs)),
    )


def _search(
    painting: _Painting, store: cache.Cache, records: Sequence[Record], config: Config, program: bytes, jobs: int
) -> None:
    """The files of the search index, unless no article changed since they were made."""
    from builder import search

    folders = [variant.slug for variant in config.variants]
    made_of = cache.fingerprint(program, *folders, *(part for r in records for part in (r.slug, r.key)))
    if store.state("search") == made_of and painting.stands(_INDEX):
        painting.keep(_INDEX)
        return
    entries = (
        search.Entry(
            record.slug,
            record.date,
            tuple(words.title for words in record.words),
            tuple(words.source for words in record.words),
            cache.unpack_text(store.terms(bytes.fromhex(record.key))),
        )
        for record in records
    )
    with pool.workers(1 if len(records) <= _FEW else jobs) as executor:
        over = partial(pool.ordered, executor, ahead=jobs + 1)
        for path, data in search.write(entries, folders, over):
            painting.file(path, data, _INDEX)
    store.note_state("search", made_of)


class _Painting:
    """The files of this build's site, as they are ordered and come back.

    `rows` has one for each; `written` counts those whose bytes differ from what stood there.
    """

    def __init__(
        self,
        tx: journal.Transaction,
        store: cache.Cache,
        before: Mapping[str, _Row],
        standing: Mapping[str, str],
        dressed: bytes,
    ) -> None:
        self.rows: dict[str, _Row] = {}
        self.problems: list[Problem] = []
        self.written = 0
        self._tx, self._before, self._standing, self._dressed = tx, before, standing, dressed
        self._body = lru_cache(1)(store.body)  # the pages of an article follow each other
        self._folded: dict[str, str] = {}

    def file(self, path: str, data: bytes, kind: str) -> None:
        """Puts a ready file into the site. Pages make way for it."""
        self._folded[folded(path)] = path
        self.rows[path] = ("", b"", kind)
        self.take(journal.stage(self._tx.root, self._tx.staging, f"{OUT}/{path}", data))

    def keep(self, kind: str) -> None:
        """Leaves all files of the kind as they stand. What they are made of did not change."""
        for path, row in self._before.items():
            if row[2] == kind:
                self._folded[folded(path)] = path
                self.rows[path] = row

    def stands(self, kind: str) -> bool:
        """Whether the last build left files of the kind, and each is as it left it."""
        looks = [(path, row[0]) for path, row in self._before.items() if row[2] == kind]
        return bool(looks) and all(self._standing.get(path) == look for path, look in looks)

    def orders(self, outlines: Iterator[Outline]) -> Iterator[Order]:
        """What workers have to paint: pages that are not as we left them, or not made of what they were made of."""
        made_of: tuple[str, ...] | None = None
        key = b""
        for outline in outlines:
            if not self._claim(outline):
                continue
            if outline.made_of is not made_of:  # else it is a page of the same article
                made_of = outline.made_of
                key = cache.fingerprint(self._dressed, repr(made_of))
            was = self._before.get(outline.path)
            if was is not None and was[1] == key and self._standing.get(outline.path) == was[0]:
                self.rows[outline.path] = was
                continue
            self.rows[outline.path] = ("", key, outline.kind)
            yield outline.make, tuple(self._body(bytes.fromhex(fragment)) for fragment in outline.fragments)

    def _claim(self, page: Outline) -> bool:
        """Whether no file of this address, but for case and composition, which file systems may ignore, is there."""
        other = self._folded.setdefault(folded(page.path), page.path)
        if page.path in self.rows or other != page.path:
            if page.article:
                hint = "give the article another “slug” in its front matter"
                self.problems.append(Problem(page.article, f"its address is that of {other}", hint))
            return False
        return True

    def take(self, staged: journal.Staged) -> None:
        path = staged.path.removeprefix(f"{OUT}/")
        self.written += self._tx.add(staged)
        self.rows[path] = (staged.look, *self.rows[path][1:])


def _remove_stale(tx: journal.Transaction, rows: Mapping[str, _Row], standing: Mapping[str, str]) -> int:
    """Removes what this program wrote into _site/ before and no longer does, nothing else; returns how many files."""
    try:
        before = (tx.root / WRITTEN).read_text("utf-8")
    except (OSError, UnicodeDecodeError):
        before = ""
    now = "\n".join(sorted(rows))
    if now == before:
        return 0
    tx.write(WRITTEN, now.encode())
    return sum(tx.remove(f"{OUT}/{path}") for path in before.split("\n") if path in standing and path not in rows)


# ── figures ───────────────────────────────────────────────────────────────────────────────────────────────────────


def _sizes(rows: Mapping[str, _Row]) -> tuple[Size, ...]:
    """Files and bytes by kind of page, most bytes first."""
    files, amounts = Counter[str](), Counter[str]()
    for look, _, kind in rows.values():
        files[kind] += 1
        amounts[kind] += int(look.split()[0])
    return tuple(Size(kind, files[kind], amount) for kind, amount in amounts.most_common())


def _too_large(sizes: tuple[Size, ...]) -> list[Problem]:
    """A warning where the site comes near what GitHub Pages takes."""
    total = sum(size.bytes for size in sizes)
    if total < 0.7 * PAGES_LIMIT:
        return []
    message = f"takes {total / 1e6:.0f} MB, {total / PAGES_LIMIT:.0%} of the 1 GB that GitHub Pages allows"
    return [Problem(OUT, message, f"most of it is “{sizes[0].kind}” pages", level="warning")]


def _print_profile(seconds: Mapping[str, float], report: Report) -> None:
    """Prints the time by stage, and the site's size by kind of page."""
    from rich.console import Console
    from rich.table import Table

    whole = seconds["all"]
    table = Table("stage", "seconds", "share", title="Where the time went")
    for name, spent in seconds.items():
        table.add_row(name, f"{spent:.3f}", f"{spent / whole:.0%}", end_section=name == "move in")
    sizes = Table("kind", "files", "MB", "of 1 GB", title="What the site weighs")
    for size in report.sizes:
        sizes.add_row(size.kind, f"{size.files:,}", f"{size.bytes / 1e6:.2f}", f"{size.bytes / PAGES_LIMIT:.1%}")
    console = Console()
    console.print(table, sizes)
