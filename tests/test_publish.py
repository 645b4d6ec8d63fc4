"""`tongdu publish` against a bare repository next door: what it pushes, what it keeps, what it refuses."""

from __future__ import annotations

import contextlib
import os
import random
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import ghp_import
import pytest
from msgspec.structs import replace

from builder import check, config, publish
from builder.config import Config
from builder.model import Problem, Report, TongduError
from tests.conftest import ROOT, MakeSite, tongdu

ARTICLE = "---\ntitle: 石桥\nscript: zh-Hans\n---\n一座{}桥。\n"
CONFIG = 'base_url = "https://me.github.io/reader/"\ndescription = "桥的故事"\n'


def git(folder: Path, *arguments: str) -> str:
    who = {f"GIT_{role}_{what}": "test" for role in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
    done = subprocess.run(
        ["git", *arguments], cwd=folder, env={**os.environ, **who}, capture_output=True, text=True, check=True
    )
    return done.stdout


@pytest.fixture
def remote(tmp_path: Path) -> Path:
    folder = tmp_path / "remote.git"
    git(tmp_path, "init", "-q", "--bare", "-b", "main", str(folder))
    return folder


@pytest.fixture
def site(make_site: MakeSite, remote: Path) -> Path:
    root = make_site(articles={"bridge.md": ARTICLE.format("石")}, config=CONFIG, build=False)
    (root / ".gitignore").write_text("/_site/\n/.cache/\n", "utf-8")
    git(root, "init", "-q", "-b", "main")
    git(root, "config", "user.name", "test")
    git(root, "config", "user.email", "test")
    git(root, "remote", "add", "origin", str(remote))
    git(root, "add", "-A")
    git(root, "commit", "-qm", "articles")
    return root


def commit(remote: Path, clone: Path, name: str, text: str, message: str) -> None:
    """What somebody else pushes to the branch."""
    git(remote, "clone", "-q", "-b", "gh-pages", str(remote), str(clone))
    (clone / name).write_text(text, "utf-8")
    git(clone, "add", "-A")
    git(clone, "commit", "-qm", message)
    git(clone, "push", "-q")


def run(site: Path, **options: object) -> publish.Published:
    return publish.run(site, config.load(site), **options)  # type: ignore[arg-type]


def files(remote: Path, branch: str = "gh-pages") -> set[str]:
    return set(git(remote, "ls-tree", "-r", "--name-only", branch).split())


def refused(site: Path, settings: Config | None = None) -> str:
    with pytest.raises(TongduError) as caught:
        publish.run(site, settings or config.load(site))
    assert caught.value.problem.hint
    return caught.value.problem.message


def test_pushes_the_whole_site_and_then_only_says_what_changed(site: Path, remote: Path) -> None:
    first = run(site)
    assert not first.failed and first.end.startswith("published as ")
    assert "zh-hant/bridge.html" in first.added and not first.changed and not first.removed
    assert files(remote) == set(first.added)
    assert ".nojekyll" in first.added
    page = "zh-hans/bridge.html"
    assert git(remote, "show", f"gh-pages:{page}") == (site / "_site" / page).read_text("utf-8")

    again = run(site)
    assert again.end == "nothing to publish"
    assert git(remote, "rev-list", "--count", "gh-pages").strip() == "1"

    (site / "content/bridge.md").write_text(ARTICLE.format("木"), "utf-8")
    (site / "content/tea.md").write_text(ARTICLE.format("小"), "utf-8")
    second = run(site)
    assert "zh-hans/bridge.html" in second.changed and "zh-hans/tea.html" in second.added
    (site / "content/tea.md").unlink()
    assert "zh-hans/tea.html" in run(site).removed
    assert git(remote, "rev-list", "--count", "gh-pages").strip() == "3"


def test_a_dry_run_pushes_nothing(site: Path, remote: Path) -> None:
    output = tongdu("--site", site, "publish", "--dry-run")
    assert "+ 404.html\n" in output and output.endswith("not published (dry run)\n")
    assert git(remote, "branch", "--list").strip() == ""


def test_cname_comes_from_the_configuration_and_a_branchs_own_is_kept(site: Path, remote: Path) -> None:
    publish.run(site, replace(config.load(site), cname="read.example.org"))
    assert git(remote, "show", "gh-pages:CNAME") == "read.example.org"
    result = run(site)
    assert result.end == "nothing to publish" and not result.removed


def test_a_domain_set_on_github_is_kept(site: Path, remote: Path, tmp_path: Path) -> None:
    run(site)
    commit(remote, tmp_path / "github", "CNAME", "read.example.org", "Create CNAME")
    (site / "content/bridge.md").write_text(ARTICLE.format("木"), "utf-8")
    assert run(site).end.startswith("published")
    assert git(remote, "show", "gh-pages:CNAME") == "read.example.org"


def test_the_working_tree_and_its_branch_are_left_alone(site: Path) -> None:
    (site / "content/draft.txt").write_text("half a thought", "utf-8")
    before = git(site, "rev-parse", "HEAD"), git(site, "status", "--porcelain")
    run(site)
    assert (git(site, "rev-parse", "HEAD"), git(site, "status", "--porcelain")) == before


@pytest.mark.parametrize(
    "url",
    [
        config.LOCAL,
        "http://localhost:8000/",
        "http://127.1.2.3/",
        "http://[::1]/",
        "http://0.0.0.0/",
        "http://me.localhost/",
    ],
)
def test_refuses_an_address_of_this_computer(site: Path, url: str) -> None:
    assert "an address of this computer" in refused(site, replace(config.load(site), base_url=url))


def test_refuses_a_site_that_check_fails(site: Path, remote: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    problem = Problem("content/bridge.md", "a link leads nowhere", line=5)
    monkeypatch.setattr(check, "run", lambda *_, **__: Report(problems=(problem,)))
    result = run(site)
    assert result.failed and problem in result.problems
    output = tongdu("--site", site, "publish", status=1)
    assert "content/bridge.md:5: a link leads nowhere" in output and "Nothing was published." in output
    assert git(remote, "branch", "--list").strip() == ""


def test_refuses_a_folder_without_git_a_missing_remote_and_one_that_is_not_there(site: Path, tmp_path: Path) -> None:
    git(site, "remote", "set-url", "origin", str(tmp_path / "gone.git"))
    said = refused(site)
    assert "cannot reach the remote “origin”" in said and "does not appear to be a git repository" in said
    git(site, "remote", "remove", "origin")
    assert refused(site) == "has no remote “origin”"
    (site / ".git").rename(tmp_path / "git")
    assert refused(site) == "is in no git repository"


def test_refuses_a_branch_that_holds_other_work(site: Path, remote: Path) -> None:
    git(site, "push", "-q", "origin", "main:gh-pages")
    assert refused(site) == "origin/gh-pages holds work that is not Tongdu's: all of it"
    assert "content/bridge.md" in files(remote)


def test_refuses_a_branch_on_which_somebody_else_works_too(site: Path, remote: Path, tmp_path: Path) -> None:
    run(site)
    commit(remote, tmp_path / "other", "about.html", "by hand", "Add a page")
    assert refused(site) == "origin/gh-pages holds work that is not Tongdu's: about.html"


def test_refuses_commits_of_the_branch_that_were_never_pushed(site: Path) -> None:
    git(site, "branch", "gh-pages")
    assert refused(site) == "has commits on gh-pages that origin lacks"
    git(site, "branch", "-D", "gh-pages")
    run(site)
    git(site, "branch", "-f", "gh-pages", "main")
    assert refused(site) == "has commits on gh-pages that origin lacks"


@pytest.mark.parametrize("name", ["a..b", "", "-f", "*", "@{-1}", "a b", "a:main"])
def test_refuses_what_can_be_no_branch(site: Path, remote: Path, name: str) -> None:
    with pytest.raises(TongduError, match="can be no branch's name"):
        publish.run(site, config.load(site), branch=name)
    assert git(remote, "branch") == ""


def test_refuses_while_the_branch_is_checked_out(site: Path) -> None:
    git(site, "switch", "-qc", "gh-pages")
    assert refused(site) == "has the branch gh-pages checked out"


def meanwhile(work: Callable[[], object]) -> Callable[..., None]:
    """ghp_import, with something happening at the remote before it is done."""
    real = ghp_import.ghp_import

    def wrapped(*arguments: object, **options: object) -> None:
        work()
        real(*arguments, **options)

    return wrapped


def test_a_branch_that_moves_meanwhile_is_not_overwritten(
    site: Path, remote: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run(site)

    def move() -> None:
        commit(remote, tmp_path / "other", "new.html", "somebody else's", f"meanwhile\n\n{publish.MARK}")

    (site / "content/bridge.md").write_text(ARTICLE.format("木"), "utf-8")
    with monkeypatch.context() as patch:
        patch.setattr(ghp_import, "ghp_import", meanwhile(move))
        assert refused(site) == "origin/gh-pages moved meanwhile"
    assert "new.html" in files(remote)
    # Nothing is left over that would stand in the way of the next attempt.
    assert "new.html" in run(site).removed
    assert "new.html" not in files(remote)


def test_a_remote_that_refuses_is_told_and_leaves_no_local_branch(site: Path, remote: Path) -> None:
    hook = remote / "hooks/pre-receive"
    hook.write_text("#!/bin/sh\necho closed today >&2\nexit 1\n", "utf-8")
    hook.chmod(0o755)
    said = refused(site)
    assert said.startswith("origin refused the push: ") and "pre-receive hook declined" in said
    assert git(site, "branch", "--list", "gh-pages") == ""
    hook.unlink()
    assert run(site).end.startswith("published")


def kill(site: Path, remote: Path, times: int) -> None:
    """Kills `publish` at random moments: the remote's branch is always one whole site or the other."""
    chance = random.Random(0)
    command: list[str | Path] = [sys.executable, "-m", "builder", "--site", site, "publish"]
    trees = []
    for word in ("石", "木"):
        (site / "content/bridge.md").write_text(ARTICLE.format(word), "utf-8")
        started = time.monotonic()
        subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
        seconds = time.monotonic() - started
        trees.append(git(remote, "rev-parse", "gh-pages^{tree}"))
    for number in range(times):
        (site / "content/bridge.md").write_text(ARTICLE.format("石木"[number % 2]), "utf-8")
        process = subprocess.Popen(
            command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
        )
        time.sleep(chance.uniform(0.1, 1.1) * seconds)
        process.kill()
        process.wait()
        with contextlib.suppress(ProcessLookupError):
            while True:  # a git that outlives its parent: what it is just writing is no fault of the remote's
                os.killpg(process.pid, 0)
                time.sleep(0.05)
        assert git(remote, "rev-parse", "gh-pages^{tree}") in trees
        git(remote, "fsck", "--strict")
    (site / "content/bridge.md").write_text(ARTICLE.format("石"), "utf-8")
    run(site)
    assert git(remote, "rev-parse", "gh-pages^{tree}") == trees[0]


def test_killed_it_leaves_one_site_or_the_other(site: Path, remote: Path) -> None:
    kill(site, remote, 3)


@pytest.mark.stress
def test_killed_fifty_times(site: Path, remote: Path) -> None:
    kill(site, remote, 50)
