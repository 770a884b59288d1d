"""Words that may stand for a gang told before: ``they``, ``its``, ``the gang``, each with whom it may stand for.

The last fitting mention before such a word is offered as its antecedent; no more is decided here, and it is wrong often enough that
whoever reads it should have other evidence too. Ties between entities do (``relations.py``). For the roles of events it cost more
precision than it brought recall (dev split, gold mentions: 70.1 F1 without, 69.4 with).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

MANY = frozenset(("they", "them", "their"))
THING = frozenset(("it", "its"))
# ``the gang``: a nominal for a named group, which the scheme leaves unmarked.
GROUPS = frozenset(
    "gang group cartel clan organisation organization network faction mafia militia band syndicate outfit crew mob".split()
)
DETERMINERS = frozenset(("the", "this", "that"))
FITTING = {"many": ("PEOPLE", "GANG"), "thing": ("GANG",), "group": ("GANG",)}
REACH = 6  # sentences back
MOST = 100  # mentions back
LONGEST = 500  # tokens back; longer than six sentences of news mostly are


@dataclass(frozen=True, slots=True)
class Named:
    """A mention in plain values (tokens), with the entity that it is of."""

    start: int
    end: int
    label: str
    entity: str


@dataclass(frozen=True, slots=True)
class Anaphor:
    """A stretch of tokens and the mention that it may stand for."""

    start: int
    end: int
    antecedent: Named


def anaphors(lower: Sequence[str], mentions: Sequence[Named], sentence_of: Sequence[int]) -> Iterator[Anaphor]:
    """Every anaphor of a text that has an antecedent, in text order; ``mentions`` in text order, ``lower`` the tokens."""
    covered = {i for mention in mentions for i in range(mention.start, mention.end)}
    position = 0
    for i, word in enumerate(lower):
        while position < len(mentions) and mentions[position].start < i:
            position += 1
        kind, start = _kind(lower, i, word)
        if kind and not (kind == "group" and i in covered):
            antecedent = _antecedent(mentions, position, start, kind, sentence_of)
            if antecedent is not None:
                yield Anaphor(start, i + 1, antecedent)


def _kind(lower: Sequence[str], i: int, word: str) -> tuple[str, int]:
    """What sort of anaphor ends at a token, empty if none, and where it begins."""
    if word in MANY:
        return "many", i
    if word in THING:
        return "thing", i
    if word in GROUPS and i and lower[i - 1] in DETERMINERS:
        return "group", i - 1
    return "", i


def _antecedent(
    mentions: Sequence[Named], position: int, start: int, kind: str, sentence_of: Sequence[int]
) -> Named | None:
    """The last fitting mention before a token, within reach."""
    for mention in reversed(mentions[max(0, position - MOST) : position]):
        if sentence_of[start] - sentence_of[mention.start] > REACH or start - mention.start > LONGEST:
            return None
        if mention.end <= start and mention.label in FITTING[kind]:
            return mention
    return None
