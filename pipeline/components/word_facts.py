"""What is known of a word by itself, as records over all the words of a text: its stem, what its ending says, which closed class it is of."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import numpy as np
from spacy.strings import StringStore, get_string_id

from pipeline.components.templates import Array

BE = frozenset("was were been be being is are get got gets".split())
DETERMINERS = frozenset("the a an his her their its this that these those".split())
SAYING = frozenset("said say says told announced confirmed reported added acknowledged".split())
CLAUSE = frozenset(
    'that who which when while after before because but although where as if since until whose , ; : " “ ” — –'.split()
)
SUBJECTS = frozenset("he she they it who i we you".split())
OBJECTS = frozenset("him them it her".split())
POSSESSIVES = frozenset("his her their its".split())
SMALL = frozenset(
    "the a an of in on at to and , . ; : ' \" ( ) - – — by for with is was were are be been has have had it its his her their that which "
    "who whom whose as from".split()
)
ENDINGS = ("ings", "ing", "ers", "er", "ed", "es", "e", "s")
LINKING = frozenset(", and or & as well the a an in of".split())
PLAIN, PASSIVE, ING, PAST, THIRD = range(5)  # voices, as far as the word and a form of ``be`` before it tell

FACTS = np.dtype([
    ("stem", np.uint64), ("voice", np.int64),
    *((name, bool) for name in (
        "participle", "be", "determiner", "saying", "clause", "subject", "object", "possessive", "linking", "small", "digit", "comma",
        "by", "relative", "joined",
    )),
])  # fmt: skip


def facts_of(words: Array, strings: StringStore) -> Array:
    """What is known of each word (its hash) of a text, as records of ``FACTS``."""
    single, place = np.unique(words, return_inverse=True)
    return np.array([_facts(strings[word]) for word in single.tolist()], dtype=FACTS)[place]


@lru_cache(maxsize=65_536)
def _facts(word: str) -> tuple[Any, ...]:
    voice = ING if word.endswith("ing") else PAST if word.endswith("ed") else THIRD if word.endswith("s") else PLAIN
    return (
        get_string_id(stem(word)), voice, word.endswith(("ed", "en", "n", "t", "d")), word in BE, word in DETERMINERS, word in SAYING,
        word in CLAUSE, word in SUBJECTS, word in OBJECTS, word in POSSESSIVES, word in LINKING, word in SMALL, word.isdigit(),
        word == ",", word == "by", word in ("who", "that", "which"), word == "and",
    )  # fmt: skip


@lru_cache(maxsize=16_384)
def stem(word: str) -> str:
    for ending in ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) > 3:
            return word[: -len(ending)]
    return word
