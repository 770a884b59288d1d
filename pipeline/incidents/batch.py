"""The reports of a batch that are placed already: which of them the next one is compared with.

It answers for the batch what the query over the warehouse (``neighbourhood.NEIGHBOURS``) answers for what is stored; reports are looked up by
what two must share, so that a large batch costs a report no more than a small one.
"""

from __future__ import annotations

from bisect import bisect_left, insort
from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date

from pipeline.incidents.likeness import SAME_TEXT, Sketch, likeness
from pipeline.incidents.matching import DAY_TOLERANCE, FOLLOWED_FOR
from pipeline.rows import Row

LONG = 10  # days over which a report's stretch of days is looked at whenever it began


class Asked:
    """A report as its neighbours are asked for: its days as numbers, its names as sets."""

    __slots__ = (
        "countries", "country", "dated", "day", "family", "high", "last_day", "low", "names", "people", "place_id", "printed", "report_id",
        "sketch", "text",
    )  # fmt: skip

    def __init__(self, row: Row) -> None:
        self.report_id: str = row["report_id"]
        self.family: str = row["family"]
        self.country: str | None = row["country"]
        self.countries = frozenset(row["countries"])
        self.place_id: str | None = row["place_id"]
        self.people, self.names = frozenset(row["participants"]), frozenset(row["keys"])
        self.dated: bool = row["dated"]
        self.sketch = Sketch(row["traits"], row["words"], row["more_words"])
        self.text: str = row["copy_of"] or row["article_id"]
        self.day, self.last_day, self.low, self.high, self.printed = (
            date.toordinal(row[column]) for column in ("day", "last_day", "low", "high", "printed")
        )


class Batch:
    """The reports of a batch, by what others can share with them."""

    def __init__(self) -> None:
        self.asked: dict[str, Asked] = {}
        self.by_text: dict[tuple[str, str], list[Asked]] = defaultdict(list)
        self.by_name: dict[tuple[str, str], list[Asked]] = defaultdict(list)  # telling names, participants
        self.by_place: dict[tuple[str, str], list[Asked]] = defaultdict(list)
        # By country: the first day and the report, in order; those of many days beside it.
        self.by_day: dict[tuple[str, str], list[tuple[int, str]]] = defaultdict(list)
        self.long: dict[tuple[str, str], list[Asked]] = defaultdict(list)

    def ask(self, rows: Iterable[Row]) -> None:
        """Say what is asked for each report; none is a neighbour before it is added."""
        self.asked = {row["report_id"]: Asked(row) for row in rows}

    def add(self, report_id: str) -> None:
        """A report is placed, and a neighbour from now on."""
        one = self.asked[report_id]
        family = one.family
        self.by_text[family, one.text].append(one)
        for name in one.names:
            self.by_name[family, name].append(one)
        for person in one.people:
            self.by_name[family, person].append(one)
        if not one.country:
            return
        if one.place_id is not None:
            self.by_place[family, one.place_id].append(one)
        if one.last_day - one.day > LONG:
            self.long[family, one.country].append(one)
        else:
            insort(self.by_day[family, one.country], (one.day, report_id))

    def neighbours(self, report_id: str) -> Iterator[tuple[str, int]]:
        """The reports that could tell of the same happening as one, each with how like they are."""
        one = self.asked[report_id]
        for other in self._met(one):
            if (found := shares(one, other)) is not None:
                yield other.report_id, found

    def _met(self, one: Asked) -> set[Asked]:
        family = one.family
        found = set(self.by_text.get((family, one.text), ()))
        for name in (*one.names, *one.people):
            found.update(self.by_name.get((family, name), ()))
        if not one.country:
            return found
        if one.place_id is not None:
            found.update(self.by_place.get((family, one.place_id), ()))
        first, last = (one.day - DAY_TOLERANCE - LONG, ""), (one.last_day + DAY_TOLERANCE + 1, "")
        for country in one.countries:
            found.update(self.long.get((family, country), ()))
            if days := self.by_day.get((family, country)):
                found.update([self.asked[key] for _, key in days[bisect_left(days, first) : bisect_left(days, last)]])
        return found


def shares(a: Asked, b: Asked) -> int | None:
    """What ``NEIGHBOURS`` asks, for two reports of one batch: how like they are, None where they cannot be of one happening."""
    if a.text == b.text:
        return SAME_TEXT
    both = bool(a.country and b.country)
    names = len(a.names & b.names) if abs(a.printed - b.printed) <= FOLLOWED_FOR else 0
    if both and b.country not in a.countries and not names:
        return None
    if not a.low <= b.day <= a.high:
        return None
    people = len(a.people & b.people)
    place = a.place_id is not None and a.place_id == b.place_id
    close = b.day - a.last_day <= DAY_TOLERANCE and a.day - b.last_day <= DAY_TOLERANCE
    if not people and not names and not (both and (close or place)):
        return None
    return likeness(a, b, persons=people, names=names, same_place=place)
