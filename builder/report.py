"""Problem → text, JSON or a GitHub annotation: how a command tells a person, or a workflow, what is wrong."""

from __future__ import annotations

import json

from msgspec.structs import asdict

from builder.model import Problem


def plain(problem: Problem) -> str:
    """`file:line: what is wrong (what to do)`, on one line: whatever stands in a file name or message, no line end."""
    place = f"{problem.where}:{problem.line}" if problem.line else problem.where
    level = "" if problem.level == "error" else f"{problem.level}: "
    hint = f" ({problem.hint})" if problem.hint else ""
    return _one_line(f"{place}: {level}{problem.message}{hint}")


def as_json(problem: Problem) -> str:
    """One JSON object on one line, with the fields of Problem."""
    return json.dumps(asdict(problem), ensure_ascii=False)


def github(problem: Problem) -> str:
    """A workflow command that GitHub shows beside the line of the file.

    https://docs.github.com/actions/reference/workflow-commands-for-github-actions: `%`, line ends, and in properties
    `:` and `,` are escaped.
    """
    kind = {"error": "error", "warning": "warning", "note": "notice"}[problem.level]
    place = "file=" + _property(problem.where) + (f",line={problem.line}" if problem.line else "")
    return f"::{kind} {place}::{_data(problem.message + (f' ({problem.hint})' if problem.hint else ''))}"


def _one_line(text: str) -> str:
    """The text with control and direction characters made visible: a file's name must not redraw the terminal."""
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode("ascii") for c in text)


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
