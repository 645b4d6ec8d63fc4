"""The tree that the cleaning steps share: what is a block, what is blank, how something is taken out with a reason."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from bs4 import BeautifulSoup, PageElement, Tag

from builder.metadata import Date
from builder.model import Removal
from builder.sources import Source
from builder.text import fold

# Elements that stand for themselves: the later steps and `convert` know each by name. `figure` holds one `img`,
# `embed` is a player; both have their words in attributes once pictures.py and embeds.py have been there.
ATOMS = frozenset({"figure", "embed", "hr", "pre", "table"})
HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
LISTS = frozenset({"ul", "ol", "menu", "dir"})
# Elements of running text. Whatever is in neither set (div, section, p, any unknown name) is a block.
INLINE = frozenset(
    (  # noqa: SIM905  one word a line would hide what belongs together
        "a abbr acronym b bdi bdo big br cite code data del dfn em font i img ins kbd label mark math nobr q "
        "rb rp rt rtc ruby s samp small span strike strong sub sup svg time tt u var wbr st1:chmetcnv "
        "st1:chsdate"
    ).split()
)
MARKS = frozenset({"a", "b", "strong", "em", "i", "cite", "s", "del", "strike", "code", "sup", "sub"})
_BLANK = re.compile("[\\s\u00a0\u3000\u200b\u200c\u200d\u2060\ufeff\u00ad]*")


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
    published: Date | None = None  # by `<time>`
    date_line: Date | None = None  # by a line of its own
    authors: list[str] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)
    removals: list[Removal] = field(default_factory=list)
    step: str = ""

    def drop(self, node: PageElement, reason: str) -> None:
        """Takes a node out of the tree; the log keeps its text."""
        self.note(reason, words(node))
        if isinstance(node, Tag):
            node.decompose()
        else:
            node.extract()

    def note(self, reason: str, text: str) -> None:
        """Logs that text went, or what of an element that has none."""
        self.removals.append(Removal(self.step, reason, text))

    def new(self, name: str, **attributes: str) -> Tag:
        return self.soup.new_tag(name, attrs={key.replace("_", "-"): value for key, value in attributes.items()})


def words(node: PageElement) -> str:
    """The text of a node on one line; a line break in it is a space."""
    if isinstance(node, Tag):
        return fold(" ".join(node.strings) if node.find("br") or node.find(["p", "div"]) else node.get_text())
    return fold(str(node))


def is_blank(node: PageElement) -> bool:
    """Whether a node shows nothing: white space, or an element without text, pictures, players and rules."""
    if isinstance(node, Tag):
        return node.name not in ("img", "figure", "embed", "hr", "table") and (
            _BLANK.fullmatch(node.get_text()) is not None
            and node.find(["img", "figure", "embed", "hr", "iframe", "video"]) is None
        )
    return _BLANK.fullmatch(str(node)) is not None


def is_inline(node: PageElement) -> bool:
    """Whether a node is running text by its name: text itself, a mark, a span, a word processor's `o:p`."""
    return not isinstance(node, Tag) or node.name in INLINE or ":" in node.name


def neighbours(node: PageElement, back: bool = False) -> Iterator[PageElement]:
    """The siblings after a node (or before it, nearest first) that show something."""
    for sibling in list(node.previous_siblings if back else node.next_siblings):
        if not is_blank(sibling):
            yield sibling


def attribute(tag: Tag, name: str) -> str:
    """An attribute as text, empty where it is missing; `class` with its names joined by spaces."""
    value = tag.attrs.get(name, "")
    return " ".join(value) if isinstance(value, list) else str(value)


def only_link(node: Tag) -> Tag | None:
    """The link that is all the words of a node, if it is one."""
    links = node.find_all("a", href=True)
    with_text = [link for link in links if not is_blank(link)]
    if len(with_text) != 1:
        return None
    bare = re.sub(r"[\W_]+", "", node.get_text())
    return with_text[0] if bare and bare == re.sub(r"[\W_]+", "", with_text[0].get_text()) else None
