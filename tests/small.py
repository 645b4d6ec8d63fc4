"""Small sites for the tests of builds: articles of our own words, trees to compare."""

from __future__ import annotations

import shutil
from pathlib import Path

from builder import build
from builder.config import load
from builder.model import Report

SENTENCES = (
    "清晨的雾还没有散，渡口已经站满了等船的人。",
    "他说：“先把水抽干，再换石头。”",
    "图书馆的屋顶漏雨，管理员把书搬到了走廊里。",
    "後來才知道，那封信在郵局裡放了十二年。",
    "孩子们发现，后山的泉水比去年多了一倍。",
)


def article(number: int, **meta: object) -> str:
    """An article that differs from those of other numbers; `meta` overrides its front matter, None leaves a key out."""
    front = {
        "title": f"第{number}篇：石桥重开",
        "published": f"2024-{number % 12 + 1:02}-{number % 28 + 1:02}",
        "source": ("BBC", "德国之声")[number % 2],
        "source_url": f"https://example.org/{number}",
        "tags": f"[{('历史', '经济')[number // 2 % 2]}]",
        "script": "zh-Hans",
        "slug": f"2024/bridge-{number}",
    } | meta
    head = "\n".join(f"{key}: {value}" for key, value in front.items() if value is not None)
    body = "\n\n".join(SENTENCES[(number + n) % len(SENTENCES)] for n in range(3))
    return f"---\n{head}\n---\n{body}\n\n## 小标题\n\n**“坦诚”**的话，[链接](https://example.org/)。\n"


def make(root: Path, count: int = 4) -> Path:
    """A site of `count` articles."""
    for number in range(count):
        put(root, f"content/{number}.md", article(number))
    return root


def put(root: Path, path: str, text: str) -> None:
    place = root / path
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_text(text, "utf-8")


def run(root: Path, jobs: int = 1) -> Report:
    return build.run(root, load(root), jobs=jobs)


def tree(folder: Path) -> dict[str, bytes]:
    """Every file below the folder, by its path there."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def clean(root: Path, place: Path) -> dict[str, bytes]:
    """What a build of the same input gives in a new place, without a cache."""
    shutil.rmtree(place, ignore_errors=True)
    shutil.copytree(root, place, ignore=shutil.ignore_patterns("_site", ".cache"), symlinks=True)
    run(place)
    return tree(place / "_site")
