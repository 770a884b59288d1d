"""What an article writes beside a name where it means somebody else of that name: kinship, ``another``, ``no relation``.

Each function answers for one mention, or for two; namesakes.py weighs them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from spacy.tokens import Span

from pipeline.components.standing import rank
from pipeline.components.wording import (
    LOOK_BACK,
    SENTENCE_END,
    after,
    around,
    before,
    begins_its_sentence,
    between,
    from_the_sentence_before,
    last_named_before,
    mentions_after,
    name_of,
    sentence_before,
    text_of,
    words_after,
)

RELATIVE = r"(?:(?:elder|older|younger|late|own|only|eldest|youngest|twin)\s+|half-|step-?)?"
# What says that two of like name are not one.
TOLD_APART = re.compile(
    r"\b(?:namesakes?|no relation|not (?:his|her|their|a|any) relat(?:ion|ive)|not related|no kin|(?:the|his|her|their) (?:same|own) name|"
    r"of the same name|(?:bears?|bore|shares?|shared|has|have|whose) (?:the |his |her |a )?(?:same )?(?:name|surname)|"
    r"confused with|mistaken for|by mistake|the elder|the younger|not the \w+er\b|two men|both (?:called|men|women)|called the name)",
    re.IGNORECASE,
)
SAME_NAME = re.compile(
    r"\bnamesakes?\b|\b(?:same|shares?|shared|share|bears?|bore) (?:the |his |her |that |a )?(?:same )?name\b|\bof (?:that|the) name\b|\bof the same name\b",
    re.IGNORECASE,
)
NAMED_TOO = re.compile(
    r"\b(?:(?:also|likewise|too) (?:called|named)|(?:his|her|a|the) namesakes?,?|another|an?|the (?:other|real|true|wrong|right)|also|"
    r"(?:a|the) (?:second|third|fourth|fifth)(?: man| woman)? (?:of|with) (?:the|that|this|his|her) name,?)\s+$",
    re.IGNORECASE,
)
OF_HIS = re.compile(
    r"^ (?:associate|aide|ally|lieutenant|lawyer|spokes\w+|supporter|campaign|administration|government|trial|case|loyalist|confidant|"
    r"family|relative|henchman|gunman|rally|biography|fan|follower|victim|property|house|company|firm|film|song|poster|partisan|crony)s?\b"
)
A_FAMILY = re.compile(r"^[\"”’']? (?:famil(?:y|ies)|brothers|sisters|clan|siblings|cousins|twins|couple|dynasty)\b")
KIN = re.compile(
    rf"\b(?:his|her|their|whose|the|and)\s+{RELATIVE}(?:son|daughter|father|mother|"
    r"brother|sister|grandson|granddaughter|grandfather|grandmother|uncle|nephew|niece|aunt|cousin|godson|godfather|wife|husband),?\s+(?:the \w+\s+)?$",
    re.IGNORECASE,
)
KIN_AFTER = re.compile(
    rf"^,? (?:his|her|their) {RELATIVE}(?:son|daughter|father|mother|brother|sister|"
    r"grandson|grandfather|uncle|nephew|niece|aunt|cousin|godson)\b",
    re.IGNORECASE,
)
KIN_BESIDE = re.compile(
    r"\b(?:son|daughter|brother|sister|twin|wife|husband|father|mother|cousin|nephew|niece|uncle|aunt)s?,? (?:[A-Z]\w+,? and )?$"
)
INTRODUCED = re.compile(
    r"\b[Tt]he (?:man|woman|person) (?:who|whom|that) [^.,;]{3,50}, $|"
    r"\b(?:[Aa]n?|[Aa]nother)\s+(?:[\w'’-]+\s+){0,4}[\w'’-]+,?\s+(?:(?:in|of|from)\s+[\w'’ -]{3,20},\s+)?(?:called\s+|named\s+|[A-Z][a-z]+\.?\s+)?$"
)
APPOSED = re.compile(r"(?:^|[.!?][\"”]?\s+)(The [a-z][^,.!?]{2,60}), $")
PRESENTED = re.compile(
    r"^[\"”’']?(?:, (?:\d\d\b|an? |the |on |once |who |whose |long |retired |[a-z]+ (?:since|of|at|in) )| of )"
)
CONFUSED = re.compile(
    r"\b(?:confused?|mistook|mistaken|taken?|took|mixed up|swapped) (?:(?:him|her|them|it|the \w+) )?(?:with|for) (?:an? |the )?(?:\w+ )?$"
)
THE_ELDER = re.compile(r"^[\"”’']? the (?:elder|older)\b")
HE_DID = re.compile(r"^(?:He|She) (?!(?:said|says|added|told|was|is)\b)(?:has |had )?[a-z]+ ")
CLAUSE = re.compile(r"[,;:\"“”]|\b(?:that|because|when|while|if|as|after|before|and|but|which|who|whose)\b")
SHORT_SENTENCE = 6  # words from ``he`` to whom he met
AGAINST = re.compile(r"^ (?:against|and|or|versus|vs?\.?) $")
GAVE_NAME = re.compile(r"\b(?:gave|giving) (?:his|her|a) name as $")
QUOTE_START = re.compile(r"[\"“«][^\"”»]*$")
QUOTE_END = re.compile(r"[\"”»]")
SAID_BY = re.compile(r"^,? (?:said|says|told \w+|added|joked|wrote) (?:(?!\b(?:of|that)\b)[^.\"“”]){0,60}$")
HE_SAID = re.compile(r",? (?:he|she) (?:said|says|told|added|joked|wrote)\b")
OF_A_BODY = re.compile(r"^ ?of (?:the )?")


def is_told_apart(span: Span) -> bool:
    """``no relation``, ``of the same name`` and the like near a mention."""
    return bool(TOLD_APART.search(around(span, 25)))


def is_told_apart_here(span: Span) -> bool:
    """The same in a mention's own sentence."""
    return bool(
        TOLD_APART.search(sentence_before(span))
        or TOLD_APART.search(SENTENCE_END.split(after(span, LOOK_BACK), maxsplit=1)[0])
    )


def shares_a_name(span: Span) -> bool:
    """``His sole crime was to share his name``, said shortly before a mention."""
    return bool(SAME_NAME.search(from_the_sentence_before(span)))


def is_named_too(span: Span) -> bool:
    """``another X``, ``a X of Negombo``, ``the real X``: somebody else of a name that the text has used; but not ``a X associate``."""
    return bool(NAMED_TOO.search(before(span, 7))) and not OF_HIS.match(after(span, 30))


def is_of_a_family(span: Span) -> bool:
    """``the X family``, ``the X brothers``: all who bear a surname, or those of them who are somebody's relatives."""
    return bool(A_FAMILY.match(after(span, 14)))


def is_kin(span: Span) -> bool:
    """``his son, X`` or ``X, his son``."""
    return bool(KIN.search(before(span, 7)) or KIN_AFTER.match(after(span, 40)))


def is_beside_kin(span: Span) -> bool:
    """``his brothers, X and Y``: a given name alone is enough."""
    return bool(KIN_BESIDE.search(before(span, 6)))


def is_new(span: Span) -> bool:
    """``a Venezuelan, X``: somebody who was not named before."""
    return bool(INTRODUCED.search(before(span, 7)))


def introduction(span: Span) -> str:
    """``The old man`` of ``The old man, X, raised a stick``; empty where nothing of the kind is said."""
    match = APPOSED.search(before(span, 14))
    return match[1] if match else ""


def is_presented(span: Span) -> bool:
    """``X, 68``, ``X, a visitor``, ``X, who died at 70``."""
    return bool(PRESENTED.match(after(span, 20)))


def is_confused(span: Span) -> bool:
    """``mistaken for X``."""
    return bool(CONFUSED.search(before(span, 8)))


def is_the_elder(span: Span) -> bool:
    """``X the elder``."""
    return bool(THE_ELDER.match(after(span, 14)))


def are_opposed(span: Span, other: Span) -> bool:
    """``X against X``: the words between two mentions set one against the other, or beside it."""
    return bool(AGAINST.match(between(other, span)))


def is_given_as_a_name(span: Span) -> bool:
    """``gave his name as X``: whom the police know by another."""
    return bool(GAVE_NAME.search(before(span, 5)))


def is_second_given_name(span: Span, full: Iterable[Span]) -> bool:
    """Whether one name alone is the second half of a hyphenated given name: ``Reza`` is not Gholam-Reza."""
    ending = re.compile(rf"^[^\W_]+-{re.escape(name_of(span))}\b")
    return all("-" in (name := name_of(mention)) and ending.match(name) for mention in full)


def is_in_words_of(span: Span, people: Iterable[Span]) -> bool:
    """Whether one of these people speaks the words in which a name stands: ``“George has green hands,” said George Ellis``."""
    text = text_of(span)
    close = QUOTE_END.search(text, span.end_char, span.end_char + LOOK_BACK)
    if close is None or not QUOTE_START.search(text[max(0, span.start_char - LOOK_BACK) : span.start_char]):
        return False
    return any(SAID_BY.match(text[close.end() : max(close.end(), person.start_char)]) for person in people)


def is_object_of_a_pronoun(span: Span) -> bool:
    """``He has met X once``: whoever he is, he is not X."""
    sentence = sentence_before(span)
    return bool(HE_DID.match(sentence)) and not CLAUSE.search(sentence) and len(sentence.split()) <= SHORT_SENTENCE


def is_antecedent(span: Span, mentions: Iterable[Span]) -> bool:
    """Whether the sentence before a mention's own begins with one of these, as ``he`` and ``she`` after it mean."""
    begin = span.start_char - len(sentence_before(span))
    last = max((mention for mention in mentions if mention.start_char < begin), key=lambda m: m.start, default=None)
    if last is None or not begins_its_sentence(last):
        return False
    return len(SENTENCE_END.findall(text_of(span), last.end_char, begin)) < 2


def is_in_his_own_words(span: Span, people: Iterable[Span]) -> bool:
    """Whether the last of whom the text speaks before a quote speaks it: ``X sold boats. “Y came,” he said``."""
    text = text_of(span)
    close = QUOTE_END.search(text, span.end_char, span.end_char + LOOK_BACK)
    opened = QUOTE_START.search(text[max(0, span.start_char - LOOK_BACK) : span.start_char])
    if close is None or opened is None or not HE_SAID.match(text, close.end()):
        return False
    return any(mention.start < span.start and mention.end > last_named_before(span).start for mention in people)


def is_of_another_body(span: Span, full: Iterable[Span]) -> bool:
    """``said X of the Coast Guard``, where the one who is called X in full is not."""
    return (
        bool(OF_A_BODY.match(words_after(span, 4)))
        and any(ent.label_ in ("ORG", "GPE") and ent.start > span.end for ent in mentions_after(span, 5))
        and not any(OF_A_BODY.match(words_after(mention, 4)) for mention in full)
    )


def is_called_by_rank(span: Span) -> bool:
    """``Captain X``, where the article uses that rank of nobody else."""
    found = rank(span)
    return bool(found) and len(re.findall(rf"\b{found}", text_of(span), re.IGNORECASE)) == 1
