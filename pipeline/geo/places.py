"""Where the places of an article are: from its GPE, LOC and FAC mentions to coordinates, offline.

Every name has candidates (``pipeline.geo.atlas``), each with how well known it is. The article decides between
them: what a name stands in (``Maipú, Chile``; ``the Venezuelan city of Valencia``), which countries the article
speaks of, what is named near it, and the words beside it (``the state of``, ``County``). A name means the same
place throughout an article, unless the text says otherwise. A name that is not known stays without a place.

    Places().resolve([PlaceMention("Maipú", "GPE", 0, 5)], "Maipú, Chile")
"""

from __future__ import annotations

import math
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass, replace

from pipeline.geo.atlas import Candidate, country_name, is_near, lies_in, region_name
from pipeline.geo.place_reading import (
    PlaceMention,
    Reading,
    find_containers,
    find_dateline,
    find_lists,
    inside,
    lend_containers,
    read_mention,
)
from pipeline.geo.place_votes import Choice, Votes, spoken_of

__all__ = ["Place", "PlaceMention", "Places"]

# What each piece of evidence adds to a candidate, in powers of ten of inhabitants. Weighed on the table of
# tests/test_places.py and on GeoVirus.
INSIDE_NAMED = 4.5  # it lies in what the text names it in
LISTED = 2.5  # it is of one kind with the others of a list
CONTAINS = {"city": 0.7, "country": 1.5, "region": 1.5, "district": 1.0}  # another name is said to lie in it
VOTES_SHARE, VOTES_ANY = 2.6, 0.9  # the article speaks of its country
# It speaks of none but other countries, mostly of one that has a place of the name: no lesser city is meant then.
UNSPOKEN, MOSTLY, WORLD_CITY, WORLD_REGION = -1.2, 0.7, 6.3, 7.0
REGION_SHARE = 1.4  # the article speaks of its region
NEAR = 1.6  # another place of the article is near
KIND_SAID, KIND_DENIED, NO_COUNTRY = 3.0, -1.5, -3.0  # a word beside the name says what it is
# A town smaller than this is not meant by a bare name in an article about other countries: one that is known by
# a name of its own, by one that many bear, or as part of a building's or neighbourhood's.
UNSUPPORTED, UNSUPPORTED_OF_MANY, UNSUPPORTED_PART = 4.3, 5.0, 5.5
MANY = 3
# Which share of what the article says about countries must be about its own, for a town and for a part of one.
LEAST_SHARE = {"GPE": 0.2, "LOC": 0.4, "FAC": 0.4}
LEAST_SURE = 0.3  # of a neighbourhood, or a town in a building's name; surer of what it stands in
LEAST_SURE_ALONE = (
    0.5  # of a lesser place of a name that others bear, where nothing in the article speaks for its country
)
LEAST_HELD = 2.4  # a village that size may give its region away
RIVAL_KM = 50.0  # from the best candidate; nearer ones are mostly the same town again
STEEPNESS = 2.0  # how fast a lead over the second-best candidate makes it sure
ROUNDS = 2
LABEL_FITS = 1.0  # a sea for a LOC, a prison for a FAC
NO_GPE = {"prison": 4.0, "area": 1.5}  # for a GPE, a town of the name comes first
KINDS_SAID = {"region": ("region", "district", "area"), "city": ("city",)}
PRECISION = {
    "country": "country",
    "region": "region",
    "district": "region",
    "area": "area",
    "prison": "site",
    "city": "city",
}
LABELS = {"area": "LOC", "prison": "FAC"}


@dataclass(frozen=True, slots=True)
class Place:
    """A place on the map, with how exact (``precision``: site, city, region, country, area), how sure (0..1) and why."""

    id: str
    name: str
    label: str
    country: str | None
    region: str | None
    latitude: float
    longitude: float
    precision: str
    score: float
    reason: str


class Places:
    """Resolves the places of one document after another; holds nothing of them."""

    def resolve(
        self, mentions: Sequence[PlaceMention], text: str, *, hints: Mapping[str, float] | None = None
    ) -> list[Place | None]:
        """A place, or None, for each mention. ``hints`` weighs countries known from elsewhere (the publisher's: ``{"CL": 1}``)."""
        dateline = find_dateline(text, mentions)
        readings = [read_mention(mention, text) for mention in (*mentions, *([dateline] if dateline else ()))]
        find_lists(readings, text)
        find_containers(readings, text)
        lend_containers(readings)
        spoken = spoken_of(text, mentions)
        chosen = _choose_all(readings, Votes())
        for _ in range(ROUNDS):
            chosen = _choose_all(readings, Votes.counted(readings, chosen, spoken, hints or {}))
        asked = len(mentions)
        return [_placed(r, choice) for r, choice in zip(readings[:asked], chosen[:asked], strict=True)]


def _choose_all(readings: Sequence[Reading], votes: Votes) -> list[Choice | None]:
    """A choice for every mention; made once for those of which the text says the same."""
    made: dict[Hashable, Choice | None] = {}
    chosen = []
    for reading in readings:
        same = reading.signature()
        if same not in made:
            made[same] = _choose(reading, votes)
        chosen.append(made[same])
    return chosen


def _choose(reading: Reading, votes: Votes) -> Choice | None:
    if not reading.found:
        return _choose_container(reading, votes)
    weighed = _weighed(reading.found, reading, votes)
    place = weighed[0][1]
    if _unsupported(place, reading, votes) or _elsewhere(place, reading):
        return _choose_container(reading, votes)
    ahead = _ahead_of_others(weighed)
    sure = ahead if place.prior > UNSUPPORTED or _supported(place, reading, votes) else 0.6 * ahead
    sure *= 1.0 if reading.exact else 0.9
    if reading.mention.label != "GPE" and place.kind == "city" and sure < LEAST_SURE:
        return _choose_container(reading, votes)
    if _is_any_of_them(place, sure, reading, votes):
        return _choose_container(reading, votes)
    return Choice(place, sure, _reason(place, reading, votes))


def _weighed(found: Sequence[Candidate], reading: Reading, votes: Votes) -> list[tuple[float, Candidate]]:
    """Candidates with what speaks for each, the likeliest first; one alone is not weighed."""
    if len(found) == 1:
        return [(0.0, found[0])]
    return sorted(((_weight(place, reading, votes), place) for place in found), key=lambda pair: (-pair[0], pair[1].id))


def _is_any_of_them(place: Candidate, sure: float, reading: Reading, votes: Votes) -> bool:
    """Whether, as far as the article tells, a lesser place could as well be another of its name."""
    return sure < LEAST_SURE_ALONE and place.prior < WORLD_CITY and not _supported(place, reading, votes)


def _ahead_of_others(weighed: Sequence[tuple[float, Candidate]]) -> float:
    """How far the first is ahead of all that lie elsewhere (0..1)."""
    best, place = weighed[0]
    return 1 / (1 + sum(math.exp(STEEPNESS * (weight - best)) for weight, other in weighed if _is_far(other, place)))


def _is_far(one: Candidate, other: Candidate) -> bool:
    return one is not other and not is_near(one, other, RIVAL_KM)


def _weight(place: Candidate, reading: Reading, votes: Votes) -> float:
    key = reading.key
    share = votes.share(place, key)
    weight = place.prior
    if reading.containers:
        weight += INSIDE_NAMED * inside(place, reading.containers)
    weight += (VOTES_SHARE * share + (VOTES_ANY if share else 0.0)) * place.salience
    if (
        not share
        and place.prior < (WORLD_REGION if place.kind == "region" else WORLD_CITY)
        and votes.led_by_another(reading.found, key, MOSTLY)
    ):
        weight += UNSPOKEN
    weight += REGION_SHARE * votes.region_share(place, key) + NEAR * min(1.0, votes.nearness(place, key))
    if reading.holds and place.kind in CONTAINS and _holds_named(place, reading):
        weight += CONTAINS[place.kind]
    if reading.listed:
        weight += LISTED * _like_the_list(place, reading)
    if reading.kind:
        denied = NO_COUNTRY if place.kind == "country" else KIND_DENIED
        weight += KIND_SAID if place.kind in KINDS_SAID[reading.kind] else denied
    if (reading.mention.label, place.kind) in (("LOC", "area"), ("FAC", "prison")):
        weight += LABEL_FITS
    if reading.mention.label == "GPE":
        weight -= NO_GPE.get(place.kind, 0.0)
    return weight


def _holds_named(place: Candidate, reading: Reading) -> bool:
    """Whether another name of the article is said to lie in it, and can."""
    return any(held.prior > LEAST_HELD and lies_in(held, place) for found in reading.holds for held in found)


def _like_the_list(place: Candidate, reading: Reading) -> float:
    """Which part of the others in its list are best of its kind, and for regions of its country: towns are listed across countries."""
    others = [other.found[0] for other in reading.listed if other.found]
    alike = sum(
        other.kind == place.kind and (place.kind != "region" or other.country == place.country) for other in others
    )
    return alike / max(2, len(others))


def _supported(place: Candidate, reading: Reading, votes: Votes) -> bool:
    """Whether the article speaks of its country or region, or of what is near."""
    key = reading.key
    if votes.share(place, key) >= LEAST_SHARE.get(reading.mention.label, 0.0) or inside(place, reading.containers):
        return True
    near = votes.region_share(place, key) > 0 or votes.nearness(place, key) > 0.3
    return near and reading.mention.label != "FAC"


def _unsupported(place: Candidate, reading: Reading, votes: Votes) -> bool:
    """A small town whose country the article hardly speaks of, though it speaks of others."""
    least = UNSUPPORTED_OF_MANY if len(reading.found) > MANY else UNSUPPORTED
    part = reading.mention.label == "FAC" or (reading.mention.label == "LOC" and len(reading.found) > 1)
    if part or (place.kind == "region" and len(reading.found) > MANY):  # Central, Western: regions of many countries
        least = UNSUPPORTED_PART
    small = place.kind in ("city", "district", "region") and place.prior < least
    return small and votes.countries.others(reading.key) and not _supported(place, reading, votes)


def _elsewhere(place: Candidate, reading: Reading) -> bool:
    """A town outside of what the text names it in: ``Stroud, Ontario`` is not the one in England."""
    if not reading.strict or reading.listed or place.kind != "city":
        return False
    named = [found[0] for found in reading.containers if found[0].kind in ("country", "region")]
    return (
        bool(named)
        and not inside(place, reading.containers)
        and not any(place.country == holder.country and is_near(place, holder, 300) for holder in named)
    )


def _choose_container(reading: Reading, votes: Votes) -> Choice | None:
    """For a neighbourhood or building that is not known: the town or region it is said to be in."""
    if reading.mention.label == "GPE":
        return None
    bare = replace(reading, containers=[], listed=[], holds=[], kind=None)
    for found in reading.containers:
        weighed = _weighed(found, bare, votes)
        place = weighed[0][1]
        if _is_any_of_them(place, _ahead_of_others(weighed), bare, votes):
            continue
        if place.kind in ("city", "district", "region"):
            return Choice(place, 0.35, f"not known itself; the text places it in {place.name}")
    return None


def _reason(place: Candidate, reading: Reading, votes: Votes) -> str:
    country = country_name(place.country)
    others = len(reading.found) - 1
    if inside(place, reading.containers):
        holder = next(c for found in reading.containers for c in found if lies_in(place, c))
        return f"the text places it in {holder.name}"
    if reading.kind and place.kind != "country" and place.kind in KINDS_SAID[reading.kind] and others:
        return f"the text calls it a {'region' if reading.kind == 'region' else 'town'}"
    if not others:
        return (
            "the only place of this name"
            if reading.exact
            else f"part of the name is {place.name}, the only place of this name"
        )
    if votes.share(place, reading.key) > 0 and country:
        only = sum(other.country == place.country for other in reading.found) == 1
        times = votes.mentions.get(place.country or "", 0)
        named = f"which the article names {times} times" if times > 1 else "which the article speaks of"
        return f"{'only' if only else 'best known'} {place.name} in {country}, {named}"
    return f"best known of {others + 1} places of this name"


def _placed(reading: Reading, choice: Choice | None) -> Place | None:
    if choice is None:
        return None
    place = choice.place
    precision = PRECISION[place.kind]
    return Place(
        id=place.id,
        name=place.name,
        label=LABELS.get(place.kind, "GPE"),
        country=place.country,
        region=region_name(place.country, place.region),
        latitude=place.latitude,
        longitude=place.longitude,
        precision=precision,
        score=round(choice.score, 3),
        reason=choice.reason,
    )
