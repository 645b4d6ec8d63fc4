"""The tree that the cleaning steps share: what is a block, what is blank, how something is taken out with a reason."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import chain, islice

from bs4 import BeautifulSoup, Tag
from bs4.element import NavigableString, PageElement

from builder.addresses import to_profile
from builder.dates import Date, published
from builder.heads import Head
from builder.model import Removal
from builder.sources import Source
from builder.text import fold, one_of

HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
LISTS = frozenset({"ul", "ol", "menu", "dir"})
# Elements of running text. Whatever is in neither set (div, section, p, any unknown name) is a block.
INLINE = one_of(
    "a abbr acronym b bdi bdo big br cite code data del dfn em font i img ins kbd label mark math nobr q "
    "rb rp rt rtc ruby s samp small span strike strong sub sup svg time tt u var wbr st1:chmetcnv "
    "st1:chsdate"
)
# HTML's other elements. One that is none of its own is running text beside words, as browsers show it.
_BLOCKS = one_of(
    "address article aside audio blockquote body button canvas caption center col colgroup dd details dialog dir "
    "div dl dt embed fieldset figcaption figure footer form frame frameset h1 h2 h3 h4 h5 h6 header hgroup hr "
    "iframe input legend li link main map menu meta nav noscript object ol optgroup option output p picture pre "
    "progress script section select source style summary table tbody td template textarea tfoot th thead title "
    "tr track ul video"
)
MARKS = frozenset({"a", "b", "strong", "em", "i", "cite", "s", "del", "strike", "code", "sup", "sub"})
# The same by style, as editors and word processors write it. (`mso-bidi-font-weight` is another property.)
_STYLES = {
    "strong": re.compile(r"(?<![-\w])font-weight\s*:\s*(?:bold|[6-9]00)", re.I),
    "emphasis": re.compile(r"(?<![-\w])font-style\s*:\s*(?:italic|oblique)", re.I),
    "strikethrough": re.compile(r"(?<![-\w])text-decoration(?:-line)?\s*:[^;]*line-through", re.I),
}
_PIXELS = re.compile(r"\s*(\d{1,5})(?:\.\d+)?\s*(?:px)?\s*")
LARGE = 200  # pixels: as no sign, no face and no ornament is
_BOLD = re.compile(r"(?!no-)(?:\w+-)?(?:strong|bold)")  # the same by class: `bjh-strong`, `fw-bold`
_BLANK = " \t\n\r\f\v\u00a0\u2002\u2003\u2009\u200a\u202f\u3000\u200b\u200c\u200d\u2060\ufeff\u00ad"
_WINDOW = 8  # children
# What plays something by its name, or stands there until a script makes it do so: HTML's, AMP's, WeChat's (`mp…`), a
# theme's of Typecho (`joe-…`), CKEditor's, France Médias Monde's, and those of media-elements.org and its kin.
PLAYERS = tuple(
    (  # noqa: SIM905  one word a line would hide what belongs together
        "iframe video audio embed object amp-iframe amp-video amp-audio amp-youtube lite-youtube amp-brightcove "
        "video-js amp-twitter amp-instagram amp-facebook amp-vimeo amp-dailymotion mpvideosnap bgsound mpvoice "
        "mp-common-mpaudio joe-dplayer joe-mp3 oembed youtube-player youtube-video vimeo-video hls-video "
        "spotify-audio lite-vimeo"
    ).split()
)
_SHOWN = frozenset({"img", "figure", "hr", "table", *PLAYERS})


class Element(Tag):
    """An element of a page, which looks for a child near the last one that it was asked for: steps take children out
    one after the other, and each is looked for."""

    _near = 0

    def index(self, element: PageElement) -> int:
        start = max(0, self._near - _WINDOW)
        beside = enumerate(self.contents[start : start + 2 * _WINDOW], start)
        self._near = next((place for place, child in beside if child is element), -1)
        if self._near < 0:
            self._near = super().index(element)
        return self._near


@dataclass(slots=True)
class Draft:
    """An article while it is cleaned: the tree that shrinks, what was learned from it, and the log of what went.

    It lives inside `clean.clean` alone; the steps change it and nothing else.
    """

    soup: BeautifulSoup
    root: Tag
    title: str
    url: str
    source: Source
    general: bool
    known: frozenset[str] = frozenset()  # bare names of the publication, its tags and the front matter's authors
    head: Head | None = None  # what a whole page says of itself
    published: Date | None = None  # by `<time>`
    microdata: Date | None = None  # by `<meta itemprop="datePublished">`
    date_line: Date | None = None  # by a line of its own
    dated: Date | None = None  # by a line of a box that went, for want of the others
    authors: list[str] = field(default_factory=list)
    signed: list[str] = field(default_factory=list)  # by-lines in boxes that went, for want of authors
    caption_looks: frozenset[str] | None = None  # how captions look that no mark-up tells, once a picture asked
    begins: Counter[str] | None = None  # how often sentences begin so, once a box that is hidden asked
    removals: list[Removal] = field(default_factory=list)
    step: str = ""

    def blocks(self) -> list[Tag]:
        """The row of blocks, once the tree is flat."""
        return direct(self.root)

    def take_date(self, text: str) -> None:
        """Learns the article's date by a line of its own, unless one was met before."""
        self.date_line = self.date_line or published(text)

    def drop(self, node: PageElement, reason: str) -> None:
        """Takes a node out of the tree; the log keeps its text, or what it tells of its picture."""
        self.note(reason, words(node) or _of_picture(node))
        if isinstance(node, Tag):
            node.decompose()
        else:
            node.extract()

    def note(self, reason: str, text: str) -> None:
        """Logs that text went, or what of an element that has none."""
        self.removals.append(Removal(self.step, reason, text))

    def new(self, name: str, **attributes: str) -> Tag:
        return self.soup.new_tag(name, attrs={key.replace("_", "-"): value for key, value in attributes.items()})


def _of_picture(node: PageElement) -> str:
    """What is told of the picture in a node without words: its caption, its alternative text, or else its address."""
    image = (node if node.name == "img" else first(node, "img")) if isinstance(node, Tag) else None
    told = (attribute(image, key) for key in ("caption", "alt", "src")) if image is not None else ()
    return next(filter(None, told), "")


def first(tag: Tag, *names: str) -> Tag | None:
    """The first element of one of these names inside `tag`. (BeautifulSoup's own `find` costs thirty times as much.)"""
    for child in tag.contents:
        if isinstance(child, Tag):
            if child.name in names:
                return child
            if child.contents and (found := first(child, *names)) is not None:
                return found
    return None


def every(tag: Tag, *names: str) -> list[Tag]:
    """All elements of these names inside `tag`, in the order of the page; of all names where none is given."""
    found: list[Tag] = []
    _every(tag, names, found)
    return found


def _every(tag: Tag, names: tuple[str, ...], found: list[Tag]) -> None:
    for child in tag.contents:
        if isinstance(child, Tag):
            if not names or child.name in names:
                found.append(child)
            if child.contents:
                _every(child, names, found)


def direct(tag: Tag, *names: str) -> list[Tag]:
    """The elements of these names right in `tag`; of all names where none is given."""
    return [child for child in tag.contents if isinstance(child, Tag) and (not names or child.name in names)]


def enclosing(tag: PageElement, *names: str) -> Tag | None:
    """The nearest element of one of these names around a node. (`find_parent` costs ten times as much.)"""
    return next((parent for parent in tag.parents if parent.name in names), None)


def element_before(node: PageElement) -> Tag | None:
    """The nearest element ahead of a node, right beside it. (`find_previous_sibling` costs ten times as much.)"""
    return next((beside for beside in node.previous_siblings if isinstance(beside, Tag)), None)


def element_after(node: PageElement) -> Tag | None:
    """The same behind it."""
    return next((beside for beside in node.next_siblings if isinstance(beside, Tag)), None)


def holds(box: Tag, node: PageElement) -> bool:
    """Whether a node stands within an element, however deep."""
    return any(parent is box for parent in node.parents)


def size(tag: Tag) -> int:
    """How many characters an element's text has, without the white space with which sources are laid out."""
    letters = 0
    for child in tag.contents:
        letters += size(child) if isinstance(child, Tag) else _letters(child)
    return letters


def is_under(tag: Tag, most: int) -> bool:
    """Whether an element's `size` is less than so many characters, without reading on where it is not."""
    return _room(tag, most) > 0


def _room(tag: Tag, most: int) -> int:
    """How many characters are left of so many, once the text of an element is taken; 0 or below as soon as none is."""
    for child in tag.contents:
        most = _room(child, most) if isinstance(child, Tag) else most - _letters(child)
        if most <= 0:
            break
    return most


def _letters(text: PageElement) -> int:
    return len(" ".join(text.split())) if type(text) is NavigableString else 0


def words(node: PageElement) -> str:
    """The text of a node on one line; a line break or a block in it is a space."""
    if not isinstance(node, Tag):
        return fold(str(node))
    parts: list[str] = []
    _words(node, parts)
    return fold("".join(parts))


def label(tag: Tag, most: int = 200) -> str:
    """What an element says, where its text has at most so many characters, white space included; else nothing. (Who
    looks for a label need not read the article for it.)"""
    return words(tag) if _left(tag, most) >= 0 else ""


def _left(tag: Tag, most: int) -> int:
    """How many characters are left of so many, once the text of an element is counted; below 0 as soon as none is."""
    for child in tag.contents:
        most = _left(child, most) if isinstance(child, Tag) else most - len(str(child))
        if most < 0:
            break
    return most


def _words(tag: Tag, parts: list[str]) -> None:
    for child in tag.contents:
        if not isinstance(child, Tag):
            parts.append(str(child))
        elif child.name == "br":
            parts.append(" ")
        elif child.contents:
            block = child.name not in INLINE
            if block:
                parts.append(" ")
            _words(child, parts)
            if block:
                parts.append(" ")


def lines_of(block: Tag) -> list[list[PageElement]]:
    """The nodes of a paragraph, line by line; each break begins a line."""
    lines: list[list[PageElement]] = [[]]
    for node in block.contents:
        if is_break(node):
            lines.append([])
        lines[-1].append(node)
    return lines


def line_text(nodes: Iterable[PageElement]) -> str:
    """What the nodes of a line say."""
    return fold("".join(words(node) for node in nodes))


def line_texts(block: Tag) -> list[str]:
    """What the lines of a paragraph say, those that say something."""
    lines: list[str] = [""]
    for node in block.descendants:
        if is_break(node):
            lines.append("")
        elif not isinstance(node, Tag):
            lines[-1] += str(node)
    return [text for text in map(fold, lines) if text]


def is_blank(node: PageElement) -> bool:
    """Whether a node shows nothing: white space, a break, or an element without text, pictures, players and rules."""
    if isinstance(node, Tag):
        return node.name not in _SHOWN and all(is_blank(child) for child in node.contents)
    return not str(node).strip(_BLANK)


def is_break(node: PageElement) -> bool:
    """Whether a node is a `<br>`."""
    return isinstance(node, Tag) and node.name == "br"


def gone(tag: Tag) -> bool:
    """Whether an earlier find of the same step took this element out. (`Tag.decomposed` searches the whole subtree.)"""
    return "_decomposed" in tag.__dict__ or tag.parent is None


def is_inline(node: PageElement) -> bool:
    """Whether a node is running text by its name: text itself, a mark, a span, Word's `o:p`, `<relative-time>`."""
    if not isinstance(node, Tag) or node.name in INLINE or ":" in node.name:
        return True
    if "-" in node.name:
        return not node.name.startswith("amp-")  # custom elements, which browsers show in the line
    return node.name not in _BLOCKS and _is_beside_text(node)


def _is_beside_text(tag: Tag) -> bool:
    beside = (tag.previous_sibling, tag.next_sibling)
    return any(isinstance(node, NavigableString) and not is_blank(node) for node in beside)


def neighbours(node: PageElement, back: bool = False) -> Iterator[PageElement]:
    """The siblings after a node (or before it, nearest first) that show something."""
    sibling = node.previous_sibling if back else node.next_sibling
    while sibling is not None:
        following = sibling.previous_sibling if back else sibling.next_sibling
        if not is_blank(sibling):
            yield sibling
        sibling = following


def on_both_sides(node: PageElement) -> Iterator[PageElement]:
    """The siblings of a node that are not blank: those ahead of it, the nearest one first, and then those behind it."""
    return chain(neighbours(node, back=True), neighbours(node))


GOES_ON = ("，", "、")  # ends a line whose sentence the next one ends, as in verse and in posts of short lines


def ends_as_sentence(block: object) -> bool:
    """Whether a block is a paragraph that ends as sentences do."""
    return isinstance(block, Tag) and block.name == "p" and _ENDS.search(words(block)) is not None


def beside(block: Tag) -> list[Tag]:
    """The blocks right above and right below one, in the flat row."""
    return [one for one in (element_before(block), element_after(block)) if one is not None]


def is_among_sentences(block: Tag) -> bool:
    """Whether a block stands between two paragraphs that end as sentences do: furniture and what tells of an article
    stand among their like, or at the edges."""
    return ends_as_sentence(element_after(block)) and ends_as_sentence(element_before(block))


def is_bold(line: Tag) -> bool:
    """Whether a line is set in bold as a whole."""
    text = words(line)
    return any(words(mark) == text for mark in every(line, "b", "strong"))


def stands_in_text(box: Tag) -> bool:
    """Whether a box stands, while the tree is deep, between two paragraphs that end as sentences do, or below a heading
    and above such a one."""
    above = next(neighbours(box, back=True), None)
    if not says_sentence(next(neighbours(box), None)):
        return False
    return says_sentence(above) or (isinstance(above, Tag) and above.name in HEADINGS)


def says_sentence(node: PageElement | None) -> bool:
    """Whether a node is a paragraph, by whatever name, that ends as sentences do."""
    if not isinstance(node, Tag) or node.name not in ("p", "div") or _ENDS.search(words(node)) is None:
        return False
    return node.name == "p" or all(map(is_inline, node.contents))


def ahead(node: Tag, climbs: Callable[[Tag], bool]) -> PageElement | None:
    """What stands right ahead of an element, or of the boxes that begin with it, as far up as `climbs` says."""
    while (before := next(neighbours(node, back=True), None)) is None:
        if node.parent is None or not climbs(node.parent):
            return None
        node = node.parent
    return before


def attribute(tag: Tag, name: str) -> str:
    """An attribute as text, empty where it is missing."""
    return str(tag.attrs.get(name, ""))


def pixels(tag: Tag, name: str) -> int:
    """The size that an attribute tells, in CSS pixels (`500`, `500px`, `645.25`); 0 for `100%`, `auto` and nothing."""
    found = _PIXELS.fullmatch(attribute(tag, name))
    return int(found[1]) if found else 0


def styled(tag: Tag) -> list[str]:
    """The marks that an element's style, or the class of a `<span>`, makes: `strong`, `emphasis`, `strikethrough`."""
    style = attribute(tag, "style") if "style" in tag.attrs else ""
    if tag.name == "span" and "class" in tag.attrs and called(tag, _BOLD):
        style += ";font-weight:bold"
    return [mark for mark, told in _STYLES.items() if told.search(style)] if style else []


_SMALL = re.compile(r"\b[a-z]{2,}\b")
_STOPS = re.compile(r"[.!?][\"”’)\]]*(?:\s[A-Z][a-z]{1,9})?$")  # perhaps with a button behind it
# What stands right before a word of a sentence, and right behind it.
_CLOSE_BEFORE, _CLOSE_BEHIND = (
    re.compile(r"[\w，。、；：“《（「(”》）」)]$"),
    re.compile(r"[\w，。、；：！？”》）」).“《（「(]"),
)
_IN_SENTENCE, _SENTENCE = 4, 8  # words in small letters: about a word that stands in one, and of a whole one
_ENDS = re.compile(r"[。！？!?….][”’」』\"）)]*$")
LONGEST_NAME = 200  # characters of a class name that are read
_HASH = re.compile(
    r"___\w+$|-sc-\w+-\d+$|(?<!_)__(?=\w*[A-Z0-9_])\w{5,6}$"
)  # what CSS modules and styled-components add to a name


def hyphenated(name: str) -> str:
    """A class name or id with a hyphen ahead of each of its capitals (`imgCaption`: `img-Caption`), without the hash of
    generated styles."""
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "-", _HASH.sub("", name[:LONGEST_NAME]))


@lru_cache(maxsize=4096)  # a page has few class names, and many steps ask
def spellings(names: str) -> tuple[str, ...]:
    """Class names and ids in lower case with hyphens: `imgCaption` and `img_caption` are `img-caption`. The hash of
    generated styles and a modifier (`--wide`) go; of `block__element` both the whole and the element count. Chinese
    templates misspell `article`.
    """
    return tuple(plain for name in names.split() for plain in _spelled(name))


def _spelled(name: str) -> tuple[str, ...]:
    plain = re.sub(r"--\w+$", "", hyphenated(name)).lower().replace("artical", "article")
    whole = re.sub(r"[-_]+", "-", plain)
    _, _, element = plain.partition("__")
    return (whole, re.sub(r"[-_]+", "-", element)) if element else (whole,)


def called(tag: Tag, pattern: re.Pattern[str], *keys: str) -> bool:
    """Whether a class name of the element (a name in any of the attributes `keys`, where such are given), in one of its
    spellings, matches the pattern as a whole."""
    told = [attribute(tag, key) for key in keys or ("class",) if key in tag.attrs]
    return bool(told) and any(any(map(pattern.fullmatch, spellings(names))) for names in told)


def shown_links(node: Tag) -> list[Tag]:
    """The links in a node that lead somewhere and show something."""
    return [link for link in every(node, "a") if "href" in link.attrs and not is_blank(link)]


def only_link(node: Tag) -> Tag | None:
    """The link that is all the words of a node, if it is one."""
    links = shown_links(node)
    if len(links) != 1:
        return None
    bare = re.sub(r"[\W_]+", "", words(node))
    return links[0] if bare and bare == re.sub(r"[\W_]+", "", words(links[0])) else None


def target(node: Tag) -> str:
    """Where the link leads that is all the words of a node; empty where none is."""
    return attribute(link, "href") if (link := only_link(node)) is not None else ""


def leads_to_profile(link: Tag) -> bool:
    """Whether a link leads to what a site tells of one person, and has by him or her."""
    return to_profile(attribute(link, "href"))


def is_value(block: Tag) -> bool:
    """Whether the line above asks for what a block says (`准备：`, `裁判字号：`)."""
    above = element_before(block)
    return above is not None and words(above).endswith((":", "："))


def unlinked(tag: Tag) -> str:
    """What an element says outside of its links, on one line."""
    parts: list[str] = []
    for child in tag.contents:
        if not isinstance(child, Tag):
            parts.append(str(child))
        elif child.name != "a":
            parts.append(f" {unlinked(child)} ")
    return fold("".join(parts))


def says_only(node: Tag, parts: Iterable[str]) -> bool:
    """Whether these words are all that an element says, but for signs and spaces."""
    return re.sub(r"\W", "", "".join(parts)) == re.sub(r"\W", "", words(node))


def is_row_of_links(node: Tag, longest: int) -> bool:
    """Whether all words of an element are links, each of so many characters at most."""
    links = [words(link) for link in every(node, "a")]
    return bool(links) and all(len(link) <= longest for link in links) and says_only(node, links)


def line_around(node: Tag) -> tuple[str, str]:
    """What its line says before and after an element: up to a break or a block, or to a good many elements."""
    sides = []
    for back in (True, False):
        at, parts, open_line = node, [], True
        while open_line:
            siblings = at.previous_siblings if back else at.next_siblings
            for sibling in islice(siblings, 30):
                open_line = not isinstance(sibling, Tag) or (
                    sibling.name != "br" and is_inline(sibling) and first(sibling, *LISTS) is None
                )
                if not open_line:
                    break
                parts.append(sibling.get_text() if isinstance(sibling, Tag) else str(sibling))
            if at.parent is None or not is_inline(at.parent):
                break
            at = at.parent
        sides.append(fold("".join(reversed(parts) if back else parts)))
    return sides[0], sides[1]


def in_sentence(tag: Tag) -> bool:
    """Whether an inline element stands within a sentence."""
    return is_inline(tag) and within_sentence(tag)


def within_sentence(tag: Tag) -> bool:
    """Whether an element has the words of a sentence close to it on both sides, and a comma or stop."""
    return parts_sentence(*line_around(tag))


def parts_sentence(before: str, after: str) -> bool:
    """Whether the two sides of a line are those of a sentence, close to what stands between them."""
    if in_english(before, after):
        return True
    close = _CLOSE_BEFORE.search(before) and _CLOSE_BEHIND.match(after)
    ends = re.search(r"(?:^|[\u4e00-\u9fff])[”」）]?[。！？][”」』]?$", after) is not None
    if not before:  # it may begin with the element
        return ends and re.match(r"[\u4e00-\u9fff，、“《（「(]", after) is not None
    told = len(before + after) > 15 and re.search("[，。！？；]", before + after) is not None
    return bool(close) and (ends or told)


def in_english(before: str, after: str) -> bool:
    """Whether the two sides of a line are those of an English sentence, which may begin between them: words in small
    letters, and a stop at its end."""
    small = len(_SMALL.findall(before)) + len(_SMALL.findall(after))
    within = before != "" or re.match(r"[a-z,’']", after) is not None
    return within and small >= _IN_SENTENCE and _STOPS.search(after) is not None


def is_english(text: str) -> bool:
    """Whether a text is a sentence in English, or several."""
    return len(_SMALL.findall(text)) >= _SENTENCE and _STOPS.search(text) is not None
