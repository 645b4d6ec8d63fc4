"""Players and frames: `<iframe>`, `<video>`, `<audio>`, `<embed>`, `<object>` and their kin become
`<embed src title poster alt caption>`, where `src` is the page or file that plays. Fallback text goes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from urllib.parse import unquote

from bs4 import Tag
from bs4.element import PageElement

from builder import hanzi
from builder.addresses import PLAYED, absolute, page_of_player, unproxied
from builder.captions import captions
from builder.pictures import BACKGROUND, GIF, address, is_placeholder, stem
from builder.text import fold, urlsplit_safe
from builder.tree import (
    PLAYERS,
    Draft,
    attribute,
    called,
    element_after,
    enclosing,
    every,
    first,
    gone,
    holds,
    is_blank,
    is_break,
    is_under,
    neighbours,
    on_both_sides,
    unlinked,
    words,
)

# Players of AMP that name what they play by its number (https://amp.dev/documentation/components).
_PAGES = {
    "amp-youtube": "https://www.youtube.com/watch?v={}",
    "lite-youtube": "https://www.youtube.com/watch?v={}",
    "amp-vimeo": "https://vimeo.com/{}",
    "lite-vimeo": "https://vimeo.com/{}",
    "amp-dailymotion": "https://www.dailymotion.com/video/{}",
    "amp-twitter": "https://twitter.com/i/status/{}",
    "amp-instagram": "https://www.instagram.com/p/{}/",
    "amp-facebook": "{}",
}
# Elements that a service's script fills with a player: class name → the attribute that says with what (the element's
# own, or that of the link in it), and the address of its page (https://developers.facebook.com/docs/plugins,
# publish.twitter.com, developers.tiktok.com, infogram.com and flourish.studio, “embed”).
_STAND_INS = {
    "twitter-tweet": ("href", "{}"),
    "twitter-video": ("href", "{}"),
    "instagram-media": ("data-instgrm-permalink", "{}"),
    "text-post-media": ("data-text-post-permalink", "{}"),  # Threads
    "tiktok-embed": ("cite", "{}"),
    "fb-post": ("data-href", "{}"),
    "fb-video": ("data-href", "{}"),
    "infogram-embed": ("data-id", "https://infogram.com/{}"),
    "flourish-embed": ("data-src", "https://public.flourish.studio/{}/"),
}
# A film of Brightcove's, by what its element is given (https://player.support.brightcove.com, “publish”).
_BRIGHTCOVE = "https://players.brightcove.net/{}/{}_{}/index.html?videoId={}"
# A box that a player's script fills names the file (Waveform Player, Plyr); one of Meting's, which Chinese blogs have,
# the service, the kind and the number of a song (https://github.com/metowolf/MetingJS, hexo-tag-aplayer).
_FILES = ("data-url", "data-src", "data-audio", "data-video")
_FILE = re.compile(r"\S+\.(?:mp[34]|m4[av]|ogg|og[av]|opus|wav|flac|aac|webm|mov|m3u8)(?:[?#]\S*)?", re.I)
_SONGS = {
    ("netease", "song"): "https://music.163.com/#/song?id={}",
    ("netease", "playlist"): "https://music.163.com/#/playlist?id={}",
    ("netease", "album"): "https://music.163.com/#/album?id={}",
    ("tencent", "song"): "https://y.qq.com/n/ryqq/songDetail/{}",
    ("tencent", "playlist"): "https://y.qq.com/n/ryqq/playlist/{}",
    ("tencent", "album"): "https://y.qq.com/n/ryqq/albumDetail/{}",
}
# What a player of Flash was told to play, whose own file plays nothing by itself (WordPress's Audio Player).
_PLAYED_BY_FLASH = re.compile(
    r"(?:^|&)(?:soundFile|file|mp3|src|url|video_?url|flv)=(https?(?::|%3A)[^&\s]{4,300}?\.(?:mp[34]|m4[av]|flv|wav|ogg))(?=&|$)",
    re.I,
)
_POSTERS = ("data-artwork", "data-poster", "data-cover")
_ADDRESS = re.compile(r"https?://\S+")  # all that WordPress keeps of a player
# What other pages write there: `data-e2e="youtube-embed-https://…"`; its reader may have to consent first.
_EMBED = re.compile(r"[a-z]+-embed-(https?://\S+)")
_ON_FACEBOOK = re.compile(r"https?://(?:\w+\.)?facebook\.com/.+/(?:videos|posts|photos)/", re.I)
# What Instagram and Threads put into the quotation of a post ahead of its words.
_POST = re.compile(r"(?:^|\s)(?:instagram-media|text-post-media)(?:\s|$)")
_VIEW = hanzi.compile(
    r"View (?:this post )?on \w+|在 ?\w+? ?上?(?:查看|检视)(?:这[则篇条](?:贴文|帖子))?"
    r"|查看 ?\w+ ?上的(?:帖子|贴文|串文)",
    re.I,
)
# A link that says it plays what the picture above it shows (the feeds of the BBC).
_PLAYS_THIS = hanzi.compile(
    r"(?:使用|用|在)?浏览器中?(?:播放?|观看|看)(?:视频|影片|音频).{0,40}"
    r"|(?:view|watch|play) (?:the |this )?(?:video|audio) in (?:your )?browser",
    re.I,
)
_SERVICES = frozenset({"Twitter", "X", "YouTube", "Facebook", "Instagram", "TikTok"})  # what ABC's links to posts say
_FALLBACK = 600
# Where a player keeps the address of what it plays, and what that is called.
_SOURCES = tuple(
    (  # noqa: SIM905  one word a line would hide what belongs together
        "src data-src data-lazy-src data-original data-url data-cfsrc data data-video-src url source"
    ).split()
)
_TITLES = ("title", "aria-label", "data-title", "data-file-name", "data-desc")
_NO_PAGE = re.compile(r"(?:about|data|javascript|blob):", re.I)
_NAMED = re.compile(r"(?:v=|/)([\w-]{6,})/?(?:[?&#].*)?$")  # what a page that plays something calls it
_PLUGIN = re.compile(r"facebook\.com/plugins/(?:like|share|follow|comments)\b")  # of whatever page its query tells
_WORTHLESS = re.compile(
    r"doubleclick\.net|googlesyndication|googletagmanager|google-analytics|adservice|amazon-adsystem"
    r"|adnxs|/ads?[/?]|/ads?\.(?:html?|php|js|aspx?)|facebook\.com/plugins/(?:like|page|share|follow|comments|group)"
    r"|platform\.twitter\.com/widgets/(?:follow|tweet_button|hub)|qzone\.qq\.com/like|widget\.weibo\.com/(?:relationship|livestream|weiboshow)"
    # what readers wrote below, as portals have it
    r"|/(?:\w*comments?\w*|messagelist|pinglun)\.(?:do|php|jsp|aspx?|s?html?)\b|addthis\.|addtoany\.|disqus\.com/"
    r"|recaptcha|about:|/(?:newsletters?|subscribe)(?:[/.?]|$)|mailchi|paypal\.|patreon\.com/platform|likebutton|button\.like\.co/|ghbtns",
    re.I,
)
_CONTROLS = re.compile(r"(?:^|\s)(?:\w+-)?(?:player|controls|progress(?:-bar)?|time(?:line|r)?|duration)(?:$|\s)", re.I)
# The box that a plugin draws around a recording, what it calls the title there, and all else that it says.
_PLAYER = re.compile(r"(?:\w+-)*(?:player|audio|video|podcast)(?:-\w+)*")
_PLAYERS_TITLE = re.compile(r"(?:\w+-)*title")
_BUTTONS = hanzi.compile(
    r"(?:[\d\s:./|×x%-]|(?:Play|Pause|Mute|Unmute|Episode|Rewind|(?:Fast )?Forward|Seconds|Subscribe|Share|RSS|Feed"
    r"|Link|Embed|Download|Playback|Speed|Volume|Up/Down Arrow.{0,60}volume\.|(?:Audio|Video) Player|Loading)\b|播放"
    r"|暂停|静音|音量|倍速|下载|分享|订阅|时长|收听)*",
    re.I,
)
# What a link to the file of a player says, which is no title.
_FETCHES = hanzi.compile(r"下载|收听|播放|音[频档讯]|声音|录音|https?://|\b(?:download|play|listen|mp[34])\b", re.I)
_CLOCKS = re.compile(r"0?0:00\s*/\s*[\d:.]+(?:\s*1×)?\s*")  # how far it got, and how long it plays
_SAYS = re.compile("[，。！？；]")  # which no title, no clock and no button has
_BOXES = 8
_PARTS = 100  # no surface has so many, nor has any so many controls beside it
_LINKS = 80
_SIZE = re.compile(r"_(?:[a-z]|\w*\d+\w?)$")  # the letter or number of a size: `v2-ab_b`, `v2-ab_1440w`
# Titles that name the kind of player, not what it plays; Flourish's, Datawrapper's and social networks' own among them.
_NO_TITLE = hanzi.compile(
    r"(?:(?>(?:(?:Interactive|visual|content|or|data|stacked|grouped|(?:line|bar|column|area|pie|donut|scatter|dot)s?"
    r"|plot|chart|map|table|graph(?:ic)?|hierarchy|locator|choropleth|symbol|visuali[sz]ation)\b ?)+)|Twitter Tweet"
    r"|(?:X|Instagram|Threads) post|(?:fb:\w+ )?Facebook Social Plugin|Google Maps?"
    r"|(?:YouTube|Bilibili) (?:video(?: player)?|iframe)|video player|视频播放器"
    r"|多媒体播放器|Media player|Spotify Embed:?|player|iframe|(?:video|audio)(?:-thumbnail)?|Embed(?:ded)? .{0,12}"
    r"|.{0,20}内容|\W*)",
    re.I,
)


def place(draft: Draft) -> None:
    """Step: turns each player into a block of its own, with poster and caption; drops frames that carry none.

    Comes ahead of the pictures, so that a poster is not taken for a picture of the article.
    """
    lazy: list[Tag] = []
    for tag in every(draft.root, *PLAYERS, "div", "span", "meting-js", "blockquote", "noscript", "a"):
        if gone(tag) or (tag.name == "span" and "data-mpvid" not in tag.attrs):
            continue
        if tag.name == "noscript":
            lazy.append(tag)
        elif tag.name == "a":
            _pictured(draft, tag)
        elif tag.name in ("div", "span", "meting-js", "blockquote"):
            if tag.name == "blockquote":
                _post(draft, tag)
            _stand_in(draft, tag)
        elif enclosing(tag, "video", "audio", "object") is None:
            _player(draft, tag)
    played = _played(draft) if any("data-page" in tag.attrs for tag in lazy) else set()
    for tag in lazy:
        if not gone(tag):
            _lazy_picture(draft, tag, played)


def _post(draft: Draft, quote: Tag) -> None:
    """Takes the button to see a post out of its quotation, and puts the film of TikTok's behind its words."""
    if "tiktok-embed" in attribute(quote, "class").split() and not is_blank(quote):
        if film := page_of_player(absolute(attribute(quote, "cite"), draft.url)):
            quote.append(_embed(draft, film))
        return
    if not _POST.search(attribute(quote, "class")):
        return
    for tag in every(quote, "a", "div", "p"):
        if not gone(tag) and _VIEW.fullmatch(words(tag)):
            draft.drop(tag, "button of a quoted post")


def _stand_in(draft: Draft, tag: Tag) -> None:
    """Puts a player where a service's script would have made one of an empty element, and takes out the line below it
    that gives its title and the service's name once more."""
    given = _filled_with(tag)
    url = page_of_player(absolute(given, draft.url)) if given else ""
    if not url:
        return
    if fallback := words(tag):
        draft.note("fallback text of a player", fallback)
    title = fold(attribute(tag, "data-title"))
    noscript = first(tag, "noscript")
    poster = unquote(next((told for name in _POSTERS if (told := attribute(tag, name))), ""))
    if poster:
        player = _embed(draft, url, poster=absolute(poster, draft.url), caption=title)
    else:
        player = _embed(draft, url, title=title) if noscript is None else _of_picture(draft, url, noscript)
    tag.replace_with(player)
    if enclosing(player, "figure") is not None and (caption := captions(draft, player, title)[0]):
        player.attrs["caption"] = caption
    below = next(neighbours(player), None)
    links = every(below, "a") if isinstance(below, Tag) else []
    if below is None or not links or absolute(attribute(links[0], "href"), draft.url) != url:
        return
    hosts = {urlsplit_safe(attribute(link, "href")).hostname for link in links}
    if len(hosts) == 1 and len(words(below)) <= sum(len(words(link)) + 1 for link in links):
        player.attrs["title"] = title or words(links[0])
        draft.drop(below, "title of a player and its maker, once more")


def _pictured(draft: Draft, link: Tag) -> None:
    """Puts a player in the place of a picture of the very post or film that it leads to (`…/vi/ID/0.jpg`), or of one
    above a link that says it plays it."""
    images = every(link, "img")
    if len(images) != 1:  # as in nearly all links
        said = str(link.string or "").strip() if not images else ""
        if _PLAYS_THIS.fullmatch(said):
            _played_below(draft, link)
        elif said in _SERVICES and words(loading := element_after(link) or link) == f"Loading {said} content":
            draft.drop(loading, "fallback text of a player")
            link.replace_with(_embed(draft, absolute(attribute(link, "href"), draft.url), title=said))
        return
    page = page_of_player(absolute(attribute(link, "href"), draft.url))
    name = _NAMED.search(page) if PLAYED.match(page) else None
    poster = address(images[0], draft.url) if name else ""
    if name is None or name[1].removeprefix("av") not in poster or len(words(link)) > _FALLBACK:
        return
    link.replace_with(_of_picture(draft, page, images[0], caption=words(link)))


def _played_below(draft: Draft, link: Tag) -> None:
    above = next(neighbours(link, back=True), None)
    url = absolute(attribute(link, "href"), draft.url)
    images = _images(above) if above is not None and not words(above) else []
    if not url or above is None or len(images) != 1:
        return
    draft.note("label of a player", words(link))
    link.replace_with(_of_picture(draft, url, images[0]))
    above.extract()


def _embed(draft: Draft, url: str, **values: str) -> Tag:
    """What plays what is at an address; of its title, poster, alt and caption it has those that are not empty."""
    return draft.new("embed", src=url, **{key: value for key, value in values.items() if value})


def _of_picture(draft: Draft, url: str, image: Tag, caption: str = "") -> Tag:
    """A player whose poster is a picture."""
    alt = fold(attribute(image, "alt"))
    alt = "" if _NO_TITLE.fullmatch(alt) else alt
    return _embed(draft, url, poster=address(image, draft.url), alt=alt, caption=caption)


def _filled_with(tag: Tag) -> str:
    """The address that an element says a script would fill it with, empty where it says none, or was filled."""
    link = first(tag, "a") if tag.name == "blockquote" and is_blank(tag) else None
    if link is not None and PLAYED.match(attribute(link, "href")):
        return attribute(link, "href")
    for name, value in tag.attrs.items():
        if name == "class":
            kind = next((_STAND_INS[one] for one in attribute(tag, name).split() if one in _STAND_INS), None)
            if kind is not None and (is_blank(tag) or _ADDRESS.fullmatch(words(tag))):
                links = every(tag, "a") if kind[0] == "href" else [tag]
                return next((kind[1].format(given) for one in links if (given := attribute(one, kind[0]).strip())), "")
            if "wp-block-embed__wrapper" in value and _ADDRESS.fullmatch(written := str(tag.string or "").strip()):
                return written
        elif name in _FILES and _FILE.fullmatch(str(value)) and is_blank(tag):
            return str(value)
        elif name == "data-mpvid" and is_blank(tag):  # WeChat's film, before its script made a frame of it
            return attribute(tag, "data-src")
        elif name.endswith("server") and (song := _song(tag, name.removesuffix("server"))) and is_blank(tag):
            return song
        elif (name == "data-oembed-url" or (name == "data-href" and _ON_FACEBOOK.match(str(value)))) and is_blank(tag):
            return str(value)
        elif name.startswith("data-") and (found := _EMBED.fullmatch(str(value))):
            filled = first(tag, "blockquote", "img", *PLAYERS) is not None or len(words(tag)) > _FALLBACK
            return "" if filled else found[1]
    return ""


def _song(tag: Tag, prefix: str) -> str:
    """The page of the song that Meting would play in an element, by the attributes that begin with a prefix."""
    page = _SONGS.get((attribute(tag, f"{prefix}server"), attribute(tag, f"{prefix}type")), "")
    number = attribute(tag, f"{prefix}id")
    return page.format(number) if re.fullmatch(r"\w+", number) else ""


def _player(draft: Draft, tag: Tag) -> None:
    source = _source(tag)
    width, height = attribute(tag, "width"), attribute(tag, "height")
    url = page_of_player(absolute(source, draft.url)) if source else ""
    if not url or _WORTHLESS.search(url) or _PLUGIN.search(source) or (width in ("0", "1") and height in ("0", "1")):
        draft.note("a frame that plays nothing", words(tag) or source or f"<{tag.name}>")
        if source or not _still(draft, tag):
            tag.extract()
        return
    if fallback := words(tag):
        draft.note("fallback text of a player", fallback)
    poster = _poster(draft, tag)
    if noscript := _noscript(tag):
        poster = poster or address(noscript, draft.url)
        noscript.extract()
    titles = (attribute(tag, name) for name in (*_TITLES, *(("name",) if tag.name.startswith("mp") else ())))
    title = fold(next(filter(None, titles), "")).removeprefix("Spotify Embed: ")
    player = _embed(draft, url)
    tag.replace_with(player)
    _drop_controls(draft, player)
    _surface(draft, player)
    _drop_links_to_file(draft, player)
    poster = poster or _still_below(draft, player)
    if not poster and (still := _still_beside(draft, player)) is not None:
        _in_place_of(draft, player, still)
        return
    alt = _poster_again(draft, player, poster) if poster else ""
    caption, credit = captions(draft, player, title)
    if clocks := _CLOCKS.match(caption):
        draft.note("controls of a player", clocks[0])
        caption = caption[clocks.end() :]
    values = {
        "title": "" if _NO_TITLE.fullmatch(title) else title,
        "poster": unproxied(absolute(poster, draft.url)) if poster else "",
        "alt": alt,
        "caption": f"{caption} {credit}".strip(),
    }
    player.attrs.update({key: value for key, value in values.items() if value})


def _poster(draft: Draft, player: Tag) -> str:
    """The picture that is seen of a player until it plays: the one that it names, its ground (Ghost's), one in it
    (AMP's placeholder); empty where there is none."""
    poster = attribute(player, "poster") or attribute(player, "data-poster") or unquote(attribute(player, "data-cover"))
    if poster and not is_placeholder(poster):
        return poster
    if ground := BACKGROUND.search(attribute(player, "style")):
        return ground[1]
    shown = first(player, "img")
    return address(shown, draft.url) if shown is not None else ""


def _still(draft: Draft, film: Tag) -> bool:
    """Whether a film that no address plays (`blob:`) has a poster: it is all that is seen of it, and stands for it."""
    poster = _poster(draft, film)
    if not poster:
        return False
    image = draft.new("img", src=poster)
    film.replace_with(image)
    image.attrs["alt"] = _poster_again(draft, image, poster)
    return True


def _still_below(draft: Draft, player: Tag) -> str:
    """The picture right below a player that is named as the film is (`…/vi/ID/0.jpg`): its poster, which feeds put
    there for readers that play nothing. It goes."""
    page = attribute(player, "src")
    name = _NAMED.search(page) if PLAYED.match(page) else None
    below = next((node for node in neighbours(player) if not is_break(node)), None) if name else None
    poster = address(below, draft.url) if isinstance(below, Tag) and below.name == "img" else ""
    if name is None or not isinstance(below, Tag) or name[1] not in poster:
        return ""
    draft.drop(below, "poster of a player, as a picture")
    return poster


def _drop_controls(draft: Draft, player: Tag) -> None:
    """Drops what a script would have made a player's surface of: its title again, its clock, its bar."""
    for sibling in list(islice(player.next_siblings, _PARTS)):
        if (
            isinstance(sibling, Tag)
            and "class" in sibling.attrs
            and _CONTROLS.search(attribute(sibling, "class"))
            and len(words(sibling)) < 80
            and first(sibling, "img", "a", "iframe", "p", "li") is None
            and not _SAYS.search(words(sibling))
        ):
            title = next(iter(_titles(sibling)), "")
            draft.drop(sibling, "controls of a player")
            if title and "title" not in player.attrs:
                player.attrs["title"] = title


def _surface(draft: Draft, player: Tag) -> None:
    """Puts a player in the place of the box that a script drew around it, which is called a player, and says nothing
    but titles, clocks and buttons."""
    box = player
    for around in _boxes(draft, player):
        if called(around, _PLAYER) and _is_surface(around):
            box = around
    if box is not player:
        draft.note("surface of a player", words(box))
        images, titles = every(box, "img"), _titles(box)
        poster = address(images[0], draft.url) if images else ""
        if poster:
            player.attrs.update(_of_picture(draft, attribute(player, "src"), images[0]).attrs)
        if titles and titles[-1] != draft.title:
            player.attrs["caption" if poster else "title"] = titles[-1]
        box.replace_with(player.extract())


def _drop_links_to_file(draft: Draft, player: Tag) -> None:
    """Drops what stands below a player, or below the box that holds nothing else, and is links to its very file; the
    title that one of them is becomes the player's."""
    box = player
    while box.parent is not None and box.parent is not draft.root and next(on_both_sides(box), None) is None:
        box = box.parent
    below = next(neighbours(box), None)
    if not isinstance(below, Tag) or _SAYS.search(unlinked(below)) or len(words(below)) > _LINKS:
        return
    links = [below] if below.name == "a" else every(below, "a")
    file = attribute(player, "src").partition("?")[0]
    files = {absolute(attribute(link, "href"), draft.url).partition("?")[0] for link in links}
    if not files or any(to != file and not to.startswith(f"{file}/") for to in files):
        return
    titles = [said for link in links if (said := words(link)) and not _FETCHES.search(said)]
    if titles and "title" not in player.attrs and titles[0] != draft.title:
        player["title"] = titles[0]
    draft.drop(below, "links to the file of a player")


def _still_beside(draft: Draft, player: Tag) -> Tag | None:
    """The figure that shows what a player plays, beside it in a box that is called a player and says nothing else but
    titles; one that is the article's goes."""
    boxes = (box for box in _boxes(draft, player) if called(box, _PLAYER) and first(box, "figure") is not None)
    around = next(boxes, None)
    still = first(around, "figure") if around is not None else None
    if around is None or still is None or not _only(around, still, "figure"):
        return None
    titles = [
        part for part in every(around) if called(part, _PLAYERS_TITLE) and words(part) and not holds(part, player)
    ]
    rest = words(around)
    for part in (still, *titles):
        rest = rest.replace(words(part), " ", 1)
    if not _BUTTONS.fullmatch(rest) or not any(address(image, draft.url) for image in every(still, "img", "noscript")):
        return None
    for part in titles:
        if words(part) == draft.title:
            draft.drop(part, "the title again")
    return still


def _boxes(draft: Draft, player: Tag) -> Iterator[Tag]:
    """The boxes around a player that are small and have no other, from within."""
    for box in islice(player.parents, _BOXES):
        if (
            box is draft.root
            or len(box.contents) > _PARTS
            or not (_only(box, player, *PLAYERS) and is_under(box, _FALLBACK))
        ):
            return
        yield box


def _only(box: Tag, tag: Tag, *names: str) -> bool:
    """Whether an element is the only one of its kinds in a box."""
    after = tag.find_next(list(names))
    return first(box, *names) is tag and not (isinstance(after, Tag) and holds(box, after))


def _in_place_of(draft: Draft, player: Tag, still: Tag) -> None:
    """Puts a player in the place of the figure that shows what it plays: its picture is the poster, with its words."""
    image = next(image for image in every(still, "img", "noscript") if address(image, draft.url))
    told = " ".join(map(words, every(still, "figcaption")))
    player.attrs.update(_of_picture(draft, attribute(player, "src"), image, told).attrs)
    still.replace_with(player.extract())


def _is_surface(box: Tag) -> bool:
    """Whether a player's box holds a picture at most, and no other words than titles, clocks and buttons."""
    if len(every(box, "img")) > 1:
        return False
    rest = words(box)
    for title in _titles(box):
        rest = rest.replace(title, " ", 1)
    return _BUTTONS.fullmatch(rest) is not None


def _titles(box: Tag) -> list[str]:
    return [text for part in every(box) if called(part, _PLAYERS_TITLE) and (text := words(part))]


def _source(tag: Tag) -> str:
    """The address of what plays, wherever the player keeps it; the largest file of several sources is the first."""
    for name in ("data-videoid", "videoid", "data-tweetid", "data-shortcode", "data-href"):
        if tag.name in _PAGES and (value := attribute(tag, name)):
            return _PAGES[tag.name].format(value)
    if (account := attribute(tag, "data-account")) and (film := attribute(tag, "data-video-id")):
        player = (attribute(tag, "data-player") or "default", attribute(tag, "data-embed") or "default")
        return _BRIGHTCOVE.format(account, *player, film)
    if voice := attribute(tag, "voice_encode_fileid"):
        return f"https://res.wx.qq.com/voice/getvoice?mediaid={voice}"
    inner = every(tag, "source", "embed", "iframe", "a")
    told = (attribute(one, name) for one in (tag, *inner, *every(tag, "param")) for name in ("flashvars", "value"))
    given = [unquote(found[1]) for text in told if (found := _PLAYED_BY_FLASH.search(text))]
    given += [attribute(tag, name).strip() for name in _SOURCES]
    given += [attribute(child, "src") or attribute(child, "href") for child in inner]
    return next((value for value in given if value and not _NO_PAGE.match(value)), "")


def _noscript(tag: Tag) -> Tag | None:
    """The `<noscript>` right behind a player (its poster, in the archives of the BBC), or right ahead of it in their
    figure."""
    within = tag.parent is not None and tag.parent.name == "figure"
    for siblings in (tag.next_siblings, *((tag.previous_siblings,) if within else ())):
        shown = (node for node in siblings if not is_blank(node) or (isinstance(node, Tag) and node.name == "noscript"))
        beside = next(shown, None)
        if isinstance(beside, Tag) and beside.name == "noscript" and beside.attrs:
            return beside
    return None


def _poster_again(draft: Draft, player: Tag, poster: str) -> str:
    """Drops a picture right ahead of a player that is its poster once more; what that picture is said to show."""
    ahead = next(neighbours(player, back=True), None)
    images = _images(ahead) if ahead is not None and not words(ahead) else []
    if ahead is None or len(images) != 1 or stem(address(images[0], draft.url)) != stem(poster):
        return ""
    alt = fold(attribute(images[0], "alt"))
    draft.drop(ahead, "poster of a player, as a picture")
    return alt


def _lazy_picture(draft: Draft, noscript: Tag, played: set[str]) -> None:
    """A `<noscript>` with a picture and no words is the picture beside it once more, or stands for one that a script
    would have made; one with a frame, or a picture that leads to where something is played, stands for a player."""
    page = page_of_player(absolute(attribute(noscript, "data-page"), draft.url))
    if PLAYED.match(page):
        if page in played:
            noscript.extract()
        else:
            noscript.replace_with(_of_picture(draft, page, noscript))
            played.add(page)
        return
    if "data-only" in noscript.attrs and (url := address(noscript, draft.url)):
        beside = [*list(neighbours(noscript, back=True))[:1], *list(neighbours(noscript))[:1]]
        images = (image for node in beside for image in _images(node))
        twin = next((image for image in images if _twins(image, address(image, draft.url), url)), None)
        if twin is None:
            noscript.name = "img"
            return
        if GIF.search(url) and not GIF.search(address(twin, draft.url)):  # a still, until a reader asks
            twin.attrs = dict(noscript.attrs)
    noscript.extract()


def _played(draft: Draft) -> set[str]:
    """The pages of what players play, and of links in quoted posts."""
    links = (link for quote in every(draft.root, "blockquote") for link in every(quote, "a"))
    given = (attribute(tag, "src") or attribute(tag, "href") for tag in (*every(draft.root, "embed"), *links))
    return {page_of_player(absolute(address, draft.url)).split("?utm_")[0] for address in given if address}


def _twins(image: Tag, url: str, other: str) -> bool:
    """Whether a picture is the one that a `<noscript>` beside it holds: its file in another size, or one in the same
    folder where what is shown ahead of loading is none (`data:`)."""
    if stem(url) == stem(other):
        return True
    lazy = attribute(image, "src").startswith("data:")
    return lazy and _SIZE.sub("", stem(url)) == _SIZE.sub("", stem(other))


def _images(node: PageElement) -> list[Tag]:
    if not isinstance(node, Tag):
        return []
    return [node] if node.name == "img" else every(node, "img")
