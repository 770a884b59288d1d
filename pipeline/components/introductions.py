"""How an article presents somebody: ``X, 44, a dentist``, ``X, of Lima``."""

from __future__ import annotations

import re
from collections.abc import Iterable

from spacy.tokens import Span

from pipeline.components.standing import age_beside, is_role
from pipeline.components.wording import after, before

APPOSED = re.compile(r"(?:^|[.!?][\"”]?\s+)(The [a-z][^,.!?]{2,60}), $")
PRESENTED = re.compile(
    r"^[\"”’']?(?:, (?:\d\d\b|an? |the |on |once |who |whose |long |retired |[a-z]+ (?:since|of|at|in) )| of )"
)
A_NEIGHBOUR = re.compile(r"\b[Aa]n? (?:[\w'’-]+ ){0,3}([\w'’-]+), (?:(?:Mr|Mrs|Ms|Dr)\.? )?$")
CLOSED = re.compile(r"^[\"”’']?,")
OF_PLACE = re.compile(r"^[\"”’']?(?:,| \() ?(?:aged )?(?:\d\d,? ?)?(?:of|from) ([A-Z][\w'’-]+)")


def introduction(span: Span) -> str:
    """``The old man`` of ``The old man, X, raised a stick``; empty where nothing of the kind is said."""
    match = APPOSED.search(before(span, 14))
    return match[1] if match else ""


def is_presented(span: Span) -> bool:
    """``X, 68``, ``X, a visitor``, ``X, who died at 70``."""
    return bool(PRESENTED.match(after(span, 20)))


def is_somebody_new(span: Span) -> bool:
    """``a neighbour, X, fled``; but not ``A former teacher, X was elected``."""
    match = A_NEIGHBOUR.search(before(span, 8))
    return match is not None and is_role(match[1].lower()) and bool(CLOSED.match(after(span, 3)))


def is_of_another_place(span: Span, earlier: Iterable[Span]) -> bool:
    """``X, of Lima … X, of Cali``, but for those of one age."""
    mine, age = _home(span), age_beside(span)
    if not mine:
        return False
    return any(_home(mention) not in ("", mine) and (age is None or age_beside(mention) != age) for mention in earlier)


def _home(span: Span) -> str:
    """``Lima`` of ``X, 44, of Lima``."""
    match = OF_PLACE.match(after(span, 40))
    return match[1] if match else ""
