"""What stands around the names of one article: from its rows to ``Local`` entities with a ``Context`` each.

Countries by what the text names near them, roles and jobs by the words beside a name, ages, nationality, sex, gangs that a relation
ties to it, and the rare words of its sentences. What two articles have in common here decides in ``pipeline.linking.linker`` whether
two like names are one person's.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
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
)
from pipeline.linking.names import ARTICLES, concepts, core, demonyms, is_generic, split_country
from pipeline.linking.sentences import WORD, Sentences, rarest, role_terms
from pipeline.scheme import PLACE_LABELS

Row = dict[str, Any]
Rows = dict[str, list[Row]]

SURE_OF_TIE = 0.6  # score of a relation that counts
NO_ROLE = frozenset(("courtesy", "kind"))
# Whom ``the barber`` stands for where an article names one person; ``the officer`` is mostly somebody else.
ANAPHORIC = frozenset(("worker", "sport", "business", "health", "art", "clergy", "gang", "teaching"))
NO_JOB = frozenset(
    "man woman member brother sister son daughter father mother wife husband cousin uncle aunt nephew niece don grandson grandfather boy girl "
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
# ``an Irishman of 22, X``; ``X, a candidate of 27``
AGE_OF_ONE_BEFORE, AGE_OF_ONE_AFTER = re.compile(r"\ban? [\w-]+ of (\d\d), $"), re.compile(r"^, an? [\w-]+ of (\d\d)\b")
# ``At 27, X drives``; ``X is 41``
AGE_AT_START, AGE_SAID = re.compile(r"(?:^|[.\"”]\s)At (\d\d), $"), re.compile(r",? (?:who )?is (\d\d)\b(?=[,.;]| and)")
AGE_NEAR = re.compile(r"\b(\d{1,2})[- ]year[- ]old\b")
# Between ``22-year-old`` and a name: somebody else, a verb, a preposition.
NOT_HIS = re.compile(
    r"[A-Z]|[,;:.]|\b(?:and|or|by|of|with|to|from|for|against|in|at|on|who|was|is|has|had|said|says|told|shot|met)\b"
)
AGE_AT = re.compile(r"\b(?:dead|died|buried|killed|shot dead|retires?d?|free)\b[^.,;:]{0,20} at (\d{2})\b(?! per|:)")
AGE_OF_HIM = re.compile(
    r"(?:He|She) (?:is|was) (\d{2})\b(?=[,.]| and)|The [a-z][a-z -]{2,30}, (\d{2}),|[^.]*\b[Tt]he (\d{2})-year-old\b"
)
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
# With a capital before a name: not a man's own father, and more than a courtesy.
JOB_OF_TITLE = {
    "Father": "priest", "Fr": "priest", "Fr.": "priest", "Padre": "priest", "Sister": "nun", "Brother": "friar",
    "Dr": "doctor", "Dr.": "doctor", "Doctor": "doctor", "Doc": "doctor",
}  # fmt: skip
DEFINITE = re.compile(r"(?:^|[.\"”]\s+)The ((?:[a-z][\w-]*\s+){1,3})")
# ``the honest mayor of Melito, X``: what stands before the ``of``
APPOSED = re.compile(
    r"\b(?:the|an?|its|his|her|their|whose|[Tt]he|[Aa]n?|[Ii]ts|[Hh]is|[Hh]er)\s+((?:[a-zà-ÿ][\w'’-]*\s+){0,4}[a-zà-ÿ][\w'’-]*)\s+(?:of|for|in|at|from|with|behind)\s+[^,.;:!?\"“”]{2,50},\s*[\"“'‘]?$"
)
# Up to six words before a name, on the text turned round: from the end there is one way to read them.
BEFORE_NAME = re.compile(r"(?:\n?[\"“'‘]\s+|\s+)(,?[\w'’.-]+(?:\s+[\w'’.-]+){0,5})")
HE = frozenset(("he", "his", "him", "himself", "brother", "father", "son", "husband", "mr", "mr.", "señor", "don"))
SENTENCE_ENDS = re.compile(r"\w{5,}\.$")
LETTERS = re.compile(r"\w+")
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
FAR = 1_000_000_000  # characters, further than any text is long
NEAR = 120.0  # characters at which a country named beside an agency weighs half


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
        self.sentences = Sentences(self.text, self.mentions, self.label)
        self.of_label: dict[tuple[str, ...], list[str]] = {}
        self.all_of: dict[tuple[str, ...], list[str]] = {}
        self.known_name = {key: self._known_name(key) for key in self.mentions}
        self.people = sorted(row["start_char"] for key in self._of_label("PERSON") for row in self.mentions[key])
        self.alone = self._alone()
        self.title_words = self.sentences.telling_words_of(article.get("title") or "")
        self.denies = NOT_THE.search(self.text) is not None
        self.ages = {row["about"]: row for row in reversed(rows.get("numbers", ())) if _is_age(row)}
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
            countries=self._countries(key, label, forms), places=self._others(key, *PLACE_LABELS),
            people=self._others(key, "PERSON"), tied=self.tied.get(key, []),
        )  # fmt: skip
        if label == "PERSON":  # of the rest nothing is asked where gangs, organisations and places are compared
            context.gangs, context.orgs = self._others(key, "GANG"), self._others(key, "ORG")
            context.days = [str(day), str(day)] if day else []
            context.sources = [self.article["source"]] if self.article.get("source") else []
            context.roles = self._roles(key)
            context.born = self._born(key)
            context.near = self._near(key, "GANG")
            context.home = self._near(key, *PLACE_LABELS)
            context.beside = self._near(key, "ORG")
            context.close = rarest(self.sentences.close(key))
            context.words = rarest(self.sentences.telling(key) | self.title_words)
        return context

    def _others(self, key: str, *labels: str) -> list[str]:
        """The names of an article's entities of some labels, each once, without the entity's own."""
        if self.label[key] in labels:
            return _distinct(self.known_name[other] for other in self._of_label(*labels) if other != key)
        if (known := self.all_of.get(labels)) is None:
            known = self.all_of[labels] = _distinct(self.known_name[other] for other in self._of_label(*labels))
        return known.copy()

    def _of_label(self, *labels: str) -> list[str]:
        if (known := self.of_label.get(labels)) is None:
            known = self.of_label[labels] = [key for key, label in self.label.items() if label in labels]
        return known

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
        """The gangs or places named in the sentences about an entity."""
        about = self.sentences.about(key)
        return [
            self.known_name[other]
            for other in self._of_label(*labels)
            if other != key and not self.sentences.naming[other].isdisjoint(about)
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
        votes += [(start, country, 0.8) for start, country in demonyms_in(self.text)]
        # papers are called after the place that they appear in
        named = country_of_paper(self.article["source"]) if self.article.get("source") else None
        self.guessed = not votes
        if country := named or self.home:
            votes.append((len(self.text) // 2, country, 0.6))
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
            written = max((" ".join(row["text"].split()) for row in self.mentions[key]), key=len)
            if explicit := split_country(written)[1] or _place_in(written):
                return explicit, 0.8
            agency = agency_index().get(fold(written))
            return (agency.country, 0.5) if agency and agency.country and not is_generic(written) else None
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
        at = [-FAR, *(row["start_char"] for row in self.mentions[key]), FAR]
        for position, country, weight in self.votes:
            behind = bisect_left(at, position)
            away = min(position - at[behind - 1], at[behind] - position)
            totals[country] += weight * (0.3 + 1.0 / (1.0 + away / NEAR))
        for country in sorted(self._nationality(key)) if label == "PERSON" else ():
            totals[country] += 2.0
        whole = sum(totals.values()) * (2.0 if label == "GANG" and self.guessed else 1.0)
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
                tied[other].append(self.known_name[gang])
                if row["type"] in ("leader_of", "member_of"):
                    roles[other].add("gang")
            if self.label.get(other) == "GANG" and self.label.get(gang) == "GANG" and row["type"] != "rival_of":
                tied[gang].append(self.known_name[other])
        return roles, {key: list(dict.fromkeys(names)) for key, names in tied.items()}

    def _roles(self, key: str) -> list[str]:
        found: set[str] = set(self.roles.get(key, ()))
        sexes: Counter[str] = Counter()
        for row in self.mentions[key]:
            start, end = row["start_char"], row["end_char"]
            for term in _titles_before(self.text[max(0, start - 60) : start]):
                found |= _roles_of(term)
                sexes[_sex_of(term)] += 2
            for phrase in _apposed(self.text[max(0, start - 110) : start]):
                for term in _terms_in(phrase)[-1:]:
                    found |= _roles_of(term)
            after = AFTER_NAME.match(self.text[end : end + 110])
            if after:
                for term in _terms_in(after[2]):
                    found |= _roles_of(term)
            found |= self._generation(start, end)
            if not PREPOSITION.search(self.text[max(0, start - 30) : start]):
                sexes[self._pronoun(end)] += 1
        for number in self.sentences.about(key) if self.denies else ():
            for match in NOT_THE.finditer(self.sentences.part(number)):
                found |= {f"not:{term.split()[-1]}" for term in _terms_in(match[1])[:1]}
        if len(self._of_label("PERSON")) == 1:
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
        stop = self.sentences.end(min(self.sentences.end(end), len(self.text) - 1))
        following = next(iter(self.people[bisect_left(self.people, end) :]), stop)
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
            begin = self.sentences.starts[self.sentences.number(row["start_char"])]
            before = self.text[max(begin, row["start_char"] - 60) : row["start_char"]]
            if (match := AGE_NEAR.search(before)) and not NOT_HIS.search(before[match.end() :]):
                ages.add(int(match[1]))
            if match := AGE_OF_ONE_BEFORE.search(before):
                ages.add(int(match[1]))
            after = self.text[row["end_char"] : row["end_char"] + 30]
            if match := AGE_AT_START.search(before) or AGE_SAID.match(after):
                ages.add(int(match[1]))
            if match := AGE_OF_ONE_AFTER.match(after):
                ages.add(int(match[1]))
            if match := re.match(r"[\"”’']?,? (?:an?|the) (\d{1,2})[- ]year[- ]old", after):
                ages.add(int(match[1]))
        if not ages and key in self.ages:
            ages.add(int(self.ages[key]["low"]))
        if not ages:
            ages |= self._ages_said_later(key)
        if not ages and len(self._of_label("PERSON")) == 1:
            ages |= {int(age) for age in AGE_OF.findall(self.text)}
        ages = {age for age in ages if 10 <= age <= 99}
        return [year - max(ages) - 1, year - min(ages)] if ages and year and max(ages) - min(ages) < 2 else []

    def _ages_said_later(self, key: str) -> set[int]:
        """Ages in sentences that name nobody else, and in the next ones: ``dead at 80``, ``He is 56``, ``The agronomist, 62,``."""
        ages: set[int] = set()
        for number in sorted(number for number in self.sentences.naming[key] if self.alone[number] == key):
            ages |= {int(age) for age in AGE_AT.findall(self.sentences.part(number))}
            if number + 1 < len(self.sentences.bounds) and self.alone.get(number + 1, key) == key:
                following = AGE_OF_HIM.match(self.sentences.part(number + 1))
                ages |= {int(age) for age in following.groups() if age} if following else set()
        return ages

    def _alone(self) -> dict[int, str]:
        """Sentence → the person whom it names; empty for one that names several."""
        found: dict[int, str] = {}
        for key in self._of_label("PERSON"):
            for number in self.sentences.naming[key]:
                found[number] = "" if number in found else key
        return found


def _is_age(row: Row) -> bool:
    return bool(row.get("about")) and row["measures"] == "age" and row["low"] == row["high"]


def _distinct(names: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(name for name in names if name))


@lru_cache(maxsize=4096)
def _gang_named(name: str) -> Gang | None:
    """The gang of our list with this name, with or without an article."""
    plain = fold(name)
    bare = plain.split(" ", 1)[-1] if plain.split(" ", 1)[0] in ARTICLES else plain
    forms = (plain, bare, f"los {bare}", f"el {bare}", f"la {bare}")
    return next((gang_index()[form] for form in forms if form in gang_index()), None)


@cache
def _demonyms_by_word() -> dict[str, list[str]]:
    """The first word of each demonym as it is written → the demonyms that begin with it, the longest first."""
    found: dict[str, list[str]] = defaultdict(list)
    for name in sorted({word for country in countries() for word in country.demonyms}, key=len, reverse=True):
        found[LETTERS.findall(name)[0]].append(name)
    return found


@cache
def _beginnings() -> re.Pattern[str]:
    """A word that begins as some demonym does: a search for all of them at every word takes ten times as long."""
    return re.compile(rf"\b[{''.join(sorted({word[0] for word in _demonyms_by_word()}))}]\w*")


def demonyms_in(text: str) -> list[tuple[int, str]]:
    """(character, country) of the demonyms in a text, the longest at each place."""
    found = []
    end = 0
    for match in _beginnings().finditer(text):
        start = match.start()
        for name in _demonyms_by_word().get(match[0], ()) if start >= end else ():
            behind = text[start + len(name) : start + len(name) + 1]
            if text.startswith(name, start) and not (behind.isalnum() or behind == "_"):
                found.append((start, demonyms()[fold(name)]))
                end = start + len(name)
                break
    return found


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


@lru_cache(maxsize=4096)
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
    match = BEFORE_NAME.match(text[::-1])
    if not match:
        return []
    before = match[1][::-1]
    if SENTENCE_ENDS.search(before):
        return []  # the sentence before
    if job := JOB_OF_TITLE.get(before.split()[-1]):
        return [job]
    words = fold(before.rstrip(",")).split()
    while words and words[-1] in ("called", "named", "identified", "as"):
        words.pop()
    for length in range(min(4, len(words)), 0, -1):
        term = " ".join(words[-length:])
        if term in role_terms():
            return [term]
    return []


def _apposed(text: str) -> list[str]:
    """The phrase before the ``of`` where the text ends in ``the honest mayor of Melito,``."""
    if not text.rstrip().rstrip("\"“'‘").rstrip().endswith(","):
        return []  # a search from every word of the text would only find the same
    match = APPOSED.search(text)
    return [match[1]] if match else []


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
