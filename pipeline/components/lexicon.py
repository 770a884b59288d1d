"""Event triggers by the words that name them (``pipeline/knowledge/triggers.csv``).

Stands in for the trained trigger layer over a stock model, and adds to it the crimes it has seldom or
never seen: with a trained layer on the Doc only the event types in ``complement`` are added, where no
trigger of the model is near. Adds to ``doc.spans["triggers"]`` and sets ``doc._.sources``.
"""

from __future__ import annotations

from collections.abc import Sequence

from spacy.language import Language
from spacy.matcher import PhraseMatcher
from spacy.tokens import Doc, Span
from spacy.util import filter_spans

from pipeline.knowledge import Trigger, triggers
from pipeline.scheme import EVENT_TYPES, TRIGGER_LAYER, declare_doc_extensions, span_key

declare_doc_extensions()

SOURCE = "rule:lexicon"
CONTEXT = 4


@Language.factory("blotter_lexicon", assigns=["doc.spans"], default_config={"complement": []})
def make_lexicon(nlp: Language, name: str, complement: list[str]) -> Lexicon:
    return Lexicon(nlp, complement)


class Lexicon:
    """The component."""

    def __init__(self, nlp: Language, complement: Sequence[str]) -> None:
        unknown = set(complement) - set(EVENT_TYPES)
        if unknown:
            raise ValueError(f"not event types: {', '.join(sorted(unknown))}")
        self.complement = frozenset(complement)
        self.matcher = PhraseMatcher(nlp.vocab, attr="LOWER")
        self.rows: dict[tuple[str, str], Trigger] = {}
        for row in triggers():
            for form in row.forms:
                self.rows.setdefault((row.event_type, form.lower()), row)
            self.matcher.add(row.event_type, [nlp.make_doc(form) for form in row.forms])

    def __call__(self, doc: Doc) -> Doc:
        trained = TRIGGER_LAYER in doc.spans
        present = list(doc.spans[TRIGGER_LAYER]) if trained else []
        if trained and not self.complement:
            return doc
        covered = [False] * len(doc)
        for other in [*present, *doc.ents]:
            covered[other.start : other.end] = [True] * len(other)
        found = []
        for span in filter_spans(self.matcher(doc, as_spans=True)):
            if trained and span.label_ not in self.complement:
                continue
            if any(covered[span.start : span.end]):
                continue
            row = self.rows.get((span.label_, span.text.lower()))
            before = doc[max(0, span.start - CONTEXT) : span.start].text
            after = doc[span.end : span.end + CONTEXT].text
            if row is None or row.excluded(before, after):
                continue
            found.append(Span(doc, span.start, span.end, label=span.label_))
            doc._.sources[span_key(span.start, span.end, span.label_)] = SOURCE
        doc.spans[TRIGGER_LAYER] = sorted([*present, *found], key=lambda span: span.start)
        return doc
