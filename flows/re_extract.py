"""Articles of the warehouse that another model extracted are extracted again, from the text that is stored."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pipeline.settings import quiet_prefect

quiet_prefect()

from prefect import flow, task  # noqa: E402  (Prefect reads its settings when it is imported)
from prefect.artifacts import create_markdown_artifact  # noqa: E402
from prefect.cache_policies import NO_CACHE  # noqa: E402
from prefect.task_runners import ThreadPoolTaskRunner  # noqa: E402

from flows.ingest import Ingestion  # noqa: E402
from flows.opaque import whole  # noqa: E402
from flows.progress import Progress  # noqa: E402
from pipeline.articles import Article, Failure  # noqa: E402
from pipeline.report import run_markdown  # noqa: E402
from pipeline.settings import warehouse_path  # noqa: E402
from pipeline.store import Warehouse  # noqa: E402

STALE = """
SELECT article_id FROM articles
WHERE status IN ('extracted', 'screened_out') AND extractor IS DISTINCT FROM ? ORDER BY article_id
"""
FIELDS = (
    "article_id",
    "text",
    "title",
    "published",
    "lang",
    "source",
    "author",
    "url",
    "origin",
    "external_id",
    "publisher_country",
)
TEXTS = f"""
SELECT {", ".join(FIELDS)} FROM articles WHERE article_id IN (SELECT unnest(?::VARCHAR[])) ORDER BY article_id
"""


@task(name="find stale articles", cache_policy=NO_CACHE)
def stale_batches(warehouse: Warehouse, extractor: str, size: int) -> Iterator[list[Article | Failure]]:
    """The articles whose facts another extractor made, ``size`` at a time."""
    stale = [row[0] for row in warehouse.connection.execute(STALE, [extractor]).fetchall()]
    for start in range(0, len(stale), size):
        rows = warehouse.connection.execute(TEXTS, [stale[start : start + size]]).fetchall()
        yield [Article(*row) for row in rows]


@flow(name="re-extract", task_runner=ThreadPoolTaskRunner(max_workers=1))  # type: ignore[arg-type]
def re_extract(warehouse: str | None = None, model: str | None = None, batch_size: int = 64) -> dict[str, Any]:
    """Bring every article up to the model in use; returns what ``ingest_and_extract`` does."""
    with Warehouse.open(warehouse_path(warehouse)) as store, Progress() as progress:
        ingestion = Ingestion(store, model, ["re-extract"], progress)
        with ingestion:
            for batch in stale_batches(whole(store), ingestion.extractor, batch_size):
                ingestion.take(batch)
                batch.clear()
        create_markdown_artifact(run_markdown(ingestion.result), key="re-extraction", description="What was redone")
    return ingestion.result


if __name__ == "__main__":
    re_extract()
