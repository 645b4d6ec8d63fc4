"""Two variants of one text → where they differ, and of what kind each difference is."""

from __future__ import annotations

import difflib
from collections.abc import Collection, Iterator, Sequence
from functools import cache
from itertools import groupby
from typing import Literal

from msgspec import Struct

from builder import engine
from builder.engine import ONE_TO_MANY

Kind = Literal["form", "one-to-many", "region", "quotation", "override"]

_MARKS = frozenset("“”‘’「」『』")


class Difference(Struct, frozen=True):
    """`own` stands at `start` of the first text where `other` stands at `other_start` of the second.

    `form`: the same character in the other script's shape; `one-to-many`: one of several characters that Simplified
    writes alike; `region`: another word; `quotation`: a quotation mark; `override`: words that a person gave.
    """

    start: int
    own: str
    other_start: int
    other: str
    kind: Kind


def differences(own: str, other: str, overrides: Collection[str] = ()) -> tuple[Difference, ...]:
    """The differences of two variants of one text, in order; `overrides` are words of `other` that a person gave."""
    if own == other:
        return ()
    given = {word for word in overrides if word}
    return tuple(_classed(own, other, given))


def _classed(own: str, other: str, given: Collection[str]) -> Iterator[Difference]:
    fold = fold_table()
    before, after = own.translate(fold), other.translate(fold)
    left, right = list(zip(own, before, strict=True)), list(zip(other, after, strict=True))
    for start, end, a, b in _matched(left, right):
        if end - start != b - a or not all(map(_alike, left[start:end], right[a:b])):
            kind: Kind = "override" if any(other[a:b] in word for word in given) else "region"
            yield Difference(start, own[start:end], a, other[a:b], kind)
            continue
        kinds = [_kind(x, y, z) for x, y, z in zip(own[start:end], other[a:b], before[start:end], strict=True)]
        for found, places in groupby(range(end - start), key=lambda n: (kinds[n], n if kinds[n] != "form" else -1)):
            run = list(places)
            if found[0]:
                at, to = run[0], run[-1] + 1
                words = own[start + at : start + to], other[a + at : a + to]
                yield Difference(start + at, words[0], a + at, words[1], found[0])


_Folded = tuple[str, str]  # a character as it stands, and folded to Simplified


def _matched(left: Sequence[_Folded], right: Sequence[_Folded]) -> Iterator[tuple[int, int, int, int]]:
    """Stretches of two texts that belong together: alike all through, or different words."""
    if len(left) == len(right):
        alike = list(map(_alike, left, right))
        for _, places in groupby(range(len(left)), key=alike.__getitem__):
            run = list(places)
            yield run[0], run[-1] + 1, run[0], run[-1] + 1
        return
    before, after = ("".join(folded for _, folded in side).translate(_MARKS_AWAY) for side in (left, right))
    for _, start, end, a, b in difflib.SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        yield start, end, a, b


_MARKS_AWAY = {ord(mark): '"' for mark in _MARKS}


def _alike(x: _Folded, y: _Folded) -> bool:
    """Whether two characters are one word's: 畫 folds to 画, yet it is one of those that 划 stands for."""
    if x[1] == y[1] or (x[0] in _MARKS and y[0] in _MARKS):
        return True
    return y[0] in ONE_TO_MANY.get(x[1], ()) or x[0] in ONE_TO_MANY.get(y[1], ())


def _kind(own: str, other: str, simplified: str) -> Kind | None:
    if own == other:
        return None
    if own in _MARKS:
        return "quotation"
    return "one-to-many" if simplified in ONE_TO_MANY or own in ONE_TO_MANY.get(other, ()) else "form"


_SPANS = (range(0x3400, 0x4DC0), range(0x4E00, 0xA000), range(0xF900, 0xFB00), range(0x20000, 0x2FA20))
_COMMON = (range(0x4E00, 0xA000),)


@cache
def fold_table(spans: tuple[range, ...] = _SPANS) -> dict[int, str]:
    """For `str.translate`: each character that has one, to its Simplified form, by OpenCC's tables alone."""
    characters = [chr(code) for span in spans for code in span]
    simplified = engine.open_chain("zh-Hans")("\n".join(characters)).split("\n")
    table = {c: s for c, s in zip(characters, simplified, strict=True) if c != s}
    return {ord(c): table.get(s, s) for c, s in table.items()}  # 麼 → 么 → 幺: to the end of the chain


def browser_table() -> dict[str, object]:
    """What the parallel view needs to class a difference as `differences` does.

    `many`: 后 → 後后, for each character that stands for several; `fold`: 後后…, each form with its Simplified one.
    """
    fold = "".join(chr(code) + simplified for code, simplified in fold_table(_COMMON).items())
    return {"many": {simplified: "".join(many) for simplified, many in ONE_TO_MANY.items()}, "fold": fold}
