"""The same person, gang, agency or place across articles: pure, from the rows of one article and what the warehouse holds.

``contexts_of`` makes an article's entities with what stands around them, ``known_id`` names those that our lists know,
``keys`` finds candidates, ``compare`` weighs one, ``choose`` takes the best that is sure enough, ``absorb`` adds what an
article says to a warehouse entity. Different people are kept apart in doubt: a missed link can be made later, by hand or
by better evidence; a wrong one spoils both records. ``link_article`` does it for all entities of an article, so that two
people whom one article tells apart never become one.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from pipeline.linking.groups import compare_groups, compare_places, known_id
from pipeline.linking.names import keys, person_name
from pipeline.linking.people import (
    ONLY_INITIALS,
    ONLY_ONE_NAME,
    Evidence,
    compare_people,
    evidence,
    how_sure,
    odds,
    reason,
)
from pipeline.linking.profiles import Link, Profile, absorb, marked_ids, new_id, plain_id, profile_of
from pipeline.linking.surroundings import Context, Local, contexts_of
from pipeline.scheme import PLACE_LABELS

__all__ = (
    "Context",
    "Link",
    "Local",
    "Profile",
    "absorb",
    "choose",
    "compare",
    "contexts_of",
    "keys",
    "known_id",
    "link_article",
    "marked_ids",
    "new_id",
    "plain_id",
    "profile_of",
)

THRESHOLD = 0.8  # of a link; below it the local is an entity of its own
# By how the names agree: the lowest that join hardly any two people in files of corpora/entities that the weights were not fitted to.
THRESHOLDS_OF: dict[str, float] = {
    "same": 0.87, "misspelt": 0.75, "shorter": 0.7, "initials": 0.65, "one name": 0.7, "given name": 0.8, "nickname": 0.5,
    "bare nickname": 0.85,
}  # fmt: skip
LIKELY = 1.0  # log-odds of a candidate that may be the same entity as the best
MOST_RIVALS = 6  # that are weighed of those who may be a person
MOST_TOGETHER = 5  # people of an article that are linked at once
SURE_PEOPLE = 0.95  # of two people of the warehouse that are to be joined
DOUBTS = frozenset(
    "told apart|shared name|other role|opposed roles|suspected|other country|other sex|other age|generation|one name|nickname|bare nickname|misspelt|initials".split(
        "|"
    )
)
SURE = 0.97  # of two warehouse entities that are to be joined


def compare(local: Local, profile: Profile, *, present: bool = False) -> Link:
    """How surely a local is a warehouse entity, 0 to 1, and why; ``present``: the article names it by its full name too."""
    if _family(local.label) != _family(profile.label):
        return Link(profile.entity_id, 0.0, "things of different kinds")
    if local.label == "PERSON":
        return compare_people(local, profile, present=present)
    if local.label in ("GANG", "ORG"):
        return compare_groups(local, profile)
    return compare_places(local, profile)


def _family(label: str) -> str:
    return "PLACE" if label in PLACE_LABELS else label


def choose(local: Local, candidates: Sequence[Profile]) -> Link | None:
    """The entity that a local surely enough is, or None for a new one; ``joins`` where the local shows that two are one."""
    if local.label == "PERSON":
        return _choose_person(local, candidates)
    links = sorted((compare(local, profile) for profile in candidates), key=lambda link: (-link.score, link.entity_id))
    if not links or links[0].score < THRESHOLD:
        return None
    best, by_id = links[0], {profile.entity_id: profile for profile in candidates}
    best.joins = [
        link.entity_id
        for link in links[1:]
        if min(link.score, best.score) >= SURE and _same_entity(by_id[best.entity_id], by_id[link.entity_id])
    ]
    return best


@dataclass(slots=True)
class _Pool:
    """A person of an article with those of the warehouse that may be he: likelihood against somebody new, and the evidence."""

    local: Local
    weights: dict[str, float]
    evidence: dict[str, Evidence]
    joins: dict[str, list[str]]


def _pool(local: Local, candidates: Sequence[Profile], present: Container[str]) -> _Pool:
    """Those who may be a person of an article. Two of them who may themselves be one are no rivals, as far as they may be, nor is he of
    whom one name alone was told; who has one name in common and too little else for a link is a rival all the same."""
    weighed = []
    for profile in candidates:
        found = evidence(local, profile, present=profile.entity_id in present)
        if profile.label == "PERSON" and found.excluded in ("", ONLY_ONE_NAME, ONLY_INITIALS):
            weighed.append((min(30.0, odds(found)), profile, found))
    weighed.sort(key=lambda item: (-item[0], item[1].entity_id))
    pool = _Pool(local, {}, {}, {})
    for value, profile, found in weighed[:MOST_RIVALS]:
        weight = math.exp(value)
        if pool.weights and value > LIKELY:
            best = weighed[0][1]
            twins, doubted = _as_one(best, profile)
            if not doubted or all(len(person_name(name).words) == 1 for name in profile.names):
                weight *= 1.0 - twins
            if twins >= SURE_PEOPLE and not doubted:
                pool.joins.setdefault(best.entity_id, []).append(profile.entity_id)
                continue
        pool.weights[profile.entity_id] = weight
        pool.evidence[profile.entity_id] = found
    return pool


def _as_one(one: Profile, other: Profile) -> tuple[float, bool]:
    """How surely two people of the warehouse are one, and whether anything makes that doubtful."""
    found = evidence(Local("", "", other.label, other.name, dict(other.names), other.context), one)
    if found.excluded:
        return 0.0, True
    return how_sure(odds(found)), bool(DOUBTS & set(found.values))


def _choose_person(local: Local, candidates: Sequence[Profile]) -> Link | None:
    """The best of all candidates and of nobody known, by shares: two namesakes that fit alike leave neither sure."""
    return _chosen([_pool(local, candidates, ())])[local.local_id]


def _chosen(pools: Sequence[_Pool]) -> dict[str, Link | None]:
    """Local id → its link, for people whom their article tells apart: an entity is at most one of them."""
    whole = _ways(tuple(pools), frozenset(), len(pools))
    chosen: dict[str, Link | None] = {}
    for number, pool in enumerate(pools):
        chosen[pool.local.local_id] = None
        for entity, weight in pool.weights.items():
            share = weight * _ways(tuple(pools), frozenset((entity,)), number) / whole
            if not pool.evidence[entity].excluded and share >= _threshold(pool.evidence[entity]):
                joins = pool.joins.get(entity, [])
                chosen[pool.local.local_id] = Link(entity, min(share, 1.0), reason(pool.evidence[entity]), joins)
    return chosen


def _threshold(found: Evidence) -> float:
    """From which share on a link is sure enough, by how the names agree; a given name alone tells less than a surname."""
    return THRESHOLDS_OF["given name" if "given name" in found.values else found.kind]


def _ways(pools: tuple[_Pool, ...], taken: frozenset[str], without: int, at: int = 0) -> float:
    """The likelihoods of all ways to link people from ``at`` on, summed; no entity twice, none of those taken."""
    if at == len(pools):
        return 1.0
    rest = _ways(pools, taken, without, at + 1)
    if at == without:
        return rest
    return rest + sum(
        weight * _ways(pools, taken | {entity}, without, at + 1)
        for entity, weight in pools[at].weights.items()
        if entity not in taken
    )


def _told_apart(pools: Sequence[_Pool]) -> Iterator[list[_Pool]]:
    """People that have candidates in common, together; where they are many, the likeliest of them first."""
    waiting = sorted(pools, key=lambda pool: (-max(pool.weights.values(), default=0.0), pool.local.local_id))
    while waiting:
        together, shared = [waiting.pop(0)], set[str]()
        shared |= set(together[0].weights)
        for pool in [other for other in waiting if shared & set(other.weights)][: MOST_TOGETHER - 1]:
            together.append(pool)
            waiting.remove(pool)
        yield together


def _same_entity(one: Profile, other: Profile) -> bool:
    """Whether two warehouse entities of which one local could be either are surely one."""
    if one.known and other.known:
        return False
    as_local = Local("", "", other.label, other.name, dict(other.names), other.context)
    return compare(as_local, one).score >= SURE


def link_article(locals_: Sequence[Local], candidates: Callable[[Local], Sequence[Profile]]) -> dict[str, Link | None]:
    """Local id → its link, or None for a new entity, for all locals of one article that ``known_id`` does not name.

    Two people whom the article tells apart get different entities: the surer one keeps it, the other takes the next.
    """
    chosen = {local.local_id: choose(local, candidates(local)) for local in locals_ if local.label != "PERSON"}
    people = [local for local in locals_ if local.label == "PERSON"]
    full = [local for local in people if len(person_name(local.name).words) > 1]
    pools = [_pool(local, candidates(local), ()) for local in full]
    taken: dict[str, Local] = {}
    for together in _told_apart(pools):
        _without(together, taken)
        for local_id, link in _chosen(together).items():
            chosen[local_id] = link
            if link:
                taken |= {entity: _by_id(full, local_id) for entity in (link.entity_id, *link.joins)}
    alone = [_pool(local, _left(local, candidates(local), taken), taken) for local in people if local not in full]
    given: set[str] = set()  # to one name alone
    for together in _told_apart(alone):
        _without(together, given)
        for local_id, link in _chosen(together).items():
            chosen[local_id] = link
            given |= {link.entity_id} if link else set()
    linked = {link.entity_id for link in chosen.values() if link}
    for link in filter(None, chosen.values()):
        link.joins = [other for other in link.joins if other not in linked]  # those are told apart here
    return chosen


def _left(local: Local, candidates: Iterable[Profile], taken: Mapping[str, Local]) -> list[Profile]:
    """The candidates for one name alone that nobody else of the article has."""
    return [one for one in candidates if one.entity_id not in taken or _one_of_two(taken[one.entity_id], local)]


def _without(pools: Iterable[_Pool], taken: Container[str]) -> None:
    """Take what another person of the article is out of the running."""
    for pool in pools:
        pool.weights = {entity: weight for entity, weight in pool.weights.items() if entity not in taken}


def _by_id(locals_: Iterable[Local], local_id: str) -> Local:
    return next(local for local in locals_ if local.local_id == local_id)


def _one_of_two(one: Local, other: Local) -> bool:
    """Whether two locals of an article may be one person: the extractor did not see that a nickname is somebody's.

    A surname that it did not give to its bearer, or a nickname that both have, is another's.
    """
    left, right = (
        {word for form in (local.name, *local.forms) for word in person_name(form).words} for local in (one, other)
    )
    return (len(person_name(one.name).words) == 1 or len(person_name(other.name).words) == 1) and not left & right
