"""`tongdu convert`: plain text or Markdown from one script to another, a line for a line.

The words go the way of an article's; front matter, code, addresses and marks stay byte for byte. The Markdown is not
parsed but read by its marks, so that whatever is not words comes out as it went in.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from msgspec import Struct

from builder.detect import detect
from builder.differences import Difference, differences
from builder.glossary import canonical
from builder.model import Override, Problem, Variant
from builder.passage import Passage
from builder.protect import MASK
from builder.variants import Converter

_FENCE = re.compile(r"[ >]*(`{3,}(?=[^`]*$)|~{3,})")
_FRONT_MATTER = re.compile(r"---[ \t]*\r?\n[\w-]+[ \t]*:.*?\n(?:---|\.\.\.)[ \t]*\r?(?:\n|\Z)", re.S)
_PREFIX = re.compile(r"[ \t>]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)?(?:#{1,6}[ \t]+)?")
_HEADING = re.compile(r" {0,3}#{1,6}[ \t]")
# What is no words in a line of Markdown. `solid` parts the words on its sides, for something stands there; the rest
# (a mark, a link's address) lets a word run through; `words` are words of their own (a caption).
_MARKUP = re.compile(
    r"""
      (?P<code>(?P<ticks>`+)(?!`)(?:.*?[^`])(?P=ticks)(?!`))
    | (?P<override>-\{(?P<values>[^{}]*)\}-)
    | (?P<span>\[[^\[\]]*\]\{[^{}]*\blang=[^{}]*\})
    | (?P<auto><(?:https?|ftp|mailto):[^<>\s]*>)
    | (?P<note>\[\^[^\]\s]+\]:?)
    | (?P<definition>^\s{0,3}\[[^\]]+\]:\s+\S+)
    | (?P<picture>!\[)
    | (?P<target>\]\(\s*(?:<[^<>]*>|(?:[^\s()]|\([^\s()]*\))*)(?:\s+"(?P<title>(?:[^"\\]|\\.)*)")?\s*\))
    | (?P<attributes>\{(?:\s*(?:[.\#][\w-]++|[\w-]+=(?:"[^"]*"|[^\s{}"]++)))+\s*\})
    | (?P<tag></?[a-zA-Z][^<>]*>)
    | (?P<mark>\*+|_+|~~+|\\[!-/:-@\[-`{-~]|\[|\])
    """,
    re.X,
)
_ANY = re.compile(r"[`*_~\[\]<{\\]|^[ \t>#]|^(?:[-+]|\d{1,9}[.)])[ \t]")  # a line without these is words
_SOLID = frozenset(("code", "override", "span", "auto", "note", "definition", "picture"))
_CREDIT = re.compile(r'\b(?:credit|title|alt)="([^"]*)"')


class Converted(Struct, frozen=True):
    """The text in its new script; `source` is the tag it was converted from. The rest serves `explain`."""

    text: str
    source: str
    passages: Sequence[Passage]
    converted: Sequence[Sequence[str]]
    lines: Sequence[int]
    problems: tuple[Problem, ...] = ()


class _Words(Struct, frozen=True):
    """Where words stood in a line: a piece of a passage, both counted from 0."""

    passage: int
    piece: int


_Part = str | _Words | Override


def convert(text: str, to: Variant, converter: Converter, source: str = "auto", where: str = "-") -> Converted:
    """The text in the variant `to`, with as many lines as it had.

    `source` is a tag (`zh-Hans`, `zh-tw` …) or `auto`, which looks at the words. A text that is in the target's
    script already, or is not Chinese, comes back as it is, but for its overrides. Quotation marks that do not pair
    are left alone and are problems (notes) with their line. `where` names the file in problems.
    """
    lines, passages, numbers = _taken(text)
    tag = detect(joined(passages)).script if source == "auto" else canonical(source) or source
    converted, odd = converter.passages(passages, tag, to)

    def put(part: _Part) -> str:
        if isinstance(part, _Words):
            return converted[part.passage][part.piece]
        return part if isinstance(part, str) else converter.override(part, to)

    result = "\n".join("".join(map(put, line)) for line in lines)
    message, hint = "quotation marks that do not pair are left as they are", "mend them, or leave them"
    problems = tuple(Problem(where, message, hint, numbers[number], "note") for number in odd)
    return Converted(result, tag, passages, converted, numbers, problems)


def passages(text: str) -> tuple[list[Passage], list[int]]:
    """The words of a Markdown text, without front matter, code, addresses and marks, and the line of each (from 1)."""
    return _taken(text)[1:]


def joined(passages: Sequence[Passage]) -> str:
    """Passages as one text, a line each."""
    return "\n".join("".join(passage.pieces) for passage in passages)


def _taken(text: str) -> tuple[list[list[_Part]], list[Passage], list[int]]:
    """A text taken apart: its lines in parts, the passages of words, and the line (from 1) of each passage."""
    lines: list[list[_Part]] = []
    passages: list[Passage] = []
    numbers: list[int] = []
    front = _FRONT_MATTER.match(text)
    skip = front[0].count("\n") if front else 0
    fence = ""
    group = 0
    for number, line in enumerate(text.split("\n"), 1):
        opened = _FENCE.match(line)
        if number <= skip or fence or opened:
            if opened and (not fence or (opened[1].startswith(fence) and not line[opened.end() :].strip())):
                fence = "" if fence else opened[1]
                group += 2
            lines.append([line])
            continue
        group += (heading := bool(_HEADING.match(line)))
        lines.append(_apart(line, group, passages))
        group += heading
        numbers += [number] * (len(passages) - len(numbers))
    return lines, passages, numbers


def _apart(line: str, group: int, passages: list[Passage]) -> list[_Part]:
    """The parts of one line; its passages are added to `passages`: the line's own words first, then its asides."""
    if not _ANY.search(line):
        passages.append(Passage((line,), group))
        return [_Words(len(passages) - 1, 0)]
    start = _PREFIX.match(line).end()  # type: ignore[union-attr]  # it matches the empty line too
    parts: list[_Part] = [line[:start]]
    own = len(passages)
    pieces: list[str] = []
    asides: list[str] = []
    passages.append(Passage(()))

    def say(text: str) -> None:
        if text:
            parts.append(_Words(own, len(pieces)))
            pieces.append(text)

    def aside(left: int, right: int, end: int) -> None:
        parts.extend((line[start:left], _Words(own + 1 + len(asides), 0), line[right:end]))
        asides.append(line[left:right])

    for found in _MARKUP.finditer(line, start):
        say(line[start : found.start()])
        start = found.start()
        if found["override"] is not None:
            parts.append(override(found["values"]) or found[0])
        elif found["title"]:
            aside(*found.span("title"), found.end())
        elif found["attributes"] is not None and (credit := _CREDIT.search(line, found.start(), found.end())):
            aside(*credit.span(1), found.end())
        else:
            parts.append(found[0])
        if any(found[solid] is not None for solid in _SOLID):
            pieces.append(MASK)
        start = found.end()
    say(line[start:])
    passages[own] = Passage(tuple(pieces), group)
    passages += [Passage((text,), -1 - len(passages) - n) for n, text in enumerate(asides)]
    return parts


def override(values: str) -> Override | None:
    """What stands between -{ and }-; None where it gives no words."""
    pairs = [pair.partition(":") for pair in values.split(";") if pair.strip()]
    if pairs and all((colon and canonical(tag)) or tag.strip().lower() == "zh" for tag, colon, _ in pairs):
        return Override(tuple((tag.strip().lower(), text.strip()) for tag, _, text in pairs))
    return Override((("", values),)) if values else None


class Change(Struct, frozen=True):
    """One change of `convert --explain`: the line (from 1), words before and after, and the rule that made it."""

    line: int
    before: str
    after: str
    rule: str


def explain(converted: Converted, to: Variant, converter: Converter) -> Iterator[Change]:
    """Each change of a conversion with its rule, in the order of the text."""
    given = converter.glossary_words(converted.source, to)
    alone = converter.characters(converted.source, to)
    for passage, pieces, line in zip(converted.passages, converted.converted, converted.lines, strict=True):
        before, after = "".join(passage.pieces), "".join(pieces)
        for found in differences(before, after, given):
            yield Change(line, found.own, found.other, _rule(found, alone))


def _rule(found: Difference, alone: Callable[[str], str]) -> str:
    if found.kind == "quotation":
        return "quotation mark"
    if found.kind == "override":
        return "glossary"
    by_character = "".join(map(alone, found.own)) == found.other
    if found.kind == "form":
        return "character" if by_character else "region's shape"
    return "character, no phrase" if by_character else "phrase"
