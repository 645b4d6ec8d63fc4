"""Laws of the text functions."""

from __future__ import annotations

import unicodedata

from hypothesis import example, given, settings
from hypothesis import strategies as st

from builder import text as texts
from builder.text import fold, safe_url, slug


@given(st.text())
def test_folding_twice_changes_nothing_more(text: str) -> None:
    once = fold(text)
    assert fold(once) == once
    assert "\n" not in once
    assert unicodedata.is_normalized("NFC", once)


def test_an_ideographic_indent_and_unseen_characters_go() -> None:
    assert fold("\u3000\u3000今天\u00a0\u00a0很\u200b好\n") == "今天 很好"


@given(st.text())
def test_a_slug_needs_no_escape_in_a_path_or_an_id(text: str) -> None:
    assert not set(slug(text)) & set(" /\\?#%&\"'<>.\0\n")
    assert slug(slug(text)) == slug(text)


def test_a_chinese_character_takes_two_columns_of_a_terminal() -> None:
    assert texts.columns("石桥 ab，　") == 11


def test_a_slug_keeps_han_characters_and_lower_cases_latin() -> None:
    assert slug("分歧焦点：台湾、制裁与TikTok") == "分歧焦点-台湾-制裁与tiktok"


@settings(max_examples=500)
@given(
    st.builds(
        str.__add__,
        st.sampled_from(["https://", "http://", "HTTP://", ""]),
        st.text("ah1.:/?#%4@\\[é \n\0", max_size=14),
    )
)
@example("https://a.cn/1?a=%E4#b")
def test_an_address_that_is_sound_as_it_stands_is_what_all_the_checks_make_of_it(url: str) -> None:
    assert safe_url(url) == texts._settled(url)
    assert safe_url(safe_url(url)) == safe_url(url)
