"""What class names and ids say: why an element is no part of an article.

All of the web's templates share these words: English ones for the most part, and pinyin.
"""

from __future__ import annotations

import re
from functools import lru_cache

from builder.tree import HASH, LONGEST, spellings

_INVISIBLE = frozenset(
    (  # noqa: SIM905  one word a line would hide what belongs together
        "element-invisible visually-hidden visuallyhidden off-screen offscreen sr-only "
        "screen-reader screen-reader-text text-screen-reader screenreader-text sharing-screen-reader-text screen-only "
        "hidden-text invisible-text assistive-text rich-snippet-hidden jammer mw-cite-backlink footnote-backref "
        "reversefootnote"
    ).split()
)
ADVERTISEMENT = "advertisement"
TAGS = "tags or categories"
RELATED = "related stories outside of the article"
COPYRIGHT = "copyright"
PROMOTION = "newsletter or app"
INFORMATION = "table about the article"
COUNTS = "numbers of readers"
# Class names and ids of elements, and why these go: one word, or two joined by a hyphen; a space parts them. Chinese
# templates write them in pinyin, too.
_NAMES = (
    (
        ADVERTISEMENT,
        r"(?:\w+-)*ad[_-]?(?:slot|unit|box|wrap\w*|container|banner|block|area|label|holder)\w* ads? adsbygoogle "
        r"adsense "
        r"ad-?\d{2,3}x\d{2,3}\w* adv advert\w* a-rec(?:-\w+)* code-block commercial (?:\w+-)?dfp(?:-\w+)? "
        r"google-auto-placed gpt (?:guanggao|guangxuan)\w* in-?read(?:-\w+)* innity\w* "
        r"in-(?:article|content|text)-(?:banner|promo) (?:\w+-)*(?:lrec|mrec|mpu)\d* "
        r"(?:line|pic|img|text|web|mid|top|bottom|side|end|pc|mb)-?ads?\d* outbrain\w* promoted-content "
        r"sponsor\w* taboola\w*",
    ),
    (
        "share buttons",
        r"a2a-kit addfav addthis\w* addtoany\w* bdsharebuttonbox bshare\w* fans?-?pages? fb-like feedflare fenxiang\w* "
        r"follow-us "
        r"jiathis\w* jp-post-flair (?:like|fav|coin)-?(?:btn|button) like-?coin\w*(?:-\w+)* likes?-widget\w* "
        r"(?:post|article|entry|news|page)-shar(?:e|ing)(?:-\w+)* post-ufi service-links? sharedaddy wp-?ulike\w* "
        r"share-?(?:icon|btn|button|bar|box|list|link|tool|wrap|area|to)\w* shar(?:e|ing|es|er) "
        r"(?:\w+-)*(?:share|social|audio)-(?:\w+-)*tools?(?:-\w+)* share(?:-\w+)+ sns soc social social-?icons? "
        r"(?:social-media-)?follow-(?:block|icons?|links?|buttons?|bar|box) "
        r"social-media-(?:follow|icons?|links?|buttons?) "
        r"social-(?:share|sharing|links?|media|icons?|buttons?|bar|list|nav|items?) "
        r"soc-?(?:panel|links?|icons?|bar|list) "
        r"\w+-share \w+-share-?(?:stats?|counts?|buttons?|bars?|lists?|top|bottom|float) \w+-sharing",
    ),
    (
        PROMOTION,
        r"append-?qr\w* app-?(?:open|guide|tips?|link|qr)\w* apps? buy-?me-?a-?coffee\w* (?:\w+-)*call-to-action "
        r"charge-?wall\w* coffee-?box (?:\w+-)*cta(?:-(?:card|box|block|banner|section|container))? "
        r"(?:dashang|zanshang|da-shang|zan-shang)\w* (?:\w+-)*donat(?:e|ion)s?(?:-\w+)* download-app "
        r"(?:\w+-)*(?:ewm|erweima)(?:-\w+)* google-?news(?:-\w+)* (?:in-?)?app-(?:promo\w*|download|banner|store) "
        r"(?:e?mail|inline)-subscri(?:ption|be) "
        r"(?:sign-?(?:in|up)|log-?in|regi?|register|registration|meter|members?|subscriber)-?(?:gate|wall) "
        r"mailing-list mc-embed-signup membership (?:my-)?subscri(?:ption|be)-\w+ newsletter\w* "
        r"(?:\w+-)*newsletter(?:-\w+)* (?:(?:read|view)-(?:in|on)|open|guide|go"
        r"|to)-?app(?:-\w+)* patreon(?:-\w+)* "
        r"(?:\w+-)*pay-?(?:block|box|layer|tips?|guide) paywall-\w+ petition(?:-\w+)* piano-\w+ "
        r"(?:post-)?reward(?:-(?:container|box|wrap\w*|area|qr\w*))? promo(?:-banner)? "
        r"(?:\w+-)*promot(?:e|ion)-?app promote(?:-\w+)? (?:\w+-)+promotion qr (?:\w+-)*qr-?code(?:-\w+)* self-promo "
        r"subscrib\w* subscription\w* support-(?:us|authors?|block|box|banner|message) "
        r"(?:\w+-)+tout(?:-container)? "
        r"(?:weixin|wechat|wx)-?(?:qr\w*|code|box|follow|tips?) (?:\w+-+)*(?:paywall|barrier) \w*paywall\w*",
    ),
    (
        "comments",
        r"cmts? commenting comments? comments-\w+ comment-(?:wrapper|list|form|respond|area|section|add|reply|count) "
        r"(?:dianji|liulan)\w* disqus\w* field-+name-(?:field-+)?comments?(?:-\w+)* hits "
        r"(?:js|user|reader|post|article|hot|blk"
        r"|detail)-comments? more-answers? (?:\w+-)*page-comments? (?:\w+-)+comment-(?:wrap\w*|list|area|section"
        r"|form) push-(?:tag|userid|content|ipdatetime) "
        r"(?:like|view|read|comment|share|praise|vote|gallery|photo|hit|click|pv)-?(?:count|num)s? pinglun\w* "
        r"reply-\w+ (?:topic|post|thread)-repl(?:y|ies) respond",
    ),
    (
        "navigation",
        r"(?:(?:article|post|page|entry|content|header)-)?languages? back-to-top breadcrumbs? daohang "
        r"dropdown(?:-menu)? edit-?section (?:\w+-)*(?:expand|extend|unfold|collapse)-?(?:btn|button) ez-toc\w* "
        r"font-?(?:size|set|switch|control|ctrl)\w*(?:-\w+)? friend-?links? go-?top hatnote "
        r"lang(?:uage)?s?-?(?:links?|list|switch\w*|select\w*|menu|nav|bar) menu mianbaoxie mw-editsection nav "
        r"[acfiot]mbox(?:-\w+)* (?:\w+-)*navbar\d* navbox\w* (?:\w+-)*navigation(?:-\w+)* nav-\w+ "
        r"(?:\w+-)?page-footer pager page-tools page-?turn(?:-\w+)* (?:\w+-)*pagination(?:-(?:links?|nav|wrap\w*))? "
        r"paging "
        r"(?:(?:post|article|lemma)-)?catalog (?:article|content|entry|news|post|story|top)-tools? "
        r"(?:\w+-)*(?:(?:prev|pre)-?next|next-?prev)(?:-\w+)* (?:prev|previous|next)-(?:page|article|post|story)s? "
        r"print-?(?:buttons?|links?) print-?(?:footer|logo) read-?more-?(?:btn|button|link) return-?top shangxia\w* "
        r"sidebar "
        r"site-footer site-header skip-?link\w* skip-to-\w+ submenu table-of-contents backlinks "
        r"(?:template|e?mail|letter)-(?:pre-?header|footer) text-?size\w* (?:md-)?toc toc-toggle tool-?bar tools "
        r"ui-infobar ui-toc view-?more(?:-\w+)* widget-area \w+-nav",
    ),
    (
        TAGS,
        r"(?:article|post)-hash-?tags? article-tags? categor(?:y|ies)(?:-?links?|-list)? cate(?:-name)? cat-?links "
        r"entry-categor(?:y|ies) (?:\w+-)?(?:entry|post|article|content|story)-footer(?:-\w+)* entry-tags? filed-under "
        r"key-?words?(?:-list|-box|-wrap)? meta-tags? post-categor(?:y|ies) (?:post|entry|article)-terms postmetadata "
        r"post-tags? (?:post-)?topic-?(?:list|links?) (?:\w+-)*(?:section|column|series)-name tags "
        r"tags?-?(?:links?|list|cloud|box|wrap\w*|section|area|group|items?|block|row|bar) taxonom(?:y|ies) "
        r"taxonomy-\w+",
    ),
    (
        "interface",
        r"action-(?:bar|buttons?) appreciat\w+ (?:article|post|news|content)-?vote biaotai "
        r"(?:bottom|article|post|page)-?tips? "
        r"(?:\w+-)*code-?(?:tool-?bar|copy(?:-\w+)?) consent contact-?(?:us|bar|box) cookie\w* edit-(?:icon|prompt) "
        r"(?:\w+-)*copy-?(?:btn|button|code) (?:\w+-)*declare (?:\w+-)*disclaimer edit-?link "
        r"(?:\w+-)*(?:gallery|slides?|slider|slideshow|carousel|swiper)-(?:counter|index|number) "
        r"carousel-(?:indicators?|controls?) gdpr\w* hatom-extra my-signature "
        r"(?:hide|show|toggle|reveal)-caption crayon-(?:toolbar|info|nums(?:-content)?) "
        r"line-numbers?-wrap(?:per)? loading-(?:indicator|spinner|text|tips?|icon|mask) login\w* "
        r"media-download (?:\w+-+)*(?:audio|media|video)-?player-+(?:\w+-)?(?:controls?|tips?|tooltip|time|menu) "
        r"(?:article|post|entry|(?:rich-)?content|(?:content-)?item|story|news|card|answer)-actions "
        r"mianze(?:shengming)? mood\w* noprint no-print (?:hidden|hide)-(?:(?:on|for|in)-)?print print-hid(?:e|den) "
        r"d-print-none print:hidden (?:\w+-)?oper(?:ation)?s? page-(?:header-)?icon "
        r"ctrl-box diy-btn zan zan-(?:\w|wap|wrap|num|box|btn) "
        r"player-controls (?:post|article)-statement post-edit (?:post-)?ratings?-\w+ post-views? praise(?:-\w+)* "
        r"site-?(?:message|notice) rdf-meta (?:\w+-)*reactions? reading-time read-time "
        r"(?:\w+-)*recipe-(?:jump|print|snippet) "
        r"(?:(?:\w+-)*recipe-|post-|content-|star-)?ratings? sheng?ming "
        r"(?:\w+-)*(?:shoucang|jubao|jiucuo|dayin|guanbi) (?:\w+-)*sign-?up(?:-\w+)* spinner tooltip views-count "
        r"vjs-[\w-]+ (?:\w+-)*vote-?(?:bar|btn|time) vote-?box \w+-voting "
        r"(?!(?:img|image|photo|pic|gallery)-)(?:\w+-)*(?:modal|popup) word-?count xinqing",
    ),
    # Copies of slides, with which a carousel goes round, and the ways to the next.
    ("interface", r"slideshow-?link swiper-slide-duplicate slick-cloned bx-clone cloned"),
    ("interface", r"slider-(?:left|right|prev(?:ious)?|next|arrows?)"),
    # The bar that the Internet Archive puts above a page.
    ("interface", r"wm-(?:ipp|toolbar)(?:-\w+)*"),
    # phpBB and Discuz!: who wrote a post, its number, when it was changed, what a picture's file is called, buttons,
    # and what the writer says below each of his posts; and nForum: who wrote it.
    (
        "interface",
        r"ratelog post-?profile post-buttons sig\d+ pls pti authi postnum\d* pstatus aimg-tip plm a-u-info",
    ),
    # What is printed only.
    ("interface", r"visible-print-(?:block|inline(?:-block)?) print-only only-print show-for-print"),
    (
        COPYRIGHT,
        r"(?:(?:post|article|entry|page|buy)-)?copy-?right-?(?:bar|notice|info|box|statement|claim|license)? "
        r"(?:post|article|entry|page)?-?licen[sc]e(?:-(?:box|info|text|container))? (?:\w+-)*republish(?:-\w+)* "
        r"(?:\w+-)*shouquan",
    ),
    (COUNTS, r"(?:\w+-)*(?:stats?|votes?)"),
    (
        RELATED,
        r"also-(?:read|like) (?:\w+-)*editors?-?picks? "
        r"(?:\w+-)*authors?-(?:latest|recent|posts|articles|more) cnxh guess-?(?:you-?)?like\w* "
        r"hot-?news jp-relatedposts (?:latest|recent)-?(?:news|posts?|articles?|stories|content)(?:-list)? "
        r"more-?(?:on|stories|articles|news|from|reports?|reading) most-?(?:read|popular|viewed) "
        r"popular-posts read-?(?:also|next) up-?next next-?up (?:\w+-)*recirc(?:-\w+)* (?:\w+-)*recommend\w*(?:-\w+)* "
        r"relate "
        r"related(?:posts?|articles?|stories|news|links?|content|items?|box|list) (?:\w+-)*related(?:-\w+)* "
        r"rel-?(?:news|posts?|articles?|stories|box|list) (?:rm|tj)(?:yd|wz|xw|tj) "
        r"suggest(?:ed)?-?(?:articles?|posts?|news|stories|reading) top-?stories trending tuijian "
        r"xg(?:yd|wz|xw|bd|lj) xiangguan yarpp\w* you-may-\w+ zergnet\w*",
    ),
    # What the last word of other names says, or the first.
    (ADVERTISEMENT, r".+-(?:ads?|advert(?:isement)?|sponsored) (?:ads?|adslot|advert(?:isement)?|dfp)-.+"),
    ("comments", r".+-comments .+--comment"),
    (TAGS, r".+-tags"),
    ("interface", r".+-(?:share|newsletter|promo|breadcrumbs?)"),
)
_COMPILED = tuple((reason, re.compile("|".join(names.split()))) for reason, names in _NAMES)
# Class names that say what an article is about, not what an element is for (WordPress, Drupal), or how large its
# letters are: `font-size-14` of editors, `text-size-medium` of Webflow.
_TOPICS = re.compile(
    r"^(?:tag|category|cat)-(?!(?:links?|list|cloud|box|block|wrap(?:per)?|container|section|items?|group|row|area)$)"
    r"|^(?:type|status|format|topic(?!-list$|-links?$|-repl(?:y|ies)$)|term|author"
    r"|node-type|field-name|has|is|wp(?!-block-))-"
    r"|^(?:font|text)-?size-?(?:\d|(?:x*[sml]|sm|md|lg|xx?-?(?:small|large)|small|large|medium|regular|tiny|normal)$)"
)
# What a design or a page builder puts ahead of all of its names.
_PREFIX = re.compile(
    r"^(?:m|c|o|u|js|g|l|b|t|v\d|td|et-pb|et|gh|mcn|fusion|item|elementor-widget|elementor|wp-block|block|module|component"
    r"|region|pane)-{1,2}"
)
_AROUND = re.compile(r"-(?:wrap|wrapper|root|container|section|box|block|area|zone)$")  # the box of what a name names


@lru_cache(maxsize=4096)
def fate(names: str) -> str:
    """Why an element of these class names and ids is no part of an article; empty where it may be."""
    for name in names.split():
        plain = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "-", HASH.sub("", name[:LONGEST]))
        plain = plain.replace("_", "-").lower().strip("-")
        if plain in _INVISIBLE or _PREFIX.sub("", plain) in _INVISIBLE:
            return "hidden label"
        if _TOPICS.match(plain):
            continue
        plain = _PREFIX.sub("", plain)
        bare = re.sub(r"-{2,}\w+$|-\d+$|(?<=[a-z]{4})\d+$", "", plain)
        for spelling in dict.fromkeys((plain, bare, _AROUND.sub("", bare), *spellings(name))):
            for reason, pattern in _COMPILED:
                if pattern.fullmatch(spelling):
                    return reason
    return ""
