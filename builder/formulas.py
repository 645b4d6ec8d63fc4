"""Formulas: each once, as the TeX that the page has of it, or as its letters."""

from __future__ import annotations

from bs4 import Tag

from builder.text import fold
from builder.tree import Draft, attribute, every, first, is_under, neighbours

# What MathML says by the place of its parts alone, and the elements that hold one sign, number or name each
# (https://www.w3.org/TR/mathml-core/).
_PLACED = {
    "mfrac": "{}/{}",
    "msup": "{}^{}",
    "msub": "{}_{}",
    "msubsup": "{}_{}^{}",
    "munder": "{}_{}",
    "munderover": "{}_{}^{}",
    "mroot": "{1}√{0}",
}
_TOKENS = ("mi", "mn", "mo", "mtext", "ms")
_AGAIN = "a formula once more"
_LONGEST = 300  # characters, and nodes, of what holds a formula twice


def once(draft: Draft, tag: Tag) -> bool:
    """Whether an element is the source of a formula, which becomes the formula; what a script drew of it goes."""
    if tag.name == "math" and "data-tex" in tag.attrs:  # MathJax's, behind what it made of it
        for before in neighbours(tag, back=True):
            if not (isinstance(before, Tag) and attribute(before, "class").lower().startswith("mathjax")):
                break
            draft.drop(before, _AGAIN)
    elif tag.name == "span" and attribute(tag, "class") == "katex-mathml" and (formula := _typed(tag)):
        drawn = next(neighbours(tag), None)
        if isinstance(drawn, Tag) and attribute(drawn, "class").startswith("katex-html"):
            draft.drop(drawn, _AGAIN)
        _become(tag, formula)
    elif formula := attribute(tag, "data-formula") or attribute(tag, "data-tex"):
        _become(tag, formula)  # instead of WeChat's, or Zhihu's, drawing of it
    else:
        return False
    return True


def is_again(tag: Tag) -> bool:
    """Whether what screen readers are not given stands beside the same formula as MathML (KaTeX, MathJax)."""
    if tag.parent is None or len(tag.parent.contents) > _LONGEST or first(tag, "math") is not None:
        return False
    return is_under(tag.parent, _LONGEST) and first(tag.parent, "math") is not None


def _become(tag: Tag, formula: str) -> None:
    tag.string = formula
    tag.name, tag.attrs = "math", {"alttext": formula}


def _typed(tag: Tag) -> str:
    """The TeX of a formula whose MathML lost its tags, as CSDN has it: the last line, below its letters one by one."""
    told = [line.strip() for line in tag.get_text().splitlines() if line.strip()]
    return told[-1] if len(told) > 1 and first(tag, "math") is None else ""


def source(node: Tag) -> str:
    """A formula's TeX where the page has it, else its letters on one line."""
    for note in every(node, "annotation"):
        if "tex" in attribute(note, "encoding").lower():
            return fold(note.get_text())
    return fold(attribute(node, "alttext")) or fold(_on_one_line(node))


def _on_one_line(node: Tag) -> str:
    """The letters of a formula; fractions, powers, indices and roots as they are typed."""
    parts = [(child, _on_one_line(child) if isinstance(child, Tag) else str(child)) for child in node.contents]
    form, text = _PLACED.get(node.name, ""), "".join(text for _, text in parts)
    placed = [_together(child, text) for child, text in parts if form and isinstance(child, Tag)]
    if len(placed) == form.count("{") > 0:
        return form.format(*placed)
    return "√" + _together(node, text) if node.name == "msqrt" else f"{text} " if node.name == "mtd" else text


def _together(node: Tag, text: str) -> str:
    """A part of a formula, in brackets where it is more than one sign, number or name."""
    text = fold(text)
    return text if len(text) == 1 or node.name in _TOKENS else f"({text})"
