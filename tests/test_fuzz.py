"""Garbage in: whatever the bytes of seeds and articles, import, build and check never raise, hang or write elsewhere.

`make fuzz` runs it for long; each failure prints the bytes that made it.
"""

from __future__ import annotations

import itertools
import os
import re
import shutil
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from random import Random
from typing import Any

import hypothesis.strategies as st
import pytest
from hypothesis import HealthCheck, given, settings

from builder import article, build, check, config, importer, intake
from builder.markdown import normal
from builder.model import Problem, TongduError
from tests.hostile import ALL
from tests.test_importer import HOSTILE, SEED

pytestmark = pytest.mark.fuzz

Draw = Callable[[st.SearchStrategy[Any]], Any]

MINUTES = float(os.environ.get("MINUTES", "10"))  # for each test
SECONDS = 60.0  # of processor time that one example may take; a machine with other work has clocks that lie


def _one_of(words: str) -> st.SearchStrategy[str]:
    return st.sampled_from(words.split())


_TAGS = _one_of(
    "p div span a img b i em strong s sub sup code pre ul ol li dl dt dd table tr td th blockquote h1 h2 h3 h4 br "
    "hr figure figcaption picture source video audio iframe embed object noscript script style svg math ruby rt rp "
    "details summary section article header footer nav aside time font center marquee template select textarea"
)
_WORDS = st.sampled_from(
    [
        *(
            "桥在河上。",
            "繁體字",
            "“引”",
            "「引」",
            "作者：林一",
            "2024年4月3日",
            "责任编辑：某",
            "相关阅读",
            "图片来源：",
            "©",
        ),
        *("\u3000\u3000", "\u00a0", "\u200b", "\u202e", "\0", "\r\n", "\r", "\n\n", "\t", "\ufeff", "\U0003106c", "🥰"),
        *(
            "&nbsp;",
            "&amp;lt;",
            "&#0;",
            "&#xD800;",
            "&#x110000;",
            "&",
            "<",
            ">",
            '"',
            "'",
            "<!--",
            "-->",
            "<![CDATA[",
            "]]>",
        ),
        *(
            "**",
            "_",
            "`",
            "[",
            "](",
            "![",
            "-{",
            "}-",
            "{.related}",
            "[^1]",
            "[^1]: ",
            "# ",
            "> ",
            "- ",
            "1. ",
            "|",
            "---\n",
        ),
        *(
            "http://a.b/c",
            "https://例.子/",
            "//x",
            "javascript:alert(1)",
            "data:,x",
            "mailto:a@b",
            "http://[",
            "https://a:b:c/",
        ),
        *(payload for _, payload in ALL),
    ]
) | st.text(max_size=20)
_ATTRIBUTES = st.lists(
    st.tuples(
        _one_of("href src srcset class id style title alt width height lang datetime role data-src poster "),
        _WORDS,
    ),
    max_size=3,
).map(lambda pairs: "".join(f' {key}="{value}"' for key, value in pairs))
_OPEN = st.builds(lambda tag, attributes: f"<{tag}{attributes}>", _TAGS, _ATTRIBUTES)
_CLOSE = _TAGS.map(lambda tag: f"</{tag}>")
_HTML = st.lists(_WORDS | _WORDS | _OPEN | _OPEN | _CLOSE, max_size=40).map("".join)
_LINE = st.lists(_WORDS, max_size=4).map("".join)
_KEYS = _one_of(
    "title link from date author authors tags categories source source_url published updated archived "
    "script slug description draft keep_quotes glossary seed seed_hash import_hash x "
)
_YAML = st.lists(st.tuples(_KEYS, _LINE), max_size=6).map(
    lambda pairs: "---\n" + "".join(f"{key}: {value}\n" for key, value in pairs) + "---\n"
)
_HEADER = st.builds(
    lambda stamp, title, url: f"<!--{stamp}-->\n[{title}]({url})\n------\n\n",
    st.integers(-(10**20), 10**20) | st.integers(0, 2 * 10**12),
    _LINE,
    _LINE,
)
_WHOLE = st.builds(
    lambda title, url, text: SEED.format(stamp=1_600_000_000_000, title=title, url=url, text=text),
    st.just("桥"),
    st.integers(0, 9).map(lambda n: f"https://example.org/{n}"),
    _HTML,
)
_TEXT = st.builds("".join, st.tuples(st.just("") | _YAML, st.just("") | _HEADER, _HTML)) | _WHOLE


def _encoded(text: str, encoding: str) -> bytes:
    return text.encode(encoding, "replace") if encoding != "utf-8" else text.encode("utf-8", "surrogatepass")


_GOLDEN = sorted((Path(__file__).parent / "golden" / "import").rglob("*.html"))
_ANY_TAG = re.compile(r"</?(\w+)[^>]*>")


def _damaged(text: str, random: Random) -> str:
    """A seed as a bad program may leave it: cut off, or with some of its tags, values, words or numbers others."""

    def swap(pattern: str, others: Sequence[str], share: float = 0.2) -> str:
        return re.sub(pattern, lambda m: random.choice(others) if random.random() < share else m[0], text)

    found = [(m[0], m[1]) for m in _ANY_TAG.finditer(text)] or [("<p>", "p")]
    tags, names = zip(*found, strict=True)
    words = re.findall(r"(?<=>)[^<]+", text) or ["桥"]
    damages: tuple[Callable[[], str], ...] = (
        lambda: text[: random.randrange(len(text))],
        lambda: swap(r"<[^>]*>", [""], 0.1),
        lambda: swap(r"<[^>]*>", tags, 0.1),
        lambda: swap(r"(?<=<)\w+|(?<=</)\w+", names),
        lambda: swap(r'(?<==")[^"]*', ["", "0", "-1", "²", "①", "9" * 20, "#", "//", "http://[", "javascript:", "%"]),
        lambda: swap(r"(?<=>)[^<]+(?=<)", [*words, "", "1", "。", "：", "作者：", "&amp;", "*", "|"]),
        lambda: swap(r"\d+", ["0", "13", "2020", "99999", "²", "①", "٣"]),
    )
    return random.choice(damages)()


_SEED_BYTES = (
    st.builds(_encoded, _TEXT, st.sampled_from(["utf-8", "utf-8", "utf-8", "gb18030", "big5", "utf-16", "latin-1"]))
    | st.binary(max_size=200)
    | st.sampled_from(list(HOSTILE.values())).map(lambda text: text[:20_000].encode())
)
_NAMES = st.sampled_from(
    ["a.txt", "A.txt", "a.html", "b/a.md", "con.md", "桥.txt", "x\ny.txt", "\u202ex.html", "é.md", "é.md"]
)
_SEEDS = st.dictionaries(_NAMES, _SEED_BYTES, min_size=1, max_size=4)
_ARTICLE_BYTES = (
    st.builds(lambda head, body: f"{head}\n{body}".encode("utf-8", "surrogatepass"), _YAML, _HTML)
    | st.builds(lambda body: f"---\ntitle: 桥\n---\n{body}".encode("utf-8", "surrogatepass"), _HTML)
    | st.binary(max_size=100)
)
_ARTICLES = st.dictionaries(
    st.sampled_from(["z.md", "Z.md", "y/z.md", "index.md", "404.md", "桥.md"]), _ARTICLE_BYTES, max_size=3
)


def _spent() -> float:
    """The seconds of processor time of this process and its children so far."""
    return sum(os.times()[:4])


def _write(root: Path, files: dict[str, bytes]) -> None:
    for name, data in files.items():
        place = root / name
        try:
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(data)
        except (FileExistsError, NotADirectoryError, IsADirectoryError):
            continue  # two names that stand in each other's way


def _outside(root: Path) -> dict[str, int]:
    return {
        str(place.relative_to(root)): place.stat().st_size
        for place in root.rglob("*")
        if place.is_file() and place.relative_to(root).parts[1:2] not in (("content",), ("_site",), (".cache",))
    }


def _told(problems: tuple[Problem, ...]) -> None:
    for problem in problems:
        assert problem.message
        assert "Error:" not in problem.message, problem  # an exception of ours that only looks like a problem


def _for_minutes(tried: Callable[[Draw], None], examples: int = 200) -> None:
    """Runs a test in rounds of Hypothesis, each with another seed, until the time is up; says how often."""
    began, count = time.monotonic(), 0

    @settings(max_examples=examples, database=None, suppress_health_check=list(HealthCheck))
    @given(st.data())
    def round_of(data: st.DataObject) -> None:
        nonlocal count
        count += 1
        tried(data.draw)

    while time.monotonic() - began < MINUTES * 60:
        round_of()
    print(f"{count} examples in {time.monotonic() - began:.0f} s")


def test_any_bytes_are_a_seed_or_told() -> None:
    """The pure part alone, which is a hundred times as fast: the article of a seed reads back as it was written."""

    _for_minutes(lambda draw: _is_article_or_told(draw(_SEED_BYTES)))


def test_a_damaged_seed_is_an_article_or_told() -> None:
    """The golden seeds, damaged up to four times. (Hypothesis would spend nearly all of its time on drawing.)"""
    began, count, random = time.monotonic(), 0, Random()
    seeds = [path.read_text("utf-8") for path in _GOLDEN]
    while time.monotonic() - began < MINUTES * 60:
        data = random.choice(seeds)
        for _ in range(random.randint(1, 4)):
            data = _damaged(data, random) or "x"
        try:
            _is_article_or_told(data.encode("utf-8", "replace"))
        except Exception as error:
            raise AssertionError(data) from error
        count += 1
    print(f"{count} damaged seeds in {time.monotonic() - began:.0f} s")


def _is_article_or_told(data: bytes) -> None:
    """The article of a seed reads back as it was written; where there is none, a problem says so."""
    start = _spent()
    try:
        made = intake.article_of(data, "seeds/a.txt")
    except TongduError as error:
        return _told((error.problem,))
    if made.article:
        read, problems = article.read(made.text, made.article.path)
        assert read.document == normal(made.article.document)
        assert read.meta == made.article.meta
        assert article.write(read) == made.text
        assert not [problem for problem in problems if problem.level == "error"], problems
    assert _spent() - start < SECONDS
    return None


def test_any_bytes_are_an_article_or_told(tmp_path: Path) -> None:
    def tried(draw: Draw) -> None:
        text = draw(_ARTICLE_BYTES).decode("utf-8", "replace")
        try:
            read, problems = article.read(text, "content/a.md")
        except TongduError as error:
            return _told((error.problem,))
        _told(problems)
        written = article.write(read)
        assert article.read(written, "content/a.md")[0].document == read.document
        return None

    _for_minutes(tried)


def test_any_seeds_and_articles_become_a_site_or_problems(tmp_path: Path) -> None:
    """The whole way: import, import again, build, check; nothing is written elsewhere."""
    sites = itertools.count()

    def tried(draw: Draw) -> None:
        folder = tmp_path / str(next(sites))
        root = folder / "site"
        _write(root / "seeds", draw(_SEEDS))
        _write(root / "content", draw(_ARTICLES))
        before, start = _outside(folder), _spent()
        imported = importer.run(root, jobs=1, progress=lambda _: None)
        _told(imported.problems)
        again = importer.run(root, jobs=1, progress=lambda _: None)
        assert (again.written, again.failures) == (0, imported.failures)
        try:
            _told(build.run(root, config.Config(), jobs=1).problems)
            _told(check.run(root, config.Config(), jobs=1).problems)
        except TongduError as error:
            _told((error.problem,))
        assert _spent() - start < SECONDS
        assert _outside(folder) == before
        shutil.rmtree(folder)

    _for_minutes(tried, examples=20)
