"""Footnotes: references and texts, however a page ties them, made links to items of a list, which `convert` reads.

`<a href="#n1">[1]</a>` leads to an item, to an element within one, or to one that begins a block of its own, as word
processors and newsletters write them: `<div><p><a id="n1">[1]</a> text</p></div>`.
"""

from __future__ import annotations

import re

from bs4 import Tag
from bs4.element import NavigableString, PageElement

from builder.addresses import absolute, same_page
from builder.tree import HEADINGS, Draft, attribute, every, is_blank, is_inline, words

_NUMBER = r"(?:[\d*†‡]{1,3}|[①-⑳]|[ivx]{1,5}|[a-z]|[一二三四五六七八九十]{1,3})"
MARK = re.compile(rf"[\[［(（〔【]?\s*(?:[注註]\s*)?{_NUMBER}\s*[\]］)）〕】]?")
_BACK = re.compile(rf"{MARK.pattern}\W*|[↑↩⏎^︎]{{1,4}}\W*|back|返回(?:正文)?", re.I)
_LOCAL = re.compile(r"(?:file|about|applewebdata):", re.I)  # where a word processor thought that its page stood
_MAX = 500


def place(draft: Draft) -> None:
    """Step: puts the texts of footnotes into an `<ol>` of items with ids, where the first of them stood."""
    links = [link for link in every(draft.root, "a") if _fragment(draft, link) and MARK.fullmatch(words(link))][:_MAX]
    if not links:
        return
    order = {id(tag): index for index, tag in enumerate(every(draft.root))}
    targets = _targets(draft, links)
    notes = {id(note): note for link in links if (note := targets.get(_fragment(draft, link))) is not None}
    for note in sorted(notes.values(), key=lambda note: order.get(id(note), 0), reverse=True):
        _part(draft, note)
    wanted = set(notes)
    holder: Tag | None = None
    for link in links:
        name = _fragment(draft, link)
        target = targets.get(name)
        if target is None or id(target) not in order or order[id(target)] <= order[id(link)]:
            continue
        item = target.find_parent("li") if target.name != "li" else target
        if item is not None:
            _tie(link, item, name)
            continue
        block = _block(target, wanted)
        if block is None or link in block.descendants or block.name in HEADINGS or _BACK.fullmatch(words(block)):
            continue
        if holder is None:
            holder = draft.new("ol")
            block.insert_before(holder)
        item = draft.new("li")
        item.extend(list(block.contents))
        block.extract()
        _unmark(item, words(link))
        holder.append(item)
        _tie(link, item, name)


def _fragment(draft: Draft, link: Tag) -> str:
    """The place in this very page that a link leads to, or nothing."""
    href = attribute(link, "href")
    address, _, name = href.partition("#")
    if not name:
        return ""
    own = not address or _LOCAL.match(address) or same_page(absolute(href, draft.url), draft.url)
    return name if own else ""


def _targets(draft: Draft, links: list[Tag]) -> dict[str, Tag]:
    """The elements by the names that links may lead to; where they were lost, Word's `#_ftn1` leads to the link back,
    `#_ftnref1`, that has its mark."""
    targets: dict[str, Tag] = {}
    for tag in every(draft.root):
        for name in (attribute(tag, "id"), attribute(tag, "name") if tag.name == "a" else ""):
            if name:
                targets.setdefault(name, tag)
    backs = {words(link): link for link in links if re.match(r"_(?:ftn|edn)ref\d", _fragment(draft, link))}
    for link in links:
        name = _fragment(draft, link)
        if name not in targets and words(link) in backs and re.match(r"_(?:ftn|edn)\d", name):
            targets[name] = backs[words(link)]
    return targets


def _tie(link: Tag, item: Tag, name: str) -> None:
    """Makes the link a reference to the item."""
    item["id"] = attribute(item, "id") or name
    link["href"] = f"#{item['id']}"


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


def _part(draft: Draft, target: Tag) -> None:
    """Parts a paragraph where the target begins a new line of it: several notes are often one paragraph."""
    paragraph = target.parent
    before = next((node for node in target.previous_siblings if _is_break(node) or not is_blank(node)), None)
    if isinstance(paragraph, Tag) and paragraph.name in ("p", "div") and before is not None and _is_break(before):
        rest = draft.new(paragraph.name)
        rest.extend([target, *target.next_siblings])
        before.extract()
        paragraph.insert_after(rest)


def _is_break(node: PageElement) -> bool:
    return isinstance(node, Tag) and node.name == "br"


def _unmark(item: Tag, mark: str) -> None:
    """Takes the note's own mark and the ways back off its text."""
    for link in every(item, "a"):
        if "#" in attribute(link, "href") and _BACK.fullmatch(words(link)):
            link.extract()
    first = _first_text(item)
    number = re.escape(re.sub(r"[\[\]［］()（）〔〕【】\s注註]", "", mark))
    if number and first is not None:
        own = rf"^\s*[\[［(（〔【]?\s*[注註]?\s*{number}(?!\w)[\]］)）〕】]?[.．、:：]?\s*"
        first.replace_with(NavigableString(re.sub(own, "", str(first))))


def _first_text(node: Tag) -> NavigableString | None:
    for child in node.contents:
        if isinstance(child, NavigableString) and child.strip():
            return child
        if isinstance(child, Tag) and (found := _first_text(child)) is not None:
            return found
    return None
