"""What stands around the names of one article: from its rows to ``Local`` entities with a ``Context`` each.

Countries by what the text names near them, roles and jobs by the words beside a name, ages, nationality, sex, gangs that a relation
ties to it, and the rare words of its sentences. What two articles have in common here decides in ``pipeline.linking.linker`` whether
two like names are one person's.
"""

from __future__ import annotations

import itertools
import math
import re
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache, lru_cache
from typing import Any, Protocol

from pipeline.knowledge import (
    Gang,
    _rows,
    agency_index,
    countries,
    country_index,
    fold,
    gang_index,
    occupations,
    titles,
)
from pipeline.linking.names import ARTICLES, concepts, core, demonyms, is_generic, split_country
from pipeline.scheme import PLACE_LABELS

Row = dict[str, Any]
Rows = dict[str, list[Row]]

SURE_OF_TIE = 0.6  # score of a relation that counts
MOST_WORDS = 24  # kept of one entity
KINDS = {"official": "politician", "judicial": "judge", "media": "journalist", "police and military": "police"}
NO_ROLE = frozenset(("courtesy", "kind"))
# Whom ``the barber`` stands for where an article names one person; ``the officer`` is mostly somebody else.
ANAPHORIC = frozenset(("worker", "sport", "business", "health", "art", "clergy", "gang", "teaching"))
NO_JOB = frozenset(
    "man woman member brother sister son daughter father mother wife husband cousin uncle aunt nephew niece grandson grandfather boy girl "
    "youth elder friend neighbour neighbor owner associate".split()
)
WANTED = frozenset(("ARREST", "CHARGE", "SENTENCE", "EXTRADITION", "SANCTION", "REWARD"))
CRIMES = frozenset(("KILLING", "ATTACK", "KIDNAPPING", "EXTORTION", "ROBBERY", "TRAFFICKING", "LAUNDERING"))
AFTER_NAME = re.compile(
    r"^(?:[\"”’']?(?:,\s*|\s+\()(?:aged\s+)?(\d{1,2})\b,?)?(?:\s*,\s*|\s+(?:is|was|became|remains)\s+|,?\s+who\s+(?:is|was)\s+)?"
    r"(?:(?:an?|the|his|her|its|their|once|then|now|former|formerly)\s+)((?:[a-zà-ÿ][\w'’-]*\s*){1,6})",
)
AGE_AFTER = re.compile(r"^[\"”’']?(?:,\s*|\s+\()(?:aged\s+)?(\d{1,2})\s*(?:[,).;]|years? old)")
AGE_OF = re.compile(r"\b(?:boy|girl|man|woman|youth|teenager) (?:of|aged) (\d{1,2})\b")
AGE_NEAR = re.compile(r"\b(\d{1,2})[- ]year[- ]old\b")
AGE_AT = re.compile(r"\b(?:dead|died|buried|killed|shot dead|retires?d?|free)\b[^.,;:]{0,20} at (\d{2})\b(?! per|:)")
AGE_OF_HIM = re.compile(r"(?:He|She) (?:is|was) (\d{2})\b(?=[,.]| and)|The [a-z][a-z -]{2,30}, (\d{2}),")
BEING = re.compile(r"^(?:,\s*\d{1,2})?,\s+an?\s+(?:[a-z-]+\s+)?([A-Z][a-z]+)\b")
OF_COUNTRY = re.compile(r"\s*(?:of|in|de|del|do|da)\s+(?:the\s+|la\s+)?([^\W\d_][\w .]{2,30})")
OWNER = re.compile(r"([A-Z][\w ]{2,30})['’]s?\s+$")
PREPOSITION = re.compile(r"\b(?:of|with|by|for|to|from|against|and|or|about|than|on)\s+(?:[a-z]+\s+){0,2}[\"“'‘]?$")
NOT_THE = re.compile(
    r"\b(?:no (?:kin|relation) (?:to|of)|not (?:related to|to be (?:confused|mistaken) (?:with|for))|who is not|is not) (?:an?|the) ([a-z][\w' -]{2,40})"
)
YOUNGER_KIN, ELDER_KIN = (
    "son|daughter|grandson|granddaughter|nephew|niece|godson",
    "father|mother|grandfather|grandmother|uncle|aunt|godfather",
)
AGES_OF = r"(?:(?:elder|older|younger|late|own|only|eldest|youngest|twin|jailed|dead|murdered)\s+)?"
# ``his son, X``; ``X, his son``; ``young X``; ``X and his son``
YOUNGER = (
    re.compile(
        rf"\b(?:[Hh]is|[Hh]er|[Tt]heir|[Ww]hose|[Tt]he|and|[Aa])\s+{AGES_OF}(?:{YOUNGER_KIN}),?\s+(?:[a-z]+ )?$|\b(?:[Yy]oung(?:er)?|[Bb]oy|[Yy]outh|teenager),? $"
    ),
    re.compile(
        rf"^(?:,? \d\d)?,? (?:is )?(?:(?:his|her|their|the|a) {AGES_OF}(?:{YOUNGER_KIN})\b|son of|(?:and|with) (?:his|her) {AGES_OF}(?:{ELDER_KIN})\b)"
    ),
)
ELDER = (
    re.compile(
        rf"\b(?:[Hh]is|[Hh]er|[Tt]heir|[Ww]hose|[Tt]he|and|[Aa])\s+{AGES_OF}(?:{ELDER_KIN}),?\s+(?:[a-z]+ )?$|\b(?:[Ee]lder|[Oo]lder|[Oo]ld(?: man)?|patriarch),? $"
    ),
    re.compile(
        rf"^(?:,? \d\d)?,? (?:is )?(?:(?:his|her|their|the|a) {AGES_OF}(?:{ELDER_KIN})\b|father of|(?:and|with) (?:his|her) {AGES_OF}(?:{YOUNGER_KIN})\b)"
    ),
)
DEFINITE = re.compile(r"(?:^|[.\"”]\s+)The ((?:[a-z][\w-]*\s+){1,3})")
# ``the honest mayor of Melito, X``: what stands before the ``of``
APPOSED = re.compile(
    r"\b(?:the|an?|its|his|her|their|whose|[Tt]he|[Aa]n?|[Ii]ts|[Hh]is|[Hh]er)\s+((?:[a-zà-ÿ][\w'’-]*\s+){0,4}[a-zà-ÿ][\w'’-]*)\s+(?:of|for|in|at|from|with|behind)\s+[^,.;:!?\"“”]{2,50},\s*[\"“'‘]?$"
)
BEFORE_NAME = re.compile(r"((?:[\w'’.-]+\s+){0,5}[\w'’.-]+,?)\s+[\"“'‘]?$")
HE = frozenset(("he", "his", "him", "himself", "brother", "father", "son", "husband", "mr", "mr.", "señor", "don"))
SHE = frozenset(
    (
        "she",
        "her",
        "hers",
        "herself",
        "sister",
        "mother",
        "daughter",
        "wife",
        "mrs",
        "mrs.",
        "ms",
        "ms.",
        "señora",
        "doña",
    )
)
WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
FUNCTION_WORDS = frozenset(
    """about above across after again against ago all almost alone along already also although always among and another any anyone
    anything are around aside ask away back bad became because become been before began behind being below beside best better between
    both bring but call called came can cannot come could day did does doing done down during each early either else enough even ever
    every everyone everything far few find first five for former found four from further gave get give given goes going gone good got
    great had half has have having her here him his how however into its itself just keep kept knew know known last late later least
    left less let like likely little long look lost made make man many may mean men might more most much must name named near nearly
    need never new next nine no nobody none nor not nothing now off often old once one only open other others our out over own part
    people perhaps place put quite rather read right said same saw say says second see seen seven several shall she should since six
    some someone something soon still such take taken tell ten than that the their them then there these they thing third this those
    though thought three through time to today together told too took toward towards turn two under until upon use used very want
    wanted was way week well went were what when where whether which while who whole whom whose why will with within without woman
    word work would wrote year yesterday yet you your himself herself themselves hers ours ones monday tuesday wednesday thursday
    friday saturday sunday night morning month january asked added""".split()
)
TOLD_APART = re.compile(
    r"\b(?:namesakes?|no relation|not (?:his|her|a|any) relat(?:ion|ive)|not related|no kin|(?:the|his|her|nearly his) (?:same |own )?name\b|"
    r"(?:bears?|bore|shares?|shared|has|had|of|by|whose) (?:the |his |her |that |a )?(?:same |own )?name\b|of the same name|"
    r"(?:confused?|mistook|taken?|took|mixed) (?:up )?(?:him|her|them)? ?(?:with|for)\b|confused with|mistaken for|called the same|not the \w+er\b)",
    re.IGNORECASE,
)
NEAR = 120.0  # characters at which a country named beside an agency weighs half
SENTENCE = re.compile(r"(?<=[.?!…])[\"”’)]*\s+|\n+")
OUTSIDE = 5.0  # weight in log terms of a word that few articles use


class PlaceLike(Protocol):
    """What a resolved place tells of the article's country."""

    @property
    def id(self) -> str: ...

    @property
    def name(self) -> str: ...

    @property
    def country(self) -> str | None: ...


@dataclass(slots=True)
class Context:
    """What stands around an entity; lists and dicts only, so that it can be stored as JSON.

    ``countries``: alpha-2 → weight; ``places``, ``gangs``, ``people``, ``orgs``: folded names that the article names too;
    ``tied``: gangs that a relation ties to it; ``roles``: kinds (``police``, ``gang``, ``man``, …) and jobs (``job:crane
    driver``); ``born``: [earliest, latest] year; ``days``: [first, last] ISO day; ``words``: rare words of its sentences; ``near``, ``home``,
    ``beside``: gangs, places and organisations in its sentences; ``close``: the words that stand nearer to it than to any other of its kind.
    """

    countries: dict[str, float] = field(default_factory=dict)
    places: list[str] = field(default_factory=list)
    gangs: list[str] = field(default_factory=list)
    people: list[str] = field(default_factory=list)
    orgs: list[str] = field(default_factory=list)
    tied: list[str] = field(default_factory=list)
    roles: list[str] = field(default_factory=list)
    born: list[int] = field(default_factory=list)
    days: list[str] = field(default_factory=list)
    sources: list[str] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    near: list[str] = field(default_factory=list)
    home: list[str] = field(default_factory=list)
    close: list[str] = field(default_factory=list)
    beside: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Local:
    """One entity of one article, as the extractor clustered it; ``forms``: surface form → how often."""

    article_id: str
    local_id: str
    label: str
    name: str
    forms: dict[str, int]
    context: Context


# --- from rows to locals -------------------------------------------------------------------------------------------


def contexts_of(
    article: Row, rows: Rows, places: Mapping[str, PlaceLike | None] | None = None, *, home: str | None = None
) -> list[Local]:
    """The named entities of one article with what stands around them, in order of first mention.

    ``rows``: as ``rows.article_rows`` makes them, with entity ids local to the article; ``places``: local id → its
    resolved place, where there is one; ``home``: the country that the article's source mostly writes about (alpha-2).
    """
    return _Reading(article, rows, places or {}, home).locals()


class _Reading:
    """One article, read once."""

    def __init__(
        self, article: Row, rows: Rows, places: Mapping[str, PlaceLike | None], home: str | None = None
    ) -> None:
        self.article, self.rows, self.places, self.home = article, rows, places, home
        self.text: str = article["text"]
        self.mentions: dict[str, list[Row]] = defaultdict(list)
        self.entities = {row["entity_id"]: row for row in rows.get("entities", ())}
        for row in sorted(rows.get("mentions", ()), key=lambda row: row["start_char"]):
            key = row.get("local_id") or row["entity_id"]
            if key in self.entities:
                self.mentions[key].append(row)
        self.name = {key: self.entities[key]["name"] or found[0]["text"] for key, found in self.mentions.items()}
        self.label = {key: found[0]["label"] for key, found in self.mentions.items()}
        self.starts = [0, *(match.end() for match in SENTENCE.finditer(self.text))]
        self.named = {word for rows_ in self.mentions.values() for row in rows_ for word in fold(row["text"]).split()}
        self.votes = self._votes()
        self.roles, self.tied = self._facts()

    def locals(self) -> list[Local]:
        return [self._local(key) for key in self.mentions]

    def _local(self, key: str) -> Local:
        forms = Counter(" ".join(row["text"].split()) for row in self.mentions[key])
        label = self.label[key]
        return Local(
            self.article["article_id"], key, label, self.name[key], dict(forms), self._context(key, label, forms),
        )  # fmt: skip

    def _context(self, key: str, label: str, forms: Mapping[str, int]) -> Context:
        day = self.article.get("published")
        context = Context(
            countries=self._countries(key, label, forms),
            places=self._others(key, *PLACE_LABELS), gangs=self._others(key, "GANG"),
            people=self._others(key, "PERSON"), orgs=self._others(key, "ORG"),
            tied=self.tied.get(key, []), days=[str(day), str(day)] if day else [],
            sources=[self.article["source"]] if self.article.get("source") else [],
        )  # fmt: skip
        if label == "PERSON":
            context.roles = self._roles(key)
            context.born = self._born(key)
            context.near = self._near(key, "GANG")
            context.home = self._near(key, *PLACE_LABELS)
            context.beside = self._near(key, "ORG")
            context.close = _rarest(self._close(key))
        context.words = _rarest(self._words(key))
        return context

    def _others(self, key: str, *labels: str) -> list[str]:
        names = (self._known_name(other) for other, label in self.label.items() if label in labels and other != key)
        return list(dict.fromkeys(name for name in names if name))

    def _known_name(self, key: str) -> str:
        """The name under which contexts speak of an entity: folded, the canonical one where a list knows it."""
        place = self.places.get(key)
        if place:
            return f"{fold(place.name)}, {place.country}" if place.country else fold(place.name)
        if self.label[key] == "GANG":
            known = _gang_named(self.name[key])
            return fold(known.name) if known else " ".join(sorted(core(self.name[key])))
        if self.label[key] == "ORG" and (agency := agency_index().get(fold(self.name[key]))):
            return fold(agency.name)
        return fold(self.name[key])

    def _near(self, key: str, *labels: str) -> list[str]:
        """The gangs or places named in the sentences that name an entity."""
        sentences = self._sentences_about(key)
        return [
            self._known_name(other)
            for other, found in self.mentions.items()
            if other != key
            and self.label[other] in labels
            and any(begin <= row["start_char"] < end for row in found for begin, end in sentences)
        ]

    def _votes(self) -> list[tuple[int, str, float]]:
        """(character, country, weight) of all that points to a country."""
        votes = []
        for key, found in self.mentions.items():
            if pointed := self._country(key):
                votes += [(row["start_char"], *pointed) for row in found]
        title = self.article.get("title") or ""
        for word in WORD.findall(title):
            if country := demonyms().get(fold(word)):
                votes.append((0, country, 0.4))
        # papers are called after the place that they appear in
        named = country_of_paper(self.article["source"]) if self.article.get("source") else None
        if country := named or self.home:
            votes.append((len(self.text) // 2, country, 0.6))
        for match in _demonym_pattern().finditer(self.text):
            votes.append((match.start(), demonyms()[fold(match[0])], 0.8))
        return votes

    def _country(self, key: str) -> tuple[str, float] | None:
        """The country that an entity points to, with how much it tells."""
        label, name = self.label[key], self.name[key]
        if label in PLACE_LABELS:
            place = self.places.get(key)
            if place and place.country:
                return place.country, 1.25 if place.id.startswith("country:") else 1.0
            if country := country_index().get(fold(name)):
                return country.alpha2, 1.0
            if found := _place_country(fold(name)):
                return found, 0.6
            return None
        if label == "ORG":
            if explicit := split_country(name)[1] or _place_in(name):
                return explicit, 0.8
            agency = agency_index().get(fold(name))
            return (agency.country, 0.5) if agency and agency.country and not is_generic(name) else None
        gang = gang_index().get(fold(name)) if label == "GANG" else None
        return (gang.country, 0.25) if gang and name not in gang.ambiguous else None

    def _countries(self, key: str, label: str, forms: Mapping[str, int]) -> dict[str, float]:
        """Country votes for one entity, in shares: what its name or the words beside it say, else by nearness."""
        if label in PLACE_LABELS:
            place = self.places.get(key)
            if place and place.country:
                return {place.country: 1.0}
        if label == "ORG" and (said := self._said_country(key, forms)):
            return {said: 1.0}
        totals: dict[str, float] = defaultdict(float)
        at = [row["start_char"] for row in self.mentions[key]]
        for position, country, weight in self.votes:
            near = 1.0 / (1.0 + min(abs(position - start) for start in at) / NEAR)
            totals[country] += weight * (0.3 + near)
        for country in self._nationality(key) if label == "PERSON" else ():
            totals[country] += 2.0
        whole = sum(totals.values())
        return {country: round(weight / whole, 3) for country, weight in sorted(totals.items())} if whole else {}

    def _nationality(self, key: str) -> set[str]:
        """What a person is said to be: ``X, a Dominican``, ``the Honduran X``."""
        found = set()
        for row in self.mentions[key]:
            before = WORD.findall(self.text[max(0, row["start_char"] - 30) : row["start_char"]])
            after = BEING.match(self.text[row["end_char"] : row["end_char"] + 60])
            for word in (*before[-1:], *([after[1]] if after else ())):
                if country := demonyms().get(fold(word)):
                    found.add(country)
        return found

    def _said_country(self, key: str, forms: Mapping[str, int]) -> str | None:
        for form in forms:
            if said := split_country(form)[1] or _place_in(form):
                return said
        for row in self.mentions[key]:
            before = WORD.findall(self.text[max(0, row["start_char"] - 40) : row["start_char"]])
            for length in (1, 2):
                words = fold(" ".join(before[-length:]))
                if words in demonyms():
                    return demonyms()[words]
            beside = OF_COUNTRY.match(self.text[row["end_char"] : row["end_char"] + 60])
            for length in (4, 3, 2, 1):
                phrase = " ".join(beside[1].split()[:length]) if beside else ""
                if country := country_index().get(fold(phrase)):
                    return country.alpha2
            owner = OWNER.search(self.text[max(0, row["start_char"] - 40) : row["start_char"]])
            if owner and (country := country_index().get(fold(owner[1]))):
                return country.alpha2
        return None

    def _facts(self) -> tuple[dict[str, set[str]], dict[str, list[str]]]:
        """Roles by what people do in events and relations, and the gangs that they are tied to."""
        roles: dict[str, set[str]] = defaultdict(set)
        tied: dict[str, list[str]] = defaultdict(list)
        types = {row["event_id"]: row for row in self.rows.get("events", ())}
        owner = {row["mention_id"]: key for key, found in self.mentions.items() for row in found}
        for row in self.rows.get("event_arguments", ()):
            event, key = types.get(row["event_id"]), owner.get(row.get("mention_id") or "")
            if event is None or key is None or event["status"] in ("negated", "generic"):
                continue
            if (row["role"] == "TARGET" and event["type"] in WANTED) or (
                row["role"] == "AGENT" and event["type"] in CRIMES
            ):
                roles[key].add("suspect")
        for row in self.rows.get("relations", ()):
            gang, other = row["object"], row["subject"]
            if (row.get("score") or 1.0) < SURE_OF_TIE:
                continue
            if self.label.get(gang) == "GANG" and row["type"] != "rival_of":
                tied[other].append(self._known_name(gang))
                if row["type"] in ("leader_of", "member_of"):
                    roles[other].add("gang")
            if self.label.get(other) == "GANG" and self.label.get(gang) == "GANG" and row["type"] != "rival_of":
                tied[gang].append(self._known_name(other))
        return roles, {key: list(dict.fromkeys(names)) for key, names in tied.items()}

    def _sentence(self, position: int) -> tuple[int, int]:
        index = bisect_right(self.starts, position) - 1
        end = self.starts[index + 1] if index + 1 < len(self.starts) else len(self.text)
        return self.starts[index], end

    def _roles(self, key: str) -> list[str]:
        found: set[str] = set(self.roles.get(key, ()))
        sexes: Counter[str] = Counter()
        for row in self.mentions[key]:
            start, end = row["start_char"], row["end_char"]
            for term in _titles_before(self.text[max(0, start - 60) : start]):
                found |= _roles_of(term)
                sexes[_sex_of(term)] += 2
            if apposed := APPOSED.search(self.text[max(0, start - 110) : start]):
                for term in _terms_in(apposed[1])[-1:]:
                    found |= _roles_of(term)
            after = AFTER_NAME.match(self.text[end : end + 110])
            if after:
                for term in _terms_in(after[2]):
                    found |= _roles_of(term)
            found |= self._generation(start, end)
            if not PREPOSITION.search(self.text[max(0, start - 30) : start]):
                sexes[self._pronoun(end)] += 1
        for begin, end in self._sentences_about(key):
            for match in NOT_THE.finditer(self.text[begin:end]):
                found |= {f"not:{term.split()[-1]}" for term in _terms_in(match[1])[:1]}
        if sum(label == "PERSON" for label in self.label.values()) == 1:
            for match in DEFINITE.finditer(self.text):
                for term in _terms_in(match[1])[:1]:
                    found |= _roles_of(term) if role_terms()[term] in ANAPHORIC else set()
        man, woman = sexes["man"], sexes["woman"]
        if man != woman and (not man or not woman):
            found.add("man" if man else "woman")
        return sorted(found - {""})

    def _generation(self, start: int, end: int) -> set[str]:
        """``side:elder`` for fathers, ``side:younger`` for sons, as the words beside a name tell."""
        before, after = self.text[max(0, start - 40) : start], self.text[end : end + 50]
        return {
            side
            for side, (ahead, behind) in (("side:younger", YOUNGER), ("side:elder", ELDER))
            if ahead.search(before) or behind.match(after)
        }

    def _pronoun(self, end: int) -> str:
        """``man`` or ``woman`` by the first pronoun after a name, with no other person between."""
        _, stop = self._sentence(end)
        _, stop = self._sentence(min(stop, len(self.text) - 1))
        people = [
            row["start_char"] for key, found in self.mentions.items() if self.label[key] == "PERSON" for row in found
        ]
        following = min((start for start in people if start >= end), default=stop)
        between = re.split(r"[\"“”«»]", self.text[end : min(stop, following)])[0]  # who speaks may be another
        for word in WORD.findall(between.lower()):
            if word in ("he", "his", "him", "himself"):
                return "man"
            if word in ("she", "her", "hers", "herself"):
                return "woman"
        return ""

    def _born(self, key: str) -> list[int]:
        published = self.article.get("published")
        year = int(str(published)[:4]) if published else 0
        ages: set[int] = set()
        for row in self.mentions[key]:
            if match := AGE_AFTER.match(self.text[row["end_char"] : row["end_char"] + 24]):
                ages.add(int(match[1]))
            begin = self._sentence(row["start_char"])[0]
            before = self.text[max(begin, row["start_char"] - 60) : row["start_char"]]
            if (match := AGE_NEAR.search(before)) and not re.search(r"[A-Z]|[,;:]", before[match.end() :]):
                ages.add(int(match[1]))
            after = self.text[row["end_char"] : row["end_char"] + 30]
            if match := re.match(r"[\"”’']?,? (?:an?|the) (\d{1,2})[- ]year[- ]old", after):
                ages.add(int(match[1]))
        for row in self.rows.get("numbers", ()):
            if row.get("about") == key and row["measures"] == "age" and row["low"] == row["high"] and not ages:
                ages.add(int(row["low"]))
        if not ages:
            ages |= self._ages_said_later(key)
        if not ages and sum(label == "PERSON" for label in self.label.values()) == 1:
            ages |= {int(age) for age in AGE_OF.findall(self.text)}
        ages = {age for age in ages if 10 <= age <= 99}
        return [year - max(ages) - 1, year - min(ages)] if ages and year and max(ages) - min(ages) < 2 else []

    def _ages_said_later(self, key: str) -> set[int]:
        """Ages in sentences that name nobody else, and in the next ones: ``dead at 80``, ``He is 56``, ``The agronomist, 62,``."""
        people: dict[int, set[str]] = defaultdict(set)
        for other, found in self.mentions.items():
            if self.label[other] == "PERSON":
                for row in found:
                    people[bisect_right(self.starts, row["start_char"]) - 1].add(other)
        bounds = list(itertools.pairwise([*self.starts, len(self.text)]))
        ages: set[int] = set()
        for index in sorted(index for index, named in people.items() if named == {key}):
            ages |= {int(age) for age in AGE_AT.findall(self.text[slice(*bounds[index])])}
            if index + 1 < len(bounds) and people.get(index + 1, {key}) == {key}:
                following = AGE_OF_HIM.match(self.text[slice(*bounds[index + 1])])
                ages |= {int(age) for age in following.groups() if age} if following else set()
        return ages

    def _words(self, key: str) -> set[str]:
        """The words of the sentences that name an entity, and of those beside them that name no other of its kind; without
        names, and without sentences that tell it from another."""
        found: set[str] = set()
        for begin, end in self._sentences_about(key):
            if not TOLD_APART.search(self.text[begin:end]):
                found |= {plain for _, plain in self._plain_words(begin, end) if plain not in role_terms()}
        return found

    def _close(self, key: str) -> set[str]:
        """The words that stand nearer to an entity than to any other of its kind, in its sentences; jobs among them."""
        own = [(row["start_char"], row["end_char"]) for row in self.mentions[key]]
        others = [
            (row["start_char"], row["end_char"])
            for other, rows in self.mentions.items() if other != key and self.label[other] == self.label[key]
            for row in rows
        ]  # fmt: skip
        found: set[str] = set()
        for begin, end in self._sentences_about(key):
            if TOLD_APART.search(self.text[begin:end]):
                continue
            for at, plain in self._plain_words(begin, end):
                if _distance(at, own) <= min((_distance(at, others), 10_000)):
                    found.add(plain)
        return found

    def _plain_words(self, begin: int, end: int) -> list[tuple[int, str]]:
        """(character, stem) of the telling words of a stretch of the text: no names, no function words."""
        found = []
        for match in WORD.finditer(self.text, begin, end):
            plain = _stem(fold(match[0]))
            if match[0][0].islower() and len(plain) > 2 and plain not in self.named and plain not in FUNCTION_WORDS:
                found.append((match.start(), plain))
        return found

    def _sentences_about(self, key: str) -> list[tuple[int, int]]:
        bounds = list(itertools.pairwise([*self.starts, len(self.text)]))
        own = {bisect_right(self.starts, row["start_char"]) - 1 for row in self.mentions[key]}
        others = {
            bisect_right(self.starts, row["start_char"]) - 1
            for other, rows in self.mentions.items() if other != key and self.label[other] == self.label[key]
            for row in rows
        }  # fmt: skip
        beside = {index + step for index in own for step in (-1, 1)} - others
        return [bounds[index] for index in sorted(own | beside) if 0 <= index < len(bounds)]


def _rarest(words: set[str]) -> list[str]:
    """The words that tell most, the rarest first."""
    ranked = sorted((word for word in words if word_weight(word) > 2.0), key=lambda word: (-word_weight(word), word))
    return ranked[:MOST_WORDS]


def _distance(at: int, spans: list[tuple[int, int]]) -> int:
    """Characters from a place in the text to the nearest of some spans; what stands after a name is nearer than what stands before."""
    return min((start - at if at < start else max(0, at - end) // 2 for start, end in spans), default=10_000)


def _gang_named(name: str) -> Gang | None:
    """The gang of our list with this name, with or without an article."""
    plain = fold(name)
    bare = plain.split(" ", 1)[-1] if plain.split(" ", 1)[0] in ARTICLES else plain
    forms = (plain, bare, f"los {bare}", f"el {bare}", f"la {bare}")
    return next((gang_index()[form] for form in forms if form in gang_index()), None)


@cache
def _demonym_pattern() -> re.Pattern[str]:
    words = sorted((word for country in countries() for word in country.demonyms), key=len, reverse=True)
    return re.compile(r"\b(?:" + "|".join(re.escape(word) for word in words) + r")\b")


@cache
def _places_by_name() -> dict[str, str]:
    """Folded name of a capital or subdivision → its country; names that several countries have are left out."""
    found: dict[str, set[str]] = defaultdict(set)
    for row in _rows("subdivisions.csv"):
        for name in (row["name"], *row["aliases"].split("|")):
            if name:
                found[fold(name)].add(row["country"])
    index = {name: next(iter(codes)) for name, codes in found.items() if len(codes) == 1}
    for country in countries():
        if country.capital:
            index[fold(country.capital)] = country.alpha2
    return index


@lru_cache(maxsize=65_536)
def _place_in(name: str) -> str | None:
    """The country of the province or town in an agency's name: ``Sindh Police``."""
    words = [word for word in fold(name).split() if word not in concepts()]
    for length in (3, 2, 1):
        for start in range(len(words) - length + 1):
            phrase = " ".join(words[start : start + length])
            if len(phrase) > 3 and (country := _place_country(phrase)):
                return country
    return None


@lru_cache(maxsize=4096)
def country_of_paper(name: str) -> str | None:
    """The country of a paper that is called after a capital, a country or its people: ``Tirana Today``."""
    capitals = {fold(country.capital): country.alpha2 for country in countries() if country.capital}
    words = fold(name).split()
    for length in (3, 2, 1):
        for start in range(len(words) - length + 1):
            phrase = " ".join(words[start : start + length])
            country = country_index().get(phrase)
            if found := country.alpha2 if country else capitals.get(phrase) or demonyms().get(phrase):
                return found
    return None


def _place_country(name: str) -> str | None:
    return _places_by_name().get(name)


@cache
def _word_shares() -> dict[str, float]:
    return {row["word"]: float(row["share"]) for row in _rows("news_words.csv")}


@lru_cache(maxsize=65_536)
def word_weight(word: str) -> float:
    """How much a word that two articles share tells: by how few articles use it."""
    share = max(_word_shares().get(word, 0.0), _word_shares().get(word + "s", 0.0))
    return -math.log(share) if share else OUTSIDE


@lru_cache(maxsize=65_536)
def _stem(word: str) -> str:
    word = word.removesuffix("'s")
    return word[:-1] if word.endswith("s") and not word.endswith("ss") and len(word) > 3 else word


@cache
def role_terms() -> dict[str, str]:
    """Folded title or job → its kind; jobs have the last word."""
    kinds = {fold(title.term): KINDS.get(title.kind, title.kind) for title in titles()}
    kinds |= {fold(job.term): job.kind for job in occupations()}
    return kinds


def _terms_in(phrase: str) -> list[str]:
    """The titles and jobs in a noun phrase, the longest at each place."""
    words = fold(phrase).replace(",", " ").split()
    found = []
    position = 0
    while position < len(words):
        for length in range(min(4, len(words) - position), 0, -1):
            term = " ".join(words[position : position + length])
            if term in role_terms():
                found.append(term)
                position += length
                break
        else:
            position += 1
    return found


def _titles_before(text: str) -> list[str]:
    """The title or job that stands right before a name: ``the crane driver X``, ``its spokesman, X``."""
    match = BEFORE_NAME.search(text)
    if not match:
        return []
    if re.search(r"\w{5,}\.$|[!?]", match[1]):
        return []  # the sentence before
    words = fold(match[1].rstrip(",")).split()
    while words and words[-1] in ("called", "named", "identified", "as"):
        words.pop()
    for length in range(min(4, len(words)), 0, -1):
        term = " ".join(words[-length:])
        if term in role_terms():
            return [term]
    return []


def _roles_of(term: str) -> set[str]:
    kind = role_terms()[term]
    if kind in NO_ROLE or term.split()[-1] in NO_JOB:
        return set()
    return {kind, f"job:{term}"}


def _sex_of(term: str) -> str:
    word = term.split()[-1]
    if word in SHE or word.endswith("woman"):
        return "woman"
    return "man" if word in HE or word.endswith(("man", "husband")) else ""
