"""What may be asked of the warehouse: one question that reads, and nothing else. Refusals say what to do instead.

DuckDB's own locks (read-only, no external access) come first; this closes what they let through: temporary tables,
settings of the session, logging to files, checkpoints, SQL inside strings, several statements at once.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

from pipeline.show import safe

if TYPE_CHECKING:
    import duckdb

MAX_TEXT = 200_000  # characters; a list of 10,000 ids fits
MAX_DEPTH = 200  # of nested brackets: DuckDB 1.5 crashes at some 600 nested lists
MAX_REASON = 2_000  # characters of DuckDB's own message: it may quote a whole article

INSTEAD_OF_FILES = "only the tables and views of the warehouse can be read (SHOW TABLES lists them)"
INSTEAD_OF_COPY = "to save an answer, ask with --output FILE, or \\o FILE at the prompt"
INSTEAD_OF_WRITING = "the warehouse is written by `blotter run` alone"
INSTEAD_OF_TEMP = "for something temporary, use WITH name AS (SELECT …) SELECT …"
INSTEAD_OF_SETTINGS = "time and memory are given on the command line (--timeout, --memory)"
INSTEAD_OF_PRAGMA = "SHOW TABLES and DESCRIBE name tell what is there"

# Kind of statement as DuckDB names it -> (what is not allowed, what to do instead).
REFUSED = {
    "INSERT": ("adding rows", INSTEAD_OF_WRITING),
    "UPDATE": ("changing rows", INSTEAD_OF_WRITING),
    "DELETE": ("deleting rows", INSTEAD_OF_WRITING),
    "MERGE_INTO": ("changing rows", INSTEAD_OF_WRITING),
    "CREATE": ("creating tables, views, macros, types or secrets, temporary ones too", INSTEAD_OF_TEMP),
    "ALTER": ("altering tables", INSTEAD_OF_WRITING),
    "DROP": ("dropping things", INSTEAD_OF_WRITING),
    "COPY": ("COPY", INSTEAD_OF_COPY),
    "COPY_DATABASE": ("copying the database", "copy the published file itself"),
    "EXPORT": ("EXPORT", INSTEAD_OF_COPY),
    "ATTACH": ("attaching databases", INSTEAD_OF_FILES),
    "DETACH": ("detaching databases", INSTEAD_OF_FILES),
    "LOAD": ("installing or loading extensions", "use what DuckDB can do without them"),
    "UPDATE_EXTENSIONS": ("installing or loading extensions", "use what DuckDB can do without them"),
    "SET": ("changing settings, variables or the schema", INSTEAD_OF_SETTINGS),
    "VARIABLE_SET": ("changing variables", "write the value into the question, or use WITH"),
    "PRAGMA": ("PRAGMA", INSTEAD_OF_PRAGMA),
    "TRANSACTION": ("transactions", "every question sees one state of the warehouse: leave BEGIN and COMMIT out"),
    "PREPARE": ("prepared statements", "write the values into the question"),
    "EXECUTE": ("prepared statements", "write the values into the question"),
    "CALL": ("CALL and CHECKPOINT", "use SELECT … FROM function(…) where a function only reads"),
    "ANALYZE": ("VACUUM and ANALYZE", INSTEAD_OF_WRITING),
    "VACUUM": ("VACUUM and ANALYZE", INSTEAD_OF_WRITING),
}

# Table functions that only read the question or the catalog; any other is refused, also one that is new in DuckDB.
TABLE_FUNCTIONS = frozenset(
    """range generate_series unnest repeat repeat_row json_each json_tree histogram histogram_values summary
    duckdb_columns duckdb_constraints duckdb_databases duckdb_dependencies duckdb_functions duckdb_indexes
    duckdb_keywords duckdb_memory duckdb_schemas duckdb_sequences duckdb_tables duckdb_types duckdb_views
    pragma_collations pragma_database_size pragma_platform pragma_show pragma_storage_info pragma_table_info
    pragma_version pg_timezone_names icu_calendar_names test_all_types test_vector_types""".split()
)
SCALARS = frozenset({"write_log"})
FUNCTION = re.compile(r'"function_name":"((?:[^"\\]|\\.)*)"')
EXPLAIN = re.compile(r"(?:\s|--[^\n]*\n|/\*.*?\*/)*EXPLAIN\b(?:\s+ANALYZE\b|\s*\([^()]*\))*", re.IGNORECASE | re.DOTALL)


class QueryRefused(ValueError):
    """SQL that is wrong, or that asks for what is locked."""


def bare_question(connection: duckdb.DuckDBPyConnection, sql: str) -> str:
    """The one question in ``sql`` without its semicolon. Raises QueryRefused if there is anything else in it.

    Parsed on the locked connection, never on DuckDB's default one: parsing IMPORT DATABASE reads files.
    """
    _check_text(sql)
    import duckdb

    try:
        kinds = [str(statement.type).rsplit(".", 1)[-1] for statement in connection.extract_statements(sql)]
    except duckdb.Error as error:
        raise QueryRefused(plain_reason(error)) from None
    if not kinds:
        raise QueryRefused("there is no question in this: write SELECT … FROM …")
    if kinds == ["CREATE", "SELECT"] and re.search(r"\bPIVOT(?:_WIDER)?\b", sql, re.IGNORECASE):
        raise QueryRefused("PIVOT needs the values named here: PIVOT … ON column IN ('one', 'two') USING …")
    if "COPY_DATABASE" in kinds:  # DuckDB has put it between BEGIN and COMMIT
        kinds = ["COPY_DATABASE"]
    if len(kinds) > 1:
        raise QueryRefused(f"there are {len(kinds)} statements in this: ask one question at a time")
    _check_kind(connection, kinds[0], sql)
    return without_semicolon(sql)


def _check_text(sql: str) -> None:
    """Refuse what could upset the parser itself."""
    if len(sql) > MAX_TEXT:
        raise QueryRefused(
            f"the question has {len(sql):,} characters, more than {MAX_TEXT:,}: use a join or a condition in place of a list"
        )
    if "\0" in sql:
        raise QueryRefused("the question has a null character in it: take it out, or write chr(0)")
    try:
        sql.encode()
    except UnicodeEncodeError:
        raise QueryRefused("the question has half a surrogate pair in it: take it out") from None
    depth = deepest = 0
    for _, operator in _operators(sql):
        depth += (operator in "([{") - (operator in ")]}")
        deepest = max(deepest, depth)
    if deepest > MAX_DEPTH:
        raise QueryRefused(f"brackets are nested {deepest:,} deep, more than {MAX_DEPTH}: write the question flatter")


def _operators(sql: str) -> list[tuple[int, str]]:
    """(byte offset, character) of what is neither word, number, string nor comment."""
    import duckdb

    text = sql.encode()
    tokens = duckdb.tokenize(sql)
    return [(at, text[at : at + 1].decode("ascii", "replace")) for at, kind in tokens if kind.name == "operator"]


def without_semicolon(sql: str) -> str:
    """The text of one statement, cut at the semicolon that ends it."""
    import duckdb

    text = sql.encode()
    started = False
    start = 0
    for at, kind in duckdb.tokenize(sql):
        if kind.name == "operator" and text[at : at + 1] == b";":
            if started:
                return text[start:at].decode()
            start = at + 1
        else:
            started = True
    return text[start:].decode()


def _check_kind(connection: duckdb.DuckDBPyConnection, kind: str, sql: str) -> None:
    if kind == "EXPLAIN":
        begin = EXPLAIN.match(sql)
        rest = sql[begin.end() :] if begin else ""
        if EXPLAIN.match(rest):
            raise QueryRefused("not allowed here: EXPLAIN of EXPLAIN; write it once")
        bare_question(connection, rest)
    elif kind != "SELECT":
        what, instead = REFUSED.get(kind, (kind.replace("_", " "), "ask with SELECT"))
        raise QueryRefused(f"not allowed here: {what}; {instead}")
    else:
        _check_functions(connection, sql)


def _check_functions(connection: duckdb.DuckDBPyConnection, sql: str) -> None:
    """Refuse functions that read or do more than answer, wherever in the question they stand."""
    row = connection.execute("SELECT json_serialize_sql(?::VARCHAR)", [sql]).fetchone()
    tree = row[0] if row else ""
    if tree.startswith('{"error":true'):
        error = json.loads(tree)
        if error["error_type"] == "parser":
            raise QueryRefused(f"Parser Error: {error['error_message']}")
        # DuckDB turns a PRAGMA that tells something into a SELECT
        raise QueryRefused(f"not allowed here: PRAGMA; {INSTEAD_OF_PRAGMA}")
    names = {name.lower() for name in FUNCTION.findall(tree)} - TABLE_FUNCTIONS
    if not names:
        return
    found = connection.execute(
        "SELECT DISTINCT lower(function_name) FROM duckdb_functions() "
        "WHERE internal AND function_type IN ('table', 'table_macro', 'pragma')"
    ).fetchall()
    if bad := sorted(names & ({name for (name,) in found} | SCALARS)):
        raise QueryRefused(f"not allowed here: {bad[0]}(); {_instead_of_function(bad[0])}")


def _instead_of_function(name: str) -> str:
    if name in ("query", "query_table", "json_execute_serialized_sql"):
        return "write the inner question itself in the FROM clause"
    if name.startswith(("read_", "parquet_", "sniff_", "glob")):
        return INSTEAD_OF_FILES
    return INSTEAD_OF_FILES


def plain_reason(error: Exception) -> str:
    """Why DuckDB refused, in plain words; its own message, with its caret, where that says it best."""
    message = "\n".join(map(safe, str(error).split("\n")))  # it may quote an article
    if len(message) > MAX_REASON:
        message = message[:MAX_REASON] + " …"
    if "file system operations are disabled" in message or "disabled through configuration" in message:
        name = re.search(r'(?:file|directory) "([^"]*)"', message)
        what = f" ({name[1]})" if name else ""
        return f"not allowed here: files, folders, addresses and extensions{what}; {INSTEAD_OF_FILES}"
    if found := re.match(r"Catalog Error: Table with name (\S*[/.:\\]\S*) does not exist", message):
        return f"not allowed here: files and addresses ({found[1]}); {INSTEAD_OF_FILES}"
    if "but it exists in the" in message:
        return f"not allowed here: extensions; use what DuckDB can do without them\n{message}"
    if "configuration has been locked" in message:
        return f"not allowed here: changing settings; {INSTEAD_OF_SETTINGS}"
    if "attached in read-only mode" in message:
        return f"not allowed here: writing; {INSTEAD_OF_WRITING}"
    if "parameters" in message and "not provided" in message:
        return "not allowed here: parameters (?, $1); write the values into the question"
    if message.startswith("Parser Error: memory exhausted"):
        return "the question is nested too deeply: write it flatter"
    return message
