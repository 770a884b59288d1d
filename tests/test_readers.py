"""Readers ask without a break while a writer loads and publishes: no error, and never half a run.

``BLOTTER_LONG=1`` has ten readers ask for a minute.
"""

from __future__ import annotations

import json
import logging
import os
import pickle
import subprocess
from pathlib import Path

import warehouses
from warehouses import gold_rows, run_python

from pipeline.warehouse.storage import KEPT_VERSIONS, FileStorage

log = logging.getLogger(__name__)
LONG = bool(os.environ.get("BLOTTER_LONG"))
READERS, SECONDS = (10, 60) if LONG else (3, 4)
SIZE = 4  # articles of a run

WRITER = """
import json, pathlib, pickle, sys, time, warehouses
address, pickled, size, seconds, done = sys.argv[1:]
rows, size = pickle.loads(open(pickled, "rb").read()), int(size)
sys.stdin.readline()  # until the readers read
until = time.monotonic() + float(seconds)
published = 0
with warehouses.Warehouse.open(address) as warehouse:
    while time.monotonic() < until or published < 3:
        # Round and round: first new articles, then the same again under a new run, which replaces the old one's.
        first = published * size % len(rows)
        run = warehouse.start_run(sources=[f"run {published}"])
        batch = warehouses.of_run(rows[first : first + size], run)
        started = time.monotonic()
        for half in (batch[: size // 2], batch[size // 2 :]):  # between the two, the run is half written
            warehouse.load(half, run_id=run)
        warehouse.finish_run(run, "done", {})
        warehouse.publish()
        published += 1
        time.sleep(max(0.0, 1 - (time.monotonic() - started)))
pathlib.Path(done).touch()
print(json.dumps({"published": published}))
"""

READER = """
import json, os, pathlib, random, sys, time, warehouses
from pipeline.asking.query import connect_locked
address, size, done = sys.argv[1:]
os.nice(5)  # ten that never pause would leave the writer no processor
half = f"SELECT run_id, count(*) FROM articles GROUP BY ALL HAVING count(*) <> {size}"
unfinished = "SELECT run_id FROM articles JOIN runs USING (run_id) WHERE state <> 'done'"
state = "SELECT (SELECT count(*) FROM articles), (SELECT max(version) FROM runs), (SELECT count(*) FROM timeline), (SELECT count(*) FROM events)"
opened, held, longest, seen = 0, 0, 0.0, set()
over = False
while not over:
    over = pathlib.Path(done).exists()  # once more after the last was published
    started = time.monotonic()
    with connect_locked(address) as connection:
        assert connection.execute(half).fetchall() == [], "half a run"
        assert connection.execute(unfinished).fetchall() == [], "a run that is not done"
        assert warehouses.broken(connection) == {}
        articles, version, told, events = connection.execute(state).fetchone()
        assert told == events > 0
        opened += 1
        if opened == 1:
            print("reads", flush=True)
        longest = max(longest, time.monotonic() - started)
        seen.add(version)
        if random.random() < 0.1:  # some look longer, past several publishings
            time.sleep(1.5)
            assert connection.execute(state).fetchone() == (articles, version, told, events)
            held += 1
print(json.dumps({"opened": opened, "held": held, "longest": round(longest, 2), "versions": len(seen)}))
"""


def test_readers_see_whole_runs_only(tmp_path: Path) -> None:
    path, pickled = tmp_path / "blotter.duckdb", tmp_path / "rows.pickle"
    rows = gold_rows(SIZE * (20 if LONG else 4))
    pickled.write_bytes(pickle.dumps(rows))
    with warehouses.Warehouse.open(path) as warehouse:
        run = warehouse.start_run(sources=["first"])
        warehouse.load(warehouses.of_run(rows[:SIZE], run), run_id=run)
        warehouse.finish_run(run, "done", {})
        warehouse.publish()
    done = tmp_path / "done"
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    writer = run_python(
        WRITER, str(path), str(pickled), str(SIZE), str(SECONDS), str(done), stdin=subprocess.PIPE, **pipes
    )
    readers = [run_python(READER, str(path), str(SIZE), str(done), **pipes) for _ in range(READERS)]
    for reader in readers:
        assert reader.stdout and reader.stdout.readline() == "reads\n"
    told = []
    for process, said in ((writer, "\n"), *((reader, None) for reader in readers)):
        out, err = process.communicate(said)
        done.touch()  # whatever ended the writer ends the readers
        assert (process.returncode, err) == (0, "")
        told.append(json.loads(out))
    log.info("writer and readers: %s", json.dumps(told))
    assert told[0]["published"] >= 3
    assert all(reader["versions"] > 1 for reader in told[1:])
    # What nobody reads any more is pruned.
    with warehouses.Warehouse.open(path) as warehouse:
        warehouse.publish()
    assert len(FileStorage(path).versions()) == KEPT_VERSIONS
