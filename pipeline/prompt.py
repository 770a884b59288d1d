"""SQL over the published warehouse: one answer in a format, or a prompt that remembers and completes."""

from __future__ import annotations

import io
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pipeline.query import QueryResult, export, run_query
from pipeline.report import console, plain

if TYPE_CHECKING:
    from rich.table import Table

MAX_ROWS = 1000  # of a table; csv, json and parquet have no limit
KEYWORDS = (
    "SELECT", "FROM", "WHERE", "GROUP BY", "ORDER BY", "HAVING", "LIMIT", "JOIN", "LEFT JOIN", "USING", "ON", "AS",
    "AND", "OR", "NOT", "IN", "LIKE", "ILIKE", "BETWEEN", "IS NULL", "IS NOT NULL", "DISTINCT", "count", "sum", "avg",
    "min", "max", "CASE", "WHEN", "THEN", "ELSE", "END", "WITH", "UNION ALL", "DESC", "ASC", "DESCRIBE", "SUMMARIZE",
)  # fmt: skip
HELP = "A query ends with ; and Enter. \\d lists tables and views, \\d NAME the columns of one, \\q leaves."
LISTING = "SELECT view_name AS name, 'view' AS kind, comment FROM duckdb_views() WHERE NOT internal UNION ALL SELECT table_name, 'table', comment FROM duckdb_tables() WHERE NOT internal ORDER BY kind DESC, name"
COLUMNS = (
    "SELECT column_name AS name, data_type AS type, comment FROM duckdb_columns() WHERE table_name = '{}' "
    "ORDER BY column_index"
)


def answer(query: str, warehouse: str, *, form: str, output: Path | None = None, timeout: float = 30) -> None:
    """Print the answer, or write it to ``output``. Raises as ``run_query`` does."""
    result = run_query(warehouse, query, timeout_s=timeout, max_rows=MAX_ROWS if form == "table" else None)
    if form == "table":
        if output is None:
            _print_table(result)
        else:
            with output.open("w", encoding="utf-8") as file:
                console(file=file).print(answer_table(result))
        return
    if output is not None:
        export(result, form, output)
        click.echo(f"wrote {len(result.rows):,} rows to {output}", err=True)
        return
    text = io.StringIO()
    export(result, form, text)
    click.echo(text.getvalue().encode("utf-8", "replace"), nl=False)


def _print_table(result: QueryResult) -> None:
    console().print(answer_table(result))
    rows = f"{len(result.rows):,} row{'' if len(result.rows) == 1 else 's'}"
    more = "; there are more: add LIMIT, or use --format csv" if result.truncated else ""
    click.echo(rows + more, err=True)


def answer_table(result: QueryResult) -> Table:
    """An answer for the terminal: numbers to the right, nothing for null."""
    from rich.table import Table
    from rich.text import Text

    table = Table()
    for name, kind in zip(result.columns, result.types, strict=True):
        numeric = kind.startswith(("NUMBER", "DOUBLE", "FLOAT", "DECIMAL", "HUGEINT", "BIGINT", "INTEGER", "SMALLINT"))
        table.add_column(Text(plain(name)), justify="right" if numeric else "left", overflow="fold")
    for row in result.rows:
        table.add_row(*(Text(plain(value)) for value in row))
    return table


def ask(warehouse: str, *, timeout: float = 30) -> None:
    """A prompt on the terminal until the user leaves; a query that fails is told and the next one asked for."""
    from prompt_toolkit import PromptSession
    from prompt_toolkit.completion import WordCompleter
    from prompt_toolkit.history import FileHistory

    names = known_names(warehouse)
    history = Path(click.get_app_dir("blotter")) / "sql_history"
    history.parent.mkdir(parents=True, exist_ok=True)
    completer = WordCompleter([*names, *KEYWORDS], ignore_case=True)
    session: PromptSession[str] = PromptSession(history=FileHistory(str(history)), completer=completer)
    click.echo(f"{warehouse}, read-only. {HELP}")
    waiting: list[str] = []
    while True:
        try:
            line = session.prompt("     -> " if waiting else "blotter> ")
        except KeyboardInterrupt:
            waiting.clear()
            continue
        except EOFError:
            return
        if not waiting and line.strip().lower() in ("\\q", "quit", "exit"):
            return
        query = complete_query(waiting, line)
        if query is not None:
            _answer_at_prompt(query, warehouse, timeout)


def known_names(warehouse: str) -> list[str]:
    """The names of tables, views and columns of the published warehouse."""
    query = (
        "SELECT table_name FROM duckdb_tables() WHERE NOT internal UNION SELECT view_name FROM duckdb_views() "
        "WHERE NOT internal UNION SELECT column_name FROM duckdb_columns() WHERE NOT internal ORDER BY ALL"
    )
    return [row[0] for row in run_query(warehouse, query).rows]


def complete_query(waiting: list[str], line: str) -> str | None:
    """The query that the line completes, else None with the line kept in ``waiting``."""
    words = line.split()
    if not waiting and words and words[0] == "\\d":
        return COLUMNS.format(words[1].replace("'", "''")) if len(words) > 1 else LISTING
    if not waiting and not words:
        return None
    waiting.append(line)
    if not line.rstrip().endswith(";"):
        return None
    query = "\n".join(waiting)
    waiting.clear()
    return query


def _answer_at_prompt(query: str, warehouse: str, timeout: float) -> None:
    try:
        _print_table(run_query(warehouse, query, timeout_s=timeout, max_rows=MAX_ROWS))
    except (OSError, ValueError, RuntimeError) as error:
        click.echo(str(error), err=True)
