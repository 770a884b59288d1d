"""How the rows of a file lie after a vacuum: what is asked for together side by side, so that a question reads little of the file."""

from __future__ import annotations

import duckdb

from pipeline.warehouse.word_index import run_order

# Old rows: those of one gang or place together; within a year, so that those of a month are not scattered over all of the file.
# Table → (what tells its age, order). What the newest articles say stays as it was loaded: the next loads ask for it.
TOGETHER = {
    "timeline": ("published", "year(day), gangs[1], place, day"),
    "ledger": ("day", "year(day), gangs[1], place, day"),
    "incidents": ("last_report", "year(first_day), gangs[1], place_id, first_day"),
}
NEW_DAYS = 60


def copy_tables(connection: duckdb.DuckDBPyConnection, target: str) -> None:
    """Fill the empty tables of an attached database with the rows of ours, in the order in which they are to lie."""
    names = connection.execute(
        "SELECT table_name FROM duckdb_tables() WHERE database_name = current_database() AND NOT temporary ORDER BY 1"
    ).fetchall()
    (newest,) = connection.execute("SELECT max(published) FROM articles").fetchone()  # type: ignore[misc]
    (sentences,) = connection.execute("SELECT coalesce(max(sentence_id), 0) FROM sentences").fetchone()  # type: ignore[misc]
    for (table,) in names:
        if table == "search_terms":
            connection.execute(f"INSERT INTO {target}.{table} FROM {table} ORDER BY {run_order(sentences)}")
        elif table in TOGETHER:
            age, order = TOGETHER[table]
            old = f"coalesce({age} < DATE '{newest}' - {NEW_DAYS}, false)" if newest else "true"
            connection.execute(f"INSERT INTO {target}.{table} FROM {table} WHERE {old} ORDER BY {order}")
            connection.execute(f"INSERT INTO {target}.{table} FROM {table} WHERE NOT {old}")
        else:
            connection.execute(f'INSERT INTO {target}."{table}" FROM "{table}"')
