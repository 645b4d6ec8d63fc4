"""What files look like without being read: enough to know that nothing changed. Symbolic links are not followed."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

from builder import cache, journal
from builder.config import Config, builtin
from builder.model import Problem

_FINE, _COARSE = 100_000_000, 2_100_000_000  # ns in which a second change may leave the same time: ext4's tick, FAT's


def content(root: Path) -> tuple[dict[str, str], list[Problem]]:
    """Each article's path (`content/a/x.md`, sorted) → its look, and problems for what cannot be an article's file.

    A look is "" where the file may change once more without looking different: it has to be read again next time.
    """
    now, problems, found = time.time_ns(), list[Problem](), dict[str, str]()
    for path, entry in _walk(root, "content", problems):
        if not path.endswith(".md"):
            continue
        if path.isprintable() or _is_utf8(path):
            found[path] = _settled(entry.stat(follow_symlinks=False), now)
        else:
            problems.append(Problem(path, "its name is not UTF-8", "rename it"))
    return dict(sorted(found.items())), sorted(problems, key=lambda problem: problem.where)


def site(folder: Path) -> dict[str, str]:
    """Path below `folder` → look, of each plain file."""
    return {path: journal.look(entry.stat(follow_symlinks=False)) for path, entry in _walk(folder, "", [], hidden=True)}


def signature(
    root: Path, config: Config, program: bytes, articles: dict[str, str], problems: Sequence[Problem]
) -> bytes | None:
    """What stands for all that a build depends on, `content` among it; None where that cannot be told without reading
    it."""
    now, seen = time.time_ns(), dict(articles)
    for folder in (root / "static", builtin("static")):
        for path, entry in _walk(folder, "", []):
            seen[f"{folder}/{path}"] = _settled(entry.stat(follow_symlinks=False), now)
    if not all(seen.values()):
        return None
    templates = (part for folder in (root / "templates", builtin("templates")) for part in cache.tree_bytes(folder))
    found = "\0".join([part for pair in seen.items() for part in pair])
    glossary = cache.file_bytes(root / "glossary.toml")
    return cache.fingerprint(program, repr(config), glossary, found, repr(problems), *templates)


def _settled(found: os.stat_result, now: int) -> str:
    changed = max(found.st_mtime_ns, found.st_ctime_ns)
    window = _FINE if found.st_mtime_ns % 1_000_000_000 else _COARSE
    return f"{journal.look(found)} {found.st_ctime_ns}" if changed < now - window else ""


def _walk(
    root: Path, folder: str, problems: list[Problem], *, hidden: bool = False
) -> Iterator[tuple[str, os.DirEntry[str]]]:
    """(path below root, entry) of each plain file below `root/folder`; those that begin with a dot where `hidden`.

    Links, and what may not be read, are told in `problems`.
    """
    folders = [folder]
    while folders:
        at = folders.pop()
        if at and (root / at).is_symlink():
            problems.append(_link(at))
            continue
        try:
            with os.scandir(root / at) as entries:
                for entry in entries:
                    path = f"{at}/{entry.name}" if at else entry.name
                    if entry.name.startswith(".") and not hidden:
                        continue
                    if entry.is_dir(follow_symlinks=False):
                        folders.append(path)
                    elif entry.is_file(follow_symlinks=False):
                        yield path, entry
                    elif entry.is_symlink():
                        problems.append(_link(path))
        except FileNotFoundError:
            continue
        except OSError as error:
            problems.append(Problem(at, f"cannot be read: {error.strerror}", "give yourself the right to read it"))


def _link(path: str) -> Problem:
    return Problem(path, "is a symbolic link, and not followed", "put the file itself there", level="warning")


def _is_utf8(path: str) -> bool:
    try:
        path.encode()
    except UnicodeEncodeError:
        return False
    return True
