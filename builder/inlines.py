"""Runs of text → inlines: white space in one pass, marks normalised.

A run is a piece of text, or something that is none, with the marks around it. From a row of runs the tree of inlines
is built anew, so that it cannot hold an empty mark, a mark around a space, or two equal marks side by side.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec import Struct
from msgspec.structs import replace

from builder.model import Break, Inline, Link, Mark, Text
from builder.text import WIDE, nfc, without_joiners

_SPACE = re.compile("[\\s\u00a0\u3000\u2002-\u200a\u202f\u205f]+")
_UNSEEN = re.compile(
    "[\u200b\u200c\u2060\ufeff\u00ad\u200e\u200f\u202a-\u202e\u2066-\u2069\x00-\x08\x0b\x0c\x0e-\x1f\x7f]"
)
_ATOM = "\ufffc"
_WIDE = re.compile(WIDE)  # beside which a line end in the source is no space
_POINT = re.compile("[\u3001-\u3003\u3008-\u3011\u3014-\u301b！，．：；？（）。「」『』《》]")
# A stop that ends what stands before it: no name with a point ahead, no smiley.
_STOP = re.compile(r"[.,;:!?)\]]{1,3}(?![^\s\u2018-\u2026\u2e80-\uffef])")

Attribute = tuple[str, ...]


class Run(Struct, frozen=True):
    """Text, or an atom (a break, a picture, code), inside `marks`: ("strong",), ("link", url), outermost first."""

    text: str
    marks: tuple[Attribute, ...] = ()
    atom: Inline | None = None


def assemble(runs: Sequence[Run]) -> tuple[Inline, ...]:
    """The inlines of one paragraph. Law: the text is the runs' text, white space folded, once and in order."""
    return _nest(_trim_marks(_fold(runs)))


def _fold(runs: Sequence[Run]) -> list[Run]:
    """White space folded over all runs: one space for each run of it, none at the ends and beside a break, none
    between two wide characters where it comes from a line end alone. The space goes to the run with fewest marks."""
    cleaned = [run if run.atom is not None else replace(run, text=_plain(run.text)) for run in runs]
    whole = "".join(
        "\n" if isinstance(run.atom, Break) else _ATOM if run.atom is not None else run.text for run in cleaned
    )
    # A break is marked by position, since a line end in the text looks the same.
    breaks: set[int] = set()
    starts: list[int] = []
    position = 0
    for run in cleaned:
        starts.append(position)
        if isinstance(run.atom, Break):
            breaks.add(position)
        position += 1 if run.atom is not None else len(run.text)
    edits: list[tuple[int, int, str]] = []
    dropped: set[int] = set()
    for found in _SPACE.finditer(whole):
        start, end = found.span()
        own = [index for index in range(start, end) if index in breaks] if breaks else []
        at_edge = start == 0 or end == len(whole)
        dropped.update(own if at_edge else own[1:])
        typed = "\n" not in found[0] or re.search("[\u00a0\u3000]", found[0]) is not None
        goes = own or at_edge or (not typed and _joined(whole[start - 1], whole[end : end + 4]))
        edits.append((start, end, "" if goes else " "))
    placed = _place(cleaned, starts, edits)
    out: list[Run] = []
    for index, run in enumerate(cleaned):
        if run.atom is not None:
            if not (isinstance(run.atom, Break) and starts[index] in dropped):
                out.append(run)
        elif placed[index]:
            out.append(replace(run, text=placed[index]))
    return out


def _joined(before: str, after: str) -> bool:
    """Whether a line end between a character and what follows is no space: both wide, or one of them Chinese
    punctuation, or it stands inside a bracket or ahead of a stop, where only who prints mark-up pretty ends a line."""
    wide = _WIDE.match(before) is not None, _WIDE.match(after) is not None
    if all(wide) or _POINT.match(before) is not None or _POINT.match(after) is not None:
        return True
    return before in "([" or _STOP.match(after) is not None


def _place(runs: list[Run], starts: list[int], edits: list[tuple[int, int, str]]) -> list[str]:
    """The text of each run after the edits; a space that runs share goes to the one with fewest marks."""
    pieces: list[list[str]] = [[] for _ in runs]
    spans = [
        (start, start + len(run.text)) if run.atom is None else (start, start)
        for run, start in zip(runs, starts, strict=True)
    ]
    cursor = 0
    for index, (start, end) in enumerate(spans):
        if start == end:
            continue  # an atom, or nothing: no space is its to have
        text, at = runs[index].text, start
        while cursor < len(edits) and edits[cursor][1] <= start:
            cursor += 1
        look = cursor
        while look < len(edits) and edits[look][0] < end:
            left, right, new = edits[look]
            pieces[index].append(text[at - start : max(left, at) - start])
            if new:
                sharers = [
                    n
                    for n, (s, e) in enumerate(spans[max(0, index - 8) : index + 9], max(0, index - 8))
                    if s < right and e > left
                ]
                if min(sharers, key=lambda n: (len(runs[n].marks), n)) == index:
                    pieces[index].append(new)
            at = max(at, min(right, end))
            look += 1
        pieces[index].append(text[at - start :])
    return ["".join(piece) for piece in pieces]


def _plain(text: str) -> str:
    """NFC, without zero-width, directional and control characters."""
    return _UNSEEN.sub("", text if text.isascii() else without_joiners(nfc(text)))


def _trim_marks(runs: list[Run]) -> list[Run]:
    """Spaces and breaks at the edge of a mark stand outside of it; a space between two equal marks joins them."""
    out: list[Run] = []
    following: list[tuple[Attribute, ...]] = [()] * len(runs)  # the marks of the next run that shows something
    marks: tuple[Attribute, ...] = ()
    for index in range(len(runs) - 1, -1, -1):
        following[index] = marks
        marks = runs[index].marks if _solid(runs[index]) else marks
    last: tuple[Attribute, ...] = ()
    for index, run in enumerate(runs):
        preceding, last = last, run.marks if _solid(run) else last
        if run.atom is not None and not isinstance(run.atom, Break):
            out.append(run)
            continue
        if run.atom is None and not run.text.isspace():
            lead = len(run.text) - len(run.text.lstrip(" "))
            trail = len(run.text) - len(run.text.rstrip(" "))
            before = runs[index - 1].marks if index else ()
            after = runs[index + 1].marks if index + 1 < len(runs) else ()
            if lead:
                out.append(Run(" ", _shared(run.marks, before)))
            out.append(replace(run, text=run.text.strip(" ")))
            if trail:
                out.append(Run(" ", _shared(run.marks, after)))
            continue
        out.append(replace(run, marks=_shared(preceding, following[index])))
    return out


def _solid(run: Run) -> bool:
    return (run.atom is not None and not isinstance(run.atom, Break)) or bool(run.text.strip())


def _shared(one: tuple[Attribute, ...], other: tuple[Attribute, ...]) -> tuple[Attribute, ...]:
    return tuple(mark for mark in one if mark in other)


def _nest(runs: Sequence[Run]) -> tuple[Inline, ...]:
    """The tree: at each place the mark that reaches furthest stands outermost."""
    out: list[Inline] = []
    index = 0
    while index < len(runs):
        run = runs[index]
        if not run.marks or not _solid(run):
            if run.atom is not None:
                out.append(run.atom)
            elif out and isinstance(out[-1], Text):
                out[-1] = Text(out[-1].text + run.text)
            else:
                out.append(Text(run.text))
            index += 1
            continue
        best, reach = run.marks[0], 0
        for mark in run.marks:
            end = index
            while end < len(runs) and mark in runs[end].marks:
                end += 1
            if end > reach:
                best, reach = mark, end
        while not _solid(runs[reach - 1]):
            reach -= 1
        inner = _nest([replace(r, marks=tuple(m for m in r.marks if m != best)) for r in runs[index:reach]])
        hollow = all(
            isinstance(child, Break) or (isinstance(child, Text) and not child.text.strip()) for child in inner
        )
        out.extend(inner if hollow else [_wrap(best, inner)])
        index = reach
    return tuple(out)


def _wrap(mark: Attribute, children: tuple[Inline, ...]) -> Inline:
    kind = mark[0]
    if kind == "link":
        return Link(mark[1], children)
    assert kind in ("strong", "emphasis", "strikethrough", "superscript", "subscript")
    return Mark(kind, children)  # type: ignore[arg-type]
