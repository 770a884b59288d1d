"""Fit the weights of incident merging to keyed reports: ``python -m pipeline.incidents.fit corpora/incidents/dev --write``.

Two logistic models are fitted, each drawn towards its weights by hand (``knowledge/incident_weights.csv``): one for pairs of events of
one article, one for a report and the incident's reports before it. The examples come from the model's own triggers and from
the gold ones. ``--folds 5 --drawings 4`` tells how well weights fitted to other groups do, ``--third`` how well those fitted to the groups
whose number three does not divide do on the others; ``--write`` puts weights fitted to all groups into the file.
"""

from __future__ import annotations

import argparse
import csv
import itertools
import random
import sys
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

import pipeline.knowledge
from pipeline.incidents.evidence import evidence
from pipeline.incidents.gold import Group, read_folder
from pipeline.incidents.matching import WEIGHTS, use_weights
from pipeline.incidents.prepared import Prepared
from pipeline.incidents.reported import Report
from pipeline.incidents.score import (
    Places,
    Result,
    assigned,
    extracted,
    gathered,
    judge,
    neighbours,
    report_of_mark,
    resolved_places,
)
from pipeline.incidents.seen import ArticleView
from pipeline.incidents.ties import TIES, Ties
from pipeline.rows import Rows

# Chosen by cross-validation on the groups of dev whose number three does not divide.
TIES_DRAWN, LINKS_DRAWN = 3.0, 8.0  # how strongly a weight is drawn to the one by hand (1 / variance)
BIAS_DRAWN = 0.1
APART = 1.5  # what two events of an article that are two happenings count
ELSEWHERE = 0.5  # what an example across two groups counts
SURE = 0.7  # share of a report's marks that one happening must have
FILE = Path(pipeline.knowledge.__file__).with_name("incident_weights.csv")

Array = NDArray[np.float64]
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
        ties = Ties(view)
        key: dict[str, str] = {}
        for seen in view.seen:
            keys = {m.happening for m in story.marks if m.start < seen.end and seen.start < m.end}
            if len(keys) == 1:
                key[seen.row["event_id"]] = keys.pop()
        for a, b in itertools.combinations(view.seen, 2):
            first, second = key.get(a.row["event_id"]), key.get(b.row["event_id"])
            if a.family == b.family and first and second:
                examples.append((ties.tie(a, b), first == second, 1.0 if first == second else APART))
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
    """Each report with every happening that was told of before it, as a whole and report by report."""
    reports = data.reports()
    happening = happenings_of(data, reports)
    told: dict[str, list[Prepared]] = {}
    examples: list[Example] = []
    for new in reports.values():
        known = [Prepared(r) for r in new if happening.get(r.report_id, "").partition("/")[0] in names]
        for one in known:
            own = happening[one.report.report_id]
            for other, before in told.items():
                members = [member for member in before if member.report.family == one.report.family]
                if not any(neighbours(member.report, one.report) for member in members):
                    continue
                weight = 1.0 if other.partition("/")[0] == own.partition("/")[0] else ELSEWHERE
                examples.append((evidence(one, members), other == own, weight))
                if len(members) > 1:
                    for member in members:
                        examples.append((evidence(one, [member]), other == own, weight / len(members)))
        for one in known:
            told.setdefault(happening[one.report.report_id], []).append(one)
    return examples


def fit_weights(examples: Sequence[Example], by_hand: Mapping[str, float], *, drawn: float) -> dict[str, float]:
    """The likeliest weights, each drawn to the one by hand: Newton's method with halved steps; the penalty is quadratic."""
    names = sorted({*by_hand, *(name for found, _, _ in examples for name in found)})
    column = {name: i for i, name in enumerate(names)}
    table = np.zeros((len(examples), len(names)))
    for row, (found, _, _) in enumerate(examples):
        for name, value in found.items():
            table[row, column[name]] = value
    same = np.array([example[1] for example in examples], dtype=float)
    counts = np.array([example[2] for example in examples])
    start = np.array([by_hand.get(name, 0.0) for name in names])
    penalty = np.array([BIAS_DRAWN if name == "bias" else drawn for name in names])

    def cost(weights: Array) -> float:
        odds = table @ weights
        return float(counts @ (np.logaddexp(0, odds) - same * odds) + penalty @ (weights - start) ** 2 / 2)

    weights = start.copy()
    for _ in range(60):
        likely = 1 / (1 + np.exp(-np.clip(table @ weights, -30, 30)))
        slope = table.T @ (counts * (likely - same)) + penalty * (weights - start)
        bend = (table * (counts * likely * (1 - likely))[:, None]).T @ table + np.diag(penalty)
        step = np.linalg.solve(bend, slope)
        while cost(weights - step) > cost(weights) and np.abs(step).max() > 1e-6:
            step /= 2
        weights = weights - step
        if float(np.abs(step).max()) < 1e-6:
            break
    return {name: round(float(weights[column[name]]), 2) for name in names}


def learn(data: Sequence[Collected], names: Collection[str]) -> None:
    """Fit both models to the groups named, and use them from now on."""
    ties = fit_weights([e for one in data for e in tie_examples(one, names)], by_hand("tie"), drawn=TIES_DRAWN)
    TIES.clear()
    TIES.update(ties)
    links = fit_weights([e for one in data for e in link_examples(one, names)], by_hand("link"), drawn=LINKS_DRAWN)
    use_weights(links)


def by_hand(kind: str) -> dict[str, float]:
    """The weights that were set by hand."""
    with FILE.open(encoding="utf-8", newline="") as file:
        return {row["evidence"]: float(row["by_hand"]) for row in csv.DictReader(file) if row["kind"] == kind}


def parts(names: Sequence[str], folds: int, drawings: int) -> Iterator[set[str]]:
    """The groups to judge, fold by fold: first as they stand, then drawn anew, always the same.

    Which groups fall together moves B-cubed F1 by half a point and merged look-alikes by four, more than most changes do.
    """
    for drawing in range(drawings):
        order = list(names)
        if drawing:
            random.Random(drawing).shuffle(order)
        yield from (set(order[fold::folds]) for fold in range(folds))


def cross_validated(data: Sequence[Collected], folds: int, drawings: int = 1) -> list[Result]:
    """For each kind of triggers: every group judged, among all others, with weights that were fitted without it; once a drawing."""
    totals = [Result() for _ in data]
    names = [group.name for group in data[0].groups]
    for held in parts(names, folds, drawings):
        learn(data, set(names) - held)
        for total, one in zip(totals, data, strict=True):
            reports = one.reports()
            total.add(judge([g for g in one.groups if g.name in held], one.rows, reports, assigned(reports)))
    return totals


def on_a_third(data: Sequence[Collected]) -> list[Result]:
    """For each kind of triggers: the groups whose number three divides, with weights fitted to the others."""
    held = {group.name for group in data[0].groups if int(group.name[:3]) % 3 == 0}
    learn(data, {group.name for group in data[0].groups} - held)
    return [judge([g for g in one.groups if g.name in held], one.rows, r := one.reports(), assigned(r)) for one in data]


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
    parser = argparse.ArgumentParser(prog="python -m pipeline.incidents.fit", description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--model", help="name or path of the model (default: the one in use)")
    parser.add_argument("--folds", type=int, help="also cross-validate over so many parts of the groups")
    parser.add_argument("--drawings", type=int, default=1, help="so many times, with the parts drawn anew (default: 1)")
    parser.add_argument(
        "--third", action="store_true", help="also judge a third of the groups by weights from the rest"
    )
    parser.add_argument("--write", action="store_true", help=f"write the fitted weights to {FILE.name}")
    chosen = parser.parse_args(arguments)
    groups = read_folder(chosen.folder)
    data = [collect(groups, chosen.model, gold_triggers=gold) for gold in (False, True)]
    runs = {}
    if chosen.folds:
        runs["cross-validated"] = cross_validated(data, chosen.folds, chosen.drawings)
    if chosen.third:
        runs["on a third"] = on_a_third(data)
    for run, results in runs.items():
        for kind, result in zip(("the model's triggers", "gold triggers"), results, strict=True):
            sys.stdout.write(f"{run}, {kind}:\n{result.summary()}")
    learn(data, {group.name for group in groups})
    if chosen.write:
        write_weights()
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
