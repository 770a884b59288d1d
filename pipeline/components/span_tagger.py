"""Find labelled spans in text, learning also from corpora that mark only some of the labels.

A linear-chain CRF over BIO tags (crf.py) on top of any tok2vec. Training maximises the probability of *all* tag
sequences that agree with what the example knows: a token that a corpus leaves unmarked is ``O`` or any
label that this corpus does not mark; a span known only to be GPE, LOC or FAC may be any of the three.

One component tags one layer: ``doc.ents`` where ``spans_key`` is None, else ``doc.spans[spans_key]``.
Sets ``doc._.scores`` (the marginal probability of the span, in 0..1).

What an example knows stands in ``reference._.supervision``: None where every layer is marked fully, or
``{"known": [labels marked exhaustively], "spans": [[start, end, [possible labels]], …], "weight": 1.0}``;
an empty list of possible labels means that nothing is known inside the span.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from itertools import islice
from typing import Any, Literal, Protocol, TypeVar

import numpy as np
from spacy import registry
from spacy.language import Language
from spacy.pipeline import TrainablePipe
from spacy.scorer import PRFScore
from spacy.tokens import Doc, Span
from spacy.training import Example
from spacy.vocab import Vocab
from thinc.api import Config, Linear, Maxout, Model, chain, with_array
from thinc.types import Floats2d

from pipeline.components.crf import IMPOSSIBLE, forward_backward, spans_of, viterbi
from pipeline.components.known_words import with_known_words
from pipeline.scheme import declare_doc_extensions, span_key

declare_doc_extensions()


class HasStart(Protocol):
    """What begins at a token: a Span, or plain values taken from one."""

    @property
    def start(self) -> int: ...


Placed = TypeVar("Placed", bound=HasStart)

DEFAULT_CONFIG = """
[model]
@architectures = "blotter.SpanEmissions.v1"
hidden_width = 64

[model.tok2vec]
@architectures = "spacy.HashEmbedCNN.v2"
pretrained_vectors = null
width = 96
depth = 4
embed_size = 2000
window_size = 1
maxout_pieces = 3
subword_features = true
"""


@registry.architectures("blotter.SpanEmissions.v1")
def span_emissions(
    tok2vec: Model[list[Doc], list[Floats2d]],
    hidden_width: int,
    known: Literal["names", "triggers"] | None = None,
    nO: int | None = None,
) -> Model[list[Doc], list[Floats2d]]:
    """A score for every token and tag: tok2vec, one maxout layer, one linear layer.

    ``known`` adds to the token vectors what ``pipeline/knowledge`` says of the token (see known_words.py).
    """
    vectors = tok2vec if known is None else with_known_words(tok2vec, known)
    width = vectors.maybe_get_dim("nO")
    hidden = Maxout(nO=hidden_width, nI=width, nP=2, dropout=0.0, normalize=False)
    with Model.define_operators({">>": chain}):
        return vectors >> with_array(hidden >> Linear(nO=nO, nI=hidden_width))


@Language.factory(
    "blotter_span_tagger",
    assigns=["doc.ents", "doc.spans"],
    default_config={
        "model": Config().from_str(DEFAULT_CONFIG)["model"],
        "labels": [],
        "spans_key": None,
        "threshold": 0.0,
    },
    default_score_weights={"spans_f": 1.0},
)
def make_span_tagger(
    nlp: Language, name: str, model: Model, labels: list[str], spans_key: str | None, threshold: float
) -> SpanTagger:
    return SpanTagger(nlp.vocab, model, name, labels=labels, spans_key=spans_key, threshold=threshold)


def first_docs(get_examples: Callable[[], Iterable[Example]], name: str) -> list[Doc]:
    """A few Docs to initialize a component from. Raises ValueError, naming it, where there is none."""
    sample = [example.x for example in islice(get_examples(), 10)]
    if not sample:
        raise ValueError(f"{name}: no examples to initialize from")
    return sample


class SpanTagger(TrainablePipe):
    """The component; ``labels`` fixes the tags, in order: ``O``, ``B-`` of each, ``I-`` of each."""

    def __init__(
        self,
        vocab: Vocab,
        model: Model,
        name: str = "span_tagger",
        *,
        labels: Sequence[str],
        spans_key: str | None,
        threshold: float = 0.0,
    ) -> None:
        self.vocab = vocab
        self.model = model
        self.name = name
        self.cfg: dict[str, Any] = {"labels": list(labels), "spans_key": spans_key, "threshold": threshold}

    @property
    def labels(self) -> tuple[str, ...]:
        return tuple(self.cfg["labels"])

    @property
    def tag_count(self) -> int:
        return 2 * len(self.labels) + 1

    def initialize(
        self, get_examples: Callable[[], Iterable[Example]], *, nlp: Language | None = None, labels: Any = None
    ) -> None:
        """Fix the output width from the labels and the input from a few examples."""
        for label in self.labels:
            self.vocab.strings.add(label)
        sample = first_docs(get_examples, self.name)
        scores = [self.model.ops.alloc2f(len(doc), self.tag_count) for doc in sample]
        self.model.initialize(X=sample, Y=scores)

    def predict(self, docs: Iterable[Doc]) -> list[list[tuple[int, int, int, float]]]:
        """For each Doc its spans: (start token, end token, label index, probability)."""
        docs = list(docs)
        if not any(len(doc) for doc in docs):
            return [[] for _ in docs]
        emissions = [self.model.ops.to_numpy(scores) for scores in self.model.predict(docs)]
        return decode(docs, emissions, len(self.labels))

    def set_annotations(self, docs: Iterable[Doc], scores: list[list[tuple[int, int, int, float]]]) -> None:
        for doc, found in zip(docs, scores, strict=True):
            spans = []
            probabilities = doc._.scores
            for start, end, label, probability in found:
                while start < end and doc[start].is_space:
                    start += 1
                while start < end and doc[end - 1].is_space:
                    end -= 1
                if start == end or probability < self.cfg["threshold"]:
                    continue
                name = self.labels[label]
                spans.append(Span(doc, start, end, label=name))
                probabilities[span_key(start, end, name)] = round(float(probability), 4)
            if self.cfg["spans_key"] is None:
                doc.set_ents(spans)
            else:
                doc.spans[self.cfg["spans_key"]] = spans

    def get_loss(self, examples: Iterable[Example], scores: list[Floats2d]) -> tuple[float, list[Floats2d]]:
        """Negative log-likelihood of what the references know, and its gradient for the scores."""
        docs, masks, weights = [], [], []
        for example in examples:
            mask, weight = self.allowed_tags(example.reference)
            docs.append(example.reference)
            masks.append(mask)
            weights.append(weight)
        loss, gradients = crf_loss(docs, [self.model.ops.to_numpy(s) for s in scores], masks, weights, len(self.labels))
        return loss, [self.model.ops.asarray2f(gradient) for gradient in gradients]  # type: ignore[arg-type]

    def allowed_tags(self, reference: Doc) -> tuple[np.ndarray, float]:
        """Which tags each token may have (tokens x tags, bool), and the example's weight."""
        supervision = reference._.supervision or {}
        known = supervision.get("known")
        count = len(self.labels)
        index = {label: i for i, label in enumerate(self.labels)}
        outside = np.zeros(self.tag_count, dtype=bool)
        outside[0] = True
        for label, i in index.items():
            if known is not None and label not in known:
                outside[[1 + i, 1 + count + i]] = True
        allowed = np.tile(outside, (len(reference), 1))
        for start, end, labels in self._known_spans(reference, supervision):
            ids = [index[label] for label in labels if label in index]
            if labels and not ids:
                # Another layer's label: in this one the tokens are plain text.
                continue
            if not labels:
                allowed[start:end] = True
                continue
            allowed[start:end] = False
            for i in ids:
                allowed[start, 1 + i] = True
                allowed[start + 1 : end, 1 + count + i] = True
            if end < len(reference):
                allowed[end, [1 + count + i for i in ids]] = False
        return allowed, weight_of(reference)

    def _known_spans(self, reference: Doc, supervision: dict[str, Any]) -> Iterable[tuple[int, int, list[str]]]:
        if "spans" in supervision:
            yield from ((start, end, labels) for start, end, labels in supervision["spans"])
            return
        for span in self._layer(reference):
            yield span.start, span.end, [span.label_]

    def _layer(self, doc: Doc) -> Sequence[Span]:
        if self.cfg["spans_key"] is None:
            return doc.ents
        return doc.spans.get(self.cfg["spans_key"], [])

    def score(self, examples: Iterable[Example], **kwargs: Any) -> dict[str, Any]:
        """Precision, recall and F1 of exact spans with labels, over fully marked references."""
        total = PRFScore()
        for example in examples:
            predicted = {(span.start_char, span.end_char, span.label_) for span in self._layer(example.predicted)}
            gold = {(span.start_char, span.end_char, span.label_) for span in self._layer(example.reference)}
            total.score_set(predicted, gold)
        return {f"{self.name}_p": total.precision, f"{self.name}_r": total.recall, f"{self.name}_f": total.fscore}


# Docs as the sentences of the CRF


def sentence_bounds(doc: Doc) -> list[tuple[int, int]]:
    """Token ranges of the sentences; the whole Doc where none are marked."""
    if not len(doc):
        return []
    starts = np.flatnonzero(doc.to_array("SENT_START") == 1).tolist()
    if not starts or starts[0] != 0:
        starts.insert(0, 0)
    return list(zip(starts, [*starts[1:], len(doc)], strict=True))


def sentence_numbers(bounds: Sequence[tuple[int, int]]) -> list[int]:
    """For each token the number of its sentence."""
    return [number for number, (start, end) in enumerate(bounds) for _ in range(start, end)]


def weight_of(reference: Doc) -> float:
    """How much what a reference says counts: one that a teacher labelled less than an annotated one."""
    return float((reference._.supervision or {}).get("weight", 1.0))


def by_sentence(spans: Iterable[Placed], sentence_of: Sequence[int]) -> dict[int, list[Placed]]:
    """The spans of each sentence, in their order; an empty list for a sentence without one."""
    found: dict[int, list[Placed]] = defaultdict(list)
    for span in spans:
        found[sentence_of[span.start]].append(span)
    return found


def _buckets(docs: Sequence[Doc], size: int = 256) -> Iterable[list[tuple[int, int, int]]]:
    """(document, start, end) of all sentences in groups of similar length, to pad little."""
    sentences = [(i, start, end) for i, doc in enumerate(docs) for start, end in sentence_bounds(doc)]
    sentences.sort(key=lambda item: item[2] - item[1])
    for first in range(0, len(sentences), size):
        yield sentences[first : first + size]


def _pad(bucket: list[tuple[int, int, int]], rows: Sequence[np.ndarray], fill: float) -> tuple[np.ndarray, np.ndarray]:
    lengths = np.array([end - start for _, start, end in bucket])
    padded = np.full((int(lengths.max()), len(bucket), rows[0].shape[1]), fill, dtype=np.float32)
    for column, (doc, start, end) in enumerate(bucket):
        padded[: end - start, column] = rows[doc][start:end]
    return padded, lengths


def decode(docs: Sequence[Doc], emissions: Sequence[np.ndarray], count: int) -> list[list[tuple[int, int, int, float]]]:
    """The best spans of each Doc: (start token, end token, label index, probability)."""
    found: list[list[tuple[int, int, int, float]]] = [[] for _ in docs]
    for bucket in _buckets(docs):
        scores, lengths = _pad(bucket, emissions, 0.0)
        tags = viterbi(scores, lengths, count)
        marginals = None
        for column, (doc, start, end) in enumerate(bucket):
            path = tags[: end - start, column]
            if not path.any():
                continue
            if marginals is None:
                marginals = forward_backward(scores, lengths, count)[1]
            chosen = marginals[np.arange(len(path)), column, path]
            for first, last, label in spans_of(path.tolist(), count):
                found[doc].append((start + first, start + last, label, min(1.0, float(chosen[first:last].min()))))
    for spans in found:
        spans.sort()
    return found


def crf_loss(
    docs: Sequence[Doc],
    emissions: Sequence[np.ndarray],
    masks: Sequence[np.ndarray],
    weights: Sequence[float],
    count: int,
) -> tuple[float, list[np.ndarray]]:
    """Summed loss over the sentences, and its gradient for each Doc's emissions."""
    gradients = [np.zeros_like(scores) for scores in emissions]
    barred = [np.where(mask, 0.0, IMPOSSIBLE).astype(np.float32) for mask in masks]
    loss = 0.0
    for bucket in _buckets(docs, 128):
        scores, lengths = _pad(bucket, emissions, 0.0)
        limits, _ = _pad(bucket, barred, 0.0)
        free, expected = forward_backward(scores, lengths, count)
        held, observed = forward_backward(scores + limits, lengths, count)
        difference = expected - observed
        for column, (doc, start, end) in enumerate(bucket):
            if free[column] - held[column] > -IMPOSSIBLE / 2:
                continue  # a sentence boundary inside a marked span: nothing agrees with the reference
            loss += weights[doc] * float(free[column] - held[column])
            gradients[doc][start:end] = weights[doc] * difference[: end - start, column]
    return loss, gradients
