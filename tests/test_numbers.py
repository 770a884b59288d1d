"""The normal form of numbers, in the many ways that news writes them."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from spacy.tokens import Doc

from pipeline.components.numbers import Numbers, normalise_number
from pipeline.scheme import NUMBER_LABELS

CASES = [
    # figures and words
    ("11,000", "CARDINAL", 11000, 11000, "count", False),
    ("twenty-three", "CARDINAL", 23, 23, "count", False),
    ("two hundred and fifty", "CARDINAL", 250, 250, "count", False),
    ("half a million", "CARDINAL", 500000, 500000, "count", False),
    ("two dozen", "CARDINAL", 24, 24, "count", False),
    ("1.2 million", "CARDINAL", 1200000, 1200000, "count", False),
    # approximators widen nothing
    ("an estimated 5,000", "CARDINAL", 5000, 5000, "count", True),
    ("nearly 1,000", "CARDINAL", 1000, 1000, "count", True),
    # bounds leave one side open, and are not approximate
    ("at least 18", "CARDINAL", 18, None, "count", False),
    ("more than 28,000", "CARDINAL", 28000, None, "count", False),
    ("up to 40", "CARDINAL", None, 40, "count", False),
    ("fewer than 10", "CARDINAL", None, 10, "count", False),
    # open plurals
    ("dozens", "CARDINAL", 24, None, "count", True),
    ("hundreds", "CARDINAL", 200, None, "count", True),
    ("tens of thousands", "CARDINAL", 20000, None, "count", True),
    # ranges
    ("20 to 30", "CARDINAL", 20, 30, "count", False),
    ("between 20 and 30", "CARDINAL", 20, 30, "count", False),
    ("$10 million to $15 million", "MONEY", 10e6, 15e6, "USD", False),
    ("$10-15 million", "MONEY", 10e6, 15e6, "USD", False),
    # fractions
    ("a third", "CARDINAL", 100 / 3, 100 / 3, "percent", False),
    ("three in ten", "CARDINAL", 30, 30, "percent", False),
    ("40 percent", "PERCENT", 40, 40, "percent", False),
    # currencies: symbol, word, code, the country's own
    ("€3.5m", "MONEY", 3.5e6, 3.5e6, "EUR", False),
    ("R$2 million", "MONEY", 2e6, 2e6, "BRL", False),
    ("10,000 pesos", "MONEY", 10000, 10000, "MXN", False),
    ("10,000 Colombian pesos", "MONEY", 10000, 10000, "COP", False),
    ("five-million dollars", "MONEY", 5e6, 5e6, "USD", False),
    # weights in kg, distances in km, ages and terms in years
    ("1.2 tons", "QUANTITY", 1200, 1200, "kg", False),
    ("105 tons", "QUANTITY", 105000, 105000, "kg", False),
    ("300 miles", "QUANTITY", 482.8032, 482.8032, "km", False),
    ("more than 500 meters", "QUANTITY", 0.5, None, "km", False),
    ("16-year-old", "QUANTITY", 16, 16, "year", False),
    ("nine-and-a-half years", "QUANTITY", 9.5, 9.5, "year", False),
    ("27 años", "QUANTITY", 27, 27, "year", False),
    ("a metric ton", "QUANTITY", 1000, 1000, "kg", False),
]  # fmt: skip


@pytest.mark.parametrize(("text", "label", "low", "high", "unit", "approximate"), CASES)
def test_normal_form(
    text: str, label: str, low: float | None, high: float | None, unit: str, approximate: bool
) -> None:
    form = normalise_number(text, label)
    assert form is not None
    assert (form.unit, form.approximate) == (unit, approximate)
    assert form.low == (pytest.approx(low) if low is not None else None)
    assert form.high == (pytest.approx(high) if high is not None else None)


def test_whose_pesos() -> None:
    assert (normalise_number("10,000 pesos", "MONEY", "CL") or pytest.fail("none")).unit == "CLP"


@pytest.mark.parametrize("text", ["", "some", "-", "the"])
def test_no_number(text: str) -> None:
    assert normalise_number(text, "CARDINAL") is None


@given(st.text(max_size=40), st.sampled_from(NUMBER_LABELS))
def test_any_text_is_survived(text: str, label: str) -> None:
    form = normalise_number(text, label)
    if form and form.low is not None and form.high is not None:
        assert form.low <= form.high


def test_an_age_is_in_years_and_a_count_is_not(marked_doc: Callable[..., Doc]) -> None:
    marked = "[Ana Paz|PERSON#p1], [27|CARDINAL#n1], hid [12|CARDINAL#n2] rifles and [$5,000|MONEY#n3]."
    doc = Numbers()(marked_doc(marked))
    assert [(n["low"], n["unit"]) for n in doc._.numbers] == [(27, "year"), (12, "count"), (5000, "USD")]
    assert Doc(doc.vocab).from_bytes(doc.to_bytes())._.numbers == doc._.numbers
