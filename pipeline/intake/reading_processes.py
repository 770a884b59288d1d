"""Processes that read archives; one that dies is replaced, and what it was reading is read again."""

from __future__ import annotations

import multiprocessing
import os
import threading
import time
from collections.abc import Callable
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import AbstractContextManager, nullcontext
from types import TracebackType
from typing import ParamSpec, TypeVar

P = ParamSpec("P")
T = TypeVar("T")


class ReadingProcesses:
    """So many processes, started when they are first needed."""

    def __init__(self, count: int) -> None:
        self.count = count
        self.ahead = 2 * count  # pieces that are read or wait to be, beyond the one that is asked for
        self.pool: ProcessPoolExecutor | None = None

    def submit(self, work: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> Future[T]:
        """Have it done by the next process that is free."""
        if self.pool is None:
            self.pool = ProcessPoolExecutor(
                self.count,
                mp_context=multiprocessing.get_context("spawn"),
                initializer=end_with_parent,
                initargs=(os.getpid(),),
            )
        try:
            return self.pool.submit(work, *args, **kwargs)
        except BrokenProcessPool as error:  # a process died since: whoever waits for this is told, as for the others
            future: Future[T] = Future()
            future.set_exception(error)
            return future

    def alone(self, work: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Do something in new processes, with nothing beside it. Raises BrokenProcessPool if it ends its process."""
        self.close()
        try:
            return self.submit(work, *args, **kwargs).result()
        except BrokenProcessPool:
            self.close()
            raise

    def close(self) -> None:
        """End them; what has not begun is not done."""
        if self.pool is not None:
            self.pool.shutdown(cancel_futures=True)
            self.pool = None

    def __enter__(self) -> ReadingProcesses:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def several(count: int) -> AbstractContextManager[ReadingProcesses | None]:
    """So many processes for as long as the context lasts; None for one, which is this one."""
    return ReadingProcesses(count) if count > 1 else nullcontext()


def end_with_parent(parent: int) -> None:
    """End this process soon after the one that started it has ended, even if that was killed."""

    def watch() -> None:
        while os.getppid() == parent:
            time.sleep(1.0)
        os._exit(1)

    threading.Thread(target=watch, daemon=True).start()
