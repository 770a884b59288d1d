"""The articles of ``blotter extract``: plain text and JSON lines, taken exactly as they are.

Other things (pages, folders, feeds, archives) are read as ``blotter run`` reads them.
"""

from __future__ import annotations

import io
import json
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import Any, BinaryIO

from pipeline.articles import Article, Failure, article_id

TEXT_SUFFIXES = (".txt", ".text", ".md", "")
JSON_SUFFIXES = (".json", ".jsonl", ".ndjson")
BLANK = b"\xef\xbb\xbf \t\r\n"  # a byte order mark is no text


def read_inputs(inputs: Iterable[str], stdin: BinaryIO) -> Iterator[Article | Failure]:
    """The articles of files, of standard input (``-``) and of anything that is a source, in order."""
    for name in inputs:
        suffix = Path(name).suffix.lower()
        if name == "-":
            yield from read_stream(stdin, "standard input")
        elif "://" in name or Path(name).is_dir() or suffix not in (*TEXT_SUFFIXES, *JSON_SUFFIXES):
            from pipeline.sources import read_sources

            yield from read_sources([name])
        else:
            yield from _read_file(name, suffix)


def _read_file(name: str, suffix: str) -> Iterator[Article | Failure]:
    try:
        with open(name, "rb") as file:
            if suffix in JSON_SUFFIXES:
                yield from read_json(file, name)
            else:
                yield from read_stream(file, name)
    except OSError as error:
        yield Failure("ingest", name, "unreadable", f"{error.strerror or error}: give a file that can be read")


def read_stream(stream: BinaryIO, name: str) -> Iterator[Article | Failure]:
    """One text, or JSON lines: input whose first character is ``{`` is JSON."""
    head = b""
    while not head.strip(BLANK):
        line = stream.readline()
        if not line:
            break
        head += line
    first = head.lstrip(BLANK)[:1]
    if first == b"{":
        yield from read_json(stream, name, head=head)
        return
    content = head + stream.read()
    if first == b"[" and _is_json(content):
        yield from read_json(io.BytesIO(content), name)
        return
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        yield Failure("ingest", name, "encoding", f"not UTF-8 at byte {error.start}: save the text as UTF-8")
        return
    if not text.strip():
        yield Failure("ingest", name, "empty", "there is no text in it")
        return
    identifier = article_id(text=text, title=None, url=None, external_id=None, source=None)
    yield Article(identifier, text, lang=_language(text), origin=name)


def _is_json(content: bytes) -> bool:
    try:
        return isinstance(_parse(content), list)
    except ValueError:
        return False


def read_json(stream: BinaryIO, name: str, *, head: bytes = b"") -> Iterator[Article | Failure]:
    """The articles of JSON lines, or of one JSON array or object; every bad line is a failure with its number."""
    first = head or stream.readline()
    try:
        record = _parse(first)
    except ValueError:
        content = first + stream.read()
        if not content.strip(BLANK):
            yield Failure("ingest", name, "empty", "there is nothing in it")
            return
        try:
            record = _parse(content)
        except ValueError:
            yield from _json_lines(content.splitlines(), name, 1)
            return
    if isinstance(record, list):
        for number, item in enumerate(record, 1):
            yield from article_of(item, f"{name}, record {number}")
        return
    lines = max(first.count(b"\n"), 1)
    yield from article_of(record, f"{name}:{lines}")
    yield from _json_lines(stream, name, lines + 1)


def _parse(content: bytes) -> Any:
    """Raises ValueError for what is not UTF-8 or not JSON."""
    try:
        return json.loads(content.decode("utf-8-sig"))
    except RecursionError as error:
        raise ValueError("nested too deeply to be an article") from error


def _json_lines(lines: Iterable[bytes], name: str, first: int) -> Iterator[Article | Failure]:
    for number, line in enumerate(lines, first):
        where = f"{name}:{number}"
        if not line.strip(BLANK):
            continue
        try:
            record = _parse(line)
        except UnicodeDecodeError as error:
            yield Failure("ingest", where, "encoding", f"not UTF-8 at byte {error.start} of the line")
        except ValueError as error:
            yield Failure("ingest", where, "json", f"not a JSON object: {error}")
        else:
            yield from article_of(record, where)


def article_of(record: Any, where: str) -> Iterator[Article | Failure]:
    """The article of a JSON record, with a failure before it where a field had to be left out."""
    if not isinstance(record, dict):
        yield Failure("ingest", where, "json", 'not an object with a "text"')
        return
    text = record.get("text")
    if not isinstance(text, str) or not text.strip():
        yield Failure("ingest", where, "empty", 'there is no "text" in it')
        return
    external = None if record.get("id") is None else str(record["id"])
    title, url, source = (_string(record.get(key)) for key in ("title", "url", "source"))
    published = None
    if record.get("published"):
        try:
            published = date.fromisoformat(str(record["published"])[:10])
        except ValueError:
            yield Failure(
                "ingest", where, "date", f"published {record['published']!r} is not YYYY-MM-DD; extracted without it"
            )
    identifier = article_id(text=text, title=title, url=url, external_id=external, source=source)
    yield Article(
        identifier, text, title, published, _string(record.get("lang")) or _language(text), source,
        _string(record.get("author")), url, origin=where, external_id=external,
    )  # fmt: skip


def _language(text: str) -> str | None:
    from pipeline.intake.language import detect_language

    return detect_language(text)[0]


def _string(value: Any) -> str | None:
    return value if isinstance(value, str) and value else None
