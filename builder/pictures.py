"""Pictures: every `<img>` that means something becomes `<figure><img src alt caption credit width height></figure>`,
or stays in its line where it is as small as a letter."""

from __future__ import annotations

import html
import re
from posixpath import splitext
from urllib.parse import unquote

from bs4 import Tag
from bs4.element import NavigableString

from builder import hanzi
from builder.addresses import FRONT_PAGE, IMAGE, absolute, same_page, to_profile, to_topic, unproxied
from builder.captions import FILE, PROMPT, captions
from builder.text import fold, unwrapped, urlsplit_safe
from builder.titles import bare, same_words
from builder.tree import (
    LARGE,
    Draft,
    attribute,
    called,
    enclosing,
    every,
    first,
    gone,
    is_blank,
    is_under,
    leads_to_profile,
    line_around,
    neighbours,
    pixels,
    stands_in_text,
    words,
)

# Where a template keeps a picture's address; ahead of all Jetpack, which has there what was uploaded, and
# archive.today, which tells what it keeps a copy of.
_LAZY = tuple(
    (  # noqa: SIM905  one word a line would hide what belongs together
        "data-orig-file currentsourceurl data-large-src data-src data-original data-original-src data-lazy-src "
        "data-actualsrc data-lazyload data-lazy data-url data-echo data-hi-res-src data-full-url data-large-file "
        "data-image-src data-img-src data-srcset-src file zoomfile original original-src lazysrc real_src"
    ).split()
)
# What else an attribute may hold that is no picture's own address, though it ends like one.
_NOT_LAZY = re.compile(r"srcset|alt|title|longdesc|resource|usemap|.*(?:link|href|page|thumb|avatar|placeholder).*")
_LAZY_SETS = ("data-srcset", "data-lazy-srcset", "srcset")
_CANDIDATE = re.compile(r"(?<![^\s,])([^\s,]\S*[^\s,]|[^\s,])(?:\s+([\d.]+)([wx]))?\s*(?:,|$)")  # of a set
_FROM_WIDTH = re.compile(r"min-width\s*:\s*(\d+(?:\.\d+)?)\s*(px|r?em)", re.I)  # for which screens a source is
# What stands for a picture that is to come, or for none. A colour or the like is such a name alone, or with a size or
# another of its kind behind it: `grey_line-2.png`, but not `grey-wolf.jpg`.
_PLACEHOLDER = re.compile(
    r"^(?:data:|image/[\w.+-]+;base64,)|(?:^|/)(?:[\w.]*[_.]|[a-z]+-)?(?:(?:placeholder|lazy(?:load)?|spacer|1x1|nopic|default_img)[\w-]*"
    r"|(?:blank|loading|transparent|gr[ae]y|pixel|clear|dot|empty)(?>(?:[-_]?(?:\d+(?:x\d+)?|px|bg|background|img|image"
    r"|pic|photo|pixel|placeholder|lazy|line|box|square|space|icon|spinner|new|small|white|gr[ae]y|black|trans|nc|gif))*))"
    r"\.(?:gif|png|jpe?g|svg|webp)",
    re.I,
)
_SOURCE_AHEAD = hanzi.compile(r"(?:来源|稿源)\s*[:：]\s*$")
_ONWARD = hanzi.compile(r"(?:查看|阅读)?(?:更多|全文|详[情细])|(?:read )?more", re.I)  # what leads to more
GIF = re.compile(r"\.gif(?:$|\?)", re.I)
_TRACKER = re.compile(
    r"/wp-postratings/images/|feeds\.feedburner\.com/~(?:r|ff)|feeds\.wordpress\.com/1\.0/|feedproxy|stats?\.(?:wordpress|wp)\.com|pixel\.(?:wp|quantserve"
    r"|facebook)|doubleclick|scorecardresearch|google-analytics"
    r"|medium\.com/_/stat|/tracking[-_.]?pixel|/pixel\.(?:gif|png)|//(?:[\w.-]*[-.])?(?:beacon|analytics|counter)\."
    r"|/(?:beacon|analytics|counter)(?:[/?]|$|\.(?!jpe?g|webp|png))"
    r"|//avatars?(?:-static)?\.|//(?:[\w-]+\.)?(?:i?ads?|advertise(?:ment)?)\.|b\.gif\?|feedsportal\.com|adserver|/wf/open|blogger\.googleusercontent\.com/tracker",
    re.I,
)
# What a site's own pictures, faces and advertisements are called, and as like as not some that an author shows.
_OF_SITE = re.compile(
    r"/(?:\w+_)?og_tw(?:itter)?_?cards?/|[/_-]og[-_]fallback"  # what a site shows of itself where it has no picture
    r"|/wp-content/themes/|/ads?[_-]?\d{2,4}x\d{2,4}[\w-]*\.|/ads?/|/(?:(?:\w+_)?avatars?|profile_images)/",
    re.I,
)
_SMALL = re.compile(r"emoji|emoticon|smil(?:ey|ies)|math|tex\b|formula|icon-inline", re.I)
_SMALL_SOURCE = re.compile(
    r"/emoji|/emoti(?:c)?ons?/|/smil(?:ey|ies|eys)/|/images/face/|latex\.php|codecogs\.com"
    r"|/equation\?|[?&]tex="
    r"|/svg/latex|/__latex/|/appstyle/expression/|/blog/misc/gif/",
    re.I,
)
# The words for a face that a forum or a messenger draws: `[哭]`, an emoji.
_EMOTICON = hanzi.compile(r"[\[【](?!图|imag|photo)\w{1,6}[\]】]|[\u2600-\u27bf\U0001f000-\U0001faff\ufe0f\u200d]{1,8}")
_EM = re.compile(r"(?:^|[;\s])(?:width|height)\s*:\s*[0-2]?(?:\.\d+)?r?em\b")  # as high as the letters beside it
_TINY = re.compile(r"(?:^|[;\s])(?:width|height)\s*:\s*(?:1?\d|2[0-4])px", re.I)
# A line, or a button, the mark of a service or of the site, by its file's name: a photograph's has a number ahead.
_LINES = r"(?:divider|separator|line|bullet|arrow|spacer|shim)s?"
_SIGNS = (
    r"(?:^|/)(?:[a-z]+[_.-]){0,4}(?:hr|share|facebook|twitter|weibo|wechat|whatsapp|telegram|rss|print|email|logo|avatar"
    r"|gravatar|qrcode|google[_-]?news|btn|button|(?:next|prev)[_-]?page|icon)s?"
)
# A photograph may be of a bullet train or of a button factory, so a JPEG has no other word behind such a name.
_ORNAMENT = re.compile(
    rf"(?:(?:^|[/_-]){_LINES}|{_SIGNS})(?:[_.-]\w{{0,12}}|\d{{0,4}}|icons?|logos?|btn|button|share|bg)"
    rf"\.(?:gif|png|svg)(?:$|\?)"
    rf"|(?:(?:^|[/_]){_LINES}|{_SIGNS})(?:[_.-](?:\d\w{{0,11}}|nc|new|small|white|black|gr[ae]y|bg|bar|code)?|\d{{0,4}}|icons?"
    rf"|logos?|btn|button|share|bg)\.(?:jpe?g|webp)(?:$|\?)",
    re.I,
)
_WIDE = re.compile(r"/w:[2-9]\d\d\d?/|/(?:[2-9]\d\d|\d{4})px-")  # the width that a thumbnailer's address tells
_NO_ALT = hanzi.compile(
    r"file|Screen ?shot(?:[\d._: -]|at\b|[AP]M)*|"
    r"(?:(?:\w{1,12}_)?(?:img|image|photo|picture|pic)|images|raw-image|图片|图像|插图|未命名|未标题|untitled|(?:(?:audio|video)-)?thumbnail|placeholder|null"
    r"|undefined|alt|title|\d{1,3}(?:\?\w+=\w+)?|[ -/:-@\[-`{-~。，、；：！？…—·]+|无"
    rf"|{PROMPT}|{FILE.pattern}|[0-9a-f]{{16,}}|[\w-]*\d{{5,}}[\w-]*|/[\w./-]+"
    r"|(?:IMG|DSC|WX|微信图片|微信截图|屏幕快照|截屏)[\w\-. ]*|https?://\S+)",
    re.I,
)
_ESCAPED = re.compile("&(?:amp|quot|lt|gt|#0?39);")  # twice, by a program that made a feed
# The page of a wiki about a file, which is called as the file is.
_PAGE_OF_FILE = hanzi.compile(r"/(?:File|Image|文件|档案|图像):", re.I)
# The agency, a width and a day, which a script puts behind what a picture shows: `渡口 - 河社, 1920, 05.08.2022`.
_AND_AGENCY = re.compile(r"(.{2,}?)\s+-\s+([^-,]{2,24}), \d{2,4}, \d\d\.\d\d\.\d{4}")
# Which of the article's pictures it is, behind the title, as a program writes it: `渡口的灯 - 1`, `… ảnh 2`, `…图3`.
_COUNTED = (
    re.compile(r"(?<!\W)\W*\d{1,3}$"),
    hanzi.compile(
        r"(?<!\W)\W*(?:(?:h[iì]nh )?[aả]nh|第|[插配]?图片?|照片|image|photo|pic)\W*\d{1,3}(?:\s*[张幅])?\W*$", re.I
    ),
)
# What the alt text of a decoration says that it is: `line`, `Presentational grey line`, `分隔线`.
_DECORATION = hanzi.compile(
    r"(?:(?:presentational|decorative|short|long|thin|grey|gray|white|black|red)\s+)*"
    r"(?:line(?:\s?break)?|divider|separator|spacer|(?:white\s?)?space)|(?:分隔|分割)[线符]|横线",
    re.I,
)
# Class names of pictures that stand for a person, a button or an advertisement; the first of their boxes too.
_PERSON = re.compile(
    r"(?:^|[\s_-])(?:avatar|gravatar|(?:author|profile|user|u)[-_](?:image|photo|pic|img|icon)|(?:author|user|up)[-_]?face)(?:$|[\s_-])",
    re.I,
)
# Class names of pictures that part paragraphs.
_RULE = re.compile(r"(?:^|[\s_-])(?:divider|separator|cut-?off)(?:[_-]\d+)?(?:$|\s)", re.I)
# What the alt text of a button's sign says that the button does, whose face a platform shows, or what made a chart.
_ACTION = hanzi.compile(
    r"(?:[打列]印|关闭|收藏|推荐)(?:[本此][文页篇]|窗口|页面)|(?:返回|回到)(?:首页|顶部|目录|列表)|加入收藏|[上下]一(?:篇|页|主题)"
    r"|.{1,24}的个人(?:档案|资料)(?:相片|照片|图片)|Profile (?:photo|picture) for .{1,40}"
    r"|分享.{0,80}[到至]\s?(?:Facebook|脸书|LINE|Twitter|推特|X|微信|微博)|Made with (?:Flourish|Infogram|Datawrapper)"
    r"|(?:E-?mail Marketing )?Powered by Mailchimp"
    r"|(?:手机)?(?:App|客户端)下载|(?:扫码|点击)?下载[^，。]{0,12}(?:App|客户端)|[^。]{4,30}[，,]\s*[尽都]在\s?[^，。]{2,12}(?:App|客户端)\W*"
)
# What the alt text of a licence's sign says.
_LICENCE = hanzi.compile(
    r"(?:CC|Creative Commons|创用\s?CC|知识共享)(?:[\s-]?BY(?:-\w{2})*|\s?(?:授权|许可|License|Licence))[\w\s.-]{0,40}",
    re.I,
)
_BADGE = re.compile(r"(?:^|[\s_-])(?:share|icon|logo|tracking|pixel|ad)(?:$|[\s_-])", re.I)
_NEAR_ROOT = re.compile(r"(?:https?://[^/]+)?/[\w-]+/[\w-]+(?:\.html?)?/?", re.I)
_MOST = 100
_SIGN = 400  # pixels: as long as the sign of a site may be
_TOLD = 5  # Chinese characters that tell what a picture shows
_AROUND_FACE = frozenset({"div", "span", "td", "li", "header", "section", "picture"})  # in a card: no paragraph
_NAME = 40
_LINE = 200  # characters below a picture in a table
_AUTHOR = 12  # characters of a name with a face in one link
_BESIDE = 120  # characters beside a face
_PARTS = 40  # elements and texts in a card; a box with more shows more than one face
BACKGROUND = re.compile(r"background(?:-image)?\s*:[^;]*?url\(\s*[\"']?((?:https?:)?//[^\"')\s]+)", re.I)
_PHOTO = re.compile(r"(?:\w+-)*(?:photo|image|img|picture|pic)(?:-(?:wrap\w*|inner|container|box|bg|background))?")
# What readers of the screen are told of a picture that a click makes larger.
_ENLARGE = hanzi.compile(
    r"(?:Press enter or )?click to (?:view|expand|enlarge|open|see)(?: the)?(?: image| photo| picture)?"
    r"(?: in full size)?|View full ?size|(?:View|Open|Enlarge|Expand|Zoom)(?: this)? (?:image|photo|picture)"
    r"(?: in (?:full ?(?:size|screen)|gallery|lightbox))?|Image|Photo|Picture|图片"
    r"|[（(]?(?:点击|按此|轻触)(?:图片|可|此处)*(?:查看|看|放大|打开|显示|浏览)(?:大|原|高清)*(?:图片?)?[)）]?"
    r"|(?:查看|检视|放大|看)?(?:大|原)图片?|(?:查看|检视|放大)图片?",
    re.I,
)
_LIGHTBOX = re.compile(r"(?:light|thick|fancy|color|swipe)-?box", re.I)  # what links to larger pictures are called
_SHELLS = frozenset({"picture", "a", "span", "b", "strong", "em", "i", "font", "center", "figure"})
_MEDIA = ("img", "embed", "iframe", "video", "audio")
_SIZE = re.compile(r".{0,80}?\d{2,5}\s*[×x]\s*\d{2,5}(?:\s+[\d.,]+\s*[KMG]B)?", re.I)


def place(draft: Draft) -> None:
    """Step: gives every picture its largest original address, its caption and credit, and a block of its own.

    Comes before the paragraphs are made, because captions are found by what stands beside a picture in the mark-up.
    """
    for box in every(draft.root, "dl", "figure", "table"):
        if not gone(box):  # with the label of one around it
            _box(draft, box)
    for picture in every(draft.root, "picture"):
        if _is_open(picture):
            picture.unwrap()
    _backgrounds(draft)
    _enlargers(draft)
    images = [(img, address(img, draft.url)) for img in every(draft.root, "img")]
    meaning = [(img, url) for img, url in images if not _drop_worthless(draft, img, url)]  # spacers part captions off
    for img, url in meaning:
        if img.parent is not None:
            _picture(draft, img, url)


def _box(draft: Draft, box: Tag) -> None:
    """`<dl><dt>picture<dd>caption</dl>` as a figure; a `<figure data-url="…">` that a script would fill, filled."""
    if box.name == "dl":
        terms = every(box, "dt")
        if len(terms) == 1 and first(terms[0], "img") is not None and not words(terms[0]):
            box.name, terms[0].name = "figure", "div"
            for text in every(box, "dd"):
                text.name = "figcaption"
        return
    if box.name == "table":
        _captioned(box)
        return
    for label in every(box, "span", "div", "button", "a", "p", "figcaption"):
        if not gone(label) and _ENLARGE.fullmatch(words(label)) and first(label, *_MEDIA) is None:
            draft.drop(label, "label of a button that shows a picture larger")
    _caption_of_several(box)
    url = attribute(box, "data-url") or attribute(box, "data-src")
    if url and IMAGE.search(urlsplit_safe(url).path) and first(box, *_MEDIA) is None:
        box.insert(0, draft.new("img", src=url))


def _is_photo(box: Tag) -> bool:
    """Whether a box is a photograph by its role or its name, or leads to one."""
    if attribute(box, "role") == "img" or called(box, _PHOTO):
        return True
    return box.name == "a" and IMAGE.search(urlsplit_safe(attribute(box, "href")).path) is not None


def _backgrounds(draft: Draft) -> None:
    """Puts a picture into each empty box of a photograph that shows one as its background, as Telegram's pages and
    galleries do; not one that the page shows anyhow. Where one is a link to another page, all are pictures of
    stories."""
    drawn = [tag for tag in every(draft.root, "a", "div", "span", "i") if "style" in tag.attrs]
    boxes = [tag for tag in drawn if _is_photo(tag)][:_MOST]
    styles = [(tag, BACKGROUND.search(attribute(tag, "style"))) for tag in boxes if is_blank(tag)]
    found = [(tag, url[1]) for tag, url in styles if url and IMAGE.search(urlsplit_safe(url[1]).path)]
    own = urlsplit_safe(draft.url).path
    here = {"", own, own.removeprefix("/s")}  # what t.me shows at /s/
    targets = {urlsplit_safe(absolute(attribute(tag, "href"), draft.url)).path for tag, _ in found}
    if any(target not in here and not IMAGE.search(target) for target in targets):
        return
    shown = {str(value) for image in every(draft.root, "img") for value in image.attrs.values()} if found else set()
    for tag, url in found:
        if url not in shown:
            tag.clear()
            said = {"alt": label} if (label := attribute(tag, "aria-label")) else {}
            tag.append(draft.new("img", src=url, **said))


def _enlargers(draft: Draft) -> None:
    """Drops the links in words that show a picture larger, to which the picture itself is linked, too (`放大圖片`), and
    such words within its link, and what tells the larger file's name and size."""
    links = every(draft.root, "a")
    for link in links:
        if first(link, "img") is None:
            continue
        file = IMAGE.search(urlsplit_safe(attribute(link, "href")).path) is not None
        for part in every(link, "div", "span"):
            if gone(part) or not (text := words(part)) or first(part, *_MEDIA) is not None:
                continue
            if _ENLARGE.fullmatch(text) or (file and _SIZE.fullmatch(text)):
                draft.drop(part, "what tells of a picture's file")
    labels = [link for link in links if _ENLARGE.fullmatch(words(link))]
    if not labels:
        return
    shown = {attribute(link, "href") for link in links if first(link, "img") is not None and not words(link)}
    for link in labels:
        url = attribute(link, "href")
        if url in shown and IMAGE.search(urlsplit_safe(url).path):
            draft.drop(link, "label of a button that shows a picture larger")


def _caption_of_several(figure: Tag) -> None:
    """The caption below several pictures of one figure, beside the last of them."""
    texts = every(figure, "figcaption")
    pictures = [img for img in every(figure, "img") if enclosing(img, "figcaption") is None]
    if len(pictures) > 1 and len(texts) == 1 and texts[0].parent is figure and next(neighbours(texts[0]), None) is None:
        _shell(pictures[-1]).insert_after(texts[0].extract())


def _captioned(table: Tag) -> None:
    """A table whose rows are, by turns, pictures and a short line below each, as figures with their captions."""
    if first(table, "img") is None or first(table, "table", "ul", "ol") is not None:
        return
    cells = [[cell for cell in every(row, "td", "th") if not is_blank(cell)] for row in every(table, "tr")]
    cells = [row for row in cells if row]
    if len(cells) % 2 or any(len(row) != len(cells[0]) for row in cells):
        return
    above = [cell for row in cells[::2] for cell in row]
    below = [cell for row in cells[1::2] for cell in row]
    if any(len(every(cell, "img")) != 1 or words(cell) for cell in above):
        return
    if any(first(cell, "img") is not None or len(words(cell)) > _LINE for cell in below):
        return
    for picture, line in zip(above, below, strict=True):
        picture.name, line.name = "figure", "figcaption"
        picture.append(line.extract())
        picture.extract()
    table.clear()
    table.name = "div"
    table.extend(above)


def _drop_worthless(draft: Draft, img: Tag, url: str) -> bool:
    """Whether an image was no picture, and is gone."""
    if img.parent is None:
        return True
    size = pixels(img, "width"), pixels(img, "height")
    if not url or _worthless(draft.url, url, *size, img) or _is_code_of(draft.url, url):
        draft.drop(_shell(img), "no picture: " + (url or attribute(img, "src"))[:120])
        return True
    return False


def _is_code_of(page: str, url: str) -> bool:
    """Whether a picture is the QR code of the page itself, whose address tells the service that draws it what to."""
    return "qr" in url.lower() and bool(page) and page.partition("://")[2] in unquote(urlsplit_safe(url).query)


def _picture(draft: Draft, img: Tag, url: str) -> None:
    width, height = pixels(img, "width"), pixels(img, "height")
    alt = _alt(img, url)
    if any((ending := behind.search(alt)) and same_words(alt[: ending.start()], draft.title) for behind in _COUNTED):
        alt = ""
    if (of_agency := _AND_AGENCY.fullmatch(alt)) and bare(of_agency[2]) in draft.known:
        alt = of_agency[1]
    if _in_line(img, url, width, height):
        _element(img).replace_with(draft.new("img", src=url, alt=alt))
        return
    link = enclosing(img, "a")
    larger = _larger(link, url, draft.url) if link is not None else ""
    if larger:
        url = larger
        width = pixels(img, "data-original-width") or width
        height = pixels(img, "data-original-height") or height
    size = {"width": width, "height": height}
    new = draft.new("img", src=url, **{key: str(value) for key, value in size.items() if value})
    shell = _shell(img)
    figure = draft.new("figure")
    if "aria-describedby" in img.attrs:
        figure.attrs["aria-describedby"] = attribute(img, "aria-describedby")
    shell.replace_with(figure)
    figure.append(new)
    caption, credit = captions(draft, figure, alt)
    if not caption and link is not None and url == larger:
        caption = _told_with(link, alt)
    new.attrs.update({key: value for key, value in (("alt", alt), ("caption", caption), ("credit", credit)) if value})


def address(img: Tag, base: str) -> str:
    """The absolute address of the largest candidate of an `<img>`, past proxies; empty where there is none."""
    sources = every(img.parent, "source") if isinstance(img.parent, Tag) and img.parent.name == "picture" else []
    sets = [attribute(tag, name) for tag in (img, *sources) for name in _LAZY_SETS]
    size, best = _largest(sets)
    src = attribute(img, "src")
    singles = [value for name in _LAZY if _looks_real(value := attribute(img, name))]
    if src and not _PLACEHOLDER.search(src):
        singles.append(src)
    if not singles and not best:
        singles = _unheard(img)
    # A srcset of one size only, or of densities, is no larger than the source that stands beside it; nor is one of
    # copies below a folder for a size (`/processed/540w/a.jpg` of `/a.jpg`).
    copies = bool(best and singles) and _is_copy(urlsplit_safe(best).path, urlsplit_safe(singles[0]).path)
    if singles and size <= 1 and (widest := _for_widest(sources)) and not _same_or_copy(widest, singles[0]):
        singles.insert(0, widest)
    alone = next((single for single in singles if absolute(single, base)), "")  # a path needs a page
    chosen = best if best and (size > 1 or not singles) and not copies else alone
    if chosen and chosen == src and (width := _told_width(chosen)):  # `a.jpg?width=445` of `a.jpg?width=1240`
        path = chosen.partition("?")[0] + "?"
        same = [url for candidates in sets for url in candidates.replace(", ", " ").split() if url.startswith(path)]
        chosen = max((chosen, *same), key=lambda url: _told_width(url) or width)
    return unproxied(absolute(chosen, base)) if chosen else ""


def _largest(sets: list[str]) -> tuple[float, str]:
    """The candidate of sets that is told to be the largest, and how large: a width in pixels, a thousand for each
    density, 1 where none is told."""
    best = (0.0, "")
    for found in (found for candidates in sets for found in _CANDIDATE.finditer(candidates)):
        if not _PLACEHOLDER.search(found[1]):
            size = float(found[2]) if found[2] and found[2].count(".") < 2 and found[2] != "." else 1.0
            density = found[3] == "x" and size > 1  # `1x` tells no size
            best = max(best, (size * (1000 if density else 1), found[1]), key=lambda pair: pair[0])
    return best


def _for_widest(sources: list[Tag]) -> str:
    """Of the sources with one address each that for the widest screens."""
    widest = (0.0, "")
    for source in sources:
        screen = _FROM_WIDTH.search(attribute(source, "media"))
        alone = next((one for name in _LAZY_SETS if _looks_real(one := attribute(source, name).strip())), "")
        if screen and alone:
            width = float(screen[1]) * (1 if screen[2] == "px" else 16)
            widest = max((width, alone), widest, key=lambda pair: pair[0])  # of two types the last, as JPEG is
    return widest[1]


def _unheard(img: Tag) -> list[str]:
    """The pictures' addresses in attributes that one template alone has (`data-original-src`, `v-lazy`)."""
    values = (attribute(img, name) for name in img.attrs if not _NOT_LAZY.fullmatch(name))
    return [value for value in values if _looks_real(value) and IMAGE.search(urlsplit_safe(value).path)]


def _told_width(url: str) -> int:
    """The width that an address asks its server for, times the density; 0 where it asks for none."""
    found = re.search(r"[?&](?:(?:width|w)=|imageView2/\d/w/)(\d{2,4})(?=[&/]|$)", url)
    density = re.search(r"[?&]dpr=([123])(?=&|$)", url)
    return int(found[1]) * (int(density[1]) if density else 1) if found else 0


def _same_or_copy(url: str, original: str) -> bool:
    """Whether an address is that of the same file in another type, or of a copy of it."""
    one, other = (splitext(urlsplit_safe(address).path)[0] for address in (url, original))
    return one == other or _is_copy(one, other)


def _is_copy(path: str, original: str) -> bool:
    return len(original) > 12 and len(path) > len(original) and path.endswith(original)


def _looks_real(value: str) -> bool:
    is_address = re.match(r"(?:https?:)?//|/|[\w.-]+/", value) is not None and " " not in value.strip()
    return is_address and not _PLACEHOLDER.search(value)


def is_placeholder(url: str) -> bool:
    """Whether an address is of what stands for a picture that is to come."""
    return _PLACEHOLDER.search(url) is not None


def _worthless(page: str, url: str, width: int, height: int, img: Tag) -> bool:
    """Whether a picture is none of the article's: a tracking pixel, a spacer, a decorative line, a button, the sign
    of a site, an advertisement, somebody's face."""
    if width == 1 or 0 < height <= 4 or _TRACKER.search(url):
        return True
    said = fold(attribute(img, "alt"))
    link = enclosing(img, "a")
    if _is_face(img, link):
        return True
    box = img.parent
    person = box is not None and _PERSON.search(attribute(box, "class")) is not None and not words(box)
    if (person or _PERSON.search(attribute(img, "class"))) and width < LARGE:
        return True
    if _is_described(img, said):
        return False
    if any(kind.fullmatch(said) for kind in (_DECORATION, _LICENCE, _ACTION)) or _RULE.search(attribute(img, "class")):
        return True
    to = attribute(link, "href") if link is not None else ""
    if _NEAR_ROOT.fullmatch(to) and to_topic(to):
        return True  # the sign of a topic
    if _OF_SITE.search(url):
        return True
    if link is not None and not words(link) and _is_banner(page, to, said, width, height):
        return True
    if link is not None and not said and _SOURCE_AHEAD.search(line_around(_element(img))[0]):
        return True  # the sign of where an article came from
    if not said and _TINY.search(attribute(img, "style")) and (link is not None or box is None or not words(box)):
        return True  # the sign of a line, in a box of its own
    led = words(link) if link is not None and not said else ""
    if led and (_EM.search(attribute(img, "style")) or _ONWARD.fullmatch(led)):
        return True  # the sign of a link, as high as its words
    if link is not None and not said and 0 < max(width, height) <= 32 and not words(link):
        return not IMAGE.search(urlsplit_safe(to).path)  # a button: as small as a letter, and all of its link
    letter = _EMOTICON.fullmatch(attribute(img, "alt")) or _SMALL.search(attribute(img, "class"))
    if 0 < width == height <= 96 and not letter:
        return True  # an avatar, a button: square and small
    if 0 < height <= 12 and height * 30 <= width:
        return True  # a line across the page
    if _BADGE.search(attribute(img, "class")) and width < LARGE:
        return True
    flat = 0 < height <= 40 and height * 8 <= width
    if _ORNAMENT.search(url) is None or (width >= LARGE and not flat) or height >= LARGE or _WIDE.search(url):
        return False
    figure = enclosing(img, "figure")
    return figure is None or not words(figure)


def _is_banner(page: str, to: str, said: str, width: int, height: int) -> bool:
    """Whether a picture that is all of a link, and of which nobody says what it shows, is an advertisement or the sign
    of a site: it is much wider than high and leads to no picture, or leads to a front page and is not large."""
    if not to or said or IMAGE.search(urlsplit_safe(to).path):
        return False
    wide = 0 < height <= 120 and height * 5 <= width
    return wide or (max(width, height) <= _SIGN and FRONT_PAGE.fullmatch(absolute(to, page)) is not None)


def _is_described(img: Tag, said: str) -> bool:
    """Whether somebody says what a picture shows: in its figure's caption, or by an alternative text, where the picture
    stands alone between two sentences."""
    figure = enclosing(img, "figure")
    if figure is not None and (caption := first(figure, "figcaption")) is not None and re.search(r"\w", words(caption)):
        return True
    if len(re.findall("[\u4e00-\u9fff]", said)) < _TOLD or _ACTION.fullmatch(said):
        return False
    line = figure or enclosing(img, "p", "div")
    return line is not None and is_under(line, 1) and stands_in_text(line)


def _is_face(img: Tag, link: Tag | None) -> bool:
    """Whether a picture is somebody's: it and the link behind it lead to a profile, or the link beside it does to that
    of whom it shows, or the one around both to an author's."""
    if link is None:
        if not (name := fold(attribute(img, "alt"))):
            return False
        cards = (box for box in img.parents if len(box.contents) > _PARTS or box.name not in _AROUND_FACE or words(box))
        card = next(cards, img)
        beside = first(card, "a") if len(card.contents) <= _PARTS else None
        if beside is None or not leads_to_profile(beside):
            return False
        return words(beside) == name and len(words(card)) <= _BESIDE
    to = attribute(link, "href")
    if not to_profile(to):
        return False
    if name := words(link):
        return "author" in to.lower() and len(name) <= _AUTHOR
    behind = link.find_next("a")
    return isinstance(behind, Tag) and 0 < len(words(behind)) <= _NAME and attribute(behind, "href") == to


def _alt(img: Tag, url: str) -> str:
    """The alternative text, unless it is a file's name: one by its look, or the picture's own (`boat-1024x683`)."""
    alt = fold(unwrapped(attribute(img, "alt")))
    alt = html.unescape(alt) if _ESCAPED.search(alt) else alt
    path = urlsplit_safe(url).path
    name = path.rpartition("/")[2].rpartition(".")[0]
    if "/" in alt and unquote(alt).strip("./") == unquote(path).strip("./"):
        return ""
    own = alt.isascii() and bool(re.search(r"[\d_-]", alt)) and re.sub(r"[-_]\d+x\d+$", "", alt) in (name, stem(url))
    return "" if own or _NO_ALT.fullmatch(alt) or _ENLARGE.fullmatch(alt) else alt


def _in_line(img: Tag, url: str, width: int, height: int) -> bool:
    """Whether a picture is as good as a letter: an emoji or formula, or one with words of its line on both sides. What
    has a caption is none."""
    if (figure := enclosing(img, "figure")) is not None and first(figure, "figcaption") is not None:
        return False
    if _SMALL.search(attribute(img, "class")) or _SMALL_SOURCE.search(url):
        return True
    style, wide = attribute(img, "style"), width > 120
    small = 0 < width <= 32 or 0 < height <= 32 or _EM.search(style) or _TINY.search(style)
    if small and not (wide and not any(line_around(_element(img)))):  # a wide one alone shows a line of a screen
        return True
    if wide or height > 90:
        return False
    if _EMOTICON.fullmatch(attribute(img, "alt")):
        return True
    before, after = line_around(_element(img))
    sized = width > 0 or (GIF.search(url) is not None and _links_alone(img))
    return bool(before and after) and before[-1] not in "。！？!?：:」』”…）)" and sized


def _links_alone(img: Tag) -> bool:
    """Whether a picture is all of a link, which an old page has as the sign of a shop or of a list."""
    link = enclosing(img, "a")
    return link is not None and not words(link) and len(every(link, "img")) == 1


def _is_open(picture: Tag) -> bool:
    """Whether a `<picture>` is never closed: it holds text, or several images."""
    images = sum(isinstance(child, Tag) and child.name == "img" for child in picture.contents)
    return images > 1 or any(isinstance(child, NavigableString) and child.strip() for child in picture.contents)


def _element(img: Tag) -> Tag:
    """The `<picture>` of an image, or the image itself."""
    return img.parent if img.parent is not None and img.parent.name == "picture" else img


def _shell(img: Tag) -> Tag:
    """The `<picture>`, and the link or span that holds the picture and nothing else."""
    shell = img
    while isinstance(parent := shell.parent, Tag) and parent.name in _SHELLS and parent.parent is not None:
        others = (child for child in parent.contents if child is not shell and not is_blank(child))
        if any(not isinstance(child, Tag) or child.name != "source" for child in others):
            break
        shell = parent
    return shell


def _larger(link: Tag, url: str, base: str) -> str:
    """The file that a picture is linked to, where it is a larger one of itself."""
    target = unproxied(absolute(attribute(link, "href"), base))
    path = urlsplit_safe(target).path
    if not target or same_page(target, base) or not IMAGE.search(path) or _PAGE_OF_FILE.search(unquote(path)):
        return ""
    return target if stem(target) == stem(url) or urlsplit_safe(target).hostname == urlsplit_safe(url).hostname else ""


def _told_with(link: Tag, alt: str) -> str:
    """The caption that a script shows below the picture once it is made larger (Fancybox, lightGallery, NextGEN); old
    ones (Thickbox, Lightbox 2) show the link's title, which is none where it is the alternative text or tells of a
    file."""
    keys = ("data-caption", "data-sub-html", "data-description")
    told = next((told for key in keys if (told := attribute(link, key))), "")
    if not told and _LIGHTBOX.search(attribute(link, "class") + " " + attribute(link, "rel")):
        told = attribute(link, "title")
        told = "" if same_words(told, alt) or _NO_ALT.fullmatch(told) or _ENLARGE.fullmatch(told) else told
    return fold(re.sub(r"<[^<>]*>", " ", html.unescape(told)))


def stem(url: str) -> str:
    """The name of a picture's file without what tells its size: the same for all sizes of one picture."""
    name = urlsplit_safe(url).path.rpartition("/")[2].rpartition(".")[0]
    return re.sub(r"[-_](?:\d+x\d+|scaled|thumb|small|medium|large|\d{2,4})$", "", name)
