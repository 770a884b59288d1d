"""Each rule of the corpus lint finds the slip it names, and a comment allows it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import ROOT

from pipeline.corpora.lint import Finding, lint_paths
from pipeline.gold import GoldArticle

Gold = Callable[..., GoldArticle]


def rules(findings: list[Finding]) -> list[tuple[str, str]]:
    return [(finding.rule, finding.surface) for finding in findings]


def test_the_corpus_has_no_findings() -> None:
    assert [str(finding) for finding in lint_paths([ROOT / "corpora" / "gangs"])] == []


@pytest.mark.parametrize(
    ("body", "tail", "expected"),
    [
        ("Police counted 14 boats.", "", ("number-unmarked", "14")),
        ("Police counted three boats.", "", ("number-unmarked", "three")),
        ("He blamed the Sinaloa Cartel.", "", ("gang-unmarked", "Sinaloa Cartel")),
        ("A Chilean court met.", "", ("known-unmarked", "Chilean")),
        ("The court met on Tuesday.", "", ("known-unmarked", "Tuesday")),
        ("It smelt of cocaine.", "", ("known-unmarked", "cocaine")),
        ("[Ana Paz|PERSON#p1] left. Later Paz came back.", "", ("name-unmarked", "Paz")),
        ("He met [“Ana Paz|PERSON#p1]” there.", "", ("edge", "“Ana Paz")),
        ("He met [men of honour|PEOPLE#x1].", "", ("people-span", "men of honour")),
        ("[Lima|GPE#l1] is old. [Lima|ORG#o1] won.", "", ("label-conflict", "Lima")),
        ("[Ana Paz|PERSON#p1], the leader of [Los Lobos|GANG#g1], left.", "", ("relation-missing", "Ana Paz, the leader of Los Lobos")),
        ("[A man|PEOPLE#x1] was [arrested|ARREST#v1] in [Quito|GPE#l1].", "events: {v1: {status: asserted, TARGET: x1}}", ("event-without-place", "arrested")),
        ("[A man|PEOPLE#x1] [fled|ESCAPE#v1] there.", "events: {v1: {status: asserted, PLACE: x1}}", ("role-filler", "A man")),
    ],
)  # fmt: skip
def test_a_slip_is_found(gold: Gold, tmp_path: Path, body: str, tail: str, expected: tuple[str, str]) -> None:
    gold(body, tail)
    assert expected in rules(lint_paths([tmp_path]))


@pytest.mark.parametrize(
    "body",
    [
        "1. The port\n\n2. The road",
        "He came first, and again on the 3rd floor.",
        "The three-storey house and a drug gang.",
        "[many of the smugglers|PEOPLE#x1] left.",
        "[Ana Paz|PERSON#p1], who never led [Los Lobos|GANG#g1], left.",
    ],
)
def test_what_is_right_is_left_alone(gold: Gold, tmp_path: Path, body: str) -> None:
    gold(body)
    assert lint_paths([tmp_path]) == []


def test_a_word_that_is_nearly_always_a_trigger(gold: Gold, tmp_path: Path) -> None:
    marked = " ".join(f"He was [murdered|KILLING#v{i}]." for i in range(6))
    events = "\n".join(f"  v{i}: {{status: asserted}}" for i in range(6))
    gold(f"{marked} She was murdered.", f"events:\n{events}")
    assert ("trigger-unmarked", "murdered") in rules(lint_paths([tmp_path]))


def test_a_comment_allows_and_a_needless_one_is_told(gold: Gold, tmp_path: Path) -> None:
    gold("Police counted 14 boats.", '# lint: number-unmarked "14" the name of a race')
    assert lint_paths([tmp_path]) == []
    gold("Police counted boats.", '# lint: number-unmarked "14" the name of a race')
    assert rules(lint_paths([tmp_path])) == [("needless-comment", "14")]


def test_a_second_opinion_on_dates_and_numbers(gold: Gold, tmp_path: Path) -> None:
    gold(
        "[Two|CARDINAL#n1] boats came on [12 May 2019|DATE#d1].",
        "dates: {d1: 2019-05-13}\nnumbers: {n1: {low: 3, high: 3, unit: count, measures: other}}",
    )
    assert lint_paths([tmp_path]) == []
    found = lint_paths([tmp_path], second_opinion=True)
    assert rules(found) == [("date-value", "12 May 2019"), ("number-value", "Two")]
    assert "2019-05-12" in found[0].message and "2.0" in found[1].message
