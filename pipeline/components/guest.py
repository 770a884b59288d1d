"""Another pipeline's names in place of ours: any spaCy pipeline with OntoNotes labels finds the flat mentions.

Stands where ``ner`` stands in our model (``blotter extract --model``); PEOPLE, events, numbers, dates and ties still come from our own
components. The guest reads the bare text with its own tokenizer and vocabulary; its spans are carried over by characters, without
the article or possessive that our scheme leaves outside, and with the labels that the scheme has.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from spacy.language import Language
from spacy.tokens import Doc, Span
from spacy.util import filter_spans, load_model, minibatch

from pipeline.scheme import GUEST, MENTION_LABELS, NUMBER_LABELS, TIME_LABELS, declare_doc_extensions, span_key
from pipeline.tokenizer import tokenized

declare_doc_extensions()

# Labels of other schemes that mean one of ours.
SAME = {"PER": "PERSON", "LOCATION": "LOC", "ORGANIZATION": "ORG", "FACILITY": "FAC"}
ARTICLES = frozenset(("the", "a", "an"))
POSSESSIVES = frozenset(("'s", "’s", "'", "’"))


@Language.factory("blotter_guest", assigns=["doc.ents"])
def make_guest(nlp: Language, name: str, model: str) -> Guest:
    return Guest(load_model(model))


class Guest:
    """The component; ``nlp``: the pipeline that finds the names."""

    def __init__(self, nlp: Language) -> None:
        self.nlp = nlp

    def __call__(self, doc: Doc) -> Doc:
        return next(self.pipe([doc]))

    def pipe(self, stream: Iterable[Doc], *, batch_size: int = 64) -> Iterator[Doc]:
        for docs in minibatch(stream, batch_size):
            self.nlp.max_length = max(self.nlp.max_length, *(len(doc.text) for doc in docs))
            with self.nlp.memory_zone():
                for doc, seen in zip(docs, self.nlp.pipe([tokenized(self.nlp, doc.text) for doc in docs]), strict=True):
                    kept = filter_spans(_carried(doc, seen))
                    doc._.sources.update({span_key(s.start, s.end, s.label_): GUEST for s in kept})
                    doc.set_ents(kept)
            yield from docs


def _carried(doc: Doc, seen: Doc) -> Iterator[Span]:
    for ent in seen.ents:
        label = SAME.get(ent.label_, ent.label_)
        span = doc.char_span(ent.start_char, ent.end_char, alignment_mode="expand")
        if label not in MENTION_LABELS or span is None:
            continue
        start, end = span.start, span.end
        # `a dozen`, `the 1990s`: there the article belongs to the span
        if label not in (*TIME_LABELS, *NUMBER_LABELS) and span[0].lower_ in ARTICLES:
            start += 1
        if span[-1].lower_ in POSSESSIVES:
            end -= 1
        if start < end:
            yield Span(doc, start, end, label=label)
