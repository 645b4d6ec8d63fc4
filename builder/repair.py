"""Before the parser: bodies that are too large are told, what browsers read as raw text is out of its way, and known
damage is mended, so that it takes the page as a browser does."""

from __future__ import annotations

import html
import re
from collections import Counter

from builder.config import MAX_ATTRIBUTES, MAX_DEPTH, MAX_ELEMENTS
from builder.model import Problem, Seed, TongduError
from builder.text import one_of
from builder.tree import INLINE

# What a parser must not see, by its beginning, and how each kind of it ends. XHTML's `<iframe … />` is whole.
_OPAQUE = re.compile(
    r"<(?:!--|(script|style|template|textarea|xmp|noembed|noframes|noscript|iframe)\b(?:[^>]*[^/>])?>)", re.I
)
_END = {name: re.compile(rf"</{name}\s*>", re.I) for name in re.findall(r"[a-z]{3,}", _OPAQUE.pattern)}
_END[""] = re.compile("--!?>")
# A script that writes a listing, what a terminal showed, or a post of a channel.
_WRITES = re.compile(
    r"""\bsrc=["']?(https://(?:gist\.github\.com/[\w-]+(?:/\w+)?|asciinema\.org/a/\w+))\.js\b"""
    r"""|\bdata-telegram-post=["']?(\w+/\d+)"""
)
# A script that shows a document, or a note on one, says where its data are (documentcloud.org, “embed”).
_DOCUMENT = re.compile(r"""["'](?:https?:)?//(?:www\.)?(documentcloud\.org/documents/[^"'\s?]+?)\.js\b""")
# A field that a reader fills in, by which what stands around it is known: not what an editor of code types into.
_FILLED_IN = re.compile(r"\s(?:placeholder|maxlength|rows|name)\s*=", re.I)
_TEX = re.compile(r"""\btype=["']?math/tex""", re.I)
_FRAME = re.compile(
    r"</?(?:html|body|head|o:p|!doctype)\b[^<>]*>|<\?xml[^<>]*>|<!\[(?:CDATA\[|if[^<>]*\]>|endif\]>?)"
    r"|\]\]>",
    re.I,
)
_RUN_TOGETHER = re.compile(
    r"<(div|span|p|a|img|section|ul|li|figure|iframe|[a-z]+-player)(class|id|style|href|src|(?:data|video)-[\w-]+)=",
    re.I,
)
# A drop cap that was printed pretty: on a line of its own, apart from its word.
_DROP_CAP = re.compile(
    r"((?i:<span\b(?=[^<>]{0,200}drop-?cap)[^<>]{0,300}>))[ \t]*\n\s*([B-HJ-Z])\s*(</[^<>]{4}>)"
    r"(?:\s*(<[aA]\b[^<>]*>))?\s*(?=[a-z])"
)
# Elements without an end tag that libxml2 would nest what follows in (https://html.spec.whatwg.org/multipage/#void-elements
# and those of old).
_VOID = re.compile(r"<(source|track|wbr|embed|bgsound|command|keygen|spacer)\b([^<>]*?)/?>", re.I)
# What would swallow the rest of the article if it were never closed: what shows nothing of its content, marks, links,
# captions; and what ends it.
_SWALLOWS = re.compile(
    r"<(?:(/?)(iframe|noscript|video|audio|object|button|select|textarea|canvas|svg|figcaption|figure|a|b|strong|i|em"
    r"|s|del|u|sup|sub)(?=[\s/>])[^<>]*(?<!/)>|(?=(?:p|div|section|ul|ol|table|blockquote|pre|hr|br|h[1-6])[\s/>]))",
    re.I,
)
_SECTION = re.compile(r"<(/?)(div|article|section|main|aside|header|footer|nav)(?=[\s>])[^<>]*>", re.I)
_CODE = re.compile(r"(</?(?:pre|code|kbd|samp|tt)\b[^<>]*>)", re.I)
_TWICE = re.compile(
    r"&amp;(nbsp|quot|amp|hellip|mdash|ndash|[lr]dquo|[lr]squo|middot|bull|apos|#\d{2,6}"
    r"|#x[0-9a-f]{2,5});",
    re.I,
)
_MARK_AROUND_BLOCKS = re.compile(r"<[bi]\b[^<>]*>\s*<p\b", re.I)
_LOST_HEIGHT = re.compile(r'(\swidth="\d+") "(\d+)"')
# `alt="挂着"停航"的牌子"`: a quotation mark ends a value only where another attribute or the tag's end follows.
_QUOTED_ALT = re.compile(
    r'alt="([^"<>]*(?:(?<!=)"(?!\s*/?>|\s+[A-Za-z]|[\w:-]+\s*=)[^"<>]*)+)"(?=\s*/?>|\s+[\w:-]+\s*=)'
)
# A picture and its caption, as WordPress stores them: `[caption id="…"]<img …> 渡口的旧船[/caption]`.
_STORED = re.compile(
    r"\[caption\b[^\]]*\]\s*((?:<a\b[^<>]*>\s*)?<img\b[^<>]*>(?:\s*</a>)?)\s*((?:(?!\[caption\b).){0,1000}?)\s*\[/caption\]",
    re.I | re.S,
)
# AMP's picture (https://amp.dev/documentation/components/amp-img) with what holds its place or stands in for it: a box
# of its size, one for browsers that cannot show another or run no scripts.
_AMP = re.compile(
    r"<amp-(?:img|anim)\b([^<>]*)>(?:(?:\s|</?(?:noscript|div|img|i-amphtml-[\w-]+)\b[^<>]*>"
    r"|<amp-(?:img|anim)\b[^<>]*\sfallback(?=[\s/=>])[^<>]*>|</amp-(?:img|anim)\s*>(?=\s*</amp-(?:img|anim))){0,400}?"
    r"</amp-(?:img|anim)\s*>)?|</amp-(?:img|anim)\s*>",
    re.I,
)
_MARKUP = re.compile(r"<(?:p|div|br|img|li|h[1-6]|table|section|article|figure|blockquote)\b", re.I)
_OTHERS = (
    "address aside audio body button canvas caption center dd details dl dt embed figcaption footer form frame "
    "frameset head header hr html iframe input label link main meta nav noscript o:p object ol option param pre script "
    "section select source style summary tbody td template textarea th thead title tr track ul video"
)
# A tag that a sentence names: nothing in it, words on both sides, and (see `_named`) no end of it anywhere.
_NAMED = re.compile(
    r"<(?:(?<=[\w，。、：；“”「」《》（）]<)|(?<=[\w，。、：；“”「」《》（）] <))"
    r"(?=(iframe|script|style|img|embed|frame|input|video|audio|object|textarea|select|noscript|button|canvas|svg|form)>"
    r" ?[\u3000-\u9fff\uff00-\uffef])",
    re.I,
)
# What begins no tag in a plain text: `List<T>`, `a<b`, `<name@example.org>`.
_NO_TAG = re.compile(
    rf"""<(?!!|/[a-z]|(?:{"|".join(INLINE)}|{"|".join(_OTHERS.split())})"""
    r"""(?:\s+[a-z][\w:-]*(?:\s*=\s*(?:"[^"<>]*"|'[^'<>]*'|[^\s"'<>]+))?)*\s*/?>)""",
    re.I,
)
_IMAGE = re.compile(r"<img\b[^>]*>", re.I)
_FRAMED = re.compile(
    r"<iframe\b[^>]*>|<a\b[^>]*>(?=\s*<(?:img|figure|picture|div|span)\b)|<a\b[^>]*(?:youtu|instagram|twitter)[^>]*>",
    re.I,
)
_TAG = re.compile(r"<(/?)([a-zA-Z][\w:-]*)[^>]*?(/?)>")
_UNENDED = one_of("br img hr input meta link source wbr embed param p li td th tr dt dd option")
_LONG_TAG = re.compile(r"<[a-zA-Z][^<>]{5000,}")
_ATTRIBUTE = re.compile(r"""(?<![\w-])([\w-]+)\s*=\s*("[^"]*"|'[^']*'|[^\s>"']+)""")


def limits(seed: Seed) -> None:
    """Raises TongduError where parsing would take more time or memory than a page is worth."""
    elements = seed.body.count("<")
    told = ""
    if elements > MAX_ELEMENTS:
        told = f"holds more than {MAX_ELEMENTS:,} tags"
    elif _attributes_in(seed.body) > MAX_ATTRIBUTES:
        told = f"holds more than {MAX_ATTRIBUTES:,} attributes"
    elif elements > MAX_DEPTH and _depth(seed.body) > MAX_DEPTH:
        told = f"nests more than {MAX_DEPTH:,} elements"
    if told:
        raise TongduError(Problem(seed.path, told, "cut the page down to its article"))


def _attributes_in(body: str) -> int:
    """How many attributes a body has, where it may have too many: with values, or without any in long tags."""
    valued = len(_ATTRIBUTE.findall(body)) if body.count("=") > MAX_ATTRIBUTES else 0
    return max(valued, sum(len(tag[0].split()) for tag in _LONG_TAG.finditer(body)))


def _depth(body: str) -> int:
    """How deep the elements of a body are nested, but for those that need no end tag."""
    depth = deepest = 0
    for found in _TAG.finditer(body, 0, body.rfind(">") + 1):
        if not found[3] and found[2].lower() not in _UNENDED:
            depth = max(0, depth - 1) if found[1] else depth + 1
            deepest = max(deepest, depth)
    return deepest


def repaired(body: str) -> str:
    """The body as a parser takes it well: what browsers read as raw text is out of the way, known damage is mended."""
    body = _RUN_TOGETHER.sub(r"<\1 \2=", body)
    body = _named(body)
    if "<" not in body or not _MARKUP.search(body):
        body = _NO_TAG.sub("&lt;", body)
        body = "".join(f"<p>{part}</p>" for part in re.split(r"\n[ \t\u3000]*\n\s*", body) if part.strip())
    if "[/caption]" in body:
        body = _STORED.sub(r"<figure>\1<figcaption>\2</figcaption></figure>", body)
    if "<amp-" in body:
        body = _AMP.sub(lambda found: f"<img{found[1]}>" if found[1] else "", body)
    body = _closed(_sectioned(_without_opaque(body)))
    body = _FRAME.sub("", body)
    if "&amp;" in body:
        body = _unescaped(body)
    if _MARK_AROUND_BLOCKS.search(body):  # libxml2 closes `<b>` and `<i>` at a `<p>`, but not their equals
        body = re.sub(r"<(/?)b(?=[\s>])", r"<\1strong", body, flags=re.I)
        body = re.sub(r"<(/?)i(?=[\s>])", r"<\1em", body, flags=re.I)
    body = _VOID.sub(r"<\1\2></\1>", body)
    if '" "' in body:
        body = _LOST_HEIGHT.sub(r'\1 height="\2"', body)
    body = _DROP_CAP.sub(r"\1\2\3\4", body)
    body = _QUOTED_ALT.sub(lambda found: 'alt="' + found[1].replace('"', "&quot;") + '"', body)
    return re.sub(r"</br\s*>", "<br>", body)


def _named(body: str) -> str:
    """The body with the tags that its sentences name (`用 <iframe> 标签`) as text."""
    names = {found[1].lower() for found in _NAMED.finditer(body)}
    names = {name for name in names if not re.search(f"</{name}", body, re.I)}
    return _NAMED.sub(lambda found: "&lt;" if found[1].lower() in names else "<", body) if names else body


def _closed(body: str) -> str:
    """The body with an end, at the next block or break, for each element of `_SWALLOWS` that has none behind it."""
    ends: dict[str, list[int]] = {}  # by names: where those ends belong
    waiting: list[list[int]] = []  # the lists of what was opened since the last block, to which its place is added
    for found in _SWALLOWS.finditer(body):
        name = (found[2] or "").lower()
        if not found[1] and name in ("", "figure"):  # a block begins
            for places in reversed(waiting):
                places.append(found.start())
            waiting.clear()
        if found[1]:
            ends.pop(name, None)
        elif name:
            waiting.append(ends.setdefault(name, []))
    parts: list[str] = []
    done = 0
    for at, name in sorted((at, name) for name, places in ends.items() for at in places):
        parts += body[done:at], f"</{name}>"
        done = at
    return "".join(parts) + body[done:]


def _sectioned(body: str) -> str:
    """The body with an end for each `<div>` that the end of a section leaves open, which libxml2 would not end."""
    parts: list[str] = []
    opened: list[str] = []
    counts: Counter[str] = Counter()
    done = 0
    for found in _SECTION.finditer(body):
        name = found[2].lower()
        if not found[1]:
            opened.append(name)
            counts[name] += 1
        while found[1] and counts[name]:
            counts[inner := opened.pop()] -= 1
            if inner == name:
                break
            if inner == "div":
                parts += body[done : found.start()], "</div>"
                done = found.start()
    return "".join(parts) + body[done:]


def _unescaped(body: str) -> str:
    """The body's text without the second of two escapes; code may tell of `&amp;nbsp;`, and stays."""
    depth, parts = 0, _CODE.split(body)
    for index, part in enumerate(parts):
        if index % 2:
            depth = max(0, depth - 1 if part[1] == "/" else depth + 1)
        elif depth == 0:
            parts[index] = re.sub(r"(?:^|>)[^<]*", _unescaped_once, part)
    return "".join(parts)


def _unescaped_once(text: re.Match[str]) -> str:
    return _TWICE.sub(r"&\1;", text[0]) if "&" in text[0] else text[0]


_LINE_LEFT = re.compile(r"[ \t]*\n")
_NO_LINE = ">。！？!?.…」』”"  # what a line that goes on does not end with


def _without_opaque(body: str) -> str:
    """The body without comments and what browsers read as raw text, but for what the article needs of it.

    In one pass and linear time: a tag ends before the last `>`, and an end that is not there is looked for once. What
    is never closed stays as it is.
    """
    kept: list[str] = []
    at, done, last = 0, 0, body.rfind(">") + 1
    unclosed = set()
    within = False  # a line that only comments break
    while found := _OPAQUE.search(body, at, last):
        at = found.end()
        name = (found[1] or "").lower()
        if name in unclosed:
            continue
        end = _END[name].search(body, at if name else at - 2)  # `<!-->` is a whole comment
        if end is None:
            unclosed.add(name)
            continue
        before = body[done : found.start()]
        kept += before, _instead(name, found[0], body[at : end.start()])
        at = done = end.end()
        text = before.rstrip()
        goes_on = text[-1] not in _NO_LINE and "\n" in before[len(text) :] if text else within
        within = not name and goes_on
        if within and (blank := _LINE_LEFT.match(body, at)):  # a comment on a line of its own leaves no blank one
            kept[-2] = before if text else ""
            at = done = blank.end()
    return "".join(kept) + body[done:]


def _instead(name: str, tag: str, content: str) -> str:
    """What stands for an element whose content no parser must see."""
    if name == "noscript":
        return _noscript(_without_opaque(content))
    if name == "iframe":
        return f"{tag}</iframe>"
    if name == "textarea" and _FILLED_IN.search(tag):
        return "<textarea></textarea>"
    if name == "script" and (written := _WRITES.search(tag)):
        return f'<iframe src="{written[1] or f"https://t.me/{written[2]}"}"></iframe>'
    if name == "script" and "documentcloud.org/" in content and (shown := _DOCUMENT.search(content)):
        return f'<iframe src="https://www.{shown[1]}"></iframe>'
    return _tex(content) if name == "script" and _TEX.search(tag) else ""


def _tex(source: str) -> str:
    """MathJax's source of a formula, which stands beside what a script made of it, as the formula itself."""
    tex = html.escape(re.sub(r"%\s*<!\[CDATA\[|%\s*\]\]>", "", html.unescape(source)).strip())
    return f'<math data-tex="1" alttext="{tex}">{tex}</math>' if tex else ""


def _noscript(content: str) -> str:
    """A `<noscript>` in short: the picture in it as attributes, whether the picture is all that it holds, and as
    `data-page` what a frame in it plays, or where the picture leads."""
    end = content.rfind(">") + 1
    images = _IMAGE.findall(content, 0, end)
    framed = _FRAMED.search(content, 0, end)
    if not images and not framed:
        return ""
    values = _attributes(images[0]) if images else {}
    linked = _attributes(framed[0]) if framed else {}
    values["data-page"] = linked.get("src") or linked.get("data-src") or linked.get("href") or ""
    only = len(images) == 1 and not re.sub(r"<[^>]*>?|\s", "", content)
    kept = " ".join(
        f'{key}="{html.escape(html.unescape(values[key]))}"'
        for key in ("src", "srcset", "alt", "width", "height", "data-src", "data-original", "class", "data-page")
        if values.get(key)
    )
    return f"<noscript {'data-only ' if only else ''}{kept}></noscript>"


def _attributes(tag: str) -> dict[str, str]:
    """The attributes of a start tag, by their names in small letters."""
    return {key.lower(): value.strip("\"'") for key, value in _ATTRIBUTE.findall(tag)}
