"""A small site from hand-made articles: what site.plan plans and render makes of it."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Sequence
from pathlib import Path

import pytest

from builder import assets, fragment, render, site, words
from builder.config import Config
from builder.model import (
    Article,
    Document,
    Figure,
    FrontMatter,
    Heading,
    Link,
    Page,
    Paragraph,
    Picture,
    Record,
    Text,
    Variant,
)

ROOT = Path(__file__).parent.parent


def unchanged(text: str, source: str, to: Variant) -> str:
    """Stands in for the converter: what is said of pages here does not depend on it."""
    return text


def article(number: int, **meta: object) -> Article:
    values: dict[str, object] = {
        "title": f"第{number}篇文章",
        "slug": f"2024/a{number}",
        "published": dt.date(2024, 1, 1) + dt.timedelta(days=number),
        "script": "zh-Hans",
        "source": "新闻社",
        "source_url": f"https://example.com/{number}",
        "authors": ("张三",),
        "tags": ("经济",),
    }
    document = Document(
        (
            Paragraph((Text("开头的一段。"), Link("https://example.com/a?b=1&c=2", (Text("链接"),)))),
            *(Heading(2, (Text(f"第{n}节"),)) for n in range(3)),
            Figure(Picture("https://example.com/p.jpg", "图", "说明", "作者", 30, 20)),
        )
    )
    return Article(f"content/{number}.md", FrontMatter(**(values | meta)), document)  # type: ignore[arg-type]


def records(articles: Sequence[Article], config: Config) -> tuple[Record, ...]:
    made = [site.record(one, [one] * len(config.variants), one.path, config) for one in articles]
    kept, problems = site.accept(made, config)
    assert not problems
    return kept


def built(articles: Sequence[Article], config: Config, root: Path = ROOT) -> dict[str, str]:
    """The whole site, path → text."""
    tables = words.tables(config, unchanged)
    renderer = render.Renderer(root, config, assets.load(root), tables)
    by_key = {one.path: one for one in articles}
    result: dict[str, str] = {}
    for page in site.plan(records(articles, config), config):
        assert page.path not in result
        result[page.path] = renderer.page(page, *(html(by_key[key], page, tables) for key in page.fragments))
    return result


def html(one: Article, page: Page, tables: dict[str, dict[str, str]]) -> str:
    assert page.variant
    return fragment.fragment(one, fragment.block_ids(one.document), page.variant, tables[page.variant.tag])


def test_every_route_is_there_in_every_variant() -> None:
    pages = built([article(n) for n in range(3)], Config(page_size=2))
    both = """2024/a0.html 2024/a1.html 2024/a2.html index.html page-2.html archive/index.html archive/2024/index.html
    archive/2024/01/index.html archive/2024/01/page-2.html sources/index.html sources/新闻社/index.html
    sources/新闻社/page-2.html authors/index.html authors/张三/index.html authors/张三/page-2.html tags/index.html
    tags/经济/index.html tags/经济/page-2.html search/index.html feed.xml feed.json manifest.webmanifest"""
    alone = ["index.html", "404.html", "robots.txt", "sitemap.xml"]
    assert sorted(pages) == sorted([f"{v}/{path}" for v in ("zh-hans", "zh-hant") for path in both.split()] + alone)


def test_an_article_page() -> None:
    page = built([article(n) for n in range(3)], Config())["zh-hant/2024/a1.html"]
    assert '<html lang="zh-Hant"' in page
    assert '<link rel="canonical" href="http://127.0.0.1:8000/zh-hant/2024/a1.html">' in page
    assert '<link rel="alternate" hreflang="x-default" href="http://127.0.0.1:8000/zh-hans/2024/a1.html">' in page
    assert 'href="https://example.com/a?b=1&amp;c=2"' in page
    assert '<h2 id="第1节">' in page
    ld = json.loads(page.partition('<script type="application/ld+json">')[2].partition("</script>")[0])
    assert ld["translationOfWork"] == {"@id": "http://127.0.0.1:8000/zh-hans/2024/a1.html"}


@pytest.mark.parametrize("count", [0, 1])
def test_a_site_of_few_articles_has_its_pages(count: int) -> None:
    pages = built([article(n) for n in range(count)], Config())
    assert "zh-hans/index.html" in pages
    assert "zh-hans/archive/index.html" in pages
    json.loads(pages["zh-hans/feed.json"])
    json.loads(pages["zh-hans/manifest.webmanifest"])
