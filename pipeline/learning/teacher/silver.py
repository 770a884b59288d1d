"""The teacher's answers as the silver records that ``blotter train`` reads (``distil.silver_record``)."""

from __future__ import annotations

from typing import Any

from spacy.language import Language
from spacy.tokens import Doc, Span

from pipeline.learning.distil import silver_record
from pipeline.learning.readers import SURE, layer_of
from pipeline.learning.teacher.records import Scheme
from pipeline.learning.teacher.told import Answer, Mark
from pipeline.scheme import PEOPLE_LAYER, TRIGGER_LAYER, span_key

# From this probability of a role on a pair is not taken for one without: left open, or a role where it is likelier than not.
OPEN = 0.3


def silver(nlp: Language, text: str, answer: Answer, scheme: Scheme, *, decided: bool = True) -> dict[str, Any]:
    """The record of a text; ``decided``: with events and numbers. Numbers are those of our rules, with the teacher's measures;
    whom they are about it does not say."""
    doc = nlp.get_pipe("blotter_sentences")(nlp.make_doc(text))  # type: ignore[operator]
    layers: dict[str, list[Span]] = {"ents": [], PEOPLE_LAYER: [], TRIGGER_LAYER: []}
    for start, end, label, score in answer.marks:
        layers[layer_of(label)].append(Span(doc, start, end, label=label))
        doc._.scores[span_key(start, end, label)] = score
    doc.set_ents(layers["ents"])
    for layer in (PEOPLE_LAYER, TRIGGER_LAYER):
        doc.spans[layer] = layers[layer]
    if decided:
        for name in ("blotter_numbers", "blotter_entities"):
            doc = nlp.get_pipe(name)(doc)  # type: ignore[operator]
        doc._.numbers = [told for number in doc._.numbers if (told := _measured(number, answer, scheme))]
        doc._.events = _events(doc, answer, scheme)
    return silver_record(doc)


def _measured(number: dict[str, Any], answer: Answer, scheme: Scheme) -> dict[str, Any] | None:
    said = answer.measures.get(tuple(number["span"]))
    if not said or max(said) < SURE:
        return None
    told = {**number, "measures": scheme.measures[said.index(max(said))]}
    told.pop("about", None)
    return told


def _events(doc: Doc, answer: Answer, scheme: Scheme) -> list[dict[str, Any]]:
    triggers: list[Mark] = [(span.start, span.end, span.label_) for span in doc.spans[TRIGGER_LAYER]]
    number = {trigger: place for place, trigger in enumerate(triggers)}
    events = {trigger: _event(trigger, answer, scheme) for trigger in triggers}
    for (trigger, other), said in answer.roles.items():
        score = max(said[1:])
        if trigger not in events or 1 - said[0] <= OPEN:
            continue
        role = scheme.roles[said.index(score, 1)]
        if other in number:
            events[trigger]["arguments"].append({"role": "OFFENCE", "event": number[other], "score": score})
        elif role != "OFFENCE":
            events[trigger]["arguments"].append({"role": role, "span": list(other), "score": score})
    return list(events.values())


def _event(trigger: Mark, answer: Answer, scheme: Scheme) -> dict[str, Any]:
    said = answer.statuses.get(trigger, [0.0] * len(scheme.statuses))
    return {
        "span": list(trigger), "status": scheme.statuses[said.index(max(said))], "status_score": max(said),
        "claimed_by": None, "arguments": [],
    }  # fmt: skip
