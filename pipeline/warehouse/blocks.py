"""A DuckDB file as blocks: one file made the same as another by writing what differs, in one go or beforehand.

Every block begins with a checksum of the rest, by which blocks are compared and by which one that was read while
DuckDB wrote it is told from a whole one.
"""

from __future__ import annotations

import errno
import logging
import os
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import BinaryIO

import numpy as np

# DuckDB's storage format: three headers of 4 KiB, then blocks of 256 KiB that begin with their checksum of 8 bytes.
HEADERS = 3 * 4096
BLOCK = 256 * 1024
# A block is the same if its first page is: the checksum alone does not see words that changed places.
PAGE = 4096
# DuckDB's checksum: every word of 8 bytes times a number, all of them xored with another.
FACTOR, START = np.uint64(0xBF58476D1CE4E5B9), np.uint64(5381)
LEAST_AHEAD = 256 * 2**20  # bytes of a work file that is copied beforehand; a smaller one is copied in a moment
PAUSE_S = 60.0  # between two looks at what was written since
SYNC_EVERY = 256  # blocks between which the disk is waited for, so that little is left to be waited for in the end
PART = 32 * 2**20  # bytes that are copied in one go
COPYING = 2  # parts that are copied at once
# What a system says that cannot copy between these two files by itself.
CANNOT = frozenset({errno.EXDEV, errno.ENOSYS, errno.EINVAL, errno.EOPNOTSUPP, errno.EPERM})

log = logging.getLogger(__name__)


def copy_blocks(source: BinaryIO, target: BinaryIO) -> int:
    """Make one DuckDB file the same as another by writing the blocks that differ; returns how many were.

    Nobody may write the source meanwhile.
    """
    size, held = os.fstat(source.fileno()).st_size, os.fstat(target.fileno()).st_size
    os.ftruncate(target.fileno(), size)
    written = 0
    with ThreadPoolExecutor(COPYING, thread_name_prefix="blotter-copy") as copying:
        parts = []
        for start, end in different(source, target, size, held):
            parts.append(copying.submit(copy_part, source, target, start, end))
            written += -(-(end - start) // BLOCK)
        for part in parts:
            part.result()
    # The headers come last: until they are written the old ones describe nothing but the old blocks.
    write_all(target, os.pread(source.fileno(), HEADERS, 0), 0)
    return written


def different(source: BinaryIO, target: BinaryIO, size: int, held: int) -> Iterator[tuple[int, int]]:
    """From where to where the files are not the same, block by block side by side; the target ``held`` so many bytes."""
    first = None
    for start in range(HEADERS, size, BLOCK):
        if start + BLOCK <= held and not differ(source, target, start):
            if first is not None:
                yield first, start
            first = None
        elif first is None:
            first = start
        elif start - first >= PART:
            yield first, start
            first = start
    if first is not None:
        yield first, size


def copy_part(source: BinaryIO, target: BinaryIO, start: int, end: int) -> None:
    """Copy part of a file to the same place of another: by the system, in half the time, where the disk lets it."""
    while start < end:
        try:
            taken = os.copy_file_range(source.fileno(), target.fileno(), end - start, start, start)
        except OSError as error:
            if error.errno not in CANNOT:
                raise
            taken = 0
        if not taken:
            break
        start += taken
    for at in range(start, end, BLOCK):
        write_all(target, os.pread(source.fileno(), min(BLOCK, end - at), at), at)


def differ(source: BinaryIO, target: BinaryIO, start: int) -> bool:
    """Whether the blocks that begin there are not the same."""
    return os.pread(source.fileno(), PAGE, start) != os.pread(target.fileno(), PAGE, start)


def is_whole(block: bytes) -> bool:
    """Whether a block is as DuckDB means it: one that is read while it is written is partly the old one."""
    if len(block) != BLOCK:
        return False
    words = np.frombuffer(block, dtype="<u8")
    return bool(np.bitwise_xor.reduce(words[1:] * FACTOR) ^ START == words[0])


def write_all(file: BinaryIO, data: bytes, start: int) -> None:
    """Write at a place; a disk that is nearly full takes less than it is given before it says so."""
    while data:
        taken = os.pwrite(file.fileno(), data, start)
        data, start = data[taken:], start + taken


class Ahead:
    """Brings a draft up to the work file while that is written, so that publishing finds little to be done.

    ``take`` gives the file to be made the same, which is a draft from then on. Nothing is done before something is
    written, and nothing for a small file.
    """

    def __init__(
        self, work: Path, source: BinaryIO, take: Callable[[], BinaryIO], *, pause: float | None = None
    ) -> None:
        self.work, self.source, self.take = work, source, take
        self.pause = PAUSE_S if pause is None else pause
        self.target: BinaryIO | None = None
        self.written = 0
        self._stopping = threading.Event()
        self._seen = self._state()
        self._thread = threading.Thread(target=self._run, name="blotter-copy", daemon=True)
        self._thread.start()

    def _state(self) -> tuple[int, ...]:
        """What changes when DuckDB writes: its file, and the log beside it."""
        found: list[int] = []
        for path in (self.work, self.work.with_name(f"{self.work.name}.wal")):
            try:
                state = path.stat()
                found += [state.st_size, state.st_mtime_ns]
            except FileNotFoundError:
                found += [0, 0]
        return tuple(found)

    def _run(self) -> None:
        while not self._stopping.wait(self.pause if self.target is not None else min(self.pause, 1.0)):
            now = self._state()
            # What stands in the log alone is not in the file yet: it only shows that somebody writes.
            changed = now != self._seen if self.target is None else now[:2] != self._seen[:2]
            if not changed or now[0] < LEAST_AHEAD:
                continue
            self._seen = now
            try:
                self._bring_up()
            except OSError as error:  # of a full disk the publisher tells, if it is full by then
                log.warning("%s: not copied beforehand: %s", self.work, error)
                return

    def _bring_up(self) -> None:
        """Go over the file once; blocks that are being written are left for the next time."""
        if self.target is None:
            self.target = self.take()
        unsynced = 0
        for start in range(HEADERS, os.fstat(self.source.fileno()).st_size, BLOCK):
            if self._stopping.is_set():
                break
            if differ(self.source, self.target, start):
                block = os.pread(self.source.fileno(), BLOCK, start)
                if is_whole(block):
                    write_all(self.target, block, start)
                    self.written += 1
                    unsynced += 1
            if unsynced == SYNC_EVERY:
                os.fdatasync(self.target.fileno())
                unsynced = 0
        os.fdatasync(self.target.fileno())

    def stop(self) -> BinaryIO | None:
        """End after the block at hand; the draft as far as it has come, open, or None if there is none yet."""
        self._stopping.set()
        self._thread.join()
        return self.target
