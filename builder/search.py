"""The search index: one for all variants, in small text files of which a browser loads what a query needs.

Files, all below `search/`; what a term is, builder/terms.py says:

- `index.json`: the fold table, the first term of each shard, the number of articles; loaded once. The table is two
  lists of characters, `forms` and what each folds to, as the steps between their code points: half of it compressed.
- `t/N.txt`: terms with their postings in the order of code points. First and last line are the index's stamp, which
  tells a file that was cut short or is of another build. Any other line is `key postings (character postings)*`: the
  postings of the term `key`, then those of `key` followed by the character.
- `d/VARIANT/N.json`: address, date, source and title of `BLOCK` articles.

Postings are ASCII: for each article the distance from the one before in digits of five bits (`0`–`O` end a number,
`P`–`o` go on), then `!` where the term is in the title, then one character for a number of matches above one.
"""

from __future__ import annotations

import bisect
import hashlib
import json
import random
import re
import tempfile
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from itertools import pairwise
from pathlib import Path
from typing import IO

import lxml.html
from msgspec import Struct
from msgspec.structs import replace

from builder.model import Problem, TongduError
from builder.terms import (
    BORDERS,
    DENSE,
    DENSE_CHARACTER,
    INLINE,
    TOKEN,
    WEIGHTLESS,
    Terms,
    fold,
    han_table,
    plain,
    tally,
)

BLOCK = 8  # articles in a file of the document table
SHARD = 5_000  # least length of a shard, in characters
SHARDS = 6_000  # most shards, about: a larger site has larger ones, so that index.json stays small
SAMPLED, ASKED = 100, 4  # pages of a variant that `check` looks at, queries from each
HELD = 20_000_000  # characters of terms held in memory before they go to a temporary file
MATCHES = "\"#$%&'()*+,-./pqrstuvwxyz{|}~"  # a number of matches from two on; the last stands for more, too


# map over drawers: from a drawer's lines to its shards
Over = Callable[[Callable[[bytes], list[tuple[str, str]]], Iterable[bytes]], Iterable[list[tuple[str, str]]]]


class Entry(Struct, frozen=True):
    """An article in the index: `date` is ISO 8601 or empty; `titles` and `sources` have one for each variant."""

    slug: str
    date: str
    titles: tuple[str, ...]
    sources: tuple[str, ...]
    terms: Terms


# ── writing ───────────────────────────────────────────────────────────────────────────────────────────────────────


def write(entries: Iterable[Entry], variants: Sequence[str], over: Over = map) -> Iterator[tuple[str, bytes]]:
    """The files of the index, as (path below the site, bytes), from the articles in the site's order, newest first.

    `variants` are the variants' folders, in the order of an entry's titles. The entries are read once, one at a time;
    memory holds one drawer of terms. `over` is `map`, or does the same by other processes. The same entries give the
    same bytes.
    """
    blocks: list[list[tuple[str, str, str, str]]] = [[] for _ in variants]
    stamp = hashlib.sha256(repr(tuple(variants)).encode())
    total = count = 0
    with tempfile.TemporaryFile() as file:
        drawers = _Drawers(file)
        for count, entry in enumerate(entries, 1):
            stamp.update(f"{entry.slug}\n".encode())
            for block, title, source in zip(blocks, entry.titles, entry.sources, strict=True):
                block.append((entry.slug, entry.date, source, title))
            if count % BLOCK == 0:
                yield from _documents(blocks, variants, count)
            total += drawers.put(count - 1, entry.terms)
        if count % BLOCK:
            yield from _documents(blocks, variants, count + BLOCK)
        starts: list[str] = []
        table, needed = han_table(), set[str]()
        folded = frozenset(table.values())
        mark = stamp.hexdigest()[:8]
        cut = partial(_cut, size=max(SHARD, total * 2 // SHARDS))
        for start, text in _joined(over(cut, drawers.take())):
            needed.update(folded.intersection(text))
            yield f"search/t/{len(starts)}.txt", f"{mark}{text}\n{mark}\n".encode()
            starts.append(start)
    forms = sorted(form for form, one in table.items() if one in needed)
    index = {
        "stamp": mark,
        "articles": count,
        "variants": list(variants),
        "block": BLOCK,
        "dense": DENSE,
        "inline": INLINE,
        "matches": MATCHES,
        "forms": _steps(forms),
        "folded": _steps([table[form] for form in forms]),
        "starts": starts,
    }
    yield "search/index.json", json.dumps(index, ensure_ascii=False, separators=(",", ":")).encode()


def _documents(
    blocks: list[list[tuple[str, str, str, str]]], variants: Sequence[str], number: int
) -> Iterator[tuple[str, bytes]]:
    """The full block of each variant, which is emptied."""
    for block, variant in zip(blocks, variants, strict=True):
        data = json.dumps(block, ensure_ascii=False, separators=(",", ":"))
        yield f"search/d/{variant}/{number // BLOCK - 1}.json", data.encode()
        block.clear()


def address(term: str) -> str:
    """Where a term stands: its key, a space, and the character that follows the key, if any. Terms are sorted by it."""
    return f"{term[:-1]} {term[-1]}" if len(term) > 1 and DENSE_CHARACTER.match(term[-1]) else f"{term} "


def number(value: int) -> str:
    """A number in digits of five bits, the highest first."""
    text = chr(0x30 + (value & 31))
    while value := value >> 5:
        text = chr(0x50 + (value & 31)) + text
    return text


def _steps(characters: Sequence[str]) -> str:
    """Code points as the steps from one to the next, twice as large, and one less where they lead down."""
    steps = [ord(two) - ord(one) for one, two in pairwise(["\0", *characters])]
    return "".join(number(2 * step if step >= 0 else -2 * step - 1) for step in steps)


_WEIGHTS = ["!"[: weight >> 5] + (MATCHES[(weight & 31) - 2] if 1 < weight & 31 < 31 else "") for weight in range(64)]


class _Pieces(dict[int, str]):
    """distance << 6 | weight → how a posting is written; filled as they are met."""

    def __missing__(self, posting: int) -> str:
        text = number(posting >> 6) + _WEIGHTS[posting & 63]
        if len(self) < 100_000:
            self[posting] = text
        return text


_PIECES = _Pieces()


class _Drawers:
    """Terms of all articles by drawer (see builder/terms.py), in a file: an article's line there is its number, then
    the terms as they came."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file
        self._open: list[list[str]] = [[] for _ in range(len(BORDERS) + 1)]
        self._held = 0
        self._places: list[list[tuple[int, int]]] = [[] for _ in self._open]

    def put(self, number: int, terms: Terms) -> int:
        """Takes an article's terms, and returns how many they are."""
        lines = terms.split("\n")
        for drawer, line in zip(self._open, lines, strict=True):
            if line:
                drawer.append(f"{number} {line}\n")
        self._held += len(terms)
        if self._held > HELD:
            self._put_away()
        return sum(line.count(" ") for line in lines)

    def take(self) -> Iterator[bytes]:
        """Each drawer's lines, one drawer after the other."""
        self._put_away()
        for places in self._places:
            parts = []
            for start, length in places:
                self._file.seek(start)
                parts.append(self._file.read(length))
            yield b"".join(parts)

    def _put_away(self) -> None:
        for drawer, places in zip(self._open, self._places, strict=True):
            data = "".join(drawer).encode()
            places.append((self._file.tell(), len(data)))
            self._file.write(data)
            drawer.clear()
        self._held = 0


def _cut(drawer: bytes, size: int) -> list[tuple[str, str]]:
    """The terms of a drawer with their postings, cut into shards, (address of the first term, text), of at least `size`
    characters, but for the last."""
    found = sorted((address(term), text) for term, text in _postings(drawer).items())
    shards = []
    start, before, length = "", "", 0
    parts: list[str] = []
    for place, text in found:
        key, _, last = place.partition(" ")
        start = start or place
        parts.append(last + text if key == before else f"\n{key} {last}{text}")
        before, length = key, length + len(text) + 2
        if length >= size:
            shards.append((start, "".join(parts)))
            parts, start, before, length = [], "", "", 0
    return [*shards, (start, "".join(parts))] if parts else shards


def _postings(drawer: bytes) -> dict[str, str]:
    """Term → its postings as they are written, in any order."""
    postings: dict[str, list[int]] = defaultdict(list)
    for line in drawer.decode().splitlines():
        number, weights, *terms = line.split(" ")
        posting = (int(number) << 6) - WEIGHTLESS
        for term, weight in zip(terms, weights.encode(), strict=True):
            postings[term].append(posting + weight)
    return {
        term: "".join([_PIECES[two - (one | 63) - 1] for one, two in pairwise([-1, *found])])
        for term, found in postings.items()
    }


def _joined(drawers: Iterable[list[tuple[str, str]]]) -> Iterator[tuple[str, str]]:
    """The shards of all drawers; a drawer's last, which may be short, is one with the next drawer's first."""
    rest: list[tuple[str, str]] = []
    for shards in drawers:
        if rest and shards:
            (start, text), (_, more) = rest.pop(), shards[0]
            shards[0] = start, text + more
        yield from shards[:-1]
        rest += shards[-1:]
    yield from rest


# ── the law: what stands on a page is found ───────────────────────────────────────────────────────────────────────


class Index(Struct, frozen=True):
    """An index as it lies on the disk, read as the browser reads it (but for the verification against the page)."""

    site: Path
    stamp: str
    articles: int
    starts: tuple[str, ...]

    def find(self, query: str) -> frozenset[int]:
        """The numbers of the articles that hold every term of the query. Raises TongduError for a damaged shard."""
        found = [self._postings(term) for term in tally(fold(query))]
        return frozenset.intersection(*found) if found else frozenset()

    def slugs(self, variant: str) -> Iterator[str]:
        """The addresses of the articles, in the order of their numbers."""
        for block in range(-(-self.articles // BLOCK)):
            for slug, *_ in json.loads(_text(self.site / "search" / "d" / variant / f"{block}.json")):
                yield slug

    def _postings(self, term: str) -> frozenset[int]:
        place = address(term)
        shard = bisect.bisect_right(self.starts, place) - 1
        if shard < 0:
            return frozenset()
        text = _text(self.site / "search" / "t" / f"{shard}.txt")
        if not text.startswith(self.stamp + "\n") or not text.endswith(f"\n{self.stamp}\n"):
            raise TongduError(Problem(f"search/t/{shard}.txt", "is cut short, or of another build", "build again"))
        key, _, last = place.partition(" ")
        start = text.find(f"\n{key} ") + len(key) + 2
        line = text[start : text.index("\n", start)] if start > len(key) + 1 else ""
        entry = re.search(rf"{last}[!-~]+", line) if last else re.match("[!-~]+", line)
        article = -1
        found = []
        for high, low in re.findall("([P-o]*)([0-O])", entry[0].removeprefix(last)) if entry else ():
            distance = 0
            for digit in high:
                distance = distance << 5 | ord(digit) - 0x50
            article += (distance << 5 | ord(low) - 0x30) + 1
            found.append(article)
        return frozenset(found)


def _text(path: Path) -> str:
    try:
        return path.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise TongduError(Problem(str(path), f"cannot be read: {error}", "build the site again")) from error


def load(site: Path) -> Index:
    """The index of a built site. Raises TongduError where there is none."""
    data = json.loads(_text(site / "search" / "index.json"))
    return Index(site, data["stamp"], data["articles"], tuple(data["starts"]))


def verify(site: Path, variants: Sequence[str], where: Callable[[str], str] = str) -> tuple[Problem, ...]:
    """What the index of a built site fails to find: strings of 1 to 8 characters from some of its pages.

    `site` is the built site's folder, `variants` the variants' folders, `where` names the file at fault by a page's
    path. The sample is the same for the same site.
    """
    problems = []
    try:
        index = load(site)
        for variant in variants:
            numbered = list(enumerate(index.slugs(variant)))
            chance = random.Random(f"{index.stamp} {variant}")
            for number, slug in chance.sample(numbered, min(SAMPLED, len(numbered))):
                page = f"{variant}/{slug}.html"
                for query in sample(_text(site / page), chance):
                    if number not in index.find(query):
                        message = f"the search does not find “{query}”, which stands on this page"
                        hint = "build again; if it stays, it is a mistake of Tongdu"
                        problems.append(Problem(where(page), message, hint))
    except TongduError as error:
        path = error.problem.where.removeprefix(f"{site}/")
        problems.append(replace(error.problem, where=where(path)))
    return tuple(problems)


def sample(page: str, chance: random.Random) -> Iterator[str]:
    """A few strings from the title and the text of an article's page, each cut at the borders of tokens."""
    if not page.strip():
        return  # an empty file is for the other laws to tell
    tree = lxml.html.fromstring(page.encode(), parser=lxml.html.HTMLParser(encoding="utf-8"))
    parts = [part for part in tree.iter() if part.tag == "h1" or "text" in part.get("class", "").split()]
    lines = [
        line
        for part in parts
        for line in plain(lxml.html.tostring(part, encoding="unicode", with_tail=False)).split("\n")
    ]
    lines = [line for line in lines if tally(fold(line))]
    for _ in range(ASKED if lines else 0):
        tokens = TOKEN.findall(fold(chance.choice(lines)))  # Ⓐ is a letter only when it is folded
        start = chance.randrange(len(tokens))
        query = "".join(tokens[start : start + chance.choice((1, 2, 4, 8))])
        if tally(fold(query)):
            yield query
