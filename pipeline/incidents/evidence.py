"""What speaks for and against a report's telling of an incident, by name: days, places, persons, numbers, things, words, copies.

An incident is the reports that were put together so far. What is alike is taken from the member that is most alike; what
contradicts must contradict all that the members say together, so that one member's slip does not keep a report away.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

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
    if any(one.report.article_id == member.report.article_id for member in members):
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
    if not SPECIFIC & found.keys() and max(found["articles name the same"], found["names in common"]) < LEAST_NAMES:
        found["nothing telling in common"] = 1.0
    return found


def _words(one: Prepared, members: Sequence[Prepared], found: Found) -> None:
    names = cosine = inside = topic = article = details = 0.0
    told: set[int] = set()
    focus: set[int] = set()
    for member in members:
        shared = sum(weight for name, weight in one.names.items() if name in member.names)
        names = max(names, shared)
        both = sum(weight for term, weight in one.terms.items() if term in member.terms)
        if both:
            cosine = max(cosine, both / math.sqrt(one.norm * member.norm))
            inside = max(inside, both / (min(one.norm, member.norm) + FEW_WORDS * RARE**2))
        details = max(
            details, sum(1.0 for term, weight in one.terms.items() if weight >= RARE**2 and term in member.terms)
        )
        topic = max(topic, sum(weight for name, weight in one.article_names.items() if name in member.article_names))
        both = sum(weight for term, weight in one.article_terms.items() if term in member.article_terms)
        if both:
            article = max(article, both / math.sqrt(one.article_norm * member.article_norm))
        told |= member.names.keys()
        focus |= member.focus
        copied = _are_copies(one.report, member.report)
        if (
            copied
            and both > COPIED * min(one.article_norm, member.article_norm)
            and member.report.article_id != one.report.article_id
        ):
            same = sum(weight for term, weight in one.terms.items() if term in member.terms)
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
    if one.focus and focus:
        within = [bool(one.focus & told), any(name in one.names for name in focus)]
        found[f"its name told in {'both' if all(within) else 'one' if any(within) else 'neither'}"] = 1.0
    _key_names(one, members, found)
    _rivals(one, members, found)


def _rivals(one: Prepared, members: Sequence[Prepared], found: Found) -> None:
    """Whether the names of the one are what the other's article tells of another of its happenings, or its days are."""
    key = {name: weight for member in members for name, weight in member.key.items()}
    told = {name for member in members for name in member.names} | key.keys()
    theirs = {name for member in members for name in member.others} - told
    shares = []
    for names, own, others in ((key, one.names.keys() | one.key.keys(), one.others), (one.key, told, theirs)):
        away = sum(weight for name, weight in names.items() if name in others)
        here = sum(weight for name, weight in names.items() if name in own)
        shares.append(away / (away + here + RARE / 2))
    if max(shares):
        found["names what an article tells of another"] = max(shares)
    days = facts_alike.day_of([one]), facts_alike.day_of(members)
    told_of = set(one.report.other_days), {day for member in members for day in member.report.other_days}
    for mine, known, elsewhere in ((days[0], days[1], told_of[0]), (days[1], days[0], told_of[1])):
        if known and known[0] == known[1] and mine != known and str(known[0]) in elsewhere:
            found["day of what an article tells of another"] = 1.0


def _key_names(one: Prepared, members: Sequence[Prepared], found: Found) -> None:
    """How much of what one side names of its happening the other side's articles name at all, and the other way round."""
    theirs = {name: weight for member in members for name, weight in member.key.items()}
    if not one.key or not theirs:
        return
    articles = {name for member in members for name in member.article_names}
    ways = sorted(
        (
            sum(w for n, w in one.key.items() if n in articles) / sum(one.key.values()),
            sum(w for n, w in theirs.items() if n in one.article_names) / sum(theirs.values()),
        )
    )
    found["key names that the other tells, at least"], found["key names that the other tells, at most"] = ways
    if not ways[1]:
        found["neither tells the other's key names"] = 1.0


def _are_copies(a: Report, b: Report) -> bool:
    return a.article_id == b.copy_of or b.article_id == a.copy_of or bool(a.copy_of and a.copy_of == b.copy_of)
