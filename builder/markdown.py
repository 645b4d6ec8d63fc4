"""Document ↔ Markdown. The law: `read(write(d)) == d` for every document in normal form (see `normal`).

`read` and `parse` turn the tokens of `dialect.parser` into a Document; `written.write` is the way back.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache

from markdown_it import MarkdownIt
from markdown_it.common.utils import unescapeAll
from markdown_it.token import Token

from builder import dialect, written
from builder.model import (
    Block,
    Break,
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
    MarkKind,
    Override,
    Paragraph,
    Picture,
    Problem,
    Quote,
    Related,
    Ruby,
    Rule,
    Span,
    Table,
    Text,
)
from builder.normal import inlines, normal
from builder.text import is_spaceless

__all__ = ["normal", "parse", "read", "write"]

_MARKS: dict[str, MarkKind] = {"strong": "strong", "em": "emphasis", "s": "strikethrough"}


def read(text: str) -> Document:
    """The document that a Markdown text gives, in normal form. Never raises: every text is some document."""
    return parse(text)[0]


def write(document: Document) -> str:
    """The document (its normal form) as Markdown, which ends with a line end unless it is empty."""
    return written.write(normal(document), _reads_as)


def parse(text: str) -> tuple[Document, tuple[Problem, ...]]:
    """As `read`, with what a person should look at; `line` counts from the text's first line, `where` is empty."""
    tokens = _parser().parse(text)
    reader = _Reader()
    return normal(Document(tuple(reader.blocks(tokens)))), tuple(reader.problems)


@cache
def _parser() -> MarkdownIt:
    return dialect.parser()


def _reads_as(text: str, nodes: tuple[Inline, ...], labels: frozenset[str]) -> bool:
    """Whether the text of one block reads as these inlines, where these footnotes are known."""
    refs = dict.fromkeys((":" + label for label in labels), -1)
    tokens = _parser().inline.parse(text, _parser(), {"footnotes": {"refs": refs}}, [])
    return inlines(_inlines(tokens), labels) == nodes


@dataclass
class _Reader:
    """Reads the tokens of blocks, from first to last, and notes problems."""

    problems: list[Problem] = field(default_factory=list)

    def blocks(self, tokens: Sequence[Token]) -> list[Block]:
        # One entry for each open container: its opening token and what it holds so far. A list holds its items.
        root: list[Block] = []
        held: list[list[Block]] = [root]
        items: list[list[tuple[Block, ...]]] = []
        opened: list[Token] = []
        rows: list[list[tuple[Inline, ...]]] = []
        align: list[str] = []
        leaf = tokens[0] if tokens else None
        for token in tokens:
            match token.type:
                case "prose" if token.children is None:
                    held[-1].append(Paragraph((Text(token.content),)))
                case "prose":
                    held[-1].append(_embed(token) or Paragraph(tuple(_inlines(token.children or []))))
                case "inline" if leaf:
                    children = tuple(_inlines(token.children or []))
                    if leaf.type in ("th_open", "td_open"):
                        rows[-1].append(children)
                    elif leaf.type == "heading_open":
                        held[-1].append(self.heading(leaf, children))
                    else:
                        held[-1].append(_embed(token) or Paragraph(children))
                case "paragraph_open" | "heading_open" | "td_open":
                    leaf = token
                case "th_open":
                    leaf = token
                    align.append(str(token.attrs.get("style", "")).removeprefix("text-align:"))
                case "bullet_list_open" | "ordered_list_open":
                    opened.append(token)
                    items.append([])
                case "list_item_open" | "blockquote_open" | "footnote_reference_open":
                    opened.append(token)
                    held.append([])
                case "list_item_close":
                    opened.pop()
                    items[-1].append(tuple(held.pop()))
                case "bullet_list_close" | "ordered_list_close":
                    held[-1].append(self.list(opened.pop(), tuple(items.pop())))
                case "blockquote_close":
                    opened.pop()
                    quote = Quote(tuple(held.pop()))
                    held[-1].append(quote)
                case "footnote_reference_close":
                    note = Footnote(opened.pop().meta["label"], tuple(held.pop()))
                    held[-1].append(note)
                case "fence" | "code_block":
                    info = unescapeAll(token.info).strip()
                    held[-1].append(CodeBlock(token.content.removesuffix("\n"), info))
                case "hr":
                    held[-1].append(Rule())
                case "tr_open":
                    rows.append([])
                case "table_close":
                    held[-1].append(Table(tuple(rows[0]), tuple(map(tuple, rows[1:])), tuple(align)))
                    rows, align = [], []
            if token.nesting == 1 and token.level >= dialect.MAX_NESTING - 2:
                self.note(token, "is nested too deeply: what lies below is left out", "take some levels away")
        return root

    def heading(self, token: Token, children: tuple[Inline, ...]) -> Heading:
        level = int(token.tag[1])
        if level == 1:
            self.note(token, "a heading of the first level is the title's alone", "begin it with ##")
        return Heading(max(level, 2), children)

    def list(self, token: Token, items: tuple[tuple[Block, ...], ...]) -> List | Related:
        if token.type == "ordered_list_open":
            return List(items, int(token.attrs.get("start", 1)))
        if "related" in str(token.attrs.get("class", "")).split():
            links: list[Link] = []
            for item in items:
                match item:
                    case (Paragraph((Link() as link,)),):
                        links.append(link)
            if len(links) == len(items):
                return Related(tuple(links))
            self.note(token, "a list of related stories holds something else than links", "one link for each item")
        return List(items)

    def note(self, token: Token, message: str, hint: str) -> None:
        line = token.map[0] + 1 if token.map else None
        problem = Problem("", message, hint, line, "warning")
        if problem not in self.problems[-1:]:
            self.problems.append(problem)


def _embed(token: Token) -> Embed | Figure | None:
    """The block that a paragraph of one embed, `[…](…){.embed}`, is; None where it is none."""
    children = token.children or []
    if not children or children[0].type != "link_open" or children[-1].type != "link_close":
        return None
    if "embed" not in children[-1].meta.get("attributes", {}).get("class", "").split():
        return None
    if any(child.type == "link_open" for child in children[1:]):
        return None
    opening, inner = children[0], children[1:-1]
    url, caption = str(opening.attrs["href"]), str(opening.attrs.get("title", ""))
    if len(inner) == 1 and inner[0].type == "image":
        picture = _picture(inner[0])
        return Embed(url, "", picture.url, picture.alt, caption)
    return Embed(url, _plain(inner), caption=caption)


# ── inlines ───────────────────────────────────────────────────────────────────────────────────────────────────────


def _inlines(tokens: Sequence[Token]) -> list[Inline]:
    """The inlines of one block; not in normal form yet."""
    out: list[Inline] = []
    # Open marks, links and spans: the opening token and the list that goes on after its end.
    frames: list[tuple[Token, list[Inline]]] = []
    previous, soft_break = "", False
    for token in tokens:
        kind = token.type
        if kind in ("text", "text_special"):
            if not token.content:
                continue
            if soft_break:
                out.append(Text(_soft_break(previous, token.content[0])))
                soft_break = False
            out.append(Text(token.content))
            previous = token.content[-1]
        elif kind == "softbreak":
            soft_break = True
        elif kind in ("strong_open", "em_open", "s_open", "link_open", "span_open", "tag_open"):
            frames.append((token, out))
            out = []
        elif kind == "tag_close":
            if frames and frames[-1][0].type == "tag_open" and frames[-1][0].meta == token.meta:
                opening, around = frames.pop()
                around.append(Mark(opening.meta["kind"], tuple(out)))
                out = around
            else:
                out.append(Text(token.content))
        elif kind in ("strong_close", "em_close", "s_close", "link_close", "span_close"):
            out = _unclosed(frames, out, token.type[:-6] + "_open")
            opening, around = frames.pop()
            around.append(_wrapped(opening, tuple(out)))
            out = around
        else:
            if soft_break:
                out.append(Text(" "))
            soft_break = False
            out += _atoms(token)
            previous = ""
    return _unclosed(frames, out, "")


def _unclosed(frames: list[tuple[Token, list[Inline]]], out: list[Inline], until: str) -> list[Inline]:
    """The innermost list, after the tags that nothing closes above the frame of type `until` became text."""
    tags: list[tuple[Token, list[Inline]]] = []
    inner = [out]
    while frames and frames[-1][0].type != until:
        opening, around = frames.pop()
        tags.append((opening, inner[-1]))
        inner.append(around)
    out = inner[-1]
    for opening, children in reversed(tags):
        out.append(Text(opening.content))
        out += children
    return out


def _wrapped(opening: Token, children: tuple[Inline, ...]) -> Inline:
    if opening.type == "link_open":
        return Link(str(opening.attrs["href"]), children, str(opening.attrs.get("title", "")))
    if opening.type == "span_open":
        return Span(opening.meta["lang"], children)
    return Mark(_MARKS[opening.tag], children)


def _soft_break(before: str, after: str) -> str:
    """What a line end in a paragraph's source stands for: nothing between Han characters, else a space."""
    return "" if before and is_spaceless(before) and is_spaceless(after) else " "


def _atoms(token: Token) -> Sequence[Inline]:
    """The inlines that a token without an end gives."""
    match token.type:
        case "code_inline":
            return [Code(token.content)]
        case "hardbreak":
            return [Break()]
        case "image":
            return [_picture(token)]
        case "footnote_ref":
            return [FootnoteRef(token.meta["label"])]
        case "ruby":
            return [Ruby(base, text) for base, text in token.meta["pairs"]]
        case "override":
            return [Override(token.meta["values"])]
    return [Text(token.content)]


def _picture(token: Token) -> Picture:
    attributes = token.meta.get("attributes", {})
    width, height = (
        int(size) if (size := attributes.get(key, "")).isdecimal() and len(size) < 7 else None
        for key in ("width", "height")
    )
    return Picture(
        str(token.attrs["src"]),
        _plain(token.children or []),
        str(token.attrs.get("title", "")),
        attributes.get("credit", ""),
        width,
        height,
    )


def _plain(tokens: Sequence[Token]) -> str:
    """The words of inline tokens without their mark-up."""
    words, soft_break = "", False
    for token in tokens:
        match token.type:
            case "softbreak" | "hardbreak":
                soft_break = True
                continue
            case "image":
                content = _plain(token.children or [])
            case "override":
                content = token.meta["values"][0][1]
            case "ruby":
                content = "".join(base for base, _ in token.meta["pairs"])
            case "footnote_ref":
                content = f"[^{token.meta['label']}]"
            case _:
                content = token.content
        if soft_break and content:
            words += _soft_break(words[-1:], content[0])
            soft_break = False
        words += content
    return words
