"""What the conversion is not sure of: places where no phrase decided, or where the press itself is not of one mind.

`tongdu check --conversion` lists them; an entry in a glossary settles one for ever, because its words are then given.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from itertools import accumulate

from msgspec import Struct
from msgspec.structs import replace

from builder import article as articles
from builder import plain
from builder.detect import detect
from builder.engine import DICTIONARIES, ONE_TO_MANY, RISKS
from builder.glossary import canonical
from builder.model import Problem, TongduError, Variant
from builder.passage import TOKEN, Converted, Passage, of_name
from builder.protect import MASK
from builder.variants import Converter, own_script

_AROUND = 6
_MIXED = 0.1  # the share of the other script from which an article counts as mixed

_CONTESTED = {
    (fields := line.split("\t"))[0]: (tuple(fields[1].split(" ")), int(fields[2]) / 1000)
    for line in (DICTIONARIES / "contested.tsv").read_text("utf-8").splitlines()
}
_FIRST, _SECOND = map("".join, zip(*_CONTESTED, strict=True))  # all have two characters
_MAY_BEGIN = re.compile(f"[{_FIRST}](?=[{_SECOND}])")


class Doubt(Struct, frozen=True):
    """`word` at `column` (from 0, in the words of its line) may read as any of `candidates`.

    `risk` is the share of such places (0 to 1) where Traditional news has another reading than ours.
    """

    line: int
    column: int
    word: str
    around: str
    candidates: tuple[str, ...]
    risk: float


def doubts(text: str, to: Variant, converter: Converter, source: str = "auto") -> tuple[Doubt, ...]:
    """The doubts of converting a Markdown text (an article's file) to the variant `to`, the greatest risk first.

    An article's own script, title and glossary count. Empty unless the text is Simplified and the variant
    Traditional: the other way hardly anything is in doubt.
    """
    passages, lines, tag, entries = _read(text, source)
    if not tag.startswith("zh-Hans") or to.script != "zh-Hant":
        return ()
    converted = converter.marked(passages, tag, to, entries)
    starts = list(accumulate((len("".join(passage.pieces)) + 1 for passage in passages), initial=0))
    found = []
    for place, *rest in _of(converted.words, converted.marked):
        number = bisect_right(starts, place) - 1
        found.append(Doubt(lines[number], place - starts[number], *rest))  # type: ignore[arg-type]
    return tuple(sorted(found, key=lambda doubt: (-doubt.risk, doubt.line, doubt.column)))


def count(converted: Converted) -> int:
    """How many doubts there are in what was converted."""
    return sum(1 for _ in _places(converted.words, converted.marked))


def oddities(text: str, where: str, to: Variant, converter: Converter) -> tuple[Problem, ...]:
    """What else a person should look at: quotation marks that do not pair, and two scripts in one article."""
    passages, _, tag, _ = _read(text, "auto")
    found = list(plain.convert(text, to, converter, tag, where).problems)
    detected = detect(plain.joined(passages))
    if tag.startswith("zh") and detected.mixed > _MIXED:
        share = f"{100 * detected.mixed:.0f} % of the telling characters are of the other script"
        found.append(Problem(where, share, "mark them with -{…}- or keep_quotes, or set script:", 1, "note"))
    return tuple(found)


def met(text: str, to: Variant, converter: Converter) -> frozenset[str]:
    """The phrases of the site's glossary that an article's file holds."""
    passages, _, tag, _ = _read(text, "auto")
    return converter.met(passages, tag, to)


def _read(text: str, source: str) -> tuple[list[Passage], list[int], str, Sequence[Mapping[str, str]]]:
    """The passages of a Markdown text, the line of each, the tag of its script, its own glossary."""
    passages, lines = plain.passages(text)
    entries: Sequence[Mapping[str, str]] = ()
    tag = ""
    if text.startswith("---"):
        with suppress(TongduError):  # whoever checks the article tells what is wrong with it
            read, _ = articles.read(text, "content/article.md")
            tag, entries = own_script(read), read.meta.glossary
            meta, rows = read.meta, text.split("\n")
            names = [meta.title, meta.source, *meta.authors, *meta.tags, meta.description]
            stands = [next((n for n, row in enumerate(rows, 1) if name in row), 1) for name in names]
            taken = [of_name(name) if name in meta.authors else Passage((name,)) for name in names]
            passages, lines = [*(replace(one, group=-1) for one in taken), *passages], [*stands, *lines]
    tag = canonical(source) if source != "auto" else tag or detect(plain.joined(passages)).script
    return passages, lines, tag, entries


def _of(words: str, marked: str) -> Iterator[tuple[int, str, str, tuple[str, ...], float]]:
    """The doubts of words that were converted, `marked` as passage.Converted has it."""
    for start, end, contested in _places(words, marked):
        word = words[start:end]
        yield (
            start,
            word,
            _context(words, start, end),
            *(_CONTESTED[word] if contested else (ONE_TO_MANY[word], RISKS[word])),
        )


def _places(words: str, marked: str) -> Iterator[tuple[int, int, bool]]:
    """Where the doubts begin and end, and whether the press is not of one mind there."""
    taken: set[int] = set()
    end = 0
    for match in _MAY_BEGIN.finditer(words):
        start = match.start()
        if start < end or words[start : start + 2] not in _CONTESTED:
            continue
        end = start + 2
        if MASK not in marked[start:end]:
            taken.update(range(start, end))
            yield start, end, True
    for match in TOKEN.finditer(marked):
        if match.start() not in taken:
            yield match.start(), match.end(), False


def _context(words: str, start: int, end: int) -> str:
    before, after = words[max(0, start - _AROUND) : start], words[end : end + _AROUND]
    return (before.split("\n")[-1] + words[start:end] + after.split("\n")[0]).replace(MASK, "")


def problem(doubt: Doubt, where: str, to: Variant) -> Problem:
    """A doubt of the article `where` as a note for `check --conversion`."""
    message = f"…{doubt.around}… {doubt.word}: {' or '.join(doubt.candidates)} for {to.tag}?"
    return Problem(where, message, "glossary.toml settles it, or -{…}- in the article", doubt.line, "note")
