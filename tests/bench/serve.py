"""From an edit that is saved to a browser that shows it: `tongdu serve` beside Hugo's server, on the same articles.

Both run at once, and take their turns; a page of one article is open in Chromium in each. Environment:

- TONGDU_SHARED, TONGDU_BENCH_ROUNDS: as in build.py; TONGDU_BENCH_SERVED: how many articles (1000)
"""

from __future__ import annotations

import os
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from pathlib import Path

from playwright.sync_api import Page, sync_playwright
from rich.console import Console

from tests.bench import build
from tests.chromium import find

_PATIENCE = 120  # seconds until a server has built its site


def main() -> None:
    count = int(os.environ.get("TONGDU_BENCH_SERVED", "1000"))
    rounds = 2 * int(os.environ.get("TONGDU_BENCH_ROUNDS", "3")) + 1
    console = Console()
    hugo = build.hugo()
    content = build.articles(count, console)
    with tempfile.TemporaryDirectory(dir=build.SCRATCH) as scratch, sync_playwright() as playwright:
        ours, theirs = build.sites(Path(scratch), sorted(content.rglob("*.md"))[:count])
        edited = sorted((ours / "content").glob("*.md"))[10].name
        ports = _port(), _port()
        commands = (
            [sys.executable, "-m", "builder", "--site", str(ours), "serve", "--port", str(ports[0])],
            [str(hugo), "server", "--port", str(ports[1])],
        )
        servers = [
            subprocess.Popen(command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            for command, folder in zip(commands, (Path.cwd(), theirs), strict=True)
        ]
        try:
            browser = playwright.chromium.launch(executable_path=find(), args=["--no-sandbox"])
            slug = _line(ours / "content" / edited, "slug: ")
            pages = []
            for path in (f"{ports[0]}/zh-hans/{slug}.html", f"{ports[1]}/zh-hans/{edited.removesuffix('.md')}.html"):
                address = f"http://127.0.0.1:{path}"
                _wait(address)
                pages.append(browser.new_page())
                pages[-1].goto(address, wait_until="load")
            time.sleep(2)  # both have their first build behind them, and the browser hears them
            files = ours / "content" / edited, theirs / "content/zh-hans" / edited
            seconds: tuple[list[float], list[float]] = ([], [])
            for number in range(rounds):
                for which, (page, file) in enumerate(zip(pages, files, strict=True)):
                    seconds[which].append(_edit(page, file, f"Edit{number}."))
                    time.sleep(1)
            browser.close()
        finally:
            for server in servers:
                server.terminate()
                server.wait()
    a, b = statistics.median(seconds[0]), statistics.median(seconds[1])
    ratio = statistics.median(x / y for x, y in zip(*seconds, strict=True))
    console.print(f"{count:,} articles, edit saved → shown: Tongdu {a:.2f} s, Hugo {b:.2f} s, ratio {ratio:.2f}")


def _edit(page: Page, file: Path, words: str) -> float:
    """Seconds until the open page shows the words that are added to its article."""
    file.write_text(f"{file.read_text('utf-8').rstrip()}\n\n{words}\n", "utf-8")
    begin = time.perf_counter()
    page.get_by_text(words, exact=True).wait_for(state="attached")
    return time.perf_counter() - begin


def _line(path: Path, start: str) -> str:
    return next(line for line in path.read_text("utf-8").split("\n") if line.startswith(start)).removeprefix(start)


def _port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port


def _wait(address: str) -> None:
    """Until the server gives the page."""
    for _ in range(10 * _PATIENCE):
        try:
            with urllib.request.urlopen(address):
                return
        except (urllib.error.URLError, ConnectionError):
            time.sleep(0.1)
    raise TimeoutError(address)
