"""What an article says by itself: it comes to the same wherever it is read, and nobody writes on it."""

from __future__ import annotations

import pickle
from pathlib import Path

import pytest
from warehouses import differences, dump, gold_rows

from flows import extracting
from pipeline.articles import Article
from pipeline.reading import READ, reading_of, with_reading
from pipeline.rows import Rows
from pipeline.scheme import Extraction
from pipeline.store import Warehouse

pytestmark = pytest.mark.usefixtures("one_thread")


def test_it_changes_nothing_else_of_the_rows() -> None:
    for rows, again in zip(gold_rows(12), gold_rows(12), strict=True):
        read = with_reading(again)
        assert reading_of(read) is not None
        assert {table: found for table, found in read.items() if table != READ} == rows


def test_rows_that_were_read_load_as_bare_ones_do(tmp_path: Path) -> None:
    """Sent through another process, and loaded twice: the second load finds what the first one left."""
    read = pickle.loads(pickle.dumps([with_reading(rows) for rows in gold_rows(40)]))
    dumps = []
    for name, batch in (("bare", gold_rows(40)), ("read", read), ("again", read)):
        with Warehouse.open(tmp_path / f"{name}.duckdb") as warehouse:
            for start in range(0, len(batch), 16):
                warehouse.load(batch[start : start + 16], run_id="gold")
            dumps.append(dump(warehouse.connection))
    assert dumps[0]["incidents"]
    assert differences(dumps[0], dumps[1]) == {}
    assert differences(dumps[0], dumps[2]) == {}


def test_an_article_that_cannot_be_read_is_a_failure_and_the_rest_go_on(monkeypatch: pytest.MonkeyPatch) -> None:
    class Extractor:
        threshold = 0.0

        def extract(self, articles: list[Article]) -> list[tuple[Article, Extraction]]:
            return [(article, Extraction(article.text)) for article in articles]

    def read(rows: Rows) -> Rows:
        if rows["articles"][0]["article_id"] == "b":
            raise RuntimeError("no gazetteer")
        return with_reading(rows)

    monkeypatch.setattr(extracting, "extractor_of", lambda model, version: Extractor())
    monkeypatch.setattr(extracting, "with_reading", read)
    articles = [Article(key, f"Text {key}.", f"Title {key}", lang="en", origin="a.jsonl") for key in "abc"]
    rows, failures = extracting.unpacked(extracting.extract_batch.fn(articles, None, "model 1", "run"))
    assert [found["articles"][0]["article_id"] for found in rows] == ["a", "c"]
    assert [(f.article_id, f.where, f.message) for f in failures] == [
        ("b", "a.jsonl, article Title b", "could not be extracted: no gazetteer")
    ]
