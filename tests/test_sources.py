"""What is known of publications by their domains: names, and the scripts that they or their countries promise."""

from __future__ import annotations

from collections import Counter

import pytest

from builder import sources


@pytest.mark.parametrize(
    ("url", "name", "script"),
    [
        ("https://www.hkej.com/a", "信報", "zh-Hant-HK"),
        ("https://std.stheadline.com/a", "星島頭條", "zh-Hant-HK"),
        ("https://zh.cn.nikkei.com/a", "日經中文網", "zh-Hant"),
        ("https://cn.nikkei.com/a", "日经中文网", "zh-Hans"),
        ("https://www.epochtimes.com/gb/a", "大纪元", "zh-Hans"),
        ("https://www.epochtimes.com/b5/a", "大纪元", "zh-Hant"),
        ("https://m.paper.example.tw/a", "paper.example.tw", "zh-Hant-TW"),
        ("https://hk.paper.example/a", "hk.paper.example", "zh-Hant-HK"),
        ("https://county.gov.cn/a", "county.gov.cn", ""),
    ],
)
def test_name_and_script_of_a_publication(url: str, name: str, script: str) -> None:
    """The longest domain of the list counts; one that is not listed has its host's name and its country's script."""
    found = sources.of(url)
    assert (found.name, sources.script_hint(found, url)) == (name, script)


def test_each_publication_is_listed_once() -> None:
    assert not [domain for domain, times in Counter(one.domain for one in sources._SOURCES).items() if times > 1]
