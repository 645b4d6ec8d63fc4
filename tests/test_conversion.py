"""Words from one script to the other: golden tables that a reader of Chinese can review, and the laws of conversion."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec import Struct
from msgspec.structs import astuple, replace

from builder import doubts, engine, glossary, plain, protect, quotes
from builder.article import read
from builder.config import HANS, HANT, PRESETS
from builder.detect import detect
from builder.differences import differences
from builder.model import Article, Document, FrontMatter, Mark, Paragraph, Span, Text, TongduError
from builder.variants import Converter

GOLDEN = Path(__file__).parent / "golden" / "convert"
TW, HK = PRESETS["zh-hant-tw"], PRESETS["zh-hant-hk"]


def rows(name: str) -> list[list[str]]:
    lines = (GOLDEN / name).read_text("utf-8").splitlines()
    return [line.split("\t") for line in lines if not line.startswith("#")]


@pytest.fixture(scope="module")
def converter(tmp_path_factory: pytest.TempPathFactory) -> Converter:
    return Converter(tuple(PRESETS.values()), cache=tmp_path_factory.mktemp("cache"))


@pytest.mark.parametrize(("kind", "hans", "taiwan", "hongkong"), rows("to_traditional.tsv"))
def test_simplified_to_traditional_and_back(
    converter: Converter, kind: str, hans: str, taiwan: str, hongkong: str
) -> None:
    assert converter.text(hans, "zh-Hans", TW) == taiwan
    assert converter.text(hans, "zh-Hans", HK) == hongkong
    assert converter.text(taiwan, "zh-Hant-TW", HANS) == hans
    assert converter.text(hongkong, "zh-Hant-HK", HANS) == hans


@pytest.mark.parametrize(("kind", "hant", "hans"), rows("to_simplified.tsv"))
def test_traditional_to_simplified(converter: Converter, kind: str, hant: str, hans: str) -> None:
    assert converter.text(hant, "zh-Hant", HANS) == hans


@pytest.mark.parametrize(("kind", "hans", "hant"), rows("quotes.tsv"))
def test_quotation_marks_there_and_back(converter: Converter, kind: str, hans: str, hant: str) -> None:
    assert converter.text(hans, "zh-Hans", HANT) == hant
    assert converter.text(hant, "zh-Hant", HANS) == hans


# ── what stays ────────────────────────────────────────────────────────────────────────────────────────────────────

FRAMES = {
    "zh-Hans": ("他在发布会上说：“{}”随后离开。", "{}这句话让学生发笑。", "日文名字是《{}》，去年发行。", "{}"),
    "zh-Hant": ("他在發布會上說：「{}」隨後離開。", "{}這句話讓學生發笑。", "日文名字是《{}》，去年發行。", "{}"),
}


@pytest.mark.parametrize("script", FRAMES)
def test_japanese_inside_chinese_stays(converter: Converter, script: str) -> None:
    to = HANT if script == "zh-Hans" else HANS
    for frame in FRAMES[script]:
        around = [converter.text(part, script, to) for part in frame.split("{}")]
        for sentence in (GOLDEN / "japanese.txt").read_text("utf-8").splitlines():
            converted = converter.text(frame.format(sentence), script, to)
            assert sentence in converted
            assert around[-1][-3:] in converted


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("彼は「国会」に行きました。他走了", ["彼は「国会」に行きました。"]),
        ("他说：“「声優」という仕事です。”就走", ["「声優」という仕事です。"]),
        ("《映画「学校」を観た。》上映", ["映画「学校」を観た。"]),
        ("什么是「声優」という仕事？", ["「声優」という仕事？"]),
        ("你看「万引き家族」はいい映画だ。", ["「万引き家族」はいい映画だ。"]),
        ("「丽丽」の新品", ["の新品"]),
        ("优衣库の新品发布", ["の新品"]),
        ("影片來源：한국방송 뉴스", ["한국방송 뉴스"]),
        ("圖片說明：岸邊\n影片來源：陸上自衛隊チャンネル", ["陸上自衛隊チャンネル"]),
        ("他说「안녕하세요 大統領」就走", ["안녕하세요 大統領"]),
        ("见 https://zh.example.org/wiki/历史 里", ["https://zh.example.org/wiki/历史"]),
        ("见 https://发展.测试/里，里 www.发展.cn/a", ["https://发展.测试/里", "www.发展.cn/a"]),
        ("见https://a.example.org后面", ["https://a.example.org"]),
        ("「https://a.example.org/」という頁，头发", ["「https://a.example.org/」という頁"]),
        ("彼は（https://a.example.org/）と言った。头发", ["彼は（https://a.example.org/）と言った。"]),
        ("他去了里面", []),
    ],
)
def test_runs_that_stay(text: str, kept: list[str]) -> None:
    assert [text[run.start : run.end] for run in protect.runs(text)] == kept


def test_a_quotation_in_the_other_script_stays_where_the_article_says_so(converter: Converter) -> None:
    for keep, expected in ((True, "他說「這裡后面」，「裡面」"), (False, "他說「這裡後面」，「裡面」")):
        document = Document((Paragraph((Text("他说“這裡后面”，“里面”"),)),))
        article = Article("content/x.md", FrontMatter("题", script="zh-Hans", keep_quotes=keep), document)
        assert converter.article(article, HANT).document.blocks == (Paragraph((Text(expected),)),)


# ── quotation marks ───────────────────────────────────────────────────────────────────────────────────────────────


def changed(texts: list[str], marks: str = "「」『』", groups: list[int] | None = None) -> list[str]:
    lines = [quotes.Line(text, group) for text, group in zip(texts, groups or [0] * len(texts), strict=True)]
    edits, _ = quotes.convert(lines, marks)
    result = []
    for text, places in zip(texts, edits, strict=True):
        characters = list(text)
        for place, mark in places:
            characters[place] = mark
        result.append("".join(characters))
    return result


def test_each_paragraph_of_a_long_quotation_may_open_it_again() -> None:
    assert changed(["他说：“一", "“二", "“三。”完"]) == ["他說：「一".replace("說", "说"), "「二", "「三。」完"]


def test_a_quotation_runs_over_paragraphs_but_not_over_headings() -> None:
    assert changed(["他说：“一", "二", "三。”"]) == ["他说：「一", "二", "三。」"]
    assert changed(["他说：“一", "三。”"], groups=[0, 1]) == ["他说：“一", "三。”"]


def test_an_odd_line_does_not_spoil_the_next_one() -> None:
    assert changed(["他说：“一", "她说“好”。", "又“好”"]) == ["他说：“一", "她说「好」。", "又「好」"]


def test_nesting_alternates_where_the_author_repeats_a_mark() -> None:
    assert changed(["“他说“好”。”"]) == ["「他说『好』。」"]


def test_marks_around_an_inline_mark_are_one_pair(converter: Converter) -> None:
    document = Document((Paragraph((Text("“头"), Mark("strong", (Text("发”很"),)), Text("多"))),))
    article = Article("content/x.md", FrontMatter("题", script="zh-Hans"), document)
    expected = (Text("「頭"), Mark("strong", (Text("髮」很"),)), Text("多"))
    assert converter.article(article, HANT).document.blocks == (Paragraph(expected),)


balanced = st.recursive(
    st.sampled_from(["字", "，", "word ", ""]),
    lambda inner: st.builds("{}{}{}".format, inner, st.builds("<{}>".format, inner), inner),
    max_leaves=12,
)


@given(balanced)
def test_balanced_marks_come_back(pattern: str) -> None:
    depth, text = 0, "字"
    for character in pattern:
        depth -= character == ">"
        text += {"<": "“‘"[depth % 2], ">": "”’"[depth % 2]}.get(character, character)
        depth += character == "<"
    there = changed([text])
    assert not set("“”‘’") & set(there[0])
    assert changed(there, "“”‘’") == [text]


def test_vocabulary_of_another_length_is_cut_back_into_its_inlines() -> None:
    words = replace(TW, vocabulary=True)
    document = Document(
        (Paragraph((Text("用"), Mark("strong", (Text("U盘"),)), Text("和鼠标"))), Paragraph((Text("软件"),)))
    )
    article = Article("content/x.md", FrontMatter("题", script="zh-Hans"), document)
    expected = (
        Paragraph((Text("用"), Mark("strong", (Text("隨身碟"),)), Text("和滑鼠"))),
        Paragraph((Text("軟體"),)),
    )
    assert Converter((HANS, words)).article(article, words).document.blocks == expected


# ── laws ──────────────────────────────────────────────────────────────────────────────────────────────────────────

odd_text = st.text(
    st.one_of(
        st.characters(),
        st.sampled_from("发里后著“”「」’カタ한\0\ud800\ufffc\ufe0f\u200d\uf900\U00020000\U000f0000\U0010fffd\n"),
    ),
    max_size=60,
)


@given(odd_text, st.sampled_from(list(PRESETS.values())))
def test_the_authors_own_script_is_verbatim(text: str, to: object) -> None:
    converter = Converter(tuple(PRESETS.values()))
    for variant in PRESETS.values():
        article = Article(
            "content/x.md", FrontMatter(text, script=variant.script), Document((Paragraph((Text(text),)),))
        )
        own = converter.article(article, variant)
        assert own.meta.title == text
        assert "".join(words_of(own)) == text


def words_of(article: Article) -> Iterator[str]:
    for block in article.document.blocks:
        assert isinstance(block, Paragraph)
        for inline in block.children:
            yield inline.text if isinstance(inline, Text) else inline.children[0].text  # type: ignore[union-attr]


@given(st.lists(odd_text, min_size=1, max_size=5))
def test_conversion_keeps_every_place(shared_converter: Converter, texts: list[str]) -> None:
    """Whatever the text, each character has its counterpart at the same place, and what OpenCC cannot hold survives."""
    for text in texts:
        converted = shared_converter.text(text, "zh-Hans", HANT)
        assert len(converted) == len(text)
        assert [c for c in converted if c in "\0\ud800\U000f0000"] == [c for c in text if c in "\0\ud800\U000f0000"]


@pytest.fixture(scope="session")
def shared_converter() -> Converter:
    return Converter(tuple(PRESETS.values()))


def test_real_articles_in_their_own_script_are_verbatim(shared_converter: Converter) -> None:
    folder = os.environ.get("TONGDU_SHARED")
    if not folder:
        pytest.skip("set TONGDU_SHARED to the folder that holds corpus/sample")
    from builder.intake import article_of

    seen = 0
    for path in sorted((Path(folder) / "corpus" / "sample").iterdir()):
        try:
            article = article_of(path.read_bytes(), path.name).article
        except TongduError:
            continue
        for variant in (HANS, HANT, HK):
            if article and article.meta.script.startswith(variant.script):
                assert plain_text(shared_converter.article(article, variant)) == plain_text(article)
                seen += 1
    assert seen > 1000


def plain_text(article: Article) -> str:
    """What the author wrote; names of source, authors and tags are the archive's, and follow the page."""
    return "".join(leaves((article.meta.title, article.meta.description, article.document)))


def leaves(value: object) -> Iterator[str]:
    """The texts in a tree, in order; a span's language is no text."""
    if isinstance(value, Span):
        yield from leaves(value.children)
    elif isinstance(value, Struct):
        for one in astuple(value):
            yield from leaves(one)
    elif isinstance(value, tuple):
        for one in value:
            yield from leaves(one)
    elif isinstance(value, str):
        yield value


# ── detection ─────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("text", "script"),
    [
        ("这里是简体字", "zh-Hans"),
        ("這裡是繁體字", "zh-Hant"),
        ("东京的ラーメン很好吃，我们都喜欢", "zh-Hans"),
        ("これは日本語の文章です", "ja"),
        ("대통령은 국회에서 연설했다", "ko"),
        ("This is the end of the story, and it was a good one for all.", "en"),
        ("12:30", ""),
    ],
)
def test_detection(text: str, script: str) -> None:
    assert detect(text).script == script


def test_a_mixed_text_tells_the_share_of_the_other_script() -> None:
    found = detect("这个简体开头长，後來發")
    assert found.script == "zh-Hans"
    assert 0.2 < found.mixed < 0.5


# ── glossary ──────────────────────────────────────────────────────────────────────────────────────────────────────


def test_the_nearest_tag_stands_in() -> None:
    words = glossary.parse('[[phrase]]\nzh-Hans = "软件"\nzh-Hant = "軟體"\nzh-Hant-HK = "軟件"\n')
    assert words.pairs("zh-Hans-SG", "zh-Hant-TW") == {"软件": "軟體"}
    assert words.pairs("zh-Hans", "zh-Hant-HK") == {"软件": "軟件"}
    assert words.pairs("zh-Hant-TW", "zh-Hans") == {"軟體": "软件"}


def test_an_entry_that_stands_nowhere_is_told() -> None:
    words = glossary.parse(
        '[[phrase]]\nzh-Hans = "软件"\nzh-Hant = "軟體"\n[[phrase]]\nzh-Hans = "内存"\nzh-Hant = "記憶體"\n'
    )
    met = doubts.met("新的软件和`内存`", HANT, Converter((HANS, HANT), words))
    assert [(p.where, p.line) for p in glossary.unmet(words.phrases, met)] == [("glossary.toml", 4)]


def test_glossary_problems_name_their_line() -> None:
    words = glossary.parse(
        '[[phrase]]\nzh-Hans = "软件"\nzh-Hant = "軟體"\n\n'
        '[[phrase]]\nzh-Hans = "软件"\nzh-Hnat = "軟件"\nzh-tw = "軟件"\n'
    )
    assert [(p.line, p.level) for p in words.problems] == [(5, "error"), (5, "warning")]
    assert "zh-Hant" in words.problems[0].hint


@pytest.mark.parametrize("text", ["[[phrase]\n", 'phrases = "x"\n', "phrase = 3\n"])
def test_a_broken_glossary_says_so(text: str) -> None:
    with pytest.raises(TongduError) as caught:
        glossary.parse(text)
    assert caught.value.problem.where == "glossary.toml"


def test_a_glossary_of_fifty_thousand_entries_is_found_longest_first() -> None:
    entries = [{"zh-Hans": f"词{n}号", "zh-Hant": f"第{n}詞"} for n in range(50_000)]
    converter = Converter((HANS, HANT), glossary.of([*entries, {"zh-Hans": "词1", "zh-Hant": "壹"}], "glossary.toml"))
    assert converter.text("有词49999号和词1号、词12", "zh-Hans", HANT) == "有第49999詞和第1詞、壹2"


# ── differences and doubts ────────────────────────────────────────────────────────────────────────────────────────


def test_differences_are_classed() -> None:
    found = differences("头发“里”坐出租车", "頭髮「裡」坐的士", ["的士"])
    assert [(d.own, d.other, d.kind) for d in found] == [
        ("头", "頭", "form"),
        ("发", "髮", "one-to-many"),
        ("“", "「", "quotation"),
        ("里", "裡", "one-to-many"),
        ("”", "」", "quotation"),
        ("出租车", "的士", "override"),
    ]


def test_doubts_name_the_line_and_a_glossary_settles_them(converter: Converter) -> None:
    text = "---\ntitle: 题\n---\n\n他叫王某杰，\n他的头发\n"
    assert [(d.line, d.word, d.candidates) for d in doubts.doubts(text, HANT, converter)] == [(5, "杰", ("傑", "杰"))]
    title = "---\ntitle: 王某杰\nscript: zh-Hans\n---\n\n他走了\n"
    assert [(d.line, d.word) for d in doubts.doubts(title, HANT, converter)] == [(2, "杰")]
    own = title.replace("script", "glossary:\n- {zh-Hans: 王某杰, zh-Hant: 王某杰}\nscript")
    assert doubts.doubts(own, HANT, converter) == ()
    settled = Converter((HANS, HANT), glossary.of([{"zh-Hans": "王某杰", "zh-Hant": "王某杰"}], "glossary.toml"))
    assert doubts.doubts(text, HANT, settled) == ()


def test_odd_marks_and_mixed_scripts_are_told(converter: Converter) -> None:
    text = "---\ntitle: 题\nscript: zh-Hans\n---\n\n他说：“这里\n\n简体开头，後來發\n"
    assert [(p.line, p.level) for p in doubts.oddities(text, "content/x.md", HANT, converter)] == [
        (6, "note"),
        (1, "note"),
    ]


# ── the configuration that is written at run time ─────────────────────────────────────────────────────────────────


def convert_in(folder: Path) -> str:
    return Converter((HANS, HANT), cache=folder).text("头发里", "zh-Hans", HANT)


def test_several_processes_write_the_configuration_at_once(tmp_path: Path) -> None:
    with ProcessPoolExecutor(4) as pool:
        assert set(pool.map(convert_in, [tmp_path] * 8)) == {"頭髮裡"}
    assert not [path for path in (tmp_path / "opencc").iterdir() if path.suffix not in (".json", ".txt")]


@pytest.mark.parametrize("content", ["里面\n", "里面\t裡\n"])
def test_a_damaged_dictionary_says_which_line(content: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copytree(engine.DICTIONARIES, tmp_path / "dictionaries")
    (tmp_path / "dictionaries" / "phrases.txt").write_text("后面\t後面\n" + content, "utf-8")
    monkeypatch.setattr(engine, "DICTIONARIES", tmp_path / "dictionaries")
    engine._merged.cache_clear()
    with pytest.raises(TongduError) as caught:
        engine.open_chain("zh-Hant-TW", tmp_path)
    engine._merged.cache_clear()
    assert caught.value.problem.where.endswith("phrases.txt")
    assert caught.value.problem.line == 2


def test_a_cache_that_cannot_be_written_stops_nobody(tmp_path: Path) -> None:
    (tmp_path / "opencc").write_text("a file where the folder should be", "utf-8")
    assert convert_in(tmp_path) == "頭髮裡"


# ── dictionaries made into one, for many articles ─────────────────────────────────────────────────────────────────


def stages(folder: Path) -> list[Path]:
    return sorted(folder.glob("stage-*.txt"))


@pytest.fixture(scope="module", params=engine.CHAINS)
def both_ways(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> tuple[Callable[[str], str], Callable[[str], str], list[str]]:
    """A chain by its groups of dictionaries, by one dictionary a stage, and all that the latter know."""
    folder = tmp_path_factory.mktemp("opencc")
    slow, forms = engine.open_marked(request.param, folder)
    engine.prepare(request.param, folder)
    fast, same = engine.open_marked(request.param, folder)
    assert forms == same
    lines = [line for path in stages(folder) for line in path.read_text("utf-8").splitlines()[1:]]
    return slow, fast, sorted({half for line in lines for half in line.split("\t")})


@settings(max_examples=200)
@given(st.data())
def test_one_dictionary_gives_the_words_that_several_give(
    both_ways: tuple[Callable[[str], str], Callable[[str], str], list[str]], data: st.DataObject
) -> None:
    slow, fast, known = both_ways
    phrases = st.sampled_from(known)
    # Whole phrases, and what begins or ends as one does: there the dictionaries compete.
    part = st.builds(lambda phrase, start, end: phrase[start:end], phrases, st.sampled_from([0, 1]), st.integers(1, 4))
    text = "".join(data.draw(st.lists(phrases | part, max_size=30)))
    assert fast(text) == slow(text)


def used(folder: Path) -> set[str]:
    """The dictionaries of whole stages that OpenCC's configuration names."""
    named = "".join(path.read_text("utf-8") for path in (folder / "opencc").glob("*.json"))
    return {path.name for path in stages(folder / "opencc") if path.name in named}


def test_one_dictionary_for_a_stage_is_used_once_it_is_there(tmp_path: Path) -> None:
    assert convert_in(tmp_path) == "頭髮裡"
    engine.prepare("zh-Hant-TW", tmp_path / "opencc")
    assert not used(tmp_path)
    assert convert_in(tmp_path) == "頭髮裡"
    assert len(used(tmp_path)) == 2


def test_a_damaged_one_is_not_used_and_made_again(tmp_path: Path) -> None:
    engine.prepare("zh-Hant-TW", tmp_path / "opencc")
    whole = {path: path.read_bytes() for path in stages(tmp_path / "opencc")}
    for path, content in whole.items():
        path.write_bytes(content[: len(content) // 2])
    assert convert_in(tmp_path) == "頭髮裡"
    assert not used(tmp_path)
    engine.prepare("zh-Hant-TW", tmp_path / "opencc")
    assert {path: path.read_bytes() for path in stages(tmp_path / "opencc")} == whole


def test_without_the_tool_of_opencc_it_takes_longer_and_the_words_are_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engine, "_TOOL", tmp_path / "nothing")
    engine.prepare("zh-Hant-TW", tmp_path / "opencc")
    assert convert_in(tmp_path) == "頭髮裡"
    assert not stages(tmp_path / "opencc")


# ── `tongdu convert` ──────────────────────────────────────────────────────────────────────────────────────────────

MARKDOWN = """---
title: 里面
---

# 头**发**里

后`里面`的[干](http://例子.cn/里 "后面")净 ![发](里.png "头发"){credit="后面" width=3}

```
里面
```

> “里
>
> “面”

-{zh-hans:软件; zh-hk:軟件}- -{里}- [国会]{lang=ja} <https://a.cn/里> \\*里\\*
"""

EXPECTED = """---
title: 里面
---

# 頭**髮**裡

後`里面`的[乾](http://例子.cn/里 "後面")淨 ![發](里.png "頭髮"){credit="後面" width=3}

```
里面
```

> 「裡
>
> 「面」

軟件 里 [国会]{lang=ja} <https://a.cn/里> \\*裡\\*
"""


def test_markdown_keeps_what_is_no_words(converter: Converter) -> None:
    assert plain.convert(MARKDOWN, HANT, converter).text == EXPECTED


def test_an_escaped_override_is_no_override(converter: Converter) -> None:
    assert plain.convert("头\\-{发}- -{发}-", HANT, converter, "zh-Hans").text == "頭\\-{發}- 发"


def test_an_override_behind_an_escaped_backslash_is_one(converter: Converter) -> None:
    assert plain.convert("头\\\\-{发}-", HANT, converter, "zh-Hans").text == "頭\\\\发"


@given(st.text(st.sampled_from("头发里 *_`[](){}<>!-\\“”\n#"), max_size=80))
def test_any_text_keeps_its_lines_and_its_marks(shared_converter: Converter, text: str) -> None:
    converted = plain.convert(text, HANT, shared_converter, "zh-Hans").text
    if "-{" not in text:
        assert len(converted) == len(text)
    assert converted.count("\n") == text.count("\n")


@pytest.mark.parametrize("text", ["{" + "a=/" * 60, "{" + " .abc=/" * 60])
def test_what_is_nearly_a_list_of_attributes_is_read_in_one_way(converter: Converter, text: str) -> None:
    assert plain.convert(text, HANT, converter, "zh-Hans").text == text


def test_each_change_has_its_rule(converter: Converter) -> None:
    converted = plain.convert("头发里\n“好”", HANT, converter, "zh-Hans")
    assert [(c.line, c.before, c.after, c.rule) for c in plain.explain(converted, HANT, converter)] == [
        (1, "头", "頭", "character"),
        (1, "发", "髮", "phrase"),
        (1, "里", "裡", "character, no phrase"),
        (2, "“", "「", "quotation mark"),
        (2, "”", "」", "quotation mark"),
    ]


def test_an_article_is_read_converted_and_stays_an_article(converter: Converter) -> None:
    article, _ = read("---\ntitle: 头发\nscript: zh-Hans\ntags: [里面]\n---\n\n后面**的**干净\n", "content/x.md")
    converted = converter.article(article, HANT)
    assert (converted.meta.title, converted.meta.tags) == ("頭髮", ("裡面",))
    assert converted.document.blocks == (Paragraph((Text("後面"), Mark("strong", (Text("的"),)), Text("乾淨"))),)
