"""What bulletin boards of the first years of the web put around a text, line by line, where no element is called so:
the fields above a message, the answers of others below it.
"""

from __future__ import annotations

import itertools
import re

from bs4 import Tag
from bs4.element import PageElement

from builder import hanzi
from builder.bylines import names
from builder.tree import (
    Draft,
    element_before,
    ends_as_sentence,
    first,
    is_blank,
    label,
    line_text,
    lines_of,
    unlinked,
    words,
)

# The fields of a message, as a terminal shows them: `发信人: lin (小田), 信区: River`, `发信站: … (Fri Jan 31 …)`.
_FROM = hanzi.compile(r"(?:发|寄)信人\s*[:：]\s*(?P<name>[^\s,，(（]{1,24}).{0,60}")
_FIELD = hanzi.compile(r"(?:(?:发|寄)信人|标\s*题|发信站|转信站|信\s*区|日\s*期|来\s*源)\s*[:：].{1,160}")
# The line above a message of a thread, and what tells an answer in it: `作者：林小田 回复日期：2005-10-3 23:05:12`.
_HEAD = hanzi.compile(
    r"(?:作者|发[帖贴]人|楼主)\s*[:：]\s*(?P<name>[^\s:：]{1,24})\s*(?P<kind>提交|发[表布帖贴]|回[复帖贴应]|跟[贴帖])"
    r"(?:日期|时间)\s*[:：]\s*\d{4}[-/年]\d.{3,20}"
)
_ANSWER = hanzi.compile(r"回[复帖贴应]|跟[贴帖]")
# The row of ways to the parts of a page, above a message: `[ 所有跟贴 ] [ 加跟贴 ] [ 读书论坛 ]`.
_WAYS = re.compile(r"(?>[\[【]\s*[^\[\]【】]{1,16}\s*[\]】]\s*){2,}")
_WAY = re.compile(r"[\[【]\s*([^\[\]【】]+?)\s*[\]】]")
_IN_REPLY = hanzi.compile(
    r"(?:回[答复应]|In Reply to)\s*[:：].{1,120}(?:由|posted by)\s.{1,40}(?:于|on)\s.{6,40}", re.I
)
# What readers push below a text of PTT, and what the station and the author add there:
# `推 lin: 燈還亮著 09/02 12:43`, `※ 編輯: he (10.0.0.8 臺灣), 09/02/2023 07:14:04`.
_PUSH = hanzi.compile(r"(?:推|嘘|→)\s*(?a:\w{2,13})\s*[:：].{0,160}?\d\d/\d\d(?:\s\d\d:\d\d)?")
_STATION = hanzi.compile(r"※\s*(?:发信站|文章网址|编辑|转录者?)\s*[:：].{1,200}")
_ABOVE = 6  # blocks
_SIGNATURE = 8  # lines, and the dashes above them
_LABEL = 120
_SHORT = 3  # characters: `楼主`


def thread(draft: Draft) -> None:
    """Step: takes the fields above a message for its author and day, and drops the answers of others below it."""
    _fields(draft)
    _answers(draft)
    _follow_ups(draft)
    _pushes(draft)


def _fields(draft: Draft) -> None:
    """The fields with which a message begins, two or more: lines of a paragraph, or paragraphs."""
    for block in draft.blocks()[:_ABOVE]:
        if block.name != "p":
            continue
        fields = _head(block)
        sender = _FROM.fullmatch(fields[0][1]) if len(fields) > 1 else None
        if sender is None and len(unlinked(block)) > _SHORT:
            return  # what follows is a message that a text tells of
        if sender is None:
            continue
        draft.authors.extend(names(sender["name"]))
        for line, text in fields:
            draft.take_date(text)
            draft.note("field of a message", text)
            for node in line:
                node.extract()
        for paragraph in [block, *itertools.islice(block.find_next_siblings("p"), _ABOVE)]:
            while paragraph.contents and is_blank(paragraph.contents[0]):
                paragraph.contents[0].extract()
            if paragraph.contents:
                break
            paragraph.extract()
        _signature(draft)
        return


def _signature(draft: Draft) -> None:
    """Drops what a writer has below each of his messages: the last lines, behind one of two dashes."""
    below = [line for block in draft.blocks()[-_ABOVE:] if block.name == "p" for line in lines_of(block)]
    texts = list(map(line_text, below))
    if "--" not in texts[-_SIGNATURE:]:
        return
    for line, text in zip(reversed(below), reversed(texts), strict=True):
        draft.note("signature of a message", text)
        for node in line:
            node.extract()
        if text == "--":
            return


def _head(block: Tag) -> list[tuple[list[PageElement], str]]:
    """The lines that are fields and what they say: those with which a paragraph begins, and where all of it is fields,
    those of the next."""
    fields: list[tuple[list[PageElement], str]] = []
    for paragraph in [block, *itertools.islice(block.find_next_siblings("p"), _ABOVE)]:
        lines = [(line, line_text(line)) for line in lines_of(paragraph)]
        head = list(itertools.takewhile(lambda line: _FIELD.fullmatch(line[1]), lines))
        fields += head
        if len(head) < len(lines):
            break
    return fields


def _answers(draft: Draft) -> None:
    """Drops the answers in a thread whose first message has a line above it as each of them has. What who began it adds
    is text, below its line."""
    begins = _heads(_above_text(draft))
    if not begins or _ANSWER.fullmatch(begins[0][1]["kind"]):
        return
    poster = begins[0][1]["name"]
    for block, found in _heads(draft.blocks())[1:]:
        if not _ANSWER.fullmatch(found["kind"]):
            continue
        run = itertools.takewhile(lambda line: not _HEAD.fullmatch(words(line)), block.find_next_siblings())
        for line in list(run) if found["name"] != poster else []:
            draft.drop(line, "comments")
        draft.drop(block, "line about an answer")


def _pushes(draft: Draft) -> None:
    """Drops what readers push below a text, and the station's lines among and above it, which end the page. An author
    who answers pushes quotes them above his text."""
    below: list[Tag] = []
    pushed = False
    for block in reversed(draft.blocks()):
        lines = [line_text(line) for line in lines_of(block)] if block.name == "p" else []
        told = [line for line in lines if _PUSH.fullmatch(line)]
        if not lines or not all(line in told or _STATION.fullmatch(line) for line in lines):
            break
        pushed = pushed or bool(told)
        below.append(block)
    for block in below if pushed else []:
        draft.drop(block, "comments")


def _above_text(draft: Draft) -> list[Tag]:
    """The blocks with which a page begins, up to its first sentence: below one, a line tells of another page."""
    return list(itertools.takewhile(lambda block: not ends_as_sentence(block), draft.blocks()[:_ABOVE]))


def _heads(blocks: list[Tag]) -> list[tuple[Tag, re.Match[str]]]:
    """The lines among these blocks that a thread has above each message, and what they say."""
    lines = ((block, _HEAD.fullmatch(label(block, _LABEL))) for block in blocks if block.name == "p")
    return [(block, found) for block, found in lines if found]


def _follow_ups(draft: Draft) -> None:
    """Drops the ways to the parts of a page, in brackets above a message, and those parts, which a rule sets off: the
    answers, and the form for another one."""
    ways = next((block for block in _above_text(draft) if block.name == "p" and _WAYS.fullmatch(label(block))), None)
    if ways is None:
        return
    parts = set(_WAY.findall(words(ways)))
    below = [
        block
        for block in ways.find_next_siblings("p")
        if words(block).rstrip(":： ") in parts and (rule := element_before(block)) is not None and rule.name == "hr"
    ]
    if not below:
        return
    for block in ways.find_next_siblings("p")[:2]:
        if _IN_REPLY.fullmatch(words(block)) and first(block, "a") is not None:
            draft.drop(block, "what a message answers")
    for block in [*below[0].find_next_siblings(), below[0], ways]:
        draft.drop(block, "comments")
