"""What Blotter knows before it reads: gangs, agencies, prisons, weapons, drugs, titles, countries,
status cues and trigger words, as reviewed CSV files beside this module, read once and typed.

Every file is UTF-8 with a header row; several values in one cell are separated by ``|``; a row's
``source`` says where its fact can be checked. To add a fact, add a row: no code changes.

Names are compared folded (``fold``). An ``ambiguous`` term, or a name listed in a row's
``ambiguous`` cell, is a common word or an acronym shared with other things: it takes case or
context to be meant.
"""

from __future__ import annotations

import csv
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Protocol, TypeVar

from pipeline.scheme import EVENT_TYPES, STATUSES

LISTS = Path(__file__).resolve().parent  # where the files lie

# Folded names that two gangs bear; the index gives them to the row that stands first in the file.
SHARED_GANG_NAMES = frozenset({"jem"})

# The lists that only tell whether two articles speak of the same: facts of one article do not depend on them.
BETWEEN_ARTICLES = frozenset(
    f"{name}.csv"
    for name in (
        "incident_weights",
        "linking_weights",
        "news_words",
        "subdivisions",
        "translations",
    )
)

_APOSTROPHES = re.compile("[\u2018\u2019\u02bc\u02bb\u00b4`]")
_JOINERS = re.compile("[-\u2010-\u2015\u2212_/\\s]+")
_NO_LETTERS = re.compile(r"[\W_]+")
_NO_SLUG = re.compile("[^0-9a-zа-яё]+")
_STRIP = ' .,;:!?"\u201c\u201d'
# Letters that Unicode does not take apart into a base letter and an accent.
_UNDECOMPOSED = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "ı": "i", "æ": "ae", "œ": "oe"})


class Named(Protocol):
    """A fact with a name and other names."""

    @property
    def name(self) -> str: ...

    @property
    def aliases(self) -> tuple[str, ...]: ...


_N = TypeVar("_N", bound=Named)


@dataclass(frozen=True, slots=True)
class Gang:
    """A non-state criminal or armed group; ``country`` is alpha-2, ``parent`` another gang's name.

    ``ambiguous`` names those of its names that mean it only in context (``Bloods``, ``CV``).
    """

    name: str
    aliases: tuple[str, ...]
    kind: str
    country: str
    parent: str | None
    active_from: int | None
    active_to: int | None
    wikidata: str | None
    source: str
    ambiguous: tuple[str, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """Its name, then its aliases."""
        return (self.name, *self.aliases)


@dataclass(frozen=True, slots=True)
class Agency:
    """A body of the state, or between states, that polices, tries, jails, spies or fights."""

    name: str
    aliases: tuple[str, ...]
    country: str | None
    kind: str
    source: str


@dataclass(frozen=True, slots=True)
class Prison:
    """A prison or jail; ``city`` is the nearest municipality, whose coordinates it has where its own are not known."""

    name: str
    aliases: tuple[str, ...]
    country: str
    city: str
    source: str
    latitude: float
    longitude: float


@dataclass(frozen=True, slots=True)
class Term:
    """A weapon or drug as news writes it, singular and plural apart."""

    term: str
    kind: str
    source: str
    ambiguous: bool


@dataclass(frozen=True, slots=True)
class Title:
    """What stands before a name or beside it: ``President``, ``ringleader``."""

    term: str
    kind: str
    source: str


@dataclass(frozen=True, slots=True)
class Country:
    """A country or territory: ``latitude`` and ``longitude`` in degrees, of its middle."""

    name: str
    aliases: tuple[str, ...]
    demonyms: tuple[str, ...]
    alpha2: str
    capital: str
    currency_code: str
    latitude: float
    longitude: float
    source: str


@dataclass(frozen=True, slots=True)
class Region:
    """A place that is no state, province or town: part of the world or of a country, sea, river, range.

    ``latitude`` and ``longitude`` are of its middle; ``country`` is set where it lies within one.
    """

    name: str
    aliases: tuple[str, ...]
    kind: str
    source: str
    country: str | None
    latitude: float
    longitude: float


@dataclass(frozen=True, slots=True)
class Subdivision:
    """A state, province, department, county or island: part of a country, with its middle in degrees.

    ``code`` is GeoNames' where there is one; ``parent`` is the code of the first-level region that a
    second-level one lies in, and empty for a first-level one. ``population`` counts its towns.
    """

    name: str
    aliases: tuple[str, ...]
    kind: str
    country: str
    code: str
    parent: str
    latitude: float
    longitude: float
    population: int
    source: str


@dataclass(frozen=True, slots=True)
class Unit:
    """A measure by its words: ``factor`` times a figure gives it in ``unit`` of the annotation scheme (kg, km, ha, l, year, …)."""

    unit: str
    factor: float
    forms: tuple[str, ...]
    source: str


@dataclass(frozen=True, slots=True)
class Currency:
    """Words for money and the ISO 4217 codes they can mean, the likeliest first where nothing tells the country."""

    codes: tuple[str, ...]
    forms: tuple[str, ...]
    source: str


@dataclass(frozen=True, slots=True)
class StatusCue:
    """Words that give an event its status; ``scope`` says where they stand: ``before`` or ``after`` its trigger."""

    cue: str
    status: str
    scope: str
    note: str
    source: str


@dataclass(frozen=True, slots=True)
class Trigger:
    """A word or phrase that names an event of ``event_type``, with its inflected ``forms``.

    In ``not_when``, ``~`` stands for the form: ``in ~`` means that ``in charge`` is no CHARGE.
    ``alternatives`` are the other types that the same forms can be.
    """

    event_type: str
    lemma: str
    pos: str
    forms: tuple[str, ...]
    not_when: tuple[str, ...]
    alternatives: tuple[str, ...]
    source: str

    def excluded(self, before: str, after: str) -> bool:
        """Whether the words on either side of a form say that it is no trigger here."""
        left, right = f" {fold(before)} ", f" {fold(after)} "
        return any(left.endswith(head) and right.startswith(tail) for head, tail in _contexts(self.not_when))


@lru_cache(maxsize=65536)
def fold(text: str) -> str:
    """The form in which names are compared: no case, accents or outer punctuation, hyphens as spaces
    (so ``al-Qaeda`` is ``Al Qaeda``), one kind of apostrophe, single spaces.
    """
    if text.isascii():  # nothing to take apart, at a third of the cost
        return _JOINERS.sub(" ", text.replace("`", "'").lower()).strip(_STRIP)
    plain = unicodedata.normalize("NFKD", _APOSTROPHES.sub("'", text).casefold())
    plain = "".join(char for char in plain if not unicodedata.combining(char)).translate(_UNDECOMPOSED)
    return _JOINERS.sub(" ", plain).strip(_STRIP)


def letters(text: str) -> str:
    """The letters and digits of the folded text, without what stands between them."""
    plain = unicodedata.normalize("NFKD", _APOSTROPHES.sub("", text).casefold())
    return _NO_LETTERS.sub("", plain).translate(_UNDECOMPOSED)


def slug(name: str) -> str:
    """A name as the tail of an id: lower case, plain letters, hyphens."""
    return _NO_SLUG.sub("-", fold(name)).strip("-") or "unnamed"


@cache
def gangs() -> tuple[Gang, ...]:
    """All gangs, in the file's order (by region)."""
    return tuple(
        Gang(
            name=row["name"],
            aliases=_values(row["aliases"]),
            kind=row["kind"],
            country=row["country"],
            parent=row["parent"] or None,
            active_from=_year(row["active_from"]),
            active_to=_year(row["active_to"]),
            wikidata=row["wikidata"] or None,
            source=row["source"],
            ambiguous=_values(row["ambiguous"]),
        )
        for row in _rows("gangs.csv")
    )


@cache
def gang_index() -> dict[str, Gang]:
    """Every folded name and alias of a gang to that gang."""
    return _index(gangs(), shared=SHARED_GANG_NAMES)


@cache
def agencies() -> tuple[Agency, ...]:
    """All agencies; ``country`` is None for the international ones."""
    return tuple(
        Agency(row["name"], _values(row["aliases"]), row["country"] or None, row["kind"], row["source"])
        for row in _rows("agencies.csv")
    )


@cache
def agency_index() -> dict[str, Agency]:
    """Every folded name and alias of an agency to that agency; the first row keeps a name that two bear."""
    index: dict[str, Agency] = {}
    for agency in agencies():
        for name in (agency.name, *agency.aliases):
            index.setdefault(fold(name), agency)
    return index


@cache
def prisons() -> tuple[Prison, ...]:
    """All prisons."""
    return tuple(
        Prison(
            name=row["name"],
            aliases=_values(row["aliases"]),
            country=row["country"],
            city=row["city"],
            source=row["source"],
            latitude=float(row["latitude"]),
            longitude=float(row["longitude"]),
        )
        for row in _rows("prisons.csv")
    )


@cache
def weapons() -> tuple[Term, ...]:
    """Weapons, ammunition and explosives."""
    return _terms("weapons.csv")


@cache
def drugs() -> tuple[Term, ...]:
    """Illicit drugs, with street names."""
    return _terms("drugs.csv")


@cache
def titles() -> tuple[Title, ...]:
    """Titles and nominals that stand beside a person's name."""
    return tuple(Title(row["term"], row["kind"], row["source"]) for row in _rows("titles.csv"))


@cache
def occupations() -> tuple[Title, ...]:
    """Jobs as news writes them beside a name, and what kind of person has them."""
    return tuple(Title(row["term"], row["kind"], row["source"]) for row in _rows("occupations.csv"))


@cache
def countries() -> tuple[Country, ...]:
    """All countries and territories."""
    return tuple(
        Country(
            name=row["name"],
            aliases=_values(row["aliases"]),
            demonyms=_values(row["demonyms"]),
            alpha2=row["alpha2"],
            capital=row["capital"],
            currency_code=row["currency_code"],
            latitude=float(row["latitude"]),
            longitude=float(row["longitude"]),
            source=row["source"],
        )
        for row in _rows("countries.csv")
    )


@cache
def country_index() -> dict[str, Country]:
    """Every folded name and alias of a country to that country."""
    return {fold(name): country for country in countries() for name in (country.name, *country.aliases)}


@cache
def regions() -> tuple[Region, ...]:
    """Regions and waters: LOC of the annotation scheme, wherever they are named."""
    return tuple(
        Region(
            name=row["name"],
            aliases=_values(row["aliases"]),
            kind=row["kind"],
            source=row["source"],
            country=row["country"] or None,
            latitude=float(row["latitude"]),
            longitude=float(row["longitude"]),
        )
        for row in _rows("regions.csv")
    )


@cache
def subdivisions() -> tuple[Subdivision, ...]:
    """First-level regions of all countries, and second-level ones where news names them (US counties, Spanish provinces)."""
    return tuple(
        Subdivision(
            name=row["name"],
            aliases=_values(row["aliases"]),
            kind=row["kind"],
            country=row["country"],
            code=row["code"],
            parent=row["parent"],
            latitude=float(row["latitude"]),
            longitude=float(row["longitude"]),
            population=int(row["population"]),
            source=row["source"],
        )
        for row in _rows("subdivisions.csv")
    )


@cache
def units() -> tuple[Unit, ...]:
    """Weights, lengths, areas, volumes and times, in English and Spanish; compounds with hyphens (``square-mile``)."""
    return tuple(
        Unit(row["unit"], float(row["factor"]), _values(row["forms"]), row["source"]) for row in _rows("units.csv")
    )


@cache
def currencies() -> tuple[Currency, ...]:
    """Currency words, in English and Spanish; a later row has the last word on a form."""
    return tuple(
        Currency(_values(row["codes"]), _values(row["forms"]), row["source"]) for row in _rows("currencies.csv")
    )


@cache
def status_cues() -> tuple[StatusCue, ...]:
    """The cues that make an event other than asserted; a status unknown to the scheme is an error."""
    rows = _rows("status_cues.csv")
    _require({row["status"] for row in rows}, STATUSES, "status_cues.csv")
    return tuple(StatusCue(row["cue"], row["status"], row["scope"], row["note"], row["source"]) for row in rows)


@cache
def triggers() -> tuple[Trigger, ...]:
    """The trigger words of every event type. A type unknown to the scheme is an error."""
    rows = _rows("triggers.csv")
    _require({row["event_type"] for row in rows}, EVENT_TYPES, "triggers.csv")
    return tuple(
        Trigger(
            event_type=row["event_type"],
            lemma=row["lemma"],
            pos=row["pos"],
            forms=_values(row["forms"]),
            not_when=_values(row["not_when"]),
            alternatives=_values(row["alternative"]),
            source=row["source"],
        )
        for row in rows
    )


@cache
def name_spellings() -> dict[str, str]:
    """Folded spelling of a person's name → the form that stands for all its spellings."""
    index: dict[str, str] = {}
    for row in _rows("name_variants.csv"):
        for name in (row["name"], *_values(row["variants"])):
            index.setdefault(fold(name), row["name"])
    return index


def _rows(filename: str) -> list[dict[str, str]]:
    text = (LISTS / filename).read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines(), strict=True))


def _terms(filename: str) -> tuple[Term, ...]:
    return tuple(
        Term(row["term"], row["kind"], row["source"], ambiguous=row["ambiguous"] == "1") for row in _rows(filename)
    )


def _index(facts: Iterable[_N], *, shared: frozenset[str]) -> dict[str, _N]:
    """Folded names to facts; a name of two facts that is not in ``shared`` is an error."""
    index: dict[str, _N] = {}
    for fact in facts:
        for name in {fold(name) for name in (fact.name, *fact.aliases)}:
            if index.setdefault(name, fact) is not fact and name not in shared:
                raise ValueError(f"{name!r} names both {index[name].name!r} and {fact.name!r}; take it from one")
    return index


@cache
def _contexts(not_when: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    """``in ~ of`` as what the folded, space-padded text must end with before the form and start with after it."""
    halves = (context.partition("~") for context in not_when)
    return tuple((_padded(head), _padded(tail)) for head, _, tail in halves)


def _padded(text: str) -> str:
    return f" {fold(text)} " if text.strip() else ""


def _values(cell: str) -> tuple[str, ...]:
    return tuple(value for value in cell.split("|") if value)


def _year(cell: str) -> int | None:
    return int(cell) if cell else None


def _require(found: Iterable[str], known: Iterable[str], filename: str) -> None:
    if unknown := set(found) - set(known):
        raise ValueError(f"{filename} uses {sorted(unknown)}, which the scheme does not have")
