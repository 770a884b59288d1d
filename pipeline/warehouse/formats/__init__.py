"""The format of a warehouse: made new, or brought up from every earlier one by ``N.sql``, one file a step.

Format 1 had no ``format`` table; its entities were names that articles shared by their spelling.
"""

from __future__ import annotations

from datetime import UTC, datetime

import duckdb

from pipeline import __version__
from pipeline.articles import digest
from pipeline.warehouse.storage import transaction
from pipeline.warehouse.tables import read_sql

FORMAT = 6
IN_PLACE = frozenset({3, 4, 5, 6})  # steps that add to the tables instead of filling them anew
VIEWS = "views.sql"


class FormatError(RuntimeError):
    """A warehouse that this Blotter cannot write."""


def bring_up(connection: duckdb.DuckDBPyConnection) -> int:
    """Make the tables and views of an empty warehouse, or bring an older one up to ``FORMAT``.

    Returns the format that was found: 0 for a new warehouse. Raises FormatError for one that a later Blotter made.
    """
    found = format_of(connection)
    if found > FORMAT:
        raise FormatError(
            f"the warehouse has format {found}, this Blotter ({__version__}) knows up to {FORMAT}: update Blotter"
        )
    if found == 0:
        _make(connection)
    for step in range(max(found, 1), FORMAT):
        if found:
            _migrate(connection, step + 1)
    refresh_views(connection)
    return found


def require_current(connection: duckdb.DuckDBPyConnection, address: str) -> None:
    """For what this Blotter asks by itself, of a warehouse that is only read. Raises FormatError with what to do.

    What people ask in SQL is answered from a warehouse of any format: they see its tables.
    """
    found = format_of(connection)
    if 0 < found < FORMAT:
        raise FormatError(
            f"{address}: what is published has format {found}, of an earlier Blotter; the next `blotter run` brings it up to "
            f"format {FORMAT}, until then `blotter sql` answers from its own tables"
        )
    if found > FORMAT:
        raise FormatError(f"{address}: what is published has format {found}, this Blotter ({__version__}) knows up to {FORMAT}: update Blotter")  # fmt: skip


def format_of(connection: duckdb.DuckDBPyConnection) -> int:
    """The format's number; 0 where there are no tables yet."""
    tables = {row[0] for row in connection.execute(
        "SELECT table_name FROM duckdb_tables() WHERE database_name = current_database()").fetchall()}  # fmt: skip
    if "format" in tables:
        row = connection.execute("SELECT max(version) FROM format").fetchone()
        return int(row[0]) if row and row[0] is not None else 0
    return 1 if "articles" in tables else 0


def _make(connection: duckdb.DuckDBPyConnection) -> None:
    connection.execute("BEGIN TRANSACTION")
    try:
        connection.execute(read_sql("schema.sql"))
        connection.execute("INSERT INTO turns SELECT 0 WHERE NOT EXISTS (FROM turns)")
        _note(connection, FORMAT)
        connection.execute("COMMIT")
    except BaseException:
        connection.execute("ROLLBACK")
        raise


def _migrate(connection: duckdb.DuckDBPyConnection, step: int) -> None:
    """One format up, all of it or nothing: the old tables move to ``old_…`` and the step fills the new ones, or it adds to them in place."""
    connection.execute("BEGIN TRANSACTION")
    try:
        for name in views_of(connection):
            connection.execute(f'DROP VIEW "{name}"')
        old = [] if step in IN_PLACE else _tables(connection)
        for table in old:
            connection.execute(f'ALTER TABLE "{table}" RENAME TO "old_{table}"')
        if step not in IN_PLACE:
            connection.execute(read_sql("schema.sql"))
        connection.execute(read_sql(f"warehouse/formats/{step}.sql"))
        if step == FORMAT:  # what the schema says of columns needs those of every step
            connection.execute(read_sql("schema.sql"))
        for table in old:
            connection.execute(f'DROP TABLE "old_{table}"')
        _note(connection, step)
        connection.execute("COMMIT")
    except BaseException:
        connection.execute("ROLLBACK")
        raise


def _tables(connection: duckdb.DuckDBPyConnection) -> list[str]:
    query = (
        "SELECT table_name FROM duckdb_tables() WHERE database_name = current_database() AND NOT internal ORDER BY 1"
    )
    return [row[0] for row in connection.execute(query).fetchall()]


def _note(connection: duckdb.DuckDBPyConnection, version: int) -> None:
    now = datetime.now(UTC).replace(tzinfo=None)
    connection.execute("INSERT INTO format VALUES (?, ?, ?, NULL)", [version, now, __version__])


def views_of(connection: duckdb.DuckDBPyConnection) -> list[str]:
    """The names of the warehouse's views."""
    query = "SELECT view_name FROM duckdb_views() WHERE NOT internal AND database_name = current_database() ORDER BY 1"
    return [row[0] for row in connection.execute(query).fetchall()]


def refresh_views(connection: duckdb.DuckDBPyConnection) -> None:
    """Make the views anew where this Blotter has others."""
    current = digest(read_sql(VIEWS))
    row = connection.execute("SELECT views FROM format ORDER BY version DESC LIMIT 1").fetchone()
    if row and row[0] == current:
        return
    with transaction(connection):
        for name in views_of(connection):
            connection.execute(f'DROP VIEW "{name}"')
        connection.execute(read_sql(VIEWS))
        connection.execute("UPDATE format SET views = ?", [current])
