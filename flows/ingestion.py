"""One run: sorts what comes, has it extracted in batches, loads what comes back, counts, publishes, and says how sources are."""

from __future__ import annotations

import time
from collections import Counter, deque
from collections.abc import Sequence
from datetime import UTC, datetime
from functools import partial
from typing import Any

from pipeline.settings import quiet_prefect

quiet_prefect()

from prefect import task  # noqa: E402  (Prefect reads its settings when it is imported)
from prefect.cache_policies import NO_CACHE  # noqa: E402
from prefect.futures import PrefectFuture  # noqa: E402

from flows.extracting import extract_batch, failure_of, load_model, unpacked  # noqa: E402
from flows.opaque import whole  # noqa: E402
from flows.progress import Progress  # noqa: E402
from flows.shards import ShardFuture, Shards  # noqa: E402
from flows.sorting import Sorted, Sorter, relevance_of  # noqa: E402
from flows.steps import Durations  # noqa: E402
from pipeline.articles import Article, Failure  # noqa: E402
from pipeline.extractor import consists_of, describe, own_model  # noqa: E402
from pipeline.intake.listed_sources import Tally  # noqa: E402
from pipeline.intake.source_list import is_source_list  # noqa: E402
from pipeline.intake.web_archives import PAGE_COUNTS  # noqa: E402
from pipeline.report import RUN_COUNTS  # noqa: E402
from pipeline.rows import Rows, article_rows  # noqa: E402
from pipeline.settings import model_meta, relevance_threshold  # noqa: E402
from pipeline.source_health import Accounts  # noqa: E402
from pipeline.store import Warehouse  # noqa: E402
from pipeline.warehouse.source_runs import past_of, put_source_runs  # noqa: E402
from pipeline.warehouse.staleness import Staleness, register  # noqa: E402
from pipeline.warehouse.waiting import settle  # noqa: E402

# Of each extracting process: batches that wait or are done and not yet loaded, and how many it has to have left to do before
# something is loaded that could wait, so that nobody is idle meanwhile.
WAITING, LEFT = 6, 3
# Articles that are stored at once: a large load takes more memory, a small one more time an article, the more the larger the warehouse is.
LOADED, LOADED_IN_LARGE = 100, 200
LARGE = 250_000  # articles


@task(name="load", cache_policy=NO_CACHE)
def load_rows(warehouse: Warehouse, rows: list[Rows], failures: list[Failure], run_id: str) -> list[Failure]:
    """Write rows and failures: the one place where a run writes. Returns which articles could not be stored with their facts."""
    return warehouse.load_or_tell(rows, failures, run_id=run_id)


@task(name="publish", cache_policy=NO_CACHE)
def publish(warehouse: Warehouse) -> str:
    """The path of the copy that readers see from now on."""
    return str(warehouse.publish())


class Ingestion:
    """As a context manager it closes the run's row: done and published, or failed.

    ``flow`` is what kind of run it is; ``tallies`` is filled by who reads the listed sources.
    """

    def __init__(
        self, store: Warehouse, model: str | None, sources: Sequence[str], progress: Progress, *,
        flow: str = "ingest", tallies: list[Tally] | None = None, shards: str | None = None,
    ) -> None:  # fmt: skip
        self.store, self.model, self.progress, self.sources = store, model, progress, list(sources)
        self.tallies = tallies if tallies is not None else []
        self.durations = Durations()
        self.extractor = describe(model)
        found = own_model(model)
        consists = partial(consists_of, model)
        self.sorter = Sorter(
            store, self.extractor, relevance_of(found), relevance_threshold(model_meta(found)),
            needs=Staleness(store.connection, self.extractor, consists).needs,
        )  # fmt: skip
        self.counts = dict.fromkeys(RUN_COUNTS, 0)
        self.accounts = Accounts()
        self.pending: deque[tuple[list[Article], set[str], float, PrefectFuture[bytes] | ShardFuture]] = deque()
        self.model_loads: PrefectFuture[None] | None = None  # asked of a worker: this process needs no model
        # What waits to be stored, and the shards that it came by.
        self.rows: list[Rows] = []
        self.failures: list[Failure] = []
        self.unloaded: list[ShardFuture] = []
        self.fresh: set[str] = set()  # of those that wait, the articles whose text is new
        (stored,) = store.connection.execute("SELECT count(*) FROM articles").fetchone()  # type: ignore[misc]
        self.loaded = LOADED if stored < LARGE else LOADED_IN_LARGE
        self.unread: set[str] = set()  # places that this run could not read
        self.shards = Shards(shards, store.address) if shards else None
        self.run_id = store.start_run(sources=sources, extractor=self.extractor, flow=flow)
        store.write(lambda: register(store.connection, self.extractor, consists, self.run_id))
        self.result: dict[str, Any] = {}

    def __enter__(self) -> Ingestion:
        return self

    def take(self, batch: list[Article | Failure], *, stored: bool = False) -> None:
        """Store what needs no extraction, hand over the rest, and load what is done meanwhile.

        ``stored``: the articles come from the warehouse, not from their sources.
        """
        found = self.sorter.sort(batch)
        fresh = {article.id for article, arrival in found.arrivals if arrival != "unchanged"}
        self._load(self._rows(found), found.failures)
        self._count(found, fresh, stored)
        self.submit(found.new, fresh)

    def submit(self, articles: list[Article], fresh: set[str] | None = None) -> None:
        """Have these articles extracted; waits while too many batches do. Of ``fresh`` ones the text is not stored yet."""
        if articles:
            if self.model_loads is None:
                self.model_loads = load_model.submit(self.model, self.extractor)
            submitted = time.time()
            work = (self.model, self.extractor, self.run_id)
            future: PrefectFuture[bytes] | ShardFuture = (
                self.shards.submit(articles, *work) if self.shards else extract_batch.submit(whole(articles), *work)
            )
            self.pending.append((articles, fresh or set(), submitted, future))
        while len(self.pending) > WAITING * self._workers() or self._has_time():
            self._collect()

    def _has_time(self) -> bool:
        """Whether the oldest batch is done, and the others give the workers enough to do while it is stored."""
        done = [is_done(future) for *_, future in self.pending]
        return any(done[:1]) and done.count(False) >= LEFT * self._workers()

    def _require_model(self) -> None:
        """A model that no worker can load ends the run; it would only fail once a batch."""
        try:
            if self.model_loads is not None:
                self.model_loads.result()
        except Exception as error:
            raise ValueError(f"the model {self.extractor} cannot be loaded: {error}") from error

    def _workers(self) -> int:
        from prefect.context import FlowRunContext

        context = FlowRunContext.get()
        return int(getattr(context.task_runner, "max_workers", None) or 1) if context else 1

    def _collect(self) -> None:
        """Load the oldest batch; a batch that failed after its retries becomes a failure an article."""
        self._require_model()
        articles, fresh, submitted, future = self.pending.popleft()
        try:
            rows, failures = unpacked(future.result())
        except Exception as error:  # whatever ended the task, the articles are named and the run goes on
            rows, failures = [], [failure_of(article, error) for article in articles]
        self.durations.extracted(submitted, future)
        of = {article.id: article for article in articles}
        for row in (item["articles"][0] for item in rows):
            self.counts[row["status"]] += 1
            self._became(row["status"], [of[row["article_id"]]], fresh)
        failed = [of[failure.article_id] for failure in failures if failure.article_id in of]
        self.accounts.became("failed", failed)
        self.fresh |= fresh
        # Kept, so that nothing is lost. What is stored already may have facts of another extractor, and keeps them.
        kept = [article for article in failed if article.id in fresh]
        rows += [article_rows(a, None, run_id=self.run_id, extractor=None, status="failed") for a in kept]
        self.progress.advance(extracted=len(rows))
        if isinstance(future, ShardFuture):
            self.unloaded.append(future)
        self._load(rows, failures)
        articles.clear()
        rows.clear()  # Prefect keeps every result until the flow ends: without this, memory grows with the run

    def _became(self, outcome: str, articles: list[Article], fresh: set[str]) -> None:
        self.accounts.became(outcome, [article for article in articles if article.id in fresh])

    def _rows(self, found: Sorted) -> list[Rows]:
        """The rows of the articles that are stored without facts."""
        run = self.run_id
        rows = [article_rows(a, None, run_id=run, extractor=None, duplicate_of=first) for a, first in found.duplicates]
        rows += [
            article_rows(a, None, run_id=run, extractor=None, status="other_language") for a in found.other_language
        ]
        rows += [
            article_rows(a, extraction, run_id=run, extractor=self.extractor, screened_out=True)
            for a, extraction in found.irrelevant
        ]
        return rows

    def _count(self, found: Sorted, fresh: set[str], stored: bool) -> None:
        aside = {
            "duplicates": [article for article, _ in found.duplicates],
            "screened_out": [article for article, _ in found.irrelevant],
            "other_language": found.other_language,
        }
        self.counts["read"] += found.read
        self.counts["unchanged"] += found.unchanged
        for outcome, articles in aside.items():
            self.counts[outcome] += len(articles)
            self._became(outcome, articles, fresh)
        if not stored:
            self.accounts.arrived(found.arrivals)
        self.accounts.failed(found.failures)
        self.unread.update(failure.where for failure in found.failures)
        self.progress.advance(read=found.read)

    def _load(self, rows: list[Rows], failures: list[Failure]) -> None:
        """Have these stored, together with others."""
        self.counts["failed"] += len(failures)
        self.rows += rows
        self.failures += failures
        if len(self.rows) >= self.loaded:
            self._store()

    def _store(self) -> None:
        """Store what waits."""
        if self.rows or self.failures:
            with self.durations.of("load"):
                troubles = load_rows(whole(self.store), whole(self.rows), whole(self.failures), self.run_id)
            self._count_again(troubles)
        for shard in self.unloaded:
            shard.loaded()
        for stored in (self.rows, self.failures, self.unloaded, self.fresh):
            stored.clear()

    def _count_again(self, troubles: Sequence[Failure]) -> None:
        """What was counted as extracted and could not be stored has failed."""
        rows = {item["articles"][0]["article_id"]: item["articles"][0] for item in self.rows if troubles}
        for failure in troubles:
            row = rows[failure.article_id or ""]
            self.counts[row["status"]] -= 1
            self.counts["failed"] += 1
            if failure.article_id in self.fresh:
                self.accounts.failed_after_all(row["status"], row["listed_as"])

    # The end

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        if kind is not None:
            self._close("failed")
            return
        try:
            while self.pending:
                self._collect()
            self._store()
            self.progress.advance(doing="publishing")
            self.store.write(lambda: settle(self.store.connection, self.run_id, self._places() - self.unread))
            sources = self._judge()
            self._count_pages()
            self._close("done")
            with self.durations.of("publish"):
                copy = publish(whole(self.store))
            if self.shards:
                self.shards.close()
            self._close("done")  # readers see at the next publication how long this one took
        except BaseException:
            self._close("failed")
            raise
        self.result = self.durations.of_run(
            self.run_id, self.extractor, self.counts, sources=sources, warehouse=self.store.address, published=copy
        )

    def _close(self, state: str) -> None:
        self.store.finish_run(self.run_id, state, self.counts, self.durations.as_dict())

    def _judge(self) -> list[dict[str, Any]]:
        """Write down how the sources are. Of a run that fails nothing is: what it stored is counted by the next."""
        connection = self.store.connection
        now = datetime.now(UTC).replace(tzinfo=None)
        rows = self.accounts.rows(
            self.tallies, self.run_id, now, lambda source, since: past_of(connection, self.run_id, source, since)
        )
        self.store.write(lambda: put_source_runs(connection, rows))
        return [row | {"finished": now.isoformat()} for row in rows]

    def _count_pages(self) -> None:
        """The pages of archives: those that were passed over are counted, and nothing else is kept of them."""
        pages = sum((tally.pages for tally in self.tallies), Counter())
        for name, reasons in PAGE_COUNTS.items():
            self.counts[name] = sum(pages[reason] for reason in reasons)

    def _places(self) -> set[str]:
        """What this run read: what was named by hand, lists, and the places of listed sources."""
        places = {place for tally in self.tallies for place in tally.places}
        for name in self.sources:
            path, _, only = name.partition("#")
            places.add(name if not is_source_list(name) else f"{path}, source {only}" if only else path)
        return places


def is_done(future: PrefectFuture[bytes] | ShardFuture) -> bool:
    """Whether a batch is extracted, or will not be. Asks no server, which ``state`` of Prefect's futures does."""
    return future.is_done if isinstance(future, ShardFuture) else bool(future.wrapped_future.done())  # type: ignore[attr-defined]
