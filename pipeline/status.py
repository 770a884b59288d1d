"""How it goes, as the published warehouse knows it: the last runs, the sources, what waits, what fails."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from pipeline.report import RUN_COUNTS, short, source_table, table_of
from pipeline.warehouse.formats import require_current
from pipeline.warehouse.staleness import OF_OLDER
from pipeline.warehouse.storage import storage_of
from pipeline.warehouse.tables import fetch_rows
from pipeline.warehouse.turns import wanted, writer_of
from pipeline.warehouse.waiting import failed_articles

if TYPE_CHECKING:
    from rich.console import RenderableType

RUNS = 10
LAST_RUNS = f"""
SELECT run_id, flow, started, finished, state, sources, counts, durations, version FROM runs
ORDER BY started DESC LIMIT {RUNS}
"""
SOURCES = """
SELECT * FROM source_runs QUALIFY row_number() OVER (PARTITION BY source ORDER BY finished DESC) = 1 ORDER BY source
"""
STALE = f"SELECT count(*) AS articles FROM articles WHERE {OF_OLDER}"
FAILURES = """
SELECT stage, kind, count(*) AS failures, min(message) AS example FROM failures GROUP BY ALL ORDER BY failures DESC, kind
"""


def gather_status(warehouse: str, model: str | None = None) -> dict[str, Any]:
    """Everything as JSON-ready values. Raises FileNotFoundError where nothing is published yet."""
    storage = storage_of(warehouse)
    writer = writer_of(warehouse)
    with storage.reader() as connection:
        require_current(connection, warehouse)
        runs = fetch_rows(connection, LAST_RUNS)
        sources = fetch_rows(connection, SOURCES)
        failures = fetch_rows(connection, FAILURES)
        extractor = _extractor(model)
        queue = {
            "failed_articles": len(failed_articles(connection)),
            "stale_articles": fetch_rows(connection, STALE, [extractor])[0]["articles"] if extractor else None,
            "unread_places": sum(row["failures"] for row in failures if row["stage"] == "ingest"),
            "pages_waiting": sum(row["waiting"] for row in sources),
        }
    for run in runs:
        # Only a writer that lives finishes its run.
        run["state"] = "killed" if run["state"] == "running" and writer is None else run["state"]
    return {
        "warehouse": warehouse,
        "published": storage.shown(),
        "writer": writer,
        "writers_waiting": wanted(warehouse),
        "extractor": extractor,
        "runs": [_plain(run) for run in runs],
        "sources": [_plain(source) for source in sources],
        "queue": queue,
        "failures": failures,
    }


def _extractor(model: str | None) -> str | None:
    from pipeline.extractor import describe

    try:
        return describe(model)
    except OSError:
        return None


def _plain(row: dict[str, Any]) -> dict[str, Any]:
    """Moments as text, JSON as values."""
    parsed = {name: json.loads(row[name]) for name in ("counts", "durations") if row.get(name)}
    return {name: value.isoformat() if hasattr(value, "isoformat") else value for name, value in (row | parsed).items()}


def status_tables(status: dict[str, Any]) -> list[RenderableType]:
    """The status for a terminal of 100 columns."""
    from rich.text import Text

    queue = status["queue"]
    waits = [
        (queue["failed_articles"], "articles failed; `blotter retry` takes them up"),
        (queue["unread_places"], "places could not be read; `blotter retry` reads their sources again"),
        (queue["stale_articles"], "articles have facts of another extractor; the flow re-extract brings them up"),
        (queue["pages_waiting"], "pages and archives are left for the next run"),
    ]
    parts: list[RenderableType] = [_runs(status["runs"])]
    if status["sources"]:
        parts.append(source_table(status["sources"]))
    parts.append(
        table_of("queue", ["#how many", "what"], [row for row in waits if row[0]])
        if any(n for n, _ in waits)
        else Text("nothing waits")
    )
    if status["failures"]:
        rows = [(row["stage"], row["kind"], row["failures"], short(row["example"], 90)) for row in status["failures"]]
        parts.append(table_of("failures", ["stage", "kind", "#how many", "such as"], rows))
    if status.get("schedules"):
        columns = ["deployment", "schedules", "next", "last", "state"]
        planned = [tuple(_short(record[column]) for column in columns) for record in status["schedules"]]
        parts.append(table_of("schedules (UTC)", columns, planned))
    elif "schedules" in status:
        parts.append(Text("no Prefect server answers: nothing runs by itself (`blotter serve`)"))
    if status["writer"]:
        more = ", and another writer waits" if status["writers_waiting"] else ""
        parts.append(Text(f"process {status['writer']} is writing the warehouse{more}"))
    return parts


def _runs(runs: list[dict[str, Any]]) -> RenderableType:
    rows = []
    for run in runs:
        counts = run["counts"] or {}
        told = ", ".join(f"{counts[name]:,} {words}" for name, words in RUN_COUNTS.items() if counts.get(name))
        rows.append((run["run_id"], run["flow"] or "", run["started"][:19], run["state"], told))
    return table_of("last runs", ["run", "flow", "started (UTC)", "state", "what"], rows)


def _short(value: Any) -> str:
    """Several values in one cell; a moment without its fractions."""
    return ", ".join(value) if isinstance(value, list) else (value or "")[:19]
