"""Which articles belong together: shared tags, rare pairs of characters in titles, the same source. Deterministic.

Never compares all with all: an article's candidates are those that share a rare bigram, and its nearest neighbours in
time among those of a tag or a source. So the work grows with the number of articles, not with its square.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from itertools import pairwise

from builder.model import Record

RARE = 12  # a bigram that more titles share says little
BIGRAMS = 8  # of a title, the rarest
NEAR = 4  # neighbours on either side among the articles of a tag or a source
SHOWN = 4
_WORD = re.compile(r"[a-z0-9]{2,}|[\u3400-\u9fff\uf900-\ufaff\U00020000-\U000323af]+")


def related(records: Sequence[Record], titles: Sequence[str]) -> list[tuple[int, ...]]:
    """For each record the indices of up to four related ones, best first; none where nothing is shared but the source.

    `records` stand in the order of the site, newest first; `titles` are theirs in one script, so that articles of
    both scripts meet. Equal scores are decided by nearness in the list, then by order.
    """
    terms = [_terms(title) for title in titles]
    frequency = Counter(term for found in terms for term in found)
    by_term: dict[str, list[int]] = defaultdict(list)
    chosen: list[list[str]] = []
    for number, found in enumerate(terms):
        rare = sorted((frequency[term], term) for term in found if 1 < frequency[term] <= RARE)[:BIGRAMS]
        chosen.append([term for _, term in rare])
        for _, term in rare:
            by_term[term].append(number)
    by_tag: dict[str, list[int]] = defaultdict(list)
    by_source: dict[str, list[int]] = defaultdict(list)
    place: list[list[int]] = []
    for number, record in enumerate(records):
        place.append([len(by_tag[tag]) for tag in record.tag_slugs] + [len(by_source[record.source_slug])])
        for tag in record.tag_slugs:
            by_tag[tag].append(number)
        by_source[record.source_slug].append(number)
    weight = {term: 1 / math.log2(1 + frequency[term]) for term in by_term}
    result = []
    for number, record in enumerate(records):
        scores: dict[int, float] = defaultdict(float)
        for term in chosen[number]:
            worth = weight[term]
            for other in by_term[term]:
                scores[other] += worth
        for tag, at in zip(record.tag_slugs, place[number], strict=False):
            worth = 2 / math.log2(2 + len(by_tag[tag]))
            for other in by_tag[tag][max(0, at - NEAR) : at + NEAR + 1]:
                scores[other] += worth
        scores.pop(number, None)
        best = sorted(
            (-score - 0.2 * (records[other].source_slug == record.source_slug), abs(other - number), other)
            for other, score in scores.items()
            if score >= 0.5
        )
        result.append(tuple(other for _, _, other in best[:SHOWN]))
    return result


def _terms(title: str) -> set[str]:
    """The pairs of Han characters, and the Latin words, of a title."""
    found: set[str] = set()
    for run in _WORD.findall(title.lower()):
        if run[0].isascii():
            found.add(run)
        else:
            found.update(a + b for a, b in pairwise(run))
    return found
