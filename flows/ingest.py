"""The main flow: sources → articles → facts → the warehouse → a published copy, with a report of the run.

Reading, extracting (one task a batch), loading and publishing are tasks; only loading and publishing write.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from functools import lru_cache
from itertools import islice
from pathlib import Path
from typing import Any

from pipeline.settings import quiet_prefect

quiet_prefect()

from prefect import flow, task  # noqa: E402  (Prefect reads its settings when it is imported)
from prefect.artifacts import create_markdown_artifact  # noqa: E402
from prefect.cache_policies import NO_CACHE  # noqa: E402
from prefect.futures import PrefectFuture  # noqa: E402
from prefect.task_runners import ProcessPoolTaskRunner, ThreadPoolTaskRunner  # noqa: E402
from prefect.utilities.annotations import opaque  # noqa: E402

from flows.progress import Progress  # noqa: E402
from flows.sorting import Sorted, Sorter  # noqa: E402
from pipeline.articles import Article, Failure  # noqa: E402
from pipeline.store import Warehouse  # noqa: E402

Rows = Any


@task(name="read", cache_policy=NO_CACHE)
def read_batches(sources: list[str], size: int) -> Iterator[list[Article | Failure]]:
    """The articles of the sources, ``size`` at a time."""
    from pipeline.sources import read_sources

    items = iter(read_sources(sources))
    while batch := list(islice(items, size)):
        yield batch


@task(name="extract", retries=2, retry_delay_seconds=1, cache_policy=NO_CACHE)
def extract_batch(articles: list[Article], model: str | None, run_id: str) -> tuple[list[Rows], list[Failure]]:
    """The rows of a batch, and a failure for every article that has none."""
    from pipeline.rows import article_rows

    extractor = extractor_of(model)
    rows, failures = [], []
    for article, extraction in extractor.extract(articles):
        if isinstance(extraction, Failure):
            failures.append(extraction)
        else:
            rows.append(article_rows(article, extraction, run_id=run_id, extractor=extractor.version))
    return rows, failures


@lru_cache(maxsize=1)
def extractor_of(model: str | None) -> Any:
    """The extractor, loaded once a process and only when there is something to extract."""
    from pipeline.extractor import load_extractor

    return load_extractor(model)


@task(name="load", cache_policy=NO_CACHE)
def load_rows(warehouse: Warehouse, rows: list[Rows], failures: list[Failure]) -> None:
    """Write rows and failures: the one place where a run writes."""
    warehouse.load(rows, failures)


@task(name="publish", cache_policy=NO_CACHE)
def publish(warehouse: Warehouse) -> str:
    """The path of the copy that readers see from now on."""
    return str(warehouse.publish())


@flow(name="ingest-and-extract", log_prints=False, task_runner=ThreadPoolTaskRunner(max_workers=1))  # type: ignore[arg-type]
def ingest_and_extract(
    sources: list[str], warehouse: str | None = None, model: str | None = None, batch_size: int = 64
) -> dict[str, Any]:
    """Bring the articles of the sources into the warehouse; what is there already, unchanged, is left alone.

    Raises FileNotFoundError for a model that is not there. Returns the run's id, what it counted, and where the
    published copy is.
    """
    with Warehouse.open(warehouse_path(warehouse)) as store, Progress() as progress:
        ingestion = Ingestion(store, model, progress)
        try:
            for batch in read_batches(sources, batch_size):
                ingestion.take(batch)
                batch.clear()  # Prefect keeps what tasks yield until the flow ends
            ingestion.finish()
        except BaseException:
            ingestion.close("failed")
            raise
        result = ingestion.close("done")
    create_markdown_artifact(run_markdown(result), key="run-report", description="What the run did")
    return result


class Ingestion:
    """One run: sorts what was read, submits batches to extract, loads what comes back, counts."""
