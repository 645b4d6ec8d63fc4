"""Seeds are read leniently: three shapes, four encodings, broken YAML; what is no text is refused with a reason."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder import seed
from builder.model import TongduError

BODY = "<p>山谷里的小學上週重新開學，學生們都來了，老師說這是最好的一天。</p>"
HEADER = "[山谷里的小學](https://paper.example/a_(valley))\n------\n\n"


def test_header_and_body() -> None:
    """The stamp is UTC, the title keeps its brackets, the address its parentheses."""
    read = seed.read(
        f"<!--1712920382000-->\n[山谷 [圖集] | “重開”](https://x.example/a_(b))\n---\n{BODY}".encode(), "a.txt"
    )
    assert read.title == "山谷 [圖集] | “重開”"
    assert read.url == "https://x.example/a_(b)"
    assert read.archived == dt.datetime(2024, 4, 12, 11, 13, 2, tzinfo=dt.UTC)
    assert read.body == BODY
    assert not read.problems


def test_front_matter_gives_what_the_header_lacks() -> None:
    """Title, address and lists come from the YAML where no header stands; a folded address is joined."""
    read = seed.read(
        f"---\ntitle: 重開\nlink: https://x.example/\n  a\ntags: [ 甲, 乙 ]\n---\n\n{BODY}".encode(), "a.html"
    )
    assert (read.title, read.url) == ("重開", "https://x.example/a")
    assert read.meta["tags"] == ("甲", "乙")


@pytest.mark.parametrize(
    "yaml",
    [
        "title: 他說：“好” : 對\nauthor: 林",
        'title: "沒有結尾\nauthor: 林',
        "title: 對\nauthor: *林\nx: &a [*a]",
        "title: [[[\nauthor: 林",
    ],
)
def test_yaml_that_a_strict_parser_refuses(yaml: str) -> None:
    """Each line that reads as a key and a value is one."""
    read = seed.read(f"---\n{yaml}\n---\n{BODY}".encode(), "a.md")
    assert read.title
    assert "林" in read.meta["author"]
    assert read.body == BODY


@pytest.mark.parametrize(
    ("encoding", "told"),
    [
        ("utf-8", ""),
        ("utf-8-sig", ""),
        ("utf-16", "UTF-16"),
        ("utf-16-le", "UTF-16"),
        ("big5", "CP950"),
        ("gb18030", "GB18030"),
    ],
)
def test_encodings(encoding: str, told: str) -> None:
    """Bodies in the encodings of Chinese pages are decoded, with a note that says from which."""
    text = (HEADER + BODY * 3) if encoding != "gb18030" else (HEADER + BODY * 3).replace("學", "学").replace("開", "开")
    read = seed.read(text.encode(encoding), "a.txt")
    assert "老師說" in read.body
    assert [told in problem.message for problem in read.problems] == ([True] if told else [])
    assert all(problem.level == "note" for problem in read.problems)


def test_invalid_utf8_is_replaced_with_a_note() -> None:
    """One bad byte in a page of good ones spoils neither the page nor the guess of its encoding."""
    read = seed.read((HEADER + BODY * 5).encode().replace("小".encode(), b"\xe5\xb0", 1), "a.txt")
    assert "山谷里的" in read.title + read.body
    assert "\ufffd" in read.title + read.body
    assert [problem.level for problem in read.problems] == ["note"]


def test_stray_nul_bytes_are_left_out_with_a_note() -> None:
    """A page that a broken download left a NUL in is no binary file."""
    read = seed.read((HEADER + BODY * 5).replace("小", "\0小", 1).encode(), "a.txt")
    assert "山谷里的小學" in read.title
    assert "\0" not in read.title + read.body
    assert [problem.level for problem in read.problems] == ["note"]


@pytest.mark.parametrize(
    "data", [b"", b"\n \n", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\1\2\3" * 9, bytes(range(128, 256)) * 40]
)
def test_no_text(data: bytes) -> None:
    """An empty file and a binary one are told apart from a seed, with what to do."""
    with pytest.raises(TongduError) as error:
        seed.read(data, "seeds/x.txt")
    assert error.value.problem.where == "seeds/x.txt"
    assert error.value.problem.hint


@pytest.mark.parametrize("stamp", ["null", "NaN", "-1", "99999999999999999", ""])
def test_stamps_that_are_none(stamp: str) -> None:
    """A comment ahead of the header that is no time is passed over."""
    read = seed.read(f"<!--{stamp}-->\n{HEADER}{BODY}".encode(), "a.txt")
    assert read.title == "山谷里的小學"
    assert read.archived is None or read.archived.year in (1969, *range(2900, 9999))


@given(st.binary(max_size=400))
def test_any_bytes(data: bytes) -> None:
    """Whatever the bytes, a seed comes back or an error that names the file."""
    try:
        read = seed.read(data, "x.txt")
    except TongduError as error:
        assert error.problem.where == "x.txt"
    else:
        assert len(read.sha256) == 64


def test_yaml_that_is_nested_beyond_reason_never_reaches_its_parser() -> None:
    """PyYAML's C parser overflows its stack on `- - - -` of some ten thousand levels: the process dies."""
    found = seed.read(b"---\ntitle: x\ntags:\n" + b"- " * 30_000 + b"x\n---\n<p>\xe5\xa5\xbd</p>", "seeds/x.html")
    assert found.title == "x"
