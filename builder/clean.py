"""Seed → Cleaned: the article's own tree, its metadata, and a log of what went and why.

The way of a page is the literal list `STEPS`, read from top to bottom.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable

from bs4 import BeautifulSoup, Tag
from bs4.element import PreformattedString
from msgspec import Struct

from builder import (
    addresses,
    blocks,
    boilerplate,
    bylines,
    cards,
    container,
    dates,
    embeds,
    foot,
    furniture,
    heads,
    letters,
    markup,
    notes,
    office,
    opening,
    pages,
    panels,
    pictures,
    repair,
    repeats,
    sources,
    stories,
    threads,
    titles,
)
from builder.model import Problem, Removal, Seed
from builder.text import fold
from builder.tree import Draft, Element

STEPS: tuple[tuple[str, Callable[[Draft], None]], ...] = (
    ("shallow", blocks.shallow),  # first: nothing after it need fear depth, or ask what a paragraph is
    ("panels", panels.unfold),  # before furniture: what is folded up is hidden, and buttons name it
    ("furniture", furniture.remove),  # before metadata: a comment has authors and dates too
    ("tables", stories.listed),  # before what asks for lists
    ("page", pages.isolate),  # before metadata: a sidebar's stories have dates and authors, too
    ("cards", cards.place),  # before metadata: a card has authors of its own
    ("labels", stories.labels),  # after cards, whose lists have labels too, and while boxes tell what belongs together
    ("metadata", markup.read),  # while elements still have their class names
    ("container", container.isolate),  # once only the article and lists of stories are left
    ("notes", notes.place),  # while ids and nesting still tell where a note begins
    ("embeds", embeds.place),  # before pictures: a poster is none of the article's
    ("pictures", pictures.place),  # while captions still stand beside them
    ("office", office.mend),  # while styles and class names tell what is a list
    ("paragraphs", blocks.flatten),  # after everything that reads nesting
    ("thread", threads.thread),  # before the opening is read, and while rules set off what is below a message
    ("comments", boilerplate.comments),  # before the last lines of the text are read
    ("letter", letters.head),  # before the title, which may be what a letter is about
    ("title", repeats.title_again),  # before headings are counted and the opening is read
    ("copied", foot.copied),  # before the opening, which takes by-lines one by one
    ("opening", opening.take),  # by-lines and dates as lines of their own
    ("foot", foot.take),
    ("boilerplate", boilerplate.drop),  # by words and place
    ("foot again", foot.again),  # what stood below the last lines is gone
    ("related", stories.gather),  # what is left of links alone
    ("rules", repeats.rules),  # last: the steps above take out what rules set off
)


_LONGEST = 10_000  # characters


class Cleaned(Struct, frozen=True):
    """A seed as `convert` takes it. `tree` is flat: paragraphs, headings, figures, embeds, lists, quotes, tables,
    `pre` and `hr`; `source_url` is absolute or empty; `script_hint` is a BCP 47 tag where the publication or the
    address tells it, else empty.
    """

    tree: Tag
    title: str
    source_url: str
    source: str
    published: dates.Date | None
    archived: dt.datetime | None
    authors: tuple[str, ...]
    tags: tuple[str, ...]
    script_hint: str
    removals: tuple[Removal, ...]
    problems: tuple[Problem, ...]


def clean(seed: Seed, general: bool = False) -> Cleaned:
    """The article in a seed; with `general` no rule of a single publication is used.

    Raises TongduError for a body beyond the limits of config.py.
    """
    head = heads.read(seed.body)
    url = addresses.source_url(seed.url)
    source = sources.of(url)
    own_tags = _tags(seed, "tags")
    tags = own_tags or _tags(seed, "categories")
    title = titles.title(seed.title, source, tags)
    repair.limits(seed)
    body = repair.repaired(seed.body)
    page = f"<body>{body}" if head else body  # else libxml2 takes a `<header>` for the head's
    own_name = titles.bare(fold(seed.title).removeprefix(title))  # which the title ended with
    soup = BeautifulSoup(page, "lxml", element_classes={Tag: Element}, multi_valued_attributes=None)
    root = soup.body or soup.new_tag("body")
    if "<!" in body or "<?" in body:
        for text in root.find_all(string=lambda value: isinstance(value, PreformattedString)):
            text.extract()
    given = [name for key in ("author", "authors") for text in _list(seed, key) for name in bylines.given(text)]
    title = titles.title(title, source, given)  # a platform's feed has its author there
    known = frozenset(map(titles.bare, (*source.names(), *tags, *given))) - {""}
    draft = Draft(soup, root, title, url, source, general, known, head)
    for name, step in STEPS:
        draft.step = name
        step(draft)
    given = [name for name in given if titles.bare(name) != own_name]
    authors = bylines.authors((*given, *(draft.authors or draft.signed)), source, own_tags)
    return Cleaned(
        tree=root,
        title=draft.title,
        source_url=url,
        source=source.name,
        published=_published(seed, draft),
        archived=seed.archived,
        authors=authors,
        tags=bylines.authors(tags or (head.tags if head else ()), source, ()),
        script_hint=sources.script_hint(source, url),
        removals=tuple(draft.removals),
        problems=seed.problems,
    )


def _published(seed: Seed, draft: Draft) -> dates.Date | None:
    """The body's `<time>` or microdata (or a date line, which the front matter outranks), the front matter, the
    head of a whole page, the archive time."""
    given = dates.date(" ".join(_list(seed, "date")))
    told = draft.head.published if draft.head else None
    for value in (draft.published, draft.microdata, given, told, draft.date_line, draft.dated):
        if value is not None:
            return value
    return dates.day_alone(seed.archived) if seed.archived else None


def _list(seed: Seed, key: str) -> tuple[str, ...]:
    """What the front matter says under a key, each text cut to what rules for names and dates read in no time."""
    value = seed.meta.get(key, ())
    return tuple(text[:_LONGEST] for text in ((value,) if isinstance(value, str) else value))


def _tags(seed: Seed, key: str) -> tuple[str, ...]:
    """The tags in a list, or in one text, where commas part them."""
    given = _list(seed, key)
    parts = re.split("[,，、;；]", given[0]) if isinstance(seed.meta.get(key), str) else given
    return tuple(filter(None, map(fold, parts)))
