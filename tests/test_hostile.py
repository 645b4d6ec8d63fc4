"""Nothing runs that came from a seed: each payload goes the whole way to a real browser, in the body and each field.

The browser ignores the site's Content-Security-Policy here, so that what is proven is the pages themselves.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote, unquote

import pytest
import yaml
from lxml import etree
from playwright.sync_api import Browser, Dialog, Page, Route

from builder import serve as dev_server
from builder.model import Problem
from tests.conftest import MakeSite, Serve, tongdu
from tests.hostile import ALL

SITE = 'title = "<script>alert(1)</script>"\ndescription = "\\"><img src=x onerror=alert(1)>"\nauthor = "</title><b>"\n'
SEED = """\
<!--1600000000000-->
[{line}桥](https://example.org/{number}?x={line})
------
<div class="byline">作者：{line}</div>
<p>桥在河上。</p><p>{raw}</p><p>{escaped}</p>
<figure><img src="https://example.org/x.png" alt="{escaped}"><figcaption>{raw}</figcaption></figure>
<figure><img src="{escaped}" title="{escaped}">
<figcaption>{escaped}<cite>图片来源：{escaped}</cite></figcaption></figure>
<h2>{escaped}</h2><ul><li>{raw}</li></ul><blockquote>{raw}</blockquote><pre>{escaped}</pre>
<iframe src="{escaped}" title="{escaped}"></iframe><p><a href="{escaped}">{escaped}</a></p>
"""
# What a page may hold in its article; all else in it is a hole.
TAGS = re.findall(
    r"\w+",
    "a article aside blockquote br code details div em figcaption figure footer h1 h2 h3 h4 h5 h6 header hr i img li "
    "nav ol p pre rt ruby s section span strong sub summary sup table tbody td th thead time tr ul wbr",
)
FIRED = """
window.fired = [];
for (const name of ["alert", "confirm", "prompt", "open", "print"]) window[name] = (...a) => window.fired.push(name);
"""
LOOK = """
tags => {
  const holes = [...window.fired.map(name => "fired: " + name)];
  const script = value => {  // as the browser reads an address, tabs and all
    try { return !/^(https?|mailto):$/.test(new URL(value, "https://here.example/").protocol); } catch { return false; }
  };
  for (const element of document.querySelectorAll("*")) {
    for (const {name, value} of element.attributes) {
      if (/^on/i.test(name) || /^(srcdoc|ping|formaction)$/i.test(name)) holes.push(`attribute: ${name}`);
      if (/^(href|src|action|poster|srcset|xlink:href|background|cite)$/i.test(name) && script(value))
        holes.push(`address: ${value}`);
    }
  }
  const inner = document.querySelectorAll("article.article *");
  for (const element of inner)
    if (!tags.includes(element.localName) && !element.closest("svg")) holes.push(`element: ${element.localName}`);
  for (const element of document.querySelectorAll("iframe, object, embed, base, frame, applet, math, template, area"))
    holes.push(`element: ${element.localName}`);
  const ids = [...document.querySelectorAll("[id]")].map(element => element.id);
  if (new Set(ids).size < ids.length) holes.push("id twice: " + ids.filter((id, i) => ids.indexOf(id) < i));
  const count = selector => document.querySelectorAll(selector).length;
  const shape = ["main", "header.site-header", "footer.site-footer"].map(count).join();
  if (shape !== "1,1,1") holes.push("shape: " + shape);
  const children = [...document.body.children].map(element => element.localName).join();
  const heads = [...document.head.children].map(element => element.localName);
  for (const text of document.querySelectorAll("script[type='application/ld+json']")) JSON.parse(text.textContent);
  return {holes, body: children, scripts: count("script"), head: [...new Set(heads)].sort().join()};
}
"""


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace('"', "&quot;")


def _seed(number: int, payload: str) -> str:
    payload = payload.replace("\0", "")  # a seed with many is a binary file
    line = payload.replace("\n", " ")
    head = ""
    if number % 2:
        meta = {"title": payload, "author": payload, "tags": [payload], "categories": [payload], "date": payload}
        head = f"---\n{yaml.safe_dump(meta, allow_unicode=True)}---\n"
    return head + SEED.format(number=number, line=line, raw=payload, escaped=_escaped(payload))


def _article(number: int, payload: str) -> str:
    """An article as a person could have pasted it together: every field of the front matter, and raw in the text."""
    meta = {
        "title": f"桥 {payload}",
        "description": payload,
        "source": payload,
        "source_url": payload,
        "authors": [payload],
        "tags": [payload],
        "slug": payload,
        "script": payload,
        "published": payload if number % 2 else "2024-01-01",
        "glossary": [{"zh-Hans": "桥", "zh-Hant": payload}],
        payload: payload,
    }
    quoted = payload.replace("\\", "\\\\").replace('"', '\\"').replace("\n", " ")
    body = (
        f"{payload}\n\n字{payload}字\n\n## {payload}\n\n- {payload}\n\n> {payload}\n\n"
        f'![{payload}](https://example.org/x.png "{quoted}"){{credit="{_escaped(payload).replace(chr(10), " ")}"}}\n\n'
        f"[{payload}](https://example.org/y){{.embed}}\n\n```{payload}\n{payload}\n```\n\n[x]({payload})\n"
    )
    return f"---\n{yaml.safe_dump(meta, allow_unicode=True)}---\n\n{body}"


@pytest.fixture
def strict_page(browser: Browser) -> Iterator[Page]:
    """A page without the site's policy, that notes what runs, and what it would load or go to elsewhere."""
    context = browser.new_context(bypass_csp=True)
    context.add_init_script(FIRED)
    page = context.new_page()
    yield page
    context.close()


class Watch:
    """What a page asks for outside of the site; pictures of an article are its own."""

    def __init__(self, page: Page, home: str) -> None:
        self.home, self.asked = home, list[str]()
        page.route("**/*", self.route)
        page.on("dialog", self.dialog)
        page.on("popup", lambda popup: self.asked.append("popup: " + popup.url))

    def dialog(self, dialog: Dialog) -> None:
        self.asked.append("dialog: " + dialog.message)
        dialog.dismiss()

    def route(self, route: Route) -> None:
        request = route.request
        if request.url.startswith(self.home):
            return route.continue_()
        if request.resource_type != "image":
            self.asked.append(f"{request.resource_type}: {request.url}")
        return route.abort()


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A built site of one seed and one article for each payload, and a harmless one of each."""
    root = tmp_path_factory.mktemp("hostile")
    (root / "seeds/s").mkdir(parents=True)
    (root / "content/a").mkdir(parents=True)
    for number, (_, payload) in enumerate([*ALL, ("harmless", "桥")]):
        (root / f"seeds/s/s{number:03}.md").write_text(_seed(number, payload), "utf-8", newline="")
        (root / f"content/a/a{number:03}.md").write_text(_article(number, payload), "utf-8", newline="")
    (root / "site.toml").write_text(SITE, "utf-8")
    tongdu("--site", root, "import", status=None)
    tongdu("--site", root, "build", status=None)
    return root / "_site"


def test_data_files_are_well_formed_and_hold_no_payload_as_markup(site: Path) -> None:
    """Feeds, maps, manifests, the search index."""
    for place in site.rglob("*.xml"):
        tree = etree.parse(str(place), etree.XMLParser(resolve_entities=False, no_network=True))
        names = {etree.QName(node).localname for node in tree.iter() if isinstance(node.tag, str)}
        assert not names & {"script", "img", "iframe"}
    for place in [*site.rglob("*.json"), *site.rglob("*.webmanifest")]:
        json.loads(place.read_text("utf-8"))


def _some(site: Path) -> list[Path]:
    """Each payload's seed in one variant, its article in the other, all lists that are not of one payload, and a few of
    those that are."""
    places = sorted(place for place in site.rglob("*.html") if place.parent != site)
    seeds = [place for place in places if re.search(r"/zh-hans/\d{4}/", place.as_posix())]
    articles = [place for place in places if re.search(r"/zh-hant/a\d+.*html$|/zh-hant/a/", place.as_posix())]
    lists = [place for place in places if place.name == "index.html"]
    return [*seeds, *articles, *lists[:: max(1, len(lists) // 60)]]


def test_no_payload_fires_navigates_or_breaks_a_page(site: Path, serve: Serve, strict_page: Page) -> None:
    places = _some(site)
    assert len(places) > 2 * len(ALL)
    assert _holes(site, places, serve, strict_page) == []


@pytest.mark.stress
def test_no_payload_breaks_any_page_at_all(site: Path, serve: Serve, strict_page: Page) -> None:
    places = sorted(place for place in site.rglob("*.html") if place.parent != site)
    assert _holes(site, places, serve, strict_page) == []


def _holes(site: Path, places: list[Path], serve: Serve, page: Page) -> list[str]:
    """All that is wrong with these pages in a browser: what fires, what is asked for, what broke the mark-up."""
    home = serve(site, "/reader/")
    watch = Watch(page, home)
    holes: list[str] = []
    shapes: dict[str, str] = {}
    for place in places:
        path = place.relative_to(site).as_posix()
        page.goto(home + quote(path), wait_until="load")
        found = page.evaluate(LOOK, TAGS)
        holes += [f"{path}: {hole}" for hole in (*found["holes"], *watch.asked)]
        watch.asked.clear()
        if unquote(page.url.partition("#")[0]) != home + path:
            holes.append(f"{path}: went to {page.url}")
        if page.locator("article.article").count():
            shapes.setdefault(f"{found['body']} | {found['scripts']} | {found['head']}", path)
    return holes + ([f"articles of more than one shape: {shapes}"] if len(shapes) > 1 else [])


def test_search_results_show_payloads_as_text(site: Path, serve: Serve, strict_page: Page) -> None:
    home = serve(site, "/reader/")
    watch = Watch(strict_page, home)
    for words in ("桥", "script", "<img src=x onerror=alert(1)>", '"><script>alert(1)</script>'):
        strict_page.goto(home + "zh-hans/search/index.html?q=" + quote(words), wait_until="load")
        strict_page.wait_for_timeout(800)
        assert strict_page.evaluate(LOOK, TAGS)["holes"] == []
    assert watch.asked == []


def test_the_dev_server_shows_payloads_as_text(make_site: MakeSite, strict_page: Page) -> None:
    """Its pages go without the policy, and show problems whose words come from file names and their content."""
    page = (make_site() / "_site/zh-hans/index.html").read_bytes()
    for _, payload in ALL:
        problems = (Problem(f"seeds/{payload}.txt", f"unknown key “{payload}”", payload),)
        strict_page.set_content(dev_server.page(page, problems).decode("utf-8"), wait_until="commit")
        assert strict_page.evaluate("window.fired") == []
        assert strict_page.locator("#tongdu-problems *").count() == 0
        assert strict_page.locator("main#main").count() == 1


@pytest.mark.parametrize(
    "hole",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "<a href='java\tscript:alert(1)'>x</a>",
        "<iframe></iframe>",
        "<b id=main>x</b>",
        "</main></article><main>",
    ],
)
def test_a_hole_is_seen(strict_page: Page, hole: str) -> None:
    """The watch itself: what it is to find is put into a page."""
    frame = f"<header class=site-header></header><main id=main><article class=article>{hole}</article></main>"
    strict_page.set_content(f"<body>{frame}<footer class=site-footer></footer>")
    assert strict_page.evaluate(LOOK, TAGS)["holes"]
