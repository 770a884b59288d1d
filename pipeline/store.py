"""The warehouse: rows → DuckDB, and the published copies that readers open.

``warehouse/blotter.duckdb`` is a pointer (a symbolic link) to the newest published copy
``blotter-000007.duckdb``; a run writes ``blotter.work.duckdb`` and publishes a copy when it is done. The
pointer is swapped in one step: readers are never locked out and never see half a run.
"""

from __future__ import annotations

import fcntl
import json
import os
import re
import shutil
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from importlib import resources
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import duckdb

from pipeline import __version__
from pipeline.articles import Failure, digest
from pipeline.rows import FACT_TABLES, Rows, failure_row

KEPT_VERSIONS = 3
TABLES = (
    "runs", "articles", "mentions", "entities", "aliases", "dates", "numbers", "events", "event_arguments", "relations",
    "incidents", "judgements", "failures",
)  # fmt: skip


class WarehouseBusy(RuntimeError):
    """Another process is writing this warehouse."""


def published(path: Path | str) -> Path:
    """The published copy that a warehouse's path points to. Raises FileNotFoundError when there is none."""
    pointer = Path(path)
    if not pointer.exists():
        raise FileNotFoundError(f"{pointer}: no warehouse here yet; `blotter run` makes one")
    return pointer.resolve()


class Warehouse:
    """The one writer of a warehouse; use as a context manager."""

    def __init__(self, path: Path | str) -> None:
        self.pointer = Path(path)
        self.folder = self.pointer.parent
        if self.pointer.exists() and not self.pointer.is_symlink():
            raise FileExistsError(f"{self.pointer}: a file of another kind lies here; name another warehouse")
        self.folder.mkdir(parents=True, exist_ok=True)
        self.work = self.pointer.with_name(f"{self.pointer.stem}.work{self.pointer.suffix}")
        self._lock = self._take_lock()
        self.connection = duckdb.connect(str(self.work))
        self.connection.execute(read_sql("schema.sql"))
        self.connection.execute(read_sql("views.sql"))
        self.run_id: str | None = None

    @classmethod
    def open(cls, path: Path | str) -> Self:
        """Open or create the warehouse. Raises WarehouseBusy when another process writes it."""
        return cls(path)

    def _take_lock(self) -> Any:
        path = self.work.with_suffix(".lock")
        lock = path.open("a+")
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            lock.seek(0)
            holder = lock.read().strip() or "unknown"
            lock.close()
            raise WarehouseBusy(f"{self.pointer}: process {holder} is writing it; wait until it is done") from None
        lock.truncate(0)
        lock.write(str(os.getpid()))
        lock.flush()
        return lock

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the file and let other writers in."""
        self.connection.close()
        self._lock.close()

    # Runs

    def start_run(self, *, sources: Sequence[str] = (), extractor: str | None = None) -> str:
        """A new run's id; its row says ``running`` until ``finish_run``."""
        now = datetime.now(UTC).replace(tzinfo=None)
        self.run_id = digest("run", now.isoformat(), str(os.getpid()))
        self.connection.execute(
            "INSERT INTO runs VALUES (?, ?, NULL, 'running', ?, ?, '{}', ?)",
            [self.run_id, now, extractor, list(sources), __version__],
        )
        return self.run_id

    def finish_run(self, run_id: str, state: str, counts: dict[str, Any]) -> None:
        """Close a run's row with its state (done, failed) and what it counted."""
        now = datetime.now(UTC).replace(tzinfo=None)
        self.connection.execute(
            "UPDATE runs SET finished = ?, state = ?, counts = ? WHERE run_id = ?",
            [now, state, json.dumps(counts), run_id],
        )

    # What is here

    def known(self, article_ids: Iterable[str]) -> dict[str, tuple[str, str | None]]:
        """Article id → (content hash, extractor or None) of those that are in the warehouse."""
        rows = self.connection.execute(
            "SELECT article_id, content_hash, extractor FROM articles WHERE article_id IN (SELECT unnest(?::VARCHAR[]))",
            [list(article_ids)],
        ).fetchall()
        return {article: (content, extractor) for article, content, extractor in rows}

    def duplicate_of(self, content_hash: str, article_id: str) -> str | None:
        """The id of the stored article with this content that is no duplicate itself, unless it is this one."""
        row = self.connection.execute(
            "SELECT article_id FROM articles WHERE content_hash = ? AND duplicate_of IS NULL AND article_id <> ? "
            "ORDER BY article_id LIMIT 1",
            [content_hash, article_id],
        ).fetchone()
        return row[0] if row else None

    def counts(self) -> dict[str, int]:
        """Rows by table."""
        return {
            table: self.connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0]  # type: ignore[index]
            for table in TABLES
        }

    # Writing

    def load(self, rows: Iterable[Rows], failures: Iterable[Failure] = (), *, run_id: str | None = None) -> None:
        """Write articles with all their facts, and failures, in one transaction.

        An article's earlier facts are replaced; loading the same rows again changes nothing.
        """
        rows = list(rows)
        articles = {row["article_id"] for item in rows for row in item["articles"]}
        troubles = {row["failure_id"]: row for row in (failure_row(f, run_id or self.run_id or "") for f in failures)}
        self.connection.execute("BEGIN TRANSACTION")
        try:
            if articles:
                for table in ("articles", *FACT_TABLES):
                    self._delete(table, "article_id", articles)
                # facts of an article that failed before and is extracted now
                self._delete("failures", "article_id", articles)
            for table in ("articles", *FACT_TABLES):
                self._insert(table, [row for item in rows for row in item.get(table, ())])
            self._new_entities([row for item in rows for row in item.get("entities", ())])
            if troubles:
                self._delete("failures", "failure_id", troubles)
                self._insert("failures", list(troubles.values()))
            self.connection.execute("COMMIT")
        except BaseException:
            self.connection.execute("ROLLBACK")
            raise

    def _delete(self, table: str, column: str, values: Iterable[str]) -> None:
        self.connection.execute(
            f"DELETE FROM {table} WHERE {column} IN (SELECT unnest(?::VARCHAR[]))", [sorted(values)]
        )

    def _insert(self, table: str, rows: list[dict[str, Any]]) -> None:
        """Column lists through unnest: tens of times faster than executemany."""
        if not rows:
            return
        columns = list(rows[0])
        types = dict(self.connection.execute(
            "SELECT column_name, data_type FROM information_schema.columns WHERE table_name = ?", [table]
        ).fetchall())  # fmt: skip
        picked = ", ".join(f"unnest(?::{types[column]}[]) AS {column}" for column in columns)
        self.connection.execute(
            f"INSERT INTO {table} BY NAME SELECT {picked}", [[row[column] for row in rows] for column in columns]
        )

    def _new_entities(self, rows: list[dict[str, Any]]) -> None:
        first: dict[str, dict[str, Any]] = {}
        for row in rows:
            first.setdefault(row["entity_id"], row)
        known = {
            row[0]
            for row in self.connection.execute(
                "SELECT entity_id FROM entities WHERE entity_id IN (SELECT unnest(?::VARCHAR[]))", [list(first)]
            ).fetchall()
        }
        self._insert("entities", [row for key, row in first.items() if key not in known])

    def refresh(self) -> None:
        """Count entities and aliases afresh from the mentions, and drop those that nothing mentions any more."""
        self.connection.execute("BEGIN TRANSACTION")
        try:
            for statement in REFRESH:
                self.connection.execute(statement)
            self.connection.execute("COMMIT")
        except BaseException:
            self.connection.execute("ROLLBACK")
            raise

    # Publishing

    def publish(self) -> Path:
        """Make what is written visible to readers; returns the new copy's path."""
        self.refresh()
        self.connection.execute("CHECKPOINT")
        versions = self._versions()
        number = max((version for version, _ in versions), default=0) + 1
        target = self.pointer.with_name(f"{self.pointer.stem}-{number:06d}{self.pointer.suffix}")
        draft = target.with_suffix(".tmp")
        self.connection.close()
        try:
            shutil.copyfile(self.work, draft)
            with draft.open("rb") as file:
                os.fsync(file.fileno())
            os.replace(draft, target)
        finally:
            self.connection = duckdb.connect(str(self.work))
        link = self.pointer.with_name(f".{self.pointer.name}.new")
        link.unlink(missing_ok=True)
        link.symlink_to(target.name)
        os.replace(link, self.pointer)
        for _, old in self._versions()[:-KEPT_VERSIONS]:
            old.unlink(missing_ok=True)
        return target

    def _versions(self) -> list[tuple[int, Path]]:
        pattern = re.compile(rf"{re.escape(self.pointer.stem)}-(\d{{6}}){re.escape(self.pointer.suffix)}")
        found = [(match, path) for path in self.folder.iterdir() if (match := pattern.fullmatch(path.name))]
        return sorted((int(match[1]), path) for match, path in found)


REFRESH = (
    "DELETE FROM aliases",
    "INSERT INTO aliases SELECT entity_id, text, count(*) FROM mentions WHERE entity_id IS NOT NULL GROUP BY ALL",
    "DELETE FROM entities WHERE entity_id NOT IN (SELECT entity_id FROM aliases)",
    """UPDATE entities SET mentions = counted.mentions, articles = counted.articles FROM (
        SELECT entity_id, count(*) AS mentions, count(DISTINCT article_id) AS articles
        FROM mentions WHERE entity_id IS NOT NULL GROUP BY entity_id
    ) AS counted WHERE entities.entity_id = counted.entity_id""",
)


def read_sql(name: str) -> str:
    """A ``.sql`` file of this package."""
    return resources.files("pipeline").joinpath(name).read_text(encoding="utf-8")
