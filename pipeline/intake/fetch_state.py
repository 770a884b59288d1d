"""What fetching remembers from one run to the next: validators, robots.txt, hosts that asked us to wait.

What was fetched is remembered only at ``commit``, which a run calls when the articles are safely stored: a run that
is killed in between fetches again instead of being told "not modified" about articles that it never kept.
"""

from __future__ import annotations

import sqlite3
import threading
import time
from collections.abc import Iterable
from dataclasses import astuple, dataclass
from pathlib import Path
from typing import Protocol

SCHEMA = """
CREATE TABLE IF NOT EXISTS seen (key TEXT PRIMARY KEY, etag TEXT, modified TEXT, mark TEXT, at REAL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS robots (origin TEXT PRIMARY KEY, body TEXT, at REAL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS waits (host TEXT PRIMARY KEY, until REAL) WITHOUT ROWID;
"""

LISTINGS = ("feed", "sitemap", "paths")  # what names other places


@dataclass(frozen=True, slots=True)
class Seen:
    """How something was when it was last fetched: its validators, or a mark of ours; ``at`` in seconds of the epoch."""

    etag: str | None = None
    modified: str | None = None
    mark: str | None = None
    at: float = 0.0


class FetchState(Protocol):
    """The memory of fetching; all times are seconds of the epoch."""

    def seen(self, key: str) -> Seen | None:
        """What was remembered of an address or file, if anything was."""
        ...

    def remember(self, key: str, seen: Seen) -> None:
        """Remember it from the next ``commit`` on."""
        ...

    def commit(self) -> None:
        """Keep what was to be remembered: its articles are stored."""
        ...

    def robots(self, origin: str) -> tuple[str, float] | None:
        """The robots.txt of an origin (``https://host:port``) and when it was read."""
        ...

    def keep_robots(self, origin: str, body: str, at: float) -> None:
        """Keep a robots.txt, at once."""
        ...

    def waits_until(self, host: str) -> float:
        """Until when a host asked to be left alone; 0 where it did not."""
        ...

    def wait(self, host: str, until: float) -> None:
        """Leave a host alone until then, from now on."""
        ...


class MemoryState:
    """Remembers for one process."""

    def __init__(self) -> None:
        self.pending: dict[str, Seen] = {}
        self.kept: dict[str, Seen] = {}
        self.files: dict[str, tuple[str, float]] = {}
        self.waits: dict[str, float] = {}

    def seen(self, key: str) -> Seen | None:
        return self.kept.get(key)

    def remember(self, key: str, seen: Seen) -> None:
        self.pending[key] = seen

    def commit(self) -> None:
        self.kept |= self.pending
        self.pending = {}

    def robots(self, origin: str) -> tuple[str, float] | None:
        return self.files.get(origin)

    def keep_robots(self, origin: str, body: str, at: float) -> None:
        self.files[origin] = (body, at)

    def waits_until(self, host: str) -> float:
        return self.waits.get(host, 0.0)

    def wait(self, host: str, until: float) -> None:
        self.waits[host] = until


class SqliteState:
    """Remembers in a SQLite file beside the warehouse (``pipeline.settings.fetch_state_path``).

    ``fresh`` forgets what was fetched: for a warehouse that was made anew, which has none of it.
    """

    def __init__(self, path: Path | str, *, fresh: bool = False) -> None:
        self.lock = threading.Lock()
        self.pending: dict[str, Seen] = {}
        Path(path).parent.mkdir(parents=True, exist_ok=True)
        self.connection = sqlite3.connect(path, timeout=30, isolation_level=None, check_same_thread=False)
        self.connection.execute("PRAGMA journal_mode=WAL")
        self.connection.executescript(SCHEMA)
        if fresh:
            self.connection.execute("DELETE FROM seen")

    def __enter__(self) -> SqliteState:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Close the file; what was not committed is forgotten."""
        self.connection.close()

    def seen(self, key: str) -> Seen | None:
        row = self._row("SELECT etag, modified, mark, at FROM seen WHERE key = ?", key)
        return Seen(*row) if row else None

    def remember(self, key: str, seen: Seen) -> None:
        with self.lock:
            self.pending[key] = seen

    def commit(self) -> None:
        with self.lock:
            rows = [(key, *astuple(seen)) for key, seen in self.pending.items()]
            self.connection.execute("BEGIN IMMEDIATE")
            try:
                self.connection.executemany("INSERT OR REPLACE INTO seen VALUES (?, ?, ?, ?, ?)", rows)
            except BaseException:
                self.connection.execute("ROLLBACK")
                raise
            self.connection.execute("COMMIT")
            self.pending = {}

    def forget(self, source: str, places: Iterable[str]) -> None:
        """Forget, at once, what is remembered of places of a listed source, and of the feeds and sitemaps that lead there.

        A place is an address or a file, or begins with one (``a.jsonl:5``): it is asked for again at the next run.
        """
        wanted = list(places)
        with self.lock:
            for (key,) in self.connection.execute("SELECT key FROM seen").fetchall():
                kind, _, rest = key.partition(":")
                name, _, place = rest.partition(":")
                if name == source and (kind in LISTINGS or any(where.startswith(place) for where in wanted)):
                    self.connection.execute("DELETE FROM seen WHERE key = ?", (key,))

    def forget_older(self, days: float) -> int:
        """Forget pages that were last looked at so many days ago, and robots.txt and waits that are over; how many pages.

        Files and archives are remembered for good: they would be read again as a whole.
        """
        now = time.time()
        with self.lock:
            gone = self.connection.execute(
                "DELETE FROM seen WHERE key LIKE 'page:%' AND at < ?", (now - days * 86_400,)
            ).rowcount
            self.connection.execute("DELETE FROM robots WHERE at < ?", (now - days * 86_400,))
            self.connection.execute("DELETE FROM waits WHERE until < ?", (now,))
            self.connection.execute("VACUUM")
        return gone

    def robots(self, origin: str) -> tuple[str, float] | None:
        return self._row("SELECT body, at FROM robots WHERE origin = ?", origin)

    def keep_robots(self, origin: str, body: str, at: float) -> None:
        with self.lock:
            self.connection.execute("INSERT OR REPLACE INTO robots VALUES (?, ?, ?)", (origin, body, at))

    def waits_until(self, host: str) -> float:
        row = self._row("SELECT until FROM waits WHERE host = ?", host)
        return float(row[0]) if row else 0.0

    def wait(self, host: str, until: float) -> None:
        with self.lock:
            self.connection.execute("INSERT OR REPLACE INTO waits VALUES (?, ?)", (host, until))

    def _row(self, query: str, key: str) -> tuple | None:  # type: ignore[type-arg]
        with self.lock:
            return self.connection.execute(query, [key]).fetchone()  # type: ignore[no-any-return]
