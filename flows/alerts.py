"""What a run tells Prefect: its report as artifacts, an event for every source in trouble, and the state that it ends in.

Events are called ``blotter.source.silent``, ``….flooded``, ``….failing`` and, when it is over, ``….ok``; their resource is
``blotter.source.NAME``. The label ``blotter.since`` says ``now`` where the state is new and ``before`` where it lasts.
``flows/alerts.example.yaml`` is an automation that acts on them.
"""

from __future__ import annotations

from typing import Any

from pipeline.settings import quiet_prefect

quiet_prefect()

from prefect.artifacts import create_markdown_artifact, create_table_artifact  # noqa: E402
from prefect.events import emit_event  # noqa: E402
from prefect.states import Completed, State  # noqa: E402

from pipeline.report import SOURCE_COLUMNS, run_markdown  # noqa: E402
from pipeline.source_health import TROUBLED  # noqa: E402


def report_run(result: dict[str, Any], key: str = "run-report") -> None:
    """Publish the report as a page, how the sources are as a table, and an event for each that needs one."""
    create_markdown_artifact(run_markdown(result), key=key, description="What the run did")
    if result["sources"]:
        table = [{column: row[column] for column in SOURCE_COLUMNS} for row in result["sources"]]
        create_table_artifact(
            table, key="sources", description="What came of each source, and whether that is as expected"
        )
    for row in result["sources"]:
        if row["state"] in TROUBLED or row["before"] in TROUBLED:
            _tell(row)


def _tell(row: dict[str, Any]) -> None:
    emit_event(
        f"blotter.source.{row['state']}",
        {
            "prefect.resource.id": f"blotter.source.{row['source']}",
            "prefect.resource.name": row["source"],
            "blotter.since": "before" if row["before"] == row["state"] else "now",
        },
        payload={name: row[name] for name in ("run_id", "reason", "before", "last_day", "least", "most", "failed")},
    )


def final_state(result: dict[str, Any]) -> State[dict[str, Any]]:
    """Completed in any case, as the work is done: by the name of ``Alert`` where a source is in trouble."""
    troubled = [row for row in result["sources"] if row["state"] in TROUBLED]
    if not troubled:
        return Completed(data=result)
    message = "; ".join(f"{row['source']} is {row['state']}: {row['reason']}" for row in troubled)
    return Completed(name="Alert", message=message, data=result)
