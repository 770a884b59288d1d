"""Fitting the weights by which people are linked."""

from __future__ import annotations

import csv

from pipeline.linking.fit import FILE, by_hand, fit_weights, use
from pipeline.linking.people import weights


def test_every_weight_keeps_the_sign_that_it_was_given() -> None:
    with FILE.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, strict=True))
    assert len(rows) > 40 and len({row["evidence"] for row in rows}) == len(rows)
    wrong = [row["evidence"] for row in rows if float(row["by_hand"]) * float(row["fitted"]) < 0]
    assert wrong == []


def test_what_is_seen_often_is_learnt_and_the_rest_stays() -> None:
    hand = {"job": 0.5, "other country": -0.5, "age": 1.0}
    same = ([{"job": 1.0}, {"other country": 1.0}], 0)
    fitted = fit_weights([same] * 40, hand)
    assert fitted["job"] > 1 and fitted["other country"] < -1 and fitted["age"] == 1.0
    # somebody new, though the job is the same: less, but never against
    assert fit_weights([([{"job": 1.0}], -1)] * 400, hand)["job"] == 0.0
    assert fit_weights([], hand) == hand


def test_weights_in_use_can_be_changed() -> None:
    before = dict(weights())
    try:
        use(by_hand())
        assert weights() == by_hand()
    finally:
        use(before)
