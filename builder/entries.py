"""Entries of a page that was written as it went, of a chronicle, of a thread of letters: whose day, hour and author are
text, for they are not the article's."""

from __future__ import annotations

import re
from collections import Counter
from itertools import islice

from bs4 import Tag

from builder import hanzi
from builder.dates import tells_day
from builder.tree import attribute, first, is_english, is_inline, label, neighbours, unlinked, words

_HEAD = 60
_DEPTH = 3
CLOCK = re.compile(r"\d\d?[:：]\d\d(?!\d)")
_WORDS = 4
_NUMBERED = re.compile(r"(?!h[1-6]$).*\d")
_NEAR = 2000  # elements and texts: several entries of a page
_BESIDE = 20  # of a page's entries, one is of another minute than the next ones


def tells_hour(clock: Tag) -> bool:
    """Whether near it another one of its class tells another time of day: the entries of a page that was written as it
    went."""
    own, time = attribute(clock, "class"), words(clock)[:5]
    for near in (clock.next_elements, clock.previous_elements) if own else ():
        tags = (node for node in islice(near, _NEAR) if isinstance(node, Tag) and node.name == clock.name)
        told = (words(tag) for tag in islice((tag for tag in tags if attribute(tag, "class") == own), _BESIDE))
        if any(CLOCK.match(text) and text[:5] != time for text in told):
            return True
    return False


def is_within_head(tag: Tag) -> bool:
    return any(attribute(parent, "data-entry") for parent in islice(tag.parents, _DEPTH))


def heads_entry(tag: Tag, least: int = 2) -> bool:
    """Whether an element tells the day of one of several entries, of a chronicle or a page that was written as it went,
    or whose one of `least` is (a letter, what is said): near it another one of its kind tells another, and text of its
    own belongs to each."""
    if "data-entry" in tag.attrs:
        return attribute(tag, "data-entry") != ""
    if len(words(tag)) > _HEAD or not (attribute(tag, "class") or tag.name == "time"):
        return False
    own = _kind(tag)
    near = (*islice(tag.previous_elements, _NEAR), tag, *islice(tag.next_elements, _NEAR))
    alike = [node for node in near if isinstance(node, Tag) and node.name == tag.name and _kind(node) == own]
    several = len(alike) >= least and len({words(node) for node in alike}) > 1
    held = Counter(id(parent) for node in alike for parent in node.parents)
    texts = [text for node in alike if (text := _entry(node, held)) is not None] if several else []
    sentences = sum(map(_says_sentence, texts))
    short = len(alike) == len(texts) > 2 and all(map(_is_short_text, texts))
    told = several and (sentences >= least or short or tag.name in ("td", "th"))
    for node in alike:
        node.attrs["data-entry"] = "1" if told else ""
    return told


def is_day_of_several(line: Tag, text: str, days: int = 1) -> bool:
    """As `heads_entry`, once the tree is flat: whether a line tells a day, and one further down (or so many), which
    isn't the last, another one in the same way."""
    if not tells_day(text):
        return False
    own = shape(text)
    below = [label(block) for block in line.find_next_siblings()[:-1] if block.name == line.name]
    return len({said for said in below if shape(said) == own} - {text}) >= days


def shape(text: str) -> str:
    """A line that tells a day, with a zero for what differs from one day to the next."""
    return hanzi.compile(r"\d+|[A-Z][a-z]{2,}|(?<=[期周])[一二三四五六日天]").sub("0", text)


def _kind(tag: Tag) -> tuple[str, ...]:
    """What the elements that a template makes again and again have in common: names, classes without a number."""
    around = (tag, tag.parent) if tag.parent is not None else (tag,)
    names = (name for node in around for name in (node.name, *attribute(node, "class").split()))
    return tuple(name for name in names if not _NUMBERED.search(name))


def _entry(head: Tag, held: Counter[int]) -> Tag | None:
    """The largest box that holds the head of an entry and, of all that are `held`, no other, or what stands right below
    it where that says nothing else."""
    box = head
    while box.parent is not None and held[id(box.parent)] == 1:
        box = box.parent
    beside = next(neighbours(box), None) if words(box) == words(head) else box
    return beside if isinstance(beside, Tag) else None


def _says_sentence(box: Tag) -> bool:
    text = unlinked(box)
    return re.search(r"[\u4e00-\u9fff][。！？]", text) is not None or is_english(text)


def _is_short_text(box: Tag) -> bool:
    """Whether a box says a few words that lead nowhere: what happened on a day."""
    return not is_inline(box) and first(box, "a") is None and len(re.findall(r"[\u4e00-\u9fff]", words(box))) >= _WORDS
