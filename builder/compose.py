"""What a build's workers do with an article: file → Record, HTML in each variant, search terms. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from builder import article, cache, doubts, packing, site
from builder.config import Config
from builder.fragment import block_ids, fragment
from builder.model import Problem, Record, TongduError
from builder.variants import Converter


class Composed(NamedTuple):
    """An article's key and, where the cache did not know it, what to remember under it (packed)."""

    path: str
    key: bytes
    record: bytes = b""
    body: bytes = b""
    terms: bytes = b""


@dataclass(frozen=True, slots=True)
class Kit:
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


def compose(paths: Sequence[str]) -> list[Composed]:
    """Reads articles, and makes of each that is not known its Record and its HTML in each variant."""
    return [_compose(path) for path in paths]


def _compose(path: str) -> Composed:
    try:
        data = (_kit.root / path).read_bytes()
    except OSError as error:
        problem = Problem(path, f"cannot be read: {error.strerror}", "give yourself the right to read it, or remove it")
        return _composed(path, cache.fingerprint(_kit.base, path, "unreadable", str(error.strerror)), None, (problem,))
    key = cache.article_key(_kit.base, path, data)
    if key in _kit.known:
        return Composed(path, key)
    try:
        found, problems = article.read(data.decode("utf-8-sig", "replace"), path)
        if found.meta.draft:
            return _composed(path, key, None, problems)
        several = _kit.config.variants
        doubted = _kit.converter.doubted(found, several)
        converted = [one for one, _ in doubted]
        ids, hidden = block_ids(found.document), _kit.config.image_policy == "hide-until-click"
        doubt = sum(doubts.count(how) for _, how in doubted if how)
        record = site.record(found, converted, key.hex(), _kit.config, doubt)
        body = tuple(
            fragment(one, ids, variant, _kit.words[variant.tag], hidden)
            for one, variant in zip(converted, several, strict=True)
        )
    except TongduError as error:
        return _composed(path, key, None, (error.problem,))
    return _composed(path, key, record, problems, body)


def _composed(
    path: str, key: bytes, record: Record | None, problems: tuple[Problem, ...], body: tuple[str, ...] = ()
) -> Composed:
    found = b""
    if record and _kit.config.search:
        from builder import terms  # late: a site without a search is spared its patterns

        found = cache.pack_text(terms.terms(record.words, body))
    return Composed(path, key, packing.pack((record, problems)), cache.pack_body(body), found)
