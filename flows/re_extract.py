"""Articles whose facts a changed model, rule or list can touch are extracted again, from the text that is stored.

Of the others the extractor in use would say the same: they become its own without being read (``Staleness``). The work is
done beside everything else: newest first, a chunk at a time, at low priority, with the warehouse closed in between so
that other writers get their turn, and it goes on where it stopped, as every article says which extractor it is of.
"""

from __future__ import annotations

import os
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import partial
from itertools import islice
from typing import Any

from pipeline.settings import quiet_prefect

quiet_prefect()

from prefect import flow, task  # noqa: E402  (Prefect reads its settings when it is imported)
from prefect.artifacts import create_markdown_artifact  # noqa: E402
from prefect.cache_policies import NO_CACHE  # noqa: E402
from prefect.task_runners import ThreadPoolTaskRunner  # noqa: E402

from flows.extracting import Extracted, extract_batch, unpacked  # noqa: E402
from flows.ingestion import load_rows, publish  # noqa: E402
from flows.opaque import whole  # noqa: E402
from flows.progress import Progress  # noqa: E402
from flows.sorting import relevance_of, screened_out  # noqa: E402
from flows.steps import Durations  # noqa: E402
from pipeline.articles import Article, Failure  # noqa: E402
from pipeline.extractor import consists_of, describe, own_model  # noqa: E402
from pipeline.report import RUN_COUNTS, run_markdown  # noqa: E402
from pipeline.rows import Rows, article_rows  # noqa: E402
from pipeline.settings import model_meta, relevance_threshold, warehouse_path  # noqa: E402
from pipeline.store import Warehouse, WarehouseBusy  # noqa: E402
from pipeline.warehouse.staleness import Staleness, register  # noqa: E402
from pipeline.warehouse.turns import LET_IN_S, PATIENCE_S, open_in_turn, wanted  # noqa: E402
from pipeline.warehouse.waiting import stored_articles  # noqa: E402

FLOW = "re-extract"
CHUNK = 256  # articles a turn
PUBLISH_S = 300.0  # between two versions that readers see
NICENESS = 10
LAST_WORD_S = 60.0  # how long a run that fails waits to say so


@task(name="extract again", retries=2, retry_delay_seconds=1, cache_policy=NO_CACHE)
def extract_again(articles: list[Article], model: str | None, version: str, run_id: str) -> bytes:
    """``extract_batch``, at low priority."""
    give_way()
    return extract_batch.fn(articles, model, version, run_id)


def give_way() -> None:
    """Let others have the processor first; on Linux a thread has a priority of its own, elsewhere it stays as it is."""
    if sys.platform == "linux":
        thread = threading.get_native_id()
        os.setpriority(os.PRIO_PROCESS, thread, max(NICENESS, os.getpriority(os.PRIO_PROCESS, thread)))


@flow(name=FLOW, task_runner=ThreadPoolTaskRunner(max_workers=1))  # type: ignore[arg-type]
def re_extract(
    warehouse: str | None = None, model: str | None = None, batch_size: int = CHUNK, wait_s: float = PATIENCE_S
) -> dict[str, Any]:
    """Bring every article up to the model in use; returns what ``ingest_and_extract`` does.

    ``unchanged`` counts the articles of which the model says what is there already. Where nothing is to be done, nothing is
    written or published. Waits for each of its turns, ``wait_s`` at most (then WarehouseBusy); what was done stays done.
    """
    with Progress() as progress:
        renewal = Renewal(warehouse_path(warehouse), model, batch_size, wait_s, progress)
        renewal.do()
    if renewal.run_id is not None:
        create_markdown_artifact(run_markdown(renewal.result()), key="re-extraction", description="What was redone")
    return renewal.result()


class Renewal:
    """One run of re-extraction, over many turns as writer of the warehouse."""

    def __init__(self, address: str, model: str | None, size: int, wait_s: float, progress: Progress) -> None:
        self.address, self.model, self.size, self.wait_s, self.progress = address, model, size, wait_s, progress
        self.extractor = describe(model)
        self.consists = partial(consists_of, model)
        self.known: Staleness | None = None
        found = own_model(model)
        self.relevance, self.threshold = relevance_of(found), relevance_threshold(model_meta(found))
        self.counts = dict.fromkeys(RUN_COUNTS, 0)
        self.durations = Durations()
        self.run_id: str | None = None
        self.version: str | None = None  # where the published copy is
        self.published = time.monotonic()
        # Of the articles that are being extracted: their text and extractor when they were read.
        self.were: dict[str, tuple[str, str | None]] = {}

    def do(self) -> None:
        """Everything, chunk by chunk."""
        try:
            with self._turn(self.wait_s) as store:
                left = iter(self._begin(store))
                articles = self._read(store, left)
            while articles is not None:
                rows, failures = self._extract(articles) if articles else self._let_in()
                with self._turn(self.wait_s) as store:
                    self._load(store, rows, failures)
                    if time.monotonic() - self.published > PUBLISH_S:
                        self._publish(store)
                    articles = self._read(store, left)
            self._end("done", self.wait_s)
        except BaseException:
            with suppress(WarehouseBusy):
                self._end("failed", min(self.wait_s, LAST_WORD_S))
            raise

    @contextmanager
    def _turn(self, wait_s: float) -> Iterator[Warehouse]:
        """The warehouse, while it is ours to write."""
        with open_in_turn(self.address, wait_s=wait_s) as store:
            store.run_id = self.run_id
            yield store

    def _staleness(self, store: Warehouse) -> Staleness:
        """What it has found out of the lists is kept from turn to turn."""
        if self.known is None:
            self.known = Staleness(store.connection, self.extractor, self.consists)
        self.known.connection = store.connection
        return self.known

    def _begin(self, store: Warehouse) -> list[str]:
        """Begin a run where there are articles of other extractors; returns those that may have to be done again."""
        staleness = self._staleness(store)
        if not staleness.older():
            return []
        run_id = self.run_id = store.start_run(extractor=self.extractor, flow=FLOW)
        store.write(lambda: register(store.connection, self.extractor, self.consists, run_id))
        candidates = staleness.candidates()
        self.counts["unchanged"] += store.write(lambda: staleness.take_over_others(candidates))
        return candidates

    def _read(self, store: Warehouse, left: Iterator[str]) -> list[Article] | None:
        """Those of the next articles that are to be extracted, None where no article is left; with the others it is done."""
        chunk = list(islice(left, self.size))
        if not chunk:
            return None
        staleness = self._staleness(store)
        with self.durations.of("read"):
            self.were = store.known(chunk)
            found = {article.id: article for article in stored_articles(store.connection, chunk)}
            articles = [found[key] for key in chunk if key in found and self.were[key][1] != self.extractor]
            stale = [article for article in articles if staleness.needs(self.were[article.id][1], article.text)]
        others = {article.id for article in articles} - {article.id for article in stale}
        self.counts["unchanged"] += store.write(lambda: staleness.take_over(sorted(others)))
        self.counts["read"] += len(stale)
        self.progress.advance(read=len(stale))
        return self._set_aside(store, stale)

    def _let_in(self) -> Extracted:
        """Of a chunk without anything to extract: let other writers in, as extracting would have."""
        if wanted(self.address):
            time.sleep(LET_IN_S)
        return [], []

    def _set_aside(self, store: Warehouse, articles: list[Article]) -> list[Article]:
        """Store those that the screen finds to be off our subject; returns the others."""
        run_id = self.run_id or ""
        asides = {article.id: screened_out(article, self.relevance, self.threshold) for article in articles}
        rows = [
            article_rows(article, aside, run_id=run_id, extractor=self.extractor, screened_out=True)
            for article in articles if (aside := asides[article.id])
        ]  # fmt: skip
        self._load(store, rows, [])
        return [article for article in articles if not asides[article.id]]

    def _extract(self, articles: list[Article]) -> Extracted:
        submitted = time.time()
        future = extract_again.submit(whole(articles), self.model, self.extractor, self.run_id or "")
        rows, failures = unpacked(future.result())
        self.durations.extracted(submitted, future)
        self.progress.advance(extracted=len(rows))
        return rows, failures

    def _load(self, store: Warehouse, rows: list[Rows], failures: list[Failure]) -> None:
        """Store what was extracted, but for articles that another writer replaced meanwhile."""
        known = store.known([item["articles"][0]["article_id"] for item in rows])
        rows[:] = [item for item in rows if self._is_as_read(item, known)]
        for item in rows:
            self.counts[item["articles"][0]["status"]] += 1
        self.counts["failed"] += len(failures)
        if rows or failures:
            with self.durations.of("load"):
                troubles = load_rows(whole(store), whole(rows), whole(failures), self.run_id or "")
            self.counts["extracted"] -= len(troubles)
            self.counts["failed"] += len(troubles)
        rows.clear()  # Prefect keeps every result until the flow ends

    def _is_as_read(self, item: Rows, known: dict[str, tuple[str, str | None]]) -> bool:
        key = item["articles"][0]["article_id"]
        return key in known and known[key] == self.were.get(key)

    def _publish(self, store: Warehouse) -> None:
        self.progress.advance(doing="publishing")
        with self.durations.of("publish"):
            self.version = publish(whole(store))
        self.published = time.monotonic()

    def _end(self, state: str, wait_s: float) -> None:
        if self.run_id is None:
            return
        with self._turn(wait_s) as store:
            store.finish_run(self.run_id, state, self.counts, self.durations.as_dict())
            if state == "done":
                self._publish(store)

    def result(self) -> dict[str, Any]:
        """What the run did; without a ``run_id`` where there was nothing to do."""
        return self.durations.of_run(
            self.run_id, self.extractor, self.counts, sources=[], warehouse=self.address, published=self.version
        )


if __name__ == "__main__":
    re_extract()
