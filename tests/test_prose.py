"""Document → plain words: excerpts and reading times."""

from __future__ import annotations

import pytest

from builder import prose
from builder.model import Break, Document, Figure, FootnoteRef, Heading, Paragraph, Picture, Text


def paragraph(text: str) -> Paragraph:
    return Paragraph((Text(text),))


def test_an_excerpt_is_of_sentences_and_not_of_captions_or_headings() -> None:
    document = Document(
        (
            Figure(Picture("https://a.example/1", "图", "说明")),
            Heading(2, (Text("题"),)),
            Paragraph((Text("先抽干水，"), Break(), Text("再换石头"), FootnoteRef("1"), Text("。"))),
            paragraph("后来呢？"),
        )
    )
    assert prose.excerpt(document) == "先抽干水，再换石头。后来呢？"


@pytest.mark.parametrize(
    ("text", "limit", "excerpt"),
    [
        ("第一句在这里。第二句很长很长很长。", 10, "第一句在这里。"),
        ("他说：“到这里为止。”然后很长很长很长。", 12, "他说：“到这里为止。”"),
        ("没有句号的一句话，一直说下去说下去", 10, "没有句号的一句话…"),
        ("One line. Another line.", 15, "One line."),
    ],
)
def test_an_excerpt_ends_with_a_sentence_where_one_fits(text: str, limit: int, excerpt: str) -> None:
    assert prose.excerpt(Document((paragraph(text),)), limit) == excerpt


@pytest.mark.parametrize(
    ("text", "minutes"), [("", 1), ("字" * 1200, 3), ("word " * 690, 3), ("字" * 800 + " word" * 230, 3)]
)
def test_reading_time_counts_characters_and_words_apart(text: str, minutes: int) -> None:
    assert prose.minutes(text) == minutes
