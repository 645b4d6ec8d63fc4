"""Emphasis beside Chinese, Japanese and Korean opens and closes; Latin text keeps CommonMark's rule.

Each line is Markdown; what is to be strong stands between 〔 and 〕 in the second column.
"""

from __future__ import annotations

import pytest

from builder.emphasis import flanks
from builder.markdown import read, write
from builder.model import Code, Document, Inline, Link, Mark, Paragraph, Text

LINES = [
    # Chinese punctuation inside of the marks, and a word right after or before
    ("他用**“坦诚”**来形容", "他用〔“坦诚”〕来形容"),
    ("**水来了，**人走了", "〔水来了，〕人走了"),
    ("**水来了。**人走了", "〔水来了。〕人走了"),
    ("**水来了？**人走了", "〔水来了？〕人走了"),
    ("**水来了！**人走了", "〔水来了！〕人走了"),
    ("**水来了：**人走了", "〔水来了：〕人走了"),
    ("**水来了；**人走了", "〔水来了；〕人走了"),
    ("**水、**人走了", "〔水、〕人走了"),
    ("**水…**人走了", "〔水…〕人走了"),
    ("**水——**人走了", "〔水——〕人走了"),
    ("**河·**桥", "〔河·〕桥"),
    ("河**（左岸）**有桥", "河〔（左岸）〕有桥"),
    ("河**「左岸」**有橋", "河〔「左岸」〕有橋"),
    ("河**『左岸』**有橋", "河〔『左岸』〕有橋"),
    ("读**《河上》**一书", "读〔《河上》〕一书"),
    ("读**【河上】**一书", "读〔【河上】〕一书"),
    ("河**‘左’**岸", "河〔‘左’〕岸"),
    ("河**左（岸**）", "河〔左（岸〕）"),
    ("**全角：**１２", "〔全角：〕１２"),
    ("一～**二～**三", "一～〔二～〕三"),
    # ASCII punctuation beside Chinese
    ('他说**"来"**了', '他说〔"来"〕了'),
    ("河**(左岸)**有桥", "河〔(左岸)〕有桥"),
    ("价**$100**元", "价〔$100〕元"),
    ("占**50%**以上", "占〔50%〕以上"),
    ("用**C#**和**F#**写", "用〔C#〕和〔F#〕写"),
    ("桥**-**河", "桥〔-〕河"),
    ("桥**[左]**河", "桥〔[左]〕河"),
    # Latin words and Chinese punctuation
    ("Go**“初学者”**必读", "Go〔“初学者”〕必读"),
    ("Git**（不是GitHub）**", "Git〔（不是GitHub）〕"),
    ("X**“来”**Y", "X〔“来”〕Y"),
    ("**推荐：**React、Vue", "〔推荐：〕React、Vue"),
    # Japanese, Korean, rare letters, variation selectors, emoji
    ("これは**大事。**だから", "これは〔大事。〕だから"),
    ("**안녕(hello)**하세요", "〔안녕(hello)〕하세요"),
    ("**(가)**나", "〔(가)〕나"),
    ("葛\U000e0100**(字)**城", "葛\U000e0100〔(字)〕城"),
    ("塚\ufe00**(字)**城", "塚\ufe00〔(字)〕城"),
    ("\U00030edd**(字)**麺", "\U00030edd〔(字)〕麺"),
    ("\U0003106c**(字)**", "\U0003106c〔(字)〕"),
    ("𠮟**(正)**", "𠮟〔(正)〕"),
    ("a**〽**a", "a〔〽〕a"),
    ("好**🥰**好", "好〔🥰〕好"),
    # a link or code at the edge
    ("去**[桥](b)**上", "去〔桥〕上"),
    ("用**`码`**写", "用〔码〕写"),
    ("**码`a`**写", "〔码a〕写"),
    # spaces still part
    ("** 水**人", "** 水**人"),
    ("**水 **人", "**水 **人"),
    ("**水。** 人", "〔水。〕 人"),
    # other marks
    ("他*“坦诚”*地说", "他〈“坦诚”〉地说"),
    ("他~~“坦诚”~~地说", "他〚“坦诚”〛地说"),
    ("***“坦诚”***来", "〈〔“坦诚”〕〉来"),
    ("中_文_字", "中_文_字"),
    ("（_文_）", "（〈文〉）"),
    ("snake_case_name", "snake_case_name"),
    # Latin text as CommonMark reads it
    ('a**"b"**c', 'a**"b"**c'),
    ("a**«b»**c", "a**«b»**c"),
    ("a**b∇**c", "a**b∇**c"),
    ("a**(b)**c", "a**(b)**c"),
    ("a **(b)** c", "a 〔(b)〕 c"),
    ("a*b*c", "a〈b〉c"),
    ("2 * 3 * 4", "2 * 3 * 4"),
]
BRACKETS = {"strong": "〔〕", "emphasis": "〈〉", "strikethrough": "〚〛"}


@pytest.mark.parametrize(("source", "expected"), LINES)
def test_emphasis(source: str, expected: str) -> None:
    (block,) = read(source).blocks
    assert isinstance(block, Paragraph)
    assert "".join(map(shown, block.children)) == expected


def shown(node: Inline) -> str:
    match node:
        case Text(text) | Code(text):
            return text
        case Mark(kind, children):
            return BRACKETS[kind][0] + "".join(map(shown, children)) + BRACKETS[kind][1]
        case Link():
            return "".join(map(shown, node.children))
    raise AssertionError(node)


def test_a_run_at_a_line_end_can_only_close() -> None:
    assert flanks("*", "字", " ") == (False, True)
    assert flanks("*", " ", "字") == (True, False)


def test_what_is_written_is_read_alike_whether_symbols_are_punctuation_or_not() -> None:
    """Up to CommonMark 0.30 they were none: there the first of these would not be bold as `▍**[桥](b)**`."""
    linked, quoted = (Link("b", (Text("桥"),)),), (Text("“桥”"),)
    lines: list[tuple[tuple[Inline, ...], str]] = [
        ((Text("▍"), Mark("strong", linked)), "▍<strong>[桥](b)</strong>\n"),
        ((Mark("strong", linked), Text("▸")), "<strong>[桥](b)</strong>▸\n"),
        ((Text("▍"), Mark("strong", quoted), Text("▸")), "▍**“桥”**▸\n"),
        ((Text("▍"), Mark("strong", (Text("桥"),))), "▍**桥**\n"),
        ((Text("$"), Mark("strong", linked)), "$**[桥](b)**\n"),
    ]
    for children, written in lines:
        document = Document((Paragraph(children),))
        assert write(document) == written
        assert read(written) == document
