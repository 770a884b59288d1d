"""Which mentions of one article are the same person, gang, organisation or place, and its id.

Names are joined by knowledge (every alias of a known gang), by form (a surname after the full name, an
acronym after its long form, a name with or without its head word) and by what the text says (``alias``,
``also known as``, ``whom neighbours call``, brackets). Two full names that share only a surname stay apart, and so do two
like names where the text tells two people apart: by other ages, by kinship (``his son, X``), by rank (``Jr.``, ``Sr.``),
or by saying that they bear one name. Sets ``kb_id_`` on ``doc.ents`` and writes ``doc._.entities``.
"""

from __future__ import annotations

import itertools
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache, lru_cache

from spacy.language import Language
from spacy.tokens import Doc, Span

from pipeline.knowledge import (
    Country,
    agency_index,
    countries,
    country_index,
    fold,
    gang_index,
    occupations,
    slug,
    titles,
)
from pipeline.scheme import NAMED_LABELS, PLACE_LABELS, declare_doc_extensions

declare_doc_extensions()

AGE = r"(?:(?:aged )?\d{1,2},?\s+)?"
ALIAS_WORDS = re.compile(
    rf"^[\s,(\"“”'‘’«»]*{AGE}(?:an? [\w -]{{3,30}},? )?(?:(?:the \d{{1,2}}-year-old )?(?:who is |who was |is |was |and |whom )?"
    r"(?:alias|a\.?k\.?a\.?|(?:also |better |widely |once |formerly |otherwise |still )?(?:known|called)(?: [\w ]{3,25})? as|"
    r"(?:the \w+ )?also called|nicknamed|dubbed|called|known by (?:his|her|the) (?:alias|nickname)|who (?:also )?goes by|"
    r"(?:who )?calls (?:himself|herself)|born|née|né|now|[a-z][a-z' ]{2,25} (?:call|calls|called|know as|knew as|nicknamed|knows as)|or|or simply)"
    r"(?: the)?)[\s,(\"“”'‘’«»]*$",
    re.IGNORECASE,
)
# The other way round: ``5 Seconds, as foreign papers call the 5 Segond gang``.
AS_THEY_CALL = re.compile(r"^,? as (?:[\w' ]{2,30} )?(?:call|calls|called)(?: the)? $", re.IGNORECASE)
CALL_THEMSELVES = re.compile(r"^ (?:call|calls|called) (?:themselves|itself|himself|herself)\b", re.IGNORECASE)
# What says that two of like name are not one.
TOLD_APART = re.compile(
    r"\b(?:namesakes?|no relation|not (?:his|her|their|a|any) relat(?:ion|ive)|not related|no kin|(?:the|his|her|their) (?:same|own) name|"
    r"of the same name|(?:bears?|bore|shares?|shared|has|have|whose) (?:the |his |her |a )?(?:same )?(?:name|surname)|"
    r"confused with|mistaken for|by mistake|the elder|the younger|not the \w+er\b|two men|both called)",
    re.IGNORECASE,
)
AGE_BESIDE = re.compile(r"^[\"”’']?(?:,\s*|\s+\()(?:aged\s+)?(\d{1,2})\b(?!\s*(?:per|percent|kilo|days?|months?))")
KIN = re.compile(
    r"\b(?:his|her|their|whose|the|and)\s+(?:(?:elder|older|younger|late|own|only|eldest|youngest|twin)\s+)?(?:son|daughter|father|mother|"
    r"brother|sister|grandson|granddaughter|grandfather|grandmother|uncle|nephew|niece|aunt|cousin|godson|godfather|wife|husband),?\s+(?:the \w+\s+)?$",
    re.IGNORECASE,
)
INTRODUCED = re.compile(
    r"\b[Tt]he (?:man|woman|person) (?:who|whom|that) [^.,;]{3,50}, $|\b(?:[Aa]n?|[Aa]nother)\s+(?:[\w'’-]+\s+){0,4}[\w'’-]+,?\s+(?:(?:in|of|from)\s+[\w'’ -]{3,20},\s+)?(?:called\s+|named\s+|[A-Z][a-z]+\.?\s+)?$"
)
THE_ELDER = re.compile(r"^[\"”’']? the (?:elder|older)\b")
PRESENTED = re.compile(r"^[\"”’']?(?:, (?:\d\d\b|an? |the |once |who |whose |long |[a-z]+ (?:since|of|at|in) )| of )")
CONFUSED = re.compile(
    r"\b(?:confused?|mistook|mistaken|taken?|took|mixed up|swapped) (?:(?:him|her|them|it|the \w+) )?(?:with|for) (?:an? |the )?(?:\w+ )?$"
)
# ``his men call him X``, ``who is tall and is called X``; ``X, as guests call him``
CALLED_SO = re.compile(
    r"\b(?:(?:call|calls|called|nicknamed?|dubbed|knows?|knew) (?:him|her)|known to \w+ as|is called|was called|is known as|was known as)(?: as)? [\"“'‘]?$"
)
AS_CALLED = re.compile(
    r"^[\"”’']?, as (?:[\w' ]{2,30} )?(?:call|calls|called|know|knew|spell|spells|misspelt) (?:him|her)\b"
)
KIN_AFTER = re.compile(
    r"^,? (?:his|her|their) (?:(?:elder|older|younger|late|own|only|eldest|youngest|twin)\s+)?(?:son|daughter|father|mother|brother|sister|"
    r"grandson|grandfather|uncle|nephew|niece|aunt|cousin|godson)\b",
    re.IGNORECASE,
)
NAMED_TOO = re.compile(
    r"\b(?:(?:also|likewise|too) (?:called|named)|(?:his|her|a|the) namesakes?,?|another|[Tt]he other|also)\s+$",
    re.IGNORECASE,
)
APPOSITION = re.compile(r"^(?:,\s*\d{1,2})?,\s+(?:an?|the|his|her)\s+((?:[a-z][\w-]*\s*){1,4})")
APPOSED = re.compile(r"(?:^|[.!?][\"”]?\s+)(The [a-z][^,.!?]{2,60}), $")
WITHIN = re.compile(r"^, (?:in |in the |a \w+ (?:in|of) (?:the )?)?$")
GENERATION = {
    "jr": "jr",
    "junior": "jr",
    "sr": "sr",
    "senior": "sr",
    "filho": "jr",
    "hijo": "jr",
    "ii": "ii",
    "iii": "iii",
    "iv": "iv",
}
BRACKET = re.compile(r"^[\s\"”’']*\(\s*(?:the |or |known as |the so-called )?[\"“‘']?$", re.IGNORECASE)
PARTICLES = frozenset(
    [
        "de",
        "da",
        "do",
        "dos",
        "das",
        "del",
        "della",
        "di",
        "la",
        "las",
        "los",
        "el",
        "al",
        "bin",
        "ibn",
        "van",
        "von",
        "der",
        "den",
        "ter",
        "y",
        "e",
    ]
)
HEADS = frozenset(
    [
        "cartel",
        "gang",
        "gangs",
        "clan",
        "family",
        "mafia",
        "crew",
        "brothers",
        "brotherhood",
        "group",
        "organization",
        "organisation",
        "network",
        "militia",
        "mob",
        "bank",
        "prison",
        "jail",
        "penitentiary",
        "airport",
        "port",
        "bridge",
        "province",
        "state",
        "city",
        "department",
        "district",
        "river",
        "county",
    ]
)
SMALL_WORDS = frozenset(["the", "of", "and", "for", "de", "del", "la", "los", "las", "y", "in", "on"])


@dataclass(slots=True)
class Cluster:
    """The mentions of one entity; ``known`` is the folded canonical name where knowledge has it."""

    label: str
    mentions: list[Span] = field(default_factory=list)
    names: set[str] = field(default_factory=set)
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
        return max((m.text for m in self.mentions), key=lambda text: (len(text.split()), len(text))).replace("\n", " ")


# The texts of the Docs at work: a Doc puts its text together anew each time that it is asked.
_texts: dict[int, str] = {}


def text_of(doc: Doc) -> str:
    """The text of a Doc."""
    return _texts.get(id(doc)) or doc.text


@Language.factory("blotter_entities", assigns=["doc._.entities", "token.ent_kb_id"])
def make_entities(nlp: Language, name: str) -> Entities:
    return Entities()


class Entities:
    """The component; without ``merging`` only like names are one entity (to see what the rules are worth)."""

    def __init__(self, *, merging: bool = True) -> None:
        self.merging = merging

    def __call__(self, doc: Doc) -> Doc:
        _texts[id(doc)] = doc.text
        try:
            return self._link(doc)
        finally:
            del _texts[id(doc)]

    def _link(self, doc: Doc) -> Doc:
        named = [ent for ent in doc.ents if ent.label_ in NAMED_LABELS]
        clusters = link(doc, named) if self.merging else like_names(named)
        identifier: dict[tuple[int, int], str] = {}
        entities = []
        used: dict[str, int] = defaultdict(int)
        for cluster in clusters:
            entity_id = f"{cluster.label.lower()}:{slug(cluster.name())}"
            used[entity_id] += 1
            if used[entity_id] > 1:
                entity_id = f"{entity_id}-{used[entity_id]}"
            entities.append(
                {
                    "id": entity_id, "label": cluster.label, "name": cluster.name(), "wikidata": cluster.wikidata,
                    "country": cluster.country, "latitude": cluster.latitude, "longitude": cluster.longitude,
                }
            )  # fmt: skip
            for mention in cluster.mentions:
                identifier[mention.start, mention.end] = entity_id
        doc.set_ents(
            [
                Span(doc, ent.start, ent.end, label=ent.label_, kb_id=identifier.get((ent.start, ent.end), ""))
                for ent in doc.ents
            ]
        )
        doc._.entities = entities
        return doc


def like_names(named: list[Span]) -> list[Cluster]:
    """One cluster for each label and folded name."""
    clusters: dict[tuple[str, str], Cluster] = {}
    for span in named:
        clusters.setdefault((span.label_, fold(span.text)), Cluster(span.label_)).mentions.append(span)
    return list(clusters.values())


def link(doc: Doc, named: list[Span]) -> list[Cluster]:
    """The clusters of the named mentions, in order of first mention."""
    clusters: list[Cluster] = []
    by_name: dict[tuple[str, str], Cluster] = {}
    # Full names first, so that a surname in the headline finds the person named further down.
    order = sorted(named, key=lambda span: (-_fullness(span), span.start))
    for span in order:
        cluster = _home(span, clusters, by_name)
        if cluster is not None and span.label_ == "PERSON" and _precedes(span, cluster):
            cluster = None
        if cluster is None:
            cluster = Cluster(span.label_)
            clusters.append(cluster)
        _join(cluster, span, by_name)
    _merge_aliases(doc, named, clusters)
    clusters = [cluster for cluster in clusters if cluster.mentions]
    for cluster in clusters:
        cluster.mentions.sort(key=lambda span: span.start)
        _enrich(cluster)
    return sorted(clusters, key=lambda cluster: cluster.mentions[0].start)


def _fullness(span: Span) -> int:
    """How early a mention is placed: fuller names first, and initials after them."""
    words = _words(span.text)
    return 2 * len(words) - _has_initial(words) if span.label_ == "PERSON" else min(2, len(words))


@lru_cache(maxsize=65_536)
def _words(text: str) -> tuple[str, ...]:
    words = re.findall(r"[^\W_]+(?:['’.-][^\W_]+)*", fold(text))
    return tuple(word for word in words if word != "the")


def _join(cluster: Cluster, span: Span, by_name: dict[tuple[str, str], Cluster]) -> None:
    cluster.mentions.append(span)
    if cluster.age is None:
        cluster.age = _age(span)
    cluster.generation = cluster.generation or _generation(_words(span.text))
    for name in _forms(span) | _short_forms(span):
        cluster.names.add(name)
        by_name.setdefault((cluster.label, name), cluster)


def _forms(span: Span) -> set[str]:
    """The folded forms under which a later mention may stand for the same."""
    words = _words(span.text)
    forms = {" ".join(words)}
    if span.label_ == "GANG" and (gang := gang_index().get(fold(span.text))):
        forms.add(fold(gang.name))
    if span.label_ == "GPE" and (country := _country(span.text)):
        forms.add(fold(country.name))
    if span.label_ in ("GANG", "ORG", "FAC") and len(words) > 1 and words[-1] in HEADS:
        forms.add(" ".join(words[:-1]))
    return {form for form in forms if len(form) > 1}


def _short_forms(span: Span) -> set[str]:
    """What an acronym and its long form have in common: ``/dea``. Two long forms never meet in it."""
    if span.label_ == "PERSON":
        return set()
    plain = span.text.replace(".", "")
    if plain.isupper() and " " not in plain and 1 < len(plain) < 9:
        return {f"short/{fold(plain)}"}
    words = _words(span.text)
    kept = [word for word in words if word not in SMALL_WORDS]
    return {f"long/{''.join(word[0] for word in found)}" for found in (words, kept) if len(found) > 1}


def _other_side(form: str) -> str:
    side, _, letters = form.partition("/")
    return f"{'long' if side == 'short' else 'short'}/{letters}"


def _home(span: Span, clusters: list[Cluster], by_name: dict[tuple[str, str], Cluster]) -> Cluster | None:
    if span.label_ == "PERSON":
        return _person_home(_words(span.text), clusters, span)
    for name in sorted(_forms(span), key=len, reverse=True):
        if found := by_name.get((span.label_, name)):
            return found if span.label_ not in ("GPE", "ORG") else _same_place(span, name, clusters)
    for form in sorted(_short_forms(span)):
        if found := by_name.get((span.label_, form if form.startswith("short") else "")) or by_name.get(
            (span.label_, _other_side(form))
        ):
            return found
    if span.label_ in ("ORG", "GANG"):
        words = " ".join(_words(span.text))
        for cluster in clusters:
            if cluster.label == span.label_ and any(
                name.startswith(words + " ") or name.endswith(" " + words) for name in cluster.names if len(words) > 4
            ):
                if not _is_faction(span, cluster):
                    return cluster
    return None


def _is_faction(span: Span, cluster: Cluster) -> bool:
    """Whether the longer name is another gang's: our list tells them apart, or one sentence names both."""
    if span.label_ != "GANG":
        return False
    known = gang_index().get(fold(span.text))
    for mention in cluster.mentions:
        other = gang_index().get(fold(mention.text))
        if known and other and known.name != other.name:
            return True
        if _is_listed_but_for_more(span.text, mention.text):
            return True
        first, last = sorted((span, mention), key=lambda one: one.start)
        between = text_of(span.doc)[first.end_char : last.start_char]
        longer = max((_words(span.text), _words(mention.text)), key=len)
        if longer[-1] not in HEADS and last.start - first.end < ALIAS_REACH and not re.search(r"[.!?\n(]", between):
            return True
    return False


def _is_listed_but_for_more(one: str, other: str) -> bool:
    """Whether our list has the shorter of two names and not the longer, which says more than what kind of thing it is: of a
    gang that we know we know the names, so ``18th Street Sureños`` is a faction of ``18th Street``."""
    short, long = sorted((one, other), key=lambda name: len(_words(name)))
    more = set(_words(long)) - set(_words(short)) - HEADS - SMALL_WORDS
    return fold(short) in gang_index() and fold(long) not in gang_index() and bool(more)


def _same_place(span: Span, name: str, clusters: list[Cluster]) -> Cluster | None:
    """The town or body of this name, but not one that the text puts elsewhere: ``Lagos, in the Algarve`` and ``Lagos, Nigeria``,
    the ``Ministry of Justice`` of two countries."""
    alike = [cluster for cluster in clusters if cluster.label == span.label_ and name in cluster.names]
    container = _container(span)
    for cluster in alike:
        others = {_container(m) for m in cluster.mentions} - {""}
        if not container or not others or container in others:
            return cluster
    return None


def _container(span: Span) -> str:
    """The place that a place or body is said to lie in, folded; empty where nothing is said."""
    if span.label_ == "ORG":
        return _country_beside(span)
    following = next((ent for ent in span.doc[span.end : span.end + 6].ents if ent.label_ in ("GPE", "LOC")), None)
    if following is None or not WITHIN.match(text_of(span.doc)[span.end_char : following.start_char]):
        return ""
    return fold(following.text)


def _country_beside(span: Span) -> str:
    """``CL`` beside ``the Chilean Supreme Court``, ``Chile's Supreme Court`` and ``the Supreme Court of Chile``."""
    doc = span.doc
    following = next((ent for ent in doc[span.end : span.end + 4].ents if ent.label_ == "GPE"), None)
    if following is not None and re.match(
        r"^ (?:of|in) (?:the )?$", text_of(doc)[span.end_char : following.start_char]
    ):
        country = _country(following.text)
        return country.alpha2 if country else ""
    before = doc[max(0, span.start - 2) : span.start]
    words = [token.text for token in before if token.text not in ("'s", "’s")]
    country = _country(words[-1]) if words else None
    return country.alpha2 if country else _demonyms().get(fold(words[-1]), "") if words else ""


@cache
def _demonyms() -> dict[str, str]:
    return {fold(word): country.alpha2 for country in reversed(countries()) for word in country.demonyms}


def _person_home(words: tuple[str, ...], clusters: list[Cluster], span: Span) -> Cluster | None:
    """The person whose full name holds these words in order; the nearest one before, else after.

    Two persons stay apart where the text says so; a surname that two bear goes rather to whom it is no given name, and
    an initial or a name without its middle that could be either's to neither.
    """
    fitting: list[tuple[int, int, int, Cluster]] = []
    for cluster in clusters:
        if cluster.label != "PERSON" or not any(_is_part(words, _words(m.text)) for m in cluster.mentions):
            continue
        if len(words) > 1 and (_is_another(span, words, cluster) or not _fits_all(words, cluster)):
            continue
        if len(words) == 1 and _is_another_bearer(span, cluster):
            continue
        distance = min((span.start - m.start if m.start <= span.start else 10_000 + m.start) for m in cluster.mentions)
        fitting.append((_awkwardness(words, span, cluster), distance, len(fitting), cluster))
    if len(fitting) > 1 and len(words) - bool(_generation(words)) > 1:
        return None
    return min(fitting)[3] if fitting else None


def _fits_all(words: tuple[str, ...], cluster: Cluster) -> bool:
    """Whether a full name goes with every full name of a person: ``M. Ali`` does not make Mahmoud Ali of Mohammed Ali."""
    full = [other for m in cluster.mentions if len(other := _words(m.text)) > 1]
    return all(_is_part(words, other) or _is_part(other, words) for other in full)


def _awkwardness(words: tuple[str, ...], span: Span, cluster: Cluster) -> int:
    """How unlikely one word is short for a name: it is the first of it, follows a particle there that it lacks here, or
    leaves out ``Jr.``; a rank that stands before both makes it likely."""
    if len(words) != 1 or words[0] in GENERATION:
        return 0
    full = max((_words(m.text) for m in cluster.mentions), key=len)
    rank = _rank(span)
    side = _side_of_a_family(span)
    if side and side != _side_of_cluster(cluster):
        return 4
    likely = -2 * int(bool(rank) and any(rank in (_rank(m), _title(m)) for m in cluster.mentions)) + int(
        bool(cluster.generation)
    )
    if words[0] not in full or len(full) == 1:
        return likely
    place = full.index(words[0])
    side = _side(span)
    if side and any(_side(m) not in ("", side) for m in cluster.mentions):
        likely += 3
    if place and full[place - 1] in ("abu", "umm"):
        likely += 2  # Omar is not Abu Omar
    return (
        likely
        + int(place == 0)
        + int(place > 0 and full[place - 1] in PARTICLES and full[place - 1] not in ("el", "al"))
    )


def _side_of_a_family(span: Span) -> str:
    """``younger`` for ``the younger X``, ``elder`` for ``the elder X``; empty where neither is said."""
    before = span.doc[max(0, span.start - 2) : span.start].text.lower()
    return "younger" if before == "the younger" else "elder" if before in ("the elder", "the older") else ""


def _side_of_cluster(cluster: Cluster) -> str:
    """On which side of a family the text puts a person."""
    if cluster.generation:
        return "elder" if cluster.generation == "sr" else "younger"
    text = " ".join(
        m.doc[max(0, m.start - 4) : m.start].text.lower() for m in cluster.mentions if len(_words(m.text)) > 1
    )
    if re.search(r"\b(?:son|daughter|nephew|grandson|granddaughter)\b", text):
        return "younger"
    return "elder" if re.search(r"\b(?:father|mother|uncle|grandfather|grandmother|aunt)\b", text) else ""


def _is_another(span: Span, words: tuple[str, ...], cluster: Cluster) -> bool:
    """Whether a full name that fits a person is said to be somebody else's."""
    age, generation = _age(span), _generation(words)
    full = max((_words(m.text) for m in cluster.mentions), key=len)
    if generation != cluster.generation and ((generation and cluster.generation) or min(len(words), len(full)) > 1):
        return True  # father and son; papers leave out ``Jr.`` only with the given name
    if age is not None and cluster.age is not None and abs(age - cluster.age) > 1:
        return True
    named = [m for m in cluster.mentions if len(_words(m.text)) > 1]
    before = [m for m in named if m.start < span.start]
    if before and _is_kin(span) and not any(_is_kin(m) for m in before) and span.start - before[-1].start < KIN_REACH:
        return True
    after = [m for m in named if m.start > span.start]
    if after and _is_kin(after[0]) and not _is_kin(span) and after[0].start - span.start < KIN_REACH:
        return True
    if _has_initial(words) and (title := _rank(span)) and title not in {_rank(m) for m in cluster.mentions}:
        return True
    if any(CONFUSED.search(m.doc[max(0, m.start - 8) : m.start].text_with_ws) for m in (span, *named)):
        return True
    # whom a sentence has named it does not name in full again
    if any(_in_one_sentence(span, m) and not _said_one(span, m) for m in named):
        return True
    same = [m for m in named if _words(m.text) == words]
    if _rank(span) and any(m.start < span.start and _age(m) is not None and not _rank(m) for m in same):
        return True  # ``X, 34, sold tiles. Inspector X arrested him``
    if age is not None and any(m.start < span.start and _rank(m) for m in same) and not _rank(span):
        return True  # ``Col. X …, police seek X, 41, of Baalbek``
    introduced, side = _introduction(span), _side(span)
    if introduced and any(_introduction(m) not in ("", introduced) for m in same):
        return True
    if before and NAMED_TOO.search(span.doc[max(0, span.start - 6) : span.start].text_with_ws):
        return True
    if side and any(_side(m) not in ("", side) for m in named):
        return True
    if same or words[-1] == full[-1]:
        return False
    first = min(cluster.mentions, key=lambda m: m.start)
    return bool(TOLD_APART.search(_around(span))) or (
        len(full) > len(words) and first.start > span.start and _is_new(first)
    )


KIN_REACH = 60  # tokens between a person and the relative of the same name


def _around(span: Span) -> str:
    """The text near a mention, where it would be told apart from another."""
    return span.doc[max(0, span.start - 25) : span.end + 25].text


def _is_another_bearer(span: Span, cluster: Cluster) -> bool:
    """Whether one name alone is said to be somebody else's: of another age, ``the other X``, ``X the elder``, or presented anew
    where nobody was called in full."""
    age = _age(span)
    if age is not None and cluster.age is not None and abs(age - cluster.age) > 1:
        return True
    before = [m for m in cluster.mentions if m.start < span.start]
    if before and NAMED_TOO.search(span.doc[max(0, span.start - 6) : span.start].text_with_ws):
        return True
    if THE_ELDER.match(text_of(span.doc)[span.end_char : span.end_char + 14]):
        return cluster.generation != "sr" and not any(_is_kin(m) for m in cluster.mentions)
    if any(len(_words(m.text)) > 1 for m in cluster.mentions):
        return False
    return _is_presented(span) and any(_is_presented(m) for m in before)


def _is_presented(span: Span) -> bool:
    """``X, 68``, ``X, a visitor``, ``X, who died at 70``."""
    return bool(PRESENTED.match(text_of(span.doc)[span.end_char : span.end_char + 20]))


def _said_one(span: Span, other: Span) -> bool:
    """Whether the words between two names say that they are one's."""
    first, last = sorted((span, other), key=lambda one: one.start)
    return bool(ALIAS_WORDS.match(span.doc[first.end : last.start].text_with_ws))


def _is_kin(span: Span) -> bool:
    """``his son, X`` or ``X, his son``."""
    before = span.doc[max(0, span.start - 7) : span.start].text_with_ws
    return bool(KIN.search(before) or KIN_AFTER.match(text_of(span.doc)[span.end_char : span.end_char + 40]))


def _precedes(span: Span, cluster: Cluster) -> bool:
    """Whether a surname in the body of an article comes before the full name that it fits: who is short there was
    never called in full, and the other comes later. Headlines are short for whom the text then names, and a relative's
    given name (``his son Paolo``) may come before his full name."""
    words, first = _words(span.text), min(cluster.mentions, key=lambda m: m.start)
    full = _words(first.text)
    short = len(words) == 1 or (_has_initial(words) and not _has_initial(full))
    if not short or not 1 < len(full) >= len(words) or first.start < span.start:
        return False
    if words[0] == full[0] and not _rank(span):
        return False
    return _in_body(span)


def _in_body(span: Span) -> bool:
    """Whether a mention stands in running text and not in a headline: a paragraph without a full stop, or a few first words."""
    text = text_of(span.doc)
    begin, end = text.rfind("\n", 0, span.start_char) + 1, text.find("\n", span.end_char)
    paragraph = text[begin : end if end >= 0 else len(text)].rstrip()
    first = SENTENCE_END.split(text.lstrip(), maxsplit=1)[0]
    if span.end_char <= len(first) < len(text.strip()) and len(first.split()) < SHORTEST_SENTENCE:
        return False
    return paragraph[-1:] in ".!?”\"’'…" or len(paragraph.split()) > LONGEST_HEADLINE


SHORTEST_SENTENCE = 5  # words
LONGEST_HEADLINE = 25  # words


def _in_one_sentence(span: Span, other: Span) -> bool:
    """Whether one sentence holds two mentions near each other, as ``Mohamed, born Mohamed El Amrani``."""
    first, last = sorted((span, other), key=lambda one: one.start)
    between = text_of(span.doc)[first.end_char : last.start_char]
    return last.start - first.end < SENTENCE_REACH and not re.search(r"[.!?\n\"“”()]", between)


SENTENCE_REACH = 40  # tokens


def _has_initial(words: tuple[str, ...]) -> bool:
    return any(len(word.rstrip(".")) == 1 for word in words)


@cache
def _ranks() -> frozenset[str]:
    """Ranks and offices of one word, which two people of like name seldom share."""
    kinds = ("police and military", "official", "judicial")
    return frozenset(title.term for title in titles() if title.kind in kinds and " " not in title.term)


SHORT_RANKS = {
    "supt": "superintendent", "insp": "inspector", "sgt": "sergeant", "lt": "lieutenant", "capt": "captain", "col": "colonel",
    "gen": "general", "det": "detective", "sen": "senator", "gov": "governor", "maj": "major", "cpl": "corporal",
}  # fmt: skip


def _rank(span: Span) -> str:
    """The rank right before a name: ``Commissioner``; empty where there is none."""
    before = span.doc[span.start - 1].lower_.rstrip(".") if span.start else ""
    before = SHORT_RANKS.get(before, before)
    return before if before in _ranks() else ""


JOB_SIDES = {"gang": "gang", "business": "trade", "worker": "trade", "clergy": "clergy", "teaching": "trade"}


@cache
def _sides() -> dict[str, str]:
    """Job or title of one word → ``state`` or ``other``: two of one name on two sides are two people."""
    kinds = {
        "police and military": "state",
        "official": "state",
        "judicial": "state",
        "gang": "gang",
        "suspect": "gang",
        "clergy": "clergy",
    }
    found = {title.term: kinds[title.kind] for title in titles() if title.kind in kinds and " " not in title.term}
    for job in occupations():
        if " " not in job.term:
            found.setdefault(job.term, JOB_SIDES.get(job.kind, ""))
    return {
        term: side for term, side in found.items() if side and term not in ("leader", "chief", "boss", "head", "owner")
    }


def _side(span: Span) -> str:
    """On which side the words beside a full name put its bearer; empty where they do not."""
    after = APPOSITION.match(text_of(span.doc)[span.end_char : span.end_char + 60])
    for word in (_title(span), *(after[1].lower().split() if after else ())):
        if side := _sides().get(word):
            return side
    return ""


def _title(span: Span) -> str:
    """The word right before a name, without what joins it."""
    position = span.start - 1
    while position > 0 and span.doc[position].lower_ in (",", "called", "named"):
        position -= 1
    return span.doc[position].lower_ if position >= 0 else ""


def _introduction(span: Span) -> str:
    """``The old man`` of ``The old man, X, raised a stick``; empty where nothing of the kind is said."""
    match = APPOSED.search(span.doc[max(0, span.start - 14) : span.start].text_with_ws)
    return match[1] if match else ""


def _is_new(span: Span) -> bool:
    """``a Venezuelan, X``: somebody who was not named before."""
    return bool(INTRODUCED.search(span.doc[max(0, span.start - 7) : span.start].text_with_ws))


def _age(span: Span) -> int | None:
    """The age beside a name: ``X, 31, …``."""
    match = AGE_BESIDE.match(text_of(span.doc)[span.end_char : span.end_char + 16])
    return int(match[1]) if match and span.label_ == "PERSON" else None


def _generation(words: tuple[str, ...]) -> str | None:
    return GENERATION.get(words[-1].rstrip(".")) if len(words) > 1 else None


def _is_part(short: tuple[str, ...], full: tuple[str, ...]) -> bool:
    """Whether a short form fits a full name: a surname, a given name alone, or names with some left out."""
    one, other = _generation(short), _generation(full)
    if one or other:
        if one and other and one != other:
            return False
        short = short[:-1] if one else short
        full = full[:-1] if other else full
    if not short or len(short) > len(full):
        return False
    if len(short) == len(full):
        return all(
            one == two or _initial(one, two) or _initial(two, one) for one, two in zip(short, full, strict=True)
        ) and (short == full or any(one == two and len(one) > 1 for one, two in zip(short, full, strict=True)))
    core = [word for word in short if word not in PARTICLES]
    rest = iter(full)
    in_order = all(any(word == other or _initial(word, other) for other in rest) for word in core)
    return in_order and bool(core) and (len(core) > 1 or core[0] in (*full[1:], full[0]))


def _initial(word: str, other: str) -> bool:
    return len(word.rstrip(".")) == 1 and other.startswith(word[0])


def _merge_aliases(doc: Doc, named: list[Span], clusters: list[Cluster]) -> None:
    """Join two names where the text between them says that they are one."""
    home = {(m.start, m.end): cluster for cluster in clusters for m in cluster.mentions}
    for left, right in _neighbours(named):
        between = doc[left.end : right.start].text_with_ws if right.start > left.end else ""
        first, second = home[left.start, left.end], home[right.start, right.end]
        if first is second:
            continue
        acronym = BRACKET.match(between) and left.label_ not in PLACE_LABELS and right.start - left.end < 6
        said = ALIAS_WORDS.match(between) and not (between.strip() == "or" and left.label_ in PLACE_LABELS)
        called = AS_THEY_CALL.match(between) or (
            between.strip(" ,") == "as" and CALL_THEMSELVES.match(text_of(doc)[right.end_char : right.end_char + 30])
        )
        if acronym or ((said or called) and _can_be_one(left, right)):
            _merge(first, second, home)
    for first, second in list(_called_so(doc, named, home)):
        if (
            first is not second
            and first.mentions
            and second.mentions
            and _can_be_one(first.mentions[0], second.mentions[0])
        ):
            _merge(first, second, home)


def _merge(first: Cluster, second: Cluster, home: dict[tuple[int, int], Cluster]) -> None:
    first.mentions += second.mentions
    first.names |= second.names
    for mention in second.mentions:
        home[mention.start, mention.end] = first
    second.mentions = []


def _called_so(doc: Doc, named: list[Span], home: dict[tuple[int, int], Cluster]) -> Iterator[tuple[Cluster, Cluster]]:
    """Whom ``his men call him X`` and ``X, as guests call him`` are about: the one person of the sentence, or of the one before."""
    people = [span for span in named if span.label_ == "PERSON"]
    for span in people:
        words = _words(span.text)
        if len(words) > 1 and words[0] not in NICKNAME_OPENS:
            continue
        before = doc[max(0, span.start - 8) : span.start].text_with_ws
        if not (CALLED_SO.search(before) or AS_CALLED.match(text_of(doc)[span.end_char : span.end_char + 45])):
            continue
        ends = [match.end() for match in SENTENCE_END.finditer(text_of(doc), 0, span.start_char)]
        for begin in (ends[-1] if ends else 0, ends[-2] if len(ends) > 1 else 0):
            earlier = [home[m.start, m.end] for m in people if begin <= m.start_char < span.start_char]
            if earlier:
                if all(cluster is earlier[0] for cluster in earlier):
                    yield earlier[0], home[span.start, span.end]
                break


NICKNAME_OPENS = frozenset("el la los las o u il lo big little old young fat mr don doña".split())
SENTENCE_END = re.compile(r"[.!?][\"”’']?\s+")


def _neighbours(named: list[Span]) -> list[tuple[Span, Span]]:
    """Each mention with the next of its label, where one sentence can hold the two."""
    pairs: list[tuple[Span, Span]] = []
    for label in NAMED_LABELS:
        pairs += itertools.pairwise(span for span in named if span.label_ == label)
    near = [(left, right) for left, right in pairs if right.start - left.end <= ALIAS_REACH]
    return sorted(near, key=lambda pair: pair[0].start)


ALIAS_REACH = 12  # tokens


def _can_be_one(left: Span, right: Span) -> bool:
    """A person has one full name; the other is a nickname or leaves names out."""
    if left.label_ != "PERSON":
        return True
    if right.doc[left.end : right.start].text == "called" and len(_words(right.text)) > 1:
        return _words(right.text)[0] in NICKNAME_OPENS  # by telephone
    full = [words for words in (_words(left.text), _words(right.text)) if len(words) > 2 and words[0] not in PARTICLES]
    return len(full) < 2


def _country(text: str) -> Country | None:
    return country_index().get(fold(text.removeprefix("the ")))


def _enrich(cluster: Cluster) -> None:
    """Add what knowledge holds of the entity: canonical name, Wikidata id, country, coordinates."""
    for mention in cluster.mentions:
        if cluster.label == "GANG" and (gang := gang_index().get(fold(mention.text))):
            cluster.known, cluster.wikidata, cluster.country = gang.name, gang.wikidata, gang.country
            return
        if cluster.label == "GPE" and (country := _country(mention.text)):
            cluster.known, cluster.country = country.name, country.alpha2
            cluster.latitude, cluster.longitude = country.latitude, country.longitude
            return
        if cluster.label == "ORG" and (agency := agency_index().get(fold(mention.text))):
            cluster.known, cluster.country = agency.name, agency.country
            return
