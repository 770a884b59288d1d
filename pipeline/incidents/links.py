"""Reports of a batch → incidents of the warehouse: who could tell of the same is looked up, ``pipeline.incidents.matching`` decides.

A new report is compared with the reports of its kind, country and days that share a day, a place, a participant or a
text with it, the likest of these, and with the other reports of their incidents: a load touches its neighbourhood, however large the warehouse.
"""

from __future__ import annotations

from bisect import insort
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

import duckdb

from pipeline import __version__
from pipeline.incidents.batch import Batch
from pipeline.incidents.matching import Assignment, Report, place
from pipeline.incidents.neighbourhood import COLUMNS, COMPARED, MOST_INCIDENTS, asking_row, members, neighbours
from pipeline.incidents.prepared import Prepared
from pipeline.reading import reading_of, reports_with
from pipeline.rows import Rows
from pipeline.warehouse.judgements import Judgements
from pipeline.warehouse.tables import Row, as_json

__all__ = ["COLUMNS", "COMPARED", "MATCHER", "Incidents"]

MATCHER = f"incident matcher {__version__}.6"  # the last number goes up when the same reports would be merged otherwise
MERGED = """
CREATE OR REPLACE TEMP TABLE merged AS SELECT unnest(from_json(?::JSON, '[{"old": "VARCHAR", "new": "VARCHAR"}]'), recursive := true)
"""
MOVE_MERGED = (
    """UPDATE incident_evidence SET machine_id = m.new, incident_id = CASE WHEN incident_id = machine_id THEN m.new ELSE incident_id END
    FROM merged m WHERE machine_id = m.old""",
    "UPDATE events SET incident_id = m.new FROM merged m WHERE incident_id = m.old",
    "UPDATE timeline SET incident_id = m.new FROM merged m WHERE incident_id = m.old",
)


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
        self.batch = Batch()

    def take(self, batch: Sequence[Rows], links: Iterable[Row]) -> list[Row]:
        """The evidence of a batch's articles; puts the incident on each event's row, in place.

        ``links`` are the batch's rows of ``entity_links``.
        """
        machine_of: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
        entity_of: dict[str, dict[str, str]] = defaultdict(dict)
        for link in links:
            entity = entity_of[link["article_id"]][link["local_id"]] = link["entity_id"] or link["machine_id"]
            machine_of[link["article_id"]][entity].append(link["machine_id"])
        events: dict[str, Row] = {}
        run_of: dict[str, str] = {}
        reports: list[Report] = []
        for rows in batch:
            article = rows["articles"][0]
            run_of[article["article_id"]] = article["run_id"]
            events |= {row["event_id"]: row for row in rows.get("events", ())}
            if reading := reading_of(rows):
                copied = article["copy_of"] or article["duplicate_of"]
                reports += reports_with(reading, entity_of[article["article_id"]], copied)
        evidence = []
        ready = [Prepared(report) for report in in_order(reports)]
        candidates = self._neighbourhood(ready)
        for one in ready:
            row = self._assign(one, candidates[one.report.report_id])
            row["run_id"] = run_of[one.report.article_id]
            for event in one.report.event_ids:
                events[event]["incident_id"] = row["incident_id"]
            evidence.append(row)
        for row in evidence:
            while (merged := self.merged.get(row["machine_id"])) is not None:
                row["incident_id"] = merged if row["incident_id"] == row["machine_id"] else row["incident_id"]
                row["machine_id"] = merged
                for event in row["event_ids"]:
                    events[event]["incident_id"] = row["incident_id"]
            names = machine_names(row, machine_of[row["article_id"]])
            row["compared"], row["machine"] = as_json(row["compared"]), as_json(names)
        self._move_merged()
        for members_of in self.members.values():
            for member in members_of:
                member.outline = None  # it knows its report: a circle, which is freed late
        return evidence

    def _neighbourhood(self, ready: Sequence[Prepared]) -> dict[str, dict[str, int]]:
        """Report → the stored incidents that it could belong to, with how like they are; fetches their members."""
        found: dict[str, dict[str, int]] = defaultdict(dict)
        if not ready:
            return found
        rows = [asking_row(one) for one in ready]
        self.batch.ask(rows)
        incidents = set()
        for report, incident, likeness in neighbours(self.connection, rows):
            found[report][incident] = likeness
            incidents.add(incident)
        for incident, member in members(self.connection, incidents):
            self.members[incident].append(member)
            self.incident_of[member.report.report_id] = incident
        return found

    def _assign(self, one: Prepared, incidents: Mapping[str, int]) -> Row:
        report = one.report
        like: dict[str, int] = {}
        for incident, likeness in incidents.items():
            while incident in self.merged:
                incident = self.merged[incident]
            like[incident] = max(likeness, like.get(incident, likeness))
        for other, likeness in self.batch.neighbours(report.report_id):
            incident = self.incident_of[other]
            like[incident] = max(likeness, like.get(incident, likeness))
        candidates: Iterable[str] = like
        if len(like) > MOST_INCIDENTS:
            candidates = sorted(like, key=lambda incident: (-like[incident], incident))[:MOST_INCIDENTS]
        assignment = place(one, {incident: self.members[incident] for incident in candidates})
        for merged in assignment.merged:
            self._merge(merged, assignment)
        holds, judgement = self.judgements.holds(assignment.incident_id, report.article_id)
        incident = holds or assignment.incident_id
        self.touched.add(incident)
        insort(self.members[assignment.incident_id], one, key=_report_id)
        self.incident_of[report.report_id] = assignment.incident_id
        self.batch.add(report.report_id)
        return evidence_row(one, assignment, incident, judgement)

    def _merge(self, merged: str, assignment: Assignment) -> None:
        """Another incident turns out to be the same: its reports move over."""
        self.merged[merged] = assignment.incident_id
        moved = self.members.pop(merged, [])
        self.members[assignment.incident_id] = sorted(self.members[assignment.incident_id] + moved, key=_report_id)
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


def _report_id(one: Prepared) -> str:
    return one.report.report_id


def evidence_row(one: Prepared, assignment: Assignment, incident: str, judgement: str | None) -> Row:
    """The row of ``incident_evidence``."""
    report = one.report
    first = assignment.linked_to is None
    return {
        **{name: getattr(report, name) for name in COLUMNS},
        "compared": {name: getattr(report, name) for name in COMPARED}, "incident_id": incident,
        "machine_id": assignment.incident_id, "linked_to": assignment.linked_to,
        "score": None if first else assignment.score, "reason": assignment.reason, "made_by": MATCHER,
        "judgement_id": judgement, "run_id": None, **one.sketch._asdict(),
    }  # fmt: skip


def machine_names(row: Row, machine_of: Mapping[str, Sequence[str]]) -> dict[str, list[str]]:
    """The machine's entities behind those that a report names, so that judgements on them can come and go."""
    named = {"participants": row["participants"], "victims": row["victims"], "place_id": [row["place_id"]]}
    return {
        column: sorted({machine for entity in found if entity for machine in machine_of.get(entity, (entity,))})
        for column, found in named.items()
    }
