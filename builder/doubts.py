"""What the conversion is not sure of: places where no phrase decided, or where the press itself is not of one mind.

`tongdu check --conversion` lists them; an entry in a glossary settles one for ever, because its words are then given.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass

from builder import article as articles
from builder import plain, variants
from builder.detect import detect
from builder.differences import ONE_TO_MANY
from builder.engine import DICTIONARIES, TOKENS
from builder.glossary import canonical
from builder.model import Article, Problem, TongduError, Variant
from builder.passage import MASK, Passage
from builder.variants import Converter, own_script

_LEAST = 0.01  # below this share of errors a character's rule counts as safe: 家, 向, 了
_AROUND = 6
_MIXED = 0.1  # the share of the other script from which an article counts as mixed

# How often the rule errs, by statistics of Traditional news (builder/dictionaries/README.md).
_RATES = {
    fields[0]: rate
    for line in (DICTIONARIES / "one_to_many.tsv").read_text("utf-8").splitlines()
    if (rate := int((fields := line.split("\t"))[2]) / 1000) >= _LEAST
}
_CONTESTED = {
    (fields := line.split("\t"))[0]: (tuple(fields[1].split(" ")), int(fields[2]) / 1000)
    for line in (DICTIONARIES / "contested.tsv").read_text("utf-8").splitlines()
}
_WORD = re.compile("|".join(map(re.escape, sorted(_CONTESTED, reverse=True))))
_UNDECIDED = re.compile(f"[{chr(TOKENS[0])}-{chr(TOKENS[-1])}]")


@dataclass(frozen=True, slots=True)
class Doubt:
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
    found = [
        Doubt(lines[number], place, *rest)  # type: ignore[arg-type]
        for number, (place, *rest) in _all(passages, to, converter, tag, entries)
    ]
    return tuple(sorted(found, key=lambda doubt: (-doubt.risk, doubt.line, doubt.column)))


def count(article: Article, to: Variant, converter: Converter) -> int:
    """How many doubts there are in converting an article to the variant `to`."""
    tag, entries = own_script(article), article.meta.glossary
    return sum(1 for _ in _all(variants.passages(article), to, converter, tag, entries))


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
            title = next((n for n, line in enumerate(text.split("\n"), 1) if line.startswith("title:")), 1)
            passages, lines = [Passage((read.meta.title,), -1), *passages], [title, *lines]
    tag = canonical(source) if source != "auto" else tag or detect(plain.joined(passages)).script
    return passages, lines, tag, entries


def _all(
    passages: Sequence[Passage], to: Variant, converter: Converter, tag: str, entries: Sequence[Mapping[str, str]]
) -> Iterator[tuple[int, tuple[int, str, str, tuple[str, ...], float]]]:
    """The doubts of each passage, with its number."""
    if not tag.startswith("zh-Hans") or to.script != "zh-Hant":
        return
    marked = converter.undecided(passages, tag, to, tuple(_RATES), entries)
    for number, (passage, undecided) in enumerate(zip(passages, marked, strict=True)):
        yield from ((number, found) for found in _of("".join(passage.pieces), undecided))


def _of(words: str, undecided: str) -> Iterable[tuple[int, str, str, tuple[str, ...], float]]:
    """The doubts of one passage: `undecided` is as long as `words`, and has one of TOKENS where no phrase decided."""
    taken: set[int] = set()
    for match in _WORD.finditer(words):
        if MASK not in undecided[match.start() : match.end()]:
            taken.update(range(*match.span()))
            yield match.start(), match[0], _context(words, *match.span()), *_CONTESTED[match[0]]
    for match in _UNDECIDED.finditer(undecided):
        place = match.start()
        if place not in taken:
            character = words[place]
            yield place, character, _context(words, place, place + 1), ONE_TO_MANY[character], _RATES[character]


def _context(words: str, start: int, end: int) -> str:
    return words[max(0, start - _AROUND) : end + _AROUND].replace(MASK, "")


def problem(doubt: Doubt, where: str, to: Variant) -> Problem:
    """A doubt of the article `where` as a note for `check --conversion`."""
    message = f"…{doubt.around}… {doubt.word}: {' or '.join(doubt.candidates)} for {to.tag}?"
    return Problem(where, message, "glossary.toml settles it, or -{…}- in the article", doubt.line, "note")
