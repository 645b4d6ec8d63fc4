"""Which seeds there are, what each is called, and at which path of content/ its article will stand."""

from __future__ import annotations

import hashlib
import os
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path, PurePosixPath

from msgspec import Struct

from builder import holdings
from builder.holdings import Holding, Holdings
from builder.model import Problem, TongduError
from builder.text import content_path, folded

SUFFIXES = (".txt", ".md", ".html", ".htm", ".xhtml")

# What a browser calls the folder that it saves beside a page, for its pictures, styles and frames.
_OF_PAGE = re.compile(r"(.+)[_.]files")
_UNSEEN = re.compile("[\x00-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\\\\\ud800-\udfff]+")


class Task(Struct, frozen=True):
    """One seed: where it lies, its name, the article it has, and the path that a new one gets."""

    place: Path
    name: str
    known: Holding | None
    target: str


def gather(root: Path, given: Sequence[Path]) -> tuple[list[tuple[Path, str]], list[Problem]]:
    """Every seed once, with its name, sorted by name; symbolic links and what is no file are told and left out."""
    found: dict[str, Path] = {}
    problems: list[Problem] = []
    for start in given or [root / "seeds"]:
        place = start.resolve()
        if given and not start.is_absolute() and not place.exists():
            place = (root / start).resolve()
        if not place.exists():
            hint = "name a file or a folder of seeds" if given else "put the pages that you saved into seeds/"
            raise TongduError(Problem(_shown(place, root), "there is no such file or folder", hint))
        base = place if place.is_dir() else place.parent
        prefix = base.relative_to(root).as_posix() if base.is_relative_to(root) else ""
        above = base.as_posix().rstrip("/") + "/"
        for file in _files(place, root, problems) if place.is_dir() else [place]:
            below = file.as_posix().removeprefix(above)
            name = below if prefix in ("", ".") else f"{prefix}/{below}"
            found.setdefault(re.sub("[\ud800-\udfff]", "\ufffd", name), file)
    return [(found[name], name) for name in sorted(found)], problems


def _files(folder: Path, root: Path, problems: list[Problem]) -> Iterator[Path]:
    """The seeds below a folder. Hidden files are passed over silently, and what a browser saved beside a page."""

    def refused(error: OSError) -> None:
        place = _shown(Path(os.fsdecode(error.filename or folder)), root)
        problems.append(Problem(place, f"cannot be read: {error.strerror}", "give yourself the right to read it"))

    for parent, folders, names in os.walk(folder, onerror=refused):
        pages = {Path(name).stem for name in names if name.lower().endswith(SUFFIXES)}
        for name in list(folders):
            if name.startswith(".") or ((found := _OF_PAGE.fullmatch(name)) and found[1] in pages):
                folders.remove(name)
            elif Path(parent, name).is_symlink():
                folders.remove(name)
                problems.append(_left_out(Path(parent, name), root, "is a symbolic link, which is not followed"))
        for name in names:
            place = Path(parent, name)
            if name.startswith("."):
                continue
            if place.is_symlink():
                problems.append(_left_out(place, root, "is a symbolic link, which is not followed"))
            elif not name.lower().endswith(SUFFIXES):
                problems.append(_left_out(place, root, "is no seed: seeds end in .txt, .md or .html"))
            else:
                yield place


def _left_out(place: Path, root: Path, message: str) -> Problem:
    return Problem(_shown(place, root), message, "put the saved page itself there, or name it", level="warning")


def _shown(place: Path, root: Path) -> str:
    """A path as the person knows it: below the site's root where it lies there."""
    text = place.relative_to(root).as_posix() if place.is_relative_to(root) else str(place)
    return re.sub("[\ud800-\udfff]", "\ufffd", text)


def assign(found: list[tuple[Path, str]], held: Holdings) -> list[Task]:
    """The seeds with the articles they have; a new one gets a path that no other file has."""
    stems = Counter(folded(content_path(name)) for _, name in found)
    lone = {place.parent for place, _ in found} if len(found) < 100 else set()
    for folder in lone:  # a seed named alone may have a neighbour of its stem
        here = {place.name for place, _ in found if place.parent == folder}
        prefix = next(name.removesuffix(place.name) for place, name in found if place.parent == folder)
        others = {entry.name for entry in folder.iterdir() if entry.name.lower().endswith(SUFFIXES)} - here
        stems.update(folded(content_path(prefix + other)) for other in others)
    tasks = []
    for place, name in found:
        known, target = held.by_seed.get(name), ""
        if known is None:
            target = holdings.free(_candidates(name, stems[folded(content_path(name))] > 1), held.taken)
        tasks.append(Task(place, name, known, target))
    return tasks


def _candidates(name: str, shared: bool) -> Iterator[str]:
    """Paths for a seed's article, the best first: `x.md`, `x.txt.md` (at once where `x.html` stands beside `x.txt`)."""
    safe = "/".join(_safe(part) for part in name.split("/"))
    plain = content_path(safe)
    full = f"content/{safe.removeprefix('seeds/')}.md"
    if not shared:
        yield plain
    if len(os.fsencode(PurePosixPath(full).name)) <= 255:
        yield full
    digest = hashlib.sha256(os.fsencode(name)).hexdigest()[:12]
    short = PurePosixPath(plain).stem.encode()[:200].decode("utf-8", "ignore")
    yield str(PurePosixPath(plain).with_name(f"{short}-{digest}.md"))


def _safe(part: str) -> str:
    """A part of a path without characters that hide, turn, or break a line."""
    return _UNSEEN.sub("-", part)
