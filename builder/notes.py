"""Footnotes: references and texts, however a page ties them, made links to items of a list, which `convert` reads.

`<a href="#n1">[1]</a>` leads to an item, to an element within one, or to one that begins a block of its own, as word
processors and newsletters write them: `<div><p><a id="n1">[1]</a> text</p></div>`.
"""

from __future__ import annotations

import re
from itertools import pairwise

from bs4 import Tag
from bs4.element import NavigableString, PageElement

from builder import hanzi
from builder.addresses import absolute, same_page
from builder.tree import (
    HEADINGS,
    Draft,
    ahead,
    attribute,
    direct,
    element_after,
    element_before,
    enclosing,
    every,
    first,
    holds,
    is_blank,
    is_break,
    is_inline,
    line_texts,
    neighbours,
    unlinked,
    words,
)

_NUMBER = r"(?:[\d*†‡]{1,3}|[①-⑳]|[ivx]{1,5}|[a-z]|[一二三四五六七八九十]{1,3})"
MARK = hanzi.compile(rf"[\[［(（〔【]?\s*(?:注\s*)?{_NUMBER}\s*[\]］)）〕】]?")
_BACK = re.compile(rf"{MARK.pattern}\W*|[↑↩⏎^︎]{{1,4}}\W*|back|返回(?:正文)?", re.I)
# What stands above the notes; and what of it speaks of notes alone, and of no other sources.
_OF_NOTES = r"注释|脚注|注脚|[校附尾原]?注|Notes?|Footnotes"
LABEL = hanzi.compile(
    rf"(?:(?:相关|主要|本文)?参考(?:文献|资料)?|引用链接|{_OF_NOTES}|校记|References)(?:[与和及](?:外部[链连][接结]|参考资料))?\s*[:：]?",
    re.I,
)
LABEL_ALONE = hanzi.compile(rf"(?:{_OF_NOTES})\s*[:：]?", re.I)
_BARE = re.compile(r"[\[［【〔]\s*(\d{1,2})\s*[\]］】〕]")
_CIRCLED = re.compile("[①-⑳]")
_SIGNS = frozenset("*†‡")
_SEVERAL = re.compile(r"[\[［【〔]\s*\d{1,2}(?:\s*[,，、~–—-]\s*\d{1,2})*\s*[\]］】〕]")  # `[2,3]`, `[4-6]`
_LOCAL = re.compile(r"(?:file|about|applewebdata):", re.I)  # where a word processor thought that its page stood
_TO_MARK = re.compile(r"[-_:.]?(?:ref|anchor|back|link)", re.I)  # in the name of the place that a note leads back to
_LIBRE = re.compile(r"(?<=\d)anc$")  # LibreOffice's `#sdfootnote1sym` leads to the note, `#sdfootnote1anc` back
# A note that stands in the line, right behind its mark, and is laid beside it or shown on demand: Tufte CSS, LaTeXML,
# Modern Footnotes, and WordPress's plugin Footnotes, which gives it once more in a table at the end.
_WITHIN = frozenset({"sidenote", "ltx_role_footnote", "modern-footnotes-footnote__note", "footnote_tooltip"})
_TO_LINE = re.compile(r"[↑^]\s?\d{1,3}")  # in such a table
_PLUS = re.compile(r"\s*\[[+−-]\]$")  # which opens the table
_MARK_WITHIN = re.compile(r"ltx_note_mark|ltx_tag_note")
_BRACKETS = re.compile(r"[\s\[\]［］()（）〔〕【】]*")
_MAX = 500
_LINKS = 8  # of a note
_LABELS = 4


def place(draft: Draft) -> None:
    """Step: puts the texts of footnotes into an `<ol>` of items with ids, where the first of them stood."""
    _tie_by_number(draft)
    _tie_in_plain_text(draft)
    _tie_by_sign(draft)
    _take_out(draft)
    links = [link for link in every(draft.root, "a") if _fragment(draft, link) and MARK.fullmatch(words(link))]
    links = among_words(links)[:_MAX]
    if not links:
        return
    order = {id(tag): index for index, tag in enumerate(every(draft.root))}
    targets = _targets(draft, links)
    tied = [(link, note) for link in links if (note := targets.get(_fragment(draft, link))) is not None]
    notes = {id(note): note for _, note in tied}
    for note in sorted(notes.values(), key=lambda note: order[id(note)], reverse=True):
        _part(draft, note)
    below = [(link, note) for link, note in tied if order[id(note)] > order[id(link)]]
    for listed in _as_items(draft, below, notes):
        above = next(neighbours(listed, back=True), None)
        if isinstance(above, Tag) and above.name == "hr":  # it set them off
            above.extract()


def _as_items(draft: Draft, tied: list[tuple[Tag, Tag]], notes: dict[int, Tag]) -> list[Tag]:
    """Makes each note that a link is tied to an item: those of lists stay in these, the others come into one where the
    first of them stood. Returns the lists."""
    holder = draft.new("ol")
    table: Tag | None = None
    lists: list[Tag | None] = []
    for link, note in tied:
        name = _fragment(draft, link)
        item = note if note.name == "li" else enclosing(note, "li")
        if item is not None:
            _unnumber(item, words(link))
            lists.append(item.parent)
        elif (block := _own_block(link, note, notes)) is not None and not holds(block, holder):
            if holder.parent is None:
                table = _table_of_notes(block, link)
                (table or block).insert_before(holder)
                lists.append(holder)
            item = draft.new("li")
            item.extend(list(block.extract().contents))
            holder.append(item)
            _unmark(item, words(link))
        else:
            continue
        item["id"] = attribute(item, "id") or name
        link["href"] = f"#{item['id']}"
    if table is not None and LABEL.fullmatch(words(table)):
        draft.drop(table, "label of the notes")  # its caption, which is all that it still holds
    return [listed for listed in lists if listed is not None]


def among_words(links: list[Tag]) -> list[Tag]:
    """Those of the links that are marks of notes: in a `<sup>`, or in a block that says something else, too. A row of
    numbers leads to the parts of a page."""
    says: dict[int, bool] = {}
    found = []
    for link in links:
        block = next((around for around in link.parents if not is_inline(around)), link)
        if id(block) not in says:
            says[id(block)] = re.search(r"\w", unlinked(block)) is not None
        if says[id(block)] or first(link, "sup") is not None or enclosing(link, "sup") is not None:
            found.append(link)
    return found


def _tie_by_number(draft: Draft) -> None:
    """Makes marks that are no links (`<sup>[1]</sup>`, as WeChat and Zhihu have them) links to the notes below a label
    of notes that have, or begin with, their numbers."""
    raised = [sup for sup in every(draft.root, "sup") if first(sup, "a") is None and enclosing(sup, "a") is None]
    marks = [sup for sup in raised if _SEVERAL.fullmatch(_spelled(sup)) and _numbers(sup)]
    if not marks:
        return
    _part_lines(draft)
    lines = _boxes_after(marks[-1], "p", "dt", *HEADINGS, "section", "div")
    below = [tag for tag in lines if LABEL.fullmatch(words(tag))][-_LABELS:]
    if not below:
        return
    told = {number for mark in marks for number in _numbers(mark)}
    listed = [(tag, _numbered(tag)) for tag in below]
    label, texts = next((one for one in listed if one[1].keys() == told), listed[-1])  # above, perhaps, what was read
    if texts and (texts.keys() == told or (texts.keys() > told and enclosing(texts[1], "ul") is None)):
        _tie_marks(draft, marks, texts)
        if label.name == "dt" and (terms := enclosing(label, "dl")) is not None:
            label.name = "p"  # it was a label all the same
            for part in (*every(terms, "dd"), terms):
                part.unwrap()


def _tie_in_plain_text(draft: Draft) -> None:
    """Makes the numbers `[1]`, `[2]` … of a text, where nothing marks them up, links to the notes that begin with them
    below a label of notes, or right below one another: each note has its number in the text, once, in order, and the
    text has no other."""
    told = _BARE.findall(draft.root.get_text())
    if not told:
        return
    twice = told == [str(number) for number in range(1, len(told) // 2 + 1)] * 2
    if twice:
        _part_lines(draft)
    labels = [tag for tag in every(draft.root, "p", "div", *HEADINGS) if LABEL.fullmatch(words(tag))]
    texts = _numbered(labels[-1]) if labels else _one_below_another(draft) if twice else {}
    if not texts or any(note.name == "li" for note in texts.values()):
        return
    before = [
        node
        for node in (labels[-1] if labels else texts[1]).find_all_previous(string=_BARE)
        if enclosing(node, "a", "sup", "pre", "code", *HEADINGS) is None
    ][::-1]
    marks = [int(found[1]) for node in before for found in _BARE.finditer(node)]
    if marks != list(texts):
        return
    sups = []
    for node in before:
        at = 0
        for found in _BARE.finditer(str(node)):
            sups.append(draft.new("sup"))
            sups[-1].append(found[0])
            node.insert_before(str(node)[at : found.start()], sups[-1])
            at = found.end()
        node.replace_with(str(node)[at:])
    _tie_marks(draft, sups, texts)


def _tie_by_sign(draft: Draft) -> None:
    """Makes the only star or dagger of a text a link to the only paragraph that begins so, which stands below it."""
    raised = [sup for sup in every(draft.root, "sup") if words(sup) in _SIGNS and enclosing(sup, "a") is None]
    below = raised[0].find_all_next("p") if len(raised) == 1 else []
    if not below:
        return
    begins = re.compile(rf"{re.escape(words(raised[0]))}\s*\w")
    texts = [line for line in every(draft.root, "p") if begins.match(words(line))]
    if len(texts) == 1 and any(line is texts[0] for line in below):
        _name(texts[0], "sign")
        link = draft.new("a", href=f"#{texts[0]['id']}")
        link.extend(list(raised[0].contents))
        raised[0].append(link)


def _one_below_another(draft: Draft) -> dict[int, Tag]:
    """Several paragraphs right below one another that begin with `[1]`, `[2]` … by their numbers."""
    notes = [tag for tag in every(draft.root, "p") if _BARE.match(words(tag))]
    beside = all(next(neighbours(note), None) is below for note, below in pairwise(notes))
    return dict(enumerate(notes, 1)) if beside and len(notes) > 1 else {}


def _part_lines(draft: Draft) -> None:
    """Parts each paragraph whose lines, below the label of the notes, are notes that begin with `[1]`, `[2]` …"""
    for paragraph in every(draft.root, "p", "div"):
        holder = found.parent if (found := first(paragraph, "br")) is not None else None
        if holder is None or words(holder) != words(paragraph):
            continue
        above, texts = element_before(paragraph), line_texts(paragraph)
        if above is not None and texts and not LABEL.fullmatch(texts[0]):
            texts.insert(0, words(above))
        if len(texts) > 1 and LABEL.fullmatch(texts[0]) and all(map(_BARE.match, texts[1:])):
            paragraph.name = "p"
            for end in direct(holder, "br")[::-1]:
                line = draft.new("p")
                line.extend(list(end.next_siblings))
                paragraph.insert_after(line)
                end.extract()


def _take_out(draft: Draft) -> None:
    """Makes each note that stands within a line an item of a list at the end, and a link of its mark."""
    spans = every(draft.root, "span")
    found = list(filter(_is_within, spans))
    rows = _again_in_rows(draft) if found or first(draft.root, "sup") is not None else {}
    found = found or [tag for tag in spans if rows and words(tag) in rows and _mark_ahead(tag) is not None]
    holder = draft.new("ol")
    for number, note in enumerate(found, 1):
        row = rows.get(words(note))
        if (mark := _mark_ahead(note)) is not None:
            mark.extract()
        for own in [tag for tag in every(note) if _MARK_WITHIN.search(attribute(tag, "class"))]:
            own.extract()
        item, sup = draft.new("li", id=f"within-{number}"), draft.new("sup")
        link = draft.new("a", href=f"#within-{number}")
        link.append(f"[{number}]")
        sup.append(link)
        note.insert_before(sup)
        item.extend(list(note.contents))
        note.extract()
        holder.append(item)
        if row is not None:
            _drop_row(draft, row)
    if holder.contents:
        draft.root.append(holder)


def _is_within(tag: Tag) -> bool:
    return "class" in tag.attrs and not _WITHIN.isdisjoint(attribute(tag, "class").split()) and not is_blank(tag)


def _mark_ahead(note: Tag) -> Tag | None:
    """The mark that stands right ahead of a note within a line."""
    mark = next(neighbours(note, back=True), None)
    if not isinstance(mark, Tag) or not (mark.name == "sup" or first(mark, "sup")):
        return None
    return mark if MARK.fullmatch(words(mark)) else None


def _again_in_rows(draft: Draft) -> dict[str, Tag]:
    """The rows of two cells, the way back to a mark and the text of its note, by that text."""
    rows = {}
    for row in every(draft.root, "tr"):
        cells = direct(row)
        if len(cells) == 2 and _TO_LINE.fullmatch(words(cells[0])):
            rows[words(cells[1])] = row
    return rows


def _drop_row(draft: Draft, row: Tag) -> None:
    """Drops the row that gives a note once more; with the last one its table, and the label above that."""
    table = enclosing(row, "table")
    draft.drop(row, "a note once more")
    if table is None or first(table, "tr") is not None:
        return
    above = ahead(table, lambda box: words(box) == words(table))
    if isinstance(above, Tag) and LABEL.fullmatch(_PLUS.sub("", words(above))):
        draft.drop(above, "label of the notes")
    draft.drop(table, "label of the notes")


def _spelled(tag: Tag) -> str:
    """The words of an element, a number in a circle as one in brackets."""
    return _CIRCLED.sub(lambda found: f"[{_in_circle(found[0])}]", words(tag))


def _in_circle(sign: str) -> int:
    """The number of a circled one, of `①` to `⑳`."""
    return ord(sign) - ord("①") + 1


def _numbers(mark: Tag) -> list[int]:
    """The numbers of a mark, which may be several or from one to another."""
    found = re.findall(r"(\d+)(?:\s*[~–—-]\s*(\d+))?", _spelled(mark))
    return [number for one, last in found for number in range(int(one), int(last or one) + 1)]


def _tie_marks(draft: Draft, marks: list[Tag], texts: dict[int, Tag]) -> None:
    """Makes each mark a link to its note; several in one become a mark each."""
    for number, note in texts.items():
        _name(note, number)
    for sup in marks:
        numbers = _numbers(sup)
        for number in numbers:
            link = draft.new("a", href=f"#{texts[number]['id']}")
            link.append(words(sup) if len(numbers) == 1 else f"[{number}]")
            mark = draft.new("sup")
            mark.append(link)
            sup.insert_before(mark)
        sup.extract()


def _name(note: Tag, name: int | str) -> None:
    """Gives a note an id; it is no paragraph any more."""
    note["id"] = attribute(note, "id") or f"note-{name}"
    note.name = "li" if note.name == "li" else "div"


def _numbered(label: Tag) -> dict[int, Tag]:
    """The notes below a label by their numbers: the items of the list there, or what begins with `[1]`, `[2]` …"""
    listed = next((tag for tag in label.find_all_next(["ol", "ul", "p"]) if not is_blank(tag)), None)
    items = direct(listed, "li") if listed is not None and listed.name != "p" else []
    if items:
        return dict(enumerate(items, 1))
    texts: dict[int, Tag] = {}
    for tag in _boxes_after(label, "p", "section", "div", "span"):
        if texts and LABEL.fullmatch(words(tag)):
            break  # other notes, or what was read, have numbers of their own
        found = _BARE.match(text := _spelled(tag))
        if found and int(found[1]) == len(texts) + 1 and found.end() < len(text) and len(_BARE.findall(text)) == 1:
            texts[len(texts) + 1] = tag
    return texts


def _boxes_after(node: Tag, *names: str) -> list[Tag]:
    """The elements of these names behind a node that hold no further box."""
    return [tag for tag in node.find_all_next(list(names)) if first(tag, "section", "div") is None]


def _fragment(draft: Draft, link: Tag) -> str:
    """The place in this very page that a link leads to, or nothing."""
    href = attribute(link, "href")
    address, _, name = href.partition("#")
    if not name:
        return ""
    own = not address or _LOCAL.match(address) or same_page(absolute(href, draft.url), draft.url)
    return name if own else ""


def _targets(draft: Draft, links: list[Tag]) -> dict[str, Tag]:
    """The elements by the names that links may lead to; where they were lost, `#fn1` leads to the link back,
    `#fnref1`, that is the note's mark or stands in its item."""
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
    lost = {name for link in links if (name := _fragment(draft, link)) not in targets}
    for link in every(draft.root, "a") if lost else ():
        back = _fragment(draft, link)
        names = (_TO_MARK.sub("", back, count=1), _TO_MARK.sub("_note", back, count=1), _LIBRE.sub("sym", back))
        for name in names if back else ():
            if name in lost and name != back:
                targets[name] = link
    return targets


def _own_block(link: Tag, target: Tag, wanted: dict[int, Tag]) -> Tag | None:
    """The block that is the note to which a link leads; None where it leads to something else."""
    block = _block(target, wanted) or _ended_by(target)
    if block is None or holds(block, link):
        return None
    if (box := _table_of_notes(block, link)) is not None:
        if holds(box, link):
            return None  # from one cell of a table to another
        block = _with_words(block)
    return None if block.name in HEADINGS or _BACK.fullmatch(words(block)) else block


def _table_of_notes(block: Tag, link: Tag) -> Tag | None:
    """The table or definition list in which a note stands; none where its mark is in the same cell, as in a table that
    lays out a page."""
    cell = block if block.name in ("td", "th", "dd") else enclosing(block, "td", "th", "dd", "dl")
    return None if cell is not None and holds(cell, link) else enclosing(block, "table", "dl")


def _block(target: Tag, wanted: dict[int, Tag]) -> Tag | None:
    """The widest block that begins with a target and holds no other; None where the target begins none."""
    node, found = target, None if is_inline(target) else target
    while isinstance(parent := node.parent, Tag) and parent.parent is not None and parent.name not in ("body", "ol"):
        if any(not is_blank(before) for before in node.previous_siblings):
            break
        if any(id(tag) in wanted and tag is not target for tag in every(parent)):
            break
        node = parent
        if parent.name in ("p", "div", "dd", "section", "aside", "td", "th"):
            found = parent
    return found


def _ended_by(target: Tag) -> Tag | None:
    """The block that ends with a target, where this is the way back to the mark (Typora)."""
    if target.name != "a" or not _BACK.fullmatch(words(target)) or next(neighbours(target), None) is not None:
        return None
    block = enclosing(target, "p", "div", "dd", "section")
    return None if block is None or len(every(block, "a")) > _LINKS else block


def _with_words(cell: Tag) -> Tag:
    """The `<dd>` or last cell that holds a note's words, where the one ahead of it holds its mark alone, which goes."""
    alone = _is_mark(words(cell))
    mark = cell if alone else element_before(cell)
    text = element_after(cell) if alone else cell
    if mark is None or text is None or not _is_mark(words(mark)):
        return cell
    if text.name not in ("dd", "td") or text.find_next_sibling("td") is not None:
        return cell
    mark.extract()
    return text


def _is_mark(text: str) -> bool:
    return MARK.fullmatch(text) is not None or _TO_LINE.fullmatch(text) is not None


def _part(draft: Draft, target: Tag) -> None:
    """Parts a paragraph where the target begins a new line of it, or what is below a rule in a box of text: several
    notes are often one paragraph."""
    paragraph = target.parent
    before = next((node for node in target.previous_siblings if _parts(node) or not is_blank(node)), None)
    if isinstance(paragraph, Tag) and paragraph.name in ("p", "div") and before is not None and _parts(before):
        rest = draft.new(paragraph.name)
        rest.extend([target, *target.next_siblings])
        before.extract()
        paragraph.insert_after(rest)


def _parts(node: PageElement) -> bool:
    return is_break(node) or (isinstance(node, Tag) and node.name == "hr")


def _unmark(item: Tag, mark: str) -> None:
    """Takes the note's own mark and the ways back off its text."""
    for link in every(item, "a"):
        if "#" in attribute(link, "href") and _BACK.fullmatch(words(link)):
            unbracket(link)
            around = link.parent
            link.extract()
            if around is not None and around is not item and is_inline(around) and _BRACKETS.fullmatch(words(around)):
                around.extract()
    beginning = _first_text(item)
    number = _in_any_form(hanzi.compile(r"[\[\]［］()（）〔〕【】\s注]").sub("", mark))
    if number and beginning is not None:
        own = rf"^\s*[\[［(（〔【]?\s*注?\s*{number}(?:(?<=[①-⑳*†‡])|(?!\w))[\]］)）〕】]?[.．、:：]?\s*(?:\^\s+)?"
        rest = hanzi.compile(own).sub("", str(beginning))
        beginning.replace_with(NavigableString(rest))
        if not rest and (behind := _first_text(item)) is not None:  # `<sup>1</sup>. `
            behind.replace_with(NavigableString(re.sub(r"^\s*[.．、:：]\s*", "", str(behind))))


def _in_any_form(number: str) -> str:
    """A pattern for a number of a note, with a circle around it or without."""
    value = int(number) if number.isdecimal() else _in_circle(number) if _CIRCLED.fullmatch(number) else 0
    return f"(?:{value}|{chr(ord('①') + value - 1)})" if 0 < value <= 20 else re.escape(number)


def _unnumber(item: Tag, mark: str) -> None:
    """Takes off the text of an item that begins with the number of its note what `_unmark` does."""
    number = re.sub(r"\W", "", mark)
    own = rf"\s*(?:(?:{re.escape(mark)}|{number})[.．、]|\[{number}\])\s*"
    if number and re.fullmatch(own, _first_text(item) or ""):
        _unmark(item, mark)


def unbracket(link: Tag) -> None:
    """Takes off the brackets around a link: `[<a>↩</a>]`."""
    before, after = link.previous_sibling, link.next_sibling
    if isinstance(before, NavigableString) and isinstance(after, NavigableString):
        ahead, behind = re.fullmatch(r"(.*)[\[［(（]\s*", before, re.S), re.fullmatch(r"\s*[\]］)）](.*)", after, re.S)
        if ahead and behind:
            before.replace_with(NavigableString(ahead[1]))
            after.replace_with(NavigableString(behind[1]))


def _first_text(node: Tag) -> NavigableString | None:
    for child in node.contents:
        if isinstance(child, NavigableString) and child.strip():
            return child
        if isinstance(child, Tag) and (found := _first_text(child)) is not None:
            return found
    return None
