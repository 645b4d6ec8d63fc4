"""Links that are no way to read on: they share the page, print it, or do something else with it."""

from __future__ import annotations

import re
from urllib.parse import unquote

from bs4 import Tag

from builder import hanzi, phrases
from builder.tree import (
    Draft,
    attribute,
    called,
    element_before,
    enclosing,
    first,
    in_sentence,
    line_around,
    pixels,
    words,
)

IN_NEW = r"新(?:窗口|视窗|标签页?|分页)中?(?:打开|开启)"  # what a link says to who cannot see its sign
_IN_NEW = hanzi.compile(rf"(?<!\s)\s*[（(]在{IN_NEW}[)）]$")
_BUTTON = re.compile(r"(?:\w+-)*(?:btn|button)(?:-\w+)*")
# Where a page is shared by a click: the services' own addresses for it.
_SHARES = re.compile(
    r"whatsapp://send\b|https?://(?:(?:www\.|m\.)?(?:twitter|x)\.com/(?:intent/|share\b)|(?:www\.|m\.)?facebook\.com/(?:sharer|share\.php|dialog/)"
    r"|(?:t|telegram)\.me/share\b|service\.weibo\.com/share|(?:api|wa)\.?\w*\.(?:com|me)/(?:send\b|\?text=)"
    r"|(?:(?:social-plugins\.|lineit\.)?line\.me|line\.naver\.jp)/(?:R/msg|lineit/share|share/)"
    r"|(?:www\.)?plurk\.com/\?(?:\w+=[^&#]*&)*(?:status|qualifier)=|sns\.qzone\.qq\.com|connect\.qq\.com/widget/share"
    r"|plus\.google\.com/share\b|(?:www\.)?linkedin\.com/share|(?:\w+\.)?pinterest\.com/pin/create|(?:www\.)?reddit\.com/submit|getpocket\.com/(?:save|edit)"
    r"|(?:www\.)?blogger\.com/(?:share-post|email-post|post-edit)|(?:www\.)?google\.com/bookmarks/mark"
    r"|(?:www\.)?(?:digg\.com/submit|del(?:icio\.us/post|icious\.com/save)|tumblr\.com/(?:share|widgets/share)))"
    r"|mailto:(?:\?|$)",  # to nobody yet
    re.I,
)
_SHARES_ITSELF = re.compile(r"[?&](?:action=share|share=[a-z-]+)(?:&|$)")  # by the page's own (Substack, Jetpack)
# Where readers comment on the page, of which a link tells no more than how many did.
_COMMENTS = re.compile(r"#(?:comments?|comment-form|respond|disqus_thread)$|/comments/?$", re.I)
_TO_COMMENT = re.compile(r"#(?:comment-form|respond)$", re.I)
# What a link does with the page, and what links to other scripts say that they do.
_ACTS = re.compile(
    r"javascript:\s*(?:void\()?(?:window|self|top|document)?\.?(?:print|close|history\.\w+)\b|#(?:page-?)?top$", re.I
)
_ACTION = hanzi.compile(
    r"[\[【（(]?(?:纠错|打印|列印|[打列]印(?:版|本页)|(?:文字|字体|字号)(?:大小|[放缩][大小])?|返回|关闭|关闭窗口|关闭视窗|举报|收藏|复制链接|复制连结)"
    r"[\]】）)]?"
)
_GIVES = re.compile(r"donat|paypal|coffee|ko-?fi|btn|button", re.I)  # as the picture of a button to give is called
_LABEL = 24  # `点击以在 Facebook 上共享`
_SIGN = 50  # pixels
_PASSED = len("https://a.bc/?")


def is_button(tag: Tag) -> bool:
    """Whether an element is a link that is a button, or says by its role and its words that it is one; and no word of
    a sentence."""
    acts = _acts(tag) if tag.name == "a" else attribute(tag, "role") == "button" and _says_so(tag)
    return acts and not (in_sentence(tag) or _goes_on(tag))


def _says_so(tag: Tag) -> bool:
    """Whether an element without links says what a button does, or which neighbour it leads to."""
    if tag.name not in ("div", "span") or first(tag, "a", "img") is not None:
        return False
    said = words(tag)
    ways = phrases.NEIGHBOUR.match(said) or phrases.TO_NEIGHBOUR.match(said)
    return (
        ways is not None
        or phrases.BUTTON.fullmatch(said) is not None
        or re.fullmatch(r"\d+\s?[个個篇]", said) is not None
    )


def _acts(link: Tag) -> bool:
    """Whether a link shares the page somewhere or does something with it (prints it, closes it, reports an error), or
    is called a button and leads nowhere, or where the link before it does (WordPress's button to download a file)."""
    address = attribute(link, "href").strip()
    if _SHARES.match(address) or _SHARES_ITSELF.search(address) or _ACTS.match(address):
        return len(_IN_NEW.sub("", words(link))) <= _LABEL
    said = words(link)
    if not said and re.match("#.", address) and _is_sign(link):
        return True
    if _TO_COMMENT.search(address) and 0 < len(said) <= _LABEL:
        return True
    if not said and phrases.DONATION.match(address) and (picture := first(link, "img")) is not None:
        return _GIVES.search(attribute(picture, "src")) is not None
    if _COMMENTS.search(address) and (re.fullmatch(r"[\d.,kK万]+", said) or phrases.COMMENTS.fullmatch(said)):
        return True
    if address.startswith("javascript:") and _ACTION.fullmatch(said):
        return True
    if not called(link, _BUTTON) or (first(link, "img") is not None and enclosing(link, "figure") is not None):
        return False  # a picture that it enlarges
    before = element_before(link)
    again = before is not None and before.name == "a" and attribute(before, "href").strip() == address
    return again or re.match(r"(?:#|javascript:|$)", address) is not None


def _is_sign(link: Tag) -> bool:
    """Whether all that a link shows is a picture as low as a line, which a menu of the page's parts is made of."""
    picture = first(link, "img")
    return picture is not None and 0 < pixels(picture, "height") <= _SIGN


def passes_page_on(draft: Draft, link: Tag) -> bool:
    """Whether a short link hands the page's own address to another one, which shares it, keeps it or sends it."""
    own, address = draft.url.partition("://")[2].rstrip("/"), attribute(link, "href")
    if "/" not in own or len(address) < len(own) + _PASSED or len(link.get_text()) > _LABEL:
        return False
    at = unquote(address).find(own, _PASSED)
    kept = re.search(r"archive|cache|/web/", address[:at]) is not None
    return at > 0 and not kept and first(link, "img") is None and not in_sentence(link)


def _goes_on(link: Tag) -> bool:
    """Whether a link goes on with the sentence ahead of it: behind a comma, or behind a word of one that has some."""
    before = line_around(link)[0]
    return re.search(r"[，、,]\s*$|[，；。][^，；。]*[\u4e00-\u9fff]$", before) is not None
