"""Passages of words from one script to another: through protection, glossary, quotation marks and OpenCC.

All passages of an article go through OpenCC as one string. Every step keeps its length, so that a place in the source
is the same place in the result; words that change the length (a glossary's, a vocabulary's) are kept aside as edits
and put in at the end, when the result is cut back into pieces.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from msgspec import Struct

from builder import protect, quotes
from builder.protect import MASK

TOKEN = re.compile("[\U000f0000-\U0010fffd]")  # of engine.TOKENS; protect.py keeps those of a text itself away
_STOPS = re.compile("([^，。、；：！？\n]*[，。、；：！？\n])")


class Passage(Struct, frozen=True):
    """The words of one block, in pieces where marks begin and end: `("头", "发")` for 头**发**.

    The piece MASK stands for something without words (code, a picture). Passages of one `group` follow each other, so
    that a quotation may run on from one to the next.
    """

    pieces: tuple[str, ...]
    group: int = 0


# Surnames whose character is another one in any other word: 余 is 餘, 于 is 於, 涂 is 塗.
_SURNAME = re.compile("[余于涂](?=[\u4e00-\u9fff]{1,3}(?![\u4e00-\u9fff]))")


def of_name(name: str) -> Passage:
    """A person's name; a surname that the dictionaries take for another word is kept from them."""
    return Passage((MASK, name[1:]) if _SURNAME.match(name) else (name,))


def named(name: str, converted: Iterable[str]) -> str:
    """The name whose passage (`of_name`) gave the converted pieces."""
    words = "".join(converted)
    return name[0] + words[1:] if words.startswith(MASK) else words


class Way(Struct, frozen=True):
    """How to convert: functions that keep the length, except `vocabulary`, which may change it.

    `convert` leaves tokens where it is in doubt, and `forms` tells what they stand for; `phrases` finds the glossary's
    phrases in a text: (start, end, words). `quotes` is empty where marks stay.
    """

    convert: Callable[[str], str]
    forms: Mapping[str, str]
    quotes: str = ""
    phrases: Callable[[str], Iterable[tuple[int, int, str]]] | None = None
    vocabulary: Callable[[str], str] | None = None
    keep: str = ""  # `zh-Hans` or `zh-Hant`: quotations and whole passages that are in this script already stay

    def settle(self, marked: str) -> str:
        """What `convert` gave with the rule's character for each token."""
        return TOKEN.sub(lambda found: self.forms[found[0]], marked)


class Edit(Struct, frozen=True):
    """Words that stand for characters `start` to `end` of the source, whatever the dictionaries say."""

    start: int
    end: int
    words: str
    lang: str = ""


Piece = tuple[tuple[str, str], ...]  # runs of (words, language tag or "")


class Converted(Struct, frozen=True):
    """Each passage's pieces converted, the numbers of the passages whose quotation marks do not pair, and the doubt.

    `words` are the passages' words, a line end between; `marked`, as long, has a token where no phrase decided, and
    MASK where no dictionary comes: code, Japanese, the words of a glossary.
    """

    pieces: list[list[Piece]]
    odd: list[int]
    words: str
    marked: str


def convert(passages: Sequence[Passage], way: Way) -> Converted:
    """The passages in another script."""
    texts = ["".join(passage.pieces) for passage in passages]
    text = "\n".join(texts)
    free = protect.mask(text, protect.quotations(text, way.keep)) if way.keep else text
    edits = [Edit(run.start, run.end, text[run.start : run.end], run.lang) for run in protect.runs(free)]
    masked = protect.mask(text, edits)
    if way.phrases is not None:
        edits += [Edit(start, end, words) for start, end, words in way.phrases(masked)]
        edits.sort(key=lambda edit: edit.start)
        masked = protect.mask(text, edits)
    odd: list[int] = []
    if way.quotes:
        masked, odd = _quoted(passages, texts, masked, way.quotes)
    marked = way.convert(masked)
    result = way.settle(marked)
    if way.vocabulary is not None:
        edits += _differences(result, way.vocabulary(masked))
        edits.sort(key=lambda edit: edit.start)
    return Converted(_cut(passages, result, edits), odd, text, marked)


def _quoted(passages: Sequence[Passage], texts: Sequence[str], masked: str, marks: str) -> tuple[str, list[int]]:
    """The masked text with the target's quotation marks."""
    if not quotes.marked(masked):
        return masked, []
    lines: list[quotes.Line] = []
    start = 0
    for passage, text in zip(passages, texts, strict=True):
        lines.append(quotes.Line(masked[start : start + len(text)], passage.group))
        start += len(text) + 1
    changes, odd = quotes.convert(lines, marks)
    if any(changes):
        masked = "\n".join(_changed(line.text, changed) for line, changed in zip(lines, changes, strict=True))
    return masked, odd


def _changed(text: str, changes: Sequence[tuple[int, str]]) -> str:
    parts: list[str] = []
    done = 0
    for position, mark in changes:
        parts += text[done:position], mark
        done = position + 1
    return "".join([*parts, text[done:]]) if parts else text


def _differences(before: str, after: str) -> Iterator[Edit]:
    """What a vocabulary changed, clause by clause, as edits."""
    if before == after:
        return
    clauses = _STOPS.split(before), _STOPS.split(after)
    if len(clauses[0]) != len(clauses[1]):
        clauses = [before], [after]
    start = 0
    for old, new in zip(*clauses, strict=True):
        if old != new:
            for kind, a, b, c, d in difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
                if kind == "insert":  # an edit stands for a character at least: it takes its neighbour in
                    a, c, b, d = (a - 1, c - 1, b, d) if a else (a, c, b + 1, d + 1)
                if kind != "equal":
                    yield Edit(start + a, start + b, new[c:d])
        start += len(old)


def _cut(passages: Sequence[Passage], result: str, edits: Sequence[Edit]) -> list[list[Piece]]:
    """The result, as long as the source, cut back into pieces, the edits' words put in.

    Words as long as what they stand for are cut where the source was; others go to the piece in which they begin.
    """
    converted: list[list[Piece]] = []
    start = first = 0
    last = len(edits)
    for passage in passages:
        pieces: list[Piece] = []
        for piece in passage.pieces:
            end = start + len(piece)
            while first < last and edits[first].end <= start and edits[first].start < start:
                first += 1
            if first < last and edits[first].start < end:
                pieces.append(tuple(_joined(_parts(result, start, end, edits, first))))
            else:
                pieces.append(((result[start:end], ""),))
            start = end
        converted.append(pieces)
        start += 1
    return converted


def _parts(result: str, start: int, end: int, edits: Sequence[Edit], first: int) -> Iterator[tuple[str, str]]:
    for number in range(first, len(edits)):
        edit = edits[number]
        if edit.start >= end:
            break
        if edit.start > start:
            yield result[start : edit.start], ""
        if len(edit.words) == edit.end - edit.start:
            left, right = max(start, edit.start), min(end, edit.end)
            yield edit.words[left - edit.start : right - edit.start], edit.lang
        elif edit.start >= start:
            yield edit.words, edit.lang
        start = max(start, min(end, edit.end))
    yield result[start:end], ""


def _joined(parts: Iterable[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """Neighbours of one language as one run, none empty."""
    held = ("", "")
    for words, lang in parts:
        if not words:
            continue
        if held[0] and held[1] != lang:
            yield held
            held = (words, lang)
        else:
            held = (held[0] + words, lang)
    if held[0]:
        yield held


def finder(
    pairs: Mapping[str, str], search: Callable[[str], str], first: int
) -> Callable[[str], Iterator[tuple[int, int, str]]]:
    """`Way.phrases` from a glossary's pairs and the engine's search, which puts a token, from `first` on, for each."""
    phrases = list(pairs.items())

    def find(text: str) -> Iterator[tuple[int, int, str]]:
        shift = 0
        for found in TOKEN.finditer(search(text)):
            phrase, words = phrases[ord(found[0]) - first]
            start = found.start() + shift
            yield start, start + len(phrase), words
            shift += len(phrase) - 1

    return find
