"""What the Prefect server says of our deployments: when each ran last, how that ended, and when it runs next."""

from __future__ import annotations

from typing import Any

from pipeline.settings import quiet_prefect

quiet_prefect()

import httpx  # noqa: E402
from prefect.client.orchestration import get_client  # noqa: E402  (Prefect reads its settings when it is imported)
from prefect.client.schemas.filters import DeploymentFilter, DeploymentFilterTags, FlowRunFilter  # noqa: E402
from prefect.client.schemas.sorting import FlowRunSort  # noqa: E402
from prefect.settings import PREFECT_API_URL  # noqa: E402

from flows.plan import TAGS  # noqa: E402

ANSWER_S = 5.0
SCHEDULED = ["SCHEDULED"]
ENDED = ["COMPLETED", "FAILED", "CRASHED", "CANCELLED", "RUNNING", "PENDING"]


def schedules() -> list[dict[str, Any]] | None:
    """One record a deployment, by name; None where no server answers."""
    if not PREFECT_API_URL.value():
        return None
    try:
        with get_client(sync_client=True, httpx_settings={"timeout": ANSWER_S}) as client:
            found = client.read_deployments(
                deployment_filter=DeploymentFilter(tags=DeploymentFilterTags(all_=list(TAGS)))
            )
            return [_record(client, deployment) for deployment in sorted(found, key=lambda each: each.name)]
    except (
        httpx.HTTPError,
        RuntimeError,
        OSError,
    ):  # RuntimeError: what Prefect says of a server that is too old or not one
        return None


def _record(client: Any, deployment: Any) -> dict[str, Any]:
    coming = _runs(client, deployment, SCHEDULED, FlowRunSort.NEXT_SCHEDULED_START_TIME_ASC)
    last = _runs(client, deployment, ENDED, FlowRunSort.START_TIME_DESC)
    return {
        "deployment": deployment.name,
        "schedules": [_when(schedule.schedule) for schedule in deployment.schedules if schedule.active],
        "paused": deployment.paused,
        "next": str(coming[0].next_scheduled_start_time) if coming else None,
        "last": str(last[0].start_time) if last else None,
        "state": last[0].state_name if last else None,
    }


def _runs(client: Any, deployment: Any, states: list[str], sort: FlowRunSort) -> list[Any]:
    return client.read_flow_runs(  # type: ignore[no-any-return]
        flow_run_filter=FlowRunFilter.model_validate(
            {"deployment_id": {"any_": [deployment.id]}, "state": {"type": {"any_": states}}}
        ),
        sort=sort,
        limit=1,
    )


def _when(schedule: Any) -> str:
    return str(getattr(schedule, "cron", None) or getattr(schedule, "interval", None) or schedule)
