"""The weekly care of a warehouse: room given back, old copies gone, what fetching need not remember forgotten."""

from __future__ import annotations

from typing import Any

from pipeline.settings import quiet_prefect

quiet_prefect()

from prefect import flow, task  # noqa: E402  (Prefect reads its settings when it is imported)
from prefect.cache_policies import NO_CACHE  # noqa: E402
from prefect.states import Completed, State  # noqa: E402

from flows.ingest import fetch_memory  # noqa: E402
from flows.opaque import whole  # noqa: E402
from pipeline.settings import warehouse_path  # noqa: E402
from pipeline.store import Warehouse  # noqa: E402
from pipeline.warehouse.turns import PATIENCE_S, SameWaits, open_in_turn  # noqa: E402

DAYS = 90  # a page that no feed or sitemap has named for so long is not named again


@task(name="vacuum", cache_policy=NO_CACHE)
def vacuum(warehouse: Warehouse) -> str:
    """Write the warehouse anew without what was replaced, and publish it; copies beyond those that are kept go."""
    warehouse.vacuum()
    return warehouse.publish()


@task(name="forget", cache_policy=NO_CACHE)
def forget_pages(warehouse: Warehouse, days: float) -> int:
    """Forget pages that were not looked at for so many days; returns how many."""
    with fetch_memory(warehouse) as state:
        return state.forget_older(days)


@flow(name="upkeep")
def upkeep(warehouse: str | None = None, days: float = DAYS, wait_s: float = PATIENCE_S) -> State[dict[str, Any]]:
    """Vacuum, publish, prune, forget; waits for its turn while another process writes."""
    try:
        store = open_in_turn(warehouse_path(warehouse), wait_s=wait_s, job="upkeep")
    except SameWaits as left:
        return Completed(name="Left", message=str(left), data={})
    with store:
        return Completed(data={"forgotten": forget_pages(whole(store), days), "published": vacuum(whole(store))})


if __name__ == "__main__":
    upkeep()
