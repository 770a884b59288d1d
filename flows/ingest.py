"""The main flow: sources → articles → facts → the warehouse → a published copy, with a report of the run.

Reading, extracting (one task a batch), loading and publishing are tasks; only loading and publishing write.
"""

from __future__ import annotations

from collections.abc import Generator
from contextlib import nullcontext
from contextvars import copy_context
from itertools import islice
from typing import Any

from pipeline.settings import quiet_prefect

quiet_prefect()

from prefect import flow, task  # noqa: E402  (Prefect reads its settings when it is imported)
from prefect.cache_policies import NO_CACHE  # noqa: E402
from prefect.states import Completed, State  # noqa: E402
from prefect.task_runners import ProcessPoolTaskRunner, ThreadPoolTaskRunner  # noqa: E402

from flows.alerts import final_state, report_run  # noqa: E402
from flows.ingestion import Ingestion  # noqa: E402
from flows.one_server import one_server  # noqa: E402
from flows.opaque import whole  # noqa: E402
from flows.progress import Progress  # noqa: E402
from pipeline.articles import Article, Failure  # noqa: E402
from pipeline.extractor import describe, own_model  # noqa: E402
from pipeline.intake.fetch_state import SqliteState  # noqa: E402
from pipeline.intake.listed_sources import Tally  # noqa: E402
from pipeline.intake.records import SourceSettings  # noqa: E402
from pipeline.settings import fetch_state_path, warehouse_path  # noqa: E402
from pipeline.store import Warehouse  # noqa: E402
from pipeline.warehouse.turns import PATIENCE_S, SameWaits, open_in_turn  # noqa: E402


@task(name="read", cache_policy=NO_CACHE)
def read_batches(
    sources: list[str], size: int, state: SqliteState, tallies: list[Tally], settings: SourceSettings | None
) -> Generator[list[Article | Failure], None, None]:
    """The articles of the sources, ``size`` at a time; what came of each listed source is added to ``tallies``."""
    from pipeline.sources import read_sources

    items = iter(read_sources(sources, settings=settings, state=state, tallies=tallies))
    while batch := list(islice(items, size)):
        yield batch


@flow(name="ingest-and-extract", task_runner=ThreadPoolTaskRunner(max_workers=1))  # type: ignore[arg-type]
def ingest_and_extract(
    sources: list[str],
    warehouse: str | None = None,
    model: str | None = None,
    batch_size: int = 64,
    wait_s: float = PATIENCE_S,
    shards: str | None = None,
    processes: int = 1,
) -> State[dict[str, Any]]:
    """Bring the articles of the sources into the warehouse; what is there already, unchanged, is left alone.

    Waits for its turn while another process writes, ``wait_s`` at most (then WarehouseBusy). Gives the run's id, model,
    counts (``pipeline.report.RUN_COUNTS``), seconds, how the sources are, and where the published copy is; the flow
    ends in the state ``Alert`` where a source is silent, flooded or failing. Raises FileNotFoundError for a model that is
    not there. Batches go by way of files in the folder ``shards``, if there is one; ``processes`` read web archives.
    """
    tallies: list[Tally] = []
    try:
        store = open_in_turn(warehouse_path(warehouse), wait_s=wait_s, job=f"ingest {sorted(sources)}")
    except SameWaits as left:
        return Completed(name="Left", message=str(left), data={})
    with store, fetch_memory(store) as state, Progress() as progress:
        ingestion = Ingestion(store, model, sources, progress, tallies=tallies, shards=shards)
        settings = SourceSettings(screen=str(own_model(model)), processes=processes)
        with ingestion:
            take_all(ingestion, sources, batch_size, state, settings)
        # Only now: what was fetched and is not stored must be sent again.
        state.commit()
        ingestion.result["unchanged_sources"] = sum(tally.unchanged for tally in tallies)
    report_run(ingestion.result)
    return final_state(ingestion.result)


def take_all(
    ingestion: Ingestion,
    sources: list[str],
    batch_size: int,
    state: SqliteState,
    settings: SourceSettings | None = None,
) -> None:
    """Read the sources, batch by batch, into a run."""
    batches = read_batches(sources, batch_size, whole(state), whole(ingestion.tallies), settings)
    # In a context of its own: a task that yields would else be taken for the parent of all that is submitted meanwhile
    context = copy_context()
    try:
        while True:
            with ingestion.durations.of("read"):
                batch = context.run(next, batches, None)
            if batch is None:
                break
            ingestion.take(batch)
            batch.clear()  # Prefect keeps what a task yields until the flow ends
    finally:
        context.run(batches.close)  # the task of a run that fails ends where it began, too


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
    dask: str | None = None,
    shards: str | None = None,
) -> dict[str, Any]:
    """``ingest_and_extract``, extracting in ``workers`` processes of this machine, or on the Dask cluster at ``dask``.

    What would stop the run at once (no model, a busy warehouse) is raised before Prefect starts.
    """
    describe(model)
    Warehouse.open(warehouse_path(warehouse)).close()
    ingest = ingest_and_extract
    if dask:
        from flows.dask import dask_workers

        ingest = ingest.with_options(task_runner=dask_workers(dask, workers))  # type: ignore[arg-type]
        shards = shards or str(fetch_state_path(warehouse_path(warehouse)).with_suffix("").with_suffix(".shards"))
    elif workers > 1:
        ingest = ingest.with_options(task_runner=ProcessPoolTaskRunner(max_workers=workers))  # type: ignore[arg-type]
    of_this_machine = dask == "local" or (workers > 1 and not dask)
    with one_server() if of_this_machine else nullcontext():
        return ingest(sources, warehouse, model, batch_size, 0.0, shards, workers)  # type: ignore[return-value]  # Prefect gives a state's data


if __name__ == "__main__":
    from pipeline.settings import sample_sources

    run_ingest(sample_sources())
