"""The verbs of the command line: arguments in, a Report out, an exit status. No logic lives here."""

from __future__ import annotations

import errno
import importlib
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, NoReturn, TypeVar

import click
from rich.console import Console
from rich.text import Text

import builder
from builder import config, report
from builder.model import Problem, Report, TongduError

Command = TypeVar("Command", bound=Callable[..., Any])

STYLES = {"error": "bold red", "warning": "yellow", "note": "cyan"}


def main() -> None:
    """Runs the command line, ends the process. What a person can mend is told on one line, without a traceback."""
    try:
        cli(prog_name="tongdu")
    except TongduError as error:
        _tell([error.problem])
        sys.exit(1)
    except OSError as error:
        if error.errno == errno.EPIPE:
            sys.exit(1)
        _tell([Problem(str(error.filename or "tongdu"), error.strerror or str(error), "check the path and its rights")])
        sys.exit(1)


def _verb(command: Command) -> Command:
    """Gives a verb the option --site, which may stand before or after it, as a `root` that exists."""
    return click.option(
        "--site",
        "root",
        type=click.Path(path_type=Path),
        callback=_root,
        metavar="DIR",
        help="The site's root.  [default: the folder you are in]",
    )(command)


def _root(context: click.Context, _: click.Parameter, value: Path | None) -> Path:
    root: Path = value or context.obj or Path()
    if not root.is_dir():
        raise TongduError(Problem(str(root), "there is no such folder", "tongdu new makes a site"))
    return root


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(builder.__version__, prog_name="tongdu")
@click.option("--site", type=click.Path(path_type=Path), metavar="DIR", help="The site's root, for every command.")
@click.pass_context
def cli(context: click.Context, site: Path | None) -> None:
    """Tongdu 同读／同讀: a folder of archived articles becomes a site to read in Simplified and Traditional Chinese.

    \b
    Example:
      tongdu new mysite && cd mysite
      tongdu import && tongdu serve
    """
    context.obj = site


@cli.command("import")
@click.argument("seeds", nargs=-1, type=click.Path(path_type=Path))
@click.option("--force", is_flag=True, help="Write anew even an article that somebody edited.")
@click.option("--refresh", is_flag=True, help="Write anew where the seed is the same too, but for edited articles.")
@click.option("--general", is_flag=True, help="Use the general rules alone, not what is known of a publication.")
@click.option("--jobs", type=click.IntRange(1), help="Processes to use.  [default: one for each core]")
@click.option("--explain", is_flag=True, help="Write nothing: tell what would be removed from one seed, and why.")
@_verb
def import_(
    root: Path, seeds: tuple[Path, ...], force: bool, refresh: bool, general: bool, jobs: int | None, explain: bool
) -> None:
    """Turn SEEDS (files or folders; default: seeds/) into articles, content/*.md.

    An article that somebody edited is left alone.

    \b
    Example:
      tongdu import                        # all of seeds/
      tongdu import seeds/a.txt --explain  # what goes, and why
    """
    importer = _module("importer")
    if explain:
        for seed in seeds:
            click.echo(importer.explain(root, seed))
        return
    _end(importer.run(root, seeds, force=force, refresh=refresh, general=general, jobs=jobs))


@cli.command()
@click.option("--base-url", default="", metavar="URL", help="Where the site will stand, instead of site.toml's.")
@click.option("--jobs", type=click.IntRange(1), help="Processes to use.  [default: one for each core]")
@click.option("--profile", is_flag=True, help="Tell where the time went.")
@_verb
def build(root: Path, base_url: str, jobs: int | None, profile: bool) -> None:
    """Build the site, _site/, from the articles in content/.

    \b
    Example:
      tongdu build --base-url https://me.github.io/reader/
    """
    _end(_module("build").run(root, config.load(root), jobs=jobs, profile=profile, base_url=base_url))


@cli.command()
@click.option("--port", default=8000, show_default=True, type=click.IntRange(0, 65535), help="Port on 127.0.0.1.")
@click.option("--open", "open_", is_flag=True, help="Open a browser.")
@_verb
def serve(root: Path, port: int, open_: bool) -> None:
    """Import, build, show the site on this computer, and again whenever a file changes. Ctrl-C ends it.

    \b
    Example:
      tongdu serve --port 8080 --open
    """
    _module("serve").run(root, port=port, open_browser=open_)


@cli.command()
@click.option("--format", "style", type=click.Choice(["text", "json", "github"]), default="text", show_default=True)
@_verb
def check(root: Path, style: str) -> None:
    """Prove that the built site keeps its laws: links, alternates, languages, feeds, sizes, search.

    \b
    Example:
      tongdu check --format github   # annotations in a workflow
    """
    _end(_module("check").run(root, config.load(root)), style)


@cli.command()
@click.argument("folder", type=click.Path(path_type=Path))
def new(folder: Path) -> None:
    """Make a new site in FOLDER.

    \b
    Example:
      tongdu new mysite
    """
    result = _module("new").create(folder)
    click.echo(f"A new site in {folder}: tongdu --site {folder} serve shows it.")
    _end(result)


def _module(name: str) -> Any:
    return importlib.import_module(f"builder.{name}")


def _end(result: Report, style: str = "text") -> NoReturn:
    """Tells the report's problems and what was done; the exit status is 1 where one is an error."""
    _tell(result.problems, style)
    if style == "text":
        click.echo(f"{result.written} written, {result.unchanged} unchanged, {result.removed} removed")
    sys.exit(1 if result.failed else 0)


def _tell(problems: Sequence[Problem], style: str = "text") -> None:
    """Text goes to the error stream, in colour on a terminal; JSON and annotations, for programs, to the output."""
    if style != "text":
        for problem in problems:
            click.echo(report.as_json(problem) if style == "json" else report.github(problem))
        return
    console = Console(stderr=True, highlight=False)
    for problem in problems:
        console.print(Text(report.plain(problem), STYLES[problem.level]), soft_wrap=True)
