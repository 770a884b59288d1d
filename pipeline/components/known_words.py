"""What knowledge says of each token, as features that the taggers learn to trust or not.

``names``: is the token the beginning or the inside of a known gang, agency, prison, weapon, drug or title?
``triggers``: of a word that names an event of each type, or of one in a context that rules it out?
One column each, 0 or 1; nothing here is trained or saved.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Literal

import numpy as np
from spacy.matcher import PhraseMatcher
from spacy.tokens import Doc
from spacy.vocab import Vocab
from thinc.api import Model
from thinc.types import Floats2d

from pipeline.knowledge import agencies, countries, drugs, gangs, prisons, titles, triggers, weapons
from pipeline.scheme import EVENT_TYPES

CONTEXT = 4
NAME_KINDS = ("GANG", "GANG?", "ORG", "FAC", "WEAPON", "DRUG", "GPE", "NORP", "TITLE")


def known_words(kind: Literal["names", "triggers"]) -> Model[list[Doc], list[Floats2d]]:
    """A thinc layer from Docs to feature arrays (tokens x columns)."""
    columns = 2 * len(NAME_KINDS) if kind == "names" else 2 * len(EVENT_TYPES) + 1
    finder: list[tuple[Vocab, _Finder]] = []

    def forward(model: Model, docs: Sequence[Doc], is_train: bool) -> tuple[list[Floats2d], Callable]:
        if docs and (not finder or finder[0][0] is not docs[0].vocab):
            finder[:] = [(docs[0].vocab, _Finder(docs[0].vocab, kind, columns))]
        features = [model.ops.asarray2f(finder[0][1](doc)) for doc in docs]
        return features, lambda gradient: docs

    return Model(f"known_{kind}", forward, dims={"nO": columns})


class _Finder:
    """Matchers over one vocabulary."""

    def __init__(self, vocab: Vocab, kind: str, columns: int) -> None:
        self.columns = columns
        self.kinds = NAME_KINDS if kind == "names" else EVENT_TYPES
        self.column = {vocab.strings.add(name): i for i, name in enumerate(self.kinds)}
        self.cased = PhraseMatcher(vocab, attr="ORTH")
        self.folded = PhraseMatcher(vocab, attr="LOWER")
        self.excluded = {}
        if kind == "names":
            for label, terms, cased in _names():
                _add(self.cased if cased else self.folded, vocab, label, terms)
        else:
            for row in triggers():
                _add(self.folded, vocab, row.event_type, row.forms)
                if row.not_when:
                    self.excluded.update({(row.event_type, form.lower()): row for form in row.forms})

    def __call__(self, doc: Doc) -> np.ndarray:
        features = np.zeros((len(doc), self.columns), dtype=np.float32)
        count = len(self.kinds)
        for matcher in (self.cased, self.folded):
            for key, start, end in matcher(doc):
                if self.excluded and self._excluded(doc, key, start, end):
                    features[start, 2 * count] = 1.0
                    continue
                column = self.column[key]
                features[start, column] = 1.0
                features[start + 1 : end, count + column] = 1.0
        return features

    def _excluded(self, doc: Doc, key: int, start: int, end: int) -> bool:
        row = self.excluded.get((doc.vocab.strings[key], doc[start:end].text.lower()))
        if row is None:
            return False
        return row.excluded(doc[max(0, start - CONTEXT) : start].text, doc[end : end + CONTEXT].text)


def _names() -> Iterable[tuple[str, list[str], bool]]:
    for gang in gangs():
        yield "GANG", [name for name in gang.names if name not in gang.ambiguous], True
        yield "GANG?", list(gang.ambiguous), True
    for agency in agencies():
        yield "ORG", [agency.name, *agency.aliases], True
    for prison in prisons():
        yield "FAC", [prison.name, *prison.aliases], True
    for country in countries():
        yield "GPE", [country.name, *country.aliases], True
        yield "NORP", list(country.demonyms), True
    yield "WEAPON", [weapon.term for weapon in weapons()], False
    yield "DRUG", [drug.term for drug in drugs()], False
    yield "TITLE", [title.term for title in titles()], False


def _add(matcher: PhraseMatcher, vocab: Vocab, label: str, terms: Iterable[str]) -> None:
    from spacy.lang.en import English

    tokenizer = _tokenizer(vocab, English)
    matcher.add(label, [tokenizer(term) for term in terms if term])


def _tokenizer(vocab: Vocab, language: type) -> Callable[[str], Doc]:
    from pipeline.tokenizer import english_news

    nlp = _TOKENIZERS.get(id(vocab))
    if nlp is None:
        _TOKENIZERS.clear()
        nlp = _TOKENIZERS[id(vocab)] = english_news()(language(vocab=vocab))
    return nlp


_TOKENIZERS: dict[int, Callable[[str], Doc]] = {}
