"""A warehouse of the annotated articles, for examples and tests: no model is asked, and every build is the same.

The articles of ``corpora/gangs/en/train`` are invented. Their annotations stand for what a model would find; who says
what, which they do not mark, is told by the rule that models use. Beside them it has what a warehouse gets in
daily use: other papers' prints of one story, failures, and judgements of people.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from functools import cache, partial
from pathlib import Path

import spacy
from spacy.language import Language

from pipeline import __version__
from pipeline.articles import Article, Failure
from pipeline.components.status import Status
from pipeline.gold import GoldArticle, gold_files, read_article
from pipeline.learning.readers import reference_doc
from pipeline.rows import Rows, article_rows, sentence_starts
from pipeline.scheme import NAMED_LABELS, Event, Extraction, Mention, Relation
from pipeline.settings import PROJECT
from pipeline.store import Warehouse
from pipeline.warehouse.correcting import Corrections
from pipeline.warehouse.tables import Row, insert_rows

CORPUS = PROJECT / "corpora" / "gangs" / "en" / "train"
EXTRACTOR = "annotations"
BATCH = 100
FIRST_RUN = 300  # of the articles, oldest first, that the first run reads; the second reads the rest
BEGAN = datetime(2026, 3, 2, 6, 0)
# Another paper's print of a story: (the story, its print's publisher, days later). It lacks the last paragraph.
REPRINTS = (
    ("a01-guayaquil-cellblock-clash", "Costa Diario", 1),
    ("a01-guayaquil-cellblock-clash", "Andes Morning Mail", 2),
    ("g35-culiacan-one-year-of-war", "Costa Diario", 1),
)
FAILURES = (
    Failure("ingest", "feeds/costa-diario.xml", "not-found", "HTTP 404: the feed has moved; give its new address"),
    Failure("ingest", "inbox/2026-03-02.jsonl:17", "empty", "no text: leave the record out, or give its \"text\""),
    Failure("extract", "inbox/2026-03-02.jsonl:31", "too-large", "2.4 million characters: split it into articles"),
)  # fmt: skip


def build(folder: Path) -> Path:
    """Make the warehouse in a folder and publish it; returns its path."""
    path = folder / "blotter.duckdb"
    articles = example_articles(gold_files([CORPUS]))
    runs = {"run-1": articles[:FIRST_RUN], "run-2": articles[FIRST_RUN:]}
    with Warehouse.open(path) as warehouse:
        for number, (run_id, read) in enumerate(runs.items()):
            _begin(warehouse, run_id, BEGAN + timedelta(days=number))
            for start in range(0, len(read), BATCH):
                warehouse.load(_rows(read[start : start + BATCH], run_id))
            _end(warehouse, run_id, len(read))
        warehouse.load([], FAILURES)
        judge(warehouse)
        warehouse.publish()
    return path


def _rows(articles: Sequence[tuple[Article, Extraction]], run_id: str) -> list[Rows]:
    return [
        article_rows(article, facts, run_id=run_id, extractor=EXTRACTOR, screened_out=not facts.relevance)
        for article, facts in articles
    ]


def _begin(warehouse: Warehouse, run_id: str, started: datetime) -> None:
    """A run as ``Warehouse.start_run`` begins it, but at a time of our own."""
    warehouse.run_id = run_id
    row: Row = {
        "run_id": run_id, "started": started, "finished": None, "state": "running", "extractor": EXTRACTOR,
        "sources": [str(CORPUS.relative_to(PROJECT))], "counts": "{}", "blotter": __version__, "version": None,
    }  # fmt: skip
    warehouse.write(lambda: insert_rows(warehouse.connection, "runs", [row]))


def _end(warehouse: Warehouse, run_id: str, read: int) -> None:
    warehouse.finish_run(run_id, "done", {"read": read, "extracted": read})
    query = "UPDATE runs SET finished = started + INTERVAL 4 MINUTE WHERE run_id = ?"
    warehouse.write(lambda: warehouse.connection.execute(query, [run_id]))


# The articles


def example_articles(files: Iterable[Path]) -> list[tuple[Article, Extraction]]:
    """The articles of annotated files and their reprints with what they tell, in order of publication."""
    gold = [read_article(path) for path in files]
    nlp, status = claimants()
    made = [(_article(one), facts_of(one, nlp, status)) for one in gold]
    by_id = {article.id: (article, facts) for article, facts in made}
    made += [_reprint(*by_id[key], publisher, days) for key, publisher, days in REPRINTS if key in by_id]
    return sorted(made, key=lambda pair: (str(pair[0].published), pair[0].id))


def _article(gold: GoldArticle) -> Article:
    origin = str(gold.path.relative_to(PROJECT)) if gold.path.is_relative_to(PROJECT) else str(gold.path)
    return Article(gold.id, gold.text, gold.title, gold.published, gold.lang, gold.source, origin=origin)


@cache
def claimants() -> tuple[Language, Status]:
    """A blank pipeline and the component whose rule finds who says so; it has learnt nothing."""
    nlp = spacy.blank("en", config={"nlp": {"tokenizer": {"@tokenizers": "blotter.EnglishNews.v1"}}})
    status = nlp.create_pipe("blotter_status")
    assert isinstance(status, Status)
    return nlp, status


def facts_of(gold: GoldArticle, nlp: Language, status: Status) -> Extraction:
    """The annotations as a model would tell them: only names have entities, ties have evidence, claims have claimants."""
    facts = gold.extraction
    named = {entity.id for entity in facts.entities if entity.label in NAMED_LABELS}
    starts = sentence_starts(facts.text)
    mentions = [replace(m, source="gold", entity=m.entity if m.entity in named else None) for m in facts.mentions]
    return replace(
        facts,
        mentions=mentions,
        entities=[entity for entity in facts.entities if entity.id in named],
        numbers=[replace(n, about=n.about if n.about in named else None) for n in facts.numbers],
        events=[replace(event, claimed_by=claimed) for event, claimed in _claims(gold, nlp, status)],
        relations=[_evidence(relation, mentions, starts) for relation in facts.relations],
        relevance=1.0 if facts.events else 0.0,
    )


def _claims(gold: GoldArticle, nlp: Language, status: Status) -> Iterator[tuple[Event, str | None]]:
    doc = reference_doc(nlp, gold)
    at = {(m.start, m.end, m.label): m.id for m in gold.extraction.mentions}
    claimed: dict[int, str | None] = {}
    for told in status.predict([doc])[0]:
        if told["claimed_by"]:
            start, end, label = told["claimed_by"]
            span = doc[start:end]
            claimed[doc[told["span"][0]].idx] = at.get((span.start_char, span.end_char, label))
    for event in gold.extraction.events:
        yield event, claimed.get(event.start)


def _evidence(relation: Relation, mentions: Sequence[Mention], starts: Sequence[int]) -> Relation:
    """The tie with the words that state it: the shortest stretch that names both ends, or its later end where no sentence does."""
    subjects = [m for m in mentions if m.entity == relation.subject]
    objects = [m for m in mentions if m.entity == relation.object]
    pairs = [tuple(sorted((s, o), key=lambda m: (m.start, m.end))) for s in subjects for o in objects]
    first, last = min(pairs, key=lambda pair: (pair[1].end - pair[0].start, pair[0].start))
    together = bisect_right(starts, first.start) == bisect_right(starts, last.start)
    return replace(relation, start=first.start if together else last.start, end=max(first.end, last.end))


def _reprint(article: Article, facts: Extraction, publisher: str, days: int) -> tuple[Article, Extraction]:
    """The story as another paper prints it: without its last paragraph and what that tells."""
    end = facts.text.rindex("\n\n")
    mentions = [m for m in facts.mentions if m.end <= end]
    kept = {m.id for m in mentions}
    events = [event for event in facts.events if event.end <= end]
    told = kept | {event.id for event in events}
    named = {m.entity for m in mentions}
    clipped = Extraction(
        facts.text[:end],
        mentions,
        [entity for entity in facts.entities if entity.id in named],
        [value for value in facts.dates if value.mention in kept],
        [value for value in facts.numbers if value.mention in kept],
        [
            replace(
                event,
                claimed_by=event.claimed_by if event.claimed_by in kept else None,
                arguments=[a for a in event.arguments if (a.mention or a.event) in told],
            )
            for event in events
        ],
        [relation for relation in facts.relations if relation.end is not None and relation.end <= end],
        facts.relevance,
    )
    slug = publisher.lower().replace(" ", "-")
    printed = article.published + timedelta(days=days) if article.published else None
    return replace(article, id=f"{article.id}-{slug}", text=clipped.text, source=publisher, published=printed), clipped


# What people decide


def judge(warehouse: Warehouse) -> None:
    """Judgements as analysts make them: a merge, a name, a number that is none. Ids and times are made the same in every build."""
    corrections = Corrections(warehouse, who="ana")
    (whole,) = going_by(warehouse, "Los Ciclones")
    # None are left where the resolver finds out by itself.
    others = [other for other in going_by(warehouse, "Cyclones") if other != whole]
    made = [corrections.merge(whole, other, why="Los Ciclones are the Cyclones, in Spanish") for other in others]
    (sledgehammer,) = going_by(warehouse, "José Antonio Yépez Ortiz")
    made.append(corrections.relabel(sledgehammer, "name", "José Antonio Yépez Ortiz", why="El Marro is his nickname"))
    made.append(corrections.reject(_indicted(warehouse), why="two suspects, not the size of the gang"))
    for number, key in enumerate(made, 1):
        warehouse.write(partial(_settle, warehouse, key, number))


def going_by(warehouse: Warehouse, alias: str) -> list[str]:
    """The entities that go by a name."""
    query = "SELECT DISTINCT entity_id FROM aliases WHERE alias = ? ORDER BY entity_id"
    return [row[0] for row in warehouse.connection.execute(query, [alias]).fetchall()]


def _indicted(warehouse: Warehouse) -> str:
    """A number that was taken for the size of a gang."""
    query = "SELECT mention_id FROM numbers WHERE about = 'gang:tren-de-aragua' AND measures = 'members' AND low = 2"
    row = warehouse.connection.execute(query).fetchone()
    if row is None:
        raise LookupError("the number that the example rejects is not among the annotations any more")
    return str(row[0])


def _settle(warehouse: Warehouse, key: str, number: int) -> None:
    run, name = warehouse.connection.execute, f"judgement-{number}"
    run(
        "UPDATE judgements SET judgement_id = ?, made = ? WHERE judgement_id = ?",
        [name, BEGAN + timedelta(days=2), key],
    )
    run("UPDATE rejected SET judgement_id = ? WHERE judgement_id = ?", [name, key])
    for table in ("entity_links", "incident_evidence"):
        run(f"UPDATE {table} SET made_by = replace(made_by, ?, ?) WHERE contains(made_by, ?)", [key, name, key])
