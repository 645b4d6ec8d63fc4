"""Commands that are killed, starved of space or of rights, or run at once: what stands is whole, before or after."""

from __future__ import annotations

import os
import random
import resource
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from builder import journal
from tests import small

TREE = Path(__file__).parent.parent
AS_NOBODY = ("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups")
SEEDS, ARTICLES = 30, 24


def command(root: Path, verb: str, *before: str) -> list[str]:
    return [*before, sys.executable, "-m", "builder", "--site", str(root), verb, "--jobs", "2"]


def run(root: Path, verb: str, *before: str, limit: int = 0) -> subprocess.CompletedProcess[str]:
    """The command in a process of its own; no file may grow beyond `limit` bytes where it is given."""
    lower = (lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))) if limit else None
    return subprocess.run(command(root, verb, *before), cwd=TREE, capture_output=True, text=True, preexec_fn=lower)


def seed(number: int, word: str) -> str:
    return (
        f"<!--1712920382{number:03}-->\n[第{number}座桥](https://www.bbc.com/zhongwen/simp/world-{number:08})\n"
        f"------\n<div><p>{word}：{small.SENTENCES[number % len(small.SENTENCES)]}</p>\n"
        f"<p>桥长{number + 10}米。</p></div>\n"
    )


@dataclass
class Site:
    """A site that a command takes from one state to the other and back. `states` are what its folder then holds."""

    root: Path
    verb: str
    folder: str
    change: Callable[[int], None]
    states: tuple[dict[str, bytes], dict[str, bytes]]
    seconds: float

    def now(self) -> int:
        """The state in which the folder is. Fails where it is in neither."""
        journal.recover(self.root)
        found = small.tree(self.root / self.folder)
        differing = [
            sorted(path for path in state.keys() | found.keys() if state.get(path) != found.get(path))
            for state in self.states
        ]
        assert [] in differing, f"a mix: {len(differing[0])} files differ from before, {len(differing[1])} from after"
        return differing.index([])


def two_states(root: Path, verb: str, folder: str, change: Callable[[int], None]) -> Site:
    states = []
    seconds = 0.0
    for state in (0, 1, 0):
        change(state)
        begin = time.monotonic()
        done = run(root, verb)
        seconds = time.monotonic() - begin
        assert done.returncode == 0, done.stderr
        states.append(small.tree(root / folder))
    assert states[0] == states[2] != states[1]
    return Site(root, verb, folder, change, (states[0], states[1]), seconds)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """A site whose every page changes with a template, some pages come and go, and some are a person's own."""
    root = small.make(tmp_path_factory.mktemp("built"), ARTICLES)
    small.put(root, "_site/theirs.txt", "a person's")
    template = (TREE / "templates/base.html").read_text("utf-8")

    def change(state: int) -> None:
        small.put(root, "templates/base.html", f"{template}<!-- {state} -->\n")
        for number in range(4):
            small.put(root, f"content/{number}.md", small.article(number, slug=f"2024/moved-{state}-{number}"))

    return two_states(root, "build", "_site", change)


@pytest.fixture(scope="module")
def imported(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """A site whose every seed changes, and whose first article was edited by a person."""
    root = tmp_path_factory.mktemp("imported")

    def change(state: int) -> None:
        for number in range(SEEDS):
            small.put(root, f"seeds/{number}.txt", seed(number, ("早先", "后来")[state]))

    change(0)
    assert run(root, "import").returncode == 0
    edited = root / "content/0.md"
    edited.write_text(edited.read_text("utf-8") + "\n读者自己的话。\n", "utf-8")
    return two_states(root, "import", "content", change)


def kill(site: Site, times: int) -> None:
    """Kills the command at random moments; each time one of the two states stands, whole."""
    chance = random.Random(0)
    outcomes = {True: 0, False: 0}
    state = site.now()
    for _ in range(times):
        site.change(1 - state)
        process = subprocess.Popen(
            command(site.root, site.verb), cwd=TREE, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        time.sleep(chance.uniform(0.05, site.seconds * 1.1))
        process.send_signal(signal.SIGKILL)
        process.wait()
        wait_for_workers(site.root)
        after = site.now()
        outcomes[after != state] += 1
        state = after
        assert not list(site.root.rglob(".tongdu-*"))
        assert not [path for path in (site.root / "content").rglob("*") if path.is_file() and path.suffix != ".md"]
    site.change(state)
    assert run(site.root, site.verb).returncode == 0
    assert site.now() == state
    print(f"{site.verb}: {times} kills, {outcomes[False]} before the moves, {outcomes[True]} after", file=sys.stderr)


def wait_for_workers(root: Path) -> None:
    """Orphans end by themselves, soon; none writes into the site meanwhile."""
    for _ in range(1200):
        if not any(str(root).encode() in line for line in _command_lines()):
            return
        time.sleep(0.05)
    pytest.fail("workers outlive their parent")


def _command_lines() -> Iterator[bytes]:
    for place in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            yield place.read_bytes()
        except OSError:
            continue


def test_a_killed_build_leaves_one_site_or_the_other(built: Site) -> None:
    kill(built, 12)


def test_a_killed_import_leaves_all_articles_or_none(imported: Site) -> None:
    kill(imported, 8)


def test_workers_that_have_nothing_to_do_end_with_their_parent(tmp_path: Path) -> None:
    """All that read from one pipe and hold its other end too, so that its closing alone would tell them nothing."""
    program = (
        "import os, sys, time; from builder import pool\n"
        "with pool.workers(2, os.getpid, ()) as executor:\n"
        "    executor.submit(os.getpid).result(); print(flush=True); time.sleep(600)\n"
    )
    with subprocess.Popen([sys.executable, "-c", program, tmp_path], cwd=TREE, stdout=subprocess.PIPE) as process:
        assert process.stdout
        process.stdout.readline()
        assert sum(str(tmp_path).encode() in line for line in _command_lines()) > 1
        process.kill()
    wait_for_workers(tmp_path)


@pytest.mark.stress
def test_a_build_killed_a_hundred_times(built: Site) -> None:
    kill(built, 100)


@pytest.mark.stress
def test_an_import_killed_a_hundred_times(imported: Site) -> None:
    kill(imported, 100)


# ── no space ──────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("limit", [1, 3_000, 40_000])
def test_a_build_without_space_changes_nothing(built: Site, limit: int) -> None:
    state = built.now()
    built.change(1 - state)
    done = run(built.root, "build", limit=limit)
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert "space" in done.stderr or "limit" in done.stderr
    assert built.now() == state
    assert run(built.root, "build").returncode == 0
    assert built.now() == 1 - state


@pytest.mark.parametrize("limit", [1, 600])
def test_an_import_without_space_changes_nothing(imported: Site, limit: int) -> None:
    state = imported.now()
    imported.change(1 - state)
    done = run(imported.root, "import", limit=limit)
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert imported.now() == state
    assert run(imported.root, "import").returncode == 0
    assert imported.now() == 1 - state


@pytest.mark.stress
@pytest.mark.skipif(os.getuid() != 0, reason="only root may mount a small file system")
def test_a_full_file_system(tmp_path: Path) -> None:
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=3m", "none", str(tmp_path)], capture_output=True)
    if mounted.returncode:
        pytest.skip("a tmpfs cannot be mounted here")
    try:
        root = small.make(tmp_path / "site", 20)
        assert run(root, "build").returncode == 0
        before = small.tree(root / "_site")
        template = (TREE / "templates/base.html").read_text("utf-8")
        small.put(root, "templates/base.html", template + "<!-- changed -->")
        filler = tmp_path / "filler"
        for free in range(0, 1_000_000, 50_000):
            with filler.open("wb") as file:
                room = os.statvfs(tmp_path)
                file.truncate(0)
                os.posix_fallocate(file.fileno(), 0, max(1, room.f_bavail * room.f_frsize - free))
            done = run(root, "build")
            if done.returncode == 0:
                break
            assert "Traceback" not in done.stderr
            assert "space" in done.stderr
            journal.recover(root)
            assert small.tree(root / "_site") == before
        filler.unlink()
        assert run(root, "build").returncode == 0
        assert all(
            b"changed" in data for path, data in small.tree(root / "_site").items() if path.endswith("es/index.html")
        )
    finally:
        subprocess.run(["umount", str(tmp_path)], check=True)


# ── no rights, and two at once ────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("closed", [".", "_site", "_site/zh-hant/2024", ".cache"])
def test_a_build_without_rights_changes_nothing(tmp_path: Path, closed: str) -> None:
    """As root nothing is closed: the command then runs as nobody."""
    root = small.make(tmp_path / "site", 3)
    small.run(root)
    before = small.tree(root / "_site")
    small.put(root, "content/0.md", small.article(0, title="新的题目"))
    small.put(root, "content/new.md", small.article(7, slug="new-folder/page"))
    if os.getuid() == 0:
        for place in (root, *root.rglob("*")):
            os.chown(place, 65534, 65534)
        for parent in (tmp_path, *(folder for folder in tmp_path.parents if "pytest" in str(folder))):
            parent.chmod(0o755)
    if closed == ".cache":
        for file in (root / ".cache").rglob("*"):
            file.chmod(0o555)
    (root / closed).chmod(0o555)
    try:
        done = run(root, "build", *(AS_NOBODY if os.getuid() == 0 else ()))
        assert "Traceback" not in done.stderr
        if closed == ".":  # what is to be written lies below: only new entries of the root itself would fail
            assert done.returncode == 0, done.stderr
        else:
            assert done.returncode == 1
            assert "right" in done.stderr
            assert small.tree(root / "_site") == before
    finally:
        (root / closed).chmod(0o755)


def test_of_two_builds_at_once_one_is_told_of_the_other(built: Site) -> None:
    state = built.now()
    built.change(1 - state)
    both = [
        subprocess.Popen(
            command(built.root, "build"), cwd=TREE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
        )
        for _ in range(2)
    ]
    said = [process.communicate()[1] for process in both]
    ends = [process.returncode for process in both]
    assert 0 in ends
    for end, words in zip(ends, said, strict=True):
        assert end == 0 or "is at work here" in words
    assert built.now() == 1 - state
