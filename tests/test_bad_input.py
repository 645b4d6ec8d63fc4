"""The whole way with bad input: each mistake is told by file (and line), with what to do, and the rest is built."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ARTICLE, ROOT, SEED, MakeSite, tongdu

BODY = "<p>桥头的茶馆老板说，开业那天来了几百位老街坊，孩子们在桥上放风筝。</p>"
BAD_SEEDS: dict[str, tuple[bytes, str]] = {
    "empty.txt": (b"", r": note: holds no article"),
    "nobody.txt": ("[标题](https://example.org/one-1)\n------\n".encode(), r": note: holds no article"),
    "oneline.txt": ("只有一行".encode(), r":1: has no header"),
    "header.txt": (BODY.encode(), r":1: has no header"),
    "binary.txt": (bytes(range(256)) * 20, r": is a binary file"),
    "utf8.txt": ("[标题](https://example.org/two-2)\n---\n".encode() + b"\xff\xfe" + BODY.encode(), r": note: .*UTF-8"),
    "yaml.md": (f"---\ntitle: [没有\n  关上\n---\n{BODY}\n".encode(), r": warning: has no address"),
}


def line_of(output: str, name: str) -> str:
    found = [line for line in output.splitlines() if line.startswith(f"seeds/{name}:")]
    assert found, f"{name} is not told:\n{output}"
    return found[0]


def test_bad_seeds_are_told_and_the_others_are_built(make_site: MakeSite) -> None:
    root = make_site({"good.txt": SEED}, {"tea.md": ARTICLE}, build=False)
    for name, (data, _) in BAD_SEEDS.items():
        (root / "seeds" / name).write_bytes(data)
    output = tongdu("--site", root, "import", status=1)
    for name, (_, told) in BAD_SEEDS.items():
        assert re.match(rf"seeds/{re.escape(name)}{told}.* \(.+\)$", line_of(output, name))
    tongdu("--site", root, "build")
    for variant in ("zh-hans", "zh-hant"):
        assert (root / "_site" / variant / "tea.html").is_file()
        assert "石" in (root / "_site" / variant / "index.html").read_text("utf-8")
    tongdu("--site", root, "check")


@pytest.mark.parametrize(
    ("name", "text", "told"),
    [
        ("content/bad.md", "---\nscript: zh-Hans\n---\n没有题目。\n", r"content/bad\.md:\d+: .*title"),
        ("content/bad.md", "没有前言。\n", r"content/bad\.md:\d+: "),
        ("content/bad.md", "---\ntitle: a: b: [\n---\n一。\n", r"content/bad\.md:2: "),
        ("content/bad.md", "---\ntitle: 题\npublished: 2024-13-99\n---\n一。\n", r"content/bad\.md:3: "),
    ],
)
def test_a_bad_article_is_told_and_the_others_are_built(make_site: MakeSite, name: str, text: str, told: str) -> None:
    root = make_site(articles={"tea.md": ARTICLE}, build=False)
    (root / name).write_text(text, "utf-8")
    output = tongdu("--site", root, "build", status=1)
    assert re.search(rf"^{told}.+\(.+\)$", output, re.M), output
    assert (root / "_site/zh-hans/tea.html").is_file()


@pytest.mark.parametrize(
    ("name", "text", "told"),
    [
        ("site.toml", 'title = "题"\npage_sise = 5\n', r"site\.toml:2: unknown key “page_sise”"),
        ("site.toml", 'title = "题\n', r"site\.toml:1: "),
        ("templates/article.html", "<p>\n{% if page %}\n", r"templates/article\.html:\d+: "),
        ("templates/article.html", "<p>\n{{ page.no.such.thing }}\n", r"templates/article\.html:2: "),
        ("glossary.toml", "[[phrase]\n", r"glossary\.toml:1: "),
    ],
)
def test_what_all_pages_need_is_told_and_the_last_good_site_stays(
    make_site: MakeSite, name: str, text: str, told: str
) -> None:
    root = make_site(articles={"tea.md": ARTICLE})
    before = {path: path.read_bytes() for path in (root / "_site").rglob("*") if path.is_file()}
    (root / name).parent.mkdir(exist_ok=True)
    (root / name).write_text(text, "utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "builder", "--site", root, "build"],
        cwd=ROOT,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 1
    assert re.search(rf"^{told}.*\(.+\)$", done.stderr, re.M), done.stderr
    assert "Traceback" not in done.stderr
    assert {path: path.read_bytes() for path in (root / "_site").rglob("*") if path.is_file()} == before


@pytest.mark.parametrize("name", ["templates", "templates/base.html", "templates/parts"])
def test_a_template_that_is_a_link_is_told_and_not_read(make_site: MakeSite, tmp_path: Path, name: str) -> None:
    """It might lead out of the site's root, and what stands there would be published."""
    root = make_site(articles={"tea.md": ARTICLE})
    before = (root / "_site/zh-hans/tea.html").read_bytes()
    (tmp_path / "outside").mkdir()
    (tmp_path / "outside/base.html").write_text("secret", "utf-8")
    (root / name).parent.mkdir(exist_ok=True)
    (root / name).symlink_to(tmp_path / "outside" / ("base.html" if name.endswith("html") else ""))
    done = subprocess.run([sys.executable, "-m", "builder", "--site", root, "build"], capture_output=True, text=True)
    assert done.returncode == 1
    assert done.stderr.startswith(f"{name}: is a symbolic link")
    assert (root / "_site/zh-hans/tea.html").read_bytes() == before
