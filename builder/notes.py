"""Footnotes whose texts are no list items (word processors, newsletters): made the list that `convert` reads.

`<a href="#n1">[1]</a>` leads to an element that begins a block of its own: `<div><p><a id="n1">[1]</a> text</p></div>`.
"""

from __future__ import annotations

import re

from bs4 import Tag
from bs4.element import NavigableString

from builder.addresses import absolute, same_page
from builder.tree import Draft, attribute, every, is_blank, is_inline, words

_MARK = re.compile(r"[\[［(（〔【]?\s*(?:注\s*)?[\d*†‡]{1,3}\s*[\]］)）〕】]?")
_BACK = re.compile(r"[\[［(（〔【]?\s*(?:注\s*)?[\d*†‡↑↩⏎^︎]{1,4}\s*[\]］)）〕】]?\W*|back|返回(?:正文)?", re.I)
_MAX = 500


def place(draft: Draft) -> None:
    """Step: puts the texts of footnotes into an `<ol>` of items with ids, where the first of them stood."""
    links = [link for link in every(draft.root, "a") if _fragment(draft, link) and _MARK.fullmatch(words(link))][:_MAX]
    if not links:
        return
    order = {id(tag): index for index, tag in enumerate(every(draft.root))}
    targets: dict[str, Tag] = {}
    for tag in every(draft.root):
        for name in (attribute(tag, "id"), attribute(tag, "name") if tag.name == "a" else ""):
            if name:
                targets.setdefault(name, tag)
    wanted = {id(target) for link in links if (target := targets.get(_fragment(draft, link))) is not None}
    holder: Tag | None = None
    for link in links:
        name = _fragment(draft, link)
        target = targets.get(name)
        if target is None or target.name == "li" or id(target) not in order or order[id(target)] <= order[id(link)]:
            continue
        block = _block(target, wanted)
        if block is None or block.find_parent("li") is not None or link in block.descendants:
            continue
        if holder is None:
            holder = draft.new("ol")
            block.insert_before(holder)
        item = draft.new("li", id=name)
        item.extend(list(block.contents))
        block.extract()
        _unmark(item, re.sub(r"\D", "", words(link)))
        holder.append(item)
        del targets[name]


def _fragment(draft: Draft, link: Tag) -> str:
    """The place in this very page that a link leads to, or nothing."""
    href = attribute(link, "href")
    address, _, name = href.partition("#")
    return name if name and (not address or same_page(absolute(href, draft.url), draft.url)) else ""


def _block(target: Tag, wanted: set[int]) -> Tag | None:
    """The widest block that begins with a target and holds no other; None where the target begins none."""
    node, found = target, None if is_inline(target) else target
    while isinstance(parent := node.parent, Tag) and parent.parent is not None and parent.name not in ("body", "ol"):
        if any(not is_blank(before) for before in node.previous_siblings):
            break
        if any(id(tag) in wanted and tag is not target for tag in every(parent)):
            break
        if is_inline(parent) and not is_inline(node):
            break
        node = parent
        if parent.name in ("p", "div", "dd", "section", "aside", "td"):
            found = parent
    return found


def _unmark(item: Tag, number: str) -> None:
    """Takes the note's own mark and the ways back off its text."""
    for link in every(item, "a"):
        if "#" in attribute(link, "href") and _BACK.fullmatch(words(link)):
            link.extract()
    first = _first_text(item)
    if number and first is not None:
        first.replace_with(
            NavigableString(re.sub(rf"^\s*[\[［(（〔【]?{number}(?!\d)[\]］)）〕】]?[.．、:：]?\s*", "", str(first)))
        )


def _first_text(node: Tag) -> NavigableString | None:
    for child in node.contents:
        if isinstance(child, NavigableString) and child.strip():
            return child
        if isinstance(child, Tag) and (found := _first_text(child)) is not None:
            return found
    return None
