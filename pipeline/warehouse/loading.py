"""What one load does, inside a transaction: articles with all that depends on them replace what was there.

In order: what stood there goes; facts that people reject stand aside; near-copies are found; names and places are
resolved, reports become incidents; rows go in by way of tables of the batch; what the warehouse keeps for quick
questions follows.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

import duckdb

from pipeline.copies import first_copy, near
from pipeline.incidents.links import Incidents
from pipeline.incidents.neighbourhood import forget_articles, put_reports
from pipeline.reading import READ, reading_of, with_reading
from pipeline.resolve import RESOLVER, Resolver, forget, locate_events, profile_row, put_entities
from pipeline.rows import FACT_TABLES, Rows
from pipeline.warehouse import changes, derived, word_index
from pipeline.warehouse.judgements import Judgements, standing
from pipeline.warehouse.moving import join, names_that_hold, timeline_anew
from pipeline.warehouse.stored import REJECTABLE
from pipeline.warehouse.tables import Row, among, as_json, delete_rows, insert_rows, rows_where, values_where

# What an article's rows stand in, beside `articles`; `sentences` and `search_terms` are dropped by their own rule.
OF_ARTICLE = (*FACT_TABLES, "entity_links", "incident_evidence", *derived.OF_ARTICLES, "near_copies", "rejected")


# Of an event, what is worked out at every load.
FOUND_OUT = ("first_day", "last_day", "place_id", "place_from", "incident_id")


class Load:
    """One batch on its way into the warehouse, inside a transaction.

    ``run_id`` is None where stored articles are linked again: their facts keep the run that made them.
    """

    def __init__(self, connection: duckdb.DuckDBPyConnection, batch: list[Rows], run_id: str | None) -> None:
        self.connection, self.batch, self.run_id = connection, batch, run_id
        self.articles = {row["article_id"] for rows in batch for row in rows["articles"]}
        self.judgements: Judgements = standing(connection)
        self.rejected: list[Row] = []
        self.joins: list[tuple[str, str, str]] = []
        # Of what the batch changes: entities to be counted anew, incidents to be summed up anew.
        self.entities: set[str | None] = set()
        self.incidents: set[str | None] = set()
        self.changing: list[str] = []  # articles that were extracted before

    def do(self, failures: Sequence[Row]) -> None:
        """Everything, in order."""
        if self.articles:
            replaced = self._take_out()
            self._take_rejected()
            for rows in self.batch:
                with_reading(rows)
            self._find_copies()
            self._resolve()
            self._put_in()
            self._count(replaced)
            self.incidents |= timeline_anew(self.connection, join(self.connection, self.joins, self.judgements))
            derived.incidents_anew(self.connection, self.incidents)
            if self.changing and self.run_id:
                changes.record(self.connection, self.changing, self.run_id)
        if failures:
            by_id = {row["failure_id"]: row for row in failures}
            delete_rows(self.connection, "failures", "failure_id", by_id)
            insert_rows(self.connection, "failures", list(by_id.values()))

    def _take_out(self) -> bool:
        """Delete what the warehouse holds of these articles; whether there was anything."""
        # Of the articles only their ids: their texts are most of the warehouse.
        query = f"SELECT article_id FROM articles WHERE {among('article_id')} ORDER BY article_id"
        known = [row[0] for row in self.connection.execute(query, [as_json(sorted(self.articles))]).fetchall()]
        # facts of an article that failed before and is extracted now
        delete_rows(self.connection, "failures", "article_id", self.articles)
        if not known:
            return False
        if self.run_id:
            self.changing = changes.remember(self.connection, known)
        links = rows_where(self.connection, "entity_links", "article_id", known)
        self.entities |= {row[column] for row in links for column in ("entity_id", "machine_id")}
        self.entities |= values_where(self.connection, "mentions", "entity_id", "article_id", known)
        self.incidents |= values_where(self.connection, "incident_evidence", "incident_id", "article_id", known)
        word_index.forget_words(self.connection, known)
        forget_articles(self.connection, known)
        for table in ("articles", *OF_ARTICLE):
            delete_rows(self.connection, table, "article_id", known)
        forget(self.connection, self.entities, links)
        return True

    def _take_rejected(self) -> None:
        """Facts that a judgement rejects or tells otherwise: what the machine said stands aside."""
        refused, said = self.judgements.rejected, self.judgements.labels
        if not refused and not said:
            return
        for rows in self.batch:
            for table, column in REJECTABLE.items():
                if rows.get(table):
                    self._take_rejected_of(rows, table, column)

    def _take_rejected_of(self, rows: Rows, table: str, column: str) -> None:
        before = len(self.rejected)
        rows[table] = [row for row in rows[table] if self._stands(table, row, row[column])]
        if len(self.rejected) > before:
            rows.pop(READ, None)  # what it said with these

    def _stands(self, table: str, row: Row, key: str) -> bool:
        """Whether a fact goes in, told otherwise where a judgement says so."""
        judgement = self.judgements.rejected.get(key)
        told = self.judgements.labels.get(key, {}) if table == "events" else {}
        if judgement is None and not told:
            return True
        bare = {column: None if column in FOUND_OUT else value for column, value in row.items()}
        text = json.dumps(bare, ensure_ascii=False, default=str)
        for by in {judgement} if judgement else {by for _, by in told.values()}:
            self.rejected.append({"judgement_id": by, "article_id": row["article_id"], "fact": table, "row": text})
        row |= {column: value for column, (value, _) in told.items()}
        return judgement is None

    def _find_copies(self) -> None:
        """Say of each article of which it is nearly a copy, among the warehouse and the batch."""
        marks: list[Row] = []
        seen: dict[int, list[tuple[str, str]]] = {}
        bands_of = {
            rows["articles"][0]["article_id"]: reading.bands
            for rows in self.batch if (reading := reading_of(rows))
        }  # fmt: skip
        stored = self._stored_copies(bands_of)
        for rows in sorted(self.batch, key=lambda rows: (str(rows["articles"][0]["published"]), rows["articles"][0]["article_id"])):  # fmt: skip
            article = rows["articles"][0]
            key, found = article["article_id"], bands_of.get(article["article_id"], [])
            first, last = near(article["published"])
            earlier: dict[str, str] = {}
            for band in found:
                for other, text, day in stored.get(band, ()):
                    if day is None or first <= day <= last:
                        earlier.setdefault(other, text)
                for other, text in seen.get(band, ()):
                    earlier.setdefault(other, text)
            article["copy_of"] = first_copy(article["text"], earlier.items())
            if article["copy_of"] is None:
                for band in found:
                    seen.setdefault(band, []).append((key, article["text"]))
                    marks.append({"band": band, "article_id": key, "published": article["published"]})
        insert_rows(self.connection, "near_copies", marks)

    def _stored_copies(self, bands_of: dict[str, list[int]]) -> dict[int, list[tuple[str, str, Any]]]:
        days = [row["published"] for rows in self.batch for row in rows["articles"] if row["published"]]
        wanted = sorted({band for found in bands_of.values() for band in found})
        if not wanted:
            return {}
        first, last = (near(min(days))[0], near(max(days))[1]) if days else near(None)
        rows = self.connection.execute(
            f"SELECT n.band, n.article_id, d.text, n.published FROM (SELECT * FROM near_copies WHERE {among('band', 'UBIGINT')} "
            "AND (published IS NULL OR published BETWEEN ? AND ?)) n JOIN articles d USING (article_id) ORDER BY n.published NULLS FIRST, n.article_id",
            [as_json(wanted), first, last],
        ).fetchall()
        found: dict[int, list[tuple[str, str, Any]]] = {}
        for band, article, text, day in rows:
            found.setdefault(band, []).append((article, text, day))
        return found

    def _resolve(self) -> None:
        resolved = Resolver(self.connection, self.judgements, self.run_id or "").resolve(self.batch)
        for rows in self.batch:  # one that names nobody has nothing to be linked, and is not to be asked again
            if rows["articles"][0]["status"] == "extracted":
                rows["articles"][0]["resolver"] = RESOLVER
        if self.run_id is None:
            run_of = {rows["articles"][0]["article_id"]: rows["articles"][0]["run_id"] for rows in self.batch}
            for link in resolved.links:
                link["run_id"] = run_of[link["article_id"]]
        known = {row["entity_id"] for row in rows_where(self.connection, "entities", "entity_id", resolved.entities)}
        new = [row for key, row in resolved.entities.items() if key not in known]
        insert_rows(self.connection, "entities", new)
        delete_rows(self.connection, "entity_profiles", "entity_id", resolved.profiles)
        insert_rows(self.connection, "entity_profiles", [profile_row(p) for p in resolved.profiles.values()])
        self._add_keys([{"key": key, "entity_id": entity} for key, entity in sorted(resolved.keys)])
        insert_rows(self.connection, "entity_links", resolved.links)
        self.joins = resolved.joins
        incidents = Incidents(self.connection, self.judgements)
        evidence = incidents.take(self.batch, resolved.links)
        if self.judgements.of_names():  # else the machine's names hold, and stand there already
            for row in evidence:
                row |= names_that_hold(row["article_id"], json.loads(row["machine"]), self.judgements)
        self.incidents |= incidents.touched
        del incidents  # the reports that the batch was compared with are most of what a load holds
        put_reports(self.connection, evidence)
        self._take_off(resolved.links, {key: place.precision for key, place in resolved.places.items()})

    def _add_keys(self, rows: list[Row]) -> None:
        """Keys under which entities of the batch are found, but for those that they have already."""
        self.connection.execute("CREATE OR REPLACE TEMP TABLE new_keys AS FROM entity_keys LIMIT 0")
        insert_rows(self.connection, "entity_keys", rows, into="new_keys")
        self.connection.execute(
            "INSERT INTO entity_keys SELECT n.* FROM new_keys n ANTI JOIN entity_keys k ON k.key = n.key AND k.entity_id = n.entity_id"
        )

    def _take_off(self, links: Sequence[Row], precision: Mapping[str, str]) -> None:
        """Names whose entity a judgement rejects stand for nothing."""
        rejected = {(link["article_id"], link["local_id"]) for link in links if link["entity_id"] is None}
        for rows in self.batch if rejected else ():
            article = rows["articles"][0]["article_id"]
            of_article = [link for link in links if link["article_id"] == article]
            if any((article, link["local_id"]) in rejected for link in of_article):
                put_entities(rows, {link["local_id"]: link["entity_id"] for link in of_article})
                locate_events(rows, precision)

    def _put_in(self) -> None:
        """The batch's own rows, by way of tables of its own."""
        for table in ("articles", *FACT_TABLES):
            self.connection.execute(f"CREATE OR REPLACE TEMP TABLE new_{table} AS FROM {table} LIMIT 0")
            rows = [row for item in self.batch for row in item.get(table, ())]
            insert_rows(self.connection, table, rows, into=f"new_{table}")
            self.connection.execute(f"INSERT INTO {table} FROM new_{table}")
        insert_rows(self.connection, "rejected", self.rejected)
        derived.timeline_of_batch(self.connection)
        self._number_sentences()
        word_index.index_words(self.connection)

    def _number_sentences(self) -> None:
        (last,) = self.connection.execute("SELECT coalesce(max(sentence_id), 0) FROM sentences").fetchone()  # type: ignore[misc]
        rows = []
        for item in self.batch:
            article = item["articles"][0]
            if (reading := reading_of(item)) is None:
                continue
            starts = reading.sentences
            for start, end in zip(starts, [*starts[1:], len(article["text"])], strict=True):
                last += 1
                end = start + len(article["text"][start:end].rstrip())
                rows.append(
                    {"sentence_id": last, "article_id": article["article_id"], "start_char": start, "end_char": end, "words": 0}
                )  # fmt: skip
        self.connection.execute("CREATE OR REPLACE TEMP TABLE new_sentences AS FROM sentences LIMIT 0")
        insert_rows(self.connection, "sentences", rows, into="new_sentences")

    def _count(self, replaced: bool) -> None:
        if not replaced:
            derived.add_counts(self.connection)
            return
        self.entities |= {row["entity_id"] for rows in self.batch for row in rows.get("mentions", ())}
        derived.recount(self.connection, self.entities)
