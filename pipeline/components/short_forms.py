"""Whether a name alone is a form of somebody's full name: short for his given name, his initial, both surnames of a Spanish one.

``Tó`` of António Tavares, ``Chota Salim`` of Salim Sheikh, ``Karimi`` of Gholamreza K.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from spacy.tokens import Span

from pipeline.components.clusters import Cluster
from pipeline.components.given_names import (
    are_spellings,
    is_family_name,
    is_given_name,
    is_nickname,
    is_short_for,
    is_spanish,
    look_alike,
)
from pipeline.components.introductions import is_presented
from pipeline.components.kinship import is_kin
from pipeline.components.name_forms import Words, words_of
from pipeline.components.namesakes import is_named_in_passing
from pipeline.components.standing import age_beside, rank, sex
from pipeline.components.told_apart import (
    is_in_his_own_words,
    is_in_words_of,
    is_named_too,
)
from pipeline.components.wording import are_in_one_sentence, is_in_body

# What stands before a given name in a nickname: ``Chota Salim``, ``Uncle Peter``, ``Kudu Ajith``.
EPITHETS = frozenset(
    "big little lil wee small old young fat crazy mad gold golden crooked black white red blind deaf lame tall long kid uncle auntie "
    "don doña dona mano tio tia zio zia el la o il chota chhota bada kudu podi loku sudu kalu lala haji hajji alhaji agha abi pak bapak ibu mas bang mbak kuya ate mang aling manong tatay nanay lolo lola oom tannie boeta bra mzee bwana khun nai ah "
    "xiao lao ko pakcik makcik tok ustaz ustad ti gros grand petit mali veliki".split()
)
LONG = 7  # letters of a surname of which one may be wrong
KUNYA = frozenset(("abu", "abou", "umm", "oum"))


def is_alone(span: Span) -> bool:
    """Whether a mention is one name, or one with an epithet."""
    words = words_of(span)
    if words[0] in KUNYA and len(words) == 2:
        return True
    return len(words) == 1 or (_is_epithet(words[0]) and all(_is_epithet(word) for word in words[2:]))


def _is_epithet(word: str) -> bool:
    return word in EPITHETS or (is_nickname(word) and not is_given_name(word) and not is_family_name(word))


def name_in(span: Span) -> str:
    """What is left of a name alone without its epithets: ``chuy`` of ``El Chuy Tres``."""
    words = words_of(span)
    return words[0] if len(words) == 1 else words[1]


def of_given_name(lone: Cluster, full: Sequence[Cluster], others: Iterable[str]) -> Cluster | None:
    """The only one of whose given name (or of whose surname's initial) a name alone is a form."""
    word = name_in(lone.first())
    is_free = len(words_of(lone.first())) > 1 and not any(is_short_for(word, other) for other in others)
    full = [cluster for cluster in full if not _speaks_of(lone, cluster)]
    if not is_free and any(word in words for cluster in full for words in cluster.spellings):
        return None  # whose it is, if anybody's, the rules for parts of a name have settled
    named = [cluster for cluster in full if any(_is_of(word, words) for words in cluster.spellings if len(words) > 1)]
    if named and any(
        mention.start > named[0].first().start and _has_an_apposition(mention) for mention in lone.mentions
    ):
        return None  # ``Krimo, who is serving twenty years``: whom the article has named it does not present by a short name
    if not named:
        named = [cluster for cluster in full if any(_is_misspelt(word, words) for words in cluster.spellings)]
    if not named:
        named = [cluster for cluster in full if any(_is_initial_of_surname(word, words) for words in cluster.spellings)]
    if len(named) != 1 or not can_be_one(lone, named[0]) or _comes_before(lone, named[0]):
        return None
    return named[0]


def _comes_before(lone: Cluster, person: Cluster) -> bool:
    """Whether somebody is introduced in full after a name alone, and so is somebody else."""
    first, named = lone.first(), person.first()
    return named.start > first.start and is_in_body(first) and not is_named_in_passing(named)


def _is_of(word: str, words: Words) -> bool:
    """Whether a word is short for the first or second given name of a full name."""
    given = [words[0], *(name for name in words[1:2] if len(words) > 2 and is_given_name(name))]
    if any(is_short_for(word, name) for name in given if len(name) > 1):
        return True
    return len(words) > 1 and word in (words[-1] + "y", words[-1] + "ie", words[-1] + "o")  # Smithy


def _is_initial_of_surname(word: str, words: Words) -> bool:
    """``Karimi`` for ``Gholamreza K.``, as courts write."""
    return len(words) == 2 and len(words[1]) == 1 < len(words[0]) and word.startswith(words[1])


def _is_misspelt(word: str, words: Words) -> bool:
    """``Valencia`` for ``Angie Valenica``."""
    return len(words) > 1 and min(len(word), len(words[-1])) >= LONG and are_spellings(word, words[-1])


def _speaks_of(lone: Cluster, person: Cluster) -> bool:
    """Whether a person speaks of somebody whose name is in his own."""
    return any(is_in_words_of(mention, person.mentions) for mention in lone.mentions)


def can_be_one(lone: Cluster, person: Cluster) -> bool:
    """Whether nothing that the article writes tells a name alone from a person."""
    told = [{sex(mention) for mention in cluster.mentions} - {""} for cluster in (lone, person)]
    if told[0] and told[1] and told[0] != told[1]:
        return False
    if lone.age is not None and person.age is not None and abs(lone.age - person.age) > 1:
        return False
    if any(
        is_kin(m) or is_named_too(m) or is_in_words_of(m, person.mentions) or is_in_his_own_words(m, person.mentions)
        for m in lone.mentions
    ):
        return False
    if any(are_in_one_sentence(one, other) for one in lone.mentions for other in person.mentions):
        return False
    return not (any(map(is_presented, lone.mentions)) and any(map(_has_an_apposition, person.mentions)))


def _has_an_apposition(span: Span) -> bool:
    """Whether more than an age follows a name: who is told of again may be given his age."""
    return is_presented(span) and age_beside(span) is None


def is_called_in_short(one: Cluster, other: Cluster, full: Sequence[Cluster]) -> bool:
    """Whether two full names are one but for the given name's short form: ``Lakhi Singh``, ``Lakhbir Singh``; nobody else has that
    surname, and another spelling (``Mohammad``, ``Mohammed``) may well be another's."""
    mine, theirs = one.fullest(), other.fullest()
    if (
        len(mine) != 2
        or len(theirs) != 2
        or mine[1] != theirs[1]
        or look_alike(mine[0], theirs[0])
        or min(len(mine[0]), len(theirs[0])) < 2
    ):
        return False
    if any(
        words[-1] == mine[1]
        for cluster in full
        if cluster is not one and cluster is not other
        for words in cluster.spellings
    ):
        return False
    if any(map(rank, one.mentions)) != any(map(rank, other.mentions)):
        return False
    is_short = is_short_for(mine[0], theirs[0]) or is_short_for(theirs[0], mine[0])
    return is_short and can_be_one(one, other) and can_be_one(other, one)


def has_both_surnames(one: Cluster, other: Cluster, full: Sequence[Cluster]) -> bool:
    """Whether a later name is both surnames of a Spanish one: ``Riascos Mina`` after ``Jhon J. Riascos``."""
    name, both = one.fullest(), other.fullest()
    if len(both) != 2 or len(name) < 2 or name[-1] != both[0] or is_given_name(both[0]) or is_given_name(both[1]):
        return False
    is_only = not any(
        both[0] in words[1:]
        for cluster in full
        if cluster is not one and cluster is not other
        for words in cluster.spellings
    )
    is_later = other.first().start > one.first().start
    return (
        is_only
        and is_later
        and any(map(rank, one.mentions)) == any(map(rank, other.mentions))
        and is_spanish(name[0])
        and not any(map(is_presented, other.mentions))
        and can_be_one(other, one)
    )
