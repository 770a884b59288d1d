"""Sentence boundaries without a trained model."""

from __future__ import annotations

from itertools import pairwise

import pytest
from spacy.language import Language

from pipeline.components.sentences import Sentences, sentence_starts

CASES = [
    # plain ends, and closing quotes that belong to the sentence before
    ("He fled. Police followed.", ["He fled.", "Police followed."]),
    ("“We are safe.” He left.", ["“We are safe.”", "He left."]),
    ("Who did it? Nobody knows!", ["Who did it?", "Nobody knows!"]),
    # titles, initials and decimals end nothing
    ("Gen. Luis R. Soto spoke.", ["Gen. Luis R. Soto spoke."]),
    ("It cost 1.5 million.", ["It cost 1.5 million."]),
    ("They shot Lt. Ana Paz. Sgt. Mora fled.", ["They shot Lt. Ana Paz.", "Sgt. Mora fled."]),
    (
        "Brig. Gen. Soto met Supt. Paz in cell No. 4. Few came.",
        ["Brig. Gen. Soto met Supt. Paz in cell No. 4.", "Few came."],
    ),
    ("She said no. He left. No. He came back.", ["She said no.", "He left.", "No.", "He came back."]),
    # an abbreviation at the end of a sentence, and the same one inside
    ("He fled to the U.S. The army followed.", ["He fled to the U.S.", "The army followed."]),
    ("The U.S. Army came.", ["The U.S. Army came."]),
    # a line break always ends one
    ("A headline without a stop\n\nThe text begins.", ["A headline without a stop", "The text begins."]),
    # a lower-case word goes on
    ("He asked why? and left.", ["He asked why? and left."]),
]


@pytest.mark.parametrize(("text", "sentences"), CASES)
def test_boundaries(nlp: Language, text: str, sentences: list[str]) -> None:
    doc = Sentences()(nlp.make_doc(text))
    assert [sentence.text.strip() for sentence in doc.sents] == sentences


@pytest.mark.parametrize("text", ["", " ", "\n\n", "...", "\n.\n", "”"])
def test_degenerate_texts(nlp: Language, text: str) -> None:
    doc = Sentences()(nlp.make_doc(text))
    assert "".join(sentence.text_with_ws for sentence in doc.sents) == text


def test_what_runs_on_is_cut_at_a_pause() -> None:
    words = ["word"] * 120 + [","] + ["word"] * 400
    starts = [i for i, start in enumerate(sentence_starts(words)) if start]
    assert starts[:2] == [0, 121] and max(b - a for a, b in pairwise([*starts, len(words)])) <= 160
