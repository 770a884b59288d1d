"""What speaks for and against a report's telling of an incident, by name: days, places, persons, numbers, things, words, copies.

An incident is the reports that were put together so far. What is alike is taken from the member that is most alike; what
contradicts must contradict all that the members say together, so that one member's slip does not keep a report away.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet

from pipeline.incidents import facts_alike
from pipeline.incidents.prepared import Prepared
from pipeline.incidents.rarity import RARE
from pipeline.incidents.reported import Report
from pipeline.incidents.weighing import Found

FEW_WORDS = 5  # rare ones that a short report is taken to lack, so that three common words do not make a match
FEW_NAMES = 2
COPIED = 0.6  # share of the shorter report's words that a copy of it has

LEAST_NAMES = 0.2  # of names in common (a rare one gives 0.2 for articles) without which two reports have nothing telling in common
# What is rarely shared by chance.
SPECIFIC = frozenset({
    "both name a person", "a place name in common", "same kg", "same sum", "same age", "figures in common", "copy of one text",
    "same victim", "same count of things", "near kg", "near sum",
})  # fmt: skip


def evidence(one: Prepared, members: Sequence[Prepared]) -> Found:
    """What speaks for and against a report's being of the incident of ``members`` (at least one)."""
    found: Found = {"bias": 1.0}
    article = one.report.article_id
    if any([article == member.report.article_id for member in members]):
        found["told apart in one article"] = 1.0
    _words(one, members, found)
    facts_alike.days(one, members, found)
    facts_alike.places(one, members, found)
    facts_alike.persons(one, members, found)
    facts_alike.numbers(one, members, found)
    facts_alike.things(one, members, found)
    facts_alike.types(one, members, found)
    if one.report.apart or any(member.report.apart for member in members):
        found["an article sets something apart"] = 1.0
    if one.others or any(member.others for member in members):
        found["an article tells of several"] = 1.0
    if SPECIFIC.isdisjoint(found) and max(found["articles name the same"], found["names in common"]) < LEAST_NAMES:
        found["nothing telling in common"] = 1.0
    return found


def _words(one: Prepared, members: Sequence[Prepared], found: Found) -> None:
    names = cosine = inside = topic = article = details = 0.0
    for member in members:
        names = max(names, _common(one.names, member.names))
        same = _common(one.terms, member.terms)
        if same:
            cosine = max(cosine, same / math.sqrt(one.norm * member.norm))
            inside = max(inside, same / (min(one.norm, member.norm) + FEW_WORDS * RARE**2))
            details = max(details, float(len(one.details & member.details)))
        if one.article is member.article:
            topic, both = max(topic, one.article.names_norm), one.article.norm
        else:
            topic = max(topic, _common(one.article.names, member.article.names))
            both = _common(one.article.terms, member.article.terms)
        if both:
            article = max(article, both / math.sqrt(one.article.norm * member.article.norm))
        if (
            are_copies(one.report, member.report)
            and both > COPIED * min(one.article.norm, member.article.norm)
            and member.report.article_id != one.report.article_id
        ):
            if same > COPIED * min(one.norm, member.norm):
                found["copy of one text"] = 1.0
    found["names in common"] = names / (names + FEW_NAMES * RARE)
    found["words in common"] = cosine
    found["rare words in common"] = details / (details + 4)
    found["words of one in the other"] = inside
    found["articles name the same"] = topic / (topic + 2 * FEW_NAMES * RARE)
    found["articles in the same words"] = article
    if not topic:
        found["articles name nothing the same"] = 1.0
    # Whether both articles are on it, or one only mentions it: what the articles have in common means something else then.
    mentioned = [not one.report.main, not any(member.report.main for member in members)]
    role = ("main in both", "mentioned in one", "mentioned in both")[sum(mentioned)]
    if sum(mentioned):
        found[role] = 1.0
        for name in ("names in common", "words in common", "articles name the same", "articles in the same words"):
            found[f"{name}, {role}"] = found[name]
    if one.focus and any([member.focus for member in members]):
        within = [
            any([not one.focus.isdisjoint(member.names) for member in members]),
            any([not member.focus.isdisjoint(one.names) for member in members]),
        ]
        found[f"its name told in {'both' if all(within) else 'one' if any(within) else 'neither'}"] = 1.0
    key = _united([member.key for member in members])
    _key_names(one, members, key, found)
    _rivals(one, members, key, found)


def _common(one: Mapping[int, float], other: Mapping[int, float]) -> float:
    """What the words that both have weigh; added up in the order of the numbers, so that the last digit is always the same."""
    both = one.keys() & other.keys()
    return sum([one[word] for word in sorted(both)]) if both else 0.0


def _rivals(one: Prepared, members: Sequence[Prepared], key: Mapping[int, float], found: Found) -> None:
    """Whether the names of the one are what the other's article tells of another of its happenings, or its days are.

    ``key``: the members' key names.
    """
    share = 0.0
    if not key.keys().isdisjoint(one.others):
        share = _away(key, one.names.keys() | one.key.keys(), one.others)
    if any([not one.key.keys().isdisjoint(member.others) for member in members]):
        told = {name for member in members for name in member.names} | key.keys()
        theirs = {name for member in members for name in member.others} - told
        share = max(share, _away(one.key, told, theirs))
    if share:
        found["names what an article tells of another"] = share
    known = facts_alike.day_of(members)
    told_of = one.other_days, {day for member in members for day in member.other_days}
    for mine, days, elsewhere in ((one.days, known, told_of[0]), (known, one.days, told_of[1])):
        if elsewhere and days and days[0] == days[1] and mine != days and str(days[0]) in elsewhere:
            found["day of what an article tells of another"] = 1.0


def _away(names: Mapping[int, float], own: AbstractSet[int], others: AbstractSet[int]) -> float:
    """How much of what names the one happening is told of another, of all that is told at all."""
    away = sum([weight for name, weight in names.items() if name in others])
    here = sum([weight for name, weight in names.items() if name in own])
    return away / (away + here + RARE / 2)


def _key_names(one: Prepared, members: Sequence[Prepared], theirs: Mapping[int, float], found: Found) -> None:
    """How much of what one side names of its happening the other side's articles name at all, and the other way round."""
    if not one.key or not theirs:
        return
    articles = _united([member.article.names for member in members])
    ways = sorted((_told_in(one.key, articles), _told_in(theirs, one.article.names)))
    found["key names that the other tells, at least"], found["key names that the other tells, at most"] = ways
    if not ways[1]:
        found["neither tells the other's key names"] = 1.0


def _told_in(key: Mapping[int, float], names: Mapping[int, float]) -> float:
    """The share of key names, by weight, that are among an article's."""
    return sum([weight for name, weight in key.items() if name in names]) / sum(key.values())


def _united(told: Sequence[Mapping[int, float]]) -> Mapping[int, float]:
    """The weights of all members' names."""
    if len(told) == 1:
        return told[0]
    return {name: weight for of_one in told for name, weight in of_one.items()}


def are_copies(a: Report, b: Report) -> bool:
    """Whether one's article is a copy of the other's, or both are of a third."""
    return a.article_id == b.copy_of or b.article_id == a.copy_of or bool(a.copy_of and a.copy_of == b.copy_of)
