"""A source → Articles: text, HTML, JSON lines, CSV, Parquet, feeds, addresses and folders of those.

What cannot be read comes out as a Failure that names the file, line or record and says what to do; its
neighbours go on. Text is tidied here once and never again: line ends become ``\\n``, control characters go, the
form is NFC.
"""

from __future__ import annotations

import gzip
import json
import logging
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from pipeline import __version__
from pipeline.articles import Article, Failure, article_id

log = logging.getLogger(__name__)

Item = Article | Failure

TEXT = (".txt", ".text", ".md")
HTML = (".html", ".htm", ".xhtml")
JSON = (".jsonl", ".ndjson", ".json")
TABLES = (".csv", ".tsv", ".parquet")
FEEDS = (".xml", ".rss", ".atom", ".rdf")
SUFFIXES = (*TEXT, *HTML, *JSON, *TABLES, *FEEDS)
ALIASES = {"body": "text", "content": "text", "headline": "title", "date": "published", "language": "lang", "link": "url", "publisher": "source"}  # fmt: skip
FIELDS = ("id", "title", "text", "published", "lang", "source", "url", "author")
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
SURROGATE = re.compile(r"[\ud800-\udfff]")
MAX_TITLE = 200
BATCH = 2_000


@dataclass(frozen=True, slots=True)
class SourceSettings:
    """Limits: bytes of a text file or page, characters of an article, seconds and redirects of a request."""

    max_bytes: int = 20_000_000
    max_characters: int = 2_000_000
    max_download: int = 10_000_000
    connect_timeout: float = 10.0
    total_timeout: float = 60.0
    max_redirects: int = 5


def read_sources(sources: Sequence[str | Path], *, settings: SourceSettings | None = None) -> Iterator[Item]:
    """The articles of files, folders, feeds, addresses and standard input (``-``), in order."""
    settings = settings or SourceSettings()
    for source in sources:
        name = str(source)
        if name.startswith(("http://", "https://")):
            yield from _read_address(name, settings)
        elif "://" in name:
            yield _failure(name, "unsupported", "only http:// and https:// addresses can be read")
        elif name == "-":
            import sys

            yield from _read_json_lines(sys.stdin.buffer.read(), "standard input", settings)
        else:
            yield from _read_path(Path(name), settings)


def _failure(where: str, kind: str, message: str, **context: Any) -> Failure:
    return Failure("ingest", where, kind, message, context=context)


def _read_path(path: Path, settings: SourceSettings) -> Iterator[Item]:
    if not path.exists():
        yield _failure(str(path), "missing", "no such file or folder: check the path")
        return
    if not path.is_dir():
        yield from _read_file(path, settings)
        return
    files = sorted(
        file
        for file in path.rglob("*")
        if file.is_file()
        and _suffix(file) in SUFFIXES
        and not any(p.startswith(".") for p in file.relative_to(path).parts)
    )
    files = [file for file in files if file.name.lower() != "readme.md"]
    if not files:
        yield _failure(str(path), "empty", f"nothing to read in this folder: {', '.join(SUFFIXES)} are read")
    for file in files:
        yield from _read_file(file, settings)


def _suffix(path: Path) -> str:
    suffixes = [suffix.lower() for suffix in path.suffixes]
    return suffixes[-2] if len(suffixes) > 1 and suffixes[-1] == ".gz" else (suffixes or [""])[-1]


def _read_file(path: Path, settings: SourceSettings) -> Iterator[Item]:
    where, suffix = str(path), _suffix(path)
    try:
        if suffix in TABLES and path.suffix != ".gz":
            yield from _read_table(path, settings)
            return
        data = _read_bytes(path, settings)
    except OSError as error:
        yield _failure(where, "unreadable", f"cannot be read ({error.strerror or error}): check its permissions")
        return
    if isinstance(data, Failure):
        yield data
    elif not data.strip():
        yield _failure(where, "empty", "the file is empty")
    elif suffix in HTML:
        yield _page(data, where, None, settings)
    elif suffix in JSON:
        yield from _read_json_lines(data, where, settings)
    elif suffix in FEEDS:
        yield from _read_feed(data, where, settings)
    elif suffix in TEXT or not suffix:
        yield _read_text(data, path, settings)
    else:
        yield _failure(where, "unsupported", f"{suffix} files are not read: {', '.join(SUFFIXES)} are")


def _read_bytes(path: Path, settings: SourceSettings) -> bytes | Failure:
    # one byte more than allowed tells that there is more, whatever a compressed file says of itself
    opener: Any = gzip.open if path.suffix == ".gz" else open
    lines = _suffix(path) in JSON
    limit = settings.max_bytes * (50 if lines else 1)
    with opener(path, "rb") as file:
        data: bytes = file.read(limit + 1)
    if len(data) > limit:
        message = f"over {limit:,} bytes: split it, or give its articles as JSON lines"
        return _failure(str(path), "too-large", message)
    return data


def _decode(data: bytes, where: str) -> str | Failure:
    if b"\x00" in data[:4096] and not data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return _failure(where, "binary", "this is no text: convert it to text, or leave it out")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        from charset_normalizer import from_bytes

        best = from_bytes(data[:100_000]).best()
        guess = best.encoding if best else "latin-1"
        message = f"not UTF-8 at byte {error.start}; probably {guess}: convert it, `iconv -f {guess} -t utf-8`"
        return _failure(where, "encoding", message, byte=error.start)


def _read_text(data: bytes, path: Path, settings: SourceSettings) -> Item:
    where = str(path)
    text = _decode(data, where)
    if isinstance(text, Failure):
        return text
    if path.suffix == ".md":
        from pipeline.gold import is_annotated

        if is_annotated(text):
            return _annotated(path)
    title, text = _split_title(text)
    return _article({"title": title, "text": text}, where, settings, origin=where)


def _annotated(path: Path) -> Item:
    """An annotated article, read as its bare text."""
    from pipeline.gold import GoldError, read_article

    try:
        gold = read_article(path)
    except GoldError as error:
        return _failure(
            str(path), "annotation", f"{error.faults[0]} (and {len(error.faults) - 1} more): `blotter corpus check`"
        )
    return Article(
        id=article_id(text=gold.text, title=gold.title, url=None, external_id=gold.id, source=gold.source),
        text=gold.text, title=gold.title, published=gold.published, lang=gold.lang, source=gold.source,
        origin=str(path), external_id=gold.id,
    )  # fmt: skip


def _split_title(text: str) -> tuple[str | None, str]:
    """The first line is the title when it is short and a blank line follows it."""
    first, _, rest = text.lstrip().partition("\n")
    if rest.startswith(("\n", "\r\n")) and rest.strip() and len(first.strip()) <= MAX_TITLE:
        return first.strip(), rest
    return None, text


def tidy(text: str) -> str:
    """Line ends as ``\\n``, no control characters, NFC, no space at either end."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return unicodedata.normalize("NFC", CONTROL.sub("", text)).strip()


def parse_date(value: Any) -> date | None:
    """A day from a date, an ISO or RFC 2822 string, or the common written forms; None if it is none."""
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    if not isinstance(value, str) or not value.strip():
        return None
    from dateutil import parser

    try:
        return date.fromisoformat(value.strip()[:10])
    except ValueError:
        pass
    try:
        return parser.parse(value).date()
    except (ValueError, OverflowError):
        log.warning("%r is no date; the article is taken without one", value)
        return None


def _article(record: Mapping[str, Any], where: str, settings: SourceSettings, *, origin: str) -> Item:
    """An article from a record's fields, or why it is none."""
    text = record.get("text")
    if not isinstance(text, str) or not text.strip():
        return _failure(where, "no-text", "the record has no text: an article needs a 'text' that is not empty")
    values = {name: value for name in FIELDS if isinstance(value := record.get(name), (str, int, float))}
    strings = {name: str(value) for name, value in values.items()}
    if any(SURROGATE.search(value) for value in strings.values()):
        return _failure(where, "surrogate", "holds half of a surrogate pair: write the text again as valid Unicode")
    if len(text) > settings.max_characters:
        return _failure(
            where, "too-large", f"{len(text):,} characters, more than {settings.max_characters:,}: split the article"
        )
    text = tidy(text)
    if not text:
        return _failure(where, "no-text", "the record has no text: an article needs a 'text' that is not empty")
    title = tidy(strings["title"]) if strings.get("title") else None
    url, external, source = strings.get("url"), strings.get("id"), strings.get("source")
    return Article(
        id=article_id(text=text, title=title, url=url, external_id=external, source=source),
        text=text,
        title=title or None,
        published=parse_date(record.get("published")),
        lang=strings["lang"].lower()[:2] if strings.get("lang") else _language(text),
        source=source,
        author=strings.get("author"),
        url=url,
        origin=origin,
        external_id=external,
    )


def _language(text: str) -> str | None:
    from pipeline.language import detect_language

    return detect_language(text)[0]


def _named(record: Mapping[str, Any]) -> dict[str, Any]:
    """The record with our names for its fields; a field of ours wins over its alias."""
    folded = {str(key).strip().lower(): value for key, value in record.items()}
    renamed = {ALIASES.get(key, key): value for key, value in folded.items() if key not in FIELDS}
    return renamed | {key: value for key, value in folded.items() if key in FIELDS and value is not None}


def _read_json_lines(data: bytes, where: str, settings: SourceSettings) -> Iterator[Item]:
    text = _decode(data, where)
    if isinstance(text, Failure):
        yield text
        return
    if text.lstrip().startswith("["):
        try:
            records = json.loads(text)
        except json.JSONDecodeError as error:
            yield _failure(f"{where}:{error.lineno}", "json", f"not JSON: {error.msg}; is the file cut short?")
            return
        for number, record in enumerate(records, 1):
            yield _record(record, f"{where}, record {number}", settings, where)
        return
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        try:
            record = json.loads(line)
        except json.JSONDecodeError as error:
            yield _failure(
                f"{where}:{number}", "json", f"not JSON: {error.msg} at column {error.colno}; is the line cut short?"
            )
            continue
        yield _record(record, f"{where}:{number}", settings, where)


def _record(record: Any, where: str, settings: SourceSettings, origin: str) -> Item:
    if not isinstance(record, dict):
        return _failure(where, "json", 'a record is an object {"title": …, "text": …}')
    return _article(_named(record), where, settings, origin=origin)


def _read_table(path: Path, settings: SourceSettings) -> Iterator[Item]:
    """CSV and Parquet through DuckDB, a batch at a time."""
    import duckdb

    where = str(path)
    if not path.stat().st_size:
        yield _failure(where, "empty", "the file is empty")
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
            yield _failure(where, "table", f"cannot be read as a table: {str(error).splitlines()[0]}")
            return
        columns = [item[0] for item in connection.description or ()]
        if "text" not in _named(dict.fromkeys(columns, "")):
            yield _failure(where, "columns", f"has no column 'text' (nor body, content); it has {', '.join(columns)}")
            return
        number = 0
        while True:
            try:
                batch = connection.fetchmany(BATCH)
            except duckdb.Error as error:
                yield _failure(where, "table", f"breaks off after row {number}: {str(error).splitlines()[0]}")
                return
            if not batch:
                break
            for row in batch:
                number += 1
                record = _named(dict(zip(columns, row, strict=True)))
                yield _article(record, f"{where}, row {number}", settings, origin=where)
    if not number:
        yield _failure(where, "empty", "the table has no rows")


def _page(data: bytes, where: str, url: str | None, settings: SourceSettings) -> Item:
    """An article from a page's HTML: text, title, date, author and site by trafilatura."""
    import trafilatura

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    if len(data) > settings.max_bytes:
        return _failure(where, "too-large", f"over {settings.max_bytes:,} bytes")
    found: Any = trafilatura.bare_extraction(
        data, url=url, with_metadata=True, include_comments=False, include_tables=False
    )
    text = (found.text or "") if found else ""
    if not found or len(text.split()) < 20:
        return _failure(where, "no-article", "no article was found on this page: is it an index, or built by scripts?")
    paragraphs = "\n\n".join(line for line in text.split("\n") if line.strip())
    record = {
        "title": found.title, "text": paragraphs, "published": found.date, "author": found.author,
        "source": found.sitename or found.hostname, "url": url or found.url,
    }  # fmt: skip
    return _article(record, where, settings, origin=where)


def _read_feed(data: bytes, where: str, settings: SourceSettings) -> Iterator[Item]:
    """The entries of an RSS or Atom feed: their full content where the feed has it, else the summary."""
    import feedparser

    feed = feedparser.parse(data)
    if not feed.entries and (feed.bozo or not feed.version):
        yield _failure(where, "not-a-feed", "neither RSS nor Atom: is this the address of a page?")
        return
    if not feed.entries:
        yield _failure(where, "empty", "the feed has no entries")
    for number, entry in enumerate(feed.entries, 1):
        contents = [part.get("value", "") for part in entry.get("content", [])]
        html = max([*contents, entry.get("summary", "")], key=len)
        record = {
            "id": entry.get("id"), "title": _bare(entry.get("title", "")), "text": _bare(html),
            "published": entry.get("published") or entry.get("updated"), "url": entry.get("link"),
            "author": entry.get("author"), "source": feed.feed.get("title"),
            "lang": (feed.feed.get("language") or "") or None,
        }  # fmt: skip
        yield _article(record, f"{where}, entry {number}", settings, origin=where)


def _bare(markup: str) -> str:
    """The text of a piece of HTML, a blank line between paragraphs."""
    if not markup.strip():
        return ""
    if "<" not in markup and "&" not in markup:
        return markup
    from lxml import html

    tree = html.fromstring(f"<div>{markup}</div>")
    for block in tree.iter("p", "br", "li", "h1", "h2", "h3", "div", "blockquote"):
        block.tail = "\n\n" + (block.tail or "")
    return re.sub(r"\s*\n\s*\n\s*", "\n\n", str(tree.text_content())).strip()


def _read_address(url: str, settings: SourceSettings) -> Iterator[Item]:
    fetched = fetch(url, settings)
    if isinstance(fetched, Failure):
        yield fetched
        return
    data, kind, final = fetched
    head = data[:1000].lstrip().lower()
    if "json" in kind:
        yield from _read_json_lines(data, url, settings)
    elif (
        any(name in kind for name in ("rss", "atom"))
        or (b"<rss" in head or b"<feed" in head or b"<rdf" in head)
        or ("xml" in kind and "html" not in kind)
    ):
        yield from _read_feed(data, url, settings)
    elif kind.startswith("text/plain"):
        text = _decode(data, url)
        if isinstance(text, Failure):
            yield text
        else:
            title, body = _split_title(text)
            yield _article({"title": title, "text": body, "url": final}, url, settings, origin=url)
    else:
        yield _page(data, url, final, settings)


def fetch(url: str, settings: SourceSettings) -> tuple[bytes, str, str] | Failure:
    """The body, content type and final address of a page, or why it could not be had."""
    import time

    import httpx

    agent = f"blotter/{__version__} (+https://pypi.org/project/blotter/)"
    timeout = httpx.Timeout(settings.connect_timeout)
    started = time.monotonic()
    try:
        with (
            httpx.Client(timeout=timeout, follow_redirects=True, max_redirects=settings.max_redirects, headers={"User-Agent": agent}) as client,
            client.stream("GET", url) as response,
        ):  # fmt: skip
            if response.status_code >= 400:
                return _failure(url, "http-status", f"answered {response.status_code} {response.reason_phrase}")
            body = bytearray()
            for chunk in response.iter_bytes():
                body += chunk
                if len(body) > settings.max_download:
                    return _failure(url, "too-large", f"sends more than {settings.max_download:,} bytes")
                if time.monotonic() - started > settings.total_timeout:
                    return _failure(url, "no-answer", f"took longer than {settings.total_timeout:g} seconds")
            return bytes(body), response.headers.get("content-type", "").lower(), str(response.url)
    except httpx.TooManyRedirects:
        return _failure(url, "redirects", f"redirects more than {settings.max_redirects} times")
    except (httpx.HTTPError, httpx.InvalidURL) as error:
        return _failure(url, "no-answer", f"does not answer ({type(error).__name__}): {error}")


def articles_of(items: Iterable[Item]) -> Iterator[Article]:
    """The articles among what a source yields."""
    return (item for item in items if isinstance(item, Article))
