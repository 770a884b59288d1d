"""Dates seen from the day of publication, a Tuesday: what resolves, and what is left open."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from spacy.tokens import Doc

from pipeline.components.dates import Dates, resolve_date

PUBLISHED = date(2024, 2, 6)

CASES = [
    # days: weekdays look back, unless the sentence looks ahead
    ("Tuesday", "2024-02-06", "2024-02-06"),
    ("Monday", "2024-02-05", "2024-02-05"),
    ("last Tuesday", "2024-01-30", "2024-01-30"),
    ("yesterday", "2024-02-05", "2024-02-05"),
    ("two days ago", "2024-02-04", "2024-02-04"),
    # calendar dates, with and without a year, in English and Spanish
    ("September 23, 2023", "2023-09-23", "2023-09-23"),
    ("23 September 2023", "2023-09-23", "2023-09-23"),
    ("Sept. 11, 2001", "2001-09-11", "2001-09-11"),
    ("23 de septiembre de 2023", "2023-09-23", "2023-09-23"),
    ("2023-09-23", "2023-09-23", "2023-09-23"),
    ("January 3", "2024-01-03", "2024-01-03"),
    ("December 3", "2023-12-03", "2023-12-03"),
    ("March 3-5, 2023", "2023-03-03", "2023-03-05"),
    # months, years and more
    ("September 2023", "2023-09-01", "2023-09-30"),
    ("last October", "2023-10-01", "2023-10-31"),
    ("last month", "2024-01-01", "2024-01-31"),
    ("this year", "2024-01-01", "2024-12-31"),
    ("2006", "2006-01-01", "2006-12-31"),
    ("since 2006", "2006-01-01", "2006-12-31"),
    ("the 1990s", "1990-01-01", "1999-12-31"),
    ("last week", "2024-01-29", "2024-02-04"),
    ("next week", "2024-02-12", "2024-02-18"),
    ("between March and June 2022", "2022-03-01", "2022-06-30"),
    ("from 2004 to 2006", "2004-01-01", "2006-12-31"),
    ("the first quarter of 2023", "2023-01-01", "2023-03-31"),
    ("Christmas Day", "2023-12-25", "2023-12-25"),
]
OPEN = ["two years", "the same day", "daily", "some time", "the following week", "late 2006", "February 31, 2023", ""]


@pytest.mark.parametrize(("text", "start", "end"), CASES)
def test_days(text: str, start: str, end: str) -> None:
    found = resolve_date(text, PUBLISHED)
    assert found is not None and (found[0].isoformat(), found[1].isoformat()) == (start, end)


@pytest.mark.parametrize("text", OPEN)
def test_left_open(text: str) -> None:
    assert resolve_date(text, PUBLISHED) is None


def test_a_weekday_to_come() -> None:
    assert resolve_date("Friday", PUBLISHED, tense="future") == (date(2024, 2, 9), date(2024, 2, 9))


def test_without_a_publication_day_only_full_dates_resolve() -> None:
    assert resolve_date("Monday", None) is None
    assert resolve_date("May 3", None) is None
    assert resolve_date("May 3, 2020", None) == (date(2020, 5, 3), date(2020, 5, 3))


@pytest.mark.parametrize(
    ("text", "day"),
    [("Monday night", "2024-02-05"), ("early Monday", "2024-02-05"), ("last night", "2024-02-05"), ("9 p.m. on Sunday", "2024-02-04")],
)  # fmt: skip
def test_times_that_name_a_day(text: str, day: str) -> None:
    found = resolve_date(text, PUBLISHED, label="TIME")
    assert found is not None and found[0].isoformat() == day


@given(st.text(max_size=40), st.sampled_from(["DATE", "TIME"]), st.dates(date(1990, 1, 1), date(2030, 1, 1)))
def test_any_text_is_survived(text: str, label: str, published: date) -> None:
    found = resolve_date(text, published, label=label)
    assert found is None or found[0] <= found[1]


def test_a_bare_clock_is_of_the_day_told_last(marked_doc: Callable[..., Doc]) -> None:
    marked = "They met on [Sunday|DATE#d1]. Shots rang out at [9 p.m.|TIME#t1] It will end on [Friday|DATE#d2]."
    doc = Dates()(marked_doc(marked))
    assert [d["start"] for d in doc._.dates] == ["2024-02-04", "2024-02-04", "2024-02-09"]
    assert Doc(doc.vocab).from_bytes(doc.to_bytes())._.dates == doc._.dates
