"""A warehouse of a million articles, made from the real distributions of the gold articles, for ``pipeline.warehouse.bench``.

Sentences of ``corpora/gangs/en/train`` with their facts are the pool. Each is told of other gangs and towns, many times over; its
people are stand-ins as long as every name, so that SQL can cast them anew in each article and all offsets hold. A ``Plan`` says of
every article its day, paper, sentences and cast: ``fill`` writes articles of it in bulk, ``Pool.rows`` makes the same ones for ``Warehouse.load``.
"""

from __future__ import annotations

import json
import random
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import cache
from typing import Any

import duckdb
import numpy as np

from pipeline.articles import Article, digest
from pipeline.geo.atlas import candidates
from pipeline.geo.cities import open_cities
from pipeline.geo.places import Place
from pipeline.gold import read_articles
from pipeline.incidents.happenings import reports_of
from pipeline.incidents.likeness import Sketch
from pipeline.incidents.links import COLUMNS, COMPARED
from pipeline.incidents.neighbourhood import CONTENT, put_keys
from pipeline.incidents.prepared import Prepared
from pipeline.incidents.telling import MOST_KEYS, telling_names
from pipeline.incidents.wording import name_words, sound_hash
from pipeline.knowledge import country_index, fold, gangs, slug
from pipeline.learning.augment import all_names
from pipeline.linking.linker import Context, Local, keys, known_id
from pipeline.reading import place_entity_id
from pipeline.resolve import entity_row, hashed, locate_events, put_entities
from pipeline.rows import Row, Rows, article_rows, sentence_starts
from pipeline.scheme import NAMED_LABELS, DateValue, Entity, Extraction, Mention, Relation
from pipeline.settings import PROJECT
from pipeline.warehouse import derived, word_index
from pipeline.warehouse.tables import as_json, insert_rows, read_sql

CORPUS = PROJECT / "corpora" / "gangs" / "en" / "train"
RUN, EXTRACTOR = "synthetic", "synthetic 1"
SENTENCES, LEAST_MENTIONS = 5, 4  # five sentences of four mentions and more make articles of 130 words and 30 mentions
CAST = 4  # people of an article; two of them are those of its story
STAND_INS = ("Castone Aqqqqqq", "Casttwo Bqqqqqq", "Casthre Cqqqqqq", "Castfou Dqqqqqq")
LONG = len(STAND_INS[0])
FIRST, DAYS = date(2015, 1, 1), 3650
PAPERS, TOWNS, STORY = 40, 20_000, 2.2  # reports of one story, on average; nine at most
WINDOW, MOST_REPORTS = 1_500, 9  # articles, of a million, among which a story's reports lie
COPIES = 0.05
CHUNK = 50_000
# What ties a gang to whom a sentence names with it; of the gold articles' relations most reach across sentences.
TIES = {"PERSON": ("member_of", "leader_of"), "GPE": ("operates_in",), "GANG": ("rival_of", "allied_with", "part_of")}


@dataclass(slots=True)
class Variant:
    """One sentence told of certain gangs and towns: its facts, its rows, and what each local entity is in the warehouse.

    ``days``: mention id → first and last day of a date, in days from publication.
    """

    facts: Extraction
    days: dict[str, tuple[int, int]] = field(default_factory=dict)
    people: dict[str, str] = field(default_factory=dict)  # local id → stand-in
    towns: dict[str, Place] = field(default_factory=dict)  # local id → place
    rows: Rows = field(default_factory=dict)
    entity_of: dict[str, str] = field(default_factory=dict)
    reports: list[Any] = field(default_factory=list)


# The pool


class Pool:
    """Variants of the gold sentences, the same for the same seed; ``entities``: the rows of all whom they name."""

    def __init__(self, variants: int, *, seed: int = 1) -> None:
        self.chance = random.Random(seed)
        self.entities: dict[str, Row] = {}
        self.names = [gang.name for gang in gangs()]
        self.towns = towns()
        self.chance.shuffle(self.names)
        sentences = list(gold_sentences())
        self.variants: list[Variant] = []
        while len(self.variants) < variants:
            made = self._variant(*self.chance.choice(sentences))
            if made is not None:
                self.variants.append(made)

    def _variant(self, facts: Extraction, days: Mapping[str, tuple[int, int]]) -> Variant | None:
        """The sentence told of others, with its rows; None where it would be two sentences."""
        told = Variant(facts, dict(days))
        told.facts = self._told_of_others(facts, told)
        if sentence_starts(told.facts.text) != [0] or told.facts.text != told.facts.text.strip():
            return None
        self._tie(told.facts)
        article = Article("v", told.facts.text, None, FIRST, "en", None)
        told.rows = article_rows(article, told.facts, run_id=RUN, extractor=EXTRACTOR)
        places = self._link(told)
        put_entities(told.rows, told.entity_of)
        locate_events(told.rows, {key: place.precision for key, place in places.items()})
        told.reports = reports_of(told.rows["articles"][0], told.rows, places)
        return told

    def _told_of_others(self, facts: Extraction, told: Variant) -> Extraction:
        """Gangs, towns and people replaced wherever no other mark reaches into the name."""
        stand_ins = iter(self.chance.sample(STAND_INS, CAST))
        new: dict[str, str] = {}
        for entity in facts.entities:
            named = [mention for mention in facts.mentions if mention.entity == entity.id]
            if entity.label == "PERSON":
                new[entity.id] = next(stand_ins, "")
            elif entity.label == "GANG":
                new[entity.id] = zipf_choice(self.names, self.chance)
            elif entity.label == "GPE" and named and is_town(named[0].text):
                place = zipf_choice(self.towns, self.chance)
                new[entity.id], told.towns[entity.id] = place.name, place
        return renamed(facts, {key: name for key, name in new.items() if name}, told)

    def _tie(self, facts: Extraction) -> None:
        """A relation for a gang and another entity of the sentence, at about the gold's rate."""
        found = {m.entity: m for m in reversed(facts.mentions) if m.entity and m.label in TIES}
        gang = next((key for key, mention in found.items() if mention.label == "GANG"), None)
        others = [key for key in found if key != gang]
        if gang is None or not others or self.chance.random() > 0.8:
            return
        other = self.chance.choice(others)
        kind = self.chance.choice(TIES[found[other].label])
        one, two = (other, gang) if found[other].label == "PERSON" else (gang, other)
        start, end = min(found[one].start, found[two].start), max(found[one].end, found[two].end)
        facts.relations.append(Relation(one, kind, two, False, start, end, score=0.8))

    def _link(self, told: Variant) -> dict[str, Place]:
        """Say what each local entity is in the warehouse; returns the places by the warehouse's id."""
        places: dict[str, Place] = {}
        for entity in told.facts.entities:
            if entity.id in told.people:
                told.entity_of[entity.id] = stand_in_id(told.people[entity.id])
                continue
            place = told.towns.get(entity.id) or (
                place_of(entity.name or "") if entity.label in ("GPE", "LOC") else None
            )
            if place is not None:
                key = place_entity_id(place)
                row = entity_row(key, place.label, place.name, "gazetteer", place=place)
                places[key] = place
            else:
                local = Local("v", entity.id, entity.label, entity.name or entity.id, {}, Context())
                known = known_id(local)
                key = known[0] if known else f"{entity.label.lower()}:{slug(local.name)}"
                row = entity_row(key, entity.label, local.name, "knowledge" if known else "text")
            told.entity_of[entity.id] = key
            self.entities.setdefault(key, row)
        return places

    def rows(self, plan: Plan, numbers: Iterable[int]) -> list[Rows]:
        """Planned articles as the extractor would hand them over."""
        return [article_rows(*self.article(plan, a), run_id=RUN, extractor=EXTRACTOR) for a in numbers]

    def article(self, plan: Plan, a: int) -> tuple[Article, Extraction]:
        """A planned article with its facts."""
        people = dict(zip(STAND_INS, (plan.names[p] for p in plan.cast[a]), strict=True))
        day = plan.day(a)
        facts = Extraction("", relevance=0.9)
        texts: list[str] = []
        for slot, number in enumerate(plan.variants[a]):
            shift = sum(len(text) + 1 for text in texts)
            texts.append(self._append(facts, self.variants[number], people, f"s{slot}", shift, day))
        facts.text = "\n".join(texts)
        key = plan.article_id(a)
        return (
            Article(key, facts.text, texts[0][:70], day, "en", plan.paper(a), url=f"https://example.org/{key}"),
            facts,
        )

    def _append(
        self, facts: Extraction, variant: Variant, people: Mapping[str, str], slot: str, shift: int, day: date
    ) -> str:
        """Add a sentence's facts to an article's; returns its text."""
        own = variant.facts
        cast = {local: f"person:{slug(people[name])}" for local, name in variant.people.items()}

        def who(key: str | None) -> str | None:
            return cast.get(key, key) if key else None

        def here(key: str | None) -> str | None:
            return f"{slot}{key}" if key else None

        text = with_names(own.text, people)
        for m in own.mentions:
            facts.mentions.append(
                replace(m, id=slot + m.id, start=m.start + shift, end=m.end + shift, text=text[m.start : m.end], entity=who(m.entity))
            )  # fmt: skip
        known = {entity.id for entity in facts.entities}
        facts.entities += [
            Entity(key, e.label, people.get(variant.people.get(e.id, ""), e.name))
            for e in own.entities if (key := cast.get(e.id, e.id)) not in known
        ]  # fmt: skip
        for mention, (first, last) in variant.days.items():
            facts.dates.append(DateValue(slot + mention, iso(day, first), iso(day, last)))
        facts.numbers += [
            replace(n, mention=slot + n.mention, about=who(n.about), claimed_by=here(n.claimed_by)) for n in own.numbers
        ]
        for e in own.events:
            arguments = [replace(a, mention=here(a.mention), event=here(a.event)) for a in e.arguments]
            trigger = text[e.start : e.end]
            facts.events.append(
                replace(e, id=slot + e.id, start=e.start + shift, end=e.end + shift, trigger=trigger, claimed_by=here(e.claimed_by), arguments=arguments)
            )  # fmt: skip
        facts.relations += [
            replace(r, subject=who(r.subject) or "", object=who(r.object) or "", start=(r.start or 0) + shift, end=(r.end or 0) + shift)
            for r in own.relations
        ]  # fmt: skip
        return text


def with_names(text: str, people: Mapping[str, str]) -> str:
    """The text with its cast in place of the stand-ins."""
    for stand_in, name in people.items():
        text = text.replace(stand_in, name)
    return text


def stand_in_id(name: str) -> str:
    return f"person:@{STAND_INS.index(name) + 1}"


def iso(day: date, shift: int) -> str:
    return (day + timedelta(days=shift)).isoformat()


def gold_sentences() -> Iterator[tuple[Extraction, dict[str, tuple[int, int]]]]:
    """The sentences of the pool with what lies wholly inside each."""
    for article in read_articles([CORPUS]):
        starts = sentence_starts(article.text)
        for start, end in zip(starts, [*starts[1:], len(article.text)], strict=True):
            facts = cut(article.extraction, start, start + len(article.text[start:end].rstrip()))
            if len(facts.mentions) >= LEAST_MENTIONS and len(facts.text.split()) <= 45:
                days = {}
                for value in facts.dates:
                    off = [
                        (date.fromisoformat(d) - (article.published or FIRST)).days for d in (value.start, value.end)
                    ]
                    if -4000 < off[0] <= off[1] < 400:
                        days[value.mention] = (off[0], off[1])
                facts.dates = []
                yield facts, days


def cut(facts: Extraction, start: int, end: int) -> Extraction:
    """What an extraction says between two characters."""
    named = {e.id for e in facts.entities if e.label in NAMED_LABELS}
    mentions = [
        replace(m, start=m.start - start, end=m.end - start, entity=m.entity if m.entity in named else None)
        for m in facts.mentions if start <= m.start and m.end <= end
    ]  # fmt: skip
    inside = {m.id for m in mentions}
    named = {m.entity for m in mentions if m.entity}
    events = [e for e in facts.events if start <= e.start and e.end <= end]
    told = {e.id for e in events}
    return Extraction(
        facts.text[start:end],
        mentions,
        [e for e in facts.entities if e.id in named],
        [d for d in facts.dates if d.mention in inside],
        [replace(n, about=n.about if n.about in named else None, claimed_by=n.claimed_by if n.claimed_by in inside else None) for n in facts.numbers if n.mention in inside],
        [
            replace(
                e, start=e.start - start, end=e.end - start, claimed_by=e.claimed_by if e.claimed_by in inside else None,
                arguments=[a for a in e.arguments if a.mention in inside or a.event in told],
            )
            for e in events
        ],
    )  # fmt: skip


def renamed(facts: Extraction, new: Mapping[str, str], told: Variant) -> Extraction:
    """The facts with entities under new names; one into whose name another mark reaches stays as it is."""
    marks = [(m.start, m.end) for m in facts.mentions] + [(e.start, e.end) for e in facts.events]

    def free(mention: Mention) -> bool:
        return not any(mention.start < edge < mention.end for mark in marks for edge in mark)

    taken = {key for key in new if all(free(m) for m in facts.mentions if m.entity == key)}
    spans = sorted((m.start, m.end, new[m.entity]) for m in facts.mentions if m.entity in taken)
    edges, shifts, pieces, at = [0], [0], [], 0
    for start, end, name in spans:
        pieces += [facts.text[at:start], name]
        at = end
        edges.append(end)
        shifts.append(shifts[-1] + len(name) - (end - start))
    text = "".join([*pieces, facts.text[at:]])

    def moved(position: int) -> int:
        return position + shifts[bisect_right(edges, position) - 1]

    mentions = [
        replace(m, start=moved(m.start), end=moved(m.end), text=text[moved(m.start) : moved(m.end)])
        for m in facts.mentions
    ]
    told.people.update({key: new[key] for key in taken if new[key] in STAND_INS})
    told.towns = {key: place for key, place in told.towns.items() if key in taken}
    return Extraction(
        text,
        mentions,
        [Entity(e.id, e.label, new[e.id] if e.id in taken else e.name) for e in facts.entities],
        [],
        list(facts.numbers),
        [
            replace(e, start=moved(e.start), end=moved(e.end), trigger=text[moved(e.start) : moved(e.end)])
            for e in facts.events
        ],
    )


def zipf_choice(items: Sequence[Any], chance: random.Random) -> Any:
    """One of them: mostly among the first by Zipf's law, at times any."""
    count = len(items)
    return items[int(count ** chance.random()) - 1] if chance.random() < 0.7 else chance.choice(items)


@cache
def is_town(name: str) -> bool:
    found = candidates(name)
    return bool(found) and found[0].kind == "city" and fold(name) not in country_index()


@cache
def place_of(name: str) -> Place | None:
    """What the gazetteer has under a name, the best known first."""
    from pipeline.geo.places import PlaceMention, Places

    return Places().resolve([PlaceMention(name, "GPE", 0, len(name))], name)[0]


@cache
def towns() -> tuple[Place, ...]:
    """The largest towns of the world, as places."""
    rows = open_cities()._connection.execute(
        "SELECT id, name, country, region, latitude, longitude FROM cities ORDER BY population DESC, id"
    )
    found = (row for row in rows if row[1].replace(" ", "").isalpha() and fold(row[1]) not in country_index())
    return tuple(
        Place(f"city:{row[0]}", row[1], "GPE", row[2], row[3], row[4], row[5], "city", 0.9, "largest of this name")
        for row, _ in zip(found, range(TOWNS), strict=False)
    )


# The plan


class Plan:
    """Which sentences, people, paper and day every article has; ``count`` articles, of which a bulk and batches are taken."""

    def __init__(
        self, count: int, pool: Pool, *, days: int = DAYS, per_day: float | None = None, seed: int = 2
    ) -> None:
        chance = np.random.default_rng(seed)
        self.count = count
        self.per_day = per_day or max(1.0, count / days)
        self.names = people(max(50, count // 2), seed=seed)
        self.papers = (PAPERS ** chance.random(count)).astype(int)
        self.story = self._stories(chance)
        self.variants = chance.integers(0, len(pool.variants), (count, SENTENCES))
        telling = np.array([i for i, v in enumerate(pool.variants) if v.reports])
        stories = int(self.story.max()) + 1
        self.variants[:, 0] = telling[chance.integers(0, len(telling), stories)][self.story]
        self.cast = self._cast(chance, count)
        self.cast[:, :2] = self._cast(chance, stories)[self.story, :2]
        self.copy_of = self._copies(chance)
        copied = self.copy_of >= 0
        for column in (self.variants, self.cast, self.story):
            column[copied] = column[self.copy_of[copied]]

    def _stories(self, chance: Any) -> Any:
        """Near articles share a story; none has reports on both sides of a chunk's edge."""
        a = np.arange(self.count)
        chunk, inside = np.divmod(a, CHUNK)
        moved = np.minimum(inside + chance.integers(0, WINDOW, self.count), CHUNK - 1)
        story = np.unique(chunk * CHUNK + (moved / STORY).astype(int), return_inverse=True)[1]
        order = np.argsort(story, kind="stable")
        starts = np.searchsorted(story[order], story[order])
        rank = np.empty(self.count, int)
        rank[order] = np.arange(self.count) - starts
        many = rank >= MOST_REPORTS
        story[many] = story.max() + 1 + np.arange(many.sum())
        return story

    def _cast(self, chance: Any, count: int) -> Any:
        many = len(self.names)
        by_zipf = (many ** chance.random((count, CAST))).astype(int) - 1
        return np.where(chance.random((count, CAST)) < 0.6, by_zipf, chance.integers(0, many, (count, CAST)))

    def _copies(self, chance: Any) -> Any:
        a = np.arange(self.count)
        original = a - chance.integers(1, 800, self.count)
        copies = (chance.random(self.count) < COPIES) & (original >= 0) & (original // CHUNK == a // CHUNK)
        copies[copies] &= ~copies[original[copies]]
        return np.where(copies, original, -1)

    def day(self, a: int) -> date:
        return FIRST + timedelta(days=int(a / self.per_day))

    def paper(self, a: int) -> str:
        return f"Paper {self.papers[a]}"

    def article_id(self, a: int) -> str:
        return digest("synthetic", str(a))

    def rows(self, first: int, last: int) -> list[Row]:
        """The plan of a chunk, for ``synthetic.sql``."""
        return [
            {
                "a": a, "article_id": self.article_id(a), "published": self.day(a), "source": self.paper(a), "story": int(self.story[a]),
                "original": self.article_id(int(self.copy_of[a])) if self.copy_of[a] >= 0 else None,
                "variants": self.variants[a].tolist(), "persons": self.cast[a].tolist(),
            }
            for a in range(first, last)
        ]  # fmt: skip


@cache
def people(count: int, *, seed: int) -> tuple[str, ...]:
    """Different names of people, all ``LONG`` characters: given names and surnames of ``corpora/names.csv``, and rare surnames that are names of towns."""
    chance = random.Random(seed)
    given = sorted({name for names in all_names() for name in (*names.male, *names.female)})
    common = {name for names in all_names() for name in names.surnames}
    rare = {place.name for place in towns() if " " not in place.name}
    chance.shuffle(given)
    surnames: dict[int, tuple[list[str], list[str]]] = {}
    for length in range(3, LONG):
        surnames[length] = (sorted(n for n in common if len(n) == length), sorted(n for n in rare if len(n) == length))
    found: dict[str, str] = {}
    while len(found) < count:
        first = zipf_choice(given, chance)
        usual, other = surnames.get(LONG - 1 - len(first), ([], []))
        pool = usual if usual and chance.random() < 0.4 else other
        if pool:
            name = f"{first} {chance.choice(pool)}"
            found.setdefault(slug(name), name)
    return tuple(found.values())


# The bulk


def fill(connection: duckdb.DuckDBPyConnection, pool: Pool, plan: Plan, count: int, *, told: Any = None) -> None:
    """Write the first articles of a plan into an empty warehouse, every table as loads would leave it."""
    connection.execute(read_sql("warehouse/synthetic.sql"))
    pool_tables(connection, pool)
    people = {
        "person": ("BIGINT", range(len(plan.names))),
        "name": ("VARCHAR", plan.names),
        "entity_id": ("VARCHAR", [f"person:{slug(name)}" for name in plan.names]),
        "keys": ("VARCHAR[]", [keys_of_name(name) for name in plan.names]),
    }
    put(connection, "people", people)
    insert_rows(connection, "entities", list(pool.entities.values()))
    connection.execute(PEOPLE_TO_ENTITIES)
    for first in range(0, count, CHUNK):
        chunk(connection, plan.rows(first, min(count, first + CHUNK)))
        if told is not None:
            told(first)
    for statement in SUMS:
        connection.execute(statement)
    look_up(connection)


def chunk(connection: duckdb.DuckDBPyConnection, planned: Sequence[Row]) -> None:
    """The articles of one stretch of the plan."""
    kinds = {
        "a": "BIGINT", "article_id": "VARCHAR", "published": "DATE", "source": "VARCHAR", "story": "BIGINT", "original": "VARCHAR",
        "variants": "BIGINT[]", "persons": "BIGINT[]",
    }  # fmt: skip
    put(connection, "plan", {name: (kind, [row[name] for row in planned]) for name, kind in kinds.items()})
    statements = read_sql("warehouse/synthetic_chunk.sql")
    connection.execute(statements.replace("{content}", CONTENT).replace("{most_keys}", str(MOST_KEYS)))
    put_keys(connection, "new_incident_evidence")
    derived.timeline_of_batch(connection)
    word_index.index_words(connection, INDEX_AS_LOADED)
    connection.execute(TOUCHED)
    derived.sum_up(connection)


def put(connection: duckdb.DuckDBPyConnection, table: str, columns: Mapping[str, tuple[str, Sequence[Any]]]) -> None:
    """A temporary table with these columns: name → type and values."""
    shape = json.dumps({name: [[kind[:-2]] if kind.endswith("[]") else kind] for name, (kind, _) in columns.items()})
    picked = ", ".join(f'unnest(r."{name}")::{kind} AS "{name}"' for name, (kind, _) in columns.items())
    connection.execute(
        f"CREATE OR REPLACE TEMP TABLE {table} AS SELECT {picked} FROM (SELECT from_json_strict(?::JSON, ?) AS r)",
        [as_json({name: list(values) for name, (_, values) in columns.items()}), shape],
    )


def pool_tables(connection: duckdb.DuckDBPyConnection, pool: Pool) -> None:
    """The variants as tables, offsets from the sentence's start; a mention is known by its number in the sentence."""
    tables: dict[str, list[Row]] = {name: [] for name in POOL_TABLES}
    for v, variant in enumerate(pool.variants):
        for table, row in variant_rows(v, variant):
            tables[table].append(row)
    for table, kinds in POOL_TABLES.items():
        put(connection, table, {name: (kind, [row[name] for row in tables[table]]) for name, kind in kinds.items()})


_AT = {
    "v": "BIGINT",
    "k": "BIGINT",
    "start_char": "BIGINT",
    "end_char": "BIGINT",
    "score": "DOUBLE",
    "made_by": "VARCHAR",
}
_REPORT = {
    "family": "VARCHAR", "types": "VARCHAR[]", "status": "VARCHAR", "statuses": "VARCHAR[]", "place_id": "VARCHAR", "country": "VARCHAR",
    "region": "VARCHAR", "latitude": "DOUBLE", "longitude": "DOUBLE", "precision": "VARCHAR", "participants": "VARCHAR[]",
    "victims": "VARCHAR[]", "killed_low": "DOUBLE", "killed_high": "DOUBLE", "injured_low": "DOUBLE", "injured_high": "DOUBLE",
    "arrested_low": "DOUBLE", "arrested_high": "DOUBLE", "amounts": "VARCHAR[]", **dict.fromkeys(Sketch._fields, "UBIGINT"),
}  # fmt: skip
POOL_TABLES: dict[str, dict[str, str]] = {
    "pool_sentences": {"v": "BIGINT", "text": "VARCHAR", "long": "BIGINT", "keys": "VARCHAR[]"},
    "pool_mentions": {**_AT, "label": "VARCHAR", "text": "VARCHAR", "slot": "BIGINT", "local_id": "VARCHAR", "entity_id": "VARCHAR"},
    "pool_dates": {**_AT, "first_off": "BIGINT", "last_off": "BIGINT"},
    "pool_numbers": {
        **_AT, "low": "DOUBLE", "high": "DOUBLE", "unit": "VARCHAR", "approximate": "BOOLEAN", "measures": "VARCHAR",
        "about": "VARCHAR", "about_local": "VARCHAR", "claimed_by": "BIGINT", "said_by": "VARCHAR",
    },
    "pool_events": {
        **_AT, "type": "VARCHAR", "trigger": "VARCHAR", "status": "VARCHAR", "claimed_by": "BIGINT", "first_off": "BIGINT",
        "last_off": "BIGINT", "place_id": "VARCHAR", "place_from": "VARCHAR", "report": "BIGINT",
    },
    "pool_arguments": {**_AT, "role": "VARCHAR", "mention": "BIGINT", "offence": "BIGINT", "entity_id": "VARCHAR"},
    "pool_relations": {
        **_AT, "subject": "VARCHAR", "type": "VARCHAR", "object": "VARCHAR", "former": "BOOLEAN", "subject_local": "VARCHAR",
        "object_local": "VARCHAR",
    },
    "pool_reports": {
        "v": "BIGINT", "k": "BIGINT", "events": "BIGINT[]", "first_off": "BIGINT", "last_off": "BIGINT", **_REPORT, "compared": "VARCHAR",
    },
}  # fmt: skip


def keys_of_name(name: str) -> list[str]:
    """The telling names of a person's name."""
    return telling_names(sound_hash(word) for word in name_words(name))


@cache
def stand_in_keys() -> frozenset[str]:
    """The same of all whose place the cast takes."""
    return frozenset(key for name in STAND_INS for key in keys_of_name(name))


def variant_rows(v: int, variant: Variant) -> Iterator[tuple[str, Row]]:
    """The rows of one variant for the pool's tables."""
    rows = variant.rows
    told = {key for report in variant.reports for key in report.keys} - stand_in_keys()
    yield "pool_sentences", {"v": v, "text": variant.facts.text, "long": len(variant.facts.text), "keys": sorted(told)}
    number = {row["mention_id"]: k for k, row in enumerate(rows["mentions"])}
    event = {row["event_id"]: k for k, row in enumerate(rows["events"])}
    report_of = {key: k for k, report in enumerate(variant.reports) for key in report.event_ids}
    slots = {local: STAND_INS.index(name) + 1 for local, name in variant.people.items()}

    def local(key: str | None) -> str | None:
        return f"person:@{slots[key]}" if key in slots else key

    for k, row in enumerate(rows["mentions"]):
        yield (
            "pool_mentions",
            {**row, "v": v, "k": k, "slot": slots.get(row["local_id"]), "local_id": local(row["local_id"])},
        )
    mentions = dict(zip((m.id for m in variant.facts.mentions), rows["mentions"], strict=True))
    for key, (first, last) in variant.days.items():
        row = mentions[key] | {"score": None, "made_by": f"rule {EXTRACTOR}", "first_off": first, "last_off": last}
        yield "pool_dates", {**row, "v": v, "k": number[row["mention_id"]]}
    for row in rows["numbers"]:
        yield (
            "pool_numbers",
            {
                **row,
                "v": v,
                "k": number[row["mention_id"]],
                "about_local": local(row["about_local"]),
                "claimed_by": number.get(row["claimed_by"]),
            },
        )
    days = {mentions[key]["mention_id"]: span for key, span in variant.days.items()}
    for k, row in enumerate(rows["events"]):
        times = [
            days[a["mention_id"]] for a in rows["event_arguments"]
            if a["event_id"] == row["event_id"] and a["role"] == "TIME" and a["mention_id"] in days
        ]  # fmt: skip
        yield "pool_events", {
            **row, "v": v, "k": k, "claimed_by": number.get(row["claimed_by"]), "report": report_of.get(row["event_id"]),
            "first_off": min((first for first, _ in times), default=None), "last_off": max((last for _, last in times), default=None),
        }  # fmt: skip
    for row in rows["event_arguments"]:
        yield "pool_arguments", {
            **row, "v": v, "k": event[row["event_id"]], "mention": number.get(row["mention_id"]), "offence": event.get(row["offence_id"]),
        }  # fmt: skip
    for k, row in enumerate(rows["relations"]):
        yield "pool_relations", {
            **row, "v": v, "k": k, "subject_local": local(row["subject_local"]), "object_local": local(row["object_local"]),
        }  # fmt: skip
    for k, report in enumerate(variant.reports):
        times = [days[key] for key in days if any(
            a["mention_id"] == key and a["role"] == "TIME" and a["event_id"] in report.event_ids for a in rows["event_arguments"]
        )]  # fmt: skip
        yield "pool_reports", {
            **{name: getattr(report, name) for name in COLUMNS if name in _REPORT},
            "v": v, "k": k, "events": [event[key] for key in report.event_ids],
            "first_off": min((first for first, _ in times), default=None), "last_off": max((last for _, last in times), default=None),
            "compared": json.dumps({name: getattr(report, name) for name in COMPARED}), **Prepared(report).sketch._asdict(),
        }  # fmt: skip


def look_up(connection: duckdb.DuckDBPyConnection) -> None:
    """The keys under which those that no list knows are looked up, as the resolver makes them."""
    named = connection.execute(
        "SELECT e.entity_id, e.label, list(a.alias) FROM entities e JOIN aliases a USING (entity_id) WHERE e.made_by = 'text' GROUP BY ALL ORDER BY e.entity_id"
    ).fetchall()
    for first in range(0, len(named), CHUNK):
        rows = [
            {"key": key, "entity_id": entity}
            for entity, label, forms in named[first : first + CHUNK] for key in sorted(hashed(keys(label, forms)))
        ]  # fmt: skip
        insert_rows(connection, "entity_keys", rows)


PEOPLE_TO_ENTITIES = """
INSERT INTO entities BY NAME SELECT entity_id, 'PERSON' AS label, name, 'text' AS made_by, 0 AS mentions, 0 AS articles FROM people
"""
# A load indexes the words of its thousand articles in the order of the terms.
INDEX_AS_LOADED = f"sentence_id // 5000, {word_index.IN_ORDER}"
TOUCHED = "CREATE OR REPLACE TEMP TABLE touched AS SELECT DISTINCT incident_id AS id FROM new_incident_evidence"
SUMS = (
    """CREATE OR REPLACE TEMP TABLE sums AS SELECT m.entity_id, count(*) AS mentions, count(DISTINCT m.article_id) AS articles,
    min(a.published) AS first_seen, max(a.published) AS last_seen
    FROM mentions m JOIN articles a USING (article_id) WHERE m.entity_id IS NOT NULL GROUP BY m.entity_id""",
    """UPDATE entities SET mentions = s.mentions, articles = s.articles, first_seen = s.first_seen, last_seen = s.last_seen
    FROM sums s WHERE s.entity_id = entities.entity_id""",
    "DELETE FROM entities WHERE mentions = 0",
    "INSERT INTO aliases SELECT entity_id, text, count(*) FROM mentions WHERE entity_id IS NOT NULL GROUP BY ALL",
    """INSERT INTO entity_profiles BY NAME
    SELECT e.entity_id, n.names, l.context, e.articles FROM entities e
    JOIN (SELECT entity_id, json_group_object(alias, mentions) AS names FROM aliases GROUP BY ALL) n USING (entity_id)
    JOIN (SELECT entity_id, any_value(json_merge_patch(context, '{"forms": null}')) AS context FROM entity_links GROUP BY ALL) l USING (entity_id)
    WHERE e.made_by = 'text'""",
)
