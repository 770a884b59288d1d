"""Which articles are nearly copies: one wire story as several papers print it, with cuts and another headline.

MinHash signatures of the words' shingles find the candidates (datasketch), the texts themselves decide.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, timedelta
from functools import cache, lru_cache
from hashlib import sha1
from typing import TYPE_CHECKING

import numpy as np

from pipeline.articles import digest

if TYPE_CHECKING:
    from datasketch import MinHash

SHINGLE = 4  # words
PERMUTATIONS = 48
BANDS = 16  # of three rows: two texts that share 60 % of their shingles meet with 98 %, those that share 20 % with 12 %
SHARED = 0.6  # of the shorter text's shingles
LEAST_SHINGLES = 8
DAYS = 10  # a copy is printed within so many days
WORD = re.compile(r"\w+")


@lru_cache(maxsize=512)  # some 20 kB each
def shingles(text: str) -> frozenset[str]:
    """Every run of four words, in lower case."""
    return frozenset(word_runs(text, SHINGLE))


def word_runs(text: str, size: int) -> list[str]:
    """Every run of so many words, in lower case and in order."""
    words = WORD.findall(text.casefold())
    return [" ".join(words[i : i + size]) for i in range(len(words) - size + 1)]


def bands(text: str) -> list[int]:
    """The hashes under which near-copies meet; empty for a text too short to tell."""
    found = shingles(text)
    if len(found) < LEAST_SHINGLES:
        return []
    drawn = _drawn()
    signature = type(drawn)(
        num_perm=PERMUTATIONS, seed=1, permutations=drawn.permutations, scheme=drawn.scheme, hashfunc=int
    )
    signature.update_batch([int.from_bytes(sha1(run.encode()).digest()[:4], "little") for run in found])
    rows = np.asarray(signature.hashvalues).reshape(BANDS, -1)
    return [int(digest(str(number), *map(str, row)), 16) for number, row in enumerate(rows.tolist())]


@cache
def _drawn() -> MinHash:
    """A signature whose permutations all take over: to draw them takes as long as to use them."""
    from datasketch import MinHash  # brings scipy, 40 MB that who only loads and asks can do without

    return MinHash(num_perm=PERMUTATIONS, seed=1)


def shared(one: str, other: str) -> float:
    """The share of the shorter text's shingles that the longer one has."""
    first, second = shingles(one), shingles(other)
    least = min(len(first), len(second))
    return len(first & second) / least if least >= LEAST_SHINGLES else 0.0


def first_copy(text: str, others: Iterable[tuple[str, str]]) -> str | None:
    """The first of the others (article id, text), which come oldest first, of which the text is nearly a copy."""
    return next((key for key, other in others if shared(text, other) >= SHARED), None)


def near(day: date | None) -> tuple[date, date]:
    """The days of publication among which a copy is looked for."""
    if day is None:
        return date.min, date.max
    return day - timedelta(days=DAYS), day + timedelta(days=DAYS)
