"""str → str: Unicode normalisation, white space, slugs, addresses, paths. The only place where any of these is done."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from urllib.parse import quote, urlsplit

from msgspec import Struct
from slugify import slugify

# For the classes of patterns: Han characters, kana and the marks that repeat one, hangul; none of their punctuation.
HAN = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
KANA = "\u3041-\u3096\u309d\u309e\u30a1-\u30fa\u30fd\u30fe\uff66-\uff9d"
HANGUL = "\uac00-\ud7a3\u1100-\u11ff\u3131-\u318e"
FULL_LINE = 66  # columns: nearly as many as a terminal has, where a line that somebody typed has no more room
LANGUAGE_TAG = "[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*"  # by its shape: https://www.rfc-editor.org/info/bcp47

_UNSEEN = re.compile("[\u200b\u200c\u2060\ufeff\u00ad]")
# Characters beside which a line end in the source is no space: Han, kana, and the punctuation that goes with them.
WIDE = "[\u2e80-\u9fff\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef\U00020000-\U0003ffff“”‘’…—·]"
_WRAPPED = re.compile(rf"(?<={WIDE})[ \t\r]*+\n\s*+(?={WIDE})")
_EMOJI = "\u2190-\u2bff\ufe0f\U0001f000-\U0001faff"
_JOINER = re.compile(f"(?<![{_EMOJI}])\u200d|\u200d(?![{_EMOJI}])")
_SCHEME = re.compile("[A-Za-z][A-Za-z0-9+.-]*(?=:)")
_HOST = re.compile(r"(?:\[[0-9A-Fa-f:.]+\]|(?:[\w\-.~]|%[0-9A-Fa-f]{2})+)(?::[0-9]{0,5})?")
# What `safe_url` leaves as it is: nearly every address. It never goes back (`(?>`), so a long one costs no more.
_PART = r"(?>(?:[0-9A-Za-z!$&'()*+,\-./:;=?@_~]++|%[0-9A-Fa-f]{2})*)"
_SAFE = re.compile(rf"https?://[0-9A-Za-z.~_\-]+(?::[0-9]{{0,5}})?(?:[/?]{_PART})?(?:#{_PART})?")
_NOT_IN_URL = re.compile("[^0-9A-Za-z!$&'()*+,\\-./:;=?@_~%]|%(?![0-9A-Fa-f]{2})")


def nfc(text: str) -> str:
    """The text in Unicode's composed form."""
    return unicodedata.normalize("NFC", text)


@lru_cache(maxsize=256)  # many steps ask what the same lines say
def fold(text: str) -> str:
    """The text in NFC on one line: runs of white space are one space, none at the ends, no zero-width characters."""
    return " ".join(_UNSEEN.sub("", without_joiners(nfc(text))).split())


def one_of(words: str) -> frozenset[str]:
    """A set of words that spaces part: each on a line of its own would hide what belongs together."""
    return frozenset(words.split())


def unwrapped(text: str) -> str:
    """A text without those line ends of its source that are no spaces: the ones between Chinese characters."""
    return _WRAPPED.sub("", text) if "\n" in text else text


def width(text: str) -> int:
    """How long a text is in Chinese characters: of the letters of an alphabet, three make one."""
    return len(text.encode()) // 3


def columns(text: str) -> int:
    """How many columns of a terminal a text takes: two for a Chinese character, one for a letter of an alphabet."""
    return sum(2 if is_cjk(char) else 1 for char in text)


def without_joiners(text: str) -> str:
    """The text without zero-width joiners, but for those that make one emoji of several (👩‍🌾)."""
    return _JOINER.sub("", text) if "\u200d" in text else text


def slug(text: str, limit: int = 80) -> str:
    """A name as part of an address or as an HTML id: lower case, words joined by `-`, Han characters kept.

    Used for ids and for the links to them alike. Empty where the text holds no letter and no digit.
    """
    return str(slugify(nfc(text), allow_unicode=True, max_length=limit, word_boundary=False))


# Punctuation that Chinese shares with Latin scripts in Unicode, and sets as wide as a Han character.
_SHARED_PUNCTUATION = frozenset("“”‘’…—·")


@lru_cache(maxsize=4096)
def is_cjk(char: str) -> bool:
    """Whether one character is set as wide as a Han character: Han, kana, hangul, and Chinese punctuation.

    By Unicode's East Asian Width (W, F, H), with the conjoining hangul, and the quotation marks, dashes and dots
    that Chinese shares with Latin scripts.
    """
    return unicodedata.east_asian_width(char) in "WFH" or char in _SHARED_PUNCTUATION or "\u1160" <= char <= "\u11ff"


@lru_cache(maxsize=4096)
def is_spaceless(char: str) -> bool:
    """Whether words of the character's script stand without spaces: as `is_cjk`, but for hangul."""
    return is_cjk(char) and not unicodedata.name(char, "").startswith(("HANGUL", "HALFWIDTH HANGUL"))


@lru_cache(maxsize=4096)
def safe_url(url: str) -> str:
    """The address as it may stand in a page, or "" where it may not: http, https, mailto, or without a scheme.

    What a browser would strip or read differently is settled first (https://url.spec.whatwg.org/#url-parsing: control
    characters, `\\`), so that what was checked is what is followed; what no URL may hold, and what
    is not ASCII behind the host, is percent-encoded. `//host/path` becomes https; a name before the host goes.
    """
    return url if _SAFE.fullmatch(url) else _settled(url)


def _settled(url: str) -> str:
    url = re.sub("[\x00-\x1f\x7f\ud800-\udfff]", "", url).strip()
    if scheme := _SCHEME.match(url):
        name, rest = scheme[0].lower(), url[scheme.end() + 1 :]
        if name == "mailto":
            return "mailto:" + _encode(rest)
        if name not in ("http", "https"):
            return ""
        url = f"{name}://" + rest.lstrip("/\\")
    elif url[:2].replace("\\", "/") == "//":
        url = "https://" + url.lstrip("/\\")
    else:
        return _encode(url.replace("\\", "/"))
    start = url.index("//") + 2
    end = min((at for at in (url.find(mark, start) for mark in "/?#\\") if at >= 0), default=len(url))
    host = url[start:end].rpartition("@")[2]
    if not _HOST.fullmatch(host):
        return ""
    path, question, query = url[end:].partition("?")
    return url[:start] + host + _encode(path.replace("\\", "/") + question + query)


def _encode(rest: str) -> str:
    """The part of an address behind its host, with what no URL may hold percent-encoded; one `#` at most."""
    path, mark, fragment = rest.partition("#")
    return _NOT_IN_URL.sub(_percent, path) + mark + _NOT_IN_URL.sub(_percent, fragment)


def _percent(match: re.Match[str]) -> str:
    return quote(match[0], safe="")


class UrlParts(Struct, frozen=True):
    scheme: str
    netloc: str
    path: str
    query: str
    fragment: str
    hostname: str


@lru_cache(maxsize=16384)
def urlsplit_safe(url: str) -> UrlParts:
    """`urlsplit`, but an address that it refuses (broken brackets) has empty parts, as one without a host has."""
    try:
        parts = urlsplit(url)
        return UrlParts(*parts, parts.hostname or "")
    except ValueError:
        return UrlParts("", "", "", "", "", "")


def in_words(date: str) -> str:
    """`2024-04-03T…` → `2024年4月3日`, which is right in both scripts; "" for ""."""
    return _day(date[:10])


@lru_cache(maxsize=4096)
def _day(date: str) -> str:
    return f"{int(date[:4])}年{int(date[5:7])}月{int(date[8:])}日" if date else ""


def folded(path: str) -> str:
    """A path as file systems compare it that know no case and no composition: two files that differ there are one."""
    return nfc(path).casefold()


def content_path(seed_path: str) -> str:
    """`content/a/x.md` for the seed `seeds/a/x.txt`."""
    path = seed_path.removeprefix("seeds/")
    dot = path.rfind(".", path.rfind("/") + 2)  # a name's first character begins no suffix, its last one neither
    return f"content/{path[:dot] if 0 < dot < len(path) - 1 else path}.md"
