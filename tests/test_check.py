"""`tongdu check`: a sound site passes, and each of these faults, put into one, is found and told.

A fault is a name, the built file (or article) it is put into, an edit, and what must be told of it.
"""
# ruff: noqa: E501  (a table reads best with one fault on a line)

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from builder import check
from builder.config import load
from builder.model import Problem, TongduError
from tests.conftest import ARTICLE, ROOT, SEED, tongdu

CONFIG = 'title = "桥"\ndescription = "小城故事"\nbase_url = "https://reader.example/books/"\n'
BROKEN = ARTICLE.replace("一杯茶的時間", "兩杯茶的時間").replace("https://example.org/cups", "../nowhere.html")


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site without a fault, built once."""
    root = tmp_path_factory.mktemp("sound")
    for path, text in (("seeds/bridge.txt", SEED), ("content/tea.md", ARTICLE), ("site.toml", CONFIG)):
        (root / path).parent.mkdir(exist_ok=True)
        (root / path).write_text(text, "utf-8")
    tongdu("--site", root, "import")
    tongdu("--site", root, "build")
    return root


def problems(root: Path) -> list[Problem]:
    return [p for p in check.run(root, load(root), jobs=1).problems if p.level == "error"]


def test_a_sound_site_has_no_problem(sound: Path) -> None:
    assert problems(sound) == []


def test_a_name_that_our_lists_leave_as_the_press_prints_it_is_no_fault(tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()
    (tmp_path / "content/a.md").write_text("---\ntitle: 问答\n---\n李慧琼回答了记者的提问。\n", "utf-8")
    (tmp_path / "site.toml").write_text(CONFIG, "utf-8")
    tongdu("--site", tmp_path, "build")
    assert "李慧琼" in (tmp_path / "_site/zh-hant/a.html").read_text("utf-8")
    assert problems(tmp_path) == []


def test_a_site_that_was_built_for_another_address_is_told_once(sound: Path, tmp_path: Path) -> None:
    root = tmp_path / "site"
    shutil.copytree(sound, root)
    tongdu("--site", root, "build", "--base-url", "http://127.0.0.1:8000/")
    told = problems(root)
    assert [(p.where, p.message) for p in told] == [
        ("_site", "was built for http://127.0.0.1:8000/, not for https://reader.example/books/")
    ]


def test_an_article_that_changed_after_the_build_is_told(sound: Path, tmp_path: Path) -> None:
    root = tmp_path / "site"
    shutil.copytree(sound, root)
    first, second, *_ = sorted((root / "content").rglob("*.md"))
    first.write_text(first.read_text("utf-8"), "utf-8")  # the same bytes
    assert problems(root) == []
    first.write_text(first.read_text("utf-8") + "\n后来的一段。\n", "utf-8")
    second.unlink()
    told = {problem.where: problem.message for problem in problems(root)}
    assert told[first.relative_to(root).as_posix()] == "has changed since the site was built"
    assert told[second.relative_to(root).as_posix()] == "is gone since the site was built"


def test_a_long_address_in_the_text_which_lines_may_break_is_no_fault(tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()
    text = "---\ntitle: 石桥\nscript: zh-Hans\n---\n原文在 https://example.org/archive/videos/石桥观点 里。\n"
    (tmp_path / "content/a.md").write_text(text, "utf-8")
    (tmp_path / "site.toml").write_text(CONFIG, "utf-8")
    tongdu("--site", tmp_path, "build")
    assert "<wbr>videos/石桥观点" in (tmp_path / "_site/zh-hant/a.html").read_text("utf-8")
    assert problems(tmp_path) == []


@pytest.mark.parametrize("script", ["zh-Hans", "zh-Hant"])
def test_an_article_that_begins_with_what_stays_is_no_fault(tmp_path: Path, script: str) -> None:
    """Its title and its excerpt stand in lists and in the head, where nothing can mark Japanese and code."""
    (tmp_path / "content").mkdir()
    text = f"---\ntitle: 石桥与「声優」という仕事\nscript: {script}\n---\n彼は「国会」に行きました。`代码`在这里。\n"
    (tmp_path / "content/a.md").write_text(text, "utf-8")
    (tmp_path / "site.toml").write_text(CONFIG, "utf-8")
    tongdu("--site", tmp_path, "build")
    assert problems(tmp_path) == []


def test_words_that_a_person_gave_are_no_fault(tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()
    head = "title: 石桥\nscript: zh-Hans\nglossary:\n- {zh-Hans: 理发馆, zh-Hant: 理发館}\n"
    text = f"---\n{head}---\n-{{头发}}-两个字写在墙上，旁边是理发馆和邮电所。\n"
    (tmp_path / "content/a.md").write_text(text, "utf-8")
    (tmp_path / "glossary.toml").write_text('[[phrase]]\nzh-Hans = "邮电所"\nzh-Hant = "邮電所"\n', "utf-8")
    (tmp_path / "site.toml").write_text(CONFIG, "utf-8")
    tongdu("--site", tmp_path, "build")
    assert "头发兩個字寫在牆上，旁邊是理发館和邮電所" in (tmp_path / "_site/zh-hant/a.html").read_text("utf-8")
    assert problems(tmp_path) == []
    (tmp_path / "content/a.md").write_text(text.replace("-{头发}-", "头发"), "utf-8")
    page = tmp_path / "_site/zh-hant/a.html"
    page.write_text(page.read_text("utf-8").replace("寫在牆上", "写在牆上"), "utf-8")
    assert ["写" in problem.message for problem in problems(tmp_path)].count(True) == 1


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("Le pont", "Le vieux pont de pierre est fermé depuis deux ans, et les enfants passent par le gué."),
        ("Мост", "Старый мост закрыт уже два года, и дети ходят в школу через брод."),
        ("1984", "![](https://example.org/a.png)"),
        ("1984", "-{zh-hans:软件; zh-hant:軟體}-"),
    ],
)
def test_an_article_whose_language_nothing_tells_is_no_fault(tmp_path: Path, title: str, text: str) -> None:
    (tmp_path / "content").mkdir()
    (tmp_path / "content/a.md").write_text(f'---\ntitle: "{title}"\n---\n{text}\n', "utf-8")
    (tmp_path / "site.toml").write_text(CONFIG, "utf-8")
    tongdu("--site", tmp_path, "build")
    assert problems(tmp_path) == []


@pytest.mark.parametrize("slug", ["index", "search/words", "tags"])
def test_an_article_at_an_address_of_the_sites_own_is_told_once(sound: Path, tmp_path: Path, slug: str) -> None:
    shutil.copytree(sound, tmp_path / "site")
    text = ARTICLE.replace("---\n", f"---\nslug: {slug}\nscript: en\n", 1)
    (tmp_path / "site/content/tea2.md").write_text(text, "utf-8")
    tongdu("--site", tmp_path / "site", "build", status=1)
    told = [(p.where, p.message) for p in problems(tmp_path / "site")]
    assert told == [("content/tea2.md", f"the address “{slug}” belongs to a page of the site's own")]


def test_a_link_to_an_article_that_is_not_there_is_told_with_its_line_in_each_script(tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()
    text = "---\ntitle: 石桥\n---\n桥在河上。\n\n另见[旧文](zh-hans/2024/old-bridge.html)。\n"
    (tmp_path / "content/a.md").write_text(text, "utf-8")
    (tmp_path / "site.toml").write_text(CONFIG, "utf-8")
    tongdu("--site", tmp_path, "build")
    assert [(p.where, p.line) for p in problems(tmp_path)] == [("content/a.md", 6)] * 2


def test_without_a_built_site_it_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(TongduError, match="no built site"):
        check.run(tmp_path, load(tmp_path))


Edit = Callable[[str], str]


@dataclass(frozen=True)
class Fault:
    name: str
    file: str
    edit: Edit
    told: str

    def __str__(self) -> str:
        return self.name


def put(before: str, text: str) -> Edit:
    """Puts text before the first place where `before` stands."""
    return lambda page: page.replace(before, text + before, 1)


def swap(old: str, new: str) -> Edit:
    return lambda page: page.replace(old, new, 1)


def cut(pattern: str) -> Edit:
    return lambda page: re.sub(pattern, "", page, count=1, flags=re.S)


HANS, HANT = "_site/zh-hans/tea.html", "_site/zh-hant/tea.html"
INDEX = "_site/zh-hans/index.html"
FAULTS = [
    Fault("a link to a page that is not there", INDEX, put("</main>", '<a href="gone.html">x</a>'), "“gone.html” leads to no"),
    Fault("a link out of the base path", INDEX, put("</main>", '<a href="/zh-hans/">x</a>'), "“/zh-hans/” leads to no"),
    Fault("a link to a place that is not in the page", INDEX, put("</main>", '<a href="#no">x</a>'), "“#no” leads to no place"),
    Fault("a link to a place not in another page", INDEX, put("</main>", '<a href="tea.html#no">x</a>'), "tea.html#no”"),
    Fault("a picture that is not there", INDEX, put("</main>", '<img src="no.png" alt="">'), "“no.png” leads to no"),
    Fault("a candidate picture that is not there", INDEX, put("</main>", '<img srcset="no.png 2x" alt="">'), "“no.png”"),
    Fault("a style that is not there", INDEX, swap('rel="stylesheet" href="', 'rel="stylesheet" href="x'), "leads to no page"),
    Fault("a script that is not there", INDEX, put("</head>", '<script src="x.js"></script>'), "“x.js” leads to no page"),
    Fault("one id twice", INDEX, put("</main>", '<p id="a"></p><p id="a"></p>'), "2 elements have the id “a”"),
    Fault("an address that runs", INDEX, put("</main>", '<a href=" javascript:x()">x</a>'), "address of a forbidden kind"),
    Fault("a data address", INDEX, put("</main>", '<a href="data:text/html,x">x</a>'), "address of a forbidden kind"),
    Fault("a foreign script", INDEX, put("</head>", '<script src="https://x.example/x.js"></script>'), "<script> loads"),
    Fault("a foreign style", INDEX, put("</head>", '<link rel="stylesheet" href="//x.example/x.css">'), "<link> loads"),
    Fault("a frame", INDEX, put("</main>", '<iframe src="https://x.example/"></iframe>'), "<iframe> loads"),
    Fault("a picture that tells who reads", INDEX, put("</main>", '<img src="https://x.example/a.png" alt="">'), "tells its host"),
    Fault("no policy", INDEX, cut(r"<meta http-equiv=\"Content-Security-Policy\"[^>]*>"), "has no Content-Security-Policy"),
    Fault("a policy that is too late", INDEX, put("<meta http-equiv", "<title>x</title>"), "does not stand first"),
    Fault("a policy that allows all", INDEX, swap("script-src ", "script-src 'unsafe-inline' "), "allows 'unsafe-inline'"),
    Fault("an inline script", INDEX, put("</main>", "<script>x()</script>"), "an inline script is not named"),
    Fault("a handler", INDEX, put("</main>", '<p onclick="x()">x</p>'), "has the handler “onclick”"),
    Fault("no title", INDEX, cut(r"<title>.*?</title>"), "has no title"),
    Fault("no description", INDEX, cut(r'<meta name="description"[^>]*>'), "has no description"),
    Fault("two first-level headings", HANS, put("</article>", "<h1>x</h1>"), "2 first-level headings"),
    Fault("broken JSON-LD", HANS, swap('<script type="application/ld+json">{', '<script type="application/ld+json">{,'), "JSON-LD is broken"),
    Fault("another page's canonical address", HANS, swap('rel="canonical" href="https://reader.example/books/zh-hans/tea', 'rel="canonical" href="https://reader.example/books/zh-hant/tea'), "its canonical address is"),
    Fault("the wrong language", HANS, swap('<html lang="zh-Hans"', '<html lang="zh-Hant"'), "lang is “zh-Hant” in the folder of zh-Hans"),
    Fault("Traditional characters on a Simplified page", HANS, put("</article>", "<p>書</p>"), "the zh-Hans page holds 書"),
    Fault("Simplified characters on a Traditional page", "_site/zh-hant/index.html", put("</main>", "<p>书</p>"), "the zh-Hant page holds 书"),
    Fault("an alternate too few", HANS, cut(r'<link rel="alternate" hreflang="zh-Hant"[^>]*>'), "names no alternate for zh-Hant"),
    Fault("no default", HANS, cut(r'<link rel="alternate" hreflang="x-default"[^>]*>'), "names no alternate for x-default"),
    Fault("an alternate that is no page", HANS, swap('hreflang="zh-Hant" href="https://reader.example/books/zh-hant/tea', 'hreflang="zh-Hant" href="https://reader.example/books/zh-hant/gone'), "is no page"),
    Fault("an alternate that names another page back", HANS, swap('hreflang="zh-Hant" href="https://reader.example/books/zh-hant/tea.html', 'hreflang="zh-Hant" href="https://reader.example/books/zh-hant/'), "doesn't name it back"),
    Fault("a feed that is no XML", "_site/zh-hans/feed.xml", swap("</feed>", ""), "no well-formed feed"),
    Fault("a feed's entry that leads nowhere", "_site/zh-hans/feed.xml", swap('type="text/html" href="https://reader.example/books/zh-hans/tea.html', 'type="text/html" href="https://reader.example/books/zh-hans/gone.html'), "which the site doesn't hold"),
    Fault("a JSON feed of no version", "_site/zh-hans/feed.json", swap("https://jsonfeed.org/version/1.1", "1"), "no JSON Feed 1.1"),
    Fault("a sitemap that lacks a page", "_site/sitemap.xml", cut(r"<url>\s*<loc>[^<]*zh-hant/tea.html</loc>.*?</url>"), "lacks “https://reader.example/books/zh-hant/tea.html”"),
    Fault("a sitemap with a page too many", "_site/sitemap.xml", put("</urlset>", "<url><loc>https://reader.example/books/x</loc></url>"), "which is no page of the site"),
    Fault("a broken sitemap", "_site/sitemap.xml", swap("</urlset>", ""), "missing or not well formed"),
    Fault("a style that loads from elsewhere", INDEX, put("</main>", '<p style="background:url(https://x.example/a.png)">x</p>'), "a style loads “https://x.example/a.png”"),
    Fault("a style element that imports", INDEX, put("</head>", '<style>@import "//x.example/a.css";</style>'), "a style loads “//x.example/a.css”"),
    Fault("a foreign picture in a drawing", INDEX, put("</main>", '<svg><use xlink:href="https://x.example/a.svg#x"/></svg>'), "<use> loads"),
    Fault("a drawing's link that runs", INDEX, put("</main>", '<svg><a xlink:href="javascript:x()">x</a></svg>'), "address of a forbidden kind"),
    Fault("an area that runs", INDEX, put("</main>", '<map><area href="javascript:x()" alt="x"></map>'), "address of a forbidden kind"),
    Fault("a button that runs", INDEX, put("</main>", '<button formaction="javascript:x()">x</button>'), "address of a forbidden kind"),
    Fault("a form that sends elsewhere", INDEX, put("</main>", '<form action="https://x.example/"></form>'), "sends what is typed to “https://x.example/”"),
    Fault("a link that tells elsewhere", INDEX, put("</main>", '<a ping="https://x.example/" href="tea.html">x</a>'), "<a> loads"),
    Fault("a foreign candidate that tells who reads", INDEX, put("</main>", '<img srcset="https://x.example/a.png 2x" alt="">'), "tells its host"),
    Fault("a foreign source that tells who reads", INDEX, put("</main>", '<picture><source srcset="https://x.example/a.webp"><img src="../mark.svg" alt=""></picture>'), "tells its host"),
    Fault("a foreign background", INDEX, put("</main>", '<table background="https://x.example/a.png"></table>'), "<table> loads"),
    Fault("a page that goes elsewhere", INDEX, put("</head>", '<meta http-equiv="refresh" content="0;url=https://x.example/">'), "leads its readers away"),
    Fault("another base", INDEX, put("</head>", '<base href="https://x.example/">'), "<base>"),
    Fault("a page within the page", INDEX, put("</main>", '<iframe srcdoc="x"></iframe>'), "srcdoc"),
    Fault("a policy without a default", INDEX, swap("default-src 'none'; ", ""), "does not limit default-src"),
    Fault("a policy without a base", INDEX, swap("base-uri 'none'; ", ""), "does not limit base-uri"),
    Fault("a policy that connects anywhere", INDEX, swap("connect-src 'self'", "connect-src *"), "allows * for connect-src"),
    Fault("a policy with a foreign script", INDEX, swap("script-src ", "script-src https://x.example "), "allows https://x.example for script"),
    Fault("an empty heading", HANS, lambda page: re.sub(r"(<h1[^>]*>).*?</h1>", r"\1</h1>", page), "heading is empty"),
    Fault("a picture without words", INDEX, put("</main>", '<img src="../mark.svg">'), "has no alt"),
    Fault("no doctype", INDEX, cut("<!doctype html>"), "doctype"),
    Fault("no encoding", INDEX, cut('<meta charset="utf-8">'), "its encoding"),
    Fault("a language that is none", HANS, put("</article>", '<span lang="!!">x</span>'), "“!!” is no language"),
    Fault("a Traditional title", INDEX, put("</title>", "書"), "the zh-Hans page holds 書"),
    Fault("a Traditional description", INDEX, swap('name="description" property="og:description" content="', 'name="description" property="og:description" content="書'), "the zh-Hans page holds 書"),
    Fault("a Traditional label", INDEX, put("</main>", '<a href="tea.html" aria-label="書">x</a>'), "the zh-Hans page holds 書"),
    Fault("an Atom feed that lacks an article", "_site/zh-hans/feed.xml", cut(r"<entry>.*?</entry>"), "holds 1 of 2"),
    Fault("a JSON feed that lacks an article", "_site/zh-hans/feed.json", lambda feed: json.dumps({**json.loads(feed), "items": json.loads(feed)["items"][1:]}), "holds 1 of 2"),
    Fault("a feed of no date", "_site/zh-hans/feed.xml", lambda feed: re.sub("<updated>[^<]*", "<updated>昨天", feed, count=1), "“昨天” is no date"),
    Fault("a feed with a script", "_site/zh-hans/feed.xml", swap('<content type="html">', '<content type="html">&lt;script&gt;x()&lt;/script&gt;'), "its text holds <script>"),
    Fault("a JSON feed with a handler", "_site/zh-hant/feed.json", lambda feed: feed.replace("<p>", "<p onclick=x()>", 1), "its text holds the handler"),
    Fault("a JSON feed of no text", "_site/zh-hant/feed.json", lambda feed: re.sub(r'"content_html": "[^\n]*"', '"content_html": 1', feed, count=1), "no well-formed feed"),
    Fault("a sitemap of other alternates", "_site/sitemap.xml", swap('hreflang="zh-Hant" href="https://reader.example/books/zh-hant/tea.html"', 'hreflang="zh-Hant" href="https://reader.example/books/zh-hant/gone.html"'), "other alternates"),
    Fault("a sitemap that lists itself", "_site/sitemap.xml", lambda page: '<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><sitemap><loc>https://reader.example/books/sitemap.xml</loc></sitemap></sitemapindex>', "is listed as a sitemap more than once"),
    Fault("a broken manifest", "_site/zh-hans/manifest.webmanifest", lambda text: text[:-3], "is no well-formed manifest"),
    Fault("a manifest that starts nowhere", "_site/zh-hans/manifest.webmanifest", swap('"start_url": "./"', '"start_url": "gone.html"'), "“gone.html” leads to no"),
    Fault("a manifest's icon that is not there", "_site/zh-hans/manifest.webmanifest", swap("../icon-192.png", "../gone.png"), "“../gone.png” leads to no"),
    Fault("an address that runs behind a tab", HANS, put("</article>", '<a href="java\tscript:x()">x</a>'), "is an address of a forbidden kind"),
    Fault("a drawing that moves a link elsewhere", HANS, put("</article>", '<svg><a><set attributeName="xlink:href" to="javascript:x()"/></a></svg>'), "<set> gives a link another address"),
    Fault("two canonical addresses", HANS, put("</head>", '<link rel="canonical" href="https://reader.example/books/zh-hans/">'), "its canonical address is"),
    Fault("a page that is shared as another", HANS, swap('og:url" content="https://reader.example/books/zh-hans/', 'og:url" content="https://reader.example/books/'), "it is shared as"),
    Fault("another encoding", HANS, swap('<meta charset="utf-8">', '<meta charset="gbk">'), "does not say its encoding"),
    Fault("an empty page", HANS, lambda page: "", "has no Content-Security-Policy"),
    Fault("an article without a title", "content/tea.md", cut("title: [^\n]*\n"), "title"),
]  # fmt: skip


@pytest.mark.parametrize("fault", FAULTS, ids=str)
def test_each_fault_is_found_and_told(fault: Fault, sound: Path, tmp_path: Path) -> None:
    root = tmp_path / "site"
    shutil.copytree(sound, root)
    before = (root / fault.file).read_text("utf-8")
    after = fault.edit(before)
    assert after != before, "the edit changes nothing: it is no fault"
    (root / fault.file).write_text(after, "utf-8")
    assert fault.told in "\n".join(problem.message for problem in problems(root))


@pytest.mark.parametrize("path", ["404.html", "index.html", "robots.txt", "zh-hant/feed.json", "zh-hant/index.html"])
def test_a_file_that_every_site_has_is_missed(sound: Path, tmp_path: Path, path: str) -> None:
    shutil.copytree(sound, tmp_path / "site")
    (tmp_path / "site/_site" / path).unlink()
    assert [p for p in problems(tmp_path / "site") if p.where == f"_site/{path}" and "missing" in p.message]


def test_a_robots_file_that_shuts_all_out_or_names_no_sitemap_is_warned_of(sound: Path, tmp_path: Path) -> None:
    """A warning: a site's own static/robots.txt may mean it."""
    shutil.copytree(sound, tmp_path / "site")
    (tmp_path / "site/_site/robots.txt").write_text("User-agent: *\nDisallow: /\n", "utf-8")
    report = check.run(tmp_path / "site", load(tmp_path / "site"), jobs=1)
    told = [(p.level, p.message) for p in report.problems if p.where == "_site/robots.txt"]
    assert [level for level, _ in told] == ["warning", "warning"]
    assert "forbids every page" in told[0][1] and "names no sitemap" in told[1][1]


def test_a_robots_file_that_shuts_out_one_crawler_is_no_fault(sound: Path, tmp_path: Path) -> None:
    shutil.copytree(sound, tmp_path / "site")
    robots = (
        "User-agent: x\nDisallow: /\n\nUser-agent: *\nAllow: /\n\nsitemap: https://reader.example/books/sitemap.xml\n"
    )
    (tmp_path / "site/_site/robots.txt").write_text(robots, "utf-8")
    assert not check.run(tmp_path / "site", load(tmp_path / "site"), jobs=1).problems


def test_a_feed_of_the_owners_own_is_none_of_the_sites(sound: Path, tmp_path: Path) -> None:
    shutil.copytree(sound, tmp_path / "site")
    (tmp_path / "site/_site/talks").mkdir()
    (tmp_path / "site/_site/talks/feed.xml").write_text('<rss version="2.0"><channel/></rss>', "utf-8")
    assert problems(tmp_path / "site") == []


def test_a_page_of_the_owners_own_is_theirs(sound: Path, tmp_path: Path) -> None:
    """Search engines ask for a file with a word in it, by which they know whose site it is."""
    shutil.copytree(sound, tmp_path / "site")
    (tmp_path / "site/static").mkdir()
    (tmp_path / "site/static/proof.html").write_text("proof: 1234", "utf-8")
    tongdu("--site", tmp_path / "site", "build")
    assert (tmp_path / "site/_site/proof.html").exists()
    assert problems(tmp_path / "site") == []


def test_a_style_file_that_loads_from_elsewhere_is_told(sound: Path, tmp_path: Path) -> None:
    shutil.copytree(sound, tmp_path / "site")
    style = next((tmp_path / "site/_site/assets").glob("style.*.css"))
    style.write_text(
        style.read_text("utf-8") + '\n@font-face{src:url("//x.example/a.woff2")}p{background:url(no.png)}', "utf-8"
    )
    told = {p.message for p in problems(tmp_path / "site") if p.where == f"_site/assets/{style.name}"}
    assert told == {"loads “//x.example/a.woff2” from elsewhere", "“no.png” leads to no file of the site"}


def test_a_symbolic_link_in_the_site_is_told_and_not_followed(sound: Path, tmp_path: Path) -> None:
    shutil.copytree(sound, tmp_path / "site")
    (tmp_path / "elsewhere.html").write_text("<p>x", "utf-8")
    (tmp_path / "site/_site/link.html").symlink_to(tmp_path / "elsewhere.html")
    told = [p.message for p in problems(tmp_path / "site") if "link.html" in p.where]
    assert told == ["is a symbolic link, which no host serves"]


def test_what_the_build_passes_over_the_check_passes_over(sound: Path, tmp_path: Path) -> None:
    """Editors' lock files, hidden files, links, pipes: an article is a plain file."""
    shutil.copytree(sound, tmp_path / "site")
    content = tmp_path / "site/content"
    (content / ".#tea.md").symlink_to("nobody@nowhere.1")
    (content / ".old.md").write_text("x", "utf-8")
    (content / "link.md").symlink_to("/etc/hostname")
    os.mkfifo(content / "pipe.md")
    tongdu("--site", tmp_path / "site", "import")
    assert problems(tmp_path / "site") == []


def test_what_the_search_misses_is_told_by_the_sites_file_or_the_article(sound: Path, tmp_path: Path) -> None:
    shutil.copytree(sound, tmp_path / "site")
    shutil.rmtree(tmp_path / "site/_site/search/t")
    (tmp_path / "site" / HANS).write_bytes(b"<h1>\xff\xfe</h1>")
    told = {p.where for p in problems(tmp_path / "site")}
    assert "content/tea.md" in told
    assert all(where.startswith(("_site/", "content/")) for where in told)


def test_two_files_that_differ_by_case_alone_are_told(sound: Path, tmp_path: Path) -> None:
    shutil.copytree(sound, tmp_path / "site")
    (tmp_path / "site/_site/zh-hans/TEA.html").write_text((sound / HANS).read_text("utf-8"), "utf-8")
    assert any("one address where case is ignored" in p.message for p in problems(tmp_path / "site"))


def test_an_article_that_may_not_be_read_is_told_with_the_way_out(
    sound: Path, tmp_path: Path, powerless: list[str | Path]
) -> None:
    shutil.copytree(sound, tmp_path / "site")
    (tmp_path / "site").chmod(0o755)
    (tmp_path / "site/content/tea.md").chmod(0)
    command = [*powerless, "-m", "builder", "--site", tmp_path / "site", "check"]
    said = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False).stderr
    assert "content/tea.md: cannot be read: Permission denied (" in said
    assert "right to read" in said.split("content/tea.md: cannot be read")[1].split("\n")[0]


@pytest.mark.parametrize("slug", ["tea", "Tea"])
def test_two_articles_of_one_slug_are_told(sound: Path, tmp_path: Path, slug: str) -> None:
    shutil.copytree(sound, tmp_path / "site")
    (tmp_path / "site/content/tea2.md").write_text(ARTICLE.replace("---\n", f"---\nslug: {slug}\n", 1), "utf-8")
    told = {(p.where, p.message) for p in problems(tmp_path / "site")}
    assert ("content/tea2.md", f"the address “{slug}” is that of content/tea.md too") in told  # as the build tells it


def test_a_variant_without_a_feed_is_told(sound: Path, tmp_path: Path) -> None:
    shutil.copytree(sound, tmp_path / "site")
    (tmp_path / "site/_site/zh-hant/feed.xml").unlink()
    assert any("zh-Hant has no feed" in p.message for p in problems(tmp_path / "site"))


def test_pages_of_an_earlier_build_are_told_where_the_cache_was_deleted(sound: Path, tmp_path: Path) -> None:
    """With its cache a build removes them; without it does not know that they were its own."""
    root = tmp_path / "site"
    shutil.copytree(sound, root)
    (root / "content/coffee.md").write_text(ARTICLE, "utf-8")
    tongdu("--site", root, "build")
    (root / "content/coffee.md").unlink()
    shutil.rmtree(root / ".cache")
    tongdu("--site", root, "build")
    assert (root / "_site/zh-hans/coffee.html").exists()
    told = [p for p in problems(root) if "lacks “https://reader.example/books/zh-hans/coffee.html”" in p.message]
    assert told and "delete it" in told[0].hint
    (root / "_site/zh-hans/coffee.html").unlink()
    (root / "_site/zh-hant/coffee.html").unlink()
    assert problems(root) == []


def test_a_fault_of_an_article_is_told_with_its_line(tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()
    (tmp_path / "content/tea.md").write_text(BROKEN, "utf-8")
    (tmp_path / "site.toml").write_text(CONFIG, "utf-8")
    tongdu("--site", tmp_path, "build")
    line = BROKEN.split("\n").index(next(one for one in BROKEN.split("\n") if "nowhere" in one)) + 1
    told = [(p.where, p.line, p.message) for p in problems(tmp_path) if "nowhere" in p.message]
    assert {(where, at) for where, at, _ in told} == {("content/tea.md", line)}
    assert len(set(told)) == len(told)  # once, not for each variant


def test_a_key_that_nobody_knows_is_noted_and_no_error(sound: Path, tmp_path: Path) -> None:
    shutil.copytree(sound, tmp_path / "site")
    text = ARTICLE.replace("---\n", "---\nmood: calm\n", 1)
    (tmp_path / "site/content/tea.md").write_text(text, "utf-8")
    report = check.run(tmp_path / "site", load(tmp_path / "site"), jobs=1)
    assert [(p.where, p.level) for p in report.problems if "mood" in p.message] == [("content/tea.md", "note")]


def test_the_command_ends_with_1_and_speaks_json_and_github(sound: Path, tmp_path: Path) -> None:
    shutil.copytree(sound, tmp_path / "site")
    (tmp_path / "site" / HANS).write_text("", "utf-8")
    told = tongdu("--site", tmp_path / "site", "check", "--format", "json", status=1)
    assert "content/tea.md" in {json.loads(line)["where"] for line in told.splitlines()}
    assert "::error file=content/tea.md" in tongdu("--site", tmp_path / "site", "check", "--format", "github", status=1)
