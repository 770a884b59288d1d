"""The mentions of one article that are one entity, with what they say of it together and what knowledge adds."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from spacy.tokens import Span

from pipeline.components.given_names import borne_by
from pipeline.components.name_forms import (
    Words,
    country_called,
    forms,
    is_full_name,
    short_forms,
    words_of,
)
from pipeline.components.standing import age_beside, generation_of, sex_by_courtesy
from pipeline.components.wording import before, name_of
from pipeline.knowledge import agency_index, fold, gang_index

YOUNGER_KIN = re.compile(r"\b(?:son|daughter|nephew|grandson|granddaughter)\b")
ELDER_KIN = re.compile(r"\b(?:father|mother|uncle|grandfather|grandmother|aunt)\b")


@dataclass(slots=True)
class Cluster:
    """The mentions of one entity; ``known`` is the canonical name where knowledge has it.

    ``names`` are the forms under which it is found again, ``spellings`` the words of its mentions, each once.
    """

    label: str
    mentions: list[Span] = field(default_factory=list)
    names: set[str] = field(default_factory=set)
    spellings: dict[Words, None] = field(default_factory=dict)
    known: str | None = None
    wikidata: str | None = None
    country: str | None = None
    latitude: float | None = None
    longitude: float | None = None
    age: int | None = None
    generation: str | None = None

    def name(self) -> str:
        """The canonical name: the known one, else the longest form the article uses."""
        if self.known:
            return self.known
        texts = dict.fromkeys(name_of(mention) for mention in self.mentions)
        return max(texts, key=lambda text: (len(text.split()), len(text))).replace("\n", " ")

    def fullest(self) -> Words:
        """The longest of its spellings."""
        return max(self.spellings, key=len)

    def first(self) -> Span:
        """The mention that stands first in the text."""
        return min(self.mentions, key=lambda mention: mention.start)

    def full_mentions(self) -> list[Span]:
        """The mentions of more than one word."""
        return [mention for mention in self.mentions if is_full_name(mention)]

    def side_of_a_family(self) -> str:
        """``elder`` or ``younger``, as the text puts a person beside a relative; empty where it does not."""
        if self.generation:
            return "elder" if self.generation == "sr" else "younger"
        text = " ".join(before(mention, 4).lower() for mention in self.full_mentions())
        return "younger" if YOUNGER_KIN.search(text) else "elder" if ELDER_KIN.search(text) else ""

    def is_of_another_age(self, span: Span) -> bool:
        """Whether a mention is of somebody whose age differs by more than a birthday."""
        age = age_beside(span)
        return age is not None and self.age is not None and abs(age - self.age) > 1

    def sex(self) -> str:
        """``woman`` or ``man``, by how the text calls a person or by the given name; empty where neither tells."""
        told = {sex_by_courtesy(mention) for mention in self.mentions} - {""}
        if told:
            return told.pop() if len(told) == 1 else ""
        full = self.fullest()
        return borne_by(full[0]) if len(full) > 1 else ""

    def add(self, span: Span) -> Words:
        """Take a mention in; the forms under which its entity is found from now on."""
        words = words_of(span)
        self.mentions.append(span)
        self.spellings.setdefault(words)
        if self.age is None:
            self.age = age_beside(span)
        self.generation = self.generation or generation_of(span)
        name = name_of(span)
        found = forms(self.label, name) + short_forms(self.label, name)
        self.names.update(found)
        return found

    def absorb(self, other: Cluster) -> None:
        """Take over the mentions of another, which is left empty."""
        self.mentions += other.mentions
        self.names |= other.names
        self.spellings |= other.spellings
        other.mentions, other.spellings = [], {}

    def add_knowledge(self) -> None:
        """Add what knowledge holds of the entity: canonical name, Wikidata id, country, coordinates."""
        if self.label not in ("GANG", "GPE", "ORG"):
            return
        for name in dict.fromkeys(name_of(mention) for mention in self.mentions):
            if self.label == "GANG" and (gang := gang_index().get(fold(name))):
                self.known, self.wikidata, self.country = gang.name, gang.wikidata, gang.country
                return
            if self.label == "GPE" and (country := country_called(name)):
                self.known, self.country = country.name, country.alpha2
                self.latitude, self.longitude = country.latitude, country.longitude
                return
            if self.label == "ORG" and (agency := agency_index().get(fold(name))):
                self.known, self.country = agency.name, agency.country
                return
