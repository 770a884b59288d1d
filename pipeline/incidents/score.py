"""How well reports of one happening become one incident, on groups of articles whose triggers are keyed by happening.

``python -m pipeline.incidents.score corpora/incidents/dev`` runs the model in use over all articles of a folder as one collection, in
order of publication, assigns incidents one article at a time as a run would, and prints B-cubed and the share of look-alikes merged.

What is counted is REPORTS: that an article reports a happening (article and key) is one item, however often it names it. Its
predicted incident is the one that most of its marks' events have, among equals the first mark's; a report none of whose marks
the extractor found is an incident of its own. Two look-alikes are merged when a report of one and a report of the other have the
same incident. The same figures over single trigger marks, where an article's many words for one thing weigh much, stand beside.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pipeline.copies import word_runs
from pipeline.corpora.marked_sets import Faulty
from pipeline.incidents.gold import Group, Mark, Story, check, read_folder, read_group
from pipeline.incidents.matching import Assignment, Report, assign, reports_of, window
from pipeline.incidents.prepared import Prepared
from pipeline.rows import Rows, article_rows
from pipeline.scheme import PLACE_LABELS, TRIGGER_LAYER, Extraction

__all__ = ["Faulty", "Group", "Result", "check", "judge", "main", "read_folder", "read_group"]

SHINGLE = 4
COPIED = 0.5  # share of the shorter text's shingles that the longer one has too


def copies(stories: Sequence[Story]) -> dict[str, str]:
    """Report → the earlier report that it copies nearly word by word."""
    found: dict[str, str] = {}
    texts = [set(word_runs(story.text, SHINGLE)) for story in stories]
    for i, later in enumerate(stories):
        for j in range(i):
            shorter = min(len(texts[i]), len(texts[j]))
            if shorter and len(texts[i] & texts[j]) >= COPIED * shorter:
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
    from pipeline.geo import places
    from pipeline.reading import country_hints

    gazetteer = places.Places()
    found: dict[str, dict[str, Any]] = {}
    for story in stories:
        mentions = [row for row in rows[story.id].get("mentions", ()) if row["label"] in PLACE_LABELS]
        asked = [places.PlaceMention(row["text"], row["label"], row["start_char"], row["end_char"]) for row in mentions]
        found[story.id] = {}
        resolved = gazetteer.resolve(asked, story.text, hints=country_hints(rows[story.id]))
        for row, place in zip(mentions, resolved, strict=True):
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
    done: list[tuple[Prepared, str]] = []
    assignments: dict[str, Assignment] = {}
    merged: dict[str, str] = {}
    for of_article in reports.values():
        new = [Prepared(report) for report in of_article]
        near = [(old, incident) for old, incident in done if any(neighbours(old.report, one) for one in of_article)]
        for assignment in assign(new, near):
            assignments[assignment.report_id] = assignment
            merged |= dict.fromkeys(assignment.merged, assignment.incident_id)
        done += [(one, assignments[one.report.report_id].incident_id) for one in new]
        done = [(one, merged.get(incident, incident)) for one, incident in done]
    return assignments


def neighbours(old: Report, new: Report) -> bool:
    """As the warehouse looks them up: the family, the days, and a country or a telling name in common, or a country unknown."""
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
    return unknown or same or bool({*old.participants} & {*new.participants}) or bool({*old.keys} & {*new.keys})


@dataclass(slots=True)
class Result:
    """Figures of one collection, and the errors in words; results add up.

    ``all_reports`` and ``found_reports``: precision and recall summed over what articles report, and its number; ``all_marks``
    and ``found_marks``: the same over triggers. ``merged`` counts look-alikes by reports, ``mixed`` by triggers.
    """

    groups: int = 0
    articles: int = 0
    all_reports: tuple[float, float, int] = (0.0, 0.0, 0)
    found_reports: tuple[float, float, int] = (0.0, 0.0, 0)
    all_marks: tuple[float, float, int] = (0.0, 0.0, 0)
    found_marks: tuple[float, float, int] = (0.0, 0.0, 0)
    lookalikes: int = 0
    merged: int = 0
    mixed: int = 0
    errors: list[str] = field(default_factory=list)

    def add(self, other: Result) -> None:
        self.groups += other.groups
        self.articles += other.articles
        self.all_reports = _summed(self.all_reports, other.all_reports)
        self.found_reports = _summed(self.found_reports, other.found_reports)
        self.all_marks = _summed(self.all_marks, other.all_marks)
        self.found_marks = _summed(self.found_marks, other.found_marks)
        self.lookalikes += other.lookalikes
        self.merged += other.merged
        self.mixed += other.mixed
        self.errors += other.errors

    def as_dict(self) -> dict[str, Any]:
        return {
            "groups": self.groups, "articles": self.articles, "reports": self.all_reports[2], "reports_found": self.found_reports[2],
            "b_cubed": _figures(self.all_reports), "b_cubed_found": _figures(self.found_reports),
            "lookalikes": self.lookalikes, "merged": self.merged,
            "triggers": self.all_marks[2], "triggers_found": self.found_marks[2], "b_cubed_triggers": _figures(self.all_marks),
            "b_cubed_triggers_found": _figures(self.found_marks), "mixed_triggers": self.mixed,
        }  # fmt: skip

    def summary(self) -> str:
        """The figures as lines of text."""
        found = self.as_dict()
        lines = [
            f"{self.groups} groups, {self.articles} articles, {found['reports']} reports of which {found['reports_found']} found",
            f"{'B-cubed':24}{'P':>7}{'R':>7}{'F1':>7}",
        ]
        for name, key in (
            ("reports", "b_cubed"),
            ("reports found", "b_cubed_found"),
            ("  by triggers", "b_cubed_triggers"),
            ("  by triggers found", "b_cubed_triggers_found"),
        ):
            lines.append(f"{name:24}" + "".join(f"{found[key][figure]:7.1f}" for figure in "prf"))
        lines.append(f"look-alikes merged: {self.merged} of {self.lookalikes} (by triggers: {self.mixed})")
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
    """The report that a gold trigger's event went into, or that has it as a cue; None where nothing was found or makes no report."""
    near = [
        row["event_id"]
        for row in rows.get("events", ())
        if row["start_char"] < mark.end and mark.start < row["end_char"]
    ]
    reports = list(reports)
    told = (report for report in reports for event in report.event_ids if event in near)
    cued = (report for report in reports for cue in report.cues if _overlaps(mark, cue))
    return next(told, None) or next(cued, None)


def _overlaps(mark: Mark, cue: str) -> bool:
    start, _, end = cue.partition("-")
    return int(start) < mark.end and mark.start < int(end)


def judge(
    groups: Sequence[Group],
    rows: Mapping[str, Rows],
    reports: Mapping[str, Sequence[Report]],
    assignments: Mapping[str, Assignment],
) -> Result:
    """All figures of a collection."""
    result = Result(len(groups), sum(len(group.stories) for group in groups))
    happening = {mark: mark.happening for group in groups for story in group.stories for mark in story.marks}
    via = {
        mark: report
        for mark in happening
        if (report := report_of_mark(mark, rows[mark.report], reports[mark.report])) is not None
    }
    incident_of = final_incidents(assignments)
    predicted = {
        mark: incident_of[via[mark].report_id] if mark in via else f"not found {number}"
        for number, mark in enumerate(happening)
    }
    told: dict[tuple[str, str], list[Mark]] = defaultdict(list)  # article and happening → its marks
    for mark in happening:
        told[mark.report, mark.happening].append(mark)
    item_of = {item: item[1] for item in told}
    incident = {
        item: _most([predicted[m] for m in marks if m in via] or [predicted[marks[0]]]) for item, marks in told.items()
    }
    found = {item for item, marks in told.items() if any(mark in via for mark in marks)}
    result.all_reports = b_cubed(item_of, incident)
    result.found_reports = b_cubed({item: item_of[item] for item in found}, incident)
    result.all_marks = b_cubed(happening, predicted)
    result.found_marks = b_cubed({mark: happening[mark] for mark in via}, predicted)
    for group in groups:
        for pair in group.lookalikes:
            result.lookalikes += 1
            result.mixed += _are_merged(pair, happening, predicted)
            if _are_merged(pair, item_of, incident):
                result.merged += 1
                result.errors.append(
                    f"{group.name}: MERGED look-alikes {pair[0].partition('/')[2]} and {pair[1].partition('/')[2]}"
                )
    result.errors += _errors(happening, predicted, via, assignments)
    return result


def final_incidents(assignments: Mapping[str, Assignment]) -> dict[str, str]:
    """Report id → its incident after all mergers."""
    into = {merged: a.incident_id for a in assignments.values() for merged in a.merged}
    found = {}
    for report, assignment in assignments.items():
        incident = assignment.incident_id
        while incident in into:
            incident = into[incident]
        found[report] = incident
    return found


def _most(incidents: Sequence[str]) -> str:
    """The most frequent, among equals the first."""
    return max(incidents, key=incidents.count)


def _are_merged(pair: tuple[str, str], gold: Mapping[Any, str], predicted: Mapping[Any, str]) -> bool:
    first, second = ({predicted[item] for item, key in gold.items() if key == happening} for happening in pair)
    return bool(first & second)


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
    parser = argparse.ArgumentParser(prog="python -m pipeline.incidents.score", description=__doc__)
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
