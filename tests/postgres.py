"""A real PostgreSQL for a test: made in a temporary folder, reached by a socket in it, gone afterwards."""

from __future__ import annotations

import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

WAIT_S = 60


def programs() -> Path | None:
    """The folder of PostgreSQL's own programs: Debian keeps them away from the PATH, one folder a version."""
    found = shutil.which("initdb")
    folders = [Path(found).resolve().parent] if found else []
    folders += sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: float(path.parent.name), reverse=True)
    return next((folder for folder in folders if (folder / "postgres").exists()), None)


def lesser_user() -> dict[str, Any]:
    """How to run a program as somebody else than root, whom PostgreSQL refuses."""
    if os.getuid() != 0:
        return {}
    for name in ("postgres", "nobody"):
        try:
            user = pwd.getpwnam(name)
        except KeyError:
            continue
        return {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}
    raise RuntimeError("root may not run PostgreSQL, and there is neither a user postgres nor nobody")


@contextmanager
def running() -> Iterator[str]:
    """A server, as libpq's connection string without a database. Raises FileNotFoundError where none is installed."""
    bin = programs()
    if bin is None:
        raise FileNotFoundError("no PostgreSQL here: apt-get install postgresql")
    user = lesser_user()
    # Not pytest's folder: it is closed to other users, and its path too long for a socket.
    folder = Path(tempfile.mkdtemp(prefix="blotter-pg-"))
    if user:
        os.chown(folder, user["user"], user["group"])
    options: dict[str, Any] = {
        "cwd": folder,
        "stdout": subprocess.PIPE,
        "stderr": subprocess.STDOUT,
        "text": True,
        **user,
    }
    server = None
    try:
        data = folder / "data"
        subprocess.run([bin / "initdb", "-D", data, "-U", "blotter", "-A", "trust", "-E", "UTF8", "--no-sync"], check=True, **options)  # fmt: skip
        log = (folder / "log").open("w")
        # No TCP: the socket's folder is the test's own, so no port can be taken.
        command = [bin / "postgres", "-D", data, "-k", folder, "-c", "listen_addresses=", "-c", "fsync=off"]
        server = subprocess.Popen(command, **(options | {"stdout": log}))
        _wait(bin, folder, server)
        yield f"host={folder} user=blotter"
    finally:
        if server is not None:
            server.send_signal(signal.SIGQUIT)  # at once: nothing is to be kept
            try:
                server.wait(20)
            except subprocess.TimeoutExpired:
                server.kill()
                server.wait()
            log.close()
        shutil.rmtree(folder, ignore_errors=True)


def make_database(connection: str, name: str) -> None:
    """A database of its own on a running server."""
    folder = programs()
    assert folder is not None
    host = connection.split()[0].partition("=")[2]
    subprocess.run([folder / "createdb", "-h", host, "-U", "blotter", name], check=True)


def _wait(bin: Path, folder: Path, server: subprocess.Popen[str]) -> None:
    until = time.monotonic() + WAIT_S
    while subprocess.run([bin / "pg_isready", "-q", "-h", folder, "-d", "postgres"]).returncode != 0:
        if server.poll() is not None or time.monotonic() > until:
            raise RuntimeError(f"PostgreSQL did not start: {(folder / 'log').read_text()}")
        time.sleep(0.1)
