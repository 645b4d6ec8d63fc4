"""What is said of the author below the text, which goes."""

from __future__ import annotations

import re
from itertools import takewhile

from bs4 import Tag

from builder import hanzi
from builder.addresses import to_profile
from builder.bylines import bare_names, names
from builder.dates import is_count
from builder.titles import bare
from builder.tree import (
    HEADINGS,
    Draft,
    attribute,
    element_after,
    every,
    first,
    leads_to_profile,
    line_texts,
    target,
    words,
)

_OF_AUTHOR = hanzi.compile(
    r"(?:关于|本文|文章)?作者(?:简介|介绍|资料)?|(?:撰?文|作者)\s?[/／:：]|About (?:the )?author|Author", re.I
)
_OF_AUTHOR_AHEAD = hanzi.compile(r"^(?:关于作者|作者|编辑|About the author|(?:Written )?by)\s*[:：]?\s*", re.I)
_POSTS_OF = hanzi.compile(
    r"查?看更多[^，。]{2,12}的(?:文章|报[道导])|(?:查?看|阅读|浏览)?(?:[^，。]{1,16}的)?(?:所有|全部|更多|其[他它])(?:[此该]作者)?的?(?:文章|作品|报[道导]|博文)\W*"
    r"|(?:(?:View|Read|See) )?(?:all|more) (?:posts|articles|stories)(?: (?:by|from) .{1,40})?\W*",
    re.I,
)
WROTE = re.compile(r"/(?:authors?|column(?:ist)?s?|writers?|contributors?)/", re.I)
_IS = hanzi.compile(r",? (?:is|was|has been|works|writes|teaches|holds)\b|,(?= [A-Za-z])|\s?[，,]|\s?(?:现?[任为是系])")
_STOP = re.compile(r"。|[a-z]\.(?:\s|$)")
_OF_HIM = hanzi.compile(r"关于作者|About the author|Written by", re.I)  # which no part of a text begins with
_OF_ONESELF = re.compile(r"我(?![^《》]*》)|\b(?:I|my|me)\b")  # an author tells of somebody
_OF_PERSON = re.compile(r"[/_-](?:authors?|columnists?|writers?|users?|people|profiles?|portraits?|u)[/_-]", re.I)
_CALLING = re.compile(r"\s?[（(][^（）()]+[）)]$")  # `林小田（河报记者）`
_FOOT = 10  # blocks
_CARDS = 24
_SHORT = 12  # characters


def drop_box_ahead(draft: Draft) -> None:
    """Drops the box near the start that is about who posted the article: a name that leads to all that he wrote, what
    is said of him, and a link there once more, which says so."""
    blocks = draft.blocks()[:_FOOT]
    for last, more in enumerate(blocks):
        to = target(more) if more.name == "p" and _POSTS_OF.fullmatch(words(more)) else ""
        box = blocks[max(last - 3, 0) : last + 1] if to and to_profile(to) else []
        while box and (box[0].name == "figure" or target(box[0]) != to):
            box.pop(0)
        if len(box) > 1:
            draft.signed.extend(names(words(box[0])))
            for part in box:
                draft.drop(part, "about the author")
            return


def drop_face_below(draft: Draft, name: Tag, href: str) -> bool:
    """Whether a heading is a name that leads to a profile, above a picture called so, which goes: who posted it."""
    face = element_after(name)
    if not (to_profile(href) and face is not None and face.name == "figure" and _shows_author(face, words(name))):
        return False
    draft.drop(face, "about the author")
    return True


def drop_biographies(draft: Draft) -> None:
    """Drops what is said of the author in the last blocks of the text."""
    _drop_cards(draft)
    _drop_about_author(draft)
    _drop_who_he_is(draft)


def _drop_cards(draft: Draft) -> None:
    """Drops what a heading near the end says to be about the authors, where it names one and holds no sentence: faces,
    names, offices, addresses."""
    blocks = draft.blocks()
    for index in range(len(blocks) - 1, max(len(blocks) - _CARDS, 1), -1):
        if blocks[index].name not in HEADINGS or not is_label(words(blocks[index])):
            continue
        below = list(takewhile(lambda block: block.name not in HEADINGS, blocks[index + 1 :]))
        named = {words(part) for block in below for part in (block, *every(block, "a"))}
        if not (named.isdisjoint(draft.authors) or any(_STOP.search(words(block)) for block in below)):
            for part in blocks[index : index + 1 + len(below)]:
                draft.drop(part, "about the author")
        return


def is_label(text: str) -> bool:
    """Whether a line says no more than that what stands beside it is about the author (`作者简介`)."""
    return _OF_AUTHOR.fullmatch(text) is not None


def _drop_about_author(draft: Draft) -> None:
    """Drops the box below the text that is about its author: the name under which he is known as a heading, or below a
    label as a link to his profile, and what is said of him."""
    blocks = draft.blocks()
    authors = {part for author in draft.authors for part in (author, _CALLING.sub("", author))}
    for index in range(max(len(blocks) - _FOOT, 2), len(blocks)):
        name, text = blocks[index], words(blocks[index])
        said = _OF_AUTHOR_AHEAD.sub("", text)
        label = is_label(words(blocks[index - 1]))
        link = next((one for one in every(name, "a")[:1] if leads_to_profile(one)), None)
        named = link is not None or said != text  # by a link to what he wrote, or a label ahead
        known = said in authors or (named and bare(said) in draft.known)
        alone = link is not None and words(link) == said != text
        labelled = (alone or (label and link is not None)) and (known or not draft.authors)
        signed = not draft.authors and index >= len(blocks) - 2 and WROTE.search(target(name)) is not None
        whole = (known and to_profile(target(name))) or (signed and bool(bare_names(said)))
        told_so = _OF_HIM.match(text) is not None
        heads = known and name.name in HEADINGS and (told_so or not _is_of_series(name, blocks[index + 1 :]))
        if not (labelled or whole or heads):
            continue
        sentences = [place for place, block in enumerate(blocks) if block.name == "p" and _STOP.search(words(block))]
        told = [place for place in sentences if place > index]
        last = next((at for at in range(index + 1, len(blocks)) if not is_count(words(blocks[at]))), index)
        if len(told) < len(sentences) and told in ([], [last]):
            draft.authors.extend(() if known else names(said))
            face = blocks[index - 1].name == "figure" and _shows_author(blocks[index - 1], said)
            for part in blocks[index - (label or face) : last + 1 if told else index + 1]:
                draft.drop(part, "about the author")
        return


def _drop_who_he_is(draft: Draft) -> None:
    """Drops the last paragraphs that each begin with an author's name and say who he is: below his picture or a label,
    with a link to his profile or above one."""
    blocks = draft.blocks()
    for index in range(len(blocks) - 1, max(len(blocks) - _FOOT, 1), -1):
        block, above, below = blocks[index], blocks[index - 1], blocks[index + 1 : index + 2]
        if block.name != "p":
            continue
        if not (name := _whom_it_is_about(draft, block)):
            if _STOP.search(words(block)):
                return
            continue
        label = _label_of_author(blocks[:index], draft.authors)
        face = above if above.name == "figure" and _shows_author(above, name) else None
        told = any(line.name == "p" and _STOP.search(words(line)) for line in blocks[:index])
        to = (_href_ahead(block), *map(target, below))
        if not (told and (label or face or any(map(to_profile, to)))):
            return
        draft.authors.extend(() if draft.authors else names(name))
        for part in (face, label if above is label else None, block):
            if part is not None:
                draft.drop(part, "about the author")


def _whom_it_is_about(draft: Draft, block: Tag) -> str:
    """The author with whose name a paragraph begins that says who he is: one known so far, or, where none is, one whose
    name leads to what he wrote; else empty."""
    linked = not draft.authors and WROTE.search(_href_ahead(block)) is not None
    if not (people := [words(every(block, "a")[0])] if linked else draft.authors):
        return ""
    text = words(block)
    if _OF_ONESELF.search(text):
        return ""
    return next((name for name in people if text.startswith(name) and _IS.match(text[len(name) :])), "")


def _href_ahead(block: Tag) -> str:
    """Where the link leads with which a paragraph begins."""
    link = first(block, "a")
    said = words(link) if link is not None else ""
    return attribute(link, "href") if link is not None and said and words(block).startswith(said) else ""


def _label_of_author(above: list[Tag], authors: list[str]) -> Tag | None:
    """The label above a paragraph, and above those that begin with other authors, which says that they are about the
    authors."""
    for line in reversed(above):
        text = words(line)
        if is_label(text):
            return line
        if not any(map(text.startswith, authors)):
            break
    return None


def _shows_author(figure: Tag, name: str) -> bool:
    """Whether a picture is called as its author is, and no more (`林小田 的图片`), or has no words and the address of a
    person's."""
    if (image := first(figure, "img")) is None:
        return False
    if not (alt := attribute(image, "alt")) and not words(figure):
        return _OF_PERSON.search(attribute(image, "src")) is not None
    return name in alt and len(alt) <= len(name) + _SHORT


def _is_of_series(heading: Tag, below: list[Tag]) -> bool:
    """Whether a heading is one of several of the article's parts, which tell of people, or the author tells of himself
    below it."""
    return heading.find_previous_sibling(heading.name) is not None or any("我" in words(block) for block in below[:1])


def is_author_again(block: Tag, authors: set[str]) -> bool:
    """Whether a line is the author's name, which leads to his profile, perhaps above numbers of who follows him; or
    leads to what else he wrote."""
    if (link := first(block, "a")) is None:
        return False
    name, *counts = line_texts(block) or [""]
    if _POSTS_OF.fullmatch(name) and to_profile(target(block)):
        return True
    to = attribute(link, "href") if words(link) == name else ""
    return name in authors and to_profile(to) and all(map(is_count, counts))
