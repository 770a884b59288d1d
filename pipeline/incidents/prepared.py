"""A report made ready to be compared many times: its words as sets with weights, its amounts by unit."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property, lru_cache

from pipeline.incidents.likeness import Sketch, sketched
from pipeline.incidents.namesakes import is_person
from pipeline.incidents.rarity import RARE, RARE_SQUARED, place_weight, squared, weighed, word_rarity
from pipeline.incidents.reported import Report, key_names

MEASURES = ("killed", "injured", "arrested")
FOCAL = 2.5  # a name must weigh so much to tell happenings apart


class ArticleWords:
    """The rarest words and names of an article with their weights; one for all its reports."""

    __slots__ = ("names", "names_norm", "norm", "terms")

    def __init__(self, names: tuple[int, ...], terms: tuple[int, ...]) -> None:
        self.names, self.terms = weighed(names), squared(terms)
        self.names_norm, self.norm = sum(self.names.values()), sum(self.terms.values())


# Kept, since all reports of an article have the same, and are compared by what it is.
article_words = lru_cache(maxsize=1024)(ArticleWords)


class Prepared:
    """A report with its words weighed by rarity: once, and what few comparisons ask for only when one does."""

    def __init__(self, report: Report) -> None:
        self.report = report
        self.outline: object = None  # kept here by ``bounds``
        self.article = article_words(tuple(report.article_names), tuple(report.article_terms))
        self.terms = squared(report.terms)
        self.words = frozenset(self.terms)
        self.norm = sum(self.terms.values())
        self.details = frozenset([term for term, weight in self.terms.items() if weight >= RARE_SQUARED])
        self.days = (report.first_day, report.last_day) if report.first_day and report.last_day else None
        self.types = frozenset(report.types)
        self.persons = [p for p in report.participants if is_person(p)]
        self.gangs = frozenset([p for p in report.participants if not is_person(p)])
        self.heads = frozenset(report.heads)
        self.goods = frozenset(report.goods)
        self.figures = frozenset(report.figures)
        self.amounts = amounts(report.amounts)
        self.counted = amounts(report.counted)
        self.numbers = {
            measure: (low, high)
            for measure, low, high in (
                ("killed", report.killed_low, report.killed_high),
                ("injured", report.injured_low, report.injured_high),
                ("arrested", report.arrested_low, report.arrested_high),
            )
            if low is not None and high is not None
        }

    @cached_property
    def sketch(self) -> Sketch:
        return sketched(self.report.types, self.report.figures, self.details)

    @cached_property
    def names(self) -> dict[int, float]:
        return weighed(self.report.names)

    @cached_property
    def focus(self) -> set[int]:
        return telling(self.report.focus)

    @cached_property
    def others(self) -> set[int]:
        return telling(self.report.others)

    @cached_property
    def key(self) -> dict[int, float]:
        return {name: weight for name, weight in weighed(key_names(self.report)).items() if weight >= FOCAL}

    @cached_property
    def other_days(self) -> frozenset[str]:
        return frozenset(self.report.other_days)

    @cached_property
    def where(self) -> frozenset[str]:
        return frozenset(self.report.where)

    @cached_property
    def telling_where(self) -> frozenset[str]:
        return frozenset(name for name in self.where if place_weight(name) >= FOCAL)

    @cached_property
    def where_words(self) -> frozenset[str]:
        return frozenset(word for name in self.telling_where for word in name.split())

    @cached_property
    def telling_words(self) -> frozenset[str]:
        return frozenset(w for w in self.where_words if len(w) > 3 and place_weight(w) >= RARE)


def telling(names: Iterable[int]) -> set[int]:
    """The names that tell happenings apart."""
    rarity = word_rarity()
    return {name for name in names if rarity.get(name, RARE) >= FOCAL}


def amounts(told: Iterable[str]) -> dict[str, list[float]]:
    """Unit → values of ``kg:1200``, ``age:41``."""
    found: dict[str, list[float]] = {}
    for amount in told:
        unit, _, value = amount.partition(":")
        found.setdefault(unit, []).append(float(value))
    return found
