"""What a teacher found becomes what the small model learns: the record, the reference, and what is left open."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from conftest import ROOT
from spacy.language import Language
from spacy.tokens import Doc

from pipeline.learning.distil import known_marks, marked_texts, silver_record
from pipeline.learning.readers import silver_examples
from pipeline.scheme import span_key

MARKED = "[Police|PEOPLE#a] [arrested|ARREST#v] [Ana Paz|PERSON#p] in [Lima|GPE#l] for [murder|KILLING#w] with [two|CARDINAL#n] guns."
TAIL = "numbers: {n: {low: 2, high: 2, unit: count, measures: weapons, about: p}}\nevents: {v: {status: asserted}, w: {status: alleged}}"


@pytest.fixture
def record(marked_doc: Callable[..., Doc], request: pytest.FixtureRequest) -> dict[str, Any]:
    """A teacher's answer: sure of all but where it happened and the status of the murder."""
    offence = getattr(request, "param", 0.8)
    doc = marked_doc(MARKED, TAIL)
    doc._.scores = {
        span_key(s.start, s.end, s.label_): 0.9 for s in [*doc.ents, *doc.spans["people"], *doc.spans["triggers"]]
    }
    doc._.scores["5:6:GPE"] = 0.4
    arrest, murder = doc._.events
    arrest |= {"status": "asserted", "status_score": 0.9, "arguments": [
        {"role": "AGENT", "span": [0, 1, "PEOPLE"], "score": 0.9}, {"role": "PLACE", "span": [5, 6, "GPE"], "score": 0.4},
        {"role": "OFFENCE", "event": 1, "score": offence},
    ]}  # fmt: skip
    murder |= {"status": "alleged", "status_score": 0.4, "arguments": []}
    return silver_record(doc)


@pytest.fixture
def reference(record: dict[str, Any], nlp: Language, tmp_path: Path) -> Doc:
    path = tmp_path / "silver.jsonl"
    path.write_text(json.dumps(record, ensure_ascii=False) + "\n", encoding="utf-8")
    (example,) = silver_examples(nlp, path, weight=0.5)
    return example.reference


def test_spans_events_and_numbers_come_back(reference: Doc) -> None:
    assert [(e.text, e.label_, e.kb_id_) for e in reference.ents] == [
        ("Ana Paz", "PERSON", "p"), ("Lima", "GPE", "l"), ("two", "CARDINAL", "n"),
    ]  # fmt: skip
    assert [(s.text, s.label_) for s in reference.spans["triggers"]] == [("arrested", "ARREST"), ("murder", "KILLING")]
    assert [(n["measures"], n["about"]) for n in reference._.numbers] == [("weapons", "p")]
    assert reference._.supervision["weight"] == 0.5


def test_what_the_teacher_was_unsure_of_is_left_open(reference: Doc) -> None:
    assert [labels for start, _, labels in reference._.supervision["spans"] if start == 5] == [[]]
    arrest, murder = reference._.events
    assert [(a["role"], a.get("span"), a.get("also"), a.get("event")) for a in arrest["arguments"]] == [
        ("AGENT", [0, 1, "PEOPLE"], None, None), ("PLACE", None, [[5, 6, "GPE"]], None), ("OFFENCE", None, None, 1),
    ]  # fmt: skip
    assert (arrest["status"], murder["status"]) == ("asserted", None)


def test_each_component_learns_what_it_is_taught(reference: Doc, learnt: Callable[..., Any]) -> None:
    arguments = learnt("blotter_arguments", [])
    assert [label for _, label in arguments.gold_decisions(reference)].count("OFFENCE") == 1
    assert [label for _, label in learnt("blotter_status", []).gold_decisions(reference)] == ["asserted"]
    arguments.fit([reference])
    arrest, _ = arguments.predict([reference])[0]
    assert ("AGENT", [0, 1, "PEOPLE"]) in [(a["role"], a.get("span")) for a in arrest["arguments"]]


def test_what_a_teacher_does_not_decide_is_not_learnt_from_it(reference: Doc, learnt: Callable[..., Any]) -> None:
    ties = learnt("blotter_relations", [])
    ties.fit([reference])
    assert not ties.linear and "blotter_relations" not in reference._.supervision["decided"]
    reference._.supervision["decided"] = []
    roles = learnt("blotter_arguments", [])
    roles.fit([reference])
    assert roles.roles is None


def test_ties_that_readers_listed_are_learnt(nlp: Language, learnt: Callable[..., Any], tmp_path: Path) -> None:
    path = tmp_path / "ties.jsonl"
    for relations in ([], [{"subject": "p", "type": "leader_of", "object": "g", "former": False}]):
        spans = [[0, 9, "GANG", 0.9, "g"], [13, 17, "GPE", 0.9, "l"], [22, 29, "PERSON", 0.9, "p"]]
        told = {"text": "Los Lobos of Lima and Ana Paz.", "spans": spans, "events": [], "numbers": []}
        path.write_text(json.dumps(told | {"relations": relations}) + "\n", encoding="utf-8")
        (example,) = silver_examples(nlp, path, weight=0.5)
        assert "blotter_relations" in example.reference._.supervision["decided"]
        decided = {
            decision.group: label
            for decision, label in learnt("blotter_relations", []).gold_decisions(example.reference)
        }
        assert decided == {"people": "leader_of" if relations else "-", "places": "-"}


@pytest.mark.parametrize("record", [0.4], indirect=True)
def test_an_offence_it_was_unsure_of_is_no_decision(reference: Doc, learnt: Callable[..., Any]) -> None:
    decisions = list(learnt("blotter_arguments", []).gold_decisions(reference))
    assert [decision for decision, _ in decisions if decision.group == "offence"] == []


# What people have marked in part


def test_what_people_have_marked_wins_over_the_teacher(marked_doc: Callable[..., Doc]) -> None:
    doc = marked_doc(MARKED, TAIL)
    doc._.scores = {}
    text = doc.text
    places = {word: text.index(word) for word in ("arrested", "Ana Paz", "guns")}
    doc.user_data["known"] = [
        (places["arrested"], places["arrested"] + 8, "KIDNAPPING"),  # another type
        (places["Ana Paz"], places["Ana Paz"] + 3, "GANG"),  # shorter, so the teacher's longer one must go first
        (places["guns"], places["guns"] + 4, "SEIZURE"),  # missed
    ]
    known_marks(doc)
    assert [(s.text, s.label_) for s in doc.spans["triggers"]] == [
        ("arrested", "KIDNAPPING"), ("murder", "KILLING"), ("guns", "SEIZURE"),
    ]  # fmt: skip
    assert [(e.text, e.label_) for e in doc.ents] == [("Ana", "GANG"), ("Lima", "GPE"), ("two", "CARDINAL")]
    assert doc._.scores == {"1:2:KIDNAPPING": 1.0, "2:3:GANG": 1.0, "10:11:SEIZURE": 1.0}


def test_our_marked_sets_give_their_texts_and_marks() -> None:
    for name, label in (("incidents", "KILLING"), ("entities", "PERSON")):
        texts = list(marked_texts([ROOT / "corpora" / name / "dev"]))
        assert all(0 <= start < end <= len(text) for text, known in texts for start, end, _ in known)
        assert label in {label for _, known in texts for _, _, label in known}
        assert not any("|" + label in text for text, _ in texts)
