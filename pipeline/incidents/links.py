"""Reports of a batch → incidents of the warehouse: who could tell of the same is looked up, ``pipeline.incidents.matching`` decides.

A new report is compared with the reports of its kind, country and days that share a day, a place, a participant or a
text with it, and with the other reports of their incidents: a load touches its neighbourhood, however large the warehouse.
"""

from __future__ import annotations

import json
from bisect import bisect_left, insort
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import fields
from datetime import date

import duckdb

from pipeline import __version__
from pipeline.incidents.matching import DAY_TOLERANCE, Assignment, PlaceLike, Report, assign, reports_of, window
from pipeline.incidents.prepared import Prepared
from pipeline.rows import Rows
from pipeline.warehouse.judgements import Judgements
from pipeline.warehouse.tables import Row, among, as_json, column_types, fetch_rows

MATCHER = f"incident matcher {__version__}.3"  # the last number goes up when the same reports would be merged otherwise
MOST_MEMBERS = 6  # of an incident that a report is compared with, the newest
MOST_INCIDENTS = 8  # that a report is compared with, those that share most with it
COLUMNS = tuple(field.name for field in fields(Report) if field.name in column_types()["incident_evidence"])
as_text = json.JSONEncoder(ensure_ascii=False).encode  # made once: ``json.dumps`` would make one a report
COMPARED = tuple(field.name for field in fields(Report) if field.name not in COLUMNS)

ASKING = """
CREATE OR REPLACE TEMP TABLE asking AS SELECT unnest(from_json(?::JSON, '[{"report_id": "VARCHAR", "article_id": "VARCHAR",
"family": "VARCHAR", "country": "VARCHAR", "countries": ["VARCHAR"], "place_id": "VARCHAR", "participants": ["VARCHAR"], "keys": ["VARCHAR"], "copy_of": "VARCHAR",
"day": "DATE", "last_day": "DATE", "low": "DATE", "high": "DATE"}]'), recursive := true)
"""
# Reports that a new one could be of one happening with: the kind, the country (where both have one) and the days fit,
# and something else is shared. Joins by equality, since a join by days alone would compare all with all; of the days the fortnight
# is equal, else a report would meet all of its country of all years. Of many, those that share most are compared: where papers
# are many, hundreds of reports of a country and its days share no more than these.
# By one column at a time, so that DuckDB passes over what was stored long before.
NEAR = """SELECT report_id, machine_id, family, country, place_id, participants, keys, copy_of, article_id,
           coalesce(first_day, published) AS day, coalesce(last_day, published) AS last_day
    FROM incident_evidence WHERE"""
FORTNIGHT = "({} - DATE '1970-01-01') // 14"
# How much two reports share, as ``shares`` counts it.
SHARED = """8 * CAST(coalesce(e.copy_of = n.copy_of, false) AS INTEGER) + 4 * CAST(coalesce(list_has_any(e.participants, n.participants), false) AS INTEGER)
           + 3 * CAST(coalesce(list_has_any(e.keys, n.keys), false) AS INTEGER) + 2 * CAST(coalesce(e.place_id = n.place_id, false) AS INTEGER)
           + CAST(e.day <= n.last_day AND e.last_day >= n.day AS INTEGER)"""
NEIGHBOURS = f"""
WITH near AS (
    {NEAR} first_day BETWEEN ? AND ?
    UNION ALL {NEAR} first_day IS NULL AND published BETWEEN ? AND ?
),
span AS (SELECT min(day) AS first, max(day) AS last FROM near),
asked AS (
    SELECT asking.*, unnest(range({FORTNIGHT.format("greatest(low, first)")}, {FORTNIGHT.format("least(high, last)")} + 1)) AS fortnight
    FROM asking, span
),
dated AS (SELECT *, {FORTNIGHT.format("day")} AS fortnight FROM near),
by_country AS (
    SELECT n.report_id, e.machine_id,
           {SHARED} AS shared
    FROM (SELECT *, unnest(countries) AS any_country FROM asked) n
    JOIN dated e ON e.family = n.family AND e.country = n.any_country AND e.fortnight = n.fortnight
    WHERE e.day BETWEEN n.low AND n.high
    AND (e.day <= n.last_day + {DAY_TOLERANCE} AND e.last_day >= n.day - {DAY_TOLERANCE} OR e.place_id = n.place_id
         OR list_has_any(e.participants, n.participants) OR e.copy_of = n.copy_of)
),
by_participant AS (
    SELECT n.report_id, e.machine_id, 4 AS shared
    FROM (SELECT *, unnest(participants) AS participant FROM asked) n
    JOIN (SELECT *, unnest(participants) AS participant FROM dated) e
    ON e.family = n.family AND e.participant = n.participant AND e.fortnight = n.fortnight
    WHERE e.day BETWEEN n.low AND n.high AND (e.country IS NULL OR n.country IS NULL)
),
by_key AS (
    SELECT n.report_id, e.machine_id, {SHARED} AS shared
    FROM (SELECT *, unnest(keys) AS key FROM asked) n JOIN (SELECT *, unnest(keys) AS key FROM dated) e
    ON e.family = n.family AND e.key = n.key AND e.fortnight = n.fortnight
    WHERE e.day BETWEEN n.low AND n.high
),
by_copy AS (
    SELECT n.report_id, e.machine_id, 8 AS shared FROM asking n JOIN near e ON e.family = n.family
    AND coalesce(e.copy_of, e.article_id) = coalesce(n.copy_of, n.article_id)
)
SELECT report_id, machine_id, max(shared) AS shared
FROM (SELECT * FROM by_country UNION ALL SELECT * FROM by_participant UNION ALL SELECT * FROM by_key UNION ALL SELECT * FROM by_copy)
GROUP BY report_id, machine_id
QUALIFY row_number() OVER (PARTITION BY report_id ORDER BY max(shared) DESC, machine_id) <= {MOST_INCIDENTS}
"""
MERGED = """
CREATE OR REPLACE TEMP TABLE merged AS SELECT unnest(from_json(?::JSON, '[{"old": "VARCHAR", "new": "VARCHAR"}]'), recursive := true)
"""
MOVE_MERGED = (
    """UPDATE incident_evidence SET machine_id = m.new, incident_id = CASE WHEN incident_id = machine_id THEN m.new ELSE incident_id END
    FROM merged m WHERE machine_id = m.old""",
    "UPDATE events SET incident_id = m.new FROM merged m WHERE incident_id = m.old",
    "UPDATE timeline SET incident_id = m.new FROM merged m WHERE incident_id = m.old",
)
# First which rows, then the rows: of the wide ones only those few are read.
MEMBERS = f"""
SELECT * FROM incident_evidence WHERE rowid IN (
    SELECT rowid FROM incident_evidence WHERE {among("machine_id")}
    QUALIFY row_number() OVER (PARTITION BY machine_id ORDER BY published DESC NULLS LAST, report_id) <= {MOST_MEMBERS}
)
"""


class Incidents:
    """Links the reports of batches; ``touched`` are the incidents that changed.

    Reports are compared by the incidents that the machine chose, whatever judgements make of them.
    """

    def __init__(self, connection: duckdb.DuckDBPyConnection, judgements: Judgements) -> None:
        self.connection, self.judgements = connection, judgements
        self.touched: set[str | None] = set()
        self.incident_of: dict[str, str] = {}  # report → incident, of the neighbourhood
        self.members: dict[str, list[Prepared]] = defaultdict(list)
        self.merged: dict[str, str] = {}
        # The reports of the batch, by kind and country: (day, id) in order; and by kind and text, for copies of one text.
        self.batch: dict[tuple[str, str | None], list[tuple[date, str]]] = defaultdict(list)
        self.texts: dict[tuple[str, str], list[str]] = defaultdict(list)
        self.named: dict[tuple[str, str], list[str]] = defaultdict(list)  # kind and telling name → reports
        self.asked: dict[str, Row] = {}  # report → what its neighbours are asked for by

    def take(self, batch: Sequence[Rows], places: Mapping[str, PlaceLike], links: Iterable[Row]) -> list[Row]:
        """The evidence of a batch's articles; puts the incident on each event's row, in place.

        ``links`` are the batch's rows of ``entity_links``.
        """
        machine_of: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
        for link in links:
            machine_of[link["article_id"]][link["entity_id"] or link["machine_id"]].append(link["machine_id"])
        events: dict[str, Row] = {}
        run_of: dict[str, str] = {}
        reports: list[Report] = []
        for rows in batch:
            article = rows["articles"][0]
            run_of[article["article_id"]] = article["run_id"]
            events |= {row["event_id"]: row for row in rows.get("events", ())}
            if rows.get("mentions"):  # without an event a report can rest on cues
                reports += reports_of(article, rows, places)
        evidence = []
        candidates = self._neighbourhood(reports)
        for report in in_order(reports):
            row = self._assign(report, candidates[report.report_id])
            row["run_id"] = run_of[report.article_id]
            for event in report.event_ids:
                events[event]["incident_id"] = row["incident_id"]
            evidence.append(row)
        for row in evidence:
            while (merged := self.merged.get(row["machine_id"])) is not None:
                row["incident_id"] = merged if row["incident_id"] == row["machine_id"] else row["incident_id"]
                row["machine_id"] = merged
                for event in row["event_ids"]:
                    events[event]["incident_id"] = row["incident_id"]
            names = machine_names(row, machine_of[row["article_id"]])
            row["compared"] = as_text({**row["compared"], "machine": names})
        self._move_merged()
        return evidence

    def _neighbourhood(self, reports: Sequence[Report]) -> dict[str, dict[str, int]]:
        """Report → the stored incidents that it could belong to, with how much they share; fetches their members."""
        found: dict[str, dict[str, int]] = defaultdict(dict)
        if not reports:
            return found
        rows = [asking_row(report) for report in reports]
        self.connection.execute(ASKING, [as_json(rows)])
        low, high = min(row["low"] for row in rows), max(row["high"] for row in rows)
        pairs = self.connection.execute(NEIGHBOURS, [low, high] * 2).fetchall()
        for report, incident, shared in pairs:
            found[report][incident] = shared
        self.asked = {
            row["report_id"]: row | {"people": frozenset(row["participants"]), "names": frozenset(row["keys"])}
            for row in rows
        }
        stored = fetch_rows(self.connection, MEMBERS, [as_json(sorted({incident for _, incident, _ in pairs}))])
        for row in sorted(stored, key=lambda row: row["report_id"]):
            self.members[row["machine_id"]].append(Prepared(report_of(row)))
            self.incident_of[row["report_id"]] = row["machine_id"]
        return found

    def _assign(self, report: Report, incidents: Mapping[str, int]) -> Row:
        shared: dict[str, int] = {}
        for incident, points in incidents.items():
            while incident in self.merged:
                incident = self.merged[incident]
            shared[incident] = max(points, shared.get(incident, 0))
        asked = self.asked[report.report_id]
        for other in self._of_batch(asked):
            if (found := shares(asked, self.asked[other])) is not None:
                incident = self.incident_of[other]
                shared[incident] = max(found, shared.get(incident, 0))
        candidates = sorted(shared, key=lambda incident: (-shared[incident], incident))[:MOST_INCIDENTS]
        neighbours = [(member, incident) for incident in sorted(candidates) for member in self.members[incident]]
        one = Prepared(report)
        (assignment,) = assign([one], neighbours)
        for merged in assignment.merged:
            self._merge(merged, assignment)
        holds, judgement = self.judgements.holds(assignment.incident_id, report.article_id)
        incident = holds or assignment.incident_id
        self.touched.add(incident)
        self.members[assignment.incident_id].append(one)
        self.incident_of[report.report_id] = assignment.incident_id
        insort(self.batch[report.family, report.country], (asked["day"], report.report_id))
        self.texts[report.family, report.copy_of or report.article_id].append(report.report_id)
        for key in report.keys:
            self.named[report.family, key].append(report.report_id)
        return evidence_row(report, assignment, incident, judgement)

    def _of_batch(self, asked: Row) -> set[str]:
        """The earlier reports of the batch of its kind and days and, where both have one, of a country that its article names;
        and those of the same text, whatever their days."""
        family, country = asked["family"], asked["country"]
        countries = [*asked["countries"], None] if country else [place for kind, place in self.batch if kind == family]
        first, last = (asked["low"], ""), (asked["high"], "\uffff")
        found = set(self.texts.get((family, asked["copy_of"] or asked["article_id"]), ()))
        for place in countries:
            if others := self.batch.get((family, place)):
                found.update([key for _, key in others[bisect_left(others, first) : bisect_left(others, last)]])
        for key in asked["keys"]:
            found.update(self.named.get((family, key), ()))
        return found

    def _merge(self, merged: str, assignment: Assignment) -> None:
        """Another incident turns out to be the same: its reports move over."""
        self.merged[merged] = assignment.incident_id
        moved = self.members.pop(merged, [])
        self.members[assignment.incident_id] += moved
        for member in moved:
            self.incident_of[member.report.report_id] = assignment.incident_id
        self.touched |= {merged, assignment.incident_id}

    def _move_merged(self) -> None:
        """The stored reports and events of merged incidents move over: once for the batch, since each is a scan."""
        if not self.merged:
            return
        moved = []
        for old in self.merged:
            new = old
            while new in self.merged:
                new = self.merged[new]
            moved.append({"old": old, "new": new})
        self.connection.execute(MERGED, [as_json(moved)])
        for statement in MOVE_MERGED:
            self.connection.execute(statement)


def in_order(reports: Iterable[Report]) -> list[Report]:
    """As they came out: by publication, article and id."""
    return sorted(reports, key=lambda r: (r.published or date.min, r.article_id, r.report_id))


def shares(a: Row, b: Row) -> int | None:
    """What ``NEIGHBOURS`` asks, for two reports of one batch: how much they share, None where they cannot be of one happening."""
    both = bool(a["country"] and b["country"])
    names = not a["names"].isdisjoint(b["names"])
    if both and b["country"] not in a["countries"] and not names:
        return None
    if (a["copy_of"] or a["article_id"]) == (b["copy_of"] or b["article_id"]):
        return 8
    if not a["low"] <= b["day"] <= a["high"]:
        return None
    people = not a["people"].isdisjoint(b["people"])
    place = a["place_id"] is not None and a["place_id"] == b["place_id"]
    close = (b["day"] - a["last_day"]).days <= DAY_TOLERANCE and (a["day"] - b["last_day"]).days <= DAY_TOLERANCE
    if not people and not names and not (both and (close or place)):
        return None
    return 4 * people + 3 * names + 2 * place + (b["day"] <= a["last_day"] and b["last_day"] >= a["day"])


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


def evidence_row(report: Report, assignment: Assignment, incident: str, judgement: str | None) -> Row:
    """The row of ``incident_evidence``."""
    first = assignment.linked_to is None
    return {
        **{name: getattr(report, name) for name in COLUMNS},
        "compared": {name: getattr(report, name) for name in COMPARED}, "incident_id": incident,
        "machine_id": assignment.incident_id, "linked_to": assignment.linked_to,
        "score": None if first else assignment.score, "reason": assignment.reason, "made_by": MATCHER,
        "judgement_id": judgement, "run_id": None,
    }  # fmt: skip


def machine_names(row: Row, machine_of: Mapping[str, Sequence[str]]) -> dict[str, list[str]]:
    """The machine's entities behind those that a report names, so that judgements on them can come and go."""
    named = {"participants": row["participants"], "victims": row["victims"], "place_id": [row["place_id"]]}
    return {
        column: sorted({machine for entity in found if entity for machine in machine_of.get(entity, (entity,))})
        for column, found in named.items()
    }


def report_of(row: Row) -> Report:
    """A stored report."""
    compared = json.loads(row["compared"])
    compared["points"] = [tuple(point) for point in compared["points"]]  # JSON knows no tuples
    row = row | {"keys": row["keys"] or []}  # none in rows from before format 3
    return Report(
        **{name: row[name] for name in COLUMNS}, **{name: compared[name] for name in COMPARED if name in compared}
    )
