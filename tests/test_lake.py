"""DuckLake in place of a file: the same store, several writers at once, time travel, on SQLite and on PostgreSQL."""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import duckdb
import postgres
import pytest
import warehouses
from warehouses import RUN, broken, differences, dump, gold_rows

from pipeline.articles import Failure
from pipeline.asking.query import run_query
from pipeline.report import summarise
from pipeline.rows import Rows
from pipeline.store import Warehouse
from pipeline.warehouse.storage import LakeStorage, newest_snapshot, storage_of

pytestmark = pytest.mark.usefixtures("one_thread")

LONG = bool(os.environ.get("BLOTTER_LONG"))
# A load into a lake takes a second: by default a test takes one kind of catalogue.
BOTH = ["sqlite", "postgres"]
SAID = BOTH if LONG else ["sqlite"]
WRITTEN = BOTH if LONG else ["sqlite" if postgres.programs() is None else "postgres"]
WRITERS, BATCHES, ARTICLES = 3, 5 if LONG else 2, 2


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    """A PostgreSQL that the tests of this file share, one database each."""
    try:
        with postgres.running() as connection:
            yield connection
    except FileNotFoundError as error:
        pytest.skip(str(error))


@pytest.fixture
def lake(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """The address of a new lake."""
    if request.param == "sqlite":
        return f"ducklake:sqlite:{tmp_path / 'lake.sqlite'}"
    connection = request.getfixturevalue("server")
    name = f"lake_{time.monotonic_ns()}"
    monkeypatch.setenv("BLOTTER_LAKE_DATA", str(tmp_path / "files"))
    postgres.make_database(connection, name)
    return f"ducklake:postgres:{connection} dbname={name}"


@pytest.fixture(scope="module")
def rows() -> list[Rows]:
    return gold_rows(WRITERS * BATCHES * ARTICLES)


def of_articles(connection: duckdb.DuckDBPyConnection) -> dict[str, list[str]]:
    """What a warehouse says of its articles whatever came first: all but the ids that depend on it."""
    queries = {
        "articles": "SELECT * EXCLUDE (copy_of) FROM articles",
        "mentions": "SELECT * EXCLUDE (entity_id) FROM mentions",
        "dates": "FROM dates",
        "numbers": "SELECT * EXCLUDE (about) FROM numbers",
        "events": "SELECT * EXCLUDE (place_id, incident_id) FROM events",
        "event_arguments": "SELECT * EXCLUDE (entity_id) FROM event_arguments",
        "relations": "SELECT * EXCLUDE (subject, object) FROM relations",
        "entity_links": "SELECT article_id, local_id, label, name FROM entity_links",
        "words": warehouses.NUMBERED["search_terms"],
        "names": "SELECT a.alias, sum(a.mentions) FROM aliases a GROUP BY ALL",
    }
    return {name: sorted(map(repr, connection.execute(query).fetchall())) for name, query in queries.items()}


def load_twice(address: str, rows: list[Rows]) -> tuple[Warehouse, list[int]]:
    """Two runs, the second of which loads an article again; the warehouse, still open, and the runs' versions."""
    warehouse, versions = Warehouse.open(address), []
    for number, batch in enumerate((rows[:2], [*rows[2:4], rows[0]])):
        run = warehouse.start_run(sources=["gold"])
        troubles = [Failure("ingest", f"{number} {n}.txt", "empty", "the file is empty") for n in range(12)]
        warehouse.load(batch, troubles, run_id=RUN)
        warehouse.finish_run(run, "done", {})
        warehouse.publish()
        versions += warehouse.connection.execute("SELECT version FROM runs WHERE run_id = ?", [run]).fetchone() or ()
    return warehouse, versions


@pytest.mark.parametrize("lake", SAID, indirect=True)
def test_a_lake_says_what_a_file_says_and_said(lake: str, rows: list[Rows], tmp_path: Path) -> None:
    file, _ = load_twice(str(tmp_path / "file.duckdb"), rows)
    warehouse, versions = load_twice(lake, rows)
    files = "SELECT count(*) FROM ducklake_list_files('warehouse', 'failures')"
    with file, warehouse:
        # Vacuum makes one file of many, and nobody notices.
        assert warehouse.connection.execute(files).fetchall() == [(2,)]
        warehouse.vacuum()
        assert warehouse.connection.execute(files).fetchall() == [(1,)]
        assert differences(dump(file.connection), dump(warehouse.connection)) == {}
    # Readers of the lake ask as they ask a file.
    assert run_query(lake, "SELECT count(*) FROM articles").rows == [(4,)]
    assert run_query(lake, "SELECT count(*) > 0 FROM search('prison')").rows == [(True,)]
    summary = summarise(lake)
    assert summary.counts["articles"] == 4 and summary.copy_name.startswith("snapshot ")
    # And see an earlier run as it was.
    for version, articles in zip(versions, (2, 4), strict=True):
        with storage_of(lake).reader(version=version) as reader:
            assert reader.execute("SELECT count(*) FROM articles").fetchall() == [(articles,)]
            assert reader.execute("SELECT count(*) FROM failures").fetchall() == [(6 * articles,)]
            assert reader.execute("SELECT count(*) FROM runs WHERE state = 'done'").fetchall() == [(articles // 2,)]
            assert broken(reader) == {}
    with pytest.raises(FileNotFoundError, match="9999"):
        storage_of(lake).reader(version=9999)


@pytest.mark.parametrize("lake", WRITTEN, indirect=True)
def test_writers_at_once_lose_and_double_nothing(lake: str, rows: list[Rows], tmp_path: Path) -> None:
    writers = []
    for number in range(WRITERS):
        part = tmp_path / f"{number}.pickle"
        part.write_bytes(pickle.dumps(rows[number::WRITERS]))
        command = [sys.executable, warehouses.__file__, lake, str(part), str(ARTICLES)]
        writers.append(subprocess.Popen(command, stderr=subprocess.PIPE, text=True))
    for writer in writers:
        assert writer.communicate()[1] == "" and writer.returncode == 0
    with Warehouse.open(tmp_path / "one.duckdb") as alone:
        alone.load(rows, run_id=RUN)
        expected = of_articles(alone.connection)
    with storage_of(lake).reader() as reader:
        assert broken(reader) == {}
        assert differences(expected, of_articles(reader)) == {}
        assert reader.execute("SELECT count(*), count(*) FILTER (state = 'done') FROM runs").fetchall() == [(WRITERS, WRITERS)]  # fmt: skip
        assert reader.execute("SELECT count(*) FROM turns").fetchall() == [(1,)]


@pytest.mark.parametrize("lake", BOTH, indirect=True)
def test_a_killed_writer_leaves_the_turn_to_others(lake: str) -> None:
    with Warehouse.open(lake) as warehouse:
        warehouse.start_run(sources=["before"])
    code = (
        "import sys, time, warehouses\n"
        "warehouse = warehouses.Warehouse.open(sys.argv[1])\n"
        "def change():\n"
        "    warehouse.connection.execute('DELETE FROM runs')\n"
        "    print('inside', flush=True)\n"
        "    time.sleep(60)\n"
        "warehouse.write(change)\n"
    )
    writer = warehouses.run_python(code, lake, stdout=subprocess.PIPE)
    assert writer.stdout and writer.stdout.readline() == "inside\n"
    writer.kill()
    writer.wait()
    with Warehouse.open(lake) as warehouse:
        warehouse.start_run(sources=["after"])
        query = "SELECT sources FROM runs ORDER BY started"
        assert warehouse.connection.execute(query).fetchall() == [(["before"],), (["after"],)]


def test_the_catalogue_says_where_the_files_lie_and_a_reader_holds_up_no_writer(
    tmp_path: Path, rows: list[Rows], monkeypatch: pytest.MonkeyPatch
) -> None:
    lake = f"ducklake:sqlite:{tmp_path / 'lake.sqlite'}"
    monkeypatch.setenv("BLOTTER_LAKE_DATA", str(tmp_path / "here"))
    with Warehouse.open(lake) as warehouse:
        warehouse.load(rows[:1], run_id=RUN)
    assert list((tmp_path / "here").rglob("*.parquet"))
    monkeypatch.setenv("BLOTTER_LAKE_DATA", str(tmp_path / "elsewhere"))
    count = "SELECT count(*) FROM runs"
    with Warehouse.open(lake) as warehouse, storage_of(lake).reader() as reader:
        reader.execute("BEGIN TRANSACTION")
        assert reader.execute(count).fetchall() == [(0,)]
        warehouse.start_run(sources=["gold"])
        assert reader.execute(count).fetchall() == [(0,)]
        reader.execute("COMMIT")
        assert reader.execute(count).fetchall() == [(1,)]
        assert newest_snapshot(reader) == newest_snapshot(warehouse.connection)
    assert not (tmp_path / "elsewhere").exists()


def test_a_lake_that_is_not_there_is_a_clear_error(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match="blotter run"):
        run_query(f"ducklake:sqlite:{tmp_path / 'no.sqlite'}", "SELECT 1")
    with pytest.raises(FileNotFoundError, match="cannot be opened") as caught:
        run_query(f"ducklake:postgres:host={tmp_path} user=me password=secret", "SELECT 1")
    assert "secret" not in str(caught.value)
    with pytest.raises(ValueError, match="ducklake:sqlite:PATH"):
        LakeStorage("ducklake:mysql:x")
