"""``kill -9`` at any moment of load, resolve and publish: the database opens, and nothing is lost or doubled.

``BLOTTER_LONG=1`` kills at every point and twenty more times at random.
"""

from __future__ import annotations

import multiprocessing
import os
import random
import signal
import time
from collections.abc import Callable
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any

import pytest
from warehouses import broken, differences, dump, gold_rows, load_missing

from pipeline import resolve
from pipeline.incidents import links as incident_links
from pipeline.rows import Rows
from pipeline.store import Warehouse
from pipeline.warehouse import blocks, derived, loading, storage, word_index
from pipeline.warehouse.storage import FileStorage, storage_of

LONG = bool(os.environ.get("BLOTTER_LONG"))
SIZE, BATCHES = 2, 8 if LONG else 5
LIFE_S = 2.1 if LONG else 1.0  # a writer that starts from nothing needs some three seconds
RANDOM_KILLS = 20 if LONG else 4

# Where a writer can die: what is called there, and at which call.
POINTS: dict[str, tuple[Any, str, int]] = {
    "the run is told": (Warehouse, "start_run", 1),
    "names are linked, nothing is written": (resolve.Resolver, "resolve", 2),
    "incidents are linked": (incident_links.Incidents, "take", 2),
    "half of the tables are written": (loading, "insert_rows", 30),
    "words are in the index": (word_index, "index_words", 2),
    "all is written but not committed": (derived, "add_counts", 2),
    "the load is committed": (Warehouse, "load", 2),
    "the run's version is told": (Warehouse, "_note_version", 4),
    "a part of the blocks is copied": (blocks, "write_all", 3),
    "the blocks are copied": (FileStorage, "_copy", 4),
    "an older copy is taken": (storage.os, "replace", 7),
    "the copy has its name": (storage.os, "replace", 8),
    "the pointer is moved": (storage.os, "replace", 9),
    "old copies are locked": (storage, "locked", 3),
    "the version is out": (FileStorage, "publish", 4),
}
FEW = ("a part of the blocks is copied",)


@pytest.fixture(scope="module")
def rows() -> list[Rows]:
    return gold_rows(SIZE * BATCHES)


@pytest.fixture(scope="module")
def undisturbed(rows: list[Rows], tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[str]]:
    """What a run says that nobody kills."""
    path = tmp_path_factory.mktemp("whole") / "blotter.duckdb"
    load_missing(str(path), rows, SIZE)
    with storage_of(path).reader() as reader:
        assert broken(reader) == {}
        return dump(reader)


@pytest.fixture(scope="module")
def start() -> Callable[..., BaseProcess]:
    """A writer in a process of its own, forked from one that has loaded the gazetteer."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["warmed"])

    def start(target: Callable[..., None], *arguments: Any) -> BaseProcess:
        process = context.Process(target=target, args=arguments)
        process.start()
        return process

    return start


def die_at(point: str, address: str, rows: list[Rows], size: int) -> None:
    """Load as ever, and die after the call that the point names."""
    where, name, nth = POINTS[point]
    real, calls = getattr(where, name), 0

    def counted(*arguments: Any, **options: Any) -> Any:
        nonlocal calls
        calls += 1
        result = real(*arguments, **options)
        if calls == nth:
            os.kill(os.getpid(), signal.SIGKILL)
        return result

    setattr(where, name, counted)
    load_missing(address, rows, size)


def check_readers(path: Path) -> None:
    """Whatever is published opens and is whole."""
    if not path.exists():
        return
    versions = [version for version, _ in FileStorage(path).versions()]
    for version in (None, *versions):
        with storage_of(path).reader(version=version) as reader:
            assert broken(reader) == {}, version


def check_end(path: Path, expected: dict[str, list[str]]) -> None:
    """Nothing is lost, and nothing doubled."""
    with Warehouse.open(path) as warehouse:
        assert broken(warehouse.connection) == {}
        assert differences(expected, dump(warehouse.connection)) == {}
    with storage_of(path).reader() as reader:
        assert differences(expected, dump(reader)) == {}
    others = {file.name for file in path.parent.iterdir()} - {path.name, "blotter.work.duckdb", "blotter.work.duckdb.lock"}  # fmt: skip
    assert others == {file.name for _, file in FileStorage(path).versions()}


@pytest.mark.parametrize("point", POINTS if LONG else FEW)
def test_killed_at_a_point(
    point: str, tmp_path: Path, rows: list[Rows], undisturbed: dict[str, list[str]], start: Callable[..., BaseProcess]
) -> None:
    path = tmp_path / "blotter.duckdb"
    writer = start(die_at, point, str(path), rows, SIZE)
    writer.join()
    assert writer.exitcode == -signal.SIGKILL
    check_readers(path)
    again = start(load_missing, str(path), rows, SIZE)
    again.join()
    assert again.exitcode == 0
    check_end(path, undisturbed)


def test_killed_at_random_moments(
    tmp_path: Path, rows: list[Rows], undisturbed: dict[str, list[str]], start: Callable[..., BaseProcess]
) -> None:
    """Each life does one part of the work or none; moments are spread evenly over what a life takes."""
    seed = random.randrange(10**6)
    moments = random.Random(seed)
    kills, round_of = 0, 0
    while kills < RANDOM_KILLS:
        path = tmp_path / str(round_of) / "blotter.duckdb"
        round_of += 1
        done = False
        while not done:
            writer = start(load_missing, str(path), rows, SIZE)
            if kills < RANDOM_KILLS:
                time.sleep((kills % 7 + moments.random()) * LIFE_S / 7)
                writer.kill()
            writer.join()
            done = writer.exitcode == 0
            kills += not done
            assert writer.exitcode in (0, -signal.SIGKILL), f"seed {seed}"
            check_readers(path)
        check_end(path, undisturbed)
