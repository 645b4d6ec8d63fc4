"""A whole page, saved as it stood: what is around the article, by where it stands.

An archive that keeps the page's article alone has taken this step itself; nothing here touches such a seed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from bs4 import Tag
from bs4.element import NavigableString, PageElement

from builder import hanzi
from builder.addresses import absolute, same_page
from builder.dates import date, is_date_line
from builder.furniture import tells
from builder.stories import RELATED_LABEL
from builder.titles import bare, title
from builder.titles import headline as shorter
from builder.tree import (
    HEADINGS,
    Draft,
    attribute,
    enclosing,
    every,
    first,
    is_blank,
    is_inline,
    label,
    neighbours,
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
_TEXT = ("ul", "ol", "table", "pre", "blockquote", "figure", *HEADINGS)
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
    said = words(headline) if headline is not None else ""
    draft.title = shorter(draft.title, said, least=4) if draft.title else said or next(iter(_titles(draft)), "")
    draft.signed.extend(draft.head.authors)
    if headline is not None:
        around = _around(headline, text or headline)
        _before(draft, headline, around)
        if text is not None and not _holds(text, headline):
            _between(draft, headline, text, around, prose)
        _again(draft, headline, prose)
    if text is not None:
        _after(draft, text, _around(headline or text, text))
        return
    at = headline
    while at is not None and at is not draft.root:
        for beside in list(neighbours(at)):
            _trim(draft, beside)
        at = at.parent


# ── where the article is ──────────────────────────────────────────────────────────────────────────────────────────


def _prose(root: Tag, headline: Tag | None, others: list[Tag]) -> dict[int, int]:
    """How many characters of prose each element holds: paragraphs with sentences, or without where most have
    none, and listings; outside of links and of boxes of `others`, below the headline where the page has one."""
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
    for box in others:
        if 0 < (less := prose.get(id(box), 0)) * 2 < total or 0 < less < _LITTLE:
            for holder in (box, *box.parents, *every(box)):
                prose[id(holder)] = max(0, prose.get(id(holder), 0) - less)
    return {key: length for key, length in prose.items() if length}


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
        if most is None or most.name in ("p", "li", "blockquote", "pre", "ul", "ol", *HEADINGS):
            return node
        node = most


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
        said = bare(line) if 0 < len(line := label(tag, _RAW)) <= _LINE else ""
        if not said or (not heading and len(said) < _SHORT) or _leads_away(draft, tag):
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
            headings = [beside] if isinstance(beside, Tag) and beside.name in HEADINGS else []
            headings = headings or (every(beside, *HEADINGS) if isinstance(beside, Tag) else [])
            if headings:
                return headings[-1] if 0 < len(words(headings[-1])) <= _LINE else None
            if len(words(beside)) > _LINE:
                return None
        if at.parent is None or at.parent is draft.root:
            return None
        at = at.parent
    return None


def _leads_away(draft: Draft, tag: Tag) -> bool:
    """Whether an element leads to another page than this, or stands in a link that does."""
    link = enclosing(tag, "a") or first(tag, "a")
    address = attribute(link, "href") if link is not None else ""
    return bool(address) and not same_page(absolute(address, draft.url), draft.url)


# ── what stands around it ─────────────────────────────────────────────────────────────────────────────────────────


def _around(begin: Tag, end: Tag) -> Tag:
    """The innermost element that holds both."""
    holders = {id(parent) for parent in (begin, *begin.parents)}
    return next(parent for parent in (end, *end.parents) if id(parent) in holders)


def _holds(box: Tag, tag: Tag) -> bool:
    return any(parent is box for parent in tag.parents)


def _before(draft: Draft, begin: Tag, around: Tag) -> None:
    """Drops what stands ahead of the headline outside of the element that holds the article."""
    at = begin
    inside = around is not draft.root
    while at is not draft.root and at.parent is not None:
        if at is around:
            inside = False
        outer = not inside and (at.parent is draft.root or at is not begin)
        for beside in list(neighbours(at, back=True)):
            if outer or _is_menu(draft, beside):
                _drop(draft, beside, _AHEAD)
        at = at.parent


def _between(draft: Draft, headline: Tag, text: Tag, around: Tag, prose: dict[int, int]) -> None:
    """Drops menus and lists of other pages between the headline and what stands first of the text."""
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
            if _is_menu(draft, beside, least=3):
                _drop(draft, beside, _AHEAD)


def _again(draft: Draft, headline: Tag, prose: dict[int, int]) -> None:
    """Drops the headline once more, where it stands ahead of the first paragraph."""
    said = words(headline)
    inside = {id(tag) for tag in (headline, *every(headline), *headline.parents)}
    for tag in headline.find_all_next(True):
        if id(tag) in prose and first(tag, "p", "div", "section", "td", "article", "main", "table") is None:
            return
        if tag.name in ("p", "div", *HEADINGS) and id(tag) not in inside and label(tag, _RAW) == said:
            draft.drop(tag, "the title again")
            return


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
            if _is_menu(draft, beside) or not _belongs(beside, at, at is text or inside):
                _drop(draft, beside, _BELOW)
        at = at.parent


def _goes_on(beside: PageElement, text: Tag) -> bool:
    """Whether a box beside the text is called as the text's is, and is more than links: the next of its parts."""
    if not isinstance(beside, Tag) or beside.name != text.name or not attribute(text, "class"):
        return False
    return attribute(beside, "class") == attribute(text, "class") and (
        not _is_labelled(beside) or len(unlinked(beside)) * 2 > _LITTLE
    )


def _trim(draft: Draft, box: PageElement) -> None:
    """Drops of a box, or of what is in it, menus, other stories and what a page says of itself: where the article has
    so few words that nothing else tells where it ends."""
    if not isinstance(box, Tag):
        return
    if _is_labelled(box) or _is_imprint(said := words(box)) or (_is_menu(draft, box) and len(unlinked(box)) < _SECTION):
        if not _shows(box) or _is_labelled(box):
            _drop(draft, box, _BELOW)
        return
    for part in list(box.contents) if said and box.name not in ("p", *HEADINGS) else ():
        _trim(draft, part)


def _belongs(beside: PageElement, at: Tag, near: bool) -> bool:
    """Whether what stands below the text is of the article: sentences, in the same box or in one like it, or lines
    that name who had a part in it."""
    said = words(beside)
    if not isinstance(beside, Tag):
        return near and (_SENTENCE.search(said) is not None or _CREDIT.search(said) is not None)
    if first(beside, "a", "img") is None and len(said) <= _CREDITS and (_CREDIT.search(said) or is_date_line(said)):
        return True
    if _is_labelled(beside):
        return False
    if near and (beside.name == "p" or _SENTENCE.search(unlinked(beside)) is not None or _shows(beside)):
        return True
    if near and beside.name in _TEXT and first(beside, "a") is None:
        return True
    like = beside.name == at.name and attribute(beside, "class") == attribute(at, "class")
    return tells(beside) and (like or beside.name == "p")


def _shows(box: Tag) -> bool:
    """Whether a box shows a picture or a player that leads nowhere."""
    shown = [tag for tag in (box, *every(box)) if tag.name in ("img", "video", "audio", "iframe", "embed", "object")]
    return any(enclosing(tag, "a") is None for tag in shown)


def _is_menu(draft: Draft, beside: PageElement, least: int = 2) -> bool:
    """Whether a box is for the most part links to other pages, so many at least."""
    if not isinstance(beside, Tag) or beside.name == "p":
        return False
    links = [
        link for link in every(beside, "a") if not same_page(absolute(attribute(link, "href"), draft.url), draft.url)
    ]
    return len(links) >= least and len(bare("".join(map(words, links)))) * 2 > len(bare(words(beside)))


def _others(root: Tag) -> list[Tag]:
    """The boxes that begin with a label of other stories, in the order of the page."""
    begun: set[int] = set()
    texts = (text for text in root.find_all(string=True) if not is_blank(text))
    return [box for text in texts for box in reversed([*_headed(text, begun)]) if box.name in _BOXES]


def _is_labelled(box: Tag) -> bool:
    """Whether a box begins with a label of other stories."""
    text = next((text for text in box.strings if not is_blank(text)), None)
    around = {id(parent) for parent in box.parents}
    return text is not None and any(holder is box for holder in _headed(text, around))


def _headed(text: NavigableString, begun: set[int]) -> Iterator[Tag]:
    """The elements that a text begins and none before it has `begun`, where it is (in) a label of other stories."""
    said = ""
    for holder in text.parents:
        if id(holder) in begun:
            return
        begun.add(id(holder))
        if RELATED_LABEL.fullmatch(said):
            yield holder
        line = label(holder, _RAW)
        said = line if 0 < len(line) <= _LABEL else said


def _drop(draft: Draft, node: PageElement, reason: str) -> None:
    """Drops what is around the article; when it was published may be told there and nowhere else."""
    if isinstance(node, Tag) and draft.dated is None and not _is_menu(draft, node):
        lines = (label(part, _RAW).lstrip("@") for part in (node, *every(node)))
        draft.dated = date(next(filter(is_date_line, lines), ""))
    draft.drop(node, reason)
