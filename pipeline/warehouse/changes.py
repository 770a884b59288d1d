"""What a load changed in the facts of articles that were extracted before, and what changed between two runs.

A fact is compared by what it says and by the sentence that says it, not by its id, score or place: a word more in the
first line of an article moves all facts and changes none. Nothing is done, and nothing written, for new articles.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

import duckdb

from pipeline.warehouse.derived import OF_TOUCHED, touch
from pipeline.warehouse.tables import as_json

KEPT_DAYS = 90  # how long is kept what a run changed
# In the place of what a run changed, once it is forgotten: its run says so with one row.
FORGOTTEN = "forgotten"
FORGET = f"""
CREATE OR REPLACE TEMP TABLE old_runs AS
SELECT run_id FROM runs WHERE started < ? AND run_id IN (SELECT run_id FROM changes WHERE change <> '{FORGOTTEN}')
"""

PLACE = "'start': f.start_char, 'end': f.end_char"
SENTENCE = "substr(d.text, f.sentence_start + 1, f.sentence_end - f.sentence_start)"
# Table → what a row of it says; m: the mention that it stands on, c: who says so, e: the event that it belongs to.
SAYS = {
    "mentions": "'label': f.label, 'text': f.text, 'names': f.local_id",
    "dates": "'text': m.text, 'first_day': f.first_day, 'last_day': f.last_day",
    "numbers": """'text': m.text, 'low': f.low, 'high': f.high, 'unit': f.unit, 'approximate': f.approximate,
                  'measures': f.measures, 'about': f.about_local, 'said_by': f.said_by""",
    "events": "'type': f.type, 'trigger': f.trigger, 'status': f.status, 'claimed_by': c.text",
    "event_arguments": "'event': e.type, 'trigger': e.trigger, 'role': f.role, 'filler': coalesce(m.text, o.trigger)",
    "relations": "'subject': f.subject_local, 'type': f.type, 'object': f.object_local, 'former': f.former",
}
MENTION = "LEFT JOIN of_mentions m USING (mention_id)"
JOINS = {
    "dates": MENTION,
    "numbers": MENTION,
    "events": "LEFT JOIN of_mentions c ON c.mention_id = f.claimed_by",
    "event_arguments": f"{MENTION} LEFT JOIN of_events e USING (event_id) LEFT JOIN of_events o ON o.event_id = f.offence_id",
}
# The version of the article itself; it tells which run stored it, so that the chain of versions can be followed back.
VERSION = "'run': f.run_id, 'title': f.title, 'published': f.published, 'status': f.status, 'content': f.content_hash"
EXTRACTED = "status IN ('extracted', 'screened_out')"
FACTS = """
CREATE OR REPLACE TEMP TABLE {table} AS
WITH of_articles AS ({articles}),
of_mentions AS (SELECT mention_id, text FROM mentions SEMI JOIN touched ON id = article_id),
of_events AS (SELECT event_id, type, trigger FROM events SEMI JOIN touched ON id = article_id),
said AS ({said})
SELECT *, row_number() OVER (PARTITION BY article_id, subject, says, sentence ORDER BY (place->>'start')::BIGINT) AS nth FROM said
"""
# A fact that stands n times before and m times after is added or removed as often as the two differ.
DIFFERENCE = """
INSERT INTO changes BY NAME
SELECT ? AS run_id, article_id, subject, change, json_merge_patch(says, place, json_object('sentence', sentence)) AS fact
FROM (
    SELECT 'removed' AS change, b.* FROM facts_before b ANTI JOIN facts_after a
    ON a.article_id = b.article_id AND a.subject = b.subject AND a.says = b.says AND a.sentence IS NOT DISTINCT FROM b.sentence AND a.nth = b.nth
    UNION ALL
    SELECT 'added' AS change, a.* FROM facts_after a ANTI JOIN facts_before b
    ON a.article_id = b.article_id AND a.subject = b.subject AND a.says = b.says AND a.sentence IS NOT DISTINCT FROM b.sentence AND a.nth = b.nth
) ORDER BY article_id, subject, change, (place->>'start')::BIGINT, says
"""


def _statement(table: str) -> str:
    said = [
        f"SELECT f.article_id, 'articles' AS subject, to_json({{{VERSION}}}) AS says, NULL AS sentence, '{{}}'::JSON AS place FROM of_articles f"
    ]
    for name, says in SAYS.items():
        said.append(
            f"SELECT f.article_id, '{name}' AS subject, to_json({{{says}}}) AS says, {SENTENCE} AS sentence, to_json({{{PLACE}}}) AS place "
            f"FROM ({OF_TOUCHED.format(table=name)}) f JOIN of_articles d ON d.article_id = f.article_id {JOINS.get(name, '')}"
        )
    return FACTS.format(table=table, articles=OF_TOUCHED.format(table="articles"), said=" UNION ALL ".join(said))


def remember(connection: duckdb.DuckDBPyConnection, articles: Iterable[str]) -> list[str]:
    """Keep what these articles say until they are replaced; returns those of them that were extracted before."""
    rows = connection.execute(
        f"SELECT article_id FROM articles WHERE {EXTRACTED} AND article_id IN (SELECT unnest(from_json(?::JSON, '[\"VARCHAR\"]'))) ORDER BY 1",
        [as_json(sorted(articles))],
    ).fetchall()
    extracted = [row[0] for row in rows]
    if touch(connection, extracted):
        connection.execute(_statement("facts_before"))
    return extracted


def record(connection: duckdb.DuckDBPyConnection, articles: Iterable[str], run_id: str) -> None:
    """Write down what differs now from what ``remember`` kept of the articles that it returned."""
    if touch(connection, articles):
        connection.execute(_statement("facts_after"))
        connection.execute(DIFFERENCE, [run_id])
        connection.execute("DROP TABLE facts_before")
        connection.execute("DROP TABLE facts_after")


def forget_changes(connection: duckdb.DuckDBPyConnection, now: datetime, days: float = KEPT_DAYS) -> int:
    """Forget what runs that began more than ``days`` ago changed; returns how many runs.

    Of such a run one row stays, which says that it changed something.
    """
    connection.execute(FORGET, [now - timedelta(days=days)])
    (runs,) = connection.execute("SELECT count(*) FROM old_runs").fetchone()  # type: ignore[misc]
    if runs:
        connection.execute("DELETE FROM changes WHERE run_id IN (SELECT run_id FROM old_runs)")
        connection.execute(
            "INSERT INTO changes BY NAME SELECT run_id, NULL AS article_id, 'runs' AS subject, ? AS change, '{}' AS fact FROM old_runs",
            [FORGOTTEN],
        )
    return int(runs)
