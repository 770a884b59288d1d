"""How close the extractor comes to the annotated articles, by the scores of the annotation scheme.

Every score is micro precision, recall and F1 in percent over a set of articles, except coreference
(B-cubed) and the accuracies of status, measures and about. ``score_article`` is pure: a gold and a
predicted Extraction of the same text in, a ``Tally`` per score out; tallies add up.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from pipeline.scheme import (
    NAMED_LABELS,
    NUMBER_LABELS,
    PEOPLE,
    SYMMETRIC_RELATIONS,
    Event,
    Extraction,
    Mention,
)

PERCENT_TOLERANCE = 0.5


@dataclass(slots=True)
class Tally:
    """Counts behind one score: right, predicted and gold (weights for coreference)."""

    right_predicted: float = 0.0
    predicted: float = 0.0
    right_gold: float = 0.0
    gold: float = 0.0

    def add(self, other: Tally) -> None:
        self.right_predicted += other.right_predicted
        self.predicted += other.predicted
        self.right_gold += other.right_gold
        self.gold += other.gold

    @property
    def precision(self) -> float:
        return 100 * self.right_predicted / self.predicted if self.predicted else 0.0

    @property
    def recall(self) -> float:
        return 100 * self.right_gold / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0

    def as_dict(self) -> dict[str, float]:
        return {
            "p": round(self.precision, 2),
            "r": round(self.recall, 2),
            "f": round(self.f1, 2),
            "gold": round(self.gold, 2),
            "predicted": round(self.predicted, 2),
        }


@dataclass(slots=True)
class Scores:
    """Tallies by score name and, for the scores that have them, by label, type, role or status."""

    total: dict[str, Tally] = field(default_factory=lambda: defaultdict(Tally))
    parts: dict[str, dict[str, Tally]] = field(default_factory=lambda: defaultdict(lambda: defaultdict(Tally)))
    articles: int = 0

    def count(self, score: str, right: float, predicted: float, gold: float, part: str | None = None) -> None:
        tally = Tally(right, predicted, right, gold)
        self.total[score].add(tally)
        if part is not None:
            self.parts[score][part].add(tally)

    def add(self, other: Scores) -> None:
        self.articles += other.articles
        for score, tally in other.total.items():
            self.total[score].add(tally)
        for score, parts in other.parts.items():
            for part, tally in parts.items():
                self.parts[score][part].add(tally)

    def as_dict(self) -> dict[str, Any]:
        return {
            "articles": self.articles,
            "scores": {score: tally.as_dict() for score, tally in self.total.items()},
            "parts": {
                score: {part: tally.as_dict() for part, tally in sorted(parts.items())}
                for score, parts in self.parts.items()
            },
        }


SCORES = (
    "mentions", "spans", "people", "coreference", "triggers", "status", "arguments", "numbers", "measures",
    "about", "dates", "relations",
)  # fmt: skip
EXPLAINED = {
    "mentions": "start, end and label equal (PEOPLE apart)",
    "spans": "start and end equal, whatever the label",
    "people": "PEOPLE: start and end equal",
    "coreference": "B-cubed over named mentions found exactly",
    "triggers": "overlaps a gold trigger of its type, one to one",
    "status": "given the trigger, the status is equal",
    "arguments": "event counts, role equal, filler overlaps a mention of the gold argument",
    "numbers": "overlaps, low, high and unit equal",
    "measures": "given the number, what it measures is equal",
    "about": "given the number, whom it is about is equal",
    "dates": "overlaps, both ends equal",
    "relations": "type, former and both entities equal",
}


def score_article(gold: Extraction, predicted: Extraction) -> Scores:
    """All scores of one article. Raises ValueError when the two are not about the same text."""
    if gold.text != predicted.text:
        raise ValueError("gold and predicted texts differ")
    scores = Scores(articles=1)
    _score_mentions(gold, predicted, scores)
    _score_coreference(gold, predicted, scores)
    _score_events(gold, predicted, scores)
    _score_numbers(gold, predicted, scores)
    _score_dates(gold, predicted, scores)
    _score_relations(gold, predicted, scores)
    return scores


def _score_mentions(gold: Extraction, predicted: Extraction, scores: Scores) -> None:
    for score, people in (("mentions", False), ("people", True)):
        left = {(m.start, m.end, m.label) for m in gold.mentions if (m.label == PEOPLE) == people}
        right = {(m.start, m.end, m.label) for m in predicted.mentions if (m.label == PEOPLE) == people}
        labels = {label for _, _, label in left | right}
        for label in sorted(labels):
            ours = {key for key in left if key[2] == label}
            theirs = {key for key in right if key[2] == label}
            scores.count(score, len(ours & theirs), len(theirs), len(ours), label)
        if not people:
            bare, found = ({key[:2] for key in side} for side in (left, right))
            scores.count("spans", len(bare & found), len(found), len(bare))


def _score_coreference(gold: Extraction, predicted: Extraction, scores: Scores) -> None:
    """B-cubed over the named mentions that were found exactly."""
    ours = {(m.start, m.end, m.label): m.entity for m in gold.mentions if m.label in NAMED_LABELS}
    theirs = {(m.start, m.end, m.label): m.entity for m in predicted.mentions if m.label in NAMED_LABELS}
    shared = [key for key in theirs if key in ours]
    gold_cluster, found_cluster = defaultdict(set), defaultdict(set)
    for key in shared:
        gold_cluster[ours[key]].add(key)
        found_cluster[theirs[key] or str(key)].add(key)
    for key in shared:
        left, right = gold_cluster[ours[key]], found_cluster[theirs[key] or str(key)]
        common = len(left & right)
        scores.total["coreference"].add(Tally(common / len(right), 1, common / len(left), 1))


def match_events(gold: Iterable[Event], predicted: Iterable[Event]) -> dict[str, str]:
    """Predicted event id -> gold event id, for triggers of one type that overlap, one to one."""
    matched: dict[str, str] = {}
    taken: set[str] = set()
    gold = list(gold)
    for event in predicted:
        candidates = [
            other for other in gold if other.type == event.type and other.id not in taken and _overlap(other, event) > 0
        ]
        if candidates:
            best = max(candidates, key=lambda other: _overlap(other, event))
            matched[event.id] = best.id
            taken.add(best.id)
    return matched


def _overlap(left: Event | Mention, right: Event | Mention) -> int:
    return min(left.end, right.end) - max(left.start, right.start)


def _score_events(gold: Extraction, predicted: Extraction, scores: Scores) -> None:
    matched = match_events(gold.events, predicted.events)
    gold_events = {event.id: event for event in gold.events}
    for event in gold.events:
        scores.count("triggers", 0, 0, 1, event.type)
    for event in predicted.events:
        scores.count("triggers", 0, 1, 0, event.type)
        if event.id in matched:
            right = Tally(1, 0, 1, 0)
            scores.total["triggers"].add(right)
            scores.parts["triggers"][event.type].add(right)
            status = gold_events[matched[event.id]].status
            scores.count("status", float(event.status == status), 1, 1, status)
    _score_arguments(gold, predicted, matched, scores)


def _score_arguments(gold: Extraction, predicted: Extraction, matched: dict[str, str], scores: Scores) -> None:
    for event in gold.events:
        for argument in event.arguments:
            scores.count("arguments", 0, 0, 1, argument.role)
    right = right_arguments(gold, predicted, matched)
    for event in predicted.events:
        for number, argument in enumerate(event.arguments):
            scores.count("arguments", 0, 1, 0, argument.role)
            if (event.id, number) in right:
                scores.total["arguments"].add(Tally(1, 0, 1, 0))
                scores.parts["arguments"][argument.role].add(Tally(1, 0, 1, 0))


def right_arguments(gold: Extraction, predicted: Extraction, matched: dict[str, str]) -> set[tuple[str, int]]:
    """The predicted arguments that count: event id and place in its list."""
    gold_mentions = {mention.id: mention for mention in gold.mentions}
    by_entity: dict[str | None, list[Mention]] = defaultdict(list)
    for mention in gold.mentions:
        by_entity[mention.entity].append(mention)
    mentions = {mention.id: mention for mention in predicted.mentions}
    open_gold: dict[str, list[tuple[str, list[Mention], str | None]]] = defaultdict(list)
    for event in gold.events:
        for argument in event.arguments:
            fillers = by_entity[gold_mentions[argument.mention].entity] if argument.mention else []
            open_gold[event.id].append((argument.role, fillers, argument.event))
    found: set[tuple[str, int]] = set()
    for event in predicted.events:
        candidates = open_gold.get(matched.get(event.id, ""), [])
        for number, argument in enumerate(event.arguments):
            for candidate in candidates:
                role, fillers, offence = candidate
                if role != argument.role:
                    continue
                if argument.event is not None:
                    right = matched.get(argument.event) == offence
                else:
                    filler = mentions[argument.mention or ""]
                    right = any(_overlap(filler, other) > 0 for other in fillers)
                if right:
                    candidates.remove(candidate)
                    found.add((event.id, number))
                    break
    return found


def overlapping_mentions(gold: Mapping[str, Mention], predicted: Mapping[str, Mention]) -> Iterator[tuple[str, str]]:
    """Pairs (predicted id, gold id) that overlap most, one to one."""
    taken: set[str] = set()
    for key, mention in predicted.items():
        best = max(
            (other for other in gold if other not in taken and _overlap(gold[other], mention) > 0),
            key=lambda other: _overlap(gold[other], mention),
            default=None,
        )
        if best is not None:
            taken.add(best)
            yield key, best


def _score_numbers(gold: Extraction, predicted: Extraction, scores: Scores) -> None:
    ours = {number.mention: number for number in gold.numbers}
    theirs = {number.mention: number for number in predicted.numbers}
    gold_mentions = {m.id: m for m in gold.mentions if m.id in ours and m.label in NUMBER_LABELS}
    mentions = {m.id: m for m in predicted.mentions if m.id in theirs}
    units = {key: number.unit for key, number in ours.items()}
    for _number in theirs.values():
        scores.count("numbers", 0, 1, 0)
    for unit in units.values():
        scores.count("numbers", 0, 0, 1, unit)
    for key, other in overlapping_mentions(gold_mentions, mentions):
        mine, reference = theirs[key], ours[other]
        same = mine.unit == reference.unit and all(
            _same_bound(a, b, reference.unit) for a, b in ((mine.low, reference.low), (mine.high, reference.high))
        )
        if not same:
            continue
        tally = Tally(1, 0, 1, 0)
        scores.total["numbers"].add(tally)
        scores.parts["numbers"][reference.unit].add(tally)
        scores.count("measures", float(mine.measures == reference.measures), 1, 1, reference.measures)
        if reference.about is not None or mine.about is not None:
            about = _same_entity(names_of(gold, reference.about), names_of(predicted, mine.about))
            scores.count(
                "about",
                float(about),
                float(mine.about is not None),
                float(reference.about is not None),
            )


def _same_bound(left: float | None, right: float | None, unit: str) -> bool:
    if left is None or right is None:
        return left is right
    tolerance = PERCENT_TOLERANCE if unit == "percent" else max(1e-9, abs(right) * 1e-6)
    return abs(left - right) <= tolerance


def _score_dates(gold: Extraction, predicted: Extraction, scores: Scores) -> None:
    ours = {value.mention: value for value in gold.dates}
    theirs = {value.mention: value for value in predicted.dates}
    gold_mentions = {m.id: m for m in gold.mentions if m.id in ours}
    mentions = {m.id: m for m in predicted.mentions if m.id in theirs}
    right = sum(
        (theirs[key].start, theirs[key].end) == (ours[other].start, ours[other].end)
        for key, other in overlapping_mentions(gold_mentions, mentions)
    )
    scores.count("dates", right, len(theirs), len(ours))


def names_of(extraction: Extraction, entity: str | None) -> set[str]:
    """The surface forms and the canonical name of an entity, folded."""
    if entity is None:
        return set()
    names = {mention.text for mention in extraction.mentions if mention.entity == entity}
    names |= {e.name for e in extraction.entities if e.id == entity and e.name}
    return {" ".join(name.casefold().split()) for name in names}


def _same_entity(left: set[str], right: set[str]) -> bool:
    return bool(left & right)


def _score_relations(gold: Extraction, predicted: Extraction, scores: Scores) -> None:
    for relation in gold.relations:
        scores.count("relations", 0, 0, 1, relation.type)
    right = right_relations(gold, predicted)
    for number, relation in enumerate(predicted.relations):
        scores.count("relations", 0, 1, 0, relation.type)
        if number in right:
            scores.total["relations"].add(Tally(1, 0, 1, 0))
            scores.parts["relations"][relation.type].add(Tally(1, 0, 1, 0))


def right_relations(gold: Extraction, predicted: Extraction) -> set[int]:
    """The predicted relations that count, by their place in the list."""
    remaining = [(r, names_of(gold, r.subject), names_of(gold, r.object)) for r in gold.relations]
    found: set[int] = set()
    for number, relation in enumerate(predicted.relations):
        subject, target = names_of(predicted, relation.subject), names_of(predicted, relation.object)
        for candidate in remaining:
            other, gold_subject, gold_target = candidate
            if other.type != relation.type or other.former != relation.former:
                continue
            straight = _same_entity(subject, gold_subject) and _same_entity(target, gold_target)
            crossed = _same_entity(subject, gold_target) and _same_entity(target, gold_subject)
            if straight or (crossed and relation.type in SYMMETRIC_RELATIONS):
                remaining.remove(candidate)
                found.add(number)
                break
    return found
