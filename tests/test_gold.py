"""The strict parser and checker of annotated articles."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.gold import check_paths, parse_article, read_article
from pipeline.gold_facts import date_bounds
from pipeline.gold_faults import GoldError

EXAMPLE = """---
id: example-001
lang: en
published: 2024-02-06
source: Example Wire
title: Two held after Maipú kidnapping
---
[[Chilean|NORP#r1] police|PEOPLE#a1] [arrested|ARREST#v1] [[two|CARDINAL#n1] suspected members|PEOPLE#x1] of
[Tren de Aragua|GANG#g1] in [Maipú|GPE#l1] on [Monday|DATE#d1] over the [kidnapping|KIDNAPPING#v2] of a \\[sic\\] man.

[TdA|GANG#g1], led by [Héctor Guerrero Flores|PERSON#p1], denied it on [Monday|DATE#d1].
---
entities:
  g1: Tren de Aragua
dates:
  d1: 2024-02-05
numbers:
  n1: {low: 2, high: 2, unit: count, measures: arrested, about: g1}
events:
  v1: {status: asserted, AGENT: a1, TARGET: [x1], PLACE: l1, TIME: d1, OFFENCE: v2}
  v2: {status: alleged, AGENT: x1}
relations:
  - [p1, leader_of, g1, former]
"""


@pytest.fixture
def example(tmp_path: Path) -> Path:
    path = tmp_path / "example.md"
    path.write_text(EXAMPLE, encoding="utf-8")
    return path


def test_text_is_what_is_left_without_the_marks(example: Path) -> None:
    article = read_article(example)
    assert article.text == (
        "Chilean police arrested two suspected members of\nTren de Aragua in Maipú on Monday over the kidnapping of a "
        "[sic] man.\n\nTdA, led by Héctor Guerrero Flores, denied it on Monday."
    )
    assert all(article.text[m.start : m.end] == m.text for m in article.extraction.mentions)


def test_all_layers_are_read(example: Path) -> None:
    facts = read_article(example).extraction
    assert [(m.text, m.label, m.entity) for m in facts.mentions][:4] == [
        ("Chilean police", "PEOPLE", "a1"),
        ("Chilean", "NORP", "r1"),
        ("two suspected members", "PEOPLE", "x1"),
        ("two", "CARDINAL", "n1"),
    ]
    assert [(e.trigger, e.type, e.status, [(a.role, a.mention or a.event) for a in e.arguments]) for e in facts.events] == [
        ("arrested", "ARREST", "asserted", [("AGENT", "m1"), ("TARGET", "m3"), ("PLACE", "m6"), ("TIME", "m7"), ("OFFENCE", "v2")]),
        ("kidnapping", "KIDNAPPING", "alleged", [("AGENT", "m3")]),
    ]  # fmt: skip
    # one id, two mentions: both carry the day
    assert [(d.mention, d.start, d.end) for d in facts.dates] == [
        ("m7", "2024-02-05", "2024-02-05"),
        ("m10", "2024-02-05", "2024-02-05"),
    ]
    assert [(r.subject, r.type, r.object, r.former) for r in facts.relations] == [("p1", "leader_of", "g1", True)]


FAULTS = [
    # marks
    ("[Maipú|GPE#l1]", "[Maipú|GPX#l1]", 9, "unknown label 'GPX'"),
    ("[Maipú|GPE#l1]", "[Maipú|GPE]", 9, "needs LABEL#id"),
    ("[Maipú|GPE#l1]", "[Maipú", 9, "never closed"),
    ("[Maipú|GPE#l1]", "Maipú]", 9, "a bare ']'"),
    ("[Maipú|GPE#l1]", "[Maipú |GPE#l1]", 9, "white space"),
    ("[Maipú|GPE#l1]", "[Maipú|GPE#g1]", 9, "stands for GANG and for GPE"),
    ("[TdA|GANG#g1]", "[[TdA|GANG#g1] gang|ORG#o1]", 11, "mentions overlap"),
    ("[TdA|GANG#g1]", "[TdA|GANG#g1] held [two|CARDINAL#n1]", 11, "ids of their own"),
    # tail
    ("n1: {low: 2, high: 2,", "n1: {low: 3, high: 2,", 18, "low 3.0 is above high 2.0"),
    ("measures: arrested", "measures: prisoners", 18, "measures 'prisoners'"),
    ("unit: count", "unit: pieces", 18, "unit 'pieces'"),
    ("  n1: {low", "  n9: {low", 18, "number 'n9' has no MONEY"),
    ("status: alleged", "status: maybe", 21, "status 'maybe'"),
    ("AGENT: x1}", "AGENT: x9}", 21, "AGENT 'x9' has no mark"),
    ("OFFENCE: v2", "OFFENCE: x1", 20, "OFFENCE 'x1' is not another trigger"),
    ("PLACE: l1", "WHERE: l1", 20, "unknown role 'WHERE'"),
    ("leader_of", "boss_of", 23, "unknown relation"),
    ("[p1, leader_of, g1", "[g1, leader_of, p1", 23, "'g1' is GANG, not PERSON"),
    ("d1: 2024-02-05", "d1: 2024-02-31", 16, "day is out of range"),
    ("  d1: 2024", "  d7: 2024", 16, "date 'd7' has no DATE"),
    ("events:", "evnets:", 19, "unknown section 'evnets'"),
    # head
    ("published: 2024-02-06", "published: yesterday", 4, "not a date"),
    ("title: Two held after Maipú kidnapping", "", 1, "the head has no 'title'"),
    ("lang: en", "lang: en\nlang: es", 4, "stands twice"),
]


@pytest.mark.parametrize(("old", "new", "line", "message"), FAULTS)
def test_every_fault_is_named_with_its_line(example: Path, old: str, new: str, line: int, message: str) -> None:
    assert old in EXAMPLE
    example.write_text(EXAMPLE.replace(old, new, 1), encoding="utf-8")
    _, faults = parse_article(example)
    assert any(message in fault.message and fault.line == line for fault in faults), "\n".join(map(str, faults))
    with pytest.raises(GoldError):
        read_article(example)


def test_check_finds_an_id_used_twice(example: Path) -> None:
    (example.parent / "second.md").write_text(EXAMPLE, encoding="utf-8")
    assert ["also the id of" in fault.message for fault in check_paths([example.parent])] == [True]


def test_a_file_that_is_not_utf8_is_one_fault(tmp_path: Path) -> None:
    path = tmp_path / "latin.md"
    path.write_bytes("---\nid: é".encode("latin-1"))
    assert [str(fault) for fault in check_paths([path])] == [f"{path}:1: not UTF-8 at byte 8: save the file as UTF-8"]


@pytest.mark.parametrize(
    ("value", "start", "end"),
    [
        ("2024-02-05", "2024-02-05", "2024-02-05"),
        ("2024-02", "2024-02-01", "2024-02-29"),
        ("1999", "1999-01-01", "1999-12-31"),
        ("2003-04/2005-06", "2003-04-01", "2005-06-30"),
    ],
)
def test_a_month_or_year_reads_as_its_first_to_last_day(value: str, start: str, end: str) -> None:
    assert tuple(day.isoformat() for day in date_bounds(value)) == (start, end)
