"""Dates counted from the day of publication or from the day named before: ``last Tuesday``, ``this month``,
``two days ago``, ``the next day``, ``tonight``, ``last March``.
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
    days_on,
    from_anchor,
    shifted,
    single_day,
    unit_around,
    week_around,
    years_on,
)
from pipeline.components.calendar_words import ANY_COUNT, ANY_MONTH, ANY_SIDE, ANY_UNIT, ANY_WEEKDAY, MONTHS, WEEKDAYS

WEEKDAY = re.compile(
    rf"(?:(?:the )?(?P<which>{ANY_SIDE}|this past|this coming) )?(?P<wd>{ANY_WEEKDAY})"
    rf"(?: (?:of |in )?(?P<week>last|this|next|that) week| (?P<after>last|next|past))?"
)
WEEK_WEEKDAY = re.compile(rf"(?P<week>last|this|next) week (?:on )?(?P<wd>{ANY_WEEKDAY})")
THIS_UNIT = re.compile(
    r"(?:(?P<part>earlier|later|early|late|mid|the (?:end|beginning|start|middle) of) )?"
    rf"(?:in |of )?(?:the )?(?P<which>{ANY_SIDE}) (?P<same>same )?(?P<unit>week|weekend|month|year|quarter)"
)
THE_UNIT = re.compile(
    r"(?:(?P<part>earlier|later|early|late|the (?:end|beginning|start|middle) of|so far) )?(?:in |of )?"
    r"the (?P<unit>day|week|weekend|month|quarter|year)"
)
NAMED_DAY = re.compile(
    r"(?P<name>today|tonight|yesterday|tomorrow|hoy|ayer|the day before yesterday|the day after tomorrow)"
)
NAMED_OFFSETS = {
    "today": 0, "tonight": 0, "hoy": 0, "yesterday": -1, "ayer": -1, "tomorrow": 1, "the day before yesterday": -2,
    "the day after tomorrow": 2,
}  # fmt: skip
PERIOD = re.compile(
    rf"(?:over |during |in |within )?(?:the )?(?P<which>past|last|previous|next|coming) (?:(?P<n>{ANY_COUNT}) )?{ANY_UNIT}"
)
LAST_N = re.compile(rf"(?:the )?(?P<which>past|last|previous|next|coming) (?P<n>{ANY_COUNT}) {ANY_UNIT}")
AGO = re.compile(
    rf"(?:exactly |just |only )?(?P<n>{ANY_COUNT})[ -]{ANY_UNIT} (?:ago|(?P<later>from now|from today|hence))"
)
AFTER = re.compile(
    rf"(?:just |only )?(?P<n>{ANY_COUNT}) {ANY_UNIT} (?P<way>later|after|afterwards?|afterward|earlier|before|previously|prior|beforehand)"
)
THE_AFTER = re.compile(
    r"the (?:(?P<which>next|following|previous|preceding|same) (?P<unit>day|week|month|year)"
    r"|(?P<unit2>day|week|month|year|night|morning|afternoon|evening) (?P<way>before|after|earlier|later))"
)
OVERNIGHT = re.compile(rf"overnight(?: (?:on |to |into )+(?P<wd>{ANY_WEEKDAY}))?")
DAY_PART_OF = re.compile(
    r"(?P<rel>the (?:next|following|previous|same)|that(?: same)?) (?:morning|afternoon|evening|night|day)"
)
TONIGHT = re.compile(r"(?:(?:early|late|earlier|later) )?(?:this (?:morning|afternoon|evening|night)|tonight)")
LAST_NIGHT = re.compile(r"(?:late )?(?:last|yesterday) (?:night|evening|morning|afternoon)")
OF_THE_DAY = re.compile(
    r"(?:earlier|later)(?: on)?(?: in)? (?:the|that)(?: same)? (?:day|morning|afternoon|evening|night)|(?:just )?hours (?:earlier|later|before|after)"
)
RELATIVE_MONTH = re.compile(
    rf"(?P<which>last|this|next|this past|past|this coming|coming|that|the same) (?P<m>{ANY_MONTH})"
)

# Weekdays, weeks, months and years


def read_weekday(match: re.Match[str], context: Context) -> Days | None:
    """``Monday``, ``last Tuesday``, ``Friday next week``; a bare one is the latest, unless the tense says that it lies ahead."""
    published = context.published
    if published is None:
        return None
    groups = match.groupdict()
    number = WEEKDAYS[match["wd"]]
    which = groups.get("which") or groups.get("after")
    if week := groups.get("week"):
        day = week_around(published)[0] + timedelta(number + {"last": -7, "next": 7}.get(week, 0))
    elif which == "next":
        day = week_around(published)[0] + timedelta(number + 7)
    elif which in ("this", "current"):
        day = week_around(published)[0] + timedelta(number)
    elif which in ("coming", "this coming"):
        day = published + timedelta((number - published.weekday() - 1) % 7 + 1)
    elif which in ("last", "past", "this past", "previous"):
        day = published - timedelta((published.weekday() - number - 1) % 7 + 1)
    elif which in ("following", "same", "that", "preceding"):
        if context.anchor is None:
            return None
        day = context.anchor[1] + timedelta((number - context.anchor[1].weekday() - 1) % 7 + 1)
    elif context.tense == "future":
        day = published + timedelta((number - published.weekday()) % 7)
    else:
        day = published - timedelta((published.weekday() - number) % 7)
    return day, day


def read_this_unit(match: re.Match[str], context: Context) -> Days | None:
    """``last month``, ``earlier this year``, ``next week``, ``this weekend``, ``the same week``."""
    which, unit, part = match["which"], match["unit"], match["part"]
    if unit == "year" and part in ("early", "late", "mid"):
        return None
    if part is not None and part.startswith("the ") and unit == "year":
        return None
    if which in ("past", "coming", "preceding") and unit != "weekend":
        return None
    if which == "last" and part is None and match[0].startswith("the ") and unit != "weekend":
        return None  # "the last year" is the year up to now, "last year" the one before
    reference = context.published
    if which in ("same", "that", "following", "previous"):
        reference = context.anchor[0] if context.anchor else reference if unit == "week" else None
    if reference is None:
        return None
    offset = {"last": -1, "past": -1, "previous": -1, "next": 1, "coming": 1, "following": 1}.get(which, 0)
    if unit == "weekend" and which == "past":
        offset = -1
    return unit_around(reference, unit, offset, context)


def read_the_unit(match: re.Match[str], context: Context) -> Days | None:
    """``the weekend`` and ``earlier in the week`` belong to the publication date, ``the year`` alone to nobody."""
    unit, part = match["unit"], match["part"]
    if context.published is None:
        return None
    if unit == "weekend":
        saturday = context.published - timedelta((context.published.weekday() - 5) % 7)
        if context.tense == "future":
            saturday = context.published + timedelta((5 - context.published.weekday()) % 7)
        return saturday, saturday + timedelta(1)
    if unit == "day":
        return single_day(context.anchor)
    if unit in ("year", "quarter") and part is None:
        days = context.anchor
        named = days is not None and (days[1] - days[0]).days >= (364 if unit == "year" else 89)
        if days is not None and named and days[0].year == days[1].year:
            return days
        return unit_around(context.published, unit, 0, context)
    if part is None or (unit == "year" and part not in ("earlier", "later", "so far")):
        return None
    return unit_around(context.published, unit, 0, context)


def read_relative_month(match: re.Match[str], context: Context) -> Days | None:
    """``last March`` is the latest one that nobody would call ``this March``: at least three months ago."""
    published = context.published
    month = MONTHS[match["m"]]
    which = match["which"]
    if which in ("that", "the same"):
        return None if context.anchor is None else bounds_of(Partial(context.anchor[0].year, month))
    if published is None:
        return None
    if which == "this":
        return bounds_of(Partial(published.year, month))
    if which in ("next", "coming", "this coming"):
        ahead = (month - published.month - 1) % 12 + 1
        ahead += 12 if which == "next" and ahead < 2 else 0
        first = published.replace(day=1) + relativedelta(months=ahead)
    else:
        behind = (published.month - month - 1) % 12 + 1
        if which == "last" and behind < 3:
            behind += 12
        first = published.replace(day=1) - relativedelta(months=behind)
    return bounds_of(Partial(first.year, first.month))


# So long before or after


def read_period(match: re.Match[str], context: Context) -> Days | None:
    """``the past five years``: so long before the publication date up to it, or from it on."""
    which, number, unit = match["which"], match["n"], match["unit"]
    if context.published is None or (number is None and match[0].rstrip().endswith("s")):
        return None
    if unit in ("weekend", "hour", "minute") and number is None:
        return None
    if unit == "day" and number is None and which in ("next", "previous"):
        return None  # "the next day" after a day that nobody named
    if which in ("next", "coming"):
        return context.published, shifted(context.published, count_of(number), unit)
    return shifted(context.published, -count_of(number), unit), context.published


def read_ago(match: re.Match[str], context: Context) -> Days | None:
    """As exact as its unit: ``two days ago`` a day, ``three months ago`` a month, ``four years ago`` a year."""
    if context.published is None:
        return None
    count = count_of(match["n"]) * (1 if match["later"] else -1)
    return days_on(context.published, count, match["unit"])


def read_after(match: re.Match[str], context: Context) -> Days | None:
    """``three days later``, ``a year earlier``: counted from the anchor, if that is as exact as the unit."""
    later = match["way"] in ("later", "after", "afterward", "afterwards")
    count = count_of(match["n"]) if later else -count_of(match["n"])
    anchor = context.anchor
    if match["unit"] in ("hour", "minute"):
        return single_day(anchor)
    if match["unit"] == "year" and abs(count) == 1 and anchor is not None and (anchor[1] - anchor[0]).days >= 27:
        return years_on(anchor, count)
    return from_anchor(context, count, match["unit"])


def read_the_after(match: re.Match[str], context: Context) -> Days | None:
    """``the next day``, ``the year before``, ``the same month``."""
    unit = match["unit"] or match["unit2"]
    unit = unit if unit in ("day", "week", "month", "year") else "day"
    count = {"next": 1, "following": 1, "after": 1, "later": 1, "same": 0}.get(match["which"] or match["way"], -1)
    if unit == "week" and context.anchor is not None:
        return week_around(context.anchor[0] + timedelta(7 * count))
    if match["which"] == "same" and unit == "week" and context.published is not None:
        return week_around(context.published)
    return from_anchor(context, count, unit)


# Days and parts of days


def read_named_day(match: re.Match[str], context: Context) -> Days | None:
    """``yesterday``, ``the day after tomorrow``."""
    if context.published is None:
        return None
    day = context.published + timedelta(NAMED_OFFSETS[match["name"]])
    return day, day


def read_of_the_day(match: re.Match[str], context: Context) -> Days | None:
    """``later that day``: the day named before."""
    return single_day(context.anchor)


def read_day_part(match: re.Match[str], context: Context) -> Days | None:
    """``the next morning``, ``that night``."""
    count = 1 if "next" in match["rel"] or "following" in match["rel"] else -1 if "previous" in match["rel"] else 0
    return from_anchor(context, count, "day")


def read_tonight(match: re.Match[str], context: Context) -> Days | None:
    """``this morning``: the day of publication."""
    return None if context.published is None else (context.published, context.published)


def read_last_night(match: re.Match[str], context: Context) -> Days | None:
    """The day before publication."""
    day = None if context.published is None else context.published - timedelta(1)
    return None if day is None else (day, day)


def read_overnight(match: re.Match[str], context: Context) -> Days | None:
    """From the day before to the day: of publication, or the one named."""
    if context.published is None:
        return None
    morning = context.published
    if match["wd"]:
        if " to " not in match[0] and " into " not in match[0]:
            return None
        morning -= timedelta((morning.weekday() - WEEKDAYS[match["wd"]]) % 7)
    return morning - timedelta(1), morning
