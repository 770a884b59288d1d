"""Ranges of dates: ``from March 3 to 5``, ``between 2003 and 2005``, ``12 and 15 November``, ``2019-21``."""

from __future__ import annotations

import re
from collections.abc import Callable

from pipeline.components.calendar_dates import DAY_MONTH, ISO, MONTH_DAY, MONTH_YEAR, YEAR_ONLY
from pipeline.components.calendar_days import Context, Days, Partial, bounds_of, day_number, partial_of, placed
from pipeline.components.calendar_words import ANY_DAY, WEEKDAYS

CONNECTOR = re.compile(r" (?:or|to|through|thru|until|till|up to|and|y|&|al|a|into) |\s?-\s?|/")
DAY_AND_YEAR = re.compile(rf"(?:the )?(?P<d>{ANY_DAY})(?: (?P<y>\d{{4}}))?")
BARE_DAY = re.compile(rf"(?:the )?({ANY_DAY})")
SUFFIX_YEAR = re.compile(r"\d{2}")
PARTIALS = (MONTH_DAY, DAY_MONTH, MONTH_YEAR, YEAR_ONLY, ISO)


def read_range(text: str, context: Context, read_end: Callable[[str, Context], Days | None]) -> Days | None:
    """``from March 3 to 5``, ``between 2003 and 2005``, ``12 and 15 November``, ``2019-21``; ``read_end`` reads one end of a range."""
    text = re.sub(r"^(?:from|between|entre|de|desde) ", "", text)
    for match in CONNECTOR.finditer(text):
        left, right = text[: match.start()].strip(), text[match.end() :].strip()
        if left and right and (found := _between(left, right, context, read_end)) is not None:
            return found
    return None


def _between(left: str, right: str, context: Context, read_end: Callable[[str, Context], Days | None]) -> Days | None:
    first, last = _partial(left, context), _partial(right, context)
    if first is not None and last is None and SUFFIX_YEAR.fullmatch(right) and first.month is None and first.year:
        last = Partial(first.year // 100 * 100 + int(right))
    if first is not None and last is not None and (completed := _complete(first, last, context)) is not None:
        return completed
    if last is not None and first is None and BARE_DAY.fullmatch(left) and last.day:
        return _complete(Partial(day=day_number(left)), last, context)
    if first is not None and last is None and first.day and (day := DAY_AND_YEAR.fullmatch(right)):
        year = int(day["y"]) if day["y"] else first.year
        return _complete(first, Partial(year, first.month, day_number(day["d"])), context)
    if left.isdecimal() or (right.isdecimal() and first is None):
        return None
    end = read_end(right, context)
    if end is None:
        return None
    start = read_end(
        left, Context(end[1] if left in WEEKDAYS else context.published, context.label, None, context.anchor)
    )
    return (start[0], end[1]) if start is not None and start[0] <= end[1] else None


def _partial(text: str, context: Context) -> Partial | None:
    text = re.sub(r"^(?:early|late|in|on|from) ", "", text)
    for pattern in PARTIALS:
        if match := pattern.fullmatch(text):
            return partial_of(match, context)
    return None


def _complete(first: Partial, last: Partial, context: Context) -> Days | None:
    """The two ends with what each leaves to the other: ``March 3-5`` the month, ``March to June 2022`` the year."""
    month = first.month or (last.month if first.day else None)
    first = Partial(first.year, month, first.day)
    if last.month is None and last.day is not None:
        last = Partial(last.year, first.month, last.day)
    if first.year is None and first.month is None:
        return None
    if last.year is None and first.year is not None:
        last = Partial(first.year + (1 if _order(last) < _order(first) else 0), last.month, last.day)
    end = placed(last, context)
    if end is None:
        return None
    if first.year is None:
        first = Partial(end[1].year - (1 if _order(first) > _order(last) else 0), first.month, first.day)
    start = bounds_of(first)
    return (start[0], end[1]) if start[0] <= end[1] else None


def _order(partial: Partial) -> tuple[int, int]:
    return partial.month or 0, partial.day or 0
