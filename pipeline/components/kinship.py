"""Who is named as somebody's relative or companion: ``his son, X``, ``X, her cousin``, ``his deputy, X``, ``the brothers, X and Y``."""

from __future__ import annotations

import re
from collections.abc import Iterable

from spacy.tokens import Span

from pipeline.components.standing import KIN_WORDS, is_role
from pipeline.components.wording import after, before, last_named_before

RELATIVE = r"(?:(?:elder|older|younger|late|own|only|eldest|youngest|twin|former)\s+|half-|step-?)?"
BLOOD = "|".join(KIN_WORDS)
KIN = re.compile(
    rf"\b(?:his|her|their|my|our|your|whose|the|and|[\w.-]+['’]s)\s+{RELATIVE}(?:{BLOOD}|wife|husband)(?:-in-law)?(?: and namesake)?,?\s+"
    r"(?:the \w+\s+)?(?:(?:Dr|Mr|Mrs|Ms|Judge|Sgt|Sergeant|Inspector|Father|Sister)\.?\s+)?$",
    re.IGNORECASE,
)
KIN_AFTER = re.compile(rf"^,? (?:his|her|their) {RELATIVE}(?:{BLOOD}|relative)\b", re.IGNORECASE)
KIN_BESIDE = re.compile(
    r"\b(?:son|daughter|brother|sister|twin|wife|husband|father|mother|cousin|nephew|niece|uncle|aunt|child|children)s?,? (?:[A-Z]\w+,? and )?$"
)
# ``according to his wife, X is innocent`` names no wife
CLOSED = re.compile(r"^[\"”’]?(?:[,.;:)!?]|['’]s\b| (?:and|who|whose)\b|$)")
CLOSES = re.compile(r"^(?:[,.;:)]| who\b|$)")
OF_SOMEBODY = re.compile(
    r"(?<!\b[Tt]hrough )(?<!\b[Aa]ccording to )\b(?P<owner>his|her|whose)\s+(?:(?!(?:that|of|to|for|with|and|from|by|in|on|at|as|when|the|is|was)\b)[\w'’-]+\s+){0,3}(?P<role>[\w'’-]+)(?P<comma>,?)\s+$",
    re.IGNORECASE,
)


OWNERS = {"his": "man", "her": "woman"}


def is_kin(span: Span) -> bool:
    """``his son, X`` or ``X, his son``."""
    return bool(KIN.search(before(span, 7)) or KIN_AFTER.match(after(span, 40)))


def is_beside_kin(span: Span) -> bool:
    """``his brothers, X and Y``: a given name alone is enough."""
    return bool(KIN_BESIDE.search(before(span, 6)))


def is_called_kin(span: Span) -> bool:
    """Whether a mention is the name of a relative, and no sentence about another begins with it."""
    lead = before(span, 7)
    if KIN_BESIDE.search(lead) or KIN.search(lead):
        return not lead.rstrip().endswith(",") or bool(CLOSED.match(after(span, 8)))
    match = KIN_AFTER.match(after(span, 40))
    return match is not None and bool(
        CLOSES.match(after(span, 50)[match.end() :])
    )  # not: X, her mother and aunt; X, her father said


def is_beside_whom_he_belongs_to(span: Span, people: Iterable[Span], sex: str) -> bool:
    """Whether one of these, of this sex, is the last who was named before ``his deputy, X``: whoever ``he`` is, X is not."""
    match = OF_SOMEBODY.search(before(span, 8))
    if (
        match is None
        or {sex, OWNERS.get(match["owner"].lower(), "")} == {"man", "woman"}
        or (match["comma"] and not CLOSED.match(after(span, 8)))
    ):
        return False
    if not is_role(match["role"].lower()) and not KIN.search(before(span, 7)):
        return False
    last = last_named_before(span)
    return any((mention.start, mention.end) == (last.start, last.end) for mention in people)
