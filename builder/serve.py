"""Watch → import, build → reload in the browser. The only file that knows livereload."""

from __future__ import annotations

import html
import logging
import os
import re
import socket
import time
import traceback
import webbrowser
from collections.abc import Callable
from pathlib import Path
from typing import Any

from livereload import Server
from livereload.handlers import LiveReloadHandler, StaticFileHandler
from livereload.watcher import Watcher
from tornado.ioloop import IOLoop
from tornado.web import HTTPError, RedirectHandler

from builder import build, config, importer, report
from builder.model import Problem, TongduError

HOST = "127.0.0.1"
WATCHED = ("content", "seeds", "templates", "static", "site.toml", "glossary.toml")
_SOON = 0.15  # seconds: an edit is noticed before one has looked up from the keyboard
_CSP = re.compile(rb"<meta http-equiv=[\"']?Content-Security-Policy[^>]*>", re.IGNORECASE)
_BODY = re.compile(rb"<body[^>]*>")

Tell = Callable[[tuple[Problem, ...]], None]


def run(root: Path, port: int, open_browser: bool, tell: Tell) -> None:
    """Shows the site under its base path on 127.0.0.1, builds it anew on every change, until Ctrl-C.

    `tell` prints the problems of each build. Raises TongduError where the port is taken.
    """
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError as error:
            raise TongduError(
                Problem(f"port {port}", "cannot be used: " + str(error.strerror), "name another: --port N")
            ) from error
    try:
        base = config.load(root).base_path
    except TongduError:
        base = "/"  # the first build tells what is wrong, in the page too
    watcher = _Watcher(root, f"http://{HOST}:{port}{base}", tell)
    server = _Server(root / config.OUT, base, watcher)
    logging.getLogger("livereload").setLevel(logging.ERROR)
    logging.getLogger("tornado.access").setLevel(logging.ERROR)
    LiveReloadHandler.DEFAULT_RELOAD_TIME = 0  # its 3 seconds would swallow the reload of a second edit
    server.application(port, HOST)
    LiveReloadHandler.start_tasks()
    print(f"The site is at http://{HOST}:{port}{base} and follows your changes. Ctrl-C ends.", flush=True)
    if open_browser:
        webbrowser.open(f"http://{HOST}:{port}{base}")
    try:
        IOLoop.current().start()
    except KeyboardInterrupt:
        print()


def rebuild(root: Path, base_url: str) -> tuple[Problem, ...]:
    """Imports and builds; what is wrong comes back as problems. A build that fails leaves the last good site."""
    problems: tuple[Problem, ...] = ()
    try:
        settings = config.load(root)
        if (root / "seeds").is_dir():
            problems = importer.run(root, progress=lambda _: None).problems
        return problems + build.run(root, settings.at(base_url)).problems
    except TongduError as error:
        return (*problems, error.problem)
    except Exception as error:  # an error of ours must not end the server: told in full on the terminal
        traceback.print_exc()
        return (Problem("tongdu", f"{type(error).__name__}: {error}", "an error of Tongdu's own: please report it"),)


def page(data: bytes, problems: tuple[Problem, ...]) -> bytes:
    """The bytes of a page as the server sends them.

    Without the Content-Security-Policy, which forbids livereload's inline script, and with the errors of the last
    build at its top, as text.
    """
    data = _CSP.sub(b"", data, count=1)
    banner = _banner(problems).encode()
    return _BODY.sub(lambda body: body[0] + banner, data, count=1) if banner else data


def _banner(problems: tuple[Problem, ...]) -> str:
    errors = [report.plain(problem) for problem in problems if problem.level == "error"]
    if not errors:
        return ""
    more = [f"… and {len(errors) - 20} more"] if len(errors) > 20 else []
    text = html.escape("\n".join([*errors[:20], *more]))
    style = "margin:0;padding:1em;background:#9f2a1f;color:#fff;font:14px/1.5 monospace;white-space:pre-wrap"
    return f'<pre id="tongdu-problems" role="alert" lang="en" style="{style}">{text}</pre>'


class _Watcher(Watcher):  # type: ignore[misc]  # livereload has no types
    """One build for any number of changed files, then a reload.

    livereload's own notices one changed file in each round, so that an import would start a build for each article; and
    forgets a reload when no browser listens, as one does not while it loads the page of the build before. This one asks
    until a page is `sent`.
    """

    def __init__(self, root: Path, base_url: str, tell: Tell) -> None:
        super().__init__()
        self._root, self._base_url, self._tell = root, base_url, tell
        self._seen, self._pause = _snapshot(root), _SOON
        self.problems: tuple[Problem, ...] = ()
        self.sent = 0.0
        self._build()

    def start(self, callback: Callable[[], None]) -> bool:
        """Calls `callback`, which examines, again and again; True: livereload, which would wait for 0.8 s, need not."""

        def look() -> None:
            try:
                callback()
            finally:
                IOLoop.current().call_later(self._pause, look)

        IOLoop.current().call_later(self._pause, look)
        return True

    def examine(self) -> tuple[str | None, float | None]:
        if self._changes:
            event: tuple[str, float] = self._changes.pop()
            return event
        begin = time.monotonic()
        now = _snapshot(self._root)
        self._pause = max(_SOON, 4 * (time.monotonic() - begin))  # looking at 20,000 files is work
        if now != self._seen:
            self._seen = now  # taken before the build: a file saved during it starts another
            self._build()
        if self._built <= self.sent:
            return None, None
        self.filepath = "*"
        return "*", None

    def _build(self) -> None:
        self.problems = rebuild(self._root, self._base_url)
        self._built = time.monotonic()
        self._tell(self.problems)


def _snapshot(root: Path) -> dict[str, tuple[int, int]]:
    """Each watched file with its time (ns) and size."""
    seen: dict[str, tuple[int, int]] = {}
    for name in WATCHED:
        top = root / name
        for path in [top] if top.is_file() else (Path(d, file) for d, _, files in os.walk(top) for file in files):
            try:
                status = path.stat()
            except OSError:
                continue  # gone meanwhile
            seen[str(path)] = status.st_mtime_ns, status.st_size
    return seen


class _Server(Server):  # type: ignore[misc]
    """livereload's server, with pages under a base path."""

    def __init__(self, folder: Path, base: str, watcher: _Watcher) -> None:
        super().__init__(watcher=watcher)
        self._folder, self._base = folder, base

    def get_web_handlers(self, script: bytes) -> list[tuple[Any, ...]]:
        there = {"path": str(self._folder), "default_filename": "index.html"}
        handlers: list[tuple[Any, ...]] = [(re.escape(self._base) + "(.*)", _Pages, there)]
        if self._base != "/":
            handlers.append(("/", RedirectHandler, {"url": self._base, "permanent": False}))
        return handlers


class _Pages(StaticFileHandler):  # type: ignore[misc]
    """Files as they are, but for pages, which go through `page`; 404.html where there is nothing."""

    def set_extra_headers(self, path: str) -> None:
        self.set_header("Cache-Control", "no-store")

    def compute_etag(self) -> None:
        """None: what is sent depends on more than the file."""

    async def get(self, path: str, include_body: bool = True) -> None:
        self.path = self.parse_url_path(path)
        try:
            place = self.validate_absolute_path(self.root, self.get_absolute_path(self.root, self.path))
        except HTTPError as error:
            return self._missing(error.status_code)
        if place is None:
            return None  # redirected to the folder's address
        if not place.endswith(".html"):
            await super().get(path, include_body)
            return None
        return self._send(Path(place).read_bytes())

    def _missing(self, status: int) -> None:
        self.set_status(status)
        own = Path(self.root) / "404.html"
        self._send(own.read_bytes() if own.is_file() else b"<!doctype html><title>404</title><head></head><body>404")

    def _send(self, data: bytes) -> None:
        watcher: _Watcher = LiveReloadHandler.watcher
        watcher.sent = time.monotonic()
        self.set_header("Content-Type", "text/html; charset=utf-8")
        self.set_extra_headers("")
        self.finish(page(data, watcher.problems))
