"""Where a warehouse lies and how it is opened, written by one at a time and shown to readers.

``FileStorage`` is one DuckDB file. A run writes ``blotter.work.duckdb``; ``publish`` makes a numbered copy of it
(``blotter-000007.duckdb``) and swaps the pointer ``blotter.duckdb`` to it in one step, so readers are never locked
out and never see half a run. A copy is made from an older one that nobody reads any more, of which only the
blocks that differ are written, of a large file most of them beforehand, while the run writes: the oldest copy, or the
first part of a new one, is then the draft of the next (``pipeline.warehouse.blocks``).

``LakeStorage`` is a DuckLake: a catalogue in SQLite or PostgreSQL and Parquet files. Several processes write it and
take turns by transaction; readers see each transaction whole, as soon as it is done.
"""

from __future__ import annotations

import fcntl
import logging
import os
import random
import re
import shutil
import time
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from datetime import UTC, datetime, timedelta
from importlib.util import find_spec
from pathlib import Path
from typing import Any, BinaryIO, Protocol

import duckdb

from pipeline.settings import bytes_of, vacuum_memory, writer_memory
from pipeline.warehouse.blocks import Ahead, copy_blocks
from pipeline.warehouse.compaction import copy_tables

KEPT_VERSIONS = 3
# How new files are written: by a quarter smaller than as DuckDB 1.0 would read them, and what is smaller is read sooner. An
# older file is written so when it is vacuumed.
STORED_AS = {"storage_compatibility_version": "v1.5.0"}
CHECKPOINT = "128MB"  # of the log, before it goes into the work file
# Every checkpoint writes the groups of rows anew that end a table, again and again until they are full: of DuckDB's 122,880 rows, which are
# what ten thousand articles report, that is most of what it costs. A file that is vacuumed has groups of DuckDB's size.
ROW_GROUP = 16_384
# Rows of one table that are looked up in another one by one; for more DuckDB reads the other table whole. Its own 50 are fewer than a
# search may ask for, or than a batch changes of the reports.
LOOKED_UP = 1_000
LAKE = "ducklake:"
OPEN_TRIES = 20  # a reader that finds its copy being remade asks the pointer again
ATTACH_TRIES = 10  # two writers that make one lake at the same moment
KEPT_DAYS = 30  # of a lake's snapshots, by `vacuum`
UNREAD_DAYS = 1  # how long a reader may hold a file of a lake that is out of use
TURN = 0x626C6F74746572  # PostgreSQL's number of our lock: "blotter"
METADATA = "__ducklake_metadata_warehouse"  # how DuckLake names the attached catalogue
SQLITE_OPTIONS = "META_JOURNAL_MODE 'WAL', META_BUSY_TIMEOUT 10000"
# What SQLite and PostgreSQL say where another writer was faster.
PASSING = ("database is locked", "could not serialize access", "deadlock detected")
PASSWORD = re.compile(r"(password=)('[^']*'|[^\s;&]+)", re.IGNORECASE)
DRAFT = ".draft"  # the ending of a copy that is not whole yet

log = logging.getLogger(__name__)


class WarehouseBusy(RuntimeError):
    """Another process is writing this warehouse."""


class Storage(Protocol):
    """What the store needs of a place where a warehouse lies."""

    address: str

    def connect(self) -> duckdb.DuckDBPyConnection:
        """A connection that may write, with the warehouse as its default database; raises WarehouseBusy."""
        ...

    def reader(self, config: dict[str, Any] | None = None, version: int | None = None) -> duckdb.DuckDBPyConnection:
        """A connection that reads what is published, or what a kept version showed. Raises FileNotFoundError."""
        ...

    def turn(self, connection: duckdb.DuckDBPyConnection) -> AbstractContextManager[None]:
        """Wait until no other writer writes, and keep the others waiting."""
        ...

    def passes(self, error: duckdb.Error) -> bool:
        """Whether a transaction that ended so can go well when it is done again."""
        ...

    def next_version(self, connection: duckdb.DuckDBPyConnection) -> int:
        """The number that the next published version will have."""
        ...

    def publish(self, connection: duckdb.DuckDBPyConnection) -> tuple[int, str]:
        """Show readers what is written: the version's number, and where it is."""
        ...

    def shown(self) -> str:
        """What readers see now: a copy's path, or a lake's snapshot. Raises FileNotFoundError."""
        ...

    def vacuum(self, connection: duckdb.DuckDBPyConnection) -> duckdb.DuckDBPyConnection:
        """Give back the room of what was replaced, and bring together what lies scattered; the connection to go on with."""
        ...

    def close(self) -> None:
        """Let other writers in; after the connection is closed."""
        ...


def storage_of(address: str | Path) -> Storage:
    """The storage of a warehouse's address: ``ducklake:sqlite:PATH``, ``ducklake:postgres:…``, else a path."""
    text = str(address)
    return LakeStorage(text) if text.startswith(LAKE) else FileStorage(Path(text))


def load_extension(connection: duckdb.DuckDBPyConnection, name: str) -> None:
    """Load an extension of DuckDB from its Python package, without network or an installation."""
    package = f"duckdb_extension_{name}"
    spec = find_spec(package)
    if spec is None or not spec.submodule_search_locations:
        raise RuntimeError(f"the package {package} is missing: pip install {package.replace('_', '-')}")
    path = Path(spec.submodule_search_locations[0], "extensions", f"v{duckdb.__version__}", f"{name}.duckdb_extension")
    if not path.exists():
        raise RuntimeError(f"{package} has no extension for DuckDB {duckdb.__version__}: pip install the same version")
    connection.execute(f"LOAD '{quoted(path)}'")


def quiet(connection: duckdb.DuckDBPyConnection) -> duckdb.DuckDBPyConnection:
    """The connection, without the progress bar that DuckDB prints among our output where it takes us for interactive."""
    connection.execute("SET enable_progress_bar = false")
    return connection


def memory_limit(connection: duckdb.DuckDBPyConnection) -> int:
    """What DuckDB may take of memory, in bytes, as near as it tells (``305.1 MiB``)."""
    (told,) = connection.execute("SELECT current_setting('memory_limit')").fetchone()  # type: ignore[misc]
    return bytes_of(told)


def quoted(value: object) -> str:
    """A value for between single quotes in SQL."""
    return str(value).replace("'", "''")


# One file


def published(path: Path | str) -> Path:
    """The published copy that a warehouse's path points to. Raises FileNotFoundError when there is none."""
    pointer = Path(path)
    if not pointer.exists():
        raise FileNotFoundError(f"{pointer}: no warehouse here yet; `blotter run` makes one")
    return pointer.resolve()


def work_of(pointer: Path) -> Path:
    """The file that the writer of a warehouse works on."""
    return pointer.with_name(f"{pointer.stem}.work{pointer.suffix}")


def lock_of(work: Path) -> Path:
    """The file that the writer holds while it writes; it has the number of its process."""
    return work.with_name(f"{work.name}.lock")


class FileStorage:
    """A DuckDB file with one writer and published, numbered copies."""

    def __init__(self, pointer: Path) -> None:
        self.pointer = pointer
        self.address = str(pointer)
        self.folder = pointer.parent
        self.work = work_of(pointer)
        self._lock: Any = None
        # The work file, to be read when it is published. It is open as long as DuckDB has the file open: to close any
        # descriptor of a file takes away the locks that the process, and so DuckDB, holds on it.
        self._source: BinaryIO | None = None
        self._ahead: Ahead | None = None

    def connect(self) -> duckdb.DuckDBPyConnection:
        if self.pointer.exists() and not self.pointer.is_symlink():
            raise FileExistsError(f"{self.pointer}: a file of another kind lies here; name another warehouse")
        self.folder.mkdir(parents=True, exist_ok=True)
        self._take_lock()
        try:
            self._clean()
            return self._open()
        except BaseException:
            self.close()
            raise

    def _open(self) -> duckdb.DuckDBPyConnection:
        # Without a limit DuckDB keeps what it once read, up to four fifths of the machine.
        room = {"memory_limit": self._memory(), "temp_directory": f"{self.work}.tmp"}
        connection = quiet(duckdb.connect(":memory:", config={**STORED_AS, **room}))
        # DuckDB's 16 MB are full after some hundred articles.
        connection.execute(f"SET checkpoint_threshold = '{CHECKPOINT}'")
        connection.execute(f"SET dynamic_or_filter_threshold = {LOOKED_UP}")
        try:
            connection.execute(f"ATTACH '{quoted(self.work)}' AS work (ROW_GROUP_SIZE {ROW_GROUP})")
            connection.execute("USE work")
            load_extension(connection, "fts")
            self._source = self.work.open("rb", buffering=0)
            self._ahead = Ahead(self.work, self._source, self._begin)
        except BaseException:
            connection.close()
            raise
        return connection

    def _memory(self) -> str:
        """What DuckDB may take while it writes a file of this size."""
        return writer_memory(self.work.stat().st_size if self.work.exists() else 0)

    def _take_lock(self) -> None:
        lock = lock_of(self.work).open("a+")
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            lock.seek(0)
            holder = lock.read().strip() or "unknown"
            lock.close()
            raise WarehouseBusy(f"{self.pointer}: process {holder} is writing it; wait until it is done") from None
        lock.truncate(0)
        lock.write(str(os.getpid()))
        lock.flush()
        self._lock = lock

    def _clean(self) -> None:
        """Remove what a writer that was killed left behind; of this warehouse only."""
        for number, draft in self._numbered(DRAFT):
            log.info(
                "%s: the draft of version %s, left by a publisher that was killed, is removed", self.pointer, number
            )
            draft.unlink(missing_ok=True)
        self._compacted().unlink(missing_ok=True)
        # Where DuckDB puts what does not fit into memory, beside the file.
        shutil.rmtree(self.work.with_name(f"{self.work.name}.tmp"), ignore_errors=True)

    def close(self) -> None:
        self._keep_draft()
        for file in (self._source, self._lock):
            if file is not None:
                file.close()
        self._source = self._lock = None

    @contextmanager
    def turn(self, connection: duckdb.DuckDBPyConnection) -> Iterator[None]:
        yield  # there is no other writer

    def passes(self, error: duckdb.Error) -> bool:
        return isinstance(error, duckdb.TransactionException)

    # Readers

    def reader(self, config: dict[str, Any] | None = None, version: int | None = None) -> duckdb.DuckDBPyConnection:
        for attempt in range(OPEN_TRIES):
            path = published(self.pointer) if version is None else self._kept(version)
            try:
                connection = quiet(duckdb.connect(str(path), read_only=True, config=config or {}))
                load_extension(connection, "fts")
                return connection
            except duckdb.IOException:
                # The copy was taken away, or is being made into a newer one: the pointer says by now where to look.
                if attempt == OPEN_TRIES - 1:
                    raise
                time.sleep(0.05)
        raise AssertionError("not reached")

    def shown(self) -> str:
        return str(published(self.pointer))

    def _kept(self, version: int) -> Path:
        kept = dict(self.versions())
        if version not in kept:
            numbers = ", ".join(map(str, kept)) or "none"
            raise FileNotFoundError(f"{self.pointer}: version {version} is not kept any more; kept: {numbers}")
        return kept[version]

    def versions(self) -> list[tuple[int, Path]]:
        """The published copies that are kept, oldest first."""
        return self._numbered("")

    def _numbered(self, ending: str) -> list[tuple[int, Path]]:
        pattern = re.compile(rf"{re.escape(self.pointer.stem)}-(\d{{6,}}){re.escape(self.pointer.suffix + ending)}")
        found = [(match, path) for path in self.folder.glob("*") if (match := pattern.fullmatch(path.name))]
        return sorted((int(match[1]), path) for match, path in found)

    # Publishing

    def next_version(self, connection: duckdb.DuckDBPyConnection) -> int:
        return self._next()

    def _next(self) -> int:
        return max((version for version, _ in self.versions()), default=0) + 1

    def publish(self, connection: duckdb.DuckDBPyConnection) -> tuple[int, str]:
        connection.execute("CHECKPOINT")
        number = self.next_version(connection)
        target = self._version(number)
        draft = self._draft(number)
        try:
            self._copy()
            os.replace(draft, target)
        except BaseException:
            draft.unlink(missing_ok=True)  # of a disk that is full, it holds what is needed most
            raise
        self._point_to(target)
        self._prune()
        assert self._source is not None
        self._ahead = Ahead(self.work, self._source, self._begin)
        return number, str(target)

    def _version(self, number: int) -> Path:
        return self.pointer.with_name(f"{self.pointer.stem}-{number:06d}{self.pointer.suffix}")

    def _draft(self, number: int) -> Path:
        target = self._version(number)
        return target.with_name(target.name + DRAFT)

    def _copy(self) -> None:
        """Make the next version's draft the same as the work file."""
        assert self._source is not None
        with self._stop_ahead() or self._begin() as target:
            copy_blocks(self._source, target)
            os.fsync(target.fileno())

    def _begin(self) -> BinaryIO:
        """The next version's draft: what was brought up to the work file before, else the oldest copy that is one too many, else nothing."""
        draft = self._draft(self._next())
        spare = (locked(self._kept_draft()) if self._kept_draft().exists() else None) or self._spare()
        if spare is None:
            return draft.open("w+b", buffering=0)
        os.replace(spare.name, draft)
        return spare

    def _kept_draft(self) -> Path:
        return self.pointer.with_name(f"{self.pointer.stem}.spare{self.pointer.suffix}")

    def _stop_ahead(self) -> BinaryIO | None:
        ahead, self._ahead = self._ahead, None
        return ahead.stop() if ahead is not None else None

    def _keep_draft(self) -> None:
        """What was copied beforehand and not published is kept for the next writer, under a name that says that it is in order."""
        target = self._stop_ahead()
        if target is None:
            return
        draft = self._draft(self._next())
        try:
            with target:
                os.fsync(target.fileno())
            os.replace(draft, self._kept_draft())
        except OSError as error:
            log.warning("%s: what was copied beforehand is not kept: %s", self.pointer, error)
            draft.unlink(missing_ok=True)

    def _spare(self) -> BinaryIO | None:
        """The oldest copy that is one too many, opened and locked, if nobody reads it."""
        surplus = self._surplus(KEPT_VERSIONS - 1)
        return next((file for path in surplus if (file := locked(path)) is not None), None)

    def _surplus(self, kept: int) -> list[Path]:
        """The copies beyond the newest, oldest first; never the one that readers are led to."""
        shown = self.pointer.resolve().name
        paths = [path for _, path in self.versions() if path.name != shown]
        others = kept - 1 if self.pointer.exists() else kept
        return paths[: len(paths) - others] if len(paths) > others else []

    def _point_to(self, target: Path) -> None:
        link = self.pointer.with_name(f".{self.pointer.name}.new")
        link.unlink(missing_ok=True)
        link.symlink_to(target.name)
        os.replace(link, self.pointer)
        sync_folder(self.folder)

    def _prune(self) -> None:
        """Delete copies beyond those that are kept; one that is being read stays until the next time."""
        for path in self._surplus(KEPT_VERSIONS):
            file = locked(path)
            if file is not None:
                with file:
                    path.unlink(missing_ok=True)

    # Room

    def _compacted(self) -> Path:
        return self.work.with_name(f"{self.work.name}.compacted")

    def vacuum(self, connection: duckdb.DuckDBPyConnection) -> duckdb.DuckDBPyConnection:
        """Write the work file anew, in order: DuckDB uses freed blocks again, but gives few of them back."""
        fresh = self._compacted()
        fresh.unlink(missing_ok=True)
        (name,) = connection.execute("SELECT current_database()").fetchone()  # type: ignore[misc]
        connection.execute(f"SET memory_limit = '{quoted(vacuum_memory())}'")
        try:
            connection.execute(f"ATTACH '{quoted(fresh)}' AS compacted")
            try:
                connection.execute(f'COPY FROM DATABASE "{name}" TO compacted (SCHEMA)')
                copy_tables(connection, "compacted")
            finally:
                connection.execute("DETACH compacted")
        except BaseException:
            fresh.unlink(missing_ok=True)
            connection.execute(f"SET memory_limit = '{quoted(self._memory())}'")
            raise
        connection.execute("CHECKPOINT")
        connection.close()
        self._keep_draft()
        if self._source is not None:
            self._source.close()
        os.replace(fresh, self.work)
        sync_folder(self.folder)
        return self._open()


def sync_folder(folder: Path) -> None:
    """Have the disk know what a folder's files are called, so that a power cut takes no name back."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def locked(path: Path) -> BinaryIO | None:
    """The file, open for writing and locked against readers; None while DuckDB has it open anywhere."""
    if open_here(path):
        return None
    try:
        file = path.open("r+b", buffering=0)
    except OSError:
        return None  # gone, or not ours to write
    try:
        fcntl.lockf(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        file.close()
        return None
    return file


def open_here(path: Path) -> bool:
    """Whether this process has the file open. Its own locks would not stop it, and closing would take them away."""
    with suppress(OSError):
        wanted = path.stat()
        for name in os.listdir("/dev/fd"):
            with suppress(OSError):
                found = os.fstat(int(name))
                if (found.st_dev, found.st_ino) == (wanted.st_dev, wanted.st_ino):
                    return True
    return False


# A lake


class LakeStorage:
    """A DuckLake, whose catalogue is a SQLite file or a PostgreSQL database.

    The Parquet files of a new lake lie in ``BLOTTER_LAKE_DATA`` (a folder or an object store's address), else beside
    a SQLite catalogue; from then on the catalogue says where. A version is a snapshot of the lake.
    """

    def __init__(self, address: str) -> None:
        self.address = address
        self.kind, _, self.catalogue = address.removeprefix(LAKE).partition(":")
        if self.kind not in ("sqlite", "postgres") or not self.catalogue:
            raise ValueError(f"{address}: a lake is ducklake:sqlite:PATH or ducklake:postgres:CONNECTION")
        # As people see it; a connection may tell a password.
        self.name = PASSWORD.sub(r"\1…", address)

    def connect(self) -> duckdb.DuckDBPyConnection:
        if self.kind == "sqlite":
            Path(self.catalogue).parent.mkdir(parents=True, exist_ok=True)
        connection = self._plain()
        try:
            self._attach_or_make(connection)
            connection.execute("USE warehouse")
        except BaseException:
            connection.close()
            raise
        return connection

    def _attach_or_make(self, connection: duckdb.DuckDBPyConnection) -> None:
        """The lake that is there, wherever its files lie by now; else a new one."""
        for attempt in range(ATTACH_TRIES):
            try:
                self._attach(connection, "CREATE_IF_NOT_EXISTS false")
                return
            except duckdb.Error as error:
                if "does not exist" not in str(error) and attempt == ATTACH_TRIES - 1:
                    raise
            try:
                self._attach(connection, f"DATA_PATH '{quoted(self._data_path())}'")
                return
            except duckdb.Error:
                # Another writer is making it at this moment: it is there the next time.
                if attempt == ATTACH_TRIES - 1:
                    raise
            time.sleep(random.uniform(0.05, 0.3))

    def _attach(self, connection: duckdb.DuckDBPyConnection, *options: str) -> None:
        # With a write-ahead log SQLite's readers do not stop the writer, nor the writer its readers.
        own = (SQLITE_OPTIONS,) if self.kind == "sqlite" else ()
        connection.execute(f"ATTACH '{quoted(self.address)}' AS warehouse ({', '.join((*options, *own))})")

    def reader(self, config: dict[str, Any] | None = None, version: int | None = None) -> duckdb.DuckDBPyConnection:
        if self.kind == "sqlite" and not Path(self.catalogue).exists():
            raise FileNotFoundError(f"{self.name}: no warehouse here yet; `blotter run` makes one")
        connection = self._plain(config)
        options = ["READ_ONLY", *([f"SNAPSHOT_VERSION {int(version)}"] if version is not None else [])]
        try:
            connection.execute(f"ATTACH '{quoted(self.address)}' AS warehouse ({', '.join(options)})")
        except duckdb.Error as error:
            connection.close()
            reason = PASSWORD.sub(r"\1…", str(error))
            raise FileNotFoundError(f"{self.name}: cannot be opened for reading: {reason}") from None
        connection.execute("USE warehouse")
        return connection

    def _plain(self, config: dict[str, Any] | None = None) -> duckdb.DuckDBPyConnection:
        connection = quiet(duckdb.connect(":memory:", config=config or {}))
        for name in ("fts", "ducklake", "sqlite_scanner" if self.kind == "sqlite" else "postgres_scanner"):
            load_extension(connection, name)
        return connection

    def _data_path(self) -> str:
        given = os.environ.get("BLOTTER_LAKE_DATA")
        if given:
            return given if "://" in given else str(Path(given).resolve())
        if self.kind == "postgres":
            return str(Path("warehouse/lake").resolve())
        return str(Path(f"{self.catalogue}.files").resolve())

    @contextmanager
    def turn(self, connection: duckdb.DuckDBPyConnection) -> Iterator[None]:
        """DuckLake lets writers run into each other and fails the later one, however much it has done by then."""
        if self.kind == "sqlite":
            with Path(f"{self.catalogue}.lock").open("a") as lock:
                fcntl.flock(lock, fcntl.LOCK_EX)
                yield
            return
        with connection.cursor() as waiting:  # its transaction holds the lock until it ends, or the process does
            waiting.execute("BEGIN TRANSACTION")
            waiting.execute(
                f"FROM postgres_query('{METADATA}', 'SELECT 1 FROM (SELECT pg_advisory_xact_lock({TURN})) AS turn')"
            ).fetchall()
            try:
                yield
            finally:
                waiting.execute("ROLLBACK")

    def passes(self, error: duckdb.Error) -> bool:
        return isinstance(error, duckdb.TransactionException) or any(word in str(error) for word in PASSING)

    def next_version(self, connection: duckdb.DuckDBPyConnection) -> int:
        return newest_snapshot(connection) + 1

    def publish(self, connection: duckdb.DuckDBPyConnection) -> tuple[int, str]:
        number = newest_snapshot(connection)
        return number, f"{self.name} snapshot {number}"

    def shown(self) -> str:
        with self.reader() as connection:
            return f"{self.name} snapshot {newest_snapshot(connection)}"

    def vacuum(self, connection: duckdb.DuckDBPyConnection) -> duckdb.DuckDBPyConnection:
        """Forget old snapshots, make few files of many small ones, and delete those that nobody needs any more.

        Not ``ducklake_rewrite_data_files``, which leaves out what is deleted: in DuckLake 1.5.5 earlier snapshots show
        wrong rows after it.
        """
        now = datetime.now(UTC)
        with self.turn(connection):
            for statement in (
                "CALL ducklake_flush_inlined_data('warehouse')",
                f"CALL ducklake_expire_snapshots('warehouse', older_than => {stamp(now - timedelta(KEPT_DAYS))})",
                "CALL ducklake_merge_adjacent_files('warehouse')",
                f"CALL ducklake_cleanup_old_files('warehouse', older_than => {stamp(now - timedelta(UNREAD_DAYS))})",
                f"CALL ducklake_delete_orphaned_files('warehouse', older_than => {stamp(now - timedelta(UNREAD_DAYS))})",
            ):
                connection.execute(statement).fetchall()
        return connection

    def close(self) -> None:
        """Nobody waits: writers take turns by transaction."""


def newest_snapshot(connection: duckdb.DuckDBPyConnection) -> int:
    """The number of the lake's newest snapshot."""
    (number,) = connection.execute("SELECT max(snapshot_id) FROM ducklake_snapshots('warehouse')").fetchone()  # type: ignore[misc]
    return int(number)


def stamp(moment: datetime) -> str:
    """A moment in SQL."""
    return f"TIMESTAMPTZ '{moment.isoformat()}'"


@contextmanager
def transaction(connection: duckdb.DuckDBPyConnection) -> Iterator[None]:
    """All of it or nothing; of two writers at once, the later one fails here with ``duckdb.TransactionException``."""
    connection.execute("BEGIN TRANSACTION")
    try:
        connection.execute("UPDATE turns SET turn = turn + 1")
        yield
        connection.execute("COMMIT")
    except BaseException:
        with suppress(duckdb.Error):  # a transaction that could not be committed is over already
            connection.execute("ROLLBACK")
        raise
