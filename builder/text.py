"""str → str: Unicode normalisation, white space, slugs. The only place where any of these is done."""

from __future__ import annotations

import re
import unicodedata

from slugify import slugify

_UNSEEN = re.compile("[\u200b\u200c\u200d\u2060\ufeff\u00ad]")
_SPACE = re.compile(r"[\s\u00a0\u3000]+")


def nfc(text: str) -> str:
    """The text in Unicode's composed form."""
    return unicodedata.normalize("NFC", text)


def fold(text: str) -> str:
    """The text in NFC on one line: runs of white space are one space, none at the ends, no zero-width characters."""
    return _SPACE.sub(" ", _UNSEEN.sub("", nfc(text))).strip()


def slug(text: str, limit: int = 80) -> str:
    """A name as part of an address or as an HTML id: lower case, words joined by `-`, Han characters kept.

    Used for ids and for the links to them alike. Empty where the text holds no letter and no digit.
    """
    return str(slugify(nfc(text), allow_unicode=True, max_length=limit, word_boundary=False))
