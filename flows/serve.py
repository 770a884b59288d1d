"""The ingestion on a schedule. Schedules are kept by a Prefect server: run ``prefect server start`` beside it."""

from __future__ import annotations

from pipeline.settings import quiet_prefect

quiet_prefect()

from flows.ingest import ingest_and_extract  # noqa: E402  (Prefect reads its settings when it is imported)

HOURLY = "0 * * * *"


def serve_ingest(sources: list[str], warehouse: str, model: str | None = None, *, cron: str = HOURLY) -> None:
    """Run the ingestion whenever ``cron`` says so, until stopped; one run at a time, as one process may write.

    Raises ValueError if ``cron`` is no cron expression.
    """
    ingest_and_extract.serve(
        name="news",
        cron=cron,
        parameters={"sources": sources, "warehouse": warehouse, "model": model},
        limit=1,
        tags=["blotter"],
    )


if __name__ == "__main__":
    from pipeline.settings import sample_sources, warehouse_path

    serve_ingest(sample_sources(), warehouse_path())
