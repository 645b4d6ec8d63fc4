"""A whole page, saved as it stood: what is around the article, by where it stands.

An archive that keeps the page's article alone has taken this step itself; nothing here touches such a seed.
"""

from __future__ import annotations

import re

from bs4 import Tag
from bs4.element import NavigableString, PageElement

from builder import hanzi
from builder.addresses import IMAGE, absolute, same_page
from builder.container import all_behind, is_attached
from builder.dates import first_date, is_date_line
from builder.furniture import tells
from builder.stories import RELATED_LABEL, is_of_sources
from builder.text import urlsplit_safe
from builder.titles import bare, title
from builder.titles import headline as shorter
from builder.tree import (
    HEADINGS,
    LISTS,
    Draft,
    attribute,
    called,
    direct,
    enclosing,
    every,
    first,
    holds,
    is_inline,
    label,
    neighbours,
    on_both_sides,
    unlinked,
    words,
)

_AHEAD = "what stands ahead of the article"
_BELOW = "what stands below the article"
_SENTENCE = re.compile(r"[\u3400-\u9fff][”」』）)]?[。！？；]|[a-z]{2}[”\"’)]?[.!?;](?:\s|$)")
_PROSE = 12  # characters of the least paragraph
_LITTLE = 200  # of an article's text that its prose tells where it is
_LINE = 120  # of the longest headline
_RAW = 400  # of any line, with the white space of its mark-up
_SHORT = 6  # of a headline in a line that is no heading
_SECTION = 8  # of a headline, where a section has fewer
_PART = 8  # in ten, of the page's prose: the article's
# What a template puts between a headline, its section and its site.
_PARTS = re.compile(r"\s*(?:[|｜_»›·]|::|--+|\s[-–—@])\s*|\s*[-–—]\s+")
_IMPRINT = hanzi.compile(r"ICP[备证]|公网安备|许可证[:：号]|举报电话|版权所有|rights reserved|[©Ⓒ]|powered by", re.I)
_CREDIT = hanzi.compile(
    r"编辑(?!部)|[校核][对稿]|责编|记者|作者|通讯员|撰|摄影|[文图译]\s*[/／|｜:：]|来源|原载|供稿|审核"
    r"|^by\b|(?:written|words|photos?|edited|translated|posted) by\b",
    re.I,
)
_BOXES = ("div", "section", "aside", "ul", "dl", "td")
# What stands between a headline and its text; whose page it is, below it.
_BUTTONS = hanzi.compile(r"分享到?|字[号体]|收藏|打印|评论|举报")
_SAYS = re.compile(r"[^\W\d]{2}")
_FOOT = re.compile(r"(?:\w+-)*(?:foot|footer|ft|statement|disclaimer|copy-?right)(?:-\w+)*")
_TEXT = ("li", "ul", "ol", "table", "pre", "blockquote", "figure", *HEADINGS)
_CONTROLS = ("button", "input", "select", "textarea")
_CREDITS = 80
_LABEL = 20


def isolate(draft: Draft) -> None:
    """Step: of a whole page stays the headline with what stands below it up to the end of the text, and what says who
    had a part in it; menus, sidebars and footers, which stand around both, go."""
    if draft.head is None:
        return
    headline = _headline(draft)
    others = _others(draft.root)
    prose, everywhere = _prose(draft.root, headline, others), _prose(draft.root, None, others)
    below, whole = prose.get(id(draft.root), 0), everywhere.get(id(draft.root), 0)
    if below * 2 < whole and whole - below > 2 * _LITTLE:
        headline, prose = None, everywhere  # no headline stands below the text
    text = _text(draft.root, prose)
    headline = _surer(headline, _above(draft, text) if text is not None else None)
    said = _said(draft, headline) or words(headline) if headline is not None else ""
    draft.title = shorter(draft.title, said, least=4) if draft.title else said or next(iter(_titles(draft)), "")
    draft.signed.extend(draft.head.authors)
    if headline is not None:
        around = _around(headline, text or headline)
        _before(draft, headline, around, text if text is not None and _is_flat(text, prose) else None)
        if text is not None and not holds(text, headline):
            _between(draft, headline, text, around, prose)
    if text is not None:
        _after(draft, text, _around(headline or text, text))
        for box in [box for box in text.parents if box.name in LISTS and len(direct(box)) == 1]:
            box.name = direct(box)[0].name = "div"  # it only laid out the page
        return
    behind = all_behind(draft, headline) if headline is not None else []
    only = _only_links(draft, behind)
    for beside in behind:
        if beside is not only:
            _trim(draft, beside)


# ── where the article is ──────────────────────────────────────────────────────────────────────────────────────────


def _prose(root: Tag, headline: Tag | None, others: list[tuple[Tag, int]]) -> dict[int, int]:
    """How many characters of prose each element holds: paragraphs with sentences, or without where most have
    none, and listings; outside of links and of `others`, below the headline where the page has one."""
    own: dict[int, list[str]] = {}
    blocks: dict[int, Tag] = {}
    above = headline is not None
    for text in root.find_all(string=True):
        if not text.strip():
            continue
        holders = list(text.parents)
        if headline is not None and any(holder is headline for holder in holders):
            above = False
        elif not above and not any(holder.name == "a" for holder in holders):
            block = next((holder for holder in holders if not is_inline(holder)), root)
            own.setdefault(id(block), []).append(text)
            blocks[id(block)] = block
    said = {key: "".join(texts).strip() for key, texts in own.items() if blocks[key].name not in HEADINGS}
    said = {key: line for key, line in said.items() if len(line) >= _PROSE and not _is_imprint(line)}
    told = {key: line for key, line in said.items() if blocks[key].name == "pre" or _SENTENCE.search(line)}
    if sum(map(len, told.values())) * 2 < (total := sum(map(len, said.values()))) > _LITTLE:
        told = said  # a list, a table: what has no sentences
    prose: dict[int, int] = {}
    for key, line in told.items():
        for holder in (blocks[key], *blocks[key].parents):
            prose[id(holder)] = prose.get(id(holder), 0) + len(line)
    total = prose.get(id(root), 0)
    for box, least in others:
        if 0 < (less := prose.get(id(box), 0)) * 2 < total or 0 < less < least:
            for holder in (box, *box.parents, *every(box)):
                prose[id(holder)] = max(0, prose.get(id(holder), 0) - less)
    return {key: length for key, length in prose.items() if length}


def _others(root: Tag) -> list[tuple[Tag, int]]:
    """The boxes of other stories and a page's foot, in its order; with each below how many characters its prose is none
    of the article's though it be most of the page's."""
    others: list[tuple[Tag, int]] = []
    begun: set[int] = set()
    for text in root.find_all(string=True):
        if text.strip():
            boxes = [box for box in text.parents if box.name in _BOXES and id(box) not in begun][::-1]
            others += [(box, _LITTLE) for box in boxes] if boxes and _is_label(text) else ()
            others += [(box, 0) for box in boxes if called(box, _FOOT, "class", "id")]
            begun.update(map(id, boxes))
    return others


def _is_imprint(text: str) -> bool:
    """Whether a text says whose page it is, and by whose leave, in no sentence."""
    return len(text) < _LITTLE and _IMPRINT.search(text) is not None and "。" not in text


def _text(root: Tag, prose: dict[int, int]) -> Tag | None:
    """The innermost element that holds most of a page's prose; None where it has none."""
    total = prose.get(id(root), 0)
    if not total:
        return None
    node = root
    while True:
        inner = [child for child in node.contents if isinstance(child, Tag) and not is_inline(child)]
        most = next((child for child in inner if prose.get(id(child), 0) * 10 >= total * _PART), None)
        if most is not None and most.name in LISTS and _column(most, prose, total) is None:
            most = None
        if most is None or most.name in ("p", "blockquote", "pre", *HEADINGS) or _is_one_of_lines(most):
            return node
        node = most


def _column(box: Tag, prose: dict[int, int], total: int) -> Tag | None:
    """The item of a list that is a column of the page: it holds its text, in boxes."""
    items = [item for item in box.contents if isinstance(item, Tag) and prose.get(id(item), 0) * 10 >= total * _PART]
    return next((item for item in items if first(item, "div", "section", "article", "p") is not None), None)


def _is_one_of_lines(box: Tag) -> bool:
    """Whether a box without a name is a paragraph, and one beside it another."""
    beside = on_both_sides(box) if _is_line(box) else ()
    return any(isinstance(other, Tag) and _is_line(other) and not _is_imprint(words(other)) for other in beside)


def _is_line(box: Tag) -> bool:
    """Whether a box without a name is one line, of which most leads nowhere."""
    if box.name != "div" or box.attrs or first(box, "br") is not None or not all(map(is_inline, box.contents)):
        return False
    return len(unlinked(box)) * 2 > len(words(box))


def _titles(draft: Draft) -> list[str]:
    """The page's headline as its head gives it, without the site's name."""
    if draft.head is None:
        return []
    names = (draft.head.site,) if draft.head.site else ()
    return [title(text, draft.source, names) for text in draft.head.titles]


def _headline(draft: Draft) -> Tag | None:
    """The headline: what says the page's title or a part of it, and does not lead elsewhere; a heading before all."""
    given = list(filter(None, (draft.title, *_titles(draft))))
    whole = {bare(said) for text in given for said in (text, _PARTS.split(text)[0])} - {""}
    parts = {bare(part) for text in given for part in _PARTS.split(text)} - {""}
    found: list[tuple[int, Tag]] = []
    for tag in every(draft.root):
        if tag.name == "a" or len(tag.contents) > 12:
            continue
        heading = tag.name in HEADINGS
        if not heading and (tag.name not in ("div", "p", "td", "span", "strong", "b", "font", "center")):
            continue
        said = bare(_said(draft, tag)) if 0 < len(label(tag, _RAW)) <= _LINE else ""
        if not said or (not heading and len(said) < _SHORT):
            continue
        begins = heading and len(said) >= _SHORT and any(text.startswith(said) for text in whole)
        rank = 2 * (said in whole) or (said in parts) or begins
        if rank and (heading or first(tag, "div", "p", "td", *HEADINGS) is None):
            found.append((2 * rank + heading, tag))
    best = max((rank for rank, _ in found), default=0)
    return next((tag for rank, tag in found if rank == best), None)


def _surer(found: Tag | None, above: Tag | None) -> Tag | None:
    """Of what a page's title names and the heading above the text the headline: a section has a name, too, shorter."""
    if found is None or above is None or found.name == "h1" or above is found:
        return found or above
    return above if len(bare(words(found))) < _SECTION <= len(bare(words(above))) else found


def _above(draft: Draft, text: Tag) -> Tag | None:
    """The heading above the element of the text, where only short lines without links stand between."""
    at: Tag = text
    for _ in range(3):
        for beside in neighbours(at, back=True):
            inside = (beside, *every(beside)) if isinstance(beside, Tag) else ()
            headings = [tag for tag in inside if tag.name in HEADINGS]
            if headings:
                return headings[-1] if 0 < len(words(headings[-1])) <= _LINE else None
            if len(words(beside)) > _LINE:
                return None
        if at.parent is None or at.parent is draft.root:
            return None
        at = at.parent
    return None


def _said(draft: Draft, tag: Tag) -> str:
    """What a headline says that leads to no other page, as the link to a thread's kind ahead of it does."""
    if _leads_away(draft, enclosing(tag, "a")):
        return ""
    return unlinked(tag) if _leads_away(draft, first(tag, "a")) else words(tag)


def _leads_away(draft: Draft, link: Tag | None) -> bool:
    """Whether a link leads to another page than this."""
    address = attribute(link, "href") if link is not None else ""
    if not draft.url:  # where the page stood nothing says
        return not re.match(r"#|javascript:|$", address, re.I)
    return bool(address) and not same_page(absolute(address, draft.url), draft.url)


# ── what stands around it ─────────────────────────────────────────────────────────────────────────────────────────


def _around(begin: Tag, end: Tag) -> Tag:
    """The innermost element that holds both."""
    holders = {id(parent) for parent in (begin, *begin.parents)}
    return next(parent for parent in (end, *end.parents) if id(parent) in holders)


def _is_flat(text: Tag, prose: dict[int, int]) -> bool:
    """Whether most prose of an element stands in it without a box around."""
    boxed = sum(prose.get(id(box), 0) for box in direct(text, *_BOXES, "article", "main", "table"))
    return boxed * 2 < prose.get(id(text), 0)


def _before(draft: Draft, begin: Tag, around: Tag, flat: Tag | None) -> None:
    """Drops what stands ahead of the headline outside of the element that holds the article, and the section's name; in
    the text's own, which is `flat`, paragraphs, lists and pictures are text: a foreword, where the headline names a
    part of it."""
    at = begin
    inside = around is not draft.root
    said = bare(words(begin))
    beside_it = [bare(text).replace(said, " ") for text in (draft.head.titles if draft.head else ())]
    while at is not draft.root and at.parent is not None:
        if at is around:
            inside = False
        outer = not inside and (at.parent is draft.root or at is not begin)
        ahead = list(neighbours(at, back=True))
        told = at.parent is flat and any(map(_is_told, ahead))
        for beside in ahead:
            section = bare(label(beside)) if isinstance(beside, Tag) else ""
            named = 1 < len(section) < _SECTION and any(section in text for text in beside_it)
            kept = at.parent is flat and _is_text(beside, told)
            if (outer and not kept) or named or _is_menu(draft, beside):
                _drop(draft, beside, _AHEAD)
        at = at.parent


def _is_told(beside: PageElement) -> bool:
    """Whether what stands ahead of the headline, in the text's own box, is a sentence."""
    if isinstance(beside, Tag):
        return beside.name == "p" and _SENTENCE.search(unlinked(beside)) is not None
    return _SENTENCE.search(words(beside)) is not None


def _is_text(beside: PageElement, told: bool) -> bool:
    """Whether what stands there is a picture or of a kind that an author writes, and leads nowhere; where a sentence is
    `told`, it is all that leads nowhere, and lines."""
    if not isinstance(beside, Tag):
        return told
    if first(beside, "a", *_CONTROLS) is not None:
        return _shows(beside) or (told and (beside.name in ("p", *HEADINGS) or is_of_sources(beside)))
    return told or beside.name in ("p", *_TEXT) or _shows(beside)


def _between(draft: Draft, headline: Tag, text: Tag, around: Tag, prose: dict[int, int]) -> None:
    """Drops menus, lists of other pages and buttons between the headline and what stands first of the text."""
    behind = {id(tag) for tag in (headline, *headline.parents)}
    path = [text]
    while path[-1].parent is not None and path[-1].parent is not around:
        path.append(path[-1].parent)
    for at in reversed(path):
        for beside in reversed(list(neighbours(at, back=True))):
            if id(beside) in behind:
                continue
            if id(beside) in prose:
                return
            if _is_menu(draft, beside, least=3) or _says_nothing(beside):
                _drop(draft, beside, _AHEAD)


def _says_nothing(box: PageElement) -> bool:
    """Whether a box is but buttons and numbers."""
    if not isinstance(box, Tag) or box.name not in _BOXES:
        return False
    said = _BUTTONS.sub("", words(box))
    return not (_SAYS.search(said) or is_date_line(said) or _shows(box))


def _after(draft: Draft, text: Tag, around: Tag) -> None:
    """Drops what stands below the text: outside of the element that holds the article all, inside of it what leads to
    other pages, and in the text's own box what says no sentence, names nobody and shows nothing."""
    at = text
    inside = True
    while at is not draft.root and at.parent is not None:
        inside = inside and around is not draft.root and at is not around
        for beside in list(neighbours(at)):
            if at is text and _goes_on(beside, text):
                continue
            if _is_menu(draft, beside) or not _belongs(beside, at, at is text or inside, inside):
                _drop(draft, beside, _BELOW)
        at = at.parent


def _goes_on(beside: PageElement, text: Tag) -> bool:
    """Whether a box beside the text is called as the text's is: the next of its parts."""
    if not isinstance(beside, Tag) or beside.name != text.name or not attribute(text, "class"):
        return False
    return attribute(beside, "class") == attribute(text, "class")


def _only_links(draft: Draft, below: list[PageElement]) -> Tag | None:
    """The first list of links below the headline, where nothing else stands there but what a page says of itself: a
    round-up, or contents."""
    lists = [beside for beside in below if isinstance(beside, Tag) and _is_menu(draft, beside)]
    others = [words(beside) for beside in below if not any(beside is one for one in lists)]
    if not lists or _is_labelled(lists[0]) or any(not (_is_imprint(said) or is_date_line(said)) for said in others):
        return None
    return lists[0]


def _trim(draft: Draft, box: PageElement) -> None:
    """Drops of a box, or of what is in it, menus, other stories and what a page says of itself: where the article has
    so few words that nothing else tells where it ends."""
    if not isinstance(box, Tag):
        return
    said = words(box)
    labelled = _is_labelled(box)
    if labelled or _is_imprint(said) or (_is_menu(draft, box) and len(unlinked(box)) < _SECTION):
        if labelled or not _shows(box):
            _drop(draft, box, _BELOW)
        return
    for part in list(box.contents) if said and box.name not in ("p", *HEADINGS) else ():
        _trim(draft, part)


def _belongs(beside: PageElement, at: Tag, near: bool, inside: bool) -> bool:
    """Whether what stands below the text is of the article: sentences, in the same box or in one like it, or lines
    that name who had a part in it; `inside` of the element that holds the article, too, what leads nowhere."""
    said = words(beside)
    if not isinstance(beside, Tag):
        return inside or (near and (_SENTENCE.search(said) is not None or _CREDIT.search(said) is not None))
    if first(beside, "a", "img") is None and len(said) <= _CREDITS and (_CREDIT.search(said) or is_date_line(said)):
        return True
    if near and any(map(is_attached, every(beside, "a"))):
        return True
    if _is_labelled(beside):
        return False
    if inside and first(beside, "a", "img", *_CONTROLS) is None and not _is_imprint(said):
        return True
    if near and (beside.name == "p" or _SENTENCE.search(unlinked(beside)) is not None or _shows(beside)):
        return True
    if near and (is_of_sources(beside) or (beside.name in _TEXT and first(beside, "a") is None)):
        return True
    like = beside.name == at.name and attribute(beside, "class") == attribute(at, "class")
    return tells(beside) and (like or beside.name == "p")


def _shows(box: Tag) -> bool:
    """Whether a box shows a picture or a player that leads nowhere but to its own file."""
    shown = [tag for tag in (box, *every(box)) if tag.name in ("img", "video", "audio", "iframe", "embed", "object")]
    links = [enclosing(tag, "a") for tag in shown]
    return any(link is None or IMAGE.search(urlsplit_safe(attribute(link, "href")).path) for link in links)


def _is_menu(draft: Draft, beside: PageElement, least: int = 2) -> bool:
    """Whether a box is for the most part links to other pages, so many at least."""
    if not isinstance(beside, Tag) or beside.name == "p" or is_of_sources(beside):
        return False
    links = [link for link in every(beside, "a") if _leads_away(draft, link) and not is_attached(link)]
    return len(links) >= least and len(bare("".join(map(words, links)))) * 2 > len(bare(words(beside)))


def _is_labelled(box: Tag) -> bool:
    """Whether a box is, or begins with, a label of other stories."""
    begin = next((text for text in box.descendants if isinstance(text, NavigableString) and text.strip()), None)
    return begin is not None and _is_label(begin)


def _is_label(text: PageElement) -> bool:
    """Whether the largest element around a text that is short is a label of other stories."""
    said = ""
    for holder in text.parents:
        if not 0 < len(line := label(holder, _RAW)) <= _LABEL:
            break
        said = line
    return RELATED_LABEL.fullmatch(said) is not None


def _drop(draft: Draft, node: PageElement, reason: str) -> None:
    """Drops what is around the article; when it was published may be told there and nowhere else."""
    if isinstance(node, Tag) and draft.dated is None and not _is_menu(draft, node):
        draft.dated = first_date(label(part, _RAW) for part in (node, *every(node)))
    draft.drop(node, reason)
