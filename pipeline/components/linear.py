"""A small classifier over named features: multinomial logistic regression on hashed strings.

Fast to train on a few thousand decisions, fast to apply without a matrix library of its own. Used by the screen, which sees bare text; the decisions
over marked text have a network beside it (``decisions.py``).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import srsly
from murmurhash import hash as murmur

BATCH = 16


def feature_rows(features: Iterable[str], mask: int) -> np.ndarray:
    """The row of each feature in a table of ``mask + 1`` rows, a power of two; a feature always falls on the same row."""
    return np.array([murmur(feature) & mask for feature in features], dtype=np.int32)


class LinearClassifier:
    """Scores ``labels`` for a list of feature strings; untrained it gives every label the same."""

    def __init__(self, labels: Sequence[str] = (), *, bits: int = 15) -> None:
        self.labels = list(labels)
        self.bits = bits
        self.weights = np.zeros((1 << bits, len(self.labels)), dtype=np.float32)

    def slots(self, features: Iterable[str]) -> np.ndarray:
        """The weight rows of the features."""
        return feature_rows(features, (1 << self.bits) - 1)

    def probabilities(self, features: Sequence[Sequence[str]]) -> np.ndarray:
        """The probability of each label (decisions x labels)."""
        if not features:
            return np.zeros((0, len(self.labels)), dtype=np.float32)
        lengths = np.array([len(f) for f in features])
        rows = self.slots([feature for f in features for feature in f])
        bounds = np.concatenate([[0], np.cumsum(lengths)[:-1]])
        scores = np.add.reduceat(self.weights[rows], bounds, axis=0)
        scores -= scores.max(1, keepdims=True)
        values = np.exp(scores)
        return values / values.sum(1, keepdims=True)

    def fit(
        self,
        features: Sequence[Sequence[str]],
        targets: Sequence[int],
        *,
        epochs: int = 12,
        rate: float = 0.2,
        l2: float = 1e-4,
        seed: int = 0,
    ) -> None:
        """Train from scratch with AdaGrad in small batches, the weights averaged over the second half of the epochs.

        ``targets`` are indices into ``labels``. The same data and seed give the same weights.
        """
        rows = [self.slots(f) for f in features]
        gold = np.array(targets)
        weights = np.zeros_like(self.weights)
        squares = np.full_like(self.weights, 1e-2)
        total = np.zeros_like(self.weights)
        order = np.arange(len(rows))
        generator = np.random.default_rng(seed)
        averaged = 0
        for epoch in range(epochs):
            generator.shuffle(order)
            for first in range(0, len(order), BATCH):
                batch = order[first : first + BATCH]
                index = np.concatenate([rows[i] for i in batch])
                lengths = np.array([len(rows[i]) for i in batch])
                bounds = np.concatenate([[0], np.cumsum(lengths)[:-1]])
                scores = np.add.reduceat(weights[index], bounds, axis=0)
                values = np.exp(scores - scores.max(1, keepdims=True))
                error = values / values.sum(1, keepdims=True)
                error[np.arange(len(batch)), gold[batch]] -= 1.0
                used, place = np.unique(index, return_inverse=True)
                gradient = np.zeros((len(used), len(self.labels)), dtype=np.float32)
                np.add.at(gradient, place, np.repeat(error, lengths, axis=0).astype(np.float32))
                gradient += l2 * weights[used]
                squares[used] += gradient**2
                weights[used] -= rate * gradient / np.sqrt(squares[used])
            if epoch >= epochs // 2:
                total += weights
                averaged += 1
        self.weights = (total / max(1, averaged)).astype(np.float32)

    def to_bytes(self) -> bytes:
        used = np.flatnonzero(np.abs(self.weights).max(1) > 1e-4) if self.labels else np.zeros(0, dtype=np.int64)
        state: dict[str, Any] = {
            "labels": self.labels,
            "bits": self.bits,
            "rows": used.astype(np.int32).tobytes(),
            "weights": self.weights[used].astype(np.float16).tobytes(),
        }
        return srsly.msgpack_dumps(state)

    def from_bytes(self, data: bytes) -> LinearClassifier:
        state = srsly.msgpack_loads(data)
        self.labels, self.bits = list(state["labels"]), state["bits"]
        self.weights = np.zeros((1 << self.bits, len(self.labels)), dtype=np.float32)
        rows = np.frombuffer(state["rows"], dtype=np.int32)
        values = np.frombuffer(state["weights"], dtype=np.float16).reshape(len(rows), len(self.labels))
        self.weights[rows] = values
        return self


class LinearComponent:
    """The serialization that the components with classifiers share; ``classifiers`` names them."""

    classifiers: dict[str, LinearClassifier]

    def to_bytes(self, *, exclude: Iterable[str] = ()) -> bytes:
        return srsly.msgpack_dumps({name: model.to_bytes() for name, model in self.classifiers.items()})

    def from_bytes(self, data: bytes, *, exclude: Iterable[str] = ()) -> LinearComponent:
        for name, state in srsly.msgpack_loads(data).items():
            self.classifiers[name].from_bytes(state)
        return self

    def to_disk(self, path: Path | str, *, exclude: Iterable[str] = ()) -> None:
        Path(path).write_bytes(self.to_bytes())

    def from_disk(self, path: Path | str, *, exclude: Iterable[str] = ()) -> LinearComponent:
        self.from_bytes(Path(path).read_bytes())
        return self
