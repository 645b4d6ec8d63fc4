"""What a line says of the article that it stands in: whom it names or links to, and whether it is one of several.

Which lines are asked, and which of them go, opening.py and foot.py know.
"""

from __future__ import annotations

import itertools
import re

from bs4 import Tag
from msgspec import Struct

from builder import entries, hanzi, phrases, ways
from builder.addresses import to_topic
from builder.bylines import bare_names, byline, names, signed
from builder.dates import is_count, is_date_line, without_dates
from builder.titles import bare
from builder.tree import Draft, attribute, every, first, leads_to_profile, line_texts, shown_links, unlinked, words

_CREDITS = 120
LONGEST = 40  # characters; what is shorter is a line, what is longer a paragraph
_FROM = hanzi.compile(
    r"(?:(?:发布|更新)于\s*)?(?:文章)?(?:来源|稿源|出处|转自|Source)\s*(?:[:：]|于\s)\s*([^，。：:]{2,24})", re.I
)
# What is told of a book, and of no article.
OF_BOOK = hanzi.compile(r"(?:出版社|ISBN|页数|定价|装帧)\s*[:：]", re.I)
# What stands between links to authors, sections and topics.
_AROUND_LINKS = hanzi.compile(
    r"(?:(?:Post(?:ed)?|Published|Written|Updated|Filed|By|Authors?|and|with|in|on|under|at|Categor(?:y|ies)|Tags?)\b"
    r"|\d+ Minutes?(?: read)?|(?:\d+|No) Comments?|(?:发[布表]|收录|更新|归档|分类)[于在]?|作者|撰?文字?|作|撰稿|记者"
    r"|张贴者|(?:本文|文章)?(?:字数|阅读(?:次数|时长|量)|热度)(?:统计)?\s*+[:：≈]?+\s*+(?:\d[\d.,]*+\s*+)?(?:[kK万字℃]|分钟)?"
    r"|[由和与及于在]|(?>为[^\s，。]{1,16}?(?:撰[稿文写]|供稿))|类别|栏目|标签|(?:发表|暂无|\d+\s*条?)评论|T?\d\d?:\d\d(?::\d\d)?(?:[+-]\d\d:\d\d)?"
    r"|[\d,.]++\s*[kK万]?\s*次(?:点击|阅读|浏览)|(?:综合)?报[导道]|(?:[\u4e00-\u9fff]{2,6}\s?)?Web ?only"
    r"|[👁👀💬❤👍🔥]\ufe0f?\s*[\d.,]+[kK万]?|[\s,，、;；:：|｜/／·•&@–—-])*",
    re.I,
)
_PAPER_AHEAD = hanzi.compile(r"[\u4e00-\u9fff]{2,8}(?:(?<=[报网社刊台志闻])|[A-Za-z]{2,10})\s*[|｜]")
# What a line says that goes on with a by-line: a label, what somebody is, where he or she writes.
_GOES_ON = hanzi.compile(r".*[:：/／|｜＝=‧@].*|.*(?:[报社网刊台志]|记者|[作学]者|编辑|供稿|[译校编摄])")


class Told(Struct, frozen=True):
    """What a line says of the article: why it goes (empty where it stays), whom it names, whether it tells the day."""

    reason: str
    people: tuple[str, ...] = ()
    dated: bool = False


def learn(draft: Draft, block: Tag, told: Told, text: str) -> None:
    """Takes the day that a line tells, and the line where it goes."""
    if told.dated:
        draft.take_date(text)
    if told.reason:
        draft.drop(block, told.reason)


def is_one_of_several(block: Tag, text: str) -> bool:
    """Whether a day, or a by-line, is one of several that are told in the same way, each with a text of its own: the
    parts of a collection, or of a page that was written as it went."""
    own = byline(text)
    like = _unnamed(text, own) if own else entries.shape(text)
    for beside in (block.find_previous_siblings(), block.find_next_siblings()):
        texts = itertools.dropwhile(lambda line: len(words(line)) <= LONGEST, beside)
        lines = (said for line in texts if line.name in ("p", block.name) and len(said := words(line)) <= LONGEST)
        for said in lines:
            people = byline(said) if own else ()
            told = _unnamed(said, people) if people else entries.shape(said)
            if said != text and told == like and (people or not own):
                return True
    return False


def _unnamed(text: str, people: tuple[str, ...]) -> str:
    for name in people:
        text = text.replace(name, "")
    return text


def is_from_known(draft: Draft, text: str) -> bool:
    """Whether a line says that the article came from its publication, by a name that it has, or one that its name
    begins with (`SBS` of `SBS中文`)."""
    found = _FROM.fullmatch(text)
    name = bare(found[1]) if found else ""
    return name in draft.known or (len(name) > 2 and any(known.startswith(name) for known in draft.known))


def by_links(block: Tag, below: bool = False) -> tuple[str, ...] | None:
    """The names in a line of links to profiles, sections and topics, several or beside a label, that says nothing else
    but labels, dates and numbers: the addresses tell what they are. None where it is none. (`below` the text a name and
    a date are a reader's.)"""
    links = [link for link in every(block, "a") if not _is_beside_name(words(link))]
    people = [link for link in links if leads_to_profile(link)]
    others = [link for link in links if not leads_to_profile(link)]
    if not links or any(len(words(link)) > LONGEST for link in links) or not all(map(ways.leads_to_section, others)):
        return None
    rest, dated = without_dates(unlinked(block))
    if (below and not people) or not (people or dated or all(to_topic(attribute(link, "href")) for link in others)):
        return None
    if people and (ahead := _PAPER_AHEAD.match(rest)):
        rest = rest[ahead.end() :]
    told = bool(people) and (bool(others) or (dated and not below))
    if not told and len(others) < 2 and re.search(r"[^\W\d]{2}", rest) is None:
        return None
    return tuple(name for link in people for name in names(words(link))) if _AROUND_LINKS.fullmatch(rest) else None


def credited(block: Tag) -> tuple[str, ...]:
    """The authors with whom a line of staff credits begins, also where only a link parts each name from its label
    (`<span>撰文</span><a>林小田</a>｜<span>摄影</span><a>周河</a>`)."""
    text = words(block)
    links = [link for link in shown_links(block) if words(link)] if len(text) <= _CREDITS else []
    if len(links) < 2 or not all(map(leads_to_profile, links)):
        return signed(text)
    parts, rest = [], text
    for link in links:
        ahead, name, rest = rest.partition(words(link))
        parts += [ahead.rstrip(), "：" if ahead.rstrip()[-1:].isalpha() else "", name]
    return signed("".join([*parts, rest]))


def _is_beside_name(text: str) -> bool:
    """Whether a link is empty, an author's handle, a count or a button."""
    return not text or text[0] == "@" or is_count(text) or phrases.INTERFACE.fullmatch(text) is not None


def is_of_book(block: Tag) -> bool:
    """Whether one of the short lines below a line tells of a book, whose author it then names."""
    below = itertools.takewhile(
        lambda line: line.name == "p" and len(words(line)) <= LONGEST, block.find_next_siblings()
    )
    return any(OF_BOOK.match(words(line)) for line in itertools.islice(below, 4))


def says_more(block: Tag) -> bool:
    """Whether a line below the first of a paragraph says something of its own, as a poem's lines do: no label, no name
    and no day is told in it, and nothing above asks for it."""
    if first(block, "br") is None:
        return False
    lines = line_texts(block)
    return any(
        not (said.isascii() or above[-1] in ":：／/|｜" or _GOES_ON.fullmatch(said) or bare_names(said))
        and not (is_date_line(said) or is_count(said))
        for above, said in itertools.pairwise(lines)
    )


def speaks(block: Tag, text: str) -> bool:
    """Whether a label is that of somebody who says more elsewhere, in an interview (`记者：…`)."""
    label = re.match(r"\w+\s*[:：]", text)
    if label is None:
        return False
    others = map(words, (*block.find_next_siblings("p"), *block.find_previous_siblings("p")))
    return any(said.startswith(label[0]) and not byline(said) for said in others)
