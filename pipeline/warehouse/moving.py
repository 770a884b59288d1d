"""Links that move: from the entity that the machine chose to the one that holds, and all that names an entity after them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import duckdb

from pipeline.incidents.neighbourhood import keys_anew
from pipeline.resolve import locate_events, put_entities, rebuilt_profiles
from pipeline.scheme import PLACE_LABELS
from pipeline.warehouse import derived
from pipeline.warehouse.judgements import SPLIT, Judgements
from pipeline.warehouse.stored import stored_rows
from pipeline.warehouse.tables import (
    Row,
    among,
    as_json,
    delete_rows,
    fetch_rows,
    insert_rows,
    rows_where,
    values_where,
)

FOLLOW = (
    """UPDATE entity_links SET entity_id = moved.new, judgement_id = moved.judgement_id FROM moved
    WHERE entity_links.article_id = moved.article_id AND entity_links.local_id = moved.local_id""",
    # The mentions that move, found once: of the largest tables each is looked through no more often than it must be.
    """CREATE OR REPLACE TEMP TABLE moved_mentions AS
    SELECT m.rowid AS row, m.mention_id, m.article_id, moved.new FROM mentions m JOIN moved USING (article_id, local_id)""",
    "UPDATE mentions SET entity_id = m.new FROM moved_mentions m WHERE mentions.rowid = m.row",
    """UPDATE numbers SET about = moved.new FROM moved
    WHERE numbers.article_id = moved.article_id AND numbers.about_local = moved.local_id""",
    """UPDATE relations SET subject = moved.new FROM moved
    WHERE relations.article_id = moved.article_id AND relations.subject_local = moved.local_id""",
    """UPDATE relations SET object = moved.new FROM moved
    WHERE relations.article_id = moved.article_id AND relations.object_local = moved.local_id""",
    """UPDATE event_arguments SET entity_id = m.new FROM moved_mentions m
    WHERE event_arguments.article_id = m.article_id AND event_arguments.mention_id = m.mention_id""",
)
NAMED = f"SELECT machine_id, article_id FROM entity_links WHERE {among('machine_id')}"
JOINED = """
CREATE OR REPLACE TEMP TABLE joined AS
SELECT j[1] AS old, j[2] AS new, j[3] AS note FROM (SELECT unnest(from_json(?::JSON, '[["VARCHAR"]]')) AS j)
"""
JOIN_LINKS = """
UPDATE entity_links SET machine_id = j.new, reason = reason || '; ' || j.note FROM joined j WHERE machine_id = j.old
"""
MOVED = """
CREATE OR REPLACE TEMP TABLE moved AS
SELECT m[1] AS article_id, m[2] AS local_id, m[3] AS old, m[4] AS new, m[5] AS judgement_id
FROM (SELECT unnest(from_json(?::JSON, '[["VARCHAR"]]')) AS m)
"""
# In one statement, since each looks through all entities; most are the same as nobody, before and after.
SAME = """
UPDATE entities SET same_as = s.other
FROM (SELECT j[1] AS entity, j[2] AS other FROM (SELECT unnest(from_json(?::JSON, '[["VARCHAR"]]')) AS j)) s
WHERE entities.entity_id = s.entity AND entities.same_as IS DISTINCT FROM s.other
"""
RENAMED = """
CREATE OR REPLACE TEMP TABLE renamed AS SELECT unnest(from_json(?::JSON, '[{"row": "BIGINT",
"participants": ["VARCHAR"], "victims": ["VARCHAR"], "place_id": "VARCHAR", "machine": "VARCHAR"}]'), recursive := true)
"""
RENAME = """
UPDATE incident_evidence SET participants = r.participants, victims = r.victims, place_id = r.place_id, machine = r.machine
FROM renamed r WHERE incident_evidence.rowid = r.row
"""
PLACED = """
UPDATE events SET place_id = p.place, place_from = p.how
FROM (SELECT m[1] AS event, m[2] AS place, m[3] AS how FROM (SELECT unnest(from_json(?::JSON, '[["VARCHAR"]]')) AS m)) p
WHERE events.event_id = p.event
"""


def move_links(
    connection: duckdb.DuckDBPyConnection,
    ids: Sequence[str],
    judgements: Judgements,
    *,
    joined: Mapping[str, str] | None = None,
) -> list[str]:
    """Give the names that stand for these entities, or that the machine takes for them, the entity that holds now.

    ``joined``: of what the machine took for two entities, the one that is part of the other now → the other. Returns the articles
    whose names moved, of which is to be told again (``tell_again``).
    """
    links = fetch_rows(
        connection,
        f"SELECT * FROM entity_links WHERE rowid IN (SELECT rowid FROM entity_links WHERE {among('entity_id')} OR {among('machine_id')})",
        [as_json(list(ids))] * 2,
    )
    moved = []
    for link in links:
        holds, judgement = judgements.holds(link["machine_id"], link["article_id"])
        if holds != link["entity_id"]:
            moved.append((link["article_id"], link["local_id"], link["entity_id"], holds, judgement))
    _make_entities(connection, {new for *_, new, _ in moved if new is not None}, judgements)
    connection.execute(SAME, [as_json([[key, judgements.same_as(key)] for key in ids])])
    return _follow(connection, moved, judgements, joined) if moved else []


def join(
    connection: duckdb.DuckDBPyConnection, pairs: Sequence[tuple[str, str, str]], judgements: Judgements
) -> list[str]:
    """Make one of two entities that a text shows to be the same: (the kept one, the other, why), in order.

    Not of two that some article tells apart. All pairs move at once, since each move looks through the whole warehouse. Returns
    what ``move_links`` does.
    """
    if not pairs:
        return []
    ids = sorted({key for kept, other, _ in pairs for key in (kept, other)})
    articles: dict[str, set[str]] = {key: set() for key in ids}
    for entity, article in connection.execute(NAMED, [as_json(ids)]).fetchall():
        articles[entity].add(article)
    joined: dict[str, str] = {}
    why: dict[str, str] = {}

    def now(key: str) -> str:
        while key in joined:
            key = joined[key]
        return key

    for first, second, reason in pairs:
        kept, other = now(first), now(second)
        if kept == other or articles[kept] & articles[other]:  # one article names both: it tells them apart
            continue
        joined[other], why[other] = kept, f"joined with {other}: {reason}"
        articles[kept] |= articles.pop(other)
    if not joined:
        return []
    whole = {key: now(key) for key in joined}
    connection.execute(JOINED, [as_json([[key, whole[key], why[key]] for key in joined])])
    connection.execute(JOIN_LINKS)
    return move_links(connection, sorted({*whole, *whole.values()}), judgements, joined=whole)


def _make_entities(connection: duckdb.DuckDBPyConnection, ids: Iterable[str], judgements: Judgements) -> None:
    """What is split off begins as a likeness of what it came from."""
    known = {row["entity_id"] for row in rows_where(connection, "entities", "entity_id", ids)}
    for key in sorted(set(ids) - known):
        (origin,) = rows_where(connection, "entities", "entity_id", [key.rpartition(SPLIT)[0]])
        row = {**origin, "entity_id": key, "made_by": "judgement", "mentions": 0, "articles": 0, "same_as": None}
        insert_rows(connection, "entities", [row | judgements.said(key)])


def _follow(
    connection: duckdb.DuckDBPyConnection,
    moved: Sequence[tuple[Any, ...]],
    judgements: Judgements,
    joined: Mapping[str, str] | None,
) -> list[str]:
    """Everything that names an entity follows its link; returns the articles that do."""
    connection.execute(MOVED, [as_json(moved)])
    for statement in FOLLOW:
        connection.execute(statement)
    entities = {key for row in moved for key in row[2:4] if key}
    articles = sorted({row[0] for row in moved})
    if any(key.partition(":")[0].upper() in PLACE_LABELS for key in entities):
        _locate(connection, articles)
    _rename_reports(connection, moved, judgements, joined or {})
    derived.recount(connection, entities)
    profiles, keys = rebuilt_profiles(connection, entities)
    for table, rows in (("entity_profiles", profiles), ("entity_keys", keys)):
        delete_rows(connection, table, "entity_id", [row["entity_id"] for row in profiles])
        insert_rows(connection, table, rows)
    return articles


def _locate(connection: duckdb.DuckDBPyConnection, articles: Sequence[str]) -> None:
    """Where the events of these articles were, with the places that hold now."""
    links = rows_where(connection, "entity_links", "article_id", articles)
    named = rows_where(connection, "entities", "entity_id", {link["entity_id"] for link in links})
    precision = {row["entity_id"]: row["precision"] for row in named if row["latitude"] is not None}
    entity_of: dict[str, dict[str, str | None]] = {}
    for link in links:
        entity_of.setdefault(link["article_id"], {})[link["local_id"]] = link["entity_id"]
    events = []
    for rows in stored_rows(connection, articles):
        put_entities(rows, entity_of.get(rows["articles"][0]["article_id"], {}))
        locate_events(rows, precision)
        events += [[row["event_id"], row["place_id"], row["place_from"]] for row in rows["events"]]
    connection.execute(PLACED, [as_json(events)])


def _rename_reports(
    connection: duckdb.DuckDBPyConnection,
    moved: Sequence[tuple[Any, ...]],
    judgements: Judgements,
    joined: Mapping[str, str],
) -> None:
    """Who takes part by the reports of these articles, as the judgements have it now; ``joined``: machine's entity → the one it is part of now."""
    before = {old for _, _, old, *_ in moved}
    rows = f"SELECT rowid FROM incident_evidence WHERE {among('article_id')}"
    reports = fetch_rows(
        connection,
        f"SELECT rowid AS row, article_id, report_id, participants, victims, place_id, machine FROM incident_evidence WHERE rowid IN ({rows})",
        [as_json(sorted({row[0] for row in moved}))],
    )
    changed = []
    for report in reports:
        # Only who is named can be named otherwise; whom a rejection took out is in no list.
        if None not in before and before.isdisjoint((*report["participants"], *report["victims"], report["place_id"])):
            continue
        machine = {
            column: sorted({joined.get(key, key) for key in keys})
            for column, keys in json.loads(report["machine"]).items()
        }
        names = names_that_hold(report["article_id"], machine, judgements)
        if any(report[column] != found for column, found in names.items()):
            changed.append(
                {"row": report["row"], "report_id": report["report_id"], **names, "machine": as_json(machine)}
            )
    if changed:
        connection.execute(RENAMED, [as_json(changed)])
        connection.execute(RENAME)
    keys_anew(connection, [row["report_id"] for row in changed])


def names_that_hold(article: str, machine: Mapping[str, Iterable[str]], judgements: Judgements) -> Row:
    """What a report's row says of who took part and where, by the machine's entities behind it."""

    def hold(keys: Iterable[str]) -> list[str]:
        return sorted({holds for key in keys if (holds := judgements.holds(key, article)[0]) is not None})

    names: Row = {column: hold(machine[column]) for column in ("participants", "victims")}
    place = hold(machine["place_id"])
    return names | {"place_id": place[0] if place else None}


def tell_again(connection: duckdb.DuckDBPyConnection, articles: Iterable[str]) -> None:
    """The timeline of these articles and the incidents that they report, with the names that hold now."""
    derived.incidents_anew(connection, timeline_anew(connection, articles))


def timeline_anew(connection: duckdb.DuckDBPyConnection, articles: Iterable[str]) -> set[str]:
    """The timeline of these articles with the names that hold now; returns the incidents that they report."""
    chosen = sorted(articles)
    if not chosen:
        return set()
    derived.timeline_of(connection, chosen)
    return values_where(connection, "incident_evidence", "incident_id", "article_id", chosen)
