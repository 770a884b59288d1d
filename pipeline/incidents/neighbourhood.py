"""The stored reports that those of a batch could be of one happening with: looked up in the warehouse, and read once.

A load touches its neighbourhood, however large the warehouse: reports are found by keys of what they say (``report_keys``,
``name_keys``), so that only those are read which share something with a new one.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import fields
from datetime import date

import duckdb
import orjson

from pipeline.copies import near
from pipeline.incidents.likeness import KEYED, LIKENESS, SAME_TEXT
from pipeline.incidents.matching import DAY_TOLERANCE, FOLLOWED_FOR, Report, window
from pipeline.incidents.prepared import Prepared
from pipeline.warehouse.tables import Row, among, as_json, column_types, delete_rows, fetch_rows, insert_rows

MOST_MEMBERS = 6  # of an incident that a report is compared with, the newest
MOST_INCIDENTS = 4  # that a report is compared with, the likest
MOST_OF_COUNTRY = 100  # reports of a kind, country and month, beyond which these alone bring nobody together
MOST_OF_NAME = 60  # articles of a month that have it, beyond which a name tells nothing
MOST_REPORTS = 64  # whose sketches are looked at, those that share most of what they are looked up by
COLUMNS = tuple(field.name for field in fields(Report) if field.name in column_types()["incident_evidence"])
COMPARED = tuple(field.name for field in fields(Report) if field.name not in COLUMNS)
# Who took part and where may be told otherwise by judgements; all else of a report changes when its article is extracted anew.
TOLD = ("participants", "victims", "place_id")
CONTENT = f"md5_number_lower(CAST(row({', '.join(name for name in COLUMNS if name not in TOLD)}, compared) AS VARCHAR))"
MOST_KEPT = 1024  # stored reports that stay prepared for the next batches, some 20 kB each
PUT_AT_ONCE = 256  # reports that go in by one statement, some 10 kB each as text

# A report is looked up by what two of one happening share, a country (and nearby days), a place or a participant, by hash of its kind, of
# that and of the month or so; an article by its telling names and when it was printed.
COUNTRY, PLACE, PERSON, NAME = 1, 2, 4, 8
SPAN = 32  # days that one key stands for
BUCKET = f"({{}} - DATE '1970-01-01') // {SPAN}"
KEY = "md5_number_lower(concat_ws('|', what, family, value, bucket))"
NAME_KEY = "CAST('0x' || key AS UBIGINT) * 65536 + bucket"
KEYS = f"""
INSERT INTO report_keys BY NAME
WITH told AS (
    SELECT CAST('0x' || report_id AS UBIGINT) AS report, family, country, place_id, participants,
           coalesce(first_day, published) AS day, coalesce(last_day, published) AS last_day
    FROM {{reports}} WHERE day IS NOT NULL
),
shared AS (
    SELECT {COUNTRY} AS what, country AS value, told.* FROM told WHERE country IS NOT NULL
    UNION ALL SELECT {PLACE}, place_id, told.* FROM told WHERE place_id IS NOT NULL AND country IS NOT NULL
    UNION ALL SELECT {PERSON}, unnest(participants), told.* FROM told
)
SELECT {KEY} AS key, report, day, last_day, country FROM (SELECT *, {BUCKET.format("day")} AS bucket FROM shared)
"""
NAME_KEYS = f"""
INSERT INTO name_keys BY NAME
SELECT {NAME_KEY} AS key, article_id, printed
FROM (SELECT *, {BUCKET.format("printed")} AS bucket FROM (
    SELECT DISTINCT article_id, unnest(keys) AS key, coalesce(published, first_day) AS printed FROM {{reports}} WHERE printed IS NOT NULL
))
"""
ASKING = """
CREATE OR REPLACE TEMP TABLE asking AS SELECT unnest(from_json(?::JSON, '[{"report_id": "VARCHAR", "article_id": "VARCHAR",
"family": "VARCHAR", "country": "VARCHAR", "countries": ["VARCHAR"], "place_id": "VARCHAR", "participants": ["VARCHAR"], "copy_of": "VARCHAR",
"day": "DATE", "last_day": "DATE", "low": "DATE", "high": "DATE", "printed": "DATE", "dated": "BOOLEAN",
"traits": "UBIGINT", "words": "UBIGINT", "more_words": "UBIGINT"}]'), recursive := true)
"""
NAMED = """
CREATE OR REPLACE TEMP TABLE named AS SELECT unnest(from_json(?::JSON, '[{"article_id": "VARCHAR", "key": "VARCHAR"}]'), recursive := true)
"""
# Reports that a new one could be of one happening with, and how like they are, as ``batch.shares`` counts it. Of many the likest are
# compared: first those that share most of what they are looked up by, and of these the likest by what their sketches say.
# A new report is known by its row in ``asking`` (``n``), a stored one by its number: pairs are many, and text is slow.
NEIGHBOURS = f"""
WITH span AS (SELECT min(day) AS first, max(day) AS last FROM report_keys),
shared AS (
    SELECT {COUNTRY} AS what, unnest(countries) AS value, least(high, last_day + {DAY_TOLERANCE}) AS until, rowid AS n, * FROM asking WHERE country IS NOT NULL
    UNION ALL SELECT {PLACE}, place_id, high, rowid, * FROM asking WHERE place_id IS NOT NULL AND country IS NOT NULL
    UNION ALL SELECT {PERSON}, unnest(participants), high, rowid, * FROM asking
),
asked AS (
    SELECT n, what, {KEY} AS key, day, last_day, low, high
    FROM (
        SELECT *, unnest(range({BUCKET.format("greatest(low, first)")}, {BUCKET.format("least(until, last)")} + 1)) AS bucket FROM shared, span
    )
),
asked_often AS (
    SELECT key FROM report_keys SEMI JOIN (SELECT key FROM asked WHERE what = {COUNTRY}) USING (key) GROUP BY key HAVING count(*) > {MOST_OF_COUNTRY}
),
-- by the names that two articles of one time have in common
named_days AS (
    SELECT article_id, key, unnest(range({BUCKET.format(f"printed - {FOLLOWED_FOR}")}, {BUCKET.format(f"printed + {FOLLOWED_FOR}")} + 1)) AS bucket
    FROM named JOIN (SELECT article_id, any_value(printed) AS printed FROM asking GROUP BY article_id) USING (article_id)
),
asked_names AS (SELECT article_id, {NAME_KEY} AS key FROM named_days),
of_one_name AS (
    SELECT new, old, count(*) AS names FROM (
        SELECT article_id AS new, unnest(articles) AS old FROM asked_names JOIN (
            SELECT key, list(article_id) AS articles FROM name_keys SEMI JOIN asked_names USING (key) GROUP BY key HAVING count(*) <= {MOST_OF_NAME}
        ) USING (key)
    ) GROUP BY new, old
),
met AS (
    SELECT n, report, bit_or(what) AS what, count(*) FILTER (what = {PERSON}) AS persons, max(names) AS names,
           any_value(day) AS day, any_value(last_day) AS last_day, any_value(country) AS country
    FROM (
        SELECT n.n, k.report, n.what, 0 AS names, k.day, k.last_day, k.country
        FROM (FROM asked ANTI JOIN asked_often USING (key)) n JOIN report_keys k USING (key)
        WHERE k.day BETWEEN n.low AND n.high
        AND (n.what <> {COUNTRY} OR k.day <= n.last_day + {DAY_TOLERANCE} AND k.last_day >= n.day - {DAY_TOLERANCE})
        UNION ALL
        SELECT n.rowid, CAST('0x' || e.report_id AS UBIGINT), {NAME}, o.names, e.day, e.last_day, e.country
        FROM of_one_name o JOIN asking n ON n.article_id = o.new JOIN (
            SELECT report_id, article_id, family, country, coalesce(first_day, published) AS day, coalesce(last_day, published) AS last_day,
                   coalesce(published, first_day) AS printed
            FROM incident_evidence
        ) e ON e.article_id = o.old AND e.family = n.family
        WHERE e.day BETWEEN n.low AND n.high AND abs(e.printed - n.printed) <= {FOLLOWED_FOR}
    )
    GROUP BY n, report
),
-- A day in common decides between those that share as much else.
compared AS (
    SELECT n, report, 2 * {KEYED} + CAST(m.day <= a.last_day AND m.last_day >= a.day AS INTEGER) AS shared
    FROM (SELECT *, CAST(what & {PLACE} > 0 AS INTEGER) AS same_place FROM met) m JOIN asking a ON a.rowid = m.n
    -- of two countries, only with a telling name in common; where one has none, with that or a participant
    WHERE what & {NAME} > 0 OR CASE WHEN m.country IS NULL OR a.country IS NULL THEN what & {PERSON} > 0 ELSE list_contains(a.countries, m.country) END
),
-- The sum of both orders as one number.
most AS MATERIALIZED (
    SELECT n, (found >> 64) // 2 AS keyed, printf('%016x', CAST(found & {2**64 - 1} AS UBIGINT)) AS report_id
    FROM (SELECT n, unnest(max((CAST(shared AS HUGEINT) << 64) + report, {MOST_REPORTS})) AS found FROM compared GROUP BY n)
)
SELECT report_id, machine_id, likeness
FROM (
    SELECT n, machine_id, max(likeness) AS likeness
    FROM (
        SELECT m.n, e.machine_id, CAST(m.keyed + {LIKENESS} AS INTEGER) AS likeness
        FROM most m JOIN asking a ON a.rowid = m.n JOIN incident_evidence e ON e.report_id = m.report_id
        UNION ALL
        SELECT a.rowid, e.machine_id, {SAME_TEXT}
        FROM asking a JOIN (SELECT machine_id, family, coalesce(copy_of, article_id) AS text FROM incident_evidence WHERE {{printed}}) e
        ON e.family = a.family AND e.text = coalesce(a.copy_of, a.article_id)
    )
    GROUP BY n, machine_id
    QUALIFY row_number() OVER (PARTITION BY n ORDER BY max(likeness) DESC, machine_id) <= {MOST_INCIDENTS}
) found JOIN asking ON asking.rowid = found.n
"""
# First which rows, then the rows: of the wide ones only those few are read, and of these only what is not kept.
MEMBERS = f"""
SELECT rowid, report_id, machine_id, hash({", ".join(("content", *TOLD))}) AS content FROM incident_evidence e WHERE rowid IN (
    SELECT rowid FROM incident_evidence WHERE {among("machine_id")}
    QUALIFY row_number() OVER (PARTITION BY machine_id ORDER BY published DESC NULLS LAST, report_id) <= {MOST_MEMBERS}
)
"""
ROWS = f"SELECT rowid, {', '.join(COLUMNS)}, compared FROM incident_evidence WHERE {among('rowid', 'BIGINT')}"
# Stored reports by id and what the warehouse says of them, so that nothing that changes there is missed.
_kept: OrderedDict[tuple[str, int], Prepared] = OrderedDict()


def neighbours(connection: duckdb.DuckDBPyConnection, rows: Sequence[Row]) -> list[tuple[str, str, int]]:
    """New report, stored incident that it could belong to, and how like they are; ``rows``: the reports as ``asking_row`` has them."""
    connection.execute(ASKING, [as_json([{name: row[name] for name in row if name != "keys"} for row in rows])])
    named = {row["article_id"]: row["keys"] for row in rows}  # all reports of an article are looked up by its names
    keys = [{"article_id": article, "key": key} for article, found in named.items() for key in found]
    connection.execute(NAMED, [as_json(keys)])
    return connection.execute(NEIGHBOURS.format(printed=printed(row["printed"] for row in rows))).fetchall()


def printed(days: Iterable[date]) -> str:
    """A condition by constants, so that DuckDB passes over what was stored long before: when copies of articles of these days were printed."""
    known = sorted(days)
    if known[0] == date.min:  # one of no day
        return "true"
    first, last = near(known[0])[0], near(known[-1])[1]
    return f"published IS NULL OR published BETWEEN DATE '{first.isoformat()}' AND DATE '{last.isoformat()}'"


def members(connection: duckdb.DuckDBPyConnection, incidents: Collection[str]) -> list[tuple[str, Prepared]]:
    """The newest reports of stored incidents, by report id."""
    if not incidents:
        return []
    found = connection.execute(MEMBERS, [as_json(sorted(incidents))]).fetchall()
    missing = {row: (report, content) for row, report, _, content in found if (report, content) not in _kept}
    if missing:
        for row in fetch_rows(connection, ROWS, [as_json(list(missing))]):
            _kept[missing[row["rowid"]]] = _prepared(report_of(row))
    chosen = []
    for _, report, incident, content in sorted(found, key=lambda row: row[1]):
        _kept.move_to_end((report, content))
        chosen.append((incident, _kept[report, content]))
    while len(_kept) > MOST_KEPT:
        _kept.popitem(last=False)
    return chosen


def _prepared(report: Report) -> Prepared:
    """A stored report made ready. The words that it has now by weight are not kept as a list too: they are a quarter of it."""
    prepared = Prepared(report)
    report.terms, report.article_terms, report.article_names = [], [], []
    return prepared


def put_reports(connection: duckdb.DuckDBPyConnection, rows: Sequence[Row]) -> None:
    """New rows of ``incident_evidence``, and the keys by which later reports find them."""
    connection.execute("CREATE OR REPLACE TEMP TABLE new_reports AS FROM incident_evidence LIMIT 0")
    for start in range(0, len(rows), PUT_AT_ONCE):
        insert_rows(connection, "incident_evidence", rows[start : start + PUT_AT_ONCE], into="new_reports")
    connection.execute(
        f"INSERT INTO incident_evidence BY NAME SELECT * REPLACE ({CONTENT} AS content) FROM new_reports"
    )
    put_keys(connection, "new_reports")


def put_keys(connection: duckdb.DuckDBPyConnection, reports: str) -> None:
    """Put the reports of a table like ``incident_evidence``, none of which is there yet, in the index."""
    for statement in (KEYS, NAME_KEYS):
        connection.execute(statement.format(reports=reports))


def forget_articles(connection: duckdb.DuckDBPyConnection, articles: Sequence[str]) -> None:
    """Take the reports of these articles out of the index."""
    forget_keys(connection, among("article_id"), articles)
    delete_rows(connection, "name_keys", "article_id", articles)


def forget_keys(connection: duckdb.DuckDBPyConnection, condition: str, values: Sequence[str]) -> None:
    """Take the reports that a condition on ``incident_evidence`` chooses out of the index."""
    reports = f"SELECT CAST('0x' || report_id AS UBIGINT) FROM incident_evidence WHERE {condition}"
    connection.execute(f"DELETE FROM report_keys WHERE report IN ({reports})", [as_json(list(values))])


def keys_anew(connection: duckdb.DuckDBPyConnection, reports: Sequence[str]) -> None:
    """Put these reports in the index as they are now; their articles have the names that they had."""
    if reports:
        condition = among("report_id")
        forget_keys(connection, condition, reports)
        connection.execute(KEYS.format(reports=f"(FROM incident_evidence WHERE {condition})"), [as_json(list(reports))])


def asking_row(one: Prepared) -> Row:
    """A report as its neighbours are asked for."""
    report = one.report
    low, high = window(report)
    day = report.first_day or report.published or date.min
    return {
        "report_id": report.report_id, "article_id": report.article_id, "family": report.family, "country": report.country,
        "countries": sorted({*report.countries, *([report.country] if report.country else [])}),
        "place_id": report.place_id, "participants": report.participants, "keys": report.keys, "copy_of": report.copy_of, "day": day,
        "last_day": report.last_day or report.published or day, "low": low, "high": high, "printed": report.published or day,
        "dated": one.days is not None, **one.sketch._asdict(),
    }  # fmt: skip


def report_of(row: Row) -> Report:
    """A stored report."""
    compared = orjson.loads(row["compared"])
    compared["points"] = [tuple(point) for point in compared["points"]]  # JSON knows no tuples
    row = row | {"keys": row["keys"] or []}  # none in rows from before format 3
    return Report(
        **{name: row[name] for name in COLUMNS}, **{name: compared[name] for name in COMPARED if name in compared}
    )
