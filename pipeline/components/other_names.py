"""Joins what the text says to be two names of one: aliases, nicknames, call-signs, acronyms in brackets."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Sequence

from spacy.tokens import Span

from pipeline.components.aliases import ALIAS_REACH, is_other_name
from pipeline.components.called_so import called_so
from pipeline.components.clusters import Cluster
from pipeline.components.name_forms import is_full_name, words_of
from pipeline.scheme import NAMED_LABELS

Pair = tuple[Span, Span]


def neighbours(named: Iterable[Span]) -> list[Pair]:
    """Each mention with the next of its label, where one sentence can hold the two."""
    of_label: dict[str, list[Span]] = {label: [] for label in NAMED_LABELS}
    for span in named:
        of_label[span.label_].append(span)
    pairs = itertools.chain.from_iterable(itertools.pairwise(spans) for spans in of_label.values())
    near = [(left, right) for left, right in pairs if right.start - left.end <= ALIAS_REACH]
    return sorted(near, key=lambda pair: pair[0].start)


class Homes:
    """The cluster of each mention, kept true while clusters are joined."""

    def __init__(self, clusters: Iterable[Cluster]) -> None:
        self.of = {(mention.start, mention.end): cluster for cluster in clusters for mention in cluster.mentions}

    def __call__(self, span: Span) -> Cluster | None:
        return self.of.get((span.start, span.end))

    def give(self, span: Span, first: Cluster, second: Cluster) -> None:
        """Give a name that two persons bear to the second from this mention on."""
        words = words_of(span)
        moved = [mention for mention in first.mentions if mention.start >= span.start and words_of(mention) == words]
        first.mentions = [mention for mention in first.mentions if not any(mention is other for other in moved)]
        for mention in moved:
            second.add(mention)
            self.of[mention.start, mention.end] = second

    def join(self, first: Cluster, second: Cluster) -> None:
        """One cluster of two; the second is left empty."""
        for mention in second.mentions:
            self.of[mention.start, mention.end] = first
        first.absorb(second)


def _is_anothers_nickname(span: Span, person: Cluster, bearer: Cluster) -> bool:
    """Whether a nickname of two persons is meant: ``X, alias Shaggy`` and further on ``Y, alias Shaggy``."""
    if is_full_name(span) and all(words_of(mention) == words_of(span) for mention in bearer.full_mentions()):
        return False
    return bool(person.full_mentions()) and any(
        words_of(mention) != words_of(span) and mention.start < span.start for mention in bearer.full_mentions()
    )


def join_other_names(pairs: Iterable[Pair], people: Sequence[Span], clusters: Iterable[Cluster]) -> None:
    """Join the clusters of two names where the words beside them say that they are one's.

    ``pairs`` are the neighbours, ``people`` the mentions of people; a cluster that another takes in is left empty.
    """
    home = Homes(clusters)
    for left, right in pairs:
        first, second = home(left), home(right)
        if first is not None and second is not None and first is not second and is_other_name(left, right):
            _make_one(first, right, second, home)
    for first, name in list(called_so(people, home)):
        second = home(name)
        if second is not None and first is not second and first.mentions:
            _make_one(first, name, second, home)


def _make_one(person: Cluster, name: Span, bearer: Cluster, home: Homes) -> None:
    """Join a person and the one who bears his other name, or give him the name where its bearer is somebody else."""
    if name.label_ == "PERSON" and _is_anothers_nickname(name, person, bearer):
        home.give(name, bearer, person)
    else:
        home.join(person, bearer)
