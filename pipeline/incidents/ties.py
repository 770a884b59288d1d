"""Which events of one article tell of one happening: evidence pair by pair (``TIES``), then groups, the surest first."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz

from pipeline.geo.atlas import distance_km
from pipeline.incidents.reported import BLOODY, days_apart
from pipeline.incidents.seen import REACH, ArticleView, Seen
from pipeline.incidents.weighing import read_weights, weigh
from pipeline.incidents.wording import (
    DEFINITE,
    DENIED,
    INDEFINITE,
    NAMED_DAY,
    OTHER,
    PERFECT,
    SCENE,
    SEQUENCE,
    SET_APART,
    VERBAL,
)
from pipeline.knowledge import fold

LEAST = 0.5  # what the worst tie of two groups counts when they are weighed; the rest counts their mean
JOINED = 0.6  # log-odds over which two groups become one
MOST_EVENTS = 120  # of one family that are weighed against each other; longer articles are taken in pieces
FAR = 6  # sentences
NEAR_KM = 15.0
ALIKE = 0.85  # of the greater of two amounts that are the same

TIES = read_weights("tie")


BETWEEN = (("denial", DENIED), ("other", OTHER), ("sequence", SEQUENCE))


@dataclass(frozen=True, slots=True)
class Wording:
    """What the words around one event say of it, whatever it is weighed against."""

    set_apart: bool
    shifts: bool  # its sentence turns to another place or time
    had: bool
    sequence_after: bool
    other_after: bool
    indefinite: bool
    definite: bool
    names_day: bool


class Ties:
    """The ties between the events of one article."""

    def __init__(self, view: ArticleView) -> None:
        self.view, self.lower, self.starts = view, view.lower, view.starts
        # An event is weighed against all others of its family: what its own words say is read once.
        self.wordings: dict[int, Wording] = {}
        self.points: dict[int, list[tuple[float, float]]] = {}
        self.between: dict[tuple[int, int], tuple[str, ...]] = {}

    def happenings(self, seen: Sequence[Seen]) -> list[list[Seen]]:
        """The events of one family, grouped: the two groups that fit best become one, again and again, while any two fit."""
        groups = []
        for first in range(0, len(seen), MOST_EVENTS):
            part = seen[first : first + MOST_EVENTS]
            groups += [[part[i] for i in group] for group in self._grouped(part)]
        return groups

    def _grouped(self, seen: Sequence[Seen]) -> list[list[int]]:
        members = {i: [i] for i in range(len(seen))}
        ties = {  # of two groups: sum and least of their members' ties
            (i, j): (weigh(TIES, self.tie(seen[i], seen[j])),) * 2
            for i, j in itertools.combinations(range(len(seen)), 2)
        }
        while ties:
            fits = {
                (i, j): LEAST * least + (1 - LEAST) * total / (len(members[i]) * len(members[j]))
                for (i, j), (total, least) in ties.items()
            }
            (i, j), fit = min(fits.items(), key=lambda item: (-item[1], item[0]))
            if fit <= JOINED:
                break
            members[i] = sorted(members[i] + members.pop(j))
            del ties[i, j]
            for k in members:
                if k != i:
                    kept, gone = (min(i, k), max(i, k)), (min(j, k), max(j, k))
                    (total, least), (more, lesser) = ties[kept], ties.pop(gone)
                    ties[kept] = total + more, min(least, lesser)
        return sorted(members.values())

    def tie(self, a: Seen, b: Seen) -> dict[str, float]:
        """What speaks for and against two events of one article, ``a`` before ``b``, being of one happening."""
        found: dict[str, float] = {"bias": 1.0}
        apart = b.sentence - a.sentence
        found["same sentence" if not apart else "next sentence" if apart == 1 else "sentences apart"] = 1.0
        if apart >= FAR:
            found["far apart"] = 1.0
        if b.paragraph > a.paragraph:
            found["other paragraph" if b.paragraph == a.paragraph + 1 else "paragraphs apart"] = 1.0
        if a.days and b.days:
            gap = days_apart(a.days, b.days)
            found["same day" if not gap else "next day" if gap == 1 else "other day" if gap < 7 else "other week"] = 1.0
        self._tie_places(a, b, found)
        if a.victims and b.victims:
            found["same victim" if a.victims & b.victims else "other victim"] = 1.0
        elif a.targets & b.targets:
            found["same target"] = 1.0
        elif a.persons & b.persons:
            found["same person"] = 1.0
        elif a.targets and b.targets:
            found["other target"] = 1.0
        self._tie_numbers(a, b, found)
        if a.offence_of & b.offence_of:
            found["same charge"] = 1.0
        if a.type == b.type:
            found["same type"] = 1.0
        elif {a.type, b.type} <= BLOODY:
            found["bloody types"] = 1.0
        else:
            found[f"{min(a.type, b.type)} {max(a.type, b.type)}"] = 1.0
        if fold(a.row["trigger"]) == fold(b.row["trigger"]):
            found["same word"] = 1.0
        self._tie_words(a, b, found)
        self._tie_stretches(a, b, found)
        return found

    def _tie_stretches(self, a: Seen, b: Seen, found: dict[str, float]) -> None:
        """What the parts of the text that tell of each name, and whether one is told as background."""
        if a.where and b.where:
            same = any(fuzz.partial_ratio(x, y) >= 88 for x in a.where for y in b.where)
            found["same places told" if same else "other places told"] = 1.0
            if not same and a.points and b.points:
                if min(distance_km(p, q) for p in a.points for q in b.points) > NEAR_KM:
                    found["places told far apart"] = 1.0
        if a.who and b.who and not a.victims & b.victims:
            found["same persons told" if a.who & b.who else "other persons told"] = 1.0
        if a.old != b.old:
            both = a.days and b.days
            found["one of old" if both else "one of old, one undated"] = 1.0
        if a.introduces and b.introduces and a.sentence != b.sentence:
            found["both introduce a target"] = 1.0
        if a.background != b.background:
            found["one as background"] = 1.0
        if a.sentence != b.sentence:
            if not a.noun and not b.noun:
                found["both as verbs"] = 1.0
                if a.type == b.type:
                    found["both as verbs of one type"] = 1.0
        if a.type == b.type and a.sentence == b.sentence:
            found["same type in one sentence"] = 1.0

    def _tie_numbers(self, a: Seen, b: Seen, found: dict[str, float]) -> None:
        """Amounts and counts that agree, or cannot be of one happening: 27 years and nine years, two tonnes and three."""
        near = [
            min(x, y) >= ALIKE * max(x, y) for unit, x in a.amounts for other, y in b.amounts if unit == other and x > 0
        ]
        if near:
            found["same amount" if any(near) else "other amount"] = 1.0
        for measure in a.counts.keys() & b.counts.keys():
            pairs = [(x, y) for x in a.counts[measure] for y in b.counts[measure]]
            if pairs:
                agree = any(x[0] <= y[1] and y[0] <= x[1] for x, y in pairs)
                found["same number" if agree else "other number"] = 1.0

    def _tie_places(self, a: Seen, b: Seen, found: dict[str, float]) -> None:
        if not a.places or not b.places:
            return
        if a.places.keys() & b.places.keys():
            found["same place"] = 1.0
            return
        points = [self._points(seen) for seen in (a, b)]
        if points[0] and points[1]:
            near = min(distance_km(p, q) for p in points[0] for q in points[1])
            found["near place" if near < NEAR_KM else "other place"] = 1.0
        else:
            found["other place name"] = 1.0

    def _points(self, seen: Seen) -> list[tuple[float, float]]:
        """Where the towns and sites lie that are its arguments."""
        if id(seen) not in self.points:
            self.points[id(seen)] = self.view.points_of(seen.places)
        return self.points[id(seen)]

    def _tie_words(self, a: Seen, b: Seen, found: dict[str, float]) -> None:
        """Words between the two, or in ``b``'s sentence, that set it apart or point back; names beside the triggers."""
        first, second = self._wording(a), self._wording(b)
        if (id(a), id(b)) in self.view.apart_pairs:
            found["days apart in the text"] = 1.0
        where = "between" if a.sentence == b.sentence else "before"
        for name in self._between(max(self.starts[b.sentence - 1], a.end, b.start - REACH), b.start):
            found[f"{name} {where}"] = 1.0
        if second.set_apart:
            found[f"set apart {where}"] = 1.0
        if a.sentence != b.sentence and second.shifts:
            found["scene shifts"] = 1.0
        if first.had:
            found["had first"] = 1.0
        if second.sequence_after:
            found["sequence after"] = 1.0
        if second.other_after:
            found["other after"] = 1.0
        if second.indefinite:
            found["indefinite"] = 1.0
        elif second.definite:
            found["definite"] = 1.0
        if second.names_day and a.days and b.days and days_apart(a.days, b.days):
            found["another day named"] = 1.0
        if second.had:
            found["had"] = 1.0
        if a.beside and b.beside:
            found["same name beside" if a.beside & b.beside else "other name beside"] = 1.0

    def _between(self, start: int, end: int) -> tuple[str, ...]:
        """What is said before an event that sets it apart; the same for most events before it, since it begins with its sentence."""
        if (start, end) not in self.between:
            text = self.lower[start:end]
            self.between[start, end] = tuple([name for name, pattern in BETWEEN if pattern.search(text)])
        return self.between[start, end]

    def _wording(self, seen: Seen) -> Wording:
        if id(seen) not in self.wordings:
            sentence, end = self.starts[seen.sentence - 1], self.view.sentence_end(seen)
            head = self.lower[max(0, seen.start - 40) : seen.start]
            following = self.lower[seen.end : min(end, seen.end + 60)]
            self.wordings[id(seen)] = Wording(
                set_apart=bool(SET_APART.search(self.lower[max(sentence, seen.start - REACH) : seen.start])),
                shifts=bool(SCENE.match(self.view.text[sentence : min(seen.start, sentence + 80)])),
                had=bool(PERFECT.search(head)),
                sequence_after=bool(SEQUENCE.search(following)),
                other_after=bool(OTHER.search(following)),
                indefinite=bool(INDEFINITE.search(head)),
                definite=bool(DEFINITE.search(head)) and not VERBAL.search(head),
                names_day=bool(NAMED_DAY.search(self.view.text[max(0, seen.start - 40) : seen.start])),
            )
        return self.wordings[id(seen)]
