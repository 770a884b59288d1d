"""Read-only SQL over the published warehouse with the doors locked: no files, no network, no settings, and a limit
on time and memory.

``run_query`` asks in this process, for questions of our own. What people type goes through ``asking``, which can also
stop what DuckDB does not.
"""

from __future__ import annotations

import os
import threading
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipeline.asking.columns import quoted
from pipeline.asking.doors import QueryRefused, bare_question, plain_reason

if TYPE_CHECKING:
    from collections.abc import Callable

    import duckdb
    from duckdb import DuckDBPyRelation
    from duckdb.sqltypes import DuckDBPyType

    Picked = Callable[[list[str], list[DuckDBPyType]], str]

__all__ = ["DEFAULT_QUERIES", "QueryRefused", "QueryResult", "QueryTimeout", "connect_locked", "run_query", "stored_article"]  # fmt: skip

THREADS = min(4, os.cpu_count() or 1)
BATCH = 2_000  # rows fetched between two looks at the clock
QUIET = {
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
    "allow_community_extensions": "false",
    "python_enable_replacements": "false",
    "temp_directory": "",
}

DEFAULT_QUERIES = {
    "gangs by articles": "SELECT name, country, articles, mentions FROM entities WHERE label = 'GANG' ORDER BY articles DESC, mentions DESC LIMIT 10",
    "who leads whom": "SELECT person, tie, gang, former, sentence FROM gang_people WHERE gang IS NOT NULL ORDER BY gang, person LIMIT 20",
    "where they operate": "SELECT gang, place, country, articles FROM gang_places ORDER BY articles DESC, gang, place LIMIT 20",
    "newest events": "SELECT day, type, status, agents, targets, place FROM event_timeline WHERE status IN ('asserted', 'alleged') AND day <= published ORDER BY day DESC, event_id LIMIT 20",
    "happenings by sources": "SELECT first_day, type, place, country, killed_low, killed_high, sources, alleging, denying FROM incident_map ORDER BY sources DESC, first_day DESC LIMIT 20",
    "only alleged": "SELECT day, type, claimed_by, agents, targets, sentence FROM event_timeline WHERE status = 'alleged' ORDER BY day DESC, event_id LIMIT 20",
    "claims of size": "SELECT gang, low, high, unit, approximate, said_by, published, sentence FROM gang_numbers WHERE measures = 'members' AND unit = 'count' ORDER BY gang, published LIMIT 50",
    "events by type and status": "SELECT type, status, count(*) AS events FROM events GROUP BY ALL ORDER BY events DESC, type, status",
    "what failed": "SELECT stage, where_found, kind, message FROM failures ORDER BY where_found",
}  # fmt: skip


class QueryTimeout(RuntimeError):
    """SQL that took too long, too much memory or too much disk, and was stopped."""


@dataclass(frozen=True, slots=True)
class QueryResult:
    """An answer: column names, their DuckDB types, and rows; ``truncated`` where ``max_rows`` cut it."""

    columns: list[str]
    types: list[str]
    rows: list[tuple[Any, ...]]
    truncated: bool = False


def connect_locked(
    path: Path | str, *, memory_limit: str = "1GB", writable: Path | str | None = None
) -> duckdb.DuckDBPyConnection:
    """A read-only connection to what is published on which only questions can be asked.

    ``writable`` is the one file that may be written: where our own COPY puts an answer.
    """
    from pipeline.warehouse.storage import LOOKED_UP, storage_of

    connection = storage_of(path).reader({**QUIET, "memory_limit": memory_limit, "threads": THREADS})
    if _locked(connection):
        return connection  # this process has the file open already, and a file has one configuration
    connection.execute(f"SET dynamic_or_filter_threshold = {LOOKED_UP}")
    if folder := _lake_data(connection):
        connection.execute(f"SET allowed_directories = [{literal(folder)}]")
    if writable is not None:
        connection.execute(f"SET allowed_paths = [{literal(str(writable))}]")
    connection.execute("SET enable_external_access = false")
    connection.execute("SET lock_configuration = true")
    return connection


def _locked(connection: duckdb.DuckDBPyConnection) -> bool:
    row = connection.execute("SELECT current_setting('lock_configuration')").fetchone()
    return bool(row and row[0])


def _lake_data(connection: duckdb.DuckDBPyConnection) -> str | None:
    """Where a DuckLake keeps its rows: these files must stay readable; None for a DuckDB file."""
    lakes = connection.execute(
        "SELECT database_name FROM duckdb_databases() WHERE type = 'ducklake' ORDER BY database_name"
    ).fetchall()
    if not lakes:
        return None
    query = f"SELECT value FROM __ducklake_metadata_{lakes[0][0]}.ducklake_metadata WHERE key = 'data_path'"
    row = connection.execute(query).fetchone()
    return str(row[0]) if row else None


def literal(text: str) -> str:
    """The text as an SQL string."""
    return "'" + text.replace("'", "''") + "'"


def run_query(
    path: Path | str, sql: str, *, timeout_s: float = 30, memory_limit: str = "1GB", max_rows: int | None = None
) -> QueryResult:
    """The answer to one question.

    Raises QueryRefused, with the reason, for SQL that is wrong or not allowed, QueryTimeout when it is
    stopped, FileNotFoundError when nothing is published yet.
    """
    with connect_locked(path, memory_limit=memory_limit) as connection:
        timer = threading.Timer(timeout_s, connection.interrupt)
        timer.daemon = True
        timer.start()
        try:
            source = ask(connection, bare_question(connection, sql), max_rows=max_rows)
            return fetch(source, until=time.monotonic() + timeout_s, max_rows=max_rows)
        except Exception as error:
            raise told(error, timeout_s, memory_limit) from None
        finally:
            timer.cancel()


def ask(
    connection: duckdb.DuckDBPyConnection, text: str, *, max_rows: int | None = None, picked: Picked | None = None
) -> duckdb.DuckDBPyConnection | DuckDBPyRelation:
    """A question whose rows can be fetched, one more than ``max_rows`` of them; ``picked`` makes its SELECT list.

    As a relation, since of what a connection executes DuckDB fetches the rows on one core.
    """
    import duckdb

    if connection.extract_statements(text)[0].type.name == "EXPLAIN":
        return connection.execute(text)
    try:
        relation = connection.sql(text)
    except (duckdb.ProgrammingError, duckdb.NotSupportedError):
        return connection.execute(text)  # it fails again, and says where in the text
    if max_rows is None and picked is None:
        return relation
    columns = (picked or _as_named)(relation.columns, relation.types)
    limit = "" if max_rows is None else f" LIMIT {max_rows + 1}"
    return connection.sql(f"SELECT {columns} FROM (\n{text}\n){limit}")


def _as_named(columns: list[str], types: list[DuckDBPyType]) -> str:
    return ", ".join(f"#{number} AS {quoted(name)}" for number, name in enumerate(columns, 1))


def fetch(
    source: duckdb.DuckDBPyConnection | DuckDBPyRelation, *, until: float, max_rows: int | None = None
) -> QueryResult:
    """The rows of what was asked, in batches. Raises TimeoutError past ``until`` (of the monotonic clock)."""
    if source.description is None:
        return QueryResult([], [], [])
    columns = [item[0] for item in source.description]
    types = [str(item[1]) for item in source.description]
    rows: list[tuple[Any, ...]] = []
    wanted = None if max_rows is None else max_rows + 1
    while wanted is None or len(rows) < wanted:
        batch = source.fetchmany(BATCH if wanted is None else min(BATCH, wanted - len(rows)))
        if not batch:
            break
        rows += batch
        if time.monotonic() > until:
            raise TimeoutError
    truncated = max_rows is not None and len(rows) > max_rows
    return QueryResult(columns, types, rows[:max_rows] if truncated else rows, truncated)


def told(error: Exception, timeout_s: float, memory_limit: str) -> Exception:
    """An error of DuckDB as one that says what happened and what to do; others as they are."""
    import duckdb

    message = str(error)
    if isinstance(error, duckdb.InterruptException | TimeoutError) or "INTERRUPT" in message:
        return out_of_time(timeout_s)
    if isinstance(error, duckdb.OutOfMemoryException | MemoryError) or "bad_alloc" in message:
        return out_of_memory(memory_limit)
    if "File too large" in message or "No space left" in message:
        return QueryTimeout("stopped: the file grew too large, or the disk is full: ask for less")
    if isinstance(error, duckdb.Error):
        return QueryRefused(plain_reason(error))
    return error


def out_of_time(timeout_s: float) -> QueryTimeout:
    return QueryTimeout(f"stopped after {timeout_s:g} seconds: ask for less, or raise the limit (--timeout)")


def out_of_memory(memory_limit: str) -> QueryTimeout:
    return QueryTimeout(f"stopped at {memory_limit} of memory: ask for less, or raise the limit (--memory)")


def stored_article(path: Path | str, article_id: str) -> Any:
    """An article of the published warehouse with its facts, as (Article, Extraction).

    Raises FileNotFoundError when nothing is published, or there is no such article.
    """
    from pipeline.warehouse.formats import require_current
    from pipeline.warehouse.stored import read_stored

    with connect_locked(path) as connection:
        require_current(connection, str(path))
        found = read_stored(connection, article_id)
    if found is None:
        raise FileNotFoundError(f"{article_id}: neither a file nor the id of an article in {path}")
    return found
