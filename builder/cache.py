"""What builds remember, in one SQLite file, `.cache/tongdu.sqlite`: never needed, only faster.

- `content`: what each file of content/ looked like to `stat`, and the key of the article that was in it;
- `record`, `body`: by key, what an article became: its Record with its problems; its search terms and its HTML in each
  variant. A key is a hash of all that these depend on: an entry is right or not looked up;
- `page`: what each file of _site/ was made of (a hash), what it looked like to `stat`, and its kind;
- `state`: what the whole site looked like after the last build that went well.

The file holds pickles: it is as trusted as the site's templates are. A damaged one, or one of another layout, is
Damaged: the build deletes it and begins anew without a word.
"""

from __future__ import annotations

import contextlib
import hashlib
import sqlite3
import sys
import zlib
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any, TypeVar

from builder.model import Problem, Record
from builder.packing import Damaged, pack, unpack

_Made = TypeVar("_Made")

PLACE = ".cache/tongdu.sqlite"
_LAYOUT = 2
_TABLES = """
CREATE TABLE IF NOT EXISTS content (path TEXT PRIMARY KEY, look TEXT, key BLOB) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS record (key BLOB PRIMARY KEY, data BLOB);
CREATE TABLE IF NOT EXISTS body (key BLOB PRIMARY KEY, terms BLOB, html BLOB);
CREATE TABLE IF NOT EXISTS page (path TEXT PRIMARY KEY, look TEXT, key BLOB, kind TEXT) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS state (name TEXT PRIMARY KEY, data BLOB) WITHOUT ROWID;
"""
Composed = tuple[Record | None, tuple[Problem, ...]]  # what lies in `record`, packed


# What shows that the cache cannot be read, or written: the build handles them as one.
DAMAGED = (sqlite3.Error, zlib.error, Damaged)


class Cache:
    """The file, open. Only the build's own process has it: SQLite's locks do not survive a fork.

    Each method may raise one of DAMAGED.
    """

    def __init__(self, root: Path) -> None:
        try:
            self._db = sqlite3.connect(root / PLACE)
            # What a killed process began the next one rolls back; a power cut may damage the file, and then it is made
            # anew. A write-ahead log would write all of it twice. What an article became is longer than SQLite's own
            # 4 KB: on pages of 8 KB the file is a third smaller.
            self._db.executescript("PRAGMA page_size=8192; PRAGMA journal_mode=DELETE; PRAGMA synchronous=OFF;")
            layout = self._db.execute("PRAGMA user_version").fetchone()[0]
            if layout not in (0, _LAYOUT):
                raise Damaged(f"layout {layout}")
            self._db.executescript(_TABLES + f"PRAGMA user_version={_LAYOUT};")
        except (sqlite3.Error, OSError) as error:
            raise Damaged(str(error)) from error

    def close(self) -> None:
        with contextlib.suppress(sqlite3.Error):
            self._db.close()

    def commit(self) -> None:
        self._db.commit()

    # ── articles ──────────────────────────────────────────────────────────────────────────────────────────────────

    def content(self) -> dict[str, tuple[str, bytes]]:
        """Path → (what `stat` said, key) of each file of content/ as the last build found it."""
        return {path: (look, key) for path, look, key in self._db.execute("SELECT path, look, key FROM content")}

    def note_content(self, rows: Iterable[tuple[str, str, bytes]]) -> None:
        self._db.executemany("INSERT OR REPLACE INTO content VALUES (?, ?, ?)", rows)

    def keys(self) -> frozenset[bytes]:
        """The keys of the articles that are known."""
        return frozenset(row[0] for row in self._db.execute("SELECT key FROM record"))

    def add(self, entries: Iterable[tuple[bytes, bytes, bytes, bytes]]) -> None:
        """Takes (key, packed record, packed terms, packed body) entries."""
        rows = list(entries)
        self._db.executemany("INSERT OR REPLACE INTO record VALUES (?, ?)", [(key, record) for key, record, *_ in rows])
        self._db.executemany("INSERT OR REPLACE INTO body VALUES (?, ?, ?)", [(key, *rest) for key, _, *rest in rows])

    def records(self) -> Iterator[tuple[bytes, bytes]]:
        """Key and packed record of every article that is known."""
        return iter(self._db.execute("SELECT key, data FROM record"))

    def body(self, key: bytes) -> bytes:
        """The article's packed HTML. Raises Damaged where the key is not known."""
        return self._one("SELECT html FROM body WHERE key = ?", key)

    def terms(self, key: bytes) -> bytes:
        """The article's packed search terms. Raises Damaged where the key is not known."""
        return self._one("SELECT terms FROM body WHERE key = ?", key)

    def _one(self, query: str, key: bytes) -> bytes:
        row = self._db.execute(query, (key,)).fetchone()
        if row is None:
            raise Damaged("an article is not whole")
        data: bytes = row[0]
        return data

    # ── pages ─────────────────────────────────────────────────────────────────────────────────────────────────────

    def pages(self) -> dict[str, tuple[str, bytes, str]]:
        """Path below _site/ → (what `stat` said, hash of what it was made of, kind)."""
        return {row[0]: row[1:] for row in self._db.execute("SELECT path, look, key, kind FROM page")}

    def note_pages(self, rows: Iterable[tuple[str, str, bytes, str]]) -> None:
        self._db.executemany("INSERT OR REPLACE INTO page VALUES (?, ?, ?, ?)", sorted(rows))

    def state(self, name: str) -> Any:
        """What was remembered under the name; None where nothing was."""
        row = self._db.execute("SELECT data FROM state WHERE name = ?", (name,)).fetchone()
        return None if row is None else unpack(row[0])

    def recalled(self, name: str, seen: bytes) -> Any:
        """What was made when `seen`, which stands for all that it depends on, was the same; None where nothing was."""
        state = self.state(name)
        return state[1] if state is not None and state[0] == seen else None

    def remembered(self, name: str, seen: bytes, make: Callable[[], Any]) -> Any:
        """What is recalled; where nothing is, what `make` gives, which is noted."""
        made = self.recalled(name, seen)
        return self.noted(name, seen, make()) if made is None else made

    def noted(self, name: str, seen: bytes, made: _Made) -> _Made:
        """Takes what was made, to be recalled as long as `seen` is the same, and gives it back."""
        self.note_state(name, (seen, made))
        return made

    def note_state(self, name: str, value: object) -> None:
        self._db.execute("INSERT OR REPLACE INTO state VALUES (?, ?)", (name, pack(value)))

    def forget(self, content: Iterable[str], keys: Iterable[bytes], pages: Iterable[str]) -> None:
        """Drops what stands for files and articles that are no more, so that the file does not grow for ever."""
        self._db.executemany("DELETE FROM content WHERE path = ?", [(path,) for path in content])
        self._db.executemany("DELETE FROM page WHERE path = ?", [(path,) for path in pages])
        gone = [(key,) for key in keys]
        self._db.executemany("DELETE FROM record WHERE key = ?", gone)
        self._db.executemany("DELETE FROM body WHERE key = ?", gone)


def delete(root: Path) -> None:
    """Deletes the cache; what cannot be deleted is found damaged again."""
    for suffix in ("", "-journal"):
        with contextlib.suppress(OSError):
            (root / (PLACE + suffix)).unlink()


# ── packing ───────────────────────────────────────────────────────────────────────────────────────────────────────


def pack_text(text: str) -> bytes:
    """A text compressed; zlib checks the whole. (HTML is not: that took a twentieth of a build.)"""
    return zlib.compress(text.encode(), 1)


def unpack_text(data: bytes) -> str:
    return zlib.decompress(data).decode()


# ── fingerprints ──────────────────────────────────────────────────────────────────────────────────────────────────


def fingerprint(*parts: bytes | str) -> bytes:
    """16 bytes that stand for the parts, in their order."""
    state = hashlib.blake2b(digest_size=16)
    for part in parts:
        data = part.encode("utf-8", "surrogateescape") if isinstance(part, str) else part
        state.update(len(data).to_bytes(8, "big"))
        state.update(data)
    return state.digest()


def article_key(base: bytes, path: str, data: bytes) -> bytes:
    """The key of an article: `base` stands for what all depend on, `data` is its file."""
    return fingerprint(base, path, data)


LIBRARIES = ("jinja2", "markdown_it_py", "mdit_py_plugins", "nh3", "opencc", "python_slugify", "pyyaml")


def program() -> bytes:
    """The fingerprint of this program: its source, its dictionaries, its libraries' versions, Python's own."""
    package = Path(__file__).parent
    return fingerprint(
        ".".join(map(str, sys.version_info[:3])),
        *versions(),
        *tree_bytes(package, ("templates", "static", "__pycache__")),
    )


def versions() -> list[str]:
    """The libraries that pages depend on, with their versions: `jinja2-3.1.6`, by the names of the folders that hold
    their metadata (https://packaging.python.org/en/latest/specifications/recording-installed-packages/).

    importlib.metadata says the same, and takes a tenth of the time of a build that has nothing to do.
    """
    begins = tuple(f"{name}-" for name in LIBRARIES)
    names = (path.stem.lower() for folder in sys.path for path in Path(folder).glob("*.dist-info"))
    return sorted({name for name in names if name.startswith(begins)})


def tree_bytes(folder: Path, leave: tuple[str, ...] = ()) -> Iterator[str | bytes]:
    """Name and bytes of each file below a folder in sorted order; nothing where there is no such folder."""
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if name.split("/")[0] not in leave and path.is_file() and "__pycache__" not in path.parts:
            yield name
            yield path.read_bytes()


def file_bytes(path: Path) -> bytes:
    """The file's bytes; none where there is no such file."""
    try:
        return path.read_bytes()
    except OSError:
        return b""
