"""str → Detection: in which script a text is written, by counting characters that only one script has."""

from __future__ import annotations

import re

from msgspec import Struct

from builder.engine import DICTIONARIES
from builder.text import HAN, HANGUL, KANA

_CHARACTERS = dict(
    line.split("\t") for line in (DICTIONARIES / "scripts.tsv").read_text("utf-8").splitlines() if "\t" in line
)
SIMPLIFIED = frozenset(_CHARACTERS["zh-Hans"])
TRADITIONAL = frozenset(_CHARACTERS["zh-Hant"])


# Shift JIS has the kanji of JIS X 0208 and no others: those of level 1, the common ones, up to 0x9872 (腕).
_JIS = frozenset("".join(SIMPLIFIED | TRADITIONAL).encode("shift_jis", "ignore").decode("shift_jis"))
_COMMON = frozenset(c for c in _JIS if c.encode("shift_jis") <= b"\x98\x72")


def in_jis(character: str) -> int:
    """The level of JIS X 0208 that holds a kanji, one that only one script of Chinese has: 1 (common), 2 (rare, old
    shapes), 0 for none."""
    return 1 if character in _COMMON else 2 if character in _JIS else 0


# Characters of modern Chinese that Japanese does not write.
CHINESE = (SIMPLIFIED - _JIS) | frozenset("這們们你您她說吗嗎呢吧啊哪么麼没沒很咱俩倆")

_HAN, _KANA, _HANGUL = (re.compile(f"[{characters}]+") for characters in (HAN, KANA, HANGUL))
_LATIN = re.compile("[A-Za-z\u00c0-\u024f]+")
_ENGLISH = re.compile(r"\b(?:the|of|and|to|in|is|that|for|with|was|are|on)\b", re.I)


class Detection(Struct, frozen=True):
    """`script` is `zh-Hans`, `zh-Hant`, `ja`, `ko`, `en`, or "" where nothing tells; `mixed` the other script's share
    (0 to 0.5) of the characters that tell Simplified from Traditional."""

    script: str
    mixed: float = 0.0


def detect(text: str) -> Detection:
    """The script of a text. The greater share wins; Chinese that tells nothing is taken for Simplified, unless it is
    quoted with corner brackets."""
    han, kana, hangul = (sum(map(len, kind.findall(text))) for kind in (_HAN, _KANA, _HANGUL))
    if hangul > han:
        return Detection("ko")
    # Japanese prose is about half kana; Chinese that quotes some has far fewer, and characters of its own
    if kana and kana * 4 > han and kana > 4 * sum(map(CHINESE.__contains__, text)):
        return Detection("ja")
    latin = sum(map(len, _LATIN.findall(text)))
    if not han or latin > 20 * han:
        return Detection("en" if len(_ENGLISH.findall(text)) * 40 > latin / 5 > 0 else "")
    simplified = sum(map(SIMPLIFIED.__contains__, text))
    traditional = sum(map(TRADITIONAL.__contains__, text))
    if simplified == traditional:
        return Detection("zh-Hant" if "「" in text and "“" not in text else "zh-Hans", 0.5 if simplified else 0.0)
    script = "zh-Hans" if simplified > traditional else "zh-Hant"
    return Detection(script, min(simplified, traditional) / (simplified + traditional))
