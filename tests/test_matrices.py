"""The small model multiplies with numpy's BLAS, a stock pipeline beside it does not, and both give the same numbers."""

from __future__ import annotations

import numpy as np
import spacy
from spacy.language import Language
from thinc.api import Model, NumpyOps

from pipeline.matrices import numpy_blas


def uses_blis(nlp: Language) -> set[bool]:
    nodes: list[Model] = [node for _, pipe in nlp.pipeline for node in pipe.model.walk()]  # type: ignore[attr-defined]
    return {node.ops.use_blis for node in nodes if isinstance(node.ops, NumpyOps)}


def encoder() -> Language:
    nlp = spacy.blank("en")
    nlp.add_pipe("tok2vec")
    nlp.initialize()
    return nlp


def test_the_model_in_use_does_without_blis() -> None:
    from pipeline.extractor import default_model

    nlp = spacy.load(default_model())
    models = [pipe for name, pipe in nlp.pipeline if name in ("tok2vec", "ner", "people", "triggers")]
    assert models and {n.ops.use_blis for pipe in models for n in pipe.model.walk() if isinstance(n.ops, NumpyOps)} == {
        False
    }  # type: ignore[attr-defined]


def test_the_products_are_the_same() -> None:
    nlp = encoder()
    assert uses_blis(nlp) == {True}
    doc = nlp.make_doc("Police in Lima arrested two men.")
    before = nlp.get_pipe("tok2vec").predict([doc])[0].copy()  # type: ignore[attr-defined]
    numpy_blas()(nlp)
    assert uses_blis(nlp) == {False}
    np.testing.assert_allclose(nlp.get_pipe("tok2vec").predict([doc])[0], before, atol=1e-4)  # type: ignore[attr-defined]
