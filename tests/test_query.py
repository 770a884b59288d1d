"""Asking in SQL: what is refused, what is stopped, what each format keeps, and the prompt."""

from __future__ import annotations

import csv
import io
import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import date
from decimal import Decimal
from glob import glob
from pathlib import Path
from typing import Any

import duckdb
import pytest
from click.testing import CliRunner, Result
from conftest import ROOT
from prompt_toolkit.completion import CompleteEvent
from prompt_toolkit.document import Document
from prompt_toolkit.input import create_pipe_input
from prompt_toolkit.output import DummyOutput

from pipeline.asking.answers import answer_view, column_sizes, rows_note, whole_columns
from pipeline.asking.child import Question, ask_rows, ask_to_file, ask_to_stream
from pipeline.asking.completion import Catalog, QuestionCompleter, is_complete, sources
from pipeline.asking.doors import MAX_TEXT, REFUSED
from pipeline.asking.prompt import Asker, ask, form_of, read_catalog
from pipeline.asking.query import DEFAULT_QUERIES, QueryRefused, QueryResult, QueryTimeout, run_query
from pipeline.cli import main
from pipeline.report import console
from pipeline.settings import bytes_of
from pipeline.warehouse.storage import load_extension


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A warehouse with one article and one gang, in the tables and views as they are written."""
    target = tmp_path_factory.mktemp("w") / "blotter.duckdb"
    with duckdb.connect(str(target)) as connection:
        load_extension(connection, "fts")
        for name in ("schema.sql", "views.sql"):
            connection.execute((ROOT / "pipeline" / name).read_text())
        connection.execute(
            "INSERT INTO articles BY NAME SELECT 'a1' AS article_id, 'Wolves' AS title, 'Los Lobos came.' AS text, "
            "DATE '2024-02-06' AS published, 'en' AS lang, 'Wire' AS source, 'extracted' AS status"
        )
        connection.execute(
            "INSERT INTO entities BY NAME SELECT 'gang:los-lobos' AS entity_id, 'GANG' AS label, 'Los Lobos' AS name"
        )
    return target


def asked(path: Path, sql: str, **options: Any) -> QueryResult:
    return ask_rows(Question(str(path), sql, **options))


def streamed(path: Path, sql: str, form: str) -> str:
    stream = io.BytesIO()
    ask_to_stream(Question(str(path), sql, form), stream)
    return stream.getvalue().decode()


# What is not a question

READS = [
    "SELECT * FROM read_csv('/etc/passwd')", "SELECT * FROM read_csv_auto('/etc/passwd')",
    "SELECT * FROM read_text('/etc/passwd')", "SELECT * FROM read_blob('/etc/passwd')",
    "SELECT * FROM read_json('/etc/passwd')", "SELECT * FROM read_ndjson_objects('/etc/passwd')",
    "SELECT * FROM read_parquet('https://example.org/x.parquet')", "SELECT * FROM parquet_scan('/etc/passwd')",
    "SELECT * FROM parquet_metadata('/etc/passwd')", "SELECT * FROM parquet_kv_metadata('/etc/passwd')",
    "SELECT * FROM sniff_csv('/etc/passwd')", "SELECT * FROM glob('/etc/*')",
    "SELECT * FROM read_duckdb('/etc/passwd')", "SELECT * FROM '/etc/passwd'", "DESCRIBE '/etc/passwd'",
    "SUMMARIZE '/etc/passwd'", "SELECT * FROM 'https://example.org/x.csv'", "SELECT * FROM 's3://bucket/x.parquet'",
    "SELECT * FROM \"articles.csv\"", "SELECT * FROM query_table('/etc/passwd')", "SELECT * FROM '/proc/self/environ'",
    "SELECT (SELECT max(content) FROM read_text('/etc/passwd'))", "FROM articles WHERE EXISTS (FROM glob('/etc/*'))",
    "WITH x AS (FROM read_text('/etc/passwd')) SELECT * FROM x", "SELECT 1 ORDER BY (SELECT count(*) FROM glob('/*'))",
    "SELECT * FROM pandas_scan(1)", "SELECT * FROM sqlite_scan('/tmp/x', 'y')", "SELECT * FROM Read_Text('/etc/passwd')",
    "SELECT * FROM \"read_text\"('/etc/passwd')", "SELECT * FROM system.main.read_text('/etc/passwd')",
]  # fmt: skip
WRITES = [
    "COPY articles TO '/tmp/refused-x.csv'", "COPY (SELECT 1) TO '/dev/stdout'", "COPY articles FROM '/etc/passwd'",
    "EXPORT DATABASE '/tmp/refused-z'", "IMPORT DATABASE '/tmp'", "COPY FROM DATABASE memory TO x",
    "INSERT INTO runs (run_id) VALUES ('x')", "INSERT INTO articles SELECT * FROM articles",
    "UPDATE articles SET title = 'x'", "DELETE FROM articles", "TRUNCATE articles",
    "MERGE INTO articles USING (SELECT 'a1' AS article_id) s USING (article_id) WHEN MATCHED THEN DELETE",
    "WITH x AS (DELETE FROM articles RETURNING *) SELECT * FROM x", "DROP TABLE articles", "DROP VIEW gang_people",
    "ALTER TABLE articles ADD COLUMN x INT", "COMMENT ON TABLE articles IS 'x'", "CREATE TABLE x (a INT)",
    "CREATE TEMP TABLE x (a INT)", "CREATE TEMP TABLE x AS SELECT 1", "CREATE VIEW v AS SELECT 1",
    "CREATE TEMP VIEW v AS SELECT 1", "CREATE MACRO m(a) AS a", "CREATE TEMP MACRO m(a) AS a",
    "CREATE TYPE mood AS ENUM ('a')", "CREATE TEMP TYPE mood AS ENUM ('a')", "CREATE SCHEMA s", "CREATE TEMP SEQUENCE s",
    "CREATE INDEX i ON articles (lang)", "CREATE SECRET s (TYPE s3, KEY_ID 'a', SECRET 'b')",
    "CREATE PERSISTENT SECRET s (TYPE s3, KEY_ID 'a', SECRET 'b')", "SELECT * INTO x FROM articles", "VACUUM",
    "VACUUM ANALYZE articles", "ANALYZE", "CHECKPOINT", "FORCE CHECKPOINT", "SELECT * FROM checkpoint()",
    "SELECT * FROM force_checkpoint()", "SELECT write_log('x')", "SELECT list_transform(['x'], lambda v: write_log(v))",
    "SELECT * FROM enable_logging(level='trace', storage='file', storage_path='/tmp/refused-log')",
    "CALL enable_logging(storage='file', storage_path='/tmp/refused-log')", "SELECT * FROM truncate_duckdb_logs()",
]  # fmt: skip
SETS = [
    "ATTACH '/tmp/refused-y.db'", "ATTACH ':memory:' AS m", "ATTACH 'ducklake:sqlite:/tmp/x' AS l",
    "ATTACH 'https://example.org/x.db' AS h", "DETACH temp", "USE temp", "INSTALL fts", "FORCE INSTALL httpfs",
    "LOAD fts", "LOAD '/tmp/x.duckdb_extension'", "UPDATE EXTENSIONS", "SET memory_limit = '90GB'", "SET threads = 64",
    "SET GLOBAL threads = 64", "SET SESSION schema = 'main'", "SET search_path = 'temp'",
    "SET enable_external_access = true", "SET lock_configuration = false", "SET temp_directory = '/tmp'",
    "SET VARIABLE x = 1", "SET TimeZone = 'UTC'", "RESET lock_configuration", "RESET ALL", "PRAGMA memory_limit='9GB'",
    "PRAGMA enable_profiling", "PRAGMA profiling_output='/tmp/refused-p'", "PRAGMA disable_optimizer",
    "PRAGMA database_list", "PRAGMA version", "PRAGMA import_database('/tmp')", "CALL pragma_version()",
    "CALL duckdb_settings()", "UPDATE duckdb_settings() SET value = '1'", "SELECT * FROM duckdb_settings()",
    "SELECT * FROM duckdb_secrets()", "SELECT * FROM which_secret('s3://x', 's3')", "SELECT * FROM duckdb_extensions()",
    "SELECT getenv('HOME')", "PREPARE q AS SELECT 1", "EXECUTE q", "DEALLOCATE q", "BEGIN", "COMMIT", "ROLLBACK",
]  # fmt: skip
TRICKS = [
    "SELECT 1; DROP TABLE articles", "SELECT 1; SELECT 2", "BEGIN; SELECT 1", "SELECT 1; COPY articles TO '/tmp/refused-x'",
    "SELECT 1;;; SET threads = 1", "; ; ATTACH '/tmp/x'", "CREATE TEMP TABLE x AS SELECT 1; SELECT * FROM x",
    "SELECT * FROM query('SELECT 1; SELECT 2')", "SELECT * FROM query('FROM read_' || 'text(''/etc/passwd'')')",
    "SELECT * FROM query('SELECT 1')", "SELECT * FROM query_table('articles')",
    "SELECT * FROM json_execute_serialized_sql(json_serialize_sql('SELECT 1'))",
    "PRAGMA json_execute_serialized_sql('x')", "EXPLAIN ANALYZE CREATE TEMP TABLE x AS SELECT 1",
    "EXPLAIN CREATE TEMP TABLE x AS SELECT 1", "EXPLAIN ANALYZE COPY (SELECT 1) TO '/tmp/refused-x'",
    "EXPLAIN ANALYZE SELECT * FROM checkpoint()", "/* x */ EXPLAIN (FORMAT json) SELECT * FROM checkpoint()",
    "EXPLAIN -- x\n ANALYZE FROM enable_logging()", "SUMMARIZE SELECT * FROM enable_logging()",
    "DESCRIBE SELECT * FROM enable_logging()", "PIVOT articles ON lang USING count(*)", "SELECT $1", "SELECT ?",
    "SELECT 1 /* open", "SELECT 1\0; DROP TABLE articles", "SELECT '\ud800'", "SELECT 1) TO '/tmp/refused-x' --",
    "SELECT 1\n) TO '/tmp/refused-x' (FORMAT csv); --", "", " ; ", "-- nothing", ".read /etc/passwd",
    "SELECT * FROM no_such_table", "SELECT no_such_column FROM articles", "SELEC 1", "KILL 1", "GRANT ALL ON x TO y",
]  # fmt: skip
HOSTILE = READS + WRITES + SETS + TRICKS


@pytest.mark.parametrize("sql", HOSTILE)
def test_what_is_not_a_question_is_refused(path: Path, sql: str) -> None:
    before = sorted(Path("/tmp").glob("refused-*")), sorted(path.parent.iterdir())
    with pytest.raises(QueryRefused) as refused:
        run_query(path, sql)
    assert len(str(refused.value)) > 15
    assert (sorted(Path("/tmp").glob("refused-*")), sorted(path.parent.iterdir())) == before


def test_a_refused_question_leaves_the_warehouse_as_it_is(path: Path) -> None:
    assert run_query(path, "SELECT count(*) FROM articles").rows == [(1,)]


@pytest.mark.parametrize(
    ("sql", "words"),
    [
        ("COPY articles TO 'x'", "--output FILE"),
        ("CREATE TEMP TABLE x (a INT)", "WITH name AS"),
        ("INSERT INTO runs (run_id) VALUES ('x')", "`blotter run`"),
        ("SET threads = 1", "--timeout"),
        ("SELECT 1; SELECT 2", "one question at a time"),
        ("FROM '/etc/passwd'", "SHOW TABLES"),
        ("FROM read_text('/etc/passwd')", "read_text().*SHOW TABLES"),
        ("FROM query('SELECT 1')", "inner question itself"),
        ("PIVOT articles ON lang USING count(*)", "ON column IN"),
        ("INSTALL fts", "extensions"),
        ("BEGIN", "leave BEGIN and COMMIT out"),
        ("SELECT $1", "write the values"),
        # DuckDB's own words, with its caret, where they are the best
        ("SELECT lang\nFROM articles\nWHERE lang == = 'en'", r"LINE 3: WHERE lang == = 'en'\n +\^"),
        ("SELECT * FROM artcles", 'Did you mean "articles"'),
    ],
)
def test_a_refusal_says_what_to_do_instead(path: Path, sql: str, words: str) -> None:
    with pytest.raises(QueryRefused, match=f"(?s){words}"):
        run_query(path, sql)


def test_a_reason_cannot_steer_the_terminal_nor_flood_it(path: Path) -> None:
    with pytest.raises(QueryRefused) as refused:
        run_query(path, "SELECT CAST(chr(27) || '[2J' || repeat('x', 100000) AS INT) FROM range(1)")
    assert "\x1b" not in str(refused.value) and len(str(refused.value)) < 3_000


def test_every_kind_of_statement_but_questions_has_a_reason() -> None:
    questions = {"SELECT", "EXPLAIN", "INVALID", "RELATION", "LOGICAL_PLAN", "MULTI", "EXTENSION"}
    kinds = {name for name in dir(duckdb.StatementType) if name.isupper()} - {"CREATE_FUNC"}
    assert {kind for kind in kinds - questions if kind not in REFUSED} == set()


# The near misses: questions that look like what is refused
QUESTIONS = [
    ("FROM articles", 1), ("TABLE articles", 1), ("VALUES (1), (2)", 2), ("SELECT ';' AS a; -- c ;", 1),
    (";;SELECT 1;;", 1), ("SELECT 'é;' /* ; */ ;", 1), ("(SELECT 1) UNION ALL (SELECT 2)", 2), ("SHOW TABLES", None),
    ("DESCRIBE articles", None), ("SUMMARIZE articles", None), ("EXPLAIN SELECT 1", 1), ("EXPLAIN ANALYZE SELECT 1;", 1),
    ("-- c\nEXPLAIN (FORMAT json) SELECT 1", 1), ("WITH x AS (SELECT 1 AS a) SELECT * FROM x", 1),
    ("PIVOT (SELECT 1 AS a, 2 AS b) ON a IN (1, 2) USING sum(b)", 1), ("UNPIVOT (SELECT 1 AS a, 2 AS b) ON a, b", 2),
    ("SELECT * FROM range(3)", 3), ("SELECT unnest([1, 2])", 2), ("SELECT 'COPY x TO ''y''' AS a", 1),
    ("SELECT '\"function_name\":\"checkpoint\"' AS a", 1), ("SELECT 1 AS checkpoint, 2 AS query", 1),
    ("SELECT repeat('x', 3), count(*) OVER ()", 1), ("SELECT * FROM duckdb_tables()", None),
    ("SELECT $$a;b$$ AS a", 1), ("SELECT 1 -- no end of line", 1), ("SELECT * FROM json_each('[1, 2]')", 2),
]  # fmt: skip


@pytest.mark.parametrize(("sql", "rows"), QUESTIONS)
def test_questions_are_answered(path: Path, sql: str, rows: int | None) -> None:
    found = run_query(path, sql).rows
    assert len(found) == rows if rows is not None else found


@pytest.mark.parametrize("title", DEFAULT_QUERIES)
def test_the_examples_are_questions(path: Path, title: str) -> None:
    assert run_query(path, DEFAULT_QUERIES[title]).columns


def test_a_lake_is_locked_too(tmp_path: Path) -> None:
    import sqlite3

    from pipeline.warehouse.storage import storage_of

    lake = f"ducklake:sqlite:{tmp_path / 'lake.sqlite'}"
    store = storage_of(lake)
    connection = store.connect()
    connection.execute("CREATE TABLE t AS SELECT * FROM range(10000)")
    connection.close()
    other = tmp_path / "other.sqlite"
    with sqlite3.connect(other) as plain:
        plain.execute("CREATE TABLE secret (a)")
    assert run_query(lake, "SELECT count(*) FROM t").rows == [(10_000,)]
    for sql in (
        f"FROM sqlite_scan('{other}', 'secret')",  # SQLite's own doors are not DuckDB's
        f"ATTACH '{other}' AS o (TYPE sqlite)",
        "FROM ducklake_snapshots('warehouse')",
        "CREATE TABLE memory.main.x AS SELECT 1",
        "CALL ducklake_expire_snapshots('warehouse', older_than => now())",
        "FROM read_text('/etc/passwd')",
    ):
        with pytest.raises(QueryRefused, match="not allowed here"):
            run_query(lake, sql)


# What does not end, or asks for too much

SECONDS = 1.0
ENDLESS = {
    "recursion": "WITH RECURSIVE r AS (SELECT 1 AS a UNION ALL SELECT a + 1 FROM r) SELECT count(*) FROM r",
    "recursion that doubles": "WITH RECURSIVE r AS (SELECT 'x' AS a UNION ALL SELECT a || a FROM r) SELECT max(len(a)) FROM r",
    "a list that doubles": "WITH RECURSIVE r AS (SELECT [1] AS a UNION ALL SELECT a || a FROM r) SELECT max(len(a)) FROM r",
    "cross join": "SELECT count(*) FROM range(10000000000) a, range(1000000) b",
    "many joins": "SELECT count(*) FROM " + ", ".join(f"range(10) a{n}(x)" for n in range(40)),
    "long answer": "SELECT * FROM range(100000000000) a, range(3) b WHERE a.range % 1000000000 = 7",
    "list": "SELECT list(range) FROM range(2000000000)",
    "string_agg": "SELECT string_agg(repeat('x', 1000), ',') FROM range(100000000)",
    "sort": "SELECT * FROM range(2000000000) t(a) ORDER BY hash(a)",
    "distinct": "SELECT count(DISTINCT a) FROM range(10000000000) t(a)",
    "unnest": "SELECT count(*) FROM (SELECT unnest(range(1000000)) FROM range(10000000))",
    "window": "SELECT array_agg(x) OVER (ORDER BY x) FROM range(2000000) t(x)",
    "sleep": "SELECT sleep_ms(60000)",
    "regex": "SELECT regexp_replace(repeat('a', 100000000), '(a|aa)+?', 'bbbbbbbb', 'g')",
    # functions at work do not hear DuckDB's interrupt, and allocate beside its limit
    "repeat": "SELECT repeat('x', 2000000000) || repeat('y', 2000000000)",
    "range": "SELECT len(range(1000000000))",
    "levenshtein": "SELECT levenshtein(repeat('a', 300000), repeat('b', 300000))",
    "lambda": "SELECT list_reduce(range(300000000), lambda x, y: (x + y) % 7)",
    "list of lists": "SELECT list_sum(list_transform(range(1000000), lambda x: list_sum(range(x))))",
    "pad": "SELECT lpad('x', 2000000000, 'y')",
    "printf": "SELECT printf('%2000000000d', 1)",
    "days": "SELECT generate_series(TIMESTAMP '0001-01-01', TIMESTAMP '9999-01-01', INTERVAL 1 SECOND)",
    # the parser and the planner
    "parentheses": "SELECT " + "(" * 90_000 + "1" + ")" * 90_000,
    "nested lists": "SELECT " + "[" * 2_000 + "1" + "]" * 2_000,
    "nested lists as text": "SELECT '" + "[" * 90_000 + "'::JSON",
    "signs": "SELECT " + "- " * 90_000 + "1",
    "not": "SELECT " + "NOT " * 40_000 + "true",
    "sum": "SELECT " + "+".join(["1"] * 90_000),
    "nested questions": "SELECT * FROM " + "(SELECT * FROM " * 2_000 + "articles" + ")" * 2_000,
    "unions": "SELECT 1" + " UNION ALL SELECT 1" * 10_000,
    "a million values": "SELECT 1 WHERE 1 IN (" + ",".join(map(str, range(1_000_000))) + ")",
    "giant text": "SELECT '" + "x" * 50_000_000 + "'",
}


@pytest.fixture(scope="module")
def ends(path: Path) -> dict[str, tuple[Exception | None, float]]:
    """How each of them ended, and after how many seconds; asked four at a time."""

    def end(sql: str) -> tuple[Exception | None, float]:
        started = time.monotonic()
        try:
            asked(path, sql, timeout_s=SECONDS, memory_limit="100MB")
        except Exception as error:
            return error, time.monotonic() - started
        return None, time.monotonic() - started

    with ThreadPoolExecutor(4) as pool:
        return dict(zip(ENDLESS, pool.map(end, ENDLESS.values()), strict=True))


@pytest.mark.parametrize("name", ENDLESS)
def test_what_does_not_end_is_stopped(ends: dict[str, tuple[Exception | None, float]], name: str) -> None:
    error, seconds = ends[name]
    with pytest.raises((QueryTimeout, QueryRefused), match=r"stopped|more than|nested|depth|too much|Malformed|Out of"):
        raise error or AssertionError("answered")
    assert seconds < SECONDS + 5  # 1 second of grace, the start of the process, a busy machine


def test_fetching_is_stopped_too(path: Path) -> None:
    started = time.monotonic()
    with pytest.raises(QueryTimeout, match=r"after 0\.5 seconds"):
        run_query(path, "SELECT repeat('x', 20), range FROM range(100000000)", timeout_s=0.5)
    assert time.monotonic() - started < 3


def test_only_so_much_memory_can_be_asked_for() -> None:
    assert [bytes_of(text) for text in ("200MB", "1.5 GB", "1GiB", "7")] == [200_000_000, 1_500_000_000, 2**30, 7]
    with pytest.raises(ValueError, match="no amount of memory"):
        bytes_of("lots")


# Formats

VALUES = """SELECT 1 AS a, DATE '2024-01-02' AS day, TIMESTAMP '2024-01-02 03:04:05' AS moment, TIME '10:00' AS hour,
  TIMESTAMPTZ '2024-01-02 03:04:05+00' AS zoned, INTERVAL '1 year 2 months 03:04:05' AS took, [1, NULL, 3] AS list,
  {'k': 'x"y', 'day': TIMESTAMP '2024-01-02 03:04:05', 'f': 'inf'::DOUBLE} AS struct, MAP {'m': 1.5::DOUBLE} AS map,
  1.50::DECIMAL(9, 2) AS amount, 123456789012345678.5::DECIMAL(38, 1) AS exact, 170141183460469231731::HUGEINT AS huge,
  NULL AS nothing, '' AS empty, '\\xAA\\x00'::BLOB AS bytes, 'nan'::DOUBLE AS nan, true AS yes, '{"j": 1}'::JSON AS json,
  'two
lines, "quoted"' AS text, 'x' AS a, 'y' AS "A", 'é' AS "we""ird" """


def test_json_keeps_what_is_said(path: Path) -> None:
    (row,) = json.loads(streamed(path, VALUES, "json"), parse_constant=pytest.fail)
    zoned = row.pop("zoned")
    assert zoned[10] == "T" and zoned[-3] in "+-"
    assert row == {
        "a": 1, "day": "2024-01-02", "moment": "2024-01-02T03:04:05", "hour": "10:00:00",
        "took": "1 year 2 months 03:04:05", "list": [1, None, 3],
        "struct": {"k": 'x"y', "day": "2024-01-02T03:04:05", "f": None}, "map": {"m": 1.5}, "amount": 1.5,
        "exact": "123456789012345678.5", "huge": 170141183460469231731, "nothing": None, "empty": "",
        "bytes": "\\xAA\\x00", "nan": None, "yes": True, "json": {"j": 1}, "text": 'two\nlines, "quoted"',
        "a_1": "x", "A_2": "y", 'we"ird': "é",
    }  # fmt: skip


def test_csv_keeps_what_is_said(path: Path) -> None:
    (row,) = csv.DictReader(io.StringIO(streamed(path, VALUES, "csv"), newline=""))
    row.pop("zoned")
    assert row == {
        "a": "1", "day": "2024-01-02", "moment": "2024-01-02 03:04:05", "hour": "10:00:00",
        "took": "1 year 2 months 03:04:05", "list": "[1, NULL, 3]",
        "struct": "{'k': 'x\"y', 'day': '2024-01-02 03:04:05', 'f': inf}", "map": "{m=1.5}", "amount": "1.50",
        "exact": "123456789012345678.5", "huge": "170141183460469231731", "nothing": "", "empty": "",
        "bytes": "\\xAA\\x00", "nan": "nan", "yes": "true", "json": '{"j": 1}', "text": 'two\nlines, "quoted"',
        "a_1": "x", "A_2": "y", 'we"ird': "é",
    }  # fmt: skip


def test_parquet_keeps_types(path: Path, tmp_path: Path) -> None:
    target = tmp_path / "o'dd name.parquet"
    assert ask_to_file(Question(str(path), VALUES, "parquet"), target) == 1
    with duckdb.connect() as connection:
        found = connection.read_parquet(str(target))
        types = dict(zip(found.columns, map(str, found.types), strict=True))
        picked = found.select("huge, exact, list, struct.k, took::VARCHAR, bytes, nothing").fetchall()
    assert (types["day"], types["took"], types["list"], types["bytes"]) == ("DATE", "INTERVAL", "INTEGER[]", "BLOB")
    assert picked == [
        (Decimal(170141183460469231731), Decimal("123456789012345678.5"), [1, None, 3], 'x"y', "1 year 2 months 03:04:05", b"\xaa\x00", None)
    ]  # fmt: skip
    assert sorted(file.name for file in tmp_path.iterdir()) == [target.name]


def test_tables_show_values_as_duckdb_writes_them(path: Path) -> None:
    result = asked(path, VALUES)
    shown = dict(zip(result.columns, result.rows[0], strict=True))
    assert shown["took"] == "1 year 2 months 03:04:05"
    assert (shown["list"], shown["bytes"], shown["day"]) == ("[1, NULL, 3]", "\\xAA\\x00", date(2024, 1, 2))
    assert result.columns.count("a") == 2


@pytest.mark.parametrize("form", ["json", "parquet"])
@pytest.mark.parametrize("sql", ["SELECT 1 AS a WHERE false", "SHOW TABLES", "DESCRIBE articles;", "SUMMARIZE articles -- x"])  # fmt: skip
def test_every_question_goes_into_every_format(path: Path, tmp_path: Path, form: str, sql: str) -> None:
    target = tmp_path / f"x.{form}"
    rows = ask_to_file(Question(str(path), sql, form), target)
    assert rows == len(run_query(path, sql).rows)
    if form == "json":
        assert len(json.loads(target.read_text())) == rows


def test_the_order_that_is_asked_for_is_kept(path: Path) -> None:
    lines = streamed(path, "SELECT range AS n FROM range(300000) ORDER BY hash(range), range", "csv").splitlines()[1:]
    query = "SELECT range FROM range(300000) ORDER BY hash(range), range"
    assert list(map(int, lines)) == [row[0] for row in run_query(path, query).rows]


def test_a_long_answer_takes_little_memory(path: Path, tmp_path: Path) -> None:
    code = f"""
import resource
from pathlib import Path
from pipeline.asking.child import Question, ask_to_file, ask_to_stream
sql = "SELECT range AS n, 'some text' AS t FROM range(5000000)"
with open({str(tmp_path / "s.csv")!r}, "wb") as stream:
    print(ask_to_stream(Question({str(path)!r}, sql, "csv"), stream))
for form in ("json", "parquet"):
    print(ask_to_file(Question({str(path)!r}, sql, form), Path({str(tmp_path)!r}, "x." + form)))
own = int(Path("/proc/self/status").read_text().partition("VmHWM:")[2].split()[0])
print(max(own, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss) // 1024)
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    *rows, megabytes = map(int, done.stdout.split())
    assert rows == [5_000_000] * 3
    assert megabytes < 200, megabytes
    with (tmp_path / "x.json").open("rb") as file:
        assert file.read(1) == b"["
        file.seek(-3, os.SEEK_END)
        assert file.read().strip() == b"]"


def test_a_file_is_there_only_when_it_is_complete(path: Path, tmp_path: Path) -> None:
    target = tmp_path / "x.csv"
    target.write_text("before")
    with pytest.raises(QueryTimeout):
        ask_to_file(Question(str(path), "FROM range(100000000000)", "csv", timeout_s=0.5), target)
    with pytest.raises(QueryRefused):
        ask_to_file(Question(str(path), "SELECT error('late') FROM range(3)", "csv"), target)
    assert target.read_text() == "before" and list(tmp_path.iterdir()) == [target]
    with pytest.raises(FileNotFoundError, match="no such folder"):
        ask_to_file(Question(str(path), "SELECT 1", "csv"), tmp_path / "none" / "x.csv")


# The command


def blotter(*arguments: str | Path, stdin: str | None = None) -> Result:
    return CliRunner().invoke(main, [str(argument) for argument in arguments], input=stdin)


def test_the_command_writes_by_the_name_of_the_file(path: Path, tmp_path: Path) -> None:
    for name, begin in (("x.csv", b"a\r\n1"), ("x.json", b"["), ("x.parquet", b"PAR1"), ("x.txt", "╭".encode())):
        done = blotter("sql", "SELECT 1 AS a", "--warehouse", path, "--output", tmp_path / name)
        assert done.exit_code == 0, done.output
        assert (tmp_path / name).read_bytes().replace(b"\n", b"\r\n")[: len(begin)] == begin, name
    done = blotter("sql", "SELECT 1 AS a", "--warehouse", path, "--output", tmp_path / "x.csv", "--format", "json")
    assert json.loads((tmp_path / "x.csv").read_text()) == [{"a": 1}]


def test_the_command_prints(path: Path) -> None:
    assert blotter("sql", "SELECT 1 AS a", "--warehouse", path, "--format", "csv").stdout == "a\n1\n"
    assert json.loads(blotter("sql", "--warehouse", path, "--format", "json", stdin="SELECT 'é' AS a").stdout) == [{"a": "é"}]  # fmt: skip
    done = blotter("sql", "FROM range(5000)", "--warehouse", path)
    assert "the first 1,000 rows; there are more" in done.stderr and "999" in done.stdout
    assert blotter("sql", "SELECT 1 AS a", "--warehouse", path).stderr == "1 row\n"


def test_the_command_tells_why_not(path: Path, tmp_path: Path) -> None:
    for arguments, words in (
        (["DROP TABLE articles"], "not allowed here: dropping things"),
        (["SELECT sleep_ms(9000)", "--timeout", "0.3"], "stopped after 0.3 seconds"),
        (["SELECT 1", "--memory", "lots"], "no amount of memory"),
        (["EXPLAIN SELECT 1", "--format", "csv"], "EXPLAIN is for reading"),
    ):
        done = blotter("sql", "--warehouse", path, *arguments)
        assert (done.exit_code, done.stdout) == (1, "") and words in done.stderr, done.stderr
        assert "Traceback" not in done.stderr
    done = blotter("sql", "SELECT 1", "--warehouse", tmp_path / "none.duckdb")
    assert done.exit_code == 1 and "blotter run" in done.stderr


def test_a_reader_that_has_enough_ends_the_question(path: Path) -> None:
    blotter = [sys.executable, "-m", "pipeline.cli", "sql", "--warehouse", str(path), "--format", "csv"]
    started = time.monotonic()
    process = subprocess.Popen([*blotter, "FROM range(100000000000)"], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert process.stdout and process.stderr
    assert process.stdout.readline() == b"range\n"
    process.stdout.close()
    assert process.wait(10) == 0 and process.stderr.read() == b""
    assert time.monotonic() - started < 10


def shown(result: QueryResult, width: int = 80, **options: Any) -> str:
    stream = io.StringIO()
    screen = console(file=stream)
    screen.width = width
    screen.print(answer_view(result, width=width, **options))
    return stream.getvalue()


def test_short_columns_stay_whole_beside_sentences() -> None:
    sentence = "She allegedly killed Eva Soto on Monday near the old market of Lima. " * 4
    text = shown(QueryResult(["id", "day", "sentence"], ["VARCHAR", "DATE", "VARCHAR"], [("e978043973499ae6", date(2024, 1, 2), sentence)]))  # fmt: skip
    assert "e978043973499ae6" in text and "2024-01-02" in text
    assert max(map(len, text.splitlines())) <= 80
    assert "allegedly killed" in text
    sizes = column_sizes(["id", "text"], [["日本", "x" * 90]])
    assert sizes == [4, 90] and whole_columns(sizes, 80) == {0}


def test_many_columns_are_shown_as_records() -> None:
    result = QueryResult([f"c{n}" for n in range(20)], ["INTEGER"] * 20, [tuple(range(20))])
    assert "row 1" in shown(result) and "c19 19" in shown(result)
    assert "row 1" in shown(QueryResult(["a"], ["VARCHAR"], [("x\ny",)]), expanded=True)


def test_an_answer_cannot_steer_the_terminal() -> None:
    result = QueryResult(["\x1b[2J"], ["VARCHAR"], [("\x1b]0;x\x07[bold]b[/bold]\u202e",)])
    for text in (shown(result), shown(result, expanded=True)):
        assert not {"\x1b", "\x07", "\u202e"} & set(text) and "[bold]b[/bold]" in text
    assert rows_note(result) == "1 row"


# Completion

CATALOG = Catalog(
    {"articles": [("article_id", "VARCHAR"), ("title", "VARCHAR")], "entities": [("entity_id", "VARCHAR"), ("name", "VARCHAR")]},
    {"articles": "One row an article."},
    ["count", "concat"],
)  # fmt: skip
COMPLETIONS = [
    # ‸ is the cursor; the first completions
    ("SELECT * FROM ‸", ["articles", "entities"]),
    ("SELECT * FROM articles a JOIN ‸", ["articles", "entities"]),
    ("SELECT * FROM articles, en‸", ["entities"]),
    ("SELECT a.‸ FROM articles a", ["article_id", "title"]),
    ("SELECT e.‸ FROM articles AS a JOIN entities AS e USING (x)", ["entity_id", "name"]),
    ("SELECT articles.t‸ FROM articles", ["title"]),
    ("SELECT E.N‸ FROM entities e", ["name"]),
    ("SELECT z.‸ FROM articles a", []),
    ("SELECT ‸ FROM entities WHERE true", ["entity_id", "name", "entities", "SELECT"]),
    ("SELECT t‸ FROM articles", ["title", "THEN"]),
    ("SELECT * FROM articles WHERE ti‸", ["title"]),
    ("SELECT co‸", ["count", "concat"]),
    ("SELECT 'FROM ‸", []),
    ("SELECT 1 -- FROM ‸", []),
    ("SELECT 1 /* FROM ‸", []),
    ("WITH mine AS (SELECT 1) SELECT * FROM mi‸", ["mine"]),
    ("\\‸", ["\\d", "\\x", "\\timing", "\\o"]),
    ("\\d ar‸", ["articles"]),
    ("DESCRIBE e‸", ["entities"]),
]


@pytest.mark.parametrize(("text", "expected"), COMPLETIONS)
def test_completion_follows_the_context(text: str, expected: list[str]) -> None:
    before, _, after = text.partition("‸")
    found = QuestionCompleter(CATALOG).get_completions(Document(before + after, len(before)), CompleteEvent())
    assert [completion.text for completion in found][: len(expected) or 9] == expected


def test_sources_resolve_aliases() -> None:
    text = "FROM articles a JOIN \"my table\" AS m ON a.x = m.x LEFT JOIN entities WHERE 'FROM z' = ''"
    assert sources(text) == {"articles": "articles", "a": "articles", "my table": "my table", "m": "my table", "entities": "entities"}  # fmt: skip


@pytest.mark.parametrize(
    ("text", "complete"),
    [("SELECT 1;", True), ("SELECT 1", False), ("SELECT ';", False), ("SELECT 1 -- ;", False), ("SELECT 1; -- c\n", True),
     ("\\d", True), ("quit", True), ("", True), ("SELECT /* ; ", False), ("SELECT ';' ; ", True), ("SELECT $$;", False),
     ("SELECT 1; -- it's over", True), ('SELECT 1 AS "it\'s";', True), ('SELECT 1 AS "it;', False)],
)  # fmt: skip
def test_enter_asks_only_a_complete_question(text: str, complete: bool) -> None:
    assert is_complete(text) == complete


# The prompt, driven by keys

Typed = Callable[..., tuple[str, str]]


@pytest.fixture
def typed(path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Typed:
    """Types lines into the prompt, each with Enter; gives what stands on the screen and in the error stream."""
    monkeypatch.setattr("click.get_app_dir", lambda name: str(tmp_path / name))

    def drive(*lines: str, **options: Any) -> tuple[str, str]:
        with create_pipe_input() as keys:
            keys.send_text("".join(line if line in ("\x03", "\x04") else f"{line}\r" for line in lines))
            ask(str(path), input=keys, output=DummyOutput(), **options)
        return capfd.readouterr()

    return drive


def test_the_prompt_answers_until_it_is_left(typed: Typed, tmp_path: Path) -> None:
    out, err = typed("SELECT 40 + 2", "AS answer;", "SELECT lang FROM articles;", "\\q")
    assert "answer" in out and "42" in out and "en" in out
    assert err.splitlines() == ["1 row", "1 row"]
    assert "SELECT lang FROM articles;" in (tmp_path / "blotter" / "sql_history").read_text()


@pytest.mark.parametrize("way", ["\\q", "quit", "exit;", "\x04"])
def test_ways_out(typed: Typed, way: str) -> None:
    assert "read-only" in typed(way)[0]


def test_the_prompt_lists_and_describes_with_comments(typed: Typed) -> None:
    out, err = typed("\\d", "\\d articles", "\\d nothing", "\\h", "\\what", "\\q")
    assert "gang_people" in out and "One row an article" in out
    assert "Day of publication." in out and "VARCHAR" in out
    assert "\\timing" in out
    assert "nothing: no such table or view" in err and "\\what is no command here" in err


def test_the_prompt_goes_on_after_an_error(typed: Typed) -> None:
    out, err = typed(
        "SELEC 1;", "DROP TABLE articles;", "SELECT sleep_ms(9000);", "SELECT 7 AS seven;", "\\q", timeout=2.0
    )
    assert "LINE 1: SELEC 1" in err and "^" in err
    assert "not allowed here" in err and "stopped after 2 seconds" in err
    assert "seven" in out


def test_records_timing_examples_and_files(typed: Typed, tmp_path: Path) -> None:
    out, err = typed(
        "\\x", "SELECT 1 AS a, 2 AS b;", "\\x", "\\timing", "SELECT 5 AS c;", "\\ex", "\\ex 1", "\\ex 99",
        f"\\o {tmp_path / 'x.json'}", "SELECT 3 AS d;", "SELECT 4 AS e;", "\\q",
    )  # fmt: skip
    assert "row 1" in out and "a 1" in out
    assert " s\n" in err and "1 to" in err
    assert "gangs by articles" in out and "Los Lobos" in out
    assert json.loads((tmp_path / "x.json").read_text()) == [{"d": 3}]
    assert "│ 4 │" in out and "│ 3 │" not in out


def children() -> set[str]:
    """The processes that this one has started and that still run."""
    found: set[str] = set()
    for file in glob("/proc/self/task/*/children"):
        with suppress(OSError):  # of a thread that has ended meanwhile
            found |= set(Path(file).read_text().split())
    return found


def worked(pid: str) -> float:
    """Seconds of a processor that a process has used; 0 for one that is gone."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    except OSError:
        return 0.0
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def interrupt_when_asked(before: set[str]) -> None:
    """Ctrl-C once a process is at work on the question: the one that reads the catalogue, which comes first, has less to do."""
    until = time.monotonic() + 12
    while time.monotonic() < until and not any(worked(pid) > 3.0 for pid in children() - before):
        time.sleep(0.05)
    # As a terminal's comes: to the thread that waits, whatever threads other tests have left running here
    signal.pthread_kill(threading.main_thread().ident or 0, signal.SIGINT)


@pytest.fixture
def interruptible() -> Iterator[None]:
    """Ctrl-C raises KeyboardInterrupt, as in a process that just began: what ran here before may have set something else."""
    handler, mask = signal.getsignal(signal.SIGINT), signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})
    signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, handler or signal.default_int_handler)
    signal.pthread_sigmask(signal.SIG_SETMASK, mask)


@pytest.mark.usefixtures("interruptible")
def test_ctrl_c_forgets_the_line_and_stops_what_runs(typed: Typed) -> None:
    out, _ = typed("SELECT 1 AS", "\x03", "SELECT 2 AS two;", "\\q")
    assert "two" in out
    threading.Thread(target=interrupt_when_asked, args=(children(),), daemon=True).start()
    started = time.monotonic()
    out, err = typed("SELECT levenshtein(repeat('a', 300000), repeat('b', 300000));", "SELECT 3 AS three;", "\\q")
    assert "stopped" in err and "three" in out
    assert time.monotonic() - started < 30


def test_the_prompt_knows_the_warehouse(path: Path) -> None:
    catalog = read_catalog(str(path))
    assert ("published", "DATE") in catalog.columns["articles"] and "gang_people" in catalog.columns
    assert "One row an article" in catalog.comments["articles"]
    assert "count" in catalog.functions and "read_text" not in catalog.functions


def test_forms_by_name() -> None:
    names = ("x.csv", "x.JSON", "x.parquet", "x.txt", "x")
    assert [form_of(Path(name)) for name in names] == ["csv", "json", "parquet", "table", "table"]
    assert MAX_TEXT == 200_000 and Asker("w").output is None
