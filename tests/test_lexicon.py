"""Event triggers by their words, and words that only look like them."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from spacy.language import Language
from spacy.tokens import Doc

from pipeline.components.lexicon import Lexicon

CASES = [
    ("Police arrested a man after the kidnapping.", [("arrested", "ARREST"), ("kidnapping", "KIDNAPPING")]),
    ("The extradition of a money launderer", [("extradition", "EXTRADITION")]),
    # near-misses: idiom, sport, office
    ("He is in charge of the team.", []),
    ("The shooting star shone.", []),
    ("It was free of charge.", []),
]


@pytest.fixture(scope="module")
def lexicon(nlp: Language) -> Lexicon:
    return Lexicon(nlp, [])


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_words_that_name_events(nlp: Language, lexicon: Lexicon, text: str, expected: list[tuple[str, str]]) -> None:
    doc = lexicon(nlp.make_doc(text))
    assert [(span.text, span.label_) for span in doc.spans["triggers"]] == expected
    assert all(source == "rule:lexicon" for source in doc._.sources.values())


def test_beside_a_trained_layer_it_adds_only_what_it_is_asked_to(nlp: Language, marked_doc: Callable[..., Doc]) -> None:
    marked = "Police [arrested|ARREST#v] him for extortion and murder."
    tail = "events:\n  v: {status: asserted}"
    doc = Lexicon(nlp, ["EXTORTION"])(marked_doc(marked, tail))
    assert [(s.text, s.label_) for s in doc.spans["triggers"]] == [("arrested", "ARREST"), ("extortion", "EXTORTION")]
    doc = Lexicon(nlp, [])(marked_doc(marked, tail))
    assert [s.text for s in doc.spans["triggers"]] == ["arrested"]


def test_an_unknown_type_is_refused(nlp: Language) -> None:
    with pytest.raises(ValueError, match="not event types: ARSON"):
        Lexicon(nlp, ["ARSON"])
