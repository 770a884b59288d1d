"""What the warehouse says after one run and did not say after another, in net: what came and went in between cancels out.

``changes`` has what every run changed in articles that were extracted before; an article that a run brought is new, with
all its facts. Of a fact that went and one that came about the same words it is told how the one became the other.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import duckdb

from pipeline.warehouse.changes import FORGOTTEN, KEPT_DAYS
from pipeline.warehouse.tables import Row, as_json, fetch_rows

LAST = re.compile(r"last(?:~(\d+))?")
# Table → the words that a fact is about, and what else it says of them. Of values that vary without end (names, days)
# only the number of changes is told, not from what to what.
ABOUT = {
    "mentions": ("text",),
    "dates": ("text",),
    "numbers": ("text",),
    "events": ("trigger",),
    "event_arguments": ("trigger", "filler"),
    "relations": ("subject", "object"),
}
SAYS = {
    "mentions": ("label", "names"),
    "dates": ("first_day", "last_day"),
    "numbers": ("low", "high", "unit", "approximate", "measures", "about", "said_by"),
    "events": ("type", "status", "claimed_by"),
    "event_arguments": ("event", "role"),
    "relations": ("type", "former"),
}
COUNTABLE = frozenset(("label", "unit", "approximate", "measures", "type", "status", "event", "role", "former"))
VERSION = ("title", "published", "status", "content")

RUNS = "SELECT run_id, started, flow, extractor, state FROM runs ORDER BY started, run_id"
BETWEEN = "CREATE OR REPLACE TEMP TABLE between_runs AS SELECT unnest(from_json(?::JSON, '[\"VARCHAR\"]')) AS run_id"
# The run that stored the first version of an article: each later one says which run's version it replaced.
NEW = """
CREATE OR REPLACE TEMP TABLE new_between AS
WITH steps AS (SELECT article_id, run_id, fact->>'run' AS replaced FROM changes WHERE subject = 'articles' AND change = 'removed'),
firsts AS (
    SELECT article_id, replaced AS run_id FROM steps s ANTI JOIN steps o ON o.article_id = s.article_id AND o.run_id = s.replaced
    UNION ALL
    SELECT article_id, run_id FROM articles ANTI JOIN steps USING (article_id) WHERE status = 'extracted'
)
SELECT DISTINCT article_id FROM firsts SEMI JOIN between_runs USING (run_id)
"""
NET = """
CREATE OR REPLACE TEMP TABLE net AS
WITH said AS (
    SELECT article_id, subject, json_merge_patch(fact, '{"start": null, "end": null}') AS says, change, fact
    FROM changes SEMI JOIN between_runs USING (run_id) ANTI JOIN new_between USING (article_id)
    WHERE subject <> 'articles' AND ($article IS NULL OR starts_with(article_id, $article))
),
summed AS (
    SELECT article_id, subject, says, sum(CASE change WHEN 'added' THEN 1 ELSE -1 END)::BIGINT AS times, any_value(fact) AS fact
    FROM said GROUP BY article_id, subject, says
)
SELECT article_id, subject, times > 0 AS added, fact, unnest(range(abs(times))) AS copy FROM summed
"""
PAIRS = """
CREATE OR REPLACE TEMP TABLE pairs AS
WITH placed AS (
    SELECT *, row_number() OVER (PARTITION BY article_id, subject, added, key ORDER BY (fact->>'start')::BIGINT, fact::VARCHAR) AS nth
    FROM (SELECT *, CASE subject {keys} END AS key FROM net)
)
SELECT coalesce(a.article_id, b.article_id) AS article_id, coalesce(a.subject, b.subject) AS subject, b.fact AS before, a.fact AS after
FROM (FROM placed WHERE added) a FULL JOIN (FROM placed WHERE NOT added) b
ON a.article_id = b.article_id AND a.subject = b.subject AND a.key = b.key AND a.nth = b.nth
"""
# Of a version that was replaced and one that replaced it in between, those at the two ends.
VERSIONS = """
WITH steps AS (
    SELECT article_id, change, fact, run_id AS by, fact->>'run' AS version
    FROM changes SEMI JOIN between_runs USING (run_id) ANTI JOIN new_between USING (article_id)
    WHERE subject = 'articles' AND ($article IS NULL OR starts_with(article_id, $article))
),
old AS (SELECT s.* FROM steps s ANTI JOIN steps o ON o.article_id = s.article_id AND o.by = s.version WHERE s.change = 'removed'),
new AS (SELECT s.* FROM steps s ANTI JOIN (FROM steps WHERE change = 'removed') o ON o.article_id = s.article_id AND o.version = s.version
        WHERE s.change = 'added')
SELECT o.article_id, o.fact AS before, n.fact AS after FROM old o JOIN new n USING (article_id) ORDER BY o.article_id
"""
FACTS = """
SELECT p.article_id, a.title, p.subject, p.before, p.after FROM pairs p LEFT JOIN articles a USING (article_id)
{only} ORDER BY a.published DESC NULLS LAST, p.article_id, coalesce(p.after->>'start', p.before->>'start')::BIGINT, p.subject, p.before::VARCHAR, p.after::VARCHAR
"""


class NoSuchRun(ValueError):
    """There is no run of that name, or more than one."""


class Forgotten(ValueError):
    """What a run in between changed is not kept any more."""


@dataclass(frozen=True, slots=True)
class Run:
    """A run of the warehouse."""

    run_id: str
    started: datetime
    flow: str | None
    extractor: str | None
    state: str


@dataclass(slots=True)
class Difference:
    """What differs after the second run; ``facts`` have ``before``, ``after`` or both, ``versions`` what an article became."""

    first: Run | None
    second: Run
    runs: int
    new: list[Row]
    versions: list[Row]
    summary: list[Row]
    facts: list[Row]
    articles: int  # with facts that differ


def find_run(connection: duckdb.DuckDBPyConnection, name: str) -> Run:
    """The run of this id, of which it is the beginning, or ``last``, ``last~1`` for the one before, … Raises NoSuchRun."""
    runs = _runs(connection)
    if match := LAST.fullmatch(name):
        back = int(match[1] or 0)
        if back >= len(runs):
            raise NoSuchRun(f"{name}: the warehouse has {len(runs)} runs")
        return runs[-1 - back]
    found = [run for run in runs if name and run.run_id.startswith(name)]
    if len(found) != 1:
        what = (
            "no such run" if not found else f"{len(found)} runs begin so: {', '.join(run.run_id for run in found[:4])}"
        )
        raise NoSuchRun(
            f'{name}: {what}; `blotter sql "SELECT run_id, started, flow FROM runs ORDER BY started"` lists them'
        )
    return found[0]


def difference(
    connection: duckdb.DuckDBPyConnection,
    first: str | None,
    second: str,
    *,
    article: str | None = None,
    most: int | None = None,
) -> Difference:
    """The net changes after ``first`` (None: the run before) up to ``second``, of one article by the beginning of its id.

    ``most``: of how many articles the facts are given. Raises NoSuchRun, ValueError where the second run is the earlier one,
    Forgotten.
    """
    runs = _runs(connection)
    end = runs.index(find_run(connection, second))
    start = runs.index(find_run(connection, first)) if first is not None else end - 1
    if start > end:
        raise ValueError(f"{runs[start].run_id} came after {runs[end].run_id}: name the earlier run first")
    between = [run.run_id for run in runs[start + 1 : end + 1]]
    connection.execute(BETWEEN, [as_json(between)])
    _require_kept(connection)
    connection.execute(NEW)
    connection.execute(NET, {"article": article})
    keys = " ".join(f"WHEN '{table}' THEN {_key(words)}" for table, words in ABOUT.items())
    connection.execute(PAIRS.format(keys=keys))
    (articles,) = connection.execute("SELECT count(DISTINCT article_id) FROM pairs").fetchone()  # type: ignore[misc]
    return Difference(
        runs[start] if start >= 0 else None, runs[end], len(between), _new(connection, article),
        _versions(connection, article), _summary(connection), _facts(connection, most), articles,
    )  # fmt: skip


def _runs(connection: duckdb.DuckDBPyConnection) -> list[Run]:
    return [Run(*row) for row in connection.execute(RUNS).fetchall()]


def _require_kept(connection: duckdb.DuckDBPyConnection) -> None:
    """Raises Forgotten where one of the runs in between changed what is not kept any more."""
    query = "SELECT run_id, started FROM changes JOIN runs USING (run_id) SEMI JOIN between_runs USING (run_id) WHERE change = ? ORDER BY started DESC LIMIT 1"
    row = connection.execute(query, [FORGOTTEN]).fetchone()
    if row:
        raise Forgotten(
            f"what run {row[0]} of {row[1]:%Y-%m-%d} changed is forgotten, as a vacuum does after {KEPT_DAYS} days: name a later run"
        )


def _key(words: tuple[str, ...]) -> str:
    return "concat_ws(chr(31), fact->>'sentence', " + ", ".join(f"fact->>'{word}'" for word in words) + ")"


def _new(connection: duckdb.DuckDBPyConnection, article: str | None) -> list[Row]:
    query = """SELECT article_id, title, published::VARCHAR AS published, mentions, events, numbers, relations FROM articles SEMI JOIN new_between
    USING (article_id) WHERE $article IS NULL OR starts_with(article_id, $article) ORDER BY published DESC NULLS LAST, article_id"""
    connection.execute(query, {"article": article})
    names = [item[0] for item in connection.description or ()]
    return [dict(zip(names, row, strict=True)) for row in connection.fetchall()]


def _versions(connection: duckdb.DuckDBPyConnection, article: str | None) -> list[Row]:
    rows = connection.execute(VERSIONS, {"article": article}).fetchall()
    found = []
    for key, before, after in rows:
        old, new = json.loads(before), json.loads(after)
        became = {name: [old[name], new[name]] for name in VERSION if old[name] != new[name]}
        if became:
            found.append({"article_id": key, "title": new["title"], "became": became})
    return found


def _summary(connection: duckdb.DuckDBPyConnection) -> list[Row]:
    """How often what happened: facts added and removed by table, and by what they say otherwise."""
    parts = [
        "SELECT subject, CASE WHEN before IS NULL THEN 'added' WHEN after IS NULL THEN 'removed' ELSE 'changed' END AS change, "
        "NULL AS field, NULL AS old, NULL AS new, count(*) AS facts FROM pairs GROUP BY ALL"
    ]
    for table, fields in SAYS.items():
        for field in fields:
            old, new = f"(before->>'{field}')", f"(after->>'{field}')"
            shown = (old, new) if field in COUNTABLE else ("NULL", "NULL")
            parts.append(
                f"SELECT '{table}', 'changed', '{field}', {shown[0]}, {shown[1]}, count(*) FROM pairs WHERE subject = '{table}' "
                f"AND before IS NOT NULL AND after IS NOT NULL AND {old} IS DISTINCT FROM {new} GROUP BY ALL HAVING count(*) > 0"
            )
    order = "ORDER BY subject, field IS NOT NULL, facts DESC, change, field, old, new"
    return fetch_rows(connection, f"SELECT * FROM ({' UNION ALL '.join(parts)}) {order}")


def _facts(connection: duckdb.DuckDBPyConnection, most: int | None) -> list[Row]:
    only = ""
    if most is not None:
        only = (
            "SEMI JOIN (SELECT article_id FROM (SELECT DISTINCT article_id FROM pairs) JOIN articles USING (article_id) "
            f"ORDER BY published DESC NULLS LAST, article_id LIMIT {most}) USING (article_id)"
        )
    rows = fetch_rows(connection, FACTS.format(only=only))
    for row in rows:
        for side in ("before", "after"):
            row[side] = json.loads(row[side]) if row[side] is not None else None
    return rows


def became(table: str, before: Row, after: Row) -> list[str]:
    """``status asserted → alleged`` for each thing that a fact says otherwise."""
    return [
        f"{name} {_shown(before[name])} → {_shown(after[name])}" for name in SAYS[table] if before[name] != after[name]
    ]


def _shown(value: Any) -> str:
    return "none" if value is None else str(value)
