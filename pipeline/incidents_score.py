"""How well reports of one happening become one incident, on groups of reports whose triggers are keyed by happening.

``python -m pipeline.incidents_score corpora/incidents/dev`` runs the model in use over all reports of a folder as one
collection, in order of publication, assigns incidents one article at a time as a run would, and prints B-cubed over
the gold triggers and the share of look-alikes that were merged. A trigger that the extractor did not find is an incident of its own.
"""

from __future__ import annotations

import argparse
import itertools
import json
import re
import sys
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from pipeline.articles import Article
from pipeline.evidence import RARE, place_weight
from pipeline.incidents import Assignment, Report, assign, reports_of, window
from pipeline.rows import Rows, article_rows
from pipeline.scheme import EVENT_TYPES, PLACE_LABELS, TRIGGER_LAYER, Extraction

MARK = re.compile(r"(?<!\\)\[([^\[\]|]+)\|([A-Z]+)#([a-z0-9-]+)\]")
BRACKET = re.compile(r"(?<!\\)[\[\]]")
FIELDS = ("id", "paper", "published", "title", "text")
SHARED_WORDS = 10  # in a row: two groups that share so many were copied from each other
SHINGLE = 4
COPIED = 0.5  # share of the shorter text's shingles that the longer one has too


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


class Faulty(ValueError):
    """A group file that cannot be read; the message names file, report and fault."""


def read_folder(folder: Path) -> list[Group]:
    """All groups of a folder, by file name. Raises Faulty on the first fault, FileNotFoundError where there is no group."""
    paths = sorted(folder.glob("*.yaml"))
    if not paths:
        raise FileNotFoundError(f"{folder}: no *.yaml here")
    groups = [read_group(path) for path in paths]
    seen: dict[str, str] = {}
    for group in groups:
        for story in group.stories:
            if seen.setdefault(story.id, group.name) != group.name:
                raise Faulty(f"{group.name}: report {story.id} is also in {seen[story.id]}")
    return groups


def read_group(path: Path) -> Group:
    """The group of one file."""
    try:
        data = yaml.safe_load(path.read_text(encoding="utf-8"))
    except yaml.YAMLError as error:
        raise Faulty(f"{path.name}: no YAML: {error}") from None
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
    if not isinstance(report, dict):
        raise Faulty(f"{path.name}: a report is a mapping, not {report!r}")
    where = f"{path.name}: report {report.get('id', '?')}"
    for name in FIELDS:
        if not report.get(name):
            raise Faulty(f"{where}: lacks {name}")
    if unknown := set(report) - set(FIELDS):
        raise Faulty(f"{where}: unknown field {sorted(unknown)[0]}")
    if type(report["published"]) is not date:
        raise Faulty(f"{where}: published is no date: {report['published']!r}")
    text, marks = _unmarked(str(report["text"]), where, str(report["id"]), path.stem)
    return Story(
        str(report["id"]), path.stem, str(report["paper"]), report["published"], str(report["title"]), text, marks
    )


def _unmarked(marked: str, where: str, report: str, group: str) -> tuple[str, tuple[Mark, ...]]:
    """The text that is left when the marks are taken away, and the marks in its characters."""
    pieces: list[str] = []
    marks: list[Mark] = []
    position = length = 0
    for match in MARK.finditer(marked):
        before = _plain(marked[position : match.start()], where)
        if match[2] not in EVENT_TYPES:
            raise Faulty(f"{where}: {match[0]}: no event type {match[2]}")
        start = length + len(before)
        marks.append(Mark(report, start, start + len(match[1]), match[2], f"{group}/{match[3]}"))
        pieces += [before, match[1]]
        length = start + len(match[1])
        position = match.end()
    pieces.append(_plain(marked[position:], where))
    if not marks:
        raise Faulty(f"{where}: no trigger is marked")
    return "".join(pieces), tuple(marks)


def _plain(text: str, where: str) -> str:
    if stray := BRACKET.search(text):
        raise Faulty(f"{where}: a stray bracket: {text[max(0, stray.start() - 20) : stray.end() + 20]!r}")
    return text.replace("\\[", "[").replace("\\]", "]").replace("\\|", "|")


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
            for words in _shingles(story.text, SHARED_WORDS):
                if owner.setdefault(words, group.name) != group.name:
                    faults.append(f"{group.name}: report {story.id}: shares {words!r} with {owner[words]}")
                    break
    return faults


def _shingles(text: str, size: int) -> list[str]:
    words = re.findall(r"\w+", text.casefold())
    return [" ".join(words[i : i + size]) for i in range(len(words) - size + 1)]


def copies(stories: Sequence[Story]) -> dict[str, str]:
    """Report → the earlier report that it copies nearly word by word."""
    found: dict[str, str] = {}
    shingles = [set(_shingles(story.text, SHINGLE)) for story in stories]
    for i, later in enumerate(stories):
        for j in range(i):
            shorter = min(len(shingles[i]), len(shingles[j]))
            if shorter and len(shingles[i] & shingles[j]) >= COPIED * shorter:
                found[later.id] = found.get(stories[j].id, stories[j].id)
                break
    return found


def extracted(stories: Sequence[Story], model: str | None = None, *, gold_triggers: bool = False) -> dict[str, Rows]:
    """Report → its rows by the model; with ``gold_triggers`` the marked triggers stand in place of the model's that they touch."""
    from pipeline.extraction import read_doc
    from pipeline.extractor import load_extractor

    extractor = load_extractor(model)
    if not gold_triggers:
        found = list(extractor.extract([story.article for story in stories]))
        for article, facts in found:
            if not isinstance(facts, Extraction):
                raise RuntimeError(f"{article.id}: {facts.message}")
        return {
            article.id: article_rows(article, facts, run_id="", extractor=extractor.version)
            for article, facts in found
            if isinstance(facts, Extraction)
        }
    rows = {}
    for story in stories:
        doc = extractor._doc(story.article)
        for name, component in extractor.nlp.pipeline:
            doc = component(doc)
            if name == "blotter_lexicon":
                _put_triggers(doc, story.marks)
        rows[story.id] = article_rows(story.article, read_doc(doc, story.text), run_id="", extractor=extractor.version)
    return rows


def _put_triggers(doc: Any, marks: Iterable[Mark]) -> None:
    gold = [doc.char_span(mark.start, mark.end, label=mark.type, alignment_mode="expand") for mark in marks]
    kept = [
        span
        for span in doc.spans[TRIGGER_LAYER]
        if not any(span.start < other.end and other.start < span.end for other in gold)
    ]
    doc.spans[TRIGGER_LAYER] = sorted([*kept, *gold], key=lambda span: span.start)


Places = Mapping[str, Mapping[str, Any]]  # report → place entity → place


def resolved_places(stories: Iterable[Story], rows: Mapping[str, Rows]) -> dict[str, dict[str, Any]]:
    """Report → place entity → place; makes one entity of all mentions that are the same place."""
    from pipeline import places

    gazetteer = places.Places()
    found: dict[str, dict[str, Any]] = {}
    for story in stories:
        mentions = [row for row in rows[story.id].get("mentions", ()) if row["label"] in PLACE_LABELS]
        asked = [places.PlaceMention(row["text"], row["label"], row["start_char"], row["end_char"]) for row in mentions]
        found[story.id] = {}
        for row, place in zip(mentions, gazetteer.resolve(asked, story.text), strict=True):
            if place is not None:
                row["entity_id"] = place.id
                found[story.id][place.id] = place
    return found


def gathered(groups: Sequence[Group], rows: Mapping[str, Rows], places: Places) -> dict[str, list[Report]]:
    """Report → what it reports, in order of publication."""
    stories = sorted((s for group in groups for s in group.stories), key=lambda s: (s.published, s.id))
    copied = copies(stories)
    found = {}
    for story in stories:
        [article] = rows[story.id]["articles"]
        found[story.id] = reports_of(
            {**article, "copy_of": copied.get(story.id)}, rows[story.id], places.get(story.id, {})
        )
    return found


def assigned(reports: Mapping[str, Sequence[Report]]) -> dict[str, Assignment]:
    """Report id → its assignment, one article at a time, each among what was assigned before it."""
    done: list[tuple[Report, str]] = []
    assignments: dict[str, Assignment] = {}
    merged: dict[str, str] = {}
    for new in reports.values():
        near = [(report, incident) for report, incident in done if any(neighbours(report, one) for one in new)]
        for assignment in assign(new, near):
            assignments[assignment.report_id] = assignment
            merged |= dict.fromkeys(assignment.merged, assignment.incident_id)
        done += [(report, assignments[report.report_id].incident_id) for report in new]
        done = [(report, merged.get(incident, incident)) for report, incident in done]
    return assignments


def neighbours(old: Report, new: Report) -> bool:
    """As the warehouse looks them up: family, days, and country where both are known, or a participant in common."""
    first, last = window(new)
    day = old.first_day or old.published
    if old.family != new.family:
        return False
    if (old.copy_of or old.article_id) == (new.copy_of or new.article_id):
        return True
    if day is not None and not first <= day <= last:
        return False
    unknown = old.country is None or new.country is None
    same = old.country in new.countries or new.country in old.countries
    named = {*old.participants} & {*new.participants} or any(place_weight(name) >= RARE for name in {*old.where} & {*new.where})
    return unknown or same or bool(named)


@dataclass(slots=True)
class Result:
    """Figures of one collection, and the errors in words; results add up.

    ``all_marks`` and ``found_marks``: precision and recall summed over the triggers, and their number.
    """

    groups: int = 0
    reports: int = 0
    all_marks: tuple[float, float, int] = (0.0, 0.0, 0)
    found_marks: tuple[float, float, int] = (0.0, 0.0, 0)
    lookalikes: int = 0
    merged: int = 0
    errors: list[str] = field(default_factory=list)

    def add(self, other: Result) -> None:
        self.groups += other.groups
        self.reports += other.reports
        self.all_marks = _summed(self.all_marks, other.all_marks)
        self.found_marks = _summed(self.found_marks, other.found_marks)
        self.lookalikes += other.lookalikes
        self.merged += other.merged
        self.errors += other.errors

    def as_dict(self) -> dict[str, Any]:
        return {
            "groups": self.groups, "reports": self.reports, "triggers": self.all_marks[2], "found": self.found_marks[2],
            "b_cubed": _figures(self.all_marks), "b_cubed_found": _figures(self.found_marks),
            "lookalikes": self.lookalikes, "merged": self.merged,
        }  # fmt: skip

    def summary(self) -> str:
        """The figures as lines of text."""
        found = self.as_dict()
        lines = [
            f"{self.groups} groups, {self.reports} reports, {found['triggers']} triggers of which {found['found']} found",
            f"{'B-cubed':20}{'P':>7}{'R':>7}{'F1':>7}",
        ]
        for name, key in (("all triggers", "b_cubed"), ("triggers found", "b_cubed_found")):
            lines.append(f"{name:20}" + "".join(f"{found[key][figure]:7.1f}" for figure in "prf"))
        lines.append(f"look-alikes merged: {self.merged} of {self.lookalikes}")
        return "\n".join(lines) + "\n"


def _summed(a: tuple[float, float, int], b: tuple[float, float, int]) -> tuple[float, float, int]:
    return a[0] + b[0], a[1] + b[1], a[2] + b[2]


def _figures(summed: tuple[float, float, int]) -> dict[str, float]:
    precision, recall = (100 * value / summed[2] if summed[2] else 0.0 for value in summed[:2])
    total = precision + recall
    figures = {"p": precision, "r": recall, "f": 2 * precision * recall / total if total else 0.0}
    return {name: round(value, 2) for name, value in figures.items()}


def b_cubed(gold: Mapping[Any, str], predicted: Mapping[Any, str]) -> tuple[float, float, int]:
    """Precision and recall summed over the items of ``gold``, and how many there are."""
    clusters: list[dict[str, set[Any]]] = []
    for labels in (gold, predicted):
        members: dict[str, set[Any]] = defaultdict(set)
        for item in gold:
            members[labels[item]].add(item)
        clusters.append(members)
    precision = recall = 0.0
    for item in gold:
        right, guess = clusters[0][gold[item]], clusters[1][predicted[item]]
        both = len(right & guess)
        precision += both / len(guess)
        recall += both / len(right)
    return precision, recall, len(gold)


def report_of_mark(mark: Mark, rows: Rows, reports: Iterable[Report]) -> Report | None:
    """The report that a gold trigger's event went into; None where the event was not found or makes no report."""
    near = [
        row["event_id"]
        for row in rows.get("events", ())
        if row["start_char"] < mark.end and mark.start < row["end_char"]
    ]
    return next((report for report in reports for event in report.event_ids if event in near), None)


def judge(
    groups: Sequence[Group],
    rows: Mapping[str, Rows],
    reports: Mapping[str, Sequence[Report]],
    assignments: Mapping[str, Assignment],
) -> Result:
    """All figures of a collection."""
    result = Result(len(groups), sum(len(group.stories) for group in groups))
    gold: dict[Mark, str] = {}
    predicted: dict[Mark, str] = {}
    via: dict[Mark, Report] = {}
    final = {m: a.incident_id for a in assignments.values() for m in a.merged}
    for group in groups:
        for story in group.stories:
            for mark in story.marks:
                gold[mark] = mark.happening
                report = report_of_mark(mark, rows[story.id], reports[story.id])
                predicted[mark] = f"not found {len(predicted)}"
                if report is not None:
                    incident = assignments[report.report_id].incident_id
                    predicted[mark] = final.get(incident, incident)
                    via[mark] = report
    result.all_marks = b_cubed(gold, predicted)
    result.found_marks = b_cubed({mark: gold[mark] for mark in via}, predicted)
    for group in groups:
        for pair in group.lookalikes:
            incidents = [{predicted[mark] for mark, key in gold.items() if key == happening} for happening in pair]
            result.lookalikes += 1
            if incidents[0] & incidents[1]:
                result.merged += 1
                result.errors.append(
                    f"{group.name}: MERGED look-alikes {pair[0].partition('/')[2]} and {pair[1].partition('/')[2]}"
                )
    result.errors += _errors(gold, predicted, via, assignments)
    return result


def _errors(
    gold: Mapping[Mark, str],
    predicted: Mapping[Mark, str],
    via: Mapping[Mark, Report],
    assignments: Mapping[str, Assignment],
) -> list[str]:
    """Happenings in several incidents, and incidents of several happenings, with what decided."""
    lines = []
    by_gold: dict[str, dict[str, list[Mark]]] = defaultdict(lambda: defaultdict(list))
    by_guess: dict[str, dict[str, list[Mark]]] = defaultdict(lambda: defaultdict(list))
    for mark in via:
        by_gold[gold[mark]][predicted[mark]].append(mark)
        by_guess[predicted[mark]][gold[mark]].append(mark)
    for kind, table in (("split", by_gold), ("mixed", by_guess)):
        for name, parts in sorted(table.items()):
            if len(parts) > 1:
                lines.append(f"{kind}: {name}")
                for part, marks in sorted(parts.items()):
                    for report_id in sorted({via[mark].report_id for mark in marks}):
                        found = assignments[report_id]
                        told = sorted(m.report for m in marks if via[m].report_id == report_id)
                        lines.append(
                            f"    {part}: {told[0]} x{len(told)} {via[marks[0]].family} {found.score:.2f} {found.reason}"
                        )
    return lines


def main(arguments: Sequence[str] | None = None) -> int:
    """The command line."""
    parser = argparse.ArgumentParser(prog="python -m pipeline.incidents_score", description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--model", help="name or path of the model (default: the one in use)")
    parser.add_argument("--gold-triggers", action="store_true", help="give the marked triggers as events")
    parser.add_argument("--errors", action="store_true", help="print what was split or mixed, and why")
    parser.add_argument("--json", action="store_true")
    chosen = parser.parse_args(arguments)
    groups = read_folder(chosen.folder)
    stories = [story for group in groups for story in group.stories]
    rows = extracted(stories, chosen.model, gold_triggers=chosen.gold_triggers)
    reports = gathered(groups, rows, resolved_places(stories, rows))
    result = judge(groups, rows, reports, assigned(reports))
    write = sys.stdout.write
    if chosen.json:
        write(json.dumps(result.as_dict(), indent=2) + "\n")
        return 0
    write(result.summary())
    if chosen.errors:
        write("\n".join(result.errors) + "\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
