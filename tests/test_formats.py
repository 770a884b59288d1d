"""A warehouse of every earlier format is brought up whole, by the format's frozen example; a later one is refused."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import duckdb
import pytest
from warehouses import ROOT, as_extracted, broken, differences, dump, run_python

from pipeline import store
from pipeline.articles import Article
from pipeline.asking.query import run_query
from pipeline.gold import gold_files, read_articles
from pipeline.incidents.neighbourhood import keys_anew, put_keys
from pipeline.report import gather_info, summarise
from pipeline.rows import FACT_TABLES, Rows, article_rows
from pipeline.scheme import Extraction
from pipeline.store import Warehouse
from pipeline.warehouse import formats, loading
from pipeline.warehouse.formats import FORMAT, FormatError, format_of
from pipeline.warehouse.storage import load_extension

FROZEN = {n: (Path(__file__).parent / "formats" / f"{n}.sql").read_text(encoding="utf-8") for n in range(1, FORMAT)}
EXTRACTED = ("p12-cartel-the-band", "p07-cebu-jail-riot", "p14-cotabato-truce-monitor", "p32-cement-cartel-fine")  # fmt: skip
KEPT = {
    "articles": "SELECT article_id, run_id, title, text, published, status, extractor, duplicate_of FROM {} ORDER BY ALL",
    "mentions": "SELECT mention_id, article_id, run_id, start_char, end_char, label, text FROM {} ORDER BY ALL",
    "events": "SELECT event_id, article_id, type, trigger, status, claimed_by FROM {} ORDER BY ALL",
    "event_arguments": "SELECT event_id, role, mention_id, offence_id FROM {} ORDER BY ALL",
    "numbers": "SELECT mention_id, low, high, unit, measures FROM {} ORDER BY ALL",
    "dates": "FROM {} ORDER BY ALL",
    "relations": "SELECT relation_id, type, former FROM {} ORDER BY ALL",
    "failures": "FROM {} ORDER BY ALL",
    "runs": "SELECT run_id, started, state, extractor, sources FROM {} ORDER BY ALL",
}


@pytest.fixture(scope="module")
def file_1(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The frozen example as a file."""
    path = tmp_path_factory.mktemp("frozen") / "1.duckdb"
    with duckdb.connect(str(path)) as connection:
        connection.execute(FROZEN[1])
    return path


@pytest.fixture
def old(tmp_path: Path, file_1: Path) -> Path:
    """The pointer of a warehouse of format 1, published once, as an earlier Blotter left it."""
    pointer = tmp_path / "blotter.duckdb"
    for name in ("blotter.work.duckdb", "blotter-000001.duckdb"):
        shutil.copyfile(file_1, tmp_path / name)
    pointer.symlink_to("blotter-000001.duckdb")
    return pointer


@pytest.fixture(params=[2, 3, 4, 5])
def added_to(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """The pointer of a warehouse of a format to whose tables was only added since, published once."""
    pointer = tmp_path / "blotter.duckdb"
    with duckdb.connect(str(tmp_path / "blotter.work.duckdb")) as connection:
        load_extension(connection, "fts")
        connection.execute(FROZEN[request.param])
    shutil.copyfile(tmp_path / "blotter.work.duckdb", tmp_path / "blotter-000001.duckdb")
    pointer.symlink_to("blotter-000001.duckdb")
    return pointer


def work_of(pointer: Path) -> duckdb.DuckDBPyConnection:
    return duckdb.connect(str(pointer.with_name("blotter.work.duckdb")), read_only=True)


def kept(connection: duckdb.DuckDBPyConnection) -> dict[str, list[Any]]:
    return {table: connection.execute(query.format(table)).fetchall() for table, query in KEPT.items()}


def rows_of_today(run: str) -> list[Rows]:
    """The rows of the frozen articles, as this Blotter makes them."""
    gold = [g for g in read_articles(gold_files([ROOT / "corpora/gangs/en/train"])) if g.id in EXTRACTED]
    rows = [
        article_rows(Article(g.id, g.text, g.title, g.published, g.lang, g.source), as_extracted(g.extraction), run_id=run, extractor="gold 1")
        for g in sorted(gold, key=lambda g: (str(g.published), g.id))
    ]  # fmt: skip
    for item in rows:  # as the extractor finds them; marked articles say them in any order
        for table in FACT_TABLES:
            item[table].sort(key=lambda row: (row["start_char"], -row["end_char"], json.dumps(row, default=str)))
    nothing = Article("nothing", "Nothing at all is told here.", "Nothing", None, "en", "Dull")
    return [article_rows(nothing, Extraction(nothing.text, relevance=0.9), run_id=run, extractor="gold 1"), *rows]


def test_an_old_warehouse_is_brought_up_with_all_it_holds(old: Path) -> None:
    with work_of(old) as before:
        held = kept(before)
        assert format_of(before) == 1 and len(held["articles"]) == 7
    with Warehouse.open(old) as warehouse:
        assert format_of(warehouse.connection) == FORMAT
        assert kept(warehouse.connection) == held
        assert broken(warehouse.connection) == {}
        query = "SELECT count(*) FROM incident_evidence WHERE article_id = 'p07-cebu-jail-riot'"
        assert warehouse.connection.execute(query).fetchall() > [(0,)]
        left = "SELECT table_name FROM duckdb_tables() WHERE starts_with(table_name, 'old_')"
        assert warehouse.connection.execute(left).fetchall() == []
        # Once is enough: the second time there is nothing to link.
        assert warehouse.link_pending() == 0
        warehouse.publish()
    assert run_query(old, "SELECT count(*) > 0 FROM search('riot')").rows == [(True,)]
    assert summarise(str(old)).counts["articles"] == 7


def test_what_is_brought_up_is_what_would_be_loaded_today(old: Path, tmp_path: Path) -> None:
    with Warehouse.open(old) as warehouse:
        ((run,),) = warehouse.connection.execute("SELECT run_id FROM runs").fetchall()
        migrated = dump(warehouse.connection)
    with Warehouse.open(tmp_path / "today.duckdb") as today:
        today.load(rows_of_today(run), run_id=run)
        loaded = dump(today.connection)
    others = ("again", "football")  # stored without facts
    migrated["articles"] = [row for row in migrated["articles"] if not row.startswith(tuple(f"('{key}'" for key in others))]  # fmt: skip
    loaded["failures"] = migrated["failures"]
    assert differences(migrated, loaded) == {}


def test_an_error_in_a_step_leaves_the_old_format(old: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with work_of(old) as before:
        tables = {row[0] for row in before.execute("SHOW ALL TABLES").fetchall()}
        held = kept(before)
    real = formats.read_sql
    broken_step = real("warehouse/formats/2.sql") + "\nINSERT INTO nowhere VALUES (1);"
    with monkeypatch.context() as patch, pytest.raises(duckdb.Error, match="nowhere"):
        patch.setattr(
            formats, "read_sql", lambda name: broken_step if name == "warehouse/formats/2.sql" else real(name)
        )
        Warehouse.open(old)
    with work_of(old) as after:
        assert format_of(after) == 1 and kept(after) == held
        assert {row[0] for row in after.execute("SHOW ALL TABLES").fetchall()} == tables
        assert after.execute("SELECT count(*) > 0 FROM gang_people").fetchall() != []
    Warehouse.open(old).close()


KILLED = """
import os, signal, sys
from pipeline import store
from pipeline.warehouse import formats
name, address = sys.argv[1:]
module = formats if hasattr(formats, name) else store.derived
real = getattr(module, name)
def die(*arguments, **options):
    result = real(*arguments, **options)
    os.kill(os.getpid(), signal.SIGKILL)
    return result
setattr(module, name, die)
store.Warehouse.open(address)
"""


@pytest.mark.parametrize("at", ["_tables", "_note", "recount"])
def test_a_kill_in_the_middle_is_made_good(old: Path, at: str) -> None:
    with work_of(old) as before:
        held = kept(before)
    assert run_python(KILLED, at, str(old)).wait() == -9
    with Warehouse.open(old) as warehouse:
        assert kept(warehouse.connection) == held
        assert broken(warehouse.connection) == {}


def test_linking_goes_on_where_it_broke_off(old: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(store, "BATCH", 2)
    done: list[int] = []
    real = loading.Load.do

    def tired(load: loading.Load, failures: Any) -> None:
        if len(done) == 1:
            raise KeyboardInterrupt
        real(load, failures)
        done.append(len(load.batch))

    with monkeypatch.context() as patch, pytest.raises(KeyboardInterrupt):
        patch.setattr(loading.Load, "do", tired)
        Warehouse.open(old)
    with work_of(old) as between:
        assert format_of(between) == FORMAT
        pending = "SELECT count(*) FROM articles WHERE status = 'extracted' AND resolver IS NULL"
        assert between.execute(pending).fetchall() == [(3,)]
    with Warehouse.open(old) as warehouse:
        assert broken(warehouse.connection) == {}
        assert warehouse.connection.execute("SELECT count(*) FROM entities WHERE made_by IS NULL").fetchall() == [(0,)]


def test_a_later_format_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "blotter.duckdb"
    with Warehouse.open(path) as warehouse:
        warehouse.connection.execute(f"INSERT INTO format VALUES ({FORMAT + 1}, now()::TIMESTAMP, '9.0', NULL)")
        warehouse.publish()
    with pytest.raises(FormatError, match=rf"format {FORMAT + 1}.*update Blotter"):
        Warehouse.open(path)
    with pytest.raises(FormatError, match="update Blotter"):
        summarise(str(path))
    assert run_query(path, "SELECT max(version) FROM format").rows == [(FORMAT + 1,)]


def test_a_published_copy_of_an_old_format_is_still_read(old: Path) -> None:
    # In SQL it answers from its own tables and views, so that nobody is shut out between an update and the next run.
    assert run_query(old, "SELECT count(*) FROM articles").rows == [(7,)]
    assert run_query(old, "SELECT count(*) > 0 FROM event_timeline").rows == [(True,)]
    # What needs today's tables says what to do.
    with pytest.raises(FormatError, match=r"format 1.*blotter run"):
        summarise(str(old))
    facts = gather_info(str(old), None)
    assert facts["published"] is None and any("format 1" in reason for reason in facts["missing"])
    # Nothing was changed by asking.
    with work_of(old) as work:
        assert format_of(work) == 1


# Since format 2 steps add to the tables in place; only the index of words was made anew.


MADE_ANEW = ("format", "turns", "search_terms")


def whole(connection: duckdb.DuckDBPyConnection, tables: dict[str, list[str]]) -> dict[str, list[Any]]:
    return {table: connection.execute(f"SELECT {', '.join(columns)} FROM {table} ORDER BY ALL").fetchall() for table, columns in tables.items()}  # fmt: skip


def tables_of(connection: duckdb.DuckDBPyConnection) -> dict[str, list[str]]:
    names = [row[0] for row in connection.execute("SELECT table_name FROM duckdb_tables()").fetchall()]
    return {name: [row[0] for row in connection.execute(f"DESCRIBE {name}").fetchall()] for name in sorted(names) if name not in MADE_ANEW}  # fmt: skip


def test_what_is_added_to_keeps_every_row_and_looks_like_a_new_one(added_to: Path, tmp_path: Path) -> None:
    with work_of(added_to) as before:
        tables = tables_of(before)
        held = whole(before, tables)
        assert format_of(before) in range(2, FORMAT) and len(held["mentions"]) == 66
        a_word = (
            "count(*)" if format_of(before) > 3 else "sum(times)"
        )  # a row for each place of a word, or for all of a sentence
        (hits,) = before.execute(f"SELECT {a_word} FROM search_terms").fetchone() or (None,)
    with Warehouse.open(added_to) as warehouse:
        assert format_of(warehouse.connection) == FORMAT
        assert whole(warehouse.connection, tables) == held
        assert broken(warehouse.connection) == {}
        assert warehouse.connection.execute("SELECT count(*) FROM search_terms").fetchall() == [(hits,)]
        keys = warehouse.connection.execute("FROM report_keys ORDER BY ALL").fetchall()
        reports = [row[0] for row in warehouse.connection.execute("SELECT report_id FROM incident_evidence").fetchall()]
        keys_anew(warehouse.connection, reports)
        assert warehouse.connection.execute("FROM report_keys ORDER BY ALL").fetchall() == keys != []
        names = warehouse.connection.execute("FROM name_keys ORDER BY ALL").fetchall()
        warehouse.connection.execute("DELETE FROM report_keys; DELETE FROM name_keys")
        put_keys(warehouse.connection, "incident_evidence")
        assert warehouse.connection.execute("FROM name_keys ORDER BY ALL").fetchall() == names
        with Warehouse.open(tmp_path / "new.duckdb") as new:
            assert tables_of(warehouse.connection) == tables_of(new.connection)
            comments = "SELECT table_name, column_name, comment FROM duckdb_columns() WHERE NOT internal ORDER BY ALL"
            assert warehouse.connection.execute(comments).fetchall() == new.connection.execute(comments).fetchall()
            macros = "SELECT function_name, parameters FROM duckdb_functions() WHERE NOT internal ORDER BY ALL"
            assert warehouse.connection.execute(macros).fetchall() == new.connection.execute(macros).fetchall()
        warehouse.publish()
    assert run_query(added_to, "SELECT count(*) > 0 FROM search('riot')").rows == [(True,)]


@pytest.mark.parametrize("at", ["read_sql", "_note", "refresh_views"])
def test_adding_that_is_killed_in_the_middle_is_made_good(added_to: Path, at: str) -> None:
    with work_of(added_to) as before:
        tables = tables_of(before)
        held = whole(before, tables)
    assert run_python(KILLED, at, str(added_to)).wait() == -9
    with Warehouse.open(added_to) as warehouse:
        assert format_of(warehouse.connection) == FORMAT
        assert whole(warehouse.connection, tables) == held
