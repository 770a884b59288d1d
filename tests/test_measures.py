"""Whom a number is about, also where the text named them long before."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from spacy.tokens import Doc

from pipeline.components.measures import _View

FAR = (
    "[{gang}|GANG#g] rules [{city}|GPE#l]. [{gang}|GANG#g] kills. [{other}|GANG#o] was there once.\n\n"
    "Nobody came.\n\nNobody went home.\n\nThe gang has [{count}|CARDINAL#n] members."
)
TAIL = "numbers: {{n: {{low: {count}, high: {count}, unit: count, measures: members, about: g}}}}"


@pytest.fixture
def told(marked_doc: Callable[..., Doc]) -> Callable[..., Doc]:
    def make(count: int, **names: str) -> Doc:
        return marked_doc(FAR.format(count=count, **names), TAIL.format(count=count))

    return make


def test_who_was_named_last_or_most_may_be_meant_from_afar(told: Callable[..., Doc]) -> None:
    view = _View(told(300, gang="Los Lobos", city="Quito", other="Los Tiguerones"))
    (number,) = view.numbers
    candidates = {name: decision.features for name, decision in view.candidates(number)}
    assert set(candidates) == {"g", "l", "o"}
    assert any(feature.startswith("far=gang|members|GANG") for feature in candidates["g"])


def test_what_is_near_is_not_looked_for_afar(marked_doc: Callable[..., Doc]) -> None:
    doc = marked_doc("[Los Lobos|GANG#g] has [300|CARDINAL#n] members.", TAIL.format(count=300))
    (number,) = _View(doc).numbers
    ((_, decision),) = _View(doc).candidates(number)
    assert not any(feature.startswith("far=") for feature in decision.features)


def test_the_gang_is_the_one_that_the_article_is_about(told: Callable[..., Doc], learnt: Callable[..., Any]) -> None:
    seen = [
        told(300, gang="Los Lobos", city="Quito", other="Los Tiguerones"),
        told(450, gang="Barrio 18", city="Soyapango", other="MS-13"),
    ]
    measures = learnt("blotter_measures", seen)
    ((number,),) = measures.predict([told(900, gang="Los Choneros", city="Manta", other="Los Fatales")])
    assert (number["measures"], number["about"]) == ("members", "g")
