"""What lines say that every article of a feed or a template carries: the phrases, in Simplified, as `boilerplate` asks
for them.

A phrase is all that a line says, or its beginning where it is matched so. Between them stands what tells it from a
sentence of an author: mind that when you add one.
"""

from __future__ import annotations

import re

from builder import hanzi

# What is not done with a text but by leave of who wrote it.
# Of other things it may be told: `不得使用学生的照片`, `记者不得转发桥断的消息`.
_OF_A_TEXT = r"(?=[^\w“‘「『《]|$|[本或和及与等]|任何|上述|以上|文|图|内容|作品|部分|全部)"
_COPYING = (
    r"(?:转[载发贴]|复制|摘[编录]|使用|翻印|引用|改编|商用|传播|镜像|刊[登载]|抄袭|重制|散布|盗用)"
    rf"(?:转[载发贴]|复制|使用|引用|传播|发[布表])?{_OF_A_TEXT}"
)
# Whose view an article is, and whose it is not, as papers say below one.
_A_TEXTS = (
    r"(?:[本该此]?文章|[本该此](?:文|内容|专栏)|文(?=中)|以上|上述|(?=观点仅))中?的?(?:所有)?"
    r"(?:观点|内容|言论|评论|立场)?"
)
_A_STANCE = r"[^。，我]{1,16}(?:立场|观点|意见)[。）)※]*$"
_ONES_VIEW = r"(?:本人|个人|独立)?的?(?:个人)?(?:(?:观点|立场|意见|看法)[与和及]?)*"
_AT_ONES_RISK = r"[^。]{0,24}(?:风险|责任|盈亏)请?自[负担行][^。]{0,8}"
_NOT_OURS = (
    r"(?:并|也)?(?:不(?:一定)?(?:代表|反映|表明)|与[^。，]{1,8}无关)[^。]{0,30}"
    rf"(?:。{_AT_ONES_RISK}|。[^。，]{{1,12}}对文中[^。]{{2,20}}保持中立.*)?[。）)]*$"
)
# Ahead of whose view it is.
_FROM = r"(?:本(?:文|内容)(?:首发于|来[源自]于?|转[载自]自?)[^。，]{2,40}[。，,]\s*)?"
_RIGHTS_RESERVED = "|".join(
    (
        r"[(（]?[©Ⓒ]|\(c\)|&copy;",
        r"本文[为由系][^。，]{2,30}上传并?发布[，,。]|以上内容由[“”「\"]?[^，。]{2,20}[“”」\"]?上传并?发布[。]?$",
        (
            r"Copyright\s*(?:©|\(c\)|\d{4}(?! (?:is|was|were|had)\b)"
            r"|[:：](?=.{0,80}(?:\d{4}|©|reserved))|by (?-i:[^a-z])|notice\b|$"
            r"|(?-i:(?:[A-Z][\w.&’'-]*[\s,]*|of |and |the ){1,10})(?:\d{4}|All rights|$))"
        ),
        r"版权(?:所有(?![者人权的])|声明(?![^:：]{0,24}[，。]))",
        r"著作权(?:所有|声明|人\s*[:：]|\s*©|\s*[:：](?=.{0,40}(?:所有|归|属|©|\d{4}|公司|[报社]))|[归属为][^，。]{1,30}[。！]?$)",
        r"(?:作者|本[站报刊网])?(?:依法)?保留(?:所有|一切|全部)(?:权利|版权)[。！]?$",
        r"All rights reserved(?![,:] (?-i:[a-z]))|本网站之文字|[^，。：:、]{2,16}版权所有[。!！]?$",
        r"(?:所有|全部|本文)?(?:图片|照片|图文)(?:均|皆|都)?受版权(?:法)?保护[。.]?$",
        r"All (?:photo(?:graph)?s|pictures|images) (?:are )?(?:subject to )?copyright(?:ed)?\W*$",
        rf"未经.{{0,12}}(?:授权|许可|允许|同意).{{0,20}}(?:不得|禁止|请勿|严禁).{{0,12}}{_COPYING}",
        r"如需转载(?=[^。]{0,24}(?:请|联|授权|注明|回|须|告知))",
        r"(?:原创(?:文章|作品)?[，,\s]*)?转载时?(?:请(?!求)|须(?:注明|获|得|事先|联|经[^，。]{0,8}(?:授权|同意|许可)(?!的)))",
        (
            r"(?:本(?:译?文|作品|站|博客|网站)|作品采用)[^。]{0,40}(?:CC|Creative Commons|创用|知识共享|BY-)"
            r"[^。]{0,60}(?:授权|许可)"
        ),
        (
            r"[“「]?(?:免责|特别|平台|郑重|转载)?声明\s*[:：][^。]{0,60}(?:不代表[^。]{1,16}(?:观点|立场)|仅"
            r"(?:代表该?作者|提供信息|供参考)|与[^。，]{1,8}立场无关|不构成[^。，]{0,8}投资建议)"
        ),
        rf"(?:{_A_TEXTS}|作者的?(?:观点|立场|言论)|(?:评论|转载|专栏|观点)文章(?:[^。，]{{2,16}}[，,]\s*)?)(?:并|均|也)?不(?:一定)?代表{_A_STANCE}",
        rf"《[^《》]{{1,12}}》(?:所?[刊登]载?的?)?文章(?:[如若]无特别[说声]明[，,]\s*)均?不(?:一定)?代表{_A_STANCE}",
        rf"{_FROM}{_A_TEXTS}(?:均|仅|只|纯)+(?:代表|属|为|系)作者{_ONES_VIEW}(?:[，,；;]\s*{_NOT_OURS})?[。）)]*$",
        rf"{_FROM}{_A_TEXTS}(?:代表|属|为|系)作者{_ONES_VIEW}[，,；;]\s*{_NOT_OURS}",
        r"本文[^。，]{0,24}(?:授权|转载)[^。，]{0,12}[，,]\s*(?:并|均|也)?不代表[^。，我]{2,16}(?:立场|观点|意见)[。）)]*$",
        r"(?:文中|本文)?(?:所有)?观点均?(?:来自|属于)原?作者[，,]\s*(?:并)?不代表[^。，我]{2,20}(?:立场|观点)",
        # Whose word readers' are, and who may ask for a picture's fee.
        (
            r"(?:以[上下])?(?:(?:网友|读者|用户)的?)?(?:评论|发言|留言|跟帖)(?:内容)?[只仅](?:[代供属]|为|系|限|反映|表达)[^。，；]{1,16}[，,；;]"
            rf"\s*{_NOT_OURS}"
        ),
        r"(?:特别提[醒示]\s*[:：]\s*)?如果?我们使用了[您你]的(?:图片|照片|作品)[，,]\s*请作者与[^。，]{2,12}联系",
        # What financial pages say of what is ventured on their word, and where to complain of what is taken over.
        r"市场有风险[，,]\s*投资需谨慎[。，,][^。]{0,24}不构成[^。，]{0,8}投资建议",
        r"(?:股市|市场|投资)有风险[，,]\s*(?:入市|投资|理财)[需须]谨慎[。！]?$|投资一定有风险[，,][^。]{0,16}(?:基金|申购)[^。]{0,40}说明书[。]?$",
        r"(?:本[^，。]{2,10}仅供参考[，,]\s*)?投资人应(?:独立|自行)判断[，,并]?[^。]{0,16}(?:自负|承担)[^。]{0,8}风险[。]?$",
        (
            r"(?:本文|文中|以上|上述|本报告|本内容)(?:[^。，我]{0,40}[，,]\s*){0,3}[^。，我]{0,16}不构成"
            rf"[^。，]{{0,8}}(?:投资|买卖|交易)(?:建议|依据|邀约)(?:[，,。；;]{_AT_ONES_RISK})?[。）)]*$"
        ),
        (
            r"(?:风险提示|免责声明|郑重声明)\s*[:：]\s*(?:本文|文中|以上|上述)[^。]{4,60}[，,]\s*据此(?:买卖|操作|入市|投资)"
            r"[，,]?\s*(?:风险|责任|盈亏)自[负担]"
        ),
        r"[如若]对本(?:稿件|篇?文章?|内容)有[^。，]{0,8}(?:异议|投诉)[^。，]{0,8}[，,]\s*请(?:联系|致[信函电])[^。，]{2,40}[。]?$",
        (
            r"(?:The )?(?:views|opinions) expressed (?:in this \w+ |here(?:in)? )?(?:are|belong)\b.{0,60}"
            r"\bauthors?\b(?! of the).{0,160}$"
        ),
        r"广告声明\s*[:：][^。]{0,40}链接[^。]{0,100}(?:仅供参考|本声明)",
        r"(?:[^，。：:]{0,6}网)?(?:转载|(?:刊登|[登刊]载)此文)[^。，]{0,12}(?:目的在于|出于)传递更多",
        r"凡(?:本网)?(?:注明|标注)[“”「『\"‘]?(?:本[网站]|(?:稿件)?来源)[^。]{2,60}(?:作品|稿件|文章|内容)[^。]{0,6}[，,]",
        r"凡(?:注明|标注)为?(?:其[他它]|非本)[^。，]{1,12}来源的(?:信息|作品|稿件|文章|内容)[，,]",
        r"[^。]{2,60}仅供投资者参考[，,]\s*(?:并|均|也)?不构成[^。，]{0,8}投资建议",
        (
            r"(?:注\s*[:：]\s*)?(?:本?文?[中内]?(?:部分)?(?:图片|图文|内容|文章|素材|资料)[^。，；]{0,16}[，,；]\s*)?[如若]有?[^。，]{0,6}侵权"
            r"[^。，]{0,2}[，,]?\s*[敬烦]?请?(?:及时)?(?:联系|告知|通知)[^。，]{0,16}[。！）)]*$"
        ),
        r"违法和不良信息举报[^，。：:]{0,4}[:：]|[^\W\d]{0,6}(?:[报网台]|网站)(?:服务|使用)条款$",
        r"(?:(?:网站(?:地图|声明|律师)|(?:关于|联系)我们|友情链接|广告服务|隐私(?:声明|政策|权)|免责声明|[诚招]聘英才|呼叫中心|合作加盟|供稿服务|ENGLISH)[\s|｜·-]*){2,}$",
        r"(?:(?:反馈|意见|客服|举报)(?:信|邮)箱|(?:我要)?纠错)\s*[:：]\s*(?:\S+@\S+|\[email\sprotected\])$",
        (
            r"[\u4e00-\u9fff]{1,2}(?:ICP[备证]|公网安备)\s?[\dA-Z]|互联网(?:新闻信息服务|出版)许可证"
            r"|增值电信业务经营许可证|Powered by (?:WordPress|Discuz)"
        ),
        r"本网站?所刊[载登][^。]{0,10}[，,]\s*不代表[^。]{2,24}(?:立场|观点)",
        r"本文由[^，。]{1,24}原创[，,]\s*(?:欢迎转载[，,]\s*)?转载[^。，]{0,12}请(?:务必)?(?:注明|保留|标明|附上)[^。，]{2,8}[:：].{2,120}",
        r"(?:本文|文中)(?:所|中)?提[及到]之?(?=[^。]*(?:商标|品牌))[^。，]{2,24}[，,]?(?:均|皆|为|系)?[归属][^。，]{1,20}所有[。）)]*$",
        r"[^。]{0,40}(?:提供|供稿|授权|转载|刊载|投稿|平台|专栏)[^。]{0,24}[，,]\s*(?:并|均|也)?不代表本(?:网站?|[站报刊台社]|平台|公司)的?(?:立场|观点|意见)[。）)]*$",
        r"本文(?:为|系)[^，。]{0,12}?原创(?:文章|作品)?(?:[。！]?$|[，,。]\s*(?:转载|未经|请勿|禁止|如需|版权))",
        r"本文[为系由][^，。]{2,24}?(?:原创|编译|整理|出品|独家)[^，。]{0,8}[，,]\s*(?:如需)?转载[^。]{0,12}(?:请|须|联系)[^。]{2,40}[。]?$",
        r"本文由[^。]{2,60}授权[^。]{0,16}[，,]本平台仅提供信息存储[^。]{2,12}[。]",
        r"(?:本文)?(?:禁止|谢绝|请勿)转载(?:[或及和]\S{2,4})?[。！]?$",
        r"本文由.{1,24}授权.{1,24}(?:发表|发布)[，,]\s*转载",
        # What WordPress's own themes say below an entry, and the address of the page itself.
        r"(?:此|本)(?:条目|篇文章|篇|文)(?:发表|发布|张贴)[于在].{1,200}(?:收藏夹|收藏.{0,6}[链连][接结]|书签)",
        r"This entry was posted (?:in|on|by) (?!(?:the|an?|my|his|her) ).{1,300}|Bookmark the permalink\b.{0,20}",
        r"(?:本(?:文|页|帖)的?(?:短?网址|(?:永久|固定)?(?:[链连][接结]|[地网]址|URL))|短网址)\s*为?\s*[:：]\s*https?://\S+",
        r"本文(?:永久|固定)?[链连][接结]\s*[:：]\s*[^，。；]{2,80}(?:\s[|｜–—-]\s[^，。；]{2,30})?$",
        (
            r"[该此本](?:日志|文章|博文)由\s*\S{1,30}\s*于\s*\d[^，。]{5,24}(?:发表|发布)[于在].{1,40}"
            r"(?:分类|栏目|类别|目录)"
        ),
        r"我们的邮寄地址\s*[:：]",
        r"Our mailing address is\b(?=\W*$|\s*:|\s+(?-i:[A-Z\d]).*\d)",
        r"[该本]文[^。]{0,20}仅代表作者[^。]{0,30}平台",
        r"Notice: The content above \(including",
        (
            r"(?:本网?站|This (?:web)?site|We)(?:会)?\s?(?:使用|uses?)\s?cookies?(?![a-z])"
            r"(?=.{0,120}(?:继续(?:使用|浏览)|同意|接受|体验|agree|accept|experience))"
        ),
    )
)
COPYRIGHT = hanzi.compile(rf"(?:[^，。：:\s]{{0,6}}声明\s*[】\])）:：]+\s*)?(?:{_RIGHTS_RESERVED})", re.I)
# What a line or a box says that speaks of the site, or to its reader, and not of what the article is about.
ADDRESSED = hanzi.compile(
    r"订阅|会员|付费|解锁|登[录入]|注册|下载|扫码|二维码|公众号|客户端|关注[我本]|隐私|版权|著作权|转载|授权|免责"
    r"|本网?站|浏览器|风险|仅供|立场|侵权|责任|举报|备案|本公司|邮箱|关于我们|捐[款助]|赞助|[打赞]赏|[您©]|cookie|javascript"
    r"|subscri|sign(?:ing)? ?(?:in|up)|log(?:ging)? ?in|newsletter|privacy|copyright|rights reserved|advertis|sponsor"
    r"|donat|support (?:us|our)\b|mak(?:e|ing) a (?:gift|contribution)|\byour?\b",
    re.I,
)
OF_RISKS = hanzi.compile(
    r"(?:(?:风险提示|免责(?:条款|声明)|版权声明|[及与和、])+|声明\s*[:：])[:：]?"
)  # what stands above such a line
# Where who sends letters has an office in America, above how to leave the mailing list or what made the letter.
OFFICE = re.compile(
    r"\d{1,5} [A-Z][\w .]{2,30}\b(?:Street|St|Ave(?:nue)?|Road|Rd|Blvd)\b[\w ,.#]{4,60} \d{5}(?:, [\w ]+)?"
)
OUR_ADDRESS = re.compile(r"Our mailing address is\s*:?", re.I)  # of who sent a letter
# The same behind the credits of a last line: `林小田（综合报道） © 2020年 河报版权声明：…`.
RIGHTS_BEHIND = re.compile(r"[©Ⓒ]\ufe0f?\s{0,2}\d{4}.*", re.S)
OF_RIGHTS = hanzi.compile(r"版权|著作权|rights reserved", re.I)
# The same as a sentence: `本刊载内容版权为河报所有，未经授权，请勿转载`.
RIGHTS = hanzi.any_of(
    r"版权所有[\s，,。]*(?:请勿|不得|翻印|未经)",
    (
        r"转载(?:[^。，]{0,10}|(?<=[如若有虑要]转载)[^。，]{0,14}[，,])请(?:务必|尽(?:可能|量))?(?:在[^，。]{1,8})?注明"
        r"(?:[^。，]{0,8}(?:出处|来源|链接|连结)|[“「]本文转[自载]|[！!。]?$)"
    ),
    r"(?:^|[，,]\s*)转发请(?:务必)?注明(?:本文)?(?:出处|来源|链接)\s*[:：]",
    r"(?:本[^，。]{1,12}|依法)享有[^。]{0,6}(?:版权|著作权)",
    r"如需转载[^。]{0,24}(?:回复|联[系络]|授权|注明)",
    r"^(?!.*编辑\s*[:：])[^。]{0,80}未经[^。，]{2,16}[（(]ID\s?[:：][^（）()]{2,30}[）)]\s*(?:授权|许可|允许|同意)[^。]{0,8}(?:不得|禁止|请勿|严禁|谢绝)转",
    (
        r"(?:^|[，,；;：:\s】）)]|(?:本|此|该|以上|文章|内容|作品|图片|图文|文字|原文|资料)[^，。]{0,4})的?"
        r"(?:版权|著作权)(?:为|归|属|由)[^。]{1,40}(?:所有|共有|享有)"
    ),
    (
        r"(?:未经|非经)(?:[^。]{0,16}|[^。，（]{2,8} [a-z.]{5,16} [^。，]{0,4})(?:授权|许可|允许|同意|批准)"
        r"[^。]{0,16}(?:不得|禁止|请勿|严禁|谢绝)[^。]{0,12}"
        rf"(?:转[载发贴]|复制|摘[编录]|翻印|镜像){_OF_A_TEXT}"
    ),
)
EDITED = hanzi.compile(r"(?:责任|值班|本文)?编辑\s*[:：]|责编\s*[:：]")  # among the notes below an article
# What tells of rights and calls, and is text: `版权页上写着：未经许可，不得翻印`.
TOLD = hanzi.any_of(
    r"(?:说|(?<![简名])称|表示|认为|写[着著道]|指出)[，,：:“「]",
    r"这样[写说]|[印写刻贴][在着著]|[一几][句行](?:话|字)|法院|被告|原告|判[决令]|双方|(?<!其)[他她][的们说]",
    r"(?:要求|强调|宣布|警告)[，,：:]|(?:[以之]?后|时)?[，,：:][他她]|的人(?:[，,]|[^，。]{0,4}越)|当时|却|以后[，,]",
    r"因此|于是|后来|一直|从此|终于|只有|自己|[，,](?:是那|这(?:是|一?[条句行]))|写下|要求(?:全体|所有|每)|这样讲|写进|有人|没人|老人|居民|村民|市民|游客|乘客|女儿|儿子",
    r"\b(?:said|says|told|wrote|asked|used to|I|my|(?:he|she|they) \w+)\b",
    r"[”」][^，。“「]{0,10}(?:[说称道]|表示)[。，：]",
)
OF_A_COPY = hanzi.compile(
    r"(?:本文|文章)?(?:作者|版权(?:属于|归属)|链[接结]|连结|来源|出处)\s*[:：]\s*\S.{0,200}|https?://\S+"
)
WHERE = hanzi.compile(r"(?:文章|原文|本文)?(?:链[接结]|连结|出处)\s*[:：]\s*https?://\S+")
LICENCE = re.compile(r"https?://(?:www\.)?creativecommons\.org/(?:licenses|publicdomain)/")
# Who wrote it and for whom, as a plugin for feeds has it: `© 林小田 for 山谷日报, 2020`.
HELD = re.compile(r"[©Ⓒ]\s*([^,，.。|]{2,20}?) for ([^,，|]{2,40})[,，]")
_NO_STOP = r"\W*(?<![^.。][.。])"  # at the end: a button, and no sentence
# What a feed or a platform puts between two paragraphs of a text: what it earns by links, what did not load, a call.
_FED_BETWEEN = (
    r"点击(?:上方|下方)[“「『《][^”」』》]{1,20}[”」』》](?:可以|即可|立即|一键)?(?:关注|订阅|加入|星标)(?:我们|我)?[。！!]?",
    (
        r"(?:When|If) you (?:buy|purchase|click) .{1,80}\b(?:links?|page)\b.{0,60}\b(?:we|(?-i:[A-Z])[\w ]{1,24}) "
        r"(?:may |will |might )?(?:earn|receive|get) (?:an? )?(?!no )(?:\w+ )?commission\b.{0,160}"
    ),
    r"Some content could not load\. Check your internet connection or browser settings\W*",
    r"[^。]{1,40}(?:由|靠)读者支持[^。]{0,8}。[^。]{0,30}请考虑(?:成为|升级为)[^。]{0,14}订阅者。?",
    r".{1,60} is a reader-supported publication\. To receive new posts.{1,100}",
    r"(?:Thanks|Thank you) for reading .{1,60}[!.] (?:Subscribe for free to |This post is public so ).{1,100}",
    r"Log ?in or Subscribe to participate in polls\W*",
    r"You currently have \d+ referrals?, only \d+ away from receiving .{1,80}",
)
FEED = hanzi.any_of(
    *_FED_BETWEEN,
    # WP-PostRatings, and Matters, below every article.
    r"[（(]\d+ votes?, average: [\d.]+ out of \d+[)）](?:\s*You need to be a registered member to rate this\.)?",
    r"喜欢我的(?:作品|文章)吗[？?]别忘了给[予与]支持与赞赏[，,]让我知道.{4,60}",
    r"Like my work\? Don[’']t forget to support and clap\b.{0,160}",
    r"CC BY(?:-(?:NC|ND|SA))* [\d.]+ ?(?:授权|版权声明|license)?",
    r"The post (?-i:[^a-z]).{0,400} appeared first on .{1,80}",
    r".{1,400} was originally published in .{1,80} on Medium, where people are (?:continu|talk|respond)ing\b.*",
    r"获取更多RSS\s*[:：].*",
    r"文章\s.{1,200}(?:最先|首先)出现[在于].{1,80}|这篇文章\s.{1,200}最[先早](?:出现|发布)[在于].{1,80}",
    # What Jekyll's feeds write, and IFTTT below what it hands on.
    r".{1,200} was originally published by .{1,60} (?:at|on) .{1,60} on (?-i:[A-Z])[a-z]{2,8}\.? \d\d?, \d{4}\W*",
    r"(?:via [A-Z]\w{2,12}|from .{1,80}) https?://ift\.tt/\S+(?: via IFTTT)?|via IFTTT",
    r"(?!.*[我他她])[^。！？]{1,200}这篇文章最早(?:发布|出现)于[^，。]{1,80}。?",
    r"Our Standards\s*:\s*The Thomson Reuters Trust Principles.{0,40}",
    r"我们的标准\s*[:：]\s*汤森路透.{0,16}",
    r"A version of this article (?:appears|appeared) in print (?=.*\d).{1,300}",
    # Where a magazine printed it, and what made an e-book of it.
    (
        r"[（(]?This (?:article|story|essay|review) (?:appears|appeared|was published) in (?:the )?"
        r"(?!.{1,40} section of )(?!.*\b(?:my|his|her|that|which|who)\b)(?=(?-i:[A-Z])|print\b)"
        r"(?=.{0,80}\b\d{4}\b).{1,80}\b(?:print|issue|edition)\b.{0,160}"
    ),
    r"Published in the print edition of (?=.*\d).{1,200}",
    r"This article was downloaded by calibre from .{1,300}",
    r"(?:--\s*)?※\s*发信站\s*[:：].{1,200}",
    r"※\s*(?:修改|来源|编辑|转[寄载])\s*[:：].{1,160}\[FROM\s*[:：].{1,60}|※\s*文章(?:网址|代码)\s*[:：].{1,200}",
    r"\S{1,30}\s*发表在\s*痞客邦.{0,60}",
    r"Published (?:using|with|by) (?:Google Docs|Notion|Typora)(?:\W+(?:Report|Learn|Updated)\b.{0,100}|\W*)",
    r"百度百科内容由网友共同编辑.{0,120}",
    r"暂时无法在(?:飞书)?文档外展示此内容",
    r"You just read issue #?\d+ of (?!.* (?:I|my|that|which) ).{1,160}",
    # Who keeps a podcast's files, and what sites of serials put into a chapter.
    r"(?:--\s*)?(?:Powered by \S.{1,24} Hosting|Hosting provided by .{1,24})|Hosted on \S{1,24}\. See \S+ for .{1,20}",
    r"(?:天才)?一秒钟?记住本[站书][^，。：:]{0,8}[:：].{1,60}",
    r"请(?:大家)?(?:记住|收藏)本[书站](?:首发)?(?:域名|网址|地址)\s*[:：].{1,160}",
    r"喜欢[^，。]{1,30}请大家收藏\s*[:：].{0,30}[^，。]{1,30}更新速度[^，。]{0,10}。?",
    r"《[^《》]{1,30}》仅代表作者[^，。]{1,20}的?观点[，,]\s*如发现其内容有.{4,30}[，,]\s*请作删除处理.{0,80}",
    r"章节(?:错误|有误)[，,/]\s*点此举报.{0,40}",
    r"Posted from my blog with \w{1,24}\s*:\s*https?://\S+",
    r"Brought to you by .{1,40}, the easiest way to start .{1,60}\bnewsletter\W*",
    r"原文始发于微信公众号\s*[（(][^（）()]{1,30}[）)]\s*[:：].{1,160}",
    r"[（(]?Feed (?:enhanced|generated) (?:by|with) .{1,80}|Kill the Newsletter! feed settings",
    # Global Voices, once the names are read.
    r"(?:(?:作者|译者|翻译|阅读原文\s\[[a-z]{2}\]|\d*\s?则?留言\s[（(]\d+[)）]|分享\s?[:：]?)[\s·|]*){3,8}",
    r"This entry passed through the Full-Text RSS service\b.{0,300}",
    r"You(?:['’]re| are) receiving this e-?mail because you .{4,120}",
    r"(?=.*(?:订阅|注册|[信邮]箱|邮件列表|通讯|会员))(?!.*(?:我(?!们)|[他她]))[您你]会?收到(?:这封|此|本)(?:信|邮件|电邮)(?:[，,]\s*是?|是)因为[您你][^。]{4,60}[。]?",
    r"[^。，]{0,16}由\s?[A-Z]\w{2,16}\s?强力驱动",
    # Below a podcast's notes, a letter and an entry of Mirror's.
    (
        r"(?:-{2,3}\s*)?(?:Send in a voice message|Support this (?:podcast|show))\s*:\s*https?://\S+"
        r"(?:\s+Support this (?:podcast|show)\s*:\s*https?://\S+)?"
    ),
    r"留言告诉(?:我们?|主持人)[^，。：:]{0,20}[:：]\s*https?://\S+",
    r"Your referral count\s*:\s*\d+|Click to share\W*|Or copy (?:&|and) paste your referral link to others\s*:.{0,80}",
    r"Share .{2,40} with (?:an? |your )?(?:friends?|co-?workers?|colleagues?)\b.{0,60}\bget\b.{0,60}",
    (
        r"(?:(?:Advertise|Careers|FAQs?|About(?: us)?|Contact(?: us)?|Privacy(?: policy)?|Terms(?: of (?:use|service))?"
        r"|Shop|Press)[\s|·•/]*){3,8}"
    ),
    r"Receive the latest updates directly to your inbox\.|Mint this entry as an NFT to add it to your collection\.",
    r"This entry has been permanently stored onchain and signed by its creator\.",
    r"Powered by (?:beehiiv|Substack|Mailchimp|Ghost|Buttondown|ConvertKit|Kit|Typlog|Revue|Fireside|RSSHub)\W*",
    r"Let[’']s block ads! ?\(Why\?\)",
    r"\d+\s?(?:[个篇则]?(?:帖子|贴文|文章)|posts?) - \d+\s?(?:[位名个]?参[与加]者|participants?)",  # Discourse
    r"[（(]?全文未完[，,][^。，]{0,12}(?:请(?:点|按|[至到上]|前往|阅读|见原)|详见|更多|点[击我此]).{0,20}",
    (
        r"This (?:post|article|entry) (?:was (?:originally )?published|first appeared|originally appeared) "
        r"(?:on|in|at) (?:the )?(?!(?:January|February|March|April|May|June|July|August|September|October|November"
        r"|December)\b)(?!.*\b(?:his|her|my|their|made)\b)(?-i:[^\Wa-z\d]).{0,100}"
    ),
    r"本文由\s*\S{1,30}\s*自动(?:同步|抓取|生成).*",
    (
        r"(?:🔗\s*)?(?:阅读(?:原文|全文|更多|(?:完整|全部)(?:话题|主题|内容|文章))|查看(?:原文|全文)|Read full topic)"
        + _NO_STOP
    ),
    (
        r"(?:\.\.\.|…+|\[…\]|\[&hellip;\])?\s*(?:more|Read more|read full article|阅读更多"
        r"|(?:点击|戳)(?:左?下[方角]|文末|这里|此处)?(?:的)?\W?阅读(?:全文|原文))" + _NO_STOP
    ),
    flags=re.I | re.S,
)
# WordPress's line in a feed (`桥最先出现在河报。`), where its link leads to the front page: else an author says so.
FIRST_AT = hanzi.compile(r"[^。！？]{2,200}最[先早](?:出现|发布)[在于][^，。]{1,60}[。]?")
# The same with the title behind it, where it leads on: without a link an author may say so.
READ_ON = hanzi.compile(
    r"(?:Read more on|(?:Keep|Continue) reading) .{1,120}|\W*(?:(?:Keep|Continue) reading|继续阅读)\W*", re.I
)
MORE = hanzi.any_of(
    (
        r"[\[（(【]?(?:\.{2,}|…+)?\s*(?:more|read more|continue reading.{0,60}|阅读(?:全文|更多|原文)|查看"
        r"(?:全文|原文|更多)|[打列]印(?:本[文页])?|返回.{1,8}(?:[，,]\s*查看更多|首页)|继续阅读|全文|更多)\s*"
        r"(?:\.{2,}|…+|»|>+|→)?[\]）)】]?"
    ),
    flags=re.I,
)
PARTS_SENTENCE = re.compile("[，。！？；：…]")  # which no name of a tag, a section or a person holds
BACK_OR_PRINT = hanzi.compile(r"返回|[\[（(]?[打列]印")
# Where a publication asks to be followed; an invitation names one of these.
_CHANNEL = (
    r"(?:公众号|微信|微博|频道|APP|客户端|应用程序|应用程式|手机应用|Telegram|WhatsApp|电报群|Instagram|Facebook|Twitter|YouTube|LINE"
    r"|Podcast|播客|电子报|邮件|newsletter|简报|二维码|蓝字|名片|小程序|手机版|粉丝团|粉丝专页|粉丝页|脸书|推特|油管"
    r"|推送|社群)"
)
_FOLLOW = r"(?:订阅|关注|点赞|转发|分享|收藏|upvote|resteem|reblog|follow\b)[、，,和及并/／\s]{0,3}"
FOLLOW = hanzi.compile(r"订阅|关注")
_THANKS = r"(?:(?:感谢|谢谢)[您你]?的?(?:阅读|观看)[，,。！!]\s*)?"
_MOVES_ME = r"[您你]的(?:支持|鼓励|点赞|关注)(?:将|会)?是我们?[^，。]{0,12}动力[！!。～~]*"
CALLED = hanzi.compile(r"加入|成为|订阅|注册|下载|关注|捐款|赞助|Subscribe|Sign up|Join")
FOLLOWED_AT = hanzi.compile(_CHANNEL)
# What a paper asks below an article.
_FOR_LETTERS = (
    r"(?:Do|Have) you (?:have|got) an opinion on .{1,60} (?:article|column|essay|story)\? .{0,160}\bletters?\b.{0,160}"
)
LETTERS = re.compile(_FOR_LETTERS, re.I)
CALLS = hanzi.any_of(
    # `歡迎訂閱關注`, `记得点赞、转发哦！`: nothing but what a reader should do.
    (
        rf"{_THANKS}(?:(?:如果)?[^，。]{{0,12}}(?:有用|有帮助|觉得[^，。]{{1,8}}|喜欢[^，。]{{0,6}})[，,]\s*)?(?:(?:"
        rf"(?:欢迎|请|记得|别忘了)\s*){{1,3}}(?:大家|各位|您|你)?(?:{_FOLLOW}){{1,5}}|(?:{_FOLLOW}){{2,5}})"
        rf"(?:我们|我|本站|本频道|我的频道|一下|哦|喔|啊|吧)*(?:[，,]\s*{_MOVES_ME})?[！!。.~～]*"
    ),
    rf"(?:感谢|谢谢)(?:大家|您|你)?的?(?:{_FOLLOW}){{2,5}}[！!。.~～]*",
    r"点击?(?:上方|上面|文首|标题下)?[“「]?蓝字[”」]?",
    r"欢迎(?:大家|各位)?(?:分享|转发)(?:到|至|给)[^，。]{1,8}[！!。]?",
    r"(?:欢迎|请)?订阅[，,]\s*(?:或者?|也可以?)请?(?:把[^。，]{1,6})?(?:转发|分享|推荐)给[^。，]{1,10}[。！]?",
    r"(?:追踪|关注|按赞)[^，。！]{1,16}(?:粉丝专页|粉丝团|公众号|频道|电子报|IG|Instagram)[，,][^。]{0,12}(?:最新|第一手|更多)[^。]{0,10}[！!。]?",
    # What LikeCoin pays an author for.
    r"(?!.*[他她])(?=.*(?:请|喜欢|文章))[^。]{0,24}(?:拍手|拍掌|点赞|按赞|按?\s?Like)键?(?:给我)?\s*(?:(?:[1-5一二三四五]|[1-5]0)\s*[次下])(?:来?支持|鼓励|赞赏)[^。]{0,10}[。！!～~]*",
    r"(?=.*参[加与])[^。？]{4,100}[，,]\s*点击查看活动详情[。！]?",  # what a platform has its authors write for a prize
    # To follow a channel, by a link, a code or its name.
    r"点击(?:上方|下方|上面|下面|文首|文末|标题下)[^。！!]{0,24}(?:关注|订阅|加入|星标|置顶)[^。！!]{0,16}[。！!]?",
    r"(?:点击|点)[^。！!]{0,8}(?:蓝字|名片|卡片)[^。！!]{0,8}(?:关注|订阅|加入)[^。！!]{0,20}",
    (
        r"(?:更多[^，。！!]{1,8}[！!]\s*)?(?:(?:[如欲想要]{1,2}|(?:浏览|获取|了解|查看)更多)[^，。！]{1,22}[，,]\s*(?:就上[^，。！]{2,12}[！!]\s*)?)?"
        r"(?:(?:欢迎|请|立[即刻]|马上|点击|扫码|长按)[^。！!]{0,14}|(?<=[！!])(?=[^。]*我们))"
        rf"(?:订阅|关注|追踪|下载|加入|扫描|识别|搜寻|收听|按赞|赞好)[^。！!]{{0,40}}{_CHANNEL}[^。！!]{{0,40}}[。！!]?"
    ),
    (
        r"(?:订阅|关注|追踪|下载|加入)(?:我们|本台|本站|本报|[^，。\s]{0,10}(?:中文|新闻|网))"
        rf"(?![的络上里民协社系稿自])(?![^。]*的(?:人|组织))[^。！!]{{0,40}}{_CHANNEL}[^。！!]{{0,40}}[。！!]?"
    ),
    rf"[^，。]{{0,12}}(?:中文|新闻|网)(?:也?已?有|开通)了?{_CHANNEL}[^，。]{{0,16}}(?:[，,。！!].{{0,20}}(?:欢迎|请|关注|订阅|下载|扫).{{0,40}})?",
    r"(?:微信|QQ)\s*[:：]\s*[A-Za-z\d][^，。！？!?：:]{1,40}",
    r"(?:打开|用)微信[，,]?[^。，]{0,16}[，,]?\s*(?:使用)?“?扫一扫”?.{0,60}(?:分享|朋友圈)[^。，]{0,8}[。！]?",
    r"(?:微信|QQ)(?:搜索|搜一搜|扫一扫|公众号|公众平台|公号|号)\s*[:：].{1,80}",
    (
        r"(?:微信|QQ)(?:搜索|搜一搜|扫一扫|公众号|公众平台|公号|号)?\s*(?:[“”「『《\"][^“”」』》\"]{1,30}"
        r"[”“」』》\"]\s*(?:\W*$|[（(:：].{1,60}|(?![里让上中的使被])[，,]?.{0,12}(?:号|关注|订阅|添加|加入|获取|了解|查看|更多).{0,40}))"
    ),
    r"(?:长按|扫描|识别)(?:上图|下图|上方|下方|左方|右方)?[^，。]{0,6}二维码(?![并很太不以需要])(?![^。]*[，,](?:可以|这))[^。]{0,16}(?:[，,].{1,24})?",
    r"[^。：:]{0,24}[，,]\s*(?:请|欢迎)?(?:长按|(?:扫描?|识别)(?:上图|下图|[上下]方|文末)).{0,6}二维码[^，。]{0,40}[。！!]?",
    r"[↑↓]?\s*(?:用?微信)?扫码\s*(?:关注|加入|进群|订阅|添加|[赞打]赏|支持)[^，。：:的]{0,16}(?:[，,]\s*[和与跟][^，。的]{1,16}一起[^，。]{1,8})?",
    (
        r"欢迎(?=[^。]*(?:小宇宙|Podcast|播客|Spotify|喜马拉雅|荔枝|网易云|蜻蜓))[^。]{2,80}(?:订阅|收听|关注)"
        r"(?:我们|本节目|节目)?[。！!]?"
    ),
    # Where else a station's programmes are heard: `你亦可透过河台App或在Spotify收听本台节目。`
    (
        rf"[你您](?:[亦也还]?可以?|[亦也还]能)(?:随时)?(?:透过|通过|[在经]由?)[^。，]{{1,40}}(?:{_CHANNEL}|Spotify)[^。，]{{0,60}}"
        r"(?:收听|收看|订阅|关注|追踪)[^。，]{0,24}节目[。！!]?"
    ),
    # An account by its name, before or behind it, and what one gets there.
    (
        r"(?:欢迎|请)?关注(?:我们的|本[报刊站])?(?:微信|官方)*公众(?:账|帐|平台)?号\s*"
        r"(?:[:：]\s*[^，。：:]{1,24}|[“”「『《\"【][^“”」』》\"】]{1,24}[”“」』》\"】])"
        r"(?:\s*[（(][^（）()]{1,30}[）)])?(?:[，,].{1,40})?"
    ),
    r"(?:官方)?公众(?:账|帐|平台)?号(?:[Ii][Dd]|名称?)?\s*[:：]\s*[^，。：:]{1,24}",
    r"微信公众(?:账|帐)?号\s*[（(](?a:[\w -]{3,24})[）)]",
    (
        r"欢迎(?:大家|各位|[您你])?(?:(?:关注|订阅)[^，。：:的]{1,12}|(?:添加|加入)(?=[^，。]*(?:群|微信|公众号|会员|我们|好友|频道"
        r"|社区|星球|圈|QQ|Telegram|Discord))[^，。：:的]{1,12})[！!。]?"
    ),
    r"[^，。]{0,6}(?:透过|通过|在|到|用)\s*[《「]?Google\s*(?:News|新闻)[》」]?\s*上?(?:追踪|关注|订阅).{0,20}",
    r"(?:[^。]{0,20}发送电子报！)?(?:快来)?订阅[「『《“][^」』》”]{1,20}[」』》”](?:\W*$|(?:电子报|邮件|给你|[^。]*(?:获取|获得|收到[^，。]*最新|点|请|立即)).{0,80})",
    r"(?=.*(?:尽在|更多|精彩|最新))[^。]{2,24}[，,]\s*(?:更多)?(?:精彩)?[尽都]在(?![用看玩刷做])[^，。：:]{2,14}(?:App|客户端|公众号|小程序)[。！!]?",
    r"(?:[^。]{4,30}[，,]\s*)?更多[^。，]{2,8}扫描?二维码(?:关注|下载)[^，。]{0,20}",
    r"欢迎(?:奉献|捐款|捐助|赞助)(?:支持)?[^，。：:的]{1,12}(?:的[^，。：:]{2,8}(?:事工|工作|报[道导]|运作))?[！!。]?",
    r"(?:(?:小额)?(?:赞助|打赏|捐款)(?:支持)?(?:我们|本节目|本频道)|请(?:我们|主[播持]人?)喝(?:一?杯)?咖啡)\s*[:：]\s*https?://\S+",
    r"(?:听众|读者|观众)(?:来信|信箱|投稿)\s*[:：]\s*[\w.+-]+@[\w.-]+",
    r"(?:支持|赞助)(?:《[^《》]{2,12}》|我们|本[报刊站台])(?:继续|持续)(?:报[道导]|营运|运作|发声)[:：]?",
    r"(?:订阅|月费(?:订户)?|网店购物)(?:[（(][^（）()]{2,24}[）)])?\s*(?:网址)?\s*[:：]\s*(?a:(?:https?://)?[\w-]+\.[\w./#-]{3,80})",
    # Apps, letters and channels.
    r"[^。]{0,40}(?:App|APP|应用|客户端)\s*下载(?:连结|链接|地址)?\s*[:：].{0,80}",
    r"[^。]{0,40}(?:点我|按我|按此|点此)下载[^，。]{0,12}(?:App|应用|客户端).{0,40}",
    r"Sign up (?:for|to) .{1,120}newsletter.{0,80}",
    r"Subscribe (?:now|here|for) .{1,100}",
    (
        r"Subscribe to (?!.*\b(?:was|were|will)\b)"
        r"(?:(?:our|my|this)\b|(?-i:[A-Z])|.{1,80}(?:newsletter|podcast|channel|magazine|e-?mail)).{1,80}"
    ),
    (
        r"Follow us on (?=.*\b(?:Facebook|Twitter|X|Instagram|Telegram|YouTube|LinkedIn|WhatsApp|WeChat|Weibo|LINE"
        r"|Threads|Bluesky|Mastodon|Google|Flipboard|Spotify|Apple)\b)(?-i:[A-Z]).{0,80}"
    ),
    r"Download (?:the|our) .{1,40}\bapps?\b(?!.* say\b).{0,60}",
    r"For full access to .{1,120} subscribe here.{0,60}",
    # `下载《河报》App`, with addresses at most; a sentence about an app goes on.
    (
        r"(?:[^，。！]{2,16}[！!]\s*)?下载\s*[《「“【]?[^，。]{0,16}[》」”】]?\s*(?:App|应用程式|客户端)\s*(?:[，,\s]\s*[^，。：:]{2,14})?(?:\s*"
        r"(?:iPhone|iOS|Android|安卓|苹果)?(?:版|用户)?\s*[:：]?\s*https?://\S+)*"
    ),
    # What is sent to who writes a word to an account, and what is found in its menu.
    (
        r"(?=.*(?:公众号|后台|对话框))(?!.*[我他她])(?:[如假][果如]你[^，。]{2,24}[，,]\s*)?"
        r"(?:关注[^，。]{0,16}(?:公众号|号)[，,]?\s*(?:后|并)?\s*)?请?(?:在?[^，。]{0,12}"
        r"(?:后台|对话框|公众号)[^，。]{0,4}?)?回复(?:关键[词字]|数字)?\s*[“「『【\"‘][^”」』】\"’。，]{1,16}[”」』】\"’][，,]?\s*即?可?来?"
        r"(?:获取|领取|获得|下载|查看|索取|参与|进群|加入)[^。]{0,40}[。！!]?"
    ),
    r"更多[^，。]{2,24}请在[^，。]{2,16}(?:后台|公众号)回复关键[词字]\s*[:：]\s*\w{1,12}[。！!]?",
    r"(?!.*[我他她])\W*点击(?:上方|下方|文末|左下角)?\s*(?:小程序|\W?阅读原文)\W{0,2}[，,]\s*(?:即可|可|来)?[^。，]{2,24}[。！!]?",
    r"(?:进入|点击)[^，。]{2,16}公众号[^，。]{0,4}菜单[^。]{2,60}[。]?",
    # A magazine's apps and accounts, and who may write for it.
    (
        r"[>＞]?\s*(?:(?:下载|关注)[^，。、：:]{2,20}(?:客户端|公众号|App)[、和及与]?){1,3}[，,]\s*(?:了解|解锁|发现|获取)"
        r"[^。，：:我他她]{2,30}"
    ),
    r"[>＞]?\s*想(?:要|申请)?成为[^，。？?]{2,12}(?:作者|撰稿人)[？?]\s*[^，。？我他她]{1,12}[！!]",
    # Where a podcast is heard, and how it is praised there.
    (
        r"(?=.*(?:小宇宙|Podcast|播客|Spotify|喜马拉雅|荔枝|网易云|蜻蜓))(?!.*[他她])"
        r"(?:(?:欢迎|推荐|[您你](?:也|还)?可以?)[^。]{2,100}(?:订阅|收听|关注|找到)(?:并订阅)?(?:(?:我们|本节目)(?:的节目)?"
        r"|《[^《》]{1,20}》(?:[，,][^。]{2,60}收听)?)"
        r"|[【\[]?收听(?:方式|平台|渠道)[】\]:：\s]+[^。]{2,120})[。！!]?"
    ),
    r"(?:[^。，]{2,16}[，,]\s*)?(?:欢迎|请)[^。，]{0,6}[在到去][^。，]{2,30}给(?:我们|本?节目)[^。，]{0,6}(?:好评|评[价分论]|五星|打分)[^。，]{0,8}[。！!]?",
    # To like, to write, to read more, to advertise.
    (
        r"(?![^。]*(?:[他她]|第一|点了|的人|都点))(?:喜欢|觉得)?[^。]{0,16}(?<![一二三四五六七八九十两几\d])点(?:个|一下|击)?[^。，]{0,4}"
        r"(?:[“「\"]赞[”」\"]|[“「\"]?在看[”」\"]?)[^。]{0,24}"
    ),
    r"(?:(?:喜欢|觉得|如果)[^。，]{0,12}[，,])?(?:欢迎|请|记得|别忘了)[^。，]{0,6}[点按]个?赞[^。，]{0,12}",
    (
        r"[如若]果?[您你]?喜欢(?:本文|[这本]篇文章|[这本]期?节目|我们[^，。]{0,6})[，,]\s*(?:欢迎|请)"
        r"(?=[^。]*(?:[按点]赞|分享|追踪|订阅|关注))[^。我他她]{2,24}(?:我们[^。]{0,12})?[。！!]?"
    ),
    r"喜欢[^。，]{0,8}就?点个?赞[^。，]{0,4}|Sign up for more like this\W*",
    r"(?:喜欢[这本]篇(?:文章|报[道导])|[这本]篇(?:文章|报[道导])[^，。]{0,4}有(?:所)?帮助到?[您你]?)吗[？?]\s*[^。，？?我他她]{0,12}(?:喝杯咖啡|打赏|赞助)[^。？?我他她]{0,16}",
    r"[^。]{0,24}(?:好友|粉丝|会员)募集中[！!][^。我他她]{0,60}[。！!]?",
    r"Commenting on (?:this|our) .{1,80} benefits? of an? .{1,60} (?:subscription|membership)\W*",
    r"(?:(?:[^，。：:！？]{2,20}\s)?(?:欢迎|请))?关注[^，。：:]{0,16}公众(?:账|帐|平台)?号[”」』]?(?:[和及与、][^，。的]{1,8})?",
    (
        r"[（(]?更多[^，。]{2,10}[，,]\s*点击(?:这里|此处)?下载[^，。]{2,16}[）)]?"
        r"|更多[^，。]{0,4}(?:内容|资[讯料]|新闻|消息|报[道导]|文章|好文)[，,]?\s*(?:欢迎|请|(?=(?:关注|下载)[^。]*(?:微信|公众号|App)))\s*"
        r"(?:订阅|下载|关注|锁定|[看上](?=《))[^。]{0,40}。?|[^，。：:]{0,4}最新[^，。：:]{0,4}请(?:继续|持续)?锁定[^。]{0,40}。?"
        r"|更多(?:内容|文章|报[道导])[，,]\s*欢迎(?=[^。]*(?:订阅|授权))[^。]{4,60}。?"
    ),
    (
        r"(?:[^，。：:]{0,8}(?:广告|商务)合作|(?:(?:转载|合作|投稿)[、/和及与]?){2,3}|合作邀约)[\s，,：:]*请?(?:联[系络]|来信|加(?:微信|[VvQ我群])|点击|微信|邮箱|电[话邮]"
        r"|[\w.+-]+@).{0,60}"
    ),
    # to a paper's number for short messages: `移动用户发送HB到10658000，订阅河报手机报`
    r"(?=.*(?:手机报|彩信|短信))(?:[^。]{0,30}[，,])?[^。，]{0,10}发(?:送)?\s?\w{1,10}\s?到\s?1\d{5,11}[^。]{0,80}(?:[。.]\s*\S{2,10}手机版.{0,40})?[。]?",
    # what it pays for news: `短信爆料…，一经采用最高奖励500元`
    r"[^。]{0,40}[爆报]料[^。]{0,30}一经(?:采用|采纳|录用)[，,]?[^。]{0,12}(?:奖|酬)[^。]{0,10}[。！>»]*",
    # `报料热线：…`, but not the one who needs help is told to call: `心理援助热线：…`.
    (
        r"[^，。：:]{0,12}(?:[报爆]料|(?:新闻|读者|采访|广告|订报|发行)热线|[投供]稿(?:[或和及与、/][^，。：:]{2,6})?)(?:热线|电话|邮箱|信箱|请?[寄发]至?)?"
        r"\s*[:：\s]\s*(?a:[\w@.+\-()/ ]{7,50})"
    ),
    (
        r"(?:[如若][果有]?|欢迎)[您你]?(?:有|想|要)?[^，。：:]{0,6}(?:新闻线索|[爆报]料)[^，。：:]{0,6}[，,]\s*(?:可|请|欢迎)"
        r"[^。，]{2,60}。?"
    ),
    # `Dig deeper: … and then sign up for our weekly newsletter …`, below or above an article of an English paper.
    (
        r"(?:(?:Editor[’']s note|Dig deeper|Read more)\s*[:：]|For more (?:coverage|stories|on)\b).{0,120}"
        r"(?:sign up (?:for|to|and)|register for|subscribe to|free for readers of)\b.{0,60}"
        r"\bour (?:\w+ ){0,2}newsletters?\b.{0,120}"
    ),
    r"Please subscribe to (?-i:[A-Z]).{1,80} for full access to .{1,100}",
    (
        r"(?:Listen|Subscribe|Available) on\s*:?\s*(?:(?:Apple Podcasts?|Spotify|Google"
        r"(?: Podcasts?| Play)?|Stitcher|TuneIn|iTunes|Overcast|Pocket Casts|Castbox|Amazon Music|YouTube|RSS|and"
        r"|or)\W*){2,}"
    ),
    (
        r"(?=.*(?:下载|订阅|追踪|关注|加入|按赞|点击|App|LINE|打开(?=[^，。]{2,12}(?:电报|频道))|最新|每日|即时|更多|掌握|尽在)|.{0,9}$)"
        r"[^。]{0,40}(?:新闻|消息|资讯|更新|精彩|好文)[^。]{0,4}不(?:漏接|错过|迷路)[^。]{0,40}。?"
    ),
    (
        r"[^。]{0,24}(?<!不)(?<!不能)(?:去|到|在|前往)\s*[^，。]{0,8}(?:App|应用)\s*(?:商店|市场|Store)\s*(?:搜|下载)"
        r"(?![了不过得到]).{0,40}"
    ),
    r"(?:打开|开启|下载|使用|前往|用)[^，。]{0,16}(?:App|客户端)[，,\s]*(?:阅读|查看|观看)(?:(?:全文|更多|原文|完整|体验).{0,12}|\W*$)",
    r"(?:此|本|该)文章?(?:为|是)(?:付费|会员|收费)(?:文章|内容|专享)?[，,。].{0,40}",
    r"[您你]所?(?:浏览|查询)的[^。]{2,4}已(?:超?过|逾)[^。]{0,8}[。，].{0,12}加入.{0,12}会员.{0,16}",
    r"(?=.*App)[^。]{0,60}(?:立即|马上|请|点[我此])\s*(?:下载|更新|安装)[^。]{0,60}",
    (
        r"(?:支持|赞助)[^，。]{1,12}?[\s，,]*(?:请|(?<=[，, ])(?:立即|马上))"
        r"(?:订阅|捐款|赞助|(?:加入|成为)(?=.*(?:会员|订户|我们|赞助|支持者|之友))).{0,80}"
    ),
    (
        r"请(?:加入|订阅|考虑|立即){0,2}成为[^，。]{0,12}(?:订户|会员|赞助人|支持者)[，,]\s*(?:长期|继续|一起)?(?:支持|赞助)"
        r"(?:我们|本[报刊站台])[^，。]{0,12}(?:[。！].{0,60})?"
    ),
    r"(?:点击|长按)[^。]{0,16}[，,]?查看(?:往期|更多(?=精彩|内容|文章|资讯|好文|往期|历史|\W|$)|历史(?=文章|消息|记录|\W|$))[^。]{0,10}",
    # What a paper says to who would write for it or to it, follow it, hear it or read on.
    rf"{_FOR_LETTERS}",
    r"Submit your letters? to the editor\b.{0,120}",
    (
        r"(?=.*(?:我们|编辑|邮|@))(?:[您你]可以?在[^。]{1,8}找到读者[^。]{2,40}。(?:请加入[^。！]{0,12}[！!]\s?)?)?(?:如果)?[您你](?:想|希望)[^。]{0,60}"
        r"(?:反馈|意见|错误|讨论|建议)[^。]{0,24}请[^。]{0,6}(?:发(?:电子)?邮件|发电邮|来信|写信"
        r"|联[系络]我们)[^。]{0,60}。?"
    ),
    r"收听更多[^。]{0,40}[，,]\s*请[^。]{0,80}(?:订阅|收听|搜[索寻])[。！!]?",
    r"[^。，]{0,16}(?:欢迎|诚征)[^。]{0,12}(?:投[书稿]|来稿|供稿)[^。]{0,80}(?:@|邮箱|信箱|电子邮)[^。]{0,60}。?",
    r"[^，。]{2,16}公众号(?:长期)?欢迎(?:[您你]|大家|各位)?(?:赐稿|来稿|投稿)[。！!]?",
    r"(?:稿件|来稿)一经(?:采用|刊用|录用)[，,]\s*(?:我们|本[刊报站号])?(?:[将即会]|就会)?(?:奉上|支付|付给|致|略付|从优)[^。，]{0,8}(?:稿酬|稿费)[^。，]{0,8}[。！!]?",
    r"[^。，]{0,16}(?:长期|诚|公开)征稿[，,][^。@]{2,80}。\s*投稿请?[寄发]至?\s*\S+@[^。]{4,100}。?",
    r"想(?:要|和|让)[^。，]{4,40}[，,]\s*点击这里\s?投稿\s?[。]?(?:[^。]{2,24}点击这里[。]?)?",
    r"[^。，]{2,24}[:：，,]\s*每(?:天|日|周|个?工作日)[^。，]{0,6}(?:发送|寄送|寄|送达|直达)[到至]?您的(?:电子)?(?:邮箱|信箱|收件箱)。?",
    r"(?![^。]*(?:后|[他她]))(?:一起|快来)?加入[^。，]{0,8}Line\s*好友[^。]{0,80}",
    r"(?:此|本)文章?(?:限时)?免费(?:阅读|公开)[。，,].{0,60}",
    r"请?(?:登录|登入|注册)后?(?:可|即可)?(?:获取|查看|阅读|享受)(?:更多|全文|完整|剩余)[^。，]{0,16}",
    r"(?:请?登[录入])?\s*后(?:可|即可)?(?:获取|查看)已(?:订阅|购买)的(?:阅读权限|内容|文章)",
    r"[^，。：:我他她]{2,12}(?:会员|订户)[，,\s]*(?:可|即可)?(?:畅读|解锁|免费阅读)全文[。！!]?",
    r"更多[^，。]{0,4}(?:内容|新闻|文章)[，,]\s*(?:[就尽]在|请[看上见])[^，。]{1,16}",
    r"[\[［【（(](?=[^\]］】）)]*(?:优惠|按此|点此|立即)[^\]］】）)]{0,8}订阅)[^\]］】）)]{8,120}[\]］】）)]",
    r"(?:文章|内容)?看完(?:[之以]?后)?[，,]?觉得有帮助[，,].{0,12}给我们?.{0,4}(?:鼓励|支持)[。！!]?",
    r"想请我们喝(?:几|一)?杯咖啡[吗？?]*|[您你]的(?:咖啡)?(?:赞助|支持)(?:将|会)?是让我们持续走下去的动力[。！!]?",
    r"[（(]?本文来自[^，。]{1,16}[，,]更多[^，。]{0,12}请?下载[^，。]{0,20}[）)]?",
    r"(?:每[日天周][^，。]{0,4}\s)?订阅\s?(?:我们的?|本[报刊站])?(?:电子报|邮件列表|电子邮件|通讯)(?:[，,][^。]{2,30})?[。！!]?",
    (
        r"[★☆▶►\s]*(?:(?:点击|按赞|点赞)?加入|追踪)[《「]?[^，。《》]{2,14}[》」]?\s*"
        r"(?:粉丝[团页]|粉丝专页|粉专|IG|FB|LINE(?:好友)?)[★☆◀◄\s]*"
    ),
    r"看更多[，,]?\s*请?加入[^，。]{2,16}(?:粉丝[团页]|粉丝专页|粉专|社团)",
    r"快?加入[^，。]{0,16}Google ?(?:News|新闻)\s*(?:按下|点击)?追踪[^。]{0,40}",
    r"更多(?:精彩)?(?:内容|新闻|资讯|信息)[，,]?\s*(?:敬?请|欢迎)(?:登[录陆]|访问|进入|浏览|前往)[^，。：:]{2,16}[。！!]?",
    r"进入【[^【】]{2,12}】(?:讨论|查看[^，。]{0,6})",
    r"(?:更多)?(?:相关|精彩)(?:资讯|内容|信息|攻略|报[导道])?[，,]?\s*(?:敬?请|欢迎)关注\s*[:：]\s*[^，。：:]{2,24}",
    r"[▶►★☆\s]*(?:立即|马上)订阅[《「][^》」]{2,16}[》」][^。，]{0,8}[！!][^。我他她]{0,24}",
    r"[点按](?:此|我|这里)看更多[^，。]{2,10}|按赞(?:追踪|加入)[^，。]{0,10}(?:粉丝[团页]|粉丝专页|粉专)",
    r"有话(?:想|要)说[？?！!，,]?\s*(?:立即|马上)?投稿",
    r"(?:请)?(?:打开|用|使用)微信[“「\"]?扫(?:一扫|[描码])[”」\"]?(?:[下上]方|此|该)?(?:二维码)?(?:[，,][^，。]{2,24})?",
    r"扫一扫[，,]?(?:分享|关注|下载)[^，。]{0,8}|点击右[上下]角[^，。]{0,8}分享[^，。]{0,8}",
    r"(?:订阅|追踪|关注)\s?(?:我们的?)?\s?(?:YouTube|Instagram|IG|Facebook|脸书|Telegram|LINE)\s?(?:频道|专页|粉专|[账帐]号)?",
    r"(?:欢迎|请)(?:小额)?(?:赞助|捐款支持)(?:我们|本[站报台刊])[。！!]?|搜索[“「《\"][^”」》\"]{1,20}[”」》\"][，,]?并?关注(?:我们)?",
    r"关注[^，。：:]{2,16}官方微[信博]|官方微[信博]\s*[:：]\s*@?[^，。：:\s]{1,24}",
    r"(?:目前)?(?:已有?)?\s*\d[\d.,]*\s*[万千]?\s*\+?\s*人?(?:都)?(?:已经?)?关注(?:并)?(?:加入)?了?我们",
    # A paywall's, and what asks for a coin below a text.
    r"This (?:post|article|content) is for (?:paying|paid|premium|our)? ?(?:subscribers|members)(?: only)?\W*",
    r"Already (?:have an account|a (?:subscriber|member))\?\s*(?:Sign|Log) in\W*",
    r"[您你]?(?:尚未|还没有|[未没])(?:订阅|登录|登入|购买).{0,10}请?(?:订阅|登录|登入|购买)[^。]{0,30}",
    (
        r"(?:还没有人|喜欢|觉得|如果|坚持(?!打赏)|请|给作者)[^。]{0,20}(?<![被不得受人怕])(?<!不要)(?:打赏|赞赏)(?!的)[^。？?]{0,16}"
        r"(?:[。！]\s*让我们[^。！？]{2,16}[。！!]?)?"
    ),
    r"(?:可以|想)?请?[^，。：:我他她]{0,12}喝(?:一|几)?杯?咖啡[，,]\s*告诉我[这此本]篇?文章写得[真很太]?[^，。\s]{1,2}[！!。]*",
    (
        r"(?:[^。，]{0,16}[，,]\s*)?[您你]的(?:支持|鼓励)(?:将|会)?(?:鼓励我们?继续"
        r"(?:创作|写作|分享|更新|原创)|是我们?(?:继续|坚持)?(?:创作|写作|分享|更新|原创|前进)的"
        r"(?:最大|不竭)?的?动力)[！!。～~]*"
    ),
    (
        r"(?:喜欢我的(?:文章|作品)吗[？?]\s*)?别忘了给[点予]?支持[与和]赞赏[，,]\s*让我知道在?创作的?路上有"
        r"[您你]陪伴[。！!]?"
    ),
    (
        r"(?:立即|免费)?(?:加入|升级[做成为]?|成为|登[录入]|注册)[^，。：:]{0,8}会员[，,]\s*(?:收藏|储|独?享有?|获得?|解锁|畅[读看])"
        r"(?=.*(?:新闻|文章|内容|全文|报[道导]|阅读|独家|专属|专享|尊享|礼遇|好礼|优惠|好康|折扣|点数|积分|权益|服务|功能|无限|免费|电子报))[^。，我他她]{2,20}(?:[，,]\s*每[天日周][^。，我他她]{2,16})?"
    ),
    r"[^。，：:]{0,8}[，,]?\s*(?<![靠用以])小额(?:赞助|捐款)(?:支持)?+(?![了过着办建])[^，。：:的]{2,10}[！!。]",
    (
        r"(?:(?:订阅|赞助|捐款)\s*)?(?:PayMe|FPS|转数快|PayPal|Patreon|Ko-?fi|LINE ?Pay)[\s\w()（）]{0,10}[:：]\s*"
        r"(?:https?://\S+|\d[\d\s-]{6,20})"
    ),
    rf"(?:欢迎)?(?:追踪|关注|订阅)[^，。：:]{{1,12}}\s?(?:{_CHANNEL}|IG|FB)\s*[:：]\s*(?:@\S+|https?://\S+)",
    r"[^。，]{0,12}加(?:小助手)?微信号?\s*[:：]?\s*(?a:[A-Za-z][\w-]{4,20})[，,]?\s*备注[^。，]{1,20}",
    r"(?:打赏|赞赏)(?:支持|作者|一下|本文)*|[“\"「]?小礼物走一走[^。]{0,20}",
    r"[-—=*~·\s]*本文(?:到此)?(?:结束|完)[，,。！!\s]*(?:感谢|谢谢)(?:您|你)?的?(?:阅读|观看)[-—=*~·。！!\s]*",
    flags=re.I | re.S,
)
# Where else a publication or an author is found, each with its address or name: `推特专页：https://…`, `微博：@河报`.
PLACE = hanzi.compile(
    rf"\W{{0,3}}(?:欢迎)?[^，。：:]{{0,12}}(?:{_CHANNEL}|[专主]页|订阅)[^，。：:]{{0,8}}\s*[:：]\s*https?://\S+"
    rf"|\W{{0,3}}[^，。：:\s]{{0,8}}(?:{_CHANNEL}|IG|FB|B站|小红书|抖音|[邮信]箱|E-?mail|合作|商务|[交听]?[友流]群|联系(?:方式|我们?)?)[^，。：:\s]{{0,8}}\s*[:：]\s*"
    r"(?:@\S{1,30}|[\w.+-]+@[\w.-]+|(?:请?添?加)?(?:小助手)?(?:微信|QQ)[^。]{1,40})",
    re.I,
)
QUESTION = re.compile(r"^[^。！？?，]{2,16}[？?]\s*")
# Where one follows somebody or gets an app, and what a line that is a link there says.
FOLLOWED = re.compile(
    r"https?://(?:[\w-]+\.)*(?:t\.me|telegram\.me|line\.me|lin\.ee|whatsapp\.com|wa\.me|(?:apps|itunes)\.apple\.com"
    r"|(?:play|news)\.google\.com|facebook\.com|instagram\.com|youtube\.com|twitter\.com|x\.com|weibo\.com"
    r"|discord\.gg)/(?!p/|watch\b|.*(?:/status/|/posts?/|/videos?/))",
    re.I,
)
FRIENDS = re.compile(r"https?://(?:lin\.ee/|(?:www\.)?line\.me/R/ti/p/)", re.I)
VOTE = re.compile(r"(?:(?:[⭐👍👎😀😍🙂😐🙁😡]\ufe0f?){1,5}|[★☆]{2,5})\s*[^\s，。：:]{0,8}")  # of a reader
TOLD_OF_ONESELF = hanzi.compile(r"(?<![点按])我")  # and not `點我訂閱`
OF_SOMEBODY = hanzi.compile(r"[他她]|我(?!们)|了(?!解)")  # or of what was done
FOLLOWING = hanzi.any_of(
    r"(?=.*(?:立即|立刻|马上|欢迎|请|快|点[我击]|按[此赞]|邀[您你]|想|更多)).{0,40}(?:订阅|关注|追踪|加入|下载|按赞|[报爆]料|申诉).{0,40}",
    (
        r"(?=.*(?:最新|资讯|消息|一把抓|更多|按赞|快来|欢迎))(?!.*"
        r"(?:来源|出处|图|照片|翻[摄拍]|取自|提供|转)).{0,30}(?:粉丝[团页]|粉丝专页|粉专).{0,20}"
    ),
    flags=re.I,
)
STORE = re.compile(
    r"https?://(?:(?:apps|itunes)\.apple\.com/|play\.google\.com/store/|appgallery\.huawei\.com/|(?:a\.app|sj)\.qq\.com/)",
    re.I,
)
# What a search engine puts above the copy that it holds of a page.
CACHED = hanzi.any_of(
    r"(?:这是|以下是|此为)\s*Google\s*对\s*https?://\S{4,200}\s*的(?:缓存|快取|库存|存档).{0,300}",
    r"这是该网页[在于].{6,60}的快照。.{0,120}",
    r"This is Google[’']s cache of https?://.{4,200}It is a snapshot of the page as it appeared on .{6,200}",
    r"提示\s*[:：]\s*.{0,12}快速(?:找[到出]|查找).{0,12}搜[索寻]字词.{0,120}",
    r"Tip: To quickly find your search term on this page, press .{1,80}",
    r"(?:[\s|·]|完整版本?|纯文字(?:版本?)?|查看源代码|检视原始码|Full version|Text-only version|View source)+",
    flags=re.I,
)
# Buttons: a paragraph that is nothing but a link of these words.
BUTTON = hanzi.any_of(
    (
        r"感谢|打开|(?:Back|Return) to (?:the )?top|(?:查?看|浏览|阅读)(?:完整|全部|电脑版|桌面版)(?:网页|版)|(?:收"
        r"|聆)?听(?:本文|全文|新闻|文章)"
    ),
    r"(?:跳转|前往|点击)?(?:到|去)?微信(?:中)?(?:打开|阅读)",
    r"(?:立即|免费|点此|马上)?(?:订阅|登录|登入|注册|捐款|捐助|赞助|关注)(?:我们|本[站文]|电子报)?",
    r"(?:(?:发表|查看(?:全部|所有)?|留下|我要)[/／]?)*(?:评论|留言|跟[贴帖])(?:\s*[（(]\d*[)）])?",
    r"(?:转寄|转发)给(?:朋友|好友)|Forward (?:to a friend|this e-?mail)",
    r"详细内容|转寄|回信|转[贴帖]|推荐|投稿|[简繁]体|论坛|网摘|手机点评|同主题展开|我来说两句",
    r"回复|分享|编辑(?:[本此]条?[页目]面?)?|锁定",
    # of sites whose pages are files in a repository
    r"建议修改|Suggest changes",
    r"在\s?\w{3,10}\s?上编辑[本此]页面?|Edit (?:this )?page(?: on \w{3,10})?|(?:阅读|查看)原始文档",
    r"(?:立刻|立即|马上|点击|免费)*(?:加入|成为)(?:会员|订户)",
    r"捐款支持[^，。]{0,8}|联[系络]我们|关于我们",
    r"Subscribed?(?: (?:now|here|today|for free))?",
    r"Sign (?:up|in)(?: (?:now|here|for free))?|Log in|Upgrade to paid|Leave a comment",
    r"(?:(?:View|Read|Add) )?(?:all )?(?:\d+ )?comments?",
    r"Share(?: (?:(?:this|it|on|to|via|with|now|article|story|post|page)\b|(?-i:[^a-z])).{0,40})?",
    r"Give a gift subscription|Get \d+% off.{0,40}|Refer a friend|Donate(?: now)?",
    r"Start writing(?: today.{0,40})?|Follow(?: us)?|Read in app",
    r"(?:立即|点此|点击)?(?:购买|订购)(?:[此本]书|这本书)|(?:去|立即|点此|点击)购买",
    r"[上下前后]一?[篇页则章回节](?:文章)?",
    r"(?:View|See) (?:more|all)|Terms of (?:Service|Use)|Privacy Policy",
    r"Buy (?:the|this) book|(?:新闻|文章)?列表|收藏(?:[本此]文)?|Reuse this content|Learn more",
    r"(?:Acquire|Purchase) Licensing Rights|Order Reprints",
    flags=re.I,
)
SHARE = hanzi.compile(
    r"(?>(?:分享(?:(?:[该本此]?(?:报[道导]|新闻|文章))?[到至]|给|本文|此文|文章|这篇文章|让更多人看到)?|转发|转贴|友善列印|以打印格式[观查]看|已(?:收藏|点?赞)|赞赏|打赏|可?打印(?:版本?|本页|正文)?|列印版?"
    r"|字[级号体]|[收聆]?听(?:文章|本文)|收藏(?:文章|本文)"
    r"|(?:[发寄]送?|传送|转寄)给朋友|PDF ?版本?|收藏|点赞|赞|评论|留言|回复|举报|微信(?:朋友圈)?|微博"
    r"|(?:新浪|搜狐|网易)微博|QQ空间|Qzone|QQ(?:好友)?|网摘|纠错|商城|推荐|一键分享|百度(?:云收藏|贴吧|空间|搜藏)|腾讯(?:微博|朋友)|豆瓣网?|人人网|开心网"
    r"|Facebook|脸书|Twitter|推特|X|Zalo|카카오톡|Google|Weibo|Plurk|Telegram|WhatsApp|LINE|Email|(?:电子)?邮件|电邮|复制链接"
    r"|复制连结|复制|我要|Share(?: this)?|Tweet|Print|Like|Copy link|Pinterest|LinkedIn|Reddit|Messenger|Tumblr"
    r"|Comment|Restack|只看[该此]作者|倒序浏览|楼主|引用|置顶|打开|关闭(?:窗口|本页)?|返回顶部|大|中|小|A[+＋－-]|放大|缩小|[\s|｜/·,，、:：+.【】\[\]]|\d+)+)",
    re.I,
)
SHARE_THIS = hanzi.compile(
    r"(?:分享|转发|共享)(?:到|至|[本此]文章?|这篇文章|文章)(?:[，,]\s*选择[你您]的平台)?[！!:：]?"
    r"|Share this(?: (?:post|story|article|page))?(?:, choose your platform)?[!:]?",
    re.I,
)
# What tells buttons that share from a sentence about sharing: one of the first, or three of the second.
SHARING = hanzi.compile(r"分享|已(?:收藏|点?赞)|收藏(?:文章|本文)|Share|打印|列印|Print|Tweet", re.I)
SHARED_AT = hanzi.compile(r"微信|微博|Qzone|Facebook|Twitter|(?<!X)(?<!X\s)X(?!\s?X)|WhatsApp|LINE|Telegram|评论", re.I)
TAGS = hanzi.compile(
    r"(?:文章|本文|本[帖贴]|相关|所属)?(?:标签|关键[词字]词?|Tags?|Tagged(?: with| in)?|Post tags|Filed under|分类|类别"
    r"|栏目|(?:更多)?(?:内容|主题|话题)|相关字词|Categories|Category|Keywords?|See more on)\s*(?:[:：]|>>|»).{1,200}",
    re.I | re.S,
)
# Tags without links: several, or behind a label of a page's; `标签：坏人` may be the last words of a story.
OF_A_PAGE = hanzi.compile(
    r"(?:更多|相关|本文|文章|所属|Filed|Post )|[^:：>»]+[:：>»]+\s*[^\s,，、;；|]+[\s,，、;；|]+\S", re.I
)
SUBJECT = hanzi.compile(r"(?:内容|主题|话题)\s*[:：]")  # also how a notice tells what a talk is about
_THESE_TOPICS = (
    r"(?:(?:Explore more on|Follow) (?:these|the) topics(?: in this (?:article|story))?|Suggested topics\s*:?)"
)
THESE_TOPICS = re.compile(_THESE_TOPICS, re.I)  # which may be longer than keywords are
TAG_LABEL = hanzi.compile(
    rf"(?:{_THESE_TOPICS}|Topics?|Tags?|Keywords|Categories|(?:文章|本文|相关)?标签|关键词|关键字|话题|相关(?:领域|业务|专业|主题))\s*[:：]?",
    re.I,
)
# Names of languages, each in its own; and several side by side.
LANGUAGE = hanzi.compile(
    r"English|Français|Deutsch|Español|Português(?: \(.{2,12}\))?|Italiano|Nederlands|Polski|Svenska|Dansk|Suomi"
    r"|[РP]усский|Українська|العربية|فارسی|اردو|עברית|हिन्दी|বাংলা|ไทย|Tiếng Việt|Bahasa (?:Indonesia|Melayu)|Türkçe"
    r"|日本語|한국어|조선말|བོད་ཡིག|ئۇيغۇرچە|(?:简体|繁体|正体)?中文(?:[（(]?(?:简|繁|简体|繁体)[）)]?)?|[简繁正]体字?"
    r"|汉语|华语|[英中]文(?:版|网)?",
    re.I,
)
LANGUAGES = re.compile(rf"(?>(?:{LANGUAGE.pattern})[\s/／|｜·,，、]*){{2,}}", re.I)
FILE = re.compile(r"\.(?:pdf|docx?|xlsx?|zip|mp[34])(?:$|[?#])", re.I)  # which is not the page in one of them
# A label of links that themselves say that they lead to a tag: it needs no colon.
TAGS_LABEL = hanzi.compile(
    r"(?:Categor(?:i[sz]ed|y|ies)|Posted|Filed|Archived|Tagged|Tags?|Topics?)(?: (?:in|under|as|with))?\b"
    r"|Related (?:items|topics|tags)|(?:发表|发布|归档|收录)[于在至到]|(?:文章|本文)?(?:标签|分类|类别|栏目)于?",
    re.I,
)
_SIZES = (
    r"[【\[]?(?:字[号级体]\s*)?(?:大\s*中\s*小|小\s*中\s*大)(?:\s*[】\]]\s*(?:[【\[]\s*[】\]]\s*)*)?|[大中小]?(?:字|字体)号|(?:文字|字体)大小"
    r"|(?:[大中小特]\s*字[号型]\s*){2,}|(?:(?:[超特]大|大|中|标准|默认|小)\s+){2,4}(?:[超特]大|大|中|标准|默认|小)"
)
SIZES = hanzi.compile(_SIZES)
# What a page puts between two paragraphs of a text, for who cannot see it, as a frame for what it sells, or instead of
# what did not load. Other words of an interface stand among their like.
_BETWEEN = (
    r"(?:跳过|结尾|Skip|End of)\s*\S{0,16}\s*(?:帖子|贴文|post)\s*[,，]?\s*(?:\d*|用户名\s.{1,30})",
    r"(?:告知|警告|Warning)\s*[:：]\s*.{0,24}(?:广告|adverts|BBC ?不对外来网站内容负责.{0,24})",
    r"允许\s?(?:(?:谷歌|Google|YouTube|Twitter|X|Facebook|Instagram|TikTok|Spotify)\s?){1,2}的?内容",
    r"此文包含.{2,30}提供的内容。由于这些内容会使用.{2,20}，我们在加载任何内容前会寻求您的认可。.*",
    r"跳过广告|Skip advertisement|[此本](?:内容|文章?)发布[于在]",
    r"\W{0,4}(?:点击?|按|轻触)(?:[上下]方?|此)?(?:图片?|相片|照片)(?:可|即可|以)?(?:放大|看大图|查看大图)(?:观看|检视)?\W{0,4}",
    r"(?:【字幕】)?(?:视频|音频|图片|内容)(?:(?:正在)?加载中[，,]?\s*请稍[候等]\W*|加载失败[，,]\s*请(?:刷新|稍后|重试)[^，。]{0,8})",
    r"转[播发载]到(?:腾讯|新浪|我的)微博",
    r"[这此]篇?(?:[影剧书乐]评|评论|文章)可能有(?:关键情节)?(?:剧透|透露)",  # what sites of critics warn of
    # What plugins of blogs and forums put where they keep something from who has not written to it.
    (
        r"(?=.*(?:回[复应]|评论|登[录入]|会员|密码|验证码))(?!.*[我他她])(?:(?:温馨)?提示[:：]\s*|抱歉[，,]\s*)?(?:游客[，,]\s*如果[您你]要"
        r"(?:查看|浏览)[此本][帖贴]隐藏(?:的)?内容|(?:[此本该](?:处|[帖贴]|文|部分)|以下)的?(?:隐藏的?)?内容(?:已经?[^，。]{0,4}隐藏[，,]|需要?|仅[限对])"
        r"|(?:[此本该]处)?隐藏(?:的)?内容[，,]|只有登[录入][^，。]{0,14}才能阅读(?=隐藏)).{0,40}"
    ),
    (
        r"End of (?:(?:the )?(?:content|article|gallery|carousel|slideshow|podcasts?|most read)|"
        r"(?:related|recommended) .{1,20}|.{0,20}(?:advert(?:isement)?|promotion|video|audio)|"
        r"(?:Twitter|X|YouTube|Facebook|Instagram|TikTok) (?:post|content|video|embed)\b.{0,40})"
    ),
    r"(?:skip past|after) newsletter promotion",
    r"Sign up (?:to|for) our (?:[\w’']{1,16} )?newsletters?\W*|订阅(?:我们|本[站报刊])的?(?:免费)?电子报\W*",
    r"(?:Story|Article) continue[sd]? (?:below|after)(?: (?:this )?ad(?:vertisement)?)?",
    r"[\[【](?:启动|开启)\s?(?:LINE|App|手机)?\s?推[播送][\]】][^。，我他她]{0,8}(?:通知|新闻|消息|报[道导])?",
    r"\W{0,6}(?:广告[\]】]?)?[\s，,]*请继续往下阅读.{0,6}|\W{0,6}广告[之过]?后(?:新闻|内容|文章)?继续\W{0,6}",
    r"(?:[-–—]\s*)?Advertisement(?:\W*|\s*(?:[-–—|:(·]|\d|Skip|Continue|Scroll|Story|Supported).{0,30})",
    r"[\"']\s*/?>|(?:[-—–]\s*)?广告(?:\s*[-—–])?|Sponsored|Article Information",
    r"Your browser (?:does not|doesn[’']t) support (?:the |this |html|audio|video|embed|inline|i?frames|play).{0,60}",
    r"你的器材不支持播放多媒体材料|您的浏览器不支[援持].{0,30}"
    r"|(?:(?:若?要|如[要需])?(?:使用|观看|查看|浏览)[^。，我他她]{1,12}[，,]\s*)?请(?:更新|升级)[您你]的浏览器[。！!]?",
    r"您(?:正在|当前)?使用的浏览器(?:版本)?(?:过|较|太|已|不|并未|即将).{0,30}(?:建议|请)您?.{0,8}(?:更新|升级|更换|改用|使用).{0,40}",
    r"此内容需要.{0,20}JavaScript.{0,20}|使用浏览器播.?视频.{0,40}",
    r"[\d,.万]+\s*人(?:参与|跟[帖贴])\s*[\d,.万]+\s*条?(?:评论|跟[帖贴])",  # a portal's heading above the text
)
INTERFACE = hanzi.any_of(
    *_BETWEEN,
    # of how many wrote below, and what the article is worth to them
    r"(?:[正已共]?有\s*)?\d+\s*[人条位]\s*(?:评论|参与)\s*我来说两句|我来说两句",
    r"请?[您你]?[对为给][该本此这]篇?(?:文章|新闻|报[道导])?(?:评分|打分)\s*[:：]?|[/／]?\s*\d+\s*人已评分?",
    r"[【\[]\s*(?:推荐(?:给)?(?:朋友|好友)|[打列]印本[稿页文]|复制(?:地址|本文)|我要(?:纠错|收藏)|收藏本[页文])\s*[】\]]",
    # of a live log
    r"有\s?\d*\s?[条则篇]?新(?:消息|内容|文章|回复)[，,]\s*(?:按此|点[击按]?(?:此处|这里)?|请)(?:更新|查看|刷新)",
    r"(?:收?听(?:新闻|文章|本文))?\s*\d\d?:\d\d(?:\s*/\s*\d\d?:\d\d)+|赞助",
    r"(?:(?:跳(?:[到至过]|转[到至])|[移前][到至往]|略过|直接前往)\s*(?:主要?)?(?:正文|内容|导[航览]|选单|搜[索寻])(?:区块?)?\s*)+",
    r"(?:(?:Skip|Jump) ?(?:to )?(?:the )?(?:main )?(?:content|navigation|menu|search)\s*)+",
    r"图像来源|加载中|Loading\W*",
    r"(?:(?:没有|目前没有|仅有一)[条则]?(?:评论|留言)|(?:暂无|尚无|\d+\s*)[条则]?(?:评论|留言|回应|回复))"
    r"(?:\s*针对[^。]{1,80})?\s*[:：]?",
    r"No Comments|\d+ Comments?",
    r"(?:(?:非常|很)?具?有参考意义|参考意义不大)\s*\d+",  # with the readers' votes
    r"(?:订阅\s*[:：]\s*)?(?:发[表布送]|添加|新增|张贴|提交|取消)(?:意见|评论|回[应复响]|留言|迴响)(?:\s*[（(]Atom[)）]|…)?",
    r"(?:Leave (?:a|your) (?:reply|comment)|Cancel reply|Post (?:a )?comment|Like Loading|Back to top)\W*|Like this:",
    r"Notify of|Inline Feedbacks?",  # wpDiscuz
    # What WordPress writes above the form for a comment.
    r"[^。\s]{0,16}(?:邮箱|电子邮[件箱])(?:地址|位址)不会(?:被)?公开。?(?:\s*必填.{0,14})?",
    r"Your e-?mail address will not be published\.?(?:\s*Required fields are marked\W*)?",
    rf"{_SIZES}|[\[【]纠错[\]】]",
    r"[\[【]?(?:选择)?字[体号](?:\s*[:：]\s*|\s*[:：]?[\s\[【]+)(?:[大中小特]\s*){2,4}[\[\]【】\s]*",
    r"(?:(?:文字|字[级号体])\s?)?(?=.*[+＋])(?=.*[-－\s])(?:[-+－＋]?A\s?[-+－＋]?\s*){2,4}|T\s?[+＋]\s?[-－–]",
    r"正文已?结束(?:[，,]\s*[您你]可以[^。，]{0,16}评论)?|感谢[您你]的反馈[，,]\s*我们将?会减少此类[^，。]{2,8}推荐",
    r"(?:用?微信扫(?:[描码]|一扫)?(?:此|该)?二维码[，,\s]*)?分享[至到给](?:微信)?(?:好友|朋友)(?:[和与及或、]|以及)(?:微信)?朋友圈",
    r"字[号体]\s*[:：]\s*(?:T\s*[|｜]?\s*){2,3}",
    r"欢迎(?:光临|访问)[^，。]{2,14}(?:网站?|论坛|主页)[！!～]*",
    r"Thank you for your patience while we verify access\b.*",
    r"Sent from (?:my (?:iPhone|iPad|\w+ phone)|JPTT on my \w+)|View in Telegram|置顶",
    r"发自我的\s*(?:(?a:[A-Za-z])|[^，。]{0,6}(?:手机|平板|安卓|小米|华为|三星|荣耀|魅族))(?a:[\w -]{0,16})",
    r"View (?:this (?:e-?mail|issue|newsletter) )?(?:in (?:your )?browser|online)",
    r"(?:(?:Read|View) online|Web version)(?:\s*[|｜·•]\s*(?:Sign up|Subscribe|Advertise|Forward|Shop))+",
    r"(?:【[^【】]{2,8}】\s*)?首页(?:\s*[|｜]\s*[^|｜，。\s]{2,6}){3,}",
    # What the makers of Iran's newsrooms write around an article.
    r"News (?:ID|Code)\s*[:：]?\s*\d+(?:\s*Source\s*[:：].{1,20})?|You are replying to\s*:?\W*",
    (
        r"[^。]{0,8}(?:无法|不能|未能)(?:正常|正确)?(?:显示|浏览|阅读|观看)[^。，]{0,6}[？?，,]\s*请?(?:点击?|按)(?:此处?|这里)"
        r"(?:浏览|查看|观看|阅读)?(?:网[上页络]|在线|线上)版(?:本)?(?:\s*[|｜]\s*转寄给(?:朋友|好友).{0,12})?[。]?"
    ),
    r"(?:[^。]{0,8}(?:无法|不能)(?:正常)?(?:显示|浏览|阅读)[？?，,]\s*)?在?浏览器中?(?:查看|打开|阅读)(?!以?后).{0,8}",
    r"(?:看完|读完)[这此本][篇个]?(?:文章|新闻|报[导道])?后?[，,]?(?:[你您]的?(?:觉得|感觉|心情).{0,6}|(?:觉得|感觉|心情)(?:如何|怎[么样].{0,3}|是)?[？?:：]?)",
    r"\d+[ -]min(?:ute)?s? listen",
    r"(?:Syndicate|Republish) this (?:article|story|essay)(?: for free)?",
    r"Listen(?: to (?:this )?(?:article|story|essay))?(?:\s*[(（]\d+ min(?:ute)?s?[)）])?",
    r"Save",
    r"(?:(?:在浏览器中?(?:查看|打开)|转发(?:此|这封)邮件|网页版|管理订阅|退订)(?:[\s|｜·]+|$)){2,}",
    r"我要评分|\d+\s?人已?(?:投票|评分)|文章评分|(?:(?:最新|热门|全部|精彩)评论\s*){2,3}(?:查看(?:全部|所有)(?:留言|评论))?",
    r"欢迎[您你]?发表有价值的评论[，,][^。]{4,60}[。]?",
    r"(?:还没有|没有|暂无|尚无|目前没有)[人条则]?(?:评论|留言)[，,]\s*(?:快|赶快|来)[^。，]{0,5}(?:沙发|评论|留言|发表)[^。，]{0,8}[。！!~～]*",
    r"根据《网络安全法》[^。]{0,16}绑定手机号?[^。]{0,12}|0\s?/\s?\d{2,3}0",
    r"[往向]下滑动?[，,]?(?:看|阅读|浏览)下一?[篇则](?:文章|新闻)?|点击关闭",
    r"在?(?:网[页络]|线上|在线|浏览器)[上中]?(?:阅读|查看|浏览)(?:本期|全文|这封邮件)?",
    r"发 ?E-?mail ?给\s*[:：]?|查看(?:所有|全部)(?:评论|留言)(?:\s?[（(]\d*[)）])?",
    r"阅读全文\W*查看(?:所有|全部)评论\s?[（(]\d*[)）]",
    r"[您你]觉得(?:今[天日]|本期|这[封期])的?(?:快报|[通简]讯|邮件|信|周刊|节目)(?:怎么样|如何)[？?]",
    r"[您你](?:认为|觉得)[这本此]篇?(?:文章|新闻|报[道导])与[“\"][^”\"，。]{1,24}[”\"]的?相关度高吗[？?]",
    r"Scan to Follow",
    r"[这本]篇?(?:文章|内容|页面?)对[您你]有(?:所)?帮助吗[？?]?|[您你]?喜欢[这本]篇(?:文章|报[道导])吗[？?]?",
    r"Was this (?:page|article|story) helpful\W?|(?:显示|加载|载入)更多(?:内容)?|Load more|点?赞|查?看更多|关闭",
    r"我要反馈|(?:我要)?(?:举报|检举)(?:/反馈)?|[展打]开(?:阅读)?(?:全文|更多)\s*[∨⌄↓▼▾]?|收起(?:全文)?|[\[【]?复制[链连][接结][\]】]?",
    r"使用道具|电梯直达|IP ?属地\s*[:：]?\s*[\u4e00-\u9fff]{2,6}|(?:我要)?纠错|[返回][回到](?:首页|顶部|列表|目录)"
    r"|打印本页|[打列]印本(?:新闻|文)?\s*[（(]被?阅读\s*\d*\s*次[)）]|查看(?:评论|留言)(?:\s?[（(]\d*[)）])?",
    r"[【\[]?(?:关闭窗口|[打列]印[本此]文)[】\]]?|\+?\s*加?(?:关注|Follow)|我来说两句\s*[（(]\d*[)）]|楼主|TOP",
    r"[你您]对[这本此][个篇则]?(?:文章|新闻|报[道导]|话题)有.{0,6}(?:看法|想法|意见)[？?]?",
    r"符合 ?JTI ?标准|更多\s?[:：]\s?[^。，]{2,30}获得公信新闻倡议(?:（JTI）)?认证|请加入我们的讨论[！!]",
    r"喜欢(?!.*[我他她])[^。]{0,10}请[^。]{0,4}(?:转发|分享)[^。]{0,8}。?",
    r"返回[^，。]{1,10}(?:[，,]\s*查看更多|首页)\W*|[上下]一?[篇条则]\s*[:：]\s*(?:没有了?[！!。]?|暂?无|已经?是(?:最|第一|头).{1,6})",
    r"(?:(?:以上)?(?:内容|摘要)由?\s?)?AI\s?(?:智能|自动)?生成(?:[，,]\s?仅供参考)?",
    r"[您你]?喜欢[这本此][篇则]?(?:文章|新闻|内容)就(?:转发|分享)[^。]{0,6}|喜欢[^。，]{1,24}[贴帖]子的话\s*[，,]\s*请点[^。]{0,4}投票.{0,12}",
    r"null|undefined|Array|Why you can trust [A-Z]\S{1,20}",
    r"(?:-->>)?\s*本章未完[，,]\s*请?点击下一页继续阅读.{0,6}|还没有人送礼物[，,]鼓励一下作者吧",
    r"(?:收|聆)?听(?:(?:本文|全文)|(?:新闻|文章)\s*(?=[/|｜\d]))[\s/|｜:：\d]*",
    r"[^。\s]{0,16}请(?:用|使用|填写)(?:下|以下|下面的?|下列)(?:表|表格|表单)[:：。]?",
    r"预览时标签不可点|去阅读|(?:继续|向上)滑动看下一个|轻触阅读原文|在(?:公众号)?小说(?:阅读器)?(?:读本章|中沉浸阅读)",
    r"微信扫一扫[，,]?\s*(?:关注该公众号|使用小程序|(?:一键)?(?:转发|分享)[^，。]{0,12})",
    r"(?:用?微信)?(?:扫一扫|扫码)[，,]?[^，。]{0,6}(?<!要用)(?:手机|微信|移动端)[^，。]{0,12}",
    r"&nbsp;|(?:隐藏|显示)(?:边栏|侧[边栏]栏?)",
    # What the makers of Korea's newsrooms write around an article, in whatever language it is.
    r"(?:※\s*)?(?:본문\s?|번역할\s?|기사\s?)?(?:글자|글씨|폰트|언어)\s?(?:크기|선택)(?:\s?(?:조정|조절|변경|선택|설정))?",
    r"(?:(?:(?:더|가장)\s?)?(?:작게|크게)\s*|보통\s*){2,6}|(?:(?:스크롤 )?이동 )?상태바"
    r"|URL ?복사|(?:(?:[가-힣]{2,8}(?:\(으\)로)?\s?)?기사보내기\s*){1,6}",
    r"(?:이 기자의 )?다른\s?기사(?:\s?보기)?|댓글\s?(?:\d+|입력|쓰기|달기|보기)|로그인|닫기"
    r"|[<＜〈[]?(?:저작권자|ⓒ).{0,24}무단.{0,24}",
    r"(?:赞\s*)?正在(?:加载|载入)(?:\.|…)*|(?:赞过|请按赞)[:：]?",
    r"点[击选按](?:阅读|观看|查看)?[上下]一[则篇条](?:新闻|文章)?",
    flags=re.I,
)
BETWEEN = hanzi.any_of(*_FED_BETWEEN, *_BETWEEN, flags=re.I | re.S)
# Buttons and labels that end a page, or stand above its text; elsewhere they may be words of it.
AT_THE_EDGE = hanzi.any_of(
    # what Google Sites and the blogs of NetEase end with
    r"(?:举报滥用|检举滥用)(?:行为|情形)?|网页(?:详细(?:资料|信息)|更新时间)|Google (?:协作平台|网站|Sites)"
    r"|Report abuse|Page (?:details|updated)|历史上的今天|最近读者|在LOFTER的更多文章|点击登录[|｜]昵称[:：]",
    r"(?:(?:喜欢|推荐|转载|收藏|分享)\s+){1,3}(?:喜欢|推荐|转载|收藏|分享)",
    # to hear it, to read it larger, to keep it, to share it
    r"声音提示|语音播报|(?:点击)?播放(?:语音)?|播报文章|文章朗读|(?:点击)?(?:朗读|收?听新闻|收听)(?:全文|本文|音频版?)?(?:\s*\d+\s*分钟)?",
    r"图集|字级\s*[:：]?|(?:打印\s*)?字号\s*T\W*T|(?:[大中小]字?\s+){2}[大中小]字?|收藏(?:[本该]文)?|保存|评论|[长生分][图成享]海报|海报分享|扫描到手持设备",
    (
        r"微信(?:扫码|公众号)|手机(?:查看|看新闻)|用 ?LINE ?传送|加入好友|[赞讚]好专页|(?:扫描|长按)关注|点击?(?:分享"
        r"|收藏|点赞|在看)"
    ),
    r"E-?mail(?: this.{0,12})?|Copy link|Print this page|Share|Subscribe|不感兴趣|我来说两句|看全文|获取授权|\+1",
    r"(?:收藏|举报|分享|点赞)(?:\s+(?:收藏|举报|分享|点赞))+",
    r"Share (?:this (?:article|story|page|post)|on (?:Facebook|Twitter|X|WhatsApp|LinkedIn|Weibo|LINE))",
    # to come in, to follow, to pay, to tell
    (
        r"(?:立即|在?APP ?内)打开|客户端下载|登[录入](?:后|以)(?:评论|查看.{0,4}|发表(?:留言|评论))"
        r"|请[您你]?先登[录陆入](?:后评论|[，,]\s*再?(?:发|跟|评|留|回)\S{1,6})?|登录\s*/\s*注册"
    ),
    r"(?:已?关注|追踪)(?:我们?)?|私信|发消息|TA的主页|我要(?:赞助|订阅|捐款|投稿)|立即(?:订阅|赞助)|(?:WhatsApp\s*)?(?:一键|立即|我要)[报爆]料",
    (
        r"Follow us|Join our \w+ channel|Get our app|Enter your e-?mail.{0,10}|Support our journalism|Donate"
        r"|Become a member"
    ),
    (
        r"内容纠错|错误报告|意见反馈|投诉[或与和]?建议|有[用帮]助?|好文要顶|[顶踩]|\d*\s*人(?:赞过|划线)"
        r"|赞\s*\d*\s*在看\s*\d*|Report an error"
    ),
    r"(?:[您你]觉得)?[这本]篇(?:文章|报道|新闻)(?:怎么样|怎样|如何|有用吗|写得好吗)[？?]?",
    # below a text that may be paid for
    r"(?:以行动支持创作者[！!]\s*)?付费即可解锁|本篇内容共\s*\d+\s*字、\d+\s*[则条]留言|留言分享[你您]的想法[！!]?",
    r"写留言|精选留言|来自(?:赞助|支持)者的话|以上留言由公众号筛选后显示|文章已于\s*\d{4}-\d\d?-\d\d?\s*修改|收录于(?:合集|专辑|话题)(?:\s*[#＃]\S{1,20})*|喜欢(?:作者|此内容的人还喜欢)",
    r"(?:View|Show)(?: all)?(?: \d+)? comments|Comments are closed\.?",
    # to go elsewhere
    r"文章导[航览]|Posts? navigation|[←«‹<]*\s*返回(?:到?首页|主页|上级|(?:文章|博客|新闻)?(?:列表|目录|归档))",
    (
        r"(?:已经?到底|没有更多|已无更多)(?:了|内容|数据)*\W*|轻触查看原文|睇更多|按此睇片|See more"
        r"|(?:Read )?more from [^.!?]{2,30}"
    ),
    r"▲?\s*(?:回(?:上一?页|首页|到?顶[部端]|到?页首|(?:文章)?列表页?)|TOP|(?:Back|Return) to (?:the )?top)",
    r"(?:[上下]一[则页篇]\s*){1,2}",
    r"(?:评论\s?)?发表|反应|正在讨论|captcha|End\s?/\s?\d+",
    r"搜[索寻]|网站地图|关于我们|联系我们|友情链接|赞助商链接|赞助内容|推广|AD|Sponsored content",
    r"(?:相关|本文|文章)(?:标签|关键[词字]|话题)\s*[:：]?|所属(?:栏目|分类)\s*[:：]?|Tags?|Topics?",
    r"(?:今日|本周|专题)推荐|热门(?:搜[寻索]|话题)|热搜|Trending(?: now)?|You may (?:also )?like",
    flags=re.I,
)
# Buttons and labels that may head a part of a text.
CHAPTERS = hanzi.compile(r"Copyright|Listen|Save|TOP|举报|检举|关闭|收起|关注|点赞|打赏|赞赏|赞助|去?阅读|分享")
# Rules of style that a word processor (Cocoa, Word) wrote and an editor pasted as text: `p.p1 {margin: 0.0px}`.
STYLE = re.compile(
    r"(?:(?:(?:p|span|li|ul|ol|td|tr|table|a|div)\.(?:[a-zA-Z]{1,2}\d+|Mso\w+)|@page\b[\w ]*+)\s*\{[^{}]*\}\s*)+"
)
NO_VALUE = hanzi.compile(
    r"(?:[上最][次后近]更新|(?:更新|发布)(?:时间|日期)|Last updated|词条标签"
    r"|原文网址|责任?编辑|编辑|责编|作者|来源|标签|分类|(?:相关)?话题|(?:阅读)?[上下]一[篇则条]|校对|原标题|最近(?:读者|访客)|本[篇条则](?:新闻|文章)?(?:热门)?关键[词字])\s*[:：]"
)
WARNING = hanzi.compile(r".*[:：]|(?:温馨)?提[示醒]|警告|请?注意|Warning|Note|Info", re.I)  # the same box's title
# What themes of blogs put above or below an old text: `本文最后更新于 400 天前，其中的信息可能已经过时`.
OUTDATED = hanzi.compile(
    r"(?:(?:温馨提示|提示|提醒|警告|请?注意)[\s:：!！，,]*)?[本此]?文章?(?:(?:编写|发布|写)于\s*\d+\s*天前[，,]\s*)?"
    r"(?:最后|最近|上次)(?:更新|编辑|修改)[于在]?\s*[:：]?"
    r"\s*\d[\d年月日时分天前早晚上中下午\s:/.-]{1,24}(?:[，,][^，。]{0,16}天没有更新)?"
    r"(?:[，,。]\s*[^。]{0,12}(?:可能|也许|若|如[果有]|请注意)[^。]{0,40}(?:过时|过期|失效|适用|适合|发展|变化|改变)"
    r"[^。]{0,30}[。！!]?)?(?:[^。]{0,30}(?:留言|反馈)[^。]{0,16}[。！!]?)?"
    r"|最[后近](?=由|.*\d)(?:由\s*\S{1,20}\s*)?[于在]\s*(?:\d[\d年月日/.\s:-]{4,20}\s*)?(?:更新|编辑|修改)"
    r"|Last updated(?: on [\w ,]{4,20})?(?: by \S{1,20}(?: \S{1,20})?)?"
    r"|这是一个创建于\s*\d+\s*天前的主题[，,]其中的信息可能已经有所发展或是发生改变[。！!]?"
)
COMMENTS = hanzi.compile(
    r"(?:网友|读者|最新|全部|热门|精彩)?(?:评论|热评|留言|跟帖|(?<=读者)意见)(?:[和与及](?:评论|留言))?[区板]?\s*[:：]?"
    r"(?:\s*[(（](?:(?:共有?\s*)?\d+\s*[条则]?(?:评论|留言)?|只显示[^（）()]{1,60})[)）]|\s+\d{1,5}|\s*)"
    r"|(?:我要|参与|加入)(?:评论|讨论)|[你您]的(?:回应|评论)[\s·]*|关于作者|作者简介"
    r"|Comments(?: \(\d+\))?|Leave a (?:reply|comment)"
    r"|About the authors?|Your comments?|Join the (?:conversation|discussion)",
    re.I,
)
# The same, and a number of them, where comments stand below; and what stands above each and below it.
ABOVE_COMMENTS = hanzi.compile(
    rf"(?:{COMMENTS.pattern})|(?:共有?\s*)?\d+\s*[条则个]?\s*(?:网友)?(?:评论|留言|回应|回复|跟帖)(?:[:：]?|\s*针对.{{2,80}})"
    r"|.{2,80}(?:上有?的?|有)\s*\d+\s*(?:条评论|个想法|则留言|则回应)|\d+ (?:Comments?|Responses?)"
    r"|\d+ (?:thoughts?|comments?|responses?|replies) (?:on|to) .{2,80}",
    re.I,
)
FLOOR = hanzi.compile(r"(?:[#＃]?\d{1,4}\s*(?:[楼#＃L]|F\b)|[#＃]\d{1,4}\b|沙发|板凳|地板|第\d+楼)", re.I)
ANSWER = hanzi.compile(r"[\[【(（]?(?:回复|引用|举报|支持|反对|Reply|Quote)(?:\s*[（(]?\d+[)）]?)?[\]】)）]?", re.I)
ANSWERS = hanzi.compile(r"(?:\s|^)(?:回复|引用|Reply)(?:\s*[（(]?\d+[)）]?)?(?:\s*(?:删除|举报|分享|赞))*$", re.I)
ANSWERED = hanzi.compile(r"回复|(?:说|评论)[道：:]|Reply|says", re.I)
OF_COMMENTS = hanzi.compile(r"[评讨]论|留言|回[复应]|意见|comment|repl(?:y|ies)|respon[ds]", re.I)
RELATED = re.compile(r"Related (?:stories|articles|coverage|content)", re.I)
LEAVE = hanzi.compile(
    r"(?:click here to )?unsubscribe\b.{0,30}"
    r"|(?:请?点击?[这此]?[里处]?\s*)?(?:退订|取消订阅)(?:邮件|本刊)?(?: Unsubscribe)?",
    re.I,
)
MAILMAN = re.compile(r"_{20,}\s*\S{1,30} mailing list\b.*")  # what it writes below each letter
DONATION = re.compile(
    r"https?://(?:[^/]*\.)?donat\w*\.|https?://[^/]+/(?:\w+/)?donat|https?://(?:[\w-]+\.)*(?:(?:me|qr)\.alipay\.com"
    r"|paypal\.me|afdian\.(?:net|com)|donorbox\.org|ko-fi\.com|buymeacoffee\.com|opencollective\.com)/",
    re.I,
)
LETTER = re.compile(
    r"/(?:newsletters?|subscri\w+|portal/sign-?up)\b|/[\w-]{1,16}-newsletters?(?:-subscri\w+)?/?(?:[?#]|$)|mailchi\.mp|list-manage\.com",
    re.I,
)
# How somebody is reached: by an account, which as often calls to follow it, or by what does not.
REACHED = hanzi.compile(r"(?:微信|QQ)\s*[:：]", re.I)
CONTACT = hanzi.compile(
    r"(?:联系|捐款|开户)?(?:电话|手机|传真|地址|邮编|邮箱|电子邮[箱件]|E-?mail|[账帐]号|户名|银行|人)\s*[:：]", re.I
)
INVITED = hanzi.any_of(
    (
        r"[\[［(（【*\s]*(?:(?:感谢|谢谢)[您你]?阅读[^。]{0,12}[。！]\s*)?"
        r"(?:(?:[如若]果?[您你]?(?:[想欲希望]{1,2}|喜欢|觉得)[^，。]{1,20}[，,]\s*)?敬?"
        r"(?:欢迎|请|点击|立即|Sign up|Subscribe).{0,30}(?:订阅|sign up|subscribe|to )"
        r"|[如若]果?[您你]?[想要欲希望]{1,2}(?=[^，。]*订阅)[^，。]{1,24}[，,]\s*请?点击)"
    ),
    flags=re.I,
)
# A letter that a paper offers, in a paragraph whose links all lead there: to the reader, not of somebody who did so.
OFFERED = re.compile(r"(?:^|[.!?:] )(?:Sign up|Subscribe) (?:to|for|here)\b|\bcan sign up (?:to|for) our\b")
DIGEST = re.compile(r"Unlock the .{2,40} for free|Sign up (?:to|for) (?:our|the) (?:[\w’' ]{1,40} )?newsletters?\W*")
# Above a call to subscribe.
TITLE_OF_LETTER = hanzi.compile(r"(?:[「《“][^，。]{2,8}[」》”])?\s?(?:新闻通讯|电子报|每[日周](?:电邮|邮件|简报))")
# The box of a player or of readers' votes, above buttons.
BOXES = hanzi.compile(r"播客|Podcasts?|语音朗读|(?:报[道导]|文章)(?:评论|评价)", re.I)
LENGTH = hanzi.compile(r"(?:播放|音频|视频)(?:时间|时长|长度)\s*[:：]?")  # above the clock of a player
WHOSE = hanzi.compile(r"(?:图片|照片)(?:来源|提供)\s*[:：]?|Photo credit:?", re.I)  # above whose a picture is
# What a search engine is to show more of.
PREFERRED = re.compile(r"https?://(?:www\.)?google\.[a-z.]+/preferences/source\b", re.I)
# What each button of a row says that shares a page in a window of its own.
SHARED_IN_A_WINDOW = hanzi.compile(
    r"Click to (?:share|print|e-?mail)\b.{0,70}|"
    r"(?:点击|按一下)(?:即可|以|可)?(?:在\s?\S{1,12}\s?上)?(?:分享|共享)[^。，]{0,24}|"
    r"(?:.{1,200} on )?(?:x|twitter|facebook|linkedin|whatsapp|reddit|threads|bluesky|e-?mail)\W*"
    r"\(opens in (?:a )?new window\)",
    re.I,
)
# The bars between the articles of a paper that calibre makes an e-book of.
BAR = hanzi.compile(
    r"(?=.*(?:menu|菜单))(?>[|\s]*(?:Next|Previous|Section menu|Main menu|[上下]一项|章节菜单|主菜单)[|\s]*){2,4}",
    re.I,
)
# Calls, and what Google puts above a document, where they lead somewhere: without a link somebody may say so.
LINKED = hanzi.compile(
    r"[^。]{4,30}[，,]\s*[尽都]在\s?[^，。]{2,12}(?:App|客户端)\W*|"
    r"(?:\S{1,16}\s[|｜]\s)?原文[链连][接结](?:\s[·|｜]\s(?:查看评论|(?:新浪)?微博|评论|分享)){1,3}|"
    r"推荐进入[^，。]{2,12}[，,]\s*可随时查[阅询][^。]{2,80}。?|"
    r"(?=.*订阅)(?!.*[我他她的了过])[^。]{4,40}(?:首[月年]|每[月年]|一年|全年|只要)\s*(?:NT)?[$＄]?\s?\d[\d,]*\s?元?[^。\d]{0,12}|"
    r">?\s*[^。，我他她]{2,24}[，,]\s*[^，。]{2,8}为[您你]呈现\W*|"
    r"[^。]{4,30}[，,]\s*请?[上登]手机[\u4e00-\u9fff]{2,4}网[^。，]{0,24}|"
    r"\W{0,3}(?:通过|透过|用)(?:电子)?邮件(?:回[复应]|评论)(?:\W{0,3}|\s*[:：][^。，]{0,60})|"
    r"\W{0,3}Reply (?:by|via) e-?mail\W?|"
    r"(?:有话要说|[^，。我]{0,6}欢迎)?\W{0,2}投[稿书](?:至|给|到)?\s?[「《“][^」》”]{2,10}[」》”]\W*|"
    r"请(?:我们?|作者|编辑部?)喝(?:一?杯)?咖啡[。！!～~]*|请(?:继续)?(?:支持|赞助|捐助)[^，。]{1,10}[，,]\s*让我们[^，。]{2,12}[。！!]?"
    r"|(?:使用|通过|透过)\s*Google\s*(?:文档|文件)\s*发布|(?:举报滥用(?:行为)?|检举滥用情形)[\s—–-]*(?:了解详情)?"
    r"(?:[\s—–-]*每 ?5 ?分钟自动更新(?:一次)?)?"
    r"|Sign up here\W*|炒股就看[^。]{4,60}",
    re.I,
)
# The title of a call at the end, and what stands below it.
SUPPORT = hanzi.compile(
    r"(?:请)?(?:支持|捐款?给|赞助|捐助)(?:我们|本[报刊站台会]|独立|[^，。：:]{0,8}(?:媒体|新闻|报[道导]|杂志))(?:的?工作)?[！!]?"
    r"|(?:支持|赞助)[^，。：:的]{2,8}[，,]\s*(?:守护|捍卫)[^，。：:]{2,6}[:：！!]?"
    r"|Support (?:us|our (?:work|journalism)|independent (?:media|journalism))!?",
    re.I,
)
GIVEN = hanzi.compile(
    r"(?=.*[你您])(?=.*(?:捐[款助献]|赞助|奉献|小额|支持))(?!.*[他她“「])"
    r"|(?=.*\byour?\b)(?=.*\b(?:donat\w+|gifts?|support)\b)(?!.*\b(?:he|she|said)\b)",
    re.I,
)
OURS = hanzi.compile(r"会员|订户|我们|本[站报刊台]|电子报|立即|立刻|马上|免费|点击|收藏|捐款支持")
INVITATION = hanzi.compile(r"(?:诚征|加入|成为|订阅|支持|关注|下载)(?![了着的者率度和与及或])[^。]{0,40}")
NEIGHBOUR = hanzi.compile(
    r"[<«‹←]*\s*(?:上一?[篇页则条章回节]|下一?[篇页则条章回节]|前一篇|后一篇|Previous|Next)(?:文章|post)?\s*[:：»›→>]"
    r"|[【\[](?:上一?|下一?|前一|后一)[篇页则条章回节][】\]]",
    re.I,
)
# The same and the title that a style sheet sets off, as one link.
TO_NEIGHBOUR = hanzi.compile(
    r"(?:Prev(?:ious)?|Next)?\s*[上下]一?[篇则]\s?(?!文章|章|里|中|的)(?!.*[，。；][上下]一?[篇则])\S"
)
# A row of such, and one of which no text is in brackets.
IN_BRACKETS = re.compile(r"(?:[\[【][^\[\]【】]{0,16}[\]】]\s*){3,}")
OF_TOOLS = hanzi.compile(r"收藏|纠错|[打列]印|复制|关闭|推荐(?:给|朋友|】|\])|大\s*中\s*小|字[号体]|大小\s*[:：]")
BRACKETS = re.compile(r"[\[【].{1,16}[\]】]")  # how old forums write their buttons
MORE_OF = hanzi.any_of(
    r"进入\s*[^，。：:]{1,12}?\s*的?专栏(?:\s*进入专题\s*[:：].{1,60})?",
    r"(?:更多|查看|浏览|More)[^。，：:]{0,16}?\s*(?:>+|»|→)|[》»>]+\s*看?更多[^。，：:]{1,16}",
    r"更多[^，。]{0,12}请(?:进入|访问|点击|浏览|登录)[^，。]{1,24}(?:频道|栏目|专题|首页)",
    flags=re.I,
)
# Where a paper has more of its own, which leads to a front page or an account: `更多即時新聞詳情請上河報`.
MORE_AT = hanzi.compile(
    r"[链连][接结]网址\s*[:：]\s*\S{4,40}"
    r"|\W{0,3}更多[^，。：:]{0,6}(?:新闻|报[道导]|文章|好文|新知|影片|视频|节目)(?:详情|内容)?[，,]?\s*"
    r"(?:请(?:[上看见至到]|参[阅考]|锁定|收看|追踪|关注|加入)|[就尽都]在|见|[:：](?=.*频道))[^。]{1,60}[。】\]）)]*"
)
PAPERS = hanzi.compile("相关论文")  # above a column beside other stories; by itself an author's heading
# What an empty column of other stories says.
NO_STORIES = hanzi.compile(r"(?:(?:暂?无|没有|尚无)(?:相关|任何)?(?:文章|新闻|内容|信息)?)?")
MADE_BY = hanzi.compile(
    r"(?:Powered|Made|Published|Sent) (?:by|with|via|on) \S.{0,24}|由\s?\S{1,16}\s?(?:驱动|提供(?:技术)?支持)", re.I
)
ADDRESS = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")  # of who wrote it
QR_CODE = hanzi.compile(r".{0,8}(?:二维码|QR ?code)", re.I)
QR_FILE = re.compile(r"(?<![a-z])(?:qr[-_]?code|erweima)(?![a-z])[^/]*$", re.I)  # the same by its file
TO_PAY = hanzi.compile(
    r"(?:.{1,16}\s)?(?:微信(?:支付|赞赏|打赏|收款)|支付宝(?:支付|打赏|收款)?|WeChat Pay|Alipay)", re.I
)
PARTED = re.compile(r"(?:[,，、|｜/\s↑↓⬆⬇▼▽【】\[\]（）()]|-*>>)+")
# The ways to the other pages of an article that a site cut up.
PAGER = hanzi.compile(
    r"(?>(?:[\s|·<>«»‹›←→….:：/\[\]【】()（）]|\d{1,3}|首页|[上下前后]一?[页篇章回节]|尾页|末页|最后一页|第\d+页|共\d+页|Prev(?:ious)?|Next|Page"
    r"|放大|缩小|默认|(?:标题|版面)导航|(?:返回)?(?:章节)?(?:目录|列表)|返回书页|[加存]入?书[签架]|章节(?:错误|报错)|点此举报)+)",
    re.I,
)
OF_PAGES = hanzi.compile(r"页|[上下前后]一?[篇章回节]|Next|Prev", re.I)
# What an author, and no section's name, may say above the headline: whom it is for, or a sentence.
OF_AN_AUTHOR = hanzi.compile(
    r"^(?:谨?以?此?[文书诗]?献给|谨以|纪念|致(?![远富力])|(?:For|To|In memory of) )|[。！？，]", re.I
)
RULE = re.compile(r"[-—–_=*·•～~＊─━﹏\s]{2,}")
# Where a publication is followed or heard, as a list of links says it, and what stands above such a list.
SERVICE = hanzi.compile(
    r"(?:Apple|Google) ?(?:Podcasts?|Play|News|新闻)|iTunes|Spotify|Stitcher|TuneIn|Overcast|Pocket ?Casts|Castbox"
    r"|Amazon Music|iHeart(?:Radio)?|Deezer|SoundCloud|YouTube(?: Music)?|RSS(?: Feed)?|Facebook|Twitter|X|Instagram"
    r"|Threads|Telegram|WhatsApp|WeChat|LINE|TikTok|LinkedIn|VK|VKontakte|Odnoklassniki|Mastodon|Bluesky|Qzone|QQ空间|微信|微博|新浪微博|喜马拉雅|小宇宙",
    re.I,
)
FEEDS = re.compile(r"/(?:atom|feed|rss|index)\.xml$|/(?:feed|rss|atom)/?$", re.I)
# What such a link says of an account there, whoever's it is.
ACCOUNT = hanzi.compile(
    r"\S{0,6}?(?:粉丝[团页]|粉丝专[页区]|官方(?:[账帐]号|频道|微[博信])|公众号|加?入?好友|专页|频道|电子报)",
    re.I,
)
FOLLOW_US = hanzi.compile(
    r"(?:欢迎)?关注我的其[它他](?:发布)?渠道"
    r"|(?:(?:在.{1,8})?(?:关注|追踪|收听|订阅)(?:\s?[^，。：:\s]{2,8})?|(?:Follow|Find) us(?: on)?"
    r"|(?:[您你]?可以?)?(?:通过|在)(?:以下|下列)[^，。：:]{2,8}(?:关注|追踪|收听|订阅|找到)(?:我们|本台|本?节目)"
    r"|(?:收听|订阅)(?:平台|渠道|方式)|Subscribe|(?:Listen|Subscribe) on)[:： ]*",
    re.I,
)
FOLLOWING_US = hanzi.compile(r"关注|追踪|收听|订阅|分享|转发|follow|find us|listen|subscri|share", re.I)
