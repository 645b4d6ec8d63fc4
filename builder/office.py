"""What word processors and note-takers save: lists as paragraphs with a bullet in them, or as a list for each item, and
marks that a style takes back, such as a whole text in a `<b>` that is not bold."""

from __future__ import annotations

import re

from bs4 import Tag
from bs4.element import NavigableString

from builder.tree import Draft, attribute, direct, every, gone, neighbours, words

_LEVEL = re.compile(r"mso-list:\s*l\d+ level(\d)", re.I)
_IGNORE = re.compile(r"mso-list:\s*Ignore", re.I)
_NUMBER = re.compile(r"(\d{1,4})[.)、．]?")
_BULLET = re.compile(r"\d{1,4}[.)、．]?|[^\w\s]|[oØlnuqvü§]")
_KIX = re.compile(r"lst-(kix_\w+)-(\d)\b")  # Google Docs: the list's name and the depth
_UPRIGHT = re.compile(r"(?<![-\w])font-style\s*:\s*normal", re.I)
_LIGHT = re.compile(r"(?<![-\w])font-weight\s*:\s*(?:normal|[1-5]00)", re.I)  # and not `mso-bidi-font-weight`
_TAKEN_BACK = {"b": _LIGHT, "strong": _LIGHT, "em": _UPRIGHT, "i": _UPRIGHT, "cite": _UPRIGHT}
_ONE_EACH = re.compile(r"(?:bulleted|numbered|to-do)-list")  # Notion


def mend(draft: Draft) -> None:
    """Step: Word's list paragraphs become lists, nested by their level; Google Docs' lists of one depth are nested, and
    Notion's lists of one item each are one; what a style takes back, as in Google Docs'
    `<b style="font-weight:normal">`, is no mark. Comes while styles and class names are there."""
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
