"""The parts of `make bench`, and what several of them need."""

from __future__ import annotations

import importlib.metadata
import re
import subprocess
import sys
from pathlib import Path

BENCH = Path(".bench").absolute()  # what parts install and make lies here


def scorers(shared: Path) -> str:
    """A folder with the libraries that the scorers of `shared/tools` need and this environment has not."""
    folder = BENCH / "scorers"
    wanted = (shared / "tools/requirements.txt").read_text("utf-8").split()
    there = {found.metadata["Name"].lower() for found in importlib.metadata.distributions()}
    missing = [one for one in wanted if re.split("[=<>]", one)[0].lower() not in there]
    if not folder.exists():
        subprocess.run(
            [sys.executable, "-m", "pip", "install", "-q", "--no-deps", "--target", folder, *missing], check=True
        )
    return str(folder)
