"""The interface words: the catalogue, converted for each variant like everything else."""

from __future__ import annotations

from collections.abc import Callable

from builder.catalogue import CATALOGUE, OVERRIDES
from builder.config import Config
from builder.detect import detect
from builder.model import Variant


def tables(config: Config, convert: Callable[[str, str, Variant], str]) -> dict[str, dict[str, str]]:
    """For each variant's tag, what stands for each word of the catalogue, and for the site's title and description.

    `convert(text, source, to)` is `variants.Converter.text`. A site's `[words]` win: they name a word by its Simplified
    form and give another, which is converted in its turn.
    """
    names = {text: detect(text).script for text in (config.title, config.description, config.author)}
    result: dict[str, dict[str, str]] = {}
    for variant in config.variants:
        table = {text: convert(text, script, variant) for text, script in names.items()}
        table |= {text: convert(config.words.get(text, text), "zh-Hans", variant) for text in CATALOGUE}
        table |= {text: word for text, word in OVERRIDES.get(variant.script, {}).items() if text not in config.words}
        result[variant.tag] = table
    return result
