"""Dates, and numbers of readers: what a line tells in figures. Text in, values out; nothing here knows the tree."""

from __future__ import annotations

import datetime as dt
import email.utils
import re
from collections.abc import Iterable
from functools import lru_cache

from builder import hanzi

Date = dt.date | dt.datetime
_MONTHS = {name: n for n, name in enumerate(re.findall("...", "janfebmaraprmayjunjulaugsepoctnovdec"), 1)}
_MONTHS |= {f"{name}月": n for n, name in enumerate([*"一二三四五六七八九十", "十一", "十二"], 1)}
_DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_ISO = re.compile(
    r"(\d{4})-(\d\d?)-(\d\d?)(?:[T ]+(\d\d?):(\d\d)(?::(\d\d))?(?:[.,]\d+)?"
    r"\s*(Z|(?:UTC|GMT)(?:[+-]\d\d?(?::?\d\d)?)?|[+-]\d\d:?\d\d)?)?",
    re.I,
)
_HAN = hanzi.compile(
    r"(\d{4})\s*年\s*(\d\d?|十[一二]?|[一二三四五六七八九])\s*月\s*(\d\d?)\s*日"
    r"(?:\s*(?:[（(]?(?:星期|周|礼拜)[一二三四五六日天][)）]?)?\s*"
    r"(?:上午|下午|凌晨|晚上|中午|早上)?\s*(\d\d?)[:：时点](?:(\d\d?)(?:分|[:：]\d\d)?(?:\d\d秒)?)?)?"
)
_DMY = re.compile(
    r"(?<![\d-])(\d\d?)[/.-](\d\d?)[/.-]((?:19|20)\d\d)(?!\d)(?:\s*[-–,]?\s*(\d\d?):(\d\d)(?::\d\d)?(?:\s*[AP]M\b)?)?"
)
_YMD = re.compile(r"(\d{4})[/.](\d\d?)[/.](\d\d?)(?:\s*[-–,]?\s*(\d\d?):(\d\d)(?::\d\d)?)?")
# Chinese where only its words were translated: `九月 21, 2022`, `9 月 21, 2022`.
_MONTH = r"([A-Z][a-z]{2,8}|(?:十[一二]?|[一二三四五六七八九])月|(?<!\d)1?\d\s?月(?=\s+\d\d?,|,))"
_ENGLISH = re.compile(
    rf"(?:{_MONTH}\.?\s+(\d\d?)(?:st|nd|rd|th)?,?|(\d\d?)(?:st|nd|rd|th)?\s+{_MONTH}\.?,?)"
    r"(?:\s+(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]*,?)?\s+(\d{4})"
)
_RFC822 = re.compile(
    r"(?:[A-Z][a-z]{2},\s*)?\d\d?\s+[A-Z][a-z]{2}\s+\d{4}\s+\d\d:\d\d(?::\d\d)?\s*(?:[A-Z]{1,4}"
    r"|[+-]\d{4})?"
)
# As programs write it: `Sat Sep 02 2023 08:00:00 GMT+0000 (Coordinated Universal Time)`.
_PROGRAM = re.compile(
    r"[A-Z][a-z]{2} ([A-Z][a-z]{2}) (\d\d?) (\d{4}) (\d\d:\d\d:\d\d) GMT([+-]\d\d):?(\d\d)(?: \([^()]{2,40}\))?"
)
# The same of older ones, as bulletin boards have it: `Fri Jan 31 21:15:07 2020`.
_CTIME = re.compile(r"[A-Z][a-z]{2} ([A-Z][a-z]{2}) {1,2}(\d\d?) \d\d?:\d\d:\d\d (\d{4})(?!\d)")
_WEEKDAY = hanzi.compile(r"(?:星期|周)([一二三四五六日天])|\b(Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]*\b", re.I)
_ROC = hanzi.compile(  # Taiwan's years, which those of our time need not say
    r"(?:(?:中华)?民国\s*|(?<![\d.])(?=1[01]\d\s*年)|(?<=日期[:：])\s*(?=1[01]\d-))"
    r"(\d{2,3})\s*[年-]\s*(\d\d?)\s*[月-]\s*(\d\d?)(?:\s*日|(?<=-\d\d)(?!\d))"
)
_DATES = (_PROGRAM, _CTIME, _RFC822, _ISO, _HAN, _YMD, _DMY, _ENGLISH, _ROC)
_FIGURES = re.compile(r"\d\d")
_AGO = hanzi.compile(
    r"(?<!\d)(?:\d+\s*(?:秒|分钟|小时|天|日|周|个月)|1?\d\s*年)(?:之?前|以前|\s*ago)|刚刚|[昨今前][天日]"
    r"|(?<!\d)\d+ (?:second|minute|hour|day|week|month|year)s? ago"
)
# The issue of a monthly: `2020 / 8月`.
_ISSUE = hanzi.compile(r"(?<!\d)(?:19|20)\d\d\s*[/／]\s*(?:1[0-2]|0?[1-9])\s?月(?:号|刊|$)")
# Atomic, for words that hold one another must not be tried in all ways; Python 3.11.2 gets `(…)*+` wrong.
_AROUND = hanzi.compile(
    r"(?>(?:[\s|｜,，:：/·•()（）\[\]【】\-–—Z]|(?:星期|周)[一二三四五六日天]"
    r"|\d\d?/\d\d?(?=\s+\d\d?[:：]\d\d)"
    r"|\d\d?(?:(?: ?[:：] ?|\.)\d\d(?:[:：]\d\d)?|(?=\s?[AaPp]\.?[Mm]\b))"
    r"|(?:Mon|Tues?|Wed(?:nes)?|Thu(?:rs)?|Fri|Sat(?:ur)?|Sun)(?:day)?(?![A-Za-z])"
    r"|GMT(?:[+-][\d:]+)?|第\s?\d{1,4}\s?期"
    r"|UTC(?:[+-][\d:]+)?|[BCEPHSJ][SEDK]?T|AE[SD]T|modified|[AaPp]\.?[Mm]\.?|上午|下午|凌晨|晚上|中午|早上"
    r"|发[布表报刊稿]|出版|更新|最[后近](?:更新|修改|编辑)|已更新|上传|张贴|上稿|见报|建立|刊出|最新更新|Post date"
    r"|(?:기사|최초|최종)?\s?(?:입력|수정|등록|승인|송고|업데이트)"  # of Korea's newsrooms
    r"|(?:格林[尼威]治标准)?时间|日期|首次|首发|刊登|北京|台北|香港"
    r"|posted ?@|update ?@|Translation posted|Translated|First published|Published|Updated|Posted"
    r"|(?:Write|Update|Last(?: updated| modified)?|[Oo]n|[Aa]t)(?![a-z])|在|于|提交|由)*)"
)


def _kinds(text: str) -> tuple[re.Pattern[str], ...]:
    """How dates are written that may be in a text: all of them, where it has two figures in a row, which each has."""
    return _DATES if _FIGURES.search(text) else ()


def is_ago(text: str) -> bool:
    """Whether a text only tells how long ago something was (`38 分钟前`)."""
    return _AGO.fullmatch(text) is not None


@lru_cache(maxsize=256)  # several steps ask about one line
def date(text: str) -> Date | None:
    """The first date in a text: ISO, RFC 822, `2020年12月23日`, `民國109年12月23日`, `23/10/2020 - 11:03`, `Aug 25th
    2020`; else None.

    A date-time where the text knows the offset and isn't midnight UTC; else the date alone. `38 分钟前` is none.
    """
    for pattern in _kinds(text):
        if found := pattern.search(text):
            try:
                return _by_weekday(text, found) if pattern is _DMY else _date(pattern, found)
            except (ValueError, OverflowError, TypeError, IndexError):
                continue
    return None


_CHANGED_AHEAD = hanzi.compile(r"^(?:最[后近])?(?:更新|修改)(?=[^，。]{0,4}\d)[^，。]{4,40}(?=发[布表]\D{0,4}\d)")


def published(text: str) -> Date | None:
    """The date in a line that tells of one, or of when a page was changed and then of when it was published."""
    return date(_CHANGED_AHEAD.sub("", text))


def _by_weekday(text: str, found: re.Match[str]) -> Date | None:
    """A date of two small numbers and a year: the day first, but for a weekday beside it that fits the other order, or
    a clock of twelve hours, which goes with the month first."""
    told = _date(_DMY, found)
    if told is not None and found[0].endswith("M") and int(found[1]) <= 12:
        return dt.date(int(found[3]), int(found[1]), int(found[2]))
    named = _WEEKDAY.search(text)
    if told is None or named is None or int(found[1]) > 12 or int(found[2]) > 12:
        return told
    weekday = "一二三四五六日".find(named[1].replace("天", "日")) if named[1] else _DAYS.index(named[2][:3].lower())
    other = dt.date(int(found[3]), int(found[1]), int(found[2]))
    return other if told.weekday() != weekday == other.weekday() else told


def _date(pattern: re.Pattern[str], found: re.Match[str]) -> Date | None:
    if pattern is _RFC822:
        return day_alone(email.utils.parsedate_to_datetime(found[0]))
    if pattern is _PROGRAM:
        day = dt.date(int(found[3]), _MONTHS.get(found[1].lower(), 0), int(found[2]))
        return day_alone(dt.datetime.fromisoformat(f"{day.isoformat()}T{found[4]}{found[5]}:{found[6]}"))
    if pattern is _CTIME:
        return dt.date(int(found[3]), _MONTHS.get(found[1].lower(), 0), int(found[2]))
    if pattern is _ENGLISH:
        name = found[1] or found[4]
        month = int(name[:-1]) if name[0].isdigit() else _MONTHS.get(name[:3].lower(), 0)
        return dt.date(int(found[5]), month, int(found[2] or found[3]))
    if pattern is _DMY:
        first, second = int(found[1]), int(found[2])
        return dt.date(int(found[3]), *((first, second) if second > 12 else (second, first)))
    month = _MONTHS.get(f"{found[2]}月") or int(found[2])
    day = dt.date(int(found[1]) + (1911 if pattern is _ROC else 0), month, int(found[3]))
    if pattern is _ISO and found[4] and found[7]:
        sign, hours, minutes = re.findall(r"([+-])(\d\d?):?(\d\d)?", found[7] + "+0")[0]
        zone = f"{sign}{hours:>02}:{minutes or '00'}"
        clock = f"{int(found[4]):02}:{found[5]}:{found[6] or '00'}"
        return day_alone(dt.datetime.fromisoformat(f"{day.isoformat()}T{clock}{zone}"))
    return day


def day_alone(moment: dt.datetime) -> Date:
    """The moment, or its date where it has no offset or is midnight UTC, which stands for “no time known”."""
    if moment.tzinfo is None:
        return moment.date()
    if moment.utcoffset() == dt.timedelta(0):
        if moment.time() == dt.time(0):
            return moment.date()
        return moment.replace(tzinfo=dt.UTC)
    return moment


_COUNT = hanzi.compile(
    r"\[?平均分\s*[:：]\s*[\d.]+\]?"
    r"|(?:\d+\s*)?(?:收藏\s?)?(?:文章|本文)?(?:阅读|浏览|点[击阅]|观看(?=次?数)|人气|[次人](?:浏览|阅读|点击)|views?)(?:[数量]{1,2}|次数)?"
    r"\W*+[\d.,]*\s*+[万kKwW]?\W*|(?:本文|文章)?字数(?:统计|总计)?\W*[\d.,]+\s*[kK]?\s*字?"
    r"|[本全正]文[共约计]{0,2}\s*[\d,]+\s*字|\d+\s*(?:words?|字数?)"
    # what readers did, ahead of how many, and behind; what an author has
    r"|(?:赞一个|转发|分享|点?赞同?|收藏|喜欢|推荐|投币|回应|粉丝|关注|参与(?:互动)?|跟[贴帖]|评论)[数者]?"
    r"\s*[:：(（-]?\s*[\d.,]+\s*[万kKwW]?\s*[)）]?"
    r"|(?:查看\s*)?[\d.,]+\s*[万kK]?\s*[人次个]?\s*(?:点[击阅赞]|赞[同赏]?|阅读|浏览|人气|喜欢|分享|转发|收藏|参与|投币|弹幕|声望|views?)"
    r"(?:了?[该此][文篇回][章答])?|\d+\s*[条则]?(?:回复|评论|留言|回应|跟[贴帖])"
    r"|(?:文章|原创|获赞)\s*[:：]\s*[\d.,]+\s*[万kKwW]?|\d+\s*篇(?:作品|文章)"
    r"|[\d.,]+[万kK]?\s*总(?:阅读|浏览|点击)量?|[您你]是第\s*\d*\s*[位个](?:访客|读者)"
    r"|(?:本篇?文章)?共?\s*\d+\s*人(?:赞助|打赏)(?:[、，,]?\s*累计(?:赞助)?金额\s*(?:NT)?\$?\s?[\d,]+\s?元?)?"
    r"|(?:读毕需时|(?:预[计估]|建议)?(?:阅读完?|细读|读完)(?:[本此全]文)?(?:大?约|大概)?需?[时要]?)\W*约?\s*\d+\s*分钟"
    r"|(?:Estimated )?Reading time\W*\d+ min\w*(?: read)?|(?:本文)?(?:预[计估]|建议)?阅读(?:时间|时长)"
    r"为?\W*(?:大?约\W*)?[\d一二三四五六七八九十几半]*\s*(?:分钟?|秒|小时|min\w*)?\W*"
    r"|(?:大?约(?:需要)?\s*)?\d+\s*分钟(?:\s*[（(]?阅读(?:时间)?[)）]?)?"
    r"|~?\d+\s*min(?:ute)?s? (?:read|listen)"
    r"|写了\s*[\d.,]+\s*字|被\s*[\d.,]+\s*人关注|获得了?\s*[\d.,]+\s*个(?:喜欢|赞)"
    r"|Post views?\s*[:：]?\s*[\d.,]+|[约共]?计?\s*[\d.,]+\s*k?\s*字(?=\s*[·•|，])"
    r"|[\d.,]+[kK]? Followers?|Read \d+ times|Rate this item|[（(]\d+ votes?[)）]",
    re.I,
)
# `字数 1,234 阅读 567`; `3.5字数 1,234阅读 567`, where the first is a platform's own.
_COUNTS = re.compile(rf"(?:\d{{1,4}}(?:\.\d)?\s*)??(?:(?:{_COUNT.pattern})[\s·∙•|｜/，,]*){{1,5}}(?:edited)?", re.I)
_IN_BRACKETS = re.compile(r"[（(【][^（()）]{10,}[】)）]")  # `（全文共3000字，阅读约需8分钟）`


@lru_cache(maxsize=256)
def is_count(text: str) -> bool:
    """Whether a line tells how often or how long a page is read, and nothing else (`阅读 1.2万`, `4 min read`), but for
    a date."""
    if len(text) > 60:
        return False
    said = text.strip("—–-·•|►▶ ")
    if _COUNTS.fullmatch(said[1:-1] if _IN_BRACKETS.fullmatch(said) else said):
        return len(text) <= 40
    dated = len(text) > 10 and re.search(r"\d{4}\D", text) is not None and date(text) is not None
    return dated and is_count(undated(text))


def tells_day(text: str) -> bool:
    """Whether a line is nothing but a date, and of a day, as `38 分钟前` is not."""
    return is_date_line(text) and date(text) is not None


@lru_cache(maxsize=256)
def without_dates(text: str) -> tuple[str, bool]:
    """A text with a space for each date and for what tells how long ago something was, and whether there was one."""
    found = False
    for pattern in (*_kinds(text), _AGO, _ISSUE):
        text, count = pattern.subn(" ", text)
        found = found or count > 0
    return text, found


def is_date_label(text: str) -> bool:
    """Whether a line holds only words that stand beside a date (`发布于`, `更新：`)."""
    return len(text) <= 40 and _AROUND.fullmatch(text) is not None


def ahead_of_date(text: str) -> str:
    """What stands ahead of the first date in a text, without punctuation around; nothing where there is none."""
    starts = [found.start() for pattern in _kinds(text) if (found := pattern.search(text))]
    return text[: min(starts)].strip(" \t·•|｜,，/-–—") if starts else ""


def undated(text: str) -> str:
    """A text without its dates, times of day and the words beside them (`更新于`), and without punctuation around."""
    for pattern in _kinds(text):
        text = pattern.sub(" ", text)
    text = re.sub(r"\d\d?[:：]\d\d(?::\d\d)?", " ", text)
    text = _AROUND.sub("", text.strip(), count=1)
    label = r"(?:发布|发表|提交|更新|出版|刊登|(?:编辑|修改)(?=于))?(?:时间|日期|于|在|[\s|｜·,，:：/-])*$"
    return hanzi.compile(label).sub("", text)


def first_date(lines: Iterable[str]) -> Date | None:
    """The date in the first of these lines that is nothing but one; `@` may stand ahead of it."""
    return date(next(filter(is_date_line, (line.lstrip("@") for line in lines)), ""))


def is_date_line(text: str) -> bool:
    """Whether a line is nothing but a date, or `38 分钟前`, with the labels that go with one."""
    if len(text) > 80 or not hanzi.compile(r"\d|刚刚").search(text):
        return False
    rest, found = without_dates(text)
    return found and _AROUND.fullmatch(rest) is not None
