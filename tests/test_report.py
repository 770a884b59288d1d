"""What the warehouse holds, told to people: from real rows in a real DuckDB."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from rich.console import Console

from pipeline.articles import Article, Failure
from pipeline.report import (
    RUN_COUNTS,
    gather_info,
    info_table,
    plain,
    run_markdown,
    short,
    summarise,
    summary_markdown,
    summary_tables,
)
from pipeline.rows import article_rows
from pipeline.scheme import Argument, Entity, Event, Extraction, Mention, Relation
from pipeline.store import Warehouse

pytestmark = pytest.mark.usefixtures("one_thread")

TEXT = "Ana Lyska leads Los Pinos in Ostrava.\nPolice arrested <Rado | Lyska> on Monday."
ARTICLE = Article("a1", TEXT, "Los Pinos", date(2025, 3, 17), "en", "Example Wire")
FACTS = Extraction(
    TEXT,
    mentions=[
        Mention("m1", 0, 9, "Ana Lyska", "PERSON", "person:ana-lyska"),
        Mention("m2", 16, 25, "Los Pinos", "GANG", "gang:los-pinos"),
        Mention("m3", 29, 36, "Ostrava", "GPE", "gpe:ostrava"),
        Mention("m4", 38, 44, "Police", "PEOPLE"),
        Mention("m5", 55, 67, "Rado | Lyska", "PERSON", "person:rado-lyska"),
    ],
    entities=[
        Entity("person:ana-lyska", "PERSON", "Ana Lyska"),
        Entity("gang:los-pinos", "GANG", "Los Pinos"),
        Entity("gpe:ostrava", "GPE", "Ostrava"),
        Entity("person:rado-lyska", "PERSON", "Rado | Lyska"),
    ],
    events=[
        Event("v1", "ARREST", 45, 53, "arrested", "alleged", "m4", arguments=[Argument("TARGET", "m5")]),
    ],
    relations=[
        Relation("person:ana-lyska", "leader_of", "gang:los-pinos", start=0, end=25),
        Relation("person:rado-lyska", "member_of", "gang:los-pinos", start=0, end=25),
        Relation("gang:los-pinos", "operates_in", "gpe:ostrava", start=16, end=36),
    ],
)
FAILURE = Failure("ingest", "feeds/a.xml:7", "empty", "\x1b[2Jthere is [bold]no[/bold] text in it")


@pytest.fixture
def warehouse(tmp_path: Path) -> Iterator[str]:
    path = str(tmp_path / "warehouse.duckdb")
    with Warehouse.open(path) as store:
        run = store.start_run(sources=["test"], extractor="tiny 1 ab")
        other = Article("a2", "Hola", lang="es")
        store.load(
            [
                article_rows(ARTICLE, FACTS, run_id=run, extractor="tiny 1 ab"),
                article_rows(other, None, run_id=run, extractor=None, status="other_language"),
            ],
            [FAILURE],
        )
        store.finish_run(run, "done", {"read": 2})
        store.publish()
    yield path


def printed(*parts: object, width: int = 100) -> str:
    console = Console(width=width, color_system=None, record=True, file=open("/dev/null", "w"), markup=False)  # noqa: SIM115
    console.print(*parts)
    return console.export_text()


def test_summary_tells_gangs_events_failures_and_where_to_ask(warehouse: str) -> None:
    shown = printed(*summary_tables(summarise(warehouse)))
    flat = " ".join(shown.split())
    assert "Los Pinos 1 Ana Lyska (leader), Rado | Lyska Ostrava" in flat
    assert "2025-03-17 ARREST alleged Police arrested <Rado | Lyska> on Monday." in flat
    assert "[Police says so] Example Wire" in flat
    assert "extracted en 1" in flat and "other_language es 1" in flat
    assert "feeds/a.xml:7 empty" in flat and "[bold]no[/bold]" in flat
    assert "warehouse-000001.duckdb" in flat and "blotter sql" in flat


def test_summary_fits_100_columns_and_steers_no_terminal(warehouse: str) -> None:
    shown = printed(*summary_tables(summarise(warehouse)))
    assert max(map(len, shown.splitlines())) <= 100
    assert "\x1b" not in shown


def test_markdown_escapes_what_articles_say(warehouse: str) -> None:
    page = summary_markdown(summarise(warehouse))
    assert "| 2025-03-17 | ARREST | alleged | Police arrested &lt;Rado \\| Lyska> on Monday. |" in page
    assert "\x1b" not in page


def test_run_report_has_the_counts(warehouse: str) -> None:
    result: dict[str, Any] = dict.fromkeys(RUN_COUNTS, 0) | {
        "run_id": "r1", "read": 1200, "extracted": 3, "extractor": "tiny 1 ab", "seconds": 2.34, "warehouse": warehouse,
    }  # fmt: skip
    page = run_markdown(result)
    assert page.startswith("# Run report\n")
    assert "1,200 articles read, 3 extracted; 2.3 s" in page
    assert "Gangs most written about" in page


def test_summary_of_an_empty_warehouse(tmp_path: Path) -> None:
    with Warehouse.open(tmp_path / "w.duckdb") as store:
        store.publish()
    summary = summarise(str(tmp_path / "w.duckdb"))
    assert "no events yet" in printed(*summary_tables(summary))
    assert "## The warehouse" in summary_markdown(summary)


def test_info_names_what_is_missing(tmp_path: Path) -> None:
    facts = gather_info(str(tmp_path / "none.duckdb"), "/no/such/model")
    assert {"model", "warehouse", "version", "relevance_threshold", "python", "spacy", "duckdb", "prefect"} <= set(
        facts
    )
    assert [line.split(":")[0] for line in facts["missing"]] == ["the model", "the warehouse"]
    assert "/no/such/model" in printed(info_table(facts))


def test_info_counts_the_published_copy(warehouse: str) -> None:
    facts = gather_info(warehouse, "/no/such/model")
    assert facts["published"].endswith("warehouse-000001.duckdb")
    assert (facts["counts"]["articles"], facts["counts"]["events"], facts["counts"]["failures"]) == (2, 1, 1)


@pytest.mark.parametrize(
    ("value", "shown"),
    [(None, ""), (11000.0, "11,000"), (0.25, "0.25"), (33.3, "33.3"), ("a\n b\x1b", "a b\N{REPLACEMENT CHARACTER}")],
)
def test_cells_are_one_plain_line(value: object, shown: str) -> None:
    assert plain(value) == shown


def test_long_sentences_are_cut_at_a_word() -> None:
    assert short("one two three", 9) == "one two …"
    assert short("one two", 9) == "one two"
