"""The committed articles: no faults, enough of them, and statistics that count right."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import ROOT

from pipeline.corpora.corpus import corpus_fingerprint, repeated_people, shortfalls, statistics
from pipeline.gold import GoldArticle, check_paths, read_articles

GANGS = ROOT / "corpora" / "gangs"


@pytest.fixture(scope="module")
def articles() -> list[GoldArticle]:
    return read_articles([GANGS])


def test_the_corpus_has_no_faults() -> None:
    assert [str(fault) for fault in check_paths([GANGS])] == []


def test_the_goals_of_coverage_are_reached() -> None:
    """Sizes, kinds of article, and every label, type, role, status, measure and relation (corpora/coverage.toml)."""
    assert shortfalls(statistics([GANGS])) == []


def test_no_invented_person_is_in_two_articles(articles: list[GoldArticle]) -> None:
    assert repeated_people(articles) == {}


def test_a_missing_goal_is_told(gold: Callable[..., GoldArticle], tmp_path: Path) -> None:
    gold("[Los Lobos|GANG#g1] met.", "")
    missing = shortfalls(statistics([tmp_path]))
    assert ("mentions by label", "GANG", 0, 150) in missing and ("corpus", "little", 1, 40) in missing


def test_stats_tell_what_is_missing_and_end_in_1(gold: Callable[..., GoldArticle], tmp_path: Path) -> None:
    from click.testing import CliRunner

    from pipeline.cli import main

    gold("[Los Lobos|GANG#g1] met.", "")
    result = CliRunner().invoke(main, ["corpus", "stats", "--goals", str(tmp_path)])
    assert result.exit_code == 1 and "below the goals" in result.output
    assert CliRunner().invoke(main, ["corpus", "stats", "--goals"]).output.startswith("all goals")


def test_a_person_in_two_articles_is_told(gold: Callable[..., GoldArticle]) -> None:
    first = gold("[Ana Paz|PERSON#p1] met [Nicolás Maduro|PERSON#p2].", "entities: {p1: Ana Paz, p2: Nicolás Maduro}")
    second = dataclasses.replace(first, id="other")
    assert repeated_people([first, second]) == {"Ana Paz": ["other", "test"]}


def test_no_article_stands_in_two_splits(articles: list[GoldArticle]) -> None:
    """No two articles share a sequence of ten words."""
    seen: dict[tuple[str, ...], str] = {}
    for article in articles:
        words = article.text.casefold().split()
        for i in range(len(words) - 9):
            other = seen.setdefault(tuple(words[i : i + 10]), article.id)
            assert other == article.id, f"{article.id} and {other} share {' '.join(words[i : i + 10])!r}"


def test_statistics_count(gold: Callable[..., GoldArticle], tmp_path: Path) -> None:
    gold("[Los Lobos|GANG#g1] [killed|KILLING#v1] [two|CARDINAL#n1].", "numbers:\n  n1: {low: 2, high: 2, unit: count, measures: killed}\nevents:\n  v1: {status: asserted, AGENT: g1, TARGET: n1}")  # fmt: skip
    found = statistics([tmp_path])
    (split,) = found["splits"]
    assert found["splits"][split] == {
        "articles": 1, "words": 4, "mentions": 2, "events": 1, "relations": 0, "articles without events": 0,
    }  # fmt: skip
    coverage = found["coverage"][split]
    assert {k: v for k, v in coverage["arguments by role"].items() if v} == {"AGENT": 1, "TARGET": 1}
    assert coverage["mentions by label"]["GANG"] == 1


def test_the_fingerprint_follows_the_bytes(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("one")
    first = corpus_fingerprint([tmp_path])
    (tmp_path / "a.md").write_text("two")
    assert corpus_fingerprint([tmp_path]) != first


def test_the_card_is_of_the_articles_as_they_are() -> None:
    """`blotter corpus card` was run after the last change of the articles."""
    from pipeline.corpora.card import card_text

    assert (ROOT / "corpora" / "README.md").read_text(encoding="utf-8") == card_text(ROOT / "corpora")


def test_both_annotations_of_the_agreement_are_there() -> None:
    first, second = (ROOT / "corpora" / "agreement" / side for side in ("first", "second"))
    assert {a.id: a.text for a in read_articles([first])} == {a.id: a.text for a in read_articles([second])}
    assert len(read_articles([first])) >= 30
