"""Parts of months and years, decades and centuries: ``late October``, ``the first half of 2022``, ``the early 1990s``."""

from __future__ import annotations

import re
from datetime import date, timedelta

from pipeline.components.calendar_days import Context, Days, Partial, bounds_of, count_of, placed, year_number, years_on
from pipeline.components.calendar_words import ANY_COUNT, ANY_MONTH, ANY_YEAR, DECADES, MONTHS, ORDINAL

DECADE = re.compile(r"(?:the )?(?:decade of the )?(?:(?P<y>1[5-9]\d0|20\d0)|'?(?P<short>[1-9]0))'?s")
DECADE_WORD = re.compile(rf"the (?:nineteen[ -])?(?P<word>{'|'.join(DECADES)})")
ANY_DECADE = r"(?:1[5-9]\d0|20\d0|'?[1-9]0)'?s"
PART_OF_DECADE = re.compile(
    rf"(?:the )?(?:(?P<part>early|mid|late)[ -]|(?P<half>first|second) half of )(?:the )?(?P<decade>{ANY_DECADE})"
)
EDGE_OF_YEAR = re.compile(
    r"(?:(?P<part>early|late)(?: in)?|(?:the )?(?:very )?(?P<edge>end|beginning|start) of)[ -](?P<y>1[0-9]\d\d|2[01]\d\d)"
)
PART_OF_MONTH = re.compile(
    rf"(?:(?P<part>mid|late)[ -]|(?:the )?(?:very )?(?P<edge>end|middle) of |the (?P<nth>first|second|third|fourth|last) week (?:of|in) )"
    rf"(?P<m>{ANY_MONTH})(?: (?:of )?(?P<y>{ANY_YEAR}))?"
)
SAME_MONTHS = re.compile(
    rf"(?:the )?same (?:months|period|stretch|time|month|quarter) (?:of |in )?(?P<y>{ANY_YEAR}|the year before|a year earlier)"
)
FISCAL = re.compile(r"(?:the )?(?:fiscal|financial)(?: year)? (?P<y>\d{4})")
CENTURY = re.compile(r"(?:the )?(?P<n>\d{1,2})(?:st|nd|rd|th)[ -]century|(?:the )?(?P<word>[a-z-]+)[ -]century")
PART_OF_YEAR = re.compile(
    rf"(?:the )?(?:(?P<which>first|second|third|fourth|last|final) (?P<what>half|quarter|semester|trimester)"
    rf"|q(?P<q>[1-4])|(?P<edge>first|last|final) (?P<n>{ANY_COUNT}) months|(?P<day>first|last) day)"
    rf"(?: of| in)?(?: (?P<y>{ANY_YEAR}|the year))?"
)
YEARS_TO = re.compile(rf"(?:the )?(?P<n>{ANY_COUNT}) years (?:to|until|up to|through|ending in|before) (?P<y>\d{{4}})")


def read_decade(match: re.Match[str], context: Context) -> Days:
    """``the 1990s``, ``the '80s``."""
    if match["y"]:
        first = int(match["y"])
    else:
        short = int(match["short"])
        first = short + (2000 if short <= 20 else 1900)
    return date(first, 1, 1), date(first + 9, 12, 31)


def read_decade_word(match: re.Match[str], context: Context) -> Days | None:
    """``the nineties``: of the last century."""
    first = 1900 + DECADES[match["word"]]
    return date(first, 1, 1), date(first + 9, 12, 31)


def read_part_of_decade(match: re.Match[str], context: Context) -> Days | None:
    """``the early 1990s`` is its first four years, ``mid`` the three after them, ``late`` the last three."""
    decade = DECADE.fullmatch(match["decade"])
    if decade is None:
        return None
    first = read_decade(decade, context)[0].year
    edges = {"early": (0, 3), "mid": (4, 6), "late": (7, 9), "first": (0, 4), "second": (5, 9)}
    low, high = edges[match["part"] or match["half"]]
    return date(first + low, 1, 1), date(first + high, 12, 31)


def read_century(match: re.Match[str], context: Context) -> Days | None:
    """``the 19th century``, ``the nineteenth century``."""
    number = int(match["n"]) if match["n"] else ORDINAL.get(match["word"] or "", 0)
    if not 1 <= number <= 30:
        return None
    return date(100 * (number - 1) + 1, 1, 1), date(100 * number, 12, 31)


def read_edge_of_year(match: re.Match[str], context: Context) -> Days | None:
    """``late 2007`` is its last quarter, ``the end of 2014`` its last month."""
    year = int(match["y"])
    months = {"early": (1, 3), "late": (10, 12), "end": (12, 12)}.get(match["part"] or match["edge"], (1, 1))
    return date(year, months[0], 1), bounds_of(Partial(year, months[1]))[1]


def read_part_of_year(match: re.Match[str], context: Context) -> Days | None:
    """``the first half of 2022``, ``Q3 2019``, ``the first nine months of the year``."""
    if match["y"] is None or match["y"] == "the year":
        year = context.published.year if context.published else None
        if match["y"] is None and not match["q"]:
            return None
    else:
        year = year_number(match["y"], context)
    if year is None:
        return None
    if match["day"]:
        return bounds_of(Partial(year, 1, 1) if match["day"] == "first" else Partial(year, 12, 31))
    if match["edge"]:
        count = count_of(match["n"])
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
    return date(year, start, 1), bounds_of(Partial(year, end))[1]


def read_fiscal(match: re.Match[str], context: Context) -> Days | None:
    """The budget year of the United States: from October of the year before to September."""
    year = int(match["y"])
    return date(year - 1, 10, 1), date(year, 9, 30)


def read_years_to(match: re.Match[str], context: Context) -> Days | None:
    """``the five years to 2019``."""
    last = int(match["y"])
    return date(last - count_of(match["n"]) + 1, 1, 1), date(last, 12, 31)


def read_part_of_month(match: re.Match[str], context: Context) -> Days | None:
    """``late October`` from the 21st, ``mid-May`` from the 11th to the 20th, ``the first week of January``."""
    month = placed(Partial(year_number(match["y"], context), MONTHS[match["m"]]), context)
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


def read_same_months(match: re.Match[str], context: Context) -> Days | None:
    """``the same months of 2022``: the period named before, in that year."""
    if context.anchor is None:
        return None
    first, last = context.anchor
    year = first.year - 1 if "year" in match["y"] else year_number(match["y"], context)
    if year is None or last.year != first.year:
        return None
    return years_on(context.anchor, year - first.year)
