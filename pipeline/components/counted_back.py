"""Days counted back in more words than ``two weeks ago``: ``two Fridays ago``, ``a year ago to the day``, ``two and a half weeks ago``,
``the Friday before last``, ``the thirteenth of last month``, ``the night to Friday``.
"""

from __future__ import annotations

import re
from datetime import timedelta

from dateutil.relativedelta import relativedelta

from pipeline.components.calendar_days import (
    Context,
    Days,
    Partial,
    bounds_of,
    count_of,
    day_number,
    shifted,
    unit_around,
    week_around,
)
from pipeline.components.calendar_words import ANY_COUNT, ANY_DAY, ANY_WEEKDAY, WEEKDAYS

_UNIT = r"(?P<unit>day|week|month|year)s?"
WEEKDAYS_AGO = re.compile(rf"(?P<n>{ANY_COUNT}) (?P<wd>{ANY_WEEKDAY})s ago")
BEFORE_LAST = re.compile(rf"(?:the )?(?:(?P<wd>{ANY_WEEKDAY})|(?P<unit>week|weekend|month|year)) before last")
AGO_TO_THE_DAY = re.compile(
    rf"(?:exactly |just )?(?P<n>{ANY_COUNT}) {_UNIT} ago (?:today|to the day|(?:on |last |this )?(?:(?P<wd>{ANY_WEEKDAY})|(?P<around>this week|this month)))"
)
HALVES_AGO = re.compile(
    r"(?:about |around )?(?:half an? (?P<half>week|month|year)"
    rf"|(?P<n>{ANY_COUNT}) and a half {_UNIT}|an? (?P<one>week|month|year) and a half) ago"
)
DAY_OF_MONTH = re.compile(rf"(?:the )?(?P<d>{ANY_DAY}) of (?P<which>last|next) month")
NIGHT_TO = re.compile(rf"(?:the |in the )?night (?:to|into) (?P<wd>{ANY_WEEKDAY})")


def _latest(weekday: str, context: Context, weeks: int = 0) -> Days | None:
    """The last such day before that of publication, or so many weeks before that one."""
    if context.published is None:
        return None
    behind = (context.published.weekday() - WEEKDAYS[weekday] - 1) % 7 + 1
    day = context.published - timedelta(behind + 7 * weeks)
    return day, day


def read_weekdays_ago(match: re.Match[str], context: Context) -> Days | None:
    """``two Fridays ago``: the last but one."""
    return _latest(match["wd"], context, count_of(match["n"]) - 1)


def read_before_last(match: re.Match[str], context: Context) -> Days | None:
    """``the Friday before last``, ``the week before last``."""
    if match["wd"]:
        return _latest(match["wd"], context, 1)
    return None if context.published is None else unit_around(context.published, match["unit"], -2, context)


def read_ago_to_the_day(match: re.Match[str], context: Context) -> Days | None:
    """``a year ago to the day``, ``a week ago today``, ``a week ago last Tuesday``, ``a year ago this week``."""
    if context.published is None:
        return None
    day = shifted(context.published, -count_of(match["n"]), match["unit"])
    if match["around"]:
        return week_around(day) if match["around"].endswith("week") else bounds_of(Partial(day.year, day.month))
    if not match["wd"]:
        return day, day
    if match["unit"] == "week":
        return _latest(match["wd"], context, count_of(match["n"]))
    behind = (day.weekday() - WEEKDAYS[match["wd"]]) % 7
    return day - timedelta(behind), day - timedelta(behind)


def read_halves_ago(match: re.Match[str], context: Context) -> Days | None:
    """``two and a half weeks ago``: a day, give or take; of months and years the month."""
    if context.published is None:
        return None
    unit = match["half"] or match["one"] or match["unit"]
    halves = 1 if match["half"] else 3 if match["one"] else 2 * count_of(match["n"]) + 1
    if unit == "year":
        day = context.published - relativedelta(months=6 * halves)
        return bounds_of(Partial(day.year, day.month))
    if unit == "month":
        day = context.published - relativedelta(months=halves // 2, days=15 * (halves % 2))
        return bounds_of(Partial(day.year, day.month))
    if unit == "day":
        return None
    last = context.published - timedelta(7 * halves // 2)
    return last - timedelta(1), last


def read_day_of_month(match: re.Match[str], context: Context) -> Days | None:
    """``the thirteenth of last month``."""
    if context.published is None:
        return None
    month = context.published.replace(day=1) + relativedelta(months=-1 if match["which"] == "last" else 1)
    return bounds_of(Partial(month.year, month.month, day_number(match["d"])))


def read_night_to(match: re.Match[str], context: Context) -> Days | None:
    """``the night to Friday``: from Thursday on."""
    if context.published is None:
        return None
    morning = context.published - timedelta((context.published.weekday() - WEEKDAYS[match["wd"]]) % 7)
    return morning - timedelta(1), morning
