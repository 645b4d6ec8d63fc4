"""Part of `make audit`: Lighthouse on the index and an article, three visits each; exit status 1 below a bound.

The site of tests/browser/site is built for the very address at which it is served, so that nothing is asked elsewhere.
`make audit` puts Lighthouse below .cache/node by npm.
"""

from __future__ import annotations

import functools
import http.server
import json
import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
from pathlib import Path

from rich.console import Console
from rich.table import Table

from builder import build, config
from tests import chromium

ROOT = Path(__file__).parent.parent
TOOL = ROOT / ".cache" / "node" / "node_modules" / ".bin" / "lighthouse"
VISITED = ("zh-hans/index.html", "zh-hant/2024/plaque.html")
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
LEAST = 98


def main() -> int:
    executable = chromium.find()
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder) / "site"
        shutil.copytree(ROOT / "tests" / "browser" / "site", root)
        handler = functools.partial(_Quiet, directory=str(root / "_site"))
        server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
        home = f"http://127.0.0.1:{server.server_port}/"
        settings = root / "site.toml"
        settings.write_text(re.sub(r"(?m)^base_url = .*", f'base_url = "{home}"', settings.read_text("utf-8")), "utf-8")
        build.run(root, config.load(root))
        threading.Thread(target=server.serve_forever, daemon=True).start()
        scores = {path: median(home + path, executable, Path(folder) / "told.json") for path in VISITED}
        server.shutdown()
    table = Table("page", "performance", "accessibility", "best practices", "SEO", "CLS")
    for path, score in scores.items():
        table.add_row(path, *(f"{value:g}" for value in score))
    Console().print(table)
    return 0 if all(min(score[:4]) >= LEAST and score[4] == 0 for score in scores.values()) else 1


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        """Silence."""


def median(address: str, executable: str, output: Path) -> list[float]:
    """The medians of three visits: four scores out of 100, and the cumulative layout shift."""
    visits = []
    for _ in range(3):
        command = [str(TOOL), address, "--quiet", "--output=json", f"--output-path={output}"]
        command += ["--chrome-flags=--headless=new --no-sandbox --disable-gpu"]
        subprocess.run(command, check=True, env=os.environ | {"CHROME_PATH": executable})
        found = json.loads(output.read_text("utf-8"))
        scores = [round(found["categories"][name]["score"] * 100) for name in CATEGORIES]
        visits.append([*scores, found["audits"]["cumulative-layout-shift"]["numericValue"]])
    return [statistics.median(values) for values in zip(*visits, strict=True)]


if __name__ == "__main__":
    sys.exit(main())
