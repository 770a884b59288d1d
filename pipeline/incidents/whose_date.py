"""Whose a date is: that of the act its sentence tells, of the crime behind it, of another case, or of what somebody said.

``sentenced on Tuesday for the murder`` dates the sentence, ``said on Tuesday it had seized`` the saying, ``unlike that of last Sunday``
neither. The extractor gives such a date to whatever stands in its sentence.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from pipeline.incidents.reported import FAMILIES, span
from pipeline.incidents.seen import BESIDE, SINCE, ArticleView, Seen, distance
from pipeline.rows import Row

SAID_LATER = 2  # days that a deed lies before the day on which it was made known, at most, as a rule
LONG_BEFORE = 10  # days before publication after which no arrest, sentence, offer is news
CRIMES = frozenset({"violence", "coercion", "corruption", "laundering", "trafficking", "escape"})
# What is done about a crime, on another day as a rule.
AFTERMATH = frozenset({"police", "charge", "sentence", "release", "extradition", "deportation", "reward", "sanction"})
LASTING = frozenset({"KIDNAPPING", "ARREST", "RAID"})  # ``held since October`` dates the beginning
ANNOUNCED = frozenset({"charge", "reward", "sanction"})  # done by being made known
_SAY = r"(?:said|says|told|announced|reported|confirmed|admitted|posted|wrote|stated|declared|disclosed|revealed|acknowledged|conceded|published|dated|claimed)"
# What stands before the date of another case, or of no case.
OF_ANOTHER = re.compile(
    r"\b(?:(?:those|the ones?|one|treaty|law|decree|agreement|accord|warrant|like) (?:of|in|on|from)|that (?:of|from))\s+(?:the\s+)?(?:early |late )?$"
)
SAID_BEFORE = re.compile(
    rf"\b{_SAY}(?: (?!that\b)\w+)?(?: in a (?:statement|leaflet))?(?: late| early)?(?: on| in)?\s+$"
)
SAID_AFTER = re.compile(rf",?\s+(?:[\w'’-]+\s+){{1,4}}?{_SAY}\b")
OPENING = re.compile(r"\W*(?:on |late on |early on )?$")
RELATIVE = re.compile(r"\b(?:who|whom|whose|which|that)\b")
CLAUSE = re.compile(r"[;:,()—–]|\s(?:and|but|that|while|when|as|after|before|although|though|who|which|where)\s")
NAMED_BY = re.compile(r"(?:(?:['’]s? (?:[\w'’-]+ ){0,2}| )$|,? when\b)")
AT_ONCE = re.compile(r"\b(?:when|as|while)\b")
HELPED = re.compile(r"\b(?:has|have|had|was|were|is|are)\b")
OF = re.compile(r"\b(?:of|in|on|from)\b")
BEHIND = re.compile(
    r"\b(?:for|of|over|after|following|who|whom|whose|accused|suspected|suspicion|alleged\w*|behind|connection|link\w*|into|charges?|had|against|to)\b"
)
AUXILIARY = re.compile(r"\s*,?\s*(?:has|have|had|was|were|is|are)\b")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence in lower case with the events in it; offsets are the article's."""

    start: int
    text: str
    events: tuple[Row, ...]

    def upto(self, at: int) -> str:
        return self.text[: max(0, at - self.start)]

    def behind(self, at: int) -> str:
        return self.text[max(0, at - self.start) :]

    def between(self, start: int, end: int) -> str:
        return self.text[max(0, start - self.start) : max(0, end - self.start)]


class OwnDays:
    """The days of an article's events, less those that its sentences tell to be of something else."""

    def __init__(self, view: ArticleView) -> None:
        self.view = view
        self.sentences: dict[int, Sentence] = {}

    def of(self, seen: Seen) -> tuple[date, date] | None:
        """The days of an event: those that it was given, or else of another date of its part of the sentence that can be its own."""
        if seen.days is None:
            return self._left_over(seen)
        if seen.dated_by is None:
            return seen.days
        told = (self._days(seen, mention) for mention in self._dates(seen))
        return next((days for days in told if days), None)

    def near(self, group: Sequence[Seen], mention: Row) -> tuple[date, date] | None:
        """The days of a date that is no event's, for a happening that it stands near; None where its sentence tells that it is not its date."""
        if mention["mention_id"] in self.view.used:
            return None
        sentence = self._number(mention)
        told = [self._days(seen, mention) for seen in group if seen.sentence == sentence]
        return told[0] if told and all(told) else None if told else self.view.dates.get(mention["mention_id"])

    def _left_over(self, seen: Seen) -> tuple[date, date] | None:
        """The days of a date of its sentence that was given to others, and is not theirs."""
        if any(id(seen) in pair for pair in self.view.apart_pairs):
            return None  # its date was taken from it
        others: dict[str, list[Seen]] = {}
        for other in self.view.seen:
            if other.sentence == seen.sentence and other.days and other.dated_by:
                others.setdefault(other.dated_by, []).append(other)
        free = [
            self.view.mentions[key] for key, owners in others.items() if not any(self._is_its(o, key) for o in owners)
        ]
        told = (
            self._days(seen, row) for row in sorted(free, key=lambda row: (distance(seen.row, row), row["start_char"]))
        )
        return next((days for days in told if days), None)

    def _is_its(self, seen: Seen, date_id: str) -> bool:
        mention = self.view.mentions[date_id]
        return self._number(mention) != seen.sentence or self._days(seen, mention) is not None

    def _dates(self, seen: Seen) -> Iterator[Row]:
        """The date that an event was given, then the others that it may have, the nearest first."""
        yield self.view.mentions[seen.dated_by or ""]
        own = {
            row.get("mention_id") for row in self.view.arguments.get(seen.row["event_id"], ()) if row["role"] == "TIME"
        }
        others = [
            row
            for key in self.view.dates
            if (row := self.view.mentions.get(key)) and key != seen.dated_by and self._number(row) == seen.sentence
            and (key in own or (key not in self.view.used and seen.told[0] <= row["start_char"] < seen.told[1]))
        ]  # fmt: skip
        yield from sorted(others, key=lambda row: (distance(seen.row, row), row["start_char"]))

    def _days(self, seen: Seen, mention: Row) -> tuple[date, date] | None:
        days = self.view.dates.get(mention["mention_id"])
        if days is None or self._number(mention) != seen.sentence:
            return days
        return own_days(seen.row, mention, days, self._sentence(seen), self.view.published)

    def _sentence(self, seen: Seen) -> Sentence:
        if seen.sentence not in self.sentences:
            start, end = self.view.starts[seen.sentence - 1], self.view.sentence_end(seen)
            events = tuple([row for row in self.view.live if start <= row["start_char"] < end])
            self.sentences[seen.sentence] = Sentence(start, self.view.lower[start:end], events)
        return self.sentences[seen.sentence]

    def _number(self, row: Row) -> int:
        return bisect_right(self.view.starts, row["start_char"])


def own_days(
    event: Row, mention: Row, days: tuple[date, date], sentence: Sentence, published: date | None
) -> tuple[date, date] | None:
    """The days that a date gives an event of its sentence; None where it is not the event's date."""
    family = FAMILIES[event["type"]]
    head = sentence.upto(mention["start_char"])[-60:]
    if OF_ANOTHER.search(head):
        return None
    named = _is_named_by(event, mention, sentence)
    if SINCE.search(head) and event["type"] not in LASTING and not named:
        return None
    if family in CRIMES and _is_of_aftermath(event, mention, sentence):
        return None
    old = published is not None and (published - days[1]).days > LONG_BEFORE
    if family in AFTERMATH and _is_of_crime(event, mention, sentence, old=old):
        return None
    if family not in ANNOUNCED and span(days) <= 1 and not named and is_of_saying(mention, sentence):
        return days[0] - timedelta(SAID_LATER), days[1]
    return days


def _is_named_by(event: Row, mention: Row, sentence: Sentence) -> bool:
    """``last Tuesday's breakout``, ``October 8, when it was discovered``."""
    between = sentence.between(mention["end_char"], event["start_char"])
    return mention["end_char"] <= event["start_char"] and bool(NAMED_BY.match(between))


def is_of_saying(mention: Row, sentence: Sentence) -> bool:
    """Whether it is the day on which something was said: ``said on Tuesday it had``, ``On Tuesday they admitted``."""
    head = sentence.upto(mention["start_char"])
    if SAID_BEFORE.search(head[-50:]):
        return True
    return bool(OPENING.fullmatch(head) and SAID_AFTER.match(sentence.behind(mention["end_char"])))


def _is_of_aftermath(crime: Row, mention: Row, sentence: Sentence) -> bool:
    """``On Tuesday sentenced … for the murder``; ``On Tuesday the one who fired was convicted``."""
    gap, bounds = distance(crime, mention), _bounds(crime, mention, sentence)
    clause = mention["end_char"] <= crime["start_char"] and RELATIVE.search(
        sentence.between(mention["end_char"], crime["start_char"])
    )
    for act in _of(sentence.events, AFTERMATH):
        if _closes_clause(crime, mention, act, sentence):
            continue
        if not _is_behind(crime, act, sentence):
            continue
        if distance(act, mention) < gap and gap > BESIDE and _bounds(act, mention, sentence) < max(1, bounds):
            return True
        if clause and act["start_char"] > crime["end_char"]:
            return True
    return False


def _is_behind(crime: Row, act: Row, sentence: Sentence) -> bool:
    """Whether a crime that is told after an act is what the act is about, and not the next thing that was done: ``sentenced for the murder``."""
    if act["start_char"] > crime["start_char"]:
        between = sentence.between(crime["end_char"], act["start_char"])
        if AT_ONCE.search(between):
            return False  # ``killed when troops stormed it on Friday``
        return CLAUSE.search(between) is not None or HELPED.search(between) is not None
    return BEHIND.search(sentence.between(act["end_char"], crime["start_char"])) is not None


def _is_of_crime(act: Row, mention: Row, sentence: Sentence, *, old: bool) -> bool:
    """``arrested over the 2022 shooting``; ``who fled from custody on 15 February has been caught``."""
    gap = distance(act, mention)
    for crime in _of(sentence.events, CRIMES):
        beside = distance(crime, mention) < gap and distance(crime, mention) <= BESIDE
        if old and beside and _dates(mention, crime, sentence):
            return True
        if _closes_clause(crime, mention, act, sentence):
            return True
    return False


def _dates(mention: Row, crime: Row, sentence: Sentence) -> bool:
    """Whether a date beside a crime is its date: ``the 2022 shooting``, ``the shooting of March``; not ``deported in 2018 and had killed``."""
    if crime["end_char"] <= mention["start_char"]:
        return OF.search(sentence.between(crime["end_char"], mention["start_char"])) is not None
    between = sentence.between(mention["end_char"], crime["start_char"])
    return CLAUSE.search(between) is None and HELPED.search(between) is None


def _closes_clause(crime: Row, mention: Row, act: Row, sentence: Sentence) -> bool:
    """Whether a date ends the clause of a crime and the act's verb follows: ``who fled … on 15 February has been caught``."""
    if not crime["end_char"] <= mention["start_char"] <= mention["end_char"] <= act["start_char"]:
        return False
    following = sentence.between(mention["end_char"], act["start_char"])
    return AUXILIARY.match(following) is not None or (
        not following.strip() and RELATIVE.search(sentence.upto(crime["start_char"])[-30:]) is not None
    )


def _bounds(event: Row, mention: Row, sentence: Sentence) -> int:
    """How many ends of clauses lie between an event and a date."""
    first, last = sorted((event, mention), key=lambda row: int(row["start_char"]))
    return len(CLAUSE.findall(sentence.between(first["end_char"], last["start_char"])))


def _of(events: Iterable[Row], families: frozenset[str]) -> list[Row]:
    return [event for event in events if FAMILIES[event["type"]] in families]
