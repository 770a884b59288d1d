"""An article that cannot be stored, by a fault of ours: all others are, and it is told of."""

from __future__ import annotations

from pathlib import Path

import pytest
from warehouses import broken, differences, dump, gold_rows

from pipeline.articles import Failure
from pipeline.store import Warehouse
from pipeline.warehouse.loading import Load

pytestmark = pytest.mark.usefixtures("one_thread")


def with_a_fault(patch: pytest.MonkeyPatch, article: str, error: Exception) -> None:
    """From now on linking fails where a batch has this article."""
    resolve = Load._resolve

    def fail(load: Load) -> None:
        if article in load.articles and any("mentions" in rows for rows in load.batch):
            raise error
        resolve(load)

    patch.setattr(Load, "_resolve", fail)


def test_of_a_batch_all_are_stored_but_the_one_that_cannot_be(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rows = gold_rows(5)
    faulty = rows[2]["articles"][0]["article_id"]
    with Warehouse.open(tmp_path / "whole.duckdb") as whole:
        whole.load([*rows[:2], *rows[3:]], run_id="r")
        expected = dump(whole.connection)
    with_a_fault(monkeypatch, faulty, ZeroDivisionError("float division by zero"))
    other = Failure("ingest", "x.txt", "empty", "no text")
    with Warehouse.open(tmp_path / "w.duckdb") as warehouse:
        (told,) = warehouse.load_or_tell(rows, [other], run_id="r")
        found = dump(warehouse.connection)
        kept = "SELECT status, extractor, mentions, text <> '' FROM articles WHERE article_id = ?"
        assert warehouse.connection.execute(kept, [faulty]).fetchall() == [("failed", None, 0, True)]
        failures = "SELECT kind, article_id FROM failures ORDER BY ALL"
        assert warehouse.connection.execute(failures).fetchall() == [("ZeroDivisionError", faulty), ("empty", None)]
        assert broken(warehouse.connection) == {}
    assert told.article_id == faulty and "stored with its facts: float division by zero" in told.message
    assert set(differences(expected, found)) == {"articles", "failures"}
    assert len(found["articles"]) == 5


def test_an_article_that_cannot_be_stored_anew_keeps_its_facts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rows = gold_rows(2)
    with Warehouse.open(tmp_path / "w.duckdb") as warehouse:
        warehouse.load(rows, run_id="r")
        before = dump(warehouse.connection)
        with_a_fault(monkeypatch, rows[0]["articles"][0]["article_id"], KeyError("x"))
        assert len(warehouse.load_or_tell(rows, run_id="s")) == 1
        after = dump(warehouse.connection)
        assert len(after["failures"]) == 1 and len(after["mentions"]) == len(before["mentions"])


def test_trouble_of_the_machine_is_no_articles(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rows = gold_rows(1)
    with_a_fault(monkeypatch, rows[0]["articles"][0]["article_id"], OSError("disk full"))
    with Warehouse.open(tmp_path / "w.duckdb") as warehouse, pytest.raises(OSError, match="disk full"):
        warehouse.load_or_tell(rows, run_id="r")
