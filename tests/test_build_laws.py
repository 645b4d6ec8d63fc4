"""The laws of a build: after any changes the same bytes as a clean one; the same bytes wherever and however it runs."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from builder import cache, journal
from tests import small

NAMES = st.sampled_from(["a.md", "b.md", "b.markdown", "sub/a.md", "sub/deep/c.md", "é.md", "e\u0301.md", "A.md"])
NUMBERS = st.integers(0, 6)


class Killed(BaseException):
    """Stands for SIGKILL inside this process: no handler of ours knows it."""


class Builds(RuleBasedStateMachine):
    """Any changes to a site, a build after most of them, some killed; each finished build equals a clean one."""

    def __init__(self) -> None:
        super().__init__()
        self.place = Path(tempfile.mkdtemp(prefix="tongdu-law-"))
        self.root = self.place / "site"
        self.version = b"1"
        self.wait = False

    def teardown(self) -> None:
        shutil.rmtree(self.place)

    @initialize()
    def begin(self) -> None:
        small.make(self.root, 3)

    @rule(name=NAMES, number=NUMBERS)
    def add_or_edit(self, name: str, number: int) -> None:
        small.put(self.root, f"content/{name}", small.article(number))

    @rule(name=NAMES, number=NUMBERS, key=st.sampled_from(["title", "published", "tags", "draft", "slug", "script"]))
    def edit_the_front_matter(self, name: str, number: int, key: str) -> None:
        values = {
            "title": "另一个题目",
            "published": "2023-01-02",
            "tags": "[新的, 旧的]",
            "draft": "true",
            "slug": "2024/bridge-0",
            "script": "en",
        }
        small.put(self.root, f"content/{name}", small.article(number, **{key: values[key]}))

    @rule(name=NAMES)
    def break_an_article(self, name: str) -> None:
        small.put(self.root, f"content/{name}", "---\ntitle: [\n---\n")

    @rule(name=NAMES)
    def delete(self, name: str) -> None:
        (self.root / "content" / name).unlink(missing_ok=True)

    @rule(name=NAMES, to=NAMES)
    def rename(self, name: str, to: str) -> None:
        if (self.root / "content" / name).exists():
            (self.root / "content" / to).parent.mkdir(parents=True, exist_ok=True)
            (self.root / "content" / name).replace(self.root / "content" / to)

    @rule(mark=st.sampled_from(["", "<!-- one -->", "<!-- two -->"]))
    def change_a_template(self, mark: str) -> None:
        built_in = Path(__file__).parent.parent / "templates/article.html"
        small.put(self.root, "templates/article.html", built_in.read_text("utf-8") + mark)

    @rule(
        text=st.sampled_from(
            [
                "",
                'title = "别的名字"\n',
                "page_size = 2\n",
                'variants = ["zh-Hant", "zh-Hans"]\n',
                'base_url = "https://me.github.io/reader/"\nsearch = false\n',
                'timezone = "America/Lima"\nimage_policy = "hide-until-click"\n[words]\n"归档" = "往日"\n',
            ]
        )
    )
    def configure(self, text: str) -> None:
        small.put(self.root, "site.toml", text)

    @rule(words=st.sampled_from(["坦誠", "坦承"]))
    def change_the_glossary(self, words: str) -> None:
        small.put(self.root, "glossary.toml", f'[[phrase]]\nzh-Hans = "坦诚"\nzh-Hant = "{words}"\n')

    @rule(name=st.sampled_from(["robots.txt", "pictures/a.svg", "css/mine.css"]), there=st.booleans())
    def change_a_static_file(self, name: str, there: bool) -> None:
        if there:
            small.put(self.root, f"static/{name}", f"/* {name} */")
        else:
            (self.root / "static" / name).unlink(missing_ok=True)

    @rule()
    def upgrade_the_program(self) -> None:
        self.version += b"1"

    @rule(how=st.sampled_from(["cut", "gone", "garbage"]))
    def damage_the_cache(self, how: str) -> None:
        place = self.root / cache.PLACE
        if place.exists():
            data = place.read_bytes()
            place.unlink()
            if how != "gone":
                place.write_bytes(data[: len(data) // 2] if how == "cut" else os.urandom(len(data)))

    @rule(name=NAMES)
    def spoil_the_output(self, name: str) -> None:
        for page in (self.root / "_site").glob("zh-hans/2024/*.html"):
            page.write_text(name, "utf-8")
            break

    @rule()
    def let_changes_gather(self) -> None:
        self.wait = True

    @rule(after=st.integers(0, 30), where=st.sampled_from(["stage", "_move", "_prune"]))
    def kill_a_build(self, after: int, where: str) -> None:
        original, calls = getattr(journal, where), [0]

        def die(*args: object, **kwargs: object) -> object:
            calls[0] += 1
            if calls[0] > after:
                raise Killed
            return original(*args, **kwargs)

        setattr(journal, where, die)
        try:
            self.run()
        except Killed:
            pass
        finally:
            setattr(journal, where, original)
        self.wait = True

    def run(self) -> None:
        original = cache.program
        version = self.version
        try:
            cache.program = lambda: original() + version
            small.run(self.root)
        finally:
            cache.program = original

    @invariant()
    def equals_a_clean_build(self) -> None:
        if self.wait:
            self.wait = False  # until after the next change
        else:
            self.run()
            assert small.tree(self.root / "_site") == small.clean(self.root, self.place / "clean")
            leftovers = {path.name for path in (self.root / ".cache").iterdir()}
            assert not leftovers & {"journal.json", "staging"}


QUICK = (Phase.explicit, Phase.reuse, Phase.generate)  # to shrink what is found takes minutes
SETTINGS = settings(suppress_health_check=list(HealthCheck))


class LongBuilds(Builds):
    """The same, for make stress."""


Builds.TestCase.settings = settings(SETTINGS, max_examples=6, stateful_step_count=10, phases=QUICK)
LongBuilds.TestCase.settings = settings(SETTINGS, max_examples=40, stateful_step_count=30)
TestIncremental = Builds.TestCase
TestIncrementalForLong = pytest.mark.stress(LongBuilds.TestCase)


# ── reproducible ──────────────────────────────────────────────────────────────────────────────────────────────────


def _built(place: Path, jobs: int, umask: int = 0o022, **environment: str) -> dict[str, bytes]:
    """The site as a process of its own makes it."""
    command = [sys.executable, "-m", "builder", "--site", str(place), "build", "--jobs", str(jobs)]
    paths = {"PYTHONPATH": str(Path(__file__).parent.parent)}
    done = subprocess.run(
        command, env={**os.environ, **paths, **environment}, cwd="/", umask=umask, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
    return small.tree(place / "_site")


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, bytes]]:
    """A site of more articles than one process takes, and what it gives."""
    root = small.make(tmp_path_factory.mktemp("first"), 50)
    small.put(root, "glossary.toml", '[[phrase]]\nzh-Hans = "坦诚"\nzh-Hant = "坦誠"\n')
    return root, _built(root, jobs=2, PYTHONHASHSEED="1", TZ="UTC", LC_ALL="C.UTF-8")


@pytest.mark.parametrize(
    ("jobs", "umask", "environment"),
    [
        (1, 0o022, {"PYTHONHASHSEED": "2"}),
        (3, 0o077, {"PYTHONHASHSEED": "3", "TZ": "Pacific/Apia"}),
        (2, 0o000, {"PYTHONHASHSEED": "4", "LC_ALL": "C", "LANG": "C", "TZ": "America/Lima"}),
    ],
)
def test_the_same_bytes_wherever_and_however(
    first: tuple[Path, dict[str, bytes]], tmp_path: Path, jobs: int, umask: int, environment: dict[str, str]
) -> None:
    root, expected = first
    place = tmp_path / "another folder 另一处"
    for source in sorted(root.glob("content/*"), reverse=True):  # another order of the file system, other times
        small.put(place, f"content/{source.name}", source.read_text("utf-8"))
        os.utime(place / "content" / source.name, (1e9, 1e9))
    shutil.copy(root / "glossary.toml", place)
    assert _built(place, jobs, umask, **environment) == expected


def test_no_path_and_no_clock_is_in_the_site(first: tuple[Path, dict[str, bytes]]) -> None:
    root, site = first
    machine = [str(root).encode(), str(Path(__file__).parent.parent).encode(), os.uname().nodename.encode() + b":"]
    assert not [path for path, data in site.items() for word in machine if word in data]


def test_another_address_of_the_site_is_on_every_page(tmp_path: Path) -> None:
    root = small.make(tmp_path / "site")
    small.run(root)
    small.put(root, "site.toml", 'base_url = "https://me.github.io/reader/"\n')
    small.run(root)
    assert small.tree(root / "_site") == small.clean(root, tmp_path / "clean")


def test_search_that_is_turned_off_and_on_again_has_its_index(tmp_path: Path) -> None:
    root = small.make(tmp_path / "site", 3)
    for text in ("", "search = false\n", ""):
        small.put(root, "site.toml", text)
        small.run(root)
        assert (root / "_site/search/index.json").exists() == (not text)
