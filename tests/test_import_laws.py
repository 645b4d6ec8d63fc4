"""Laws of the importer that hold for any page: an article is the same however the page around its words is written.

Each law changes the HTML of every golden seed in a way that no reader sees, and expects the article that its seed has.
"""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Callable

import opencc
import pytest
from bs4 import BeautifulSoup
from bs4.element import NavigableString

from builder import clean, convert, markdown, seed
from tests.test_import_golden import PAIRS, SEEDS, article

_TAG = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9]*)((?:\s[^<>]*)?)>")
_HEAD = re.compile(r"(?:---\n.*?\n---\n)?\s*(?:<!--[\w-]*-->\n)?(?:\s*\[.*\]\([^\n]*\)\n-{3,}[ \t]*\n)?", re.S)
_BLOCKS = frozenset(
    ("p div section article figure figcaption ul ol li h1 h2 h3 h4 blockquote table tbody tr td").split()  # noqa: SIM905
)
_SIMPLIFIED = opencc.OpenCC("t2s").convert
_TRADITIONAL = opencc.OpenCC("s2t").convert


def _of_windows(html: str) -> str:
    return html.replace("\n", "\r\n")


def _in_capitals(html: str) -> str:
    return _TAG.sub(lambda tag: f"<{tag[1]}{tag[2].upper()}{tag[3]}>", html)


def _in_boxes(html: str) -> str:
    if re.search(r"<(?:!doctype|html|body)\b", html, re.I):  # a whole page stands in none
        return html
    return f"<div><div>\n{html}\n</div></div>"


def _in_a_cell(html: str) -> str:
    """As boards and old pages are laid out."""
    return html if re.search(r"<(?:!doctype|html|body)\b", html, re.I) else f"<table><tr><td>{html}</td></tr></table>"


def _with_comments(html: str) -> str:
    return re.sub(r"(</(?:p|div|li)>)", r"\1<!-- end -->", html)


def _with_fonts(html: str) -> str:
    """As editors leave them: around the words of a paragraph an element that says nothing."""
    return re.sub(r"(<p(?:\s[^<>]*)?>)", r'\1<font face="Song">', html).replace("</p>", "</font></p>")


def _with_empty_paragraphs(html: str) -> str:
    return html.replace("</p>", "</p><p>&nbsp;</p>")


def _with_anchors(html: str) -> str:
    """As Word leaves them, where nothing on the page leads to one."""
    return re.sub(r"(<p(?:\s[^<>]*)?>)", r'\1<a name="OLE_LINK1"></a>', html)


def _with_breaks_at_ends(html: str) -> str:
    """As editors leave them in which a line was begun and nothing written: ahead of a paragraph's words and behind."""
    return re.sub(r"(<p(?:\s[^<>]*)?>)", r"\1<br>", html).replace("</p>", "<span><br></span></p>")


def _printed_prettily(html: str) -> str:
    if "<pre" in html or "<br" in html:  # where a line's end is text
        return html
    return _TAG.sub(lambda tag: f"\n    {tag[0]}\n    " if tag[2] in _BLOCKS else tag[0], html)


def _with_divs(html: str) -> str:
    """As editors write that know no `<p>`."""
    return re.sub(r"<(/?)p((?:\s[^<>]*)?)>", r"<\1div\2>", html)


def _with_boxed_paragraphs(html: str) -> str:
    """As builders of pages write, each part in a box."""
    return re.sub(r"<p((?:\s[^<>]*)?)>", r"<div><p\1>", html).replace("</p>", "</p></div>")


def _with_sections(html: str) -> str:
    """As the editors of WeChat write."""
    return re.sub(r"<p((?:\s[^<>]*)?)>", r"<section><p\1>", html).replace("</p>", "</p></section>")


def _in_traditional(text: str) -> str:
    """Each character that is the same when it is turned back, for itself."""
    forms = {character: _TRADITIONAL(character) for character in set(text)}
    return text.translate({ord(one): form for one, form in forms.items() if _SIMPLIFIED(form) == one})


# Where a law does not hold, and why.
LAWS: dict[Callable[[str], str], dict[str, str]] = {
    _of_windows: {},
    _in_capitals: {
        "repair/tags-that-a-sentence-names.html": "the tags are words of the text",
        "shape/plain-text-with-signs.md": "the tags are words of the text",
    },
    _in_boxes: {
        "related/sentences-in-a-recommendation.html": "with a box around it, the last list is the article's own",
        "shape/plain-text-with-signs.md": "with a box around it, the body is HTML",
    },
    _in_a_cell: {
        "furniture/others-with-the-beginnings-of-their-text.html": "a list in the text's own cell is its author's",
        "related/bare-cards-at-the-end.html": "with a cell around it, the last cards are the article's own",
        "related/sentences-in-a-recommendation.html": "with a cell around it, the last list is the article's own",
        "shape/plain-text-with-signs.md": "with a cell around it, the body is HTML",
    },
    _with_comments: {},
    _with_fonts: {
        "blocks/notes-of-many-makers.html": "Word's notes are told by the first element of their paragraph",
    },
    _with_empty_paragraphs: {},
    _with_breaks_at_ends: {},
    _with_anchors: {
        "furniture/notes-in-boxes-of-templates.html": "the page leads to parts of itself",
        "repair/left-open.html": "a link that is left open ends at the next",
    },
    _printed_prettily: {},
    _with_divs: {
        "blocks/lists-of-word-processors.html": "Word's class names are those of paragraphs",
        "blocks/notes-by-number.html": "its notes lie in a <span>, as no <div> does",
        "furniture/lines-called-as-furniture.html": "a paragraph is a line of text, whatever it is called",
        "pages/english-wire.html": "a standfirst is told by its element",
        "pictures/lines-that-lead-beside-pictures.html": "a picture of its own is told from a face by its paragraph",
    },
    _with_boxed_paragraphs: {"repair/stray-and-unclosed.html": "what stands unclosed in a paragraph is below a box"},
    _with_sections: {"repair/stray-and-unclosed.html": "what stands unclosed in a paragraph is below a box"},
    _in_traditional: {},
}


@pytest.mark.parametrize("change", LAWS, ids=lambda change: change.__name__.strip("_"))
def test_an_article_is_the_same_however_its_page_is_written(change: Callable[[str], str]) -> None:
    broken = set()
    for path in SEEDS:
        name = path.relative_to(PAIRS).as_posix()
        try:
            text = path.read_bytes().decode().replace("\r\n", "\n")
        except UnicodeDecodeError:
            continue  # a seed of another encoding
        expected = path.with_name(path.name + ".golden").read_text("utf-8")
        if change is _in_traditional:
            made = article(change(text).encode(), name)
            expected, made = (_SIMPLIFIED(re.sub("(?m)^script: .*", "", of)) for of in (expected, made))
        else:
            head = _HEAD.match(text)
            at = head.end() if head else 0
            made = article((text[:at] + change(text[at:])).encode(), name)
        if made != expected:
            broken.add(name)
    assert broken == LAWS[change].keys()


_HIDDEN = ["script", "style", "noscript", "template", "textarea", "select", "svg", "math", "iframe", "object", "video"]
# What stands ahead of a credit, and is no part of it.
_CREDIT = re.compile(
    r"^\s*[（(▲]?\s*(?:图片?|source|photo(?:graph(?:er)?)?|illustration)(?: credit)?(?:来[源自])?(?: by|[:：@])", re.I
)
# Where the law below does not hold, and why.
UNTOLD = {
    "furniture/signs-of-agencies.html": "the words for who cannot see a link's sign stand within the link",
    "pictures/caption-in-a-credit.html": "a caption and the label of its credit stand in one line",
    "pictures/caption-that-is-a-credit.html": "an agency's link to buy the picture stands within a caption",
    "pictures/captions-by-their-words.html": "WordPress’s shortcode of a caption is mark-up",
    "pictures/place-among-pictures-in-captions.html": "a place in a slide show is the label of a caption",
}


def test_what_goes_is_told() -> None:
    """What a page shows is in the article, or in the log that `import --explain` prints: nothing goes in silence."""
    untold = {}
    for path in SEEDS:
        try:
            text = path.read_text("utf-8")
        except UnicodeDecodeError:
            continue
        head = _HEAD.match(text)
        body = text[head.end() if head else 0 :]
        cleaned = clean.clean(seed.read(path.read_bytes(), path.name))
        written = markdown.write(convert.convert(cleaned))
        unlinked = re.sub(r"\]\([^\s)]*", "]", written)
        removed = (removal.text for removal in cleaned.removals)
        told = "|".join(map(_letters, [text.removesuffix(body), written, unlinked, *cleaned.authors, *removed]))
        for shown in BeautifulSoup(body, "lxml").find_all(string=True):
            if type(shown) is not NavigableString or shown.find_parent(_HIDDEN) is not None:
                continue
            for line in re.split(r"[。！？\n]", shown):
                letters = _letters(_CREDIT.sub("", line))
                if len(letters) > 7 and letters not in told:
                    untold[path.relative_to(PAIRS).as_posix()] = line
    assert untold.keys() == UNTOLD.keys()


def _letters(text: str) -> str:
    """What of a text is to be found again: without white space and marks, escaped or not."""
    return re.sub(r"[\W_]", "", unicodedata.normalize("NFC", html.unescape(html.unescape(text))))
