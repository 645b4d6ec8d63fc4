"""Emphasis that works beside Chinese: the flanking rule of CommonMark, mended, as one rule of markdown-it-py.

CommonMark asks on which side of `**` a space or punctuation stands, to guess which way the mark looks. Chinese sets
no spaces, so `用**“坦诚”**来形容` fails by that rule. As in the amendment “markdown-cjk-friendly”
(https://github.com/tats-u/markdown-cjk-friendly), punctuation does not count where it is Chinese, nor where
the other side of the mark is Chinese, Japanese or Korean. Latin text is read exactly as CommonMark says.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache

from markdown_it import MarkdownIt
from markdown_it.common.utils import isWhiteSpace
from markdown_it.rules_inline import StateInline
from markdown_it.rules_inline.state_inline import Delimiter

from builder.text import is_cjk


@lru_cache(maxsize=8192)
def flanks(marker: str, before: str, after: str, kinds: str = "PS") -> tuple[bool, bool]:
    """Whether a run of `marker` (`*`, `_` or `~`) between two characters can open, and can close.

    A line's start and end count as a space. See https://spec.commonmark.org/0.31.2/#left-flanking-delimiter-run. Of
    `kinds` (Unicode's) is what counts as punctuation beside that of ASCII: "P" alone up to CommonMark 0.30.
    """
    space_before, space_after = isWhiteSpace(ord(before)), isWhiteSpace(ord(after))
    stop_before = _is_stop(before, kinds) and not is_cjk(after)
    stop_after = _is_stop(after, kinds) and not is_cjk(before)
    left = not space_after and (not stop_after or space_before or stop_before)
    right = not space_before and (not stop_before or space_after or stop_after)
    if marker != "_":
        return left, right
    # Not inside of a word; any punctuation ends one.
    ends_before, ends_after = _is_punctuation(before, kinds), _is_punctuation(after, kinds)
    return left and (not right or ends_before), right and (not left or ends_after)


@lru_cache(maxsize=8192)
def flanks_everywhere(marker: str, before: str, after: str) -> tuple[bool, bool]:
    """As `flanks`, where both hold by the old rule of CommonMark and by that since 0.31: what may be written."""
    (opens, closes), (opened, closed) = flanks(marker, before, after), flanks(marker, before, after, "P")
    return opens and opened, closes and closed


def _is_punctuation(char: str, kinds: str) -> bool:
    return unicodedata.category(char)[0] in ("PS" if char.isascii() else kinds)


def _is_stop(char: str, kinds: str) -> bool:
    """Whether the character is punctuation that can end a word of a script with spaces."""
    return _is_punctuation(char, kinds) and not is_cjk(char)


def character_before(text: str, position: int) -> str:
    """The character that ends at `position`, a space at the start. A variation selector is part of its base."""
    while position > 1 and ("\ufe00" <= text[position - 1] <= "\ufe0f" or text[position - 1] >= "\U000e0100"):
        position -= 1
    return text[position - 1] if position else " "


def _rule(state: StateInline, silent: bool) -> bool:
    """Notes a run of `*`, `_` or `~~` as delimiters, which markdown-it-py's own second pass then pairs."""
    start, source = state.pos, state.src
    marker = source[start]
    if silent or marker not in "*_~":
        return False
    end = start
    while end < state.posMax and source[end] == marker:
        end += 1
    length, width = end - start, 2 if marker == "~" else 1
    if length < width:
        return False
    opens, closes = flanks(marker, character_before(source, start), source[end] if end < state.posMax else " ")
    if length % width:
        state.push("text", "", 0).content = marker
    for _ in range(length // width):
        state.push("text", "", 0).content = marker * width
        # The length serves CommonMark's rule of three, which strikethrough does not have.
        run = 0 if marker == "~" else length
        state.delimiters.append(Delimiter(ord(marker), run, len(state.tokens) - 1, -1, opens, closes))
    state.pos = end
    return True


def emphasis_plugin(md: MarkdownIt) -> None:
    """Puts the rule in the place of markdown-it-py's own for `*`, `_` and `~~`."""
    md.inline.ruler.at("emphasis", _rule)
    md.inline.ruler.disable("strikethrough")
    md.inline.ruler2.enable("strikethrough")
