"""What a build's worker processes do: article → Record and HTML, page → a staged file. Pure but for that one file."""

from __future__ import annotations

import pickle
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

from builder import article, cache, doubts, journal, packing, site, terms
from builder.assets import Assets
from builder.config import OUT, Config
from builder.glossary import Glossary
from builder.model import Page, Problem, Record, TongduError
from builder.render import Renderer, block_ids, fragment
from builder.variants import Converter


@dataclass(frozen=True, slots=True)
class Composed:
    """An article's key and, where the cache did not know it, what to remember under it (packed)."""

    path: str
    key: bytes
    record: bytes = b""
    body: bytes = b""
    terms: bytes = b""


@dataclass(frozen=True, slots=True)
class Kit:
    """What a worker needs. `words` are the interface's words, `plain_words` those of the configuration as articles see
    it; `base` stands for what every article depends on, `known` are the keys of the articles that need no work."""

    root: Path
    config: Config
    converter: Converter
    words: Mapping[str, Mapping[str, str]]
    plain_words: Mapping[str, Mapping[str, str]]
    assets: Assets
    staging: Path
    base: bytes
    known: frozenset[bytes]


_kit: Kit
_renderer: Renderer


def prepare(kit: Kit) -> None:
    """Readies this process."""
    global _kit, _renderer
    _kit = kit
    _renderer = Renderer(kit.root, kit.config, kit.assets, kit.words, kit.root / ".cache/templates")


def converter(root: Path, config: Config, phrases: Glossary) -> Converter:
    """The site's converter."""
    # OpenCC takes its files' names as UTF-8, which a folder's name need not be.
    place = root / ".cache" if str(root).isprintable() else None
    return Converter(config.variants, phrases, place)


def unadorned(config: Config) -> Config:
    """The configuration as articles see it: without what only pages depend on, so that articles cannot."""
    blank = Config()
    return replace(
        config,
        title=blank.title,
        description=blank.description,
        base_url=blank.base_url,
        author=blank.author,
        page_size=blank.page_size,
        archived_copy=blank.archived_copy,
        cname=blank.cname,
    )


def compose(paths: Sequence[str]) -> list[Composed]:
    """Reads articles, and makes of each that is not known its Record and its HTML in each variant."""
    return [_compose(path) for path in paths]


def _compose(path: str) -> Composed:
    try:
        data = (_kit.root / path).read_bytes()
    except OSError as error:
        problem = Problem(path, f"cannot be read: {error.strerror}", "give yourself the right to read it, or remove it")
        return _composed(path, cache.fingerprint(_kit.base, path, "unreadable", str(error.strerror)), None, (problem,))
    key = cache.fingerprint(_kit.base, path, data)
    if key in _kit.known:
        return Composed(path, key)
    try:
        found, problems = article.read(data.decode("utf-8-sig", "replace"), path)
        if found.meta.draft:
            return _composed(path, key, None, problems)
        several = _kit.config.variants
        doubted = [_kit.converter.doubted(found, variant) for variant in several]
        converted = [one for one, _ in doubted]
        ids, hidden = block_ids(found.document), _kit.config.image_policy == "hide-until-click"
        record = replace(
            site.record(found, converted, key.hex(), several),
            doubts=sum(doubts.count(how) for _, how in doubted if how),
        )
        body = tuple(
            fragment(one, ids, variant, _kit.plain_words[variant.tag], hidden)
            for one, variant in zip(converted, several, strict=True)
        )
    except TongduError as error:
        return _composed(path, key, None, (error.problem,))
    return _composed(path, key, record, problems, body)


def _composed(
    path: str, key: bytes, record: Record | None, problems: tuple[Problem, ...], body: tuple[str, ...] = ()
) -> Composed:
    found = terms.terms(record.words, body) if record and _kit.config.search else ""
    return Composed(path, key, packing.pack((record, problems)), cache.pack_body(body), cache.pack_text(found))


def paint(orders: Sequence[tuple[bytes, tuple[bytes, ...]]]) -> list[journal.Staged]:
    """Renders (pickled page, packed HTML of its articles) orders, and stages the files whose bytes differ from what
    stands in _site/. Raises TongduError."""
    return [_paint(pickle.loads(page), bodies) for page, bodies in orders]


def _paint(page: Page, bodies: tuple[bytes, ...]) -> journal.Staged:
    number = _kit.config.variants.index(page.variant) if page.variant else 0
    text = _renderer.page(page, *(_unpack(body)[number] for body in bodies))
    return journal.stage(_kit.root, _kit.staging, f"{OUT}/{page.path}", text.encode("utf-8", "replace"))


_unpack = lru_cache(64)(cache.unpack_body)
