"""static/ → the files that stand beside the pages: styles and scripts joined, shrunk and named by their content."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from collections.abc import Mapping, Sequence
from pathlib import Path

import rcssmin
import rjsmin
from msgspec import Struct

from builder.config import builtin

# No part of the one bundle: boot.js and choose.js stand in the page itself, search.js is loaded where one searches.
_INLINE = ("boot.js", "choose.js")
_APART = ("search.js",)


class Script(Struct, frozen=True):
    """An inline script and the source expression (`'sha256-…'`) by which a Content-Security-Policy lets it run."""

    text: str
    source: str


class Assets(Struct, frozen=True):
    """`files` maps paths below the site's root to bytes; the other fields say which of them pages load.

    `css`, `js` and `search` are such paths, or "" where there is none; `boot` runs before the first paint of every
    page, `choose` on the root page alone.
    """

    files: Mapping[str, bytes]
    css: str
    js: str
    search: str
    boot: Script
    choose: Script


def load(
    root: Path, table: Mapping[str, object], words: Mapping[str, Mapping[str, str]], vocabulary: Sequence[str] = ()
) -> Assets:
    """The static files of the site at `root`, its own winning file by file over those that come with Tongdu.

    `table` is `differences.browser_table`.
    `words` are `words.tables`: those that the scripts ask for by `word("…")` are handed to them, by variant.
    `vocabulary` are the tags of the variants that change words too.

    `static/css/*.css` become one style sheet and `static/js/*.js` one script, joined in the order of their names;
    everything else is copied to the site's root by its path below `static/`. Symbolic links are not followed.
    """
    found: dict[str, Path] = {}
    for folder in (builtin("static"), root / "static"):
        for path in sorted(folder.rglob("*")):
            name = path.relative_to(folder).as_posix()
            if path.is_file() and not path.is_symlink() and not any(part.startswith(".") for part in name.split("/")):
                found[name] = path
    sources = {name: path.read_bytes() for name, path in sorted(found.items())}

    styles = [name for name in sources if name.startswith("css/") and name.endswith(".css")]
    scripts = [name for name in sources if name.startswith("js/") and name.endswith(".js")]
    bundle = [name for name in scripts if name.removeprefix("js/") not in _INLINE + _APART]
    files = {name: data for name, data in sources.items() if name not in styles and name not in scripts}

    def join(names: list[str]) -> str:
        return "\n".join(sources[name].decode("utf-8", "replace") for name in names)

    def put(stem: str, suffix: str, text: str) -> str:
        if not text.strip():
            return ""
        name = f"assets/{stem}.{hashlib.sha256(text.encode()).hexdigest()[:10]}.{suffix}"
        files[name] = text.encode()
        return name

    def inline(name: str) -> Script:
        text = _shrink_js(join([name])).strip() if name in sources else ""
        digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
        return Script(text, f"'sha256-{digest}'")

    search = put("search", "js", _shrink_js(join([name for name in scripts if name.removeprefix("js/") in _APART])))
    data = {
        "search": search.removeprefix("assets/"),
        "differences": put("differences", "json", _json(table)).removeprefix("assets/"),
        "words": _script_words(join(bundle), words),
        "vocabulary": list(vocabulary),
    }
    given = f"const TONGDU={_json(data)};\n"

    return Assets(
        files=files,
        css=put("style", "css", str(rcssmin.cssmin(join(styles)))),
        js=put("main", "js", given + _shrink_js(join(bundle))) if bundle else "",
        search=search,
        boot=inline("js/boot.js"),
        choose=inline("js/choose.js"),
    )


def _script_words(script: str, words: Mapping[str, Mapping[str, str]]) -> dict[str, dict[str, str]]:
    """By the variant's folder: the words that the script names by their Simplified form and that differ from it."""
    asked = sorted(set(re.findall(r'\bword\("([^"]+)"\)', script)))
    return {
        tag.lower(): {word: table[word] for word in asked if table.get(word, word) != word}
        for tag, table in words.items()
    }


def _json(data: object) -> str:
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"))


def _shrink_js(text: str) -> str:
    """A script without its comments and needless white space."""
    return str(rjsmin.jsmin(text))
