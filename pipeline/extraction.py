"""Between the spaCy Doc and an Extraction: gold articles become Docs to train on, extracted Docs
become facts in character offsets, and facts become the JSON line of ``blotter extract``."""

from __future__ import annotations

import logging
from dataclasses import asdict
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc, Span

from pipeline.articles import Article
from pipeline.scheme import (
    PEOPLE,
    PEOPLE_LAYER,
    TRIGGER_LAYER,
    Argument,
    DateValue,
    Entity,
    Event,
    Extraction,
    Mention,
    NumberValue,
    Relation,
    declare_doc_extensions,
    span_key,
)

log = logging.getLogger(__name__)
declare_doc_extensions()


def gold_doc(nlp: Language, extraction: Extraction, *, published: str | None = None, name: str = "") -> Doc:
    """A reference Doc with the mentions and triggers of a gold extraction, tokenized by ``nlp``.

    A mark that cuts a token is widened to whole tokens and warned of; where that makes two marks of
    one layer collide, the second is left out, with a warning.
    """
    doc = nlp.make_doc(extraction.text)
    doc._.published = published
    flat = [m for m in extraction.mentions if m.label != PEOPLE]
    people = [m for m in extraction.mentions if m.label == PEOPLE]
    doc.ents = _spans(doc, [(m.start, m.end, m.label, m.entity or "") for m in flat], name)
    doc.spans[PEOPLE_LAYER] = _spans(doc, [(m.start, m.end, m.label, m.entity or "") for m in people], name)
    doc.spans[TRIGGER_LAYER] = _spans(doc, [(e.start, e.end, e.type, e.id) for e in extraction.events], name)
    doc._.events = _gold_events(doc, extraction)
    doc._.numbers = _gold_numbers(doc, extraction)
    doc._.relations = [
        {"subject": r.subject, "type": r.type, "object": r.object, "former": r.former} for r in extraction.relations
    ]
    return doc


def _gold_numbers(doc: Doc, extraction: Extraction) -> list[dict[str, Any]]:
    mention_of = {mention.id: mention for mention in extraction.mentions}
    spans = {span.kb_id_: span for span in doc.ents}
    numbers = []
    for number in extraction.numbers:
        span = spans.get(mention_of[number.mention].entity or "")
        if span is not None:
            numbers.append(
                {
                    "span": [span.start, span.end, span.label_], "low": number.low, "high": number.high,
                    "unit": number.unit, "approximate": number.approximate, "measures": number.measures,
                    "about": number.about,
                }
            )  # fmt: skip
    return numbers


def _gold_events(doc: Doc, extraction: Extraction) -> list[dict[str, Any]]:
    """The events as the components write them; ``also`` holds a filler's other mentions."""
    by_entity: dict[str, list[list[Any]]] = {}
    for span in [*doc.ents, *doc.spans[PEOPLE_LAYER]]:
        by_entity.setdefault(span.kb_id_, []).append([span.start, span.end, span.label_])
    entity_of = {mention.id: mention.entity or "" for mention in extraction.mentions}
    gold = {event.id: event for event in extraction.events}
    order = {span.kb_id_: i for i, span in enumerate(doc.spans[TRIGGER_LAYER])}
    events = []
    for trigger in doc.spans[TRIGGER_LAYER]:
        arguments: list[dict[str, Any]] = []
        for argument in gold[trigger.kb_id_].arguments:
            if argument.event is not None:
                if argument.event in order:
                    arguments.append({"role": argument.role, "event": order[argument.event]})
                continue
            spans = by_entity.get(entity_of[argument.mention or ""], [])
            if spans:
                nearest = min(spans, key=lambda span: abs(span[0] - trigger.start))
                also = [span for span in spans if span is not nearest]
                arguments.append({"role": argument.role, "span": nearest, "also": also})
        events.append(
            {
                "span": [trigger.start, trigger.end, trigger.label_],
                "status": gold[trigger.kb_id_].status,
                "claimed_by": None,
                "arguments": arguments,
            }
        )
    return events


def _spans(doc: Doc, marks: list[tuple[int, int, str, str]], name: str) -> list[Span]:
    spans: list[Span] = []
    last = 0
    for start, end, label, identifier in sorted(marks):
        span = doc.char_span(start, end, label=label, kb_id=identifier)
        if span is None:
            span = doc.char_span(start, end, label=label, kb_id=identifier, alignment_mode="expand")
            if span is None:
                raise ValueError(f"{name}: characters {start} to {end} are no place in the text")
            log.warning("%s: %r cuts a token; taken as %r", name, doc.text[start:end], span.text)
        if span.start < last:
            log.warning("%s: %r collides with its neighbour and is left out", name, span.text)
            continue
        spans.append(span)
        last = span.end
    return spans


def read_doc(doc: Doc, text: str | None = None) -> Extraction:
    """The facts that the pipeline put on a Doc, with ids, in character offsets; ``text`` is the Doc's, if at hand."""
    text = doc.text if text is None else text
    reader = _Reader(doc, text)
    return Extraction(
        text=text,
        mentions=reader.mentions,
        entities=[Entity(**entity) for entity in doc._.entities],
        dates=reader.dates(),
        numbers=reader.numbers(),
        events=reader.events(),
        relations=reader.relations(),
        relevance=doc._.relevance,
    )


class _Reader:
    """Numbers the mentions of a Doc and finds them again by token span."""

    def __init__(self, doc: Doc, text: str) -> None:
        self.doc = doc
        self.text = text
        people = doc.spans.get(PEOPLE_LAYER, [])
        spans = sorted([*doc.ents, *people], key=lambda span: (span.start_char, -span.end_char, span.label_))
        self.mentions: list[Mention] = []
        self.ids: dict[str, str] = {}
        for number, span in enumerate(spans, 1):
            key = span_key(span.start, span.end, span.label_)
            entity = (span.id_ if span.label_ == PEOPLE else span.kb_id_) or None
            score = doc._.scores.get(key)
            source = doc._.sources.get(key, "model")
            mention = Mention(
                f"m{number}", span.start_char, span.end_char, self._text(span), span.label_, entity, source, score
            )
            self.mentions.append(mention)
            self.ids[key] = mention.id

    def _text(self, span: Span) -> str:
        """As the article has it: the Doc may hold a stand-in for what is no character."""
        return self.text[span.start_char : span.end_char]

    def _id(self, span: list[Any]) -> str | None:
        return self.ids.get(span_key(*span))

    def dates(self) -> list[DateValue]:
        found = [(self._id(d["span"]), d) for d in self.doc._.dates]
        return [DateValue(mention, d["start"], d["end"]) for mention, d in found if mention]

    def numbers(self) -> list[NumberValue]:
        found = [(self._id(n["span"]), n) for n in self.doc._.numbers]
        return [
            NumberValue(
                mention, n["low"], n["high"], n["unit"], n["approximate"], n["measures"], n["about"],
                self._id(n["claimed_by"]) if n.get("claimed_by") else None,
            )
            for mention, n in found
            if mention
        ]  # fmt: skip

    def events(self) -> list[Event]:
        doc = self.doc
        events = []
        for number, event in enumerate(doc._.events, 1):
            start, end, label = event["span"]
            span = doc[start:end]
            key = span_key(start, end, label)
            claimed_by = self._id(event["claimed_by"]) if event["claimed_by"] else None
            arguments = [
                Argument(a["role"], mention=self._id(a["span"]), score=a.get("score"))
                if a.get("span")
                else Argument(a["role"], event=f"v{a['event'] + 1}", score=a.get("score"))
                for a in event["arguments"]
            ]
            events.append(
                Event(
                    f"v{number}", label, span.start_char, span.end_char, self._text(span), event["status"], claimed_by,
                    doc._.sources.get(key, "model"), doc._.scores.get(key),
                    [a for a in arguments if a.mention or a.event],
                )
            )  # fmt: skip
        return events

    def relations(self) -> list[Relation]:
        relations = []
        for relation in self.doc._.relations:
            start, end = relation["span"]
            span = self.doc[start:end]
            relations.append(
                Relation(
                    relation["subject"], relation["type"], relation["object"], relation["former"],
                    span.start_char, span.end_char, relation.get("source", "rule"), relation.get("score"),
                )
            )  # fmt: skip
        return relations


def as_json(article: Article, extraction: Extraction, *, identifier: str | None = None) -> dict[str, Any]:
    """One line of ``blotter extract``: the article and its facts as JSON-ready values."""
    events = []
    for event in extraction.events:
        fields = asdict(event)
        fields.pop("source")
        fields["arguments"] = [
            {key: value for key, value in argument.items() if value is not None} for argument in fields["arguments"]
        ]
        events.append(fields)
    relations = [
        {"subject": r.subject, "type": r.type, "object": r.object, "former": r.former, "score": r.score}
        for r in extraction.relations
    ]
    return {
        "id": identifier or article.external_id or article.id,
        "title": article.title,
        "published": article.published.isoformat() if article.published else None,
        "lang": article.lang,
        "relevance": extraction.relevance,
        "text": extraction.text,
        "mentions": [asdict(mention) for mention in extraction.mentions],
        "entities": [asdict(entity) for entity in extraction.entities],
        "dates": [asdict(value) for value in extraction.dates],
        "numbers": [asdict(value) for value in extraction.numbers],
        "events": events,
        "relations": relations,
    }
