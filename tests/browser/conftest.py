"""What the tests of pages share: one small site, built by the real command, and a page that notes trouble."""

from __future__ import annotations

import functools
import http.server
import shutil
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.conftest import Handler, tongdu

SITE = Path(__file__).parent / "site"
expect.set_options(timeout=20_000)  # a busy machine is no failure
ARTICLE = "zh-hans/2024/plaque.html"
# Put into a page before it loads, sums how far what was painted moves: https://web.dev/articles/cls
SHIFT = """new PerformanceObserver(list => {
    for (const entry of list.getEntries()) window.shift = (window.shift || 0) + entry.value;
}).observe({type: "layout-shift", buffered: true})"""


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder `_site` of tests/browser/site, built."""
    root = tmp_path_factory.mktemp("library") / "site"
    shutil.copytree(SITE, root)
    tongdu("--site", root, "build")
    return root / "_site"


@pytest.fixture(scope="session")
def library(folder: Path) -> Iterator[str]:
    """The address of that site on a server, under a base path."""
    handler = functools.partial(Handler, base="/reader/", directory=str(folder))
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/reader/"
    server.shutdown()
    server.server_close()


class Watched:
    """A page, and in `troubles` each error, policy violation and request to another site that it met."""

    def __init__(self, context: BrowserContext, home: str) -> None:
        self.page: Page = context.new_page()
        self.home = home
        self.troubles: list[str] = []
        self.page.on("console", lambda message: self._note(message.text) if message.type == "error" else None)
        self.page.on("pageerror", lambda error: self._note(str(error)))
        self.page.on("request", lambda request: self._request(request.url))

    def _note(self, text: str) -> None:
        self.troubles.append(text)

    def _request(self, url: str) -> None:
        if not url.startswith((self.home, "data:", "file:")):
            self.troubles.append(f"asked for {url}")

    def open(self, path: str) -> Page:
        self.page.goto(self.home + path)
        return self.page


@pytest.fixture
def watched(browser: Browser, library: str) -> Iterator[Watched]:
    """A fresh page of 1280 × 800 on the library; the test fails where it met any trouble."""
    context = browser.new_context(viewport={"width": 1280, "height": 800}, locale="zh-CN")
    one = Watched(context, library)
    yield one
    context.close()
    assert one.troubles == []
