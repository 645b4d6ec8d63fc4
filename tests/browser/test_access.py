"""axe-core on each kind of page: 0 violations of WCAG 2.2 A and AA and of its best practices, in every dress.

`make test` runs a pairwise choice of kind × script × theme × way of reading × width; `make audit` all of them
(AXE=all).
"""

from __future__ import annotations

import itertools
import json
import os
from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]
from playwright.sync_api import Browser

PAGES = {
    "article": "2024/plaque.html",
    "foreign": "2024/quiet.html",
    "index": "index.html",
    "archive": "archive/index.html",
    "month": "archive/2024/04/index.html",
    "sources": "sources/index.html",
    "source": "sources/河岸日报/index.html",
    "authors": "authors/index.html",
    "tags": "tags/index.html",
    "tag": "tags/小镇/index.html",
    "search": "search/index.html?q=河",
    "root": "",
    "missing": "no/such/page",
}
WAYS = ("plain", "parallel", "vertical", "sheet", "differences")
DRESSES = (tuple(PAGES), ("zh-hans", "zh-hant"), ("light", "sepia", "dark"), WAYS, (320, 390, 1280))
OPTIONS = {
    "runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]},
    "resultTypes": ["violations"],
}


def pairwise() -> Iterator[tuple[object, ...]]:
    """A small choice of combinations in which each two values of two dimensions meet at least once."""
    todo = {
        ((i, a), (j, b))
        for i, j in itertools.combinations(range(len(DRESSES)), 2)
        for a in DRESSES[i]
        for b in DRESSES[j]
    }
    everything = list(itertools.product(*DRESSES))
    while todo:
        met = [set(itertools.combinations(enumerate(one), 2)) & todo for one in everything]
        best = max(range(len(met)), key=lambda n: len(met[n]))
        todo -= met[best]
        yield everything[best]


CASES = list(itertools.product(*DRESSES)) if os.environ.get("AXE") == "all" else list(pairwise())


@pytest.mark.parametrize(("kind", "script", "theme", "way", "width"), CASES)
def test_axe_finds_nothing(
    browser: Browser, library: str, kind: str, script: str, theme: str, way: str, width: int
) -> None:
    context = browser.new_context(viewport={"width": width, "height": 800}, locale="en-US")
    page = context.new_page()
    choices: dict[str, object] = {"theme": theme}
    if way == "vertical":
        choices["flow"] = "vertical"
    if way == "differences":
        choices["kinds"] = ["many", "region", "override", "quote", "form"]
    page.add_init_script(f"localStorage.tongdu = {json.dumps(json.dumps(choices))}")
    path = PAGES[kind] if kind in ("root", "missing") else f"{script}/{PAGES[kind]}"
    joins = way in ("parallel", "differences")
    page.goto(library + path + (("&" if "?" in path else "?") + "parallel" if joins else ""))
    page.wait_for_load_state("networkidle")
    if joins and page.locator(".switch .parallel").count():
        page.wait_for_selector("html[data-parallel=on]")
    button = page.locator(".settings-button")
    if way == "sheet" and button.count():
        button.click()
    found = Axe().run(page, options=OPTIONS).response["violations"]
    told = [f"{one['id']}: {node['html'][:160]} {node['failureSummary']}" for one in found for node in one["nodes"]]
    context.close()
    assert told == []
