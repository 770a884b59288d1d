"""A report made ready to be compared many times: its words as sets with weights, its amounts by unit."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache

from pipeline.incidents.namesakes import is_person
from pipeline.incidents.rarity import RARE, place_weight, weighed, word_rarity
from pipeline.incidents.reported import Report, key_names

MEASURES = ("killed", "injured", "arrested")
FOCAL = 2.5  # a name must weigh so much to tell happenings apart


class Prepared:
    """A report with its words weighed by rarity. Made once for a report, since that costs as much as a comparison."""

    __slots__ = (
        "amounts", "article_names", "article_names_norm", "article_norm", "article_terms", "counted", "days", "details", "figures", "focus", "gangs", "goods", 
        "heads", "key", "names", "norm", "numbers", "other_days", "others", "persons", "report", "telling_where", "telling_words", "terms", "types", "where",
        "where_words",
    )  # fmt: skip

    def __init__(self, report: Report) -> None:
        rarity = word_rarity()
        self.report = report
        self.names = weighed(report.names)
        self.article_names, self.article_names_norm = _of_article(tuple(report.article_names), 1)
        self.terms = {term: rarity.get(term, RARE) ** 2 for term in report.terms}
        self.details = {term for term, weight in self.terms.items() if weight >= RARE**2}
        self.norm = sum(self.terms.values())
        self.article_terms, self.article_norm = _of_article(tuple(report.article_terms), 2)
        self.focus = {name for name in report.focus if rarity.get(name, RARE) >= FOCAL}
        self.others = {name for name in report.others if rarity.get(name, RARE) >= FOCAL}
        self.other_days = set(report.other_days)
        self.days = (report.first_day, report.last_day) if report.first_day and report.last_day else None
        self.persons = [p for p in report.participants if is_person(p)]
        self.gangs = {p for p in report.participants if not is_person(p)}
        self.where = frozenset(report.where)
        self.telling_where = frozenset(name for name in self.where if place_weight(name) >= FOCAL)
        self.where_words = frozenset(word for name in self.telling_where for word in name.split())
        self.telling_words = frozenset(w for w in self.where_words if len(w) > 3 and place_weight(w) >= RARE)
        self.key = {name: weight for name, weight in weighed(key_names(report)).items() if weight >= FOCAL}
        self.heads = frozenset(report.heads)
        self.goods = frozenset(report.goods)
        self.types = frozenset(report.types)
        self.amounts = amounts(report.amounts)
        self.counted = amounts(report.counted)
        self.numbers = {
            measure: (low, high) for measure in MEASURES
            if (low := getattr(report, f"{measure}_low")) is not None and (high := getattr(report, f"{measure}_high")) is not None
        }  # fmt: skip
        self.figures = frozenset(report.figures)


@lru_cache(maxsize=1024)
def _of_article(words: tuple[int, ...], power: int) -> tuple[Mapping[int, float], float]:
    """The weights of an article's words and their sum; kept, since all reports of an article have the same."""
    rarity = word_rarity()
    weights = {word: rarity.get(word, RARE) ** power for word in words}
    return weights, sum(weights.values())


def amounts(told: Iterable[str]) -> dict[str, list[float]]:
    """Unit → values of ``kg:1200``, ``age:41``."""
    found: dict[str, list[float]] = {}
    for amount in told:
        unit, _, value = amount.partition(":")
        found.setdefault(unit, []).append(float(value))
    return found
