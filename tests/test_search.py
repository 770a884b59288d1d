"""What search finds: phrases, however far down they stand, many words, and words that the index leaves out."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from pipeline.asking.query import run_query
from pipeline.store import Warehouse
from pipeline.warehouse import derived
from pipeline.warehouse.tables import read_sql

# Sixty short sentences have both words apart, and so rank above the long ones, of which two have them side by side.
APART = ["Harbour seen, north."] * 60
LONG = "of the {} were many boats, crews, ropes, sails, nets, crates and barrels that nobody had counted in years."
TOGETHER = [LONG.format("north harbour"), LONG.format("old North Harbour")]
OTHERS = [
    LONG.format("harbour in the north"),
    "One two three four five six seven eight nine ten eleven twelve thirteen.",
]
SENTENCES = [*APART, *TOGETHER, *OTHERS]


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("search") / "w.duckdb"
    spots, at = [], 0
    for number, sentence in enumerate(SENTENCES, 1):
        spots.append((number, at, at + len(sentence)))
        at += len(sentence) + 1
    with Warehouse.open(path) as warehouse:
        connection = warehouse.connection
        connection.execute("INSERT INTO articles BY NAME SELECT 'a' AS article_id, ? AS text", [" ".join(SENTENCES)])
        connection.execute("CREATE TEMP TABLE new_articles AS FROM articles")
        connection.execute("CREATE TEMP TABLE new_sentences AS FROM sentences")
        for number, start, end in spots:
            connection.execute("INSERT INTO new_sentences VALUES (?, 'a', ?, ?, 0)", [number, start, end])
        derived.index_words(connection)
        warehouse.publish()
    return path


def found(path: Path, query: str, *, most: int = 20) -> list[str]:
    rows = run_query(path, f"SELECT sentence FROM search('{query}', most := {most})").rows
    return [row[0] for row in rows]


CASES = [
    # the phrase stands in none of the fifty that are read first
    ('"north harbour"', 20, TOGETHER),
    # in as many as are asked for
    ('"north harbour"', 1, TOGETHER[:1]),
    # words that the index leaves out count where they stand in quotes
    ('"of the north harbour"', 20, TOGETHER[:1]),
    ('"of the" barrels', 20, [*TOGETHER, OTHERS[0]]),
    # words beside the phrase are no condition
    ('"north harbour" elephants', 20, TOGETHER),
    # all words are there, but not so; a word that is nowhere
    ('"harbour north"', 20, []),
    ('"north zebra"', 20, []),
    # more words than are looked up one by one: the last one counts too
    ("a1 a2 a3 a4 a5 a6 a7 a8 a9 a10 a11 a12 a13 a14 thirteen", 20, [OTHERS[1]]),
    # words that stand everywhere
    ("harbour", 100, [*APART, *TOGETHER, OTHERS[0]]),
]


@pytest.mark.parametrize(("query", "most", "sentences"), CASES, ids=[f"{query} {most}" for query, most, _ in CASES])
def test_search(path: Path, query: str, most: int, sentences: list[str]) -> None:
    assert sorted(found(path, query, most=most)) == sorted(sentences)


def test_a_phrase_leaves_out_the_words_that_the_index_does() -> None:
    told = re.search(r"'(a an and are [a-z ]+)'", read_sql("views.sql"))
    assert told is not None and told[1].split() == derived.STOP_WORDS.split()
