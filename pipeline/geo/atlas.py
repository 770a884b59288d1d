"""Which places a name can mean: countries, subdivisions, seas and regions, prisons and towns, with how well known each is.

``candidates("San José")`` gives every place of that name, each with a ``prior``: about the power of ten
of its inhabitants, so that a capital outweighs a village by as much as readers would expect.
"""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache, lru_cache

from pipeline.geo.cities import City, name_key, open_cities
from pipeline.knowledge import Subdivision, countries, prisons, regions, subdivisions

# Priors of what has no count of inhabitants: a country is meant before a town of its name, a sea before a village.
COUNTRY, ALIAS_OF_COUNTRY, AREA, PRISON = 8.0, 7.8, 7.9, 6.5
# A capital is named far more often than towns of its size, a town by its own name more often than by another.
CAPITAL, OTHER_NAME = 1.5, 1.0
# A county is meant less often than a town of as many inhabitants; a province less often than its capital of the same name.
SECOND_LEVEL, SHARES_NAME_WITH_CAPITAL = 1.2, 0.5
# A town or lesser region that bears a country's name (``Mexico`` for Mexico City, Niger State) needs a word that says so.
SHARES_NAME_WITH_COUNTRY = 2.5
# A name without its last words is meant less often yet, and not for towns smaller than this.
SHORTENED, LEAST_SHORTENED, SHORTEST_BEGINNING = 0.5, 70_000, 5
# What many names begin with, and no one is called.
_NO_BEGINNINGS = frozenset(
    "santa santo saint sainte puerto porto north south east west central grand great greater villa ville ciudad cidade mount fort port "
    "lake royal upper lower nova novo nuevo nueva campo monte castel palm long little".split()
)
SMALLEST = 300
# GeoNames leaves the count out (0) for some seats of districts; a middling one.
UNCOUNTED_TOWN = 5_000
# Islands and former provinces have no count of their own.
UNCOUNTED_REGION = 300_000
EARTH_RADIUS_KM = 6371.0
LEAST_KM_OF_DEGREE = 111.0  # of latitude; a little less than there are
_NO_SLUG = re.compile(r"[^a-z0-9]+")
_ARABIC_ARTICLES = ("al", "ad", "an", "ar", "as", "ash", "az", "el")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A place that a name can mean. ``kind`` is country, region, district (second level), area, prison or city.

    ``salience`` says how readily the bare name means it in news of its country: 1 for a large city, 0.3 for a village.
    """

    id: str
    name: str
    kind: str
    country: str | None
    region: str
    latitude: float
    longitude: float
    prior: float
    population: int = 0
    salience: float = 1.0

    @property
    def point(self) -> tuple[float, float]:
        return self.latitude, self.longitude

    @property
    def vector(self) -> tuple[float, float, float]:
        """From the middle of the earth to the place, of length 1: two of them tell a distance by three products."""
        return _vector(self.latitude, self.longitude)


@lru_cache(maxsize=16_384)
def _vector(latitude: float, longitude: float) -> tuple[float, float, float]:
    north, east = math.radians(latitude), math.radians(longitude)
    return math.cos(north) * math.cos(east), math.cos(north) * math.sin(east), math.sin(north)


@lru_cache(maxsize=16_384)
def candidates(name: str) -> tuple[Candidate, ...]:
    """All places of this name, the best known first; empty for an unknown name."""
    return _candidates(name_key(name)) or _without_article(name_key(name))


@lru_cache(maxsize=16_384)
def distance_km(one: tuple[float, float], other: tuple[float, float]) -> float:
    """The great-circle distance of two points in degrees."""
    north, south = math.radians(one[0]), math.radians(other[0])
    half_height, half_width = (north - south) / 2, math.radians(one[1] - other[1]) / 2
    chord = math.sin(half_height) ** 2 + math.cos(north) * math.cos(south) * math.sin(half_width) ** 2
    return 2 * EARTH_RADIUS_KM * math.asin(min(1.0, math.sqrt(chord)))


def is_near(one: Candidate, other: Candidate, km: float) -> bool:
    """Whether two places are less than so many kilometres apart; most pairs are told by their latitudes alone."""
    if abs(one.latitude - other.latitude) * LEAST_KM_OF_DEGREE > km:
        return False
    return distance_km(one.point, other.point) < km


def lies_in(place: Candidate, container: Candidate) -> bool:
    """Whether the place can be said to be in the container, as in ``Maipú, Chile`` or ``Petare, Caracas``."""
    if place.id == container.id or (place.kind in ("country", "prison") and container.kind != "country"):
        return False
    if container.kind == "country":
        return place.kind != "country" and place.country == container.country
    if place.country != container.country:
        return False
    if container.kind == "region":
        if container.region in _towned_regions(container.country) and place.region in _towned_regions(
            container.country
        ):
            return place.kind in ("city", "district") and place.region == container.region
        return place.kind in ("city", "district") and is_near(place, container, 350)
    if container.kind == "district":
        return place.kind == "city" and is_near(place, container, 90)
    if container.kind == "area":
        return place.kind in ("city", "district", "region") and is_near(place, container, 500)
    smaller = place.kind in ("city", "district") and 4 * place.population < container.population
    return smaller and is_near(place, container, 60)


def region_name(country: str | None, code: str) -> str | None:
    """The name of the first-level region with this GeoNames code."""
    return _region_names().get((country, code))


@lru_cache(maxsize=4096)
def _candidates(key: str) -> tuple[Candidate, ...]:
    towns = sorted(_towns(open_cities().named(key)), key=lambda town: -town.population)
    towns += _shortened(key, {town.id for town in towns})
    found = [_beside_its_capital(place, towns) for place in _known_places().get(key, ())]
    namesakes = {(place.country, place.region) for place in found if place.kind == "region"}
    towns = [replace(town, salience=1.0) if (town.country, town.region) in namesakes else town for town in towns]
    found = [_beside_a_country(place, found, key) for place in [*found, *_without_twins(towns)]]
    return tuple(sorted(found, key=lambda place: (-place.prior, place.id)))


def _shortened(key: str, known: set[str]) -> list[Candidate]:
    """Large towns by the first words of their names: ``Reggio``, ``San Pedro``, ``Pedro Juan``."""
    if len(key) < SHORTEST_BEGINNING or key in _NO_BEGINNINGS:
        return []
    begun = [_town(city, -SHORTENED) for city in open_cities().begun(key, LEAST_SHORTENED)]
    return [town for town in begun if town.id not in known]


def _without_article(key: str) -> tuple[Candidate, ...]:
    """``Al-Minya`` is ``Minya``, ``El-Fashir`` is ``Al Fashir``; but a Spanish ``El Callao`` is not Callao."""
    first, _, rest = key.partition(" ")
    if first not in _ARABIC_ARTICLES or not rest:
        return ()
    for name in (f"al {rest}", f"el {rest}", *([rest] if first != "el" else [])):
        if found := _candidates(name):
            return tuple(replace(place, prior=place.prior - OTHER_NAME) for place in found)
    return ()


def _towns(cities: Iterable[City]) -> Iterator[Candidate]:
    """Towns, of which the largest of its country with the capital's name is the capital."""
    capitals = set(_capitals())
    for city in cities:
        named = (city.country, name_key(city.name))
        yield _town(city, CAPITAL if named in capitals else 0.0)
        capitals.discard(named)


def _town(city: City, more: float) -> Candidate:
    population = max(city.population or UNCOUNTED_TOWN, SMALLEST)
    prior = math.log10(population) + (more if city.own else -OTHER_NAME)
    return Candidate(
        id=f"geonames:{city.id}",
        name=city.name,
        kind="city",
        country=city.country,
        region=city.region,
        latitude=city.latitude,
        longitude=city.longitude,
        prior=prior,
        population=city.population,
        salience=1.0 if more else _salience(population, city.country),
    )


def _salience(population: int, country: str) -> float:
    part = max(population, SMALLEST) / max(_inhabitants(country), 1_000_000)
    return min(1.0, max(0.3, 1 + (math.log10(part) + 1) / 3.5))


def _without_twins(towns: list[Candidate]) -> Iterator[Candidate]:
    """GeoNames has some towns twice (town and its municipality): the larger stands for both."""
    kept: list[Candidate] = []
    for town in towns:  # the largest first
        near = (k for k in kept if k.country == town.country and is_near(k, town, 15))
        if next(near, None) is None:
            kept.append(town)
            yield town


def _beside_its_capital(place: Candidate, towns: list[Candidate]) -> Candidate:
    """``Mendoza`` alone is the city: a region that has a tenth of its people in a town of its name stands behind it."""
    if place.kind not in ("region", "district"):
        return place
    inside = (town for town in towns if town.country == place.country and _within(place, town))
    large = [town.prior for town in inside if 10 * town.population >= place.population]
    return replace(place, prior=min(place.prior, max(large) - SHARES_NAME_WITH_CAPITAL)) if large else place


def _beside_a_country(place: Candidate, found: list[Candidate], key: str) -> Candidate:
    """A country's name means the country, and not a smaller place called the same; Georgia in the US is the larger one.

    A town of another country that bears it (Cuba in New York) is told by its own country, if the name is its own: Benin City's is not.
    """
    if place.kind == "country":
        return place
    abroad = all(other.country != place.country for other in found if other.kind == "country")
    if place.kind == "city" and abroad and name_key(place.name) == key:
        return place
    shared = any(other.kind == "country" and _inhabitants(other.country) > place.population for other in found)
    return replace(place, prior=place.prior - SHARES_NAME_WITH_COUNTRY) if shared else place


def _within(place: Candidate, town: Candidate) -> bool:
    return place.region == town.region or is_near(place, town, 100)


@cache
def _known_places() -> dict[str, list[Candidate]]:
    """Everything but the towns, by name key."""
    index: dict[str, list[Candidate]] = defaultdict(list)
    for place, names in [*_subdivided(), *_countries(), *_areas(), *_prisons()]:
        for key in dict.fromkeys(name_key(name) for name in names):
            own = key == name_key(place.name) or place.kind != "country"
            index[key].append(place if own else replace(place, prior=ALIAS_OF_COUNTRY))
    return dict(index)


def _countries() -> Iterator[tuple[Candidate, Iterable[str]]]:
    parts = {(row.country, name_key(row.name)) for row in subdivisions()}
    for row in countries():
        # England is an alias of the United Kingdom for other purposes; here it has coordinates of its own.
        names = [name for name in row.aliases if (row.alpha2, name_key(name)) not in parts]
        place = Candidate(
            f"country:{row.alpha2}", row.name, "country", row.alpha2, "", row.latitude, row.longitude, COUNTRY
        )
        yield place, [row.name, *names]


def _subdivided() -> Iterator[tuple[Candidate, Iterable[str]]]:
    for row in subdivisions():
        yield _subdivision(row), [row.name, *row.aliases]


def _subdivision(row: Subdivision) -> Candidate:
    second = bool(row.parent)
    count = max(row.population, 30_000) if second or row.population else UNCOUNTED_REGION
    prior = math.log10(count) - (SECOND_LEVEL if second else 0.0)
    return Candidate(
        id=f"region:{row.country}-{row.code}",
        name=row.name,
        kind="district" if second else "region",
        country=row.country,
        region=row.parent or row.code,
        latitude=row.latitude,
        longitude=row.longitude,
        prior=prior,
        population=row.population,
        salience=_salience(row.population, row.country) if second else 1.0,
    )


def _areas() -> Iterator[tuple[Candidate, Iterable[str]]]:
    for row in regions():
        place = Candidate(
            f"area:{slug(row.name)}", row.name, "area", row.country, "", row.latitude, row.longitude, AREA
        )
        yield place, [row.name, *row.aliases]


def _prisons() -> Iterator[tuple[Candidate, Iterable[str]]]:
    for row in prisons():
        id = f"prison:{row.country}-{slug(row.name)}"
        place = Candidate(id, row.name, "prison", row.country, "", row.latitude, row.longitude, PRISON)
        yield place, [row.name, *row.aliases]


def slug(name: str) -> str:
    """A name as part of an id."""
    return _NO_SLUG.sub("-", name_key(name)).strip("-")


@cache
def _capitals() -> frozenset[tuple[str, str]]:
    return frozenset((row.alpha2, name_key(row.capital)) for row in countries() if row.capital)


@lru_cache(maxsize=512)
def _inhabitants(country: str | None) -> int:
    return sum(row.population for row in subdivisions() if row.country == country and not row.parent)


@cache
def _region_names() -> dict[tuple[str | None, str], str]:
    """Without islands and former provinces, whose code is only their name."""
    coded = (row for row in subdivisions() if not row.parent and row.code != slug(row.name))
    return {(row.country, row.code): row.name for row in coded}


@cache
def _towned_regions(country: str | None) -> frozenset[str]:
    """Codes of the country's regions that its towns bear: not those of islands and former provinces."""
    return frozenset(row.code for row in subdivisions() if row.country == country and not row.parent and row.population)


@cache
def _country_candidates() -> dict[str, Candidate]:
    return {
        row.alpha2: next(place for place in candidates(row.name) if place.id == f"country:{row.alpha2}")
        for row in countries()
    }


def country_of(code: str) -> Candidate:
    """The country with this alpha-2 code."""
    return _country_candidates()[code]


def country_name(code: str | None) -> str | None:
    """The name of the country with this code; None for a code that the list of countries does not have."""
    return _country_candidates()[code].name if code in _country_candidates() else None


@cache
def demonyms() -> dict[str, tuple[str, ...]]:
    """``venezuelan`` → VE; more than one country for those that share one."""
    index: dict[str, list[str]] = defaultdict(list)
    for row in countries():
        for demonym in row.demonyms:
            if row.alpha2 not in index[name_key(demonym)]:
                index[name_key(demonym)].append(row.alpha2)
    return {word: tuple(codes) for word, codes in index.items()}
