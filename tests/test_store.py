"""The warehouse on real files: loading is idempotent, publishing never locks readers out, views answer."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import duckdb
import pytest
from hypothesis import given
from hypothesis import strategies as st
from warehouses import gold_rows

from pipeline.articles import Article, Failure
from pipeline.asking.query import run_query, stored_article
from pipeline.rows import Rows, article_rows, sentence_starts
from pipeline.scheme import Argument, DateValue, Entity, Event, Extraction, Mention, NumberValue, Relation
from pipeline.store import TABLES, Warehouse, WarehouseBusy, published
from pipeline.warehouse.derived import MOST_SPANS, joined, on_days
from pipeline.warehouse.storage import memory_limit

pytestmark = pytest.mark.usefixtures("one_thread")

TEXT = "🚓 Police raid. Mr. Paz said Ana Paz leads Los Lobos, an enemy of Los Tigres with some 500 members in Lima. She allegedly killed Eva Soto on Monday."  # fmt: skip


def case(article_id: str = "a1") -> tuple[Article, Extraction]:
    """An article with a fact of every kind."""
    facts = Extraction(TEXT, relevance=0.9)
    names = [
        ("Police", "PEOPLE", None), ("Paz", "PERSON", "person:mr-paz"), ("Ana Paz", "PERSON", "person:ana-paz"),
        ("Los Lobos", "GANG", "gang:los-lobos"), ("Los Tigres", "GANG", "gang:los-tigres"),
        ("some 500", "CARDINAL", None), ("Lima", "GPE", "gpe:lima"), ("Eva Soto", "PERSON", "person:eva-soto"),
        ("Monday", "DATE", None),
    ]  # fmt: skip
    at = 0
    for number, (text, label, entity) in enumerate(names, 1):
        at = TEXT.index(text, at)
        facts.mentions.append(Mention(f"m{number}", at, at + len(text), text, label, entity, "model", 0.9))
        at += 1 if text == "Paz" else len(text)
        if entity:
            facts.entities.append(Entity(entity, label, text))
    killed, raid = TEXT.index("killed"), TEXT.index("raid")
    facts.dates.append(DateValue("m9", "2024-02-05", "2024-02-05"))
    facts.numbers.append(NumberValue("m6", 500, 500, "count", True, "members", "gang:los-lobos"))
    facts.events += [
        Event("v1", "RAID", raid, raid + 4, "raid", "asserted", None, "model", 0.8, [Argument("AGENT", "m1"), Argument("OFFENCE", event="v2")]),
        Event("v2", "KILLING", killed, killed + 6, "killed", "alleged", "m2", "model", 0.7,
              [Argument("AGENT", "m3"), Argument("TARGET", "m8"), Argument("TIME", "m9"), Argument("PLACE", "m7")]),
    ]  # fmt: skip
    start = TEXT.index("Ana")
    facts.relations += [
        Relation("person:ana-paz", "leader_of", "gang:los-lobos", False, start, start + 20),
        Relation("gang:los-lobos", "rival_of", "gang:los-tigres", False, start, start + 20),
        Relation("gang:los-lobos", "operates_in", "gpe:lima", False, start, start + 20),
    ]
    return Article(article_id, TEXT, "Raid", date(2024, 2, 6), "en", "Wire", url=f"https://x/{article_id}"), facts


def rows_of(article_id: str = "a1", *, extractor: str = "m 1", run: str = "r1") -> Rows:
    return article_rows(*case(article_id), run_id=run, extractor=extractor)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "w" / "blotter.duckdb"


@pytest.fixture
def warehouse(path: Path) -> Iterator[Warehouse]:
    with Warehouse.open(path) as store:
        yield store


def dump(warehouse: Warehouse) -> dict[str, list[Any]]:
    tables = [table for table in TABLES if table != "runs"]
    return {t: sorted(map(repr, warehouse.connection.execute(f"SELECT * FROM {t}").fetchall())) for t in tables}


def test_rows_are_the_columns_of_the_schema(warehouse: Warehouse) -> None:
    for table, rows in rows_of().items():
        found = {row[0] for row in warehouse.connection.execute(f"DESCRIBE {table}").fetchall()}
        assert rows, table
        assert set(rows[0]) <= found and (table in ("articles", "entities") or set(rows[0]) == found), table


def test_rows_are_the_same_whoever_makes_them() -> None:
    assert rows_of() == rows_of()


def test_every_fact_leads_to_its_sentence() -> None:
    sentences = {
        TEXT[row["sentence_start"] : row["sentence_end"]] for rows in rows_of().values() for row in rows if "sentence_start" in row
    }  # fmt: skip
    assert sentences == {"🚓 Police raid.", TEXT.split(". ", 1)[1].rsplit(" She", 1)[0], "She allegedly killed Eva Soto on Monday."}  # fmt: skip


@pytest.mark.parametrize(
    ("text", "starts"),
    [
        ("One. Two.", [0, 5]),
        ("Mr. Paz left. He fled.", [0, 14]),
        ("The U.S. Army came. It left.", [0, 20]),
        ("“Go!” He left.", [0, 6]),
        ("A line\n\nAnother", [0, 8]),
        ("about 3.5 tons", [0]),
        ("", [0]),
    ],
)
def test_sentence_starts(text: str, starts: list[int]) -> None:
    assert sentence_starts(text) == starts


def test_loading_twice_changes_nothing(warehouse: Warehouse) -> None:
    failure = Failure("ingest", "x.txt", "empty", "the file is empty")
    warehouse.load([rows_of()], [failure])
    before = dump(warehouse)
    warehouse.load([rows_of()], [failure])
    assert dump(warehouse) == before


def test_a_new_version_replaces_an_articles_facts(warehouse: Warehouse) -> None:
    warehouse.load([rows_of("a1"), rows_of("a2")])
    article, facts = case("a1")
    facts.events, facts.relations = facts.events[:1], []
    facts.events[0].arguments = []
    warehouse.load([article_rows(article, facts, run_id="r2", extractor="m 2")])
    found = warehouse.connection.execute("SELECT article_id, count(*) FROM events GROUP BY ALL ORDER BY ALL").fetchall()
    assert found == [("a1", 1), ("a2", 2)]
    assert {key: extractor for key, (_, extractor) in warehouse.known(["a1", "a2", "a3"]).items()} == {"a1": "m 2", "a2": "m 1"}  # fmt: skip


def test_a_load_that_breaks_leaves_nothing(warehouse: Warehouse) -> None:
    warehouse.load([rows_of("a1")])
    before = dump(warehouse)
    broken = rows_of("a2")
    broken["numbers"][0]["start_char"] = "no number"
    with pytest.raises(duckdb.Error):
        warehouse.load([broken])
    assert dump(warehouse) == before


def test_duplicates_are_found_by_content(warehouse: Warehouse) -> None:
    warehouse.load([rows_of("a1")])
    content = case("a1")[0].content_hash
    assert warehouse.duplicates({"a2": content, "a1": content, "a3": "0"}) == {"a2": "a1"}


def test_entities_follow_their_mentions(warehouse: Warehouse) -> None:
    warehouse.load([rows_of("a1"), rows_of("a2")])
    warehouse.publish()
    query = "SELECT mentions, articles FROM entities WHERE entity_id = 'gang:los-lobos'"
    assert warehouse.connection.execute(query).fetchall() == [(2, 2)]
    for key in ("a1", "a2"):
        article, _ = case(key)
        warehouse.load([article_rows(article, Extraction(TEXT), run_id="r2", extractor="m 2")])
    warehouse.publish()
    assert warehouse.connection.execute("SELECT count(*) FROM entities").fetchall() == [(0,)]


def test_a_second_writer_is_told_who_writes(warehouse: Warehouse, path: Path) -> None:
    code = f"from pipeline.store import Warehouse\nWarehouse.open({str(path)!r})"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert "WarehouseBusy" in done.stderr and str(path) in done.stderr
    assert done.returncode == 1
    assert issubclass(WarehouseBusy, RuntimeError)


def test_readers_keep_their_copy_while_a_run_publishes(warehouse: Warehouse, path: Path) -> None:
    warehouse.load([rows_of("a1")])
    first = warehouse.publish()
    code = (
        "import duckdb, sys\n"
        f"c = duckdb.connect({str(published(path))!r}, read_only=True)\n"
        "for _ in sys.stdin: print(c.execute('SELECT count(*) FROM articles').fetchone()[0], flush=True)"
    )
    reader = subprocess.Popen([sys.executable, "-c", code], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    assert reader.stdin and reader.stdout
    answers = []
    for step in range(2):
        reader.stdin.write("\n")
        reader.stdin.flush()
        answers.append(reader.stdout.readline().strip())
        if step == 0:
            warehouse.load([rows_of("a2")])
            assert warehouse.publish() != first
    reader.stdin.close()
    reader.wait()
    assert answers == ["1", "1"]
    assert run_query(path, "SELECT count(*) FROM articles").rows == [(2,)]


def test_old_copies_are_pruned(warehouse: Warehouse, path: Path) -> None:
    for _ in range(5):
        warehouse.publish()
    copies = sorted(file.name for file in path.parent.glob("blotter-*.duckdb"))
    assert copies == ["blotter-000003.duckdb", "blotter-000004.duckdb", "blotter-000005.duckdb"]
    assert published(path).name == copies[-1]


def test_nothing_published_is_a_clear_error(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match="blotter run"):
        run_query(tmp_path / "no.duckdb", "SELECT 1")


def test_every_table_view_and_column_has_a_comment(warehouse: Warehouse) -> None:
    bare = warehouse.connection.execute(
        "SELECT table_name FROM duckdb_tables() WHERE comment IS NULL UNION ALL "
        "SELECT table_name || '.' || column_name FROM duckdb_columns() WHERE comment IS NULL AND NOT internal AND table_name IN "
        "(SELECT table_name FROM duckdb_tables()) UNION ALL "
        "SELECT view_name FROM duckdb_views() WHERE NOT internal AND comment IS NULL"
    ).fetchall()
    assert bare == []


@pytest.fixture(scope="module")
def full(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A published warehouse; read it, do not write it."""
    path = tmp_path_factory.mktemp("full") / "blotter.duckdb"
    with Warehouse.open(path) as store:
        store.load([rows_of("a1")], [Failure("ingest", "x.txt", "empty", "the file is empty")])
        store.publish()
    return path


VIEWS = [
    ("SELECT person, tie, gang, former FROM gang_people", [("Ana Paz", "leader_of", "Los Lobos", False)]),
    ("SELECT gang, place, articles FROM gang_places", [("Los Lobos", "Lima", 1)]),
    ("SELECT gang, tie, other_gang FROM gang_ties", [("Los Lobos", "rival_of", "Los Tigres")]),
    ("SELECT gang, measures, low, approximate FROM gang_numbers", [("Los Lobos", "members", 500.0, True)]),
    (
        "SELECT type, status, claimed_by, agents, targets, places, offences, first_day FROM event_timeline ORDER BY type",
        [
            ("KILLING", "alleged", "Paz", "Ana Paz", "Eva Soto", "Lima", None, date(2024, 2, 5)),
            ("RAID", "asserted", None, "Police", None, None, "killed", None),
        ],
    ),
    ("SELECT sentence FROM event_timeline WHERE type = 'RAID'", [("🚓 Police raid.",)]),
    ("SELECT day, type, events FROM daily_activity ORDER BY day", [(date(2024, 2, 5), "KILLING", 1), (date(2024, 2, 6), "RAID", 1)]),
    ("SELECT mentions, gangs, events, numbers, relations FROM article_facts", [(9, 2, 2, 1, 3)]),
    (
        "SELECT type, status, place, country, first_day, reports, sources, alleging FROM incident_map ORDER BY type",
        [("KILLING", "alleged", "Lima", "PE", date(2024, 2, 5), 1, 1, 1), ("RAID", "asserted", "Lima", "PE", None, 1, 1, 0)],
    ),
]  # fmt: skip


@pytest.mark.parametrize(("query", "expected"), VIEWS, ids=[query for query, _ in VIEWS])
def test_views(full: Path, query: str, expected: list[tuple[Any, ...]]) -> None:
    assert run_query(full, query).rows == expected


def test_a_stored_article_comes_back(full: Path) -> None:
    article, facts = stored_article(full, "a1")
    assert (article.text, article.title) == (TEXT, "Raid")
    entity = {"person:mr-paz": "person:paz", "gpe:lima": "gpe:lima-3936456"}
    assert [(m.text, m.label, m.entity) for m in facts.mentions] == [
        (m.text, m.label, entity.get(m.entity or "", m.entity)) for m in case()[1].mentions
    ]
    assert [(e.type, e.status, len(e.arguments)) for e in facts.events] == [
        ("RAID", "asserted", 2),
        ("KILLING", "alleged", 4),
    ]
    with pytest.raises(FileNotFoundError, match="a9"):
        stored_article(full, "a9")


SEARCHES = [
    # stems and order do not matter, words of no sentence find nothing
    ("killing Mondays", ["She allegedly killed Eva Soto on Monday."]),
    ("zebra", []),
    # accents and case neither
    ("SÓTO", ["She allegedly killed Eva Soto on Monday."]),
    # words in quotes stand together
    ('"Eva Soto"', ["She allegedly killed Eva Soto on Monday."]),
    ('"Soto Eva"', []),
    # quotes in a question do no harm
    ("Soto ''; DROP TABLE articles; \"", ["She allegedly killed Eva Soto on Monday."]),
]


@pytest.mark.parametrize(("query", "sentences"), SEARCHES, ids=[query for query, _ in SEARCHES])
def test_search(full: Path, query: str, sentences: list[str]) -> None:
    found = run_query(full, f"SELECT sentence FROM search('{query}')").rows
    assert [row[0] for row in found] == sentences


def test_search_follows_every_load(warehouse: Warehouse, path: Path) -> None:
    warehouse.load([rows_of("a1")])
    article, _ = case("a1")
    changed = replace(article, text="A quiet day.")
    warehouse.load([article_rows(changed, Extraction("A quiet day."), run_id="r2", extractor="m 2")])
    warehouse.publish()
    assert run_query(path, "SELECT sentence FROM search('quiet')").rows == [("A quiet day.",)]
    assert run_query(path, "SELECT sentence FROM search('killed')").rows == []


def test_the_dead_of_a_deed_are_not_those_of_its_trial(warehouse: Warehouse) -> None:
    warehouse.load(gold_rows(60), run_id="r1")
    told = "SELECT count(*) > 0 FROM incident_evidence WHERE killed_high > 0 AND family IN ('charge', 'sentence', 'police')"
    assert warehouse.connection.execute(told).fetchall() == [(True,)]
    bloody = "SELECT family, count(killed_high) > 0 FROM incidents WHERE NOT list_contains(types, 'RAID') GROUP BY ALL HAVING count(killed_high) > 0 ORDER BY 1"
    assert warehouse.connection.execute(bloody).fetchall() == [("escape", True), ("violence", True)]


@given(st.sets(st.none() | st.dates(date(2010, 1, 1), date(2030, 1, 1)), max_size=60))
def test_a_condition_on_days_holds_on_each_and_names_few_spans(days: set[date | None]) -> None:
    condition = on_days("d", days)
    assert condition.count("BETWEEN") <= MOST_SPANS
    with duckdb.connect() as connection:
        rows = connection.execute(f"SELECT d FROM (SELECT unnest(?::DATE[]) AS d) WHERE {condition}", [list(days)])
        assert {day for (day,) in rows.fetchall()} == days


def test_a_condition_on_days_passes_over_the_widest_gaps() -> None:
    days = [
        date(2020, 1, 1) + timedelta(step) for number in range(MOST_SPANS) for step in (100 * number, 100 * number + 3)
    ]
    between = joined(days)
    assert between == list(zip(days[::2], days[1::2], strict=True))


LARGE = "CREATE TABLE large AS SELECT list(md5(i::VARCHAR)) AS one FROM range(400000) t(i)"  # which does not go by way of disk


def test_a_write_for_which_memory_lacks_is_done_again_with_more(warehouse: Warehouse) -> None:
    warehouse.connection.execute("SET memory_limit = '40MB'")

    def change() -> None:
        warehouse.connection.execute("CREATE TABLE before AS SELECT 1 AS one")
        warehouse.connection.execute(LARGE)

    warehouse.write(change)
    assert memory_limit(warehouse.connection) > 50_000_000
    assert warehouse.connection.execute("SELECT (FROM before), len(one) FROM large").fetchall() == [(1, 400_000)]


def test_memory_that_was_set_is_not_gone_beyond(warehouse: Warehouse, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BLOTTER_MEMORY", "40MB")
    warehouse.connection.execute("SET memory_limit = '40MB'")
    with pytest.raises(
        duckdb.OutOfMemoryException, match=r"not enough memory for a write \(39 MB\): set BLOTTER_MEMORY to more"
    ):
        warehouse.write(lambda: warehouse.connection.execute(LARGE))
    assert warehouse.counts()["articles"] == 0  # and it is still there to be used
