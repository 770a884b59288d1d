"""Texts as the teacher's records: annotated articles with all that they say, others with what is known of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from spacy import util
from spacy.language import Language
from spacy.tokens import Doc

from pipeline.components.argument_pairs import FITS, argument_pairs
from pipeline.components.arguments import FILLED, TriggerPairs, gold_roles
from pipeline.components.known_words import NAME_KINDS, KnownWords
from pipeline.components.marked_text import LABELS
from pipeline.components.span_tagger import SpanTagger
from pipeline.gold import read_articles
from pipeline.learning.augment import augmented
from pipeline.learning.readers import reference_doc, with_sentences
from pipeline.learning.teacher.records import Record, Scheme
from pipeline.scheme import EVENT_ROLES, EVENT_TYPES, MEASURES, NUMBER_LABELS, STATUSES

COPIES = 2
LAYERS = ("ner", "people", "triggers")
ROLES = [*FILLED, "OFFENCE"]
Known = Sequence[tuple[int, int, str]]  # characters and label of what people have marked


def rules(config: Path) -> Language:
    """The pipeline of a config such as ``models/en_gangs_sm.cfg``, untrained: what it needs no training for."""
    return util.load_model_from_config(util.load_config(config), auto_fill=True)


class Preparation:
    """Makes records with the layers and the tokenizer of a pipeline; see ``rules``."""

    def __init__(self, nlp: Language) -> None:
        self.nlp = nlp
        self.taggers: list[SpanTagger] = [nlp.get_pipe(name) for name in LAYERS]  # type: ignore[misc]
        columns = {"names": 2 * len(NAME_KINDS), "triggers": 2 * len(EVENT_TYPES) + 1}
        self.finders = [KnownWords(nlp.vocab, kind, count) for kind, count in columns.items()]
        fits = {
            kind: [label for label, fit in zip(LABELS, row, strict=True) if fit]
            for kind, row in zip(EVENT_ROLES, FITS, strict=True)
        }
        self.scheme = Scheme(
            layers=[list(tagger.labels) for tagger in self.taggers], statuses=list(STATUSES), measures=list(MEASURES), roles=ROLES,
            numbers=sorted(NUMBER_LABELS), fits=fits, charging=[k for k, roles in EVENT_ROLES.items() if "OFFENCE" in roles],
            known=sum(columns.values()),
        )  # fmt: skip
        self._mark = {label: number for number, label in enumerate(self.scheme.marks)}

    def gold(self, folders: Iterable[str], kind: str, *, copies: int = 0) -> Iterator[Record]:
        """Annotated articles, each followed by ``copies`` of it with other names."""
        for number, article in enumerate(read_articles(folders)):
            yield self._annotated(reference_doc(self.nlp, article), kind, number)
            for copy in augmented(article, copies=copies, seed=0) if copies else ():
                yield self._annotated(reference_doc(self.nlp, copy), f"{kind}+", number)

    def public(self, references: Iterable[Doc]) -> Iterator[Record]:
        """Sentences of the public corpora with what these know (``readers.public_examples``)."""
        for number, reference in enumerate(references):
            yield self._record(reference, "public", number)

    def marked(self, texts: Iterable[tuple[str, Known]]) -> Iterator[Record]:
        """Texts of which people have marked some names and triggers."""
        for number, (text, known) in enumerate(texts):
            doc = self.nlp.make_doc(text)
            found = [(doc.char_span(start, end, alignment_mode="expand"), label) for start, end, label in known]
            spans = [(span.start, span.end, [label]) for span, label in found if span is not None]
            doc._.supervision = {"known": [], "spans": spans, "weight": 1.0}
            ends = [(start, end) for start, end, _ in spans]
            yield self._record(with_sentences(doc, ends), "marked", number)

    def news(self, texts: Iterable[str]) -> Iterator[Record]:
        """Texts that nobody has annotated."""
        for number, text in enumerate(texts):
            yield self._record(with_sentences(self.nlp.make_doc(text)), "news", number, known=False)

    def _record(self, doc: Doc, kind: str, number: int, *, known: bool = True, **decisions: np.ndarray) -> Record:
        limits = [tagger.allowed_tags(doc) for tagger in self.taggers] if known else []
        return Record(
            kind, number,
            words=[token.text for token in doc],
            starts=np.array([token.i for token in doc if token.is_sent_start or not token.i], np.int32),
            known=np.packbits(np.hstack([finder(doc) for finder in self.finders]).astype(bool), axis=1),
            allowed=np.packbits(np.hstack([allowed for allowed, _ in limits]), axis=1) if limits else np.zeros((0, 0), np.uint8),
            weight=limits[0][1] if limits else 1.0,
            **decisions,
        )  # fmt: skip

    def _annotated(self, doc: Doc, kind: str, number: int) -> Record:
        statuses = [[*event["span"][:2], STATUSES.index(event["status"])] for event in doc._.events]
        measures = [[*told["span"][:2], MEASURES.index(told["measures"])] for told in doc._.numbers]
        pairs = [*self._roles(doc), *self._offences(doc)]
        decided = {"status": statuses, "measures": measures, "pairs": pairs}
        columns = {"status": 3, "measures": 3, "pairs": 7}
        rows: dict[str, Any] = {
            name: np.array(told, np.int32).reshape(-1, columns[name]) for name, told in decided.items()
        }
        return self._record(doc, kind, number, **rows)

    def _roles(self, doc: Doc) -> Iterator[list[int]]:
        pairs = argument_pairs([doc])
        for trigger, filler, role in zip(pairs.trigger, pairs.filler, gold_roles([doc], pairs), strict=True):
            if role is not None:
                ends = [
                    [start, end, self._mark[label]]
                    for _, start, end, label in (pairs.triggers[trigger], pairs.fillers[filler])
                ]
                yield [*ends[0], *ends[1], ROLES.index(role)]

    def _offences(self, doc: Doc) -> Iterator[list[int]]:
        view = TriggerPairs(doc)
        for trigger, event in zip(view.triggers, doc._.events, strict=True):
            named = {argument.get("event") for argument in event["arguments"] if argument["role"] == "OFFENCE"}
            for pair in view.pairs(trigger):
                ends = [[mark.start, mark.end, self._mark[mark.label]] for mark in (pair.trigger, pair.other)]
                yield [*ends[0], *ends[1], ROLES.index("OFFENCE") if view.number(pair.other) in named else 0]
