"""Joins names that the text gives to nobody: short forms of one given name (short_forms.py), a nickname in an article about one man
(nicknames.py)."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Sequence

from spacy.tokens import Span

from pipeline.components.clusters import Cluster
from pipeline.components.nicknames import nicknamed
from pipeline.components.short_forms import has_both_surnames, is_alone, is_called_in_short, name_in, of_given_name
from pipeline.components.wording import text_of

# An article about two who were taken for each other, or of one name.
MISTAKEN = re.compile(
    r"\b(?:mistook|mistaken|confus(?:es?|ed|ion)|mixed up|by mistake|wrong (?:man|woman|person|name)|impostor|look-?alike|twins?|"
    r"(?:take|took|taken) (?:him|her|them) for|namesakes?|(?:same|shares?|shared|sharing) (?:(?:the|his|her|that|a|my) )?(?:same )?(?:sur)?name)\b",
    re.IGNORECASE,
)


def join_lone_names(people: Sequence[Span], clusters: Iterable[Cluster]) -> None:
    """Give names alone to those whose they are; ``people``: all mentions of people. A cluster that another takes in is left empty."""
    persons = [cluster for cluster in clusters if cluster.label == "PERSON" and cluster.mentions]
    if len(persons) < 2 or MISTAKEN.search(text_of(people[0])):
        return
    lone = [cluster for cluster in persons if all(map(is_alone, cluster.mentions))]
    full = [cluster for cluster in persons if not any(cluster is other for other in lone)]
    for one, other in itertools.combinations(full, 2):
        if (
            one.mentions
            and other.mentions
            and (is_called_in_short(one, other, full) or has_both_surnames(one, other, full))
        ):
            one.absorb(other)
    full = [cluster for cluster in full if cluster.mentions]
    names = [name_in(cluster.first()) for cluster in lone]
    for number, cluster in enumerate(lone):
        if found := of_given_name(cluster, full, names[:number] + names[number + 1 :]):
            found.absorb(cluster)
    if two := nicknamed([cluster for cluster in lone if cluster.mentions], full, persons):
        person, nickname = two
        person.absorb(nickname)
