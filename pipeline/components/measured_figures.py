"""All figures of a mention, each with its unit: ``five feet two inches``, ``2.5 to 3 tons``, ``50 cents``."""

from __future__ import annotations

import re

from pipeline.components.currencies import CENTS
from pipeline.components.figures import Figure, read_figure
from pipeline.components.number_words import ARTICLES, CONNECTORS, SEVERAL
from pipeline.knowledge import units

# Gold, silver and platinum are weighed in troy ounces (``troy-ounce`` of the units).
PRECIOUS = frozenset(("gold", "silver", "platinum", "bullion"))
# Word of a unit -> unit of annotation.md, and the factor to it.
UNITS: dict[str, tuple[str, float]] = {form: (row.unit, row.factor) for row in units() for form in row.forms}
UNIT_PREFIXES = frozenset(("square", "sq", "cubic", "nautical", "metric", "short", "long", "troy"))
AGE_UNITS = frozenset(("year", "years", "yr", "yrs", "ano", "anos", "yo"))
FIGURE = (
    r"\d{1,2}(?:,\d{2})+,\d{3}(?!\d)|\d{1,3}(?P<sep>[ ,.'])\d{3}(?:(?P=sep)\d{3})*(?:[.,]\d+)?(?![\d])"
    r"|\d+(?:[.,]\d+)?"
)
TOKEN = re.compile(rf"(?P<mixed>\d+ \d/\d+|\d+/\d+)(?!\d)|(?P<figure>{FIGURE})|s/|[a-z]+\d?(?:\.[a-z]\.)*|[^\s\w]")


def read_figures(text: str, label: str) -> list[Figure]:
    """The figures of a cleaned mention in order, each with its unit."""
    tokens = [match[0] for match in TOKEN.finditer(text)]
    items: list[Figure] = []
    connector: str | None = None
    prefix = ""
    i = 0
    while i < len(tokens):
        token = tokens[i]
        found = read_figure(tokens, i, label)
        if found is not None:
            item, i = found
            item.connector = connector if items else None
            items.append(item)
            connector = None
            continue
        if token in UNIT_PREFIXES:
            prefix = token
        elif (unit := _lookup_unit(prefix, token, label)) is not None:
            _set_unit(items, token, unit, tokens[:i])
            prefix = ""
        elif token in CENTS and items and label == "MONEY":
            items[-1].value /= 100
        elif token in CONNECTORS and (token != "-" or connector is None):
            connector = token
        elif token == "life" and items and connector:
            items[-1].vague = True
        i += 1
    return items


def _lookup_unit(prefix: str, token: str, label: str) -> tuple[str, float] | None:
    if label == "MONEY" or (label == "CARDINAL" and token not in AGE_UNITS):
        return None
    return UNITS.get(f"{prefix}-{token}") or UNITS.get(token)


def _set_unit(items: list[Figure], token: str, unit: tuple[str, float], before: list[str]) -> None:
    """Give a unit to the figure before it; a unit alone is one (``a ton``) or an unknown many (``tons``)."""
    if items:
        if items[-1].unit is None:
            items[-1].unit, items[-1].factor = unit
        return
    several = any(word in SEVERAL for word in before)
    many = several or (token.endswith("s") and not any(word in ARTICLES for word in before))
    value = 2.0 if many else 1.0
    items.append(Figure(value, vague=many, mantissa=value, unit=unit[0], factor=unit[1]))
