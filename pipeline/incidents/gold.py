"""Groups of reports whose triggers are keyed by happening: the files of ``corpora/incidents``, read strictly, and their faults."""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from pipeline.articles import Article
from pipeline.copies import word_runs
from pipeline.corpora.marked_sets import Faulty, checked, load, unmarked, yaml_files
from pipeline.scheme import EVENT_TYPES

MARK = re.compile(r"(?<!\\)\[([^\[\]|]+)\|([A-Z]+)#([a-z0-9-]+)\]")
SHARED_WORDS = 10  # in a row: two groups that share so many were copied from each other


@dataclass(frozen=True, slots=True)
class Mark:
    """A gold trigger: the characters of a report's text and the happening that they name, ``group/key``."""

    report: str
    start: int
    end: int
    type: str
    happening: str


@dataclass(frozen=True, slots=True)
class Story:
    """One report of a group: the text without its marks, and the marks."""

    id: str
    group: str
    paper: str
    published: date
    title: str
    text: str
    marks: tuple[Mark, ...]

    @property
    def article(self) -> Article:
        return Article(
            id=self.id, text=self.text, title=self.title, published=self.published, lang="en", source=self.paper
        )


@dataclass(frozen=True, slots=True)
class Group:
    """A file: its reports, and the pairs of happenings that are easily mistaken for each other."""

    name: str
    about: str
    stories: tuple[Story, ...]
    lookalikes: tuple[tuple[str, str], ...]


def read_folder(folder: Path) -> list[Group]:
    """All groups of a folder, by file name. Raises Faulty on the first fault, FileNotFoundError where there is no group."""
    groups = [read_group(path) for path in yaml_files(folder)]
    seen: dict[str, str] = {}
    for group in groups:
        for story in group.stories:
            if seen.setdefault(story.id, group.name) != group.name:
                raise Faulty(f"{group.name}: report {story.id} is also in {seen[story.id]}")
    return groups


def read_group(path: Path) -> Group:
    """The group of one file."""
    data = load(path)
    if not isinstance(data, dict) or set(data) - {"about", "lookalikes", "reports"} or not data.get("reports"):
        raise Faulty(f"{path.name}: wants the keys about, lookalikes and reports")
    stories = tuple(_story(path, report) for report in data["reports"])
    keys = {mark.happening for story in stories for mark in story.marks}
    pairs = []
    for pair in data.get("lookalikes") or []:
        if not isinstance(pair, list) or len(pair) != 2 or pair[0] == pair[1]:
            raise Faulty(f"{path.name}: lookalikes: {pair!r} is no pair of keys")
        first, second = (f"{path.stem}/{key}" for key in pair)
        if unknown := {first, second} - keys:
            raise Faulty(f"{path.name}: lookalikes: no trigger has the key {sorted(unknown)[0].partition('/')[2]}")
        pairs.append((first, second))
    if doubled := {a.id for a, b in itertools.combinations(stories, 2) if a.id == b.id}:
        raise Faulty(f"{path.name}: two reports are called {sorted(doubled)[0]}")
    return Group(path.stem, str(data.get("about") or ""), stories, tuple(pairs))


def _story(path: Path, report: Any) -> Story:
    where = checked(path, report, "a report")
    text, found = unmarked(str(report["text"]), MARK, where, kinds=EVENT_TYPES, called="event type")
    if not found:
        raise Faulty(f"{where}: no trigger is marked")
    marks = tuple(Mark(str(report["id"]), m.start, m.end, m.kind, f"{path.stem}/{m.key}") for m in found)
    return Story(
        str(report["id"]), path.stem, str(report["paper"]), report["published"], str(report["title"]), text, marks
    )


def check(folder: Path) -> list[str]:
    """The faults of a folder, one a line; an empty list when there are none."""
    faults: list[str] = []
    groups: list[Group] = []
    for path in sorted(folder.glob("*.yaml")):
        try:
            groups.append(read_group(path))
        except Faulty as fault:
            faults.append(str(fault))
    if not groups and not faults:
        return [f"{folder}: no *.yaml here"]
    faults += [f"{group.name}: no look-alikes are named" for group in groups if not group.lookalikes]
    owner: dict[str, str] = {}
    for group in groups:
        for story in group.stories:
            if owner.setdefault(f"id {story.id}", group.name) != group.name:
                faults.append(f"{group.name}: report {story.id} is also in {owner[f'id {story.id}']}")
            for words in word_runs(story.text, SHARED_WORDS):
                if owner.setdefault(words, group.name) != group.name:
                    faults.append(f"{group.name}: report {story.id}: shares {words!r} with {owner[words]}")
                    break
    return faults
