"""Resolve every date mention to calendar days, with the publication date as the anchor.

``resolve_date`` (``date_resolution.py``) reads one mention (``early March``, ``last Tuesday``, ``between 2003 and
2005``); the component adds what the context tells: whether a weekday or month lies ahead (``date_tenses.py``), and
which day ``the next day`` and ``5 a.m.`` follow. What names no stretch of the calendar (``two years``, ``recent
weeks``, ``mid-2019``) stays unresolved, as in the gold.

Fills ``doc._.dates``, one dict for each DATE and TIME of ``doc.ents`` that can be resolved.
"""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc, Span

from pipeline.components.calendar_days import Days, count_of, shifted, single_day
from pipeline.components.calendar_words import ANY_COUNT, MONTHS, SEASONS, WEEKDAYS, clean_date
from pipeline.components.date_resolution import resolve_date
from pipeline.components.date_tenses import tense_of, word_at
from pipeline.scheme import TIME_LABELS, declare_doc_extensions

declare_doc_extensions()


HABIT = frozenset(("each", "every", "most"))
# Mentions that need no tense: looking for one would only cost time.
TENSELESS = re.compile(r"\d{4}|\byears?\b|\bago\b|\b[Yy]esterday|\b[Tt]oday|\b[Ll]ast\b")
CLOCK = re.compile(r"\d{1,2}(?:[:.]\d{2}| ?[ap]\.?m)")
SUMMER_OF = re.compile(rf"the (?:{'|'.join(SEASONS)})")
SHORTER_THAN_A_DAY = re.compile(r"hour|minute|second")
STRETCH = re.compile(rf"(?:the )?(?P<n>{ANY_COUNT}) (?P<unit>day|week|month|year)s?")
OF_A_DAY = re.compile(r"\b(?:day|night|morning|afternoon|evening)\b")
YEAR_FIGURE = re.compile(r"(?:1[5-9]|20)\d\d")
BESIDE = frozenset(
    "and to in on at by from as but when while after before for with near that which who into during".split()
)


@Language.factory("blotter_dates", requires=["doc.ents"], assigns=["doc._.dates"])
def make_dates(nlp: Language, name: str) -> Dates:
    return Dates()


class Dates:
    """The component; it holds no state."""

    def __call__(self, doc: Doc) -> Doc:
        published = date.fromisoformat(doc._.published[:10]) if doc._.published else None
        reader = _Reader(published)
        mentions = [ent for ent in doc.ents if ent.label_ in TIME_LABELS]
        found: list[dict[str, Any]] = []
        for ent, after in zip(mentions, [*mentions[1:], None], strict=False):
            days = reader.days(ent, after)
            if days is None:
                continue
            span = [ent.start, ent.end, ent.label_]
            found.append({"span": span, "start": days[0].isoformat(), "end": days[1].isoformat()})
        doc._.dates = found
        return doc


class _Reader:
    """Reads the mentions of one Doc in order: ``anchor`` is what was named last, ``day`` the last single day."""

    def __init__(self, published: date | None) -> None:
        self.published = published
        self.anchor: Days | None = None
        self.day: Days | None = None
        self.end = 0

    def days(self, ent: Span, after: Span | None) -> Days | None:
        """The days of a mention, which become the anchor of the next."""
        if any("\n" in token.text for token in ent.doc[self.end : ent.start]):  # a paragraph has its own day
            self.day = single_day(self.anchor)
        self.end = ent.end
        if _is_habit(ent):
            return None
        if self.published is not None and _heads_paragraph(ent):
            self.anchor = self.day = (self.published, self.published)
        day = self.day
        if ent.label_ == "TIME" and after is not None and _adjoins(ent, after):
            day = single_day(self.resolved(after, day)) or day
        days = self.resolved(ent, day)
        if after is not None and _is_weekday_of(ent, after):
            date_after = single_day(self.resolved(after, day))
            if date_after and date_after[0].weekday() == WEEKDAYS[clean_date(ent.text)]:
                days = date_after
        if days is not None:
            self.anchor = days
            self.day = days if days[0] == days[1] else self.day
        return days

    def resolved(self, ent: Span, day: Days | None) -> Days | None:
        if (stretch := self.stretch(ent)) is not None:
            return stretch
        anchor = day if ent.label_ == "TIME" or OF_A_DAY.search(ent.text.lower()) else self.anchor
        for reading in _readings(ent):
            text = self.spelt(reading, word_at(ent.doc, ent.end))
            tense = None if TENSELESS.search(text) else tense_of(ent)
            days = resolve_date(text, self.published, label=ent.label_, tense=tense, anchor=anchor)
            if days is not None:
                return days
        return None

    def stretch(self, ent: Span) -> Days | None:
        """``set for 15 January and lasting two weeks``, ``In the four weeks that followed``: from the day named before."""
        following = [token.lower_ for token in ent.doc[ent.end : ent.end + 2]]
        if word_at(ent.doc, ent.start - 1) != "lasting" and following != ["that", "followed"]:
            return None
        match = STRETCH.fullmatch(clean_date(ent.text))
        first = single_day(self.anchor)
        if match is None or first is None:
            return None
        try:
            return first[0], shifted(first[0], count_of(match["n"]), match["unit"])
        except (ValueError, OverflowError):  # past the end of the calendar
            return None

    def spelt(self, text: str, after: str) -> str:
        """``1989 … the summer of the shootout``: of the year that was named last."""
        if self.anchor is not None and after == "of" and SUMMER_OF.fullmatch(text.lower()):
            return f"{text} of {self.anchor[0].year}"
        return text


def _readings(ent: Span) -> list[str]:
    """The mention with the words beside it that belong to it, then the mention alone."""
    before = word_at(ent.doc, ent.start - 1)
    after, beyond = word_at(ent.doc, ent.end), word_at(ent.doc, ent.end + 1)
    readings = []
    if before == "the" and ent.text.lower() in ("weekend", "week"):
        readings.append(f"the {ent.text}")
    if before == "that":
        readings.append(f"that {ent.text}")
    if after in ("later", "earlier") and not SHORTER_THAN_A_DAY.search(ent.text):
        readings.append(f"{ent.text} {after}")
    if after in ("of", "in") and YEAR_FIGURE.fullmatch(beyond) and not ent.text[-1].isdecimal():
        readings.append(f"{ent.text} of {beyond}")
    if before == "on" and ent.text.lower() in MONTHS and after.isdecimal() and 0 < int(after) <= 31:
        readings.append(f"{ent.text} {after}")  # a mention that ends too early
    return [*readings, ent.text]


def _is_habit(ent: Span) -> bool:
    """``every Sunday``, ``on a Friday``; and ``overnight`` before a noun, which is no stretch of time."""
    before, after = word_at(ent.doc, ent.start - 1), word_at(ent.doc, ent.end)
    before_noun = after.isalpha() and after not in BESIDE
    if ent.text.lower() == "overnight":
        return before_noun
    return before in HABIT or (before in ("a", "the") and ent.text.lower() in WEEKDAYS and not before_noun)


def _adjoins(ent: Span, after: Span) -> bool:
    """Whether the date of a clock time is the mention after it: ``10:40 a.m. on Monday``, ``the dawn sweep of 28 March``."""
    between = [token.lower_ for token in ent.doc[ent.end : after.start]]
    return len(between) < 3 and (not between or between[-1] in ("on", "of"))


def _is_weekday_of(ent: Span, after: Span) -> bool:
    """Whether a weekday and the date behind it, which a model took for two, are one: ``Tuesday``, ``April 23, 2024``."""
    return clean_date(ent.text) in WEEKDAYS and [token.text for token in ent.doc[ent.end : after.start]] == [","]


def _heads_paragraph(ent: Span) -> bool:
    """Whether a clock time begins a paragraph, as in a live page: it is of the day of publication."""
    before = ent.doc[ent.start - 1].text if ent.start > 0 else "\n"
    return ent.label_ == "TIME" and "\n" in before and CLOCK.match(ent.text) is not None
