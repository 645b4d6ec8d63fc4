"""Where a page stands on its site: the way to it, its own address, links to sections and topics."""

from __future__ import annotations

import re
from urllib.parse import unquote

from bs4 import Tag

from builder import hanzi
from builder.addresses import FRONT_PAGE, absolute, same_page, site, to_topic
from builder.dates import without_dates
from builder.text import urlsplit_safe
from builder.titles import bare, same_words
from builder.tree import HEADINGS, Draft, attribute, every, first, only_link, says_only, words

_ADDRESSED = hanzi.compile(
    r"(?:[（(]此为[打列]印[版板][，,]\s*)?"
    r"(?:(?:Clipped|Saved|Archived|Taken) from|via|(?:Original|Source|Link|URL)\b[\w ]{0,12}"
    r"|(?:原文|本文|文章)?(?:来源|出处|(?<=文)|(?<=章))(?:链[接结]|连结|地址|网址)?|链[接结]|网址|地址)\s*[:：]?\s*(https?://\S+|\S{2,40})?",
    re.I,
)
_WAY = hanzi.compile(r"(?:[^>›»]{1,16}\s*[>›»]{1,2}\s*){1,6}(?:正文|内容|文章|阅读|详情)?")
_AT = r"(?:[您你]|目前|当前|现在|所在|的)*位置(?:是|在)?\s*[:：]?"
_HERE = hanzi.compile(rf"{_AT}(?:[^>›»]{{1,24}}[>›»]{{1,2}}){{1,6}}[^>›»]{{0,24}}")
_AT_LABEL = hanzi.compile(_AT)
_FROM_HOME = hanzi.compile(r"首页(?:\s*(?:[>›»/／]|->)\s*[^>›»/／，。\s]{1,12}){1,5}")
_NAME_AND_SITE = re.compile(r"([^\s:：，。]{2,16})\s*[:：]?\s*(https?://[\w.-]+)/?")
_FRONT = re.compile(r"(?:/[a-z]{2})?/[a-z]{3,16}/")
_SHORT = 12  # characters
_SECTION = 8  # the longest name of one, in Chinese characters
_HAN = re.compile("[\u4e00-\u9fff]")


def own_address(draft: Draft, block: Tag) -> bool:
    """Whether a line is the page's own address, or a link to it or to the front page of its site, behind a label
    (`原文链接：…`, `来源 …`)."""
    if not draft.url or first(block, "img") is not None:
        return False
    if re.fullmatch(r"https?://\S+", said := words(block)):
        return same_page(said, draft.url)
    if not _ADDRESSED.match(said):
        return _is_named_front_page(draft, said)
    if not (found := _ADDRESSED.fullmatch(said) or _ADDRESSED.fullmatch(without_dates(said)[0].strip())):
        return False
    links = every(block, "a")
    url = attribute(links[0], "href") if links else (found[1] or "").rstrip("）)")
    if len(links) > 1 or not url:
        return False
    to = absolute(url, draft.url)
    own = urlsplit_safe(to).hostname == urlsplit_safe(draft.url).hostname
    return (bool(links) and own and FRONT_PAGE.fullmatch(to) is not None) or same_page(to, draft.url)


def _is_named_front_page(draft: Draft, said: str) -> bool:
    """Whether a line is the name of the publication and the address of its front page, and nothing else."""
    found = _NAME_AND_SITE.fullmatch(said) if "://" in said else None
    return found is not None and bare(found[1]) in draft.known and site(found[2]) == site(draft.url)


def to_folder(draft: Draft, href: str) -> bool:
    """Whether a link leads to a folder of the site that the page itself is in, as its section is."""
    to = absolute(href, draft.url).rstrip("/") if href and draft.url else ""
    return urlsplit_safe(to).path != "" and draft.url.startswith(f"{to}/")


def is_way(draft: Draft, block: Tag, text: str) -> bool:
    """Whether a line or list leads down to the page (`首页 › 生活`)."""
    if block.name in ("p", "ul", "ol", *HEADINGS) and _HERE.fullmatch(text):
        return True
    if block.name in ("p", "ul", "ol") and _is_way_by_links(draft, block):
        return True
    if block.name != "p" or first(block, "img") is not None:
        return False
    return _FROM_HOME.fullmatch(text) is not None or _is_way_by_signs(draft, block, text)


def _is_way_by_signs(draft: Draft, block: Tag, text: str) -> bool:
    """Whether a line is steps with signs behind each but the title, or links with signs between them, and perhaps a
    part of the title."""
    if not (links := [words(link) for link in every(block, "a")]):
        return False
    if _WAY.fullmatch(text.removesuffix(draft.title)):
        return True
    steps = [step.strip() for step in re.split(r"[>›»]|->", text)]
    if len(steps[-1]) > 1 and steps[-1] not in links and steps[-1] in draft.title:
        steps.pop()
    return 1 < len(steps) <= 6 and [step for step in steps if step] == links


def _is_way_by_links(draft: Draft, block: Tag) -> bool:
    """Whether a line or list is short links alone of which the first leads to the front page of the site, and perhaps
    a label ahead of them and the title behind: the way to the page, whose signs a style sheet drew."""
    links = [link for link in every(block, "a") if words(link)]
    if not 1 <= len(links) <= 6 or any(len(words(link)) > _SHORT for link in links):
        return False
    said = words(block)
    if len(links) == 1 and said != f"{words(links[0])} 正文":
        return False
    label = _AT_LABEL.match(said)
    ends = [end for end in ("正文", draft.title) if end and said.endswith(end)]
    if not says_only(block, [label[0] if label else "", *map(words, links), *ends[:1]]):
        return False
    targets = [absolute(attribute(link, "href"), draft.url) for link in links]
    paths = [urlsplit_safe(to).path.strip("/") for to in targets]
    return {site(draft.url)} == set(map(site, targets)) and not paths[0] and all(paths[1:])


def leads_to_section(link: Tag) -> bool:
    """Whether a link leads to a topic, or to a section by its own name."""
    return to_topic(attribute(link, "href")) or is_section(words(link), attribute(link, "href"))


def lists_sections(draft: Draft, block: Tag) -> bool:
    """Whether a list is links to sections of the site and nothing else, of which there are several."""
    if block.name not in ("ul", "ol") or len(items := every(block, "li")) < 2:
        return False
    links = [link for item in items if (link := only_link(item)) is not None and leads_to_section(link)]
    sites = {site(absolute(attribute(link, "href"), draft.url)) for link in links}
    return len(links) == len(items) and sites == {site(draft.url)}


def is_section(text: str, href: str) -> bool:
    """Whether an address is that of a section called as its link is (`World` at `/world/`, `港聞` at `/1/港聞`); a blog
    has an article's whole title there."""
    if "《" in text or len(_HAN.findall(text)) > _SECTION:
        return False
    found = re.fullmatch(r"(?:https?://[^/]+)?(?:/[\w-]+){0,2}/([\w%-]+)/?", href)
    return found is not None and same_words(text, unquote(found[1]))


def is_front(draft: Draft, href: str) -> bool:
    """Whether an address is the front page of a section of the site: one word, perhaps behind a language's code."""
    to = absolute(href, draft.url) if href and draft.url else ""
    return to != "" and site(to) == site(draft.url) and _FRONT.fullmatch(urlsplit_safe(to).path) is not None
