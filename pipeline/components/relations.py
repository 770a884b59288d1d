"""Ties that the text states: who leads or belongs to a gang, which gangs are parts, allies or rivals of
which, and where a gang operates.

Patterns say it where the words between two mentions of a sentence are plain (``stated_ties.py``: a leader's title,
``member of``, ``an offshoot of``, ``controls``); all other pairs within ``FARTHEST`` sentences (``near_mentions.py``)
are judged by the vectors of the mentions and the words between and around them. One relation a pair of entities and
type, ``former`` where the text says so. Each two entities are judged once (``couples.py``), by all that stands near
their mentions, by the events they share and by what our list of gangs knows. Writes ``doc._.relations`` with ids of
``doc._.entities`` and the span that states the tie.

Ties are few. The network that learns them with all else on the tok2vec knows those of its training by heart: of gangs and places it finds
hardly half of what it and the linear judge beside it (``decisions.py``) find in news that neither has seen, of people it has no say.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, ClassVar

import numpy as np
from spacy.language import Language
from spacy.scorer import PRFScore
from spacy.tokens import Doc
from spacy.training import Example
from thinc.api import Model

from pipeline.components.couples import NONE, Couple, couples
from pipeline.components.decisions import Decision, DecisionPipe, default_model
from pipeline.components.stated_ties import RULE, stated_ties
from pipeline.scheme import SYMMETRIC_RELATIONS, declare_doc_extensions

declare_doc_extensions()


EXCLUDES = {
    "member_of": "leader_of", "leader_of": "member_of", "allied_with": "rival_of", "rival_of": "allied_with",
}  # fmt: skip
STATED = 3.0  # beside scores: nothing else is half as sure
Spans = set[tuple[int, int]]
Tied = tuple[tuple[str, bool], Spans, Spans]
KINDS = {
    "people": ("leader_of", "member_of"),
    "gangs": ("part_of", "has_part", "allied_with", "rival_of"),
    "places": ("operates_in",),
}


@Language.factory(
    "blotter_relations",
    requires=["doc._.entities"],
    assigns=["doc._.relations"],
    default_config={"model": default_model(), "threshold": 0.25},
    default_score_weights={"relations_f": 0.0},
)
def make_relations(nlp: Language, name: str, model: Model, threshold: float) -> Relations:
    return Relations(nlp.vocab, model, name, threshold=threshold)


class Relations(DecisionPipe):
    """The component; untrained only the patterns speak. ``threshold`` is the least probability of a tie."""

    groups: ClassVar = {kind: (NONE, *types) for kind, types in KINDS.items()}
    slots: ClassVar = 8
    writes: ClassVar = "relations"
    alone: ClassVar = ("people",)
    judges: ClassVar = {"bits": 16, "least": 3}  # the words between two are many
    patterns = True  # off to see what they are worth

    def predict(self, docs: Iterable[Doc]) -> list[list[dict[str, Any]]]:
        """The relations of each Doc, those that a pattern states first."""
        docs = list(docs)
        stated = [list(stated_ties(doc)) if self.patterns else [] for doc in docs]
        asked = [list(couples(doc, ties)) if self.trained else [] for doc, ties in zip(docs, stated, strict=True)]
        decisions = [[couple.decision(len(doc)) for couple in group] for doc, group in zip(docs, asked, strict=True)]
        tables = self.probabilities(docs, decisions)
        return [
            _surest(_settled([*(tie for tie in ties if tie["source"] == RULE), *self._judged(doc, group, table)]))
            for doc, ties, group, table in zip(docs, stated, asked, tables, strict=True)
        ]

    def _judged(self, doc: Doc, asked: list[Couple], table: np.ndarray) -> list[dict[str, Any]]:
        """The ties that are sure enough, surest first; one a pair of entities."""
        ranked: list[tuple[float, dict[str, Any]]] = []
        for couple, row in zip(asked, table, strict=True):
            values = row[self.columns[couple.kind]]
            choice = int(values[1:].argmax()) + 1
            score = float(values[choice])
            if score >= self.cfg["threshold"]:
                label = self.groups[couple.kind][choice]
                ranked.append((score, couple.relation(doc, label, round(score, 4))))
        ranked.sort(key=lambda item: -item[0])
        return [relation for _, relation in ranked]

    def gold_decisions(self, doc: Doc) -> Iterator[tuple[Decision, str]]:
        """Every couple of a reference with its tie, or none."""
        gold = {(r["subject"], r["object"]): r["type"] for r in doc._.relations}
        for couple in couples(doc):
            yield couple.decision(len(doc)), couple.gold(gold, self.groups[couple.kind])

    def score(self, examples: Iterable[Example], **kwargs: Any) -> dict[str, Any]:
        """Precision, recall and F1 of ties; two entities are one where they share a mention."""
        total = PRFScore()
        for example in examples:
            predicted, reference = (_tied_spans(doc) for doc in (example.predicted, example.reference))
            for kind, subjects, objects in predicted:
                same = next((r for r in reference if r[0] == kind and _same_two(r, subjects, objects)), None)
                total.tp += same is not None
                total.fp += same is None
                if same is not None:
                    reference.remove(same)
            total.fn += len(reference)
        return {"relations_p": total.precision, "relations_r": total.recall, "relations_f": total.fscore}


def _same_two(tie: Tied, subjects: Spans, objects: Spans) -> bool:
    """Whether a tie is between two entities, in either order where it is symmetric."""
    (kind, _), left, right = tie
    straight = bool(left & subjects and right & objects)
    return straight or (kind in SYMMETRIC_RELATIONS and bool(left & objects and right & subjects))


def _tied_spans(doc: Doc) -> list[Tied]:
    spans: dict[str, Spans] = defaultdict(set)
    for ent in doc.ents:
        spans[ent.kb_id_].add((ent.start, ent.end))
    return [((r["type"], r["former"]), spans[r["subject"]], spans[r["object"]]) for r in doc._.relations]


def _settled(relations: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """One relation a pair and type: of two that exclude each other the first; what is said to be part of a gang is neither its ally nor its rival."""
    found: dict[tuple[str, str, str], dict[str, Any]] = {}
    parts: set[frozenset[str]] = set()  # two gangs of which one is part of the other
    for relation in relations:
        subject, kind, target = key = (relation["subject"], relation["type"], relation["object"])
        if kind in SYMMETRIC_RELATIONS and frozenset((subject, target)) in parts:
            continue
        straight = {kind, EXCLUDES.get(kind, kind)}
        turned = straight if kind in SYMMETRIC_RELATIONS else {kind} & {"part_of"}
        if any((subject, other, target) in found for other in straight - {kind}):
            continue
        if any((target, other, subject) in found for other in turned):
            continue
        found.setdefault(key, relation)
        if kind == "part_of" and not relation["former"]:
            parts.add(frozenset((subject, target)))
    return list(found.values())


def _surest(relations: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """Without gangs that a person would be of beside another one that is twice as sure: of 720 people with a gang 45 have two."""
    best: dict[str, float] = defaultdict(float)
    for relation in relations:
        if relation["type"] in KINDS["people"]:
            best[relation["subject"]] = max(best[relation["subject"]], _sureness(relation))
    return [
        relation
        for relation in relations
        if relation["type"] not in KINDS["people"] or 2 * _sureness(relation) >= best[relation["subject"]]
    ]


def _sureness(relation: dict[str, Any]) -> float:
    """The score of a tie; what a pattern states is surer than any."""
    return float(relation.get("score", STATED))
