"""How fast a warehouse of a million articles is: views, search, loading a batch, publishing, size. ``make bench-warehouse``.

``python -m pipeline.warehouse.bench --articles 50000 --folder DIR --json FILE --keep``: with ``--keep`` the warehouse stays, and one that
lies there is measured again without being made; ``--questions FILE`` measures only views and search, of any warehouse. The articles are
made by ``pipeline.warehouse.synthetic``; figures are wall-clock seconds, median and worst, and the processor's (over all cores), which
tell how fast it is where others use the machine too.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

import duckdb

from pipeline.asking.query import connect_locked, run_query
from pipeline.reading import with_reading
from pipeline.rows import Rows
from pipeline.store import Warehouse
from pipeline.warehouse.synthetic import Plan, Pool, fill

BATCH = 1_000
BATCHES = 4  # the first warms the gazetteer up and is not counted
REPEATS = 5
MOST_ROWS = 1_000  # fetched of an answer, as `blotter sql` gives by default
VARIANTS = 12_000
PATIENCE_S = 300.0  # for an answer, on a machine that others use too
MEMORY = "4GB"
# What is asked, of each view, by what it is asked for.
QUESTIONS: dict[str, tuple[str, ...]] = {
    "gang_people": ("gang = '{gang}'",),
    "gang_places": ("gang = '{gang}'", "place = '{place}'"),
    "gang_ties": ("gang = '{gang}'",),
    "gang_numbers": ("gang = '{gang}'",),
    "event_timeline": ("list_contains(gangs, '{gang}')", "place = '{place}'", "day BETWEEN '{first}' AND '{last}'"),
    "incident_map": ("list_contains(gangs, '{gang}')", "place = '{place}'", "first_day BETWEEN '{first}' AND '{last}'"),
    "daily_activity": ("country = '{country}' AND day BETWEEN '{first}' AND '{last}'", "day BETWEEN '{first}' AND '{last}'"),
    "article_facts": ("published BETWEEN '{first}' AND '{last}'",),
    "status_ledger": ("list_contains(gangs, '{gang}')", "place = '{place}'", "day BETWEEN '{first}' AND '{last}'"),
    "source_quality": ("source = 'Paper 3'", "true"),
}  # fmt: skip
SEARCHES = {
    "a rare word": "pomegranates",
    "a common word": "police",
    "three words": "cocaine port arrested",
    "words of a phrase": "state of emergency",
    "a phrase": '"state of emergency"',
    "a phrase that nobody says": '"emergency of police"',
    "a phrase of common words": '"police officers"',
    "a phrase and words": '"state of emergency" prison gang',
    "ten words": "gunmen killed two police officers near prison port border drug gang",
}
# What the warehouse is to keep to on two cores: seconds of the median, and how much longer the last batch may take than the first.
TARGETS = {"view": 1.0, "search": 1.0, "publish": 10.0, "load_ratio": 1.5}
EXAMPLES = """
WITH gangs AS (SELECT name, row_number() OVER (ORDER BY mentions DESC, name) AS rank, count(*) OVER () AS many FROM entities WHERE label = 'GANG'),
     places AS (SELECT name, row_number() OVER (ORDER BY mentions DESC, name) AS rank, count(*) OVER () AS many FROM entities
                WHERE label = 'GPE' AND precision = 'city'),
     months AS (SELECT date_trunc('month', published)::DATE AS first, count(*) AS articles FROM articles GROUP BY ALL)
SELECT (SELECT name FROM gangs WHERE rank = 1), (SELECT name FROM gangs WHERE rank = many // 2),
       (SELECT name FROM places WHERE rank = 1), (SELECT name FROM places WHERE rank = many // 2),
       (SELECT arg_max(first, articles) FROM months), (SELECT country FROM entities WHERE country IS NOT NULL GROUP BY ALL ORDER BY sum(mentions) DESC, country LIMIT 1)
"""


@dataclass(slots=True)
class Timed:
    """One thing measured several times, in seconds; ``rows``: how many came back."""

    name: str
    seconds: list[float] = field(default_factory=list)
    cpu: list[float] = field(default_factory=list)
    rows: int | None = None

    @property
    def median(self) -> float:
        return statistics.median(self.seconds)

    @property
    def worst(self) -> float:
        return max(self.seconds)

    @property
    def median_cpu(self) -> float:
        return statistics.median(self.cpu)

    def figures(self) -> dict[str, Any]:
        """What was measured and its sums, for JSON."""
        sums = {"median": self.median, "worst": self.worst, "median_cpu": self.median_cpu, "worst_cpu": max(self.cpu)}
        return asdict(self) | sums

    def take(self, work: Callable[[], Any]) -> Any:
        """Do it once more, and note how long it took."""
        started, used = time.perf_counter(), time.process_time()
        result = work()
        self.seconds.append(round(time.perf_counter() - started, 4))
        self.cpu.append(round(time.process_time() - used, 4))
        return result

    def line(self) -> str:
        rows = "" if self.rows is None else f"{self.rows:>9,} rows"
        return (
            f"{self.name:<64} {self.median:8.3f} {self.worst:8.3f} {self.median_cpu:8.3f} {max(self.cpu):8.3f} {rows}"
        )


def examples(connection: duckdb.DuckDBPyConnection) -> dict[str, dict[str, str]]:
    """What is asked for: the busiest and a typical gang and place, the busiest month."""
    row = connection.execute(EXAMPLES).fetchone()
    assert row is not None
    gang, other_gang, place, other_place, month, country = row
    following = (month.replace(day=28) + (month.replace(day=28) - month.replace(day=24))).replace(day=1)
    shared = {"first": str(month), "last": str(following), "country": str(country)}
    return {
        "busiest": {"gang": quoted(gang), "place": quoted(place), **shared},
        "typical": {"gang": quoted(other_gang), "place": quoted(other_place), **shared},
    }


def quoted(text: str) -> str:
    return text.replace("'", "''")


def view_queries(asked: dict[str, dict[str, str]]) -> dict[str, str]:
    """Name → SQL of every question to a view."""
    queries: dict[str, str] = {}
    for view, conditions in QUESTIONS.items():
        for condition in conditions:
            for which, values in asked.items():
                where = condition.format(**values)
                queries.setdefault(f"SELECT * FROM {view} WHERE {where}", f"{view}, {which}: {where}")
    return {name: sql for sql, name in queries.items()}


def search_queries() -> dict[str, str]:
    return {f"search, {name}: {words}": f"FROM search('{words}')" for name, words in SEARCHES.items()}


def ask(
    path: Path, queries: dict[str, str], *, repeats: int = REPEATS, told: Callable[[Timed], Any] | None = None
) -> list[Timed]:
    """Every question several times, each in a connection of its own with an analyst's limits."""
    found = []
    for name, sql in queries.items():
        timed = Timed(name)
        for _ in range(repeats):
            answer = timed.take(partial(run_query, path, sql, max_rows=MOST_ROWS, timeout_s=PATIENCE_S))
            timed.rows = len(answer.rows)
        found.append(timed)
        if told is not None:
            told(timed)
    return found


def load_batches(
    warehouse: Warehouse, pool: Pool, plan: Plan, first: int, name: str, *, publish: Timed | None = None
) -> Timed:
    """Load batches as a run does, of rows as its workers hand them over; ``publish`` times publishing after each."""
    timed = Timed(name)
    for number in range(BATCHES):
        rows = rows_of(pool, plan, first + number * BATCH)
        (timed if number else Timed("warm")).take(partial(warehouse.load, rows, run_id="bench"))
        if publish is not None:
            publish.take(warehouse.publish)
    return timed


def load_again(warehouse: Warehouse, pool: Pool, plan: Plan, first: int, name: str) -> Timed:
    """Load the last batches once more, as if another model had extracted them again."""
    timed = Timed(name)
    for number in range(1, BATCHES):
        rows = rows_of(pool, plan, first + number * BATCH)
        timed.take(partial(warehouse.load, rows, run_id="bench again"))
    return timed


def rows_of(pool: Pool, plan: Plan, first: int) -> list[Rows]:
    """The rows of one batch, read as workers read them."""
    return [with_reading(item) for item in pool.rows(plan, range(first, min(first + BATCH, plan.count)))]


def make(
    folder: Path, articles: int, *, variants: int = VARIANTS, told: Callable[[int], Any] | None = None
) -> tuple[Pool, Plan]:
    """The warehouse ``folder/blotter.duckdb`` of so many articles, unless it lies there, and the plan to go on from."""
    pool = Pool(min(variants, max(500, articles // 10)))
    plan = Plan(articles + BATCHES * BATCH, pool)
    with Warehouse.open(folder / "blotter.duckdb") as warehouse:
        if warehouse.connection.execute("SELECT count(*) FROM articles").fetchone() == (0,):
            warehouse.connection.execute(f"SET memory_limit = '{MEMORY}'")
            fill(warehouse.connection, pool, plan, articles, told=told)
            warehouse.connection.execute("CHECKPOINT")
    return pool, plan


def measure(folder: Path, articles: int) -> dict[str, Any]:
    """Everything, in order; progress goes to standard error."""
    started = time.perf_counter()
    pool, plan = make(
        folder, articles, told=lambda first: tell(f"{first:,} articles, {time.perf_counter() - started:.0f} s")
    )
    path = folder / "blotter.duckdb"
    made = time.perf_counter() - started
    tell(f"made in {made:.0f} s")
    with tempfile.TemporaryDirectory(dir=folder) as empty, Warehouse.open(Path(empty) / "blotter.duckdb") as small:
        first = load_batches(small, pool, plan, articles, "load 1,000 articles, nearly empty warehouse")
    tell(first.line())
    publish, full = Timed("publish after a batch"), Timed("publish, first copy")
    with Warehouse.open(path) as warehouse:
        full.take(warehouse.publish)
        size = path.resolve().stat().st_size
        asked = examples(warehouse.connection)
        tell(full.line())
        last = load_batches(warehouse, pool, plan, articles, "load 1,000 articles, full warehouse", publish=publish)
        tell(last.line())
        again = load_again(warehouse, pool, plan, articles, "load 1,000 articles again, full warehouse")
        counts = warehouse.counts()
    tell(again.line())
    # Copies are whole until there is a spare one to be made over; of these, part is copied while the batch is loaded.
    whole = Timed("publish after a batch, second and third copy", publish.seconds[:2], publish.cpu[:2])
    publish.seconds, publish.cpu = publish.seconds[2:], publish.cpu[2:]
    tell(whole.line())
    tell(publish.line())
    answers = ask(path, view_queries(asked) | search_queries(), told=lambda timed: tell(timed.line()))
    return {
        "articles": articles, "rows": counts, "bytes": size, "seconds_to_make": round(made),
        "peak_memory_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
        "load_ratio": round(last.median / first.median, 3), "cpu_ratio": round(last.median_cpu / first.median_cpu, 3),
        "measured": [timed.figures() for timed in (first, last, again, full, whole, publish, *answers)],
        "over": over(publish, answers, last.median / first.median),
    }  # fmt: skip


def over(publish: Timed, answers: Sequence[Timed], load_ratio: float) -> list[str]:
    """What does not keep to its target."""
    found = [t.name for t in answers if t.median > TARGETS["search" if t.name.startswith("search") else "view"]]
    if publish.median > TARGETS["publish"]:
        found.append(publish.name)
    if load_ratio > TARGETS["load_ratio"]:
        found.append("last batch / first batch")
    return found


def ask_only(path: Path, figures: Path | None) -> int:
    """The questions of the benchmark to a warehouse that is there."""
    with connect_locked(path) as connection:
        asked = examples(connection)
    answers = ask(path, view_queries(asked) | search_queries(), told=lambda timed: tell(timed.line()))
    if figures:
        figures.write_text(json.dumps([timed.figures() for timed in answers], indent=1, ensure_ascii=False), "utf-8")
    return 0


def tell(line: str) -> None:
    sys.stderr.write(line + "\n")
    sys.stderr.flush()


def table(found: dict[str, Any]) -> str:
    """The figures for people."""
    head = (
        f"{found['articles']:,} articles, {found['rows']['mentions']:,} mentions, {found['bytes'] / 1e9:.1f} GB; {os.cpu_count()} cores; "
        f"peak memory {found['peak_memory_mb']} MB; last batch / first batch {found['load_ratio']} (processor time {found['cpu_ratio']})"
    )
    names = f"{'seconds':<64} {'median':>8} {'worst':>8} {'cpu':>8} {'worst':>8}"
    lines = [Timed(t["name"], t["seconds"], t["cpu"], t["rows"]).line() for t in found["measured"]]
    last = f"over their targets: {'; '.join(found['over'])}" if found["over"] else "all within their targets"
    return "\n".join([head, names, *lines, last])


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m pipeline.warehouse.bench", description=__doc__)
    parser.add_argument("--articles", type=int, default=1_000_000)
    parser.add_argument("--folder", type=Path, help="where the warehouse is made (default: a temporary folder)")
    parser.add_argument("--json", type=Path, help="write the figures here too")
    parser.add_argument("--keep", action="store_true", help="leave the warehouse, and use one that lies there")
    parser.add_argument("--questions", type=Path, metavar="WAREHOUSE", help="ask only, of this warehouse")
    options = parser.parse_args(arguments)
    if options.questions:
        return ask_only(options.questions, options.json)
    # A folder of our own, since it is deleted at the end.
    folder = (options.folder or Path(tempfile.mkdtemp())) / "blotter-bench"
    folder.mkdir(parents=True, exist_ok=True)
    try:
        found = measure(folder, options.articles)
    finally:
        if not options.keep:
            shutil.rmtree(folder, ignore_errors=True)
    if options.json:
        options.json.write_text(json.dumps(found, indent=1, ensure_ascii=False), encoding="utf-8")
    sys.stdout.write(table(found) + "\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
