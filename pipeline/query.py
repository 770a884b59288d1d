"""Read-only SQL over the published warehouse with the doors locked: no files, no network, no settings, and a limit
on time and memory. Also the answer in the formats that ``blotter sql`` writes."""

from __future__ import annotations

import csv
import json
import threading
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any, TextIO

import duckdb

from pipeline.store import published

LOCKED = {
    "enable_external_access": "false",
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
    "allow_community_extensions": "false",
    "lock_configuration": "true",
}

DEFAULT_QUERIES = {
    "gangs by articles": "SELECT name, country, articles, mentions FROM entities WHERE label = 'GANG' ORDER BY articles DESC, mentions DESC LIMIT 10",
    "who leads whom": "SELECT person, tie, gang, former, sentence FROM gang_people WHERE gang IS NOT NULL ORDER BY gang, person LIMIT 20",
    "where they operate": "SELECT gang, place, country, articles FROM gang_places ORDER BY articles DESC, gang, place LIMIT 20",
    "newest events": "SELECT day, type, status, agents, targets, places FROM event_timeline ORDER BY day DESC, event_id LIMIT 20",
    "only alleged": "SELECT day, type, claimed_by, agents, targets, sentence FROM event_timeline WHERE status = 'alleged' ORDER BY day DESC, event_id LIMIT 20",
    "claims of size": "SELECT gang, low, high, unit, approximate, said_by, published, sentence FROM gang_numbers WHERE measures = 'members' ORDER BY gang, published",
    "events by type and status": "SELECT type, status, count(*) AS events FROM events GROUP BY ALL ORDER BY events DESC, type, status",
    "what failed": "SELECT stage, where_found, kind, message FROM failures ORDER BY where_found",
}  # fmt: skip


class QueryRefused(ValueError):
    """SQL that is wrong, or that asks for what is locked."""


class QueryTimeout(RuntimeError):
    """SQL that took too long or too much memory, and was stopped."""


@dataclass(frozen=True, slots=True)
class QueryResult:
    """An answer: column names, their DuckDB types, and rows; ``truncated`` where ``max_rows`` cut it."""

    columns: list[str]
    types: list[str]
    rows: list[tuple[Any, ...]]
    truncated: bool = False


def connect_locked(path: Path | str, *, memory_limit: str = "1GB") -> duckdb.DuckDBPyConnection:
    """A read-only connection to the published copy on which only questions can be asked."""
    config: dict[str, Any] = {**LOCKED, "memory_limit": memory_limit, "temp_directory": ""}
    return duckdb.connect(str(published(path)), read_only=True, config=config)


def run_query(
    path: Path | str, sql: str, *, timeout_s: float = 30, memory_limit: str = "1GB", max_rows: int | None = None
) -> QueryResult:
    """The answer to one question.

    Raises QueryRefused, with DuckDB's reason, for SQL that is wrong or not allowed, QueryTimeout when it is
    stopped, FileNotFoundError when nothing is published yet.
    """
    with connect_locked(path, memory_limit=memory_limit) as connection:
        timer = threading.Timer(timeout_s, connection.interrupt)
        timer.start()
        try:
            connection.execute(sql)
            if connection.description is None:
                return QueryResult([], [], [])
            columns = [item[0] for item in connection.description]
            types = [str(item[1]) for item in connection.description]
            rows = connection.fetchall() if max_rows is None else connection.fetchmany(max_rows + 1)
        except duckdb.InterruptException:
            raise QueryTimeout(f"stopped after {timeout_s:g} seconds: ask for less, or raise the limit") from None
        except duckdb.OutOfMemoryException:
            raise QueryTimeout(f"stopped at {memory_limit} of memory: ask for less, or raise the limit") from None
        except duckdb.Error as error:
            raise QueryRefused(str(error)) from None
        finally:
            timer.cancel()
    truncated = max_rows is not None and len(rows) > max_rows
    return QueryResult(columns, types, rows[:max_rows] if truncated else rows, truncated)


def export(result: QueryResult, form: str, target: TextIO | Path) -> None:
    """Write an answer as ``csv`` or ``json`` to a stream, or as ``parquet`` to a path."""
    if form == "parquet":
        if not isinstance(target, Path):
            raise ValueError("Parquet is written to a file")
        _write_parquet(result, target)
    elif isinstance(target, Path):
        with target.open("w", encoding="utf-8", newline="") as stream:
            export(result, form, stream)
    elif form == "csv":
        writer = csv.writer(target)
        writer.writerow(result.columns)
        writer.writerows(result.rows)
    elif form == "json":
        records = [dict(zip(result.columns, row, strict=True)) for row in result.rows]
        json.dump(records, target, ensure_ascii=False, indent=1, default=_plain)
        target.write("\n")
    else:
        raise ValueError(f"unknown format {form!r}: csv, json or parquet")


def _plain(value: Any) -> Any:
    if isinstance(value, (date, datetime)):
        return value.isoformat()
    if isinstance(value, Decimal):
        return float(value)
    return str(value)


def _write_parquet(result: QueryResult, target: Path) -> None:
    """Through a connection of its own: the locked one may not write files."""
    with duckdb.connect() as connection:
        columns = [
            f'unnest(?::{kind}[]) AS "{name.replace(chr(34), "")}"'
            for name, kind in zip(result.columns, result.types, strict=True)
        ]
        values = [[row[i] for row in result.rows] for i in range(len(result.columns))]
        connection.execute(f"CREATE TABLE answer AS SELECT {', '.join(columns)}", values)
        path = str(target).replace("'", "''")
        connection.execute(f"COPY answer TO '{path}' (FORMAT parquet)")


def stored_article(path: Path | str, article_id: str) -> Any:
    """An article of the published warehouse with its facts, as (Article, Extraction).

    Raises FileNotFoundError when nothing is published, or there is no such article.
    """
    from pipeline.stored import read_stored

    with connect_locked(path) as connection:
        found = read_stored(connection, article_id)
    if found is None:
        raise FileNotFoundError(f"{article_id}: neither a file nor the id of an article in {path}")
    return found
