"""Article × Variant → Article."""

from __future__ import annotations

from pathlib import Path

import pytest

from builder import glossary
from builder.config import PRESETS
from builder.model import Article, Code, Document, FrontMatter, Inline, Link, Mark, Override, Paragraph, Span, Text
from builder.variants import Converter

HANS, HANT, HK = PRESETS["zh-hans"], PRESETS["zh-hant"], PRESETS["zh-hant-hk"]


@pytest.fixture(scope="module")
def converter(tmp_path_factory: pytest.TempPathFactory) -> Converter:
    words = glossary.parse('[[phrase]]\nzh-Hans = "出租车"\nzh-Hant = "計程車"\nzh-Hant-HK = "的士"\n')
    return Converter((HANS, HANT, HK), words, tmp_path_factory.mktemp("cache"))


def article(*children: Inline, script: str = "zh-Hans") -> Article:
    return Article("content/x.md", FrontMatter("题", script=script), Document((Paragraph(children),)))


def body(article: Article) -> tuple[Inline, ...]:
    block = article.document.blocks[0]
    assert isinstance(block, Paragraph)
    return block.children


def test_a_word_cut_by_a_mark_is_still_a_word(converter: Converter) -> None:
    cut = article(Text("头"), Mark("strong", (Text("发"),)), Text("和"), Mark("emphasis", (Text("发"),)), Text("展"))
    expected = (Text("頭"), Mark("strong", (Text("髮"),)), Text("和"), Mark("emphasis", (Text("發"),)), Text("展"))
    assert body(converter.article(cut, HANT)) == expected


def test_a_glossary_word_of_another_length_goes_to_the_inline_in_which_it_begins(converter: Converter) -> None:
    cut = article(Text("叫出"), Mark("strong", (Text("租车"),)), Text("后走"))
    assert body(converter.article(cut, HK)) == (Text("叫的士後走"),)
    assert body(converter.article(cut, HANT)) == (Text("叫計"), Mark("strong", (Text("程車"),)), Text("後走"))


def test_code_and_addresses_are_never_touched(converter: Converter) -> None:
    kept = article(Code("里面"), Link("https://例子.cn/里面", (Text("里面"),)), Text("https://a.cn/历史 里"))
    expected = (Code("里面"), Link("https://例子.cn/里面", (Text("裡面"),)), Text("https://a.cn/历史 裡"))
    assert body(converter.article(kept, HANT)) == expected


def test_the_authors_own_script_is_verbatim(converter: Converter) -> None:
    own = article(Text("衞生署“里面”説"), script="zh-Hant-HK")
    assert converter.article(own, HANT) is own


def test_overrides_follow_the_variant_with_mediawikis_fallback(converter: Converter) -> None:
    given = article(Text("用"), Override((("zh-cn", "软件"), ("zh-tw", "軟體"))))
    assert [body(converter.article(given, v)) for v in (HANS, HANT, HK)] == [
        (Text("用软件"),),
        (Text("用軟體"),),
        (Text("用軟體"),),
    ]


def test_japanese_stands_as_it_is_and_is_marked(converter: Converter) -> None:
    given = article(Text("他说：“学会は来週です。”然后走了"))
    expected = (Text("他說：「"), Span("ja", (Text("学会は来週です。"),)), Text("」然後走了"))
    assert body(converter.article(given, HANT)) == expected


def test_texts_that_opencc_cannot_hold_survive(converter: Converter) -> None:
    assert converter.text("里\0面\ud800发\U000f0000展", "zh-Hans", HANT) == "裡\0面\ud800發\U000f0000展"


def test_the_configuration_is_written_once_and_whole(tmp_path: Path) -> None:
    Converter((HANS, HANT), cache=tmp_path).text("里", "zh-Hans", HANT)
    before = {path: path.stat().st_mtime_ns for path in (tmp_path / "opencc").iterdir()}
    Converter((HANS, HANT), cache=tmp_path).text("里", "zh-Hans", HANT)
    assert before == {path: path.stat().st_mtime_ns for path in (tmp_path / "opencc").iterdir()}


def test_names_of_the_archive_are_in_the_pages_script_even_on_the_authors_own_page(converter: Converter) -> None:
    meta = FrontMatter(
        "標題發表", script="zh-Hant", source="德国之声", authors=("林小滿", "无名"), tags=("观点", "后里")
    )
    own = converter.article(Article("content/a.md", meta, Document()), HANT).meta
    assert (own.title, own.source) == ("標題發表", "德國之聲")
    assert own.authors == ("林小滿", "無名")
    assert own.tags == ("觀點", "后里")  # what may be either is left as it stands


def test_a_surname_is_no_other_word_where_an_author_is_named(converter: Converter) -> None:
    authors = ("余雅芳", "于建发（河报记者）", "涂后", "余", "余下的时间工作室", "苏里")
    there = converter.article(
        Article("content/a.md", FrontMatter("题", script="zh-Hans", authors=authors), Document()), HANT
    )
    assert there.meta.authors == ("余雅芳", "于建發（河報記者）", "涂後", "餘", "餘下的時間工作室", "蘇里")
    mixed = FrontMatter("題發", script="zh-Hant", authors=("于建发",))
    assert converter.article(Article("content/a.md", mixed, Document()), HANT).meta.authors == ("于建發",)


def test_an_address_in_running_text_ends_where_the_sentence_goes_on(converter: Converter) -> None:
    seen = article(Text("见https://a.example/x?v=1喜欢后再说，或https://zh.example/wiki/后羿/x。"))
    told = (Text("見https://a.example/x?v=1喜歡後再說，或https://zh.example/wiki/后羿/x。"),)
    assert body(converter.article(seen, HANT)) == told
