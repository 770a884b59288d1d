"""(Article, Extraction) → the rows of the warehouse: pure, deterministic, table by table.

Every fact row carries its article, run, place in the text, the sentence that says so (as offsets), its score
and what made it. Entities are those of the article; ``pipeline.resolve`` puts the warehouse's in their place.
"""

from __future__ import annotations

import json
import re
from bisect import bisect_right
from collections.abc import Sequence
from typing import Any

from pipeline.articles import Article, Failure, digest
from pipeline.scheme import Event, Extraction, Mention, Relation

Row = dict[str, Any]
Rows = dict[str, list[Row]]

FACT_TABLES = ("mentions", "dates", "numbers", "events", "event_arguments", "relations")
SENTENCE_END = re.compile(r"[.?!…]+[\"'”’»)\]]*\s+(?=[\"'“‘«(\[]?[A-ZÁÉÍÓÚÑÜ0-9])|\n+")
ABBREVIATION = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Dr|Gen|Col|Lt|Sgt|Capt|Sen|Rep|Gov|Rev|St|Jr|Sr|No|vs|Jan|Feb|Mar|Apr|Aug|Sept|Oct|Nov|Dec)|"
    r"\b[A-Z](?:\.[A-Z])*)\.\s+$"
)


def sentence_starts(text: str) -> list[int]:
    """Where the sentences of a text begin, in characters."""
    starts = [0]
    for match in SENTENCE_END.finditer(text):
        if "\n" in match[0] or not ABBREVIATION.search(text, max(0, match.end() - 12), match.end()):
            starts.append(match.end())
    return starts


def article_rows(
    article: Article, extraction: Extraction | None, *, run_id: str, extractor: str | None, status: str | None = None,
    duplicate_of: str | None = None, screened_out: bool = False,
) -> Rows:  # fmt: skip
    """All rows of one article; without an extraction only its own.

    ``extractor`` is the version that made the facts (or screened the article out); ``status`` defaults to what
    the other arguments say.
    """
    if status is None:
        status = "screened_out" if screened_out else "duplicate" if duplicate_of else "extracted"
    rows: Rows = {"articles": [_article_row(article, extraction, run_id, extractor, status, duplicate_of)]}
    if extraction is not None and status == "extracted":
        rows |= _Facts(article, extraction, run_id, extractor or "").rows()
    return rows


def _article_row(
    article: Article,
    extraction: Extraction | None,
    run_id: str,
    extractor: str | None,
    status: str,
    duplicate_of: str | None,
) -> Row:
    return {
        "article_id": article.id, "run_id": run_id, "title": article.title, "text": article.text,
        "published": article.published, "lang": article.lang, "source": article.source, "author": article.author,
        "url": article.url, "origin": article.origin, "external_id": article.external_id,
        "publisher_country": article.publisher_country,
        "content_hash": article.content_hash, "relevance": extraction.relevance if extraction else None,
        "status": status, "extractor": extractor, "resolver": None, "duplicate_of": duplicate_of, "copy_of": None,
        **fact_counts(extraction if status == "extracted" else None), "listed_as": article.listed_as,
    }  # fmt: skip


def fact_counts(extraction: Extraction | None) -> Row:
    """How much was found in an article."""
    facts = extraction or Extraction("")
    return {
        "mentions": len(facts.mentions),
        "gangs": len({entity.id for entity in facts.entities if entity.label == "GANG"}),
        "events": len(facts.events), "numbers": len(facts.numbers), "relations": len(facts.relations),
    }  # fmt: skip


class _Facts:
    """The fact rows of one extraction."""

    def __init__(self, article: Article, extraction: Extraction, run_id: str, extractor: str) -> None:
        self.article, self.facts, self.run_id, self.extractor = article, extraction, run_id, extractor
        self.starts = sentence_starts(extraction.text)
        self.mentions = {mention.id: mention for mention in extraction.mentions}
        self.mention_ids = {m.id: digest(article.id, str(m.start), str(m.end), m.label) for m in extraction.mentions}
        self.event_ids = {e.id: digest(article.id, str(e.start), str(e.end), e.type) for e in extraction.events}

    def rows(self) -> Rows:
        facts = self.facts
        return {
            "mentions": [self._mention(mention) for mention in facts.mentions],
            "entities": [
                {
                    "entity_id": e.id, "label": e.label, "name": e.name, "wikidata": e.wikidata, "country": e.country,
                    "latitude": e.latitude, "longitude": e.longitude,
                }
                for e in facts.entities
            ],
            "dates": [
                {"mention_id": self.mention_ids[d.mention], **self._at(self.mentions[d.mention], "rule"),
                 "first_day": d.start, "last_day": d.end}
                for d in facts.dates
            ],
            "numbers": [
                {
                    "mention_id": self.mention_ids[n.mention], **self._at(self.mentions[n.mention], "rule"),
                    "low": n.low, "high": n.high, "unit": n.unit, "approximate": n.approximate,
                    "measures": n.measures, "about": n.about, "about_local": n.about,
                    "claimed_by": self.mention_ids.get(n.claimed_by or ""), "said_by": self._words(n.claimed_by),
                }
                for n in facts.numbers
            ],
            "events": [self._event(event) for event in facts.events],
            "event_arguments": [row for event in facts.events for row in self._arguments(event)],
            "relations": [self._relation(relation) for relation in facts.relations],
        }  # fmt: skip

    def _place(self, start: int, end: int, source: str, score: float | None) -> Row:
        index = bisect_right(self.starts, start) - 1
        following = self.starts[index + 1] if index + 1 < len(self.starts) else len(self.facts.text)
        sentence = self.facts.text[self.starts[index] : max(following, end)]
        return {
            "article_id": self.article.id, "run_id": self.run_id, "start_char": start, "end_char": end,
            "sentence_start": self.starts[index], "sentence_end": self.starts[index] + len(sentence.rstrip()),
            "score": score, "made_by": f"{source} {self.extractor}".strip(),
        }  # fmt: skip

    def _at(self, mention: Mention, source: str) -> Row:
        return self._place(mention.start, mention.end, source, None if source == "rule" else mention.score)

    def _words(self, mention: str | None) -> str | None:
        return " ".join(self.mentions[mention].text.split()) if mention in self.mentions else None

    def _mention(self, mention: Mention) -> Row:
        return {
            "mention_id": self.mention_ids[mention.id], **self._at(mention, mention.source),
            "label": mention.label, "text": mention.text, "entity_id": mention.entity, "local_id": mention.entity,
        }  # fmt: skip

    def _event(self, event: Event) -> Row:
        return {
            "event_id": self.event_ids[event.id], **self._place(event.start, event.end, event.source, event.score),
            "type": event.type, "trigger": event.trigger, "status": event.status,
            "claimed_by": self.mention_ids.get(event.claimed_by or ""),
            "first_day": None, "last_day": None, "place_id": None, "place_from": None, "incident_id": None,
        }  # fmt: skip

    def _arguments(self, event: Event) -> list[Row]:
        rows = []
        for argument in event.arguments:
            filler = self.mentions.get(argument.mention or "")
            place = filler or event
            rows.append(
                {
                    "event_id": self.event_ids[event.id],
                    **self._place(place.start, place.end, "model", argument.score),
                    "role": argument.role,
                    "mention_id": self.mention_ids.get(argument.mention or ""),
                    "offence_id": self.event_ids.get(argument.event or ""),
                    "entity_id": filler.entity if filler else None,
                }
            )
        return rows

    def _relation(self, relation: Relation) -> Row:
        identifier = digest(self.article.id, relation.subject, relation.type, relation.object, str(relation.former))
        start, end = relation.start or 0, relation.end or 0
        if bisect_right(self.starts, end - 1) - bisect_right(self.starts, start) > 1:
            # The names stand sentences apart: the sentence of the later one says it.
            start = max(start, self.starts[bisect_right(self.starts, end - 1) - 1])
        return {
            "relation_id": identifier, **self._place(start, end, relation.source, relation.score),
            "subject": relation.subject, "type": relation.type, "object": relation.object, "former": relation.former,
            "subject_local": relation.subject, "object_local": relation.object,
        }  # fmt: skip


def copied(batch: Sequence[Rows]) -> list[Rows]:
    """Rows that can be written on without a change to the ones given: all that rows hold are plain values."""
    return [{table: [row.copy() for row in found] for table, found in rows.items()} for rows in batch]


def failure_row(failure: Failure, run_id: str) -> Row:
    """The row of a failure; the same trouble at the same place has the same id in every run."""
    return {
        "failure_id": digest(failure.stage, failure.where, failure.kind, failure.article_id), "run_id": run_id, "stage": failure.stage,
        "where_found": failure.where, "kind": failure.kind, "message": failure.message,
        "article_id": failure.article_id, "context": json.dumps(failure.context, ensure_ascii=False, sort_keys=True),
    }  # fmt: skip
