"""The screen: learns what is ours from words, works on bare text, bytes and back."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from spacy.tokens import Doc

from pipeline.screen import Screen

RELEVANT = [
    "Police arrested four gunmen after the kidnapping of a mayor",
    "Gang members were charged with extortion and murder",
    "Soldiers seized cocaine and rifles from the cartel",
    "The gang leader escaped from prison after a riot",
]
OTHER = [
    "The central bank raised interest rates on Thursday",
    "The striker scored twice as the champions won",
    "Parliament passed the budget after a long debate",
    "The festival opens with a film about the sea",
]


def trained() -> Screen:
    screen = Screen()
    screen.fit(RELEVANT * 3 + OTHER * 3, [True] * 12 + [False] * 12)
    return screen


def test_it_tells_them_apart() -> None:
    screen = trained()
    assert screen.relevance("Gunmen from a cartel arrested with cocaine") > 0.5
    assert screen.relevance("Parliament debates interest rates") < 0.5


def test_untrained_everything_passes() -> None:
    assert Screen().relevance("The festival opens") == 1.0


def test_weights_survive_bytes() -> None:
    screen = trained()
    other = Screen().from_bytes(screen.to_bytes())
    assert (
        abs(other.relevance(RELEVANT[0]) - screen.relevance(RELEVANT[0])) < 0.01
    )  # weights are kept in half precision


def test_an_article_without_an_event_counts_for_half(marked_doc: Callable[..., Doc]) -> None:
    screen = trained()
    with_event = marked_doc("Gunmen [kidnapped|KIDNAPPING#v] a mayor", "events: {v: {status: asserted}}")
    without = marked_doc("Gunmen kidnapped a mayor")
    assert screen(with_event)._.relevance == screen.relevance(with_event.text) > 0.5
    assert screen(without)._.relevance == pytest.approx(with_event._.relevance / 2, abs=1e-3)


def test_empty_text() -> None:
    assert 0.0 <= trained().relevance("") <= 1.0
