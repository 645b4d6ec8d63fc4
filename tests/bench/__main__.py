"""`make bench`: runs each part, a file of this folder with a `main()`, or those that are named.

Each in a process of its own, so that no part measures what another left in memory.
"""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path


def main() -> int:
    """Runs the parts one after another; 1 where one of them failed, or is unknown."""
    there = sorted(path.stem for path in Path(__file__).parent.glob("[a-z]*.py"))
    wanted = sys.argv[1:] or there
    if unknown := set(wanted) - set(there):
        print(f"unknown: {', '.join(sorted(unknown))}; there are: {', '.join(there)}")
        return 1
    failed = []
    for part in wanted:
        print(f"\n── {part} " + "─" * max(0, 76 - len(part)), flush=True)
        start = time.monotonic()
        code = f"from tests.bench.{part} import main; main()"
        if subprocess.run([sys.executable, "-c", code]).returncode:
            failed.append(part)
        print(f"({time.monotonic() - start:.0f} s)", flush=True)
    if failed:
        print(f"failed: {', '.join(failed)}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
