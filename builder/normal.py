"""Document → Document in normal form: the one way to hold what reads the same. `markdown` writes and reads only that.

In normal form texts next to each other are one, no node is empty, marks hold no space and no line break at their ends,
are not nested in their own kind and not next to it; a paragraph that is one picture is a figure; line ends are
spaces; addresses are safe (`text.safe_url`); footnotes stand at the end and every mark of a footnote has its text.
`normal(normal(d)) == normal(d)`.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import TypeGuard

from msgspec.structs import replace

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
    Override,
    Paragraph,
    Picture,
    Quote,
    Related,
    Ruby,
    Rule,
    Span,
    Table,
    Text,
)
from builder.text import LANGUAGE_TAG, safe_url

# Lists and quotes, and marks, links and spans, in each other; what lies deeper is lifted to this depth.
MAX_DEPTH = 12
MAX_NUMBER = 999_999_999  # the largest number that CommonMark reads before an item of a list

_UNWRITABLE = re.compile("\r\n|[\r\n]|[\0\ud800-\udfff]")
_unwritable = re.compile("[\r\n\0\ud800-\udfff]").search  # the same, four times as fast
_LANG = re.compile(LANGUAGE_TAG)
_LABEL_FORBIDDEN = re.compile(r"[\s\[\]]+")
_OVERRIDE_TAG = re.compile("zh(?:-[a-z0-9]{2,8})*")

_Labels = frozenset[str]


def normal(document: Document) -> Document:
    """The document in normal form. Never raises, however deeply the document is nested."""
    notes: dict[str, tuple[Block, ...]] = {}
    seen: Counter[str] = Counter()
    for note in _footnotes(document.blocks):
        name = label = _label(note.label)
        while name in notes:  # a second note of one label gets another: nothing is lost, each is found
            seen[label] += 1
            name = f"{label}-{seen[label] + 1}"
        notes[name] = note.blocks
    labels = frozenset(notes)
    kept = [Footnote(label, tidy) for label, inner in notes.items() if (tidy := _blocks(inner, 1, labels))]
    if len(kept) < len(notes):
        labels = frozenset(note.label for note in kept)
        kept = [Footnote(note.label, _blocks(notes[note.label], 1, labels)) for note in kept]
    return Document((*_blocks(document.blocks, 0, labels), *kept))


def inlines(nodes: Sequence[Inline], labels: _Labels = frozenset()) -> Cell:
    """Inlines of one block in normal form, without space or line break at their ends. `labels` of known footnotes."""
    if len(nodes) == 1 and isinstance(nodes[0], Text):  # nearly all blocks
        text = _line(nodes[0].text)
        if text and text == nodes[0].text:
            return tuple(nodes)
        return (Text(text),) if text else ()
    return _peeled(_inlines(nodes, 0, frozenset(), labels))[1]


# ── blocks ────────────────────────────────────────────────────────────────────────────────────────────────────────


def _footnotes(blocks: Iterable[Block]) -> Iterator[Footnote]:
    """All footnotes in the order in which they stand, without recursion."""
    todo = list(blocks)[::-1]
    while todo:
        block = todo.pop()
        if isinstance(block, Footnote):
            yield block
        todo += _inner(block)[::-1]


def _inner(block: Block) -> list[Block]:
    """The blocks within a block."""
    if isinstance(block, List):
        return [inner for item in block.items for inner in item]
    return list(block.blocks) if isinstance(block, Quote | Footnote) else []


def _leaves(blocks: Iterable[Block]) -> Iterator[Block]:
    """The blocks without the lists and quotes around them."""
    todo = list(blocks)[::-1]
    while todo:
        block = todo.pop()
        if isinstance(block, List | Quote):
            todo += _inner(block)[::-1]
        else:
            yield block


def _blocks(blocks: Iterable[Block], depth: int, labels: _Labels) -> tuple[Block, ...]:
    if depth >= MAX_DEPTH:
        blocks = _leaves(blocks)
    return tuple(tidy for block in blocks if (tidy := _block(block, depth, labels)))


def _block(block: Block, depth: int, labels: _Labels) -> Block | None:
    match block:
        case Paragraph(children):
            tidy = inlines(children, labels)
            if tidy is children:
                return block if tidy else None
            if len(tidy) == 1 and isinstance(tidy[0], Picture):
                return Figure(tidy[0])
            return Paragraph(tidy) if tidy else None
        case Heading(level, children):
            tidy = inlines(children, labels)
            return Heading(min(max(level, 2), 6), tidy) if tidy else None
        case List(items, start):
            kept = tuple(inner for item in items if (inner := _blocks(item, depth + 1, labels)))
            start = None if start is None else min(max(start, 0), MAX_NUMBER - len(kept))
            return List(kept, start) if kept else None
        case Related(links):
            return _related(links, labels)
        case Quote(inner):
            kept_blocks = _blocks(inner, depth + 1, labels)
            return Quote(kept_blocks) if kept_blocks else None
        case CodeBlock(text, info):
            text = _UNWRITABLE.sub(lambda found: "\n" if found[0] in ("\r\n", "\r", "\n") else "\ufffd", text)
            return CodeBlock(text, _line(info)) if text.strip() else None
        case Table():
            return _table(block, labels)
        case Figure(picture):
            tidy_picture = _picture(picture)
            words = picture.caption or picture.alt
            return Figure(tidy_picture) if tidy_picture else _block(Paragraph((Text(words),)), depth, labels)
        case Embed():
            return _embed(block)
        case Footnote():
            return None
        case Rule():
            return block


def _related(links: tuple[Link, ...], labels: _Labels) -> Block | None:
    tidy = [inner for link in links if (inner := inlines((link,), labels))]
    sole = [inner[0] for inner in tidy if len(inner) == 1]
    if _all_links(sole) and len(sole) == len(tidy):
        return Related(tuple(sole)) if sole else None
    items = (_block(Paragraph(inner), 0, labels) for inner in tidy)
    return List(tuple((item,) for item in items if item))


def _all_links(nodes: list[Inline]) -> TypeGuard[list[Link]]:
    return all(isinstance(node, Link) for node in nodes)


def _table(table: Table, labels: _Labels) -> Block | None:
    width = len(table.header)
    rows = [tuple(inlines(cell, labels) for cell in row[:width]) for row in (table.header, *table.rows)]
    rows = [row + ((),) * (width - len(row)) for row in rows]
    align = (*table.align, *("",) * width)[:width]
    align = tuple(side if side in ("left", "center", "right") else "" for side in align)
    return Table(rows[0], tuple(rows[1:]), align) if any(map(any, rows)) else None


def _embed(embed: Embed) -> Block | None:
    url, poster = safe_url(embed.url), safe_url(embed.poster)
    alt, title, caption = _line(embed.alt), _line(embed.title), _line(embed.caption)
    if not url:
        words = caption or title or alt
        return Paragraph((Text(words),)) if words else None
    if poster:
        return Embed(url, "", poster, alt or title, caption)
    host = (re.match(r"(?:[a-z]+:)?//([^/?#]+)", url) or ("", url))[1]
    return Embed(url, title or alt or host, "", "", caption)


# ── inlines ───────────────────────────────────────────────────────────────────────────────────────────────────────


def _inlines(nodes: Iterable[Inline], depth: int, inside: frozenset[str], labels: _Labels) -> list[Inline]:
    out: list[Inline] = []
    _put_all(out, nodes, depth, inside, labels)
    return out


def _put_all(out: list[Inline], nodes: Iterable[Inline], depth: int, inside: frozenset[str], labels: _Labels) -> None:
    for node in nodes if depth < MAX_DEPTH else _words(nodes):
        _put(out, node, depth, inside, labels)


def _words(nodes: Iterable[Inline]) -> Iterator[Inline]:
    """The nodes without the marks, links and spans around them."""
    todo = list(nodes)[::-1]
    while todo:
        node = todo.pop()
        if isinstance(node, Mark | Link | Span):
            todo += node.children[::-1]
        else:
            yield node


def _put(out: list[Inline], node: Inline, depth: int, inside: frozenset[str], labels: _Labels) -> None:
    """Adds one node to those of normal form in `out`."""
    match node:
        case Text(text):
            _join(out, Text(_flat(text)))
        case Mark(kind, children):
            if kind in inside:
                _put_all(out, children, depth + 1, inside, labels)
            else:
                _put_around(out, node, _inlines(children, depth + 1, inside | {kind}, labels))
        case Link(url, children, title):
            url = safe_url(url)
            if not url or "link" in inside:
                _put_all(out, children, depth + 1, inside, labels)
            else:
                kept = Link(url, (), _line(title))
                _put_around(out, kept, _inlines(children, depth + 1, inside | {"link"}, labels))
        case Span(lang, children):
            if not _LANG.fullmatch(lang):
                _put_all(out, children, depth + 1, inside, labels)
            else:
                _put_around(out, node, _inlines(children, depth + 1, inside, labels))
        case Break():
            if out and isinstance(last := out[-1], Text):
                _replace_last(out, last.text.rstrip())
            out.append(node)
        case Code(text):
            defines = "link" in inside and "]:" in text  # [`a]:`](…) at a line's start defines the address of `a
            _join(out, Text(_flat(text)) if defines else Code(_flat(text)))
        case Picture():
            picture = _picture(node)
            _join(out, picture or Text(_line(node.alt)))
        case Ruby(base, annotation):
            base, annotation = _line(base), _line(annotation)
            _join(out, Ruby(base, annotation) if base and annotation else Text(base or annotation))
        case FootnoteRef(label):
            label = _label(label)
            _join(out, FootnoteRef(label) if label in labels else Text(f"[^{label}]"))
        case Override(values):
            _join(out, _override(values))


def _put_around(out: list[Inline], outer: Mark | Link | Span, children: list[Inline]) -> None:
    """Adds a mark, link or span with these children; space at its ends goes outside, and an empty one goes."""
    lead, inner, trail = _peeled(children)
    for node in lead:
        _put(out, node, 0, frozenset(), frozenset())
    if inner:
        outer = replace(outer, children=inner)
        sole = inner[0] if len(inner) == 1 else None
        if isinstance(outer, Mark) and outer.kind == "strong" and isinstance(sole, Mark) and sole.kind == "emphasis":
            # CommonMark reads `***a***` with emphasis outside.
            outer = Mark("emphasis", (Mark("strong", sole.children),))
        _join(out, outer)
    for node in trail:
        _put(out, node, 0, frozenset(), frozenset())


def _join(out: list[Inline], node: Inline) -> None:
    """Adds a node of normal form after the others, and makes one of two that belong together."""
    last = out[-1] if out else None
    match last, node:
        case Text(), Text(text) if text:
            _replace_last(out, last.text + text)
        case Break(), Text(text):
            out.extend([Text(kept)] if (kept := text.lstrip()) else [])
        case Code(before), Code(after):
            out[-1] = Code(before + after)
        case (Mark(), Mark()) if last.kind == node.kind:
            merged = list(last.children)
            for child in node.children:
                _join(merged, child)
            out[-1] = Mark(last.kind, tuple(merged))
        case _, Text("") | Code("") | Override(()):
            pass
        case _:
            out.append(node)


def _replace_last(out: list[Inline], text: str) -> None:
    if text:
        out[-1] = Text(text)
    else:
        out.pop()


def _peeled(nodes: list[Inline]) -> tuple[list[Inline], Cell, list[Inline]]:
    """The space and line breaks at the start, the nodes between, and those at the end."""
    lead: list[Inline] = []
    trail: list[Inline] = []
    first, last = 0, len(nodes)
    while first < last:
        node = nodes[first]
        if isinstance(node, Text):
            kept = node.text.lstrip()
            lead.append(Text(node.text[: len(node.text) - len(kept)]))
            nodes[first] = Text(kept)
        elif isinstance(node, Break):
            lead.append(node)
            kept = ""
        else:
            break
        if kept:
            break
        first += 1
    while first < last:
        node = nodes[last - 1]
        if isinstance(node, Text):
            kept = node.text.rstrip()
            trail.append(Text(node.text[len(kept) :]))
            nodes[last - 1] = Text(kept)
        elif isinstance(node, Break):
            trail.append(node)
            kept = ""
        else:
            break
        if kept:
            break
        last -= 1
    return lead, tuple(nodes[first:last]), trail[::-1]


def _picture(picture: Picture) -> Picture | None:
    """The picture in normal form; None where it has no address that a browser may load."""
    url = safe_url(picture.url)
    if not url or url.lower().startswith("mailto:"):
        return None
    width, height = (size if size and 0 < size < 1_000_000 else None for size in (picture.width, picture.height))
    return Picture(url, _line(picture.alt), _line(picture.caption), _line(picture.credit), width, height)


def _override(values: tuple[tuple[str, str], ...]) -> Override:
    tidy = tuple((tag.lower(), _line(words)) for tag, words in values)
    if all(_OVERRIDE_TAG.fullmatch(tag) for tag, _ in tidy):
        return Override(tidy)
    text = next((words for _, words in tidy if words), "")
    return Override((("", text),) if text else ())


def _flat(text: str) -> str:
    """The text without line ends, nor characters that no file can hold."""
    if not _unwritable(text):
        return text
    return _UNWRITABLE.sub(lambda found: " " if found[0] in ("\r\n", "\r", "\n") else "\ufffd", text)


def _line(text: str) -> str:
    return _flat(text).strip()


def _label(label: str) -> str:
    return _LABEL_FORBIDDEN.sub("-", _line(label)) or "-"
