"""Scores that mean what they say: which facts are right, the curves, the component, and the error that is left."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from spacy.tokens import Doc

from pipeline.components.calibration import Calibration
from pipeline.gold import GoldArticle
from pipeline.learning.calibrating import Judged, fitted_curves, judged, reliability
from pipeline.scheme import GUEST, Argument, Event, Extraction, Mention, span_key

MARKED = "[Police|PEOPLE#a] [arrested|ARREST#v] [Ana Paz|PERSON#p] in [Lima|GPE#l]."
TAIL = "events: {v: {status: asserted, AGENT: a, TARGET: p}}"


def test_facts_are_judged_as_they_are_scored(gold: Callable[..., GoldArticle]) -> None:
    reference = gold(MARKED, TAIL).extraction
    found = Extraction(
        reference.text,
        mentions=[
            Mention("m1", 0, 6, "Police", "PEOPLE", score=0.9), Mention("m2", 16, 23, "Ana Paz", "GANG", score=0.8),
            Mention("m3", 27, 31, "Lima", "GPE"),
        ],
        events=[
            Event("v1", "ARREST", 7, 15, "arrested", "asserted", score=0.7, arguments=[
                Argument("AGENT", "m1", score=0.6), Argument("TARGET", "m3", score=0.5),
            ]),
        ],
    )  # fmt: skip
    assert [(f.layer, f.label, f.score, f.right) for f in judged(reference, found)] == [
        ("people", "PEOPLE", 0.9, True),
        ("mentions", "GANG", 0.8, False),
        ("mentions", "GPE", None, True),
        ("events", "ARREST", 0.7, True),
        ("arguments", "AGENT", 0.6, True),
        ("arguments", "TARGET", 0.5, False),
    ]


def overconfident() -> list[Judged]:
    """Of what is scored 0.9 six in ten are right, of what is scored 0.6 three; a rule is right nine times in ten."""
    facts = []
    for score, right, count in ((0.9, 0.6, 200), (0.6, 0.3, 200), (None, 0.9, 100)):
        facts += [Judged("mentions", "GPE", score, i < right * count) for i in range(count)]
    return facts


def test_a_curve_turns_confidence_into_the_share_that_is_right() -> None:
    calibration = Calibration(fitted_curves(overconfident()))
    for score, right in ((0.9, 0.6), (0.6, 0.3), (None, 0.9)):
        assert calibration.calibrated("mentions", "GPE", score) == pytest.approx(right, abs=0.03)
    # a label never seen is judged as the average one; a layer never seen is left alone
    assert calibration.calibrated("mentions", "LAW", 0.9) == pytest.approx(0.6, abs=0.05)
    assert calibration.calibrated("events", "RAID", 0.9) == 0.9


def test_a_label_seen_a_few_times_moves_little() -> None:
    rare = [Judged("mentions", "LAW", 0.9, False)] * 2
    calibration = Calibration(fitted_curves(overconfident() + rare))
    assert 0.4 < calibration.calibrated("mentions", "LAW", 0.9) < 0.6  # type: ignore[operator]


def test_reliability_by_hand() -> None:
    facts = [Judged("events", "RAID", 0.95, True)] * 3 + [Judged("events", "RAID", 0.95, False)]
    facts += [Judged("events", "RAID", 0.25, False)] * 4 + [Judged("events", "RAID", None, True)]
    found = reliability(facts)["events"]
    assert (found["facts"], found["sure"], found["sure_right"]) == (8, 4, 0.75)
    assert found["ece"] == pytest.approx((4 * 0.2 + 4 * 0.25) / 8)
    assert [(b["score"], b["right"], b["facts"]) for b in found["bins"]] == [(0.25, 0.0, 4), (0.95, 0.75, 4)]


def test_the_component_rewrites_scores_and_survives_bytes(marked_doc: Callable[..., Doc]) -> None:
    doc = marked_doc(MARKED, TAIL)
    person, place = doc.ents
    keys = [span_key(span.start, span.end, span.label_) for span in (person, place)]
    doc._.scores[keys[0]] = 0.9
    doc._.sources[keys[1]] = GUEST
    doc._.events[0]["arguments"] = [{"role": "AGENT", "span": [0, 1, "PEOPLE"], "score": 0.9}]
    curves = {
        name: {"slope": 1.0, "offset": -1.0, "shifts": {"rule": 3.0}} for name in ("mentions", "people", "arguments")
    }
    calibration = Calibration().from_bytes(Calibration(curves).to_bytes())
    calibration(doc)
    assert doc._.scores[keys[0]] == pytest.approx(0.768, abs=0.001)
    assert keys[1] not in doc._.scores  # nothing is known of a guest's names
    assert doc._.scores[span_key(0, 1, "PEOPLE")] == pytest.approx(0.881, abs=0.001)  # of what a rule made, something
    assert doc._.events[0]["arguments"][0]["score"] == pytest.approx(0.768, abs=0.001)


def test_without_a_fit_nothing_changes(marked_doc: Callable[..., Doc]) -> None:
    doc = marked_doc(MARKED, TAIL)
    doc._.scores["2:4:PERSON"] = 0.9
    assert Calibration()(doc)._.scores == {"2:4:PERSON": 0.9}
