"""Article × Variant → Article: the same article in another script.

The words alone are touched: addresses, code and marks pass by, because only texts are taken out of the tree and put
back. An article's own script is its own words, unchanged.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from pathlib import Path

from msgspec.structs import replace

from builder import engine, passage, protect
from builder.detect import SIMPLIFIED, TRADITIONAL, detect
from builder.glossary import Glossary, canonical, choose, of
from builder.model import (
    Article,
    Block,
    Break,
    Code,
    CodeBlock,
    Document,
    Embed,
    Figure,
    Footnote,
    FootnoteRef,
    Heading,
    Inline,
    Link,
    List,
    Mark,
    Override,
    Paragraph,
    Picture,
    Quote,
    Related,
    Ruby,
    Rule,
    Span,
    Table,
    Text,
    Variant,
)
from builder.passage import Converted, Passage, Piece, Way
from builder.protect import MASK

_EMPTY = Glossary()


def own_script(article: Article) -> str:
    """The tag of the script that an article was written in: its front matter's, else what its words show.

    `zh-Hans`, `zh-Hant`, with a region where the front matter names one, or another language's tag; "" for none.
    """
    given = article.meta.script
    return canonical(given) or (given if given and given != "zh" else detect(_plain(article)).script)


class Converter:
    """Converts into any of a site's variants. One for each process; survives fork, and may be pickled.

    `cache` is a folder for OpenCC's configuration; without one, or where its name is not text, it lies in the system's
    folder for temporary files.
    """

    def __init__(self, variants: Sequence[Variant], glossary: Glossary = _EMPTY, cache: Path | None = None) -> None:
        self._variants, self._glossary = tuple(variants), glossary
        # OpenCC takes its files' names as UTF-8, which a folder's name need not be.
        self._cache = cache / "opencc" if cache and str(cache).isprintable() else None
        self._chain = lru_cache(None)(lambda name: engine.open_marked(name, self._cache))
        self._ways: dict[tuple[str, Variant, tuple[tuple[str, str], ...]], Way] = {}

    def __reduce__(self) -> tuple[type[Converter], tuple[object, ...]]:
        return type(self), (self._variants, self._glossary, self._cache.parent if self._cache else None)

    def text(self, text: str, source: str, to: Variant) -> str:
        """Plain words (a title, a tag, a word of the interface) of the script `source` in the variant `to`."""
        return self.passages([Passage((text,))], source, to)[0][0][0]

    def name(self, name: str, source: str, to: Variant) -> str:
        """A person's name of the script `source` in the variant `to`."""
        return passage.named(name, self.passages([passage.of_name(name)], source, to)[0][0])

    def passages(self, passages: Sequence[Passage], source: str, to: Variant) -> tuple[list[list[str]], list[int]]:
        """The pieces of passages in the variant `to`, and the numbers of those whose quotation marks do not pair.

        Verbatim where `source` has the variant's script, or is not Chinese.
        """
        if not _changes(source, to):
            return [list(passage.pieces) for passage in passages], []
        converted = passage.convert(passages, self._way(canonical(source), to, ()))
        pieces = [["".join(words for words, _ in piece) for piece in pieces] for pieces in converted.pieces]
        return pieces, converted.odd

    def marked(
        self, passages: Sequence[Passage], source: str, to: Variant, entries: Sequence[Mapping[str, str]] = ()
    ) -> Converted:
        """Passages of the script `source` in the variant `to`, with where its conversion is in doubt; `entries` are
        an article's own glossary."""
        return passage.convert(passages, self._way(canonical(source), to, entries))

    def met(self, passages: Sequence[Passage], source: str, to: Variant) -> frozenset[str]:
        """The phrases of the site's glossary that stand in passages of the script `source` and change for `to`."""
        if not _changes(source, to):
            return frozenset()
        text = "\n".join("".join(passage.pieces) for passage in passages)
        free = protect.mask(text, protect.runs(text))
        find = self._way(canonical(source), to, ()).phrases
        return frozenset(free[start:end] for start, end, _ in find(free)) if find else frozenset()

    def override(self, override: Override, to: Variant) -> str:
        """The words that an override has for the variant `to`; where none fit, its first ones converted."""
        chosen = choose(override.values, to.tag)
        if chosen is not None:
            return chosen
        tag, words = override.values[0]
        return self.text(words, tag, to)

    def article(self, article: Article, to: Variant) -> Article:
        """The article in the variant `to`: title, authors, source, tags, description and document.

        Verbatim where `to` has the article's own script, or the article is not Chinese, but for overrides, which
        become the text they have for `to`, runs of Japanese or Korean, which become spans of their language, and names
        that are plainly of the other script: source, authors and tags are the archive's words, not the article's.
        """
        return self.doubted(article, [to])[0][0]

    def doubted(self, article: Article, variants: Iterable[Variant]) -> list[tuple[Article, Converted | None]]:
        """As `article`, in each of the variants, with where its conversion is in doubt; None where it goes to
        Simplified, or stays. The words are taken out of the article once for all."""
        source = own_script(article)
        words = _taken(article)
        return [self._doubted(article, source, words, to) for to in variants]

    def _doubted(self, article: Article, source: str, words: _Words, to: Variant) -> tuple[Article, Converted | None]:
        if _changes(source, to):
            way = self._way(source, to, article.meta.glossary, article.path)
            if article.meta.keep_quotes:
                way = replace(way, keep=to.script)
        else:
            way = Way(str, {})
            named = self._named(article, to)
            if named is not article:
                article, words = named, _taken(named)
            if not words.overrides and not (canonical(source) and protect.foreign(words.texts())):
                return article, None
        passages, asides = words.passages, words.asides
        converted = passage.convert([*passages, *asides], way)
        chosen = [self.override(override, to) for override in words.overrides]
        given = _Given(converted.pieces[: len(passages)], converted.pieces[len(passages) :], chosen)
        return _article(article, given), converted if way.forms else None

    def _named(self, article: Article, to: Variant) -> Article:
        """The article, names that hold characters of the other script alone converted."""
        foreign, script = (TRADITIONAL, "zh-Hant") if to.script == "zh-Hans" else (SIMPLIFIED, "zh-Hans")
        meta = article.meta
        if foreign.isdisjoint("".join((meta.source, *meta.authors, *meta.tags))):
            return article
        source, *tags = (
            text if foreign.isdisjoint(text) else self.text(text, script, to) for text in (meta.source, *meta.tags)
        )
        authors = tuple(name if foreign.isdisjoint(name) else self.name(name, script, to) for name in meta.authors)
        meta = replace(meta, source=source, authors=authors, tags=tuple(tags))
        return replace(article, meta=meta)

    def _way(self, source: str, to: Variant, entries: Sequence[Mapping[str, str]], where: str = "") -> Way:
        key = source, to, tuple(pair for entry in entries for pair in entry.items())
        if key not in self._ways:
            if len(self._ways) > 64:  # an article's own glossary is used once or twice, then never again
                self._ways.clear()
            pairs = of(entries, where).pairs(source, to.tag) if entries else {}
            pairs = {**self._glossary.pairs(source, to.tag), **pairs}
            search = engine.open_phrases(pairs, self._cache) if pairs else None
            self._ways[key] = Way(
                *self._chain(engine.chain_for(to.tag)),
                to.quotes,
                passage.finder(pairs, search, engine.TOKENS[0]) if search else None,
                self._vocabulary(source, to) if to.vocabulary else None,
            )
        return self._ways[key]

    def _vocabulary(self, source: str, to: Variant) -> Callable[[str], str]:
        return engine.open_chain(engine.chain_for(to.tag), self._cache, engine.vocabulary_for(source, to.tag))

    def glossary_words(self, source: str, to: Variant) -> frozenset[str]:
        """The words that the site's glossary gives for the variant `to`."""
        return frozenset(self._glossary.pairs(canonical(source), to.tag).values())

    def characters(self, source: str, to: Variant) -> Callable[[str], str]:
        """One character from the script `source` to the variant `to`, without the words around it."""
        if not canonical(source):
            return str
        way = self._way(canonical(source), to, ())
        return lambda one: way.settle(way.convert(one))


def _changes(source: str, to: Variant) -> bool:
    """Whether words of the script `source` change for the variant `to`: Chinese of the other script do."""
    return bool(tag := canonical(source)) and not tag.startswith(to.script)


def _plain(article: Article) -> str:
    return _taken(article).texts()


# ── the walk through an article: once to take the words out, once to put them back ────────────────────────────────


class _Words:
    """Takes the words out: passages in order, and asides (captions, alts, names), which are passages by themselves."""

    def __init__(self) -> None:
        self.passages: list[Passage] = []
        self.asides: list[Passage] = []
        self.overrides: list[Override] = []
        self._group = 0

    def texts(self) -> str:
        return "\n".join(["".join(passage.pieces) for passage in (*self.passages, *self.asides)])

    def part(self) -> None:
        self._group += 1

    def flow(self, children: tuple[Inline, ...]) -> tuple[Inline, ...]:
        if len(children) == 1 and isinstance(only := children[0], Text):  # nearly all blocks
            self.passages.append(Passage((only.text,), self._group))
            return children
        pieces: list[str] = []
        self._take = pieces
        result = _inlines(children, self)
        self.passages.append(Passage(tuple(pieces), self._group))
        return result

    def inline(self, text: str) -> tuple[Inline, ...]:
        self._take.append(text)
        return (Text(text),)

    def opaque(self) -> None:
        self._take.append(MASK)

    def aside(self, text: str) -> str:
        self.asides.append(Passage((text,)))
        return text

    def name(self, name: str) -> str:
        self.asides.append(passage.of_name(name))
        return name

    def override(self, override: Override) -> str:
        self._take.append(MASK)
        self.overrides.append(override)
        return ""


class _Given:
    """Puts converted words back, in the order in which `_Words` took them."""

    def __init__(self, passages: list[list[Piece]], asides: list[list[Piece]], chosen: list[str]) -> None:
        self._passages, self._asides, self._chosen = iter(passages), iter(asides), iter(chosen)
        self._pieces: Iterator[Piece] = iter(())

    def part(self) -> None:
        pass

    def flow(self, children: tuple[Inline, ...]) -> tuple[Inline, ...]:
        self._pieces = iter(next(self._passages))
        if len(children) == 1 and isinstance(children[0], Text):
            return self.inline(children[0].text)
        return _inlines(children, self)

    def inline(self, text: str) -> tuple[Inline, ...]:
        return tuple(Span(lang, (Text(words),)) if lang else Text(words) for words, lang in next(self._pieces))

    def opaque(self) -> None:
        next(self._pieces)

    def aside(self, text: str) -> str:
        return "".join(words for words, _ in next(self._asides)[0])

    def name(self, name: str) -> str:
        return passage.named(name, (words for piece in next(self._asides) for words, _ in piece))

    def override(self, override: Override) -> str:
        next(self._pieces)
        return next(self._chosen)


_Walk = _Words | _Given


def _taken(article: Article) -> _Words:
    words = _Words()
    _article(article, words)
    return words


def _article(article: Article, walk: _Walk) -> Article:
    meta = article.meta
    meta = replace(
        meta,
        title=walk.aside(meta.title),
        source=walk.aside(meta.source),
        authors=tuple(map(walk.name, meta.authors)),
        tags=tuple(map(walk.aside, meta.tags)),
        description=walk.aside(meta.description),
    )
    return Article(article.path, meta, Document(_blocks(article.document.blocks, walk)))


def _blocks(blocks: tuple[Block, ...], walk: _Walk) -> tuple[Block, ...]:
    walk.part()
    result = tuple(_block(block, walk) for block in blocks)
    walk.part()
    return result


def _block(block: Block, walk: _Walk) -> Block:
    match block:
        case Paragraph(children):
            return Paragraph(walk.flow(children))
        case Heading(level, children):
            walk.part()
            result = Heading(level, walk.flow(children))
            walk.part()
            return result
        case List(items, start):
            return List(tuple(_blocks(item, walk) for item in items), start)
        case Related(links):
            return Related(tuple(_link(link, walk) for link in links))
        case Quote(blocks):
            return Quote(_blocks(blocks, walk))
        case Table(header, rows, align):
            return Table(tuple(map(walk.flow, header)), tuple(tuple(map(walk.flow, row)) for row in rows), align)
        case Figure(picture):
            return Figure(_picture(picture, walk))
        case Embed(url, title, poster, alt, caption):
            return Embed(url, walk.aside(title), poster, walk.aside(alt), walk.aside(caption))
        case Footnote(label, blocks):
            return Footnote(label, _blocks(blocks, walk))
        case CodeBlock() | Rule():
            return block


def _link(link: Link, walk: _Walk) -> Link:
    return Link(link.url, walk.flow(link.children), walk.aside(link.title))


def _picture(picture: Picture, walk: _Walk) -> Picture:
    words = walk.aside(picture.alt), walk.aside(picture.caption), walk.aside(picture.credit)
    return Picture(picture.url, *words, picture.width, picture.height)


def _inlines(children: tuple[Inline, ...], walk: _Walk) -> tuple[Inline, ...]:
    result: list[Inline] = []
    for child in children:
        for inline in _inline(child, walk):
            if isinstance(inline, Text) and result and isinstance(last := result[-1], Text):
                result[-1] = Text(last.text + inline.text)  # the words of an override join their neighbours
            else:
                result.append(inline)
    return tuple(result)


def _inline(inline: Inline, walk: _Walk) -> tuple[Inline, ...]:
    match inline:
        case Text(text):
            return walk.inline(text)
        case Mark(kind, children):
            inner = _inlines(children, walk)
            return (Mark(kind, inner),) if inner else ()
        case Link(url, children, title):
            inner = _inlines(children, walk)
            return (Link(url, inner, walk.aside(title)),)
        case Picture():
            walk.opaque()
            return (_picture(inline, walk),)
        case Ruby(base, annotation):
            if protect.foreign(base + annotation):
                walk.opaque()
                return (inline,)
            words = walk.inline(base)
            return (Ruby("".join(w.text for w in words if isinstance(w, Text)), walk.aside(annotation)),)
        case Override():
            words_chosen = walk.override(inline)
            return (Text(words_chosen),) if words_chosen else ()
        case Code() | Break() | FootnoteRef() | Span():
            walk.opaque()
            return (inline,)
