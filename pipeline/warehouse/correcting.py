"""Judgements put to work: merge, split, relabel, reject, and taking one back.

Merges and splits move links from what the machine chose to what holds, and everything that follows from them; a
judgement on one fact loads its article again. Nothing of what the machine found is lost.
"""

from __future__ import annotations

import json
from collections.abc import Sequence

from rapidfuzz import process

from pipeline.scheme import EVENT_TYPES, NAMED_LABELS, STATUSES
from pipeline.store import Warehouse
from pipeline.warehouse import derived
from pipeline.warehouse.judgements import (
    INCIDENT,
    RELABELS,
    JudgementError,
    Judgements,
    judgement_row,
    record,
    split_id,
    standing,
    withdraw,
)
from pipeline.warehouse.loading import Load
from pipeline.warehouse.moving import move_links, tell_again
from pipeline.warehouse.stored import REJECTABLE, stored_rows
from pipeline.warehouse.tables import Row, fetch_rows, insert_rows, rows_where

ALLOWED = {"label": NAMED_LABELS, "type": EVENT_TYPES, "status": STATUSES}


class Corrections:
    """What analysts do to a warehouse; each judgement is one transaction. ``who`` is the user's name by default."""

    def __init__(self, warehouse: Warehouse, *, who: str | None = None) -> None:
        self.warehouse, self.connection, self.who = warehouse, warehouse.connection, who

    def merge(self, kept: str, other: str, *, why: str) -> str:
        """Say that two entities, or two incidents, are one; returns the judgement's id. ``kept`` keeps its id and name."""
        kind, found = self._kind(kept), self._kind(other)
        if kept == other:
            raise JudgementError(f"{kept} is merged with itself")
        if kind != found or kind not in ("entity", "incident"):
            raise JudgementError(f"{kept} ({kind}) and {other} ({found}): merge two entities or two incidents")
        if kind == "entity" and self._label(kept) != self._label(other):
            raise JudgementError(f"{kept} and {other} are not of one kind; `blotter relabel` one of them first")
        return self._judge(judgement_row("merge", kept, other, why, who=self.who))

    def split(self, subject: str, articles: Sequence[str], *, why: str) -> str:
        """Say that these articles mean another entity, or report another incident, than the rest."""
        kind = self._kind(subject)
        if kind not in ("entity", "incident"):
            raise JudgementError(f"{subject} is no entity and no incident")
        table, column = ("entity_links", "entity_id") if kind == "entity" else ("incident_evidence", "incident_id")
        among = {row["article_id"] for row in rows_where(self.connection, table, column, [subject])}
        if not articles or not set(articles) <= among:
            missing = ", ".join(sorted(set(articles) - among)) or "no article given"
            raise JudgementError(f"{subject}: not in {missing}; it is in {', '.join(sorted(among)[:10])}")
        if set(articles) == among:
            raise JudgementError(f"{subject}: these are all of its articles; nothing would be left")
        return self._judge(
            judgement_row("split", subject, split_id(subject, articles), why, articles=articles, who=self.who)
        )

    def relabel(self, subject: str, column: str, value: str, *, why: str) -> str:
        """Say an entity's name or label, or an event's type or status, otherwise."""
        kind = self._kind(subject)
        if column not in RELABELS.get(kind, ()):
            raise JudgementError(f"{subject} is an {kind}: it has no {column} to relabel")
        if column in ALLOWED and value not in ALLOWED[column]:
            raise JudgementError(f"{value}: a {column} is one of {', '.join(ALLOWED[column])}")
        if not value.strip():
            raise JudgementError(f"the new {column} is empty")
        row = judgement_row("relabel", subject, f"{column}={value.strip()}", why, who=self.who)
        original = json.dumps(self._original(subject), ensure_ascii=False) if kind == "entity" else None
        return self._judge(row, original)

    def reject(self, subject: str, *, why: str) -> str:
        """Say that an entity, event, relation or number is none."""
        if self._kind(subject) == "incident":
            raise JudgementError(f"{subject} is an incident: reject its events, or split it")
        return self._judge(judgement_row("reject", subject, None, why, who=self.who))

    def withdraw(self, judgement_id: str) -> None:
        """Take a judgement back: what the machine found, and earlier judgements, hold again."""

        def change() -> None:
            row = withdraw(self.connection, judgement_id)
            judgements = standing(self.connection)
            self._apply(row, judgements)
            if row["action"] == "relabel" and row["subject"] not in judgements.labels:
                self.connection.execute(
                    "DELETE FROM rejected WHERE fact = 'entities' AND judgement_id IN "
                    "(SELECT judgement_id FROM judgements WHERE subject = ?)", [row["subject"]],
                )  # fmt: skip

        self.warehouse.write(change)

    def _judge(self, row: Row, original: str | None = None) -> str:
        def change() -> None:
            record(self.connection, row)
            if original is not None:
                kept = {"judgement_id": row["judgement_id"], "article_id": None, "fact": "entities", "row": original}
                insert_rows(self.connection, "rejected", [kept])
            self._apply(row, standing(self.connection))

        self.warehouse.write(change)
        return str(row["judgement_id"])

    # What the ids are

    def _kind(self, key: str) -> str:
        """entity, incident, event, relation or number. Raises JudgementError with the nearest id where there is none."""
        asked = (("entities", "entity_id", "entity"), ("incidents", "incident_id", "incident"), ("events", "event_id", "event"),
                 ("relations", "relation_id", "relation"), ("numbers", "mention_id", "number"))  # fmt: skip
        for table, column, kind in asked:
            if rows_where(self.connection, table, column, [key]):
                return kind
        ids = [row[0] for row in self.connection.execute("SELECT entity_id FROM entities").fetchall()]
        near = process.extractOne(key, ids)
        hint = f"; did you mean {near[0]}?" if near and near[1] > 70 else ""
        raise JudgementError(f"{key}: there is no entity, incident, event, relation or number with this id{hint}")

    def _label(self, entity: str) -> str:
        return str(rows_where(self.connection, "entities", "entity_id", [entity])[0]["label"])

    # What follows

    def _apply(self, row: Row, judgements: Judgements) -> None:
        subject, other = row["subject"], row["object"]
        if subject.startswith(INCIDENT):
            self._move_reports([subject, other], judgements)
        elif rows_where(self.connection, "entities", "entity_id", [subject]):
            if row["action"] == "relabel":
                self._rename(subject, judgements)
            else:
                moved = move_links(self.connection, [subject, *([other] if other else [])], judgements)
                tell_again(self.connection, moved)
        else:
            self._load_again(subject)

    def _move_reports(self, ids: Sequence[str], judgements: Judgements) -> None:
        reports = fetch_rows(
            self.connection,
            "SELECT * FROM incident_evidence WHERE list_contains(?, incident_id) OR list_contains(?, machine_id)",
            [list(ids), list(ids)],
        )
        touched: set[str | None] = set(ids)
        for report in reports:
            holds, judgement = judgements.holds(report["machine_id"], report["article_id"])
            touched |= {report["incident_id"], holds}
            self.connection.execute(
                "UPDATE incident_evidence SET incident_id = ?, judgement_id = ? WHERE report_id = ?",
                [holds, judgement, report["report_id"]],
            )
            for table in ("events", "timeline"):
                self.connection.execute(
                    f"UPDATE {table} SET incident_id = ? WHERE list_contains(?, event_id)", [holds, report["event_ids"]]
                )
        derived.incidents_anew(self.connection, touched)

    def _rename(self, entity: str, judgements: Judgements) -> None:
        said = self._original(entity) | judgements.said(entity)
        self.connection.execute(
            "UPDATE entities SET name = ?, label = ? WHERE entity_id = ?", [said["name"], said["label"], entity]
        )
        articles = {row["article_id"] for row in rows_where(self.connection, "entity_links", "entity_id", [entity])}
        tell_again(self.connection, articles)

    def _original(self, entity: str) -> dict[str, str]:
        """The name and label that the machine gave an entity, as the first judgement on it found them."""
        (row,) = rows_where(self.connection, "entities", "entity_id", [entity])
        query = "SELECT r.row FROM rejected r JOIN judgements j USING (judgement_id) WHERE r.fact = 'entities' AND j.subject = ? ORDER BY j.made LIMIT 1"
        first = self.connection.execute(query, [entity]).fetchone()
        return dict(json.loads(first[0])) if first else {"name": row["name"], "label": row["label"]}

    def _load_again(self, fact: str) -> None:
        """The article of a fact, with all judgements."""
        articles: set[str] = set()
        for table, column in REJECTABLE.items():
            articles |= {row["article_id"] for row in rows_where(self.connection, table, column, [fact])}
        taken = fetch_rows(
            self.connection, "SELECT article_id, row FROM rejected WHERE contains(row::VARCHAR, ?)", [fact]
        )
        articles |= {row["article_id"] for row in taken}
        if articles:
            Load(self.connection, stored_rows(self.connection, sorted(articles)), None).do([])
