"""Rows through Parquet files: the same values in the same order, whole or not at all, and the same warehouse on Dask as here."""

from __future__ import annotations

import os
import signal
import threading
import time
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import pytest
from conftest import small_model
from warehouses import differences, dump, gold_rows, of_run

from pipeline.settings import quiet_prefect

quiet_prefect()


import flows.shards  # noqa: E402
from flows.ingest import run_ingest  # noqa: E402
from flows.shards import Shards, make_shard  # noqa: E402
from pipeline.articles import Article, Failure  # noqa: E402
from pipeline.extractor import describe  # noqa: E402
from pipeline.reading import reading_of, with_reading  # noqa: E402
from pipeline.rows import article_rows  # noqa: E402
from pipeline.scheme import Extraction  # noqa: E402
from pipeline.warehouse.shards import UnreadableShard, forget_shards, read_shard, shard_name, write_shard  # noqa: E402

pytestmark = pytest.mark.slow

ARTICLE = Article("a1", "Two men\nwere shot.", "Shots", date(2024, 2, 6), "en", "Post", None, "https://p.example/1")
FAILED = Failure(
    "extract", "x:3", "too-long", "it's “long”", article_id="a9", context={"source": "wire", "n": [1, None]}
)
NAMES = ["Los Pinos", "Los Robles"]


def kept(rows: list[dict[str, Any]]) -> str:
    """Rows with the order of their columns and the types of their values."""
    return repr(rows)


# Files


def test_rows_come_back_as_they_were(tmp_path: Path) -> None:
    rows = gold_rows(40)
    assert {table for item in rows for table, found in item.items() if found} >= {
        "mentions",
        "dates",
        "numbers",
        "relations",
    }
    rows += [
        article_rows(
            ARTICLE, Extraction(ARTICLE.text, relevance=0.1 + 0.2), run_id="gold", extractor="x", screened_out=True
        ),
        article_rows(ARTICLE, Extraction(ARTICLE.text), run_id="gold", extractor="x"),
    ]
    path = tmp_path / "new" / "it's.parquet"
    write_shard(path, rows, [FAILED])
    found, failures = read_shard(path, "other")
    assert kept(found) == kept(of_run(rows, "other"))
    assert failures == [FAILED]
    assert [file.name for file in path.parent.iterdir()] == [path.name]


@pytest.mark.parametrize("count", [0, 1])
def test_a_batch_without_facts_or_of_failures_alone(tmp_path: Path, count: int) -> None:
    path = tmp_path / "a.parquet"
    rows = [article_rows(ARTICLE, None, run_id="r", extractor=None, status="other_language")] * count
    write_shard(path, rows, [FAILED])
    assert read_shard(path, "r") == (rows, [FAILED])


def test_what_articles_say_by_themselves_comes_back_as_it_was(tmp_path: Path) -> None:
    rows = [with_reading(item) for item in gold_rows(40)]
    write_shard(tmp_path / "a.parquet", rows, [])
    found, _ = read_shard(tmp_path / "a.parquet", "other")
    readings = [repr(reading_of(item)) for item in found]
    assert readings == [repr(reading_of(item)) for item in rows]
    assert "Report(" in "".join(readings)


def test_analysts_can_read_a_shard(tmp_path: Path) -> None:
    path = tmp_path / "a.parquet"
    rows = gold_rows(5)
    write_shard(path, rows, [])
    mentions = sum(len(item["mentions"]) for item in rows)
    query = f"SELECT count(*), count(m.label) FROM (SELECT unnest(mentions) AS m FROM '{path}')"
    assert duckdb.sql(query).fetchall() == [(mentions, mentions)]


@pytest.mark.parametrize("damage", [lambda data: data[: len(data) // 2], lambda data: b"", lambda data: None])
def test_what_is_no_whole_shard_is_said_to_be_none(tmp_path: Path, damage: Any) -> None:
    path = tmp_path / "a.parquet"
    write_shard(path, gold_rows(2), [])
    data = damage(path.read_bytes())
    path.unlink() if data is None else path.write_bytes(data)
    with pytest.raises(UnreadableShard, match="parquet"):
        read_shard(path, "r")


def test_names_follow_the_articles_and_the_extractor() -> None:
    other = Article("a1", ARTICLE.text, "Shots", date(2024, 2, 7), "en", "Post", None, "https://p.example/1")
    names = [
        shard_name([ARTICLE], "x 1"),
        shard_name([ARTICLE], "x 2"),
        shard_name([other], "x 1"),
        shard_name([ARTICLE, other], "x 1"),
        shard_name([other, ARTICLE], "x 1"),
    ]
    assert len(set(names)) == len(names)
    assert shard_name([ARTICLE], "x 1") == names[0]


def test_only_shards_and_what_was_left_unfinished_is_forgotten(tmp_path: Path) -> None:
    for name in ("a.parquet", ".b.12.part", "notes.txt"):
        (tmp_path / name).write_text("x")
    assert forget_shards(tmp_path) == 2 and [file.name for file in tmp_path.iterdir()] == ["notes.txt"]
    assert forget_shards(tmp_path / "none") == 0


def test_two_warehouses_do_not_share_shards(tmp_path: Path) -> None:
    one, other = Shards(str(tmp_path), "a.duckdb"), Shards(str(tmp_path), "b.duckdb")
    (one.folder / "x.parquet").write_text("")
    other.close()
    assert (one.folder / "x.parquet").exists()


# Flows


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> str:
    return small_model(tmp_path_factory.mktemp("model") / "gangs", *NAMES)


@pytest.fixture
def sources(tmp_path: Path) -> Path:
    """Forty articles, two of which are the same."""
    folder = tmp_path / "in"
    folder.mkdir()
    for number in range(40):
        n = number % 39
        day, gang = 1 + n % 28, NAMES[n % 2]
        text = f"Police arrested {n % 19 + 2} men of the {gang} gang in Ostrava on {day} March 2024. The gang killed {n % 7} people, officials said."
        (folder / f"{number:02}.txt").write_text(
            f"Raid {n}\n\n{text if n == number else text.replace(' men', '  men')}"
        )
    return folder


def contents(warehouse: Path) -> dict[str, list[str]]:
    with duckdb.connect(str(warehouse.resolve()), read_only=True) as connection:
        runs = [run for (run,) in connection.execute("SELECT run_id FROM runs").fetchall()]
        return {
            table: [row.replace(run, "RUN") for row in rows for run in runs if run in row] or rows
            for table, rows in dump(connection).items()
        }


def test_a_worker_with_another_model_refuses(model: str, tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="install the same on all machines"):
        make_shard([ARTICLE], model, "en_other 1.0 00000000", str(tmp_path / "a.parquet"))
    assert not list(tmp_path.glob("*.parquet"))


@pytest.mark.usefixtures("prefect")
def test_a_killed_run_goes_on_where_its_workers_stopped(
    sources: Path, model: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run_ingest([str(sources)], str(tmp_path / "plain.duckdb"), model, batch_size=8)
    warehouse, folder = tmp_path / "w.duckdb", tmp_path / "shards"
    made: list[str] = []
    monkeypatch.setattr(
        flows.shards, "write_shard", lambda path, *rest: (made.append(path.name), write_shard(path, *rest))[0]
    )
    with monkeypatch.context() as patch:

        def lost(*_: object) -> None:
            raise KeyboardInterrupt  # the run ends when three batches are extracted and none is loaded

        patch.setattr(flows.shards, "read_shard", lambda *a: lost() if len(made) >= 3 else read_shard(*a))
        patch.setattr("flows.ingestion.load_rows", lambda *_: None)
        with pytest.raises(BaseException):  # noqa: B017
            run_ingest([str(sources)], str(warehouse), model, batch_size=8, shards=str(folder))
    left = sorted(file.name for file in folder.rglob("*.parquet"))
    assert left
    (next(folder.iterdir()) / ".old.1.part").write_text("of a worker that was killed")
    before = list(made)
    run_ingest([str(sources)], str(warehouse), model, batch_size=8, shards=str(folder))
    assert not {*left} & {*made[len(before) :]}
    assert [*folder.rglob("*.p*")] == []
    assert differences(contents(tmp_path / "plain.duckdb"), contents(warehouse)) == {}


@pytest.mark.usefixtures("prefect")
def test_dask_gives_the_same_warehouse_and_a_worker_may_die(sources: Path, model: str, tmp_path: Path) -> None:
    pytest.importorskip("prefect_dask", reason="pip install 'blotter[dask]'")
    from distributed import LocalCluster

    run_ingest([str(sources)], str(tmp_path / "plain.duckdb"), model, batch_size=4)
    folder = tmp_path / "shards"
    with LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None) as cluster:
        killed: list[int] = []

        def kill_one() -> None:
            """Once a shard is there, the worker that is at the next one."""
            deadline = time.monotonic() + 200
            while time.monotonic() < deadline and not killed:
                if [*folder.rglob("*.parquet")]:
                    pid = next(iter(cluster.workers.values())).pid
                    os.kill(pid, signal.SIGKILL)
                    killed.append(pid)
                time.sleep(0.01)

        killer = threading.Thread(target=kill_one)
        killer.start()
        result = run_ingest(
            [str(sources)],
            str(tmp_path / "w.duckdb"),
            model,
            batch_size=4,
            dask=cluster.scheduler_address,
            shards=str(folder),
        )
        killer.join()
    assert killed and (result["extracted"], result["duplicates"], result["failed"]) == (39, 1, 0)
    assert [*folder.rglob("*.p*")] == []
    assert differences(contents(tmp_path / "plain.duckdb"), contents(tmp_path / "w.duckdb")) == {}
    assert describe(model)
