"""Resolve every date mention to calendar days, with the publication date as the anchor.

``resolve_date`` reads one mention (``early March``, ``last Tuesday``, ``between 2003 and 2005``); the component adds
what the context tells: whether a weekday or month lies ahead, and which day ``the next day`` and ``5 a.m.`` follow.
What names no stretch of the calendar (``two years``, ``recent weeks``, ``mid-2019``) stays unresolved, as in the gold.

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
from itertools import pairwise
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
    "holy week": _from_easter(-7, 8), "semana santa": _from_easter(-7, 7), "easter week": _from_easter(-7, 8),
    "carnival": _from_easter(-50, 4), "pentecost": _from_easter(49),
}  # fmt: skip

# Patterns; every mention is folded to lower case without accents first

_MONTH = "|".join(sorted(MONTHS, key=len, reverse=True))
_WEEKDAY = "|".join(sorted(WEEKDAYS, key=len, reverse=True))
_DAY = r"\d{1,2}(?:st|nd|rd|th)?|" + "|".join(sorted(ORDINAL, key=len, reverse=True))
_YEAR = r"1[0-9]\d\d|2[01]\d\d|'\d\d|(?:this|last|next|that|the same|the previous|the following|the next) year"
_N = r"\d{1,4}|" + "|".join(sorted(COUNT, key=len, reverse=True))
_UNIT = "(?P<unit>minute|hour|day|week|weekend|fortnight|month|year|decade|century)s?"
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
    rf"(?:over |during |in |within )?(?:the )?(?P<which>past|last|previous|next|coming) (?:(?P<n>{_N}) )?{_UNIT}"
)
LAST_N = re.compile(rf"(?:the )?(?P<which>past|last|previous|next|coming) (?P<n>{_N}) {_UNIT}")
AGO = re.compile(rf"(?:exactly |just |only )?(?P<n>{_N})[ -]{_UNIT} (?:ago|(?P<later>from now|from today|hence))")
AFTER = re.compile(
    rf"(?:just |only )?(?P<n>{_N}) {_UNIT} (?P<way>later|after|afterwards?|afterward|earlier|before|previously|prior|beforehand)"
)
THE_AFTER = re.compile(
    r"the (?:(?P<which>next|following|previous|preceding|same) (?P<unit>day|week|month|year)"
    r"|(?P<unit2>day|week|month|year|night|morning|afternoon|evening) (?P<way>before|after|earlier|later))"
)
DECADE = re.compile(r"(?:the )?(?:decade of the )?(?:(?P<y>1[5-9]\d0|20\d0)|'?(?P<short>[1-9]0))'?s")
DECADE_WORD = re.compile(rf"the (?:nineteen[ -])?(?P<word>{'|'.join(DECADES)})")
_DECADE = r"(?:1[5-9]\d0|20\d0|'?[1-9]0)'?s"
PART_OF_DECADE = re.compile(
    rf"(?:the )?(?:(?P<part>early|mid|late)[ -]|(?P<half>first|second) half of )(?:the )?(?P<decade>{_DECADE})"
)
EDGE_OF_YEAR = re.compile(
    r"(?:(?P<part>early|late)(?: in)?|(?:the )?(?:very )?(?P<edge>end|beginning|start) of)[ -](?P<y>1[0-9]\d\d|2[01]\d\d)"
)
PART_OF_MONTH = re.compile(
    rf"(?:(?P<part>mid|late)[ -]|(?:the )?(?:very )?(?P<edge>end|middle) of |the (?P<nth>first|second|third|fourth|last) week (?:of|in) )"
    rf"(?P<m>{_MONTH})(?: (?:of )?(?P<y>{_YEAR}))?"
)
SAME_MONTHS = re.compile(
    rf"(?:the )?same (?:months|period|stretch|time|month|quarter) (?:of |in )?(?P<y>{_YEAR}|the year before|a year earlier)"
)
FISCAL = re.compile(r"(?:the )?(?:fiscal|financial)(?: year)? (?P<y>\d{4})")
OVERNIGHT = re.compile(rf"overnight(?: (?:on |to |into )+(?P<wd>{_WEEKDAY}))?")
CENTURY = re.compile(r"(?:the )?(?P<n>\d{1,2})(?:st|nd|rd|th)[ -]century|(?:the )?(?P<word>[a-z-]+)[ -]century")
PART_OF_YEAR = re.compile(
    rf"(?:the )?(?:(?P<which>first|second|third|fourth|last|final) (?P<what>half|quarter|semester|trimester)"
    rf"|q(?P<q>[1-4])|(?P<edge>first|last|final) (?P<n>{_N}) months|(?P<day>first|last) day)"
    rf"(?: of| in)?(?: (?P<y>{_YEAR}|the year))?"
)
YEARS_TO = re.compile(rf"(?:the )?(?P<n>{_N}) years (?:to|until|up to|through|ending in|before) (?P<y>\d{{4}})")
SEASON = re.compile(
    rf"(?P<the>the )?(?:(?P<which>{_PLACE}) )?(?P<season>{'|'.join(SEASONS)})(?: (?:of |in )?(?P<y>{_YEAR}))?"
)
HOLIDAY = re.compile(
    rf"(?:the )?(?:(?P<which>last|this|next) )?(?P<name>{'|'.join(map(re.escape, sorted(HOLIDAYS, key=len, reverse=True)))})"
    rf"(?: (?:of |in )?(?P<y>{_YEAR}))?"
)
WEEK_OF = re.compile(r"(?:the )?(?P<what>week|weekend) (?:of|beginning|starting) (?P<rest>.+)")
CONNECTOR = re.compile(r" (?:or|to|through|thru|until|till|up to|and|y|&|al|a|into) |\s?-\s?|/")
DURATION = re.compile(
    rf"(?:(?:about|around|nearly|almost|some|roughly|more than|less than|over|under|at least|up to|just|only|another|"
    rf"the|several|many|few|a few|recent|coming|next|past|last|first|the past few|the next few|full|entire|whole|those|"
    rf"these|straight|consecutive) )*(?:(?:{_N})[ -](?:straight |consecutive |more |full |additional |long |short )?)?"
    r"(?:second|minute|hour|day|week|month|year|decade|centur)(?:s|y|ies)?(?:[ -](?:long|old|later on))?"
)
# What looks like a stretch of time but is tied to the calendar: ``the past five years``, ``last week``.
ANCHORED = re.compile(
    rf"(?:the )?(?:last|past|previous|next|coming) (?:(?:{_N}) )?(?:day|week|month|year|decade|centur|hour)|the (?:day|year)$"
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
    if unit in ("year", "quarter") and part is None:
        days = context.anchor
        named = days is not None and (days[1] - days[0]).days >= (364 if unit == "year" else 89)
        if days is not None and named and days[0].year == days[1].year:
            return days
        return _unit_around(context.published, unit, 0, context)
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
    if unit in ("hour", "minute"):
        return day + timedelta(days=int(count / (24 if unit == "hour" else 1440)))
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
    if unit in ("weekend", "hour", "minute") and number is None:
        return None
    if unit == "day" and number is None and which in ("next", "previous"):
        return None  # "the next day" after a day that nobody named
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
    if unit == "century":
        return _bounds(_Partial(moved.year))
    return None if unit in ("weekend", "hour", "minute") else (moved, moved)


def _after(match: re.Match[str], context: _Context) -> Days | None:
    """``three days later``, ``a year earlier``: counted from the anchor, if that is as exact as the unit."""
    later = match["way"] in ("later", "after", "afterward", "afterwards")
    count = _count(match["n"]) if later else -_count(match["n"])
    anchor = context.anchor
    if match["unit"] in ("hour", "minute"):
        return _single(anchor)
    if match["unit"] == "year" and abs(count) == 1 and anchor is not None and (anchor[1] - anchor[0]).days >= 27:
        return _years_on(anchor, count)
    return _from_anchor(context, count, match["unit"])


def _the_after(match: re.Match[str], context: _Context) -> Days | None:
    """``the next day``, ``the year before``, ``the same month``."""
    unit = match["unit"] or match["unit2"]
    unit = unit if unit in ("day", "week", "month", "year") else "day"
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
        ahead += 12 if which == "next" and ahead < 2 else 0
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


def _decade(match: re.Match[str], context: _Context) -> Days:
    if match["y"]:
        first = int(match["y"])
    else:
        short = int(match["short"])
        first = short + (2000 if short <= 20 else 1900)
    return date(first, 1, 1), date(first + 9, 12, 31)


def _decade_word(match: re.Match[str], context: _Context) -> Days | None:
    first = 1900 + DECADES[match["word"]]
    return date(first, 1, 1), date(first + 9, 12, 31)


def _part_of_decade(match: re.Match[str], context: _Context) -> Days | None:
    """``the early 1990s`` is its first four years, ``mid`` the three after them, ``late`` the last three."""
    decade = DECADE.fullmatch(match["decade"])
    if decade is None:
        return None
    first = _decade(decade, context)[0].year
    edges = {"early": (0, 3), "mid": (4, 6), "late": (7, 9), "first": (0, 4), "second": (5, 9)}
    low, high = edges[match["part"] or match["half"]]
    return date(first + low, 1, 1), date(first + high, 12, 31)


def _edge_of_year(match: re.Match[str], context: _Context) -> Days | None:
    """``late 2007`` is its last quarter, ``the end of 2014`` its last month."""
    year = int(match["y"])
    months = {"early": (1, 3), "late": (10, 12), "end": (12, 12)}.get(match["part"] or match["edge"], (1, 1))
    return date(year, months[0], 1), _bounds(_Partial(year, months[1]))[1]


def _part_of_month(match: re.Match[str], context: _Context) -> Days | None:
    """``late October`` from the 21st, ``mid-May`` from the 11th to the 20th, ``the first week of January``."""
    month = _place(_Partial(_year_number(match["y"], context), MONTHS[match["m"]]), context)
    if month is None:
        return None
    first, last = month
    if match["edge"] == "end":
        return last, last
    if match["nth"] == "last":
        return last - timedelta(6), last
    if match["nth"]:
        start = first + timedelta(7 * (ORDINAL[match["nth"]] - 1))
        return start, start + timedelta(6)
    if match["part"] == "late":
        return first.replace(day=21), last
    return first.replace(day=11), first.replace(day=20)


def _same_months(match: re.Match[str], context: _Context) -> Days | None:
    """``the same months of 2022``: the period named before, in that year."""
    if context.anchor is None:
        return None
    first, last = context.anchor
    year = first.year - 1 if "year" in match["y"] else _year_number(match["y"], context)
    if year is None or last.year != first.year:
        return None
    return _years_on(context.anchor, year - first.year)


def _years_on(days: Days, years: int) -> Days:
    """The same period so many years on; the end of a month stays the end of a month."""
    month_ends = (days[1] + timedelta(1)).day == 1
    last = days[1] + relativedelta(years=years)
    return days[0] + relativedelta(years=years), _bounds(_Partial(last.year, last.month))[1] if month_ends else last


def _fiscal(match: re.Match[str], context: _Context) -> Days | None:
    """The budget year of the United States: from October of the year before to September."""
    year = int(match["y"])
    return date(year - 1, 10, 1), date(year, 9, 30)


def _overnight(match: re.Match[str], context: _Context) -> Days | None:
    """From the day before to the day: of publication, or the one named."""
    if context.published is None:
        return None
    morning = context.published
    if match["wd"]:
        if " to " not in match[0] and " into " not in match[0]:
            return None
        morning -= timedelta((morning.weekday() - WEEKDAYS[match["wd"]]) % 7)
    return morning - timedelta(1), morning


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
    (EDGE_OF_YEAR, _edge_of_year),
    (PART_OF_MONTH, _part_of_month),
    (SAME_MONTHS, _same_months),
    (FISCAL, _fiscal),
    (OVERNIGHT, _overnight),
    (PART_OF_DECADE, _part_of_decade),
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
CLOSE = {"until": 4, "before": 2, "ahead": 4, "next": 4, "would": 8, "should": 6, "due": 10, "must": 9, "can": 6}
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
    "gave got became saw caught stole seen taken"
)
# ``is to present``, ``wants to``, ``called for``: what follows lies ahead.
BE_TO = _terms("is are was were am 's")
AIMS = _terms(
    "threaten threatens vow vows promise agree want wants seek seeks plan prepare prepares preparing likely ready going"
)
# Said on a weekday they tell what was said then; with a month, a date or ``by`` they tell when.
SAID_AIMS = _terms("threatened vowed agreed ordered called calls call calling")
# Verbs of a timetable: in the present tense beside a date they speak of what is to come. The bare form can be a noun.
TIMETABLE = _terms(
    "resumes meets hosts visits travels leaves ends expires retires returns votes plays runs starts begins opens arrives "
    "continues"
)
BARE_TIMETABLE = _terms("resume meet host visit travel leave end expire retire return vote play plan")
SUBJECTS = _terms("they we who you i then and ,")
NO_VERB_AFTER = _terms("a an the his her its their this that to of in on first last second no any some 's")
POSSESSIVES = ("'s", "’s", "'")
PERFECT = _terms("been had made taken left gone come become begun won lost held met seen put set sent hit shot")
DEADLINES = _terms("by")
FINITE_PAST = _terms("was were had did")
LEADING = _terms("on in at late early the this of by from as")
# A date before one of these is when it happened.
HAPPENED = _terms(
    "attack attacks shooting shootings bombing bombings killing killings raid raids robbery ambush massacre riot murder "
    "murders blast explosion kidnapping assault incident clash clashes fire"
)
BEFORE_ANNOUNCED = _terms("for boycott boycotting contest postpone postponed")
STOPS = _terms('; : ( ) — – . " “ ” ? !')
AUXILIARIES = _terms("be been being is are was were has have had not also officially")
HABIT = frozenset(("each", "every", "most"))
PARTS_OF_DAY = _terms("dawn sunrise daybreak noon midday dusk sunset nightfall midnight")
# Mentions that need no tense: looking for one would only cost time.
TENSELESS = re.compile(r"\d{4}|\byears?\b|\bago\b|\b[Yy]esterday|\b[Tt]oday|\b[Ll]ast\b")
CLOCK = re.compile(r"\d{1,2}(?:[:.]\d{2}| ?[ap]\.?m)")
SUMMER_OF = re.compile(rf"the (?:{'|'.join(SEASONS)})")
SHORTER_THAN_A_DAY = re.compile(r"hour|minute|second")
STRETCH = re.compile(rf"(?:the )?(?P<n>{_N}) (?P<unit>day|week|month|year)s?")
OF_A_DAY = re.compile(r"\b(?:day|night|morning|afternoon|evening)\b")
YEAR_FIGURE = re.compile(r"(?:1[5-9]|20)\d\d")
BESIDE = _terms("and to in on at by from as but when while after before for with near that which who into during")


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
            self.day = _single(self.anchor)
        self.end = ent.end
        if _is_habit(ent):
            return None
        if self.published is not None and _heads_paragraph(ent):
            self.anchor = self.day = (self.published, self.published)
        day = self.day
        if ent.label_ == "TIME" and after is not None and _adjoins(ent, after):
            day = _single(self.resolved(after, day)) or day
        days = self.resolved(ent, day)
        if days is not None:
            self.anchor = days
            self.day = days if days[0] == days[1] else self.day
        return days

    def resolved(self, ent: Span, day: Days | None) -> Days | None:
        if (stretch := self.stretch(ent)) is not None:
            return stretch
        anchor = day if ent.label_ == "TIME" or OF_A_DAY.search(ent.text.lower()) else self.anchor
        for reading in _readings(ent):
            text = self.spelt(reading, _word(ent.doc, ent.end))
            tense = None if TENSELESS.search(text) else tense_of(ent)
            days = resolve_date(text, self.published, label=ent.label_, tense=tense, anchor=anchor)
            if days is not None:
                return days
        return None

    def stretch(self, ent: Span) -> Days | None:
        """``set for 15 January and lasting two weeks``, ``In the four weeks that followed``: from the day named before."""
        following = [token.lower_ for token in ent.doc[ent.end : ent.end + 2]]
        if _word(ent.doc, ent.start - 1) != "lasting" and following != ["that", "followed"]:
            return None
        match = STRETCH.fullmatch(clean_date(ent.text))
        first = _single(self.anchor)
        if match is None or first is None:
            return None
        try:
            return first[0], _shift(first[0], _count(match["n"]), match["unit"])
        except (ValueError, OverflowError):  # past the end of the calendar
            return None

    def spelt(self, text: str, after: str) -> str:
        """``1989 … the summer of the shootout``: of the year that was named last."""
        if self.anchor is not None and after == "of" and SUMMER_OF.fullmatch(text.lower()):
            return f"{text} of {self.anchor[0].year}"
        return text


def _readings(ent: Span) -> list[str]:
    """The mention with the words beside it that belong to it, then the mention alone."""
    before = _word(ent.doc, ent.start - 1)
    after, beyond = _word(ent.doc, ent.end), _word(ent.doc, ent.end + 1)
    readings = []
    if before == "the" and ent.text.lower() in ("weekend", "week"):
        readings.append(f"the {ent.text}")
    if before == "that":
        readings.append(f"that {ent.text}")
    if after in ("later", "earlier") and not SHORTER_THAN_A_DAY.search(ent.text):
        readings.append(f"{ent.text} {after}")
    if after in ("of", "in") and YEAR_FIGURE.fullmatch(beyond) and not ent.text[-1].isdecimal():
        readings.append(f"{ent.text} of {beyond}")
    return [*readings, ent.text]


def _word(doc: Doc, i: int) -> str:
    return doc[i].lower_ if 0 <= i < len(doc) else ""


def _is_habit(ent: Span) -> bool:
    """``every Sunday``, ``on a Friday``; and ``overnight`` before a noun, which is no stretch of time."""
    before, after = _word(ent.doc, ent.start - 1), _word(ent.doc, ent.end)
    before_noun = after.isalpha() and after not in BESIDE
    if ent.text.lower() == "overnight":
        return before_noun
    return before in HABIT or (before in ("a", "the") and ent.text.lower() in WEEKDAYS and not before_noun)


def _adjoins(ent: Span, after: Span) -> bool:
    """Whether the date of a clock time is the mention after it: ``10:40 a.m. on Monday``, ``the dawn sweep of 28 March``."""
    between = [token.lower_ for token in ent.doc[ent.end : after.start]]
    return len(between) < 3 and (not between or between[-1] in ("on", "of"))


def _heads_paragraph(ent: Span) -> bool:
    """Whether a clock time begins a paragraph, as in a live page: it is of the day of publication."""
    before = ent.doc[ent.start - 1].text if ent.start > 0 else "\n"
    return ent.label_ == "TIME" and "\n" in before and CLOCK.match(ent.text) is not None


def tense_of(ent: Span) -> str | None:
    """``future`` where the words around a date say that it lies ahead, ``past`` after a verb of saying, else None."""
    doc = ent.doc
    start = ent.start
    lead: list[str] = []
    while start > 0 and doc[start - 1].lower_ in LEADING:
        start -= 1
        lead.append(doc[start].lower_)
    if start > 0 and doc[start - 1].lower_ in REPORTING and _word(doc, start - 2) != "to":
        return "past"
    following = [token.lower_ for token in doc[ent.end : ent.end + 9]]
    if _modifies_event(lead, following):
        return "past"
    if _announced_after(ent, following):
        return "future"
    return _tense_before(doc, start, lead) or _tense_after(following, opens=start == 0 or _opens_clause(doc, start))


def _tense_before(doc: Doc, start: int, lead: list[str]) -> str | None:
    """What the nearest verb or cue of the clause before a date says."""
    deadline = bool(DEADLINES.intersection(lead))
    weekday = _word(doc, start + len(lead)) in WEEKDAYS
    if lead[-1:] in (["on"], ["in"]) and start > 0 and doc[start - 1].lower_ in ("is", "are"):
        return "future"
    announced = False
    for i in range(start - 1, max(-1, start - 13), -1):
        word = doc[i].lower_
        if word in STOPS or doc[i + 1].is_sent_start:
            break
        if _is_future(doc, i, start - i, deadline=deadline, weekday=weekday):
            return "past" if _word(doc, i - 1) == "had" and word not in ("before", "ahead") else "future"
        passive_or_compound = i > 0 and (doc[i - 1].lower_ in ("be", "-") or _is_plan(doc, i))
        past = (word in PAST or (word.endswith("ed") and word not in AUXILIARIES)) and not passive_or_compound
        if past and not (deadline and word not in FINITE_PAST):
            return "past"
        announced = announced or (word in ANNOUNCED and start - i <= 3)
    over = _word(doc, start + len(lead) + 1) in FINITE_PAST  # "The vote on Friday was close"
    return "future" if announced and not over else None


def _is_over(doc: Doc, i: int) -> bool:
    """``before Wednesday's joint session``: no cue, unless the day is of something announced."""
    words = [_word(doc, k) for k in range(i + 1, i + 5)]
    return words[0] in POSSESSIVES and ANNOUNCED.isdisjoint(words)


def _is_plan(doc: Doc, i: int) -> bool:
    """``was to have been detonated``: a plan, done or not."""
    return i > 2 and [token.lower_ for token in doc[i - 3 : i]] == ["to", "have", "been"]


def _tense_after(following: list[str], *, opens: bool) -> str | None:
    """What the words after a date say: ``In July 150 investigators are to deploy``, ``on Tuesday unless``."""
    if following[:1] in (["will"], ["unless"]) or ("deadline" in following[:4] and "is" in following[:4]):
        return "future"
    if (
        opens
        and following[:1]
        and following[0] in ("he", "she", "they", "we")
        and following[1:2] in (["has"], ["have"])
    ):
        return None if following[2:3] and _is_participle(following[2]) else "future"
    for word, after in pairwise([*following, ""]):
        if word in STOPS or word in PAST or word in REPORTING or (word.endswith("ed") and word not in AUXILIARIES):
            return None
        if word == "will" or (word in ("is", "are") and after in ("to", "due")):
            return "future" if opens else None
        if opens and following[0] not in POSSESSIVES and word != following[0]:
            if word in TIMETABLE or word in BARE_TIMETABLE:
                return "future"
    return None


def _is_participle(word: str) -> bool:
    return word.endswith(("ed", "en")) or word in PERFECT


def _opens_clause(doc: Doc, start: int) -> bool:
    """Whether a date stands before its verb: at the head of a sentence or after ``which``."""
    return (
        bool(doc[start].is_sent_start)
        or doc[start - 1].lower_ in ("which", "who", "that", "and")
        or (not doc[start - 1].text.strip() or doc[start - 1].text in ".?!")
    )


def _modifies_event(lead: list[str], following: list[str]) -> bool:
    """``the Monday night attack``: a date before a noun for what has happened."""
    return lead[:1] == ["the"] and bool(following) and following[0] in HAPPENED


def _announced_after(ent: Span, following: list[str]) -> bool:
    """``pulled out of Sunday's elections``: what one can still stay away from lies ahead."""
    if not following or following[0] not in POSSESSIVES or not ANNOUNCED.intersection(following[1:4]):
        return False
    before = _word(ent.doc, ent.start - 1)
    return before in BEFORE_ANNOUNCED or (_word(ent.doc, ent.start - 2), before) == ("out", "of")


def _is_future(doc: Doc, i: int, distance: int, *, deadline: bool = False, weekday: bool = False) -> bool:
    """Whether a word before a date says that it lies ahead: a cue near enough, or a verb of the present beside it."""
    word, after = doc[i].lower_, _word(doc, i + 1)
    if word in BE_TO and after == "to":
        return distance > 1 and _word(doc, i + 2) != "blame"
    if word in AIMS and after == "to":
        return distance > 1 and _word(doc, i + 2) != "have"
    if word in SAID_AIMS and after in ("to", "for"):
        return distance > 1 and (deadline or not weekday)
    if deadline and _before_infinitive(doc, i):
        return True
    if word in ("could", "may", "might"):
        return after == "be" and distance <= 8
    if _is_timetable(doc, i):
        return distance <= (12 if word == "plan" else 8)
    if word not in FUTURE or distance > (12 if deadline else CLOSE.get(word, 12)):
        return False
    if word == "before" and (after in PARTS_OF_DAY or _is_over(doc, i + 1)):
        return False
    if word == "until" and "had" in [_word(doc, k) for k in range(i - 7, i)]:
        return False
    return word != "set" or after in ("for", "to")


def _is_timetable(doc: Doc, i: int) -> bool:
    """``resumes``, and ``meet`` after what can be its subject; not ``the visit``, ``61 votes`` or ``a peace plan``."""
    word, before = doc[i].lower_, _word(doc, i - 1)
    if word in TIMETABLE:
        return before not in NO_VERB_AFTER and not before.isdecimal()
    if word not in BARE_TIMETABLE or before in NO_VERB_AFTER:
        return False
    return before in SUBJECTS or before.endswith("s") or doc[i - 1].text[:1].isupper()


def _before_infinitive(doc: Doc, i: int) -> bool:
    """``wants every file opened by Friday``, ``be listed by``, ``to move 100 prisoners by``; not ``moved to the border by``."""
    word, after = doc[i].lower_, doc[i + 1]
    if word == "to":
        return (
            after.is_alpha and after.is_lower and after.lower_ not in NO_VERB_AFTER and _word(doc, i - 1) not in BE_TO
        )
    return word in ("be", "want", "wants")
