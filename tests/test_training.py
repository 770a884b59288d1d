"""Training end to end, small: a config and a few annotated articles become a model that extracts."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from learners import small_recipe, write_gold

from pipeline.articles import Article, Failure
from pipeline.corpora.corpus import corpus_fingerprint
from pipeline.extractor import Extractor, default_model, describe, extract_in_workers, load_extractor, own_model
from pipeline.gold_faults import GoldError
from pipeline.learning.evaluation import evaluate_folder
from pipeline.scheme import Extraction
from pipeline.training import Recipe, promote, train


@pytest.fixture(scope="module")
def gold_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_gold(tmp_path_factory.mktemp("gold"))


@pytest.fixture(scope="module")
def candidate(gold_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return train(small_recipe(gold_folder), tmp_path_factory.mktemp("training"))


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


def test_what_was_trained_survives_the_disk(candidate: Path) -> None:
    import spacy

    first, second = spacy.load(candidate), spacy.load(candidate)
    doc = first("Police in Lima arrested Ana Paz of Los Lobos on Monday with 12 rifles.")
    for name in ("blotter_arguments", "blotter_status", "blotter_measures", "blotter_relations"):
        again = second.get_pipe(name).from_bytes(first.get_pipe(name).to_bytes())  # type: ignore[attr-defined]
        assert again.labels == first.get_pipe(name).labels  # type: ignore[attr-defined]
    other = second(doc.text)
    assert other._.events == doc._.events and doc._.events[0]["arguments"]
    assert other._.numbers == doc._.numbers and doc._.numbers[0]["measures"] == "weapons"


def test_its_scores_are_fitted_and_its_screen_has_a_threshold(candidate: Path) -> None:
    import spacy

    nlp = spacy.load(candidate)
    assert {"mentions", "events", "arguments"} <= set(nlp.get_pipe("blotter_calibration").curves)  # type: ignore[attr-defined]
    assert 0.0 <= nlp.meta["relevance_threshold"] <= 1.0


def test_the_card_tells_scores_and_their_meaning_and_leaves_the_version(
    candidate: Path, gold_folder: Path, tmp_path: Path
) -> None:
    from click.testing import CliRunner

    from pipeline.learning.card import main

    model = tmp_path / "en_gangs_sm"
    shutil.copytree(candidate, model)
    before = describe(model)
    scores = tmp_path / "scores.json"
    scores.write_text(json.dumps(evaluate_folder(model, gold_folder)))
    done = CliRunner().invoke(main, [str(model), "--scores", f"Four articles={scores}", "--gold", str(gold_folder)])
    assert done.exit_code == 0, done.output
    card = (model / "README.md").read_text()
    assert before in card and describe(model) == before
    assert "| Four articles | mentions |" in card and "4 of 4 articles" not in card
    assert (model / "reliability.svg").read_text().lstrip().startswith("<?xml")


def test_without_a_rule_something_is_lost(candidate: Path, gold_folder: Path) -> None:
    from pipeline.learning.ablation import LAYERS, PARTS, ablation

    found = ablation(candidate, gold_folder)
    assert set(found) == {"all", *PARTS} and set(found["all"]) == set(LAYERS)
    assert found["all"]["mentions"] > 80


def test_faulty_gold_stops_training_before_it_begins(tmp_path: Path) -> None:
    (tmp_path / "bad.md").write_text("---\nid: x\n---\n[broken\n")
    with pytest.raises(GoldError, match="never closed"):
        train(Recipe(gold=[str(tmp_path)], dev=[str(tmp_path)]), tmp_path / "out")


def test_what_a_teacher_labelled_is_learnt_from_and_completed_corpora_take_the_place_of_bare_ones(
    tmp_path: Path,
) -> None:
    names = ("silver", "marked", "completed", "in_domain")
    silver, marked, completed, in_domain = (tmp_path / f"{name}.jsonl" for name in names)
    silver.touch()
    marked.touch()
    recipe = Recipe(
        public=tmp_path, silver=[str(silver), "absent.jsonl"], in_domain=[str(in_domain)], marked=[str(marked)],
        completed=completed, vectors=None,
    )  # fmt: skip
    before = recipe.filled()["paths"]
    twice = [str(silver), str(marked), str(marked)]
    assert (before["public"], before["silver"]) == (str(tmp_path), twice)
    completed.touch()
    paths = recipe.filled()["paths"]
    assert (paths["public"], paths["silver"]) == (None, [*twice, str(completed)])
    in_domain.touch()
    assert recipe.filled()["paths"]["silver"] == [*twice, str(in_domain), str(completed)]
    assert recipe.labelled == twice


@pytest.fixture(scope="module")
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


def offsets_hold(text: str, facts: Extraction | Failure) -> bool:
    """The text as it came, every mention and trigger where it says it is."""
    assert isinstance(facts, Extraction), facts
    marks = [(m.start, m.end, m.text) for m in facts.mentions] + [(e.start, e.end, e.trigger) for e in facts.events]
    return facts.text == text and all(text[start:end] == marked for start, end, marked in marks)


HARD = {
    "emoji, right to left": "Police 🚓 in Lima\u00a0arrested  Ana Paz .\r\n\r\nمرحبا Police arrested Eva Soto\n",
    "half a surrogate pair": "Police in Lima arrested \ud83d Ana Paz. Police arrested \udc00Eva Soto.",
    "no full stop": "Police in Lima arrested Ana Paz of Los Lobos and " * 300,
    "capitals": "POLICE IN LIMA ARRESTED ANA PAZ OF LOS LOBOS ON MONDAY WITH 12 RIFLES.",
    "one token of 10,000 characters": "x" * 10_000,
    "nothing but white space": " \n\t\r\n ",
    "null and control characters": "Police\x00 in Lima\x1b[31m arrested Ana Paz.",
    "a combining accent": "Police in Bogota\u0301 arrested Luis Mora.",
}


@pytest.mark.parametrize("text", HARD.values(), ids=HARD.keys())
def test_text_is_never_altered_and_offsets_hold(extractor: Extractor, text: str) -> None:
    ((_, facts),) = extractor.extract([Article(id="a", text=text)])
    assert offsets_hold(text, facts)


PIECES = [
    "Police", "arrested", "Ana Paz", "Los Lobos", "12", "$3 million", "Monday", "rifles", "Lima", "\n", "\n\n", " ", ".", "\u00a0", "🚓",
    "\ud800", "’s", "(", "“", "x" * 1200, "\x00", "עברית",
]  # fmt: skip


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.one_of(
        st.text(st.characters(exclude_categories=()), max_size=80),
        st.lists(st.sampled_from(PIECES), max_size=25).map(" ".join),
    )
)
def test_offsets_hold_in_any_text(extractor: Extractor, text: str) -> None:
    ((_, facts),) = extractor.extract([Article(id="a", text=text)])
    assert offsets_hold(text, facts)


def test_two_processes_give_what_one_gives(candidate: Path, extractor: Extractor) -> None:
    texts = [f"Police in Quito arrested Luis Mora of Los Lobos on Monday with {n} rifles." for n in range(12)]
    articles = [Article(id=str(n), text=text) for n, text in enumerate(texts)]
    endless = Article(id="b", text="x " * 1_100_000, origin="endless.txt")
    articles.insert(5, endless)
    assert list(extract_in_workers(articles, candidate, workers=2, batch_size=3)) == list(extractor.extract(articles))


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


@pytest.fixture
def guest(candidate: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A small pipeline with OntoNotes labels that is not ours; the candidate is the model in use."""
    import spacy

    shutil.copytree(candidate, tmp_path / "models" / "en_gangs_sm")
    monkeypatch.setenv("BLOTTER_MODELS", str(tmp_path / "models"))
    nlp = spacy.blank("en")
    nlp.add_pipe("entity_ruler").add_patterns([  # type: ignore[attr-defined]
        {"label": "ORG", "pattern": "Tren de Aragua"}, {"label": "GPE", "pattern": "Lima's"},
        {"label": "PERSON", "pattern": "Ana Paz"}, {"label": "WORK_OF_ART", "pattern": "Narcos"},
        {"label": "CARDINAL", "pattern": "a dozen"}, {"label": "ORG", "pattern": "the Interior Ministry"},
    ])  # fmt: skip
    nlp.to_disk(tmp_path / "guest")
    return tmp_path / "guest"


def test_another_pipelines_names_with_our_people_and_events(guest: Path) -> None:
    text = "Police in Lima's north arrested Ana Paz of Tren de Aragua with a dozen rifles, the Interior Ministry said. Narcos is fiction."
    ((_, facts),) = load_extractor(guest).extract([Article(id="a", text=text)])
    assert isinstance(facts, Extraction)
    # the scheme's labels and spans; a known gang is a GANG; PEOPLE and the event are ours
    assert [(m.text, m.label, m.source) for m in facts.mentions if m.label != "WEAPON"] == [
        ("Police", "PEOPLE", "model"), ("Lima", "GPE", "guest"), ("Ana Paz", "PERSON", "guest"),
        ("Tren de Aragua", "GANG", "rule:gazetteer"), ("a dozen", "CARDINAL", "guest"), ("Interior Ministry", "ORG", "guest"),
    ]  # fmt: skip
    (event,) = facts.events
    found = {m.id: m.text for m in facts.mentions}
    assert (event.trigger, event.type) == ("arrested", "ARREST")
    assert {(a.role, found[a.mention or ""]) for a in event.arguments} >= {("AGENT", "Police"), ("TARGET", "Ana Paz")}
    assert [(n.low, n.unit) for n in facts.numbers] == [(12, "count")]


def test_a_guest_is_named_beside_the_model_in_use(guest: Path) -> None:
    assert describe(guest).startswith("en_pipeline 0.0.0 ") and describe(guest).endswith(f" in {describe()}")
    assert own_model(guest) == default_model() != guest


def test_a_guest_reads_a_run_without_spaces(guest: Path) -> None:
    text = "Ana Paz fled. " + "[" * 30_000
    ((_, facts),) = load_extractor(guest).extract([Article(id="a", text=text)])
    assert offsets_hold(text, facts)


def test_an_absent_model_is_named() -> None:
    with pytest.raises(FileNotFoundError, match="nowhere/model"):
        load_extractor("nowhere/model")


def test_runs_of_sentences_leave_out_what_is_held_out() -> None:
    from pipeline.learning.distil import story_runs

    numbered = [{"text": f"S{i}.", "doc": f"gmb-{i:05d}"} for i in (9, 1, 2, 3, 4, 5, 6, 7)]
    assert list(story_runs(numbered, without=[("gmb-00003", "gmb-00004")], length=2)) == [
        "S1. S2.",
        "S5. S6.",
        "S7.",
        "S9.",
    ]


def test_the_head_of_a_story_names_its_sentences(tmp_path: Path) -> None:
    from pipeline.learning.distil import held_out_lines

    (tmp_path / "a.md").write_text("---\nid: a\nlines: gmb-1/gmb-9, gmb-20 # two stretches\n---\nText\n")
    assert held_out_lines(tmp_path) == [("gmb-1", "gmb-9"), ("gmb-20", "gmb-20")]
