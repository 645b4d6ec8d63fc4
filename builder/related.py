"""Which articles belong together: shared tags, rare pairs of characters in titles, the same source. Deterministic.

Never compares all with all: an article's candidates are those that share a rare bigram, and its nearest neighbours in
time among those of a tag or a source. So the work grows with the number of articles, not with its square.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from itertools import pairwise

from builder.model import Record
from builder.text import HAN

RARE = 16  # a term that more titles share says little
TERMS = 10  # of a title, the rarest
NEAR = 4  # neighbours on either side among the articles of a tag or a source
LEAST = 0.51  # what titles must share: more than one pair, however rare
SHOWN = 4
FILLED = 3  # so many there are at least, from the same source, where it has them
# Characters that join words rather than make them, in both scripts: what they stand in is no term.
_LOOSE = frozenset(
    "的了是在和不我你他她它们們一有这這那为為与與及也就都而之被把让讓对對从從到于於吗嗎呢吧啊如何什么麼再又将將"
)
_WORD = re.compile(f"[a-z][a-z0-9]+|[{HAN}]+")


def related(records: Sequence[Record], titles: Sequence[str]) -> list[tuple[int, ...]]:
    """For each record the indices of up to four related ones, best first.

    `records` stand in the order of the site, newest first; `titles` are theirs in one script, so that articles of
    both scripts meet. Two titles meet by two terms, or one Latin word; a tag counts for itself; a source decides
    between equals, and fills up. Equal scores are decided by nearness in the list, then by order.
    """
    rare = _rare(titles)
    by_term = _postings(rare)
    by_tag = _postings([record.tag_slugs for record in records])
    by_source = _postings([(record.source_slug,) for record in records])
    passed: dict[str, int] = defaultdict(int)  # how far into its postings a tag or a source is
    result = []
    for number, record in enumerate(records):
        scores: dict[int, float] = defaultdict(float)
        for term in rare[number]:
            found = by_term[term]
            worth = (2 if term.isascii() else 1) / math.log2(2 + len(found))
            for other in found:
                scores[other] += worth
        scores = defaultdict(float, {other: score for other, score in scores.items() if score > LEAST})
        for tag in record.tag_slugs:
            found = by_tag[tag]
            worth = 4 / math.log2(2 + len(found))
            for other in _around(found, passed["tag " + tag]):
                scores[other] += worth
            passed["tag " + tag] += 1
        scores.pop(number, None)
        best = sorted(
            (-score - 0.1 * (records[other].source_slug == record.source_slug), abs(other - number), other)
            for other, score in scores.items()
        )
        chosen = [other for _, _, other in best[:SHOWN]]
        if record.source_slug:
            near = _around(by_source[record.source_slug], passed[record.source_slug])
            near = sorted(near, key=lambda other: (abs(other - number), other))
            chosen += [other for other in near if other != number and other not in scores][
                : max(0, FILLED - len(chosen))
            ]
        passed[record.source_slug] += 1
        result.append(tuple(chosen))
    return result


def _around(found: Sequence[int], place: int) -> Sequence[int]:
    """The nearest neighbours of the article at `place` among the articles of one tag or source, and itself."""
    return found[max(0, place - NEAR) : place + NEAR + 1]


def _postings(terms: Iterable[Iterable[str]]) -> dict[str, list[int]]:
    """The articles in which each term stands, in their order."""
    postings: dict[str, list[int]] = defaultdict(list)
    for number, found in enumerate(terms):
        for term in found:
            postings[term].append(number)
    return postings


def _rare(titles: Sequence[str]) -> list[tuple[str, ...]]:
    """Of each title the rarest terms that others share, at most `TERMS`."""
    terms = [_terms(title) for title in titles]
    frequency = Counter[str]()
    for found in terms:
        frequency.update(found)
    result = []
    for found in terms:
        rare = sorted((frequency[term], term) for term in found if 1 < frequency[term] <= RARE)
        result.append(tuple([term for _, term in rare[:TERMS]]))
    return result


def _terms(title: str) -> set[str]:
    """The pairs of Han characters, and the Latin words, of a title."""
    found: set[str] = set()
    for run in _WORD.findall(title.lower()):
        if run.isascii():
            found.add(run)
        else:
            found.update([a + b for a, b in pairwise(run) if a not in _LOOSE and b not in _LOOSE])
    return found
