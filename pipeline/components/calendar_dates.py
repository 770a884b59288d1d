"""Dates as the calendar names them: ``Sept. 11, 2001``, ``21/09/2019``, ``3 de marzo``, ``the 12th``, ``May '98``, ``2019``."""

from __future__ import annotations

import re
from datetime import date

from pipeline.components.calendar_days import Context, Days, Partial, bounds_of, partial_of, placed
from pipeline.components.calendar_words import ANY_DAY, ANY_MONTH, ANY_WEEKDAY, ANY_YEAR, ORDINAL

MONTH_DAY = re.compile(
    rf"(?:(?:{ANY_WEEKDAY}) (?:the |on )?\(?)?(?P<m>{ANY_MONTH}) (?:the )?(?P<d>{ANY_DAY})\)?(?: (?:of |in )?(?P<y>{ANY_YEAR}))?"
)
DAY_MONTH = re.compile(
    rf"(?:(?:{ANY_WEEKDAY}) (?:the |on )?\(?)?(?:the )?(?P<d>{ANY_DAY}) (?:of |de |day of )?(?P<m>{ANY_MONTH})\)?"
    rf"(?: (?:of |de |del |in )?(?P<y>{ANY_YEAR}))?"
)
MONTH_YEAR = re.compile(rf"(?P<m>{ANY_MONTH})(?: ?-? ?(?:of |de |del |in )?(?P<y>{ANY_YEAR}))?")
YEAR_MONTH_DAY = re.compile(rf"(?P<y>{ANY_YEAR}) (?:on |in )?(?P<m>{ANY_MONTH})(?: (?P<d>{ANY_DAY}))?")
YEAR_ONLY = re.compile(r"(?P<y>1[0-9]\d\d|2[01]\d\d|'\d\d)")
DAY_ONLY = re.compile(
    rf"(?:(?:{ANY_WEEKDAY}) )?the (?P<d>\d{{1,2}}(?:st|nd|rd|th)|{'|'.join(ORDINAL)})(?: of (?:the|this) month)?"
)
ISO = re.compile(r"(?P<y>\d{4})[-/.](?P<m>0?[1-9]|1[0-2])(?:[-/.](?P<d>\d{1,2}))?(?:t[\d:.z+-]*)?")
NUMERIC = re.compile(r"(?P<a>\d{1,2})(?P<sep>[-/.])(?P<b>\d{1,2})(?P=sep)(?P<y>\d{4}|\d{2})")
NINE_ELEVEN = re.compile(r"9/11|sept?(?:ember)? 11(?:th)? attacks")


def read_date(match: re.Match[str], context: Context) -> Days | None:
    """A day, month or year; without a year the one that is likely."""
    partial = partial_of(match, context)
    return None if partial is None else placed(partial, context)


def read_numeric(match: re.Match[str], context: Context) -> Days | None:
    """``9/11/2001`` month first, ``21/09/2019`` and ``21.9.2019`` day first."""
    first, second, year = int(match["a"]), int(match["b"]), int(match["y"])
    year += 0 if year > 99 else 2000 if year < 50 else 1900
    month, day = (second, first) if first > 12 or match["sep"] == "." else (first, second)
    return bounds_of(Partial(year, month, day))


def read_nine_eleven(match: re.Match[str], context: Context) -> Days | None:
    """``9/11`` is a day of 2001, whatever the year of publication."""
    return date(2001, 9, 11), date(2001, 9, 11)
