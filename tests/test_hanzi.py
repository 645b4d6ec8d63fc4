"""hanzi.py: patterns that are written in Simplified, and match either script."""

from __future__ import annotations

import re

import opencc
import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder import hanzi

TO_SIMPLIFIED = opencc.OpenCC("t2s")
HAN = st.text(st.characters(min_codepoint=0x4E00, max_codepoint=0x9FFF), min_size=1, max_size=8)


@pytest.mark.parametrize(
    ("pattern", "matched", "not_matched"),
    [
        ("订阅", ["订阅", "訂閱", "訂阅"], ["订", "定阅"]),
        ("[发转]布", ["发布", "發佈", "轉布", "髮布"], ["分布"]),
        ("[^说]话", ["电话", "電話"], ["说话", "說話"]),
        (r"后{1,2}|\[里\]", ["後", "后後", "[裡]", "[裏]"], ["里"]),
        (r"[]\]会]", ["]", "會", "会"], ["\\"]),
        (r"(?<!其)他[们说]", ["他們", "他說"], ["其他們"]),
        ("著者", ["著者"], ["着者"]),
        ("记者[:：]", ["記者：", "記者︰", "記者﹕"], ["記者;", "記者"]),
        ("[^：]+", ["記者"], ["記者︰", "記者："]),
    ],
)
def test_a_simplified_character_stands_for_its_traditional_forms(
    pattern: str, matched: list[str], not_matched: list[str]
) -> None:
    found = hanzi.compile(pattern)
    assert [text for text in matched if not found.fullmatch(text)] == []
    assert [text for text in not_matched if found.fullmatch(text)] == []


def test_flags_are_those_of_re() -> None:
    assert hanzi.compile("app下载", re.I).fullmatch("App下載")
    assert hanzi.compile("app下载").fullmatch("App下載") is None


@given(HAN)
def test_what_opencc_simplifies_to_a_word_is_matched_by_it(text: str) -> None:
    """Character by character, as a pattern's are."""
    word = "".join(TO_SIMPLIFIED.convert(character) for character in text)
    assert hanzi.compile(word).fullmatch(text)


@given(HAN)
def test_a_class_holds_all_of_them(text: str) -> None:
    word = "".join(TO_SIMPLIFIED.convert(character) for character in text)
    assert hanzi.compile(f"[{word}]+").fullmatch(text)


@given(HAN)
def test_words_are_compared_in_simplified(text: str) -> None:
    """A word is matched by its own Simplified form, and that form is simplified no further."""
    simplified = hanzi.simplified(text)
    assert hanzi.compile(simplified).fullmatch(text)
    assert hanzi.simplified(simplified) == simplified
