"""Words that are written in Simplified, and match either script."""

from __future__ import annotations

import re
from functools import cache

import opencc

from builder.text import HAN

_CHARACTER = re.compile(f"[{HAN}：]")
_PART = re.compile(rf"\\.|\[\^?\]?(?:\\.|[^\]\\])*\]|[{HAN}：]", re.S)  # an escape, a class, a character
# What OpenCC turns into another character no more: Big5's other two colons, which papers of Hong Kong and Taiwan type,
# and 覆, which Taiwan writes where answers are meant (`回覆`).
_MORE = {"：": "︰﹕", "复": "覆"}


@cache
def compile(pattern: str, flags: int = 0) -> re.Pattern[str]:  # read as `hanzi.compile`
    """As `re.compile`, but a Simplified character stands for its Traditional forms too: `订阅|[发转]布` matches `訂閱`,
    `轉佈`; and a wide colon for its presentation forms. No range in the pattern may begin or end with such a character.
    """
    return re.compile(_PART.sub(_widened, pattern), flags)


def any_of(*phrases: str, flags: int = 0) -> re.Pattern[str]:
    """One pattern for all of several phrases, as `compile` takes them."""
    return compile("|".join(phrases), flags)


def simplified(text: str) -> str:
    """A text as it is compared: each Traditional character is the Simplified one that OpenCC turns it into."""
    return text if text.isascii() else text.translate(_simple())


def _widened(found: re.Match[str]) -> str:
    part = found[0]
    if part[0] == "\\":
        return part
    if part[0] == "[":
        return _CHARACTER.sub(lambda character: character[0] + _traditional().get(character[0], ""), part)
    forms = _traditional().get(part, "")
    return f"[{part}{forms}]" if forms else part


@cache
def _traditional() -> dict[str, str]:
    """By a Simplified character: the Traditional ones that OpenCC turns into it. 发: 發髮."""
    every = [chr(code) for code in range(0x4E00, 0xA000)]
    forms = dict(_MORE)
    for character, simplified in zip(every, opencc.OpenCC("t2s").convert("\n".join(every)).split("\n"), strict=True):
        if character != simplified:
            forms[simplified] = forms.get(simplified, "") + character
    return forms


@cache
def _simple() -> dict[int, str]:
    """The same the other way around, as `str.translate` takes it."""
    return {ord(form): simple for simple, forms in _traditional().items() for form in forms}
