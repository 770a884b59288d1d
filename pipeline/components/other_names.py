"""Where the text says that two names are one entity's: aliases, nicknames, call-signs, acronyms in brackets."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Iterator

from spacy.tokens import Span

from pipeline.components.clusters import Cluster
from pipeline.components.name_forms import PARTICLES, words_of
from pipeline.components.wording import (
    SENTENCE_END,
    after,
    before,
    in_order,
    text_of,
    words_between,
)
from pipeline.scheme import NAMED_LABELS, PLACE_LABELS

AGE = r"(?:(?:aged )?\d{1,2},?\s+)?"
ALIAS_WORDS = re.compile(
    rf"^[\s,(\"“”'‘’«»]*{AGE}(?:an? [\w -]{{3,30}},? )?(?:(?:the \d{{1,2}}-year-old )?(?:who is |who was |is |was |and |whom )?"
    r"(?:alias|a\.?k\.?a\.?|(?:also |better |widely |once |formerly |otherwise |still )?(?:known|called)(?: [\w ]{3,25})? as|"
    r"(?:the \w+ )?also called|nicknamed|dubbed|called|known by (?:his|her|the) (?:alias|nickname)|who (?:also )?goes by|"
    r"(?:who )?calls (?:himself|herself)|born|née|né|now|[a-z][a-z' ]{2,25} (?:call|calls|called|know as|knew as|nicknamed|knows as)|or|or simply)"
    r"(?: the)?)[\s,(\"“”'‘’«»]*$",
    re.IGNORECASE,
)
# The other way round: ``5 Seconds, as foreign papers call the 5 Segond gang``.
AS_THEY_CALL = re.compile(r"^,? as (?:[\w' ]{2,30} )?(?:call|calls|called)(?: the)? $", re.IGNORECASE)
CALL_THEMSELVES = re.compile(r"^ (?:call|calls|called) (?:themselves|itself|himself|herself)\b", re.IGNORECASE)
BRACKET = re.compile(r"^[\s\"”’']*\(\s*(?:the |or |known as |the so-called )?[\"“‘']?$", re.IGNORECASE)
# ``his men call him X``, ``who is tall and is called X``; ``X, as guests call him``
CALLED_SO = re.compile(
    r"\b(?:(?:call|calls|called|nicknamed?|dubbed|knows?|knew) (?:him|her)|known to \w+ as|is called|was called|is known as|was known as)(?: as)? [\"“'‘]?$"
)
AS_CALLED = re.compile(
    r"^[\"”’']?, as (?:[\w' ]{2,30} )?(?:call|calls|called|know|knew|spell|spells|misspelt) (?:him|her)\b"
)
NICKNAME_OPENS = frozenset("el la los las o u il lo big little old young fat mr don doña".split())
ALIAS_REACH = 12  # tokens between two names
BRACKET_REACH = 6

Homes = dict[tuple[int, int], Cluster]
Pair = tuple[Span, Span]


def neighbours(named: Iterable[Span]) -> list[Pair]:
    """Each mention with the next of its label, where one sentence can hold the two."""
    of_label: dict[str, list[Span]] = {label: [] for label in NAMED_LABELS}
    for span in named:
        of_label[span.label_].append(span)
    pairs = itertools.chain.from_iterable(itertools.pairwise(spans) for spans in of_label.values())
    near = [(left, right) for left, right in pairs if right.start - left.end <= ALIAS_REACH]
    return sorted(near, key=lambda pair: pair[0].start)


def join_other_names(pairs: Iterable[Pair], people: list[Span], clusters: Iterable[Cluster]) -> None:
    """Join the clusters of two names where the words beside them say that they are one's.

    ``pairs`` are the neighbours, ``people`` the mentions of people; a cluster that another takes in is left empty.
    """
    homes = {(mention.start, mention.end): cluster for cluster in clusters for mention in cluster.mentions}
    for left, right in pairs:
        first, second = homes.get((left.start, left.end)), homes.get((right.start, right.end))
        if first is None or second is None or first is second:
            continue
        if _is_other_name(left, right):
            _join(first, second, homes)
    for first, second in list(_called_so(people, homes)):
        if (
            first is not second
            and first.mentions
            and second.mentions
            and _can_be_one(first.mentions[0], second.mentions[0])
        ):
            _join(first, second, homes)


def is_said_to_be_one(span: Span, other: Span) -> bool:
    """Whether the words between two names say that they are one's."""
    return bool(ALIAS_WORDS.match(words_between(*in_order(span, other))))


def _is_other_name(left: Span, right: Span) -> bool:
    """Whether of two names side by side the second is the first's acronym, alias or nickname, or the other way round."""
    words = words_between(left, right)
    is_place = left.label_ in PLACE_LABELS
    if not is_place and right.start - left.end < BRACKET_REACH and BRACKET.match(words):
        return True
    said = ALIAS_WORDS.match(words) and not (is_place and words.strip() == "or")
    called = AS_THEY_CALL.match(words) or (words.strip(" ,") == "as" and CALL_THEMSELVES.match(after(right, 30)))
    return bool(said or called) and _can_be_one(left, right)


def _join(first: Cluster, second: Cluster, homes: Homes) -> None:
    for mention in second.mentions:
        homes[mention.start, mention.end] = first
    first.absorb(second)


def _called_so(people: list[Span], homes: Homes) -> Iterator[tuple[Cluster, Cluster]]:
    """Whom ``his men call him X`` and ``X, as guests call him`` are about: the one person of the sentence, or of the one before."""
    for span in people:
        words = words_of(span)
        if len(words) > 1 and words[0] not in NICKNAME_OPENS:
            continue
        if not (CALLED_SO.search(before(span, 8)) or AS_CALLED.match(after(span, 45))):
            continue
        ends = [match.end() for match in SENTENCE_END.finditer(text_of(span), 0, span.start_char)]
        for begin in (ends[-1] if ends else 0, ends[-2] if len(ends) > 1 else 0):
            earlier = [homes.get((m.start, m.end)) for m in people if begin <= m.start_char < span.start_char]
            if earlier:
                only, called = earlier[0], homes.get((span.start, span.end))
                if only is not None and called is not None and all(cluster is only for cluster in earlier):
                    yield only, called
                break


def _can_be_one(left: Span, right: Span) -> bool:
    """A person has one full name; the other is a nickname or leaves names out."""
    if left.label_ != "PERSON":
        return True
    if words_between(left, right).removesuffix(" ") == "called" and len(words_of(right)) > 1:
        return words_of(right)[0] in NICKNAME_OPENS  # by telephone
    full = [words for words in (words_of(left), words_of(right)) if len(words) > 2 and words[0] not in PARTICLES]
    return len(full) < 2
