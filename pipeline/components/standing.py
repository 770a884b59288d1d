"""What the words beside a name say of its bearer: age, rank, title, side of the law, sex, elder or younger of a family."""

from __future__ import annotations

import re
from functools import cache

from spacy.tokens import Span

from pipeline.components.wording import after, before
from pipeline.knowledge import occupations, titles

AGE_BESIDE = re.compile(r"^[\"”’']?(?:,\s*|\s+\()(?:aged\s+)?(\d{1,2})\b(?!\s*(?:per|percent|kilo|days?|months?))")
APPOSITION = re.compile(r"^(?:,\s*\d{1,2})?,\s+(?:an?|the|his|her)\s+((?:[a-z][\w-]*\s*){1,4})")
SHORT_RANKS = {
    "supt": "superintendent", "insp": "inspector", "sgt": "sergeant", "lt": "lieutenant", "capt": "captain", "col": "colonel",
    "gen": "general", "det": "detective", "sen": "senator", "gov": "governor", "maj": "major", "cpl": "corporal",
}  # fmt: skip
RANK_KINDS = ("police and military", "official", "judicial")
TITLE_SIDES = {
    "police and military": "state", "official": "state", "judicial": "state", "gang": "gang", "suspect": "gang", "clergy": "clergy",
}  # fmt: skip
JOB_SIDES = {"gang": "gang", "business": "trade", "worker": "trade", "clergy": "clergy", "teaching": "trade"}
ON_ANY_SIDE = frozenset("leader chief boss head owner".split())
WOMAN = frozenset(
    "mrs ms miss madam señora doña dona woman girl sister daughter mother wife widow aunt niece girlfriend".split()
)
MAN = frozenset("mr sir señor don dom man boy brother son father husband widower uncle nephew boyfriend".split())


def age_beside(span: Span) -> int | None:
    """The age beside a person's name: ``X, 31, …``."""
    if span.label_ != "PERSON":
        return None
    match = AGE_BESIDE.match(after(span, 16))
    return int(match[1]) if match else None


def rank(span: Span) -> str:
    """The rank right before a name: ``Commissioner``; empty where there is none."""
    position = span.start - 1
    if position > 0 and span.doc[position].text == ".":
        position -= 1
    word = span.doc[position].lower_.rstrip(".") if position >= 0 else ""
    word = SHORT_RANKS.get(word, word)
    return word if word in _ranks() else ""


@cache
def _ranks() -> frozenset[str]:
    """Ranks and offices of one word, which two people of like name seldom share."""
    return frozenset(title.term for title in titles() if title.kind in RANK_KINDS and " " not in title.term)


def title(span: Span) -> str:
    """The word right before a name, without what joins it."""
    position = span.start - 1
    while position > 0 and span.doc[position].lower_ in (",", "called", "named"):
        position -= 1
    return span.doc[position].lower_ if position >= 0 else ""


def side(span: Span) -> str:
    """On which side the words beside a full name put its bearer; empty where they do not."""
    apposition = APPOSITION.match(after(span, 60))
    for word in (title(span), *(apposition[1].lower().split() if apposition else ())):
        if found := _sides().get(word):
            return found
    return ""


@cache
def _sides() -> dict[str, str]:
    """Job or title of one word → its side: two of one name on two sides are two people."""
    found = {
        title.term: TITLE_SIDES[title.kind] for title in titles() if title.kind in TITLE_SIDES and " " not in title.term
    }
    for job in occupations():
        if " " not in job.term:
            found.setdefault(job.term, JOB_SIDES.get(job.kind, ""))
    return {term: side for term, side in found.items() if side and term not in ON_ANY_SIDE}


def sex(span: Span) -> str:
    """``woman`` or ``man`` by the word before a name: ``Mrs X``, ``his brother, X``; empty where it does not tell."""
    position = span.start - 1
    while position > 0 and span.doc[position].text in (",", "."):
        position -= 1
    word = span.doc[position].lower_.rstrip(".") if position >= 0 else ""
    return "woman" if word in WOMAN else "man" if word in MAN else ""


def side_of_a_family(span: Span) -> str:
    """``younger`` for ``the younger X``, ``elder`` for ``the elder X``; empty where neither is said."""
    words = before(span, 2).removesuffix(" ").lower()
    return "younger" if words == "the younger" else "elder" if words in ("the elder", "the older") else ""
