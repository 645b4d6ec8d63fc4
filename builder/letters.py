"""What a mail program puts above a letter that somebody passes on."""

from __future__ import annotations

import re

from bs4 import Tag

from builder import hanzi
from builder.titles import same_words
from builder.tree import Draft, line_texts, words

# What mail programs write above a letter that is passed on (RFC 5322's fields, in their own words).
_ORIGINAL_LETTER = hanzi.compile(
    r"[-—_\s]*(?:(?:原始|转发的?)(?:邮件|信件|讯息|信息|消息)|(?:已)?转发邮件(?:信息)?|Original(?: Message)?"
    r"|Forwarded message|(?:以下是|开始)转[发寄]的(?:邮件|信件|信息)|Begin forwarded message)[-—_:：\s]*",
    re.I,
)
_LETTERHEAD = hanzi.compile(
    r"(?:发件人|寄件[人者]|收件[人者]|抄送|副本|发送时间|发送日期|寄件日期|日期|主题|主旨|回复(?:至|地址)"
    r"|From|Sent|Date|To|Cc|Subject|Reply-To)\s*[:：]\s*\S",
    re.I,
)
_SENDER = hanzi.compile(r"(?:发件人|寄件[人者]|From)\s*[:：]", re.I)
_SUBJECT = hanzi.compile(r"(?:主题|主旨|Subject)\s*[:：]\s*", re.I)
_HEAD_OF_LETTER = 3  # lines
_FIELDS = 12  # blocks: more than a head has fields
PASSED_ON = hanzi.compile(r"^(?:(?:转发|回复|转寄|Fwd?|Re)\s*[:：]\s*)+", re.I)


def head(draft: Draft) -> None:
    """Step: drops what a mail program puts above a letter that somebody passes on: who sent it, when, to whom, about
    what, and the line of dashes above them; without this line only where the letter is called as the article is."""
    fields: list[Tag] = []
    for block in draft.blocks()[:_FIELDS]:
        rule = _ORIGINAL_LETTER.fullmatch(words(block)) is not None
        if block.name != "p" or not (rule or _is_letterhead(block)):
            if fields or words(block):
                break
            continue
        fields.append(block)
    said = [line for block in fields for line in line_texts(block)]
    if sum(map(bool, map(_LETTERHEAD.match, said))) < _HEAD_OF_LETTER or not any(map(_SENDER.match, said)):
        return
    subjects = (PASSED_ON.sub("", _SUBJECT.sub("", line)) for line in said if _SUBJECT.match(line))
    title = PASSED_ON.sub("", draft.title)
    if not any(map(_ORIGINAL_LETTER.fullmatch, said)) and not any(same_words(one, title) for one in subjects):
        return  # a letter that the article gives, whose head is text
    for block in fields:
        draft.take_date(words(block))
        draft.drop(block, "head of a letter")


def _is_letterhead(block: Tag) -> bool:
    """Whether each line of a paragraph is a field of a letter, or says that one follows."""
    lines = line_texts(block)
    return bool(lines) and all(_LETTERHEAD.match(line) or _ORIGINAL_LETTER.fullmatch(line) for line in lines)
