"""What pages a site has, where they lead, and what they say of themselves."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import re
from pathlib import Path
from urllib.parse import unquote

import lxml.html
import pytest
from msgspec.structs import replace

from builder import lists, site
from builder.article import read
from builder.config import PRESETS, Config
from builder.model import (
    Article,
    ArticleView,
    Heading,
    ListView,
    Page,
    Paragraph,
    Picture,
    Record,
    SitemapView,
    TermsView,
    Text,
)
from builder.text import slug
from tests.pages import BASE, ROOT, article, built, plan, record

THREE = Config(base_url=BASE, variants=tuple(PRESETS[tag] for tag in ("zh-hans", "zh-hant-tw", "zh-hant-hk")))
TWO = Config(base_url=BASE)


def test_every_route_is_there_in_every_variant() -> None:
    pages = plan([article(n) for n in range(3)], Config(page_size=2))
    both = """2024/a0.html 2024/a1.html 2024/a2.html index.html page-2.html archive/index.html archive/2024/index.html
    archive/2024/01/index.html archive/2024/01/page-2.html sources/index.html sources/新闻社/index.html
    sources/新闻社/page-2.html authors/index.html authors/张三/index.html authors/张三/page-2.html tags/index.html
    tags/经济/index.html tags/经济/page-2.html search/index.html feed.xml feed.json manifest.webmanifest"""
    alone = ["index.html", "404.html", "robots.txt", "sitemap.xml"]
    assert sorted(pages) == sorted([f"{v}/{path}" for v in ("zh-hans", "zh-hant") for path in both.split()] + alone)


def test_without_search_there_is_no_page_for_it() -> None:
    assert "zh-hans/search/index.html" not in plan([article(0)], Config(search=False))


@pytest.mark.parametrize("config", [TWO, THREE], ids=["two variants", "three variants"])
def test_alternates_are_complete_and_mutual(config: Config) -> None:
    pages = plan([article(0), article(1, script="zh-Hant"), article(2, script="en", title="Tea")], config)
    by_address = {page.canonical if page.kind != "article" else page.path: page for page in pages.values()}
    for page in pages.values():
        if not page.variant:
            continue
        assert [tag for tag, _ in page.alternates] == [v.tag for v in config.variants] + ["x-default"]
        assert dict(page.alternates)[page.variant.tag] in (page.canonical, page.path)
        for tag, address in page.alternates:
            other = by_address[address] if address else pages["index.html"]
            if other.variant:
                assert other.alternates == page.alternates
                assert tag in (other.variant.tag, "x-default")


@pytest.mark.parametrize(
    ("script", "default"),
    [("zh-Hans", "zh-hans"), ("zh-Hant", "zh-hant-tw"), ("zh-Hant-HK", "zh-hant-hk"), ("en", "zh-hans")],
)
def test_the_default_of_an_article_is_its_own_script_and_of_a_list_the_root(script: str, default: str) -> None:
    pages = plan([article(0, script=script)], THREE)
    for variant in THREE.variants:
        assert dict(pages[f"{variant.slug}/2024/a0.html"].alternates)["x-default"] == f"{default}/2024/a0.html"
        assert dict(pages[f"{variant.slug}/index.html"].alternates)["x-default"] == ""


def test_an_article_that_is_not_chinese_is_verbatim_and_canonical_in_the_first_variant() -> None:
    pages = built([article(0, script="en", title="On tea", source="Tea Weekly", authors=(), tags=())], TWO)
    for path in ("zh-hans/2024/a0.html", "zh-hant/2024/a0.html"):
        tree = lxml.html.fromstring(pages[path])
        assert tree.xpath("string(//link[@rel='canonical']/@href)") == f"{BASE}zh-hans/2024/a0.html"
        assert tree.xpath("string(//h1/@lang)") == tree.xpath("string(//div[@class='text']/@lang)") == "en"
        assert "修了两年的石桥重新开放。" in pages[path]
    sitemap = pages["sitemap.xml"]
    assert f"<loc>{BASE}zh-hans/2024/a0.html</loc>" in sitemap
    assert f"<loc>{BASE}zh-hant/2024/a0.html</loc>" not in sitemap


def test_every_relative_link_leads_to_a_page() -> None:
    articles = [
        article(n, script=("zh-Hans", "zh-Hant")[n % 2], tags=("经济", "經濟")[n % 2 : n % 2 + 1]) for n in range(5)
    ]
    pages = built(articles, Config(base_url=BASE, page_size=2))
    for path, text in pages.items():
        if not path.endswith(".html"):
            continue
        assert "http://127.0.0.1" not in text
        tree = lxml.html.fromstring(text)
        for href in tree.xpath("//a/@href | //link[not(@rel='canonical' or @rel='alternate' and @hreflang)]/@href"):
            if re.match("https?:|#", href) or re.search(r"assets/|mark\.svg|\.png$", href):
                continue
            home = Path("/reader") / path if path != "404.html" else Path("/")
            target = Path(home.parent, href.partition("?")[0]).as_posix()
            parts: list[str] = []
            for part in target.split("/"):
                parts = parts[:-1] if part == ".." else parts + [part] * (part not in ("", "."))
            assert parts[0] == "reader", (path, href)
            name = "/".join(parts[1:])
            assert name in pages or f"{name}/index.html".lstrip("/") in pages, (path, href)


def test_one_tag_written_in_both_scripts_is_one_page() -> None:
    pages = plan([article(0, tags=("经济",)), article(1, script="zh-Hant", tags=("經濟",))], TWO)
    for variant, name in (("zh-hans", "经济"), ("zh-hant", "經濟")):
        view = pages[f"{variant}/tags/经济/index.html"].view
        assert isinstance(view, ListView)
        assert (view.name, view.total) == (name, 2)


@pytest.mark.parametrize(
    ("name", "address"),
    [("C", "c"), ("C++", "c-plus-plus"), ("C#", "c-sharp"), ("CON", "con-"), ("德国之声", "德国之声"), ("", "")],
)
def test_names_become_addresses(name: str, address: str) -> None:
    assert site.segment(name) == address


def test_a_name_without_a_letter_has_an_address_of_its_own() -> None:
    assert site.segment("🙂") != site.segment("🙃")
    assert re.fullmatch("x[0-9a-f]{8}", site.segment("🙂"))


def test_lists_have_a_first_a_last_and_neighbours() -> None:
    pages = plan([article(n) for n in range(7)], Config(page_size=2))
    view = pages["zh-hans/page-3.html"].view
    assert isinstance(view, ListView)
    pager = view.pager
    assert (pager.number, pager.count) == (3, 4)
    assert (pager.first, pager.previous) == ("zh-hans/", "zh-hans/page-2.html")
    assert (pager.next, pager.last) == ("zh-hans/page-4.html", "zh-hans/page-4.html")
    assert [[e.address for e in entries] for _, _, entries in view.days] == [
        ["zh-hans/2024/a2.html"],
        ["zh-hans/2024/a1.html"],
    ]


def test_the_index_is_grouped_by_day_in_the_sites_time_zone() -> None:
    late = dt.datetime(2024, 1, 1, 20, 0, tzinfo=dt.UTC)
    articles = [article(0, published=late), article(1), article(2, published=None)]
    for zone, days in (
        ("Asia/Shanghai", ["2024年1月2日", ""]),
        ("America/New_York", ["2024年1月2日", "2024年1月1日", ""]),
    ):
        view = plan(articles, Config(timezone=zone))["zh-hans/index.html"].view
        assert isinstance(view, ListView)
        assert [day for _, day, _ in view.days] == days


def test_the_archive_counts_by_year_and_month() -> None:
    dates = [dt.date(2023, 12, 31), dt.date(2024, 1, 1), dt.date(2024, 1, 2), dt.date(2024, 3, 1), None]
    pages = plan([article(n, published=date) for n, date in enumerate(dates)], TWO)
    view = pages["zh-hans/archive/index.html"].view
    assert isinstance(view, TermsView)
    found = [(year.name, year.count, [(m.name, m.count) for m in months]) for year, months in view.groups if year]
    assert found == [("2024", 3, [("03", 1), ("01", 2)]), ("2023", 1, [("12", 1)]), ("undated", 1, [])]
    assert "zh-hans/archive/2023/12/index.html" in pages
    assert "zh-hans/archive/undated/index.html" in pages


def test_a_year_s_page_says_the_year_once_and_how_many_articles_it_has() -> None:
    page = built([article(n) for n in range(3)], TWO)["zh-hans/archive/2024/index.html"]
    main = page.partition("<main")[2].partition("</main>")[0]
    assert main.count("2024年") == 1
    assert "共 3 篇" in main
    assert "<h2" not in main


def test_parallel_reading_sets_the_author_s_own_words_beside_the_page() -> None:
    articles = [article(0, script="zh-Hant-HK"), article(1, script="zh-Hans")]
    pages = built(articles, THREE)
    link = re.compile(r'<a class="parallel" href="([^"]+)"')
    assert link.findall(pages["zh-hans/2024/a0.html"]) == ["../../zh-hant-hk/2024/a0.html?parallel"]
    assert link.findall(pages["zh-hant-hk/2024/a0.html"]) == ["../../zh-hans/2024/a0.html?parallel"]
    assert link.findall(pages["zh-hans/2024/a1.html"]) == ["../../zh-hant-tw/2024/a1.html?parallel"]


def test_many_names_take_several_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lists, "TERMS", 2)
    pages = plan([article(n, tags=(f"标签{n}",)) for n in range(5)], TWO)
    assert {"zh-hans/tags/index.html", "zh-hans/tags/page-3.html"} <= pages.keys()


def test_an_address_is_given_once_and_never_one_of_the_sites_own() -> None:
    slugs = ["2024/x", "2024/X", "index", "page-2", "archive/2024", "tags", "x/" + "长" * 90, "con", "a b"]
    articles = [article(n, slug=given) for n, given in enumerate(slugs)]
    kept, problems = site.accept([record(one, TWO) for one in articles])
    assert sorted(one.slug for one in kept) == ["2024/x", "a-b", "con-"]
    assert [problem.where for problem in problems] == [f"content/{n}.md" for n in range(1, 7)]
    assert all("slug" in problem.hint for problem in problems)


def test_an_article_without_a_slug_takes_its_files_name() -> None:
    one, _ = read("---\ntitle: 题\n---\n文。\n", "content/notes/我的 文章.md")
    assert site.article_slug(one) == "notes/我的-文章"


def test_neighbours_and_related_articles() -> None:
    titles = ["石桥重开：水利局的答复", "茶园的早晨", "水利局说石桥明年再修", "云上的书信"]
    pages = plan([article(n, title=title, tags=(), source="") for n, title in enumerate(titles)], TWO)
    view = pages["zh-hant/2024/a0.html"].view
    assert isinstance(view, ArticleView) and view.next
    assert view.previous is None
    assert view.next.title == "茶園的早晨"
    assert [entry.address for entry in view.related] == ["zh-hant/2024/a2.html"]


def test_related_articles_do_not_depend_on_the_order_of_files() -> None:
    articles = [article(n, title=f"石桥{n % 3}重开{n % 2}", source=f"报{n % 2}") for n in range(12)]
    assert plan(articles, TWO) == plan(articles[::-1], TWO)


@pytest.mark.parametrize(
    "change",
    [
        {"title": "另一个题目"},
        {"slug": "2024/elsewhere"},
        {"published": dt.date(2024, 3, 1)},
        {"published": dt.datetime(2024, 1, 4, 9, 30, tzinfo=dt.UTC)},
        {"updated": dt.date(2024, 5, 1)},
        {"archived": dt.datetime(2024, 6, 1, tzinfo=dt.UTC)},
        {"script": "zh-Hant"},
        {"script": "en"},
        {"source": "晚报"},
        {"source_url": "https://example.com/other"},
        {"authors": ("李四", "张三")},
        {"tags": ("历史",)},
        {"description": "别的话"},
        {"seed_hash": "sha256:00"},
    ],
    ids=str,
)
def test_a_page_that_changes_has_another_outline(change: dict[str, object]) -> None:
    """Outlines decide which pages are made again: one that is alike must stand for a page that is alike."""
    articles = [article(n, tags=("经济", f"标签{n % 3}"), source=f"报{n % 2}") for n in range(7)]
    before = _outlined(articles)
    articles[3] = article(3, **({"tags": ("经济", "标签0"), "source": "报1"} | change))
    after = _outlined(articles)
    changed = {path for path in before.keys() & after.keys() if before[path][1] != after[path][1]}
    assert any(path.startswith("zh-hant/") for path in changed)
    assert [path for path in sorted(changed) if before[path][0] == after[path][0]] == []


def test_an_edit_below_the_first_sentences_concerns_its_own_pages_alone() -> None:
    first = Paragraph((Text("修了两年的石桥重新开放。" * 20),))
    articles = [article(n, first, Paragraph((Text("后来的话。"),))) for n in range(5)]
    before = _outlined(articles)
    articles[2] = article(2, first, Paragraph((Text("别的话。"),)))
    after = _outlined(articles)
    changed = {path for path in before | after if before[path][0] != after[path][0]}
    assert changed == {f"zh-han{s}/{path}" for s in "st" for path in ("2024/a2.html", "feed.xml", "feed.json")}


def _outlined(articles: list[Article]) -> dict[str, tuple[tuple[str, ...], Page]]:
    """What each page is made of, and the page. As in a build, a key stands for all of its article."""
    found, _ = site.accept([_keyed(one) for one in articles])
    planned = site.plan(found, TWO)
    return {one.path: (one.made_of, one.make(planned)) for one in site.outlines(planned, lambda: site.nearest(planned))}


def _keyed(one: Article) -> Record:
    return replace(record(one, TWO), key=hashlib.sha256(repr(one).encode()).hexdigest())


def test_a_sitemap_lists_what_is_canonical_and_is_split_at_its_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    articles = [article(n) for n in range(4)]
    whole = plan(articles, TWO)["sitemap.xml"].view
    assert isinstance(whole, SitemapView)
    assert len(whole.urls) == len({address for address, _, _ in whole.urls})
    monkeypatch.setattr(site, "SITEMAP", 7)
    pages = built(articles, TWO)
    parts = [path for path in pages if path.startswith("sitemap-")]
    assert re.findall("<loc>(.*?)</loc>", pages["sitemap.xml"]) == [BASE + part for part in parts]
    found = [re.findall("<loc>(.*?)</loc>", pages[part]) for part in parts]
    assert max(map(len, found)) <= 7
    assert [unquote(address) for one in found for address in one] == [BASE + address for address, _, _ in whole.urls]
    monkeypatch.setattr(site, "SITEMAP", len(whole.urls))
    monkeypatch.setattr(site, "SITEMAP_BYTES", 8_000)
    pages = built(articles, TWO)
    assert sum(path.startswith("sitemap-") for path in pages) > 1
    assert all(len(text.encode()) < 8_000 for path, text in pages.items() if path.startswith("sitemap"))


@pytest.mark.parametrize("count", [0, 1])
def test_a_site_of_few_articles_has_its_pages(count: int) -> None:
    pages = built([article(n) for n in range(count)], TWO)
    assert "zh-hans/index.html" in pages
    for name in ("feed.json", "manifest.webmanifest"):
        json.loads(pages[f"zh-hans/{name}"])


# ── what a page says of itself ──


def test_the_head_of_an_article() -> None:
    tree = lxml.html.fromstring(
        built([article(n, Heading(2, (Text("节"),))) for n in range(3)], TWO)["zh-hant/2024/a1.html"]
    )
    assert tree.get("lang") == "zh-Hant"
    assert tree.xpath("string(/html/head/*[2]/@http-equiv)") == "Content-Security-Policy"
    assert tree.xpath("string(//title)") == "第1篇：石橋重開 – 同讀"
    assert tree.xpath("string(//link[@rel='canonical']/@href)") == f"{BASE}zh-hant/2024/a1.html"
    links = {e.get("hreflang"): e.get("href") for e in tree.xpath("//head/link[@hreflang]")}
    assert links == {
        "zh-Hans": f"{BASE}zh-hans/2024/a1.html",
        "zh-Hant": f"{BASE}zh-hant/2024/a1.html",
        "x-default": f"{BASE}zh-hans/2024/a1.html",
    }
    data = json.loads(tree.xpath("string(//script[@type='application/ld+json'])"))
    assert data["headline"] == "第1篇：石橋重開"
    assert data["inLanguage"] == "zh-Hant"
    assert data["isBasedOn"] == "https://example.com/1"
    assert data["translationOfWork"] == {"@id": f"{BASE}zh-hans/2024/a1.html"}


def test_the_policy_lets_nothing_run_but_what_its_hashes_name() -> None:
    for path, text in built([article(0)], TWO).items():
        if path.endswith(".html"):
            policy = lxml.html.fromstring(text).xpath("string(//meta[@http-equiv]/@content)")
            directives = {part.split()[0]: part.split()[1:] for part in policy.split(";")}
            assert directives["default-src"] == directives["frame-src"] == ["'none'"]
            assert all(re.fullmatch("'self'|'sha256-.*'", source) for source in directives["script-src"])
            assert directives["style-src"] == ["'self'"]


HOSTILE = '</script><script>alert(1)</script><img src=x onerror=alert(1)>" onload="alert(1) \u2028 {{ 7*7 }} ]]>&'


def test_hostile_metadata_is_text_on_every_page() -> None:
    one = article(
        0,
        title=HOSTILE,
        source=HOSTILE,
        authors=(HOSTILE,),
        tags=(HOSTILE,),
        description=HOSTILE,
        source_url="javascript:alert(1)",
        seed_hash=HOSTILE,
    )
    config = replace(TWO, title=HOSTILE, description=HOSTILE, author=HOSTILE)
    for path, text in built([one, article(1)], config).items():
        assert "49" not in text or "{{ 7*7 }}" in text
        if path.endswith(".html"):
            tree = lxml.html.fromstring(text)
            assert not tree.xpath("//@*[starts-with(name(), 'on')]")
            assert not tree.xpath("//*[starts-with(@href, 'javascript')]")
            assert all("alert" not in (e.text or "") for e in tree.xpath("//script[not(@type)]"))
            for data in tree.xpath("//script[@type='application/ld+json']/text()"):
                assert json.loads(data)["@type"] in ("Article", "NewsArticle")
                assert not set("<>&\u2028\u2029") & set(data)
        elif path.endswith((".json", ".webmanifest")):
            json.loads(text)
        elif path.endswith(".xml"):
            lxml.etree.fromstring(text.encode())


def test_control_characters_never_reach_a_feed() -> None:
    pages = built([article(0, title="石桥\x0b\x00重开\ufffe")], TWO)
    for path in ("zh-hans/feed.xml", "sitemap.xml"):
        lxml.etree.fromstring(pages[path].encode())


def test_thumbnails_only_where_they_are_wanted() -> None:
    from builder.model import Figure

    one = article(0, Figure(Picture("https://example.com/p.jpg", "图")))
    assert "p.jpg" not in built([one], TWO)["zh-hans/index.html"]
    wanted = replace(TWO, thumbnails=True)
    assert "p.jpg" in built([one], wanted)["zh-hans/index.html"]
    hidden = replace(wanted, image_policy="hide-until-click")
    pages = built([one], hidden)
    for path, text in pages.items():
        if path.endswith(".html"):
            assert not lxml.html.fromstring(text).xpath("//img[contains(@src, 'p.jpg')]"), path


def test_the_root_and_the_missing_page_belong_to_no_script() -> None:
    pages = built([], Config(base_url=BASE))
    root, missing = (lxml.html.fromstring(pages[name]) for name in ("index.html", "404.html"))
    assert root.xpath("//main//a/@href") == ["zh-hans/", "zh-hant/"]
    assert missing.xpath("//main//a/@href") == ["/reader/zh-hans/", "/reader/zh-hant/"]
    assert missing.xpath("//link[@rel='stylesheet']/@href") == ["/reader/assets/style.css"]


def test_a_sites_own_template_wins(tmp_path: Path) -> None:
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates" / "robots.txt").write_text("User-agent: *\nDisallow: /\n")
    assert built([], TWO, tmp_path)["robots.txt"] == "User-agent: *\nDisallow: /\n"


def test_interface_words_are_in_the_pages_script() -> None:
    pages = built([article(0)], replace(TWO, words={"归档": "旧文"}))
    assert ">舊文<" in pages["zh-hant/index.html"]
    assert ">標籤<" in pages["zh-hant/index.html"]
    assert slug("归档") not in pages["zh-hant/index.html"]


@pytest.mark.parametrize(
    ("word", "shown"),
    [("读 {minutes} 分钟", "讀 1 分鐘"), ("很快读完", "很快讀完"), ("{minutes} 分，就 {minutes} 分", "1 分，就 1 分")],
)
def test_a_site_s_own_words_hold_their_value_where_they_say(word: str, shown: str) -> None:
    pages = built([article(0)], replace(TWO, words={"约 {minutes} 分钟": word}))
    assert f"<span>{shown}</span>" in pages["zh-hant/2024/a0.html"]


def test_traditional_pages_speak_the_words_of_their_readers() -> None:
    from builder.catalogue import CATALOGUE, OVERRIDES

    page = built([article(0)], TWO)["zh-hant/index.html"]
    assert ">搜尋<" in page and "閱讀設定" in page
    assert OVERRIDES["zh-Hant"].keys() <= set(CATALOGUE)


def test_the_frame_of_an_article_is_light() -> None:
    """At 8 KB 20,000 articles in two scripts stay below the gigabyte that GitHub Pages allows."""
    text = built([article(n) for n in range(5)], TWO)["zh-hans/2024/a2.html"]
    words = text.partition('<div class="text"')[2].partition("</article>")[0]
    assert len(text.encode()) - len(words.encode()) < 8192


def test_templates_name_only_words_of_the_catalogue() -> None:
    from builder.catalogue import CATALOGUE

    asked = {
        word
        for path in (ROOT / "templates").iterdir()
        for word in re.findall(r'\bw\["([^"]+)"\]', path.read_text("utf-8"))
    }
    assert asked <= set(CATALOGUE)
