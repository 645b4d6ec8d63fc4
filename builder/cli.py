"""The verbs of the command line: arguments in, a Report out, an exit status. No logic lives here.

Each verb imports what it needs when it runs: --help and completion answer at once.
"""

from __future__ import annotations

import contextlib
import errno
import io
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, BinaryIO, NoReturn, TypeVar

import click

import builder
from builder import config, new, report
from builder.model import Problem, Report, TongduError, Variant

Command = TypeVar("Command", bound=Callable[..., Any])

COLOURS = {"error": "red", "warning": "yellow", "note": "cyan"}


def main() -> None:
    """Runs the command line, ends the process. What a person can mend is told on one line, without a traceback."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):  # a terminal that has no Chinese characters still gets the message
            stream.reconfigure(errors="backslashreplace")
    try:
        cli(prog_name="tongdu")
    except SystemExit as end:
        _leave(end.code)
    except TongduError as error:
        _tell([error.problem])
    except OSError as error:
        if error.errno != errno.EPIPE:
            hint = "check the path and its rights"
            _tell([Problem(str(error.filename or "tongdu"), error.strerror or str(error), hint)])
    _leave(1)


def _leave(status: int | str | None) -> NoReturn:
    """Ends the process at once. The system takes back a large site's memory in no time; Python, which would do so
    object by object, takes a seventh of the time of a build after one edit."""
    with contextlib.suppress(OSError):  # nobody reads any more
        sys.stdout.flush()
        sys.stderr.flush()
    os._exit(status if isinstance(status, int) else bool(status))


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


def _format(command: Command) -> Command:
    return click.option(
        "--format",
        "style",
        type=click.Choice(["text", "json", "github"]),
        default="text",
        show_default=True,
        help="How problems are told: for people, for programs, or as GitHub's annotations.",
    )(command)


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
@_format
@_verb
def import_(
    root: Path,
    seeds: tuple[Path, ...],
    force: bool,
    refresh: bool,
    general: bool,
    jobs: int | None,
    explain: bool,
    style: str,
) -> None:
    """Turn SEEDS (files or folders; default: seeds/) into articles, content/*.md.

    An article that somebody edited is left alone.

    \b
    Example:
      tongdu import                        # all of seeds/
      tongdu import seeds/a.txt --explain  # what goes, and why
    """
    from builder import importer

    if explain:
        if not seeds:
            raise click.UsageError("--explain needs the seeds to explain")
        for seed in seeds:
            click.echo(importer.explain(root, seed))
        return
    _end(importer.run(root, seeds, force=force, refresh=refresh, general=general, jobs=jobs), style)


@cli.command("build")
@click.option("--base-url", default="", metavar="URL", help="Where the site will stand, instead of site.toml's.")
@click.option("--jobs", type=click.IntRange(1), help="Processes to use.  [default: one for each core]")
@click.option("--profile", is_flag=True, help="Tell where the time went.")
@_format
@_verb
def build_(root: Path, base_url: str, jobs: int | None, profile: bool, style: str) -> None:
    """Build the site, _site/, from the articles in content/.

    \b
    Example:
      tongdu build --base-url https://me.github.io/reader/
    """
    from builder import build

    _end(build.run(root, config.load(root).at(base_url), jobs=jobs, profile=profile), style)


@cli.command("serve")
@click.option("--port", default=8000, show_default=True, type=click.IntRange(1, 65535), help="Port on 127.0.0.1.")
@click.option("--open", "open_", is_flag=True, help="Open a browser.")
@_verb
def serve_(root: Path, port: int, open_: bool) -> None:
    """Import, build, show the site on this computer, and again whenever a file changes. Ctrl-C ends it.

    \b
    Example:
      tongdu serve --port 8080 --open
    """
    from builder import serve

    serve.run(root, port, open_, _tell)


@cli.command("check")
@click.option("--base-url", default="", metavar="URL", help="The address that the site was built for.")
@click.option("--conversion", is_flag=True, help="Instead, list words whose conversion is in doubt, by risk.")
@click.option("--jobs", type=click.IntRange(1), help="Processes to use.  [default: one for each core]")
@_format
@_verb
def check_(root: Path, base_url: str, conversion: bool, jobs: int | None, style: str) -> None:
    """Prove that the built site keeps its laws: links, alternates, languages, feeds, sizes, search.

    \b
    Example:
      tongdu check --format github   # annotations in a workflow
    """
    from builder import check

    settings = config.load(root).at(base_url)
    if conversion:
        result = check.conversion(root, settings)
        _end(result, style, f"{result.unchanged} articles, {result.doubts} words in doubt")
    result = check.run(root, settings, jobs=jobs)
    _end(result, style, f"{result.unchanged} pages checked, {len(result.problems)} problems")


@cli.command("convert")
@click.argument("file", type=click.File("rb"), default="-")
@click.option("--to", "target", required=True, metavar="TAG", help="zh-Hans, zh-Hant, zh-Hant-TW, zh-Hant-HK …")
@click.option("--from", "source", default="auto", show_default=True, metavar="TAG", help="The script it is in.")
@click.option("--explain", is_flag=True, help="Instead of the text, tell each change and the rule that made it.")
@_verb
def convert_(root: Path, file: BinaryIO, target: str, source: str, explain: bool) -> None:
    """Convert text or Markdown from FILE, or the standard input, as the site does, a line for a line.

    The site's glossary.toml and variants count here too.

    \b
    Example:
      echo 头发发白 | tongdu convert --to zh-Hant
    """
    from builder import glossary, plain
    from builder.glossary import canonical
    from builder.variants import Converter

    variants = config.load(root).variants
    to = _variant(target, variants)
    if source != "auto":
        source = canonical(source) or source
    try:
        text = file.read().decode("utf-8")
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        raise TongduError(Problem(file.name, "is not UTF-8 text", "save it as UTF-8", line)) from error
    words = glossary.load(root)
    converter = Converter(variants, words)
    converted = plain.convert(text, to, converter, source, file.name)
    _tell([*words.problems, *converted.problems])
    if explain:
        for change in plain.explain(converted, to, converter):
            click.echo(f"{file.name}:{change.line}: {change.before} → {change.after} ({change.rule})")
        return
    click.echo(converted.text.encode(), nl=False)


@cli.command("new")
@click.argument("folder", type=click.Path(path_type=Path))
def new_(folder: Path) -> None:
    """Make a new site in FOLDER.

    \b
    Example:
      tongdu new mysite
    """
    new.create(folder)
    click.echo(f"A new site in {folder}: tongdu --site {folder} serve shows it.")


@cli.command("publish")
@click.option("--remote", default="origin", show_default=True, metavar="NAME", help="The remote repository.")
@click.option("--branch", default="gh-pages", show_default=True, metavar="NAME", help="The branch of the site.")
@click.option("--dry-run", is_flag=True, help="Push nothing: tell what would change.")
@_verb
def publish_(root: Path, remote: str, branch: str, dry_run: bool) -> None:
    """Build, check, and push the site to a branch that GitHub Pages serves.

    Nothing is forced: a site with errors, or a branch that holds other work or moved meanwhile, is refused.

    \b
    Example:
      tongdu publish --dry-run
    """
    from builder import publish

    result = publish.run(root, config.load(root), remote, branch, dry_run)
    _tell(result.problems)
    if result.failed:
        click.echo("Nothing was published.")
        sys.exit(1)
    for sign, paths in (("+", result.added), ("~", result.changed), ("-", result.removed)):
        for path in paths[:20]:
            click.echo(f"{sign} {path}")
        if len(paths) > 20:
            click.echo(f"{sign} … and {len(paths) - 20} more")
    click.echo(f"{len(result.added)} added, {len(result.changed)} changed, {len(result.removed)} removed: {result.end}")


def _variant(tag: str, variants: Sequence[Variant]) -> Variant:
    """The site's own variant of that tag, which may have other quotation marks, else the one that Tongdu knows."""
    from builder.glossary import canonical

    wanted = (canonical(tag) or tag).lower()
    known = {**config.PRESETS, **{variant.slug: variant for variant in variants}}
    if wanted not in known:
        tags = ", ".join(variant.tag for variant in known.values())
        raise TongduError(Problem("--to", f"unknown variant “{tag}”", f"one of {tags}"))
    return known[wanted]


def _end(result: Report, style: str = "text", summary: str = "") -> NoReturn:
    """Tells the report's problems and, in a last line, what was done; the exit status is 1 where one is an error."""
    _tell(result.problems, style)
    if style == "text":
        click.echo(summary or result.summary)
    sys.exit(1 if result.failed else 0)


def _tell(problems: Sequence[Problem], style: str = "text") -> None:
    """Text goes to the error stream, in colour on a terminal; JSON and annotations, for programs, to the output."""
    if style != "text":
        for problem in problems:
            click.echo(report.as_json(problem) if style == "json" else report.github(problem))
        return
    for problem in problems:
        click.secho(report.plain(problem), err=True, fg=COLOURS[problem.level], bold=problem.level == "error")
