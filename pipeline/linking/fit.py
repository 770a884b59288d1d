"""Fit the weights by which people are linked: ``python -m pipeline.linking.fit corpora/entities/dev``; of several folders together.

Every person of an article has to choose between the people of like names that were told of before and somebody new: a choice by shares
(conditional logit) over the evidence of ``pipeline.linking.people``. Weights are drawn towards those set by hand
(``knowledge/linking_weights.csv``) and keep their sign. ``--folds 6`` tells how well weights fitted to other files link; ``--write`` puts the fitted ones into the file. ``--without 3`` leaves every third file out.
"""

from __future__ import annotations

import argparse
import csv
import sys
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

import pipeline.knowledge
from pipeline.linking.linker import Local, absorb, contexts_of, keys, link_article, new_id, profile_of
from pipeline.linking.people import evidence, weights
from pipeline.linking.profiles import Profile
from pipeline.linking.score import (
    Item,
    Outcome,
    World,
    b_cubed,
    extracted,
    home_of,
    merged_people,
    read_folder,
    resolved_places,
)
from pipeline.rows import Rows

DRAWN = 1.0  # how strongly a weight is drawn to the one by hand (1 / variance)
STEPS = 60
# What the files cannot tell, as they are full of namesakes and poor in common names: these stay as set by hand.
KEPT = frozenset(("common", "generation left out", "nothing else, rare", "nothing else, common"))
FILE = Path(pipeline.knowledge.__file__).with_name("linking_weights.csv")

Choice = tuple[list[Mapping[str, float]], int]  # the evidence for each candidate, which one it is (-1: somebody new)


@dataclass(frozen=True, slots=True)
class Read:
    """The people of an item, with the gold entity of each local: empty where the article's clustering mixed two."""

    item: Item
    people: tuple[Local, ...]
    gold: Mapping[str, str]
    mentions: Mapping[tuple[int, int], str]


def read_items(
    worlds: Sequence[World], rows: Mapping[str, Rows], places: Mapping[str, Mapping[str, Any]]
) -> list[Read]:
    """All items in order of publication."""
    found = []
    countries: dict[str, Counter[str]] = defaultdict(Counter)  # of a source's places
    for item in sorted((i for world in worlds for i in world.items), key=lambda i: (i.published, i.id)):
        at = {
            (m["start_char"], m["end_char"]): m["entity_id"]
            for m in rows[item.id]["mentions"]
            if m["label"] == "PERSON"
        }
        named: dict[str, set[str]] = defaultdict(set)
        for mark in item.marks:
            if mark.label == "PERSON" and (mark.start, mark.end) in at:
                named[at[mark.start, mark.end]].add(mark.entity)
        known, home = places.get(item.id, {}), home_of(countries[item.paper])
        locals_ = contexts_of(rows[item.id]["articles"][0], rows[item.id], known, home=home)
        countries[item.paper].update({place.country for place in known.values() if place.country})
        people = tuple(local for local in locals_ if local.label == "PERSON")
        gold = {local: next(iter(who)) if len(who) == 1 else "" for local, who in named.items()}
        found.append(Read(item, people, gold, at))
    return found


class Known:
    """The people told of so far."""

    def __init__(self) -> None:
        self.profiles: dict[str, Profile] = {}
        self.by_key: dict[str, set[str]] = defaultdict(set)

    def candidates(self, local: Local) -> list[Profile]:
        found = {
            entity
            for key in keys("PERSON", [local.name, *local.forms], asked=True)
            for entity in self.by_key.get(key, ())
        }
        return [self.profiles[entity] for entity in sorted(found)]

    def keep(self, local: Local, entity: str) -> None:
        if entity in self.profiles:
            absorb(self.profiles[entity], local)
        else:
            self.profiles[entity] = profile_of(entity, local)
        for key in keys("PERSON", [local.name, *local.forms]):
            self.by_key[key].add(entity)


def choices(read: Iterable[Read], names: Collection[str]) -> list[Choice]:
    """What each person of the files named had to choose between, had all before been linked rightly."""
    known = Known()
    found: list[Choice] = []
    for one in read:
        if one.item.world not in names:
            continue
        present = {one.gold.get(local.local_id, "") for local in one.people if " " in local.name}
        for local in one.people:
            gold = one.gold.get(local.local_id, "")
            if not gold:
                continue
            weighed = [
                (p.entity_id, evidence(local, p, present=p.entity_id in present)) for p in known.candidates(local)
            ]
            kept = [(entity, seen.values) for entity, seen in weighed if not seen.excluded]
            if kept:
                right = next((i for i, (entity, _) in enumerate(kept) if entity == gold), -1)
                found.append(([values for _, values in kept], right))
        for local in one.people:
            if one.gold.get(local.local_id):
                known.keep(local, one.gold[local.local_id])
    return found


def fit_weights(found: Sequence[Choice], by_hand: Mapping[str, float]) -> dict[str, float]:
    """The likeliest weights, each drawn to the one by hand and of its sign (Newton's method)."""
    names = sorted(by_hand)
    column = {name: i for i, name in enumerate(names)}
    start = np.array([by_hand[name] for name in names])
    drawn = np.array([1e6 if name in KEPT else DRAWN for name in names])
    tables = []
    for candidates, right in found:
        table = np.zeros((len(candidates) + 1, len(names)))  # the last row is somebody new
        for row, values in enumerate(candidates):
            for name, value in values.items():
                table[row, column[name]] = value
        tables.append((table, right if right >= 0 else len(candidates)))
    worth = start.copy()
    for _ in range(STEPS):
        slope, bend = drawn * (worth - start), np.diag(drawn)
        for table, right in tables:
            odds = table @ worth
            share = np.exp(odds - odds.max())
            share /= share.sum()
            mean = share @ table
            slope += mean - table[right]
            bend += (table * share[:, None]).T @ table - np.outer(mean, mean)
        step = np.linalg.solve(bend, slope)
        worth = worth - step
        if float(np.abs(step).max()) < 1e-5:
            break
    worth = np.where(worth * start < 0, 0.0, worth)
    return {name: round(float(worth[column[name]]), 2) for name in names}


def use(worth: Mapping[str, float]) -> None:
    """Link by these weights from now on."""
    weights().clear()
    weights().update(worth)


def linked(read: Iterable[Read]) -> list[Outcome]:
    """Every gold mention of a person with the entity that it is linked to."""
    known = Known()
    found: list[Outcome] = []
    joined: dict[str, str] = {}
    for one in read:
        chosen = link_article(one.people, known.candidates)
        entity_of: dict[str, str] = {}
        for local in one.people:
            link = chosen[local.local_id]
            entity = link.entity_id if link else new_id(local, known.profiles.__contains__)
            joined |= {other: entity for other in (link.joins if link else ())}
            known.keep(local, entity)
            entity_of[local.local_id] = entity
        for mark in one.item.marks:
            if mark.label == "PERSON":
                local_id = one.mentions.get((mark.start, mark.end), "")
                found.append(Outcome(mark, local_id, entity_of.get(local_id, f"lost {one.item.id}:{mark.start}")))
    return [Outcome(o.mark, o.local_id, _final(o.entity, joined)) for o in found]


def _final(entity: str, joined: Mapping[str, str]) -> str:
    seen: set[str] = set()
    while entity in joined and entity not in seen:
        seen.add(entity)
        entity = joined[entity]
    return entity


def figures(found: Sequence[Outcome]) -> str:
    """B-cubed over people, and pairs of different people merged: all, and not by the article's own clustering."""
    pairs, within = merged_people(found)
    already = {(one, other) for one, other, _ in within}
    score = b_cubed(found)
    across = sum((one, other) not in already for one, other, _ in pairs)
    return f"P {score['p']:5.1f}  R {score['r']:5.1f}  F {score['f']:5.1f}  merged {len(pairs):3} ({across} by linking)"


def cross_validated(read: Sequence[Read], folds: int) -> list[Outcome]:
    """Every mention as linked with weights fitted to the other files."""
    names = sorted({one.item.world for one in read})
    found: list[Outcome] = []
    for fold in range(folds):
        held = set(names[fold::folds])
        use(fit_weights(choices(read, set(names) - held), by_hand()))
        found += linked([one for one in read if one.item.world in held])
    return found


def by_hand() -> dict[str, float]:
    """The weights that were set by hand."""
    with FILE.open(encoding="utf-8", newline="") as file:
        return {row["evidence"]: float(row["by_hand"]) for row in csv.DictReader(file)}


def write_weights(worth: Mapping[str, float]) -> None:
    """Put fitted weights into the file, beside those by hand."""
    hand = by_hand()
    with FILE.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(("evidence", "by_hand", "fitted"))
        writer.writerows((name, hand[name], worth[name]) for name in hand)


def main(arguments: Sequence[str] | None = None) -> int:
    """The command line; see the module's head."""
    parser = argparse.ArgumentParser(prog="python -m pipeline.linking.fit", description=__doc__)
    parser.add_argument("folders", type=Path, nargs="+")
    parser.add_argument("--folds", type=int, help="also cross-validate over so many parts of the files")
    parser.add_argument("--without", type=int, help="leave every so-manieth file out")
    parser.add_argument("--write", action="store_true", help=f"write the fitted weights to {FILE.name}")
    parser.add_argument("--model", help="A model by name or path; the default is the one in use.")
    options = parser.parse_args(arguments)
    worlds = [world for folder in options.folders for world in read_folder(folder)]
    if options.without:
        worlds = [world for number, world in enumerate(worlds, 1) if number % options.without]
    items = [item for world in worlds for item in world.items]
    rows = extracted(items, options.model, found=False)
    read = read_items(worlds, rows, resolved_places(items, rows))
    if options.folds:
        sys.stdout.write(f"cross-validated:       {figures(cross_validated(read, options.folds))}\n")
    worth = fit_weights(choices(read, {world.name for world in worlds}), by_hand())
    use(worth)
    sys.stdout.write(f"fitted to all of them: {figures(linked(read))}\n")
    if options.write:
        write_weights(worth)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
