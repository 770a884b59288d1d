"""Names that are known: gangs, agencies, prisons, regions, countries, weapons and drugs of ``pipeline/knowledge``.

Corrects the labels of mentions the model found (a known gang it took for an ORG) and adds known names it
missed. A mention longer than the known name inside it is left as the model drew it; a name that is
also a common word or a surname only relabels an ORG, and a country's only an ORG or GANG. Sets ``doc.ents`` and ``doc._.sources``.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from spacy.language import Language
from spacy.matcher import PhraseMatcher
from spacy.tokens import Doc, Span
from spacy.util import filter_spans

from pipeline.components.same_names import settled
from pipeline.knowledge import agencies, countries, drugs, gangs, prisons, regions, weapons
from pipeline.scheme import MENTION_LABELS, declare_doc_extensions, span_key

declare_doc_extensions()

SOURCE = "rule:gazetteer"
# Which labels of the model a known name may overrule.
OVERRULES = {
    "GANG": frozenset(("ORG", "PERSON", "NORP", "GPE", "LOC", "FAC", "EVENT")),
    "ORG": frozenset(("GANG", "PERSON", "GPE", "NORP")),
    "FAC": frozenset(("ORG", "GPE", "LOC", "PERSON")),
    "LOC": frozenset(("ORG", "GPE", "FAC")),
    "WEAPON": frozenset(("ORG",)),
    "DRUG": frozenset(("ORG", "WEAPON")),
}
# What a name may overrule that is never added of its own.
TEMPERED = {"GPE": frozenset(("ORG", "GANG")), "LOC": OVERRULES["LOC"]}
ONLY_ORG = frozenset(("ORG",))
DRUG_COMPOUNDS = frozenset(
    [
        "trafficking",
        "traffickers",
        "trafficker",
        "smuggling",
        "smuggler",
        "smugglers",
        "cartel",
        "cartels",
        "gang",
        "gangs",
        "lord",
        "lords",
        "dealer",
        "dealers",
        "trade",
        "war",
        "violence",
        "kingpin",
        "kingpins",
        "mule",
        "mules",
        "ring",
        "rings",
        "charges",
        "offenses",
        "enforcement",
        "policy",
        "money",
        "users",
        "use",
        "abuse",
        "agents",
        "agent",
        "boss",
        "bosses",
        "baron",
        "barons",
        "runner",
        "runners",
        "gangster",
        "gangsters",
        "related",
        "market",
    ]
)


@dataclass(frozen=True, slots=True)
class Term:
    """A known name with its label; ``ambiguous`` where it is also something else."""

    text: str
    label: str
    ambiguous: bool
    cased: bool


@Language.factory("blotter_gazetteer", assigns=["doc.ents"])
def make_gazetteer(nlp: Language, name: str) -> Gazetteer:
    return Gazetteer(nlp, known_terms())


def known_terms() -> Iterator[Term]:
    """Every name of the knowledge that the text may hold, with its label."""
    for gang in gangs():
        for name in (gang.name, *gang.aliases):
            yield Term(name, "GANG", name in gang.ambiguous, True)
    for agency in agencies():
        for name in (agency.name, *agency.aliases):
            yield Term(name, "ORG", len(name) < 3, True)
    for prison in prisons():
        for name in (prison.name, *prison.aliases):
            yield Term(name, "FAC", " " not in name, True)
    for region in regions():
        for name in (region.name, *region.aliases):
            yield Term(name, "LOC", " " not in name, True)
    for country in countries():
        for name in (country.name, *country.aliases):
            yield Term(name, "GPE", True, True)
    for weapon in weapons():
        yield Term(weapon.term, "WEAPON", weapon.ambiguous, False)
    for drug in drugs():
        yield Term(drug.term, "DRUG", drug.ambiguous, False)


def strip_accents(text: str) -> str:
    """``Tocorón`` as a careless desk writes it: ``Tocoron``."""
    plain = unicodedata.normalize("NFKD", text)
    return unicodedata.normalize("NFC", "".join(char for char in plain if not unicodedata.combining(char)))


class Gazetteer:
    """The component, made from terms; the first label to claim a name keeps it."""

    def __init__(self, nlp: Language, terms: Iterable[Term]) -> None:
        self.cased = PhraseMatcher(nlp.vocab, attr="ORTH")
        self.folded = PhraseMatcher(nlp.vocab, attr="LOWER")
        self.ambiguous: dict[tuple[str, str], bool] = {}
        seen: set[str] = set()
        for term in terms:
            for variant in {term.text, strip_accents(term.text)}:
                if variant in seen or not variant:
                    continue
                seen.add(variant)
                matcher = self.cased if term.cased else self.folded
                kind = f"{term.label}{'?' if term.ambiguous else ''}"
                matcher.add(kind, [nlp.make_doc(variant)])

    def __call__(self, doc: Doc) -> Doc:
        if any(ent.label_ not in MENTION_LABELS for ent in doc.ents):
            # a stock model's labels that the scheme does not have (ORDINAL, WORK_OF_ART, …)
            doc.set_ents([ent for ent in doc.ents if ent.label_ in MENTION_LABELS])
        ents = list(doc.ents)
        settled_ents = settled(doc, self._with_known(doc, ents))
        if settled_ents != ents:
            doc.set_ents(settled_ents)
        return doc

    def _with_known(self, doc: Doc, ents: list[Span]) -> list[Span]:
        """The mentions with the known names of the text."""
        known = [*self.cased(doc, as_spans=True), *self.folded(doc, as_spans=True)]
        if not known:
            return ents
        known = [span for span in filter_spans(known) if not _is_modifier(doc, span)]
        result = {(span.start, span.end): span for span in ents}
        at = {position: ent for ent in ents for position in range(ent.start, ent.end)}
        for span in known:
            label, tempered = span.label_.rstrip("?"), span.label_.endswith("?")
            touching = list({at[i].start: at[i] for i in range(span.start, span.end) if i in at}.values())
            if not touching:
                if not tempered:
                    result[span.start, span.end] = _made(doc, span, label)
            elif all(span.start <= ent.start and ent.end <= span.end for ent in touching):
                if len(touching) == 1 and touching[0].label_ == label:
                    if tempered or (touching[0].start, touching[0].end) == (span.start, span.end):
                        continue
                allowed = TEMPERED.get(label, ONLY_ORG) if tempered else OVERRULES[label] | {label}
                if all(ent.label_ in allowed for ent in touching):
                    for ent in touching:
                        result.pop((ent.start, ent.end), None)
                    result[span.start, span.end] = _made(doc, span, label)
        return filter_spans(list(result.values()))


def _made(doc: Doc, span: Span, label: str) -> Span:
    doc._.sources[span_key(span.start, span.end, label)] = SOURCE
    return Span(doc, span.start, span.end, label=label)


def _is_modifier(doc: Doc, span: Span) -> bool:
    """``drug trafficking``: the noun before a noun is no mention of its own."""
    return not (span.label_.rstrip("?") != "DRUG" or span[-1].lower_ not in ("drug", "narcotic"))
