"""The scores of the annotation scheme, each on a case small enough to count by hand."""

from __future__ import annotations

from collections.abc import Callable
from copy import deepcopy

import pytest

from pipeline.gold import GoldArticle
from pipeline.scheme import Argument, Extraction
from pipeline.score import Scores, score_article

MARKED = (
    "[Police|PEOPLE#a1] [arrested|ARREST#v1] [[two|CARDINAL#n1] men|PEOPLE#x1] of [Los Lobos|GANG#g1] in [Quito|GPE#l1] on "
    "[Monday|DATE#d1] over the [murder|KILLING#v2] of [Ana Paz|PERSON#p1]. [Paz|PERSON#p1] had fought [Los Lobos|GANG#g1]."
)
TAIL = """entities: {p1: Ana Paz}
dates: {d1: 2024-02-05}
numbers:
  n1: {low: 2, high: 2, unit: count, measures: arrested, about: g1}
events:
  v1: {status: asserted, AGENT: a1, TARGET: x1, PLACE: l1, TIME: d1, OFFENCE: v2}
  v2: {status: alleged, AGENT: x1, TARGET: p1}
relations:
  - [g1, operates_in, l1]
"""


@pytest.fixture
def facts(gold: Callable[..., GoldArticle]) -> Extraction:
    return gold(MARKED, TAIL).extraction


def f1(scores: Scores, name: str) -> float:
    return round(scores.total[name].f1, 1)


def test_gold_against_itself_is_perfect(facts: Extraction) -> None:
    scores = score_article(facts, deepcopy(facts))
    assert {name: tally.f1 for name, tally in scores.total.items()} == {
        name: pytest.approx(100.0)
        for name in (
            "mentions", "spans", "people", "coreference", "triggers", "status", "arguments", "numbers", "measures",
            "about", "dates", "relations",
        )
    }  # fmt: skip


def test_a_wrong_label_costs_the_mention_but_not_the_span(facts: Extraction) -> None:
    found = deepcopy(facts)
    next(m for m in found.mentions if m.text == "Quito").label = "LOC"
    scores = score_article(facts, found)
    # seven flat mentions, six right on either side
    assert (f1(scores, "mentions"), f1(scores, "spans"), f1(scores, "people")) == (round(100 * 6 / 7, 1), 100.0, 100.0)


def test_people_are_counted_apart(facts: Extraction) -> None:
    found = deepcopy(facts)
    found.mentions = [m for m in found.mentions if m.text != "two men"]
    for event in found.events:
        event.arguments = [a for a in event.arguments if a.mention != "m2"]
    scores = score_article(facts, found)
    assert (f1(scores, "mentions"), f1(scores, "people")) == (100.0, round(100 * 2 * 0.5 / 1.5, 1))


def test_a_trigger_counts_when_it_overlaps_with_its_type(facts: Extraction) -> None:
    found = deepcopy(facts)
    found.events[0].end += 4
    assert f1(score_article(facts, found), "triggers") == 100.0
    found.events[0].type = "CHARGE"
    assert f1(score_article(facts, found), "triggers") == 50.0


def test_two_predictions_share_no_gold_trigger(facts: Extraction) -> None:
    found = deepcopy(facts)
    found.events.append(deepcopy(found.events[0]))
    found.events[-1].id = "v9"
    tally = score_article(facts, found).total["triggers"]
    assert (tally.predicted, tally.right_predicted, tally.gold) == (3, 2, 2)


def test_an_argument_may_name_any_mention_of_the_entity(facts: Extraction) -> None:
    found = deepcopy(facts)
    later = next(m for m in found.mentions if m.text == "Paz")
    target = next(a for a in found.events[1].arguments if a.role == "TARGET")
    target.mention = later.id
    assert f1(score_article(facts, found), "arguments") == 100.0
    target.mention = next(m.id for m in found.mentions if m.text == "Quito")
    assert f1(score_article(facts, found), "arguments") == round(100 * 6 / 7, 1)


def test_an_argument_of_a_missed_trigger_is_lost(facts: Extraction) -> None:
    found = deepcopy(facts)
    found.events = found.events[1:]
    tally = score_article(facts, found).total["arguments"]
    assert (tally.predicted, tally.right_predicted, tally.gold) == (2, 2, 7)


def test_a_repeated_argument_is_right_once(facts: Extraction) -> None:
    found = deepcopy(facts)
    first = found.events[1].arguments[0]
    found.events[1].arguments.append(Argument(first.role, mention=first.mention))
    tally = score_article(facts, found).total["arguments"]
    assert (tally.predicted, tally.right_predicted) == (8, 7)


def test_numbers_need_value_and_unit(facts: Extraction) -> None:
    found = deepcopy(facts)
    found.numbers[0].high = None
    assert f1(score_article(facts, found), "numbers") == 0.0
    found = deepcopy(facts)
    found.numbers[0].measures = "killed"
    scores = score_article(facts, found)
    assert (f1(scores, "numbers"), f1(scores, "measures")) == (100.0, 0.0)


def test_dates_need_both_ends(facts: Extraction) -> None:
    found = deepcopy(facts)
    found.dates[0].end = "2024-02-06"
    assert f1(score_article(facts, found), "dates") == 0.0


def test_relations_need_former_and_a_shared_name(facts: Extraction) -> None:
    found = deepcopy(facts)
    found.relations[0].former = True
    assert f1(score_article(facts, found), "relations") == 0.0


def test_splitting_an_entity_costs_coreference(facts: Extraction) -> None:
    found = deepcopy(facts)
    next(m for m in found.mentions if m.text == "Paz").entity = "p2"
    tally = score_article(facts, found).total["coreference"]
    # of five named mentions the two of Ana Paz are found with half their entity
    assert (tally.precision, tally.recall) == (100.0, pytest.approx(80.0))


def test_texts_must_be_the_same(facts: Extraction) -> None:
    found = deepcopy(facts)
    found.text += " "
    with pytest.raises(ValueError, match="texts differ"):
        score_article(facts, found)
