"""What a date means in days, seen from the day of publication: ``last Tuesday``, ``mid-2019``, ``March to June 2022``.

``resolve_date`` gives the first and last day or None: durations (``two years``), repeated days and dates that
need the text (``the same day``) stay unresolved. Writes ``doc._.dates``.
"""

from __future__ import annotations

import calendar
import re
from datetime import date, timedelta
from functools import lru_cache
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc

from pipeline.components.span_tagger import sentence_bounds
from pipeline.scheme import TIME_LABELS, declare_doc_extensions

declare_doc_extensions()

Span = tuple[date, date]

MONTH_NAMES = {
    "january": 1, "february": 2, "march": 3, "april": 4, "may": 5, "june": 6, "july": 7, "august": 8, "september": 9,
    "october": 10, "november": 11, "december": 12, "jan": 1, "feb": 2, "mar": 3, "apr": 4, "jun": 6, "jul": 7, "aug": 8,
    "sep": 9, "sept": 9, "oct": 10, "nov": 11, "dec": 12, "enero": 1, "febrero": 2, "marzo": 3, "abril": 4, "mayo": 5,
    "junio": 6, "julio": 7, "agosto": 8, "septiembre": 9, "setiembre": 9, "octubre": 10, "noviembre": 11, "diciembre": 12,
}  # fmt: skip
WEEKDAYS = {name.lower(): i for i, name in enumerate(calendar.day_name)}
WEEKDAYS |= {name[:3].lower(): i for i, name in enumerate(calendar.day_name)} | {"tues": 1, "thurs": 3, "thur": 3}
WEEKDAYS |= {"lunes": 0, "martes": 1, "miércoles": 2, "jueves": 3, "viernes": 4, "sábado": 5, "domingo": 6}
WORDS = {
    "a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
    "ten": 10, "eleven": 11, "twelve": 12, "couple": 2, "fifteen": 15, "twenty": 20, "thirty": 30,
}  # fmt: skip
SEASONS = {"spring": (3, 5), "summer": (6, 8), "fall": (9, 11), "autumn": (9, 11)}
DECADES = {"twenties": 20, "thirties": 30, "forties": 40, "fifties": 50, "sixties": 60, "seventies": 70, "eighties": 80, "nineties": 90}  # fmt: skip
HOLIDAYS = {
    "christmas day": (12, 25), "christmas": (12, 25), "christmas eve": (12, 24), "new year's day": (1, 1),
    "new year's eve": (12, 31), "new year": (1, 1), "boxing day": (12, 26), "valentine's day": (2, 14), "halloween": (10, 31),
    "st. patrick's day": (3, 17), "independence day": (7, 4), "may day": (5, 1),
}  # fmt: skip

MONTH = "|".join(sorted(MONTH_NAMES, key=len, reverse=True))
DAY = "|".join(sorted(WEEKDAYS, key=len, reverse=True))
COUNT = r"(?P<count>\d+|" + "|".join(WORDS) + r"|a couple of)"
UNIT = r"(?P<unit>day|week|month|year|decade|century|hour|minute)s?"
PART = r"(?:(?P<part>early|mid|middle of|late|the beginning of|beginning of|the end of|end of|the start of|start of|the middle of)[- ]?(?:in )?)?"


def _re(pattern: str) -> re.Pattern[str]:
    return re.compile(rf"^{pattern}$", re.IGNORECASE)


CLOCK = re.compile(
    r"\b(?:(?:about|around|shortly (?:before|after)|just (?:before|after)|before|after|at|by|until) )*"
    r"\d{1,2}(?:[:.]\d{2})?(?::\d{2})? ?(?:a\.?m\.?|p\.?m\.?|hours|hrs|GMT|UTC|local time|o'clock)?(?=\s|,|$)\.?",
    re.I,
)
ISO = _re(r"(?P<y>\d{4})-(?P<m>\d{2})-(?P<d>\d{2})")
SLASHED = _re(r"(?P<m>\d{1,2})/(?P<d>\d{1,2})/(?P<y>\d{4}|\d{2})")
YEAR = _re(rf"{PART}(?:(?:the )?year )?(?P<y>[12]\d{{3}})")
YEARS = _re(r"(?:between |from |the years )?(?P<y>[12]\d{3}) ?(?:-|–|—|to|and|through|until) ?(?P<z>[12]\d{3}|\d{2})")
MONTH_YEAR = _re(
    rf"{PART}(?P<m>{MONTH})\.?(?:,? (?:of )?(?P<y>\d{{4}})| of (?P<rel>this|last|next) year| (?P<rel2>this|last|next) year)?"
)
MONTHS = _re(
    rf"(?:between |from )?(?P<m>{MONTH})\.?(?:,? (?P<y>\d{{4}}),?)? ?(?:-|–|—|to|and|through|until) ?(?P<n>{MONTH})\.?"
    rf"(?:,? (?:of )?(?P<z>\d{{4}}| ?(?:this|last) year))?"
)
MONTH_DAY = _re(
    rf"(?:(?:{DAY}),? )?(?:the )?(?P<m>{MONTH})\.? (?P<d>\d{{1,2}})(?:st|nd|rd|th)?(?:,? (?:of )?(?P<y>\d{{4}})|,? (?P<rel>this|last|next) year)?"
)
DAY_MONTH = _re(
    rf"(?:(?:{DAY}),? )?(?:the )?(?P<d>\d{{1,2}})(?:st|nd|rd|th)?(?: (?:of|de))? (?P<m>{MONTH})\.?(?:,? (?:of |de |del )?(?P<y>\d{{4}})|,? (?P<rel>this|last|next) year)?"
)
LAST_MONTH = _re(rf"(?P<which>last|this|next|this past|past) (?P<m>{MONTH})")
DAYS = _re(
    rf"(?:between |from )?(?P<m>{MONTH})\.? (?P<d>\d{{1,2}}) ?(?:-|–|—|to|and|through) ?(?:(?P<n>{MONTH})\.? )?(?P<e>\d{{1,2}})(?:,? (?P<y>\d{{4}}))?"
)
DAYS_MONTH = _re(
    rf"(?:between |from )?(?P<d>\d{{1,2}})(?: (?P<n>{MONTH}))? ?(?:-|–|—|to|and|through) ?(?P<e>\d{{1,2}}) (?P<m>{MONTH})(?:,? (?P<y>\d{{4}}))?"
)
WEEKDAY = _re(
    rf"(?:on |the )?(?P<which>last|past|this past|this|next|the previous|previous|coming|this coming|the following|early|late)? ?(?P<w>{DAY})(?: (?P<week>last week|this week|next week))?"
)
RELATIVE = _re(
    r"(?P<which>earlier this|later this|late last|early last|last|this|the past|past|next|the previous|previous|the coming|coming|the current|current|early this|late this|early next) (?P<unit>week|month|year|weekend|decade|century|fall|autumn|spring|summer|winter|quarter)"
)
AGO = _re(
    rf"(?:about |nearly |almost |some |more than |just |over |around |at least )?{COUNT} {UNIT} (?:ago|earlier|before)"
)
LAST_N = _re(
    rf"(?:over |in |during |for |within )?(?:the )?(?P<way>last|past|previous|next|coming) (?:{COUNT}|few|several) {UNIT}"
)
DECADE = _re(rf"{PART}(?:the )?(?:(?P<part2>early|mid|late)[- ]?)?(?:'|’)?(?P<y>\d{{4}}|\d{{2}})(?:'|’)?s")
DECADE_WORD = _re(rf"{PART}(?:the )?(?P<word>{'|'.join(DECADES)})")
CENTURY = _re(r"(?:the )?(?P<n>\d{1,2})(?:st|nd|rd|th)[- ]century")
SEASON = _re(r"(?:the )?(?P<s>spring|summer|fall|autumn|winter)(?: of)?,? ?(?P<y>\d{4})?")
QUARTER = _re(
    r"(?:the )?(?P<q>first|second|third|fourth|1st|2nd|3rd|4th) (?P<of>quarter|half)(?: of)?(?: (?:the )?(?:year )?)?(?P<y>\d{4}|this year|last year)?"
)
FIRST_N = _re(rf"(?:the )?(?P<way>first|last) {COUNT} months of (?:the )?(?P<y>\d{{4}}|this year|last year|year)")
SINCE_YEAR_WORDS = {"this year": 0, "last year": -1, "next year": 1, "year": 0}


@lru_cache(maxsize=20_000)
def resolve_date(text: str, published: date | None, *, label: str = "DATE", tense: str | None = None) -> Span | None:
    """First and last day of a date as it stands in the text, or None.

    ``published`` anchors what is relative; without it only full dates are resolved. ``tense`` is ``future`` where
    the sentence speaks of what is to come; a weekday is otherwise the nearest one up to the publication day.
    """
    plain = " ".join(text.replace("’", "'").split()).strip(" ,.;()")
    if label == "TIME":
        return _time(plain, published, tense)
    plain = re.sub(r"^(?:since|until|till|by|on|in|as of|around|about|circa|before|after|during|throughout|as early as|as late as|back in) ", "", plain, flags=re.I)  # fmt: skip
    try:
        return _absolute(plain, published, tense) or (_relative(plain, published, tense) if published else None)
    except (ValueError, OverflowError):
        return None


def _month(year: int, month: int, last: int | None = None) -> Span:
    end = last or month
    return date(year, month, 1), date(year, end, calendar.monthrange(year, end)[1])


def _year(year: int) -> Span:
    return date(year, 1, 1), date(year, 12, 31)


def _part_of_year(year: int, part: str | None) -> Span | None:
    """``late 2006`` is left open: the scheme gives no days for a part of a year."""
    return None if part else _year(year)


def _told_year(found: dict[str, Any], published: date | None) -> int | None:
    if found.get("y"):
        return int(found["y"])
    relative = found.get("rel") or found.get("rel2")
    if relative and published:
        return published.year + {"this": 0, "last": -1, "next": 1}[relative.lower()]
    return None


def _nearest_year(month: int, day: int | None, published: date, tense: str | None) -> int:
    """The year of a month or day named without one: the last such up to publication, or the next to come."""
    if tense == "future":
        passed = month < published.month if day is None else (month, day) < (published.month, published.day)
        return published.year + passed
    ahead = month > published.month if day is None else (month, day) > (published.month, published.day)
    return published.year - ahead


def _absolute(text: str, published: date | None, tense: str | None) -> Span | None:
    """Dates that name a year, a month or a day of the calendar."""
    for pattern in (ISO, SLASHED):
        if match := pattern.match(text):
            year = int(match["y"])
            day = date(year + 2000 if year < 100 else year, int(match["m"]), int(match["d"]))
            return day, day
    for pattern in (MONTH_DAY, DAY_MONTH):
        if match := pattern.match(text):
            month, number = MONTH_NAMES[match["m"].lower()], int(match["d"])
            year_told = _told_year(match.groupdict(), published)
            if year_told is None and published:
                year_told = _nearest_year(month, number, published, tense)
            if year_told:
                day = date(year_told, month, number)
                return day, day
            return None
    for pattern in (DAYS, DAYS_MONTH):
        if match := pattern.match(text):
            return _day_range(match, published, tense, month_first=pattern is DAYS)
    if match := YEARS.match(text):
        end = int(match["z"]) if len(match["z"]) == 4 else int(match["y"][:2] + match["z"])
        return (date(int(match["y"]), 1, 1), date(end, 12, 31)) if end >= int(match["y"]) else None
    if match := YEAR.match(text):
        return _part_of_year(int(match["y"]), (match["part"] or "").lower())
    if match := MONTHS.match(text):
        return _month_range(match, published, tense)
    if match := MONTH_YEAR.match(text):
        month = MONTH_NAMES[match["m"].lower()]
        year_told = _told_year(match.groupdict(), published)
        if year_told is None and published:
            year_told = _nearest_year(month, None, published, tense)
        # "early July" is the month: the scheme gives no days for a part of one
        return _month(year_told, month) if year_told else None
    return _eras(text, published)


def _day_range(match: re.Match[str], published: date | None, tense: str | None, *, month_first: bool) -> Span | None:
    month = MONTH_NAMES[match["m"].lower()]
    other = MONTH_NAMES[match["n"].lower()] if match["n"] else month
    first, last = (month, other) if month_first else (other, month)
    year = (
        int(match["y"]) if match["y"] else _nearest_year(last, int(match["e"]), published, tense) if published else None
    )
    return (date(year, first, int(match["d"])), date(year, last, int(match["e"]))) if year else None


def _month_range(match: re.Match[str], published: date | None, tense: str | None) -> Span | None:
    first, last = MONTH_NAMES[match["m"].lower()], MONTH_NAMES[match["n"].lower()]
    told = (match["z"] or "").strip().lower()
    if told.isdigit():
        end = int(told)
    elif published:
        end = published.year - 1 if told.startswith("last") else _nearest_year(last, None, published, tense)
    else:
        return None
    start = int(match["y"]) if match["y"] else end - (first > last)
    return _month(start, first)[0], _month(end, last)[1]


def _eras(text: str, published: date | None) -> Span | None:
    if match := DECADE.match(text):
        digits = match["y"]
        year = int(digits) if len(digits) == 4 else 1900 + int(digits) if int(digits) >= 30 else 2000 + int(digits)
        return _decade(year, match["part"] or match["part2"])
    if match := DECADE_WORD.match(text):
        return _decade(1900 + DECADES[match["word"].lower()], match["part"])
    if match := CENTURY.match(text):
        first = (int(match["n"]) - 1) * 100
        return (date(first + 1, 1, 1), date(first + 100, 12, 31)) if first >= 0 else None
    if (match := SEASON.match(text)) and (match["y"] or published):
        return _season(match["s"].lower(), int(match["y"]) if match["y"] else published.year)  # type: ignore[union-attr]
    if (match := QUARTER.match(text)) and (match["y"] or published):
        return _quarter(match, published)
    if (match := FIRST_N.match(text)) and (told_year := _named_year(match["y"], published)):
        count = _count(match["count"])
        return _month(told_year, 1, count) if match["way"].lower() == "first" else _month(told_year, 13 - count, 12)
    key = re.sub(r" \d{4}$", "", text.lower())
    if key in HOLIDAYS:
        told = re.search(r"(\d{4})$", text)
        month, number = HOLIDAYS[key]
        if told or published:
            named = int(told[1]) if told else _nearest_year(month, number, published, None)  # type: ignore[arg-type]
            day = date(named, month, number)
            return day, day
    return None


def _named_year(text: str | None, published: date | None) -> int | None:
    if text and text.isdigit():
        return int(text)
    return published.year + SINCE_YEAR_WORDS.get((text or "year").lower(), 0) if published else None


def _decade(year: int, part: str | None) -> Span:
    part = (part or "").lower()
    if not part:
        return date(year, 1, 1), date(year + 9, 12, 31)
    if "early" in part or "beginning" in part or "start" in part:
        return date(year, 1, 1), date(year + 3, 12, 31)
    if "mid" in part:
        return date(year + 4, 1, 1), date(year + 6, 12, 31)
    return date(year + 7, 1, 1), date(year + 9, 12, 31)


def _season(name: str, year: int) -> Span:
    if name == "winter":
        return date(year - 1, 12, 1), _month(year, 2)[1]
    first, last = SEASONS[name]
    return _month(year, first, last)


def _quarter(match: re.Match[str], published: date | None) -> Span | None:
    year = _named_year(match["y"], published)
    number = {"first": 1, "second": 2, "third": 3, "fourth": 4}.get(match["q"].lower()) or int(match["q"][0])
    length = 3 if match["of"].lower() == "quarter" else 6
    if year is None or number * length > 12:
        return None
    return _month(year, (number - 1) * length + 1, number * length)


def _count(word: str) -> int:
    word = word.lower()
    return int(word) if word.isdigit() else WORDS.get(word, 2)


def _relative(text: str, published: date | None, tense: str | None) -> Span | None:
    """Dates that are told from the day of publication."""
    if published is None:
        return None
    lower = text.lower()
    if lower in ("thanksgiving", "thanksgiving day"):
        first = date(published.year, 11, 1)
        day = first + timedelta(days=(3 - first.weekday()) % 7 + 21)
        return day, day
    if lower in ("the last year", "the past year", "the past 12 months"):
        return date(published.year - 1, published.month, min(published.day, 28)), published
    fixed = {"today": 0, "yesterday": -1, "tomorrow": 1, "the day before yesterday": -2, "the day after tomorrow": 2, "hoy": 0, "ayer": -1}  # fmt: skip
    if lower in fixed:
        day = published + timedelta(days=fixed[lower])
        return day, day
    if match := WEEKDAY.match(text):
        return _weekday(match, published, tense)
    if match := LAST_MONTH.match(text):
        month = MONTH_NAMES[match["m"].lower()]
        year = _nearest_year(month, None, published, "future" if match["which"].lower() == "next" else None)
        which = match["which"].lower()
        if month == published.month and which != "this":
            year += 1 if which == "next" else -1
        return _month(year, month)
    if match := RELATIVE.match(text):
        return _this_last_next(match["which"].lower(), match["unit"].lower(), published)
    if match := AGO.match(text):
        return _ago(_count(match["count"]), match["unit"].lower(), published) if lower.endswith("ago") else None
    if (match := LAST_N.match(text)) and match["count"]:
        return _last_n(match["way"].lower(), _count(match["count"]), match["unit"].lower(), published)
    return None


def _weekday(match: re.Match[str], published: date, tense: str | None) -> Span | None:
    target, which = WEEKDAYS[match["w"].lower()], (match["which"] or "").lower()
    back = (published.weekday() - target) % 7
    monday = published - timedelta(days=published.weekday())
    if match["week"]:
        shift = {"last week": -7, "this week": 0, "next week": 7}[match["week"].lower()]
        day = monday + timedelta(days=shift + target)
    elif which in ("next", "coming", "this coming"):
        day = published + timedelta(days=((target - published.weekday()) % 7) or 7)
    elif which in ("the following", "the previous"):
        return None
    elif which in ("last", "past", "this past", "previous"):
        day = published - timedelta(days=back or 7)
    elif tense == "future" and back:
        day = published + timedelta(days=7 - back)
    else:
        day = published - timedelta(days=back)
    return day, day


def _shift_month(day: date, months: int) -> tuple[int, int]:
    total = day.year * 12 + day.month - 1 + months
    return total // 12, total % 12 + 1


def _this_last_next(which: str, unit: str, published: date) -> Span | None:
    steps = -1 if which.endswith(("last", "past", "previous")) else 1 if which.endswith(("next", "coming")) else 0
    part = "early" if which.startswith("early") else "late" if which.startswith("late ") else None
    monday = published - timedelta(days=published.weekday())
    if unit == "week":
        first = monday + timedelta(days=7 * steps)
        return first, first + timedelta(days=6)
    if unit == "weekend":
        saturday = monday + timedelta(days=5 + 7 * steps)
        if steps == 0 and published.weekday() < 5:
            saturday -= timedelta(days=0 if which.startswith("later") else 7)
        if steps == -1 and published.weekday() >= 5:
            pass
        return saturday, saturday + timedelta(days=1)
    if unit == "month":
        return _month(*_shift_month(published, steps))
    if unit == "year":
        return _part_of_year(published.year + steps, part)
    if unit == "decade":
        first_year = published.year // 10 * 10 + 10 * steps
        return date(first_year, 1, 1), date(first_year + 9, 12, 31)
    if unit == "century":
        first_year = published.year // 100 * 100 + 100 * steps
        return date(first_year + 1, 1, 1), date(first_year + 100, 12, 31)
    if unit == "quarter":
        quarter = (published.month - 1) // 3 + steps
        year, quarter = published.year + quarter // 4, quarter % 4
        return _month(year, quarter * 3 + 1, quarter * 3 + 3)
    season = _season(unit, published.year)
    if steps == -1 and season[1] >= published:
        season = _season(unit, published.year - 1)
    if steps == 1 and season[0] <= published:
        season = _season(unit, published.year + 1)
    return season


def _ago(count: int, unit: str, published: date) -> Span | None:
    if unit in ("hour", "minute"):
        return published, published
    if unit == "day":
        day = published - timedelta(days=count)
        return day, day
    if unit == "week":
        monday = published - timedelta(days=published.weekday() + 7 * count)
        return monday, monday + timedelta(days=6)
    if unit == "month":
        return _month(*_shift_month(published, -count))
    years = count * {"year": 1, "decade": 10, "century": 100}[unit]
    return _year(published.year - years)


def _last_n(way: str, count: int, unit: str, published: date) -> Span | None:
    sign = 1 if way in ("next", "coming") else -1
    if unit in ("hour", "minute"):
        return None
    if unit == "day":
        other = published + timedelta(days=sign * count)
    elif unit == "week":
        other = published + timedelta(days=sign * 7 * count)
    else:
        months = count * {"month": 1, "year": 12, "decade": 120, "century": 1200}[unit]
        year, month = _shift_month(published, sign * months)
        other = date(year, month, min(published.day, calendar.monthrange(year, month)[1]))
    return (other, published) if sign < 0 else (published, other)


def _time(text: str, published: date | None, tense: str | None) -> Span | None:
    """The day of a TIME that names one: ``Tuesday night``, ``9 p.m. on May 3``, ``last night``."""
    if published is None and not re.search(r"\d{4}", text):
        return None
    lower = text.lower()
    if published and re.search(r"\b(?:last|yesterday) (?:night|evening|afternoon|morning)\b|\bovernight\b", lower):
        day = published - timedelta(days=1)
        return day, day
    if published and re.search(r"\b(?:tonight|this (?:morning|afternoon|evening))\b", lower):
        return published, published
    bare = CLOCK.sub(" ", text)
    bare = re.sub(
        r"\b(?:early|late|mid|the|on|in|of|at|night|nights?|evening|afternoon|morning|noon|midnight|dawn|dusk|midday|"
        r"overnight|local time|before|after|shortly|around|about|GMT|UTC|EST|EDT)\b(?![-’'])", " ", bare, flags=re.I,
    )  # fmt: skip
    bare = re.sub(r"\b(?:hours|nightfall)\b|(?<=[a-z]) of$", " ", bare)
    bare = " ".join(bare.split()).strip(" ,.-")
    return resolve_date(bare, published, tense=tense) if bare else None


FUTURE = re.compile(
    r"\b(?:will|shall|going to|is due|are due|due to|scheduled|is to|are to|is expected|are expected|set to|plans? to|"
    r"to be held|upcoming|would be|later this|is set|until)\b",
    re.I,
)


BARE_CLOCK = re.compile(
    r"^(?:(?:about|around|shortly|just|before|after|at|by|until|the|early|late) )*"
    r"(?:\d{1,2}(?:[:.]\d{2})?(?: ?(?:a\.?m\.?|p\.?m\.?|hours|hrs|GMT|UTC))?|dawn|dusk|noon|midnight|midday|nightfall|daybreak|"
    r"sunrise|sunset|morning|afternoon|evening|night|mid-afternoon|mid-morning)(?: local time)?$",
    re.IGNORECASE,
)


@Language.factory("blotter_dates", assigns=["doc._.dates"])
def make_dates(nlp: Language, name: str) -> Dates:
    return Dates()


class Dates:
    """The component; reads ``doc._.published``."""

    def __call__(self, doc: Doc) -> Doc:
        published = date.fromisoformat(doc._.published) if doc._.published else None
        bounds = sentence_bounds(doc)
        found: list[dict[str, Any]] = []
        position = 0
        told = (published, published) if published else None
        for ent in doc.ents:
            if ent.label_ not in TIME_LABELS:
                continue
            while position + 1 < len(bounds) and bounds[position + 1][0] <= ent.start:
                position += 1
            first, last = bounds[position]
            tense = "future" if FUTURE.search(doc[max(first, ent.start - 8) : min(last, ent.end + 4)].text) else None
            span = resolve_date(ent.text, published, label=ent.label_, tense=tense)
            if span is None and ent.label_ == "TIME" and told and BARE_CLOCK.match(ent.text):
                span = told  # "at 9 p.m." is of the day that the text spoke of last
            if span is not None and span[0] == span[1]:
                told = span
            if span is not None:
                found.append(
                    {
                        "span": [ent.start, ent.end, ent.label_],
                        "start": span[0].isoformat(), "end": span[1].isoformat(),
                    }
                )  # fmt: skip
        doc._.dates = found
        return doc
