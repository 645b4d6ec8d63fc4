"""The Markdown of an article as a markdown-it-py parser: CommonMark, tables, footnotes, and a few rules of our own.

Raw HTML is no part of it: it stays text. What an article may hold beyond CommonMark is listed in `parser`.
"""

from __future__ import annotations

import html
import re
from collections.abc import Sequence
from types import SimpleNamespace
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.common.utils import mdTrim, unescapeAll
from markdown_it.helpers import parseLinkDestination
from markdown_it.rules_core import StateCore, normalize
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from mdit_py_plugins.attrs import attrs_block_plugin
from mdit_py_plugins.footnote import footnote_plugin

from builder.emphasis import emphasis_plugin
from builder.model import MarkKind
from builder.text import LANGUAGE_TAG, safe_url

# Bare tags that stand for a mark. The first five are how `markdown.write` writes what Markdown has no sign for.
TAGS: dict[str, MarkKind] = {
    "sup": "superscript",
    "sub": "subscript",
    "strong": "strong",
    "em": "emphasis",
    "del": "strikethrough",
    "b": "strong",
    "i": "emphasis",
    "s": "strikethrough",
}
# Levels of tokens; deeper ones are cut by markdown-it-py. A list takes two. Python's stack takes some 3 frames each.
MAX_NESTING = 50
# Steps that all searches for the `]` of a label may take in one text, for each of its characters: labels are looked
# for from every `[`, which would be quadratic in a text of brackets alone.
LABEL_STEPS = 4
_BUDGET = -1  # where the steps that are left stand in the state's cache, whose other keys are positions

# How a line may begin that opens a block which is no paragraph; what a rule of inlines may begin with.
_OPENS = re.compile(r"[ \t#>+\-_=~`\[{<|:]|\*(?:[ \t]|[* \t]*$)|[0-9]+[.)]").match
_MEANT = re.compile(r"[\n*_~`\[<&\\{]")
_TAG = re.compile(rf"<(/?)({'|'.join(TAGS)})>")
_BR = re.compile(r"<br ?/?>")
_PAIR = r"([^<]+)(?:<rp>[^<]*</rp>)?<rt>([^<]*)</rt>(?:<rp>[^<]*</rp>)?"
_RUBY, _RUBY_PAIR = re.compile(rf"<ruby>(?:{_PAIR})+</ruby>"), re.compile(_PAIR)
_OVERRIDE = re.compile(r"-\{((?:[^\\{}\n]|\\.)*)\}-")
_OVERRIDE_PART = re.compile(r"(?:[^\\;]|\\.)+")
_OVERRIDE_TAG = re.compile(r"\s*(zh(?:-[A-Za-z0-9]{2,8})*)\s*:\s*", re.IGNORECASE)
_SPAN_LANG = re.compile(rf'\{{lang=("?)({LANGUAGE_TAG})\1\}}')
_DESTINATION = re.compile(r"[^\x00-\x20\x7f<\\()&]+(?=[ )])")
# A link or a picture, and in its label and its title nothing that a rule of inlines could begin with.
_PLAIN_LINK = re.compile(rf"(!?)\[([^\n*_~`\[\]<&\\{{]*)\]\(({_DESTINATION.pattern})(?: \"([^\n\"&\\]*)\")?\)")
_FOOTNOTE = re.compile(r"\[\^([^\s\[\]]+)\]")
_ITEM = r'(?:\.[\w-]+|#[\w-]+|[\w:-]+=(?:"[^"{}\n]*"|[\w:.%-]+))'
_ATTRIBUTES = re.compile(rf"\{{ *{_ITEM}(?: +{_ITEM})* *\}}")
_ATTRIBUTE = re.compile(r'\.([\w-]+)|#[\w-]+|([\w:-]+)=(?:"([^"]*)"|([\w:.%-]+))')


def parser() -> MarkdownIt:
    """A parser of the dialect. Its tokens are markdown-it-py's, with `prose` (a paragraph in one), `tag`, `ruby`,
    `override` and `span` of our own.

    Attributes after a picture or a link are in the `meta` of its token (`link_close`), as texts, `class` among them.
    """
    md = MarkdownIt("commonmark", {"html": False, "maxNesting": MAX_NESTING}).enable(["table", "strikethrough"])
    md.disable(["html_inline", "html_block"])
    md.use(emphasis_plugin).use(footnote_plugin, inline=False, move_to_end=False).use(attrs_block_plugin)
    md.core.ruler.disable("text_join")  # markdown.py joins texts as it reads the tokens
    md.core.ruler.at("normalize", _normalize)
    md.core.ruler.at("block", _blocks)
    md.core.ruler.at("inline", _inline)
    rules = md.inline.ruler
    rules.at("footnote_ref", _footnote_rule)
    rules.before("emphasis", "override", _override_rule)
    rules.before("link", "plain_link", _plain_link_rule)
    rules.before("autolink", "tag", _tag_rule)
    rules.after("link", "span", _span_rule)
    rules.push("attributes", _attributes_rule)
    md.normalizeLink = safe_url  # type: ignore[method-assign]
    md.normalizeLinkText = str  # type: ignore[method-assign,assignment]
    md.validateLink = bool  # type: ignore[method-assign,assignment]
    ours = {"parseLinkLabel": _label_end, "parseLinkDestination": _destination}
    md.helpers = SimpleNamespace(**(vars(md.helpers) | ours))  # type: ignore[assignment]
    return md


def _normalize(state: StateCore) -> None:
    """As markdown-it-py's own; few texts hold what it looks for."""
    if "\r" in state.src or "\0" in state.src:
        normalize(state)


def _blocks(state: StateCore) -> None:
    """The blocks of a text. A line between blank ones that begins as no other block does is a paragraph, in one token:
    what all rules, asked in turn, would leave to the last. Nearly all of an article is such lines. What stands between
    two of them is parsed by itself, for nothing but a fence holds them."""
    if "```" in state.src or "~~~" in state.src:
        _parse(state, [state.src], 0)
        return
    line = len(state.src) - len(state.src.lstrip("\n"))
    other: list[str] = []
    for part in state.src.strip("\n").split("\n\n"):
        if not part or "\n" in part or _OPENS(part):
            other.append(part)
            continue
        line += _parse(state, other, line) + 2
        other.clear()
        state.tokens.append(Token("prose", "p", 0, content=mdTrim(part), block=True))
    _parse(state, other, line)


def _parse(state: StateCore, parts: Sequence[str], line: int) -> int:
    """Parses parts of a text, blank lines between, that begin in this line; returns how many lines they take."""
    if not parts:
        return 0
    source, first = "\n\n".join(parts), len(state.tokens)
    state.md.block.parse(source, state.md, state.env, state.tokens)
    for token in state.tokens[first:]:
        if token.map:
            token.map = [line + at for at in token.map]
    return source.count("\n") + 2


def _inline(state: StateCore) -> None:
    """The inlines of each block; words without a character that any rule minds are what they are, and in a `prose` that
    says it all."""
    for token in state.tokens:
        if token.type in ("inline", "prose"):
            if not token.content or _MEANT.search(token.content):
                token.children = state.md.inline.parse(token.content, state.md, state.env, [])
            elif token.type == "inline":
                token.children = [Token("text", "", 0, content=token.content)]


def _plain_link_rule(state: StateInline, silent: bool) -> bool:
    """A link or a picture of the plainest kind, in one step: nearly all are. The others are for markdown-it-py's rules,
    which would read this one alike."""
    if state.src[state.pos] not in "![":
        return False
    found = _PLAIN_LINK.match(state.src, state.pos, state.posMax)
    if not found:
        return False
    picture, label, address, title = found.groups()
    href = state.md.normalizeLink(address)
    if not href:
        return False
    if not silent:
        token = state.push("image", "img", 0) if picture else state.push("link_open", "a", 1)
        token.attrs = {"src": href, "alt": ""} if picture else {"href": href}
        if title:
            token.attrs["title"] = title
        if picture:
            token.content = label
            token.children = [Token("text", "", 0, content=label)] if label else None
        else:
            state.append_pending(label)
            state.push("link_close", "a", -1)
    state.pos = found.end()
    return True


def _label_end(state: StateInline, start: int, no_links: bool = False) -> int:
    """The position of the `]` that ends the label which begins at `start`, or -1.

    As markdown-it-py's own, but a footnote's mark or a span in a link's label are no links, and it has a budget.
    """
    before, source, depth, end = state.pos, state.src, 1, -1
    budget = state.cache.setdefault(_BUDGET, 10_000 + LABEL_STEPS * len(source))
    state.pos = start + 1
    while state.pos < state.posMax and budget > 0:
        budget -= 1
        char, at = source[state.pos], state.pos
        if char == "]":
            depth -= 1
            if depth == 0:
                end = state.pos
                break
        state.md.inline.skipToken(state)
        state.pos = min(state.pos, state.posMax)  # where all is nested too deeply, it goes one too far
        if char == "[":
            if state.pos == at + 1:
                depth += 1
            elif no_links and source[state.pos - 1] in ")]" and not source.startswith("[^", at):
                break
    state.pos, state.cache[_BUDGET] = before, min(budget, state.cache[_BUDGET])
    return end


def _destination(source: str, pos: int, maximum: int) -> Any:
    """Where a link leads, as markdown-it-py's own says, which looks at each character: in nearly all none counts."""
    found = _DESTINATION.match(source, pos, maximum)
    if not found:
        return parseLinkDestination(source, pos, maximum)
    return SimpleNamespace(ok=True, pos=found.end(), str=found[0])


def _footnote_rule(state: StateInline, silent: bool) -> bool:
    """`[^label]`, where the text of that footnote is given."""
    if state.src[state.pos] != "[":
        return False
    found = _FOOTNOTE.match(state.src, state.pos, state.posMax)
    if not found or ":" + found[1] not in state.env.get("footnotes", {}).get("refs", {}):
        return False
    if not silent:
        state.push("footnote_ref", "", 0).meta = {"label": found[1]}
    state.pos = found.end()
    return True


def _override_rule(state: StateInline, silent: bool) -> bool:
    """`-{zh-hans:软件; zh-hant:軟體}-` and `-{text}-`; a backslash takes the meaning of the next character."""
    if state.src[state.pos] != "-":
        return False
    found = _OVERRIDE.match(state.src, state.pos, state.posMax)
    if not found or not found[1].strip():
        return False
    if not silent:
        state.push("override", "", 0).meta = {"values": _override_values(found[1])}
    state.pos = found.end()
    return True


def _override_values(text: str) -> tuple[tuple[str, str], ...]:
    values = []
    for part in _OVERRIDE_PART.findall(text):
        tag = _OVERRIDE_TAG.match(part)
        if tag:
            values.append((tag[1].lower(), _unescaped(part[tag.end() :]).strip()))
        elif part.strip():
            return (("", _unescaped(text).strip()),)
    return tuple(values)


def _unescaped(text: str) -> str:
    return re.sub(r"\\(.)", r"\1", text)


def _tag_rule(state: StateInline, silent: bool) -> bool:
    """`<sup>` and the like, `<br>`, `<ruby>`. Whether an opening tag has an end is seen when the tokens are read."""
    source, start = state.src, state.pos
    if source[start] != "<":
        return False
    found = _TAG.match(source, start, state.posMax)
    if found:
        if not silent:
            token = state.push("tag_close" if found[1] else "tag_open", "", 0)
            token.content, token.meta = found[0], {"kind": TAGS[found[2]]}
    elif found := _BR.match(source, start, state.posMax):
        if not silent:
            state.push("hardbreak", "br", 0)
    elif found := _RUBY.match(source, start, state.posMax):
        if not silent:
            pairs = [(unescapeAll(base), unescapeAll(text)) for base, text in _RUBY_PAIR.findall(found[0][6:])]
            state.push("ruby", "", 0).meta = {"pairs": pairs}
    else:
        return False
    state.pos = found.end()
    return True


def _span_rule(state: StateInline, silent: bool) -> bool:
    """`[日本語]{lang=ja}`."""
    start, maximum = state.pos, state.posMax
    if state.src[start] != "[" or state.html_terminator_last("]{lang=") < start:
        return False
    end = _label_end(state, start)
    found = _SPAN_LANG.match(state.src, end + 1, maximum) if end > 0 else None
    if not found:
        return False
    if not silent:
        state.pos, state.posMax = start + 1, end
        state.push("span_open", "span", 1).meta = {"lang": found[2]}
        state.md.inline.tokenize(state)
        state.push("span_close", "span", -1)
    state.pos, state.posMax = found.end(), maximum
    return True


def _attributes_rule(state: StateInline, silent: bool) -> bool:
    """`{credit="…" width=976 .embed}` right after a picture or a link; references in values are read."""
    if silent or state.src[state.pos] != "{" or not state.tokens or state.pending:
        return False
    token = state.tokens[-1]
    if token.type not in ("image", "link_close") or "attributes" in token.meta:
        return False
    found = _ATTRIBUTES.match(state.src, state.pos, state.posMax)
    if not found:
        return False
    values: dict[str, str] = {}
    for part in _ATTRIBUTE.finditer(found[0]):
        if part[1]:
            values["class"] = f"{values.get('class', '')} {part[1]}".strip()
        elif part[2]:
            values[part[2]] = part[4] if part[3] is None else html.unescape(part[3])
    token.meta["attributes"] = values
    state.pos = found.end()
    return True
