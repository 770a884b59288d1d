"""Whether a full name that fits a person is somebody else's: what the article writes beside the two, weighed."""

from __future__ import annotations

import re
from collections.abc import Callable

from spacy.tokens import Span

from pipeline.components.aliases import is_said_to_be_one
from pipeline.components.clusters import Cluster
from pipeline.components.given_names import borne_by
from pipeline.components.introductions import (
    introduction,
    is_of_another_place,
    is_presented,
)
from pipeline.components.kinship import is_beside_kin, is_beside_whom_he_belongs_to, is_kin
from pipeline.components.name_forms import Words, generation, has_initial, words_of
from pipeline.components.standing import (
    age_beside,
    generation_of,
    rank,
    side,
)
from pipeline.components.told_apart import (
    is_named_too,
    is_not_to_be_confused,
    is_singled_out,
    is_somebody_called_so,
    is_told_apart,
    is_unrelated,
)
from pipeline.components.wording import (
    are_in_one_sentence,
    before,
    begins_its_sentence,
    between,
    in_order,
    is_in_body,
)

# ``X was confused with the baker X``, ``X by Sergeant X``
OF_TWO = re.compile(
    r"^[^\n]*\b(?:(?:held|arrested|charged|caught|jailed|tried|shot|killed|freed) by|confused with|taken for|not)(?: (?:the|an?|his|her))?(?: [\w.]+){0,2} $"
)
SAYS = re.compile(r"(?:\b(?:said|says|that)|[:;]) $")
SIDE_BY_SIDE = 15  # tokens between two of one name in one sentence


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


def is_another_of_full_name(span: Span, words: Words, cluster: Cluster) -> bool:
    """Whether a full name that fits a person is said to be somebody else's."""
    named = cluster.full_mentions()
    return (
        _is_of_another_generation(span, words, cluster)
        or cluster.is_of_another_age(span)
        or any(sign(span, words, named) for sign in SIGNS)
        or _is_told_from_a_longer(span, words, cluster)
    )


def _is_of_another_generation(span: Span, words: Words, cluster: Cluster) -> bool:
    """Father and son; papers leave out ``Jr.`` only with the given name."""
    one, other = generation_of(span), cluster.generation
    return one != other and (bool(one and other) or min(len(words), len(cluster.fullest())) > 1)


def _is_initial_of_another_rank(span: Span, words: Words, named: list[Span]) -> bool:
    """``Inspector J. Mora``, where nobody called Mora has that rank."""
    return has_initial(words) and bool(found := rank(span)) and all(found != rank(mention) for mention in named)


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
    """``X, for the prosecution, appealed; X left``, ``on the left X, a baker, on the right X``, ``X was confused with the baker X``."""
    words = between(first, last)
    return last.start - first.end < SIDE_BY_SIDE and (";" in words or is_presented(first) or bool(OF_TWO.search(words)))


def _is_officer_or_the_other(span: Span, words: Words, named: list[Span]) -> bool:
    """``X, 34, sold tiles. Inspector X arrested him``; ``Col. X …, police seek X, 41, of Baalbek``."""
    same = [mention for mention in named if mention.start < span.start and words_of(mention) == words]
    if rank(span):
        return any(age_beside(mention) is not None and not rank(mention) for mention in same)
    return age_beside(span) is not None and any(rank(mention) for mention in same)


def _is_introduced_otherwise(span: Span, words: Words, named: list[Span]) -> bool:
    """``The old man, X`` and ``The young woman, X``."""
    found = introduction(span)
    same = (mention for mention in named if words_of(mention) == words)
    return bool(found) and any(introduction(mention) not in ("", found) for mention in same)


def _is_of_another_place(span: Span, words: Words, named: list[Span]) -> bool:
    """``X, of Lima``, where the article has said before that X is of Cali."""
    return is_of_another_place(
        span, [mention for mention in named if mention.start < span.start and words_of(mention) == words]
    )


def _is_named_anew(span: Span, words: Words, named: list[Span]) -> bool:
    """``another X``, ``“No relation,” said X``, ``his deputy, X``, once somebody has been called so."""
    if not named:
        return False
    first = min(named, key=lambda mention: mention.start)
    later, people = (first, [span]) if span.start < first.start else (span, named)
    return (
        is_named_too(later)
        or is_somebody_called_so(later)
        or is_unrelated(later)
        or is_not_to_be_confused(later)
        or is_beside_whom_he_belongs_to(later, people, borne_by(words[0]))
    )


def _is_one_of_several(span: Span, words: Words, named: list[Span]) -> bool:
    """``the X who was in the paper``, beside an X of whom nothing of the kind is said."""
    same = [mention for mention in named if words_of(mention) == words]
    if not same or any(
        before(mention, 1).lower() == "the " and not is_singled_out(mention) for mention in (span, *same)
    ):
        return False  # the Dalai Lama
    return is_singled_out(span) != any(map(is_singled_out, same))


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
    _is_initial_of_another_rank, _is_one_of_several, _is_named_in_one_sentence,
    _is_officer_or_the_other, _is_introduced_otherwise, _is_of_another_place, _is_named_anew, _is_named_fully_later, _is_on_another_side,
)  # fmt: skip


def _is_told_from_a_longer(span: Span, words: Words, cluster: Cluster) -> bool:
    """Whether the text tells a name from one with other words at its end: ``Luis Paz is no relation of Luis Paz Brenes``."""
    full = cluster.fullest()
    if words[-1] == full[-1] or words in cluster.spellings:
        return False
    return is_told_apart(span)
