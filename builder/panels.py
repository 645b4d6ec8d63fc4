"""What a page folds up or lays behind tabs: each panel stands open below its label.

Tabs, accordions and their labels are known as the ARIA Authoring Practices have them (`role="tab"`, `tabpanel`,
`aria-controls`, `aria-expanded`), by radio buttons whose labels are as many as the boxes behind them, and by a button
that stands right ahead of what it opens, or is a heading.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from bs4 import Tag

from builder import hanzi
from builder.classnames import fate
from builder.tree import (
    HEADINGS,
    Draft,
    attribute,
    called,
    direct,
    enclosing,
    every,
    first,
    gone,
    is_english,
    is_inline,
    is_under,
    neighbours,
    words,
)

_FOLD = re.compile(r"(?:\w+-)*(?:accordion|collapsible|faq|question)s?(?:-\w+)*")
_TARGETS = ("aria-controls", "data-bs-target", "data-target", "data-href", "href")
_OPENER = frozenset({"aria-expanded", "aria-controls", "aria-haspopup"})  # where it opens no text, it is none
_FIELDS = ("form", "input", "select", "textarea", "nav", "header", "footer", "dialog")
_TAB = re.compile(r"tab")
_LABEL = 80
_MOST = 100
# What a button says that opens something and does not name it.
_OPENS = hanzi.compile(
    r"\W*(?:点击|点此|继续)?(?:展开|收起|显示|隐藏|查看|打开|关闭|阅读|加载|更多|全部|全文){1,3}"
    r"(?:全部|全文|原文|更多|答案|解答|详情|内容|来看|其[余他它]\w{0,3}|剩[余下]\w{0,3}|此?\w{0,2}\d+\w{0,3})?\W*"
    r"|\W*(?:(?:read|show|view|see|load|learn) (?:more|all|less|(?:the )?(?:answer|solution|rest))\b.*|expand\b.*"
    r"|collapse\b.*|toggle\b.*|more|close|open)\W*",
    re.I,
)
# The same of a part of the page's frame.
_ACT = hanzi.compile(
    r"\W*(?:点击|点此|打开|关闭|查看|显示|隐藏|展开|收起|发表|写|我要|切换|全部|更多)?"
    r"(?:菜单|选单|目录|导航|导览|搜[索寻]|分享|评论|留言|回[复应]|登[录入]|注册|订阅|设置|设定|语言|切换|选项|上一\w|下一\w)"
    r"(?:栏|区|列表|内容|按钮|板|全部|更多|我们|本文|文章|到.{1,12}|[\s\W]*\d+\w{0,2})?\W*"
    r"|\W*(?:menu|search|share\b.*|comments?\b.*|next|prev(?:ious)?|log ?in|sign (?:in|up)|subscribe\b.*)\W*",
    re.I,
)
_SENTENCE = re.compile(r"[\u4e00-\u9fff]{2}[。！？]")
_HIDDEN = re.compile(r"(?:display\s*:\s*none|visibility\s*:\s*hidden|(?:max-)?height\s*:\s*0(?:px)?)\s*;?", re.I)


def unfold(draft: Draft) -> None:
    """Step: puts the label of each tab ahead of its panel, makes the button of each accordion a label (the question
    above an answer), and takes from the panels what hides them."""
    tags = [tag for tag in every(draft.root) if tag.attrs or tag.name == "button"]
    named = {name: tag for tag in tags if (name := attribute(tag, "id"))}
    for label, panel in [*_tabs(tags, named), *_radios(tags), *_buttons(tags, named), *_rows(draft.root)]:
        if gone(label) or gone(panel) or not _is_text(panel) or any(box is label for box in (panel, *panel.parents)):
            continue  # never closed, a button holds what it opens, or opens itself
        if _is_name(label):
            _label(draft, label, panel)
        elif _OPENS.fullmatch(words(label)) and (_SENTENCE.search(text := words(panel)) or is_english(text)):
            _show(panel)  # an answer, the rest of a text
    for tag in tags:
        if not gone(tag) and attribute(tag, "role") == "tabpanel" and _is_text(tag):
            _show(tag)
    for button in every(draft.root, "button"):
        if _heads(button):
            button.unwrap()


def _tabs(tags: list[Tag], named: dict[str, Tag]) -> Iterator[tuple[Tag, Tag]]:
    """Tabs and their panels: by the panel's id, else by their order in the box that holds both."""
    rows = 0
    for tag in tags:
        role = attribute(tag, "role")
        if (role == "tab" or _is_tab(tag)) and (panel := _target(tag, named)) is not None:
            yield tag, panel
        elif role == "tablist" and tag.parent is not None and (rows := rows + 1) <= _MOST:
            tabs = [tab for tab in every(tag) if attribute(tab, "role") == "tab" and _target(tab, named) is None]
            panels = [panel for panel in every(tag.parent) if attribute(panel, "role") == "tabpanel"]
            if len(tabs) == len(panels):
                yield from zip(tabs, panels, strict=True)


def _is_tab(tag: Tag) -> bool:
    """Whether a link or button is called a tab, or stands alone in an item that is (Hexo's themes, which know no
    roles)."""
    if tag.name not in ("a", "button") or tag.parent is None or gone(tag):
        return False
    return called(tag, _TAB) or called(tag.parent, _TAB)


def _radios(tags: list[Tag]) -> Iterator[tuple[Tag, Tag]]:
    """Labels of radio buttons that stand in a row, and the boxes behind it, as many (MkDocs, VitePress)."""
    radios = {attribute(tag, "id") for tag in tags if tag.name == "input" and attribute(tag, "type") == "radio"}
    labels = [tag for tag in tags if tag.name == "label" and attribute(tag, "for") in radios]
    for row in {id(label.parent): label.parent for label in labels if label.parent is not None}.values():
        beside = next(neighbours(row), None)
        panels = direct(beside) if isinstance(beside, Tag) and enclosing(row, "form") is None else []
        if 1 < len(panels) == len(direct(row, "label")):
            yield from zip(direct(row, "label"), panels, strict=True)


def _buttons(tags: list[Tag], named: dict[str, Tag]) -> Iterator[tuple[Tag, Tag]]:
    """Buttons that open something, and what stands right behind each."""
    for tag in tags:
        toggles = "collapse" in (attribute(tag, "data-toggle"), attribute(tag, "data-bs-toggle"))
        if tag.name != "button" and attribute(tag, "role") != "button" and not toggles:
            continue
        around = [box for box in islice(tag.parents, 2) if box.name in ("div", "li")]
        if not toggles and "aria-expanded" not in tag.attrs and not any(called(box, _FOLD) for box in (tag, *around)):
            continue
        beside, target = next(neighbours(_head(tag)), None), _target(tag, named)
        if isinstance(beside, Tag) and (target is None or target is beside) and not is_inline(beside):
            yield tag, beside


def _rows(root: Tag) -> Iterator[tuple[Tag, Tag]]:
    """The buttons of a row that holds nothing else, and the boxes of the one behind it, as many."""
    rows = {id(button.parent): button.parent for button in every(root, "button") if button.parent is not None}
    for row in list(rows.values())[:_MOST]:
        beside = next(neighbours(row), None)
        if not isinstance(beside, Tag):
            continue
        buttons, panels = direct(row), direct(beside, "div", "section")
        if 1 < len(buttons) == len(panels) == len(direct(beside)) and all(one.name == "button" for one in buttons):
            yield from zip(buttons, panels, strict=True)


def _target(control: Tag, named: dict[str, Tag]) -> Tag | None:
    """The element that a control tells by its id."""
    ids = (attribute(control, key).removeprefix("#") for key in _TARGETS)
    return next((named[name] for name in ids if name in named), None)


def _head(control: Tag) -> Tag:
    """The outermost element that holds a control and says no more than it: a heading, mostly."""
    at = control
    while at.parent is not None and at.parent.parent is not None:
        if next(neighbours(at), next(neighbours(at, back=True), None)) is not None:
            break
        at = at.parent
    return at


def _heads(button: Tag) -> bool:
    """Whether a button is all that a heading says (a script folds what is below) or the head of a column (sorts it)."""
    head = enclosing(button, "th", "dt", *HEADINGS)
    if head is None or not is_under(head, _LABEL * 5) or words(head) != words(button) or not _is_name(button):
        return False
    return head.name == "th" or _OPENER.isdisjoint(button.attrs)


def _is_name(label: Tag) -> bool:
    text = words(label)
    return 0 < len(text) <= _LABEL and _ACT.fullmatch(text) is None and _OPENS.fullmatch(text) is None


def _is_text(panel: Tag) -> bool:
    """Whether a panel tells something of its own: words that are no form, no furniture by its name, and for the most
    part no links."""
    own = len(words(panel))
    if not own or panel.name in _FIELDS or first(panel, *_FIELDS) is not None:
        return False
    if fate(f"{attribute(panel, 'class')} {attribute(panel, 'id')}"):
        return False
    return sum(len(words(link)) for link in every(panel, "a")) * 2 < own


def _label(draft: Draft, control: Tag, panel: Tag) -> None:
    """Makes a label of what opens a panel, where it stands if that is right ahead, and opens the panel."""
    heading = next((tag for tag in (control, *control.parents) if tag.name in HEADINGS), None)
    if next(neighbours(panel, back=True), None) is not _head(control):
        label = draft.new("summary")
        label.extend(list(control.contents))
        panel.insert_before(label)
        control.decompose()
    elif heading is None:
        control.name, control.attrs = "summary", {}
    elif heading is not control:
        control.unwrap()
    _show(panel)


def _show(panel: Tag) -> None:
    panel.attrs.pop("hidden", None)
    if "style" in panel.attrs:
        panel.attrs["style"] = _HIDDEN.sub("", attribute(panel, "style"))
