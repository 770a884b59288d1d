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
from spacy.tokens import Doc, Span
from spacy.training import Example
from spacy.util import filter_spans

from pipeline.components.sentences import mark_sentences, sentence_starts
from pipeline.extraction import gold_doc
from pipeline.gold import GoldArticle, read_articles
from pipeline.learning.augment import augmented
from pipeline.scheme import EVENT_TYPES, LABELS, MENTION_LABELS, PEOPLE, PEOPLE_LAYER, TRIGGER_LAYER, marked_spans
from pipeline.settings import PROJECT

log = logging.getLogger(__name__)

Reader = Callable[[Language], Iterator[Example]]


@registry.readers("blotter.gold.v1")
def gold_reader(paths: list[str], repeat: int = 1) -> Reader:
    """Annotated articles under the paths, each ``repeat`` times."""

    def read(nlp: Language) -> Iterator[Example]:
        references = [reference_doc(nlp, article) for article in read_articles(paths)]
        for _ in range(repeat):
            yield from (_example(nlp, reference) for reference in references)

    return read


def reference_doc(nlp: Language, article: GoldArticle) -> Doc:
    """An annotated article as the Doc to train on, with sentences."""
    published = article.published.isoformat() if article.published else None
    return with_sentences(gold_doc(nlp, article.extraction, published=published, name=article.id))


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
    """Annotated articles, ``augment`` variants of each (``pipeline.learning.augment``), with the public corpora (``public``: the folder that holds them) and texts
    labelled by a teacher (``silver``: JSON lines written by ``pipeline.learning.distil``). Absent folders and
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
    path = path or PROJECT / "corpora" / "public.toml"
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
        yield _example(nlp, with_sentences(doc, [(start, end) for start, end, _ in spans]))


# What a teacher's labels teach beside the spans; ties it finds too seldom right: a record that has some has them from readers.
TAUGHT = ("blotter_arguments", "blotter_status", "blotter_measures")
TOLD_BY_READERS = "blotter_relations"
# How sure of it the teacher must be: surer than not for spans and roles, rather more for one status of five.
SURE, SURE_OF_STATUS = 0.5, 0.6


def silver_examples(nlp: Language, path: Path, *, weight: float, limit: int = 0) -> Iterator[Example]:
    """Texts that a teacher labelled (``distil.silver_record``); what it was unsure of is left open rather than taught.

    A record may have ``relations``, which readers listed: as ``doc._.relations`` has them, by the entities of its spans.
    """
    for number, line in enumerate(_lines(path)):
        if limit and number >= limit:
            return
        record = json.loads(line)
        doc = nlp.make_doc(record["text"])
        if doc:
            yield _example(nlp, _silver_doc(doc, record, weight))


def _silver_doc(doc: Doc, record: dict[str, Any], weight: float) -> Doc:
    """A reference with the teacher's mentions, triggers, events and numbers."""
    spans: list[list[Any]] = []
    layers: dict[str, list[Span]] = {"ents": [], PEOPLE_LAYER: [], TRIGGER_LAYER: []}
    for start, end, label, probability, entity in record["spans"]:
        span = doc.char_span(start, end, label=label, kb_id=entity, alignment_mode="expand")
        if span is None:
            continue
        spans.append([span.start, span.end, [label] if probability >= SURE else []])
        layers[layer_of(label)].append(span)
    doc.set_ents(filter_spans(layers["ents"]))
    for layer in (PEOPLE_LAYER, TRIGGER_LAYER):
        doc.spans[layer] = sorted(filter_spans(layers[layer]), key=lambda span: span.start)
    _silver_events(doc, record["events"])
    place = _places(doc)
    doc._.numbers = [{**n, "span": place[tuple(n["span"])]} for n in record["numbers"] if tuple(n["span"]) in place]
    # a trigger that fits no tokens, and the events' numbers are no longer those of the triggers
    whole = len(doc.spans[TRIGGER_LAYER]) == len(doc._.events) == len(record["events"])
    decided = list(TAUGHT if whole else TAUGHT[2:])
    if "relations" in record:
        doc._.relations = record["relations"]
        decided.append(TOLD_BY_READERS)
    doc._.supervision = {"known": [*LABELS, *EVENT_TYPES], "spans": spans, "weight": weight, "decided": decided}
    return with_sentences(doc, [(start, end) for start, end, _ in spans])


def layer_of(label: str) -> str:
    """Where spans with a label stand on a Doc: a key of ``doc.spans``, or ``ents``."""
    return PEOPLE_LAYER if label == PEOPLE else TRIGGER_LAYER if label in EVENT_TYPES else "ents"


def _silver_events(doc: Doc, events: list[dict[str, Any]]) -> None:
    """Put the teacher's events on a reference; an argument it was unsure of is one that is neither right nor wrong."""
    place = _places(doc)
    found = []
    for event in events:
        arguments = []
        for argument in event["arguments"]:
            span = place.get(tuple(argument.get("span") or ()))
            sure = argument["score"] >= SURE
            if argument.get("event") is not None:
                open_event = {"role": argument["role"], "also_event": argument["event"]}
                arguments.append(argument if sure else open_event)
            elif span is not None:
                arguments.append({**argument, "span": span} if sure else {"role": argument["role"], "also": [span]})
        if tuple(event["span"]) in place:
            status = event["status"] if event["status_score"] >= SURE_OF_STATUS else None
            found.append({"span": place[tuple(event["span"])], "status": status, "arguments": arguments})
    doc._.events = sorted(found, key=lambda event: event["span"][0])


def _places(doc: Doc) -> dict[tuple[Any, ...], list[Any]]:
    """Spans in characters -> the same in tokens, for all spans on a Doc."""
    return {(s.start_char, s.end_char, s.label_): [s.start, s.end, s.label_] for s in marked_spans(doc)}


def _example(nlp: Language, reference: Doc) -> Example:
    predicted = Doc(nlp.vocab, words=[t.text for t in reference], spaces=[bool(t.whitespace_) for t in reference])
    predicted._.published = reference._.published
    if reference.has_annotation("SENT_START"):
        mark_sentences(predicted, [bool(token.is_sent_start) for token in reference])
    return Example(predicted, reference)


def with_sentences(doc: Doc, spans: Iterable[tuple[int, int]] = ()) -> Doc:
    """Mark sentence starts, but never inside a span that is marked."""
    starts = sentence_starts([token.text for token in doc])
    for start, end in [*spans, *((span.start, span.end) for span in marked_spans(doc))]:
        starts[start + 1 : end] = [False] * (end - start - 1)
    mark_sentences(doc, starts)
    return doc


LAYERS = {"ner": (MENTION_LABELS, None), "people": ((PEOPLE,), PEOPLE_LAYER), "triggers": (EVENT_TYPES, TRIGGER_LAYER)}
