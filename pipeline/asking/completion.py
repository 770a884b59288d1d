"""What could come next in a question: tables after FROM, the columns of what stands there, functions, keywords."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from prompt_toolkit.completion import CompleteEvent, Completer, Completion
from prompt_toolkit.document import Document

KEYWORDS = (
    "SELECT", "FROM", "WHERE", "GROUP BY", "GROUP BY ALL", "ORDER BY", "HAVING", "QUALIFY", "LIMIT", "OFFSET", "JOIN",
    "LEFT JOIN", "USING", "ON", "AS", "AND", "OR", "NOT", "IN", "LIKE", "ILIKE", "BETWEEN", "IS NULL", "IS NOT NULL",
    "DISTINCT", "CASE", "WHEN", "THEN", "ELSE", "END", "WITH", "UNION ALL", "EXCEPT", "INTERSECT", "DESC", "ASC",
    "NULLS LAST", "OVER", "PARTITION BY", "FILTER", "DESCRIBE", "SUMMARIZE", "SHOW TABLES", "EXPLAIN", "INTERVAL", "DATE",
)  # fmt: skip
COMMANDS = {
    "\\d": "tables and views; \\d NAME: the columns of one",
    "\\x": "records in place of tables, on or off",
    "\\timing": "how long each answer took, on or off",
    "\\o": "\\o FILE: the next answer goes to a .csv, .json, .parquet or .txt file",
    "\\ex": "example questions; \\ex NUMBER asks one",
    "\\h": "this help",
    "\\q": "leave",
}
# What is no SQL word: strings and comments; quoted names are matched so that a quote in them opens nothing.
HIDDEN = re.compile(r"""("(?:[^"]|"")*")|'(?:[^']|'')*'|--[^\n]*\n|/\*.*?\*/|\$(\w*)\$.*?\$\2\$""", re.DOTALL)
COMMENT_END = re.compile(r"--[^\n]*$")
OPEN_END = re.compile(r"""'[^']*$|"[^"]*$|--[^\n]*$|/\*.*$|\$\w*\$.*$""", re.DOTALL)
NAME = r'(?:"(?:[^"]|"")+"|\w+)'
SOURCE = re.compile(rf"\b(?:FROM|JOIN)\s+({NAME})(?:\s+(?:AS\s+)?({NAME}))?|,\s*({NAME})\s+(?:AS\s+)?({NAME})", re.IGNORECASE)  # fmt: skip
LAST_CLAUSE = re.compile(
    r"\b(FROM|JOIN|SELECT|WHERE|ON|USING|BY|HAVING|QUALIFY|LIMIT|DESCRIBE|SUMMARIZE)\b", re.IGNORECASE
)
NOT_ALIASES = frozenset(
    "where group order having limit join left right full inner cross on using union except intersect qualify as natural "
    "anti semi asof positional window offset tablesample".split()
)


@dataclass(slots=True)
class Catalog:
    """Tables and views with their columns, and functions, as the completer needs them."""

    columns: dict[str, list[tuple[str, str]]] = field(default_factory=dict)  # table -> (column, its type)
    comments: dict[str, str] = field(default_factory=dict)
    functions: list[str] = field(default_factory=list)


CATALOG_QUERY = """
SELECT 'column' AS kind, c.table_name AS name, c.column_name AS more, c.data_type AS detail, c.column_index AS place
FROM duckdb_columns() c WHERE NOT c.internal AND c.database_name = current_database()
UNION ALL SELECT 'comment', table_name, comment, NULL, 0 FROM duckdb_tables()
    WHERE NOT internal AND database_name = current_database()
UNION ALL SELECT 'comment', view_name, comment, NULL, 0 FROM duckdb_views()
    WHERE NOT internal AND database_name = current_database()
UNION ALL SELECT DISTINCT 'function', function_name, NULL, NULL, 0 FROM duckdb_functions()
    WHERE function_type IN ('scalar', 'aggregate', 'macro') AND regexp_full_match(function_name, '[a-z][a-z0-9_]+')
    AND NOT starts_with(function_name, '__') AND NOT starts_with(function_name, 'pg_')
ORDER BY kind, name, place"""


def catalog_of(rows: Iterable[tuple[str, str, str | None, str | None, int]]) -> Catalog:
    """The answer to CATALOG_QUERY as a Catalog."""
    catalog = Catalog()
    for kind, name, more, detail, _ in rows:
        if kind == "column":
            catalog.columns.setdefault(name, []).append((more or "", detail or ""))
        elif kind == "comment":
            catalog.comments[name] = more or ""
        else:
            catalog.functions.append(name)
    return catalog


def without_strings(text: str) -> str:
    """The text with strings and comments blanked, quoted names kept."""
    return HIDDEN.sub(lambda match: match[1] or " ", text)


def is_complete(text: str) -> bool:
    """Whether Enter should ask: a command, a way out, nothing at all, or a question that ends with a semicolon."""
    stripped = text.strip()
    if not stripped or stripped.startswith("\\") or stripped.lower() in ("quit", "exit"):
        return True
    bare = COMMENT_END.sub("", without_strings(text))
    return not is_open(bare) and bare.rstrip().endswith(";")


def is_open(bare: str) -> bool:
    """Whether a string, a quoted name or a comment goes on at the end."""
    return OPEN_END.search(re.sub(r'"(?:[^"]|"")*"', "", bare)) is not None


def sources(text: str) -> dict[str, str]:
    """Name or alias -> table, for what stands after FROM and JOIN."""
    found: dict[str, str] = {}
    for match in SOURCE.finditer(without_strings(text)):
        table, alias = (_bare(match[1]), match[2]) if match[1] else (_bare(match[3]), match[4])
        found[table.lower()] = table
        if alias and alias.lower() not in NOT_ALIASES:
            found[_bare(alias).lower()] = table
    return found


def _bare(name: str) -> str:
    return name[1:-1].replace('""', '"') if name.startswith('"') else name


class QuestionCompleter(Completer):
    """Completes by what stands before the cursor, and by the tables that the whole question names."""

    def __init__(self, catalog: Catalog) -> None:
        self.catalog = catalog

    def get_completions(self, document: Document, complete_event: CompleteEvent) -> Iterator[Completion]:
        before = document.text_before_cursor
        if before.lstrip().startswith("\\"):
            yield from self._commands(before.lstrip())
            return
        bare = without_strings(before)
        if is_open(bare):
            return
        word = re.search(r"\w*$", bare)
        start = word[0] if word else ""
        rest = bare[: len(bare) - len(start)]
        yield from _matching(start, self._candidates(rest, document.text))

    def _commands(self, before: str) -> Iterator[Completion]:
        command, space, start = before.partition(" ")
        if space and command == "\\d":
            yield from _matching(start, self._tables())
        elif not space:
            yield from _matching(command, list(COMMANDS.items()))

    def _candidates(self, rest: str, whole: str) -> list[tuple[str, str]]:
        named = sources(whole)
        tables = {name.lower(): columns for name, columns in self.catalog.columns.items()}
        if owner := re.search(rf"({NAME})\.$", rest):
            name = _bare(owner[1]).lower()
            return tables.get(named.get(name, name).lower(), [])
        clauses = LAST_CLAUSE.findall(rest)
        last = clauses[-1].upper() if clauses else ""
        if last in ("FROM", "JOIN", "DESCRIBE", "SUMMARIZE") and re.search(r"(?:\b(?:FROM|JOIN|DESCRIBE|SUMMARIZE)|,)\s*$", rest, re.IGNORECASE):  # fmt: skip
            return self._tables(whole)
        columns = [column for table in dict.fromkeys(named.values()) for column in tables.get(table.lower(), [])]
        keywords = [(word, "") for word in KEYWORDS]
        functions = [(name, "function") for name in self.catalog.functions]
        return columns + [(alias, table) for alias, table in named.items()] + keywords + functions

    def _tables(self, whole: str = "") -> list[tuple[str, str]]:
        own = re.findall(rf"(?:\bWITH(?:\s+RECURSIVE)?|,)\s*({NAME})\s+AS\s*(?:MATERIALIZED\s*)?\(", whole, re.IGNORECASE)  # fmt: skip
        return [(name, "in this question") for name in own] + [
            (name, self.catalog.comments.get(name, "")) for name in self.catalog.columns
        ]


def _matching(start: str, candidates: Iterable[tuple[str, str]]) -> Iterator[Completion]:
    seen = set()
    for text, meta in candidates:
        if text.lower().startswith(start.lower()) and text.lower() not in seen:
            seen.add(text.lower())
            yield Completion(text, start_position=-len(start), display_meta=meta)
