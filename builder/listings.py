"""Listings of code: one `<pre>` whatever a highlighter made of it, a line a line, without numbers and buttons."""

from __future__ import annotations

import re
from collections import Counter
from itertools import islice, pairwise

from bs4 import Tag
from bs4.element import NavigableString, PageElement

from builder import hanzi
from builder.text import FULL_LINE, columns, one_of
from builder.tree import (
    HEADINGS,
    Draft,
    attribute,
    called,
    enclosing,
    every,
    first,
    is_blank,
    is_inline,
    label,
    line_texts,
    neighbours,
    says_only,
    words,
)

_NUMBER = re.compile(r"\b(?:ln|lnt|lineno|linenos|line-?numbers?|gutter|hljs-ln-numbers|blob-num)\b")
# What a bar offers, and what Expressive Code calls a command for those who only hear it.
_BUTTON = hanzi.compile(
    r"(?:[\w+#.-]{1,20}\s*)??(?:复制(?:代码|程式码)?|copy(?: code)?|Terminal window|终端窗口)", re.I
)
# Languages as highlighters are told them, of which a word above a listing may be one.
_LANGUAGES = one_of(
    "bash sh shell zsh powershell ps1 bat console js javascript jsx ts typescript tsx vue svelte astro json json5 "
    "jsonc yaml yml toml ini xml html css scss less python py java kotlin kt scala go rust rs c cpp c++ cs csharp "
    "php ruby rb swift dart lua perl sql md markdown mdx diff nginx dockerfile docker makefile groovy haskell "
    "elixir clojure graphql proto latex tex matlab asm http"
)
_LINE = re.compile(r"(?:^|[\s_-])(?:code-?)?line(?:$|\s)", re.I)
_TOLD = ("data-language", "data-lang", "data-enlighter-language", "data-lark-language")
_CODE = re.compile(r"(?:\w+-)*code|hl-main")
_AS_CODE = re.compile(r"[;{}()\[\]>:,=]$|^(?:[<#@{}$]|//|/\*|--)")
# What code is typed with, and no sentence; what parts the columns of a table; what begins a line.
_AS_TYPED = re.compile(r"[{}=<>\\|$`#\t]|//|/\*|->|[A-Za-z_]\(|(?:^|\s)--?\w|^\s*- ", re.M)
_GAP = re.compile(r"\S(?: {2,}|[ \u3000]*\u3000{2,})\S")
_DRAWN = re.compile(r"[\u2500-\u259f]")
_ITEM = re.compile(r"\s*[（(]?(?:[一二三四五六七八九十]{1,3}|\d{1,2})[、.)）]|\s*[:>]|\s*[^\s：]{2,8}：")
_ENDED = re.compile(r"[。！？.!?]\s*$")
_DASHES = re.compile(r"\n(-{2,}) *\n")
_LONG = 40  # columns: the least of a line that is full
_ADDRESS = re.compile(r"https?://\S+")
_BESIDE = 40
_MEASURE = "x" * 10  # by which CodeMirror learns how high a line is, ahead of its lines, each of which is a `<pre>`
_NO_LANGUAGE = ("plain", "plaintext", "text", "txt", "none")


def listing(draft: Draft, tag: Tag, parts: list[Tag]) -> Tag:
    """A `<pre>` of the lines in `parts`, elements of `tag`; its language, where only what is around tells it."""
    for part in parts:
        _drop_unread(part)
        _drop_numbers(part)
    around = (tag, *every(tag, "pre", "code"), *tag.parents)
    names = next((names for node in around if (names := _language(node))), "")
    pre = tag if tag.name == "pre" else draft.new("pre")
    own = every(tag, "pre") if tag.name == "pre" else []
    if own and says_only(tag, map(words, own)):
        told = [line.get_text() for line in own]
        if told[0] == _MEASURE:
            draft.note("what an editor measures lines by", told.pop(0))
        tag.clear()
        tag.append("\n".join(told).replace("\u00a0", " "))
    elif tag.name == "pre":
        _drop_buttons(draft, pre)
        _part(pre)
    else:
        for index, part in enumerate(parts):
            inner = first(part, "pre") or part
            if index:
                pre.append("\n")
            lines = [line for line in every(inner, "p", "div") if first(line, "p", "div") is None]
            pre.extend(["\n".join(_line(line) for line in lines)] if lines else list(inner.contents))
        for code in every(pre, "code"):
            code.unwrap()
    if tag.name == "div":  # no `<pre>`: only these spaces stand as they were typed
        for text in pre.find_all(string=re.compile("\u00a0")):
            text.replace_with(str(text).replace("\u00a0", " "))
    if names:
        pre.attrs["class"] = names
    return pre


def _drop_unread(part: Tag) -> None:
    """Takes out the elements that are called the number of a line; and those with no more than numbers that are not
    read out, where they count the lines."""
    named: list[Tag] = []
    unheard: list[Tag] = []
    for tag in every(part, "span", "a", "td", "div"):
        called_so, hidden = _NUMBER.search(attribute(tag, "class")), attribute(tag, "aria-hidden") == "true"
        if (called_so or hidden) and not tag.get_text().strip(" \n0123456789"):
            (named if called_so else unheard).append(tag)
    told = " ".join(tag.get_text() for tag in unheard if first(tag, "span") is None)
    for number in (*named, *unheard) if _count_up(told.split()) else named:
        number.extract()


def _count_up(numbers: list[str]) -> bool:
    """Whether numbers are those of lines, each one more than the one before."""
    return all(int(after) == int(before) + 1 for before, after in pairwise(numbers))


def _drop_numbers(part: Tag) -> None:
    """Takes out the elements that begin each line with its number (those of cnblogs.com, of pasted mark-up)."""
    numbers = [span for span in every(part, "span") if re.fullmatch(r"\s*\d+\s*", span.get_text())]
    whole = part.get_text().strip("\n")
    if not 0 < whole.count("\n") < len(numbers):
        return
    lines = whole.split("\n")
    if any(line.split(maxsplit=1)[:1] != [str(index)] for index, line in enumerate(lines, 1)):
        return
    if (holder := numbers[0].parent) is None:
        return
    kept: list[PageElement] = []
    at, begins, number = 1, True, False
    for node in list(holder.contents):
        text = node.get_text()
        if begins and isinstance(node, Tag) and text.strip() == str(at):
            at, begins, number = at + 1, False, True
            continue
        kept.append(NavigableString(text.removeprefix(" ")) if number and isinstance(node, NavigableString) else node)
        begins, number = text.endswith("\n"), False
    if at == len(lines) + 1:
        holder.clear()
        holder.extend(kept)


def in_table(table: Tag) -> list[Tag]:
    """The cells of code in a table that a highlighter made: numbers of lines, if any, in the cells before them."""
    if first(table, "table") is not None:  # one of thousands in each other is not read for each of its rows
        return []
    rows = [cells for row in every(table, "tr") if (cells := every(row, "td", "th"))]
    if title(table) is not None:
        rows = rows[1:]
    if not rows:
        return []
    numbered = all(len(row) == 2 and not re.sub(r"[\s\d]", "", row[0].get_text()) for row in rows)
    if numbered and len(rows) == 1 and _counts_lines(*rows[0]):
        return [rows[0][1]]
    if not (first(table, "pre", "code") or "code" in _names(table)):
        return []
    told = any(word in _names(table) for word in ("highlight", "code", "lntable", "hljs", "rouge"))
    around = enclosing(table, "figure", "div")
    told = told or (around is not None and "highlight" in attribute(around, "class"))
    single = all(len(row) == 1 for row in rows)
    if (numbered and (told or first(table, "pre") is not None)) or (told and single):
        cells = [row[-1] for row in rows]
        return cells if all(map(_is_listing, cells)) else []
    return []


def _is_listing(cell: Tag) -> bool:
    """Whether a cell says little beside its `<pre>`, or its pieces of code, if it holds such: a table may lay out a
    page with code in its text."""
    if first(cell, *HEADINGS) is not None:
        return False
    code = every(cell, "pre")[:1] or every(cell, "code")
    return not code or len(words(cell)) - sum(len(words(part)) for part in code) <= _BESIDE


def title(table: Tag) -> Tag | None:
    """The one header cell that is the first row of a table: the name of the file whose code stands below."""
    head = every(table, "th")
    row = first(table, "tr")
    return head[0] if len(head) == 1 and row is not None and every(row, "td", "th") == head else None


def is_bar(block: Tag, pre: Tag) -> bool:
    """Whether a block only names the language of the listing below it, or offers to copy it."""
    said = words(block)
    return _BUTTON.fullmatch(said) is not None or f"language-{said.lower()}" == attribute(pre, "class")


def take_label(draft: Draft, pre: Tag) -> None:
    """Takes the word above a listing that names its language, where nothing stands in their box but it, the listing and
    the numbers of its lines (VitePress)."""
    box = pre.parent
    above = list(islice(neighbours(pre, back=True), 2)) if box is not None and box.name == "div" else []
    if len(above) != 1 or not isinstance(above[0], Tag) or (word := label(above[0]).lower()) not in _LANGUAGES:
        return
    if all(counts(below) for below in neighbours(pre)):
        if not any(map(_language, (pre, *every(pre, "code")))):
            pre.attrs["class"] = f"language-{word}"
        draft.drop(above[0], "bar of a listing")


def is_lines(box: Tag) -> bool:
    """Whether a box called code holds lines that a highlighter parted by breaks, and most of them end or begin as code
    does (runoob.com, W3Schools)."""
    if not called(box, _CODE) or first(box, "a", "img") is not None or not all(map(is_inline, every(box))):
        return False
    told = line_texts(box)
    return len(told) > 1 and sum(_AS_CODE.search(line) is not None for line in told) * 2 > len(told)


def is_prose(pre: Tag) -> bool:
    """Whether a `<pre>` is but how a forum keeps line ends: paragraphs or pictures and Chinese sentences are in it."""
    return (
        first(pre, "p", "figure") is not None
        and first(pre, "code") is None
        and len(re.findall(r"[\u4e00-\u9fff][，。！？；：”」]", pre.get_text())) > 2
    )


def is_letter(pre: Tag, around: str) -> bool:
    """Whether a `<pre>` is most of a page's words, and all but what is drawn with lines are Chinese sentences: what a
    board's feed or a court's register shows as its writer typed it."""
    lines = [_ADDRESS.sub("", line) for line in pre.get_text().split("\n") if not _DRAWN.search(line)]
    said = "\n".join(lines)
    return (
        pre.name == "pre"
        and not any(tag.attrs for tag in (pre, *every(pre, "pre")))
        and first(pre, "code") is None
        and len(words(pre)) * 2 > len(around)
        and _AS_TYPED.search(said) is None
        and sum(_GAP.search(line) is not None for line in lines) * 4 < len(lines)
        and re.search(r"[\u4e00-\u9fff][，。！？；…]", said) is not None
        and len(re.findall(r"[\u4e00-\u9fff]", said)) > len(re.findall(r"[A-Za-z\d]", said))
    )


def letter(draft: Draft, pre: Tag) -> None:
    """Makes such a `<pre>` a box whose lines end with breaks, except where they end but for want of room, as many lines
    there do; a line of dashes stands apart, and what is drawn with lines stays a listing."""
    for box in (pre, *every(pre, "pre")):
        box.name = "div"
    sizes = (columns(line.rstrip()) for line in pre.get_text().split("\n") if not _DRAWN.search(line))
    long = [size for size in sizes if size >= _LONG]
    room, times = Counter(size // 2 for size in long).most_common(1)[0] if long else (0, 0)
    full = (room - 1) * 2 if times > 2 else FULL_LINE
    for text in pre.find_all(string=re.compile("\n")):
        parts: list[PageElement] = []
        drawn: list[str] = []
        above = ""
        for index, line in enumerate(_DASHES.sub(r"\n\n\1\n\n", text).split("\n")):
            if _DRAWN.search(line):
                drawn.append(line)
                continue
            if drawn:
                parts.append(_drawing(draft, drawn))
                drawn = []
            elif index and (
                columns(above.rstrip()) < full or not line.strip() or _ENDED.search(above) or _ITEM.match(line)
            ):
                parts.append(draft.new("br"))
            parts.append(NavigableString("\n" + line.strip()))
            above = line
        if drawn:
            parts.append(_drawing(draft, drawn))
        text.replace_with(*parts)


def _drawing(draft: Draft, lines: list[str]) -> Tag:
    pre = draft.new("pre")
    pre.append("\n".join(lines))
    return pre


def counts(block: PageElement) -> bool:
    """Whether a block does nothing but count: 1, 2, 3 …"""
    counted = words(block).split()
    return bool(counted) and counted == [str(number) for number in range(1, len(counted) + 1)]


def _counts_lines(numbers: Tag, code: Tag) -> bool:
    """Whether a cell counts from 1 to the number of lines in the cell beside it."""
    lines = [line for line in every(code, "p", "div") if first(line, "p", "div") is None]
    return len(words(numbers).split()) == len(lines) > 1 and counts(numbers)


def _names(table: Tag) -> str:
    return " ".join(attribute(tag, "class") for tag in (table, *every(table, "td", "tr", "code")))


def _line(line: Tag) -> str:
    """A line of code in an element of its own; line ends in it come from a source that was laid out."""
    text = line.get_text()
    return words(line) if "\n" in text else text


def _drop_buttons(draft: Draft, pre: Tag) -> None:
    """Drops a bar at the listing's start or end that names its language and offers to copy it."""
    for holder in (pre, *every(pre, "code")):
        shown = [child for child in holder.contents if not is_blank(child)]
        for edge in (shown[0], shown[-1]) if len(shown) > 1 else ():
            if isinstance(edge, Tag) and _BUTTON.fullmatch(words(edge)):
                draft.drop(edge, "bar of a listing")


def _part(pre: Tag) -> None:
    """Puts a line end ahead of each element that begins a line of its own, and has none: a browser shows one."""
    for end in every(pre, "br"):
        end.replace_with("\n")
    last = ""  # the last text that was passed
    empty: Tag | None = None  # a line without text that was passed since
    for node in list(pre.descendants):
        if isinstance(node, NavigableString):
            if text := node.strip(" \t"):
                if empty is not None and not text.startswith("\n"):
                    empty.append("\n")
                empty, last = None, text
        elif isinstance(node, Tag) and (_is_line(node) or (node.name == "code" and last)):
            blank = _is_row(node) and not node.get_text()
            if empty is not None:
                empty.append("\n")
            elif last[-1:] not in ("", "\n"):
                node.insert(0, "\n")
                last = "\n"
            empty = node if blank else None


def _is_line(tag: Tag) -> bool:
    return tag.name in ("div", "p", "li") or (tag.name == "span" and _LINE.search(attribute(tag, "class")) is not None)


def _is_row(tag: Tag) -> bool:
    """Whether an element is a line even where nothing stands in it."""
    parent = tag.parent.name if tag.parent is not None else ""
    return parent in ("pre", "code", "ol", "ul") or _LINE.search(attribute(tag, "class")) is not None


def _language(node: PageElement) -> str:
    """`language-x` where an element's class names or data tell its language, as highlighters write them."""
    if not isinstance(node, Tag):
        return ""
    names = attribute(node, "class")
    told = next(filter(None, (attribute(node, key) for key in _TOLD)), "")
    if not told and node.name in ("pre", "code") and (lang := attribute(node, "lang").lower()) in _LANGUAGES:
        told = lang
    if found := re.search(r"\b(?:language|lang|highlight-source)-([\w+#-]+)", names):
        return f"language-{found[1]}"
    if node.name == "figure" and (found := re.fullmatch(r"highlight ([\w+#-]+)", names)):  # Hexo's
        return "" if found[1] in _NO_LANGUAGE else f"language-{found[1]}"
    if re.fullmatch(r"[\w+#-]{1,20}", told) and told not in _NO_LANGUAGE:
        return f"language-{told.lower()}"
    return ""
