"""What an article says by itself, whatever the warehouse holds: which places it names, what stands around its names, what it reports.

It is read where the article is extracted, in processes beside the one that loads, and goes with its rows (``READ``). Rows without it, of
stored articles, are read when they are loaded; it comes to the same.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache, lru_cache

import orjson

from pipeline.copies import bands
from pipeline.geo.home import country_in_name, country_in_title
from pipeline.geo.places import Place, PlaceMention, Places
from pipeline.incidents.happenings import reports_of
from pipeline.incidents.reported import Report
from pipeline.knowledge import agency_index, countries, fold, gang_index, slug
from pipeline.linking.linker import Context, Local, contexts_of, known_id
from pipeline.rows import Row, Rows, sentence_starts
from pipeline.scheme import PLACE_LABELS
from pipeline.warehouse.tables import as_json

READ = "read"  # beside the tables of an article's rows
KNOWLEDGE, GAZETTEER = "knowledge", "gazetteer"
# What a source's name and a title say of a country, beside 1 for what the list of sources says.
CALLED, TITLED = 0.25, 0.5

# An entity's id, how sure, why, and what chose it.
Choice = tuple[str, float, str, str]


@dataclass(frozen=True, slots=True)
class Reading:
    """What one article says by itself; nobody writes on it.

    ``names``: its entities; ``places`` and ``listed``, by the article's own ids: those that lie somewhere, and those that a list or the
    gazetteer has. ``reports`` name the rest by the article's own ids, too. ``sentences``: where they begin; ``bands``: by which near-copies
    are found.
    """

    sentences: list[int]
    bands: list[int]
    names: list[Local] = field(default_factory=list)
    places: dict[str, Place] = field(default_factory=dict)
    listed: dict[str, Choice] = field(default_factory=dict)
    reports: list[Report] = field(default_factory=list)


def with_reading(rows: Rows) -> Rows:
    """The rows of an extracted article, with what it says by itself."""
    if READ not in rows and rows["articles"][0]["status"] == "extracted":
        rows[READ] = [{"reading": read_article(rows)}]
    return rows


def reading_of(rows: Rows) -> Reading | None:
    """What an article says by itself; None of one that is not extracted."""
    found: Reading | None = rows[READ][0]["reading"] if READ in rows else None
    return found


def reading_as_json(reading: Reading) -> str:
    """A reading as text, for a file."""
    return as_json(reading)


def reading_from_json(text: str) -> Reading:
    """A reading as it was before it became text."""
    told = orjson.loads(text)
    told["names"] = [Local(**name | {"context": Context(**name["context"])}) for name in told["names"]]
    told["places"] = {local: Place(**place) for local, place in told["places"].items()}
    told["listed"] = {local: tuple(choice) for local, choice in told["listed"].items()}
    told["reports"] = [_report(report) for report in told["reports"]]
    return Reading(**told)


def _report(told: Row) -> Report:
    days = {name: date.fromisoformat(told[name]) for name in ("first_day", "last_day", "published") if told[name]}
    return Report(**told | days | {"points": [tuple(point) for point in told["points"]]})  # JSON knows no tuples


def read_article(rows: Rows) -> Reading:
    """All that one article says by itself."""
    article = rows["articles"][0]
    reading = Reading(sentence_starts(article["text"]), bands(article["text"]))
    if not rows.get("mentions"):
        return reading
    places = places_of(article, rows)
    names = contexts_of(article, rows, places, home=article["publisher_country"])
    listed = {name.local_id: choice for name in names if (choice := _listed(name, places.get(name.local_id)))}
    id_of = {name.local_id: listed[name.local_id][0] if name.local_id in listed else name.local_id for name in names}
    mentions = [row | {"entity_id": id_of.get(row["local_id"] or "")} for row in rows["mentions"]]
    located = {id_of.get(local, local): place for local, place in places.items()}
    # without an event a report can rest on cues
    reports = reports_of(article, rows | {"mentions": mentions}, located)
    return replace(reading, names=names, places=places, listed=listed, reports=reports)


def reports_with(reading: Reading, entity_of: Mapping[str, str], copy_of: str | None) -> list[Report]:
    """The reports of an article with the warehouse's entities; ``entity_of``: by the article's own ids."""
    known = {choice[0]: entity_of[local] for local, choice in reading.listed.items()} | dict(entity_of)

    def told(named: Iterable[str]) -> list[str]:
        return sorted({known.get(entity, entity) for entity in named})

    return [
        replace(
            report, copy_of=copy_of, place_id=known.get(report.place_id or "", report.place_id), places=told(report.places),
            participants=told(report.participants), victims=told(report.victims),
        )
        for report in reading.reports
    ]  # fmt: skip


# Places and lists


@cache
def gazetteer() -> Places:
    """The gazetteer, loaded at the first name of a place."""
    return Places()


def places_of(article: Row, rows: Rows) -> dict[str, Place]:
    """The place of every local entity that is one: what most of its mentions are taken for."""
    named = [row for row in rows["mentions"] if row["label"] in PLACE_LABELS]
    if not named:
        return {}
    asked = [PlaceMention(row["text"], row["label"], row["start_char"], row["end_char"]) for row in named]
    found = gazetteer().resolve(asked, article["text"], hints=country_hints(rows))
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    places: dict[str, Place] = {}
    for row, place in zip(named, found, strict=True):
        if place is not None and row["local_id"] is not None:
            votes[row["local_id"]][place.id] += 1
            places.setdefault(place.id, place)
    return {local: places[max(sorted(counts), key=counts.__getitem__)] for local, counts in votes.items()}


def _listed(local: Local, place: Place | None) -> Choice | None:
    """The entity of a place on the map, or of a name on our lists."""
    if place is not None and is_itself(local, place):
        return place_entity_id(place), place.score, place.reason, GAZETTEER
    known = known_id(local)
    return None if known is None else (known[0], 1.0, known[1], KNOWLEDGE)


def is_itself(local: Local, place: Place) -> bool:
    """Whether the place is what the name names, not only where it lies (a town for its harbour)."""
    if local.label == "FAC":
        return place.label == "FAC"
    if local.label == "LOC":
        return place.label == "LOC" or fold(place.name) in {fold(form) for form in local.forms}
    return True


def place_entity_id(place: Place) -> str:
    """``gpe:maipu-3880980``, ``gpe:colorado-us-co``, ``gpe:chile``: label, name and the gazetteer's number or code."""
    kind, _, tail = place.id.partition(":")
    base = f"{place.label.lower()}:{slug(place.name)}"
    return base if kind in ("country", "area", "prison") else f"{base}-{tail.lower()}"


@cache
def demonyms() -> dict[str, str]:
    """Folded name of a people to its country's code."""
    return {fold(word): country.alpha2 for country in countries() for word in country.demonyms}


def country_hints(rows: Rows) -> dict[str, float]:
    """Country code → how often an article speaks of it other than by naming its places: its people, agencies, gangs."""
    hints: dict[str, float] = defaultdict(float)
    article = rows["articles"][0]
    if home := article["publisher_country"]:
        hints[home] += 1
    elif home := country_in_name(article["source"] or ""):
        hints[home] += CALLED
    if named := country_in_title(article["title"] or ""):
        hints[named] += TITLED
    for row in rows["mentions"]:
        if row["label"] in ("NORP", "ORG", "GANG") and (country := _pointed(row["label"], row["text"])):
            hints[country] += 1
    return dict(hints)


@lru_cache(maxsize=16_384)
def _pointed(label: str, text: str) -> str | None:
    """The country of a people, or of an agency or gang of our lists."""
    name = fold(text)
    if label == "NORP":
        return demonyms().get(name)
    known = agency_index().get(name) if label == "ORG" else gang_index().get(name)
    return known.country if known else None
