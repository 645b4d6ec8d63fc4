"""str → the runs in it that no variant may touch: Japanese and Korean words, addresses, what OpenCC cannot hold."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Protocol

from msgspec import Struct

from builder.detect import CHINESE, SIMPLIFIED, TRADITIONAL, in_jis
from builder.text import HAN, HANGUL, KANA


class Run(Struct, frozen=True):
    """Characters `start` to `end` of a text stand as they are; `lang` is their BCP 47 tag where it is known."""

    start: int
    end: int
    lang: str = ""


MASK = "\ufffc"  # Unicode's object replacement character: what stands for something that is no words

# NUL ends OpenCC's input, a lone surrogate is no UTF-8, and the private planes are its glossary's marks. Blanks of a
# masked text (see MASK) that stand in the source itself must come back too.
_UNSAFE = "\0\ud800-\udfff\U000f0000-\U0010ffff\ufffc"
_HAN = "々" + HAN
# An address ends where Chinese begins, as sentences run on behind it; only a whole part of a path may be Chinese.
_PATH = f"(?:[!#-;=?-~]|(?<=[/=#_-])[{_HAN}]+)"
# A host may have Chinese labels where dots or a path show that they are its own: 例子.cn, 例子.测试/. A label has at
# most 63 characters.
_HOST = rf"(?:[\w-]{{,62}}[{_HAN}][\w{_HAN}-]{{,62}}\.){{1,8}}(?:[A-Za-z]{{2,}}(?![\w.-])|[{_HAN}]{{2,4}}(?=[/?#]))"
_URL = (
    rf"(?i:(?:https?|ftp)://|www\.)(?:{_HOST}|[\w.~:@%+-]+)(?:[/?#]{_PATH}*)?"
    rf"|\b[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*\.[A-Za-z]{{2,}}[/?#]{_PATH}+"
)
_UNSAFE_RUN = re.compile(f"[{_UNSAFE}][{_UNSAFE}]*")  # `[…]+` would be asked at each character, and takes twice as long
_DOMAIN = re.compile("[.][A-Za-z]{2,}[/?#]")
_FOREIGN = re.compile(f"[{KANA}{HANGUL}]")
_KOREAN = re.compile(f"[{HANGUL}]")
# Quotation marks, brackets and line ends bound a quotation; stops bound a sentence; commas, colons, blanks a clause.
_QUOTATION = re.compile('[^\n“”‘’「」『』（）()《》〈〉【】\\[\\]\ufffc"]+')
_SENTENCE = re.compile("[^。！？!?；;…]+[。！？!?；;…]*")
_CLAUSE = re.compile("[^，、,：: \u3000]+")
_LINE = re.compile("[^\n]+")
_QUOTED = re.compile("(?<=“)[^“”\n]+(?=”)|(?<=「)[^「」\n]+(?=」)|(?<=《)[^《》\n]+(?=》)")
_INSIDE = re.compile("「[^「」\n]{0,30}」|『[^『』\n]{0,30}』|（[^（）\n]{0,30}）|\\([^()\n]{0,30}\\)")
# A label is the article's own word, whatever it stands before: 影片來源：연합뉴스.
_EDGE = "\n。！？!?；;…“”‘’「」『』（）()，、：: \u3000"
_LABEL = re.compile(f"(?:^|(?<=[{_EDGE}]))[^{_EDGE}{KANA}{HANGUL}]{{1,12}}[：:]", re.M)
# A quoted word that Japanese goes on from (「声優」という仕事), with the kanji before it that begin
# the sentence (映画「…」を観た).
_QUOTED_FIRST = re.compile(
    f"(?:(?:^|(?<=[{_EDGE}《〈]))(?P<before>[{_HAN}]{{1,8}}))?"
    "(?P<quoted>「[^「」\n]{1,30}」|『[^『』\n]{1,30}』)(?=[\u3041-\u3096])",
    re.M,
)
_WORD = re.compile(f"[{_HAN}{KANA}{HANGUL}ー・々〜～]+")


# Old shapes, which Japanese names still have (濱, 澤): evidence of Chinese only where little kana stands beside.
# Those that the list of characters for daily use took up in 2010 (常用漢字表: 憂鬱, 語彙) are old no longer.
_DAILY = frozenset("曖彙鬱諧錮毀緻綻諦貪罵訃瘍慄瞭賂籠")
_OLD = frozenset(c for c in TRADITIONAL if in_jis(c) != 1) - _DAILY
# Words of Chinese grammar which Japanese writes too, but not beside its own kana: the edge of a Japanese name.
_PARTICLES = frozenset("的了是在和与與及或把被给給让讓从從到对對为為由以将將向于於就也都而但其该該此有称稱叫名等一个個")


def runs(text: str) -> list[Run]:
    """The runs of a text that stand as they are, in order, apart from each other.

    Japanese goes to the edges of its quotation or sentence where nothing in there is Chinese, else to the edges of
    the clause, else only the kana with the kanji that lean on it.
    """
    # Most texts hold no address, which is seen faster than looked for: the pattern tries its parts at each character.
    addressed = "://" in text or _DOMAIN.search(text) or "www." in text.lower()
    found = [Run(m.start(), m.end()) for m in (_plain() if addressed else _UNSAFE_RUN).finditer(text)]
    if not _FOREIGN.search(text):
        return found
    blotted = mask(text, found)
    blotted = mask(blotted, [Run(*label.span()) for label in _LABEL.finditer(blotted)])
    apart: list[Run] = []
    for run in sorted([*found, *_led(text, _merged(text, list(_foreign(blotted))))], key=lambda run: run.start):
        if not apart or run.start >= apart[-1].end:  # else an address in a Japanese quotation, which stays with it
            apart.append(run)
    return apart


@lru_cache(1)
def _plain() -> re.Pattern[str]:
    """Addresses, too. A hundredth of a small build's time to compile, and most builds meet no address.

    Case is ignored in few letters alone: in the whole, each of a million characters would be asked for its other case.
    """
    return re.compile(f"[{_UNSAFE}]+|{_URL}", re.A)


def quotations(text: str, script: str) -> list[Run]:
    """The quotations and the lines of a text that are in `script` (`zh-Hans` or `zh-Hant`) and nothing else."""
    inside, outside = (SIMPLIFIED, TRADITIONAL) if script == "zh-Hans" else (TRADITIONAL, SIMPLIFIED)

    def stays(match: re.Match[str]) -> bool:
        return not inside.isdisjoint(match[0]) and outside.isdisjoint(match[0])

    found: list[Run] = []
    for line in _LINE.finditer(text):
        spans = [line] if stays(line) else [quote for quote in _QUOTED.finditer(text, *line.span()) if stays(quote)]
        found += (Run(*span.span()) for span in spans)
    return found


class _Stretch(Protocol):
    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...


def mask(text: str, stretches: Iterable[_Stretch]) -> str:
    """The text with stretches of it (in order, apart) blotted out by MASK, so that its length stays."""
    parts: list[str] = []
    done = 0
    for stretch in stretches:
        parts += text[done : stretch.start], MASK * (stretch.end - stretch.start)
        done = stretch.end
    return "".join([*parts, text[done:]]) if parts else text


def foreign(text: str) -> bool:
    """Whether a text holds kana or hangul."""
    return bool(_FOREIGN.search(text))


def _foreign(text: str) -> Iterator[Run]:
    """Runs of Japanese and Korean, widest first: quotation, sentence, clause, word."""
    for quotation in _QUOTATION.finditer(text):
        if not _FOREIGN.search(quotation[0]):
            continue
        sentences = list(_SENTENCE.finditer(text, *quotation.span()))
        if not _chinese(quotation[0]) and all(_FOREIGN.search(sentence[0]) for sentence in sentences):
            yield _run(text, *quotation.span())
            continue
        for sentence in sentences:
            if not _FOREIGN.search(sentence[0]):
                continue
            if not _chinese(sentence[0]):
                yield _run(text, *sentence.span())
                continue
            for clause in _CLAUSE.finditer(text, *sentence.span()):
                if not _FOREIGN.search(clause[0]):
                    continue
                if not _chinese(clause[0]):
                    yield _run(text, *clause.span())
                    continue
                yield from _words(text, *clause.span())


def _merged(text: str, found: list[Run]) -> list[Run]:
    """Runs that a quotation or brackets of their own sentence part, as one: 彼は「国会」に行った。"""
    merged: list[Run] = []
    for run in found:
        if merged and merged[-1].lang == run.lang:
            between = text[merged[-1].end : run.start]
            if _INSIDE.fullmatch(between) and not any(character in CHINESE for character in between):
                merged[-1] = Run(merged[-1].start, run.end, run.lang)
                continue
            if len(merged) > 1 and merged[-2].lang == run.lang:
                around = text[merged[-2].end : merged[-1].start] + between
                if around in ("「」", "『』", "（）", "()"):
                    merged[-2:] = [Run(merged[-2].start, run.end, run.lang)]
                    continue
        merged.append(run)
    return merged


def _led(text: str, found: list[Run]) -> list[Run]:
    """Runs of Japanese with the quoted word that each goes on from; what runs there are in that word are part of it."""
    heads: dict[int, int] = {}
    for match in _QUOTED_FIRST.finditer(text):
        if CHINESE.isdisjoint(match["quoted"]):
            before = match["before"] or ""
            alone = not (CHINESE.isdisjoint(before) and _PARTICLES.isdisjoint(before))
            heads[match.end()] = match.start("quoted") if alone else match.start()
    led: list[Run] = []
    for run in reversed(found):
        if not led or run.start < led[-1].start:
            start = heads.get(run.start, run.start) if run.lang == "ja" else run.start
            led.append(Run(start, run.end, run.lang))
    return led[::-1]


def _words(text: str, start: int, end: int) -> Iterator[Run]:
    """Kana or hangul inside a Chinese clause, with the kanji beside it that no Chinese word parts from it."""
    done = start
    while found := _FOREIGN.search(text, done, end):
        left = right = found.start()
        while left > done and _leans(text[left - 1]):
            left -= 1
        while right < end and _leans(text[right]):
            right += 1
        yield _run(text, left, right)
        done = right


def _leans(character: str) -> bool:
    return bool(_WORD.fullmatch(character)) and not (
        character in CHINESE or character in _OLD or character in _PARTICLES
    )


def _chinese(text: str) -> bool:
    """Whether a stretch with kana or hangul in it has Chinese in it as well."""
    if any(character in CHINESE for character in text):
        return True
    foreign = len(_FOREIGN.findall(text))
    words = sum(map(len, _WORD.findall(text)))
    if foreign * 4 >= words:
        return False
    return foreign * 8 < words or any(character in _OLD for character in text)


def _run(text: str, start: int, end: int) -> Run:
    return Run(start, end, "ko" if _KOREAN.search(text, start, end) else "ja")
