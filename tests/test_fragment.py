"""Document → HTML fragment: what golden pages do not show."""

from __future__ import annotations

import re

import lxml.html
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from builder import fragment, words
from builder.config import HANS, HANT, Config
from builder.model import (
    Article,
    Block,
    Break,
    CodeBlock,
    Document,
    Embed,
    Figure,
    Footnote,
    FootnoteRef,
    FrontMatter,
    Heading,
    Inline,
    Link,
    List,
    Mark,
    Override,
    Paragraph,
    Picture,
    Quote,
    Related,
    Ruby,
    Rule,
    Span,
    Table,
    Text,
    TongduError,
)
from builder.variants import Converter

CONVERTER = Converter((HANS, HANT))
WORDS = words.tables(Config(), CONVERTER.text)


def rendered(*blocks: Block, slug: str = "2024/x", script: str = "zh-Hans", hide_pictures: bool = False) -> str:
    article = Article("content/x.md", FrontMatter("题", slug=slug, script=script), Document(blocks))
    ids = fragment.block_ids(article.document)
    return fragment.fragments([(article, HANS)], ids, WORDS, hide_pictures)[0]


def paragraph(*inlines: Inline | str) -> Paragraph:
    return Paragraph(tuple(Text(one) if isinstance(one, str) else one for one in inlines))


# ── ids ──


def test_ids_do_not_change_with_what_stands_around_a_block() -> None:
    one, two = paragraph("石桥"), paragraph("茶园")
    assert fragment.block_ids(Document((one, two)))[1] == fragment.block_ids(Document((two,)))[0]


def test_equal_blocks_and_reserved_names_have_ids_of_their_own() -> None:
    blocks = (
        Heading(2, (Text("Main"),)),
        Heading(2, (Text("Main"),)),
        paragraph("同"),
        paragraph("同"),
        Rule(),
        Rule(),
    )
    ids = fragment.block_ids(Document(blocks))
    assert ids[:2] == ("main-2", "main-3")
    assert len(set(ids)) == len(ids)


def test_a_variant_keeps_the_ids_of_the_authors_words() -> None:
    article = Article("content/x.md", FrontMatter("题", script="zh-Hans"), Document((Heading(2, (Text("后来"),)),)))
    converted = CONVERTER.article(article, HANT)
    (html,) = fragment.fragments([(converted, HANT)], fragment.block_ids(article.document), WORDS)
    assert '<h2 id="后来">後來' in html


# ── addresses ──


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        " JAVA\tSCRIPT:alert(1)",
        "\x01javascript:x",
        "data:text/html,x",
        "vbscript:x",
        "file:///etc/passwd",
        "https://",
    ],
)
def test_what_is_no_address_of_a_page_is_no_link(url: str) -> None:
    html = rendered(
        paragraph(Link(url, (Text("字"),)), Picture(url, "图")),
        Figure(Picture(url, "图")),
        Embed(url, title="片", poster=url),
    )
    tree = lxml.html.fromstring(html)
    assert not tree.xpath("//@href | //@src")
    assert "字" in html
    assert "片" in html


@pytest.mark.parametrize(
    ("url", "href"),
    [
        ("https://a.example/中 文?q=|#x y", "https://a.example/%E4%B8%AD%20%E6%96%87?q=%7C#x%20y"),
        ("//a.example/x", "https://a.example/x"),
        ("https:\\\\a.example\\x", "https://a.example/x"),
        ("https://name:word@a.example/", "https://a.example/"),
        ("mailto:a@example.org", "mailto:a@example.org"),
        ("/pictures/a.png", "../../pictures/a.png"),
        ("zh-hans/2024/y.html", "../../zh-hans/2024/y.html"),
        ("/zh-hant/2024/y.html#后来", "../../zh-hans/2024/y.html#%E5%90%8E%E6%9D%A5"),
        ("zh-hant-hk/tags/", "../../zh-hans/tags/"),
        ("zh-hant/a.png", "../../zh-hant/a.png"),
        ("#后来", "#%E5%90%8E%E6%9D%A5"),
    ],
)
def test_addresses_are_settled(url: str, href: str) -> None:
    assert lxml.html.fromstring(rendered(paragraph(Link(url, (Text("字"),))))).xpath("string(//a/@href)") == href


def test_in_a_feed_every_address_is_absolute_and_there_is_no_table_of_contents() -> None:
    headings = [Heading(2, (Text(f"第{n}节"),)) for n in range(3)]
    html = rendered(
        *headings, paragraph(Link("pictures/a.png", (Text("图"),)), FootnoteRef("a")), Footnote("a", (paragraph("注"),))
    )
    assert '<nav class="toc"' in html
    feed = lxml.html.fromstring(fragment.for_feed(html, "https://example.org/r/zh-hans/2024/x.html"))
    assert not feed.xpath("//nav | //details | //@class | //@id")
    assert set(feed.xpath("//@href")) == {
        *(f"https://example.org/r/zh-hans/2024/x.html#{name}" for name in ("fn:1", "fnref:1")),
        "https://example.org/r/pictures/a.png",
    }


# ── kinds of blocks ──


def test_a_picture_of_unknown_size_says_so_and_only_the_first_one_is_not_lazy() -> None:
    tree = lxml.html.fromstring(
        rendered(Figure(Picture("https://a.example/1", width=3, height=2)), Figure(Picture("https://a.example/2")))
    )
    assert [figure.get("class") for figure in tree.xpath("//figure")] == [None, "unsized"]
    assert [img.get("loading") for img in tree.xpath("//img")] == [None, "lazy"]
    assert set(tree.xpath("//img/@referrerpolicy")) == {"no-referrer"}


def test_hidden_pictures_load_nothing() -> None:
    tree = lxml.html.fromstring(
        rendered(
            Figure(Picture("https://a.example/1", "桥", "说明", width=3, height=2)),
            Embed("https://a.example/v", poster="https://a.example/p"),
            hide_pictures=True,
        )
    )
    assert not tree.xpath("//img")
    link = tree.xpath("//a[@class='picture']")[0]
    assert (link.get("href"), link.get("data-width"), link.text) == ("https://a.example/1", "3", "显示图片：桥")


def test_headings_skip_no_level() -> None:
    tree = lxml.html.fromstring(rendered(*(Heading(level, (Text("题"),)) for level in (4, 5, 2, 6))))
    assert [e.tag for e in tree.xpath("//div[@class='text']/*")] == ["h2", "h3", "h2", "h3"]


@pytest.mark.parametrize(
    ("url", "plays"),
    [
        ("https://www.youtube.com/watch?v=x", True),
        ("https://files.example/2024/talk.mp3?x=1", True),
        ("https://a.example/2024/03/an-article/embed", False),
        ("https://charts.example/visualisation/12", False),
    ],
)
def test_a_card_says_play_where_something_plays(url: str, plays: bool) -> None:
    assert ("播放" in rendered(Embed(url, title="河岸"))) is plays


@pytest.mark.parametrize("title", ["", "a.example", "www.a.example"])
def test_a_card_without_a_title_says_its_host_once(title: str) -> None:
    card = lxml.html.fromstring(rendered(Embed("https://www.a.example/post/1", title=title)))
    assert card.text_content() == "a.example"


def test_a_picture_that_stands_alone_in_a_cell_is_no_sign_in_a_line() -> None:
    picture = Picture("https://example.org/a.png")
    cells = ((picture,), (picture, Break(), Text("桥")), (Text("桥"), picture), (picture, Text("桥")))
    table = lxml.html.fromstring(rendered(Table(cells, (), ("",) * 4))).iter("th")
    assert [cell.get("class") for cell in table] == ["pictured", "pictured", None, None]


def test_the_table_of_contents_is_as_deep_as_the_headings() -> None:
    levels = (3, 2, 3, 4, 2)
    nav = lxml.html.fromstring(rendered(*(Heading(n, (Text(f"题{i}"),)) for i, n in enumerate(levels)))).find("nav")
    assert [len(a.xpath("ancestor::ol")) for a in nav.iter("a")] == [1, 1, 2, 3, 1]
    assert {e.getparent().tag for e in nav.iter("li")} == {"ol"}


@pytest.mark.parametrize(
    ("inlines", "html"),
    [
        (("他", Mark("emphasis", (Text("不"),)), "去"), "他<em>不</em>去"),
        (("读", Mark("emphasis", (Text("Walden"),))), "读<i>Walden</i>"),
        ((Mark("emphasis", (Text("编者按：本文有删节。"),)),), '<em class="voice">编者按：本文有删节。</em>'),
        ((Mark("emphasis", (Mark("strong", (Text("编者按"),)),)),), "<strong>编者按</strong>"),
        (("见", Mark("strong", (Mark("emphasis", (Text("下文"),)),))), "见<strong>下文</strong>"),
        ((Mark("strong", (Text("甲"), Mark("emphasis", (Text("乙"),)))),), "<strong>甲<em>乙</em></strong>"),
        ((Mark("strong", (Mark("emphasis", (Text("Walden"),)),)),), "<strong><i>Walden</i></strong>"),
    ],
)
def test_stress_and_bold(inlines: tuple[Inline | str, ...], html: str) -> None:
    """Dots mark words in a sentence; they stand neither below bold ones nor below a whole paragraph."""
    assert f">{html}</p>" in rendered(paragraph(*inlines))


def test_a_browser_that_knows_no_ruby_shows_brackets() -> None:
    assert "<ruby>汉<rp>（</rp><rt>hàn</rt><rp>）</rp></ruby>" in rendered(paragraph(Ruby("汉", "hàn")))


def test_a_reference_without_a_note_is_text() -> None:
    assert "[^x]</p>" in rendered(paragraph("字", FootnoteRef("x")))


def test_labels_inside_words_of_another_language_name_theirs() -> None:
    html = rendered(Related((Link("https://a.example/", (Text("More"),)),)), script="en")
    assert '<p class="label" lang="zh-Hans">相关内容</p>' in html
    assert '<div class="text" lang="en">' in html


def test_a_long_address_in_the_text_may_break_at_its_joints() -> None:
    address = "https://example.org/河岸/a-long/path?one=1&two=2"
    html = rendered(paragraph("见", address.replace("河岸", "river"), "，短的 a/b/c 不必"))
    assert "example.<wbr>org/<wbr>river/<wbr>a-<wbr>long/<wbr>path?<wbr>one=<wbr>1&amp;<wbr>two=<wbr>2，" in html
    assert "a/b/c" in html
    assert "<wbr>" not in fragment.for_feed(html, "https://example.org/x.html")
    assert lxml.html.fromstring(html).text_content() == f"见{address.replace('河岸', 'river')}，短的 a/b/c 不必"


def test_nothing_is_markup_that_was_text() -> None:
    hostile = "<script>alert(1)</script>&lt;\"'><!--"
    blocks: list[Block] = [
        paragraph(hostile, Mark("strong", (Text(hostile),)), Ruby(hostile, hostile), Override((("", hostile),))),
        paragraph(
            Span('en" onclick="x', (Text(hostile),)), Link("https://a.example/" + hostile, (Text(hostile),), hostile)
        ),
        Heading(2, (Text(hostile),)),
        CodeBlock(hostile, hostile),
        Figure(Picture("https://a.example/" + hostile, hostile, hostile, hostile)),
        Embed("https://a.example/" + hostile, hostile, "https://a.example/" + hostile, hostile, hostile),
        Table(((Text(hostile),),), (((Text(hostile),),),), (hostile,)),
        List(((paragraph(hostile),),)),
        Footnote(hostile, (paragraph(hostile),)),
    ]
    tree = lxml.html.fromstring(rendered(*blocks))
    assert not tree.xpath("//script | //comment() | //@onclick")
    assert tree.text_content().count("<script>alert(1)</script>&lt;") >= 13


@pytest.mark.parametrize("depth", [50, 5000])
def test_what_is_nested_too_deep_keeps_its_words(depth: int) -> None:
    block: Block = paragraph("底")
    inline: Inline = Text("底")
    for _ in range(depth):
        block, inline = Quote((block,)), Mark("emphasis", (inline,))
    html = rendered(block, paragraph(inline))
    assert html.count("底") == 2
    assert html.count("<blockquote>") < 60 > html.count("<em>")


def test_a_page_has_an_end() -> None:
    with pytest.raises(TongduError) as error:
        rendered(paragraph("字" * fragment.SIZE))
    assert error.value.problem.where == "content/x.md"


# ── laws ──

_texts = st.text(st.characters(exclude_categories=["Cc", "Cs"]), max_size=8)
_inlines: st.SearchStrategy[Inline] = st.recursive(
    st.one_of(
        _texts.map(Text),
        st.builds(Picture, _texts, _texts),
        st.builds(FootnoteRef, _texts),
        st.builds(Ruby, _texts, _texts),
    ),
    lambda inner: st.one_of(
        st.builds(Mark, st.sampled_from(["strong", "superscript"]), st.lists(inner, max_size=3).map(tuple)),
        st.builds(Link, _texts, st.lists(inner, max_size=2).map(tuple), _texts),
    ),
    max_leaves=6,
)
_row = st.lists(_inlines, max_size=3).map(tuple)
_blocks: st.SearchStrategy[Block] = st.recursive(
    st.one_of(
        st.builds(Paragraph, _row),
        st.builds(Heading, st.integers(2, 6), _row),
        st.builds(CodeBlock, _texts, _texts),
        st.builds(Embed, _texts, _texts, _texts, _texts, _texts),
        st.builds(Figure, st.builds(Picture, _texts, _texts, _texts)),
    ),
    lambda inner: st.one_of(
        st.builds(Quote, st.lists(inner, min_size=1, max_size=2).map(tuple)),
        st.builds(
            List, st.lists(st.lists(inner, min_size=1, max_size=2).map(tuple), min_size=1, max_size=2).map(tuple)
        ),
    ),
    max_leaves=6,
)


@given(st.lists(_blocks, max_size=5))
def test_blocks_are_the_children_of_the_text_each_with_its_id(blocks: list[Block]) -> None:
    ids = fragment.block_ids(Document(tuple(blocks)))
    html = rendered(*blocks)
    tree = lxml.html.fromstring(html)
    text = tree if tree.get("class") == "text" else tree.xpath("//div[@class='text']")[0]
    assert [child.get("id") for child in text] == list(ids)
    assert len(set(tree.xpath("//@id"))) == len(tree.xpath("//@id"))


@given(st.lists(_blocks, max_size=5))
@example([paragraph(Override((("zh-hans", "石桥"), ("zh-hant", "<b>"))))])
@example([paragraph("\x01石桥")])
def test_each_variant_is_as_clean_as_if_it_came_alone(blocks: list[Block]) -> None:
    article = Article("content/x.md", FrontMatter("题", script="zh-Hans"), Document(tuple(blocks)))
    several = [(CONVERTER.article(article, variant), variant) for variant in (HANS, HANT)]
    ids = fragment.block_ids(article.document)
    alone = [fragment.fragments([one], ids, WORDS)[0] for one in several]
    assert list(fragment.fragments(several, ids, WORDS)) == alone == [fragment._CLEANER.clean(html) for html in alone]


@given(st.lists(_blocks, max_size=5))
def test_sanitising_again_changes_nothing(blocks: list[Block]) -> None:
    html = rendered(*blocks)
    assert fragment._CLEANER.clean(html) == html
    assert not re.search(r"<(script|iframe|style|object|form)", html)
