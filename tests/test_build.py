"""Builds: what is written, what is left alone, what is removed, and what is said of bad input."""

from __future__ import annotations

import importlib.metadata
import os
import re
import sqlite3
import time
from collections import defaultdict
from pathlib import Path

import pytest

from builder import cache, packing
from builder.model import TongduError
from tests import small


def test_the_second_build_writes_nothing(tmp_path: Path) -> None:
    small.make(tmp_path)
    first = small.run(tmp_path)
    assert first.written == len(small.tree(tmp_path / "_site"))
    looks = {path: path.stat().st_mtime_ns for path in (tmp_path / "_site").rglob("*.html")}
    again = small.run(tmp_path)
    assert (again.written, again.unchanged, again.removed) == (0, first.written, 0)
    assert looks == {path: path.stat().st_mtime_ns for path in (tmp_path / "_site").rglob("*.html")}


def test_an_edit_writes_only_what_it_changes(tmp_path: Path) -> None:
    small.make(tmp_path)
    small.run(tmp_path)
    text = small.article(2).replace("小标题", "另一个标题")
    small.put(tmp_path, "content/2.md", text)
    report = small.run(tmp_path)
    assert 2 <= report.written < report.unchanged
    assert "另一个标题" in (tmp_path / "_site/zh-hans/2024/bridge-2.html").read_text("utf-8")
    assert "另一個標題" in (tmp_path / "_site/zh-hant/2024/bridge-2.html").read_text("utf-8")


def test_an_edit_of_the_same_length_and_time_is_seen(tmp_path: Path) -> None:
    small.make(tmp_path)
    place = tmp_path / "content/1.md"
    small.run(tmp_path)
    small.run(tmp_path)
    before = place.stat()
    place.write_text(place.read_text("utf-8").replace("小标题", "大标题"), "utf-8")
    os.utime(place, ns=(before.st_atime_ns, before.st_mtime_ns))
    small.run(tmp_path)
    assert "大标题" in (tmp_path / "_site/zh-hans/2024/bridge-1.html").read_text("utf-8")


def test_what_is_stale_and_ours_goes_and_nothing_else(tmp_path: Path) -> None:
    small.make(tmp_path)
    small.run(tmp_path)
    small.put(tmp_path, "_site/theirs/note.txt", "a person's")
    (tmp_path / "content/3.md").unlink()
    report = small.run(tmp_path)
    assert report.removed >= 2
    site = small.tree(tmp_path / "_site")
    assert site.pop("theirs/note.txt") == b"a person's"
    assert site == small.clean(tmp_path, tmp_path / "clean")


def test_a_page_that_somebody_changed_is_mended(tmp_path: Path) -> None:
    small.make(tmp_path)
    small.run(tmp_path)
    page = tmp_path / "_site/zh-hans/2024/bridge-0.html"
    right = page.read_bytes()
    page.write_bytes(b"spoilt")
    (tmp_path / "_site/zh-hant/2024/bridge-0.html").unlink()
    assert small.run(tmp_path).written == 2
    assert page.read_bytes() == right


def test_a_bad_article_is_told_and_the_rest_is_built(tmp_path: Path) -> None:
    small.make(tmp_path)
    small.put(tmp_path, "content/bad.md", small.article(9, title=None))
    small.put(tmp_path, "content/none.md", "no front matter at all")
    (tmp_path / "content/binary.md").write_bytes(bytes(range(256)))
    for _ in range(2):  # told each time, not only when it is read
        report = small.run(tmp_path)
        assert report.failed
        assert {problem.where for problem in report.problems} == {
            "content/bad.md",
            "content/none.md",
            "content/binary.md",
        }
        assert all(problem.hint for problem in report.problems)
    assert (tmp_path / "_site/zh-hant/2024/bridge-3.html").exists()


def test_a_wrong_entry_of_the_glossary_is_told_each_time(tmp_path: Path) -> None:
    small.make(tmp_path)
    small.put(tmp_path, "glossary.toml", '[[phrase]]\nzh-hans = "坦诚"\nzh-xx = "坦誠"\n')
    for _ in range(2):
        report = small.run(tmp_path)
        assert {(problem.where, problem.line) for problem in report.problems} == {("glossary.toml", 1)}


def test_the_versions_of_libraries_are_those_that_their_metadata_say() -> None:
    """Another one may give other pages: what the cache holds is not taken for them."""
    assert cache.versions() == sorted(f"{name}-{importlib.metadata.version(name)}" for name in cache.LIBRARIES)


def test_a_draft_has_no_page(tmp_path: Path) -> None:
    small.make(tmp_path)
    small.put(tmp_path, "content/draft.md", small.article(9, draft="true"))
    assert not small.run(tmp_path).problems
    assert not (tmp_path / "_site/zh-hans/2024/bridge-9.html").exists()


@pytest.mark.parametrize("jobs", [1, 2])
def test_an_error_in_a_template_is_told_and_the_last_good_site_stays(
    tmp_path: Path, jobs: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("builder.build._FEW", 0)  # so that there are workers
    small.make(tmp_path)
    small.run(tmp_path)
    good = small.tree(tmp_path / "_site")
    small.put(tmp_path, "templates/article.html", "fine\n{% if page %}\n{{ page.path \n")
    with pytest.raises(TongduError) as caught:
        small.run(tmp_path, jobs)
    assert (caught.value.problem.where, caught.value.problem.line) == ("templates/article.html", 3)
    small.put(tmp_path, "templates/article.html", "fine\n\n{{ page.nothing.of_that_name }}\n")
    with pytest.raises(TongduError) as caught:
        small.run(tmp_path, jobs)
    assert (caught.value.problem.where, caught.value.problem.line) == ("templates/article.html", 3)
    assert small.tree(tmp_path / "_site") == good


@pytest.mark.parametrize("damage", ["garbage", "truncated", "emptied", "layout", "a record", "no table", "templates"])
def test_a_damaged_cache_is_made_anew_without_a_word(tmp_path: Path, damage: str) -> None:
    small.make(tmp_path)
    small.run(tmp_path)
    good, place = small.tree(tmp_path / "_site"), tmp_path / cache.PLACE
    if damage == "templates":
        for compiled in (tmp_path / ".cache/templates").rglob("*"):
            if compiled.is_file():
                compiled.write_bytes(compiled.read_bytes()[:-100] + os.urandom(100))
    elif damage in ("garbage", "truncated", "emptied"):
        data = place.read_bytes()
        place.write_bytes({"garbage": os.urandom(5000), "truncated": data[:9000], "emptied": b""}[damage])
    else:
        database = sqlite3.connect(place)
        change = {
            "layout": "PRAGMA user_version=99",
            "a record": "UPDATE record SET data = x'8005'",
            "no table": "DROP TABLE body",
        }[damage]
        database.execute(change)
        database.commit()
        database.close()
    small.put(tmp_path, "content/0.md", small.article(0, title="别的题目"))
    report = small.run(tmp_path)
    assert not report.problems
    small.put(tmp_path, "content/0.md", small.article(0))
    small.run(tmp_path)
    assert small.tree(tmp_path / "_site") == good


def test_templates_that_another_version_compiled_are_compiled_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Compiled code calls this program and Jinja, as they were."""
    small.make(tmp_path)
    small.run(tmp_path)
    with monkeypatch.context() as patch:
        patch.setattr("builder.cache.program", lambda: b"another version")
        small.run(tmp_path)
    compiled = [place for place in (tmp_path / ".cache/templates").rglob("*") if place.is_file()]
    assert compiled
    for place in compiled:
        program, _ = packing.unpack(place.read_bytes())
        assert program == b"another version"
    small.run(tmp_path)
    for place in compiled:
        assert packing.unpack(place.read_bytes())[0] == cache.program()


def test_templates_are_compiled_once_for_all_variants_and_whatever_the_words(tmp_path: Path) -> None:
    small.make(tmp_path)
    small.put(tmp_path, "site.toml", '[words]\n"归档" = "旧文"\n')
    small.run(tmp_path)
    places = [place for place in (tmp_path / ".cache/templates").rglob("*") if place.is_file()]
    before = {place: place.stat().st_mtime_ns for place in places}
    assert "舊文" in (tmp_path / "_site/zh-hant/index.html").read_text("utf-8")
    small.put(tmp_path, "site.toml", 'title = "别的名字"\n[words]\n"归档" = "存档"\n')
    small.run(tmp_path)
    assert "存檔" in (tmp_path / "_site/zh-hant/index.html").read_text("utf-8")
    now = [place for place in (tmp_path / ".cache/templates").rglob("*") if place.is_file()]
    assert {place: place.stat().st_mtime_ns for place in now} == before


def test_what_stands_in_once_is_rendered_once_for_a_variant_and_depth(tmp_path: Path) -> None:
    small.make(tmp_path)
    built_in = (Path(__file__).parent.parent / "templates/article.html").read_text("utf-8")
    marked = built_in.replace(
        "{{ fragment }}", "<i>{% once %}{{ w['归档'] }}{{ page.path }}{% endonce %}</i>{{ fragment }}"
    )
    small.put(tmp_path, "templates/article.html", marked)
    small.put(tmp_path, "content/deep.md", small.article(5, slug="2024/11/bridge-5"))
    small.run(tmp_path)
    shown: dict[tuple[str, int], set[str]] = defaultdict(set)
    for place in (tmp_path / "_site").rglob("bridge-*.html"):
        path = place.relative_to(tmp_path / "_site")
        shown[path.parts[0], len(path.parts)] |= set(re.findall("<i>(.*?)</i>", place.read_text("utf-8")))
    assert len(shown) == 4
    assert all(len(texts) == 1 for texts in shown.values()), "each text names the page that was made first"
    assert len({text for texts in shown.values() for text in texts}) == 4


@pytest.mark.parametrize("jobs", [1, 2])
def test_for_many_articles_faster_dictionaries_are_made_and_the_site_is_the_same(
    tmp_path: Path, jobs: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    small.make(tmp_path)
    usual = small.clean(tmp_path, tmp_path / "clean")
    monkeypatch.setattr("builder.build._MANY", 0)
    small.run(tmp_path, jobs)
    assert small.tree(tmp_path / "_site") == usual
    assert len(list((tmp_path / ".cache/opencc").glob("stage-*.txt"))) == 4  # two stages for each script


def test_static_files_are_copied_and_win_over_pages(tmp_path: Path) -> None:
    small.make(tmp_path)
    small.put(tmp_path, "static/robots.txt", "mine\n")
    small.put(tmp_path, "static/pictures/a b.txt", "x")
    small.run(tmp_path)
    assert (tmp_path / "_site/robots.txt").read_text() == "mine\n"
    assert (tmp_path / "_site/pictures/a b.txt").read_text() == "x"


def test_the_report_weighs_the_site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    small.make(tmp_path)
    report = small.run(tmp_path)
    site = small.tree(tmp_path / "_site")
    assert sum(size.bytes for size in report.sizes) == sum(map(len, site.values()))
    assert {size.kind: size.files for size in report.sizes}["article"] == 8
    monkeypatch.setattr("builder.build.PAGES_LIMIT", sum(map(len, site.values())))
    small.put(tmp_path, "content/5.md", small.article(5))
    warned = small.run(tmp_path)
    assert not warned.failed
    assert "GitHub Pages" in warned.problems[0].message


def test_an_empty_site_and_one_without_content_are_built(tmp_path: Path) -> None:
    assert not small.run(tmp_path).failed
    assert (tmp_path / "_site/index.html").exists()


def test_the_base_url_of_the_command_counts(tmp_path: Path) -> None:
    from builder import build, config

    small.make(tmp_path, 1)
    build.run(tmp_path, config.load(tmp_path).at("https://me.github.io/reader"), jobs=1)
    assert "https://me.github.io/reader/zh-hans/" in (tmp_path / "_site/sitemap.xml").read_text("utf-8")


def test_what_cannot_be_an_article_is_told_where_all_else_is_unchanged(tmp_path: Path) -> None:
    small.make(tmp_path, 1)
    time.sleep(0.15)  # so old are files that need not be read to be known as unchanged
    small.run(tmp_path)
    (tmp_path / "content/elsewhere.md").symlink_to(tmp_path / "outside.md")
    for _ in range(2):
        told = small.run(tmp_path)
        assert [problem.where for problem in told.problems] == ["content/elsewhere.md"]
    (tmp_path / "content/elsewhere.md").unlink()
    assert not small.run(tmp_path).problems


# ── names ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_articles_of_one_address_are_told_and_one_page_stands(tmp_path: Path) -> None:
    small.put(tmp_path, "content/a.md", small.article(1, slug="2024/same"))
    small.put(tmp_path, "content/b.md", small.article(2, slug="2024/Same"))
    report = small.run(tmp_path)
    assert [problem.where for problem in report.problems] == ["content/b.md"]
    pages = [path for path in small.tree(tmp_path / "_site") if path.lower() == "zh-hans/2024/same.html"]
    assert len(pages) == 1


NAMES = [
    "caf\u00e9.md",
    "cafe\u0301.md",  # the same word, decomposed
    "Case.md",
    "case.md",
    "con.md",
    "nul.txt.md",
    "字" * 84 + ".md",  # 255 bytes
    "😀🧑‍🚀.md",
    "\U00020000\U0002a700\U00030000\U000323af\U0002ebf0.md",  # extensions B, C, G, H, I
    "葛\U000e0100.md",  # an ideographic variation
    "\ue000.md",  # private use
    "a b&c#d?e%f'g\"h<i>.md",
    "-rf.md",
    "..md",
    " .md",
]


def test_any_name_of_a_file_has_one_page_or_is_told(tmp_path: Path) -> None:
    for number, name in enumerate(NAMES):
        small.put(tmp_path, f"content/{name}", small.article(number, slug=None))
    report = small.run(tmp_path)
    site = small.tree(tmp_path / "_site")
    told = {problem.where for problem in report.problems}
    headings = re.findall(r"<h1[^>]*>\s*第(\d+)篇", "".join(site[path].decode() for path in site if "hans" in path))
    titles = set(map(int, headings))
    assert len(headings) == len(titles)
    hidden = {f"content/{name}" for name in NAMES if name.startswith(".")}
    for number, name in enumerate(NAMES):
        assert (number in titles) + (f"content/{name}" in told | hidden) == 1, name
    folded = [path.casefold() for path in site]
    assert len(folded) == len(set(folded))
    assert all(len(part.encode()) <= 255 for path in site for part in path.split("/"))


@pytest.mark.parametrize(
    "slug", ["../../out", "/etc/out", "a/../../../out", "..", "a\\..\\b", '"a\\0b"', "index", "CON/aux"]
)
def test_no_slug_leads_out_of_the_site(tmp_path: Path, slug: str) -> None:
    root = tmp_path / "a/b/root"
    small.put(root, "content/a.md", small.article(1, slug=slug))
    small.run(root)
    outside = [path for path in small.tree(tmp_path) if not path.startswith(("a/b/root/_site/", "a/b/root/.cache/"))]
    assert outside == ["a/b/root/content/a.md"]


def test_links_are_not_followed(tmp_path: Path) -> None:
    root, outside = tmp_path / "root", tmp_path / "outside"
    small.put(outside, "secret.md", small.article(7))
    small.put(outside, "style.css", "secret")
    small.make(root, 1)
    (root / "content/link.md").symlink_to(outside / "secret.md")
    (root / "content/folder").symlink_to(outside)
    (root / "static").mkdir()
    (root / "static/leak.css").symlink_to(outside / "style.css")
    report = small.run(root)
    assert {problem.where for problem in report.problems} == {"content/link.md", "content/folder"}
    assert not report.failed, "a link is only a warning"
    assert b"secret" not in b"".join(small.tree(root / "_site").values())


def test_a_site_folder_that_leads_elsewhere_is_refused(tmp_path: Path) -> None:
    root, outside = tmp_path / "root", tmp_path / "outside"
    outside.mkdir()
    small.make(root, 1)
    (root / "_site").symlink_to(outside)
    with pytest.raises(TongduError, match="symbolic link"):
        small.run(root)
    assert not list(outside.iterdir())
