"""Fit the weights of incident merging to keyed reports: ``python -m pipeline.incidents_fit corpora/incidents/dev``.

Two logistic models are fitted, each drawn towards its weights by hand (``knowledge/incident_weights.csv``): one for pairs of events of
one article, one for a report and what an incident's reports say together. The examples come from the model's own triggers and from
the gold ones. ``--folds 5`` tells how well weights fitted to other groups do; ``--write`` puts the fitted ones into the file.
"""

from __future__ import annotations

import argparse
import csv
import itertools
import sys
from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

import pipeline.knowledge
from pipeline.happenings import TIES, ArticleView, Report
from pipeline.incidents import WEIGHTS, evidence, profile
from pipeline.incidents_score import (
    Group,
    Places,
    Result,
    assigned,
    extracted,
    gathered,
    judge,
    neighbours,
    read_folder,
    report_of_mark,
    resolved_places,
)
from pipeline.rows import Rows

DRAWN = 8.0  # how strongly a weight is drawn to the one by hand (1 / variance)
ELSEWHERE = 0.5  # what an example across two groups counts
SURE = 0.7  # share of a report's marks that one happening must have
FILE = Path(pipeline.knowledge.__file__).with_name("incident_weights.csv")

Example = tuple[Mapping[str, float], bool, float]  # evidence, same happening, how much it counts


@dataclass(frozen=True, slots=True)
class Collected:
    """A folder with its rows by one kind of triggers."""

    groups: Sequence[Group]
    rows: Mapping[str, Rows]
    places: Places

    def reports(self) -> dict[str, list[Report]]:
        return gathered(self.groups, self.rows, self.places)


def collect(groups: Sequence[Group], model: str | None, *, gold_triggers: bool) -> Collected:
    """The groups with their rows and places."""
    stories = [story for group in groups for story in group.stories]
    rows = extracted(stories, model, gold_triggers=gold_triggers)
    return Collected(groups, rows, resolved_places(stories, rows))


def tie_examples(data: Collected, names: Collection[str]) -> list[Example]:
    """Pairs of events of one article and family, both keyed."""
    examples: list[Example] = []
    for story in (s for group in data.groups if group.name in names for s in group.stories):
        [article] = data.rows[story.id]["articles"]
        view = ArticleView(article, data.rows[story.id], data.places[story.id])
        key: dict[str, str] = {}
        for seen in view.seen:
            keys = {m.happening for m in story.marks if m.start < seen.end and seen.start < m.end}
            if len(keys) == 1:
                key[seen.row["event_id"]] = keys.pop()
        for a, b in itertools.combinations(view.seen, 2):
            first, second = key.get(a.row["event_id"]), key.get(b.row["event_id"])
            if a.family == b.family and first and second:
                examples.append((view.tie(a, b), first == second, 1.0))
    return examples


def happenings_of(data: Collected, reports: Mapping[str, Sequence[Report]]) -> dict[str, str]:
    """Report id → the happening that most of its marks name."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for story in (s for group in data.groups for s in group.stories):
        for mark in story.marks:
            report = report_of_mark(mark, data.rows[story.id], reports[story.id])
            if report is not None:
                counts[report.report_id][mark.happening] += 1
    tops = {report: counted.most_common(1)[0] for report, counted in counts.items()}
    return {report: top for report, (top, n) in tops.items() if n >= SURE * counts[report].total()}


def link_examples(data: Collected, names: Collection[str]) -> list[Example]:
    """Each report with every happening that was told of before it: the evidence of what its reports say together."""
    reports = data.reports()
    happening = happenings_of(data, reports)
    told: dict[str, list[Report]] = {}
    examples: list[Example] = []
    for new in reports.values():
        known = [r for r in new if happening.get(r.report_id, "").partition("/")[0] in names]
        for report in known:
            own = happening[report.report_id]
            for other, before in told.items():
                members = [r for r in before if r.family == report.family]
                if any(neighbours(member, report) for member in members):
                    near = other.partition("/")[0] == own.partition("/")[0]
                    weight = 1.0 if near else ELSEWHERE
                    examples.append((evidence(report, profile(members)), other == own, weight))
        for report in known:
            told.setdefault(happening[report.report_id], []).append(report)
    return examples


def fit_weights(examples: Sequence[Example], by_hand: Mapping[str, float]) -> dict[str, float]:
    """The likeliest weights, each drawn to the one by hand (Newton's method; the penalty is quadratic)."""
    names = sorted({*by_hand, *(name for found, _, _ in examples for name in found)})
    column = {name: i for i, name in enumerate(names)}
    table = np.zeros((len(examples), len(names)))
    for row, (found, _, _) in enumerate(examples):
        for name, value in found.items():
            table[row, column[name]] = value
    same = np.array([example[1] for example in examples], dtype=float)
    counts = np.array([example[2] for example in examples])
    start = np.array([by_hand.get(name, 0.0) for name in names])
    weights = start.copy()
    for _ in range(50):
        likely = 1 / (1 + np.exp(-np.clip(table @ weights, -30, 30)))
        slope = table.T @ (counts * (likely - same)) + DRAWN * (weights - start)
        bend = (table * (counts * likely * (1 - likely))[:, None]).T @ table + DRAWN * np.eye(len(names))
        step = np.linalg.solve(bend, slope)
        weights = weights - step
        if float(np.abs(step).max()) < 1e-6:
            break
    return {name: round(float(weights[column[name]]), 2) for name in names}


def learn(data: Sequence[Collected], names: Collection[str]) -> None:
    """Fit both models to the groups named, and use them from now on."""
    ties = fit_weights([e for one in data for e in tie_examples(one, names)], by_hand("tie"))
    TIES.clear()
    TIES.update(ties)
    links = fit_weights([e for one in data for e in link_examples(one, names)], by_hand("link"))
    WEIGHTS.clear()
    WEIGHTS.update(links)


def by_hand(kind: str) -> dict[str, float]:
    """The weights that were set by hand."""
    with FILE.open(encoding="utf-8", newline="") as file:
        return {row["evidence"]: float(row["by_hand"]) for row in csv.DictReader(file) if row["kind"] == kind}


def cross_validated(data: Sequence[Collected], folds: int) -> list[Result]:
    """For each kind of triggers: every group judged, among all others, with weights that were fitted without it."""
    totals = [Result() for _ in data]
    names = [group.name for group in data[0].groups]
    for fold in range(folds):
        held = set(names[fold::folds])
        learn(data, set(names) - held)
        for total, one in zip(totals, data, strict=True):
            reports = one.reports()
            total.add(judge([g for g in one.groups if g.name in held], one.rows, reports, assigned(reports)))
    return totals


def write_weights() -> None:
    """Put the weights in use into the file, beside those by hand."""
    rows = []
    for kind, weights in (("tie", TIES), ("link", WEIGHTS)):
        hand = by_hand(kind)
        rows += [(kind, name, hand.get(name, 0.0), weights.get(name, 0.0)) for name in sorted({*hand, *weights})]
    with FILE.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(("kind", "evidence", "by_hand", "fitted"))
        writer.writerows(rows)


def main(arguments: Sequence[str] | None = None) -> int:
    """The command line."""
    parser = argparse.ArgumentParser(prog="python -m pipeline.incidents_fit", description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--model", help="name or path of the model (default: the one in use)")
    parser.add_argument("--folds", type=int, help="also cross-validate over so many parts of the groups")
    parser.add_argument("--write", action="store_true", help=f"write the fitted weights to {FILE.name}")
    chosen = parser.parse_args(arguments)
    groups = read_folder(chosen.folder)
    data = [collect(groups, chosen.model, gold_triggers=gold) for gold in (False, True)]
    if chosen.folds:
        for name, result in zip(
            ("the model's triggers", "gold triggers"), cross_validated(data, chosen.folds), strict=True
        ):
            sys.stdout.write(f"cross-validated, {name}:\n{result.summary()}")
    learn(data, {group.name for group in groups})
    if chosen.write:
        write_weights()
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
