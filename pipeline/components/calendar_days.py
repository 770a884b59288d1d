"""Days of the calendar: what a date says in part made whole, stretches of so many days, weeks, months or years."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta

from dateutil.relativedelta import relativedelta

from pipeline.components.calendar_words import COUNT, MONTHS, ORDINAL

Days = tuple[date, date]


@dataclass(frozen=True, slots=True)
class Context:
    """What a mention is resolved against."""

    published: date | None
    label: str
    tense: str | None
    anchor: Days | None


@dataclass(frozen=True, slots=True)
class Partial:
    """As much of a calendar date as a mention says."""

    year: int | None = None
    month: int | None = None
    day: int | None = None


# What a date says, in part or whole


def day_number(word: str) -> int:
    """``12th`` and ``twelfth`` as a number."""
    return ORDINAL.get(word) or int(re.sub(r"\D", "", word))


def year_number(word: str | None, context: Context) -> int | None:
    """``2019``, ``'98``, ``last year`` and ``the same year`` as a number."""
    if word is None:
        return None
    if word.isdecimal():
        return int(word)
    if word.startswith("'"):
        short = int(word[1:])
        limit = (context.published.year if context.published else 2030) % 100
        return short + (2000 if short <= limit else 1900)
    reference = context.published
    if word.startswith("th") and not word.startswith("this"):
        reference = context.anchor[0] if context.anchor else None
    if reference is None:
        return None
    which = word.removeprefix("the ").split()[0]
    return reference.year + {"last": -1, "previous": -1, "next": 1, "following": 1}.get(which, 0)


def count_of(word: str | None) -> int:
    """``a``, ``three`` and ``12`` as a number; one where there is none."""
    return 1 if word is None else COUNT.get(word) or int(word)


def partial_of(match: re.Match[str], context: Context) -> Partial | None:
    """What the groups ``y``, ``m`` and ``d`` of a match say; None where its year cannot be told."""
    groups = match.groupdict()
    year = year_number(groups.get("y"), context)
    if groups.get("y") and year is None:
        return None
    month, day = groups.get("m"), groups.get("d")
    return Partial(
        year,
        (MONTHS.get(month) or int(month)) if month else None,
        day_number(day) if day else None,
    )


def bounds_of(partial: Partial) -> Days:
    """First and last day of a year, month or day. Raises ValueError for 30 February."""
    assert partial.year is not None
    if partial.month is None:
        return date(partial.year, 1, 1), date(partial.year, 12, 31)
    if partial.day is None:
        last = calendar.monthrange(partial.year, partial.month)[1]
        return date(partial.year, partial.month, 1), date(partial.year, partial.month, last)
    day = date(partial.year, partial.month, partial.day)
    return day, day


def placed(partial: Partial, context: Context) -> Days | None:
    """A date without a year in the year that the publication date and the tense make likely."""
    if partial.year is not None:
        return bounds_of(partial)
    published = context.published
    if published is None:
        return None
    if partial.month is None:
        return _place_day(partial.day or 1, published, context)
    candidates = [
        days
        for year in range(published.year - 1, published.year + 2)
        if (days := _valid(Partial(year, partial.month, partial.day))) is not None
    ]
    past = max((days for days in candidates if days[0] <= published), default=None)
    future = min((days for days in candidates if days[1] >= published), default=None)
    if past is None or future is None:
        return past or future
    if context.tense is None and partial.day is not None:
        soon, long_ago = (future[0] - published).days, (published - past[0]).days
        return future if soon < 60 and long_ago > 270 else past
    return future if context.tense == "future" else past


def _valid(partial: Partial) -> Days | None:
    try:
        return bounds_of(partial)
    except ValueError:
        return None


def _place_day(day: int, published: date, context: Context) -> Days | None:
    """``the 12th``: of the month of publication, or the month beside it."""
    for months in (0, 1) if context.tense == "future" else (0, -1):
        month = published.replace(day=1) + relativedelta(months=months)
        days = _valid(Partial(month.year, month.month, day))
        if days and (days[0] >= published if context.tense == "future" else days[0] <= published):
            return days
    return None


# Around and on from a day


def week_around(day: date) -> Days:
    """Monday and Sunday of a day's week."""
    monday = day - timedelta(day.weekday())
    return monday, monday + timedelta(6)


def single_day(days: Days | None) -> Days | None:
    """The days if they are one day."""
    return days if days is not None and days[0] == days[1] else None


def unit_around(reference: date, unit: str, offset: int, context: Context) -> Days | None:
    """The week, weekend, month, quarter or year that lies ``offset`` from the one of a day."""
    if unit == "day":
        day = reference + timedelta(offset)
        return day, day
    if unit in ("week", "weekend"):
        monday, sunday = week_around(reference + timedelta(7 * offset))
        return (sunday - timedelta(1), sunday) if unit == "weekend" else (monday, sunday)
    if unit == "month":
        month = reference.replace(day=1) + relativedelta(months=offset)
        return bounds_of(Partial(month.year, month.month))
    if unit == "quarter":
        first = reference.replace(month=3 * ((reference.month - 1) // 3) + 1, day=1) + relativedelta(months=3 * offset)
        return first, first + relativedelta(months=3, days=-1)
    return bounds_of(Partial(reference.year + offset))


def shifted(day: date, count: int, unit: str) -> date:
    """A day so many days, weeks, months or years on. Raises ValueError or OverflowError past the calendar."""
    if unit in ("hour", "minute"):
        return day + timedelta(days=int(count / (24 if unit == "hour" else 1440)))
    if unit in ("day", "week", "fortnight", "weekend"):
        return day + timedelta(days=count * {"day": 1, "fortnight": 14}.get(unit, 7))
    if unit == "month":
        return day + relativedelta(months=count)
    return day + relativedelta(years=count * {"decade": 10, "century": 100}.get(unit, 1))


def days_on(day: date, count: int, unit: str) -> Days | None:
    """What lies so far from a day, as exact as its unit: a day, a month or a year."""
    moved = shifted(day, count, unit)
    if unit == "month":
        return bounds_of(Partial(moved.year, moved.month))
    if unit in ("year", "decade"):
        return bounds_of(Partial(moved.year))
    if unit == "century":
        return bounds_of(Partial(moved.year))
    return None if unit in ("weekend", "hour", "minute") else (moved, moved)


def from_anchor(context: Context, count: int, unit: str) -> Days | None:
    """What lies so far from the anchor, if that is as exact as the unit."""
    anchor = context.anchor
    if anchor is None:
        return None
    span = (anchor[1] - anchor[0]).days
    exact = {"day": 0, "week": 0, "fortnight": 0, "month": 30}.get(unit, 365)
    return days_on(anchor[0], count, unit) if span <= exact else None


def years_on(days: Days, years: int) -> Days:
    """The same period so many years on; the end of a month stays the end of a month."""
    month_ends = (days[1] + timedelta(1)).day == 1
    last = days[1] + relativedelta(years=years)
    return days[0] + relativedelta(years=years), bounds_of(Partial(last.year, last.month))[1] if month_ends else last
