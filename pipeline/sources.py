"""A source → Articles: a file or folder, a feed or page by its address, a list of sources, standard input.

What cannot be read comes out as a Failure that names the file, line, record or address and says what to do; its
neighbours go on.
"""

from __future__ import annotations

import logging
import os
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import httpx

from pipeline.articles import Article, Failure
from pipeline.intake.bodies import decoded
from pipeline.intake.feeds import read_feed
from pipeline.intake.fetch_state import FetchState
from pipeline.intake.fetching import Fetcher, NotModified, Terms
from pipeline.intake.listed_sources import Tally, read_listed
from pipeline.intake.reading_processes import several
from pipeline.intake.records import (
    Item,
    SourceSettings,
    article_of_record,
    failure,
    page_article,
    parse_date,
    split_title,
    tidy,
)
from pipeline.intake.source_files import SUFFIXES, read_json_lines, read_json_stream, read_path
from pipeline.intake.source_list import is_source_list
from pipeline.intake.web_archives import Archive, read_archives
from pipeline.settings import allowed_hosts

log = logging.getLogger(__name__)

__all__ = ["SUFFIXES", "Item", "SourceSettings", "articles_of", "fetch", "parse_date", "read_sources", "tidy"]


def read_sources(
    sources: Sequence[str | Path],
    *,
    settings: SourceSettings | None = None,
    state: FetchState | None = None,
    tallies: list[Tally] | None = None,
) -> Iterator[Item]:
    """The articles of files, folders, feeds, addresses, lists of sources and standard input (``-``), in order.

    ``state`` remembers what was fetched, from its ``commit`` on: call that when the articles are stored. ``tallies``
    takes what came of every listed source.
    """
    settings = settings or SourceSettings()
    fetcher = Fetcher(state)
    for source in sources:
        name = str(source)
        if name.startswith(("http://", "https://")):
            yield from _read_address(name, settings, fetcher)
        elif "://" in name:
            yield failure(name, "unsupported", "only http:// and https:// addresses can be read")
        elif name == "-":
            import sys

            yield from read_json_stream(sys.stdin.buffer, "standard input", settings)
        elif is_source_list(name):
            yield from read_listed(name, fetcher, settings, tallies)
        elif name.endswith((".warc", ".warc.gz")):
            yield from _read_archive(Path(name), settings)
        else:
            yield from read_path(Path(name), settings)


def _read_archive(path: Path, settings: SourceSettings) -> Iterator[Item]:
    """The articles of a web archive among the files named; what its pages were passed over for is logged."""
    if not path.is_file() or not os.access(path, os.R_OK):
        yield failure(str(path), "missing", "no such archive, or it may not be read: check path and permissions")
        return
    counts: Counter[str] = Counter()
    with several(settings.processes) as processes:
        yield from read_archives([Archive(path, str(path))], settings, counts, processes)
    log.info("%s: %s", path, ", ".join(f"{count} {what}" for what, count in sorted(counts.items())))


def _read_address(url: str, settings: SourceSettings, fetcher: Fetcher) -> Iterator[Item]:
    """A feed, JSON lines, a text or a page, by what is sent."""
    fetched = fetch(url, settings, fetcher)
    if isinstance(fetched, Failure):
        yield fetched
        return
    data, kind, final = fetched
    head = data[:1000].lstrip().lower()
    if "json" in kind:
        yield from read_json_lines(data, url, settings)
    elif (
        any(name in kind for name in ("rss", "atom"))
        or (b"<rss" in head or b"<feed" in head or b"<rdf" in head)
        or ("xml" in kind and "html" not in kind)
    ):
        yield from read_feed(data, url, settings, kind)
    elif kind.startswith("text/plain"):
        if b"\x00" in head and not data.startswith((b"\xff\xfe", b"\xfe\xff")):
            yield failure(url, "binary", "this is no text, whatever it is sent as: take the address out")
            return
        title, body = split_title(decoded(data, kind))
        yield article_of_record({"title": title, "text": body, "url": final}, url, settings, origin=url)
    else:
        yield page_article(decoded(data, kind), url, final, settings)


def fetch(url: str, settings: SourceSettings, fetcher: Fetcher | None = None) -> tuple[bytes, str, str] | Failure:
    """The body, content type and final address of a page, or why it could not be had."""
    terms = Terms(
        connect=settings.connect_timeout,
        total=settings.total_timeout,
        wire=settings.max_download,
        body=settings.max_bytes,
        redirects=settings.max_redirects,
        retries=settings.retries,
        backoff=settings.backoff,
        allowed=allowed_hosts() | _named_by_hand(url),
        strict=False,
    )
    got = (fetcher or Fetcher()).get(url, terms)
    if isinstance(got, Failure):
        return got
    if isinstance(got, NotModified):
        raise AssertionError("nothing was asked conditionally")
    return got.body, got.content_type, got.url


def _named_by_hand(url: str) -> frozenset[str]:
    """Who writes ``http://127.0.0.1:8000/feed`` means that very host; a name that only leads to such an address may lie."""
    try:
        address = httpx.URL(url)
    except httpx.InvalidURL:
        return frozenset()
    literal = address.host == "localhost" or ":" in address.host or address.host.replace(".", "").isdecimal()
    port = address.port or {"http": 80, "https": 443}.get(address.scheme, 0)
    return frozenset([f"{address.host}:{port}"]) if literal else frozenset()


def articles_of(items: Iterable[Item]) -> Iterator[Article]:
    """The articles among what a source yields."""
    return (item for item in items if isinstance(item, Article))
