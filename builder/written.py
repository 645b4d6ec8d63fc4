"""Document in normal form → Markdown: as a person would type it, with as few escapes as CommonMark allows."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from builder.emphasis import character_before, flanks_everywhere
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

# (text, inlines, labels of known footnotes) → whether the text reads as the inlines. Given by `markdown`.
ReadsAs = Callable[[str, tuple[Inline, ...], frozenset[str]], bool]

_SIGNS = {"strong": "**", "emphasis": "*", "strikethrough": "~~"}
_TAGS = {
    "strong": "strong",
    "emphasis": "em",
    "strikethrough": "del",
    "superscript": "sup",
    "subscript": "sub",
}

_PUNCTUATION = r"!-/:-@\[-`{-~"
_ENTITY = r"&(?=[#][0-9xX]|[A-Za-z][A-Za-z0-9]*;)"
# What could be read as mark-up in running text, and only that: `_` in a word, `*` between spaces, a lone `~` and
# brackets that nothing follows are safe.
_SPECIAL = rf"""\\(?=[{_PUNCTUATION}]|$) | ` | \*(?!\s) | (?<!\s)\* | (?<![^\W_])_ | _(?![^\W_])
    | (?<=~)~ | ~(?=~) | ^~ | ~$ | <(?=[!-~]|$) | {_ENTITY} | (?<=-)\{{ | ^\{{"""
_ANY = re.compile(r"[\\`*_~<&{\[\]]")  # with one of which all of that begins, and which few texts have
_INLINE = re.compile(_SPECIAL + r"| \[(?=\^) | \](?=[(\[{:])", re.VERBOSE)
_LABEL = re.compile(_SPECIAL + r"| [\[\]]", re.VERBOSE)
_TITLE = re.compile(rf'\\(?=[{_PUNCTUATION}]|$)|"|{_ENTITY}')
_URL = re.compile(rf"\\(?=[{_PUNCTUATION}]|$)|{_ENTITY}|^<")
_PLAIN_RUBY = re.compile(rf"\\(?=[{_PUNCTUATION}])|{_ENTITY}")
_ATTRIBUTE = re.compile(r'["{}&\[\]|\\`<]')
# What could begin another block, or end the paragraph, at a line's start.
_LINE = re.compile(r"([-+*]|#{1,6})(?=[ \t]|$)|>|\d{1,9}[.)](?=[ \t]|$)|[-=|:](?=[-=|: \t]*$)")
_CLOSING_HASHES = re.compile(r"(?:^|(?<=[ \t]))#(?=#*$)")


def write(document: Document, reads_as: ReadsAs) -> str:
    """The document as Markdown. `reads_as` proves the rare texts where marks meet; where it fails marks are tags."""
    labels = frozenset(block.label for block in document.blocks if isinstance(block, Footnote))
    text = _Writer(reads_as, labels).blocks(document.blocks)
    return text + "\n" if text else ""


class _Writer:
    """What every block's text needs to know: the labels of the document's footnotes, and how to prove a text."""

    def __init__(self, reads_as: ReadsAs, labels: frozenset[str]) -> None:
        self.reads_as = reads_as
        self.labels = labels

    # ── blocks ────────────────────────────────────────────────────────────────────────────────────────────────

    def blocks(self, blocks: Sequence[Block], tight: bool = False) -> str:
        """Blocks one below the other. In an item of a `tight` list a nested list follows its paragraph at once."""
        parts: list[str] = []
        marker = ""
        before: Block | None = None
        for block in blocks:
            if parts:
                close = tight and isinstance(before, Paragraph) and isinstance(block, List) and block.start in (None, 1)
                parts.append("\n" if close else "\n\n")
            if isinstance(block, List):
                signs = "-*" if block.start is None else ".)"
                marker = signs[1] if marker == signs[0] else signs[0]
                parts.append(self.list(block, marker))
            else:
                marker = "-" if isinstance(block, Related) else ""
                parts.append(self.block(block))
            before = block
        return "".join(parts)

    def block(self, block: Block) -> str:
        match block:
            case Paragraph(children):
                return _guarded(self.inlines(children))
            case Heading(level, children):
                text = self.inlines(children, one_line=True)
                return "#" * level + " " + _CLOSING_HASHES.sub(r"\\#", text)
            case Related(links):
                return "{.related}\n" + "\n".join("- " + self.inlines((link,), one_line=True) for link in links)
            case Quote(inner):
                lines = self.blocks(inner).split("\n")
                return "\n".join("> " + line if line else ">" for line in lines)
            case CodeBlock():
                return _code_block(block)
            case Rule():
                return "---"
            case Table():
                return self.table(block)
            case Figure(picture):
                return _picture(picture)
            case Embed():
                return _embed(block)
            case Footnote(label, inner):
                text = _indented(self.blocks(inner), "    ")
                return f"[^{label}]: {text}" if isinstance(inner[0], Paragraph) else f"[^{label}]:\n\n    {text}"
            case List():
                return self.list(block, "-" if block.start is None else ".")

    def list(self, block: List, marker: str) -> str:
        tight = all(not any(isinstance(inner, Paragraph) for inner in item[1:]) for item in block.items)
        parts = []
        for number, item in enumerate(block.items, block.start or 0):
            head = marker + " " if block.start is None else f"{number}{marker} "
            text = self.blocks(item, tight)
            if isinstance(item[0], Rule):
                text = "___" + text[3:]  # `- ---` would be one rule
            parts.append(head + _indented(text, " " * len(head)))
        return ("\n" if tight else "\n\n").join(parts)

    def table(self, table: Table) -> str:
        signs = {"": "---", "left": ":--", "center": ":-:", "right": "--:"}
        header, *rows = (
            [self.inlines(cell, one_line=True).replace("|", "\\|") for cell in row]
            for row in (table.header, *table.rows)
        )
        rows = [header, [signs[side] for side in table.align], *rows]
        return "\n".join("|" + "".join(f" {cell} |" if cell else "  |" for cell in row) for row in rows)

    # ── inlines ───────────────────────────────────────────────────────────────────────────────────────────────

    def inlines(self, nodes: Cell, one_line: bool = False) -> str:
        """The text of one block's inlines; line breaks are tags where the block has to stay on `one_line`."""
        if len(nodes) == 1 and isinstance(nodes[0], Text):
            return _escaped(nodes[0].text)
        run = _Run("<br>" if one_line else "\\\n")
        run.put_all(nodes)
        text = "".join(run.out)
        if not run.signs or (run.opens_and_closes() and (run.plain or self.reads_as(text, nodes, self.labels))):
            return text
        run = _Run(run.line_break, tags=True)
        run.put_all(nodes)
        return "".join(run.out)


class _Run:
    """The text of one run of inlines, in pieces, with the places of the signs `**`, `*` and `~~` in it."""

    def __init__(self, line_break: str, tags: bool = False) -> None:
        self.line_break = line_break
        self.tags = tags
        self.out: list[str] = []
        self.signs: list[tuple[int, bool]] = []  # (index of the piece, whether it opens)
        self.plain = True  # no sign within the reach of another

    def put_all(self, nodes: Sequence[Inline], marked: bool = False, linked: bool = False) -> None:
        last = len(nodes) - 1
        for i, node in enumerate(nodes):
            match node:
                case Text(text):
                    self.put_text(text, nodes[i - 1] if i else None, nodes[i + 1] if i < last else None, linked)
                case Mark(kind, children):
                    self.put_mark(kind, children, marked, linked)
                case Link(url, children, title):
                    self.out.append("[")
                    self.put_all(children, marked, True)
                    self.out.append(f"]({_target(url, title)})")
                case Span(lang, children):
                    self.out.append("[")
                    self.put_all(children, marked, True)
                    self.out.append(f"]{{lang={lang}}}")
                case Code(text):
                    self.out.append(_code(text))
                case Picture():
                    self.out.append(_picture(node))
                case Break():
                    self.out.append(self.line_break)
                case Ruby(base, annotation):
                    self.out.append(f"<ruby>{_ruby(base)}<rt>{_ruby(annotation)}</rt></ruby>")
                case FootnoteRef(label):
                    self.out.append(f"[^{label}]")
                case Override(values):
                    self.out.append(_override(values))

    def put_text(self, text: str, before: Inline | None, after: Inline | None, linked: bool) -> None:
        escaped = _label(text) if linked else _escaped(text)
        if isinstance(before, FootnoteRef) and escaped.startswith(":"):
            escaped = "\\" + escaped  # `[^1]: …` at a line's start is the footnote's text
        if isinstance(after, Link | Span | FootnoteRef) and escaped.endswith("!"):
            escaped = escaped[:-1] + "\\!"
        self.out.append(escaped)

    def put_mark(self, kind: str, children: Cell, marked: bool, linked: bool) -> None:
        sign = _SIGNS.get(kind, "")
        if self.tags or not sign:
            self.out.append(f"<{_TAGS[kind]}>")
            self.put_all(children, marked, linked)
            self.out.append(f"</{_TAGS[kind]}>")
            return
        if marked or (self.signs and self.signs[-1][0] == len(self.out) - 1):
            self.plain = False
        self.signs.append((len(self.out), True))
        self.out.append(sign)
        self.put_all(children, True, linked)
        self.signs.append((len(self.out), False))
        self.out.append(sign)

    def opens_and_closes(self) -> bool:
        """Whether each sign stands between characters that let it open or close as it has to."""
        for index, opens in self.signs:
            sign = self.out[index]
            before = self.out[index - 1] if index else ""
            after = self.out[index + 1][:1] if index + 1 < len(self.out) else ""
            can = flanks_everywhere(sign[0], character_before(before, len(before)), after or " ")
            if not can[0 if opens else 1]:
                # A sign beside another one of its own kind is one run with it, or stands beside an escaped character:
                # `reads_as` decides.
                if before[-1:] == sign[0] or after == sign[0]:
                    self.plain = False
                    continue
                return False
        return True


# ── pieces ────────────────────────────────────────────────────────────────────────────────────────────────────────


def _escaped(text: str) -> str:
    return _INLINE.sub(r"\\\g<0>", text) if _ANY.search(text) else text


def _guarded(text: str) -> str:
    """A paragraph's text whose lines cannot be read as the beginning of another block."""
    if "\n" in text:
        return "\n".join(map(_guarded, text.split("\n")))
    found = _LINE.match(text)
    if not found:
        return text
    # The backslash goes before the last character of `1.`, and before the first of all others.
    at = found.end() - 1 if found[0][0].isdigit() else 0
    return text[:at] + "\\" + text[at:]


def _indented(text: str, indent: str) -> str:
    """The text with all lines but the first and empty ones set in."""
    return re.sub(r"\n(?!\n|$)", "\n" + indent, text)


def _code(text: str) -> str:
    longest = max(map(len, re.findall("`+", text)), default=0)
    fence = "`" * (longest + 1)
    if text.startswith("`") or text.endswith("`") or (text[0] == text[-1] == " " and text.strip(" ")):
        text = f" {text} "
    return fence + text + fence


def _code_block(block: CodeBlock) -> str:
    sign = "~" if "`" in block.info else "`"
    longest = max(map(len, re.findall(sign + "+", block.text)), default=0)
    fence = sign * max(3, longest + 1)
    info = re.sub(rf"\\(?=[{_PUNCTUATION}])|{_ENTITY}|^~", r"\\\g<0>", block.info)
    return f"{fence}{info}\n{block.text}\n{fence}"


def _target(url: str, title: str) -> str:
    """The part in parentheses of a link or a picture."""
    url = _URL.sub(r"\\\g<0>", url)
    if not _balanced(url):
        url = re.sub(r"[()]", r"\\\g<0>", url)
    return f'{url} "{_TITLE.sub(lambda found: chr(92) + found[0], title)}"' if title else url


def _balanced(url: str) -> bool:
    """Whether the parentheses are paired, and not deeper than markdown-it-py reads."""
    depth = 0
    for char in url if "(" in url or ")" in url else "":
        depth += (char == "(") - (char == ")")
        if not 0 <= depth <= 30:
            return False
    return depth == 0


def _label(text: str) -> str:
    """Text between brackets, where brackets have to be escaped too."""
    return _LABEL.sub(r"\\\g<0>", text)


def _picture(picture: Picture) -> str:
    attributes = [f'credit="{_ATTRIBUTE.sub(_reference, picture.credit)}"'] if picture.credit else []
    attributes += [f"width={picture.width}"] if picture.width else []
    attributes += [f"height={picture.height}"] if picture.height else []
    text = f"![{_label(picture.alt)}]({_target(picture.url, picture.caption)})"
    return text + "{" + " ".join(attributes) + "}" if attributes else text


def _reference(found: re.Match[str]) -> str:
    """A character as a reference: those that would end the value have to be, brackets and bars where they stand in
    a link or a table."""
    return {'"': "&quot;", "&": "&amp;", "<": "&lt;"}.get(found[0]) or f"&#{ord(found[0])};"


def _embed(embed: Embed) -> str:
    inner = f"![{_label(embed.alt)}]({_target(embed.poster, '')})" if embed.poster else _label(embed.title)
    return f"[{inner}]({_target(embed.url, embed.caption)}){{.embed}}"


def _ruby(text: str) -> str:
    return _PLAIN_RUBY.sub(r"\\\g<0>", text).replace("<", "&lt;")


def _override(values: tuple[tuple[str, str], ...]) -> str:
    words = [(tag, re.sub(r"[\\{};]", r"\\\g<0>", text)) for tag, text in values]
    if words[0][0]:
        return "-{" + "; ".join(f"{tag}:{text}" for tag, text in words) + "}-"
    return "-{" + re.sub(r"^(zh[A-Za-z0-9-]*\s*):", r"\1\\:", words[0][1], flags=re.IGNORECASE) + "}-"
