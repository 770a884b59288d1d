"""Who is compared with whom: the shortcuts leave nobody out, in the batch, in the warehouse and in the weighing."""

from __future__ import annotations

import itertools
import random
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

import duckdb
import pytest

from pipeline.incidents import neighbourhood
from pipeline.incidents.batch import Asked, Batch, shares
from pipeline.incidents.bounds import most_odds, outline
from pipeline.incidents.evidence import are_copies, evidence
from pipeline.incidents.facts_alike import days
from pipeline.incidents.links import evidence_row
from pipeline.incidents.matching import WEIGHTS, Assignment, limits
from pipeline.incidents.namesakes import _name_likeness, may_be_spellings, spelled
from pipeline.incidents.neighbourhood import asking_row, keys_anew, members, neighbours, put_reports
from pipeline.incidents.prepared import Prepared
from pipeline.incidents.reported import Report
from pipeline.incidents.weighing import Found, weigh
from pipeline.incidents.wording import WordNumbers, content_words, name_words, sound_hash, word_hash
from pipeline.warehouse.tables import as_json, read_sql

PEOPLE = (
    "person:elver-landazuri",
    "person:elver-landazury",
    "person:bayardo-quinones",
    "person:j-quinones",
    "gang:los-zancudos",
)
PLACES = (
    ("tumaco", "CO", (1.8, -78.8)),
    ("pasto", "CO", (1.2, -77.3)),
    ("quito", "EC", (-0.2, -78.5)),
    (None, None, None),
)
WORDS = [
    word_hash(word)
    for word in "checkpoint gunmen officers chilvi hooded fisherman naranjal cocaine terminal ransom".split()
]
FIRST = date(2024, 3, 1)


def made(number: int, chance: random.Random) -> Report:
    """A report of random things out of few, so that many share some of them."""
    place, country, point = chance.choice(PLACES)
    article = number // 2  # two of an article
    words = random.Random(article)
    report = Report(f"{number:016x}", f"a{article}", chance.choice(("violence", "police")), ["KILLING"], [f"e{number}"])
    report.types = ["KILLING", "ATTACK"][: 1 + number % 2] if number % 3 else ["RIOT"]
    report.published = FIRST + timedelta(words.randrange(70))
    if chance.random() < 0.6:
        report.first_day = report.published - timedelta(chance.choice((0, 1, 3, 9, 400)))
        report.last_day = report.first_day + timedelta(chance.choice((0, 0, 2, 30)))
    report.place_id, report.country, report.points = place, country, [point] if point else []
    report.places, report.where = [place] if place else [], [place] if place else []
    report.countries = sorted({country, *chance.sample(("CO", "EC", "PE"), chance.randrange(2))}) if country else []
    report.precision = "city" if place else None
    report.participants = sorted(chance.sample(PEOPLE, chance.randrange(3)))
    report.people = [person for person in report.participants if person.startswith("person")]
    report.victims = report.people[: chance.randrange(2)]
    report.terms = sorted(chance.sample(WORDS, 4))
    report.names, report.focus = sorted(chance.sample(WORDS, 3)), sorted(chance.sample(WORDS, 2))
    report.article_terms, report.article_names = sorted(words.sample(WORDS, 6)), sorted(words.sample(WORDS, 4))
    report.keys = [f"{name:08x}" for name in words.sample(WORDS, 2)] if words.random() < 0.5 else []
    report.figures, report.amounts = (
        chance.sample(("12", "40"), chance.randrange(2)),
        chance.sample(("kg:12", "age:40"), 1),
    )
    report.killed_low = report.killed_high = chance.choice((None, 2.0, 9.0))
    report.copy_of = "a0" if words.random() < 0.05 else None
    report.main = chance.random() < 0.5
    return report


@pytest.fixture(scope="module")
def some() -> list[Report]:
    chance = random.Random(7)
    return [made(number, chance) for number in range(120)]


@pytest.fixture
def connection() -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect() as opened:
        opened.execute(read_sql("schema.sql"))
        yield opened


def store(connection: duckdb.DuckDBPyConnection, reports: list[Report]) -> None:
    rows = [
        evidence_row(Prepared(one), Assignment(one.report_id, f"incident:{one.report_id}"), "x", None)
        for one in reports
    ]
    put_reports(connection, [row | {"compared": as_json(row["compared"]), "machine": "{}"} for row in rows])


def test_no_score_is_above_what_was_thought_possible(some: list[Report]) -> None:
    ready = [Prepared(report) for report in some]
    close = 0
    for one, first in itertools.product(ready, range(0, 117, 6)):
        for size in (1, 3):
            members = ready[first : first + size]
            if one in members or any(are_copies(one.report, member.report) for member in members):
                continue
            found: Found = {}
            days(one, members, found)
            # followed to its end, and left at the first look
            thought, guessed = (
                most_odds(outline([one]), outline(members), weigh(WEIGHTS, found), limits(), least)
                for least in (-100.0, 100.0)
            )
            odds = weigh(WEIGHTS, evidence(one, members))
            assert odds <= thought + 1e-6
            assert odds <= guessed + 1e-6
            close += thought - odds < 2
    assert close > 50  # and it is no bound that everything passes


@pytest.mark.parametrize(
    ("one", "other"),
    [("person:elver-landazuri", "person:elver-landazury"), ("person:j-quinones", "person:bayardo-j-quinones"), ("person:quinones", "person:bayardo-quinones")],
)  # fmt: skip
def test_two_spellings_are_never_told_apart_by_their_letters(one: str, other: str) -> None:
    assert _name_likeness(one, other) > 0
    assert may_be_spellings(spelled(one), spelled(other))
    assert not may_be_spellings(spelled(one), spelled("person:bhim-thapa"))


def test_a_batch_finds_whoever_shares_enough(some: list[Report]) -> None:
    rows = [asking_row(Prepared(report)) for report in some]
    batch = Batch()
    batch.ask(rows)
    asked = [Asked(row) for row in rows]
    met = 0
    for i, one in enumerate(asked):
        expected = {
            other.report_id: found
            for other in asked[:i]
            if other.family == one.family and (found := shares(one, other)) is not None
        }
        assert dict(batch.neighbours(one.report_id)) == expected
        met += len(expected)
        batch.add(one.report_id)
    assert met > 300


def test_the_warehouse_answers_as_the_batch_does(
    some: list[Report], connection: duckdb.DuckDBPyConnection, monkeypatch: pytest.MonkeyPatch
) -> None:
    everyone = neighbourhood.NEIGHBOURS.replace(f"<= {neighbourhood.MOST_INCIDENTS}", "<= 1000")
    monkeypatch.setattr(
        neighbourhood, "NEIGHBOURS", everyone.replace(f"report, {neighbourhood.MOST_REPORTS})", "report, 1000)")
    )
    stored, new = some[:80], some[80:]
    store(connection, stored)
    found = neighbours(connection, [asking_row(Prepared(report)) for report in new])
    pairs = [
        (Asked(asking_row(Prepared(one))), Asked(asking_row(Prepared(other))))
        for one, other in itertools.product(new, stored)
    ]
    expected = [
        (one.report_id, f"incident:{other.report_id}", shared)
        for one, other in pairs
        if one.family == other.family and (shared := shares(one, other)) is not None
    ]
    assert sorted(found) == sorted(expected)
    assert len(found) > 200


def test_of_many_the_likest_are_compared(some: list[Report], connection: duckdb.DuckDBPyConnection) -> None:
    """Twenty of one country and day, of which the one that has its rare words comes last by number."""
    day = date(2024, 3, 5)
    plain = replace(
        some[0], family="violence", types=["KILLING"], first_day=day, last_day=day, published=day, place_id="tumaco", country="CO",
        countries=["CO"], participants=[], keys=[], figures=[], copy_of=None, terms=WORDS[:3],
    )  # fmt: skip
    others = [replace(plain, report_id=f"{n:016x}", article_id=f"b{n}") for n in range(1, 20)]
    like = replace(plain, report_id="f" * 16, article_id="z", terms=WORDS[5:])
    far = replace(like, report_id="e" * 16, article_id="y", first_day=day - timedelta(9), last_day=day - timedelta(9))
    new = replace(plain, report_id="a" * 16, article_id="new", terms=WORDS[4:])
    store(connection, [*others, like, far])
    found = {incident: likeness for _, incident, likeness in neighbours(connection, [asking_row(Prepared(new))])}
    assert len(found) == neighbourhood.MOST_INCIDENTS
    assert max(found, key=lambda incident: found[incident]) == f"incident:{'f' * 16}"
    assert f"incident:{'e' * 16}" not in found  # nine days away
    # one of before there were sketches is neither preferred nor left out
    connection.execute(
        "UPDATE incident_evidence SET traits = NULL, words = NULL, more_words = NULL WHERE article_id = 'b19'"
    )
    found = {incident: likeness for _, incident, likeness in neighbours(connection, [asking_row(Prepared(new))])}
    assert f"incident:{19:016x}" in found
    assert max(found, key=lambda incident: found[incident]) == f"incident:{'f' * 16}"


def test_a_stored_report_is_read_once_and_again_when_it_changes(
    some: list[Report], connection: duckdb.DuckDBPyConnection
) -> None:
    store(connection, some[:4])
    incidents = [f"incident:{report.report_id}" for report in some[:4]]
    first = members(connection, incidents)
    # what is read of its words stands by weight
    bare = [replace(report, terms=[], article_terms=[], article_names=[]) for report in some]
    assert [member.report for _, member in first] == bare[:4]
    told = [(member.terms, member.names, member.article.terms, member.article.names) for _, member in first]
    assert told == [(p.terms, p.names, p.article.terms, p.article.names) for p in map(Prepared, some[:4])]
    assert all(again is once for (_, again), (_, once) in zip(members(connection, incidents), first, strict=True))
    connection.execute("UPDATE incident_evidence SET place_id = 'cali' WHERE report_id = '0000000000000002'")
    changed = [member.report for _, member in members(connection, incidents)]
    assert changed == [*bare[:2], replace(bare[2], place_id="cali"), bare[3]]


def test_a_report_of_no_day_is_looked_up_by_its_text(some: list[Report], connection: duckdb.DuckDBPyConnection) -> None:
    one = replace(some[0], report_id="aa" * 8, published=None, first_day=None, last_day=None, keys=["7bc87460"])
    store(connection, [replace(one, report_id="bb" * 8, article_id="x", copy_of=one.article_id), some[4]])
    assert f"incident:{'bb' * 8}" in [row[1] for row in neighbours(connection, [asking_row(Prepared(one))])]


def test_a_report_that_changes_is_found_by_what_it_says_now(
    some: list[Report], connection: duckdb.DuckDBPyConnection
) -> None:
    one = replace(some[0], report_id="aa" * 8, place_id="tumaco", country="CO", participants=[], keys=[])
    store(connection, [replace(one, report_id="bb" * 8, article_id="x", place_id=None, country=None)])
    assert neighbours(connection, [asking_row(Prepared(one))]) == []
    connection.execute("UPDATE incident_evidence SET place_id = 'tumaco', country = 'CO'")
    keys_anew(connection, ["bb" * 8])
    assert [row[1] for row in neighbours(connection, [asking_row(Prepared(one))])] == [f"incident:{'bb' * 8}"]


def test_the_words_of_a_stretch_are_those_of_its_text() -> None:
    text = "At Chilví, gunmen from Tumaco shot Bayardo Quiñones-Díaz. The army's men fled to l'Aquila; 12 were held."
    words = WordNumbers(text)
    for start, end in itertools.combinations(range(len(text) + 1), 2):
        part = text[start:end]
        terms, names = words.between(start, end)
        assert terms == {word_hash(word) for word in content_words(part)}, part
        # in a part that begins within a sentence its first word is no name, as in any text
        assert names <= {sound_hash(word) for word in name_words(text)} | {
            sound_hash(word) for word in name_words(part)
        }, part
        if start == 0:
            assert names == {sound_hash(word) for word in name_words(part)}, part
