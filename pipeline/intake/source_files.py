"""Files and folders → Articles: text, HTML, JSON lines, CSV, Parquet, feeds, annotated articles.

What cannot be read comes out as a Failure that names the file, line or record and says what to do; its
neighbours go on.
"""

from __future__ import annotations

import gzip
import io
import json
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any, BinaryIO

from pipeline.articles import Article, Failure, article_id
from pipeline.intake.feeds import read_feed
from pipeline.intake.records import (
    Item,
    SourceSettings,
    article_of_record,
    decode,
    failure,
    named,
    page_article,
    split_title,
)

TEXT = (".txt", ".text", ".md")
HTML = (".html", ".htm", ".xhtml")
JSON = (".jsonl", ".ndjson", ".json")
TABLES = (".csv", ".tsv", ".parquet")
FEEDS = (".xml", ".rss", ".atom", ".rdf")
SUFFIXES = (*TEXT, *HTML, *JSON, *TABLES, *FEEDS)
BATCH = 2_000


def read_path(path: Path, settings: SourceSettings) -> Iterator[Item]:
    """The articles of a file, or of a folder's files."""
    if not path.exists():
        yield failure(str(path), "missing", "no such file or folder: check the path")
        return
    files = files_of(path)
    if not files:
        yield nothing_in(path)
    for file in files:
        yield from read_file(file, settings)


def files_of(path: Path) -> list[Path]:
    """A file itself, or the files under a folder that can be read, in order; hidden ones and READMEs are left out."""
    if not path.is_dir():
        return [path]
    files = sorted(
        file
        for file in path.rglob("*")
        if file.is_file()
        and _suffix(file) in SUFFIXES
        and not any(p.startswith(".") for p in file.relative_to(path).parts)
    )
    return [file for file in files if file.name.lower() != "readme.md"]


def nothing_in(folder: Path) -> Failure:
    """A folder without a file that can be read."""
    return failure(str(folder), "empty", f"nothing to read in this folder: {', '.join(SUFFIXES)} are read")


def _suffix(path: Path) -> str:
    suffixes = [suffix.lower() for suffix in path.suffixes]
    return suffixes[-2] if len(suffixes) > 1 and suffixes[-1] == ".gz" else (suffixes or [""])[-1]


def read_file(path: Path, settings: SourceSettings) -> Iterator[Item]:
    """The articles of a file, by its suffix."""
    where, suffix = str(path), _suffix(path)
    try:
        if suffix in TABLES and path.suffix != ".gz":
            yield from _read_table(path, settings)
            return
        if suffix in JSON and _holds_lines(path):
            with _open(path) as stream:
                yield from read_json_stream(stream, where, settings)
            return
        data = _read_bytes(path, settings)
    except (OSError, EOFError, zlib.error) as error:
        yield failure(
            where, "unreadable", f"cannot be read ({getattr(error, 'strerror', None) or error}): check its permissions"
        )
        return
    if isinstance(data, Failure):
        yield data
    elif not data.strip():
        yield failure(where, "empty", "the file is empty")
    elif suffix in HTML:
        yield page_article(data, where, None, settings)
    elif suffix in JSON:
        yield from read_json_lines(data, where, settings)
    elif suffix in FEEDS:
        yield from read_feed(data, where, settings)
    elif suffix in TEXT or not suffix:
        yield _read_text(data, path, settings)
    else:
        yield failure(where, "unsupported", f"{suffix} files are not read: {', '.join(SUFFIXES)} are")


def _open(path: Path) -> BinaryIO:
    return gzip.open(path, "rb") if path.suffix == ".gz" else path.open("rb")  # type: ignore[return-value]


def _holds_lines(path: Path) -> bool:
    """Whether a file of JSON holds something, and no array."""
    with _open(path) as stream:
        return stream.read(1_000).removeprefix(b"\xef\xbb\xbf").lstrip()[:1] not in (b"[", b"")


def _read_bytes(path: Path, settings: SourceSettings) -> bytes | Failure:
    # one byte more than allowed tells that there is more, whatever a compressed file says of itself
    limit = settings.max_bytes * (50 if _suffix(path) in JSON else 1)
    with _open(path) as file:
        data = file.read(limit + 1)
    if len(data) > limit:
        message = f"over {limit:,} bytes: split it, or give its articles as JSON lines"
        return failure(str(path), "too-large", message)
    return data


def _read_text(data: bytes, path: Path, settings: SourceSettings) -> Item:
    where = str(path)
    text = decode(data, where)
    if isinstance(text, Failure):
        return text
    if path.suffix == ".md":
        from pipeline.gold import is_annotated

        if is_annotated(text):
            return _annotated(path)
    title, text = split_title(text)
    return article_of_record({"title": title, "text": text}, where, settings, origin=where)


def _annotated(path: Path) -> Item:
    """An annotated article, read as its bare text."""
    from pipeline.gold import read_article
    from pipeline.gold_faults import GoldError

    try:
        gold = read_article(path)
    except GoldError as error:
        return failure(
            str(path), "annotation", f"{error.faults[0]} (and {len(error.faults) - 1} more): `blotter corpus check`"
        )
    return Article(
        id=article_id(text=gold.text, title=gold.title, url=None, external_id=gold.id, source=gold.source),
        text=gold.text, title=gold.title, published=gold.published, lang=gold.lang, source=gold.source,
        origin=str(path), external_id=gold.id,
    )  # fmt: skip


def read_json_lines(data: bytes, where: str, settings: SourceSettings) -> Iterator[Item]:
    """The articles of JSON lines, or of one JSON array."""
    if data.removeprefix(b"\xef\xbb\xbf").lstrip().startswith(b"["):
        text = decode(data, where)
        if isinstance(text, Failure):
            yield text
            return
        try:
            records = json.loads(text)
        except (json.JSONDecodeError, RecursionError) as error:
            line = getattr(error, "lineno", 1)
            yield failure(f"{where}:{line}", "json", f"not JSON: {error}; is the file cut short?")
            return
        for number, record in enumerate(records, 1):
            yield _record(record, f"{where}, record {number}", settings, where)
        return
    yield from read_json_stream(io.BytesIO(data), where, settings)


def read_json_stream(stream: BinaryIO, where: str, settings: SourceSettings) -> Iterator[Item]:
    """The articles of JSON lines, one at a time: memory stays flat, whatever the size of the file."""
    number = 0
    while line := stream.readline(settings.max_bytes + 1):
        number += 1
        place = f"{where}:{number}"
        if len(line) > settings.max_bytes:
            yield failure(place, "too-large", f"a line of over {settings.max_bytes:,} bytes: is it one article a line?")
            while line and not line.endswith(b"\n"):
                line = stream.readline(settings.max_bytes)
            continue
        text = decode(line, place)
        if isinstance(text, Failure):
            yield text
            if text.kind == "binary":
                return
            continue
        if not text.strip():
            continue
        try:
            record = json.loads(text)
        except json.JSONDecodeError as error:
            yield failure(place, "json", f"not JSON: {error.msg} at column {error.colno}; is the line cut short?")
        except (ValueError, RecursionError) as error:
            yield failure(place, "json", f"not JSON: {error}")
        else:
            yield _record(record, place, settings, where)


def _record(record: Any, where: str, settings: SourceSettings, origin: str) -> Item:
    if not isinstance(record, dict):
        return failure(where, "json", 'a record is an object {"title": …, "text": …}')
    return article_of_record(named(record), where, settings, origin=origin)


def _read_table(path: Path, settings: SourceSettings) -> Iterator[Item]:
    """CSV and Parquet through DuckDB, a batch at a time."""
    import duckdb

    where = str(path)
    if not path.stat().st_size:
        yield failure(where, "empty", "the file is empty")
        return
    with path.open("rb"):
        pass
    with duckdb.connect() as connection:
        reader = (
            "read_parquet(?)"
            if path.suffix == ".parquet"
            else "read_csv(?, all_varchar=true, header=true, max_line_size=20000000)"
        )
        try:
            connection.execute(f"SELECT * FROM {reader}", [where])
        except duckdb.Error as error:
            yield failure(where, "table", f"cannot be read as a table: {str(error).splitlines()[0]}")
            return
        columns = [item[0] for item in connection.description or ()]
        if "text" not in named(dict.fromkeys(columns, "")):
            yield failure(where, "columns", f"has no column 'text' (nor body, content); it has {', '.join(columns)}")
            return
        number = 0
        while True:
            try:
                batch = connection.fetchmany(BATCH)
            except duckdb.Error as error:
                yield failure(where, "table", f"breaks off after row {number}: {str(error).splitlines()[0]}")
                return
            if not batch:
                break
            for row in batch:
                number += 1
                record = named(dict(zip(columns, row, strict=True)))
                yield article_of_record(record, f"{where}, row {number}", settings, origin=where)
    if not number:
        yield failure(where, "empty", "the table has no rows")
