"""WARC files → Articles, one record at a time: the plain way, every page parsed; the standard library reads them."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Iterator
from typing import BinaryIO

from pipeline.articles import Article
from pipeline.intake.bodies import Damaged, TooLarge, decoded, inflate
from pipeline.intake.records import Item, SourceSettings, failure, page_article

MAX_LINE = 65_536
MAX_HEADERS = 200
PIECE = 1_000_000


def read_warc(stream: BinaryIO, where: str, settings: SourceSettings) -> Iterator[Item]:
    """The articles among the pages of an archive. Pages without one are the rule there, and no failures."""
    number = 0
    try:
        unzipped: BinaryIO = gzip.GzipFile(fileobj=stream) if _is_gzip(stream) else stream  # type: ignore[assignment]
        while headers := _headers(unzipped, b"WARC/"):
            number += 1
            length = int(headers.get("content-length", "0"))
            wanted = headers.get("warc-type") == "response" and length <= settings.max_bytes
            content = unzipped.read(length) if wanted else _skip(unzipped, length)
            if wanted:
                yield from _article(content, headers, where, settings)
    except (OSError, EOFError, zlib.error, ValueError) as error:
        message = f"breaks off after record {number:,} ({error}): fetch the archive again"
        yield failure(where, "malformed-warc", message, passing=True)
        return
    if not number:
        yield failure(where, "malformed-warc", "no WARC record is in it: check the address")


def _is_gzip(stream: BinaryIO) -> bool:
    head = stream.read(2)
    stream.seek(0)
    return head == b"\x1f\x8b"


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
        read = len(stream.read(min(length, PIECE)))
        if not read:
            raise EOFError("cut short")
        length -= read
    return b""


def _article(content: bytes, record: dict[str, str], where: str, settings: SourceSettings) -> Iterator[Item]:
    head, _, body = content.partition(b"\r\n\r\n")
    lines = head.decode("latin-1").split("\r\n")
    headers = {name.strip().lower(): value.strip() for name, _, value in (line.partition(":") for line in lines[1:])}
    kind = headers.get("content-type", "")
    if " 200" not in lines[0][:16] or "html" not in kind.lower():
        return
    if headers.get("content-encoding", "") in ("gzip", "deflate"):
        try:
            body = b"".join(inflate([body], settings.max_bytes))
        except (Damaged, TooLarge):
            return
    url = record.get("warc-target-uri", "").strip("<>") or None
    item = page_article(decoded(body, kind), url or where, url, settings)
    if isinstance(item, Article):
        yield item
