"""What knowledge says of each token, as features that the taggers learn to trust or not.

``names``: is the token the beginning or the inside of a known gang, agency, prison, weapon, drug or title?
``triggers``: of a word that names an event of each type, or of one in a context that rules it out?
One column each, 0 or 1; nothing here is trained or saved.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
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


def with_known_words(
    tok2vec: Model[list[Doc], list[Floats2d]], kind: Literal["names", "triggers"]
) -> Model[list[Doc], list[Floats2d]]:
    """A thinc layer that puts the features (tokens x columns) beside the vectors of a tok2vec."""
    columns = 2 * len(NAME_KINDS) if kind == "names" else 2 * len(EVENT_TYPES) + 1
    finder: list[KnownWords] = []

    def forward(model: Model, docs: list[Doc], is_train: bool) -> tuple[list[Floats2d], Callable]:
        vectors, backprop_vectors = model.layers[0](docs, is_train)
        if docs and (not finder or finder[0].vocab is not docs[0].vocab):
            finder[:] = [KnownWords(docs[0].vocab, kind, columns)]
        joined = [
            model.ops.xp.hstack([rows, model.ops.asarray2f(finder[0](doc))])  # type: ignore[arg-type]
            for rows, doc in zip(vectors, docs, strict=True)
        ]

        def backprop(gradients: list[Floats2d]) -> object:
            return backprop_vectors([model.ops.as_contig(rows[:, :-columns]) for rows in gradients])

        return joined, backprop

    def initialize(model: Model, X: list[Doc] | None = None, Y: object = None) -> None:
        model.layers[0].initialize(X)
        model.set_dim("nO", model.layers[0].get_dim("nO") + columns)

    width = tok2vec.maybe_get_dim("nO")
    dims = {"nO": width + columns if width else None}
    return Model(f"with_known_{kind}", forward, init=initialize, layers=[tok2vec], dims=dims)


class KnownWords:
    """Finds the words of one kind of knowledge in Docs of one vocabulary: (tokens x columns), 0 or 1."""

    def __init__(self, vocab: Vocab, kind: str, columns: int) -> None:
        self.vocab = vocab
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
