"""The decisions' model: its gradient, batches without a decision, what it learns, bytes."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from spacy.language import Language
from spacy.tokens import Doc

from pipeline.components.decisions import NOTHING, Decision
from pipeline.learning.readers import _example

KILLED = "Gunmen killed [[{}|CARDINAL#n] men|PEOPLE#x] in [Lima|GPE#l]."
HELD = "Police held [[{}|CARDINAL#n] men|PEOPLE#x] in [Quito|GPE#l]."
NUMBER = "numbers: {{n: {{low: {0}, high: {0}, unit: count, measures: {1}}}}}"


def measured(marked_doc: Callable[..., Doc], form: str, count: int, measures: str) -> Doc:
    return marked_doc(form.format(count), NUMBER.format(count, measures))


@pytest.fixture
def docs(marked_doc: Callable[..., Doc]) -> list[Doc]:
    return [
        measured(marked_doc, form, n, what) for n in (3, 5) for form, what in ((KILLED, "killed"), (HELD, "arrested"))
    ]


def test_what_numbers_measure_is_learnt(
    marked_doc: Callable[..., Doc], learnt: Callable[..., Any], docs: list[Doc]
) -> None:
    component = learnt("blotter_measures", docs)
    for form, what in ((KILLED, "killed"), (HELD, "arrested")):
        doc = measured(marked_doc, form, 7, "other")
        assert [n["measures"] for n in component(doc)._.numbers] == [what]
        again = learnt("blotter_measures", []).from_bytes(component.to_bytes())
        assert [n["measures"] for n in again(measured(marked_doc, form, 7, "other"))._.numbers] == [what]


def test_a_batch_without_a_decision_teaches_nothing_and_breaks_nothing(
    nlp: Language, learnt: Callable[..., Any], docs: list[Doc]
) -> None:
    component = learnt("blotter_status", docs, steps=0)
    examples = [_example(nlp, doc) for doc in docs]
    before = component.model.get_ref("table").get_param("W").copy()
    assert component.update(examples, sgd=component.create_optimizer()) == {"blotter_status": 0.0}
    assert (component.model.get_ref("table").get_param("W") == before).all()
    assert component.update([]) == {"blotter_status": 0.0}
    assert component(docs[0])._.events == []


def test_a_reference_that_a_public_corpus_made_asks_for_nothing(
    nlp: Language, learnt: Callable[..., Any], docs: list[Doc]
) -> None:
    component = learnt("blotter_measures", docs, steps=0)
    docs[0]._.supervision = {"known": ["GPE"], "spans": [], "weight": 1.0}
    assert component.update([_example(nlp, docs[0])]) == {"blotter_measures": 0.0}
    assert component.update([_example(nlp, docs[1])])["blotter_measures"] > 0.0


@pytest.mark.parametrize(("weight", "believed"), [(0.1, "killed"), (10.0, "arrested")])
def test_judges_believe_a_text_as_much_as_it_counts(
    marked_doc: Callable[..., Doc], learnt: Callable[..., Any], weight: float, believed: str
) -> None:
    """Two texts of the same words, one annotated and one labelled by a teacher, say different things."""
    component = learnt("blotter_measures", [], steps=0)
    ours, told = (measured(marked_doc, KILLED, 3, what) for what in ("killed", "arrested"))
    told._.supervision = {"known": [], "spans": [], "weight": weight, "decided": ["blotter_measures"]}
    component.fit([ours, told] * 5)
    [table] = component.probabilities([ours], [[decision for decision, _ in component.gold_decisions(ours)]])
    labels = component.labels
    assert table[0, labels.index(believed)] > 0.6
    assert table[0].argmax() == labels.index(believed)


def test_the_gradient_is_that_of_the_scores(learnt: Callable[..., Any], docs: list[Doc]) -> None:
    """Against differences of the scores themselves, for a feature's weight and for a weight of the network."""
    component = learnt("blotter_measures", docs, steps=3)
    asked = [[Decision("measures", (0, 1, NOTHING, 2, 3, 4), ["bias", "a"]), Decision("about", (1,) * 6, ["bias"])]]
    batch = component._asked([docs[0]], [component._packed([(d, None) for d in asked[0]])])
    model = component.model
    scores, backprop = model.begin_update(batch)
    upstream = np.random.default_rng(0).normal(size=scores.shape).astype("float32")
    backprop(upstream)
    for node, name in ((model.get_ref("table"), "W"), (model.get_ref("head").layers[-1], "W")):
        weights, gradient = node.get_param(name), node.get_grad(name)
        place = np.unravel_index(np.abs(gradient).argmax(), gradient.shape)
        changed = []
        for step in (1e-2, -1e-2):
            moved = weights.copy()
            moved[place] += step
            node.set_param(name, moved)
            changed.append(float((model.predict(batch) * upstream).sum()))
        node.set_param(name, weights)
        assert gradient[place] == pytest.approx((changed[0] - changed[1]) / 2e-2, rel=0.02)
