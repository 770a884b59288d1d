"""Articles out of the warehouse: as they were extracted (Article, Extraction), or as the rows that a load takes."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

import duckdb

from pipeline.articles import Article
from pipeline.rows import FACT_TABLES, Rows
from pipeline.scheme import Argument, DateValue, Entity, Event, Extraction, Mention, NumberValue, Relation
from pipeline.warehouse.tables import Row, rows_where

# What a judgement can reject, by the column that its subject stands in; an event takes its arguments along.
REJECTABLE = {
    "events": "event_id", "event_arguments": "event_id", "relations": "relation_id", "numbers": "mention_id",
}  # fmt: skip


def read_stored(connection: duckdb.DuckDBPyConnection, article_id: str) -> tuple[Article, Extraction] | None:
    """The article with this id and its facts; None if there is no such article."""

    def rows(query: str) -> list[dict[str, Any]]:
        connection.execute(query, [article_id])
        names = [item[0] for item in connection.description or ()]
        return [dict(zip(names, row, strict=True)) for row in connection.fetchall()]

    found = rows("SELECT * FROM articles WHERE article_id = ?")
    if not found:
        return None
    (row,) = found
    fields = (
        "text", "title", "published", "lang", "source", "author", "url", "origin", "external_id", "publisher_country",
    )  # fmt: skip
    article = Article(id=row["article_id"], **{name: row[name] for name in fields})
    facts = Extraction(text=article.text, relevance=row["relevance"])
    for m in rows("SELECT * FROM mentions WHERE article_id = ? ORDER BY start_char, end_char DESC"):
        source = m["made_by"].split()[0]
        facts.mentions.append(
            Mention(
                m["mention_id"],
                m["start_char"],
                m["end_char"],
                m["text"],
                m["label"],
                m["entity_id"],
                source,
                m["score"],
            )
        )
    for e in rows(
        "SELECT * FROM entities WHERE entity_id IN (SELECT entity_id FROM mentions WHERE article_id = ?) ORDER BY entity_id"
    ):
        facts.entities.append(
            Entity(e["entity_id"], e["label"], e["name"], e["wikidata"], e["country"], e["latitude"], e["longitude"])
        )
    for d in rows("SELECT * FROM dates WHERE article_id = ? ORDER BY start_char"):
        facts.dates.append(DateValue(d["mention_id"], d["first_day"].isoformat(), d["last_day"].isoformat()))
    for n in rows("SELECT * FROM numbers WHERE article_id = ? ORDER BY start_char"):
        facts.numbers.append(
            NumberValue(
                n["mention_id"], n["low"], n["high"], n["unit"], n["approximate"], n["measures"], n["about"], n["claimed_by"]
            )
        )  # fmt: skip
    arguments: dict[str, list[Argument]] = {}
    for a in rows("SELECT * FROM event_arguments WHERE article_id = ? ORDER BY start_char, role"):
        argument = Argument(a["role"], a["mention_id"], a["offence_id"], a["score"])
        arguments.setdefault(a["event_id"], []).append(argument)
    for v in rows("SELECT * FROM events WHERE article_id = ? ORDER BY start_char"):
        facts.events.append(
            Event(
                v["event_id"], v["type"], v["start_char"], v["end_char"], v["trigger"], v["status"], v["claimed_by"],
                v["made_by"].split()[0], v["score"], arguments.get(v["event_id"], []),
            )
        )  # fmt: skip
    for r in rows("SELECT * FROM relations WHERE article_id = ? ORDER BY start_char, relation_id"):
        facts.relations.append(
            Relation(
                r["subject"], r["type"], r["object"], r["former"], r["start_char"], r["end_char"], score=r["score"]
            )
        )
    return article, facts


def stored_rows(connection: duckdb.DuckDBPyConnection, articles: Sequence[str]) -> list[Rows]:
    """The rows of stored articles as ``pipeline.rows`` made them, in the order of the ids."""
    by_article: dict[str, Rows] = {
        row["article_id"]: {"articles": [row]} for row in rows_where(connection, "articles", "article_id", articles)
    }
    for rows in by_article.values():
        rows |= {table: [] for table in FACT_TABLES}
    for table in FACT_TABLES:
        for row in rows_where(connection, table, "article_id", articles):
            by_article[row["article_id"]][table].append(row)
    for rejected in rows_where(connection, "rejected", "article_id", articles):
        original, table = json.loads(rejected["row"]), rejected["fact"]
        others = [row for row in by_article[rejected["article_id"]][table] if not same_fact(table, row, original)]
        by_article[rejected["article_id"]][table] = [*others, original]
    _own_entities(connection, by_article)
    for rows in by_article.values():
        within_article(rows)
        for table in FACT_TABLES:
            rows[table].sort(key=lambda row: (row["start_char"], -row["end_char"], json.dumps(row, default=str)))
    return [by_article[article] for article in articles if article in by_article]


def _own_entities(connection: duckdb.DuckDBPyConnection, by_article: dict[str, Rows]) -> None:
    """The entities of each article as it names them: from its links, or where it was never linked, from format 1's."""
    for rows in by_article.values():
        rows["entities"] = []
    linked: set[tuple[str, str]] = set()
    for link in rows_where(connection, "entity_links", "article_id", by_article):
        linked.add((link["article_id"], link["local_id"]))
        own = {"entity_id": link["local_id"], "label": link["label"], "name": link["name"]}
        by_article[link["article_id"]]["entities"].append(own)
    unlinked = {
        (key, mention["local_id"]): mention
        for key, rows in by_article.items() for mention in rows["mentions"] if mention["local_id"]
        if (key, mention["local_id"]) not in linked
    }  # fmt: skip
    names = {
        row["entity_id"]: row["name"]
        for row in rows_where(connection, "entities", "entity_id", {k for _, k in unlinked})
    }
    for (article, local), mention in unlinked.items():
        own = {"entity_id": local, "label": mention["label"], "name": names.get(local) or mention["text"]}
        by_article[article]["entities"].append(own)


def within_article(rows: Rows) -> None:
    """Put the article's own entities back on its rows, as before they were linked."""
    local_of = {row["mention_id"]: row["local_id"] for row in rows["mentions"]}
    for row in rows["mentions"]:
        row["entity_id"] = row["local_id"]
    for row in rows["numbers"]:
        row["about"] = row["about_local"]
    for row in rows["event_arguments"]:
        row["entity_id"] = local_of.get(row["mention_id"])
    for row in rows["relations"]:
        row["subject"], row["object"] = row["subject_local"], row["object_local"]


def same_fact(table: str, row: Row, other: Row) -> bool:
    """Whether two rows are one fact, whatever was said of it."""
    columns = ("event_id", "role", "mention_id", "offence_id") if table == "event_arguments" else (REJECTABLE[table],)
    return all(row[column] == other[column] for column in columns)
