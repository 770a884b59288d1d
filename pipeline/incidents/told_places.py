"""Where a happening was, by what its article tells: its country, and its place if one is told of it and not of another."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet

from pipeline.geo.home import country_of_source, country_told_of
from pipeline.incidents.reported import Report
from pipeline.incidents.seen import ArticleView, Seen
from pipeline.knowledge import country_index, fold
from pipeline.rows import Row
from pipeline.scheme import PLACE_LABELS

# What a place counts for its country: as an argument, beside the trigger, anywhere, first of all; as where somebody comes from or goes to.
ARGUED, NEARBY, ANYWHERE, FIRST, PASSING = 6.0, 2.0, 1.0, 1.0, 0.25
AT_HOME = 1.5  # what the country counts beside them of whose authorities the article tells
HARDLY = 0.5  # the same where that is not sure
BASED = 0.125  # and that of its publisher, where nothing else is said
# The same for the place itself.
VOTES = {"argued": 30, "beside": 20, "anywhere": 2, "passing": 1}
# Before a place that somebody or something comes from or goes to.
PASSED = re.compile(
    r"(?<!km )(?<!kilometres )(?<!kilometers )(?<!miles )(?<!far )(?<!away )\b(?:from|to|into|for|via|towards?|with|residents? of|natives? of|wanted (?:in|by))"
    r"\s+(?:(?:the|neighbou?ring|nearby|northern|southern|eastern|western|central|port of|city of|state of)\s+)*$"
)
ABBREVIATED = re.compile(r"(?:[A-Z]\.?){2,3}")
# What follows a name that is said of something: no preposition, no verb.
OWNING = re.compile(
    r" (?!(?:on|in|at|and|or|to|for|from|by|as|but|with|after|before|when|while|is|was|were|are|has|have|had|will|would|says?|who|which|that|since|of|[a-z]+ed)\b)[a-z]+"
    r"| [A-Z][a-z]+ (?:Department|Service|Office|Court|Attorney|Agency|Senate|Congress)|-[a-z]"
)
_FINENESS = {"site": 3, "city": 3, "region": 2, "country": 1, "area": 0}


class ToldPlaces:
    """The places of one article, and which of them are a happening's."""

    def __init__(self, view: ArticleView) -> None:
        self.view = view
        named = [row for row in view.in_order if row["label"] in PLACE_LABELS and row.get("entity_id")]
        self.gone_by = {row["mention_id"] for row in named if self._is_passing(row)}
        self.anywhere = [row["entity_id"] for row in named if row["mention_id"] not in self.gone_by]
        self.passing = [row["entity_id"] for row in named if row["mention_id"] in self.gone_by]
        self.leading = [
            place for place in self.anywhere[:1] if place in view.places and view.places[place].precision != "country"
        ]
        self.home, self.at_home = country_told_of(view.article)
        self.based = country_of_source(view.article)
        self.elsewhere: dict[int, set[str]] = {}  # first event of a happening → places of the others

    def share(self, groups: Sequence[Sequence[Seen]], mentions: Sequence[Sequence[Row]]) -> None:
        """Note which places are told of another happening of its family, and not of it; ``mentions``: in what is told of each."""
        named = [
            {row["entity_id"] for row in inside if row["label"] in PLACE_LABELS}.union(*(seen.places for seen in group))
            for group, inside in zip(groups, mentions, strict=True)
        ]
        for i, group in enumerate(groups):
            others = (places for k, places in enumerate(named) if k != i)
            self.elsewhere[id(group[0])] = set().union(*others) - named[i]

    def add(self, report: Report, group: Sequence[Seen], inside: Sequence[Row]) -> None:
        """Say in a report where it happened; ``inside``: the mentions in what is told of it."""
        argued = [entity for seen in group for entity in seen.places]
        named = [row for row in inside if row["label"] in PLACE_LABELS and row.get("entity_id")]
        beside = [row["entity_id"] for row in named if row["mention_id"] not in self.gone_by]
        passing = [row["entity_id"] for row in named if row["mention_id"] in self.gone_by]
        report.places = sorted({*argued, *beside, *passing})
        report.where = self._names(group, inside)
        report.points = self.view.points_of(argued) or self.view.points_of([*beside, *passing])
        countries = self._countries(argued, beside, passing)
        report.country = min(countries, key=lambda c: (-countries[c], c), default=None)
        report.countries = sorted(countries)
        told = {"argued": argued, "beside": beside, "anywhere": self.anywhere, "passing": [*passing, *self.passing]}
        elsewhere = self.elsewhere.get(id(group[0]), set())
        best = self._best(report.country, told, leaving=elsewhere)
        lent = None if best and self._is_fine(best) else self._best(report.country, told)
        if lent and self._is_fine(lent):
            best = lent
        if best is None:  # one that is on no map, if any
            report.place_id = next((e for e in (*argued, *beside) if e not in self.view.places), None)
            return
        place = self.view.places[best]
        # Of another happening the article tells that it was there: this one was somewhere about.
        report.place_id, report.precision = best, "region" if best == lent else place.precision
        report.region, report.latitude, report.longitude = place.region, place.latitude, place.longitude

    def _is_passing(self, place: Row) -> bool:
        """Whether a place is where somebody comes from or goes to, or a government's name: ``U.S. officials``."""
        start, end = place["start_char"], place["end_char"]
        if PASSED.search(self.view.lower, max(0, start - 40), start):
            return True
        return bool(ABBREVIATED.fullmatch(place["text"]) and OWNING.match(self.view.text, end))

    def _names(self, group: Sequence[Seen], inside: Sequence[Row]) -> list[str]:
        """The names of towns and sites that are told of it, on the map or not."""
        names = [text for seen in group for entity, text in seen.places.items() if not self._is_coarse(entity)]
        names += [
            fold(row["text"])
            for row in inside
            if row["label"] in PLACE_LABELS and not self._is_coarse(row.get("entity_id"))
        ]
        return sorted({name for name in names if name not in country_index()})

    def _best(
        self, country: str | None, told: Mapping[str, Sequence[str]], *, leaving: AbstractSet[str] = frozenset()
    ) -> str | None:
        """The finest place of the country that is told of it most; ``leaving``: what is told of others."""
        votes: Counter[str] = Counter()
        for way, entities in told.items():
            for entity, times in Counter(entities).items():
                if entity in self.view.places and entity not in leaving:
                    votes[entity] += VOTES[way] * times
        inland = [entity for entity in votes if self.view.places[entity].country == country]
        # A sea is no country's; it is where something happened if the text says so.
        inland = inland or [entity for entity in told["argued"] if self._is_nobodys(entity)]
        return max(
            inland,
            key=lambda e: (_FINENESS.get(self.view.places[e].precision or "", 0), votes[e], e),
            default=None,
        )

    def _countries(self, argued: Sequence[str], beside: Sequence[str], passing: Sequence[str]) -> Mapping[str, float]:
        """What speaks for each country that an article names, or is at home in."""
        countries: dict[str, float] = defaultdict(float)
        for weight, entities in ((ARGUED, argued), (NEARBY, beside), (PASSING, passing)):
            for country in self._lands({*entities}):
                countries[country] += weight
        for weight, entities in ((ANYWHERE, self.anywhere), (FIRST, self.leading), (PASSING, self.passing)):
            for country in {*self._lands(entities)}:
                countries[country] += weight
        for weight, home in ((AT_HOME if self.at_home else HARDLY, self.home), (BASED, self.based)):
            if home:
                countries[home] += weight
        return countries

    def _lands(self, entities: Iterable[str]) -> list[str]:
        """The countries of places, as often as places lie in them."""
        return [
            country
            for entity in entities
            if entity in self.view.places and (country := self.view.places[entity].country)
        ]

    def _is_fine(self, entity: str) -> bool:
        return self.view.places[entity].precision in ("site", "city")

    def _is_nobodys(self, entity: str) -> bool:
        return entity in self.view.places and self.view.places[entity].country is None

    def _is_coarse(self, entity: str | None) -> bool:
        """Whether a place is too wide to tell happenings apart."""
        place = self.view.places.get(entity) if entity else None
        return place is not None and place.precision in ("region", "country", "area")
