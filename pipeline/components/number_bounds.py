"""Words that bound a number (``at least``, ``up to``) or make it approximate (``some``), and the normal form with them."""

from __future__ import annotations

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class NumberForm:
    """A number mention's normal form; an open bound is None, ``unit`` as in annotation.md §6."""

    low: float | None
    high: float | None
    unit: str
    approximate: bool = False


BOUND = re.compile(
    r"""
    (?P<low> \b(?:no|not)\ (?:fewer|less)\ than\b | \bat\ (?:the\ )?(?:very\ )?least\b | \bupwards?\ of\b
      | \bin\ excess\ of\b | \bexceed(?:ing|ed|s)?\b | \bbeyond\b | \ba?\ ?minimum\ (?:of\b)?
      | \bas\ (?:few|little|low)\ as\b | \bal\ menos\b | \bmas\ de\b | >=? | ≥ | \bor\ more\b | \band\ counting\b
      | \band\ (?:more|up|above)\b | \bor\ (?:above|over|older)\b | (?<=[\da-z])\+ | (?<=\d)-?\ ?plus\b )
  | (?P<high> \b(?:no|not)\ (?:more|greater|higher)\ than\b | \bup\ ?-?to\b | \bat\ (?:the\ )?(?:very\ )?most\b
      | \bas\ (?:many|much|high|large|long|far|big)\ as\b | \ba?\ ?maximum\ (?:of\b)?
      | \bor\ (?:fewer|less|under|below)\b
      | \b(?:fewer|less|lower|smaller|younger)\ than\b | \b(?:under|below|hasta|within)\b | <=? | ≤ )
  | (?P<low2> \b(?:more|greater|higher|larger|older)\ than\b | \b(?:over|above)\b )
  | (?P<about> \b(?:about|around|some|roughly|approximately|approx\.?|estimated|estimate|nearly|almost|close\ to|near
      |virtually|practically|circa|ca\.|c\.|in\ the\ region\ of|[io]n\ the\ order\ of|in\ the\ neighbou?rhood\ of
      |somewhere|more\ or\ less|perhaps|maybe|possibly|just\ shy\ of|unos|unas|cerca\ de|alrededor\ de
      |aproximadamente|casi|or\ so|-?odd|or\ thereabouts)(?![a-z]) | ~ | ≈ )
    """,
    re.VERBOSE,
)


def without_bounds(text: str) -> tuple[str, bool, bool, bool]:
    """The text without its bounds and approximators, and which of them there were."""
    low_open = high_open = approximate = False

    def note(match: re.Match[str]) -> str:
        nonlocal low_open, high_open, approximate
        if match["about"]:
            approximate = True
        elif match["high"]:
            low_open = True
        else:
            high_open = True
        return " "

    return BOUND.sub(note, text).strip(), low_open, high_open, approximate


def bounded(
    low: float, high: float, unit: str, low_open: bool, high_open: bool, approximate: bool, vague: bool = False
) -> NumberForm:
    """Apply the bounds: ``at least`` leaves the upper end open, ``up to`` the lower."""
    if low_open and high_open:
        low_open = high_open = low == high
    if low == high and low_open != high_open:
        return NumberForm(None if low_open else low, None if high_open else high, unit, approximate or vague)
    return NumberForm(low, None if vague else high, unit, approximate or vague)
