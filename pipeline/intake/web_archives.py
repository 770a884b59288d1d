"""WARC files → Articles: pages that hold none for us are passed over by their bytes; what is left is parsed.

An archive of gzipped records, as all crawls have them, is read in pieces that begin where a record does. Each piece can be read in
a process of its own; the articles come in the order of the archive however many processes there are.
"""

from __future__ import annotations

import io
import logging
import zlib
from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO

from pipeline.articles import Article, Failure
from pipeline.intake.bodies import decoded
from pipeline.intake.page_reasons import OFF_TOPIC, OFF_TOPIC_TEXT, OTHER_LANGUAGE
from pipeline.intake.reading_processes import ReadingProcesses
from pipeline.intake.records import Item, SourceSettings, failure, page_article

log = logging.getLogger(__name__)

MAX_LINE = 65_536
MAX_HEADERS = 200
SKIPPED = 1_000_000  # bytes at a time
PIECE = 16_000_000  # bytes of an archive: some 500 pages
CHUNK = 1 << 17
GZIP = b"\x1f\x8b\x08"
VERSION = b"WARC/"

PAGES, NO_ARTICLE = "pages", "no_article"
# What a run counts of them → what is counted here
PAGE_COUNTS = {
    "pages": (PAGES,),
    "pages_other_language": (OTHER_LANGUAGE,),
    "pages_off_topic": (OFF_TOPIC, OFF_TOPIC_TEXT),
    "pages_without_article": (NO_ARTICLE,),
}


@dataclass(frozen=True, slots=True)
class Archive:
    """An archive that is a file, and what it is called where its articles come from."""

    path: Path
    where: str


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of an archive that is a file: from one record's first byte to another's, or to its end."""

    path: str
    start: int = 0
    end: int | None = None


@dataclass(slots=True)
class PieceRead:
    """What came of a piece: its articles, how many records it has, what its pages were, and why reading ended before its end."""

    items: list[Article] = field(default_factory=list)
    records: int = 0
    counts: Counter[str] = field(default_factory=Counter)
    fault: str | None = None


def read_warc(
    stream: BinaryIO, where: str, settings: SourceSettings, counts: Counter[str] | None = None
) -> Iterator[Item]:
    """The articles among the pages of an archive. Pages without one are the rule there, and no failures.

    ``counts`` takes how many pages there were, and how many of them were passed over, by reason (``pipeline.intake.raw_pages``).
    """
    found = PieceRead(counts=Counter() if counts is None else counts)
    yield from _read(_unzipped(stream), where, settings, found)
    yield from _ending(where, found.records, found.fault)


def read_archives(
    archives: Iterable[Archive | Failure],
    settings: SourceSettings,
    counts: Counter[str],
    processes: ReadingProcesses | None = None,
    done: Callable[[str, bool], None] = lambda _where, _sound: None,
) -> Iterator[Item]:
    """The articles of archives that are files, in order, whether they are read here or in processes.

    ``done`` is told of each archive, when all of it has been yielded, by its name, and whether it was sound. The next archives are
    asked for while earlier ones are read, but only a few pieces a process are read ahead. A Failure among the archives (one that
    could not be fetched) comes at its place.
    """
    if processes is None:
        for archive in archives:
            if isinstance(archive, Failure):
                yield archive
                continue
            found = PieceRead(counts=counts)
            with archive.path.open("rb") as stream:
                yield from _read(_unzipped(stream), archive.where, settings, found)
            yield from _ending(archive.where, found.records, found.fault)
            done(archive.where, bool(found.records) and found.fault is None)
        return
    reading = _Reading(settings, counts, processes, done)
    for archive in archives:
        yield from reading.take(archive)
    yield from reading.rest()


class _Reading:
    """Pieces on their way through the processes, in the order of the archives."""

    def __init__(
        self,
        settings: SourceSettings,
        counts: Counter[str],
        processes: ReadingProcesses,
        done: Callable[[str, bool], None],
    ) -> None:
        self.settings, self.counts, self.processes, self.done = settings, counts, processes, done
        self.waiting: deque[tuple[Piece, str, Future[PieceRead]] | Failure] = deque()
        self.records = 0  # of the archive that is first
        self.broken: str | None = None  # the archive that has broken off

    def take(self, archive: Archive | Failure) -> Iterator[Item]:
        """Have an archive read; meanwhile what is done of those before it comes out."""
        if isinstance(archive, Failure):
            self.waiting.append(archive)
            return
        for piece in pieces_of(archive.path):
            future = self.processes.submit(read_piece, piece, archive.where, self.settings)
            self.waiting.append((piece, archive.where, future))
            while len(self.waiting) > self.processes.ahead:
                yield from self._first()

    def rest(self) -> Iterator[Item]:
        """What is still being read."""
        while self.waiting:
            yield from self._first()

    def _first(self) -> Iterator[Item]:
        first = self.waiting.popleft()
        if isinstance(first, Failure):
            yield first
            return
        piece, where, future = first
        if self.broken != where:
            found = self._result(piece, where, future)
            self.counts.update(found.counts)
            self.records += found.records
            yield from found.items
            if found.fault is not None:
                self.broken = where
                yield from _ending(where, self.records, found.fault)
        if piece.end is None:
            if self.broken != where:
                yield from _ending(where, self.records, None)
            self.done(where, self.broken != where and self.records > 0)
            self.records, self.broken = 0, None

    def _result(self, piece: Piece, where: str, future: Future[PieceRead]) -> PieceRead:
        """What came of a piece; it is read once more, alone, where a process died meanwhile."""
        try:
            return future.result()
        except BrokenProcessPool:
            log.warning("%s: a process that read it died; its piece at byte %d is read again", where, piece.start)
        try:
            found = self.processes.alone(read_piece, piece, where, self.settings)
        except BrokenProcessPool:
            found = PieceRead(
                fault=f"its pages end whatever process reads them, in the {PIECE:,} bytes from {piece.start:,}"
            )
        for index, item in enumerate(self.waiting):  # they went down with it
            if not isinstance(item, Failure):
                self.waiting[index] = (*item[:2], self.processes.submit(read_piece, *item[:2], self.settings))
        return found


def read_piece(piece: Piece, where: str, settings: SourceSettings) -> PieceRead:
    """A piece of an archive, read whole."""
    found = PieceRead()
    with open(piece.path, "rb") as file:
        file.seek(piece.start)
        for item in _read(_unzipped(file, piece.end), where, settings, found):
            found.items.append(item)
    return found


def pieces_of(path: Path, size: int | None = None) -> Iterator[Piece]:
    """The archive in pieces of about ``size`` bytes; in one, where its records are not gzipped one by one."""
    size = size or PIECE
    start, length = 0, path.stat().st_size
    with path.open("rb") as file:
        gzipped = file.read(3) == GZIP
        while gzipped and start + size < length:
            cut = _next_record(file, start + size)
            if cut is None:
                break
            yield Piece(str(path), start, cut)
            start = cut
    yield Piece(str(path), start)


def _next_record(file: BinaryIO, at: int) -> int | None:
    """Where the first gzipped record at or after a place begins; None where there is none within a piece's length."""
    end = at + PIECE
    while at < end:
        file.seek(at)
        chunk = file.read(CHUNK)
        if len(chunk) < len(GZIP):
            return None
        place = chunk.find(GZIP)
        while place >= 0:
            file.seek(at + place)
            if _begins(file.read(512)):
                return at + place
            place = chunk.find(GZIP, place + 1)
        at += len(chunk) - len(GZIP) + 1
    return None


def _begins(data: bytes) -> bool:
    """Whether gzipped bytes are the beginning of a record, not three bytes that look alike."""
    try:
        return zlib.decompressobj(wbits=31).decompress(data, 16).startswith(VERSION)
    except zlib.error:
        return False


def _ending(where: str, records: int, fault: str | None) -> Iterator[Item]:
    """The failure of an archive that breaks off, or has nothing in it."""
    if fault is not None:
        message = f"breaks off after record {records:,} ({fault}): fetch the archive again"
        yield failure(where, "malformed-warc", message, passing=True)
    elif not records:
        yield failure(where, "malformed-warc", "no WARC record is in it: check the address")


def _read(stream: BinaryIO, where: str, settings: SourceSettings, found: PieceRead) -> Iterator[Article]:
    """The articles of records; what is counted, and what ends them too early, goes into ``found``."""
    try:
        while headers := _headers(stream, VERSION):
            found.records += 1
            length = int(headers.get("content-length", "0"))
            wanted = headers.get("warc-type") == "response" and length <= settings.max_bytes
            content = stream.read(length) if wanted else _skip(stream, length)
            if wanted:
                if len(content) < length:
                    raise EOFError("cut short")
                article = _article(content, headers, where, settings, found.counts)
                if article is not None:
                    yield article
    except (OSError, EOFError, zlib.error, ValueError) as error:
        found.fault = str(error)


def _unzipped(stream: BinaryIO, end: int | None = None) -> BinaryIO:
    """The stream from where it stands, decompressed if it is gzipped, up to the member that begins at ``end``."""
    start = stream.tell()
    gzipped = stream.read(3) == GZIP
    stream.seek(start)
    return io.BufferedReader(_Members(stream, start, end), CHUNK) if gzipped else stream


class _Members(io.RawIOBase):
    """Gzip members one after another as one stream; never more of it in memory than is asked for."""

    def __init__(self, stream: BinaryIO, start: int, end: int | None) -> None:
        self.stream, self.end = stream, end
        self.place = start  # of the first byte of ``left``
        self.left = b""
        self.inflater = zlib.decompressobj(wbits=31)
        self.inside = False  # a member

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        while True:
            if not self.left:
                self.left = self.stream.read(CHUNK)
                if not self.left:
                    if self.inside:
                        raise EOFError("cut short")
                    return 0
            if not self.inside and self.end is not None and self.place >= self.end:
                return 0
            self.inside = True
            before = len(self.left)
            data = self.inflater.decompress(self.left, len(buffer))
            if self.inflater.eof:
                self.left = self.inflater.unused_data
                self.inflater, self.inside = zlib.decompressobj(wbits=31), False
            else:
                self.left = self.inflater.unconsumed_tail
            self.place += before - len(self.left)
            if data:
                buffer[: len(data)] = data
                return len(data)


def _headers(stream: BinaryIO, version: bytes) -> dict[str, str]:
    """The headers that begin with a version line, names in small letters; empty at the end. Raises ValueError."""
    line = stream.readline(MAX_LINE)
    while line in (b"\r\n", b"\n"):
        line = stream.readline(MAX_LINE)
    if not line:
        return {}
    if not line.startswith(version):
        raise ValueError(f"{line[:40]!r} where a record should begin")
    headers = {"": line.decode("latin-1").strip()}
    for _ in range(MAX_HEADERS):
        line = stream.readline(MAX_LINE)
        if line in (b"\r\n", b"\n", b""):
            return headers
        name, _, value = line.decode("utf-8", "replace").partition(":")
        headers[name.strip().lower()] = value.strip()
    raise ValueError("a record with too many headers")


def _skip(stream: BinaryIO, length: int) -> bytes:
    while length > 0:
        read = len(stream.read(min(length, SKIPPED)))
        if not read:
            raise EOFError("cut short")
        length -= read
    return b""


def _article(
    content: bytes, record: dict[str, str], where: str, settings: SourceSettings, counts: Counter[str]
) -> Article | None:
    from pipeline.intake.raw_pages import html_of, raw_screen

    page = html_of(content, settings.max_bytes)
    if page is None:
        return None
    counts[PAGES] += 1
    body, kind = page
    screen = raw_screen(settings.screen) if settings.screen else None
    if screen and (reason := screen.reason(body)):
        counts[reason] += 1
        return None
    url = record.get("warc-target-uri", "").strip("<>") or None
    item = page_article(decoded(body, kind), url or where, url, settings)
    if isinstance(item, Article):
        return item
    counts[NO_ARTICLE] += 1
    return None
