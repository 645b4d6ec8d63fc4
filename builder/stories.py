"""Related stories in an article: lists of links, runs of blocks that are one link each, blocks under a label."""

from __future__ import annotations

import re
from itertools import chain, islice

from bs4 import Tag
from bs4.element import PageElement

from builder import hanzi
from builder.addresses import absolute, same_page, site
from builder.dates import is_count, is_date_line, without_dates
from builder.text import urlsplit_safe
from builder.tree import (
    HEADINGS,
    Draft,
    attribute,
    direct,
    element_before,
    enclosing,
    every,
    first,
    gone,
    is_blank,
    line_text,
    lines_of,
    neighbours,
    only_link,
    says_only,
    shown_links,
    unlinked,
    words,
)

# Labels that stand ahead of related stories.
RELATED_LABEL = hanzi.compile(
    r"[\[【（(〔<《*＊+▲△▶►▼▽↓●■◆※→▌▍👉☞📍★☆\s]*"
    r"(?:[^\W\d_]{2,6}\s?[-–—|｜]\s?(?=相关|延伸|推荐))?(?:(?:本文)?相关(?:内容|阅读|文章|新闻|报[道导]|[连链]结|链接|主题|消息|推荐|话题|[帖贴]子|专题|洞[察见]|观点)?"
    r"|(?:延伸|扩展|拓展|相?同主题)阅读|阅读更多"
    r"|关于\s+\S{2,12}\s+的(?:新闻|报[道导]|文章)|更多关于[“「『《][^“”「」『』《》]{1,16}[”」』》]的?(?:新闻|报[道导]|文章|内容)"
    r"|(?:点击?查看)?更多(?:阅读|(?:[^，。：:？?！!]{1,18}?)?(?:内容|新闻|报[道导]|文章|好文|故事|图集|照片|视频|影片))|推荐(?:阅读|文章|新闻)|(?:精[彩选])?(?:视频|影片|图片|精彩|更多|好文)推荐|更多(?:资讯|相关)|为[你您]推荐|请参看"
    r"|(?:大家|网友|读者|其[他它]人)(?:都|还|也|正)*在[看搜]|(?:[本一][日周月]|今日|24小时)热[门点文]|(?:TA|作者|小编)的?(?:其[他它]|最[新近]|更多)文章"
    r"|看了[这本][则篇条][^，。]{2,4}的人[，,]?[也还]*看了?…*"
    r"|热门(?:文章|内容|新闻|推荐|(?:影片|影音|视频)(?:推荐)?)|最受欢迎|最\s?Hit|作者\s?[\u4e00-\u9fff·]{2,4}\s?的?相关文章|最多人(?:看|读|阅读)"
    r"|(?:频道|栏目)(?:精选|推荐|最[新热]文章)|热点(?:推荐|聚焦)|(?:今日|24小时)热[门点](?:文章|新闻)|要闻导读|(?:[本一]周|[本今每]日|\d+小时)?(?:新闻|热[点门]|阅读|点击|文章){1,2}排行榜?"
    r"|最[新热](?:文章|新闻|消息|报[道导]|热点|推荐|影[音片]|视频)|特别推荐|人气(?:点[阅击])?(?:排行)?榜|(?:相关|最新|最近)(?:日志|博文)|(?:我|[作笔]者)的?(?:更多|其[他它])文章|编辑部?(?:推[荐介]|精选)(?:博文|文章|阅读)?|[^\W\d_]{2,4}(?:最热|热榜)|(?:点击)?进入专题|猜[你您]喜欢"
    r"|您可能(?:会?[感有]兴趣(?:的(?:文章|内容))?|也喜欢|还想看)"
    r"|你可能(?:还|也|会)?.{0,6}(?:喜欢|[感有]兴趣|想[看读])(?:的(?:内容|文章|话题))?"
    r"|(?:或许[你您]|[你您]也许)(?:[还也]会?|会).{0,4}(?:喜欢|感兴趣|想看)(?:的内容|的文章)?|(?:往下)?看更多(?:文章|新闻|报[道导])?|[你您]还可以[看读]|同场加映"
    r"|(?:同|本)系列文章|系列报[道导]"
    r"|往期(?:回顾|推荐|文章|精[选彩]|译文)|随机(?:文章|日志)|前情提要"
    r"|Related(?: (?:stories|articles|content|posts|reading|topics|news))?"
    r"|More (?:galleries|photos|pictures|videos)|Explore further"
    r"|(?:Read (?:more|also|next)|Keep reading)|More on(?: (?!(?:that|this|it)\b)[^.!?]{1,30})?"
    r"|(?:More|Videos?) from [^.!?]{1,30}|See also|You may also like"
    r"|関連(?:記事|リンク|ニュース)|(?:あなたに)?おすすめの?記事"
    r"|(?:[가-힣]{2,6} )?(?:관련|추천|베스트|인기|주요|최신|많이 본) ?(?:기사|글|뉴스)"
    r"|Further reading|You might also like|Recommended(?: (?:reading|for you))?"
    r"|More reading|Most (?:read|popular|viewed))"
    r"(?:请[见看])?(?:\s?[（(][^（）()]{1,8}[）)])?"
    r"[\]】）)〕>》\s]*[:：]?[\]】）)〕>》*▼▽↓→\s]*(?:更多[>》»\s]*)?",
    re.I,
)
_FILE = re.compile(r"\.(?:docx?|xlsx?|pptx?|wps|et|zip|rar|7z)$", re.I)  # what a reader downloads and fills in
_ADDRESS = re.compile(r"(?:https?://|www\.)[\x21-\x7e]+|(?:[\w-]+\.)+[a-z]{2,}/\S*", re.I)
_TITLE_MARKS = "《〈「『“"
_LABEL = 24
_LABELLED, _ROW = 2, 8  # characters of a link at least: below a label, and in a row of them without one
_SPANS = 4
_CLIMB = 4  # boxes around a list
_NO_BOX = frozenset({"body", "main", "article", "li", "blockquote", "td"})
# Labels of what is no story: sources, for which a reader needs them, and tags, which a later step knows by them.
_NO_STORIES = hanzi.compile(
    r"参考|来源|资料|文献|引用|出处|[链连][接结]|[附注]|目录|下载|标签|关键|话题|分类|类别|栏目|source|reference|note"
    r"|link|content|bibliography|reading list|topic|tag|keyword|categor",
    re.I,
)
# What stands above a list of links to what an author read.
SOURCES = hanzi.compile(
    r"(?:[一二三四五六七八九十]、|\d[.、])?(?:主要|部分)?(?:参考|引用|延伸)?(?:资料|文献|书目|来源|出处)(?:来源|出处)?(?:如下)?\s*[:：]?"
    r"|参考(?:[链连][接结]|文章|阅读|网站)?\s*[:：]?|(?:References?|Sources?|Bibliography)\s*:?",
    re.I,
)


def is_of_sources(box: Tag) -> bool:
    """Whether a box begins with a label of what an author read, or is a list right below one."""
    above = next(neighbours(box, back=True), None) if box.name in ("ul", "ol") else None
    said = (next(box.stripped_strings, ""), words(above) if isinstance(above, Tag) else "")
    return any(map(SOURCES.fullmatch, said))


_BULLET = re.compile(r"[・·•●◆■▪▶►»›]")
_HEADLINE = 6  # characters
_DAY_AND_HOUR = re.compile(r"(?:1[0-2]|0?[1-9])[/-](?:3[01]|[12]\d|0?[1-9])\s+\d\d?:\d\d")


def listed(draft: Draft) -> None:
    """Step: a table that lays out headlines behind bullets, with or without their days, is a list of them; several in a
    row, as a template makes one for each, are one list."""
    last: Tag | None = None
    for table in every(draft.root, "table"):
        if gone(table) or first(table, "table", "th", "img") is not None or (links := _headlines(table)) is None:
            continue
        before = next(neighbours(table, back=True), None)
        if last is None or before is not last:
            last = draft.new("ul")
            table.insert_before(last)
        for link in links:
            item = draft.new("li")
            item.append(link.extract())
            last.append(item)
        if left := words(table):
            draft.note("around headlines in a table", left)
        table.extract()


def _headlines(table: Tag) -> list[Tag] | None:
    """The links of a table that is nothing but headlines, each behind a bullet, or ahead of its day in a row of one
    cell; None where it is something else."""
    links = [link for link in every(table, "a") if not is_blank(link)]
    said = [words(link) for link in links]
    if not links or any(len(text) < _HEADLINE for text in said):
        return None
    if any(_FILE.search(attribute(link, "href")) for link in links):
        return None
    rest, bullets = _BULLET.subn(" ", unlinked(table))
    if re.sub(r"[\s()（）\[\]]+", "", without_dates(rest)[0]):
        return None
    return links if bullets == len(links) or all(map(_is_dated_headline, every(table, "tr"))) else None


def _is_dated_headline(row: Tag) -> bool:
    cells = [cell for cell in every(row, "td") if not is_blank(cell)]
    return len(cells) == 1 and len(every(row, "a")) == 1 and without_dates(unlinked(row))[1]


def labels(draft: Draft) -> None:
    """Step: drops the title of a box that holds a list of stories and nothing else (`<div><p>今晨最新</p><ul>…`). A
    heading stays, for it may be the article's.
    """
    half = 0  # of the page's text, once a list asks for it
    for listing in every(draft.root, "ul", "ol"):
        if not gone(listing):
            _drop_ranks(draft, listing)
        if not gone(listing) and _story(draft, listing, False):
            half = half or len(draft.root.get_text()) // 2
            title = _title_of_box(draft, listing, half)
            for line in title:
                draft.drop(line, "label of related stories")
            if title:
                _drop_covers(draft, listing)


def _drop_ranks(draft: Draft, listing: Tag) -> None:
    """Drops the numbers of a list of the most read, each ahead of its item's only link (`1`, `2、`)."""
    ranks = [_rank(item, place) for place, item in enumerate(direct(listing), 1)]
    if len(ranks) > 1 and None not in ranks:
        for rank in filter(None, ranks):
            draft.drop(rank, "number of a related story")


def _rank(item: Tag, place: int) -> PageElement | None:
    """What tells an item's place in its list ahead of its only link, if the item says nothing else."""
    head = next((child for child in item.contents if not is_blank(child)), None)
    links = every(item, "a")
    if head is None or len(links) != 1 or not re.fullmatch(rf"(?:No\.|TOP)?0?{place}[.、:：]?", words(head), re.I):
        return None
    return head if says_only(item, [words(head), words(links[0])]) else None


def _title_of_box(draft: Draft, listing: Tag, half: int) -> list[Tag]:
    """The one short line, or the spans of one, that stand beside a list in its box, ahead of it; the box is less than
    half of the page."""
    box = listing
    for _ in range(_CLIMB):
        around = box.parent
        if around is None or around is draft.root or around.name in _NO_BOX:
            return []
        ahead = list(islice(neighbours(box, back=True), _SPANS))  # of a long row, a few tell enough
        if ahead or next(neighbours(box), None) is not None:
            title = [node for node in ahead if isinstance(node, Tag) and _may_be_title(node, alone=len(ahead) == 1)]
            text = " ".join(words(node) for node in reversed(title))
            limit = _LABEL if re.search("[\u4e00-\u9fff]", text) else _LABEL * 2
            short = 0 < len(text) <= limit and re.search(r"[。！？….:：]$", text) is None
            whole = len(title) == len(ahead) and next(neighbours(box), None) is None
            if not (whole and short) or _NO_STORIES.search(text) or _is_of_others(draft, listing, text):
                return []
            return title if len(around.get_text()) < half else []
        box = around
    return []


def _is_of_others(draft: Draft, listing: Tag, title: str) -> bool:
    """Whether a title in the author's own words stands above links to other sites: what he read, as like as not."""
    if RELATED_LABEL.fullmatch(title) or not re.search(r"[^\W\d_]{2}", title):
        return False
    hosts = {site(absolute(attribute(link, "href"), draft.url)) for link in every(listing, "a")}
    return site(draft.url) not in hosts


def _drop_covers(draft: Draft, box: Tag) -> None:
    """Drops the pictures that stand around a list of stories in boxes that hold no other words: the series' cover."""
    while (around := box.parent) is not None and around is not draft.root and around.name not in _NO_BOX:
        if any(words(node) for node in chain(neighbours(box), neighbours(box, back=True))):
            break
        box = around
    for picture in every(box, "img"):
        if enclosing(picture, "li") is None:
            draft.drop(picture, "picture of related stories")


def _may_be_title(node: Tag, alone: bool) -> bool:
    if node.name in ("time", *HEADINGS) or first(node, "a", "img", *HEADINGS) is not None:
        return False
    return alone or node.name == "span"


def gather(draft: Draft) -> None:
    """Step: lists of links, runs of blocks that are one link each, and such blocks under a label become one
    `<ul class="related">`; the label goes."""
    for lines in draft.blocks():
        if lines.name == "p" and first(lines, "br") is not None:
            _part_label(draft, lines)
    for card in draft.blocks():
        if card.name == "ul" and (headline := only_link(card)) is not None:
            _drop_head(draft, card, headline)
    run: list[tuple[Tag, list[Tag]]] = []
    label: Tag | None = None
    above = ""
    for block in draft.blocks():
        links = _story(draft, block, label is not None)
        sources = block.name in ("ul", "ol") and SOURCES.fullmatch(above)
        above = words(block) if block.name in ("p", *HEADINGS) else ""
        if sources or (label is None and any(_ADDRESS.fullmatch(words(link)) for link in links)):
            links = []  # what an author read, or addresses: no headlines
        if links:
            run.append((block, links))
            continue
        if run and label is not None and above == words(label):
            draft.drop(block, "label of related stories")
            continue
        _close(draft, label, run, block)
        run = []
        label = block if len(above) < _LABEL and RELATED_LABEL.fullmatch(above) else None
    _close(draft, label, run, None)
    _drop_last_headline(draft)


def _drop_last_headline(draft: Draft) -> None:
    """Drops the heading that ends the page and is the headline of another page of the site: a teaser's."""
    *text, last = draft.blocks() or [draft.root]
    link = only_link(last) if text and last.name in HEADINGS else None
    if link is None or not _elsewhere(draft, link):
        return
    if site(absolute(attribute(link, "href"), draft.url)) == site(draft.url):
        draft.drop(last, "headline of a story that is gone")


def _part_label(draft: Draft, block: Tag) -> None:
    """Parts the label from a paragraph of lines that are all but the first one link each."""
    head = lines_of(block)[0]
    if not RELATED_LABEL.fullmatch(line_text(head)):
        return
    label = draft.new("p")
    label.extend(head)
    if _row_of_links(block, labelled=True):
        block.insert_before(label)
    else:
        for node in reversed(head):
            block.insert(0, node)


def _story(draft: Draft, block: Tag, labelled: bool) -> list[Tag]:
    """The links of a block that is one link and nothing else, or a list of such; not of the page itself."""
    if block.name in ("p", *HEADINGS):
        if row := _row_of_links(block, labelled):
            return row if all(_elsewhere(draft, link) for link in row) else []
        link = _headline(block, labelled)
        return [link] if link is not None and _elsewhere(draft, link) and first(block, "img") is None else []
    if block.name in ("ul", "ol"):
        items = [item for item in block.contents if isinstance(item, Tag)]
        away = [item for item in items if not _here(draft, item)]
        if labelled or len(items) - len(away) == 1 < len(away):  # of a series, the page itself is no related story
            items = away
        rows = [_stories_of_item(item, labelled) for item in items]
        whole = all(row and all(_elsewhere(draft, link) for link in row) for row in rows)
        return list(chain(*rows)) if whole and first(block, "ul", "ol") is None else []
    return []


def _stories_of_item(item: Tag, labelled: bool) -> list[Tag]:
    """The link that is all of a list item, or below a label the headlines that share its line."""
    link = _card(item) or _headline(item, labelled) or _labelled_link(item)
    if link is not None:
        return [link]
    return _row_of_links(item, labelled) if labelled else []


def _headline(block: Tag, labelled: bool) -> Tag | None:
    """The link that is all of a block. One in the marks of a title (`《…》`) the author names in the text, unless a
    label says that it is a related story."""
    link = only_link(block)
    if link is None and labelled:
        link = _with_its_day(block)
    if link is None or labelled:
        return link
    mark = words(block)[:1]
    return None if mark in _TITLE_MARKS and not words(link).startswith(mark) else link


def _labelled_link(item: Tag) -> Tag | None:
    """The link of a list item that says ahead of it that it is a related story, and nothing else."""
    links = shown_links(item)
    rest = words(item).removesuffix(words(links[0])).strip() if len(links) == 1 else ""
    return links[0] if rest.endswith((":", "：")) and RELATED_LABEL.fullmatch(rest) else None


def _with_its_day(block: Tag) -> Tag | None:
    """The only link of a block that holds besides it its day, its number ahead of it, how often it was answered, in
    brackets, or behind it an excerpt that a program cut off (YARPP)."""
    links = shown_links(block)
    rest = _BULLET.sub(" ", unlinked(block)).strip() if len(links) == 1 else ""
    told = re.fullmatch(r"[（(\[]\s*(.+?)\s*[)）\]]", rest)
    beside = told[1] if told else rest
    numbered = told[1].isdecimal() if told else re.fullmatch(r"\d{1,2}\s*[.、．]", rest)
    cut = beside.endswith(("...", "…", "…]")) and words(block).startswith(words(links[0]))
    dated = is_date_line(beside) or _DAY_AND_HOUR.fullmatch(beside)
    return links[0] if beside and (cut or numbered or dated) else None


def _here(draft: Draft, item: Tag) -> bool:
    link = _card(item) or only_link(item)
    return link is not None and not _elsewhere(draft, link)


def _card(item: Tag) -> Tag | None:
    """The headline of a list item that is a card: a heading that is a link, and other links (its source, its topic)."""
    heading = next((block for block in item.contents if isinstance(block, Tag) and block.name in HEADINGS), None)
    if heading is None or not all(
        is_blank(block) or only_link(block) for block in item.contents if isinstance(block, Tag)
    ):
        return None
    return only_link(heading)


def _row_of_links(block: Tag, labelled: bool) -> list[Tag]:
    """The links of a block that holds two or more of them, each as long as a headline, and nothing between but, below a
    label, their days."""
    links = shown_links(block)
    least = _LABELLED if labelled else _ROW
    if len(links) < 2 or any(len(words(link)) < least for link in links):
        return []
    rest = " ".join([unlinked(block), *(words(name) for name in every(block, "a") if "href" not in name.attrs)])
    if labelled:
        rest = without_dates(rest)[0]
    return links if re.search(r"[^\W_]", rest) is None else []


def _elsewhere(draft: Draft, link: Tag) -> bool:
    url = absolute(attribute(link, "href"), draft.url)
    named = any(map(_FILE.search, (urlsplit_safe(url).path, words(link))))  # some addresses are those of a program
    return bool(url) and not same_page(url, draft.url) and not named


def _close(draft: Draft, label: Tag | None, run: list[tuple[Tag, list[Tag]]], below: Tag | None) -> None:
    """Makes a list of a run of stories, if it is one: two blocks, a list, or anything under a label. A heading that is
    a label, with nothing below it, goes."""
    if label is not None and not run and label.name in HEADINGS and (below is None or below.name in HEADINGS):
        draft.drop(label, "label of stories that are gone")
    if not run or (len(run) == 1 and label is None and len(run[0][1]) == 1 and run[0][0].name not in ("ul", "ol")):
        return
    if label is None and all(block.name == "p" for block, _ in run) and _is_one_elsewhere(draft, run):
        return
    if label is not None:
        draft.drop(label, "label of related stories")
    holder = draft.new("ul", **{"class": "related"})
    run[0][0].insert_before(holder)
    for block, links in run:
        for link in links:
            _drop_days(draft, link)
            item = draft.new("li")
            item.append(link)
            holder.append(item)
        if left := words(block):
            draft.note("around related stories", left)
        block.extract()


def _is_one_elsewhere(draft: Draft, run: list[tuple[Tag, list[Tag]]]) -> bool:
    """Whether all links of a run lead to one page of another site: one link over several lines (what was published
    there, and its title)."""
    addresses = {absolute(attribute(link, "href"), draft.url) for _, links in run for link in links}
    return len(addresses) == 1 and site(addresses.pop()) != site(draft.url)


def _drop_days(draft: Draft, link: Tag) -> None:
    """Drops from within a story's link what only tells its day or how often it is read, ahead of its headline or
    behind it."""
    for part in every(link, "span", "small", "time", "div", "p"):
        text = words(part) if not gone(part) else ""
        beside = (next(neighbours(part, back=True), None), next(neighbours(part), None))
        if text and (is_date_line(text) or is_count(text)) and beside.count(None) == 1:
            draft.drop(part, "day of a related story")


def _drop_head(draft: Draft, story: Tag, link: Tag) -> None:
    """Drops the lines above the first story that are a card's head: its day, which leads to the story as its headline
    does, and above it the name of where it appeared.
    """
    above = element_before(story)
    if above is None or above.name != "p":
        return
    own = [one for one in every(above, "a") if attribute(one, "href") == attribute(link, "href")]
    day = words(own[0]) if len(own) == 1 else ""
    if not re.search(r"\d", day) or len(day) > 20 or re.search(r"[^\W\d]", words(above).replace(day, "", 1)):
        return
    name = element_before(above)
    draft.drop(above, "day of a related story")
    if name is not None and name.name == "p" and len(words(name)) <= 40 and (to := only_link(name)) is not None:
        hosts = {urlsplit_safe(absolute(attribute(one, "href"), draft.url)).hostname for one in (to, link)}
        if len(hosts) == 1:
            draft.drop(name, "publication of a related story")
