"""An answer of the teacher to one text, and its form in a file."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

Mark = tuple[int, int, str]  # first word, end, label


@dataclass(slots=True)
class Answer:
    """Marks with their probabilities, and the probabilities of each status of triggers, measure of numbers, role of pairs."""

    marks: list[tuple[int, int, str, float]]
    statuses: dict[Mark, list[float]] = field(default_factory=dict)
    measures: dict[Mark, list[float]] = field(default_factory=dict)
    roles: dict[tuple[Mark, Mark], list[float]] = field(default_factory=dict)

    def to_json(self) -> dict[str, Any]:
        """The same in what JSON has."""
        told = {name: list(getattr(self, name).items()) for name in ("statuses", "measures", "roles")}
        return {"marks": self.marks, **told}

    @classmethod
    def from_json(cls, told: dict[str, Any]) -> Answer:
        return cls(
            [(start, end, label, score) for start, end, label, score in told["marks"]],
            {_mark(mark): row for mark, row in told["statuses"]},
            {_mark(mark): row for mark, row in told["measures"]},
            {(_mark(one), _mark(other)): row for (one, other), row in told["roles"]},
        )


def _mark(told: list[Any]) -> Mark:
    start, end, label = told
    return start, end, label
