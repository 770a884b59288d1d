"""The task that takes facts from a batch of articles: it returns rows, never Docs, and knows nothing of the warehouse."""

from __future__ import annotations

import gc
import pickle
from functools import lru_cache
from typing import Any

from pipeline.settings import quiet_prefect

quiet_prefect()

from prefect import task  # noqa: E402  (Prefect reads its settings when it is imported)
from prefect.cache_policies import NO_CACHE  # noqa: E402

from pipeline.articles import Article, Failure  # noqa: E402
from pipeline.reading import with_reading  # noqa: E402
from pipeline.rows import Rows, article_rows  # noqa: E402

Extracted = tuple[list[Rows], list[Failure]]


@task(name="extract", retries=2, retry_delay_seconds=1, cache_policy=NO_CACHE)
def extract_batch(articles: list[Article], model: str | None, version: str, run_id: str) -> bytes:
    """``extract_read``, packed: what waits to be loaded takes a fifth of the room, and Prefect does not look through it."""
    return pickle.dumps(extract_read(articles, model, version, run_id), protocol=pickle.HIGHEST_PROTOCOL)


def unpacked(batch: bytes | Extracted) -> Extracted:
    """The rows and failures of a batch; those of a shard are not packed."""
    return pickle.loads(batch) if isinstance(batch, bytes) else batch


def extract_read(articles: list[Article], model: str | None, version: str, run_id: str) -> Extracted:
    """The rows of a batch, each article's with what it says by itself, and a failure for every article that has none."""
    extractor = extractor_of(model, version)
    rows: list[Rows] = []
    failures: list[Failure] = []
    for article, extraction in extractor.extract(articles):
        if isinstance(extraction, Failure):
            failures.append(extraction)
            continue
        screened_out = extraction.relevance is not None and extraction.relevance < extractor.threshold
        found = article_rows(article, extraction, run_id=run_id, extractor=version, screened_out=screened_out)
        try:
            rows.append(with_reading(found))
        except Exception as error:  # whatever it is, the article is named and the others go on
            failures.append(failure_of(article, error))
    return rows, failures


def failure_of(article: Article, error: Exception) -> Failure:
    """An article that could not be extracted, whatever ended it."""
    message = f"could not be extracted: {error}"
    return Failure("extract", article.where, type(error).__name__, message, article_id=article.id)


@task(name="load model", cache_policy=NO_CACHE)
def load_model(model: str | None, version: str) -> None:
    """Load the model where batches are extracted. Raises what keeps it from being loaded."""
    # Dask sends the function itself to its workers: all that it needs is imported there.
    from flows.extracting import extractor_of

    extractor_of(model, version)


@lru_cache(maxsize=1)
def extractor_of(model: str | None, version: str) -> Any:
    """The extractor, loaded only when there is something to extract, and once a process and version."""
    from pipeline.extractor import load_extractor

    extractor = load_extractor(model)
    # What a model consists of stays: Python need not look through it again and again for cycles to be freed.
    gc.collect()
    gc.freeze()
    return extractor
