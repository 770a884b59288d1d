"""Re-extraction only where needed, beside other writers; and a run that is killed goes on.

``BLOTTER_LONG=1`` kills at more points and tries a lake too.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from conftest import ROOT, small_model
from edited_lists import copied_lists, forget_lists, read_rows, write_rows
from warehouses import broken, differences, dump, run_python

from pipeline.settings import quiet_prefect

quiet_prefect()

from prefect.settings import PREFECT_API_URL  # noqa: E402

from flows.ingest import run_ingest  # noqa: E402
from flows.re_extract import Renewal, re_extract  # noqa: E402
from pipeline.articles import Article  # noqa: E402
from pipeline.store import Warehouse  # noqa: E402
from pipeline.warehouse.correcting import Corrections  # noqa: E402
from pipeline.warehouse.storage import storage_of  # noqa: E402

pytestmark = pytest.mark.slow

LONG = bool(os.environ.get("BLOTTER_LONG"))
TEXTS = (
    "Police arrested two men of the Los Pinos gang in Ostrava on Monday.",
    "The Robles killed a guard near Lima, officials said.",
    "A court in Prague sentenced three smugglers of Los Pinos.",
    "Nobody was hurt when the bakery closed early in Ostrava.",
    "In the harbour of Callao Los Róbles seized a boat of the rivals.",
    "Soldiers freed nine hostages of Los Pinos in the hills.",
)


@pytest.fixture
def lists(tmp_path: Path) -> Iterator[Path]:
    with copied_lists(tmp_path / "knowledge") as folder:
        yield folder


@pytest.fixture(scope="module")
def server(prefect: None) -> str:
    """Prefect's address, for processes of their own too."""
    return str(PREFECT_API_URL.value())


@pytest.fixture(scope="module")
def models(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Two blank pipelines: ``two`` calls hostages a gang."""
    folder = tmp_path_factory.mktemp("models")
    return {name: small_model(folder / name, gang) for name, gang in {"one": "nobody", "two": "hostages"}.items()}


@pytest.fixture
def source(tmp_path: Path) -> str:
    """The texts, the last the newest."""
    file = tmp_path / "in.jsonl"
    days = (str(date(2025, 3, 1) + timedelta(days=number)) for number in range(len(TEXTS)))
    lines = [
        {"id": f"a{n}", "title": f"Story {n}", "text": t, "lang": "en", "published": day}
        for n, (t, day) in enumerate(zip(TEXTS, days, strict=True))
    ]
    file.write_text("\n".join(map(json.dumps, lines)) + "\n")
    return str(file)


def add_alias(lists: Path, alias: str) -> None:
    rows = read_rows(lists / "gangs.csv")
    rows[0]["aliases"] += f"|{alias}"
    write_rows(lists / "gangs.csv", rows)
    forget_lists()


def facts(path: str) -> dict[str, list[Any]]:
    """What the extractor made: rows without run and maker, and of whom the article thinks that it speaks."""
    dropped = {
        "mentions": "entity_id",
        "numbers": "about",
        "event_arguments": "entity_id",
        "relations": "subject, object",
    }
    with storage_of(path).reader() as reader:
        found = {
            table: reader.execute(f"SELECT * EXCLUDE (run_id, made_by, {columns}) FROM {table} ORDER BY ALL").fetchall()
            for table, columns in dropped.items()
        }
        query = "SELECT article_id, status, extractor, relevance, mentions, events, numbers FROM articles ORDER BY 1"
        return found | {"articles": reader.execute(query).fetchall()}


@pytest.mark.parametrize("kind", ["file", "lake"] if LONG else ["file"])
def test_only_what_a_list_touches_is_done_again(
    kind: str, server: str, models: dict[str, str], source: str, lists: Path, tmp_path: Path
) -> None:
    address = f"{tmp_path}/{{}}.duckdb" if kind == "file" else f"ducklake:sqlite:{tmp_path}/{{}}.sqlite"
    warehouse, fresh = address.format("w"), address.format("fresh")
    run_ingest([source], warehouse, models["one"])
    with Warehouse.open(warehouse) as store:
        (event,) = store.connection.execute("SELECT event_id FROM events WHERE trigger = 'killed'").fetchone()  # type: ignore[misc]
        Corrections(store, who="desk").reject(event, why="a film")
        store.publish()
    before = storage_of(warehouse).shown()
    assert re_extract(warehouse, models["one"])["run_id"] is None  # nothing to do: nothing written or published
    assert storage_of(warehouse).shown() == before
    add_alias(lists, "Los Robles")
    add_alias(lists, "The Robles")
    again = run_ingest([source], warehouse, models["one"])
    assert (again["unchanged"], again["extracted"]) == (4, 2)  # a source that is read again does as much
    add_alias(lists, "Callao")
    result = re_extract(warehouse, models["one"])
    assert (result["read"], result["extracted"], result["unchanged"]) == (1, 1, 5)
    run_ingest([source], fresh, models["one"])
    found, expected = facts(warehouse), facts(fresh)
    rejected = [row for row in expected["mentions"] if row not in found["mentions"]]
    assert (found["mentions"], found["numbers"], found["relations"], rejected) == (
        expected["mentions"],
        expected["numbers"],
        expected["relations"],
        [],
    )
    assert found["articles"] == expected["articles"]
    with storage_of(warehouse).reader() as reader:
        assert reader.execute("SELECT count(*) FROM events WHERE trigger = 'killed'").fetchone() == (
            0,
        )  # the judgement holds
        query = "SELECT DISTINCT a.external_id FROM changes c JOIN articles a USING (article_id) WHERE c.run_id = ?"
        assert reader.execute(query, [result["run_id"]]).fetchall() == [("a4",)]
        assert reader.execute("SELECT count(*), count(DISTINCT extractor) FROM extractors").fetchone() == (3, 3)
        assert reader.execute("SELECT flow, state FROM runs ORDER BY started DESC LIMIT 1").fetchone() == (
            "re-extract",
            "done",
        )


def test_others_write_in_between_and_are_not_overwritten(
    server: str, models: dict[str, str], source: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The warehouse is closed while a chunk is extracted; an article that was changed meanwhile stays as it was left."""
    warehouse, order = str(tmp_path / "w.duckdb"), []
    run_ingest([source], warehouse, models["one"])
    real = Renewal._extract

    def disturbed(self: Renewal, articles: list[Article]) -> Any:
        order.append([article.title for article in articles])
        if len(order) == 1:
            lines = Path(source).read_text().replace("nine hostages", "ten hostages")
            Path(source).write_text(lines)
            run_ingest([source], warehouse, models["one"])
        return real(self, articles)

    monkeypatch.setattr(Renewal, "_extract", disturbed)
    re_extract(warehouse, models["two"], 2)
    assert order == [["Story 5", "Story 4"], ["Story 3", "Story 2"], ["Story 1", "Story 0"]]  # newest first
    with storage_of(warehouse).reader() as reader:
        query = "SELECT external_id FROM articles WHERE extractor = (SELECT extractor FROM articles WHERE external_id = 'a5')"
        assert reader.execute(query).fetchall() == [("a5",)]
        assert reader.execute(
            "SELECT contains(text, 'ten hostages') FROM articles WHERE external_id = 'a5'"
        ).fetchone() == (True,)
    monkeypatch.undo()
    assert re_extract(warehouse, models["two"], 2)["extracted"] == 1


KILLED = """
import os, signal, sys
from pipeline.settings import quiet_prefect
quiet_prefect()
import flows.re_extract
from pipeline.store import Warehouse
from pipeline.warehouse import staleness, storage, word_index
warehouse, model, where, name, nth = sys.argv[1:]
place = {"Warehouse": Warehouse, "word_index": word_index, "Staleness": staleness.Staleness, "FileStorage": storage.FileStorage}[where]
real, calls = getattr(place, name), 0
def counted(*arguments, **options):
    global calls
    calls += 1
    result = real(*arguments, **options)
    if calls == int(nth):
        os.kill(os.getpid(), signal.SIGKILL)
    return result
setattr(place, name, counted)
flows.re_extract.re_extract(warehouse, model, 2)
"""
POINTS = {
    "half of the second chunk is written": ("word_index", "index_words", 2),
    "a chunk is loaded and not published": ("Warehouse", "load", 2),
    "the candidates are found": ("Staleness", "take_over_others", 1),
    "the copy is made": ("FileStorage", "_copy", 1),
}


@pytest.mark.parametrize("point", POINTS if LONG else list(POINTS)[:1])
def test_killed_and_run_again(point: str, server: str, models: dict[str, str], source: str, tmp_path: Path) -> None:
    """The final tables are those of an undisturbed run, but for the names of the runs."""
    whole, killed = tmp_path / "whole", tmp_path / "killed"
    run_ingest([source], str(whole / "w.duckdb"), models["one"])
    shutil.copytree(whole, killed, symlinks=True)
    assert re_extract(str(whole / "w.duckdb"), models["two"], 2)["extracted"] == len(TEXTS)
    where, name, nth = POINTS[point]
    environment = os.environ | {"PREFECT_API_URL": server, "PYTHONPATH": str(ROOT)}
    process = run_python(KILLED, str(killed / "w.duckdb"), models["two"], where, name, str(nth), env=environment)
    assert process.wait(300) == -signal.SIGKILL
    with storage_of(str(killed / "w.duckdb")).reader() as reader:
        assert broken(reader) == {}
    re_extract(str(killed / "w.duckdb"), models["two"], 2)
    assert differences(said(whole / "w.duckdb"), said(killed / "w.duckdb")) == {}


def said(path: Path) -> dict[str, list[Any]]:
    """Everything that a warehouse says, whichever run says it."""
    with storage_of(str(path)).reader() as reader:
        assert broken(reader) == {}
        runs = re.compile("|".join(row[0] for row in reader.execute("SELECT run_id FROM runs ORDER BY 1").fetchall()))
        return {table: sorted(runs.sub("run", row) for row in rows) for table, rows in dump(reader).items()}
