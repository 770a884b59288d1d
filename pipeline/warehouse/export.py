"""The warehouse as Parquet files with a manifest, for those who have no DuckDB."""

from __future__ import annotations

import json
import shutil
import tempfile
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import duckdb

from pipeline import __version__
from pipeline.warehouse.storage import quoted, storage_of

MANIFEST = "manifest.json"
# Tables first, then views; of this warehouse only, by name.
RELATIONS = """
SELECT 'table' AS kind, table_name AS name, comment FROM duckdb_tables()
WHERE database_name = current_database() AND NOT internal AND NOT temporary
UNION ALL
SELECT 'view', view_name, comment FROM duckdb_views()
WHERE database_name = current_database() AND NOT internal AND NOT temporary
ORDER BY kind, name
"""
COLUMNS = """
SELECT column_name, data_type, comment FROM duckdb_columns()
WHERE database_name = current_database() AND table_name = ? ORDER BY column_index
"""


def export_parquet(address: Path | str, folder: Path | str) -> dict[str, Any]:
    """Write every published table and view as ``NAME.parquet`` into a new folder, with ``manifest.json``; returns that.

    The folder appears when all of it is written, or not at all. Raises FileNotFoundError when nothing is published
    yet, FileExistsError where the folder is there already and not empty.
    """
    target = Path(folder)
    if target.exists() and (not target.is_dir() or any(target.iterdir())):
        raise FileExistsError(f"{target}: there is something already; name another folder")
    storage = storage_of(address)
    with storage.reader() as connection:
        target.parent.mkdir(parents=True, exist_ok=True)
        # Beside the folder, so that one rename shows it.
        draft = Path(tempfile.mkdtemp(prefix=f".{target.name}-", dir=target.parent))
        try:
            manifest = _write(connection, draft)
            draft.chmod(0o755)  # mkdtemp shuts others out
            draft.rename(target)
        except BaseException:
            shutil.rmtree(draft, ignore_errors=True)
            raise
    return manifest


def _write(connection: duckdb.DuckDBPyConnection, folder: Path) -> dict[str, Any]:
    # One moment for all tables: in a lake writers go on.
    connection.execute("BEGIN TRANSACTION")
    relations = connection.execute(RELATIONS).fetchall()
    found = [_write_one(connection, folder, kind, name, comment) for kind, name, comment in relations]
    connection.execute("COMMIT")
    now = datetime.now(UTC).isoformat(timespec="seconds")
    manifest = {"blotter": __version__, "exported": now, "relations": found}
    (folder / MANIFEST).write_text(json.dumps(manifest, ensure_ascii=False, indent=1), encoding="utf-8")
    return manifest


def _write_one(
    connection: duckdb.DuckDBPyConnection, folder: Path, kind: str, name: str, comment: str | None
) -> dict[str, Any]:
    file = f"{name}.parquet"
    copy = f"COPY (FROM \"{name}\") TO '{quoted(folder / file)}' (FORMAT parquet, COMPRESSION zstd)"
    (rows,) = connection.execute(copy).fetchone()  # type: ignore[misc]
    columns = [
        {"name": column, "type": kind_of, "comment": said}
        for column, kind_of, said in connection.execute(COLUMNS, [name]).fetchall()
    ]
    return {"name": name, "kind": kind, "file": file, "rows": rows, "comment": comment, "columns": columns}
