"""Conversion beside its targets: errors on news sentences, Japanese, quotation marks, detection, OpenCC's cases, speed.

Needs TONGDU_SHARED, the folder of the scorers and of the sample.
"""

from __future__ import annotations

import importlib
import json
import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import opencc
from rich.console import Console
from rich.table import Table

from builder import engine, quotes
from builder.config import HANS, PRESETS
from builder.detect import detect
from builder.doubts import doubts
from builder.model import Variant
from builder.plain import convert
from builder.variants import Converter
from tests.bench import scorers

ROOT = Path(__file__).parents[2]
JAPANESE = ROOT / "tests" / "golden" / "convert" / "japanese.txt"
TAGS = re.compile(r"<!--.*?-->|<(script|style)\b.*?</\1>|<[^>]+>", re.S | re.I)
# 著 is right in 著名, 显著; the others never
KEPT = re.compile("[衞敍裏喫綫羣牀峯麪啓]|(?<![显昭原名专编译论巨遗土执卓合])著(?![名作者书述录称])")


def main() -> None:
    given = os.environ.get("TONGDU_SHARED")
    if not given:
        print("conversion: set TONGDU_SHARED to the folder with tools/ and corpus/ to measure; skipped")
        return
    shared = Path(given)
    table = Table("what", "measured", "target", title="Conversion")
    for rows in (errors(shared), japanese(), sample(shared), cases(shared), speed(shared)):
        for row in rows:
            table.add_row(*row)
    Console(width=120).print(table)


def errors(shared: Path) -> Iterator[tuple[str, str, str]]:
    """The scorer on both regions: errors per 1,000 Han characters, strict / glyphs folded / conventions forgiven."""
    libraries = scorers(shared)
    sys.path.append(libraries)
    tools = shared / "tools"
    for region, target in (("tw", "0.95 / 0.85 / 0.33"), ("hk", "1.4 / 0.78 / 0.42")):
        command = [sys.executable, "-m", "builder", "convert", "--to", f"zh-Hant-{region.upper()}"]
        run = subprocess.run(
            [sys.executable, tools / "score_convert.py", tools / "lines" / f"dev_{region}.tsv", region, *command],
            capture_output=True, text=True, env={**os.environ, "PYTHONPATH": f"{tools}:{libraries}"}, cwd=ROOT,
        )  # fmt: skip
        if run.returncode:
            yield f"errors per 1,000, {region}", run.stderr.strip()[-80:], target
            continue
        score = json.loads(run.stdout)
        measured = f"{score['strict']} / {score['normalised']} / {score['forgiven']}"
        yield f"errors per 1,000, Hans → {region}", measured, f"≤ {target}"
        yield from doubted(tools / "lines" / f"dev_{region}.tsv", PRESETS[f"zh-hant-{region}"])


def doubted(pairs: Path, to: Variant) -> Iterator[tuple[str, str, str]]:
    """How many of the errors (glyphs folded, as the scorer folds them) are on the list of doubts, and its length."""
    sys.path.insert(0, str(pairs.parents[1]))
    fold = importlib.import_module("convert_common").Tables().norm
    region = to.tag[-2:].lower()
    converter = Converter((HANS, to))
    errors = listed = characters = doubtful = 0
    for line in pairs.read_text("utf-8").splitlines():
        given, wanted = line.split("\t")[:2]
        found = doubts(given, to, converter, "zh-Hans")
        got = convert(given, to, converter, "zh-Hans").text
        places = {place for doubt in found for place in range(doubt.column, doubt.column + len(doubt.word))}
        wrong = [i for i, pair in enumerate(zip(wanted, got, strict=False)) if len({fold(c, region) for c in pair}) > 1]
        errors, listed = errors + len(wrong), listed + sum(place in places for place in wrong)
        characters, doubtful = characters + len(given), doubtful + len(places)
    yield f"errors that are on the list of doubts, {region}", f"{listed} of {errors}", "half"
    yield f"length of that list, {region}", f"{100 * doubtful / characters:.2f} %", "< 1 %"


def japanese() -> Iterator[tuple[str, str, str]]:
    """Japanese sentences inside Chinese ones that come out changed."""
    frames = ("他在发布会上说：“{}”随后离开。", "{}这句话让学生发笑。", "网友留言说，{}")
    sentences = JAPANESE.read_text("utf-8").splitlines()
    converter = Converter(tuple(PRESETS.values()))
    to = PRESETS["zh-hant"]
    changed = sum(s not in converter.text(frame.format(s), "zh-Hans", to) for frame in frames for s in sentences)
    yield f"Japanese changed, of {len(frames) * len(sentences)}", str(changed), "0"


def lines(raw: str) -> list[str]:
    """The readable lines of a seed, roughly."""
    text = re.sub(r"</?(?:p|div|br|h\d|li|td|tr|figcaption)\b[^>]*>", "\n", raw, flags=re.I)
    return [line.strip() for line in TAGS.sub("", text).split("\n") if line.strip()]


def sample(shared: Path) -> Iterator[tuple[str, str, str]]:
    """Over the real seeds: detection by publication, quotation marks there and back, Traditional shapes left."""
    domains = {
        domain: script
        for script, names in json.loads((shared / "tools" / "scripts_by_domain.json").read_text()).items()
        if isinstance(names, list)
        for domain in names
    }
    converter = Converter((HANS, PRESETS["zh-hant"]))
    known = wrong = balanced = lost = left = alternated = 0
    for path in sorted((shared / "corpus" / "sample").iterdir()):
        raw = path.read_text("utf-8", "replace").replace("\0", "")
        found = re.search(r"https?://([\w.-]+)(/[^\s)]*)?", raw)
        texts = lines(raw)
        text = "\n".join(texts)
        script = next((s for d, s in domains.items() if found and found[1].endswith(d)), "")
        detected, mixed = (found_script := detect(text)).script, found_script.mixed
        if script and len(text) > 200:
            known += 1
            if not script.startswith(detected or "-"):
                # a few articles of a Simplified publication truly are Traditional: hardly a character says otherwise
                wrong += mixed > 0.2
                share = f"{100 * mixed:.0f} % of the other script"
                print(f"  {path.name}: its publication writes {script}, found {detected!r} with {share}")
        if detected == "zh-Hant":
            left += len(KEPT.findall(converter.text(text, "zh-Hant", HANS)))
        for line in texts:
            if not re.search("[“”]", line) or re.search("[「」『』]", line):
                continue
            there, odd = quotes.convert([quotes.Line(line)], "「」『』")
            if odd or not there[0]:
                continue
            if any((line[place] in "“”") != (mark in "「」") for place, mark in there[0]):
                alternated += 1  # its author put like marks into each other: there is no way back to that
                continue
            balanced += 1
            changed = _put(line, there[0])
            back, _ = quotes.convert([quotes.Line(changed)], "“”‘’")
            lost += _put(changed, back[0]) != line
    yield f"script of {known} sample articles", f"{100 * (1 - wrong / max(1, known)):.2f} %", "≥ 99.8 %"
    yield "Hant → Hans: 著 衞 敍 and their kind left", str(left), "0"
    yield f"quotation marks of {balanced} lines, there and back: changed", str(lost), "0"
    yield "lines with like marks inside each other, made to alternate", str(alternated), ""


def _put(line: str, edits: list[quotes.Edit]) -> str:
    characters = list(line)
    for place, mark in edits:
        characters[place] = mark
    return "".join(characters)


def cases(shared: Path) -> Iterator[tuple[str, str, str]]:
    """OpenCC's own cases for the configurations that ours build on."""
    text = (shared / "tools" / "opencc_testcases.json").read_text("utf-8")
    all_cases = json.loads(re.sub(r",(\s*[}\]])", r"\1", text))["cases"]  # OpenCC's file has commas at ends
    for theirs, ours in (
        ("s2tw", "zh-Hant-TW"),
        ("s2hk", "zh-Hant-HK"),
        ("tw2s", "zh-Hans"),
        ("hk2s", "zh-Hans"),
        ("t2s", "zh-Hans"),
    ):
        chain = engine.open_chain(ours)
        asked = [(case["input"], case["expected"][theirs]) for case in all_cases if theirs in case["expected"]]
        missed = [(given, wanted, chain(given)) for given, wanted in asked if chain(given) != wanted]
        yield f"OpenCC's cases for {theirs}", f"{len(asked) - len(missed)} of {len(asked)}", "all but press spelling"
        for given, wanted, got in missed:
            print(f"  {theirs}: {given} → {got}, OpenCC {wanted}")


def speed(shared: Path) -> Iterator[tuple[str, str, str]]:
    """Whole variant step beside bare OpenCC on the same text, in turn, best of three."""
    texts: list[str] = []
    for path in sorted((shared / "corpus" / "sample").iterdir())[:400]:
        text = "\n".join(lines(path.read_text("utf-8", "replace").replace("\0", "")))
        if detect(text).script == "zh-Hans":
            texts.append(text)
    size = sum(len(text.encode()) for text in texts) / 1e6
    to = PRESETS["zh-hant"]
    converter, bare = Converter((HANS, to)), opencc.OpenCC("s2tw")
    converter.text("开", "zh-Hans", to)
    ours, theirs = [], []
    for _ in range(3):
        start = time.process_time()
        for text in texts:
            convert(text, to, converter, "zh-Hans")
        ours.append(time.process_time() - start)
        start = time.process_time()
        for text in texts:
            bare.convert(text)
        theirs.append(time.process_time() - start)
    yield f"whole variant step on {size:.1f} MB", f"{size / min(ours):.1f} MB/s", "≥ 3 MB/s"
    yield "bare OpenCC s2tw, same run", f"{size / min(theirs):.1f} MB/s", ""


if __name__ == "__main__":
    main()
