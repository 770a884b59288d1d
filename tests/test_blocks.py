"""What publishing copies beforehand: whole blocks only, in the background, and nothing of it is lost or trusted blindly."""

from __future__ import annotations

import errno
import os
import signal
import subprocess
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import duckdb
import pytest
from warehouses import RUN, broken, gold_rows, run_python

from pipeline.rows import Rows
from pipeline.store import Warehouse
from pipeline.warehouse import blocks
from pipeline.warehouse.blocks import BLOCK, HEADERS, Ahead, copy_blocks, is_whole
from pipeline.warehouse.storage import KEPT_VERSIONS, published, storage_of

LONG = 20.0  # seconds after which what should have happened is given up


@pytest.fixture(scope="module")
def rows() -> list[Rows]:
    return gold_rows(6)


@pytest.fixture
def eager(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Small files are copied beforehand too, and at once."""
    monkeypatch.setattr(blocks, "LEAST_AHEAD", 0)
    monkeypatch.setattr(blocks, "PAUSE_S", 0.01)
    yield


def wait_for(what: Callable[[], bool]) -> None:
    until = time.monotonic() + LONG
    while not what():
        assert time.monotonic() < until, "it did not happen"
        time.sleep(0.01)


def made(path: Path, count: int = 300_000) -> Path:
    with duckdb.connect(str(path)) as connection:
        connection.execute(f"CREATE TABLE t AS SELECT range AS i, md5(range::VARCHAR) AS text FROM range({count})")
    return path


def test_a_block_is_whole_as_duckdb_writes_it(tmp_path: Path) -> None:
    data = made(tmp_path / "a.duckdb").read_bytes()
    found = [data[start : start + BLOCK] for start in range(HEADERS, len(data), BLOCK)]
    assert len(found) > 10 and all(map(is_whole, found))
    torn = found[1][: BLOCK // 2] + found[2][BLOCK // 2 :]
    assert not is_whole(torn) and not is_whole(found[1][:-8])


def test_a_block_that_is_being_written_is_left_for_the_next_time(tmp_path: Path, eager: None) -> None:
    source = made(tmp_path / "source.duckdb")
    good = source.read_bytes()
    bad = bytearray(good)
    bad[HEADERS + BLOCK * 3 + 5000 : HEADERS + BLOCK * 3 + 6000] = bytes(1000)
    source.write_bytes(bad)
    target = (tmp_path / "target").open("w+b", buffering=0)
    with source.open("rb", buffering=0) as file, target:
        ahead = Ahead(source, file, lambda: target)
        os.utime(source)  # as if it had been written
        many = (len(good) - HEADERS) // BLOCK
        wait_for(lambda: ahead.written >= many - 1)
        assert ahead.stop() is target
        assert ahead.written == many - 1
        source.write_bytes(good)
        assert copy_blocks(file, target) == 1
    assert (tmp_path / "target").read_bytes() == good


def test_words_that_changed_places_are_seen(tmp_path: Path) -> None:
    source, target = made(tmp_path / "source.duckdb"), tmp_path / "target"
    data = bytearray(source.read_bytes())
    start = HEADERS + BLOCK
    data[start + 8 : start + 24] = data[start + 16 : start + 24] + data[start + 8 : start + 16]
    assert is_whole(bytes(data[start : start + BLOCK]))  # the checksum does not see it
    target.write_bytes(data)
    with source.open("rb", buffering=0) as old, target.open("r+b", buffering=0) as new:
        assert copy_blocks(old, new) == 1
    assert source.read_bytes() == target.read_bytes()


def cannot(*_: int) -> int:
    raise OSError(errno.EXDEV, "Invalid cross-device link")


def full(*_: int) -> int:
    raise OSError(errno.ENOSPC, "No space left on device")


@pytest.mark.parametrize("system", [None, cannot, lambda *_: 0], ids=["it copies", "it cannot", "it takes nothing"])
@pytest.mark.parametrize("part", [BLOCK, 3 * BLOCK, 1000 * BLOCK])
def test_stretches_of_blocks_are_copied_by_the_system_or_without_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, part: int, system: Callable[..., int] | None
) -> None:
    monkeypatch.setattr(blocks, "PART", part)
    if system is not None:
        monkeypatch.setattr(blocks.os, "copy_file_range", system)
    source, target = made(tmp_path / "source.duckdb", 600_000), tmp_path / "target"
    data = source.read_bytes()
    old = bytearray(data[: HEADERS + 20 * BLOCK + 5000])  # an older one is shorter, its end is no whole block
    for block in (0, 4, 5, 6, 7, 8, 12):
        old[HEADERS + block * BLOCK : HEADERS + block * BLOCK + 8] = b"another!"
    target.write_bytes(old)
    with source.open("rb", buffering=0) as file, target.open("r+b", buffering=0) as new:
        assert copy_blocks(file, new) == 7 + (len(data) - HEADERS) // BLOCK - 20
    assert target.read_bytes() == data


def test_a_disk_that_is_full_is_said_by_whoever_copies(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(blocks.os, "copy_file_range", full)
    source, target = made(tmp_path / "source.duckdb"), tmp_path / "target"
    with source.open("rb", buffering=0) as file, target.open("w+b", buffering=0) as new:
        with pytest.raises(OSError, match="No space left"):
            copy_blocks(file, new)
        assert os.pread(new.fileno(), HEADERS, 0) == bytes(HEADERS)  # it never looks like a whole copy


def test_what_was_copied_beforehand_is_published(tmp_path: Path, rows: list[Rows], eager: None) -> None:
    path = tmp_path / "w.duckdb"
    with Warehouse.open(path) as warehouse:
        for number, row in enumerate(rows, 1):
            warehouse.load([row], run_id=RUN)
            warehouse.connection.execute("CHECKPOINT")
            wait_for(lambda number=number: (tmp_path / f"w-{number:06d}.duckdb.draft").exists())  # type: ignore[misc]
            warehouse.publish()
            assert published(path).read_bytes() == (tmp_path / "w.work.duckdb").read_bytes()
            with storage_of(path).reader() as reader:
                assert reader.execute("SELECT count(*) FROM articles").fetchall() == [(number,)]
                assert broken(reader) == {}
    names = sorted(found.name for found in tmp_path.glob("w-*"))
    assert len(names) <= KEPT_VERSIONS and names[-1] == f"w-{len(rows):06d}.duckdb"


def test_what_was_copied_beforehand_waits_for_the_next_writer(tmp_path: Path, rows: list[Rows], eager: None) -> None:
    path, spare = tmp_path / "w.duckdb", tmp_path / "w.spare.duckdb"
    with Warehouse.open(path) as warehouse:
        warehouse.load(rows[:3], run_id=RUN)
        warehouse.connection.execute("CHECKPOINT")
        wait_for(lambda: warehouse.storage._ahead.written > 0)  # type: ignore[attr-defined]
    assert spare.exists() and not list(tmp_path.glob("*.draft"))
    with Warehouse.open(path) as warehouse:
        before = spare.stat().st_ino
        warehouse.publish()
    assert published(path).stat().st_ino == before and not spare.exists()
    with storage_of(path).reader() as reader:
        assert broken(reader) == {}


KILLED = """
import sys, time, pickle, warehouses
from pipeline.warehouse import blocks
blocks.LEAST_AHEAD, blocks.PAUSE_S = 0, 0.01
with warehouses.Warehouse.open(sys.argv[1]) as warehouse:
    warehouse.load(pickle.loads(open(sys.argv[2], "rb").read()), run_id="gold")
    warehouse.connection.execute("CHECKPOINT")
    while not warehouse.storage._ahead.written:
        time.sleep(0.01)
    print("copying", flush=True)
    time.sleep(60)
"""


def test_a_draft_that_a_killed_writer_left_is_not_trusted(tmp_path: Path, rows: list[Rows]) -> None:
    import pickle

    path, pickled = tmp_path / "w.duckdb", tmp_path / "rows.pickle"
    pickled.write_bytes(pickle.dumps(rows[:3]))
    writer = run_python(KILLED, str(path), str(pickled), stdout=subprocess.PIPE)
    assert writer.stdout is not None and writer.stdout.readline().strip() == "copying"
    writer.send_signal(signal.SIGKILL)
    writer.wait()
    writer.stdout.close()
    assert list(tmp_path.glob("*.draft"))
    with Warehouse.open(path) as warehouse:
        assert not list(tmp_path.glob("*.draft")) and not (tmp_path / "w.spare.duckdb").exists()
        warehouse.publish()
    with storage_of(path).reader() as reader:
        assert reader.execute("SELECT count(*) FROM articles").fetchall() == [(3,)]
        assert broken(reader) == {}
