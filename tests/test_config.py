"""site.toml: what it may say, and how it is told that it may not."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from builder import config, glossary
from builder.config import HANS, HANT, Config
from builder.model import TongduError


def test_an_empty_file_and_no_file_give_the_defaults(tmp_path: Path) -> None:
    assert config.load(tmp_path) == config.parse("") == Config()
    assert Config().variants == (HANS, HANT)


def test_a_base_url_always_ends_with_a_slash() -> None:
    loaded = config.parse('base_url = "https://me.github.io/reader"')
    assert (loaded.base_url, loaded.base_path) == ("https://me.github.io/reader/", "/reader/")


def test_variants_are_named_by_tag_and_may_be_changed_one_field_at_a_time() -> None:
    loaded = config.parse('variants = ["zh-Hans", {tag = "zh-hant-hk", label = "港"}]')
    assert [v.tag for v in loaded.variants] == ["zh-Hans", "zh-Hant-HK"]
    assert loaded.variants[1].quotes == "「」『』"


@pytest.mark.parametrize(
    ("text", "line", "message", "hint"),
    [
        ('title = "a"\ntitel = "b"', 2, "unknown key “titel”", "did you mean “title”?"),
        ("\npage_size = 0", 2, "between 1 and 1000", "50"),
        ('page_size = "50"', 1, "a whole number", "page_size = 50"),
        ("title = ", 1, "not valid TOML", "toml.io"),
        ('base_url = "reader"', 1, "no address of a site", "https://"),
        ('base_url = "https://a.example/?x=1"', 1, "no address of a site", "https://"),
        ('base_url = "https://[reader/"', 1, "no address of a site", "https://"),
        ('timezone = "Asia/Shanghi"', 1, "no time zone", "Asia/Shanghai"),
        ('image_policy = "never"', 1, "image policy", "hide-until-click"),
        ('variants = ["zh-Hanz"]', 1, "unknown variant “zh-Hanz”", "zh-Hans"),
        ("variants = []", 1, "must be a list", "zh-Hant"),
        ('variants = ["zh-Hans", "zh-Hans"]', 1, "listed twice", "leave one out"),
        ('variants = [{tag = "zh-Hans", lable = "x"}]', 1, "unknown key “lable”", "label"),
        ('variants = [{tag = "zh-Hans", quotes = "“”"}]', 1, "four characters", "“”‘’"),
        ('title = ""', 1, "must not be empty", "title = "),
        ('base_url = "https://a b.example/"', 1, "no address of a site", "https://"),
        ('cname = "https://a.example/"', 1, "no domain", "cname = "),
        ('cname = "a.example\\n"', 1, "no domain", "cname = "),
        ('archived_copy = "https://a.example/"', 1, "no address with {url}", "https://"),
        ('archived_copy = "javascript:{url}"', 1, "no address with {url}", "https://"),
        ('variants = [{tag = "zh-Hans", label = ""}]', 1, "must not be empty", "简"),
        ('[words]\n"搜索" = 1', 2, "must be text", "搜索"),
        ('[words]\n"标签" = "签"\n"搜素" = "查找"', 3, "no word of the interface is “搜素”", "did you mean “搜索”?"),
        ('[words]\n"约 {minutes} 分钟" = "{minute} 分钟"', 2, "holds braces", "{minutes}"),
    ],
)
def test_what_is_wrong_is_told_with_its_line_and_the_way_out(text: str, line: int, message: str, hint: str) -> None:
    with pytest.raises(TongduError) as caught:
        config.parse(text)
    problem = caught.value.problem
    assert problem.where == "site.toml"
    assert problem.line == line
    assert message in problem.message
    assert hint in problem.hint


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("https://a.example/读/", "https://a.example/%E8%AF%BB/"),
        ("https://me:secret@a.example", "https://a.example/"),
        ('https://a.example/a"b', "https://a.example/a%22b/"),
        ("https://例子.测试/", "https://例子.测试/"),
    ],
)
def test_a_base_url_is_kept_as_pages_may_name_it(given: str, kept: str) -> None:
    assert config.Config().at(given).base_url == kept


def test_a_domain_an_archive_and_words_may_be_given() -> None:
    loaded = config.parse(
        'cname = "news.a.example"\narchived_copy = ""\n[words]\n"搜索" = "{查}"\n"约 {minutes} 分钟" = "短文"\n'
    )
    assert loaded.cname == "news.a.example"
    assert loaded.words == {"搜索": "{查}", "约 {minutes} 分钟": "短文"}


def test_another_address_counts_for_the_whole_site_and_must_be_one() -> None:
    assert config.Config().at("https://a.example/b").base_path == "/b/"
    assert config.Config().at("") == config.Config()
    with pytest.raises(TongduError) as caught:
        config.Config().at("reader")
    assert caught.value.problem.where == "--base-url"


def test_a_file_that_is_no_utf8_is_told(tmp_path: Path) -> None:
    (tmp_path / "site.toml").write_bytes(b'title = "\xff"')
    with pytest.raises(TongduError, match="cannot be read"):
        config.load(tmp_path)


@pytest.mark.parametrize(("name", "load"), [("site.toml", config.load), ("glossary.toml", glossary.load)])
def test_a_symbolic_link_is_told_and_not_followed(tmp_path: Path, name: str, load: Callable[[Path], object]) -> None:
    (tmp_path / "elsewhere.toml").write_text('title = "外面"\n', "utf-8")
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / name).symlink_to("../elsewhere.toml")
    with pytest.raises(TongduError, match="is a symbolic link") as caught:
        load(tmp_path / "site")
    assert caught.value.problem.where == name


def test_templates_and_static_files_are_found() -> None:
    assert config.builtin("templates").is_dir()
    assert config.builtin("static").is_dir()
