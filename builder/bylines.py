"""By-lines: who wrote an article, by a line that says it. Text in, names out; nothing here knows the tree."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from builder import hanzi
from builder.dates import is_count, is_date_label, is_date_line, undated, without_dates
from builder.sources import Source
from builder.text import fold
from builder.titles import bare, is_own_name

_INFORMATION = hanzi.compile(
    r"(?:https?://[\w.-]+/?(?!\S)|[\u4e00-\u9fff]{2,6}网(?:[\u4e00-\u9fff]{2,4}频道)?(?=\s)|来源于\s*\S{1,12}|由\s*\S{1,20}\s*(?:提交|发表|发布)"
    r"|(?:(?:信息|文章|稿件)?来源|(?:发[布表文]|更新)(?:日期|时间)|发布机构|发布单位|发布[人者]|供稿|访问|出处|稿源|来自|作者|文"
    r"|记者|编辑|责任编辑|责编|撰稿(?:编辑|人)?|撰文者?|新闻引据|时间|日期|发布|更新|字数|浏览|点[击阅]|查看|阅读|人气|评论|字号|字体"
    r"|(?:所属|上层)?分类|类别|栏目|(?:文章)?录入)(?:次数|数|量)?\s*[:：]\s*[^:：。！？]{0,20}?(?=\s|$)|原创|详细内容|本文共?阅读\s*\d*\s*次"
    r"|(?:点[击阅]|浏览|阅读)(?:次数|数|量)\s+\d+|第\s*[A-Z]?\d{1,3}\s*版\s*[:：]?\s*[^\s:：]{0,10}|标题导航|版面导航|星期[一二三四五六日天]"
    r"|\d+\s*次(?:点击|阅读|浏览)|(?:(?:选择)?字[体号]\s*[:：]\s*[【\[]?\s*)?(?:↑\s*)?大\s*(?:中\s*|(?=↓))(?:↓\s*)?小|T\s*T|Follow|Listen|Share"
    r"|\d+\s*min(?:ute)?s? read|[收聆]?听(?:新闻|文章)|[\s|｜·•▪\[\]【】()（）/-])+",
    re.I,
)
_BARS = re.compile(r"(?<!\S)[|｜·•▪\[\]【】()（）/-]+(?!\S)")  # alone, which a value would be read with and without
_CREDITS = 200  # characters: more than a line of them has
# What a page is printed, kept, closed and sized by: `【我要纠错】`, `【字号 大 默认 小】`.
_TOOLS = hanzi.compile(
    r"[【\[]\s*(?:(?:我要|发表)?(?:纠错|收藏|评论)|字[号体]\s*[:：]?|[打列]印(?:本[稿页文])?|关闭(?:窗口|本页)?|(?:推荐|转发)(?:给?朋友)?"
    r"|复制(?:地址|[链连][接结])|分享)?\s*(?:大\s*(?:默认|中)\s*小)?\s*[】\]]"
)
# Where boxes side by side run together (`来源：山谷晚报作者：…`).
_RUN_ON = hanzi.compile(
    r"(?<=[^\s文章稿件息原择])(?=(?:来源|稿源|作者|发布[人者]|责任编辑|责编|评论|(?:浏览|阅读|点击|查看)(?:次数|数|量)?|字[体号]"
    r"|(?:发布|发表|更新)(?:时间|日期))\s*[:：])|(?<=[:：])(?=(?:时间|日期)\s*[:：])"
)
_DAY = hanzi.compile(r"(?:发布|发文|更新)(?:日期|时间)\s*[:：]\s*\d\d?[-/月]\d\d?")  # without its year
# A day without its hour, and days from one to another: of what is told.
_NO_DAY = hanzi.compile(r"[昨今前][天日]|.*\d\s*日\s*[-–—~～至到]\s*(?:\d\d?\s*月\s*)?\d\d?\s*日.*")


def information(text: str) -> tuple[str, ...] | None:
    """The authors in a line about the article (`来源：… 作者：… 2023-05-06 浏览：12`); None where it is none."""
    if len(text) > 120:
        return None
    rest, found = without_dates(_TOOLS.sub(" ", text))
    if not (found or _DAY.search(text)) or _NO_DAY.fullmatch(text):
        return None
    rest = _KEYWORDS_BEHIND.sub("", re.sub(r"\d\d?:\d\d(?::\d\d)?(?:\s*[+-]\d\d:?\d\d)?", " ", rest))
    rest = _RUN_ON.sub(" ", rest)
    if not (is_date_label(rest.strip()) or _INFORMATION.fullmatch(fold(_BARS.sub(" ", rest)))):
        return None
    return posted(text) or named(rest)


_NAMED = hanzi.compile(
    r"(?:作者|文|记者|撰稿(?:编辑|人)?|撰文者?)\s*[:：]\s*"
    # several names, down to the next label
    r"([\u4e00-\u9fff]{2,3}(?:\s(?![编摄图来]|[\u4e00-\u9fff]{1,2}[网报社台刊站])[\u4e00-\u9fff]{2,3}){1,3}"
    r"(?=\s+\S{2,4}[:：])|[\u4e00-\u9fff]\s[\u4e00-\u9fff](?=\s+\S{2,4}[:：]|\s*$)"  # `林 田`, as wide as three
    r"|(?!\S{1,8}[:：])[^\s:：|｜【\[（(](?>[^\s:：|｜]{1,19})(?!\s?[:：]))"  # not the label behind one without a value
)


_WIDE_NAME = hanzi.compile(r"^([\u4e00-\u9fff])\s([\u4e00-\u9fff])$")


def named(text: str) -> tuple[str, ...]:
    """The authors that a line about the article names: `作者：…`, `由 … 提交于`."""
    found = _NAMED.search(text)
    if not found:
        return published_by(text)
    return names(_WIDE_NAME.sub(r"\1\2", found[1]))


# `由 林小田 提交于`, `该日志由 林小田 于2020年5月1日发表在`, `本文由 @林小田 原创发布于`; not who let a paper print it.
_PUBLISHED_BY = hanzi.compile(
    r"由\s*@?((?:(?!授权|协议|许可|公众|平台|用户|作者|网|整理|编[辑译]|翻译|公司|自动|上传)[^\s，。：:、]){1,20}?)\s*"
    r"(?:于?\s*\d[\d年月日/.:\s-]{5,24}|原创\s*)?(?:提交|发表|发布|撰写)"
)


def published_by(text: str) -> tuple[str, ...]:
    """Who published something, by a line that tells it or whose the rights are."""
    found = _PUBLISHED_BY.search(text)
    return names(found[1]) if found else ()


_LABELS = hanzi.compile(
    r"(?:撰文|作者|文|记者)\s*[:：/／|｜](?:\s*(?:(?:出版|更新|发布|发表|时间|日期|来源)(?:时间)?\s*[:：]"
    r"|文章来源\s*[:：]\s*[^\s:：]{0,12}|(?:点击|浏览|阅读)[数次量]{0,2}\s*[:：]\s*\d*))*"
    r"|(?:Posted|Published|Updated|Written|Commented|Translat(?:ed|ion)(?: posted)?)(?: (?:on|in|by))?|By"
    r"|发自\s?[\u4e00-\u9fff]{2,8}",
    re.I,
)


def is_labels(text: str) -> bool:
    """Whether a line holds only labels, whose values were taken from it (`撰文： 出版：`, `Posted on`), or where from
    the one whose name was taken reports (`发自河口`)."""
    return _LABELS.fullmatch(text) is not None


_LABEL = (
    r"(?:本文|文章)?作\s*者(?:姓?名)?|原文?作者|撰\s*[文写]|撰\s*稿人?|执笔人?|采写|图\s?[、/／]?\s?文"
    r"|(?:撰?文|撰稿)\s?[、/／]\s?(?:图|摄影)|文字|文|(?:采访|法庭)?记者|张贴者|采访[、/／]?\s*(?:撰[文稿]|整理)"
    r"|特约(?:记者|撰稿人?)|(?:特[约邀])?评论员|主笔|口述|发布者|专栏作[者家]|Posted by"
    r"|Story by|Words by|By|Author|Written (?:\([^()]{2,16}\) )?by|Writer|Text"
)
_BYLINE = hanzi.compile(
    rf"([（(【［\[])?\s*(?:{_LABEL})\s*(?:[:：/／|｜丨]|(?<=By)\s|(?<=by)\s|(?<=[/／、][图文])\s|(?<=[/／、]摄影)\s"
    r"|(?<=作者)\s(?!简介|介绍)"
    r"(?=[\u4e00-\u9fff]{2,4}[）)】］\]]?$|(?-i:[A-ZÀ-Þ][\w’'-]+(?: [A-ZÀ-Þ]\.)? [A-ZÀ-Þ][\w’'-]+)$))"
    r"\s*(.+?)\s*(?(1)[）)】］\]])",
    re.I,
)
_CREDIT = (
    r"责任?编辑|编辑|责编|编译|审校|校[对稿]|审稿|网编|译者|翻译|核稿|监制|摄影|(?<!\w)[译编摄校]|图片?|照片|影音|影像|视频|美编"
    r"|设计|制图|插画|后制|后期|剪辑|数据|排版|视觉|运营|策划|统筹|题图|封面"
)
# Other marks behind such labels, as magazines set them: `文‧林小田 圖‧周河`, `撰文＝林小田`.
_MARKED = hanzi.compile(rf"(?:^|(?<=\s))({_LABEL}|{_CREDIT}|采访)\s?[＝‧・·．]\s?(?=\S)")
_STAFF = hanzi.compile(rf"(?:{_CREDIT}|来源)\s*[:：/／|｜丨]|出品\s*[|｜丨]")
EDITORS = r"(?:责任|值班|版面)?编辑|责编|编审|审[校核稿]|校对|监制|[初复终]审"  # who saw to a text, not who wrote it
_BOOK = hanzi.compile(r"出版|ISBN|定价|页数")  # a book's author and translator are not the article's
# `作者：… 编辑：…`, `（撰稿：…／责编：…）`: who wrote it, and then who else worked on it.
_SIGNED = hanzi.compile(
    rf"[（(【［\[]?\s*(?P<by>(?:{_LABEL}|采访)\s*[:：/／|｜丨]\s*\S.{{0,40}}?)[\s/／，,；;、|｜]+(?:{_CREDIT})"
    rf"(?:\s*[、/／和与及]\s*(?:{_CREDIT}))*\s*[:：/／|｜丨].+",
    re.S,
)
# Who did what, each behind what he or she did: `策划：何平 撰文：林小田 编辑：周河`, `记者 林小田；审校 周河`; and
# what is a desk's name, not a person's.
_ROLE = hanzi.compile(
    rf"(?<![^\s；;，,/／|｜])((?:{_LABEL}|采访|报[道导]|{_CREDIT})(?:\s?[、/／和与及]\s?(?:{_CREDIT}))*)"
    r"(?:\s*[:：/／|｜丨]\s*|\s(?=[^\s；;/／|｜]+\s*(?:[；;/／|｜]|$)))"
)
_BY = hanzi.compile(rf"{_LABEL}|报[道导]")
_DONE_BY = re.compile(r"[\u4e00-\u9fff·A-Za-z.]{2,12}(?:[\s、，,/／&]+[\u4e00-\u9fff·A-Za-z.]{1,12}){0,5}")
_DESK_ALONE = hanzi.compile(r"[\u4e00-\u9fff]{3,}(?:部|中心|[社所组台])")
_INTERVIEWER = hanzi.compile(r"^采访(?=\s*[:：/／|｜丨])")  # with nobody behind, it may be what an article is
# A paper's own by their callings, and who edited it behind: `河报记者 林小田 实习记者 周河 河报编辑 何平`.
_CALLED = hanzi.compile(r"(?<=记者|编辑)\s?[:：|｜丨]\s?(?=[\u4e00-\u9fff])")
_EDITED = hanzi.compile(r"\s[\u4e00-\u9fff]{0,4}编辑\s[\u4e00-\u9fff·]{2,4}$")
# Who put it into Chinese, behind who wrote it: `By Rosa Field | 何平 译`.
_PARTS = re.compile(r"[\s:：/／|｜丨＝‧・·]")  # what somebody did from who it was
_PUT_INTO_CHINESE = hanzi.compile(r"\s*[|｜/／,，;；]\s*[\u4e00-\u9fff·]{2,4}\s*[编翻]?译$")
_COPIED = hanzi.compile(
    r"(?:(?:编者?按\s*[:：]\s*)?本文(?:来自|来源于?|转[载自]自?|源自|首发于|系|为)[^。]{2,60}?"
    r"|原文(?:链接|连结|地址|网址|出处)?\s*[:：]\s*https?://[^\s，。]{4,120})[，,]\s*(?:作者|撰?文)\s*[:：|｜丨]\s*"
    r"([^，,。；\s]{2,20})(?=[，,。]|$)"
)
_NOT_A_NAME = hanzi.compile(r"[。！？!?；;︱]|记录|整理|翻译|授权|编译|转载|https?://|\d{3,}|\d\d?[:：]\d\d")
# The commonest surnames, by which a name is known that nothing sets off from the calling before it:
# `本报记者林小田`, but not `本报记者手记`.
_SURNAME = (
    r"[王李张刘陈杨黄赵吴周徐孙马朱胡郭何林罗郑梁谢宋唐许邓韩冯曹彭曾肖萧田董袁潘蔡蒋余叶杜苏魏程吕丁沈任姚卢姜崔"
    r"钟谭陆汪范廖石金韦贾夏付傅方邹熊白孟秦邱侯江尹薛闫阎段雷龙黎史陶贺毛郝顾龚邵万覃武钱戴严莫孔赖洪庄詹翁柯阮骆]"
)
# Places that look like names: `武汉／综合报道` names no one.
_PLACE = (
    r"(?:张家[口界港]|张掖|黄[山石冈埔浦]|吴[江忠]|徐[州汇]|马(?:尼拉|德里|赛|祖|里|公|鞍山)|胡志明|林[芝肯口]|罗[马东湖]|郑州|梁山"
    r"|唐山|许昌|邓州|韩[国城]|曹县|彭州|萧山|余[姚杭]|杜(?:拜|尚别)|苏(?:州|丹|联|黎世|格兰)|吕梁|沈[阳丘]|任丘|卢(?:森堡|旺达)"
    r"|石(?:家庄|景山|嘴山|首|狮)|金[边门华山]|夏威夷|邹城|白银|孟(?:买|加拉)|秦皇岛|侯马|江[西苏门阴]|雷州|龙岩|黎巴嫩|贺州|邵阳"
    r"|万[宁象隆]|武(?:汉|昌|夷山)|莫斯科|洪湖|庄河|高[雄邮]|周[口庄]|陆丰|熊本)市?(?:(?![\u4e00-\u9fff])|(?=报[道导]))"
)
_PHOTOGRAPHED = r"[\u4e00-\u9fff]{2,3}摄(?![\u4e00-\u9fff])"  # by him, below what is no text
_CLOSE_NAME = (
    rf"(?!{_PLACE}|{_PHOTOGRAPHED}|江湖|黄昏|金[融句]|白宫|马上|周[刊末记报]|任务|方[面案]|石油|田野|万[里岁]|高[考见]|何[时人在为以去]|程序)"
    rf"{_SURNAME}[\u4e00-\u9fff]{{1,2}}"
)
# All of a line in brackets that ends with what a reporter did, an outlet in brackets ahead of him, and other strokes:
# `【記者林小田／杭州報導】`, `［河報］記者林小田∕杭州報導`; or that is a calling and names: `（河报记者 林小田）`.
_FRAMED = hanzi.compile(
    rf"[【〔［\[（(]\s*(?P<inner>[^】〕］\]）)]+报[导道]|\w{{0,10}}记者\s*{_CLOSE_NAME}[^】〕］\]）)，。：:\d]{{0,20}}(?<![电讯]))\s*[】〕］\]）)]"
)
_OUTLET_AHEAD = hanzi.compile(
    r"^(?:[【〔［\[][^】〕］\]]{2,10}[】〕］\]]\s*(?=记者)|\w{1,10}[报社网刊台闻]\s+(?=(?:特[约派])?记者\s))"
)
_STROKES = re.compile("[∕╱⁄]")
# What a paper calls itself: `河報`, `河TV`, `RIVER河報`, `21世紀河報`, `《河刊》`.
_PAPER = (
    rf"(?!{_CREDIT}|记者|通讯员)"
    r"(?:[\u4e00-\u9fff]{1,8}[A-Z][A-Za-z]{1,6}|[A-Z][A-Za-z]{1,8}[\u4e00-\u9fff]{0,8}"
    r"|\d{0,2}[\u4e00-\u9fff]{2,8}|《[^《》]{2,12}》)"
)
_WITH = rf"[和与及](?={_SURNAME})"
_AND = rf"(?:[\s、]+|{_WITH})"  # between names that are known
# `河报记者 林小田`, `■記者林小田`, `記者林小田／杭州報導`: a calling, then names set off from it, perhaps a place.
_HAN_NAME = (
    rf"(?!发自|摄影|{_PHOTOGRAPHED}|[\u4e00-\u9fff]{{0,2}}编辑|责编|校对|图片|[^\s／/]{{0,4}}报[道导])"
    r"[\u4e00-\u9fff·]{2,4}"
)
_EITHER = rf"(?:{_CLOSE_NAME}|{_HAN_NAME})"
_KNOWN = hanzi.compile(rf"{_CLOSE_NAME}(?:{_AND}{_CLOSE_NAME}){{0,3}}")
_REPORTER = hanzi.compile(
    rf"(?P<mark>[■●◆◎▲]\s*)?(?:{_PAPER}\s*(?P<bar>[／/｜|])?\s*)?(?:特[约派]|实习|首席|资深)?"
    rf"(?:记者|评论员(?=\s*{_CLOSE_NAME})|撰稿人?|通讯员|特派员)(?P<space>\s*)(?P<names>{_EITHER}(?:[\s、]+{_EITHER}){{0,3}})"
    r"(?:\s*发自\S{2,8}|\s*(?P<stroke>[／/])?\s*(?:[^\s、]{2,8}?\s?报[道导]|(?<=[／/])报[道导]|\d\d?月\d\d?日))?"
)
_CLOSE = hanzi.compile(
    r"(?:\d{0,2}[\u4e00-\u9fff]{0,6}(?:[报社网台刊]|报[道导]\s?))?(?:驻[\u4e00-\u9fff]{2,8}?)?(?:特[约派]|实习|首席)?"
    r"(?:记者|通讯员|评论员|撰稿人|特派员)"
    rf"(?P<names>{_CLOSE_NAME}(?:{_AND}{_CLOSE_NAME}|、[\u4e00-\u9fff]{{2,3}}(?=、|$)){{0,3}})"
    r"(?:\s*发自\S{2,8}|\s+\S{2,8}?报[道导]|\s*[／/]\s*\d\d?月\d\d?日"
    r"|\s+(?:[台新]北|台[中南]|高雄|香港|澳门|[北南东]京|上海|广州|深圳|杭州|纽约|伦敦))?"
)
# The names and then what they did: `林小田/文`, `林小田 | 撰文`; and `记者 林小田 文/图`.
_REVERSED = hanzi.compile(
    r"[（(]?\s*(?![图摄编译插]|关于|[本原中英全正]文)(?P<names>[\u4e00-\u9fff·A-Za-z.]{2,12}"
    r"(?:[\s、]+[\u4e00-\u9fff·]{2,4}){0,3})\s*[/／|｜丨]\s*(?:文|撰文|作者|撰稿|采写)\s*[）)]?"
)
_AND_PICTURES = hanzi.compile(r"\s(?:文\s?[/／、+＋]\s?(?:图|摄影?)|图\s?[/／、+＋]\s?文|文并图)\s*[）)]?$")
# A label that only a space parts from the names, or that as often announces what is told: `独家报道：林小田`.
_SPACED = hanzi.compile(
    rf"(?:(?:撰?文|撰稿|采写|(?:特约)?作者|记者|专栏作[者家]|(?:特约)?评论员|主笔)\s+|(?:独家|特别|专题|联合)?报[道导]\s*[:：／/]\s*)(?P<names>{_CLOSE_NAME}"
    rf"(?:[\s、/／]+{_CLOSE_NAME}){{0,3}})"
)
# `林小田（河报记者）`: a name and its calling, which stays with it.
_WITH_CALLING = hanzi.compile(
    rf"{_CLOSE_NAME}\s?[（(][^（）()，。：:]{{0,14}}(?:记者|撰稿人|评论员|特约作者|专栏作[者家]|主笔)[）)]"
)
# `林小田 记者`, as papers of Korea sign, and the address behind: `记者 林小田（lin@river.example）`.
_CALLING_BEHIND = hanzi.compile(
    rf"({_CLOSE_NAME}|朴[\u4e00-\u9fff]{{1,2}})(?<![报社台网刊])\s+(?:记者|通讯员|特派员|评论员)"
)
_WITH_MAIL = re.compile(r"(?<=[\u4e00-\u9fff])\s*[（(<＜]?[\w.+-]+@[\w-]+(?:\.[\w-]+)+[)）>＞]?$")
_BRACKETED = hanzi.compile(r"^[【\[]\s*(作者|记者|撰?文)\s*[】\]]\s*(?=\S)")  # `【作者】林小田`
# English blogs: `Posted by … on March 3, 2021`, `March 3, 2021 by …`; Wenxuecity: `文章来源: … 于 2021-03-03 10:20:30`.
_POSTED = hanzi.compile(
    r"(?:Posted|Published|Written|Submitted)\s+(?:by\s+(?P<name>\S.{0,38}?)\s+(?:on|at)\s+(?P<date>.{6,40})"
    r"|(?:on\s+)?(?P<date2>.{6,40}?)\s+by\s+(?P<name2>\S.{0,38}?))"
    r"|(?:[发张][贴帖]者|发布者|发帖人)(?:\s*[:：]\s*|\s+)(?P<name4>\S.{0,30}?)\s*(?:[于在]|时间\s*[:：])\s*"
    r"(?P<clock>(?:(?:[上下中]午|[早晚]上|凌晨)\s*)?\d\d?[:：]\d\d)(?:\s*(?:[AP]M|[上下]午))?"
    r"|文章来源\s*[:：]\s*(?P<name5>[^\s，。：:]{1,24})\s*于\s*(?P<date5>\d[^。：:，]{4,20}\d\d?[:：]\d\d(?:[:：]\d\d)?)"
    r"|(?P<name6>(?!本|[此该原]文|文章)[^\s，。：:]{2,20})\s于\s*(?P<date6>\d{4}[-/年.][^，。]{4,12}\d:\d\d)\s*发布"
    r"|由\s*(?P<name3>[^\s，。：:于在]{1,20})\s*[于在]\s*(?P<date3>[^。：:]{0,6}\d.{5,30}?)\s*(?:提交|发[布表]|张贴)",
    re.I,
)
_NAMES, _DATES = ("name", *(f"name{n}" for n in range(2, 7))), ("date", "date2", "date3", "date5", "date6")
# A name of two characters, which the press sets as wide as one of three: `林 田`.
_APART = hanzi.compile(r"(?<![\u4e00-\u9fff])(?![文图摄编])([\u4e00-\u9fff])\s+([\u4e00-\u9fff])(?![\u4e00-\u9fff])")
# `河报记者 | 林小田`: the bar says that it is no sentence.
_OUTLET = hanzi.compile(
    rf"[\u4e00-\u9fff]{{1,8}}(?:记者|撰稿人?)\s*[|｜丨/／]\s*({_HAN_NAME}(?:[\s、,，]+{_HAN_NAME}){{0,3}})"
    r"(?:\s+发自\S{2,8})?"
)
# `【特稿／林小田】`: what a text is, and then who wrote it.
_COLUMN = hanzi.compile(
    rf"[【〔［\[]\s*(?:特稿|特写|专[栏论题访]|时?评论?|观点|社论|投书|来论|特别报道)\s*[／/]\s*({_CLOSE_NAME})\s*[】〕］\]]"
)
# `生活中心／林小田報導`: the desk of a paper, then who reports.
_DESK = hanzi.compile(
    r"[\u4e00-\u9fff]{2,4}(?:中心|[组部])\s*[／/]\s*(?!综合)([\u4e00-\u9fff]{2,4}?(?:、[\u4e00-\u9fff]{2,4}?){0,3})\s*"
    r"(?:[／/]\s*[\u4e00-\u9fff]{2,4}?)?(?:综合)?报[导道]"
)
# The same, and a paper's name, where a stroke or a space parts names with a known surname from the place:
# `生活中心／林小田 周河 杭州報導`, `林小田／綜合報導`, `河報｜林小田／綜合外電報導`, `林小田記者 杭州報導`.
_REPORTING = hanzi.compile(
    rf"(?:{_PAPER}(?:\s*[｜|／/─—–-]\s*|\s+|(?<=中心)))??(?P<names>{_CLOSE_NAME}(?:[\s、]+{_CLOSE_NAME}){{0,3}})"
    r"(?:(?<![报社网台刊])记者)?(?:\s*[／/]\s*|\s+)"
    r"(?!特别|专题|深度|独家|系列|追踪|调查|现场|影像|封面|新闻|相关|最新)[\u4e00-\u9fff]{2,6}?"
    r"(?:[－—–-][\u4e00-\u9fff]{2,4})?报[导道](?:\s*[／/]\s*[\u4e00-\u9fff]{2,3}[市县省州])?"
)
# The same, who wrote for a paper, and the author of one that is known by two names: `林小田 为河报撰稿`,
# `河流新闻（中文版：河报中文网）林小田 杭州报道`.
_FOR_A_PAPER = hanzi.compile(
    rf"(?:[\u4e00-\u9fff]{{1,8}}(?:新闻|[报社台网刊])[（(][\u4e00-\u9fff]{{1,4}}版[:：][\u4e00-\u9fff]{{2,10}}[）)]\s?"
    rf"(?P<names>{_HAN_NAME}[\u4e00-\u9fff]?(?:、{_HAN_NAME}){{0,3}})(?:\s+[\u4e00-\u9fff]{{2,6}}(?:\s?报[道导])?)?"
    rf"|(?P<writes>{_CLOSE_NAME})\s?为\s?\S{{2,12}}?撰[稿文写]"
    rf"|[\u4e00-\u9fff]{{1,6}}(?:[日晚早时]报|周刊|通讯社)\s+(?P<paper>(?=\w{{3}}$){_CLOSE_NAME}))"
)
# What an agency sends: `河社記者林小田杭州3日電`, `河社杭州3日綜合外電報導`; its place is nobody's name.
_DISPATCH = hanzi.compile(
    rf"[\u4e00-\u9fff]{{1,4}}社(?:记者(?P<names>{_CLOSE_NAME}(?:、{_CLOSE_NAME}){{0,3}}))?\s*[\u4e00-\u9fff]{{2,8}}?"
    r"\d{1,2}日(?:综合|外|专|特)*(?:电|报[导道])+"
)
_HOUR = re.compile(r"\d{4}[-/.年]\d\d?[-/.月]\d\d?日?(?:\s*\d\d?:\d\d(?::\d\d)?)?\s*")
# What parts names where no list's comma does.
_BETWEEN = hanzi.compile(rf"\s+|(?<=[\u4e00-\u9fff]{{2}}){_WITH}")
# What may follow an author on one line: the account or paper that the page was taken from.
_WHERE_FROM = hanzi.compile(r"\s+(?:文章)?(?:来源|出处|公众号|微信公众号)\s*[:：|｜]\s*[^\s，。：:]{1,20}$")
_NO_COUNT = hanzi.compile(r"\s+(?:点击|浏览|阅读|人气)[数量]?\s*[:：]?\s*$")  # of which a script told the number
# What stands between two names of one by-line: `林小田 实习生 何平`; and what they do, where no place is told.
_TRAINEE = hanzi.compile(
    r"\s+(?:[\u4e00-\u9fff]{1,6}[报社网台刊末])?(?:实习生|(?:实习|见习)?(?:记者|通讯员))\s+(?=[\u4e00-\u9fff])"
)
_REPORTS = hanzi.compile(
    rf"((?:记者|通讯员)(?:\s+(?!综合)[\u4e00-\u9fff]{{2,3}}|{_CLOSE_NAME}))\s?(?:综合|采访|专题)?报[导道]$"
)
# `Rosa Field, Thomas van der Reed and Ann Mill`: three or more, none of them a calling; of two, none a place.
_LATIN_NAME = r"[A-ZÀ-Þ][\w.’'-]*(?: [\w.’'-]+){0,3} [A-ZÀ-Þ][\w.’'-]+"
_NO_PERSON = (
    r"(?!.*\b(?i:new|san|santa|los|las|hong|saint|st|north|south|east|west|great|united|cape|kuala|buenos|rio|tel|abu"
    r"|universit\w+|college|school|institute|centers?|times|post|journal|magazine|review|foundation|university|professor"
    r"|senior|fellow|director|president|chief|founder|minister|city|state|county|md|phd|jr|inc|ltd)\b)"
)
_NAME_ALONE = r"[A-ZÀ-Þ][\w’'-]+(?: [A-ZÀ-Þ]\.)? [A-ZÀ-Þ][\w’'-]+"
_LATIN_NAMES = re.compile(
    r"(?!.*\b(?i:editor|correspondent|reporter|writer|news|press|staff|the)\b)"
    rf"(?:{_LATIN_NAME}, {_LATIN_NAME}(?:, {_LATIN_NAME})*(?:,? (?:and|&)|,) {_LATIN_NAME}"
    rf"|{_NO_PERSON}{_NAME_ALONE}, {_NAME_ALONE})"
)
_ALONE = re.compile(_NO_PERSON + _NAME_ALONE)
_WROTE = hanzi.compile(rf"(?P<names>{_CLOSE_NAME}|{_NO_PERSON}{_NAME_ALONE})\s*撰[稿文]")
# `By noon, all was quiet`, `Written by hand`, `By Easter the tower was dry.`: a name begins with a capital, is no day
# and no month, and does not go on as a sentence to its stop.
_BY_WHEN = re.compile(
    r"\W*(?:(?:Written|Words|Story) )?[Bb]y\s+(?:[a-zà-þ]|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b"
    r"|(?:January|February|March|April|May|June|July|August|September|October|November|December)\b(?! [A-Z]))"
    r"|\W*(?:\w+ )?[Bb]y\s.*\b[a-z]{2,} [a-z]{2,}\b.*[.!?]\W*$"
)


# What a label announces that is no name: `Text: a river in spring`, and what somebody says in an interview or a play:
# `记者：那后来呢`, `Writer: I am tired`.
_NO_VALUE = hanzi.compile(
    r"(?:an?|no|my|his|her|the(?! (?:editor|staff|new )))\s[a-z]|[a-z]+(?: [a-z]+){2,}$"
    r"|(?:I|We|You|He|She|It|They|Why|What|Who|When|Where|Is|Are|Does|Not|Yes)(?: |[’'])|(?:My|How|Do|No) [a-z]"
    r"|[A-Z][a-z]+ \d{1,3}$|(?:谢谢|是的?|当然|没错|没有|不[是会能])$|.*[吗呢吧啊么]$"
    r"|我[不们是也的在想要就还]|[你您]|[他她]们?[不是也说在就还来去有今明昨]"
)
# `By Hand`: a name above a text, and below it as like as not how something is done.
BY_ONE_WORD = re.compile(r"(?:(?:Written|Words|Story|Posted) )?by (?:(?![\u4e00-\u9fff])[\w’'-])+", re.I)


def are_names(text: str) -> bool:
    """Whether a text is a list of Latin names, as long as it may be."""
    return "," in text and _LATIN_NAMES.fullmatch(text) is not None


# What a portal says below a text that it took over: `(本文来源：山谷晚报 作者：林小田)`.
_FROM_AND_BY = hanzi.compile(
    r"[（(]?(?:本文|文章)来源\s*[:：]\s*[^\s:：]{2,16}\s+作者\s*[:：]\s*([^\s:：（）()]{2,20})\s*[)）]?"
)
# The account that an article came from, ahead of who wrote it: `来源 | 河边（ID：river） 作者 | 林小田`.
_FROM_WHOM = hanzi.compile(
    r"^(?:来源|文)\s*[:：|｜丨]\s*[^\s:：|｜丨（(，,]{1,16}(?:[（(][^（）()]{2,24}[）)])?\s*[|｜\s，,]\s*(?=作者\s*[:：|｜丨])"
)
# What Reddit's feeds say below a post.
_SUBMITTED = re.compile(r"submitted by (/?u/[\w-]+)(?:\s*\[(?:link|comments)\])*", re.I)


@lru_cache(maxsize=256)  # several steps ask about one line
def byline(text: str) -> tuple[str, ...]:
    """The authors that a line names (`作者：…`, `文/…`, `By …`); nothing where the line says more than that."""
    if found := _SUBMITTED.fullmatch(text):
        return names(found[1])
    if len(text) > 100 or (len(text) > 60 and ("," not in text or not _LATIN_NAMES.search(text))):
        return ()
    if both := _AND_PICTURES.search(text):
        people = text[: both.start()].lstrip("（(")
        return byline(people) or bare_names(people)
    text = _MARKED.sub(r"\1／", text)
    if found := _FROM_AND_BY.fullmatch(text):
        return names(found[1])
    text = _FROM_WHOM.sub("", text)
    text = _WITH_MAIL.sub("", _BRACKETED.sub(r"\1：", _STROKES.sub("／", text)))
    if found := _CALLING_BEHIND.fullmatch(text):
        return names(found[1])
    if _WITH_CALLING.fullmatch(text):
        return names(text)
    frame = _FRAMED.fullmatch(text)
    text = _OUTLET_AHEAD.sub("", frame["inner"].strip() if frame else text)
    text = _APART.sub(r"\1\2", text)
    found = _REPORTING.fullmatch(text) or _DISPATCH.fullmatch(text) if len(text) <= 40 else None
    if found and found["names"]:
        return names(_listed(found["names"]))
    if len(text) <= 40 and (found := _FOR_A_PAPER.fullmatch(text)):
        return names(_listed(found["names"] or found["writes"] or found["paper"]))
    text = _REPORTS.sub(r"\1", _TRAINEE.sub("、", text))
    found = _REPORTER.fullmatch(text) if len(text) <= 30 else None
    known = frame and found and _KNOWN.fullmatch(found["names"])
    if found and (known or found["mark"] or found["bar"] or found["space"] or found["stroke"]):
        return names(_listed(found["names"]))
    if found := _OUTLET.fullmatch(text) or _DESK.fullmatch(text) or _COLUMN.fullmatch(text):
        return names(found[1])
    if len(text) <= 40 and (found := _CLOSE.fullmatch(text) or _REVERSED.fullmatch(text) or _SPACED.fullmatch(text)):
        return names(_listed(found["names"].strip()))
    if len(text) <= 40 and (found := _WROTE.fullmatch(text)):
        return names(found["names"])
    return _labelled(text)


def _labelled(text: str) -> tuple[str, ...]:
    """The authors behind the label with which a line begins."""
    if not (found := _BYLINE.fullmatch(text)) or _BY_WHEN.match(text) or _PUT_INTO_CHINESE.search(text):
        return ()
    value = re.sub(r"\s*[|｜]\s*[A-Z][A-Z ,.]{3,}$", "", found[2])  # `By A. B. | BERLIN`
    if role := re.fullmatch(r"([A-Z][\w.’'-]*(?: [\w.’'-]+){1,3}):\s+(.{3,80})", value):
        return (f"{role[1]} ({role[2]})",)
    value = _KEYWORDS_BEHIND.sub("", value)
    if (after := hanzi.compile(r"\s+(?=(?:出版|更新|发布|发表|时间|日期)\S{0,3}[:：])").search(value)) and (
        is_labels(f"文：{undated(value[after.end() :])}")
    ):
        value = value[: after.start()]
    value = _NO_COUNT.sub("", _WHERE_FROM.sub("", value))
    if is_labels(f"文：{value}") or _STAFF.search(value) or _NOT_A_NAME.search(value) or _NO_VALUE.match(value):
        return ()
    short = len(_ORIGINAL.sub("", value)) <= 40
    return names(value) if short or are_names(value) or _ROLL.fullmatch(value) else ()


_KEYWORDS_BEHIND = hanzi.compile(r"\s+(?:关键[字词]|标签)\s*[:：].*$")  # the next line of another outlet's head
_ORIGINAL = re.compile(r"\s*[（(][A-ZÀ-Þ][^（）()\u4e00-\u9fff]*[)）]\s*")  # a name, or an office's, in its own letters


# `□ 林小田`, `◎周河`: how papers set a name below a headline. (Below a text, or ahead of a word, it is a box to
# tick.)
_BOXED = hanzi.compile(rf"[□◎]\s*({_CLOSE_NAME}(?:[\s、]+{_CLOSE_NAME}){{0,2}})")
# `·林小田·`, `● 林小田 (进入专栏)`
_DOTTED = hanzi.compile(rf"[·•・●]\s*({_CLOSE_NAME})\s*(?:[·•・]|[（(]进入专栏[)）])")
# What Kdnet writes above a post.
_ADDED = hanzi.compile(
    r"文章提交者\s*[:：]\s*(\S{1,24})\s+加[帖贴]在\s+\S{2,12}\s+【[^【】]{2,10}】(?:\s*https?://\S+)?"
)


def boxed(text: str) -> tuple[str, ...]:
    """The authors in a line that is a box and names, or dots around one."""
    if (found := _DOTTED.fullmatch(_APART.sub(r"\1\2", text))) or (found := _ADDED.fullmatch(text)):
        return names(found[1])
    found = _BOXED.fullmatch(_APART.sub(r"\1\2", text))
    if not found or (len(found[1]) == 2 and not _APART.search(text)):
        return ()
    return names(_listed(found[1]))


_FULL = hanzi.compile(rf"(?=\w{{3}}(?!\w)){_CLOSE_NAME}(?:[\s、]+(?=\w{{3}}(?!\w)){_CLOSE_NAME}){{0,3}}")


def bare_names(text: str) -> tuple[str, ...]:
    """The names in a line that is nothing but names whose surnames are known, or one of two Latin words."""
    if len(text) > 32 or not (_KNOWN.fullmatch(text) or _ALONE.fullmatch(text)):
        return ()
    return names(_listed(text) if _KNOWN.fullmatch(text) else text)


def full_names(text: str) -> tuple[str, ...]:
    """The names of three characters in a line that is nothing but such: shorter ones are words as often."""
    return names(_listed(text)) if _FULL.fullmatch(text) else ()


def _listed(text: str) -> str:
    """Names that spaces or an “and” part, as a list with commas."""
    return _BETWEEN.sub("、", text)


def posted(text: str) -> tuple[str, ...]:
    """The authors in a line that says who posted something and when (`Posted by … on March 3, 2021`)."""
    begins, ends = hanzi.simplified(text[:1]), hanzi.simplified(text[-2:])
    told = len(text) <= 90 and (begins in "PpWwSs由发张文" or ends == "发布")
    found = _POSTED.fullmatch(text) if told else None
    if not found or not (found["clock"] or is_date_line(next(filter(None, map(found.group, _DATES))))):
        return ()
    return names(next(filter(None, map(found.group, _NAMES))))


@lru_cache(maxsize=256)
def signed(text: str) -> tuple[str, ...]:
    """The authors whom a line of staff credits names (`作者：… 编辑：…`), or one that tells where the page was taken
    from (`本文来自公众号：…，作者：…，授权发布`)."""
    if copied := _COPIED.match(text):
        return names(copied[1])
    if len(text) > _CREDITS:
        return ()
    if len(text) <= 80 and (translated := _PUT_INTO_CHINESE.search(text)):
        return byline(text[: translated.start()].strip())
    if not _PARTS.search(text):
        return ()
    text = _FROM_WHOM.sub("", text)
    edited = _EDITED.search(called := _CALLED.sub(" ", text)) if len(text) <= 80 else None
    if edited and (people := byline(called[: edited.start()])):
        return people
    text = _MARKED.sub(r"\1／", text)
    if len(text) > 120 or _BOOK.search(text):
        return ()
    if people := _by_roles(text):
        return people
    found = _SIGNED.fullmatch(text)
    return byline(_INTERVIEWER.sub("记者", fold(found["by"]))) if found else ()


def _by_roles(text: str) -> tuple[str, ...]:
    """The authors in a line that is nothing but who did what, wherever among the others they stand."""
    ahead, *parts = _ROLE.split(text.strip("（()）【】[] "))
    done = [(role, value.strip(" ；;，,、/／|｜")) for role, value in zip(parts[::2], parts[1::2], strict=True)]
    if ahead or len(done) < 2 or not all(_DONE_BY.fullmatch(value) for _, value in done):
        return ()
    told = [name for role, value in done if _BY.match(role) for name in names(value)]
    return tuple(name for name in told if not _DESK_ALONE.fullmatch(name))


# What stands around names and is none, and what stays of it: callings and outlets between names and ahead of them,
# numbers and buttons behind, where from; a label.
_AROUND_NAMES = tuple(
    (hanzi.compile(pattern, re.I), instead)
    for pattern, instead in (
        (r"\s+(?:实习|特约)?记者\s*[:：/／]\s*", "、"),
        (r"^原创\s*(?=[\u4e00-\u9fff]{2,12}$)", ""),  # a platform's mark ahead of the account
        (r"^[^:：]{0,6}(?:记者|作者)\s*[:：]\s*|^[（(][^（）()]{0,4}(?:记者|作者)[）)]\s*", ""),
        (r"^[\u4e00-\u9fff·]{0,10}(?:特[约派])?(?:记者|通讯员|撰稿人|特派员|专栏作[者家])\s+(?=[\u4e00-\u9fff])", ""),
        (
            r"^(?:[\u4e00-\u9fff]{2,6}\s+|[\u4e00-\u9fff]{0,6}驻[\u4e00-\u9fff]{2,8}|《[^《》]{2,16}》\s*(?:特约|本刊)?"
            r"|(?:[\u4e00-\u9fff]{1,6}[报网社台刊](?:特[约派]|实习)?|特[约派])?)(?:记者|特派员)\s*"
            r"(?=[\u4e00-\u9fff]{2,4}(?:$|[／/、\s]))",
            "",
        ),
        (rf"^\w{{1,6}}(?:周[刊末报]|[日晚早时]报|[社网]|财经)\s+(?={_CLOSE_NAME}(?:\s|$))", ""),
        (r"\s+[\d.,]+\s*[kK万]?\s*(?:声望|粉丝|关注|文章)(?:\s.*)?$", ""),
        (r"(?<=[\u4e00-\u9fff]{2})\s+(?:记者|通讯员|特派员|评论员)$", ""),
        (
            rf"^([\u4e00-\u9fff·]{{2,4}})\s+(?!{_CLOSE_NAME}记者)"
            r"((?=[A-Z\u4e00-\u9fff]{4,14}$)[A-Z]{0,5}[\u4e00-\u9fff]{2,}(?:记者|撰稿人))$",
            r"\1（\2）",
        ),
        (r"\s*[（(](?:进入)?专栏[）)]$|\s+[+＋]\s*(?:BIO|Follow|关注)$", ""),
        (r"(?:^|\s+)(?:发自|报[导道]于).{1,12}$|\s+综合报[导道]$|\s*[（(]综合报[导道][)）]$", ""),
        (r"\s+on$", ""),
        (rf"^编辑(?={_CLOSE_NAME}$)", ""),
        (r"^(?:By|Author|作者|文字?|记者|撰文)\s*(?:[:：/／|｜]\s*|[,，]?\s+)", ""),
    )
)


# What a box that a template calls the author's holds of comments.
_OF_COMMENTS = hanzi.compile(r"\d+\s*[人条]\s*(?:评论|参与|跟[帖贴]|回[复应])|我来说两句|[发参]\S{0,3}评论$")


# Where else a writer is to be found, behind the name: `林小田（Twitter：@lin）`, `Rosa Field, @rosa`.
_ACCOUNT = hanzi.compile(
    r"(?<=[\w）)])(?:\s*[,，/／|｜]\s*|\s+|(?=[（(]|在))([（(]\s*)?(?:在\s*)?"
    r"(?:(?:Twitter|推特|X|(?:新浪)?微博|Weibo|脸书|Facebook|FB|IG|Instagram|Threads|Telegram)\s*(?:[账帐]号|ID|上)?\s*)?"
    r"(?:关注(?:作者|[我他她])?)?\s*[:：]?\s*@[\w.-]{2,30}(?(1)\s*[）)])(?=$|[\s、，,；;/／|｜])",
    re.I,
)


@lru_cache(maxsize=256)
def names(text: str) -> tuple[str, ...]:
    """The single names of a list of authors; what stands in brackets after a name stays with it."""
    text = fold(text).strip("*©®●■◆▲ ")
    text = text if text.startswith("@") else _ACCOUNT.sub("", text)
    if sent := _DISPATCH.fullmatch(text):
        text = sent["names"] or ""
    text = _TRAINEE.sub("、", text)
    for around, instead in _AROUND_NAMES:
        text = around.sub(instead, text)
    if re.fullmatch(r"/?u/[\w-]+", text):  # Reddit's
        return (text,)
    if are_names(text):
        text = re.sub(r", (?:(?:and|&) )?", "、", text)
    parts = re.split(
        r"\s*[、/／；;|｜]\s*(?![^（(]*[）)])|\s*[，,]\s*(?=[^a-z（(]*[\u4e00-\u9fff])(?![^（(]*[）)])|\s+(?:and"
        r"|&)\s+|(?<=[\u4e00-\u9fff]{2})[&＆](?=[\u4e00-\u9fff]{2,4}(?:$|[、,，&＆]))",
        text,
    )
    parts = [name for part in parts for name in _spaced(re.sub(r"\s+in [A-Z][\w ,.]{2,40}$", "", part))]
    cleaned = (part.strip(" \t　,，:：·•-–—|") for part in parts)
    return tuple(
        dict.fromkeys(
            part
            for part in _with_callings(cleaned)
            if part
            and len(part) <= 60
            and _balanced(part)
            and not _OF_PLATFORM.search(part)
            and not re.fullmatch(r"[\d\s月日年.:：-]+", part)
            and not is_count(part)
            and not _OF_COMMENTS.search(part)
        )
    )


def dispatched(text: str) -> tuple[str, ...] | None:
    """The reporters of a dispatch, behind its hour (`… 河岸社記者林小田山谷縣28日電`); none where it is none."""
    hour = _HOUR.match(text)
    sent = _DISPATCH.fullmatch(text, hour.end()) if hour else None
    return names(sent["names"] or "") if sent else None


def given(text: str) -> tuple[str, ...]:
    """The authors that a feed gives: names, or a by-line, or a line of staff credits that begins with them."""
    return signed(text) or byline(text) or tuple(name for name in names(text) if not _STAFF.match(name))


def _balanced(name: str) -> bool:
    """Whether no bracket of a name has lost its other half, as those of `（完）` have."""
    return len(re.findall("[（(]", name)) == len(re.findall("[）)]", name))


_OF_PLATFORM = hanzi.compile(r"发表在|留言|人气\s*[(（]")  # a platform's line about a post
# What somebody is, behind a comma: `作者：林小田，河城大学历史系教授`.
_CALLING = hanzi.compile(
    r"(?:[A-Z][A-Za-z]{1,12}\s?)?[\u4e00-\u9fff]{2,16}(?:博士[后生]?|硕士生?|研究生|教授|讲师|研究员|学者|律师|记者|评论员|作家|诗人|编剧|导演|演员|主编"
    r"|编辑|主任|院长|所长|工程师|医生|撰稿人|专家|学家|画家|导师|顾问|会长|校长|社长|秘书长|委员|议员|创始人|负责人|分析师|总监)"
)


def is_calling(text: str) -> bool:
    """Whether a text is what somebody is and nothing else."""
    return _CALLING.fullmatch(text) is not None


def _with_callings(parts: Iterable[str]) -> list[str]:
    """The names, each with its calling in brackets where one follows it."""
    out: list[str] = []
    for part in parts:
        longer = len(part) > 4 or part.endswith("家")  # than a name
        if out and longer and _CALLING.fullmatch(part) and re.search(_ORIGINAL.pattern + "$", out[-1]):
            out[-1] = f"{out[-1][:-1]}，{part}{out[-1][-1]}"
            continue
        if out and out[-1] and not out[-1].endswith(("）", ")")) and _CALLING.fullmatch(part) and longer:
            out[-1] = f"{out[-1]}（{part}）"
        elif (
            out and out[-1].endswith("）") and hanzi.compile(r"[也亦并兼曾现]").match(part) and _CALLING.fullmatch(part)
        ):
            out[-1] = f"{out[-1][:-1]}，{part}）"
        else:
            out.append(part)
    return out


_ROLL = hanzi.compile(rf"{_CLOSE_NAME}(?:[\s、]+{_CLOSE_NAME}){{2,}}")  # who were many, as of a long report
_NO_NAME = hanzi.compile(r"综合|报[导道]|摘编|编[译辑]|整理|记者|摄影|发自|特[约派]|撰文|翻译|校对|教授|先生|女士|中文")


def _spaced(text: str) -> tuple[str, ...]:
    """The Chinese names in a text that are parted by spaces alone (`林小田 周河`); else the text as it is."""
    parts = tuple(text.split())
    few = 1 < len(parts) < 5 and all(re.fullmatch(r"[\u4e00-\u9fff]{2,3}", part) for part in parts)
    apart = few or _ROLL.fullmatch(text) is not None
    return parts if apart and not _NO_NAME.search(text) else (text,)


# `anonymous (未验证)`: Drupal's name for one who is not logged in; `网络整理`: what was gathered from the web.
_NOBODY = hanzi.compile(
    r"记者|编辑|作者|小编|unknown|(?:web)?admin(?:istrator)?|webmaster|none|null|undefined|na|anon(?:ymous)?(?:未验证)?|本[报刊台网社]|匿名|佚名|(?:作者)?(?:未知|不详)|网[络路](?:整理)?|综合(?:整理|外电|\S{0,2}报[道导])|本站(?:原创)?"
    r"|(?:企鹅|百家|网易|搜狐|头条|大鱼|一点|凤凰|大风|澎湃)号"  # what a platform calls an account
)
_MAIL = re.compile(r"\S+@[\w-]+\.\S+")
# A by-line that names no one: `記者／綜合報導`, `【生活中心／綜合外電報導】`, `〔即時新聞／綜合報導〕`.
_NO_REPORTER = hanzi.compile(
    r"[【〔［\[（(]?(?:记者|[\u4e00-\u9fff]{2,4}(?:中心|频道|新闻|[组部]))\s*[／/∕╱]\s*综合\S{0,2}报[道导][】〕］\]）)]?"
)


def is_nobody(text: str) -> bool:
    """Whether a name is none (`匿名`, `admin`), or a by-line names no one."""
    return _NOBODY.fullmatch(bare(text)) is not None or _NO_REPORTER.fullmatch(text) is not None


def authors(given: Iterable[str], source: Source, tags: Iterable[str]) -> tuple[str, ...]:
    """The authors without doubles, and without the publication itself or a name that is the seed's only tag, as the
    name of a feed is (a channel's is that of its author)."""
    tags = tuple(tags)
    own = set(map(bare, source.names()))
    if len(set(tags)) == 1 and not source.channels:
        own.add(bare(tags[0]))
    kept: dict[str, str] = {}
    for name in given:
        head, _, paper = name.rpartition(",")  # `Rosa Field, Phys.org`
        name = head.strip() if head and _balanced(head) and bare(paper) in own else name
        paper, _, head = name.partition(" ")  # `河報 林小田`
        name = head if bare(paper) in own and hanzi.compile(_CLOSE_NAME).fullmatch(head) else name
        alone = re.sub(r"[（(].*[)）]$", "", name)  # without what he or she is
        key = hanzi.compile(r"(?:(?:中文|新闻)?网|记者|编辑部)$").sub("", bare(alone)) or bare(name)
        if not key or key in own or _NOBODY.fullmatch(key) or _MAIL.fullmatch(name) or is_own_name(key, source, own):
            continue
        if not own.issuperset(map(bare, re.split(r"[\s/|｜]+", name))):
            kept[key] = max(kept.get(key, ""), name, key=len)
    named = [name for name in kept.values() if not name.startswith("@")]  # beside a name its handle is none
    return tuple(named or kept.values())
