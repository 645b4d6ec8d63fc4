"""The importer against hand-made articles and real seeds: `python -m tests.bench importer`.

Needs TONGDU_SHARED, a folder with the hand-made articles, the real seeds and the scorers; says so and skips without.
"""

from __future__ import annotations

import importlib
import json
import os
import re
import resource
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

from builder import intake
from tests.bench import scorers


def main() -> None:
    """Prints a table: score, score of the general rules alone, conservation, seeds a second, memory."""
    shared = os.environ.get("TONGDU_SHARED")
    if not shared:
        print("TONGDU_SHARED is not set: skipped (it names the folder of hand-made articles, seeds and scorers)")
        return
    base = Path(shared)
    table = Table("what", "measured", "target")
    with tempfile.TemporaryDirectory() as folder:
        for label, options, target in (("hand-made articles", [], 97), ("general rules alone", ["--general"], 92)):
            site = Path(folder) / ("general" if options else "site")
            run_import(site, base / "gold" / "seeds", options)
            said = script(base / "tools" / "score.py", "--gold", base / "gold", "--articles", site / "content")
            mean = re.search(r"mean\s+([\d.]+)", said)
            recall = re.search(r"recall\s+([\d.]+)", said)
            table.add_row(
                label, f"mean {mean[1] if mean else '?'}, recall {recall[1] if recall else '?'}", f"≥ {target}, 99.9"
            )
        site = Path(folder) / "sample"
        seeds = base / "corpus" / "sample"
        count = sum(path.is_file() for path in seeds.iterdir())
        seconds = run_import(site, seeds, [])
        table.add_row("import, two processes", f"{count / seconds:.0f} seeds a second", "≥ 150")
        seconds = run_import(site, seeds, [])
        table.add_row("import again, unchanged", f"{count / seconds:.0f} seeds a second", "≥ 3,000")
        peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
        table.add_row("largest process", f"{peak:.0f} MB", "< 500 MB")
        details = Path(folder) / "conserved.json"
        said = script(base / "tools" / "conserve.py", seeds, site / "content", "--json", details)
        for line in said.splitlines():
            if line.startswith(("lost:", "invented:")):
                table.add_row("conservation", line, "UNIQUE ≤ 0.02 %, invented 0, out of order 0")
        silent, removed = explained(base / "tools", seeds, json.loads(details.read_text("utf-8")))
        table.add_row("… of UNIQUE, in no logged removal", f"{silent:.3f} %", "≤ 0.02 %")
        for reason, share in removed:
            table.add_row(f"… removed as {reason}", f"{share:.3f} %", "")
    Console().print(table)


def explained(tools: Path, seeds: Path, measured: dict[str, Any]) -> tuple[float, list[tuple[str, float]]]:
    """Of what the scorer calls UNIQUE losses, in hundredths of the visible characters: what stands in no removal that
    the importer logs (`import --explain`), and the rest by the step and the reason of its removal, most first."""
    sys.path.insert(0, str(tools))
    conserve = importlib.import_module("conserve")
    amounts: Counter[str] = Counter()
    silent = 0
    for file in measured["files"]:
        if not file.get("uniq"):
            continue
        made = intake.article_of((seeds / file["file"]).read_bytes(), file["file"])
        removals = [(f"{removal.step}: {removal.reason}", conserve.squeeze(removal.text)) for removal in made.removals]
        whole = {text for _, text in removals}
        grams, _ = conserve.grams(whole)
        for lost in file["uniq"]:
            reason = next((reason for reason, text in removals if lost in text), "")
            left = 0 if reason else sum(map(len, conserve.uncovered(lost, grams, whole)))
            silent += left
            amounts[reason or "several of these"] += len(lost) - left
    visible = measured["total"]["chars"]
    return 100 * silent / visible, [(reason, 100 * amount / visible) for reason, amount in amounts.most_common(12)]


def run_import(site: Path, seeds: Path, options: list[str]) -> float:
    """Imports a folder of seeds into a site; the seconds that the command took."""
    site.mkdir(exist_ok=True)
    start = time.monotonic()
    command = [sys.executable, "-m", "builder", "--site", str(site), "import", "--jobs", "2", *options, str(seeds)]
    subprocess.run(command, capture_output=True, check=True)
    return time.monotonic() - start


def script(path: Path, *arguments: object) -> str:
    """What a scorer says."""
    environment = os.environ | {"PYTHONPATH": scorers(path.parent.parent)}
    command = [sys.executable, str(path), *map(str, arguments)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, env=environment)
    return done.stdout or f"({path.name}: {done.stderr.strip().splitlines()[-1] if done.stderr else 'says nothing'})"


if __name__ == "__main__":
    main()
