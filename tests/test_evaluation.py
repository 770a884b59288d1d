"""Evaluation beyond the scores: intervals, the worst articles, differences, two models, two annotators."""

from __future__ import annotations

from collections.abc import Callable
from copy import deepcopy
from pathlib import Path

import pytest

from pipeline.corpora.agreement import agreement
from pipeline.gold import GoldArticle
from pipeline.gold_faults import GoldError
from pipeline.learning.differences import Difference, differences, sentence_at
from pipeline.learning.evaluation import Evaluation, compare
from pipeline.scheme import Argument, Extraction
from pipeline.score import score_article

BODY = (
    "[Police|PEOPLE#a1] [arrested|ARREST#v1] [[two|CARDINAL#n1] men|PEOPLE#x1] of [Los Lobos|GANG#g1] in [Quito|GPE#l1] on "
    "[Monday|DATE#d1]. They deny the [murder|KILLING#v2] of [Ana Paz|PERSON#p1]."
)
TAIL = """dates: {d1: 2024-02-05}
numbers: {n1: {low: 2, high: 2, unit: count, measures: arrested}}
events:
  v1: {status: asserted, AGENT: a1, TARGET: x1, PLACE: l1, OFFENCE: v2}
  v2: {status: negated, TARGET: p1}
relations:
  - [g1, operates_in, l1]
"""


@pytest.fixture
def article(gold: Callable[..., GoldArticle]) -> GoldArticle:
    return gold(BODY, TAIL)


def told(found: list[Difference]) -> list[tuple[str, str, str, str]]:
    return [(d.layer, d.kind, d.gold, d.found) for d in found]


def test_no_difference_from_itself(article: GoldArticle) -> None:
    assert differences(article.extraction, deepcopy(article.extraction)) == []


def test_every_layer_is_told(article: GoldArticle) -> None:
    found = deepcopy(article.extraction)
    next(m for m in found.mentions if m.text == "Quito").label = "LOC"
    found.mentions = [m for m in found.mentions if m.text != "Police"]
    first, second = found.events
    second.status = "asserted"
    first.arguments = [a for a in first.arguments if a.role in ("TARGET", "OFFENCE")]
    first.arguments.append(Argument("TIME", mention=next(m.id for m in found.mentions if m.text == "Monday")))
    found.numbers[0].high = 3
    found.dates[0].end = "2024-02-06"
    found.relations[0].former = True
    assert sorted(told(differences(article.extraction, found))) == sorted(
        [
            ("mentions", "wrong", "Quito GPE", "Quito LOC"),
            ("people", "missed", "Police PEOPLE", ""),
            ("status", "wrong", "murder KILLING negated", "murder KILLING asserted"),
            ("arguments", "missed", "arrested ARREST AGENT Police", ""),
            ("arguments", "missed", "arrested ARREST PLACE Quito", ""),
            ("arguments", "spurious", "", "arrested ARREST TIME Monday"),
            ("numbers", "wrong", "2–2 count arrested", "2–3 count arrested"),
            ("dates", "wrong", "2024-02-05/2024-02-05", "2024-02-05/2024-02-06"),
            ("relations", "missed", "los lobos operates_in quito", ""),
            ("relations", "spurious", "", "los lobos operates_in former quito"),
        ]
    )


def test_a_trigger_of_another_type_is_one_difference(article: GoldArticle) -> None:
    found = deepcopy(article.extraction)
    found.events[1].type = "ATTACK"
    assert ("triggers", "wrong", "murder KILLING", "murder ATTACK") in told(differences(article.extraction, found))


def test_a_difference_quotes_its_sentence(article: GoldArticle) -> None:
    text = article.text
    assert sentence_at(text, text.index("murder")) == "They deny the murder of Ana Paz."


def evaluation(article: GoldArticle, *found: Extraction) -> Evaluation:
    gold = [deepcopy(article) for _ in found]
    for number, one in enumerate(gold):
        one.id = f"a{number}"
    return Evaluation("m", "c", gold, list(found), [score_article(article.extraction, one) for one in found])


def test_intervals_hold_the_score_and_are_points_without_variation(article: GoldArticle) -> None:
    right = article.extraction
    empty = Extraction(text=right.text)
    same = evaluation(article, *[right] * 4).intervals()
    assert same["mentions"] == (100.0, 100.0)
    mixed = evaluation(article, right, right, empty, empty, right, empty)
    low, high = mixed.intervals()["mentions"]
    assert low < mixed.total().total["mentions"].f1 < high


def test_the_worst_article_comes_first(article: GoldArticle) -> None:
    right = article.extraction
    found = evaluation(article, right, Extraction(text=right.text), right)
    assert [row[0] for row in found.worst(2)] == ["a1", "a0"]
    assert found.as_dict()["worst"][0]["wrong"] > 10


def test_a_clear_winner_is_significant_and_a_draw_is_not(article: GoldArticle) -> None:
    right, empty = article.extraction, Extraction(text=article.text)
    first, second = evaluation(article, *[right] * 6), evaluation(article, right, *[empty] * 5)
    by_name = {row.score: row for row in compare(first, second)}
    assert by_name["mentions"].significant and by_name["mentions"].difference > 50
    assert not any(row.significant for row in compare(first, first))
    with pytest.raises(ValueError, match="same articles"):
        compare(first, evaluation(article, right))


def test_agreement_scores_pairs_and_refuses_strangers(gold: Callable[..., GoldArticle], tmp_path: Path) -> None:
    first, second = tmp_path / "first", tmp_path / "second"
    for folder in (first, second):
        folder.mkdir()
    path = gold(BODY, TAIL).path
    source = path.read_text()
    (first / "one.md").write_text(source)
    (second / "one.md").write_text(source.replace("status: negated", "status: alleged"))
    result = agreement([first], [second])
    assert result.total().total["mentions"].f1 == 100.0
    assert result.total().total["status"].f1 == 50.0
    assert told(result.errors()) == [("status", "wrong", "murder KILLING negated", "murder KILLING alleged")]
    (second / "one.md").write_text(source.replace("Monday", "Tuesday"))
    with pytest.raises(GoldError, match="not that of"):
        agreement([first], [second])
    (second / "one.md").write_text(source.replace("id: ", "id: another-"))
    with pytest.raises(GoldError, match="no article has the id"):
        agreement([first], [second])
