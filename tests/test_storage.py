"""Publishing: copies are whole, readers keep theirs, and what goes wrong leaves everything as it was."""

from __future__ import annotations

import errno
import json
import os
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import duckdb
import pytest
from warehouses import RUN, broken, differences, dump, gold_rows, run_python

from pipeline.asking.query import run_query
from pipeline.report import summarise
from pipeline.rows import Rows
from pipeline.store import Warehouse
from pipeline.warehouse import blocks, storage
from pipeline.warehouse.compaction import NEW_DAYS, TOGETHER, copy_tables
from pipeline.warehouse.export import export_parquet
from pipeline.warehouse.storage import KEPT_VERSIONS, FileStorage, copy_blocks, published, storage_of

COUNT = "SELECT count(*) FROM articles"


@pytest.fixture(scope="module")
def rows() -> list[Rows]:
    return gold_rows(4)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "blotter.duckdb"


@pytest.fixture
def warehouse(path: Path) -> Iterator[Warehouse]:
    with Warehouse.open(path) as store:
        yield store


def copies(path: Path) -> list[str]:
    return sorted(file.name for file in path.parent.iterdir() if file.name.startswith(f"{path.stem}-"))


def said(version: int) -> str:
    return f"blotter-{version:06d}.duckdb"


# Whole copies

CHANGES = [
    "CREATE TABLE t AS SELECT range AS i, md5(range::VARCHAR) AS text FROM range(100000)",
    "UPDATE t SET text = 'x' WHERE i % 10000 = 7",
    "DELETE FROM t WHERE i BETWEEN 20000 AND 90000",
    "INSERT INTO t SELECT range, md5(range::VARCHAR || 'b') FROM range(300000)",
    "CREATE INDEX by_i ON t (i)",
    "DROP TABLE t",
    "CREATE TABLE u AS SELECT 1 AS one",
]


def test_copied_blocks_make_the_same_file(tmp_path: Path) -> None:
    source, target = tmp_path / "source.duckdb", tmp_path / "target.duckdb"
    target.touch()
    sizes = []
    for change in CHANGES:
        with duckdb.connect(str(source)) as connection:
            connection.execute(change)
        with source.open("rb", buffering=0) as old, target.open("r+b", buffering=0) as new:
            copy_blocks(old, new)
            assert copy_blocks(old, new) == 0
        assert source.read_bytes() == target.read_bytes(), change
        sizes.append(source.stat().st_size)
    assert max(sizes) > sizes[0] and sizes[-1] < max(sizes)  # the file grew and shrank


def test_of_a_copy_only_what_changed_is_written(tmp_path: Path) -> None:
    source, target = tmp_path / "source.duckdb", tmp_path / "target.duckdb"
    with duckdb.connect(str(source)) as connection:
        connection.execute("CREATE TABLE t AS SELECT range AS i, md5(range::VARCHAR) AS text FROM range(500000)")
    target.write_bytes(source.read_bytes())
    with duckdb.connect(str(source)) as connection:
        connection.execute("UPDATE t SET i = -1 WHERE i = 250000")
    with source.open("rb", buffering=0) as old, target.open("r+b", buffering=0) as new:
        assert 0 < copy_blocks(old, new) < source.stat().st_size // blocks.BLOCK // 2
    assert source.read_bytes() == target.read_bytes()


def test_a_published_copy_is_the_work_file(warehouse: Warehouse, path: Path, rows: list[Rows]) -> None:
    for row in rows:  # from the third on, older copies are made into newer ones
        warehouse.load([row], run_id=RUN)
        warehouse.publish()
        assert published(path).read_bytes() == (path.parent / "blotter.work.duckdb").read_bytes()
    assert copies(path) == [said(version) for version in (2, 3, 4)]
    assert len(copies(path)) == KEPT_VERSIONS
    for version, articles in ((2, 2), (3, 3), (4, 4)):
        with storage_of(path).reader(version=version) as reader:
            assert reader.execute(COUNT).fetchall() == [(articles,)]
            assert broken(reader) == {}
    with pytest.raises(FileNotFoundError, match="version 1 is not kept any more; kept: 2, 3, 4"):
        storage_of(path).reader(version=1)


def test_a_writer_goes_on_with_its_connection(warehouse: Warehouse) -> None:
    connection = warehouse.connection
    warehouse.publish()
    assert warehouse.connection is connection
    # And nobody else can write: publishing reads the file without losing DuckDB's lock on it.
    code = "import duckdb, sys\nduckdb.connect(sys.argv[1])"
    work = warehouse.address.replace(".duckdb", ".work.duckdb")
    other = run_python(code, work, stderr=subprocess.PIPE)
    assert "Conflicting lock" in other.communicate()[1]


# Readers

READER = """
import duckdb, sys
connection = duckdb.connect(sys.argv[1], read_only=True)
print("open", flush=True)
for line in sys.stdin:
    print(connection.execute("SELECT count(*) FROM articles").fetchone()[0], flush=True)
"""


def test_a_copy_that_is_read_is_never_taken(warehouse: Warehouse, path: Path, rows: list[Rows]) -> None:
    warehouse.load(rows[:1], run_id=RUN)
    warehouse.publish()
    reader = run_python(READER, str(published(path)), stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    assert reader.stdin and reader.stdout and reader.stdout.readline() == "open\n"
    held = published(path).read_bytes()
    warehouse.load(rows[1:], run_id=RUN)
    for _ in range(5):
        warehouse.publish()
    assert copies(path) == [said(version) for version in (1, 4, 5, 6)]
    assert (path.parent / said(1)).read_bytes() == held
    reader.stdin.write("\n")
    reader.stdin.flush()
    assert reader.stdout.readline() == "1\n"
    reader.stdin.close()
    reader.wait()
    warehouse.publish()
    assert copies(path) == [said(version) for version in (5, 6, 7)]


def test_a_copy_that_this_process_reads_is_not_taken_either(warehouse: Warehouse, path: Path, rows: list[Rows]) -> None:
    warehouse.load(rows[:1], run_id=RUN)
    warehouse.publish()
    with storage_of(path).reader() as reader:
        for _ in range(4):
            warehouse.publish()
        assert reader.execute(COUNT).fetchall() == [(1,)]
        assert said(1) in copies(path)
    warehouse.publish()
    assert said(1) not in copies(path)


def test_a_reader_that_asked_long_ago_asks_again(
    warehouse: Warehouse, path: Path, rows: list[Rows], monkeypatch: pytest.MonkeyPatch
) -> None:
    warehouse.publish()
    stale = published(path)
    warehouse.load(rows[:1], run_id=RUN)
    for _ in range(4):
        warehouse.publish()
    assert not stale.exists()
    answers = iter([stale])
    monkeypatch.setattr(storage, "published", lambda path: next(answers, published(path)))
    with FileStorage(path).reader() as reader:
        assert reader.execute(COUNT).fetchall() == [(1,)]


def test_the_copy_that_readers_are_led_to_is_never_taken(warehouse: Warehouse, path: Path) -> None:
    for _ in range(4):
        warehouse.publish()
    # Set back by hand, and a publisher that was killed again and again before it moved the pointer.
    path.unlink()
    path.symlink_to(said(2))
    assert path.exists()
    (path.parent / said(5)).write_bytes((path.parent / said(4)).read_bytes())
    spare = FileStorage(path)._spare()
    assert spare is not None and Path(spare.name).name == said(3)
    spare.close()
    warehouse.publish()
    assert published(path).name == said(6)


def test_two_warehouses_in_one_folder_do_not_meet(tmp_path: Path, rows: list[Rows]) -> None:
    one, other, third = (tmp_path / name for name in ("news.duckdb", "news-es.duckdb", "news.db"))
    with Warehouse.open(other) as spanish, Warehouse.open(third) as short:
        spanish.load(rows[:1], run_id=RUN)
        draft = tmp_path / "news-es-000001.duckdb.draft"
        draft.write_bytes(b"being made at this moment")
        with Warehouse.open(one) as english:
            assert draft.exists()
            draft.unlink()
            for _ in range(5):
                english.publish()
                spanish.publish()
                short.publish()
    assert len(copies(other)) == KEPT_VERSIONS
    found = {path.name: run_query(path, COUNT).rows[0][0] for path in (one, other, third)}
    assert found == {"news.duckdb": 0, "news-es.duckdb": 1, "news.db": 0}


def test_what_an_earlier_blotter_published_goes_on(tmp_path: Path) -> None:
    path = tmp_path / "blotter.duckdb"
    with duckdb.connect(str(tmp_path / "blotter-1000041.duckdb")) as connection:
        connection.execute("CREATE TABLE t AS SELECT 1")
    path.symlink_to(tmp_path / "blotter-1000041.duckdb")  # a whole path, as `ln -s` by hand may make it
    with Warehouse.open(path) as warehouse:
        warehouse.publish()
    assert published(path).name == "blotter-1000042.duckdb"


# What goes wrong


def test_what_a_killed_publisher_left_is_removed(path: Path, rows: list[Rows]) -> None:
    with Warehouse.open(path) as warehouse:
        warehouse.load(rows[:1], run_id=RUN)
        warehouse.publish()
    left = ["blotter-000002.duckdb.draft", "blotter.work.duckdb.compacted", ".blotter.duckdb.new"]
    for name in left:
        (path.parent / name).write_bytes(b"half")
    spilled = path.parent / "blotter.work.duckdb.tmp"
    spilled.mkdir()
    (spilled / "duckdb_temp_block-1.block").write_bytes(b"half")
    with Warehouse.open(path) as warehouse:
        warehouse.publish()
        assert broken(warehouse.connection) == {}
    assert [name for name in left if (path.parent / name).exists()] == []
    assert not spilled.exists()
    assert copies(path) == [said(1), said(2)]


@pytest.mark.parametrize("published_before", [1, 4])  # a copy made anew, and one made of an older one
@pytest.mark.parametrize("at", ["fsync", "replace"])
def test_a_full_disk_leaves_the_old_copy_and_the_work(
    warehouse: Warehouse, path: Path, rows: list[Rows], monkeypatch: pytest.MonkeyPatch, published_before: int, at: str
) -> None:
    for _ in range(published_before):
        warehouse.publish()
    shown = published(path)
    warehouse.load(rows[:2], run_id=RUN)

    def full(*_: Any) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patch, pytest.raises(OSError, match="No space left"):
        patch.setattr(storage.os, at, full)
        warehouse.publish()
    assert published(path) == shown and run_query(path, COUNT).rows == [(0,)]
    assert [name for name in copies(path) if not name.endswith(".duckdb")] == []
    assert warehouse.counts()["articles"] == 2
    warehouse.load(rows[2:3], run_id=RUN)
    warehouse.publish()
    assert run_query(path, COUNT).rows == [(3,)]


FULL = """
import pickle, resource, sys, warehouses
address, pickled = sys.argv[1:]
rows = pickle.loads(open(pickled, "rb").read())
with warehouses.Warehouse.open(address) as warehouse:
    warehouse.load(rows[:1], run_id="gold")
    warehouse.publish()
    size = warehouse.storage.work.stat().st_size
    resource.setrlimit(resource.RLIMIT_FSIZE, (size + 1000, size + 1000))  # no file may grow any more
    try:
        for row in rows[1:]:
            warehouse.load([row], run_id="gold")
            warehouse.publish()
    except Exception as error:
        print(type(error).__name__, flush=True)
"""


def test_files_that_cannot_grow_lose_nothing(path: Path, rows: list[Rows], tmp_path: Path) -> None:
    import pickle

    pickled = tmp_path / "rows.pickle"
    pickled.write_bytes(pickle.dumps(rows))
    writer = run_python(FULL, str(path), str(pickled), stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    out, _ = writer.communicate()
    assert out.strip() in ("IOException", "FatalException", "OSError")
    assert run_query(path, COUNT).rows == [(1,)]
    with Warehouse.open(path) as warehouse:
        known = warehouse.known([row["articles"][0]["article_id"] for row in rows])
        assert rows[0]["articles"][0]["article_id"] in known
        warehouse.load([row for row in rows if row["articles"][0]["article_id"] not in known], run_id=RUN)
        assert broken(warehouse.connection) == {}
        warehouse.publish()
    assert run_query(path, COUNT).rows == [(4,)]


def test_a_connection_that_cannot_be_made_frees_the_lock(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    work = path.parent / "blotter.work.duckdb"
    work.write_bytes(b"no database" * 5000)
    with pytest.raises(duckdb.Error):
        Warehouse.open(path)
    work.unlink()
    Warehouse.open(path).close()


# Room


def test_vacuum_gives_room_back_and_changes_nothing(path: Path, rows: list[Rows]) -> None:
    with Warehouse.open(path) as warehouse:
        warehouse.connection.execute("CREATE TABLE big AS SELECT md5(range::VARCHAR) AS text FROM range(200000)")
        warehouse.load(rows[:2], run_id=RUN)
        warehouse.publish()
        warehouse.connection.execute("DROP TABLE big")
        catalog = "SELECT table_name, comment FROM duckdb_tables() WHERE NOT temporary UNION ALL SELECT view_name, comment FROM duckdb_views() WHERE NOT internal ORDER BY ALL"
        before, named = dump(warehouse.connection), warehouse.connection.execute(catalog).fetchall()
        size = warehouse.storage.work.stat().st_size  # type: ignore[attr-defined]
        warehouse.vacuum()
        assert warehouse.storage.work.stat().st_size < size - 1_000_000  # type: ignore[attr-defined]
        assert differences(before, dump(warehouse.connection)) == {}
        assert warehouse.connection.execute(catalog).fetchall() == named
        warehouse.load(rows[2:3], run_id=RUN)
        warehouse.publish()
        assert broken(warehouse.connection) == {}
    assert run_query(path, "SELECT count(*) > 0 FROM search('prison')").rows == [(True,)]


def test_vacuum_puts_together_what_is_asked_for_together(path: Path, rows: list[Rows]) -> None:
    with Warehouse.open(path) as warehouse:
        warehouse.load(rows, run_id=RUN)
        warehouse.vacuum()
        for table, (age, order) in TOGETHER.items():
            newest = f"{age} < (SELECT max(published) - {NEW_DAYS} FROM articles)"
            asked = f"SELECT rowid FROM {table} WHERE {newest} ORDER BY {order}, rowid"
            found = [row[0] for row in warehouse.connection.execute(asked).fetchall()]
            assert len(found) > 1 and found == list(range(len(found))), table


def test_vacuum_keeps_to_a_memory_of_its_own(path: Path, rows: list[Rows], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BLOTTER_MEMORY", "300MiB")
    monkeypatch.setenv("BLOTTER_VACUUM_MEMORY", "100MiB")
    many = 2_000_000  # the index is larger than that: what does not fit goes by way of disk
    limit = "SELECT current_setting('memory_limit')"
    seen: list[str] = []

    def copying(connection: duckdb.DuckDBPyConnection, target: str) -> None:
        seen.extend(connection.execute(limit).fetchone() or ())
        copy_tables(connection, target)
        if len(seen) == 1:
            raise KeyboardInterrupt

    with Warehouse.open(path) as warehouse:
        warehouse.load(rows[:1], run_id=RUN)
        (before,) = warehouse.connection.execute("SELECT count(*) FROM search_terms").fetchone() or (0,)
        fill = f"INSERT INTO search_terms SELECT hash(range % 1000003), range // {many // 20_000}, 0, 1, 1 FROM range({many})"
        warehouse.connection.execute(fill)
        monkeypatch.setattr(storage, "copy_tables", copying)
        with pytest.raises(KeyboardInterrupt):
            warehouse.vacuum()
        assert warehouse.connection.execute(limit).fetchall() == [("300.0 MiB",)]
        warehouse.vacuum()
        assert warehouse.connection.execute(limit).fetchall() == [("300.0 MiB",)] and seen == ["100.0 MiB"] * 2
        order = "SELECT count(*), count(*) FILTER (term < before) FROM (SELECT term, lag(term) OVER (ORDER BY rowid) AS before FROM search_terms)"
        assert warehouse.connection.execute(order).fetchall() == [(before + many, 0)]


# Export


def test_export_is_every_table_and_view(warehouse: Warehouse, path: Path, rows: list[Rows], tmp_path: Path) -> None:
    warehouse.load(rows[:2], run_id=RUN)
    warehouse.publish()
    manifest = export_parquet(path, tmp_path / "out")
    assert json.loads((tmp_path / "out" / "manifest.json").read_text()) == manifest
    found = {relation["name"]: relation for relation in manifest["relations"]}
    assert {"articles", "event_timeline", "incident_map", "timeline"} <= set(found)
    assert set(os.listdir(tmp_path / "out")) == {"manifest.json", *(relation["file"] for relation in found.values())}
    for name, relation in found.items():
        parquet = duckdb.execute(f"DESCRIBE FROM '{tmp_path / 'out' / relation['file']}'").fetchall()
        assert [column["name"] for column in relation["columns"]] == [column[0] for column in parquet], name
        assert duckdb.execute(f"SELECT count(*) FROM '{tmp_path / 'out' / relation['file']}'").fetchone() == (relation["rows"],)  # fmt: skip
        assert relation["comment"], name
    assert found["articles"]["rows"] == 2 and all(column["comment"] for column in found["articles"]["columns"])
    with pytest.raises(FileExistsError, match="name another"):
        export_parquet(path, tmp_path / "out")


def test_an_export_that_breaks_leaves_nothing(warehouse: Warehouse, path: Path, tmp_path: Path) -> None:
    warehouse.connection.execute("CREATE VIEW wrong AS SELECT error('no') AS a")
    warehouse.publish()
    with pytest.raises(duckdb.Error, match="no"):
        export_parquet(path, tmp_path / "new" / "out")
    assert os.listdir(tmp_path / "new") == []
    with pytest.raises(FileNotFoundError, match="blotter run"):
        export_parquet(tmp_path / "none.duckdb", tmp_path / "out")


def test_the_summary_says_which_copy(warehouse: Warehouse, path: Path) -> None:
    warehouse.publish()
    assert summarise(str(path)).copy_name == said(1)


def test_the_work_file_has_small_groups_of_rows_and_spills_beside_itself(tmp_path: Path) -> None:
    """A checkpoint writes the last group of every table anew: of small ones little."""
    with Warehouse.open(tmp_path / "b.duckdb") as warehouse:
        warehouse.connection.execute("CREATE TABLE numbers_of AS FROM range(40000) t(n)")
        warehouse.connection.execute("CHECKPOINT")
        groups = "SELECT count(DISTINCT row_group_id) FROM pragma_storage_info('numbers_of')"
        assert warehouse.connection.execute(groups).fetchone() == (3,)
        (spilled,) = warehouse.connection.execute("SELECT current_setting('temp_directory')").fetchone() or ()
        assert Path(spilled).parent == tmp_path
