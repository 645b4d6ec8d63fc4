"""_site/ → a branch of a remote repository, for GitHub Pages. Nothing is forced, nothing goes out unchecked."""

from __future__ import annotations

import contextlib
import hashlib
import os
import subprocess
from collections.abc import Iterable
from pathlib import Path
from typing import NoReturn

import ghp_import
from msgspec import Struct
from msgspec.structs import replace

from builder import __version__, build, check
from builder.config import OUT, Config
from builder.model import Problem, TongduError
from builder.text import urlsplit_safe

# Every commit of ours ends with this line; what came to the branch without it is somebody else's work.
MARK = "Published-by: tongdu"


class Published(Struct, frozen=True):
    """What the branch gains and loses, as paths in the site; `end` says in a word what came of it."""

    added: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    end: str = ""
    failed: bool = False
    problems: tuple[Problem, ...] = ()


def run(root: Path, config: Config, remote: str = "origin", branch: str = "gh-pages", dry: bool = False) -> Published:
    """Builds and checks the site, and pushes it to `branch` of `remote`; `dry` pushes nothing.

    A CNAME file of the branch is kept where the configuration has none. Raises TongduError for a base_url that is
    still local, a missing remote, a branch that is checked out, holds other work, or moved meanwhile; a site with
    errors comes back as its problems, unpublished.
    """
    _refuse_local(config)
    tip = _tip(root, remote, branch)
    reports = build.run(root, config), check.run(root, config)
    problems = tuple(problem for report in reports for problem in report.problems)
    if any(report.failed for report in reports):
        return Published(failed=True, problems=problems)

    there = _files_of(root, tip) if tip else {}
    cname = config.cname or (_git(root, "show", f"{tip}:CNAME").strip() if "CNAME" in there else "")
    here = _files_in(root / OUT) | {".nojekyll": _blob(b"")} | ({"CNAME": _blob(cname.encode())} if cname else {})
    result = Published(
        _pages_first(here.keys() - there.keys()),
        _pages_first(path for path in here.keys() & there.keys() if here[path] != there[path]),
        _pages_first(there.keys() - here.keys()),
        problems=problems,
    )
    if here == there:
        return replace(result, end="nothing to publish")
    if dry:
        return replace(result, end="not published (dry run)")
    return replace(result, end=f"published as {_push(root, remote, branch, tip, cname)[:10]}")


def _pages_first(paths: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(paths, key=lambda path: (not path.endswith(".html"), path)))


def _refuse_local(config: Config) -> None:
    host = urlsplit_safe(config.base_url).hostname
    if host in ("localhost", "::1", "0.0.0.0") or host.startswith("127.") or host.endswith(".localhost"):
        raise TongduError(
            Problem(
                "site.toml",
                f"base_url is {config.base_url}, an address of this computer alone",
                'set the site\'s own, for example base_url = "https://me.github.io/reader/"',
            )
        )


def _tip(root: Path, remote: str, branch: str) -> str:
    """The last commit of the branch at the remote, fetched; "" where there is no such branch yet."""
    if _call(root, "rev-parse", "--git-dir").returncode:
        _fail(root, "is in no git repository", "git init, then git remote add origin ADDRESS")
    if _call(root, "remote", "get-url", remote).returncode:
        _fail(root, f"has no remote “{remote}”", f"git remote add {remote} ADDRESS, or --remote NAME")
    if not branch or _call(root, "check-ref-format", "--branch", branch).stdout.strip() != branch:
        _fail(root, f"“{branch}” can be no branch's name", "--branch NAME")
    if _git(root, "symbolic-ref", "--short", "-q", "HEAD", fine=(0, 1)).strip() == branch:
        _fail(root, f"has the branch {branch} checked out", "git switch to the branch with the articles")
    listed = _call(root, "ls-remote", "--heads", remote, f"refs/heads/{branch}")
    if listed.returncode:
        _fail(
            root,
            f"cannot reach the remote “{remote}”: {_said(listed.stderr)}",
            "check its address and your rights",
        )
    tip = listed.stdout.split("\t")[0].strip()
    local = _git(root, "rev-parse", "-q", "--verify", f"refs/heads/{branch}", fine=(0, 1)).strip()
    if tip:
        _git(root, "fetch", "--quiet", "--no-tags", remote, f"+refs/heads/{branch}:refs/remotes/{remote}/{branch}")
        tip = _git(root, "rev-parse", f"refs/remotes/{remote}/{branch}").strip()
    if local:  # a publish that was killed ahead of its push leaves a commit of ours: the next one starts anew
        ahead = _git(root, "log", "-z", "--format=%B", local, *([f"^{tip}"] if tip else [])).split("\0")
        if any(message and MARK not in message.splitlines() for message in ahead):
            hint = f"git branch -D {branch}, if nothing there is yours"
            _fail(root, f"has commits on {branch} that {remote} lacks", hint)
    if not tip:
        return ""
    ours = _git(root, "log", "-1", "--format=%H", "--fixed-strings", f"--grep={MARK}", tip).strip()
    foreign = set(_git(root, "diff", "--name-only", ours, tip).splitlines()) - {"CNAME"} if ours else {"all of it"}
    if foreign:  # GitHub itself commits a CNAME when a domain is set on its pages
        what = f"{remote}/{branch} holds work that is not Tongdu's: {', '.join(sorted(foreign)[:3])}"
        _fail(root, what, "--branch NAME, or delete that branch first")
    return tip


def _push(root: Path, remote: str, branch: str, tip: str, cname: str) -> str:
    """Commits _site/ on top of `tip` and pushes it; where that fails the local branch is put back."""
    message = f"Publish the site with Tongdu {__version__}\n\n{MARK}\n"
    try:
        with contextlib.chdir(root):
            ghp_import.ghp_import(
                OUT, remote=remote, branch=branch, mesg=message, nojekyll=True, cname=cname or None, push=False
            )
        commit = _git(root, "rev-parse", f"refs/heads/{branch}").strip()
        pushed = _call(root, "push", "--quiet", remote, f"refs/heads/{branch}:refs/heads/{branch}")
    except ghp_import.GhpError as error:
        _fail(root, f"cannot be committed: {error.message}", "see git's message")
    if pushed.returncode:
        if tip:
            _git(root, "update-ref", f"refs/heads/{branch}", tip)
        else:
            _git(root, "update-ref", "-d", f"refs/heads/{branch}")
        moved = "rejected" in pushed.stderr and ("fetch first" in pushed.stderr or "non-fast-forward" in pushed.stderr)
        if moved:
            _fail(root, f"{remote}/{branch} moved meanwhile", "look at what came in, then publish again")
        _fail(root, f"{remote} refused the push: {_said(pushed.stderr)}", "check your rights to the repository")
    return commit


def _files_of(root: Path, commit: str) -> dict[str, str]:
    """Path → blob of a commit."""
    lines = _git(root, "ls-tree", "-r", "-z", commit).split("\0")
    return {path: head.split()[2] for head, _, path in (line.partition("\t") for line in lines if line)}


def _files_in(folder: Path) -> dict[str, str]:
    """Path → blob of the files in a folder, as git would name them."""
    paths = (Path(top) / name for top, _, names in os.walk(folder) for name in names)
    return {path.relative_to(folder).as_posix(): _blob(path.read_bytes()) for path in paths}


def _blob(data: bytes) -> str:
    return hashlib.sha1(b"blob %d\0%s" % (len(data), data)).hexdigest()


def _call(root: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Runs git without ever asking for a password, and with English messages."""
    environment = {**os.environ, "GIT_TERMINAL_PROMPT": "0", "LC_ALL": "C"}
    try:
        return subprocess.run(
            ["git", *arguments], cwd=root, env=environment, capture_output=True, encoding="utf-8", errors="replace"
        )
    except FileNotFoundError as error:
        raise TongduError(Problem("git", "is not installed", "install git")) from error


def _git(root: Path, *arguments: str, fine: tuple[int, ...] = (0,)) -> str:
    done = _call(root, *arguments)
    if done.returncode not in fine:
        _fail(root, f"git {arguments[0]}: {_said(done.stderr)}", "see git's message")
    return done.stdout


def _said(text: str) -> str:
    """The line of git's message that says what is wrong; what follows it is advice."""
    lines = [line.strip() for line in text.strip().splitlines()] or ["no message"]
    return next((line for line in lines if line.startswith(("fatal:", "!"))), lines[-1])


def _fail(root: Path, message: str, hint: str) -> NoReturn:
    raise TongduError(Problem(str(root), message, hint))
