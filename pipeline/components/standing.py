"""What the words beside a name say of its bearer: age, rank, title, side of the law, sex, elder or younger of a family."""

from __future__ import annotations

import re
from functools import cache

from spacy.tokens import Span

from pipeline.components.name_forms import generation, words_of
from pipeline.components.wording import after, before
from pipeline.knowledge import occupations, titles

AGE_BESIDE = re.compile(r"^[\"”’']?(?:,\s*|\s+\()(?:aged\s+)?(\d{1,2})\b(?!\s*(?:per|percent|kilo|days?|months?))")
APPOSITION = re.compile(r"^(?:,\s*\d{1,2})?,\s+(?:an?|the|his|her)\s+((?:[a-z][\w-]*\s*){1,4})")
SHORT_RANKS = {
    "supt": "superintendent", "insp": "inspector", "sgt": "sergeant", "lt": "lieutenant", "capt": "captain", "col": "colonel",
    "gen": "general", "det": "detective", "sen": "senator", "gov": "governor", "maj": "major", "cpl": "corporal",
}  # fmt: skip
CUT_SHORT = frozenset((*SHORT_RANKS, "mr", "mrs", "ms", "dr", "fr", "st"))
RANK_KINDS = ("police and military", "official", "judicial")
TITLE_SIDES = {
    "police and military": "state", "official": "state", "judicial": "state", "gang": "gang", "suspect": "gang", "clergy": "clergy",
}  # fmt: skip
JOB_SIDES = {"gang": "gang", "business": "trade", "worker": "trade", "clergy": "clergy", "teaching": "trade"}
ON_ANY_SIDE = frozenset("leader chief boss head owner".split())
GENERATION_BESIDE = re.compile(
    r"^,? (senior|junior|snr|jnr|the elder|the older|the younger|père|fils)\b", re.IGNORECASE
)
GENERATIONS = {
    "senior": "sr", "snr": "sr", "the elder": "sr", "the older": "sr", "père": "sr", "junior": "jr", "jnr": "jr", "the younger": "jr",
    "fils": "jr",
}  # fmt: skip
COMPANIONS = frozenset(
    "wife husband partner girlfriend boyfriend fiancée fiancé friend colleague ally aide associate accomplice rival neighbour neighbor "
    "predecessor successor assistant secretary co-accused co-defendant teammate namesake bodyguard deputy counterpart founder member".split()
)
KIN_WORDS = (
    "son",
    "daughter",
    "father",
    "mother",
    "brother",
    "sister",
    "grandson",
    "granddaughter",
    "grandfather",
    "grandmother",
    "uncle",
    "nephew",
    "niece",
    "aunt",
    "cousin",
    "godson",
    "godfather",
)
COURTESY = frozenset("mr mrs ms miss sir madam señor señora don doña herr monsieur".split())
ANYBODY = frozenset("man woman boy girl person someone somebody figure guy one".split())
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
    word = _whole_word_before(span)
    return word if word in _ranks() else ""


def role_before(span: Span) -> str:
    """The rank, job or title right before a name, ``father``; not ``Mr``."""
    word = _whole_word_before(span)
    return word if is_role(word) and word not in COURTESY else ""


def _whole_word_before(span: Span) -> str:
    """The word right before a name, ``sergeant`` for ``Sgt.``."""
    word = _word_before(span)
    return SHORT_RANKS.get(word, word)


def _word_before(span: Span) -> str:
    """The word right before a name, without the full stop of one that is cut short; ``told the judge. X`` has none."""
    position = span.start - 1
    if position > 0 and span.doc[position].text == ".":
        position -= 1
        if span.doc[position].lower_ not in CUT_SHORT:
            return ""
    return span.doc[position].lower_.rstrip(".") if position >= 0 else ""


@cache
def _ranks() -> frozenset[str]:
    """Ranks and offices of one word, which two people of like name seldom share."""
    return frozenset(title.term for title in titles() if title.kind in RANK_KINDS and " " not in title.term)


def is_role(word: str) -> bool:
    """Whether a word says what somebody is: a job, a title, a relative or companion, ``man``."""
    return word in _roles()


@cache
def _roles() -> frozenset[str]:
    terms = (term.term.rpartition(" ")[2] for term in (*occupations(), *titles()))
    return frozenset((*terms, *COMPANIONS, *SHORT_RANKS, *KIN_WORDS, *ANYBODY))


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
        if found := side_of_word(word):
            return found
    return ""


def side_of_word(word: str) -> str:
    """On which side a job or title of one word is: ``state``, ``gang``, ``trade``, ``clergy``; empty where it tells none."""
    return _sides().get(word, "")


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
    if position > 0 and span.doc[position].text == ",":
        word = span.doc[position - 1].lower_
    else:
        word = _word_before(span)
    return _sex_of(word)


def _sex_of(word: str) -> str:
    return "woman" if word in WOMAN else "man" if word in MAN else ""


def generation_of(span: Span) -> str | None:
    """``jr`` for ``X Jr.``, ``X junior`` and ``X the younger``, ``sr`` for ``X the elder``."""
    words = words_of(span)
    found = generation(words)
    if found or len(words) < 2 or span.label_ != "PERSON":
        return found
    if beside := GENERATION_BESIDE.match(after(span, 16)):
        return GENERATIONS[beside[1].lower()]
    return {"elder": "sr", "younger": "jr"}.get(side_of_a_family(span))


def sex_by_courtesy(span: Span) -> str:
    """``woman`` for ``Ms X``, ``man`` for ``Mr X``; empty where a name stands without."""
    word = _word_before(span)
    return _sex_of(word) if word in COURTESY else ""


def side_of_a_family(span: Span) -> str:
    """``younger`` for ``the younger X``, ``elder`` for ``the elder X``; empty where neither is said."""
    words = before(span, 2).removesuffix(" ").lower()
    return "younger" if words == "the younger" else "elder" if words in ("the elder", "the older") else ""
