"""What word processors and note-takers save: lists as paragraphs with a bullet in them, or as a list for each item, and
marks that a style takes back, such as a whole text in a `<b>` that is not bold; and the sign of a box of theirs."""

from __future__ import annotations

import re

from bs4 import Tag
from bs4.element import NavigableString

from builder.tree import (
    Draft,
    attribute,
    direct,
    every,
    first,
    gone,
    is_blank,
    is_inline,
    neighbours,
    on_both_sides,
    words,
)

_LEVEL = re.compile(r"mso-list:\s*l\d+ level(\d)", re.I)
_IGNORE = re.compile(r"mso-list:\s*Ignore", re.I)
_NUMBER = re.compile(r"(\d{1,4})[.)、．]?")
_BULLET = re.compile(r"\d{1,4}[.)、．]?|[^\w\s]|[oØlnuqvü§]")
_KIX = re.compile(r"lst-(kix_\w+)-(\d)\b")  # Google Docs: the list's name and the depth
_UPRIGHT = re.compile(r"(?<![-\w])font-style\s*:\s*normal", re.I)
_LIGHT = re.compile(r"(?<![-\w])font-weight\s*:\s*(?:normal|[1-5]00)", re.I)  # and not `mso-bidi-font-weight`
_TAKEN_BACK = {"b": _LIGHT, "strong": _LIGHT, "em": _UPRIGHT, "i": _UPRIGHT, "cite": _UPRIGHT}
_ONE_EACH = re.compile(r"(?:bulleted|numbered|to-do)-list")  # Notion
_SIGN = re.compile(
    r"^\s*[\U0001f000-\U0001faff\u2600-\u27bf\u2139\u203c\u2049][\u200d\ufe0f\U0001f3fb-\U0001f3ff]*\s*$"
)
_BOXES = ("div", "figure", "aside", "section")


def mend(draft: Draft) -> None:
    """Step: Word's list paragraphs become lists, nested by their level; Google Docs' lists of one depth are nested, and
    Notion's lists of one item each are one; what a style takes back, as in Google Docs'
    `<b style="font-weight:normal">`, is no mark; the sign of a box stands ahead of its words. Comes while styles and
    class names are there."""
    for text in draft.root.find_all(string=_SIGN):
        _join_sign(text)
    for tag in every(draft.root, *_TAKEN_BACK, "p", "ul", "ol"):
        if not tag.attrs or gone(tag):
            continue
        if tag.name == "p" and _level(tag):
            _word(draft, tag)
        elif tag.name in ("ul", "ol"):
            _unmark_items(tag)
            _join(tag)
        elif tag.name in _TAKEN_BACK and _TAKEN_BACK[tag.name].search(attribute(tag, "style")):
            tag.name = "span"


def _join_sign(sign: NavigableString) -> None:
    """Sets an emoji that is all of a box's first part ahead of the words in its second and last one (Notion, Ghost)."""
    icon = sign.parent
    while icon is not None and icon.parent is not None and next(on_both_sides(icon), None) is None:
        icon = icon.parent
    box = icon.parent if icon is not None else None
    if icon is None or icon.name not in ("div", "span") or not any(tag.attrs for tag in (icon, *every(icon))):
        return
    if box is None or box.name not in _BOXES or next(on_both_sides(box), None) is None:
        return
    beside = list(on_both_sides(icon))
    said = beside[0]
    if len(beside) > 1 or said is next(neighbours(icon, back=True), None) or not isinstance(said, Tag):
        return
    while isinstance(inner := next((node for node in said.contents if not is_blank(node)), None), Tag):
        if is_inline(inner):
            break
        said = inner
    if said.name in ("div", "p") and words(said) and first(said, "img", "p", "div", "table", "ul", "ol") is None:
        said.insert(0, NavigableString(f"{sign.strip()} "))
        icon.extract()


def _level(paragraph: Tag) -> int:
    """How deep a paragraph stands in a list, from 1; 0 for one that is none, or whose number is no figure (`一，`):
    Markdown could not give it back."""
    found = _LEVEL.search(attribute(paragraph, "style"))
    if not found:
        return 0
    marker = _marker(paragraph)
    return int(found[1]) if marker is not None and _BULLET.fullmatch(words(marker)) else 0


def _marker(paragraph: Tag) -> Tag | None:
    return next((span for span in every(paragraph, "span") if _IGNORE.search(attribute(span, "style"))), None)


def _word(draft: Draft, paragraph: Tag) -> None:
    """Makes the list that begins with a paragraph, of it and of those like it that follow, if any do."""
    run = [paragraph]
    for following in neighbours(paragraph):
        if not (isinstance(following, Tag) and following.name == "p" and _level(following)):
            break
        run.append(following)
    if len(run) == 1:  # a number alone is text
        return
    stack: list[Tag] = []
    for item in run:
        marker, level = _marker(item), _level(item)
        number = _NUMBER.fullmatch(words(marker)) if marker is not None else None
        if marker is not None:
            marker.extract()
        del stack[level:]
        if len(stack) < level:
            new = draft.new("ol", start=number[1]) if number else draft.new("ul")
            if stack:
                (every(stack[-1], "li")[-1]).append(new)
            else:
                item.insert_before(new)
            stack += [new] * (level - len(stack))
        entry = draft.new("li")
        entry.extend(list(item.contents))
        stack[-1].append(entry)
        item.extract()


def _unmark_items(whole: Tag) -> None:
    """Takes off the items of a list the bullets, or their own numbers in order, that an editor wrote into each of them
    for a place that shows no lists (`<li>• text</li>`)."""
    texts = [next((text for text in item.strings if text.strip()), "") for item in direct(whole, "li")]
    start = attribute(whole, "start")
    first = int(start) if start.isascii() and start.isdecimal() else 1
    marks = [f"{first + index}." if whole.name == "ol" else "•" for index in range(len(texts))]
    if len(texts) > 1 and all(text.split(None, 1)[:1] == [mark] for text, mark in zip(texts, marks, strict=True)):
        for text, mark in zip(texts, marks, strict=True):
            if isinstance(text, NavigableString):
                text.replace_with(text.lstrip().removeprefix(mark).lstrip())


def _kind(tag: Tag) -> tuple[str, int]:
    """(name, depth) of a list that is a piece of one; an empty name where it is whole."""
    names = attribute(tag, "class")
    if found := _KIX.search(names):
        return found[1], int(found[2])
    if (found := _ONE_EACH.search(names)) and len(direct(tag, "li")) == 1:
        return found[0], 0
    return "", 0


def _join(whole: Tag) -> None:
    """Takes the pieces that follow a list that is one into it: as deep as they say, below the last item above them."""
    name, top = _kind(whole)
    stack = [(top, whole)]
    while name and isinstance(piece := next(neighbours(whole), None), Tag) and piece.name in ("ul", "ol"):
        other, depth = _kind(piece)
        if other != name or depth < top:
            break
        while stack[-1][0] > depth:
            stack.pop()
        if stack[-1][0] == depth and stack[-1][1].name == piece.name:
            stack[-1][1].extend(list(piece.contents))
            piece.extract()
        elif stack[-1][0] < depth and (items := every(stack[-1][1], "li")):
            items[-1].append(piece.extract())
            stack.append((depth, piece))
        else:
            break
