"""Laws of the importer: nothing lost, nothing added, nothing that runs; limits; and that every removal is told."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builder import addresses, article, bylines, clean, config, convert, dates, inlines, intake, markdown, seed
from builder.inlines import Run
from builder.model import Break, Code, Document, Inline, Link, Mark, Paragraph, Text, TongduError

HEADER = "[山谷里的小学重开](https://paper.example/world/a-1001)\n------\n\n"


def body(html: str, general: bool = False) -> str:
    """The Markdown body of a seed with this HTML."""
    return markdown.write(convert.convert(clean.clean(seed.read((HEADER + html).encode(), "a.txt"), general)))


def plain(children: tuple[Inline, ...]) -> str:
    """The words of inlines; a break is a space."""
    parts = []
    for child in children:
        if isinstance(child, Text):
            parts.append(child.text)
        elif isinstance(child, Mark | Link):
            parts.append(plain(child.children))
        elif isinstance(child, Break):
            parts.append(" ")
    return "".join(parts)


MARKS = st.lists(st.sampled_from([("strong",), ("emphasis",), ("link", "https://x.example/")]), max_size=3, unique=True)
RUNS = st.lists(st.tuples(st.text("山谷ab 。\n\u3000\u00a0\u200b", max_size=8), MARKS), max_size=8)


@given(RUNS)
def test_words_are_kept(runs: list[tuple[str, list[tuple[str, ...]]]]) -> None:
    """Law: marks are normalised and white space is folded, but each letter stays, once, in its order."""
    made = inlines.assemble([Run(text, tuple(marks)) for text, marks in runs])
    letters = re.sub(r"[\s\u3000\u00a0\u200b]", "", "".join(text for text, _ in runs))
    assert re.sub(r"\s", "", plain(made)) == letters


@given(RUNS)
def test_marks_are_normal(runs: list[tuple[str, list[tuple[str, ...]]]]) -> None:
    """No mark is empty, begins or ends with a space, or stands beside its like."""

    def check(children: tuple[Inline, ...]) -> None:
        for one, other in pairwise(children):
            assert not (isinstance(one, Mark) and isinstance(other, Mark) and one.kind == other.kind)
        for child in children:
            if isinstance(child, Mark | Link):
                words = plain(child.children)
                assert words and words == words.strip()
                check(child.children)

    made = inlines.assemble([Run(text, tuple(marks)) for text, marks in runs])
    check(made)
    assert plain(made) == plain(made).strip()


HTML = st.recursive(
    st.text("山谷里的小学<>&;\"' \n*_[]", min_size=1, max_size=12).map(
        lambda t: t.replace("&", "&amp;").replace("<", "&lt;")
    ),
    lambda inner: st.tuples(
        st.sampled_from(["p", "div", "b", "em", "span", "ul", "li", "blockquote", "h2", "td", "a href='/x'", "br"]),
        st.lists(inner, max_size=3),
    ).map(lambda pair: f"<{pair[0]}>{''.join(pair[1])}</{pair[0].split()[0]}>"),
    max_leaves=12,
)


@settings(max_examples=60)
@given(st.lists(HTML, max_size=4).map("".join))
def test_any_html(html: str) -> None:
    """Whatever the nesting, an article comes out, reads back as it was written, and is written the same again."""
    document = convert.convert(clean.clean(seed.read((HEADER + html).encode(), "a.txt")))
    written = markdown.write(document)
    assert markdown.write(markdown.read(written)) == written


@pytest.mark.parametrize(
    "html",
    [
        '<p>山谷<a href="javascript:alert(1)">链接</a><img src="javascript:alert(1)"><img src="data:text/html,x"></p>',
        '<p onclick="x()">山谷</p><svg onload="x()"></svg>'
        '<iframe src="data:text/html,x"></iframe><object data="javascript:x">链接</object>',
        '<p>山谷<a href="jAvA\tscript:x">链接</a><a href="vbscript:x">又</a></p>'
        '<form action="javascript:x"><button>链接</button></form>',
        '<p>山谷</p><video src="javascript:x" poster="data:image/svg+xml,x"></video>'
        '<base href="javascript:x">'
        '<meta http-equiv="refresh" content="0;url=javascript:x">',
    ],
)
def test_nothing_that_runs(html: str) -> None:
    """An address that is none of http, https and mailto leaves its words at most."""
    made = body(html)
    assert "山谷" in made
    assert not re.search(r"script:|data:|onclick|onload", made, re.I)


@pytest.mark.parametrize(
    "html",
    [
        '<div class="related-posts"><picture><a href="https://example.org/2">水渠里的闸门是谁修的</a><img src="a.jpg">'
        '</picture><a href="https://example.org/3">从桥上可以看见的磨坊</a></div>',
        '<div class="slide-nav"><img src="https://example.org/a.jpg" width="²"></div>',
        '<div class="article-meta"><img src="https://example.org/a.jpg" width="①">山谷的磨坊，1950</div>',
        '<div class="tabs"><div class="nav-tabs"><button class="tab" data-href="a">葵花子</button>'
        '<button class="tab" data-href="b">小米</button><button class="tab" data-href="b"><div class="tab-contents">'
        '<p id="a"></p><p>每天十颗。</p></div><div id="b"><p>每天一把。</p></div></button></div></div>',
        "<figure><figcaption>山谷里的人说<blockquote>水渠修好了。</blockquote></figcaption></figure>",
        '<a href="s"><div><a href="/3"><img src="a.jpg"></div><h2><a href="/3">从桥上看磨坊</a></h2></a>',
        '<p><img class="latex" src="/a.png" alt="t"><br><img class="latex" src="/b.png" alt="t"></p>',
        '<p><a href="/@lin"><img src="/lin.png" alt="岸" width="3"></a><a href="/@zhou">周河</a></p>',
        '<p id="a" role="tab" aria-controls="a">山谷里的磨坊是去年修好的，水渠也修好了。</p>',
        '<div class="video"><div class="m_title">山谷里的小学重开<iframe src="https://paper.example/v"></iframe></div>'
        '<figure><div><img src="https://paper.example/a.jpg"></figure>',
    ],
)
def test_what_no_page_should_hold(html: str) -> None:
    """Links within a picture or a card, widths that are digits and no numbers (`²`), what a tab opens within the tab,
    or the tab itself, a quotation within its own caption, lines that are pictures of formulas, a name that is a
    picture, and a player within its own title keep no article from being read."""
    assert "山谷里下雨。" in body(f"<p>山谷里下雨。</p>{html}<p>河水涨了。</p>")


def test_deep_nesting() -> None:
    """Two thousand levels are a page with broken mark-up: its words are read."""
    for tag in ("div", "b", "blockquote", "ul><li", "span"):
        closing = "</li></ul>" if "li" in tag else f"</{tag}>"
        for box in ("div", "p"):
            assert "里面。" in body(f"<{box}>" + f"<{tag}>" * 2000 + "里面。")
        made = body(f"<{tag}>" * 2000 + "最里面的字" + closing * 2000 + "<p>后面的字</p>")
        assert "最里面的字" in made
        assert "后面的字" in made


@pytest.mark.parametrize(
    ("html", "what"),
    [
        ("<div>" * (config.MAX_DEPTH + 2), "nests"),
        ("<b>" * (config.MAX_ELEMENTS + 1), "tags"),
        ("<p " + "a=1 " * (config.MAX_ATTRIBUTES + 1) + ">山谷</p>", "attributes"),
        ("<p " + "a " * (config.MAX_ATTRIBUTES + 1) + ">山谷</p>", "attributes"),
    ],
)
def test_limits(html: str, what: str) -> None:
    """What would take a parser minutes is refused before it is parsed, in one line that names the file."""
    with pytest.raises(TongduError, match=what) as error:
        body(html)
    assert error.value.problem.where == "a.txt"


def test_removals_are_told() -> None:
    """Each removal has its step, its reason and the text that went."""
    made = clean.clean(
        seed.read((HEADER + "<p>山谷里的小学上周重新开学。</p><p>© 2020 山谷日报</p><nav>首页</nav>").encode(), "a.txt")
    )
    told = {(removal.step, removal.reason, removal.text) for removal in made.removals}
    assert ("boilerplate", "copyright", "© 2020 山谷日报") in told
    assert ("furniture", "<nav>", "首页") in told
    assert {step for step, _, _ in told} <= {name for name, _ in clean.STEPS}


def test_general_rules_alone() -> None:
    """The switch leaves out what is known of a publication, not its name."""
    made = clean.clean(
        seed.read(HEADER.replace("paper.example", "www.dw.com").encode() + "<p>山谷</p>".encode(), "a.txt"), True
    )
    assert made.source == "德国之声"


@pytest.mark.parametrize("unseen", ["\u00ad", "\u200b", "\u2060", "\t"])
def test_an_address_without_what_shows_nothing(unseen: str) -> None:
    """The front matter that is read back says the same address (and title, where the address is all there is)."""
    made = intake.article_of(f"<!--0-->\n[](http://x.example/a{unseen})\n------\n\n桥在河上。".encode(), "seeds/a.txt")
    assert made.article is not None
    assert made.article.meta.source_url == "http://x.example/a"
    assert article.read(made.text, made.article.path)[0].meta == made.article.meta


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("http://www.bbc.com/zhongwen/simp/world-1", "https://www.bbc.com/zhongwen/trad/world-1"),
        (
            "https://www.bbc.com/zhongwen/articles/c1/simp#5",
            "https://www.bbc.com/zhongwen/articles/c1/trad?at_medium=RSS",
        ),
        ("https://x.example/a?utm_source=b&id=1", "http://m.x.example/a/?id=1#c"),
    ],
)
def test_one_source_url(one: str, other: str) -> None:
    """Scheme, fragment, tracking parameters and the BBC's scripts don't make another article."""
    assert addresses.same_source(one) == addresses.same_source(other)
    assert addresses.same_source(one) != addresses.same_source("https://x.example/a?id=2")


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("2020年12月23日", "2020-12-23"),
        ("发布时间：2020年12月23日 星期三 11:03", "2020-12-23"),
        ("23/10/2020 - 11:03", "2020-10-23"),
        ("04/29/2014 - 05:18", "2014-04-29"),
        ("2024-04-03T08:15:00.000Z", "2024-04-03T08:15:00+00:00"),
        ("2025-11-23 22:46:09.000000000 +08:00", "2025-11-23T22:46:09+08:00"),
        ("2024-04-03T00:00:00Z", "2024-04-03"),
        ("Mon, 21 Sep 2020 22:04:47 GMT", "2020-09-21T22:04:47+00:00"),
        ("Aug 25th 2020", "2020-08-25"),
        ("38 分钟前", ""),
        ("2020-13-45", ""),
        ("2020-01-01T10:00+99:99", ""),
    ],
)
def test_dates(text: str, date: str) -> None:
    """A time counts where its offset is known and it isn't midnight UTC, which stands for a day."""
    found = dates.date(text)
    assert (found.isoformat() if found else "") == date
    assert dates.is_date_line(text) or not date or text.startswith("2020-1")


@pytest.mark.parametrize(
    ("text", "authors"),
    [
        ("作者：林小田", ("林小田",)),
        ("（文/林小田、周木匠）", ("林小田", "周木匠")),
        ("撰文｜何平（山谷日报记者）", ("何平（山谷日报记者）",)),
        ("By An Liu and Bo Wang", ("An Liu", "Bo Wang")),
        ("By How Lin Field", ("How Lin Field",)),
        ("Writer: How old was the bridge", ()),
        ("記者林小田及周河", ("林小田", "周河")),
        ("记者张和平、李与林", ("张和平", "李与林")),
        ("本刊记者/林小田 发自河城", ("林小田",)),
        ("社會中心林小田／河城報導", ("林小田",)),
        ("【特稿／林小田】", ("林小田",)),
        ("来源 | 河报 作者 | 林小田", ("林小田",)),
        ("河报评论员 林小田", ("林小田",)),
        ("林小田 记者", ("林小田",)),
        ("［作者：林小田］", ("林小田",)),
        ("［作者：林小田在twitter关注作者：@lin］", ("林小田",)),
        ("（作者：林小田，推特@lin）", ("林小田",)),
        ("By Rosa Field (@rosa) and An Liu (@an)", ("Rosa Field", "An Liu")),
        ("（河报记者 林小田 通讯员 周河）", ("林小田", "周河")),
        ("（记者林小田）", ("林小田",)),
        ("（作者 林小田）", ("林小田",)),
        ("本报记者 林小田 文/图", ("林小田",)),
        ("特約記者林小田／報導", ("林小田",)),
        ("文．林小田", ("林小田",)),
        ("（林小田 周河 图/文）", ("林小田", "周河")),
        ("By @lin", ("@lin",)),
        ("文／@林小田", ("@林小田",)),
        ("（河社记者林小田山谷8日电）", ()),
        ("（记者手记）", ()),
        ("（记者 手记）", ()),
        ("（记者林小田对此表示怀疑。）", ()),
        ("河社记者 林小田摄", ()),
        ("河社记者林小田 周河摄", ()),
        ("旧书 文/图", ()),
        ("我是 记者", ()),
        ("评论员 说得不错", ()),
        ("责任编辑：何平", ()),
        ("【特稿／林间小路】", ()),
        ("作者：林小田 编辑：何平", ()),
        ("作者：他写了一本书。", ()),
        ("记者在山谷里看到，屋顶修好了", ()),
    ],
)
def test_bylines(text: str, authors: tuple[str, ...]) -> None:
    """A line that names authors and says no more; staff credits are text."""
    assert bylines.byline(text) == authors


@pytest.mark.parametrize(
    ("text", "authors"),
    [
        ("策划：何平 撰文：林小田 编辑：周河", ("林小田",)),
        ("監製｜何平 記者｜林小田 周河 編輯｜羅山", ("林小田", "周河")),
        ("采访：何平 撰文：林小田 编辑：周河", ("林小田",)),
        ("采访：何平 摄影：周河", ("何平",)),
        ("记者 林小田；审校 周河", ("林小田",)),
        ("記者 林小田 / 攝影 周河", ("林小田",)),
        ("采写 河社河城部；撰写 林小田", ("林小田",)),
        ("监制：何平 / 采写：河报记者 林小田", ("林小田",)),
        ("文/河报记者 林小田 图、视频/河报记者 周河", ("林小田",)),
        ("编译 林小田；审校 周河", ()),
        ("摄影：河社 作者：他写了一本书。", ()),
        ("旧书一本 译者：何平 作者：林小田", ()),
        ("译者：何平 作者：林小田 出版：河社", ()),
        ("记者 走了；编辑也走了，只有作者还在", ()),
    ],
)
def test_names_in_a_line_of_credits(text: str, authors: tuple[str, ...]) -> None:
    """Who wrote it is an author wherever among the others who worked on it he or she stands; a desk is nobody."""
    assert bylines.signed(text) == authors


@pytest.mark.parametrize(
    ("text", "authors"),
    [
        ("林小田 实习记者/何平", ("林小田", "何平")),
        ("林小田 特约记者：何平", ("林小田", "何平")),
        ("林小田 发自河城", ("林小田",)),
        ("林小田 报道于河城", ("林小田",)),
        ("林小田 | 留言(3) | 人气(12)", ("林小田",)),
        ("驻河城记者林小田", ("林小田",)),
        ("《河报》特约记者 林小田", ("林小田",)),
        ("林小田 1.2万 粉丝", ("林小田",)),
        ("林小田（综合报道）", ("林小田",)),
        ("林小田 / Twitter：@lin.tian", ("林小田",)),
        ("林小田（河报记者） 微博：@林小田", ("林小田（河报记者）",)),
        ("@林小田 @周河", ("@林小田 @周河",)),
        ("原创林小田", ("林小田",)),
        ("原创 河边旧事", ("河边旧事",)),
        ("原创力文档 林小田", ("原创力文档 林小田",)),
    ],
)
def test_names(text: str, authors: tuple[str, ...]) -> None:
    """Of what stands around a name in a field for names its calling, its place and counts go."""
    assert bylines.names(text) == authors


def test_a_space_between_many_atoms_belongs_to_no_run() -> None:
    """More pieces of code, or pictures, in a row than a run looks around itself."""
    for count in (1, 8, 9, 30):
        atoms = [Run("", (), Code("x"))] * count
        told = inlines.assemble([Run("甲  ", ()), *atoms, Run("  ", ()), Run("乙", ())])
        assert markdown.write(Document((Paragraph(told),))) == f"甲 `{'x' * count}` 乙\n"


@pytest.mark.parametrize(
    ("html", "words"),
    [
        ('<script>x = "<!--"</script><p>山谷</p><!-- 不见 -->', "山谷"),
        ('<script>x = "<noscript>"</script><p>山谷</p><noscript>不见</noscript>', "山谷"),
        ("<!-- <script> 不见 --><p>山谷</p><script>不见</script>", "山谷"),
        ("<p>山谷<!-->里<!--->的<!-- 不见 --!>学校</p>", "山谷里的学校"),
        ("<script><p>山谷</p><script>", ""),
        ("<STYLE>不见</style ><p>山谷</p><Style>不见</STYLE\n>", "山谷"),
    ],
)
def test_raw_text_and_comments_end_where_a_browser_ends_them(html: str, words: str) -> None:
    assert body(html).strip() == words


def test_a_name_of_thousands_of_known_words_is_read_at_once() -> None:
    """A title and a file's name that could be cut into the words of a rule in as many ways as there are; an address
    with as many endings of files, and as many signs in an alternative text."""
    frame = f'<iframe src="https://flo.uri.sh/visualisation/1/embed" title="{"line " * 2000}!"></iframe>'
    picture = f'<p><img src="https://pic.example/grey{"1" * 2000}!.jpg"></p>'
    signs = f'<p><img src="https://pic.example/2#{".jpg?" * 6000}" alt="{"-" * 8000}图"></p>'
    made = body(f"<p>山谷</p>{frame}{picture}{signs}")
    assert "visualisation/1/embed" in made
    assert "pic.example/grey1" in made
    assert "pic.example/2" in made


def test_of_thousands_of_rows_few_are_looked_at() -> None:
    """Each cell of a long table, and of a wide one, is called as share buttons are, and stays."""
    row = '<tr><td class="share">三成</td><td class="share">鱼</td></tr>'
    cells = '<td class="share">鱼</td>' * 40
    wide = f"<tr>{cells}</tr>" * 40
    made = body(f"<p>山谷里下雨。</p><table>{row * 1500}</table><p>河水涨了。</p><table>{wide}</table>")
    assert made.count("三成") == 1500
    assert made.count("鱼") == 1500 + 40 * 40


@pytest.mark.parametrize("text", ["2020-01-01 " + "文： - - " * 12 + "！", "阅读" + "··········阅读" * 4 + "·······甲"])
def test_a_line_of_labels_and_of_what_parts_them_is_read_at_once(text: str) -> None:
    """What parts the labels of a line about an article could go with each of them in as many ways as there are."""
    assert bylines.information(text) is None
    assert not dates.is_count(text)


def test_of_many_hidden_copies_one_stays() -> None:
    """Hundreds of boxes that hide the same sentences, as a page made for screens of all sizes may have them."""
    copy = (
        "<p>问起那条鱼，村里没有一个人说得上来，都说不知道。</p><p>木匠不识字，主人拿鱼抵工钱，就在账上画了一条鱼。</p>"
    )
    made = body("<p>账本是在阁楼上找到的。</p>" + f'<div style="display:none">{copy}</div>' * 500)
    assert made.count("木匠不识字") == 1


_LONG = "桥修好那天村里来了许多人，木匠站在桥头，看着第一辆车慢慢开过去，从早到晚一句话也没有说。"
_TEXT = f"<p>{_LONG}</p><p>过了一会儿他才回家。</p>"


@pytest.mark.parametrize(
    ("html", "stays"),
    [
        # a sentence that the next line ends
        (f"<p>2018年8月6日上午，</p><p>木匠到了桥边。</p>{_TEXT}", "2018年8月6日上午，"),
        (f"<p>40年前，</p><p>这里没有桥。</p>{_TEXT}", "40年前，"),
        (f"<p>昨天，</p><p>桥通车了。</p>{_TEXT}", "昨天，"),
        (f"<p>综合外媒报道，</p><p>桥通车了。</p>{_TEXT}", "综合外媒报道，"),
        (f"{_TEXT}<p>分享，</p><p>是木匠的好习惯</p>", "分享，"),
        # long before there were pages
        (f"<p>1979年以前</p>{_TEXT}", "1979年以前"),
        (f"<p>100年前</p>{_TEXT}", "100年前"),
        # a part of the text
        (f'{_TEXT}<figure><img src="a.jpg"></figure><p>03</p><p>{_LONG}</p>', "03"),
        (f"<p>01</p><p>{_LONG}</p><p>02</p><p>过了一会儿他才回家。</p><p>03</p><p>桥边旧照</p>", "03"),
        (
            f"<h1>山谷里的小学重开</h1>{_TEXT}{_TEXT}{_TEXT}<h2>山谷里的小学重开</h2>{_TEXT}",
            "## 山谷里的小学重开",
        ),
        # whom a text is written for
        (f"<p>献给我的母亲<br>2020年3月3日</p>{_TEXT}", "献给我的母亲"),
        # a title, which a blog has in the address
        (
            '<ul><li><a href="https://paper.example/%E6%9C%A8%E5%8C%A0%E4%B8%8E%E6%A1%A5/">《木匠与桥》</a></li></ul>'
            + _TEXT,
            "《木匠与桥》",
        ),
        # what an author writes of writing to a paper
        (f"{_TEXT}<p>他说：你查询的图纸已过二十年，现在要加入会员才能看，不如去村里问木匠。</p>", "图纸"),
        (f"{_TEXT}<p>有话要说，投稿「山谷论坛」要等三个星期，有时更久，有时没有回音。</p>", "投稿"),
        (f"<p>共计3000字，他抄了9分钟</p>{_TEXT}", "9分钟"),
        # a file that its author keeps where readers give
        (f'{_TEXT}<p>下载：<a href="https://www.patreon.com/posts/1">https://www.patreon.com/posts/1</a></p>', "下载"),
        # what is not done with other things
        (f"{_TEXT}<p>未经祠堂（连同学校和磨坊）同意，这本账不得借出村去。</p>", "不得借出"),
        # pictures that lead to front pages, and are as large as no sign; one that leads to itself
        (
            '<p><a href="https://mill.example/"><img src="/map.png" width="800" height="500"></a></p>' + _TEXT,
            "/map.png",
        ),
        ('<p><a href="https://paper.example/"><img src="/map.png" width="800"></a></p>' + _TEXT, "/map.png"),
        (
            '<p><a href="/up/wide.png"><img src="/up/wide-800x100.png" width="800" height="100"></a></p>' + _TEXT,
            "/up/wide.png",
        ),
        # who edited it, within what is told of rights
        (f"{_TEXT}<p>撰文：林小田，编辑：周禾，未经河报副刊（ID：hebaofukanzhoumo）授权不得转载。</p>", "周禾"),
        # how long something takes that is no page
        (f"<p>从村口到桥边，步行大约需要9分钟</p>{_TEXT}", "9分钟"),
        (f"<p>（读完这封信，他用了9分钟，全村等着）</p>{_TEXT}", "9分钟"),
        # what somebody did
        (
            f'{_TEXT}<p><a href="https://x.example/a-2">下载和保存这些图纸只要点击一下就行了。</a></p>',
            "下载和保存这些图纸",
        ),
    ],
)
def test_what_only_looks_like_furniture_stays(html: str, stays: str) -> None:
    made = body(html)
    assert stays in made
    assert "过了一会儿他才回家。" in made


@pytest.mark.parametrize(
    ("html", "goes"),
    [
        (f"<p>2018年8月6日上午</p>{_TEXT}", "2018"),
        (f"<p>12 年前</p>{_TEXT}", "年前"),
        (f"<p>综合外媒报道</p>{_TEXT}", "综合"),
        (f"{_TEXT}<p>撰文：林小田，未经河报副刊（ID：hebaofukanzhoumo）授权不得转载。</p>", "授权"),
        (f"<p>►本文约4710字，阅读全文约需9分钟</p>{_TEXT}", "9分钟"),
        (f"<p>（全文共3000字，細讀大概需要8分鐘）</p>{_TEXT}", "8分鐘"),
        (f"<p>文章字数：3000 字｜建议阅读 8 分钟</p>{_TEXT}", "8 分钟"),
        (f"<p>共 3000 字 · 8 分钟阅读</p>{_TEXT}", "8 分钟"),
        (f"<p>共计3000字，阅读完需：约 8 分钟</p>{_TEXT}", "8 分钟"),
        (f"<p>本文預估閱讀時間為 8 分鐘</p>{_TEXT}", "8 分鐘"),
        (f"<p>约 8 分钟阅读</p>{_TEXT}", "8 分钟"),
        (f"<p>Reading Time: 8 mins read</p>{_TEXT}", "8 mins"),
        (f"<p>~8 min read</p>{_TEXT}", "8 min"),
        (f"{_TEXT}<p>523</p>", "523"),
        (f"{_TEXT}<p>523</p><p>© 2020 山谷日报，版权所有。</p>", "523"),
        (f"{_TEXT}<p>请大家关注</p>", "关注"),
        (
            f"{_TEXT}<div>您所瀏覽的新聞已過查詢時效。建議您加入本社<a href='/m'>付費會員</a>找尋您要的新聞。</div>",
            "時效",
        ),
        (f'{_TEXT}<p><a href="mailto:talk@paper.example">有話要說 投稿「山谷論壇」</a></p>', "投稿"),
        (f"{_TEXT}{_TEXT}{_TEXT}<h2>山谷里的小学重开</h2>", "重开"),
        (f'<time datetime="2021-06-01">6月 1</time>{_TEXT}', "6月"),
        (f"<p>林小田<br>2020年3月3日</p>{_TEXT}", "林小田"),
        (
            f'<ul><li><a href="https://paper.example/%E6%B8%AF%E8%81%9E/">港聞</a></li></ul>{_TEXT}',
            "港聞",
        ),
    ],
)
def test_what_is_furniture_goes(html: str, goes: str) -> None:
    made = body(html)
    assert goes not in made
    assert "过了一会儿他才回家。" in made


def test_a_rule_at_the_end_of_a_paragraph_is_told_with_its_reason() -> None:
    html = f"{_TEXT}<p>桥边的灯亮了。<br>==========</p>"
    made = clean.clean(seed.read((HEADER + html).encode(), "a.txt"))
    assert [(removal.text, bool(removal.reason)) for removal in made.removals] == [("==========", True)]


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ('<p><span></span><span class="bjh-h3">从桥上看磨坊</span></p><p>水涨了。</p>', "## 从桥上看磨坊"),
        ("<div>\n\n水从<b>山上</b>\n流下来。\n\n</div><p>水涨了。</p>", "水从**山上**流下来。"),
        ("<div>水从山上来。\n\n水到河里去。<p>&nbsp;</p></div>", "水从山上来。\n\n水到河里去。"),
    ],
)
def test_what_an_editor_left_empty_changes_nothing(html: str, expected: str) -> None:
    """An element ahead of a heading's words, a blank line at a box's start, and an empty paragraph at its end."""
    made = body(html)
    assert expected in made
    assert "\\\n" not in made


def test_a_form_around_a_short_page_is_no_form() -> None:
    """As servers wrap it around all that they send; one that only asks for something goes."""
    asked = '<form><p>订阅河报。</p><input type="email"><button>订阅</button></form>'
    told = "<p>山谷里的小学上周重新开学。</p><p>桥边的磨坊也修好了。</p><p>林小田</p>"
    made = body(f'<form method="post" action="./a.aspx" id="form1"><div>{told}</div></form>')
    assert made.startswith("山谷里的小学上周重新开学。\n\n桥边的磨坊也修好了。")
    assert "订阅" not in body(f"<div>{told}</div>{asked}")


@pytest.mark.parametrize(
    "note",
    [
        '<p id="n1"><a href="#r1">[1]</a> 水渠也修好了。</p>',
        '<dl><dt id="n1"><a href="#r1">[1]</a></dt><dd>水渠也修好了。</dd></dl>',
        '<table><tr><td id="n1"><a href="#r1">[1]</a></td><td>水渠也修好了。</td></tr></table>',
    ],
)
def test_notes_in_the_cell_of_their_marks_are_notes(note: str) -> None:
    """As boards and old pages are laid out: all of a post is in one cell, also the list or the table of its notes."""
    post = f'<p>磨坊是去年修好的<a href="#n1" id="r1">[1]</a>。</p>{note}'
    made = body(f"<table><tr><td>林小田</td><td>{post}</td></tr></table>")
    assert "磨坊是去年修好的[^1]。" in made
    assert "[^1]: 水渠也修好了。" in made


def test_an_offices_table_that_lays_out_its_document_stays() -> None:
    """What is told of the document goes where that has a table of its own; one around both is the page."""
    labels = ("索引号：012", "主题分类：水利", "发文机关：河口村委会", "发布日期：2019年4月12日", "有效性：有效")
    told = "".join(f"<tr><td>{label}</td></tr>" for label in labels)
    text = "<p>为保护旧水车，现将有关事项通告如下。</p><p>水车两侧五十米内不得停船。</p>"
    made = body(f"<table><tr><td><table>{told}</table>{text}</td></tr></table>")
    assert made.startswith("为保护旧水车，现将有关事项通告如下。")
    assert "水车两侧五十米内不得停船。" in made
