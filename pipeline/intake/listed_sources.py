"""The sources of a list → Articles: each source by its kind, on its terms; trouble in one leaves the others unharmed.

What was read is remembered (``pipeline.intake.fetch_state``) and not read again until it changes. A feed or sitemap counts as
read only when all its pages are: what is left over, or failed in passing, comes at the next run.
"""

from __future__ import annotations

import logging
import os
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from glob import glob
from pathlib import Path
from urllib.parse import urljoin, urlsplit

from pipeline.articles import Article, Failure, digest
from pipeline.intake.bodies import decoded, gunzipped
from pipeline.intake.feeds import Entry, entry_article, parse_feed, parse_sitemap
from pipeline.intake.fetch_state import Seen
from pipeline.intake.fetching import UNANSWERED, Fetched, Fetcher, NotModified, Terms, trouble
from pipeline.intake.reading_processes import several
from pipeline.intake.records import Item, SourceSettings, failure, page_article
from pipeline.intake.source_files import files_of, nothing_in, read_file
from pipeline.intake.source_list import Drop, Feed, Folder, Page, Sitemap, Source, Warc, read_source_list
from pipeline.intake.web_archives import Archive, read_archives

log = logging.getLogger(__name__)

GIVE_UP = 3  # a dead host would cost its timeout for every page that a feed names
MAX_SITEMAPS = 50  # of an index, in a run


@dataclass(slots=True)
class Tally:
    """What came of one source in one run: for the run's report, and for telling silent sources from doubled ones."""

    source: Source
    articles: int = 0
    failures: int = 0
    unchanged: bool = False  # nothing was sent, as nothing had changed
    reached: bool = False  # something of it could be read, or is known to be as it was
    left: int = 0  # pages and archives left for the next run
    seconds: float = 0.0
    places: set[str] = field(default_factory=set)  # addresses and files that were read
    pages: Counter[str] = field(
        default_factory=Counter
    )  # of archives: how many, and how many were passed over, by reason


def read_listed(
    name: str, fetcher: Fetcher, settings: SourceSettings | None = None, tallies: list[Tally] | None = None
) -> Iterator[Item]:
    """The articles of a list, ``sources.yml``, or of one source in it, ``sources.yml#name``; a fault is a failure."""
    path, _, only = name.partition("#")
    sources, faults = read_source_list(path)
    for fault in faults:
        if not only or fault.source in (only, None):
            yield failure(fault.where, "source-list", fault.message, source=fault.source)
    chosen = [source for source in sources if not only or source.name == only]
    if only and not chosen and not any(fault.source == only for fault in faults):
        yield failure(
            path, "source-list", f"has no source {only}: it has {', '.join(source.name for source in sources)}"
        )
    for source in chosen:
        tally = Tally(source)
        if tallies is not None:
            tallies.append(tally)
        yield from ListedSource(source, fetcher, settings or SourceSettings(), tally).read()


class ListedSource:
    """One source of the list, read once."""

    def __init__(self, source: Source, fetcher: Fetcher, settings: SourceSettings, tally: Tally) -> None:
        self.source, self.fetcher, self.tally = source, fetcher, tally
        self.state = fetcher.state
        # The size limit of an archive is no limit for the pages in it
        self.of_archives = replace(
            settings, publisher=source.publisher, country=source.country, language=source.language
        )
        self.settings = replace(self.of_archives, max_bytes=source.size_limit * 2)
        self.terms = Terms(
            connect=min(settings.connect_timeout, source.timeout),
            total=source.timeout,
            wire=source.size_limit,
            body=source.size_limit * 2,
            redirects=settings.max_redirects,
            retries=settings.retries,
            backoff=settings.backoff,
            rate=source.rate,
            allowed=frozenset(host.lower() for host in source.allow_private),
        )
        self.complete = True
        self.pages = 0
        self.unanswered: Counter[str] = Counter()  # host → requests in a row
        # Archives on their way: by name, what is to be remembered of each, and the file that it was fetched into
        self.archives: dict[str, tuple[str, Seen, Path | None]] = {}

    def read(self) -> Iterator[Item]:
        """The articles and failures of the source, each failure with the source's name."""
        items = self._items()
        while True:
            started = time.monotonic()  # what is done with an item in between is not reading
            item = next(items, None)
            self.tally.seconds += time.monotonic() - started
            if item is None:
                break
            yield self._counted(item)
        self.tally.reached |= self.tally.unchanged
        if self.tally.left:
            log.warning("%s: %d are left for the next run", self.source.name, self.tally.left)

    def _counted(self, item: Item) -> Item:
        """The item with the name of its source, counted."""
        if isinstance(item, Failure):
            self.tally.failures += 1
            return replace(item, context={**item.context, "source": self.source.name})
        self.tally.articles += 1
        self.tally.reached = True
        if item.origin:
            self.tally.places.add(item.origin)
        return replace(item, listed_as=self.source.name)

    def _items(self) -> Iterator[Item]:
        match self.source:
            case Feed():
                return self._feed(self.source)
            case Sitemap():
                return self._sitemap(self.source)
            case Page():
                return self._page(self.source)
            case Folder():
                return self._files(files_of(Path(self.source.path)), Path(self.source.path))
            case Drop():
                return self._files(_matching(self.source.path), Path(self.source.path))
            case Warc():
                return self._warc(self.source)

    # Feeds, sitemaps and pages

    def _get(self, url: str, *, key: str, pages: bool = False) -> Fetched | Failure | None:
        """What was fetched, or why not; None where nothing has changed."""
        host = urlsplit(url).netloc.lower()
        if self.unanswered[host] >= GIVE_UP:
            return trouble(
                url, "no-answer", f"{host} left {GIVE_UP} requests in a row unanswered and is not asked again"
            )
        got = self.fetcher.get(url, self.terms, key=key, pages=pages)
        silent = isinstance(got, Failure) and got.kind in UNANSWERED
        self.unanswered[host] = self.unanswered[host] + 1 if silent else 0
        if not isinstance(got, Failure):
            self.tally.places.add(url)
        if isinstance(got, NotModified):
            self.tally.reached = True
            return None
        return got

    def _remember(self, key: str, got: Fetched | None, mark: str | None = None) -> None:
        """Remember what was fetched; what was not sent again keeps its validators."""
        before = self.state.seen(key) or Seen()
        etag, modified = (got.etag, got.modified) if got else (before.etag, before.modified)
        self.state.remember(key, Seen(etag, modified, mark, time.time()))

    def _feed(self, source: Feed) -> Iterator[Item]:
        key = f"feed:{source.name}:{source.url}"
        got = self._get(source.url, key=key)
        if got is None:
            self.tally.unchanged = True
            return
        if isinstance(got, Failure):
            yield got
            return
        met: set[str] = set()
        entries = parse_feed(got.body, source.url, got.content_type, base=got.url, limit=self.terms.body)
        for entry in entries:
            if isinstance(entry, Failure):
                yield entry
            else:
                yield from self._entry(entry, source, met)
        if self.complete:
            self._remember(key, got)

    def _entry(self, entry: Entry, source: Feed, met: set[str]) -> Iterator[Item]:
        """The article of an entry, from the feed or from its page; one that was met in this feed is not given again."""
        follow = source.content == "page" or (source.content == "auto" and not entry.whole)
        if follow and entry.url:
            if entry.url not in met:
                met.add(entry.url)
                yield from self._linked(entry, source)
            return
        item = entry_article(entry, source.url, self.settings)
        known_by = item.id if isinstance(item, Article) else item.where
        if known_by not in met:
            met.add(known_by)
            yield item

    def _linked(self, entry: Entry, source: Feed | Sitemap) -> Iterator[Item]:
        """The article of the page that an entry names, unless it was read and neither has changed."""
        url = entry.url or ""
        key = f"page:{source.name}:{url}"
        mark = digest(*(str(entry.record.get(name) or "") for name in ("title", "text", "published", "updated")))
        seen = self.state.seen(key)
        if seen and seen.mark == mark and time.time() - seen.at < source.recheck * 3600:
            self.tally.reached = True
            return
        if self.pages >= source.pages:
            self.tally.left += 1
            self.complete = False
            return
        self.pages += 1
        got = self._get(url, key=key, pages=True)
        if isinstance(got, Failure):
            self.complete = self.complete and not got.context.get("passing")
            if not got.context.get("passing"):
                self.state.remember(key, Seen(mark=mark, at=time.time()))
            yield got
            return
        if got is not None:
            known = {name: entry.record.get(name) for name in ("title", "published", "author", "lang")}
            yield page_article(decoded(got.body, got.content_type), url, url, self.settings, known)
        self._remember(key, got, mark)

    def _sitemap(self, source: Sitemap) -> Iterator[Item]:
        waiting, met = [source.url], {source.url}
        oldest = time.time() - source.days * 86_400
        unchanged = True
        for url in waiting:
            key = f"sitemap:{source.name}:{url}"
            got = self._get(url, key=key)
            if isinstance(got, Failure):
                yield got
            unchanged = unchanged and got is None
            if not isinstance(got, Fetched):
                continue
            self.complete = True
            nests = False
            for entry in parse_sitemap(got.body, url, got.content_type, base=got.url, limit=self.terms.body):
                if isinstance(entry, Failure):
                    yield entry
                elif not entry.url or entry.url in met or _is_older(entry, oldest):
                    continue
                elif entry.nested:
                    met.add(entry.url)
                    nests = True
                    if len(waiting) <= MAX_SITEMAPS:
                        waiting.append(entry.url)
                    else:
                        self.tally.left += 1
                else:
                    met.add(entry.url)
                    yield from self._linked(entry, source)
            # An index that has not changed would hide the sitemaps under it
            if self.complete and not nests:
                self._remember(key, got)
        self.tally.unchanged = unchanged

    def _page(self, source: Page) -> Iterator[Item]:
        key = f"page:{source.name}:{source.url}"
        got = self._get(source.url, key=key, pages=True)
        if isinstance(got, Failure):
            yield got
        elif got is None:
            self.tally.unchanged = True
        else:
            yield page_article(decoded(got.body, got.content_type), source.url, source.url, self.settings)
            self._remember(key, got)

    # Files and archives

    def _files(self, files: list[Path], place: Path) -> Iterator[Item]:
        """The articles of files that are new, or have changed since they were read."""
        settings = replace(self.settings, max_bytes=self.source.size_limit)
        if not files:
            yield (
                nothing_in(place) if place.is_dir() else failure(str(place), "missing", "no such file: check the path")
            )
        self.tally.unchanged = bool(files)
        for file in files:
            mark = _file_mark(file)
            if mark is None:
                yield failure(str(file), "missing", "no such file or folder: check the path")
            elif self._is_known(f"file:{self.source.name}:{file}", mark):
                self.tally.reached = True
            else:
                self.tally.unchanged = False
                yield from read_file(file, settings)
                self.state.remember(f"file:{self.source.name}:{file}", Seen(mark=mark, at=time.time()))

    def _is_known(self, key: str, mark: str) -> bool:
        seen = self.state.seen(key)
        return seen is not None and seen.mark == mark

    def _warc(self, source: Warc) -> Iterator[Item]:
        with (
            tempfile.TemporaryDirectory(prefix="blotter-") as folder,
            several(self.of_archives.processes) as processes,
        ):
            if source.path:
                archives = self._local_archives(_matching(source.path), source.path)
            else:
                archives = self._fetched_archives(source.url or "", source, Path(folder))
            yield from read_archives(archives, self.of_archives, self.tally.pages, processes, self._archive_read)

    def _archive_read(self, where: str, sound: bool) -> None:
        """Remember an archive that has been read; one from an address that broke off is fetched again, a file is not read again."""
        key, seen, fetched = self.archives.pop(where)
        if fetched is not None:
            fetched.unlink()
        if sound or fetched is None:
            self.state.remember(key, seen)

    def _fetched_archives(self, url: str, source: Warc, folder: Path) -> Iterator[Archive | Failure]:
        """The archive at an address, or those of a list of addresses; each by way of a file, and each once."""
        urls = [url]
        if url.endswith(("warc.paths", "warc.paths.gz")):
            got = self._get(url, key=f"paths:{source.name}:{url}")
            if not isinstance(got, Fetched):
                if got is not None:
                    yield got
                return
            lines = gunzipped(got.body, self.terms.body).decode("utf-8", "replace").split()
            urls = [urljoin(source.root, line) for line in lines]
        new = [archive for archive in urls if self.state.seen(f"warc:{source.name}:{archive}") is None]
        self.tally.left, self.tally.unchanged = max(len(new) - source.archives, 0), not new
        for number, archive in enumerate(new[: source.archives]):
            path = folder / f"{number}.warc"
            with path.open("w+b") as file:
                fetched = self.fetcher.get(archive, self.terms, into=file)
            if isinstance(fetched, Failure):
                path.unlink()
                yield fetched
                continue
            self.archives[archive] = (f"warc:{source.name}:{archive}", Seen(at=time.time()), path)
            yield Archive(path, archive)

    def _local_archives(self, files: list[Path], pattern: str) -> Iterator[Archive | Failure]:
        """The archives among files that are new, or have changed since they were read."""
        if not files:
            yield failure(pattern, "missing", "no such archive: check the path")
        self.tally.unchanged = bool(files)
        for path in files:
            key, mark = f"file:{self.source.name}:{path}", _file_mark(path)
            if mark is None or self._is_known(key, mark):
                continue
            self.tally.unchanged = False
            if not os.access(path, os.R_OK):
                yield failure(str(path), "unreadable", "cannot be read: check its permissions")
                continue
            self.archives[str(path)] = (key, Seen(mark=mark, at=time.time()), None)
            yield Archive(path, str(path))


def _matching(pattern: str) -> list[Path]:
    """The files of a pattern, in order; a pattern without a wildcard is the file itself."""
    if any(sign in pattern for sign in "*?["):
        return [Path(name) for name in sorted(glob(pattern, recursive=True)) if os.path.isfile(name)]
    return [Path(pattern)] if os.path.exists(pattern) else []


def _file_mark(path: Path) -> str | None:
    """What changes when a file does."""
    try:
        found = path.stat()
    except OSError:
        return None
    return f"{found.st_size} {found.st_mtime_ns}"


def _is_older(entry: Entry, oldest: float) -> bool:
    """Whether a page or sitemap is dated before a time; one that is undated is not."""
    from dateutil import parser

    value = entry.record.get("updated") or entry.record.get("published")
    if not value:
        return False
    try:
        at: datetime = parser.isoparse(value)
    except (ValueError, OverflowError):
        return False
    return (at if at.tzinfo else at.replace(tzinfo=UTC)).timestamp() < oldest - (86_400 if len(value) <= 10 else 0)
