"""What linking makes of an article does not hang on the batch that it comes in, and what it looks up is there."""

from __future__ import annotations

import copy
import json
from collections import Counter
from pathlib import Path
from typing import Any

import duckdb
import pytest
from warehouses import gold_rows

from pipeline import resolve
from pipeline.geo.atlas import candidates, distance_km
from pipeline.geo.place_reading import PlaceMention
from pipeline.geo.place_votes import spoken_of
from pipeline.geo.places import Place
from pipeline.linking.linker import Context, Local, marked_ids, plain_id
from pipeline.linking.score import home_of
from pipeline.resolve import (
    FIRST_COMPARED,
    MOST_COMPARED,
    Resolver,
    asked_keys,
    entity_row,
    forget,
    locate_events,
    plain,
    rebuilt_profiles,
)
from pipeline.rows import Rows
from pipeline.store import Warehouse
from pipeline.warehouse.judgements import Judgements
from pipeline.warehouse.tables import as_json, insert_rows

PLACE = Place("geonames:1", "Here", "GPE", "PE", None, 0.0, 0.0, "site", 1.0, "it is said so")
COMPARED = {
    "links": "SELECT article_id, local_id, entity_id, score, reason FROM entity_links ORDER BY ALL",
    "places of events": "SELECT event_id, place_id, place_from FROM events ORDER BY ALL",
    "keys": "SELECT * FROM entity_keys ORDER BY ALL",
    "profiles": "SELECT entity_id, names, context, articles FROM entity_profiles ORDER BY ALL",
}


def loaded(path: Path, rows: list[Rows], size: int) -> dict[str, list[tuple[Any, ...]]]:
    with Warehouse.open(path) as warehouse:
        for start in range(0, len(rows), size):
            warehouse.load(rows[start : start + size], run_id="r1")
        return {name: warehouse.connection.execute(query).fetchall() for name, query in COMPARED.items()}


def test_batches_of_any_size_link_alike(tmp_path: Path) -> None:
    rows = gold_rows(24)
    at_once = loaded(tmp_path / "one.duckdb", rows, len(rows))
    assert len(at_once["links"]) > 100 and any(place for _, place, _ in at_once["places of events"])
    assert loaded(tmp_path / "many.duckdb", rows, 5) == at_once


def test_where_an_event_was_is_told_by_its_article_alone(tmp_path: Path) -> None:
    found, linked = [], list[str]()
    with Warehouse.open(tmp_path / "w.duckdb") as warehouse:
        for _ in range(2):
            rows = copy.deepcopy(gold_rows(24))
            resolver = Resolver(warehouse.connection, Judgements(), "r1")
            # the second time articles before these have put everything on the map, exactly
            resolver.result.places = dict.fromkeys(linked, PLACE)
            linked = [link["entity_id"] for link in resolver.resolve(rows).links]
            found.append([(event["event_id"], event["place_id"]) for one in rows for event in one["events"]])
    assert found[0] == found[1]
    assert any(place for _, place in found[0])


def test_ids_in_use_are_found_among_those_that_might_be_given(tmp_path: Path) -> None:
    people = [Local(f"a{i}", "l1", "PERSON", "Juan Pérez", {"Juan Pérez": 1}, Context()) for i in range(2)]
    stored = [plain_id(people[0]), marked_ids(people[1])[0], "person:juan-perez-de-la-cruz", "person:juan-perez-ffff"]
    with duckdb.connect() as connection:
        connection.execute("CREATE TABLE entities (entity_id VARCHAR)")
        connection.executemany("INSERT INTO entities VALUES (?)", [[entity] for entity in stored])
        resolver = Resolver(connection, Judgements(), "r1")
        assert resolver._taken(people[:1]) == {stored[0]}
        assert resolver._taken(people) == set(stored[:2])
        assert resolver._taken([Local("a9", "l1", "PERSON", "Ana Paz", {"Ana Paz": 1}, Context())]) == set()


def test_nobody_but_people_needs_words(tmp_path: Path) -> None:
    with Warehouse.open(tmp_path / "w.duckdb") as warehouse:
        warehouse.load(gold_rows(6), run_id="r1")
        kept = dict(
            warehouse.connection.execute(
                "SELECT label, list(DISTINCT key ORDER BY key) FROM (SELECT label, unnest(json_keys(context)) AS key FROM entity_links) GROUP BY label"
            ).fetchall()
        )
    assert {"words", "close"} <= set(kept["PERSON"])
    assert set(kept["GANG"]) <= {"forms", "countries", "places", "people", "tied"}


@pytest.mark.parametrize(("one", "other"), [("Lima", "Bogotá"), ("Tokyo", "Santiago"), ("Cali", "Palmira")])
def test_vectors_tell_distances(one: str, other: str) -> None:
    here, there = candidates(one)[0], candidates(other)[0]
    apart = sum((a - b) ** 2 for a, b in zip(here.vector, there.vector, strict=True)) ** 0.5
    assert apart * 6371.0 <= distance_km(here.point, there.point) <= apart * 6371.0 * 1.6


def test_peoples_and_agencies_of_a_text() -> None:
    text = "Chilean police, Chileans (Chilean-born) and the anti-Chilean Carabineros.\nThe Carabineros of Chile"
    chile = PlaceMention("Chile", "GPE", text.index("of Chile") + 3, len(text))
    said = spoken_of(text, [chile])
    assert {country for country, _ in said.values()} == {"CL"}
    # ``Chilean`` by itself and in brackets with more; ``Chileans`` once; in ``anti-Chilean`` it is no word of its own
    assert said["chilean|CL"][1] == 0.5 and said["chileans|CL"][1] == 0.5
    assert said["carabineros|CL"][1] >= 1.0
    assert spoken_of("Nobody spoke.", []) == {}


def test_the_country_that_leads() -> None:
    assert home_of(Counter({"PE": 2, "CO": 2, "BR": 1})) == "CO"
    assert home_of(Counter()) is None


@pytest.mark.parametrize(
    ("scores", "days"),
    [
        # the surest of two says when it was; of two alike both do
        ((0.9, 0.4), ("2024-02-05", "2024-02-05")),
        ((0.4, 0.9), ("2022-10-01", "2022-10-31")),
        ((None, None), ("2022-10-01", "2024-02-05")),
    ],
)
def test_the_surest_date_says_when_an_event_was(
    scores: tuple[float | None, float | None], days: tuple[str, str]
) -> None:
    dates = [("m1", "2024-02-05", "2024-02-05"), ("m2", "2022-10-01", "2022-10-31")]
    rows: dict[str, list[dict[str, Any]]] = {
        "articles": [{"text": "It ended on Monday, as in October 2022."}],
        "mentions": [
            {"mention_id": key, "label": "DATE", "entity_id": None, "sentence_start": 0, "start_char": 0}
            for key, *_ in dates
        ],
        "dates": [{"mention_id": key, "first_day": first, "last_day": last} for key, first, last in dates],
        "events": [{"event_id": "e1", "sentence_start": 0}],
        "event_arguments": [
            {"event_id": "e1", "role": "TIME", "mention_id": key, "entity_id": None, "start_char": 0, "score": score}
            for (key, *_), score in zip(dates, scores, strict=True)
        ],
    }
    locate_events(rows, {})
    assert (rows["events"][0]["first_day"], rows["events"][0]["last_day"]) == days


def test_of_many_who_could_be_meant_the_really_like_are_compared(tmp_path: Path) -> None:
    """A name that forty share is compared with the likest; of the others with as many as make eight."""
    local = Local("a1", "l1", "PERSON", "Juan Pérez Soto", {"Juan Pérez Soto": 1}, Context())
    names = {f"p{number:02}": f"Otro{number} Rojas Pérez" for number in range(40)}
    names |= {"p90": "Juan Perez Soto", "p91": "Juan Pérez"}
    assert len(names) > MOST_COMPARED
    with Warehouse.open(tmp_path / "b.duckdb") as warehouse:
        resolver = Resolver(warehouse.connection, Judgements(), "run")
        resolver.stored = {key: {"name": name} for key, name in names.items()}
        resolver.by_key[min(asked_keys(local))] = set(names)
        likely = resolver._likely(local)
        assert len(likely) == FIRST_COMPARED and {"p90", "p91"} <= set(likely)
        for number in range(20):
            names[f"p{number:02}"] = f"Juan Pérez Soto {number}"
        resolver.stored = {key: {"name": name} for key, name in names.items()}
        assert len(resolver._likely(local)) == 22


def test_what_gone_articles_said_leaves_a_large_profile_as_it_would_a_small_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Names, keys, countries and the number of articles, without the articles that stay being read again."""
    person = "person:bayardo-quinones"
    said = [
        Local("a1", "p", "PERSON", "Bayardo Quiñones", {"Bayardo Quiñones": 2, "Quiñones": 3}, Context(countries={"CO": 1.0})),
        Local("a2", "p", "PERSON", "Quiñones", {"Quiñones": 1}, Context(countries={"CO": 0.5, "PE": 0.5})),
        Local("a3", "p", "PERSON", "Bayardo Quiñones", {"Bayardo Quiñones": 1, "El Zancudo": 1}, Context(countries={"EC": 1.0})),
    ]  # fmt: skip
    held = []
    for most, read in ((2, False), (1_000, True)):
        monkeypatch.setattr(resolve, "MOST_REBUILT", most)
        with Warehouse.open(tmp_path / f"{most}.duckdb") as warehouse:
            connection = warehouse.connection
            links = [
                {"article_id": local.article_id, "local_id": "p", "label": "PERSON", "name": local.name, "entity_id": person,
                 "machine_id": person, "context": as_json({"forms": local.forms} | plain(local.context))}
                for local in said
            ]  # fmt: skip
            insert_rows(connection, "articles", [{"article_id": local.article_id} for local in said])
            insert_rows(connection, "entity_links", links)
            insert_rows(connection, "entities", [entity_row(person, "PERSON", "Bayardo Quiñones", "text")])
            for table, rows in zip(
                ("entity_profiles", "entity_keys"), rebuilt_profiles(connection, [person]), strict=True
            ):
                insert_rows(connection, table, rows)
            before = connection.execute("FROM entity_keys").fetchall()
            connection.execute("DELETE FROM entity_links WHERE article_id = 'a3'")
            with monkeypatch.context() as patch:
                if not read:
                    patch.setattr(resolve, "absorb", None)  # nothing is read again
                forget(connection, {person, None}, links[2:])
            ((names, context, articles),) = connection.execute(
                "SELECT names, context, articles FROM entity_profiles"
            ).fetchall()
            keys = connection.execute("FROM entity_keys ORDER BY ALL").fetchall()
            assert len(keys) < len(before)
            held.append((json.loads(names), json.loads(context)["countries"], articles, keys))
            assert connection.execute("SELECT entity_id FROM entities").fetchall() == [(person,)]
    assert held[0] == held[1]
    assert held[0][:3] == ({"Bayardo Quiñones": 2, "Quiñones": 4}, {"CO": 1.5, "PE": 0.5}, 2)
