"""What a build's workers do with a page that is planned: they make it, render it and stage its file."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from pathlib import Path

from msgspec import Struct

from builder import journal, packing, pool, site
from builder.assets import Assets
from builder.config import OUT, Config
from builder.lists import Plan
from builder.model import Page
from builder.render import Renderer

Order = tuple[Callable[[Plan], Page], tuple[bytes, ...]]  # what makes a page, the packed HTML of its articles


class Kit(Struct, frozen=True):
    """What a worker needs; `words` are the interface's words, `program` is `cache.program`."""

    root: Path
    config: Config
    words: Mapping[str, Mapping[str, str]]
    assets: Assets
    staging: Path
    program: bytes
    plan: Plan


_kit: Kit
_renderer: Renderer


def prepare(kit: Kit) -> None:
    """Readies this process."""
    global _kit, _renderer
    _kit = kit
    compiled = kit.root / ".cache/templates"
    _renderer = Renderer(kit.root, kit.config, kit.assets, kit.words, compiled, kit.program)


def nearest() -> list[tuple[int, ...]]:
    """For each article of the plan the places of those related to it: see site.py."""
    with pool.uncollected():
        return site.nearest(_kit.plan)


def paint(orders: Sequence[Order]) -> list[journal.Staged]:
    """Makes and renders pages, and stages those whose bytes differ from what stands in _site/. Raises TongduError.

    Each step is done for all of them before the next one, as in compose.py.
    """
    pages = [make(_kit.plan) for make, _ in orders]
    texts = [_rendered(page, bodies) for page, (_, bodies) in zip(pages, orders, strict=True)]
    ready = zip(pages, texts, strict=True)
    return [journal.stage(_kit.root, _kit.staging, f"{OUT}/{page.path}", text) for page, text in ready]


def _rendered(page: Page, bodies: tuple[bytes, ...]) -> bytes:
    number = _kit.config.variants.index(page.variant) if page.variant else 0
    return _renderer.page(page, *(_unpack(body)[number] for body in bodies)).encode("utf-8", "replace")


_unpack = lru_cache(64)(packing.unpack)
