"""The last lines below the text that are metadata: by-lines, dates, where it came from, who the author is."""

from __future__ import annotations

import re
from itertools import takewhile

from bs4 import Tag
from bs4.element import PageElement

from builder import biographies, hanzi, phrases, stamps, ways
from builder.addresses import same_page
from builder.bylines import BY_ONE_WORD, EDITORS, bare_names, byline, information, names, posted, signed
from builder.dates import is_date_line, without_dates
from builder.lines import (
    LONGEST,
    Told,
    by_links,
    is_from_known,
    is_of_book,
    is_one_of_several,
    learn,
    says_more,
    speaks,
)
from builder.stories import RELATED_LABEL
from builder.titles import FIRST_TITLE, bare, same_words
from builder.tree import (
    HEADINGS,
    Draft,
    element_after,
    element_before,
    ends_as_sentence,
    every,
    is_among_sentences,
    is_bold,
    is_break,
    line_text,
    lines_of,
    target,
    words,
)

# What sites add to what a reader copies from them: who wrote it, where it is, and whose the rights are.
_COPIED = hanzi.compile(
    r"(?P<rule>[-—–_－─=]{3,})|作者\s*[:：]\s*(?P<name>[^\s:：].{0,30})|来源\s*[:：]\s*\S.{0,20}"
    r"|(?P<where>(?:(?:原文|文章|本文)?(?:[链连][接结]|地址|出处)|原文)\s*[:：]\s*https?://\S+)"
    r"|(?P<rights>[^，。：:]{0,8}著作权归作者所有[，。].{4,80}"
    r"|版权声明\s*[:：]\s*本文[为是系](?:[^，。]{0,6}博主[「“](?P<blogger>[^，。」”]{1,24})[」”]的?|\S{0,4}博主)原创文章[，。].{4,90}"
    r"|(?:本文|文章)的?版权归作者(?:[和与及][^，。]{1,8}共有|(?:本人)?所有)[，,。；].{4,120})"
    # his accounts, and what to do to read more of him
    r"|(?:(?:微信)?公众[账帐]?号|微信|微博|博客|个人主页)\s*[:：]\s*\S.{0,60}"
    r"|[如若]果[^。]{4,60}[，,][^，。]{0,8}扫描[^，。]{0,6}二维码[^。]{0,20}关注[^。]{2,16}。?"
)
_COPIED_LINES = 12
_NO_PART = (RELATED_LABEL, phrases.SHARE_THIS)  # headings of what is no part of the text
_LAST = 6  # blocks, of which each may tell of the article
_CREDITS = 120  # characters: more than a line of them has
_TEXT = 3  # paragraphs: what stands above them is within the text
_BELOW = hanzi.compile(r"[（(]?(?:首发|发布|发表)(?:日期|时间)\s*[:：]")
# Who worked on it, which is text also where it shares a line with the day: `发布日期：2020-05-06 责任编辑：何平`.
_STAFF = hanzi.compile(
    rf"(?:{EDITORS})\s*[:：]\s*[\u4e00-\u9fff·]{{2,4}}(?![\u4e00-\u9fff·:：])"
    r"(?:[\s、]+[\u4e00-\u9fff·]{2,4}(?![\u4e00-\u9fff·]|\s*[:：]))*"
)
_CARD = 3  # lines
_OF_PAGE = re.compile(r"[^\s，。：:]{2,6}\s*[：:]\s*\S")
_WORKED = hanzi.compile(r"\S*(?:编辑?|审[校核稿]|校对|[翻编]译|译者|摄影|来源|原载|出处|作者|文|图)\s*[：:]")
# A date below the text that says itself what it is.
_PUBLISHED = hanzi.compile(
    r"(?:First )?(?:Published|Posted|(?:Last )?Updated)\b"
    r"|(?:首次?发布|发[布表稿]|(?:最[后近])?更新|最后(?:修改|编辑))(?:于|时间|日期)"
    r"|最[后近新](?:更新|修改)(?:时间|日期)?\s*[:：]",
    re.I,
)
# What only programs tell: the second, the minute of an ISO day or of a day as Europe writes it (`03 四月 2024, 15:29`)
# or parts it from its clock (`2024年04月03日, 15:29`), and X’s clock ahead of its day.
_TO_THE_SECOND = re.compile(
    r"\d\d?:\d\d:\d\d|^\d{4}-\d\d-\d\d \d\d:\d\d$|^\d\d?\s[一二三四五六七八九十]{1,2}月\s\d{4},?\s\d\d:\d\d$"
    r"|^\d{4}年\d\d月\d\d日, \d\d:\d\d$|^(?:\d\d?:\d\d [AP]M|[上下]午\d\d?:\d\d) · "
)


def take(draft: Draft) -> None:
    """Step: by-lines and dates that stand as lines of their own at the end become metadata, from the last line up; and
    what is said of the author below the text goes."""
    biographies.drop_biographies(draft)
    below: list[str] = []
    sentences = 0
    for block in reversed(draft.blocks()[-_LAST:]):
        said = words(block)
        sentences += len(said) > LONGEST and ends_as_sentence(block)
        if sentences == _TEXT:
            break
        last = block.name in HEADINGS and element_after(block) is None and bool(byline(said))
        if block.name in HEADINGS and not last and not any(heads.fullmatch(said) for heads in _NO_PART):
            break
        if ways.lists_sections(draft, block) and not is_among_sentences(block):
            draft.drop(block, "links to sections")
            continue
        if block.name != "p" and not last:
            continue
        _drop_from_card(draft, block)
        if ways.own_address(draft, block):
            learn(draft, block, Told("the address of the page itself", dated=True), said)
            continue
        among = is_among_sentences(block)
        short = len(said) <= LONGEST and not phrases.PARTS_SENTENCE.search(said)
        if not among and short and ways.to_folder(draft, target(block)):
            draft.drop(block, "link to the author or the section")
            continue
        text = _without_way_back(block)
        told = _last_line(draft, block, text, {*draft.authors, *below})
        named = told.reason == "by-line" and not text.isascii() and any(map(bare_names, told.people))
        if among and told.reason and not named:
            continue
        below[:0] = told.people
        staff = _STAFF.findall(text) if len(text) <= _CREDITS and not among else []
        if staff and (told.reason == "line about the article" or is_date_line(_STAFF.sub(" ", text).strip())):
            draft.take_date(text)
            draft.note("line about the article", text)
            block.string = " ".join(staff)
            continue
        learn(draft, block, told, text)
    draft.authors.extend(below)


def _drop_from_card(draft: Draft, block: Tag) -> None:
    """Drops, from a paragraph of several lines that each tell something of the page behind a label, one of them its own
    address, all but who worked on the text and where it is from."""
    lines = lines_of(block)
    told = list(map(line_text, lines)) if len(lines) >= _CARD and draft.url else []
    own = draft.url.rpartition("://")[2]
    if not any(same_page(text.rpartition("://")[2], own) for text in told) or not all(map(_OF_PAGE.match, told)):
        return
    block.clear()
    for line, text in zip(lines, told, strict=True):
        if not _WORKED.match(text):
            draft.note("line about the article", text)
            continue
        block.extend([draft.new("br")] if block.contents else [])
        block.extend([node for node in line if not is_break(node)])


def copied(draft: Draft) -> None:
    """Step: takes who wrote it from what sites add to a copied text, above or below it, and drops these lines: one
    that tells whose the rights are, and one at least that tells who wrote it, or where it is."""
    blocks = draft.blocks()
    for ends, way in ((blocks[:_COPIED_LINES], 1), (blocks[: -_COPIED_LINES - 1 : -1], -1)):
        run: list[tuple[list[PageElement], re.Match[str]]] = []
        paragraphs = takewhile(lambda block: block.name == "p", ends)
        for line in (line for block in paragraphs for line in lines_of(block)[::way]):
            if not (text := line_text(line)):
                continue
            if not (found := _COPIED.fullmatch(text)):
                break
            run.append((line, found))
        author = next(filter(None, (found["name"] or found["blogger"] for _, found in run)), "")
        if not any(found["rights"] for _, found in run) or not (author or any(found["where"] for _, found in run)):
            continue
        draft.authors.extend(names(author) if author else ())
        for line, found in run:
            draft.note("what a site adds to a copied text", found[0])
            for node in line:
                node.extract()


def again(draft: Draft) -> None:
    """Step: the same once more, where lines of a template that stood among the last ones are gone."""
    if any(removal.step == "boilerplate" for removal in reversed(draft.removals)):
        take(draft)


def _is_no_byline(block: Tag, text: str) -> bool:
    """Whether one of the last lines that reads like a by-line is how something was done, who speaks, or a book's; or
    stands between a title and a text, whose author it names."""
    if _is_below_title(block) and (below := element_after(block)) is not None and words(below):
        return True
    return BY_ONE_WORD.fullmatch(text) is not None or speaks(block, text) or is_of_book(block) or says_more(block)


def _is_below_title(line: Tag) -> bool:
    """Whether a heading, or a paragraph in bold as a whole that is no label, stands right above a line."""
    above = element_before(line)
    if above is None or biographies.is_label(said := words(above)):
        return False
    return above.name in HEADINGS or (above.name == "p" and is_bold(above) and not phrases.PARTS_SENTENCE.search(said))


def _last_line(draft: Draft, block: Tag, text: str, authors: set[str]) -> Told:
    """What one of the last lines says of the article, whose authors these are so far."""
    if len(text) <= 60 and (found := byline(text)) and not _is_no_byline(block, text):
        return Told("" if is_one_of_several(block, text) else "by-line", found)
    if len(text) <= 90 and (found := posted(text)):
        return Told("by-line and date", found, dated=True)
    told = _PUBLISHED.match(text) or _TO_THE_SECOND.search(text)
    if told and is_date_line(text) and not is_one_of_several(block, text):
        return Told("date line", dated=True)
    if len(text) < 80 and stamps.STATUS.fullmatch(text):
        return Told("where and on what it was written", dated=True)
    if stamp := stamps.STAMP.fullmatch(text):
        return Told("by-line and date", names(stamp["name"]), dated=True)
    if len(text) <= 160 and (people := by_links(block, below=True)) is not None:
        return Told("line about the article", people, dated=True)
    if block.name == "p" and len(text) <= LONGEST and bare(text) in set(map(bare, draft.source.names())):
        return Told("name of the publication")
    if biographies.is_author_again(block, authors):
        return Told("link to the author or the section")
    if stamps.PRINTED.fullmatch(text):
        return Told("when and where it was printed", dated=True)
    if len(text) <= 200 and stamps.FILED.fullmatch(text):
        return Told("when and where it was filed", dated=True)
    if stamps.CLOCK.fullmatch(text):
        return Told("time of day")
    if len(text) < 80 and stamps.CHANGED.fullmatch(text):
        return Told("when the post was changed")
    if _BELOW.match(text) and (people := information(text)) is not None:
        return Told("line about the article", people, dated=True)
    if len(text) < 80 and is_from_known(draft, without_dates(text)[0].strip()):
        return Told("name of the publication that it came from", dated=True)
    if (ahead := FIRST_TITLE.match(text)) and same_words(text[ahead.end() :], draft.title):
        return Told("the title again")
    return Told("", signed(text))


def _without_way_back(block: Tag) -> str:
    """The words of a line without the link at its end that leads back to the site (`返回首页，查看更多`)."""
    links = [said for link in every(block, "a") if (said := words(link)).startswith("返回")]
    return words(block).removesuffix(links[-1]).rstrip() if links else words(block)
