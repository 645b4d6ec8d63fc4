"""Feeds as feed readers see them: Atom by feedparser, JSON Feed by what version 1.1 asks for."""

from __future__ import annotations

import datetime as dt
import json
from typing import Any

import feedparser
import jsonschema
import lxml.html
import pytest

from builder import site
from builder.config import Config
from builder.model import Block, Figure, Heading, Link, Paragraph, Picture, Text
from tests.pages import BASE, article, built

# https://www.jsonfeed.org/version/1.1/, in the words of JSON Schema; uniqueItems stands for “id is unique”.
AUTHOR = {"type": "object", "minProperties": 1, "properties": {"name": {"type": "string", "minLength": 1}}}
ITEM = {
    "type": "object",
    "required": ["id", "url", "content_html"],
    "additionalProperties": False,
    "properties": {
        "id": {"type": "string", "format": "uri"},
        "url": {"type": "string", "format": "uri"},
        "external_url": {"type": "string", "format": "uri"},
        "title": {"type": "string"},
        "content_html": {"type": "string"},
        "summary": {"type": "string"},
        "image": {"type": "string", "format": "uri"},
        "date_published": {"type": "string", "pattern": r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(Z|[+-]\d\d:\d\d)$"},
        "date_modified": {"type": "string", "pattern": r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(Z|[+-]\d\d:\d\d)$"},
        "authors": {"type": "array", "minItems": 1, "items": AUTHOR},
        "tags": {"type": "array", "items": {"type": "string"}},
        "language": {"type": "string"},
    },
}
FEED = {
    "type": "object",
    "required": ["version", "title", "items"],
    "additionalProperties": False,
    "properties": {
        "version": {"const": "https://jsonfeed.org/version/1.1"},
        "title": {"type": "string", "minLength": 1},
        "home_page_url": {"type": "string", "format": "uri"},
        "feed_url": {"type": "string", "format": "uri"},
        "description": {"type": "string"},
        "icon": {"type": "string", "format": "uri"},
        "language": {"type": "string"},
        "authors": {"type": "array", "minItems": 1, "items": AUTHOR},
        "items": {"type": "array", "uniqueItems": True, "items": ITEM},
    },
}
CONFIG = Config(title="同读", description="两种文字", author="编者", base_url=BASE)
MOMENT = dt.datetime(2024, 1, 9, 20, 0, tzinfo=dt.UTC)


@pytest.fixture(scope="module")
def pages() -> dict[str, str]:
    blocks: tuple[Block, ...] = (
        *(Heading(2, (Text(f"第{n}节"),)) for n in range(3)),
        Paragraph(
            (
                Link("notes.html", (Text("自己的"),)),
                Link("#第0节", (Text("上面"),)),
                Text("修了两年，<b>后来</b>重开。"),
            )
        ),
        Figure(Picture("pictures/a.png", "图")),
    )
    articles = [
        article(0, *blocks),
        article(1, *blocks, published=MOMENT, script="zh-Hant", title="<b>茶</b> & 水\x0b"),
        article(2, script="en", title="Tea", published=None, archived=None, authors=(), source_url="", tags=()),
    ]
    return built(articles, CONFIG)


@pytest.mark.parametrize("variant", ["zh-hans", "zh-hant"])
def test_the_atom_feed(variant: str, pages: dict[str, str]) -> None:
    feed = feedparser.parse(pages[f"{variant}/feed.xml"].encode())
    assert not feed.bozo
    assert feed.version == "atom10"
    assert feed.feed.title == {"zh-hans": "同读", "zh-hant": "同讀"}[variant]
    assert feed.feed.links[0].href == f"{BASE}{variant}/feed.xml"
    assert feed.feed.updated == "2024-01-10T04:00:00+08:00"
    assert [entry.link for entry in feed.entries] == [f"{BASE}{variant}/2024/a{n}.html" for n in (1, 0, 2)]
    assert [entry.updated for entry in feed.entries][1:] == ["2024-01-01T00:00:00+08:00", "1970-01-01T00:00:00Z"]
    assert feed.entries[0].title_detail.type == "text/plain"
    assert "茶" in feed.entries[0].title
    assert feed.entries[1].author == {"zh-hans": "张三", "zh-hant": "張三"}[variant]


@pytest.mark.parametrize("variant", ["zh-hans", "zh-hant"])
def test_the_json_feed(variant: str, pages: dict[str, str]) -> None:
    feed: dict[str, Any] = json.loads(pages[f"{variant}/feed.json"])
    jsonschema.validate(feed, FEED, format_checker=jsonschema.FormatChecker())
    assert feed["feed_url"] == f"{BASE}{variant}/feed.json"
    assert feed["language"] == {"zh-hans": "zh-Hans", "zh-hant": "zh-Hant"}[variant]
    assert [item["language"] for item in feed["items"]][2] == "en"
    assert len({item["id"] for item in feed["items"]}) == 3


@pytest.mark.parametrize("kind", ["feed.xml", "feed.json"])
def test_a_feed_has_the_whole_text_with_absolute_addresses(kind: str, pages: dict[str, str]) -> None:
    text = pages[f"zh-hant/{kind}"]
    content = (
        feedparser.parse(text.encode()).entries[1].content[0].value
        if kind == "feed.xml"
        else json.loads(text)["items"][1]["content_html"]
    )
    tree = lxml.html.fromstring(content)
    assert "修了兩年，<b>後來</b>重開。" in tree.text_content()
    assert tree.xpath("//@href | //@src") == [
        f"{BASE}notes.html",
        f"{BASE}zh-hant/2024/a0.html#%E7%AC%AC0%E8%8A%82",
        f"{BASE}pictures/a.png",
    ]


def test_a_feed_has_the_newest_articles_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(site, "FEED", 2)
    feed = feedparser.parse(built([article(n) for n in range(4)], CONFIG)["zh-hans/feed.xml"].encode())
    assert [entry.link[-7:] for entry in feed.entries] == ["a3.html", "a2.html"]


def test_an_empty_sites_feed_is_a_feed() -> None:
    feed = feedparser.parse(built([], CONFIG)["zh-hans/feed.xml"].encode())
    assert not feed.bozo
    assert feed.feed.updated == "1970-01-01T00:00:00Z"
