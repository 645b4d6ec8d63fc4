"""Bytes of one seed → its article: the importer's whole way as one pure function, without the disk."""

from __future__ import annotations

import hashlib
import re
from urllib.parse import unquote

from msgspec import Struct
from msgspec.structs import replace

from builder import addresses, markdown, seed, sources
from builder import article as articles
from builder.clean import Cleaned, clean
from builder.config import MAX_TITLE
from builder.convert import convert
from builder.detect import detect
from builder.model import Article, FrontMatter, Problem, Removal, Seed, TongduError
from builder.text import content_path, fold, urlsplit_safe

_TARGET = re.compile(r"\]\([^)]*\)")
# Where a browser keeps what a page shows that it saved: `./name_files/boat.jpg`.
_BESIDE = re.compile(r"""\ssrc=["']?(?:\./)?[^"'/:]+(?:_|\.)files/([^"'?#]+)""", re.I)
_EXTENSION = re.compile(r"\.[A-Za-z]{2,5}$")


class Intake(Struct, frozen=True):
    """What a seed gave: its article with the text of its file, or None where it holds none; and what was taken out."""

    article: Article | None
    text: str
    removals: tuple[Removal, ...]
    problems: tuple[Problem, ...]


def article_of(data: bytes, path: str, general: bool = False, slug: str = "") -> Intake:
    """The article in a seed's bytes; `path` names the seed (`seeds/a/x.txt`), `general` is as for `clean`.

    `slug` is the address that the article has already, if it has one. Raises TongduError where the bytes are no seed,
    or one beyond the limits of config.py.
    """
    return article_in(seed.read(data, path), general, slug)


def article_in(read: Seed, general: bool = False, slug: str = "") -> Intake:
    """As `article_of`, for a seed that was read already."""
    cleaned = clean(read, general)
    title = fold(cleaned.title)
    if not title and not cleaned.source_url:
        hint = "begin the file with [title](address) and a line of dashes, or save the whole page"
        raise TongduError(Problem(read.path, "has no header: neither a title nor an address", hint, 1))
    problems = list(cleaned.problems)
    if len(title) > MAX_TITLE:
        title = title[: MAX_TITLE - 1] + "…"
        message = f"the title has {len(cleaned.title):,} characters and is cut"
        problems.append(Problem(read.path, message, "mend the seed's first line", level="warning"))
    if not title:
        title = cleaned.source_url
        message = "has no title: its address stands in for it"
        problems.append(Problem(read.path, message, "write one into the article", level="warning"))
    if not cleaned.source_url:
        message = "has no address: nothing tells where it came from"
        problems.append(Problem(read.path, message, "[title](address) is a seed's first line", level="warning"))
    meta = FrontMatter(
        title=title,
        source_url=cleaned.source_url,
        source=cleaned.source,
        published=cleaned.published,
        archived=cleaned.archived,
        authors=_names(cleaned.authors),
        tags=_names(cleaned.tags),
        slug=slug or _slug(cleaned, read.path),
        seed=read.path,
        seed_hash="sha256:" + read.sha256,
    )
    document = convert(cleaned)
    body = markdown.write(document)
    if not body:
        return Intake(None, "", cleaned.removals, tuple(problems))
    if beside := _saved_beside(read.body, body):
        message = f"shows {beside} pictures by where a browser saved them, which is on no site"
        problems.append(Problem(read.path, message, "write their addresses into the article", level="warning"))
    meta = replace(meta, script=_script(cleaned.script_hint, f"{title}\n{_TARGET.sub('', body[:50_000])}"))
    article, text = articles.sealed(Article(content_path(read.path), meta, document), body)
    return Intake(article, text, cleaned.removals, tuple(problems))


def _names(names: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(name for given in names if (name := fold(given)))


def _saved_beside(html: str, body: str) -> int:
    """How many pictures of an article are in the folder alone that a browser put beside the page."""
    return sum(f"files/{name}" in body for name in set(_BESIDE.findall(html))) if "files/" in html else 0


def _script(hint: str, text: str) -> str:
    """The BCP 47 tag of the text. What the publication promises adds the region, and decides where both scripts mix."""
    found = detect(text)
    if not found.script and not hint:
        return "en" if text.isascii() and re.search("[A-Za-z]{2}", text) else ""
    if not found.script or (hint.startswith("zh") and found.script.startswith("zh") and found.mixed > 0.3):
        return hint or found.script
    return hint if hint.startswith(found.script) else found.script


def _slug(cleaned: Cleaned, path: str) -> str:
    """The address of a new article: year, publication, what the source URL ends with, a hash of the source URL."""
    date = cleaned.published or cleaned.archived
    url = addresses.normalised(cleaned.source_url)
    last = urlsplit_safe(url).path.rstrip("/").rpartition("/")[2]
    last = unquote(unquote(last))  # archives of Matters and others have escaped such a part twice
    last = re.sub(r"[^A-Za-z0-9]+", "-", _EXTENSION.sub("", last)).strip("-").lower()
    if not any(char.isdigit() for char in last):
        last = ""
    digest = hashlib.sha256((url or path).encode("utf-8", "replace")).hexdigest()[:6]
    name = "-".join(filter(None, (sources.of(url).key if url else "", last[:40].strip("-"), digest)))
    return f"{date.year:04}/{name}" if date else name
