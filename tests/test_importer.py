"""tongdu import: what it writes, what it leaves alone, and what it says of seeds that are damaged or hostile."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest

from builder import article, config, importer, intake
from builder.model import TongduError

SEED = """\
<!--{stamp}-->
[{title}]({url})
------

<p>桥在河上，<b>水在桥下</b>。</p><p>{text}</p>
"""
TREE = Path(__file__).parent.parent
CONTENT = "---\ntitle: 手写\n---\n\n自己写的。\n"


def seed(
    title: str = "河上的桥", url: str = "https://example.org/a-1", stamp: int = 1_600_000_000_000, text: str = "完"
) -> str:
    return SEED.format(title=title, url=url, stamp=stamp, text=text)


def put(root: Path, name: str, text: str | bytes) -> Path:
    place = root / name
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_bytes(text if isinstance(text, bytes) else text.encode())
    return place


def tree(root: Path) -> dict[str, bytes]:
    return {
        str(place.relative_to(root)): place.read_bytes() for place in (root / "content").rglob("*") if place.is_file()
    }


def told(report: importer.ImportReport) -> list[tuple[str, str, str]]:
    return [(problem.level, problem.where, problem.message) for problem in report.problems]


# ── what it writes ────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_seed_becomes_an_article(tmp_path: Path) -> None:
    put(tmp_path, "seeds/a/x.txt", seed())
    report = importer.run(tmp_path)
    assert (report.new, report.written, report.failed) == (1, 1, False)
    text = (tmp_path / "content/a/x.md").read_text("utf-8")
    read, problems = article.read(text, "content/a/x.md")
    assert not problems
    assert read.meta.seed == "seeds/a/x.txt"
    assert read.meta.slug.startswith("2020/example-a-1-")
    assert read.meta.script == "zh-Hans"
    assert read.meta.import_hash == article.import_hash(text)
    assert text.endswith("桥在河上，**水在桥下**。\n\n完\n")


@pytest.mark.parametrize("escapes", [quote, lambda part: quote(quote(part))])
def test_escapes_are_no_part_of_an_articles_address(tmp_path: Path, escapes: Callable[[str], str]) -> None:
    put(tmp_path, "seeds/x.txt", seed(url=f"https://example.org/{escapes('石桥-stone-bridge-7')}"))
    importer.run(tmp_path)
    slug = article.read((tmp_path / "content/x.md").read_text("utf-8"), "x")[0].meta.slug
    assert slug.startswith("2020/example-stone-bridge-7-")


def test_importing_twice_changes_no_byte(tmp_path: Path) -> None:
    for number in range(60):  # more than one batch
        put(tmp_path, f"seeds/{number}.txt", seed(url=f"https://example.org/a-{number}", text="字" * number + "。"))
    assert importer.run(tmp_path, jobs=2).new == 60
    before = tree(tmp_path)
    report = importer.run(tmp_path, jobs=2)
    assert (report.unchanged, report.written, tree(tmp_path)) == (60, 0, before)
    for refresh in (True, False):
        report = importer.run(tmp_path, jobs=2, refresh=refresh, force=not refresh)
        assert (report.unchanged, report.written, tree(tmp_path)) == (60, 0, before)


def test_a_changed_seed_is_imported_anew_at_the_old_address(tmp_path: Path) -> None:
    put(tmp_path, "seeds/x.txt", seed())
    importer.run(tmp_path)
    slug = article.read((tmp_path / "content/x.md").read_text("utf-8"), "x")[0].meta.slug
    put(tmp_path, "seeds/x.txt", seed(url="https://example.org/elsewhere-2", text="又来。"))
    assert importer.run(tmp_path).updated == 1
    text = (tmp_path / "content/x.md").read_text("utf-8")
    assert "又来。" in text
    assert article.read(text, "x")[0].meta.slug == slug


@pytest.mark.parametrize("refresh", [False, True])
def test_an_edited_article_is_kept_unless_forced(tmp_path: Path, refresh: bool) -> None:
    put(tmp_path, "seeds/x.txt", seed())
    importer.run(tmp_path)
    place = tmp_path / "content/x.md"
    edited = place.read_text("utf-8").replace("水在桥下", "水在流")
    place.write_text(edited, "utf-8")
    put(tmp_path, "seeds/x.txt", seed(text="又来。"))
    report = importer.run(tmp_path, refresh=refresh)
    assert (report.kept, report.written, report.failed) == (1, 0, False)
    assert place.read_text("utf-8") == edited
    assert importer.run(tmp_path, force=True).updated == 1
    assert "又来。" in place.read_text("utf-8")


def test_a_deleted_seed_leaves_its_article_and_a_deleted_article_comes_back(tmp_path: Path) -> None:
    one, two = put(tmp_path, "seeds/x.txt", seed()), put(tmp_path, "seeds/y.txt", seed(url="https://example.org/b-2"))
    importer.run(tmp_path)
    one.unlink()
    (tmp_path / "content/y.md").unlink()
    assert importer.run(tmp_path).new == 1
    assert two.exists()
    assert sorted(tree(tmp_path)) == ["content/x.md", "content/y.md"]


@pytest.mark.parametrize("url", ["https://example.org/a-1", ""])
def test_a_seed_that_was_renamed_keeps_its_article(tmp_path: Path, url: str) -> None:
    text = seed(url=url) if url else "---\ntitle: 石桥重开\n---\n<p>修了两年的石桥重新开放。</p>"
    one = put(tmp_path, "seeds/x.txt", text)
    importer.run(tmp_path)
    before = tree(tmp_path)
    one.rename(tmp_path / "seeds/y.txt")
    put(tmp_path, "seeds/z.txt", seed(url="https://example.org/b-2"))
    report = importer.run(tmp_path)
    assert (report.new, report.unchanged, report.duplicates) == (1, 1, 0)
    assert tree(tmp_path).keys() == before.keys() | {"content/z.md"} and tree(tmp_path).items() >= before.items()


def test_a_seed_that_was_renamed_and_changed_is_imported_anew(tmp_path: Path) -> None:
    one = put(tmp_path, "seeds/x.txt", seed(text="旧"))
    importer.run(tmp_path)
    one.unlink()
    put(tmp_path, "seeds/y.txt", seed(text="新"))
    report = importer.run(tmp_path)
    assert (report.updated, report.new, report.duplicates) == (1, 0, 0)
    assert list(tree(tmp_path)) == ["content/x.md"] and "新" in (tmp_path / "content/x.md").read_text("utf-8")


# ── two seeds of one article ──────────────────────────────────────────────────────────────────────────────────────


def test_of_two_seeds_of_one_article_the_later_archived_counts(tmp_path: Path) -> None:
    put(
        tmp_path,
        "seeds/a.txt",
        seed(url="http://www.example.org/a-1/?utm_source=x#5", stamp=1_600_000_000_000, text="旧"),
    )
    put(tmp_path, "seeds/b.txt", seed(url="https://example.org/a-1", stamp=1_700_000_000_000, text="新"))
    report = importer.run(tmp_path)
    assert (report.new, report.duplicates) == (1, 1)
    assert list(tree(tmp_path)) == ["content/b.md"]
    assert [problem.where for problem in report.problems] == ["seeds/a.txt"]
    assert importer.run(tmp_path).duplicates == 1
    assert list(tree(tmp_path)) == ["content/b.md"]


def test_a_later_seed_that_comes_afterwards_takes_the_articles_place(tmp_path: Path) -> None:
    put(tmp_path, "seeds/a.txt", seed(stamp=1_600_000_000_000, text="旧"))
    importer.run(tmp_path)
    slug = article.read((tmp_path / "content/a.md").read_text("utf-8"), "x")[0].meta.slug
    put(tmp_path, "seeds/b.txt", seed(stamp=1_700_000_000_000, text="新"))
    put(tmp_path, "seeds/c.txt", seed(stamp=1_650_000_000_000, text="中"))
    report = importer.run(tmp_path)
    assert (report.updated, report.new) == (1, 0)
    assert list(tree(tmp_path)) == ["content/a.md"]
    read, _ = article.read((tmp_path / "content/a.md").read_text("utf-8"), "x")
    assert (read.meta.seed, read.meta.slug) == ("seeds/b.txt", slug)
    before = tree(tmp_path)
    importer.run(tmp_path)
    assert tree(tmp_path) == before


# ── names ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_seeds_of_one_stem_keep_their_suffix(tmp_path: Path) -> None:
    put(tmp_path, "seeds/x.txt", seed())
    put(tmp_path, "seeds/x.html", "---\ntitle: 乙\nlink: https://example.org/b-2\n---\n<p>字。</p>")
    importer.run(tmp_path, [tmp_path / "seeds/x.txt"])
    importer.run(tmp_path)
    assert sorted(tree(tmp_path)) == ["content/x.html.md", "content/x.txt.md"]


def test_seeds_from_elsewhere_are_named_below_their_folder(tmp_path: Path) -> None:
    site, other = tmp_path / "site", tmp_path / "other"
    site.mkdir()
    put(other, "deep/x.txt", seed())
    importer.run(site, [other])
    assert list(tree(site)) == ["content/deep/x.md"]
    assert article.read((site / "content/deep/x.md").read_text("utf-8"), "x")[0].meta.seed == "deep/x.txt"
    assert importer.run(site, [other]).unchanged == 1


def test_an_article_that_a_person_wrote_is_never_in_the_way(tmp_path: Path) -> None:
    put(tmp_path, "content/x.md", CONTENT)
    put(tmp_path, "seeds/x.txt", seed())
    importer.run(tmp_path)
    assert sorted(tree(tmp_path)) == ["content/x.md", "content/x.txt.md"]
    assert (tmp_path / "content/x.md").read_text("utf-8") == CONTENT


@pytest.mark.parametrize(
    "names",
    [
        ("桥" * 80 + ".txt",),
        ("x" * 250 + ".html", "x" * 250 + ".txt"),
        ("a\nb.txt",),
        ("\u202eabc.txt", "\u2066x\u2069.txt"),
        ("é.txt", "e\u0301.txt"),
        ("A.txt", "a.txt"),
        ("con.txt", "a b.txt", "-rf.txt", "x.y.z.txt", "#&%?.txt", "“引”.txt"),
        ("\U0003106c.txt", "葛\U000e0100.txt", "\ue000.txt", "🥰.txt"),
        (os.fsdecode(b"\xff\xfe.txt"),),
    ],
)
def test_a_seed_of_any_name_has_one_article(tmp_path: Path, names: tuple[str, ...]) -> None:
    for number, name in enumerate(names):
        put(tmp_path, f"seeds/{name}", seed(url=f"https://example.org/n-{number}"))
    assert importer.run(tmp_path).new == len(names)
    before = tree(tmp_path)
    assert len({path.casefold() for path in before}) == len(names)
    assert not any(char in path for path in before for char in "\n\u202e\u2066\u2069\\")
    assert importer.run(tmp_path).unchanged == len(names)
    assert tree(tmp_path) == before


# ── bad input ─────────────────────────────────────────────────────────────────────────────────────────────────────

BAD = {
    "empty.txt": (b"", "note", "holds no article"),
    "blank.txt": (b" \n\n", "note", "holds no article"),
    "one-line.txt": ("只有一行".encode(), "error", "has no header: neither a title nor an address"),
    "no-header.txt": (b"<p>text</p>\n<p>text</p>", "error", "has no header: neither a title nor an address"),
    "binary.txt": (bytes(range(256)) * 40, "error", "is a binary file"),
    "large.txt": (b"x" * 10_000_001, "error", "is 10 MB large; a seed has at most 10"),
    "tags.txt": ((seed() + "<b>" * 200_000).encode(), "error", f"holds more than {config.MAX_ELEMENTS:,} tags"),
    "no-body.txt": (b"[a title](https://example.org/t-1)\n------\n", "note", "holds no article"),
    "title.txt": (seed(title="桥" * 10_000, url="https://example.org/t-2").encode(), "warning", "the title has 10,000"),
    "no-address.txt": (seed(url="nowhere").encode(), "warning", "has no address: nothing tells where it came from"),
    "utf-8.txt": (seed(url="https://example.org/t-3").encode() + b"\xff.", "note", "1 bytes are no valid UTF-8"),
}


@pytest.mark.parametrize("name", BAD)
def test_a_bad_seed_is_told_on_one_line_and_stops_no_other(tmp_path: Path, name: str) -> None:
    data, level, message = BAD[name]
    put(tmp_path, f"seeds/{name}", data)
    put(tmp_path, "seeds/good.txt", seed(url="https://example.org/good-1"))
    report = importer.run(tmp_path)
    (problem,) = report.problems
    assert (problem.level, problem.where) == (level, f"seeds/{name}")
    assert problem.message.startswith(message)
    assert problem.hint
    assert report.failed == (level == "error")
    assert "content/good.md" in tree(tmp_path)
    assert importer.run(tmp_path).written == 0


def test_broken_yaml_is_read_leniently(tmp_path: Path) -> None:
    put(tmp_path, "seeds/x.md", "---\ntitle: 桥: 河\nlink: https://example.org/a-1\ntags: [a\n---\n<p>字。</p>")
    assert importer.run(tmp_path).new == 1


HOSTILE = {
    "nested": "<div>" * 100_000 + "字",
    "nested-2000": "<div>" * 2_000 + "字" + "</div>" * 2_000,
    "nested-quotes": "<blockquote>" * 2_000 + "字",
    "nested-lists": "<ul><li>" * 2_000 + "字",
    "nested-marks": "<p>" + "<b><i>" * 2_000 + "字",
    "nested-tables": "<table><tr><td>" * 1_000 + "字",
    "attributes": "<p " + " ".join(f"a{n}=1" for n in range(1_000_000)) + ">字",
    "links": "<p>" + '<a href="https://example.org/x">字</a>' * 70_000,
    "list-items": "<ul>" + "<li>字" * 70_000,
    "breaks": "<p>" + "字<br>" * 100_000,
    "brackets": "<p>" + "[" * 100_000 + "]" * 100_000,
    "asterisks": "<p>" + "*a **b " * 50_000,
    "angles": "<p>" + "<" * 500_000,
    "ampersands": "<p>" + "&amp;" * 300_000,
    "entities": "<p>" + "&lt;b&gt;" * 100_000,
    "comments": "<!--" * 100_000,
    "spaces": "<p>" + " \u3000" * 500_000 + "字",
    "one-line": "<p>" + "字" * 2_000_000,
    "quotes": "<p title='" + '"' * 500_000,
    "cells": "<table><tr>" + "<td>字" * 50_000,
    "definitions": "<dl><dt>字<dd>" * 80,
    "spans": "<table><tr><td colspan=100000000 rowspan=100000000>字</table>",
    "empty-lines": "<pre>" + "\n" * 9_000_000 + "字</pre>",
    "quotes-in-an-alt": "<p>" + 'alt="' + '"' * 9_000_000,
    "yaml-bomb": "",
}
BOMB = "---\na: &a [x, x, x, x, x, x, x, x, x]\n" + "".join(
    f"{new}: &{new} [{', '.join(['*' + old] * 9)}]\n" for old, new in zip("abcdefgh", "bcdefghi", strict=True)
)


# A process counts as large as the one that started it was: ours has run other tests, this one is small.
MEASURED = """
import resource, subprocess, sys
subprocess.run(sys.argv[1:])
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
"""


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_seed_takes_bounded_time_and_memory(tmp_path: Path, name: str) -> None:
    head = BOMB + "title: 桥\nlink: https://example.org/a-1\n---\n" if name == "yaml-bomb" else ""
    put(tmp_path, "seeds/x.md", head + seed(text=HOSTILE[name]))
    put(tmp_path, "seeds/good.txt", seed(url="https://example.org/good-1"))
    command = [sys.executable, "-c", MEASURED, sys.executable, "-m", "builder", "--site", str(tmp_path), "import"]
    began = time.monotonic()
    done = subprocess.run(command, cwd=TREE, capture_output=True, text=True, timeout=60)
    assert time.monotonic() - began < 60
    assert "Traceback" not in done.stderr
    assert len([line for line in done.stderr.splitlines() if line]) <= 1
    assert (tmp_path / "content/good.md").exists()
    assert int(done.stdout.split()[-1]) < 500_000  # KB, of the largest process


# What could be read in several ways, so often that all of them together are more than can be tried.
AGAIN = {
    "buttons": "<p>2024-06-01 " + "【大中小】" * 20 + "！</p><p>桥开了。</p>",
    "ways to answer": "<p>" + "[ 桥 ] " * 24 + "！</p><p>桥开了。</p>",
    "counts beside a name": '<p>作者 <a href="/author/he">何一</a> ' + "字数 " * 40 + "桥</p><p>桥开了。</p>",
    "counts of a post": "<p>桥开了。</p><p>posted @2024-06-01 10:00 何 " + "阅读: " * 40 + "！</p>",
    "rules of style": "<p>桥开了。</p><p>" + "@page {} " * 40 + "！</p>",
    "sizes in an address": f'<p>桥开了。</p><img src="https://cdn.statically.io/img/a/{"f=," * 60}a.jpg">',
}


@pytest.mark.parametrize("name", AGAIN)
def test_the_same_over_and_over_is_read_in_one_way(tmp_path: Path, name: str) -> None:
    put(tmp_path, "seeds/a.txt", seed(text="</p>" + AGAIN[name]))
    report = importer.run(tmp_path, jobs=1)
    assert (report.failures, report.new) == (0, 1)


@pytest.mark.parametrize(("busy", "failures"), [(True, 1), (False, 0)])
def test_a_seed_may_take_so_much_of_the_processor_and_a_busy_machine_fails_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, busy: bool, failures: int
) -> None:
    """Seconds on the clock would make what is imported depend on what else the machine does."""
    real = intake.article_in

    def slow(*arguments: Any) -> Any:
        clock = time.process_time if busy else time.monotonic
        end = clock() + 0.6
        while clock() < end:
            if not busy:
                time.sleep(0.01)
        return real(*arguments)

    monkeypatch.setattr(intake, "article_in", slow)
    monkeypatch.setattr(importer, "MAX_SECONDS", 0.3)
    put(tmp_path, "seeds/a.txt", seed())
    report = importer.run(tmp_path, jobs=1)
    assert (report.failures, report.new) == (failures, 1 - failures)
    assert all("longer than" in message for _, _, message in told(report))


@pytest.mark.parametrize(
    "opening",
    [
        *("<script ", "<style ", "<noscript ", "<iframe ", "<textarea ", "<!--", "<!-- x", "</script "),
        *('<a href="', "<source ", "<b ", "<html ", "<![if ", "<?xml ", "<noscript><img "),
    ],
)
def test_what_is_never_closed_is_looked_at_once(tmp_path: Path, opening: str) -> None:
    """Each search for the end of a tag, or of an element, that has none would go through the rest of the page."""
    put(tmp_path, "seeds/open.txt", seed() + opening * (config.MAX_ELEMENTS // opening.count("<") - 100))
    report = importer.run(tmp_path, jobs=1)
    assert (report.new, told(report)) == (1, [])


# What is looked at for each of its like must not be all of its like. The numbers are a few times those of long pages.
LONG = {
    "digits": "<p>" + "1" * 1_000_000,
    "numbers of a list": "<ul><li>" + "1" * 1_000_000,
    "digits and dots": "<p>" + "1." * 500_000,
    "wide spaces in a link": '<p><a href="https://example.org/b-1">' + "\u3000" * 1_000_000 + "桥</a>",
    "spaces of a set": '<img srcset="https://example.org/a.jpg' + "\t" * 500_000 + '">',
    "lines of a name": '<p class="' + "_" * 500_000 + '!">桥</p>',
    "players": "<p>" + '<object data="https://example.org/a.swf"></object>' * 8_000,
    "times": "<video>" + '<time datetime="2024-01-02">2024-01-02</time>' * 8_000,
    "formulas": "<article>" + '<script type="math/tex">x</script>' * 12_000,
    "pull quotes": "<p>桥</p>"
    + f"<p>{'桥' * 3_000_000}</p>"
    + "".join(f'<aside class="pullquote">桥长{n}米，水深{n}尺。</aside>' for n in range(6_000)),
    "dashes": "<p>————————</p>" * 16_000,
    "links to authors": "".join(f'<a href="/author/{n}">何{n}</a><a href="/tag/{n}">水</a>' for n in range(8_000)),
    "numbers": "<article>" + "".join(f"<sup>{n}</sup>" for n in range(12_000)),
    "labels of links": "<p>" + "<span>相关阅读</span>" * 12_000,
    "players in a figure": "<figure>"
    + "".join(f'<iframe src="https://www.youtube.com/embed/abcdef{n}"></iframe>' for n in range(12_000)),
    "faces": "<ul><li>" + "".join(f'<img alt="何" src="https://example.org/{n}.png">' for n in range(8_000)),
    "objects": "<figure>" + "".join(f'<object data="https://example.org/{n}.swf"></object>' for n in range(8_000)),
    "numbers below": "<p>7</p>" * 12_000,
    "authors below": "<p>桥</p>" + "".join(f'<div class="about-author">何{n}</div><p>桥</p>' for n in range(5_000)),
    "hidden icons": "<div>" + '<span aria-hidden="true" class="icon"></span>' * 12_000,
    "times in spans": "<div>" + '<span><time datetime="2024-01-02">2024-01-02</time></span>' * 8_000,
    "times of a recording": "<div>" + '<a class="timestamp">02:15</a>' * 8_000,
    "faces of a head": "<header><h1>河边</h1>"
    + "".join(f'<img alt="何{n}" src="https://example.org/{n}.png"><a href="/{n}">何{n}</a>' for n in range(8_000)),
    "buttons that enlarge": "<figure>"
    + "".join(f'<button><img src="https://example.org/{n}.jpg"></button>' for n in range(8_000)),
    "heads that fold": "<h2>" + "<button>桥</button>" * 12_000,
    "stills of players": '<div class="video">'
    + ("<div>" + '<figure><img src="https://x.example/a.jpg"></figure><iframe src="/b"></iframe>' * 40 + "</div>") * 90,
    "players of a theme": "<div>"
    + "".join(f'<joe-dplayer src="https://example.org/{n}.mp4"></joe-dplayer>' for n in range(8_000)),
    "recordings in recordings": "<audio>" * 2_000,
    "players beside marks": "".join(
        f'<a class="gie-single" href="https://www.gettyimages.com/detail/{n}">Embed from Getty Images</a><em>桥</em>'
        for n in range(5_000)
    ),
    "graphics for windows": "<div>" + '<div data-max-width="5">桥</div><div data-max-width="5"></div>' * 6_000,
    "headlines and excerpts": "<div>"
    + "".join(f'<h2><a href="/{n}">桥</a></h2><h3><a href="/{n}">河</a></h3>' for n in range(3_000)),
    "tables in tables": 1_300 * ("<table><tr><td><table><tr><td>水</td></tr></table></td><td>" + "<p>河</p>" * 8),
}


def test_what_is_empty_far_too_deep_leaves_the_rest_of_its_box_in_the_tree(tmp_path: Path) -> None:
    """A box goes with all that is in it, also with what stands behind marks in marks without a word."""
    hidden = "<b>" * 80 + "</b>" * 80 + '<span class="sr-only">水</span>'
    put(tmp_path, "seeds/a.txt", seed(text=f'桥在河上。</p><div class="sr-only">{hidden}</div><p>桥开了。'))
    report = importer.run(tmp_path, jobs=1)
    assert (report.new, told(report)) == (1, [])


def test_a_field_without_end_is_cut(tmp_path: Path) -> None:
    head = f"---\ntitle: 桥\nlink: https://example.org/a-1\nauthor: {'、' * 200_000}\n---\n"
    put(tmp_path, "seeds/a.md", head + "<p>桥在河上。</p>")
    report = importer.run(tmp_path, jobs=1)
    assert (report.new, told(report)) == (1, [])


@pytest.mark.parametrize("name", LONG)
def test_a_long_page_takes_time_by_its_length(tmp_path: Path, name: str) -> None:
    put(tmp_path, "seeds/long.txt", seed(text="</p>" + LONG[name]))
    report = importer.run(tmp_path, jobs=1)
    assert (report.new, told(report)) == (1, [])


# The same of whole pages, whose heads are read and whose menus and sidebars are looked for.
WHOLE = {
    "a headline": f'<script type="ld+json">{{"@type": "Article", "headline": "{"_" * 9_000_000}"}}</script>',
    "boxes in boxes": "<body><h1>桥在河上</h1>" + "<div>" * 3_900 + "桥在河上，水在桥下。" * 50_000,
    "paragraphs in boxes": "<body>" + ("<div>" * 50 + "<p>桥在河上，人在桥上，灯在水里。</p>" + "</div>" * 50) * 150,
    "links in boxes": "<body>" + "<div>" * 3_900 + '<a href="/b">桥</a>' * 8_000 + "</div>" * 3_900,
}


@pytest.mark.parametrize("name", WHOLE)
def test_a_long_whole_page_takes_time_by_its_length(tmp_path: Path, name: str) -> None:
    page = f"<html><head><title>桥在河上 - 河报</title>{WHOLE[name]}<p>桥在河上，水在桥下。</p></html>"
    put(tmp_path, "seeds/long.txt", f"[桥在河上](https://example.org/a-1)\n------\n{page}")
    report = importer.run(tmp_path, jobs=1)
    assert (report.new, told(report)) == (1, [])


def test_a_box_around_notes_that_a_link_leads_to_is_no_note(tmp_path: Path) -> None:
    """A list of notes that is put into one of its own items would have no end."""
    text = '桥修了两年<a href="#_edn1">[i]</a>，见<a href="#s1">1</a>。</p>'
    text += '<part id="s1"><p><a href="#_ednref1">[i]</a>只问到近十年的。</p></part><p>桥在河上。'
    put(tmp_path, "seeds/notes.txt", seed(text=text))
    report = importer.run(tmp_path, jobs=1)
    assert (report.new, told(report)) == (1, [])
    assert "[^1]: 只问到近十年的。" in (tmp_path / "content/notes.md").read_text("utf-8")


@pytest.mark.parametrize("name", ["sup", "em", "span", "code"])
def test_a_paragraph_of_very_many_marks_is_a_paragraph(tmp_path: Path, name: str) -> None:
    text = "".join(f"{n}<{name}>字</{name}>" for n in range(8_000))
    put(tmp_path, "seeds/marks.txt", seed() + f"<p>{text}</p>")
    report = importer.run(tmp_path, jobs=1)
    assert (report.new, told(report)) == (1, [])
    assert "7999" in (tmp_path / "content/marks.md").read_text("utf-8")


def test_symbolic_links_are_not_followed_and_named(tmp_path: Path) -> None:
    put(tmp_path, "outside/secret.txt", seed())
    (tmp_path / "site/seeds").mkdir(parents=True)
    (tmp_path / "site/seeds/link.txt").symlink_to(tmp_path / "outside/secret.txt")
    (tmp_path / "site/seeds/folder").symlink_to(tmp_path / "outside")
    report = importer.run(tmp_path / "site")
    assert sorted(told(report)) == [
        ("warning", "seeds/folder", "is a symbolic link, which is not followed"),
        ("warning", "seeds/link.txt", "is a symbolic link, which is not followed"),
    ]
    assert report.new == 0


def test_a_seed_that_is_written_while_it_is_read_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Though it be as long as before: what was read may be the head of one page and the tail of another."""
    place = put(tmp_path, "seeds/a.txt", seed())
    real = os.fstat

    def written_to(handle: int) -> os.stat_result:
        status = real(handle)
        os.utime(place, ns=(0, status.st_mtime_ns + 1))
        return status

    monkeypatch.setattr(os, "fstat", written_to)
    with pytest.raises(TongduError, match="changed while it was read"):
        importer._bytes(place, "seeds/a.txt")


def test_a_seed_that_goes_before_it_is_read_is_told(tmp_path: Path) -> None:
    link = tmp_path / "a.txt"
    link.symlink_to(put(tmp_path, "outside.txt", seed()))
    for place in (link, tmp_path / "gone.txt"):
        with pytest.raises(TongduError, match="cannot be read") as caught:
            importer._bytes(place, "seeds/a.txt")
        assert "the saved page itself" in caught.value.problem.hint


def test_what_is_no_seed_is_named(tmp_path: Path) -> None:
    put(tmp_path, "seeds/picture.jpg", b"\xff\xd8")
    put(tmp_path, "seeds/.hidden.txt", b"")
    os.mkfifo(tmp_path / "seeds/pipe.txt")
    report = importer.run(tmp_path)
    assert told(report) == [
        ("warning", "seeds/picture.jpg", "is no seed: seeds end in .txt, .md or .html"),
        ("error", "seeds/pipe.txt", "is no file"),
    ]


def test_what_a_browser_saved_with_a_page_is_no_seed(tmp_path: Path) -> None:
    """Its folder is passed over; a picture that is there and nowhere else is told, of another its address is read."""
    page = (
        "<!-- saved from url=(0022)https://x.example/boat -->"
        "<html><head><title>慢船</title></head><body><h1>慢船</h1><p>船比路慢，也比路稳，坐惯的人不肯换。</p>"
        '<p><img src="./慢船_files/a.jpg"></p><p><img src="./慢船_files/b.jpg" data-src="https://x.example/b.jpg"></p>'
        "<p>路修到渡口那年，船还开着，船上的人看着车过去。</p></body></html>"
    )
    put(tmp_path, "seeds/慢船.html", page.encode())
    for name in ("a.jpg", "b.jpg", "site.js", "saved_resource.html"):
        put(tmp_path, f"seeds/慢船_files/{name}", b"x")
    put(tmp_path, "seeds/road_files/site.js", b"x")
    assert [(level, where, what.partition(":")[0]) for level, where, what in told(importer.run(tmp_path))] == [
        ("warning", "seeds/road_files/site.js", "is no seed"),
        ("warning", "seeds/慢船.html", "shows 1 pictures by where a browser saved them, which is on no site"),
    ]
    assert "https://x.example/b.jpg" in (tmp_path / "content/慢船.md").read_text("utf-8")


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(TongduError) as caught:
        importer.run(tmp_path)
    assert (caught.value.problem.where, caught.value.problem.message) == ("seeds", "there is no such file or folder")


def test_files_and_folders_without_rights_are_told(tmp_path: Path, powerless: list[str | Path]) -> None:
    put(tmp_path, "seeds/closed/x.txt", seed())
    put(tmp_path, "seeds/secret.txt", seed())
    put(tmp_path, "seeds/good.txt", seed(url="https://example.org/good-1"))
    for place in (tmp_path, *tmp_path.rglob("*")):
        os.chown(place, 65534, 65534)
    (tmp_path / "seeds/closed").chmod(0)
    (tmp_path / "seeds/secret.txt").chmod(0)
    command = [*powerless, "-m", "builder", "--site", tmp_path, "import"]
    done = subprocess.run(command, cwd=TREE, capture_output=True, text=True)
    assert done.returncode == 1
    assert done.stderr.splitlines() == [
        "seeds/closed: cannot be read: Permission denied (give yourself the right to read it)",
        "seeds/secret.txt: cannot be read: Permission denied (give yourself the right to read it)",
    ]
    assert (tmp_path / "content/good.md").exists()


def test_a_worker_that_dies_names_its_seed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(60):
        put(tmp_path, f"seeds/{number}.txt", seed(url=f"https://example.org/a-{number}"))

    def deadly(place: Path, name: str) -> bytes:
        if name == "seeds/7.txt":
            os._exit(1)
        return place.read_bytes()

    monkeypatch.setattr(importer, "_bytes", deadly)
    report = importer.run(tmp_path, jobs=2)
    assert (report.new, report.failures) == (59, 1)
    assert [problem.where for problem in report.problems] == ["seeds/7.txt"]


# ── explain ───────────────────────────────────────────────────────────────────────────────────────────────────────


def test_explain_tells_what_goes_and_what_would_change_and_writes_nothing(tmp_path: Path) -> None:
    place = put(tmp_path, "seeds/x.txt", seed(text='来。</p><div class="share">分享到微博</div><p>完'))
    text = importer.explain(tmp_path, place)
    assert "分享到微博" in text.partition("--- ")[0]
    assert "+桥在河上，**水在桥下**。" in text
    assert not (tmp_path / "content").exists()
    importer.run(tmp_path)
    assert "+桥" not in importer.explain(tmp_path, place)
