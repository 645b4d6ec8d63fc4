"""The search index: what stands in an article is found, by either script; the files are small, whole and the same."""

from __future__ import annotations

import json
import random
from collections.abc import Iterable, Sequence
from functools import partial
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builder import pool, search
from builder.model import TongduError, Words
from builder.search import Entry
from builder.terms import TOKEN, WEIGHTLESS, fold, han_table, plain, tally, terms

VARIANTS = ("zh-hans", "zh-hant")


def article(slug: str, hans: str, hant: str = "", title: str = "") -> Entry:
    """An article with one paragraph in each script."""
    words = Words(title=title, excerpt="", source="", authors=(), tags=())
    found = terms((words, words), (f"<p>{hans}</p>", f"<p>{hant or hans}</p>"))
    return Entry(slug, "2024-04-03", (title, title), ("", ""), found)


def built(root: Path, entries: Iterable[Entry]) -> search.Index:
    for path, data in search.write(entries, VARIANTS):
        file = root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(data)
    return search.load(root)


def weights(entry: Entry) -> dict[str, int]:
    found: dict[str, int] = {}
    for line in entry.terms.split("\n"):
        each, *terms = line.split(" ")
        found |= {term: ord(weight) - WEIGHTLESS for term, weight in zip(terms, each, strict=True)}
    return found


# ── folding ───────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("紧张局势", "緊張局勢"),
        ("皇后以后", "皇后以後"),
        ("头发发现", "頭髮發現"),
        ("台湾", "臺灣"),
        ("卫生", "衞生"),
        ("这里", "這裏"),
        ("这里", "這裡"),
        ("ＡＢＣ１２３", "abc123"),
        ("São Paulo", "sao paulo"),
    ],
)
def test_both_forms_fold_alike(one: str, other: str) -> None:
    assert fold(one) == fold(other)


def test_the_table_leads_straight_to_the_last_form() -> None:
    table = han_table()
    assert len(table) > 3000
    assert not set(table) & set(table.values())


@given(st.text(), st.text())
def test_folding_goes_by_characters_and_once(one: str, two: str) -> None:
    assert fold(one + two) == fold(one) + fold(two)
    assert fold(fold(one)) == fold(one)


# ── terms ─────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("紧张", {"紧", "张", "紧张"}),
        ("紧，张", {"紧", "张"}),
        ("紧 张", {"紧", "张"}),
        ("2024年4月", {"2024", "年", "4", "月", "2024年", "年4", "4月"}),
        ("在 AI 上", {"在", "ai", "上", "在ai", "ai上"}),
        ("new york", {"new", "york"}),
        ("…！😀", set()),
    ],
)
def test_terms_of_a_text(text: str, expected: set[str]) -> None:
    assert set(tally(fold(text))) == expected


def test_a_word_without_end_costs_no_more_than_its_length() -> None:
    assert {len(term) for term in tally("a" * 200_000 + "年")} == {1, 40, 41}


@given(st.text(st.sampled_from("紧张局势年a1é ，\n")), st.integers(0, 40), st.integers(0, 40))
def test_a_part_of_a_text_cut_at_tokens_has_its_terms(text: str, start: int, length: int) -> None:
    tokens = TOKEN.findall(text)
    part = "".join(tokens[start : start + length])
    assert set(tally(fold(part))) <= set(tally(fold(text)))


def test_marks_and_annotations_do_not_part_words_but_blocks_do() -> None:
    assert plain("<p>紧<strong>张</strong>局</p><p>势</p>").split() == ["紧张局", "势"]
    assert plain("<ruby>東<rp>(</rp><rt>とう</rt><rp>)</rp></ruby>京") == "東京"
    assert plain('<a title="a > b" href="x">紧</a>张 &amp; &lt;b&gt;') == "紧张 & <b>"


def test_a_term_weighs_as_often_as_it_occurs_in_the_variant_that_has_it_most() -> None:
    found = weights(article("a", "软件与软件，紧张", "軟體與軟體，緊張", title="紧张"))
    assert found["软件"] == 2
    assert found["软体"] == 2
    assert found["紧张"] == 32 + 2  # the title counts
    assert weights(article("a", "很" * 500))["很很"] == 30


# ── the files ─────────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_query_in_either_script_finds_the_article(tmp_path: Path) -> None:
    index = built(tmp_path, [article("a", "两国紧张局势升级", "兩國緊張局勢升級"), article("b", "气氛不紧张")])
    assert index.find("紧张局势") == index.find("緊張局勢") == {0}
    assert index.find("緊張") == {0, 1}
    assert index.find("气") == {1}
    assert index.find("没有") == frozenset()
    assert index.find("……") == frozenset()


def test_words_that_differ_between_variants_are_found_by_both(tmp_path: Path) -> None:
    index = built(tmp_path, [article("a", "新软件", "新軟體")])
    assert index.find("软件") == index.find("軟體") == {0}


lines = st.text(st.sampled_from("紧张緊張局势里裡裏后後発あ年月24ab é,，。\U00020bb7"), max_size=60)


@settings(max_examples=60)
@given(st.lists(lines, min_size=1, max_size=40), st.randoms(use_true_random=False), st.integers(1, 400))
def test_every_part_of_every_article_is_found(
    tmp_path_factory: pytest.TempPathFactory, texts: list[str], chance: random.Random, held: int
) -> None:
    """Recall is 1, and a query of one term is answered exactly, however often the terms were put away."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(search, "HELD", held)
        patch.setattr(search, "SHARD", 40)
        index = built(tmp_path_factory.mktemp("site"), [article(f"a{i}", text) for i, text in enumerate(texts)])
    for number, text in enumerate(texts):
        tokens = TOKEN.findall(text)
        start = chance.randrange(len(tokens) + 1)
        query = "".join(tokens[start : start + chance.choice((1, 2, 4, 8))])
        if terms_of_query := set(tally(fold(query))):
            assert number in index.find(query)
            term = min(terms_of_query)
            assert index.find(term) == {i for i, other in enumerate(texts) if term in set(tally(fold(other)))}


def test_the_same_entries_give_the_same_bytes_wherever_they_are_made(monkeypatch: pytest.MonkeyPatch) -> None:
    entries = [article(f"{n}", "紧张局势升级" * (n % 3) + chr(0x4E00 + n)) for n in range(100)]
    once = list(search.write(entries, VARIANTS))
    monkeypatch.setattr(search, "HELD", 7)
    with pool.workers(2) as executor:
        over = partial(pool.ordered, executor, ahead=3)
        assert list(search.write(iter(entries), VARIANTS, over)) == once


def test_documents_lie_in_blocks(tmp_path: Path) -> None:
    built(tmp_path, [article(f"2024/{n}", "字", title=f"题{n}") for n in range(search.BLOCK + 1)])
    assert json.loads((tmp_path / "search/d/zh-hant/1.json").read_text()) == [["2024/8", "2024-04-03", "", "题8"]]
    assert len(json.loads((tmp_path / "search/d/zh-hans/0.json").read_text())) == search.BLOCK


def test_an_empty_site_has_an_index(tmp_path: Path) -> None:
    assert built(tmp_path, []).find("紧张") == frozenset()


@pytest.mark.parametrize("damage", ["missing", "cut", "of another build"])
def test_a_damaged_shard_is_told_by_name(tmp_path: Path, damage: str) -> None:
    index = built(tmp_path, [article("a", "紧张局势")])
    shard = tmp_path / "search/t/0.txt"
    text = shard.read_text()
    if damage == "missing":
        shard.unlink()
    else:
        shard.write_text(text[: len(text) // 2] if damage == "cut" else text.replace(index.stamp, "00000000"))
    with pytest.raises(TongduError) as caught:
        index.find("紧张")
    assert "search/t/0.txt" in caught.value.problem.where


# ── the law ───────────────────────────────────────────────────────────────────────────────────────────────────────


def page(root: Path, variant: str, slug: str, title: str, text: str) -> None:
    file = root / variant / f"{slug}.html"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(f"<article class=article><h1>{title}</h1><div class=text><p>{text}</div></article>", "utf-8")


def site(root: Path, texts: Sequence[str]) -> None:
    built(root, [article(f"2024/{n}", text, title="题目") for n, text in enumerate(texts)])
    for n, text in enumerate(texts):
        for variant in VARIANTS:
            page(root, variant, f"2024/{n}", "题目", text)


def test_the_law_holds_for_a_built_site(tmp_path: Path) -> None:
    site(tmp_path, ["两国紧张局势升级", "2024年4月3日，AI 上路", "“你好”", "ⒻⓤⓁⓁ ⓌⒾⒹⓉⒽ"])
    assert search.verify(tmp_path, VARIANTS) == ()


def test_the_law_names_the_page_whose_words_are_missing(tmp_path: Path) -> None:
    site(tmp_path, ["两国紧张局势升级"])
    page(tmp_path, "zh-hant", "2024/0", "題目", "別的話語")
    problems = search.verify(tmp_path, VARIANTS)
    assert problems
    assert {problem.where for problem in problems} == {"zh-hant/2024/0.html"}


def test_the_law_fails_on_a_site_without_its_index(tmp_path: Path) -> None:
    site(tmp_path, ["两国紧张局势升级"])
    (tmp_path / "search/index.json").unlink()
    assert [problem.level for problem in search.verify(tmp_path, VARIANTS)] == ["error"]
