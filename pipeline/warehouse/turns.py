"""Writers of one warehouse take turns: whoever comes while another writes waits, and is let in.

A file has one writer (``pipeline.warehouse.storage``); of a lake there are many, and nobody waits. The marks are locks
of the operating system, so whoever dies waits no longer. No limit of Prefect's server stands in for them: its leases
are lost when the server is killed, and what they hold is then held for ever.
"""

from __future__ import annotations

import fcntl
import logging
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from pipeline.articles import digest
from pipeline.store import Warehouse
from pipeline.warehouse.storage import LAKE, WarehouseBusy, lock_of, work_of

log = logging.getLogger(__name__)

PAUSE_S = 0.3  # between two looks at the lock
LET_IN_S = 3 * PAUSE_S
PATIENCE_S = 12 * 3600.0  # of what is scheduled: longer than any run should take


class SameWaits(WarehouseBusy):
    """The same job waits for its turn already, and will do what there is to do."""


def open_in_turn(address: str, *, wait_s: float = PATIENCE_S, job: str | None = None) -> Warehouse:
    """The warehouse, opened for writing when its turn comes; raises WarehouseBusy after ``wait_s``.

    Raises SameWaits where the same ``job`` waits already: two that read the same sources one after the other would find
    nothing in the second.
    """
    try:
        return Warehouse.open(address)
    except WarehouseBusy as busy:
        if wait_s <= 0:
            raise
        log.warning("%s", busy)
    with _in_line(address, job):
        until = time.monotonic() + wait_s
        while True:
            try:
                return Warehouse.open(address)
            except WarehouseBusy:
                if time.monotonic() > until:
                    raise
            time.sleep(PAUSE_S)


def wanted(address: str) -> bool:
    """Whether another writer waits: who writes for long gives way by closing the warehouse for ``LET_IN_S``."""
    mark = _mark(address, "wanted")
    if address.startswith(LAKE) or not mark.exists():
        return False
    with mark.open("a") as file:
        return not _take(file.fileno(), fcntl.LOCK_EX)


@contextmanager
def _in_line(address: str, job: str | None) -> Iterator[None]:
    """Marks that somebody waits, and for what."""
    with _mark(address, "wanted").open("a") as shared:
        fcntl.flock(shared, fcntl.LOCK_SH)
        if job is None:
            yield
            return
        mark = _mark(address, f"wanted-{digest(job)}")
        with mark.open("a") as own:
            if not _take(own.fileno(), fcntl.LOCK_EX):
                raise SameWaits(f"{address}: the same job waits for its turn already, and will do this one's work")
            try:
                yield
            finally:
                mark.unlink(missing_ok=True)


def _take(descriptor: int, kind: int) -> bool:
    try:
        fcntl.flock(descriptor, kind | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


def _mark(address: str, name: str) -> Path:
    path = Path(address)
    return path.with_name(f"{path.stem}.{name}.lock")


def writer_of(address: str) -> int | None:
    """The process that writes a file's warehouse now; None where nobody does, and of a lake."""
    if address.startswith(LAKE):
        return None
    lock = lock_of(work_of(Path(address)))
    if not lock.exists():
        return None
    with lock.open() as file:
        if _take(file.fileno(), fcntl.LOCK_SH):
            return None
        told = file.read().strip()
    return int(told) if told.isdecimal() else None
