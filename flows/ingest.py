"""The main flow: sources → articles → facts → the warehouse → a published copy, with a report of the run.

Reading, extracting (one task a batch), loading and publishing are tasks; only loading and publishing write.
"""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Iterator
from itertools import islice
from typing import Any

from pipeline.settings import quiet_prefect

quiet_prefect()

from prefect import flow, task  # noqa: E402  (Prefect reads its settings when it is imported)
from prefect.artifacts import create_markdown_artifact  # noqa: E402
from prefect.cache_policies import NO_CACHE  # noqa: E402
from prefect.futures import PrefectFuture  # noqa: E402
from prefect.task_runners import ProcessPoolTaskRunner, ThreadPoolTaskRunner  # noqa: E402

from flows.extracting import Extracted, extract_batch, extractor_of  # noqa: E402
from flows.opaque import whole  # noqa: E402
from flows.progress import Progress  # noqa: E402
from flows.sorting import Sorted, Sorter, relevance_of  # noqa: E402
from pipeline.articles import Article, Failure  # noqa: E402
from pipeline.extractor import describe, own_model  # noqa: E402
from pipeline.intake.fetch_state import SqliteState  # noqa: E402
from pipeline.intake.listed_sources import Tally  # noqa: E402
from pipeline.report import RUN_COUNTS, run_markdown  # noqa: E402
from pipeline.rows import Rows, article_rows  # noqa: E402
from pipeline.settings import fetch_state_path, model_meta, relevance_threshold, warehouse_path  # noqa: E402
from pipeline.store import Warehouse  # noqa: E402

WAITING = 2  # batches that wait for the extractor while more is read


@task(name="read", cache_policy=NO_CACHE)
def read_batches(
    sources: list[str], size: int, state: SqliteState, tallies: list[Tally]
) -> Iterator[list[Article | Failure]]:
    """The articles of the sources, ``size`` at a time; what came of each listed source is added to ``tallies``."""
    from pipeline.sources import read_sources

    items = iter(read_sources(sources, state=state, tallies=tallies))
    while batch := list(islice(items, size)):
        yield batch


@task(name="load", cache_policy=NO_CACHE)
def load_rows(warehouse: Warehouse, rows: list[Rows], failures: list[Failure], run_id: str) -> None:
    """Write rows and failures: the one place where a run writes."""
    warehouse.load(rows, failures, run_id=run_id)


@task(name="publish", cache_policy=NO_CACHE)
def publish(warehouse: Warehouse) -> str:
    """The path of the copy that readers see from now on."""
    return str(warehouse.publish())


@flow(name="ingest-and-extract", task_runner=ThreadPoolTaskRunner(max_workers=1))  # type: ignore[arg-type]
def ingest_and_extract(
    sources: list[str], warehouse: str | None = None, model: str | None = None, batch_size: int = 64
) -> dict[str, Any]:
    """Bring the articles of the sources into the warehouse; what is there already, unchanged, is left alone.

    Returns the run's id, model, counts (``pipeline.report.RUN_COUNTS``), seconds, and where the published copy
    is. Raises FileNotFoundError for a model that is not there, WarehouseBusy while another process writes.
    """
    tallies: list[Tally] = []
    with Warehouse.open(warehouse_path(warehouse)) as store, fetch_memory(store) as state, Progress() as progress:
        ingestion = Ingestion(store, model, sources, progress)
        with ingestion:
            for batch in read_batches(sources, batch_size, whole(state), whole(tallies)):
                ingestion.take(batch)
                batch.clear()  # Prefect keeps what a task yields until the flow ends
        if not ingestion.lost:
            # Only now: what was fetched and then lost must be sent again.
            state.commit()
        ingestion.result["unchanged_sources"] = sum(tally.unchanged for tally in tallies)
        create_markdown_artifact(run_markdown(ingestion.result), key="run-report", description="What the run did")
    return ingestion.result


def fetch_memory(store: Warehouse) -> SqliteState:
    """What was fetched before, so that only what has changed is asked for; forgotten where the warehouse is new."""
    known = store.connection.execute("SELECT 1 FROM articles LIMIT 1").fetchone()
    return SqliteState(fetch_state_path(store.address), fresh=not known)


def run_ingest(
    sources: list[str],
    warehouse: str | None = None,
    model: str | None = None,
    *,
    batch_size: int = 64,
    workers: int = 1,
) -> dict[str, Any]:
    """``ingest_and_extract`` on this machine, extracting in ``workers`` processes.

    What would stop the run at once (no model, a busy warehouse) is raised before Prefect starts.
    """
    version_of(model)
    Warehouse.open(warehouse_path(warehouse)).close()
    ingest = ingest_and_extract
    if workers > 1:
        ingest = ingest.with_options(task_runner=ProcessPoolTaskRunner(max_workers=workers))  # type: ignore[arg-type]
    return ingest(sources, warehouse, model, batch_size)


def version_of(model: str | None) -> str:
    """The extractor's version, read from its files. Raises FileNotFoundError where there is no such model."""
    return describe(model)


class Ingestion:
    """One run: sorts what comes, has it extracted in batches, loads what comes back, counts and publishes.

    As a context manager it closes the run's row: done and published, or failed.
    """

    def __init__(self, store: Warehouse, model: str | None, sources: list[str], progress: Progress) -> None:
        self.store, self.model, self.progress = store, model, progress
        self.started = time.monotonic()
        self.extractor = version_of(model)
        found = own_model(model)
        self.sorter = Sorter(store, self.extractor, relevance_of(found), relevance_threshold(model_meta(found)))
        self.counts = dict.fromkeys(RUN_COUNTS, 0)
        self.pending: deque[tuple[list[Article], PrefectFuture[Extracted]]] = deque()
        self.lost = 0  # articles that were read and could not be extracted
        self.run_id = store.start_run(sources=sources, extractor=self.extractor)
        self.result: dict[str, Any] = {}

    def __enter__(self) -> Ingestion:
        return self

    def take(self, batch: list[Article | Failure]) -> None:
        """Store what needs no extraction, hand over the rest, and load what is done meanwhile."""
        found = self.sorter.sort(batch)
        self._load(self._rows(found), found.failures)
        self._count(found)
        self.submit(found.new)

    def submit(self, articles: list[Article]) -> None:
        """Have these articles extracted; waits while too many batches do."""
        if articles:
            self._require_model()
            future = extract_batch.submit(whole(articles), self.model, self.extractor, self.run_id)
            self.pending.append((articles, future))
        while len(self.pending) > WAITING * self._workers() or (self.pending and self.pending[0][1].state.is_final()):
            self._collect()

    def _require_model(self) -> None:
        """A model that cannot be loaded ends the run here; it would only fail once a batch."""
        try:
            extractor_of(self.model, self.extractor)
        except Exception as error:
            raise ValueError(f"the model {self.extractor} cannot be loaded: {error}") from error

    def _workers(self) -> int:
        from prefect.context import FlowRunContext

        context = FlowRunContext.get()
        return int(getattr(context.task_runner, "max_workers", None) or 1) if context else 1

    def _collect(self) -> None:
        """Load the oldest batch; a batch that failed after its retries becomes a failure an article."""
        articles, future = self.pending.popleft()
        try:
            rows, failures = future.result()
        except Exception as error:  # whatever ended the task, the articles are named and the run goes on
            rows, failures = [], [_failure(article, error) for article in articles]
        statuses = [row["articles"][0]["status"] for row in rows]
        self.counts["extracted"] += statuses.count("extracted")
        self.counts["screened_out"] += statuses.count("screened_out")
        self.lost += len(failures)
        self.progress.advance(extracted=len(rows))
        self._load(rows, failures)
        articles.clear()
        rows.clear()  # Prefect keeps every result until the flow ends: without this, memory grows with the run

    def _rows(self, found: Sorted) -> list[Rows]:
        """The rows of the articles that are stored without facts."""
        run = self.run_id
        rows = [article_rows(a, None, run_id=run, extractor=None, duplicate_of=first) for a, first in found.duplicates]
        rows += [
            article_rows(a, None, run_id=run, extractor=None, status="other_language") for a in found.other_language
        ]
        rows += [
            article_rows(a, extraction, run_id=run, extractor=self.extractor, screened_out=True)
            for a, extraction in found.irrelevant
        ]
        return rows

    def _count(self, found: Sorted) -> None:
        self.counts["read"] += found.read
        self.counts["unchanged"] += found.unchanged
        self.counts["duplicates"] += len(found.duplicates)
        self.counts["screened_out"] += len(found.irrelevant)
        self.counts["other_language"] += len(found.other_language)
        self.progress.advance(read=found.read)

    def _load(self, rows: list[Rows], failures: list[Failure]) -> None:
        self.counts["failed"] += len(failures)
        if rows or failures:
            load_rows(whole(self.store), whole(rows), whole(failures), self.run_id)

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        if kind is not None:
            self.store.finish_run(self.run_id, "failed", self.counts)
            return
        try:
            while self.pending:
                self._collect()
            self.progress.advance(doing="publishing")
            self.store.finish_run(self.run_id, "done", self.counts)
            copy = publish(whole(self.store))
        except BaseException:
            self.store.finish_run(self.run_id, "failed", self.counts)
            raise
        self.result = {
            "run_id": self.run_id,
            "extractor": self.extractor,
            **self.counts,
            "seconds": round(time.monotonic() - self.started, 1),
            "warehouse": self.store.address,
            "published": copy,
        }


def _failure(article: Article, error: Exception) -> Failure:
    name = article.external_id or article.url or article.title or article.id
    where = f"{article.origin}, article {name}" if article.origin else name
    return Failure("extract", where, type(error).__name__, f"could not be extracted: {error}", article_id=article.id)


if __name__ == "__main__":
    from pipeline.settings import sample_sources

    run_ingest(sample_sources())
