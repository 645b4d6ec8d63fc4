"""str → str through OpenCC: the configurations that Tongdu builds on. The only file that knows OpenCC.

A configuration is OpenCC's own chain of dictionaries with ours ahead (builder/dictionaries/README.md). OpenCC reads it
from a JSON file, which is written at run time: the wheel's own dictionaries must be named by absolute paths, because
the search path that was compiled into it does not exist on anybody's machine. For many articles the dictionaries of
a stage are made into one, which gives the same words in a third of the time.
"""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import tempfile
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from functools import cache
from pathlib import Path

import opencc

from builder.model import Problem, TongduError

DICTIONARIES = Path(__file__).parent / "dictionaries"
_OPENCC = Path(opencc.__file__).parent / "clib" / "share" / "opencc"
_TOOL = Path(opencc.__file__).parent / "clib" / "bin" / "opencc_dict"  # comes with it, and reads its dictionaries

_Names = tuple["str | tuple[str, ...]", ...]

# A chain: the dictionaries that cut text into words where a vocabulary is asked for (the longest word of any), then
# stages; in a stage the first dictionary that knows a phrase wins, and those in an inner tuple count as one. A name in
# .txt is one of ours; an inner tuple of ours is written as one dictionary, in which the first list's entry counts.
_S2T = ("STPhrases", "STPhrases_GeneratedFromRegionalPhrases")
_CHOSEN = ("phrases.txt", "words.txt")
_OURS_TW = ("phrases_tw.txt", *_CHOSEN, "junctions_tw.txt", "mined_phrases_tw.txt", "mined_phrases.txt")
_OURS_HK = ("phrases_hk.txt", *_CHOSEN, "junctions_hk.txt", "mined_phrases_hk.txt", "mined_phrases.txt")
_OURS_HANS = ("phrases_hans.txt", "variants_hans.txt")
_T2S_WORDS = ("TWVariantsRevPhrases", "HKVariantsRevPhrases", "TSPhrases")
CHAINS: Mapping[str, tuple[_Names, tuple[_Names, ...]]] = {
    "zh-Hant-TW": (
        (_OURS_TW, *_S2T),
        ((_OURS_TW, _S2T, "characters.txt", "STCharacters"), ("press_tw.txt", "TWVariantsPhrases", "TWVariants")),
    ),
    "zh-Hant-HK": (
        (_OURS_HK, *_S2T),
        ((_OURS_HK, _S2T, "characters.txt", "STCharacters"), ("press_hk.txt", "HKVariantsPhrases", "HKVariants")),
    ),
    # `t2s` leaves 著 (戴著), `tw2s` leaves Hong Kong's 衞 and 敍; both regions' shapes first go to OpenCC's standard.
    "zh-Hans": (
        (_OURS_HANS, *_T2S_WORDS),
        (
            (_OURS_HANS, "TWVariantsRevPhrases", "HKVariantsRevPhrases", "TWVariantsRev", "HKVariantsRev"),
            (_OURS_HANS, "TSPhrases", "TSCharactersExt", "TSCharacters"),
        ),
    ),
}

# Simplified characters that stand for several Traditional ones, which are different words: 后 is 後 or 后.
_MANY = [line.split("\t") for line in (DICTIONARIES / "one_to_many.tsv").read_text("utf-8").splitlines()]
ONE_TO_MANY: Mapping[str, tuple[str, ...]] = {one: tuple(several.split(" ")) for one, several, _ in _MANY}
# How often (0 to 1) their rule errs where no phrase decides, by statistics of Traditional news
# (builder/dictionaries/README.md). Below one in a hundred it counts as safe: 家, 向, 了.
RISKS: Mapping[str, float] = {one: int(risk) / 1000 for one, _, risk in _MANY if int(risk) >= 10}

_AGAIN = "install tongdu and opencc again"

# What is found comes back as one private-use character each, which no later dictionary touches.
TOKENS = range(0xF0000, 0x10FFFE)


def chain_for(tag: str) -> str:
    """The chain of CHAINS that gives the script and region of a variant's BCP 47 tag."""
    if tag.startswith("zh-Hant"):
        return "zh-Hant-HK" if tag in ("zh-Hant-HK", "zh-Hant-MO") else "zh-Hant-TW"
    return "zh-Hans"


def listed(tag: str) -> frozenset[str]:
    """The words that our own lists give in a variant's tag: 李慧琼, for one, whom Hong Kong's press prints so."""
    lines = _merged(CHAINS[chain_for(tag)][0][0]).decode().splitlines()
    return frozenset(line.partition("\t")[2] for line in lines)


def vocabulary_for(source: str, target: str) -> str:
    """OpenCC's dictionary of words (软件 → 軟體) between the regions of two BCP 47 tags."""
    hongkong = any(tag.endswith(("-HK", "-MO")) for tag in (source, target))
    return ("HK" if hongkong else "TW") + ("Phrases" if target.startswith("zh-Hant") else "PhrasesRev")


def open_chain(name: str, folder: Path | None = None, vocabulary: str = "") -> Callable[[str], str]:
    """One of CHAINS as a function str → str that keeps the length.

    The text must hold neither NUL (OpenCC stops there) nor a lone surrogate (which UTF-8 cannot hold). `folder` keeps
    the configuration between runs; it is made where it is missing. `vocabulary` is the dictionary of one region's
    words for another's, see `vocabulary_for`; with it the length may change. Raises TongduError for a damaged
    dictionary.
    """
    words, stages = CHAINS[name]
    beside: dict[str, bytes] = {}
    cut = None
    if vocabulary:  # on the standard Traditional form in between: after the first stage, or ahead of it on the way back
        place = 0 if name == "zh-Hans" else 1
        stages = (*stages[:place], (vocabulary, *stages[place]), *stages[place + 1 :])
        cut = _group(words, beside, "union")
    return _open(_config(name, [_group(stage, beside) for stage in stages], cut), folder, beside)


def prepare(name: str, folder: Path) -> None:
    """Makes dictionaries with which `open_marked` converts in a third of the time, one for each stage of one of CHAINS,
    and keeps them in `folder`. Where they are there already, or cannot be made, it does nothing.
    """
    stages, beside = _marked(name)
    with suppress(OSError, subprocess.CalledProcessError):
        for names in stages:
            ours = _ours(names, beside)
            kept = _kept(names, ours, folder)
            if not _whole(kept):
                theirs = _dumped([one for one in _flattened(names) if one not in ours])
                _keep(kept, _sealed(_united(names, ours | theirs)))


def open_marked(name: str, folder: Path | None = None) -> tuple[Callable[[str], str], Mapping[str, str]]:
    """One of CHAINS that leaves a token of TOKENS where no phrase decides on a character of RISKS, and token → what
    the character's rule gives: so OpenCC itself tells where only the rule speaks. No tokens on the way to Simplified.

    No dictionary of the last stage has a phrase with such a character, so a token does not change what it would do.
    With what `prepare` keeps in `folder` it is faster.
    """
    stages, beside = _marked(name)
    forms: dict[str, str] = {}
    if beside:
        first, *last = CHAINS[name][1]
        rule = _open(_config(f"{name}, rules", [_group(one, {}) for one in (first[-2:], *last)]), folder)
        found = rule("\n".join(RISKS)).split("\n")
        forms = {chr(token): form for token, form in zip(TOKENS, found, strict=False)}
    dictionaries = [_stage(names, beside, folder) for names in stages]
    return _open(_config(f"{name}, marked", dictionaries), folder, beside), forms


def _marked(name: str) -> tuple[tuple[_Names, ...], dict[str, bytes]]:
    """The stages of one of CHAINS with a dictionary of tokens ahead of the rules, and that dictionary by its name."""
    first, *last = CHAINS[name][1]
    if name == "zh-Hans":
        return (first, *last), {}
    lines = "".join(f"{one}\t{chr(token)}\n" for one, token in zip(RISKS, TOKENS, strict=False)).encode()
    marks = f"marks-{hashlib.sha256(lines).hexdigest()[:16]}.txt"
    return ((*first[:-2], marks, *first[-2:]), *last), {marks: lines}


def _config(
    name: str, stages: Iterable[dict[str, object]], words: dict[str, object] | None = None
) -> dict[str, object]:
    """OpenCC's configuration. `words` cut the text into words ahead of the stages, which then look for no phrase across
    two of them. Stages cut alike by themselves, since the longest phrase wins there too: of 2.5 million characters of
    news six came out otherwise, each for the better (面对面 in 面对面上课), in less than half the time. A vocabulary
    needs words: 对象 would be 物件 everywhere."""
    nothing = _dictionary("CJK_Compatibility_Ideographs")  # a dictionary must be named: the text holds none of this one
    return {
        "name": f"Tongdu {name}",
        "normalization": [{"dict": nothing}],
        "segmentation": {"type": "mmseg", "dict": words or nothing},
        "conversion_chain": [{"dict": stage} for stage in stages],
    }


def open_own(name: str) -> Callable[[str], str]:
    """One of OpenCC's own configurations, such as `t2s`, as a function str → str."""
    convert: Callable[[str], str] = opencc.OpenCC(
        str(_OPENCC / f"{name}.json")
    ).convert  # no file of the folder we are in
    return convert


def open_phrases(phrases: Iterable[str], folder: Path | None = None) -> Callable[[str], str]:
    """A function that puts chr(TOKENS[n]) for each place where phrase number n stands: longest first, left to right.

    `phrases` are distinct, hold no tab and no line end, and are at most len(TOKENS).
    """
    lines = "".join(f"{phrase}\t{chr(token)}\n" for phrase, token in zip(phrases, TOKENS, strict=False)).encode()
    name = f"glossary-{hashlib.sha256(lines).hexdigest()[:16]}.txt"
    dictionary = {"type": "text", "file": name}  # found beside the configuration
    config = {
        "name": "Tongdu glossary",
        "segmentation": {"type": "mmseg", "dict": dictionary},
        "conversion_chain": [{"dict": dictionary}],
    }
    return _open(config, folder, {name: lines})


def _dictionary(name: str) -> dict[str, object]:
    if name.endswith(".txt"):
        return {"type": "text", "file": str(DICTIONARIES / name)}
    path: dict[str, object] = {"type": "ocd2", "file": str(_OPENCC / f"{name}.ocd2")}
    return {**path, "may_output_tofu": True} if name == "TSCharactersExt" else path


def _group(names: _Names, beside: dict[str, bytes], policy: str = "short_circuit") -> dict[str, object]:
    """Dictionaries that are asked in order (`short_circuit`), or whose longest phrase wins (`union`).

    Lists of ours that count as one are added to `beside`, the files to write beside the configuration.
    """
    dictionaries: list[dict[str, object]] = []
    for name in names:
        if isinstance(name, str):
            dictionaries.append({"type": "text", "file": name} if name in beside else _dictionary(name))
        elif all(one.endswith(".txt") for one in name):
            content = _merged(name)
            file = f"phrases-{hashlib.sha256(content).hexdigest()[:16]}.txt"
            beside[file] = content
            dictionaries.append({"type": "text", "file": file})
        else:
            dictionaries.append(_group(name, beside, "union"))
    return {"type": "group", "match_policy": policy, "dicts": dictionaries}


def _stage(names: _Names, beside: dict[str, bytes], folder: Path | None) -> dict[str, object]:
    """A stage as the one dictionary that `folder` keeps, or as a group."""
    if folder is not None and _whole(kept := _kept(names, _ours(names, beside), folder)):
        return {"type": "text", "file": str(kept)}
    return _group(names, beside)


def _flattened(names: _Names) -> list[str]:
    return [name for one in names for name in ((one,) if isinstance(one, str) else one)]


def _ours(names: _Names, beside: Mapping[str, bytes]) -> dict[str, bytes]:
    """Those dictionaries of a stage that are ours, as text."""
    ours = [name for name in _flattened(names) if name.endswith(".txt")]
    return {name: beside[name] if name in beside else _merged((name,)) for name in ours}


def _kept(names: _Names, ours: Mapping[str, bytes], folder: Path) -> Path:
    """Where the one dictionary of a stage lies. Its name tells what it is made of."""
    made_of = hashlib.sha256(b"\0".join([repr((opencc.__version__, names)).encode(), *ours.values()])).hexdigest()
    return folder.absolute() / f"stage-{made_of[:16]}.txt"


def _whole(kept: Path) -> bool:
    """Whether the dictionary is there, as it was sealed."""
    try:
        content = kept.read_bytes()
    except OSError:
        return False
    return content == _sealed(content.partition(b"\n")[2])


def _sealed(lines: bytes) -> bytes:
    """A dictionary that tells in its first line, a comment, whether it is whole."""
    return f"# {hashlib.sha256(lines).hexdigest()}\n".encode() + lines


def _united(names: _Names, texts: Mapping[str, bytes]) -> bytes:
    """The one dictionary that gives what a group gives in which the first that knows a phrase wins: a phrase that
    begins with one of an earlier dictionary's is never met. `texts` are the dictionaries by their names."""
    entries: dict[str, str] = {}
    lengths = set[int]()  # of the phrases in `entries`
    for one in names:
        known: dict[str, str] = {}
        for name in reversed((one,) if isinstance(one, str) else one):  # of several that count as one the first wins
            fields = texts[name].decode().replace("\t", "\n").split("\n")
            known |= zip(fields[::2], fields[1::2], strict=False)
        shortest, theirs = min(lengths, default=0), set(map(len, known))
        if shortest <= max(theirs):
            heads = {phrase[:shortest] for phrase in entries}
            suspects = [phrase for phrase in known if phrase[:shortest] in heads]
            for phrase in {phrase for end in lengths for phrase in suspects if phrase[:end] in entries}:
                del known[phrase]
        entries |= known
        lengths |= theirs
    return "\n".join([*map("\t".join, entries.items()), ""]).encode()


def _dumped(names: Sequence[str]) -> dict[str, bytes]:
    """OpenCC's own dictionaries as text, by their names, all at once. Raises OSError or CalledProcessError where its
    tool cannot read one."""
    with tempfile.TemporaryDirectory(prefix="tongdu-") as folder, ThreadPoolExecutor() as threads:

        def dump(name: str) -> bytes:
            out = Path(folder) / name
            command = [str(_TOOL), "-i", str(_OPENCC / f"{name}.ocd2"), "-f", "ocd2", "-o", str(out), "-t", "text"]
            subprocess.run(command, check=True, capture_output=True)
            return out.read_bytes()

        return dict(zip(names, threads.map(dump, names), strict=True))


@cache
def _merged(names: tuple[str, ...]) -> bytes:
    """Several of our lists as one. Raises TongduError for a list that is missing, or a line without a tab."""
    entries: dict[str, str] = {}
    for name in names:
        try:
            lines = (DICTIONARIES / name).read_text("utf-8").split("\n")
        except (OSError, UnicodeDecodeError) as error:
            raise TongduError(Problem(str(DICTIONARIES / name), f"cannot be read: {error}", _AGAIN)) from error
        for number, line in enumerate(lines, 1):
            phrase, tab, words = line.partition("\t")
            if line and (not tab or len(phrase) != len(words)):
                raise TongduError(Problem(str(DICTIONARIES / name), f"“{line}” is no entry", _AGAIN, number))
            if line:
                entries.setdefault(phrase, words)
    return "".join(f"{phrase}\t{words}\n" for phrase, words in entries.items()).encode()


def _open(
    config: Mapping[str, object], folder: Path | None, beside: Mapping[str, bytes] | None = None
) -> Callable[[str], str]:
    """OpenCC by a configuration and the dictionaries beside it, which it reads whole while it opens.

    They are kept in `folder`, and written to a temporary one where there is none, or none that can be written.
    """
    if folder is not None:
        with suppress(OSError):
            return _opened(config, folder, beside or {})
    with tempfile.TemporaryDirectory(prefix="tongdu-") as temporary:
        return _opened(config, Path(temporary), beside or {})


def _opened(config: Mapping[str, object], folder: Path, beside: Mapping[str, bytes]) -> Callable[[str], str]:
    for name, content in beside.items():
        _keep(folder / name, content)
    data = json.dumps(config, ensure_ascii=False, sort_keys=True).encode()
    path = folder / f"opencc-{hashlib.sha256(data).hexdigest()[:16]}.json"
    _keep(path, data)
    try:
        convert: Callable[[str], str] = opencc.OpenCC(str(path)).convert
    except RuntimeError as error:
        raise TongduError(Problem(str(DICTIONARIES), f"OpenCC cannot read a dictionary: {error}", _AGAIN)) from error
    return convert


def _keep(path: Path, data: bytes) -> None:
    """Writes a file whose name tells its content, whole or not at all: several processes may do it at once."""
    try:
        if path.read_bytes() == data:
            return
    except OSError:
        pass
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=path.name)
    with os.fdopen(handle, "wb") as file:
        file.write(data)
    Path(temporary).replace(path)
