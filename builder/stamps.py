"""Lines that platforms stamp above and below what is posted there: when, where and on what it was written. Patterns of
whole lines, in Simplified; nothing here knows the tree."""

from __future__ import annotations

import re

from builder import hanzi

FORWARDED = re.compile(r"Forwarded this e-?mail\? \w[\w ]{2,20} here(?: for more)?\W?")
# What a platform stamps below a post, of which an earlier step may have taken the day:
# `posted @ 2018-01-24 10:05 林小田 阅读(176) 评论(2) 编辑 收藏`.
STAMP = hanzi.compile(
    r"posted ?@\s*(?:\d{4}-\d\d?-\d\d?\s+\d\d?:\d\d(?::\d\d)?\s+)?(?P<name>\S.{0,30}?)\s*"
    r"(?>(?:阅读|评论|推荐)\s*[(（:：]\s*\d*\s*[)）]?\s*)+(?:\s|编辑|收藏|举报|刷新)*"
)
# Where a post was written, and on what; `发布于 浙江`, `IP 属地：浙江`, `来自 iPhone客户端`, `已编辑`.
_DEVICE = (
    r"来自\s*+[:：]?+\s*+(?:[^\s，。：:]{0,8}(?:iPhone|iPad|Android|App|HUAWEI|Redmi|OPPO|vivo|Galaxy)|安卓|微博|网页版|豆瓣"
    r"|华为|荣耀|小米|三星)(?a:[\w .+-]{0,16}?)(?:客户端|网页版|视频号|手机版?|国际版|小程序|App)?"
)
_REGION = (
    r"北京|天津|上海|重庆|河北|山西|辽宁|吉林|黑龙江|江苏|浙江|安徽|福建|江西|山东|河南|湖北|湖南|广东|海南|四川|贵州"
    r"|云南|陕西|甘肃|青海|内蒙古|广西|西藏|宁夏|新疆|(?:中国)?(?:香港|澳门|台湾)|美国|加拿大|英国|法国|德国|日本|韩国"
    r"|新加坡|马来西亚|泰国|越南|印度|俄罗斯|意大利|西班牙|荷兰|瑞士|瑞典|爱尔兰|澳大利亚|新西兰"
)
_HOW = (
    rf"(?:发[布表]于|Posted on)\s*+[:：]?+\s*+(?:{_REGION})|IP ?属地\s*+[:：]?+\s*+[\u4e00-\u9fff]{{2,6}}?|{_DEVICE}"
    r"|[（(]?(?:已编辑|编辑过)[)）]?"
)
_PARTS = r"[\s·・|｜]*"
_DAY = r"(?:\d{2,4}[-/.年])?\d\d?[-/.月]\d\d?日?(?:\s*\d\d?[:：]\d\d(?:[:：]\d\d)?)?"
# What a network writes of a post, and nothing else: `编辑于 2023-09-15 10:30・IP 属地浙江`, `23-9-3 10:20 来自 …`.
STATUS = hanzi.compile(
    rf"Reporting from (?>(?:[A-Z][\w.’-]*|and|the|of|de|la|el|al|an|en|sur)[ ,]*){{1,8}}"
    rf"|(?:{_HOW})(?:{_PARTS}(?:{_HOW}|{_REGION}))*"
    rf"|(?:(?:最后)?(?:编辑|修改)于\s*[:：]?\s*{_DAY}|发[布表]于\s*[:：]?\s*{_DAY}(?={_PARTS}(?:{_HOW}|{_REGION}))"
    rf"|{_DAY}(?={_PARTS}(?:{_HOW})))(?:{_PARTS}(?:{_HOW}|{_REGION}))*"
)
# What is left of one whose time was an element of its own: `林小田发布于来自iPhone`.
WITHOUT_TIME = hanzi.compile(rf"(?P<name>\S{{1,24}}?)\s*(?:发[布表]|编辑|修改)于\s*(?:{_HOW}|{_REGION})?")
# The same behind a name and a time, as WeChat's mirrors have it: `原创 林小田 2023-09-20 08:36 浙江`; the account may
# stand behind the author.
FROM_PLACE = hanzi.compile(
    r"(?:(?:原创|Original)\s+(?:(\S{2,16})\s+\S{2,20}\s+(?=\d{4}))?)?(\S.{0,40}?\d\d?[:：]\d\d(?:[:：]\d\d)?"
    r"|(?<=\s)\d{4}-\d\d?-\d\d?)"
    rf"(?:\s+(?:{_HOW}|{_REGION}))*"
)
# WeChat's own line, whose day is told from when it was saved: `原创： 林小田 河边 2月6日`, `… 昨天`.
OF_WECHAT = hanzi.compile(
    r"原创\s*[:：]\s*(\S{2,16})\s+\S{2,20}\s+(?:\d\d?月\d\d?日|[今昨前]天|\d\s?[天周]前|\d个月前|星期[一二三四五六日])"
)
# What WeChat writes above an article that another account wrote.
WRITTEN_FOR = hanzi.compile(r"以下文章来源于\s*[^，]{1,30}?\s*，\s*作者\s*(\S{1,20})")
ALBUM = hanzi.compile(r"收录于(?:合集|话题|专辑)(?:\s*[#＃].{1,60})?|[#＃]\S{1,20}\s+\d{1,4}\s*个")
ACCOUNT = hanzi.compile(
    r"[\u4e00-\u9fff]{2,6}(?:[日晚早时]报|周刊|新闻网|电视台|通讯社)|[\u4e00-\u9fff]{0,8}(?:创作者|博主|达人|官方[账帐]号|认证用户)"
)
# What a forum writes above a post, and below one that was changed.
POSTED = hanzi.compile(
    r"(?P<who>楼主|送交者|发[帖贴]人|贴主|(?:新闻)?来源|文章来源(?=.{12,60}立场))\s*[:：]\s*(?P<name>[^\s:：\[（(]{1,20})(?:\s*[\[（(].{1,30}?[\]）)])?"
    r"\s*(?:于|(?:发[表帖])?时间\s*[:：])\s*\d{4}[-_/年].{6,80}"
)
CHANGED = hanzi.compile(
    r"(?:[贴帖]主|(?:本[帖贴])?最后由)\s*[:：]?\s*.{1,24}?\s*[于在]\s*\d{4}[-_/年][\d\s:_/月日,-]{4,20}编辑"
    r"(?:[，,]\s*总共编辑了?\s*\d+\s*次[。.]?)?"
    r"|最[后近新](?:更新|修改|编辑)(?:时间|日期)?\s*[:：]\s*\d\d?[-/.月]\d\d?日?\s+\d\d?:\d\d(?::\d\d)?"
)
# A date of which no day can be told for sure: `发布日期: 15.01.20`.
NUMBERED = hanzi.compile(r"(?:发布|发表|更新|出版)(?:日期|时间)\s*[:：]\s*[\d./: -]{6,20}")
# When it was posted, and in which category, as themes of blogs tell in a sentence.
FILED = hanzi.compile(
    r"(?:本文)?发[布表]于\s*\d{4}[^，,。]{4,20}[，,]\s*(?:并?被?)?(?:添加|归档|收录|归类)[在到于]?\s*(?:分类|标签|[「“《]).{1,160}"
)
CLOCK = hanzi.compile(
    r"(?:(?:发布|建立|更新|出版)(?:日期|时间)\s*[:：]?\s*\d\d?[:：]\d\d\s*){1,2}"
)  # of a day that is told elsewhere
# When and where it was printed, as papers of Taiwan write below a text: `【2007/05/12 河報】@ http://…`.
PRINTED = hanzi.compile(
    r"【\d{4}[/.-]\d\d?[/.-]\d\d?[\s/／,，]+[^\s，。【】/／]{1,12}[报刊志社网](?:[/／][^，。【】]{1,20})?】(?:\s*@\s*https?://\S+)?"
)
