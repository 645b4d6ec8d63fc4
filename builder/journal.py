"""The only way in which a command changes content/ or _site/: under a lock, all or nothing.

What changes is staged under `.cache/staging/`, in the folders in which it is to stand, listed in `.cache/journal.json`,
and moved in by renames at the end: of each file, or of all of `_site/` where there is none yet. A command that is
killed before its journal stands has changed nothing; one that is killed after it is finished by the next command of any
kind. A power cut is like a kill: what was staged is on the disk before the journal stands, by one sync(2), which is 20
times as fast as an fsync(2) of each of 10,000 files.
"""

# Tens of thousands of files pass through here, and pathlib takes longer than the system calls: plain strings.
# ruff: noqa: PTH103, PTH104, PTH105, PTH108, PTH112, PTH114, PTH119, PTH120

from __future__ import annotations

import contextlib
import errno
import fcntl
import functools
import json
import os
import re
import shutil
import stat
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path, PurePosixPath
from typing import NamedTuple, NoReturn

from builder.model import Problem, TongduError

Before = tuple[int, int] | None  # size and mtime (ns) of what stood at a path when its change was staged; None: nothing
_JOURNAL, _LOCK, _STAGING = ".cache/journal.json", ".cache/lock", ".cache/staging"
_held: set[Path] = set()  # roots locked by this very process, whom a POSIX lock would let in twice


class Staged(NamedTuple):
    """A file that stands ready beside, or, where not `changed`, in its place already. A tuple, for workers send many.

    `before` is what stood in its place (a later edit of that is not overwritten); `look` is what `look` will say of it.
    """

    path: str
    before: Before
    look: str
    changed: bool


class Transaction:
    """The changes of one command. `kept` names, after the end, files that somebody changed meanwhile: left alone."""

    def __init__(self, root: Path, staging: Path) -> None:
        self.root, self.staging = root, staging
        self.kept: tuple[str, ...] = ()
        self._writes: dict[str, Before] = {}
        self._removes: dict[str, Before] = {}

    def write(self, path: str, data: bytes) -> bool:
        """Stages `data` for `path` (POSIX, below the root); False where the file holds these bytes already.

        Raises TongduError where the path leaves the root, cannot be written, or the disk is full.
        """
        return self.add(stage(self.root, self.staging, path, data))

    def add(self, staged: Staged) -> bool:
        """Takes over a file that a worker process has staged; False where it was the same already."""
        if staged.changed:
            self._writes[staged.path] = staged.before
        else:
            self._writes.pop(staged.path, None)
        return staged.changed

    def remove(self, path: str) -> bool:
        """Notes that the file at `path` goes, and with it folders that become empty; False where there is none."""
        before = _before(_target(self.root, path))
        if before is not None:
            self._removes[path] = before
        return before is not None

    def _commit(self) -> None:
        """Makes sure that nothing stands in the way, writes the journal, applies it."""
        if not self._writes and not self._removes:
            return
        made: list[Path] = []
        try:
            new = _new(self.root, self._writes)
            among = [path for path in self._writes if path.partition("/")[0] not in new]
            for wanted in sorted({path.rpartition("/")[0] for path in among}):
                if not os.path.isdir(f"{self.root}/{wanted}"):
                    made += _folders(self.root, PurePosixPath(wanted), self._removes)
            for path in among:
                if self._writes[path] is None:  # else a file stood there when its change was staged
                    self._clear(f"{self.root}/{path}")
            parents = {path.rpartition("/")[0] for path in (*among, *self._removes)} | ({""} if new else set())
            for folder in (self.root / parent for parent in sorted(parents)):
                if folder.is_dir() and not os.access(folder, os.W_OK | os.X_OK):
                    _fail(self.root, folder, "cannot be written to", "give yourself the right to write there")
            entries = _Entries(self.staging.name, self._writes, self._removes)
            draft = self.staging.parent / "journal"
            draft.write_text(json.dumps(entries._asdict()), "ascii")
            os.sync()
            draft.rename(self.root / _JOURNAL)
        except (OSError, TongduError) as error:
            for folder in reversed(made):
                with contextlib.suppress(OSError):
                    folder.rmdir()
            if isinstance(error, TongduError):
                raise
            _fail_os(self.root, error)
        self.kept = _carry_out(self.root, entries)

    def _clear(self, target: str) -> None:
        """Raises TongduError where a folder stands in a file's place, unless all in it is about to be removed."""
        if os.path.isdir(target) and not os.path.islink(target):
            for found in Path(target).rglob("*"):
                if not found.is_dir() and found.relative_to(self.root).as_posix() not in self._removes:
                    _fail(self.root, Path(target), "is a folder where a file must stand", "move it away")


@contextlib.contextmanager
def transaction(root: Path, command: str) -> Iterator[Transaction]:
    """The block in which `command` (`build`, `import` …) may change the site at `root`.

    Finishes an open journal of any earlier command first. Leaving the block normally moves everything in; leaving it by
    an exception changes nothing. Raises TongduError where another process holds the lock, and as `Transaction.write`.
    """
    root = root.resolve()
    _inside.cache_clear()
    with _lock(root, command):
        _apply(root)
        try:
            shutil.rmtree(root / _STAGING, ignore_errors=True)  # what a killed command left
            (root / _STAGING).mkdir(exist_ok=True)
            staging = Path(tempfile.mkdtemp(dir=root / _STAGING))
        except OSError as error:
            _fail_os(root, error)
        try:
            tx = Transaction(root, staging)
            yield tx
            tx._commit()
        finally:
            if not (root / _JOURNAL).exists():
                shutil.rmtree(root / _STAGING, ignore_errors=True)


def recover(root: Path) -> None:
    """Finishes an open journal; for commands that only read. Raises TongduError where it cannot."""
    root = root.resolve()
    if (root / _JOURNAL).exists():
        with _lock(root, "recovery"):
            _apply(root)
            shutil.rmtree(root / _STAGING, ignore_errors=True)


def stage(root: Path, staging: Path, path: str, data: bytes) -> Staged:
    """Writes `data` beside, to go to `path` when the transaction ends, unless the file holds these bytes already.

    Workers call it, and hand what it returns to `Transaction.add`. Raises TongduError as `Transaction.write`.
    """
    target = _target(root, path)
    try:
        before, same = _compare(target, data)
        if same:
            return Staged(path, before, look(os.lstat(target)), changed=False)
        handle = _opened(_staged(staging, path))
        try:
            rest = memoryview(data)
            while rest:
                rest = rest[os.write(handle, rest) :]
            return Staged(path, before, look(os.fstat(handle)), changed=True)
        finally:
            os.close(handle)
    except OSError as error:
        _fail_os(root, error, path)


def _staged(staging: Path, path: str) -> str:
    """Where a file stands ready; never under a name that ends in `.md`, by which it could be taken for an article."""
    return f"{staging}/{path[:-3]}~md" if path.endswith(".md") else f"{staging}/{path}"


def _opened(staged: str) -> int:
    """A handle of a new file, in folders that are made where they are not there."""
    how = os.O_WRONLY | os.O_CREAT | os.O_TRUNC
    try:
        return os.open(staged, how, 0o666)
    except FileNotFoundError:
        os.makedirs(os.path.dirname(staged), exist_ok=True)
        return os.open(staged, how, 0o666)


def look(found: os.stat_result) -> str:
    """What tells that a file of ours is still as we wrote it, without reading it. A rename does not change it."""
    return f"{found.st_size} {found.st_mtime_ns} {found.st_ino}"


def _compare(target: str, data: bytes) -> tuple[Before, bool]:
    """What stands at `target`, and whether it is a plain file of exactly these bytes. Links are not followed."""
    before = _before(target)
    if before is None or before[0] != len(data):
        return before, False
    try:
        handle = os.open(target, os.O_RDONLY | os.O_NOFOLLOW)
        try:
            return before, os.read(handle, len(data) + 1) == data
        finally:
            os.close(handle)
    except OSError:  # a link, or not ours to read: a rename replaces it all the same
        return before, False


def _before(target: str) -> Before:
    try:
        found = os.lstat(target)
    except (FileNotFoundError, NotADirectoryError):
        return None
    return None if stat.S_ISDIR(found.st_mode) else (found.st_size, found.st_mtime_ns)


# ── paths ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def _target(root: Path, path: str) -> str:
    """The file's place below the root. Raises TongduError where the path, or a link on its way, leaves the root."""
    if not _is_below(path):
        _fail(root, root / path, "is no path below the site's root", "rename what it comes from")
    try:
        _inside(root, path.rpartition("/")[0])
    except OSError as error:
        _fail_os(root, error, path)
    return f"{root}/{path}"


_NO_PART = frozenset(("", ".", ".."))


def _is_below(path: str) -> bool:
    """Whether a path, by its words, leads to a file below the root."""
    return _NO_PART.isdisjoint(path.split("/")) and "\0" not in path


@functools.lru_cache(4096)
def _inside(root: Path, folder: str) -> None:
    """Raises TongduError where `folder` lies outside of the root because a part of it is a symbolic link."""
    place = root / folder
    if os.path.realpath(place) != str(place) and not Path(os.path.realpath(place)).is_relative_to(root):
        _fail(root, place, "leads out of the site's root by a symbolic link", "put a folder in the link's place")


def _folders(root: Path, folder: PurePosixPath, going: dict[str, Before]) -> list[Path]:
    """Makes the folder below the root where nothing stands in its way that stays; returns the folders it made."""
    made: list[Path] = []
    for part in (*reversed(folder.parents), folder):
        place = root / part
        if place.is_dir():
            continue
        if place.is_symlink() or place.exists():
            if part.as_posix() in going:
                return made  # a file of ours gives way to a folder: made while the journal is applied
            _fail(root, place, "is a file where a folder must stand", "move it away")
        place.mkdir()
        made.append(place)
    return made


# ── the journal ───────────────────────────────────────────────────────────────────────────────────────────────────


class _Entries(NamedTuple):
    """What a journal says: the folder of what is staged, what goes where, what goes away."""

    staging: str
    write: dict[str, Before]
    remove: dict[str, Before]


def _entries(text: bytes) -> _Entries | None:
    """What the journal's text says; None where it is damaged."""

    def changes(found: Mapping[str, list[int] | None]) -> dict[str, Before]:
        if not all(map(_is_below, found)):
            raise ValueError("a path leaves the root")
        return {path: None if before is None else (int(before[0]), int(before[1])) for path, before in found.items()}

    try:
        found = json.loads(text)
        if re.fullmatch(r"\w+", found["staging"]):
            return _Entries(found["staging"], changes(found["write"]), changes(found["remove"]))
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError):
        pass
    return None


def _apply(root: Path) -> None:
    """Does what an open journal says and is not done yet, and deletes it."""
    journal = root / _JOURNAL
    try:
        entries = _entries(journal.read_bytes())
        if entries is None:  # only a power cut or a hand can do that: the command that wrote it will do its work again
            journal.unlink()
            return
    except FileNotFoundError:
        return
    except OSError as error:
        _fail_os(root, error)
    _carry_out(root, entries)


def _carry_out(root: Path, entries: _Entries) -> tuple[str, ...]:
    """Does what the journal says and is not done yet, then deletes it; returns the paths that were left alone.

    A file that differs from what stood there when the journal was written was changed by a person: it stays.
    """
    staging, kept = root / _STAGING / entries.staging, []
    try:
        for path, before in entries.remove.items():
            target = _target(root, path)
            found = _before(target)
            if found is not None and found == before:
                os.unlink(target)
            _prune(root, Path(target).parent)
        folders: set[str] = set()
        moved = {top for top in _new(root, entries.write) if _moved(f"{staging}/{top}", f"{root}/{top}")}
        for path, before in entries.write.items():
            if path.partition("/")[0] in moved:
                continue
            if (folder := path.rpartition("/")[0]) not in folders:
                os.makedirs(os.path.dirname(_target(root, path)), exist_ok=True)
                folders.add(folder)
            staged, target = _staged(staging, path), f"{root}/{path}"
            found = _before(target)
            if found is not None and found != before and path not in entries.remove:
                if os.path.lexists(staged):  # else it was moved in before the kill, and is what stands there
                    kept.append(path)
                continue
            _move(staged, target)
        (root / _JOURNAL).unlink()
    except OSError as error:
        _fail_os(root, error, state="the next command finishes what this one began")
    return tuple(kept)


def _new(root: Path, writes: Iterable[str]) -> set[str]:
    """The folders at the top of what is written, in whose place nothing stands: each comes in whole, unless a file in
    it is staged under another name."""
    tops = {path.partition("/")[0] for path in writes if "/" in path}
    new = {top for top in tops if not os.path.lexists(f"{root}/{top}")}
    return new - {path.partition("/")[0] for path in writes if path.endswith(".md")} if new else new


def _moved(staged: str, target: str) -> bool:
    """Renames a staged folder into its place; False where its files must go one by one."""
    try:
        os.rename(staged, target)
    except OSError as error:
        if error.errno not in (errno.EXDEV, errno.ENOENT):
            raise
        return False
    return True


def _move(staged: str, target: str) -> None:
    """Renames a staged file into its place, if it was not already, before a kill."""
    try:
        os.replace(staged, target)
    except FileNotFoundError:
        return
    except OSError as error:
        if error.errno != errno.EXDEV:
            raise
        # The target lies on another file system (a mounted _site/): copy beside it, then rename there.
        beside = f"{os.path.dirname(target)}/.tongdu-{os.path.basename(staged)}"
        shutil.copyfile(staged, beside)
        os.replace(beside, target)
        os.unlink(staged)


def _prune(root: Path, folder: Path) -> None:
    """Removes folders that became empty, but never the top one (`_site`, `content`)."""
    while root in folder.parent.parents:
        try:
            folder.rmdir()
        except OSError:
            return
        folder = folder.parent


# ── the lock ──────────────────────────────────────────────────────────────────────────────────────────────────────


@contextlib.contextmanager
def _lock(root: Path, command: str) -> Iterator[None]:
    """Holds the site's lock. Raises TongduError, naming the holder, where another process has it.

    A POSIX record lock (`fcntl.lockf`): the kernel frees it when the process dies, and, unlike `flock`, on which the
    filelock library builds, worker processes do not inherit it, so that an orphan cannot keep a site locked.
    """
    if not root.is_dir():
        _fail(root, root, "there is no such folder", "name the site's root by --site")
    place = root / _LOCK
    try:
        _inside(root, ".cache")
        place.parent.mkdir(exist_ok=True)
        handle = os.open(place, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW, 0o666)
    except OSError as error:
        _fail_os(root, error)
    try:
        try:
            if root in _held:
                raise BlockingIOError
            fcntl.lockf(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except (BlockingIOError, PermissionError):
            holder = os.pread(handle, 200, 0).decode("utf-8", "replace").strip() or "another command"
            _fail(root, root, f"{holder} is at work here", "wait until it has finished; its lock goes with it")
        except OSError as error:
            _fail_os(root, error)
        _held.add(root)
        try:
            os.ftruncate(handle, 0)
            os.pwrite(handle, f"tongdu {command} (process {os.getpid()})".encode(), 0)
            yield
        except OSError as error:
            if error.filename is None and error.errno in (errno.ENOSPC, errno.EFBIG, errno.EDQUOT):
                _fail_os(root, error)
            raise
        finally:
            _held.discard(root)
    finally:
        os.close(handle)


def _fail(root: Path, place: Path, message: str, hint: str) -> NoReturn:
    where = place.relative_to(root).as_posix() if place.is_relative_to(root) else str(place)
    raise TongduError(Problem(str(root) if where == "." else where, message, hint))


_HINTS = {
    errno.ENOSPC: "free some space and run the command again",
    errno.EDQUOT: "free some of your quota and run the command again",
    errno.EFBIG: "lift the limit on the size of files and run the command again",
    errno.EACCES: "give yourself the right to write there",
    errno.EPERM: "give yourself the right to write there",
    errno.EROFS: "the file system is read-only",
    errno.ENAMETOOLONG: "shorten the article's slug or the file's name",
}


def _fail_os(root: Path, error: OSError, path: str = "", state: str = "nothing was changed") -> NoReturn:
    """Raises what the operating system said as a problem that names the file."""
    place = Path(os.fsdecode(error.filename)) if error.filename and not path else root / path
    hint = _HINTS.get(error.errno or 0, "mend that and run the command again")
    _fail(root, place, f"cannot be written: {error.strerror or error}; {state}", hint)
