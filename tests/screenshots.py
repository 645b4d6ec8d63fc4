"""`make screenshots`: pictures of the pages of tests/browser/site, to look at, in .screenshots/.

Four of them, small, go to .github/screenshots/ for the READMEs.
"""

from __future__ import annotations

import functools
import http.server
import json
import shutil
import sys
import tempfile
import threading
from collections.abc import Iterator
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from builder import build, config
from tests import chromium

ROOT = Path(__file__).parent.parent
ARTICLE = "2024/plaque.html"
KINDS = {"article": ARTICLE, "index": "index.html", "archive": "archive/", "tags": "tags/", "search": "search/?q=河"}
# For the READMEs: name → (path, width, height, choices, how far to scroll).
CHOSEN: dict[str, tuple[str, int, int, dict[str, str], int]] = {
    "index": ("zh-hans/index.html", 1120, 700, {"theme": "light"}, 0),
    "parallel": (f"zh-hans/{ARTICLE}?parallel", 1120, 700, {"theme": "light"}, 1040),
    "vertical": (f"zh-hant/{ARTICLE}", 1120, 700, {"theme": "sepia", "flow": "vertical"}, 0),
    "phone": (f"zh-hant/{ARTICLE}", 390, 700, {"theme": "dark"}, 0),
}


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        """Silence."""


def take(browser: Browser, address: str, path: Path, size: tuple[int, int], choices: dict[str, str], down: int) -> None:
    """One picture, once the page is quiet; `down` in CSS pixels."""
    context = browser.new_context(viewport={"width": size[0], "height": size[1]})
    page = context.new_page()
    page.add_init_script(f"localStorage.tongdu = {json.dumps(json.dumps(choices))}")
    page.goto(address)
    page.wait_for_load_state("networkidle")
    if "parallel" in address:
        page.wait_for_selector("html[data-parallel=on]")
    page.evaluate("down => scrollTo(0, down)", down)
    if "parallel" in address and down:
        page.locator(".text > .pair > p .diff.many").nth(3).hover()  # its note
    page.wait_for_timeout(200)
    path.parent.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=path)
    context.close()


def everything() -> Iterator[tuple[str, str, tuple[int, int], dict[str, str]]]:
    """(name, path, size, choices) of all pictures to look at."""
    for kind, path in KINDS.items():
        for script in ("zh-hans", "zh-hant"):
            for width in (390, 1280):
                for theme in ("light", "sepia", "dark"):
                    yield f"{kind}-{script}-{width}-{theme}", f"{script}/{path}", (width, 900), {"theme": theme}
    for width in (390, 1280):
        for theme in ("light", "dark"):
            name = f"{width}-{theme}"
            yield f"parallel-{name}", f"zh-hans/{ARTICLE}?parallel", (width, 900), {"theme": theme}
            yield f"vertical-{name}", f"zh-hant/{ARTICLE}", (width, 900), {"theme": theme, "flow": "vertical"}


def main() -> int:
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        root = Path(folder) / "site"
        shutil.copytree(ROOT / "tests" / "browser" / "site", root)
        build.run(root, config.load(root))
        handler = functools.partial(_Quiet, directory=str(root / "_site"))
        server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        home = f"http://127.0.0.1:{server.server_port}/"
        browser = playwright.chromium.launch(executable_path=chromium.find(), args=["--no-sandbox", "--disable-gpu"])
        for name, (path, width, height, choices, down) in CHOSEN.items():
            target = ROOT / ".github" / "screenshots" / f"{name}.png"
            take(browser, home + path, target, (width, height), choices, down)
        if "--few" not in sys.argv:
            for name, path, size, choices in everything():
                take(browser, home + path, ROOT / ".screenshots" / f"{name}.png", size, choices, 0)
            page = browser.new_page()
            page.goto(f"{home}zh-hans/{ARTICLE}")
            page.pdf(path=ROOT / ".screenshots" / "print.pdf", format="A4", prefer_css_page_size=True)
        browser.close()
        server.shutdown()
    return 0


if __name__ == "__main__":
    sys.exit(main())
