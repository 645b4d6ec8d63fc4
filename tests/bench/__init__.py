"""The parts of `make bench`, and what several of them need."""

from __future__ import annotations

import importlib.metadata
import re
import subprocess
import sys
import tarfile
from collections.abc import Sequence
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


def unpack(archive: tarfile.TarFile, folder: Path, names: Sequence[str] | None = None) -> None:
    """Extracts the members of these names, None for all, into a folder: by the filter of data where this Python has it,
    which came with 3.11.4 (https://docs.python.org/3/library/tarfile.html#supporting-older-python-versions)."""
    archive.extraction_filter = getattr(tarfile, "data_filter", lambda member, _: member)
    archive.extractall(folder, None if names is None else [archive.getmember(name) for name in names])
