"""Annotated articles: the strict parser and checker of the ``.md`` files in ``corpora/gangs``.

A file is a YAML head, the text with inline marks ``[text|LABEL#id]``, and a YAML tail::

    ---
    id: example-001
    ...
    ---
    [Police|PEOPLE#a1] [arrested|ARREST#v1] [[two|CARDINAL#n1] men|PEOPLE#x1].
    ---
    numbers:
      n1: {low: 2, high: 2, unit: count, measures: arrested}
    events:
      v1: {status: asserted, AGENT: a1, TARGET: x1}

In the ``Extraction`` that comes out, ``mention.entity`` is the mark's id, mentions are numbered
``m1``, ``m2``, … in reading order, and events keep their trigger's id.
"""

from __future__ import annotations

import calendar
import itertools
import re
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from pipeline.scheme import (
    EVENT_TYPES,
    LABELS,
    MEASURES,
    NUMBER_LABELS,
    PEOPLE,
    PLAIN_UNITS,
    RELATIONS,
    ROLES,
    STATUSES,
    TIME_LABELS,
    Argument,
    DateValue,
    Entity,
    Event,
    Extraction,
    Mention,
    NumberValue,
    Relation,
)

HEAD_KEYS = ("id", "lang", "published", "source", "title")
TAIL_KEYS = ("entities", "dates", "numbers", "events", "relations")
NUMBER_KEYS = ("low", "high", "unit", "approximate", "measures", "about")

FENCE = re.compile(r"^---[ \t]*$", re.MULTILINE)
CLOSE = re.compile(r"\|([A-Z]+)#([A-Za-z][A-Za-z0-9_-]*)\]")
ISO_PART = re.compile(r"^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$")
CURRENCY = re.compile(r"^[A-Z]{3}$")
EDGE = re.compile(r"^\s|\s$")


# libyaml's reader where PyYAML was built with it: five times as fast, and as strict
LOADER: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)


@dataclass(frozen=True, slots=True, order=True)
class Fault:
    """Something wrong in an annotated article, at a line of its file."""

    path: str
    line: int
    message: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.message}"


class GoldError(ValueError):
    """An annotated article that breaks the scheme; ``faults`` names every place."""

    def __init__(self, faults: list[Fault]) -> None:
        super().__init__("\n".join(map(str, faults)))
        self.faults = faults


@dataclass(slots=True)
class GoldArticle:
    """An annotated article: what its head says, and its facts."""

    id: str
    lang: str
    published: date | None
    source: str
    title: str
    extraction: Extraction
    path: Path

    @property
    def text(self) -> str:
        return self.extraction.text


@dataclass(slots=True)
class Mark:
    """One inline mark, in characters of the bare text."""

    start: int
    end: int
    label: str
    id: str
    line: int


@dataclass(slots=True)
class _Parse:
    """The state of reading one file; faults are collected, not raised one by one."""

    path: str
    faults: list[Fault] = field(default_factory=list)

    def fault(self, line: int, message: str) -> None:
        self.faults.append(Fault(self.path, line, message))


def is_annotated(source: str) -> bool:
    """Whether a text looks like an annotated article: a head between ``---`` lines, then a body."""
    return source.lstrip("\ufeff").startswith("---") and len(FENCE.findall(source)) >= 2


def read_article(path: Path | str) -> GoldArticle:
    """Read and check one annotated article. Raises GoldError with every fault, OSError if unreadable."""
    article, faults = parse_article(path)
    if faults or article is None:
        raise GoldError(faults)
    return article


def parse_article(path: Path | str) -> tuple[GoldArticle | None, list[Fault]]:
    """The article of a file and its faults; the article is None where nothing could be made of it."""
    path = Path(path)
    state = _Parse(str(path))
    try:
        source = path.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        state.fault(1, f"not UTF-8 at byte {error.start}: save the file as UTF-8")
        return None, state.faults
    fences = [match.span() for match in FENCE.finditer(source)]
    if len(fences) not in (2, 3) or fences[0][0] != 0:
        state.fault(1, "an article is a head between two '---' lines, the text, and a tail after a third '---'")
        return None, state.faults
    body_end, tail_start = (fences[2][0], fences[2][1]) if len(fences) == 3 else (len(source), len(source))
    head = _yaml_section(state, source, fences[0][1], fences[1][0])
    marks, text = read_marks(state, source, fences[1][1], body_end)
    tail = _yaml_section(state, source, tail_start, len(source))
    article = _build(state, path, head, text, marks, tail)
    return article, sorted(state.faults)


def gold_files(paths: Iterable[Path | str]) -> list[Path]:
    """Every annotated article under the paths, sorted; README files are not articles."""
    found: list[Path] = []
    for path in map(Path, paths):
        if path.is_dir():
            found += [file for file in sorted(path.rglob("*.md")) if file.name.lower() != "readme.md"]
        elif path.exists():
            found.append(path)
        else:
            raise FileNotFoundError(f"{path}: no such file or folder")
    return found


def read_articles(paths: Iterable[Path | str]) -> list[GoldArticle]:
    """Read every annotated article under the paths. Raises GoldError with the faults of all of them."""
    articles, faults = [], []
    for path in gold_files(paths):
        article, found = parse_article(path)
        faults += found
        if article is not None:
            articles.append(article)
    if faults:
        raise GoldError(faults)
    if not articles:
        raise FileNotFoundError(f"no annotated article under {', '.join(map(str, paths))}")
    return articles


def check_paths(paths: Iterable[Path | str]) -> list[Fault]:
    """Every fault of every annotated article under the paths, and ids used by two articles."""
    faults: list[Fault] = []
    seen: dict[str, Path] = {}
    for path in gold_files(paths):
        article, found = parse_article(path)
        faults += found
        if article is None:
            continue
        if article.id in seen:
            faults.append(Fault(str(path), 1, f"id {article.id!r} is also the id of {seen[article.id]}"))
        seen[article.id] = path
    return faults


# The text and its marks


def read_marks(state: _Parse, source: str, start: int, end: int) -> tuple[list[Mark], str]:
    """The marks between two places of a file, and the text that is left without them."""
    while start < end and source[start].isspace():
        start += 1
    while end > start and source[end - 1].isspace():
        end -= 1
    line = source.count("\n", 0, start) + 1
    out: list[str] = []
    length = 0
    open_marks: list[tuple[int, int]] = []
    marks: list[Mark] = []
    position = start
    while position < end:
        char = source[position]
        if char == "\\" and source[position + 1 : position + 2] in ("[", "]", "|", "\\"):
            char = source[position + 1]
            position += 1
        elif char == "[":
            open_marks.append((length, line))
            position += 1
            continue
        elif char == "|" and open_marks:
            closing = CLOSE.match(source, position, end)
            if closing is None:
                state.fault(line, "after '|' a mark needs LABEL#id]; write a literal bar as \\|")
            else:
                mark_start, mark_line = open_marks.pop()
                marks.append(Mark(mark_start, length, closing[1], closing[2], mark_line))
                position = closing.end()
                continue
        elif char in "]|":
            state.fault(line, f"a bare {char!r}: write it as \\{char}, or finish the mark with |LABEL#id]")
        elif char == "\n":
            line += 1
        out.append(char)
        length += 1
        position += 1
    for _, mark_line in open_marks:
        state.fault(mark_line, "a '[' that is never closed with |LABEL#id]; write a literal bracket as \\[")
    return marks, "".join(out)


# YAML with lines


def _yaml_section(state: _Parse, source: str, start: int, end: int) -> dict[str, tuple[int, Any]]:
    """A YAML mapping as ``{key: (line, value)}``; values are str, list or the same again."""
    first = source.count("\n", 0, start)
    try:
        node = yaml.compose(source[start:end], Loader=LOADER)
    except yaml.MarkedYAMLError as error:
        line = first + (error.problem_mark.line + 1 if error.problem_mark else 1)
        state.fault(line, f"not YAML: {error.problem}")
        return {}
    if node is None:
        return {}
    value = _plain(state, node, first + 1)
    if not isinstance(value, dict):
        state.fault(first + 1, "the head and the tail are mappings of 'key: value'")
        return {}
    return value


def _plain(state: _Parse, node: yaml.Node, first: int) -> Any:
    if isinstance(node, yaml.MappingNode):
        mapping: dict[str, tuple[int, Any]] = {}
        for key, value in node.value:
            line = first + key.start_mark.line
            if key.value in mapping:
                state.fault(line, f"{key.value!r} stands twice")
            mapping[key.value] = (line, _plain(state, value, first))
        return mapping
    if isinstance(node, yaml.SequenceNode):
        return [(first + item.start_mark.line, _plain(state, item, first)) for item in node.value]
    return node.value


# From marks and tail to an Extraction


def _build(
    state: _Parse,
    path: Path,
    head: dict[str, tuple[int, Any]],
    text: str,
    marks: list[Mark],
    tail: dict[str, tuple[int, Any]],
) -> GoldArticle:
    for key in HEAD_KEYS:
        if not (key in head and head[key][1]):
            state.fault(1, f"the head has no {key!r}")
    published = None
    if "published" in head and head["published"][1]:
        try:
            published = date.fromisoformat(head["published"][1])
        except ValueError:
            state.fault(head["published"][0], f"published is {head['published'][1]!r}, not a date YYYY-MM-DD")
    for key, (line, _) in tail.items():
        if key not in TAIL_KEYS:
            state.fault(line, f"unknown section {key!r}: the tail has {', '.join(TAIL_KEYS)}")
    marks.sort(key=lambda mark: (mark.start, -mark.end))
    _check_marks(state, text, marks)
    extraction = Extraction(text=text)
    mentions = [mark for mark in marks if mark.label in LABELS]
    extraction.mentions = [
        Mention(f"m{i}", mark.start, mark.end, text[mark.start : mark.end], mark.label, mark.id, "gold")
        for i, mark in enumerate(mentions, 1)
    ]
    sections = {key: _section(state, tail, key) for key in TAIL_KEYS if key != "relations"}
    labels = {mark.id: mark.label for mark in marks}
    _entities(state, extraction, labels, sections["entities"])
    _dates(state, extraction, labels, sections["dates"])
    _numbers(state, extraction, mentions, sections["numbers"], labels)
    _events(state, extraction, marks, sections["events"])
    _relations(state, extraction, labels, tail.get("relations", (1, [])))
    value = {key: str(head[key][1]) if key in head else "" for key in HEAD_KEYS}
    return GoldArticle(value["id"], value["lang"], published, value["source"], value["title"], extraction, path)


def _section(state: _Parse, tail: dict[str, tuple[int, Any]], key: str) -> dict[str, tuple[int, Any]]:
    line, value = tail.get(key, (1, {}))
    if value == "":
        return {}
    if not isinstance(value, dict):
        state.fault(line, f"{key!r} is a mapping of id: value")
        return {}
    return value


def _check_marks(state: _Parse, text: str, marks: list[Mark]) -> None:
    label_of: dict[str, str] = {}
    for mark in marks:
        surface = text[mark.start : mark.end]
        if mark.label not in LABELS and mark.label not in EVENT_TYPES:
            state.fault(mark.line, f"unknown label {mark.label!r} on {surface!r}")
        if not surface or EDGE.search(surface):
            state.fault(mark.line, f"a mark is empty or begins or ends with white space: {surface!r}")
        if label_of.setdefault(mark.id, mark.label) != mark.label:
            state.fault(mark.line, f"id {mark.id!r} stands for {label_of[mark.id]} and for {mark.label}")
        elif mark.id in label_of and (mark.label in NUMBER_LABELS or mark.label in EVENT_TYPES):
            if any(other is not mark and other.id == mark.id for other in marks):
                state.fault(mark.line, f"id {mark.id!r} stands twice: numbers and triggers have ids of their own")
    for layer, name in (
        ([m for m in marks if m.label in LABELS and m.label != PEOPLE], "mentions"),
        ([m for m in marks if m.label == PEOPLE], "PEOPLE mentions"),
        ([m for m in marks if m.label in EVENT_TYPES], "triggers"),
    ):
        for left, right in itertools.pairwise(layer):
            if right.start < left.end:
                state.fault(
                    right.line,
                    f"{name} overlap: {text[left.start : left.end]!r} and {text[right.start : right.end]!r}",
                )


def _entities(
    state: _Parse, extraction: Extraction, labels: dict[str, str], section: dict[str, tuple[int, Any]]
) -> None:
    for key, (line, name) in section.items():
        if key not in labels:
            state.fault(line, f"entity {key!r} has no mark")
        elif labels[key] in EVENT_TYPES or labels[key] in (*NUMBER_LABELS, *TIME_LABELS):
            state.fault(line, f"entity {key!r} is marked as {labels[key]}, which has no name")
        elif not isinstance(name, str) or not name:
            state.fault(line, f"entity {key!r} needs its canonical name")
    for mark_id, label in labels.items():
        if label in EVENT_TYPES or label in (*NUMBER_LABELS, *TIME_LABELS):
            continue
        _, name = section.get(mark_id, (0, None))
        extraction.entities.append(Entity(mark_id, label, name if isinstance(name, str) else None))


def date_bounds(value: str) -> tuple[date, date]:
    """First and last day of an ISO day, month, year or ``start/end`` of those. Raises ValueError."""
    first, _, last = value.partition("/")
    start = _iso_part(first)[0]
    end = _iso_part(last or first)[1]
    if end < start:
        raise ValueError(f"{value!r} ends before it starts")
    return start, end


def _iso_part(value: str) -> tuple[date, date]:
    match = ISO_PART.match(value.strip())
    if match is None:
        raise ValueError(f"{value!r} is not an ISO year, month or day")
    year, month, day = int(match[1]), int(match[2] or 0), int(match[3] or 0)
    if day:
        return date(year, month, day), date(year, month, day)
    if month:
        return date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1])
    return date(year, 1, 1), date(year, 12, 31)


def _dates(state: _Parse, extraction: Extraction, labels: dict[str, str], section: dict[str, tuple[int, Any]]) -> None:
    for key, (line, value) in section.items():
        if labels.get(key) not in TIME_LABELS:
            state.fault(line, f"date {key!r} has no DATE or TIME mark")
            continue
        try:
            start, end = date_bounds(str(value))
        except ValueError as error:
            state.fault(line, f"date {key!r}: {error}")
            continue
        for mention in extraction.mentions:
            if mention.entity == key:
                extraction.dates.append(DateValue(mention.id, start.isoformat(), end.isoformat()))
    extraction.dates.sort(key=lambda value: int(value.mention[1:]))


def _numbers(
    state: _Parse,
    extraction: Extraction,
    marks: list[Mark],
    section: dict[str, tuple[int, Any]],
    labels: dict[str, str],
) -> None:
    numbered = {mark.id: mark for mark in marks if mark.label in NUMBER_LABELS}
    for key, mark in numbered.items():
        if key not in section:
            state.fault(mark.line, f"number {key!r} has no normal form under 'numbers'")
    for mention in extraction.mentions:
        if mention.label not in NUMBER_LABELS or mention.entity not in section:
            continue
        line, value = section[mention.entity]
        number = _number(state, line, mention.id, mention.entity, value, labels)
        if number is not None:
            extraction.numbers.append(number)
    for key, (line, _) in section.items():
        if key not in numbered:
            state.fault(line, f"number {key!r} has no MONEY, PERCENT, QUANTITY or CARDINAL mark")


def _number(state: _Parse, line: int, mention: str, key: str, value: Any, labels: dict[str, str]) -> NumberValue | None:
    if not isinstance(value, dict):
        state.fault(line, f"number {key!r} is {{low, high, unit, measures}}")
        return None
    fields = {name: item for name, (_, item) in value.items()}
    for name in fields:
        if name not in NUMBER_KEYS:
            state.fault(line, f"number {key!r}: unknown field {name!r}")
    for name in ("low", "high", "unit", "measures"):
        if name not in fields:
            state.fault(line, f"number {key!r} has no {name!r}")
    try:
        low, high = (_bound(fields.get(name, "null")) for name in ("low", "high"))
    except ValueError as error:
        state.fault(line, f"number {key!r}: {error}")
        return None
    unit = str(fields.get("unit", ""))
    if unit not in PLAIN_UNITS and not CURRENCY.match(unit):
        state.fault(line, f"number {key!r}: unit {unit!r} is neither ISO 4217 nor one of {', '.join(PLAIN_UNITS)}")
    measures = str(fields.get("measures", "other"))
    if measures not in MEASURES:
        state.fault(line, f"number {key!r}: measures {measures!r} is not one of {', '.join(MEASURES)}")
    if fields.get("approximate", "false") not in ("true", "false"):
        state.fault(line, f"number {key!r}: approximate is true or false")
    if low is None and high is None:
        state.fault(line, f"number {key!r} has neither a low nor a high bound")
    elif low is not None and high is not None and low > high:
        state.fault(line, f"number {key!r}: low {low} is above high {high}")
    about = fields.get("about")
    if about is not None and about not in labels:
        state.fault(line, f"number {key!r} is about {about!r}, which has no mark")
    return NumberValue(mention, low, high, unit, fields.get("approximate") == "true", measures, about)


def _bound(value: Any) -> float | None:
    if value in ("null", "", "~"):
        return None
    try:
        return float(value)
    except (TypeError, ValueError):
        raise ValueError(f"bound {value!r} is not a number or null") from None


def _events(state: _Parse, extraction: Extraction, marks: list[Mark], section: dict[str, tuple[int, Any]]) -> None:
    triggers = {mark.id: mark for mark in marks if mark.label in EVENT_TYPES}
    for key, mark in triggers.items():
        if key not in section:
            state.fault(mark.line, f"trigger {key!r} has no entry under 'events'")
    for key, (line, value) in section.items():
        if key not in triggers:
            state.fault(line, f"event {key!r} has no trigger mark")
            continue
        if not isinstance(value, dict):
            state.fault(line, f"event {key!r} is {{status: …, ROLE: id, …}}")
            continue
        mark = triggers[key]
        status = value.get("status", (line, ""))[1]
        if status not in STATUSES:
            state.fault(line, f"event {key!r}: status {status!r} is not one of {', '.join(STATUSES)}")
        event = Event(
            key, mark.label, mark.start, mark.end, extraction.text[mark.start : mark.end], str(status), source="gold"
        )
        event.arguments = list(_arguments(state, line, event, value, extraction, triggers))
        extraction.events.append(event)
    extraction.events.sort(key=lambda event: event.start)


def _arguments(
    state: _Parse,
    line: int,
    event: Event,
    value: dict[str, tuple[int, Any]],
    extraction: Extraction,
    triggers: dict[str, Mark],
) -> Iterator[Argument]:
    for role, (_, fillers) in value.items():
        if role == "status":
            continue
        if role not in ROLES:
            state.fault(line, f"event {event.id!r}: unknown role {role!r}")
            continue
        for filler in [item for _, item in fillers] if isinstance(fillers, list) else [fillers]:
            if role == "OFFENCE":
                if filler not in triggers or filler == event.id:
                    state.fault(line, f"event {event.id!r}: OFFENCE {filler!r} is not another trigger's id")
                else:
                    yield Argument(role, event=filler)
                continue
            nearest = nearest_mention(extraction.mentions, filler, event.start)
            if nearest is None:
                state.fault(line, f"event {event.id!r}: {role} {filler!r} has no mark")
            else:
                yield Argument(role, mention=nearest.id)


def nearest_mention(mentions: Iterable[Mention], entity: str, position: int) -> Mention | None:
    """The mention of an entity that starts nearest to a character position."""
    candidates = [mention for mention in mentions if mention.entity == entity]
    return min(candidates, key=lambda mention: abs(mention.start - position), default=None)


def _relations(state: _Parse, extraction: Extraction, labels: dict[str, str], section: tuple[int, Any]) -> None:
    line, rows = section
    if rows and not isinstance(rows, list):
        state.fault(line, "'relations' is a list of [subject, type, object]")
        return
    for row_line, row in rows or []:
        fields = [item for _, item in row] if isinstance(row, list) else []
        if len(fields) not in (3, 4) or (len(fields) == 4 and fields[3] != "former"):
            state.fault(row_line, "a relation is [subject, type, object] or [subject, type, object, former]")
            continue
        subject, kind, target = fields[:3]
        if kind not in RELATIONS:
            state.fault(row_line, f"unknown relation {kind!r}: {', '.join(RELATIONS)}")
            continue
        for end, allowed in ((subject, RELATIONS[kind][0]), (target, RELATIONS[kind][1])):
            if labels.get(end) not in allowed:
                state.fault(row_line, f"{kind}: {end!r} is {labels.get(end, 'not marked')}, not {' or '.join(allowed)}")
        extraction.relations.append(Relation(subject, kind, target, len(fields) == 4, source="gold"))


def main(arguments: list[str]) -> int:
    """Check the annotated articles named on the command line; one line a fault."""
    faults = check_paths(arguments)
    sys.stdout.writelines(f"{fault}\n" for fault in faults)
    sys.stdout.write(f"{len(gold_files(arguments))} articles, {len(faults)} faults\n")
    return 1 if faults else 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
