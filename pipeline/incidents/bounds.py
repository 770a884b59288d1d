"""How much a report and an incident can have in common at most, told from little: nearly all pairs are left unread by it.

Weighing all the evidence takes a tenth of a millisecond, and of a hundred pairs that are looked up three join. What is had for a few
set operations is summed up here as it is; of the rest (persons, places, amounts) the best case is taken. ``Limits`` follow the weights in use.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import cast

from pipeline.incidents import facts_alike
from pipeline.incidents.evidence import FEW_NAMES, FEW_WORDS
from pipeline.incidents.namesakes import may_be_spellings, spelled
from pipeline.incidents.prepared import MEASURES, ArticleWords, Prepared
from pipeline.incidents.rarity import RARE
from pipeline.incidents.reported import BLOODY
from pipeline.incidents.weighing import Found, weigh

ROLES = ("main in both", "mentioned in one", "mentioned in both")
_TIMES = ("same", "near", "other")


@dataclass(frozen=True, slots=True)
class Words:
    """What words in common weigh, by whether the articles are on it or one mentions it."""

    names: float
    cosine: float
    inside: float
    details: float
    topic: float
    article: float
    no_topic: float
    role: float


class Outline:
    """What is looked at of a report, or of all reports of an incident together, before they are weighed."""

    __slots__ = (
        "apart", "articles", "bloody", "counted", "countries", "figures", "focus", "gangs", "goods", "heads", "key", "main", "measures",
        "parts", "persons", "principals", "types", "units", "victims",
    )  # fmt: skip

    def __init__(self, parts: tuple[Prepared, ...]) -> None:
        self.parts = parts
        self.articles = frozenset([part.report.article_id for part in parts])
        self.main = any([part.report.main for part in parts])
        self.apart = any([part.report.apart for part in parts])
        self.countries = frozenset([part.report.country for part in parts if part.report.country])
        self.persons = [spelled(person) for part in parts for person in part.persons]
        reports = [part.report for part in parts]
        self.principals = any([report.principals for report in reports])
        self.victims = any([report.victims for report in reports])
        self.focus = any([report.focus for report in reports])
        self.key = self.focus or any([report.where or report.people for report in reports])
        self.types, self.gangs = united([part.types for part in parts]), united([part.gangs for part in parts])
        self.figures, self.measures = united([part.figures for part in parts]), united([part.numbers for part in parts])
        self.units, self.counted = united([part.amounts for part in parts]), united([part.counted for part in parts])
        self.heads, self.goods = united([part.heads for part in parts]), united([part.goods for part in parts])
        self.bloody = self.types <= BLOODY


def united(of_parts: Sequence[Iterable[str]]) -> frozenset[str]:
    """What any of the parts has."""
    return frozenset(of_parts[0]) if len(of_parts) == 1 else frozenset().union(*of_parts)


@lru_cache(maxsize=1024)  # an incident is asked for again and again before a member comes to it
def _of_many(parts: tuple[Prepared, ...]) -> Outline:
    return Outline(parts)


def outline(parts: Sequence[Prepared]) -> Outline:
    """The outline of some reports of an incident; that of one report is made once."""
    if len(parts) > 1:
        return _of_many(tuple(parts))
    (one,) = parts
    if one.outline is None:
        one.outline = Outline((one,))
    return cast("Outline", one.outline)


class Limits:
    """What each piece of evidence adds at most, by the weights in use."""

    def __init__(self, weights: Mapping[str, float]) -> None:
        get = weights.get
        self.weights = dict(weights)
        self.words = [_words(weights, role if i else "") for i, role in enumerate(ROLES)]
        self.one_article = get("told apart in one article", 0.0)
        self.apart = get("an article sets something apart", 0.0)
        self.kinds = get("same kind", 0.0), get("kinds that go together", 0.0), get("other kind", 0.0)
        self.person = max(0.0, get("both name a person", 0.0))
        self.no_person = get("name other persons", 0.0) + best(weights, "namesakes")
        self.principals = best(weights, "same principal", "other principal")
        self.victims = best(weights, "same victim", "other victim")
        self.gang, self.gangs = get("both name a gang", 0.0), get("name other gangs", 0.0)
        self.figures = get("figures in common", 0.0)
        self.measures = {measure: _best_of(weights, f"number {measure}") for measure in MEASURES}
        self.amounts = {kind: _best_of(weights, kind) for kind in ("age", "term", "kg", "sum")}
        self.targets, self.things = _best_of(weights, "number of targets"), _best_of(weights, "count of things")
        self.goods, self.no_goods = 2 * best(weights, "things in common"), get("other things", 0.0)
        self.heads, self.no_heads = 2 * best(weights, "targets in common"), get("other targets", 0.0)
        self.place_name = 2 * best(weights, "a place name in common") + best(weights, "other place names")
        self.place = best(weights, "same place", "near place", "some way off", "another town", "same region", "another region",
                          "some way off, same place name", "another town, same place name", "another region, same place name")  # fmt: skip
        self.countries = max(
            get("other country, same place name", 0.0),
            get("country named beside another", 0.0),
            get("other country", 0.0),
        )
        self.own_name = best(weights, "its name told in both", "its name told in one", "its name told in neither")
        self.key = best(weights, "neither tells the other's key names") + sum(
            best(weights, f"key names that the other tells, at {end}") for end in ("least", "most")
        )
        self.always = get("bias", 0.0) + sum(
            best(weights, name) for name in ("an article tells of several", "nothing telling in common",
                                             "names what an article tells of another", "day of what an article tells of another")
        )  # fmt: skip


def best(weights: Mapping[str, float], *names: str) -> float:
    """The most that one of these adds; nothing, where all speak against."""
    return max(0.0, *[weights.get(name, 0.0) for name in names])


def _best_of(weights: Mapping[str, float], kind: str) -> float:
    return sum([best(weights, f"{time} {kind}") for time in _TIMES])


def _words(weights: Mapping[str, float], role: str) -> Words:
    def weight(name: str) -> float:
        return weights.get(name, 0.0) + (weights.get(f"{name}, {role}", 0.0) if role else 0.0)

    return Words(
        names=weight("names in common"), cosine=weight("words in common"), topic=weight("articles name the same"),
        article=weight("articles in the same words"), inside=weights.get("words of one in the other", 0.0),
        details=weights.get("rare words in common", 0.0), no_topic=weights.get("articles name nothing the same", 0.0),
        role=weights.get(role, 0.0) if role else 0.0,
    )  # fmt: skip


def most_odds(one: Outline, other: Outline, days: float, limits: Limits, least: float) -> float:
    """No less than the log-odds that ``evidence`` and the weights give; what lies below ``least`` is not followed to its end.

    ``days``: the log-odds of their days. Copies of one text are not asked for here.
    """
    report = one.parts[0]
    words = limits.words[(not one.main) + (not other.main)]
    odds = limits.always + words.role + days + limits.kinds[_kinds(one, other)] + _terms(report, other, words)
    if not one.articles.isdisjoint(other.articles):
        odds += limits.one_article
    if one.apart or other.apart:
        odds += limits.apart
    topic = article = 0.0
    for part in other.parts:
        named, said = beside(report.article, part.article)
        topic, article = max(topic, named), max(article, said)
    odds += words.article * article + (
        words.topic * topic / (topic + 2 * FEW_NAMES * RARE) if topic else words.no_topic
    )
    odds += _own(one, other, limits)
    guesses = _persons(one, other, limits), _places(one, other, limits), _numbers(one, other, limits)
    odds += sum(guesses) + max(0.0, words.names)
    if odds < least:
        return odds
    common = max([_summed(report.names, part.names) for part in other.parts])
    odds += words.names * common / (common + FEW_NAMES * RARE) - max(0.0, words.names)
    for guess, told in zip(guesses, (facts_alike.persons, facts_alike.places, facts_alike.numbers), strict=True):
        if odds < least:
            break
        found: Found = {}
        told(report, other.parts, found)
        odds += weigh(limits.weights, found) - guess
    return odds


def _terms(one: Prepared, other: Outline, words: Words) -> float:
    cosine = inside = details = 0.0
    for part in other.parts:
        both = one.words & part.words
        if both:
            terms = one.terms
            same = sum([terms[word] for word in both])
            cosine = max(cosine, same / math.sqrt(one.norm * part.norm))
            inside = max(inside, same / (min(one.norm, part.norm) + FEW_WORDS * RARE**2))
            details = max(details, float(len(one.details & part.details)))
    return words.cosine * cosine + words.inside * inside + words.details * details / (details + 4)


def _summed(one: Mapping[int, float], other: Mapping[int, float]) -> float:
    return sum([one[word] for word in one.keys() & other.keys()])


@lru_cache(maxsize=4096)
def beside(one: ArticleWords, other: ArticleWords) -> tuple[float, float]:
    """What two articles name in common, and how much of their words: the same for all reports of the two."""
    if one is other:
        return one.names_norm, 1.0
    both = _summed(one.terms, other.terms)
    return _summed(one.names, other.names), both / math.sqrt(one.norm * other.norm) if both else 0.0


def _kinds(one: Outline, other: Outline) -> int:
    if not one.types.isdisjoint(other.types):
        return 0
    return 1 if one.bloody and other.bloody else 2


def _own(one: Outline, other: Outline, limits: Limits) -> float:
    """The most that the names and things beside the triggers can add."""
    odds = 0.0
    if one.focus and other.focus:
        odds += limits.own_name
    if one.key and other.key:
        odds += limits.key
    if one.heads and other.heads:
        odds += limits.no_heads if one.heads.isdisjoint(other.heads) else limits.heads
    if one.goods and other.goods:
        odds += limits.no_goods if one.goods.isdisjoint(other.goods) else limits.goods
    return odds


def _persons(one: Outline, other: Outline, limits: Limits) -> float:
    odds = 0.0
    if one.persons and other.persons:
        alike = sum([any([may_be_spellings(mine, theirs) for theirs in other.persons]) for mine in one.persons])
        odds += max(limits.person * min(2, alike), limits.no_person) if alike else limits.no_person
    if one.principals and other.principals:
        odds += limits.principals
    if one.victims and other.victims:
        odds += limits.victims
    if one.gangs and other.gangs:
        odds += limits.gangs if one.gangs.isdisjoint(other.gangs) else limits.gang
    return odds


def _places(one: Outline, other: Outline, limits: Limits) -> float:
    known = one.countries and other.countries
    return limits.place_name + (
        limits.countries if known and one.countries.isdisjoint(other.countries) else limits.place
    )


def _numbers(one: Outline, other: Outline, limits: Limits) -> float:
    odds = 0.0
    if not one.measures.isdisjoint(other.measures):
        odds += sum([limits.measures[measure] for measure in one.measures & other.measures])
    if not one.units.isdisjoint(other.units):
        odds += sum([limits.amounts[kind] for kind in map(_kind_of, one.units & other.units)])
    if not one.counted.isdisjoint(other.counted):
        odds += limits.targets + limits.things
    if not one.figures.isdisjoint(other.figures):
        odds += limits.figures * min(len(one.figures & other.figures), 3) / 3
    return odds


def _kind_of(unit: str) -> str:
    return unit if unit in ("age", "term", "kg") else "sum"
