"""Captions and credits: what stands beside a picture or player and speaks of it. Found, taken out, and split."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import chain, islice

from bs4 import Tag
from bs4.element import NavigableString, PageElement

from builder import hanzi
from builder.bylines import bare_names, byline
from builder.dates import is_date_line
from builder.text import fold, unwrapped
from builder.titles import same_words
from builder.tree import (
    HEADINGS,
    Draft,
    ahead,
    attribute,
    called,
    direct,
    enclosing,
    ends_as_sentence,
    every,
    first,
    is_blank,
    is_bold,
    is_break,
    is_inline,
    line_texts,
    neighbours,
    on_both_sides,
    only_link,
    spellings,
    words,
)

_CAPTION = re.compile(
    r"(?:\w+-)*(?:fig|thumb|img|image|photo|pic)?captions?(?:-?(?:text|body|content|paragraph|wrap\w*|container|dd))?"
    r"|(?:image|img|photo|pic|picture|media|dls-image|figure)-?"
    r"(?:captions?|capture|desc|descr|description|info|text|txt|title|legend|note|intro|explain)"
    r"|(?:\w+-)+(?:image|img|photo|pic|picture)-?(?:desc|descr|description|note|legend|intro|explain|info|talk)"
    r"|cutline|legend|et-pb-gallery-title"  # Divi's
)
_CREDIT = re.compile(
    r"(?:\w+-)*(?:credits?|cred|photographer|photo-?by|(?:image|photo|pic|img)?source"
    r"|(?:image)?copyright|attribution)"
)
# Labels ahead of a credit, and ahead of a caption, that screen readers are given.
_SOURCE = r"图像来源|图片来[源自]|照片来源|影像来源|图片版权|图像版权|图片提供|图源"
_SIGN = r"(?:[▲△▴▵↑⬆]\s*)?"  # which says that it is about what is above
_CREDIT_LABEL = hanzi.compile(
    rf"^{_SIGN}(?:{_SOURCE}|图片|照片|相片|图|摄影|摄|版权|来源"
    r"|Image (?:source|credit|copyright|caption)|Photo(?:graph)?(?: credit| source| by)?|Photographers?"
    r"|Illustrat(?:ions?|ors?)|Picture|Credit|Source"
    r"|Copyright|Getty)\s*(?:[,，:：;；/／|｜@＠]|\.{3}|…)\s*",
    re.I,
)
_AGAIN = re.compile(r"^(.{5,80}) (?=\1)")  # the headline of a caption, which begins with it, too
_CAPTION_LABEL = hanzi.compile(
    r"^(?:图片说明|图像说明|图像加注文字|加载中图片说明|视频加注文字|Image caption|Media caption|Caption|图片标题"
    r"|(?:Photo|Image|Picture|Slide) \d+ of \d+)\s*"
    r"[,，:：]?\s*",
    re.I,
)
# How English papers say whose a picture is, in a part of its caption: a label, and then names, each with a capital:
# `Photograph by Rosa Field for The River`, `Illustration: Tom Mill/River`. What is told of it goes on in small letters.
_CREDITED = re.compile(
    r"(?:Photo(?:graph)?s?|Photo[- ][Ii]llustrations?|Illustrations?)(?: by |\s?: ?)(?P<who>(?=[A-Z])"
    r"(?>(?:[A-Z][\w.’'&-]*|for|and|of|the|via|courtesy|de|van|von|"
    r"(?:on|from)(?= (?:Unsplash|Pexels|Pixabay|Flickr|Freepik|Wikimedia)\b)|[/&|+])[\s,/]*){1,14})"
)
# What a reader may do with it.
_LICENSED = hanzi.compile(
    r"[\s/|]*(?:(?:Acquire|Purchase) Licensing Rights|Go to the (?:media|photo) ?bank|进入图片库)$", re.I
)
_AUTHOR = re.compile(r"(?:\w+-)*author")  # of the picture, at the end of its caption
_CREATORS = frozenset({"creator", "creditText", "copyrightHolder"})  # of an image, by schema.org
FILE = re.compile(r"[\w\-. ()%@]+\.(?:jpe?g|png|gif|webp|bmp|svg)", re.I)  # what an editor put there for a caption
# What an editor shows where a caption or an alternative text may be written (CSDN, Zhihu, Blogger, WordPress).
PROMPT = (
    r"(?:(?:在这里|请)?(?:输入|插入|添加|填写)|新增)?图片(?:描述|说明|注释)(?:[，,]\s?不超过\s?\d+\s?字)?(?:（可选）)?"
    r"|(?:新增|添加|加入|输入)说明文字|(?:Add|Enter|Write|Type) (?:a )?caption(?: here)?(?:…|\.{3})?"
)
_NO_WORDS = hanzi.compile(
    rf"{FILE.pattern}|{PROMPT}|图片发自[^，。]{{1,10}}App|(?:点击)?下载(?:音频|录音)?|Download(?: audio)?", re.I
)
# Lines that are none, though they stand below a picture and look like one: labels, questions, by-lines, without Han.
_NO_CAPTION = hanzi.compile(
    r"[:：?？]$|^本[文篇]|^(?:来源|作者|文|记者|编者|[编译]?者?注)\s*[:：/／|｜丨按]|^[^\u4e00-\u9fff]*$|未完|待续"
)
_STARRED = re.compile(r"[*＊]\s*[^\s*＊][^*＊]+|■\s*[^\s■][^■]*[。，][^■]*")
_WHERE = re.compile(r"(?:[^:：]{1,12}[:：]\s*)?https?://\S+")  # where a post is found
_ENDS = re.compile(r"[:：?？]$|(?:^|\W)(?:END|完)\W*$", re.I)
_LABELLED = hanzi.compile(
    rf"^{_SIGN}(?:{_SOURCE}|Image (?:source|copyright|credit)"
    r"|Photo(?:(?:graph)? credit)?)\s*[,，:：@＠]|(?:图像版权|图片版权|Image copyright)\s*(?=[A-Z])",
    re.I,
)
# The same without a sign: `图片来自网络`. And a label that an article has, too, unless it stands in the text.
_WHOSE = hanzi.compile(
    r"(?:(?:本文|文中)?(?:图片|照片|配图)(?:均|都)?(?:来[自源]于?|取自|源自)|图源)\s?([^\s，。！？：:；、（）()我他她它你]{2,16})"
)
_ORIGIN = hanzi.compile(r"来源\s*[:：/／]\s*([^，。！？：:；]{2,24})")
# The same within a line: `桥上的灯 图/河报`, `桥上的灯（来源：河报）`.
_LABEL_WITHIN = hanzi.compile(
    r"(?:\s+|(?<=[。！？）)”」])|[（(])(?:图片来源|照片来源|图片|图源|图|摄影|摄|来源|Photo|Credit)\s*[:：/／]\s*(?=\S)"
)
# A caption that ends with its credit: `花市一角（网络图片）`, `花市一角 ©林小田`.
_BRACKETED = hanzi.compile(
    r".{3,}[（(〈](?:[^（）()：:]{0,20}(?:提供|截图|摄|图片|照片|资料图|[/／]图)"
    r"|(?:(?:图片|照片|影像)?(?:来源|提供)|图源|示意图|图)\s*[:：／/][^（）()〈〉]{1,30}|翻[摄拍]自?[^（）()]{1,20})[)）〉]"
    r"|(?:[^（）()：:。]{0,40}(?:截图|配图|题图)|图片?)\s?[（(](?:来自|来源|图自|via)\s*[:：]?\s*[^（）()：:]{2,40}[)）]"
    r"|[^：:]{4,80}[\s。]\s*(?:[\u4e00-\u9fff]{2,6}记者\s*)?[\u4e00-\u9fff·]{2,4}\s?摄影?"
    r"|[^：:]{2,80}[\s。]\s*(?:[\u4e00-\u9fff]{2,6}记者\s*[\u4e00-\u9fff·]{2,4}\s图|(?:视觉中国|东方IC)\s?(?:资料|供?图)"
    r"|[^\s，。：:、]{2,10}供图|(?:本文|文中)?图片?(?:除[^，。]{2,12}[，,])?均[为由][^，。]{2,24}[\s摄]?[图摄供])"
    r"|[^。：:]{2,60}\s[|｜]\s*(?:图源?|图片来源|摄影?)\s*[:：]\s*[^。，：:]{2,30}"
    r"|[^：:]{3,80}[\s。！」](?:(?:摄影?|供图)\s*[/／]\s*[^\s。，：:/／]{2,12}"
    r"|[\u4e00-\u9fff]{0,6}记者\s?[\u4e00-\u9fff·]{2,4}\s?[/／]\s?摄影?)"
    r"|.{2,60}[©Ⓒ]\s*[^\d。，：:]{2,30}|[^。，：:]{2,40}\s(?:图源\s?[^\s。，：:]{2,16}|来源见水印|[\u4e00-\u9fff·]{2,6}摄于[\u4e00-\u9fff]{2,8})"
    r"|资料(?:图片?|照片?)|网络(?:图片|配图)|示意图"
)
# A paragraph below a picture, all of it in brackets (sentences, if who took it ends them), or a sign and whose it is:
# `（正月里的渡口）`, `（灯亮了。林小田/摄）`, `©林小田`.
_ASIDE = hanzi.compile(
    r"[（(](?P<inner>[^（）()。]{2,80}|[^（）()]{10,110}(?:[\s/／]摄影?|[\s/／]图|供图))[）)]|[©Ⓒ]\s*[^\d。，：:]{2,30}"
)
_NO_ASIDE = hanzi.compile(
    r"^第?[一二三四五六七八九十百\d]+[章节回部篇]?$|^[上中下][篇部]$|编[者注辑]|译[者注]|以.{1,8}为准|文字整理|按[:：]|^[注完]|完$|化名|原[刊载]|刊[于登载]|[讯电网]$|报[道导]$|未完|待续|更多|上一|下一|版权"
    r"|(?:记者|作者|^文[/／:：|｜])(?!.*摄)"
)
# What a line marked up as a credit says that is none: it tells what is seen, `老店的门面（河报）`, or is too long for a
# name and doesn't end as one.
_TOLD = hanzi.compile(
    r"(?!.*(?:记者|摄))[^（(]*[\u4e00-\u9fff]{4}[^（(]*[（(][^（）()]{2,30}[)）]"
    r"|(?!(?:[\u4e00-\u9fff·]{1,4}[\s、/／,，&]+)+[\u4e00-\u9fff·]{1,4}$)"
    r"(?:[^\u4e00-\u9fff]*[\u4e00-\u9fff]){10}.*(?<!提供|供图|摄影|截图|图片|公司|所有)(?<![摄社网报局部会馆署台院])"
)
# The same behind a label that captions have, too: `图片：老店的门面。（河报）`.
_SHOWN = hanzi.compile(r"(?:图片|照片|相片|图)\s*[:：](?:.{4,}[。！？].*|[^（(]{6,}[（(][^（）()]{2,30}[)）])")
_SENTENCE = re.compile(r"[。；]\s*\S")  # a credit and then a caption, without mark-up between
_ABOVE = re.compile(r"[▲△▴▵↑⬆]\s*[^\s▲△▴▵↑⬆]")
# “What is above”.
_POINTER = hanzi.compile(
    r"[▲△▴▵↑⬆]|资料图片?[:：](?=.{4,}[摄片图]$)|(?:上|左|右)?图(?:为(?!何|什么|了)|[:：]|\s*[/／|｜]\s*(?=\S))|[（(]图[:：/／]"
)
# A line of its own below a caption that says whose the picture is, or its figures: `河报记者 林小田 摄`, `受访者供图`,
# `数据来源：河边研究所`.
_SIGNED = hanzi.compile(
    r"(?:[\u4e00-\u9fff]{2,8}(?:记者|发))?[\s（(]*(?:[\u4e00-\u9fff·]{2,4}[\s、]+){0,2}[\u4e00-\u9fff·]{2,4}\s*[/／]?"
    r"\s*摄影?[)）]?|[（(]?(?:[^\s，。！？：:；、（）()]{2,14}(?:供图|截图|提供)|翻[摄拍](?:画面|照片|自[^\s，。！？]{2,12}))[)）]?"
    r"|[（(]?(?:资料|数据|图表)来源\s*[:：][^。：:]{2,60}[)）]?"
)
# “What is below”; and what such a sign announces that is no picture.
_BELOW = re.compile(r"[▼▽▾]\s*[^\s▼▽▾]")
_NO_PICTURE = hanzi.compile(r"[:：?？]$|更多|阅读|推荐|点[我击此]|按此|扫[码描]|订阅|追踪|下载|影片|视频|影音")
# Whose the article is, or where it is from.
_BYLINE = hanzi.compile(r"(?:文|作者|撰文|采访|记者|(?:文章|新闻|稿件|本文)来源)\s*[/／|｜:：]")
_NUMBERED = hanzi.compile(r"图\s*(?:\d{1,2}(?:-\d{1,2})?|[一二三四五六七八九十]{1,3})\s*[:：]\s*\S.{0,110}")
_LIMIT = 400
_DEEP = 8  # boxes that hold nothing but one
_SHORT = 120
_LINE = 40
_FEW = 24
_SEVERAL = 3  # pictures
_OTHERS = 20  # a picture has fewer lines beside it that are all about it
_NODES = 200  # more than a figure of one picture and a few words has
_SET_OFF = ("em", "i", "small", "sub", "sup")
_PLAIN = frozenset({"p", "div", "span", "figcaption", "center", "section", "font", *_SET_OFF})
_NO_BOX = frozenset({"body", "main", "article", "blockquote", "li", "html"})  # holds more than a picture
# A box that is there for one picture and what is said of it.
_BOX = re.compile(
    r"(?:\w+-)*(?:cover|photo|image|img|picture|pic|slide|gallery-item|boximg)(?:-(?:wrap\w*|box|container|block|item))?"
)
_WIDTH = re.compile(r"(?<![-\w])width\s*:\s*(\d{2,4})px", re.I)
# What an element below a picture is called that begins the article, and speaks of no picture.
_LEAD = re.compile(
    r"(?:\w+-)*(?:announce|lead|lede|intro|introduction|summary|abstract|excerpt|dek|standfirst)(?:-(?:text|content|body))?"
)
_TEXT = re.compile(r"(?:\w+-)*(?:content|columns?|media-text|body)")  # what stands beside a picture, no line of it
_SMALL = re.compile(
    r"font-size\s*:\s*(?:1[0-3]|[89])(?:\.\d+)?px"
    r"|(?<![-\w])color\s*:\s*(?:#([6-9ab])[0-9a-f]?(?:\1[0-9a-f]?){2}\b|rgb\(\s*(1[0-8]\d)(?:\s*,\s*\2){2}\s*\)|gr[ae]y\b)",
    re.I,
)
_FIGURE = hanzi.compile(r"^(?:图|fig(?:ure|\.)?)\s*\d+(?:[-.]\d+)*\s*[:：.]?\s*", re.I)  # its number: `图 6-8`
_SOURCE_BEHIND = re.compile(r"\s*[（(][^（）()]{2,40}[）)]$")  # whose picture it is
_CENTRE = re.compile(r"(?:^|[\s_-])(?:align|text)?-?center(?:ed)?(?:$|\s)|text-align\s*:\s*(?:-webkit-)?center", re.I)


@lru_cache(maxsize=4096)
def _role(names: str) -> str:
    for plain in spellings(names):
        if _CAPTION.fullmatch(plain):
            return "caption"
        if _CREDIT.fullmatch(plain):
            return "credit"
    return ""


def role(tag: Tag) -> str:
    """`caption`, `credit` or empty: what an element's name, class, `data-testid` or `itemprop` says that it is."""
    if tag.name.endswith("caption") and tag.name != "caption":  # feed makers write `<figurecaption>`, too
        return "caption"
    if not tag.attrs:
        return ""
    names = " ".join(
        attribute(tag, name) for name in ("class", "id", "data-testid", "data-component", "itemprop", "property")
    )
    return _role(names) if names.strip() else ""


def captions(draft: Draft, media: Tag, alt: str = "") -> tuple[str, str]:
    """(caption, credit) of a picture or player that stands in the tree; what they were made of is taken out.

    Looks inside the figure, then at what follows, climbing while the element holds nothing but the picture and
    words about it. A caption is known by its element's name or class, by `<small>`, by a credit's label, or because
    it says what the alt text says.
    """
    told = _announced(media), ""
    node: Tag = media
    for _ in range(_DEEP):
        told = _behind(draft, node, alt, told)
        box = node.parent
        if box is None or next(neighbours(node), None) is not None:
            break
        if box is draft.root or (box.name in _NO_BOX and not _is_medium(box)):
            break
        others = list(islice((child for child in box.contents if child is not node and not is_blank(child)), _OTHERS))
        if others and all(isinstance(one, Tag) and role(one) and not first(one, "img", "figure") for one in others):
            for one in others:  # a caption that stands ahead of its picture
                if (found := _read(one, alt, told[0], inside=True)) is None:
                    return told  # a list
                told = _with(told, found)
                one.extract()
        elif not all(isinstance(one, Tag) and first(one, "img") and not words(one) for one in others):
            break  # else the last of several, below which the caption of all stands
        node = box
    if _NO_WORDS.fullmatch(told[0]):
        draft.note("a caption that nobody wrote", told[0])
        return "", told[1]
    return told


def _behind(draft: Draft, node: Tag, alt: str, told: tuple[str, str]) -> tuple[str, str]:
    """What is `told` of a picture, and what the nodes right behind it, or behind its box, say of it; they go."""
    while (sibling := next(neighbours(node), None)) is not None:
        value = sibling.next_sibling
        found: tuple[str, str] | None
        if value is not None and is_inline(value) and _is_label(sibling):
            found = "", fold(value.extract().get_text())
        elif _shows(sibling):
            break
        else:
            found = _read(sibling, alt, told[0], _may_be_plain(draft, node, sibling, told[0]))
        if found is None:
            break
        told = _with(told, found)
        sibling.extract()
    return told


def _with(told: tuple[str, str], found: tuple[str, str]) -> tuple[str, str]:
    """The caption and the credit that are known of a picture, with what was found behind them."""
    again = not found[0] or same_words(told[0], found[0])
    return told[0] if again else f"{told[0]} {found[0]}".strip(), told[1] or found[1]


def _may_be_plain(draft: Draft, node: Tag, sibling: PageElement, known: str) -> bool:
    """Whether what stands behind a picture is about it though nothing in its own mark-up or words says so."""
    box = node.parent
    if box is None:
        return False
    if _for_pictures(box) or _emphasised(node, sibling):
        return True
    if known:
        return False
    looks_so = any(looks(node, sibling) for looks in (_numbered, _centred, _in_small))
    return looks_so or _bare_box(box) or _ends_paragraph(node, sibling) or _looks_so(draft, sibling)


def _ends_paragraph(node: Tag, sibling: PageElement) -> bool:
    """Whether a paragraph is a picture, a break and one short line that is no sentence, and a longer paragraph stands
    right below it, as Drupal's papers and Nikkei set captions."""
    box, behind = node.parent, node.next_sibling
    while box is not None and box.name == "font" and next(on_both_sides(box), None) is None:
        box = box.parent
    if box is None or box.name not in ("p", "div") or _WIDTH.search(attribute(box, "style")):
        return False
    if behind is None or not is_break(behind):
        return False
    if next(on_both_sides(node), None) is not sibling or next(neighbours(sibling), None) is not None:
        return False
    text = fold(sibling.get_text())
    if not 1 < len(text) <= _LINE or _NO_CAPTION.search(text):
        return False
    marked = isinstance(sibling, Tag) and first(sibling, "br", "a", "b", "strong") is not None
    return not marked and not re.search(r"[。！，,；]", text) and not byline(text) and _is_ahead_of_longer(box)


def _is_label(node: PageElement) -> bool:
    """Whether an element says that whose the picture is stands right behind it."""
    if not isinstance(node, Tag) or node.name != "span":
        return False
    return _is_only_label(words(node))


def _is_only_label(text: str) -> bool:
    return _LABELLED.fullmatch(text.rstrip("，,：:") + "，") is not None


def _is_medium(box: Tag) -> bool:
    """Whether an `<article>` is but the item of a library of pictures (Drupal), whose caption stands behind it."""
    after = next(neighbours(box), None)
    return box.name == "article" and isinstance(after, Tag) and after.name == "figcaption"


def _announced(media: Tag) -> str:
    """The line or paragraph right ahead of a picture whose sign says that it is about what is below (`▼渡口一角`)."""
    before = ahead(media, lambda box: box.name in ("p", "div", "center", "span", "strong", "b"))
    line = [before] if before is not None else []
    while line and is_inline(line[0]) and (more := line[0].previous_sibling) is not None and is_inline(more):
        if is_break(more):
            break
        line.insert(0, more)
    text = fold("".join(part.get_text() for part in line))
    if not _BELOW.match(text) or len(text) > _SHORT or _NO_PICTURE.search(text):
        return ""
    if any(isinstance(part, Tag) and (part.name in HEADINGS or first(part, "a", "img", *HEADINGS)) for part in line):
        return ""
    for part in line:
        part.extract()
    return text


def _for_pictures(parent: Tag) -> bool:
    """Whether an element is there for its picture: a figure, a box in one that says little and names no caption, one
    that is as wide as the picture, or a centred box with few words."""
    held = parent
    while parent.name in ("span", "font") and (box := parent.parent) is not None:
        if any(child is not parent and not is_blank(child) for child in box.contents):
            break
        parent = box  # editors put a span around all that a paragraph holds
    figure = enclosing(parent, "figure") if parent.name in ("div", "span", "picture") else parent
    if figure is not None and figure.name == "figure" and (figure is parent or _is_of_one(figure)):
        return True
    if parent.name != "p" and _is_of_picture(parent) and len(words(parent)) <= _SHORT:
        return True
    if not (parent.name == "center" or _is_centred(parent)):
        return False
    shown = list(islice((child for child in held.contents if not is_blank(child)), 3))
    alone = len(shown) == 2 and isinstance(shown[1], NavigableString) and not re.search("[。：:]", shown[1])
    return (alone or first(parent, "br") is not None) and len(words(parent)) <= 80


def _is_of_picture(box: Tag) -> bool:
    """Whether a box with one picture is called after it, or was made as wide as it is, so that words below fit it."""
    wide = _WIDTH.search(attribute(box, "style"))
    named = called(box, _BOX)
    images = every(box, "img") if wide is not None or named else []
    same = wide is not None and len(images) == 1 and attribute(images[0], "width").removesuffix("px") == wide[1]
    return len(images) == 1 and (named or same)


def _is_of_one(figure: Tag) -> bool:
    """Whether a figure holds one picture and a few words, which nothing in it calls a caption."""
    nodes = list(islice(figure.descendants, _NODES))  # each player in a figure of thousands asks
    held = [node for node in nodes if isinstance(node, Tag)]
    if len(nodes) == _NODES or sum(tag.name == "img" for tag in held) != 1 or len(words(figure)) > _SHORT:
        return False
    others = ("table", "ul", "ol", "pre", "blockquote", *HEADINGS)
    return not any(tag.name in others or role(tag) for tag in held)


def _bare_box(parent: Tag) -> bool:
    """Whether a `<div>` among other blocks, or an item in a list of pictures, holds a picture and then one line in an
    element of its own, which nothing marks as text: no link but to where the picture is from, no bold, no question or
    colon. WordPress's picture says itself that a caption describes it."""
    if parent.name != "div" and "img" not in parent.name and not _is_slide(parent):
        return False
    shown = list(islice((child for child in parent.contents if not is_blank(child)), 3))
    if len(shown) != 2 or len(words(parent)) > _SHORT or len(line_texts(parent)) > 1:
        return False
    picture, line = shown
    if not (isinstance(picture, Tag) and isinstance(line, Tag)) or words(picture) or line.name in HEADINGS:
        return False
    if attribute(picture, "aria-describedby").startswith("caption-") or _ends_in_credit(line):
        return True
    said = [words(part) for part in every(line, "p", "div")]
    if any(map(is_date_line, said)) and any(map(byline, said)):  # the author's portrait
        return False
    if first(parent, "b", "strong", *HEADINGS) is not None or _ENDS.search(words(line)):
        return False
    if first(parent, "a") is not None and not _names_origin(words(parent)):
        return False
    return (
        (line.name in ("div", "p") or (line.name == "span" and (picture.name == "div" or _between_paragraphs(line))))
        and not any(called(tag, name) for tag in (line, parent) for name in (_LEAD, _TEXT))
        and _is_among_blocks(parent)
    )


def _is_slide(item: Tag) -> bool:
    """Whether an item is one of several of a list that all hold a picture."""
    if item.name != "li" or item.parent is None:
        return False
    items = direct(item.parent, "li")
    return len(items) > 1 and all(first(one, "img", "figure") is not None for one in items)


def _ends_in_credit(line: Tag) -> bool:
    """Whether a box below a picture holds two lines, of which the second one is a credit behind its label."""
    told = list(islice(line.stripped_strings, 3))
    return len(told) == 2 and _CREDIT_LABEL.match(told[1]) is not None


def _between_paragraphs(line: Tag) -> bool:
    """Whether a line of words says no sentence, and paragraphs of the text stand right above its box and right below
    it, or it is nobody's name and the page begins with its box."""
    box = line.parent
    if box is None or words(line).endswith(("。", "！", "？")) or not re.search(r"[^\W\d]", words(line)):
        return False
    while (around := box.parent) is not None and around.name == "div" and len(words(around)) == len(words(line)):
        box = around
    above, below = (
        next((node for node in neighbours(box, back=back) if not is_break(node)), None) for back in (True, False)
    )
    return _is_text(below) and (_is_text(above) or (above is None and not bare_names(words(line))))


def _is_text(node: PageElement | None) -> bool:
    """Whether what stands beside a box is a paragraph, or text that breaks set apart."""
    return node is not None and (node.name == "p" if isinstance(node, Tag) else bool(fold(str(node))))


def _is_among_blocks(box: Tag) -> bool:
    """Whether other blocks stand beside a box, or beside what holds nothing but it."""
    for around in (box, *islice(box.parents, _DEEP)):
        if around.name == "body":
            break
        if any(isinstance(beside, Tag) for beside in chain(around.previous_siblings, around.next_siblings)):
            return True
    return False


def _names_origin(text: str) -> bool:
    """Whether a line says whose a picture is: behind a label, or in brackets."""
    return any(found(text) is not None for found in (_CREDIT_LABEL.match, _LABEL_WITHIN.search, _BRACKETED.fullmatch))


def _is_centred(node: PageElement) -> bool:
    return isinstance(node, Tag) and any(
        _CENTRE.search(attribute(node, name)) is not None for name in ("align", "style", "class")
    )


def _centred(node: Tag, sibling: PageElement) -> bool:
    """Whether a short centred line follows a centred picture, and text that isn't centred, or a picture, follows it."""
    if not (_is_centred(node) and _is_centred(sibling) and isinstance(sibling, Tag) and len(words(sibling)) <= _SHORT):
        return False
    if is_bold(sibling) or _ENDS.search(words(sibling)):
        return False
    after = next(neighbours(sibling), None)
    if isinstance(after, NavigableString):  # text right in the box, between breaks: an old blog's paragraphs
        return sibling.parent is None or not _is_centred(sibling.parent)
    return isinstance(after, Tag) and (not _is_centred(after) or first(after, "img") is not None)


def _in_small(node: Tag, sibling: PageElement) -> bool:
    """Whether a line below a picture is centred, or a line of its own below one that is, all of it in small or grey
    letters, and nothing else marks it."""
    if not isinstance(sibling, Tag) or len(words(sibling)) > _SHORT:
        return False
    below = sibling.next_sibling
    alone = sibling.name == "span" and isinstance(below, Tag) and (is_break(below) or not is_inline(below))
    if not (_is_centred(sibling) or (alone and _is_centred(node))):
        return False
    if first(sibling, "br", "a", "b", "strong") is not None or _ENDS.search(words(sibling)):
        return False
    core = [sibling, *every(sibling)]
    return any(_SMALL.search(attribute(tag, "style")) and words(tag) == words(sibling) for tag in core)


def _emphasised(node: Tag, sibling: PageElement) -> bool:
    """Whether a paragraph is a picture and then one short run in italics, or in small letters (which are raised or
    lowered where an editor knows no others: Steemit)."""
    if not (isinstance(sibling, Tag) and sibling.name in _SET_OFF and len(words(sibling)) <= _SHORT):
        return False
    return list(islice(on_both_sides(sibling), 2)) == [node]


def _numbered(node: Tag, sibling: PageElement) -> bool:
    """Whether a line below a picture begins with the figure's number (`图一：`), and none of those stands above it."""
    above = next(neighbours(node, back=True), None)
    return _NUMBERED.fullmatch(words(sibling)) is not None and (above is None or not _NUMBERED.fullmatch(words(above)))


def _looks_so(draft: Draft, sibling: PageElement) -> bool:
    """Whether a paragraph below a picture has the look that this article gives to its captions."""
    look = _look(sibling)
    if not look or _NO_CAPTION.search(words(sibling).lstrip("*＊■ ")):
        return False
    if draft.caption_looks is None:  # decided before the first of them is taken out
        draft.caption_looks = _looks_of_captions(draft.root)
    return look in draft.caption_looks


def _looks_of_captions(root: Tag) -> frozenset[str]:
    """Those looks of which most paragraphs stand below pictures."""
    looks: dict[str, list[Tag]] = {"italic": [], "star": [], "centre": []}
    for tag in every(root, "p", "div"):
        if (look := _look(tag)) in looks:
            looks[look].append(tag)
    plain = frozenset({"plain"} if _are_all_told(root) else ())
    return plain | frozenset(
        look
        for look, tags in looks.items()
        if sum(map(_below_picture, tags)) * 2 > len(tags) > (look == "centre")  # one line may be a sign
    )


def _are_all_told(root: Tag) -> bool:
    """Whether each picture of a page is a paragraph, below which a short line stands ahead of a longer paragraph, or
    one that says whose its picture is, as one does at least: as papers hand their articles on, without marks."""
    boxes = [box for box in every(root, "p", "div") if first(box, "img") is not None and _is_innermost(box)]
    boxes = [box for box in boxes if not words(box)]
    if len(boxes) < _SEVERAL or len(every(root, "img")) != len(boxes):
        return False
    below = (next(neighbours(box), None) for box in boxes)
    lines = [line for line in below if line is not None and _look(line) == "plain"]
    unsigned = [line for line in lines if not _BRACKETED.fullmatch(words(line))]
    return len(lines) == len(boxes) > len(unsigned) and all(map(_is_ahead_of_longer, unsigned))


def _is_innermost(box: Tag) -> bool:
    return first(box, "p", "div") is None


def _is_ahead_of_longer(line: PageElement) -> bool:
    """Whether a line is short, and the paragraph below it is longer, which no line of verse or of a list is."""
    below = next(neighbours(line), None)
    return len(words(line)) <= _LINE and below is not None and len(words(below)) > min(len(words(line)), _FEW)


def _below_picture(tag: Tag) -> bool:
    """Whether a picture stands above a paragraph, or above the one that it follows, of the same look."""
    above = next(neighbours(tag, back=True), None)
    if above is not None and _look(above) == _look(tag):
        above = next(neighbours(above, back=True), None)
    return isinstance(above, Tag) and first(above, "img") is not None and not words(above)


def _look(node: PageElement) -> str:
    """What tells a caption where no mark-up says so: `italic`, all of a short paragraph in Chinese without links;
    `star`, one ahead of it; `centre`, where it stands; `plain`, that it is short; else empty."""
    if not isinstance(node, Tag) or node.name not in ("p", "div") or first(node, "a", "img") is not None:
        return ""
    text = words(node)
    if len(text) > 80 or not all(map(is_inline, node.contents)):
        return ""
    marks = every(node, "em", "i")
    if marks and fold(" ".join(words(mark) for mark in marks)).replace(" ", "") == text.replace(" ", ""):
        return "italic"
    if _STARRED.fullmatch(text):
        return "star"
    plain = text and _CENTRE.search(attribute(node, "style")) and first(node, "b", "strong", "br") is None
    below = next(neighbours(node), None) if plain else None
    verse = plain and (text[-1] in "，；" or (below is not None and _is_centred(below) and words(below)))
    if plain and not verse:
        return "centre"
    bare = text and _is_innermost(node) and first(node, "b", "strong", "br") is None
    return "plain" if bare and not _is_centred(node) else ""


def _shows(node: PageElement) -> bool:
    """Whether a node is or holds a picture, a player, a table, a rule, a list or the headline: no words about a
    picture."""
    if not isinstance(node, Tag):
        return False
    held = first(node, "img", "embed", "iframe", "video", "table", "ul", "h1")
    return held is not None or node.name in ("img", "embed", "iframe", "table", "hr", "h1")


def _read(node: PageElement, alt: str, known: str, inside: bool) -> tuple[str, str] | None:
    """(caption, credit) where a node beside a picture is about it, else None; `inside` what is there for pictures it
    need not say so."""
    if not isinstance(node, Tag):
        text = fold(str(node))
        after = node.next_sibling
        line = after is not None and is_break(after) and _ABOVE.match(text)  # of a text that only breaks part
        if len(text) < _SHORT and not known and (line or next(neighbours(node), None) is None):
            if found := _LABELLED.match(text):
                return "", text[found.end() :].strip()
            if _POINTER.match(text) or _BRACKETED.fullmatch(text) or _SIGNED.fullmatch(text):
                return text, ""
            if _CREDITED.fullmatch(text):
                return "", _unlabelled(text)
        return (text, "") if (alt and same_words(text, alt)) or (inside and len(text) < _LIMIT) else None
    if _shows(node):
        return None
    whole = words(node)
    if len(whole) > _LIMIT * 2:
        return None
    core = _core(node)
    kind = role(core) or role(node)
    if not kind and node.name != "figcaption" and _WHERE.fullmatch(whole):
        return None
    plain = inside and not kind and node.name in _PLAIN
    if kind == "caption" or plain or (kind == "credit" and any(role(part) == "caption" for part in every(core))):
        return _split(core)
    if kind == "credit" and len(whole) < _SHORT and not _BYLINE.match(whole):
        return _parted(whole)
    if core.name == "small" and len(whole) < _LIMIT:
        return _split(core)
    return _worded(node, whole, alt, known)


def _worded(node: Tag, whole: str, alt: str, known: str) -> tuple[str, str] | None:
    """(caption, credit) where all that an element says beside a picture tells that it is about it, else None."""
    short = len(whole) < _SHORT
    if _POINTER.match(whole) and short and not known and not _LABELLED.match(whole):
        return whole, ""
    if known and _SIGNED.fullmatch(whole):
        return whole, ""
    if _LABELLED.match(whole) and len(whole) < _LIMIT:
        return _split(node)
    if short and _CREDITED.fullmatch(whole):
        return "", _unlabelled(whole)
    if known:
        return None
    if whose := _WHOSE.fullmatch(whole) or (_is_in_the_text(node) and _ORIGIN.fullmatch(whole)):
        return "", whose[1]
    if short and _BRACKETED.fullmatch(whole):
        return whole, ""
    aside = None if node.name in ("blockquote", *HEADINGS) else _ASIDE.fullmatch(whole)
    if aside is not None and not _NO_ASIDE.search(aside["inner"] or whole):
        if labelled := _LABELLED.match(aside["inner"] or ""):
            return "", aside["inner"][labelled.end() :].strip()
        if first(node, "a") is None:
            return whole, ""
    said = _FIGURE.sub("", whole)
    again = len(alt) > 3 and any(same_words(text, alt) for text in (said, _SOURCE_BEHIND.sub("", said)))
    headed = node.name in HEADINGS or first(node, *HEADINGS) is not None  # which only says what the picture shows
    return (whole, "") if again and not headed else None


def _is_in_the_text(line: Tag) -> bool:
    """Whether a sentence, or what announces it, stands right above the picture that a line stands below, and a
    sentence right below the line."""
    picture = next(neighbours(line, back=True), None)
    above = next(neighbours(picture, back=True), None) if picture is not None else None
    told = isinstance(above, Tag) and (ends_as_sentence(above) or words(above).endswith(("：", ":")))
    return told and ends_as_sentence(next(neighbours(line), None))


def _core(node: Tag) -> Tag:
    """The innermost element that holds all the words of a node, or the first that says it is a caption, or is small."""
    while not role(node) and node.name != "small":
        children = [child for child in node.contents if not is_blank(child)]
        if len(children) != 1 or not isinstance(children[0], Tag) or children[0].name in ("a", "br"):
            break
        node = children[0]
    return node


def _split(node: Tag) -> tuple[str, str]:
    """(caption, credit) of a caption's element: a part that is marked up as a credit leaves it, and its label."""
    for wrapped in node.find_all(string=lambda value: "\n" in value):
        wrapped.replace_with(unwrapped(str(wrapped)))
    whole = words(node)
    if node.name == "cite" or any(role(part) == "credit" and words(part) == whole for part in every(node)):
        return _parted(whole)
    credit = ""
    for part in every(node):
        if part.parent is None:
            continue
        text = words(part)
        if part.name == "a" and _LICENSED.fullmatch(text):
            part.extract()
        elif 0 < len(text) < _SHORT and text != words(node) and _is_credit(part, text):
            credit = credit or _unlabelled(f"{text} {_credit_goes_on(part)}".rstrip())
            part.extract()
        elif _is_only_label(text):  # `<span>图像来源，</span><span>Getty Images</span><br>…`
            if (follow := next(neighbours(part), None)) is not None:
                credit = credit or words(follow)
                follow.extract()
            part.extract()
    text = _AGAIN.sub("", words(node))
    if not credit and only_link(node) is not None and _CREDIT_LABEL.match(text):
        return "", _unlabelled(text)
    if not credit and (found := _LABELLED.match(text)) and not first(node, "br") and not _SENTENCE.search(text):
        return "", text[found.end() :].strip()
    return _CAPTION_LABEL.sub("", text), credit


def _credit_goes_on(part: Tag) -> str:
    """What a stroke joins to a credit at the end of its caption (`Source: AAP / ROSA FIELD`), taken out."""
    behind = list(neighbours(part))
    rest = fold("".join(node.get_text() for node in behind))
    if not rest.startswith(("/", "／")) or len(rest) > _SHORT:
        return ""
    for node in behind:
        node.extract()
    return rest


def _is_credit(part: Tag, text: str) -> bool:
    """Whether a part of a caption says whose the picture is: by its mark-up, a label, or as English papers do."""
    if part.name == "cite" or role(part) == "credit" or attribute(part, "itemprop") in _CREATORS:
        return True
    if called(part, _AUTHOR) and next(neighbours(part), None) is None:
        return True
    labelled = _CREDIT_LABEL.sub("", text) not in ("", text) and not _SHOWN.fullmatch(text)
    return labelled or _CREDITED.fullmatch(text) is not None


def _parted(text: str) -> tuple[str, str]:
    """(caption, credit) of a line marked up as a credit: what stands ahead of a label in it is a caption, and so is
    what tells what is seen."""
    if (found := _LABEL_WITHIN.search(text)) and _CREDIT_LABEL.match(text) is None:
        return text[: found.start()].strip(), text[found.end() :].strip(" )）")
    if _TOLD.fullmatch(text) and _CREDIT_LABEL.match(text) is None:
        return text, ""
    return "", _unlabelled(text)


def _unlabelled(text: str) -> str:
    text = re.sub(r"^\(([^()]+)\)$", r"\1", _LICENSED.sub("", text))
    if found := _CREDITED.fullmatch(text):
        return found["who"].strip()
    # ahead of a way to buy it, and behind a sign
    return re.sub(rf"^{_SIGN}", "", _CREDIT_LABEL.sub("", text)).strip().removesuffix(" /")
