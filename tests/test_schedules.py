"""What runs when, and that writers take turns."""

from __future__ import annotations

import inspect
import multiprocessing
import shutil
import threading
import time
from pathlib import Path
from typing import Any

import pytest
import yaml
from conftest import ROOT

from flows.plan import RETRY, plan, prefect_file
from flows.serve import write_plan
from pipeline.intake.fetch_state import Seen, SqliteState
from pipeline.store import Warehouse, WarehouseBusy
from pipeline.warehouse.turns import SameWaits, open_in_turn, wanted, writer_of

pytestmark = pytest.mark.slow

FEED = {"kind": "feed", "url": "https://a.example/rss", "publisher": "A"}


def listed(folder: Path, **crons: str) -> str:
    path = folder / "sources.yml"
    path.write_text(yaml.safe_dump({"sources": [{"name": name, "cron": cron} | FEED for name, cron in crons.items()]}))
    return str(path)


def test_one_deployment_a_cron_and_those_that_look_after_the_warehouse(tmp_path: Path) -> None:
    path = listed(tmp_path, a="*/20 * * * *", b="0 3 * * *", c="*/20 * * * *", d="never")
    deployments = plan([path, "news"], "w.duckdb", "tiny", cron="5 * * * *")
    assert [(each.name, each.cron) for each in deployments] == [
        ("news-every-20th-minute-of-every-hour", "*/20 * * * *"),
        ("news-at-03-00-every-day", "0 3 * * *"),
        ("news-at-minute-5-of-every-hour", "5 * * * *"),
        ("retry", RETRY),
        ("re-extract", "30 2 * * *"),
        ("upkeep", "0 4 * * 0"),
        ("retrain", None),
    ]
    assert deployments[0].parameters == {
        "sources": [f"{path}#a", f"{path}#c"],
        "warehouse": "w.duckdb",
        "model": "tiny",
    }
    # what is wrong in the list is read, too: the run says what
    assert deployments[2].parameters["sources"] == [f"{path}#d", "news"]


def test_flows_take_the_parameters_that_deployments_give(tmp_path: Path) -> None:
    for deployment in plan(["news"], "w.duckdb", "tiny"):
        assert set(deployment.parameters) <= set(inspect.signature(deployment.flow.fn).parameters), deployment.name


def test_the_prefect_file_is_the_plan_of_the_example(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copy(ROOT / "flows" / "sources.example.yml", tmp_path / "sources.yml")
    monkeypatch.chdir(tmp_path)
    made = prefect_file(plan(["sources.yml"]), home="{{ $BLOTTER_HOME }}", name="flows/prefect.yaml")
    assert (ROOT / "flows" / "prefect.yaml").read_text() == made
    write_plan(tmp_path / "own.yaml", ["sources.yml#desk"], "w.duckdb")
    written = yaml.safe_load((tmp_path / "own.yaml").read_text())
    assert written["deployments"][0]["parameters"] == {
        "sources": [f"{tmp_path}/sources.yml#desk"], "warehouse": f"{tmp_path}/w.duckdb",
    }  # fmt: skip
    assert written["deployments"][0]["schedules"] == [{"cron": "*/5 * * * *"}]


# Turns


def write_for(address: str, begun: Any, seconds: float) -> None:
    """Hold a warehouse, from a process of its own."""
    with Warehouse.open(address):
        begun.set()
        time.sleep(seconds)


def test_who_comes_while_another_writes_waits_and_is_let_in(tmp_path: Path) -> None:
    address = str(tmp_path / "w.duckdb")
    Warehouse.open(address).close()
    context = multiprocessing.get_context("spawn")
    begun = context.Event()
    writer = context.Process(target=write_for, args=(address, begun, 2.0))
    writer.start()
    assert begun.wait(60)
    assert (writer_of(address), wanted(address)) == (writer.pid, False)
    with pytest.raises(WarehouseBusy, match=str(writer.pid)):
        open_in_turn(address, wait_s=0)
    got: list[str] = []

    def turn(name: str, job: str) -> None:
        try:
            with open_in_turn(address, wait_s=60, job=job):
                got.append(name)
        except SameWaits:
            got.append(f"{name} left")

    waiting = [threading.Thread(target=turn, args=given) for given in (("ingest", "a"), ("upkeep", "b"))]
    for thread in waiting:
        thread.start()
    until = time.monotonic() + 30
    while not list(tmp_path.glob("w.wanted-*")) and time.monotonic() < until:
        time.sleep(0.01)
    assert wanted(address)
    time.sleep(0.5)
    turn("the same ingest", "a")  # one that waits already will do its work
    assert got == ["the same ingest left"]
    for thread in waiting:
        thread.join()
    writer.join()
    assert sorted(got) == ["ingest", "the same ingest left", "upkeep"]
    assert (writer_of(address), wanted(address)) == (None, False)


def test_who_waits_too_long_says_so(tmp_path: Path) -> None:
    with Warehouse.open(tmp_path / "w.duckdb"), pytest.raises(WarehouseBusy):
        open_in_turn(str(tmp_path / "w.duckdb"), wait_s=0.5)


# What fetching remembers


def test_what_failed_and_what_is_old_is_forgotten(tmp_path: Path) -> None:
    with SqliteState(tmp_path / "s.sqlite") as state:
        old, now = Seen(mark="m", at=time.time() - 100 * 86_400), Seen(mark="m", at=time.time())
        for key, seen in {
            "feed:wire:https://a.example/rss": now, "feed:other:https://a.example/rss": now,
            "page:wire:https://a.example/1": now, "page:wire:https://a.example/2": now, "page:wire:https://a.example/3": old,
            "file:desk:in/a.jsonl": now, "file:desk:in/b.jsonl": old,
        }.items():  # fmt: skip
            state.remember(key, seen)
        state.commit()
        state.forget("wire", ["https://a.example/2"])
        state.forget("desk", ["in/a.jsonl:5"])
        assert state.forget_older(90) == 1
        left = state.connection.execute("SELECT key FROM seen ORDER BY key").fetchall()
    assert [key for (key,) in left] == [
        "feed:other:https://a.example/rss", "file:desk:in/b.jsonl", "page:wire:https://a.example/1",
    ]  # fmt: skip
