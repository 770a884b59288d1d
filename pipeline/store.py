"""The warehouse: what one transaction of a load does, and the runs around it.

A load replaces an article with all that depends on it: its facts, the entities that its names stand for, the
incidents that it reports, its sentences in the index. Loading the same rows again changes nothing.
"""

from __future__ import annotations

import gc
import json
import logging
import os
import random
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import duckdb

from pipeline import __version__
from pipeline.articles import Article, Failure, digest
from pipeline.rows import Rows, copied, fact_counts, failure_row
from pipeline.settings import more_memory
from pipeline.warehouse import derived
from pipeline.warehouse.changes import forget_changes
from pipeline.warehouse.formats import bring_up
from pipeline.warehouse.loading import Load
from pipeline.warehouse.storage import (
    LAKE,
    Storage,
    WarehouseBusy,
    memory_limit,
    published,
    storage_of,
    transaction,
)
from pipeline.warehouse.stored import stored_rows
from pipeline.warehouse.tables import among, as_json, insert_rows
from pipeline.warehouse.waiting import COLUMNS as ARTICLE_COLUMNS

__all__ = ["TABLES", "Warehouse", "WarehouseBusy", "published"]

TABLES = (
    "runs", "articles", "mentions", "entities", "aliases", "entity_links", "dates", "numbers", "events",
    "event_arguments", "relations", "incidents", "incident_evidence", "judgements", "rejected", "failures",
)  # fmt: skip
# What tells articles from one another's entities and incidents; made anew by ``Warehouse.relink``.
OF_LINKS = (
    "entity_links", "entity_keys", "entity_profiles", "entities", "aliases", "incident_evidence", "report_keys", "name_keys",
    "incidents", "ledger",
)  # fmt: skip
TRIES = 30  # of a transaction that met another writer's
BATCH = 500  # articles that are linked anew in one transaction
# What goes wrong because of what one article says, and not because of the machine.
OF_AN_ARTICLE = (ArithmeticError, AssertionError, AttributeError, LookupError, TypeError, ValueError, duckdb.DataError)

log = logging.getLogger(__name__)


@contextmanager
def uncollected() -> Iterator[None]:
    """Without Python's search for cycles: a load makes a million objects, none of them in one, and a search looks at all of them.

    It takes a quarter of a load's time, as often as it is done.
    """
    searching = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if searching:
            gc.enable()


class Warehouse:
    """A writer of a warehouse; use as a context manager. Of a file there is one writer, of a lake there are many."""

    def __init__(self, address: Path | str) -> None:
        self.storage: Storage = storage_of(address)
        self.address = self.storage.address
        self.connection = self.storage.connect()
        self.run_id: str | None = None
        try:
            with self.storage.turn(self.connection):
                bring_up(self.connection)
            self.link_pending()
        except BaseException:
            self.close()
            raise

    @classmethod
    def open(cls, address: Path | str) -> Self:
        """Open or create the warehouse, in this Blotter's format.

        Raises WarehouseBusy when another process writes a file, FormatError where a later Blotter made it.
        """
        return cls(address)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the connection and let other writers in."""
        self.connection.close()
        self.storage.close()

    def write(self, change: Callable[[], Any]) -> Any:
        """Do a change in one transaction; again from its start, where another writer was faster or DuckDB had not enough memory."""
        tries = 0
        while True:
            try:
                with self.storage.turn(self.connection), transaction(self.connection):
                    result = change()
                return result
            except duckdb.OutOfMemoryException as error:
                self._take_more_memory(error)
            except duckdb.Error as error:
                tries += 1
                if tries == TRIES or not self.storage.passes(error):
                    raise
                time.sleep(random.uniform(0.05, 0.2 + 0.05 * tries))

    def _take_more_memory(self, error: duckdb.OutOfMemoryException) -> None:
        """Give DuckDB more, as long as this writer is open: its limit was set when the warehouse was smaller."""
        limit = memory_limit(self.connection)
        more = more_memory(limit)
        if more is None:
            told = f"DuckDB had not enough memory for a write ({limit // 10**6} MB): set BLOTTER_MEMORY to more, or unset it"
            raise duckdb.OutOfMemoryException(f"{told}; {error}") from error
        log.warning("DuckDB had not enough memory for a write (%d MB); it gets %d MB", limit // 10**6, more // 10**6)
        self.connection.execute(f"SET memory_limit = '{more // 10**6}MB'")

    # Runs

    def start_run(self, *, sources: Sequence[str] = (), extractor: str | None = None, flow: str | None = None) -> str:
        """A new run's id; its row says ``running`` until ``finish_run``. ``flow`` is what kind of run it is.

        A run of that kind that was killed is told as failed from now on.
        """
        now = datetime.now(UTC).replace(tzinfo=None)
        run_id = self.run_id = digest("run", now.isoformat(), str(os.getpid()))
        row = {
            "run_id": run_id, "started": now, "finished": None, "state": "running", "extractor": extractor,
            "sources": list(sources), "counts": "{}", "blotter": __version__, "version": None, "flow": flow,
        }  # fmt: skip

        def begin() -> None:
            if not self.address.startswith(LAKE):
                # A file has one writer, and that is us: a run of this kind that has not ended was killed.
                gone = "UPDATE runs SET state = 'failed' WHERE state = 'running' AND flow IS NOT DISTINCT FROM ?"
                self.connection.execute(gone, [flow])
            insert_rows(self.connection, "runs", [row])

        self.write(begin)
        return run_id

    def finish_run(
        self, run_id: str, state: str, counts: dict[str, Any], durations: dict[str, float] | None = None
    ) -> None:
        """Close a run's row with its state (done, failed), what it counted and the seconds that its steps took."""
        now = datetime.now(UTC).replace(tzinfo=None)
        self.write(
            lambda: self.connection.execute(
                "UPDATE runs SET finished = ?, state = ?, counts = ?, durations = ? WHERE run_id = ?",
                [now, state, json.dumps(counts), json.dumps(durations) if durations is not None else None, run_id],
            )
        )

    # What is here

    def known(self, article_ids: Iterable[str]) -> dict[str, tuple[str, str | None]]:
        """Article id → (content hash, extractor or None) of those that are in the warehouse."""
        rows = self.connection.execute(
            f"SELECT article_id, content_hash, extractor FROM articles WHERE {among('article_id')}",
            [as_json(list(article_ids))],
        ).fetchall()
        return {article: (content, extractor) for article, content, extractor in rows}

    def duplicates(self, contents: Mapping[str, str]) -> dict[str, str]:
        """Of articles (id → content hash), the stored article of the same content that is no duplicate itself, and not the same one.

        Asked for a batch at once, since the answer takes a look at every article that is stored.
        """
        rows = self.connection.execute(
            "SELECT content_hash, list(article_id ORDER BY article_id) FROM articles "
            f"WHERE duplicate_of IS NULL AND {among('content_hash')} GROUP BY ALL",
            [as_json(sorted(set(contents.values())))],
        ).fetchall()
        stored: dict[str, list[str]] = dict(rows)
        firsts = {
            article: next((other for other in stored.get(content, ()) if other != article), None)
            for article, content in contents.items()
        }
        return {article: first for article, first in firsts.items() if first is not None}

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
        batch = list(rows)
        troubles = [failure_row(failure, run_id or self.run_id or "") for failure in failures]
        with uncollected():
            self.write(lambda: Load(self.connection, copied(batch), run_id or self.run_id or "").do(troubles))
        self._forget_batch()

    def load_or_tell(
        self, rows: Iterable[Rows], failures: Iterable[Failure] = (), *, run_id: str | None = None
    ) -> list[Failure]:
        """``load``; where an article cannot be stored with its facts, by a fault of ours, the others are, and it is told of.

        Such an article is kept without facts, or with those that it had. Trouble of the machine (disk, memory, another writer)
        is nobody's article and is raised.
        """
        batch, troubles = list(rows), list(failures)
        try:
            self.load(batch, troubles, run_id=run_id)
            return []
        except OF_AN_ARTICLE as error:
            if not batch:
                raise
            if len(batch) == 1:
                return [self._without_facts(batch[0], troubles, error, run_id)]
            log.warning("a batch of %d articles could not be stored as a whole (%r); it is by parts", len(batch), error)
            half = len(batch) // 2
            first = self.load_or_tell(batch[:half], troubles, run_id=run_id)
            return [*first, *self.load_or_tell(batch[half:], run_id=run_id)]

    def _without_facts(self, rows: Rows, failures: list[Failure], error: Exception, run_id: str | None) -> Failure:
        (row,) = rows["articles"]
        article = Article(*[row[column] for column in ARTICLE_COLUMNS])
        log.error("%s: could not be stored with its facts", article.where, exc_info=error)
        failure = Failure(
            "extract", article.where, type(error).__name__, f"could not be stored with its facts: {error}; please report it",
            article_id=article.id,
        )  # fmt: skip
        bare: Rows = {"articles": [row | {"status": "failed", "extractor": None, **fact_counts(None)}]}
        self.load(() if self.known([article.id]) else [bare], [*failures, failure], run_id=run_id)
        return failure

    def _forget_batch(self) -> None:
        """Drop what a load worked with: some 150 MB of a batch of 300 articles."""
        names = self.connection.execute("SELECT table_name FROM duckdb_tables() WHERE temporary").fetchall()
        for (name,) in names:
            self.connection.execute(f'DROP TABLE temp."{name}"')

    def link_pending(self) -> int:
        """Link the articles that nothing linked yet (a warehouse of an earlier format); returns how many."""
        query = "SELECT article_id FROM articles WHERE status = 'extracted' AND resolver IS NULL ORDER BY published NULLS FIRST, article_id"
        pending = [row[0] for row in self.connection.execute(query).fetchall()]
        for start in range(0, len(pending), BATCH):
            batch, last = pending[start : start + BATCH], start + BATCH >= len(pending)
            with uncollected():
                self.write(lambda batch=batch, last=last: self._link(batch, last))  # type: ignore[misc]
        return len(pending)

    def _link(self, articles: Sequence[str], last: bool) -> None:
        Load(self.connection, stored_rows(self.connection, articles), None).do([])
        if last:
            # Names that format 1 shared between articles, and that no article's name stands for any more: in one
            # transaction with the last batch, after which nothing shows that this is still to be done.
            names = [row[0] for row in self.connection.execute("SELECT entity_id FROM entities").fetchall()]
            derived.recount(self.connection, names)

    def relink(self) -> int:
        """Forget whom names stand for and which incidents are reported, and tell anew; returns how many articles."""

        def change() -> None:
            for table in OF_LINKS:
                self.connection.execute(f"DELETE FROM {table}")
            self.connection.execute("UPDATE articles SET resolver = NULL WHERE status = 'extracted'")

        self.write(change)
        return self.link_pending()

    # Publishing

    def publish(self) -> str:
        """Make what is written visible to readers; returns where it is."""
        if self.run_id is not None:
            self.write(self._note_version)
        _, where = self.storage.publish(self.connection)
        return where

    def _note_version(self) -> None:
        version = self.storage.next_version(self.connection)
        self.connection.execute("UPDATE runs SET version = ? WHERE run_id = ?", [version, self.run_id])

    def vacuum(self) -> None:
        """Forget what runs of long ago changed, and give back the room of what was replaced; readers see it with the next version."""
        now = datetime.now(UTC).replace(tzinfo=None)
        self.write(lambda: forget_changes(self.connection, now))
        self.connection = self.storage.vacuum(self.connection)
