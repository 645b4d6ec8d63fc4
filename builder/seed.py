"""Bytes → Seed: the three shapes in which archived articles come, read leniently.

Header and body (`.txt`), front matter with header and body (`.md`), front matter and body (`.html`, `.md`); a whole
page needs neither. What surrounds the body is taken off; of the body itself only a whole page's address is read, where
nothing above it tells one.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import re
from collections.abc import Mapping

import yaml

from builder import heads
from builder.model import Problem, Seed, TongduError
from builder.text import fold

_FRONT_MATTER = re.compile(r"---[ \t]*\n(.*?)\n?---[ \t]*(?:\n|\Z)", re.S)
_STAMP = re.compile(r"\s*<!--[ \t]*(-?\d{1,18}|[\w-]{0,20})[ \t]*-->[ \t]*(?:\n|\Z)")
_HEADER = re.compile(r"\s*\[(.*)\]\(([^\n]*)\)[ \t]*\n[ \t]*-{3,}[ \t]*(?:\n|\Z)")
_LINK_LINE = re.compile(r"\s*\[(.*)\]\((\S*)\)[ \t]*\Z")
_ADDRESS = re.compile(r"(?:https?:)?//", re.I)
_LEFTOVER = re.compile(r"\s*(?:(?:null|undefined)(?=\s*(?:<|\Z))|<!\[CDATA\[|\]\]>)")
# Letters that no Chinese page goes without; they tell one legacy encoding from another.
_COMMON = frozenset(
    "的一是不在了有人我他中大来來国國上个個到说說们們为為和你地出道也时時年得就那要下以生会會自着著去之过過家学學对對"
)


def read(data: bytes, path: str) -> Seed:
    """The seed that `data` holds; `path` is its POSIX path, as the front matter will name it.

    Bodies in UTF-8, UTF-16, GB18030 and Big5 are decoded, all but the first with a note. Raises TongduError for
    bytes that are no text, and for a file that is empty.
    """
    problems: list[Problem] = []
    text = _decode(data, path, problems).replace("\r\n", "\n").replace("\r", "\n")
    if not text.strip():
        raise TongduError(Problem(path, "the seed is empty", "save the article again, or delete the file"))
    meta: Mapping[str, str | tuple[str, ...]] = {}
    rest = text.lstrip("\n ")
    if found := _FRONT_MATTER.match(rest):
        meta = _front_matter(found[1])
        rest = rest[found.end() :]
    archived = None
    if found := _STAMP.match(rest):
        archived = _stamp(found[1])
        rest = rest[found.end() :]
    given = [_join(_text(meta, key)) for key in ("from", "link", "source_url")]  # `from` may be a publication's name
    title, url = _text(meta, "title"), next(filter(_ADDRESS.match, given), "")
    if (found := _HEADER.match(rest)) or (found := _LINK_LINE.match(rest)):
        title, url = found[1] or title, _join(found[2]) or url
        rest = rest[found.end() :]
    while found := _LEFTOVER.match(rest):
        rest = rest[found.end() :]
    body = rest.strip("\n")
    if not url and (head := heads.read(body)) is not None:
        url = head.url
    return Seed(
        path=path,
        sha256=hashlib.sha256(data).hexdigest(),
        title=fold(title),
        url=url,
        archived=archived,
        meta=meta,
        body=body,
        problems=tuple(problems),
    )


# ── encodings ─────────────────────────────────────────────────────────────────────────────────────────────────────


def _decode(data: bytes, path: str, problems: list[Problem]) -> str:
    """The text of the bytes, without a byte order mark; says in `problems` what was guessed or replaced."""
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        problems.append(Problem(path, "decoded from UTF-16", "save it as UTF-8", level="note"))
        return data.decode("utf-16", "replace")
    data = data.removeprefix(b"\xef\xbb\xbf")
    zeros = data.count(0)
    if zeros > max(1, len(data) // 1000):
        return _wide(data, path, problems)
    if zeros:  # strays, which browsers leave out (HTML Standard, "unexpected-null-character")
        data = data.replace(b"\0", b"")
        problems.append(Problem(path, "stray NUL bytes are left out", "save the article again", level="note"))
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        pass
    replaced = data.decode("utf-8", "replace")
    broken = replaced.count("\ufffd")
    letters = sum(char > "\x7f" for char in replaced) - broken
    best, encoding = max((_score(data, name), name) for name in ("gb18030", "cp950", "big5hkscs"))
    if best > 0.02 and broken > letters // 20:
        problems.append(Problem(path, f"decoded from {encoding.upper()}", "save it as UTF-8", level="note"))
        return data.decode(encoding, "replace")
    if broken > len(replaced) // 3:
        raise TongduError(Problem(path, "is not text", "a seed is an HTML page saved as text; delete the file"))
    message = f"{broken} bytes are no valid UTF-8 and stand as U+FFFD"
    problems.append(Problem(path, message, "save the article again as UTF-8", level="note"))
    return replaced


def _wide(data: bytes, path: str, problems: list[Problem]) -> str:
    """UTF-16 without a byte order mark: every other byte of its ASCII is zero. Anything else with zeros is binary."""
    zeros = (data[0:4000:2].count(0), data[1:4000:2].count(0))
    if max(zeros) >= max(4 * (min(zeros) + 1), min(len(data), 4000) // 40):
        name = "utf-16-be" if zeros[0] > zeros[1] else "utf-16-le"
        problems.append(Problem(path, "decoded from UTF-16", "save it as UTF-8", level="note"))
        return data.decode(name, "replace")
    raise TongduError(Problem(path, "is a binary file", "a seed is an HTML page saved as text; delete the file"))


def _score(data: bytes, encoding: str) -> float:
    """How Chinese the bytes look in an encoding: the share of common letters among all that aren't ASCII."""
    text = data[:200_000].decode(encoding, "replace")
    wide = [char for char in text if char > "\x7f"]
    return sum((char in _COMMON) - (char == "\ufffd") for char in wide) / len(wide) if wide else 0.0


# ── front matter ──────────────────────────────────────────────────────────────────────────────────────────────────


def _front_matter(source: str) -> Mapping[str, str | tuple[str, ...]]:
    """The YAML as texts and lists of texts; by lines where a strict parser refuses it.

    Anchors and aliases, and nesting beyond reason, never reach the parser: they can explode when walked.
    """
    if (
        len(source) < 65_536
        and source.count("[") + source.count("{") < 64
        and not re.search(r"(?m)(?:[:\-,\[]|^)\s*[&*]\w|(?:[-?:][ \t]+){16}", source)
    ):
        try:
            loaded = yaml.load(source, Loader=yaml.CBaseLoader)
        except (yaml.YAMLError, ValueError):
            loaded = None
        if isinstance(loaded, dict):
            return {str(key): _value(value) for key, value in loaded.items() if value not in (None, "", [])}
    return _by_lines(source)


def _value(value: object) -> str | tuple[str, ...]:
    if isinstance(value, list):
        return tuple(str(item) for item in value if isinstance(item, str) and item)
    return str(value) if isinstance(value, str) else ""


def _by_lines(source: str) -> Mapping[str, str | tuple[str, ...]]:
    """`key: value` lines, `[a, b]` and `- a` lists, and continued lines, whatever the values hold."""
    values: dict[str, str | tuple[str, ...]] = {}
    key = ""
    for line in source.split("\n"):
        if found := re.match(r"([A-Za-z_][\w-]*)[ \t]*:(?:[ \t]+(.*))?$", line):
            key, value = found[1], (found[2] or "").strip()
            inner = re.fullmatch(r"\[(.*)\]", value)
            if inner and key in ("tags", "categories", "authors", "keywords"):
                values[key] = tuple(_unquote(item) for item in inner[1].split(",") if item.strip())
            else:
                values[key] = "" if value in ("|", "|-", ">", ">-") else _unquote(value)
        elif key and (found := re.match(r"[ \t]*-[ \t]+(.+)$", line)):
            before = values[key]
            values[key] = (*((before,) if isinstance(before, str) and before else tuple(before)), _unquote(found[1]))
        elif key and line.strip() and isinstance(values[key], str):
            values[key] = f"{values[key]} {line.strip()}".strip()
    return {name: value for name, value in values.items() if value}


def _unquote(value: str) -> str:
    value = value.strip()
    if len(value) > 1 and value[0] == value[-1] == '"':
        return value[1:-1].replace('\\"', '"').replace("\\n", " ").replace("\\\\", "\\")
    if len(value) > 1 and value[0] == value[-1] == "'":
        return value[1:-1].replace("''", "'")
    return value


def _text(meta: Mapping[str, str | tuple[str, ...]], key: str) -> str:
    value = meta.get(key, "")
    return value if isinstance(value, str) else " ".join(value)


def _join(url: str) -> str:
    """An address that YAML or an editor folded over lines, in one piece; control characters go."""
    return re.sub(r"[\s\x00-\x1f\x7f\u200b\ufeff]+", "", url)


def _stamp(digits: str) -> dt.datetime | None:
    """The time of a millisecond comment, whole seconds in UTC; None where it is no number or out of all years."""
    try:
        return dt.datetime.fromtimestamp(int(digits) // 1000, dt.UTC)
    except (ValueError, OverflowError, OSError):
        return None
