"""Searches in a real Chromium, beside Pagefind's on the same pages: what is found, what it costs, how large it is.

The site is made of the seeds of TONGDU_SHARED/corpus/sample, and served with gzip as static hosts do. Random strings of
2, 4 and 8 Han characters are cut from its pages and asked for on the side that they come from and, in the other script,
on that side again. The truth is a page's text itself: an article holds a string where one of its pages does, folded.

- TONGDU_SHARED: the folder; without it this part is left out
- TONGDU_BENCH_SEEDS: another folder of seeds, or an archive of one (corpus/scale-20000.tar.xz)
- TONGDU_BENCH_QUERIES (2000), TONGDU_BENCH_PAGEFIND (1; 0 leaves it out)
"""

from __future__ import annotations

import functools
import gzip
import http.server
import itertools
import os
import random
import re
import resource
import shutil
import statistics
import subprocess
import sys
import tarfile
import tempfile
import threading
import time
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import lxml.html
from playwright.sync_api import Browser, Page, sync_playwright
from rich.console import Console
from rich.table import Table

from builder import pool, search
from builder.model import Words
from builder.terms import fold, plain, terms
from tests.bench import BENCH, unpack
from tests.conftest import SWITCHES

PAGEFIND = "1.6.0"
SHOWN = 4  # results at first, as in search.js
ASKED_OF_PAGEFIND = 200  # queries for which every result's address is looked up
TYPED = 100  # queries that are typed into the page itself
TOOLS = BENCH / "pagefind"
VARIANTS = ("zh-hans", "zh-hant")


@dataclass(frozen=True)
class Query:
    """A string, the side on which it is asked for, and the numbers of the articles that hold it."""

    text: str
    side: str
    kind: str
    truth: frozenset[int]
    literal: frozenset[int]


def main() -> None:
    console = Console(width=120)
    shared = os.environ.get("TONGDU_SHARED")
    if not shared:
        console.print("left out: TONGDU_SHARED names no folder with corpus/sample")
        return
    memory = Path("/dev/shm")
    with tempfile.TemporaryDirectory(dir=memory if memory.is_dir() else None) as scratch:
        root = Path(scratch) / "site"
        _site(root, Path(os.environ.get("TONGDU_BENCH_SEEDS") or Path(shared) / "corpus/sample"))
        site = root / "_site"
        slugs = list(search.load(site).slugs(VARIANTS[0]))
        console.print(f"{len(slugs)} articles")
        pagefind = Path(scratch) / "pagefind"
        if with_pagefind := os.environ.get("TONGDU_BENCH_PAGEFIND", "1") != "0":
            _cost(console, root, pagefind)
        texts = {variant: [_text(site / variant / f"{slug}.html") for slug in slugs] for variant in VARIANTS}
        queries = _queries(texts, int(os.environ.get("TONGDU_BENCH_QUERIES", "2000")))
        with _serve(site) as server, sync_playwright() as playwright:
            executable = shutil.which("chromium") or playwright.chromium.executable_path
            browser = playwright.chromium.launch(executable_path=executable, args=list(SWITCHES))
            found = _ours(browser, server, site, queries)
            _tell(console, "Tongdu", queries, found)
            ours = _typed(console, browser, server, queries)
            if with_pagefind:
                chosen = random.Random(3).sample(queries, min(ASKED_OF_PAGEFIND, len(queries)))
                with _serve(pagefind) as other:
                    found, theirs = _pagefinds(browser, other, chosen, slugs)
                _tell(console, f"Pagefind {PAGEFIND} extended", chosen, found)
                console.print(f"first result, median: {theirs * 1000:.0f} ms; ours / Pagefind's: {ours / theirs:.2f}")
            browser.close()


# ── the site, the indexes and what they cost ──────────────────────────────────────────────────────────────────────


def _site(root: Path, seeds: Path) -> None:
    root.mkdir()
    if seeds.is_file():
        with tarfile.open(seeds) as archive:
            unpack(archive, root / "unpacked")
        seeds = root / "unpacked"
    for verb in (["import", str(seeds)], ["build"]):
        subprocess.run(
            [sys.executable, "-m", "builder", "--site", str(root), *verb],
            check=verb[0] == "build",
            capture_output=True,
        )


def _cost(console: Console, root: Path, pagefind: Path) -> None:
    """Makes Pagefind's index of the article pages, and prints what both indexes cost."""
    site = root / "_site"
    binary = TOOLS / "node_modules/@pagefind" / f"{sys.platform}-x64" / "bin/pagefind_extended"
    if not binary.exists():
        TOOLS.mkdir(parents=True, exist_ok=True)
        subprocess.run(["npm", "install", "--silent", "--prefix", TOOLS, f"pagefind@{PAGEFIND}"], check=True)
    for variant in VARIANTS:
        shutil.copytree(site / variant, pagefind / variant, ignore=lambda _, names: [n for n in names if n == "search"])
    for page in pagefind.rglob("*.html"):
        text = page.read_text("utf-8")
        if '<article class="article"' in text:
            page.write_text(text.replace("<article ", "<article data-pagefind-body "), "utf-8")
    start = time.monotonic()
    subprocess.run([binary, "--site", pagefind, "--silent"], check=True)
    theirs = time.monotonic() - start
    their_memory = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    code = "import sys\nfrom tests.bench.search import index_alone\nprint(*index_alone(sys.argv[1]))"
    told = subprocess.run([sys.executable, "-c", code, site], check=True, capture_output=True, text=True).stdout
    ours, our_memory = map(float, told.split())
    table = Table("index", "seconds", "MiB of memory", "files", "MB", "MB compressed")
    for name, seconds, memory, folder in (
        ("Tongdu (all cores)", ours, our_memory, site / "search"),
        ("Pagefind (all cores)", theirs, their_memory, pagefind / "pagefind"),
    ):
        files = [path.read_bytes() for path in folder.rglob("*") if path.is_file()]
        size, small = sum(map(len, files)), sum(len(_compressed(data)) for data in files)
        table.add_row(
            name, f"{seconds:.1f}", f"{memory:.0f}", str(len(files)), f"{size / 1e6:.2f}", f"{small / 1e6:.2f}"
        )
    console.print(table)


def index_alone(site: str) -> tuple[float, float]:
    """The seconds in which all cores make the index anew from the pages of a site (terms, and files, unwritten), and
    the MiB that their processes have at most, added up."""
    begin = time.monotonic()
    slugs = search.load(Path(site)).slugs(VARIANTS[0])
    with pool.workers(pool.cores()) as executor:
        over = functools.partial(pool.ordered, executor, ahead=2 * pool.cores() + 1)
        made = over(functools.partial(_entries, Path(site)), pool.batched(slugs, 16))
        for _ in search.write(itertools.chain.from_iterable(made), VARIANTS, over):
            pass
    seconds = time.monotonic() - begin
    own, others = (resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return seconds, (own + pool.cores() * others) / 1024


def _entries(site: Path, slugs: Sequence[str]) -> list[search.Entry]:
    found = []
    for slug in slugs:
        pages = [(site / variant / f"{slug}.html").read_text("utf-8") for variant in VARIANTS]
        titles = tuple(re.search(r"<h1[^>]*>(.*?)</h1>", page)[1] for page in pages)  # type: ignore[index]
        words = [Words(title=title, excerpt="", source="", authors=(), tags=()) for title in titles]
        texts = [page[page.index("<article") : page.index("<footer")] for page in pages]
        found.append(search.Entry(slug, "2024-01-01", titles, ("", ""), terms(words, texts)))
    return found


def _compressed(data: bytes) -> bytes:
    """As a static host sends it: what is compressed already stays as it is."""
    return data if data[:2] == b"\x1f\x8b" else gzip.compress(data, 6, mtime=0)


class _Server(http.server.ThreadingHTTPServer):
    """Sends everything compressed, and counts the bytes of what it sends by path."""

    daemon_threads = True

    def __init__(self, folder: Path) -> None:
        super().__init__(("127.0.0.1", 0), functools.partial(_Handler, directory=str(folder)))
        self.folder = folder
        self.sent: list[tuple[str, int]] = []
        self.address = f"http://127.0.0.1:{self.server_port}/"

    def __enter__(self) -> _Server:
        threading.Thread(target=self.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self.shutdown()
        self.server_close()


class _Handler(http.server.SimpleHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: _Server

    def do_GET(self) -> None:
        path = Path(self.translate_path(self.path))
        path = path / "index.html" if path.is_dir() else path
        if not path.is_file():
            self.send_error(404)
            return
        data = _packed(path)
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(str(path)))
        self.send_header("Content-Length", str(len(data)))
        self.send_header("Cache-Control", "max-age=600")  # as GitHub Pages does
        if path.suffix not in (".pf_fragment", ".pf_index", ".pf_meta", ".pagefind"):
            self.send_header("Content-Encoding", "gzip")
        self.end_headers()
        self.wfile.write(data)
        self.server.sent.append((self.path, len(data)))

    def log_message(self, format: str, *args: object) -> None:
        """Silence."""


@functools.lru_cache(10_000)
def _packed(path: Path) -> bytes:
    data = path.read_bytes()
    return data if path.suffix.startswith(".pf_") or path.suffix == ".pagefind" else gzip.compress(data, 6, mtime=0)


def _serve(folder: Path) -> _Server:
    return _Server(folder)


# ── queries ───────────────────────────────────────────────────────────────────────────────────────────────────────


def _text(page: Path) -> str:
    """What of an article's page is its own: the words of the site around it are left out."""
    tree = lxml.html.fromstring(page.read_bytes(), parser=lxml.html.HTMLParser(encoding="utf-8"))
    own = "//h1 | //*[@class='kicker' or @class='byline' or @class='tags']//a | //article/*[@class='text']"
    parts = tree.xpath(own)
    lines = plain("\n".join(lxml.html.tostring(part, encoding="unicode", with_tail=False) for part in parts)).split(
        "\n"
    )
    return "\n".join(" ".join(line.split()) for line in lines)


def _queries(texts: dict[str, list[str]], count: int) -> list[Query]:
    """Strings of 2, 4 and 8 Han characters from random pages, half of them in the other script's characters."""
    chance = random.Random(8)
    folded = {variant: [fold(text) for text in texts[variant]] for variant in VARIANTS}
    runs = re.compile("[\u4e00-\u9fff]{2,}")
    queries: list[Query] = []
    while len(queries) < count:
        number, side = chance.randrange(len(texts[VARIANTS[0]])), chance.choice(VARIANTS)
        other = VARIANTS[1 - VARIANTS.index(side)]
        length, script = chance.choice((2, 4, 8)), chance.choice((side, other))
        found = [match for match in runs.finditer(texts[script][number]) if len(match[0]) >= length]
        if not found:
            continue
        match = chance.choice(found)
        start = chance.randrange(len(match[0]) - length + 1)
        text = match[0][start : start + length]
        queries.append(
            Query(
                text,
                side,
                f"{length} characters, {'its own' if script == side else 'the other'} script",
                _holding(fold(text), folded),
                _holding(text, texts),
            )
        )
    return queries


def _holding(words: str, texts: dict[str, list[str]]) -> frozenset[int]:
    """The numbers of the articles that hold the words in one of their texts."""
    return frozenset(number for each in texts.values() for number, text in enumerate(each) if words in text)


# ── answers ───────────────────────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True)
class Answer:
    """All numbers that were found, and those that were shown first."""

    found: Sequence[int]
    shown: Sequence[int]


def _ours(browser: Browser, server: _Server, site: Path, queries: Sequence[Query]) -> list[Answer]:
    """Each query by the very functions of the search page: candidates, then their proof. What is found is what a reader
    gets who asks for more and more; where the page tells the number of candidates as exact, they are what is found."""
    page = browser.new_page()
    page.goto(f"{server.address}{VARIANTS[0]}/search/")
    script = f"/assets/{next(site.glob('assets/search.*.js')).name}"
    ask = """async ([script, query, variant, shown]) => {
        const search = await import(script), index = await search.open("default");
        const phrases = search.parse(index, query);
        const { order, exact } = await search.candidates(index, phrases);
        const proved = async (number) => {
            const [slug] = await index.about(variant, number);
            for (const folder of [variant, ...index.variants]) {
                const address = new URL(`/${folder}/${slug}.html`, location);
                if (await search.prove(index, phrases, address)) return true;
            }
            return false;
        };
        const looked = exact ? order.slice(0, shown) : order;
        const right = await Promise.all(looked.map(proved));
        const kept = looked.filter((_, n) => right[n]);
        return [exact ? order : kept, kept.slice(0, shown)];
    }"""
    answers = [Answer(*page.evaluate(ask, [script, q.text, q.side, SHOWN])) for q in queries]
    page.close()
    return answers


def _typed(console: Console, browser: Browser, server: _Server, queries: Sequence[Query]) -> float:
    """Types queries into search pages: what is transferred, and how soon. The median of seconds is returned."""
    first: list[int] = []
    later: list[int] = []
    seconds: list[float] = []
    for side in VARIANTS:
        chosen = [query for query in queries if query.side == side][:TYPED]
        for session in range(0, len(chosen), 10):
            context = browser.new_context()
            page = context.new_page()
            page.goto(f"{server.address}{side}/search/", wait_until="networkidle")
            for n, query in enumerate(chosen[session : session + 10]):
                before = len(server.sent)
                begin = time.monotonic()
                page.evaluate(
                    """(query) => {
                        document.getElementById("found").textContent = "";
                        document.getElementById("query").value = query;
                        document.getElementById("search").requestSubmit();
                    }""",
                    query.text,
                )
                page.wait_for_selector("#results li")
                seconds.append(time.monotonic() - begin)
                page.wait_for_selector("#found:not(:empty)")
                (later if n else first).append(sum(size for _, size in server.sent[before:]))
            context.close()
    kinds: dict[str, list[int]] = defaultdict(list)
    for path, size in server.sent:
        kind = path.split("/")[2] if path.startswith("/search/") else "article" if "/20" in path else "page"
        kinds[kind].append(size)
    console.print(
        f"first query transfers {_middle(first) / 1000:.1f} kB (median; most {max(first) / 1000:.1f}), "
        f"the next ones {_middle(later) / 1000:.1f} kB (most {max(later) / 1000:.1f}), beyond the search page"
    )
    console.print("files of kind, median kB: " + ", ".join(f"{k} {_middle(v) / 1000:.1f}" for k, v in kinds.items()))
    console.print(f"first result after {_middle(seconds) * 1000:.0f} ms (median)")
    return _middle(seconds)


def _pagefinds(
    browser: Browser, server: _Server, queries: Sequence[Query], slugs: Sequence[str]
) -> tuple[list[Answer], float]:
    """The same of Pagefind: every result, and the median of seconds to the first one's data."""
    numbers = {slug: number for number, slug in enumerate(slugs)}
    pages: dict[str, Page] = {}
    answers, seconds = [], []
    for query in queries:
        if query.side not in pages:
            pages[query.side] = page = browser.new_page()
            (server.folder / query.side / "blank.html").write_text(
                f'<!doctype html><html lang="{query.side}">', "utf-8"
            )
            page.goto(f"{server.address}{query.side}/blank.html")
            page.evaluate("async () => { window.pf = await import('/pagefind/pagefind.js'); await pf.init(); }")
        page = pages[query.side]
        begin = time.monotonic()
        count = page.evaluate(
            """async (query) => {
                window.last = (await pf.search(query)).results;
                if (last.length) await last[0].data();
                return last.length;
            }""",
            query.text,
        )
        if count:
            seconds.append(time.monotonic() - begin)
        urls = page.evaluate(
            "async () => (await Promise.all(last.map((result) => result.data()))).map((data) => data.url)"
        )
        found = [numbers[slug] for url in urls if (slug := re.sub(r"^/[^/]*/|\.html$", "", url)) in numbers]
        answers.append(Answer(found, found[:SHOWN]))
    return answers, _middle(seconds)


def _tell(console: Console, name: str, queries: Sequence[Query], answers: Sequence[Answer]) -> None:
    columns = ("queries", "recall", "precision", "of the shown", "to the letter", "first hit right")
    table = Table(name, *columns, title="recall and precision: means over the queries")
    groups: dict[str, list[tuple[Query, Answer]]] = defaultdict(list)
    for query, answer in zip(queries, answers, strict=True):
        groups[query.kind].append((query, answer))
        groups["all"].append((query, answer))

    def share(pairs: Sequence[tuple[Query, Answer]], of: Callable[[Query, Answer], float]) -> str:
        return f"{statistics.mean(of(query, answer) for query, answer in pairs):.4f}"

    for kind, pairs in sorted(groups.items()):
        table.add_row(
            kind,
            str(len(pairs)),
            share(pairs, lambda q, a: len(q.truth & set(a.found)) / len(q.truth)),
            share(pairs, lambda q, a: len(q.truth & set(a.found)) / len(a.found) if a.found else 0),
            share(pairs, lambda q, a: len(q.truth & set(a.shown)) / len(a.shown) if a.shown else 0),
            share(pairs, lambda q, a: len(q.literal & set(a.shown)) / len(a.shown) if a.shown else 0),
            share(pairs, lambda q, a: bool(a.shown) and a.shown[0] in q.truth),
        )
    console.print(table)


def _middle(values: Sequence[float]) -> float:
    return statistics.median(values) if values else float("nan")


if __name__ == "__main__":
    main()
