"""site.toml → Config. An unknown key, or a value of the wrong kind, is an error that names the nearest right one."""

from __future__ import annotations

import difflib
import re
import tomllib
import zoneinfo
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NoReturn

from msgspec import Struct, field
from msgspec.structs import replace

from builder.catalogue import CATALOGUE
from builder.model import Problem, TongduError, Variant
from builder.text import safe_url, urlsplit_safe

LOCAL = "http://127.0.0.1:8000/"
OUT = "_site"  # the folder, below the site's root, into which a site is built

_NO_BASE, _BASE = "no address of a site", "https://me.github.io/reader/"
_DOMAIN = re.compile(r"[\w-]+(?:\.[\w-]+)+")

# Limits of a seed's body, checked before it is parsed: twenty times the largest real page seen.
MAX_ELEMENTS = 40_000
MAX_ATTRIBUTES = 100_000
MAX_DEPTH = 4_000
# Limits of a seed as a whole: the file's bytes, the processor's seconds and the bytes of memory that it may take, its
# title's characters.
MAX_SEED_BYTES = 10_000_000
MAX_SECONDS = 5.0
MAX_MEMORY = 400_000_000
MAX_TITLE = 500

HANS = Variant("zh-Hans", "简", "简体", "“”‘’")
HANT = Variant("zh-Hant", "繁", "繁體", "「」『』")
# Region presets, chosen by tag. Singapore and Malaysia print as the mainland does.
PRESETS = {
    variant.tag.lower(): variant
    for variant in (
        HANS,
        HANT,
        Variant("zh-Hans-CN", "简", "简体", "“”‘’"),
        Variant("zh-Hans-SG", "新", "新加坡简体", "“”‘’"),
        Variant("zh-Hans-MY", "马", "马来西亚简体", "“”‘’"),
        Variant("zh-Hant-TW", "臺", "臺灣正體", "「」『』"),
        Variant("zh-Hant-HK", "港", "香港繁體", "「」『』"),
    )
}


class Config(Struct, frozen=True):
    """The whole configuration of a site, each key with a default: an empty site.toml builds a site.

    `base_url` is absolute and ends with `/`. `timezone` is an IANA name. `image_policy` is `show` or
    `hide-until-click`. `archived_copy` is a pattern with `{url}`, empty for no link. `words` overrides the interface
    words of the catalogue by their Simplified form.
    """

    title: str = "同读"
    description: str = ""
    base_url: str = LOCAL
    author: str = ""
    timezone: str = "Asia/Shanghai"
    page_size: int = 50
    image_policy: str = "show"
    thumbnails: bool = False
    search: bool = True
    archived_copy: str = "https://web.archive.org/web/{url}"
    cname: str = ""
    variants: tuple[Variant, ...] = (HANS, HANT)
    words: dict[str, str] = field(default_factory=dict)

    @property
    def base_path(self) -> str:
        """The path part of `base_url`, which begins and ends with `/`."""
        return urlsplit_safe(self.base_url).path

    def at(self, address: str) -> Config:
        """The same site at another address; itself for "". Raises TongduError where no site can stand there."""
        if address and not _base(address):
            raise TongduError(Problem("--base-url", f"“{address}” is {_NO_BASE}", f"for example {_BASE}"))
        return replace(self, base_url=_base(address)) if address else self


def _base(address: str) -> str:
    """The address of a site as pages may name it, a `/` at its end; "" for what can be none."""
    if not urlsplit_safe(address).netloc:
        return ""
    address = safe_url(address)
    parts = urlsplit_safe(address)
    whole = parts.scheme in ("http", "https") and parts.netloc and not parts.query and not parts.fragment
    return address.rstrip("/") + "/" if whole else ""


def load(root: Path) -> Config:
    """The configuration of the site at `root`; all defaults where it holds no site.toml.

    Raises TongduError, with the line where there is one, for broken TOML, an unknown key or a bad value; as `own_text`.
    """
    text = own_text(root, "site.toml")
    return Config() if text is None else parse(text)


def toml(text: str, name: str) -> dict[str, Any]:
    """What a TOML file of the site holds. Raises TongduError, with the line, where it is not valid."""
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        found = re.search(r"at line (\d+)", str(error))
        line = int(found[1]) if found else text.count("\n") + 1  # “at end of document”
        raise TongduError(Problem(name, f"is not valid TOML: {error}", "see https://toml.io", line)) from error


def own_text(root: Path, name: str) -> str | None:
    """The text of a file of the site; None where there is none.

    Raises TongduError for one that cannot be read, or is a symbolic link: it may lead out of the root.
    """
    path = root / name
    if path.is_symlink():
        raise TongduError(Problem(name, "is a symbolic link, and not followed", "put the file itself there"))
    try:
        return path.read_text("utf-8-sig")
    except FileNotFoundError:
        return None
    except UnicodeDecodeError as error:
        raise TongduError(Problem(name, f"cannot be read: {error}", "save it as UTF-8 text")) from error
    except OSError as error:
        hint = "put a file there that you have the right to read"
        raise TongduError(Problem(name, f"cannot be read: {error.strerror}", hint)) from error


def parse(text: str) -> Config:
    """The configuration that the text of a site.toml gives. Raises as `load`."""
    values: dict[str, object] = {}
    for key, value in toml(text, "site.toml").items():
        if key not in Config.__struct_fields__:
            _fail(text, key, f"unknown key “{key}”", _nearest(key, Config.__struct_fields__))
        values[key] = _value(text, key, value)
    return Config(**values)  # type: ignore[arg-type]  # each value was checked against its default's type


def _value(text: str, key: str, value: object) -> object:
    """The value of one key, checked and normalised."""
    default = getattr(Config(), key)
    if key == "variants":
        return _variants(text, value)
    if type(value) is not type(default):
        kind = {str: "text in quotes", int: "a whole number", bool: "true or false", dict: "a table"}[type(default)]
        _fail(text, key, f"“{key}” must be {kind}", f"for example {key} = {default!r}")
    if key == "base_url":
        return _base(str(value)) or _fail(text, key, f"“{value}” is {_NO_BASE}", f'for example base_url = "{_BASE}"')
    if key == "timezone":
        try:
            zoneinfo.ZoneInfo(str(value))
        except (zoneinfo.ZoneInfoNotFoundError, ValueError, OSError):
            zones = sorted(zoneinfo.available_timezones())
            _fail(text, key, f"no time zone is called “{value}”", _nearest(str(value), zones))
    if key == "page_size" and not 1 <= int(str(value)) <= 1000:
        _fail(text, key, "“page_size” must lie between 1 and 1000", "50 is the default")
    if key == "image_policy" and value not in ("show", "hide-until-click"):
        _fail(text, key, f"unknown image policy “{value}”", "show or hide-until-click")
    if key == "title" and not str(value).strip():
        _fail(text, key, "“title” must not be empty", f"for example title = {default!r}")
    if key == "cname" and value and not _DOMAIN.fullmatch(str(value)):
        _fail(text, key, f"“{value}” is no domain", 'for example cname = "news.example.org"')
    if key == "archived_copy" and value and not ("{url}" in str(value) and safe_url(str(value))):
        _fail(text, key, f"“{value}” is no address with {{url}} in it", f"for example archived_copy = {default!r}")
    if key == "words" and isinstance(value, dict):
        _check_words(text, value)
    return value


def _check_words(text: str, words: dict[str, object]) -> None:
    """Each names a word of the interface, and holds no braces but those that are filled in there."""
    for word, given in words.items():
        if word not in CATALOGUE:
            _fail(text, word, f"no word of the interface is “{word}”", _nearest(word, CATALOGUE), "words")
        if not isinstance(given, str):
            _fail(text, word, "each of [words] must be text", '"搜索" = "查找"', "words")
        values = re.findall(r"\{\w+\}", word)
        if values and re.search("[{}]", re.sub("|".join(map(re.escape, values)), "", given)):
            hint = f"only {' and '.join(values)} may stand in it"
            _fail(text, word, f"“{given}” holds braces that nothing fills in", hint, "words")


def _variants(text: str, value: object) -> tuple[Variant, ...]:
    """The list of variants: tags of presets, or tables that change a preset."""
    if not isinstance(value, list) or not value:
        _fail(text, "variants", "“variants” must be a list of tags", 'variants = ["zh-Hans", "zh-Hant"]')
    variants: list[Variant] = []
    for item in value:
        table = item if isinstance(item, dict) else {"tag": item}
        tag = table.get("tag")
        if not isinstance(tag, str) or tag.lower() not in PRESETS:
            _fail(text, "variants", f"unknown variant “{tag}”", "one of " + ", ".join(v.tag for v in PRESETS.values()))
        preset = PRESETS[tag.lower()]
        for key, given in table.items():
            if key not in Variant.__struct_fields__:
                _fail(text, "variants", f"unknown key “{key}” of a variant", _nearest(key, Variant.__struct_fields__))
            if key != "tag" and type(given) is not type(getattr(preset, key)):
                _fail(text, "variants", f"“{key}” of {preset.tag}: wrong kind", f"for example {getattr(preset, key)!r}")
        variant = replace(preset, **{k: v for k, v in table.items() if k != "tag"})
        if not variant.label.strip() or not variant.name.strip():
            hint = f"for example {preset.label!r} and {preset.name!r}"
            _fail(text, "variants", f"“label” and “name” of {variant.tag} must not be empty", hint)
        if len(variant.quotes) != 4:
            _fail(text, "variants", f"“quotes” of {variant.tag} must be four characters", "“”‘’ or 「」『』")
        if variant.tag in [v.tag for v in variants]:
            _fail(text, "variants", f"variant {variant.tag} is listed twice", "leave one out")
        variants.append(variant)
    return tuple(variants)


def _nearest(word: str, words: Sequence[str]) -> str:
    near = difflib.get_close_matches(word, words, 1, 0.5)  # of a word of two characters one may be wrong
    return f"did you mean “{near[0]}”?" if near else "known are: " + ", ".join(words[:20])


def _fail(text: str, key: str, message: str, hint: str, table: str = "") -> NoReturn:
    """Raises the error, with the line on which the key stands, or where it has none of its own, that of its table."""
    lines = [
        number
        for name in filter(None, (key, table))
        for number, line in enumerate(text.split("\n"), 1)
        if re.match(rf"\s*\[*\"?{re.escape(name)}(?!\w)", line)
    ]
    raise TongduError(Problem("site.toml", message, hint, lines[0] if lines else None))


def builtin(folder: str) -> Path:
    """`templates` or `static` as they come with Tongdu: inside the package in a wheel, beside it in a checkout."""
    package = Path(__file__).parent
    inside = package / folder
    return inside if inside.is_dir() else package.parent / folder
