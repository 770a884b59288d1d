"""Evidence by name and what each piece weighs: the log-odds of two events', or two reports', being of one happening."""

from __future__ import annotations

import csv
import math
from collections.abc import Mapping
from functools import cache
from importlib import resources

Found = dict[str, float]  # evidence by name: how much of it was found


@cache
def read_weights(kind: str) -> dict[str, float]:
    """What each piece of evidence adds to the log-odds: of a ``tie`` between events, or a ``link`` between reports.

    ``knowledge/incident_weights.csv`` has them by hand and, from these, fitted by ``python -m pipeline.incidents.fit corpora/incidents/dev``.
    """
    text = resources.files("pipeline.knowledge").joinpath("incident_weights.csv").read_text(encoding="utf-8")
    rows = csv.DictReader(text.splitlines(), strict=True)
    return {row["evidence"]: float(row["fitted"] or row["by_hand"]) for row in rows if row["kind"] == kind}


def weigh(weights: Mapping[str, float], found: Mapping[str, float]) -> float:
    """The log-odds of what was found; what has no weight says nothing."""
    get = weights.get
    return sum([get(name, 0.0) * value for name, value in found.items()])


def likelihood(odds: float) -> float:
    """The probability of log-odds."""
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, odds))))
