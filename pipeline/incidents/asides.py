"""What an article says of another case only to compare it: ``unrelated to that of last Sunday in Lusikisiki``.

Its places, persons and numbers stand in the sentence of a happening that they are not of.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence

# What leads over to the other case; searched for in ``lower_case`` texts.
COMPARED = re.compile(
    r"\b(?:(?:not|never|nothing|no|nor|without|neither|nobody|\w+n['’]t)\b[^.;:,\n]{0,60}?\b(?:tie[ds]?|link\w*|connect\w*|relat\w+|do|confus\w+)\b"
    r"[^.;:,\n]{0,40}? (?:to|with)\b|unlike\b|un(?:connected|related) (?:to|with)\b|(?:compared|differences?) (?:to|with)\b|similar to\b|resembl\w+|recall(?:s|ed|ing)\b|"
    r"reminiscent of\b|equal to\b|(?:separate|distinct|different|differ\w*|apart) (?:from|to|of)\b|independent(?:ly)? (?:of|from)\b|echo\w*\b|"
    r"(?:the )?same as\b|(?:like|than|as) (?:that|those|the ones?) (?:of|in|on|at|from|near|outside)\b)",
)
END = re.compile(r"[.;:,\n]| (?:but|although|though|while|whose) ")


def asides(lower: str, starts: Sequence[int]) -> list[tuple[int, int]]:
    """Where a text in lower case tells of a case to which it compares its own: up to the end of the clause.

    ``starts``: where the sentences start.
    """
    found: list[tuple[int, int]] = []
    for match in COMPARED.finditer(lower):
        number = bisect_right(starts, match.end())
        end = starts[number] if number < len(starts) else len(lower)
        bound = END.search(lower, match.end(), end)
        found.append((match.end(), bound.start() if bound else end))
    return found


def aside_of(parts: Sequence[tuple[int, int]], start: int) -> tuple[int, int] | None:
    """The aside in which something stands, if any."""
    return next((part for part in parts if part[0] <= start < part[1]), None)


def without_asides(
    told: tuple[int, int], parts: Sequence[tuple[int, int]], events: Sequence[int]
) -> list[tuple[int, int]]:
    """A stretch that tells of a happening, less the asides in it in which none of the happening's ``events`` starts."""
    start, end = told
    left = []
    for first, last in parts:
        if last <= start or first >= end or any(first <= event < last for event in events):
            continue
        if first > start:
            left.append((start, first))
        start = min(end, last)
    if start < end:
        left.append((start, end))
    return left
