"""content/*.md ↔ Article: the front matter as the contract has it, and every mistake told with its line."""

from __future__ import annotations

import datetime as dt
import textwrap

import hypothesis.strategies as st
import pytest
from hypothesis import given, settings

from builder import article
from builder.model import Article, Document, FrontMatter, Paragraph, Text, TongduError
from builder.text import fold

WHOLE = """\
---
title: 河上的桥：一个“旧”故事
description: 桥还在。
source_url: https://example.org/zh/bridge-17
source: 河报
published: 2021-03-04T09:30:00+08:00
updated: 2021-03-05
archived: 2021-03-06T01:02:03Z
authors:
- 林一（本报记者）
- "no"
script: zh-Hans
tags:
- 桥
slug: 2021/example-bridge-17-0a1b2c
draft: true
glossary:
- {"zh-Hans": "桥", "zh-Hant": "橋"}
mood: calm
seed: seeds/bridge.txt
seed_hash: sha256:00
import_hash: sha256:11
---

桥在河上。
"""


def test_every_key_is_read_and_written_in_order() -> None:
    read, problems = article.read(WHOLE, "content/bridge.md")
    assert article.write(read) == WHOLE
    assert read.meta.published == dt.datetime(2021, 3, 4, 9, 30, tzinfo=dt.timezone(dt.timedelta(hours=8)))
    assert read.meta.authors == ("林一（本报记者）", "no")
    assert read.meta.other == {"mood": "calm"}
    assert [problem.message for problem in problems] == ["unknown key “mood”"]


names = st.text(max_size=12) | st.sampled_from(
    [
        "no",
        "1984",
        "2021-03-04",
        "a: b",
        "- x",
        "# y",
        "“x”",
        "x #y",
        "https://a.b/c?d#e",
        "~",
        "{a}",
        "a:",
        "*x",
        "é\u2028",
    ]
)
names = names.map(fold)
filled = names.filter(bool)
times = st.datetimes(dt.datetime(1900, 1, 1), dt.datetime(2100, 1, 1), timezones=st.just(dt.UTC))
metas = st.builds(
    FrontMatter,
    title=filled,
    source_url=names,
    source=names,
    published=st.none() | st.dates() | times.map(lambda time: time.replace(microsecond=0)),
    archived=st.none() | times.map(lambda time: time.replace(microsecond=0)),
    authors=st.lists(filled, max_size=2).map(tuple),
    tags=st.lists(filled, max_size=2).map(tuple),
    slug=st.just("2021/a-b-1"),
    description=names,
    draft=st.booleans(),
    glossary=st.just(()) | filled.map(lambda words: ({"zh-Hans": words},)),
    other=st.just({}) | names.map(lambda value: {"mood": value, "sizes": [1, 2.5, True, None]}),
)


@given(metas)
@settings(max_examples=200)
def test_what_is_written_reads_back_as_it_was(meta: FrontMatter) -> None:
    before = Article("content/a.md", meta, Document((Paragraph((Text("字。"),)),)))
    after, _ = article.read(article.write(before), before.path)
    assert after == before


def test_a_seal_breaks_with_any_change_but_that_of_line_ends() -> None:
    _, text = article.sealed(article.read(WHOLE, "content/bridge.md")[0])
    sealed, _ = article.read(text, "content/bridge.md")
    assert sealed.meta.import_hash == article.import_hash(text) == article.import_hash(text.replace("\n", "\r\n"))
    assert article.import_hash(text.replace("桥在", "桥立在")) != sealed.meta.import_hash


@pytest.mark.parametrize(
    ("source", "line", "message"),
    [
        ("桥在河上。\n", 1, "has no front matter"),
        ("---\ntitle: 桥\n", 1, "has no front matter"),
        ("---\nsource: 河报\n---\n", 1, "has no title"),
        ("---\ntitle:\n---\n", 1, "has no title"),
        ("---\n- 桥\n---\n", 2, "the front matter is no valid YAML: it is no list of “key: value”"),
        (
            "---\nsource: 河报\ntitle: 桥: 河\n---\n",
            3,
            "the front matter is no valid YAML: mapping values are not allowed",
        ),
        ("---\ntitle: &a 桥\nother: [*a, *a]\n---\n", 3, "the front matter is no valid YAML: aliases (*name)"),
        (
            "---\ntitle: 桥\nx: " + "[" * 30_000 + "\n---\n",
            3,
            "the front matter is no valid YAML: it is nested too deeply",
        ),
        ("---\ntitle: 桥\nx:\n" + "- " * 30_000 + "\n---\n", 4, "the front matter is no valid YAML: it is nested too"),
    ],
)
def test_what_cannot_be_read_is_told_with_its_line(source: str, line: int, message: str) -> None:
    with pytest.raises(TongduError) as caught:
        article.read(source, "content/a.md")
    problem = caught.value.problem
    assert (problem.where, problem.line) == ("content/a.md", line)
    assert problem.message.startswith(message)
    assert problem.hint


@pytest.mark.parametrize(
    ("key", "message"),
    [
        ("published: 2021-02-30", "“2021-02-30” is no date"),
        ("published: 2021-02-03T04:05:06+99:99", "“2021-02-03T04:05:06+99:99” is no date"),
        ("published: 0001-01-01T00:00:00+10:00", "“0001-01-01T00:00:00+10:00” is no date"),
        ("slug: ../x", "“../x” cannot be an address"),
        ("slug: .x/y", "“.x/y” cannot be an address"),
        ("glossary: [{zh-Hans: 桥, zh-xx: 橋, zh-Hant: 橋}]", "the glossary has an unknown tag “zh-xx”"),
        ("glossary: [{zh-Hans: 桥}]", "a glossary entry needs words for two tags"),
        ("draft: perhaps", "“draft” must be true or false"),
        ("script: 中文", "“中文” is no language tag"),
        ("source: [a, b]", "“source” must be text"),
        ("glossary: 桥", "“glossary” must be a list of words by variant"),
        ("autors: 林一", "unknown key “autors”"),
        ("title: 桥", "“title” stands twice"),
    ],
)
def test_a_bad_value_is_told_and_left_out(key: str, message: str) -> None:
    read, problems = article.read(f"---\ntitle: 桥\n{key}\n---\n字。\n", "content/a/桥.md")
    assert [(problem.line, problem.message) for problem in problems] == [(3, message)]
    assert read.meta.slug == "a/桥"
    assert read.meta.published is None


@pytest.mark.parametrize(
    ("key", "ours"),
    [("date", "published"), ("lastmod", "updated"), ("link", "source_url"), ("author", "authors"), ("lang", "script")],
)
def test_a_key_of_another_generator_is_told_by_ours(key: str, ours: str) -> None:
    _, problems = article.read(f"---\ntitle: 桥\n{key}: x\n---\n", "content/a.md")
    assert [(problem.level, problem.hint) for problem in problems] == [("warning", f"did you mean “{ours}”?")]


def test_a_problem_of_the_body_has_the_line_of_the_file() -> None:
    source = textwrap.dedent("""\
        ---
        title: 桥
        ---

        # 桥
        """)
    _, problems = article.read(source, "content/a.md")
    assert [(problem.where, problem.line) for problem in problems] == [("content/a.md", 5)]
