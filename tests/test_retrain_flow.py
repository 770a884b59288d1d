"""A retraining, small and real: killed within and between its steps, it goes on, and ends as if it had not been."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from click.testing import CliRunner
from learners import small_recipe, write_gold

from pipeline.settings import quiet_prefect

quiet_prefect()

from prefect.client.orchestration import get_client  # noqa: E402

from flows.ingest import run_ingest  # noqa: E402
from flows.retrain import retrain  # noqa: E402
from pipeline.cli import main  # noqa: E402
from pipeline.extractor import describe  # noqa: E402
from pipeline.learning import loop  # noqa: E402
from pipeline.learning.history import drawing, read_history, record  # noqa: E402
from pipeline.learning.journal import Journal, alone  # noqa: E402
from pipeline.learning.promotion import put_in_use  # noqa: E402
from pipeline.learning.retraining import STEPS, Retraining  # noqa: E402
from pipeline.training import learn  # noqa: E402
from pipeline.warehouse.storage import storage_of  # noqa: E402

HERE = Path(__file__).parent
pytestmark = [pytest.mark.slow, pytest.mark.timeout(600)]
STRINGS = "vocab/strings.json"
STEPS_OF_TRAINING, EVALUATED_EVERY = 9, 4  # as learners.py has it


@pytest.fixture(scope="module")
def gold(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Annotated articles in train/, dev/ and test/."""
    folder = tmp_path_factory.mktemp("gold")
    for number, split in enumerate(("train", "dev", "test")):
        write_gold(folder / split, first=10 * number)
    return folder


def content(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


# Within the training


def learnt(gold: Path, output: Path, dies_at: int) -> int:
    """Learn in a process of its own; its exit code. Sums depend in their last bits on how many threads BLAS has: always one."""
    command = [sys.executable, "learners.py", str(gold), str(output), str(dies_at)]
    alike = os.environ | {"OPENBLAS_NUM_THREADS": "1"}
    return subprocess.run(command, cwd=HERE, stderr=subprocess.DEVNULL, env=alike, check=False).returncode


def test_a_killed_training_ends_with_the_model_that_it_would_have_ended_with(gold: Path, tmp_path: Path) -> None:
    never = STEPS_OF_TRAINING + 1
    killed = tmp_path / "killed"
    assert learnt(gold / "train", tmp_path / "whole", never) == 0
    # at an evaluation, before its checkpoint; and between evaluations
    for step in (4, 6):
        assert learnt(gold / "train", killed, step) == -signal.SIGKILL
    assert learnt(gold / "train", killed, never) == 0
    (whole,), (again,) = ((folder / "work").glob("best-*") for folder in (tmp_path / "whole", killed))
    # all but the list of words met on the way, of which a candidate keeps those with a vector
    one, other = content(whole), content(again)
    assert again.name == whole.name == "best-8" and {name for name in one if one[name] != other[name]} <= {STRINGS}
    with np.load(tmp_path / "whole/work/checkpoint.npz") as a, np.load(killed / "work/checkpoint.npz") as b:
        assert [name for name in a if name != "story" and not np.array_equal(a[name], b[name])] == []
        assert len(a.files) > 50


def test_a_training_given_something_else_begins_again(
    gold: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    steps: list[int] = []
    real = loop.Training._learn
    monkeypatch.setattr(
        loop.Training, "_learn", lambda self, batch, drop, step, epoch: (steps.append(step), real(self, batch, drop, step, epoch))
    )  # fmt: skip
    first = tmp_path / "gold"
    shutil.copytree(gold / "train", first)
    learn(small_recipe(first, steps=2, evaluate_every=1), tmp_path)
    assert steps == [0, 1, 2]
    learn(small_recipe(first, steps=2, evaluate_every=1), tmp_path)
    assert steps == [0, 1, 2]
    file = first / "t0.md"
    file.write_text(file.read_text().replace("Ana Paz", "Ana Luz"))
    learn(small_recipe(first, steps=2, evaluate_every=1), tmp_path)
    assert steps == [0, 1, 2] * 2


# Between the steps


@pytest.fixture(scope="module")
def finished(gold: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A place where a retraining has been, with every step done."""
    place = tmp_path_factory.mktemp("finished")
    (place / "models").mkdir()
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("BLOTTER_MODELS", str(place / "models"))
        assert all_steps(place, gold) == list(STEPS)
    return place


@pytest.fixture
def house(finished: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of it."""
    shutil.copytree(finished, tmp_path / "house")
    monkeypatch.setenv("BLOTTER_MODELS", str(tmp_path / "house" / "models"))
    return tmp_path / "house"


def retraining_in(house: Path, gold: Path, **options: Any) -> Retraining:
    recipe = small_recipe(gold / "train", dev=gold / "dev", **{"steps": 4, "evaluate_every": 2, **options})
    return Retraining(recipe, house / "candidate", told=str(gold / "test"))


def all_steps(house: Path, gold: Path, **options: Any) -> list[str]:
    """Do every step; the names of those that were not done before."""
    found = retraining_in(house, gold, **options)
    return [step for step in STEPS if not found.do(step).unchanged]


def test_a_step_is_done_once_for_the_same_inputs(house: Path, gold: Path) -> None:
    target = house / "models" / "en_gangs_sm"
    version = describe(target)
    assert (target / "README.md").read_text().startswith("# en_gangs_sm\n") and version in (
        target / "README.md"
    ).read_text()
    assert all_steps(house, gold) == []
    assert retraining_in(house, gold).do("floors", again=True).unchanged is False
    # what a step made is gone: it is done again, and what follows from it is the same
    shutil.rmtree(house / "candidate" / "model")
    assert all_steps(house, gold) == ["fit"]
    # another training, and all that rests on it
    assert all_steps(house, gold, steps=6) == list(STEPS[1:])
    rows = read_history(house / "models" / "history.csv")
    assert [(row.version == version, Path(row.folder).name) for row in rows] == [
        (True, "dev"), (True, "test"), (False, "dev"), (False, "test"),
    ]  # fmt: skip
    assert len(list((house / "candidate" / "kept").iterdir())) == 2


def test_a_kill_after_any_step_does_it_again_at_most(house: Path, gold: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Killed when a step is done but not yet written down, which is the worst moment there is."""
    (house / "candidate" / "steps.json").unlink()
    shutil.rmtree(house / "models" / "en_gangs_sm")
    note = Journal.note
    for step in STEPS:

        def killed(journal: Journal, name: str, *rest: Any, dies: str = step) -> None:
            if name == dies:
                raise KeyboardInterrupt
            note(journal, name, *rest)

        monkeypatch.setattr(Journal, "note", killed)
        with pytest.raises(KeyboardInterrupt):
            all_steps(house, gold)
        monkeypatch.setattr(Journal, "note", note)
        found = retraining_in(house, gold)
        assert found.do(step).unchanged is False
    assert all_steps(house, gold) == []
    assert describe(house / "models" / "en_gangs_sm") == describe(house / "candidate" / "model")
    assert len(read_history(house / "models" / "history.csv")) == 2


def test_a_kill_while_models_are_exchanged_leaves_one_in_use(
    house: Path, gold: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target, judged = house / "models" / "en_gangs_sm", retraining_in(house, gold).judged()
    before, candidate = describe(target), house / "other"
    shutil.copytree(target, candidate)
    (candidate / "meta.json").write_text((candidate / "meta.json").read_text() + "\n")
    rename = Path.rename

    def dies(path: Path, to: Path) -> Path:
        if path.name == "en_gangs_sm.new":
            raise KeyboardInterrupt
        return rename(path, to)

    monkeypatch.setattr(Path, "rename", dies)
    with pytest.raises(KeyboardInterrupt):
        put_in_use(candidate, target, judged)
    assert not target.exists()
    monkeypatch.setattr(Path, "rename", rename)
    retraining_in(house, gold)
    assert describe(target) == before
    put_in_use(candidate, target, judged)
    assert describe(target) == describe(candidate) != before
    assert sorted(path.name for path in target.parent.iterdir()) == ["en_gangs_sm", "history.csv", "history.svg"]


def test_the_gate_refuses_and_the_candidate_is_kept(house: Path, gold: Path) -> None:
    target = house / "models" / "en_gangs_sm"
    meta, floors = target / "meta.json", target / "floors.json"
    meta.write_text(json.dumps({**json.loads(meta.read_text()), "description": "another model is in use"}))
    before = describe(target)
    floors.write_text(json.dumps({**json.loads(floors.read_text()), "floors": {"mentions": 101.0}}))
    assert all_steps(house, gold) == ["evaluate", "floors", "candidate", "promote"]
    found = retraining_in(house, gold)
    assert "mentions: F1" in found.result("floors")["reasons"][0] and not found.result("promote")["promoted"]
    assert describe(target) == before and (found.output / found.result("candidate")["kept"] / "README.md").exists()
    assert all_steps(house, gold) == []
    # the floor is taken back: only what follows from it is done
    floors.unlink()
    assert all_steps(house, gold) == ["floors", "candidate", "promote"]
    assert describe(target) == describe(found.candidate) != before


def test_without_matplotlib_the_card_says_so(
    house: Path, gold: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    from pipeline import settings

    find = settings.find_package
    monkeypatch.setattr(settings, "find_package", lambda name: None if name == "matplotlib" else find(name))
    shutil.rmtree(house / "candidate" / "kept")
    assert all_steps(house, gold) == ["candidate"]
    card = next(house.glob("candidate/kept/*/en_gangs_sm/README.md")).read_text()
    assert "matplotlib is not installed" in caplog.text and "reliability.svg" not in card
    assert not list(house.glob("candidate/kept/*/en_gangs_sm/reliability.svg"))


def test_two_retrainings_do_not_share_a_folder(tmp_path: Path) -> None:
    with alone(tmp_path), pytest.raises(RuntimeError, match="another process works in"), alone(tmp_path):
        pass
    with alone(tmp_path):
        pass


# The flow


@pytest.fixture
def ingredients() -> dict[str, Any]:
    recipe = small_recipe(Path("none"), steps=4, evaluate_every=2)
    return {"public": None, "vectors": None, "silver": (), "in_domain": (), "overrides": recipe.overrides}


@pytest.mark.usefixtures("prefect")
def test_the_flow_trains_promotes_and_extracts_again(
    house: Path, gold: Path, ingredients: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    warehouse = house / "w.duckdb"
    given = {"output": str(house / "candidate"), "warehouse": str(warehouse), "ingredients": ingredients}
    before = describe()
    first = retrain(str(gold), **given)
    assert first["promoted"] and first["unchanged"] == list(STEPS)
    assert first["steps"]["re-extract"] == {"warehouse": None}
    articles = house / "a.jsonl"
    articles.write_text(json.dumps({"id": "1", "text": "Police in Lima arrested Ana Paz of Los Lobos.", "lang": "en"}))
    monkeypatch.setenv("BLOTTER_RELEVANCE_THRESHOLD", "0.0")
    run_ingest([str(articles)], str(warehouse))
    again = retrain(str(gold), steps=6, **given)
    assert again["promoted"] and again["unchanged"] == ["check"] and describe() != before
    with storage_of(warehouse).reader() as reader:
        assert reader.execute("SELECT extractor FROM articles").fetchall() == [(describe(),)]
    assert {"retrain", "score-history", "score-plot"} <= artifacts()


def artifacts() -> set[str | None]:
    with get_client(sync_client=True) as client:
        found = client.request("POST", "/artifacts/filter", json={}).json()
    return {artifact["key"] for artifact in found}


@pytest.mark.usefixtures("prefect")
def test_the_command_stops_and_goes_on_where_it_is_told(
    house: Path, gold: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(house)  # without the other corpora that lie beside the project
    command = ["retrain", "--gold", str(gold), "--output", "here", "--steps", "2", "--until", "train"]
    done = CliRunner().invoke(main, [*command, "--json"])
    assert done.exit_code == 0, done.output
    assert list(json.loads(done.stdout)["steps"]) == ["check", "train"]
    done = CliRunner().invoke(main, command)
    assert done.exit_code == 0, done.output
    assert done.stdout.count("done before") == len(done.stdout.splitlines()) == 2
    assert "no such step" in CliRunner().invoke(main, [*command, "--from", "evaluation"]).output


# The history


def scores(version: str, corpus: str, f: float) -> dict[str, Any]:
    return {"model": version, "corpus": corpus, "articles": 3, "scores": {"mentions": {"f": f}, "dates": {"f": 90.0}}}


def test_the_history_keeps_every_version_once_and_is_drawn(tmp_path: Path) -> None:
    file = tmp_path / "history.csv"
    for version, corpus, f in [("m 1", "a", 80.0), ("m 1", "a", 80.0), ("m 2", "a", 81.5), ("m 3", "b", 60.0)]:
        record(file, scores(version, corpus, f), "gangs/dev")
    rows = read_history(file)
    assert [(row.version, row.corpus, row.scores["mentions"]) for row in rows] == [
        ("m 1", "a", 80.0), ("m 2", "a", 81.5), ("m 3", "b", 60.0),
    ]  # fmt: skip
    drawn = file.with_suffix(".svg").read_text()
    assert drawn == drawing(rows) and drawn.count("<circle") == 6
    # a line from the first to the second; none to scores on other articles
    assert drawn.count("L") - drawn.count("LL") == 2
    assert "81.5 on 3 articles" in drawn


def test_a_version_with_a_sign_of_markup_is_drawn_as_text(tmp_path: Path) -> None:
    record(tmp_path / "h.csv", scores("m <script> &", "a", 80.0), "gangs/dev")
    assert "<script>" not in (tmp_path / "h.svg").read_text()
