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

    def names(self) -> tuple[str, ...]:
        """All by which the publication is called, its domain among them."""
        return (self.name, self.key, self.domain, *self.aliases)


HANS, TW, HK, MO = "zh-Hans", "zh-Hant-TW", "zh-Hant-HK", "zh-Hant-MO"
_REGIONS = {"tw": TW, "hk": HK, "mo": MO}  # by the country that an unlisted publication's domain names
_BBC = (("/trad", "zh-Hant"), ("/simp", HANS))
_EPOCH = (("/gb/", HANS), ("/b5/", "zh-Hant"))

_SOURCES = (
    Source("bbc.com", "BBC", "bbc", by_address=_BBC, aliases=("BBC中文", "BBC News 中文", "BBC中文网")),
    Source("bbc.co.uk", "BBC", "bbc", by_address=_BBC, aliases=("BBC中文", "BBC News 中文", "BBC中文网")),
    Source("dw.com", "德国之声", "dw", aliases=("DW", "Deutsche Welle", "媒体看中国", "墙外文摘")),
    Source("rfi.fr", "法广", "rfi", aliases=("RFI", "法国国际广播电台", "法广RFI")),
    Source("voachinese.com", "美国之音", "voa", HANS, aliases=("VOA", "美国之音中文网")),
    Source(
        "cna.com.tw",
        "中央社",
        "cna",
        TW,
        aliases=("(臺)中央社CNA", "CNA", "中央通訊社"),
        drop=("gmailNews", "SubscriptionInner", "lineAd"),
    ),
    Source("rti.org.tw", "中央廣播電臺", "rti", TW, aliases=("Rti", "央廣")),
    Source("news.rthk.hk", "香港電台", "rthk", HK, aliases=("RTHK",)),
    Source("zaobao.com", "联合早报", "zaobao", HANS, aliases=("早报", "新加坡联合早报")),
    Source("zaobao.com.sg", "联合早报", "zaobao", HANS, aliases=("早报", "新加坡联合早报")),
    Source("cn.reuters.com", "路透", "reuters", HANS, aliases=("路透社", "Reuters", "路透中文网")),
    Source("china.kyodonews.net", "共同社", "kyodo", aliases=("共同网", "Kyodo")),
    Source(
        "epochtimes.com",
        "大纪元",
        "epochtimes",
        by_address=_EPOCH,
        aliases=("大纪元新闻网", "The Epoch Times"),
    ),
    Source("solidot.org", "Solidot", "solidot", HANS, aliases=("奇客Solidot", "奇客")),
    Source(
        "nei.st",
        "Nei.st",
        "neist",
        HANS,
        aliases=("内场", "Inside Premium Subscriptions"),
        drop=("fullscreen_dek_below", "nykpaywall", "bqdn", "wxyz"),
    ),
    Source("iyouport.org", "iYouPort", "iyouport", HANS),
    Source("chinadigitaltimes.net", "中国数字时代", "cdt", aliases=("China Digital Times", "CDT")),
    Source("pao-pao.net", "泡泡", "paopao", HANS, aliases=("泡泡网", "pao-pao")),
    Source("matters.news", "Matters", "matters", aliases=("Matters.News", "馬特市")),
    Source("matters.town", "Matters", "matters", aliases=("Matters.Town", "馬特市")),
    Source("allnow.com", "全现在", "allnow", HANS, aliases=("燕京书评",)),
    Source("cn.govopendata.com", "新闻联播", "xinwenlianbo", HANS, aliases=("CCTV新闻联播", "govopendata")),
    Source("economist.com", "经济学人", "economist", aliases=("经济学人en", "The Economist", "Economist")),
    Source("wechatscope.jmsc.hku.hk", "WeChatScope", "wechatscope", aliases=("微信公众号",)),
    Source("wqw2010.blogspot.com", "维权网", "wqw", HANS),
    Source("youtube.com", "YouTube", "youtube", channels=True),
    Source("verbalflystep.com", "飛步出品", "verbalflystep"),
    Source("thestandnews.com", "立場新聞", "standnews", HK, aliases=("Stand News",)),
    Source("ft.com", "Financial Times", "ft", aliases=("FT", "金融时报")),
    Source("ftchinese.com", "FT中文网", "ftchinese"),
    Source("cn.nytimes.com", "纽约时报中文网", "nyt", aliases=("纽约时报", "NYTimes")),
    Source("cn.wsj.com", "华尔街日报", "wsj", aliases=("华尔街日报中文网", "WSJ")),
    Source("rfa.org", "自由亚洲电台", "rfa", aliases=("RFA", "自由亚洲")),
    Source("theinitium.com", "端傳媒", "initium", aliases=("Initium Media",)),
    Source("bannedbook.org", "禁闻网", "bannedbook"),
    Source("ntdtv.com", "新唐人", "ntd", aliases=("NTD", "新唐人电视台")),
    Source("soundofhope.org", "希望之声", "soh"),
    Source("aboluowang.com", "阿波罗新闻网", "aboluowang", HANS),
    Source("inmediahk.net", "獨立媒體", "inmediahk", HK, aliases=("香港獨立媒體網",)),
    Source("hk01.com", "香港01", "hk01", HK),
    Source("mingpao.com", "明報", "mingpao", HK, aliases=("明報新聞網",)),
    Source("hongkongfp.com", "Hong Kong Free Press", "hkfp", aliases=("HKFP",)),
    Source("appledaily.com", "蘋果日報", "appledaily"),
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
    Source("woshipm.com", "人人都是产品经理", "woshipm", HANS),
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
    Source("hkcnews.com", "眾新聞", "hkcnews", HK, aliases=("Citizen News",)),
    Source("zh.wikipedia.org", "维基百科", "wikipedia", aliases=("Wikipedia", "维基百科，自由的百科全书")),
    Source("en.wikipedia.org", "Wikipedia", "wikipedia", aliases=("Wikipedia, the free encyclopedia",)),
    Source("ptt.cc", "批踢踢實業坊", "ptt", TW, aliases=("PTT", "批踢踢"), drop=("push",)),
    Source("telegra.ph", "Telegraph", "telegraph"),
    Source("weibo.com", "微博", "weibo", HANS, aliases=("新浪微博",)),
    Source("weibo.cn", "微博", "weibo", HANS, aliases=("新浪微博",)),
    Source("jianshu.com", "简书", "jianshu", HANS),
    # Taiwan
    Source("setn.com", "三立新聞網", "setn", TW, aliases=("三立",)),
    Source("newtalk.tw", "Newtalk新聞", "newtalk", TW, aliases=("新頭殼",)),
    Source("nownews.com", "NOWnews今日新聞", "nownews", TW, aliases=("今日新聞",)),
    Source("mirrormedia.mg", "鏡週刊", "mirrormedia", TW, aliases=("鏡傳媒",)),
    Source("tvbs.com.tw", "TVBS新聞網", "tvbs", TW, aliases=("TVBS",)),
    Source("ebc.net.tw", "東森新聞", "ebc", TW, aliases=("東森財經新聞",)),
    Source("ftvnews.com.tw", "民視新聞網", "ftv", TW, aliases=("民視", "民視新聞")),
    Source("cts.com.tw", "華視新聞網", "cts", TW, aliases=("華視", "華視新聞")),
    Source("peopo.org", "PeoPo公民新聞", "peopo", TW, aliases=("PeoPo",)),
    Source("pts.org.tw", "公視新聞網", "pts", TW, aliases=("公視",)),
    Source("ctwant.com", "CTWANT", "ctwant", TW),
    Source("cw.com.tw", "天下雜誌", "cw", TW),
    Source("gvm.com.tw", "遠見雜誌", "gvm", TW, aliases=("遠見",)),
    Source("businesstoday.com.tw", "今周刊", "businesstoday", TW),
    Source("businessweekly.com.tw", "商業周刊", "businessweekly", TW, aliases=("商周",)),
    Source("bnext.com.tw", "數位時代", "bnext", TW),
    Source("technews.tw", "科技新報", "technews", TW, aliases=("TechNews",)),
    Source("ithome.com.tw", "iThome", "ithome-tw", TW),
    Source("inside.com.tw", "INSIDE", "inside", TW),
    Source("pansci.asia", "泛科學", "pansci", TW, aliases=("PanSci",)),
    Source("e-info.org.tw", "環境資訊中心", "e-info", TW),
    Source("coolloud.org.tw", "苦勞網", "coolloud", TW),
    Source("cmmedia.com.tw", "信傳媒", "cmmedia", TW),
    Source("vocus.cc", "方格子", "vocus", TW),
    # Hong Kong and Macau
    Source("rthk.hk", "香港電台", "rthk", HK, aliases=("RTHK",)),
    Source("stheadline.com", "星島頭條", "stheadline", HK, aliases=("星島日報",)),
    Source("hkej.com", "信報", "hkej", HK, aliases=("信報財經新聞",)),
    Source("hket.com", "香港經濟日報", "hket", HK),
    Source("on.cc", "東網", "oncc", HK, aliases=("東方日報",)),
    Source("am730.com.hk", "am730", "am730", HK),
    Source("bastillepost.com", "巴士的報", "bastillepost", HK),
    Source("passiontimes.hk", "熱血時報", "passiontimes", HK),
    Source("thecollectivehk.com", "集誌社", "collectivehk", HK),
    Source("thewitnesshk.com", "法庭線", "thewitnesshk", HK),
    Source("points-media.com", "棱角媒體", "points-media", HK),
    Source("i-cable.com", "有線新聞", "i-cable", HK),
    Source("takungpao.com", "大公報", "takungpao", HK),
    Source("wenweipo.com", "文匯網", "wenweipo", HK, aliases=("香港文匯網", "文匯報")),
    Source("macaodaily.com", "澳門日報", "macaodaily", MO),
    # other countries
    Source("worldjournal.com", "世界日報", "worldjournal", "zh-Hant", aliases=("世界新聞網",)),
    Source("dwnews.com", "多维新闻", "dwnews"),
    Source("wenxuecity.com", "文学城", "wenxuecity", HANS),
    Source("creaders.net", "万维读者网", "creaders", HANS, aliases=("万维网",)),
    Source("backchina.com", "倍可亲", "backchina", HANS),
    Source("boxun.com", "博讯", "boxun", HANS, aliases=("博讯新闻网",)),
    Source("secretchina.com", "看中国", "secretchina"),
    Source("minghui.org", "明慧网", "minghui"),
    Source("renminbao.com", "人民報", "renminbao", aliases=("人民报",)),
    Source("vot.org", "西藏之声", "vot"),
    Source("beijingspring.com", "北京之春", "beijingspring"),
    Source("minzhuzhongguo.org", "民主中国", "minzhuzhongguo", HANS),
    Source("msguancha.com", "民生观察", "msguancha", HANS),
    Source("chinesepen.org", "独立中文笔会", "chinesepen", HANS),
    Source("bumingbai.net", "不明白播客", "bumingbai", HANS),
    Source("chinese.christianpost.com", "基督郵報", "christianpost", aliases=("The Christian Post",)),
    Source("sputniknews.cn", "俄罗斯卫星通讯社", "sputnik", HANS),
    Source("nhk.or.jp", "NHK", "nhk", aliases=("NHK WORLD-JAPAN",)),
    Source("zh.cn.nikkei.com", "日經中文網", "nikkei", "zh-Hant"),
    Source("cn.nikkei.com", "日经中文网", "nikkei", HANS, aliases=("日本经济新闻",)),
    Source("asahichinese-j.com", "朝日新闻中文网", "asahi", HANS),
    Source("cn.yna.co.kr", "韩联社", "yonhap", HANS),
    Source("world.kbs.co.kr", "KBS WORLD", "kbs", aliases=("KBS WORLD Radio",)),
    Source("chinese.aljazeera.net", "半岛电视台", "aljazeera", HANS, aliases=("Al Jazeera", "半岛电视台中文网")),
    Source("abc.net.au", "ABC", "abc-au", aliases=("ABC中文",)),
    Source("sbs.com.au", "SBS", "sbs", aliases=("SBS中文", "SBS Chinese", "SBS Mandarin", "SBS Cantonese")),
    Source("rcinet.ca", "加拿大国际广播电台", "rci", aliases=("RCI",)),
    Source("swissinfo.ch", "瑞士资讯", "swissinfo", HANS, aliases=("SWI swissinfo.ch", "瑞士资讯swissinfo.ch")),
    Source("news.un.org", "联合国新闻", "un-news"),
    Source("hrw.org", "人权观察", "hrw", aliases=("Human Rights Watch",)),
    Source("amnesty.org", "国际特赦组织", "amnesty", aliases=("Amnesty International",)),
    Source("rsf.org", "无国界记者", "rsf", aliases=("RSF",)),
    Source("cpj.org", "保护记者委员会", "cpj", aliases=("CPJ", "Committee to Protect Journalists")),
    Source("freedomhouse.org", "自由之家", "freedomhouse", aliases=("Freedom House",)),
    Source("hrichina.org", "中国人权", "hrichina", aliases=("HRIC", "Human Rights in China")),
    Source("chinachange.org", "改变中国", "chinachange", aliases=("China Change",)),
    Source("chinafile.com", "ChinaFile", "chinafile"),
    Source("chinadialogue.net", "中外对话", "chinadialogue", aliases=("China Dialogue",)),
    Source("vaticannews.va", "梵蒂冈新闻网", "vaticannews", aliases=("Vatican News",)),
    Source("8world.com", "8视界", "8world", HANS, aliases=("8视界新闻网",)),
    Source("sinchew.com.my", "星洲日报", "sinchew", HANS, aliases=("星洲网",)),
    Source("orientaldaily.com.my", "东方日报", "orientaldaily-my", HANS),
    Source("chinapress.com.my", "中国报", "chinapress", HANS),
    Source("malaysiakini.com", "当今大马", "malaysiakini", aliases=("Malaysiakini",)),
    Source("enanyang.my", "南洋商报", "enanyang", HANS, aliases=("e南洋", "南洋网")),
    Source("kwongwah.com.my", "光华日报", "kwongwah", HANS, aliases=("光华网",)),
    Source("guangming.com.my", "光明日报", "guangming-my", HANS),
    Source("seehua.com", "诗华日报", "seehua", HANS, aliases=("诗华资讯",)),
    Source("theedgemalaysia.com", "The Edge Malaysia", "theedge", aliases=("The Edge",)),
    Source("shicheng.news", "狮城新闻", "shicheng", HANS),
    Source("udnbkk.com", "泰國世界日報", "udnbkk", "zh-Hant", aliases=("世界日報",)),
    Source("shangbao.com.ph", "菲律賓商報", "shangbao", "zh-Hant", aliases=("商報",)),
    Source("guojiribao.com", "国际日报", "guojiribao", HANS, aliases=("印尼国际日报",)),
    Source("jianhuadaily.com", "柬华日报", "jianhua", HANS),
    Source("zh.vietnamplus.vn", "越通社", "vietnamplus", HANS, aliases=("VietnamPlus", "VNA")),
    Source("cn.nhandan.vn", "人民报网", "nhandan", HANS, aliases=("越南人民报",)),
    Source("cn.sggp.org.vn", "西贡解放日报", "sggp", aliases=("华文西贡解放日报", "SGGP")),
    Source("sydneytoday.com", "今日澳洲", "sydneytoday", HANS, aliases=("今日悉尼",)),
    Source("skykiwi.com", "天维网", "skykiwi", HANS, aliases=("新西兰天维网",)),
    Source("rnz.co.nz", "RNZ", "rnz", aliases=("RNZ中文", "RNZ News", "RNZ Chinese", "Radio New Zealand")),
    Source("51.ca", "加国无忧", "51ca", HANS, aliases=("无忧资讯",)),
    Source("singtao.ca", "星島日報", "singtao-ca", aliases=("加拿大都市网", "都市网", "星岛加拿大都市网")),
    Source("uschinapress.com", "侨报", "uschinapress", HANS, aliases=("侨报网",)),
    Source("sinovision.net", "美国中文网", "sinovision", HANS, aliases=("美国中文电视",)),
    Source("oushinet.com", "欧洲时报", "oushinet", HANS, aliases=("欧时网", "欧洲时报网")),
    Source("parstoday.ir", "今日帕尔斯", "parstoday", aliases=("ParsToday", "Pars Today")),
    Source("chinese.joins.com", "韩国中央日报", "joins", aliases=("中央日报", "中央日报中文版", "韩国中央日报中文网")),
    Source("donga.com", "东亚日报", "donga", aliases=("东亚日报中文网",)),
    Source("cn.chosun.com", "朝鲜日报", "chosun", HANS, aliases=("朝鲜日报网", "朝鲜日报中文网")),
    Source("china.hani.co.kr", "韩民族日报", "hani", HANS, aliases=("韩民族日报中文网",)),
    Source("ajunews.com", "亚洲日报", "ajunews", aliases=("亚洲日报中文网", "亚洲经济")),
    Source("newspim.com", "纽斯频通讯社", "newspim", aliases=("纽斯频", "NEWSPIM")),
    Source("nippon.com", "走进日本", "nippon", aliases=("Nippon.com", "走進日本")),
    Source("trt.net.tr", "TRT中文", "trt", aliases=("TRT", "土耳其广播电视台")),
    Source("asianews.it", "亚洲新闻", "asianews", aliases=("AsiaNews", "亚洲新闻通讯社")),
    Source("ucanews.com", "天亚社", "ucanews", aliases=("UCA News", "天亚社中文网")),
    # the mainland
    Source("infzm.com", "南方周末", "infzm", HANS),
    Source("lifeweek.com.cn", "三联生活周刊", "lifeweek", HANS),
    Source("inewsweek.cn", "中国新闻周刊", "inewsweek", HANS),
    Source("chinanews.com", "中国新闻网", "chinanews", HANS, aliases=("中新网", "中新社")),
    Source("chinanews.com.cn", "中国新闻网", "chinanews", HANS, aliases=("中新网", "中新社")),
    Source("cctv.com", "央视网", "cctv", HANS, aliases=("央视新闻",)),
    Source("cnr.cn", "央广网", "cnr", HANS),
    Source("gmw.cn", "光明网", "gmw", HANS, aliases=("光明日报",)),
    Source("ce.cn", "中国经济网", "ce", HANS, aliases=("经济日报",)),
    Source("cyol.com", "中国青年网", "cyol", HANS, aliases=("中国青年报", "中青在线")),
    Source("bjnews.com.cn", "新京报", "bjnews", HANS, aliases=("新京报网",)),
    Source("yicai.com", "第一财经", "yicai", HANS),
    Source("eeo.com.cn", "经济观察网", "eeo", HANS, aliases=("经济观察报",)),
    Source("21jingji.com", "21经济网", "21jingji", HANS, aliases=("21世纪经济报道",)),
    Source("nbd.com.cn", "每日经济新闻", "nbd", HANS, aliases=("每经网",)),
    Source("stcn.com", "证券时报", "stcn", HANS, aliases=("证券时报网",)),
    Source("wallstreetcn.com", "华尔街见闻", "wallstreetcn", HANS),
    Source("cankaoxiaoxi.com", "参考消息", "cankaoxiaoxi", HANS, aliases=("参考消息网",)),
    Source("chinadaily.com.cn", "中国日报网", "chinadaily", aliases=("中国日报",)),
    Source("ifanr.com", "爱范儿", "ifanr", HANS),
    Source("geekpark.net", "极客公园", "geekpark", HANS),
    Source("pingwest.com", "品玩", "pingwest", HANS),
    Source("leiphone.com", "雷峰网", "leiphone", HANS),
    Source("tmtpost.com", "钛媒体", "tmtpost", HANS),
    Source("oschina.net", "开源中国", "oschina", HANS, aliases=("OSCHINA",)),
    Source("infoq.cn", "InfoQ", "infoq", HANS),
    Source("csdn.net", "CSDN", "csdn", HANS, aliases=("CSDN博客",)),
    Source("juejin.cn", "稀土掘金", "juejin", HANS, aliases=("掘金",)),
    Source("cnblogs.com", "博客园", "cnblogs", HANS),
    Source("segmentfault.com", "SegmentFault", "segmentfault", HANS),
    Source("v2ex.com", "V2EX", "v2ex", HANS),
    Source("guokr.com", "果壳", "guokr", HANS, aliases=("果壳网",)),
    Source("bilibili.com", "哔哩哔哩", "bilibili", HANS, aliases=("bilibili",)),
    Source("toutiao.com", "今日头条", "toutiao", HANS),
    Source("baijiahao.baidu.com", "百家号", "baijiahao", HANS),
    Source("baike.baidu.com", "百度百科", "baike", HANS),
    Source("aisixiang.com", "爱思想", "aisixiang", HANS),
    Source("ruanyifeng.com", "阮一峰的网络日志", "ruanyifeng", HANS),
    Source("williamlong.info", "月光博客", "williamlong", HANS),
    Source("pincong.rocks", "品葱", "pincong", HANS),
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
