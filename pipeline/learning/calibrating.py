"""Are the scores honest? Which facts of an extraction are right, the curves that make their scores so, and how far off they are.

The curves are logistic regressions, one a layer, fitted with a prior towards what the components say (slope 1, no shift), so that a
label seen a few times moves little. The expected calibration error (ECE) is the mean distance between score and share of right facts
over ``BINS`` equal bins of the score, weighted by their facts.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from pipeline.components.calibration import RULE, layer_of, log_odds
from pipeline.scheme import Extraction
from pipeline.score import match_events, right_arguments, right_relations

BINS = 10
SURE = 0.8
ENOUGH = 200  # facts of a layer, for its labels to be told apart
# How strongly the prior holds: of slope, offset, and shift of a label (in facts, roughly).
PRIOR = (1.0, 0.01, 4.0)


@dataclass(frozen=True, slots=True)
class Judged:
    """A predicted fact: its layer, label, score (None: a rule made it and nothing is known), and whether it is right."""

    layer: str
    label: str
    score: float | None
    right: bool


def judged(gold: Extraction, predicted: Extraction) -> Iterator[Judged]:
    """Every scored kind of fact of an article, by the rules of the scores (§7 of the scheme)."""
    exact = {(m.start, m.end, m.label) for m in gold.mentions}
    for mention in predicted.mentions:
        right = (mention.start, mention.end, mention.label) in exact
        yield Judged(layer_of(mention.label), mention.label, mention.score, right)
    matched = match_events(gold.events, predicted.events)
    arguments = right_arguments(gold, predicted, matched)
    for event in predicted.events:
        yield Judged("events", event.type, event.score, event.id in matched)
        for number, argument in enumerate(event.arguments):
            yield Judged("arguments", argument.role, argument.score, (event.id, number) in arguments)
    ties = right_relations(gold, predicted)
    for number, relation in enumerate(predicted.relations):
        yield Judged("relations", relation.type, relation.score, number in ties)


def fitted_curves(facts: Iterable[Judged]) -> dict[str, dict[str, Any]]:
    """The curve of each layer, as the component ``blotter_calibration`` holds it."""
    layers: dict[str, list[Judged]] = {}
    for fact in facts:
        layers.setdefault(fact.layer, []).append(fact)
    return {layer: _curve(found) for layer, found in sorted(layers.items())}


def _curve(facts: Sequence[Judged]) -> dict[str, Any]:
    labels = {fact.label for fact in facts} if len(facts) >= ENOUGH else set()
    names = sorted(labels | {RULE})
    table = np.zeros((len(facts), 2 + len(names)))
    for row, fact in zip(table, facts, strict=True):
        row[0] = 0.0 if fact.score is None else log_odds(fact.score)
        row[1] = 1.0
        if fact.label in labels:
            row[2 + names.index(fact.label)] = 1.0
        row[2 + names.index(RULE)] = float(fact.score is None)
    start = np.array([1.0, 0.0, *[0.0] * len(names)])
    strength = np.array([*PRIOR[:2], *(PRIOR[1] if name == RULE else PRIOR[2] for name in names)])
    weights = logistic(table, np.array([float(fact.right) for fact in facts]), start, strength)
    shifts = {name: round(float(weight), 4) for name, weight in zip(names, weights[2:], strict=True)}
    return {"slope": round(float(weights[0]), 4), "offset": round(float(weights[1]), 4), "shifts": shifts}


def logistic(table: np.ndarray, right: np.ndarray, start: np.ndarray, strength: np.ndarray) -> np.ndarray:
    """Weights of a logistic regression (facts x features) with a normal prior around ``start``.

    Newton's method; a step that makes things worse is halved.
    """

    def loss(weights: np.ndarray) -> float:
        odds = table @ weights
        return float((np.logaddexp(0.0, odds) - right * odds).sum() + 0.5 * (strength * (weights - start) ** 2).sum())

    weights = start.copy()
    for _ in range(100):
        values = 1.0 / (1.0 + np.exp(-np.clip(table @ weights, -30.0, 30.0)))
        gradient = table.T @ (values - right) + strength * (weights - start)
        curvature = (table * (values * (1.0 - values))[:, None]).T @ table + np.diag(strength)
        step = np.linalg.solve(curvature, gradient)
        before = loss(weights)
        while loss(weights - step) > before and np.abs(step).max() > 1e-9:
            step /= 2
        weights -= step
        if np.abs(step).max() < 1e-7:
            break
    return weights


def reliability(facts: Iterable[Judged]) -> dict[str, dict[str, Any]]:
    """For each layer: ``ece``, ``bins`` (mean score, share right, facts) and what is right at ``SURE`` and above; JSON-ready."""
    layers: dict[str, list[tuple[float, bool]]] = {}
    for fact in facts:
        if fact.score is not None:
            layer = "mentions" if fact.layer == "people" else fact.layer
            layers.setdefault(layer, []).append((fact.score, fact.right))
    return {layer: _reliability(np.array(found, dtype=float)) for layer, found in layers.items()}


def _reliability(found: np.ndarray) -> dict[str, Any]:
    scores, right = found.T
    places = np.minimum((scores * BINS).astype(int), BINS - 1)
    bins = [
        {"score": round(float(scores[places == i].mean()), 4), "right": round(float(right[places == i].mean()), 4), "facts": int((places == i).sum())}
        for i in range(BINS)
        if (places == i).any()
    ]  # fmt: skip
    sure = scores >= SURE
    return {
        "facts": len(found),
        "ece": round(sum(abs(b["score"] - b["right"]) * b["facts"] for b in bins) / len(found), 4),
        "sure": int(sure.sum()),
        "sure_right": round(float(right[sure].mean()), 4) if sure.any() else None,
        "bins": bins,
    }
