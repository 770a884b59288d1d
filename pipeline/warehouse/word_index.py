"""The index of the words of sentences, for full-text search: one row each time that a word stands in a sentence.

Rows lie in runs, each of the words of as many sentences as a power of two, in the order of the words: a search reads of every run
only where its words are. Runs are those of a log-structured merge tree: the words of a load are a small run at the end; as soon as
loads have filled a block of ``SMALL`` or ``LARGE`` sentences, its runs become one; a vacuum makes still larger ones. Which
block a run is of follows from the numbers of its sentences alone, so that nothing has to be remembered.
"""

from __future__ import annotations

from collections.abc import Iterable

import duckdb

from pipeline.warehouse.derived import touch

# A word of the text is a stem in the index: no accents, lower case, English endings taken off. Of each word of a batch the
# stem is found once.
STEM = "md5_number_lower(stem({}, 'english'))"
WORDS = "regexp_extract_all(lower(strip_accents({})), '[0-9\\pL]+')"
STOP_WORDS = (
    "a an and are as at be been but by for from had has have he her his in into is it its of on or s said she t that the their they "
    "this to was were which who will with"
)
SAID = f"""
CREATE OR REPLACE TEMP TABLE new_words AS
WITH said AS MATERIALIZED (
    SELECT sentence_id, unnest(words) AS word, unnest(range(len(words))) AS place
    FROM (
        SELECT sentence_id, {WORDS.format("substr(d.text, start_char + 1, end_char - start_char)")} AS words
        FROM new_sentences JOIN new_articles d USING (article_id)
    )
),
stems AS (
    SELECT word, {STEM.format("word")} AS term FROM (SELECT DISTINCT word FROM said)
    WHERE word NOT IN (SELECT unnest(string_split('{STOP_WORDS}', ' ')))
)
SELECT sentence_id, term, list(place) AS places FROM said JOIN stems USING (word) GROUP BY sentence_id, term
"""
COUNTED = """
UPDATE new_sentences SET words = n.words FROM (SELECT sentence_id, sum(len(places)) AS words FROM new_words GROUP BY ALL) n
WHERE n.sentence_id = new_sentences.sentence_id
"""
TERMS = """
CREATE OR REPLACE TEMP TABLE new_terms AS
SELECT term, sentence_id, unnest(places) AS place, len(places) AS times, words FROM new_words JOIN new_sentences USING (sentence_id)
"""
IN_ORDER = "term, sentence_id"
# Sentences of a block whose runs are made one by the load that fills it: of articles of 20 sentences some 1,600, and 13,000.
SMALL, LARGE = 2**15, 2**18
LARGEST = 2**21  # of one that a vacuum makes one run of; it sorts what a load would take too long for
OF_BLOCK = "sentence_id >= {first} AND sentence_id < {end}"
MERGED = f"""
CREATE OR REPLACE TEMP TABLE run AS
SELECT * FROM (FROM search_terms WHERE {OF_BLOCK} UNION ALL FROM new_terms WHERE {OF_BLOCK}) ORDER BY {IN_ORDER}
"""
IS_LAKE = "SELECT type = 'ducklake' FROM duckdb_databases() WHERE database_name = current_database()"


def index_words(connection: duckdb.DuckDBPyConnection, order: str = IN_ORDER) -> None:
    """Put the sentences of a batch, which stand in ``new_sentences``, in the index; ``order``: of the rows that fill no block."""
    (before,) = connection.execute("SELECT coalesce(max(sentence_id), 0) FROM sentences").fetchone()  # type: ignore[misc]
    for statement in (SAID, COUNTED, "INSERT INTO sentences BY NAME FROM new_sentences", TERMS):
        connection.execute(statement)
    (after,) = connection.execute("SELECT coalesce(max(sentence_id), 0) FROM sentences").fetchone()  # type: ignore[misc]
    rest = 0
    blocks = filled_blocks(before, after)
    for first, end in blocks if blocks and _is_file(connection) else ():
        connection.execute(MERGED.format(first=first, end=end))
        connection.execute(f"DELETE FROM search_terms WHERE {OF_BLOCK.format(first=first, end=end)}")
        connection.execute("INSERT INTO search_terms FROM run")
        rest = max(rest, end)
    connection.execute(f"INSERT INTO search_terms FROM new_terms WHERE sentence_id >= {rest} ORDER BY {order}")


def filled_blocks(before: int, after: int) -> list[tuple[int, int]]:
    """The largest blocks, as first sentence and the one behind the last, that are whole with ``after`` sentences and were not before."""
    found: list[tuple[int, int]] = []
    for size in (LARGE, SMALL):
        for first in range((before + 1) // size * size, (after + 1) // size * size, size):
            if not any(start <= first < end for start, end in found):
                found.append((first, first + size))
    return sorted(found)


def run_order(last: int) -> str:
    """The order of rows of an index of ``last`` sentences in as few runs as its blocks allow."""
    whole = " ".join(
        f"WHEN sentence_id // {size} < {(last + 1) // size} THEN sentence_id // {size} * {size}"
        for size in (LARGEST, LARGE, SMALL)
    )
    return f"CASE {whole} ELSE {(last + 1) // SMALL * SMALL} END, {IN_ORDER}"


def forget_words(connection: duckdb.DuckDBPyConnection, articles: Iterable[str]) -> None:
    """Take the sentences of these articles out of the index."""
    if touch(connection, articles):
        connection.execute(
            "DELETE FROM search_terms WHERE sentence_id IN (SELECT sentence_id FROM sentences SEMI JOIN touched ON id = article_id)"
        )
        connection.execute("DELETE FROM sentences WHERE article_id IN (SELECT id FROM touched)")


def _is_file(connection: duckdb.DuckDBPyConnection) -> bool:
    """Whether rows stand in one file. A lake has a file for every load, and would keep what was merged beside it."""
    row = connection.execute(IS_LAKE).fetchone()
    return not (row and row[0])
