"""content/*.md text ↔ Article: the YAML front matter, in the contract's order, and the Markdown below it."""

from __future__ import annotations

import datetime as dt
import difflib
import hashlib
import json
import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import PurePosixPath
from typing import NoReturn

import yaml
from msgspec.structs import replace

from builder import glossary, markdown
from builder.model import Article, FrontMatter, Problem, TongduError
from builder.text import LANGUAGE_TAG, fold, slug

# The keys in the order in which they are written; what a person added under other names stands before `seed`.
ORDER = (
    *("title", "description", "source_url", "source", "published", "updated", "archived", "authors", "script", "tags"),
    *("slug", "draft", "keep_quotes", "glossary", "other", "seed", "seed_hash", "import_hash"),
)
MAX_FRONT_MATTER = 262_144  # characters; thousands of times what an article has

_KEYS = frozenset(ORDER) - {"other"}
# What Hugo, Jekyll, Zola and Pelican call them, where that looks like another key of ours or like none.
_ELSEWHERE = {
    **dict.fromkeys(("date", "pubdate"), "published"),
    **dict.fromkeys(("lastmod", "modified", "last_modified_at"), "updated"),
    **dict.fromkeys(("link", "canonical_url"), "source_url"),
    **dict.fromkeys(("lang", "language"), "script"),
    **dict.fromkeys(("category", "categories", "keywords"), "tags"),
    **dict.fromkeys(("permalink", "url"), "slug"),
    "summary": "description",
}
_FENCE = re.compile(r"---[ \t]*\n(?:(.*?)\n)?(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.S)
# What could be nested deeper than any front matter: PyYAML's C parser overflows its stack on that.
_DEEP = re.compile(r"[-?:][ \t]+(?:[-?:][ \t]+){3}")
_INDENT = " " * 12
_MAX_DEPTH = 12
_IMPORT_HASH = re.compile(r"^import_hash:[^\n]*\n", re.M)
# A scalar that YAML reads as this very text, without quotes: it begins with a letter, a digit or a Chinese bracket,
# holds nothing that ends it, and is no number or time.
_PLAIN = re.compile(
    r"(?:[^\W_]|[《〈（「『【〔“‘—…])"
    r"(?:[^\x00-\x20\x7f-\xa0\u2028\u2029\ufeff\ufffe\uffff:#]|:(?! |$)|#| (?![#\s]|$))*"
)
_NUMBER = re.compile(r"(?=.*[0-9])[0-9A-FOTXZa-fotxz_+.: -]+")
_RESERVED = frozenset(["y", "n", "yes", "no", "on", "off", "true", "false", "null"])
_ESCAPED = re.compile("[\x7f-\x9f\u2028\u2029\ufeff\ud800-\udfff\ufffe\uffff]")
_SCRIPT = re.compile(LANGUAGE_TAG)
_SLUG_FORBIDDEN = re.compile(r'[\x00-\x20\x7f\\:*?"<>|#%&]')


def read(text: str, path: str) -> tuple[Article, tuple[Problem, ...]]:
    """The article in the text of a file, and what in it a person should mend (`line` is the file's).

    `path` is the file's POSIX path below the site's root. Every article gets a slug: its own, or its file's name.
    Raises TongduError where there is no front matter or no title, or the YAML is broken.
    """
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    fence = _FENCE.match(text)
    if not fence:
        hint = "close it by a line ---" if text.startswith("---\n") else "begin the file with ---, title: …, ---"
        _fail(path, "has no front matter", hint, 1)
    reader = _Reader(path)
    meta = reader.meta(fence[1] or "")
    document, problems = markdown.parse(text[fence.end() :])
    shift = text.count("\n", 0, fence.end())
    told = (replace(problem, where=path, line=problem.line and problem.line + shift) for problem in problems)
    return Article(path, meta, document), (*reader.problems, *told)


def write(article: Article) -> str:
    """The article as the text of its file."""
    body = markdown.write(article.document)
    return front_matter(article.meta) + ("\n" + body if body else "")


def sealed(article: Article, body: str | None = None) -> tuple[Article, str]:
    """The article with the `import_hash` that says that nobody changed it since, and the text of its file.

    `body` is the article's Markdown, where the caller has it already.
    """
    body = markdown.write(article.document) if body is None else body
    body = "\n" + body if body else ""
    bare = replace(article.meta, import_hash="")
    meta = replace(bare, import_hash=import_hash(front_matter(bare) + body))
    return replace(article, meta=meta), front_matter(meta) + body


def import_hash(text: str) -> str:
    """`sha256:…` of an article's text without its import_hash line; git may change line ends: they count as `\\n`."""
    bare = _IMPORT_HASH.sub("", text.replace("\r\n", "\n"), count=1)
    return "sha256:" + hashlib.sha256(bare.encode("utf-8", "surrogatepass")).hexdigest()


# ── writing ───────────────────────────────────────────────────────────────────────────────────────────────────────


def front_matter(meta: FrontMatter) -> str:
    """The front matter between its two lines of dashes; empty keys are left out."""
    lines = ["---"]
    for key in ORDER:
        value = getattr(meta, key)
        if key == "other":
            lines += [_dump({name: kept}) for name, kept in value.items()]
        elif key == "glossary" and value:
            lines += ["glossary:", *(f"- {_pairs(entry)}" for entry in value)]
        elif isinstance(value, tuple):
            lines += [f"{key}:", *(f"- {_scalar(item)}" for item in value)] if value else []
        elif value or key == "title":
            lines.append(f"{key}: {_date(value) if isinstance(value, dt.date) else _scalar(value)}")
    return "\n".join([*lines, "---", ""])


def _pairs(entry: Mapping[str, str]) -> str:
    return "{" + ", ".join(f"{_quoted(key)}: {_quoted(words)}" for key, words in entry.items()) + "}"


def _date(value: dt.date | dt.datetime) -> str:
    text = value.isoformat()
    return text.removesuffix("+00:00") + "Z" if text.endswith("+00:00") else text


def _scalar(value: str | bool) -> str:
    """A text as YAML: bare where it reads back as this text, else in double quotes."""
    if isinstance(value, bool):
        return "true"
    if _PLAIN.fullmatch(value) and not _NUMBER.fullmatch(value) and value.lower() not in _RESERVED:
        return value
    return _quoted(value)


def _quoted(text: str) -> str:
    # JSON's strings are YAML's double-quoted ones, but for characters that YAML wants escaped.
    return _ESCAPED.sub(lambda char: f"\\u{ord(char[0]):04x}", json.dumps(text, ensure_ascii=False))


def _dump(value: object) -> str:
    return str(yaml.dump(value, Dumper=yaml.CSafeDumper, allow_unicode=True, sort_keys=False, width=10**9)).rstrip("\n")


# ── reading ───────────────────────────────────────────────────────────────────────────────────────────────────────


class _Reader:
    """Reads one file's front matter and notes problems with their lines."""

    def __init__(self, path: str) -> None:
        self.path = path
        self.problems: list[Problem] = []

    def meta(self, source: str) -> FrontMatter:
        values: dict[str, object] = {}
        other: dict[str, object] = {}
        for key, node, construct in self.entries(source):
            line = _line(node)
            if key in values or key in other:
                self.note(line, f"“{key}” stands twice", "leave one out; the last one counts")
            if key in _KEYS:
                values[key] = self.value(key, node, line)
            else:
                other[key] = self.unknown(key, node, line, construct)
        if not values.get("title"):
            _fail(self.path, "has no title", "add title: … to the front matter", 1)
        values = {key: value for key, value in values.items() if value is not None}
        values["slug"] = values.get("slug") or self.file_slug()
        return FrontMatter(**values, other=other)  # type: ignore[arg-type]  # each by `value`, of its field's type

    def entries(self, source: str) -> Iterator[tuple[str, yaml.Node, Callable[[], object]]]:
        """Each key with its node and what makes a Python value of it."""
        if len(source) > MAX_FRONT_MATTER:
            _fail(self.path, "has a front matter of monstrous size", "the text of an article stands below it", 1)
        try:
            if _suspicious(source):
                self.refuse_traps(source)
            loader = yaml.CSafeLoader(source)
            root = loader.get_single_node()
        except yaml.MarkedYAMLError as error:
            mark = error.problem_mark or error.context_mark
            self.broken(str(error.problem or "is broken"), mark.line + 2 if mark else None)
        except (yaml.YAMLError, ValueError) as error:
            self.broken(str(error).partition("\n")[0], None)
        if root is None:
            return
        if not isinstance(root, yaml.MappingNode):
            self.broken("it is no list of “key: value”", 2)
        for key_node, node in root.value:
            if not isinstance(key_node, yaml.ScalarNode):
                self.broken("a key must be a word", _line(key_node))
            yield key_node.value, node, lambda node=node: loader.construct_object(node, deep=True)  # type: ignore[misc]

    def refuse_traps(self, source: str) -> None:
        """Raises TongduError for aliases, which can explode, and for deep nesting; reads without recursion."""
        depth = 0
        for event in yaml.parse(source, Loader=yaml.CSafeLoader):
            if isinstance(event, yaml.AliasEvent):
                self.broken("aliases (*name) are not allowed", _line(event))
            if isinstance(event, yaml.CollectionStartEvent):
                depth += 1
            elif isinstance(event, yaml.CollectionEndEvent):
                depth -= 1
            if depth > _MAX_DEPTH:
                self.broken("it is nested too deeply", _line(event))

    def value(self, key: str, node: yaml.Node, line: int | None) -> object:
        """The value of a known key, of its field's type; None, with a problem, where it cannot be."""
        match key:
            case "published" | "updated" | "archived":
                return self.date(key, self.text(key, node, line), line)
            case "authors" | "tags":
                return self.texts(key, node, line)
            case "draft" | "keep_quotes":
                return self.flag(key, self.text(key, node, line), line)
            case "glossary":
                return self.glossary(node, line)
        if key == "seed" and isinstance(node, yaml.ScalarNode):
            return node.value  # a file's name, to the character
        text = self.text(key, node, line)
        if key == "slug" and text:
            return self.slug(text, line)
        if key == "script" and text and not _SCRIPT.fullmatch(text):
            self.note(line, f"“{text}” is no language tag", "zh-Hans, zh-Hant, en …")
            return None
        return text

    def text(self, key: str, node: yaml.Node, line: int | None) -> str:
        if isinstance(node, yaml.ScalarNode):
            return "" if node.tag == "tag:yaml.org,2002:null" else fold(node.value)
        self.wrong(line, f"“{key}” must be text", f"{key}: …")
        return ""

    def texts(self, key: str, node: yaml.Node, line: int | None) -> tuple[str, ...]:
        if isinstance(node, yaml.SequenceNode):
            items = [self.text(key, item, _line(item)) for item in node.value]
            return tuple(item for item in items if item)
        text = self.text(key, node, line)
        return (text,) if text else ()

    def flag(self, key: str, text: str, line: int | None) -> bool:
        if text.lower() not in ("true", "false", "yes", "no", "on", "off", ""):
            self.wrong(line, f"“{key}” must be true or false", f"{key}: true")
        return text.lower() in ("true", "yes", "on")

    def date(self, key: str, text: str, line: int | None) -> dt.date | dt.datetime | None:
        """A date, or a date-time with an offset; `archived` is always a time, UTC where nothing else is said."""
        if not text:
            return None
        try:
            if key != "archived" and re.fullmatch(r"\d{4}-\d{1,2}-\d{1,2}", text):
                return dt.date(*map(int, text.split("-")))
            time = dt.datetime.fromisoformat(text)
            time.astimezone(dt.UTC)  # an offset can lead out of the years 1 to 9999
        except (ValueError, OverflowError):
            example = "2024-04-12T11:13:02Z" if key == "archived" else "2024-04-03 or 2024-04-03T09:30:00+08:00"
            self.wrong(line, f"“{text}” is no date", f"{key}: {example}")
            return None
        if time.tzinfo is None and key != "archived":
            if time.time() != dt.time():
                self.note(line, f"the time of “{key}” has no offset and is left out", "2024-04-03T09:30:00+08:00")
            return time.date()
        return time if time.tzinfo else time.replace(tzinfo=dt.UTC)

    def glossary(self, node: yaml.Node, line: int | None) -> tuple[Mapping[str, str], ...]:
        entries: list[Mapping[str, str]] = []
        lines: list[int | None] = []
        for item in node.value if isinstance(node, yaml.SequenceNode) else [node]:
            if not isinstance(item, yaml.MappingNode):
                self.wrong(line, "“glossary” must be a list of words by variant", "- {zh-Hans: 软件, zh-Hant: 軟體}")
                continue
            pairs = [(self.text("glossary", k, line), self.text("glossary", v, line)) for k, v in item.value]
            if entry := {tag: words for tag, words in pairs if tag and words}:
                entries.append(entry)
                lines.append(_line(item))
        self.problems += glossary.of(entries, self.path, lines).problems
        return tuple(entries)

    def slug(self, text: str, line: int | None) -> str:
        parts = text.strip("/").split("/")
        if _SLUG_FORBIDDEN.search(text) or any(part[:1] in ("", ".") for part in parts):
            self.wrong(line, f"“{text}” cannot be an address", "words and digits joined by - and /")
            return ""
        return "/".join(parts)

    def file_slug(self) -> str:
        """The slug of an article without one: its file's name and folders, as words joined by `-` and `/`."""
        parts = PurePosixPath(self.path.removeprefix("content/")).with_suffix("").parts
        return "/".join(slug(part) or hashlib.sha256(part.encode()).hexdigest()[:8] for part in parts)

    def unknown(self, key: str, node: yaml.Node, line: int | None, construct: Callable[[], object]) -> object:
        near = _ELSEWHERE.get(key.lower()) or next(iter(difflib.get_close_matches(key, sorted(_KEYS), 1)), "")
        hint = f"did you mean “{near}”?" if near else "it is kept, and has no effect"
        self.problems.append(Problem(self.path, f"unknown key “{key}”", hint, line, "warning" if near else "note"))
        try:
            return construct()
        except (yaml.YAMLError, ValueError, OverflowError, TypeError):
            return node.value if isinstance(node, yaml.ScalarNode) else None

    def note(self, line: int | None, message: str, hint: str) -> None:
        self.problems.append(Problem(self.path, message, hint, line, "warning"))

    def wrong(self, line: int | None, message: str, hint: str) -> None:
        self.problems.append(Problem(self.path, message, hint, line))

    def broken(self, message: str, line: int | None) -> NoReturn:
        _fail(self.path, f"the front matter is no valid YAML: {message}", 'put a value with “: ” in quotes: "…"', line)


def _suspicious(source: str) -> bool:
    """Whether a front matter could hold an alias, or be nested deeply; a hint, and quickly had."""
    brackets = source.count("[") + source.count("{")
    return "*" in source or "&" in source or _INDENT in source or brackets > 2 or bool(_DEEP.search(source))


def _line(node: yaml.Node | yaml.Event) -> int | None:
    """The line of the file on which a part of the front matter begins; its first line is the one after the dashes."""
    return node.start_mark.line + 2 if node.start_mark else None


def _fail(path: str, message: str, hint: str, line: int | None) -> NoReturn:
    raise TongduError(Problem(path, message, hint, line))


assert set(FrontMatter.__struct_fields__) == set(ORDER)
