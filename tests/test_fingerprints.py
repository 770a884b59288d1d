"""What an extractor consists of, and which articles a changed list can touch: what is left alone is what would come out again.

``BLOTTER_LONG=1`` edits the lists many more times.
"""

from __future__ import annotations

import os
import random
import re
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest
from edited_lists import copied_lists, read_rows, write_rows

from pipeline import knowledge
from pipeline.articles import Article, Failure
from pipeline.extractor import consists_of, load_extractor
from pipeline.fingerprints import STRINGS, Composition, terms
from pipeline.gold import gold_files, read_articles
from pipeline.rows import Rows, article_rows
from pipeline.settings import sample_sources
from pipeline.sources import read_sources
from pipeline.touching import Touched

LONG = bool(os.environ.get("BLOTTER_LONG"))
ROOT = Path(__file__).resolve().parents[1]
WORLDS = 60 if LONG else 2  # sets of random edits
EDITS = 6  # in each
ARTICLES = 400 if LONG else 40
NAMES = re.compile(r"[A-ZÁÉÍÓÚ][\w'’.-]*(?: (?:de|del|of|the|la|los) | )?(?:[A-ZÁÉÍÓÚ][\w'’.-]*)?")
WORDS = re.compile(r"[a-z][a-z'’-]{2,}(?: [a-z][a-z'’-]{2,})?")


def articles() -> list[Article]:
    """The sample, and annotated articles without their marks."""
    sample = [item for item in read_sources(sample_sources()) if isinstance(item, Article) and item.lang == "en"]
    gold = read_articles(gold_files([ROOT / "corpora/gangs/en/train"])[:ARTICLES])
    return sample + [Article(g.id, g.extraction.text, g.title, g.published, g.lang, g.source) for g in gold]


def extracted(read: list[Article]) -> dict[str, Rows]:
    """The rows of every article, as the model in use and the lists of this moment make them."""
    extractor = load_extractor()
    rows: dict[str, Rows] = {}
    for article, facts in extractor.extract(read):
        assert not isinstance(facts, Failure)
        rows[article.id] = article_rows(article, facts, run_id="run", extractor="made")
    return rows


@pytest.fixture
def lists(tmp_path: Path) -> Iterator[Path]:
    with copied_lists(tmp_path / "knowledge") as folder:
        yield folder


def edit(folder: Path, chance: random.Random, text: str) -> str:
    """Change one list at random, preferably where the text is concerned; says what was done."""
    file = folder / chance.choice(sorted(STRINGS))
    rows = read_rows(file)
    column = STRINGS[file.name][-1 if file.name != "countries.csv" else 1]
    single = column in ("term", "cue")
    names = file.name in ("gangs.csv", "agencies.csv", "prisons.csv", "regions.csv", "countries.csv")
    found = chance.choice(sorted(set((NAMES if names else WORDS).findall(text)))).strip(" .'’-")
    near = [
        row
        for row in rows
        if any(value and value in text for value in re.split(r"\|", row[column] + "|" + row.get("name", "")))
    ]
    row = chance.choice(near or rows)
    what = chance.choice(("add", "add", "remove", "alter", "reorder"))
    taken = {knowledge.fold(value) for item in rows for name in STRINGS[file.name] for value in item[name].split("|")}
    if what == "add" and (knowledge.fold(found) in taken or not found):
        what = "reorder"
    if what == "add" and single:
        rows.insert(chance.randrange(len(rows)), row | {column: found})
    elif what == "add":
        row[column] = "|".join(filter(None, [row[column], found]))
    elif what == "remove" and not single and row[column]:
        row[column] = "|".join(chance.sample(row[column].split("|"), k=len(row[column].split("|")) // 2))
        if "ambiguous" in row:
            row["ambiguous"] = "|".join(name for name in row["ambiguous"].split("|") if name in row[column].split("|"))
    elif what == "remove" and single:
        rows.remove(row)
    elif what == "alter":
        other = chance.choice(rows)
        free = [
            c for c in row if c not in (*STRINGS[file.name], "ambiguous", "source", "currency_code", "alpha2", "name")
        ]
        name = chance.choice(free)
        row[name] = other[name]
    else:
        rows.append(rows.pop(rows.index(row)))
    write_rows(file, rows)
    return f"{what} {found if what == 'add' else ''} in {file.name}"


@pytest.fixture(scope="module")
def before() -> tuple[list[Article], dict[str, Rows], Composition]:
    read = articles()
    return read, extracted(read), consists_of()


@pytest.mark.parametrize("world", range(WORLDS))
def test_what_is_left_alone_is_what_would_come_out_again(
    world: int, before: tuple[list[Article], dict[str, Rows], Composition], lists: Path
) -> None:
    read, facts, older = before
    chance = random.Random(world)
    everything = " ".join(article.text for article in read)
    done = [edit(lists, chance, everything) for _ in range(EDITS)]
    newer = consists_of()
    terms = newer.touched_since(older)
    assert terms is not None, done
    touched = Touched(terms)
    again = extracted(read)
    alone = [article for article in read if not touched.in_text(article.text)]
    assert {a.id: again[a.id] for a in alone} == {a.id: facts[a.id] for a in alone}, done
    changed = [key for key in facts if again[key] != facts[key]]
    assert len(changed) <= len(read) - len(alone)


# Where strings stand in texts

HITS = [
    # token by token, with anything but letters in between
    ("tren de aragua", "the El Tren\nde Aragua gang"),
    ("al qaeda", "Al-Qaeda"),
    ("gun related", "gun-related"),
    # without case and accents, of any kind
    ("tocoron", "in Tocorón prison"),
    ("tocoron", "in Tocoro\u0301n"),
    ("lodz", "in Łódź"),
    ("strasse", "a Straße"),
    ("trafficking", "traﬃcking"),
    ("d'angelo", "D’Angelo"),
    # the tokenizer cuts words
    ("not", "he cannot say"),
    ("cannot", "he can not say"),
    ("kg", "10kg of it"),
    # and so does the screen
    ("ms", "the MS13"),
    ("u.s.", "the U.S.-led force"),
]
MISSES = [("ice", "the police"), ("ms", "the arms"), ("tren de aragua", "Tren and Aragua"), ("lima", "at the climax")]


@pytest.mark.parametrize(("term", "text"), HITS)
def test_a_string_is_found_however_the_text_writes_it(term: str, text: str) -> None:
    touched = Touched([term])
    assert touched.in_text(text)
    patterns = touched.patterns()
    assert patterns is not None
    with duckdb.connect() as connection:
        assert any(
            connection.execute("SELECT regexp_matches(?, ?)", [text, pattern]).fetchone() == (True,)
            for pattern in patterns
        )


@pytest.mark.parametrize(("term", "text"), MISSES)
def test_a_string_is_not_found_within_a_word(term: str, text: str) -> None:
    assert not Touched([term]).in_text(text)


def test_the_search_finds_every_text_that_has_a_string(
    before: tuple[list[Article], dict[str, Rows], Composition],
) -> None:
    """The patterns let through all that ``in_text`` finds, for strings of every list."""
    read, _, parts = before
    chance = random.Random(7)
    wanted = [chance.choice(sorted(found)) for found in parts.terms.values() for _ in range(8)]
    with duckdb.connect() as connection:
        for term in wanted:
            touched = Touched([term])
            for article in read:
                if touched.in_text(article.text):
                    found = [
                        connection.execute("SELECT regexp_matches(?, ?)", [article.text, p]).fetchone()
                        for p in touched.patterns() or []
                    ]
                    assert (True,) in found, (term, article.id)


# What a list says of a string

GANG = {
    "name": "Los Pinos",
    "aliases": "Pinos|The Pines",
    "country": "CZ",
    "parent": "",
    "source": "a book",
    "ambiguous": "The Pines",
}


def changed_terms(**columns: str) -> set[str]:
    """The strings of which the list says another thing where the row reads otherwise."""
    old, new = terms("gangs.csv", [GANG]), terms("gangs.csv", [GANG | columns])
    return {key for key, _ in old.items() ^ new.items()}


def test_what_is_said_of_one_string_touches_no_other() -> None:
    assert changed_terms(aliases="Pinos|The Pines|Pine Boys") == {"pine boys"}
    assert changed_terms(ambiguous="The Pines|Pinos") == {"pinos"}
    assert changed_terms(source="a newspaper") == set()


def test_what_is_said_of_a_row_touches_all_its_strings() -> None:
    assert changed_terms(country="SK") == {"los pinos", "pinos", "the pines"}
    assert changed_terms(name="Pinos") == {"los pinos", "pinos", "the pines"}


def test_of_two_rows_with_one_string_the_order_counts() -> None:
    other = GANG | {"name": "Los Pinos Nuevos", "country": "PE"}
    one, two = terms("gangs.csv", [GANG, other]), terms("gangs.csv", [other, GANG])
    assert {key for key, _ in one.items() ^ two.items()} == {"pinos", "the pines"}


def test_a_rank_is_also_its_short_form() -> None:
    assert set(terms("titles.csv", [{"term": "sergeant", "kind": "police", "source": ""}])) == {"sergeant", "sgt"}


def test_in_whose_money_a_country_pays_is_a_rule(lists: Path) -> None:
    """A gang's country is asked for its currency where the text names the gang alone."""
    older = consists_of()
    rows = read_rows(lists / "countries.csv")
    rows[0]["currency_code"] = "XXX"
    write_rows(lists / "countries.csv", rows)
    assert consists_of().touched_since(older) is None
