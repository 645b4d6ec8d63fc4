"""Where the Chromium for tests of pages is: $CHROMIUM, else the system's, else Playwright's own."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys

from playwright.sync_api import sync_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def find() -> str:
    """The path of one that runs, or "". A command of that name is not always one: Ubuntu's is a stub for a snap."""
    if given := os.environ.get("CHROMIUM"):
        return given if runs(given) else ""
    for path in filter(None, map(shutil.which, NAMES)):
        if runs(path):
            return path
    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    return path if runs(path) else ""


def runs(path: str) -> bool:
    try:
        return subprocess.run([path, "--version"], capture_output=True, timeout=60).returncode == 0
    except (OSError, subprocess.TimeoutExpired):
        return False


if __name__ == "__main__":
    found = find()
    print(found)
    sys.exit(0 if found else 1)
