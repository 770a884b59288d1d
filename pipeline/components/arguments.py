"""Who did what to whom, with what, where and when: the arguments of every event trigger.

For each trigger, every mention whose label may fill a role of its event type (``scheme.EVENT_ROLES``), in the trigger's sentence
and the two beside it, is given a role or none, by a linear judge of what is seen of the two (``argument_features.py``). What it
says is multiplied with how sure trigger and mention are, as the role is wrong where one of them is. A network over their vectors, trained with all else, knew the pairs of its training by heart; on others it was five points of F1 worse, and
with the linear judge no better than that alone. Pairs of triggers are OFFENCE or not: they are few, and both judge
them. Writes ``doc._.events``: one dict a trigger, in text order, with ``span``, ``arguments``, ``status`` (None until the
status component) and ``claimed_by``.
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
from spacy.util import minibatch
from spacy.vocab import Vocab
from thinc.api import Model

from pipeline.components.argument_pairs import Pairs, argument_pairs
from pipeline.components.decisions import FITTING, Decision, DecisionPipe, default_model, within
from pipeline.components.linear import LinearClassifier
from pipeline.components.span_tagger import by_sentence, sentence_bounds, sentence_numbers, weight_of
from pipeline.scheme import EVENT_ROLES, ROLE_FILLERS, ROLES, TRIGGER_LAYER, declare_doc_extensions, span_key

declare_doc_extensions()

NONE = "-"
FILLED = (NONE, *(role for role in ROLES if role != "OFFENCE"))
# Pairs that have a feature, for it to be learnt: one more for every hundred articles, and no more than ten.
LEAST, ARTICLES = 10, 100
BATCH = 32  # articles whose pairs are made at once


@Language.factory(
    "blotter_arguments",
    assigns=["doc._.events"],
    default_config={"model": default_model(), "threshold": 0.35},
    default_score_weights={"arguments_f": 0.0},
)
def make_arguments(nlp: Language, name: str, model: Model, threshold: float) -> Arguments:
    return Arguments(nlp.vocab, model, name, threshold=threshold)


class Arguments(DecisionPipe):
    """The component; ``threshold`` is the least probability that trigger, filler and role are right."""

    groups: ClassVar = {"offence": (NONE, "OFFENCE")}
    slots: ClassVar = 7
    writes: ClassVar = "events"
    saved: ClassVar = ("steps", "roles")

    def __init__(self, vocab: Vocab, model: Model, name: str, **cfg: Any) -> None:
        super().__init__(vocab, model, name, **cfg)
        self.roles: LinearClassifier | None = None  # before ``fit``

    def fit(self, references: Iterable[Doc]) -> None:
        """Train the linear judges on annotated Docs; a filler's other mentions in reach are neither right nor wrong and are passed over."""
        docs = [doc for doc in references if self.is_decided(doc)]
        super().fit(docs)
        hashes: list[np.ndarray] = []
        targets: list[int] = []
        counted: list[float] = []
        for batch in minibatch(docs, BATCH):
            weights = [weight_of(doc) for doc in batch]
            pairs = argument_pairs(batch)
            answers = gold_roles(batch, pairs)
            known = [number for number, answer in enumerate(answers) if answer is not None]
            hashes += [pairs.hashes[number] for number in known]
            targets += [FILLED.index(str(answers[number])) for number in known]
            counted += [weights[pairs.triggers[pairs.trigger[number]][0]] for number in known]
        self.roles = None
        if any(targets):
            self.roles = LinearClassifier(FILLED, bits=18)
            self.roles.fit_hashes(
                hashes, targets, least=min(LEAST, 1 + len(docs) // ARTICLES), counted=counted, **FITTING
            )

    def predict(self, docs: Iterable[Doc]) -> list[list[dict[str, Any]]]:
        """The events of each Doc, with their arguments."""
        docs = list(docs)
        pairs = argument_pairs(docs)
        found: list[list[dict[str, Any]]] = [[] for _ in docs]
        events: list[dict[str, Any]] = []
        for number, start, end, kind in pairs.triggers:
            events.append({"span": [start, end, kind], "status": None, "claimed_by": None, "arguments": []})
            found[number].append(events[-1])
        for trigger, argument in self._fillers(docs, pairs):
            events[trigger]["arguments"].append(argument)
        views = [TriggerPairs(doc) for doc in docs]
        asked = [[pair for trigger in view.triggers for pair in view.pairs(trigger)] for view in views]
        decisions = [[pair.decision(len(doc)) for pair in of_doc] for doc, of_doc in zip(docs, asked, strict=True)]
        for view, of_doc, told, table in zip(views, asked, found, self.probabilities(docs, decisions), strict=True):
            for pair, score in zip(of_doc, table[:, self.columns["offence"]][:, 1].tolist(), strict=True):
                if score > 0.5:
                    offence = {"role": "OFFENCE", "event": view.number(pair.other), "score": round(score, 4)}
                    told[view.number(pair.trigger)]["arguments"].append(offence)
        return found

    def _fillers(self, docs: Sequence[Doc], pairs: Pairs) -> Iterator[tuple[int, dict[str, Any]]]:
        """Number of a trigger, and an argument of it, that nearest to it first; an entity fills a role once."""
        if self.roles is None or not len(pairs.trigger):
            return
        table = self.roles.probabilities_of_table(pairs.hashes)
        best = table[:, 1:].argmax(1) + 1
        scores = table[np.arange(len(best)), best]
        scores *= _sureness(docs, pairs.triggers)[pairs.trigger] * _sureness(docs, pairs.fillers)[pairs.filler]
        likely = np.flatnonzero(scores >= self.cfg["threshold"])
        taken: set[tuple[int, str, int]] = set()
        for number in likely[np.argsort(pairs.gap[likely], kind="stable")].tolist():
            trigger, filler, role = int(pairs.trigger[number]), int(pairs.filler[number]), FILLED[best[number]]
            _, start, end, label = pairs.fillers[filler]
            key = trigger, role, int(pairs.entity[filler])
            if admissible(pairs.triggers[trigger][3], role, label) and key not in taken:
                taken.add(key)
                yield trigger, {"role": role, "span": [start, end, label], "score": round(float(scores[number]), 4)}

    def gold_decisions(self, doc: Doc) -> Iterator[tuple[Decision, str]]:
        """Every pair of triggers of a reference that may be an offence; another mention of one is neither right nor wrong."""
        view = TriggerPairs(doc)
        for trigger, event in zip(view.triggers, doc._.events, strict=True):
            offences = [a for a in event["arguments"] if a["role"] == "OFFENCE"]
            named, unsure = {a.get("event") for a in offences}, {a.get("also_event") for a in offences}
            for pair in view.pairs(trigger):
                number = view.number(pair.other)
                if number not in unsure:
                    yield pair.decision(len(doc)), "OFFENCE" if number in named else NONE

    def score(self, examples: Iterable[Example], **kwargs: Any) -> dict[str, Any]:
        """Precision, recall and F1 of (trigger, role, filler) over references with events."""
        total = PRFScore()
        for example in examples:
            total.score_set(*(_triples(doc) for doc in (example.predicted, example.reference)))
        return {"arguments_p": total.precision, "arguments_r": total.recall, "arguments_f": total.fscore}

    def _packed_model(self) -> dict[str, Any]:
        return {**super()._packed_model(), "roles": self.roles.to_bytes() if self.roles else b""}

    def _unpack_model(self, state: dict[str, Any]) -> None:
        super()._unpack_model(state)
        self.roles = LinearClassifier().from_bytes(state["roles"]) if state["roles"] else None


def _sureness(docs: Sequence[Doc], marks: Sequence[tuple[int, int, int, str]]) -> np.ndarray:
    """How probable each trigger or mention is, in hundredths, as further digits depend on the batch; 1 where no layer has scored it."""
    found = [docs[number]._.scores.get(span_key(start, end, label), 1.0) for number, start, end, label in marks]
    return np.array(found).round(2)


def gold_roles(docs: Sequence[Doc], pairs: Pairs) -> list[str | None]:
    """The role of each pair of references; None where it is open."""
    roles: dict[tuple[Any, ...], str | None] = {}
    for number, doc in enumerate(docs):
        for event in doc._.events:
            for argument in event["arguments"]:
                for span in argument.get("also", ()):
                    roles.setdefault((number, *event["span"], *span), None)
                if argument.get("span"):
                    roles[number, *event["span"], *argument["span"]] = argument["role"]
    marks = zip(pairs.trigger.tolist(), pairs.filler.tolist(), strict=True)
    return [roles.get((*pairs.triggers[trigger], *pairs.fillers[filler][1:]), NONE) for trigger, filler in marks]


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


# Which event another is charged as


@dataclass(frozen=True, slots=True)
class Mark:
    """A trigger in plain values (tokens), since asking a Span for them again and again takes longer."""

    start: int
    end: int
    label: str
    text: str

    @classmethod
    def of(cls, span: Span) -> Mark:
        return cls(span.start, span.end, span.label_, span.text.lower())


@dataclass(slots=True)
class Pair:
    """A trigger and another that may be its offence, with what may be seen of the two."""

    trigger: Mark
    other: Mark
    features: list[str]

    def decision(self, end: int) -> Decision:
        """The question whether it is; ``end``: tokens in the Doc."""
        trigger, other = self.trigger, self.other
        tokens = (
            trigger.start, trigger.end - 1, trigger.end, other.start, other.end - 1, other.start - 1, other.end,
        )  # fmt: skip
        return Decision("offence", within(tokens, 0, end), self.features)


class TriggerPairs:
    """The triggers of a Doc, and what is seen of two that stand near each other."""

    def __init__(self, doc: Doc) -> None:
        self.lower = [token.lower_ for token in doc]
        self.triggers = sorted(
            (Mark.of(span) for span in doc.spans.get(TRIGGER_LAYER, [])), key=lambda m: (m.start, m.end, m.label)
        )
        self._number = {(mark.start, mark.end, mark.label): i for i, mark in enumerate(self.triggers)}
        self.sentence_of = sentence_numbers(sentence_bounds(doc))
        self.triggers_in = by_sentence(self.triggers, self.sentence_of)
        self.starts = [mark.start for mark in self.triggers]

    def number(self, trigger: Mark) -> int:
        return self._number[trigger.start, trigger.end, trigger.label]

    def pairs(self, trigger: Mark) -> Iterator[Pair]:
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
                f"after={self._word(trigger.end)}|{near}", f"trigger={trigger.text}|{near}",
            ]  # fmt: skip
            features += [f"between={word}|{direction}" for word in between[:8]] if len(between) <= 8 else []
            yield Pair(trigger, other, features)

    def _word(self, position: int) -> str:
        return self.lower[position] if 0 <= position < len(self.lower) else "<>"

    def _crossed(self, start: int, end: int) -> int:
        return min(2, max(0, bisect_left(self.starts, end) - bisect_left(self.starts, start)))
