"""From the marks and the tail of an annotated article to the records of an ``Extraction``; every section of the tail is checked."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from pipeline.gold_faults import Reading
from pipeline.gold_marks import Mark
from pipeline.scheme import (
    EVENT_TYPES,
    MEASURES,
    NUMBER_LABELS,
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

TAIL_KEYS = ("entities", "dates", "numbers", "events", "relations")
NUMBER_KEYS = ("low", "high", "unit", "approximate", "measures", "about")
ISO_PART = re.compile(r"^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$")
CURRENCY = re.compile(r"^[A-Z]{3}$")


def section_of(state: Reading, tail: dict[str, tuple[int, Any]], key: str) -> dict[str, tuple[int, Any]]:
    """A section of the tail that is a mapping; empty where there is none."""
    line, value = tail.get(key, (1, {}))
    if value == "":
        return {}
    if not isinstance(value, dict):
        state.fault(line, f"{key!r} is a mapping of id: value")
        return {}
    return value


def add_entities(
    state: Reading, extraction: Extraction, labels: dict[str, str], section: dict[str, tuple[int, Any]]
) -> None:
    """Every entity that has a mark, with its canonical name where ``entities`` gives one; ``labels``: mark's id → label."""
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


# Dates


def add_dates(
    state: Reading, extraction: Extraction, labels: dict[str, str], section: dict[str, tuple[int, Any]]
) -> None:
    """The days of the DATE and TIME mentions that ``dates`` resolves."""
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


# Numbers


def add_numbers(
    state: Reading,
    extraction: Extraction,
    marks: list[Mark],
    section: dict[str, tuple[int, Any]],
    labels: dict[str, str],
) -> None:
    """The normal form of every number mention; each must have one under ``numbers``."""
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


def _number(
    state: Reading, line: int, mention: str, key: str, value: Any, labels: dict[str, str]
) -> NumberValue | None:
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


# Events and relations


def add_events(state: Reading, extraction: Extraction, marks: list[Mark], section: dict[str, tuple[int, Any]]) -> None:
    """The event of every trigger with its status and arguments; each must have an entry under ``events``."""
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
    state: Reading,
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


def add_relations(state: Reading, extraction: Extraction, labels: dict[str, str], section: tuple[int, Any]) -> None:
    """The rows of ``relations``, between marks of the labels that the scheme allows."""
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
