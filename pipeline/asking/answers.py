"""An answer for people: a table as wide as the screen, or one record after the other."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pipeline.asking.query import QueryResult
from pipeline.report import console, plain
from pipeline.show import safe

if TYPE_CHECKING:
    from rich.console import RenderableType
    from rich.table import Table

SHORT = 22  # characters of a value that is never broken: ids, days, labels
NARROWEST = 9  # characters that a column needs to be read; with less, records are shown
NUMERIC = ("TINY", "SMALL", "INTEGER", "BIG", "HUGE", "UTINY", "USMALL", "UINT", "UBIG", "UHUGE", "DOUBLE", "FLOAT", "DECIMAL")  # fmt: skip


def answer_view(result: QueryResult, *, expanded: bool = False, width: int | None = None) -> RenderableType:
    """The answer as a table, or as records where asked for or where the columns would not fit side by side."""
    width = width or console().width
    if expanded or len(result.columns) * (NARROWEST + 3) > width:
        return answer_records(result)
    return answer_table(result, width=width)


def answer_table(result: QueryResult, *, width: int = 100) -> Table:
    """Numbers to the right, nothing for null; short columns stay whole, sentences are folded into what is left."""
    from rich import box
    from rich.table import Table
    from rich.text import Text

    if is_plan(result):
        return _plan(result)
    cells = [[cell(value) for value in row] for row in result.rows]
    table = Table(box=box.ROUNDED)
    sizes = column_sizes(result.columns, cells)
    whole = whole_columns(sizes, width)
    for number, (name, kind) in enumerate(zip(result.columns, result.types, strict=True)):
        table.add_column(
            Text(plain(name)),
            justify="right" if kind.startswith(NUMERIC) else "left",
            overflow="fold",
            min_width=sizes[number] if number in whole else None,
        )
    for row in cells:
        table.add_row(*(Text(value) for value in row))
    return table


def column_sizes(columns: list[str], cells: list[list[str]]) -> list[int]:
    """The widest cell of each column, its name too, in columns of the screen."""
    from rich.cells import cell_len

    return [
        max([cell_len(plain(name)), *(cell_len(row[number]) for row in cells)]) for number, name in enumerate(columns)
    ]


def whole_columns(sizes: list[int], width: int) -> set[int]:
    """The columns that are never broken: the narrowest ones, up to two thirds of the width in all."""
    chosen: set[int] = set()
    taken = 0
    for size, number in sorted((size, number) for number, size in enumerate(sizes)):
        taken += size + 3
        if size > SHORT or taken > width * 2 / 3:
            break
        chosen.add(number)
    return chosen


def answer_records(result: QueryResult) -> RenderableType:
    """Each row as lines of name and value, lines of a text kept."""
    from rich.console import Group
    from rich.rule import Rule
    from rich.table import Table
    from rich.text import Text

    parts: list[Any] = []
    for number, row in enumerate(result.rows, 1):
        record = Table(box=None, show_header=False, padding=(0, 1, 0, 0))
        record.add_column(no_wrap=True, style="bold")
        record.add_column(overflow="fold")
        for name, value in zip(result.columns, row, strict=True):
            lines = cell(value) if not isinstance(value, str) else "\n".join(map(plain, value.splitlines()))
            record.add_row(Text(plain(name)), Text(lines))
        parts += [Rule(f"row {number}", align="left", style="dim"), record]
    return Group(*parts)


def cell(value: Any) -> str:
    """A value in one line; a day, a time and a decimal as DuckDB writes them."""
    if value is None or isinstance(value, float):
        return plain(value)
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, int):
        return f"{value:,}" if abs(value) >= 100_000 else str(value)
    return plain(value)


def is_plan(result: QueryResult) -> bool:
    return result.columns == ["explain_key", "explain_value"]


def _plan(result: QueryResult) -> Table:
    """What EXPLAIN draws, line by line as it is."""
    from rich.table import Table
    from rich.text import Text

    table = Table(box=None, show_header=False)
    for _, plan in result.rows:
        table.add_row(Text("\n".join(map(safe, str(plan).splitlines())), no_wrap=True))
    return table


def rows_note(result: QueryResult, *, prompt: bool = False) -> str:
    """How many rows there are, and how to get the rest."""
    rows = f"{len(result.rows):,} row{'' if len(result.rows) == 1 else 's'}"
    if not result.truncated:
        return rows
    way = "\\o FILE.csv writes the next answer whole" if prompt else "--output FILE.csv writes them all"
    return f"the first {rows}; there are more: add LIMIT or a condition; {way}"
