"""Document → plain text: the words alone, for ids, excerpts, descriptions and counts."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from builder import model as m
from builder.text import is_spaceless

Node = m.Inline | m.Block | str
_HAN = re.compile(
    "[\u2e80-\u2fff\u3005-\u3007\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3\uf900-\ufaff\U00020000-\U000323af]+"
)
_WORD = re.compile(r"[A-Za-zÀ-ɏͰ-ӿ0-9]+(?:['’.\-][A-Za-zÀ-ɏͰ-ӿ0-9]+)*")
HAN_A_MINUTE = 400
WORDS_A_MINUTE = 230


def words(nodes: Iterable[Node], pictures: bool = False) -> str:
    """The words of inlines or blocks as they are read, blocks and hard breaks parted by a line end.

    Footnote references, and addresses, are no words; alternative texts, captions and credits are where `pictures` is
    true. An override counts by its first value. Works without recursion, however deep the nodes are nested.
    """
    out: list[str] = []
    stack: list[Node] = [*nodes][::-1]
    while stack:
        node = stack.pop()
        if isinstance(node, m.Text):
            out.append(node.text)
        elif isinstance(node, str):
            out.append(node)
        else:
            stack.extend(reversed(_parts(node, pictures)))
    return "".join(out).strip("\n")


def overrides(nodes: Iterable[Node]) -> Iterator[str]:
    """The words that a person gave, by `-{…}-`, for any variant."""
    stack: list[Node] = [*nodes]
    while stack:
        node = stack.pop()
        if isinstance(node, m.Override):
            yield from (words for _, words in node.values)
        elif not isinstance(node, str):
            stack.extend(_parts(node, pictures=False))


def _parts(node: m.Inline | m.Block, pictures: bool) -> list[Node]:
    """What stands in a node, one level down."""
    match node:
        case m.Paragraph() | m.Heading():
            return [*node.children, "\n"]
        case m.Mark() | m.Link() | m.Span():
            return [*node.children]
        case m.Text(text) | m.Code(text):
            return [text]
        case m.Override(values):
            return [values[0][1]] if values else []
        case m.Ruby(base):
            return [base]
        case m.Break():
            return ["\n"]
        case m.List(items):
            return [block for item in items for block in item]
        case m.Quote(blocks) | m.Footnote(_, blocks):
            return [*blocks]
        case m.Related(links):
            return [part for link in links for part in (link, "\n")]
        case m.CodeBlock(text):
            return [text, "\n"]
        case m.Table(header, rows):
            return [part for row in (header, *rows) for cell in row for part in (*cell, "\n")]
        case m.Figure(picture):
            return [picture, "\n"]
        case m.Picture() if pictures:
            return [part for part in (node.alt, "\n", node.caption, "\n", node.credit) if part]
        case m.Embed():
            return [part for part in (node.title, "\n", node.alt, "\n", node.caption, "\n") if pictures and part]
        case m.Picture() | m.FootnoteRef() | m.Rule():
            return []


def excerpt(document: m.Document, limit: int = 110) -> str:
    """The first sentences of the text, on one line: whole ones that fit into `limit` characters, else cut with `…`.

    From paragraphs alone, wherever they stand; captions, headings, lists and tables are not how a text begins.
    """
    text = ""
    for block in document.blocks:
        if isinstance(block, m.Paragraph):
            for line in words([block]).split("\n"):
                text = _joined(text, " ".join(line.split()))
        if len(text) > limit:
            break
    if len(text) <= limit:
        return text
    ends = [found.end() for found in re.finditer(r"[。！？!?…][”’」』）)]*|\.(?= )", text[:limit])]
    if ends and ends[-1] >= limit // 2:
        return text[: ends[-1]]
    return text[: limit - 1].rstrip("，、；：,;: ") + "…"


def _joined(left: str, right: str) -> str:
    """Two lines as one: with a space between, but not beside a character of a script that has none."""
    space = left and right and not is_spaceless(left[-1]) and not is_spaceless(right[0])
    return f"{left} {right}" if space else left + right


def minutes(text: str) -> int:
    """The time it takes to read a text, at least 1: Han characters (kana, hangul) and words of other scripts apart."""
    rest, runs = _HAN.subn(" ", text)
    han = len(text) - (len(rest) - runs)
    latin = len(_WORD.findall(rest))
    return max(1, round(han / HAN_A_MINUTE + latin / WORDS_A_MINUTE))
