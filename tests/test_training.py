"""Training end to end, small: a config and a few annotated articles become a model that extracts."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from conftest import ROOT

from pipeline.articles import Article, Failure
from pipeline.corpus import corpus_fingerprint
from pipeline.evaluation import evaluate_folder
from pipeline.extractor import Extractor, describe, load_extractor
from pipeline.gold import GoldError
from pipeline.scheme import Extraction
from pipeline.training import promote, train

ARTICLE = """---
id: {name}
lang: en
published: 2024-02-06
source: Test
title: Test
---
[Police|PEOPLE#a1] in [{place}|GPE#l1] [arrested|ARREST#v1] [{person}|PERSON#p1] of [{gang}|GANG#g1] on [Monday|DATE#d1]
with [{count}|CARDINAL#n1] [rifles|WEAPON#w1].
---
dates: {{d1: 2024-02-05}}
numbers:
  n1: {{low: {count}, high: {count}, unit: count, measures: weapons}}
events:
  v1: {{status: asserted, AGENT: a1, TARGET: p1, PLACE: l1, TIME: d1}}
"""
FACTS = [
    ("Lima", "Ana Paz", "Los Lobos", 12),
    ("Quito", "Luis Mora", "Los Choneros", 30),
    ("Bogotá", "Eva Soto", "Clan del Golfo", 7),
    ("Caracas", "Juan Rey", "Tren de Aragua", 15),
]


@pytest.fixture(scope="module")
def gold_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("gold")
    for i, (place, person, gang, count) in enumerate(FACTS):
        text = ARTICLE.format(name=f"t{i}", place=place, person=person, gang=gang, count=count)
        (folder / f"t{i}.md").write_text(text, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def candidate(gold_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return train(
        config=ROOT / "models" / "en_gangs_sm.cfg",
        output=tmp_path_factory.mktemp("training"),
        gold=[str(gold_folder)],
        dev=[str(gold_folder)],
        public=None,
        silver=(),
        vectors=None,
        overrides={"training.max_steps": 40, "training.eval_frequency": 20, "training.optimizer.learn_rate.warmup_steps": 5},
    )  # fmt: skip


def test_a_trained_model_knows_its_articles(candidate: Path, gold_folder: Path) -> None:
    scores = evaluate_folder(candidate, gold_folder)["scores"]
    assert scores["mentions"]["f"] > 80 and scores["triggers"]["f"] > 80 and scores["arguments"]["f"] > 60
    assert scores["numbers"]["f"] > 80 and scores["dates"]["f"] > 80


def test_promotion_stops_at_a_floor(candidate: Path, gold_folder: Path, tmp_path: Path) -> None:
    target = tmp_path / "en_gangs_sm"
    target.mkdir()
    floors = target / "floors.json"
    corpus = corpus_fingerprint([gold_folder])
    floors.write_text(json.dumps({"corpus": corpus, "floors": {"mentions": 101.0}}))
    assert "mentions: F1" in promote(candidate, folder=gold_folder, target=target)[0]
    assert not (target / "meta.json").exists()
    floors.write_text(json.dumps({"corpus": corpus, "floors": {"mentions": 10.0}}))
    assert promote(candidate, folder=gold_folder, target=target) == []
    assert describe(target) == describe(candidate)
    made = json.loads(floors.read_text())
    assert made["corpus"] == corpus and 50 < made["floors"]["mentions"] <= 100


def test_floors_of_other_articles_do_not_count(candidate: Path, gold_folder: Path, tmp_path: Path) -> None:
    target = tmp_path / "en_gangs_sm"
    target.mkdir()
    (target / "floors.json").write_text(json.dumps({"corpus": "other", "floors": {"mentions": 101.0}}))
    assert promote(candidate, folder=gold_folder, target=target) == []


def test_a_candidate_that_is_clearly_worse_is_refused(candidate: Path, gold_folder: Path, tmp_path: Path) -> None:
    import spacy

    target, worse = tmp_path / "en_gangs_sm", tmp_path / "worse"
    assert promote(candidate, folder=gold_folder, target=target) == []
    nlp = spacy.load(candidate)
    nlp.get_pipe("ner").model.initialize()  # type: ignore[attr-defined]
    nlp.to_disk(worse)
    before = describe(target)
    reasons = promote(worse, folder=gold_folder, target=target)
    assert any(reason.startswith("mentions:") for reason in reasons)
    assert describe(target) == before


def test_faulty_gold_stops_training_before_it_begins(tmp_path: Path) -> None:
    (tmp_path / "bad.md").write_text("---\nid: x\n---\n[broken\n")
    with pytest.raises(GoldError, match="never closed"):
        train(gold=[str(tmp_path)], dev=[str(tmp_path)], output=tmp_path / "out")


@pytest.fixture
def extractor(candidate: Path) -> Extractor:
    return load_extractor(candidate)


def test_an_article_that_cannot_be_extracted_is_a_failure_and_the_rest_go_on(extractor: Extractor) -> None:
    good = Article(id="a", text="Police in Lima arrested Ana Paz.")
    endless = Article(id="b", text="x " * 1_100_000, origin="endless.txt")
    results = list(extractor.extract([good, endless, good]))
    assert [type(result) for _, result in results] == [Extraction, Failure, Extraction]
    failure = results[1][1]
    assert isinstance(failure, Failure)
    assert (failure.where, failure.kind, failure.article_id) == ("endless.txt", "too-long", "b")


def test_text_is_never_altered_and_offsets_hold(extractor: Extractor) -> None:
    text = "Police 🚓 in Lima\u00a0arrested  Ana Paz .\r\n\r\nمرحبا Police arrested Eva Soto\n"
    ((_, facts),) = extractor.extract([Article(id="a", text=text)])
    assert isinstance(facts, Extraction) and facts.text == text
    assert facts.mentions and all(text[m.start : m.end] == m.text for m in facts.mentions)
    assert all(text[e.start : e.end] == e.trigger for e in facts.events)


def test_a_run_without_spaces_does_not_hold_up_the_rest(extractor: Extractor) -> None:
    text = "Police arrested Ana Paz. " + "[" * 100_000 + " She left Lima."
    ((_, facts),) = extractor.extract([Article(id="a", text=text)])
    assert isinstance(facts, Extraction)
    assert "Lima" in [m.text for m in facts.mentions] and all(text[m.start : m.end] == m.text for m in facts.mentions)


def test_the_same_article_gives_the_same_facts(extractor: Extractor) -> None:
    article = Article(id="a", text="Police in Quito arrested Luis Mora of Los Lobos.")
    others = [Article(id=str(i), text="Eva Soto of Clan del Golfo fled Lima. " * (i + 1)) for i in range(5)]
    ((_, alone),) = extractor.extract([article])
    together = list(extractor.extract([*others, article]))[-1][1]
    assert alone == together


def test_a_stock_pipeline_gets_our_components(tmp_path: Path) -> None:
    import spacy

    stock = spacy.blank("en")
    ruler = stock.add_pipe("entity_ruler")
    ruler.add_patterns([  # type: ignore[attr-defined]
        {"label": "ORG", "pattern": "Tren de Aragua"}, {"label": "GPE", "pattern": "Chile"},
        {"label": "CARDINAL", "pattern": "5,000"}, {"label": "WORK_OF_ART", "pattern": "Narcos"},
    ])  # fmt: skip
    stock.to_disk(tmp_path / "stock")
    extractor = load_extractor(tmp_path / "stock")
    ((_, facts),) = extractor.extract([Article(id="a", text="Tren de Aragua has 5,000 members in Chile. It kidnapped a man. Narcos is fiction.")])  # fmt: skip
    assert isinstance(facts, Extraction)
    assert [(m.text, m.label) for m in facts.mentions] == [
        ("Tren de Aragua", "GANG"), ("5,000", "CARDINAL"), ("Chile", "GPE"),
    ]  # fmt: skip
    assert [(e.trigger, e.type) for e in facts.events] == [("kidnapped", "KIDNAPPING")]
    assert [(n.low, n.unit) for n in facts.numbers] == [(5000, "count")]


def test_an_absent_model_is_named() -> None:
    with pytest.raises(FileNotFoundError, match="nowhere/model"):
        load_extractor("nowhere/model")


def test_runs_of_sentences_leave_out_what_is_held_out() -> None:
    from pipeline.distil import story_runs

    numbered = [{"text": f"S{i}.", "doc": f"gmb-{i:05d}"} for i in (9, 1, 2, 3, 4, 5, 6, 7)]
    assert list(story_runs(numbered, without=[("gmb-00003", "gmb-00004")], length=2)) == [
        "S1. S2.",
        "S5. S6.",
        "S7.",
        "S9.",
    ]


def test_the_head_of_a_story_names_its_sentences(tmp_path: Path) -> None:
    from pipeline.distil import held_out_lines

    (tmp_path / "a.md").write_text("---\nid: a\nlines: gmb-1/gmb-9, gmb-20 # two stretches\n---\nText\n")
    assert held_out_lines(tmp_path) == [("gmb-1", "gmb-9"), ("gmb-20", "gmb-20")]
