"""The ingestion on a schedule. Schedules are kept by a Prefect server: run ``prefect server start`` beside it."""

from __future__ import annotations

from pipeline.settings import quiet_prefect

quiet_prefect()

from prefect.settings import PREFECT_API_URL  # noqa: E402  (Prefect reads its settings when it is imported)

from flows.ingest import ingest_and_extract  # noqa: E402

HOURLY = "0 * * * *"


def serve_ingest(sources: list[str], warehouse: str, model: str | None = None, *, cron: str = HOURLY) -> None:
    """Run the ingestion whenever ``cron`` says so, until stopped; one run at a time, as one process may write.

    Raises RuntimeError without a Prefect server, ValueError if ``cron`` is no cron expression.
    """
    if not PREFECT_API_URL.value():
        raise RuntimeError(
            "schedules are kept by a Prefect server: run `prefect server start` in another terminal, "
            "set PREFECT_API_URL=http://127.0.0.1:4200/api, and try again"
        )
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
