"""What a text says of the places it names: what each stands in, what kind it is, what it is listed with.

``Maipú, Chile`` stands in Chile, ``the state of Mexico`` is a region, ``Ohio, Texas and New York`` is a list. Only
the text is read here; ``pipeline.geo.places`` weighs what it says.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator
from dataclasses import dataclass, field, replace

from pipeline.geo.atlas import Candidate, candidates, country_of, demonyms, lies_in
from pipeline.geo.cities import name_key

LARGE = 5.3  # of a town whose parts are called after it: 200,000 inhabitants
# How well a place stands in a lesser bearer of the container's name.
LESSER = 0.8
_SUBDIVISION = (
    "state|province|department|region|county|district|governorate|prefecture|oblast|parish|voivodeship|canton|krai"
)
_SUBDIVISION_ES = "estado|provincia|departamento|comunidad|región"
_TOWN = "city|town|village|municipality|port|capital|suburb|commune|community|hamlet|settlement|slum|neighbou?rhood|borough|township|barrio"
_TOWN_ES = "ciudad|pueblo|municipio|localidad|capital|comuna|puerto"
_KIND_BEFORE = re.compile(
    rf"\b(?:(?P<region>{_SUBDIVISION}|{_SUBDIVISION_ES}|governor)|(?P<city>{_TOWN}|{_TOWN_ES}|mayor))s? (?:of|de|del) (?:the |la |el |los )?$",
    re.I,
)
_ONE_OF = re.compile(r"\b(?:an?|another|one|other|un|una|otro|otra) (?:\w+ )?$", re.I)  # a district of Lima is not Lima
_LINKING = frozenset(("of ", "de ", "del ", "the ", "la ", "el ", "los "))
_KIND_AFTER = re.compile(
    rf"^ (?:(?P<region>{_SUBDIVISION}|gov\b\.?|governor|lawmakers|legislature)|(?P<city>{_TOWN}|mayor))\b", re.I
)
_KIND_IN_FRONT = re.compile(
    rf"^(?:the )?(?:(?P<region>{_SUBDIVISION}|{_SUBDIVISION_ES})|(?P<city>{_TOWN}|{_TOWN_ES})) (?:of|de|del) (?:the )?",
    re.I,
)
_KIND_BEHIND = re.compile(rf" (?:(?P<region>{_SUBDIVISION})|(?P<city>{_TOWN}))$", re.I)
_DIRECTION = re.compile(
    r"^(?:the )?(?:(?:north|south|east|west)(?:ern)?|(?:north|south)[- ]?(?:east|west)(?:ern)?|central|downtown|upper|lower|mid|greater|"
    r"inner|outer|rural|coastal|mainland|metropolitan|metro|old|norte de|sur de|centro de|el norte de|el sur de)[- ]+"
    r"(?:and (?:north|south|east|west)(?:ern)? )?(?:of |part of )?",
    re.I,
)
_BORDER = re.compile(r"\bborder\b|\bfrontera\b", re.I)
# Airports, ports and prisons bear the town's name in front; others bear a saint's or a founder's.
_BUILT = re.compile(
    r"^(?:(?P<front>.+?)(?:'s)? )?(?:(?:main|central|general|state|federal|maximum[- ]security|international|military|naval|air|sea|city|county) )*"
    r"(?:airport|port|seaport|prison|jail|penitentiary|airbase|base)(?: (?:of|de|in|en) (?P<back>.+))?$"
    r"|^(?P<place>.+?)(?:'s)? (?:police station|magistrate'?s'?'? court|district court|lorry (?:park|station)|toll (?:plaza|gate)|town hall|bus (?:station|terminal)|customs centre)$"
    r"|^.*\b(?:stadium|bridge|hospital|university|cathedral|market|station|court|square) (?:of|de|in|en) (?P<town>.+)$",
    re.I,
)
_BUILT_ES = re.compile(
    r"^(?:aeropuerto|puerto|cárcel|penal|penitenciaría|base|estadio|puente|hospital)(?: .+?)? (?:de|en) (?P<back>.+)$",
    re.I,
)
# Between a name and what it lies in: ``X, Y``, ``X (Y``, ``X in Y``, ``X, a town in the state of Y``.
_STANDS_IN = re.compile(
    rf"^(?:'s)?(?:(?P<strict>, | \()|, (?:in|near|on) |,? (?:(?:located|based) )?in |,? (?:an? |the |una? |el |la )?(?:[\w-]+ ){{0,4}}?(?:{_TOWN}|{_TOWN_ES}|{_SUBDIVISION}|area|capital|seat|part) "
    rf"(?:in|of|on|de|del|en) )(?:the )?(?:(?:[\w-]+ )?(?:{_SUBDIVISION}|{_SUBDIVISION_ES}|{_TOWN})s? (?:of|de) )?(?:the )?(?=[^\W\d_a-z]|$)"
)
# Between the members of a list, and what shows that it is one: ``Peru, Chile and Bolivia``.
_LISTED = re.compile(r"^(?:,? (?:and|or|y|e|&) (?:in )?|, (?:in )?)$")
_CLOSES_LIST = re.compile(r"and|or|y|e|&")
# A mention that holds its container: ``Valencia (Carabobo)``, ``Maipú, Chile``.
_WITH_CONTAINER = re.compile(r"^(.+?)(?:, | \()(.+?)\)?$")
_HALF_A_NAME = re.compile(r"^ (?:and|or) (?:North|South|East|West|Central)(?:ern)? (\w+)")
_PLAIN = ("main", "general", "state", "federal", "county", "city", "military", "old", "new", "the")
_DIRECTIONS = ("north", "south", "east", "west", "central", "northern", "southern", "eastern", "western")
# Before a name: ``Chile's``, ``the Venezuelan city of``, ``the Illinois town of``.
_OWNS = re.compile(rf"^(?:['’]s?)?(?: [\w-]+){{0,3}}?(?: (?:{_TOWN}|{_SUBDIVISION}))?(?: of)?(?: the)? $", re.I)
_NAME_AHEAD = re.compile(r"[^\W\d_](?:[\w.'’-]|(?: (?:of|de|del|da|do|la|el|and|y) )?(?<!,) (?=[^\W\d_a-z]))*")
_WORD = re.compile(r"[^\W\d_](?:[\w'’-]|\.(?=\w))*")
_POSTAL = re.compile(r"[A-Z]{2}")
# ``COLOMBO - ``, ``SURREY, B.C. - ``, ``MEDAN, Nov 3 (Nusa) - ``, ``MEERUT: ``
_DATELINE = re.compile(
    r"\s*(?P<town>[^\W\d_a-z][^\W\d_a-z.'’-]+(?:[ -][^\W\d_a-z][^\W\d_a-z.'’]*){0,3})(?P<rest>(?:,? [^\n:–—-]{1,40}?)?(?: ?\([^()\n]{2,40}\))?)(?: ?[–—]| --?|:) "
)


@dataclass(frozen=True, slots=True)
class PlaceMention:
    """A name of a place in a text: ``label`` is GPE, LOC or FAC."""

    text: str
    label: str
    start: int
    end: int


@dataclass(slots=True)
class Reading:
    """A mention with what the text says of it: the name looked up, its kind if said, and what it stands in."""

    mention: PlaceMention
    name: str
    found: tuple[Candidate, ...]
    kind: str | None = None
    exact: bool = True
    containers: list[tuple[Candidate, ...]] = field(default_factory=list)
    strict: bool = False
    listed: list[Reading] = field(default_factory=list)
    holds: list[tuple[Candidate, ...]] = field(default_factory=list)
    key: str = field(init=False)

    def __post_init__(self) -> None:
        self.key = name_key(self.name)

    def signature(self) -> tuple[Hashable, ...]:
        """What a choice between the candidates depends on, for the time that the readings live: equal for most mentions of one name."""
        return (
            self.name, self.mention.label, self.kind, self.exact, self.strict, id(self.found), id(self.holds) if self.holds else 0,
            *map(id, self.containers), 0, *(id(other.found) for other in self.listed),
        )  # fmt: skip


def find_dateline(text: str, mentions: Iterable[PlaceMention]) -> PlaceMention | None:
    """The town from which a text is reported, where no mention covers it; models often pass over names in capitals."""
    match = _DATELINE.match(text)
    if match is None:
        return None
    start, end = match.span("town")
    if any(mention.start < end and start < mention.end for mention in mentions):
        return None
    return PlaceMention(match["town"], "GPE", start, end)


def read_mention(mention: PlaceMention, text: str) -> Reading:
    """The mention's name as it can be looked up, without directions and kinds, and its candidates."""
    name = " ".join(mention.text.split())
    before, after = text[max(0, mention.start - 40) : mention.start], text[mention.end : mention.end + 20]
    kind = _kind(_kind_before(before)) or _kind(_KIND_AFTER.match(after))
    if mention.label == "FAC":
        return _read_built(mention, name)
    if (whole := _WITH_CONTAINER.match(name)) and not candidates(name):
        reading = read_mention(
            PlaceMention(whole[1], mention.label, mention.start, mention.start + len(whole[1])), text
        )
        reading.mention = mention
        reading.containers.extend(found for found in (_ahead(whole[2], 0)[0],) if found)
        return reading
    if name.lower() in _DIRECTIONS and (half := _HALF_A_NAME.match(text[mention.end : mention.end + 40])):
        name = f"{name} {half.group(1)}"  # Central and South America
    if found := _looked_up(name):
        return Reading(mention, name, found, kind)
    for pattern in (_KIND_IN_FRONT, _KIND_BEHIND, _DIRECTION):
        match = pattern.search(name)
        shorter = pattern.sub("", name) if match else ""
        if shorter and (found := _looked_up(shorter)):
            said = None if pattern is _DIRECTION else _kind(match)
            return Reading(mention, shorter, found, said or kind, exact=pattern is not _DIRECTION)
    head, _, part = name.partition("-")  # Rotterdam-Zuid, Berlin-Neukölln
    if part[:1].isupper() and (
        towns := [place for place in candidates(head) if place.kind == "city" and place.prior > LARGE]
    ):
        return Reading(mention, head, tuple(towns), exact=False)
    if _BORDER.search(name):
        return Reading(mention, name, _borders(name))
    return Reading(mention, name, ())


def _looked_up(name: str) -> tuple[Candidate, ...]:
    """The candidates of a name; two capitals are a state (``CA``), and ``the north`` is no place."""
    if name.islower() or name.lower().removeprefix("the ") == name.removeprefix("the ").removeprefix("The "):
        return ()
    found = candidates(name)
    if len(name_key(name)) > 2:
        return found
    return tuple(place for place in found if place.kind != "city") if name.isupper() or "." in name else ()


def _kind(match: re.Match[str] | None) -> str | None:
    return match.lastgroup if match else None


def _kind_before(text: str) -> re.Match[str] | None:
    """What a place is called right before its name; most texts end in no word that can stand between the two."""
    last = text[text.rfind(" ", 0, -1) + 1 :].lower()
    match = _KIND_BEFORE.search(text) if last in _LINKING else None
    return None if match and match["region"] and _ONE_OF.search(text[: match.start()]) else match


def _read_built(mention: PlaceMention, name: str) -> Reading:
    """A prison by its name, else the town that is part of a built place's name (``port of Guayaquil``)."""
    known = tuple(place for place in candidates(name) if place.kind in ("prison", "area"))
    if known:
        return Reading(mention, name, known)
    match = _BUILT.match(name) or _BUILT_ES.match(name)
    parts = [part for part in match.groupdict().values() if part] if match else []
    for part in reversed(parts):
        if part.lower() in (*_DIRECTIONS, *_PLAIN):
            continue
        towns = tuple(place for place in candidates(part) if place.kind in ("city", "prison") and place.prior > 3.7)
        if towns:
            return Reading(mention, part, towns, exact=False)
    return Reading(mention, name, ())


def _borders(name: str) -> tuple[Candidate, ...]:
    """The middle between two countries for the border between them."""
    found: list[Candidate] = []
    for word in re.split(r"[-–—\s]+", name):
        place = next((place for place in candidates(word) if place.kind == "country" and len(word) > 1), None)
        code = place.country if place else next(iter(demonyms().get(name_key(word), ())), None)
        if code and all(other.country != code for other in found):
            found.append(country_of(code))
    if len(found) != 2:
        return ()
    one, other = found
    codes = "-".join(sorted(f"{place.country}" for place in found))
    return (
        Candidate(
            id=f"area:border-{codes}",
            name=f"{one.name}–{other.name} border",
            kind="area",
            country=None,
            region="",
            latitude=round((one.latitude + other.latitude) / 2, 2),
            longitude=round((one.longitude + other.longitude) / 2, 2),
            prior=7.0,
        ),
    )


def find_containers(readings: list[Reading], text: str) -> None:
    """Note for every mention the names it is said to lie in, and for those that it lies in them."""
    starting = {reading.mention.start: reading for reading in readings}
    for reading in readings:
        end = reading.mention.end
        for _ in range(3):  # Maipú, Santiago, Chile
            match = _STANDS_IN.match(text[end : end + 80])
            if not match:
                break
            start = end + match.end()
            other = starting.get(start)
            found, end = (other.found, other.mention.end) if other else _ahead(text, start)
            if not found or _is_list(reading, found, other):
                break
            reading.containers.append(found)
            reading.strict = reading.strict or match["strict"] is not None
            if other and any(lies_in(place, holder) for place in reading.found for holder in found):
                other.holds.append(reading.found)
        reading.containers.extend(found for found in _owners(reading, readings, text) if found)


def find_lists(readings: list[Reading], text: str) -> None:
    """Note for every mention the others of the list it stands in."""
    ordered = sorted(readings, key=lambda reading: reading.mention.start)
    runs: list[list[Reading]] = []
    closed = False
    for position, reading in enumerate(ordered):
        gap = text[ordered[position - 1].mention.end : reading.mention.start] if position else ""
        if _LISTED.match(gap) and not closed:
            runs[-1].append(reading)
            closed = bool(_CLOSES_LIST.search(gap))
        else:
            runs.append([reading])
            closed = False
        if closed or len(runs[-1]) > 3:
            for member in runs[-1]:
                member.listed = [other for other in runs[-1] if other is not member]


def _is_list(reading: Reading, found: tuple[Candidate, ...], other: Reading | None) -> bool:
    """Whether ``Peru, Colombia and Chile`` go on as equals: the first is no town in the second."""
    if not reading.found or not found:
        return False
    if reading.found[0].kind == "country" and found[0].kind in ("country", "area"):
        return True
    equals = [place for place in reading.found if (place.kind, place.country) == (found[0].kind, found[0].country)]
    if other is None or other not in reading.listed or not equals or found[0].kind not in ("region", "city"):
        return False
    return len(reading.listed) > 1 and equals[0].prior > reading.found[0].prior - 2


def _ahead(text: str, start: int) -> tuple[tuple[Candidate, ...], int]:
    """The country or region whose name stands here although no mention says so: ``Calif.``, ``IL``, ``Chile``."""
    match = _NAME_AHEAD.match(text[start : start + 60])
    if not match:
        return (), start
    words = match.group().split(" ")
    for count in range(min(len(words), 4), 0, -1):
        name = " ".join(words[:count])
        key = name_key(name)
        if key in _DIRECTIONS:
            continue  # ``north of Durban, South African police``
        if len(key) == 2 and not _POSTAL.fullmatch(name.replace(".", "")):
            continue
        found = tuple(place for place in candidates(name.removesuffix("'s")) if place.kind in ("country", "region"))
        if found:
            return found, start + len(name)
    return (), start


def _owners(reading: Reading, readings: list[Reading], text: str) -> Iterator[tuple[Candidate, ...]]:
    """What stands before it as its owner: ``Chile's Maipú``, ``the Venezuelan city of Valencia``."""
    start = reading.mention.start
    gap = text[max(0, start - 60) : start]
    for other in readings:
        if not 0 < start - other.mention.end < 45:
            continue
        between = text[other.mention.end : start]
        if _OWNS.match(between) and (between[0] in "'’" or _kind_before(between)):
            yield other.found
    for word in [*_WORD.finditer(gap)][-5:]:
        between = gap[word.end() :]
        if between in (" ", " capital ") or _kind_before(between):
            if codes := demonyms().get(name_key(word.group())):
                yield tuple(country_of(code) for code in codes)
            elif between != " " and len(between) < 30 and word.group()[0].isupper():
                yield tuple(place for place in candidates(word.group()) if place.kind in ("country", "region"))


def lend_containers(readings: list[Reading]) -> None:
    """A name that stands in nothing here stands in what it stood in before, or stands in later."""
    by_key: dict[str, list[Reading]] = defaultdict(list)
    for reading in sorted(readings, key=lambda reading: reading.mention.start):
        by_key[reading.key].append(reading)
    for group in by_key.values():
        telling = [reading for reading in group if any(inside(place, reading.containers) for place in reading.found)]
        held = [places for reading in group for places in reading.holds]
        lent: dict[int, list[tuple[Candidate, ...]]] = {}
        for reading in group:
            reading.holds = held
            if not telling or reading in telling:
                continue
            earlier = [other for other in telling if other.mention.start < reading.mention.start]
            source = earlier[-1] if earlier else telling[0]
            reading.containers = lent.get(id(source)) or lent.setdefault(
                id(source), [*map(_fainter, source.containers)]
            )


def _fainter(container: tuple[Candidate, ...]) -> tuple[Candidate, ...]:
    """A container as it is lent: what is said elsewhere says less."""
    return tuple(replace(place, prior=place.prior - 1) for place in container)


def inside(place: Candidate, containers: Iterable[tuple[Candidate, ...]]) -> float:
    """How well it lies in what the text names it in: 1 in the best known place of that name, less in a lesser one, 0 outside."""
    best = 0.0
    for found in containers:
        for container in found:
            if lies_in(place, container):
                behind = found[0].prior - container.prior
                best = max(best, (LESSER if behind > 0.5 else 1.0) - 0.15 * behind)
    return best
