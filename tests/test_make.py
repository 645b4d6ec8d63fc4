"""The Makefile: `make site` builds and says where the site is even where a seed failed; which Python it takes."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

from tests.conftest import ROOT, SEED


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A folder with the Makefile, an environment that stands ready, and a seed."""
    shutil.copy(ROOT / "Makefile", tmp_path)
    for name in ("requirements.lock", "pyproject.toml"):
        (tmp_path / name).touch()
    command = tmp_path / ".venv/bin/tongdu"
    command.parent.mkdir(parents=True)
    command.write_text(f'#!/bin/sh\nPYTHONPATH="{ROOT}" exec "{sys.executable}" -m builder "$@"\n', "utf-8")
    command.chmod(0o755)
    (tmp_path / ".venv/ready").touch()
    (tmp_path / "seeds").mkdir()
    (tmp_path / "seeds/bridge.txt").write_text(SEED, "utf-8")
    return tmp_path


def make_site(checkout: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(["make", "site"], cwd=checkout, capture_output=True, text=True)


def test_it_imports_builds_and_says_how_to_open_the_site(checkout: Path) -> None:
    done = make_site(checkout)
    assert done.returncode == 0, done.stderr
    assert f"The site is in {checkout}/_site/" in done.stdout
    assert "http://127.0.0.1:8000/" in done.stdout
    assert (checkout / "_site/index.html").is_file()


def test_it_builds_where_a_seed_failed_and_ends_with_a_failure(checkout: Path) -> None:
    (checkout / "seeds/bad.txt").write_bytes(bytes(range(256)) * 20)
    done = make_site(checkout)
    assert done.returncode != 0
    assert "seeds/bad.txt: " in done.stderr
    assert f"The site is in {checkout}/_site/" in done.stdout
    assert "Some seeds were not imported" in done.stdout
    assert (checkout / "_site/index.html").is_file()


def test_it_says_what_is_missing_where_there_is_no_python(checkout: Path) -> None:
    (checkout / ".venv/ready").unlink()
    done = subprocess.run(["make", "site", "PYTHON="], cwd=checkout, capture_output=True, text=True)
    assert done.returncode != 0
    assert "Python 3.11 or newer, with venv, is needed" in done.stdout


@pytest.mark.parametrize(
    ("first", "second", "taken"),
    [("", "--enable-optimizations", "second"), ("--enable-optimizations --with-lto", "", "first")],
)
def test_it_takes_a_python_that_was_built_with_optimisations(
    checkout: Path, first: str, second: str, taken: str
) -> None:
    for name, folder, options in (("python3", "first", first), ("python3.12", "second", second)):
        fake = checkout / "bin" / name
        fake.parent.mkdir(exist_ok=True)
        fake.write_text(
            textwrap.dedent(f"""\
            #!{sys.executable}
            import sys, sysconfig
            sys.executable, sys.prefix = "/{folder}/{name}", "/{folder}"
            sysconfig.get_config_var = {{"CONFIG_ARGS": "{options}"}}.get
            exec(sys.argv[2])
            """)
        )
        fake.chmod(0o755)
    (checkout / ".venv/ready").unlink()
    path = f"{checkout / 'bin'}:{os.environ['PATH']}"
    told = subprocess.run(["make", "-n", "setup"], cwd=checkout, env={**os.environ, "PATH": path}, capture_output=True)
    assert f"/{taken}/python3".encode() in told.stdout
