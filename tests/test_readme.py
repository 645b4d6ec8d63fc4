"""What the two READMEs say is so: commands, options, keys, targets, files; and they say the same."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from builder import config
from builder.cli import cli
from builder.new import SITE

ROOT = Path(__file__).parent.parent
READMES = {name: (ROOT / name).read_text("utf-8") for name in ("README.md", "README.zh.md")}
KEYS = set(config.Config.__struct_fields__)
each_readme = pytest.mark.parametrize("text", READMES.values(), ids=READMES)


def codes(text: str) -> list[str]:
    """All code in running text and in blocks."""
    return re.findall(r"`([^`\n]+)`", text) + re.findall(r"^```\w*\n(.*?)^```", text, re.S | re.M)


def options(verb: str) -> set[str]:
    return {name for parameter in cli.commands[verb].params for name in parameter.opts}


@each_readme
def test_every_verb_is_there_and_every_option_is_real(text: str) -> None:
    rows = re.findall(r"^\| `tongdu (\w+).*$", text, re.M)
    assert sorted(rows) == sorted(cli.commands)
    for row in re.findall(r"^\| `tongdu .*$", text, re.M):
        verb = row.split()[2].strip("`")
        assert set(re.findall(r"--[a-z-]+", row)) <= options(verb), row


@each_readme
def test_every_command_in_the_text_is_a_verb(text: str) -> None:
    for code in codes(text):
        for command in re.findall(r"^\s*tongdu(?: --site \S+)? (\w+)", code, re.M):
            assert command in cli.commands


@each_readme
def test_every_key_is_there_with_its_default(text: str) -> None:
    section = text[text.index("`site.toml`") :]
    rows = dict(re.findall(r"^\| `(\w+)` \| `(.*?)` \|", section, re.M))
    assert rows.keys() == KEYS
    for key, value in rows.items():
        if key == "words":
            assert value == "{}"
        else:
            assert getattr(config.parse(f"{key} = {value}"), key) == getattr(config.Config(), key)


@each_readme
def test_every_target_of_make_is_real(text: str) -> None:
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text("utf-8"), re.M))
    named = {target for code in codes(text) for target in re.findall(r"^make (\w+)", code, re.M)}
    assert {"site", "test"} <= named <= targets


def layout(text: str) -> list[str]:
    """The files of the package in the order of the table."""
    table = text[text.index("`builder/`") :].partition("\n## ")[0]
    return re.findall(r"`(\w+)\.py`", table)


@each_readme
def test_the_layout_names_every_file_once(text: str) -> None:
    there = {path.stem for path in (ROOT / "builder").glob("*.py")} - {"__init__", "__main__"}
    assert sorted(layout(text)) == sorted(there)
    assert set(re.findall(r"`(\w+)\.py`", text)) == there
    for link in re.findall(r"\]\(([\w./-]+)\)", text):
        assert (ROOT / link).is_file()


@each_readme
def test_imports_point_down_the_table(text: str) -> None:
    order = {name: place for place, name in enumerate(layout(text))}
    for name, place in order.items():
        tree = ast.parse((ROOT / "builder" / f"{name}.py").read_text("utf-8"))
        for node in ast.walk(tree):
            if not isinstance(node, ast.ImportFrom) or not (node.module or "").startswith("builder"):
                continue
            module = (node.module or "").removeprefix("builder").strip(".")
            for imported in [module] if module else [alias.name for alias in node.names]:
                assert order.get(imported, place + 1) > place, f"{name}.py imports {imported}"


def test_the_twins_have_the_same_sections_code_and_tables() -> None:
    english, chinese = READMES.values()
    assert re.findall(r"^#+", english, re.M) == re.findall(r"^#+", chinese, re.M)
    blocks = re.compile(r"^```.*?^```", re.S | re.M)
    assert blocks.findall(english) == blocks.findall(chinese)
    assert len(re.findall(r"^\|", english, re.M)) == len(re.findall(r"^\|", chinese, re.M))
    assert set(re.findall(r"--[a-z-]+", english)) == set(re.findall(r"--[a-z-]+", chinese))


def test_a_new_site_names_every_key_with_its_default() -> None:
    text = re.sub(r"^# (\w+ =)", r"\1", SITE.replace("# [words]", "[words]"), flags=re.M)
    given = config.parse(text)
    said = set(re.findall(r"^(\w+) =", text, re.M)) | {"words"}
    assert said == KEYS
    for key in KEYS - {"title", "description", "base_url", "words"}:
        assert getattr(given, key) == getattr(config.Config(), key)
