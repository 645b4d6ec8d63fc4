"""Document ↔ Markdown: what is written reads back as it was, in every kind of block and inline."""

from __future__ import annotations

import string
from collections.abc import Iterator, Mapping, Sequence

import hypothesis.strategies as st
import pytest
from hypothesis import example, given, settings
from markdown_it.helpers import parseLinkDestination
from markdown_it.rules_core import block as every_block
from markdown_it.rules_core import inline as every_rule
from markdown_it.token import Token

from builder import dialect
from builder.markdown import normal, parse, read, write
from builder.model import (
    Block,
    Break,
    Code,
    CodeBlock,
    Document,
    Embed,
    Figure,
    Footnote,
    FootnoteRef,
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
)

# Words made of what Markdown minds: signs, brackets, line starts, entities, and Chinese with its punctuation.
_PIECES = [
    *"中文字，。“”「」（）、·—…の한Aaz09",
    *string.punctuation,
    *" \t\u3000\u00a0\n\r",
    *("**", "__", "~~", "``", "```", "- ", "+ ", "1. ", "2) ", "# ", "> ", "---", "===", "***", "| ", "[^1]", "[^1]:"),
    *("](", "![", "-{", "}-", "zh-hans:", "{.related}", "{a=b}", "<b>", "</b>", "<br>", "<sup>", "<ruby>", "<http:a>"),
    *("&amp;", "&#35;", "&lt", "\\", "\\\\", "http://a.b/c_d", "\ufe0f", "🥰", "\x1f", "\x85", "\u2028", "\ufeff"),
]
texts = st.lists(st.sampled_from(_PIECES), max_size=6).map("".join) | st.text(max_size=8)
urls = st.sampled_from(
    [
        "https://a.b/c",
        "http://a.b/(c)?d=e&amp;f=*_g|h",
        "/x y",
        "a(b",
        "<a>",
        "javascript:a",
        "https://例.子/中",
        "",
        "#",
    ]
) | texts.map("https://a.b/".__add__)
labels = st.sampled_from(["1", "2", "注", "a b", "]", "*"])
sizes = st.none() | st.integers(-1, 2000)
pictures = st.builds(Picture, urls, texts, texts, texts, sizes, sizes)
overrides = st.builds(
    Override,
    st.lists(st.tuples(st.sampled_from(["zh-hans", "ZH-Hant", "zh", ""]), texts), max_size=3).map(tuple)
    | texts.map(lambda text: (("", text),)),
)
leaves = (
    st.builds(Text, texts)
    | st.builds(Text, texts)
    | st.builds(Code, texts)
    | st.builds(Break)
    | st.builds(Ruby, texts, texts)
    | st.builds(FootnoteRef, labels)
    | pictures
    | overrides
)
kinds = st.sampled_from(["strong", "emphasis", "strikethrough", "superscript", "subscript"])


def _around(inner: st.SearchStrategy[Inline]) -> st.SearchStrategy[Inline]:
    children = st.lists(inner, max_size=4).map(tuple)
    return (
        st.builds(Mark, kinds, children)
        | st.builds(Mark, kinds, children)
        | st.builds(Link, urls, children, texts)
        | st.builds(Span, st.sampled_from(["ja", "en-GB", "x!"]), children)
    )


inlines: st.SearchStrategy[Inline] = st.recursive(leaves, _around, max_leaves=6)
runs = st.lists(inlines, max_size=5).map(tuple)
links = st.builds(Link, urls, runs, texts)
tables = st.builds(
    Table,
    st.lists(runs, max_size=3).map(tuple),
    st.lists(st.lists(runs, max_size=3).map(tuple), max_size=2).map(tuple),
    st.lists(st.sampled_from(["", "left", "center", "right", "no"]), max_size=3).map(tuple),
)
leaf_blocks: st.SearchStrategy[Block] = (
    st.builds(Paragraph, runs)
    | st.builds(Paragraph, runs)
    | st.builds(Heading, st.integers(0, 8), runs)
    | st.builds(Related, st.lists(links, max_size=3).map(tuple))
    | st.builds(CodeBlock, texts, texts)
    | st.builds(Rule)
    | tables
    | st.builds(Figure, pictures)
    | st.builds(Embed, urls, texts, urls, texts, texts)
)


def _within(inner: st.SearchStrategy[Block]) -> st.SearchStrategy[Block]:
    several = st.lists(inner, max_size=3).map(tuple)
    starts = st.none() | st.none() | st.integers(-1, 12) | st.just(999_999_999)
    return (
        st.builds(List, st.lists(several, max_size=3).map(tuple), starts)
        | st.builds(Quote, several)
        | st.builds(Footnote, labels, several)
    )


blocks = st.recursive(leaf_blocks, _within, max_leaves=6)
documents = st.builds(Document, st.lists(blocks, max_size=5).map(tuple))
_LINKS = ("[a](b)", '![图](/a.jpg "题")', '[a](b_(c "d")', "[](b)", "![](a)", '[a](javascript:b "c")', "[日]{lang=ja}")
_LINES = ("\n", "\n\n", "    ", "- a\n", "1. 字\n", "```\n", "{.related}\n", "[^1]: 字\n", "[a]: /b\n")
# Text as a person might type it, right or wrong.
sources = st.lists(st.sampled_from([*_PIECES, *_LINKS, *_LINES])).map("".join)


@given(documents)
@settings(max_examples=400)
@example(Document((Paragraph((Mark("emphasis", (Text("注*"),)), Text("a"))),)))  # a sign beside a character like it
@example(Document((Paragraph((Link("https://a.b/c", (Code("a]:"),)),)),)))  # it would define a link's address
def test_what_is_written_reads_back_as_it_was(document: Document) -> None:
    expected = normal(document)
    assert read(write(document)) == expected


@given(documents)
def test_normal_form_is_stable(document: Document) -> None:
    once = normal(document)
    assert normal(once) == once


@given(sources)
@settings(max_examples=400)
def test_any_text_is_some_document_and_its_writing_is_stable(source: str) -> None:
    document = read(source)
    written = write(document)
    assert read(written) == document
    assert write(read(written)) == written


@given(sources)
@settings(max_examples=400)
@example("```\n- a\n\n字\n\n```\n\n字\n")
@example('![图](/a.jpg "题") [](b) [字](b "题")')
@example('[字](https://a.b/c_d) [字](a&amp;b) [字](<a>) [字](a(b)c) [字](a\\)b "题")')
def test_the_quick_rules_read_what_all_rules_would(source: str) -> None:
    slow = dialect.parser()
    slow.core.ruler.at("block", every_block)
    slow.core.ruler.at("inline", every_rule)
    slow.inline.ruler.disable("plain_link")
    slow.helpers.parseLinkDestination = parseLinkDestination  # type: ignore[attr-defined]
    assert list(told(dialect.parser().parse(source))) == list(told(slow.parse(source)))


def told(tokens: Sequence[Token]) -> Iterator[Mapping[str, object]]:
    """What tokens say and in which line each begins, with each paragraph as one of them."""
    before = None
    for token in tokens:
        if token.type == "prose" or (before and before.type == "paragraph_open"):
            level = before.level if before and before.type == "paragraph_open" else token.level
            children = token.children if token.children is not None else [Token("text", "", 0, content=token.content)]
            inner = [child.as_dict() for child in children]
            yield {"type": "paragraph", "level": level, "content": token.content, "children": inner}
        elif token.type not in ("paragraph_open", "paragraph_close"):
            yield {**token.as_dict(), "map": token.map and token.map[0]}
        before = token


DEEP = {
    "quotes": "> " * 2_000 + "字",
    "lists": "- " * 2_000 + "字",
    "items": "\n".join("  " * depth + "- 字" for depth in range(300)),
    "brackets": "[" * 2_000 + "字" + "]" * 2_000,
    "links": "[" * 500 + "字" + "](a)" * 500,
    "pictures": "![" * 500 + "字" + "](a)" * 500,
    "tags": "<sup>" * 2_000 + "字" + "</sup>" * 2_000,
    "open tags": "<sup>" * 2_000,
    "stars": "*" * 2_000 + "字" + "*" * 2_000,
    "mixed stars": "*a **b " * 1_000,
    "half links": "![[a](b)" * 200,
}


@pytest.mark.parametrize("name", DEEP)
def test_deep_nesting_is_read_without_overflow(name: str) -> None:
    document = read(DEEP[name])
    assert read(write(document)) == document


def test_a_document_nested_2000_levels_is_written() -> None:
    inline: Inline = Text("字")
    block: Block = Paragraph((Text("字"),))
    for level in range(2_000):
        inline = Mark("strong" if level % 2 else "emphasis", (inline,))
        block = List(((block,),)) if level % 2 else Quote((block,))
    document = Document((Paragraph((inline,)), block))
    assert read(write(document)) == normal(document)


def test_deep_nesting_that_cannot_be_kept_is_told() -> None:
    _, problems = parse("字\n\n" + "> " * 200 + "字")
    assert [(problem.line, problem.level) for problem in problems] == [(3, "warning")]
