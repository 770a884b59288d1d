"""How like a report is to another at first look, from what fits into four numbers: of hundreds that share a country and its days, the likest are compared.

``likeness`` says it of two reports of a batch, ``LIKENESS`` in SQL of a new and a stored one; both count in whole tenths of log-odds. The
weights are those that best tell the pairs that the matcher puts together from those that it does not: of 2,903 reports of a batch that
join one of the 40 likest incidents in a warehouse of 200,000 articles, that one is among the first four for 89 %, among the first eight for
94 % (by what they are looked up by alone 53 and 65 %). Of 705 reports of ``corpora/incidents/dev`` all are among the first three.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple, Protocol

from pipeline.incidents.wording import word_hash
from pipeline.scheme import EVENT_TYPES

# In common: each participant, up to two; each telling name, up to four; the place; a type; each rare word; each figure, up to three.
PERSON, NAME, PLACE, TYPE, WORD, FIGURE = 14, 3, 15, 22, 10, 17
CHANCE = 17  # for each rare word that would be in common by chance
NEAR, FAR, UNDATED = 15, -47, 3  # days that touch, or lie more than three apart; one of no day
UNSKETCHED = 25  # what words and figures count where a stored report has no sketch: it is of before format 6
SAME_TEXT = 1_000  # reports of one text, above all others
BITS = 64
FIGURES = BITS - len(EVENT_TYPES)
TYPES_MASK, FIGURES_MASK = (1 << len(EVENT_TYPES)) - 1, ((1 << FIGURES) - 1) << len(EVENT_TYPES)


class Sketch(NamedTuple):
    """What a report tells, in three numbers of 64 bits: its types and figures; its rare words, two numbers long."""

    traits: int
    words: int
    more_words: int


def sketched(types: Iterable[str], figures: Iterable[str], rare: Iterable[int]) -> Sketch:
    """The sketch of a report; ``rare``: hashes of its rare words."""
    traits = words = 0
    for kind in types:
        traits |= 1 << EVENT_TYPES.index(kind)
    for figure in figures:
        traits |= 1 << (len(EVENT_TYPES) + word_hash(figure) % FIGURES)
    for word in rare:
        words |= 1 << word % (2 * BITS)
    return Sketch(traits, words & ((1 << BITS) - 1), words >> BITS)


class Dated(Protocol):
    """What is used of a report: its days as numbers, whether it says them, and its sketch."""

    day: int
    last_day: int
    dated: bool
    sketch: Sketch


def likeness(a: Dated, b: Dated, *, persons: int, names: int, same_place: bool) -> int:
    """How like two reports are; ``persons`` and ``names``: how many participants and telling names they share."""
    found = keyed(persons, names, same_place)
    if a.dated and b.dated:
        apart = max(0, a.day - b.last_day, b.day - a.last_day)
        found += NEAR if apart <= 1 else FAR if apart > 3 else 0
    else:
        found += UNDATED
    one, other = a.sketch, b.sketch
    both = one.traits & other.traits
    if both & TYPES_MASK:
        found += TYPE
    found += FIGURE * min(3, (both & FIGURES_MASK).bit_count())
    mine, theirs = (sketch.words.bit_count() + sketch.more_words.bit_count() for sketch in (one, other))
    shared = (one.words & other.words).bit_count() + (one.more_words & other.more_words).bit_count()
    return found + WORD * shared - CHANCE * mine * theirs // (2 * BITS)


def keyed(persons: int, names: int, same_place: bool) -> int:
    """What they share of what they are looked up by."""
    return PERSON * min(2, persons) + NAME * min(4, names) + PLACE * same_place


def _counted(words: str, more_words: str) -> str:
    """SQL for how many bits both numbers have; of one alone they are counted as a TINYINT."""
    return f"(CAST(bit_count({words}) AS INTEGER) + bit_count({more_words}))"


# The same of persons, names (counts) and same_place (0 or 1).
KEYED = f"({PERSON} * least(2, persons) + {NAME} * least(4, names) + {PLACE} * same_place)"
# All that is beside KEYED, of the new report `a` and the stored one `e`, whose days may be null.
LIKENESS = f"""(
    CASE WHEN a.dated AND e.first_day IS NOT NULL AND e.last_day IS NOT NULL THEN
        CASE WHEN greatest(a.day - e.last_day, e.first_day - a.last_day) <= 1 THEN {NEAR}
        WHEN greatest(a.day - e.last_day, e.first_day - a.last_day) > 3 THEN {FAR} ELSE 0 END
    ELSE {UNDATED} END
    + CASE WHEN e.traits IS NULL THEN {UNSKETCHED} ELSE
        CASE WHEN a.traits & e.traits & {TYPES_MASK}::UBIGINT > 0 THEN {TYPE} ELSE 0 END
        + {FIGURE} * least(3, bit_count(a.traits & e.traits & {FIGURES_MASK}::UBIGINT))
        + {WORD} * {_counted("a.words & e.words", "a.more_words & e.more_words")}
        - {CHANCE} * {_counted("a.words", "a.more_words")} * {_counted("e.words", "e.more_words")} // {2 * BITS}
    END
)"""
