"""The search page in a real browser: both scripts find the same, every result is proved, and nothing breaks it."""

from __future__ import annotations

import re
import shutil
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Route

from builder import build
from builder.config import load
from builder.terms import fold, han_table
from tests.conftest import Serve

ARTICLES = {
    "strait": ("zh-Hans", "2024-03-01", "渡口的早晨", "两岸的紧张局势让船家少开了几班船。紧张的人不多。"),
    "harbour": ("zh-Hant", "2024-03-02", "緊張局勢之下的港口", "碼頭上的人說，風浪比消息可怕。"),
    "market": ("zh-Hans", "2024-03-03", "菜市场", "局势不紧张，菜价也不高。皇后大道以后还会更热闹。"),
    "letters": ("zh-Hant", "2024-03-04", "信", "那封信裡只有一句話：後會有期。頭髮白了，還在等。"),
    "computer": (
        "zh-Hans",
        "2024-03-05",
        "旧电脑",
        "-{zh-hans:软件; zh-hant:軟體}- 装了 3 天，AI 没用，Google 也没用。",
    ),
    "bold": ("zh-Hans", "2024-03-02", "粗体", "老板**又紧**张又高兴，写下 if (a < b) 和 C++。\n\n末尾一段。"),
    "lamp": ("zh-Hans", "2024-03-06", "灯", "天还没有亮透，他从河的那一边走来，走得不快也不慢，手里稳稳地提着灯笼。"),
    **{f"many{n}": ("zh-Hans", f"2023-01-{n + 1:02}", f"第{n}天", "每天的茶都一样。") for n in range(20)},
}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The built site."""
    root = tmp_path_factory.mktemp("search")
    (root / "content").mkdir()
    for name, (script, published, title, body) in ARTICLES.items():
        meta = f"title: {title}\nscript: {script}\npublished: {published}\nslug: {published[:4]}/{name}\n"
        (root / f"content/{name}.md").write_text(f"---\n{meta}---\n{body}\n", "utf-8")
    report = build.run(root, load(root), jobs=1)
    assert not report.problems
    return root / "_site"


@pytest.fixture
def address(site: Path, serve: Serve) -> str:
    return serve(site)


@pytest.fixture
def clean(page: Page) -> Iterator[Page]:
    """A page that must end without an error, a breach of its policy, or a request to anybody else."""
    told: list[str] = []
    page.set_default_timeout(10_000)
    page.on("pageerror", lambda error: told.append(str(error)))
    page.on("console", lambda message: told.append(message.text) if message.type == "error" else None)
    page.on("request", lambda request: None if "//127.0.0.1:" in request.url else told.append(request.url))
    yield page
    assert told == []


def ask(page: Page, address: str, query: str, variant: str = "zh-hans") -> list[str]:
    """Opens the search page with a query, and returns the names of the articles that it shows."""
    page.goto(f"{address}{variant}/search/?q={quote(query)}")
    return shown(page)


def shown(page: Page) -> list[str]:
    page.wait_for_selector("#found:not(:empty)")
    page.wait_for_selector("#results:not([aria-busy])", state="attached")
    links = page.locator("#results h2 a").evaluate_all("all => all.map((link) => link.pathname)")
    return [re.sub(r".*/|\.html$", "", link) for link in links]


def told(page: Page) -> str:
    return page.inner_text("#found")


# ── what is found ─────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("variant", ["zh-hans", "zh-hant"])
@pytest.mark.parametrize("query", ["紧张局势", "緊張局勢", "緊張局势"])
def test_either_script_finds_the_same_on_either_side(clean: Page, address: str, variant: str, query: str) -> None:
    assert ask(clean, address, query, variant) == ["harbour", "strait"]
    marks = clean.locator("#results mark").all_inner_texts()
    assert set(marks) == {"紧张局势" if variant == "zh-hans" else "緊張局勢"}
    assert f"/{variant}/" in str(clean.get_attribute("#results a", "href"))


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("局势 紧张", {"strait", "harbour", "market"}),
        ("“局势 紧张”", set()),
        ("“不紧张，菜价”", {"market"}),
        ("「紧张局势」", {"strait", "harbour"}),
        ("又紧张", {"bold"}),  # across a mark
        ("皇後", {"market"}),
        ("期", {"letters"}),
        ("AI", {"computer"}),
        ("goog", {"computer"}),
        ("oogle", set()),
        ("装了3天", {"computer"}),
        ("高兴末尾", set()),
    ],
)
def test_words_phrases_and_beginnings(clean: Page, address: str, query: str, expected: set[str]) -> None:
    assert set(ask(clean, address, query)) == expected


def test_titles_come_first_then_the_number_of_matches_then_the_date(clean: Page, address: str) -> None:
    assert ask(clean, address, "紧张") == ["harbour", "strait", "market", "bold"]


def test_a_result_has_its_title_source_date_and_the_words_in_place(clean: Page, address: str) -> None:
    assert ask(clean, address, "菜价") == ["market"]
    result = clean.locator("#results li")
    assert result.locator("h2").inner_text() == "菜市场"
    assert result.locator(".excerpt").inner_text().startswith("局势不紧张，菜价也不高。")
    assert "2024年3月3日" in result.locator(".meta").inner_text()


def test_a_line_that_is_cut_begins_with_a_word(clean: Page, address: str) -> None:
    ask(clean, address, "提着灯笼")
    assert clean.inner_text("#results .excerpt").startswith("…他从河的那一边走来")


@pytest.mark.parametrize(("query", "variant"), [("软件", "zh-hant"), ("軟體", "zh-hans")])
def test_words_of_the_other_side_lead_to_the_other_side(clean: Page, address: str, query: str, variant: str) -> None:
    """The article says them in one script only; that page is where they can be read."""
    assert ask(clean, address, query, variant) == ["computer"]
    other = {"zh-hans": "zh-hant", "zh-hant": "zh-hans"}[variant]
    assert f"/{other}/" in str(clean.get_attribute("#results a", "href"))


def test_counts_are_exact_for_two_characters_and_at_least_beyond(clean: Page, address: str) -> None:
    assert len(ask(clean, address, "茶都")) == 4
    assert told(clean) == "找到 20 篇"
    ask(clean, address, "每天的茶")
    assert told(clean) == "至少 4 篇"


def test_a_count_of_very_many_words_that_begin_alike_is_at_least(clean: Page, serve: Serve, tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()
    words = " ".join(f"wa{number:05}" for number in range(16_000))
    for name, body in (("many", words), ("last", "waz 在最后。")):
        (tmp_path / f"content/{name}.md").write_text(f"---\ntitle: 词\nscript: zh-Hans\n---\n{body}\n", "utf-8")
    build.run(tmp_path, load(tmp_path), jobs=1)
    assert ask(clean, serve(tmp_path / "_site"), "wa") == ["many"]
    assert told(clean) == "至少 1 篇"
    assert ask(clean, serve(tmp_path / "_site"), "wa0000") == ["many"]
    assert told(clean) == "找到 1 篇"


def test_more_results_come_when_asked_for_and_take_the_focus(clean: Page, address: str) -> None:
    first = ask(clean, address, "每天的茶")
    clean.click("#more")
    clean.wait_for_selector("#results li:nth-child(14)")
    assert clean.evaluate("document.activeElement.closest('li') === document.querySelector('#results li:nth-child(5)')")
    clean.click("#more")
    clean.wait_for_selector("#results li:nth-child(20)")
    every = shown(clean)
    assert every[:4] == first
    assert sorted(every) == sorted(name for name in ARTICLES if name.startswith("many"))
    assert told(clean) == "找到 20 篇"
    assert clean.is_hidden("#more")


def test_the_script_folds_as_the_index_does(clean: Page, address: str, site: Path) -> None:
    """Every character that this Python's Unicode has, but those Han characters of which the site needs no folding."""
    present = {
        term[0] for term in re.findall(r"(?m)^\S+", "\n".join(p.read_text("utf-8") for p in site.glob("search/t/*")))
    }
    unneeded = {form for form, folded in han_table().items() if folded not in present}
    characters = [c for c in map(chr, range(0x20, 0x20000)) if unicodedata.category(c) not in ("Cn", "Cs", "Co")]
    text = "".join(c for c in characters if not unneeded & set(unicodedata.normalize("NFKD", c)))
    clean.goto(f"{address}zh-hans/search/")
    folded = clean.evaluate(
        """async ([script, text]) => {
            const search = await import(script), index = await search.open("default");
            return search.fold(index, text).folded;
        }""",
        [f"{address}assets/{next(site.glob('assets/search.*.js')).name}", text],
    )
    assert folded == fold(text)


# ── the page as a tool ────────────────────────────────────────────────────────────────────────────────────────────


def test_typing_searches_and_the_address_can_be_linked(clean: Page, address: str) -> None:
    clean.goto(f"{address}zh-hans/search/")
    clean.locator("#query").press_sequentially("菜价", delay=10)
    assert shown(clean) == ["market"]
    assert clean.url.endswith(f"?q={quote('菜价')}")
    clean.reload()
    assert shown(clean) == ["market"]
    clean.fill("#query", "")
    clean.wait_for_selector("#results li", state="detached")
    assert clean.url.endswith("/search/")


def test_the_switch_keeps_the_query(clean: Page, address: str) -> None:
    ask(clean, address, "菜价")
    clean.click(".switch a[hreflang=zh-Hant]")
    clean.wait_for_url("**/zh-hant/search/?q=*")
    assert shown(clean) == ["market"]


def test_it_works_by_keys_alone(clean: Page, address: str) -> None:
    clean.goto(f"{address}zh-hans/search/")
    clean.keyboard.press("/")
    assert clean.evaluate("document.activeElement.id") == "query"
    clean.keyboard.type("紧张局势")
    shown(clean)
    focused = "document.activeElement.innerText"
    clean.keyboard.press("ArrowDown")
    assert clean.evaluate(focused) == "紧张局势之下的港口"
    clean.keyboard.press("ArrowDown")
    assert clean.evaluate(focused) == "渡口的早晨"
    clean.keyboard.press("ArrowUp")
    clean.keyboard.press("Escape")
    assert clean.evaluate("document.activeElement.id") == "query"
    clean.keyboard.press("ArrowDown")
    clean.keyboard.press("Enter")
    clean.wait_for_url("**/zh-hans/2024/harbour.html?q=*")


def test_escape_clears_the_field(clean: Page, address: str) -> None:
    ask(clean, address, "菜价")
    clean.focus("#query")
    clean.keyboard.press("Escape")
    clean.wait_for_selector("#results li", state="detached")
    assert clean.input_value("#query") == ""


def test_results_are_announced(clean: Page, address: str) -> None:
    ask(clean, address, "紧张")
    assert clean.get_by_role("status").inner_text() == "找到 4 篇"
    assert clean.get_by_role("searchbox", name="搜索文章").count() == 1
    assert clean.get_by_role("search").count() == 1
    assert clean.get_by_role("main").get_by_role("list").get_by_role("listitem").count() == 4


# ── the article that was opened ───────────────────────────────────────────────────────────────────────────────────


def test_an_opened_article_marks_the_words_until_a_key_is_pressed(clean: Page, address: str) -> None:
    ask(clean, address, "紧张", "zh-hant")
    clean.click("#results a[href*=strait]")
    clean.wait_for_selector(".marks")
    assert clean.locator("article .text mark").all_inner_texts() == ["緊張", "緊張"]
    before = clean.inner_text(".text")
    clean.keyboard.press("Escape")
    assert clean.locator("mark").count() == 0
    assert clean.inner_text(".text") == before
    assert clean.url.endswith("/zh-hant/2024/strait.html")


def test_words_are_marked_across_bold_and_in_the_other_script_too(clean: Page, address: str) -> None:
    clean.goto(f"{address}zh-hans/2024/bold.html?q={quote('又緊張又')}")
    clean.wait_for_selector(".marks")
    assert clean.locator(".text mark").all_inner_texts() == ["又紧", "张又"]
    assert clean.locator(".text strong").inner_text() == "又紧"
    clean.click(".switch a[hreflang=zh-Hant]")
    clean.wait_for_selector(".marks")
    assert clean.locator(".text mark").all_inner_texts() == ["又緊", "張又"]


@pytest.mark.parametrize("address_says_so", [True, False])
def test_in_parallel_reading_both_sides_have_their_marks(clean: Page, address: str, address_says_so: bool) -> None:
    clean.goto(f"{address}zh-hans/2024/strait.html?q={quote('紧张')}{'&parallel' * address_says_so}")
    clean.wait_for_selector(".marks")
    if not address_says_so:
        clean.keyboard.press("d")
    clean.wait_for_selector(".other mark:not(.diff)")
    assert "".join(clean.locator(".other mark:not(.diff)").all_inner_texts()) == "緊張緊張"
    assert "".join(clean.locator(".text mark:not(.diff, .other *)").all_inner_texts()) == "紧张紧张"
    clean.keyboard.press("Escape")
    assert clean.locator("mark:not(.diff)").count() == 0
    assert clean.url.endswith("/strait.html?parallel")


def test_an_article_scrolls_to_the_first_match(clean: Page, address: str) -> None:
    clean.set_viewport_size({"width": 400, "height": 200})
    clean.goto(f"{address}zh-hans/2024/bold.html?q={quote('末尾')}")
    clean.wait_for_selector(".marks")
    clean.wait_for_function("() => scrollY > 0")
    assert clean.locator(".text mark").evaluate("mark => mark.getBoundingClientRect().top") < 200


def test_an_article_without_the_words_is_left_alone(clean: Page, address: str) -> None:
    clean.goto(f"{address}zh-hans/2024/bold.html?q={quote('没有的')}", wait_until="networkidle")
    assert clean.locator("mark, .marks").count() == 0


# ── without JavaScript, without a network, without a file ─────────────────────────────────────────────────────────


def test_without_javascript_it_leads_to_the_archive(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}zh-hant/search/")
    assert "JavaScript" in page.inner_text("main")
    page.click("main a[href*=archive]")
    assert page.url.endswith("/zh-hant/archive/")
    context.close()


def test_search_can_be_left_out(tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()
    (tmp_path / "site.toml").write_text("search = false\n")
    (tmp_path / "content/a.md").write_text("---\ntitle: 题\nscript: zh-Hans\n---\n字。\n", "utf-8")
    build.run(tmp_path, load(tmp_path), jobs=1)
    assert not list(tmp_path.glob("_site/**/search/**/*"))
    assert "/search/" not in (tmp_path / "_site/zh-hans/index.html").read_text("utf-8")


@pytest.mark.parametrize(("query", "message"), [("没有的词", "没有找到"), ("，。！", "只有标点"), ("😀", "只有标点")])
def test_a_query_without_results_says_why(clean: Page, address: str, query: str, message: str) -> None:
    assert ask(clean, address, query) == []
    assert told(clean).startswith(message)


def test_offline_it_says_so_and_searches_again_when_the_network_is_back(page: Page, address: str) -> None:
    page.goto(f"{address}zh-hans/search/")
    page.context.set_offline(True)
    page.fill("#query", "菜价")
    page.wait_for_selector("#found:not(:empty)")
    assert told(page).startswith("现在没有网络")
    page.context.set_offline(False)
    page.wait_for_selector("#results li")
    assert shown(page) == ["market"]


@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("**/search/t/*", None),
        ("**/search/t/*", "00000000\n紧 0\n"),
        ("**/search/t/*", "<!doctype html><title>404</title>"),
        ("**/search/index.json", None),
        ("**/search/index.json", '{"stamp":"0'),
        ("**/search/d/**", None),
        ("**/search/d/**", "[]"),
    ],
)
def test_a_missing_or_damaged_file_is_a_message(page: Page, address: str, path: str, body: str | None) -> None:
    errors: list[str] = []
    page.set_default_timeout(10_000)
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.route(path, lambda route: route.fulfill(body=body) if body is not None else route.fulfill(status=404))
    assert ask(page, address, "紧张") == []
    assert "不完整" in told(page)
    assert errors == []
    page.unroute(path)
    page.keyboard.press("/")
    page.keyboard.press("Enter")
    page.wait_for_selector("#results li")


def test_a_site_that_is_built_anew_under_an_open_page_is_searched_anew(page: Page, site: Path, serve: Serve) -> None:
    """The index that the page holds is of the site as it was: its numbers would lead to other articles."""
    copy = site.parent / "copy"
    shutil.copytree(site.parent / "content", copy / "content")
    build.run(copy, load(copy), jobs=1)
    page.goto(f"{serve(copy / '_site')}zh-hans/search/")
    page.fill("#query", "菜价")
    assert shown(page) == ["market"]
    (copy / "content/letters.md").unlink()
    build.run(copy, load(copy), jobs=1)
    page.fill("#query", "紧张局势")
    page.wait_for_selector("#results a[href*=strait]")
    assert shown(page) == ["harbour", "strait"]


def test_a_page_that_is_gone_is_no_result(page: Page, address: str) -> None:
    page.route("**/harbour.html", lambda route: route.fulfill(status=404))
    assert ask(page, address, "紧张局势") == ["strait"]


def test_a_slow_answer_does_not_overtake_a_later_query(page: Page, address: str) -> None:
    held: list[Route] = []
    page.route("**/market.html", lambda route: held.append(route))
    page.goto(f"{address}zh-hans/search/")
    page.fill("#query", "菜价")
    page.wait_for_timeout(400)
    page.fill("#query", "有期")
    page.wait_for_selector("#results li")
    for route in held:
        route.abort()
    assert shown(page) == ["letters"]


HOSTILE = {
    "long": "紧张局势" * 2500,
    "punctuation": "，。、；：？！“”‘’「」『』（）—…·",
    "emoji": "😀🇨🇳👩‍👩‍👧",
    "script": "<script>alert(1)</script>",
    "image": '"><img src=x onerror=alert(1)>',
    "regular expression": r"(a+)+$ [^紧] \p{L} .* ^| {1,9999} ?<!",
    "operators": "C++ a < b && || !",
    "mixed scripts": "緊张 Google Ελλάδα かな 한국어 ไทย 𠮷",
    "percent": "100% %E0%A4%A %00 \\u0000",
    "control": "\x00\x07\u202e\ufeff\u200b",
    "quotes": '“紧张 局势 " 「',
    "prototype": "__proto__ constructor toString",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_no_query_breaks_it(clean: Page, address: str, name: str) -> None:
    clean.goto(f"{address}zh-hans/search/")
    clean.fill("#query", HOSTILE[name])
    clean.press("#query", "Enter")
    shown(clean)
    assert told(clean)
    clean.fill("#query", "菜价")
    clean.wait_for_selector("#results a[href*=market]")


def test_a_long_query_says_what_counts(clean: Page, address: str) -> None:
    clean.goto(f"{address}zh-hans/search/")
    clean.fill("#query", "紧张" * 5000)
    shown(clean)
    assert "只找前 100 个字" in told(clean)


def test_full_width_letters_are_letters(clean: Page, address: str) -> None:
    assert ask(clean, address, "ＡＩ") == ["computer"]


def test_lone_surrogates_do_no_harm(clean: Page, address: str) -> None:
    clean.goto(f"{address}zh-hans/search/")
    clean.eval_on_selector(
        "#query", "field => { field.value = '\\ud83d紧张局势\\udc00'; field.dispatchEvent(new Event('input')); }"
    )
    assert set(shown(clean)) == {"harbour", "strait"}


@pytest.fixture
def offline_copy(site: Path, browser: Browser) -> Iterator[tuple[BrowserContext, Path]]:
    context = browser.new_context()
    yield context, site
    context.close()


def test_opened_from_the_disk_it_says_that_it_needs_a_server(offline_copy: tuple[BrowserContext, Path]) -> None:
    context, folder = offline_copy
    page = context.new_page()
    page.goto((folder / "zh-hant/search/index.html").as_uri())
    page.wait_for_selector("#found:not(:empty)")
    assert "伺服器" in told(page) or "服務器" in told(page) or "服务器" in told(page)
