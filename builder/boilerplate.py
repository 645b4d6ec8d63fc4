"""Lines that every article of a feed or a template carries, known by their words and their place: copyright, feed
footers, share buttons, tag lists, promotion, buttons, labels.

A line goes only where it says nothing else: what an author wrote in a sentence is text.
"""

from __future__ import annotations

import re

from bs4 import Tag
from bs4.element import PageElement

from builder.metadata import bare, byline, is_count, is_date_line
from builder.stories import RELATED_LABEL
from builder.text import fold
from builder.tree import HEADINGS, Draft, attribute, every, first, is_blank, is_break, only_link, words

_COPYRIGHT = re.compile(
    r"(?:(?:声明|聲明)\s*[:：]\s*)?"
    r"(?:[(（]?[©Ⓒ]|\(c\)|&copy;|Copyright\b|版权(?:所有|声明)|版權(?:所有|聲明)|著作權|All rights reserved"
    r"|本網站之文字、圖片及影音|本网站之文字|未经.{0,12}(?:授权|许可|允许|同意).{0,20}(?:不得|禁止|请勿|严禁)|未經.{0,12}(?:授權|許可|允許"
    r"|同意).{0,20}(?:不得|禁止|請勿|嚴禁)|如需(?:转载|轉載)|转载(?:请|須|须)|轉載請"
    r"|本(?:文|作品|站|博客|網站|网站)[^。]{0,40}(?:CC|Creative Commons|[创創]用|知[识識]共享|BY-)[^。]{0,60}"
    r"(?:授權|授权|許可|许可)"
    r"|[“「]?(?:免责|免責|特别|特別|平台|郑重|鄭重)(?:声明|聲明)\s*[:：][^。]{0,60}"
    r"(?:不代表[^。]{1,16}(?:观点|立场|觀點|立場)|(?:仅|僅)(?:代表作者|提供信息|供参考|供參考))"
    r"|[*＊]?\s*(?:本|该|該|此)?文章?[为為]作者[独獨]立[观觀][点點][^。]{0,4}不代表"
    r"|本文由.{1,24}(?:授权|授權).{1,24}(?:发表|發表|发布|發布)[，,]\s*(?:转载|轉載)"
    # What WordPress's own themes say below an entry, and the address of the page itself.
    r"|(?:此|本)(?:条目|條目|篇文章|篇|文)(?:发表|發表|发布|發佈|張貼|张贴)[于於在].{1,200}(?:收藏|書籤|书签)"
    r"|This entry was posted (?:in|on|by) .{1,300}|Bookmark the permalink\b.{0,20}"
    r"|(?:本(?:文|页|頁|帖)(?:的)?(?:短?[网網]址|(?:永久)?(?:[链鏈連][接結]|地址|URL))|短[网網]址)\s*[:：]\s*https?://\S+"
    r"|Our mailing address is\b"
    r"|[该該本]文[^。]{0,20}(?:仅|僅)代表作者[^。]{0,30}平台|Notice: The content above \(including)",
    re.I,
)
# The same as a sentence: `本刊载内容版权为河报所有，未经授权，请勿转载`.
_RIGHTS = re.compile(
    r"(?:版权|版權)所有[\s，,。]*(?:请勿|請勿|不得|翻印|未经|未經)|(?:转载|轉載)[^。，]{0,10}(?:请|請)(?:务必|務必)?(?:注明|註明)"
    r"(?:[^。，]{0,8}(?:出处|出處|来源|來源|链接|鏈接|連結)|[！!。]?$)"
    r"|享有[^。]{0,6}(?:版[权權]|著作[权權])|如需[转轉][载載][^。]{0,24}(?:回[复復覆]|[联聯][系繫络絡]|授[权權]|注明|註明)"
    r"|(?:版权|版權|著作权|著作權)(?:为|為|归|歸|属|屬|由)[^。]{1,40}(?:所有|共有|享有)"
    r"|(?:未经|未經|非经|非經)[^。]{0,16}(?:授权|授權|许可|許可|允许|允許|同意|批准)[^。]{0,16}"
    r"(?:不得|禁止|请勿|請勿|严禁|嚴禁|谢绝|謝絕)[^。]{0,12}(?:转载|轉載|复制|複製|转发|轉發)"
)
# What tells of rights and calls, and is text: `版权页上写着：未经许可，不得翻印`.
_TOLD = re.compile(
    r"(?:[说說]|(?<![简簡名])[称稱]|表示|认为|認為|[写寫][着著道]|指出)[，,：:“「]|[这這][样樣][写寫说說]|[印写寫刻][在着著]|法院|被告|原告"
    r"|判[决決令]|[双雙]方|(?<!其)[他她][的们們说說]"
)
_OF_A_COPY = re.compile(r"(?:作者|[链鏈][接結]|連結|[来來]源|出[处處])\s*[:：]\s*\S.{0,200}")
_WHERE = re.compile(r"(?:文章|原文|本文)?(?:[链鏈][接結]|連結|出[处處])\s*[:：]\s*https?://\S+")
# Who wrote it and for whom, as a plugin for feeds has it: `© 林小田 for 山谷日报, 2020`.
_HELD = re.compile(r"[©Ⓒ]\s*([^,，.。|]{2,20}?) for ([^,，|]{2,40})[,，]")
_FEED = re.compile(
    r"The post .{1,400} appeared first on .{1,80}"
    r"|.{1,400} was originally published in .{1,80} on Medium\b.*|获取更多RSS\s*[:：].*"
    r"|文章\s*.{1,200}(?:最先|首先)出现[在于].{1,80}|.{1,200}(?:這篇文章|这篇文章)最早(?:發佈|发布|出現|出现)[於于].{1,80}"
    r"|Our Standards\s*:\s*The Thomson Reuters Trust Principles.{0,40}|我们的标准\s*[:：]\s*汤森路透.{0,16}"
    r"|A version of this article (?:appears|appeared) in print .{1,300}"
    r"|(?:--\s*)?(?:※\s*)?(?:發信站|发信站)\s*[:：].{1,200}|\S{1,30}\s*(?:發表在|发表在)\s*痞客邦.{0,60}"
    r"|Published (?:using|with|by) (?:Google Docs|Notion|Typora)\b.{0,100}"
    r"|You just read issue #?\d+ of .{1,160}|Brought to you by .{1,40}, the easiest way to start .{1,60}"
    r"|Feed enhanced by .{1,80}|(?:Read more on|Continue reading) .{1,120}"
    r"|This (?:post|article|entry) (?:was (?:originally )?published|first appeared"
    r"|originally appeared) (?:on|in|at) .{1,100}|本文由\s*\S{1,30}\s*自动(?:同步|抓取|生成).*|(?:阅读|閱讀)(?:原文"
    r"|全文|更多)\W*|查看(?:原文|全文)\W*|(?:\.\.\.|…+|\[…\]|\[&hellip;\])?\s*(?:more|Read more|Continue reading"
    r"|read full article|阅读更多|繼續閱讀|继续阅读|(?:[点點][击擊]|戳)\W?(?:阅读|閱讀)(?:全文|原文))\W*",
    re.I | re.S,
)
_MORE = re.compile(
    r"[\[（(【]?(?:\.{2,}|…+)?\s*(?:more|read more|continue reading.{0,60}|阅读(?:全文|更多|原文)"
    r"|閱讀(?:全文|更多|原文)"
    r"|查看(?:全文|原文|更多)|[打列]印(?:本[文页頁])?|返回.{1,8}[，,]\s*查看更多|继续阅读|繼續閱讀|全文|更多)\s*(?:\.{2,}|…+|»|>+|→)?[\]）)】]?",
    re.I,
)
# Where a publication asks to be followed; an invitation names one of these.
_CHANNEL = (
    r"(?:公众号|公眾號|微信|微博|频道|頻道|APP|客户端|客戶端|应用程序|應用程式|Telegram|电报群|Instagram|Facebook|Twitter|YouTube|LINE"
    r"|Podcast|播客|電子報|电子报|邮件|郵件|newsletter|简报|簡報|二维码|二維碼|蓝字|藍字|名片|小程序|手機版|粉絲團|粉絲專頁|粉丝页|脸书|臉書|推特|油管|推送|社群)"
)
_FOLLOW = r"(?:订阅|訂閱|关注|關注|点赞|點讚|转发|轉發|分享|收藏)[、，,和及並并\s]{0,3}"
_CALL = r"加入|成为|成為|订阅|訂閱|注册|註冊|下载|下載|关注|關注|捐款|赞助|贊助|Subscribe|Sign up|Join"
_PROMOTION = re.compile(
    # `歡迎訂閱關注`, `记得点赞、转发哦！`: nothing but what a reader should do.
    rf"(?:(?:如果)?[^，。]{{0,12}}(?:有用|有[帮幫]助|[觉覺]得[^，。]{{1,8}}|喜[欢歡][^，。]{{0,6}})[，,]\s*)?"
    rf"(?:(?:(?:欢迎|歡迎|请|請|记得|記得|别忘了|別忘了)\s*){{1,3}}(?:大家|各位|您|你)?(?:{_FOLLOW}){{1,5}}|(?:{_FOLLOW}){{2,5}})"
    r"(?:我们|我們|我|本站|本[频頻]道|我的[频頻]道|一下|哦|喔|啊|吧)*[！!。.~～]*|"
    r"(?:点击|點擊)(?:上方|下方|上面|下面|文首|文末|标题下)[^。！!]{0,24}(?:关注|關注|订阅|訂閱|加入|星标|置顶)[^。！!]{0,16}[。！!]?|"
    r"(?:点击|點擊|点|點)[^。！!]{0,8}(?:蓝字|藍字|名片|卡片)[^。！!]{0,8}(?:关注|關注|订阅|訂閱|加入)[^。！!]{0,20}|(?:[如欲想]{1,2}[^，。]{0,6}更多[^，。]{0,16}[，,]\s*)?(?:欢迎|歡迎|请|請|立即|马上|馬上|点击|點擊|扫码|掃碼|长按|長按)[^。！!]{0,14}(?:订阅|訂閱|关注|關注|追踪|追蹤|下载|下載|加入|扫描|掃描"
    rf"|识别|識別|搜寻|搜尋|收听|收聽|按讚|按赞)[^。！!]{{0,40}}{_CHANNEL}[^。！!]{{0,40}}[。！!]?"
    rf"|(?:订阅|訂閱|关注|關注|追踪|追蹤|下载|下載|加入)(?:我们|我們|本台|本站|本报|本報|[^，。\s]{{0,10}}(?:中文|新闻|新聞|网|網))(?![的络絡上里裡民])[^。！!]{{0,40}}"
    rf"{_CHANNEL}[^。！!]{{0,40}}[。！!]?"
    rf"|[^，。]{{0,12}}(?:中文|新闻|新聞|网|網)(?:也?已?有|开通)了?{_CHANNEL}.{{0,60}}"
    r"|(?:微信|QQ)(?:搜索|搜一搜|扫一扫|掃一掃|公众号|公众平台|公號|公号|号|號)?\s*(?:[:：].{1,80}"
    r"|[“”「『《\"][^“”」』》\"]{1,30}[”“」』》\"]\s*(?:\W*$|[（(:：].{1,60}|[，,]?.{0,12}(?:号|號|关注|關注|订阅|訂閱|添加|加入|[获獲]取|了解|查看|更多).{0,40}))"
    r"|(?:长按|長按|扫描|掃描|识别|識別)(?:上图|下图|上方|下方|左方|右方)?.{0,6}(?:二维码|二維碼).{0,40}"
    r"|[^。：:]{0,24}[，,]\s*(?:[请請]|[欢歡]迎)?(?:[长長]按|(?:[扫掃]描?|[识識][别別])(?:上[图圖]|下[图圖]|[上下]方|文末)).{0,6}"
    r"(?:二维码|二維碼).{0,40}"
    r"|[扫掃][码碼]\s*(?:[关關]注|加入|[进進]群|[订訂][阅閱]|添加|[赞讚打][赏賞]|支持)[^，。：:的]{0,16}"
    # An account by its name, before or behind it, and what one gets there.
    rf"|(?:[欢歡]迎|[请請])?[关關]注(?:我[们們]的|本[报報刊站])?(?:微信|官方)*(?:公众(?:账|帐|平台)?号|公眾(?:帳|平台)?號)"
    r"\s*(?:[:：]\s*[^，。：:]{1,24}|[“”「『《\"【][^“”」』》\"】]{1,24}[”“」』》\"】])(?:\s*[（(][^（）()]{1,30}[）)])?(?:[，,].{1,40})?"
    r"|(?:官方)?(?:公众(?:账|帐|平台)?号|公眾(?:帳|平台)?號)(?:[Ii][Dd]|名[称稱]?)?\s*[:：]\s*[^，。：:]{1,24}"
    r"|[欢歡]迎(?:大家|各位|[您你])?(?:[关關]注|[订訂][阅閱]|添加|加入)[^，。：:的]{1,12}[！!。]?"
    r"|[^，。]{0,6}(?:透[过過]|通过|在|到|用)\s*[《「]?Google\s*(?:News|新聞|新闻)[》」]?\s*(?:上)?(?:追蹤|追踪|关注|關注|訂閱|订阅).{0,20}"
    r"|(?:[^。]{0,20}發送電子報！)?(?:快來)?(?:訂閱|订阅)[「『《“][^」』》”]{1,20}[」』》”](?:電子報|电子报|邮件|給你)?.{0,80}"
    r"|[^。]{0,40}(?:App|APP|应用|應用|客户端)\s*(?:下载|下載)(?:连结|連結|链接|鏈接|地址)?\s*[:：].{0,80}"
    r"|[^。]{0,40}(?:点我|點我|按我|按此|点此|點此)(?:下载|下載)[^，。]{0,12}(?:App|應用|应用|客户端|客戶端).{0,40}"
    r"|Sign up (?:for|to) .{1,120}newsletter.{0,80}|Subscribe (?:to|now|here|for) .{1,100}|Follow us on .{1,80}"
    r"|Download (?:the|our) .{1,40}app.{0,60}"
    r"|For full access to .{1,120} subscribe here.{0,60}"
    # `下载《河报》App`, with addresses at most; a sentence about an app goes on.
    r"|下[载載]\s*[《「“【]?[^，。]{0,16}[》」”】]?\s*(?:App|應用程式|客户端|客戶端)\s*(?:[，,]\s*[^，。：:]{2,14})?"
    r"(?:\s*(?:iPhone|iOS|Android|安卓|蘋果|苹果)?(?:版|用户|用戶)?\s*[:：]?\s*https?://\S+)*"
    r"|(?:喜欢|喜歡|觉得|覺得)?[^。]{0,16}(?:点|點)(?:个|個|一下|击|擊)?[^。，]{0,4}(?:[“「\"](?:赞|讚)[”」\"]|[“「\"]?在看[”」\"]?)[^。]{0,24}"
    r"|(?:(?:喜[欢歡]|[觉覺]得|如果)[^。，]{0,12}[，,])?(?:[欢歡]迎|[请請]|[记記]得|[别別]忘了)[^。，]{0,6}[点點][个個]?[赞讚][^。，]{0,12}"
    r"|Sign up for more like this\W*"
    r"|[（(]?本文来自[^，。]{1,16}[，,]更多[^，。]{0,12}(?:请|請)?下[载載][^，。]{0,20}[）)]?"
    r"|(?:关注|關注)[^，。：:]{0,16}(?:公众(?:账|帐|平台)?号|公眾(?:帳|平台)?號)(?:[和及与與、][^，。的]{1,8})?"
    r"|更多[^，。]{0,4}(?:[内內]容|[资資][讯訊料]|新[闻聞]|[报報][道導导]|文章|好文)[，,]?\s*(?:欢迎|歡迎|[请請])\s*"
    r"(?:订阅|訂閱|下载|下載|[关關]注)[^。]{0,40}。?"
    r"|[^，。：:]{0,8}(?:广告|廣告|商务|商務)合作[\s，,：:]*[请請]?(?:[联聯][系繫络絡]|加|[点點][击擊]|微信|[邮郵]箱|[电電][话話邮郵]|[\w.+-]+@).{0,60}"
    r"|[^，。：:]{0,12}(?:[报報爆]料|[热熱][线線]|[投供][稿])(?:[热熱][线線]|[电電][话話]|[邮郵]箱|信箱)?\s*[:：\s]\s*"
    r"[\w@.+\-()/ ]{7,50}"
    # `Dig deeper: … and then sign up for our weekly newsletter …`, below or above an article of an English paper.
    r"|(?:(?:Editor[’']s note|Dig deeper|Read more)\s*[:：]|For more (?:coverage|stories|on)\b).{0,120}"
    r"(?:sign up (?:for|to|and)|register for|subscribe to|free for readers of)\b"
    r".{0,60}\bnewsletters?\b.{0,120}"
    r"|Please subscribe to .{1,80} for full access to .{1,100}"
    r"|(?:Listen|Subscribe|Available) on\s*:?\s*(?:(?:Apple Podcasts?|Spotify|Google(?: Podcasts?| Play)?|Stitcher"
    r"|TuneIn|iTunes|Overcast|Pocket Casts|Castbox|Amazon Music|YouTube|RSS|and|or)\W*){2,}"
    rf"|[^。]{{0,40}}(?:新[闻聞]|消息|[资資][讯訊]|更新|精彩|好文)[^。]{{0,4}}不(?:漏接|[错錯][过過]|迷路)[^。]{{0,40}}"
    r"|[^。]{0,24}(?:去|到|在|前往)\s*[^，。]{0,8}(?:App|[应應]用)\s*(?:商店|市[场場]|Store)\s*(?:搜|下[载載]).{0,40}"
    r"|(?:打[开開]|[开開][启啟]|下[载載]|使用|用)[^，。]{0,16}(?:App|客[户戶]端)[，,\s]*(?:[阅閱][读讀]|查看|[观觀]看)"
    r"(?:全文|更多|原文|完整).{0,12}"
    r"|(?:此|本|[该該])文章?(?:[为為]|是)(?:付[费費]|[会會][员員]|收[费費])(?:文章|[内內]容|[专專]享)?[，,。].{0,40}"
    r"|(?=.*App)[^。]{0,60}(?:立即|[马馬]上|[请請])\s*(?:下[载載]|更新|安[装裝])[^。]{0,60}"
    r"|(?:支持|[赞贊]助)[^，。]{1,12}?[\s，,]*(?:[请請]|(?<=[，, ])(?:立即|[马馬]上))"
    r"(?:[订訂][阅閱]|捐款|[赞贊]助|加入|成[为為]).{0,80}"
    r"|(?:[点點][击擊]|[长長]按)[^。]{0,16}[，,]?查看(?:往期|更多|[历歷]史)[^。]{0,10}"
    # What a paper says to who would write for it, follow it or read on.
    r"|[^。，]{0,16}(?:[欢歡]迎|[诚誠][征徵])[^。]{0,12}(?:投[书書稿]|[来來]稿|供稿)[^。]{0,80}(?:@|[邮郵]箱|信箱|[电電]子[邮郵])[^。]{0,60}。?"
    r"|(?:一起|快[来來])?加入[^。，]{0,8}Line\s*好友[^。]{0,80}"
    r"|(?:此|本)文章?(?:限[时時])?免[费費](?:[阅閱][读讀]|公[开開])[。，,].{0,60}"
    r"|(?:[请請])?(?:登[录錄]|登入|[注註][册冊])[后後]?(?:可|即可)?(?:[获獲]取|查看|[阅閱][读讀]|享受)(?:更多|全文|完整|剩[余餘])[^。，]{0,16}"
    r"|更多[^，。]{0,4}(?:[内內]容|新[闻聞]|文章)[，,]\s*(?:[就尽盡]在|[请請]看)[^，。]{1,16}"
    r"|[\[［【（(](?=[^\]］】）)]*(?:[优優]惠|按此|[点點]此|立即)[^\]］】）)]{0,8}[订訂][阅閱])[^\]］】）)]{8,120}[\]］】）)]"
    # A paywall's, and what asks for a coin below a text.
    r"|This (?:post|article|content) is for (?:paying|paid|premium|our)? ?(?:subscribers|members)(?: only)?\W*"
    r"|Already (?:have an account|a (?:subscriber|member))\?\s*(?:Sign|Log) in\W*"
    r"|[您你]?(?:尚未|[还還][没沒]有|[未没沒])(?:订阅|訂閱|登录|登入|[购購][买買]).{0,10}[请請]?(?:订阅|訂閱|登录|登入|[购購][买買])[^。]{0,30}"
    r"|(?:[还還][没沒]有人|喜[欢歡]|[觉覺]得|如果|[坚堅]持|[请請]|[给給]作者)[^。]{0,20}(?:打[赏賞]|[赞讚][赏賞])[^。]{0,16}"
    r"|(?:打[赏賞]|[赞讚][赏賞])(?:支持|作者|一下|本文)*|[“\"「]?小[礼禮]物走一走[^。]{0,20}"
    r"|[-—=*~·\s]*本文(?:到此)?(?:结束|結束|完)[，,。！!\s]*(?:感谢|感謝|谢谢|謝謝)(?:您|你)?的?(?:阅读|閱讀|观看|觀看)[-—=*~·。！!\s]*",
    re.I | re.S,
)
# Where else a publication or an author is found, each with its address: `推特专页：https://…`.
_PLACE = re.compile(
    rf"(?:欢迎|歡迎)?[^，。：:]{{0,12}}(?:{_CHANNEL}|[专專主][页頁]|[订訂][阅閱])[^，。：:]{{0,8}}\s*[:：]\s*https?://\S+",
    re.I,
)
# Buttons: a paragraph that is nothing but a link of these words.
_BUTTON = re.compile(
    r"(?:立即|免费|免費|点此|點此|马上|馬上)?(?:订阅|訂閱|登录|登入|注册|註冊|捐款|捐助|赞助|贊助|关注|關注)(?:我们|我們|本站)?"
    r"|(?:发表|發表|查看|留下)?(?:评论|評論|留言)(?:\s*\(\d+\))?|回复|回覆|分享"
    r"|(?:立刻|立即|马上|馬上|点击|點擊|免费|免費)*(?:加入|成为|成為)(?:會員|会员|訂戶|订户)|捐款支持[^，。]{0,8}|[联聯][系繫络絡]我[们們]|[关關][于於]我[们們]"
    r"|Subscribe(?: (?:now|here|today|for free))?|Sign (?:up|in)(?: (?:now|here|for free))?|Log in|Upgrade to paid"
    r"|Leave a comment|(?:View|Read|Add) (?:all )?(?:\d+ )?comments?|Share(?: .{1,40})?|Give a gift subscription"
    r"|Get \d+% off.{0,40}|Refer a friend|Donate(?: now)?|Start writing today.{0,40}|Follow(?: us)?|Read in app"
    r"|收藏(?:本文)?|Acquire Licensing Rights|Reuse this content|Learn more|Order Reprints",
    re.I,
)
_SHARE = re.compile(
    r"(?>(?:分享(?:到|至|给|給|本文|此文|文章|这篇文章|這篇文章|让更多人看到|讓更多人看到)?|转发|轉發|转贴|友善列印"
    r"|可?打印(?:版本?)?|列印版?|(?:[发發寄]送?|[传傳]送|[转轉]寄)[给給]朋友|PDF ?版本?"
    r"|收藏|点赞|點讚|赞|讚|评论|評論|留言|回复|回覆|举报|微信|微博"
    r"|新浪微博|QQ空间|QQ|腾讯微博|豆瓣|人人网|Facebook|脸书|臉書|Twitter|推特|X|Telegram|WhatsApp|LINE|Email|(?:电子|電子)?(?:邮件|郵件)|电邮|電郵"
    r"|复制链接|複製連結|复制|我要|Share(?: this)?|Tweet|Print|Like|Copy link|Pinterest|LinkedIn|Reddit|Messenger"
    r"|Tumblr|只看[该該此]作者|倒序[浏瀏][览覽]|[楼樓]主|引用|置[顶頂]|打开|关闭|關閉|字体|字體|字号|字號|大|中|小|[\s|｜/·,，、:：+.【】\[\]]|\d+)+)",
    re.I,
)
_TAGS = re.compile(
    r"(?:文章|本文|本[帖贴貼]|相[关關])?(?:标签|標籤|标籤|关键词|关键字|關鍵詞|關鍵字|Tags?|Tagged(?: with| in)?"
    r"|Post tags|Filed under|分类|分類|类别|栏目|(?:更多)?(?:内容|內容|主题|主題|话题|話題)|相[关關]字[词詞]"
    r"|Categories|Category|Keywords?|See more on)"
    r"\s*(?:[:：﹕]|>>|»).{1,200}",
    re.I | re.S,
)
_TAG_LABEL = re.compile(
    r"(?:Topics?|Tags?|Keywords|Categories|标签|標籤|关键词|關鍵詞|關鍵字|话题|話題)\s*[:：]?", re.I
)
# A label of links that themselves say that they lead to a tag: it needs no colon.
_TAGS_LABEL = re.compile(
    r"(?:Categor(?:i[sz]ed|y|ies)|Posted|Filed|Archived|Tagged|Tags?|Topics?)(?: (?:in|under|as|with))?\b"
    r"|(?:发表|發表|发布|發佈|归档|歸檔|收录|收錄)[于於在]|(?:标签|標籤|分类|分類|类别|類別|栏目|欄目)",
    re.I,
)
_INTERFACE = re.compile(
    r"(?:(?:跳过|跳過|结尾|結尾|Skip|End of)\s*\S{0,16}\s*(?:帖子|貼文|post)\s*[,，]?\s*\d*"
    r"|(?:告知|警告|Warning)\s*[:：]\s*.{0,24}(?:广告|廣告|adverts)|\d\d?:\d\d(?:\s*/\s*\d\d?:\d\d)+"
    r"|[\"']\s*/?>|广告|廣告|Advertisement|Sponsored|赞助|贊助|跳过广告|Skip advertisement|End of .{1,60}"
    r"|Article Information|图像来源|正在加载……?|加载中|Loading\W*|Your browser does not support .{1,60}"
    r"|你的器材不支持播放多媒体材料|您的瀏覽器不支援.{0,30}|您的浏览器不支持.{0,30}|此内容需要.{0,20}JavaScript.{0,20}|使用浏览器播.?视频.{0,40}"
    r"|(?:没有|沒有|暂无|暫無|尚無|目前沒有|仅有一|\d+\s*)[条條则則]?(?:评论|評論|留言|回應|回复)"
    r"|No Comments|\d+ Comments?"
    r"|(?:发表|發表|添加|新增)(?:意见|意見|评论|評論|回应|回應|留言)|[大中小]?(?:字|字體|字体)[号號]|(?:[大中小特]\s*字[号號]\s*){2,}|[\[【]纠错[\]】]"
    r"|(?:skip past|after) newsletter promotion|Thank you for your patience while we verify access\b.*"
    r"|View (?:this e-?mail )?in (?:your )?browser|(?:在)?(?:浏览器|瀏覽器)中?(?:查看|打开|打開|閱讀|阅读).{0,8}"
    r"|(?:看完|[读讀]完)[这這此本][篇个個]?(?:文章|新[闻聞]|[报報][导導道])?[后後]?[，,]?(?:[你您]的?)?(?:[觉覺]得|感[觉覺]|心情).{0,6}"
    r"|Listen(?: to (?:this )?(?:article|story))?|点?赞|點?讚|看更多|關閉|关闭|我要反馈|(?:我要)?(?:举报|舉報)"
    r"|[展打][开開](?:全文|更多)|(?:我要)?(?:纠错|糾錯)|返回(?:首页|顶部|列表)|打印本页|[【\[]?关闭窗口[】\]]?|\+?\s*(?:关注|關注|Follow)"
    r"|[你您][对對][这這本此][篇则則]?(?:文章|新[闻聞]|[报報][导導道])有.{0,6}(?:看法|想法|意[见見])[？?]?"
    r"|喜[欢歡][^。]{0,10}[请請][^。]{0,4}(?:[转轉][发發]|分享)[^。]{0,8}"
    r"|(?:[\[【]?(?:广告|廣告)[\]】]?)?\s*(?:请|請)(?:继续|繼續)往下(?:阅读|閱讀).{0,6}|Advertisement.{0,30}|null|undefined|Array"
    r"|[^。]{0,16}(?:请|請)(?:用|使用|填写|填寫)(?:下|以下|下面的?|下列)(?:表|表格|表单|表單)[:：。]?"
    r"|预览时标签不可点|微信扫一扫\s*(?:关注该公众号|使用小程序)|(?:继续|向上)滑动看下一个|轻触阅读原文"  # WeChat's
    r"|(?:用?微信)?(?:扫一扫|掃一掃|扫码|掃碼).{0,6}(?:手机|手機|微信|移动端).{0,12}"
    r"|&nbsp;)",
    re.I,
)
# Rules of style that a word processor (Cocoa, Word) wrote and an editor pasted as text: `p.p1 {margin: 0.0px}`.
_STYLE = re.compile(
    r"(?:(?:(?:p|span|li|ul|ol|td|tr|table|a|div)\.(?:[a-zA-Z]{1,2}\d+|Mso\w+)|@page\b[\w ]*)\s*\{[^{}]*\}\s*)+"
)
_NO_VALUE = re.compile(
    r"(?:责任?编辑|責任?編輯|编辑|編輯|责编|責編|作者|来源|來源|标签|標籤|分类|分類|校对|校對|原标题|原標題)\s*[:：]"
)
_COMMENTS = re.compile(
    r"(?:[网網]友|[读讀]者|最新|全部)?(?:[评評][论論]|留言)[区區]?\s*(?:[(（]\d+[)）])?"
    r"|Comments(?: \(\d+\))?|Leave a (?:reply|comment)",
    re.I,
)
_LEAVE = re.compile(r"(?:click here to )?unsubscribe\b.{0,30}|退订|退訂|取消(?:订阅|訂閱)", re.I)
_DONATION = re.compile(r"https?://(?:[^/]*\.)?donat\w*\.|https?://[^/]+/(?:\w+/)?donat", re.I)
_LETTER = re.compile(r"/(?:newsletters?|subscri\w+)\b|mailchi\.mp|list-manage\.com", re.I)
_INVITED = re.compile(
    r"[\[［(（【*\s]*(?:欢迎|歡迎|请|請|点击|點擊|立即|Sign up|Subscribe).{0,30}(?:订阅|訂閱|sign up|subscribe|to )",
    re.I,
)
_INVITATION = re.compile(r"(?:[诚誠][征徵]|加入|成为|成為|订阅|訂閱|支持|关注|關注|下载|下載)[^。]{0,40}")
_TAG_ADDRESS = re.compile(r"/(?:tags?|keywords?|topics?|hashtags?|search/label)/", re.I)
_NEIGHBOUR = re.compile(
    r"[<«‹←]*\s*(?:上一?[篇页則则条條]|下一?[篇页則则条條]|前一篇|后一篇|後一篇|Previous|Next)(?:文章|post)?\s*[:：»›→>]"
    r"|[【\[](?:上一?|下一?|前一|[后後]一)[篇页則则条條][】\]]",
    re.I,
)
_BRACKETS = re.compile(r"[\[【].{1,16}[\]】]")  # how old forums write their buttons
_MORE_OF = re.compile(
    r"(?:更多|查看|[浏瀏][览覽]|More)[^。，：:]{0,16}?\s*(?:>+|»|→)"
    r"|更多[^，。]{0,12}[请請](?:[进進]入|[访訪][问問]|[点點][击擊]|[浏瀏][览覽]|登[录錄])[^，。]{1,24}"
    r"(?:[频頻]道|[栏欄]目|[专專][题題]|首[页頁])",
    re.I,
)
_ADDRESS = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")  # of who wrote it
_QR_CODE = re.compile(r".{0,8}(?:二维码|二維碼|QR ?code)", re.I)
_POINTERS = "↑↓⬆⬇▲△▼▽#＃👉👇☞▶►▷➤➜★☆●■◆※＞>|｜ "
_LINES = 12
_TITLE = 14
_OF_LINES = (
    "an empty line",
    "copyright",
    "feed footer or “read more”",
    "tags",
    "navigation",
    "a row of buttons",
    "counts",
)
_PARTED = re.compile(r"[,，、|｜/\s↑↓⬆⬇▼▽【】\[\]（）()]+")
# The ways to the other pages of an article that a site cut up.
_PAGER = re.compile(
    r"(?>(?:[\s|·<>«»‹›….]|\d{1,3}|首[页頁]|[上下前后後]一?[页頁]|尾[页頁]|末[页頁]|最[后後]一[页頁]|第\d+[页頁]|共\d+[页頁]|Prev(?:ious)?|Next|Page)+)",
    re.I,
)
_RULE = re.compile(r"[-—–_=*·•～~＊─━﹏\s]{2,}")


def drop(draft: Draft) -> None:
    """Step: drops lines that every article of a feed or a template carries: copyright, feed footers, share buttons,
    “read more”, tag lists, promotion, hidden labels. Promotion and copyright only near the end.
    """
    blocks = draft.blocks()
    count = len(blocks)
    reasons: dict[int, str] = {}
    for index in range(count - 1, -1, -1):  # from the end, since what goes there doesn't count
        block, below = blocks[index], count - 1 - index - len(reasons)
        late = below < 8 or index * 3 >= count * 2
        if block.name == "figure" and _of_a_call(block, late, index < 2):
            reasons[index] = "promotion"
        if block.name not in ("p", *HEADINGS, "ul", "blockquote"):
            continue
        text = words(block)
        if not text:
            continue
        _read_more(draft, block)
        labelled = index > 0 and _labels(words(blocks[index - 1]))
        if late and index > 0 and _of_tags(blocks, index, reasons):
            reasons[index] = "tags"
            continue
        if index > 0 and not below and block.name == "p" and RELATED_LABEL.fullmatch(text):
            reasons[index] = "label of stories that are gone"
        elif reasons.get(index + 1) == "copyright" and _WHERE.fullmatch(text):
            reasons[index] = "copyright"
        elif reasons.get(index + 1) == "promotion" and len(text) <= _TITLE and _BRACKETS.fullmatch(text):
            reasons[index] = "title of a call"
        elif block.name in HEADINGS and reasons.get(index + 1) == "lines of a template":
            reasons[index] = "heading of lines that are gone"
        elif reason := _reason(block, text, index, late, below < 2, labelled):
            reasons[index] = reason
    reasons |= _buttons_below(blocks, reasons)
    if len(reasons) == count:  # a film's description may be nothing else
        reasons = {index: reason for index, reason in reasons.items() if reason != "promotion"}
    for index in sorted(reasons):
        held = _HELD.match(words(blocks[index])) if reasons[index] == "copyright" else None
        if held and bare(held[2]) in draft.known:
            draft.signed.append(held[1])
        draft.drop(blocks[index], reasons[index])
    dropped = set(reasons)
    for index in range(count - 1, -1, -1):
        last = index + 1 in dropped or index + 1 == count
        if last and index not in dropped and blocks[index].name == "p" and _RULE.fullmatch(words(blocks[index])):
            draft.drop(blocks[index], "a rule of dashes that sets off what went")
            dropped.add(index)
    for block in draft.blocks()[:1]:
        if block.name == "p":
            _copied(draft, block)
    for block in draft.blocks()[-3:]:
        if block.name == "p" and not _copied(draft, block):
            _cut(draft, block)


def _of_a_call(figure: Tag, late: bool, first_ones: bool) -> bool:
    """Whether a picture at the start or the end is none of the article's: its caption calls, or it is a QR code."""
    image = first(figure, "img")
    if image is None or not (late or first_ones):
        return False
    caption, alt = attribute(image, "caption"), attribute(image, "alt")
    said = caption or alt
    told = len(said) <= 200 and _PROMOTION.fullmatch(said.lstrip(_POINTERS)) is not None
    return told or (late and caption == "" and _QR_CODE.fullmatch(alt) is not None)


def _lines(block: Tag) -> list[list[PageElement]]:
    """The nodes of a paragraph, line by line; each break begins a line."""
    lines: list[list[PageElement]] = [[]]
    for node in block.contents:
        if is_break(node):
            lines.append([])
        lines[-1].append(node)
    return lines


def _copied(draft: Draft, block: Tag) -> bool:
    """Whether a paragraph was what a platform puts beside a text that is copied from it, and is gone: lines of its
    author, address and name, and whose the rights are."""
    *told, rights = (fold("".join(words(node) for node in line)) for line in _lines(block))
    if not told or not _RIGHTS.search(rights) or not all(_OF_A_COPY.fullmatch(line) for line in told):
        return False
    draft.signed.extend(name for line in told for name in byline(line))
    draft.drop(block, "copyright")
    return True


def _cut(draft: Draft, block: Tag) -> None:
    """Drops the last lines of a paragraph with breaks that a template put there: each would go as a paragraph."""
    lines = _lines(block)
    if not 1 < len(lines) <= _LINES:
        return
    for line in reversed(lines[1:]):
        alone = draft.new("p")
        alone.extend([node for node in line if not is_break(node)])
        text = words(alone)
        reason = _reason(alone, text, index=1, late=True, last=True, labelled=False) if text else "an empty line"
        if reason not in _OF_LINES:
            block.extend(alone.contents)
            return
        line[0].extract()  # the break
        draft.note(reason, text)
    while (left := block.contents) and is_blank(left[-1]):
        left[-1].extract()
    if _RULE.fullmatch(words(block)):
        draft.drop(block, "a rule of dashes that sets off what went")
        return
    reason = _reason(block, words(block), index=1, late=True, last=True, labelled=False)
    if reason in (*_OF_LINES, "promotion"):
        draft.drop(block, reason)


def _of_tags(blocks: list[Tag], index: int, reasons: dict[int, str]) -> bool:
    """Whether a block is a list of short links below a label of tags, or that label."""
    if _TAG_LABEL.fullmatch(words(blocks[index])):
        return reasons.get(index + 1) == "tags"
    links = every(blocks[index], "a")
    short = bool(links) and all(len(words(link)) <= 16 for link in links)
    return (
        short
        and _TAG_LABEL.fullmatch(words(blocks[index - 1])) is not None
        and _all_of(blocks[index], [words(link) for link in links])
    )


def _buttons_below(blocks: list[Tag], reasons: dict[int, str]) -> dict[int, str]:
    """The last lines that are numbers and buttons, each by itself (`12`, `评论`, `收藏`), where they are several."""
    run: list[int] = []
    for index in range(len(blocks) - 1, 0, -1):
        text = words(blocks[index])
        if index not in reasons and not (blocks[index].name == "p" and len(text) <= 8 and _SHARE.fullmatch(text)):
            break
        run.append(index)
    several = len(run) > 1 and any(re.search(r"[^\W\d]", words(blocks[index])) for index in run)
    return {index: "share buttons" for index in run if several and index not in reasons}


def _labels(text: str) -> bool:
    """Whether a line says what stands below it: related stories, or anything that is no keywords (`購書連結：`)."""
    return RELATED_LABEL.fullmatch(text) is not None or (
        text.endswith((":", "：")) and _TAGS.fullmatch(text + "…") is None
    )


def _only_tags(block: Tag) -> bool:
    """Whether a line is a row of short links, or of hashtags: keywords. (A row of headlines is related stories.)"""
    found = [link for link in every(block, "a") if not is_blank(link)]
    if len({"tag" in attribute(link, "rel").split() for link in found}) > 1:  # a tag beside something else
        return False
    links = [words(link) for link in found]
    hashed = bool(links) and all(re.fullmatch(r"[#＃]\S{1,15}", link) for link in links)
    if not hashed and (len(links) < 2 or any(len(link) > 7 for link in links)):
        return False
    return _all_of(block, links)


def _to_neighbour(block: Tag, text: str) -> bool:
    """Whether a line leads to the article before or after: it says so, with or without a colon ahead of the link."""
    links = [words(link) for link in every(block, "a")]
    rest = text
    for link in links:
        rest = rest.replace(link, "", 1)
    return bool(links) and (_NEIGHBOUR.match(text) or _NEIGHBOUR.match(rest.strip() + ":")) is not None


def _only_standing(block: Tag) -> bool:
    """Whether each line of a list is a copyright line, a labelled date, a count, or the way to a neighbour."""
    lines = [words(line) for line in every(block, "p") or every(block, "li")]
    return all(
        _COPYRIGHT.match(line)
        or _NEIGHBOUR.match(line)
        or is_count(line)
        or (is_date_line(line) and not line[0].isdigit())
        for line in lines
    )


def _only_links(block: Tag) -> bool:
    """Whether all words of a line are several links."""
    links = [words(link) for link in every(block, "a")]
    return len(links) > 1 and _all_of(block, links)


def _only_tag_links(block: Tag) -> bool:
    """Whether all words of a block are links that say themselves that they lead to a tag, but for a label of them."""
    links = [link for link in every(block, "a") if not is_blank(link)]
    if not links or not all(
        "tag" in attribute(link, "rel").split() or _TAG_ADDRESS.search(attribute(link, "href")) for link in links
    ):
        return False
    labelled = _TAGS_LABEL.match(words(block))
    label = labelled[0] if labelled and not words(links[0]).startswith(labelled[0]) else ""
    return (bool(label) or all(len(words(link)) <= 16 for link in links)) and _all_of(
        block, [label, *(words(link) for link in links)]
    )


def _all_of(block: Tag, parts: list[str]) -> bool:
    """Whether these words are all that a block says, but for signs and spaces."""
    return len(re.sub(r"\W", "", "".join(parts))) == len(re.sub(r"\W", "", words(block)))


def _invites(block: Tag, text: str) -> bool:
    """Whether a line begins with an invitation (`【加入会员】`, `> 下载…客户端`) and ends with a link that is one."""
    if not _INVITATION.match(text.lstrip("【[「『>＞》★☆▶►👉 ")) or not (links := every(block, "a")):
        return False
    if "。" not in text and len(text) < 80 and any(re.search(_CHANNEL, words(link)) for link in links):
        return True
    last = words(links[-1])
    calls = re.search(_CALL, last) is not None or _DONATION.match(attribute(links[-1], "href")) is not None
    return text.rstrip("！!。 ").endswith(last.rstrip("！!。 ")) and calls


def _is_button(text: str) -> bool:
    return any(told.fullmatch(text) for told in (_BRACKETS, _BUTTON, _MORE, _SHARE, _INTERFACE))


def _tells_places(block: Tag) -> bool:
    """Whether each of several lines of a paragraph says where its publication or author is found, with the address."""
    lines = [fold("".join(words(node) for node in line)) for line in _lines(block)]
    return len(lines) > 1 and all(_PLACE.fullmatch(line) for line in lines)


def _donates(block: Tag) -> bool:
    return all(_DONATION.match(attribute(link, "href")) for link in every(block, "a"))


def _to_a_letter(block: Tag) -> bool:
    """Whether all links of a line lead to where one subscribes to a newsletter."""
    links = every(block, "a")
    return bool(links) and all(_LETTER.search(attribute(link, "href")) for link in links)


def _read_more(draft: Draft, block: Tag) -> None:
    """Takes the link “more” off the end of a paragraph that a feed cut short."""
    links = every(block, "a")
    said = words(links[-1]) if links else ""
    if (len(words(block)) > 40 or re.match(r"返回|[\[（(]?[打列]印", said)) and _MORE.fullmatch(said):
        after = "".join(str(node) for node in links[-1].next_siblings)
        if not after.strip():
            draft.drop(links[-1], "“read more”")


def _reason(block: Tag, text: str, index: int, late: bool, last: bool, labelled: bool) -> str:
    """Why a line goes, or nothing. `late` lines are near the end, `last` ones at it, `labelled` ones below a line
    that says what they are."""
    if (len(text) < 40 or text.startswith("Thank you")) and _INTERFACE.fullmatch(text):
        return "interface"
    if text.endswith("}") and _STYLE.fullmatch(text):
        return "rules of style"
    if _FEED.fullmatch(text):
        return "feed footer or “read more”"
    if (
        len(text) < 80
        and _SHARE.fullmatch(text)
        and block.name not in HEADINGS
        and not re.match(r"\d", text)
        and (
            re.search(r"分享|Share|打印|列印|Print|Tweet", text, re.I)
            or len(re.findall(r"微信|微博|Facebook|Twitter|WhatsApp|LINE|Telegram|评论|評論", text, re.I)) > 2
        )
    ):
        return "share buttons"
    headed = block.name in HEADINGS and not last  # a title whose words lead to a tag, above what it is of
    if late and index > 0 and not labelled and not headed and len(text) <= 80 and _only_tag_links(block):
        return "tags"
    if block.name == "ul":
        return "lines of a template" if late and index > 0 and len(text) < 400 and _only_standing(block) else ""
    if late and len(text) < 160 and _to_neighbour(block, text):
        return "navigation"
    if late and index > 0 and _SHARE.fullmatch(text) and _only_links(block):
        return "share buttons"
    if last and index > 0 and _only_links(block) and all(_is_button(words(link)) for link in every(block, "a")):
        return "a row of buttons"
    if late and index > 0 and _only_tags(block) and (not labelled or text.startswith(("#", "＃"))):
        return "tags"
    told = _TOLD.search(text) is not None
    if late and len(text) < 400 and not told and _COPYRIGHT.match(text.lstrip("（([【*※ ")):
        return "copyright"
    if (
        index > 0
        and len(text) < 200
        and not told
        and (re.match(r"[©Ⓒ]\s*\d{4}", text) or (late and _RIGHTS.search(text) and first(block, "br") is None))
    ):
        return "copyright"
    if (late or index < 2) and len(text) <= 220 and not told and _PROMOTION.fullmatch(text.lstrip(_POINTERS)):
        return "promotion"
    if late and index > 0 and block.name == "p" and "http" in text and _tells_places(block):
        return "promotion"
    if late and index > 0 and _MORE_OF.fullmatch(text):
        return "feed footer or “read more”"
    if last and index > 0 and block.name == "p" and _ADDRESS.fullmatch(text):
        return "address of the author"
    if late and len(text) < 80 and _PAGER.fullmatch(text) and re.search(r"[页頁]|Next|Prev", text, re.I):
        return "navigation" if first(block, "a") is not None else ""
    if late and index > 0 and _PARTED.fullmatch(text):
        return "what parted things that are gone"
    if late and is_count(text):
        return "counts"
    if (
        late
        and len(text) < 300
        and _LEAVE.search(text)
        and any(_LEAVE.fullmatch(words(link)) for link in every(block, "a"))
    ):
        return "how to leave a mailing list"
    if last and index > 0 and block.name == "p" and re.fullmatch(r"\d{1,3}", text):
        return "a number of clicks or of the page"
    if last and index > 0 and only_link(block) is not None and len(text) < 30 and _donates(block):
        return "promotion"
    if last and index > 0 and _COMMENTS.fullmatch(text):
        return "label of comments that are gone"
    if late and _NO_VALUE.fullmatch(text):
        return "a label without a value"
    if index > 0 and len(text) <= 120 and _INVITED.match(text) and _to_a_letter(block):
        return "promotion"
    if late and index > 0 and len(text) <= 200 and _invites(block, text):
        return "promotion"
    if late and _TAGS.fullmatch(text) and (first(block, "a") is not None or (last and len(text) < 60)):
        return "tags"
    if len(text) < 50 and _BUTTON.fullmatch(text) and only_link(block) is not None:
        return "a button"
    return ""
