"""Addresses: that of an article in one spelling; those in it made absolute, freed of proxies and thumbnailers, embedded
players turned into pages."""

from __future__ import annotations

import re
from functools import lru_cache
from urllib.parse import parse_qs, parse_qsl, quote, unquote, urlencode, urljoin

from builder.text import fold, urlsplit_safe

# ── of an article ─────────────────────────────────────────────────────────────────────────────────────────────────

# Parameters that say from where a reader came, never which page it is. utm_*: Google Analytics; fbclid, gclid,
# msclkid, yclid: ad networks; at_*: Piano Analytics (BBC); ocid: BBC, MSN; ns_*: comScore; mc_*: Mailchimp; spm:
# Alibaba; xtor: AT Internet (RFI); maca: Deutsche Welle; _ga, igshid, ref_src, smid, cmpid, CMP, __twitter_impression.
_TRACKING = re.compile(
    r"utm_\w+|at_\w+|ns_\w+|mc_[ce]id|fbclid|gclid|dclid|msclkid|yclid|twclid|ocid|xtor|maca|spm|_ga|igshid|igsh"
    r"|ref_src|ref_url|smid|cmpid|cmp|__twitter_impression|from_source|share_token|sharetoken|feature|ref|referer"
    r"|source|zarsrc|rss|partner|ssr",
    re.I,
)


# Below which names of countries sites are registered: `com.tw`, `co.uk`.
_SHARED = [[name] for name in ("com", "net", "org", "gov", "edu", "co", "ac", "idv", "go", "or")]


def source_url(url: str) -> str:
    """The address of the article as the front matter gives it: a feed's `https://ahttps://b` is its last address. What
    shows nothing goes, as it does where an article is read."""
    url = re.sub(r"[\s\x00-\x1f\x7f]+", "", fold(url))
    last = max(url.rfind("http://"), url.rfind("https://"))
    if last > 0 and not re.search(r"[?&#=/]$|/web/\d*\*?/?$", url[:last]):
        url = url[last:]
    if url.startswith("//"):
        url = "https:" + url
    return url if re.match(r"https?://[^/]", url, re.I) else ""


def normalised(url: str) -> str:
    """The address in one spelling, of which the slug's hash is made: https, no fragment, no tracking parameters."""
    parts = urlsplit_safe(url)
    return _address(parts.netloc.lower(), parts.path, _parameters(parts.query)) if parts.netloc else url


def same_source(url: str) -> str:
    """One key for all addresses of one article, by which duplicates are known: as `normalised`, and `www.`, the order
    of parameters, a final slash and the BBC's script suffix don't count: an article at /simp and /trad is one
    article in two scripts.
    """
    parts = urlsplit_safe(url)
    if not parts.netloc:
        return url
    path = re.sub(r"/{2,}", "/", parts.path)
    if parts.hostname.endswith(("bbc.com", "bbc.co.uk")):
        path = re.sub(r"/(?:simp|trad)/?$|(?<=/zhongwen)/(?:simp|trad)(?=/)", "", path)
    host = re.sub(r"^(?:www|m|amp)\.", "", parts.netloc.lower())
    return _address(host, path.rstrip("/"), "&".join(sorted(_parameters(parts.query).split("&"))))


def _parameters(query: str) -> str:
    """The parameters of an address without those that only say from where a reader came."""
    pairs = parse_qsl(query, keep_blank_values=True) if query else ()
    return urlencode([(key, value) for key, value in pairs if not _TRACKING.fullmatch(key)])


def _address(host: str, path: str, query: str) -> str:
    return f"https://{host}{path}?{query}" if query else f"https://{host}{path}"


# ── in an article ─────────────────────────────────────────────────────────────────────────────────────────────────

IMAGE = re.compile(r"\.(?:jpe?g|png|gif|webp|avif|bmp|svg|tiff?|jfif)(?:![\w.-]{1,24})?$", re.I)  # in a store's style
# Pages that are there to play or show one thing, which a link or a frame leads to.
PLAYED = re.compile(
    r"https?://(?:(?:www|m|mobile)\.)?(?:youtube\.com/(?:watch|shorts|playlist)\b|vimeo\.com/\d|dailymotion\.com/video/"
    r"|bilibili\.com/video/|(?:twitter|x)\.com/\w+/status/|instagram\.com/(?:p|reel|tv)/|facebook\.com/.+/(?:videos|posts)/"
    r"|tiktok\.com/@.+/video/|soundcloud\.com/.|open\.spotify\.com/.)",
    re.I,
)
_UNSAFE = re.compile(r"[\x00-\x20\x7f-\xa0\u200b-\u200f\u2028-\u202e\ufeff<>\"\\^`{|}]")
# How a front end of Twitter (Nitter) hands on its pictures.
_NITTER = re.compile(
    r"/pic/(?:orig/)?((?:pbs|video)\.twimg\.com/)?(?=(?:media|card_img|\w+_video(?:_thumb)?|tweet_video)/)"
)
# Of the page's own host, made smaller (https://developers.cloudflare.com/images/); of a host that is named without its
# scheme (https://thumbor.readthedocs.io/en/latest/usage.html).
_CLOUDFLARE = re.compile(r"/cdn-cgi/image/[\w-]+=[^/]*(?=/.)")
_THUMBOR = re.compile(r"/(?:thumbor|unsafe)/(?:[^/]*/)*?([\w-]+(?:\.[\w-]+)*\.[a-z]{2,}/.+)")
_MADE_OF = re.compile(r"(\.(?:jpe?g|png|gif|webp|bmp|avif))@[\w!.-]+$", re.I)
_OF_FILE = re.compile(r"^([^#]*\.(?:jpe?g|png|gif|webp|bmp|avif)(?:\?[^#]*)?)#.*$", re.I)
_INNER = re.compile(r"(?:https?(?::|%3a|%253a)(?:/|%2f|%252f){1,2})", re.I)


# What archive.today makes of a link that a page has: `https://archive.ph/o/CODE/https://…`.
_LEAVES_ARCHIVE = re.compile(r"^https?://archive\.(?:today|ph|is|md|li|vn|fo)/o/\w+/(?=https?://)", re.I)


@lru_cache(maxsize=16384)  # several steps ask for each of a page's
def absolute(url: str, base: str) -> str:
    """The absolute http, https or mailto address that `url` means on the page `base`; empty for anything else.

    A feed's `https://www.a.comhttps://b` and `https://www.a.commailto:b` are their last address, and so is what an
    editor pasted behind a scheme that stood there, `http://https//b`. Control characters go, what breaks Markdown or
    HTML is percent-encoded. What Cloudflare puts in the place of an address of mail leads to a script of its own.
    """
    url = re.sub(r"[\x00-\x1f\x7f]+", "", url).strip()
    url = re.sub(r"&(?:amp|#0?38);", "&", url)  # escaped twice
    if found := re.match(r"(https?):(?!//)/?(?=[^/])", url, re.I):
        url = f"{found[1]}://{url[found.end() :]}"
    if found := re.match(r"https?://[^/?#]*?(https?:/{1,2}|mailto:)", url, re.I):
        url = url[found.start(1) :]
    if found := re.match(r"https?://(https?)//", url, re.I):
        url = f"{found[1]}://{url[found.end() :]}"
    url = _LEAVES_ARCHIVE.sub("", url)
    try:
        joined = urljoin(base or "https:", url)
    except ValueError:
        return ""
    parts = urlsplit_safe(joined)
    if parts.scheme.lower() not in ("http", "https", "mailto") or (parts.scheme != "mailto" and not parts.netloc):
        return ""
    if parts.path == "/cdn-cgi/l/email-protection":
        return ""
    return _UNSAFE.sub(lambda found: quote(found[0]), joined)


def same_page(url: str, base: str) -> bool:
    """Whether an absolute address is the page itself, or a place in it, however its signs are coded (`%E6`, `%e6`)."""
    return unquote(url.partition("#")[0]).rstrip("/") == unquote(base.partition("#")[0]).rstrip("/")


# A tag may be called `/tag/author/…`, and a way in `/user/sign_in`; `/@@` is Plone's view of a file.
_PROFILE = re.compile(
    r"/@(?!@)|(?<!/tag)(?<!/tags)(?<!/category)/(?!users?/(?:sign|log)[_-]?in\b)"
    r"(?:authors?|users?|members?|profile|people|writers?|journalists?|contributors?|publishers?|u|column(?:ist)?s?)/"
    r"|//space\.[^/]+/\d|/space/\d|//author\.[^/]+/|[?&](?:author=|type=author\b)|(?:^|/)author(?:_?info)?\.\w+\?",
    re.I,
)


def to_profile(url: str) -> bool:
    """Whether an address is that of what a site tells of one person, and has by him or her."""
    return _PROFILE.search(url) is not None


_TAG = re.compile(
    r"/(?:tags?|keywords?|topics?|hashtags?|search/label)/|/categor(?:y|ies)(?:/[^/?#.\d]+){1,3}/?$", re.I
)
_SECTION = re.compile(r"/(?:categor(?:y|ies)|sections?|channels?|columns?)/|/(?:sub)?channel\.\w+\?", re.I)


def to_tag(url: str) -> bool:
    """Whether an address is that of a tag, or of the deepest of a site's categories."""
    return _TAG.search(url) is not None


def to_topic(url: str) -> bool:
    """Whether an address is that of a tag, a topic or a section."""
    return to_tag(url) or _SECTION.search(url) is not None


def site(url: str) -> str:
    """The name under which the site of an address is registered (`paper.example` of `news.paper.example`)."""
    labels = urlsplit_safe(url).hostname.split(".")
    return ".".join(labels[-3 if labels[-2:-1] in _SHARED and len(labels[-1]) == 2 else -2 :])


@lru_cache(maxsize=16384)
def unproxied(url: str) -> str:
    """The address of the picture itself where `url` is an image proxy's or a thumbnailer's of another address.

    weserv (`?url=`), Photon (`i1.wp.com/host/…`, `host.files.wordpress.com/…?w=640`), thumbor (`/thumbor/…/host/…`),
    Cloudinary and Substack (`…/fetch/…/https://…`), Cloudflare (`/cdn-cgi/image/…/path`), Next.js
    (`/_next/image?url=`), GitHub's Camo (in hexadecimal digits), Wikimedia's `/thumb/…/220px-…`, Wix's
    `/v1/fill/…`, and any other address that carries a whole one. What Jetpack adds while a picture waits
    (`?is-pending-load=1`) goes too, and what a store is asked to make of a file (`a.jpg@1192w.webp`, by Bilibili's and
    Aliyun's), and what a program notes behind a file (Joomla's `a.jpg#joomlaImage://…`, PaperMod's `a.jpg#center`).
    """
    url = _OF_FILE.sub(r"\1", url) if "#" in url else url
    url = _MADE_OF.sub(r"\1", url) if "@" in url else url
    url = re.sub(r"[?&]is-pending-load=1.*", "", url) if "is-pending" in url else url
    for _ in range(3):
        inner = _unwrapped(url)
        if inner == url:
            break
        url = inner
    return url


def _unwrapped(url: str) -> str:
    parts = urlsplit_safe(url)
    host = parts.hostname
    query = parse_qs(parts.query)
    if found := re.fullmatch(r"i\d\.wp\.com", host):
        return "https://" + parts.path.lstrip("/") if "." in parts.path.lstrip("/").partition("/")[0] else url
    if host.endswith(".files.wordpress.com"):
        return url.partition("?")[0]
    if re.search(r"(?:^|\.)(?:weserv\.nl|wsrv\.nl|rsseverything\.com)$", host) and query.get("url"):
        return _scheme(query["url"][0])
    values = [query.get(key, [""])[0] for key in ("url", "u", "src", "image", "img", "imgurl", "fname", "href")]
    bare = parts.query if "=" in parts.query else unquote(parts.query)
    if query and not IMAGE.search(parts.path):  # whatever a relay calls the picture that it is asked for
        values += [asked for asked, *_ in query.values() if IMAGE.search(urlsplit_safe(asked).path)]
    for value in (*values, bare):  # a relay, or a page around a picture, may be asked for an address and nothing else
        if re.match(r"https?://[^/]+/.", value) and (
            IMAGE.search(urlsplit_safe(value).path)
            or re.search(r"image|proxy|resize|thumb|photo|pic|img", url[: url.find("?")], re.I)
        ):
            return value
    path = parts.path
    if path.endswith("/_next/image") and query.get("url", [""])[0].startswith("/"):
        return urljoin(url, query["url"][0])
    if host == "upload.wikimedia.org" and (found := re.fullmatch(r"(/.+)/thumb(/\w/\w\w/[^/]+)/[^/]+", path)):
        return f"https://{host}{found[1]}{found[2]}"
    if host == "static.wixstatic.com" and (found := re.match(r"/media/[^/]+(?=/v1/)", path)):
        return f"https://{host}{found[0]}"
    if found := _NITTER.match(unquote(parts.path)):
        return f"https://{found[1] or 'pbs.twimg.com/'}{unquote(parts.path)[found.end() :]}"
    if host == "cdn.statically.io" and path.startswith("/img/"):
        return "https://" + re.sub(r"/[fwhq]=[^/]*/", "/", path[5:])
    if found := _INNER.search(path, 1):
        inner = path[found.start() :]
        own = "" if re.match(r"https?%", inner, re.I) else parts.query  # beside an encoded address it is the proxy's
        for _ in range(2):
            if re.match(r"https?%", inner, re.I):
                inner = unquote(inner)
        inner = re.sub(r"^(https?):/(?!/)", r"\1://", inner, flags=re.I)
        if "web.archive.org" in host or PLAYED.match(inner):  # kept by an archive, or a picture of that page
            return url
        return inner + (f"?{own}" if own and not query.keys() <= {"w", "h", "q"} else "")
    if host == "camo.githubusercontent.com" and (found := re.fullmatch(r"/[0-9a-f]+/(68747470(?:[0-9a-f]{2})+)", path)):
        return bytes.fromhex(found[1]).decode(errors="replace")
    if found := _CLOUDFLARE.match(path):
        return f"{parts.scheme}://{parts.netloc}{path[found.end() :]}"
    if found := _THUMBOR.match(path):
        return f"https://{found[1]}"
    return url


def _scheme(address: str) -> str:
    """What a proxy's parameter means: `ssl:host/path`, `//host/path` and `host/path` are https."""
    address = re.sub(r"^ssl:(?://)?", "", address)
    return address if re.match(r"https?://", address, re.I) else "https://" + address.lstrip("/")


_BILIBILI = r"(?:player|www)\.bilibili\.com/(?:blackboard/(?:html5mobile|webplayer/mobile)?)?player\.html\?(?:.*&)?"
_PLAYERS = (
    (
        r"(?:www\.)?youtube(?:-nocookie)?\.com/embed/videoseries\?(?:.*&)?list=([\w-]+).*",
        r"https://www.youtube.com/playlist?list=\1",
    ),
    (
        r"(?:www\.)?youtube(?:-nocookie)?\.com/(?:embed|v|shorts|live)/([\w-]{6,})(?:[/?&#].*)?",
        r"https://www.youtube.com/watch?v=\1",
    ),
    (r"youtu\.be/([\w-]{6,})(?:[/?&#].*)?", r"https://www.youtube.com/watch?v=\1"),
    (r"player\.vimeo\.com/video/(\d+)(?:[/?#].*)?", r"https://vimeo.com/\1"),
    (r"(?:www\.)?dailymotion\.com/embed/video/(\w+)(?:[/?#].*)?", r"https://www.dailymotion.com/video/\1"),
    (
        r"(?:geo\.)?dailymotion\.com/player(?:/\w+)?\.html\?(?:.*&)?video=(\w+).*",
        r"https://www.dailymotion.com/video/\1",
    ),
    (rf"{_BILIBILI}bvid=(BV\w+).*", r"https://www.bilibili.com/video/\1"),
    (rf"{_BILIBILI}aid=(\d+).*", r"https://www.bilibili.com/video/av\1"),
    (r"platform\.twitter\.com/embed/.*[?&]id=(\d+).*", r"https://twitter.com/i/status/\1"),
    (r"(?:www\.)?instagram\.com/(p|reel|tv)/([\w-]+)/embed.*", r"https://www.instagram.com/\1/\2/"),
    (r"open\.spotify\.com/embed(?:-podcast)?/(\w+)/(\w+).*", r"https://open.spotify.com/\1/\2"),
    (r"embed\.ted\.com/(.*)", r"https://www.ted.com/\1"),
    (r"v\.qq\.com/(?:txp/)?iframe/(?:player|preview)\.html\?(?:.*&)?vid=(\w+).*", r"https://v.qq.com/x/page/\1.html"),
    (r"player\.youku\.com/embed/([\w=]+).*", r"https://v.youku.com/v_show/id_\1.html"),
)


# The scheme, and where the Internet Archive keeps a frame of a page (`/web/20210702051803if_/https://…`).
_KEPT = re.compile(r"(?:https?://web\.archive\.org/web/\d+(?:[a-z]{2}_)?/)?https?://")


def page_of_player(url: str) -> str:
    """The page of what a player plays, where its address tells it (`/embed/ID` → `watch?v=ID`)."""
    bare = _KEPT.sub("", url, count=1)
    for pattern, page in _PLAYERS:
        if found := re.fullmatch(pattern, bare, re.I):
            return found.expand(page)
    parts = urlsplit_safe(url)
    # Facebook's, SoundCloud's, Embedly's and Telegraph's players carry the address of what they play.
    if "url=" in parts.query or "href=" in parts.query:
        inner = parse_qs(parts.query)
        for key in ("href", "url"):
            value = inner.get(key, [""])[0]
            if re.match(r"https?://[^/]+/.", value) and re.search(
                r"embed|widget|player|plugins|media", parts.hostname + parts.path
            ):
                return page_of_player(value)
    return url
