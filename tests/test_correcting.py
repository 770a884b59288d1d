"""Judgements: they win over the machine, survive loading again, and leave no trace when they are taken back."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from shutil import copytree
from typing import Any

import pytest
from click.testing import CliRunner
from test_store import rows_of
from warehouses import broken

from pipeline.asking.query import run_query
from pipeline.cli import main
from pipeline.incidents.neighbourhood import put_keys
from pipeline.reading import with_reading
from pipeline.rows import Rows
from pipeline.store import TABLES, Warehouse
from pipeline.warehouse.correcting import Corrections
from pipeline.warehouse.judgements import JudgementError, standing
from pipeline.warehouse.moving import join, tell_again
from pipeline.warehouse.storage import transaction

pytestmark = pytest.mark.usefixtures("one_thread")

KEPT = (*TABLES, "timeline", "ledger", "entity_profiles", "entity_keys")


@pytest.fixture(scope="module")
def stored(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a warehouse with two articles by two papers that tell the same."""
    folder = tmp_path_factory.mktemp("stored")
    with Warehouse.open(folder / "blotter.duckdb") as store:
        for article in ("a1", "a2"):
            store.load([rows_of(article)], run_id="r1")
    return folder


@pytest.fixture
def warehouse(stored: Path, tmp_path: Path) -> Iterator[Warehouse]:
    """A copy of it, to be corrected."""
    copytree(stored, tmp_path, dirs_exist_ok=True)
    with Warehouse.open(tmp_path / "blotter.duckdb") as store:
        yield store


@pytest.fixture
def corrections(warehouse: Warehouse) -> Corrections:
    return Corrections(warehouse, who="Rosa")


def rows(warehouse: Warehouse, query: str) -> list[tuple[Any, ...]]:
    return warehouse.connection.execute(query).fetchall()


def dump(warehouse: Warehouse, *, but: tuple[str, ...] = ("judgements",)) -> dict[str, list[str]]:
    """Every table, each row as text, but those that are named; without the reasons of links, where these are."""
    told = "SELECT * EXCLUDE (score, reason, linked_to, compared)" if "entity_links" in but else "SELECT *"
    ask = {"incident_evidence": f"{told} FROM incident_evidence"}
    return {t: sorted(map(repr, rows(warehouse, ask.get(t, f"FROM {t}")))) for t in KEPT if t not in but}


def event(warehouse: Warehouse, kind: str) -> str:
    return str(rows(warehouse, f"SELECT min(event_id) FROM events WHERE type = '{kind}' AND article_id = 'a2'")[0][0])


ENTITIES = (
    "SELECT entity_id, mentions, articles FROM entities WHERE label IN ('GANG', 'PERSON') AND mentions > 0 ORDER BY 1"
)


def test_merged_entities_are_one_everywhere(warehouse: Warehouse, corrections: Corrections) -> None:
    corrections.merge("gang:los-lobos", "gang:los-tigres", why="the same gang under two names")
    assert rows(warehouse, "SELECT DISTINCT entity_id FROM mentions WHERE label = 'GANG'") == [("gang:los-lobos",)]
    assert rows(warehouse, "SELECT alias FROM aliases WHERE entity_id = 'gang:los-lobos' ORDER BY 1") == [("Los Lobos",), ("Los Tigres",)]  # fmt: skip
    assert rows(warehouse, "SELECT DISTINCT gang, other_gang FROM gang_ties") == [("Los Lobos", "Los Lobos")]
    assert rows(warehouse, "SELECT same_as, mentions FROM entities WHERE entity_id = 'gang:los-tigres'") == [("gang:los-lobos", 0)]  # fmt: skip
    assert rows(warehouse, "SELECT DISTINCT participants FROM incidents WHERE type = 'KILLING'")[0][0].count("gang:los-lobos") == 1  # fmt: skip
    made_by, action, why = rows(warehouse, "SELECT made_by, action, why FROM judgements")[0]
    assert (made_by, action, why) == ("Rosa", "merge", "the same gang under two names")


def told_of(article: str, other: str) -> Rows:
    """The article with another victim, whose name is as long."""
    told = json.loads(json.dumps(rows_of(article), default=str).replace("Eva Soto", other))
    told["articles"][0]["published"] = date.fromisoformat(told["articles"][0]["published"])
    return dict(told)


def test_what_the_machine_joins_is_one_everywhere(warehouse: Warehouse) -> None:
    warehouse.load([told_of("a3", "Ida Roca")], run_id="r1")
    warehouse.load([told_of("a4", "Uma Vera")], run_id="r1")
    named = "SELECT DISTINCT unnest(participants) AS entity FROM incident_evidence UNION SELECT unnest(participants) FROM incidents"
    people = f"FROM ({named}) WHERE entity IN ('person:eva-soto', 'person:ida-roca', 'person:uma-vera') ORDER BY 1"
    assert len(rows(warehouse, people)) == 3
    with transaction(warehouse.connection):
        pairs = [
            ("person:ida-roca", "person:uma-vera", "same person"),
            ("person:eva-soto", "person:uma-vera", "same person"),  # who is Ida Roca by now
            ("person:eva-soto", "person:ana-paz", "a mistake"),  # articles name both
        ]
        tell_again(warehouse.connection, join(warehouse.connection, pairs, standing(warehouse.connection)))
    assert broken(warehouse.connection) == {}
    gone = "SELECT entity_id FROM entities WHERE entity_id IN ('person:ida-roca', 'person:uma-vera', 'person:ana-paz')"
    assert rows(warehouse, gone) == [("person:ana-paz",)]
    assert rows(warehouse, people) == [("person:eva-soto",)]
    reasons = rows(warehouse, "SELECT reason FROM entity_links WHERE machine_id = 'person:eva-soto' AND article_id IN ('a3', 'a4') ORDER BY article_id")  # fmt: skip
    assert ["joined with" in reason for (reason,) in reasons] == [True, True]
    assert rows(warehouse, "SELECT DISTINCT targets FROM timeline WHERE type = 'KILLING'") == [("Eva Soto",)]
    keys = rows(warehouse, "FROM report_keys ORDER BY ALL")
    warehouse.connection.execute("DELETE FROM report_keys")
    put_keys(warehouse.connection, "incident_evidence")
    assert rows(warehouse, "FROM report_keys ORDER BY ALL") == keys


def test_split_entities_are_two(warehouse: Warehouse, corrections: Corrections) -> None:
    corrections.split("person:ana-paz", ["a2"], why="a namesake")
    found = rows(warehouse, "SELECT entity_id, name, articles FROM entities WHERE name = 'Ana Paz' ORDER BY 1")
    assert [(entity.partition("~")[0], name, articles) for entity, name, articles in found] == [
        ("person:ana-paz", "Ana Paz", 1),
        ("person:ana-paz", "Ana Paz", 1),
    ]
    people = rows(warehouse, "SELECT person_id, article_id FROM gang_people ORDER BY article_id")
    assert people[0] == ("person:ana-paz", "a1") and people[1] == (found[1][0], "a2")


def test_a_relabelled_entity_has_its_name_in_every_view(warehouse: Warehouse, corrections: Corrections) -> None:
    corrections.relabel("gang:los-lobos", "name", "The Wolves", why="English edition")
    assert rows(warehouse, "SELECT DISTINCT gang FROM gang_numbers") == [("The Wolves",)]
    judgement = corrections.relabel("person:eva-soto", "name", "Eva Soto Ruiz", why="full name")
    assert rows(warehouse, "SELECT DISTINCT targets FROM event_timeline WHERE type = 'KILLING'") == [("Eva Soto Ruiz",)]
    corrections.withdraw(judgement)
    assert rows(warehouse, "SELECT DISTINCT targets FROM event_timeline WHERE type = 'KILLING'") == [("Eva Soto",)]


def test_a_rejected_entity_leaves_its_mentions(warehouse: Warehouse, corrections: Corrections) -> None:
    corrections.reject("person:eva-soto", why="a shop")
    assert rows(warehouse, "SELECT DISTINCT entity_id FROM mentions WHERE text = 'Eva Soto'") == [(None,)]
    assert rows(warehouse, "SELECT DISTINCT targets FROM event_timeline WHERE type = 'KILLING'") == [("Eva Soto",)]
    assert "person:eva-soto" not in {row[0] for row in rows(warehouse, ENTITIES)}
    assert rows(warehouse, "SELECT count(*) FROM incidents WHERE list_contains(participants, 'person:eva-soto')") == [(0,)]  # fmt: skip


def test_facts_can_be_rejected_and_told_otherwise(warehouse: Warehouse, corrections: Corrections) -> None:
    corrections.reject(event(warehouse, "KILLING"), why="a figure of speech")
    assert rows(warehouse, "SELECT article_id FROM events WHERE type = 'KILLING'") == [("a1",)]
    assert rows(warehouse, "SELECT reports FROM incidents WHERE type = 'KILLING'") == [(1,)]
    corrections.relabel(event(warehouse, "RAID"), "status", "alleged", why="police only say so")
    assert rows(warehouse, "SELECT article_id, status FROM event_timeline WHERE type = 'RAID' ORDER BY 1") == [("a1", "asserted"), ("a2", "alleged")]  # fmt: skip
    corrections.reject(
        rows(warehouse, "SELECT min(relation_id) FROM relations WHERE type = 'rival_of'")[0][0], why="no"
    )
    assert rows(warehouse, "SELECT count(*) FROM gang_ties") == [(1,)]
    number = rows(warehouse, "SELECT mention_id FROM numbers WHERE article_id = 'a1'")[0][0]
    corrections.reject(number, why="no")
    assert rows(warehouse, "SELECT article_id FROM gang_numbers") == [("a2",)]


def test_incidents_are_merged_and_split(warehouse: Warehouse, corrections: Corrections) -> None:
    (killing,), (raid,) = rows(warehouse, "SELECT incident_id FROM incidents ORDER BY type")
    corrections.split(killing, ["a2"], why="another killing")
    assert rows(warehouse, "SELECT reports, type FROM incident_map ORDER BY type, reports") == [
        (1, "KILLING"),
        (1, "KILLING"),
        (2, "RAID"),
    ]
    corrections.merge(raid, killing, why="one night")
    found = rows(warehouse, "SELECT types, reports FROM incident_map WHERE incident_id = '" + raid + "'")
    assert found == [(["KILLING", "RAID"], 2)]


JUDGE: list[tuple[str, Callable[[Corrections, Warehouse], str]]] = [
    ("merge", lambda c, w: c.merge("gang:los-lobos", "gang:los-tigres", why="x")),
    ("split", lambda c, w: c.split("person:ana-paz", ["a2"], why="x")),
    ("relabel", lambda c, w: c.relabel("gang:los-lobos", "name", "The Wolves", why="x")),
    ("relabel label", lambda c, w: c.relabel("gang:los-lobos", "label", "ORG", why="x")),
    ("reject", lambda c, w: c.reject("person:eva-soto", why="x")),
    ("reject place", lambda c, w: c.reject("gpe:lima-3936456", why="x")),
    ("reject event", lambda c, w: c.reject(event(w, "KILLING"), why="x")),
    ("relabel event", lambda c, w: c.relabel(event(w, "RAID"), "type", "ARREST", why="x")),
    ("split incident", lambda c, w: c.split(rows(w, "SELECT min(incident_id) FROM incidents")[0][0], ["a2"], why="x")),
    ("merge incidents", lambda c, w: c.merge(*(r[0] for r in rows(w, "SELECT incident_id FROM incidents ORDER BY 1")), why="x")),
]  # fmt: skip
# Of an article that is loaded again, why the machine links it is told anew; whom it links does not change.
TOLD_ANEW = ("judgements", "entity_links")


@pytest.mark.parametrize(("name", "judge"), JUDGE, ids=[name for name, _ in JUDGE])
def test_a_judgement_that_is_taken_back_leaves_no_trace(
    name: str, judge: Callable[[Corrections, Warehouse], str], warehouse: Warehouse, corrections: Corrections
) -> None:
    but = TOLD_ANEW if "event" in name else ("judgements",)
    before = dump(warehouse, but=but)
    judgement = judge(corrections, warehouse)
    assert dump(warehouse, but=but) != before
    corrections.withdraw(judgement)
    assert dump(warehouse, but=but) == before


@pytest.mark.parametrize("read", [False, True], ids=["when loaded", "when extracted"])
@pytest.mark.parametrize(("name", "judge"), JUDGE, ids=[name for name, _ in JUDGE])
def test_a_judgement_survives_loading_again(
    name: str,
    judge: Callable[[Corrections, Warehouse], str],
    read: bool,
    warehouse: Warehouse,
    corrections: Corrections,
) -> None:
    """Whether what an article says by itself is read by the loader or was before, with facts that do not stand any more."""
    judge(corrections, warehouse)
    but = (*TOLD_ANEW, "entity_profiles", "entity_keys")
    before = dump(warehouse, but=but)
    again = [rows_of("a1"), rows_of("a2")]
    warehouse.load([with_reading(rows) for rows in again] if read else again, run_id="r1")
    assert dump(warehouse, but=but) == before


def test_a_later_judgement_wins_and_an_earlier_one_comes_back(warehouse: Warehouse, corrections: Corrections) -> None:
    corrections.relabel("gang:los-lobos", "name", "First", why="x")
    second = corrections.relabel("gang:los-lobos", "name", "Second", why="x")
    assert rows(warehouse, "SELECT name FROM entities WHERE entity_id = 'gang:los-lobos'") == [("Second",)]
    corrections.withdraw(second)
    assert rows(warehouse, "SELECT name FROM entities WHERE entity_id = 'gang:los-lobos'") == [("First",)]


def test_merges_chain(warehouse: Warehouse, corrections: Corrections) -> None:
    corrections.merge("person:ana-paz", "person:eva-soto", why="x")
    corrections.merge("person:paz", "person:ana-paz", why="x")
    assert rows(warehouse, "SELECT DISTINCT entity_id FROM mentions WHERE label = 'PERSON'") == [("person:paz",)]


WRONG: list[tuple[str, Callable[[Corrections], Any]]] = [
    ("did you mean gang:los-lobos", lambda c: c.merge("gang:los-lobo", "gang:los-tigres", why="x")),
    ("merged with itself", lambda c: c.merge("gang:los-lobos", "gang:los-lobos", why="x")),
    ("not of one kind", lambda c: c.merge("gang:los-lobos", "person:ana-paz", why="x")),
    ("needs a reason", lambda c: c.merge("gang:los-lobos", "gang:los-tigres", why=" ")),
    ("not in a9", lambda c: c.split("gang:los-lobos", ["a9"], why="x")),
    ("nothing would be left", lambda c: c.split("gang:los-lobos", ["a1", "a2"], why="x")),
    ("has no status", lambda c: c.relabel("gang:los-lobos", "status", "alleged", why="x")),
    ("a label is one of PERSON", lambda c: c.relabel("gang:los-lobos", "label", "CAT", why="x")),
    ("no such judgement", lambda c: c.withdraw("0")),
]


@pytest.mark.parametrize(("message", "judge"), WRONG, ids=[message for message, _ in WRONG])
def test_what_cannot_be_is_said_and_changes_nothing(
    message: str, judge: Callable[[Corrections], Any], warehouse: Warehouse, corrections: Corrections
) -> None:
    before = dump(warehouse, but=())
    with pytest.raises(JudgementError, match=message):
        judge(corrections)
    assert dump(warehouse, but=()) == before


def test_the_command_line_corrects_and_publishes(tmp_path: Path) -> None:
    path = tmp_path / "blotter.duckdb"
    with Warehouse.open(path) as store:
        store.load([rows_of("a1")], run_id="r1")
        store.publish()
    run = CliRunner().invoke
    done = run(main, ["merge", "gang:los-lobos", "gang:los-tigres", "--why", "same", "--by", "Rosa", "--warehouse", str(path)])  # fmt: skip
    assert done.exit_code == 0, done.output
    assert run_query(path, "SELECT count(DISTINCT entity_id) FROM mentions WHERE label = 'GANG'").rows == [(1,)]
    judgement = done.stdout.split()[1].rstrip(";")
    assert run(main, ["withdraw", judgement, "--warehouse", str(path)]).exit_code == 0
    assert run_query(path, "SELECT count(DISTINCT entity_id) FROM mentions WHERE label = 'GANG'").rows == [(2,)]
    failed = run(main, ["withdraw", judgement, "--warehouse", str(path)])
    assert failed.exit_code == 1 and "was withdrawn already" in failed.output
