"""_site/ and content/ → problems: runs every law (laws.py, file_laws.py) over a built site. Reads only."""

from __future__ import annotations

import contextlib
import os
import re
import stat
from collections.abc import Callable, Mapping, Sequence
from itertools import chain
from pathlib import Path
from urllib.parse import unquote

from lxml import etree, html

from builder import article, cache, doubts, file_laws, glossary, journal, laws, looks, pool, prose, search
from builder.config import OUT, Config, own_text
from builder.model import Problem, Report, TongduError, Variant
from builder.site import article_slug, claim
from builder.variants import Converter, own_script

BATCH = 64  # files a task: enough to make the hand-over cheap


def run(root: Path, config: Config, *, jobs: int | None = None) -> Report:
    """Checks the built site of `root` by every law, and its articles for what is wrong in themselves.

    `jobs` is the number of processes (all cores where None). Problems come in the order of articles and pages.
    Raises TongduError where there is no built site.
    """
    journal.recover(root)
    folder = root / OUT

    def read(path: str) -> bytes:
        return (folder / path).read_bytes()

    if not folder.is_dir():
        raise TongduError(Problem(OUT, "there is no built site", "run “tongdu build” first"))
    words = glossary.load(root)
    problems = list(words.problems)
    given = {"": frozenset(text for phrase in words.phrases for _, text in phrase.words)}
    jobs = jobs or pool.cores()
    ahead = 2 * jobs + 1
    articles: dict[str, tuple[str, str]] = {}
    taken: dict[str, str] = {}
    content = looks.content(root)[0]
    paths = list(content)
    problems += _changed(root, content)
    with pool.workers(jobs, _know, (root, None)) as executor:
        batches = pool.ordered(executor, _read_articles, pool.batched(paths, BATCH), ahead)
        for slug, path, language, overrides, found in chain.from_iterable(batches):
            problems += found
            if overrides:
                given[path] = overrides
            if not slug:
                continue
            if refused := claim(slug, path, taken):
                problems.append(refused)
            else:
                articles[slug] = (path, language)
    if elsewhere := _built_for(read, config.base_url):
        return Report(problems=(*problems, elsewhere))
    files, links = _files(folder)
    problems += (Problem(f"_site/{path}", "is a symbolic link, which no host serves", "remove it") for path in links)
    site = laws.Site(config.base_url, tuple(v.tag for v in config.variants), files, articles, given)
    pages: dict[str, laws.Facts] = {}
    static = root / "static"
    theirs = {path.relative_to(static).as_posix() for path in static.rglob("*.html")}  # files of the owner's own
    html_files = sorted(path for path in site.files if path.endswith(".html") and path not in theirs)
    with pool.workers(jobs, _know, (root, site)) as executor:
        for facts, found in chain.from_iterable(
            pool.ordered(executor, _check_pages, pool.batched(html_files, BATCH), ahead)
        ):
            problems += found
            pages[facts.path] = facts
        wanted: dict[str, list[tuple[str, str]]] = {}
        for facts in pages.values():
            for target, fragment in facts.anchors:
                wanted.setdefault(target, []).append((fragment, facts.path))
        led_into = sorted(wanted.keys() & pages.keys())
        for target, ids in chain.from_iterable(pool.ordered(executor, _ids, pool.batched(led_into, BATCH), ahead)):
            problems += [
                Problem(
                    site.where(path), f"“{target}#{fragment}” leads to no place in that page", "name a heading's id"
                )
                for fragment, path in wanted[target]
                if fragment not in ids
            ]
    for law in laws.SITE_LAWS:
        problems += law(pages, site)
    if config.search:
        problems += search.verify(folder, [tag.lower() for tag in site.tags], site.where)
    problems += file_laws.files_are_there(read, site)
    problems += file_laws.feeds_are_whole(read, site)
    problems += file_laws.styles_load_nothing_from_elsewhere(read, site)
    problems += file_laws.sitemap_is_complete(read, pages, site)
    told_once = tuple(dict.fromkeys(problems))  # an article's fault shows on its page in each variant
    return Report(unchanged=len(pages), problems=told_once)


def conversion(root: Path, config: Config) -> Report:
    """What the conversion of the articles is not sure of, the greatest risk first, and what stands in its way.

    Notes of places in articles; glossary entries that stand in none; quotation marks that do not pair; mixed scripts.
    """
    words = glossary.load(root)
    converter = Converter(config.variants, words, root / ".cache")
    met: set[str] = set()
    odd: dict[Problem, None] = {}
    found: list[tuple[float, str, Variant, doubts.Doubt]] = []
    paths = list(looks.content(root)[0])
    for name in paths:
        text = (root / name).read_text("utf-8", "replace")
        for to in config.variants:
            found += ((-doubt.risk, name, to, doubt) for doubt in doubts.doubts(text, to, converter))
            odd |= dict.fromkeys(doubts.oddities(text, name, to, converter))
            if words.phrases:
                met |= doubts.met(text, to, converter)
    found.sort(key=lambda entry: (entry[0], entry[1], entry[3].line, entry[3].column))
    told = tuple(doubts.problem(doubt, name, to) for _, name, to, doubt in found)
    problems = (*words.problems, *glossary.unmet(words.phrases, met), *odd, *told)
    return Report(unchanged=len(paths), problems=problems, doubts=len(told))


def _built_for(read: Callable[[str], bytes], base_url: str) -> Problem | None:
    """What is wrong with a site built for another address, as `tongdu serve` builds one: every page names that one."""
    try:
        page, robots = (read(name).decode("utf-8", "replace") for name in ("index.html", "robots.txt"))
    except OSError:
        return None
    canonical = re.search('<link rel="canonical" href="([^"]*)">', page)
    sitemap = re.search(r"(?m)^Sitemap: (.*)sitemap\.xml$", robots)
    if canonical and sitemap and canonical[1] == sitemap[1] != base_url:
        hint = "run “tongdu build”, or name that address by --base-url"
        return Problem(OUT, f"was built for {sitemap[1]}, not for {base_url}", hint)
    return None


def _changed(root: Path, content: Mapping[str, str]) -> list[Problem]:
    """Articles that are not what the last build read, by their bytes; none where its cache is not there to tell."""
    if not (root / cache.PLACE).is_file():
        return []
    try:
        with contextlib.closing(cache.Cache(root)) as store:
            known, base = store.content(), store.state("base")
    except cache.DAMAGED:
        return []
    hint = "run “tongdu build”"
    found = [Problem(path, "is gone since the site was built", hint) for path in sorted(known.keys() - content.keys())]
    for path, look in content.items() if base else ():
        was_look, key = known.get(path, ("", b""))
        same = look and look == was_look
        if not same and cache.article_key(base, path, cache.file_bytes(root / path)) != key:
            found.append(Problem(path, "has changed since the site was built", hint))
    return found


def _files(folder: Path) -> tuple[dict[str, int], list[str]]:
    """Path below the folder → bytes of each file, and the symbolic links, which are not followed."""
    files, links = dict[str, int](), list[str]()
    for parent, folders, names in os.walk(folder):
        for name in (*folders, *names):
            path = Path(parent, name)
            below, found = path.relative_to(folder).as_posix(), path.lstat()
            if stat.S_ISLNK(found.st_mode):
                links.append(below)
            elif not stat.S_ISDIR(found.st_mode):
                files[below] = found.st_size
    return files, sorted(links)


# ── in the worker processes ───────────────────────────────────────────────────────────────────────────────────────


_root = Path()
_site: laws.Site | None = None


def _know(root: Path, site: laws.Site | None) -> None:
    """Tells a worker, once, what all its batches are about: the site's list of files is as long as the site."""
    global _root, _site
    _root, _site = root, site


def _read_articles(paths: Sequence[str]) -> list[tuple[str, str, str, frozenset[str], list[Problem]]]:
    """(slug, path, language, words that a person gave, problems) of each article; no slug for a draft, and for one
    that can't be read. The language is `und` where nothing tells it."""
    found = []
    none = frozenset[str]()
    for path in paths:
        try:
            read, problems = article.read(own_text(_root, path) or "", path)
        except TongduError as error:
            found.append(("", path, "", none, [error.problem]))
        else:
            slug = "" if read.meta.draft else article_slug(read)
            entries = (words for entry in read.meta.glossary for words in entry.values())
            given = frozenset((*prose.overrides(read.document.blocks), *entries))
            found.append((slug, path, own_script(read) or "und", given, list(problems)))
    return found


def _check_pages(paths: Sequence[str]) -> list[tuple[laws.Facts, list[Problem]]]:
    """The facts of each page and what breaks a law on it, told by the article's line where one is at fault."""
    assert _site is not None  # `_know` came first
    found = []
    for path in paths:
        page = _parse(path)
        source = _site.article_of(path)[0]
        problems = [
            Problem(
                _site.where(path), fault.message, fault.hint, _line(_root / source, fault.needle) if source else None
            )
            for law in laws.PAGE_LAWS
            for fault in law(page, _site)
        ]
        found.append((laws.facts(page, _site), problems))
    return found


def _ids(paths: Sequence[str]) -> list[tuple[str, frozenset[str]]]:
    """The ids of each page that another page leads into."""
    return [(path, frozenset(_parse(path).tree.xpath("//@id"))) for path in paths]


def _parse(path: str) -> laws.Page:
    data = (_root / OUT / path).read_bytes()
    try:
        tree = html.document_fromstring(data, parser=html.HTMLParser(encoding="utf-8", huge_tree=True))
    except etree.LxmlError:
        tree = html.document_fromstring("<html><body></body></html>")  # an empty file breaks the laws by itself
    etree.strip_tags(tree, "wbr")  # where a line may break, no word ends
    return laws.Page(path, tree)


def _line(path: Path, needle: str) -> int | None:
    """The line of an article on which the text, or the address as it may have been written, first stands."""
    if not needle:
        return None
    try:
        text = path.read_text("utf-8")
    except (OSError, UnicodeDecodeError):
        return None
    from_root = re.sub(r"^(\.\./)+", "", unquote(needle))
    for wanted in (needle, unquote(needle), from_root, re.sub(r"^zh-han[^/]*", "", from_root)):
        position = text.find(wanted)
        if position >= 0:
            return text.count("\n", 0, position) + 1
    return None
