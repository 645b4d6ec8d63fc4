"""Quotation marks from one style to another: “ ‘ ’ ” and 「 『 』 」, at any depth, across paragraphs.

Marks are paired before any is changed. A line whose marks do not pair is left alone as a whole, and told: which of its
marks is the odd one cannot be known. A quotation may run over paragraphs, each of which may repeat the opening mark.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from msgspec import Struct

from builder.text import HAN

_OPEN = {"“": 0, "‘": 1, "「": 0, "『": 1}
_CLOSE = {"”": "“", "’": "‘", "」": "「", "』": "『"}
_MARK = re.compile("[“”‘’「」『』]")
_FEET = re.compile("\\d’\\d+”?")
_HAN = re.compile(f"[{HAN}]")
_LEAD = re.compile("[\\s\u3000（(]*")
_PATIENCE = 3  # paragraphs without a mark of their own that may stand inside one quotation


class Line(Struct, frozen=True):
    """One paragraph; those of one `group` follow each other, so that a quotation may run on."""

    text: str
    group: int = 0


class _Open(Struct, frozen=True):
    """A quotation that is open: its mark as written, and the rank (0 outer, 1 inner) of the mark it gets."""

    mark: str
    rank: int


Edit = tuple[int, str]  # position in the line, the new mark


def convert(lines: Sequence[Line], quotes: str) -> tuple[list[list[Edit]], list[int]]:
    """For each line the marks to change, and the numbers (from 0) of the lines whose marks do not pair.

    `quotes` is the outer and the inner pair of the target. A pair keeps its rank, so that the way back gives the
    same marks, unless it stands directly inside one of the same rank: nesting alternates. Apostrophes, feet and
    inches, and lines without a Han character stay.
    """
    edits: list[list[Edit]] = [[] for _ in lines]
    odd: list[int] = []
    chain: list[int] = []  # the lines of a quotation that is still open
    stack: list[_Open] = []
    quiet = 0
    for number, line in enumerate(lines):
        if chain and lines[chain[-1]].group != line.group:
            odd += chain
            chain, stack = [], []
        if not _MARK.search(line.text):
            if chain:
                quiet += 1
            continue
        if not _HAN.search(line.text):
            continue
        if chain:
            done = _scan(line.text, quotes, stack) if quiet <= _PATIENCE else None
            if done is not None:
                edits[number], stack = done
                chain, quiet = [*chain, number] if stack else [], 0
                continue
            odd += chain
            chain, stack = [], []
        done = _scan(line.text, quotes, [])
        if done is None:
            odd.append(number)
            continue
        edits[number], stack = done
        chain, quiet = [number] if stack else [], 0
    odd += chain
    for number in odd:
        edits[number] = []
    return edits, sorted(odd)


def marked(text: str) -> bool:
    """Whether a text has a quotation mark at all."""
    return bool(_MARK.search(text))


def _scan(text: str, quotes: str, before: Sequence[_Open]) -> tuple[list[Edit], list[_Open]] | None:
    """One line with the quotations open before it: the changes, and those open after it. None where marks clash."""
    stack = list(before)
    edits: list[Edit] = []
    start = 0
    for still_open in before:  # each paragraph of a long quotation may open it again
        start = _LEAD.match(text, start).end()  # type: ignore[union-attr]  # it matches the empty text too
        if text[start : start + 1] != still_open.mark:
            break
        edits.append((start, quotes[2 * still_open.rank]))
        start += 1
    for position, mark in _marks(text, start):
        if mark in _OPEN:
            if before and any(mark == one.mark for one in stack):
                return None  # opened again before it was closed: the earlier one never closes
            rank = _OPEN[mark]
            if stack and stack[-1].rank == rank:
                rank = 1 - rank
            stack.append(_Open(mark, rank))
            edits.append((position, quotes[2 * rank]))
        elif stack and stack[-1].mark == _CLOSE[mark]:
            edits.append((position, quotes[2 * stack.pop().rank + 1]))
        elif mark in "’”" and _beside_latin(text, position):
            continue
        else:
            return None
    return [(position, mark) for position, mark in edits if text[position] != mark], stack


def _marks(text: str, start: int) -> Iterator[tuple[int, str]]:
    """The quotation marks of a line from `start`, without apostrophes inside Latin words, feet and inches."""
    measures = {i for m in _FEET.finditer(text) for i in range(m.start(), m.end())} if "’" in text else set()
    for found in _MARK.finditer(text, start):
        position = found.start()
        if position in measures or (found[0] in "‘’" and _latin(text, position - 1) and _latin(text, position + 1)):
            continue
        yield position, found[0]


def _latin(text: str, position: int) -> bool:
    character = text[position : position + 1] if position >= 0 else ""
    return bool(character) and character < "\u0250" and character.isalnum()


def _beside_latin(text: str, position: int) -> bool:
    """An apostrophe at a word's edge (students’, ’90s), or a mark of inches (24”)."""
    if text[position] == "”":
        return position > 0 and text[position - 1].isdigit()
    return _latin(text, position - 1) or _latin(text, position + 1)
