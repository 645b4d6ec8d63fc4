"""Fixtures for all tests: a small site made by the real commands, a server under a base path, a real browser."""

from __future__ import annotations

import functools
import http.server
import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import settings
from playwright.sync_api import Browser, Page, sync_playwright

from builder.cli import cli
from tests import chromium

ROOT = Path(__file__).parent.parent
SWITCHES = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
settings.register_profile("tongdu", deadline=None)  # no test asserts a time: a busy machine fails none
settings.load_profile("tongdu")

MakeSite = Callable[..., Path]
Serve = Callable[..., str]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """A real Chromium, found as tests/chromium.py says."""
    executable = chromium.find()
    if not executable:
        pytest.fail("no Chromium: run `make browser`, or set CHROMIUM to the path of one", pytrace=False)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable, args=list(SWITCHES))
        yield browser
        browser.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """An empty page of 1280 × 800, with storage of its own."""
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    yield context.new_page()
    context.close()


class Handler(http.server.SimpleHTTPRequestHandler):
    """Serves a folder under a base path as GitHub Pages does: 404.html, with that status, for what is not there."""

    def __init__(self, *args: object, base: str, **kwargs: object) -> None:
        self.base = base
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # handed on as they came

    def translate_path(self, path: str) -> str:
        below = path.removeprefix(self.base)
        return super().translate_path("/" + below if below != path else "/no/such/file")

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        page = Path(self.directory) / "404.html"
        if code != 404 or not page.is_file():
            return super().send_error(code, message, explain)
        body = page.read_bytes()
        self.send_response(404)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)
        return None

    def log_message(self, format: str, *args: object) -> None:
        """Silence."""


@pytest.fixture
def serve() -> Iterator[Serve]:
    """`serve(folder, base="/reader/")` serves the folder on a free port and returns the address of its root."""
    servers: list[http.server.ThreadingHTTPServer] = []

    def start(folder: Path, base: str = "/reader/") -> str:
        handler = functools.partial(Handler, base=base, directory=str(folder))
        server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
        servers.append(server)
        return f"http://127.0.0.1:{server.server_port}{base}"

    yield start
    for server in servers:
        server.shutdown()
        server.server_close()


def tongdu(*arguments: str | Path, status: int | None = 0) -> str:
    """Runs a command of Tongdu in this process and returns what it printed. Any exit status is taken for None."""
    result = CliRunner().invoke(cli, [str(argument) for argument in arguments], catch_exceptions=False)
    if status is not None:
        assert result.exit_code == status, result.output
    return result.output


@pytest.fixture
def powerless(tmp_path: Path) -> list[str | Path]:
    """The start of a command that runs Python as nobody, who can reach `tmp_path` and owns nothing."""
    command: list[str | Path] = ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", sys.executable]
    if os.getuid() != 0 or shutil.which("setpriv") is None:
        pytest.skip("only root, by setpriv, can run a command without rights")
    for parent in (tmp_path, *tmp_path.parents):
        if parent.stat().st_uid == 0 and parent.stat().st_mode & 0o777 == 0o700 and "pytest" in str(parent):
            parent.chmod(0o755)
    if subprocess.run([*command, "-c", "import builder"], cwd=ROOT, capture_output=True).returncode:
        pytest.skip("nobody may not read this Python, or this checkout")
    return command


@pytest.fixture
def make_site(tmp_path: Path) -> MakeSite:
    """`make_site(seeds={name: text}, articles={name: text}, config="", folder="site")`: a site, imported and built.

    Without seeds and articles it holds `SEED` and `ARTICLE`. `config` is the text of site.toml.
    """

    def make(
        seeds: Mapping[str, str | bytes] | None = None,
        articles: Mapping[str, str] | None = None,
        config: str = "",
        folder: str = "site",
        build: bool = True,
    ) -> Path:
        if seeds is None and articles is None:
            seeds, articles = {"bridge.txt": SEED}, {"tea.md": ARTICLE}
        root = tmp_path / folder
        for kind, files in (("seeds", seeds or {}), ("content", articles or {})):
            (root / kind).mkdir(parents=True, exist_ok=True)
            for name, text in files.items():
                path = root / kind / name
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(text if isinstance(text, bytes) else text.encode())
        if config:
            (root / "site.toml").write_text(config, "utf-8")
        if seeds:
            tongdu("--site", root, "import")
        if build:
            tongdu("--site", root, "build")
        return root

    return make


SEED = """<!--1712920382000-->
[石桥重开：河两岸的人又走到了一起](https://www.bbc.com/zhongwen/simp/world-10000001)
------
<div><p><b>修了两年的石桥，上周六重新开放。</b></p>
<p>桥头的茶馆老板说，开业那天来了“几百位”老街坊。孩子们在桥上放风筝，头发花白的老人讲起发大水的那一年。</p>
<h2>为什么要修</h2>
<p>工程师发现，桥墩里面有裂缝。他们用了<a href="/zhongwen/simp/world-10000002">一种老办法</a>：先抽干水，再换石头。</p>
<figure><img src="https://example.org/bridge.jpg" alt="石桥" width="800" height="450">
<figcaption>重开当天的石桥</figcaption></figure>
<ul><li>桥长八十米</li><li>桥宽六米</li></ul></div>
"""

ARTICLE = """---
title: 一杯茶的時間
published: 2024-05-01
authors:
- 林小滿
script: zh-Hant
tags:
- 飲食
---
**清晨六點**，茶園裡只有鳥聲。採茶的人說：「露水未乾的葉子最香。」

## 怎樣泡

水燒到八十度，[茶具](https://example.org/cups)先溫過，然後放茶葉。

> 茶要慢慢喝，話要慢慢說。
"""
