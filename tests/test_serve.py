"""`tongdu serve`: the site under its base path, anew on every change; a mistake shows, the last good site stays."""

from __future__ import annotations

import re
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, Route, expect

from builder import serve
from builder.model import Problem

ROOT = Path(__file__).parent.parent
ARTICLE = "---\ntitle: 石桥\nscript: zh-Hans\n---\n{}\n"
CONFIG = 'base_url = "https://me.example/reader/"\n'


class Served:
    """A running `tongdu serve`; `address` is the site's root there."""

    def __init__(self, root: Path) -> None:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = probe.getsockname()[1]
        self.root, self.address = root, f"http://127.0.0.1:{port}/reader/"
        command: list[str | Path] = [sys.executable, "-m", "builder", "--site", root, "serve", "--port", str(port)]
        self.log = root.parent / "serve.log"
        with self.log.open("wb") as log:
            self.process = subprocess.Popen(command, cwd=ROOT, stdout=log, stderr=subprocess.STDOUT)
        for _ in range(600):
            if "Ctrl-C ends" in self.log.read_text("utf-8"):
                return
            assert self.process.poll() is None, self.log.read_text("utf-8")
            time.sleep(0.1)
        raise AssertionError("it never served: " + self.log.read_text("utf-8"))


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    root = tmp_path_factory.mktemp("serve") / "site"
    (root / "content").mkdir(parents=True)
    (root / "content/bridge.md").write_text(ARTICLE.format("第一版"), "utf-8")
    (root / "site.toml").write_text(CONFIG, "utf-8")
    running = Served(root)
    yield running
    running.process.terminate()
    running.process.wait(10)


def get(url: str) -> tuple[int, str, str]:
    """Status, address after redirections, text."""
    try:
        with urllib.request.urlopen(url) as answer:
            return answer.status, answer.url, answer.read().decode()
    except urllib.error.HTTPError as error:
        with error:
            return error.code, url, error.read().decode()


def test_pages_stand_under_the_base_path_and_lead_to_this_server(served: Served) -> None:
    status, url, _ = get(served.address.removesuffix("reader/"))
    assert (status, url) == (200, served.address)
    status, _, text = get(served.address + "zh-hant/bridge.html")
    assert status == 200 and "石橋" in text
    assert f'<link rel="canonical" href="{served.address}' in text


def test_a_missing_page_is_the_sites_own_404(served: Served) -> None:
    status, _, text = get(served.address + "no/such/page.html")
    assert status == 404
    assert "404" in text and "zh-hans" in text


@pytest.mark.parametrize("path", ["../site.toml", "%2e%2e/site.toml", "..%2fsite.toml"])
def test_nothing_outside_of_the_site_is_sent(served: Served, path: str) -> None:
    status, _, text = get(served.address + path)
    assert status in (403, 404)
    assert "base_url" not in text


def test_the_policy_is_left_out_of_what_is_sent_and_kept_on_disk(served: Served) -> None:
    _, _, text = get(served.address + "zh-hans/bridge.html")
    assert "Content-Security-Policy" not in text and "livereload.js" in text
    assert "Content-Security-Policy" in (served.root / "_site/zh-hans/bridge.html").read_text("utf-8")


def test_a_change_reloads_the_browser_a_mistake_shows_and_goes(served: Served, page: Page) -> None:
    article = served.root / "content/bridge.md"
    page.goto(served.address + "zh-hans/bridge.html")
    expect(page.locator("article")).to_contain_text("第一版")
    for version in ("第二版", "第三版"):  # the second soon after the first: none is swallowed
        article.write_text(ARTICLE.format(version), "utf-8")
        expect(page.locator("article")).to_contain_text(version, timeout=15_000)

    (served.root / "site.toml").write_text(CONFIG + '"<img src=x onerror=alert(1)>" = 1\n', "utf-8")
    problem = page.locator("#tongdu-problems")
    expect(problem).to_contain_text("site.toml:2: unknown key “<img src=x onerror=alert(1)>”", timeout=15_000)
    expect(page.locator("article")).to_contain_text("第三版")
    assert page.locator("#tongdu-problems img").count() == 0
    assert "site.toml:2: unknown key" in served.log.read_text("utf-8")

    (served.root / "site.toml").write_text(CONFIG, "utf-8")
    expect(problem).to_have_count(0, timeout=15_000)


def test_an_edit_while_the_page_still_loads_reloads_it(served: Served, page: Page) -> None:
    held: list[Route] = []
    page.route("**/livereload.js*", lambda route: held.append(route))
    page.goto(served.address + "zh-hans/bridge.html", wait_until="commit")
    (served.root / "content/bridge.md").write_text(ARTICLE.format("第四版"), "utf-8")
    built = served.root / "_site/zh-hans/bridge.html"
    for _ in range(150):
        if "第四版" in built.read_text("utf-8"):
            break
        time.sleep(0.1)
    page.wait_for_timeout(500)  # whatever is told to browsers that listen has been told
    held[0].continue_()
    expect(page.locator("article")).to_contain_text("第四版", timeout=15_000)


def test_a_port_that_is_taken_is_told(served: Served) -> None:
    port = re.search(r":(\d+)/", served.address)
    assert port
    command: list[str | Path] = [sys.executable, "-m", "builder", "--site", served.root, "serve", "--port", port[1]]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 1
    assert done.stderr == f"port {port[1]}: cannot be used: Address already in use (name another: --port N)\n"


def test_what_goes_into_the_page_is_text() -> None:
    problem = Problem("<b>.md", "</pre><script>alert(1)</script>")
    sent = serve.page(b'<html><head></head><body class="x"><p>', (problem,)).decode()
    assert sent.startswith('<html><head></head><body class="x"><pre id="tongdu-problems"')
    assert "<script>" not in sent and "&lt;b&gt;.md: &lt;/pre&gt;&lt;script&gt;" in sent
    assert serve.page(b"<body>", (Problem("a", "b", level="warning"),)) == b"<body>"
