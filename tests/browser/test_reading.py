"""What a reader does on a page: switches scripts, sets the type, reads vertically, prints; without JavaScript too."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import ARTICLE, SHIFT, Watched
from tests.conftest import MakeSite, Serve

HANT = ARTICLE.replace("hans", "hant")
TOP = """() => {
    const edge = Math.max(0, document.querySelector(".site-header").getBoundingClientRect().bottom);
    const blocks = [...document.querySelectorAll(".text > [id]")];
    const block = blocks.find(one => one.getBoundingClientRect().bottom > edge + 1);
    return [block.id, Math.round(block.getBoundingClientRect().top)];
}"""


def choose(page: Page, name: str, value: str) -> None:
    """Opens the sheet 文 where it is closed, and takes one choice."""
    button = page.locator(".settings-button")
    if button.get_attribute("aria-expanded") != "true":
        button.click()
    page.locator(f'.sheet input[name="tongdu-{name}"][value="{value}"]').check(force=True)


# ── the switch ────────────────────────────────────────────────────────────────────────────────────────────────────


def test_the_switch_keeps_the_paragraph_at_the_top(watched: Watched) -> None:
    page = watched.open(ARTICLE)
    page.evaluate("scrollTo(0, 1234)")
    before = page.evaluate(TOP)
    page.get_by_role("link", name="繁", exact=True).click()
    page.wait_for_url("**/zh-hant/**")  # and its load: an attribute is there before the scripts are
    after = page.evaluate(TOP)
    assert after[0] == before[0]
    assert abs(after[1] - before[1]) <= 2


def test_the_switch_keeps_fragment_words_and_selection(watched: Watched) -> None:
    page = watched.open(ARTICLE + "?q=%E5%BC%A0#钟表匠怎么说")
    page.evaluate("""() => {
        const text = document.querySelector(".text > p:last-of-type").firstChild;
        getSelection().setBaseAndExtent(text, 0, text, 2);
    }""")
    assert page.evaluate("String(getSelection())") == "匾终"
    page.keyboard.press("s")
    page.wait_for_url("**/zh-hant/**")
    assert page.evaluate("decodeURIComponent(location.search + location.hash)") == "?q=张#钟表匠怎么说"
    assert page.evaluate("String(getSelection())") == "匾終"


def test_the_switch_is_links_without_javascript(browser: Browser, library: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(library + ARTICLE)
    page.get_by_role("link", name="对照").click()
    expect(page.locator("h1")).to_have_text("一塊匾，兩種寫法：老茶館門前的「同讀」實驗")
    expect(page.locator(".settings-button")).to_be_hidden()
    context.close()


def test_the_author_s_own_script_is_marked(watched: Watched) -> None:
    expect(watched.open(ARTICLE).locator(".own")).to_have_text("原文为简体")
    expect(watched.open(HANT).locator(".own")).to_have_count(0)
    expect(watched.open("zh-hant/2024/letters.html").locator(".own")).to_have_text("原文為繁體")


# ── the entrance ──────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("locale", "leads_to"),
    [("zh-CN", "zh-hans/"), ("zh-SG", "zh-hans/"), ("zh-TW", "zh-hant/"), ("zh-HK", "zh-hant/"), ("en-US", "")],
)
def test_the_entrance_leads_by_the_browser_s_language(
    browser: Browser, library: str, locale: str, leads_to: str
) -> None:
    context = browser.new_context(locale=locale)
    page = context.new_page()
    page.goto(library)
    page.wait_for_url(library + leads_to)
    context.close()


def test_the_entrance_remembers_a_choice_and_a_deep_link_is_obeyed(watched: Watched) -> None:
    page = watched.open(ARTICLE)
    page.get_by_role("link", name="繁", exact=True).click()
    page.goto(watched.home)
    page.wait_for_url("**/zh-hant/")
    watched.open(ARTICLE)
    expect(page.locator("html")).to_have_attribute("lang", "zh-Hans")


THREE = """
variants = ["zh-Hans", { tag = "zh-Hant-TW", vocabulary = true }, "zh-Hant-HK"]
"""


@pytest.mark.parametrize(
    ("language", "leads_to"),
    [("zh-MO", "zh-hant-hk/"), ("zh-HK", "zh-hant-hk/"), ("zh-TW", "zh-hant-tw/"), ("zh-Hant-US", "zh-hant-tw/")],
)
def test_a_region_without_a_variant_has_that_of_the_nearest_region(
    browser: Browser, make_site: MakeSite, serve: Serve, language: str, leads_to: str
) -> None:
    home = serve(make_site(articles={"a.md": "---\ntitle: 河\nscript: zh-Hans\n---\n河水。\n"}, config=THREE) / "_site")
    context = browser.new_context()
    page = context.new_page()
    page.add_init_script(f"Object.defineProperty(navigator, 'languages', {{get: () => ['{language}']}})")
    page.goto(home)
    page.wait_for_url(home + leads_to)
    context.close()


def test_the_key_of_the_switch_goes_through_all_scripts_in_turn(make_site: MakeSite, serve: Serve, page: Page) -> None:
    home = serve(make_site(articles={"a.md": "---\ntitle: 河\nscript: zh-Hans\n---\n河水。\n"}, config=THREE) / "_site")
    page.goto(home + "zh-hans/a.html")
    for script in ("zh-hant-tw", "zh-hant-hk", "zh-hans"):
        page.keyboard.press("s")
        page.wait_for_url(f"**/{script}/a.html")


def test_where_there_is_one_script_the_key_of_the_switch_does_nothing(
    make_site: MakeSite, serve: Serve, page: Page
) -> None:
    one = 'variants = ["zh-Hans"]\n'
    home = serve(make_site(articles={"a.md": "---\ntitle: 河\nscript: zh-Hans\n---\n河水。\n"}, config=one) / "_site")
    page.goto(home + "zh-hans/a.html")
    page.evaluate("""document.querySelector(".switch a").addEventListener("click", (event) => {
        event.preventDefault();
        document.body.dataset.clicked = "yes";
    })""")
    page.keyboard.press("s")
    assert page.evaluate("document.body.dataset.clicked") is None


# ── the reader's choices ──────────────────────────────────────────────────────────────────────────────────────────


def test_choices_are_kept_and_stand_before_the_first_paint(watched: Watched) -> None:
    page = watched.open(HANT)
    for name, value in {"theme": "sepia", "size": "2", "face": "sans", "leading": "loose", "measure": "narrow"}.items():
        choose(page, name, value)
    page.add_init_script("""new MutationObserver((_, observer) => {
        if (!document.body) return;
        observer.disconnect();
        window.early = {...document.documentElement.dataset};
    }).observe(document, {childList: true, subtree: true})""")
    page.reload()
    early = page.evaluate("early")
    assert early["theme"] == "sepia" and early["size"] == "2" and early["face"] == "sans"
    assert page.evaluate("getComputedStyle(document.documentElement).backgroundColor") == "rgb(245, 236, 217)"
    assert "Sans" in page.evaluate("getComputedStyle(document.querySelector('.text p')).fontFamily")
    choose(page, "theme", "")
    assert json.loads(page.evaluate("localStorage.tongdu")).keys() == {"size", "face", "leading", "measure"}


def test_choices_hold_the_paragraph(watched: Watched) -> None:
    page = watched.open(ARTICLE)
    page.evaluate("scrollTo(0, 1500)")
    before = page.evaluate(TOP)
    choose(page, "size", "2")
    assert page.evaluate(TOP)[0] == before[0]


def test_choices_work_for_a_page_where_storage_is_blocked(browser: Browser, library: str) -> None:
    context = browser.new_context()
    context.add_init_script("""for (const name of ["localStorage", "sessionStorage"])
        Object.defineProperty(window, name, {get() { throw new DOMException("blocked", "SecurityError"); }})""")
    page = context.new_page()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.goto(library + ARTICLE)
    choose(page, "theme", "dark")
    assert page.evaluate("getComputedStyle(document.documentElement).backgroundColor") == "rgb(21, 23, 26)"
    page.keyboard.press("Escape")
    page.evaluate("scrollTo(0, 1500)")
    block = page.evaluate(TOP)[0]
    page.get_by_role("link", name="繁", exact=True).click()
    page.wait_for_url("**/zh-hant/**")
    assert page.evaluate("decodeURIComponent(location.hash)") == f"#{block}"
    page.goto(library)
    assert errors == []
    context.close()


def test_every_control_is_reached_and_worked_by_keys(watched: Watched) -> None:
    page = watched.open(HANT)
    page.keyboard.press("Tab")
    expect(page.locator(".skip")).to_be_focused()
    page.keyboard.press("Enter")
    assert page.evaluate("location.hash") == "#main"
    page.reload()
    seen: list[str] = []
    for _ in range(60):
        page.keyboard.press("Tab")
        here = page.evaluate("""(() => { const e = document.activeElement, r = e.getBoundingClientRect();
            const ring = getComputedStyle(e).outlineStyle;
            return [e === document.body ? "" : e.className || e.textContent.trim(), r.width > 0, ring]; })()""")
        if here[0] == "":
            break
        seen.append(here[0])
        assert here[1] and here[2] != "none", here
    whole = " ".join(seen)
    for name in (
        "site-title",
        "简",
        "繁",
        "parallel",
        "search-link",
        "settings-button",
        "anchor",
        "note",
        "card",
        "back",
    ):
        assert name in whole, seen
    page.locator(".settings-button").focus()
    page.keyboard.press("Enter")
    expect(page.locator(".sheet")).to_be_visible()
    page.keyboard.press("Tab")
    expect(page.locator('.sheet input[name="tongdu-theme"]:checked')).to_be_focused()
    page.keyboard.press("ArrowRight")
    assert page.evaluate("document.documentElement.dataset.theme") == "light"
    page.keyboard.press("Escape")
    expect(page.locator(".sheet")).to_be_hidden()
    expect(page.locator(".settings-button")).to_be_focused()


def test_keys_lead_to_neighbours_and_search_and_can_be_switched_off(watched: Watched) -> None:
    page = watched.open(ARTICLE)
    page.keyboard.press("p")
    page.wait_for_url("**/noodles.html")
    page.keyboard.press("n")
    page.wait_for_url("**/plaque.html")
    page.keyboard.press("/")
    page.wait_for_url("**/search/")
    page.keyboard.press("/")
    page.keyboard.type("ps")
    expect(page.get_by_role("searchbox")).to_have_value("ps")
    page.go_back()
    choose(page, "keys", "off")
    page.keyboard.press("Escape")
    page.keyboard.press("p")
    page.wait_for_timeout(200)
    assert page.url.endswith("plaque.html")


# ── vertical writing ──────────────────────────────────────────────────────────────────────────────────────────────


def test_vertical_writing_is_offered_to_traditional_pages(watched: Watched) -> None:
    page = watched.open(HANT)
    choose(page, "flow", "vertical")
    page.keyboard.press("Escape")
    assert page.evaluate("getComputedStyle(document.querySelector('.text p')).writingMode") == "vertical-rl"
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    together, upright = (page.locator(name).all_text_contents() for name in (".tcy", ".upright"))
    assert "12" in together and "1" in together and max(map(len, together)) == 2
    assert "2024" in upright and not any("," in one for one in upright)
    before = page.evaluate("document.querySelector('.article').scrollLeft")
    page.mouse.move(640, 400)
    page.mouse.wheel(0, 300)
    page.wait_for_function("before => document.querySelector('.article').scrollLeft <= before - 250", arg=before)
    page.keyboard.press("End")
    page.wait_for_function("() => +document.querySelector('.progress').style.getPropertyValue('--read') > .99")
    watched.open(ARTICLE)
    assert page.evaluate("getComputedStyle(document.querySelector('.text p')).writingMode") == "horizontal-tb"


def test_the_switch_keeps_the_paragraph_from_vertical_to_horizontal(watched: Watched) -> None:
    page = watched.open(HANT)
    choose(page, "flow", "vertical")
    page.keyboard.press("Escape")
    page.evaluate("document.querySelector('.article').scrollLeft = -1500")
    block = page.evaluate("""() => { const edge = document.querySelector(".article").getBoundingClientRect().right;
        const blocks = [...document.querySelectorAll(".text > [id]")];
        return blocks.find(e => e.getBoundingClientRect().left < edge - 1).id; }""")
    page.get_by_role("link", name="简", exact=True).click()
    page.wait_for_url("**/zh-hans/**")
    assert page.evaluate(TOP)[0] == block


# ── pictures ──────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("width", [390, 1280])
def test_nothing_jumps_while_pictures_come_or_fail(browser: Browser, library: str, width: int) -> None:
    context = browser.new_context(viewport={"width": width, "height": 800})
    page = context.new_page()
    page.add_init_script(SHIFT)
    page.route("**/shelf.png", lambda route: route.abort())
    page.goto(library + ARTICLE)
    page.evaluate("""async () => {
        for (let y = 0; y < document.body.scrollHeight; y += 300) {
            scrollTo(0, y);
            await new Promise(requestAnimationFrame);
        }
    }""")
    broken = page.locator("figure .broken")
    expect(broken).to_contain_text("竖长的书架")
    expect(broken).to_have_attribute("href", library + "pictures/shelf.png")
    assert page.evaluate("window.shift || 0") == 0
    context.close()


def test_a_list_shows_no_box_for_a_small_picture_that_fails(make_site: MakeSite, serve: Serve, page: Page) -> None:
    root = make_site(
        articles={"a.md": "---\ntitle: 石桥\nslug: 2024/a\n---\n![](/gone.png)\n\n修了两年。\n"},
        config="thumbnails = true\n",
    )
    page.add_init_script(SHIFT)
    page.goto(serve(root / "_site") + "zh-hans/")
    expect(page.locator(".thumb")).to_be_hidden()
    assert page.evaluate("window.shift || 0") == 0


def test_pictures_wait_for_a_click_where_the_reader_wants_that(watched: Watched) -> None:
    page = watched.open("zh-hans/2024/quiet.html")
    choose(page, "pictures", "click")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    watched.open(ARTICLE)
    lazy = page.locator("figure.unsized .waiting")
    lazy.scroll_into_view_if_needed()
    page.wait_for_timeout(300)
    assert not any(url.endswith("shelf.png") for url in asked)
    lazy.click()
    page.wait_for_function("() => document.querySelector('.unsized img').naturalWidth > 0")


def test_with_the_policy_no_picture_loads_before_a_click(browser: Browser, tmp_path: Path, serve: object) -> None:
    import shutil

    from tests.browser.conftest import SITE
    from tests.conftest import tongdu

    shutil.copytree(SITE, tmp_path / "site")
    with (tmp_path / "site/site.toml").open("a") as file:
        file.write('image_policy = "hide-until-click"\n')
    tongdu("--site", tmp_path / "site", "build")
    home = serve(tmp_path / "site/_site")  # type: ignore[operator]  # the fixture is a function
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    page = context.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.add_init_script(SHIFT)
    page.goto(home + ARTICLE)
    assert not any("pictures/" in url for url in asked)
    page.locator("figure > .picture").first.click()
    page.wait_for_function("() => document.querySelector('figure > img').naturalWidth > 0")
    expect(page.locator("figure > img").first).to_have_attribute("alt", "河边茶馆对面的山")
    context.close()


# ── elsewhere ─────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    "name", ["index.html", "zh-hans/index.html", ARTICLE, "zh-hant/archive/index.html", "404.html"]
)
def test_pages_keep_their_own_policy_and_ask_nobody_else(watched: Watched, name: str) -> None:
    page = watched.open(name if name != "index.html" else "zh-hans/2024/quiet.html")
    page.wait_for_load_state("networkidle")


def test_pages_read_and_switch_from_the_disk(browser: Browser, folder: Path) -> None:
    context = browser.new_context(locale="zh-CN")
    page = context.new_page()
    page.goto((folder / "index.html").as_uri())
    page.wait_for_url("**/zh-hans/index.html")
    page.get_by_role("link", name="一块匾").click()
    page.evaluate("scrollTo(0, 1200)")
    before = page.evaluate(TOP)
    page.get_by_role("link", name="繁", exact=True).click()
    page.wait_for_url("**/zh-hant/2024/plaque.html")
    assert page.evaluate(TOP)[0] == before[0]
    page.get_by_role("link", name="對照").click()
    expect(page.locator(".notice")).to_contain_text("請從網站上打開")
    page.locator(".site-title").click()
    page.wait_for_url("**/zh-hant/index.html")
    context.close()


def test_print_shows_one_script_with_the_addresses_of_links(watched: Watched) -> None:
    page = watched.open(HANT)
    choose(page, "flow", "vertical")
    choose(page, "theme", "dark")
    page.keyboard.press("Escape")
    page.emulate_media(media="print")
    assert page.locator(".site-header").is_hidden() and page.locator(".site-footer").is_hidden()
    paper = page.evaluate("getComputedStyle(document.documentElement).backgroundColor")
    assert paper == "rgb(255, 255, 255)"
    assert page.evaluate("getComputedStyle(document.querySelector('.article')).writingMode") == "horizontal-tb"
    after = "selector => getComputedStyle(document.querySelector(selector), '::after').content"
    assert "example.org" in page.evaluate(after, ".provenance a")
    assert page.evaluate(after, "a.card").startswith('"https://')
    assert page.evaluate(after, ".tags a") == "none"  # a place on this site, which paper does not lead to
    note = "getComputedStyle(document.querySelector('.text p a[href^=http]'), '::after').content"
    assert "example.org" in page.evaluate(note)
    assert page.pdf(format="A4").startswith(b"%PDF")


def test_type_follows_the_language(watched: Watched) -> None:
    page = watched.open(ARTICLE)
    face = "selector => getComputedStyle(document.querySelector(selector)).fontFamily"
    assert "Noto Serif CJK SC" in page.evaluate(face, ".text p")
    assert "Noto Serif CJK JP" in page.evaluate(face, ".text [lang=ja]")
    assert "Noto Serif CJK TC" in watched.open(HANT).evaluate(face, ".text p")
    assert page.evaluate("getComputedStyle(document.querySelector('.text em')).textEmphasisStyle") != "none"
    assert page.evaluate("getComputedStyle(document.querySelector('.text i')).fontStyle") == "italic"


def test_words_of_a_latin_language_have_a_latin_face_and_are_not_spaced_out(watched: Watched) -> None:
    page = watched.open("zh-hans/2024/quiet.html")
    style = """selector => {
        const { fontFamily, textAlign } = getComputedStyle(document.querySelector(selector));
        return [fontFamily, textAlign];
    }"""
    for selector in ("h1", ".text p"):
        face, align = page.evaluate(style, selector)
        assert "CJK" not in face and align == "start"
    assert "serif" not in page.evaluate(style, ".byline a")[0].replace("sans-serif", "")


def test_a_table_of_many_columns_scrolls_and_no_cell_is_one_character_wide(
    make_site: MakeSite, serve: Serve, page: Page
) -> None:
    table = "| 年份 | 类别 | 说明 | 地址 | 备注 |\n| --- | --- | --- | --- | --- |\n" + (
        "| 2021年 | 小说 | 多为旧版，插画保留原样 | 河岸路一百二十三号后面的小楼 | 借出三次 |\n"
    )
    site = make_site(articles={"a.md": f"---\ntitle: 表\nscript: zh-Hans\n---\n{table}"}) / "_site"
    page.set_viewport_size({"width": 320, "height": 700})
    page.goto(serve(site) + "zh-hans/a.html")
    widths = page.locator("td, th").evaluate_all(
        "all => all.map(e => e.clientWidth / parseFloat(getComputedStyle(e).fontSize))"
    )
    assert min(widths) >= 4.9
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_what_scrolls_on_a_screen_is_printed_whole(make_site: MakeSite, serve: Serve, page: Page) -> None:
    body = (
        f"---\ntitle: 码\nscript: zh-Hans\n---\n```\n{'value + ' * 60}\n```\n\n| 甲 | 乙 |\n| --- | --- |\n| 1 | 2 |\n"
    )
    page.set_viewport_size({"width": 700, "height": 900})
    page.goto(serve(make_site(articles={"a.md": body}) / "_site") + "zh-hans/a.html")
    page.emulate_media(media="print")
    for selector in (".text pre", ".table"):
        assert page.evaluate(
            "s => { const e = document.querySelector(s); return e.scrollWidth <= e.clientWidth; }", selector
        )
        assert page.evaluate("s => getComputedStyle(document.querySelector(s)).overflowX", selector) == "visible"


def test_a_long_address_on_paper_tears_no_line_apart(make_site: MakeSite, serve: Serve, page: Page) -> None:
    text = f"去年的[石桥](https://example.org/{'a' * 200})。"
    folder = make_site(articles={"a.md": f"---\ntitle: 石桥\nscript: zh-Hans\n---\n{text}\n"}) / "_site"
    page.goto(serve(folder) + "zh-hans/a.html")
    page.emulate_media(media="print")
    words = """link => {
        const range = document.createRange();
        range.selectNodeContents(link);
        return range.getBoundingClientRect().width / parseFloat(getComputedStyle(link).fontSize);
    }"""
    assert page.locator(".text a").evaluate(words) < 2.5  # two characters, as wide as ever


def test_a_title_that_opens_with_a_quotation_mark_begins_at_the_edge(watched: Watched) -> None:
    page = watched.open(ARTICLE)
    trim = "selector => getComputedStyle(document.querySelector(selector)).textSpacingTrim"
    assert page.evaluate(trim, "h1") == "trim-start" and page.evaluate(trim, ".text p") == "normal"


@pytest.mark.parametrize("path", [ARTICLE, "zh-hans/tags/小镇/", "zh-hans/archive/2024/04/"])
def test_links_beside_the_text_are_as_high_as_a_finger_needs(watched: Watched, path: str) -> None:
    watched.page.set_viewport_size({"width": 390, "height": 800})
    links = watched.open(path).locator(":is(.kicker, .byline, .provenance, .tags, .more) a")
    heights = links.evaluate_all("all => all.map(link => link.getBoundingClientRect().height)")
    assert heights and min(heights) >= 24


def test_dates_and_minutes_are_not_broken_over_lines(watched: Watched) -> None:
    pieces = watched.open(ARTICLE).locator(".kicker time, .byline > span")
    assert set(pieces.evaluate_all("all => all.map(piece => getComputedStyle(piece).whiteSpace)")) == {"nowrap"}


@pytest.mark.parametrize("path", [ARTICLE, "zh-hans/", "zh-hans/search/", "zh-hans/archive/"])
def test_nothing_leaves_a_phone_s_page_where_letters_are_twice_as_large(watched: Watched, path: str) -> None:
    watched.page.set_viewport_size({"width": 390, "height": 800})
    page = watched.open(path)
    page.evaluate("document.documentElement.style.fontSize = '212.5%'")  # as where a browser's letters have 32 px
    assert page.evaluate("document.documentElement.scrollWidth") == 390
    expect(page.locator(".settings-button")).to_be_in_viewport(ratio=1)


def test_a_picture_that_nothing_describes_is_told_in_one_line(make_site: MakeSite, serve: Serve, page: Page) -> None:
    body = "---\ntitle: 图\nscript: zh-Hans\n---\n![](pictures/gone.png)\n"
    page.goto(serve(make_site(articles={"a.md": body}) / "_site") + "zh-hans/a.html")
    expect(page.locator("figure .broken")).to_have_text("图片打不开，看原图 ↗")


def test_weight(folder: Path) -> None:
    """CSS and JavaScript, compressed, stay under 20 KB each; the HTML around an article's own words under 8 KB."""
    import gzip

    for suffix in ("css", "js"):
        size = sum(len(gzip.compress(path.read_bytes())) for path in (folder / "assets").glob(f"*.{suffix}"))
        assert size < 20_000, suffix
    html = (folder / ARTICLE).read_text("utf-8")
    text = html[html.index('<div class="text">') : html.index("</article>")]
    assert len(html.encode()) - len(text.encode()) < 8_000


def test_on_a_wide_screen_the_contents_stay_beside_the_text_and_mark_the_present_section(watched: Watched) -> None:
    page = watched.open(ARTICLE)
    text = page.locator(".text").bounding_box()
    page.locator(".text h2").last.evaluate("heading => scrollBy(0, heading.getBoundingClientRect().top - 200)")
    present = page.locator(".toc [aria-current]")
    expect(present).to_have_count(1)
    expect(present).to_be_in_viewport()
    beside = page.locator(".toc").bounding_box()
    assert text and beside and text["x"] + text["width"] < beside["x"] and beside["x"] + beside["width"] < 1280
    assert page.locator(".text").bounding_box()["width"] == text["width"]  # type: ignore[index]


def test_on_a_phone_the_header_goes_while_one_reads_on_and_returns_at_a_scroll_up(watched: Watched) -> None:
    watched.page.set_viewport_size({"width": 390, "height": 800})
    page = watched.open(ARTICLE)
    header = page.locator(".site-header")
    page.mouse.move(200, 400)
    page.mouse.wheel(0, 900)
    expect(header).not_to_be_in_viewport()
    page.mouse.wheel(0, -120)
    expect(header).to_be_in_viewport()


def test_colours_that_the_system_forces_keep_the_present_script_in_sight(watched: Watched) -> None:
    watched.page.emulate_media(forced_colors="active", reduced_motion="reduce")
    page = watched.open(ARTICLE)
    assert page.evaluate("getComputedStyle(document.querySelector('.switch [aria-current]')).outlineStyle") == "solid"
    moving = """() => [...document.querySelectorAll("*")].filter(one => {
        const style = getComputedStyle(one);
        return style.animationName !== "none" || style.transitionDuration !== "0s";
    }).length"""
    assert page.evaluate(moving) == 0
