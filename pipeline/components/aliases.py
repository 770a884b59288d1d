"""Whether two names side by side are one's: what stands between them, as ``X, the boss known as Y`` and ``X, “Y”, was caught``."""

from __future__ import annotations

import re

from spacy.tokens import Span

from pipeline.components.name_forms import PARTICLES, words_of
from pipeline.components.standing import is_role
from pipeline.components.wording import SENTENCE_END, after, before, in_order, mentions_after, name_of, words_between
from pipeline.scheme import PLACE_LABELS

MARKS = r"[\s,(\"“”'‘’«»–—]*"
AGE = r"(?:(?:aged )?\d{1,2},?\s+)?"
OF = r"(?:of (?:the )?[\w' -]{2,40}, )?"
# ``a boy of the White Fence gang``, ``the leader``: no second person in it
DESCRIBED = (
    r"(?:(?:an?|the|his|her|its|their)(?: (?!(?:an?|the|of|by|for|to|with|from|and|who|whose|that)\b)[\w'’-]+){1,6}"
    r"(?: of the [\w ]{2,30} (?:gang|clan|cartel|crew|family|group|mob))?,? )?"
)
HOW = r"(?:also |better |best |widely |once |formerly |otherwise |still |commonly |popularly |locally |sometimes )?"
A_NAME = (
    r"(?:(?:real|full|legal|true|birth|maiden|married|stage|street|pen|party|code|ring|trade|[A-Z][a-z]+(?:ese|ish|ian|ic)|Muslim|Christian) )?"
    r"(?:name|nickname|alias|call-?sign|nom de guerre|moniker)"
)
# What calls a name another without a doubt, however long both are.
SURELY = (
    rf"alias|a\.?k\.?a\.?|{HOW}known(?: [\w ]{{3,25}})? as|{HOW}known by (?:his|her|the|a) {A_NAME}(?: of)?|nicknamed|dubbed|self-styled|code-?named|"
    rf"(?:also )?(?:goes|going) by(?: the {A_NAME}(?: of)?)?|who (?:also )?goes by(?: the {A_NAME}(?: of)?)?|who (?:also )?(?:uses|used) the {A_NAME}(?: of)?|"
    rf"(?:real|stage|street|pen|code|birth|maiden) name|born|née|né|whose {A_NAME} (?:is|was)|(?:gave|giving) (?:his|her) name as|"
    r"(?:introduced|described|presented) (?:himself|herself) as|told \w+ (?:that )?(?:his|her) name was|"
    r"in (?:truth|fact|reality)|called himself|properly|formerly|previously|originally|otherwise|then still|who used to be|"
    r"(?:whom|which) [\w'’ -]{2,30} (?:call|calls|called|(?:know|knew|knows)(?: only| simply| just| better)? as|nicknamed)|"
    r"whom [\w'’ ]{2,40} remember[\w'’ ]{0,40} as|who,? as|(?:the one )?who (?:is|was) (?:once |formerly )?(?:Mrs|Miss|Ms)\.?|"
    r"(?:performs|performed|raps|records|sings|fights|signs|signed|signing|trades|traded|had posed|posed|posing|checked in|registered|"
    r"travelled|traveled|travelling|traveling|lived|living)(?: [a-z][a-z' ]{2,25})? (?:as|himself|herself)|"
    r"identified(?: by [\w'’ ]{2,30})? as|(?:also |sometimes |variously )?(?:spell?ed|spelt|written|misspell?ed|misspelt|rendered)(?: as)?"
)
# What may also stand between two people's names.
PERHAPS = (
    r"(?:also |better |widely |once |formerly |otherwise |still )?called(?: [\w ]{3,25})? as|(?:the \w+ )?also called|called|"
    r"(?:who )?calls (?:himself|herself)|now(?!,)|[a-z][a-z' ]{2,25} (?:call|calls|called|know as|knew as|nicknamed|knows as)|or|or simply"
)
OPENING = rf"^{MARKS}{AGE}{OF}{DESCRIBED}(?:(?:the \d{{1,2}}-year-old )?(?:who is |who was |who has been |is |was |and |whom )?"
# ``nicknamed "'o Ragioniere" – the Accountant``
IN_THEIR_WORDS = r"(?: [\"“]['’\w ]{2,30}[\"”] [–—-])?"
CLOSING = rf"{IN_THEIR_WORDS}(?: the)?){MARKS}$"
SAID_FOR_SURE = re.compile(rf"{OPENING}(?:{SURELY}){CLOSING}", re.IGNORECASE)
ALIAS_WORDS = re.compile(rf"{OPENING}(?:{SURELY}|{PERHAPS}){CLOSING}", re.IGNORECASE)
# The other way round: ``5 Seconds, as foreign papers call the 5 Segond gang``; ``X, as a clerk wrote the name of the lorry owner Y``.
AS_THEY_CALL = re.compile(
    r"^,? as [\w' ]{2,30} (?:calls?|called|writes?|wrote|spells?|spelt|spelled|misspelt|misspelled)(?: the names?)?(?: of)?(?: the [\w' ]{2,40})? ?$",
    re.IGNORECASE,
)
BRACKET = re.compile(r"^[\s\"”’']*\(\s*(?:the |or |known as |formerly |born |the so-called )?[\"“‘']?$", re.IGNORECASE)
UNDER_A_NAME = re.compile(
    r"^(?!.*\bthat\b)[^.;:\"“”]{0,60}\bunder the (?:false |assumed |fake )?(?:name|alias|identity)(?: of)? [\"“‘]?$"
)
# ``X, a boy of the White Fence gang named Y``
SOMEBODY_NAMED = re.compile(rf"^, {AGE}an? (?:(?!(?:of|by|for|to|with|from|and|who|whose|that)\b)[\w'’-]+ ){{1,5}}"
                            r"(?:of the [\w ]{2,30} (?:gang|clan|cartel|crew|family|group|mob) )?(?:called|named) $")  # fmt: skip
# ``also Y,``, ``last name Y``, ``once Y of the bar``
ALSO = re.compile(r"^, (?:also|once|formerly|previously|(?:his|her) real name|(?:last|family|first) name|surname) $")
CLOSED = re.compile(r"^[\"”’]?(?:[,.;)]| of (?:the )?[a-z]| in | was | is )")
# ``Y, as X is known``; ``Y is the nickname of X``; ``police named Y as X``; ``X, Y to his friends``; ``X, Y on his birth certificate``
AS_IS_KNOWN = re.compile(r"^(?: is| was) (?:\w+ )?(?:known|called|nicknamed)\b")
NAME_OF = re.compile(rf"^[\"”’']?,? ?(?:is |was )?(?:the|an?) {A_NAME} (?:of|for) (?:the )?$")
NAMED_AS = re.compile(r"\b(?:named|identified|unmasked|exposed) [\"“'‘]?$")
TO_FRIENDS = re.compile(
    r"^[\"”’']? (?:to (?:his|her|their|all|friends|everyone|everybody|fans|police|us|those|the (?:whole )?(?:neighbou?rhood|village|street|town|world))|"
    r"(?:on|in) (?:his|her) (?:birth|passport|identity|ID|papers|licen[cs]e))\b"
)
ASIDE = re.compile(r"^[\"”’']?(?:,| ?[—–-]) [\"“'‘]?$")
AND_NOW = re.compile(r"^[^.;:\"“”]{0,40}\b(?:and is|and became|but is) now $")
# ``A third A. Hosseini, Alireza by name``
BY_NAME = re.compile(r"^ by name\b")
# ``The cook called X in a casino was Y``
WHO_IS_CALLED = re.compile(r"\b(?:calls?|called|known as|kn[oe]ws? as|named|calling (?:himself|herself)) [\"“'‘]?$")
# ``They also know an X in Isfahan, but that is Y``
THAT_IS = re.compile(r"^[\"”’]? ?(?:(?:in|at|of|from) [^.,;:]{3,40})?, (?:but |and )?(?:that|this) (?:is|was) $")
IS_REALLY = re.compile(
    r"^[\"”’]?,? ?(?:(?:in|at|of|to|by) [^.,;:]{3,40} )?(?:is|was|was in fact|is really|turned out to be) $"
)
# ``Everyone calls X Y``
CALLS = re.compile(r"\b(?:call|calls|called|nicknamed|dubbed|named) $")
OWNS = re.compile(r"^[\"”]?['’]s\b")
IN_QUOTES = re.compile(r"^(?:,? ?[\"“„«‘]|, [\"“„«‘'])$")
QUOTE_CLOSES = re.compile(r"^,?[\"”»’](?!,? (?:and|or|y|e) [\"“«‘])")
CALL_SIGN = re.compile(r"^[A-Z]{1,3}-?\d{1,3}$")
BESIDE_IT = re.compile(r"^(?:[.;]|,(?! (?:and|or)\b)| who | of the | of [A-Z])")
# An article before one word that is no family name's: ``El Teo``.
NICKNAME_OPENS = frozenset("el la los las o u il lo big little old young fat mr don doña".split())
ARTICLE = frozenset("el la o u il lo the".split())
# ``X, 36, sought for murder and known as Y``; ``X, who performs in the bars of Lima as Y``
LATER_SAID = re.compile(
    r"(?:(?:,|\band|\bwho (?:is|was)|[A-Z][\w'’-]+) (?:also |better |widely |once |formerly |locally )?(?:known(?: [\w'’ ]{2,25})? as|nicknamed|dubbed|alias)|"
    r"\bwho (?:[\w'’-]+ ){0,3}(?:performs|records|raps|sings|signs|writes|trades|fights|competes)(?: [\w'’-]+){0,2} as)(?: the)? [\"“'‘]?$"
)
OPENS_APPOSITION = re.compile(r"^(?:[\"”’']?(?:,| \()| who\b)")
# ``X, the brother of a boss known as Y``: somebody else may be called so
BESIDE_HIM = re.compile(
    r"\b(?:of|by|with|for|to|from|against|alongside|beside|behind|after|before|like|between|about|than)((?: [a-z'’-]+){1,5})"
)
ALIAS_REACH = 18  # tokens between two names
BRACKET_REACH = 6


def is_said_to_be_one(span: Span, other: Span) -> bool:
    """Whether the words between two names say that they are one's."""
    return bool(ALIAS_WORDS.match(words_between(*in_order(span, other))))


def is_other_name(left: Span, right: Span) -> bool:
    """Whether of two names side by side the second is the first's acronym, alias or nickname, or the other way round."""
    words = words_between(left, right)
    is_place, is_person = left.label_ in PLACE_LABELS, left.label_ == "PERSON"
    if not is_place and right.start - left.end < BRACKET_REACH and BRACKET.match(words):
        return True
    if is_person and (SAID_FOR_SURE.match(words) or _is_his(left, right, words)):
        return not OWNS.match(after(right, 4))
    said = ALIAS_WORDS.match(words) and not (is_place and words.strip() == "or")
    called = AS_THEY_CALL.match(words)
    return bool(said or called) and _can_be_one(left, right) and not (is_person and OWNS.match(after(right, 4)))


def _is_his(left: Span, right: Span, words: str) -> bool:
    """Whether the second of two people's names is said to be the first's: by ``under the name Y``, ``also Y,``, quotes or a call-sign."""
    return bool(
        AS_THEY_CALL.match(words)
        or UNDER_A_NAME.match(words)
        or SOMEBODY_NAMED.match(words)
        or (ALSO.match(words) and CLOSED.match(after(right, 8)))
        or (words == ", " and BY_NAME.match(after(right, 10)))
        or (WHO_IS_CALLED.search(before(left, 4)) and IS_REALLY.match(words))
        or THAT_IS.match(words)
        or NAME_OF.match(words)
        or AND_NOW.match(words)
        or (
            words.strip("\"”’', ") == "as" and (NAMED_AS.search(before(left, 3)) or AS_IS_KNOWN.match(after(right, 20)))
        )
        or (ASIDE.match(words) and TO_FRIENDS.match(after(right, 30)))
        or (not words and CALLS.search(before(left, 2)))
        or _is_said_later(words)
        or _is_fuller(left, right, words)
        or _is_beside_its_nickname(left, right, words)
    )


def _is_said_later(words: str) -> bool:
    """Whether a sentence that says something of the first goes on with what he is called."""
    if not OPENS_APPOSITION.match(words) or not LATER_SAID.search(words) or SENTENCE_END.search(words):
        return False
    return not any(is_role(word) for beside in BESIDE_HIM.findall(words) for word in beside.split())


def _is_fuller(left: Span, right: Span, words: str) -> bool:
    """``Dodong, Dodong Mangubat, captain``: a name at once said in full."""
    short, full = words_of(left), words_of(right)
    return words == ", " and len(short) == 1 and len(full) > 1 and short[0] == full[0]


def _is_beside_its_nickname(left: Span, right: Span, words: str) -> bool:
    """``X, “Y”, was caught``, ``X, El Teo, who``, ``X, Z-40.``; but no list of names."""
    name = name_of(right)
    if IN_QUOTES.match(words):
        return len(words_of(left)) > 1 and bool(QUOTE_CLOSES.match(after(right, 12)))
    following = next(iter(mentions_after(right, 2)), None)
    if words.strip() != "," or (following is not None and following.label_ == "PERSON"):
        return False
    is_nickname = CALL_SIGN.match(name) or (len(words_of(right)) == 2 and words_of(right)[0] in ARTICLE)
    return bool(is_nickname and BESIDE_IT.match(after(right, 8)))


def _can_be_one(left: Span, right: Span) -> bool:
    """A person has one full name; the other is a nickname or leaves names out."""
    if left.label_ != "PERSON":
        return True
    if words_between(left, right).removesuffix(" ") == "called" and len(words_of(right)) > 1:
        return words_of(right)[0] in NICKNAME_OPENS  # by telephone
    full = [words for words in (words_of(left), words_of(right)) if len(words) > 2 and words[0] not in PARTICLES]
    return len(full) < 2
