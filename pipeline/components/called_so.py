"""Whom a sentence is about that says what he is called: ``his men call him X``, ``X, as guests call him``, ``on the block he is X``."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence

from spacy.tokens import Span

from pipeline.components.aliases import A_NAME, NICKNAME_OPENS
from pipeline.components.clusters import Cluster
from pipeline.components.given_names import is_given_name, is_short_for
from pipeline.components.name_forms import Words, is_full_name, words_of
from pipeline.components.standing import sex
from pipeline.components.wording import SENTENCE_END, after, before, between, text_of

CALLED_SO = re.compile(
    r"\b(?:(?:call|calls|called|nicknamed?|dubbed|knows?|knew|spells|spelt|spelled) (?P<him>him|her)|known to \w+ as|"
    r"(?:call|calls|nicknamed|dubbed) the [a-z-]+(?: [a-z-]+)?|goes by(?: the (?:name|nickname|alias)(?: of)?)?|answers to|"
    r"(?:is|was) (?:also |better |widely )?(?:called|known(?: [\w'’ ]{2,25})? as|nicknamed|dubbed))(?: as)?(?: the)? [\"“'‘]?$"
)
AS_CALLED = re.compile(
    r"^[\"”’']?, as (?:(?:[\w' ]{2,30} )?(?:call|calls|called|know|knows|knew|spell|spells|spelt|misspelt) (?P<him>him|her)|"
    r"(?P<he>he|she) (?:is|was) (?:called|known|nicknamed))\b"
)
# ``His real name is X.``, ``Police gave her name as X``
HIS_NAME = re.compile(
    rf"(?:(?:^|[.!?][\"”]? |\n)|\b(?:[Pp]olice|[Oo]fficers|[Oo]fficials|[Pp]rosecutors|[Cc]ourt|[Tt]hey) gave )(?P<him>his|her|His|Her) {A_NAME}(?:,| is| was| as) [\"“'‘]?$"
)
# ``Galicia knows them as X and Y``: in the order in which two were named
CALLED_THEM = re.compile(r"\b(?:call|calls|called|nicknamed?|dubbed|knows?|knew) them(?: as)?(?: the)? [\"“'‘]?$")
AND = re.compile(r"^[\"”’']? and (?:the )?[\"“'‘]?$")
# ``In Cantonese he is X.``
ELSEWHERE = re.compile(
    r"(?:^|[.!?][\"”]? |\n)(?:In|On|To|For|Among|At) [^.!?,;:\"“”]{2,40},? (?P<him>he|she) (?:is|was) [\"“'‘]?$"
)
NO_MORE = re.compile(r"^[\"”’']?[.,;]")
# ``He was X to the whole valley``
TO_THEM = re.compile(r"^[\"”’']? to (?:the|his|her|all|every|those|friends|everyone|everybody)\b")
HE_IS = re.compile(r"\b(?P<him>he|she|He|She) (?:is|was) (?:really |actually |in fact |in truth )?[\"“'‘]?$")
# ``The owner of the villa calls himself X. Born Y, he …``; ``Known in the street as X, he …``
BORN = re.compile(r"(?:[.!?][\"”]?\s|\n)(?:Born|Nicknamed|Dubbed|(?:Known|Called)(?: [\w'’ ]{2,40})?(?: as)?) [\"“]?$")
HE_THEN = re.compile(r"^[\"”]?(?: for [^.,;:]{2,40})?, (?P<him>he|she)\b")
SEXES = {"him": "man", "his": "man", "he": "man", "her": "woman", "she": "woman"}
NEITHER = frozenset(("little", "young", "big", "old"))
SENTENCES_BACK = 4  # in which the one who is called so is named

Home = Callable[[Span], Cluster | None]


def called_so(people: Sequence[Span], home: Home) -> Iterator[tuple[Cluster, Span]]:
    """Pairs of a person and of the name that the text says he is called by; ``people``: all mentions of people in order."""
    yield from _both_called_so(people, home)
    for number, span in enumerate(people):
        said = _said_of(span) or (_is_he(span) if number else None)
        if said is None:
            continue
        him, is_sure = said
        called, about = home(span), _whom(span, number, him, people, home)
        if called is None or about is None or about is called:
            continue
        if is_sure or _may_be_a_name_of(words_of(span), about):
            yield about, span


def _both_called_so(people: Sequence[Span], home: Home) -> Iterator[tuple[Cluster, Span]]:
    """The pairs of ``X and Y are brothers. Galicia knows them as A and B``."""
    for number in range(2, len(people) - 1):
        left, right = people[number], people[number + 1]
        if not CALLED_THEM.search(before(left, 6)) or not AND.match(between(left, right)):
            continue
        two = list({id(cluster): cluster for m in people[:number] if (cluster := home(m)) is not None}.values())
        if len(two) == 2:
            yield from zip(two, (left, right), strict=True)


def _said_of(span: Span) -> tuple[str, bool] | None:
    """The pronoun of whoever is said to be called so, empty where there is none, and whether any name can follow; None where
    nothing of the kind is said. ``He is called X`` and ``X, as guests call him`` may tell who somebody is whom no name was given."""
    lead = before(span, 14)
    if found := CALLED_SO.search(lead):
        return found["him"] or "", bool(found["him"])
    if found := AS_CALLED.match(after(span, 45)):
        return found["him"] or found["he"], False
    if (found := ELSEWHERE.search(lead)) and NO_MORE.match(after(span, 3)):
        return found["him"], True
    if BORN.search(lead) and (found := HE_THEN.match(after(span, 50))):
        return found["him"], True
    return None


def _is_he(span: Span) -> tuple[str, bool] | None:
    """The same of ``Police believe that he is X.`` and ``he was X to the whole valley``, which tell who was told of before."""
    if found := HIS_NAME.search(before(span, 8)):
        return found["him"].lower(), True
    found = HE_IS.search(before(span, 6))
    if found is None:
        return None
    is_name = is_full_name(span) and NO_MORE.match(after(span, 3))
    return (found["him"].lower(), True) if is_name or TO_THEM.match(after(span, 20)) else None


def _may_be_a_name_of(words: Words, person: Cluster) -> bool:
    """Whether a person may be called so: his given name, a short form of it, or what is nobody's given name."""
    full = person.fullest()
    if words in person.spellings:
        return False  # a namesake: ``a detective who is also called Wang Wei``
    if len(words) > 1 and words[0] not in NICKNAME_OPENS:
        return is_short_for(words[0], full[0])
    return not is_given_name(words[0]) or is_short_for(words[0], full[0]) or (len(words) == 1 and words[0] in full)


def _whom(span: Span, number: int, him: str, people: Sequence[Span], home: Home) -> Cluster | None:
    """The one person whom the nearest sentence before names, or the first that one right after it does."""
    text, called = text_of(span), home(span)
    ends = [0, *(match.end() for match in SENTENCE_END.finditer(text) if not _is_inside(match.start(), people))]
    at = bisect_right(ends, span.start_char) - 1
    for sentence in range(at, max(-1, at - SENTENCES_BACK - 1), -1):
        end = min(span.start_char, ends[sentence + 1] if sentence + 1 < len(ends) else len(text))
        if earlier := [m for m in people[:number] if ends[sentence] <= m.start_char < end]:
            return _only(span, him, earlier, home)
    if number:
        return None
    end = ends[at + 2] if at + 2 < len(ends) else len(text)
    later = [m for m in people[number + 1 :] if m.start_char < end and home(m) is not called]
    return home(later[0]) if later and len({id(home(m)) for m in later}) == 1 else None


def _is_inside(position: int, people: Sequence[Span]) -> bool:
    """Whether a full stop is part of a name: ``Ron Pace Jr. fled``."""
    after_it = bisect_right(people, position, key=lambda mention: mention.start_char)
    return after_it > 0 and position < people[after_it - 1].end_char


def _only(span: Span, him: str, mentions: Sequence[Span], home: Home) -> Cluster | None:
    """The one person of a sentence who may be meant: of that sex, and of whose nickname this is no other form (``Little Bigga``)."""
    words, found = set(words_of(span)), list[Cluster]()
    for mention in mentions:
        cluster = home(mention)
        if cluster is None or any(cluster is other for other in found):
            continue
        told = {sex(m) for m in cluster.mentions} - {""}
        if him and told and told != {SEXES[him]}:
            continue
        if words & NEITHER and len(words) > 1 and any(set(full) < words for full in cluster.spellings):
            continue
        found.append(cluster)
    return found[0] if len(found) == 1 else None
