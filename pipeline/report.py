"""What a run did and what the warehouse holds, for people: tables for the terminal, a page in Markdown.

Also what ``blotter info`` prints.
"""

from __future__ import annotations

import os
import platform
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

from pipeline import __version__
from pipeline.show import STATUS_COLOURS, safe

if TYPE_CHECKING:
    from rich.console import Console, RenderableType

GANGS = 8
EVENTS = 8
FAILURES = 8
INCIDENTS = 8
SENTENCE = 180  # characters of a sentence that are shown
EXAMPLE = "SELECT day, type, status, targets FROM event_timeline ORDER BY day DESC"

# Counts of a run, in the order in which they are told.
RUN_COUNTS = {
    "read": "articles read",
    "extracted": "extracted",
    "unchanged": "as they were",
    "duplicates": "same as another",
    "screened_out": "off topic",
    "other_language": "not in English",
    "pages": "pages of archives seen",
    "pages_other_language": "of these passed over as not in English",
    "pages_off_topic": "of these passed over as off topic",
    "pages_without_article": "of these without an article",
    "failed": "failed",
}
# Of a source in a run, what is told.
SOURCE_COLUMNS = ("source", "state", "came", "new", "changed", "extracted", "failed", "waiting", "last_day", "seconds", "reason")  # fmt: skip
QUERIES = {
    "articles": """
        SELECT status, coalesce(lang, 'unknown') AS lang, count(*) AS articles
        FROM articles GROUP BY ALL ORDER BY articles DESC, status, lang""",
    "gangs": f"""
        WITH top AS (
            SELECT entity_id, name, articles, mentions FROM entities
            WHERE label = 'GANG' ORDER BY articles DESC, mentions DESC, name LIMIT {GANGS}
        ),
        people AS (
            SELECT gang_id, 
                string_agg(person || CASE WHEN leads THEN ' (leader)' ELSE '' END, ', ' ORDER BY leads DESC, person)
                AS people
            FROM (
                SELECT gang_id, person, bool_or(tie = 'leader_of') AS leads
                FROM gang_people WHERE gang_id IS NOT NULL GROUP BY ALL
            ) GROUP BY gang_id
        ),
        places AS (
            SELECT gang_id, string_agg(place, ', ' ORDER BY articles DESC, place) AS places
            FROM gang_places GROUP BY gang_id
        )
        SELECT top.name, top.articles, people.people, places.places
        FROM top LEFT JOIN people ON people.gang_id = top.entity_id LEFT JOIN places ON places.gang_id = top.entity_id
        ORDER BY top.articles DESC, top.mentions DESC, top.name""",
    "events": f"""
        SELECT day, type, status, coalesce(claimed_by, '') AS claimed_by, sentence, coalesce(source, '') AS source
        FROM event_timeline WHERE status IN ('asserted', 'alleged', 'negated') AND (first_day IS NULL OR first_day <= published)
        QUALIFY row_number() OVER (PARTITION BY article_id ORDER BY first_day DESC NULLS LAST, event_id) = 1
        ORDER BY least(day, coalesce(published, day)) DESC NULLS LAST, event_id LIMIT {EVENTS}""",
    "incidents": f"""
        SELECT first_day, type, place, country, sources, alleging, denying,
            CASE WHEN killed_high IS NULL THEN '' WHEN killed_low = killed_high THEN killed_low::BIGINT::VARCHAR
            ELSE concat(killed_low::BIGINT, '–', killed_high::BIGINT) END AS killed
        FROM incident_map WHERE sources > 1 ORDER BY sources DESC, first_day DESC NULLS LAST, incident_id LIMIT {INCIDENTS}""",
    "failures": f"""
        SELECT stage, where_found, kind, message FROM failures ORDER BY where_found, kind LIMIT {FAILURES}""",
    "failed": "SELECT count(*) FROM failures",
}  # fmt: skip

Rows = list[tuple[Any, ...]]


def console(file: TextIO | None = None) -> Console:
    """As wide as the terminal, up to 120 columns; 100 columns where there is none."""
    from rich.console import Console

    made = Console(file=file, highlight=False, markup=False)
    if not made.is_terminal:
        made.width = int(os.environ.get("COLUMNS", "100"))
    made.width = min(made.width, 120)
    return made


def plain(value: Any) -> str:
    """A cell's value in one line that cannot steer a terminal; null is empty."""
    if value is None:
        return ""
    if isinstance(value, float):
        return f"{value:,.4g}" if abs(value) < 1e4 else f"{value:,.0f}"
    return " ".join(safe(str(value)).split())


def short(value: Any, limit: int = SENTENCE) -> str:
    """``plain``, cut at a word with an ellipsis."""
    text = plain(value)
    return text if len(text) <= limit else text[:limit].rsplit(" ", 1)[0] + " …"


# The warehouse


@dataclass(frozen=True, slots=True)
class Summary:
    """What the published warehouse holds: the answers to ``QUERIES`` by name."""

    path: str
    copy: str  # the published copy's path, or the lake's snapshot
    rows: dict[str, Rows]

    @property
    def copy_name(self) -> str:
        return self.copy.removeprefix(self.path).strip() if self.path.startswith("ducklake:") else Path(self.copy).name

    @property
    def counts(self) -> dict[str, int]:
        return {name: count for name, count in self.rows["tables"]}


def summarise(path: str) -> Summary:
    """Ask the published warehouse. Raises FileNotFoundError where nothing is published yet, FormatError for another format."""
    from pipeline.asking.query import run_query
    from pipeline.store import TABLES
    from pipeline.warehouse.formats import require_current
    from pipeline.warehouse.storage import storage_of

    # DuckDB's own estimate still counts rows that were deleted.
    counts = " UNION ALL ".join(f"SELECT '{table}', count(*) FROM {table}" for table in TABLES)
    storage = storage_of(path)
    with storage.reader() as connection:
        require_current(connection, path)
    rows = {name: run_query(path, sql).rows for name, sql in QUERIES.items()}
    return Summary(path, storage.shown(), rows | {"tables": run_query(path, counts).rows})


def summary_tables(summary: Summary) -> list[RenderableType]:
    """The summary for a terminal of 100 columns."""
    from rich.columns import Columns
    from rich.text import Text

    rows = summary.rows
    filled = [row for row in rows["tables"] if row[1]]
    tables = [
        table_of("rows", ["table", "#rows"], filled),
        table_of("articles", ["status", "language", "#articles"], rows["articles"]),
    ]
    parts: list[RenderableType] = [Columns(tables, padding=(0, 6))]
    if rows["gangs"]:
        columns = ["gang", "#articles", "people", "places"]
        parts.append(table_of("gangs most written about", columns, _gang_rows(rows["gangs"], 90)))
    if rows["incidents"]:
        columns = ["day", "happening", "place", "country", "#sources", "#alleging", "#denying", "killed"]
        parts.append(table_of("happenings that several sources report", columns, rows["incidents"]))
    parts.append(_event_table(rows["events"]) if rows["events"] else Text("no events yet"))
    if rows["failures"]:
        title = f"failures: {rows['failed'][0][0]:,}"
        parts.append(table_of(title, ["where", "what", "why"], _failure_rows(rows["failures"])))
    parts.append(Text(f'database  {summary.path} → {summary.copy_name}\nask it    blotter sql "{EXAMPLE}"'))
    return parts


def _gang_rows(rows: Rows, limit: int) -> Rows:
    return [(name, articles, short(people, limit), short(places, limit)) for name, articles, people, places in rows]


def _failure_rows(rows: Rows) -> Rows:
    return [(where, kind, short(message)) for _, where, kind, message in rows]


def table_of(title: str, columns: list[str], rows: Rows) -> RenderableType:
    """A table; a column whose name begins with # holds numbers."""
    from rich.box import SIMPLE_HEAD
    from rich.table import Table
    from rich.text import Text

    table = Table(title=title, title_justify="left", title_style="bold", box=SIMPLE_HEAD, pad_edge=False)
    for name in columns:
        number = name.startswith("#")
        table.add_column(name.lstrip("#"), justify="right" if number else "left", overflow="fold", no_wrap=number)
    for row in rows:
        table.add_row(*(Text(f"{value:,}" if isinstance(value, int) else plain(value)) for value in row))
    return table


def _event_table(rows: Rows) -> RenderableType:
    from rich.box import SIMPLE_HEAD
    from rich.table import Table
    from rich.text import Text

    title = "newest events, one an article"
    table = Table(title=title, title_justify="left", title_style="bold", box=SIMPLE_HEAD, pad_edge=False)
    table.add_column("day", no_wrap=True)
    table.add_column("event", no_wrap=True)
    table.add_column("status", no_wrap=True)
    table.add_column("sentence", overflow="fold")
    for day, kind, status, claimed_by, sentence, source in rows:
        said = f"[{plain(claimed_by)} says so] {plain(source)}" if claimed_by else plain(source)
        text = Text(short(sentence))
        if said:
            text.append(f" {said}", style="dim")
        table.add_row(plain(day), kind, Text(status, style=STATUS_COLOURS[status][0]), text)
    return table


def summary_markdown(summary: Summary) -> str:
    """The summary as a Markdown page."""
    rows = summary.rows
    events = [(day, kind, status, short(sentence)) for day, kind, status, _, sentence, _ in rows["events"]]
    parts = [
        "## The warehouse",
        f"`{summary.path}`, published as `{summary.copy_name}`. Ask it:",
        f'```\nblotter sql "{EXAMPLE}"\n```',
        _markdown(["table", "rows"], rows["tables"]),
        _markdown(["status", "language", "articles"], rows["articles"]),
        "## Gangs most written about",
        _markdown(["gang", "articles", "people", "places"], _gang_rows(rows["gangs"], 200)),
        "## Happenings that several sources report",
        _markdown(
            ["day", "happening", "place", "country", "sources", "alleging", "denying", "killed"], rows["incidents"]
        ),
        "## Newest events",
        _markdown(["day", "event", "status", "sentence"], events),
    ]
    if rows["failures"]:
        parts.append(f"## Failures: {rows['failed'][0][0]:,}")
        parts.append(_markdown(["where", "what", "why"], _failure_rows(rows["failures"])))
    return "\n\n".join(parts) + "\n"


def _markdown(columns: list[str], rows: Rows) -> str:
    lines = ["| " + " | ".join(columns) + " |", "|" + " --- |" * len(columns)]
    lines += ["| " + " | ".join(_cell(value) for value in row) + " |" for row in rows]
    return "\n".join(lines)


def _cell(value: Any) -> str:
    """Article text in Markdown: neither HTML nor the end of a cell."""
    text = plain(value).replace("&", "&amp;").replace("<", "&lt;")
    for sign in "\\|`*_[]":
        text = text.replace(sign, f"\\{sign}")
    return text


# A run


def run_lines(result: dict[str, Any]) -> list[str]:
    """What a run did, in sentences."""
    counted = [f"{result[name]:,} {words}" for name, words in RUN_COUNTS.items() if result[name] or name == "read"]
    lines = [
        f"this run  {', '.join(counted)}; {result['seconds']:.1f} s",
        f"model     {result['extractor']}",
    ]
    if result.get("durations"):
        took = (f"{seconds:.1f} s {step}" for step, seconds in result["durations"].items())
        lines.insert(1, f"steps     {', '.join(took)}; they overlap")
    return lines


def run_markdown(result: dict[str, Any]) -> str:
    """The report of a run: what it did, how its sources are, what failed, and what the warehouse holds now."""
    parts = ["# Run report", "\n".join(f"- {_cell(line)}" for line in run_lines(result))]
    if result.get("sources"):
        parts += ["## Sources", _markdown(list(SOURCE_COLUMNS), source_rows(result["sources"]))]
    return "\n\n".join(parts) + "\n\n" + summary_markdown(summarise(result["warehouse"]))


def source_rows(sources: list[dict[str, Any]]) -> Rows:
    """Rows of ``source_runs`` by ``SOURCE_COLUMNS``, those in trouble first."""
    ordered = sorted(sources, key=lambda row: (row["state"] == "ok", row["source"]))
    return [tuple(row[column] for column in SOURCE_COLUMNS) for row in ordered]


def source_table(sources: list[dict[str, Any]]) -> RenderableType:
    """The same for the terminal, and below it why a source is not as it should be."""
    from rich.console import Group
    from rich.text import Text

    counted = SOURCE_COLUMNS[2:-2]
    table = table_of(
        "sources",
        ["source", "state", *(f"#{name.replace('_', ' ')}" for name in counted)],
        [row[: 2 + len(counted)] for row in source_rows(sources)],
    )
    why = [f"{row['source']}: {short(row['reason'])}" for row in sources if row["reason"]]
    return Group(table, Text("\n".join([*why, ""]))) if why else table


def print_run(result: dict[str, Any]) -> None:
    """The same for the terminal."""
    out = console()
    for part in summary_tables(summarise(result["warehouse"])):
        out.print(part)
        out.print()
    if result.get("sources"):
        out.print(source_table(result["sources"]))
        out.print()
    for line in run_lines(result):
        out.print(line)


# Info


def gather_info(warehouse: str, model: str | None) -> dict[str, Any]:
    """Versions, the model in use, the warehouse and what is missing, as JSON-ready values; loads no model."""
    missing: list[str] = []
    facts: dict[str, Any] = {"version": __version__}
    facts |= _model_facts(model, missing)
    facts |= _warehouse_facts(warehouse, missing)
    facts["python"] = platform.python_version()
    for package in ("spacy", "duckdb", "prefect"):
        try:
            facts[package] = version(package)
        except PackageNotFoundError:
            facts[package] = None
            missing.append(f"the package {package}: pip install {package}")
    facts["missing"] = missing
    return facts


def _model_facts(model: str | None, missing: list[str]) -> dict[str, Any]:
    from pipeline.extractor import describe, find_model, own_model
    from pipeline.settings import model_meta, relevance_threshold

    try:
        found = find_model(model)
        threshold = relevance_threshold(model_meta(own_model(model)))
        return {"model": str(found), "extractor": describe(model), "relevance_threshold": threshold}
    except OSError as error:
        missing.append(f"the model: {error}")
        return {"model": model, "extractor": None, "relevance_threshold": relevance_threshold({})}


def _warehouse_facts(warehouse: str, missing: list[str]) -> dict[str, Any]:
    from pipeline.warehouse.formats import FormatError

    facts: dict[str, Any] = {"warehouse": warehouse, "published": None, "counts": None}
    try:
        summary = summarise(warehouse)
    except (FileNotFoundError, FormatError) as error:
        missing.append(f"the warehouse: {error}")
        return facts
    return facts | {"published": summary.copy, "counts": summary.counts}


def info_table(facts: dict[str, Any]) -> RenderableType:
    """``gather_info`` for the terminal."""
    from rich.table import Table
    from rich.text import Text

    table = Table(show_header=False, box=None, pad_edge=False)
    for name, value in facts.items():
        if isinstance(value, dict):
            value = ", ".join(f"{count:,} {key}" for key, count in value.items() if count)
        elif isinstance(value, list):
            value = "\n".join(value) or "nothing"
        table.add_row(Text(name.replace("_", " "), style="bold"), Text(str("–" if value is None else value)))
    return table
