"""What exactly differs between two sets of facts of one article: gold and predicted, or two annotators.

Scores say how much, differences say where: each names the layer, the kind (``missed``, ``spurious``, ``wrong``),
both readings and the sentence. ``blotter evaluate --errors`` and ``blotter corpus agreement`` print them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from pipeline.scheme import Argument, Event, Extraction, Mention
from pipeline.score import match_events, names_of, overlapping_mentions

SENTENCE_END = re.compile(r"[.?!…][\"'”’)]*\s+(?=[A-Z“\"‘'\[(])|\n+")


@dataclass(frozen=True, slots=True, order=True)
class Difference:
    """One disagreement; ``gold`` or ``found`` is empty where that side has nothing."""

    article: str
    start: int
    layer: str
    kind: str
    gold: str
    found: str
    sentence: str


def differences(gold: Extraction, predicted: Extraction, *, article: str = "") -> list[Difference]:
    """Every disagreement between two extractions of the same text, in reading order."""
    matched = match_events(gold.events, predicted.events)
    sides = _Sides(gold, predicted, article, matched)
    return sorted(
        [
            *sides.mentions(),
            *sides.triggers(),
            *sides.statuses(),
            *sides.arguments(),
            *sides.numbers(),
            *sides.dates(),
            *sides.relations(),
        ]
    )


def sentence_at(text: str, position: int) -> str:
    """The sentence around a character, on one line."""
    start = 0
    for match in SENTENCE_END.finditer(text):
        if match.end() > position:
            return " ".join(text[start : match.end()].split())
        start = match.end()
    return " ".join(text[start:].split())


@dataclass(slots=True)
class _Sides:
    """The two extractions, and which of their events are the same (predicted id to gold id)."""

    gold: Extraction
    predicted: Extraction
    article: str
    matched: dict[str, str]

    def _difference(self, start: int, layer: str, gold: str, found: str) -> Difference:
        kind = "missed" if not found else "spurious" if not gold else "wrong"
        return Difference(self.article, start, layer, kind, gold, found, sentence_at(self.gold.text, start))

    def mentions(self) -> Iterator[Difference]:
        exact = {_key(m) for m in self.gold.mentions} & {_key(m) for m in self.predicted.mentions}
        mine = {m.id: m for m in self.gold.mentions if _key(m) not in exact}
        theirs = {m.id: m for m in self.predicted.mentions if _key(m) not in exact}
        for people in (False, True):
            ours = {key: m for key, m in mine.items() if (m.label == "PEOPLE") == people}
            found = {key: m for key, m in theirs.items() if (m.label == "PEOPLE") == people}
            pairs = dict(overlapping_mentions(ours, found))
            layer = "people" if people else "mentions"
            for key, mention in found.items():
                other = ours.get(pairs.get(key, ""))
                yield self._difference(mention.start, layer, _named(other) if other else "", _named(mention))
            for key, mention in ours.items():
                if key not in pairs.values():
                    yield self._difference(mention.start, layer, _named(mention), "")

    def triggers(self) -> Iterator[Difference]:
        mine = [event for event in self.gold.events if event.id not in self.matched.values()]
        for event in self.predicted.events:
            if event.id in self.matched:
                continue
            other = next((e for e in mine if e.start < event.end and event.start < e.end), None)
            if other:
                mine.remove(other)
            yield self._difference(event.start, "triggers", _trigger(other) if other else "", _trigger(event))
        for event in mine:
            yield self._difference(event.start, "triggers", _trigger(event), "")

    def _pairs(self) -> Iterator[tuple[Event, Event]]:
        gold = {event.id: event for event in self.gold.events}
        for event in self.predicted.events:
            if event.id in self.matched:
                yield gold[self.matched[event.id]], event

    def statuses(self) -> Iterator[Difference]:
        for event, found in self._pairs():
            if event.status != found.status:
                texts = (f"{_trigger(event)} {event.status}", f"{_trigger(found)} {found.status}")
                yield self._difference(event.start, "status", *texts)

    def arguments(self) -> Iterator[Difference]:
        for event, found in self._pairs():
            mine = {self._filler(self.gold, a): a for a in event.arguments}
            theirs = {self._filler(self.predicted, a): a for a in found.arguments}
            for (role, filler), argument in theirs.items():
                if not any(role == other and self._same(filler, held, argument) for other, held in mine):
                    text = f"{_trigger(found)} {role} {self._text(self.predicted, argument)}"
                    yield self._difference(found.start, "arguments", "", text)
            for (role, filler), argument in mine.items():
                if not any(role == other and self._same(held, filler, a) for (other, held), a in theirs.items()):
                    text = f"{_trigger(event)} {role} {self._text(self.gold, argument)}"
                    yield self._difference(event.start, "arguments", text, "")

    def _filler(self, side: Extraction, argument: Argument) -> tuple[str, str]:
        if argument.event is not None:
            event = argument.event if side is self.gold else self.matched.get(argument.event, f"?{argument.event}")
            return argument.role, f"event {event}"
        return argument.role, argument.mention or ""

    def _same(self, found: str, held: str, argument: Argument) -> bool:
        """Whether a predicted filler lies on any mention of the gold filler's entity."""
        if argument.event is not None or held.startswith("event "):
            return found == held
        gold = {mention.id: mention for mention in self.gold.mentions}
        predicted = {mention.id: mention for mention in self.predicted.mentions}
        span, entity = predicted[found], gold[held].entity
        return any(m.start < span.end and span.start < m.end for m in self.gold.mentions if m.entity == entity)

    def _text(self, side: Extraction, argument: Argument) -> str:
        if argument.event is not None:
            return next((e.trigger for e in side.events if e.id == argument.event), argument.event)
        return next((m.text for m in side.mentions if m.id == argument.mention), "")

    def numbers(self) -> Iterator[Difference]:
        mine, theirs = ({n.mention: n for n in side.numbers} for side in (self.gold, self.predicted))
        for key, other in self._overlapping(mine, theirs):
            gold, found = mine[other], theirs[key]
            texts = [f"{n.low:g}–{n.high:g} {n.unit} {n.measures}" if n.low is not None and n.high is not None
                     else f"{n.low}–{n.high} {n.unit} {n.measures}" for n in (gold, found)]  # fmt: skip
            if texts[0] != texts[1]:
                yield self._difference(self._start(self.gold, other), "numbers", *texts)

    def dates(self) -> Iterator[Difference]:
        mine, theirs = ({d.mention: d for d in side.dates} for side in (self.gold, self.predicted))
        pairs = dict(self._overlapping(mine, theirs))
        for key, value in theirs.items():
            other = mine.get(pairs.get(key, ""))
            texts = [f"{d.start}/{d.end}" if d else "" for d in (other, value)]
            if texts[0] != texts[1]:
                yield self._difference(self._start(self.predicted, key), "dates", texts[0] or "open", texts[1])
        for key, value in mine.items():
            if key not in pairs.values():
                yield self._difference(self._start(self.gold, key), "dates", f"{value.start}/{value.end}", "")

    def _overlapping(self, mine: Iterable[str], theirs: Iterable[str]) -> list[tuple[str, str]]:
        gold = {m.id: m for m in self.gold.mentions if m.id in set(mine)}
        found = {m.id: m for m in self.predicted.mentions if m.id in set(theirs)}
        return list(overlapping_mentions(gold, found))

    def _start(self, side: Extraction, mention: str) -> int:
        return next(m.start for m in side.mentions if m.id == mention)

    def relations(self) -> Iterator[Difference]:
        mine, theirs = (list(_ties(side)) for side in (self.gold, self.predicted))
        for tie in theirs:
            same = next(
                (other for other in mine if other[0] == tie[0] and tie[1] & other[1] and tie[2] & other[2]), None
            )
            if same:
                mine.remove(same)
            else:
                yield self._difference(tie[3], "relations", "", tie[4])
        for tie in mine:
            yield self._difference(tie[3], "relations", tie[4], "")


def _ties(side: Extraction) -> Iterator[tuple[str, set[str], set[str], int, str]]:
    for relation in side.relations:
        subject, target = names_of(side, relation.subject), names_of(side, relation.object)
        kind = f"{relation.type} former" if relation.former else relation.type
        start = next((m.start for m in side.mentions if m.entity == relation.subject), 0)
        yield kind, subject, target, start, f"{min(subject, default='?')} {kind} {min(target, default='?')}"


def _key(mention: Mention) -> tuple[int, int, str]:
    return mention.start, mention.end, mention.label


def _named(mention: Mention) -> str:
    return f"{mention.text} {mention.label}"


def _trigger(event: Event) -> str:
    return f"{event.trigger} {event.type}"
