"""How each type of DuckDB is put into a table, CSV, JSON or Parquet without losing what it says."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from duckdb.sqltypes import DuckDBPyType

SHOWN = 20_000  # characters of a cell in a table
# What Python holds as DuckDB does; the rest (intervals of months, time zones, nested values, bytes) is shown as text.
PYTHON_KNOWS = frozenset(
    "boolean tinyint smallint integer bigint hugeint utinyint usmallint uinteger ubigint uhugeint "
    "float double decimal date timestamp time".split()
)
EXACT_DIGITS = 15  # of a number in JSON, which readers take for a double


def quoted(name: str) -> str:
    """The name as an SQL identifier."""
    return '"' + name.replace('"', '""') + '"'


def picked(columns: list[str], types: list[DuckDBPyType], form: str) -> str:
    """The SELECT list that brings an answer's columns into ``form``."""
    names = columns if form == "table" else _distinct(columns)
    convert = {"table": _shown, "json": _json, "parquet": _parquet}.get(form, lambda kind, value: value)
    return ", ".join(
        f"{convert(kind, f'#{number}')} AS {quoted(name)}"
        for number, (name, kind) in enumerate(zip(names, types, strict=True), 1)
    )


def _distinct(columns: list[str]) -> list[str]:
    """The names with a number after those that stand before already, whatever their case."""
    seen: set[str] = set()
    names = []
    for column in columns:
        name, number = column, 1
        while name.lower() in seen:
            name = f"{column}_{number}"
            number += 1
        seen.add(name.lower())
        names.append(name)
    return names


def _shown(kind: DuckDBPyType, value: str) -> str:
    if kind.id in PYTHON_KNOWS:
        return value
    text = f"CAST({value} AS VARCHAR)"
    return f"CASE WHEN length({text}) > {SHOWN} THEN left({text}, {SHOWN}) || ' …' ELSE {text} END"


def _parquet(kind: DuckDBPyType, value: str) -> str:
    """Parquet has no 128-bit integers: DuckDB would write sum() of integers as a double."""
    return f"CAST({value} AS DECIMAL(38, 0))" if kind.id in ("hugeint", "uhugeint") else value


def _json(kind: DuckDBPyType, value: str, depth: int = 0) -> str:
    """Times in ISO 8601, null for what is no number, long decimals as text; within lists, structs and maps too."""
    if kind.id in ("float", "double"):
        return f"CASE WHEN isfinite({value}) THEN {value} END"
    if kind.id == "decimal" and _children(kind)["precision"] > EXACT_DIGITS:
        return f"CAST({value} AS VARCHAR)"
    if kind.id.startswith("timestamp"):
        return f"replace(CAST({value} AS VARCHAR), ' ', 'T')"
    if kind.id in ("list", "array"):
        return _json_list(_children(kind)["child"], value, depth)
    if kind.id == "struct":
        return _json_struct(kind, value, depth)
    if kind.id == "map":
        inner = _json_list(_children(kind)["value"], f"map_values({value})", depth)
        keys = f"list_transform(map_keys({value}), lambda k: CAST(k AS VARCHAR))"
        return f"CASE WHEN {value} IS NULL THEN NULL ELSE map({keys}, {inner}) END"
    return value


def _json_list(child: DuckDBPyType, value: str, depth: int) -> str:
    item = f"v{depth}"
    inner = _json(child, item, depth + 1)
    return value if inner == item else f"list_transform({value}, lambda {item}: {inner})"


def _json_struct(kind: DuckDBPyType, value: str, depth: int) -> str:
    fields = {name: (f"struct_extract({value}, '{_plain(name)}')", child) for name, child in _children(kind).items()}
    parts = {name: (source, _json(child, source, depth + 1)) for name, (source, child) in fields.items()}
    if all(source == made for source, made in parts.values()) or "" in parts:
        return value
    packed = ", ".join(f"{quoted(name)} := {made}" for name, (_, made) in parts.items())
    return f"CASE WHEN {value} IS NULL THEN NULL ELSE struct_pack({packed}) END"


def _children(kind: DuckDBPyType) -> dict[str, Any]:
    """What a type is made of: of a struct its fields, of a list its ``child``, of a decimal its ``precision``."""
    return dict(kind.children)


def _plain(name: str) -> str:
    return name.replace("'", "''")
