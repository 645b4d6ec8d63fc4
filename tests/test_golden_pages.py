"""Whole pages of articles: tests/golden/pages/."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from builder import article
from builder.config import Config
from tests.pages import BASE, built

FOLDER = Path(__file__).parent / "golden" / "pages"
SOURCES = sorted(path for path in FOLDER.glob("*.md") if path.name != "README.md")


@pytest.fixture(scope="module")
def pages() -> dict[str, str]:
    articles = []
    for path in SOURCES:
        one, problems = article.read(path.read_text("utf-8"), f"content/{path.name}")
        assert not problems
        articles.append(one)
    return built(articles, Config(base_url=BASE, title="同读", description="两种文字"))


@pytest.mark.parametrize("variant", ["zh-hans", "zh-hant"])
@pytest.mark.parametrize("source", SOURCES, ids=lambda path: path.stem)
def test_golden_page(source: Path, variant: str, pages: dict[str, str]) -> None:
    one, _ = article.read(source.read_text("utf-8"), source.name)
    expected = source.with_suffix(f".{variant}.html")
    page = pages[f"{variant}/{one.meta.slug}.html"]
    if os.environ.get("GOLDEN") == "write":
        expected.write_text(page, "utf-8")
    assert page == expected.read_text("utf-8"), "if the new page is right: make golden"
