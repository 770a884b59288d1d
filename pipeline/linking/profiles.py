"""What the warehouse holds of a person, gang, agency or place: names and context of all its articles, and how it grows.

A profile is made from the first ``Local`` (``profile_of``), gets an id (``new_id``) and takes in what later articles say (``absorb``).
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from pipeline.articles import digest
from pipeline.knowledge import country_index, fold, slug
from pipeline.linking.names import person_name
from pipeline.linking.surroundings import Context, Local

MOST_NAMES = 120  # kept in a profile's context
# The lists of a context that grow with each article.
MERGED = ("places", "gangs", "people", "orgs", "tied", "roles", "sources", "words", "near", "home", "close", "beside")


@dataclass(slots=True)
class Profile:
    """A warehouse entity: names and merged context of all its locals; ``known``: from our lists."""

    entity_id: str
    label: str
    name: str
    names: dict[str, int]
    context: Context
    known: bool = False
    articles: int = 0
    # Its names as people.py compares them, and folded, until there is another one: it takes in thousands of locals.
    taken_apart: Any = None
    folded: frozenset[str] = frozenset()


@dataclass(slots=True)
class Link:
    """How surely a local is a warehouse entity and why; ``joins``: other entities that are surely the same one."""

    entity_id: str
    score: float
    reason: str
    joins: list[str] = field(default_factory=list)


def absorb(profile: Profile, local: Local) -> None:
    """Add a local's names and context to a warehouse entity; its name becomes the fullest one."""
    if not local.forms.keys() <= profile.names.keys():
        profile.taken_apart, profile.folded = None, frozenset()
    for form, count in local.forms.items():
        profile.names[form] = profile.names.get(form, 0) + count
    if not profile.known and _fullness(local.name) > _fullness(profile.name):
        profile.name, profile.taken_apart = local.name, None
    profile.articles += 1
    mine, new = profile.context, local.context
    for country, weight in new.countries.items():
        mine.countries[country] = round(mine.countries.get(country, 0.0) + weight, 3)
    for name in MERGED:
        added = getattr(new, name)
        if name == "people" and added and person_name(local.name).full < 2:
            # a nickname's article names its bearer too: that is no namesake
            profile.folded = profile.folded or frozenset([fold(form) for form in profile.names])
            added = [item for item in added if item not in profile.folded]
        if added:
            known = getattr(mine, name)
            if any(item not in known for item in added):
                setattr(mine, name, list(dict.fromkeys([*known, *added]))[-MOST_NAMES:])
    mine.born = _narrowed(mine.born, new.born)
    days = [*mine.days, *new.days]
    mine.days = [min(days), max(days)] if days else []


def _fullness(name: str) -> tuple[int, int]:
    words = [word for word in name.split() if len(word.strip(".")) > 1]
    return len(words), -len(name) if '"' in name or "“" in name else len(name)


def _narrowed(one: list[int], other: list[int]) -> list[int]:
    if not one or not other:
        return list(one or other)
    low, high = max(one[0], other[0]), min(one[1], other[1])
    return [low, high] if low <= high else [min(one[0], other[0]), max(one[1], other[1])]


def profile_of(entity_id: str, local: Local, *, known: bool = False) -> Profile:
    """A new warehouse entity from its first local."""
    profile = Profile(entity_id, local.label, local.name, {}, Context(), known)
    absorb(profile, local)
    return profile


def new_id(local: Local, taken: Callable[[str], bool]) -> str:
    """The id of a new entity, ``person:jhon-freddy-caicedo``; a second one of that name gets four digits of its article's."""
    if not taken(plain := plain_id(local)):
        return plain
    for entity in marked_ids(local):
        if not taken(entity):
            return entity
    raise ValueError(f"{plain}: every id for it is taken")


def plain_id(local: Local) -> str:
    """The id of the first entity of a name."""
    return f"{local.label.lower()}:{slug(local.name)}"


def marked_ids(local: Local) -> list[str]:
    """The ids of one more of the name, in the order in which they are tried."""
    plain, digits = plain_id(local), digest(local.article_id, local.local_id)
    return [f"{plain}-{digits[:length]}" for length in range(4, len(digits) + 1)]


# --- comparing what stands around two ----------------------------------------------------------------------------------


def towns(places: Iterable[str]) -> list[str]:
    """Places smaller than a country."""
    return [place for place in places if fold(place.split(",")[0]) not in country_index()]


def shared(one: Iterable[str], other: Iterable[str]) -> list[str]:
    """What both have, in the order of the first."""
    there = set(other)
    return [item for item in dict.fromkeys(one) if item in there]


def titled(name: str) -> str:
    """A folded name as a reader writes it."""
    return name.title() if name.islower() else name


def cosine(one: Mapping[str, float], other: Mapping[str, float]) -> float:
    """The cosine of two sets of votes, 0 to 1."""
    dot = sum(weight * other.get(key, 0.0) for key, weight in one.items())
    size = math.sqrt(sum(w * w for w in one.values()) * sum(w * w for w in other.values()))
    return dot / size if size else 0.0
