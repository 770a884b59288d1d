"""The data dictionary says everything that is there, its queries run, and the page is what would be generated."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest
from click.testing import CliRunner

from pipeline.asking.query import connect_locked
from pipeline.cli import main
from pipeline.warehouse import dictionary
from pipeline.warehouse.dictionary import (
    PAGE,
    SEARCH,
    Question,
    answer,
    cell,
    page,
    questions,
    table,
    view_columns,
    view_comments,
)
from pipeline.warehouse.tables import column_types

COOKBOOK = questions("warehouse/cookbook.sql")
EXAMPLES = questions("warehouse/view_examples.sql")


@pytest.fixture(scope="module")
def asked(example_warehouse: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    with connect_locked(example_warehouse) as connection:
        yield connection


@pytest.fixture(scope="module")
def text(asked: duckdb.DuckDBPyConnection) -> str:
    return page(asked)


def title(question: Question) -> str:
    return question.title


# What it says


def test_every_view_has_a_page_and_an_example(asked: duckdb.DuckDBPyConnection, text: str) -> None:
    views = sorted(name for name, _ in dictionary.views_of(asked))
    assert sorted(map(title, EXAMPLES)) == sorted([*views, SEARCH])
    for view in views:
        assert f"\n### {view}\n" in text


def test_every_view_has_a_comment(asked: duckdb.DuckDBPyConnection) -> None:
    assert [name for name, comment in dictionary.views_of(asked) if not comment] == []


@pytest.mark.parametrize("view", map(title, EXAMPLES))
def test_every_column_of_a_view_is_said(asked: duckdb.DuckDBPyConnection, view: str) -> None:
    said = view_comments()[view]
    assert [column.name for column in view_columns(asked, view, said)] == list(said), (
        "pipeline/warehouse/view_columns.csv"
    )
    assert [column for column, comment in said.items() if not comment.endswith((".", "…"))] == []


def test_every_table_and_column_is_on_the_page(text: str) -> None:
    tables = text.split("\n## Tables\n")[1].split("\n## Cookbook\n")[0]
    sections = dict(part.split("\n", 1) for part in tables.replace("\n#### ", "\n### ").split("\n### ")[1:])
    for name, columns in column_types().items():
        said = [line.split(" | ") for line in sections[name].splitlines() if line.startswith("| `")]
        assert sorted(row[0] for row in said) == sorted(f"| `{column}`" for column in columns), name
        assert all(len(row) == 3 and len(row[2]) > 5 for row in said), name


def test_the_page_says_that_the_articles_are_invented(text: str) -> None:
    assert "these articles are invented" in text


# What it asks


def test_the_cookbook_has_questions_of_many_kinds() -> None:
    assert len(COOKBOOK) >= 24
    assert [name for name, count in Counter(map(title, [*COOKBOOK, *EXAMPLES])).items() if count > 1] == []
    assert all(question.section for question in COOKBOOK)


@pytest.mark.parametrize("question", [*EXAMPLES, *COOKBOOK], ids=title)
def test_every_query_has_an_answer(asked: duckdb.DuckDBPyConnection, question: Question) -> None:
    columns, rows = answer(asked, question.sql)
    assert rows, question.title
    empty = [name for number, name in enumerate(columns) if all(row[number] is None for row in rows)]
    assert [name for name in empty if name not in MAY_BE_EMPTY] == [], question.title


# Annotations have no scores, and of most claims of size the rule finds no one who says so.
MAY_BE_EMPTY = ("score", "said_by", "injured_low", "injured_high")


def test_queries_answer_alike_each_time(asked: duckdb.DuckDBPyConnection, text: str) -> None:
    assert page(asked) == text


@pytest.mark.parametrize(
    ("sql", "fault"),
    [
        ("-- # A title\n-- and no query\n", "A title: it needs one statement"),
        ("-- # A title\nSELECT 1\n", "A title: it needs one statement"),
        ("-- # \nSELECT 1;\n", "a question without title"),
    ],
)
def test_a_question_is_a_title_and_a_statement(monkeypatch: pytest.MonkeyPatch, sql: str, fault: str) -> None:
    monkeypatch.setattr(dictionary, "read_sql", lambda name: sql)
    with pytest.raises(ValueError, match=fault):
        questions("warehouse/cookbook.sql")


def test_a_question_keeps_its_own_comments(monkeypatch: pytest.MonkeyPatch) -> None:
    sql = "-- a file\n\n-- ## Gangs\n\n-- # How many?\n-- All of\n-- them.\nSELECT 1 -- one\n;\n"
    monkeypatch.setattr(dictionary, "read_sql", lambda name: sql)
    assert questions("warehouse/cookbook.sql") == [Question("Gangs", "How many?", "All of them.", "SELECT 1 -- one\n;")]


# How it looks


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (None, ""),
        (True, "yes"),
        (1200.0, "1,200"),
        (["a", "b|c"], "a, b\\|c"),
        ({"source": "Wire", "low": 3.0, "high": None}, "Wire 3"),
        ("<img src=x> & `code`\nnext", "&lt;img src=x> &amp; \\`code\\` next"),
        ("word " * 60, "word " * 31 + "word …"),
    ],
)
def test_a_cell_says_nothing_but_itself(value: object, shown: str) -> None:
    assert cell(value) == shown


def test_a_table_has_a_row_a_line() -> None:
    assert table(["a", "b"], [(1, "x\ny")]).splitlines() == ["| a | b |", "| --- | --- |", "| 1 | x y |"]


# The command


def test_the_page_is_what_would_be_generated(text: str) -> None:
    assert PAGE.read_text(encoding="utf-8") == text, "run `blotter docs`"


def test_docs_writes_the_page_and_checks_it(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, text: str) -> None:
    monkeypatch.setattr(dictionary, "PAGE", tmp_path / "WAREHOUSE.md")
    monkeypatch.setattr(dictionary, "generated", lambda: text)
    run = CliRunner().invoke
    assert run(main, ["docs", "--check"]).exit_code == 1
    assert f"wrote {tmp_path}/WAREHOUSE.md" in run(main, ["docs"]).output
    assert (tmp_path / "WAREHOUSE.md").read_text(encoding="utf-8") == text
    assert run(main, ["docs", "--check"]).exit_code == 0
    assert "unchanged" in run(main, ["docs"]).output
    (tmp_path / "WAREHOUSE.md").write_text(text.replace("invented", "real"), encoding="utf-8")
    result = run(main, ["docs", "--check"])
    assert result.exit_code == 1 and "run `blotter docs`" in result.output
