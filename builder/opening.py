"""Lines of their own above the text that are metadata: by-lines, dates, ways to the page.

They work on the flat row of blocks. A line goes only where it says nothing else.
"""

from __future__ import annotations

import itertools
import re

from bs4 import Tag

from builder import biographies, entries, hanzi, phrases, reasons, stamps, ways
from builder.addresses import to_profile, to_topic
from builder.bylines import (
    BY_ONE_WORD,
    bare_names,
    boxed,
    byline,
    full_names,
    information,
    is_labels,
    is_nobody,
    names,
    posted,
)
from builder.dates import ahead_of_date, date, is_count, is_date_label, is_date_line, tells_day, undated
from builder.lines import (
    LONGEST,
    OF_BOOK,
    Told,
    by_links,
    credited,
    is_from_known,
    is_of_book,
    is_one_of_several,
    learn,
    says_more,
    speaks,
)
from builder.text import urlsplit_safe
from builder.titles import bare, same_words
from builder.tree import (
    GOES_ON,
    HEADINGS,
    Draft,
    attribute,
    every,
    first,
    is_among_sentences,
    is_value,
    leads_to_profile,
    line_texts,
    only_link,
    target,
    unlinked,
    words,
)

_SEPARATOR = re.compile(r"[·•．|｜/‧∙–—-]{1,3}|[*＊=＝~～_─━—-]{4,}")
_ISSUE = hanzi.compile(r"(?:总?第)?\s?\d{1,5}\s?期(?:\s?[（(]总?第?\s?\d{1,5}\s?期[)）])?")  # of a magazine
_LEFT_OF_DATE = re.compile(r"[|｜]\s*[^\s，。！？：:]{1,8}")  # what a page is, behind a date that is gone: `| 新闻稿`
_TIME = hanzi.compile(r"(?:[上下]午\s*)?\d\d?[:：]\d\d(?:\s*(?:[AP]M|[上下]午))?", re.I)
_FIGURE = re.compile(r"(?!(?:19|20)\d\d$)\d[\d,.]{0,8}\s?[kK万]?")  # of readers, beside a sign that is gone
_READERS_BEHIND = re.compile(r"(?<=\d[:：]\d\d)[)）]?\s+\d{2,9}$")  # the same behind the time of day
# What parted an author, who is known, from where he or she is: `/ 文自河畔`.
_LEFT_OF_NAME = hanzi.compile(r"[/／]\s*(?:撰?文|报[导道])(?:自[\u4e00-\u9fff]{2,10})?")
# Two or more that a page is shared at.
_NETWORKS = hanzi.compile(
    r"(?:(?:FB|Facebook|脸书|LINE|Twitter|推特|WeChat|微信|微博|Telegram|WhatsApp|Plurk|噗浪|Threads)[\s|｜/·]*){2,}",
    re.I,
)
# A day whose year goes without saying.
_DAY_OF_YEAR = hanzi.compile(
    r"(?:(?:更新|发[布表])[于时间：:]*\s*)?"
    r"(?:1[0-2]|0?[1-9])(?:-(?:3[01]|[12]\d|0?[1-9])|月(?:3[01]|[12]\d|0?[1-9])日\s*\d\d?:\d\d)"
)
_YEAR_AHEAD = re.compile(r"^((?:19|20)\d\d) (\d\d?)/(\d\d?)\b")  # `2020`, `11/30`
_SECTION = hanzi.compile(r"(?![晴阴雾霾雨雪风多小中大暴])[\u4e00-\u9fff|｜]{2,8}")  # none of the weather
_DOTS = re.compile(r"\s*[・•]\s*")  # between what a page tells of itself, as portals have it
_SHORT = 12
_VERSE = 16  # characters of a line
_TOPIC = hanzi.compile(r"(?:进入专题|所属专题|专题|[主子]?栏目|频道)\s*[:：]")
_CLOSE_LABEL = hanzi.compile(r"^作者\s?(?=[^\s:：]{2,12}$)")  # which a style sheet sets off from its value
_CLOSE_SOURCE = hanzi.compile(r"(?:文章)?来源\s?[^\s:：，。]{2,12}")
_IN_SECTIONS = hanzi.compile(r"(?:分类|类别|栏目|标签)\s*[:：]?\s+\S")  # beside the date: `分类 生活, 河流`
_LABELLED = re.compile(r"[^\s，。]{1,8}\s*[:：/／|｜]")  # `摄影：周河`
_HEAD = 10
_EVENT = hanzi.compile(r"(?:地[点址]|主[办讲持题]|讲者|嘉宾|对谈|活动|费用|票价)[^：:]{0,6}[:：]")
# Who wrote it, by a link, and what he or she is: `By Rosa Field, a columnist at The River.`
_BY_WITH_CALLING = re.compile(r"By (?P<name>[A-Z][^,.]{2,40}), (?:an?|the)\b[^.]{2,160}\.?$")
_OUTLET = hanzi.compile(r"(?:[报网社刊台]|新闻|日报|周刊|杂志|时报|传媒|媒体)$")
# Of a portal, ahead of the day and the outlet.
_ADDRESS_AHEAD = re.compile(r"^(?:https?://[\w.-]+/?\s+|www\.[\w.-]+\s*[|｜]\s*)")
# Whose time it is, and whether the text was taken over: `(河报北京时间2012年3月15日 首发 - 支持此文作者)`.
_BESIDE_ACCOUNT = hanzi.compile(
    r"北京时间|\s(?:首发|转载|来稿)\s*(?:[-–—]\s*(?:支持|打赏)(?:此文)?作者(?:[/／]记者)?)?$"
)
_CAME_THERE = hanzi.compile(r"[（(\[][^，。]{10,40}\s(?:首发|转载|来稿)[）)\]]")
# What a diary or a letter says beside its day, and whom a text is written for.
_NO_AUTHOR = hanzi.compile(
    r"(?:[晴阴雾霾]|多云|[小中大暴]?[雨雪]|[有无大微]?风)(?:$|[，,、\s转有])|亲爱|敬爱|尊敬|致(?![远力])"
    r"|[献送写]给|谨[以此献]|[纪怀悼]念"
)
# Who issues a statement, above its day.
_OFFICE = hanzi.compile(r".{2,}(?:办公[室厅]|国务院|[使领]馆|委员会|政府|外交部|新闻[处司局]|秘书处|议会|法院)")


def take(draft: Draft) -> None:
    """Step: by-lines and dates, as lines of their own ahead of the second paragraph of text, become metadata."""
    _date_in_boxes(draft)
    biographies.drop_box_ahead(draft)
    blocks = draft.blocks()
    seen, said, told = 0, False, False
    for block in blocks[:12]:
        if block.name in ("figure", "embed", "hr"):
            continue
        text = words(block)
        if text.endswith(GOES_ON):
            seen, said = seen + 1, True
            if seen > 1:
                break
            continue
        if not seen and block.name in ("p", "ul") and _is_of_buttons(text):
            continue  # which a later step drops
        if not seen and (why := _before_text(draft, block, text)):
            _drop_labelled(draft, block, why)
            told = True
            continue
        if not seen and (taken := _take_line_ahead(draft, block)):
            text = text.removeprefix(taken).lstrip()
        if said and block is blocks[-1]:
            break  # below the text, however short it is: a poem's day
        if block.name not in ("p", *HEADINGS) or len(text) > 120:
            seen += 1
        elif said and entries.is_day_of_several(block, text):
            break
        elif not said and entries.is_day_of_several(block, text, days=2):  # of a diary, which begins with it
            draft.take_date(text)
            break
        elif block.name in HEADINGS and seen and text not in draft.title:
            break  # a part of the text begins, which may name an author, or a day, of its own
        elif seen and bare(text) in draft.known and first(block, "a") is None:
            said = True  # what the article is about, as its tags have it, heads a part of it
        elif _take_metadata(draft, block, text):
            told = True
        elif told and not seen and _is_figure_alone(block, text):
            draft.drop(block, "counts")
        else:
            seen += len(text) > 30 or (said and text.endswith(("。", "！", "？")))  # a short one may be a motto
            said = True
        if seen > 1:
            break
    if not (draft.authors or draft.signed):
        _behind_standfirst(draft)
    for block in draft.blocks()[:1]:
        if len(draft.authors) > 1 and block.name == "p" and bare(words(block)) == bare("".join(draft.authors)):
            draft.drop(block, "by-line")  # the names once more, each in an element of its own


def _drop_labelled(draft: Draft, block: Tag, why: str) -> None:
    """Drops a line, and of one that leads to its author the label above it."""
    above = block.find_previous_sibling()
    if isinstance(above, Tag) and to_profile(target(block)) and biographies.is_label(words(above)):
        draft.drop(above, "labels of what was taken")
    draft.drop(block, why)


def _is_of_buttons(text: str) -> bool:
    """Whether a line or list above the text says only what shares the page, prints it, or sizes its type."""
    if len(text) > LONGEST * 2 or (text and text[0].isdigit()):
        return False
    return reasons.shares(text) or phrases.SIZES.fullmatch(text) is not None


def _is_figure_alone(block: Tag, text: str) -> bool:
    """Whether a line is a number, of readers, and not one of those that the parts of a text begin with."""
    if block.name != "p" or len(text) < 2 or not _FIGURE.fullmatch(text) or first(block, "b", "strong") is not None:
        return False
    others = (*block.find_previous_siblings(["p", *HEADINGS]), *block.find_next_siblings(["p", *HEADINGS]))
    beside = {str(int(text) - 1), str(int(text) + 1)} if text.isdecimal() else set()
    return beside.isdisjoint(map(words, others))


def _take_line_ahead(draft: Draft, block: Tag) -> str:
    """Takes the by-line that only a break parts from the paragraph that it stands above; empty where there is none."""
    at = first(block, "br") if block.name == "p" else None
    if at is None or at.parent is not block or first(block, "img") is not None:
        return ""
    ahead, *below = line_texts(block)
    if len(ahead) > LONGEST or len(" ".join(below)) <= LONGEST or not (people := byline(ahead)) or speaks(block, ahead):
        return ""
    if any(OF_BOOK.match(text) for text in below) or (len(below[0]) <= LONGEST and _LABELLED.match(below[0])):
        return ""  # the first of several lines that tell of a book, or of who worked on the article
    line = draft.new("p")
    block.insert_before(line)
    line.extend(list(itertools.takewhile(lambda node: node is not at, list(block.contents))))
    at.extract()
    draft.authors.extend(people)
    draft.drop(line, "by-line")
    return ahead


def _behind_standfirst(draft: Draft) -> None:
    """Takes the only line near the start that names authors by links, behind a standfirst and a long caption; and whom
    the only one with staff credits names, which stays, behind the points of a summary or in an editor's note."""
    blocks = draft.blocks()[:_HEAD]
    above = [block for block in blocks if block.name in ("p", *HEADINGS)]
    signers = [named for block in blocks if (named := credited(block))]
    if len(signers) == 1:
        draft.authors.extend(signers[0])
    told = [(line, people) for line in above if (people := by_links(line, below=True))]
    if len(told) == 1:
        draft.authors.extend(told[0][1])
        learn(draft, told[0][0], Told("line about the article", dated=True), words(told[0][0]))


def _date_in_boxes(draft: Draft) -> None:
    """An opening date whose parts are boxes of their own (`Oct 26`, `·`, `2019`), and the link with the name of the
    author or the section that stands ahead of it."""
    blocks = draft.blocks()[:8]
    texts = [words(block) for block in blocks]
    short = [
        block.name == "p" and len(text) <= _SHORT and first(block, "img") is None
        for block, text in zip(blocks, texts, strict=True)
    ]
    for start in range(len(blocks)):
        for end in range(min(start + 5, len(blocks)), start + 1, -1):
            run = texts[start:end]
            date_line = (
                " ".join(text for text in run if not _SEPARATOR.fullmatch(text)) if all(short[start:end]) else ""
            )
            date_line = _YEAR_AHEAD.sub(r"\1-\2-\3", date_line)
            if not is_date_line(date_line) or any(map(is_date_line, run)):
                continue
            draft.take_date(date_line)
            for block in blocks[start:end]:
                draft.drop(block, "date in boxes")
            ahead = blocks[start - 1] if start else None
            if ahead is not None and only_link(ahead) is not None and len(words(ahead)) <= 24:
                draft.authors.extend(names(words(ahead)) if to_profile(target(ahead)) else ())
                draft.drop(ahead, "link to the author or the section")
            return


def _before_text(draft: Draft, block: Tag, text: str) -> str:
    """Why a line ahead of all text goes: it was an e-book's bar, what parts things that are gone, a link to the author
    or the section, or the name of the publication that an article came from; empty where it stays."""
    href = target(block) if len(text) <= 16 and not phrases.PARTS_SENTENCE.search(text) else ""
    if stamps.FORWARDED.fullmatch(text):
        return "newsletter"
    if block.name == "p" and ways.own_address(draft, block):
        draft.take_date(text)
        return "the address of the page itself"
    if ways.is_way(draft, block, text):
        return "the way to the page"
    if block.name == "ul":
        return _list_before_text(draft, block, text)
    if block.name in HEADINGS and (biographies.WROTE.search(href) or biographies.drop_face_below(draft, block, href)):
        draft.authors.extend(names(text))
        return "link to the author or the section"
    if block.name == "p" and first(block, "img") is None:
        return _line_before_text(draft, block, text, href)
    return ""


def _list_before_text(draft: Draft, block: Tag, text: str) -> str:
    """The same of a list: links to sections, or what is told of the article, an item each."""
    if (items := every(block, "li")) and all(map(_to_section, items)):
        return "links to the sections"
    if (told := _by_items(draft, block)) is None:
        return ""
    draft.authors.extend(told)
    draft.take_date(text)
    return "line about the article"


def _line_before_text(draft: Draft, block: Tag, text: str, href: str) -> str:
    """The same of a line, of which `href` tells where it leads as a whole."""
    if phrases.BAR.fullmatch(text):
        return "navigation"
    if _NETWORKS.fullmatch(text):
        return "share buttons"
    if _SEPARATOR.fullmatch(text) or _LEFT_OF_DATE.fullmatch(text) or _LEFT_OF_NAME.fullmatch(text):
        return "what parted things that are gone"
    if text == "0":
        return "counts"
    if _ISSUE.fullmatch(text) and not any(_ISSUE.fullmatch(words(line)) for line in block.find_next_siblings()):
        return "number of the issue"
    if _DAY_OF_YEAR.fullmatch(text) and not _heads_days(block):
        return "date line"
    if block.find_previous_sibling() is None and len(text) <= _HEAD and ways.is_front(draft, href):
        return "link to the author or the section"
    if to_profile(href) or to_topic(href) or ways.is_section(text, href) or ways.to_folder(draft, href):
        draft.authors.extend(names(text) if to_profile(href) else ())
        return "link to the author or the section"
    if len(text) <= 60 and _TOPIC.match(text) and first(block, "a") is not None:
        return "links to the topics"
    if is_from_known(draft, text):
        return "name of the publication that it came from"
    if href and len(own := bare(text)) > 1 and any(bare(name).startswith(own) for name in draft.source.names()):
        return "name of the publication"
    return ""


def _heads_days(day: Tag) -> bool:
    """Whether other days stand below one, as in what is written from day to day, or from hour to hour."""
    return any(_DAY_OF_YEAR.fullmatch(words(line)) for line in day.find_next_siblings(["p", *HEADINGS]))


def _to_section(item: Tag) -> bool:
    return (link := only_link(item)) is not None and ways.leads_to_section(link)


def _by_items(draft: Draft, listing: Tag) -> tuple[str, ...] | None:
    """The authors in a list of which each item says something of the article: a by-line or a link to a profile, the day
    or the time of day, counts, a section. None where it is no such list, or tells no day and no count."""
    people: list[str] = []
    told = dated = False
    for item in every(listing, "li"):
        text, to = words(item), target(item)
        if is_date_line(text) or is_count(text) or phrases.INTERFACE.fullmatch(text):
            told = True
            dated = dated or is_date_line(text)
        elif to_profile(to):
            people.extend(names(text))
        elif not (_to_section(item) or ways.to_folder(draft, to) or _TIME.fullmatch(text) or _FIGURE.fullmatch(text)):
            found = byline(text)
            if not found:
                return None
            people.extend(found)
    return tuple(people) if told and (people or dated) else None


def _is_day_of_account(draft: Draft, text: str) -> bool:
    """Whether a line is a date and, beside it, the publication's name or what a platform calls the author; in brackets,
    whatever name it is where the line says how the text came there."""
    if date(text) is None:
        return False
    said = _BESIDE_ACCOUNT.sub("", undated(text.strip("()（）[]"))).strip()
    if bare(said) in draft.known - {""} or stamps.ACCOUNT.fullmatch(said):
        return True
    return _CAME_THERE.fullmatch(text) is not None and len(said) <= _SHORT and not re.search(r"[\s，。：:]", said)


def _author_and_date(draft: Draft, block: Tag) -> tuple[str, ...] | None:
    """The names in an opening paragraph of short lines, of which one is a date: the others name the author or the
    column. None where it is none."""
    if len(words(block)) > 100:
        return None
    texts = [re.sub(r"^(?:null|undefined)\b\s*", "", line) for line in line_texts(block)]
    texts = [text for text in texts if text and not same_words(text, draft.title)]
    rest = [text for text in texts if not is_date_line(text) and not _is_day_of_account(draft, text)]
    if len(rest) > 2 or len(rest) == len(texts) or any(map(_is_no_author, rest)):
        return None
    if len(rest) > 1 and is_date_line(texts[-1]) and not any(map(_may_be_name, rest)):
        return None
    return tuple(name for text in rest for name in byline(text) or names(text))


def _is_no_author(text: str) -> bool:
    """Whether a short line beside a date names nobody: a sentence, the weather, an office, something labelled."""
    if len(text) > 30 or re.search(r"[。！？]", text) or (re.search("[:：]", text) and not byline(text)):
        return True
    return _NO_AUTHOR.match(text) is not None or _OFFICE.fullmatch(text) is not None


def _may_be_name(line: str) -> bool:
    return line.isascii() or bool(byline(line) or bare_names(line))


def _day_between_ways(block: Tag) -> bool:
    """Whether a line is a date, and beside it links to front pages and to the comments, as portals have it, or with the
    name of an outlet and perhaps its section."""
    links = every(block, "a")
    day = unlinked(block)
    if not links or len(words(block)) > 120 or not tells_day(day):
        return False
    targets = [urlsplit_safe(attribute(link, "href")) for link in links]
    said = words(links[0])
    names_outlet = len(links) < 3 and len(said) <= _SHORT and _OUTLET.search(said) is not None
    return names_outlet or all(
        phrases.BUTTON.fullmatch(words(link)) or (to.hostname and not to.path.strip("/") and not to.query)
        for link, to in zip(links, targets, strict=True)
    )


def _is_day_and_outlet(text: str) -> bool:
    """Whether a line is a portal's address, a date, and behind it no more than a name."""
    address = _ADDRESS_AHEAD.match(text)
    if address is None:
        return False
    text, *rest = re.split(r"\s*[|｜]\s*", text[address.end() :])
    if not all(not part or is_count(part) or phrases.BUTTON.fullmatch(part) for part in rest):
        return False
    name = undated(text)
    return (
        date(text) is not None
        and not ahead_of_date(text)
        and len(name) <= _SHORT
        and not re.search(r"[\s，。：:]", name)
    )


def _about(draft: Draft, block: Tag, text: str) -> tuple[str, ...] | None:
    """The authors in a line about the article, which may begin with the publication's name: those that are links to
    profiles, and those it names; else None."""
    links = [words(link) for link in every(block, "a") if leads_to_profile(link)]
    buttons = [said for link in every(block, "a") if phrases.BUTTON.fullmatch(said := words(link))]
    for link in (*links, *buttons):
        text = text.replace(link, " ")
    head, _, rest = text.partition(" ")
    told = None if says_more(block) else information(rest if bare(head) in draft.known else text)
    return None if told is None else (*(name for link in links for name in names(link)), *told)


def _take_metadata(draft: Draft, block: Tag, text: str) -> bool:
    """Whether an opening line was a by-line, a date, or both, and is gone; or names authors in credits that stay."""
    if placed := stamps.FROM_PLACE.fullmatch(text):
        text = f"{placed[1] or ''} {placed[2]}".strip()
    told = _opening_line(draft, block, text)
    if told is None and placed and placed[1]:
        told = Told("by-line and date", names(placed[1]), dated=True)
    if told is None or (is_among_sentences(block) and _is_told(block, told, text)):
        return False
    learn(draft, block, told, text)
    draft.authors.extend(told.people)
    return True


def _is_told(block: Tag, told: Told, text: str) -> bool:
    """Whether a line below a sentence and above one is a part of what is told: it names nobody, or somebody in one word
    (`By Hand`)."""
    linked = told.people and told.reason == "link to the author or the section"
    named = linked or told.reason in ("", "by-line", "line about the article")
    return not named or BY_ONE_WORD.fullmatch(text) is not None


def _opening_line(draft: Draft, block: Tag, text: str) -> Told | None:
    """What a line above the text says of the article; None where it is text itself."""
    plain = block.name == "p"
    if _of_event(block, text) or _of_page_elsewhere(draft, block):
        return None
    if is_date_line(_READERS_BEHIND.sub("", text)):
        if _below_its_title(block, text) or _below_verse(block) or _is_asked_for(block):
            return None
        _name_ahead(draft, block)
        return Told("date line", dated=True)
    if plain and is_nobody(text):
        return Told("a name that is none")
    if (people := by_links(block)) is not None:
        return Told("line about the article", people, dated=True)
    if (calling := _BY_WITH_CALLING.match(text)) and text.startswith(f"By {words(first(block, 'a') or block)}, "):
        return Told("by-line", names(calling["name"]))
    if found := byline(text):
        if not plain and BY_ONE_WORD.fullmatch(text):
            return None  # how something is done, in what it heads
        if is_of_book(block) or speaks(block, text) or says_more(block):
            return None
        return Told("" if is_one_of_several(block, text) else "by-line", found, dated=True)
    return _who_and_when(draft, block, text) or _stamp(block, text) or _names_and_labels(draft, block, text)


def _who_and_when(draft: Draft, block: Tag, text: str) -> Told | None:
    """What a line says that tells who wrote the article, or when, among other things."""
    if (found := boxed(text)) and not any(words(line).startswith(text[0]) for line in block.find_next_siblings("p")):
        return Told("by-line", found)
    if _is_behind_section(block, text):
        return Told("section and date", dated=True)
    if post := stamps.POSTED.fullmatch(text):
        poster = () if hanzi.simplified(post["who"]).endswith("来源") else names(post["name"])
        return Told("line about the post", poster, dated=True)
    if _day_between_ways(block) or _is_day_and_outlet(text):
        return Told("date line", dated=True)
    if (people := _about(draft, block, text)) is not None:
        return Told("line about the article", people, dated=True)
    if block.name not in HEADINGS and is_count(text) and not is_value(block) and not _is_one_of_counts(block, text):
        return Told("counts", dated=True)
    if people := posted(text) or (byline(undated(text)) if date(text) is not None else ()):
        return Told("by-line and date", people, dated=True)
    if (people := _named_in_title(draft, text)) and not is_among_sentences(block):
        return Told("by-line", people)
    if people := credited(block):
        return Told("", people)  # the credits of other staff are text
    if block.name == "p" and (people := _name_and_date(block, text)):
        return Told("by-line and date", people, dated=True)
    return None


def _named_in_title(draft: Draft, text: str) -> tuple[str, ...]:
    """The author with whose name both a line that says nothing else and the title begin (`林小田：论渡口`)."""
    name = text.strip("●•·■◆　 ")
    ahead, colon, _ = re.sub(r"\s*[:：]", "：", draft.title).partition("：")
    return bare_names(name) if colon and name == ahead else ()


def _stamp(block: Tag, text: str) -> Told | None:
    """What a line says that a program wrote, as stamps.py knows them."""
    if stamps.NUMBERED.fullmatch(text):
        return Told("date line")
    if stamps.STATUS.fullmatch(text):
        return Told("where and on what it was written", dated=True)
    if (left := stamps.WITHOUT_TIME.fullmatch(text)) and words(first(block, "a") or block) == left["name"]:
        return Told("by-line and date", names(left["name"]))
    if block.name == "p" and (written := stamps.OF_WECHAT.fullmatch(text) or stamps.WRITTEN_FOR.fullmatch(text)):
        return Told("by-line", names(written[1]))
    if block.name == "p" and stamps.ALBUM.fullmatch(text):
        return Told("links to the topics")
    return None


def _names_and_labels(draft: Draft, block: Tag, text: str) -> Told | None:
    """What a line says that is no more than names, known or set off, with dates and labels."""
    plain = block.name == "p"
    told = phrases.PARTS_SENTENCE.search(text) is not None and target(block) != "#"  # where buttons lead
    short = plain and len(text) <= LONGEST and not told
    if short and biographies.WROTE.search(target(block)) and not _is_among_authors(block):
        return Told("link to the author or the section", names(text))
    if plain and (people := _between_dots(text)) is not None:
        return Told("line about the article", people, dated=True)
    if is_labels(text):
        return Told("labels of what was taken")
    if bare(text) in draft.known or _is_day_of_account(draft, text):
        return Told("name of the publication or author", dated=True)
    people = _author_and_date(draft, block) if plain and first(block, "br") is not None else None
    people = _parts(block, text) if people is None else people
    return Told("by-line and date", people, dated=True) if people is not None else None


def _is_one_of_counts(block: Tag, text: str) -> bool:
    """Whether a number is one of several in a row to choose from: `5分钟`, `10分钟`."""
    beside = (block.find_previous_sibling("p"), block.find_next_sibling("p"))
    said = {words(line) for line in beside if isinstance(line, Tag)} - {text}
    return entries.shape(text) in map(entries.shape, said)


def _parts(block: Tag, text: str) -> tuple[str, ...] | None:
    """The authors in a line that bars or wide spaces part, of which one part is a date; None where it is none. A
    heading has another part that is a by-line."""
    parts = [part for part in re.split(r"\s*[|｜]\s*|\s{2,}", text) if part]
    rest = [_CLOSE_LABEL.sub("作者：", part) for part in parts if not is_date_line(part)]
    if len(parts) < 2 or len(rest) == len(parts) or (block.name in HEADINGS and not any(map(byline, rest))):
        return None
    rest = [part for part in rest if not _IN_SECTIONS.match(part)]
    linked = [words(link) for link in every(block, "a") if leads_to_profile(link)]
    rest = [part for part in rest if not _CLOSE_SOURCE.fullmatch(part)]
    rest = [part for part in rest if not phrases.INTERFACE.fullmatch(part)]
    named = [name for part in rest for name in byline(part)] or [name for said in linked for name in names(said)]
    return tuple(named) if len(named) >= len(rest) or all(len(part) < 12 for part in rest) else None


def _between_dots(text: str) -> tuple[str, ...] | None:
    """The names in a line whose short parts dots set off, of which two tell days or counts, or one a day behind a label
    (`更新于 2月10日 01:44 • 林小田`); or a program's day and a section (`2026-02-03・河边报告`). None where it is none.
    """
    parts = [part for part in _DOTS.split(text) if part]
    if len(parts) == 2 and re.fullmatch(r"\d{4}-\d\d-\d\d", parts[0]) and _SECTION.fullmatch(parts[1]):
        return ()
    told = [part for part in parts if tells_day(part) or is_count(part) or _DAY_OF_YEAR.fullmatch(part)]
    if len(told) < 2 or len(parts) == len(told) or any(len(part) > _SHORT for part in parts if part not in told):
        return None
    return tuple(name for part in parts if part not in told for name in full_names(part))


def _name_ahead(draft: Draft, day: Tag) -> None:
    """Drops the name with which the page begins, alone on the line right ahead of its date."""
    ahead = day.find_previous_sibling()
    if (
        not isinstance(ahead, Tag)
        or ahead.name != "p"
        or len(said := words(ahead)) > _SHORT
        or ahead.find_previous_sibling() is not None
    ):
        return
    if first(ahead, "a") is None and (people := full_names(said)):
        draft.authors.extend(people)
        draft.drop(ahead, "by-line")


def _is_behind_section(block: Tag, text: str) -> bool:
    """Whether a line is a short link, to the section, and then a date."""
    section = words(link) if (link := first(block, "a")) is not None else ""
    longest = _SHORT * 2 if section.isascii() else _SHORT
    if not 1 < len(section) <= longest or not text.startswith(section):
        return False
    return tells_day(text.removeprefix(section).strip())


def _name_and_date(block: Tag, text: str) -> tuple[str, ...]:
    """The names in a line of names and then a date, as feed makers set it: in italics, or with the time of day; or,
    ahead of a date or behind it, names that are known as such."""
    if people := bare_names(undated(text)) if date(text) is not None else ():
        return people
    head = hanzi.compile(r"\s*[于在](?:\s*星期[一二三四五六日天])?$").sub("", ahead_of_date(text))
    if not head or len(head) > 40 or first(block, "br") is not None or re.search(r"[。！？!?：:；“”「」《》|｜]", head):
        return ()
    mark = first(block, "i", "em")
    told = (mark is not None and words(mark) == text) or hanzi.compile(r"\d\d?[:：时点]\d\d").search(text) is not None
    return names(head) if told and is_date_line(text.removeprefix(head).strip(" ·|｜,，-–—")) else ()


def _below_its_title(block: Tag, text: str) -> bool:
    """Whether a day in brackets stands below a line in bold: that of a speech or a law, whose title it goes with."""
    above = block.find_previous_sibling()
    if not isinstance(above, Tag) or re.fullmatch(r"[（(].*[)）]", text) is None:
        return False
    return any(words(mark) == words(above) for mark in every(above, "b", "strong"))


def _below_verse(day: Tag) -> bool:
    """Whether a day stands below a quotation or lines of verse: that on which these were written."""
    above = day.find_previous_sibling()
    if not isinstance(above, Tag) or above.name == "blockquote":
        return isinstance(above, Tag)
    lines = line_texts(above) if above.name == "p" else []
    return len(lines) > 2 and all(len(line) <= _VERSE for line in lines) and not any(map(byline, lines))


def _is_asked_for(day: Tag) -> bool:
    """Whether a day is the value of a label of its own that is none of a page's: `裁判日期：`."""
    above = day.find_previous_sibling()
    if not is_value(day) or not isinstance(above, Tag) or len(label := words(above)) > _SHORT:
        return False
    return not (is_date_label(label) or is_labels(label) or phrases.NO_VALUE.fullmatch(label))


def _of_event(block: Tag, text: str) -> bool:
    """Whether a date is that of an event: the line above or below says where it takes place, or who speaks there."""
    beside = (block.find_previous_sibling(), block.find_next_sibling())
    return hanzi.compile(r"(?:时间|日期)\s*[:：]").match(text) is not None and any(
        isinstance(line, Tag) and _EVENT.match(words(line)) for line in beside
    )


def _is_among_authors(block: Tag) -> bool:
    """Whether a line right beside a link to an author is another such: the text tells of several."""
    beside = (block.find_previous_sibling(), block.find_next_sibling())
    return any(isinstance(line, Tag) and biographies.WROTE.search(target(line)) for line in beside)


def _of_page_elsewhere(draft: Draft, block: Tag) -> bool:
    """Whether the line right above begins with a link to a page elsewhere, of which a name and a day below it tell."""
    above = block.find_previous_sibling()
    link = first(above, "a") if isinstance(above, Tag) and above.name == "p" else None
    if above is None or link is None or to_profile(to := attribute(link, "href")) or len(said := words(above)) > 120:
        return False
    host = urlsplit_safe(to).hostname
    return bool(host and words(link)) and said.startswith(words(link)) and not host.endswith(draft.source.domain)
