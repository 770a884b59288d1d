"""What an article speaks of: how much of each country and region, and which points it names.

Every vote is kept by the name that casts it, so that a name is never its own witness.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache
from itertools import islice

from pipeline.geo.atlas import EARTH_RADIUS_KM, Candidate, demonyms
from pipeline.geo.cities import name_key
from pipeline.geo.place_reading import PlaceMention, Reading
from pipeline.knowledge import agencies

# What one mention of each counts for its country; more than some of the same name count no more.
VOTE = {"country": 1.0, "demonym": 0.5, "agency": 0.5, "region": 0.9, "city": 0.6, "hint": 2.0}
MOST_MENTIONS = 4
NEAR_KM = 250.0
# Further away (10 Mm as the cosine of an angle) a point adds nothing that a sum would show.
FARTHEST = math.cos(10_000 / EARTH_RADIUS_KM)
POINTS = ("city", "district", "prison")
LONGEST_NAME = 7  # words, of an agency in running text
_WORD = re.compile(r"[^\W\d_][\w'’-]*(?:\.(?=\w)[\w'’-]*)*")


@dataclass(frozen=True, slots=True)
class Choice:
    """The candidate taken for a mention, how far ahead of the others it is (0..1), and why."""

    place: Candidate
    score: float
    reason: str


class Tally:
    """Weights for things, by the name that gives each; what a name gives can be left out."""

    def __init__(self) -> None:
        self.total = 0.0
        self.given: dict[str, float] = defaultdict(float)
        self.got: dict[object, float] = defaultdict(float)
        self.weights: dict[tuple[object, str], float] = defaultdict(float)

    def add(self, thing: object, name: str, weight: float, most: float = math.inf) -> None:
        """Count a vote; a name gives one thing no more than ``most``."""
        weight = min(weight, most - self.weights[thing, name])
        self.total += weight
        self.given[name] += weight
        self.got[thing] += weight
        self.weights[thing, name] += weight

    def share(self, thing: object, name: str) -> float:
        """Which part of all that other names give the thing has."""
        if thing not in self.got:  # most candidates' countries
            return 0.0
        total = self.total - self.given.get(name, 0.0)
        mine = self.got.get(thing, 0.0) - self.weights.get((thing, name), 0.0)
        return mine / total if total > 1e-9 and mine > 1e-9 else 0.0

    def others(self, name: str) -> bool:
        """Whether any other name gives anything."""
        return self.total - self.given.get(name, 0.0) > 1e-9


@dataclass(frozen=True, slots=True)
class Votes:
    """How much the article speaks of each country and region, the points it names, and how often it names a country."""

    countries: Tally = field(default_factory=Tally)
    regions: Tally = field(default_factory=Tally)
    points: dict[str, tuple[tuple[float, float, float], float]] = field(default_factory=dict)
    mentions: Counter[str] = field(default_factory=Counter)
    near: dict[tuple[str, str], float] = field(default_factory=dict)
    led: dict[tuple[int, str], bool] = field(default_factory=dict)

    @classmethod
    def counted(
        cls,
        readings: Sequence[Reading],
        chosen: Sequence[Choice | None],
        spoken: Mapping[str, tuple[str, float]],
        hints: Mapping[str, float],
    ) -> Votes:
        votes = cls()
        for country, weight in hints.items():
            votes.countries.add(country, "(hint)", VOTE["hint"] * weight)
        for word, (country, weight) in spoken.items():
            votes.countries.add(country, word, weight)
        for reading, choice in zip(readings, chosen, strict=True):
            if choice is not None and choice.place.country is not None:
                # What is only said to lie in a place is no witness for that place beside the place itself.
                votes._count(choice.place, reading.key if reading.found else name_key(choice.place.name), choice.score)
        return votes

    def _count(self, place: Candidate, key: str, score: float) -> None:
        weight = VOTE.get(place.kind, VOTE["city"]) * score
        self.countries.add(place.country, key, weight, weight * MOST_MENTIONS)
        if place.kind == "country":
            self.mentions[place.country or ""] += 1
        if place.region:
            self.regions.add((place.country, place.region), key, weight, weight * MOST_MENTIONS)
        if place.kind in POINTS:
            self.points[key] = (place.vector, score)

    def share(self, place: Candidate, key: str) -> float:
        """Which part of what is said about countries, but by this name, is about the place's country."""
        return self.countries.share(place.country, key)

    def region_share(self, place: Candidate, key: str) -> float:
        return self.regions.share((place.country, place.region), key) if place.region else 0.0

    def led_by_another(self, found: tuple[Candidate, ...], key: str, share: float) -> bool:
        """Whether so much of what is said about countries is about one that has a place of the name; asked for each of them."""
        if (known := self.led.get((id(found), key))) is None:
            nations = {place.country for place in found}
            known = any(self.countries.share(nation, key) >= share for nation in nations)
            self.led[id(found), key] = known
        return known

    def nearness(self, place: Candidate, key: str) -> float:
        """0 for a place far from all others of the article, up to 1.5 for one among several of them."""
        if place.kind not in POINTS or not self.points:
            return 0.0
        if (known := self.near.get((place.id, key))) is None:
            x, y, z = place.vector
            others = []
            for name, ((east, north, up), sure) in self.points.items():
                if name != key and (cosine := x * east + y * north + z * up) > FARTHEST:
                    others.append(sure * math.exp(-EARTH_RADIUS_KM * math.acos(min(1.0, cosine)) / NEAR_KM))
            others.sort()
            known = self.near[place.id, key] = sum(others[:-4:-1]) / 2
        return known


def spoken_of(text: str, mentions: Iterable[PlaceMention]) -> dict[str, tuple[str, float]]:
    """Demonyms and agencies in the running text, outside the mentions: word → (country, its vote)."""
    counts: Counter[tuple[str, str, str]] = Counter()
    known = _agencies()
    taken = {position for mention in mentions for position in range(mention.start, mention.end)}
    for match in _telling_words(text):
        if match.start() in taken:
            continue
        codes, longest = _telling(match[0])
        word = name_key(match[0])
        for code in codes:
            counts[word, code, "demonym"] += 1
        name = ""
        for following in islice(_WORD.finditer(text, match.start()), longest):
            key = name_key(following[0])
            name = f"{name} {key}" if name else key
            alone = " " not in name  # the Met, but not ``they met``
            if (country := known.get(name)) and not (alone and match[0].islower()):
                counts[name, country, "agency"] += 1
    return {
        f"{word}|{code}": (code, VOTE[kind] * min(count, MOST_MENTIONS)) for (word, code, kind), count in counts.items()
    }


def _telling_words(text: str) -> Iterator[re.Match[str]]:
    """The words that tell anything, in order: few do, so that the text is only searched for the pieces that hold them."""
    pieces = {piece for piece in set(text.split()) if _has_telling(piece)}
    starts: dict[int, int] = {}
    for piece in pieces:
        start = text.find(piece)
        while start >= 0:
            end = start + len(piece)
            if not text[start - 1 : start].strip() and not text[end : end + 1].strip():
                starts[start] = end
            start = text.find(piece, end)
    for start in sorted(starts):
        yield from (match for match in _WORD.finditer(text, start, starts[start]) if any(_telling(match[0])))


@lru_cache(maxsize=16_384)
def _has_telling(piece: str) -> bool:
    return any(any(_telling(word)) for word in _WORD.findall(piece))


@lru_cache(maxsize=16_384)
def _telling(word: str) -> tuple[tuple[str, ...], int]:
    """The countries whose people a word names, and how many words to read for an agency that begins with it: mostly none."""
    key = name_key(word)
    # ``a pole`` is no Pole, and Germán no German.
    people = demonyms().get(key, ()) if word[0].isupper() and (word.isascii() or not key.isascii()) else ()
    return people, _longest().get(key.partition(" ")[0], 0)


@cache
def _agencies() -> dict[str, str]:
    return {
        name_key(name): row.country
        for row in agencies()
        if row.country
        for name in (row.name, *row.aliases)
        if len(name) > 3
    }


@cache
def _longest() -> dict[str, int]:
    """The first word of agencies' names → of how many words the longest is, at most ``LONGEST_NAME - 1``."""
    longest: dict[str, int] = {}
    for name in _agencies():
        first, *rest = name.split()
        longest[first] = min(LONGEST_NAME - 1, max(longest.get(first, 0), 1 + len(rest)))
    return longest
