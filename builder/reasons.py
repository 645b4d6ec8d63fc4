"""Why a line goes that a feed or a template put there: the rules, in the order in which they are asked.

The words stand in phrases.py, what is done with the answer in boilerplate.py. A line goes only where it says nothing
else: what an author wrote in a sentence is text.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cached_property, lru_cache
from itertools import chain, takewhile
from operator import le

from bs4 import Tag
from msgspec import Struct

from builder import phrases
from builder.addresses import FRONT_PAGE, IMAGE, to_tag
from builder.captions import FILE
from builder.dates import is_count, is_date_label, is_date_line
from builder.stories import RELATED_LABEL
from builder.tree import (
    GOES_ON,
    HEADINGS,
    attribute,
    beside,
    element_after,
    element_before,
    ends_as_sentence,
    every,
    first,
    is_among_sentences,
    is_blank,
    is_bold,
    is_english,
    is_value,
    line_text,
    line_texts,
    lines_of,
    only_link,
    says_only,
    target,
    unlinked,
    words,
)

_AGE = "how old the page is"
_CLOCK_OF_PLAYER = "clock of a player"
_NAME_OF_FILE = "name of a picture's file"
_CREDIT_AGAIN = "credit of a picture, once more"
BUTTONS = "a row of buttons"
COPYRIGHT = "copyright"
COUNTS = "counts"
FEED = "feed footer or “read more”"
NAVIGATION = "navigation"
PROMOTION = "promotion"
_SERVICES = "a list of where it is followed or heard"
SHARE = "share buttons"
TAGS = "tags"
TAGS_OF_A_NOTE = "tags of a note"
TEMPLATE = "lines of a template"
_FRAMED = re.compile(r"[【\[]([^【】\[\]]+)[】\]]")  # `【马上加入河报频道】`
_POINTERS = "◎*＊↑↓⬆⬇▲△▼▽#＃👉👇☞▶►▷➤➜★☆⭐\ufe0f●■◆♦◇❖※＞>|｜ "
_NUMBER = re.compile(r"[\d.,]+")
_BACK = re.compile(r"[←‹«⟵]\s?\S")
_AHEAD = re.compile(r"\S\s?[→›»⟶]$")
_CLOCK = re.compile(r"(?:\d\d?:)?\d\d?:\d\d|\d{1,3}['′’]\d\d[\"″”]")
_BEGUN = re.compile("0?0:00")
_SLIDE = re.compile(r"(\d{1,3})\s?/\s?(\d{1,3})")
_SIGNS = "»→>…. "
_OPENING = 3  # blocks
_SHORT = 40
_LABEL = 16
_HASHED = 32  # of a tag that says itself what it is, or is in Latin letters


class Line(Struct, frozen=True, dict=True):
    """A line, a list or a table, as the rules look at it. `below` tells how many blocks stay below it, `late` that it
    stands near the end; `before` is what the line above says, `after` the block that stands below. What many rules ask
    for is worked out once, and kept (`dict`)."""

    block: Tag
    text: str
    index: int
    below: int
    late: bool
    before: str = ""
    after: Tag | None = None

    def is_labelled(self) -> bool:
        """Whether the line above says what it is: related stories, or anything that is no keywords (`購書連結：`)."""
        if RELATED_LABEL.fullmatch(self.before):
            return True
        return self.before.endswith((":", "：")) and phrases.TAGS.fullmatch(self.before + "…") is None

    @cached_property
    def said_below(self) -> str:
        """What the block below says; empty where there is none."""
        return words(self.after) if self.after is not None else ""

    @property
    def told_below(self) -> str:
        """The same where that is a paragraph; else empty."""
        return self.said_below if self.after is not None and self.after.name == "p" else ""

    @property
    def heads_link(self) -> bool:
        """Whether all of the block below is one link."""
        return self.after is not None and only_link(self.after) is not None

    @cached_property
    def is_linked(self) -> bool:
        """Whether a link stands in it."""
        return first(self.block, "a") is not None

    @cached_property
    def links(self) -> list[str]:
        """What its links say."""
        return [words(link) for link in every(self.block, "a")]

    @cached_property
    def targets(self) -> list[str]:
        """Where its links lead."""
        return [attribute(link, "href") for link in every(self.block, "a")]

    @cached_property
    def target(self) -> str:
        """Where the link leads that is all of its words; empty where it is none."""
        return target(self.block)


class Rule(Struct, frozen=True):
    """Why a line goes: where it stands, of how many characters it is at most, and what it says."""

    reason: str
    where: Callable[[Line], bool]
    longest: int
    says: Callable[[Line], object]


# ── where it stands ───────────────────────────────────────────────────────────────────────────────────────────────


def _anywhere(line: Line) -> bool:
    return True


def _below_the_first(line: Line) -> bool:
    return line.index > 0


def _first(line: Line) -> bool:
    return line.index < _OPENING


def _outside(line: Line) -> bool:
    return line.late or line.index < _OPENING


def _late(line: Line) -> bool:
    return line.late


def _late_below(line: Line) -> bool:
    return line.late and line.index > 0


def _last(line: Line) -> bool:
    return line.below < 2 and line.index > 0


def _below_a_digest(line: Line) -> bool:
    return phrases.DIGEST.fullmatch(line.before) is not None


def _at_the_edge(line: Line) -> bool:
    ahead = line.index < _OPENING and len(line.before) <= _LABEL
    if line.block.name in HEADINGS:
        return not line.below and line.index > 0
    return line.block.name == "p" and (ahead or _last(line))


# ── what it says ──────────────────────────────────────────────────────────────────────────────────────────────────


@lru_cache(maxsize=256)  # several steps ask about one line
def calls(text: str) -> bool:
    """Whether a line calls its reader to follow, subscribe or download, perhaps behind a question."""
    said = re.sub(
        r"^(?:\d{1,2}\s?[.、．]\s*|[\u2600-\u27bf\U0001f300-\U0001faff]\ufe0f?\s*)", "", text.lstrip(_POINTERS)
    )
    lines = {said, phrases.QUESTION.sub("", said), _FRAMED.sub(r"\1", said)}
    return any(map(phrases.CALLS.fullmatch, lines))


def _is_button(text: str) -> bool:
    kinds = (phrases.BRACKETS, phrases.BUTTON, phrases.MORE, phrases.SHARE, phrases.INTERFACE)
    return any(kind.fullmatch(text) for kind in kinds)


def _only_links(line: Line) -> bool:
    """Whether all words of a line are several links."""
    links = line.links
    return len(links) > 1 and says_only(line.block, links)


def _leads_about(line: Line) -> bool:
    """Whether a line above the text is a short label and several links of a word or two: the site's other parts."""
    links = line.links
    if len(links) < 4 or any(len(link) > 6 or phrases.PARTS_SENTENCE.search(link) for link in links):
        return False
    rest = unlinked(line.block)
    return len(rest) <= 6 and re.fullmatch(r"\w*\W*", rest) is not None


def _only_buttons(line: Line) -> bool:
    return _only_links(line) and all(map(_is_button, line.links))


def _is_bar(line: Line) -> bool:
    """Whether a line is buttons and counts that bars part, and one leads somewhere: `发表于 | 编辑 | 评论 4`."""
    parts = re.split(r"\s*[|｜]\s*", line.text)
    kinds = (_is_button, is_count, is_date_label)
    return len(parts) > 2 and bool(line.links) and all(any(kind(part) for kind in kinds) for part in parts)


def _is_row_of_brackets(line: Line) -> bool:
    """Whether a line is short words in brackets and nothing else, of which one prints the page, keeps or closes it."""
    return phrases.IN_BRACKETS.fullmatch(line.text) is not None and phrases.OF_TOOLS.search(line.text) is not None


def _cells_are_buttons(line: Line) -> bool:
    """Whether each cell of a table is a button, and one of them prints or shares: tools of old pages."""
    cells = [text for cell in every(line.block, "td", "th") if (text := words(cell))]
    return len(cells) > 2 and all(map(_is_button, cells)) and any(map(phrases.SHARING.search, cells))


def _lists_stories_in_columns(line: Line) -> bool:
    """Whether the first row of a table is labels of stories, and what stands below them links and nothing else."""
    head, *rows = every(line.block, "tr")
    labels = [words(cell) for cell in every(head, "td", "th")]
    below = [cell for row in rows for cell in every(row, "td", "th")]
    linked = [cell for cell in below if first(cell, "a") is not None]
    told = all(re.fullmatch(r"[\W\d]*", unlinked(cell)) for cell in linked)  # but for their numbers
    empty = all(phrases.NO_STORIES.fullmatch(words(cell)) for cell in below if first(cell, "a") is None)
    heads = all(RELATED_LABEL.fullmatch(said) or phrases.PAPERS.fullmatch(said) for said in labels)
    return len(labels) > 1 and heads and bool(linked) and told and empty


def _is_label_alone(line: Line) -> bool:
    """Whether a line is a label of stories below which nothing stands, or one above a paragraph of the text."""
    if line.block.name != "p":
        return False
    if not line.below:
        return RELATED_LABEL.fullmatch(line.text) is not None
    if line.after is None or line.after.name != "p" or line.heads_link:
        return False
    return phrases.RELATED.fullmatch(line.text) is not None


def _heads_part(line: Line) -> bool:
    """Whether a line is a heading, or all in bold above a paragraph."""
    if line.block.name in HEADINGS:
        return True
    return len(line.told_below) > _LABEL and is_bold(line.block)


def _names_what_is_below(line: Line) -> bool:
    """Whether the paragraph below a word that is a button's speaks of it: `点赞`, and then `点赞像是点头……`."""
    told = line.told_below.casefold()
    named = re.search(r"[^\W\d]{2}", line.text) is not None and line.text.casefold() in told
    return named and (len(told) > _LABEL or told.endswith(("。", "！", "？"))) and only_link(line.block) is None


def _is_among_text(line: Line, why: str) -> bool:
    """Whether a heading stands above a paragraph that ends as a sentence does, or a line between two, or as the first
    below a heading; and does not say itself that it interrupts a text, or leads elsewhere, but as keywords do."""
    if phrases.BETWEEN.fullmatch(line.text) or not ends_as_sentence(line.after):
        return False
    if line.block.name not in HEADINGS and line.is_linked and why != TAGS:
        return False
    if _heads_part(line):
        return re.match(r"\w", line.text) is not None
    above = element_before(line.block)
    below_heading = line.index > _OPENING and above is not None and above.name in HEADINGS
    begins = below_heading and len(line.text) <= _SHORT
    return (line.block.name == "p" and begins) or (line.block.name != "blockquote" and is_among_sentences(line.block))


def _is_interface(line: Line) -> bool:
    """Whether a line is words of an interface: short ones, or a sentence that begins as no author's does."""
    long = line.text.startswith(("Thank you", "此文包含", "Your e", "您使用的", "您正在使用"))
    return (long or len(line.text) <= _SHORT) and bool(phrases.INTERFACE.fullmatch(line.text))


def _announced(line: Line) -> bool:
    """Whether the line above announces what is no way to follow or share: `村里人用的软件：`."""
    return line.before.endswith((":", "：")) and not phrases.FOLLOWING_US.search(line.before)


def _is_of_a_cache(line: Line) -> bool:
    """Whether a line with a link or a bold key is what a search engine puts above the copy that it holds."""
    return first(line.block, "a", "b", "strong") is not None and phrases.CACHED.fullmatch(line.text) is not None


def _numbers_a_picture(line: Line) -> bool:
    """Whether a line beside a picture is its number in a gallery (`01 / 04`), which a slide show writes below each: no
    day of a diary, for there are as many pictures, and the one before or behind it has its number, too."""
    found = _SLIDE.fullmatch(line.text) if line.block.name == "p" else None
    if found is None or all(one.name != "figure" for one in beside(line.block)):
        return False
    if first(line.block, "b", "strong") is not None:
        return False
    place, total = int(found[1]), int(found[2])
    if place == 1 < total:
        runs = (line.block.find_previous_siblings(), line.block.find_next_siblings())
        if total in (len(list(takewhile(lambda one: one.name == "figure", run))) for run in runs):
            return True  # of a show, which begins with the first of those above, or counts those below as they pass
    others = (*line.block.find_previous_siblings(["p", "figure"]), *line.block.find_next_siblings(["p", "figure"]))
    told = {(int(other[1]), int(other[2])) for one in others if (other := _SLIDE.fullmatch(words(one)))}
    pictures = sum(one.name == "figure" for one in others)
    return 0 < place <= total <= pictures and not told.isdisjoint({(place - 1, total), (place + 1, total)})


def _names_a_file(line: Line) -> bool:
    """Whether a heading is the name of a picture's file, and leads to its page (Drupal, for who hears the page)."""
    named = line.block.name in HEADINGS and FILE.fullmatch(line.text) is not None
    return named and bool(line.target) and IMAGE.search(line.target) is None


def _is_clock_of_a_player(line: Line) -> bool:
    """Whether a line is how long the player right beside it, or what a label tells of, plays; or `0:00` and stands
    beside such a one: how far it got."""
    if _CLOCK.fullmatch(line.text) is None:
        return False
    if any(player.name == "embed" for player in beside(line.block)):
        return True
    if phrases.LENGTH.fullmatch(line.before) or _BEGUN.fullmatch(line.before):
        return True
    return _BEGUN.fullmatch(line.text) is not None and _CLOCK.fullmatch(line.said_below) is not None


def _names_languages(line: Line) -> bool:
    """Whether a line is names of languages, and its links lead to the page in these."""
    named = phrases.LANGUAGES.fullmatch(line.text) is not None and not _announced(line)
    links = line.links if named else []
    files = any(phrases.FILE.search(to) for to in line.targets)
    return bool(links) and not files and all(map(phrases.LANGUAGE.fullmatch, links))


def _tells_credit_again(line: Line) -> bool:
    """Whether a line below a label is whose a picture above it is, once more (the recordings of UN News)."""
    if phrases.WHOSE.fullmatch(line.before) is None:
        return False
    images = (image for figure in line.block.find_previous_siblings("figure") for image in every(figure, "img"))
    return any(line.text in (attribute(one, "credit"), attribute(one, "caption")[: len(line.text)]) for one in images)


def _lists_windows(line: Line) -> bool:
    """Whether each item of a list shares the page in a window of its own, as it says to who cannot see its sign."""
    items = every(line.block, "li")
    return bool(items) and all(phrases.SHARED_IN_A_WINDOW.fullmatch(words(item)) for item in items)


def shares(text: str) -> bool:
    """Whether a text is buttons that share, by a word that only these say."""
    return phrases.SHARE.fullmatch(text) is not None and phrases.SHARING.search(text) is not None


def _shares(line: Line) -> bool:
    """Whether a line is buttons that share: by a word that only these say, or by several services."""
    if line.block.name in HEADINGS or line.text[0].isdigit() or not phrases.SHARE.fullmatch(line.text):
        return False
    if phrases.SHARING.search(line.text):
        return True
    listed = (line.block.name == "ul" or re.search("[、,，]", line.text)) and not line.is_linked
    if _announced(line) or (listed and phrases.SHARE_THIS.fullmatch(line.before) is None):
        return False
    few = 1 if line.block.name == "p" and line.late and line.index > 0 else 2
    return len(phrases.SHARED_AT.findall(line.text)) > few


def _heads_buttons(line: Line) -> bool:
    """Whether a heading says that buttons below it share the page, or is the last line and says that these did."""
    if line.block.name not in HEADINGS:
        return False
    return phrases.SHARE_THIS.fullmatch(line.text) is not None or (not line.below and shares(line.text))


def _leads_to_tags(line: Line) -> bool:
    """Whether all words of a line are links that say themselves that they lead to a tag, but for a label of them."""
    told = line.below > 1 or line.told_below.endswith(("。", "！", "？"))
    headed = line.block.name in HEADINGS and told  # a title that leads to a tag, above its text
    links = [link for link in every(line.block, "a") if not is_blank(link)]
    said = [words(link) for link in links]
    if headed or not links or not all(map(_is_tag, links)) or any(map(phrases.PARTS_SENTENCE.search, said)):
        return False
    label = phrases.TAGS_LABEL.match(unlinked(line.block))
    if label is None and line.is_labelled():
        return False
    if label is None or said[0].startswith(label[0]):
        longest = (_HASHED if link[0] in "#＃" or link.isascii() else _LABEL for link in said)
        return all(map(le, map(len, said), longest)) and says_only(line.block, said)
    return says_only(line.block, [label[0], *said])


def _is_tag(link: Tag) -> bool:
    return "tag" in attribute(link, "rel").split() or to_tag(attribute(link, "href"))


def _is_keywords(line: Line) -> bool:
    """Whether a line is a row of short links, or of hashtags: keywords. (A row of headlines is related stories.)"""
    found = [link for link in every(line.block, "a") if not is_blank(link)]
    if len(set(map(_is_tag, found))) > 1:  # a tag beside something else
        return False
    links = [words(link) for link in found]
    if not links and line.below < 2 and re.fullmatch(r"(?:[#＃][^\s#＃，。！？]{1,20}[\s#＃]*){2,}", line.text):
        return True
    hashed = bool(links) and all(re.fullmatch(r"[#＃]\S{1,15}", link) for link in links)
    if not hashed and (len(links) < 2 or any(len(link) > 7 for link in links)):
        return False
    if line.text.endswith((":", "：", "。")) or not says_only(line.block, links):  # else who says what stands below
        return False
    if any(link.startswith("《") for link in links):  # books
        return False
    return line.text.startswith(("#", "＃")) or not line.is_labelled()


def _tells_tags(line: Line) -> bool:
    """Whether a line is tags behind a label: links, or a few words at the end."""
    if not phrases.TAGS.fullmatch(line.text):
        return False
    heads = line.below and line.block.name in HEADINGS
    lines = [text for text in line_texts(line.block) if not text.endswith((":", "："))]
    few = len(lines) < 2 and line.below < 2 and len(line.text) < 60 and phrases.OF_A_PAGE.match(line.text) is not None
    few = few and not phrases.SUBJECT.match(line.text) and line.text[-1] not in "？?。！"
    return (few and not heads) or (line.is_linked and not re.search("[。！？]", unlinked(line.block)))


def _tells_tags_in_code(line: Line) -> bool:
    """Whether a line is tags, each set as code, behind a label, as HackMD has them above a note."""
    label = re.match(r"tags\s*[:：]", line.text, re.I)
    said = [words(code) for code in every(line.block, "code")] if label else []
    return label is not None and bool(said) and says_only(line.block, [label[0], *said])


def _lists_services(line: Line) -> bool:
    """Whether each of several items of a list is the name of a service, or says what it is that is followed there, and
    leads there, but for buttons that size the type; and the line above doesn't announce something else."""
    items = every(line.block, "li")
    links = [only_link(item) for item in items if words(item) != "A"]
    if len(items) < 2 or not links or _announced(line):
        return False
    return all(link is not None and _is_service(link) for link in links)


def _is_service(link: Tag) -> bool:
    if phrases.SERVICE.fullmatch(words(link)):
        return True
    to, said = attribute(link, "href"), words(link)
    return (phrases.ACCOUNT.fullmatch(said) or phrases.BUTTON.fullmatch(said)) is not None and (
        phrases.FOLLOWED.match(to) is not None or phrases.LETTER.search(to) is not None
    )


def _names_services(line: Line) -> bool:
    """Whether a line is a label (PowerPress's `Subscribe:`), or near the end a call to hear or follow, and several
    links, each the name of a service."""
    links, rest = line.links, unlinked(line.block)
    if len(links) < 2 or not all(map(phrases.SERVICE.fullmatch, links)):
        return False
    if phrases.FOLLOW_US.fullmatch(phrases.PARTED.sub(" ", rest).strip()):
        return True
    called = phrases.FOLLOWING_US.search(rest) is not None and "。" not in rest
    return line.late and called and len(rest) <= _HASHED


def _follows_the_page(line: Line) -> bool:
    """Whether a line is a link that names a service, and leads to a feed or to a picture: the code of an account."""
    if not phrases.SERVICE.fullmatch(line.text):
        return False
    return phrases.FEEDS.search(line.target) is not None or IMAGE.search(line.target) is not None


def _lists_standing_lines(line: Line) -> bool:
    """Whether each line of a list is a copyright line, a labelled date, a count, tags with a label, a call, a button,
    or the way to a neighbour."""
    lines = [(item, words(item)) for item in every(line.block, "p") or every(line.block, "li")]
    of_rights = any(phrases.COPYRIGHT.match(text) for _, text in lines)
    return all(
        phrases.TOLD.search(text) is None
        and (
            phrases.COPYRIGHT.match(text)
            or phrases.NEIGHBOUR.match(text)
            or is_count(text)
            or (is_date_line(text) and not text[0].isdigit())
            or (phrases.TAGS.fullmatch(text) and first(item, "a") is not None and not phrases.SUBJECT.match(text))
            or calls(text)
            or phrases.INTERFACE.fullmatch(text)
            or (of_rights and phrases.OF_A_COPY.fullmatch(text))
        )
        for item, text in lines
        if text
    )


def _to_neighbour(line: Line) -> bool:
    """Whether a line leads to the article before or after: it says so, with or without a colon ahead of the link."""
    if not line.is_linked:
        return _is_label_of_neighbour(line) or _names_both_neighbours(line)
    link = only_link(line.block)
    if link is not None and not {"prev", "next"}.isdisjoint(attribute(link, "rel").split()):
        return True
    if line.target and (phrases.NEIGHBOUR.match(f"{line.before}:") or _is_named_neighbour(line)):
        return True
    if _points_both_ways(line):
        return True
    return any(map(phrases.NEIGHBOUR.match, (line.text, unlinked(line.block) + ":")))


def _is_named_neighbour(line: Line) -> bool:
    """Whether a link says that it leads to the article before or after, and its title: as the last line, or beside
    the other one."""
    if not phrases.TO_NEIGHBOUR.match(line.text):
        return False
    return line.below < 2 or any(map(phrases.TO_NEIGHBOUR.match, (line.before, line.said_below)))


def _points_both_ways(line: Line) -> bool:
    """Whether a line is two links, or one beside the other, of which one points back and one ahead (`← The Mill`, `The
    Bridge →`): WordPress's way to the posts before and after."""
    if _BACK.match(line.text) is None and _AHEAD.search(line.text) is None:
        return False
    links = line.links if _only_links(line) else [line.text] if line.target else []
    back, ahead = (links[0], links[-1]) if links else ("", "")
    if len(links) == 1:
        back, ahead = (back, line.said_below) if _BACK.match(back) else (line.before, ahead)
    return len(links) < 3 and _BACK.match(back) is not None and _AHEAD.search(ahead) is not None


def _names_both_neighbours(line: Line) -> bool:
    """Whether a line names the article before or after, and so does the one beside it, or all its lines do so: the
    ways there, of which somebody took away the links."""
    lines = line_texts(line.block)
    if not all(map(phrases.NEIGHBOUR.match, lines)):
        return False
    return len(lines) > 1 or any(map(phrases.NEIGHBOUR.match, (line.before, line.said_below)))


def _is_label_of_neighbour(line: Line) -> bool:
    """Whether a line says no more than that the one below leads to the article before or after, and that does."""
    return phrases.NEIGHBOUR.fullmatch(f"{line.text}:") is not None and line.heads_link


def _is_pager(line: Line) -> bool:
    paged = phrases.PAGER.fullmatch(line.text) is not None and phrases.OF_PAGES.search(line.text) is not None
    return paged and line.is_linked


def _tells_of_rights(line: Line) -> bool:
    """Whether a line speaks of rights and calls as an author does, or the line above does so and announces it."""
    announced = line.before.endswith((":", "：")) and phrases.TOLD.search(line.before) is not None
    return announced or phrases.TOLD.search(phrases.OF_WHAT.sub("", line.text)) is not None


def _goes_on(line: Line) -> bool:
    """Whether a line below the first of a paragraph says a sentence, and nothing of the site or to its reader."""
    lines = line_texts(line.block) if first(line.block, "br") is not None else []
    below = [text for text in lines if not phrases.RULE.fullmatch(text)][1:]
    told = (text for text in below if re.search("[\u4e00-\u9fff]{2}[。！？]$", text) or is_english(text))
    return any(phrases.ADDRESSED.search(text) is None and "你" not in text for text in told)


_AHEAD_OF_RIGHTS = "（([【*※●•·=—- "


def _is_copyright(line: Line) -> bool:
    said = phrases.COPYRIGHT.match(line.text.lstrip(_AHEAD_OF_RIGHTS).rstrip("=—- ")) is not None
    return said and not line.text.endswith(("？", "?")) and not _tells_of_rights(line) and not _goes_on(line)


def _heads_rights(line: Line) -> bool:
    """Whether a line is the title of the copyright line, or of the disclaimer, below it."""
    if phrases.OF_RISKS.fullmatch(line.text) is None:
        return False
    return phrases.COPYRIGHT.match(line.said_below.lstrip(_AHEAD_OF_RIGHTS)) is not None


def _says_rights(line: Line) -> bool:
    """Whether a line has the sign and the year, or says near the end whose the rights are."""
    signed = re.match(r"[©Ⓒ]\s*\d{4}", line.text) is not None
    rights = line.late and phrases.OF_A_RIGHT.search(line.text) is not None
    said = rights and phrases.RIGHTS.search(line.text) is not None and first(line.block, "br") is None
    quoted = re.fullmatch(r"[“「『].*[”」』]", line.text) is not None
    return (signed or said) and not quoted and not _tells_of_rights(line) and not _goes_on(line)


def _calls(line: Line) -> bool:
    """Whether a line calls its reader; not one that is announced, tells how somebody is reached, or heads a story."""
    if not calls(line.text) or _tells_of_rights(line):
        return False
    if _announced(line) and not line.is_linked:  # `屏幕上最后一行字是：`
        return False
    return not _is_among_contacts(line) and not _heads_a_story(line)


def _heads_a_story(line: Line) -> bool:
    """Whether a line is a label of related stories (`▼点击查看更多文章`), and all of the one below leads to one."""
    return line.heads_link and RELATED_LABEL.fullmatch(line.text) is not None


def _is_among_contacts(line: Line) -> bool:
    """Whether a line is how somebody is reached, beside another such, as an appeal or a notice gives them."""
    around = (line.before, line.said_below)
    return phrases.REACHED.match(line.text) is not None and any(map(phrases.CONTACT.match, around))


def _calls_somewhere(line: Line) -> bool:
    """Whether a line is a call that leads somewhere: without a link somebody may say so."""
    return line.is_linked and phrases.LINKED.fullmatch(phrases.QUESTION.sub("", line.text)) is not None


def _calls_in_corners(line: Line) -> bool:
    """Whether a paragraph is a line between corners (`◤母親節看這裡◢`) and links, and nothing else."""
    if line.text[0] != "◤" or not line.is_linked:
        return False
    return re.fullmatch(r"◤[^◤◢]{2,24}◢\W*", unlinked(line.block)) is not None


def _tells_places(line: Line) -> bool:
    """Whether each of several lines of a paragraph says where its publication or author is found, with the address."""
    if line.block.name != "p" or not re.search("http|@", line.text):
        return False
    lines = [line_text(nodes) for nodes in lines_of(line.block)]
    alone = line.below < 2 and any(map(phrases.FOLLOWED.match, line.targets))
    return (alone or len(lines) > 1) and all(phrases.PLACE.fullmatch(text) for text in lines)


def _leads_to(line: Line, is_there: Callable[[str], object]) -> bool:
    """Whether a line has links, which all lead there."""
    targets = line.targets
    return bool(targets) and all(map(is_there, targets))


def _to_a_service(line: Line) -> bool:
    """Whether a line behind a sign tells of a newsletter or an app, and all its links lead there; no sentence about
    somebody."""
    pointed = line.text[0] in _POINTERS and "。" not in line.text[:-1]
    if line.text.endswith("。") and phrases.OF_SOMEBODY.search(line.text):
        return False
    return pointed and _leads_to(line, lambda to: phrases.LETTER.search(to) or phrases.STORE.match(to))


def _to_a_letter(line: Line) -> bool:
    """Whether a line invites, and all its links lead to where one subscribes to a newsletter."""
    invites = phrases.INVITED.match(line.text) is not None and phrases.TOLD.search(line.text) is None
    return invites and _leads_to(line, lambda to: phrases.LETTER.search(to) or phrases.FOLLOWED.match(to))


def _offers_a_letter(line: Line) -> bool:
    """Whether a paragraph offers a newsletter, or asks to be preferred by a search engine, where its links lead."""
    if not line.targets:
        return False
    if len(line.targets) == 1 and phrases.PREFERRED.match(line.targets[0]):
        return True
    offered = phrases.OFFERED.search(line.text) is not None and phrases.TOLD.search(line.text) is None
    return offered and _leads_to(line, phrases.LETTER.search)


def _is_of_a_feed(line: Line) -> bool:
    """Whether a line is what a feed puts there, and not the label (`READ MORE`) of the one story whose headline stands
    below: several are known without one."""
    if line.late and phrases.FIRST_AT.fullmatch(line.text) and any(map(FRONT_PAGE.fullmatch, line.targets[-1:])):
        return True
    if phrases.FEED.fullmatch(line.text) is None:
        return False
    if line.after is None or not _heads_a_story(line):
        return True
    below = element_after(line.after)
    return below is not None and only_link(below) is not None


def _reads_on(line: Line) -> bool:
    """Whether a line leads to the rest of a text, and ends with its link (`Continue reading The Mill`)."""
    ends = [link for link in line.links[-1:] if line.text.rstrip(_SIGNS).endswith(link.rstrip(_SIGNS))]
    return bool(ends) and phrases.READ_ON.fullmatch(line.text) is not None


def _is_label_without_value(line: Line) -> bool:
    """Whether a line is a label whose value is gone; a list below it is one, and so is the title of a book."""
    if phrases.NO_VALUE.fullmatch(line.text) is None:
        return False
    listed = line.after is not None and line.after.name in ("ul", "ol", "table", "blockquote")
    return not listed and not line.said_below.startswith("《")


def _to_follow(line: Line) -> bool:
    """Whether a line is a call and one link, to where one follows somebody or gets an app; or a link that adds an
    account to LINE's friends."""
    if line.late and phrases.FRIENDS.match(line.target):
        return True
    if line.late and phrases.FOLLOWED.match(line.target) and calls(line.before.rstrip(_POINTERS)):
        return True  # where that calls to
    invited = line.late and phrases.INVITATION.match(line.text.lstrip("【[（(「")) is not None
    if invited and _leads_to(line, phrases.FRIENDS.match) and not phrases.TOLD.search(line.text):
        return True
    said, targets = line.text.strip("*＊ "), line.targets
    if not targets or phrases.FOLLOWING.fullmatch(said) is None:
        return False
    whole = bool(line.target) or (line.late and "。" not in said and not phrases.TOLD_OF_ONESELF.search(said))
    return whole and len(targets) == 1 and phrases.FOLLOWED.match(targets[0]) is not None


def _invites(line: Line) -> bool:
    """Whether a line begins with an invitation (`【加入会员】`, `> 下载…客户端`) and ends with a link that is one."""
    if not phrases.INVITATION.match(line.text.lstrip("【[「『>＞》★☆▶►👉 ")) or not (links := line.links):
        return False
    goes_on = re.search(rf"{re.escape(links[-1])}\s?的", line.text) is not None
    whole = line.target  # a headline, or a sentence, unless it says or leads to what is the page's
    ways = (phrases.FOLLOWED.match, phrases.STORE.match, phrases.LETTER.search, phrases.DONATION.match)
    if goes_on or phrases.TOLD.search(line.text):
        return False
    named = len(line.text) > 4 and not phrases.OURS.search(line.text)  # `加入豆列` is a button
    if whole and named and not any(leads(whole) for leads in ways):
        return False
    if "。" not in line.text and len(line.text) < 80 and any(map(phrases.FOLLOWED_AT.search, links)):
        return True
    called = phrases.CALLED.search(links[-1]) is not None or phrases.DONATION.match(line.targets[-1]) is not None
    return called and line.text.rstrip("！!。 ").endswith(links[-1].rstrip("！!。 "))


def _asks_below_a_title(line: Line) -> bool:
    """Whether a line below a title that calls to support somebody (`支持我们`) asks its reader to give."""
    said = line.text
    return phrases.SUPPORT.fullmatch(line.before) is not None and phrases.GIVEN.search(said) is not None


def _names_its_maker(line: Line) -> bool:
    """Whether a line says what made the page or sent the letter, and leads to the front page of that."""
    return phrases.MADE_BY.fullmatch(line.text) is not None and _leads_to(line, FRONT_PAGE.fullmatch)


def _leads_to_its_front(line: Line) -> bool:
    """Whether a line tells where a paper has more news, and all its links lead to a front page or to an account."""
    if not phrases.MORE_AT.fullmatch(line.text):
        return False
    return _leads_to(line, lambda to: phrases.FOLLOWED.match(to) or FRONT_PAGE.fullmatch(to))


def _donates(line: Line) -> bool:
    """Whether a line is a link to where one gives money, perhaps behind a label."""
    targets = line.targets
    if not targets or not phrases.DONATION.match(targets[0]):
        return False
    return bool(line.target) or (len(targets) == 1 and unlinked(line.block).endswith((":", "：")))


def _donates_in_lines(line: Line) -> bool:
    """Whether each of some lines is a link, the first of them to where one gives money, or says whom one gives it."""
    targets, links = line.targets, line.links
    if not targets or not phrases.DONATION.match(targets[0]):
        return False
    lines = [said for said in line_texts(line.block) if said not in links]
    return bool(lines) and all(map(phrases.GIVEN_AT.fullmatch, lines))


def _pays(line: Line) -> bool:
    """Whether a line is a link that says itself that one pays there (https://microformats.org/wiki/rel-payment)."""
    link = only_link(line.block)
    return link is not None and "payment" in attribute(link, "rel").split()


def _leaves(line: Line) -> bool:
    """Whether a line tells how to leave a mailing list, and a link in it does; or which list it was."""
    if phrases.MAILMAN.fullmatch(line.text):
        return True
    found = phrases.LEAVE.search(line.text) if line.links else None
    return found is not None and any(
        phrases.LEAVE.fullmatch(said) or found[0].rstrip(".。 ") == f"unsubscribe {said}" for said in line.links
    )


def _is_heading_of_comments(line: Line) -> bool:
    """Whether the last line is a label of comments that are gone; else what stands below is what it is about."""
    return line.below == 0 and phrases.COMMENTS.fullmatch(line.text) is not None and only_link(line.block) is None


def _says_no_comments(line: Line) -> bool:
    """Whether a line below a label of comments says as a sentence that there are none: `沒有留言。`."""
    labelled = phrases.COMMENTS.fullmatch(line.before) is not None
    return labelled and phrases.INTERFACE.fullmatch(line.text.rstrip("。")) is not None


def _is_address(line: Line) -> bool:
    """Whether a line is where its author has mail, and beside it no more than buttons."""
    said = [link for link in line.links if not _is_button(link)] if _only_links(line) else [line.text]
    return line.block.name == "p" and len(said) == 1 and phrases.ADDRESS.fullmatch(said[0]) is not None


def _is_number(line: Line) -> bool:
    """Whether a line is a number, none of a column of them, and none of the parts of a text, which the one before it
    begins, or a sentence right below; nothing counts with a zero ahead (`03`)."""
    if line.block.name != "p" or not line.text.isdecimal() or line.before.isdecimal():
        return False
    if (line.below and ends_as_sentence(line.after)) or (line.text[0] == "0" and len(line.text) > 1):
        return False
    before = str(int(line.text) - 1)
    return all(words(above) != before for above in line.block.find_previous_siblings("p"))


def counts(block: Tag, text: str) -> bool:
    """Whether a line is a number of readers or minutes, and not what the line above asks for (`准备：`), nor one of
    several to choose from (`5分钟`, `10分钟`)."""
    if block.name in HEADINGS or not is_count(text) or is_value(block):
        return False
    said = {words(line) for line in beside(block)} - {text}
    return _NUMBER.sub("0", text) not in {_NUMBER.sub("0", other) for other in said}


# ── the rules ─────────────────────────────────────────────────────────────────────────────────────────────────────

_LONG = 10_000
_LEFT = "how to leave a mailing list"
_ALL = (
    Rule(PROMOTION, _below_a_digest, 160, lambda line: "newsletter" in line.text),
    Rule("label of stories that are gone", _below_the_first, _LONG, _is_label_alone),
    Rule("interface", _anywhere, _LONG, _is_interface),
    Rule("interface", _at_the_edge, 32, lambda line: phrases.AT_THE_EDGE.fullmatch(line.text)),
    Rule("rules of style", _anywhere, _LONG, lambda line: phrases.STYLE.fullmatch(line.text)),
    Rule(FEED, _anywhere, _LONG, _is_of_a_feed),
    Rule(FEED, _anywhere, 140, _reads_on),
    Rule("bar of a cache", _outside, _LONG, _is_of_a_cache),
    Rule(_NAME_OF_FILE, _anywhere, 120, _names_a_file),
    Rule(_CLOCK_OF_PLAYER, _anywhere, 8, _is_clock_of_a_player),
    Rule("number of a picture", _anywhere, 9, _numbers_a_picture),
    Rule(_CREDIT_AGAIN, _anywhere, 80, _tells_credit_again),
    Rule(SHARE, _anywhere, 80, _shares),
    Rule(SHARE, _anywhere, 24, _heads_buttons),
    Rule(TAGS, _late_below, 80, _leads_to_tags),
    Rule(NAVIGATION, _outside, 80, _is_pager),
)
_TABLES = (
    Rule(BUTTONS, _late, _LONG, _only_buttons),
    Rule(BUTTONS, _outside, 160, _cells_are_buttons),
    Rule("columns of other stories", _late_below, _LONG, _lists_stories_in_columns),
)
_LISTS = (
    *_ALL,
    Rule(BUTTONS, _first, _LONG, _only_buttons),
    Rule(_SERVICES, _outside, _LONG, _lists_services),
    Rule(SHARE, _anywhere, _LONG, _lists_windows),
    Rule("a button", _anywhere, 12, lambda line: phrases.MORE.fullmatch(line.text)),
    Rule(TEMPLATE, _late_below, 400, _lists_standing_lines),
    Rule(PROMOTION, _late_below, 60, lambda line: len(every(line.block, "li")) == 1 and _invites(line)),  # as a card
)
_LINES = (
    *_ALL,
    Rule(TAGS_OF_A_NOTE, _first, 120, _tells_tags_in_code),
    Rule(NAVIGATION, _late, 160, _to_neighbour),
    Rule(NAVIGATION, lambda line: line.index < 2, 60, _leads_about),
    Rule(NAVIGATION, _outside, 80, _names_languages),
    Rule(_SERVICES, _late_below, 24, _follows_the_page),
    Rule(_SERVICES, _outside, 160, _names_services),
    Rule(BUTTONS, _last, _LONG, _only_buttons),
    Rule(BUTTONS, _last, 80, _is_bar),
    Rule(BUTTONS, _outside, 120, _is_row_of_brackets),
    Rule(TAGS, _late_below, _LONG, _is_keywords),
    Rule(COPYRIGHT, _late, 400, _is_copyright),
    Rule(COPYRIGHT, _first, 60, _is_copyright),
    Rule(COPYRIGHT, _late, _LABEL, _heads_rights),
    Rule(COPYRIGHT, _below_the_first, 200, _says_rights),
    Rule(PROMOTION, lambda line: line.late or line.index < 2, 220, _calls),
    Rule(PROMOTION, _outside, _LONG, _calls_somewhere),
    Rule(_AGE, _outside, 120, lambda line: phrases.OUTDATED.fullmatch(line.text)),
    Rule(PROMOTION, _late_below, _LONG, _tells_places),
    Rule(FEED, _late_below, _LONG, lambda line: phrases.MORE_OF.fullmatch(line.text)),
    Rule(COPYRIGHT, _last, _LONG, lambda line: phrases.LICENCE.match(line.target)),
    Rule("address of the author", _last, _LONG, _is_address),
    Rule(FEED, _last, 40, _names_its_maker),
    Rule("what parted things that are gone", _late_below, _LONG, lambda line: phrases.PARTED.fullmatch(line.text)),
    Rule(COUNTS, _late, 60, lambda line: counts(line.block, line.text)),
    Rule(COUNTS, _first, 8, lambda line: _NUMBER.fullmatch(line.text) and line.target),  # of comments, above the text
    Rule(BUTTONS, _late, 24, lambda line: phrases.VOTE.fullmatch(line.text) and only_link(line.block)),
    Rule(_LEFT, _late, 300, _leaves),
    Rule("a number of clicks or of the page", _last, 3, _is_number),
    Rule(TEMPLATE, _last, 60, lambda line: re.fullmatch(r"\d{24,}", line.text)),  # by which an agency files it
    Rule(PROMOTION, _late_below, 120, _to_a_service),
    Rule(PROMOTION, _late_below, 120, _leads_to_its_front),
    Rule(PROMOTION, _last, 30, _donates),
    Rule(PROMOTION, _last, _LONG, _donates_in_lines),
    Rule(PROMOTION, _late, 60, _pays),
    Rule(PROMOTION, _last, 160, _asks_below_a_title),
    Rule("interface", _last, 16, _says_no_comments),
    Rule("label of comments, or of an author, that are gone", _last, _LONG, _is_heading_of_comments),
    Rule("a label without a value", _outside, _LONG, _is_label_without_value),
    Rule(PROMOTION, _anywhere, 300, _offers_a_letter),
    Rule(PROMOTION, _below_the_first, 120, _to_a_letter),
    Rule(PROMOTION, _late_below, 200, _invites),
    Rule(TAGS, _late, _LONG, _tells_tags),
    Rule(PROMOTION, _below_the_first, 120, _calls_in_corners),
    Rule(PROMOTION, _below_the_first, 60, _to_follow),
    Rule("a button", _anywhere, 50, lambda line: phrases.BUTTON.fullmatch(line.text) and only_link(line.block)),
    Rule("a button", _anywhere, 12, lambda line: phrases.MORE.fullmatch(line.text) and only_link(line.block)),
)
_QUOTES = tuple(rule for rule in _LINES if rule.reason in (PROMOTION, COPYRIGHT))  # else an author quotes it
_FOR = {"table": _TABLES, "ul": _LISTS, "blockquote": _QUOTES}
# Why a line goes for what it is made like, wherever it stands.
_OF_ITS_SHAPE = (
    "label of stories that are gone",
    "rules of style",
    _CLOCK_OF_PLAYER,
    _NAME_OF_FILE,
    "number of a picture",
    TAGS_OF_A_NOTE,
)
_OFFICES = (Rule("address of who sent it", _late, 120, lambda line: phrases.OFFICE.fullmatch(line.text)),)
# What goes with what stands right below it, by the reason why that goes.
_ABOVE = {
    FEED: _OFFICES,
    _LEFT: _OFFICES,
    COPYRIGHT: (Rule(COPYRIGHT, _anywhere, _LONG, lambda line: phrases.WHERE.fullmatch(line.text)),),
    PROMOTION: (
        Rule("title of a call", _anywhere, 14, lambda line: phrases.BRACKETS.fullmatch(line.text)),
        Rule(PROMOTION, _anywhere, _LONG, lambda line: phrases.DIGEST.fullmatch(line.text)),
        Rule("title of a call", _anywhere, 14, lambda line: phrases.TITLE_OF_LETTER.fullmatch(line.text)),
        Rule("title of a call", _late, 14, lambda line: phrases.LINKED.fullmatch(line.text)),
        Rule("title of a call", _late, 24, lambda line: phrases.SUPPORT.fullmatch(line.text)),
    ),
    _SERVICES: (
        Rule("label of a list that is gone", _anywhere, 14, lambda line: phrases.FOLLOW_US.fullmatch(line.text)),
    ),
    _CLOCK_OF_PLAYER: (Rule("label of a clock", _anywhere, 8, lambda line: phrases.LENGTH.fullmatch(line.text)),),
    _CREDIT_AGAIN: (Rule("label of a credit", _anywhere, 14, lambda line: phrases.WHOSE.fullmatch(line.text)),),
    "interface": (Rule("label of buttons", _anywhere, 14, lambda line: phrases.BOXES.fullmatch(line.text)),),
    _AGE: (Rule("label of how old the page is", _anywhere, 14, lambda line: phrases.WARNING.fullmatch(line.text)),),
    TEMPLATE: (Rule("heading of lines that are gone", _anywhere, _LONG, lambda line: line.block.name in HEADINGS),),
}


def reason(line: Line, below: str = "") -> str:
    """Why a line goes, by the first rule that it answers to; empty where it stays. `below` is why the line right below
    it goes."""
    if line.below and phrases.CHAPTERS.fullmatch(line.text) and _heads_part(line):
        return ""
    if line.below and not below and line.text.endswith(GOES_ON):
        return ""
    rules = _FOR.get(line.block.name, _LINES)
    above = _ABOVE.get(below, ()) if rules is not _TABLES else ()
    size = len(line.text)
    for rule in chain(above, rules):
        if size <= rule.longest and rule.where(line) and rule.says(line):
            if below or rule.reason in _OF_ITS_SHAPE:
                return rule.reason
            named = size <= _LABEL and _names_what_is_below(line)
            return "" if named or _is_among_text(line, rule.reason) else rule.reason
    return ""
