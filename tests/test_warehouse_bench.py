"""The synthetic warehouse of the benchmark is one that loads could have made: batches load on it and every view answers."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from pipeline.asking.query import run_query
from pipeline.store import Warehouse
from pipeline.warehouse.bench import QUESTIONS, ask, examples, search_queries, view_queries
from pipeline.warehouse.synthetic import Plan, Pool, fill

pytestmark = pytest.mark.usefixtures("one_thread")

COUNT, VARIANTS = 300, 200
# Rows of a table that name something which is not there, or are missing.
ORPHANS = {
    "every mention's characters are its text": "SELECT * FROM mentions m JOIN articles a USING (article_id) WHERE substr(a.text, start_char + 1, end_char - start_char) <> m.text",
    "every trigger's characters are its words": "SELECT * FROM events e JOIN articles a USING (article_id) WHERE substr(a.text, start_char + 1, end_char - start_char) <> e.trigger",
    "no stand-in is left": "SELECT * FROM articles WHERE contains(text, 'qqqqq')",
    "every entity named is known": "SELECT * FROM mentions m ANTI JOIN entities e ON e.entity_id = m.entity_id WHERE m.entity_id IS NOT NULL",
    "every argument's mention is there": "SELECT * FROM event_arguments a ANTI JOIN mentions m ON m.mention_id = a.mention_id WHERE a.mention_id IS NOT NULL",
    "every argument's event is there": "SELECT * FROM event_arguments a ANTI JOIN events e ON e.event_id = a.event_id",
    "every event's incident is there": "SELECT * FROM events e ANTI JOIN incidents i ON i.incident_id = e.incident_id WHERE e.incident_id IS NOT NULL",
    "every incident has its reports": "SELECT * FROM incidents i ANTI JOIN incident_evidence e ON e.incident_id = i.incident_id",
    "every event is in the timeline": "SELECT * FROM events e ANTI JOIN timeline t ON t.event_id = e.event_id",
    "every name is linked": "SELECT * FROM mentions m ANTI JOIN entity_links l ON l.article_id = m.article_id AND l.local_id = m.local_id WHERE m.local_id IS NOT NULL",
    "entities are counted": "SELECT * FROM entities e JOIN (SELECT entity_id, count(*) AS n FROM mentions GROUP BY ALL) m USING (entity_id) WHERE m.n <> e.mentions",
    "what reports were compared by names the cast": "SELECT * FROM incident_evidence WHERE contains(compared::VARCHAR, 'person:@') OR json_extract(machine, '$.place_id') IS NULL OR contains(machine::VARCHAR, 'person:@')",
    "every report is found by what it shares": "SELECT * FROM incident_evidence e ANTI JOIN report_keys k ON k.report = CAST('0x' || e.report_id AS UBIGINT) WHERE e.country IS NOT NULL",
    "every report has its sketch": "SELECT * FROM incident_evidence WHERE traits IS NULL OR words IS NULL OR more_words IS NULL",
    "every article is found by its names": "SELECT * FROM incident_evidence e ANTI JOIN name_keys k USING (article_id) WHERE len(e.keys) > 0",
    "sentences have words": "SELECT * FROM sentences WHERE words = 0",
}  # fmt: skip
# What the bulk must have as many of as loads of the same articles make.
SAME = (
    "articles",
    "mentions",
    "dates",
    "numbers",
    "events",
    "event_arguments",
    "relations",
    "sentences",
    "search_terms",
    "timeline",
)


@pytest.fixture(scope="module")
def pool() -> Pool:
    return Pool(VARIANTS)


@pytest.fixture(scope="module")
def plan(pool: Pool) -> Plan:
    return Plan(COUNT + 20, pool)


@pytest.fixture(scope="module")
def bulk(pool: Pool, plan: Plan, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Warehouse]:
    with Warehouse.open(tmp_path_factory.mktemp("bulk") / "b.duckdb") as warehouse:
        fill(warehouse.connection, pool, plan, COUNT)
        yield warehouse


def count(warehouse: Warehouse, query: str) -> int:
    row = warehouse.connection.execute(f"SELECT count(*) FROM ({query})").fetchone()
    assert row is not None
    return int(row[0])


def test_the_bulk_is_consistent(bulk: Warehouse) -> None:
    assert {name: found for name, query in ORPHANS.items() if (found := count(bulk, query))} == {}


def test_the_bulk_has_the_rows_that_loads_make(bulk: Warehouse, pool: Pool, plan: Plan, tmp_path: Path) -> None:
    some = 40
    with Warehouse.open(tmp_path / "loaded.duckdb") as loaded, Warehouse.open(tmp_path / "bulk.duckdb") as filled:
        loaded.load(pool.rows(plan, range(some)), run_id="r")
        fill(filled.connection, pool, plan, some)
        found = {table: (count(filled, f"FROM {table}"), count(loaded, f"FROM {table}")) for table in SAME}
    assert {table: counts for table, counts in found.items() if counts[0] != counts[1]} == {}


def test_a_batch_loads_on_it_and_every_view_answers(bulk: Warehouse, pool: Pool, plan: Plan) -> None:
    bulk.load(pool.rows(plan, range(COUNT, COUNT + 20)), run_id="r")
    assert count(bulk, "FROM articles") == COUNT + 20
    bulk.publish()
    queries = view_queries(examples(bulk.connection)) | search_queries()
    answered = {timed.name.partition(",")[0] for timed in ask(Path(bulk.address), queries, repeats=1)}
    assert answered == {*QUESTIONS, "search"}
    assert {view: run_query(bulk.address, f"FROM {view}", max_rows=1).truncated for view in QUESTIONS} == dict.fromkeys(
        QUESTIONS, True
    )
