"""The stored reports that those of a batch could be of one happening with: looked up in the warehouse, and read once.

A load touches its neighbourhood, however large the warehouse: only the days that are asked for, and of those only who shares
something with a new report.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import fields
from datetime import date
from itertools import pairwise

import duckdb
import orjson

from pipeline.incidents.matching import DAY_TOLERANCE, Report, window
from pipeline.incidents.prepared import Prepared
from pipeline.warehouse.tables import Row, among, as_json, column_types, fetch_rows

MOST_MEMBERS = 6  # of an incident that a report is compared with, the newest
MOST_INCIDENTS = 8  # that a report is compared with, those that share most with it
COLUMNS = tuple(field.name for field in fields(Report) if field.name in column_types()["incident_evidence"])
COMPARED = tuple(field.name for field in fields(Report) if field.name not in COLUMNS)
MOST_KEPT = 2048  # stored reports that stay prepared for the next batches, some 20 kB each

ASKING = """
CREATE OR REPLACE TEMP TABLE asking AS SELECT unnest(from_json(?::JSON, '[{"report_id": "VARCHAR", "article_id": "VARCHAR",
"family": "VARCHAR", "country": "VARCHAR", "countries": ["VARCHAR"], "place_id": "VARCHAR", "participants": ["VARCHAR"], "copy_of": "VARCHAR",
"day": "DATE", "last_day": "DATE", "low": "DATE", "high": "DATE"}]'), recursive := true)
"""
# Reports that a new one could be of one happening with: the kind, the country (where both have one) and the days fit,
# and something else is shared. First who meets whom, by joins of few columns by equality, for a join by days alone would compare all
# with all: by country and fortnight, by place, by participant, by a telling name that two articles have (their reports have
# the same), by text. Then, of those that met, how much they share, as ``batch.shares`` counts it. Of many, those that share most are
# compared: where papers are many, hundreds of reports of a country and its days share no more than these.
# What is near is asked for by constants, one column at a time, so that DuckDB passes over what was stored long before.
NAMED = """
CREATE OR REPLACE TEMP TABLE named AS SELECT unnest(from_json(?::JSON, '[{"article_id": "VARCHAR", "key": "VARCHAR"}]'), recursive := true)
"""
NEAR = """SELECT report_id, machine_id, family, country, place_id, participants, keys, copy_of, article_id,
           coalesce(first_day, published) AS day, coalesce(last_day, published) AS last_day
    FROM incident_evidence WHERE {}"""
FORTNIGHT = "({} - DATE '1970-01-01') // 14"
SHARED = """8 * CAST(coalesce(e.copy_of = n.copy_of, false) AS INTEGER) + 4 * CAST(people AS INTEGER) + 3 * CAST(names AS INTEGER)
           + 2 * CAST(place AS INTEGER) + CAST(e.day <= n.last_day AND e.last_day >= n.day AS INTEGER)"""
NEIGHBOURS = f"""
WITH near AS MATERIALIZED (
    {{near}}
),
span AS (SELECT min(day) AS first, max(day) AS last FROM near),
asked AS (
    SELECT report_id, family, unnest(countries) AS country, low, high, day, last_day FROM asking
),
fortnights AS (
    SELECT asked.*, unnest(range({FORTNIGHT.format("greatest(low, first)")}, {FORTNIGHT.format(f"least(high, last, last_day + {DAY_TOLERANCE})")} + 1)) AS fortnight
    FROM asked, span
),
spoken AS (SELECT DISTINCT article_id, keys FROM near),
of_one_name AS (
    SELECT DISTINCT n.article_id AS new, e.article_id AS old
    FROM named n JOIN (SELECT article_id, unnest(keys) AS key FROM spoken) e USING (key)
),
met AS (
    SELECT n.report_id AS new, e.report_id AS old
    FROM fortnights n JOIN (SELECT *, {FORTNIGHT.format("day")} AS fortnight FROM near) e USING (family, country, fortnight)
    WHERE e.day BETWEEN n.low AND n.high AND e.day <= n.last_day + {DAY_TOLERANCE} AND e.last_day >= n.day - {DAY_TOLERANCE}
    UNION SELECT n.report_id, e.report_id FROM asking n JOIN near e USING (family, place_id) WHERE e.day BETWEEN n.low AND n.high
    UNION SELECT n.report_id, e.report_id
    FROM (SELECT report_id, family, low, high, unnest(participants) AS participant FROM asking) n
    JOIN (SELECT report_id, family, day, unnest(participants) AS participant FROM near) e USING (family, participant)
    WHERE e.day BETWEEN n.low AND n.high
    UNION SELECT n.report_id, e.report_id
    FROM of_one_name o JOIN asking n ON n.article_id = o.new JOIN near e ON e.article_id = o.old AND e.family = n.family
    WHERE e.day BETWEEN n.low AND n.high
    UNION SELECT n.report_id, e.report_id
    FROM asking n JOIN near e ON e.family = n.family AND coalesce(e.copy_of, e.article_id) = coalesce(n.copy_of, n.article_id)
),
compared AS MATERIALIZED (
    SELECT n.report_id, e.machine_id, e.day BETWEEN n.low AND n.high AS timely, coalesce(list_contains(n.countries, e.country), false) AS country,
           e.country IS NULL OR n.country IS NULL AS anywhere, coalesce(list_has_any(e.participants, n.participants), false) AS people,
           o.new IS NOT NULL AS names, coalesce(e.place_id = n.place_id, false) AS place,
           e.day <= n.last_day + {DAY_TOLERANCE} AND e.last_day >= n.day - {DAY_TOLERANCE} AS close,
           coalesce(e.copy_of = n.copy_of, false) AS copied,
           coalesce(e.copy_of, e.article_id) = coalesce(n.copy_of, n.article_id) AS text, {SHARED} AS shared
    FROM met JOIN asking n ON n.report_id = met.new JOIN near e ON e.report_id = met.old
    LEFT JOIN of_one_name o ON o.new = n.article_id AND o.old = e.article_id
)
SELECT report_id, machine_id, max(much) AS shared
FROM (
    SELECT report_id, machine_id, greatest(
        CASE WHEN timely AND (names OR country AND (close OR place OR people OR copied)) THEN shared END,
        CASE WHEN timely AND anywhere AND people THEN 4 END,
        CASE WHEN text THEN 8 END
    ) AS much
    FROM compared
)
WHERE much IS NOT NULL
GROUP BY report_id, machine_id
QUALIFY row_number() OVER (PARTITION BY report_id ORDER BY max(much) DESC, machine_id) <= {MOST_INCIDENTS}
"""
MOST_STRETCHES = 8  # of days that are asked for one by one: most articles are of this month, some tell of years ago
# First which rows, then the rows: of the wide ones only those few are read, and of these only what is not kept.
MEMBERS = f"""
SELECT rowid, report_id, machine_id, hash({", ".join((*COLUMNS, "compared"))}) AS content FROM incident_evidence e WHERE rowid IN (
    SELECT rowid FROM incident_evidence WHERE {among("machine_id")}
    QUALIFY row_number() OVER (PARTITION BY machine_id ORDER BY published DESC NULLS LAST, report_id) <= {MOST_MEMBERS}
)
"""
ROWS = f"SELECT rowid, * FROM incident_evidence WHERE {among('rowid', 'BIGINT')}"
# Stored reports by id and what the warehouse says of them, so that nothing that changes there is missed.
_kept: OrderedDict[tuple[str, int], Prepared] = OrderedDict()


def neighbours(connection: duckdb.DuckDBPyConnection, rows: Sequence[Row]) -> list[tuple[str, str, int]]:
    """New report, stored incident that it could belong to, and how much they share; ``rows``: the reports as ``asking_row`` has them."""
    connection.execute(ASKING, [as_json([{name: row[name] for name in row if name != "keys"} for row in rows])])
    named = {row["article_id"]: row["keys"] for row in rows}  # all reports of an article are looked up by its names
    keys = [{"article_id": article, "key": key} for article, found in named.items() for key in found]
    connection.execute(NAMED, [as_json(keys)])
    near = stored_in(stretches((row["low"], row["high"]) for row in rows))
    return connection.execute(NEIGHBOURS.format(near=near)).fetchall()


def members(connection: duckdb.DuckDBPyConnection, incidents: Collection[str]) -> list[tuple[str, Prepared]]:
    """The newest reports of stored incidents, by report id."""
    if not incidents:
        return []
    found = connection.execute(MEMBERS, [as_json(sorted(incidents))]).fetchall()
    missing = {row: (report, content) for row, report, _, content in found if (report, content) not in _kept}
    if missing:
        for row in fetch_rows(connection, ROWS, [as_json(list(missing))]):
            _kept[missing[row["rowid"]]] = Prepared(report_of(row))
    chosen = []
    for _, report, incident, content in sorted(found, key=lambda row: row[1]):
        _kept.move_to_end((report, content))
        chosen.append((incident, _kept[report, content]))
    while len(_kept) > MOST_KEPT:
        _kept.popitem(last=False)
    return chosen


def stretches(windows: Iterable[tuple[date, date]]) -> list[tuple[date, date]]:
    """The days of all windows as few stretches: those that touch are one, and the nearest ones, where they are too many."""
    found: list[tuple[date, date]] = []
    for low, high in sorted(set(windows)):
        if found and low <= found[-1][1]:
            found[-1] = found[-1][0], max(found[-1][1], high)
        else:
            found.append((low, high))
    while len(found) > MOST_STRETCHES:
        gaps = [(later[0] - earlier[1], i) for i, (earlier, later) in enumerate(pairwise(found))]
        _, i = min(gaps)
        found[i : i + 2] = [(found[i][0], found[i + 1][1])]
    return found


def stored_in(days: Iterable[tuple[date, date]]) -> str:
    """The query for the reports of stretches of days: a part for each, by constants."""
    asked = []
    for low, high in days:
        between = f"BETWEEN DATE '{low.isoformat()}' AND DATE '{high.isoformat()}'"
        asked += [NEAR.format(f"first_day {between}"), NEAR.format(f"first_day IS NULL AND published {between}")]
    return "\n    UNION ALL ".join(asked)


def asking_row(report: Report) -> Row:
    """A report as its neighbours are asked for."""
    low, high = window(report)
    day = report.first_day or report.published or date.min
    return {
        "report_id": report.report_id, "article_id": report.article_id, "family": report.family, "country": report.country,
        "countries": sorted({*report.countries, *([report.country] if report.country else [])}),
        "place_id": report.place_id, "participants": report.participants, "keys": report.keys, "copy_of": report.copy_of, "day": day,
        "last_day": report.last_day or report.published or day, "low": low, "high": high,
    }  # fmt: skip


def report_of(row: Row) -> Report:
    """A stored report."""
    compared = orjson.loads(row["compared"])
    compared["points"] = [tuple(point) for point in compared["points"]]  # JSON knows no tuples
    row = row | {"keys": row["keys"] or []}  # none in rows from before format 3
    return Report(
        **{name: row[name] for name in COLUMNS}, **{name: compared[name] for name in COMPARED if name in compared}
    )
