"""What stands around an article: scripts, forms, navigation, advertisements, share buttons, comments, hidden labels.

Known by tag, by ARIA role, and by the words in class names and ids, which all of the web's templates share.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from itertools import islice

from bs4 import Tag
from bs4.element import NavigableString

from builder import buttons, formulas, hanzi, phrases, reasons
from builder.bylines import EDITORS, byline, published_by
from builder.captions import role
from builder.classnames import ADVERTISEMENT, COPYRIGHT, COUNTS, INFORMATION, PROMOTION, RELATED, TAGS, fate
from builder.dates import Date, date, first_date, is_count, is_date_line
from builder.stories import RELATED_LABEL, SOURCES
from builder.text import one_of
from builder.titles import same_words
from builder.tree import (
    HEADINGS,
    LARGE,
    Draft,
    ahead,
    attribute,
    called,
    element_before,
    enclosing,
    every,
    first,
    gone,
    holds,
    in_sentence,
    is_english,
    is_inline,
    is_row_of_links,
    is_under,
    leads_to_profile,
    line_around,
    neighbours,
    on_both_sides,
    only_link,
    pixels,
    says_only,
    shown_links,
    size,
    stands_in_text,
    unlinked,
    within_sentence,
    words,
)

_TAGS = one_of(
    "script style template base title head select option optgroup datalist button input "
    "svg canvas map area nav dialog noframes frameset frame applet track menuitem progress "
    "meter output amp-ad amp-auto-ads amp-sticky-ad amp-analytics amp-pixel amp-social-share "
    "amp-sidebar amp-consent amp-user-notification amp-app-banner amp-next-page"
)
_IN_TEXT = frozenset({"button", "output", "meter", "progress"})  # which a sentence may name, or tell its value by
_PLAYERS = ("video", "audio", "iframe")
_ROLES = one_of(
    "navigation search banner contentinfo advertisement dialog menu menubar toolbar alert alertdialog complementary"
)
_SHARE = "share buttons"
_NO_NOTES = (ADVERTISEMENT, _SHARE, PROMOTION, "navigation", "interface")  # by their names
_NOTES = ("alert", "complementary")  # which page builders give to what an author notes, too (Bootstrap's alerts)
_HIDDEN = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden"
    r"|^(?=.*(?<![-\w])width\s*:\s*0(?:px)?\s*(?:;|$))(?=.*(?<![-\w])height\s*:\s*0(?:px)?\s*(?:;|$)).*overflow\s*:\s*hidden",
    re.I,
)
_UNVEILED = re.compile(r"(?:^|\s)(?:js_content|rich_media_content|(?:article|post|entry)-(?:content|body))(?:\s|$)")
# What a link says to who cannot see its sign: in an element of its own, and at the end of its own words.
_OPENS = r"opens? (?:in )?(?:an? )?(?:new|external) (?:window|tab|site)"
_IN_A_WINDOW = re.compile(rf"[,(\s]*{_OPENS}\)?", re.I)
_IN_A_TAB = re.compile(rf"(?<!\s)\s*(?:, ?{_OPENS}|\({_OPENS}\))$", re.I)
# The same within the link, beside its own words.
_OUTSIDE = hanzi.compile(
    rf"[(（]?(?:外部(?:链接|连结)|External link|在?{buttons.IN_NEW}|另开新?(?:视窗|窗口|分页))[)）]?", re.I
)
_STAFF = hanzi.compile(rf"[【〔［\[（(]?\s*(?:{EDITORS})\s*[:：]\s*[\u4e00-\u9fff·、\s]{{2,16}}[】〕］\])）]?")
_RIGHTS = hanzi.compile(r"转载|声明|许可协议")  # what no picture's credit says
_MINUTE = re.compile(r"\d\d?[:：]\d\d")
_VALUE = hanzi.compile(r"[\s\d.,kKwW万+]+")
_SAID = re.compile(r"(?:\w+-)*(?:reply|comment)s?-(?:content|text|body|message)")
_TYPED = frozenset({"", "text", "email", "search", "tel", "password"})
_TAG = re.compile(r"(?:\w+-)*(?:tag|label|keyword|topic)s?(?:-(?:container|wrap\w*|box|list))?")
_KEYWORD = re.compile(r"(?:\w+-)?keywords?")
_TAG_LINK = re.compile(r"(?:\w+-)*(?:tag|hashtag|keyword)s?")
_TOOLS = re.compile(r"(?:\w+-)*tools?|tool-?bar")  # what to do with a page; above the text of some, whose it is
_POSTED = re.compile("authi")  # by whom, and when: Discuz!
# What the section or the kind of an article is called where it stands above the headline.
_KICKER = re.compile(
    r"(?:\w+-)*(?:kicker|rubric|eyebrow|department|overline|cat(?:egory)?)(?:-(?:text|meta|label|name))?"
)
_TOLD = ("data-e2e", "data-testid", "data-component", "data-hook")  # what an element is, for a site's own tests
_SAID_OF_IT = {"aggregateRating": "what readers think of it", "comment": "comments"}  # by schema.org
_OURS = ("data-related", "data-entry", "data-loose")  # what later steps note down, and a page may have of its own
_FORM_TEXT = 100
_PAGE = 200  # of a form that a server wraps around a page
_BOX_TEXT = 300
_LABEL = 16
_POST = re.compile(r"https?://|\d{3,}")  # of which post a box is
_KICKER_TEXT = 30
_NEAR = 500  # elements and texts between it and the headline
_FOLDED = 20
_BESIDE = 40
_PARTS = 40  # what has more holds more than a line or a reply
_SENTENCES = 4  # commas and stops
_STORY = 3  # sentences
_ROWS = 3  # of a table, that tell of the others
_BOARDS = 16  # nodes beside or within a box: more than a graphic is made for widths
_AROUND = 3  # boxes
_BEGINS = 400  # nodes of a table
_STORY_TEXT = 50
_FIELDS = ("form", "input", "button", "select", "textarea")
_EDITION = hanzi.compile(rf"(?:{phrases.LANGUAGE.pattern}) [a-z]{{2}} \S", re.I)  # a language, its code, a headline
_LANGUAGES_BELOW = hanzi.compile(r"(?:语言|Languages?|Translations?)\s*[:：]\s*$", re.I)
_STOP = re.compile(r"(?<=[。！？])|(?<=[.!?])\s")
_SENTENCE = re.compile(r"[\u4e00-\u9fff]{4}[。！？]|\w{2} \w+[.!?](?!\w)")
_ENDS = re.compile(r"[。！？.!?][”’\")]*\s*$")
_BEGIN = re.compile(r"(?:^|(?<=[\s。！？”」]))\S")
# What ARIA says of an element: as a reader is told, not as a template calls it.
_LABELS = hanzi.compile(
    r"(?:newsletter|email) (?:promotion|sign-?up)|advertis(?:ement|ing)|share(?: this)?(?: article| page)?"
    r"|related(?: content| articles| stories)?|breadcrumbs?|comments|广告|分享(?:文章|按钮)?|评论区?|面包屑",
    re.I,
)
_WALL = re.compile(r"paywall|(?i:(?:in|up|regi?|ister|ation|meter|members?|subscriber)[_-]?(?:gate|wall))")
_UNPRINTED = re.compile(r"no-?print|hid(?:e|den)-(?:\w+-)?print|print[:-](?:hid|none)", re.I)
_OFFER = hanzi.compile(
    r"免费注册|请先?注册|订阅|会员|付费|解锁|登录|登入|阅读全文|subscri|sign ?(?:in|up)|log ?in|member|premium|unlock",
    re.I,
)
_SPONSORED = hanzi.compile(
    r"(?:本[期次集])?(?:赞助商?|赞助内容|广告)\s*[:：]?|Sponsor(?:ed)?(?: by| message)?\s*:?"
    r"|(?:Together|In partnership) with|Brought to you by|A (?:message|word) from(?: our sponsors?)?",
    re.I,
)
_OFFERED = hanzi.compile(
    r"免费|试用|优惠|领取|立即|购买|报名|了解(?:更多|详情)|^(?:Get|Try|Start|Claim|Shop|Learn more|Sign up)\b|\d% off",
    re.I,
)
_TERMS = re.compile(r"field-type-(?:entity-reference|taxonomy-term-reference)")
_FIELD_LABEL = re.compile(r"field-label|label")
_PERSON = re.compile(r"author|writer|byline|contributor|people|person|speaker|staff")
_PERMALINKS = frozenset("#¶§🔗∞")  # how a heading links to itself
# The same for who hears the page.
_TO_HEADING = re.compile(r"(?:Section titled|Direct link to|Permalink to|Permalink for|Link to (?:this )?)\b.{1,80}")
_CONTENTS = hanzi.compile(
    r"(?:(?:[本此该]?文章?|[本此]页)?的?(?:内容)?目[录次]|(?:Table of )?Contents|On this page|TOC)\s*[:：]?"
    r"(?:\s*Toggle)?",
    re.I,
)
_ICON = re.compile(r"\s*[\ue000-\uf8ff]\s*")  # of private use: a font draws it


def remove(draft: Draft) -> None:
    """Step: takes out what is no part of an article by its tag, role, class names or style.

    It comes first, so that no later step reads a comment's by-line or an advertisement's picture. An element that
    holds most of the page's text stays whatever it is called.
    """
    total = size(draft.root)
    own = frozenset(() if draft.general else draft.source.drop)
    for tag in every(draft.root):
        if gone(tag):
            continue
        for name in _OURS:
            tag.attrs.pop(name, None)
        if _by_element(draft, tag, total) or not tag.attrs:
            continue
        if small := next((reason for reason, goes in _SMALL_ONES if goes(tag)), ""):
            _drop(draft, tag, small)
            continue
        reason = _called_so(tag, own)
        if reason and _of_a_highlighter(tag, reason):
            continue
        if not reason and tag.name == "a" and called(tag, _TAG_LINK) and (row := _row_of_tags(tag)) is not None:
            _drop(draft, row, TAGS)
            continue
        reason = reason or _told_so(tag)
        if reason == RELATED:  # the step that knows the article's own container decides
            tag.attrs["data-related"] = "1"
        elif reason and not _is_whole(tag, reason) and not _large(draft, tag, reason, total):
            label = _label_of_list(tag) if reason == "hidden" else None
            around = _around_comment(tag) if reason == "comments" and called(tag, _SAID) else None
            _drop(draft, around or tag, reason)
            if label is not None:
                _drop(draft, label, "label of a list that is hidden")


def _by_element(draft: Draft, tag: Tag, total: int) -> bool:
    """Whether the name of an element says what becomes of it, and that is done."""
    name = tag.name
    if name in ("form", "textarea") or (name == "input" and attribute(tag, "type") in _TYPED):
        _form(draft, tag, total)
    elif name in ("footer", "aside") and _of_page(tag, total):
        _drop(draft, tag, f"{name} of the page")
    elif name == "h1" and (story := _next_story(draft, tag)) is not None:
        _drop(draft, story, "the next story")
    elif name in ("fieldset", "legend") or (name == "nav" and size(tag) * 2 > total):
        tag.unwrap()
    elif name in ("meta", "link"):
        if attribute(tag, "itemprop") == "datePublished":
            draft.microdata = draft.microdata or date(attribute(tag, "content"))
        tag.extract()
    elif _is_text_by_its_words(tag):
        tag.unwrap()
    elif name == "button" and (picture := _enlarged(tag)) is not None:
        if said := words(tag).removesuffix(words(picture)):
            draft.note("button", said)
        tag.replace_with(picture.extract())
    elif name in _TAGS:
        if name == "nav" and (above := _label_of_contents(tag)) is not None:
            _drop(draft, above, "label of contents")
        _drop(draft, tag, f"<{name}>")
    elif name in ("ul", "ol") and _of_editions(tag):
        label = next(neighbours(tag, back=True), None)
        if isinstance(label, Tag) and len(words(label)) <= _LABEL and first(label, "a", "img") is None:
            _drop(draft, label, "label of links to other languages")
        _drop(draft, tag, "links to other languages")
    elif name == "aside" and RELATED_LABEL.fullmatch(words(tag)):
        _drop(draft, tag, "label of stories that are gone")
    elif _is_call(tag) if name == "aside" else name in ("p", "section", "div") and _calls_with_pictures(tag):
        _drop(draft, tag, PROMOTION)
    elif name == "ins" and "data-ad-client" in tag.attrs:
        _drop(draft, _box_of_pictures(draft, tag) or tag, ADVERTISEMENT)
    elif name == "table" and enclosing(tag, "header") is not None and is_under(tag, _BOX_TEXT):
        _drop(draft, tag, INFORMATION)
    elif name == "a" and buttons.passes_page_on(draft, tag):
        _drop(draft, tag, "button")
    elif name == "span" and tag.string is not None and (why := _said_of_a_link(tag, tag.string.strip())):
        _drop(draft, tag, why)
    elif not (tag.attrs and formulas.once(draft, tag)):
        if name == "a" and tag.string is not None and (found := _IN_A_TAB.search(tag.string)):
            draft.note("hidden label", found[0])
            tag.string = tag.string[: found.start()]
        return False
    return True


def _is_text_by_its_words(tag: Tag) -> bool:
    """Whether a button, or a value, stands within a sentence; or a bar or a window tells a part of the article."""
    if tag.name in ("nav", "dialog"):
        return tells(tag) and _within_text(tag)
    return tag.name in _IN_TEXT and within_sentence(tag)


def _enlarged(button: Tag) -> Tag | None:
    """The picture that a button shows and enlarges, in its figure or the figure's only one, or by its size; no sign."""
    images = every(button, "img")
    if len(images) != 1 or ".svg" in attribute(images[0], "src"):
        return None
    inner, around = first(button, "figure", "picture"), enclosing(button, "figure")
    alone = around is not None and first(around, "img", *_PLAYERS) is images[0] and not _goes_on(images[0], around)
    shown = inner is not None or alone or "srcset" in images[0].attrs or pixels(images[0], "width") >= LARGE
    return (inner or images[0]) if shown else None


def _goes_on(image: Tag, figure: Tag) -> bool:
    """Whether a figure shows something else behind a picture."""
    after = image.find_next(["img", *_PLAYERS])
    return isinstance(after, Tag) and enclosing(after, "figure") is figure


def _called_so(tag: Tag, own: frozenset[str]) -> str:
    """Why an element is no part of the article by its class names and id, or those of its publication; else nothing."""
    if "class" not in tag.attrs and "id" not in tag.attrs:
        return ""
    names = _names(tag)
    reason = "source rule" if own and not own.isdisjoint(names.split()) else fate(names)
    if reason and any(reason in reasons and stays(tag) for reasons, stays in _STAYS):
        reason = ""
    if reason and reason != "hidden label" and (in_sentence(tag) or _begins_line(tag, reason) or _is_part(tag)):
        reason = ""  # a word of the text: portals link keywords, dictionaries mark them
    boxed = tag.name in ("div", "p", "ul", "section") and "class" in tag.attrs
    return TAGS if not reason and boxed and (_is_tags(tag) or _is_terms(tag)) else reason


def _names(tag: Tag) -> str:
    """An element's class names and id; the ids of paragraphs say nothing, for editors make them up (`ad12`)."""
    names = attribute(tag, "class")
    return names if tag.name in ("p", *HEADINGS) else f"{names} {attribute(tag, 'id')}"


def _begins_line(tag: Tag, reason: str) -> bool:
    """Whether a line begins with an element and goes on behind it: with a comma, or behind a colon to its stop."""
    before, after = line_around(tag) if is_inline(tag) and reason != TAGS else ("", "")
    if before or not after:
        return False
    label = after[0] in ":：" or words(tag).endswith((":", "："))
    return after[0] in "，；" or (label and re.search("[\u4e00-\u9fff]{2}[。！？]$", after) is not None)


def _is_part(tag: Tag) -> bool:
    """Whether an element is an item of a list within the text, or all of a short cell of a table of several rows and
    columns, of which its name tells the column."""
    part = enclosing(tag, "td", "th", "li") if is_inline(tag) else tag
    if part is None or part.name not in ("td", "th", "li") or not is_under(part, _BESIDE):
        return False
    if first(part, "a", "img", *_FIELDS) is not None or (part is not tag and words(part) != words(tag)):
        return False
    if part.name == "li":
        text = words(part)
        told = phrases.ADDRESSED.search(text) is None and not _is_of_page(text)
        return told and part.parent is not None and stands_in_text(part.parent)
    table = enclosing(part, "table")
    begins = [node for node in islice(table.descendants, _BEGINS) if isinstance(node, Tag)] if table is not None else []
    if any(node.name == "table" for node in begins):
        return False
    rows = [row for row in begins if row.name == "tr"][:_ROWS]
    return len(rows) > 1 and all(map(_has_columns, rows))


def _has_columns(row: Tag) -> bool:
    """Whether a row has more cells than one; of thousands two are looked at."""
    cells = (cell for cell in row.contents if isinstance(cell, Tag) and cell.name in ("td", "th"))
    return len(list(islice(cells, 2))) > 1


def _told_so(tag: Tag) -> str:
    """Why an element is no part of the article by its other attributes; empty where it may be."""
    attrs = tag.attrs
    if "hidden" in attrs or ("style" in attrs and _HIDDEN.search(attribute(tag, "style"))):
        return "hidden"
    if tag.name == "font" and _in_colour_of_ground(tag):
        return "hidden"
    if "aria-hidden" in attrs and attribute(tag, "aria-hidden") == "true" and formulas.is_again(tag):
        return "a formula once more, as a picture of letters"
    if "aria-label" in attrs and _LABELS.fullmatch(label := attribute(tag, "aria-label").strip()):
        return f"label {label}"
    if "role" in attrs and (part := attribute(tag, "role").lower()) in _ROLES:
        told = part in _NOTES and _within_text(tag) and (_is_note(tag) or _tells(tag, part))
        return "" if told else f"role {part}"
    if "itemprop" in attrs and (reason := _SAID_OF_IT.get(attribute(tag, "itemprop"))):
        return reason
    return "" if attrs.keys().isdisjoint(_TOLD) else fate(" ".join(attribute(tag, key) for key in _TOLD))


def _in_colour_of_ground(tag: Tag) -> bool:
    """Whether a few words without Chinese are as the ground that they stand on, so that only who copies gets them."""
    colour = attribute(tag, "color").lstrip("#").casefold()
    if not colour or not is_under(tag, _BESIDE) or re.search("[\u4e00-\u9fff]", tag.get_text()):
        return False
    ground = next((own for parent in tag.parents if (own := attribute(parent, "bgcolor"))), "")
    return ground.lstrip("#").casefold() == colour


def _is_whole(tag: Tag, reason: str) -> bool:
    """Whether an element is the page or the article, whatever it is called; each comment is an `<article>`, too."""
    return tag.name in ("body", "main") or (tag.name == "article" and reason not in ("comments", "navigation"))


def _is_icon(tag: Tag) -> bool:
    said = tag.string if len(tag.contents) == 1 else None
    return said is not None and _ICON.fullmatch(said) is not None and not in_sentence(tag)


def _of_a_highlighter(tag: Tag, reason: str) -> bool:
    """Whether a name is that of code: `comment`, `keyword`, `code-block`."""
    in_code = tag.name in ("pre", "code") or enclosing(tag, "pre", "code") is not None
    return in_code or (reason == ADVERTISEMENT and first(tag, "pre") is not None)


def _is_tags(tag: Tag) -> bool:
    """Whether an element is called `tag` or `label`, and its words are short links alone."""
    return called(tag, _TAG) and re.search(r"\w", words(tag)) is not None and is_row_of_links(tag, _LABEL)


def _is_terms(tag: Tag) -> bool:
    """Whether an element is a field of Drupal's that refers to other entries, and says its label and short links alone:
    countries, programmes. People are no terms."""
    if not called(tag, _TERMS) or _PERSON.search(attribute(tag, "class")):
        return False
    links = [words(link) for link in every(tag, "a")]
    label = next((words(part) for part in every(tag) if called(part, _FIELD_LABEL)), "")
    short = bool(links) and 0 < len(label) <= _LABEL and all(len(link) <= _LABEL for link in links)
    return short and says_only(tag, [label, *links])


def _of_editions(listing: Tag) -> bool:
    """Whether a list leads to the page in other languages: each link tells its own, or each item is the name of one,
    as those who speak it write it, and no file."""
    links = every(listing, "a")
    if len(links) > 1 and all("hreflang" in link.attrs for link in links):
        return True
    items = every(listing, "li")
    label = listing.previous_sibling
    told = isinstance(label, NavigableString) and _LANGUAGES_BELOW.search(label) is not None
    if len(items) < 2 - told or not links or any(phrases.FILE.search(attribute(link, "href")) for link in links):
        return False
    return all(phrases.LANGUAGE.fullmatch(words(item)) or _EDITION.match(words(item)) for item in items)


def _row_of_tags(link: Tag) -> Tag | None:
    """The box of links that are called tags each, where this is the first of them and they are all of its words."""
    box = link.parent
    if box is None or box.name not in ("div", "p", "span") or first(box, "a") is not link or in_sentence(link):
        return None
    links = every(box, "a")
    if not all(called(one, _TAG_LINK) and len(words(one)) <= _LABEL for one in links):
        return None
    return box if says_only(box, map(words, links)) else None


def _is_values(tag: Tag) -> bool:
    """Whether an element holds numbers alone, beside the title: what an election counted stands in the text."""
    if _VALUE.fullmatch(tag.get_text()) is None or tag.parent is None or len(tag.parent.contents) > _PARTS:
        return False
    return enclosing(tag, "header") is not None or first(tag.parent, "h1") is not None


def _around_comment(said: Tag) -> Tag | None:
    """The box of what a reader wrote, with who it was, when and as which one; None where it holds more."""
    box, own = said, len(words(said))
    while (parent := box.parent) is not None and parent.parent is not None and len(parent.contents) <= _PARTS:
        if len(words(parent)) - own > _BESIDE or first(parent, *HEADINGS, "article", "blockquote") is not None:
            break
        box = parent
    return box if box is not said else None


def _is_call(aside: Tag) -> bool:
    """Whether a short aside leads nowhere but to where one subscribes, by links that are called as buttons are."""
    links = shown_links(aside)
    if not links or len(words(aside)) >= _BOX_TEXT:
        return False
    return all(phrases.BUTTON.fullmatch(words(a)) and phrases.LETTER.search(attribute(a, "href")) for a in links)


def _calls_with_pictures(line: Tag) -> bool:
    """Whether a line calls to follow an account, and shows the pictures of its call among these words: WeChat's."""
    if not is_under(line, _BESIDE) or first(line, "img") is None or first(line, "p", "section", "div", "li"):
        return False
    return phrases.FOLLOW.search(said := words(line)) is not None and reasons.calls(said)


def _box_of_pictures(draft: Draft, advertisement: Tag) -> Tag | None:
    """The box around an advertisement of Google's that else holds nothing but linked pictures: the site's own ones."""
    box = advertisement.parent
    if box is None or box is draft.root or box.name not in ("div", "section") or words(box):
        return None
    images = every(box, "img")
    return box if images and all(enclosing(image, "a") is not None for image in images) else None


def _is_of_sponsor(box: Tag) -> bool:
    """Whether a short box says above all that a sponsor pays for it, and has a link that offers something: what a
    letter sells."""
    if box.name not in ("div", "section", "td", "table") or not is_under(box, _BOX_TEXT):
        return False
    if _SPONSORED.fullmatch(next(box.stripped_strings, "")) is None:
        return False
    return any(_OFFERED.search(words(link)) for link in every(box, "a"))


def _is_kicker(tag: Tag) -> bool:
    """Whether an element is called what stands above a headline, says a few words, and the headline comes below it
    ahead of all text."""
    if tag.name == "h1" or not called(tag, _KICKER):
        return False
    if not 0 < len(text := words(tag)) <= _KICKER_TEXT or phrases.OF_AN_AUTHOR.search(text):
        return False
    ahead = (node for node in islice(tag.next_elements, _NEAR) if isinstance(node, Tag) and node.name in ("h1", "p"))
    below = next((node for node in ahead if words(node)), None)
    return below is not None and below.name == "h1" and not holds(tag, below)


def _next_story(draft: Draft, headline: Tag) -> Tag | None:
    """The box of the next story, which a script loads for who reads on: it has another headline, and the box above it,
    an `<article>` or one that is made and numbered as it is, the page's."""
    if not draft.title or same_words(words(headline), draft.title):
        return None
    for box in headline.parents:
        above = box.find_previous_sibling(box.name) if box is not draft.root else None  # those between are gone already
        if isinstance(above, Tag) and (box.name == "article" or _is_one_of_posts(box, above)):
            own = first(above, "h1")
            if own is not None and same_words(words(own), draft.title):
                return box
    return None


def _is_one_of_posts(box: Tag, other: Tag) -> bool:
    """Whether two boxes have a class in common, and each by an attribute an address or a number, which are not the
    same: those of a page's chapters have none."""
    if set(attribute(box, "class").split()).isdisjoint(attribute(other, "class").split()):
        return False
    told = (name for name in box.attrs if name == "id" or name.startswith("data-"))
    return any(attribute(box, name) != attribute(other, name) and _POST.search(attribute(box, name)) for name in told)


def _of_page(footer: Tag, total: int) -> bool:
    """Whether a `<footer>` stands behind the `<article>` or `<main>` that holds most of the text, or an `<aside>`
    behind such a `<main>`: which makes it the page's."""
    if footer.name == "aside" and first(footer, "ol") is not None:
        return False  # notes
    before = footer.find_previous_sibling("main" if footer.name == "aside" else ["article", "main"])
    return isinstance(before, Tag) and size(before) * 2 > total


def _label_of_contents(nav: Tag) -> Tag | None:
    """The heading of a table of contents, right ahead of it or of the boxes that hold nothing else."""
    total = size(nav)
    above = ahead(nav, lambda box: size(box) == total)
    return above if isinstance(above, Tag) and _CONTENTS.fullmatch(words(above)) else None


def _label_of_list(hidden: Tag) -> Tag | None:
    """What stands ahead of a list of stories that is hidden, where that is all its box holds: one short line."""
    if len(every(hidden, "a")) < 3:
        return None
    box = hidden
    for _ in range(2):
        shown = [beside for beside in on_both_sides(box) if beside is not hidden]
        if shown:
            label = shown[0]
            alone = len(shown) == 1 and isinstance(label, Tag) and label is element_before(box)
            return label if alone and isinstance(label, Tag) and 0 < len(words(label)) <= _LABEL else None
        if box.parent is None or box.parent.parent is None:
            return None
        box = box.parent
    return None


def _form(draft: Draft, tag: Tag, total: int) -> None:
    """A form, or the box around a field that is typed into, goes; one that a server wraps around a page stays open, and
    so does one without fields that says sentences, or a sentence with a blank to fill in."""
    if tag.name == "form":
        own = size(tag)
        around = (own * 4 > total and own > _PAGE) or (own * 2 > total and len(_SENTENCE.findall(words(tag))) > 1)
        if around or _is_note(tag) or (stands_in_text(tag) and _is_piece(tag)):
            tag.unwrap()
        else:
            _drop(draft, tag, "<form>")
        return
    box = tag
    while (
        box.parent is not None
        and box.parent is not draft.root
        and is_under(box.parent, min(_FORM_TEXT, total // 3))
        and not _says_sentence(words(box.parent))
    ):
        box = box.parent
    _drop(draft, box, "a form")


def _is_text(tag: Tag) -> bool:
    """Whether an element holds a sentence and nothing else, or is a link with words of its line on both sides."""
    if tag.name == "a":
        before, after = tag.previous_sibling, tag.next_sibling
        return all(isinstance(beside, NavigableString) and beside.strip() for beside in (before, after))
    if any(part.name in ("a", "img") or not is_inline(part) for part in every(tag)):
        return False
    return _says_sentence(words(tag))


def _line_of(tag: Tag) -> Tag:
    """The paragraph of which an inline element is all the words, else the element."""
    line = enclosing(tag, "p") if is_inline(tag) and next(on_both_sides(tag), None) is None else None
    return line if line is not None and words(line) == words(tag) else tag


def _is_title(tag: Tag) -> bool:
    """Whether an element is a heading that leads nowhere and says nothing of the site or of what its frame holds."""
    if tag.name not in HEADINGS or first(tag, "a", "img", *_FIELDS) is not None:
        return False
    text = words(tag)
    labels = (phrases.TAG_LABEL, phrases.COMMENTS, phrases.ABOVE_COMMENTS, phrases.BETWEEN)
    return not (phrases.ADDRESSED.search(text) or _is_of_page(text) or any(label.fullmatch(text) for label in labels))


def _is_note(foot: Tag) -> bool:
    """Whether an element at the foot of an article says sentences alone, which are not about the site: nothing to
    press or follow."""
    return first(foot, "a", *_FIELDS) is None and _says_sentence(words(foot))


def _tells(box: Tag, part: str) -> bool:
    """Whether an alert that stands in a text says a sentence, longer than its links, or is a piece of the text, and
    says nothing of the site."""
    if part != "alert" or first(box, *_FIELDS) is not None or phrases.ADDRESSED.search(box.get_text()) is not None:
        return False
    own = unlinked(box)
    return _is_piece(box) or (_ENDS.search(own) is not None and len(own) * 2 > len(words(box)))


def _is_piece(box: Tag) -> bool:
    """Whether a box is a list, a table or a picture with its caption, which leads nowhere and says nothing of the
    site: what a theme called `tools` or `rating` shows, and no advertisement, whose picture leads to a shop."""
    if first(box, "a", *_FIELDS) is not None:
        return False
    lines = [text for row in every(box, "li", "tr", "figcaption") if re.search(r"\w{2}", text := words(row))]
    pictured = first(box, "img") is not None and first(box, "figcaption") is not None
    if len(lines) < (1 if pictured else 2) or phrases.ADDRESSED.search(text := words(box)) is not None:
        return False
    return not any(map(_is_of_page, (text, *lines)))


def _is_of_page(text: str) -> bool:
    """Whether a line is what a page's frame says: a button, a service, a count, a day."""
    kinds = (phrases.BUTTON, phrases.INTERFACE, phrases.SHARE, phrases.SERVICE, phrases.MORE, RELATED_LABEL)
    said = re.search(r"[^\W\d]", text) is not None and any(kind.fullmatch(text) for kind in kinds)
    return said or is_count(text) or is_date_line(text)


def _says_sentence(text: str) -> bool:
    """Whether a text is a sentence, or several, which are not about the site."""
    said = re.search(r"[\u4e00-\u9fff]{4}[。！？][）)”」]?$", text) is not None or is_english(text)
    return said and phrases.ADDRESSED.search(text) is None


def _is_remark(span: Tag) -> bool:
    """Whether a `<span>` called a comment goes on with the line on which it stands, and tells of no comments."""
    if span.name != "span" or first(span, "a") is not None or not re.search(r"\w", line_around(span)[0]):
        return False
    return not re.search(r"\d", text := words(span)) and phrases.OF_COMMENTS.search(text) is None


def _counts_answers(line: Tag) -> bool:
    """Whether a line says no more than how many answers stand below it (`共 2 条回复`)."""
    said = words(line) if is_under(line, _BESIDE) else ""
    return re.search(r"\d", said) is not None and phrases.ABOVE_COMMENTS.fullmatch(said) is not None


def _is_of_answers(box: Tag) -> bool:
    """Whether a box stands below a line that counts answers, and tells of people, who have pages of their own there,
    and to the minute when."""
    above = element_before(box) if box.name in ("div", "ul", "ol", "section") else None
    if above is None or not _counts_answers(above) or _MINUTE.search(text := words(box)) is None:
        return False
    return date(text) is not None and any(map(leads_to_profile, every(box, "a")))


def _is_listed_in_text(tag: Tag) -> bool:
    """Whether an element is a list within the text that leads nowhere."""
    return tag.name in ("ul", "ol") and first(tag, "a") is None and _within_text(tag, after=True)


def _holds_sources(foot: Tag) -> bool:
    """Whether an element holds a list, and a label that says that these are sources."""
    return first(foot, "ul", "ol") is not None and any(map(SOURCES.fullmatch, foot.stripped_strings))


def _names_staff(tag: Tag) -> bool:
    """Whether an element says, but for buttons, who worked on the article: which many a template puts among the tags,
    or where an advertisement was."""
    return is_under(tag, _BESIDE * 2) and _STAFF.fullmatch(unlinked(tag)) is not None


def _is_word_of_line(tag: Tag) -> bool:
    """Whether an inline element called a keyword stands in a paragraph, an item, a heading or a row of a table that has
    other words, too, as portals link each name of a company: keywords of a page have a label at most."""
    if not is_inline(tag) or not called(tag, _KEYWORD):
        return False
    line = enclosing(tag, "p", "li", "tr", "blockquote", *HEADINGS)
    if line is None or first(line, "div", "ul") is not None:
        return False
    said = words(line)
    for keyword in every(line):
        if called(keyword, _KEYWORD):
            said = said.replace(words(keyword), " ", 1)
    rest = " ".join(said.split()).strip(" ,，、|/")
    label = phrases.TAG_LABEL.fullmatch(rest) or RELATED_LABEL.fullmatch(rest) or is_date_line(rest) or byline(rest)
    return re.search(r"\w", rest) is not None and not label


def _is_mark(tag: Tag) -> bool:
    """Whether a link is a mark that a key leads to: `:::`, on the pages of Taiwan's offices."""
    return tag.name == "a" and "accesskey" in tag.attrs and not re.search(r"\w", tag.get_text())


def _is_of_narrow_windows(tag: Tag) -> bool:
    """Whether a box shows a graphic once more, for windows that are narrower than those another box beside it is for:
    of what ai2html makes of a map or a chart, one is seen at a time."""
    widest, box = attribute(tag, "data-max-width"), tag
    if not widest.isdecimal():
        return False
    for _ in range(_AROUND):  # each may stand in a box of its own
        near = (*islice(box.next_siblings, _BOARDS), *islice(box.previous_siblings, _BOARDS))
        beside = [node for node in near if isinstance(node, Tag)]
        if beside or box.parent is None:
            break
        box = box.parent
    boards = (board for node in beside for board in (node, *islice(node.children, _BOARDS)))
    return any(
        isinstance(board, Tag)
        and (least := attribute(board, "data-min-width")).isdecimal()
        and int(least) > int(widest)
        and _HIDDEN.search(attribute(board, "style")) is None
        for board in boards
    )


def _said_of_a_link(span: Tag, text: str) -> str:
    """Why the words of a `<span>` go: they tell where a link opens, or on a linked picture how many more there are."""
    if _IN_A_WINDOW.fullmatch(text):
        return "hidden label"
    counted, outside = text[:1] in ("+", "＋") and text[1:].isdecimal(), _OUTSIDE.fullmatch(text) is not None
    link = enclosing(span, "a") if counted or outside else None
    if outside and link is not None and words(link) != text:
        return "hidden label"
    return "number of a gallery's pictures" if counted and link is not None and first(link, "img") is not None else ""


def _names_what_it_cites(tag: Tag) -> bool:
    """Whether a quote is no more than the name of an account that it cites, and leads there: what Facebook's plugin for
    pages shows until its script comes."""
    cited = attribute(tag, "cite") if tag.name == "blockquote" and "cite" in tag.attrs else ""
    link = only_link(tag) if phrases.FOLLOWED.match(cited) else None
    return link is not None and attribute(link, "href").rstrip("/") == cited.rstrip("/")


def _is_permalink(tag: Tag) -> bool:
    if tag.name != "a":
        return False
    if attribute(tag, "href").startswith("#") and _TO_HEADING.fullmatch(words(tag)) and not in_sentence(tag):
        return True
    if tag.string not in _PERMALINKS:
        return False
    name = attribute(tag, "href").rpartition("#")[2]
    return any(around.name in HEADINGS or (name and attribute(around, "id") == name) for around in tag.parents)


def _is_slide(box: Tag) -> bool:
    """Whether a box shows one picture of a size, which leads nowhere, and few words besides."""
    shown = every(box, "img")
    if len(shown) != 1 or first(box, "a") is not None:
        return False
    return pixels(shown[0], "width") >= LARGE and len(words(box)) < _BOX_TEXT


def _of_a_picture(tag: Tag) -> bool:
    """Whether an element stands in a figure or caption, or in a box that holds a picture and few words."""
    box = tag.parent
    for _ in range(3):
        if box is None:
            return False
        if box.name == "figure" or role(box):
            return True
        if is_under(box, _BOX_TEXT) and first(box, "img") is not first(tag, "img"):
            return True
        box = box.parent
    return False


def _asks_to_pay(tag: Tag) -> bool:
    """Whether an element called a paywall is short, offers something, and holds no paragraphs of an article."""
    if not is_under(tag, _BOX_TEXT) or _OFFER.search(tag.get_text()) is None:
        return False
    return sum(len(text := p.get_text()) > 30 and not _OFFER.search(text) for p in every(tag, "p")) < 2


def _large(draft: Draft, tag: Tag, reason: str, total: int) -> bool:
    """Whether an element holds so much of the page's `total` text, or such a story, that its name must mislead: unless
    it is hidden."""
    if reason == "hidden label":
        return False
    own = size(tag)
    if reason == "comments":
        return own * 10 > total * 9 or (tells(tag) and _within_text(tag, after=True))
    if reason == "hidden" and (_of_a_component(tag) or _folded(draft, tag)):
        return True
    if reason == "hidden":  # a page that a script unveils, as WeChat's does
        named = _UNVEILED.search(f"{attribute(tag, 'id')} {attribute(tag, 'class')}") is not None
        return own * 2 > total or (named and "visibility" in attribute(tag, "style"))
    if own * 2 > total and len(re.findall("[，。；]", tag.get_text())) > _SENTENCES:
        return True
    if (own > 200 and own * 3 > total) or own * 5 > total * 4:
        return True
    return tells(tag) and (reason not in ("navigation", "role complementary") or _within_text(tag))


def tells(tag: Tag) -> bool:
    """Whether a box called furniture tells a part of the article: sentences, of which few lead elsewhere, are about
    the site or speak to its reader, and nothing to fill in or press."""
    text = words(tag)
    if len(text) < _STORY_TEXT or first(tag, *_FIELDS) is not None:
        return False
    sentences = [sentence for sentence in _STOP.split(text) if _ENDS.search(sentence)]
    if len(sentences) < _STORY or sum(len(words(link)) for link in every(tag, "a")) * 4 > len(text):
        return False
    return sum(phrases.ADDRESSED.search(sentence) is not None for sentence in sentences) * 3 <= len(sentences)


def _within_text(tag: Tag, after: bool = False) -> bool:
    """Whether a box stands right beside a paragraph of the text, as no sidebar does; or ahead of one, as no comments
    do."""
    beside = [next(neighbours(tag), None), *([] if after else [next(neighbours(tag, back=True), None)])]
    return any(isinstance(node, Tag) and node.name == "p" and len(words(node)) > _FOLDED for node in beside)


def _of_a_component(hidden: Tag) -> bool:
    """Whether what is hidden is all that a custom element holds, whose script shows it (themes of Typecho), and does
    not speak of the site or to its reader."""
    holder, text = hidden.parent, words(hidden)
    if holder is None or "-" not in holder.name or words(holder) != text:
        return False
    return first(hidden, *_FIELDS) is None and phrases.ADDRESSED.search(text) is None


def _folded(draft: Draft, hidden: Tag) -> bool:
    """Whether what is hidden is the rest of a text behind a button: sentences in paragraphs that stand nowhere else on
    what is left of the page, and nothing to fill in."""
    if first(hidden, "form", "input", "button", "iframe") is not None:
        return False
    told = [
        text
        for p in every(hidden, "p")
        if len(text := words(p)) > _FOLDED
        and (text.endswith(("。", "！", "？", "”", "」")) or (is_english(text) and not phrases.ADDRESSED.search(text)))
    ]
    if len(told) < 2 or any(_OFFER.search(text) for text in told):
        return False
    if draft.begins is None:
        draft.begins = _begins(draft.root)
    return all(draft.begins[text[:_FOLDED]] < 2 for text in told)


def _begins(tag: Tag) -> Counter[str]:
    """How often sentences begin with the same characters."""
    text = words(tag)
    return Counter(text[at : at + _FOLDED] for at in (found.start() for found in _BEGIN.finditer(text)))


def _row(row: Tag) -> str:
    """What a row of a table says: a label and its value."""
    cells = every(row, "th", "td")
    return f"{words(cells[0])}：{words(cells[1])}" if len(cells) == 2 else words(row)


def _published_in(box: Tag) -> Date | None:
    """The date that a `<time>` or, as microformats have it, an `<abbr title>` in a box says to be the publication's;
    None where they tell of several."""
    told = [
        attribute(part, "datetime") or attribute(part, "title")
        for part in every(box, "time", "abbr")
        if "publish" in f"{attribute(part, 'class')} {attribute(part, 'itemprop')}".lower()
    ]
    return date(told[0]) if len(set(told)) == 1 else None


def _drop(draft: Draft, tag: Tag, reason: str) -> None:
    if draft.begins is not None:  # of two hidden copies the second one is not there twice any more
        draft.begins.subtract(_begins(tag))
    text = " ".join(tag.get_text().split()) if tag.name not in ("script", "style") else ""
    draft.note(reason, text or f"<{tag.name} {attribute(tag, 'class')}>".replace(" >", ">"))
    if len(text) < _BOX_TEXT and _may_sign(tag, reason):
        _signed_in(draft, tag)
        for part in every(tag, "p", "div", "span") if reason == _SHARE else ():
            if not gone(part) and _STAFF.fullmatch(words(part)):
                tag.insert_before(part.extract())
    elif reason == "interface":
        _posted_in(draft, tag, text)
    tag.decompose()


def _may_sign(tag: Tag, reason: str) -> bool:
    """Whether what goes may say whose the article is, as some templates do there and nowhere else: its tags, a forum's
    topics excepted, what is told of rights, the bar that shares it, and tools above the text."""
    if reason == "navigation":
        return called(tag, _TOOLS) and tag.find_previous("p") is None
    return reason in (COPYRIGHT, INFORMATION, _SHARE) or (reason == TAGS and first(tag, "table") is None)


def _signed_in(draft: Draft, tag: Tag) -> None:
    """Learns from what goes who wrote the article, and when."""
    parts = every(tag, "li", "p", "div", "span", "tr")
    told = [(part, _row(part) if part.name == "tr" else words(part)) for part in parts]
    lines = [(part, names) for part, said in told if (names := byline(said) or published_by(said))]
    inner = {id(part) for part, _ in lines for other, _ in lines if other is not part and other in part.descendants}
    signed = [name for part, names in lines if id(part) not in inner for name in names]
    signed = signed or [words(link) for link in every(tag, "a") if "author" in attribute(link, "rel").split()]
    draft.signed.extend(signed)
    draft.microdata = draft.microdata or _published_in(tag)
    draft.dated = draft.dated or first_date(map(words, every(tag)))


def _posted_in(draft: Draft, tag: Tag, text: str) -> None:
    """Learns from what goes beside how often the page was read, or above a post, who posted it, and when."""
    times = every(tag, "time") if len(text) <= _BESIDE else []
    if len(times) == 1:
        draft.dated = draft.dated or date(attribute(times[0], "datetime"))
    for line in [tag, *every(tag)]:
        if called(line, _POSTED):
            link = only_link(line) if not draft.signed else None
            draft.signed.extend([words(link)] if link is not None else ())
            draft.dated = draft.dated or first_date(map(words, every(line)))


# What goes at once, and when.
_SMALL_ONES: tuple[tuple[str, Callable[[Tag], bool]], ...] = (
    ("button", buttons.is_button),
    ("mark to jump to", _is_mark),
    ("an account to follow", _names_what_it_cites),
    ("sign of a font of icons", _is_icon),
    ("link of a heading, or a box, to itself", _is_permalink),
    ("section above the headline", _is_kicker),
    ("a graphic once more, for narrower windows", _is_of_narrow_windows),
    (ADVERTISEMENT, _is_of_sponsor),
    ("comments", _is_of_answers),
)
# What stays though its name says a reason to go.
_STAYS: tuple[tuple[tuple[str, ...], Callable[[Tag], object]], ...] = (
    (("navigation", "interface", COPYRIGHT), lambda tag: tag.name in ("p", *HEADINGS)),  # styled like a sidebar
    ((ADVERTISEMENT, "interface"), _is_text),  # what an author put, or pasted, into such an element
    ((TAGS,), _is_note),  # what an editor put at the foot of an article: a correction, a note
    (("comments",), _is_remark),  # what an author says of a word
    (_NO_NOTES, lambda tag: _is_note(tag) and _within_text(_line_of(tag), after=True)),  # a note within the text
    (("navigation",), _is_listed_in_text),  # what there is to eat
    (("navigation",), _counts_answers),  # by which they are known
    ((*_NO_NOTES, TAGS, COPYRIGHT), lambda tag: stands_in_text(tag) and _is_piece(tag)),
    (("comments", COPYRIGHT), lambda tag: stands_in_text(_line_of(tag)) and _is_note(tag)),  # an editor's note
    ((*_NO_NOTES, TAGS, "comments"), lambda tag: stands_in_text(tag) and _is_title(tag)),  # of a part of the text
    ((ADVERTISEMENT, TAGS), _names_staff),
    ((TAGS,), _is_word_of_line),
    ((TAGS,), _holds_sources),  # what an author read, at the foot of an article: the rest goes by its own names
    ((COUNTS,), lambda tag: not _is_values(tag)),  # figures that the article tells
    (("interface",), lambda tag: tag.name == "a" and first(tag, "img") is not None),  # a picture in its own window
    (("navigation",), _is_slide),  # a picture of several, called as the way to the next one is
    (("interface",), lambda tag: tag.name in _PLAYERS or first(tag, *_PLAYERS) is not None),  # called as its controls
    ((COPYRIGHT,), lambda tag: _of_a_picture(tag) and not _RIGHTS.search(tag.get_text())),  # whose picture it is
    (("hidden label",), lambda tag: tag.name == "a" and "name" in tag.attrs),  # where a mark leads: a note's place
    # By schema.org's name for what stands behind a paywall: the article itself.
    ((PROMOTION,), lambda tag: _WALL.search(_names(tag)) and not _asks_to_pay(tag)),
    # What a page leaves out on paper may be the article's.
    (("interface",), lambda tag: _UNPRINTED.search(_names(tag)) and first(tag, "img", "table", *_PLAYERS)),
)
