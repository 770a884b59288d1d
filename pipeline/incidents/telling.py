"""A group of an article's events → its ``Report``: when, where, who, how many, and the words told of it."""

from __future__ import annotations

import itertools
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache

from pipeline.articles import digest
from pipeline.incidents.asides import without_asides
from pipeline.incidents.cues import is_cue
from pipeline.incidents.rarity import RARE, word_rarity
from pipeline.incidents.reported import Report, days_apart, span
from pipeline.incidents.seen import NO_AMOUNT, ArticleView, Seen, bounds_of
from pipeline.incidents.told_places import ToldPlaces
from pipeline.incidents.whose_date import OwnDays
from pipeline.incidents.wording import (
    COUNT_END,
    NIGHT,
    SET_APART,
    WordNumbers,
    content_words,
    lower_case,
    singular,
    sound_hash,
    word_numbers,
)
from pipeline.knowledge import fold, units
from pipeline.rows import Row

STRENGTH = ("negated", "alleged", "asserted")
TRAIL = 1  # sentences without an event that go with the one before
MOST_WORDS = 100  # of an article that are kept
MOST_KEYS = 40  # names that a report is looked up by
RECENT = 7  # days before publication from which a date near a happening without one is taken for its own
_COUNTED = ("killed", "injured", "arrested")


@dataclass(frozen=True, slots=True)
class Stretch:
    """What a stretch of text has in words: hashes of its content words and of its names' sounds, and whether it speaks of the night."""

    terms: frozenset[int]
    names: frozenset[int]
    night: bool


@dataclass(frozen=True, slots=True)
class Numbered:
    """What a number in the text says of the happening beside it."""

    bounds: tuple[float, float]
    count: str | None  # which toll it is
    amounts: list[str]
    counted: list[str]
    figure: str | None


class Telling:
    """Makes the reports of one article."""

    def __init__(self, view: ArticleView) -> None:
        self.view = view
        self.stretches: dict[tuple[int, int], Stretch] = {}  # each is told by families of events in turn
        title = view.article.get("title") or ""
        self.title = Stretch(*word_numbers(title), bool(NIGHT.search(lower_case(title))))
        self.words = WordNumbers(view.text)
        self.nights = [match.span() for match in NIGHT.finditer(view.lower)]
        self.terms = rarest(self.title.terms.union(*self.words.terms))
        self.names = rarest(self.title.names.union(*self.words.names))
        self.numbered: dict[str, Numbered | None] = {}
        self.mention_starts = [row["start_char"] for row in view.in_order]
        self.keys = telling_names(self.names)
        self.places = ToldPlaces(view)
        self.own = OwnDays(view)
        self.dates = sorted({str(days[0]) for days in view.dates.values() if days[0] == days[1]})
        self.apart = bool(SET_APART.search(view.lower))

    def told(self, groups: Sequence[Sequence[Seen]]) -> list[list[tuple[int, int]]]:
        """The stretches of text that tell of each group.

        A sentence with events of one group is its, one with several is split half-way between their events. One with none
        belongs to the group before it, if that is no more than ``TRAIL`` sentences back (beyond that something may be told whose
        words the extractor missed); those before the first event belong to its group. What is only compared is left out.
        """
        ranges: list[list[tuple[int, int]]] = [[] for _ in groups]
        owner = {event.start: i for i, group in enumerate(groups) for event in group}
        events: dict[int, list[int]] = {}  # sentence → where its events start
        for event in itertools.chain.from_iterable(groups):
            events.setdefault(event.sentence, []).append(event.start)
        current = min(owner.items())[1]
        away = -len(self.view.starts)  # all sentences before the first event
        for number, start in enumerate(self.view.starts, 1):
            end = self.view.starts[number] if number < len(self.view.starts) else len(self.view.text)
            here = sorted(events.get(number, ()))
            if not here:
                away += 1
                if away <= TRAIL:
                    ranges[current].append((start, end))
                continue
            away = 0
            position = start
            for at, following in zip(here, [*here[1:], None], strict=True):
                current = owner[at]
                until = end if following is None else (at + following) // 2
                ranges[current].append((position, until))
                position = until
        if self.view.asides:
            starts = [[event.start for event in group] for group in groups]
            ranges = [
                [part for told in of_one for part in without_asides(told, self.view.asides, starts[i])]
                for i, of_one in enumerate(ranges)
            ]
        self.places.share(groups, [self._mentions_in(told) for told in ranges])
        return ranges

    def report(self, group: Sequence[Seen], told: Sequence[tuple[int, int]], *, main: bool) -> Report:
        """The report of a group of events; ``main``: the article's first of its family, to which the title belongs."""
        article = self.view.article
        statuses = sorted({str(seen.row["status"]) for seen in group})
        report = Report(
            report_id=digest(article["article_id"], group[0].row["event_id"]),
            article_id=article["article_id"],
            family=group[0].family,
            types=sorted({seen.type for seen in group}),
            event_ids=[seen.row["event_id"] for seen in group if not is_cue(seen.row["event_id"])],
            cues=[f"{seen.start}-{seen.end}" for seen in group if is_cue(seen.row["event_id"])],
            status=max(statuses, key=lambda status: STRENGTH.index(status) if status in STRENGTH else -1),
            statuses=statuses,
            published=self.view.published,
            source=article.get("source"),
            copy_of=article.get("copy_of") or article.get("duplicate_of"),
        )
        inside = self._mentions_in(told)
        self._add_days(report, group, inside)
        self.places.add(report, group, inside)
        self._add_participants(report, group, inside)
        self._add_numbers(report, group, inside)
        self._add_things(report, group, inside)
        title = article.get("title") or ""
        stretches = [self._stretch(part) for part in told]
        if title and main and (group[0].sentence <= 2 or len(told) == len(self.view.starts)):
            stretches.append(self.title)
        report.terms = sorted(frozenset().union(*[stretch.terms for stretch in stretches]))
        report.names = sorted(frozenset().union(*[stretch.names for stretch in stretches]))
        report.article_terms, report.article_names = list(self.terms), list(self.names)
        report.dates, report.keys, report.apart = list(self.dates), list(self.keys), self.apart
        report.night = any(stretch.night for stretch in stretches)
        beside = {name for seen in group for name in seen.beside}
        placed = {part for seen in group for text in seen.places.values() for part in content_words(text)}
        report.focus = sorted({sound_hash(word) for word in beside | placed})
        return report

    def _mentions_in(self, told: Sequence[tuple[int, int]]) -> list[Row]:
        """The mentions that start in what is told of a happening, in order."""
        starts = self.mention_starts
        bounds = [(bisect_left(starts, start), bisect_left(starts, end)) for start, end in told]
        return [row for first, last in bounds for row in self.view.in_order[first:last]]

    def _stretch(self, part: tuple[int, int]) -> Stretch:
        if part not in self.stretches:
            start, end = part
            near = any([first < end and last > start for first, last in self.nights])
            night = near and NIGHT.search(self.view.lower[start:end]) is not None
            self.stretches[part] = Stretch(*self.words.between(start, end), night)
        return self.stretches[part]

    def _days_nearby(self, group: Sequence[Seen], inside: Sequence[Row]) -> list[tuple[date, date]]:
        """The first recent day in what is told of a happening, where no event of it has a date."""
        for row in inside:
            days = self.own.near(group, row)
            if days and self.view.published:
                if span(days) <= 2 and 0 <= (self.view.published - days[1]).days <= RECENT:
                    return [days]
        return []

    def _add_days(self, report: Report, group: Sequence[Seen], inside: Sequence[Row]) -> None:
        """The days that most events of the group can lie on; among equals, the fewest days."""
        dated = [days for seen in group if (days := self.own.of(seen)) for _ in range(2 if seen.dated else 1)]
        if not dated:
            dated = self._days_nearby(group, inside)
        if dated:
            votes = {days: sum(not days_apart(days, other) for other in dated) for days in dated}
            report.first_day, report.last_day = max(dated, key=lambda days: (votes[days], -span(days)))

    def _add_participants(self, report: Report, group: Sequence[Seen], inside: Sequence[Row]) -> None:
        named = {row["entity_id"] for row in inside if row["label"] in ("PERSON", "GANG") and row.get("entity_id")}
        argued = {entity for seen in group for entity in (*seen.persons, *seen.gangs)}
        report.participants = sorted(named | argued)
        report.principals = sorted({person for seen in group for person in seen.principals})
        told = {
            row.get("local_id") or row["entity_id"]
            for row in inside
            if row["label"] == "PERSON" and row.get("entity_id")
        }
        report.people = sorted({*told, *report.principals})
        report.victims = sorted({entity for seen in group for entity in seen.victims})

    def _add_things(self, report: Report, group: Sequence[Seen], inside: Sequence[Row]) -> None:
        report.heads = sorted({head for seen in group for head in seen.heads})
        goods = {head for seen in group for head in seen.objects}
        goods |= {
            singular(fold(row["text"]).rpartition(" ")[2]) for row in inside if row["label"] in ("DRUG", "WEAPON")
        }
        report.goods = sorted(goods)

    def _nouns_after(self, row: Row) -> list[str]:
        """The words after a number, in the singular, of which one is what is counted; the second only where the first can be an adjective."""
        following = self.view.text[row["end_char"] : row["end_char"] + 40]
        if bound := COUNT_END.search(following):
            following = following[: bound.start()]
        return [singular(word) for word in content_words(following)[:2]]

    def _number(self, row: Row) -> Numbered | None:
        """What a number says; the same for every happening in whose telling it stands."""
        key = row["mention_id"]
        if key not in self.numbered:
            self.numbered[key] = self._read_number(row)
        return self.numbered[key]

    def _read_number(self, row: Row) -> Numbered | None:
        number = self.view.numbers.get(row["mention_id"])
        bounds = bounds_of(number) if number else None
        if number is None or bounds is None:
            return None
        low, unit, measures = bounds[0], number["unit"], number["measures"]
        amounts, counted, count = [], [], None
        if unit == "count" and measures not in ("age", "term"):
            nouns = self._nouns_after(row)
            weight = weights_by_name().get(nouns[0]) if nouns else None
            if weight:
                amounts.append(f"{weight[0]}:{low * weight[1]:g}")
            elif low >= 2:
                counted = [f"{noun}:{low:g}" for noun in nouns]
        if unit == "count" and measures in _COUNTED and not self.view.counts_a_time(number):
            count = measures
        elif measures in ("age", "term") or unit in ("year", "month"):
            amounts.append(f"{measures}:{low:g}")
        elif unit not in NO_AMOUNT:
            amounts.append(f"{unit}:{low:g}")
        figure = f"{low:g}" if low >= 10 and unit != "percent" else None
        return Numbered(bounds, count, amounts, counted, figure)

    def _add_numbers(self, report: Report, group: Sequence[Seen], inside: Sequence[Row]) -> None:
        counts: dict[str, list[tuple[float, float]]] = {}
        for seen in group:
            for measure, found in seen.counts.items():
                counts.setdefault(measure, []).extend(found)
        amounts: set[str] = set()
        figures: set[str] = set()
        counted = {number for seen in group for number in seen.numbers}
        for row in inside:
            if row["mention_id"] not in self.view.numbers or (number := self._number(row)) is None:
                continue
            amounts.update(number.amounts)
            counted.update(number.counted)
            if number.figure:
                figures.add(number.figure)
            if number.count:
                counts.setdefault(number.count, []).append(number.bounds)
        report.amounts, report.figures, report.counted = sorted(amounts), sorted(figures), sorted(counted)
        for measure in _COUNTED:
            told = counts.get(measure, [])
            many = [bounds for bounds in told if bounds[1] > 1] or told
            if many:
                setattr(report, f"{measure}_low", min(low for low, _ in many))
                setattr(report, f"{measure}_high", max(high for _, high in many))


def rarest(words: frozenset[int]) -> list[int]:
    """The words of a whole article that are kept for each of its reports: the rarest, which tell most; among equals always the same."""
    get = word_rarity().get
    rare = sorted([word for word in words if get(word, RARE) >= RARE])
    if len(rare) < MOST_WORDS:
        common = sorted([(-get(word, RARE), word) for word in words.difference(rare)])
        rare = sorted(rare + [word for _, word in common[: MOST_WORDS - len(rare)]])
    return rare[:MOST_WORDS]


def telling_names(names: Iterable[int]) -> list[str]:
    """The names by which a report is looked up: those that no list of common words has, as text."""
    rarity = word_rarity()
    return [f"{name:08x}" for name in names if rarity.get(name, RARE) >= RARE][:MOST_KEYS]


@cache
def weights_by_name() -> dict[str, tuple[str, float]]:
    """Names of weights → unit and factor: a bare number before one is a weight."""
    return {
        fold(name): (unit.unit, unit.factor)
        for unit in units()
        if unit.unit == "kg"
        for name in unit.forms
        if len(name) > 2
    }
