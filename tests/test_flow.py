"""The ingestion on real files into a real DuckDB."""

from __future__ import annotations

import json
from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import Future
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from uuid import uuid4

import duckdb
import pytest
import spacy
from click.testing import CliRunner
from conftest import small_model

from pipeline.settings import quiet_prefect

quiet_prefect()

from prefect.futures import PrefectConcurrentFuture  # noqa: E402

import flows.extracting  # noqa: E402
import flows.ingest  # noqa: E402
from flows.ingest import run_ingest  # noqa: E402
from flows.ingestion import Ingestion  # noqa: E402
from flows.re_extract import re_extract  # noqa: E402
from flows.sorting import Sorter  # noqa: E402
from pipeline.articles import Article, Failure  # noqa: E402
from pipeline.cli import main  # noqa: E402
from pipeline.store import TABLES, Warehouse, WarehouseBusy  # noqa: E402
from pipeline.warehouse.loading import Load  # noqa: E402

pytestmark = pytest.mark.usefixtures("prefect", "one_thread")

RAID = "Police arrested two men of the Los Pinos gang in Ostrava on Monday, officials said."
SPANISH = "La policía detuvo a cinco hombres de la banda en la ciudad el lunes por la noche."


@pytest.fixture(scope="module")
def models(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Two blank pipelines: ``one`` knows one gang, ``two`` knows two."""
    folder = tmp_path_factory.mktemp("models")
    known = {"one": ["Los Pinos"], "two": ["Los Pinos", "Los Robles"]}
    return {name: small_model(folder / name, *gangs) for name, gangs in known.items()}


@pytest.fixture
def sources(tmp_path: Path) -> Path:
    """Two articles, a third that repeats the first, one in Spanish, a broken line and an empty file."""
    folder = tmp_path / "in"
    folder.mkdir()
    records = [
        {"id": "1", "title": "Raid", "text": RAID, "lang": "en", "published": "2025-03-17"},
        {"id": "2", "title": "More", "text": "The Los Robles gang denied it.", "lang": "en"},
        {"id": "3", "title": "Raid", "text": RAID.replace(" two ", "  two\n"), "lang": "en"},
        {"id": "4", "title": "Redada", "text": SPANISH, "lang": "es"},
    ]
    lines = [json.dumps(record) for record in records]
    (folder / "a.jsonl").write_text("\n".join([*lines, "{broken"]) + "\n")
    (folder / "b.txt").write_text("")
    return folder


def published(warehouse: Path, query: str) -> list[tuple[Any, ...]]:
    with duckdb.connect(str(warehouse.resolve()), read_only=True) as connection:
        return connection.execute(query).fetchall()


def contents(warehouse: Path) -> dict[str, list[tuple[Any, ...]]]:
    """Every row of every table but ``runs``, without the run that met a failure last."""
    tables = {table: "*" for table in TABLES if table != "runs"} | {"failures": "* EXCLUDE run_id"}
    return {table: published(warehouse, f"SELECT {what} FROM {table} ORDER BY ALL") for table, what in tables.items()}


def test_articles_facts_and_failures_arrive(sources: Path, models: dict[str, str], tmp_path: Path) -> None:
    warehouse = tmp_path / "w.duckdb"
    result = run_ingest([str(sources)], str(warehouse), models["one"], batch_size=2)
    counted = {name: result[name] for name in ("read", "extracted", "duplicates", "other_language", "failed")}
    assert counted == {"read": 4, "extracted": 2, "duplicates": 1, "other_language": 1, "failed": 2}
    rows = published(
        warehouse,
        "SELECT a.external_id, a.status, a.extractor IS NOT NULL, f.external_id "
        "FROM articles a LEFT JOIN articles f ON f.article_id = a.duplicate_of ORDER BY 1",
    )
    assert rows == [
        ("1", "extracted", True, None),
        ("2", "extracted", True, None),
        ("3", "duplicate", False, "1"),
        ("4", "other_language", False, None),
    ]
    mentions = "SELECT text, substr(a.text, start_char + 1, end_char - start_char) FROM mentions m JOIN articles a"
    assert published(warehouse, f"{mentions.replace('SELECT text', 'SELECT m.text')} USING (article_id)") != []
    failures = published(warehouse, "SELECT where_found, kind FROM failures ORDER BY 1")
    assert failures == [(f"{sources}/a.jsonl:5", "json"), (f"{sources}/b.txt", "empty")]
    assert published(warehouse, "SELECT state, counts->>'read' FROM runs") == [("done", "4")]


def test_an_article_that_cannot_be_stored_ends_no_run(
    sources: Path, models: dict[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    resolve = Load._resolve

    def fail(load: Load) -> None:
        if any(rows["articles"][0]["external_id"] == "1" and rows.get("mentions") for rows in load.batch):
            raise ZeroDivisionError("float division by zero")
        resolve(load)

    warehouse = tmp_path / "w.duckdb"
    with monkeypatch.context() as patch:
        patch.setattr(Load, "_resolve", fail)
        result = run_ingest([str(sources)], str(warehouse), models["one"])
    assert (result["read"], result["extracted"], result["failed"]) == (4, 1, 3)
    query = "SELECT external_id, status, mentions > 0 FROM articles WHERE external_id < '3' ORDER BY 1"
    assert published(warehouse, query) == [("1", "failed", False), ("2", "extracted", False)]
    again = run_ingest([str(sources)], str(warehouse), models["one"])
    assert (again["extracted"], again["failed"]) == (1, 2)
    assert published(warehouse, query) == [("1", "extracted", True), ("2", "extracted", False)]


def test_a_second_run_changes_nothing_and_loads_no_model(
    sources: Path, models: dict[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    warehouse = tmp_path / "w.duckdb"
    run_ingest([str(sources)], str(warehouse), models["one"])
    before = contents(warehouse)

    def refuse(*_: object) -> None:
        raise AssertionError("the model was loaded")

    monkeypatch.setattr(flows.extracting, "extractor_of", refuse)
    result = run_ingest([str(sources)], str(warehouse), models["one"])
    assert (result["read"], result["unchanged"], result["extracted"]) == (4, 4, 0)
    assert contents(warehouse) == before


def test_the_size_of_batches_changes_nothing(sources: Path, models: dict[str, str], tmp_path: Path) -> None:
    for size in (1, 64):
        run_ingest([str(sources)], str(tmp_path / f"{size}.duckdb"), models["one"], batch_size=size)

    def facts(warehouse: Path) -> dict[str, list[tuple[Any, ...]]]:
        names = {"articles", "mentions", "numbers", "dates"}
        return {n: published(warehouse, f"SELECT * EXCLUDE run_id FROM {n} ORDER BY ALL") for n in names}

    assert facts(tmp_path / "1.duckdb") == facts(tmp_path / "64.duckdb")


def test_changed_text_and_a_changed_model_are_extracted_again(
    sources: Path, models: dict[str, str], tmp_path: Path
) -> None:
    warehouse = tmp_path / "w.duckdb"
    run_ingest([str(sources)], str(warehouse), models["one"])
    file = sources / "a.jsonl"
    file.write_text(file.read_text().replace("denied it", "admitted it"))
    result = run_ingest([str(sources)], str(warehouse), models["one"])
    assert (result["extracted"], result["unchanged"]) == (1, 3)
    again = re_extract(str(warehouse), models["two"])
    assert (again["read"], again["extracted"]) == (2, 2)
    gangs = published(warehouse, "SELECT DISTINCT text FROM mentions WHERE label = 'GANG' ORDER BY 1")
    assert gangs == [("Los Pinos",), ("Los Robles",)]
    assert re_extract(str(warehouse), models["two"])["read"] == 0
    assert run_ingest([str(sources)], str(warehouse), models["two"])["unchanged"] == 4


def test_a_batch_that_breaks_names_its_articles_and_the_rest_go_on(
    sources: Path, models: dict[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = flows.extracting.extractor_of(models["one"], "")

    class Breaking:
        version, threshold = real.version, real.threshold

        def extract(self, articles: Iterable[Article]) -> Iterator[Any]:
            articles = list(articles)
            if any(article.external_id == "1" for article in articles):
                raise MemoryError("too much")
            return real.extract(articles)  # type: ignore[no-any-return]

    monkeypatch.setattr(flows.extracting, "extractor_of", lambda *_: Breaking())
    warehouse = tmp_path / "w.duckdb"
    result = run_ingest([str(sources / "a.jsonl")], str(warehouse), models["one"], batch_size=1)
    assert (result["extracted"], result["failed"]) == (1, 2)
    assert published(warehouse, "SELECT stage, kind FROM failures WHERE stage = 'extract'") == [
        ("extract", "MemoryError")
    ]


def test_what_stops_a_run_is_raised_before_it_starts(sources: Path, models: dict[str, str], tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match="no-such-model"):
        run_ingest([str(sources)], str(tmp_path / "w.duckdb"), "no-such-model")
    assert not (tmp_path / "w.duckdb").exists()
    with Warehouse.open(tmp_path / "w.duckdb"), pytest.raises(WarehouseBusy):
        run_ingest([str(sources)], str(tmp_path / "w.duckdb"), models["one"])


def test_a_model_that_cannot_be_loaded_ends_the_run(
    sources: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BLOTTER_RELEVANCE_THRESHOLD", "0")  # or the screen leaves nothing to extract
    spacy.blank("en").to_disk(tmp_path / "broken")
    (tmp_path / "broken" / "config.cfg").write_text('[nlp]\nlang = "en"\npipeline = ["nothing"]\n')
    with pytest.raises(ValueError, match="cannot be loaded"):
        run_ingest([str(sources)], str(tmp_path / "w.duckdb"), str(tmp_path / "broken"))
    with Warehouse.open(tmp_path / "w.duckdb") as store:
        assert store.connection.execute("SELECT state FROM runs").fetchall() == [("failed",)]


@pytest.mark.parametrize(
    ("done", "loads"),
    [("", False), ("0000", False), ("1", False), ("1000", True), ("1100", False), ("11000", True), ("0111111", False)],
)
def test_what_is_done_is_loaded_early_only_while_workers_have_enough_to_do(done: str, loads: bool) -> None:
    """Loading takes as long as extracting some batches: a worker with none left would wait for it."""
    run = Ingestion.__new__(Ingestion)
    run.pending = deque()
    for is_done in done:
        future: Future[bytes] = Future()
        if is_done == "1":
            future.set_result(b"")
        run.pending.append(([], set(), 0.0, PrefectConcurrentFuture(uuid4(), future)))
    assert run._has_time() is loads


# The commands over a warehouse


def test_run_sql_show_and_info(sources: Path, models: dict[str, str], tmp_path: Path) -> None:
    def blotter(*arguments: str) -> str:
        done = CliRunner().invoke(main, [*arguments, "--warehouse", str(tmp_path / "w.duckdb")])
        assert done.exit_code == 0, done.output
        return done.stdout

    assert "4 articles read, 2 extracted" in " ".join(blotter("run", str(sources), "--model", models["one"]).split())
    assert blotter("sql", "SELECT count(*) AS n FROM articles", "--format", "csv").split() == ["n", "4"]
    (record,) = json.loads(
        blotter("sql", "SELECT article_id FROM articles WHERE external_id = '1'", "--format", "json")
    )
    assert "Los Pinos GANG" in " ".join(blotter("show", record["article_id"]).split())
    assert "│" in blotter("sql", "SELECT title FROM articles")
    blotter("sql", "FROM mentions", "--format", "parquet", "--output", str(tmp_path / "m.parquet"))
    assert duckdb.sql(f"SELECT count(*) FROM '{tmp_path / 'm.parquet'}'").fetchall()[0][0] > 0
    info = json.loads(blotter("info", "--json", "--model", models["one"]))
    assert (info["counts"]["articles"], info["missing"]) == (4, [])


@pytest.mark.parametrize(
    "query", ["SELEC 1", "DROP TABLE articles", "COPY articles TO '/tmp/x.csv'", "SELECT * FROM nothing"]
)
def test_refused_sql_ends_in_1_with_the_reason(query: str, tmp_path: Path) -> None:
    with Warehouse.open(tmp_path / "w.duckdb") as store:
        store.publish()
    done = CliRunner().invoke(main, ["sql", query, "--warehouse", str(tmp_path / "w.duckdb")])
    assert (done.exit_code, done.stdout) == (1, "")
    assert "Error: " in done.stderr


def test_a_run_that_reads_nothing_ends_in_1(models: dict[str, str], tmp_path: Path) -> None:
    arguments = ["run", str(tmp_path / "none"), "--model", models["one"], "--warehouse", str(tmp_path / "w.duckdb")]
    done = CliRunner().invoke(main, arguments)
    assert done.exit_code == 1
    assert "no article could be read" in done.stderr


def test_serving_without_a_server_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("flows.serve.PREFECT_API_URL", SimpleNamespace(value=lambda: None))
    done = CliRunner().invoke(main, ["serve"])
    assert done.exit_code == 1
    assert "prefect server start" in done.stderr


# Sorting


class Shelf:
    """A warehouse that knows what it is told."""

    def __init__(self, stored: dict[str, tuple[str, str | None]], first: dict[str, str]) -> None:
        self.stored, self.first = stored, first

    def known(self, article_ids: Iterable[str]) -> dict[str, tuple[str, str | None]]:
        return {name: self.stored[name] for name in article_ids if name in self.stored}

    def duplicates(self, contents: Mapping[str, str]) -> dict[str, str]:
        return {name: self.first[key] for name, key in contents.items() if self.first.get(key) not in (None, name)}


ENGLISH = Article("a", "One.", lang="en")
SAME = Article("b", " One. ", lang="en")
OTHER = Article("c", "Dos.", lang="es")


@pytest.mark.parametrize(
    ("batch", "stored", "first", "expected"),
    [
        # nothing is known: the first of two equal articles is new, the other its duplicate
        ([ENGLISH, SAME, OTHER], {}, {}, {"new": ["a"], "duplicates": [("b", "a")], "other_language": ["c"]}),
        # extracted by this extractor, by another, with other content
        ([ENGLISH], {"a": (ENGLISH.content_hash, "x 1")}, {ENGLISH.content_hash: "a"}, {"unchanged": 1}),
        ([ENGLISH], {"a": (ENGLISH.content_hash, "x 0")}, {ENGLISH.content_hash: "a"}, {"new": ["a"]}),
        ([ENGLISH], {"a": ("else", "x 1")}, {}, {"new": ["a"]}),
        # stored before as a duplicate: still one, or its first has changed since
        ([SAME], {"b": (SAME.content_hash, None)}, {SAME.content_hash: "a"}, {"unchanged": 1}),
        ([SAME], {"b": (SAME.content_hash, None)}, {}, {"new": ["b"]}),
        # stored before in another language
        ([OTHER], {"c": (OTHER.content_hash, None)}, {OTHER.content_hash: "c"}, {"unchanged": 1}),
        # met twice in one run
        ([ENGLISH, ENGLISH], {}, {}, {"new": ["a"], "unchanged": 1}),
        ([Article("d", "Un.", lang=None)], {}, {}, {"other_language": ["d"]}),
    ],
)
def test_sorting(
    batch: list[Article | Failure],
    stored: dict[str, tuple[str, str | None]],
    first: dict[str, str],
    expected: dict[str, Any],
) -> None:
    found = Sorter(Shelf(stored, first), "x 1").sort(batch)
    told: dict[str, Any] = {
        "new": [article.id for article in found.new],
        "duplicates": [(article.id, original) for article, original in found.duplicates],
        "other_language": [article.id for article in found.other_language],
        "unchanged": found.unchanged,
    }
    assert {name: value for name, value in told.items() if value} == expected
    assert found.read == len(batch)


def test_the_screen_keeps_irrelevant_articles_from_the_extractor() -> None:
    sorter = Sorter(Shelf({}, {}), "x 1", lambda text: 0.1 if "football" in text else 0.9, 0.5)
    found = sorter.sort([Article("a", "Police.", lang="en"), Article("b", "More football.", lang="en")])
    assert [article.id for article in found.new] == ["a"]
    assert [(article.id, facts.relevance) for article, facts in found.irrelevant] == [("b", 0.1)]
