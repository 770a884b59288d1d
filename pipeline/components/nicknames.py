"""Whose nickname it is that the text joins to nobody, in an article that can be about one man only: ``“El Gordo does not visit,” she said``.

In doubt it stays an entity of its own: a nickname that an article uses without a word of whose it is is often that of a boss whom
all know.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from spacy.tokens import Span

from pipeline.components.clusters import Cluster
from pipeline.components.given_names import is_family_name, is_nickname
from pipeline.components.introductions import is_presented
from pipeline.components.kinship import is_kin
from pipeline.components.name_forms import words_of
from pipeline.components.short_forms import KUNYA, can_be_one
from pipeline.components.standing import age_beside, rank, sex, side
from pipeline.components.wording import after, before, begins_its_sentence, in_order

ARTICLES = {"el": "man", "o": "man", "lo": "man", "la": "woman", "a": "woman"}
# ``X claims to have thought him a dentist``: another man
ANOTHER = re.compile(r"^[^.!?\"“”]*\b(?:him|her)\b(?! (?:own|\w+ (?:is|was)\b))")
OWNED = re.compile(r"^['’]s?\b")
# Who is beside an article's man and not he.
OFFICIAL = re.compile(
    r"\b(?:lawyer|attorney|counsel|prosecutor|judge|minister|spokes\w+|officer|detective|inspector|commissioner|neighbou?r|reporter|"
    r"expert|witness|registrar|governor|warden|doctor|priest|agent|chief of police|police chief|mayor)\b[^.]{0,25}$",
    re.IGNORECASE,
)


def nicknamed(
    unplaced: Iterable[Cluster], full: Iterable[Cluster], persons: Sequence[Cluster]
) -> tuple[Cluster, Cluster] | None:
    """The one person whom an article can be about and the one nickname that it joins to nobody, where they are one."""
    unnamed = [cluster for cluster in unplaced if any(map(_is_nickname_alone, cluster.mentions))]
    free = [
        cluster for cluster in full
        if not _is_beside(cluster) and not any(map(_is_nickname_alone, cluster.mentions))
    ]  # fmt: skip
    if len(unnamed) != 1 or len(free) != 1:
        return None
    found = free[0], unnamed[0]
    return found if _is_about(found[1], found[0]) and not _is_anybody_between(found[1], found[0], persons) else None


def _is_nickname_alone(span: Span) -> bool:
    """Whether a mention is written as a nickname: ``El Gordo``, ``Flaco``."""
    words = words_of(span)
    if len(words) == 2 and (words[0] in ARTICLES or words[0] in KUNYA):
        return True
    return all(map(is_nickname, words)) and not any(map(is_family_name, words))


def _is_beside(cluster: Cluster) -> bool:
    """Whether somebody is in an article as an official, a relative or a speaker about another."""
    return any(
        rank(mention) or side(mention) == "state" or is_kin(mention) or OFFICIAL.search(before(mention, 8))
        for mention in cluster.mentions
    )


def _is_anybody_between(lone: Cluster, person: Cluster, persons: Iterable[Cluster]) -> bool:
    """Whether the article names somebody else, no official or relative, between the two."""
    earlier, later = in_order(lone.first(), person.first())
    others = (cluster for cluster in persons if cluster is not lone and cluster is not person and cluster.mentions)
    return any(
        earlier.start < mention.start < later.start
        for cluster in others if not _is_beside(cluster)
        for mention in cluster.mentions
    )  # fmt: skip


def _is_about(lone: Cluster, person: Cluster) -> bool:
    """Whether a nickname is that of the only one whom an article can be about: both are what its sentences are about."""
    sexes = {ARTICLES.get(words_of(mention)[0], "") for mention in lone.mentions} - {""}
    told = {sex(mention) for mention in person.mentions} - {""}
    if sexes and told and sexes != told:
        return False
    later = in_order(lone.first(), person.first())[1]
    if is_presented(later) and age_beside(later) is None:
        return False
    return can_be_one(lone, person) and _is_subject(later) and not ANOTHER.match(after(later, 160))


def _is_subject(span: Span) -> bool:
    """Whether a sentence begins with a mention."""
    return begins_its_sentence(span) and not OWNED.match(after(span, 3))
