"""Who did what to whom, with what, where and when: the arguments of every event trigger.

For each trigger, every mention whose label may fill a role of its event type (``scheme.EVENT_ROLES``), in the trigger's sentence
and the two beside it, is given a role or none, from the vectors of the two and features of the pair; pairs of
triggers are OFFENCE or not. Writes ``doc._.events``: one dict a trigger, in text order, with ``span``, ``arguments``,
``status`` (None until the status component) and ``claimed_by``.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

import numpy as np
from spacy.language import Language
from spacy.scorer import PRFScore
from spacy.tokens import Doc, Span
from spacy.training import Example
from thinc.api import Model

from pipeline.components.decisions import Decision, DecisionPipe, default_model, within
from pipeline.components.span_tagger import by_sentence, sentence_bounds, sentence_numbers
from pipeline.scheme import (
    EVENT_ROLES,
    PEOPLE_LAYER,
    ROLE_FILLERS,
    ROLES,
    TRIGGER_LAYER,
    declare_doc_extensions,
)

declare_doc_extensions()

NONE = "-"
BE = frozenset(["was", "were", "been", "be", "being", "is", "are", "get", "got", "gets"])
DETERMINERS = frozenset(["the", "a", "an", "his", "her", "their", "its", "this", "that", "these", "those"])
PERSONAL = frozenset(["PERSON", "PEOPLE", "GANG", "ORG"])
PRONOUNS = {
    **dict.fromkeys(("he", "him", "his", "she", "her"), "one"),
    **dict.fromkeys(("they", "them", "their"), "many"),
    **dict.fromkeys(("it", "its"), "it"),
}
SAYING = frozenset(["said", "say", "says", "told", "announced", "confirmed", "reported", "added", "acknowledged"])
ADMISSIBLE = {label for labels in ROLE_FILLERS.values() for label in labels}
# Event type -> labels that may fill any of its roles.
FILLERS = {
    kind: frozenset(label for role in roles for label in ROLE_FILLERS[role]) for kind, roles in EVENT_ROLES.items()
}
MAX_DISTANCE = 60


@Language.factory(
    "blotter_arguments",
    assigns=["doc._.events"],
    default_config={"model": default_model(), "threshold": 0.35},
    default_score_weights={"arguments_f": 0.0},
)
def make_arguments(nlp: Language, name: str, model: Model, threshold: float) -> Arguments:
    return Arguments(nlp.vocab, model, name, threshold=threshold)


@dataclass(frozen=True, slots=True)
class Mark:
    """A trigger or mention in plain values (tokens), since asking a Span for them again and again takes longer."""

    start: int
    end: int
    label: str
    text: str
    entity: str

    @classmethod
    def of(cls, span: Span) -> Mark:
        return cls(span.start, span.end, span.label_, span.text, span.kb_id_ or span.text.casefold())


@dataclass(slots=True)
class Pair:
    """A trigger and a possible filler, with what may be seen of the two."""

    trigger: Mark
    filler: Mark
    features: list[str]

    def decision(self, group: str, end: int) -> Decision:
        """The question what the filler is to the trigger; ``end``: tokens in the Doc."""
        trigger, filler = self.trigger, self.filler
        tokens = (
            trigger.start, trigger.end - 1, trigger.end, filler.start, filler.end - 1, filler.start - 1, filler.end,
        )  # fmt: skip
        return Decision(group, within(tokens, 0, end), self.features)


@dataclass(frozen=True, slots=True)
class Standing:
    """What a mention's own sentence says of it, whatever the trigger: the word before it, nesting, whether it stands alone."""

    prep: str
    nested: bool
    holds: bool
    alone: bool
    first: bool
    reported: bool


class Arguments(DecisionPipe):
    """The component; ``threshold`` is the least probability of a role."""

    groups: ClassVar = {"roles": (NONE, *(role for role in ROLES if role != "OFFENCE")), "offence": (NONE, "OFFENCE")}
    slots: ClassVar = 7
    writes: ClassVar = "events"

    def predict(self, docs: Iterable[Doc]) -> list[list[dict[str, Any]]]:
        """The events of each Doc, with their arguments."""
        docs = list(docs)
        views = [DocView(doc) for doc in docs]
        asked = [view.asked() for view in views]
        tables = self.probabilities(
            docs,
            [[pair.decision(group, len(doc)) for group, pair in pairs] for doc, pairs in zip(docs, asked, strict=True)],
        )
        return [self._events(view, pairs, table) for view, pairs, table in zip(views, asked, tables, strict=True)]

    def _events(self, view: DocView, asked: list[tuple[str, Pair]], table: np.ndarray) -> list[dict[str, Any]]:
        arguments: dict[Mark, list[dict[str, Any]]] = {trigger: [] for trigger in view.triggers}
        taken: set[tuple[Mark, str, str]] = set()
        roles = table[:, self.columns["roles"]]
        order = sorted(range(len(asked)), key=lambda i: abs(asked[i][1].filler.start - asked[i][1].trigger.start))
        for i in order:
            group, pair = asked[i]
            if group == "offence":
                score = float(table[i, self.columns["offence"]][1])
                if score > 0.5:
                    found = {"role": "OFFENCE", "event": view.number(pair.filler), "score": round(score, 4)}
                    arguments[pair.trigger].append(found)
                continue
            best = int(roles[i, 1:].argmax()) + 1
            role, filler, score = self.groups["roles"][best], pair.filler, float(roles[i, best])
            if score < self.cfg["threshold"] or not admissible(pair.trigger.label, role, filler.label):
                continue
            if (pair.trigger, role, filler.entity) in taken:
                continue
            taken.add((pair.trigger, role, filler.entity))
            span = [filler.start, filler.end, filler.label]
            arguments[pair.trigger].append({"role": role, "span": span, "score": round(score, 4)})
        return [
            {"span": [t.start, t.end, t.label], "status": None, "claimed_by": None, "arguments": arguments[t]}
            for t in view.triggers
        ]

    def gold_decisions(self, doc: Doc) -> Iterator[tuple[Decision, str]]:
        """Every pair of a reference; a filler's other mentions in reach are neither right nor wrong and are passed over."""
        view = DocView(doc)
        for trigger, event in zip(view.triggers, doc._.events, strict=True):
            gold = {tuple(a["span"]): a["role"] for a in event["arguments"] if a.get("span")}
            other = {tuple(s): a["role"] for a in event["arguments"] for s in a.get("also", [])}
            for pair in view.pairs(trigger):
                key = (pair.filler.start, pair.filler.end, pair.filler.label)
                if key in gold or key not in other:
                    yield pair.decision("roles", len(doc)), gold.get(key, NONE)
            offences = [a for a in event["arguments"] if a["role"] == "OFFENCE"]
            named, unsure = {a.get("event") for a in offences}, {a.get("also_event") for a in offences}
            for pair in view.trigger_pairs(trigger):
                number = view.number(pair.filler)
                if number not in unsure:
                    yield pair.decision("offence", len(doc)), "OFFENCE" if number in named else NONE

    def score(self, examples: Iterable[Example], **kwargs: Any) -> dict[str, Any]:
        """Precision, recall and F1 of (trigger, role, filler) over references with events."""
        total = PRFScore()
        for example in examples:
            total.score_set(*(_triples(doc) for doc in (example.predicted, example.reference)))
        return {"arguments_p": total.precision, "arguments_r": total.recall, "arguments_f": total.fscore}


def _triples(doc: Doc) -> set[tuple[Any, ...]]:
    events = doc._.events
    return {
        (*event["span"], a["role"], *(a["span"] if a.get("span") else events[a["event"]]["span"]))
        for event in events
        for a in event["arguments"]
    }


def admissible(event_type: str, role: str, label: str) -> bool:
    """Whether a mention with this label may fill the role of such an event."""
    return role in EVENT_ROLES[event_type] and label in ROLE_FILLERS[role]


class DocView:
    """What the pair features need of a Doc, computed once."""

    def __init__(self, doc: Doc) -> None:
        self.doc = doc
        self.lower = [token.lower_ for token in doc]
        triggers = [Mark.of(span) for span in doc.spans.get(TRIGGER_LAYER, [])]
        self.triggers = sorted(triggers, key=lambda span: span.start)
        self._number = {(span.start, span.end): i for i, span in enumerate(self.triggers)}
        people = doc.spans.get(PEOPLE_LAYER, [])
        fillers = [mark for span in [*doc.ents, *people] if (mark := Mark.of(span)).label in ADMISSIBLE]
        self.sentence_of = sentence_numbers(sentence_bounds(doc))
        self.fillers_in = by_sentence(sorted(fillers, key=lambda span: (span.start, -span.end)), self.sentence_of)
        self.triggers_in = by_sentence(self.triggers, self.sentence_of)
        self.trigger_starts = [span.start for span in self.triggers]
        self._standing: dict[Mark, Standing] = {}

    def number(self, trigger: Mark) -> int:
        return self._number[trigger.start, trigger.end]

    def asked(self) -> list[tuple[str, Pair]]:
        """Every pair that may be an argument, with the group of its labels."""
        found = []
        for trigger in self.triggers:
            found += [("roles", pair) for pair in self.pairs(trigger)]
            found += [("offence", pair) for pair in self.trigger_pairs(trigger)]
        return found

    def pairs(self, trigger: Mark) -> Iterator[Pair]:
        """The trigger with every admissible mention of its own and the neighbouring sentences."""
        sentence = self.sentence_of[trigger.start]
        base = self._trigger_features(trigger)
        here = self.fillers_in[sentence]
        labels = {span.label for span in here}
        fitting = FILLERS[trigger.label]
        for filler in here:
            if filler.label in fitting:
                yield Pair(trigger, filler, self._features(trigger, filler, base, here))
        pronoun = self._pronoun(trigger)
        for step, name in ((-1, "prev"), (1, "next")):
            there = self.fillers_in[sentence + step]
            like = [other.start for other in self.triggers_in[sentence + step] if other.label == base[0]]
            for filler in there:
                if filler.label in fitting and abs(filler.start - trigger.start) <= MAX_DISTANCE:
                    near = min((abs(start - filler.start) for start in like), default=99)
                    features = self._far_features(trigger, filler, name, labels, base, pronoun, there, near)
                    yield Pair(trigger, filler, features)

    def trigger_pairs(self, trigger: Mark) -> Iterator[Pair]:
        """The trigger, where it can have an offence, with every other trigger nearby."""
        if "OFFENCE" not in EVENT_ROLES[trigger.label]:
            return
        sentence = self.sentence_of[trigger.start]
        others = [*self.triggers_in[sentence - 1], *self.triggers_in[sentence], *self.triggers_in[sentence + 1]]
        for other in others:
            gap = self.sentence_of[other.start] - sentence
            if other is trigger:
                continue
            first, last = sorted((trigger, other), key=lambda span: span.start)
            between = self.lower[first.end : last.start]
            direction = "after" if other.start > trigger.start else "before"
            near = f"{direction}|{gap}"
            features = [
                "bias", f"gap={near}", f"types={trigger.label}>{other.label}|{near}", f"to={other.label}|{near}",
                f"from={trigger.label}|{near}", f"distance={near}|{min(len(between), 12) // 2}",
                f"prep={self._word(other.start - 1)}|{near}", f"crossed={self._crossed(first.end, last.start)}|{near}",
                f"after={self._word(trigger.end)}|{near}", f"trigger={trigger.text.lower()}|{near}",
            ]  # fmt: skip
            features += [f"between={word}|{direction}" for word in between[:8]] if len(between) <= 8 else []
            yield Pair(trigger, other, features)

    def _word(self, position: int) -> str:
        return self.lower[position] if 0 <= position < len(self.lower) else "<>"

    def _crossed(self, start: int, end: int) -> int:
        return min(2, max(0, bisect_left(self.trigger_starts, end) - bisect_left(self.trigger_starts, start)))

    def _voice(self, trigger: Mark) -> str:
        word = self.lower[trigger.start]
        before = self.lower[max(0, trigger.start - 4) : trigger.start]
        if word.endswith(("ed", "en", "n", "t", "d")) and any(w in BE for w in before):
            return "passive"
        if word.endswith("ing"):
            return "ing"
        if word.endswith(("ed", "s")):
            return word[-2:]
        return "plain"

    def _trigger_features(self, trigger: Mark) -> tuple[str, str, str, str]:
        return trigger.label, trigger.text.lower(), self._voice(trigger), self._word(trigger.end)

    def _features(
        self, trigger: Mark, filler: Mark, base: tuple[str, str, str, str], here: Sequence[Mark]
    ) -> list[str]:
        kind, word, voice, following = base
        label = filler.label
        if filler.start <= trigger.start and trigger.end <= filler.end:
            side, between = "around", []
        elif filler.start >= trigger.end:
            side, between = "after", self.lower[trigger.end : filler.start]
        else:
            side, between = "before", self.lower[filler.end : trigger.start]
        standing = self._standing_of(filler, here)
        prep, nested, holds = standing.prep, standing.nested, standing.holds
        low, high = sorted((trigger.start, filler.start))
        rank = sum(1 for other in here if other.label == label and low < other.start < high and other is not filler)
        crossed = self._crossed(low + 1, high)
        place = f"{label}|{side}"
        features = [
            "bias", f"place={place}", f"kind={kind}|{place}", f"voice={voice}|{place}", f"voice={voice}|{kind}|{place}",
            f"word={word}|{place}", f"prep={prep}|{place}", f"prep={prep}|{kind}|{place}", f"prep={prep}|{side}",
            f"distance={min(len(between), 15) // 2}|{place}", f"rank={min(rank, 3)}|{place}",
            f"rank={min(rank, 3)}|{voice}|{place}", f"crossed={crossed}|{place}", f"following={following}|{place}",
            f"head={self.lower[filler.end - 1]}|{kind}", f"head={self.lower[filler.end - 1]}|{side}",
            f"next={self._word(filler.end)}|{place}", f"nested={nested}|{holds}|{place}", f"crossed={crossed}|{kind}|{place}",
            f"commas={min(2, between.count(','))}|{place}", f"voice={voice}|{prep}|{side}",
            f"first={self.lower[filler.start]}|{place}",
        ]  # fmt: skip
        gap = abs(trigger.start - filler.start)
        beside = self._beside(trigger)
        nearer = sum(abs(other.start - filler.start) < gap for other in beside)
        order = sum(other.start < trigger.start for other in beside)
        first, alone = standing.first, standing.alone
        features += [
            f"nearer={min(nearer, 3)}|{place}", f"nearer={min(nearer, 3)}|{kind}|{place}", f"first={first}|{voice}|{place}",
            f"order={min(order, 2)}|{place}", f"alone={alone}|{place}", f"alone={alone}|{min(nearer, 2)}|{place}",
            f"reported={standing.reported}|{place}", f"word={word}|{prep}|{place}",
        ]  # fmt: skip
        if len(between) <= 7:
            features += [f"between={w}|{side}" for w in between]
            features += [f"between={w}|{place}" for w in between]
            features.append(f"path={'_'.join(between)}|{place}" if len(between) <= 3 else "long")
        if "by" in between:
            features.append(f"by|{place}|{voice}")
        if "who" in between or "that" in between or "which" in between:
            features.append(f"relative|{place}|{voice}")
        if "and" in between:
            features.append(f"and|{place}|{voice}")
        return features

    def _beside(self, trigger: Mark) -> list[Mark]:
        """The other triggers of the trigger's sentence."""
        return [other for other in self.triggers_in[self.sentence_of[trigger.start]] if other is not trigger]

    def _standing_of(self, filler: Mark, here: Sequence[Mark]) -> Standing:
        if filler not in self._standing:
            before = filler.start - 1
            while before >= 0 and self.lower[before] in DETERMINERS:
                before -= 1
            others = [other for other in here if other is not filler]
            nested = any(o.start <= filler.start and filler.end <= o.end for o in others)
            self._standing[filler] = Standing(
                prep=self._word(before),
                nested=nested,
                holds=any(filler.start <= o.start and o.end <= filler.end for o in others),
                alone=not any(other.label == filler.label for other in others),
                first=filler is here[0] or (nested and filler.start == here[0].start),
                reported=self._reported(filler),
            )
        return self._standing[filler]

    def _reported(self, filler: Mark) -> bool:
        """Whether a word of saying stands beside the filler: ``said Thursday``, ``Monday announced``."""
        return self._word(filler.start - 1) in SAYING or self._word(filler.end) in SAYING

    def _far_features(
        self, trigger: Mark, filler: Mark, name: str, labels: set[str], base: tuple[str, str, str, str],
        pronoun_side: tuple[str, str], there: Sequence[Mark], near_same: int,
    ) -> list[str]:  # fmt: skip
        """``near_same``: tokens from the filler to the nearest trigger of the same type in its sentence, 99 without one."""
        kind, word, voice, following = base
        label = filler.label
        missing = label not in labels
        place = f"{label}|{name}|{missing}"
        rank = sum(other.label == label and other.start < filler.start for other in there)
        actors = [other for other in there if other.label in PERSONAL]
        leads = bool(actors) and filler.start == actors[0].start
        pronoun, side = pronoun_side
        same = near_same < 99
        determiner = self._word(trigger.start - 1) in DETERMINERS
        return [
            "far", f"far={place}", f"far={kind}|{place}", f"far-word={word}|{label}",
            f"far-actors={bool(labels & PERSONAL)}|{place}", f"far-rank={min(rank, 2)}|{place}",
            f"far-pronoun={pronoun}|{side}|{label}|{name}", f"far-pronoun={pronoun}|{side}|{leads}|{voice}|{label}|{name}",
            f"far-pronoun={pronoun}|{side}|{kind}|{label}|{leads}", f"far-leads={leads}|{place}|{voice}",
            f"far-same={same}|{near_same < 4}|{near_same < 12}|{place}", f"far-same={same}|{determiner}|{place}",
            f"far-same={same}|{near_same < 12}|{determiner}|{place}|{kind}", f"far-determiner={determiner}|{place}|{kind}",
            f"far-prep={self._word(filler.start - 1)}|{label}|{same}", f"far-reported={self._reported(filler)}|{place}",
            f"far-following={following}|{label}", f"far-voice={voice}|{kind}|{label}|{missing}",
        ]  # fmt: skip

    def _pronoun(self, trigger: Mark) -> tuple[str, str]:
        """The pronoun of the trigger's sentence nearest before it, else the nearest after, and the side."""
        sentence = self.sentence_of[trigger.start]
        for side, steps in (
            ("before", range(trigger.start - 1, -1, -1)),
            ("after", range(trigger.end, len(self.lower))),
        ):
            for i in steps:
                if self.sentence_of[i] != sentence:
                    break
                if self.lower[i] in PRONOUNS:
                    return PRONOUNS[self.lower[i]], side
        return "none", "-"
