"""Resolve every date mention to calendar days, with the publication date as the anchor.

``resolve_date`` reads one mention (``early March``, ``last Tuesday``, ``between 2003 and 2005``); the component adds
what the context tells: whether a weekday or month lies ahead, and which day ``the next day`` and ``5 a.m.`` follow.
What names no stretch of the calendar (``two years``, ``recent weeks``, ``late 2006``) stays unresolved, as in the gold.

Fills ``doc._.dates``, one dict for each DATE and TIME of ``doc.ents`` that can be resolved.
"""

from __future__ import annotations

import calendar
import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import Any

from dateutil.easter import easter
from dateutil.relativedelta import relativedelta
from spacy.language import Language
from spacy.tokens import Doc, Span

from pipeline.scheme import TIME_LABELS, declare_doc_extensions

declare_doc_extensions()

Days = tuple[date, date]

# Words of the calendar

MONTHS: dict[str, int] = {}
for _number, _names in enumerate(
    (
        "january jan enero janeiro janvier", "february feb febrero fevereiro fevrier", "march mar marzo marco mars",
        "april apr abril avril", "may mayo maio mai", "june jun junio junho juin", "july jul julio julho juillet",
        "august aug agosto aout", "september sept sep septiembre setiembre setembro septembre",
        "october oct octubre outubro octobre", "november nov noviembre novembro novembre",
        "december dec diciembre dezembro decembre",
    ),
    1,
):  # fmt: skip
    MONTHS |= dict.fromkeys(_names.split(), _number)
WEEKDAYS: dict[str, int] = {}
for _number, _names in enumerate(
    (
        "monday mon lunes", "tuesday tues tue martes", "wednesday wed miercoles", "thursday thurs thur thu jueves",
        "friday fri viernes", "saturday sat sabado", "sunday sun domingo",
    )
):  # fmt: skip
    WEEKDAYS |= dict.fromkeys(_names.split(), _number)
ORDINALS = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth "
    "sixteenth seventeenth eighteenth nineteenth twentieth twenty-first twenty-second twenty-third twenty-fourth "
    "twenty-fifth twenty-sixth twenty-seventh twenty-eighth twenty-ninth thirtieth thirty-first"
)
ORDINAL = {word: number for number, word in enumerate(ORDINALS.split(), 1)}
COUNTS = (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen twenty"
)
COUNT = {word: number for number, word in enumerate(COUNTS.split(), 1)}
COUNT |= {"a": 1, "an": 1, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "ninety": 90, "hundred": 100}
DECADE_WORDS = "twenties thirties forties fifties sixties seventies eighties nineties"
DECADES = {word: 10 * n for n, word in enumerate(DECADE_WORDS.split(), 2)}
# Season -> its first month in the north; each lasts three months.
SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12}


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
    "holy week": _from_easter(-7, 8), "semana santa": _from_easter(-7, 8), "easter week": _from_easter(-7, 8),
    "carnival": _from_easter(-50, 4), "pentecost": _from_easter(49),
}  # fmt: skip

# Patterns; every mention is folded to lower case without accents first

_MONTH = "|".join(sorted(MONTHS, key=len, reverse=True))
_WEEKDAY = "|".join(sorted(WEEKDAYS, key=len, reverse=True))
_DAY = r"\d{1,2}(?:st|nd|rd|th)?|" + "|".join(sorted(ORDINAL, key=len, reverse=True))
_YEAR = r"1[0-9]\d\d|2[01]\d\d|'\d\d|(?:this|last|next|that|the same|the previous|the following|the next) year"
_N = r"\d{1,4}|" + "|".join(sorted(COUNT, key=len, reverse=True))
_UNIT = "(?P<unit>day|week|weekend|fortnight|month|year|decade|century|hour)s?"
_PLACE = "this|last|next|past|previous|preceding|coming|current|same|following|that"

MONTH_DAY = re.compile(
    rf"(?:(?:{_WEEKDAY}) (?:the |on )?\(?)?(?P<m>{_MONTH}) (?:the )?(?P<d>{_DAY})\)?(?: (?:of |in )?(?P<y>{_YEAR}))?"
)
DAY_MONTH = re.compile(
    rf"(?:(?:{_WEEKDAY}) (?:the |on )?\(?)?(?:the )?(?P<d>{_DAY}) (?:of |de |day of )?(?P<m>{_MONTH})\)?"
    rf"(?: (?:of |de |del |in )?(?P<y>{_YEAR}))?"
)
MONTH_YEAR = re.compile(rf"(?P<m>{_MONTH})(?: ?-? ?(?:of |de |del |in )?(?P<y>{_YEAR}))?")
YEAR_MONTH_DAY = re.compile(rf"(?P<y>{_YEAR}) (?:on |in )?(?P<m>{_MONTH})(?: (?P<d>{_DAY}))?")
YEAR_ONLY = re.compile(r"(?P<y>1[0-9]\d\d|2[01]\d\d|'\d\d)")
DAY_ONLY = re.compile(
    rf"(?:(?:{_WEEKDAY}) )?the (?P<d>\d{{1,2}}(?:st|nd|rd|th)|{'|'.join(ORDINAL)})(?: of (?:the|this) month)?"
)
ISO = re.compile(r"(?P<y>\d{4})[-/.](?P<m>0?[1-9]|1[0-2])(?:[-/.](?P<d>\d{1,2}))?(?:t[\d:.z+-]*)?")
NUMERIC = re.compile(r"(?P<a>\d{1,2})(?P<sep>[-/.])(?P<b>\d{1,2})(?P=sep)(?P<y>\d{4}|\d{2})")
WEEKDAY = re.compile(
    rf"(?:(?:the )?(?P<which>{_PLACE}|this past|this coming) )?(?P<wd>{_WEEKDAY})"
    rf"(?: (?:of |in )?(?P<week>last|this|next|that) week| (?P<after>last|next|past))?"
)
WEEK_WEEKDAY = re.compile(rf"(?P<week>last|this|next) week (?:on )?(?P<wd>{_WEEKDAY})")
THIS_UNIT = re.compile(
    r"(?:(?P<part>earlier|later|early|late|mid|the (?:end|beginning|start|middle) of) )?"
    rf"(?:in |of )?(?:the )?(?P<which>{_PLACE}) (?P<same>same )?(?P<unit>week|weekend|month|year|quarter)"
)
THE_UNIT = re.compile(
    r"(?:(?P<part>earlier|later|early|late|the (?:end|beginning|start|middle) of|so far) )?(?:in |of )?"
    r"the (?P<unit>day|week|weekend|month|year)"
)
NAMED_DAY = re.compile(
    r"(?P<name>today|tonight|yesterday|tomorrow|hoy|ayer|the day before yesterday|the day after tomorrow)"
)
NAMED_OFFSETS = {
    "today": 0, "tonight": 0, "hoy": 0, "yesterday": -1, "ayer": -1, "tomorrow": 1, "the day before yesterday": -2,
    "the day after tomorrow": 2,
}  # fmt: skip
PERIOD = re.compile(
    rf"(?:over |during |in |within )?(?:the )?(?P<which>past|last|previous|next|coming) (?:(?P<n>{_N}) )?{_UNIT}"
)
LAST_N = re.compile(rf"(?:the )?(?P<which>past|last|previous|next|coming) (?P<n>{_N}) {_UNIT}")
AGO = re.compile(rf"(?:exactly |just |only )?(?P<n>{_N})[ -]{_UNIT} (?:ago|(?P<later>from now|from today|hence))")
AFTER = re.compile(
    rf"(?:just |only )?(?P<n>{_N}) {_UNIT} (?P<way>later|after|afterwards?|afterward|earlier|before|previously|prior|beforehand)"
)
THE_AFTER = re.compile(
    r"the (?:(?P<which>next|following|previous|preceding|same) (?P<unit>day|week|month|year)"
    r"|(?P<unit2>day|week|month|year) (?P<way>before|after|earlier|later))"
)
DECADE = re.compile(r"(?:the )?(?:decade of the )?(?:(?P<y>1[5-9]\d0|20\d0)|'?(?P<short>[1-9]0))'?s")
DECADE_WORD = re.compile(rf"the (?:nineteen[ -])?(?P<word>{'|'.join(DECADES)})")
CENTURY = re.compile(r"(?:the )?(?P<n>\d{1,2})(?:st|nd|rd|th)[ -]century|(?:the )?(?P<word>[a-z-]+)[ -]century")
PART_OF_YEAR = re.compile(
    rf"(?:the )?(?:(?P<which>first|second|third|fourth|last|final) (?P<what>half|quarter|semester|trimester)"
    rf"|q(?P<q>[1-4])|(?P<edge>first|last|final) (?P<n>{_N}) months|(?P<day>first|last) day)"
    rf"(?: of| in)?(?: (?P<y>{_YEAR}|the year))?"
)
YEARS_TO = re.compile(rf"(?:the )?(?P<n>{_N}) years (?:to|until|up to|through|ending in|before) (?P<y>\d{{4}})")
SEASON = re.compile(
    rf"(?:the )?(?:(?P<which>{_PLACE}) )?(?P<season>{'|'.join(SEASONS)})(?: (?:of |in )?(?P<y>{_YEAR}))?"
)
HOLIDAY = re.compile(
    rf"(?:the )?(?:(?P<which>last|this|next) )?(?P<name>{'|'.join(map(re.escape, sorted(HOLIDAYS, key=len, reverse=True)))})"
    rf"(?: (?:of |in )?(?P<y>{_YEAR}))?"
)
WEEK_OF = re.compile(r"(?:the )?(?P<what>week|weekend) (?:of|beginning|starting) (?P<rest>.+)")
CONNECTOR = re.compile(r" (?:to|through|thru|until|till|up to|and|y|&|al|a|into) |\s?-\s?|/")
DURATION = re.compile(
    rf"(?:(?:about|around|nearly|almost|some|roughly|more than|less than|over|under|at least|up to|just|only|another|"
    rf"the|several|many|few|a few|recent|coming|next|past|last|first|the past few|the next few|full|entire|whole|those|"
    rf"these|straight|consecutive) )*(?:(?:{_N})[ -](?:straight |consecutive |more |full |additional |long |short )?)?"
    r"(?:second|minute|hour|day|week|month|year|decade|centur)(?:s|y|ies)?(?:[ -](?:long|old|later on))?"
)
# What looks like a stretch of time but is tied to the calendar: ``the past five years``, ``last week``.
ANCHORED = re.compile(
    rf"(?:the )?(?:last|past|previous|next|coming) (?:(?:{_N}) )?(?:day|week|month|year|decade|centur|hour)|the day$"
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
    r"(?:\d{1,2}(?:[:.]\d{2})? ?(?:am|pm|h|o'clock)(?![a-z])|\d{4} ?(?:hrs|hours)\b|\d{1,2}:\d{2}(?::\d\d)?(?: ?h)?"
    r"|\bnoon\b|\bmidnight\b|\bmidday\b|\bdawn\b|\bdusk\b|\bnightfall\b|\bsunrise\b|\bsunset\b|\bdaybreak\b"
    r"|\b(?:the )?(?:early |small |late )(?:morning |evening |night |afternoon )?hours(?: of)?\b|\bovernight\b"
    r"|\b(?:in )?(?:the )?(?:early |late |mid-? ?|pre-?dawn )?(?:morning|afternoon|evening|night|lunchtime|rush hour)s?(?: of)?\b)"
    r"|\b(?:local time|gmt|utc|est|edt|pst|cet|bst|late|early|shortly)\b|\(\d{4} ?(?:gmt|utc)\)|\b(?:before|after|around|about) ?$"
)
DAY_PART_OF = re.compile(
    r"(?P<rel>the (?:next|following|previous|same)|that(?: same)?) (?:morning|afternoon|evening|night|day)"
)
TONIGHT = re.compile(r"(?:(?:early|late|earlier|later) )?(?:this (?:morning|afternoon|evening|night)|tonight)")
LAST_NIGHT = re.compile(r"(?:late )?(?:last|yesterday) (?:night|evening|morning|afternoon)")
OF_THE_DAY = re.compile(
    r"(?:earlier|later)(?: on)?(?: in)? (?:the|that)(?: same)? (?:day|morning|afternoon|evening|night)|(?:just )?hours (?:earlier|later|before|after)"
)
DAY_AND_YEAR = re.compile(rf"(?:the )?(?P<d>{_DAY})(?: (?P<y>\d{{4}}))?")
BARE_DAY = re.compile(rf"(?:the )?({_DAY})")
SUFFIX_YEAR = re.compile(r"\d{2}")


@dataclass(frozen=True, slots=True)
class _Context:
    """What a mention is resolved against."""

    published: date | None
    label: str
    tense: str | None
    anchor: Days | None


@dataclass(frozen=True, slots=True)
class _Partial:
    """As much of a calendar date as a mention says."""

    year: int | None = None
    month: int | None = None
    day: int | None = None


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
    context = _Context(published, label, tense, anchor)
    try:
        found = _resolve(cleaned, context)
    except (ValueError, OverflowError):  # 30 February, or a day beyond the calendar's ends
        return None
    return found if found is None or found[0] <= found[1] else None


def clean_date(text: str) -> str:
    """Lower case without accents, commas and the dots of abbreviations; one kind of dash and apostrophe."""
    if not text.isascii():
        decomposed = unicodedata.normalize("NFKD", text)
        text = "".join(c for c in decomposed if not unicodedata.combining(c))
        text = re.sub("[‐-―−]", "-", text).replace("’", "'").replace("‘", "'")
    text = re.sub(r"\b([ap])\.? ?m\b\.?", r"\1m", text.lower()).replace(",", " ")
    text = re.sub(r"(?<=[a-z])\.", "", text)
    return re.sub(r"'s$|^[\s\"]+|[\s\"]+$", "", " ".join(text.split()))


def _resolve(text: str, context: _Context) -> Days | None:
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


def _first(text: str, context: _Context) -> Days | None:
    """What the first rule whose pattern fits the whole text finds."""
    for pattern, rule in RULES:
        if (match := pattern.fullmatch(text)) and (found := rule(match, context)) is not None:
            return found
    return _range(text, context)


def _time_of_day(text: str, context: _Context) -> Days | None:
    """The day of ``late Friday night`` or ``3 a.m. on Tuesday``; a clock time alone takes the anchor's day."""
    rest = " ".join(TIME_WORDS.sub(" ", text).split()).strip(" ()-").removeprefix("and ")
    while lead := LEAD.match(f"{rest} "):
        rest = rest[lead.end() :]
    if rest == text:
        return None
    if rest and rest not in ("the", "on", "in", "and", "of", "to"):
        found = _first(rest, context)
        return found if found is not None and (found[1] - found[0]).days < 7 else None
    return _single(context.anchor) if context.label == "TIME" else None


# Calendar dates


def _day_number(word: str) -> int:
    return ORDINAL.get(word) or int(re.sub(r"\D", "", word))


def _year_number(word: str | None, context: _Context) -> int | None:
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


def _bounds(partial: _Partial) -> Days:
    """First and last day of a year, month or day. Raises ValueError for 30 February."""
    assert partial.year is not None
    if partial.month is None:
        return date(partial.year, 1, 1), date(partial.year, 12, 31)
    if partial.day is None:
        last = calendar.monthrange(partial.year, partial.month)[1]
        return date(partial.year, partial.month, 1), date(partial.year, partial.month, last)
    day = date(partial.year, partial.month, partial.day)
    return day, day


def _place(partial: _Partial, context: _Context) -> Days | None:
    """A date without a year in the year that the publication date and the tense make likely."""
    if partial.year is not None:
        return _bounds(partial)
    published = context.published
    if published is None:
        return None
    if partial.month is None:
        return _place_day(partial.day or 1, published, context)
    candidates = [
        days
        for year in range(published.year - 1, published.year + 2)
        if (days := _valid(_Partial(year, partial.month, partial.day))) is not None
    ]
    past = max((days for days in candidates if days[0] <= published), default=None)
    future = min((days for days in candidates if days[1] >= published), default=None)
    if past is None or future is None:
        return past or future
    if context.tense is None and partial.day is not None:
        soon, long_ago = (future[0] - published).days, (published - past[0]).days
        return future if soon < 60 and long_ago > 270 else past
    return future if context.tense == "future" else past


def _valid(partial: _Partial) -> Days | None:
    try:
        return _bounds(partial)
    except ValueError:
        return None


def _place_day(day: int, published: date, context: _Context) -> Days | None:
    """``the 12th``: of the month of publication, or the month beside it."""
    for months in (0, 1) if context.tense == "future" else (0, -1):
        month = published.replace(day=1) + relativedelta(months=months)
        days = _valid(_Partial(month.year, month.month, day))
        if days and (days[0] >= published if context.tense == "future" else days[0] <= published):
            return days
    return None


def _calendar(match: re.Match[str], context: _Context) -> Days | None:
    partial = _partial_of(match, context)
    return None if partial is None else _place(partial, context)


def _partial_of(match: re.Match[str], context: _Context) -> _Partial | None:
    groups = match.groupdict()
    year = _year_number(groups.get("y"), context)
    if groups.get("y") and year is None:
        return None
    month, day = groups.get("m"), groups.get("d")
    return _Partial(
        year,
        (MONTHS.get(month) or int(month)) if month else None,
        _day_number(day) if day else None,
    )


def _numeric(match: re.Match[str], context: _Context) -> Days | None:
    """``9/11/2001`` month first, ``21/09/2019`` and ``21.9.2019`` day first."""
    first, second, year = int(match["a"]), int(match["b"]), int(match["y"])
    year += 0 if year > 99 else 2000 if year < 50 else 1900
    month, day = (second, first) if first > 12 or match["sep"] == "." else (first, second)
    return _bounds(_Partial(year, month, day))


# Weekdays, weeks, months and years around the publication date


def _week(day: date) -> Days:
    monday = day - timedelta(day.weekday())
    return monday, monday + timedelta(6)


def _weekday(match: re.Match[str], context: _Context) -> Days | None:
    published = context.published
    if published is None:
        return None
    groups = match.groupdict()
    number = WEEKDAYS[match["wd"]]
    which = groups.get("which") or groups.get("after")
    if week := groups.get("week"):
        day = _week(published)[0] + timedelta(number + {"last": -7, "next": 7}.get(week, 0))
    elif which == "next":
        day = _week(published)[0] + timedelta(number + 7)
    elif which in ("this", "current"):
        day = _week(published)[0] + timedelta(number)
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


def _this_unit(match: re.Match[str], context: _Context) -> Days | None:
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
    return _unit_around(reference, unit, offset, context)


def _unit_around(reference: date, unit: str, offset: int, context: _Context) -> Days | None:
    """The week, weekend, month, quarter or year that lies ``offset`` from the one of a day."""
    if unit == "day":
        day = reference + timedelta(offset)
        return day, day
    if unit in ("week", "weekend"):
        monday, sunday = _week(reference + timedelta(7 * offset))
        return (sunday - timedelta(1), sunday) if unit == "weekend" else (monday, sunday)
    if unit == "month":
        month = reference.replace(day=1) + relativedelta(months=offset)
        return _bounds(_Partial(month.year, month.month))
    if unit == "quarter":
        first = reference.replace(month=3 * ((reference.month - 1) // 3) + 1, day=1) + relativedelta(months=3 * offset)
        return first, first + relativedelta(months=3, days=-1)
    return _bounds(_Partial(reference.year + offset))


def _the_unit(match: re.Match[str], context: _Context) -> Days | None:
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
        return _single(context.anchor)
    if part is None or (unit == "year" and part not in ("earlier", "later", "so far")):
        return None
    return _unit_around(context.published, unit, 0, context)


def _named_day(match: re.Match[str], context: _Context) -> Days | None:
    if context.published is None:
        return None
    day = context.published + timedelta(NAMED_OFFSETS[match["name"]])
    return day, day


def _count(word: str | None) -> int:
    return 1 if word is None else COUNT.get(word) or int(word)


def _shift(day: date, count: int, unit: str) -> date:
    """A day so many days, weeks, months or years on. Raises ValueError or OverflowError past the calendar."""
    if unit == "hour":
        return day + timedelta(days=int(count / 24))
    if unit in ("day", "week", "fortnight", "weekend"):
        return day + timedelta(days=count * {"day": 1, "fortnight": 14}.get(unit, 7))
    if unit == "month":
        return day + relativedelta(months=count)
    return day + relativedelta(years=count * {"decade": 10, "century": 100}.get(unit, 1))


def _period(match: re.Match[str], context: _Context) -> Days | None:
    """``the past five years``: so long before the publication date up to it, or from it on."""
    which, number, unit = match["which"], match["n"], match["unit"]
    if context.published is None or (number is None and match[0].rstrip().endswith("s")):
        return None
    if unit in ("weekend", "hour") and number is None:
        return None
    if which in ("next", "coming"):
        return context.published, _shift(context.published, _count(number), unit)
    return _shift(context.published, -_count(number), unit), context.published


def _ago(match: re.Match[str], context: _Context) -> Days | None:
    """As exact as its unit: ``two days ago`` a day, ``three months ago`` a month, ``four years ago`` a year."""
    if context.published is None:
        return None
    count = _count(match["n"]) * (1 if match["later"] else -1)
    return _moved(context.published, count, match["unit"])


def _moved(day: date, count: int, unit: str) -> Days | None:
    moved = _shift(day, count, unit)
    if unit == "month":
        return _bounds(_Partial(moved.year, moved.month))
    if unit in ("year", "decade"):
        return _bounds(_Partial(moved.year))
    return None if unit in ("century", "weekend", "hour") else (moved, moved)


def _after(match: re.Match[str], context: _Context) -> Days | None:
    """``three days later``, ``a year earlier``: counted from the anchor, if that is as exact as the unit."""
    later = match["way"] in ("later", "after", "afterward", "afterwards")
    count = _count(match["n"]) if later else -_count(match["n"])
    return _from_anchor(context, count, match["unit"])


def _the_after(match: re.Match[str], context: _Context) -> Days | None:
    """``the next day``, ``the year before``, ``the same month``."""
    unit = match["unit"] or match["unit2"]
    count = {"next": 1, "following": 1, "after": 1, "later": 1, "same": 0}.get(match["which"] or match["way"], -1)
    if unit == "week" and context.anchor is not None:
        return _week(context.anchor[0] + timedelta(7 * count))
    if match["which"] == "same" and unit == "week" and context.published is not None:
        return _week(context.published)
    return _from_anchor(context, count, unit)


def _from_anchor(context: _Context, count: int, unit: str) -> Days | None:
    anchor = context.anchor
    if anchor is None:
        return None
    span = (anchor[1] - anchor[0]).days
    exact = {"day": 0, "week": 0, "fortnight": 0, "month": 30}.get(unit, 365)
    return _moved(anchor[0], count, unit) if span <= exact else None


def _single(days: Days | None) -> Days | None:
    return days if days is not None and days[0] == days[1] else None


def _of_the_day(match: re.Match[str], context: _Context) -> Days | None:
    return _single(context.anchor)


def _day_part_of(match: re.Match[str], context: _Context) -> Days | None:
    """``the next morning``, ``that night``."""
    count = 1 if "next" in match["rel"] or "following" in match["rel"] else -1 if "previous" in match["rel"] else 0
    return _from_anchor(context, count, "day")


def _tonight(match: re.Match[str], context: _Context) -> Days | None:
    return None if context.published is None else (context.published, context.published)


def _last_night(match: re.Match[str], context: _Context) -> Days | None:
    day = None if context.published is None else context.published - timedelta(1)
    return None if day is None else (day, day)


def _last_month_named(match: re.Match[str], context: _Context) -> Days | None:
    """``last March`` is the latest one that nobody would call ``this March``: at least three months ago."""
    published = context.published
    month = MONTHS[match["m"]]
    which = match["which"]
    if which in ("that", "the same"):
        return None if context.anchor is None else _bounds(_Partial(context.anchor[0].year, month))
    if published is None:
        return None
    if which == "this":
        return _bounds(_Partial(published.year, month))
    if which in ("next", "coming", "this coming"):
        ahead = (month - published.month - 1) % 12 + 1
        first = published.replace(day=1) + relativedelta(months=ahead)
    else:
        behind = (published.month - month - 1) % 12 + 1
        if which == "last" and behind < 3:
            behind += 12
        first = published.replace(day=1) - relativedelta(months=behind)
    return _bounds(_Partial(first.year, first.month))


RELATIVE_MONTH = re.compile(
    rf"(?P<which>last|this|next|this past|past|this coming|coming|that|the same) (?P<m>{_MONTH})"
)


# Parts of years, decades, centuries, seasons, holidays


def _decade(match: re.Match[str], context: _Context) -> Days | None:
    if match["y"]:
        first = int(match["y"])
    else:
        short = int(match["short"])
        first = short + (2000 if short <= 20 else 1900)
    return date(first, 1, 1), date(first + 9, 12, 31)


def _decade_word(match: re.Match[str], context: _Context) -> Days | None:
    first = 1900 + DECADES[match["word"]]
    return date(first, 1, 1), date(first + 9, 12, 31)


def _century(match: re.Match[str], context: _Context) -> Days | None:
    number = int(match["n"]) if match["n"] else ORDINAL.get(match["word"] or "", 0)
    if not 1 <= number <= 30:
        return None
    return date(100 * (number - 1) + 1, 1, 1), date(100 * number, 12, 31)


def _part_of_year(match: re.Match[str], context: _Context) -> Days | None:
    """``the first half of 2022``, ``Q3 2019``, ``the first nine months of the year``."""
    if match["y"] is None or match["y"] == "the year":
        year = context.published.year if context.published else None
        if match["y"] is None and not match["q"]:
            return None
    else:
        year = _year_number(match["y"], context)
    if year is None:
        return None
    if match["day"]:
        return _bounds(_Partial(year, 1, 1) if match["day"] == "first" else _Partial(year, 12, 31))
    if match["edge"]:
        count = _count(match["n"])
        if not 1 <= count <= 12:
            return None
        start, end = (1, count) if match["edge"] == "first" else (13 - count, 12)
    else:
        months = 6 if match["what"] in ("half", "semester") else 4 if match["what"] == "trimester" else 3
        parts = 12 // months
        which = int(match["q"]) if match["q"] else ORDINAL.get(match["which"], parts)
        if which > parts:
            return None
        start, end = (which - 1) * months + 1, which * months
    return date(year, start, 1), _bounds(_Partial(year, end))[1]


def _years_to(match: re.Match[str], context: _Context) -> Days | None:
    last = int(match["y"])
    return date(last - _count(match["n"]) + 1, 1, 1), date(last, 12, 31)


def _season_days(season: str, year: int) -> Days:
    first = date(year, SEASONS[season], 1)
    return first, first + relativedelta(months=3, days=-1)


def _season(match: re.Match[str], context: _Context) -> Days | None:
    """A season of the north; ``last summer`` is the latest one that is over."""
    season, which = match["season"], match["which"]
    if match["y"]:
        year = _year_number(match["y"], context)
        return None if year is None else _season_days(season, year)
    published = context.published
    if published is None or which in ("same", "that", "following", "previous", "preceding", "current"):
        return None
    candidates = [_season_days(season, year) for year in range(published.year - 2, published.year + 2)]
    if which in ("last", "past"):
        return max(days for days in candidates if days[1] < published)
    if which in ("next", "coming") or context.tense == "future":
        return min(days for days in candidates if days[0] > published or (days[1] >= published and which is None))
    if which == "this":
        return min(candidates, key=lambda days: abs((published - days[0]).days - 45))
    return max(days for days in candidates if days[0] <= published)


def _holiday(match: re.Match[str], context: _Context) -> Days | None:
    """A holiday of the year named, or the one nearest to the publication date."""
    find, which = HOLIDAYS[match["name"]], match["which"]
    if match["y"]:
        year = _year_number(match["y"], context)
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


def _week_of(match: re.Match[str], context: _Context) -> Days | None:
    days = _resolve(match["rest"], context)
    if days is None or (days[1] - days[0]).days > 7:
        return None
    monday, sunday = _week(days[0])
    return (sunday - timedelta(1), sunday) if match["what"] == "weekend" else (monday, sunday)


def _nine_eleven(match: re.Match[str], context: _Context) -> Days | None:
    return date(2001, 9, 11), date(2001, 9, 11)


Rule = Callable[[re.Match[str], _Context], Days | None]
# In this order; the first that fits the whole mention and finds something decides.
RULES: tuple[tuple[re.Pattern[str], Rule], ...] = (
    (WEEKDAY, _weekday),
    (YEAR_ONLY, _calendar),
    (MONTH_YEAR, _calendar),
    (MONTH_DAY, _calendar),
    (DAY_MONTH, _calendar),
    (THIS_UNIT, _this_unit),
    (NAMED_DAY, _named_day),
    (RELATIVE_MONTH, _last_month_named),
    (ISO, _calendar),
    (NUMERIC, _numeric),
    (YEAR_MONTH_DAY, _calendar),
    (DAY_ONLY, _calendar),
    (WEEK_WEEKDAY, _weekday),
    (DECADE, _decade),
    (DECADE_WORD, _decade_word),
    (CENTURY, _century),
    (AGO, _ago),
    (LAST_N, _period),
    (THE_AFTER, _the_after),
    (AFTER, _after),
    (PERIOD, _period),
    (PART_OF_YEAR, _part_of_year),
    (YEARS_TO, _years_to),
    (HOLIDAY, _holiday),
    (SEASON, _season),
    (THE_UNIT, _the_unit),
    (OF_THE_DAY, _of_the_day),
    (DAY_PART_OF, _day_part_of),
    (TONIGHT, _tonight),
    (LAST_NIGHT, _last_night),
    (WEEK_OF, _week_of),
    (re.compile(r"9/11|sept?(?:ember)? 11(?:th)? attacks"), _nine_eleven),
)

# Ranges

PARTIALS = (MONTH_DAY, DAY_MONTH, MONTH_YEAR, YEAR_ONLY, ISO)


def _range(text: str, context: _Context) -> Days | None:
    """``from March 3 to 5``, ``between 2003 and 2005``, ``12 and 15 November``, ``2019-21``."""
    text = re.sub(r"^(?:from|between|entre|de|desde) ", "", text)
    for match in CONNECTOR.finditer(text):
        left, right = text[: match.start()].strip(), text[match.end() :].strip()
        if left and right and (found := _between(left, right, context)) is not None:
            return found
    return None


def _between(left: str, right: str, context: _Context) -> Days | None:
    first, last = _partial(left, context), _partial(right, context)
    if first is not None and last is None and SUFFIX_YEAR.fullmatch(right) and first.month is None and first.year:
        last = _Partial(first.year // 100 * 100 + int(right))
    if first is not None and last is not None and (completed := _complete(first, last, context)) is not None:
        return completed
    if last is not None and first is None and BARE_DAY.fullmatch(left) and last.day:
        return _complete(_Partial(day=_day_number(left)), last, context)
    if first is not None and last is None and first.day and (day := DAY_AND_YEAR.fullmatch(right)):
        year = int(day["y"]) if day["y"] else first.year
        return _complete(first, _Partial(year, first.month, _day_number(day["d"])), context)
    if left.isdecimal() or (right.isdecimal() and first is None):
        return None
    end = _whole(right, context)
    if end is None:
        return None
    start = _whole(
        left, _Context(end[1] if left in WEEKDAYS else context.published, context.label, None, context.anchor)
    )
    return (start[0], end[1]) if start is not None and start[0] <= end[1] else None


def _whole(text: str, context: _Context) -> Days | None:
    """One end of a range, not a range itself."""
    text = LEAD.sub("", text, count=1) if LEAD.match(text) else text
    for pattern, rule in RULES:
        if (match := pattern.fullmatch(text)) and (found := rule(match, context)) is not None:
            return found
    return None


def _partial(text: str, context: _Context) -> _Partial | None:
    text = re.sub(r"^(?:early|late|in|on|from) ", "", text)
    for pattern in PARTIALS:
        if match := pattern.fullmatch(text):
            return _partial_of(match, context)
    return None


def _complete(first: _Partial, last: _Partial, context: _Context) -> Days | None:
    """The two ends with what each leaves to the other: ``March 3-5`` the month, ``March to June 2022`` the year."""
    month = first.month or (last.month if first.day else None)
    first = _Partial(first.year, month, first.day)
    if last.month is None and last.day is not None:
        last = _Partial(last.year, first.month, last.day)
    if first.year is None and first.month is None:
        return None
    if last.year is None and first.year is not None:
        last = _Partial(first.year + (1 if _order(last) < _order(first) else 0), last.month, last.day)
    end = _place(last, context)
    if end is None:
        return None
    if first.year is None:
        first = _Partial(end[1].year - (1 if _order(first) > _order(last) else 0), first.month, first.day)
    start = _bounds(first)
    return (start[0], end[1]) if start[0] <= end[1] else None


def _order(partial: _Partial) -> tuple[int, int]:
    return partial.month or 0, partial.day or 0


# The component


def _terms(text: str) -> frozenset[str]:
    return frozenset(text.split())


FUTURE = _terms(
    "will 'll shall would due scheduled expected set planned plans planning hopes hope slated upcoming until should next "
    "forthcoming ahead must intends promises promised deadline before can"
)
# Cues that need to stand close to the date, as they mean many things.
CLOSE = {"until": 4, "before": 2, "ahead": 4, "next": 4, "would": 6, "should": 6, "due": 6, "must": 6, "can": 6}
# What is announced beforehand: beside a date, with no verb of the past, it lies ahead.
ANNOUNCED = _terms(
    "meeting hearing trial election elections vote summit sentencing referendum deadline inauguration runoff polls "
    "parade deportation talks ceremony"
)
REPORTING = _terms(
    "said says say told announced reported added confirmed wrote warned stated acknowledged declared denied promised "
    "pledged vowed"
)
PAST = _terms(
    "was were had did took held met made found left went came began broke shot fled hit killed won lost sent brought "
    "gave got became saw caught stole"
)
STOPS = _terms('; : ( ) — – . " “ ” ? !')
AUXILIARIES = _terms("be been being is are was were has have had not also officially")
HABIT = frozenset(("each", "every", "most"))
PARTS_OF_DAY = _terms("dawn sunrise daybreak noon midday dusk sunset nightfall midnight")
# Mentions that need no tense: looking for one would only cost time.
TENSELESS = re.compile(r"\d{4}|\byears?\b|\bago\b|\b[Yy]esterday|\b[Tt]oday|\b[Ll]ast\b")
CLOCK = re.compile(r"\d{1,2}[:.]\d{2}")


@Language.factory("blotter_dates", requires=["doc.ents"], assigns=["doc._.dates"])
def make_dates(nlp: Language, name: str) -> Dates:
    return Dates()


class Dates:
    """The component; it holds no state."""

    def __call__(self, doc: Doc) -> Doc:
        published = date.fromisoformat(doc._.published[:10]) if doc._.published else None
        found: list[dict[str, Any]] = []
        anchor: Days | None = None
        for ent in doc.ents:
            if ent.label_ not in TIME_LABELS or (ent.start > 0 and doc[ent.start - 1].lower_ in HABIT):
                continue
            if published is not None and _heads_paragraph(ent):
                anchor = (published, published)
            text = f"that {ent.text}" if ent.start > 0 and doc[ent.start - 1].lower_ == "that" else ent.text
            tense = None if TENSELESS.search(text) else tense_of(ent)
            days = resolve_date(text, published, label=ent.label_, tense=tense, anchor=anchor)
            if days is None and text != ent.text:  # "says that between 2006 and 2014"
                days = resolve_date(ent.text, published, label=ent.label_, tense=tense, anchor=anchor)
            if days is None:
                continue
            anchor = days
            span = [ent.start, ent.end, ent.label_]
            found.append({"span": span, "start": days[0].isoformat(), "end": days[1].isoformat()})
        doc._.dates = found
        return doc


def _heads_paragraph(ent: Span) -> bool:
    """Whether a clock time begins a paragraph, as in a live page: it is of the day of publication."""
    before = ent.doc[ent.start - 1].text if ent.start > 0 else "\n"
    return ent.label_ == "TIME" and "\n" in before and CLOCK.match(ent.text) is not None


def tense_of(ent: Span) -> str | None:
    """``future`` where the words around a date say that it lies ahead, ``past`` after a verb of saying, else None."""
    doc = ent.doc
    start = ent.start
    while start > 0 and doc[start - 1].lower_ in ("on", "in", "at", "late", "early", "the", "this", "of"):
        start -= 1
    if start > 0 and doc[start - 1].lower_ in REPORTING:
        return "past"
    announced = False
    for i in range(start - 1, max(-1, start - 13), -1):
        word = doc[i].lower_
        if word in STOPS or doc[i + 1].is_sent_start:
            break
        if _is_future(doc, i, start - i):
            return "future"
        passive_or_compound = i > 0 and doc[i - 1].lower_ in ("be", "-")
        if word in PAST or (word.endswith("ed") and word not in AUXILIARIES and not passive_or_compound):
            return "past"
        announced = announced or (word in ANNOUNCED and start - i <= 3)
    following = [doc[i].lower_ for i in range(ent.end, min(ent.end + 4, len(doc)))]
    if announced or following[:1] == ["will"] or ("deadline" in following and "is" in following):
        return "future"
    return None


def _is_future(doc: Doc, i: int, distance: int) -> bool:
    word = doc[i].lower_
    if word not in FUTURE or distance > CLOSE.get(word, 12):
        return False
    if word == "before" and doc[i + 1].lower_ in PARTS_OF_DAY:
        return False
    return word != "set" or doc[i + 1].lower_ in ("for", "to")
