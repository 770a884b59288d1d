"""What waits in a warehouse to be done again: articles that could not be extracted, places that could not be read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, fields
from pathlib import Path

import duckdb

from pipeline.articles import Article
from pipeline.intake.source_list import is_source_list, read_source_list
from pipeline.warehouse.tables import among, as_json, delete_rows

# A failed article is kept without facts, or with those that another extractor made before.
FAILED = """
SELECT DISTINCT a.article_id FROM articles a LEFT JOIN failures f ON f.article_id = a.article_id AND f.stage = 'extract'
WHERE (a.status = 'failed' OR f.failure_id IS NOT NULL) AND ($source IS NULL OR a.listed_as = $source)
AND ($run IS NULL OR starts_with(coalesce(f.run_id, a.run_id), $run)) ORDER BY a.article_id
"""
UNREAD = """
SELECT f.where_found, f.context->>'source', coalesce(r.sources, []) FROM failures f LEFT JOIN runs r USING (run_id)
WHERE f.stage = 'ingest' AND ($source IS NULL OR (f.context->>'source') = $source)
AND ($run IS NULL OR starts_with(f.run_id, $run)) ORDER BY f.where_found
"""
COLUMNS = [item.name if item.name != "id" else "article_id" for item in fields(Article)]


def stored_articles(connection: duckdb.DuckDBPyConnection, article_ids: Sequence[str]) -> list[Article]:
    """The articles as they were read, by id."""
    query = f"SELECT {', '.join(COLUMNS)} FROM articles WHERE {among('article_id')} ORDER BY article_id"
    return [Article(*row) for row in connection.execute(query, [as_json(list(article_ids))]).fetchall()]


def failed_articles(
    connection: duckdb.DuckDBPyConnection, *, source: str | None = None, run: str | None = None
) -> list[str]:
    """The ids of articles that could not be extracted: of a listed source, of the run that met it last (a prefix)."""
    return [row[0] for row in connection.execute(FAILED, {"source": source, "run": run}).fetchall()]


@dataclass(slots=True)
class Unread:
    """What could not be read: the sources to read again, the places in them, and what nobody can read again."""

    sources: list[str] = field(default_factory=list)
    places: dict[str, set[str]] = field(default_factory=dict)  # listed source → where it failed
    lost: list[str] = field(default_factory=list)  # such as standard input


def unread(connection: duckdb.DuckDBPyConnection, *, source: str | None = None, run: str | None = None) -> Unread:
    """What could not be read, as the runs that met it last named it."""
    found = Unread()
    for where, listed, sources in connection.execute(UNREAD, {"source": source, "run": run}).fetchall():
        named = _named(where, listed, sources)
        if named is None:
            found.lost.append(where)
            continue
        if named not in found.sources:
            found.sources.append(named)
        if listed:
            found.places.setdefault(listed, set()).add(where)
    return found


def _named(where: str, listed: str | None, sources: Sequence[str]) -> str | None:
    """By which name a run reads a place again: ``sources.yml#name``, or what was named by hand."""
    lists = [name for name in sources if is_source_list(name)]
    if listed:
        wanted = [f"{name.partition('#')[0]}#{listed}" for name in lists if name.partition("#")[2] in ("", listed)]
        return next((name for name in wanted if _has(name)), None) or next(iter(wanted), None)
    around = set(places_around(where))
    return next((name for name in sources if name != "-" and (name in around or str(Path(name)) in around)), None)


def _has(name: str) -> bool:
    path, _, only = name.partition("#")
    return any(source.name == only for source in read_source_list(path)[0])


def places_around(where: str) -> Iterator[str]:
    """A place, what it stands in (``a.jsonl`` of ``a.jsonl:5``, a feed of its entry), and the folders around it."""
    while True:
        yield where
        head, _, line = where.rpartition(":")
        if head and line.isdecimal():
            where = head
        elif ", " in where:
            where = where.rpartition(", ")[0]
        else:
            break
    if "://" not in where:
        yield from (str(folder) for folder in Path(where).parents)


def settle(connection: duckdb.DuckDBPyConnection, run_id: str, places: Iterable[str]) -> int:
    """Forget earlier failures at places that this run could read; what failed again is this run's. Returns how many."""
    read = {place if "://" in place else str(Path(place)) for place in places}
    rows = connection.execute(
        "SELECT failure_id, where_found FROM failures WHERE stage = 'ingest' AND run_id <> ?", [run_id]
    ).fetchall()
    over = [failure for failure, where in rows if not read.isdisjoint(places_around(where))]
    delete_rows(connection, "failures", "failure_id", over)
    return len(over)
