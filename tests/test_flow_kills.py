"""``kill -9`` of the flow, the worker or the server at random moments of a real ingestion: after a restart, and the next
tick of the schedule, the warehouse says what it says without the kill. Nothing is lost to a memory of fetching that was
kept too early, and nothing is there twice.

``BLOTTER_LONG=1`` kills thirty times.
"""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from conftest import small_model
from hostile_web import Site, feed, item, serving
from prefect_house import House, descendants, until
from warehouses import NOT_COMPARED, NUMBERED, broken, differences

from pipeline.store import Warehouse
from pipeline.warehouse.storage import storage_of
from pipeline.warehouse.tables import column_types

pytestmark = pytest.mark.slow

LONG = bool(os.environ.get("BLOTTER_LONG"))
KILLS = 30 if LONG else 4
SEED = int(os.environ.get("BLOTTER_SEED", "0")) or random.randrange(10**6)
VICTIMS = ("flow", "server", "worker", "command")  # "command": `blotter run`, without server and worker
# A run's own rows say who wrote and when.
OF_A_RUN = {*NOT_COMPARED, "source_runs"}
CITIES = ("Lima", "Quito", "Ostrava", "Turin", "Cali", "Iquique", "Marseille", "Naples", "Guayaquil", "Rosario")
SLOW_S = 0.04  # of an answer, so that a run takes a while


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A blank pipeline that knows one gang: quick, and rich enough in mentions, dates and numbers."""
    return small_model(tmp_path_factory.mktemp("model") / "m", "Los Pinos", places=CITIES)


def story(number: int) -> str:
    """A text like no other, some of a gang that others name too."""
    city, gang = CITIES[number % len(CITIES)], ("Los Pinos", "Tren de Aragua", "Los Lobos")[number % 3]
    return (
        f"Police in {city} arrested {number + 2} men of {gang} on Monday, the ministry of case {number} said. "
        f"They seized {10 + number} rifles and {number + 1} kilograms of cocaine near street {number * 7}. "
    ) * 2


@pytest.fixture(scope="module")
def site() -> Iterator[Site]:
    """A feed with whole articles, of which one is there twice, and two pages that it only sums up."""
    with serving() as site:
        pages = [f"{site.address}/page-{number}" for number in (1, 2)]
        items = [item(n, text=story(n), guid=f"g{n}") for n in (*range(14), 3)]
        items += [item(f"p{n}", link=link, text="In short.") for n, link in enumerate(pages)]
        site.put("/feed.xml", feed(*items), "application/rss+xml", etag='"feed"')
        for number, link in enumerate(pages):
            body = f"<html><body><article><h1>Held</h1><p>{story(40 + number)}</p></article></body></html>"
            site.put(link.removeprefix(site.address), body, etag=f'"page{number}"')
        for path, answer in list(site.pages.items()):
            site.pages[path] = lambda handler, answer=answer: (time.sleep(SLOW_S), answer(handler))  # type: ignore[misc]
        yield site


@pytest.fixture(scope="module")
def sources(site: Site, tmp_path_factory: pytest.TempPathFactory) -> str:
    """A feed and a folder that is watched, one file of which cannot be read."""
    folder = tmp_path_factory.mktemp("sources")
    (folder / "desk").mkdir()
    for number in range(20, 32):
        (folder / "desk" / f"{number}.txt").write_text(story(number))
    (folder / "desk" / "empty.txt").write_text("")
    feed_of = {"name": "wire", "kind": "feed", "url": f"{site.address}/feed.xml", "publisher": "Wire", "language": "en"}
    desk = {"name": "desk", "kind": "folder", "path": str(folder / "desk"), "publisher": "Desk", "language": "en"}
    listed = {"sources": [feed_of | {"rate": 6000, "allow_private": [site.name]}, desk]}
    (folder / "sources.yml").write_text(yaml.safe_dump(listed))
    return str(folder / "sources.yml")


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    house = House(tmp_path_factory.mktemp("prefect"))
    try:
        house.start_server()
        house.start_worker()
        house.deploy()
        yield house
    finally:
        house.stop()


def parameters(warehouse: Path, sources: str, model: str) -> dict[str, Any]:
    return {"sources": [sources], "warehouse": str(warehouse), "model": model, "batch_size": 3}


def begun(warehouse: Path) -> bool:
    """Whether a run writes, or has written, there."""
    return any(warehouse.parent.glob("*.work.duckdb*"))


@pytest.fixture(scope="module")
def undisturbed(
    house: House, sources: str, model: str, tmp_path_factory: pytest.TempPathFactory
) -> tuple[dict[str, list[str]], float]:
    """What a run says that nobody kills, and how long it writes."""
    warehouse = tmp_path_factory.mktemp("whole") / "w.duckdb"
    run = house.order(**parameters(warehouse, sources, model))
    until(lambda: begun(warehouse), "the run writes", every=0.02)
    began = time.monotonic()
    until(warehouse.exists, "the run publishes", every=0.02)
    life = time.monotonic() - began
    assert house.finished(run) == "COMPLETED"
    said = told(warehouse)
    assert len(said["articles"]) == 14 + 2 + 12 and len(said["failures"]) == 1
    return said, life


def told(warehouse: Path) -> dict[str, list[str]]:
    """Everything that the published warehouse says, but who wrote it and when."""
    with storage_of(warehouse).reader() as reader:
        assert broken(reader) == {}
        found = {}
        for table, columns in column_types().items():
            if table not in OF_A_RUN:
                runs = ", ".join(column for column in columns if column in ("run_id", "first_run"))
                without = f" EXCLUDE ({runs})" if runs else ""
                query = NUMBERED.get(table, f"SELECT *{without} FROM {table}")
                found[table] = sorted(map(repr, reader.execute(query).fetchall()))
        return found


def killed(house: House, victim: str, warehouse: Path, given: dict[str, Any], after: float) -> None:
    """A run begins, and ``after`` so many seconds of writing the victim is killed and started again."""
    if victim == "command":
        run_command(house, given, after)
        return
    house.order(**given)
    until(lambda: begun(warehouse), "the run writes", every=0.02)
    time.sleep(after)
    house.kill(victim)
    if victim == "server":
        house.start_server()
    elif victim == "worker":
        house.start_worker()


def run_command(house: House, given: dict[str, Any], after: float | None = None) -> int:
    """``blotter run``, with the server that it starts for itself; killed after so many seconds of writing."""
    command = [sys.executable, "-m", "pipeline.cli", "run", *given["sources"], "--warehouse", given["warehouse"]]
    command += ["--model", given["model"], "--batch-size", str(given["batch_size"])]
    own = house.home / "own"
    own.mkdir(exist_ok=True)
    environment = house.environment | {"PREFECT_HOME": str(own)}
    del environment["PREFECT_API_URL"]
    with (house.home / "command.log").open("ab") as log:
        process = subprocess.Popen(command, env=environment, cwd=house.home, stdout=log, stderr=log)
    if after is not None:
        until(lambda: begun(Path(given["warehouse"])) or process.poll() is not None, "the run writes", every=0.02)
        time.sleep(after)
        for pid in (*descendants(process.pid), process.pid):
            os.kill(pid, signal.SIGKILL)
    return process.wait()


def ticks(house: House, victim: str, given: dict[str, Any]) -> None:
    """The schedule goes on: runs come until one has done all that there is to do."""
    if victim == "command":
        assert run_command(house, given) == 0
    else:
        assert house.finished(house.order(**given)) == "COMPLETED", (house.home / "worker.log").read_text()[-3000:]


@pytest.mark.timeout(1200)
@pytest.mark.parametrize("number", range(KILLS))
def test_killed_at_a_random_moment(
    number: int, house: House, site: Site, sources: str, model: str, undisturbed: tuple[dict[str, list[str]], float],
    tmp_path: Path,
) -> None:  # fmt: skip
    expected, life = undisturbed
    victim = VICTIMS[number % len(VICTIMS)]
    after = random.Random(SEED + number).random() * life
    moment = f"{victim} after {after:.2f} of {life:.2f} s; BLOTTER_SEED={SEED}"
    warehouse = tmp_path / "w.duckdb"
    given = parameters(warehouse, sources, model)
    killed(house, victim, warehouse, given, after)
    ticks(house, victim, given)
    assert differences(expected, told(warehouse)) == {}, moment
    with Warehouse.open(warehouse) as store:
        running = store.connection.execute("SELECT count(*) FROM runs WHERE state = 'running'").fetchall()
        assert running == [(0,)], moment
    check_memory(house, victim, site, given, moment)


def check_memory(house: House, victim: str, site: Site, given: dict[str, Any], moment: str) -> None:
    """All is remembered now: one more tick asks for the feed and for nothing else, and changes nothing."""
    if not LONG and victim not in ("flow",):
        return  # a tick takes seconds; what is remembered does not depend on who was killed
    before, said = dict(site.hits), told(Path(given["warehouse"]))
    ticks(house, victim, given)
    asked = {path for path, hits in site.hits.items() if hits > before.get(path, 0)}
    assert asked <= {"/feed.xml", "/robots.txt"}, moment
    assert differences(said, told(Path(given["warehouse"]))) == {}, moment
