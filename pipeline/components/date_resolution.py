"""One mention to its first and last day: the rules in their order, words of time and parts of months around a date."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta
from functools import lru_cache

from pipeline.components import calendar_dates, calendar_parts, counted_back, holidays, relative_dates
from pipeline.components.calendar_days import Context, Days, single_day, week_around
from pipeline.components.calendar_words import ANY_COUNT, clean_date
from pipeline.components.date_ranges import read_range

DURATION = re.compile(
    rf"(?:(?:about|around|nearly|almost|some|roughly|more than|less than|over|under|at least|up to|just|only|another|"
    rf"the|several|many|few|a few|recent|coming|next|past|last|first|the past few|the next few|full|entire|whole|those|"
    rf"these|straight|consecutive) )*(?:(?:{ANY_COUNT})[ -](?:straight |consecutive |more |full |additional |long |short )?)?"
    r"(?:second|minute|hour|day|week|month|year|decade|centur)(?:s|y|ies)?(?:[ -](?:long|old|later on))?"
)
# What looks like a stretch of time but is tied to the calendar: ``the past five years``, ``last week``.
ANCHORED = re.compile(
    rf"(?:the )?(?:last|past|previous|next|coming) (?:(?:{ANY_COUNT}) )?(?:day|week|month|year|decade|centur|hour)|the (?:day|year)$"
)
LEAD = re.compile(
    r"(?:on|in|since|by|until|till|during|as (?:early|late|recently|far back) as|about|around|approximately|circa|only|just|"
    r"exactly|back in|as of|dated|starting|beginning|the month of|the date of|the day of|the whole of|the course of|"
    r"all of|some time in|sometime in|the year(?= (?:1|2)\d{3}$)|of|at|del|el|en|even|this year on|"
    r"all|throughout|before|after|from|for|late on|early on|later on|ad|year(?= \d)) "
)
# A part of a month is the whole month; a part of a year names no days.
PART = re.compile(
    r"(?:very )?(?:early|late|(?:the |at the )?(?:very )?(?:end|beginning|start|close|eve|first days|final days) of)(?: in)?[ -](?:the )?"
)
TIME_WORDS = re.compile(
    r"\b(?:shortly |just |soon |right )?(?:before |after |around |about |by |at |from |until |between |near )*"
    r"(?:\d{1,2}(?:[:.]\d{2})? ?(?:am|pm|h|o'clock)(?![a-z])|\d{4} ?(?:hrs|hours)\b|\d{1,2}[:.]\d{2}(?::\d\d)?(?: ?h)?"
    r"|\b(?:(?:half|quarter) (?:past|to) )?(?:(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)(?: and |\b))+"
    r"(?! (?:minutes?|hours?|days?|weeks?|months?|years?|nights?|seconds?))(?: ?o'clock)?|\bfirst light\b|^\d{1,2}(?= last night| yesterday|$)"
    r"|\bnoon\b|\bmidnight\b|\bmidday\b|\bdawn\b|\bdusk\b|\bnightfall\b|\bsunrise\b|\bsunset\b|\bdaybreak\b"
    r"|\b(?:the )?(?:early |small |late )(?:morning |evening |night |afternoon )?hours(?: of)?\b|\bovernight\b"
    r"|\b(?:in )?(?:the )?(?:early |late |mid-? ?|pre-?dawn )?(?:morning|afternoon|evening|night|lunchtime|rush hour)s?(?: of)?\b)"
    r"|\b(?:local time|gmt|utc|est|edt|pst|cet|bst|late|early|shortly|a little|just)\b|\(\d{4} ?(?:gmt|utc)\)|\b(?:before|after|around|about) ?$"
)
# ``Friday nights`` and ``at night`` are a habit.
HABITUAL = re.compile(r"\b(?:nights|mornings|afternoons|evenings)$|^(?:at )?night$")
# The day at the end of ``7.45 last night``.
TOLD_DAY = re.compile(r"\b(?:last|yesterday|this) (?:night|evening|morning|afternoon)$|\b(?:tonight|yesterday|today)$")
WEEK_OF = re.compile(r"(?:the )?(?P<what>week|weekend) (?:of|beginning|starting) (?P<rest>.+)")


@lru_cache(maxsize=20_000)
def resolve_date(
    text: str,
    published: date | None,
    *,
    label: str,
    tense: str | None = None,
    anchor: Days | None = None,
) -> Days | None:
    """The first and last day that a mention names, both inclusive, or None where it names none.

    ``label`` is DATE or TIME. ``tense`` is ``future``, ``past`` or None (news is mostly of the past) and decides for
    weekdays, days and months without a year. ``anchor`` is what ``the next day`` and ``5 a.m.`` count from, usually
    the last date resolved before. Never raises.
    """
    cleaned = clean_date(text)
    if not cleaned or len(cleaned) > 80:
        return None
    context = Context(published, label, tense, anchor)
    try:
        found = _resolve(cleaned, context)
    except (ValueError, OverflowError):  # 30 February, or a day beyond the calendar's ends
        return None
    return found if found is None or found[0] <= found[1] else None


def _resolve(text: str, context: Context) -> Days | None:
    if DURATION.fullmatch(text) and not ANCHORED.match(text):
        return None
    if (found := _first(text, context)) is not None:
        return found
    if (lead := LEAD.match(text)) and lead.end() < len(text):
        return _resolve(text[lead.end() :], context)
    if (part := PART.match(text)) and part.end() < len(text):
        found = _first(text[part.end() :], context)
        if found is not None and (found[1] - found[0]).days < 32:
            return found
    return _time_of_day(text, context)


def _first(text: str, context: Context) -> Days | None:
    """What a rule finds in the whole text, or else its two ends."""
    found = _by_rule(text, context)
    return read_range(text, context, _one_end) if found is None else found


def _by_rule(text: str, context: Context) -> Days | None:
    """What the first rule whose pattern fits the whole text finds."""
    for pattern, rule in RULES:
        if (match := pattern.fullmatch(text)) and (found := rule(match, context)) is not None:
            return found
    return None


def _time_of_day(text: str, context: Context) -> Days | None:
    """The day of ``late Friday night`` or ``3 a.m. on Tuesday``; a clock time alone takes the anchor's day."""
    if HABITUAL.search(text):
        return None
    if (told := TOLD_DAY.search(text)) and told.start() > 0:
        return _first(told[0], context)
    rest = " ".join(TIME_WORDS.sub(" ", text).split()).strip(" ()-").removeprefix("and ")
    while lead := LEAD.match(f"{rest} "):
        rest = rest[lead.end() :]
    if rest == text:
        return None
    if rest and rest not in ("the", "on", "in", "and", "of", "to"):
        found = _first(rest, context)
        return found if found is not None and (found[1] - found[0]).days < 7 else None
    return single_day(context.anchor) if context.label == "TIME" else None


def _one_end(text: str, context: Context) -> Days | None:
    """One end of a range, not a range itself."""
    text = LEAD.sub("", text, count=1) if LEAD.match(text) else text
    return _by_rule(text, context)


def _week_of(match: re.Match[str], context: Context) -> Days | None:
    days = _resolve(match["rest"], context)
    if days is None or (days[1] - days[0]).days > 7:
        return None
    monday, sunday = week_around(days[0])
    return (sunday - timedelta(1), sunday) if match["what"] == "weekend" else (monday, sunday)


Rule = Callable[[re.Match[str], Context], Days | None]
# In this order; the first that fits the whole mention and finds something decides.
RULES: tuple[tuple[re.Pattern[str], Rule], ...] = (
    (relative_dates.WEEKDAY, relative_dates.read_weekday),
    (calendar_dates.YEAR_ONLY, calendar_dates.read_date),
    (calendar_dates.MONTH_YEAR, calendar_dates.read_date),
    (calendar_dates.MONTH_DAY, calendar_dates.read_date),
    (calendar_dates.DAY_MONTH, calendar_dates.read_date),
    (relative_dates.THIS_UNIT, relative_dates.read_this_unit),
    (relative_dates.NAMED_DAY, relative_dates.read_named_day),
    (relative_dates.RELATIVE_MONTH, relative_dates.read_relative_month),
    (calendar_dates.ISO, calendar_dates.read_date),
    (calendar_dates.NUMERIC, calendar_dates.read_numeric),
    (calendar_dates.YEAR_MONTH_DAY, calendar_dates.read_date),
    (calendar_dates.DAY_ONLY, calendar_dates.read_date),
    (relative_dates.WEEK_WEEKDAY, relative_dates.read_weekday),
    (calendar_parts.EDGE_OF_YEAR, calendar_parts.read_edge_of_year),
    (calendar_parts.PART_OF_MONTH, calendar_parts.read_part_of_month),
    (calendar_parts.SAME_MONTHS, calendar_parts.read_same_months),
    (calendar_parts.FISCAL, calendar_parts.read_fiscal),
    (relative_dates.OVERNIGHT, relative_dates.read_overnight),
    (calendar_parts.PART_OF_DECADE, calendar_parts.read_part_of_decade),
    (calendar_parts.DECADE, calendar_parts.read_decade),
    (calendar_parts.DECADE_WORD, calendar_parts.read_decade_word),
    (calendar_parts.CENTURY, calendar_parts.read_century),
    (relative_dates.AGO, relative_dates.read_ago),
    (counted_back.WEEKDAYS_AGO, counted_back.read_weekdays_ago),
    (counted_back.BEFORE_LAST, counted_back.read_before_last),
    (counted_back.AGO_TO_THE_DAY, counted_back.read_ago_to_the_day),
    (counted_back.HALVES_AGO, counted_back.read_halves_ago),
    (counted_back.DAY_OF_MONTH, counted_back.read_day_of_month),
    (counted_back.NIGHT_TO, counted_back.read_night_to),
    (relative_dates.LAST_N, relative_dates.read_period),
    (relative_dates.THE_AFTER, relative_dates.read_the_after),
    (relative_dates.AFTER, relative_dates.read_after),
    (relative_dates.PERIOD, relative_dates.read_period),
    (calendar_parts.PART_OF_YEAR, calendar_parts.read_part_of_year),
    (calendar_parts.YEARS_TO, calendar_parts.read_years_to),
    (holidays.HOLIDAY, holidays.read_holiday),
    (holidays.SEASON, holidays.read_season),
    (relative_dates.THE_UNIT, relative_dates.read_the_unit),
    (relative_dates.OF_THE_DAY, relative_dates.read_of_the_day),
    (relative_dates.DAY_PART_OF, relative_dates.read_day_part),
    (relative_dates.TONIGHT, relative_dates.read_tonight),
    (relative_dates.LAST_NIGHT, relative_dates.read_last_night),
    (WEEK_OF, _week_of),
    (calendar_dates.NINE_ELEVEN, calendar_dates.read_nine_eleven),
)
