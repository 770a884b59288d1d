"""What the verb over a clause makes of the event in it."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from spacy.tokens import Doc

from pipeline.components.clause_verbs import told_by_verbs
from pipeline.scheme import TRIGGER_LAYER

Marked = Callable[..., Doc]


def with_events(marked: str) -> tuple[str, str]:
    """Marked text, and a tail that says of its triggers what has no bearing here."""
    return marked, "events:\n" + "\n".join(f"  {key}: {{status: asserted}}" for key in re.findall(r"#(\w)\]", marked))


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("The mayor denied that the gang had [taken over|EXPANSION#v] the block.", ["negated"]),
        ("Caracas denies any part in the [murder|KILLING#v].", ["negated"]),
        ("He rejected claims by a rival that soldiers [tortured|ATTACK#v] them.", ["negated"]),
        ("The minister dismissed reports of a [massacre|KILLING#v].", ["negated"]),
        ("He dismissed the officer who [took|CORRUPTION#v] the bribe.", [None]),
        ("The judge dismissed him over the [bribe|CORRUPTION#v].", [None]),
        ("She would neither confirm nor deny that a ransom was [demanded|EXTORTION#v].", [None]),
        ("Nobody could deny that shops were [burnt|ATTACK#v].", [None]),
        ("Officials denied that inmates had [rioted|RIOT#v] over the [arrest|ARREST#w].", ["negated", None]),
        ("They denied that men had [robbed|ROBBERY#v] a bank or [freed|ESCAPE#w] anybody.", ["negated", "negated"]),
        ("The governor denied that he met him on the day of the [abduction|KIDNAPPING#v].", [None]),
        ("He denied it, and police [arrested|ARREST#v] him.", [None]),
        ("Posada denied the [charges|CHARGE#v].", [None]),
        ("The union claimed that police [killed|KILLING#v] two men.", ["alleged"]),
        ("The union claimed responsibility and [burnt|ATTACK#v] a bus.", [None]),
        ("Police said that two men were [killed|KILLING#v].", [None]),
    ],
)
def test_an_event_is_told_by_the_verb_over_its_clause(marked_doc: Marked, text: str, told: list[str | None]) -> None:
    doc = marked_doc(*with_events(text))
    triggers = [(span.start, span.end, span.label_) for span in doc.spans[TRIGGER_LAYER]]
    found = told_by_verbs([token.lower_ for token in doc], 0, triggers)
    assert [found.get(trigger) for trigger in triggers] == told


def test_what_is_told_holds_whatever_the_judges_say(marked_doc: Marked, learnt: Callable[..., object]) -> None:
    """An untrained judge calls every event asserted."""
    text = "The mayor denied that a gang had [burnt|ATTACK#v] a bus. Police claimed that he [fled|ESCAPE#w]. A clerk [died|KILLING#x]."
    doc = marked_doc(*with_events(text))
    judged = learnt("blotter_status", [], steps=0)(doc)
    assert [event["status"] for event in judged._.events] == ["negated", "alleged", "asserted"]


def test_what_somebody_was_acquitted_of_is_alleged(marked_doc: Marked, learnt: Callable[..., object]) -> None:
    doc = marked_doc(
        "A judge [acquitted|SENTENCE#v1] him of the [killing|KILLING#v2].",
        "events:\n  v1: {status: asserted, OFFENCE: v2}\n  v2: {status: asserted}",
    )
    judged = learnt("blotter_status", [], steps=0)(doc)
    assert [event["status"] for event in judged._.events] == ["asserted", "alleged"]
