"""The frozen structs that flow through the program, in the order in which they appear.

`Seed → Cleaned → Document → Article → Record → Page`, and a `Report` from every command that touches the disk.
This file imports nothing of ours and holds no logic beyond tiny constructors.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Literal

from msgspec import Struct, field

# ── what went wrong, and what was done ────────────────────────────────────────────────────────────────────────────


class Problem(Struct, frozen=True):
    """Something that a person can mend: a value, not an exception.

    `where` is a path as the person knows it (relative to the site's root where it lies below), `line` counts from 1,
    `message` says what is wrong and `hint` what to do. A `note` alone does not make a command fail.
    """

    where: str
    message: str
    hint: str = ""
    line: int | None = None
    level: Literal["error", "warning", "note"] = "error"


class TongduError(Exception):
    """A command cannot go on. It carries the problem that the command prints instead of a traceback."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.message)
        self.problem = problem

    def __reduce__(self) -> tuple[type[TongduError], tuple[Problem]]:
        # The default would call __init__ with the message: an error must survive the way back from a worker process.
        return type(self), (self.problem,)


# Bytes of a site: https://docs.github.com/pages/getting-started-with-github-pages/github-pages-limits
PAGES_LIMIT = 1_000_000_000


class Size(Struct, frozen=True):
    """What one kind of page takes up in a site: how many files, how many bytes."""

    kind: str
    files: int
    bytes: int


class Report(Struct, frozen=True):
    """What a command did, counted by paths or names; `problems` in the order in which they are to be told.

    A build adds the `sizes` of what stands in the site, most bytes first, and how many `doubts` its conversion has.
    """

    written: int = 0
    unchanged: int = 0
    removed: int = 0
    problems: tuple[Problem, ...] = ()
    sizes: tuple[Size, ...] = ()
    doubts: int = 0

    @property
    def failed(self) -> bool:
        """Whether the command's exit status is 1."""
        return any(problem.level == "error" for problem in self.problems)

    @property
    def summary(self) -> str:
        """What the command prints last."""
        counts = f"{self.written} written, {self.unchanged} unchanged, {self.removed} removed"
        if not self.sizes:
            return counts
        total = sum(size.bytes for size in self.sizes)
        most = ", ".join(f"{size.kind} {size.bytes / 1e6:.1f}" for size in self.sizes[:4])
        doubts = f"; {self.doubts} words in doubt (tongdu check --conversion)" if self.doubts else ""
        share = f"{total / PAGES_LIMIT:.1%} of what GitHub Pages takes"
        return f"{counts}; {total / 1e6:.1f} MB, {share} (most: {most}){doubts}"


# ── a seed, as somebody saved it ──────────────────────────────────────────────────────────────────────────────────


class Seed(Struct, frozen=True):
    """A seed taken apart, nothing in it interpreted yet but its header.

    `path` is the seed's POSIX path as the front matter will name it (`seeds/a/x.txt`); `sha256` is of its bytes, hex;
    `archived` comes from the millisecond comment (UTC); `meta` is the YAML block, keys as written, values as text,
    list of texts, or absent; `body` is the HTML or plain text, decoded, line ends `\\n`.
    """

    path: str
    sha256: str
    title: str
    url: str
    archived: dt.datetime | None
    meta: Mapping[str, str | tuple[str, ...]]
    body: str
    problems: tuple[Problem, ...] = ()


class Removal(Struct, frozen=True):
    """One line of `import --explain`: the cleaning step, why it removed something, and the text that went."""

    step: str
    reason: str
    text: str


# ── a document: what an article may hold ──────────────────────────────────────────────────────────────────────────
# Inlines. `text` never holds a line end; a URL is absolute, or relative to the site for a person's own article.


class Text(Struct, frozen=True):
    text: str


MarkKind = Literal["strong", "emphasis", "strikethrough", "superscript", "subscript"]


class Mark(Struct, frozen=True):
    kind: MarkKind
    children: tuple[Inline, ...]


class Code(Struct, frozen=True):
    """Code in running text; converted nowhere."""

    text: str


class Link(Struct, frozen=True):
    url: str
    children: tuple[Inline, ...]
    title: str = ""


class Picture(Struct, frozen=True):
    """A picture; `alt`, `caption` and `credit` are plain text, sizes are CSS pixels where they are known."""

    url: str
    alt: str = ""
    caption: str = ""
    credit: str = ""
    width: int | None = None
    height: int | None = None


class Break(Struct, frozen=True):
    """A hard line break."""


class Ruby(Struct, frozen=True):
    """One base with its annotation (`<ruby>東<rt>とう</rt></ruby>`), both plain text."""

    base: str
    annotation: str


class FootnoteRef(Struct, frozen=True):
    label: str


class Span(Struct, frozen=True):
    """Words of another language, `[日本語]{lang=ja}`; converted nowhere."""

    lang: str
    children: tuple[Inline, ...]


class Override(Struct, frozen=True):
    """`-{zh-hans:软件; zh-hant:軟體}-`: (tag, words) in the order written, tags as written in lower case.

    `-{text}-`, which keeps its text as it stands, has the one pair ("", text).
    """

    values: tuple[tuple[str, str], ...]


Inline = Text | Mark | Code | Link | Picture | Break | Ruby | FootnoteRef | Span | Override

# Blocks.


class Paragraph(Struct, frozen=True):
    children: tuple[Inline, ...]


class Heading(Struct, frozen=True):
    """`level` is 2 to 6: the article's title is the page's only first-level heading."""

    level: int
    children: tuple[Inline, ...]


class List(Struct, frozen=True):
    """`start` is None for a bullet list, else the first number. An item is a tuple of blocks.

    A list is tight (its paragraphs stand without `<p>`) where each item holds at most one paragraph, ahead of other
    blocks; this is no field, it follows from the items.
    """

    items: tuple[tuple[Block, ...], ...]
    start: int | None = None


class Related(Struct, frozen=True):
    """Related stories set apart in the article: `{.related}` before a list of links."""

    links: tuple[Link, ...]


class Quote(Struct, frozen=True):
    blocks: tuple[Block, ...]


class CodeBlock(Struct, frozen=True):
    """`text` without the last line end; converted nowhere."""

    text: str
    info: str = ""


class Rule(Struct, frozen=True):
    """A thematic break."""


Cell = tuple[Inline, ...]


class Table(Struct, frozen=True):
    """`header` and each of `rows` have the same number of cells; `align` one of "", left, center, right for each."""

    header: tuple[Cell, ...]
    rows: tuple[tuple[Cell, ...], ...]
    align: tuple[str, ...] = ()


class Figure(Struct, frozen=True):
    """A picture that is a block of its own."""

    picture: Picture


class Embed(Struct, frozen=True):
    """A player or frame, shown as a card that is a link to `url`: poster with `alt`, else `title`; `caption` below."""

    url: str
    title: str = ""
    poster: str = ""
    alt: str = ""
    caption: str = ""


class Footnote(Struct, frozen=True):
    """The text of `[^label]`; footnotes stand at the end of the document."""

    label: str
    blocks: tuple[Block, ...]


Block = Paragraph | Heading | List | Related | Quote | CodeBlock | Rule | Table | Figure | Embed | Footnote


class Document(Struct, frozen=True):
    blocks: tuple[Block, ...] = ()


# ── an article: a file of content/ ────────────────────────────────────────────────────────────────────────────────


class FrontMatter(Struct, frozen=True):
    """The YAML of an article (the contract's keys, in its order). `published` is a date, or a date-time with offset.

    `glossary` holds (phrase, words) pairs; `other` keeps a person's own keys as they are.
    """

    title: str
    source_url: str = ""
    source: str = ""
    published: dt.date | dt.datetime | None = None
    updated: dt.date | dt.datetime | None = None
    archived: dt.datetime | None = None
    authors: tuple[str, ...] = ()
    script: str = ""
    tags: tuple[str, ...] = ()
    slug: str = ""
    description: str = ""
    draft: bool = False
    keep_quotes: bool = False
    glossary: tuple[Mapping[str, str], ...] = ()
    seed: str = ""
    seed_hash: str = ""
    import_hash: str = ""
    other: Mapping[str, object] = field(default_factory=dict)


class Article(Struct, frozen=True):
    """`path` is the file's POSIX path below the site's root (`content/a/x.md`)."""

    path: str
    meta: FrontMatter
    document: Document


# ── variants ──────────────────────────────────────────────────────────────────────────────────────────────────────


class Variant(Struct, frozen=True):
    """One script in which the whole site can be read.

    `tag` is BCP 47 (`zh-Hans`, `zh-Hant-HK`); `label` is what the switch calls it (简, 繁, 港); `name` its long form
    (简体, 繁體); `quotes` the outer and inner pair of quotation marks, four characters; `vocabulary` whether words
    are changed too (软件 → 軟體), which is off unless asked for.
    """

    tag: str
    label: str
    name: str
    quotes: str
    vocabulary: bool = False

    @property
    def script(self) -> str:
        """`zh-Hans` or `zh-Hant`: the part by which an article's own variant is known."""
        return "-".join(self.tag.split("-")[:2])

    @property
    def slug(self) -> str:
        """The variant's folder in the site, `zh-hans`."""
        return self.tag.lower()


# ── a site ────────────────────────────────────────────────────────────────────────────────────────────────────────


class Words(Struct, frozen=True):
    """What lists, heads and feeds say of an article in one variant. `excerpt` is plain text, first sentences."""

    title: str
    excerpt: str
    source: str
    authors: tuple[str, ...]
    tags: tuple[str, ...]


class Record(Struct, frozen=True):
    """What the site knows of an article while it plans pages: small, so that 100,000 fit in memory.

    `words` has one entry for each of the site's variants, in their order. `key` is the cache key under which the
    article's HTML fragments lie. `minutes` is the reading time. `own` is the tag of the variants whose text is the
    author's own (`zh-Hans` or `zh-Hant`), or the language's tag where the article is not Chinese. `date`, when the
    article appeared, else was archived, and the dates behind it are ISO 8601 in the site's time zone, "" where nobody
    knows. `doubts` counts the words whose conversion is in doubt, over all variants. `face` stands for all that other
    pages show of the article: an edit below its first sentences leaves it as it was.
    """

    path: str
    slug: str
    key: str
    own: str
    script: str
    date: str
    archived: str
    updated: str
    source_url: str
    source_slug: str
    author_slugs: tuple[str, ...]
    tag_slugs: tuple[str, ...]
    minutes: int
    picture: Picture | None
    words: tuple[Words, ...]
    seed_hash: str = ""
    doubts: int = 0
    face: str = ""

    @property
    def chinese(self) -> bool:
        return self.own.startswith("zh")


class Entry(Struct, frozen=True):
    """An article as lists and links name it, in one variant.

    Every `address` in a page is relative to the site's root and needs no escapes (`zh-hans/2024/x.html`,
    `zh-hans/tags/经济/`). `date` is ISO 8601 in the site's time zone, `day` the same in words, both empty where nobody
    knows; `lang` is given where the article is not Chinese.
    """

    address: str
    title: str
    date: str
    day: str
    excerpt: str
    source: str
    minutes: int
    picture: Picture | None
    lang: str = ""


class Term(Struct, frozen=True):
    """A source, author or tag, or a year or month of the archive: its name in one variant, its page, its articles."""

    name: str
    address: str
    count: int


class Pager(Struct, frozen=True):
    """Where a page of a list stands: `number` of `count`, and the addresses of others; empty where there is none."""

    number: int
    count: int
    first: str = ""
    previous: str = ""
    next: str = ""
    last: str = ""


class ArticleView(Struct, frozen=True):
    """What the page of an article shows around its text, and a feed with it; it decides whether they are made anew.

    `own` is the variant of the author's own words, if the site has it. `source`, `authors` and `tags` lead to the pages
    of their names. `archived` and `updated` are ISO 8601 in the site's time zone, or "". `previous` (older), `next` and
    `related` come without excerpt and picture.
    """

    entry: Entry
    own: Variant | None
    source_url: str
    seed_hash: str
    archived: str
    updated: str
    source: Term | None
    authors: tuple[Term, ...]
    tags: tuple[Term, ...]
    previous: Entry | None = None
    next: Entry | None = None
    related: tuple[Entry, ...] = ()


class ListView(Struct, frozen=True):
    """Articles, newest first, by day: (ISO date, the day in words, entries). `name` is the term's, or empty."""

    days: tuple[tuple[str, str, tuple[Entry, ...]], ...]
    pager: Pager
    total: int
    name: str = ""


class TermsView(Struct, frozen=True):
    """All sources, authors or tags, those of most articles first; or the archive: each year with its months."""

    groups: tuple[tuple[Term | None, tuple[Term, ...]], ...]
    pager: Pager


class FeedView(Struct, frozen=True):
    """The newest articles for a feed, in the order of its outline's `fragments`.

    `times` has when each was published and when it changed last, `updated` the latest of these; RFC 3339.
    """

    articles: tuple[ArticleView, ...]
    times: tuple[tuple[str, str], ...]
    updated: str


class SitemapView(Struct, frozen=True):
    """Either the addresses of pages with their last change and their alternates, or the paths of more sitemaps."""

    urls: tuple[tuple[str, str, tuple[tuple[str, str], ...]], ...] = ()
    sitemaps: tuple[str, ...] = ()


View = ArticleView | ListView | TermsView | FeedView | SitemapView


class Page(Struct, frozen=True):
    """A file of the site that a template makes.

    `path` is below the site's root (`zh-hans/2024/x.html`); `kind` tells the template (render.py has the table) and
    what `view` holds; `variant` is None where the page belongs to none. `alternates` are (hreflang, address) of the
    same page in all variants, this one included, `x-default` last; `canonical` is an address.
    """

    path: str
    kind: str
    variant: Variant | None = None
    view: View | None = None
    canonical: str = ""
    alternates: tuple[tuple[str, str], ...] = ()
