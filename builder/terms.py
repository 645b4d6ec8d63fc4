"""What an article puts into the search index: its terms, folded to one script.

A **token** is a Han character (or kana, Hangul …: `DENSE`), or a word of another script, or a number; a **term** is a
token, or two tokens that follow each other, of which one at least is dense. Text is folded character by character
(script, width, case, accents), so that a query in either script, folded by the same table, meets the same terms.
"""

from __future__ import annotations

import html
import re
import unicodedata
from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from functools import cache
from itertools import compress, pairwise

from builder.engine import open_own
from builder.model import Words
from builder.text import nfc

LONGEST = 40  # characters in a word; what is longer counts as several
MOST = 30  # matches in one article that are told apart
TITLE = 32  # added to the weight of a term that the title has
_TITLED = 1 << 32  # added to the number of matches of such a term, for each form of the title that has it
WEIGHTLESS = 0x30  # weights are written as the characters that follow this one

# Scripts written without spaces, where each character is a token: Han, kana, bopomofo, Hangul, Thai to Khmer.
DENSE = (
    "\u0e01-\u0eff\u1000-\u109f\u1100-\u11ff\u1780-\u17ff\u3005-\u3007\u3021-\u3029\u3031-\u3035\u3041-\u3096\u309d-\u309f"
    "\u30a1-\u30fa\u30fc-\u30ff\u3105-\u312f\u31a0-\u31bf\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\ua960-\ua97f"
    "\uac00-\ud7ff\uf900-\ufaff\U0001b000-\U0001b16f\U00020000-\U0003fffd"
)
DENSE_CHARACTER = re.compile(f"[{DENSE}]")
_RUN = re.compile(f"[{DENSE}]+")
LETTER = f"[^\\W_{DENSE}]"
# A word, with the dense character before it and the one behind it, next to it or a space away.
_WORD = re.compile(
    f"(?={LETTER})(?:(?<=([{DENSE}]))|(?<=([{DENSE}]) )|)({LETTER}{{1,{LONGEST}}})(?=(?: ?([{DENSE}]))?)"
)
TOKEN = re.compile(rf"{LETTER}+\s*|\S\s*")

# What does not end a line of text. Any other element does; an annotation (ruby) and the contents are left out.
INLINE = "a abbr b bdi bdo cite code del dfn em i ins kbd mark q rb ruby s samp small span strong sub sup time u wbr"
_APART = re.compile(r"<(rt|rp|nav)\b[^>]*>.*?</\1>", re.S)
_TAG = re.compile(r'</?(\w+)[^>"]*(?:"[^"]*"[^>"]*)*>')
_QUOTES = re.compile("[“”‘’「」『』]")
_INLINE = frozenset(INLINE.split())

# Terms are put into drawers, one after the other, by their first character. Han characters fill most of them.
BORDERS = [chr(code) for code in (0x80, 0x3000, *range(0x4E00, 0x9F00, 0x100), 0xA000)]

Terms = str
"""An article's terms, sorted, a line for each drawer: their weights, a character each, then the terms.

A weight is the number of matches (at most 30), plus 32 where the title has the term, above `WEIGHTLESS`."""


# ── folding ───────────────────────────────────────────────────────────────────────────────────────────────────────


@cache
def han_table() -> dict[str, str]:
    """Each Han character that OpenCC's tables give another form → the one that stands for all of them.

    The regions' own forms (衞, 裏) go by way of the Traditional standard to Simplified.
    """
    ranges = ((0x3400, 0x4DC0), (0x4E00, 0xA000), (0x20000, 0x323B0))
    characters = [chr(code) for low, high in ranges for code in range(low, high)]
    text = "\n".join(characters)
    for name in ("tw2t", "hk2t", "t2s"):
        text = open_own(name)(text)
    forms = dict(zip(characters, text.split("\n"), strict=True))
    return {a: forms.get(b, b) for a, b in forms.items() if a != forms.get(b, b)}


class _Fold(dict[int, str]):
    """str.translate's table, filled as characters are met."""

    def __missing__(self, code: int) -> str:
        text = "".join(c for c in unicodedata.normalize("NFKD", chr(code)) if not "\u0300" <= c <= "\u036f")
        table = han_table()
        folded = "".join(table.get(c, c) for c in nfc(text.lower()))
        self[code] = folded
        return folded


_FOLD = _Fold()


def fold(text: str) -> str:
    """The text with each character in the form under which it is found, whatever its script, width, case or accents.

    Law: fold(a + b) == fold(a) + fold(b), and fold(fold(a)) == fold(a); search.js folds alike.
    """
    return text.translate(_FOLD)


# ── an article's terms (pure, for the workers) ────────────────────────────────────────────────────────────────────


def plain(fragment: str) -> str:
    """The text of our own HTML, a line for each block: what a search looks through, here as in the browser."""
    text = _APART.sub("", fragment)
    return html.unescape(_TAG.sub(lambda tag: "" if tag[1] in _INLINE else "\n", text))


def tally(text: str) -> Counter[str]:
    """The terms of folded text, and how often they occur. A space between Han and a word or number is as good as none.

    Loops in C where it can: this sees every character of the site.
    """
    runs = _RUN.findall(text)
    found = Counter("".join(runs))
    found.update([one + two for run in runs for one, two in pairwise(run)])
    if words := _WORD.findall(text):
        found.update([word for _, _, word, _ in words])
        found.update([one + two + word for one, two, word, _ in words if one or two])
        found.update([word + three for _, _, word, three in words if three])
    return found


def terms(words: Sequence[Words], fragments: Sequence[str]) -> Terms:
    """What an article puts into the index: title, names, tags and text, as they are in each variant.

    `words` and `fragments` (the rendered HTML) have one entry for each variant. A line that folds alike in all
    variants counts once; else a term counts as often as in the variant that has it most.
    """
    texts = [_lines(word, fragment) for word, fragment in zip(words, fragments, strict=True)]
    counts: Counter[str] = Counter()
    if len({len(lines) for lines in texts}) == 1:
        same = [lines.count(lines[0]) == len(texts) for lines in zip(*texts, strict=True)]
        counts = tally("\n".join(compress(texts[0], same)))
        texts = [[line for line, shared in zip(lines, same, strict=True) if not shared] for lines in texts]
    if any(texts):
        others: Counter[str] = Counter()
        for lines in texts:
            others |= tally("\n".join(lines))
        counts.update(others)
    for title in {fold(word.title) for word in words}:
        counts.update(dict.fromkeys(tally(title), _TITLED))
    ordered = sorted(counts)
    weights = "".join(map(_WEIGHTS.__getitem__, map(counts.__getitem__, ordered)))
    edges = [0, *(bisect_left(ordered, border) for border in BORDERS), len(ordered)]
    return "\n".join(" ".join((weights[one:two], *ordered[one:two])) for one, two in pairwise(edges))


class _Weights(dict[int, str]):
    """A number of matches → the character for it, filled as numbers are met."""

    def __missing__(self, count: int) -> str:
        weight = min(count % _TITLED, MOST) + (TITLE if count >= _TITLED else 0)
        self[count] = chr(WEIGHTLESS + weight)
        return self[count]


_WEIGHTS = _Weights()


def _lines(word: Words, fragment: str) -> list[str]:
    """An article's folded lines. Quotation marks, which differ from script to script and are in no term, are alike."""
    text = "\n".join((word.title, word.source, *word.authors, *word.tags, plain(fragment)))
    return _QUOTES.sub("“", fold(text)).split("\n")
