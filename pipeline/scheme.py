"""The annotation scheme as data: labels, event types, roles, statuses, relations, measures, and
the typed records that an article's facts are kept in.

Everything else in Blotter speaks in these terms; this module imports nothing of ours. What the
spaCy Doc carries is declared here too, so that components meet only on the Doc:

- ``doc.ents``: the flat mentions (``MENTION_LABELS``); ``span.kb_id_`` is the entity id.
- ``doc.spans["people"]``: the PEOPLE mentions; ``span.id_`` is the entity id, where there is one.
- ``doc.spans["triggers"]``: the event triggers, labelled with the event type.
- ``doc._.scores``: ``{"start:end:LABEL": score in 0..1}`` in token offsets, for mentions and triggers.
- ``doc._.sources``: ``{"start:end:LABEL": what made it}`` where that is not ``model``.
- ``doc._.entities``: a list of entity dicts (``id, label, name, wikidata, country``).
- ``doc._.dates``, ``doc._.numbers``, ``doc._.events``, ``doc._.relations``: lists of plain dicts, the
  fields of the records below, with spans given as ``[start, end, label]`` in tokens.
- ``doc._.supervision``: on references to learn from, what they know (see span_tagger.py); None where they know all.
- ``doc._.published``: the article's ISO publication date, or None; set before the pipeline runs.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

MENTION_LABELS = (
    "PERSON", "GANG", "ORG", "NORP", "GPE", "LOC", "FAC", "DATE", "TIME", "MONEY", "PERCENT",
    "QUANTITY", "CARDINAL", "WEAPON", "DRUG", "LAW", "EVENT",
)  # fmt: skip
PEOPLE = "PEOPLE"
LABELS = (*MENTION_LABELS, PEOPLE)
NAMED_LABELS = ("PERSON", "GANG", "ORG", "GPE", "LOC", "FAC")
PLACE_LABELS = ("GPE", "LOC", "FAC")
NUMBER_LABELS = ("MONEY", "PERCENT", "QUANTITY", "CARDINAL")
TIME_LABELS = ("DATE", "TIME")
ACTOR_LABELS = ("PERSON", "GANG", "ORG", "NORP", "PEOPLE", "CARDINAL", "GPE")

EVENT_TYPES = (
    "KILLING", "ATTACK", "CLASH", "KIDNAPPING", "EXTORTION", "ROBBERY", "TRAFFICKING", "LAUNDERING",
    "CORRUPTION", "THREAT", "RIOT", "ESCAPE", "EXPANSION", "RAID", "ARREST", "SEIZURE", "CHARGE",
    "SENTENCE", "RELEASE", "DEPORTATION", "EXTRADITION", "SANCTION", "REWARD",
)  # fmt: skip
CRIMES = (
    "KILLING", "ATTACK", "CLASH", "KIDNAPPING", "EXTORTION", "ROBBERY", "TRAFFICKING", "LAUNDERING",
    "CORRUPTION", "THREAT", "RIOT", "ESCAPE",
)  # fmt: skip
ROLES = (
    "AGENT", "TARGET", "INSTRUMENT", "OBJECT", "AMOUNT", "PLACE", "ORIGIN", "DESTINATION", "TIME",
    "OFFENCE",
)  # fmt: skip
STATUSES = ("asserted", "alleged", "negated", "prospective", "generic")
# Words of a SENTENCE that clears: a regular expression over small letters, as Python and DuckDB read it.
ACQUITTAL = "acquit|clear|not guilty|absol|exonerat|overturn|quash"

# Relation type -> (labels its subject may have, labels its object may have).
RELATIONS: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "leader_of": (("PERSON",), ("GANG",)),
    "member_of": (("PERSON",), ("GANG",)),
    "part_of": (("GANG",), ("GANG",)),
    "allied_with": (("GANG",), ("GANG",)),
    "rival_of": (("GANG",), ("GANG",)),
    "operates_in": (("GANG",), PLACE_LABELS),
}
SYMMETRIC_RELATIONS = ("allied_with", "rival_of")

MEASURES = (
    "members", "killed", "injured", "missing", "arrested", "deployed", "migrants", "reward", "revenue",
    "payment", "value", "weight", "weapons", "age", "term", "cases", "population", "other",
)  # fmt: skip
PLAIN_UNITS = ("count", "percent", "kg", "km", "ha", "l", "year", "month", "day", "hour")

PEOPLE_LAYER = "people"
TRIGGER_LAYER = "triggers"
GUEST = "guest"  # in ``doc._.sources``: found by another pipeline in place of ours

# Role -> labels its filler may have (OFFENCE takes an event instead).
ROLE_FILLERS: dict[str, tuple[str, ...]] = {
    "AGENT": ACTOR_LABELS,
    "TARGET": (*ACTOR_LABELS, "FAC", "LOC"),
    "INSTRUMENT": ("WEAPON", "DRUG", "FAC", "MONEY", "LAW"),
    "OBJECT": ("DRUG", "WEAPON", "MONEY", "QUANTITY", "CARDINAL", "PEOPLE", "FAC", "ORG", "NORP", "PERSON"),
    "AMOUNT": ("MONEY", "QUANTITY", "CARDINAL", "PERCENT", "DATE"),
    "PLACE": PLACE_LABELS,
    "ORIGIN": PLACE_LABELS,
    "DESTINATION": PLACE_LABELS,
    "TIME": TIME_LABELS,
    "OFFENCE": (),
}

_WHERE_WHEN = ("PLACE", "TIME")
# Event type -> the roles that it has; what annotators gave to fewer than one event in a hundred is left out.
EVENT_ROLES: dict[str, tuple[str, ...]] = {
    "KILLING": ("AGENT", "TARGET", "INSTRUMENT", "AMOUNT", *_WHERE_WHEN),
    "ATTACK": ("AGENT", "TARGET", "INSTRUMENT", "AMOUNT", *_WHERE_WHEN),
    "CLASH": ("AGENT", "TARGET", "INSTRUMENT", *_WHERE_WHEN),
    "KIDNAPPING": ("AGENT", "TARGET", "INSTRUMENT", "AMOUNT", "ORIGIN", "DESTINATION", *_WHERE_WHEN),
    "EXTORTION": ("AGENT", "TARGET", "OBJECT", "AMOUNT", *_WHERE_WHEN),
    "ROBBERY": ("AGENT", "TARGET", "INSTRUMENT", "OBJECT", "AMOUNT", *_WHERE_WHEN),
    "TRAFFICKING": ("AGENT", "TARGET", "OBJECT", "AMOUNT", "ORIGIN", "DESTINATION", *_WHERE_WHEN),
    "LAUNDERING": ("AGENT", "OBJECT", "AMOUNT", "ORIGIN", "DESTINATION", *_WHERE_WHEN),
    "CORRUPTION": ("AGENT", "TARGET", "OBJECT", "AMOUNT", *_WHERE_WHEN),
    "THREAT": ("AGENT", "TARGET", "INSTRUMENT", "AMOUNT", *_WHERE_WHEN),
    "RIOT": ("AGENT", "TARGET", "INSTRUMENT", *_WHERE_WHEN),
    "ESCAPE": ("AGENT", "TARGET", "INSTRUMENT", "ORIGIN", "DESTINATION", *_WHERE_WHEN),
    "EXPANSION": ("AGENT", "TARGET", "ORIGIN", "DESTINATION", *_WHERE_WHEN),
    "RAID": ("AGENT", "TARGET", "INSTRUMENT", "DESTINATION", *_WHERE_WHEN),
    "ARREST": ("AGENT", "TARGET", "AMOUNT", "DESTINATION", *_WHERE_WHEN, "OFFENCE"),
    "SEIZURE": ("AGENT", "TARGET", "OBJECT", "AMOUNT", "DESTINATION", *_WHERE_WHEN),
    "CHARGE": ("AGENT", "TARGET", "INSTRUMENT", *_WHERE_WHEN, "OFFENCE"),
    "SENTENCE": ("AGENT", "TARGET", "AMOUNT", *_WHERE_WHEN, "OFFENCE"),
    "RELEASE": ("AGENT", "TARGET", "AMOUNT", "ORIGIN", *_WHERE_WHEN, "OFFENCE"),
    "DEPORTATION": ("AGENT", "TARGET", "INSTRUMENT", "PLACE", "ORIGIN", "DESTINATION", "TIME", "OFFENCE"),
    "EXTRADITION": ("AGENT", "TARGET", "PLACE", "ORIGIN", "DESTINATION", "TIME", "OFFENCE"),
    "SANCTION": ("AGENT", "TARGET", "INSTRUMENT", *_WHERE_WHEN, "OFFENCE"),
    "REWARD": ("AGENT", "TARGET", "AMOUNT", "PLACE", "TIME", "OFFENCE"),
}


@dataclass(slots=True)
class Mention:
    """A marked stretch of text; ``start`` and ``end`` are character offsets into the article's text."""

    id: str
    start: int
    end: int
    text: str
    label: str
    entity: str | None = None
    source: str = "model"
    score: float | None = None


@dataclass(slots=True)
class Entity:
    """Who or what the mentions with its id stand for; coordinates in degrees."""

    id: str
    label: str
    name: str | None = None
    wikidata: str | None = None
    country: str | None = None
    latitude: float | None = None
    longitude: float | None = None


@dataclass(slots=True)
class DateValue:
    """A DATE or TIME mention resolved to days: both ends inclusive, ISO ``YYYY-MM-DD``."""

    mention: str
    start: str
    end: str


@dataclass(slots=True)
class NumberValue:
    """The normal form of a number mention; an open bound is None; ``about`` is an entity id.

    ``claimed_by`` is the id of the mention that says so.
    """

    mention: str
    low: float | None
    high: float | None
    unit: str
    approximate: bool = False
    measures: str = "other"
    about: str | None = None
    claimed_by: str | None = None


@dataclass(slots=True)
class Argument:
    """One filler of an event's role: a mention's id or, for OFFENCE, an event's."""

    role: str
    mention: str | None = None
    event: str | None = None
    score: float | None = None


@dataclass(slots=True)
class Event:
    """An event by its trigger (character offsets); ``claimed_by`` is the id of the mention that says so."""

    id: str
    type: str
    start: int
    end: int
    trigger: str
    status: str
    claimed_by: str | None = None
    source: str = "model"
    score: float | None = None
    arguments: list[Argument] = field(default_factory=list)


@dataclass(slots=True)
class Relation:
    """A tie between two entities, by their ids; ``start`` and ``end`` are characters of its evidence."""

    subject: str
    type: str
    object: str
    former: bool = False
    start: int | None = None
    end: int | None = None
    source: str = "rule"
    score: float | None = None


@dataclass(slots=True)
class Extraction:
    """All facts of one article, gold or predicted, in character offsets of ``text``."""

    text: str
    mentions: list[Mention] = field(default_factory=list)
    entities: list[Entity] = field(default_factory=list)
    dates: list[DateValue] = field(default_factory=list)
    numbers: list[NumberValue] = field(default_factory=list)
    events: list[Event] = field(default_factory=list)
    relations: list[Relation] = field(default_factory=list)
    relevance: float | None = None


def declare_doc_extensions() -> None:
    """Register the Doc extensions listed above; safe to call again."""
    from spacy.tokens import Doc

    for name in ("dates", "numbers", "events", "relations", "entities"):
        if not Doc.has_extension(name):
            Doc.set_extension(name, default=[])
    for name in ("scores", "sources"):
        if not Doc.has_extension(name):
            Doc.set_extension(name, default={})
    for name in ("published", "relevance", "supervision"):
        if not Doc.has_extension(name):
            Doc.set_extension(name, default=None)


def marked_spans(doc: Any) -> list[Any]:
    """Every span of a Doc's three layers: the flat mentions, PEOPLE, triggers."""
    return [*doc.ents, *doc.spans.get(PEOPLE_LAYER, ()), *doc.spans.get(TRIGGER_LAYER, ())]


def span_key(start: int, end: int, label: str) -> str:
    """The key of a span in ``doc._.scores`` and ``doc._.sources`` (token offsets)."""
    return f"{start}:{end}:{label}"
