"""For the tests of pages: articles, and the whole site that is planned and rendered of them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from pathlib import Path

from builder import fragment, render, site, words
from builder.assets import Assets, Script
from builder.config import Config
from builder.lists import Outline, Plan
from builder.model import Article, Block, Document, FrontMatter, Link, Page, Paragraph, Record, Text
from builder.variants import Converter

ROOT = Path(__file__).parent.parent
# Instead of the files of static/, so that a page's text does not change with each of them.
ASSETS = Assets(
    files={},
    css="assets/style.css",
    js="assets/main.js",
    search="assets/search.js",
    boot=Script("/* boot */", "'sha256-boot'"),
    choose=Script("/* choose */", "'sha256-choose'"),
)
BASE = "https://example.org/reader/"


def article(number: int, *blocks: Block, **meta: object) -> Article:
    """An article of the day `number` of 2024; `blocks` are its text, `meta` overrides its front matter."""
    values: dict[str, object] = {
        "title": f"第{number}篇：石桥重开",
        "slug": f"2024/a{number}",
        "published": dt.date(2024, 1, 1) + dt.timedelta(days=number),
        "script": "zh-Hans",
        "source": "新闻社",
        "source_url": f"https://example.com/{number}",
        "authors": ("张三",),
        "tags": ("经济",),
    }
    if not blocks:
        link = Link("https://example.com/a?b=1&c=2", (Text("链接"),))
        blocks = (Paragraph((Text("修了两年的石桥重新开放。"), link)),)
    return Article(f"content/{number}.md", FrontMatter(**(values | meta)), Document(blocks))  # type: ignore[arg-type]


def records(articles: Sequence[Article], config: Config) -> tuple[Record, ...]:
    """The records of articles that all can have pages."""
    kept, problems = site.accept([record(one, config) for one in articles])
    assert not problems
    return kept


def record(one: Article, config: Config) -> Record:
    converter = Converter(config.variants)
    return site.record(one, [converter.article(one, variant) for variant in config.variants], one.path, config)


def plan(articles: Sequence[Article], config: Config) -> dict[str, Page]:
    """Every page by its path."""
    planned, outlines = outlined(articles, config)
    pages = {outline.path: outline.make(planned) for outline in outlines}
    assert len(pages) == len(outlines)
    assert all(path == page.path for path, page in pages.items())
    return pages


def outlined(articles: Sequence[Article], config: Config) -> tuple[Plan, list[Outline]]:
    found = records(articles, config)
    planned = site.plan(found, config)
    return planned, list(site.outlines(planned, lambda: site.nearest(planned)))


def built(articles: Sequence[Article], config: Config, root: Path = ROOT) -> dict[str, str]:
    """The whole site, path → text."""
    converter = Converter(config.variants)
    tables = words.tables(config, converter.text)
    renderer = render.Renderer(root, config, ASSETS, tables)
    by_key = {one.path: one for one in articles}
    hidden = config.image_policy == "hide-until-click"

    def text(key: str, page: Page) -> str:
        assert page.variant
        one = by_key[key]
        several = [(converter.article(one, page.variant), page.variant)]
        return fragment.fragments(several, fragment.block_ids(one.document), tables, hidden)[0]

    planned, outlines = outlined(articles, config)
    pages = ((outline.make(planned), outline.fragments) for outline in outlines)
    return {page.path: renderer.page(page, *(text(key, page) for key in keys)) for page, keys in pages}
