"""The command line: help with an example for each verb, --site on both sides, plain words for what is wrong."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from builder.cli import cli
from tests.conftest import SEED, tongdu

ROOT = Path(__file__).parent.parent


def run(*arguments: str | Path, given: bytes = b"", status: int = 0) -> tuple[str, str]:
    """Output and error output of the real command, from outside of the checkout's root."""
    done = subprocess.run(
        [sys.executable, "-m", "builder", *map(str, arguments)], input=given, capture_output=True, cwd=ROOT
    )
    out, err = done.stdout.decode(), done.stderr.decode()
    assert done.returncode == status, out + err
    assert "Traceback" not in err
    return out, err


@pytest.mark.parametrize("verb", sorted(cli.commands))
def test_help_of_each_verb_has_an_example(verb: str) -> None:
    text = tongdu(verb, "--help")
    assert f"tongdu {verb}" in text.split("Example:")[1]


def test_python_m_builder_is_tongdu() -> None:
    out, _ = run("--help")
    assert out.startswith("Usage: tongdu")


@pytest.mark.parametrize("order", ["before", "after"])
def test_site_may_stand_before_or_after_the_verb_and_needs_no_site_toml(tmp_path: Path, order: str) -> None:
    (tmp_path / "glossary.toml").write_text('[[phrase]]\nzh-hans = "茶"\nzh-hant = "荼"\n', "utf-8")
    verb: list[str | Path] = ["convert", "--to", "zh-Hant"]
    site: list[str | Path] = ["--site", tmp_path]
    out, _ = run(*(site + verb if order == "before" else verb + site), given="一杯茶，简体".encode())
    assert out == "一杯荼，簡體"


def test_a_folder_that_is_not_there() -> None:
    _, err = run("--site", "no/such/folder", "check", status=1)
    assert err == "no/such/folder: there is no such folder (tongdu new makes a site)\n"


def test_an_error_in_site_toml_is_told_by_line(tmp_path: Path) -> None:
    (tmp_path / "site.toml").write_text('title = "一"\npagesize = 20\n', "utf-8")
    _, err = run("--site", tmp_path, "build", status=1)
    assert err == "site.toml:2: unknown key “pagesize” (did you mean “page_size”?)\n"


def test_a_terminal_without_chinese_characters_gets_the_message_too(tmp_path: Path) -> None:
    (tmp_path / "site.toml").write_text("标题 = 1\n", "utf-8")
    command: list[str | Path] = [sys.executable, "-m", "builder", "--site", tmp_path, "build"]
    done = subprocess.run(command, cwd=ROOT, env={**os.environ, "PYTHONIOENCODING": "latin-1"}, capture_output=True)
    assert done.returncode == 1
    assert done.stderr.startswith(b"site.toml:1: ") and b"Traceback" not in done.stderr


def test_explain_writes_nothing_and_wants_a_seed(tmp_path: Path) -> None:
    seed = tmp_path / "seeds/bridge.txt"
    seed.parent.mkdir()
    seed.write_text(SEED + "<script>x()</script>", "utf-8")
    out, _ = run("--site", tmp_path, "import", "--explain", seed)
    assert "script" in out and "+title: 石桥重开" in out
    assert not (tmp_path / "content").exists()
    _, err = run("--site", tmp_path, "import", "--explain", status=2)
    assert "--explain needs the seeds" in err


def test_convert_keeps_lines_and_line_ends() -> None:
    out, _ = run("convert", "--to", "zh-Hant", given="头发\r\n\r\n发展".encode())
    assert out == "頭髮\r\n\r\n發展"


def test_convert_names_the_line_that_is_not_utf_8(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_bytes("一\n".encode() + b"\xff\xfe")
    _, err = run("convert", "--to", "zh-Hant", file, status=1)
    assert err == f"{file}:2: is not UTF-8 text (save it as UTF-8)\n"


def test_convert_to_an_unknown_variant() -> None:
    _, err = run("convert", "--to", "zh-Xxxx", status=1)
    assert err.startswith("--to: unknown variant “zh-Xxxx” (one of zh-Hans, zh-Hant, ")


def test_new_makes_a_site_and_never_writes_over_one(tmp_path: Path) -> None:
    folder = tmp_path / "mysite"
    run("new", folder)
    before = sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())
    assert before == [".gitignore", "content/start.md", "glossary.toml", "seeds/.gitkeep", "site.toml"]
    _, err = run("new", folder, status=1)
    assert err == f"{folder}: stands there already and is not empty (name another folder)\n"


def test_check_conversion_lists_doubts_by_risk_and_is_no_failure(tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()
    text = "---\ntitle: 面\nscript: zh-Hans\n---\n四天里见了谁。\n"
    (tmp_path / "content/a.md").write_text(text, "utf-8")
    out, err = run("--site", tmp_path, "check", "--conversion")
    assert "content/a.md:5: note: …四天里见了谁" in err and "for zh-Hant?" in err
    assert out.startswith("1 articles, 2 words in doubt")
    assert "; 2 words in doubt (tongdu check --conversion)" in run("--site", tmp_path, "build")[0]
