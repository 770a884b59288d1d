"""Whether two gangs of which one name holds the other are one: ``Los Cuervos`` and its faction ``Los Cuervos del Sur`` are not."""

from __future__ import annotations

import re
from collections.abc import Iterable

from spacy.tokens import Span

from pipeline.components.clusters import Cluster
from pipeline.components.name_forms import HEADS, SMALL_WORDS, words_in, words_of
from pipeline.components.wording import between, in_order, name_of
from pipeline.knowledge import fold, gang_index

SHORTEST_PART = 5  # characters of a name that tells whose short form it is
BREAK = re.compile(r"[.!?\n(]")
SIDE_BY_SIDE = 12  # tokens


def body_cut_short(span: Span, clusters: Iterable[Cluster]) -> Cluster | None:
    """The gang or body of whose name a mention is the beginning or the end."""
    words = " ".join(words_of(span))
    if len(words) < SHORTEST_PART:
        return None
    opening, ending = words + " ", " " + words
    for cluster in clusters:
        if any(name.startswith(opening) or name.endswith(ending) for name in cluster.names):
            if not is_faction(span, cluster):
                return cluster
    return None


def is_faction(span: Span, cluster: Cluster) -> bool:
    """Whether the longer name is another gang's: our list tells them apart, or one sentence names both."""
    if span.label_ != "GANG":
        return False
    known = gang_index().get(fold(name_of(span)))
    for mention in cluster.mentions:
        other = gang_index().get(fold(name_of(mention)))
        if known and other and known.name != other.name:
            return True
        if _is_listed_but_for_more(name_of(span), name_of(mention)) or _are_side_by_side(span, mention):
            return True
    return False


def _is_listed_but_for_more(one: str, other: str) -> bool:
    """Whether our list has the shorter of two names and not the longer, which says more than what kind of thing it is: of a
    gang that we know we know the names, so ``18th Street Sureños`` is a faction of ``18th Street``."""
    short, long = sorted((one, other), key=lambda name: len(words_in(name)))
    more = set(words_in(long)) - set(words_in(short)) - HEADS - SMALL_WORDS
    return fold(short) in gang_index() and fold(long) not in gang_index() and bool(more)


def _are_side_by_side(span: Span, mention: Span) -> bool:
    """Whether one sentence names both, and the longer by more than the word for what it is."""
    first, last = in_order(span, mention)
    longer = max(words_of(span), words_of(mention), key=len)
    return longer[-1] not in HEADS and last.start - first.end < SIDE_BY_SIDE and not BREAK.search(between(first, last))
