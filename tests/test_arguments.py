"""Arguments and status: learnt from a few marked sentences, applied to new ones, bytes and back."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from spacy.tokens import Doc

from pipeline.components.arguments import Arguments
from pipeline.scheme import EVENT_ROLES

ARREST = "[Police|PEOPLE#a] [arrested|ARREST#v] [{}|PERSON#p] in [{}|GPE#l] on [{}|DATE#d]."
PASSIVE = "[{}|PERSON#p] was [arrested|ARREST#v] by [police|PEOPLE#a] in [{}|GPE#l] on [{}|DATE#d]."
EVENTS = "events:\n  v: {{status: {}, AGENT: a, TARGET: p, PLACE: l, TIME: d}}"
NAMES = [("Ana Paz", "Lima", "Monday"), ("Luis Mora", "Quito", "Tuesday"), ("Eva Soto", "La Paz", "Friday")]
CHARGE = (
    "[Ana Paz|PERSON#p] was [charged|CHARGE#v] with [murder|KILLING#w] in [Lima|GPE#l].",
    "events:\n  v: {status: asserted, TARGET: p, OFFENCE: w, PLACE: l}\n  w: {status: alleged, AGENT: p}",
)


@pytest.fixture
def trained(marked_doc: Callable[..., Doc], learnt: Callable[..., Any]) -> Arguments:
    docs = [marked_doc(form.format(*names), EVENTS.format("asserted")) for form in (ARREST, PASSIVE) for names in NAMES]
    docs += [marked_doc(*CHARGE)] * 3
    component: Arguments = learnt("blotter_arguments", docs)
    return component


def roles(doc: Doc) -> list[list[tuple[str, Any]]]:
    return [
        sorted((a["role"], doc[a["span"][0] : a["span"][1]].text if a.get("span") else a["event"]) for a in event["arguments"])
        for event in doc._.events
    ]  # fmt: skip


@pytest.mark.parametrize("form", [ARREST, PASSIVE])
def test_active_and_passive(trained: Arguments, marked_doc: Callable[..., Doc], form: str) -> None:
    doc = trained(marked_doc(form.format("Rosa Díaz", "Bogotá", "Sunday"), EVENTS.format("asserted")))
    assert roles(doc) == [[("AGENT", "police" if form is PASSIVE else "Police"), ("PLACE", "Bogotá"), ("TARGET", "Rosa Díaz"), ("TIME", "Sunday")]]  # fmt: skip


def test_a_role_is_as_sure_as_what_it_joins(trained: Arguments, marked_doc: Callable[..., Doc]) -> None:
    scores = []
    for sure in ({}, {"1:2:ARREST": 0.8}, {"1:2:ARREST": 0.8, "2:4:PERSON": 0.5}):
        doc = marked_doc(ARREST.format("Rosa Díaz", "Bogotá", "Sunday"), EVENTS.format("asserted"))
        doc._.scores.update(sure)
        scores.append({a["role"]: a["score"] for a in trained(doc)._.events[0]["arguments"]})
    assert scores[1]["AGENT"] == pytest.approx(0.8 * scores[0]["AGENT"], abs=1e-3)
    assert scores[2]["TARGET"] == pytest.approx(0.4 * scores[0]["TARGET"], abs=1e-3)
    assert scores[2]["AGENT"] == scores[1]["AGENT"]


def test_an_offence_is_another_event(trained: Arguments, marked_doc: Callable[..., Doc]) -> None:
    doc = trained(marked_doc(*CHARGE))
    assert ("OFFENCE", 1) in roles(doc)[0]
    assert not any(role == "OFFENCE" for role, _ in roles(doc)[1])


def test_untrained_it_finds_no_arguments(marked_doc: Callable[..., Doc], learnt: Callable[..., Any]) -> None:
    doc = learnt("blotter_arguments", [marked_doc(*CHARGE)], steps=0)(
        marked_doc(ARREST.format(*NAMES[0]), EVENTS.format("asserted"))
    )
    assert roles(doc) == [[]]


def test_weights_survive_bytes(trained: Arguments, marked_doc: Callable[..., Doc], learnt: Callable[..., Any]) -> None:
    doc = marked_doc(ARREST.format(*NAMES[0]), EVENTS.format("asserted"))
    expected = roles(trained(doc))
    assert expected != [[]]
    assert roles(learnt("blotter_arguments", []).from_bytes(trained.to_bytes())(doc)) == expected


def test_events_survive_the_docs_bytes(trained: Arguments, marked_doc: Callable[..., Doc]) -> None:
    doc = trained(marked_doc(*CHARGE))
    assert Doc(doc.vocab).from_bytes(doc.to_bytes())._.events == doc._.events


STATUS = [
    ("[Gunmen|PEOPLE#a] [killed|KILLING#v] [{}|PERSON#p].", "asserted"),
    ("[{}|PERSON#p] allegedly [killed|KILLING#v] a man.", "alleged"),
    ("[{}|PERSON#p] did not [kill|KILLING#v] anyone.", "negated"),
    ("[{}|PERSON#p] planned to [kill|KILLING#v] a judge.", "prospective"),
]


def test_status_is_learnt_from_cues(marked_doc: Callable[..., Doc], learnt: Callable[..., Any]) -> None:
    docs = [
        marked_doc(form.format(name), f"events:\n  v: {{status: {status}}}")
        for form, status in STATUS
        for name, _, _ in NAMES
    ]
    component = learnt("blotter_status", docs)
    found = []
    for form, status in STATUS:
        doc = component(marked_doc(form.format("Rosa Díaz"), f"events:\n  v: {{status: {status}}}"))
        found.append(doc._.events[0]["status"])
    assert found == ["asserted", "alleged", "negated", "prospective"]


def test_who_says_so(marked_doc: Callable[..., Doc], learnt: Callable[..., Any]) -> None:
    marked = "[Ana Paz|PERSON#p] said [Los Lobos|GANG#g] had [killed|KILLING#v] [two men|PEOPLE#x]."
    doc = marked_doc(marked, "events:\n  v: {status: asserted, AGENT: g, TARGET: x}")
    status = learnt("blotter_status", [doc], steps=0)
    claimed = status(doc)._.events[0]["claimed_by"]
    assert doc[claimed[0] : claimed[1]].text == "Ana Paz"
    # nobody says it
    doc = marked_doc("[Los Lobos|GANG#g] [killed|KILLING#v] a man.", "events:\n  v: {status: asserted, AGENT: g}")
    assert status(doc)._.events[0]["claimed_by"] is None


def test_roles_that_an_event_never_has_are_not_given(
    trained: Arguments, marked_doc: Callable[..., Doc], monkeypatch: pytest.MonkeyPatch
) -> None:
    doc = marked_doc(ARREST.format("Rosa Díaz", "Bogotá", "Sunday"), EVENTS.format("asserted"))
    assert "TARGET" in dict(roles(trained(doc))[0])
    monkeypatch.setitem(EVENT_ROLES, "ARREST", ("AGENT", "PLACE"))
    assert [role for role, _ in roles(trained(doc))[0]] == ["AGENT", "PLACE"]
