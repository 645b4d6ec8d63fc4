"""How problems are told: on one line, as JSON, as GitHub's annotations."""

from __future__ import annotations

import json

from builder.model import Problem
from builder.report import as_json, github, plain

PROBLEM = Problem("content/a.md", "no title", "add “title:”", 3)


def test_a_problem_is_told_with_file_line_and_what_to_do() -> None:
    assert plain(PROBLEM) == "content/a.md:3: no title (add “title:”)"


def test_a_note_says_that_it_is_one() -> None:
    assert plain(Problem("site.toml", "odd", level="note")) == "site.toml: note: odd"


def test_a_file_name_cannot_redraw_the_terminal() -> None:
    assert plain(Problem("a\n\x1b[2J\u202eb.md", "odd")) == "a\\n\\x1b[2J\\u202eb.md: odd"


def test_json_keeps_every_field() -> None:
    assert json.loads(as_json(PROBLEM)) == {
        "where": "content/a.md",
        "message": "no title",
        "hint": "add “title:”",
        "line": 3,
        "level": "error",
    }


def test_an_annotation_escapes_what_would_end_it() -> None:
    assert github(Problem("a:b,c.md", "100%\nwrong", line=2)) == "::error file=a%3Ab%2Cc.md,line=2::100%25%0Awrong"
