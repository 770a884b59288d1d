"""Whether two names can be one person's: other spellings, initials, a surname alone; and namesakes, who are not."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache, lru_cache

from rapidfuzz import fuzz, process

from pipeline.knowledge import occupations, titles

SAME_NAME = 88  # of 100: two spellings of one name
# The share of a word's letters that another spelling of it can lack: 88 of 100 say that at least 0.44 of the letters of both are in
# common, and the other has no fewer than these, so that of the one at least 0.44 / 0.56 are in common.
UNLIKE = 0.2143


def is_person(entity_id: str) -> bool:
    return entity_id.startswith("person:")


def alike(first: Iterable[str], second: Iterable[str]) -> float:
    """How many persons of one list are in the other, under this spelling or a near one; a surname alone counts half."""
    others = [(other, spelled(other)) for other in second]
    found = 0.0
    for one in first:
        mine = spelled(one)
        likely = [other for other, theirs in others if may_be_spellings(mine, theirs)]
        found += max([_name_likeness(one, other) for other in likely], default=0.0)
    return found


Letters = tuple[int, int, int]  # a name's number of parts, of letters, and which letters its whole parts have, as bits


@lru_cache(maxsize=4096)
def spelled(entity_id: str) -> Letters:
    """The letters of a name, to be held against another's before the two are compared."""
    parts = _parts(entity_id)
    letters = 0
    for letter in set("".join([part for part in parts if len(part) > 1])):
        letters |= 1 << ord(letter) % 61
    return len(parts), sum(map(len, parts)), letters


def may_be_spellings(one: Letters, other: Letters) -> bool:
    """Whether the name of fewer parts has so few letters that the other lacks that the two can be one name."""
    if one[0] > other[0]:
        one, other = other, one
    return (one[2] & ~other[2]).bit_count() <= UNLIKE * one[1]


@cache
def _styles() -> frozenset[str]:
    """Words that stand before a name: titles, ranks, trades."""
    return frozenset(part for title in (*titles(), *occupations()) for part in title.term.split())


@lru_cache(maxsize=4096)
def _parts(entity_id: str) -> tuple[str, ...]:
    parts = entity_id.partition(":")[2].split("-")
    bare = [part for part in parts if len(part) == 1 or part not in _styles()]
    return tuple(bare or parts)


def are_spellings(one: str, other: str) -> bool:
    """Whether two words are near enough; the least likeness is told beforehand, so that what differs is left early."""
    return fuzz.ratio(one, other, score_cutoff=SAME_NAME) >= SAME_NAME


def is_spelled(word: str, others: Sequence[str]) -> bool:
    """Whether one of the others is near enough to a word."""
    return process.extractOne(word, others, scorer=fuzz.ratio, score_cutoff=SAME_NAME) is not None


@lru_cache(maxsize=4096)
def _name_likeness(a: str, b: str) -> float:
    if a == b:
        return 1.0
    shorter, longer = sorted((_parts(a), _parts(b)), key=len)
    whole = [part for part in shorter if len(part) > 1]
    if not whole or not all(is_spelled(part, longer) for part in whole):
        return 1.0 if are_spellings("".join(shorter), "".join(longer)) else 0.0
    initials = [part for part in shorter if len(part) == 1]
    if any(not any(other.startswith(part) for other in longer) for part in initials):
        return 0.0
    return 1.0 if len(shorter) > 1 else 0.5


@lru_cache(maxsize=4096)
def are_namesakes(a: str, b: str) -> bool:
    """Whether two persons share the last name and have other first names."""
    first, second = _parts(a), _parts(b)
    if min(len(first), len(second)) < 2 or not are_spellings(first[-1], second[-1]):
        return False
    given = first[0], second[0]
    return min(map(len, given)) > 1 and not are_spellings(*given) and not set(first[:-1]) & set(second[:-1])
