"""The linear judge: what it learns, what it leaves out, bytes, and that nothing stands for nothing."""

from __future__ import annotations

import numpy as np
import pytest
import srsly

from pipeline.components.linear import LinearClassifier, feature_hashes

SEEN = [["bias", "shot"], ["bias", "held"], ["bias", "shot", "dead"], ["bias", "held", "in", "Lima"]] * 5
TARGETS = [0, 1, 0, 1] * 5


@pytest.fixture
def judge() -> LinearClassifier:
    judge = LinearClassifier(["killed", "arrested"])
    judge.fit(SEEN, TARGETS)
    return judge


def test_it_learns_what_features_tell(judge: LinearClassifier) -> None:
    values = judge.probabilities([["bias", "shot"], ["bias", "held"], ["bias"]])
    assert values.sum(1) == pytest.approx(1.0)
    assert values[0, 0] > 0.8 and values[1, 1] > 0.8 and 0.3 < values[2, 0] < 0.7


def test_a_feature_of_too_few_decisions_is_not_learnt() -> None:
    judge = LinearClassifier(["killed", "arrested"])
    judge.fit([*SEEN, ["bias", "seldom"]], [*TARGETS, 1], least=2)
    assert not judge.weights[judge.slots(["seldom"])].any()
    assert judge.weights[judge.slots(["dead"])].any()


def test_what_counts_little_teaches_little() -> None:
    """The same features told both ways: who is counted more is believed."""
    sure: dict[float, float] = {}
    for weight in (0.1, 10.0):
        judge = LinearClassifier(["killed", "arrested"])
        judge.fit([["found"], ["found"]] * 10, [0, 1] * 10, counted=[1.0, weight] * 10)
        sure[weight] = float(judge.probabilities([["found"]])[0, 1])
    assert sure[0.1] < 0.3 and sure[10.0] > 0.7


def test_a_table_is_judged_as_its_rows_are(judge: LinearClassifier) -> None:
    hashes = [feature_hashes(features) for features in SEEN[:4]]
    table = np.zeros((4, 5), dtype=np.int64)  # 0: no feature
    for row, of_one in zip(table, hashes, strict=True):
        row[: len(of_one)] = of_one
    assert judge.probabilities_of_table(table) == pytest.approx(judge.probabilities(SEEN[:4]), abs=1e-6)
    assert judge.probabilities_of_table(table.astype(np.uint64)) == pytest.approx(
        judge.probabilities(SEEN[:4]), abs=1e-6
    )


def test_a_judge_of_nothing_says_nothing() -> None:
    judge = LinearClassifier(["killed", "arrested"])
    judge.fit([], [])
    assert judge.probabilities([["bias"]]).tolist() == [[0.5, 0.5]]
    assert judge.probabilities([]).shape == (0, 2)


def test_a_byte_a_weight_is_enough(judge: LinearClassifier) -> None:
    again = LinearClassifier().from_bytes(judge.to_bytes())
    assert (again.labels, again.bits) == (judge.labels, judge.bits)
    assert np.abs(again.weights - judge.weights).max() <= np.abs(judge.weights).max() / 250
    assert again.to_bytes() == judge.to_bytes()


def test_weights_of_two_bytes_are_read_too(judge: LinearClassifier) -> None:
    rows = np.flatnonzero(judge.weights.any(1))
    old = {
        "labels": judge.labels, "bits": judge.bits, "rows": rows.astype(np.int32).tobytes(),
        "weights": judge.weights[rows].astype(np.float16).tobytes(),
    }  # fmt: skip
    assert LinearClassifier().from_bytes(srsly.msgpack_dumps(old)).weights == pytest.approx(judge.weights, abs=1e-3)
