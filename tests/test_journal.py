"""The journal: all or nothing, told who holds the lock, nothing of anybody's lost."""

from __future__ import annotations

import contextlib
import errno
import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from builder import journal
from builder.model import TongduError


def tree(root: Path) -> dict[str, bytes]:
    """Every file below the root but the cache's own."""
    return {
        path.relative_to(root).as_posix(): path.read_bytes()
        for path in sorted(root.rglob("*"))
        if path.is_file() and ".cache" not in path.parts
    }


def test_writes_and_says_what_was_the_same_already(tmp_path: Path) -> None:
    with journal.transaction(tmp_path, "build") as tx:
        assert tx.write("_site/a/b.html", b"one")
        assert tree(tmp_path) == {}, "nothing moves in before the end"
    assert tree(tmp_path) == {"_site/a/b.html": b"one"}
    with journal.transaction(tmp_path, "build") as tx:
        assert not tx.write("_site/a/b.html", b"one")
        assert tx.write("_site/a/b.html", b"two")
        assert not tx.write("_site/a/b.html", b"one"), "the last word counts"
    assert tree(tmp_path) == {"_site/a/b.html": b"one"}
    assert not (tmp_path / ".cache/staging").exists()


def test_an_exception_changes_nothing(tmp_path: Path) -> None:
    (tmp_path / "old").write_bytes(b"old")
    with pytest.raises(ZeroDivisionError), journal.transaction(tmp_path, "build") as tx:
        tx.write("new", b"new")
        tx.remove("old")
        raise ZeroDivisionError
    assert tree(tmp_path) == {"old": b"old"}


def test_removes_files_and_the_folders_that_become_empty(tmp_path: Path) -> None:
    (tmp_path / "_site/a/b").mkdir(parents=True)
    (tmp_path / "_site/a/b/c.html").write_bytes(b"")
    with journal.transaction(tmp_path, "build") as tx:
        assert tx.remove("_site/a/b/c.html")
        assert not tx.remove("_site/a/none.html")
    assert list((tmp_path / "_site").iterdir()) == []


def test_a_file_gives_way_to_a_folder_and_a_folder_to_a_file(tmp_path: Path) -> None:
    (tmp_path / "s/y").mkdir(parents=True)
    (tmp_path / "s/x").write_bytes(b"file")
    (tmp_path / "s/y/z").write_bytes(b"file")
    with journal.transaction(tmp_path, "build") as tx:
        for path in ("s/x", "s/y/z"):
            tx.remove(path)
        tx.write("s/x/new", b"1")
        tx.write("s/y", b"2")
    assert tree(tmp_path) == {"s/x/new": b"1", "s/y": b"2"}


@pytest.mark.parametrize(("place", "path"), [("x", "x/new"), ("x/kept", "x")])
def test_what_stands_in_the_way_is_told_before_anything_moves(tmp_path: Path, place: str, path: str) -> None:
    (tmp_path / place).parent.mkdir(exist_ok=True)
    (tmp_path / place).write_bytes(b"a person's")
    with pytest.raises(TongduError, match="is a f"), journal.transaction(tmp_path, "build") as tx:
        tx.write("first/file", b"")
        tx.write(path, b"")
    assert tree(tmp_path) == {place: b"a person's"}
    assert not (tmp_path / "first").exists()


@pytest.mark.parametrize("path", ["../out", "a/../../out", "/etc/out", "a//b", "", "a\0b", "link/out", "link/a/out"])
def test_nothing_leaves_the_root(tmp_path: Path, path: str) -> None:
    root, outside = tmp_path / "root", tmp_path / "outside"
    root.mkdir()
    outside.mkdir()
    (root / "link").symlink_to(outside)
    with pytest.raises(TongduError), journal.transaction(root, "build") as tx:
        tx.write(path, b"")
    assert list(outside.iterdir()) == []


def test_a_link_in_a_files_place_is_replaced_and_not_followed(tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.write_bytes(b"theirs")
    root = tmp_path / "root"
    root.mkdir()
    (root / "a").symlink_to(outside)
    with journal.transaction(root, "build") as tx:
        assert tx.write("a", b"theirs"), "even where the bytes behind the link are the same"
    assert not (root / "a").is_symlink()
    assert outside.read_bytes() == b"theirs"


def test_an_open_journal_is_finished_by_the_next_command(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "old").write_bytes(b"old")
    (tmp_path / "edited").write_bytes(b"before")
    moves: list[str] = []

    def die(staged: str, target: str) -> None:
        if moves:
            raise KeyboardInterrupt  # stands for the kill: no handler of ours runs on it
        moves.append(target)
        Path(staged).replace(target)

    with monkeypatch.context() as patch:
        patch.setattr(journal, "_move", die)
        with pytest.raises(KeyboardInterrupt), journal.transaction(tmp_path, "import") as tx:
            tx.remove("old")
            tx.write("one", b"1")
            tx.write("two", b"2")
            tx.write("edited", b"after")
    assert tree(tmp_path) == {"edited": b"before", "one": b"1"}
    (tmp_path / "edited").write_bytes(b"by a person, meanwhile")
    (tmp_path / "one").write_bytes(b"too")
    journal.recover(tmp_path)
    assert tree(tmp_path) == {"edited": b"by a person, meanwhile", "one": b"too", "two": b"2"}
    assert not (tmp_path / ".cache/journal.json").exists()
    assert not (tmp_path / ".cache/staging").exists()


@pytest.mark.parametrize("crossing", [False, True], ids=["whole", "one by one, where it is another file system"])
def test_a_folder_in_whose_place_nothing_stands_comes_in_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, crossing: bool
) -> None:
    moved: list[str] = []

    def rename(staged: str, target: str, really: Callable[[str, str], None] = os.rename) -> None:
        if target == f"{tmp_path}/_site":
            if crossing:
                raise OSError(errno.EXDEV, "Invalid cross-device link")
            moved.append(target)
            if len(moved) == 1:
                raise KeyboardInterrupt  # stands for a kill: the journal is there, and nothing is moved
        really(staged, target)

    monkeypatch.setattr(os, "rename", rename)
    with contextlib.suppress(KeyboardInterrupt), journal.transaction(tmp_path, "build") as tx:
        tx.write("_site/a/one.html", b"1")
        tx.write("_site/two.html", b"2")
        tx.write("content/three.md", b"3")
    journal.recover(tmp_path)
    assert tree(tmp_path) == {"_site/a/one.html": b"1", "_site/two.html": b"2", "content/three.md": b"3"}
    assert len(moved) == (0 if crossing else 2)


def test_a_file_that_changes_during_the_command_is_kept_and_told(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"old")
    with journal.transaction(tmp_path, "import") as tx:
        tx.write("a", b"new")
        tx.write("b", b"new")
        (tmp_path / "a").write_bytes(b"saved by a person this very moment")
    assert tx.kept == ("a",)
    assert tree(tmp_path) == {"a": b"saved by a person this very moment", "b": b"new"}


def test_what_was_staged_is_on_the_disk_before_the_journal_stands(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A power cut after the journal's rename would else find it, and nothing of what it lists."""
    seen: list[tuple[int, bool]] = []

    def sync() -> None:
        staged = [place for place in (tmp_path / ".cache/staging").rglob("*") if place.is_file()]
        seen.append((len(staged), (tmp_path / ".cache/journal.json").exists()))

    monkeypatch.setattr(os, "sync", sync)
    with journal.transaction(tmp_path, "import") as tx:
        tx.write("one", b"1")
    assert seen == [(2, False)]  # the file, and the journal's draft
    with journal.transaction(tmp_path, "import") as tx:
        assert not tx.write("one", b"1")
    assert len(seen) == 1


@pytest.mark.parametrize(
    "text",
    [
        *(b"", b'{"write": ', b"{}", b"[]", b"1", b"null", b'{"staging": "a"}', "{}书".encode(), b"[" * 100_000),
        b'{"staging": "a", "write": [], "remove": {}}',
        b'{"staging": "a", "write": {"x": [1]}, "remove": {}}',
        b'{"staging": "a", "write": {"x": "ab"}, "remove": {}}',
        b'{"staging": "a", "write": {"x": 1}, "remove": {}}',
        b'{"staging": 1, "write": {}, "remove": {}}',
        b'{"staging": "../..", "write": {"content/a.md": null}, "remove": {}}',
        b'{"staging": "a", "write": {"../a.md": null}, "remove": {}}',
        b'{"staging": "a", "write": {}, "remove": {"/a.md": null}}',
    ],
)
def test_a_damaged_journal_is_dropped(tmp_path: Path, text: bytes) -> None:
    """Whatever is wrong in it: the command that wrote it will do its work again."""
    (tmp_path / ".cache").mkdir()
    (tmp_path / "a.md").write_bytes(b"a")
    (tmp_path / ".cache/journal.json").write_bytes(text)
    journal.recover(tmp_path)
    assert not (tmp_path / ".cache/journal.json").exists()
    assert tree(tmp_path) == {"a.md": b"a"}


HOLD = """
import sys, time, os
from pathlib import Path
from builder import journal
with journal.transaction(Path(sys.argv[1]), "import"):
    if os.fork() == 0:
        time.sleep(60)   # an orphan worker
    print("held", flush=True)
    time.sleep(60)
"""


def test_the_holder_is_told_and_the_lock_goes_with_it(tmp_path: Path) -> None:
    holder = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(tmp_path)], stdout=subprocess.PIPE, start_new_session=True
    )
    try:
        assert holder.stdout is not None
        assert holder.stdout.readline() == b"held\n"
        message = rf"tongdu import \(process {holder.pid}\) is at work"
        with pytest.raises(TongduError, match=message), journal.transaction(tmp_path, "build"):
            pass
        holder.kill()
        holder.wait()
        with journal.transaction(tmp_path, "build") as tx:  # though its orphan still lives
            tx.write("a", b"")
    finally:
        os.killpg(holder.pid, 9)
        holder.wait()
        assert holder.stdout is not None
        holder.stdout.close()


def test_a_second_transaction_of_one_process_is_refused(tmp_path: Path) -> None:
    with journal.transaction(tmp_path, "serve"):
        with pytest.raises(TongduError, match="tongdu serve"), journal.transaction(tmp_path, "build"):
            pass
        with pytest.raises(TongduError, match="tongdu serve"), journal.transaction(tmp_path, "build"):
            pass


def test_a_name_of_255_bytes_fits_and_a_longer_one_is_told(tmp_path: Path) -> None:
    with journal.transaction(tmp_path, "build") as tx:
        assert tx.write("字" * 85, b"")
        assert tx.write("字" * 84 + ".md", b"")
        with pytest.raises(TongduError, match="too long"):
            tx.write("字" * 86, b"")
    assert len(tree(tmp_path)) == 2


def test_names_that_are_not_utf8_are_carried(tmp_path: Path) -> None:
    name = os.fsdecode(b"\xff\xfe.md")
    with journal.transaction(tmp_path, "import") as tx:
        tx.write(name, b"x")
    assert (tmp_path / name).read_bytes() == b"x"


def test_nothing_staged_could_be_taken_for_an_article(tmp_path: Path) -> None:
    with journal.transaction(tmp_path, "import") as tx:
        tx.write("content/a.md", b"x")
        assert not list(tmp_path.rglob("*.md"))


def test_the_journal_is_plain_json(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(journal, "_carry_out", lambda root, entries: ())
    with journal.transaction(tmp_path, "build") as tx:
        tx.write("a", b"x")
    entries = json.loads((tmp_path / ".cache/journal.json").read_text())
    assert entries["write"] == {"a": None}
    assert entries["remove"] == {}
