"""Which mentions of one article are the same person, gang, organisation or place, and its id.

Names are joined by knowledge (every alias of a known gang), by form (a surname after the full name, an
acronym after its long form, a name with or without its head word) and by what the text says (``alias``,
``also known as``, ``whom neighbours call``, brackets). Two full names that share only a surname stay apart, and so do two
like names where the text tells two people apart: by other ages, by kinship (``his son, X``), by rank (``Jr.``, ``Sr.``), by sex
(``Ms X``), or by saying that they bear one name. Sets ``kb_id_`` on ``doc.ents`` and writes ``doc._.entities``.

The rules: bearers.py (whose a person's name is), namesakes.py and names_alone.py with told_apart.py, kinship.py and introductions.py
(when it is somebody else's), other_names.py with aliases.py and called_so.py (what the text calls them), lone_names.py with
short_forms.py and nicknames.py (names that it gives to nobody), factions.py and like_places.py; clusters.py keeps the mentions of
one entity.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc, Span

from pipeline.components.bearers import bearer, surname_after
from pipeline.components.clusters import Cluster
from pipeline.components.factions import body_cut_short
from pipeline.components.like_places import same_place
from pipeline.components.lone_names import join_lone_names
from pipeline.components.name_forms import forms, has_initial, is_full_name, short_forms_met, words_of
from pipeline.components.other_names import join_other_names, neighbours
from pipeline.components.wording import name_of, read_once
from pipeline.knowledge import fold, slug
from pipeline.scheme import NAMED_LABELS, declare_doc_extensions

declare_doc_extensions()


@Language.factory("blotter_entities", assigns=["doc._.entities", "token.ent_kb_id"])
def make_entities(nlp: Language, name: str) -> Entities:
    return Entities()


class Entities:
    """The component; without ``merging`` only like names are one entity (to see what the rules are worth)."""

    def __init__(self, *, merging: bool = True) -> None:
        self.merging = merging

    def __call__(self, doc: Doc) -> Doc:
        with read_once(doc) as wording:
            ents = wording.ents
            named = [ent for ent in ents if ent.label_ in NAMED_LABELS]
            clusters = link(named) if self.merging else like_names(named)
            entities = described(clusters)
        ids = {
            (mention.start, mention.end): entity["id"]
            for cluster, entity in zip(clusters, entities, strict=True)
            for mention in cluster.mentions
        }
        doc.set_ents(
            [Span(doc, ent.start, ent.end, label=ent.label, kb_id=ids.get((ent.start, ent.end), "")) for ent in ents]
        )
        doc._.entities = entities
        return doc


def described(clusters: Iterable[Cluster]) -> list[dict[str, Any]]:
    """Clusters as ``doc._.entities`` has them; the second entity of a label and name is ``person:luis-mora-2``."""
    entities: list[dict[str, Any]] = []
    used: dict[str, int] = defaultdict(int)
    for cluster in clusters:
        name = cluster.name()
        entity_id = f"{cluster.label.lower()}:{slug(name)}"
        used[entity_id] += 1
        if used[entity_id] > 1:
            entity_id = f"{entity_id}-{used[entity_id]}"
        entities.append(
            {
                "id": entity_id, "label": cluster.label, "name": name, "wikidata": cluster.wikidata,
                "country": cluster.country, "latitude": cluster.latitude, "longitude": cluster.longitude,
            }
        )  # fmt: skip
    return entities


def like_names(named: Iterable[Span]) -> list[Cluster]:
    """One cluster for each label and folded name."""
    clusters: dict[tuple[str, str], Cluster] = {}
    for span in named:
        clusters.setdefault((span.label_, fold(name_of(span))), Cluster(span.label_)).mentions.append(span)
    return list(clusters.values())


def link(named: list[Span]) -> list[Cluster]:
    """The clusters of the named mentions, in order of first mention."""
    wordless = [span for span in named if not words_of(span)]  # a number taken for a name: nothing to compare it by
    named = [span for span in named if words_of(span)]
    found = Found()
    near = neighbours(named)
    people = [span for span in named if span.label_ == "PERSON"]
    # Full names first, so that a surname in the headline finds the person named further down; and who has two of them is
    # one before a surname alone is given to either.
    order = sorted(named, key=lambda span: (-_fullness(span), span.start))
    full = [span for span in order if span.label_ == "PERSON" and is_full_name(span)]
    for spans in (full, [span for span in order if span.label_ != "PERSON" or not is_full_name(span)]):
        for span in spans:
            found.place(span)
        join_other_names(near, people, found.clusters())
    join_lone_names(people, found.clusters())
    clusters = [*(cluster for cluster in found.clusters() if cluster.mentions), *like_names(wordless)]
    for cluster in clusters:
        cluster.mentions.sort(key=lambda span: span.start)
        cluster.add_knowledge()
    return sorted(clusters, key=lambda cluster: cluster.mentions[0].start)


def _fullness(span: Span) -> int:
    """How early a mention is placed: fuller names first, and initials after them."""
    words = words_of(span)
    return 2 * len(words) - has_initial(words) if span.label_ == "PERSON" else min(2, len(words))


class Found:
    """The clusters of an article so far, by label and by the forms of their names."""

    def __init__(self) -> None:
        self.of_label: dict[str, list[Cluster]] = {label: [] for label in NAMED_LABELS}
        self.by_form: dict[tuple[str, str], Cluster] = {}

    def clusters(self) -> list[Cluster]:
        """All clusters, label by label."""
        return [cluster for clusters in self.of_label.values() for cluster in clusters]

    def place(self, span: Span) -> None:
        """Put a mention into the cluster that it belongs to, or into a new one."""
        label = span.label_
        cluster = bearer(span, self.of_label[label]) if label == "PERSON" else self._home(span, label)
        if cluster is None:
            cluster = Cluster(label)
            self.of_label[label].append(cluster)
        for form in cluster.add(span):
            self.by_form.setdefault((label, form), cluster)
        if label == "PERSON" and (shared := surname_after(span)):
            cluster.spellings.setdefault((*words_of(span), shared))

    def _home(self, span: Span, label: str) -> Cluster | None:
        """The cluster of a gang, body or place: of that name, of its acronym or long form, of the name that it cuts short."""
        name = name_of(span)
        for form in forms(label, name):
            if found := self.by_form.get((label, form)):
                return found if label not in ("GPE", "ORG") else same_place(span, form, self.of_label[label])
        for form in short_forms_met(label, name):
            if found := self.by_form.get((label, form)):
                return found
        return body_cut_short(span, self.of_label[label]) if label in ("ORG", "GANG") else None
