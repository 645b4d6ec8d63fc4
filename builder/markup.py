"""Metadata that the page's mark-up names: `<time datetime>`, by-line elements, article information boxes."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Callable
from functools import lru_cache, partial
from itertools import dropwhile, islice, takewhile

from bs4 import Tag

from builder import entries, hanzi
from builder.bylines import (
    are_names,
    byline,
    dispatched,
    full_names,
    information,
    is_calling,
    is_labels,
    named,
    names,
    signed,
)
from builder.dates import ahead_of_date, date, is_ago, is_count, is_date_label, is_date_line, undated
from builder.text import fold, one_of, width
from builder.titles import FIRST_TITLE, bare, headline, same_words
from builder.tree import (
    HEADINGS,
    LARGE,
    Draft,
    ahead,
    attribute,
    called,
    direct,
    enclosing,
    every,
    first,
    gone,
    holds,
    in_english,
    is_blank,
    is_inline,
    is_under,
    label,
    leads_to_profile,
    line_around,
    neighbours,
    only_link,
    parts_sentence,
    pixels,
    says_only,
    says_sentence,
    size,
    spellings,
    stands_in_text,
    unlinked,
    words,
)

# Words of class names that say who, and when.
_WHO = one_of("byline author authors writer writers contributor contributors reporter username authorinfo")
# With one of these it says something else: whose a quote or a picture is, what an author wrote below the text.
_NOT_WHO = one_of(
    "bio description about support note notes quote pullquote testimonial photo comment latest more works books "
    "publications articles posts message statement says foreword preface postscript recommends copyright"
)
_WHEN = one_of("meta metadata date time datetime timestamp dateline pubdate pubtime publish published posted submitted")
# A box below the text that says who its author is.
_ABOUT = re.compile(
    r"(?:\w+-)*(?:about-(?:the-)?(?:author|writer)s?"
    r"|(?:author|writer|columnist)s?-?(?:bio(?:graphy)?|box|about|card|profile|info-(?:block|box)))"
    r"(?:-\w+)*"
)
_BIO = re.compile(r"(?:\w+-)*bio")  # beside the name, on its line
# What a box below the text is called that tells of its author.
_BIOS = re.compile(r"(?:\w+-)*bios?|contributors|(?:post|article|entry|blog)-writer|user-?(?:info|card)")
_SAYS_WHO = re.compile(r"author|(?:^|[\s_-])(?:writer|reporter)")
_STAFF = hanzi.compile(r"(?:摄影|设计|编辑|翻译|核稿|制图)\W*$")
_OF_STAFF = hanzi.compile(
    r"(?:摄影|设计|(?:责任)?编辑|责编|翻译|译者|核稿|校对|制图)\s*[\s:：/／|｜]|[\u4e00-\u9fff·\s]{2,20}?(?:[编翻]?译|译注)$"
)
_BIO_TEXT = 600
_OWN_NAME = re.compile(r"(?:(?:author|user|nick)-?)?name")
_NICKNAME = re.compile(r"(?:^|-)nick-?name$")
_INFORMATION = re.compile(
    r"(?:a|art|article|post|news|story|entry|page|content|top)-?(?:info(?:rmation)?|about)|top-bar"
)
_BOX = re.compile(
    r"(?:\w+-)?(?:post|entry|article|news|story|blog)-?(?:meta(?:data)?|info(?:rmation)?)(?:-\w+)*"
    r"|(?:\w+-)*meta-(?:info(?:-\w+)*|list)"
)
_DEK = re.compile(
    r"(?:\w+-)*(?:sub-?title|sub-?head(?:line)?|stand-?first|dek|deck|lede|strapline|excerpt|summary)(?:-(?:paragraph|text|content))?"
)
_IS = re.compile(r"(?:is|was|writes|covers|teaches|lives) ")
_NAMED_BY = ("class", "id", "itemprop", "rel", "property", "data-testid", "data-hook", "aria-labelledby")
_DEPTH = 3
_LABEL = 12
_FIELD_TEXT = 40
_CARD = 60
_LISTED = 1000  # characters: more than a list has that tells of the article
_FACES = 20  # more than an article has authors
_NODES = 40  # nodes: a date's box has few
_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d")  # as microformats give it
# What stands ahead of the day when a page was last changed. (`更新时间` may be all that a paper tells of its article.)
_CHANGED = hanzi.compile(
    r"最[后近](?:一次)?(?:更新|修改|编辑)(?:时间|日期)?[于在]?[\s:：]*$"
    r"|(?:last|recently) (?:updated|modified|edited)\b[\s:a-z]*$",
    re.I,
)
_PARTIAL = hanzi.compile(
    r"(?:\d\d?[-/.]\d\d?|\d\d?\s*月\s*\d\d?\s*日?|[A-Z][a-z]{2,8}\.? \d\d?|\d\d? [A-Z][a-z]{2,8})"
    r"(?:\s*[（(]?(?:星期|周)[一二三四五六日天][)）]?)?(?:[\s,]*(?:[上下]午|凌晨|晚上|中午)?\s*\d\d?[:：点时](?:\d\d分?)?)?"
)
_FIELD = hanzi.compile("(?P<author>作者|发[帖贴文]者|发[帖贴]人)|看板|(?P<title>标题)|(?P<time>时间|日期)")
_NO_VALUE = hanzi.compile(r"\s+(?:作者|编辑|记者)\s*[:：]?\s*$")  # a label that nothing follows
# From where it was taken, in a box of its own; in a paragraph it is what an editor wrote.
_TAKEN_FROM = hanzi.compile(r"(?:文章|信息)?(?:来源|稿源)\s*[:：]\s*[^\s，。：:]{2,16}")
_BESIDE = hanzi.compile(r"(?:作者|文|By|编辑|发布|在|于|提交|[\W\d_])+", re.I)  # what stands beside names and a date
_SOURCED = hanzi.compile(r"(?:文章|新闻)?来源\s*[:：]")
# What offices tell of a document, in a table or list above it.
_OF_DOCUMENT = hanzi.compile(
    r"(?:索\s*引\s*号|(?:主题|体裁|组配)分类|主题词|发[文布](?:机关|机构|单位)|(?:成文|发文|发布|生成|生效)(?:日期|时间)"
    r"|(?:发文)?[文字]\s*号|标\s*题|名\s*称|公开(?:方式|范围|类别)|信息类别|有效性)\s*[:：]"
)
_LABELS = 3
_OF_FRAME = 1_000  # characters; a table of more lays out the document, too
_PUBLISHED = hanzi.compile(r"发布(?:日期|时间)")
_STREET = hanzi.compile(r"[省市县区乡镇村路街巷道]$|\d\s*[号楼室]|[路街巷道]\s*\d|地址\s*[:：]|电话\s*[:：]")
_AUTHORS = re.compile(r"/(?:authors?|writers?|reporters?|journalists?|by)/", re.I)
# Not in the name of a file that a repository keeps.
_OF_PERSON = re.compile(r"(?:author|user|profile|writer|people|@|journalist|contributor|reporter)(?![\w-]*\.md)")
_NAME = re.compile(r"(?:^|[\s_-])name", re.I)
_MORE_BY = re.compile(r"(?:more|all|other)(?: [a-z]+)? (?:by|from) ", re.I)  # what a link to an author's page says
_TITLE = re.compile(r"(?:^|[\s_-])(?:job-?)?(?:title|role|position)", re.I)
_OF_BBC = re.compile(r"(?:Role|Reporting from)\b")  # beside the author
_CALLING = hanzi.compile(
    r"^[^:：]*(?:(?:记者|作者|编辑|撰稿人?|主播|评论员)[）)]?$|特约|\b(?:correspondent|reporter|editor|writer)\b|News$)",
    re.I,
)
_NO_NAME = re.compile(r"[\u4e00-\u9fff]{6,}|(?:The|An?|My) .*")  # above a calling


@lru_cache(maxsize=4096)
def _role(names: str) -> str:
    for plain in spellings(names):
        parts = frozenset(plain.split("-"))
        if _ABOUT.fullmatch(plain):
            return "about"
        if (parts & _WHO or plain.replace("-", "") in _WHO) and not parts & _NOT_WHO:
            return "byline"
        if _NICKNAME.search(plain):
            return "byline"
        if parts & _WHEN or _INFORMATION.fullmatch(plain) or _BOX.fullmatch(plain):
            return "meta"
    return ""


def read(draft: Draft) -> None:
    """Step: publication date from `<time>`, authors from by-line elements ahead of the text or after it; they leave
    the body. Comes after the furniture is gone, so that a comment's author and date are not taken for the article's.
    """
    _times(draft)
    _faces(draft)
    _folded_dates(draft)
    _standfirst(draft)
    total = size(draft.root)
    opening, read = True, 0
    tags = every(draft.root)
    paragraphs = deque((place, tag) for place, tag in enumerate(tags) if tag.name == "p")
    for place, tag in enumerate(tags):
        if gone(tag):
            continue
        if opening and tag.name == "p":
            text = words(tag)
            read += width(text) if width(text) > 30 else 0
            opening = read <= 60
        if opening and tag.name in ("ul", "table") and (people := _listed(tag)) is not None:
            told = words(tag)
            draft.take_date(told[found.start() :] if (found := _PUBLISHED.search(told)) else told)
            draft.authors.extend(people)
            draft.drop(tag, "article information")
            continue
        if opening and tag.name in ("div", "p", "li") and _is_field(draft, tag):
            draft.drop(tag, "field of a message")
            continue
        if opening and tag.name in ("div", "span") and _is_taken_from(tag):
            draft.drop(tag, "name of the publication that it came from")
            continue
        is_below = partial(_is_below, tag, place, paragraphs)
        if not opening and _is_bio(draft, tag, total, is_below):
            draft.drop(tag, "about the author")
        elif tag.name == "address" or tag.attrs:
            _by_role(draft, tag, total, opening, is_below)


def _is_bio(draft: Draft, box: Tag, total: int, is_below: Callable[[], bool]) -> bool:
    """Whether a box below the text is called a biography, and an element in it says nothing but an author's name."""
    if box.name not in ("div", "section", "aside", "ul", "ol") or not called(box, _BIOS):
        return False
    if len(text := words(box)) * 3 >= total:
        return False
    people = {*draft.known, *map(bare, (*draft.authors, *draft.signed))}
    return len(text) < _BIO_TEXT and is_below() and any(bare(words(part)) in people for part in every(box))


def _is_field(draft: Draft, line: Tag) -> bool:
    """Whether a line is a label and its value, each an element, as boards head a message; what it tells is taken."""
    parts = direct(line)
    found = _FIELD.fullmatch(label(parts[0], _LABEL)) if len(parts) == 2 else None
    if found is None or first(line, "a") is not None or not says_only(line, said := [words(part) for part in parts]):
        return False
    value = said[1]
    if found["title"]:
        draft.title = headline(draft.title, value)
        return same_words(value, draft.title)
    if found["time"]:
        draft.take_date(value)
        return date(value) is not None
    if len(value) > _FIELD_TEXT or re.search("[。！？，]", value):
        return False
    people = names(value.removesuffix("()")) if found["author"] else ()
    draft.authors.extend(people)
    return bool(people) or not found["author"]


def _is_taken_from(box: Tag) -> bool:
    """Whether a box says from where the article was taken and nothing else, and is no part of a paragraph. A template
    gives its boxes names; a `<div>` that an editor styled is a paragraph of theirs."""
    if box.name == "div" and box.attrs.keys().isdisjoint(("class", "id")):
        return False
    if len(box.contents) > _DEPTH or first(box, "div", "p", "ul") is not None or enclosing(box, "p") is not None:
        return False
    if _TAKEN_FROM.fullmatch(words(box)) is None:
        return False
    beside = " ".join(line_around(box)).strip() if box.name == "span" else ""
    return not beside or is_date_line(beside)


def _listed(listing: Tag) -> tuple[str, ...] | None:
    """The authors in a list or table that tells of the article, ahead of its text; None where it is none."""
    if not is_under(listing, _LISTED):
        return None
    if listing.name == "ul" and (people := _byline_list(listing)):
        return people
    if len(_OF_DOCUMENT.findall(label(listing, _OF_FRAME))) > _LABELS and first(listing, "table") is None:
        return ()
    if not _days(listing) and (told := information(words(listing))) is not None:
        return told
    return _head_list(listing) if listing.name == "ul" else None


def _head_list(listing: Tag) -> tuple[str, ...] | None:
    """The name in a list that is, ahead of the text, a name, a date and how long the page takes to read."""
    texts = [words(item) for item in every(listing, "li")]
    days = [text for text in texts if is_date_line(text)]
    rest = [text for text in texts if text not in days and not is_count(text)]
    if len(days) != 1 or len(rest) != 1 or len(texts) == 2 or len(rest[0]) > _LABEL:
        return None
    return names(rest[0])


def _days(listing: Tag) -> bool:
    """Whether a list is one of days alone, which is text."""
    items = [words(item) for item in every(listing, "li")]
    return len(items) > 1 and all(item[:1].isdigit() and is_date_line(item) for item in items)


def _in_sentence(tag: Tag, before: str, after: str) -> bool:
    """Whether an element stands in running text: words that are no label before it, and a sentence that goes on."""
    if not is_inline(tag):
        return False
    if in_english(before, after) and not is_labels(before):
        return True
    if not re.search(r"\w{2}", before) or is_labels(before):
        return not before and parts_sentence(before, after)
    if len(before + after) <= 15:
        return not is_date_label(before) and parts_sentence(before, after)
    goes_on = re.match("[，。；]", after) if is_date_label(before) else re.search("[，。！？；]", after)
    return goes_on is not None


def _times(draft: Draft) -> None:
    """The first `<time datetime>` that is no update's, with a date of its own; lines that hold only times go."""
    _moments(draft)
    begun = False
    for time in every(draft.root, "time"):
        if time.parent is None or enclosing(time, "blockquote") is not None or _of_story(time) or _of_card(time):
            continue
        given = attribute(time, "datetime")
        text = words(time)
        found = date(given) if given else None
        labels = attribute(time, "class") + attribute(time, "itemprop")
        updated = re.search(r"updat|modif", labels, re.I) and not re.search(r"publish", labels, re.I)
        told = is_date_line(text) or (given and _PARTIAL.fullmatch(text))
        if told and (entries.is_within_head(time) or entries.heads_entry(time)):
            draft.dated = draft.dated or found
            continue
        if told and _is_told_of(time, text):
            continue
        before, after = line_around(time)
        within = _in_sentence(time, before, after)
        if (within and after) or _CHANGED.search(before):  # the day that a sentence tells is seldom the page's
            draft.dated = draft.dated or found
        elif found is not None and not updated:
            draft.published = draft.published or found
        if (not text or told) and not within:
            if not given:
                draft.take_date(text)
            if not begun:
                _name_ahead(draft, time, text)
            begun = True
            _drop_time(draft, time)


def _of_card(time: Tag) -> bool:
    """Whether a day stands in an item of a list below its headline: that of another story."""
    item = enclosing(time, "li")
    return item is not None and "datetime" not in time.attrs and (first(item, "h2", "h3", "h4", "h5", "h6") is not None)


def _is_told_of(time: Tag, text: str) -> bool:
    """Whether a day is a paragraph of its own within the text."""
    line = enclosing(time, "p", "div")
    if line is None or len(line.contents) > _NODES:
        return False
    return label(line) == text and _is_within(line)


def _is_within(box: Tag) -> bool:
    """Whether a box stands below two paragraphs of the text, of which the first may be a standfirst, and above one."""
    above = list(islice(neighbours(box, back=True), 2))
    return stands_in_text(box) and len(above) == 2 and all(map(says_sentence, above))


def _moments(draft: Draft) -> None:
    """What a forum tells where one points at `1 天前`, and microformats in the title of an hour, is a date for want of
    others."""
    for since in every(draft.root, "span", "abbr"):
        if "title" in since.attrs and not _of_story(since):
            text, given = words(since), attribute(since, "title")
            if is_ago(text) or (since.name == "abbr" and _MOMENT.match(given) and entries.CLOCK.search(text)):
                draft.dated = draft.dated or date(given)


def _drop_time(draft: Draft, time: Tag) -> None:
    """Drops a date, and around it the elements of which nothing but its label is left."""
    boxes = list(takewhile(lambda box: box is not draft.root and len(box.contents) <= _NODES, time.parents))
    draft.drop(time, "date")
    for box in dropwhile(is_blank, boxes):
        if not (said := label(box)) or not is_date_label(said):
            break
        draft.drop(box, "label of a date")


def _name_ahead(draft: Draft, time: Tag, text: str) -> None:
    """Takes the name that stands alone between the headline and the box of a date."""
    name = ahead(time, lambda box: words(box) == text)
    if not isinstance(name, Tag) or first(name, "a") is not None or not (people := full_names(said := words(name))):
        return
    above = ahead(name, lambda box: undated(words(box)) == said)
    if isinstance(above, Tag) and above.name in HEADINGS:
        draft.authors.extend(people)
        draft.drop(name, "by-line")


def _faces(draft: Draft) -> None:
    """The authors in the page's head whose faces stand beside their names, each of which a link says, as what the
    picture is said to show (Docusaurus); with what they are."""
    for head in every(draft.root, "header"):
        links = every(head, "a") if first(head, "h1") is not None else []
        named = {words(link): link for link in reversed(links)}
        for img in every(head, "img")[:_FACES] if links else ():
            name = "" if gone(img) else fold(attribute(img, "alt"))  # with the card of another
            link = named.get(name) if name else None
            if link is None or gone(link) or first(link, "img") is not None or not (people := names(name)):
                continue
            card = next((box for box in link.parents if holds(box, img)), head)
            tells = len(words(card)) > _CARD or "。" in words(card)
            if card is not head and not tells and first(card, "h1", "time") is None:
                draft.authors.extend(people)
                draft.drop(card, "by-line")


def _folded_dates(draft: Draft) -> None:
    """A box to open that says when a page was published, and in it when it was changed, and nothing else."""
    for box in every(draft.root, "details"):
        head = words(first(box, "summary") or box)
        if is_date_line(head) and is_date_line(words(box).removeprefix(head).strip()):
            draft.take_date(head)
            draft.drop(box, "dates of publication and change")


def _of_story(tag: Tag) -> bool:
    """Whether an element stands in a box of related stories, which have dates and authors of their own."""
    return any("data-related" in parent.attrs for parent in tag.parents)


def _byline_list(tag: Tag) -> tuple[str, ...]:
    """The author of a BBC-like list: a name and what its bearer is, ahead of all text.

    `Author, …` and `Role, …` items name them; else two short items without links, of which the second says 记者.
    """
    items = [item for item in every(tag, "li") if first(item, "li") is None and not is_blank(item)]
    texts = [words(item) for item in items]
    sentences = any(re.search("[。！？]", text) for text in texts)
    if not 1 <= len(texts) <= 12 or sentences or not says_only(tag, texts):
        return ()  # a page that is a list
    if (people := _labelled(items)) is not None:
        return people
    if all(byline(text) for text in texts):
        return tuple(name for text in texts for name in byline(text))
    links = [only_link(item) for item in items]
    if all(link is not None and _AUTHORS.search(attribute(link, "href")) for link in links):
        return tuple(name for text in texts for name in names(text))
    if len(texts) == 2 and all(len(text) <= 40 for text in texts):
        told = all(part.search(attribute(item, "class")) for part, item in zip((_NAME, _TITLE), items, strict=True))
        if told or (_CALLING.search(texts[1]) and not _NO_NAME.fullmatch(texts[0])):
            return (texts[0] + (texts[1] if texts[1].startswith("（") else f"（{texts[1]}）"),)
    return ()


def _labelled(items: list[Tag]) -> tuple[str, ...] | None:
    """The names in items with labels (`Author, …`, `Role, …`), but for a list that says something else, too; None where
    there are no such labels."""
    people: list[str] = []
    for item in items:
        text = words(item)
        if found := re.match(r"(?:Author|作者)\s*[,，:：]\s*(.+)", text, re.I):
            people.extend(names(found[1]))
        elif (found := hanzi.compile(r"(?:Role|角色|职位)\s*[,，:：]\s*(.+)", re.I).match(text)) and people:
            people[-1] = f"{people[-1]}（{found[1]}）"
        elif people and first(item, "a") is None and not (is_date_line(text) or _OF_BBC.match(text)):
            return ()
    return tuple(people) or None


def _by_role(draft: Draft, tag: Tag, total: int, opening: bool, is_below: Callable[[], bool]) -> None:
    """Takes a by-line or information element whose words are names and dates only; after the opening, one that says so
    itself, by a label or a link to its author, and is no item of a list."""
    labels = " ".join([attribute(tag, name) for name in _NAMED_BY if name in tag.attrs])
    kind = _role(labels)
    if tag.name == "address":  # of who wrote it, by HTML; editors write down where something is, too
        kind = "" if _STREET.search(words(tag)) and first(tag, "a") is None else "byline"
    if not kind or enclosing(tag, "figure", "blockquote", "figcaption") is not None or _of_story(tag):
        return
    text = words(tag)
    if not text or (kind == "meta" and _shows(tag)):
        return
    before, after = line_around(tag) if kind == "about" and is_inline(tag) else ("", "")
    if kind == "about" and not _in_sentence(tag, before, after):
        told = re.search(r"bio|about", labels) is not None
        if opening and not (told and is_below()):  # some templates call the by-line so
            kind = "" if told else "byline"
        elif first(tag, "a") is None and _is_within(tag):
            return  # of whom the text tells
        elif len(text) * 3 < total:
            if not draft.authors:
                draft.signed.extend(_named_inside(tag))
            draft.drop(tag, "about the author")
            return
    if len(text) > 160 or len(text) * 3 > total:
        return
    before, after = line_around(tag)
    if _in_sentence(tag, before, after):
        if kind == "byline" and not opening and _IS.match(after):
            draft.signed.extend(names(text))  # `Rosa Field is a mason.`, below the text
        return
    if kind == "byline" and _says_what(before, after):
        return  # `By Ann Hill, a widow, the gulls were known by name.`
    if not _of_entry(draft, tag, text, kind):
        _take(draft, tag, kind, labels, opening)


def _of_entry(draft: Draft, tag: Tag, text: str, kind: str) -> bool:
    """Whether an element tells the hour, the day or the author of one of several entries. How long ago goes."""
    if entries.CLOCK.match(text) and date(text) is None and entries.tells_hour(tag):
        for part in every(tag):
            if not gone(part) and is_ago(words(part)):
                draft.drop(part, "how long ago an entry was written")
        return True
    if kind == "meta":
        return re.search(r"\d", text) is not None and (entries.is_within_head(tag) or entries.heads_entry(tag))
    return kind == "byline" and not entries.is_within_head(tag) and entries.heads_entry(tag, least=3)


def _take(draft: Draft, tag: Tag, kind: str, labels: str, opening: bool) -> None:
    """Takes what an element of a kind says of the article."""
    text = words(tag)
    if kind == "byline" and first(tag, "a") is None and (credited := signed(text)):
        draft.signed.extend(credited)  # the credits of other staff are text
        return
    if kind == "byline" and (sent := dispatched(text)) is not None:
        draft.take_date(text)
        draft.authors.extend(sent)
        draft.drop(tag, "by-line")
        return
    inner = next((people for ul in every(tag, "ul") if (people := _byline_list(ul))), ())
    people = inner or _people(tag, text)
    if kind == "meta" and people and set(people) < set(inside := _named_inside(tag)):
        people = inside  # of two names one is a link
    if kind == "meta" and not opening and tag.name not in HEADINGS and is_date_line(text) and _is_last(tag):
        draft.take_date(text)
        draft.drop(tag, "date below the article")
        return
    told_so = inner or byline(text) or (_is_box(tag) and date(text) and _named_inside(tag))
    signs = told_so or _SAYS_WHO.search(labels)
    if not opening and (enclosing(tag, "li") is not None or not signs):
        return
    alone = first(tag, "a") is None or re.search("[。！？]", unlinked(tag)) is not None
    if not opening and alone and not told_so and "byline" not in labels and _is_within(tag):
        return  # who said or wrote what stands above
    if tag.name in HEADINGS:
        kind = ""  # a headline about an author
    if kind == "byline" and people and tag.name not in ("strong", "b", "label"):
        beside = next(neighbours(tag), None)
        draft.take_date(text)
        draft.authors.extend(people)
        draft.drop(tag, "by-line")
        if opening and isinstance(beside, Tag) and is_inline(beside) and called(beside, _BIO):
            draft.drop(beside, "what the author is")
    elif (told := _information(tag, kind, people, opening)) is not None:
        reason, people, day = told
        draft.take_date(day)
        draft.authors.extend(people)
        draft.drop(tag, reason)


def _linked(tag: Tag) -> tuple[str, ...]:
    """The names that lead to profiles in a line about the article."""
    return tuple(name for link in every(tag, "a") if leads_to_profile(link) for name in names(words(link)))


def _information(
    tag: Tag, kind: str, people: tuple[str, ...], opening: bool
) -> tuple[str, tuple[str, ...], str] | None:
    """Why an element that names these people goes, whom it names then, and what of it tells the day; None where it is
    no information about the article."""
    rest = text = words(tag)
    for name in people:
        rest = rest.replace(name, " ")
    if kind == "meta" and (is_date_line(rest) or _PARTIAL.fullmatch(rest.strip()) or not _BESIDE.sub("", rest)):
        return "by-line and date", people, rest
    told = re.search(r"[。！？，]", text) is not None
    if kind == "meta" and not told and len(text) < 80 and date(text) is not None:
        people = people or _named_inside(tag) or named(text) or (_linked(tag) if opening else ())
        return "article information", people, text
    if not opening or not _is_box(tag):
        return None
    if _SOURCED.match(text) and len(text) < 120 and date(text) is not None:
        return "article information", named(text), text
    return ("article information", people or _named_inside(tag), "") if len(text) < 100 and not told else None


def _says_what(before: str, after: str) -> bool:
    """Whether a by-line goes on with what its author is: `By Rosa Field, a mason and a fellow of the guild.`"""
    return before.strip().lower() == "by" and re.match(r",\s+(?:an?|the)\s", after) is not None


def _is_below(box: Tag, place: int, paragraphs: deque[tuple[int, Tag]]) -> bool:
    """Whether paragraphs stand ahead of a box, and none behind it; of those of the page, each with its place, the ones
    that are gone, or say nothing at its end, are forgotten."""
    while paragraphs and gone(paragraphs[0][1]):
        paragraphs.popleft()
    while paragraphs and (gone(paragraphs[-1][1]) or is_under(paragraphs[-1][1], 1)):
        paragraphs.pop()
    if not paragraphs or paragraphs[0][0] > place:
        return False
    last, p = paragraphs[-1]
    return last < place or holds(box, p)


def _shows(box: Tag) -> bool:
    """Whether a box that is called the article's information holds the picture above the text: one of a size, and no
    face."""
    return first(box, "figure") is not None or any(pixels(img, "width") >= LARGE for img in every(box, "img"))


def _is_last(tag: Tag) -> bool:
    """Whether nothing stands behind an element on the whole page."""
    at: Tag | None = tag
    while at is not None:
        if next(neighbours(at), None) is not None:
            return False
        at = at.parent
    return True


def _standfirst(draft: Draft) -> None:
    """A heading ahead of all text whose class says that it is a standfirst, or which tells how the article was called
    before, is a paragraph."""
    for tag in every(draft.root, "p", *HEADINGS):
        if tag.name == "p" and words(tag) and only_link(tag) is None and not _role(attribute(tag, "class")):
            break
        if tag.name != "h1" and (called(tag, _DEK) or FIRST_TITLE.match(words(tag))):
            tag.name = "p"


def _is_box(tag: Tag) -> bool:
    """Whether an element is called the box of what is known of the article, and holds no title and no picture."""
    shown = any(img.parent is None or not words(img.parent) for img in every(tag, "img"))  # no sign beside words
    return called(tag, _BOX, "class", "id") and not shown and first(tag, "figure", *HEADINGS) is None


def _named_inside(tag: Tag) -> tuple[str, ...]:
    """The names in the innermost elements of an information box that say they are its author: in the first of them, and
    in those that are called just as it is."""
    called_so = ""
    people: list[str] = []
    for inner in every(tag):
        labels = " ".join(attribute(inner, name) for name in ("class", "id", "itemprop", "rel"))
        if labels.strip() and _role(labels) == "byline" and first(inner, "div", "p", "ul") is None:
            if _OF_STAFF.match(words(inner)) or called_so not in ("", labels):
                continue
            called_so = labels
            people.extend(byline(words(inner)) or names(words(inner)))
    if people:
        return tuple(dict.fromkeys(people))
    return next((told for inner in every(tag) if (told := byline(words(inner)))), ())


def _said(link: Tag) -> str:
    """The name in a link to an author, which may say what he is, too."""
    own = [part for part in every(link) if called(part, _OWN_NAME)]
    return words(own[0] if len(own) == 1 else link)


def _people(tag: Tag, text: str) -> tuple[str, ...]:
    """The names in a by-line element: its links to authors, or what stands behind its label."""
    if _OF_STAFF.match(text):
        return ()
    heading = first(tag, *HEADINGS)
    if (
        heading is not None
        and text.startswith(said := words(heading))
        and _role(f"{attribute(heading, 'class')} {attribute(heading, 'id')}") == "byline"
    ):
        return names(said)  # and below it, where else to look for its bearer
    links = [
        link
        for link in every(tag, "a")
        if not is_blank(link)
        and _OF_PERSON.search(attribute(link, "href") + attribute(link, "rel") + attribute(link, "class"))
        and not ((before := ahead(link, lambda box: box is not tag)) and _STAFF.search(words(before)))
    ]
    told = byline(text) if re.match(r"By\s", text) else ()
    if links and len(told) <= len(links):
        return tuple(dict.fromkeys(name for link in links for name in names(_MORE_BY.sub("", _said(link), count=1))))
    role = _role(" ".join(attribute(tag, name) for name in ("class", "id", "itemprop", "data-testid")))
    if found := byline(text):
        return found
    own = [inner for inner in every(tag) if called(inner, _OWN_NAME)]
    if len(own) == 1 and not links:  # beside it stands what the author is, or says of himself
        return byline(words(own[0])) or names(words(own[0]))
    if role == "meta":
        return ()
    return _bare_people(tag, text)


def _bare_people(tag: Tag, text: str) -> tuple[str, ...]:
    """The names that are all that a by-line element says, but for labels and a date; one with its calling below it."""
    head = ahead_of_date(text)
    rest = head if head and not is_labels(head) and not is_date_label(head) else undated(text)
    rest = _NO_VALUE.sub("", rest)
    rest = hanzi.compile(r"\s*(?:发表|提交|发布)?\s*(?:于|在|on)?\s*\d{2,4}.*$").sub("", rest)
    if not rest or is_labels(rest) or re.search(r"[。！？：:]", rest) or date(rest):
        return ()
    parts = [line for part in every(tag) if not direct(part) and (line := words(part))]
    called_so = len(parts) == 2 and (_CALLING.search(parts[1]) or is_calling(parts[1]))
    if called_so and not _CALLING.search(parts[0]):
        several = names(parts[0])
        return several if len(several) > 1 else (f"{parts[0]}（{parts[1]}）",) if len(parts[0]) <= 40 else ()
    return names(rest) if len(rest) <= 40 or are_names(rest) else ()
