"""The rows of one article → its reports: the events that tell of one happening, with what they say of when, where, whom and how many.

An article tells of a happening in several words (``shot dead``, ``the attack``, ``the killings``) and of others beside it: last
week's, the next town's, last year's. Two events of one family are weighed pair by pair, by their days, places, victims,
distance and the words between them (``TIES``), and grouped, the surest first.
"""

from __future__ import annotations

import csv
import itertools
import math
import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache
from importlib import resources
from typing import Protocol

from rapidfuzz import fuzz

from pipeline.articles import digest
from pipeline.knowledge import country_index, fold, units
from pipeline.rows import Row, Rows, sentence_starts
from pipeline.scheme import EVENT_TYPES, PLACE_LABELS
from pipeline.wording import (
    AFTER_IT,
    LONG_AGO,
    APART,
    CALENDAR,
    CAPITALISED,
    CLAUSE_END,
    COUNT_END,
    DAYS,
    DEFINITE,
    DENIED,
    INDEFINITE,
    LATER,
    NAMED_DAY,
    NIGHT,
    OTHER,
    PERFECT,
    SCENE,
    SEQUENCE,
    SET_APART,
    VERBAL,
    content_words,
    in_days,
    name_words,
    singular,
    sound,
    word_hash,
)

# Event type → family: the types of one family can tell of one happening (a robbery with hostages and dead; a raid and its arrests).
_FAMILY_OF = {
    **dict.fromkeys(("KILLING", "ATTACK", "CLASH", "RIOT", "KIDNAPPING", "ROBBERY"), "violence"),
    **dict.fromkeys(("EXTORTION", "THREAT"), "coercion"),
    **dict.fromkeys(("RAID", "ARREST"), "police"),
}
FAMILIES: dict[str, str] = {kind: _FAMILY_OF.get(kind, kind.lower()) for kind in EVENT_TYPES}
LEAST = 0.5  # what the worst tie of two groups counts when they are weighed; the rest counts their mean
JOINED = 0.6  # log-odds over which two groups become one
MOST_EVENTS = 120  # of one family that are weighed against each other; longer articles are taken in pieces
BESIDE = 12  # characters between a trigger and a date or place that is its own
REACH = 400  # characters before a trigger in which words set it apart
RECENT = 7  # days before publication from which a date near a happening without one is taken for its own
OLD = 20  # days before publication after which a happening is no news
FAR = 6  # sentences
NEAR_KM = 15.0
ALIKE = 0.85  # of the greater of two amounts that are the same
NO_REPORT = frozenset({"generic", "prospective"})
STRENGTH = ("negated", "alleged", "asserted")
BLOODY = frozenset({"KILLING", "ATTACK", "CLASH", "RIOT"})

PARAGRAPH = re.compile(r"\n\s*\n")
SINGULAR = re.compile(r"(?:an?|the|his|her|their|one)\s", re.IGNORECASE)
PLURAL = re.compile(r"(?:s|people|men|women|police|children)$", re.IGNORECASE)


class PlaceLike(Protocol):
    """What is used of a resolved place."""

    @property
    def label(self) -> str: ...
    @property
    def country(self) -> str | None: ...
    @property
    def region(self) -> str | None: ...
    @property
    def latitude(self) -> float | None: ...
    @property
    def longitude(self) -> float | None: ...
    @property
    def precision(self) -> str | None: ...


@dataclass(slots=True)
class Report:
    """The events of one article that tell of one happening; ids and hashes are sorted, so that equal reports are equal.

    ``first_day`` to ``last_day``: the days on which it can have happened, None where the article does not say. ``participants``
    are named persons and gangs, ``victims`` those of them to whom it was done. ``terms`` are hashes of the content words
    told of it, ``names`` of those that are written with a capital, by their sounds (``sound``), ``focus`` of the names that stand
    with its triggers. ``points``: latitude and longitude of the towns and sites named as its place; ``countries``: all that the article names. ``amounts`` such as ``kg:1200``, ``age:41``, ``USD:5000``.
    """

    report_id: str
    article_id: str
    family: str
    types: list[str] = field(default_factory=list)
    event_ids: list[str] = field(default_factory=list)
    status: str = "asserted"
    statuses: list[str] = field(default_factory=list)
    first_day: date | None = None
    last_day: date | None = None
    published: date | None = None
    place_id: str | None = None
    places: list[str] = field(default_factory=list)
    country: str | None = None
    countries: list[str] = field(default_factory=list)
    region: str | None = None
    latitude: float | None = None
    longitude: float | None = None
    precision: str | None = None
    participants: list[str] = field(default_factory=list)
    victims: list[str] = field(default_factory=list)
    killed_low: float | None = None
    killed_high: float | None = None
    injured_low: float | None = None
    injured_high: float | None = None
    arrested_low: float | None = None
    arrested_high: float | None = None
    amounts: list[str] = field(default_factory=list)
    terms: list[int] = field(default_factory=list)
    names: list[int] = field(default_factory=list)
    focus: list[int] = field(default_factory=list)
    others: list[int] = field(default_factory=list)
    article_names: list[int] = field(default_factory=list)
    article_terms: list[int] = field(default_factory=list)
    where: list[str] = field(default_factory=list)
    heads: list[str] = field(default_factory=list)
    goods: list[str] = field(default_factory=list)
    figures: list[str] = field(default_factory=list)
    counted: list[str] = field(default_factory=list)
    principals: list[str] = field(default_factory=list)
    night: bool = False
    main: bool = False
    points: list[tuple[float, float]] = field(default_factory=list)
    source: str | None = None
    copy_of: str | None = None


@dataclass(slots=True)
class Seen:
    """An event as its article shows it: where it stands, and what its arguments and the words nearest to it name."""

    row: Row
    family: str
    sentence: int
    paragraph: int
    days: tuple[date, date] | None = None
    day_gap: int = 0  # characters to the date
    places: dict[str, str] = field(default_factory=dict)  # entity id → text
    persons: set[str] = field(default_factory=set)
    gangs: set[str] = field(default_factory=set)
    victims: set[str] = field(default_factory=set)
    targets: set[str] = field(default_factory=set)  # heads of whom it was done to, and objects
    heads: set[str] = field(default_factory=set)
    numbers: set[str] = field(default_factory=set)  # of its targets: ``@KIDNAPPING:17``
    dated: bool = False  # by an argument
    objects: set[str] = field(default_factory=set)
    counts: dict[str, list[tuple[float, float]]] = field(default_factory=dict)
    amounts: set[tuple[str, float]] = field(default_factory=set)  # unit and value of money, weights, terms
    offence_of: set[str] = field(default_factory=set)
    beside: set[str] = field(
        default_factory=set
    )  # names that stand with the trigger: ``the Suhum raid``, ``killings at Sweetwaters``
    told: tuple[int, int] = (0, 0)  # its part of its sentence
    where: set[str] = field(default_factory=set)  # names of places in that part
    points: list[tuple[float, float]] = field(default_factory=list)  # of towns and sites in that part
    who: set[str] = field(default_factory=set)  # persons in that part
    old: bool = False  # happened long before publication
    noun: bool = False  # ``the attack``, not ``attacked``
    background: bool = False  # told as something earlier: ``a week after the murder``, ``had been shot``

    @property
    def type(self) -> str:
        return str(self.row["type"])

    @property
    def start(self) -> int:
        return int(self.row["start_char"])

    @property
    def end(self) -> int:
        return int(self.row["end_char"])


def reports_of(article: Row, rows: Rows, places: Mapping[str, PlaceLike]) -> list[Report]:
    """The reports of one article, in the order of their first events; events that are generic or prospective make none."""
    view = ArticleView(article, rows, places)
    reports = []
    for family in sorted({seen.family for seen in view.seen}):
        groups = view.happenings([seen for seen in view.seen if seen.family == family])
        view.spread_days(groups)
        told = view.told(groups)
        found = [view.report(group, told[i], main=i == 0) for i, group in enumerate(groups)]
        leading = max(found, key=lambda report: len(report.event_ids))
        for report in found:
            report.main = report is leading
            report.others = sorted({name for other in found for name in other.focus} - {*report.names, *report.focus})
        reports += found
    position = {event["event_id"]: event["start_char"] for event in rows.get("events", ())}
    return sorted(reports, key=lambda report: (min(position[e] for e in report.event_ids), report.family))


class ArticleView:
    """The rows of one article, arranged for grouping its events."""

    def __init__(self, article: Row, rows: Rows, places: Mapping[str, PlaceLike]) -> None:
        self.article, self.places = article, places
        self.text: str = article["text"]
        self.published = _day(article.get("published"))
        self.starts = sentence_starts(self.text)
        self.breaks = [match.start() for match in PARAGRAPH.finditer(self.text)]
        self.mentions: dict[str, Row] = {row["mention_id"]: row for row in rows.get("mentions", ())}
        self.in_order = sorted(self.mentions.values(), key=lambda row: (row["start_char"], row["end_char"]))
        self.numbers: dict[str, Row] = {row["mention_id"]: row for row in rows.get("numbers", ())}
        self.dates = {
            row["mention_id"]: days for row in rows.get("dates", ()) if (days := _days(row, self.published)) is not None
        }
        self.arguments: dict[str, list[Row]] = {}
        for row in rows.get("event_arguments", ()):
            self.arguments.setdefault(row["event_id"], []).append(row)
        events = [row for row in rows.get("events", ()) if row["status"] not in NO_REPORT and row["type"] in FAMILIES]
        self.live = sorted(events, key=lambda row: (row["start_char"], row["end_char"]))
        self.seen = [self._seen(row) for row in self.live]
        self._offences()
        self._nearest_days()
        for family in {seen.family for seen in self.seen}:
            self._stretches([seen for seen in self.seen if seen.family == family])
        self.apart = list(self.offsets())
        for first, second, days, slack in self.apart:
            if first.days and second.days and abs(days) > slack and days_apart(first.days, second.days) == 0:
                max(first, second, key=lambda seen: seen.day_gap).days = None
        self._apart = {
            (id(a), id(b)) for first, second, _, _ in self.apart for a, b in ((first, second), (second, first))
        }

    def _seen(self, event: Row) -> Seen:
        start = event["start_char"]
        seen = Seen(event, FAMILIES[event["type"]], bisect_right(self.starts, start), bisect_right(self.breaks, start))
        seen.beside = set(self._beside(start, event["end_char"]))
        dated: list[tuple[float, tuple[date, date], int]] = []
        for argument in self.arguments.get(event["event_id"], ()):
            mention = self.mentions.get(argument.get("mention_id") or "")
            if mention is None or not self._reaches(event, mention):
                continue
            entity = mention.get("entity_id") or argument.get("entity_id")
            role, label = argument["role"], mention["label"]
            if role == "TIME" and mention["mention_id"] in self.dates:
                dated.append((argument.get("score") or 0.0, self.dates[mention["mention_id"]], _gap(event, mention)))
            elif label in PLACE_LABELS and entity and role in _PLACE_ROLES.get(seen.type, ("PLACE", "TARGET")):
                seen.places[entity] = fold(mention["text"])
            elif label == "PERSON" and entity and role in ("AGENT", "TARGET"):
                seen.persons.add(entity)
                if role == "TARGET":
                    seen.victims.add(entity)
            elif label == "GANG" and entity and role in ("AGENT", "TARGET"):
                seen.gangs.add(entity)
            head = singular(fold(mention["text"]).rpartition(" ")[2])
            if role == "TARGET" and label == "PEOPLE":
                seen.heads.add(head)
            if role == "OBJECT":
                seen.objects.add(head)
            if role in ("TARGET", "OBJECT"):
                seen.targets.add(entity or fold(mention["text"]).rpartition(" ")[2])
            self._counted(seen, role, mention)
        if dated:
            seen.dated = True
            _, seen.days, seen.day_gap = max(dated, key=lambda found: (found[0], -_span(found[1])))
        return seen

    def _beside(self, start: int, end: int) -> Iterator[str]:
        """The names that stand with a trigger, in its clause and no nearer to another trigger."""
        before = max((row["end_char"] for row in self.live if row["end_char"] <= start), default=0)
        behind = min((row["start_char"] for row in self.live if row["start_char"] >= end), default=len(self.text))
        head = self.text[max(before, start - 60) : start]
        if bounds := list(CLAUSE_END.finditer(head)):
            head = head[bounds[-1].end() :]
        head = " ".join(head.split(" ")[-5:])
        tail = self.text[end : min(behind, end + 80)]
        if bound := CLAUSE_END.search(tail):
            tail = tail[: bound.start()]
        sentence_start = self.starts[bisect_right(self.starts, start) - 1]
        for text, base in ((head, start - len(head)), (tail, end)):
            for match in CAPITALISED.finditer(text):
                if base + match.start() != sentence_start:
                    yield from (word for word in content_words(match[0]) if word not in CALENDAR)

    def _reaches(self, event: Row, mention: Row) -> bool:
        """Whether a filler is this event's alone or anyone's: one beside another trigger of the family, or in such a one's sentence, is not."""
        if mention["label"] not in ("DATE", "TIME", *PLACE_LABELS):
            return True
        family = FAMILIES[event["type"]]
        sentence = bisect_right(self.starts, mention["start_char"])
        rivals = [
            row
            for row in self.live
            if row is not event
            and FAMILIES[row["type"]] == family
            and bisect_right(self.starts, row["start_char"]) == sentence
        ]
        if sentence != bisect_right(self.starts, event["start_char"]):
            return not rivals
        return _gap(event, mention) <= BESIDE or all(_gap(rival, mention) > BESIDE for rival in rivals)

    def _counted(self, seen: Seen, role: str, mention: Row) -> None:
        """What the numbers in a filler say: of a killing's target, how many were killed."""
        inside = [
            self.numbers[row["mention_id"]]
            for row in self.in_order
            if row["mention_id"] in self.numbers
            and mention["start_char"] <= row["start_char"]
            and row["end_char"] <= mention["end_char"]
        ]
        if role in ("AMOUNT", "OBJECT"):
            numbers = [n for n in inside if n["unit"] not in _NO_AMOUNT]
            seen.amounts |= {(n["unit"], bounds[0]) for n in numbers if (bounds := _bounds(n))}
        measure = _MEASURE_OF.get(seen.type) if role == "TARGET" else None
        if measure is None:
            if role == ("AGENT" if seen.type == "ESCAPE" else "TARGET"):
                found = [bounds for number in inside if number["unit"] == "count" and (bounds := _bounds(number))]
                seen.numbers |= {f"@{seen.type}:{low:g}" for low, _ in found}
            return
        found = [bounds for number in inside if number["unit"] == "count" and (bounds := _bounds(number))]
        if not found and _is_one(mention):
            found = [(1.0, 1.0)]
        seen.counts.setdefault(measure, []).extend(found)

    def _offences(self) -> None:
        by_id = {seen.row["event_id"]: seen for seen in self.seen}
        for event_id, arguments in self.arguments.items():
            for argument in arguments:
                if offence := by_id.get(argument.get("offence_id") or ""):
                    offence.offence_of.add(event_id)

    def _nearest_days(self) -> None:
        """A date that is no event's argument belongs to the undated event of its sentence that is nearest."""
        used = self.used = {
            argument["mention_id"]
            for arguments in self.arguments.values()
            for argument in arguments
            if argument["role"] == "TIME"
        }
        undated = [seen for seen in self.seen if seen.days is None]
        for mention_id, days in self.dates.items():
            mention = self.mentions.get(mention_id)
            if mention is None or mention_id in used:
                continue
            sentence = bisect_right(self.starts, mention["start_char"])
            here = [seen for seen in undated if seen.sentence == sentence]
            nearest = min(here, key=lambda seen: _gap(seen.row, mention), default=None)
            if nearest is not None and (nearest.days is None or _span(days) < _span(nearest.days)):
                nearest.days, nearest.day_gap = days, _gap(nearest.row, mention)

    def _stretches(self, family: Sequence[Seen]) -> None:
        """Each event's part of its sentence, cut at the clause's end nearest to half-way to the next event; what that part names."""
        for i, seen in enumerate(family):
            start, end = self.starts[seen.sentence - 1], self._sentence_end(seen)
            if i and family[i - 1].sentence == seen.sentence:
                start = family[i - 1].told[1]
            if i + 1 < len(family) and family[i + 1].sentence == seen.sentence:
                following = family[i + 1].start
                middle = (seen.end + following) // 2
                cuts = [m.start() for m in CLAUSE_END.finditer(self.text, seen.end, max(seen.end, following))]
                end = min(cuts, key=lambda cut: abs(cut - middle), default=middle)
            seen.told = start, end
            inside = [row for row in self.in_order if start <= row["start_char"] < end]
            seen.points = self._points(row["entity_id"] for row in inside if row["label"] in PLACE_LABELS and row.get("entity_id"))
            seen.where = {fold(row["text"]) for row in inside if row["label"] in PLACE_LABELS}
            seen.who = {row["entity_id"] for row in inside if row["label"] == "PERSON" and row.get("entity_id")}
            if seen.days is None:
                days = [self.dates[row["mention_id"]] for row in inside if row["mention_id"] in self.dates and row["mention_id"] not in self.used]
                seen.days = min(days, key=_span, default=None)
            head = self.text[max(start, seen.start - 40) : seen.start]
            seen.noun = bool(DEFINITE.search(head) or INDEFINITE.search(head)) and not VERBAL.search(head)
            seen.old = bool(self.published and seen.days and (self.published - seen.days[1]).days > OLD)
            before = max([self.starts[seen.sentence - 1], *(other.end for other in family[:i])])
            opening, following = self.text[before : seen.start], self.text[seen.end : end]
            seen.background = bool(
                AFTER_IT.search(opening) or PERFECT.search(head) or LONG_AGO.search(opening) or LONG_AGO.search(following)
            )

    def happenings(self, seen: Sequence[Seen]) -> list[list[Seen]]:
        """The events of one family, grouped: the two groups that fit best become one, again and again, while any two fit."""
        groups = []
        for first in range(0, len(seen), MOST_EVENTS):
            part = seen[first : first + MOST_EVENTS]
            groups += [[part[i] for i in group] for group in self._grouped(part)]
        return groups

    def _grouped(self, seen: Sequence[Seen]) -> list[list[int]]:
        members = {i: [i] for i in range(len(seen))}
        ties = {  # of two groups: sum and least of their members' ties
            (i, j): (weigh(TIES, self.tie(seen[i], seen[j])),) * 2
            for i, j in itertools.combinations(range(len(seen)), 2)
        }
        while ties:
            fits = {
                (i, j): LEAST * least + (1 - LEAST) * total / (len(members[i]) * len(members[j]))
                for (i, j), (total, least) in ties.items()
            }
            (i, j), fit = min(fits.items(), key=lambda item: (-item[1], item[0]))
            if fit <= JOINED:
                break
            members[i] = sorted(members[i] + members.pop(j))
            del ties[i, j]
            for k in members:
                if k != i:
                    kept, gone = (min(i, k), max(i, k)), (min(j, k), max(j, k))
                    (total, least), (more, lesser) = ties[kept], ties.pop(gone)
                    ties[kept] = total + more, min(least, lesser)
        return sorted(members.values())

    def tie(self, a: Seen, b: Seen) -> dict[str, float]:
        """What speaks for and against two events of one article, ``a`` before ``b``, being of one happening."""
        found: dict[str, float] = {"bias": 1.0}
        apart = b.sentence - a.sentence
        found["same sentence" if not apart else "next sentence" if apart == 1 else "sentences apart"] = 1.0
        if apart >= FAR:
            found["far apart"] = 1.0
        if b.paragraph > a.paragraph:
            found["other paragraph" if b.paragraph == a.paragraph + 1 else "paragraphs apart"] = 1.0
        if a.days and b.days:
            gap = days_apart(a.days, b.days)
            found["same day" if not gap else "next day" if gap == 1 else "other day" if gap < 7 else "other week"] = 1.0
        self._tie_places(a, b, found)
        if a.victims and b.victims:
            found["same victim" if a.victims & b.victims else "other victim"] = 1.0
        elif a.targets & b.targets:
            found["same target"] = 1.0
        elif a.persons & b.persons:
            found["same person"] = 1.0
        elif a.targets and b.targets:
            found["other target"] = 1.0
        self._tie_numbers(a, b, found)
        if a.offence_of & b.offence_of:
            found["same charge"] = 1.0
        if a.type == b.type:
            found["same type"] = 1.0
        elif {a.type, b.type} <= BLOODY:
            found["bloody types"] = 1.0
        else:
            found[f"{min(a.type, b.type)} {max(a.type, b.type)}"] = 1.0
        if fold(a.row["trigger"]) == fold(b.row["trigger"]):
            found["same word"] = 1.0
        self._tie_words(a, b, found)
        self._tie_stretches(a, b, found)
        return found

    def _tie_stretches(self, a: Seen, b: Seen, found: dict[str, float]) -> None:
        """What the parts of the text that tell of each name, and whether one is told as background."""
        if a.where and b.where:
            same = any(fuzz.partial_ratio(x, y) >= 88 for x in a.where for y in b.where)
            found["same places told" if same else "other places told"] = 1.0
            if not same and a.points and b.points:
                if min(kilometres(p, q) for p in a.points for q in b.points) > NEAR_KM:
                    found["places told far apart"] = 1.0
        if a.who and b.who and not a.victims & b.victims:
            found["same persons told" if a.who & b.who else "other persons told"] = 1.0
        if a.old != b.old:
            both = a.days and b.days
            found["one of old" if both else "one of old, one undated"] = 1.0
        if a.background != b.background:
            found["one as background"] = 1.0
        if a.sentence != b.sentence:
            if not a.noun and not b.noun:
                found["both as verbs"] = 1.0
                if a.type == b.type:
                    found["both as verbs of one type"] = 1.0
        if a.type == b.type and a.sentence == b.sentence:
            found["same type in one sentence"] = 1.0

    def _tie_numbers(self, a: Seen, b: Seen, found: dict[str, float]) -> None:
        """Amounts and counts that agree, or cannot be of one happening: 27 years and nine years, two tonnes and three."""
        near = [
            min(x, y) >= ALIKE * max(x, y) for unit, x in a.amounts for other, y in b.amounts if unit == other and x > 0
        ]
        if near:
            found["same amount" if any(near) else "other amount"] = 1.0
        for measure in a.counts.keys() & b.counts.keys():
            pairs = [(x, y) for x in a.counts[measure] for y in b.counts[measure]]
            if pairs:
                agree = any(x[0] <= y[1] and y[0] <= x[1] for x, y in pairs)
                found["same number" if agree else "other number"] = 1.0

    def _tie_places(self, a: Seen, b: Seen, found: dict[str, float]) -> None:
        if not a.places or not b.places:
            return
        if a.places.keys() & b.places.keys():
            found["same place"] = 1.0
            return
        points = [self._points(seen.places) for seen in (a, b)]
        if points[0] and points[1]:
            near = min(kilometres(p, q) for p in points[0] for q in points[1])
            found["near place" if near < NEAR_KM else "other place"] = 1.0
        else:
            found["other place name"] = 1.0

    def _points(self, entities: Iterable[str]) -> list[tuple[float, float]]:
        """Where the towns and sites among these places lie."""
        places = [self.places[entity] for entity in entities if entity in self.places]
        return sorted(
            {
                (place.latitude, place.longitude)
                for place in places
                if place.precision in ("city", "site") and place.latitude is not None and place.longitude is not None
            }
        )

    def _tie_words(self, a: Seen, b: Seen, found: dict[str, float]) -> None:
        """Words between the two, or in ``b``'s sentence, that set it apart or point back; names beside the triggers."""
        sentence = self.starts[b.sentence - 1]
        opening = self.text[max(sentence, b.start - REACH) : b.start]
        between = self.text[max(sentence, a.end, b.start - REACH) : b.start]
        following = self.text[b.end : min(self._sentence_end(b), b.end + 60)]
        if (id(a), id(b)) in self._apart:
            found["days apart in the text"] = 1.0
        where = "between" if a.sentence == b.sentence else "before"
        for name, pattern in (("denial", DENIED), ("other", OTHER), ("sequence", SEQUENCE)):
            if pattern.search(between):
                found[f"{name} {where}"] = 1.0
        if SET_APART.search(opening):
            found[f"set apart {where}"] = 1.0
        if a.sentence != b.sentence and SCENE.match(self.text[sentence : min(b.start, sentence + 80)]):
            found["scene shifts"] = 1.0
        if PERFECT.search(self.text[max(0, a.start - 40) : a.start]):
            found["had first"] = 1.0
        if SEQUENCE.search(following):
            found["sequence after"] = 1.0
        if OTHER.search(following):
            found["other after"] = 1.0
        head = self.text[max(0, b.start - 40) : b.start]
        if INDEFINITE.search(head):
            found["indefinite"] = 1.0
        elif DEFINITE.search(head) and not VERBAL.search(head):
            found["definite"] = 1.0
        if NAMED_DAY.search(head) and a.days and b.days and days_apart(a.days, b.days):
            found["another day named"] = 1.0
        if PERFECT.search(head):
            found["had"] = 1.0
        if a.beside and b.beside:
            found["same name beside" if a.beside & b.beside else "other name beside"] = 1.0

    def _sentence_end(self, seen: Seen) -> int:
        return self.starts[seen.sentence] if seen.sentence < len(self.starts) else len(self.text)

    def offsets(self) -> Iterator[tuple[Seen, Seen, int, int]]:
        """Pairs of events of one family whose distance in days the text gives: the second is so many days after the first, give or take."""
        for a, b in itertools.pairwise(self.seen):
            if a.family != b.family:
                continue
            if a.sentence == b.sentence:
                between = self.text[max(a.end, b.start - REACH) : b.start]
                if match := APART.search(between):
                    yield from self._offset(match, b, a)
                    continue
                opening = self.text[max(self.starts[a.sentence - 1], a.start - REACH) : a.start]
                if match := APART.search(opening):
                    yield from self._offset(match, a, b)
                    continue
            if b.sentence - a.sentence <= 2 and DEFINITE.search(self.text[max(0, b.start - 40) : b.start]):
                tail = self.text[b.end : min(self._sentence_end(b), b.end + 60)]
                if match := LATER.search(tail):
                    number, unit, way = match[1] or "a", match[2] or match[4], match[3] or match[5]
                    days = in_days(number, unit)
                    yield a, b, days if way.lower() in ("later", "after") else -days, DAYS[unit.lower()] // 4

    def _offset(self, match: re.Match[str], known: Seen, other: Seen) -> Iterator[tuple[Seen, Seen, int, int]]:
        """``other`` N days after (or before) ``known``."""
        days = in_days(match[1], match[2])
        yield known, other, days if match[3].lower() == "after" else -days, DAYS[match[2].lower()] // 4

    def spread_days(self, groups: Sequence[Sequence[Seen]]) -> None:
        """A happening whose distance in days from a dated one is given gets its day from it."""
        group_of = {id(seen): group for group in groups for seen in group}
        for first, second, days, slack in self.apart:
            if id(first) not in group_of or id(second) not in group_of or group_of[id(first)] is group_of[id(second)]:
                continue
            for one, other, step in ((first, second, days), (second, first, -days)):
                dated = [seen.days for seen in group_of[id(one)] if seen.days]
                if dated and not any(seen.days for seen in group_of[id(other)]):
                    start, end = min(dated, key=_span)
                    other.days = start + timedelta(step - slack), end + timedelta(step + slack)

    def told(self, groups: Sequence[Sequence[Seen]]) -> list[list[tuple[int, int]]]:
        """The stretches of text that tell of each group.

        A sentence with events of one group is its, one with several is split half-way between their events; one with none
        goes on with the group before it.
        """
        ranges: list[list[tuple[int, int]]] = [[] for _ in groups]
        owner = {event.start: i for i, group in enumerate(groups) for event in group}
        current = min(owner.items())[1]
        for number, start in enumerate(self.starts, 1):
            end = self.starts[number] if number < len(self.starts) else len(self.text)
            here = sorted(event.start for group in groups for event in group if event.sentence == number)
            if not here:
                ranges[current].append((start, end))
                continue
            position = start
            for at, following in zip(here, [*here[1:], None], strict=True):
                current = owner[at]
                until = end if following is None else (at + following) // 2
                ranges[current].append((position, until))
                position = until
        return ranges

    def report(self, group: Sequence[Seen], told: Sequence[tuple[int, int]], *, main: bool) -> Report:
        """The report of a group of events; ``main``: the article's first of its family, to which the title belongs."""
        article = self.article
        statuses = sorted({str(seen.row["status"]) for seen in group})
        report = Report(
            report_id=digest(article["article_id"], group[0].row["event_id"]),
            article_id=article["article_id"],
            family=group[0].family,
            types=sorted({seen.type for seen in group}),
            event_ids=[seen.row["event_id"] for seen in group],
            status=max(statuses, key=lambda status: STRENGTH.index(status) if status in STRENGTH else -1),
            statuses=statuses,
            published=self.published,
            source=article.get("source"),
            copy_of=article.get("copy_of") or article.get("duplicate_of"),
        )
        inside = [row for row in self.in_order if _within(row["start_char"], told)]
        self._add_days(report, group, told)
        self._add_places(report, group, inside)
        self._add_participants(report, group, inside)
        self._add_numbers(report, group, inside)
        self._add_things(report, group, inside)
        title = article.get("title") or ""
        texts = [self.text[start:end] for start, end in told]
        if title and main and (group[0].sentence <= 2 or len(told) == len(self.starts)):
            texts.append(title)
        report.terms = sorted({word_hash(word) for text in texts for word in content_words(text)})
        report.names = sorted({word_hash(sound(word)) for text in texts for word in name_words(text)})
        around = [title or "", self.text]
        report.article_terms = sorted({word_hash(word) for text in around for word in content_words(text)})
        report.article_names = sorted({word_hash(sound(word)) for text in around for word in name_words(text)})
        report.night = any(NIGHT.search(text) for text in texts)
        beside = {name for seen in group for name in seen.beside}
        placed = {part for seen in group for text in seen.places.values() for part in content_words(text)}
        report.focus = sorted({word_hash(sound(word)) for word in beside | placed})
        return report

    def _days_nearby(self, told: Sequence[tuple[int, int]]) -> list[tuple[date, date]]:
        """The first recent day in what is told of a happening, where no event of it has a date."""
        for row in self.in_order:
            days = self.dates.get(row["mention_id"])
            if days and row["mention_id"] not in self.used and _within(row["start_char"], told) and self.published:
                if _span(days) <= 2 and 0 <= (self.published - days[1]).days <= RECENT:
                    return [days]
        return []

    def _add_days(self, report: Report, group: Sequence[Seen], told: Sequence[tuple[int, int]]) -> None:
        """The days that most events of the group can lie on; among equals, the fewest days."""
        dated = [days for seen in group if (days := seen.days) for _ in range(2 if seen.dated else 1)]
        if not dated:
            dated = self._days_nearby(told)
        if dated:
            votes = {days: sum(not days_apart(days, other) for other in dated) for days in dated}
            report.first_day, report.last_day = max(dated, key=lambda days: (votes[days], -_span(days)))

    def _add_places(self, report: Report, group: Sequence[Seen], inside: Sequence[Row]) -> None:
        argued = [entity for seen in group for entity in seen.places]
        beside = [row["entity_id"] for row in inside if row["label"] in PLACE_LABELS and row.get("entity_id")]
        report.places = sorted({*argued, *beside})
        names = [text for seen in group for text in seen.places.values()]
        names += [fold(row["text"]) for row in inside if row["label"] in PLACE_LABELS]
        report.where = sorted({name for name in names if name not in country_index()})
        report.points = self._points(argued) or self._points(beside)
        anywhere = [row["entity_id"] for row in self.in_order if row["label"] in PLACE_LABELS and row.get("entity_id")]
        votes: Counter[str] = Counter()
        for weight, entities in ((30, argued), (20, beside), (2, anywhere)):
            for entity in entities:
                if entity in self.places:
                    votes[entity] += weight
        if not votes:
            report.place_id = argued[0] if argued else beside[0] if beside else None
            return
        countries: Counter[str] = Counter()
        for weight, entities in ((6, argued), (2, beside), (1, anywhere)):
            for entity in sorted(set(entities)):
                if entity in self.places and (country := self.places[entity].country):
                    countries[country] += weight
        report.country = min(countries, key=lambda c: (-countries[c], c)) if countries else None
        report.countries = sorted(countries)
        home = [e for e in votes if self.places[e].country in (report.country, None)]
        best = max(home, key=lambda e: (_FINENESS.get(self.places[e].precision or "", 0), votes[e], e))
        place = self.places[best]
        report.place_id, report.precision = best, place.precision
        report.region, report.latitude, report.longitude = place.region, place.latitude, place.longitude

    def _add_participants(self, report: Report, group: Sequence[Seen], inside: Sequence[Row]) -> None:
        named = {row["entity_id"] for row in inside if row["label"] in ("PERSON", "GANG") and row.get("entity_id")}
        argued = {entity for seen in group for entity in (*seen.persons, *seen.gangs)}
        report.participants = sorted(named | argued)
        report.principals = sorted({person for seen in group for person in seen.persons})
        report.victims = sorted({entity for seen in group for entity in seen.victims})

    def _add_things(self, report: Report, group: Sequence[Seen], inside: Sequence[Row]) -> None:
        report.heads = sorted({head for seen in group for head in seen.heads})
        goods = {head for seen in group for head in seen.objects}
        goods |= {singular(fold(row["text"]).rpartition(" ")[2]) for row in inside if row["label"] in ("DRUG", "WEAPON")}
        report.goods = sorted(goods)

    def _nouns_after(self, row: Row) -> list[str]:
        """The words after a number, in the singular, of which one is what is counted; the second only where the first can be an adjective."""
        following = self.text[row["end_char"] : row["end_char"] + 40]
        if bound := COUNT_END.search(following):
            following = following[: bound.start()]
        return [singular(word) for word in content_words(following)][:2]

    def _add_numbers(self, report: Report, group: Sequence[Seen], inside: Sequence[Row]) -> None:
        counts: dict[str, list[tuple[float, float]]] = {}
        for seen in group:
            for measure, found in seen.counts.items():
                counts.setdefault(measure, []).extend(found)
        amounts, figures = set(), set()
        counted = {number for seen in group for number in seen.numbers}
        unit_of = weights_by_name()
        for row in inside:
            number = self.numbers.get(row["mention_id"])
            bounds = _bounds(number) if number else None
            if number is None or bounds is None:
                continue
            if number["unit"] == "count" and number["measures"] not in ("age", "term"):
                nouns = self._nouns_after(row)
                unit = next((unit_of[noun] for noun in nouns[:1] if noun in unit_of), None)
                if unit:
                    amounts.add(f"{unit[0]}:{bounds[0] * unit[1]:g}")
                elif bounds[0] >= 2:
                    counted |= {f"{noun}:{bounds[0]:g}" for noun in nouns}
            if bounds[0] >= 10 and number["unit"] != "percent":
                figures.add(f"{bounds[0]:g}")
            if number["unit"] == "count" and number["measures"] in _COUNTED:
                counts.setdefault(number["measures"], []).append(bounds)
            elif number["measures"] in ("age", "term") or number["unit"] in ("year", "month"):
                amounts.add(f"{number['measures']}:{bounds[0]:g}")
            elif number["unit"] not in _NO_AMOUNT:
                amounts.add(f"{number['unit']}:{bounds[0]:g}")
        report.amounts, report.figures, report.counted = sorted(amounts), sorted(figures), sorted(counted)
        for measure in _COUNTED:
            told = counts.get(measure, [])
            many = [bounds for bounds in told if bounds[1] > 1] or told
            if many:
                setattr(report, f"{measure}_low", min(low for low, _ in many))
                setattr(report, f"{measure}_high", max(high for _, high in many))


@cache
def weights_by_name() -> dict[str, tuple[str, float]]:
    """Names of weights → unit and factor: a bare number before one is a weight."""
    return {fold(name): (unit.unit, unit.factor) for unit in units() if unit.unit == "kg" for name in unit.forms if len(name) > 2}


_NO_AMOUNT = ("count", "percent", "km", "ha", "day", "hour")
_COUNTED = ("killed", "injured", "arrested")
_MEASURE_OF = {"KILLING": "killed", "ARREST": "arrested"}
# Where it happened is the origin of an escape, the port that a seized load was bound for, …
_PLACE_ROLES = {
    **dict.fromkeys(("ESCAPE", "RELEASE", "KIDNAPPING", "DEPORTATION", "EXTRADITION"), ("PLACE", "ORIGIN")),
    **dict.fromkeys(("RAID", "ARREST", "SEIZURE", "CLASH", "EXPANSION"), ("PLACE", "DESTINATION", "TARGET")),
}
_FINENESS = {"site": 3, "city": 3, "region": 2, "country": 1, "area": 0}


@cache
def read_weights(kind: str) -> dict[str, float]:
    """What each piece of evidence adds to the log-odds: of a ``tie`` between events, or a ``link`` between reports.

    ``knowledge/incident_weights.csv`` has them by hand and, from these, fitted by ``python -m pipeline.incidents_fit corpora/incidents/dev``.
    """
    text = resources.files("pipeline.knowledge").joinpath("incident_weights.csv").read_text(encoding="utf-8")
    rows = csv.DictReader(text.splitlines(), strict=True)
    return {row["evidence"]: float(row["fitted"] or row["by_hand"]) for row in rows if row["kind"] == kind}


TIES = read_weights("tie")


def weigh(weights: Mapping[str, float], found: Mapping[str, float]) -> float:
    """The log-odds of what was found; what has no weight says nothing."""
    return sum(weights.get(name, 0.0) * value for name, value in found.items())


def kilometres(a: tuple[float, float], b: tuple[float, float]) -> float:
    """The distance of two points (degrees north and east) on the sphere."""
    south, north = math.radians(a[0]), math.radians(b[0])
    half = math.sin((north - south) / 2) ** 2
    half += math.cos(south) * math.cos(north) * math.sin(math.radians(b[1] - a[1]) / 2) ** 2
    return 12742 * math.asin(min(1.0, math.sqrt(half)))


def days_apart(a: tuple[date, date], b: tuple[date, date]) -> int:
    """Days between two stretches of days: 0 where they share a day."""
    return max(0, (b[0] - a[1]).days, (a[0] - b[1]).days)


def _span(days: tuple[date, date]) -> int:
    return (days[1] - days[0]).days


def _day(value: date | str | None) -> date | None:
    return date.fromisoformat(value[:10]) if isinstance(value, str) else value


def _days(row: Row, published: date | None) -> tuple[date, date] | None:
    """The days of a date; None for what lies after publication, or is longer than a year."""
    first, last = _day(row.get("first_day")), _day(row.get("last_day"))
    if first is None or last is None or last < first or (last - first).days > 366:
        return None
    if published is not None:
        if first > published:
            return None
        if last >= published and (last - first).days > 10:
            return None  # ``this year``, said of much else
    return first, last


def _bounds(number: Row) -> tuple[float, float] | None:
    low, high = number.get("low"), number.get("high")
    if low is None or high is None:
        bound = high if low is None else low
        return None if bound is None else (float(bound), float(bound))
    return float(low), float(high)


def _is_one(mention: Row) -> bool:
    """Whether a filler stands for one: a name, or a noun in the singular after ``the`` or ``a``."""
    if mention["label"] == "PERSON":
        return True
    text = mention["text"]
    return mention["label"] == "PEOPLE" and bool(SINGULAR.match(text)) and not PLURAL.search(text)


def _gap(a: Row, b: Row) -> int:
    return max(0, a["start_char"] - b["end_char"], b["start_char"] - a["end_char"])


def _within(position: int, ranges: Iterable[tuple[int, int]]) -> bool:
    return any(start <= position < end for start, end in ranges)
