"""Lines that every article of a feed or a template carries, near its end for the most part: copyright, feed footers,
share buttons, tag lists, promotion, buttons, labels. Why each goes stands in reasons.py.
"""

from __future__ import annotations

import re
from itertools import islice, takewhile

from bs4 import Tag

from builder import phrases
from builder.bylines import byline, published_by
from builder.dates import date, is_ago
from builder.reasons import (
    BUTTONS,
    COPYRIGHT,
    COUNTS,
    FEED,
    NAVIGATION,
    PROMOTION,
    SHARE,
    TAGS,
    TEMPLATE,
    Line,
    calls,
    reason,
)
from builder.text import fold
from builder.titles import bare
from builder.tree import (
    HEADINGS,
    Draft,
    attribute,
    direct,
    every,
    first,
    is_blank,
    is_break,
    is_row_of_links,
    label,
    line_text,
    lines_of,
    words,
)

_RULE = "a rule of dashes that sets off what went"
_NOTHING = "an empty line"
_LINES = 12
_HEAD_LINES = 8
_LAST = 3  # blocks whose last lines may be a template's
_ENDS = 2  # blocks below the last list
_NEAR = 6  # blocks from the label of comments to the head of the first one
_HEAD = 60
_CLOCK = re.compile(r"\d\d?[:：]\d\d")
_COUNTED = re.compile(r"\w\s*[(（]\d+[)）]$")  # how many comments there are, behind their label
_OF_LINES = (COPYRIGHT, FEED, TAGS, NAVIGATION, BUTTONS, COUNTS)  # why the last lines of a paragraph go


def comments(draft: Draft) -> None:
    """Step: drops what readers wrote below the text, from its label on: known by who wrote, when, to the minute, above
    each, where each has its floor or a button to answer it, there are several, or the label counts them."""
    blocks = draft.blocks()
    for index, block in enumerate(blocks):
        if index < 2 or block.name not in ("p", *HEADINGS) or not phrases.ABOVE_COMMENTS.fullmatch(label(block)):
            continue
        below = blocks[index + 1 :]
        near = islice((line for line in below if line.name != "figure"), _NEAR)  # faces
        if not any(map(_heads_comment, near)):
            continue
        heads = [place for place, line in enumerate(below) if _heads_comment(line)]
        lists = any(below[place].name in ("ul", "ol") for place in heads)
        answered = lists or any(phrases.ANSWER.fullmatch(words(line)) for line in below)
        floors = [place for place in heads if phrases.FLOOR.match(words(below[place]))]
        counted = _COUNTED.search(label(block)) is not None
        if floors or answered or counted or len(heads) > 1:
            for line in blocks[index:]:
                draft.drop(line, "comments")
            return


def drop(draft: Draft) -> None:
    """Step: drops lines that every article of a feed or a template carries: copyright, feed footers, share buttons,
    “read more”, tag lists, promotion, hidden labels. Where each may stand, reasons.py knows.
    """
    blocks = draft.blocks()
    reasons = _judged(draft, blocks)
    for index in sorted(reasons):
        _learn(draft, blocks[index], reasons[index])
        draft.drop(blocks[index], reasons[index])
    dropped = set(reasons)
    for index in range(len(blocks) - 1, -1, -1):
        last = index + 1 in dropped or index + 1 == len(blocks)
        if last and index not in dropped and blocks[index].name == "p" and phrases.RULE.fullmatch(words(blocks[index])):
            draft.drop(blocks[index], _RULE)
            dropped.add(index)
    for block in draft.blocks()[:1]:
        if block.name == "p":
            _copied(draft, block)
    for block in reversed(draft.blocks()[-_LAST:]):
        if block.name == "p" and not _copied(draft, block):
            _cut_rights(draft, block)
            _cut(draft, block)


def _learn(draft: Draft, block: Tag, reason: str) -> None:
    """Learns from a line about rights, or from a template's, who wrote the article, and when."""
    said = words(block) if reason in (COPYRIGHT, TEMPLATE) else ""
    held = phrases.HELD.match(said) if reason == COPYRIGHT else None
    if held and bare(held[2]) in draft.known:
        draft.signed.append(held[1])
    elif said:
        told = (name for item in every(block, "li") for name in byline(words(item)))
        draft.signed.extend((*published_by(said), *told))
    if reason == TEMPLATE:
        draft.dated = draft.dated or date(said)


def _heads_comment(block: Tag) -> bool:
    """Whether a line is who wrote a comment and when; or a list is comments, each with that and what is answered,
    or with a button to answer it at its end."""
    text = words(block)
    if block.name in ("ul", "ol"):
        items = [words(item) for item in direct(block, "li")]
        return bool(items) and all(
            phrases.ANSWERS.search(item) or (_tells_when(item) and phrases.ANSWERED.search(item)) for item in items
        )
    if block.name not in ("p", *HEADINGS) or len(text) > _HEAD or re.search("[。！？]", text):
        return False
    return _tells_when(text) or is_ago(text) or (len(text) <= _HEAD // 2 and is_ago(text.rpartition(" ")[2]))


def _tells_when(text: str) -> bool:
    return _CLOCK.search(text) is not None and date(text) is not None


def _judged(draft: Draft, blocks: list[Tag]) -> dict[int, str]:
    """Which blocks go, by their index, and why; read from the end, since what goes there doesn't count."""
    reasons: dict[int, str] = {}
    texts = list(map(words, blocks))
    for index in range(len(blocks) - 1, -1, -1):
        block, text, below = blocks[index], texts[index], len(blocks) - 1 - index - len(reasons)
        late = below < 8 or index * 3 >= len(blocks) * 2
        if block.name == "figure" and (
            _of_a_call(block, late, index < 2) or (index and below < 2 and _is_code(draft, block, texts[index - 1]))
        ):
            reasons[index] = PROMOTION
        if block.name not in ("p", *HEADINGS, "ul", "blockquote", "table") or not text:
            continue
        table = block.name == "table"
        if not table:
            _read_more(draft, block)
        if block.name == "ul" and late:
            _drop_notes(draft, block, last=below < _ENDS)
        before = texts[index - 1] if index else ""
        line = Line(block, text, index, below, late, before, blocks[index + 1] if index + 1 < len(blocks) else None)
        if late and index > 0 and not table and _of_tags(line, reasons.get(index + 1, "")):
            reasons[index] = TAGS
        elif (why := reason(line, below=reasons.get(index + 1, ""))) and not _edited(draft, block, why):
            reasons[index] = why
    reasons |= _address_of_a_letter(texts, reasons)
    reasons |= _buttons_below(blocks, reasons)
    reasons |= _services_above(texts, blocks)
    if len(reasons) == len(blocks):  # a film's description may be nothing else
        return {index: why for index, why in reasons.items() if why != PROMOTION}
    return reasons


def _edited(draft: Draft, block: Tag, why: str) -> bool:
    """Whether a line about rights says ahead of them who edited the article, which stays: what is behind that goes."""
    if why != COPYRIGHT or not phrases.EDITED.match(words(block)):
        return False
    text = block.find(string=phrases.RIGHTS)
    found = phrases.RIGHTS.search(str(text)) if text is not None else None
    if text is None or found is None:
        return False
    draft.note(COPYRIGHT, fold(str(text)[found.start() :]))
    text.replace_with(str(text)[: found.start()])
    return words(block) != ""


def _of_a_call(figure: Tag, late: bool, first_ones: bool) -> bool:
    """Whether a picture at the start or the end is none of the article's: its caption calls, or it is a QR code."""
    image = first(figure, "img")
    if image is None or not (late or first_ones):
        return False
    caption, alt = attribute(image, "caption"), attribute(image, "alt")
    said = caption or alt
    told = len(said) <= 200 and (calls(said) or phrases.INTERFACE.fullmatch(said) is not None)
    if caption or not late:
        code = phrases.QR_CODE.fullmatch(alt) and phrases.FOLLOWED_AT.search(caption)
        return told or (late and bool(code or all(map(phrases.TO_PAY.fullmatch, (alt, caption)))))
    button = alt.isascii() and phrases.BUTTON.fullmatch(alt) is not None
    return told or button or phrases.QR_CODE.fullmatch(alt) is not None


def _is_code(draft: Draft, figure: Tag, above: str) -> bool:
    """Whether one of the last pictures, of which nothing is said, is a file that is called a QR code; no text about
    such codes ends so, and none announces it."""
    image = first(figure, "img")
    if image is None or attribute(image, "caption") or attribute(image, "alt") or above.endswith(("：", ":")):
        return False
    about = phrases.QR_CODE.search(draft.title) is not None
    return not about and phrases.QR_FILE.search(attribute(image, "src")) is not None


def _of_tags(line: Line, below: str) -> bool:
    """Whether a block is a list of short links below a label of tags, or that label."""
    if phrases.TAG_LABEL.fullmatch(line.text):
        return below == TAGS
    longest = 32 if phrases.THESE_TOPICS.fullmatch(line.before) else 16
    return phrases.TAG_LABEL.fullmatch(line.before) is not None and is_row_of_links(line.block, longest)


def _drop_notes(draft: Draft, notes: Tag, last: bool) -> None:
    """Drops what a paper asks of its readers among the notes below an article, which are a list; in the last one beside
    an editor's name what is told of rights, too."""
    items = every(notes, "li")
    staff = last and any(phrases.EDITED.match(words(item)) for item in items)
    for at, item in enumerate(items):
        said = words(item)
        if at and phrases.LETTERS.fullmatch(said):
            draft.drop(item, PROMOTION)
        elif staff and (phrases.COPYRIGHT.match(said) or phrases.RIGHTS.search(said)):
            draft.drop(item, COPYRIGHT)


def _address_of_a_letter(texts: list[str], reasons: dict[int, str]) -> dict[int, str]:
    """The lines of the address that a letter has to tell, between the label above them and how to leave the list."""
    at = next((index for index in reasons if phrases.OUR_ADDRESS.fullmatch(texts[index])), None)
    if at is None:
        return {}
    below = list(takewhile(lambda index: index not in reasons, range(at + 1, len(texts))))
    return dict.fromkeys(below, COPYRIGHT) if len(below) <= _NEAR and at + len(below) + 1 in reasons else {}


def _buttons_below(blocks: list[Tag], reasons: dict[int, str]) -> dict[int, str]:
    """The last lines that are numbers and buttons, each by itself (`12`, `评论`, `收藏`), where they are several."""
    run: list[int] = []
    for index in range(len(blocks) - 1, 0, -1):
        text = words(blocks[index])
        button = blocks[index].name == "p" and len(text) <= 8 and phrases.SHARE.fullmatch(text)
        if index not in reasons and not button:
            break
        run.append(index)
    several = len(run) > 1 and any(re.search(r"[^\W\d]", words(blocks[index])) for index in run)
    return {index: SHARE for index in run if several and index not in reasons}


def _services_above(texts: list[str], blocks: list[Tag]) -> dict[int, str]:
    """The lines above the text that are the name of a service each, where they are several: buttons without links."""
    run: list[int] = []
    for index, text in enumerate(texts[:_HEAD_LINES]):
        if blocks[index].name == "p" and phrases.SERVICE.fullmatch(text):
            run.append(index)
        elif run or len(text) > _HEAD // 2:
            break
    return dict.fromkeys(run, SHARE) if len(run) > 1 else {}


def _read_more(draft: Draft, block: Tag) -> None:
    """Takes the link “more” off the end of a paragraph that a feed cut short."""
    links = every(block, "a")
    if not links:
        return
    said = words(links[-1])
    cut = (len(words(block)) > 40 or phrases.BACK_OR_PRINT.match(said)) and phrases.MORE.fullmatch(said)
    if cut and all(map(is_blank, links[-1].next_siblings)):
        draft.drop(links[-1], "“read more”")


# ── the lines of a paragraph ──────────────────────────────────────────────────────────────────────────────────────


def _copied(draft: Draft, block: Tag) -> bool:
    """Whether a paragraph was what a platform puts beside a text that is copied from it, and is gone: lines of its
    author, address and name, and whose the rights are."""
    told = list(map(line_text, lines_of(block)))
    rights = [line for line in told if not phrases.OF_A_COPY.fullmatch(line)]
    if not len(rights) == 1 < len(told) or not (phrases.RIGHTS.search(rights[0]) or phrases.COPYRIGHT.match(rights[0])):
        return False
    draft.signed.extend(name for line in told for name in byline(line))
    draft.drop(block, COPYRIGHT)
    return True


def _cut_rights(draft: Draft, block: Tag) -> None:
    """Drops a copyright line that runs on behind a line's other words, where it ends the line."""
    said = words(block)
    for text in block.find_all(string=phrases.RIGHTS_BEHIND) if phrases.RIGHTS_BEHIND.search(said) else ():
        found = phrases.RIGHTS_BEHIND.search(text)
        if found is None or not phrases.OF_RIGHTS.search(rights := fold(found[0])):
            continue
        if said.endswith(rights) and said.strip("*＊ ") != rights:
            draft.note(COPYRIGHT, rights)
            text.replace_with(text[: found.start()].rstrip("*＊ "))
            return


def _cut(draft: Draft, block: Tag) -> None:
    """Drops the last lines of a paragraph with breaks that a template put there: each would go as a paragraph."""
    lines = lines_of(block)
    if not 1 < len(lines) <= _LINES:
        return
    ends = block is draft.blocks()[-1]  # whether nothing stays below the line
    for line in reversed(lines[1:]):
        alone = draft.new("p")
        alone.extend([node for node in line if not is_break(node)])
        why, text = _alone(alone), words(alone)
        if why not in (*_OF_LINES, _NOTHING) and not (ends and _is_rule(text)):
            block.extend(alone.contents)
            return
        line[0].extract()  # the break
        draft.note(why or _RULE, text)
        ends = ends or bool(text)
    if phrases.RULE.fullmatch(words(block)):
        draft.drop(block, _RULE)
    elif (why := _alone(block)) in (*_OF_LINES, PROMOTION, SHARE):
        draft.drop(block, why)


def _is_rule(text: str) -> bool:
    """Whether a line is a rule; a dash of two signs breaks a speech off."""
    return phrases.RULE.fullmatch(text) is not None and (len(text) > 2 or text == "--")


def _alone(block: Tag) -> str:
    """Why a paragraph would go as one of the last; one that shows something stays."""
    if not (text := words(block)):
        return "" if first(block, "img", "embed") is not None else _NOTHING
    return reason(Line(block, text, index=1, below=1, late=True))
