"""Rows into tables and out of them, as dicts by column name."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from functools import lru_cache
from importlib import resources
from typing import Any

import duckdb
import orjson

# Days as ``str`` tells them, and numbers of numpy as numbers.
AS_THEY_ARE = orjson.OPT_PASSTHROUGH_DATETIME | orjson.OPT_SERIALIZE_NUMPY

Row = dict[str, Any]


def read_sql(name: str) -> str:
    """A ``.sql`` file of this package, such as ``schema.sql`` or ``formats/2.sql``."""
    return resources.files("pipeline").joinpath(name).read_text(encoding="utf-8")


@lru_cache(maxsize=1)
def column_types() -> dict[str, dict[str, str]]:
    """Table → column → type, as ``schema.sql`` has them."""
    with duckdb.connect() as connection:
        connection.execute(read_sql("schema.sql"))
        types: dict[str, dict[str, str]] = {}
        query = "SELECT table_name, column_name, data_type FROM duckdb_columns() WHERE NOT internal ORDER BY ALL"
        for table, column, kind in connection.execute(query).fetchall():
            types.setdefault(table, {})[column] = kind
    return types


def insert_rows(connection: duckdb.DuckDBPyConnection, table: str, rows: Sequence[Row], *, into: str = "") -> None:
    """Append rows to a table, or to ``into``, which is like it.

    They travel as one JSON text: DuckDB reads a list of Python values a hundred times more slowly (for each value
    it asks whether pandas is installed).
    """
    if not rows:
        return
    types = column_types()[table]
    columns = list(rows[0])
    shape = {column: [_json_type(types[column])] for column in columns}
    picked = ", ".join(f'unnest(r."{column}")::{types[column]} AS "{column}"' for column in columns)
    values = as_json({column: [row[column] for row in rows] for column in columns})
    connection.execute(
        f"INSERT INTO {into or table} BY NAME SELECT {picked} FROM (SELECT from_json_strict(?::JSON, ?) AS r)",
        [values, json.dumps(shape)],
    )


def _json_type(kind: str) -> Any:
    """A column's type as ``from_json`` wants it; a JSON column is handed over as text."""
    if kind.endswith("[]"):
        return [_json_type(kind[:-2])]
    return "VARCHAR" if kind == "JSON" else kind


def as_json(value: Any) -> str:
    """JSON of rows' values; half a surrogate pair, which UTF-8 cannot say, becomes a question mark."""
    try:
        return orjson.dumps(value, default=str, option=AS_THEY_ARE).decode()
    except orjson.JSONEncodeError:  # such a half, or a number of more than 64 bits: rare, and the slower way knows them
        text = json.dumps(value, ensure_ascii=False, default=str, allow_nan=False)
        return text.encode("utf-8", "replace").decode()


def among(column: str, kind: str = "VARCHAR") -> str:
    """A condition with one parameter, ``as_json`` of a list: the column has one of its values."""
    return f"{column} IN (SELECT unnest(from_json(?::JSON, '[\"{kind}\"]')))"


def delete_rows(connection: duckdb.DuckDBPyConnection, table: str, column: str, values: Iterable[Any]) -> None:
    """Delete the rows whose column has one of the values."""
    chosen = _chosen(values)
    if chosen:
        condition = among(column, column_types()[table][column])
        connection.execute(f"DELETE FROM {table} WHERE {condition}", [as_json(chosen)])


def fetch_rows(connection: duckdb.DuckDBPyConnection, query: str, parameters: Sequence[Any] = ()) -> list[Row]:
    """The answer to a query."""
    connection.execute(query, list(parameters))
    names = [item[0] for item in connection.description or ()]
    return [dict(zip(names, row, strict=True)) for row in connection.fetchall()]


def rows_where(connection: duckdb.DuckDBPyConnection, table: str, column: str, values: Iterable[Any]) -> list[Row]:
    """The rows whose column has one of the values, in no order; of a large table only those are read whole."""
    chosen = _chosen(values)
    if not chosen:
        return []
    condition = among(column, column_types()[table][column])
    query = f"SELECT * FROM {table} WHERE rowid IN (SELECT rowid FROM {table} WHERE {condition})"
    return fetch_rows(connection, query, [as_json(chosen)])


def values_where(
    connection: duckdb.DuckDBPyConnection, table: str, wanted: str, column: str, values: Iterable[Any]
) -> set[Any]:
    """What the rows whose column has one of the values have in another column, or in this one."""
    chosen = _chosen(values)
    if not chosen:
        return set()
    query = f"SELECT DISTINCT {wanted} FROM {table} WHERE {among(column, column_types()[table][column])}"
    return {value for (value,) in connection.execute(query, [as_json(chosen)]).fetchall()}


def _chosen(values: Iterable[Any]) -> list[Any]:
    return sorted({value for value in values if value is not None})
