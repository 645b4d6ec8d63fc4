"""What a build's workers do with an article: file → Record, HTML in each variant, search terms. Pure."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from msgspec import Struct
from msgspec.structs import replace

from builder import article, cache, doubts, packing, site
from builder.config import Config
from builder.fragment import block_ids, fragments
from builder.model import Article, Problem, Record, TongduError
from builder.passage import Converted
from builder.variants import Converter, own_script


class Composed(NamedTuple):
    """An article's key and, where the cache did not know it, what to remember under it (packed)."""

    path: str
    key: bytes
    record: bytes = b""
    body: bytes = b""
    terms: bytes = b""


class Kit(Struct, frozen=True):
    """What a worker needs. `words` are the interface's words as articles see them; `base` stands for what every article
    depends on, `known` are the keys of the articles that need no work."""

    root: Path
    config: Config
    converter: Converter
    words: Mapping[str, Mapping[str, str]]
    base: bytes
    known: frozenset[bytes]


_kit: Kit


def prepare(kit: Kit) -> None:
    """Readies this process."""
    global _kit
    _kit = kit


class _Found(NamedTuple):
    """An article on its way, and what the steps made of it so far."""

    path: str
    key: bytes
    article: Article
    problems: tuple[Problem, ...]
    variants: Sequence[tuple[Article, Converted | None]] = ()  # it in each variant, and where that is in doubt
    record: Record | None = None
    body: tuple[str, ...] = ()


def compose(paths: Sequence[str]) -> list[Composed]:
    """Reads articles, and makes of each that is not known its Record and its HTML in each variant.

    Each step is done for all of them before the next one: so its code and its tables stay in the processor's caches,
    which is worth a seventh of the time.
    """
    found = [_read(path) for path in paths]
    for step in (_convert, _describe, _render):
        found = [_tried(step, one) for one in found]
    return [one if isinstance(one, Composed) else _composed(one) for one in found]


def _tried(step: Callable[[_Found], _Found], one: _Found | Composed) -> _Found | Composed:
    """What a step makes of an article; one that is composed already, or cannot be, passes by."""
    if isinstance(one, Composed):
        return one
    try:
        return step(one)
    except TongduError as error:
        return _refused(one.path, one.key, error.problem)


def _read(path: str) -> _Found | Composed:
    try:
        data = (_kit.root / path).read_bytes()
    except OSError as error:
        problem = Problem(path, f"cannot be read: {error.strerror}", "give yourself the right to read it, or remove it")
        return _refused(path, cache.fingerprint(_kit.base, path, "unreadable", str(error.strerror)), problem)
    key = cache.article_key(_kit.base, path, data)
    if key in _kit.known:
        return Composed(path, key)
    try:
        found, problems = article.read(data.decode("utf-8-sig", "replace"), path)
    except TongduError as error:
        return _refused(path, key, error.problem)
    if found.meta.draft:
        return _refused(path, key, *problems)
    # Told once, by the author's words: those of another variant, or given in an override, may look like others.
    meta = replace(found.meta, script=own_script(found) or "und")
    return _Found(path, key, replace(found, meta=meta), problems)


def _convert(one: _Found) -> _Found:
    return one._replace(variants=_kit.converter.doubted(one.article, _kit.config.variants))


def _describe(one: _Found) -> _Found:
    doubt = sum(doubts.count(how) for _, how in one.variants if how)
    converted = [article for article, _ in one.variants]
    return one._replace(record=site.record(one.article, converted, one.key.hex(), _kit.config, doubt))


def _render(one: _Found) -> _Found:
    converted = [article for article, _ in one.variants]
    hidden = _kit.config.image_policy == "hide-until-click"
    several = zip(converted, _kit.config.variants, strict=True)
    return one._replace(body=fragments(several, block_ids(one.article.document), _kit.words, hidden))


def _composed(one: _Found) -> Composed:
    found = b""
    if one.record and _kit.config.search:
        from builder import terms  # late: a site without a search is spared its patterns

        found = cache.pack_text(terms.terms(one.record.words, one.body))
    record = packing.pack((one.record, one.problems))
    return Composed(one.path, one.key, record, packing.pack(one.body), found)


def _refused(path: str, key: bytes, *problems: Problem) -> Composed:
    """What to remember of a file that gives no pages."""
    return Composed(path, key, packing.pack((None, problems)), packing.pack(()))
