"""What the README says works: its SQL over a warehouse of the sample, its commands' names."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from conftest import ROOT

README = (ROOT / "README.md").read_text(encoding="utf-8")
QUERIES = re.findall(r"```sql\n(.*?)```", README, re.DOTALL)


@pytest.fixture(scope="module")
def warehouse(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample extracted by the model in use, without a flow."""
    from pipeline.articles import Article, Failure
    from pipeline.extractor import load_extractor
    from pipeline.rows import article_rows
    from pipeline.scheme import Extraction
    from pipeline.sources import articles_of, read_sources
    from pipeline.store import Warehouse

    path = tmp_path_factory.mktemp("warehouse") / "blotter.duckdb"
    extractor = load_extractor()
    articles: list[Article] = [a for a in articles_of(read_sources([ROOT / "corpora" / "sample"])) if a.lang == "en"]
    with Warehouse.open(path) as store:
        run = store.start_run(sources=["sample"], extractor=extractor.version)
        rows = [
            article_rows(article, facts, run_id=run, extractor=extractor.version)
            for article, facts in extractor.extract(articles)
            if isinstance(facts, Extraction)
        ]
        store.load(rows, [Failure("ingest", "x.txt", "empty", "the file is empty")])
        store.publish()
    return path


@pytest.mark.parametrize("query", QUERIES, ids=[query.splitlines()[0] for query in QUERIES])
def test_its_sql_answers(warehouse: Path, query: str) -> None:
    from pipeline.asking.query import run_query

    assert run_query(warehouse, query).rows


def test_its_make_targets_exist() -> None:
    makefile = (ROOT / "Makefile").read_text()
    for target in set(re.findall(r"\bmake ([a-z-]+)", README)):
        assert re.search(rf"^{target}:", makefile, re.MULTILINE), target


def test_its_commands_exist() -> None:
    from pipeline.cli import main

    for command in set(re.findall(r"\bblotter ([a-z]+(?:-[a-z]+)*)", README)):
        assert command in main.commands, command
