"""seeds/ → content/: which seeds are new or changed, which articles a person edited, and a report of all of it.

Each seed is read and turned into an article by a worker process, which stages the file (`journal.stage`); here it is
decided which of two seeds of one article counts, and all files are moved in at the end.

What makes articles (`intake`) is loaded where there is one to make: most runs find hardly anything new.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import difflib
import hashlib
import os
import signal
import stat
import sys
import threading
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures.process import BrokenProcessPool
from itertools import islice
from pathlib import Path
from typing import Literal, NoReturn

from msgspec import Struct
from msgspec.structs import replace

from builder import addresses, holdings, journal, pool
from builder.config import MAX_MEMORY, MAX_SECONDS, MAX_SEED_BYTES
from builder.gather import Task, assign, gather
from builder.holdings import Holding
from builder.model import Problem, Report, TongduError
from builder.text import content_path

State = Literal["new", "updated", "unchanged", "kept", "duplicate", "empty", "failed"]
Tell = Callable[[int], None]  # how many seeds more are done

BATCH = 24  # seeds that a worker takes at once


class ImportReport(Report, frozen=True):
    """`written` is `new` + `updated`. `failures` are seeds of which no article could be made, each with its problem."""

    new: int = 0
    updated: int = 0
    kept: int = 0
    duplicates: int = 0
    empty: int = 0
    failures: int = 0

    @property
    def summary(self) -> str:
        """The last line that the command prints."""
        return (
            f"{self.new} new, {self.updated} updated, {self.unchanged} unchanged, {self.kept} kept because edited, "
            f"{self.duplicates} duplicates, {self.empty} empty, {self.failures} failed"
        )


class _Job(Struct, frozen=True):
    """What is the same for all seeds of a run. `by_key` holds the articles of content/ by their source."""

    root: Path
    staging: Path
    by_key: dict[str, Holding]
    force: bool
    refresh: bool
    general: bool


class _Outcome(Struct, frozen=True):
    """What became of one seed. `path` is the article's; `staged` the file that waits for the end of the run."""

    task: Task
    state: State
    path: str = ""
    key: str = ""
    archived: dt.datetime | None = None
    staged: journal.Staged | None = None
    problems: tuple[Problem, ...] = ()


def run(
    root: Path,
    seeds: Sequence[Path] = (),
    *,
    force: bool = False,
    refresh: bool = False,
    general: bool = False,
    jobs: int | None = None,
    progress: Tell | None = None,
) -> ImportReport:
    """Imports `seeds` (files and folders; the site's seeds/ where none is given) into content/.

    A seed whose bytes are those its article was made of is left alone unless `refresh` or `force`; an article that a
    person edited unless `force`. A seed that fails is a problem of the report and stops no other. Raises TongduError
    where nothing can be imported at all: no such folder, another command at work, a full disk.
    """
    root = root.resolve()
    with journal.transaction(root, "import") as tx:
        held = holdings.look(root)
        found, problems = gather(root, seeds)
        tasks = _renamed(assign(found, held), held, root)
        job = _Job(root, tx.staging, held.by_key, force, refresh, general)
        with _bar(len(tasks), progress) as tell:
            same, others = _part(tasks, job, tell)
            made = _outcomes(others, job, jobs or pool.cores(), tell)
            outcomes = sorted((*same, *made), key=lambda one: one.task.name)
        outcomes = _settle(outcomes, job)
        for outcome in outcomes:
            if outcome.staged:
                tx.add(outcome.staged)
    outcomes = [_moved(outcome, tx.kept) for outcome in outcomes]
    return _report(outcomes, problems)


def explain(root: Path, place: Path) -> str:
    """What the importer makes of one seed: each removal with its step and reason, what it notes, and the article as a
    difference to the one that stands in content/. Writes nothing. Raises TongduError where the seed fails."""
    from builder.intake import article_of

    root = root.resolve()
    (place, name), *_ = gather(root, [place])[0] or [(place, place.name)]
    held = holdings.look(root)
    known = held.by_seed.get(name)
    made = article_of(_bytes(place, name), name, slug=known.slug if known else "")
    lines = [f"{removal.step}: {removal.reason}: {removal.text}" for removal in made.removals]
    lines += [f"{problem.level}: {problem.message}" for problem in made.problems]
    if made.article is None:
        return "\n".join([*lines, "The seed holds no article.", ""])
    path = known.path if known else content_path(name)
    before = (root / path).read_text("utf-8", "replace") if (root / path).is_file() else ""
    old, new = before.splitlines(), made.text.splitlines()
    label = path if before else "/dev/null"
    return "\n".join([*lines, "", *difflib.unified_diff(old, new, label, path, n=10_000, lineterm=""), ""])


# ── one seed ──────────────────────────────────────────────────────────────────────────────────────────────────────


def _import(task: Task, job: _Job) -> _Outcome:
    """What becomes of one seed. Never raises; the article's file is staged, not moved in."""
    try:
        with _limited(task.name):
            return _imported(task, job)
    except TongduError as error:
        return _Outcome(task, "failed", problems=(error.problem,))
    except (Exception, RecursionError) as error:
        hint = "please report it with the seed, which the import of others did not need"
        problem = Problem(task.name, f"the importer failed on it: {type(error).__name__}: {error}", hint)
        return _Outcome(task, "failed", problems=(problem,))


def _imported(task: Task, job: _Job) -> _Outcome:
    from builder import seed
    from builder.intake import article_in

    data = _bytes(task.place, task.name)
    known = task.known
    if not data.strip():
        return _empty(task)
    read = seed.read(data, task.name)
    url = addresses.source_url(read.url)
    key = addresses.same_source(url) if url else ""
    owner = job.by_key.get(key)
    if owner and owner.seed != task.name and (not known or known.key != key):
        if not _is_later(read.archived, owner.archived) and not holdings.is_gone(owner.seed, job.root):
            return _duplicate(_Outcome(task, "duplicate", owner.path, key, read.archived), owner.seed or owner.path)
        known = owner
    if known and not job.force and _is_edited(job.root / known.path, known):
        hint = "tongdu import --force overwrites what was edited"
        message = f"the seed changed, but {known.path} was edited and is kept"
        told = Problem(task.name, message, hint, level="warning") if not job.refresh else None
        return _Outcome(task, "kept", known.path, key, read.archived, problems=(told,) if told else ())
    made = article_in(read, job.general, known.slug if known else "")
    if made.article is None:
        return _empty(task, key, read.archived, made.problems)
    path = known.path if known else task.target
    staged = journal.stage(job.root, job.staging, path, made.text.encode())
    state: State = "unchanged" if not staged.changed else "updated" if known else "new"
    return _Outcome(task, state, path, key, read.archived, staged, made.problems)


def _empty(
    task: Task, key: str = "", archived: dt.datetime | None = None, problems: tuple[Problem, ...] = ()
) -> _Outcome:
    """What comes of a seed without an article: told, and no failure, for archives are full of them."""
    told = Problem(task.name, "holds no article", "save the page again, or delete the file", level="note")
    return _Outcome(task, "empty", "", key, archived, problems=(*problems, told))


def _bytes(place: Path, name: str) -> bytes:
    """The seed's bytes, of a plain file that is not too large. Raises TongduError."""
    try:
        handle = os.open(place, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
        with os.fdopen(handle, "rb", buffering=0) as file:
            status = os.fstat(handle)
            if not stat.S_ISREG(status.st_mode):
                _fail(name, "is no file", "a seed is a page saved as text")
            if status.st_size > MAX_SEED_BYTES:
                message = f"is {status.st_size / 1e6:.0f} MB large; a seed has at most {MAX_SEED_BYTES / 1e6:.0f}"
                _fail(name, message, "cut the page down to its article")
            data = file.read(MAX_SEED_BYTES + 1)
            after = os.fstat(handle)
            # A file that is written while it is read is half of something.
            if (len(data), after.st_mtime_ns) != (status.st_size, status.st_mtime_ns) or after.st_size != len(data):
                _fail(name, "changed while it was read", "import it again when it is whole")
            return data
    except PermissionError as error:
        _fail(name, f"cannot be read: {error.strerror}", "give yourself the right to read it")
    except OSError as error:  # it is gone since it was found, or a link stands in its place
        _fail(name, f"cannot be read: {error.strerror}", "put the saved page itself there, and import again")


def _is_later(new: dt.datetime | None, old: dt.datetime | None) -> bool:
    """Whether one archive stamp is later; a seed without one is earlier than any other."""
    return new is not None and (old is None or new > old)


def _is_edited(place: Path, known: Holding) -> bool:
    """Whether somebody changed the article since it was imported. One that is gone was not edited."""
    from builder.article import import_hash

    try:
        return import_hash(place.read_text("utf-8", "surrogateescape")) != known.import_hash
    except FileNotFoundError:
        return False


def _duplicate(outcome: _Outcome, other: str) -> _Outcome:
    message = f"is a second seed of one article, archived no later than {other}, which counts"
    problem = Problem(outcome.task.name, message, "delete the one that you do not need", level="note")
    return replace(outcome, state="duplicate", staged=None, problems=(problem,))


@contextlib.contextmanager
def _limited(name: str) -> Iterator[None]:
    """Ends the work on one seed after MAX_SECONDS, or beyond MAX_MEMORY, where the process can be interrupted (in a
    main thread).

    The seconds are the processor's, not the clock's: what is imported must not depend on what else the machine does.
    """
    if threading.current_thread() is not threading.main_thread() or not hasattr(signal, "setitimer"):
        yield
        return

    def stop(*_: object) -> NoReturn:
        _fail(name, f"took longer than {MAX_SECONDS:.0f} seconds", "cut the page down to its article")

    before = signal.signal(signal.SIGPROF, stop)
    signal.setitimer(signal.ITIMER_PROF, MAX_SECONDS)
    try:
        with _within_memory():
            yield
    except MemoryError:
        _fail(name, f"takes more than {MAX_MEMORY / 1e6:.0f} MB of memory", "cut the page down to its article")
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)


@contextlib.contextmanager
def _within_memory() -> Iterator[None]:
    """Lets this process grow by MAX_MEMORY and no more, where the system tells how large it is (Linux)."""
    try:
        import resource

        held = int(Path("/proc/self/statm").read_text("ascii").split()[5]) * resource.getpagesize()
    except (ImportError, OSError):
        yield
        return
    soft, hard = resource.getrlimit(resource.RLIMIT_DATA)
    least = min(limit for limit in (held + MAX_MEMORY, soft, hard) if limit != resource.RLIM_INFINITY)
    resource.setrlimit(resource.RLIMIT_DATA, (least, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_DATA, (soft, hard))


def _fail(name: str, message: str, hint: str) -> NoReturn:
    raise TongduError(Problem(name, message, hint))


# ── all seeds ─────────────────────────────────────────────────────────────────────────────────────────────────────

_job: _Job  # a worker process has one, given once when it starts


def _start(job: _Job) -> None:
    import builder.intake  # noqa: F401  ahead of the first seed, whose time is limited

    global _job
    _job = job


def _import_all(tasks: Sequence[Task]) -> list[_Outcome]:
    return [_import(task, _job) for task in tasks]


def _part(tasks: list[Task], job: _Job, tell: Tell) -> tuple[list[_Outcome], list[Task]]:
    """The outcomes of seeds whose bytes are those that their articles were made of, and the other tasks.

    They are told apart in this very process: a seed is read sooner than it is sent to another one.
    """
    if job.force or job.refresh:
        return [], tasks
    same: list[_Outcome] = []
    others: list[Task] = []
    for batch in pool.batched(tasks, BATCH):
        before = len(same)
        for task in batch:
            if (known := task.known) and _is_same(task, known):
                same.append(_Outcome(task, "unchanged", known.path, known.key, known.archived))
            else:
                others.append(task)
        tell(len(same) - before)
    return same, others


def _renamed(tasks: list[Task], held: holdings.Holdings, root: Path) -> list[Task]:
    """The tasks; a seed that has no article, but the bytes of one that is gone, has that one's."""
    if all(task.known for task in tasks):
        return tasks
    gone = {one.seed_hash: one for one in held.by_seed.values() if one.seed_hash and holdings.is_gone(one.seed, root)}
    return [replace(task, known=gone.pop(_hash(task), None)) if gone and not task.known else task for task in tasks]


def _is_same(task: Task, known: Holding) -> bool:
    """Whether a seed has the bytes that its article was made of."""
    return "" != known.seed_hash == _hash(task)


def _hash(task: Task) -> str:
    """Of a seed's bytes, as in its article's front matter; "" for one that cannot be read, which is told of later."""
    try:
        return "sha256:" + hashlib.sha256(_bytes(task.place, task.name)).hexdigest()
    except TongduError:
        return ""


def _outcomes(tasks: list[Task], job: _Job, jobs: int, tell: Tell) -> Iterator[_Outcome]:
    """The outcome of each task, in order; by worker processes where there are seeds enough to be worth it."""
    done, ahead = 0, jobs * 3
    while done < len(tasks):
        with pool.workers(jobs if len(tasks) - done > BATCH else 1, _start, (job,)) as executor:
            try:
                batches = pool.batched(islice(tasks, done, None), BATCH)
                for outcomes in pool.ordered(executor, _import_all, batches, ahead):
                    yield from outcomes
                    tell(len(outcomes))
                    done += len(outcomes)
            except BrokenProcessPool:
                pass
            else:
                return
        for task in tasks[done : done + ahead * BATCH]:  # the seed that ended its worker is among those under way
            yield _alone(task, job)
            tell(1)
            done += 1


def _alone(task: Task, job: _Job) -> _Outcome:
    """One task in a process of its own, after a worker died: the seed that kills it is named, the others go on."""
    with pool.processes(1, _start, (job,)) as executor:
        try:
            return executor.submit(_import_all, [task]).result()[0]
        except BrokenProcessPool:
            message = "ended the process that imported it (it may need more memory than there is)"
            problem = Problem(task.name, message, "cut the page down to its article")
            return _Outcome(task, "failed", problems=(problem,))


def _settle(outcomes: list[_Outcome], job: _Job) -> list[_Outcome]:
    """Of several new seeds of one article the one that was archived last counts, of equals the first by name."""
    rivals: dict[str, list[int]] = {}
    for index, outcome in enumerate(outcomes):
        if outcome.key and outcome.state in ("new", "updated"):
            rivals.setdefault(outcome.key, []).append(index)
    for indices in rivals.values():
        best = indices[0]
        for index in indices[1:]:
            if _is_later(outcomes[index].archived, outcomes[best].archived):
                best = index
        for index in indices:
            if index != best:
                outcomes[index] = _duplicate(outcomes[index], outcomes[best].task.name)
        if len(indices) > 1 and len({outcomes[index].path for index in indices}) < len(indices):
            # Several staged a file for one path: it has to be the best one's.
            outcomes[best] = _import(outcomes[best].task, job)
    return outcomes


def _moved(outcome: _Outcome, kept: tuple[str, ...]) -> _Outcome:
    """The outcome after the files were moved in: an article that was edited meanwhile was kept."""
    if not outcome.staged or outcome.staged.path not in kept:
        return outcome
    message = f"{outcome.path} was edited during the import and is kept"
    problem = Problem(outcome.task.name, message, "import again when you are done", level="warning")
    return replace(outcome, state="kept", problems=(*outcome.problems, problem))


def _report(outcomes: list[_Outcome], problems: list[Problem]) -> ImportReport:
    count = Counter(outcome.state for outcome in outcomes)
    return ImportReport(
        written=count["new"] + count["updated"],
        unchanged=count["unchanged"],
        problems=(*problems, *(problem for outcome in outcomes for problem in outcome.problems)),
        new=count["new"],
        updated=count["updated"],
        kept=count["kept"],
        duplicates=count["duplicate"],
        empty=count["empty"],
        failures=count["failed"],
    )


@contextlib.contextmanager
def _bar(total: int, own: Tell | None) -> Iterator[Tell]:
    """A progress bar on the error stream where it is a terminal, or the caller's own `tell`."""
    if own:
        yield own
        return
    if not sys.stderr.isatty():
        yield lambda done: None
        return
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True) as progress:
        bar = progress.add_task("Importing", total=total)
        yield lambda done: progress.advance(bar, done)
