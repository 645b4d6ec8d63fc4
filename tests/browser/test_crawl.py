"""Every page of a site, reached link by link in a browser: it works under `/` and under `/reader/` alike."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import unquote, urldefrag

import pytest
from playwright.sync_api import Page, Response

from tests.conftest import MakeSite, Serve


@pytest.mark.parametrize("base", ["/", "/reader/"])
def test_a_browser_reaches_every_page_and_meets_no_error(
    base: str, make_site: MakeSite, serve: Serve, page: Page
) -> None:
    site = make_site() / "_site"
    home = serve(site, base)
    wrong: list[str] = []

    def met(response: Response) -> None:
        if response.url.startswith(home.removesuffix(base)) and (
            response.status >= 400 or not response.url.startswith(home)
        ):
            wrong.append(f"{response.status} {response.url}")

    page.on("response", met)
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.route(lambda url: not url.startswith(home.removesuffix(base)), lambda route: route.abort())
    page.add_init_script("addEventListener('securitypolicyviolation', e => console.error('CSP ' + e.blockedURI))")
    page.on("console", lambda told: wrong.append(told.text) if told.text.startswith("CSP ") else None)
    seen, queue = {home + "zh-hans/"}, [home + "zh-hans/"]
    while queue:
        page.goto(queue.pop(), wait_until="load")
        for link in page.eval_on_selector_all("a[href]", "all => all.map(a => a.href)"):
            address = urldefrag(link).url.partition("?")[0]
            if address.startswith(home) and address not in seen:
                seen.add(address)
                queue.append(address)
    assert wrong == []
    assert _pages(site) <= {unquote(address.removeprefix(home)) for address in seen}


def _pages(site: Path) -> set[str]:
    """The addresses below the root of all pages that links should lead to: all but the root and the missing page."""
    pages = {path.relative_to(site).as_posix() for path in site.rglob("*.html")} - {"index.html", "404.html"}
    return {path.removesuffix("index.html") for path in pages}
