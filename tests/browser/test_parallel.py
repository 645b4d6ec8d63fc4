"""Parallel reading: the two pages joined in the browser, every difference marked, classed, counted and told."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, Route, expect

from builder.differences import differences
from tests.browser.conftest import ARTICLE, SHIFT, Watched

HANT = ARTICLE.replace("hans", "hant")
NAMES = {"form": "form", "one-to-many": "many", "region": "region", "quotation": "quote", "override": "override"}


def joined(watched: Watched, path: str = ARTICLE) -> Page:
    page = watched.open(path + "?parallel")
    expect(page.locator("html")).to_have_attribute("data-parallel", "on")
    return page


def test_every_block_stands_beside_itself_with_its_language(watched: Watched) -> None:
    page = joined(watched)
    pair = page.locator(".pair", has=page.locator("#图书馆的架子"))
    expect(pair.locator("> h2")).to_have_text("图书馆的架子")
    expect(pair.locator("> .other")).to_have_attribute("lang", "zh-Hant")
    expect(pair.locator("> .other h2")).to_have_text("圖書館的架子")
    assert page.evaluate("""() => [...document.querySelectorAll(".text > .pair")].every(pair => {
        const own = pair.firstElementChild.getBoundingClientRect(), other = pair.querySelector(":scope > .other");
        const rect = other?.getBoundingClientRect();
        return !other || Math.abs(rect.top - own.top) < 3 && rect.left > own.right;
    })""")
    ids = page.evaluate("[...document.querySelectorAll('[id]')].map(e => e.id)")
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("width", [390, 1280])
def test_nothing_jumps_where_a_link_opens_both(watched: Watched, width: int) -> None:
    page = watched.page
    page.set_viewport_size({"width": width, "height": 800})
    page.add_init_script(SHIFT)
    waiting: list[Route] = []
    page.route("**/zh-hant/**", lambda route: waiting.append(route))
    watched.open(ARTICLE + "?parallel")
    page.wait_for_timeout(1200)  # a slow line: what was painted by then must not move
    waiting.pop().continue_()
    expect(page.locator("html")).to_have_attribute("data-parallel", "on")
    page.wait_for_timeout(200)
    assert page.evaluate("window.shift || 0") == 0


def test_where_the_other_page_is_late_one_script_is_read_and_stays_where_it_is(watched: Watched) -> None:
    page = watched.page
    page.add_init_script(SHIFT)
    page.clock.install()
    waiting: list[Route] = []
    page.route("**/zh-hant/**", lambda route: waiting.append(route))
    watched.open(ARTICLE + "?parallel")
    expect(page.locator("main")).to_be_hidden()
    page.clock.run_for(3000)
    expect(page.locator("main")).to_be_visible()
    expect(page.locator("html")).not_to_have_attribute("data-parallel", re.compile(""))
    waiting.pop().continue_()
    expect(page.locator(".notice")).to_contain_text("请再按“对照”")
    assert page.locator(".pair").count() == 0
    assert page.evaluate("window.shift || 0") == 0
    page.unroute("**/zh-hant/**")
    page.keyboard.press("d")
    expect(page.locator(".pair").first).to_be_visible()
    expect(page.locator(".notice")).to_have_count(0)


def test_below_900_pixels_the_other_script_stands_under_its_paragraph(watched: Watched) -> None:
    watched.page.set_viewport_size({"width": 390, "height": 800})
    page = joined(watched)
    own, other = page.locator(".text > .pair > p").nth(1), page.locator(".text > .pair > .other > p").nth(1)
    one, two = own.bounding_box(), other.bounding_box()
    assert one and two and two["y"] >= one["y"] + one["height"]
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_differences_are_classed_as_the_converter_classes_them(watched: Watched) -> None:
    """The browser's classes are those of builder.differences, block by block."""
    page = joined(watched)
    rows = page.evaluate("""() => [...document.querySelectorAll(".pair:not(.whole)")].map(pair => {
        const own = pair.firstElementChild, marks = {};
        for (const mark of own.querySelectorAll(".diff")) {
            (marks[mark.classList[1]] ??= new Set()).add(mark.dataset.pair);
        }
        const counts = Object.entries(marks).map(([kind, pairs]) => [kind, pairs.size]);
        return [own.textContent, pair.querySelector(":scope > .other").textContent, Object.fromEntries(counts)];
    })""")
    assert len(rows) > 10
    for own, other, marks in rows:
        expected: dict[str, int] = {}
        for one in differences(own, other, ["軟體"]):
            expected[NAMES[one.kind]] = expected.get(NAMES[one.kind], 0) + 1
        assert marks == expected, own


def test_the_legend_counts_and_switches_each_kind_and_remembers(watched: Watched) -> None:
    page = joined(watched)
    counts = page.evaluate("""() => Object.fromEntries([...document.querySelectorAll(".legend button")].map(b =>
        [b.dataset.kind, [+b.textContent.match(/\\d+/)[0], b.ariaPressed,
            new Set([...document.querySelectorAll(".diff." + b.dataset.kind)].map(m => m.dataset.pair)).size]]))""")
    assert {kind: shown for kind, (_, shown, _) in counts.items()} == {
        "many": "true",
        "override": "true",
        "quote": "false",
        "form": "false",
    }
    assert all(told == there > 0 for told, _, there in counts.values())
    line = "getComputedStyle(document.querySelector('.text .diff.form')).textDecorationLine"
    assert page.evaluate(line) == "none"
    page.get_by_role("button", name="字形").click()
    assert page.evaluate(line) == "underline"
    joined(watched)
    assert page.evaluate(line) == "underline"


def test_a_kind_that_shows_is_told_from_one_that_does_not_in_forced_colours(watched: Watched) -> None:
    watched.page.emulate_media(forced_colors="active")
    page = joined(watched)
    line = "button => getComputedStyle(button).outlineStyle"
    assert page.locator('.legend [data-kind="many"]').evaluate(line) == "solid"
    assert page.locator('.legend [data-kind="form"]').evaluate(line) == "none"


def test_a_difference_is_told_on_hover_focus_and_tap_and_to_screen_readers(watched: Watched) -> None:
    page = joined(watched)
    mark = page.locator(".text .diff.many").filter(has_text="后").first
    assert mark.get_attribute("aria-description") == "后 → 後，一对多：後、后"
    assert page.locator(".diff.form[aria-description]").count() == 0  # nobody is told of each form, before asking
    assert page.locator(".diff.form[role=none]").count() == page.locator(".diff.form").count() > 0
    note = page.locator(".gloss")
    mark.hover()
    expect(note).to_have_text("后 → 後　一对多：後、后")
    page.mouse.move(2, 2)
    expect(note).to_be_hidden()
    mark.focus()
    expect(note).to_be_visible()
    page.keyboard.press("Escape")
    expect(note).to_be_hidden()
    page.locator(".text .other .diff.many").filter(has_text="後").first.click()
    expect(note).to_contain_text("后 → 後")
    word = page.locator(".text .diff.override").first
    expect(word).to_have_attribute("data-note", "编者指定")


def test_it_can_be_left_and_the_paragraph_stays(watched: Watched) -> None:
    page = watched.open(ARTICLE)
    before = page.locator(".article").inner_html()
    page.keyboard.press("d")
    expect(page.locator(".legend")).to_be_visible()
    assert page.url.endswith("?parallel")
    expect(page.locator('.switch [aria-current="true"]')).to_have_text("对照")
    expect(page.locator(".neighbours a").first).to_have_attribute(
        "href", re.compile(r"/zh-hans/2024/noodles\.html\?parallel$")
    )
    page.keyboard.press("d")
    expect(page.locator(".legend")).to_have_count(0)
    assert page.locator(".article").inner_html() == before
    assert not page.url.endswith("?parallel")


@pytest.mark.parametrize("down", [600, 1000, 2000])
def test_the_line_at_the_top_holds_its_place_when_both_come_and_go(watched: Watched, down: int) -> None:
    page = watched.open(ARTICLE)
    page.wait_for_load_state("networkidle")
    page.evaluate("down => scrollTo(0, down)", down)
    block = """() => {
        const blocks = [...document.querySelectorAll(".text > p, .text > h2, .text .pair > p, .text .pair > h2")];
        const here = blocks.find(one => one.getBoundingClientRect().top > 56);
        return [here.textContent, Math.round(here.getBoundingClientRect().top)];
    }"""
    edge = "() => document.elementFromPoint(innerWidth / 4, 70).closest('[id]').id"
    before, at = page.evaluate(block), page.evaluate("scrollY")
    first = page.evaluate(edge)
    page.keyboard.press("d")
    expect(page.locator(".legend")).to_have_count(1)
    assert page.evaluate(edge) == first
    page.keyboard.press("d")
    expect(page.locator(".legend")).to_have_count(0)
    after = page.evaluate(block)
    assert after[0] == before[0] and abs(after[1] - before[1]) <= 2
    assert abs(page.evaluate("scrollY") - at) <= 2


def test_a_key_pressed_again_while_the_other_page_loads_joins_once(watched: Watched) -> None:
    held: list[Route] = []
    watched.page.route("**/zh-hant/**", lambda route: held.append(route))
    page = watched.open(ARTICLE)
    for _ in range(3):
        page.keyboard.press("d")
    page.wait_for_function("() => document.documentElement.dataset.parallel === 'wait'")
    page.wait_for_timeout(200)
    for route in held:
        route.continue_()
    expect(page.locator("html")).to_have_attribute("data-parallel", "on")
    page.wait_for_load_state("networkidle")
    expect(page.locator(".legend")).to_have_count(1)
    expect(page.locator(".pair .pair")).to_have_count(0)


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize(
    ("path", "own", "other"),
    [
        ("zh-hans/sources/河岸日报/", "一块匾", "一塊匾"),
        ("zh-hans/archive/2024/04/", "一块匾", "一塊匾"),
        ("zh-hans/authors/", "林见山", "林見山"),
    ],
)
def test_titles_and_names_of_a_list_are_paired_below_a_legend(
    watched: Watched, width: int, path: str, own: str, other: str
) -> None:
    watched.page.set_viewport_size({"width": width, "height": 800})
    page = joined(watched, path)
    expect(page.locator(".legend")).to_be_visible()
    pair = page.locator(".pair", has_text=own)
    expect(pair.locator("> .other")).to_contain_text(other)
    legend = page.locator(".legend .script").nth(1).bounding_box()
    second = pair.locator("> .other").bounding_box()
    assert legend and second
    assert width < 900 or abs(legend["x"] - second["x"]) < 1
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_the_script_stands_above_its_column(watched: Watched) -> None:
    page = joined(watched)
    legend, column = page.locator(".legend .script").nth(1), page.locator(".text > .pair > .other").first
    one, two = legend.bounding_box(), column.bounding_box()
    assert one and two and abs(one["x"] - two["x"]) < 1


@pytest.mark.parametrize("path", ["zh-hans/archive/", "zh-hans/archive/2024/"])
def test_a_page_of_numbers_offers_no_parallel_reading(watched: Watched, path: str) -> None:
    page = watched.open(path + "?parallel")
    expect(page.locator(".switch a")).to_have_count(2)
    expect(page.locator("html")).not_to_have_attribute("data-parallel", re.compile(".*"))


def test_marks_of_a_search_can_go_and_both_scripts_stay(watched: Watched) -> None:
    page = watched.open(ARTICLE + "?q=%E5%90%8E%E6%9D%A5&parallel")
    expect(page.locator("html")).to_have_attribute("data-parallel", "on")
    page.locator(".marks button").click()
    assert page.url.endswith("plaque.html?parallel")
    page.get_by_role("link", name="繁", exact=True).click()
    page.wait_for_url("**/zh-hant/2024/plaque.html")


def test_lists_stand_side_by_side_too(watched: Watched) -> None:
    page = joined(watched, "zh-hant/index.html")
    expect(page.locator(".entry h3 >> nth=0")).to_contain_text("一塊匾")
    expect(page.locator(".entry .other h3 >> nth=0")).to_contain_text("一块匾")


def test_where_the_other_page_cannot_be_had_a_message_says_so(watched: Watched) -> None:
    watched.page.route("**/zh-hant/**", lambda route: route.abort())  # before: an open page may still ask past it
    page = watched.open(ARTICLE)
    page.keyboard.press("d")
    expect(page.locator(".notice")).to_have_text("另一种文字的网页现在读不到。")
    expect(page.locator("html")).not_to_have_attribute("data-parallel", "wait")
    watched.troubles.clear()  # the failed request


def test_without_javascript_the_link_leads_to_the_other_script(watched: Watched) -> None:
    link = watched.open(ARTICLE).get_by_role("link", name="对照")
    expect(link).to_have_attribute("href", "../../zh-hant/2024/plaque.html?parallel")


def test_one_script_is_printed(watched: Watched) -> None:
    page = joined(watched)
    page.emulate_media(media="print")
    assert page.locator(".other").first.is_hidden() and page.locator(".legend").is_hidden()
