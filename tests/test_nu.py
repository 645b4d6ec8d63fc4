"""Each kind of page before the Nu HTML checker, https://validator.github.io/validator/, which needs Java."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.conftest import MakeSite

ROOT = Path(__file__).parent.parent
JAR = Path(os.environ.get("VNU_JAR") or ROOT / ".cache/node/node_modules/vnu-jar/build/dist/vnu.jar")
# Of a page that is read from the disk the checker knows no origin: it takes every file of the site itself for one that
# 'self' does not cover.
LOCAL = re.compile("Resource violates Content Security Policy .*(assets/|mark\\.svg|pictures/).*")
KINDS = """index.html 404.html zh-hant/index.html zh-hant/page-2.html zh-hant/archive/index.html
zh-hant/archive/2024/index.html zh-hant/archive/2024/05/index.html zh-hant/sources/index.html
zh-hant/sources/新闻社/index.html zh-hant/authors/index.html zh-hant/authors/林小满/index.html zh-hant/tags/index.html
zh-hant/tags/桥梁/index.html zh-hant/search/index.html zh-hans/2024/bridge.html zh-hant/2024/bridge.html
zh-hant/2024/tea.html zh-hans/notes/own/first.html"""


@pytest.mark.parametrize("policy", ["show", "hide-until-click"])
def test_no_kind_of_page_has_an_error_or_a_warning(make_site: MakeSite, policy: str) -> None:
    if not shutil.which("java"):
        pytest.skip("the Nu HTML checker needs Java: no java was found")
    if not JAR.is_file():
        pytest.skip(f"no {JAR}: `make audit` fetches it, or set VNU_JAR")
    folder = ROOT / "tests" / "golden" / "pages"
    articles = {path.name: path.read_text("utf-8") for path in folder.glob("*.md") if path.name != "README.md"}
    site = (
        make_site(articles=articles, config=f'page_size = 2\nthumbnails = true\nimage_policy = "{policy}"\n') / "_site"
    )
    command = ["java", "-Xss8m", "-jar", str(JAR), "--format", "json", "--exit-zero-always"]
    done = subprocess.run([*command, *KINDS.split()], cwd=site, capture_output=True, text=True, check=True)
    told = [
        f"{message['url'].rpartition('_site/')[2]}:{message.get('lastLine')}: {message['message']}"
        for message in json.loads(done.stderr)["messages"]
    ]
    assert [line for line in told if not LOCAL.search(line)] == []
