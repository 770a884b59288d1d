"""Words that stand for a name: what they may stand for, and words that stand for nobody told before."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from spacy.tokens import Doc

from pipeline.components.anaphors import Named, anaphors
from pipeline.components.span_tagger import sentence_bounds, sentence_numbers

CASES = [
    # a pronoun, a possessive, a nominal: the last fitting name before
    ("[Los Lobos|GANG#g] grew. It spread to [Peru|GPE#p].", [("It", "g")]),
    ("[Los Lobos|GANG#g] fled with its money.", [("its", "g")]),
    ("[Los Lobos|GANG#g] fought [Los Fatales|GANG#f]. The gang lost.", [("The gang", "f")]),
    ("[Two men|PEOPLE#x] fled. They were caught.", [("They", "x")]),
    # near-misses: nothing before that fits, a name that follows, too far back, a group that is marked itself
    ("[Ana Paz|PERSON#p] said it rained.", []),
    ("Its leader left [Los Lobos|GANG#g].", []),
    ("[Los Lobos|GANG#g] grew." + " Rain fell." * 7 + " The gang lost.", []),
    ("[Los Lobos|GANG#g] met [the cartel|PEOPLE#x].", []),
]


@pytest.mark.parametrize(("marked", "expected"), CASES)
def test_antecedents(marked_doc: Callable[..., Doc], marked: str, expected: list[tuple[str, str]]) -> None:
    doc = marked_doc(marked)
    spans = sorted([*doc.ents, *doc.spans["people"]], key=lambda span: span.start)
    mentions = [Named(span.start, span.end, span.label_, span.kb_id_) for span in spans]
    numbers = sentence_numbers(sentence_bounds(doc))
    found = anaphors([token.lower_ for token in doc], mentions, numbers)
    assert [(doc[a.start : a.end].text, a.antecedent.entity) for a in found] == expected
