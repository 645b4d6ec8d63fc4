"""Document → HTML fragment: one small function for each kind of block and inline, and nh3 as the last line of mark-up.

Nothing of an article reaches a page but through here (its metadata goes through Jinja's autoescape).
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from html import escape
from urllib.parse import urljoin

import nh3

from builder import model as m
from builder import prose
from builder.text import HAN, KANA, LANGUAGE_TAG, safe_url, slug, urlsplit_safe
from builder.variants import own_script

# Ids that the pages' own templates use. Others of theirs hold an underscore, which no slug does.
RESERVED = ("main", "switch", "settings", "search", "results")
DEPTH = 40  # deeper nesting shows its words alone: nh3's time grows with the square of the depth
SIZE = 8_000_000  # characters of HTML: no article that a person reads comes near
TOC_FROM = 3  # headings

_TAGS = set(
    re.findall(
        r"\w+",
        "a aside blockquote br code details div em figcaption figure h2 h3 h4 h5 h6 hr i img li nav ol p pre rp rt "
        "ruby s section span strong sub summary sup table tbody td th thead tr ul wbr",
    )
)
_ATTRIBUTES = {
    "*": {"id", "class", "lang"},
    "a": {"href", "title", "role", "aria-label", "data-width", "data-height"},
    "img": {"src", "alt", "width", "height", "loading", "decoding", "referrerpolicy"},
    "ol": {"start"},
    "div": {"tabindex", "role", "aria-label"},
    "nav": {"aria-label"},
    "pre": {"tabindex"},
}
_CLEANER = nh3.Cleaner(
    tags=_TAGS, attributes=_ATTRIBUTES, url_schemes={"http", "https", "mailto"}, link_rel=None, strip_comments=True
)
_HAN = re.compile(f"[{HAN}{KANA}]")
_LANG = re.compile(LANGUAGE_TAG)
_MARKS = {"strong": "strong", "emphasis": "em", "strikethrough": "s", "superscript": "sup", "subscript": "sub"}
_LONG = re.compile("[!-~]{24,}")  # an address in running text
_JOINT = re.compile(r"(?<=[/?=#_.;\-])(?=\w)")  # in HTML, where an ampersand ends in a semicolon
_joined = re.compile(r"[/?=#_.;\-]").search  # few texts hold one
_PLAYS = re.compile(
    r"(?i)youtu|vimeo|bilibili|youku|dailymotion|soundcloud|spotify|podcast|video|audio|player|\b(?:av|tv|vod)\."
    r"|\.(?:mp[34]|m4[av]|mov|webm|og[agv]|wav|m3u8)\b"
)
# A page of the site in one of its scripts: an article, a list.
_PAGE = re.compile(r"/?zh-han[st](?:-[a-z]{2})?(?=/(?:[^?#]*(?:\.html|/))?(?:[?#]|$))")
_ANCHOR = re.compile(r'<a class="anchor"[^>]*></a>')
_TEXT_START = '<div class="text"'


def block_ids(document: m.Document) -> tuple[str, ...]:
    """An HTML id for each top-level block, to be made from the author's own words, before any variant.

    A heading's is the slug of its words, a footnote's `fn:` and its number, another block's a short hash of what it
    says, so that an id outlives changes elsewhere in the article. Unique, and none that a template uses.
    """
    used = set(RESERVED)
    numbers = _numbers(document)
    ids = []
    for block in document.blocks:
        if isinstance(block, m.Footnote):
            ids.append(f"fn:{numbers[block.label]}")
            continue
        stem = slug(prose.words([block])) if isinstance(block, m.Heading) else ""
        stem = stem or "b" + hashlib.blake2b(_content(block).encode(), digest_size=3).hexdigest()
        name, count = stem, 1
        while name in used:
            count += 1
            name = f"{stem}-{count}"
        used.add(name)
        ids.append(name)
    return tuple(ids)


def fragments(
    several: Iterable[tuple[m.Article, m.Variant]],
    ids: Sequence[str],
    words: Mapping[str, Mapping[str, str]],
    hide_pictures: bool = False,
) -> tuple[str, ...]:
    """An article as HTML in several variants: the table of contents where there is one, then `<div class="text">`.

    `several` are (the article converted to the variant, the variant), `ids` are `block_ids` of the author's own;
    `words` are the interface words by the variant's tag. The direct children of the div are the blocks, each with its
    id; footnotes stand last in a section. With `hide_pictures` a picture is a link to it, which loads nothing.
    Raises TongduError where the article is larger than any page should be.

    What nh3 would leave as it is need not be shown to it: paragraphs of escaped words alone; and a variant that is the
    same as one before but for characters that are not ASCII, which are all alike to HTML's syntax
    (https://html.spec.whatwg.org/multipage/parsing.html).
    """
    found: list[str] = []
    clean: set[bytes] = set()
    for article, variant in several:
        html, marked = _html(article, ids, variant, words[variant.tag], hide_pictures)
        seen = marked.encode("ascii", "replace")
        if seen not in clean:
            if _CLEANER.clean(marked) == marked:
                clean.add(seen)
            else:
                html = _CLEANER.clean(html)
        found.append(html)
    return tuple(found)


def _html(
    article: m.Article, ids: Sequence[str], variant: m.Variant, words: Mapping[str, str], hide_pictures: bool
) -> tuple[str, str]:
    """The fragment, and the same without the paragraphs of words alone: what there is to sanitise in it."""
    document, script = article.document, own_script(article) or "und"
    foreign = script if not script.startswith("zh") and _LANG.fullmatch(script) else ""
    page = _Page(
        words,
        root="../" * (article.meta.slug.count("/") + 1),
        folder=variant.slug,
        hide_pictures=hide_pictures,
        label_lang=f' lang="{variant.tag}"' if foreign else "",
        numbers=_numbers(document),
    )
    lang = f' lang="{foreign}"' if foreign else ""
    pairs = list(zip(document.blocks, ids, strict=True))
    blocks: list[str] = []
    marked: list[str] = []
    for block, name in pairs:
        if words_alone := _words_alone(block):
            blocks.append(f'<p id="{name}">{_text(words_alone)}</p>')
        elif not isinstance(block, m.Footnote):
            blocks.append(page.block(block, f' id="{name}"'))
            marked.append(blocks[-1])
    notes = "\n".join(page.footnote(block, name) for block, name in pairs if isinstance(block, m.Footnote))
    if notes:
        notes = (
            f'\n<section class="footnotes"><h2 class="label"{page.label_lang}>{_e(words["脚注"])}</h2>'
            f"<ol>{notes}</ol></section>"
        )
    start, end = f"{page.contents(pairs, lang)}{_TEXT_START}{lang}>", f"{notes}</div>"
    result = start + "\n".join(blocks) + end
    if len(result) > SIZE:
        raise m.TongduError(
            m.Problem(article.path, f"is too large for a page ({len(result):,} characters)", "split it into articles")
        )
    return result, start + "\n".join(marked) + end


def _words_alone(block: m.Block) -> str:
    """The text of a paragraph that is nothing else, and printable: nh3 would leave it as it is, escaped. "" for another
    block."""
    if isinstance(block, m.Paragraph) and len(block.children) == 1:
        only = block.children[0]
        if isinstance(only, m.Text) and only.text.isprintable():
            return only.text
    return ""


def for_feed(html_fragment: str, address: str) -> str:
    """A fragment as a feed takes it: every link and picture absolute from `address`, nothing that helps on a page."""
    cleaner = nh3.Cleaner(
        tags=_TAGS - {"nav", "details", "summary", "wbr"},
        clean_content_tags={"nav"},
        attributes={"a": {"href"}, "img": {"src", "alt", "width", "height"}, "*": {"lang"}, "ol": {"start"}},
        url_schemes={"http", "https", "mailto"},
        url_relative=lambda url: urljoin(address, url),
        link_rel=None,
    )
    return cleaner.clean(_ANCHOR.sub("", html_fragment))


def _e(text: str) -> str:
    return escape(text, quote=False)


def _text(text: str) -> str:
    """Text whose long addresses may go on in a new line at their joints, so that no justified line is torn apart."""
    text = _e(text)
    return _LONG.sub(lambda found: _JOINT.sub("<wbr>", found[0]), text) if _joined(text) else text


def _q(text: str) -> str:
    return escape(text, quote=True)


def _numbers(document: m.Document) -> dict[str, int]:
    """Each footnote's number by its label: in the order in which the notes stand."""
    labels = dict.fromkeys(block.label for block in document.blocks if isinstance(block, m.Footnote))
    return {label: number for number, label in enumerate(labels, 1)}


def _content(block: m.Block) -> str:
    """What a block says, or else shows: pictures and embeds have addresses of their own."""
    if isinstance(block, m.Figure):
        return block.picture.url
    if isinstance(block, m.Embed):
        return block.url
    if isinstance(block, m.Paragraph) and len(block.children) == 1 and isinstance(only := block.children[0], m.Text):
        return only.text  # nearly all blocks
    return prose.words([block], pictures=True)


@dataclass(slots=True)
class _Page:
    """What the functions below share while one article is written."""

    words: Mapping[str, str]
    root: str
    folder: str
    hide_pictures: bool
    label_lang: str
    numbers: Mapping[str, int]
    depth: int = 0
    pictures: int = 0
    level: int = 1
    references: dict[str, int] = field(default_factory=dict)

    # ── blocks: each takes its block and the attributes of its element (` id="…"` or nothing) ──

    def block(self, block: m.Block, attrs: str = "") -> str:
        match block:
            case m.Paragraph(children):
                return f"<p{attrs}>{self.line(children)}</p>"
            case m.Heading():
                return self.heading(block, attrs)
            case m.Figure(picture):
                return self.figure(picture, attrs)
            case m.Embed():
                return self.embed(block, attrs)
            case m.Related(links):
                items = "".join(f"<li>{self.inline(link)}</li>" for link in links)
                label = f'<p class="label"{self.label_lang}>{_e(self.words["相关内容"])}</p>'
                return f'<aside class="related"{attrs}>{label}<ul>{items}</ul></aside>'
            case m.List():
                return self.list(block, attrs)
            case m.Quote(blocks):
                return f"<blockquote{attrs}>{self.blocks(blocks)}</blockquote>"
            case m.CodeBlock(text, info):
                language = slug(info.split()[0]) if info.split() else ""
                cls = f' class="language-{language}"' if language else ""
                return f'<pre{attrs} tabindex="0"><code{cls}>{_e(text)}</code></pre>'
            case m.Rule():
                return f"<hr{attrs}>"
            case m.Table():
                return self.table(block, attrs)
            case m.Footnote():
                return ""  # collected at the end

    def blocks(self, blocks: Iterable[m.Block]) -> str:
        self.depth += 1
        if self.depth > DEPTH:
            result = f"<p>{_e(prose.words(blocks))}</p>"
        else:
            result = "".join(self.block(block) for block in blocks)
        self.depth -= 1
        return result

    def heading(self, block: m.Heading, attrs: str) -> str:
        self.level = min(max(block.level, 2), 6, self.level + 1)  # a level is skipped by nobody who listens
        tag = f"h{self.level}"
        anchor = ""
        if attrs:
            label = _q(self.words["本节的链接"])
            anchor = f'<a class="anchor"{self.label_lang} href="#{attrs[5:-1]}" aria-label="{label}"></a>'
        return f"<{tag}{attrs}>{self.inlines(block.children)}{anchor}</{tag}>"

    def list(self, block: m.List, attrs: str) -> str:
        tag = "ul" if block.start is None else "ol"
        start = f' start="{block.start}"' if block.start not in (None, 1) else ""
        items = "".join(f"<li>{self.item(item)}</li>" for item in block.items)
        return f"<{tag}{attrs}{start}>{items}</{tag}>"

    def item(self, blocks: tuple[m.Block, ...]) -> str:
        """An item without `<p>` where its only paragraph comes first: a tight list."""
        tight = sum(isinstance(block, m.Paragraph) for block in blocks) == 1
        if tight and isinstance(blocks[0], m.Paragraph):
            return self.line(blocks[0].children) + self.blocks(blocks[1:])
        return self.blocks(blocks)

    def table(self, block: m.Table, attrs: str) -> str:
        def row(cells: tuple[m.Cell, ...], tag: str) -> str:
            out = []
            for n, cell in enumerate(cells):
                align = block.align[n] if n < len(block.align) else ""
                names = [align] if align in ("right", "center") else []
                match cell:
                    case (m.Picture(),) | (m.Picture(), m.Break(), *_):
                        names.append("pictured")
                cls = f' class="{" ".join(names)}"' if names else ""
                kind = tag if cell else "td"  # an empty header cell heads nothing
                out.append(f"<{kind}{cls}>{self.line(cell)}</{kind}>")
            return "<tr>" + "".join(out) + "</tr>"

        head = f"<thead>{row(block.header, 'th')}</thead>" if any(block.header) else ""
        rows = "".join(row(cells, "td") for cells in block.rows)
        body = f"<tbody>{rows}</tbody>" if rows else ""
        label = _q(self.words["表格"])
        outer = f'class="table" role="group" tabindex="0" aria-label="{label}"{attrs}'
        return f"<div {outer}><table>{head}{body}</table></div>"

    def figure(self, picture: m.Picture, attrs: str) -> str:
        sized = picture.width and picture.height
        cls = "" if sized else ' class="unsized"'
        return f"<figure{cls}{attrs}>{self.picture(picture)}{self.caption(picture.caption, picture.credit)}</figure>"

    def caption(self, caption: str, credit: str = "") -> str:
        parts = [
            f'<span class="{kind}">{_e(text)}</span>'
            for kind, text in (("caption", caption), ("credit", credit))
            if text
        ]
        return f"<figcaption>{' '.join(parts)}</figcaption>" if parts else ""

    def embed(self, block: m.Embed, attrs: str) -> str:
        url = self.url(block.url)
        host = urlsplit_safe(url).hostname.removeprefix("www.")
        poster = (
            self.picture(m.Picture(block.poster, block.alt), "poster")
            if block.poster and not self.hide_pictures
            else ""
        )
        untitled = block.title.removeprefix("www.") in ("", host)
        title = "" if untitled else f'<span class="title">{_e(block.title)}</span>'
        play = f"{_e(self.words['播放'])} " if block.poster or _PLAYS.search(url) else ""
        kind = "host play" if play else "host"  # a post, a page or a chart in a frame is only opened
        label = f'<span class="{kind}"{self.label_lang}>{play}<span>{_e(host)}</span></span>'
        card = (
            f'<a class="card" href="{_q(url)}">{poster}{title}{label}</a>'
            if url
            else f'<span class="card">{poster}{title}</span>'
        )
        return f'<figure class="embed"{attrs}>{card}{self.caption(block.caption)}</figure>'

    def footnote(self, block: m.Footnote, name: str) -> str:
        number = name.removeprefix("fn:")
        count = self.references.get(block.label, 0)
        label = f'{self.label_lang} aria-label="{_q(self.words["返回正文"])}"'
        back = "".join(
            f' <a class="back" href="#fnref:{number}{"" if n == 1 else f"-{n}"}"{label}>↩</a>'
            for n in range(1, count + 1)
        )
        if block.blocks and isinstance(block.blocks[-1], m.Paragraph):
            last = f"<p>{self.line(block.blocks[-1].children)}{back}</p>"
            return f'<li id="{name}">{self.blocks(block.blocks[:-1])}{last}</li>'
        return f'<li id="{name}">{self.blocks(block.blocks)}{back}</li>'

    def contents(self, pairs: Sequence[tuple[m.Block, str]], lang: str) -> str:
        headings = [(block, name) for block, name in pairs if isinstance(block, m.Heading)]
        if len(headings) < TOC_FROM:
            return ""
        items, open_lists = "", [headings[0][0].level]
        for block, name in headings:
            while len(open_lists) > 1 and block.level < open_lists[-1]:
                items += "</li></ol>"
                open_lists.pop()
            if block.level > open_lists[-1]:
                items += "<ol>"
                open_lists.append(block.level)
            elif items:
                items += "</li>"
                open_lists[-1] = block.level
            items += f'<li><a href="#{name}">{_e(prose.words([block]))}</a>'
        items += "</li></ol>" * (len(open_lists) - 1) + "</li>"
        label = self.words["目录"]
        return (
            f'<nav class="toc" aria-label="{_q(label)}"><details><summary>{_e(label)}</summary>'
            f"<ol{lang}>{items}</ol></details></nav>"
        )

    # ── inlines ──

    def line(self, children: tuple[m.Inline, ...]) -> str:
        """The inlines of a paragraph, an item or a cell. Where all of it is emphasised, that is another voice, as an
        editor's, and no stress, whose dots belong to words of a sentence."""
        match children:
            case (m.Text(text),):  # nearly all
                return _text(text)
            case (m.Mark("emphasis", (m.Mark("strong", _),)),):
                pass
            case (m.Mark("emphasis", words),) if _HAN.search(prose.words(words)):
                return f'<em class="voice">{self.inlines(words)}</em>'
        return self.inlines(children)

    def inlines(self, children: Iterable[m.Inline]) -> str:
        self.depth += 1
        if self.depth > DEPTH:
            result = _e(prose.words(children))
        else:
            result = "".join([self.inline(child) for child in children])
        self.depth -= 1
        return result

    def inline(self, node: m.Inline) -> str:
        match node:
            case m.Text(text):
                return _text(text)
            case m.Mark(kind, children):
                return self.mark(kind, children)
            case m.Link(url, children, title):
                page = _PAGE.match(url)  # every page is there in every script: a reader stays in theirs
                href = self.url(self.folder + url[page.end() :] if page else url)
                inner = self.inlines(children)
                shown = f' title="{_q(title)}"' if title else ""
                return f'<a href="{_q(href)}"{shown}>{inner}</a>' if href else inner
            case m.Break():
                return "<br>"
            case m.Code(text):
                return f"<code>{_e(text)}</code>"
            case m.Picture():
                return self.picture(node, "inline")
            case m.Span(lang, children):
                inner = self.inlines(children)
                return f'<span lang="{lang}">{inner}</span>' if _LANG.fullmatch(lang) else inner
            case m.Ruby(base, annotation):
                return f"<ruby>{_e(base)}<rp>（</rp><rt>{_e(annotation)}</rt><rp>）</rp></ruby>"
            case m.FootnoteRef(label):
                return self.reference(label)
            case m.Override(values):
                return _e(values[0][1]) if values else ""

    def mark(self, kind: m.MarkKind, children: tuple[m.Inline, ...]) -> str:
        """Words in a mark. Stress on Chinese ones is dots: what is bold as well is bold alone, for they would say the
        same again; and on Latin words they would look odd, so those are in italics."""
        tag = _MARKS[kind]
        match kind, children:
            case ("strong", (m.Mark("emphasis", words),)) | ("emphasis", (m.Mark("strong", words),)):
                if _HAN.search(prose.words(words)):
                    return f"<strong>{self.inlines(words)}</strong>"
        if kind == "emphasis" and not _HAN.search(prose.words(children)):
            tag = "i"
        return f"<{tag}>{self.inlines(children)}</{tag}>"

    def reference(self, label: str) -> str:
        number = self.numbers.get(label)
        if number is None:
            return _e(f"[^{label}]")
        count = self.references[label] = self.references.get(label, 0) + 1
        name = f"fnref:{number}" if count == 1 else f"fnref:{number}-{count}"
        return f'<sup><a class="note" role="doc-noteref" id="{name}" href="#fn:{number}">{number}</a></sup>'

    def picture(self, picture: m.Picture, cls: str = "") -> str:
        url = self.url(picture.url)
        if not url or url.startswith("mailto:"):
            return _e(picture.alt)
        size = f' width="{picture.width}" height="{picture.height}"' if picture.width and picture.height else ""
        if self.hide_pictures:
            sizes = f' data-width="{picture.width}" data-height="{picture.height}"' if size else ""
            label = self.words["显示图片"] + (f"：{picture.alt}" if picture.alt else "")
            return f'<a class="picture" href="{_q(url)}"{sizes}>{_e(label)}</a>'
        self.pictures += 1
        lazy = ' loading="lazy"' if self.pictures > 1 else ""  # the first one is what a reader sees first
        kind = f' class="{cls}"' if cls else ""
        rest = f'{size}{lazy} decoding="async" referrerpolicy="no-referrer"'
        return f'<img{kind} src="{_q(url)}" alt="{_q(picture.alt)}"{rest}>'

    def url(self, url: str) -> str:
        """A checked address; one of the site's own, written from the site's root, as seen from the page."""
        checked = safe_url(url)
        if not checked or checked.startswith("#") or re.match("[a-z]+:", checked):
            return checked
        return self.root + checked.lstrip("/")
