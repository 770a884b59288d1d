"""Two entities that may be tied, with all that an article says of the two: near mentions, events they share, what lists know."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from spacy.tokens import Doc, Span

from pipeline.components.decisions import Decision, within
from pipeline.components.near_mentions import Candidate, candidates
from pipeline.components.stated_ties import RULE, relation_between, stated_ties
from pipeline.components.tie_surroundings import Surroundings
from pipeline.knowledge import country_index, fold, gang_index
from pipeline.scheme import SYMMETRIC_RELATIONS

NONE = "-"
MOST_PAIRS = 6


@dataclass(frozen=True, slots=True)
class Couple:
    """Two entities that may be tied, by their nearest mentions, with what all of the text says of the two.

    ``words``: what the linear judge sees beside the features, the words between them in their order and what the article says of each.
    """

    kind: str
    nearest: Candidate
    features: list[str]
    words: list[str]

    def decision(self, end: int) -> Decision:
        """The question how the two are tied, with the vectors of their nearest mentions; ``end``: tokens in the Doc."""
        subject, target = self.nearest.subject, self.nearest.target
        tokens = [t for s in (subject, target) for t in (s.start - 1, s.start, s.end - 1, s.end)]
        return Decision(self.kind, within(tokens, 0, end), self.features, self.words)

    def gold(self, ties: dict[tuple[str, str], str], labels: Sequence[str]) -> str:
        """The label of this couple among the gold ties."""
        subject, target = self.nearest.subject.kb_id_, self.nearest.target.kb_id_
        forward, backward = ties.get((subject, target)), ties.get((target, subject))
        if forward in labels:
            return str(forward)
        if backward == "part_of" and "has_part" in labels:
            return "has_part"
        return str(backward) if backward in SYMMETRIC_RELATIONS and backward in labels else NONE

    def relation(self, doc: Doc, label: str, score: float) -> dict[str, Any]:
        """The relation as ``doc._.relations`` has it."""
        subject, target = self.nearest.subject, self.nearest.target
        if label == "has_part":
            subject, target = target, subject
        kind = "part_of" if label == "has_part" else label
        first, second = sorted((subject, target), key=lambda span: span.start)
        relation = relation_between(doc, kind, subject, target, first, second, self.nearest.sentence)
        return {**relation, "source": "model", "score": score}


def couples(doc: Doc, stated: Sequence[dict[str, Any]] | None = None) -> Iterator[Couple]:
    """Every two entities that stand near each other somewhere, and what the article as a whole says of them; ``stated``: by patterns.

    Of two gangs the one named first is the subject, so that ``part_of`` and ``has_part`` can be told apart.
    """
    ents = [ent for ent in doc.ents if ent.kb_id_]
    begin: dict[str, int] = {}
    times: dict[str, int] = defaultdict(int)
    names: dict[str, list[str]] = defaultdict(list)
    for ent in ents:
        begin.setdefault(ent.kb_id_, ent.start)
        times[ent.kb_id_] += 1
        if (name := fold(ent.text)) not in names[ent.kb_id_]:
            names[ent.kb_id_].append(name)
    loudest = max((times[ent.kb_id_] for ent in ents if ent.label_ == "GANG"), default=0)
    if not loudest:
        return
    parts = _parts(doc, ents)
    around = Surroundings(doc, ents)
    said: dict[tuple[str, str], set[str]] = defaultdict(set)
    for tie in stated_ties(doc) if stated is None else stated:
        said[tie["subject"], tie["object"]].add(f"{tie['type']}|{tie['source'] == RULE}")
    near: dict[tuple[str, str, str], list[Candidate]] = defaultdict(list)
    for candidate in candidates(doc):
        subject, target = candidate.subject.kb_id_, candidate.target.kb_id_
        if candidate.kind == "gangs" and begin[subject] > begin[target]:
            subject, target = target, subject
        near[candidate.kind, subject, target].append(candidate)
    for (kind, subject, target), group in near.items():
        group = sorted(group, key=lambda candidate: candidate.distance)[:MOST_PAIRS]
        features: set[str] = set()
        words: set[str] = set()
        for candidate in group:
            turned = candidate.subject.kb_id_ != subject
            for told, seen in ((features, candidate.features()), (words, candidate.between())):
                told.update([f"{turned}:{feature}" for feature in seen] if kind == "gangs" else seen)
        features.update([
            f"pairs={len(group)}", f"times={min(times[subject], 5)}|{min(times[target], 5)}", f"loud={times[subject] == loudest}",
            f"begin={begin[subject] < begin[target]}", *_told(parts.get(subject, {}), parts.get(target, {})),
        ])  # fmt: skip
        if kind != "people":
            features.update(_known(kind, names[subject], names[target]))
        first = group[0]
        if first.subject.kb_id_ != subject:
            first = replace(first, subject=first.target, target=first.subject)
        words.update(f"stated={tie}" for tie in said[subject, target])
        words.update(f"stated back={tie}" for tie in said[target, subject])
        words.update(around.words(kind, subject, target, first.target.label_))
        yield Couple(kind, first, sorted(features), sorted(words))


def _parts(doc: Doc, ents: list[Span]) -> dict[str, dict[int, str]]:
    """For each entity the events that it plays a part in: number of the event and ``TYPE|ROLE``."""
    identity = {(ent.start, ent.end): ent.kb_id_ for ent in ents}
    found: dict[str, dict[int, str]] = defaultdict(dict)
    for number, event in enumerate(doc._.events):
        for argument in event["arguments"]:
            span = argument.get("span")
            spans = [span, *argument.get("also", [])] if span else []
            for key in {identity.get((start, end)) for start, end, _ in spans} - {None}:
                found[str(key)][number] = f"{event['span'][2]}|{argument['role']}"
    return found


def _told(subject: dict[int, str], target: dict[int, str]) -> Iterator[str]:
    """What the events say: the parts of each, and of both in one event."""
    yield from {f"plays={part}" for part in subject.values()} | {f"place={part}" for part in target.values()}
    for number in subject.keys() & target.keys():
        yield f"both={subject[number]}|{target[number]}"
        yield f"both={subject[number].partition('|')[2]}|{target[number].partition('|')[2]}"


def _known(kind: str, subject: list[str], target: list[str]) -> Iterator[str]:
    """What the names and our list of gangs say: one name inside the other, parent group, home country."""
    gang = next((gang_index()[name] for name in subject if name in gang_index()), None)
    if kind == "gangs":
        other = next((gang_index()[name] for name in target if name in gang_index()), None)
        yield from {f"inside={a in b}|{b in a}" for a in subject for b in target if a in b or b in a}
        if gang and other:
            yield f"parent={gang.parent == other.name}|{other.parent == gang.name}"
    elif gang and gang.country:
        known = (country_index().get(name) for name in target)
        yield f"home={any(country is not None and country.alpha2 == gang.country for country in known)}"
