"""What an article as a whole says of two entities that may be tied, for the linear judge of ties beside the words between them.

A prosecutor who speaks of a gang is none of its members, the gang that an article is on has its leader named more often than
another, and of several gangs a person mostly belongs to the nearest.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from spacy.tokens import Doc, Span

from pipeline.components.anaphors import GROUPS
from pipeline.components.near_mentions import BELONGING, LEADING, OUTSIDE
from pipeline.components.span_tagger import sentence_bounds, sentence_numbers
from pipeline.components.standing import is_role, side_of_word

SAYING = frozenset(
    "said says told tells added according argued wrote estimates believes explained warned noted".split()
)
PASSED_OVER = frozenset((",", '"', "“", "alias", "'"))  # between a title and its bearer
OPENING = frozenset((",", "("))  # before what somebody is
OFTEN = 4  # or more
STANDING = frozenset(("leads", "belongs", "outside", "speaks", "itsleader"))
LONGEST_TITLE = 14  # tokens between the commas behind a name
BEFORE, AFTER, OF_ITS = 3, 9, 6  # tokens


class Surroundings:
    """An article's gangs, and what stands beside the people that may be theirs."""

    def __init__(self, doc: Doc, ents: Sequence[Span]) -> None:
        """``ents``: the mentions that have an entity, in text order."""
        self.lower = [token.lower_ for token in doc]
        self.times = Counter(ent.kb_id_ for ent in ents)
        self.gangs = list(dict.fromkeys(ent.kb_id_ for ent in ents if ent.label_ == "GANG"))
        self.loudest = max((self.times[gang] for gang in self.gangs), default=0)
        self.at: dict[str, list[int]] = defaultdict(list)
        self.said: dict[str, set[str]] = defaultdict(set)
        self.in_sentences: dict[str, set[int]] = defaultdict(set)
        sentence_of = sentence_numbers(sentence_bounds(doc))
        for ent in ents:
            self.at[ent.kb_id_].append(ent.start)
            self.in_sentences[ent.kb_id_].add(sentence_of[ent.start])
            if ent.label_ == "PERSON":
                self.said[ent.kb_id_].update(self._said_of(ent.start, ent.end))
        self._nearest: dict[str, str] = {}

    def words(self, kind: str, subject: str, target: str, label: str) -> Iterator[str]:
        """What is said of the two; ``kind`` of tie, ``label`` of the target."""
        together = f"together={min(3, len(self.in_sentences[subject] & self.in_sentences[target]))}"
        many = f"gangs={min(len(self.gangs), OFTEN)}"
        yield from (together, many)
        if kind == "gangs":
            yield f"of={self._rank(subject)}-{self._rank(target)}"
            return
        gang, other = (target, subject) if kind == "people" else (subject, target)
        rank, nearest = self._rank(gang), self.nearest(other) == gang
        yield from (f"of={rank}", f"nearest={nearest}|{len(self.gangs) > 1}")
        if kind == "places":
            often = min(self.times[target], OFTEN)
            yield from (f"place={often}", f"place={label}", f"of={rank}|{label}")
            return
        yield f"of={rank}|{many}"
        for said in sorted(self.said[other]):
            yield f"is={said}"
            if said in STANDING or said.startswith("side"):
                yield f"is={said}|{rank}|{nearest}"

    def _rank(self, gang: str) -> str:
        """Whether no gang of the article is named more often, and whether it is the first."""
        return f"{self.times[gang] == self.loudest}{gang == self.gangs[0]}"

    def nearest(self, entity: str) -> str:
        """The gang of which a mention stands nearest to one of an entity; of several the first of the article."""
        if entity not in self._nearest:
            self._nearest[entity] = min(self.gangs, key=lambda gang: _apart(self.at[entity], self.at[gang]))
        return self._nearest[entity]

    def _said_of(self, start: int, end: int) -> Iterator[str]:
        """What the words beside a mention say of a person: what he is, whether he leads, belongs, stands outside, speaks."""
        last = start
        while last and self.lower[last - 1] in PASSED_OVER:
            last -= 1
        before, after = self.lower[max(0, last - BEFORE) : last], self.lower[end : end + AFTER]
        opening = after[0] if after else ""
        yield from _roles(before, "before")
        if opening in OPENING or opening in ("who", "—"):
            yield from _roles(after, "after")
        beside = frozenset((*before, *after) if opening in OPENING else before)
        for said, cues in (("leads", LEADING), ("belongs", BELONGING), ("outside", OUTSIDE)):
            if not cues.isdisjoint(beside):
                yield said
        if not SAYING.isdisjoint((*after[:3], *self.lower[max(0, start - 1) : start])) or self._speaks_then(end):
            yield "speaks"
        owner = frozenset(self.lower[max(0, start - OF_ITS) : start])
        if not LEADING.isdisjoint(owner) and ("its" in owner or ("'s" in owner and not GROUPS.isdisjoint(owner))):
            yield "itsleader"

    def _speaks_then(self, end: int) -> bool:
        """Whether somebody is presented between commas and then speaks: ``Geraldine Hart, then the commissioner, said``."""
        if self.lower[end : end + 1] != [","]:
            return False
        title = self.lower[end + 1 : end + 1 + LONGEST_TITLE]
        closing = title.index(",") if "," in title else len(title)
        return not SAYING.isdisjoint(title[closing + 1 : closing + 2])


def _roles(words: Sequence[str], where: str) -> Iterator[str]:
    for word in words:
        if is_role(word):
            yield f"role {where} {word}"
        if side := side_of_word(word):
            yield f"side {where} {side}"


def _apart(one: Sequence[int], other: Sequence[int]) -> int:
    """Tokens between the nearest of two lists of places, each in order."""
    found = []
    for place in one:
        i = bisect_left(other, place)
        found += [abs(place - near) for near in other[max(0, i - 1) : i + 1]]
    return min(found)
