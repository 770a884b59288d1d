"""Which person of an article a name is of: a surname, a given name or initials find the full name that they are short for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from spacy.tokens import Span

from pipeline.components.clusters import Cluster
from pipeline.components.given_names import is_given_name
from pipeline.components.introductions import is_presented
from pipeline.components.kinship import is_kin
from pipeline.components.name_forms import (
    GENERATION,
    PARTICLES,
    Words,
    generation,
    has_initial,
    is_initial_of,
    is_part,
    words_of,
)
from pipeline.components.names_alone import is_another_of_surname
from pipeline.components.namesakes import comes_before_full_name, is_another_of_full_name
from pipeline.components.standing import role_before, sex, side, title
from pipeline.components.told_apart import is_given_as_alias
from pipeline.components.wording import between, mentions_after, name_of
from pipeline.knowledge import fold

UNLIKELY = 4  # awkwardness of a name whose bearer the text calls something else
LATER = 10_000  # added to the distance of who is named only after a mention


@dataclass(frozen=True, slots=True, order=True)
class Bearer:
    """A person whom a name fits; the least is the likeliest."""

    awkwardness: int
    is_first_called_so: bool
    distance: int  # tokens
    number: int  # among those whom it fits, in order of first mention


def bearer(span: Span, people: Sequence[Cluster]) -> Cluster | None:
    """The person whose full name holds the words of a mention in order; the nearest one before, else after.

    Two persons stay apart where the text says so; a surname that two bear goes rather to whom it is no given name, and
    an initial or a name without its middle that could be either's to neither.
    """
    words = words_of(span)
    fitting, ruled_out = _fitting(span, words, people)
    if not fitting:
        return None
    bearers = sorted(_bearer(span, words, cluster, number) for number, cluster in enumerate(fitting))
    if len(bearers) > 1 and (len(words) - bool(generation(words)) > 1 or not _is_decided(*bearers[:2])):
        return None
    if len(words) == 1 and ((ruled_out and is_presented(span)) or _may_be_an_initial(words[0], fitting, people)):
        return None
    found = fitting[bearers[0].number]
    return None if comes_before_full_name(span, found) else found


def surname_after(span: Span) -> str:
    """``chandler`` for the first of ``Paul and Rachel Chandler``; empty where two do not share a name so."""
    following = next(mentions_after(span, 4), None)
    if (
        following is None
        or following.label_ != "PERSON"
        or len(words_of(span)) > 1
        or between(span, following) != " and "
    ):
        return ""
    full = words_of(following)
    return full[-1] if len(full) == 2 and is_given_name(words_of(span)[0]) and is_given_name(full[0]) else ""


def _fitting(span: Span, words: Words, people: Sequence[Cluster]) -> tuple[list[Cluster], bool]:
    """Whom a name fits, and whether it would fit one more whom the text tells from its bearer."""
    fitting: list[Cluster] = []
    ruled_out = False
    for cluster in people:
        if not any(is_part(words, full) for full in cluster.spellings) and not _is_junior(words, cluster):
            continue
        if len(words) > 1 and (not _fits_all(words, cluster) or is_another_of_full_name(span, words, cluster)):
            continue
        if len(words) == 1 and is_another_of_surname(span, cluster):
            ruled_out = True
            continue
        fitting.append(cluster)
    return fitting, ruled_out


def _is_junior(words: Words, cluster: Cluster) -> bool:
    """``Junior`` for Ron Pace Jr., ``Jun`` in the Philippines."""
    if len(words) != 1 or cluster.generation is None:
        return False
    return GENERATION.get(words[0]) == cluster.generation or (words[0] == "jun" and cluster.generation == "jr")


def _bearer(span: Span, words: Words, cluster: Cluster, number: int) -> Bearer:
    distance = min(
        span.start - mention.start if mention.start <= span.start else LATER + mention.start
        for mention in cluster.mentions
    )
    was_called_so = any(words_of(mention) == words and mention.start < span.start for mention in cluster.mentions)
    return Bearer(_awkwardness(words, span, cluster), not was_called_so, distance, number)


def _is_decided(first: Bearer, second: Bearer) -> bool:
    """Whether the text tells whose one name alone is, of several who bear it: who is likelier to be called so, the only one
    named so far, or the only one whom it has called so. Nearness alone does not tell."""
    return (first.awkwardness, first.is_first_called_so) < (second.awkwardness, second.is_first_called_so) or (
        first.distance < LATER <= second.distance
    )


def _may_be_an_initial(word: str, fitting: Sequence[Cluster], people: Sequence[Cluster]) -> bool:
    """Whether a given name alone may be that of another, whom the article calls by his initial: ``N. Perera`` beside Nimal Perera."""
    surnames = {full[-1] for cluster in fitting for full in cluster.spellings if len(full) > 1 and full[0] == word}
    return bool(surnames) and any(
        len(full) > 1 and full[-1] in surnames and is_initial_of(full[0], word)
        for cluster in people if not any(cluster is other for other in fitting)
        for full in cluster.spellings
    )  # fmt: skip


def _fits_all(words: Words, cluster: Cluster) -> bool:
    """Whether a full name goes with the fullest name of a person, and so with every one: ``M. Ali`` does not make Mahmoud Ali of
    Mohammed Ali."""
    fullest = cluster.fullest()
    if len(words) < len(fullest) and not has_initial(fullest):
        return is_part(words, fullest)
    return all(is_part(words, full) or is_part(full, words) for full in cluster.spellings if len(full) > 1)


def _awkwardness(words: Words, span: Span, cluster: Cluster) -> int:
    """How unlikely one word is short for a name: it is the first of it, follows a particle there that it lacks here, or
    leaves out ``Jr.``; a rank that stands before both makes it likely."""
    if len(words) != 1 or words[0] in GENERATION:
        return 0
    if (told := sex(span)) and cluster.sex() not in ("", told):
        return UNLIKELY  # the widow X, for a man
    full = cluster.fullest()
    found = role_before(span)
    has_rank = bool(found) and any(found in (role_before(mention), title(mention)) for mention in cluster.mentions)
    is_alias = any(words_of(mention) == words and is_given_as_alias(mention) for mention in cluster.mentions)
    awkward = -2 * has_rank + bool(cluster.generation) + _is_a_relative(cluster) + is_alias
    if words[0] not in full or len(full) == 1:
        return awkward
    place = full.index(words[0])
    earlier = full[place - 1] if place else ""
    told = side(span)
    if told and any(side(mention) not in ("", told) for mention in cluster.mentions):
        awkward += 3
    holding = [mention for mention in cluster.full_mentions() if words[0] in words_of(mention)]
    if earlier in ("abu", "umm") or (holding and all(_is_half_of(words[0], mention) for mention in holding)):
        awkward += 2  # Omar is not Abu Omar, nor Mora Mora-Paz
    if place and _was_called_by_given_name(span, cluster):
        awkward += 1
    return awkward + (place == 0) + (earlier in PARTICLES and (earlier not in ("el", "al") or len(full) > 2))


def _was_called_by_given_name(span: Span, cluster: Cluster) -> bool:
    """Whether the article has gone on from somebody's full name to his given name and never to this: it would leave it to others."""
    full = cluster.full_mentions()
    since = [words_of(mention) for mention in cluster.mentions if full and full[0].start < mention.start < span.start]
    return cluster.fullest()[:1] in since and words_of(span) not in since


def _is_half_of(word: str, mention: Span) -> bool:
    """Whether a word is one half of a name with a hyphen: nobody calls Anouk Tavares-Vermeer Tavares."""
    halves = (fold(part).split() for part in name_of(mention).split() if "-" in part)
    return any(word in parts and not PARTICLES.intersection(parts) for parts in halves)


def _is_a_relative(cluster: Cluster) -> bool:
    """Whether the article names somebody only as another's relative: ``his wife, X``."""
    full = cluster.full_mentions()
    return bool(full) and all(map(is_kin, full))
