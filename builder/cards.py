"""Cards: another page as a box with its headline, excerpt, picture and name. What stays of one is the headline's link.

Chat programs, newsletters and blog systems make them of an address that an author pasted on a line of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import chain, islice, pairwise, takewhile
from urllib.parse import parse_qs

from bs4 import Tag
from bs4.element import PageElement

from builder import hanzi
from builder.addresses import IMAGE, absolute, on_same_site, same_page, site
from builder.dates import date, is_date_line, undated
from builder.stories import RELATED_LABEL
from builder.text import urlsplit_safe
from builder.tree import (
    HEADINGS,
    Draft,
    attribute,
    called,
    enclosing,
    every,
    first,
    gone,
    holds,
    in_sentence,
    is_blank,
    is_break,
    is_inline,
    is_under,
    label,
    leads_to_profile,
    line_around,
    neighbours,
    on_both_sides,
    only_link,
    size,
    target,
    unlinked,
    words,
)

_BOX = re.compile(
    r"(?:\w+-)*(?:onebox|bookmark-card|bookmark|link-?card|link-?preview|embedded-post(?:-wrap)?|rich-link"
    r"|wp-embedded-content)"
)
_HEADLINE = re.compile(r"(?:\w+-)*title(?:-\w+)?")
# A post of a microblog as a box of a newsletter's (Substack), and what stands below it.
_POST = re.compile(r"tweet|(?:embedded|quoted)-?tweet|tweet-(?:embed(?:ded)?|card|box|container|wrap\w*)")
_REACTIONS = hanzi.compile(
    r"(?:\d[\d,.]*\s*[kKmM万]?)?\s*(?:Likes?|Retweets?|Reposts?|Quotes?|Repl(?:y|ies)|Comments?|Views|Bookmarks?|赞"
    r"|喜欢|转[推发]|回复|评论)",
    re.I,
)
_ALIKE = frozenset({"div", "dl", "article", "section", "li", "a"})
_LINES = ("div", "p", "span")
_LIMIT = 600
_CLIMB = 4
_PARTS = 12
_LABEL = 80
_HEADLINE_LENGTH = 120
_SECTION_LENGTH = 24
_OF_FILE = re.compile(r"(?:\w+-)*file-card-caption")  # what Ghost's authors say of a file
# Whose name a link says, and whose face it shows.
_PERSON = re.compile(r"(?:\w+-)*(?:author|byline|(?:avatar|user-?(?:pic|face|img|head))(?:-\w+)*)")


def place(draft: Draft) -> None:
    """Step: leaves of each card the link of its headline. Cards are links that hold a headline and more, on a line of
    their own, and boxes whose class name says it."""
    for line in every(draft.root, *HEADINGS, "p", "div", "span"):
        if not gone(line) and (said := label(line, _LABEL)) and RELATED_LABEL.fullmatch(said):
            _below_label(draft, line)
    _headed_twice(draft)
    for link in every(draft.root, "a"):
        if gone(link) or "href" not in link.attrs:
            continue
        names = attribute(link, "class").split()
        if "video-box" in names:
            _player(draft, link)
        elif "gie-single" in names:  # a picture of Getty's, which a script puts there (gettyimages.com, “embed”)
            draft.note("fallback text of a player", words(link))
            link.replace_with(draft.new("iframe", src=attribute(link, "href")))
        elif (headline := _headline(link) or _of_figure(link)) is not None and _is_card(draft, link):
            _keep(draft, link, link, words(headline))
        elif first(link, "img") is not None and (found := _pictured(draft, link)) is not None:
            box, headline = found
            _keep(draft, box, headline, words(headline))
    _framed(draft)
    total = size(draft.root)
    for box in every(draft.root, "div", "aside", "section", "figure", "article", "blockquote"):
        if gone(box) or "class" not in box.attrs:
            continue
        if box.name == "div" and called(box, _POST):
            _post(draft, box, total)
        elif called(box, _BOX) and len(words(box)) < _LIMIT:
            _box(draft, box)
        elif box.name == "article" and size(box) * 2 < total:
            _teaser(draft, box)


def _below_label(draft: Draft, line: Tag) -> None:
    """Leaves of each of several boxes below a label of related stories the link of its headline, where they are made
    alike: of another page of the site its picture, excerpt and day, which nothing but the label and their likeness
    tells."""
    at = line
    while (beside := next(neighbours(at), None)) is None:
        if at.parent is None or at.parent is draft.root or words(at.parent) != words(line):
            return
        at = at.parent
    listed = isinstance(beside, Tag) and beside.name in ("ul", "ol")
    while isinstance(beside, Tag) and (
        listed or (next(neighbours(beside), None) is None and not _is_one_card(draft, beside))
    ):
        beside, listed = next((child for child in beside.contents if not is_blank(child)), None), False
    cards: list[tuple[Tag, Tag]] = []
    for box in () if beside is None else chain((beside,), neighbours(beside)):
        headline = _headline_of_box(draft, box) if isinstance(box, Tag) else None
        if not isinstance(box, Tag) or headline is None:
            if len(cards) < 2:
                return
            break  # what stands below several of them is none
        cards.append((box, headline))
    if len({box.name for box, _ in cards} & _ALIKE) != 1:
        return
    for box, headline in cards:
        if box.name != "li":
            _keep(draft, box, headline, _undated(headline))
        else:
            draft.note("a card's excerpt, picture and name", words(box))
            text = _undated(headline)
            for node in (headline, box):
                node.clear()
            headline.append(text)
            box.append(headline)


def _headed_twice(draft: Draft) -> None:
    """Leaves of each box whose headline and excerpt are headings that lead to the same other page of the site the link
    of the headline: Medium's cards, which need no label above them. One of the page itself, below others, goes."""
    others = False
    for heading, below in pairwise(every(draft.root, *HEADINGS)):
        link = None if gone(heading) or gone(below) else only_link(heading)
        if link is None or target(below) != (address := attribute(link, "href")):
            continue
        url = absolute(address, draft.url)
        if site(url) != site(draft.url):
            continue
        if (box := _box_around(heading, below, address)) is None:
            continue
        if not same_page(url, draft.url):
            others = True
            _keep(draft, box, link, words(link))
            box.decompose()
        elif others:
            draft.drop(box, "a card of the page itself")


def _box_around(heading: Tag, below: Tag, address: str) -> Tag | None:
    """The largest box around two headings that says nothing but headings which lead to the same address, a day, and
    in links the names of who wrote it and where it appeared."""
    box = None
    for node in islice(heading.parents, _CLIMB * 2):
        if not is_under(node, _LIMIT) or len(unlinked(node)) > _SECTION_LENGTH or first(node, "ul", "ol") is not None:
            break
        if any(target(part) != address for part in every(node, *HEADINGS)):
            break
        if any(len(words(link)) > _SECTION_LENGTH for link in every(node, "a") if not _in_heading(link)):
            break
        if holds(node, below):
            box = node
    return box


def _undated(link: Tag) -> str:
    """What a card's headline says: a heading, or the link without the day that stands in it ahead or behind."""
    text = words(first(link, *HEADINGS) or link)
    days = (said for part in every(link, "div", "span", "p", "time") if is_date_line(said := words(part)))
    for day in days:
        text = text.removeprefix(day).removesuffix(day).strip() or text
    return text


def _is_one_card(draft: Draft, box: Tag) -> bool:
    """Whether a box is a card by itself: a picture, and a heading or all of its words, that lead to one other page."""
    told = first(box, "img") is not None and (first(box, *HEADINGS) is not None or only_link(box) is not None)
    return told and box.name in _ALIKE and _headline_of_box(draft, box) is not None


def _headline_of_box(draft: Draft, box: Tag) -> Tag | None:
    """The headline's link of a box that leads to one other page of the site, and shows its picture, tells its day, or
    says nothing else. (What an author notes beside a link is text.)"""
    links = [link for link in ([box] if box.name == "a" else every(box, "a")) if "href" in link.attrs]
    headed = [link for link in links if words(link) and _in_heading(link)]
    headline = max(headed or links, key=lambda link: len(words(link)), default=None)
    if headline is None or not words(headline) or len({attribute(link, "href").split("#")[0] for link in links}) != 1:
        return None
    own = on_same_site(absolute(attribute(headline, "href"), draft.url), draft.url)
    rest, pictured = unlinked(box), first(box, "img") is not None
    if box.name in ("a", "li") and not pictured:
        return None
    if box.name == "li" and undated(rest).strip():
        return None  # what an author notes beside it
    told = pictured or not rest or date(rest) is not None
    told = told or (box.name == "article" and len(rest) <= _SECTION_LENGTH)  # a day without its year, a section
    return headline if own and told and len(rest) <= _HEADLINE_LENGTH else None


def _in_heading(link: Tag) -> bool:
    return enclosing(link, *HEADINGS) is not None or first(link, *HEADINGS) is not None


def _is_card(draft: Draft, link: Tag) -> bool:
    """Whether a link leads to another page, and no text stands beside it on its line."""
    url = absolute(attribute(link, "href"), draft.url)
    if called(link, _PERSON):
        return False
    if not url or same_page(url, draft.url) or IMAGE.search(urlsplit_safe(url).path) or len(words(link)) > _LIMIT:
        return False
    node: Tag = link
    while True:
        if _text_on_line(node.previous_siblings) or _text_on_line(node.next_siblings):
            return False
        if not isinstance(node.parent, Tag) or not is_inline(node.parent):
            return True
        node = node.parent


def _pictured(draft: Draft, link: Tag) -> tuple[Tag, Tag] | None:
    """A box that is a picture and a headline, which both lead to the same other page of the site, and at most a day, or
    the section above a heading: that box and the headline's link."""
    url = absolute(attribute(link, "href"), draft.url)
    if not on_same_site(url, draft.url) or IMAGE.search(urlsplit_safe(url).path) or words(link):
        return None
    box: Tag = link
    for _ in range(_CLIMB):
        parent = box.parent
        if parent is None or parent is draft.root or gone(parent) or len(parent.contents) > _PARTS:
            return None
        box = parent
        if said := words(box):
            break
    else:
        return None
    links = [one for one in every(box, "a") if words(one)]
    if len(said) > _HEADLINE_LENGTH or not 0 < len(links) <= 2 or box.name in ("p", "figure", "body"):
        return None
    headline = links[-1]
    above = words(links[0]) if len(links) == 2 else ""
    if len(above) > _SECTION_LENGTH or (above and enclosing(headline, *HEADINGS) is None):
        return None
    if leads_to_profile(link) or called(link, _PERSON) or called(every(link, "img")[0], _PERSON):
        return None  # somebody's face and name
    same = attribute(headline, "href") == attribute(link, "href") and len(every(box, "img")) == 1
    day = undated(said.replace(words(headline), " ", 1).removeprefix(above)).strip()
    return (box, headline) if same and not day else None


def _text_on_line(siblings: Iterable[PageElement]) -> bool:
    """Whether running text follows (or precedes) up to the next block or break."""
    for node in siblings:
        if not is_inline(node) or is_break(node):
            return False
        if isinstance(node, Tag) and any(not is_inline(tag) for tag in every(node)):
            return False  # a card beside this one
        if not is_blank(node):
            return True
    return False


def _headline(link: Tag) -> Tag | None:
    """The headline in a link that holds more than it: other words, or a picture."""
    if not (inner := every(link)):
        return None
    found = next((tag for tag in inner if tag.name in HEADINGS and words(tag)), None) or next(
        (tag for tag in inner if called(tag, _HEADLINE) and words(tag)), None
    )
    if found is None or words(found).endswith((":", "：")):  # a label of what follows, which is the author's
        return None
    if is_inline(found) and re.match(r"[：:，,]", line_around(found)[1]):  # the beginning of a sentence
        return None
    return found if words(found) != words(link) or first(link, "img") is not None else None


def _of_figure(link: Tag) -> Tag | None:
    """The headline in a link that is all of a figure but its caption, and says more than one line: the bookmarks of
    Ghost and Notion, without their class names."""
    figure = link.parent
    if figure is None or figure.name != "figure" or "class" in figure.attrs:
        return None
    if any(isinstance(beside, Tag) and beside.name != "figcaption" for beside in on_both_sides(link)):
        return None
    inner = every(link)
    lines = [tag for tag in inner if words(tag) and tag.name in _LINES and first(tag, *_LINES) is None]
    if len(lines) < 2 or lines[0].name == "span":
        return None
    ahead = takewhile(lambda tag: tag is not lines[0], inner)  # a picture there is what the figure shows
    return None if any(tag.name == "img" for tag in ahead) else lines[0]


def _box(draft: Draft, box: Tag) -> None:
    """A box that is called a card, as the link of its headline: one in a heading, or that is called a title, else the
    first with words."""
    links = [link for link in every(box, "a") if absolute(attribute(link, "href"), draft.url) and not is_blank(link)]
    if links and len({attribute(link, "href") for link in links}) == 1:
        told = [link for link in links if enclosing(link, *HEADINGS) is not None]
        headline = (told or [link for link in links if called(link, _HEADLINE)] or links)[0]
        if in_sentence(headline):
            return  # what its author says of it
        if box.name == "blockquote" or words(headline) != words(box) or first(box, "img") is not None:
            _keep(draft, box, headline, words(headline))


def _teaser(draft: Draft, box: Tag) -> None:
    """An `<article>` within the article that tells of another page, its headline and its excerpt linked."""
    headline = _headline_of_box(draft, box)
    if headline is not None and _in_heading(headline):
        _keep(draft, box, headline, words(headline))


def _post(draft: Draft, box: Tag, total: int) -> None:
    """A post with its words is a quotation, without the numbers below it; its writer is not the article's author."""
    text = words(box)
    if len(text) > _LIMIT or len(text) * 5 > total * 4 or first(box, "blockquote") is not None:
        return
    for tag in every(box, "div", "span", "a", "p"):
        if not gone(tag) and _REACTIONS.fullmatch(words(tag)):
            draft.drop(tag, "reactions to a quoted post")
    box.name = "blockquote"


def _framed(draft: Draft) -> None:
    """WordPress's card of a post, whatever it is called: a quotation that is one link, and behind it a frame with the
    embed of the page that the link leads to."""
    quote = link = None
    for tag in every(draft.root, "blockquote", "iframe"):
        page, embed, _ = attribute(tag, "src").partition("/embed/")
        if tag.name == "blockquote":
            quote, link = tag, None
        elif embed and quote is not None and (link := link or only_link(quote)) is None:
            quote = None
        elif embed and quote is not None and link is not None and attribute(link, "href").rstrip("/") == page:
            draft.note("a card once more, in a frame", attribute(tag, "title"))
            tag.extract()
            _keep(draft, quote, link, words(link))
            quote = None


def _keep(draft: Draft, card: Tag, link: Tag, text: str) -> None:
    """Puts a paragraph with the headline's link where a card stood: of another story of the same site a list of one."""
    draft.note("a card's excerpt, picture and name", words(card))
    address = absolute(attribute(link, "href"), draft.url)
    of_file = "download" in link.attrs
    about = next((part for part in every(card) if called(part, _OF_FILE)), None) if of_file else _note(card, link)
    kept = draft.new("a", href=address)
    kept.append(text)
    if card.name == "li" and about is None:
        card.clear()
        card.append(kept)
        return
    own = not of_file and urlsplit_safe(address).hostname == urlsplit_safe(draft.url).hostname
    own = own and enclosing(card, "li") is None  # else it is one of a list already
    paragraph = holder = draft.new("ul" if own else "p")
    if own:
        holder = draft.new("li")
        paragraph.append(holder)
    holder.append(kept)
    while isinstance(parent := card.parent, Tag) and parent.parent is not None and is_inline(parent) and _alone(card):
        card = parent
    if isinstance(parent, Tag) and parent.name in ("p", "figure") and parent.parent is not None and _alone(card):
        card = parent
    card.replace_with(paragraph)
    if about is not None:
        about.name = "p"
        paragraph.insert_after(about.extract())


def _note(card: Tag, link: Tag) -> Tag | None:
    """What an author says of the page that a card shows: the caption of a figure, outside of what leads there."""
    note = first(card, "figcaption")
    if note is None or is_blank(note) or enclosing(note, "a") is not None or first(note, "a") is not None:
        return None
    return None if holds(note, link) else note


def _alone(node: Tag) -> bool:
    return all(is_blank(child) for child in (*node.previous_siblings, *node.next_siblings))


def _player(draft: Draft, link: Tag) -> None:
    """A link that is drawn as a player, with its poster: the player."""
    url = absolute(attribute(link, "href"), draft.url)
    player = parse_qs(urlsplit_safe(url).query).get("target", [""])[0]
    headline = next((tag for tag in every(link) if called(tag, _HEADLINE)), None)
    frame = draft.new("iframe", src=player or url, data_poster=attribute(link, "data-poster"))
    if headline is not None and (text := words(headline)):
        frame.attrs["title"] = text
    link.replace_with(frame)
