"""Rows of a batch of articles ↔ a Parquet file that a worker writes and the loader takes in, the same values in the same order.

A file has a row for every article: its own columns as a struct, the rows of each fact table as a list of structs, what it says by itself
(``pipeline.reading``) as text; and a row for every failure. It holds no run: the run that takes it in is set then, so that a shard outlives the run that was killed.
"""

from __future__ import annotations

import json
import os
import uuid
from collections.abc import Sequence
from dataclasses import fields
from pathlib import Path
from typing import Any

import duckdb

from pipeline.articles import Article, Failure, digest
from pipeline.reading import READ, reading_as_json, reading_from_json, reading_of
from pipeline.rows import Rows
from pipeline.warehouse.tables import Row, as_json, column_types

FORMAT = "2"  # of the files; another one's are not read
SUFFIX, UNFINISHED = ".parquet", ".part"
TABLES = ("articles", "mentions", "entities", "dates", "numbers", "events", "event_arguments", "relations")
# What is text until the warehouse stores it
AS_TEXT = {("dates", "first_day"), ("dates", "last_day")}
FAILURE = {field.name: "VARCHAR" for field in fields(Failure)}


class UnreadableShard(Exception):
    """A shard that is not there, or is no whole shard."""


def shard_name(articles: Sequence[Article], extractor: str) -> str:
    """The name of the shard of these articles, made by this extractor: the same for the same, another for any change."""
    values = [
        value for article in articles for value in map(_text, (getattr(article, f.name) for f in fields(article)))
    ]
    return digest(FORMAT, extractor, str(len(articles)), *values) + SUFFIX


def _text(value: Any) -> str | None:
    return None if value is None else str(value)


def write_shard(path: Path, rows: Sequence[Rows], failures: Sequence[Failure]) -> None:
    """Write a shard: it is there whole or not at all, whoever is killed, and whoever else writes the same."""
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_name(f".{path.stem}.{uuid.uuid4().hex[:8]}{UNFINISHED}")
    columns = {table: _columns(table, rows) for table in TABLES}
    shape: dict[str, Any] = {READ: "VARCHAR", "failure": FAILURE}
    shape |= {table: kinds if table == "articles" else [kinds] for table, kinds in columns.items() if kinds}
    values: list[dict[str, Any]] = []
    for item in rows:
        found = {table: [_without_run(row) for row in item.get(table, ())] for table in TABLES if table in shape}
        reading = reading_of(item)
        read = reading_as_json(reading) if reading else None
        values.append(found | {"articles": found["articles"][0], READ: read, "failure": None})
    values += [dict.fromkeys(shape) | {"failure": _failure_row(failure)} for failure in failures]
    picked = ", ".join(f'r."{name}" AS "{name}"' for name in shape)
    try:
        with _connection() as connection:
            connection.execute(
                f"COPY (SELECT {picked} FROM (SELECT unnest(from_json_strict(?::JSON, ?)) AS r)) "
                f"TO '{_quoted(unfinished)}' (FORMAT parquet, COMPRESSION zstd)",
                [as_json(values), json.dumps([shape])],
            )
        with unfinished.open("rb+") as file:
            os.fsync(file.fileno())
        os.replace(unfinished, path)
    finally:
        unfinished.unlink(missing_ok=True)


def read_shard(path: Path, run_id: str) -> tuple[list[Rows], list[Failure]]:
    """The rows and failures of a shard, as rows of this run. Raises UnreadableShard."""
    rows: list[Rows] = []
    failures: list[Failure] = []
    try:
        with _connection() as connection:
            found = connection.execute("FROM read_parquet(?)", [str(path)])
            names = [column[0] for column in found.description or ()]
            for values in found.fetchall():
                record = dict(zip(names, values, strict=True))
                failure = record.pop("failure")
                if failure is not None:
                    failures.append(Failure(**failure | {"context": json.loads(failure["context"])}))
                else:
                    rows.append(_article_rows(record, run_id))
    except (duckdb.Error, OSError) as error:
        raise UnreadableShard(f"{path} cannot be read: {error}") from error
    return rows, failures


def forget_shards(folder: Path) -> int:
    """Delete the shards of a folder, and what workers left unfinished; returns how many there were."""
    left = [path for path in folder.glob("*") if path.suffix in (SUFFIX, UNFINISHED)] if folder.is_dir() else []
    for path in left:
        path.unlink(missing_ok=True)
    return len(left)


def _columns(table: str, rows: Sequence[Rows]) -> dict[str, str]:
    """The columns that the rows of a table have, with their types; none where there are no rows."""
    first: Row = next((row for item in rows for row in item.get(table, ())), {})
    types = column_types()[table]
    return {name: "VARCHAR" if (table, name) in AS_TEXT else types[name] for name in first}


def _without_run(row: Row) -> Row:
    return row | {"run_id": None} if "run_id" in row else row


def _failure_row(failure: Failure) -> Row:
    values = {field.name: getattr(failure, field.name) for field in fields(failure)}
    return values | {"context": json.dumps(failure.context, ensure_ascii=False)}


def _article_rows(record: dict[str, Any], run_id: str) -> Rows:
    """The rows of one article; its tables are those that ``pipeline.rows`` gives one of its status."""
    article = record["articles"]
    tables = TABLES[1:] if article["status"] == "extracted" else ()
    rows: Rows = {"articles": [article]} | {table: record.get(table) or [] for table in tables}
    for found in rows.values():
        for row in found:
            if "run_id" in row:
                row["run_id"] = run_id
    if record[READ] is not None:
        rows[READ] = [{"reading": reading_from_json(record[READ])}]
    return rows


def _connection() -> duckdb.DuckDBPyConnection:
    """A database of its own in memory: a worker has no warehouse, and the loader's is busy."""
    return duckdb.connect(config={"threads": 1})


def _quoted(path: Path) -> str:
    return str(path).replace("'", "''")
