"""What runs say of sources: rows of ``source_runs`` in and out."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

import duckdb

from pipeline.source_health import Past
from pipeline.warehouse.tables import Row, insert_rows

SINCE = """
SELECT coalesce(sum(new) FILTER (finished > $since), 0)::BIGINT, coalesce(bool_or(finished <= $since), false),
    arg_max(state, finished)
FROM source_runs WHERE source = $source AND run_id <> $run
"""
# Runs that were killed brought articles, and told nobody.
LOST_RUNS = """
SELECT run_id FROM runs r
WHERE started > $since AND run_id <> $run AND flow IN ('ingest', 'retry')
AND NOT EXISTS (FROM source_runs s WHERE s.run_id = r.run_id)
"""


def past_of(connection: duckdb.DuckDBPyConnection, run_id: str, source: str, since: datetime) -> Past:
    """What the runs before this one say of a source."""
    given = {"since": since, "run": run_id}
    row = connection.execute(SINCE, given | {"source": source}).fetchone()
    assert row is not None
    new, watched, state = row
    lost = [run for (run,) in connection.execute(LOST_RUNS, given).fetchall()]
    if lost:
        counted = connection.execute(
            "SELECT count(*) FROM articles WHERE listed_as = ? AND list_contains(?, run_id)", [source, lost]
        ).fetchone()
        new += counted[0] if counted else 0
    return Past(new, watched, state)


def put_source_runs(connection: duckdb.DuckDBPyConnection, rows: Sequence[Row]) -> None:
    """Write what a run says of its sources."""
    insert_rows(connection, "source_runs", [{k: v for k, v in row.items() if k != "before"} for row in rows])
