"""What an article writes beside a name where it means somebody else of that name: kinship, ``another``, ``no relation``.

Each function answers for one mention, or for two; namesakes.py weighs them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from spacy.tokens import Span

from pipeline.components.standing import is_role, rank
from pipeline.components.wording import (
    LOOK_BACK,
    SENTENCE_END,
    after,
    around,
    before,
    begins_its_sentence,
    between,
    last_named_before,
    mentions_after,
    name_of,
    sentence_before,
    text_of,
    words_after,
)

# What says that two of like name are not one.
TOLD_APART = re.compile(
    r"\b(?:namesakes?|no relation|not (?:his|her|their|a|any) relat(?:ion|ive)|not related|no kin|(?:the|his|her|their) (?:same|own) name|"
    r"of the same name|(?:bears?|bore|shares?|shared|has|have|whose) (?:the |his |her |a )?(?:same )?(?:name|surname)|"
    r"confused with|mistaken for|by mistake|the elder|the younger|not the \w+er\b|two men|both (?:called|men|women)|called the name)",
    re.IGNORECASE,
)
NAMED_TOO = re.compile(
    r"\b(?:(?:also|likewise|too) (?:called|named)|(?:his|her|a|the|and) namesakes?,?|another|an?|also|"
    r"(?:the (?:other|real|true|wrong|right)|an? (?:different|second|third|fourth)|the (?:first|second|third|fourth)|another|not (?:the|that))(?: (?:man|woman|person|one|boy|girl),?)?(?: (?:called|named|known as))?|"
    r"(?:of|with|by) (?:the same|that|this|his|her) name,?|of the name,?|shar(?:es?|ed|ing) (?:his|her|a|the) name with(?: (?:the|a) \w+)?)\s+$",
    re.IGNORECASE,
)
OF_HIS = re.compile(
    r"^ (?:associate|aide|ally|lieutenant|lawyer|spokes\w+|supporter|campaign|administration|government|trial|case|loyalist|confidant|"
    r"family|relative|henchman|gunman|rally|biography|fan|follower|victim|property|house|company|firm|film|song|poster|partisan|crony)s?\b"
)
A_FAMILY = re.compile(r"^[\"”’']? (?:famil(?:y|ies)|brothers|sisters|clan|siblings|cousins|twins|couple|dynasty)\b")
SAYING = (
    r"(?:said|says|say|added|adds|joked|jokes|wrote|writes|recalled|recalls|explained|explains|insisted|insists|replied|replies|laughed|laughs|"
    r"groaned|noted|recounted|repeated|testified|answered|shouted|told \w+)"
)
NOT_CONFUSED = re.compile(r"\bnot (?:to )?be (?:confused with|mistaken for)\b[^\"“”]*$", re.IGNORECASE)
NO_RELATION = r"(?:(?:no|not)(?: an?| any| in any way)? (?:relations?|relatives?|kin|related)|unrelated)\b"
# ``X, no relation of the accused``; not ``X, no relation of Ana X``, who is the other one
UNRELATED_AFTER = re.compile(
    rf"^[\"”’']?,? ?\(?(?:(?:who|and) )?(?:is |are |was |were )?{NO_RELATION}(?! (?:to|of) (?:the )?(?:[a-z]+ )*[A-Z])"
)
RELATED_TO = re.compile(
    r"\b(?:no relation|not related|unrelated|no kin|not a relative)(?: to| of)(?: the| a)?(?: [\w'’-]+){0,3},? $",
    re.IGNORECASE,
)
UNRELATED_BEFORE = re.compile(rf"\b{NO_RELATION}[,.!]?[\"”] {SAYING}(?: [\w.]+){{0,3}} $", re.IGNORECASE)
# ``the X who was in the paper``
THE = re.compile(r"\b[Tt]he (?:(?:Mr|Mrs|Ms|Miss|Dr)\.? )?[\"“'‘]?$")
WHO = re.compile(
    r"^[\"”’']? (?:who|whom|whose|now|then|of|in|from|on|you|we|they|I|he|she|described|named|accused|wanted|charged|convicted|arrested|"
    r"serving|sought)\b"
)
# ``a man addressed as X``
A_MAN_CALLED = re.compile(
    r"\b(?:an?|one|some)(?P<who>(?: [\w'’-]+){1,4}?) (?:addressed|known|referred to|called|nicknamed|dubbed|named|surnamed|"
    r"(?:he|she|they) (?:knew|know|knows|call|calls|called|addressed))(?: (?:only|simply|just))?(?: to \w+)?(?: as)?(?: the)? [\"“'‘]?$",
    re.IGNORECASE,
)
ALIAS_BEFORE = re.compile(
    r"\b(?:alias|a\.?k\.?a\.?|nicknamed|dubbed|known as|(?:nickname|alias|call-?sign) (?:is|was))(?: the)? [\"“'‘]?$",
    re.IGNORECASE,
)
THE_ELDER = re.compile(r"^[\"”’']? the (?:elder|older)\b")
HE_DID = re.compile(r"^(?:He|She) (?!(?:said|says|added|told|was|is)\b)(?:has |had )?[a-z]+ ")
CLAUSE = re.compile(r"[,;:\"“”]|\b(?:that|because|when|while|if|as|after|before|and|but|which|who|whose)\b")
SHORT_SENTENCE = 6  # words from ``he`` to whom he met
AGAINST = re.compile(r"^ (?:against|and|or|versus|vs?\.?) $")
GAVE_NAME = re.compile(r"\b(?:gave|giving) (?:his|her|a) name as $")
QUOTE_START = re.compile(r"[\"“«][^\"”»]*$")
QUOTE_END = re.compile(r"[\"”»]")
SAID_BY = re.compile(rf"^,? {SAYING} (?:(?!\b(?:of|that)\b)[^.\"“”]){{0,60}}$")
HE_SAYS = re.compile(rf"^ {SAYING}\b")
HE_SAID = re.compile(rf",? (?:he|she) {SAYING}\b")
OF_A_BODY = re.compile(r"^ ?of (?:the )?")


def is_told_apart(span: Span) -> bool:
    """``no relation``, ``of the same name`` and the like near a mention."""
    return bool(TOLD_APART.search(around(span, 25)))


def is_named_too(span: Span) -> bool:
    """``another X``, ``a X of Negombo``, ``the real X``: somebody else of a name that the text has used; but not ``a X associate``."""
    return bool(NAMED_TOO.search(before(span, 7))) and not OF_HIS.match(after(span, 30))


def is_of_a_family(span: Span) -> bool:
    """``the X family``, ``the X brothers``: all who bear a surname, or those of them who are somebody's relatives."""
    return bool(A_FAMILY.match(after(span, 14)))


def is_not_to_be_confused(span: Span) -> bool:
    """``Not to be confused with him is X``: another of that name."""
    return bool(NOT_CONFUSED.search(sentence_before(span)))


def is_unrelated(span: Span) -> bool:
    """``X, no relation of the accused`` and ``“No relation,” said X``; ``X is not related to X``."""
    if UNRELATED_AFTER.match(after(span, 60)) or UNRELATED_BEFORE.search(before(span, 14)):
        return True
    return bool(RELATED_TO.search(before(span, 9))) and name_of(last_named_before(span)) == name_of(span)


def is_given_as_alias(span: Span) -> bool:
    """``alias X`` and ``known as X``: whoever was named last is called so, and X is no short form of another's name."""
    return bool(ALIAS_BEFORE.search(before(span, 4)))


def is_singled_out(span: Span) -> bool:
    """``the X who was in the paper``: one of several of that name."""
    return bool(THE.search(before(span, 3)) and WHO.match(after(span, 14)))


def is_somebody_called_so(span: Span) -> bool:
    """``a man addressed as X``: nobody whom the text has called so."""
    match = A_MAN_CALLED.search(before(span, 9))
    return match is not None and any(map(is_role, match["who"].lower().split()))  # a man, and not a song


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
    return any(
        SAID_BY.match(lead := text[close.end() : max(close.end(), person.start_char)])
        or (lead == " " and HE_SAYS.match(after(person, 20)))
        for person in people
    )


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
    if not found:
        return False
    is_in_full = re.search(rf"\b{found}\W*$", before(span, 2), re.IGNORECASE)  # and not Sgt.
    return len(re.findall(rf"\b{found}", text_of(span), re.IGNORECASE)) == bool(is_in_full)
