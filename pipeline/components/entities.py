"""Which mentions of one article are the same person, gang, organisation or place, and its id.

Names are joined by knowledge (every alias of a known gang), by form (a surname after the full name, an
acronym after its long form, a name with or without its head word) and by what the text says (``alias``,
``also known as``, brackets). Two full names that share only a surname stay apart. Sets ``kb_id_`` on
``doc.ents`` and writes ``doc._.entities``.
"""

from __future__ import annotations

import itertools
import re
from collections import defaultdict
from dataclasses import dataclass, field
from functools import lru_cache

from spacy.language import Language
from spacy.tokens import Doc, Span

from pipeline.knowledge import Country, agency_index, country_index, fold, gang_index
from pipeline.scheme import NAMED_LABELS, PLACE_LABELS, declare_doc_extensions

declare_doc_extensions()

ALIAS_WORDS = re.compile(
    r"^[\s,(\"“”'‘’«»]*(?:(?:who is |who was |is |was |and )?(?:alias|a\.?k\.?a\.?|also known as|better known as|known as|"
    r"nicknamed|dubbed|known by (?:his|her|the) (?:alias|nickname)|who goes by|or|formerly known as|or simply)"
    r"(?: the)?)[\s,(\"“”'‘’«»]*$",
    re.IGNORECASE,
)
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
        "abu",
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

    def name(self) -> str:
        """The canonical name: the known one, else the longest form the article uses."""
        if self.known:
            return self.known
        return max((m.text for m in self.mentions), key=lambda text: (len(text.split()), len(text))).replace("\n", " ")


@Language.factory("blotter_entities", assigns=["doc._.entities", "token.ent_kb_id"])
def make_entities(nlp: Language, name: str) -> Entities:
    return Entities()


class Entities:
    """The component; without ``merging`` only like names are one entity (to see what the rules are worth)."""

    def __init__(self, *, merging: bool = True) -> None:
        self.merging = merging

    def __call__(self, doc: Doc) -> Doc:
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


def slug(name: str) -> str:
    """A name as the tail of an id: lower case, plain letters, hyphens."""
    return re.sub(r"[^0-9a-zа-яё]+", "-", fold(name)).strip("-") or "unnamed"


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
    return len(_words(span.text)) if span.label_ == "PERSON" else min(2, len(_words(span.text)))


@lru_cache(maxsize=65_536)
def _words(text: str) -> tuple[str, ...]:
    words = re.findall(r"[^\W_]+(?:['’.-][^\W_]+)*", fold(text))
    return tuple(word for word in words if word != "the")


def _join(cluster: Cluster, span: Span, by_name: dict[tuple[str, str], Cluster]) -> None:
    cluster.mentions.append(span)
    for name in _forms(span):
        cluster.names.add(name)
        by_name.setdefault((cluster.label, name), cluster)


def _forms(span: Span) -> set[str]:
    """The folded forms under which a later mention may stand for the same."""
    words = _words(span.text)
    forms = {" ".join(words), "".join(word[0] for word in words) if len(words) > 2 else " ".join(words)}
    if span.label_ == "GANG" and (gang := gang_index().get(fold(span.text))):
        forms.add(fold(gang.name))
    if span.label_ == "GPE" and (country := _country(span.text)):
        forms.add(fold(country.name))
    if span.label_ in ("GANG", "ORG", "FAC") and len(words) > 1:
        kept = [word for word in words if word not in SMALL_WORDS]
        forms.add("".join(word[0] for word in kept))
        if words[-1] in HEADS:
            forms.add(" ".join(words[:-1]))
    return {form for form in forms if len(form) > 1}


def _home(span: Span, clusters: list[Cluster], by_name: dict[tuple[str, str], Cluster]) -> Cluster | None:
    for name in sorted(_forms(span), key=len, reverse=True):
        found = by_name.get((span.label_, name))
        if found is not None and not (span.label_ == "PERSON" and len(name) < 3):
            return found
    if span.label_ == "PERSON":
        return _person_home(_words(span.text), clusters, span)
    if span.label_ in ("ORG", "GANG"):
        words = " ".join(_words(span.text))
        for cluster in clusters:
            if cluster.label == span.label_ and any(
                name.startswith(words + " ") or name.endswith(" " + words) for name in cluster.names if len(words) > 4
            ):
                return cluster
    return None


def _person_home(words: tuple[str, ...], clusters: list[Cluster], span: Span) -> Cluster | None:
    """The person whose full name holds these words in order; the nearest one before, else after."""
    fitting = []
    for cluster in clusters:
        if cluster.label == "PERSON" and any(_is_part(words, _words(m.text)) for m in cluster.mentions):
            distance = min(
                (span.start - m.start if m.start <= span.start else 10_000 + m.start) for m in cluster.mentions
            )
            fitting.append((distance, cluster))
    return min(fitting, key=lambda item: item[0])[1] if fitting else None


def _is_part(short: tuple[str, ...], full: tuple[str, ...]) -> bool:
    """Whether a short form fits a full name: a surname, a given name alone, or names with some left out."""
    if not short or len(short) >= len(full):
        return short == full and bool(short)
    core = [word for word in short if word not in PARTICLES]
    rest = iter(full)
    in_order = all(any(word == other or _initial(word, other) for other in rest) for word in core)
    return in_order and bool(core) and (len(core) > 1 or core[0] in (*full[1:], full[0]))


def _initial(word: str, other: str) -> bool:
    return len(word.rstrip(".")) == 1 and other.startswith(word[0])


def _merge_aliases(doc: Doc, named: list[Span], clusters: list[Cluster]) -> None:
    """Join two names where the text between them says that they are one."""
    home = {(m.start, m.end): cluster for cluster in clusters for m in cluster.mentions}
    for left, right in itertools.pairwise(named):
        if left.label_ != right.label_ or right.start - left.end > 8:
            continue
        between = doc[left.end : right.start].text_with_ws if right.start > left.end else ""
        first, second = home[left.start, left.end], home[right.start, right.end]
        if first is second:
            continue
        acronym = BRACKET.match(between) and left.label_ not in PLACE_LABELS
        said = ALIAS_WORDS.match(between) and not (between.strip() == "or" and left.label_ in PLACE_LABELS)
        if acronym or said:
            first.mentions += second.mentions
            first.names |= second.names
            for mention in second.mentions:
                home[mention.start, mention.end] = first
            second.mentions = []


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
