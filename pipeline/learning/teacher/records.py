"""What the teacher knows of a text: words, sentences, which tags each word may have, and decisions; plain arrays in one file."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

import numpy as np

OPEN = ("public", "marked")  # kinds that are marked in part


@dataclass(frozen=True, slots=True)
class Scheme:
    """What there is to tell: the labels of each span layer, and those of the decisions.

    ``fits``: trigger label -> labels of mentions that may fill a role of it; ``charging``: triggers that can have an offence.
    """

    layers: list[list[str]]
    statuses: list[str]
    measures: list[str]
    roles: list[str]
    numbers: list[str]
    fits: dict[str, list[str]]
    charging: list[str]
    known: int  # columns of what knowledge says of a word

    @property
    def marks(self) -> list[str]:
        return [label for layer in self.layers for label in layer]

    @property
    def triggers(self) -> list[str]:
        return self.layers[-1]

    @property
    def tags(self) -> int:
        return sum(2 * len(layer) + 1 for layer in self.layers)


@dataclass(slots=True)
class Record:
    """One text. ``kind``: gold, gold+ (with other names), dev, public, marked or news (not marked); ``number``: its place among those of
    its kind; ``starts``: first word of each sentence.

    ``known`` (words x columns) and ``allowed`` (words x tags of all layers, empty where nothing is known) are packed to bits. Rows of
    ``status`` and ``measures``: first word, end, which of the scheme's; of ``pairs``: first word, end and mark of trigger and filler, and
    the role, 0 for none.
    """

    kind: str
    number: int
    words: list[str]
    starts: np.ndarray
    known: np.ndarray
    allowed: np.ndarray
    weight: float = 1.0
    status: np.ndarray = field(default_factory=lambda: np.zeros((0, 3), np.int32))
    measures: np.ndarray = field(default_factory=lambda: np.zeros((0, 3), np.int32))
    pairs: np.ndarray = field(default_factory=lambda: np.zeros((0, 7), np.int32))

    @property
    def sentences(self) -> list[tuple[int, int]]:
        """First word and end of each."""
        starts = self.starts.tolist()
        return list(zip(starts, [*starts[1:], len(self.words)], strict=True))

    def tags(self, count: int) -> np.ndarray:
        """Which of ``count`` tags each word may have (words x tags)."""
        return np.unpackbits(self.allowed, axis=1)[:, :count].astype(bool)


ARRAYS = ("starts", "known", "allowed", "status", "measures", "pairs")


def write_records(scheme: Scheme, records: Sequence[Record], path: Path) -> None:
    """One ``.npz`` file: each array of all records joined, with the lengths to part them."""
    head = {
        "scheme": asdict(scheme),
        "kinds": [r.kind for r in records], "numbers": [r.number for r in records], "weights": [r.weight for r in records],
        "words": [r.words for r in records],
    }  # fmt: skip
    arrays: dict[str, Any] = {
        name: np.concatenate([getattr(r, name) for r in records]) for name in ARRAYS if name != "allowed"
    }
    columns = max((r.allowed.shape[1] for r in records if r.allowed.size), default=0)
    arrays["allowed"] = np.concatenate(
        [r.allowed if r.allowed.size else np.zeros((0, columns), np.uint8) for r in records]
    )
    lengths = np.array([[len(getattr(r, name)) for name in ARRAYS] for r in records], dtype=np.int64)
    np.savez_compressed(path, head=np.frombuffer(json.dumps(head).encode(), np.uint8), lengths=lengths, **arrays)


def read_records(path: Path) -> tuple[Scheme, list[Record]]:
    """What ``write_records`` wrote."""
    with np.load(path) as file:
        head = json.loads(file["head"].tobytes())
        parts = {
            name: np.split(file[name], np.cumsum(file["lengths"][:, column])[:-1]) for column, name in enumerate(ARRAYS)
        }
    heads = zip(head["kinds"], head["numbers"], head["words"], head["weights"], strict=True)
    return Scheme(**head["scheme"]), [
        Record(kind, number, words, weight=weight, **{name: parts[name][i] for name in ARRAYS})
        for i, (kind, number, words, weight) in enumerate(heads)
    ]
