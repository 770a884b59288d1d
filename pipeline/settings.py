"""Where things are and how loud Prefect is: the environment, read in one place.

Nothing heavy is imported here, so that the command line can ask before it loads anything.
"""

from __future__ import annotations

import json
import os
from hashlib import blake2b
from importlib.machinery import ModuleSpec
from pathlib import Path
from typing import Any

PROJECT = Path(__file__).resolve().parents[1]
DEFAULT_WAREHOUSE = "warehouse/blotter.duckdb"
ENGLISH = "en"

# Read before Prefect is imported, each only where the user has not decided otherwise. The embedded server
# makes its database on the first run: 20 s, Prefect's own limit, is too short for that on a busy machine.
QUIET_PREFECT = {
    "DO_NOT_TRACK": "1",
    "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
    "PREFECT_LOGGING_LEVEL": "WARNING",
    "PREFECT_SERVER_LOGGING_LEVEL": "ERROR",
    "PREFECT_SERVER_ALLOW_EPHEMERAL_MODE": "true",
    "PREFECT_SERVER_EPHEMERAL_STARTUP_TIMEOUT_SECONDS": "120",
}
UNITS = {
    "": 1,
    "b": 1,
    "kb": 10**3,
    "mb": 10**6,
    "gb": 10**9,
    "tb": 10**12,
    "kib": 2**10,
    "mib": 2**20,
    "gib": 2**30,
    "tib": 2**40,
}


def quiet_prefect() -> None:
    """Set Prefect's switches; call before the first ``import prefect``."""
    for name, value in QUIET_PREFECT.items():
        os.environ.setdefault(name, value)


def warehouse_path(given: str | None = None) -> str:
    """The warehouse to use: as given, else ``BLOTTER_WAREHOUSE``, else ``warehouse/blotter.duckdb``."""
    return given or os.environ.get("BLOTTER_WAREHOUSE") or DEFAULT_WAREHOUSE


def writer_memory(size: int = 0) -> str:
    """What DuckDB may take of memory while it writes, such as ``2GB``: ``BLOTTER_MEMORY``, else by the size of the file in bytes.

    320 MB, and half of what a file has above 1 GB, a quarter of the machine's memory at most. More goes by way of disk.
    """
    return os.environ.get("BLOTTER_MEMORY") or f"{max(320, min((size - 10**9) // 2, _quarter()) // 1_000_000)}MB"


def more_memory(limit: int) -> int | None:
    """What a write gets for which DuckDB had not enough, in bytes: a quarter more. None where ``BLOTTER_MEMORY`` or the machine forbids it."""
    more = limit + limit // 4
    return None if os.environ.get("BLOTTER_MEMORY") or more > max(_quarter(), 10**9) else more


def _quarter() -> int:
    """A quarter of the machine's memory, in bytes."""
    return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") // 4


def bytes_of(limit: str) -> int:
    """'200MB' -> 200000000, as DuckDB reads it. Raises ValueError for what is no size."""
    number = limit.strip().lower().rstrip("bkmgti ")
    unit = limit.strip().lower()[len(number) :].strip()
    try:
        return int(float(number) * UNITS[unit])
    except (ValueError, KeyError):
        raise ValueError(f"{limit!r} is no amount of memory: write 500MB, 2GB") from None


def vacuum_memory() -> str:
    """The same of a vacuum, which sorts whole tables: ``BLOTTER_VACUUM_MEMORY``, else 3 GB."""
    return os.environ.get("BLOTTER_VACUUM_MEMORY") or "3GB"


def sample_sources() -> list[str]:
    """The articles that come with Blotter: what a run reads when it is given nothing."""
    return [str(PROJECT / "corpora" / "sample")]


def relevance_threshold(meta: dict[str, Any]) -> float:
    """Articles less relevant than this are screened out: ``BLOTTER_RELEVANCE_THRESHOLD``, else the model's own."""
    return float(os.environ.get("BLOTTER_RELEVANCE_THRESHOLD") or meta.get("relevance_threshold", 0.2))


def user_agent(contact: str | None = None) -> str:
    """What we tell a server that we are: name, version, and whom to write to (``contact``, else ``BLOTTER_CONTACT``)."""
    from pipeline import __version__

    contact = contact or os.environ.get("BLOTTER_CONTACT", "")
    about = "; ".join(["+https://pypi.org/project/blotter/", *filter(None, [" ".join(contact.split())])])
    return f"blotter/{__version__} ({about})"


def allowed_hosts() -> frozenset[str]:
    """Hosts at private addresses that may be fetched from: ``BLOTTER_ALLOW_PRIVATE``, separated by commas."""
    names = os.environ.get("BLOTTER_ALLOW_PRIVATE", "").split(",")
    return frozenset(name.strip().lower() for name in names if name.strip())


def fetch_state_path(warehouse: str) -> Path:
    """Where fetching keeps its memory: ``NAME.fetch.sqlite`` beside the warehouse, or by the name of a PostgreSQL lake."""
    if warehouse.startswith("ducklake:postgres:"):
        named = blake2b(warehouse.encode(), digest_size=6).hexdigest()
        return Path(DEFAULT_WAREHOUSE).with_name(f"lake-{named}.fetch.sqlite")
    path = Path(warehouse.removeprefix("ducklake:sqlite:"))
    return path.with_name(f"{path.stem}.fetch.sqlite")


def find_package(name: str) -> ModuleSpec | None:
    """Where the package of that name is installed; None where it is not."""
    from importlib.util import find_spec

    try:
        return find_spec(name)
    except (ModuleNotFoundError, ValueError):
        return None


def model_meta(model: Path | str) -> dict[str, Any]:
    """What a model, a folder or an installed package, says of itself; read without loading it. Empty where there is none."""
    if not isinstance(model, Path):
        spec = find_package(model)
        found = list(Path(spec.origin).parent.glob("*/meta.json")) if spec and spec.origin else []
        if not found:
            return {}
        model = found[0].parent
    return json.loads((model / "meta.json").read_text(encoding="utf-8"))  # type: ignore[no-any-return]
