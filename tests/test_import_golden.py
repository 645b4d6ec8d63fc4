"""Golden pairs of the importer: a seed (`.html`, `.txt`, `.md`) and, in `<name>.golden`, the article that it becomes.

One pair for each row of the article format and for each repair. `make golden` writes the expected halves anew.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from builder import clean, convert, markdown, seed

PAIRS = Path(__file__).parent / "golden" / "import"
SEEDS = sorted(path for path in PAIRS.rglob("*") if path.is_file() and path.suffix != ".golden")


def article(data: bytes, name: str) -> str:
    """The article that a seed's bytes become: what is known of it, then its body."""
    cleaned = clean.clean(seed.read(data, name))
    known = {
        "title": cleaned.title,
        "source_url": cleaned.source_url,
        "source": cleaned.source,
        "published": cleaned.published.isoformat() if cleaned.published else "",
        "archived": cleaned.archived.isoformat() if cleaned.archived else "",
        "authors": "; ".join(cleaned.authors),
        "script": cleaned.script_hint,
        "tags": "; ".join(cleaned.tags),
    }
    head = "".join(f"{key}: {value}\n" for key, value in known.items() if value)
    return f"{head}\n{markdown.write(convert.convert(cleaned))}"


@pytest.mark.parametrize("path", SEEDS, ids=lambda path: path.relative_to(PAIRS).as_posix())
def test_golden(path: Path) -> None:
    """The seed becomes exactly the article beside it."""
    expected = path.with_name(path.name + ".golden")
    made = article(path.read_bytes(), path.relative_to(PAIRS).as_posix())
    if os.environ.get("GOLDEN") == "write":
        expected.write_text(made, "utf-8")
    assert made == expected.read_text("utf-8")
