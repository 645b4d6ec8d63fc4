"""What content/ holds already, by a look at the head of each file: which seed, which address, which hashes."""

from __future__ import annotations

import datetime as dt
import json
import os
from collections.abc import Iterable
from pathlib import Path

from msgspec import Struct, field

from builder.addresses import same_source
from builder.text import folded

_HEAD = 8192  # bytes; an article's front matter has about 700
_KEYS = frozenset({"source_url", "archived", "slug", "seed", "seed_hash", "import_hash"})


class Holding(Struct, frozen=True):
    """One article of content/. `key` is its source's (`addresses.same_source`), "" where it has no address."""

    path: str
    seed: str
    seed_hash: str
    import_hash: str
    slug: str
    key: str
    archived: dt.datetime | None


class Holdings(Struct, frozen=True):
    """All articles, by their seed and by their source. `taken` are all paths as `folded` gives them."""

    by_seed: dict[str, Holding] = field(default_factory=dict)
    by_key: dict[str, Holding] = field(default_factory=dict)
    taken: set[str] = field(default_factory=set)


def look(root: Path) -> Holdings:
    """The articles of the site at `root`; of two with one seed or source the first by path counts."""
    held = Holdings()
    for folder, folders, files in os.walk(root / "content"):
        folders.sort()
        below = Path(folder).relative_to(root).as_posix()
        for name in sorted(files):
            if not name.endswith(".md"):
                continue
            path = f"{below}/{name}"
            held.taken.add(folded(path))
            try:
                found = _holding(path, _head(f"{folder}/{name}"))
            except OSError:
                continue
            if found.seed:
                held.by_seed.setdefault(found.seed, found)
            if found.key:
                held.by_key.setdefault(found.key, found)
    return held


def is_gone(seed: str, root: Path) -> bool:
    """Whether an article's seed stood in the site's own seeds/ and is there no longer: it was deleted, or renamed."""
    return seed.startswith("seeds/") and not (root / seed).exists()


def _head(place: str) -> str:
    """The beginning of a file; no link, which leads elsewhere, and no pipe, which would be waited for."""
    handle = os.open(place, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
    try:
        return os.read(handle, _HEAD).decode("utf-8", "replace")
    finally:
        os.close(handle)


def _holding(path: str, head: str) -> Holding:
    front = head.replace("\r\n", "\n").removeprefix("\ufeff").partition("\n---\n")[0]
    values: dict[str, str] = {}
    for line in front.split("\n") if front.startswith("---\n") else ():
        key, _, value = line.partition(":")
        if key in _KEYS and value[:1] in (" ", "\t") and (value := value.strip(" \t")):
            values[key] = _value(value)
    url = values.get("source_url", "")
    return Holding(
        path,
        values.get("seed", ""),
        values.get("seed_hash", ""),
        values.get("import_hash", ""),
        values.get("slug", ""),
        same_source(url) if url else "",
        _time(values.get("archived", "")),
    )


def _value(text: str) -> str:
    """A YAML scalar on one line, as `article` or a person writes it."""
    if text.startswith('"'):
        try:
            return str(json.loads(text))
        except ValueError:
            return text.strip('"')
    return text[1:-1].replace("''", "'") if text[0] == text[-1] == "'" else text


def _time(text: str) -> dt.datetime | None:
    try:
        time = dt.datetime.fromisoformat(text)
    except ValueError:
        return None
    return time if time.tzinfo else time.replace(tzinfo=dt.UTC)


def free(candidates: Iterable[str], taken: set[str]) -> str:
    """The first of the candidates that no file has, which is then taken. The last one has to be unique."""
    chosen = ""
    for chosen in candidates:
        if folded(chosen) not in taken:
            break
    taken.add(folded(chosen))
    return chosen
