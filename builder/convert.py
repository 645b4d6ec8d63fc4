"""The flat tree → Document: a table from tag to a small function.

Everything that had to be found out was found out by `clean`; here is only form.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator

from bs4 import Tag
from bs4.element import NavigableString, PageElement
from msgspec import Struct

from builder import formulas, hanzi, prose
from builder.addresses import absolute, same_page, unproxied
from builder.clean import Cleaned
from builder.inlines import Run, assemble
from builder.model import (
    Block,
    Break,
    Cell,
    Code,
    CodeBlock,
    Document,
    Embed,
    Figure,
    Footnote,
    FootnoteRef,
    Heading,
    Inline,
    Link,
    List,
    Mark,
    Paragraph,
    Picture,
    Quote,
    Related,
    Ruby,
    Rule,
    Table,
    Text,
)
from builder.notes import LABEL, LABEL_ALONE, MARK, among_words, unbracket
from builder.text import HAN, fold, nfc
from builder.tree import (
    HEADINGS,
    attribute,
    direct,
    element_after,
    enclosing,
    every,
    first,
    is_blank,
    is_bold,
    is_break,
    styled,
    unlinked,
    words,
)

_LONG_HEADING = 40
_NO_HEADING = 100
_SENTENCE = re.compile("[。！？]")
_MAX_COLUMNS = 200
_MARKS = {
    "b": "strong",
    "strong": "strong",
    "em": "emphasis",
    "i": "emphasis",
    "cite": "emphasis",
    "s": "strikethrough",
    "del": "strikethrough",
    "strike": "strikethrough",
    "sup": "superscript",
    "sub": "subscript",
}
_EMOJI = re.compile(r"(?:^|[\s_-])emoji(?:$|[\s_-])")
_HAN = re.compile(f"[{HAN}]")
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+")
_WAY_BACK = hanzi.compile(r"\W*(?:[\d.]+|back|返回|跳[转至].{0,12})?\W*")
_NOTE = re.compile(r"[\[(（【〔]?\s*(?:\d{1,3}\b(?!\s*[年/-])|[\u2460-\u2473\u3220-\u3229*†‡※★注註])")
_LANGUAGE = re.compile(r"(?:language|lang|brush:\s*|highlight-source)-?([\w+#-]+)")


def convert(cleaned: Cleaned) -> Document:
    """The document of a cleaned article: headings without gaps from `##`, footnotes at the end."""
    notes = _Notes(cleaned.tree)
    page = _Page(cleaned.source_url, notes)
    return Document((*_headings(_blocks(cleaned.tree, page)), *notes.blocks(page)))


class _Page(Struct, frozen=True):
    """What handlers need to know of the page: its address, and its footnotes."""

    url: str
    notes: _Notes


def _blocks(parent: Tag, page: _Page) -> tuple[Block, ...]:
    out: list[Block] = []
    for child in parent.contents:
        if isinstance(child, Tag):
            handler = _HANDLERS.get(child.name, _paragraph)
            out.extend(handler(child, page))
        elif str(child).strip():
            out.extend(_paragraph_of(_inlines([child], page)))
    return tuple(out)


# ── blocks ────────────────────────────────────────────────────────────────────────────────────────────────────────


def _paragraph(tag: Tag, page: _Page) -> tuple[Block, ...]:
    return _paragraph_of(_inlines(tag.contents, page))


def _paragraph_of(children: tuple[Inline, ...]) -> tuple[Block, ...]:
    if children and all(isinstance(child, Picture) for child in children):
        return tuple(Figure(child) for child in children if isinstance(child, Picture))
    return (Paragraph(children),) if children else ()


def _heading(tag: Tag, page: _Page) -> tuple[Block, ...]:
    children = _inlines(tag.contents, page)
    if len(children) == 1 and isinstance(children[0], Mark) and children[0].kind == "strong":
        children = children[0].children
    children = tuple(Text(" ") if isinstance(child, Break) else child for child in children)
    return (Heading(int(tag.name[1]), children),) if children else ()


def _figure(tag: Tag, page: _Page) -> tuple[Block, ...]:
    img = first(tag, "img")
    if img is None:
        return _blocks(tag, page)
    alt, caption, credit = (fold(attribute(img, key)) for key in ("alt", "caption", "credit"))
    width, height = (int(size) if (size := attribute(img, key)).isdecimal() else None for key in ("width", "height"))
    return (Figure(Picture(attribute(img, "src"), alt, caption, credit, width, height)),)


def _embed(tag: Tag, page: _Page) -> tuple[Block, ...]:
    url, poster = attribute(tag, "src"), attribute(tag, "poster")
    title, alt, caption = (fold(attribute(tag, key)) for key in ("title", "alt", "caption"))
    if not poster and not title:
        title = re.sub(r"^https?://(?:www\.|player\.|embed\.|m\.)?([^/:?#]+).*", r"\1", url)
    return (Embed(url, "" if poster else title, poster, alt if poster else "", caption),)


def _list(tag: Tag, page: _Page) -> tuple[Block, ...]:
    if "related" in attribute(tag, "class").split():
        links = [_related(link, page) for link in every(tag, "a")]
        found = tuple(dict.fromkeys(link for link in links if link is not None))
        return (Related(found),) if found else ()
    items = tuple(blocks for item in direct(tag, "li") if (blocks := _blocks(item, page)))
    if not items:
        return ()
    start = attribute(tag, "start").strip()
    number = int(start) if re.fullmatch(r"\d{1,9}", start) else 1
    return (List(items, number if tag.name == "ol" else None),)


def _related(link: Tag, page: _Page) -> Link | None:
    url, text = absolute(attribute(link, "href"), page.url), words(link)
    return Link(url, (Text(text),)) if url and text else None


def _quote(tag: Tag, page: _Page) -> tuple[Block, ...]:
    blocks = _blocks(tag, page)
    return (Quote(blocks),) if blocks else ()


def _pre(tag: Tag, page: _Page) -> tuple[Block, ...]:
    """Code keeps its lines; a `<pre>` that holds Chinese with marks, links or verse is paragraphs with line breaks.

    An address that a platform made a link (`git clone https://…`), or a word that it took for one (`item.id`), is none
    where nothing is Chinese.
    """
    han = _HAN.search(tag.get_text()) is not None
    verse = "wp-block-verse" in attribute(tag, "class").split()
    marked = verse or (han and first(tag, "b", "strong", "em", "i") is not None)
    said = [(words(link), attribute(link, "href")) for link in every(tag, "a") if _link(link, page)]
    linked = any(text and (han or not (_ADDRESS.fullmatch(text) or _is_taken_for(text, to))) for text, to in said)
    if (marked or linked) and first(tag, "code") is None:
        for typed in tag.find_all(string=re.compile("\n")):
            lines = str(typed).split("\n")
            parts: list[PageElement] = []
            for index, line in enumerate(lines):
                if index:
                    parts.append(Tag(name="br"))
                parts.append(NavigableString(line))
            typed.replace_with(*parts)
        return tuple(block for stanza in _stanzas(tag) for block in _paragraph(stanza, page))
    for end in every(tag, "br"):
        end.replace_with("\n")
    code = first(tag, "code")
    names = attribute(tag, "class") + " " + (attribute(code, "class") if code is not None else "")
    found = _LANGUAGE.search(names)
    text = re.sub(r"\A(?:[ \t]*\n)+|\n\s*\Z", "", nfc(tag.get_text()))
    return (CodeBlock(text, found[1] if found else ""),) if text.strip() else ()


def _is_taken_for(text: str, url: str) -> bool:
    """Whether an address is what a program made of a link's words, which read like a host."""
    return re.sub(r"^https?://", "", url).rstrip("/") == text


def _stanzas(pre: Tag) -> list[Tag]:
    """The parts of a `<pre>` between its empty lines."""
    stanzas, empty = [Tag(name="p")], False
    for node in list(pre.contents):
        if empty and is_break(node):
            stanzas.append(Tag(name="p"))
        empty = is_break(node) or (empty and is_blank(node))
        stanzas[-1].append(node)
    return stanzas


def _rule(tag: Tag, page: _Page) -> tuple[Block, ...]:
    return (Rule(),)


def _table(tag: Tag, page: _Page) -> tuple[Block, ...]:
    """A pipe table: spanned cells repeat empty; without header cells the first row is the header."""
    rows: list[list[Cell]] = []
    pending: dict[int, int] = {}
    for row in every(tag, "tr"):
        cells: list[Cell] = []
        for cell in direct(row, "td", "th"):
            while len(cells) < _MAX_COLUMNS and pending.get(len(cells), 0):
                pending[len(cells)] -= 1
                cells.append(())
            across, down = _span(cell, "colspan"), _span(cell, "rowspan")
            for offset in range(min(across, _MAX_COLUMNS - len(cells))):
                if down > 1:
                    pending[len(cells)] = down - 1
                cells.append(_inlines(cell.contents, page) if offset == 0 else ())
        while pending.get(len(cells), 0):
            pending[len(cells)] -= 1
            cells.append(())
        if any(cells):
            rows.append(cells)
    columns = max((len(cells) for cells in rows), default=0)
    if not columns:
        return ()
    even = [tuple(cells + [()] * (columns - len(cells))) for cells in rows]
    caption = first(tag, "caption")
    before = _paragraph_of(_inlines(caption.contents, page)) if caption is not None else ()
    return (*before, Table(even[0], tuple(even[1:]), ("",) * columns))


def _span(cell: Tag, name: str) -> int:
    value = attribute(cell, name)
    return min(int(value), 100) if re.fullmatch(r"[1-9]\d{0,3}", value) else 1


_Handler = Callable[[Tag, _Page], tuple[Block, ...]]
_HANDLERS: dict[str, _Handler] = {
    "p": _paragraph,
    **dict.fromkeys(HEADINGS, _heading),
    "figure": _figure,
    "embed": _embed,
    "ul": _list,
    "ol": _list,
    "blockquote": _quote,
    "pre": _pre,
    "hr": _rule,
    "table": _table,
}


def _headings(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """Levels from `##` for the shallowest, without gaps; a standfirst, longer than a heading is and ahead of all
    text, is a paragraph, and so is what is as long on a level that an editor used for paragraphs."""
    out: list[Block] = []
    of_text = _levels_of_text(blocks)
    text_seen = False
    for block in blocks:
        if (
            isinstance(block, Heading)
            and (not text_seen or block.level in of_text)
            and len(prose.words(block.children)) > _LONG_HEADING
        ):
            out.append(Paragraph(block.children))
            continue
        text_seen = text_seen or isinstance(block, Paragraph | List | Quote | Table)
        out.append(block)
    levels = {level: n for n, level in enumerate(sorted(set(_levels(out))), 2)}
    return _levelled(out, levels)


def _levels_of_text(blocks: Iterable[Block]) -> set[int]:
    """The levels of which most headings are as long as paragraphs and say several sentences."""
    told = [(block.level, prose.words(block.children)) for block in blocks if isinstance(block, Heading)]
    long = Counter(level for level, said in told if len(said) > _NO_HEADING and len(_SENTENCE.findall(said)) > 1)
    times = Counter(level for level, _ in told)
    return {level for level in long if long[level] * 2 > times[level]}


def _levels(blocks: Iterable[Block]) -> Iterator[int]:
    """The levels of all headings, in quotes and lists too."""
    for block in blocks:
        match block:
            case Heading(level):
                yield level
            case Quote(inner):
                yield from _levels(inner)
            case List(items):
                for item in items:
                    yield from _levels(item)


def _levelled(blocks: Iterable[Block], levels: dict[int, int]) -> tuple[Block, ...]:
    out: list[Block] = []
    for block in blocks:
        match block:
            case Heading(level, children):
                out.append(Heading(min(levels[level], 6), children))
            case Quote(inner):
                out.append(Quote(_levelled(inner, levels)))
            case List(items, start):
                out.append(List(tuple(_levelled(item, levels) for item in items), start))
            case _:
                out.append(block)
    return tuple(out)


# ── inlines ───────────────────────────────────────────────────────────────────────────────────────────────────────


def _inlines(nodes: list[PageElement], page: _Page) -> tuple[Inline, ...]:
    runs: list[Run] = []
    for node in nodes:
        _collect(node, (), page, runs)
    return assemble(runs)


def _collect(node: PageElement, marks: tuple[tuple[str, ...], ...], page: _Page, runs: list[Run]) -> None:
    """Appends the runs of a node: text with the marks it stands in, and what is no text."""
    if not isinstance(node, Tag):
        runs.append(Run(str(node), marks))
        return
    name = node.name
    if name == "br":
        runs.append(Run("", marks, Break()))
    elif name == "img":
        url = unproxied(absolute(attribute(node, "src"), page.url))
        if url:
            runs.append(Run("", marks, Picture(url, fold(attribute(node, "alt")))))
    elif name in ("code", "kbd", "samp", "tt") and first(node, "a") is None:
        if text := fold(node.get_text()):
            runs.append(Run("", marks, Code(text)))
    elif name == "pre":  # in a cell
        for line in node.get_text().split("\n"):
            runs += Run("", marks, Break()), Run("", marks, Code(fold(line))) if line.strip() else Run("")
        runs.append(Run("", marks, Break()))
    elif name == "ruby":
        _ruby(node, marks, runs)
    elif name == "math":
        runs.append(Run("", marks, Code(formulas.source(node))))
    elif "class" in node.attrs and _EMOJI.search(attribute(node, "class")) and first(node, "img") is None:
        runs.append(Run(node.get_text(), marks))  # drawn by a style sheet; the letter in it is no bold one
    elif label := page.notes.reference(node):
        runs.append(Run("", marks, FootnoteRef(label)))
    else:
        if name == "a" and (link := _link(node, page)):
            marks = (*(mark for mark in marks if mark[0] != "link"), link)
        elif (name in _MARKS or node.attrs) and (kinds := _kinds(node)) and not page.notes.holds(node):
            marks = (*marks, *((kind,) for kind in kinds if (kind,) not in marks))
        block = name in ("p", "div", "li")  # of a cell, too
        if block:
            runs.append(Run("", (), Break()))
        for child in node.contents:
            _collect(child, marks, page, runs)
        if block:
            runs.append(Run("", (), Break()))


def _kinds(node: Tag) -> list[str]:
    """The marks of an inline element: by its name, and by its style."""
    kind = _MARKS.get(node.name, "")
    if node.name == "cite" and "citation" in attribute(node, "class").split():
        kind = ""  # of a wiki's references: its style sheet takes the italics back
    return list(dict.fromkeys(filter(None, (kind, *styled(node)))))


def _link(node: Tag, page: _Page) -> tuple[str, ...] | None:
    url = absolute(attribute(node, "href"), page.url) if "href" in node.attrs else ""
    if not url or same_page(url, page.url):
        return None
    return ("link", url)


def _ruby(node: Tag, marks: tuple[tuple[str, ...], ...], runs: list[Run]) -> None:
    """Each base with its annotation, though all bases stand ahead of all annotations (`<rb>`, `<rtc>`). A second
    annotation of a base stands behind the first."""
    bases: list[str] = []
    pairs: list[Ruby] = []
    for annotates, text in _of_ruby(node):
        if not annotates:
            bases.append(text)
        elif base := next(filter(str.strip, bases), ""):
            del bases[: bases.index(base) + 1]
            pairs.append(Ruby(fold(base), fold(text)))
        elif pairs and text.strip():
            pairs[-1] = Ruby(pairs[-1].base, fold(f"{pairs[-1].annotation} {text}"))
    runs.extend(Run("", marks, pair) if pair.annotation else Run(pair.base, marks) for pair in pairs)
    if (rest := "".join(bases)).strip():
        runs.append(Run(rest, marks))


def _of_ruby(node: Tag) -> list[tuple[bool, str]]:
    """What a `<ruby>` is made of: whether it annotates, and its text. `<rp>` goes. An element without its end tag holds
    those that follow, as libxml2 reads it, so each text is its nearest element's."""
    parts: list[tuple[Tag, str]] = []
    for child in node.descendants:
        if isinstance(child, Tag):
            if child.name in ("rb", "rt") or (child.name == "rtc" and first(child, "rt") is None):
                parts.append((child, ""))
            continue
        owner = enclosing(child, "rb", "rt", "rtc", "rp", "ruby")
        if parts and parts[-1][0] is owner:
            parts[-1] = (parts[-1][0], parts[-1][1] + str(child))
        elif owner is node:
            parts.append((node, str(child)))
    return [(owner.name in ("rt", "rtc"), text) for owner, text in parts]


# ── footnotes ─────────────────────────────────────────────────────────────────────────────────────────────────────


class _Notes:
    """Footnotes: references (`<sup><a href="#fn1">`) and the list items, at the end, that they lead to."""

    def __init__(self, tree: Tag) -> None:
        self.texts: dict[str, Tag] = {}
        self.labels: dict[str, str] = {}
        links = [link for link in every(tree, "a") if re.match("#.", attribute(link, "href"))]
        references = among_words([link for link in links if MARK.fullmatch(words(link))])
        if not references:
            return
        targets = {attribute(tag, "id"): tag for tag in reversed(every(tree)) if "id" in tag.attrs}
        for link in references:
            name = attribute(link, "href").rpartition("#")[2]
            target = targets.get(name)
            if target is not None and target.name == "li" and name not in self.labels:
                self.labels[name] = str(len(self.labels) + 1)
                self.texts[name] = target
        for target in self.texts.values():
            holder = target.parent
            target.extract()
            for back in every(target, "a"):
                to = self.texts.get(attribute(back, "href").rpartition("#")[2], target)  # another note is no way back
                if "#" in attribute(back, "href") and to is target and _WAY_BACK.fullmatch(words(back)):
                    unbracket(back)
                    back.extract()
            if holder is not None and not first(holder, "li"):
                _drop_label(holder)
                holder.extract()

    def reference(self, node: Tag) -> str:
        """The label of the note that a `<sup>` or link refers to, or nothing."""
        if not self.labels or node.name not in ("a", "sup"):
            return ""
        link = node if node.name == "a" else first(node, "a")
        if link is None or (node.name == "sup" and words(node) != words(link)):
            return ""
        return self.labels.get(attribute(link, "href").rpartition("#")[2], "")

    def holds(self, node: Tag) -> bool:
        """Whether a `<sup>` holds several references and what parts them: `<sup><a>1</a>, <a>2</a></sup>`."""
        if not self.labels or node.name != "sup":
            return False
        links = every(node, "a")
        return bool(links) and all(map(self.reference, links)) and not re.search(r"\w", unlinked(node))

    def blocks(self, page: _Page) -> tuple[Footnote, ...]:
        return tuple(
            Footnote(self.labels[name], _blocks(tag, page) or (Paragraph((Text("—"),)),))
            for name, tag in self.texts.items()
        )


def _drop_label(notes: Tag) -> None:
    """Drops the heading and the rule ahead of a list of footnotes, where nothing else stands below them: what follows
    is a rule, a heading that is none of a part of theirs, or a line that is no note (where and when it was written)."""
    after = element_after(notes)
    for before in list(notes.find_previous_siblings()):
        if before.name != "hr" and not (before.name in (*HEADINGS, "p") and LABEL.fullmatch(words(before))):
            break
        if not (after is None or after.name == "hr" or _begins_part(after, before) or _is_no_note(after, before)):
            break
        before.extract()


def _is_no_note(line: Tag, label: Tag) -> bool:
    """Whether a line below a label that speaks of notes alone, and of no other sources, does not begin as a note."""
    return line.name == "p" and LABEL_ALONE.fullmatch(words(label)) is not None and not _NOTE.match(words(line))


def _begins_part(line: Tag, label: Tag) -> bool:
    """Whether a line begins a part beside that of a label: a heading as high, or a line in bold as the label is one."""
    if line.name in HEADINGS:
        return line.name <= label.name
    return is_bold(line) and is_bold(label)
