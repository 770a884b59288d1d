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
LARGEST = 127  # of a weight in a saved model


def feature_hashes(features: Iterable[str]) -> np.ndarray:
    """A whole number for each feature; its last bits are its row in a table of features, whose size is a power of two."""
    return np.array([murmur(feature) for feature in features], dtype=np.int64)


class LinearClassifier:
    """Scores ``labels`` for a list of feature strings; untrained it gives every label the same."""

    def __init__(self, labels: Sequence[str] = (), *, bits: int = 15) -> None:
        self.labels = list(labels)
        self.bits = bits
        self.weights = np.zeros((1 << bits, len(self.labels)), dtype=np.float32)

    def probabilities(self, features: Sequence[Sequence[str]]) -> np.ndarray:
        """The probability of each label (decisions x labels)."""
        lengths = np.array([len(f) for f in features], dtype=np.int64)
        return self.probabilities_of(feature_hashes(feature for f in features for feature in f), lengths)

    def probabilities_of(self, hashes: np.ndarray, lengths: np.ndarray) -> np.ndarray:
        """The same of decisions whose features are hashed, one after the other; each has one feature at least."""
        if not len(lengths):
            return np.zeros((0, len(self.labels)), dtype=np.float32)
        bounds = np.concatenate([[0], np.cumsum(lengths)[:-1]])
        return _softmax(np.add.reduceat(self.weights[self._rows(hashes)], bounds, axis=0))

    def probabilities_of_table(self, hashes: np.ndarray) -> np.ndarray:
        """The same of as many features each (decisions x features, 0 for none)."""
        return _softmax(self.weights[self._rows(hashes)].sum(axis=1, dtype=np.float64))

    def slots(self, features: Iterable[str]) -> np.ndarray:
        """The weight rows of the features."""
        return self._rows(feature_hashes(features))

    def _rows(self, hashes: np.ndarray) -> np.ndarray:
        return hashes & hashes.dtype.type((1 << self.bits) - 1)

    def fit(self, features: Sequence[Sequence[str]], targets: Sequence[int], **options: Any) -> None:
        """Train from scratch; ``targets`` are indices into ``labels``. See ``fit_hashes``."""
        self.fit_hashes([feature_hashes(f) for f in features], targets, **options)

    def fit_hashes(
        self,
        hashes: Sequence[np.ndarray],
        targets: Sequence[int],
        *,
        epochs: int = 12,
        rate: float = 0.2,
        l2: float = 1e-4,
        least: int = 1,
        seed: int = 0,
        counted: Sequence[float] | None = None,
    ) -> None:
        """Train from scratch with AdaGrad in small batches, the weights averaged over the second half of the epochs.

        ``hashes``: of the features of each decision, of which those that fewer than ``least`` decisions have are left out, and 0 stands for
        none. ``counted``: how much each decision counts, 1 where nothing is said. The same data and seed give the same weights.
        """
        rows = [self._rows(of_one).astype(np.int64) for of_one in hashes]
        told = np.concatenate([np.zeros(0, dtype=np.int64), *(np.unique(of_one) for of_one in rows)])
        weighed = np.bincount(told, minlength=len(self.weights)) >= least
        weighed[0] = False
        rows = [np.append(r[weighed[r]], 0) for r in rows]  # none is left without a row
        gold = np.array(targets)
        each = np.ones(len(rows)) if counted is None else np.asarray(counted, dtype=np.float64)
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
                error = _softmax(np.add.reduceat(weights[index], bounds, axis=0))
                error[np.arange(len(batch)), gold[batch]] -= 1.0
                error *= each[batch, None]
                used, place = np.unique(index, return_inverse=True)
                gradient = np.zeros((len(used), len(self.labels)), dtype=np.float32)
                np.add.at(gradient, place, np.repeat(error, lengths, axis=0).astype(np.float32))
                gradient += l2 * weights[used]
                squares[used] += gradient**2
                weights[used] -= rate * gradient / np.sqrt(squares[used])
                weights[0] = 0.0
            if epoch >= epochs // 2:
                total += weights
                averaged += 1
        self.weights = (total / max(1, averaged)).astype(np.float32)

    def to_bytes(self) -> bytes:
        """The weights with a byte each, which loses nothing that scores show."""
        used, weights, steps = packed_weights(self.weights)
        state = {"labels": self.labels, "bits": self.bits, "used": used, "weights": weights, "steps": steps}
        return srsly.msgpack_dumps(state)

    def from_bytes(self, data: bytes) -> LinearClassifier:
        state = srsly.msgpack_loads(data)
        self.labels, self.bits = list(state["labels"]), state["bits"]
        shape = 1 << self.bits, len(self.labels)
        if "steps" in state:
            self.weights = unpacked_weights(state["used"], state["weights"], state["steps"], shape)
        else:  # as saved before, in two bytes a weight
            rows = np.frombuffer(state["rows"], dtype=np.int32)
            self.weights = np.zeros(shape, dtype=np.float32)
            self.weights[rows] = np.frombuffer(state["weights"], dtype=np.float16).reshape(len(rows), len(self.labels))
        return self


def packed_weights(weights: np.ndarray) -> tuple[bytes, bytes, bytes]:
    """A table of weights in a byte each: which of its rows hold any, these rows in steps, and the step of each column."""
    used = np.abs(weights).max(1, initial=0.0) > 1e-4
    steps = np.maximum(np.abs(weights).max(0, initial=0.0), 1e-9).astype(np.float32) / LARGEST
    return np.packbits(used).tobytes(), np.round(weights[used] / steps).astype(np.int8).tobytes(), steps.tobytes()


def unpacked_weights(used: bytes, weights: bytes, steps: bytes, shape: tuple[int, int]) -> np.ndarray:
    """The table (rows x columns) that ``packed_weights`` made these of."""
    table = np.zeros(shape, dtype=np.float32)
    rows = np.flatnonzero(np.unpackbits(np.frombuffer(used, dtype=np.uint8)))
    kept = np.frombuffer(weights, dtype=np.int8).reshape(len(rows), shape[1])
    table[rows] = kept * np.frombuffer(steps, dtype=np.float32)
    return table


def _softmax(scores: np.ndarray) -> np.ndarray:
    # In double precision: the last digit of a single one depends on what else is in the array.
    values = np.exp((scores - scores.max(1, keepdims=True)).astype(np.float64))
    return values / values.sum(1, keepdims=True)


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
