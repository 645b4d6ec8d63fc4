"""What `pip install` gives works without a checkout: templates and static files travel inside the wheel."""

from __future__ import annotations

import subprocess
import sys
import sysconfig
import venv
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    # Offline, with the locked hatchling.
    command: list[str | Path] = [
        sys.executable,
        "-m",
        "pip",
        "wheel",
        "--no-deps",
        "--no-build-isolation",
        "--no-index",
        "-q",
        "-w",
        folder,
    ]
    subprocess.run([*command, ROOT], check=True, cwd=folder)
    (found,) = folder.glob("tongdu-*.whl")
    return found


def test_the_wheel_holds_all_files_of_the_package_and_nothing_else(wheel: Path) -> None:
    inside = {name for name in zipfile.ZipFile(wheel).namelist() if ".dist-info/" not in name}
    tracked = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True)
    if tracked.returncode:
        pytest.skip("not a git checkout")
    wanted = {
        path if path.startswith("builder/") else f"builder/{path}"
        for path in tracked.stdout.split("\0")
        if path.startswith(("builder/", "templates/", "static/")) and not path.endswith(".gitkeep")
    }
    assert {name for name in inside if "/__pycache__/" not in name and not name.endswith(".gitkeep")} == wanted


def test_installed_elsewhere_it_makes_and_builds_a_site(wheel: Path, tmp_path: Path) -> None:
    # A fresh environment that finds the dependencies, but no checkout, by a path file: its lines are added, and the
    # path files of that folder (an editable install's) are not read.
    venv.create(tmp_path / "venv", with_pip=False)
    bin_, site = (
        Path(sysconfig.get_path(name, "venv", {"base": str(tmp_path / "venv"), "platbase": str(tmp_path / "venv")}))
        for name in ("scripts", "purelib")
    )
    (site / "dependencies.pth").write_text(sysconfig.get_path("purelib") + "\n", "utf-8")
    pip: list[str | Path] = [sys.executable, "-m", "pip", "--python", bin_ / "python", "--disable-pip-version-check"]
    subprocess.run(
        [*pip, "install", "-q", "--no-deps", "--no-index", "--ignore-installed", wheel], check=True, cwd=tmp_path
    )

    def run(*arguments: str) -> str:
        done = subprocess.run([bin_ / "tongdu", *arguments], cwd=tmp_path, capture_output=True, text=True)
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    where = subprocess.run(
        [bin_ / "python", "-c", "import builder; print(builder.__file__)"], cwd=tmp_path, capture_output=True
    )
    assert where.stdout.decode().startswith(str(tmp_path))
    run("new", "mysite")
    run("--site", "mysite", "build")
    assert "開始" in (tmp_path / "mysite/_site/zh-hant/start.html").read_text("utf-8")
    assert list((tmp_path / "mysite/_site").rglob("*.css"))
    run("--site", "mysite", "check")
