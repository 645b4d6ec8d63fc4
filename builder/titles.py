"""Titles, and names as they are compared. Text in, text out; nothing here knows the tree."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable
from functools import lru_cache

from builder import hanzi
from builder.sources import Source
from builder.text import fold

_REFERENCE = re.compile(r"&(?:[a-z]{2,8}|#\d{2,6}|#x[0-9a-f]{2,5});", re.I)


def title(raw: str, source: Source, tags: Iterable[str] = ()) -> str:
    """The title on one line, without a suffix that is the publication's name (`… – 法国国际广播电台 - RFI`), which the
    seed's only tag is too, or that of the program that made the page."""
    text = fold(_unescaped(raw))
    only = set(tags)
    networks = [source.domain.split(".", n)[n] for n in range(1, source.domain.count("."))]  # a forum's page names it
    names = set(map(bare, (*source.names(), *networks, *(only if len(only) == 1 else ()))))
    text = _SLOGAN.sub(r"\1", text)
    chain, of_parts = "", _OF_PARTS.search(text) is not None
    while found := re.search(r"\s*(\s[-–—|｜_·•]|[|｜]|_{1,2}|-{1,2})\s*([^-–—|｜_·•]{1,40})$", text):
        site = bare(re.split("[，,]", _DAY_AHEAD.sub("", found[2]))[0])  # `维基文库，自由的图书馆`
        named = site in names or any(
            _OF_SITE.fullmatch(site.removeprefix(name)) for name in names if site.startswith(name)
        )
        named = named or is_own_name(site, source, names)
        named = named or (source.name == source.domain and _OUTLET.fullmatch(site) is not None)
        named = named or (found[1][0] == chain and not of_parts and _SECTION.fullmatch(found[2]) is not None)
        if not (named or _MAKER.fullmatch(found[2])) or not text[: found.start()].strip():
            break
        chain = found[1][0] if found[1][0] == "_" or found[1] == "--" else ""
        text = text[: found.start()].rstrip()
    return text


def is_own_name(name: str, source: Source, names: Iterable[str] = ()) -> bool:
    """Whether a bare name is the publication's: that of its domain, with one of its known names or, where none is
    known, what it is called in Chinese beside it (`PanSci 泛科學` at pansci.asia)."""
    label = bare(_REGISTERED.sub("", source.domain).rpartition(".")[2])
    whole = bare(source.domain)  # `山谷新聞 VALLEY.COM`
    own = whole if name.endswith(whole) else label
    rest = name.removeprefix(own) if name.startswith(own) else name.removesuffix(own)
    if len(label) < 3 or rest == name:
        return False
    in_chinese = source.name == source.domain and re.fullmatch(r"[\u4e00-\u9fff]{2,10}", rest) is not None
    return not rest or rest in names or in_chinese


# What a publication's name may be followed by where its site names itself (`河报电子报`), and who made the page.
_OF_SITE = hanzi.compile(r"(?:中文)?(?:新闻)?(?:电子报|网|网站|中文版|中文网|官网|博客|论坛)")
# A name that only papers, stations and sites have.
_OUTLET = hanzi.compile(
    r"[\u4e00-\u9fffa-z]{2,8}(?:新闻[网云台社]|(?<!互联)(?<!物联)(?<!因特)(?<!社交)(?<!关系)(?<!安全)(?<![上入内外断织触撒漏落法天暗蛛电路水管渔球铁])网"
    r"|[日晚早时周]报|电子报|周刊|月刊|电视台|广播电台|通讯社|百科|在线)"
)
# A section, or a magazine's issue, in a chain that ends with the site: `桥开了_石桥新闻_山谷网`. No headline has such
# signs, but a book's parts may be told so.
_OF_PARTS = hanzi.compile(r"[_-]\s*第[\d一二三四五六七八九十百]+[章节回集部卷]")
# What a site says of itself behind its name: `桥开了_山谷网——山谷门户`.
_SLOGAN = hanzi.compile(r"(\s*[_|｜]\s*[\u4e00-\u9fffA-Za-z]{2,10}网)\s*(?:——?|—|--)\s*[^\s_|｜，。！？—]{4,16}$")
_SECTION = hanzi.compile(r"(?=.*[\u4e00-\u9fff])[^\s，。：！？“”《》]{2,14}")
_DAY_AHEAD = re.compile(r"^\d{4}年\d\d?月\d\d?日[,，]\s*")  # of a publication's name: Sputnik's
_REGISTERED = re.compile(r"(?:\.(?:com|net|org|edu|gov|ac|co|idv))?\.[a-z]{2,}$")
_MAKER = re.compile(r"Powered by \S.{1,24}", re.I)
# What a template puts between a headline, its section and its site. (A dash as `——` sets off a second headline.)
_OF_PAGE = re.compile(r"(?:\s*[|｜_]|\s*-{1,2}|\s–)\s*[^\d，。：！？—]{2,30}")
# Whose the site is that names itself behind a headline.
_OFFICE = hanzi.compile(
    r"[\u4e00-\u9fff]{2,16}(?:办事处|医院|大学|学院|中学|小学|研究[院所]|委员会|政府|管理局|学会|协会|集团|公司|官网|门户网站)"
)
_AHEAD = re.compile(r"^(?:\(.{1,4}\)|www\.)")  # of a name: a region, or how an address begins
_SIGNS = re.compile(r"[\W_]+")
FIRST_TITLE = hanzi.compile(r"^原标题\s*[:：]\s*")  # how an article was called before, where that is told
_AND_AUTHOR = re.compile(r"(?:[.。] .*)? [|｜] (?:by|作者) ?\S")


def headline(title: str, text: str, least: int = 7) -> str:
    """A title without what a page's template put behind its headline, where `text` is that headline.

    HTML's `<title>` names the page: the headline, often its section, and the site (`…-教育频道-山谷在线`), or its
    standfirst and its author (`…. … | by …`). A text of fewer than `least` letters says too little.
    """
    rest = title[len(text) :] if title.startswith(text) else ""
    named = rest[:1] == " " and any(kind.fullmatch(rest[1:]) is not None for kind in (_OUTLET, _OFFICE))
    return text if (len(text) >= least and (named or _OF_PAGE.fullmatch(rest))) or _AND_AUTHOR.match(rest) else title


def _unescaped(text: str) -> str:
    """A title without HTML's references, which feeds escape once or twice (`&quot;`, `&amp;#22338;`)."""
    for _ in range(2):
        text = html.unescape(text) if _REFERENCE.search(text) else text
    return text


@lru_cache(maxsize=256)  # the names of a publication are compared with many others
def bare(name: str) -> str:
    """A name as it is compared: letters only, in Simplified, without case, `www.` and a region in brackets."""
    return hanzi.simplified(_letters(_AHEAD.sub("", name.strip())))


def same_words(one: str, other: str) -> bool:
    """Whether two lines hold the same letters, whatever stands between them."""
    said = _letters(one)
    return said != "" and said == _letters(other)


def _letters(text: str) -> str:
    return _SIGNS.sub("", text).casefold()
