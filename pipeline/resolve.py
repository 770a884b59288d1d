"""Across documents: whom the names of articles stand for, and where events happened.

A batch of articles' rows comes in as the extractor made them, with entities that hold within one article; it goes
on with entities of the warehouse. Known names come first (``pipeline.knowledge``), places by the gazetteer and the
article around them (``pipeline.geo.places``), people, gangs and organisations by comparing names and context with the
warehouse's entities of like names (``pipeline.linking.linker``). Judgements of people win over all of it.
"""

from __future__ import annotations

import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, fields
from functools import lru_cache
from typing import Any

import duckdb
import orjson
from rapidfuzz import fuzz, process

from pipeline import __version__
from pipeline.articles import digest
from pipeline.geo.places import Place
from pipeline.knowledge import agency_index, fold, gang_index
from pipeline.linking.linker import (
    Context,
    Link,
    Local,
    Profile,
    absorb,
    keys,
    link_article,
    marked_ids,
    new_id,
    plain_id,
)
from pipeline.reading import GAZETTEER, KNOWLEDGE, Choice, Reading, reading_of, with_reading
from pipeline.rows import Rows
from pipeline.scheme import PLACE_LABELS
from pipeline.warehouse.judgements import SPLIT, Judgements
from pipeline.warehouse.tables import (
    Row,
    among,
    as_json,
    delete_rows,
    fetch_rows,
    insert_rows,
    rows_where,
    values_where,
)

RESOLVER = f"resolver {__version__}.7"  # the last number goes up when the same rows would be linked otherwise
MATCHER, TEXT = "matcher", "text"
MOST_CANDIDATES = 200  # of one local entity: a key that more entities share (a common surname) tells nothing
MOST_COMPARED = 30  # of the candidates, those with the likest names,
# and of these, beyond the first, only the really like: of 219 people of a batch that were linked at a million articles each had one of the likest names.
FIRST_COMPARED, LIKE = 8, 85.0  # ``token_set_ratio``
# Articles that name an entity, from which on its profile is not made anew from all of them when some go.
MOST_REBUILT = 300
UNSAID = """
DELETE FROM entity_keys WHERE (key, entity_id) IN (
    SELECT (key, entity_id) FROM (SELECT unnest(from_json(?::JSON, '[{"key": "UBIGINT", "entity_id": "VARCHAR"}]'), recursive := true))
)
"""
# Finer first.
PRECISION = {"site": 0, "city": 1, "region": 2, "area": 3, "country": 4}
# Words before a place that say that something is there.
LOCATIVE = re.compile(
    r"\b(?:in|at|near|outside|inside|around|across|throughout|of|from|off|en|cerca de)\s+(?:the\s+|(?:north|south|east|west)(?:ern)?\s+|"
    r"(?:down)?town\s+|central\s+|nearby\s+)*$",
    re.IGNORECASE,
)
CONTEXT = tuple(item.name for item in fields(Context))
# The roles that say where an event was, in the order in which they are asked.
PLACE_ROLES = ("PLACE", "ORIGIN", "DESTINATION", "TARGET")


@dataclass(slots=True)
class Resolved:
    """What a batch adds to the warehouse beside its own rows."""

    links: list[Row] = field(default_factory=list)
    entities: dict[str, Row] = field(default_factory=dict)
    profiles: dict[str, Profile] = field(default_factory=dict)
    keys: set[tuple[int, str]] = field(default_factory=set)
    places: dict[str, Place] = field(default_factory=dict)
    joins: list[tuple[str, str, str]] = field(default_factory=list)  # (entity, the same, reason)


class Resolver:
    """Links the entities of articles, one batch after another, against what the warehouse holds."""

    def __init__(self, connection: duckdb.DuckDBPyConnection, judgements: Judgements, run_id: str) -> None:
        self.connection, self.judgements, self.run_id = connection, judgements, run_id
        self.result = Resolved()
        self.by_key: dict[int, set[str]] = defaultdict(set)
        self.profiles: dict[str, Profile] = {}
        self.crowded: set[int] = set()  # keys that too many share
        self.stored: dict[str, Row] = {}
        self.unread: dict[str, Row] = {}  # stored profiles, read when they are compared
        self.taken: set[str] = set()

    def resolve(self, batch: Sequence[Rows]) -> Resolved:
        """Put the warehouse's entities on the rows, in place, and say what they add."""
        read = [(rows, reading) for rows in batch if (reading := reading_of(with_reading(rows)))]
        self._fetch([local for _, reading in read for local in reading.names if local.local_id not in reading.listed])
        for rows, reading in read:
            if reading.names:
                self._article(rows, reading)
        return self.result

    # What the warehouse holds

    def _fetch(self, found: Sequence[Local]) -> None:
        """The entities that share a key with one of the batch's that no list and no gazetteer has, with their profiles."""
        wanted = set[int]().union(*map(asked_keys, found))
        # Of a key that too many share only that it is crowded, since thousands share the commonest.
        pairs = self.connection.execute(
            "SELECT key, CASE WHEN count(*) <= ? THEN list(entity_id) END FROM entity_keys "
            f"WHERE {among('key', 'UBIGINT')} GROUP BY key",
            [MOST_CANDIDATES, as_json(sorted(wanted))],
        ).fetchall()
        for key, entities in pairs:
            if entities is None:
                self.crowded.add(key)
            else:
                self.by_key[key] |= set(entities)
        shown = as_json(sorted({entity for sharing in self.by_key.values() for entity in sharing}))
        # Of those that only a gazetteer or list made there is no profile: they are never compared.
        query = f"SELECT entity_id, label, name, made_by FROM entities WHERE {among('entity_id')} AND EXISTS (FROM entity_profiles p WHERE p.entity_id = entities.entity_id)"
        self.stored = {row["entity_id"]: row for row in fetch_rows(self.connection, query, [shown])}
        likely = {entity for local in found for entity in self._likely(local)}
        self.unread = {
            row["entity_id"]: row for row in rows_where(self.connection, "entity_profiles", "entity_id", likely)
        }
        self.taken = self._taken(found)

    def _taken(self, found: Sequence[Local]) -> set[str]:
        """The ids that are in use, of those which the batch's new entities might get."""
        plain = [plain_id(local) for local in found]
        taken = self._in_use({*plain, *(holds for holds, _ in self.judgements.apart.values())})
        times = Counter(plain)
        again = [local for local, key in zip(found, plain, strict=True) if times[key] > 1 or key in taken]
        return taken | self._in_use({marked for local in again for marked in marked_ids(local)})

    def _in_use(self, ids: Iterable[str]) -> set[str]:
        return values_where(self.connection, "entities", "entity_id", "entity_id", ids)

    # One article

    def _article(self, rows: Rows, reading: Reading) -> None:
        entity_of: dict[str, str | None] = {}
        precision: dict[str, str] = {}  # by this article alone, so that it is the same in whatever batch
        compared = link_article(
            [local for local in reading.names if local.local_id not in reading.listed], self._candidates
        )
        for local in reading.names:
            place = reading.places.get(local.local_id)
            if listed := reading.listed.get(local.local_id):
                machine, score, reason, made_by = listed
                self._listed_entity(local, listed, place)
            else:
                machine, score, reason, made_by = self._compared(local, compared[local.local_id], place)
            holds, judgement = self.judgements.holds(machine, local.article_id)
            if judgement is not None:
                self._make_split(holds, machine)
                if holds is not None and machine in self.result.places:
                    self.result.places.setdefault(holds, self.result.places[machine])
            # What is rejected takes part until incidents are told apart; ``Load`` takes it off the rows then.
            entity_of[local.local_id] = entity = holds or machine
            if place is not None:
                precision[entity] = place.precision
            elif local.label == "GPE" and made_by == KNOWLEDGE:
                precision[entity] = "country"
            self.result.links.append(
                {
                    "article_id": local.article_id, "local_id": local.local_id, "run_id": self.run_id,
                    "label": local.label, "name": local.name, "entity_id": holds, "machine_id": machine,
                    "score": score, "reason": reason, "made_by": made_by, "judgement_id": judgement,
                    "context": as_json({"forms": local.forms} | plain(local.context)),
                }
            )  # fmt: skip
        put_entities(rows, entity_of)
        locate_events(rows, precision)
        rows["articles"][0]["resolver"] = RESOLVER

    def _compared(self, local: Local, link: Link | None, place: Place | None) -> Choice:
        """The entity of the warehouse that the name fits, or a new one."""
        if link is not None:
            absorb(self._changed(link.entity_id), local)
            self._add_keys(local, link.entity_id)
            self.result.joins += [(link.entity_id, other, link.reason) for other in link.joins]
            return link.entity_id, link.score, link.reason, MATCHER
        entity = new_id(local, self.taken.__contains__)
        self._new_entity(entity, local, place)
        return entity, 1.0, "nothing like it before", MATCHER

    def _candidates(self, local: Local) -> list[Profile]:
        return [self._profile(entity) for entity in self._likely(local)]

    def _likely(self, local: Local) -> list[str]:
        """Who could be meant: those that share a key, of many those whose names are most like."""
        found: set[str] = set()
        for key in asked_keys(local) - self.crowded:
            sharing = self.by_key.get(key, set())
            if len(sharing) <= MOST_CANDIDATES:
                found |= sharing
        likely = sorted(entity for entity in found if entity in self.profiles or entity in self.stored)
        if len(likely) > MOST_COMPARED:
            names = {entity: fold(self._name(entity)) for entity in likely}
            best = process.extract(fold(local.name), names, scorer=fuzz.token_set_ratio, limit=MOST_COMPARED)
            likely = sorted(
                entity for number, (_, like, entity) in enumerate(best) if number < FIRST_COMPARED or like >= LIKE
            )
        return likely

    def _name(self, entity: str) -> str:
        return str(self.profiles[entity].name if entity in self.profiles else self.stored[entity]["name"])

    def _profile(self, entity: str) -> Profile:
        if entity not in self.profiles:
            if entity not in self.unread:  # its name, or the one of another, has changed in this batch
                (self.unread[entity],) = rows_where(self.connection, "entity_profiles", "entity_id", [entity])
            self.profiles[entity] = profile_of(self.stored[entity], self.unread.pop(entity))
        return self.profiles[entity]

    def _changed(self, entity: str) -> Profile:
        profile = self.profiles[entity]
        self.result.profiles[entity] = profile
        return profile

    def _add_keys(self, local: Local, entity: str) -> None:
        for key in hashed(keys(local.label, local.forms)):
            if key in self.crowded:
                # Nobody is looked up under it; a new entity has it all the same, so that the count stays true.
                if entity in self.result.entities:
                    self.result.keys.add((key, entity))
            elif entity not in self.by_key[key]:
                self.by_key[key].add(entity)
                self.result.keys.add((key, entity))

    # New entities

    def _new_entity(self, entity: str, local: Local, place: Place | None) -> None:
        self.taken.add(entity)
        self.result.entities[entity] = entity_row(
            entity, local.label, local.name, TEXT, country=place.country if place else None, place=place
        )
        self._named(entity)
        if place is not None:
            self.result.places[entity] = place
        profile = Profile(entity, local.label, local.name, {}, Context(), False, 0)
        absorb(profile, local)
        self.profiles[entity] = self.result.profiles[entity] = profile
        self._add_keys(local, entity)

    def _listed_entity(self, local: Local, listed: Choice, place: Place | None) -> None:
        """What a list or the gazetteer has becomes an entity of the warehouse, unless it is one."""
        entity, _, _, made_by = listed
        if made_by == GAZETTEER and place is not None:
            self.result.places[entity] = place
        if entity in self.result.entities:
            return
        if made_by == GAZETTEER and place is not None:
            self.result.entities[entity] = entity_row(entity, place.label, place.name, GAZETTEER, place=place)
            self._named(entity)
            return
        row = entity_row(entity, local.label, local.name, KNOWLEDGE)
        for form in local.forms:
            if local.label == "GANG" and (gang := gang_index().get(fold(form))):
                row |= {"name": gang.name, "wikidata": gang.wikidata, "country": gang.country}
                break
            if local.label == "ORG" and (agency := agency_index().get(fold(form))):
                row |= {"name": agency.name, "country": agency.country}
                break
        self.result.entities[entity] = row
        self._named(entity)

    def _make_split(self, holds: str | None, machine: str) -> None:
        """An entity that a judgement split off is like the one that it came from."""
        if holds is None or holds in self.result.entities or holds in self.taken:
            return
        if SPLIT not in holds:
            return
        stored = (
            () if machine in self.result.entities else rows_where(self.connection, "entities", "entity_id", [machine])
        )
        if origin := self.result.entities.get(machine) or next(iter(stored), None):
            self.result.entities[holds] = {**origin, "entity_id": holds, "made_by": "judgement"}
            self._named(holds)

    def _named(self, entity: str) -> None:
        same_as = self.judgements.same_as(entity)
        self.result.entities[entity] |= {"same_as": same_as, **self.judgements.said(entity)}


def entity_row(
    entity: str, label: str, name: str, made_by: str, *, country: str | None = None, place: Place | None = None
) -> Row:
    """The row of a new entity."""
    return {
        "entity_id": entity, "label": label, "name": name, "wikidata": None,
        "country": place.country if place else country,
        "latitude": place.latitude if place else None, "longitude": place.longitude if place else None,
        "precision": place.precision if place else None, "region": place.region if place else None,
        "made_by": made_by, "first_seen": None, "last_seen": None, "mentions": 0, "articles": 0, "same_as": None,
    }  # fmt: skip


def profile_of(entity: Row, row: Row) -> Profile:
    """A stored profile."""
    context, names = Context(**orjson.loads(row["context"])), orjson.loads(row["names"])
    known = entity["made_by"] == KNOWLEDGE
    return Profile(entity["entity_id"], entity["label"], entity["name"], names, context, known, row["articles"])


def profile_row(profile: Profile) -> Row:
    """A profile, to be stored."""
    return {
        "entity_id": profile.entity_id, "names": as_json(dict(sorted(profile.names.items()))),
        "context": as_json(plain(profile.context)), "articles": profile.articles,
    }  # fmt: skip


def plain(context: Context) -> dict[str, Any]:
    """A context's fields that hold anything, by name, as JSON takes them: its lists and dicts themselves, no copies."""
    return {name: value for name in CONTEXT if (value := getattr(context, name))}


def local_of(link: Row) -> Local:
    """The local entity that a stored link was made for."""
    context: dict[str, Any] = json.loads(link["context"])
    forms = context.pop("forms")
    return Local(link["article_id"], link["local_id"], link["label"], link["name"], forms, Context(**context))


def rebuilt_profiles(connection: duckdb.DuckDBPyConnection, entities: Iterable[str]) -> tuple[list[Row], list[Row]]:
    """Profiles and keys of entities made anew from their links; for those that were made from text."""
    kept = {row["entity_id"]: row for row in rows_where(connection, "entities", "entity_id", entities)}
    made = [key for key, row in kept.items() if row["made_by"] not in (KNOWLEDGE, GAZETTEER)]
    profiles: dict[str, Profile] = {}
    found: set[tuple[int, str]] = set()
    links = fetch_rows(
        connection,
        # First which rows, then the rows and the articles that they need: both tables are large.
        "WITH those AS MATERIALIZED (SELECT * FROM entity_links WHERE rowid IN ("
        f"SELECT rowid FROM entity_links WHERE {among('entity_id')} OR {among('machine_id')})) "
        "SELECT l.* FROM those l JOIN (SELECT article_id, published FROM articles WHERE article_id IN (SELECT article_id FROM those)) a "
        "USING (article_id) ORDER BY a.published NULLS FIRST, l.article_id, l.local_id",
        [as_json(made)] * 2,
    )
    for link in links:
        for entity in {link["entity_id"], link["machine_id"]} & set(made):
            row = kept[entity]
            profile = profiles.setdefault(entity, Profile(entity, row["label"], row["name"], {}, Context(), False, 0))
            local = local_of(link)
            absorb(profile, local)
            found |= {(key, entity) for key in hashed(keys(local.label, local.forms))}
    return [profile_row(p) for p in profiles.values()], [{"key": k, "entity_id": e} for k, e in sorted(found)]


def forget(connection: duckdb.DuckDBPyConnection, entities: Iterable[str | None], gone: Iterable[Row]) -> None:
    """Take what articles that are gone said of these entities out of their profiles; drop those that no article links to.

    ``gone``: the rows of ``entity_links`` that these articles had.
    """
    ids = sorted({entity for entity in entities if entity is not None})
    if not ids:
        return
    said: dict[str, list[Local]] = defaultdict(list)
    for link in gone:
        for entity in {link["entity_id"], link["machine_id"]} - {None}:
            said[entity].append(local_of(link))
    large = [
        row for row in rows_where(connection, "entity_profiles", "entity_id", ids)
        if row["articles"] - len(said[row["entity_id"]]) >= MOST_REBUILT
    ]  # fmt: skip
    _take_out(connection, large, said)
    small = sorted({*ids} - {row["entity_id"] for row in large})
    profiles, found = rebuilt_profiles(connection, small)
    for table in ("entity_profiles", "entity_keys"):
        delete_rows(connection, table, "entity_id", small)
    insert_rows(connection, "entity_profiles", profiles)
    insert_rows(connection, "entity_keys", found)
    linked = set[str]().union(
        *(values_where(connection, "entity_links", key, key, small) for key in ("entity_id", "machine_id"))
    )
    for table in ("entities", "aliases"):
        delete_rows(connection, table, "entity_id", {*small} - linked)


def _take_out(connection: duckdb.DuckDBPyConnection, large: Sequence[Row], said: Mapping[str, Sequence[Local]]) -> None:
    """What some articles said of entities that hundreds of others name, out of their profiles: names, countries and how many they are.

    The lists of what stands around them stay, as they hold the newest of all: to make them anew, every article would have to be read.
    """
    profiles, dropped = [], []
    for row in large:
        entity, names, context = row["entity_id"], orjson.loads(row["names"]), orjson.loads(row["context"])
        for local in said[entity]:
            for form, count in local.forms.items():
                names[form] = names.get(form, 0) - count
            countries = context.get("countries", {})
            for country, weight in local.context.countries.items():
                countries[country] = round(countries.get(country, 0.0) - weight, 3)
        context["countries"] = {
            country: weight for country, weight in context.get("countries", {}).items() if weight > 0
        }
        unsaid = [form for form, count in names.items() if count <= 0]
        names = {form: count for form, count in names.items() if count > 0}
        if said[entity] and unsaid:
            label = said[entity][0].label
            dropped += [
                {"key": key, "entity_id": entity} for key in hashed(keys(label, unsaid)) - hashed(keys(label, names))
            ]
        articles = row["articles"] - len(said[entity])
        profiles.append(row | {"names": as_json(names), "context": as_json(context), "articles": articles})
    delete_rows(connection, "entity_profiles", "entity_id", [row["entity_id"] for row in large])
    insert_rows(connection, "entity_profiles", profiles)
    if dropped:
        connection.execute(UNSAID, [as_json(dropped)])


def hashed(names: Iterable[str]) -> set[int]:
    """Keys as the warehouse stores them: 64 bits each."""
    return {_hashed(name) for name in names}


def asked_keys(local: Local) -> set[int]:
    """The keys under which those who may be the same are looked up."""
    return set[int]().union(*(_asked_keys(local.label, form) for form in local.forms))


@lru_cache(maxsize=4096)
def _asked_keys(label: str, form: str) -> frozenset[int]:
    return frozenset(hashed(keys(label, (form,), asked=True)))


@lru_cache(maxsize=16_384)  # each key is asked for thrice, and most of a batch's come in the next ones too
def _hashed(name: str) -> int:
    return int(digest(name), 16)


# Rows with the warehouse's entities


def put_entities(rows: Rows, entity_of: Mapping[str, str | None]) -> None:
    """Replace the article's own entities by the warehouse's on every row; ``…_local`` keeps the article's."""
    by_mention: dict[str, str | None] = {}
    for row in rows["mentions"]:
        row["entity_id"] = entity_of.get(row["local_id"]) if row["local_id"] else None
        by_mention[row["mention_id"]] = row["entity_id"]
    for row in rows.get("numbers", ()):
        row["about"] = entity_of.get(row["about_local"]) if row["about_local"] else None
    for row in rows.get("event_arguments", ()):
        row["entity_id"] = by_mention.get(row["mention_id"]) if row["mention_id"] else None
    kept = []
    for row in rows.get("relations", ()):
        row["subject"], row["object"] = entity_of.get(row["subject_local"]), entity_of.get(row["object_local"])
        kept.append(row)
    rows["relations"] = kept


def locate_events(rows: Rows, precision: Mapping[str, str]) -> None:
    """Say where each event was (not merely which places the article names) and on which days.

    ``precision``: of each place that is on the map, how exact its coordinates are.
    """
    mentions = {row["mention_id"]: row for row in rows["mentions"]}
    days = {row["mention_id"]: (row["first_day"], row["last_day"]) for row in rows.get("dates", ())}
    fillers: dict[str, list[Row]] = defaultdict(list)
    for row in rows.get("event_arguments", ()):
        fillers[row["event_id"]].append(row)
    for found in fillers.values():
        found.sort(key=lambda row: (row["start_char"], row["role"]))
    text = rows["articles"][0]["text"]
    asked = {event["sentence_start"] for event in rows.get("events", ())}
    # A government's seat does not say where (Washington has designated …): only what stands behind in, at, near.
    beside: dict[int, list[str]] = defaultdict(list)
    for row in rows["mentions"]:
        if row["label"] in PLACE_LABELS and row["entity_id"] and row["sentence_start"] in asked:
            start = row["start_char"]
            if LOCATIVE.search(text, max(0, start - 24), start):
                beside[row["sentence_start"]].append(row["entity_id"])
    for event in rows.get("events", ()):
        found = fillers[event["event_id"]]
        event["place_id"], event["place_from"] = _place(
            found, mentions, beside.get(event["sentence_start"], ()), precision
        )
        times = [row for row in found if row["role"] == "TIME" and row["mention_id"] in days]
        # The surest says when it was: another is mostly of something beside it.
        surest = max((row.get("score") or 0.0 for row in times), default=0.0)
        told = [days[row["mention_id"]] for row in times if (row.get("score") or 0.0) == surest]
        event["first_day"] = min((str(first) for first, _ in told), default=None)
        event["last_day"] = max((str(last) for _, last in told), default=None)


def _place(
    found: Sequence[Row], mentions: Mapping[str, Row], beside: Iterable[str], precision: Mapping[str, str]
) -> tuple[str | None, str | None]:
    def fineness(entity: str) -> int:
        return PRECISION.get(precision.get(entity, ""), len(PRECISION))

    for role in PLACE_ROLES:
        named = [
            row["entity_id"] for row in found
            if row["role"] == role and row["entity_id"] and mentions[row["mention_id"]]["label"] in PLACE_LABELS
        ]  # fmt: skip
        if named:
            return min(named, key=lambda entity: (fineness(entity), named.index(entity))), role
    distinct = list(dict.fromkeys(beside))
    finest = [e for e in distinct if fineness(e) == min(map(fineness, distinct))]
    if len(finest) == 1:
        return finest[0], "sentence"
    return None, None
