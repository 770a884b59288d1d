"""What failed is taken up again: articles from their stored text, sources by reading them once more."""

from __future__ import annotations

from typing import Any

from pipeline.settings import quiet_prefect

quiet_prefect()

from prefect import flow  # noqa: E402  (Prefect reads its settings when it is imported)
from prefect.states import State  # noqa: E402
from prefect.task_runners import ThreadPoolTaskRunner  # noqa: E402

from flows.alerts import final_state, report_run  # noqa: E402
from flows.ingest import fetch_memory, take_all  # noqa: E402
from flows.ingestion import Ingestion  # noqa: E402
from flows.progress import Progress  # noqa: E402
from pipeline.extractor import describe  # noqa: E402
from pipeline.settings import warehouse_path  # noqa: E402
from pipeline.store import Warehouse  # noqa: E402
from pipeline.warehouse.turns import PATIENCE_S, open_in_turn  # noqa: E402
from pipeline.warehouse.waiting import failed_articles, stored_articles, unread  # noqa: E402


@flow(name="retry", task_runner=ThreadPoolTaskRunner(max_workers=1))  # type: ignore[arg-type]
def retry(
    warehouse: str | None = None,
    model: str | None = None,
    source: str | None = None,
    run: str | None = None,
    batch_size: int = 64,
    wait_s: float = PATIENCE_S,
) -> State[dict[str, Any]]:
    """Take up again what failed: all of it, of one listed ``source``, or what one ``run`` (an id or its beginning) met last.

    Gives what ``ingest_and_extract`` does, and ``lost``: places that nobody can read again, such as standard input.
    """
    with (
        open_in_turn(warehouse_path(warehouse), wait_s=wait_s) as store,
        fetch_memory(store) as state,
        Progress() as progress,
    ):
        articles = failed_articles(store.connection, source=source, run=run)
        reads = unread(store.connection, source=source, run=run)
        for listed, places in reads.places.items():
            state.forget(listed, places)
        ingestion = Ingestion(store, model, reads.sources, progress, flow="retry")
        with ingestion:
            for start in range(0, len(articles), batch_size):
                batch = stored_articles(store.connection, articles[start : start + batch_size])
                ingestion.take([*batch], stored=True)
            take_all(ingestion, reads.sources, batch_size, state)
        state.commit()
        ingestion.result |= {"retried": len(articles), "lost": reads.lost}
    report_run(ingestion.result, key="retry-report")
    return final_state(ingestion.result)


def run_retry(
    warehouse: str, model: str | None, *, source: str | None = None, run: str | None = None
) -> dict[str, Any]:
    """``retry`` on this machine; what would stop it at once is raised before Prefect starts."""
    describe(model)
    Warehouse.open(warehouse).close()
    return retry(warehouse, model, source, run, wait_s=0.0)  # type: ignore[return-value]  # Prefect gives a state's data
