"""Whether one name alone is somebody else's than the person whom it fits: ``the other X``, ``her cousin X``, ``Ms X`` for a man."""

from __future__ import annotations

import re
from collections.abc import Callable

from spacy.tokens import Span

from pipeline.components.clusters import Cluster
from pipeline.components.introductions import is_presented, is_somebody_new
from pipeline.components.kinship import is_beside_whom_he_belongs_to, is_called_kin, is_kin
from pipeline.components.name_forms import words_of
from pipeline.components.standing import rank, sex_by_courtesy, side, side_of_a_family, title
from pipeline.components.told_apart import (
    are_opposed,
    is_antecedent,
    is_called_by_rank,
    is_given_as_a_name,
    is_given_as_alias,
    is_in_words_of,
    is_named_too,
    is_object_of_a_pronoun,
    is_of_a_family,
    is_of_another_body,
    is_second_given_name,
    is_singled_out,
    is_somebody_called_so,
    is_the_elder,
    is_unrelated,
)
from pipeline.components.wording import after, before, last_named_before, name_of
from pipeline.knowledge import fold

OF_RANK = re.compile(
    r"\b(?:president|premier|minister|leader|dictator|ruler|king|hopeful|candidate|nominee|commander|strongman|senator|lawmaker|congress\w+)\W*$",
    re.IGNORECASE,
)
# ``DCI X``, ``X heads the police of Lima``: a rank that the article gives otherwise or not at all
OF_A_FORCE = re.compile(
    r"\b(?:(?:W?PC|DC|DS|DI|DCI|DSI|ACP|DSP|ASP|SSP|IGP|Det|Cpl|Pte|PO\d|SPO\d)\b|police|army|navy|military|troops|squad|brigade|garrison|officer)"
)
ACCUSED = re.compile(r"\bthe (?:defendant|accused|suspect) $", re.IGNORECASE)
OLD = 55  # years of age

Mentions = list[Span]


def is_another_of_surname(span: Span, cluster: Cluster) -> bool:
    """Whether one name alone that fits a person is said to be somebody else's."""
    earlier = [mention for mention in cluster.mentions if mention.start < span.start]
    full = cluster.full_mentions()
    return cluster.is_of_another_age(span) or any(sign(span, cluster, earlier, full) for sign in SIGNS)


def _is_of_other_sex(span: Span, cluster: Cluster, earlier: Mentions, full: Mentions) -> bool:
    """``Ms X`` for a man."""
    told = sex_by_courtesy(span)
    return bool(told) and cluster.sex() not in ("", told)


def _is_alias_of_the_last(span: Span, cluster: Cluster, earlier: Mentions, full: Mentions) -> bool:
    """``Y, alias X``, where X is part of another's name."""
    return bool(full) and is_given_as_alias(span) and not _is_last_named(span, cluster)


def _is_named_anew(span: Span, cluster: Cluster, earlier: Mentions, full: Mentions) -> bool:
    """``another X``, ``a man called X``, ``a neighbour, X,``, ``the X who did it``, and whoever is told from the last of whom the text speaks."""
    if not earlier:
        return False
    if (
        is_named_too(span)
        or is_somebody_called_so(span)
        or is_beside_whom_he_belongs_to(span, cluster.mentions, cluster.sex())
    ):
        return True
    if full and is_somebody_new(span):
        return True
    if is_singled_out(span) and not any(map(is_singled_out, cluster.mentions)):
        return True
    return is_unrelated(span) and _is_last_named(span, cluster)


def _is_last_named(span: Span, cluster: Cluster) -> bool:
    last = last_named_before(span)
    return any(last.start == mention.start for mention in cluster.mentions)


def _is_relative(span: Span, cluster: Cluster, earlier: Mentions, full: Mentions) -> bool:
    """``her cousin X`` and ``my brother X``, where X is nobody's first name; ``the X family`` is nobody alone."""
    return bool(full) and (
        is_of_a_family(span)
        or (is_called_kin(span) and all(words[0] != words_of(span)[0] for words in cluster.spellings))
    )


def _is_of_another_age_group(span: Span, cluster: Cluster, earlier: Mentions, full: Mentions) -> bool:
    """``the younger X`` and ``old X``, where nothing says so of the one who is called X in full; ``X the elder`` of his son."""
    if is_the_elder(span):
        return cluster.generation != "sr" and not any(map(is_kin, cluster.mentions))
    if not full:
        return False
    word = before(span, 1).rstrip().lower()
    if word in ("old", "young") and not before(span, 2).startswith("-"):  # the 31-year-old X
        elder = cluster.age is not None and cluster.age >= OLD
        side_told = "elder" if word == "old" else "younger"
        return not (elder and word == "old") and cluster.side_of_a_family() != side_told
    told = side_of_a_family(span)
    return bool(told) and told != cluster.side_of_a_family()


def _is_told_from_full_name(span: Span, cluster: Cluster, earlier: Mentions, full: Mentions) -> bool:
    """Whether the words beside a name, or beside the full name that it fits, set the two apart."""
    return bool(full) and (
        is_second_given_name(span, full)
        or any(words_of(mention)[0] == fold(name_of(span)) and is_given_as_a_name(mention) for mention in full)
        or is_in_words_of(span, full)
        or (bool(earlier) and is_of_another_body(span, full))
    )


def _is_met_by_him(span: Span, cluster: Cluster, earlier: Mentions, full: Mentions) -> bool:
    """``He has met X``."""
    return bool(earlier) and is_object_of_a_pronoun(span) and is_antecedent(span, cluster.mentions)


def _is_of_another_rank(span: Span, cluster: Cluster, earlier: Mentions, full: Mentions) -> bool:
    """``Captain X``, where nobody called X is of a rank; ``General X`` may be President X, or the candidate."""
    if not is_called_by_rank(span) or any(
        rank(span) in (rank(mention), title(mention)) for mention in cluster.mentions
    ):
        return False
    return not any(
        side(mention) == "state"
        or OF_RANK.search(before(mention, 5))
        or OF_A_FORCE.search(before(mention, 3) + after(mention, 40))
        for mention in cluster.mentions
    )


def _is_on_another_side(span: Span, cluster: Cluster, earlier: Mentions, full: Mentions) -> bool:
    """``the defendant X`` and Detective X."""
    return bool(full) and bool(ACCUSED.search(before(span, 2))) and any(side(mention) == "state" for mention in full)


def _is_told_from_one_alone(span: Span, cluster: Cluster, earlier: Mentions, full: Mentions) -> bool:
    """``X against X``; ``X, a baker, … X, a judge``: where nobody is called in full."""
    if full:
        return False
    if any(are_opposed(span, mention) for mention in earlier):
        return True
    return is_presented(span) and any(is_presented(mention) or rank(mention) for mention in earlier)


SIGNS: tuple[Callable[[Span, Cluster, Mentions, Mentions], bool], ...] = (
    _is_of_other_sex, _is_alias_of_the_last, _is_named_anew, _is_relative, _is_of_another_age_group,
    _is_told_from_full_name, _is_met_by_him, _is_of_another_rank, _is_on_another_side, _is_told_from_one_alone,
)  # fmt: skip
