"""The article's own container: outside of it lists of links and cards are navigation, and what a template puts below it
goes, too."""

from __future__ import annotations

import re
from itertools import chain, takewhile

from bs4 import Tag
from bs4.element import NavigableString, PageElement

from builder import hanzi, phrases
from builder.addresses import IMAGE, absolute, on_same_site, same_page
from builder.bylines import names
from builder.dates import date, is_date_line, undated
from builder.stories import RELATED_LABEL, is_of_sources
from builder.text import urlsplit_safe
from builder.tree import (
    HEADINGS,
    Draft,
    attribute,
    called,
    direct,
    enclosing,
    every,
    first,
    gone,
    in_sentence,
    is_blank,
    is_english,
    is_under,
    label,
    leads_to_profile,
    neighbours,
    only_link,
    shown_links,
    size,
    stands_in_text,
    unlinked,
    words,
)

# What templates call the element of the text alone.
_BODY = re.compile(
    r"(?:\w+-)*(?:article|post|entry|story|news|blog|item|article-page)-?(?:body|content|text|txt|detail|viewer)(?:-\w+)?"
    r"|js-content|markdown-body|field-name-body"
)
# What page builders (Elementor, Divi, WPBakery, Avada) call a piece of text, of which an article has several.
_PIECE = re.compile(r"elementor-widget-text-editor|et-pb-text|wpb-text-column|fusion-text")
_PIECES = 100
_TEXT = frozenset({"p", "ul", "ol", "li", "table", "blockquote", "pre", *HEADINGS})
# What a template's boxes below the text are made of, what they don't hold, and what they don't say: sentences, names.
_BOXES = frozenset({"div", "section", "aside", "dl", "ul"})
_SHOWN = frozenset({"img", "figure", "iframe", "video", "audio", "embed", "object", "pre", "blockquote", "table", "ol"})
_SAYS = hanzi.compile(
    r"[。！？!?；﹔…]|\w ?[.;] |编辑|责编|审[校核]|[校核][对稿]|记者|作者|撰|[文图]\s*[/／|｜:：]|[译摄]|来源|原载"
    r"|posted ?@|[刊出][于处]|[注参]|完|by\b|source|note",
    re.I,
)
_EXCERPT = re.compile(r"[。！？…]|[a-z][.!?](?:\s|$)")
_ATTACHED = re.compile(r"\.(?:pdf|docx?|xlsx?|pptx?|wps|et|ofd|zip|rar|7z)(?:$|\?)", re.I)  # what belongs to a notice
_WITHIN_WORD = re.compile(r"(?<=\w)\w")
_LEFT = 60
_DEPTH = 3
_CARD = 160  # characters of a card
_APP = 400  # characters, white space included, of a call to get an app
_LABEL = 12
_TITLE = 32  # characters of a label of cards, in whatever letters


def isolate(draft: Draft) -> None:
    """Step: finds the element that holds the article's paragraphs; lists of links and cards outside of it, or called
    related inside a page's frame, are navigation and go.
    """
    tags = every(draft.root)
    sizes = _sizes(draft.root, tags)
    total = sizes[id(draft.root)]
    node = _innermost(draft.root, sizes)
    _lists_below(draft, tags, sizes, total)
    if (text := _own_element(tags, sizes, total)) is not None:
        _leftovers_below(draft, text)
    _others_last(draft, sizes, total)
    inside = {id(node)} | {id(tag) for tag in every(node)}
    for tag in tags:
        if gone(tag) or "data-related" not in tag.attrs:
            continue
        if first(tag, "a") is None and ("。" in words(tag) or is_english(words(tag))):
            continue  # a sentence that leads nowhere: what somebody recommends
        if stands_in_text(tag) and _is_told(tag):
            continue
        if date(words(tag)) is not None and (links := every(tag, "a")) and all(map(leads_to_profile, links)):
            draft.signed.extend(name for link in links for name in names(words(link)))
            draft.drop(tag, "line about the article")
            continue
        own = node is not draft.root or tag.find_next_sibling(["p", "div"]) is not None
        listed = own and id(tag) in inside and _only_stories(tag)
        if listed and (_as_list(draft, tag) or stands_in_text(tag)):
            del tag.attrs["data-related"]
        elif sizes[id(tag)] * 3 < max(total, 1):
            draft.drop(tag, "related stories outside of the article")


def _is_told(box: Tag) -> bool:
    """Whether a box within the text is a list, a table or a picture that leads nowhere, or says a sentence of which its
    links are words; behind no label of related stories."""
    begins = RELATED_LABEL.match(text := words(box))
    labelled = begins is not None and _WITHIN_WORD.match(text, begins.end()) is None
    if labelled or any(map(RELATED_LABEL.fullmatch, box.stripped_strings)):
        return False
    links = every(box, "a")
    if not links:
        return box.name in HEADINGS or first(box, "li", "tr", "figcaption") is not None
    return re.search("[。！？]$", unlinked(box)) is not None and all(map(in_sentence, links))


def _sizes(root: Tag, tags: list[Tag]) -> dict[int, int]:
    """How many letters each element has outside of links: what leads elsewhere is none of the article's words."""
    sizes = {id(tag): _length(tag) for tag in (root, *tags)}
    for tag in reversed(tags):
        if tag.name == "a" and first(tag, "p") is None:
            sizes[id(tag)] = 0
        if tag.parent is not None:
            sizes[id(tag.parent)] += sizes[id(tag)]
    return sizes


def _innermost(root: Tag, sizes: dict[int, int]) -> Tag:
    """The innermost box that has more than eight in ten of the letters, also a cell of a table that lays out a page."""
    node, most = root, sizes[id(root)] * 8 // 10
    while inner := [
        child for child in direct(node) if child.name not in ("p", "ul", "ol", "blockquote") and sizes[id(child)] > most
    ]:
        box = inner[0]
        if box.name == "table":
            cell = next((cell for cell in every(box, "td") if sizes[id(cell)] > most), None)
            if cell is None:
                break
            box = cell
        node = box
    return node


def _lists_below(draft: Draft, tags: list[Tag], sizes: dict[int, int], total: int) -> None:
    """Drops the lists of links below an element that is called the article's own and holds most of the words."""
    start = next((index for index, tag in enumerate(tags) if sizes[id(tag)] * 2 > total and _is_body(tag)), None)
    if start is None:
        return
    own = {id(tag) for tag in every(tags[start])}
    for tag in tags[start + 1 :]:
        if id(tag) in own or gone(tag) or tag.name not in ("ul", "ol") or "data-related" in tag.attrs:
            continue
        items = direct(tag)
        if items and all((link := only_link(item)) is not None and not is_attached(link) for item in items):
            label = next(neighbours(tag, back=True), None)
            if isinstance(label, Tag) and label.name in (*HEADINGS, "p", "div") and len(words(label)) <= _LABEL:
                draft.drop(label, "label of links below the article's own element")
            draft.drop(tag, "links below the article's own element")


def _own_element(tags: list[Tag], sizes: dict[int, int], total: int) -> Tag | None:
    """The innermost element that holds most of the words, and is called the text's or is an `<article>`, or has its
    paragraphs right in it; None where only the whole page does."""
    own: Tag | None = None
    pieces = [tag for tag in tags if not gone(tag) and called(tag, _PIECE) and sizes[id(tag)]]
    within = {id(part) for tag in pieces[:_PIECES] for part in every(tag)} if len(pieces) > 1 else set()
    for tag in tags:
        if sizes[id(tag)] * 2 <= total or gone(tag) or tag.name in _TEXT or id(tag) in within:
            continue
        if tag.name == "article" or _is_body(tag) or _holds_paragraphs(tag, sizes, total):
            own = tag
    return own


def _holds_paragraphs(tag: Tag, sizes: dict[int, int], total: int) -> bool:
    """Whether most of the words are in paragraphs right in an element, and none stands beside it, as beside a quote."""
    if sum(sizes.get(id(part), 0) for part in direct(tag, "p")) * 2 <= total or tag.parent is None:
        return False
    return not any(words(part) for part in direct(tag.parent, "p"))


def _leftovers_below(draft: Draft, own: Tag) -> None:
    """Drops what a page's template puts below the element of the text: boxes that say no sentence, name nobody, and
    show nothing: buttons, counts, labels, links to other pages. A heading stays where more text stands below it, unless
    it is that of links."""
    last, named = True, _is_body(own)
    for beside in reversed(all_behind(draft, own)):
        if named and isinstance(beside, Tag) and _is_banner(draft, beside):
            draft.drop(beside, "a picture that leads elsewhere")
            continue
        last = _is_leftover(draft, beside, last) and last


def all_behind(draft: Draft, at: Tag) -> list[PageElement]:
    """What stands behind an element: in its box, and then behind that, up to the whole page."""
    found: list[PageElement] = []
    while at is not draft.root and at.parent is not None:
        found += neighbours(at)
        at = at.parent
    return found


def _others_last(draft: Draft, sizes: dict[int, int], total: int) -> None:
    """Drops the boxes with which a page ends that list what else its site has, with their label, however deep."""
    at = draft.root
    while (last := _last_shown(at)) is not None and last.name in (*_BOXES, "article"):
        told = sizes.get(id(last), total) * 2 <= total and _EXCERPT.search(unlinked(last))  # else it is links alone
        if not told or not _lists_others(draft, last):
            at = last
            continue
        title = next(neighbours(last, back=True), None)
        if isinstance(title, Tag) and title.name in (*HEADINGS, "div") and len(words(title)) <= _LABEL:
            draft.drop(title, "label of related stories")
        draft.drop(last, "related stories outside of the article")


def _last_shown(box: Tag) -> Tag | None:
    """The last element in a box that shows more than a button, if no text stands below it."""
    for child in reversed(box.contents):
        if not isinstance(child, Tag):
            if not is_blank(child):
                return None
        elif text := label(child, _LEFT):
            if not (phrases.INTERFACE.fullmatch(text) or phrases.BUTTON.fullmatch(text)):
                return child
        elif next(child.stripped_strings, "") or child.name in _SHOWN or first(child, *_SHOWN) is not None:
            return child
    return None


def is_attached(link: Tag) -> bool:
    """Whether a link leads to a document, as a notice has them below its text."""
    return _ATTACHED.search(attribute(link, "href")) is not None


def _is_leftover(draft: Draft, box: PageElement, last: bool, depth: int = 0) -> bool:
    """Whether a box below the text, the last one or not, was a template's as a whole, and is gone."""
    if not isinstance(box, Tag) or box.name not in _BOXES or depth > _DEPTH:
        return False
    if _offers_app(draft, box):
        draft.drop(box, "where one gets an app")
        return True
    if _shows(draft, box) or is_of_sources(box) or any(is_attached(link) for link in every(box, "a")):
        return False
    rest, links = unlinked(box), first(box, "a") is not None
    title = first(box, *HEADINGS)
    if title is not None and not last and (not links or rest != words(title)):
        return False
    lines = first(box, "p") is not None and (not links or len(rest) > _LABEL)
    if len(rest) <= _LEFT and not lines and not _SAYS.search(rest) and not is_date_line(rest):
        draft.drop(box, "what a template puts below the text")
        return True
    for part in reversed(direct(box)):
        last = _is_leftover(draft, part, last, depth + 1) and last
    return False


def _is_banner(draft: Draft, box: Tag) -> bool:
    """Whether a box says nothing, and shows pictures that each lead to another page."""
    if box.name not in _BOXES or not is_under(box, 1):
        return False
    links = [enclosing(img, "a") for img in every(box, "img")]
    urls = [absolute(attribute(link, "href"), draft.url) if link is not None else "" for link in links]
    return bool(urls) and all(
        url and not same_page(url, draft.url) and not IMAGE.search(urlsplit_safe(url).path) for url in urls
    )


def _offers_app(draft: Draft, box: Tag) -> bool:
    """Whether a box calls to get an app: it leads to where one gets it, and says no sentence but perhaps a call."""
    links = (absolute(attribute(link, "href"), draft.url) for link in every(box, "a"))
    return is_under(box, _APP) and any(map(phrases.STORE.match, links)) and "。" not in words(box)


def _shows(draft: Draft, box: Tag) -> bool:
    """Whether a box shows something that an author may have put there; a table of one cell only lays out its words, and
    a picture that leads to another page of the site, as a headline does, is that page's, or calls."""
    shown = [tag for tag in every(box, *_SHOWN) if tag.name != "img" or not _leads_on(draft, box, tag)]
    shown = [tag for tag in shown if tag.name != "figure" or words(tag) or first(tag, *_SHOWN) is not None]
    return any(tag.name != "table" or len(every(tag, "td", "th")) > 1 for tag in shown)


def _leads_on(draft: Draft, box: Tag, picture: Tag) -> bool:
    """Whether a picture stands in a link to another page of the site, to which words of its box lead, too, or to where
    one gets an app."""
    link = enclosing(picture, "a")
    to = attribute(link, "href") if link is not None else ""
    url = absolute(to, draft.url)
    if phrases.STORE.match(url) or (link is not None and first(link, *HEADINGS) is not None):
        return True
    if not any(attribute(other, "href") == to and words(other) for other in every(box, "a")):
        return False
    return on_same_site(url, draft.url) and IMAGE.search(urlsplit_safe(url).path) is None


def _lists_others(draft: Draft, box: Tag) -> bool:
    """Whether a box holds but `<article>` elements that are a headline, which leads to another page of the site, its
    picture and few words: as a site lists what else it has (HTML: a forum's posts, a blog's); or a label and boxes that
    are this, of which one shows its picture or tells its day."""
    titles = every(box, *HEADINGS)
    cards = every(box, "article") or ([box] if box.name == "article" else [])
    if len(titles) != len(cards):
        titles = every(box, *HEADINGS, "li")  # of which an earlier step made some
        titles = [title for title in titles if title.name != "li" or first(title, *HEADINGS) is None]
    if not cards and any(title.name in HEADINGS for title in titles[1:]) and _heads_cards(box, titles.pop(0)):
        cards = titles if _in_boxes(box, titles) else []
    if not cards or len(unlinked(box)) > _CARD * len(cards) or len(titles) != len(cards):
        return False
    for title in titles:
        link = only_link(title) or enclosing(title, "a")
        if link is None or not on_same_site(absolute(attribute(link, "href"), draft.url), draft.url):
            return False
    return all(enclosing(img, "a") is not None for img in every(box, "img"))


def _in_boxes(box: Tag, titles: list[Tag]) -> bool:
    """Whether each headline stands in a box of its own: below each other they are the parts of a text."""
    around = [(enclosing(title, "a") or title).parent for title in titles]
    return len(set(map(id, around))) == len(titles) and all(parent is not box for parent in around)


def _heads_cards(box: Tag, title: Tag) -> bool:
    """Whether a box begins with a label, and pictures or days stand in it, or there was a picture."""
    if title.name not in HEADINGS or len(words(title)) > _TITLE or next(box.stripped_strings, "") not in words(title):
        return False
    if first(title, "a") is not None or enclosing(title, "a") is not None:
        return False
    return first(box, "img", "li") is not None or date(unlinked(box)) is not None


def _is_body(tag: Tag) -> bool:
    return attribute(tag, "itemprop") == "articleBody" or called(tag, _BODY, "class", "id")


def _length(tag: Tag) -> int:
    """The number of letters right in an element."""
    return sum(len(str(child).strip()) for child in tag.contents if isinstance(child, NavigableString))


def _as_list(draft: Draft, tag: Tag) -> bool:
    """Leaves of a box in the text, whose class name says that it leads to related stories, the links of their
    headlines: without its label, dates, pictures and numbers of comments. False where it says more."""
    links = _headlines(tag)
    counted = tag.name in ("ul", "ol") and all(first(item, "a") is not None for item in direct(tag, "li"))
    if not links or not (counted or tag.name in ("div", "aside", "section", "figure")):
        return False
    for picture in every(tag, "picture", "img"):
        if not gone(picture) and first(picture, "a") is None:
            draft.drop(picture, "picture of a related story")
    draft.note("what stands around the headlines of related stories", words(tag))
    texts = [words(link) for link in links]
    tag.clear()
    tag.name = "ul"
    for link, text in zip(links, texts, strict=True):
        link.clear()
        link.append(text)
        item = draft.new("li")
        item.append(link)
        tag.append(item)
    return True


def _headlines(tag: Tag) -> list[Tag]:
    """The links that are headlines in an element that holds besides them no more than a few words for each."""
    if single := only_link(tag) or _labelled(tag) or _in_text(tag):
        return [single]
    items = [shown_links(item) for item in every(tag, "li")]
    if items and all(len(item) == 1 for item in items):  # each with a number of comments, perhaps
        listed: list[Tag | None] = [item[0] for item in items]
    else:
        listed = [only_link(item) for item in every(tag, "li")]
    links = [link for link in listed if link is not None]
    if not links or len(links) < len(listed):
        found = [link for link in every(tag, "a") if "href" in link.attrs and words(link)]
        links = [link for link in found if len(words(link)) > 5]
        if links and len({_place(link, tag) for link in found}) == 1:  # short ones, too: no numbers, no topics
            links = found
    links = list({attribute(link, "href"): link for link in reversed(links)}.values())[::-1]
    rest = undated(words(tag))
    for link in links:
        rest = rest.replace(words(link), " ")
    return links if len(rest.split()) <= 4 * len(links) and len(rest) <= 24 * len(links) else []


def _place(node: Tag, box: Tag) -> tuple[str, ...]:
    """Of what elements, and of what class, a node is a part in a box."""
    parts = takewhile(lambda part: part is not box, chain([node], node.parents))
    return tuple(f"{part.name} {attribute(part, 'class')}" for part in parts)


def _labelled(tag: Tag) -> Tag | None:
    """The only link of an element that holds besides it a label (`推荐阅读`), a date or a number, and nothing else."""
    links = shown_links(tag)
    rest = undated(words(tag).replace(words(links[0]), " ", 1)).strip() if len(links) == 1 else ""
    return links[0] if re.fullmatch(r"[\w\s]{2,16}[:：]?|[（(\[]?\d{1,4}[)）\]]?", rest) else None


def _in_text(tag: Tag) -> Tag | None:
    """The headline's link of a card between paragraphs: a heading, a picture and an excerpt of one other page."""
    heading = first(tag, *HEADINGS)
    if heading is None or size(tag) > _CARD or tag.find_next_sibling("p") is None:
        return None
    return only_link(heading) if len({attribute(link, "href") for link in every(tag, "a")}) == 1 else None


def _only_stories(tag: Tag) -> bool:
    """Whether an element is a label and links, without pictures but those in the links or one beside each."""
    loose = [img for img in every(tag, "img") if enclosing(img, "a") is None]
    single = only_link(tag) or _labelled(tag) or _in_text(tag)
    return len(loose) <= len(_headlines(tag)) and (single is not None or len(every(tag, "a")) > 1)
