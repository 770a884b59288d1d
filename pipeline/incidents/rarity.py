"""How telling a word is: the fewer articles have it, the more (``knowledge/news_words.csv``)."""

from __future__ import annotations

import csv
import math
from collections.abc import Iterable
from functools import cache, lru_cache
from importlib import resources

from pipeline.incidents.wording import sound, word_hash

RARE = math.log(1 / 0.01)  # what a word weighs that is not in news_words.csv
RARE_SQUARED = RARE**2


@cache
def word_rarity() -> dict[int, float]:
    """Hashes of the words that many articles have (``knowledge/news_words.csv``) to the log of how few have them."""
    text = resources.files("pipeline.knowledge").joinpath("news_words.csv").read_text(encoding="utf-8")
    rows = csv.DictReader(text.splitlines(), strict=True)
    rarity: dict[int, float] = {}
    for row in rows:
        weight = min(RARE, math.log(1 / float(row["share"])))
        for key in {word_hash(row["word"]), word_hash(sound(row["word"]))}:
            rarity[key] = min(weight, rarity.get(key, RARE))
    return rarity


@cache
def _squares() -> dict[int, float]:
    return {word: weight**2 for word, weight in word_rarity().items()}


def weighed(names: Iterable[int]) -> dict[int, float]:
    get = word_rarity().get
    return {name: get(name, RARE) for name in names}


def squared(words: Iterable[int]) -> dict[int, float]:
    """The words with the squares of their weights, as a cosine wants them."""
    get = _squares().get
    return {word: get(word, RARE_SQUARED) for word in words}


@lru_cache(maxsize=4096)
def place_weight(name: str) -> float:
    """How telling a place's name is: its rarest word."""
    rarity = word_rarity()
    return max(
        (min(rarity.get(word_hash(word), RARE), rarity.get(word_hash(sound(word)), RARE)) for word in name.split()),
        default=0.0,
    )
