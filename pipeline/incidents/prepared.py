"""A report made ready to be compared many times: its words as sets with weights."""

from __future__ import annotations

from pipeline.incidents.namesakes import is_person
from pipeline.incidents.rarity import RARE, weighed, word_rarity
from pipeline.incidents.reported import Report, key_names

FOCAL = 2.5  # a name must weigh so much to tell happenings apart


class Prepared:
    """A report with its words weighed by rarity."""

    __slots__ = (
        "article_names", "article_norm", "article_terms", "focus", "gangs", "goods", "heads", "key", "names", "norm", "others", "persons",
        "report", "terms", "where",
    )  # fmt: skip

    def __init__(self, report: Report) -> None:
        rarity = word_rarity()
        self.report = report
        self.names = weighed(report.names)
        self.article_names = weighed(report.article_names)
        self.terms = {term: rarity.get(term, RARE) ** 2 for term in report.terms}
        self.norm = sum(self.terms.values())
        self.article_terms = {term: rarity.get(term, RARE) ** 2 for term in report.article_terms}
        self.article_norm = sum(self.article_terms.values())
        self.focus = {name for name in report.focus if rarity.get(name, RARE) >= FOCAL}
        self.others = {name for name in report.others if rarity.get(name, RARE) >= FOCAL}
        self.persons = [p for p in report.participants if is_person(p)]
        self.gangs = {p for p in report.participants if not is_person(p)}
        self.where = frozenset(report.where)
        self.key = {name: weight for name, weight in weighed(key_names(report)).items() if weight >= FOCAL}
        self.heads = frozenset(report.heads)
        self.goods = frozenset(report.goods)
