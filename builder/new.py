"""A folder → a new site in it: configuration, a first article, and where seeds go."""

from __future__ import annotations

from pathlib import Path

from builder.model import Problem, TongduError

SITE = """\
# The whole configuration of the site. Every key has a default; take the # away to change one.

title = "我的同读"
description = "同一篇文章，简体与繁体。"

# Where the site will stand; publishing needs it.
# base_url = "https://me.github.io/reader/"
# author = ""
# timezone = "Asia/Shanghai"
# page_size = 50                      # articles on one page of the index
# image_policy = "show"               # or "hide-until-click"
# thumbnails = false                  # small pictures on the index
# search = true
# archived_copy = "https://web.archive.org/web/{url}"   # "" for no link
# cname = ""                          # a domain of your own, for GitHub Pages
# variants = ["zh-Hans", "zh-Hant"]   # also zh-Hant-TW, zh-Hant-HK, zh-Hans-SG …

# [words]                             # words of the interface, by their Simplified form
# "搜索" = "查找"
"""

GLOSSARY = """\
# Words that a variant of the whole site writes in its own way.

# [[phrase]]
# zh-hans = "软件"
# zh-hant = "軟體"
"""

ARTICLE = """\
---
title: 从这里开始
script: zh-Hans
---
这是第一篇文章。它用简体写成，网站会同时给出繁体的一页。

## 接下来

- 把存下来的网页放进 `seeds/`，然后运行 `tongdu import`。
- 或者在 `content/` 里直接写文章，就像这一篇。
- 运行 `tongdu serve`，在浏览器里看结果。
"""

FILES = {
    "site.toml": SITE,
    "glossary.toml": GLOSSARY,
    "content/start.md": ARTICLE,
    "seeds/.gitkeep": "",
    ".gitignore": "/.cache/\n/_site/\n",
}


def create(folder: Path) -> None:
    """Writes the files of a new site into `folder`, which is made, or is empty. Raises TongduError where it is not."""
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise TongduError(Problem(str(folder), "stands there already and is not empty", "name another folder"))
    for name, text in FILES.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
