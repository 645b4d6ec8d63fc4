"""What is known of a publication, by domain. Data first; the general rules must do without it.

A publication that is not listed works all the same: its name is its domain, its script is found by detection.
"""

from __future__ import annotations

import re

from msgspec import Struct

from builder.text import urlsplit_safe


class Source(Struct, frozen=True):
    """One publication. `key` stands in slugs; `script` is a BCP 47 tag where all articles share it, or a pair of
    (pattern in the address, tag); `aliases` are further names it gives itself, which are no authors; `drop` are class
    names or ids that are never part of its articles; `channels` says that others publish there under names of theirs.
    """

    domain: str
    name: str
    key: str
    script: str = ""
    by_address: tuple[tuple[str, str], ...] = ()
    aliases: tuple[str, ...] = ()
    drop: tuple[str, ...] = ()
    channels: bool = False


HANS, TW, HK = "zh-Hans", "zh-Hant-TW", "zh-Hant-HK"
_REGIONS = {"tw": TW, "hk": HK, "mo": "zh-Hant-MO"}  # by the country that an unlisted publication's domain names
_BBC = (("/trad", "zh-Hant"), ("/simp", HANS))
_EPOCH = (("/gb/", HANS), ("/b5/", "zh-Hant"))

_SOURCES = (
    Source("bbc.com", "BBC", "bbc", by_address=_BBC, aliases=("BBC中文", "BBC News 中文", "BBC中文网")),
    Source("bbc.co.uk", "BBC", "bbc", by_address=_BBC, aliases=("BBC中文", "BBC News 中文", "BBC中文网")),
    Source("dw.com", "德国之声", "dw", aliases=("DW", "Deutsche Welle", "德國之聲", "媒体看中国", "墙外文摘")),
    Source("rfi.fr", "法广", "rfi", aliases=("RFI", "法国国际广播电台", "法國國際廣播電台", "法广RFI")),
    Source("voachinese.com", "美国之音", "voa", HANS, aliases=("VOA", "美国之音中文网", "美國之音")),
    Source(
        "cna.com.tw",
        "中央社",
        "cna",
        TW,
        aliases=("(臺)中央社CNA", "CNA", "中央通訊社", "中央社CNA"),
        drop=("gmailNews", "SubscriptionInner", "lineAd"),
    ),
    Source("rti.org.tw", "中央廣播電臺", "rti", TW, aliases=("Rti", "(臺)中央广播电台", "中央廣播電台", "央廣")),
    Source("news.rthk.hk", "香港電台", "rthk", HK, aliases=("RTHK", "香港电台", "rthk")),
    Source("zaobao.com", "联合早报", "zaobao", HANS, aliases=("早报", "聯合早報", "新加坡联合早报")),
    Source("zaobao.com.sg", "联合早报", "zaobao", HANS, aliases=("早报", "聯合早報", "新加坡联合早报")),
    Source("cn.reuters.com", "路透", "reuters", HANS, aliases=("路透社", "Reuters", "路透中文网")),
    Source("china.kyodonews.net", "共同社", "kyodo", aliases=("共同网", "Kyodo", "kyodo")),
    Source(
        "epochtimes.com",
        "大纪元",
        "epochtimes",
        by_address=_EPOCH,
        aliases=("大紀元", "大纪元新闻网", "The Epoch Times"),
    ),
    Source("solidot.org", "Solidot", "solidot", HANS, aliases=("奇客Solidot", "奇客")),
    Source(
        "nei.st",
        "Nei.st",
        "neist",
        HANS,
        aliases=("内场",),
        drop=("fullscreen_dek_below", "nykpaywall", "bqdn", "wxyz"),
    ),
    Source("iyouport.org", "iYouPort", "iyouport", HANS),
    Source("chinadigitaltimes.net", "中国数字时代", "cdt", aliases=("China Digital Times", "CDT", "中國數字時代")),
    Source("pao-pao.net", "泡泡", "paopao", HANS, aliases=("泡泡网", "pao-pao")),
    Source("matters.news", "Matters", "matters", aliases=("Matters.News", "馬特市")),
    Source("matters.town", "Matters", "matters", aliases=("Matters.Town", "馬特市")),
    Source("allnow.com", "全现在", "allnow", HANS, aliases=("燕京书评",)),
    Source("cn.govopendata.com", "新闻联播", "xinwenlianbo", HANS, aliases=("CCTV新闻联播", "govopendata")),
    Source("economist.com", "经济学人", "economist", aliases=("经济学人en", "The Economist", "Economist")),
    Source("wechatscope.jmsc.hku.hk", "WeChatScope", "wechatscope", aliases=("微信公众号",)),
    Source("wqw2010.blogspot.com", "维权网", "wqw", HANS, aliases=("维权网",)),
    Source("youtube.com", "YouTube", "youtube", channels=True),
    Source("verbalflystep.com", "飛步出品", "verbalflystep", aliases=("飞步出品",)),
    Source("thestandnews.com", "立場新聞", "standnews", HK, aliases=("立场新闻", "Stand News")),
    Source("ft.com", "Financial Times", "ft", aliases=("FT", "金融时报")),
    Source("ftchinese.com", "FT中文网", "ftchinese", aliases=("FT中文網",)),
    Source("cn.nytimes.com", "纽约时报中文网", "nyt", aliases=("纽约时报", "紐約時報中文網", "NYTimes")),
    Source("cn.wsj.com", "华尔街日报", "wsj", aliases=("华尔街日报中文网", "WSJ")),
    Source("rfa.org", "自由亚洲电台", "rfa", aliases=("RFA", "自由亞洲電台", "自由亚洲")),
    Source("theinitium.com", "端傳媒", "initium", aliases=("端传媒", "Initium Media")),
    Source("bannedbook.org", "禁闻网", "bannedbook", aliases=("禁聞網",)),
    Source("ntdtv.com", "新唐人", "ntd", aliases=("NTD", "新唐人电视台", "新唐人電視台")),
    Source("soundofhope.org", "希望之声", "soh", aliases=("希望之聲",)),
    Source("aboluowang.com", "阿波罗新闻网", "aboluowang", HANS),
    Source("inmediahk.net", "獨立媒體", "inmediahk", HK, aliases=("香港獨立媒體網",)),
    Source("hk01.com", "香港01", "hk01", HK),
    Source("mingpao.com", "明報", "mingpao", HK, aliases=("明报", "明報新聞網")),
    Source("hongkongfp.com", "Hong Kong Free Press", "hkfp", aliases=("HKFP",)),
    Source("appledaily.com", "蘋果日報", "appledaily", aliases=("苹果日报",)),
    Source("thenewslens.com", "關鍵評論網", "newslens", aliases=("The News Lens",)),
    Source("twreporter.org", "報導者", "twreporter", TW, aliases=("The Reporter",)),
    Source("ltn.com.tw", "自由時報", "ltn", TW, aliases=("自由電子報",)),
    Source("udn.com", "聯合新聞網", "udn", TW, aliases=("聯合報",)),
    Source("chinatimes.com", "中時新聞網", "chinatimes", TW, aliases=("中國時報",)),
    Source("ettoday.net", "ETtoday", "ettoday", TW, aliases=("ETtoday新聞雲",)),
    Source("storm.mg", "風傳媒", "storm", TW),
    Source("upmedia.mg", "上報", "upmedia", TW),
    Source("guancha.cn", "观察者网", "guancha", HANS),
    Source("thepaper.cn", "澎湃新闻", "thepaper", HANS, aliases=("澎湃",)),
    Source("caixin.com", "财新", "caixin", HANS, aliases=("财新网",)),
    Source("xinhuanet.com", "新华网", "xinhua", HANS, aliases=("新华社",)),
    Source("news.cn", "新华网", "xinhua", HANS, aliases=("新华社",)),
    Source("people.com.cn", "人民网", "people", HANS, aliases=("人民日报",)),
    Source("huanqiu.com", "环球网", "huanqiu", HANS, aliases=("环球时报",)),
    Source("qq.com", "腾讯网", "qq", HANS, aliases=("腾讯新闻", "腾讯")),
    Source("mp.weixin.qq.com", "微信公众号", "weixin", aliases=("微信", "微信公众平台")),
    Source("163.com", "网易", "netease", HANS, aliases=("网易新闻",)),
    Source("sina.com.cn", "新浪", "sina", HANS, aliases=("新浪新闻", "新浪网")),
    Source("sohu.com", "搜狐", "sohu", HANS),
    Source("ifeng.com", "凤凰网", "ifeng", HANS),
    Source("zhihu.com", "知乎", "zhihu", HANS),
    Source("douban.com", "豆瓣", "douban", HANS),
    Source("36kr.com", "36氪", "36kr", HANS),
    Source("huxiu.com", "虎嗅", "huxiu", HANS),
    Source("ithome.com", "IT之家", "ithome", HANS),
    Source("sspai.com", "少数派", "sspai", HANS),
    Source("jiemian.com", "界面新闻", "jiemian", HANS),
    Source("cnbeta.com", "cnBeta", "cnbeta", HANS),
    Source("cnbeta.com.tw", "cnBeta", "cnbeta", HANS),
    Source("medium.com", "Medium", "medium"),
    Source("nytimes.com", "The New York Times", "nyt", aliases=("New York Times", "NYTimes", "NYT")),
    Source("wsj.com", "The Wall Street Journal", "wsj", aliases=("Wall Street Journal", "WSJ")),
    Source("theguardian.com", "The Guardian", "guardian", aliases=("Guardian",)),
    Source("washingtonpost.com", "The Washington Post", "washingtonpost", aliases=("Washington Post",)),
    Source("reuters.com", "Reuters", "reuters"),
    Source("apnews.com", "AP News", "ap", aliases=("AP", "The Associated Press", "Associated Press")),
    Source("theatlantic.com", "The Atlantic", "atlantic"),
    Source("bloomberg.com", "Bloomberg", "bloomberg"),
    Source("scmp.com", "South China Morning Post", "scmp", aliases=("SCMP",)),
    Source("hkcnews.com", "眾新聞", "hkcnews", HK, aliases=("Citizen News", "众新闻")),
    Source("zh.wikipedia.org", "维基百科", "wikipedia", aliases=("維基百科", "Wikipedia", "维基百科，自由的百科全书")),
    Source("en.wikipedia.org", "Wikipedia", "wikipedia", aliases=("Wikipedia, the free encyclopedia",)),
    Source("ptt.cc", "批踢踢實業坊", "ptt", TW, aliases=("PTT", "批踢踢"), drop=("push",)),
    Source("telegra.ph", "Telegraph", "telegraph"),
    Source("weibo.com", "微博", "weibo", HANS, aliases=("新浪微博",)),
    Source("jianshu.com", "简书", "jianshu", HANS),
)
_BY_DOMAIN = {source.domain: source for source in _SOURCES}


def of(url: str) -> Source:
    """The publication of an address: the listed one with the longest matching domain, else one named by its host."""
    host = re.sub(r"^(?:www|m|mobile|amp)\.", "", urlsplit_safe(url).hostname.lower())
    name = host
    while name:
        if name in _BY_DOMAIN:
            return _BY_DOMAIN[name]
        name = name.partition(".")[2]
    labels = host.split(".")
    generic = ("com", "co", "org", "net", "gov", "edu", "ac")
    key = labels[-2] if len(labels) > 1 else host
    if key in generic and len(labels) > 2:
        key = labels[-3]
    return Source(host, host, re.sub(r"[^a-z0-9-]", "", key))


def script_hint(source: Source, url: str) -> str:
    """The script that the publication, or the address, promises; empty where detection has to say."""
    for pattern, tag in source.by_address:
        if pattern in url:
            return tag
    labels = urlsplit_safe(url).hostname.split(".")
    return source.script or _REGIONS.get(labels[-1], "") or (_REGIONS.get(labels[0], "") if len(labels) > 2 else "")
