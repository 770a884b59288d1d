"""How well names are resolved across articles, on short items whose people, groups and places are easily confused.

``python -m pipeline.linking.score corpora/entities/dev`` reads all items of a folder as one collection in order of publication, links
one article at a time as a run would, and prints B-cubed over the gold mentions, over people and over the confusable, and the pairs
of different people that became one. The gold mentions are given in place of the names that the model finds; with ``--found`` the
model finds them itself, and a mention that it does not find is an entity of its own.
"""

from __future__ import annotations

import argparse
import itertools
import json
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from pipeline.articles import Article
from pipeline.copies import word_runs
from pipeline.corpora.marked_sets import Faulty, checked, load, unmarked, yaml_files
from pipeline.knowledge import agency_index, fold, gang_index
from pipeline.linking.linker import (
    Local,
    Profile,
    absorb,
    contexts_of,
    keys,
    known_id,
    link_article,
    new_id,
    profile_of,
)
from pipeline.linking.names import core, demonyms, person_name, word_fit
from pipeline.linking.surroundings import country_of_paper
from pipeline.rows import Rows, article_rows
from pipeline.scheme import NAMED_LABELS, PLACE_LABELS, Extraction

MARK = re.compile(r"(?<!\\)\[([^\[\]|]+)\|([A-Z]+)#(=?[a-z0-9-]+)\]")
SHARED_WORDS = 10  # in a row: two items that share so many were copied from each other
AFTER = "blotter_gazetteer"  # the last component that finds names; gold mentions are put on the Doc after it


@dataclass(frozen=True, slots=True)
class Marked:
    """A gold mention: characters of an item's text, its label and whom it names (``file/key``, or ``=key`` over all files)."""

    item: str
    start: int
    end: int
    text: str
    label: str
    entity: str


@dataclass(frozen=True, slots=True)
class Item:
    """One short article of a world, without its marks."""

    id: str
    world: str
    paper: str
    published: date
    title: str
    text: str
    marks: tuple[Marked, ...]

    @property
    def article(self) -> Article:
        return Article(
            id=self.id, text=self.text, title=self.title, published=self.published, lang="en", source=self.paper
        )


@dataclass(frozen=True, slots=True)
class World:
    """A file: items in which names recur and collide."""

    name: str
    about: str
    items: tuple[Item, ...]


def read_folder(folder: Path) -> list[World]:
    """All worlds of a folder, by file name. Raises Faulty on the first fault, FileNotFoundError where there is none."""
    worlds = [read_world(path) for path in yaml_files(folder)]
    seen: dict[str, str] = {}
    for world in worlds:
        for item in world.items:
            if seen.setdefault(item.id, world.name) != world.name:
                raise Faulty(f"{world.name}: item {item.id} is also in {seen[item.id]}")
    return worlds


def read_world(path: Path) -> World:
    """The world of one file."""
    data = load(path)
    if not isinstance(data, dict) or set(data) - {"about", "items"} or not isinstance(data.get("items"), list):
        raise Faulty(f"{path.name}: wants the keys about and items")
    items = tuple(_item(path, item) for item in data["items"])
    if doubled := [a.id for a, b in itertools.pairwise(sorted(items, key=lambda item: item.id)) if a.id == b.id]:
        raise Faulty(f"{path.name}: two items are called {doubled[0]}")
    labels: dict[str, str] = {}
    for mark in (mark for item in items for mark in item.marks):
        if labels.setdefault(mark.entity, mark.label) != mark.label:
            raise Faulty(
                f"{path.name}: item {mark.item}: {mark.entity} is {mark.label} here, {labels[mark.entity]} before"
            )
    return World(path.stem, str(data.get("about") or ""), items)


def _item(path: Path, item: Any) -> Item:
    where = checked(path, item, "an item")
    text, found = unmarked(str(item["text"]), MARK, where, kinds=NAMED_LABELS, called="label")
    if not found:
        raise Faulty(f"{where}: nothing is marked")
    marks = tuple(
        Marked(
            str(item["id"]), m.start, m.end, m.words, m.kind, m.key if m.key.startswith("=") else f"{path.stem}/{m.key}"
        )
        for m in found
    )
    return Item(str(item["id"]), path.stem, str(item["paper"]), item["published"], str(item["title"]), text, marks)


def check(folder: Path) -> list[str]:
    """The faults of a folder, one a line; an empty list when there are none."""
    faults: list[str] = []
    worlds: list[World] = []
    for path in sorted(folder.glob("*.yaml")):
        try:
            worlds.append(read_world(path))
        except Faulty as fault:
            faults.append(str(fault))
    if not worlds and not faults:
        return [f"{folder}: no *.yaml here"]
    owner: dict[str, str] = {}
    labels: dict[str, str] = {}
    for item in (item for world in worlds for item in world.items):
        if owner.setdefault(f"id {item.id}", item.world) != item.world:
            faults.append(f"{item.world}: item {item.id} is also in {owner[f'id {item.id}']}")
        for shingle in word_runs(item.text, SHARED_WORDS):
            if owner.setdefault(shingle, item.id) != item.id:
                faults.append(f"{item.world}: item {item.id}: shares {shingle!r} with {owner[shingle]}")
                break
        for mark in item.marks:
            if mark.entity.startswith("=") and labels.setdefault(mark.entity, mark.label) != mark.label:
                faults.append(
                    f"{item.world}: item {item.id}: {mark.entity} is {mark.label} here, {labels[mark.entity]} before"
                )
    return faults


# --- running -------------------------------------------------------------------------------------------------------


def extracted(items: Sequence[Item], model: str | Path | None, *, found: bool) -> dict[str, Rows]:
    """The rows of each item; the names are the gold ones unless ``found``."""
    from pipeline.extraction import read_doc
    from pipeline.extractor import load_extractor

    extractor = load_extractor(model)
    rows = {}
    for item in items:
        doc = extractor._doc(item.article)
        for name, component in extractor.nlp.pipeline:
            doc = component(doc)
            if name == AFTER and not found:
                _put_gold(doc, item)
        extraction: Extraction = read_doc(doc, item.text)
        rows[item.id] = article_rows(item.article, extraction, run_id="score", extractor="score")
    return rows


def _put_gold(doc: Any, item: Item) -> None:
    """Gold names in place of those found; what is no name (dates, numbers, …) stays where it does not overlap."""
    from spacy.util import filter_spans

    gold = [doc.char_span(m.start, m.end, label=m.label, alignment_mode="expand") for m in item.marks]
    taken = {i for span in gold for i in range(span.start, span.end)}
    kept = [e for e in doc.ents if e.label_ not in NAMED_LABELS and not taken & set(range(e.start, e.end))]
    doc.set_ents(filter_spans([*gold, *kept]))


def resolved_places(items: Iterable[Item], rows: Mapping[str, Rows]) -> dict[str, dict[str, Any]]:
    """Item → local entity id → its place, where the gazetteer has it.

    Of a source's country the warehouse is told (``publisher_country``); here it is the one that most of its places lie in so far.
    """
    from pipeline.geo.places import PlaceMention, Places

    places = Places()
    found: dict[str, dict[str, Any]] = {}
    countries: dict[str, Counter[str]] = defaultdict(Counter)
    for item in sorted(items, key=lambda item: (item.published, item.id)):
        named = [m for m in rows[item.id]["mentions"] if m["label"] in PLACE_LABELS]
        resolved = places.resolve(
            [PlaceMention(m["text"], m["label"], m["start_char"], m["end_char"]) for m in named],
            item.text,
            hints=hints(item, rows[item.id], home_of(countries[item.paper])),
        )
        countries[item.paper].update(place.country for place in resolved if place is not None and place.country)
        for mention, place in zip(named, resolved, strict=True):
            if place is not None and mention["entity_id"]:
                found.setdefault(item.id, {}).setdefault(mention["entity_id"], place)
    return found


def hints(item: Item, rows: Rows, home: str | None = None) -> dict[str, float]:
    """Countries that the demonyms, agencies and gangs of an item point to, and its paper's own."""
    votes: dict[str, float] = defaultdict(float)
    for word in re.findall(r"[A-Z]\w+", item.text):
        if country := demonyms().get(fold(word)):
            votes[country] += 0.5
    if country := country_of_paper(item.paper) or home:
        votes[country] += 0.5
    for mention in rows["mentions"]:
        index = gang_index() if mention["label"] == "GANG" else agency_index() if mention["label"] == "ORG" else {}
        known = index.get(fold(mention["text"]))
        if known is not None and known.country:
            votes[known.country] += 0.3
    return dict(votes)


@dataclass(slots=True)
class Collection:
    """The warehouse in little: entities by id and by blocking key, and which local became which."""

    profiles: dict[str, Profile] = field(default_factory=dict)
    by_key: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    entity_of: dict[tuple[str, str], str] = field(default_factory=dict)
    reasons: dict[tuple[str, str], str] = field(default_factory=dict)
    joined: dict[str, str] = field(default_factory=dict)
    countries: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))  # of a source's places

    def add_article(self, locals_: Sequence[Local], places: Mapping[str, Any]) -> None:
        """Link an article's entities, then keep what it says of them."""
        unknown = []
        decided: list[tuple[Local, str, bool]] = []
        for local in locals_:
            place = places.get(local.local_id)
            if place is not None and _whole(local, place):
                decided.append((local, place.id, True))
                self.reasons[local.article_id, local.local_id] = "the gazetteer"
            elif found := known_id(local):
                decided.append((local, found[0], True))
                self.reasons[local.article_id, local.local_id] = found[1]
            else:
                unknown.append(local)
        for local_id, link in link_article(unknown, self.candidates).items():
            local = next(other for other in unknown if other.local_id == local_id)
            decided.append((local, link.entity_id if link else "", False))
            self.reasons[local.article_id, local_id] = f"{link.score:.2f} {link.reason}" if link else "new"
            for other in link.joins if link else ():
                self.joined[other] = link.entity_id if link else other
        for local, entity_id, known in decided:
            self.keep(local, entity_id or new_id(local, self.profiles.__contains__), known)

    def candidates(self, local: Local) -> list[Profile]:
        found = {
            entity
            for key in keys(local.label, [local.name, *local.forms], asked=True)
            for entity in self.by_key.get(key, ())
        }
        return [self.profiles[entity] for entity in sorted(found)]

    def keep(self, local: Local, entity_id: str, known: bool) -> None:
        if profile := self.profiles.get(entity_id):
            absorb(profile, local)
        else:
            self.profiles[entity_id] = profile_of(entity_id, local, known=known)
        for key in keys(local.label, [local.name, *local.forms]):
            self.by_key[key].add(entity_id)
        self.entity_of[local.article_id, local.local_id] = entity_id

    def home(self, source: str) -> str | None:
        """The country that most articles of a source name."""
        return home_of(self.countries[source])

    def final(self, article_id: str, local_id: str) -> str:
        """The entity of a local, after all joins."""
        entity = self.entity_of[article_id, local_id]
        seen = set()
        while entity in self.joined and entity not in seen:
            seen.add(entity)
            entity = self.joined[entity]
        return entity


def home_of(countries: Counter[str]) -> str | None:
    """The country that leads, the first by its code of those that are named as often."""
    return min(countries, key=lambda country: (-countries[country], country), default=None)


def _whole(local: Local, place: Any) -> bool:
    """Whether the gazetteer knows the very thing, not only the city that a building stands in."""
    return (local.label != "FAC" or place.precision == "site") and (local.label != "LOC" or place.label == "LOC")


def run(items: Sequence[Item], rows: Mapping[str, Rows], places: Mapping[str, Mapping[str, Any]]) -> Collection:
    """All items linked, in order of publication."""
    collection = Collection()
    for item in sorted(items, key=lambda item: (item.published, item.id)):
        found = places.get(item.id, {})
        home = collection.home(item.paper)
        collection.add_article(contexts_of(rows[item.id]["articles"][0], rows[item.id], found, home=home), found)
        collection.countries[item.paper].update({place.country for place in found.values() if place.country})
    return collection


# --- scoring -------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Outcome:
    """A gold mention and the entity it was given."""

    mark: Marked
    local_id: str
    entity: str


def outcomes(items: Sequence[Item], rows: Mapping[str, Rows], collection: Collection) -> list[Outcome]:
    """Every gold mention with its entity; one that was not found exactly is an entity of its own."""
    result = []
    for item in items:
        at = {(m["start_char"], m["end_char"], m["label"]): m["entity_id"] for m in rows[item.id]["mentions"]}
        for mark in item.marks:
            local = at.get((mark.start, mark.end, mark.label)) or ""
            known = (item.id, local) in collection.entity_of
            entity = collection.final(item.id, local) if known else f"not found {item.id}:{mark.start}"
            result.append(Outcome(mark, local, entity))
    return result


def b_cubed(found: Sequence[Outcome]) -> dict[str, float]:
    """B-cubed precision, recall and F1 in percent."""
    gold: dict[str, set[int]] = defaultdict(set)
    predicted: dict[str, set[int]] = defaultdict(set)
    for number, outcome in enumerate(found):
        gold[outcome.mark.entity].add(number)
        predicted[outcome.entity].add(number)
    precision = recall = 0.0
    for outcome in found:
        one, other = gold[outcome.mark.entity], predicted[outcome.entity]
        precision += len(one & other) / len(other)
        recall += len(one & other) / len(one)
    p, r = precision / max(1, len(found)), recall / max(1, len(found))
    return {"p": round(100 * p, 2), "r": round(100 * r, 2), "f": round(200 * p * r / (p + r) if p + r else 0.0, 2)}


def confusable(worlds: Sequence[World]) -> set[str]:
    """Entities that have two spellings, or another entity of a similar name in their file."""
    found: set[str] = set()
    for world in worlds:
        forms: dict[str, set[str]] = defaultdict(set)
        kind: dict[str, str] = {}
        for mark in (mark for item in world.items for mark in item.marks):
            forms[mark.entity].add(fold(mark.text))
            kind[mark.entity] = "PLACE" if mark.label in PLACE_LABELS else mark.label
        found |= {entity for entity, names in forms.items() if len(names) > 1}
        for one, other in itertools.combinations(forms, 2):
            if kind[one] == kind[other] and any(_similar(a, b, kind[one]) for a in forms[one] for b in forms[other]):
                found |= {one, other}
    return found


def _similar(one: str, other: str, kind: str) -> bool:
    if kind == "PERSON":
        return any(word_fit(a, b) >= 0.6 for a in person_name(one).words for b in person_name(other).words)
    return core(one) <= core(other) or core(other) <= core(one)


def merged_people(found: Sequence[Outcome]) -> tuple[list[tuple[str, str, str]], list[tuple[str, str, str]]]:
    """Pairs of different people in one entity: all of them, and those whom one article's clustering had already mixed."""
    across: dict[str, set[str]] = defaultdict(set)
    within: set[tuple[str, str, str]] = set()
    local: dict[tuple[str, str], set[str]] = defaultdict(set)
    for outcome in found:
        if outcome.mark.label == "PERSON":
            across[outcome.entity].add(outcome.mark.entity)
            local[outcome.mark.item, outcome.local_id].add(outcome.mark.entity)
    for (item, _), people in local.items():
        within |= {(one, other, item) for one, other in itertools.combinations(sorted(people), 2)}
    pairs = [
        (one, other, entity)
        for entity, people in sorted(across.items())
        for one, other in itertools.combinations(sorted(people), 2)
    ]
    return pairs, sorted(within)


def scores(worlds: Sequence[World], found: Sequence[Outcome]) -> dict[str, Any]:
    """All figures of a collection."""
    hard = confusable(worlds)
    merged, mixed = merged_people(found)
    already = {(one, other) for one, other, _ in mixed}
    return {
        "mentions": len(found),
        "entities": len({outcome.mark.entity for outcome in found}),
        "all": b_cubed(found),
        **{label: b_cubed([o for o in found if o.mark.label == label]) for label in NAMED_LABELS},
        "confusable": {"mentions": sum(o.mark.entity in hard for o in found)}
        | b_cubed([o for o in found if o.mark.entity in hard]),
        "people_merged": len(merged),
        "people_merged_by_linking": sum((one, other) not in already for one, other, _ in merged),
    }


def errors(found: Sequence[Outcome], collection: Collection) -> list[str]:
    """What went wrong, entity by entity: parts of a gold entity with the reasons, and what was merged."""
    lines = []
    gold: dict[str, dict[str, list[Outcome]]] = defaultdict(lambda: defaultdict(list))
    inside: dict[str, set[str]] = defaultdict(set)
    for outcome in found:
        gold[outcome.mark.entity][outcome.entity].append(outcome)
        inside[outcome.entity].add(outcome.mark.entity)
    for entity, parts in gold.items():
        if len(parts) > 1:
            lines.append(f"SPLIT {entity}")
            for part, members in parts.items():
                shown = ", ".join(f"{o.mark.item} {o.mark.text!r}" for o in members[:6])
                why = collection.reasons.get((members[0].mark.item, members[0].local_id), "")
                lines.append(f"    {part}: {shown} [{why}]")
    for entity, people in inside.items():
        if len(people) > 1:
            lines.append(f"MERGED {entity}")
            for person in sorted(people):
                members = gold[person][entity]
                whys = "; ".join(
                    dict.fromkeys(collection.reasons.get((o.mark.item, o.local_id), "") for o in members[:3])
                )
                lines.append(
                    f"    {person}: {', '.join(f'{o.mark.item} {o.mark.text!r}' for o in members[:5])} [{whys}]"
                )
    return lines


def main(arguments: Sequence[str] | None = None) -> int:
    """The command line; see the module's head."""
    parser = argparse.ArgumentParser(prog="python -m pipeline.linking.score", description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--errors", action="store_true", help="Show what was split and merged.")
    parser.add_argument("--json", action="store_true", help="Print the figures as JSON.")
    parser.add_argument("--found", action="store_true", help="The model finds the names itself.")
    parser.add_argument("--model", help="A model by name or path; the default is the one in use.")
    options = parser.parse_args(arguments)
    try:
        worlds = read_folder(options.folder)
    except (Faulty, FileNotFoundError) as error:
        sys.stderr.write(f"{error}\n")
        return 1
    items = [item for world in worlds for item in world.items]
    rows = extracted(items, options.model, found=options.found)
    collection = run(items, rows, resolved_places(items, rows))
    found = outcomes(items, rows, collection)
    report(worlds, found, collection, as_json=options.json, with_errors=options.errors)
    return 0


def report(
    worlds: Sequence[World], found: Sequence[Outcome], collection: Collection, *, as_json: bool, with_errors: bool
) -> None:
    """Write the figures to standard output."""
    figures = scores(worlds, found)
    if as_json:
        sys.stdout.write(json.dumps(figures, indent=2) + "\n")
        return
    for name, value in figures.items():
        if isinstance(value, dict):
            value = "  ".join(f"{key} {number}" for key, number in value.items())
        sys.stdout.write(f"{name.replace('_', ' '):26}{value}\n")
    if with_errors:
        sys.stdout.write("\n".join(errors(found, collection)) + "\n")


if __name__ == "__main__":
    sys.exit(main())
