"""What the tests of the warehouse share: rows of annotated articles, dumps to compare, and writers to be killed.

``python warehouses.py ADDRESS ROWS [SIZE]`` is such a writer: it loads what is missing of the pickled rows, batch by
batch, and publishes after each.
"""

from __future__ import annotations

import pickle
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Any

import duckdb

from pipeline.articles import Article
from pipeline.gold import gold_files, read_articles
from pipeline.knowledge import slug
from pipeline.rows import Rows, article_rows
from pipeline.scheme import NAMED_LABELS, Extraction
from pipeline.store import Warehouse
from pipeline.warehouse.tables import column_types

ROOT = Path(__file__).resolve().parents[1]
RUN = "gold"
# Who wrote and when differs between two runs that say the same.
NOT_COMPARED = {"runs", "turns", "format"}
# Sentences are numbered as they come: what is compared says which one is meant.
NUMBERED = {
    "sentences": "SELECT article_id, start_char, end_char, words FROM sentences",
    "search_terms": "SELECT term, article_id, start_char, place, times, t.words FROM search_terms t LEFT JOIN sentences USING (sentence_id)",
}
# Which word of its sentence a row of the index is, found in the article's text.
IN_ITS_PLACE = r"""
SELECT t.sentence_id, t.place FROM search_terms t JOIN sentences s USING (sentence_id) JOIN articles a USING (article_id)
WHERE t.term IS DISTINCT FROM md5_number_lower(stem(
    regexp_extract_all(lower(strip_accents(substr(a.text, s.start_char + 1, s.end_char - s.start_char))), '[0-9\pL]+')[t.place + 1], 'english'
))
"""


def gold_rows(count: int) -> list[Rows]:
    """The rows of the first annotated articles: rich facts without a model."""
    articles = read_articles(gold_files([ROOT / "corpora/gangs/en/train"])[:count])
    return [
        article_rows(
            Article(g.id, g.text, g.title, g.published, g.lang, g.source),
            as_extracted(g.extraction),
            run_id=RUN,
            extractor="gold 1",
        )
        for g in articles
    ]


def as_extracted(facts: Extraction) -> Extraction:
    """Marked facts with the ids that the extractor gives: label and name within the article, and only for what has a name."""
    of = {e.id: f"{e.label.lower()}:{slug(e.name)}" for e in facts.entities if e.label in NAMED_LABELS}
    facts.entities = [e for e in facts.entities if e.id in of]
    for entity in facts.entities:
        entity.id = of[entity.id]
    for mention in facts.mentions:
        mention.entity = of.get(mention.entity or "")
    for number in facts.numbers:
        number.about = of.get(number.about or "")
    facts.relations = [r for r in facts.relations if r.subject in of and r.object in of]
    for relation in facts.relations:
        relation.subject, relation.object = of[relation.subject], of[relation.object]
    return facts


def of_run(rows: Sequence[Rows], run: str) -> list[Rows]:
    """The same rows, as another run would have made them."""
    return [
        {table: [row | {"run_id": run} if "run_id" in row else row for row in found] for table, found in item.items()}
        for item in rows
    ]


def batches(rows: Sequence[Rows], size: int) -> Iterator[Sequence[Rows]]:
    """The rows, so many articles at a time."""
    for start in range(0, len(rows), size):
        yield rows[start : start + size]


def dump(connection: duckdb.DuckDBPyConnection) -> dict[str, list[str]]:
    """Everything that a warehouse says, table by table, in an order of its own."""
    return {
        table: sorted(map(repr, connection.execute(NUMBERED.get(table, f"FROM {table}")).fetchall()))
        for table in column_types()
        if table not in NOT_COMPARED
    }


def differences(one: dict[str, list[Any]], other: dict[str, list[Any]]) -> dict[str, list[Any]]:
    """What only one of two dumps has, by table; short enough to read."""
    return {t: sorted({*one[t]} ^ {*other[t]})[:4] or [len(one[t]), len(other[t])] for t in one if one[t] != other[t]}


# What holds in every warehouse at every moment: each question finds what breaks it.
INVARIANTS = {
    "an article stands once": "SELECT article_id FROM articles GROUP BY ALL HAVING count(*) > 1",
    "a mention stands once": "SELECT mention_id FROM mentions GROUP BY ALL HAVING count(*) > 1",
    "an event stands once": "SELECT event_id FROM events GROUP BY ALL HAVING count(*) > 1",
    "an entity stands once": "SELECT entity_id FROM entities GROUP BY ALL HAVING count(*) > 1",
    "an incident stands once": "SELECT incident_id FROM incidents GROUP BY ALL HAVING count(*) > 1",
    "a sentence has its own number": "SELECT sentence_id FROM sentences GROUP BY ALL HAVING count(*) > 1",
    "a name has one link": "SELECT article_id, local_id FROM entity_links GROUP BY ALL HAVING count(*) > 1",
    "facts have their article": "SELECT article_id FROM mentions UNION SELECT article_id FROM events EXCEPT SELECT article_id FROM articles",
    "an article has as many events as it says": "SELECT article_id FROM articles a WHERE events <> (SELECT count(*) FROM events e WHERE e.article_id = a.article_id)",
    "the timeline has every event": "(SELECT event_id FROM events EXCEPT SELECT event_id FROM timeline) UNION ALL (SELECT event_id FROM timeline EXCEPT SELECT event_id FROM events)",
    "names have their entity": "SELECT entity_id FROM mentions WHERE entity_id IS NOT NULL EXCEPT SELECT entity_id FROM entities",
    "an entity counts its mentions": "SELECT entity_id, mentions FROM entities EXCEPT SELECT entity_id, count(*) FROM mentions GROUP BY ALL",
    "forms add up": "SELECT entity_id, sum(mentions) FROM aliases GROUP BY ALL EXCEPT SELECT entity_id, mentions FROM entities",
    "an incident has evidence": "(SELECT incident_id FROM incidents EXCEPT SELECT incident_id FROM incident_evidence) UNION ALL (SELECT incident_id FROM incident_evidence EXCEPT SELECT incident_id FROM incidents)",
    "events have their incident": "SELECT incident_id FROM events WHERE incident_id IS NOT NULL EXCEPT SELECT incident_id FROM incidents",
    "reports name those who are there": "SELECT * FROM (SELECT unnest(list_concat(participants, victims, [place_id])) AS entity FROM incident_evidence) WHERE entity IS NOT NULL EXCEPT SELECT entity_id FROM entities",
    "reports have their keys": "(SELECT CAST('0x' || report_id AS UBIGINT) FROM incident_evidence WHERE country IS NOT NULL AND coalesce(first_day, published) IS NOT NULL EXCEPT SELECT report FROM report_keys) UNION ALL (SELECT report FROM report_keys EXCEPT SELECT CAST('0x' || report_id AS UBIGINT) FROM incident_evidence)",
    "articles have the keys of their names": "(SELECT article_id FROM incident_evidence WHERE len(keys) > 0 AND coalesce(published, first_day) IS NOT NULL EXCEPT SELECT article_id FROM name_keys) UNION ALL (SELECT article_id FROM name_keys EXCEPT SELECT article_id FROM incident_evidence)",
    "the index has its sentences": "SELECT sentence_id FROM search_terms EXCEPT SELECT sentence_id FROM sentences",
    "the index has the words of a sentence": "SELECT sentence_id, words FROM sentences WHERE words > 0 EXCEPT SELECT sentence_id, count(*) FROM search_terms GROUP BY sentence_id, words",
    "a word has its place": IN_ITS_PLACE,
    "a place has one word": "SELECT sentence_id, place FROM search_terms GROUP BY ALL HAVING count(*) > 1",
    "a word stands as often as it says": "SELECT sentence_id, term FROM search_terms GROUP BY sentence_id, term HAVING count(*) <> min(times) OR count(*) <> max(times)",
    "every article is linked": "SELECT article_id FROM articles WHERE status = 'extracted' AND resolver IS NULL",
}  # fmt: skip


def broken(connection: duckdb.DuckDBPyConnection) -> dict[str, list[Any]]:
    """The invariants that do not hold, with what breaks them."""
    found = {name: connection.execute(f"FROM ({query}) LIMIT 3").fetchall() for name, query in INVARIANTS.items()}
    return {name: rows for name, rows in found.items() if rows}


def run_python(code: str, *arguments: str, **options: Any) -> subprocess.Popen[str]:
    """Python in a process of its own, which finds this module."""
    command = [sys.executable, "-c", code, *arguments]
    return subprocess.Popen(command, text=True, cwd=Path(__file__).parent, **options)


def load_missing(address: str, rows: Sequence[Rows], size: int) -> None:
    """Load what the warehouse has not yet, and publish after every batch: what a run that is started again does."""
    with Warehouse.open(address) as warehouse:
        run = warehouse.start_run(sources=["gold"])
        for batch in batches(rows, size):
            known = warehouse.known([row["article_id"] for item in batch for row in item["articles"]])
            new = [item for item in batch if item["articles"][0]["article_id"] not in known]
            if new:
                warehouse.load(new, run_id=RUN)
            warehouse.publish()
        warehouse.finish_run(run, "done", {"read": len(rows)})
        warehouse.publish()


@contextmanager
def connecting_with(**config: Any) -> Iterator[None]:
    """Every connection to DuckDB that is opened meanwhile has these settings, where it is not given others."""
    connect = duckdb.connect

    def configured(*arguments: Any, config: dict[str, Any] | None = None, **options: Any) -> duckdb.DuckDBPyConnection:
        return connect(*arguments, config=usual | (config or {}), **options)

    usual = config
    duckdb.connect = configured
    try:
        yield
    finally:
        duckdb.connect = connect


def in_one_thread() -> AbstractContextManager[None]:
    """DuckDB works in one thread: over a handful of rows a second one costs more than it does."""
    return connecting_with(threads=1)


if __name__ == "__main__":
    address, pickled, *size = sys.argv[1:]
    with in_one_thread():
        load_missing(address, pickle.loads(Path(pickled).read_bytes()), int(size[0]) if size else 4)
