"""A site's and an article's own words for a variant: glossary.toml, `glossary:` in the front matter, and -{…}-."""

from __future__ import annotations

import difflib
import re
from collections.abc import Collection, Mapping, Sequence
from pathlib import Path

from msgspec import Struct

from builder.config import own_text, toml
from builder.model import Problem, TongduError

# MediaWiki's language converter: where a variant has no words of its own, the first of these that has some.
FALLBACKS: Mapping[str, tuple[str, ...]] = {
    "zh-Hans": ("zh-Hans-CN", "zh-Hans-SG", "zh-Hans-MY"),
    "zh-Hans-CN": ("zh-Hans", "zh-Hans-SG", "zh-Hans-MY"),
    "zh-Hans-SG": ("zh-Hans-MY", "zh-Hans", "zh-Hans-CN"),
    "zh-Hans-MY": ("zh-Hans-SG", "zh-Hans", "zh-Hans-CN"),
    "zh-Hant": ("zh-Hant-TW", "zh-Hant-HK", "zh-Hant-MO"),
    "zh-Hant-TW": ("zh-Hant", "zh-Hant-HK", "zh-Hant-MO"),
    "zh-Hant-HK": ("zh-Hant-MO", "zh-Hant", "zh-Hant-TW"),
    "zh-Hant-MO": ("zh-Hant-HK", "zh-Hant", "zh-Hant-TW"),
}
_TAGS = {tag.lower(): tag for tag in FALLBACKS} | {
    "zh-cn": "zh-Hans-CN",
    "zh-sg": "zh-Hans-SG",
    "zh-my": "zh-Hans-MY",
    "zh-tw": "zh-Hant-TW",
    "zh-hk": "zh-Hant-HK",
    "zh-mo": "zh-Hant-MO",
}


def canonical(tag: str) -> str:
    """A tag as BCP 47 writes it, `zh-hk` and `zh-tw` being zh-Hant-HK and zh-Hant-TW; "" for one nobody knows."""
    return _TAGS.get(tag.strip().lower(), "")


def choose(values: Sequence[tuple[str, str]], tag: str) -> str | None:
    """The words for a variant among (tag, words) pairs, by MediaWiki's order of fallback. None where nothing fits.

    A pair whose tag is "" or `zh` fits every variant that has nothing nearer.
    """
    known = {canonical(given) or given.strip().lower(): words for given, words in reversed(values)}
    for wanted in (tag, *FALLBACKS.get(tag, ()), "", "zh"):
        if wanted in known:
            return known[wanted]
    return None


class Phrase(Struct, frozen=True):
    """One entry: words by canonical tag, and the line of glossary.toml (None where it stands in an article)."""

    words: tuple[tuple[str, str], ...]
    line: int | None = None


class Glossary(Struct, frozen=True):
    """Phrases in the order written; of two for the same words the first counts."""

    phrases: tuple[Phrase, ...] = ()
    problems: tuple[Problem, ...] = ()

    def pairs(self, source: str, target: str) -> dict[str, str]:
        """What to look for in a text of the tag `source`, and what stands there in the variant `target`."""
        found: dict[str, str] = {}
        for phrase in self.phrases:
            before, after = choose(phrase.words, source), choose(phrase.words, target)
            if before and after is not None:
                found.setdefault(before, after)
        return found


def unmet(phrases: Sequence[Phrase], met: Collection[str]) -> list[Problem]:
    """Entries of glossary.toml none of whose words is among those that were `met` in articles."""
    return [
        Problem(
            "glossary.toml",
            f"“{phrase.words[0][1]}” stands in no article",
            "leave it out, or mend it",
            phrase.line,
            "warning",
        )
        for phrase in phrases
        if not any(words in met for _, words in phrase.words)
    ]


def of(entries: Sequence[Mapping[str, object]], where: str, lines: Sequence[int | None] = ()) -> Glossary:
    """A glossary from tables of tag and words, as glossary.toml and an article's front matter give them."""
    phrases: list[Phrase] = []
    problems: list[Problem] = []
    seen: dict[tuple[str, str], int | None] = {}
    for number, entry in enumerate(entries):
        line = lines[number] if number < len(lines) else None
        words: list[tuple[str, str]] = []
        for given, value in entry.items():
            tag = canonical(given)
            if not tag:
                near = difflib.get_close_matches(given.lower(), list(_TAGS), 1)
                hint = f"did you mean “{_TAGS[near[0]]}”?" if near else "known are " + ", ".join(FALLBACKS)
                problems.append(Problem(where, f"the glossary has an unknown tag “{given}”", hint, line))
            elif not isinstance(value, str) or not value or re.search("^#|[\t\n\r\0]", value):
                problem = f"the words for {tag} in the glossary must be text on one line that does not begin with #"
                problems.append(Problem(where, problem, f'{tag} = "软件"', line))
            else:
                words.append((tag, value))
        if len(words) < 2:
            problems.append(
                Problem(where, "a glossary entry needs words for two tags", 'zh-Hans = "…", zh-Hant = "…"', line)
            )
            continue
        for pair in words:
            if pair in seen:
                first = f" (line {seen[pair]})" if seen[pair] else ""
                message = f"the glossary has “{pair[1]}” for {pair[0]} twice{first}"
                problems.append(Problem(where, message, "the first counts; leave one out", line, "warning"))
            seen.setdefault(pair, line)
        phrases.append(Phrase(tuple(words), line))
    return Glossary(tuple(phrases), tuple(problems))


def load(root: Path) -> Glossary:
    """The glossary of the site at `root`, empty where it holds no glossary.toml.

    Raises TongduError, with the line, for a file that is not TOML or holds anything but `[[phrase]]` tables; an entry
    that is wrong is one of its problems, and the others count.
    """
    text = own_text(root, "glossary.toml")
    return Glossary() if text is None else parse(text)


def parse(text: str) -> Glossary:
    """The glossary that the text of a glossary.toml gives. Raises as `load`."""
    data = toml(text, "glossary.toml")
    entries = data.pop("phrase", [])
    if data or not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
        key = next(iter(data), "phrase")
        raise TongduError(
            Problem("glossary.toml", f"holds “{key}”, which is no list of phrases", "write [[phrase]] above each entry")
        )
    lines = [n for n, line in enumerate(text.split("\n"), 1) if re.match(r"\s*\[\[\s*phrase\s*\]\]", line)]
    return of(entries, "glossary.toml", lines if len(lines) == len(entries) else ())
