"""What a change to the importer does to its golden pairs and, where TONGDU_SHARED is set, to the real seeds there.

    python -m tests.golden_diff [REVISION]

Imports all seeds twice, with the code of REVISION (`HEAD` unless given) and with that of the working tree, says how
many articles differ, and shows the difference of ten of them.
"""

from __future__ import annotations

import difflib
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parent.parent
SHOWN = 10
LINES = 24
# Run in the folder whose code is asked: seeds' paths on standard input, their articles as JSON on standard output.
IMPORT = """
import json, sys
from pathlib import Path
from builder import clean, convert, markdown, seed
articles = {}
for path in sys.stdin.read().splitlines():
    try:
        cleaned = clean.clean(seed.read(Path(path).read_bytes(), path))
        head = [f"{key}: {getattr(cleaned, key)}" for key in ("title", "published", "authors", "tags")]
        articles[path] = "\\n".join(head) + "\\n\\n" + markdown.write(convert.convert(cleaned))
    except Exception as error:
        articles[path] = f"{type(error).__name__}: {error}"
json.dump(articles, sys.stdout)
"""


def seeds() -> list[Path]:
    """The seeds of the golden pairs, and those of the shared sample where there is one."""
    found = [path for path in (ROOT / "tests/golden/import").rglob("*") if path.is_file() and path.suffix != ".golden"]
    if shared := os.environ.get("TONGDU_SHARED"):
        found += [path for path in (Path(shared) / "corpus" / "sample").iterdir() if path.is_file()]
    else:
        print("TONGDU_SHARED is not set: the golden pairs alone are compared.")
    return sorted(found)


def articles(code: Path, paths: list[Path]) -> dict[str, str]:
    """The article of each seed as the code in a folder makes it."""
    listing = "\n".join(map(str, paths))
    done = subprocess.run(
        [sys.executable, "-c", IMPORT], cwd=code, input=listing, capture_output=True, text=True, check=True
    )
    return dict(json.loads(done.stdout))


def main() -> None:
    """Prints how many articles differ between a revision and the working tree, and ten differences."""
    revision = sys.argv[1] if len(sys.argv) > 1 else "HEAD"
    paths = seeds()
    with tempfile.TemporaryDirectory() as folder:
        archive = subprocess.run(["git", "archive", revision, "builder"], cwd=ROOT, capture_output=True, check=True)
        subprocess.run(["tar", "-x", "-C", folder], input=archive.stdout, check=True)
        before = articles(Path(folder), paths)
    after = articles(ROOT, paths)
    changed = [path for path in map(str, paths) if before[path] != after[path]]
    print(f"{len(changed)} of {len(paths)} articles differ from {revision}")
    for path in changed[:: max(1, len(changed) // SHOWN)][:SHOWN]:
        print(f"\n── {Path(path).name}")
        lines = difflib.unified_diff(before[path].split("\n"), after[path].split("\n"), lineterm="", n=0)
        print("\n".join(line[:160] for line in list(lines)[2 : 2 + LINES]))


if __name__ == "__main__":
    main()
