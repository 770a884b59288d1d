"""What one article reports of one happening: ``Report``; which event types tell of one; how far days and places lie apart."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Protocol

from pipeline.incidents.wording import sound_hash
from pipeline.scheme import EVENT_TYPES

# Event type → family: the types of one family can tell of one happening (a robbery with hostages and dead; a raid and its arrests).
_FAMILY_OF = {
    **dict.fromkeys(("KILLING", "ATTACK", "CLASH", "RIOT", "KIDNAPPING", "ROBBERY"), "violence"),
    **dict.fromkeys(("EXTORTION", "THREAT"), "coercion"),
    **dict.fromkeys(("RAID", "ARREST"), "police"),
}
FAMILIES: dict[str, str] = {kind: _FAMILY_OF.get(kind, kind.lower()) for kind in EVENT_TYPES}
BLOODY = frozenset({"KILLING", "ATTACK", "CLASH", "RIOT"})


class PlaceLike(Protocol):
    """What is used of a resolved place."""

    @property
    def label(self) -> str: ...
    @property
    def country(self) -> str | None: ...
    @property
    def region(self) -> str | None: ...
    @property
    def latitude(self) -> float | None: ...
    @property
    def longitude(self) -> float | None: ...
    @property
    def precision(self) -> str | None: ...


@dataclass(slots=True)
class Report:
    """The events of one article that tell of one happening; ids and hashes are sorted, so that equal reports are equal.

    ``first_day`` to ``last_day``: the days on which it can have happened, None where the article does not say; ``night``: in the
    night, whose day papers count differently. ``participants``: named persons and gangs, ``victims`` those of them to whom it
    was done; ``people`` and of these ``principals``, who did it or to whom it was done: persons by the article's own ids, which no
    judgement changes. ``points``: latitude and longitude of the towns and sites named as its
    place, ``where`` their names; ``countries``: all that the article names.

    ``cues``: ``start-end`` of the words that tell of it and are no event of the extractor (``cues.py``).

    Words are kept as hashes: ``terms`` the content words told of it, ``names`` those with a capital, by their sounds (``sound``),
    ``focus`` the names that stand with its triggers, ``article_terms`` and ``article_names`` the rarest of the whole article.
    ``keys``: of ``article_names`` those that few articles have, by which a report is looked up whatever country it is laid in.
    ``dates``: the single days that the article names, in any part of it.
    ``others`` and ``other_days``: what names and dates the article's other happenings of the family; ``main``: whether it tells
    more of this one than of those; ``apart``: whether it says of something that it is another case.

    ``heads``: what those are to whom it was done (``driver``), ``goods``: drugs, weapons, objects. ``amounts`` such as ``kg:1200``,
    ``age:41``, ``USD:5000``; ``counted``: ``watch:41``, and ``@KIDNAPPING:17`` of its targets; ``figures``: all numbers from ten on.
    """

    report_id: str
    article_id: str
    family: str
    types: list[str] = field(default_factory=list)
    event_ids: list[str] = field(default_factory=list)
    cues: list[str] = field(default_factory=list)
    status: str = "asserted"
    statuses: list[str] = field(default_factory=list)
    first_day: date | None = None
    last_day: date | None = None
    published: date | None = None
    place_id: str | None = None
    places: list[str] = field(default_factory=list)
    country: str | None = None
    countries: list[str] = field(default_factory=list)
    region: str | None = None
    latitude: float | None = None
    longitude: float | None = None
    precision: str | None = None
    participants: list[str] = field(default_factory=list)
    victims: list[str] = field(default_factory=list)
    killed_low: float | None = None
    killed_high: float | None = None
    injured_low: float | None = None
    injured_high: float | None = None
    arrested_low: float | None = None
    arrested_high: float | None = None
    amounts: list[str] = field(default_factory=list)
    terms: list[int] = field(default_factory=list)
    names: list[int] = field(default_factory=list)
    focus: list[int] = field(default_factory=list)
    others: list[int] = field(default_factory=list)
    other_days: list[str] = field(default_factory=list)
    dates: list[str] = field(default_factory=list)
    article_names: list[int] = field(default_factory=list)
    article_terms: list[int] = field(default_factory=list)
    keys: list[str] = field(default_factory=list)
    where: list[str] = field(default_factory=list)
    heads: list[str] = field(default_factory=list)
    goods: list[str] = field(default_factory=list)
    figures: list[str] = field(default_factory=list)
    counted: list[str] = field(default_factory=list)
    principals: list[str] = field(default_factory=list)
    people: list[str] = field(default_factory=list)
    apart: bool = False
    night: bool = False
    main: bool = False
    points: list[tuple[float, float]] = field(default_factory=list)
    source: str | None = None
    copy_of: str | None = None


def key_names(report: Report) -> set[int]:
    """The sounds of what names a happening: its places, its persons, what stands with its triggers."""
    words = {word for place in report.where for word in place.split()}
    words |= {part for entity in report.people if entity.startswith("person:") for part in entity[7:].split("-")}
    return {*report.focus, *(sound_hash(word) for word in words if len(word) > 2)}


def days_apart(a: tuple[date, date], b: tuple[date, date]) -> int:
    """Days between two stretches of days: 0 where they share a day."""
    return max(0, (b[0] - a[1]).days, (a[0] - b[1]).days)


def span(days: tuple[date, date]) -> int:
    return (days[1] - days[0]).days
