"""Holidays and seasons: on which days of a year they fall, and which year's is meant."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta

from dateutil.easter import easter
from dateutil.relativedelta import relativedelta

from pipeline.components.calendar_days import Context, Days, year_number
from pipeline.components.calendar_words import ANY_SIDE, ANY_YEAR, SEASONS


def _fixed(month: int, day: int, days: int = 1) -> Callable[[int], Days]:
    return lambda year: (date(year, month, day), date(year, month, day) + timedelta(days - 1))


def _nth(month: int, weekday: int, n: int) -> Callable[[int], Days]:
    def find(year: int) -> Days:
        first = date(year, month, 1)
        day = first + timedelta((weekday - first.weekday()) % 7 + 7 * (n - 1))
        return day, day

    return find


def _from_easter(offset: int, days: int = 1) -> Callable[[int], Days]:
    def find(year: int) -> Days:
        day = easter(year) + timedelta(offset)
        return day, day + timedelta(days - 1)

    return find


HOLIDAYS: dict[str, Callable[[int], Days]] = {
    "new year's eve": _fixed(12, 31), "new year's day": _fixed(1, 1), "new years eve": _fixed(12, 31),
    "new years day": _fixed(1, 1), "christmas": _fixed(12, 25), "christmas day": _fixed(12, 25),
    "christmas eve": _fixed(12, 24), "boxing day": _fixed(12, 26), "thanksgiving": _nth(11, 3, 4),
    "thanksgiving day": _nth(11, 3, 4), "halloween": _fixed(10, 31), "all saints day": _fixed(11, 1),
    "all saints' day": _fixed(11, 1), "day of the dead": _fixed(11, 2), "valentine's day": _fixed(2, 14),
    "valentines day": _fixed(2, 14), "may day": _fixed(5, 1), "labor day": _nth(9, 0, 1), "memorial day": _nth(6, 0, 0),
    "mother's day": _nth(5, 6, 2), "father's day": _nth(6, 6, 3), "epiphany": _fixed(1, 6),
    "international women's day": _fixed(3, 8), "st patrick's day": _fixed(3, 17), "bastille day": _fixed(7, 14),
    "fourth of july": _fixed(7, 4), "july fourth": _fixed(7, 4), "martin luther king day": _nth(1, 0, 3),
    "columbus day": _nth(10, 0, 2), "veterans day": _fixed(11, 11), "anzac day": _fixed(4, 25),
    "easter": _from_easter(0), "easter sunday": _from_easter(0), "easter monday": _from_easter(1),
    "good friday": _from_easter(-2), "palm sunday": _from_easter(-7), "ash wednesday": _from_easter(-46),
    "holy thursday": _from_easter(-3), "maundy thursday": _from_easter(-3), "holy saturday": _from_easter(-1),
    "holy week": _from_easter(-7, 8), "semana santa": _from_easter(-7, 7), "easter week": _from_easter(-7, 8),
    "carnival": _from_easter(-50, 4), "pentecost": _from_easter(49),
}  # fmt: skip
HOLIDAY = re.compile(
    rf"(?:the )?(?:(?P<which>last|this|next) )?(?P<name>{'|'.join(map(re.escape, sorted(HOLIDAYS, key=len, reverse=True)))})"
    rf"(?: (?:of |in )?(?P<y>{ANY_YEAR}))?"
)
SEASON = re.compile(
    rf"(?P<the>the )?(?:(?P<which>{ANY_SIDE}) )?(?P<season>{'|'.join(SEASONS)})(?: (?:of |in )?(?P<y>{ANY_YEAR}))?"
)


def read_holiday(match: re.Match[str], context: Context) -> Days | None:
    """A holiday of the year named, or the one nearest to the publication date."""
    find, which = HOLIDAYS[match["name"]], match["which"]
    if match["y"]:
        year = year_number(match["y"], context)
        return None if year is None else find(year)
    published = context.published
    if published is None:
        return None
    candidates = [find(year) for year in range(published.year - 1, published.year + 2)]
    if which == "last":
        return max(days for days in candidates if days[1] < published)
    if which == "next" or context.tense == "future":
        return min(days for days in candidates if days[1] >= published)
    return min(candidates, key=lambda days: abs((days[0] - published).days))


def _season_days(season: str, year: int) -> Days:
    first = date(year, SEASONS[season], 1)
    return first, first + relativedelta(months=3, days=-1)


def read_season(match: re.Match[str], context: Context) -> Days | None:
    """A season of the north; ``last summer`` is the latest one that is over."""
    season, which = match["season"], match["which"]
    if match["y"]:
        year = year_number(match["y"], context)
        return None if year is None else _season_days(season, year)
    published = context.published
    if match["the"] and which in ("next", "previous") and context.anchor is not None:
        step = 1 if which == "next" else -1
        near = [_season_days(season, context.anchor[0].year + years) for years in (step, 0)]
        beyond = [days for days in near if (days[0] > context.anchor[1] if step > 0 else days[1] < context.anchor[0])]
        return beyond[-1] if beyond else None
    if published is None or which in ("same", "that", "following", "previous", "preceding", "current"):
        return None
    if which == "this" and season != "winter":
        return _season_days(season, published.year)
    candidates = [_season_days(season, year) for year in range(published.year - 2, published.year + 2)]
    if which in ("last", "past"):
        return max(days for days in candidates if days[1] < published)
    if which in ("next", "coming") or context.tense == "future":
        return min(days for days in candidates if days[0] > published or (days[1] >= published and which is None))
    if which == "this":
        return min(candidates, key=lambda days: abs((published - days[0]).days - 45))
    return max(days for days in candidates if days[0] <= published)
