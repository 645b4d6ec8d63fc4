"""What a whole page says of itself in the JSON-LD of schema.org, in the shapes in which sites write it."""

from __future__ import annotations

import json

import pytest

from builder import heads

_POST = {"@type": "BlogPosting", "headline": "慢船", "author": {"@type": "Person", "name": "林小田"}}
_SHAPES = {
    "by itself": _POST,
    "in a list": [{"@type": "WebSite", "name": "河报"}, _POST],
    "in a list of lists": [[{"@type": "BreadcrumbList"}], [_POST]],
    "in a graph": {"@context": "https://schema.org", "@graph": [{"@type": "WebPage"}, _POST]},
    "what a page is about": {"@type": "WebPage", "mainEntity": _POST},
    "its kind by address": {**_POST, "@type": "http://schema.org/BlogPosting"},
    "of two kinds": {**_POST, "@type": ["CreativeWork", "https://schema.org/NewsArticle"]},
    "its kind by a prefix": {**_POST, "@type": "schema:NewsArticle"},
    "its author's kind by address": {**_POST, "author": {"@type": "https://schema.org/Person", "name": "林小田"}},
    "its author by name alone": {**_POST, "author": "林小田"},
    "its author of no kind": {**_POST, "author": {"name": "林小田"}},
    "its author in a list": {**_POST, "author": [{"@type": ["Person"], "name": "林小田"}]},
}


@pytest.mark.parametrize("shape", _SHAPES)
def test_an_article_is_found_in_every_shape_of_json_ld(shape: str) -> None:
    told = json.dumps(_SHAPES[shape], ensure_ascii=False)
    head = heads.read(f'<html><head><script type="application/ld+json">{told}</script></head><body></body></html>')
    assert head is not None
    assert (head.titles, head.authors) == (("慢船",), ("林小田",))


def test_a_publication_is_no_author() -> None:
    told = json.dumps({**_POST, "author": {"@type": "https://schema.org/Organization", "name": "河报"}})
    head = heads.read(f'<html><head><script type="application/ld+json">{told}</script></head><body></body></html>')
    assert head is not None
    assert head.authors == ()


def test_json_ld_that_nests_without_end_is_left() -> None:
    told = "[" * 90_000 + "]" * 90_000
    head = heads.read(f'<html><head><script type="application/ld+json">{told}</script></head><body></body></html>')
    assert head is not None
    assert head.titles == ()
