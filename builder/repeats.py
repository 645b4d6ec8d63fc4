"""What says the headline or the lead once more, and rules that set off what went or stand twice.

They work on the flat row of blocks.
"""

from __future__ import annotations

import re
from collections import Counter
from itertools import islice, pairwise

from bs4 import Tag
from bs4.element import PageElement

from builder import hanzi, phrases
from builder.addresses import absolute, site
from builder.bylines import bare_names, byline, signed
from builder.dates import date, is_date_line, tells_day
from builder.letters import PASSED_ON
from builder.titles import FIRST_TITLE, bare, headline, same_words
from builder.tree import (
    HEADINGS,
    Draft,
    attribute,
    element_after,
    element_before,
    ends_as_sentence,
    every,
    first,
    is_among_sentences,
    is_bold,
    is_value,
    leads_to_profile,
    line_texts,
    lines_of,
    only_link,
    says_only,
    unlinked,
    words,
)

_LINE = 40  # characters; what is longer is a paragraph
# Of a thread, and its board, ahead of its title.
_CATEGORY = re.compile(r"(?:[\[【『][^\[\]【】『』]{1,12}[\]】』]\s*){1,2}")
_OF_PAPER = re.compile(r"[\[【『][^\[\]【】『』]{1,12}[\]】』]")
# What stands above a list of the parts of a text.
_CONTENTS = hanzi.compile(
    r"(?:(?:文章|本[文篇页]|内容)?目\s?[录次]\s*[:：]?|(?:Table of )?contents)"
    r"(?:\s*[\[（(]?(?:显示|隐藏|展开|收起|show|hide)[\]）)]?)?",  # a button beside it
    re.I,
)
_NUMBER_AHEAD = re.compile(r"^\d{1,2}(?:\.\d{1,2})*\s*[.、．)]?\s*")
_SHORT_LABEL = 2  # which a book's part may be called
_BREAK = re.compile(r"<br ?/?>")
_KICKER = 24
_WORD = re.compile(r"[\u4e00-\u9fff]|[^\W\u4e00-\u9fff]+")
_READ_MOST = hanzi.compile(r"(?:热门(?:关键[字词]|话题|标签)?|热搜|Trending)\s*[:：]", re.I)
_WAY = 8  # characters of a link to a section
_LEAST = 12  # of a headline's words, that those which it shares with the title say something
_SECTION = 6
_SUMMARY = hanzi.compile(r"(?:摘\s*要|内容提要|提要|导[读语]|核心提示)\s*[:：](.{16,})")  # a template's
_SAID_AHEAD = re.compile(r"(?:[:：|｜丨_]|--)\s*$")
_OPENING = 6
_TOP, _TOP_LINES = 4, 3  # blocks, of which one may be the headline; of which a paragraph may
_AGAIN = 5  # paragraphs in a row, each a sentence
_TITLE_LINES = 4  # over which an office sets the title of what it decides


def title_again(draft: Draft) -> None:
    """Step: drops a heading or first line that only repeats the title, and a lead that only repeats the lead. What a
    page's template put behind the headline leaves the title, and where a seed gives none, the headline is it."""
    draft.title = draft.title or next((words(block) for block in draft.blocks()[:_TOP] if block.name == "h1"), "")
    said_once, told = "", False
    alone = sum(block.name == "h1" for block in draft.blocks()) == 1
    for index, block in enumerate(blocks := draft.blocks()):
        line, top = block.name == "p", index < _TOP
        ahead = said_once != "" and index < _OPENING
        once_more = ahead and (is_bold(block) or (not told and len(words(block)) > _LEAST))
        told = told or (line and len(words(block)) > _LINE)
        if block.name not in HEADINGS and not (line and (index < _TOP_LINES or once_more)):
            continue
        if index < _TOP_LINES and line and first(block, "br") is not None and not draft.title.endswith("。"):
            _title_line(draft, block)
        if said_once and told and index >= _OPENING and ends_as_sentence(element_after(block)):
            continue  # a part of the text, called as the whole is
        text = _said(draft, block)
        if line and (_made_title(draft, block, text) or is_value(block)):
            continue
        if top:
            sure = block.name == "h1" or draft.title.startswith(text + "_")
            draft.title = headline(draft.title, text, least=4 if sure else 7)
        if line and _leads_away(draft, every(block, "a")):
            continue
        if (once_more and same_words(text, said_once)) or _says_title(
            draft, block, text, blocks[: min(index, _TOP)], alone
        ):
            if top:
                _way_to(draft, block)
                _day_of_visit(draft, block)
            draft.drop(block, "the title again")
            said_once = text
    _lead_again(draft)
    _text_again(draft)
    _second_copy(draft)
    _captions_again(draft)
    _cut_out(draft)
    _contents(draft)


def _said(draft: Draft, block: Tag) -> str:
    """What a block says; the title, where it says that behind a thread's category."""
    text = FIRST_TITLE.sub("", words(block))
    said = _CATEGORY.sub("", text, count=1)
    return draft.title if (block.name in HEADINGS or said != text) and same_words(said, draft.title) else text


def _says_title(draft: Draft, block: Tag, text: str, above: list[Tag], alone: bool) -> bool:
    """Whether a block says the title; or, near the top, as a `<h1>` a part of it, or as the only one the same in a few
    other words, or all of it but what a page says ahead."""
    if same_words(text, _bare_title(draft)):
        return True
    high = block.name == "h1" and len(above) < _TOP
    if high and (_contains(draft.title, text) or (alone and _is_mended(draft.title, text))):
        return True
    line = block.name == "p"
    few = len(above) < (_TOP_LINES if line else _TOP)
    return few and _ends(draft.title, text, line) and not any(map(ends_as_sentence, above))


def _bare_title(draft: Draft) -> str:
    """The title without what a mail program put ahead of it, or the publication's name in brackets."""
    title = PASSED_ON.sub("", draft.title)
    ahead = _OF_PAPER.match(title)
    return title[ahead.end() :] if ahead and bare(ahead[0]) in draft.known else title


def _made_title(draft: Draft, block: Tag, text: str) -> bool:
    """Whether a title was made of a paragraph's words, which are text: a sentence, as short news begin, or all that a
    post says beside its pictures. (What has no text at all has its title where the text would be.)"""
    others = [other for other in draft.blocks() if other is not block]
    if text.endswith("。"):
        return bool(others) or not draft.title.endswith("。")
    return bool(others) and all(other.name == "figure" for other in others)


def _leads_away(draft: Draft, links: list[Tag]) -> bool:
    """Whether a link leads to another site, which a post is then about."""
    targets = [absolute(attribute(link, "href"), draft.url) for link in links]
    here = site(draft.url)
    return bool(here) and any(there not in ("", here) for there in map(site, targets))


def _title_line(draft: Draft, block: Tag) -> None:
    """Drops the first line of a paragraph with breaks, or the first few, where that is the title."""
    line: list[PageElement] = []
    for more in lines_of(block)[:_TITLE_LINES]:
        line += more
        said = " ".join(words(node) for node in line)
        if same_words(said, draft.title) and not said.endswith("。"):
            break
    else:
        return
    links = [link for node in line if isinstance(node, Tag) for link in (node, *every(node, "a")) if link.name == "a"]
    if not _leads_away(draft, links):
        for node in [*line, *block.contents[len(line) : len(line) + 1]]:
            draft.drop(node, "the title again")


def _way_to(draft: Draft, headline: Tag) -> None:
    """Drops the short lines above the headline that are nothing but a link, and a lower heading of a word or two with
    which the page begins: the section, the topic, the series."""
    for block in list(headline.previous_siblings):
        if not isinstance(block, Tag):
            return
        if block.name in ("figure", "hr"):
            continue  # the picture above the headline
        if _is_row_of_ways(draft, block):
            draft.drop(block, "links to the sections")
            continue
        if _is_row_of_ways(draft, block, longest=_LINE * 2):
            draft.drop(block, "other stories above the headline")
            continue
        if block.name not in ("p", *HEADINGS) or len(words(block)) > _KICKER:
            return
        link = only_link(block) or _section(block)
        if link is None and _is_kicker(block):
            draft.drop(block, "section above the headline")
            return
        if link is not None and leads_to_profile(link):
            continue  # the author
        if link is None or first(block, "img") is not None or _leads_away(draft, [link]):
            return
        draft.drop(block, "link to the section")


def _section(block: Tag) -> Tag | None:
    """The only link of a line, where beside it stands the section's name that it begins with (`地方` `地方焦点`)."""
    links = every(block, "a")
    name = unlinked(block) if len(links) == 1 else ""
    return links[0] if len(name) > 1 and words(links[0]).startswith(name) else None


def _day_of_visit(draft: Draft, headline: Tag) -> None:
    """Drops the day above the headline where an earlier one stands below it behind a label: that of the visit."""
    lines = (line for block in islice(headline.find_next_siblings(), 8) for line in every(block, "li") or [block])
    below = next((text for line in lines if tells_day(text := words(line)) and not text[0].isdigit()), "")
    for block in headline.find_previous_siblings("p") if below else ():
        if tells_day(words(block)) and f"{date(words(block))}" > f"{date(below)}":
            draft.drop(block, "day of the visit")


def _is_row_of_ways(draft: Draft, block: Tag, longest: int = _WAY) -> bool:
    """Whether a line or a list above the headline is short links within the site, behind no more than a label of what
    is read most: its menu, its sections, its topics."""
    links = every(block, "a") if block.name in ("p", "ul") else []
    said = [words(link) for link in links]
    if len(said) < 2 or any(not 0 < len(text) <= longest for text in said) or _leads_away(draft, links):
        return False
    label = _READ_MOST.fullmatch(unlinked(block))
    people = any(map(leads_to_profile, links))
    return not people and says_only(block, [label[0], *said] if label else said)


def _is_kicker(block: Tag) -> bool:
    """Whether the first block, or the first below a day, is no headline, and says no more than the name of a section
    is long: a word or two, and as a paragraph nobody's name."""
    text, above = words(block), element_before(block)
    if above is not None and is_date_line(words(above)):
        above = element_before(above)
    longest = _SECTION * 3 if text.isascii() else _SECTION
    if block.name == "h1" or above is not None or len(text) > longest or re.search(r"\d", text):
        return False
    if phrases.OF_AN_AUTHOR.search(text):
        return False
    return block.name != "p" or (re.fullmatch(r"[■●◆▶►»>\s]*[\w/／]+", text) is not None and not bare_names(text))


def _lead_again(draft: Draft) -> None:
    """Drops what says the article's first line once more ahead of its paragraphs, and below it the by-line that stood
    below the first: a template and its editor both give the standfirst, or a page its head to wide and narrow screens.
    So goes a summary behind a label that is what the first paragraph begins with.
    """
    blocks = draft.blocks()
    for above, below in pairwise(blocks[:_OPENING]):
        summary = _SUMMARY.fullmatch(words(above)) if above.name == below.name == "p" else None
        if summary is not None and bare(words(below)).startswith(bare(summary[1])):
            draft.drop(above, "the lead again")
            blocks = draft.blocks()
            break
    if not any(block.name == "p" and len(words(block)) > _LINE for block in blocks[:12]):
        return  # a song's or a poem's lines, which may come again
    said: list[str] = []
    again = 0
    for block in blocks[:6]:
        if block.name not in ("p", *HEADINGS) or not (text := words(block)):
            continue
        same = again < len(said) and len(said[0]) > 15 and same_words(text, said[again])
        if same and (not again or byline(text) or signed(text)):
            draft.drop(block, "the lead again")
            again += 1
        elif said and block.name == "p" and (len(text) > _LINE or text.endswith(("。", "！", "？"))):
            return  # the text has begun
        else:
            said.append(text)
            again = 0


def _cut_out(draft: Draft) -> None:
    """Drops a first paragraph that is, to the letter, another one in the middle of the text: an abstract, which a
    template takes from it. (An author may end as he began.)"""
    paragraphs = [block for block in draft.blocks() if block.name == "p"]
    lead = next((block for block in paragraphs if len(words(block)) > _LINE or ends_as_sentence(block)), draft.root)
    text = words(lead)
    if len(text) <= _LINE or len(line_texts(lead)) != 1:
        return
    if any(block is not lead and words(block) == text for block in paragraphs[:-1]):
        draft.drop(lead, "an abstract, which the text says")


def _text_again(draft: Draft) -> None:
    """Drops a last paragraph that says several of those above it once more, with its breaks written out, as a page
    gives its text to what shares it."""
    *above, last = [block for block in draft.blocks() if block.name == "p"] or [draft.root]
    shared, breaks = _BREAK.subn("", words(last)) if above else ("", 0)
    if breaks and len(said := bare(shared)) > _LINE and said in "".join(bare(words(block)) for block in above):
        draft.drop(last, "the text again")


def _second_copy(draft: Draft) -> None:
    """Drops what follows a run of paragraphs and is the same run once more, to the end of the page: a text that was put
    in twice, or for wide and for narrow screens."""
    blocks = draft.blocks()
    said = [words(block) or str(block) for block in blocks]
    places = {text: at for at, text in reversed(list(enumerate(said))) if len(text) > _LINE // 2}
    at = next((at for at, text in enumerate(said) if places.get(text, at) < at), len(said))
    start = places[said[at]] if at < len(said) else 0
    run = next((n for n, text in enumerate(said[at:]) if text != said[start + n]), len(said) - at)
    sentences = sum(len(words(block)) > _LINE // 2 and ends_as_sentence(block) for block in blocks[at : at + run])
    if sentences < _AGAIN or at - start - run > 1 or len(said) - at - run > 1:
        return  # a refrain, or what is told of a text that stands there twice
    for block in blocks[at : at + run]:
        draft.drop(block, "the text again")


def _captions_again(draft: Draft) -> None:
    """Drops the line below a picture that says its caption once more; a sentence is the text's."""
    for above, below in pairwise(draft.blocks()):
        image = first(above, "img") if above.name == "figure" and below.name == "p" else None
        caption = attribute(image, "caption") if image is not None else ""
        if caption and not ends_as_sentence(below) and same_words(words(below), caption):
            draft.drop(below, "the caption again")


def _contents(draft: Draft) -> None:
    """Drops a list above the text, below a label that says what it is or of links into the page, that says headings of
    the text and nothing else; and such a label whose list is gone."""
    blocks = draft.blocks()
    for index, block in enumerate(blocks[:_OPENING]):
        above = blocks[index - 1] if index else None
        label = above if above is not None and _CONTENTS.fullmatch(words(above)) else None
        if block.name in ("ul", "ol"):
            if _is_contents(block, blocks[index + 1 :], label is not None):
                for part in filter(None, (label, block)):
                    draft.drop(part, "table of contents")
        elif label is not None and (lines := _lines_of_contents(blocks[index:])):
            for part in (label, *lines):
                draft.drop(part, "table of contents")
        elif label is not None and label.name == "p" and not _heads_lines(label, block):
            draft.drop(label, "label of a table of contents that is gone")


def _heads_lines(label: Tag, below: Tag) -> bool:
    """Whether a label of contents may be what a part of a book is called, stands among sentences, or above a line."""
    line = below.name == "p" and len(words(below)) <= _LINE // 2 and not ends_as_sentence(below)
    return len(bare(words(label))) <= _SHORT_LABEL or line or is_among_sentences(label)


def _is_contents(listing: Tag, below: list[Tag], labelled: bool) -> bool:
    """Whether all that a list says are headings below it, and it leads nowhere but to them; without a label it does."""
    items = [words(item) for item in every(listing, "li") if first(item, "li") is None]
    links = every(listing, "a")
    if not labelled and not (len(items) > 1 and links):
        return False
    if not all(attribute(link, "href").startswith("#") for link in links):
        return False
    parts = {bare(words(part)) for part in below if part.name in HEADINGS}
    return all(_names_part(item, parts) for item in items)


def _names_part(line: str, parts: set[str]) -> bool:
    """Whether a line of a table of contents is one of these headings, perhaps behind its number."""
    return bare(line) in parts or bare(_NUMBER_AHEAD.sub("", line)) in parts


def _lines_of_contents(below: list[Tag]) -> list[Tag]:
    """The paragraphs below a label of contents whose lines, several, each are a heading, or a line in bold, below."""
    parts = {bare(words(part)) for part in below if part.name in HEADINGS or (part.name == "p" and is_bold(part))}
    lines: list[Tag] = []
    for block in below:
        said = line_texts(block) if block.name == "p" else []
        if not said or is_bold(block) or not all(_names_part(line, parts) for line in said):
            break
        lines.append(block)
    return lines if sum(len(line_texts(line)) for line in lines) > 1 else []


def _contains(title: str, text: str) -> bool:
    """Whether a headline is a part of the title, or all between two of its signs (`河边来信 #27｜午睡的人`), or what
    the title begins with and half of it (`红烧肉的做法`)."""
    if len(text) > 3 and text in re.split(r"\s*[|｜:：]\s*", title):
        return True
    return (len(text) > 8 and text in title) or (len(text) * 2 >= len(title) and title.startswith(text))


def _ends(title: str, text: str, line: bool) -> bool:
    """Whether a headline, or a long `line`, is all of the title but what a page says ahead of it: its own name or a
    column's."""
    return (
        len(text) > (_LEAST if line else _SECTION)
        and title.endswith(text)
        and _SAID_AHEAD.search(title[: -len(text)]) is not None
    )


def _is_mended(title: str, text: str) -> bool:
    """Whether a headline is the title in a few other words: a page mends it after its feed has told it."""
    one, other = (Counter(_WORD.findall(hanzi.simplified(line.casefold()))) for line in (title, text))
    return (one & other).total() * 5 >= max(one.total(), other.total(), _LEAST) * 3


def rules(draft: Draft) -> None:
    """Step: no rule at the start, at the end, or doubled. Last: the steps before it take out what rules set off."""
    previous: Tag | None = None
    for block in draft.blocks():
        if block.name == "hr" and (previous is None or previous.name == "hr"):
            block.extract()
        else:
            previous = block
    while (blocks := draft.blocks()) and blocks[-1].name == "hr":
        blocks[-1].extract()
