"""The tree made flat: paragraphs, headings, figures, lists and tables in a row, nothing around them.

Text between blocks, `<div>`s as paragraphs and runs of `<br><br>` all end as `<p>`. What follows can then say “the
first”, “the last” and “the next” and mean what a reader means.
"""

from __future__ import annotations

import re
from collections import Counter
from itertools import chain, dropwhile

from bs4 import Tag
from bs4.element import NavigableString, PageElement

from builder import hanzi, listings
from builder.addresses import absolute, same_page
from builder.text import FULL_LINE, columns, urlsplit_safe
from builder.tree import (
    HEADINGS,
    LARGE,
    LISTS,
    LONGEST_NAME,
    MARKS,
    Draft,
    attribute,
    called,
    direct,
    enclosing,
    every,
    first,
    gone,
    is_blank,
    is_break,
    is_inline,
    neighbours,
    only_link,
    pixels,
    styled,
    words,
)

# A box that a design sets as a quotation.
_QUOTE = re.compile(r"(?:\w+-)*(?:pull-?quote|block-?quote|quote)(?:-(?:box|block|wrap\w*))?")
_PULLED = re.compile(r"(?:\w+-)*pull-?quote(?:-\w+)*")
_KINDS = ("data-gu-name", "data-component", "data-type")  # where a program says it that makes class names up
_QUOTED = 300
_PULL = 6
_MOST = 100  # pull quotes
_HEADING = 40
_TITLE = re.compile(r"(?:^|[-_])(?:(big|section)|sm|small|mini)[-_]?title$")  # of a part, by class alone
_BOXES = frozenset({"div", "section", "article", "main", "body", "td"})
# A label's value may stand below one.
_BLANK_LINE = hanzi.compile(
    r"(?<=[。！？!?.…」』”）:：])(?<!(?:来源|稿源|作者|编辑|责编|记者|时间|日期)[:：])[ \t\u3000]*\n[ \t\u3000]*\n\s*"
)
_ANY_BLANK_LINE = re.compile(r"\n[ \t\u3000]*\n\s*(?=\S)")
_CREDIT = hanzi.compile(
    r"[（(【\[]?\s*(?:(?:文章|稿件)?来源|责任编辑|编辑|责编|作者|记者|审核|校对)\s*[:：][^:：]{1,20}"
)
_NUMBERED = re.compile(r"\d{1,2}[.、)）]\s?[^\s\d]")
_QUOTES = re.compile("[:>]")  # what is quoted, in boards and in mail
_AGAIN = 3  # times
_COPY = re.compile(r"-\d{2,4}x\d{2,4}(?=\.\w{3,4}$)")  # what WordPress adds to the name of a copy
_HASH = re.compile(r"(?=.*\d)[\da-z]{16,}\.\w{3,4}", re.I)  # the name of a file that no other picture has
_MAX_DEPTH = 60
_MAX_CHILDREN = 2000
_PARAGRAPH = 2  # characters
_STOPS = re.compile(r"[。！？：.!?:…”」』）)](?:\[\d{1,3}\])?$")  # perhaps with a note
_CONTROLS = ("button", "input", "output")  # which a sentence may speak of, or be filled in with
_ANCHOR = frozenset({"id", "name"})  # Word's `<a name="OLE_LINK1">`
_UNNAMED = frozenset({"style", "align", "dir", "lang"})
_FRAMED = 160  # characters: the least that a page's frame holds in one cell


def shallow(draft: Draft) -> None:
    """Step: what is nested deeper than any page needs becomes text in its element, so that later steps may recurse;
    breaks at the ends of paragraphs go, and anchors on a page that leads to none; and where most paragraphs are `<div>`
    without a name, or each in one of its own, they are `<p>` alone from here on.

    Pages of broken mark-up nest hundreds of `<div>` or `<b>`; the words matter, their depth does not.
    """
    todo: list[tuple[Tag, int]] = [(draft.root, 0)]
    boxes, boxed, texts, anchors, paragraphs = [], [], [], [], 0
    leads = False  # to a part of a page
    while todo:
        node, depth = todo.pop()
        if depth == _MAX_DEPTH:
            _flat(draft, node)
        children = _part(draft, node) if len(node.contents) > _MAX_CHILDREN else node.contents
        if depth == _MAX_DEPTH:
            continue
        todo.extend((child, depth + 1) for child in children if isinstance(child, Tag))
        if node.name == "p":
            texts.append(node)
            paragraphs += next(node.stripped_strings, None) is not None
        elif node.name == "a":
            leads = leads or "#" in attribute(node, "href")[:-1]
            if node.attrs.keys() <= _ANCHOR:
                anchors.append(node)
        elif node.name in ("div", "section") and not node.attrs and _is_around_paragraph(node):
            boxed.append(node)
        elif node.name == "div" and node.attrs.keys() <= _UNNAMED and _is_paragraph(node):
            boxes.append(node)
    for box in boxes if len(boxes) > paragraphs else ():
        box.name = "p"
        texts.append(box)
    for box in boxed if len(boxed) * 2 > paragraphs else ():
        box.unwrap()
    for anchor in () if leads else anchors:
        anchor.unwrap()
    for paragraph in texts:
        _drop_breaks(paragraph)


def _drop_breaks(paragraph: Tag) -> None:
    """Takes out the breaks with which an editor begins or ends a paragraph, also within marks: they part no lines."""
    for back in (False, True):
        box: Tag | None = paragraph
        while box is not None:
            inner = None
            for node in list(reversed(box.contents)) if back else list(box.contents):
                if not is_blank(node):
                    inner = node if isinstance(node, Tag) and is_inline(node) else None
                    break
                for end in [node, *every(node, "br")] if isinstance(node, Tag) else ():
                    if is_break(end):
                        end.extract()
            box = inner


def _is_paragraph(div: Tag) -> bool:
    """Whether a `<div>` may be a paragraph of an editor that makes no others: a sentence, and no block."""
    if not all(is_inline(node) or (isinstance(node, Tag) and node.name in _CONTROLS) for node in div.descendants):
        return False
    said = div.get_text().rstrip()
    return len(said) > _PARAGRAPH and _STOPS.search(said) is not None and not _BLANK_LINE.search(said)


def _is_around_paragraph(box: Tag) -> bool:
    """Whether a box holds a paragraph and nothing else."""
    shown = [child for child in box.contents if isinstance(child, Tag) or not is_blank(child)]
    return len(shown) == 1 and isinstance(shown[0], Tag) and shown[0].name == "p"


def _part(draft: Draft, node: Tag) -> list[PageElement]:
    """Parts the children of an element with thousands of them into boxes, at blocks, breaks and pictures: taking one
    child out costs a walk over all of its siblings. Returns the children; a box of theirs is parted no further."""
    children = list(node.contents)
    node.clear()
    box = draft.new("div")
    for child in children:
        edge = isinstance(child, Tag) and (child.name in ("br", "img") or not is_inline(child))
        if edge and len(box.contents) >= _MAX_CHILDREN // 10:
            node.append(box)
            box = draft.new("div")
        box.append(child)
    node.append(box)
    return children


def _flat(draft: Draft, node: Tag) -> None:
    """Leaves of an element nothing but its texts, in their order, with breaks where blocks parted them, and its
    pictures, players and rules."""
    parts: list[PageElement] = []
    todo: list[PageElement | None] = list(reversed(node.contents))  # None is a block's edge
    parted = False
    while todo:
        child = todo.pop()
        if child is None:
            parts += [] if parted else [draft.new("br"), draft.new("br")]
            parted = True
            continue
        if not isinstance(child, Tag) or child.name in ("img", "br", "hr", "iframe", "video", "audio", "embed"):
            parts.append(child)
            parted = parted and is_blank(child)
            if isinstance(child, Tag):  # a player in a player
                held = [part for part in direct(child) if part.name not in ("source", "track")]
                todo.extend(part.extract() for part in reversed(held))
            continue
        edge = [] if is_inline(child) else [None]
        todo.extend((*edge, *reversed(child.contents), *edge))
    if not parts:
        node.clear()
    elif any(isinstance(child, Tag) for child in node.contents):
        node.contents = []
        for part in parts:
            part.parent = None
            part.previous_sibling = part.next_sibling = None
            part.previous_element = part.next_element = None
        node.next_element = None
        node.extend(parts)


def flatten(draft: Draft) -> None:
    """Step: replaces the tree by a flat one of the same words in the same order.

    Comes after everything that reads the page's own nesting (captions, players, class names, related stories), and
    before everything that reads the article as a row of blocks.
    """
    _pulled(draft)
    typed = every(draft.root, "pre")
    around = words(draft.root) if typed else ""
    for pre in typed:
        if listings.is_letter(pre, around):
            listings.letter(draft, pre)
        elif pre.name == "pre":  # not within a letter
            listings.take_label(draft, pre)
    out: list[Tag] = []
    _walk(draft, draft.root, out)
    draft.root.clear()
    draft.root.extend(_once(draft, out))


def _pulled(draft: Draft) -> None:
    """Drops what a design pulls out of the text to show it once more, larger: a box called so, whose words stand in a
    paragraph, too."""
    text = ""
    boxes = every(draft.root, "aside", "blockquote", "figure", "div", "section")
    pulled = [tag for tag in boxes if called(tag, _PULLED, "class", *_KINDS)]
    for tag in pulled[:_MOST]:
        if not gone(tag) and first(tag, "img", "embed") is None:
            said = words(tag).strip("“”「」『』\"'…—- ")
            text = text or words(draft.root)
            if len(said) > _PULL and text.count(said) > 1:
                draft.drop(tag, "a sentence of the text once more")
                text = text.replace(said, "", 1)


def _once(draft: Draft, blocks: list[Tag]) -> list[Tag]:
    """The blocks without a picture that stands right after itself, or after the headline (pages hold one for each width
    of screens), or a player that does (one that the editor put there, and one that a template did)."""
    out: list[Tag] = []
    before: Tag | None = None
    for block in blocks:
        media = first(block, "img") if block.name == "figure" else block if block.name == "embed" else None
        if (
            media is not None
            and before is not None
            and (media.name, media.attrs["src"]) == (before.name, before.attrs["src"])
            and all(media.attrs.get(key, "") in ("", before.attrs.get(key, "")) for key in ("caption", "poster"))
        ):
            draft.note("the same picture or player again", str(media.attrs["src"]))
            continue
        out.append(block)
        before = before if block.name == "h1" else media
    return _without_signs(draft, out)


def _without_signs(draft: Draft, blocks: list[Tag]) -> list[Tag]:
    """The blocks without pictures of which nothing is said that stand there again and again (the sign of a question,
    what parts paragraphs), or are a smaller copy of another."""
    bare = {id(block): img for block in blocks if (img := _bare_picture(block)) is not None}
    small = (img for img in bare.values() if not (attribute(img, "alt") or pixels(img, "height") > LARGE))
    times = Counter(attribute(img, "src") for img in small)
    pictures = {attribute(img, "src") for block in blocks if block.name == "figure" for img in every(block, "img")}
    out: list[Tag] = []
    run: dict[str, list[str]] = {}  # the parts of the addresses of the pictures right above, by the file's name
    for block in blocks:
        url = attribute(bare[id(block)], "src") if id(block) in bare else ""
        run = run if url else {}
        parts = url.split("/")
        above = run.setdefault(parts[-1], parts) if _HASH.fullmatch(parts[-1]) else parts
        if times[url] >= _AGAIN:
            draft.note("a picture that stands there again and again", url)
        elif (original := _COPY.sub("", url)) != url and original in pictures:
            draft.note("a smaller copy of a picture", url)
        elif len(above) == len(parts) and sum(one != other for one, other in zip(above, parts, strict=True)) == 1:
            draft.note("a picture of the row above, in another size", url)
        else:
            out.append(block)
    return out


def _bare_picture(block: Tag) -> Tag | None:
    """The picture of a figure that has no caption and no credit."""
    img = first(block, "img") if block.name == "figure" else None
    return None if img is None or not img.attrs.keys().isdisjoint(("caption", "credit")) else img


def _walk(draft: Draft, node: Tag, out: list[Tag], wrap: str = "p", marks: tuple[Tag, ...] = ()) -> None:
    """Appends to `out` the blocks of a node's children; running text goes into elements called `wrap`, inside
    copies of `marks`, the inline elements that surround it."""
    run: list[PageElement] = []
    opened: list[Tag] = []
    for child in _typed(draft, node):
        if not isinstance(child, Tag) or (is_inline(child) and not _holds_block(child)):
            run.append(child)
            continue
        if run and _is_opened(child, run):
            opened.append(child)
            continue
        _flush(draft, run, opened, out, wrap, marks)
        if is_inline(child):
            marked = child.name in MARKS or styled(child)
            _walk(draft, child, out, wrap, (*marks, child) if marked else marks)
        else:
            _block(draft, child, out, wrap, marks)
    _flush(draft, run, opened, out, wrap, marks)


def _is_opened(box: Tag, run: list[PageElement]) -> bool:
    """Whether a box is what opens at the word ahead of it, in the middle of a sentence: an attribute of the word has
    the box's name (`<span data-id="7">词</span><div data-box="7">`, `aria-controls`, `href="#…"`); one that both have
    alike tells of what kind they are."""
    if box.name != "div" or not any(map(_names_box, box.attrs)):
        return False
    word = next((node for node in reversed(run) if not is_blank(node)), None)
    if not isinstance(word, Tag) or _STOPS.search(word.get_text().rstrip()):
        return False
    names = {attribute(box, key) for key in box.attrs if _names_box(key)} - {""}
    told = ((key, attribute(word, key).removeprefix("#")) for key in word.attrs)
    return any(value in names and attribute(box, key) != value for key, value in told)


def _names_box(key: str) -> bool:
    """Whether an attribute may hold an element's name."""
    return key == "id" or key.startswith("data-")


def _block(draft: Draft, tag: Tag, out: list[Tag], wrap: str, marks: tuple[Tag, ...]) -> None:
    """Appends to `out` what an element that is no running text stands for."""
    name = tag.name
    if name == "figure":
        _figure(draft, tag, out, wrap, marks)
    elif name in ("embed", "hr"):
        out.append(tag)
    elif (name == "pre" and not listings.is_prose(tag)) or (name == "div" and listings.is_lines(tag)):
        _listing(draft, listings.listing(draft, tag, [tag]), out)
    elif name == "table":
        _table(draft, tag, out, wrap, marks)
    elif out and out[-1].name == "pre" and _numbers(tag):
        draft.drop(tag, "numbers of lines")
    elif name in LISTS and (page := _page_in(draft, tag)) is not None:
        _walk(draft, page, out, wrap, marks)
    elif name in LISTS and _sets_in(tag):
        _walk(draft, tag, out)
    elif name in LISTS:
        _list(draft, tag, out)
    elif name == "li" and not _is_page(tag):
        _loose_item(draft, tag, out)
    elif name == "dl":
        _definitions(draft, tag, out)
    elif name == "blockquote" or _is_quote(tag):
        _set_off_speaker(draft, tag)
        if inner := _inside(draft, tag):
            quote = draft.new("blockquote")
            quote.extend(inner)
            out.append(quote)
    elif rank := _rank(tag):
        _walk(draft, tag, out, rank, marks)
    elif name == "summary":
        _walk(draft, tag, out, "p", (*marks, draft.new("strong")))
    elif name == "p" and not marks and _is_text(tag):
        tag.attrs.clear()
        out.append(tag)
    else:
        _walk(draft, tag, out, "p" if name in ("p", "td", "th") else wrap, marks)


def _is_text(paragraph: Tag) -> bool:
    """Whether a paragraph is a text and nothing else, as most are: it need not be made anew."""
    text = paragraph.contents[0] if len(paragraph.contents) == 1 else None
    return isinstance(text, NavigableString) and not is_blank(text)


def _inside(draft: Draft, tag: Tag, *marks: Tag) -> list[Tag]:
    """The blocks of an element that begins anew: an item, a quotation."""
    inner: list[Tag] = []
    _walk(draft, tag, inner, "p", marks)
    return inner


def _set_off_speaker(draft: Draft, quote: Tag) -> None:
    """Makes the `<cite>` with which a quotation begins and which tells who wrote it (`林小田 写道：`) a paragraph, as
    phpBB shows it, and drops the arrow in it that leads to the post."""
    cite = first(quote, "cite")
    if cite is None or cite.parent is None or not re.search("[:：]", words(cite)):
        return
    if words(quote).startswith(words(cite)) and next(neighbours(cite), None) is not None:
        for link in every(cite, "a"):
            if words(link) == "↑":
                draft.drop(link, "the way to the post that is quoted")
        line = draft.new("p")
        cite.insert_before(line)
        line.append(cite)


def _numbers(block: Tag) -> bool:
    """Whether a block below a listing numbers its lines: a list, or what those are not told who hear the page."""
    return (block.name in LISTS or attribute(block, "aria-hidden") == "true") and listings.counts(block)


def _rank(tag: Tag) -> str:
    """The heading that an element is: by its name, else a short line that is no sentence by ARIA or by the class that
    it has, or a `<span>` that is all of it, for what looks like one (`<div class="h3">`, `<span class="bjh-h3">`)."""
    if tag.name in HEADINGS:
        return tag.name
    if tag.name not in ("div", "p") or _holds_block(tag):
        return ""
    span = next((part for part in every(tag, "span") if not is_blank(part)), None)
    told = f"h{attribute(tag, 'aria-level')}" if attribute(tag, "role") == "heading" else attribute(tag, "class")
    rank = _rank_by(told)
    if not rank and span is not None and (rank := _rank_by(attribute(span, "class"))) and words(span) != words(tag):
        return ""
    short = rank and 0 < len(text := words(tag)) <= _HEADING and text[-1] not in "。！？；，、：:"
    return rank if short else ""


def _rank_by(names: str) -> str:
    """The heading for which one of an element's class names stands."""
    for name in names.split():
        if (said := name.rpartition("-")[2]) in HEADINGS:
            return said
        if found := _TITLE.search(name[-LONGEST_NAME:].lower()):
            return "h2" if found[1] else "h3"
    return ""


def _is_quote(tag: Tag) -> bool:
    """Whether a box is called a quotation, and holds a few sentences and nothing else, but for the pictures of a post
    behind its words; or is an aside that is one `<q>`."""
    if tag.name == "aside" and (quote := first(tag, "q")) is not None and words(quote) == words(tag):
        return True
    if tag.name not in ("div", "aside", "section") or not called(tag, _QUOTE):
        return False
    if not 0 < len(words(tag)) <= _QUOTED or first(tag, "blockquote", "table", *HEADINGS) is not None:
        return False
    behind = False
    for node in tag.descendants:
        if isinstance(node, Tag):
            behind = behind or node.name in ("figure", "img", "embed")
        elif behind and str(node).strip():
            return False
    return True


def _figure(draft: Draft, figure: Tag, out: list[Tag], wrap: str, marks: tuple[Tag, ...]) -> None:
    """A figure of one picture; one that still holds several, or a player or text, gives them one by one, and one of a
    quotation has in it whose words they are."""
    quote, text = first(figure, "blockquote"), first(figure, "figcaption")
    if quote is not None and text is not None and first(figure, "img", "embed") is None and text not in quote.parents:
        text.name = "p"
        quote.append(text.extract())
    images = len(every(figure, "img"))
    if images == 1 and first(figure, "figure", "embed", "p", "ul", "ol", "blockquote") is None:
        out.append(figure)
    elif images:
        _walk(draft, figure, out)
    else:
        _walk(draft, figure, out, wrap, marks)


def _holds_block(tag: Tag) -> bool:
    if tag.name in ("math", "ruby"):
        return False
    return any(isinstance(child, Tag) and (not is_inline(child) or _holds_block(child)) for child in tag.contents)


def _flush(
    draft: Draft, run: list[PageElement], opened: list[Tag], out: list[Tag], wrap: str, marks: tuple[Tag, ...]
) -> None:
    """Makes paragraphs of the run, and below them blocks of the boxes that words in it open; empties both."""
    for piece in _pieces(run):
        block = inner = draft.new(wrap)
        for mark in marks:
            copy = draft.soup.new_tag(
                mark.name, attrs={key: str(mark.attrs[key]) for key in ("href", "title", "style") if key in mark.attrs}
            )
            inner.append(copy)
            inner = copy
        inner.extend(piece)
        out.append(block)
    run.clear()
    for box in opened:
        _block(draft, box, out, wrap, marks)
    opened.clear()


def _pieces(run: list[PageElement]) -> list[list[PageElement]]:
    """The nodes of a run, parted where two or more `<br>` stand, without what is blank ahead of them."""
    _lift_breaks(run)
    pieces: list[list[PageElement]] = [[]]
    breaks: list[PageElement] = []
    for node in run:
        if is_break(node):
            breaks.append(node)
        elif not (breaks and is_blank(node)):
            if len(breaks) > 1:
                pieces.append([])
            elif breaks and pieces[-1]:
                pieces[-1].append(breaks[0])
            breaks = []
            pieces[-1].append(node)
    return [shown for piece in pieces if (shown := list(dropwhile(is_blank, piece)))]


def _typed(draft: Draft, node: Tag) -> list[PageElement]:
    """The children of an element, with breaks for its lines, where it holds no paragraph and no break but blank lines:
    text that a style sheet shows as it was typed. Where those are few, only the ones behind a sentence and the numbers
    of a list begin a line."""
    texts = [child for child in node.contents if isinstance(child, NavigableString)] if node.name in _BOXES else []
    if not any(map(_ANY_BLANK_LINE.search, texts)) or any(
        child.name == "br" or (child.name == "p" and not is_blank(child)) for child in direct(node)
    ):
        return list(node.contents)
    few = sum(len(_ANY_BLANK_LINE.findall(text)) for text in texts) < _AGAIN
    if few:
        texts = list(filter(_BLANK_LINE.search, texts))
    else:
        texts += (text for child in direct(node) if is_inline(child) for text in child.find_all(string=True))
    for text in texts:
        first_line, *lines = _BLANK_LINE.sub("\n\n", text).split("\n")
        parts: list[PageElement] = [NavigableString(first_line)]
        above = first_line or " "  # an element stands ahead
        for line in lines:
            wrapped = _NUMBERED.match(line.strip()) is None and (
                line != "" and above != "" if few else _is_wrapped(above, line)
            )
            parts += [NavigableString("\n" + line)] if wrapped else [draft.new("br"), NavigableString(line)]
            above = line
        text.replace_with(*parts)
    return list(node.contents)


def _is_wrapped(line: str, below: str) -> bool:
    """Whether a line that somebody typed goes on in the next one: it has no more room, or breaks off at a comma."""
    line, below = line.strip(), below.strip()
    if not below or _QUOTES.match(below) or _QUOTES.match(line):
        return False
    return line.endswith(("，", "、")) or columns(line) >= FULL_LINE


def _lift_breaks(run: list[PageElement]) -> None:
    """`<b>a<br><br>b</b>` and `<span>a<br></span><br>`: breaks inside inline elements come out to where they part
    paragraphs; a mark around several of them is cut into one for each piece."""
    index = 0
    while index < len(run):
        node = run[index]
        if not isinstance(node, Tag) or node.name in ("br", "img") or first(node, "br") is None:
            index += 1
            continue
        pieces = list(node.contents)
        _lift_breaks(pieces)
        parts: list[PageElement] = []
        copy: Tag | None = None
        for piece in pieces:
            if is_break(piece):
                parts.append(piece.extract())
                copy = None
                continue
            if copy is None:
                copy = Tag(name=node.name, attrs=dict(node.attrs))
                parts.append(copy)
            copy.append(piece)
        run[index : index + 1] = parts
        index += len(parts)


def _list(draft: Draft, tag: Tag, out: list[Tag]) -> None:
    """A list of `<li>` only; other children join the item before them, but for links where there is no `<li>`."""
    items: list[Tag] = []
    shown = [child for child in tag.contents if not is_blank(child)]
    of_links = all(isinstance(child, Tag) and child.name == "a" for child in shown)
    for child in shown:
        holder = child if isinstance(child, Tag) and child.name == "li" else draft.new("div")
        if holder is not child:
            holder.append(child)
        inner = _inside(draft, holder)
        if holder is child or not items or of_links:
            items.append(draft.new("li"))
            if "id" in holder.attrs:
                items[-1].attrs["id"] = holder.attrs["id"]
        items[-1].extend(inner)
    items = [item for item in items if item.contents]
    if not items:
        return
    # A list of pictures (a slide show, a gallery) is no list: its pictures stand in a row, each with its text.
    if sum(direct(item)[0].name in ("figure", "embed") for item in items) * 2 > len(items):
        for item in items:
            out.extend(list(item.contents))  # type: ignore[arg-type]
        return
    new = draft.new("ol" if tag.name == "ol" else "ul")
    number = next((attribute(item, "value") for item in direct(tag, "li")[:1]), "") or attribute(tag, "start")
    if number:
        new.attrs["start"] = number
    new.extend(items)
    out.append(new)


def _sets_in(tag: Tag) -> bool:
    """Whether a list has no items, nor links in their stead: old editors set paragraphs in by one."""
    told = any(not is_blank(child) and not (isinstance(child, Tag) and child.name == "a") for child in tag.contents)
    return told and first(tag, "li") is None


def _page_in(draft: Draft, tag: Tag) -> Tag | None:
    """The item of a list that has only this one, and in it a whole page, or nothing but a heading that leads nowhere
    else."""
    items = [child for child in tag.contents if not is_blank(child)]
    if len(items) != 1 or not isinstance(item := items[0], Tag):
        return None
    heading = first(item, *HEADINGS)
    headed = heading is not None and words(heading) == words(item)
    if headed and (link := only_link(item)) is not None:
        headed = same_page(absolute(attribute(link, "href"), draft.url), draft.url)
    return item if headed or _is_page(item) else None


def _is_page(item: Tag) -> bool:
    """Whether an item holds an article's paragraphs: templates of two columns are lists of two items."""
    return len(every(item, "p")) > 3 and len(item.get_text()) > 120


def _loose_item(draft: Draft, item: Tag, out: list[Tag]) -> None:
    """An `<li>` outside of any list: it and its like beside it make one."""
    if not (inner := _inside(draft, item)):
        return
    if not (out and "data-loose" in out[-1].attrs):
        out.append(draft.new("ul", data_loose="1"))
    new = draft.new("li")
    new.extend(inner)
    out[-1].append(new)


def _labels_links(tag: Tag) -> bool:
    """Whether a definition list is one label and lines below it that are each a link."""
    lines = every(tag, "dd")
    return len(every(tag, "dt")) == 1 and len(lines) > 0 and all(only_link(line) is not None for line in lines)


def _definitions(draft: Draft, tag: Tag, out: list[Tag]) -> None:
    """A definition list: an item for each term, bold, with its definitions below."""
    if first(tag, "dt") is None:  # how wikis set a paragraph in
        _walk(draft, tag, out)
        return
    if _labels_links(tag):
        tag.name = "ul"
        for line in every(tag, "dt", "dd"):
            line.name = "p" if line.name == "dt" else "li"
        label = first(tag, "p")
        _walk(draft, label.extract() if label is not None else tag, out)
        _list(draft, tag, out)
        return
    new = draft.new("ul")
    item: Tag | None = None
    for child in every(tag, "dt", "dd"):
        if enclosing(child, "dl") is not tag:
            continue  # of a list within, which its own turn takes
        if child.name == "dt" or item is None:
            item = draft.new("li")
            new.append(item)
        item.extend(_inside(draft, child, *((draft.new("strong"),) if child.name == "dt" else ())))
    if first(new, "p") is not None:
        out.append(new)


def _head_of_box(cells: list[list[Tag]]) -> int:
    """How many rows at the top of a table are one cell each, down to the last with a picture: the name and the
    pictures of what an encyclopaedia's box tells of."""
    alone = next((index for index, row in enumerate(cells) if len(row) != 1), 0)
    pictured = [index for index in range(alone) if first(cells[index][0], "figure", "embed") is not None]
    return pictured[-1] + 1 if pictured else 0


def _is_data(table: Tag, cells: list[list[Tag]]) -> bool:
    """Whether a table holds what cells hold, and does not lay out a page or set two lists side by side."""
    if first(table, "table", "figure", "embed", "blockquote", "h1", "h2") is not None or _is_frame(table, cells):
        return False
    said = [[words(cell) for cell in row] for row in cells if row]
    if len(cells) == 1 and all(map(_STOPS.search, said[0])):
        return False  # columns of text
    if len(said) == 1 and all(map(_CREDIT.fullmatch, said[0])):
        return False  # who worked on it, side by side
    return len(cells) > 2 or first(table, "ul", "ol", "h3") is None or first(table, "thead") is not None


def _is_frame(table: Tag, cells: list[list[Tag]]) -> bool:
    """Whether one cell of a table without headings holds nearly all of its words, in several lines: a page's frame."""
    if first(table, "th") is not None:
        return False
    largest = max((cell for row in cells for cell in row), key=lambda cell: len(words(cell)))
    lines = max(len(every(largest, "br")), len(every(largest, "p", "div")))
    return lines > 2 and len(words(largest)) > _FRAMED and len(words(largest)) * 5 > len(words(table)) * 4


def _listing(draft: Draft, pre: Tag, out: list[Tag]) -> None:
    """A listing, without the bar that stands above it."""
    if out and listings.is_bar(out[-1], pre):
        draft.drop(out.pop(), "bar of a listing")
    out.append(pre)


def _in_cell(draft: Draft, media: Tag) -> None:
    """Puts a picture or player into the line, as a cell of a table with headings takes it, what is said of it behind.

    Header cells tell a table of data from one that lays out
    (https://html.spec.whatwg.org/multipage/tables.html#the-table-element).
    """
    told = first(media, "img") if media.name == "figure" else media
    if told is None:
        return
    shown = told
    if media.name == "embed":
        shown = draft.new("a", href=attribute(media, "src"))
        shown.append(attribute(media, "title") or urlsplit_safe(attribute(media, "src")).hostname)
    said = " ".join(filter(None, (attribute(told, "caption"), attribute(told, "credit"))))
    media.replace_with(shown, *([draft.new("br"), NavigableString(said)] if said else []))


def _table(draft: Draft, table: Tag, out: list[Tag], wrap: str, marks: tuple[Tag, ...]) -> None:
    """A table, or the content of one that only lays out: one column, or nothing but cells with blocks in them. One
    that numbers the lines of code is the code."""
    if lines := listings.in_table(table):
        if (title := listings.title(table)) is not None:
            _walk(draft, title, out)
        _listing(draft, listings.listing(draft, table, lines), out)
        return
    rows = [row for row in every(table, "tr") if enclosing(row, "table") is table]
    cells = [[cell for cell in direct(row, "td", "th") if not is_blank(cell)] for row in rows]
    if first(table, "figure", "embed") is not None and (head := _head_of_box(cells)):
        for line, single in zip(rows[:head], cells[:head], strict=True):
            _walk(draft, single[0], out)
            line.extract()
        rows, cells = rows[head:], cells[head:]
    several = any(len(row) > 1 for row in cells)
    if several and first(table, "th") is not None and first(table, "table", "blockquote", "h1", "h2") is None:
        for media in every(table, "figure", "embed"):
            _in_cell(draft, media)
    if several and _is_data(table, cells):
        out.append(table)
        return
    for part in chain(direct(table, "caption")[:1], *cells):
        _walk(draft, part, out)
    if not rows:
        for child in every(table, "td", "th", "tbody"):
            child.unwrap()
        _walk(draft, table, out, wrap, marks)
