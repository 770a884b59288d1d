"""An article's events as a reader sees them: each with its day, places, persons and numbers, and the words that tell of it."""

from __future__ import annotations

import itertools
import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from pipeline.incidents.asides import aside_of, asides
from pipeline.incidents.cues import find_cues
from pipeline.incidents.readings import kind_of, topics_of
from pipeline.incidents.reported import FAMILIES, PlaceLike, days_apart, span
from pipeline.incidents.wording import (
    AFTER_IT,
    APART,
    CALENDAR,
    CAPITALISED,
    CLAUSE_END,
    DAYS,
    DEFINITE,
    INDEFINITE,
    LATER,
    LONG_AGO,
    PERFECT,
    VERBAL,
    content_words,
    in_days,
    lower_case,
    singular,
)
from pipeline.knowledge import fold
from pipeline.rows import Row, Rows, sentence_starts
from pipeline.scheme import PLACE_LABELS

BESIDE = 12  # characters between a trigger and a date or place that is its own
REACH = 400  # characters before a trigger in which words set it apart
NEWS = 2  # days before publication on which what has no date and is no background happened, as a rule
AFTER_REACH = 200  # characters before a trigger, in which ``a week after the brutal`` has room
OLD = 20  # days before publication after which a happening is no news
NO_REPORT = frozenset({"generic", "prospective"})
TALLIED = frozenset({"KILLING", "ATTACK", "CLASH"})
MASSES = 1000  # killed: no single deed of a gang is on record with so many
ROUNDED = re.compile(r"\b(?:(week|month|year)s?|fortnight) (?:ago|earlier|before)\b", re.IGNORECASE)
# A deed that is told as a fact (``following his``, ``that``, ``… took place``), and one that is still ahead.
OVER = re.compile(
    r"\b(?:(?:[Tt]he|of) [A-Z]\w+(?: [A-Z]\w+)*|(?i:(?:after|following|since|upon|from|during|in)\s+(?:the|his|her|their|its|this|that|\w+['’]s)|"
    r"that|this|his|her|their|whose|the|an?|second|first|third))\s+(?:[\w'’-]+\s+){0,2}$"
)
HAPPENED = re.compile(
    r"\s+(?:took place|came|happened|occurred|was|were|had|cost|lasted|ended|left|drew|followed|follows|failed|succeeded)\b"
    r"(?! (?:to|due|planned|expected|set|scheduled|postponed|delayed|blocked|refused|being))"
)
AHEAD = re.compile(
    r"\b(?:will|would|shall|could|may|might|should|if|whether|plan\w*|next|request\w*|seek\w*|sought|pending|fac(?:e|es|ing)|await\w*|fight\w*|against|"
    r"threat\w*|appeal\w*|oppos\w+|approv\w+|hearing|process|proceedings|possible|await|ahead|tomorrow|demand\w*|call\w* for|attempt\w*|tr(?:y|ied|ying) to|"
    r"promis\w+|prevent\w*|avoid\w*|risk|any|every|each|no|such|scheduled|expected|due|prepar\w+|ask\w*|bid|treaty|law|charges? of|leading to|information|future|before (?:his|her|their|the))\b",
)
SINCE = re.compile(r"\b(?:since|desde)\s+(?:the\s+)?$")
# In a sentence that counts the dead of a time and not of a deed: ``killed since he took office``, ``so far this year``.
OF_A_TIME = re.compile(
    r"\bsince\b(?! then\b)|\b(?:each|every|per|last|this) year\b|\ba year\b(?! ago| later| earlier| after| before)"
    r"|\bin (?:the )?(?:last|past) (?:[\w-]+ )?(?:weeks|months|years|decades?)\b|\bover the (?:last|past|years)\b|\bdecades? of\b",
)
PARAGRAPH = re.compile(r"\n\s*\n")
NEW = re.compile(
    r"(?:an?|another|one|two|three|four|five|six|seven|eight|nine|ten|\d+|several|some|more)\s", re.IGNORECASE
)
SINGULAR = re.compile(r"(?:an?|the|his|her|their|one)\s", re.IGNORECASE)
PLURAL = re.compile(r"(?:s|people|men|women|police|children)$", re.IGNORECASE)
NO_AMOUNT = ("count", "percent", "km", "ha", "day", "hour")
_MEASURE_OF = {"KILLING": "killed", "ARREST": "arrested"}
# Where it happened is the origin of an escape, the port that a seized load was bound for, …
_PLACE_ROLES = {
    **dict.fromkeys(("ESCAPE", "RELEASE", "KIDNAPPING", "DEPORTATION", "EXTRADITION"), ("PLACE", "ORIGIN")),
    **dict.fromkeys(("RAID", "ARREST", "SEIZURE", "CLASH", "EXPANSION"), ("PLACE", "DESTINATION", "TARGET")),
}


@dataclass(slots=True)
class Seen:
    """An event as its article shows it: where it stands, and what its arguments and the words nearest to it name."""

    row: Row
    family: str
    sentence: int
    paragraph: int
    days: tuple[date, date] | None = None
    dated_by: str | None = None  # the mention that says so
    day_gap: int = 0  # characters to it
    places: dict[str, str] = field(default_factory=dict)  # entity id → text
    persons: set[str] = field(default_factory=set)
    principals: set[str] = field(default_factory=set)  # the persons, as this article alone calls them
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
    introduces: bool = False  # to whom it was done is new: ``a man``, ``two officers``
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


class ArticleView:
    """The rows of one article, arranged for grouping its events."""

    def __init__(self, article: Row, rows: Rows, places: Mapping[str, PlaceLike]) -> None:
        self.article, self.places = article, places
        self.text: str = article["text"]
        self.lower = lower_case(self.text)
        self.published = _day(article.get("published"))
        self.starts = sentence_starts(self.text)
        self.asides = asides(self.lower, self.starts)
        self.breaks = [match.start() for match in PARAGRAPH.finditer(self.text)]
        self.mentions: dict[str, Row] = {row["mention_id"]: row for row in rows.get("mentions", ())}
        self.in_order = sorted(self.mentions.values(), key=lambda row: (row["start_char"], row["end_char"]))
        self.numbers: dict[str, Row] = {row["mention_id"]: row for row in rows.get("numbers", ())}
        self.numbered = [row for row in self.in_order if row["mention_id"] in self.numbers]
        self.dates = {
            row["mention_id"]: _rounded(days, self.mentions.get(row["mention_id"]))
            for row in rows.get("dates", ())
            if (days := _days(row, self.published)) is not None
        }
        self.topics = topics_of(self.lower)
        self.arguments: dict[str, list[Row]] = {}
        for row in rows.get("event_arguments", ()):
            self.arguments.setdefault(row["event_id"], []).append(row)
        events = [
            self._read(row) for row in rows.get("events", ())
            if row["type"] in FAMILIES and (row["status"] not in NO_REPORT or self._is_over(row)) and not self._is_tally(row)
        ]  # fmt: skip
        events += find_cues(self.text, self.starts, self.in_order, rows.get("events", ()), FAMILIES)
        self.live = sorted(events, key=lambda row: (row["start_char"], row["end_char"]))
        self.seen = [self._seen(row) for row in self.live]
        self._offences()
        self._nearest_days()
        for family in sorted({seen.family for seen in self.seen}):
            self._stretches([seen for seen in self.seen if seen.family == family])
        self.apart = list(self.offsets())
        for first, second, step, slack in self.apart:  # of two that are days apart one has the other's date
            if first.days and second.days and abs(step) > slack and not days_apart(first.days, second.days):
                max(first, second, key=lambda seen: seen.day_gap).days = None
        self.apart_pairs = {
            (id(a), id(b)) for first, second, _, _ in self.apart for a, b in ((first, second), (second, first))
        }

    def _read(self, event: Row) -> Row:
        """The event with the type that its word has in this article."""
        mentions = (
            self.mentions.get(row.get("mention_id") or "")
            for row in self.arguments.get(event["event_id"], ())
            if row["role"] in ("TARGET", "OBJECT")
        )
        number = bisect_right(self.starts, event["start_char"])
        end = self.starts[number] if number < len(self.starts) else len(self.text)
        kind = kind_of(
            event["type"], event["trigger"], sentence=self.lower[self.starts[number - 1] : end],
            targets=[mention["label"] for mention in mentions if mention], topics=self.topics,
        )  # fmt: skip
        return event if kind == event["type"] else {**event, "type": kind}

    def _is_over(self, event: Row) -> bool:
        """Whether what the extractor takes for a plan or a habit is told as a fact: ``four days after his extradition``, ``that robbery``."""
        start = event["start_char"]
        end = self.starts[number] if (number := bisect_right(self.starts, start)) < len(self.starts) else len(self.text)
        first = max(self.starts[number - 1], start - 60)
        head = self.text[first:start]
        if AHEAD.search(self.lower[first:start]) or AHEAD.search(
            self.lower, event["end_char"], min(end, event["end_char"] + 40)
        ):
            return False
        following = self.text[event["end_char"] : min(end, event["end_char"] + 30)]
        return bool(OVER.search(head) or HAPPENED.match(following))

    def _is_tally(self, event: Row) -> bool:
        """Whether it counts many deeds (``30,000 killed``, ``killed since 2006``) and tells of none."""
        if event["type"] not in TALLIED:
            return False
        times = [row for row in self.arguments.get(event["event_id"], ()) if row["role"] == "TIME"]
        killed = [
            row["low"] or row["high"] or 0 for row in self.numbers.values()
            if row["measures"] == "killed" and row["sentence_start"] == event["sentence_start"]
        ]  # fmt: skip
        return max(killed, default=0) >= MASSES or any(
            SINCE.search(self.lower, max(0, row["start_char"] - 16), row["start_char"]) for row in times
        )

    def counts_a_time(self, number: Row) -> bool:
        """Whether a number of dead or hurt is a toll of months or years: background in the report of one deed."""
        sentence = self.lower[number["sentence_start"] : number["sentence_end"]]
        return (number["low"] or number["high"] or 0) >= MASSES or OF_A_TIME.search(sentence) is not None

    def _seen(self, event: Row) -> Seen:
        start = event["start_char"]
        seen = Seen(event, FAMILIES[event["type"]], bisect_right(self.starts, start), bisect_right(self.breaks, start))
        seen.beside = set(self._beside(start, event["end_char"]))
        dated: list[tuple[float, Row]] = []
        for argument in self.arguments.get(event["event_id"], ()):
            mention = self.mentions.get(argument.get("mention_id") or "")
            if mention is None or not self._reaches(event, mention) or self._is_aside(event, mention):
                continue
            entity = mention.get("entity_id") or argument.get("entity_id")
            role, label = argument["role"], mention["label"]
            if role == "TIME" and mention["mention_id"] in self.dates:
                dated.append((argument.get("score") or 0.0, mention))
            elif label in PLACE_LABELS and entity and role in _PLACE_ROLES.get(seen.type, ("PLACE", "TARGET")):
                seen.places[entity] = fold(mention["text"])
            elif label == "PERSON" and entity and role in ("AGENT", "TARGET"):
                seen.persons.add(entity)
                seen.principals.add(mention.get("local_id") or entity)
                if role == "TARGET":
                    seen.victims.add(entity)
            elif label == "GANG" and entity and role in ("AGENT", "TARGET"):
                seen.gangs.add(entity)
            head = singular(fold(mention["text"]).rpartition(" ")[2])
            if role == "TARGET" and label == "PEOPLE":
                seen.heads.add(head)
                seen.introduces |= bool(NEW.match(mention["text"]))
            if role == "OBJECT":
                seen.objects.add(head)
            if role in ("TARGET", "OBJECT"):
                seen.targets.add(entity or fold(mention["text"]).rpartition(" ")[2])
            self._counted(seen, role, mention)
        if dated:
            seen.dated = True
            _, mention = max(dated, key=lambda found: (found[0], -span(self.dates[found[1]["mention_id"]])))
            self._date(seen, mention)
        return seen

    def _is_aside(self, event: Row, mention: Row) -> bool:
        """Whether a filler is said of another case, to which the event's own is compared."""
        aside = aside_of(self.asides, mention["start_char"])
        return aside is not None and aside != aside_of(self.asides, event["start_char"])

    def _date(self, seen: Seen, mention: Row) -> None:
        """Give an event the days of a date."""
        seen.dated_by = mention["mention_id"]
        seen.days, seen.day_gap = self.dates[seen.dated_by], distance(seen.row, mention)

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
        return distance(event, mention) <= BESIDE or all(distance(rival, mention) > BESIDE for rival in rivals)

    def _counted(self, seen: Seen, role: str, mention: Row) -> None:
        """What the numbers in a filler say: of a killing's target, how many were killed."""
        inside = [
            self.numbers[row["mention_id"]]
            for row in self.numbered
            if mention["start_char"] <= row["start_char"] and row["end_char"] <= mention["end_char"]
        ]
        if role in ("AMOUNT", "OBJECT"):
            numbers = [n for n in inside if n["unit"] not in NO_AMOUNT]
            seen.amounts |= {(n["unit"], bounds[0]) for n in numbers if (bounds := bounds_of(n))}
        measure = _MEASURE_OF.get(seen.type) if role == "TARGET" else None
        if measure is None:
            if role == ("AGENT" if seen.type == "ESCAPE" else "TARGET"):
                found = [bounds for number in inside if number["unit"] == "count" and (bounds := bounds_of(number))]
                seen.numbers |= {f"@{seen.type}:{low:g}" for low, _ in found}
            return
        found = [bounds for number in inside if number["unit"] == "count" and (bounds := bounds_of(number))]
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
        self.used = {
            argument["mention_id"]
            for arguments in self.arguments.values()
            for argument in arguments
            if argument["role"] == "TIME"
        }
        undated = [seen for seen in self.seen if seen.days is None]
        for mention_id, days in self.dates.items():
            mention = self.mentions.get(mention_id)
            if mention is None or mention_id in self.used:
                continue
            sentence = bisect_right(self.starts, mention["start_char"])
            here = [seen for seen in undated if seen.sentence == sentence]
            nearest = min(here, key=lambda seen: distance(seen.row, mention), default=None)
            if nearest is not None and (nearest.days is None or span(days) < span(nearest.days)):
                self._date(nearest, mention)

    def _stretches(self, family: Sequence[Seen]) -> None:
        """Each event's part of its sentence, cut at the clause's end nearest to half-way to the next event; what that part names."""
        for i, seen in enumerate(family):
            start, end = self.starts[seen.sentence - 1], self.sentence_end(seen)
            if i and family[i - 1].sentence == seen.sentence:
                start = family[i - 1].told[1]
            if i + 1 < len(family) and family[i + 1].sentence == seen.sentence:
                upto = family[i + 1].start
                middle = (seen.end + upto) // 2
                cuts = [m.start() for m in CLAUSE_END.finditer(self.text, seen.end, max(seen.end, upto))]
                end = min(cuts, key=lambda cut: abs(cut - middle), default=middle)
            seen.told = start, end
            inside = [row for row in self.in_order if start <= row["start_char"] < end]
            seen.points = self.points_of(
                row["entity_id"] for row in inside if row["label"] in PLACE_LABELS and row.get("entity_id")
            )
            seen.where = {fold(row["text"]) for row in inside if row["label"] in PLACE_LABELS}
            seen.who = {row["entity_id"] for row in inside if row["label"] == "PERSON" and row.get("entity_id")}
            if seen.days is None:
                dates = [
                    row for row in inside if row["mention_id"] in self.dates and row["mention_id"] not in self.used
                ]
                if dates:
                    self._date(seen, min(dates, key=lambda row: span(self.dates[row["mention_id"]])))
            head = self.lower[max(start, seen.start - 40) : seen.start]
            seen.noun = bool(DEFINITE.search(head) or INDEFINITE.search(head)) and not VERBAL.search(head)
            seen.old = bool(self.published and seen.days and (self.published - seen.days[1]).days > OLD)
            before = max([self.starts[seen.sentence - 1], *(other.end for other in family[:i])])
            opening, following = self.lower[before : seen.start], self.lower[seen.end : end]
            seen.background = bool(
                AFTER_IT.search(opening[-AFTER_REACH:])
                or PERFECT.search(head)
                or LONG_AGO.search(opening)
                or LONG_AGO.search(following)
            )

    def points_of(self, entities: Iterable[str]) -> list[tuple[float, float]]:
        """Where the towns and sites among these places lie."""
        places = [self.places[entity] for entity in entities if entity in self.places]
        return sorted(
            {
                (place.latitude, place.longitude)
                for place in places
                if place.precision in ("city", "site") and place.latitude is not None and place.longitude is not None
            }
        )

    def sentence_end(self, seen: Seen) -> int:
        return self.starts[seen.sentence] if seen.sentence < len(self.starts) else len(self.text)

    def offsets(self) -> Iterator[tuple[Seen, Seen, int, int]]:
        """Pairs of events whose distance in days the text gives: the second is so many days after the first, give or take."""
        for a, b in itertools.pairwise(self.seen):
            if a.sentence == b.sentence:
                between = self.lower[max(a.end, b.start - REACH) : b.start]
                if match := APART.search(between):
                    yield from self._offset(match, b, a)
                    continue
                opening = self.lower[max(self.starts[a.sentence - 1], a.start - REACH) : a.start]
                if match := APART.search(opening):
                    yield from self._offset(match, a, b)
                    continue
            if (
                a.family == b.family
                and b.sentence - a.sentence <= 2
                and DEFINITE.search(self.lower[max(0, b.start - 40) : b.start])
            ):
                tail = self.lower[b.end : min(self.sentence_end(b), b.end + 60)]
                if match := LATER.search(tail):
                    number, unit, way = match[1] or "a", match[2] or match[4], match[3] or match[5]
                    days = in_days(number, unit)
                    yield a, b, days if way in ("later", "after") else -days, DAYS[unit] // 4

    def _offset(self, match: re.Match[str], known: Seen, other: Seen) -> Iterator[tuple[Seen, Seen, int, int]]:
        """``other`` N days after (or before) ``known``."""
        days = in_days(match[1], match[2])
        yield known, other, days if match[3] == "after" else -days, DAYS[match[2]] // 4

    def spread_days(self, groups: Sequence[Sequence[Seen]]) -> None:
        """A happening whose distance in days from a dated one is given gets its day from it."""
        group_of = {id(seen): group for group in groups for seen in group}
        for first, second, days, slack in self.apart:
            if id(first) not in group_of or id(second) not in group_of or group_of[id(first)] is group_of[id(second)]:
                continue
            for one, other, step in ((first, second, days), (second, first, -days)):
                dated = [seen.days for seen in group_of[id(one)] if seen.days]
                if not dated and self.published and not any(seen.background for seen in group_of[id(one)]):
                    dated = [(self.published - timedelta(NEWS), self.published)]
                if dated and not any(seen.days for seen in group_of[id(other)]):
                    start, end = min(dated, key=span)
                    other.days = start + timedelta(step - slack), end + timedelta(step + slack)


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


def _rounded(days: tuple[date, date], mention: Row | None) -> tuple[date, date]:
    """The days that ``two weeks ago``, ``a month earlier`` can stand for: writers round."""
    match = ROUNDED.search(mention["text"]) if mention else None
    if match is None or span(days) > 2:
        return days
    slack = DAYS[match[1].lower()] // 4 if match[1] else 2
    return days[0] - timedelta(slack), days[1] + timedelta(slack)


def bounds_of(number: Row) -> tuple[float, float] | None:
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


def distance(a: Row, b: Row) -> int:
    """Characters between two rows of one article."""
    return max(0, a["start_char"] - b["end_char"], b["start_char"] - a["end_char"])
