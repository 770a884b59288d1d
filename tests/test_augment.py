"""Variants of an annotated article: consistent, valid, the same for a seed, and the gold untouched."""

from __future__ import annotations

import random
from collections.abc import Callable
from copy import deepcopy
from datetime import date
from pathlib import Path

import pytest
from conftest import ROOT
from spacy.language import Language

from pipeline.gold import GoldArticle, read_articles
from pipeline.learning.augment import augmented, cities_of, strip_accents, variant
from pipeline.learning.readers import mixture_reader

BODY = (
    "LIMA - [Carlos Ramírez|PERSON#p1], the leader of [Los Choneros|GANG#g1], was [arrested|ARREST#v1] in [Guayaquil|GPE#l1] on "
    "[Monday|DATE#d1] with [[14|CARDINAL#n1] men|PEOPLE#x1] and [$1.5 million|MONEY#n2]. [Ramírez|PERSON#p1], [41|CARDINAL#n3], "
    "had [fled|ESCAPE#v2] in [2019|DATE#d2]. [María Torres|PERSON#p2] said “no”."
)
TAIL = """entities: {p1: Carlos Ramírez, g1: Los Choneros, l1: Guayaquil}
dates: {d1: 2024-02-05, d2: 2019}
numbers:
  n1: {low: 14, high: 14, unit: count, measures: arrested}
  n2: {low: 1500000, high: 1500000, unit: USD, measures: value}
  n3: {low: 41, high: 41, unit: year, measures: age}
events:
  v1: {status: asserted, TARGET: p1, PLACE: l1}
  v2: {status: asserted, AGENT: p1, TIME: d2}
relations:
  - [p1, leader_of, g1]
"""


@pytest.fixture
def article(gold: Callable[..., GoldArticle]) -> GoldArticle:
    return gold(BODY, TAIL)


def variants(article: GoldArticle, copies: int = 40) -> list[GoldArticle]:
    return list(augmented(article, copies=copies))


def surface(article: GoldArticle, entity: str) -> list[str]:
    return [m.text for m in article.extraction.mentions if m.entity == entity]


def test_offsets_hold_in_every_variant_of_the_corpus() -> None:
    for article in read_articles([ROOT / "corpora" / "gangs" / "en" / "train"]):
        for copy in augmented(article, copies=4):
            facts = copy.extraction
            assert all(facts.text[m.start : m.end] == m.text for m in facts.mentions)
            assert all(facts.text[e.start : e.end] == e.trigger for e in facts.events)
            assert [m.id for m in facts.mentions] == [m.id for m in article.extraction.mentions]
            assert [(e.type, e.status) for e in facts.events] == [(e.type, e.status) for e in article.extraction.events]


def test_a_person_is_exchanged_alike_everywhere_and_keeps_gender(article: GoldArticle) -> None:
    changed = [copy for copy in variants(article) if surface(copy, "p1")[0].istitle() and "Ramírez" not in copy.text]
    assert len(changed) > 10
    from pipeline.learning.augment import all_names

    hispanic = next(names for names in all_names() if names.culture == "hispanic")
    for copy in changed:
        full, surname = surface(copy, "p1")
        given = strip_accents(full.split()[0])
        assert full.endswith(surname)
        assert given in map(strip_accents, hispanic.male)
        assert strip_accents(surface(copy, "p2")[0].split()[0]) in map(strip_accents, hispanic.female)


def test_cities_stay_in_their_country_and_gangs_in_their_kind(article: GoldArticle) -> None:
    places = {surface(copy, "l1")[0] for copy in variants(article)} - {"Guayaquil"}
    plain = {strip_accents(city).casefold() for city in cities_of("EC")} | {"guayaquil"}
    assert len(places) > 5 and {strip_accents(place).casefold() for place in places} <= plain
    assert len({surface(copy, "g1")[0].casefold() for copy in variants(article)}) > 5


def test_values_follow_the_text(article: GoldArticle) -> None:
    for copy in variants(article):
        facts = copy.extraction
        number = {n.mention: n for n in facts.numbers}
        text = {m.id: m.text for m in facts.mentions}
        count, money, age = (next(n for n in number.values() if n.mention == m) for m in number)
        assert count.low == count.high == float(text[count.mention])
        assert money.low == pytest.approx(float(text[money.mention].split()[0][1:]) * 1e6)
        assert (age.low, text[age.mention]) == (41, "41")
        years = {d.mention: d for d in facts.dates}
        year = next(m for m in facts.mentions if m.entity == "d2")
        assert years[year.id].start == f"{year.text}-01-01" and years[year.id].end == f"{year.text}-12-31"
        monday = next(m for m in facts.mentions if m.entity == "d1")
        assert date.fromisoformat(years[monday.id].start).weekday() == 0


def test_a_score_of_nil_stays(gold: Callable[..., GoldArticle]) -> None:
    nil = "n: {{low: {0}, high: {0}, unit: count, measures: other}}"
    numbers = "numbers:\n  " + nil.format(1).replace("n:", "n1:") + "\n  " + nil.format(0).replace("n:", "n2:")
    score = gold("They won [1|CARDINAL#n1]-[0|CARDINAL#n2].", numbers)
    assert {copy.text.casefold() for copy in variants(score)} == {"they won 1-0."}


def test_casing_accents_and_typography_vary(article: GoldArticle) -> None:
    texts = [copy.text for copy in variants(article, 120)]
    assert any(text.islower() for text in texts) and any(text.isupper() for text in texts)
    assert any('"no"' in text for text in texts)
    assert any(text == strip_accents(text) and not text.islower() for text in texts)


def test_a_seed_gives_the_same_and_the_gold_is_untouched(article: GoldArticle) -> None:
    before = deepcopy(article)
    first, second = ([copy.text for copy in augmented(article, copies=5, seed=7)] for _ in range(2))
    assert first == second and len(set(first)) == 5
    assert first != [copy.text for copy in augmented(article, copies=5, seed=8)]
    assert article.extraction == before.extraction and article.published == before.published


def test_an_article_without_anything_to_exchange_stays(gold: Callable[..., GoldArticle]) -> None:
    plain = gold("Nothing happened.")
    assert variant(plain, random.Random(3), name="x").text.casefold() == "nothing happened."


def test_the_reader_adds_the_variants(article: GoldArticle, nlp: Language, tmp_path: Path) -> None:
    examples = list(mixture_reader([str(article.path)], 2, augment=3)(nlp))
    assert len(examples) == 5
    assert len({example.reference.text for example in examples}) == 4
