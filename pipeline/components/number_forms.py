"""One number mention to its normal form: ranges, sums and ratios, in the units of annotation.md."""

from __future__ import annotations

import math
import re
from dataclasses import replace
from functools import lru_cache

from pipeline.components.currencies import currency
from pipeline.components.figures import Figure
from pipeline.components.measured_figures import read_figures
from pipeline.components.number_bounds import NumberForm, bounded, without_bounds
from pipeline.components.number_words import clean_number

# Factors that are exact in the decimal system are not rounded; others as a reporter would.
EXACT_FACTORS = frozenset((1.0, 10.0, 100.0, 1e3, 1e-3, 1e-4, 1e-5, 1e-6, 7.0, 0.0002, 158.987294928))
PERCENT = re.compile(r"%|\bper ?cent\b|\bpct\b|\bpercentage\b|\bpor ciento\b|\bpercent")
RATIO = re.compile(r"^(?:the )?(.+?) (?:in|out of|of|from) (?:every |each )?(.+)$")
HUNDREDTHS = re.compile(r"(?:a|one) (?:hundred|thousand)")
AGE_DECADE = re.compile(r"^(?:(?:his|her|their|the|my) )?(?:early |late |mid-? ?)?'?([2-9]0)'?s$")
UNKNOWN_UNIT = "count"


@lru_cache(maxsize=20_000)
def normalise_number(text: str, label: str, *, country: str | None = None) -> NumberForm | None:
    """The normal form of a number mention, or None where no number can be read in it.

    ``label`` is MONEY, PERCENT, QUANTITY or CARDINAL; ``country`` (ISO 3166 alpha-2) decides whose dollars, pesos,
    rupees or pounds are meant where the mention does not say. Weights come in kg, distances in km, areas in ha,
    volumes in l; money in units of its ISO 4217 code. Never raises.
    """
    cleaned = clean_number(text)
    if decade := AGE_DECADE.match(cleaned):
        return NumberForm(float(decade[1]), float(decade[1]) + 9, "year", True)
    unit, cleaned = _unit_of(cleaned, label, country)
    stripped, low_open, high_open, approximate = without_bounds(cleaned)
    if label == "CARDINAL" and unit is None and (ratio := _ratio(stripped)) is not None:
        return bounded(ratio, ratio, "percent", low_open, high_open, approximate)
    items = read_figures(stripped, label)
    if not items or not all(math.isfinite(item.value) for item in items):
        return None
    if "between" in stripped.split()[:2] and len(items) == 1:
        approximate = True
    return _combine(items, unit, label, low_open, high_open, approximate)


def _unit_of(text: str, label: str, country: str | None) -> tuple[str | None, str]:
    """Percent or a currency where the mention has one, and the mention without its signs."""
    if label == "PERCENT" or PERCENT.search(text):
        return "percent", PERCENT.sub(" ", text)
    if label == "QUANTITY":
        return None, text
    return currency(text, label, country)


def _ratio(text: str) -> float | None:
    """``three in ten`` and ``nine out of 10`` in percent."""
    match = RATIO.match(text)
    if match is None:
        return None
    parts = [read_figures(part, "CARDINAL") for part in match.groups()]
    if any(len(part) != 1 or part[0].vague or part[0].fraction for part in parts):
        return None
    if parts[0][0].scaled or (parts[1][0].scaled and not HUNDREDTHS.fullmatch(match[2])):
        return None
    share, whole = parts[0][0].value, parts[1][0].value
    if not 0 < share < whole:
        return None
    return round(100 * share / whole, 1)


def _combine(
    items: list[Figure], unit: str | None, label: str, low_open: bool, high_open: bool, approximate: bool
) -> NumberForm:
    """One form from the figures of a mention: a range, a sum (``five feet two inches``) or a single value."""
    if len(items) > 1 and (summed := _sum(items)) is not None:
        items = [summed]
    first, last = items[0], items[-1]
    if len(items) > 1 and last.connector is not None:
        if last.scaled and not first.scaled and first.mantissa <= last.mantissa and last.mantissa:
            scale = last.value / last.mantissa
            first = replace(first, value=first.value * scale, scaled=True)
        if first.unit is None:
            first = replace(first, unit=last.unit, factor=last.factor)
    else:
        last = first
    if label == "CARDINAL" and unit is None and all(item.bare_fraction for item in (first, last)):
        unit = "percent"
        first, last = (replace(item, value=100 * item.value) for item in (first, last))
    low, high = _convert(first), _convert(last)
    if high < low:
        high = low
    vague = last.vague or first.vague
    return bounded(low, high, unit or first.unit or UNKNOWN_UNIT, low_open, high_open, approximate, vague)


def _sum(items: list[Figure]) -> Figure | None:
    """``12 years and six months`` as 12.5 years; what is under a month of a term is left out."""
    first, second = items[0], items[1]
    if len(items) != 2 or first.unit is None or second.connector not in (None, "and"):
        return None
    if second.unit == first.unit and second.factor < first.factor:
        return replace(first, value=first.value + second.value * second.factor / first.factor)
    if (first.unit, second.unit) == ("year", "month"):
        return replace(first, value=first.value + second.value / 12)
    if second.unit in ("day", "hour") and first.unit in ("year", "month"):
        return first
    if second.fraction and second.unit is None:
        return replace(first, value=first.value + second.value)
    return None


def _convert(item: Figure) -> float:
    """The value in its unit, rounded the way a reader would round a conversion."""
    value = item.value * item.factor
    if item.bare_fraction:
        return round(value, 1) if value >= 1 else round(value, 4)
    if item.factor in EXACT_FACTORS:
        return round(value, 0 if value > 1e6 and item.factor != 1.0 else 9)
    if 0 < value < 1:
        return float(f"{value:.3g}")
    return round(value, 0 if value >= 10_000 else 1 if value >= 10 else 2)
