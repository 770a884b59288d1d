"""Batches that workers extract into files of a shared folder, for machines that have nothing else in common.

The loader takes the files in, in the order in which the batches were read. One that is there already, of the same articles and
extractor, is not made again: a run that was killed goes on where its workers stopped.
"""

from __future__ import annotations

import logging
import pickle
from functools import lru_cache
from pathlib import Path
from typing import Any

from pipeline.settings import quiet_prefect

quiet_prefect()

from prefect import task  # noqa: E402  (Prefect reads its settings when it is imported)
from prefect.cache_policies import NO_CACHE  # noqa: E402
from prefect.futures import PrefectFuture  # noqa: E402
from prefect.states import Completed, Crashed, Pending, State  # noqa: E402

from flows.extracting import Extracted, extract_read  # noqa: E402
from pipeline.articles import Article, digest  # noqa: E402
from pipeline.extractor import describe  # noqa: E402
from pipeline.warehouse.shards import (  # noqa: E402
    UnreadableShard,
    forget_shards,
    read_shard,
    shard_name,
    write_shard,
)

log = logging.getLogger(__name__)


@task(name="extract to a shard", retries=2, retry_delay_seconds=1, cache_policy=NO_CACHE)
def extract_to_shard(articles: bytes, model: str | None, version: str, path: str) -> str:
    """``make_shard`` as a task, of pickled articles: neither Prefect nor Dask is to look through them.

    Dask sends the function itself to its workers: all that it needs is imported there.
    """
    import pickle

    from flows.shards import make_shard

    return make_shard(pickle.loads(articles), model, version, path)


def make_shard(articles: list[Article], model: str | None, version: str, path: str) -> str:
    """Write the rows of a batch where the loader finds them, unless they are there; returns the file's path.

    Raises ValueError where the worker's model, lists or rules are not those of the run.
    """
    if not Path(path).exists():
        if (own := version_here(model)) != version:
            raise ValueError(f"this worker has {own}, the run is made with {version}: install the same on all machines")
        write_shard(Path(path), *extract_read(articles, model, version, run_id=""))
    return path


@lru_cache(maxsize=4)
def version_here(model: str | None) -> str:
    """The extractor's version as this process has it; its files are hashed once."""
    return describe(model)


class Shards:
    """The shards of one run, in a folder of the warehouse's own under ``folder``."""

    def __init__(self, folder: str, warehouse: str) -> None:
        named = (
            warehouse
            if warehouse.startswith("ducklake:")
            else str(Path(warehouse).resolve().parent / Path(warehouse).name)
        )
        self.folder = Path(folder).resolve() / f"of-{digest(named)}"
        self.folder.mkdir(parents=True, exist_ok=True)
        self.reused = 0

    def submit(self, articles: list[Article], model: str | None, version: str, run_id: str) -> ShardFuture:
        """Have the articles extracted, unless their shard is there."""
        path = self.folder / shard_name(articles, version)
        made = path.exists()
        self.reused += made
        return ShardFuture(path, list(articles), model, version, run_id, made=made)

    def close(self) -> None:
        """Delete what no run will ask for any more: the run is done, and all that it needed is loaded."""
        left = forget_shards(self.folder)
        if left:
            log.info("%s: %d shards that nothing asked for are deleted", self.folder, left)


class ShardFuture:
    """What will be the rows of a batch: as Prefect's futures, it has a state and a result."""

    def __init__(
        self, path: Path, articles: list[Article], model: str | None, version: str, run_id: str, *, made: bool
    ) -> None:
        self.path, self.run_id = path, run_id
        self.work = (articles, model, version)
        self.ready: State[Any] = Completed()
        self.future: PrefectFuture[str] | None = None if made else self._submit()

    @property
    def is_done(self) -> bool:
        """Whether the shard is there, or will not be; asks no server."""
        return self.future is None or bool(self.future.wrapped_future.done())  # type: ignore[attr-defined]

    @property
    def state(self) -> State[Any]:
        """Where the task is; asks no server."""
        if self.future is None:
            return self.ready
        if not self.is_done:
            return Pending()
        self.future.wait()
        final: State[Any] | None = getattr(self.future, "_final_state", None)
        return final or self.ready

    def result(self) -> Extracted:
        """The rows and failures; then the shard is gone. One that cannot be read is made once more. Raises what the task raised."""
        try:
            self._wait()
            return self._taken()
        except UnreadableShard as error:
            log.warning("%s; it is made again", error)
        self.path.unlink(missing_ok=True)
        self.future = self._submit()
        self._wait()
        try:
            return self._taken()
        except UnreadableShard as error:
            raise UnreadableShard(f"{error}; can all workers and this machine write to that folder?") from error

    def _submit(self) -> PrefectFuture[str]:
        articles, model, version = self.work
        return extract_to_shard.submit(pickle.dumps(articles), model, version, str(self.path))  # type: ignore[return-value]

    def _wait(self) -> None:
        if self.future is not None:
            try:
                self.future.result()
            except Exception as error:
                self.ready = Crashed(message=str(error))
                raise

    def _taken(self) -> Extracted:
        return read_shard(self.path, self.run_id)

    def loaded(self) -> None:
        """The rows are in the warehouse: the file is not needed any more."""
        self.path.unlink(missing_ok=True)
