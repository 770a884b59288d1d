"""What search finds: phrases, however far down they stand, many words, and words that the index leaves out."""

from __future__ import annotations

import re
from math import log
from pathlib import Path

import pytest
from warehouses import broken, differences, dump, gold_rows

from pipeline.articles import Article
from pipeline.asking.query import run_query
from pipeline.rows import Rows, article_rows
from pipeline.scheme import Extraction
from pipeline.store import Warehouse
from pipeline.warehouse import word_index
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
        word_index.index_words(connection)
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
    # a phrase of three words, with one between that the index leaves out, in none of another
    ('"harbour in the north"', 20, OTHERS[:1]),
    ('"harbour of the north"', 20, []),
    # two phrases, both of which stand there; one of which stands there
    ('"north harbour" "many boats"', 20, TOGETHER),
    ('"many boats" "old north"', 20, TOGETHER[1:]),
    ('"north harbour" "boats many"', 20, []),
    # in another form, which is the same in the index
    ('"northern harbours"', 20, []),
    ('"north harbours"', 20, TOGETHER),
    # a word twice
    ('"many many"', 20, []),
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
    assert told is not None and told[1].split() == word_index.STOP_WORDS.split()


def test_words_and_scores_of_a_word_that_stands_there_twice(tmp_path: Path) -> None:
    with Warehouse.open(tmp_path / "w.duckdb") as warehouse:
        warehouse.load(
            [
                article("a", "Boats, boats and more boats."),
                article("b", "Boats, crews and more ropes."),
                article("c", "Sails."),
            ]
        )
        warehouse.publish()
    rows = run_query(tmp_path / "w.duckdb", "SELECT article_id, words, score FROM search('boat ropes')").rows
    # Okapi BM25, by hand: three sentences of 4, 4 and 1 words; boats in two of them, ropes in one
    long = 1.2 * (0.25 + 0.75 * 4 / 3)
    boats, ropes = log(1 + (3 - 2 + 0.5) / (2 + 0.5)), log(1 + (3 - 1 + 0.5) / (1 + 0.5))
    assert rows == [
        ("b", 2, pytest.approx((boats + ropes) * 2.2 / (1 + long), abs=1e-5)),
        ("a", 1, pytest.approx(boats * 3 * 2.2 / (3 + long), abs=1e-5)),
    ]


def article(key: str, text: str, status: str | None = None) -> Rows:
    return article_rows(Article(key, text), Extraction(text), run_id="r", extractor="m 1", status=status)


def test_the_index_is_that_of_what_was_loaded_last(tmp_path: Path) -> None:
    gold = gold_rows(6)
    texts = [
        article("a", "A quiet day. The day of the day after was no quieter day."),
        article("b", "One; two.\n\nTwo of three!"),
    ]
    anew = [
        article("a", "A day. Nothing of it is as it was: the quiet day is over."),
        article("b", "One, two.", "failed"),
    ]
    with Warehouse.open(tmp_path / "w.duckdb") as warehouse, Warehouse.open(tmp_path / "last.duckdb") as last:
        for batch in ([*gold[:4], *texts], gold[2:], [anew[0]], [anew[1], gold[0]]):
            warehouse.load(batch, run_id="gold")
            assert broken(warehouse.connection) == {}
        last.load([*gold, *anew], run_id="gold")
        found, wanted = dump(warehouse.connection), dump(last.connection)
        index = ("search_terms", "sentences")
        assert differences({name: found[name] for name in index}, {name: wanted[name] for name in index}) == {}
        assert len(found["search_terms"]) > 500
        places = "SELECT place, times, t.words FROM search_terms t JOIN sentences USING (sentence_id) WHERE article_id = 'a' AND start_char > 0 ORDER BY place"
        assert warehouse.connection.execute(places).fetchall() == [(0, 1, 4), (8, 1, 4), (9, 1, 4), (11, 1, 4)]


BLOCKS = {
    (0, 6): [],
    (0, 7): [(0, 8)],  # sentences are numbered from 1
    (7, 14): [],
    (6, 17): [(0, 8), (8, 16)],
    (20, 40): [(16, 24), (24, 32), (32, 40)],
    (60, 66): [(0, 64)],
    (55, 80): [(0, 64), (64, 72), (72, 80)],
    (50, 130): [(0, 64), (64, 128)],
}


@pytest.mark.parametrize("sentences", BLOCKS, ids=str)
def test_blocks_that_a_load_fills(sentences: tuple[int, int], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(word_index, "SMALL", 8)
    monkeypatch.setattr(word_index, "LARGE", 64)
    assert word_index.filled_blocks(*sentences) == BLOCKS[sentences]


def test_runs_of_loads_become_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(word_index, "SMALL", 8)
    monkeypatch.setattr(word_index, "LARGE", 32)
    texts = [f"Boats number {n}. Crews of ropes. Sails and sails, {'nets ' * n}." for n in range(14)]
    with Warehouse.open(tmp_path / "w.duckdb") as warehouse, Warehouse.open(tmp_path / "once.duckdb") as once:
        for number, text in enumerate(texts):
            warehouse.load([article(f"a{number:02}", text)], run_id="r")
            if number == 11:
                assert runs(warehouse) == [(1, 32), (32, 34), (34, 37)]  # 36 sentences: a block, and two loads
                warehouse.load([article("a03", "Anew.")], run_id="r")
                warehouse.load([article("a03", texts[3])], run_id="r")
        once.load([article(f"a{number:02}", text) for number, text in enumerate(texts)], run_id="r")
        assert broken(warehouse.connection) == {}
        hits = "SELECT term, article_id, start_char, place, times, t.words FROM search_terms t JOIN sentences USING (sentence_id) ORDER BY ALL"
        assert warehouse.connection.execute(hits).fetchall() == once.connection.execute(hits).fetchall()
        monkeypatch.setattr(word_index, "LARGEST", 32)
        warehouse.vacuum()
        assert runs(warehouse) == [(1, 32), (32, 40), (40, 46)]
        assert warehouse.connection.execute(hits).fetchall() == once.connection.execute(hits).fetchall()


def runs(warehouse: Warehouse) -> list[tuple[int, int]]:
    """The stretches of the index in which rows lie in the order of the words, each as its first sentence and the one behind its last."""
    found: list[list[int]] = []
    last = -1
    for term, sentence in warehouse.connection.execute(
        "SELECT term, sentence_id FROM search_terms ORDER BY rowid"
    ).fetchall():
        if term < last or not found:
            found.append([])
        found[-1].append(sentence)
        last = term
    return [(min(run), max(run) + 1) for run in found]
