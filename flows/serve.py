"""Schedules: one process that runs every deployment of the plan when its time has come, or a file for workers."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from pipeline.settings import quiet_prefect

quiet_prefect()

from prefect import serve  # noqa: E402  (Prefect reads its settings when it is imported)
from prefect.deployments.runner import EntrypointType  # noqa: E402
from prefect.settings import PREFECT_API_URL  # noqa: E402

from flows.plan import HOURLY, TAGS, absolute, plan, prefect_file  # noqa: E402

# Of several runs that are due, one writes and one waits for its turn; the others wait on the server, which costs nothing.
AT_ONCE = 2


def serve_plan(sources: Sequence[str], warehouse: str, model: str | None = None, *, cron: str = HOURLY) -> None:
    """Run the plan until stopped.

    Raises RuntimeError without a Prefect server, ValueError if ``cron`` is no cron expression.
    """
    if not PREFECT_API_URL.value():
        raise RuntimeError(
            "schedules are kept by a Prefect server: run `prefect server start` in another terminal, "
            "set PREFECT_API_URL=http://127.0.0.1:4200/api, and try again"
        )
    deployments = plan([absolute(source) for source in sources], absolute(warehouse), model, cron=cron)
    serve(
        *(
            deployment.flow.to_deployment(
                deployment.name,
                cron=deployment.cron,
                parameters=deployment.parameters,
                description=deployment.description,
                tags=TAGS,
                entrypoint_type=EntrypointType.MODULE_PATH,
            )
            for deployment in deployments
        ),
        limit=AT_ONCE,
    )


def write_plan(
    path: Path, sources: Sequence[str], warehouse: str, model: str | None = None, *, cron: str = HOURLY
) -> int:
    """Write the plan for `prefect deploy`; workers run it in the folder that is current now. How many deployments."""
    deployments = plan([absolute(source) for source in sources], absolute(warehouse), model, cron=cron)
    path.write_text(prefect_file(deployments, home=str(Path.cwd()), name=str(path)), encoding="utf-8")
    return len(deployments)


if __name__ == "__main__":
    from pipeline.settings import sample_sources, warehouse_path

    serve_plan(sample_sources(), warehouse_path())
