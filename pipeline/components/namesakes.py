"""Whether a name that fits a person is somebody else's: what the article writes beside the two, weighed."""

from __future__ import annotations

import re
from collections.abc import Callable

from spacy.tokens import Span

from pipeline.components.aliases import is_said_to_be_one
from pipeline.components.clusters import Cluster
from pipeline.components.name_forms import Words, generation, has_initial, is_full_name, words_of
from pipeline.components.standing import age_beside, rank, side, side_of_a_family, title
from pipeline.components.told_apart import (
    are_opposed,
    introduction,
    is_antecedent,
    is_beside_kin,
    is_called_by_rank,
    is_confused,
    is_given_as_a_name,
    is_in_words_of,
    is_kin,
    is_named_too,
    is_new,
    is_object_of_a_pronoun,
    is_of_a_family,
    is_of_another_body,
    is_presented,
    is_second_given_name,
    is_the_elder,
    is_told_apart,
    shares_a_name,
)
from pipeline.components.wording import (
    are_in_one_sentence,
    before,
    begins_its_sentence,
    between,
    in_order,
    is_in_body,
    name_of,
)
from pipeline.knowledge import fold

OF_RANK = re.compile(
    r"\b(?:president|premier|minister|leader|dictator|ruler|king|hopeful|candidate|nominee|commander|strongman|senator|lawmaker|congress\w+)\W*$",
    re.IGNORECASE,
)
SAYS = re.compile(r"(?:\b(?:said|says|that)|[:;]) $")
KIN_REACH = 60  # tokens between a person and the relative of the same name
SIDE_BY_SIDE = 15  # tokens between two of one name in one sentence
OLD = 55  # years of age


def comes_before_full_name(span: Span, cluster: Cluster) -> bool:
    """Whether a surname in the body of an article comes before the full name that it fits: who is short there was
    never called in full, and the other comes later. Headlines are short for whom the text then names, and a relative's
    given name (``his son Paolo``) may come before his full name."""
    words, first = words_of(span), min(cluster.mentions, key=lambda mention: mention.start)
    full = words_of(first)
    short = len(words) == 1 or (has_initial(words) and not has_initial(full))
    if not short or not 1 < len(full) >= len(words) or first.start < span.start:
        return False
    if (words[0] == full[0] and is_beside_kin(span)) or is_named_in_passing(first):
        return False
    return is_in_body(span)


def is_named_in_passing(span: Span) -> bool:
    """Whether a full name is the bare subject of its sentence, as that of somebody who was told of before: ``Musa Dogo was back``."""
    if (is_presented(span) and age_beside(span) is None) or is_kin(span):
        return False
    return begins_its_sentence(span) or bool(SAYS.search(before(span, 2)))


# --- two full names ------------------------------------------------------------------------------------------------


def is_another_of_full_name(span: Span, words: Words, cluster: Cluster) -> bool:
    """Whether a full name that fits a person is said to be somebody else's."""
    named = cluster.full_mentions()
    return (
        _is_of_another_generation(words, cluster)
        or _is_of_another_age(span, cluster)
        or any(sign(span, words, named) for sign in SIGNS)
        or _is_told_from_a_longer(span, words, cluster)
    )


def _is_of_another_generation(words: Words, cluster: Cluster) -> bool:
    """Father and son; papers leave out ``Jr.`` only with the given name."""
    one, other = generation(words), cluster.generation
    return one != other and (bool(one and other) or min(len(words), len(cluster.fullest())) > 1)


def _is_of_another_age(span: Span, cluster: Cluster) -> bool:
    """Ages that differ by more than a birthday."""
    age = age_beside(span)
    return age is not None and cluster.age is not None and abs(age - cluster.age) > 1


def _is_relative(span: Span, words: Words, named: list[Span]) -> bool:
    """Whether one of two neighbours of a name is called the relative of somebody, and the other not."""
    earlier = [mention for mention in named if mention.start < span.start]
    if earlier and span.start - earlier[-1].start < KIN_REACH and is_kin(span) and not any(map(is_kin, earlier)):
        return True
    later = next((mention for mention in named if mention.start > span.start), None)
    return later is not None and later.start - span.start < KIN_REACH and is_kin(later) and not is_kin(span)


def _is_initial_of_another_rank(span: Span, words: Words, named: list[Span]) -> bool:
    """``Inspector J. Mora``, where nobody called Mora has that rank."""
    return has_initial(words) and bool(found := rank(span)) and all(found != rank(mention) for mention in named)


def _is_taken_for_the_other(span: Span, words: Words, named: list[Span]) -> bool:
    """``He was taken for X``: the two are two, whichever the words stand beside."""
    return any(is_confused(mention) for mention in (span, *named))


def _is_named_in_one_sentence(span: Span, words: Words, named: list[Span]) -> bool:
    """Whom a sentence has named it does not name in full again; by the same words only where it sets the two side by side, since
    a caption and the sentence after it often have no full stop between them."""
    return any(
        are_in_one_sentence(span, mention)
        and not is_said_to_be_one(span, mention)
        and (words_of(mention) != words or _are_set_side_by_side(*in_order(span, mention)))
        for mention in named
    )


def _are_set_side_by_side(first: Span, last: Span) -> bool:
    """``X, for the prosecution, appealed; X left``, ``on the left X, a baker, on the right X``."""
    return last.start - first.end < SIDE_BY_SIDE and (";" in between(first, last) or is_presented(first))


def _is_officer_or_the_other(span: Span, words: Words, named: list[Span]) -> bool:
    """``X, 34, sold tiles. Inspector X arrested him``; ``Col. X …, police seek X, 41, of Baalbek``."""
    same = [mention for mention in named if mention.start < span.start and words_of(mention) == words]
    if not same:
        return False
    if rank(span):
        return any(age_beside(mention) is not None and not rank(mention) for mention in same)
    return age_beside(span) is not None and any(rank(mention) for mention in same)


def _is_introduced_otherwise(span: Span, words: Words, named: list[Span]) -> bool:
    """``The old man, X`` and ``The young woman, X``."""
    found = introduction(span)
    same = (mention for mention in named if words_of(mention) == words)
    return bool(found) and any(introduction(mention) not in ("", found) for mention in same)


def _is_named_anew(span: Span, words: Words, named: list[Span]) -> bool:
    """``another X``, once somebody has been called so."""
    return any(mention.start < span.start for mention in named) and is_named_too(span)


def _is_named_fully_later(span: Span, words: Words, named: list[Span]) -> bool:
    """Whether running text calls somebody by a longer full name only after this one: who comes first is named in full."""
    return (
        bool(named)
        and all(
            len(full := words_of(mention)) > len(words) and not generation(full) and mention.start > span.start
            for mention in named
        )
        and is_in_body(span)
    )


def _is_on_another_side(span: Span, words: Words, named: list[Span]) -> bool:
    """A judge and a smuggler of one name."""
    found = side(span)
    return bool(found) and any(side(mention) not in ("", found) for mention in named)


# What tells a full mention from the full mentions of a person whom its words fit.
SIGNS: tuple[Callable[[Span, Words, list[Span]], bool], ...] = (
    _is_relative, _is_initial_of_another_rank, _is_taken_for_the_other, _is_named_in_one_sentence, _is_officer_or_the_other,
    _is_introduced_otherwise, _is_named_anew, _is_named_fully_later, _is_on_another_side,
)  # fmt: skip


def _is_told_from_a_longer(span: Span, words: Words, cluster: Cluster) -> bool:
    """Whether the text tells a name from one with other words at its end: ``Luis Paz is no relation of Luis Paz Brenes``."""
    full = cluster.fullest()
    if words[-1] == full[-1] or words in cluster.spellings:
        return False
    first = min(cluster.mentions, key=lambda mention: mention.start)
    return is_told_apart(span) or (len(full) > len(words) and first.start > span.start and is_new(first))


# --- one name alone ------------------------------------------------------------------------------------------------


def is_another_of_surname(span: Span, cluster: Cluster) -> bool:
    """Whether one name alone is said to be somebody else's: of another age, ``the other X``, ``X the elder``, or presented anew
    where nobody was called in full."""
    if _is_of_another_age(span, cluster) or (is_of_a_family(span) and any(map(is_full_name, cluster.mentions))):
        return True
    earlier = [mention for mention in cluster.mentions if mention.start < span.start]
    if earlier and is_named_too(span):
        return True
    full = cluster.full_mentions()
    if full and _is_told_from_full_name(span, cluster, full, was_named=bool(earlier)):
        return True
    if earlier and is_object_of_a_pronoun(span) and is_antecedent(span, cluster.mentions):
        return True
    if (
        is_called_by_rank(span)
        and not any(rank(span) in (rank(m), title(m)) for m in cluster.mentions)
        and not _may_have_a_rank(cluster)
    ):
        return True
    if is_the_elder(span):
        return cluster.generation != "sr" and not any(map(is_kin, cluster.mentions))
    if full:
        return False
    if any(are_opposed(span, mention) for mention in earlier):
        return True
    return is_presented(span) and any(is_presented(mention) or rank(mention) for mention in earlier)


def _may_have_a_rank(cluster: Cluster) -> bool:
    """Whether somebody is presented as one who may have another rank too: ``General X`` may be President X, or the candidate."""
    return any(side(mention) == "state" or OF_RANK.search(before(mention, 5)) for mention in cluster.mentions)


def _is_told_from_full_name(span: Span, cluster: Cluster, full: list[Span], *, was_named: bool) -> bool:
    """Whether the words beside one name alone, or beside the full name that it fits, set the two apart."""
    return (
        _is_of_another_age_group(span, cluster)
        or is_second_given_name(span, full)
        or shares_a_name(span)
        or any(words_of(mention)[0] == fold(name_of(span)) and is_given_as_a_name(mention) for mention in full)
        or is_in_words_of(span, full)
        or (was_named and is_of_another_body(span, full))
    )


def _is_of_another_age_group(span: Span, cluster: Cluster) -> bool:
    """``the younger X`` and ``old X``, where nothing says so of the one who is called X in full."""
    word = before(span, 1).rstrip().lower()
    if word in ("old", "young") and not before(span, 2).startswith("-"):  # the 31-year-old X
        elder = cluster.age is not None and cluster.age >= OLD
        side_told = "elder" if word == "old" else "younger"
        return not (elder and word == "old") and cluster.side_of_a_family() != side_told
    told = side_of_a_family(span)
    return bool(told) and told != cluster.side_of_a_family()
