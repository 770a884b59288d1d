"""The task that takes facts from a batch of articles: it returns rows, never Docs, and knows nothing of the warehouse."""

from __future__ import annotations

import gc
from functools import lru_cache
from typing import Any

from pipeline.settings import quiet_prefect

quiet_prefect()

from prefect import task  # noqa: E402  (Prefect reads its settings when it is imported)
from prefect.cache_policies import NO_CACHE  # noqa: E402

from pipeline.articles import Article, Failure  # noqa: E402
from pipeline.rows import Rows, article_rows  # noqa: E402

Extracted = tuple[list[Rows], list[Failure]]


@task(name="extract", retries=2, retry_delay_seconds=1, cache_policy=NO_CACHE)
def extract_batch(articles: list[Article], model: str | None, version: str, run_id: str) -> Extracted:
    """The rows of a batch, and a failure for every article that has none."""
    extractor = extractor_of(model, version)
    rows: list[Rows] = []
    failures: list[Failure] = []
    for article, extraction in extractor.extract(articles):
        if isinstance(extraction, Failure):
            failures.append(extraction)
            continue
        screened_out = extraction.relevance is not None and extraction.relevance < extractor.threshold
        rows.append(article_rows(article, extraction, run_id=run_id, extractor=version, screened_out=screened_out))
    return rows, failures


@lru_cache(maxsize=1)
def extractor_of(model: str | None, version: str) -> Any:
    """The extractor, loaded only when there is something to extract, and once a process and version."""
    from pipeline.extractor import load_extractor

    extractor = load_extractor(model)
    # What a model consists of stays: Python need not look through it again and again for cycles to be freed.
    gc.collect()
    gc.freeze()
    return extractor
