"""Which of several towns or bodies of one name is meant: ``Lagos, in the Algarve`` or ``Lagos, Nigeria``, whose Ministry of Justice."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from spacy.tokens import Span

from pipeline.components.clusters import Cluster
from pipeline.components.name_forms import country_called
from pipeline.components.wording import between, mentions_after, name_of
from pipeline.knowledge import countries, fold

WITHIN = re.compile(r"^, (?:in |in the |a \w+ (?:in|of) (?:the )?)?$")
OF_A_COUNTRY = re.compile(r"^ (?:of|in) (?:the )?$")
NEAR_PLACE = 6  # tokens
NEAR_COUNTRY = 4


def same_place(span: Span, name: str, clusters: Iterable[Cluster]) -> Cluster | None:
    """The town or body of this name, but not one that the text puts elsewhere."""
    alike = [cluster for cluster in clusters if name in cluster.names]
    container = _container(span) if alike else ""
    for cluster in alike:
        if not container:
            return cluster
        others = {_container(mention) for mention in cluster.mentions} - {""}
        if not others or container in others:
            return cluster
    return None


def _container(span: Span) -> str:
    """The place that a place or body is said to lie in, folded; empty where nothing is said."""
    if span.label_ == "ORG":
        return _country_beside(span)
    following = next((ent for ent in mentions_after(span, NEAR_PLACE) if ent.label_ in ("GPE", "LOC")), None)
    if following is None or not WITHIN.match(between(span, following)):
        return ""
    return fold(name_of(following))


def _country_beside(span: Span) -> str:
    """``CL`` beside ``the Chilean Supreme Court``, ``Chile's Supreme Court`` and ``the Supreme Court of Chile``."""
    following = next((ent for ent in mentions_after(span, NEAR_COUNTRY) if ent.label_ == "GPE"), None)
    if following is not None and OF_A_COUNTRY.match(between(span, following)):
        country = country_called(name_of(following))
        return country.alpha2 if country else ""
    words = [token.text for token in span.doc[max(0, span.start - 2) : span.start] if token.text not in ("'s", "’s")]
    if not words:
        return ""
    country = country_called(words[-1])
    return country.alpha2 if country else _demonyms().get(fold(words[-1]), "")


@cache
def _demonyms() -> dict[str, str]:
    return {fold(word): country.alpha2 for country in reversed(countries()) for word in country.demonyms}
