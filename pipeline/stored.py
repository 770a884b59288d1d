"""Rows → (Article, Extraction): an article of the warehouse as it was extracted."""

from __future__ import annotations

from typing import Any

import duckdb

from pipeline.articles import Article
from pipeline.scheme import Argument, DateValue, Entity, Event, Extraction, Mention, NumberValue, Relation


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
    fields = ("text", "title", "published", "lang", "source", "author", "url", "origin", "external_id")
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
                n["mention_id"], n["low"], n["high"], n["unit"], n["approximate"], n["measures"], n["about"]
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
