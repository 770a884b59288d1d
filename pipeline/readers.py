"""Training examples for ``spacy train``: our annotated articles, the public corpora with what they do
not mark left open, and texts that a larger model has labelled. Registered as spaCy readers."""

from __future__ import annotations

import gzip
import json
import logging
import random
import tomllib
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

from spacy import registry
from spacy.language import Language
from spacy.tokens import Doc
from spacy.training import Example

from pipeline.augment import augmented
from pipeline.components.sentences import sentence_starts
from pipeline.extraction import gold_doc
from pipeline.gold import GoldArticle, read_articles
from pipeline.scheme import EVENT_TYPES, LABELS, MENTION_LABELS, PEOPLE, PEOPLE_LAYER, TRIGGER_LAYER

log = logging.getLogger(__name__)

Reader = Callable[[Language], Iterator[Example]]


@registry.readers("blotter.gold.v1")
def gold_reader(paths: list[str], repeat: int = 1) -> Reader:
    """Annotated articles under the paths, each ``repeat`` times; a mask file is not needed."""

    def read(nlp: Language) -> Iterator[Example]:
        references = [reference_doc(nlp, article) for article in read_articles(paths)]
        for _ in range(repeat):
            yield from (_example(nlp, reference) for reference in references)

    return read


def reference_doc(nlp: Language, article: GoldArticle) -> Doc:
    """An annotated article as the Doc to train on, with sentences."""
    published = article.published.isoformat() if article.published else None
    return _with_sentences(gold_doc(nlp, article.extraction, published=published, name=article.id))


@registry.readers("blotter.mixture.v1")
def mixture_reader(
    gold: list[str],
    repeat: int,
    public: str | None = None,
    public_limit: int = 0,
    silver: list[str] | None = None,
    silver_weight: float = 0.5,
    silver_limit: int = 0,
    augment: int = 0,
    seed: int = 0,
) -> Reader:
    """Annotated articles, ``augment`` variants of each (``pipeline.augment``), with the public corpora (``public``: the folder that holds them) and texts
    labelled by a teacher (``silver``: JSON lines written by ``pipeline.distil``). Absent folders and
    files are left out with a warning, so that training goes on from our own articles alone."""

    def read(nlp: Language) -> Iterator[Example]:
        yield from gold_reader(gold, repeat)(nlp)
        for article in read_articles(gold) if augment else ():
            for copy in augmented(article, copies=augment, seed=seed):
                yield _example(nlp, reference_doc(nlp, copy))
        if public and Path(public).is_dir():
            yield from public_examples(nlp, Path(public), limit=public_limit, seed=seed)
        elif public:
            log.warning("%s is absent: training without the public corpora", public)
        for path in silver or []:
            if Path(path).exists():
                yield from silver_examples(nlp, Path(path), weight=silver_weight, limit=silver_limit)
            else:
                log.warning("%s is absent: training without teacher labels", path)

    return read


def public_registry(path: Path | None = None) -> dict[str, dict[str, Any]]:
    """What ``corpora/public.toml`` says of each public corpus."""
    path = path or Path(__file__).parents[1] / "corpora" / "public.toml"
    return tomllib.loads(path.read_text(encoding="utf-8"))


def public_examples(nlp: Language, root: Path, *, limit: int = 0, seed: int = 0) -> Iterator[Example]:
    """Sentences or documents of the public corpora, with what each of them knows; at most ``limit`` of each, where given."""
    for name, corpus in public_registry().items():
        lines = [line for file in corpus["files"] for line in _lines(root / file)]
        most = min(cap or len(lines) for cap in (limit, corpus.get("limit")))
        if len(lines) > most:
            lines = random.Random(seed).sample(lines, most)
        for line in lines:
            yield from _public_example(nlp, name, corpus, json.loads(line))


def _lines(path: Path) -> Iterator[str]:
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8") as file:
        yield from file


def json_lines(path: Path) -> Iterator[dict[str, Any]]:
    """The records of a JSON-lines file, gzipped or not."""
    return map(json.loads, _lines(path))


def _public_example(nlp: Language, name: str, corpus: dict[str, Any], record: dict[str, Any]) -> Iterator[Example]:
    doc = nlp.make_doc(record["text"])
    spans: list[list[Any]] = []
    for start, end, label in record.get(corpus.get("spans", "spans"), record["spans"]):
        span = doc.char_span(start, end, alignment_mode="expand")
        if label in corpus["labels"] and span is not None:
            spans.append([span.start, span.end, corpus["labels"][label]])
    if doc and (spans or corpus["known"]):
        doc._.supervision = {"known": corpus["known"], "spans": spans, "weight": corpus["weight"]}
        yield _example(nlp, _with_sentences(doc, [(start, end) for start, end, _ in spans]))


def silver_examples(nlp: Language, path: Path, *, weight: float, limit: int = 0) -> Iterator[Example]:
    """Texts that a teacher labelled: ``{"text", "spans": [[start, end, label, probability], …]}``.

    A span that the teacher was unsure of (under 0.5) is left open rather than taught.
    """
    for number, line in enumerate(_lines(path)):
        if limit and number >= limit:
            return
        record = json.loads(line)
        doc = nlp.make_doc(record["text"])
        spans: list[list[Any]] = []
        for start, end, label, probability in record["spans"]:
            span = doc.char_span(start, end, alignment_mode="expand")
            if span is not None:
                spans.append([span.start, span.end, [label] if probability >= 0.5 else []])
        if not doc:
            continue
        doc._.supervision = {"known": [*LABELS, *EVENT_TYPES], "spans": spans, "weight": weight}
        yield _example(nlp, _with_sentences(doc, [(start, end) for start, end, _ in spans]))


def _example(nlp: Language, reference: Doc) -> Example:
    predicted = Doc(nlp.vocab, words=[t.text for t in reference], spaces=[bool(t.whitespace_) for t in reference])
    predicted._.published = reference._.published
    for token, other in zip(predicted, reference, strict=True):
        token.is_sent_start = other.is_sent_start
    return Example(predicted, reference)


def _with_sentences(doc: Doc, spans: Iterable[tuple[int, int]] = ()) -> Doc:
    """Mark sentence starts, but never inside a span that is marked."""
    starts = sentence_starts([token.text for token in doc])
    inside = [*spans, *((s.start, s.end) for s in doc.ents)]
    for layer in (PEOPLE_LAYER, TRIGGER_LAYER):
        inside += [(s.start, s.end) for s in doc.spans[layer]] if layer in doc.spans else []
    for start, end in inside:
        starts[start + 1 : end] = [False] * (end - start - 1)
    for token, begins in zip(doc, starts, strict=True):
        token.is_sent_start = begins
    return doc


LAYERS = {"ner": (MENTION_LABELS, None), "people": ((PEOPLE,), PEOPLE_LAYER), "triggers": (EVENT_TYPES, TRIGGER_LAYER)}
