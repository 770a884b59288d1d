"""Features as whole numbers, many at once: hashes of values that are looked at together.

A feature of a linear judge is mostly a few values side by side: the label of a mention, the word before it, where it stands. Put together as strings, one
by one, they cost more than all that is done with them. Here each value is an array over all decisions (an *atom*), a *template* names the
atoms of a feature, and the hashes of all templates are made in a handful of array operations. Templates are text, so that another is tried
in a minute.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from spacy.strings import get_string_id

Array = np.ndarray[Any, Any]

_FACTOR, _HALF = np.uint64(0x9E3779B97F4A7C15), np.uint64(32)


class Templates:
    """Names of atoms that are looked at together, a line each."""

    def __init__(self, text: str) -> None:
        lines = [line.split() for line in text.strip().splitlines()]
        self.names = sorted({name for line in lines for name in line})
        self.count = len(lines)
        number = {name: i + 1 for i, name in enumerate(self.names)}
        widest = max(map(len, lines))
        self.columns = np.array([[number[name] for name in line] + [0] * (widest - len(line)) for line in lines])
        self.seeds = np.array([get_string_id(" ".join(line)) for line in lines], dtype=np.uint64)

    def hashes(self, atoms: dict[str, Array]) -> Array:
        """(pairs x templates) hashes, from the values of each atom for all pairs."""
        values = np.zeros((len(self.names) + 1, len(atoms[self.names[0]])), dtype=np.uint64)
        for number, name in enumerate(self.names, 1):
            values[number] = atoms[name]
        found = np.broadcast_to(self.seeds[:, None], (self.count, values.shape[1]))
        for column in self.columns.T:
            found = mixed(found, values[column])
        return found.T


def mixed(hashes: Array | np.uint64, values: Array) -> Array:
    """Hashes that have taken in one more value each."""
    found: Array = (hashes ^ values) * _FACTOR
    return found ^ (found >> _HALF)
