"""A Prefect server and a worker of our own, with a deployment of the ingestion: real processes, which a test may kill."""

from __future__ import annotations

import contextlib
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from uuid import uuid4

import httpx

ROOT = Path(__file__).resolve().parents[1]
POOL, FLOW = "kills", "ingest-and-extract"
PATIENCE_S = 400.0  # on a machine that does much else, a server takes minutes to start
OVER = ("COMPLETED", "FAILED", "CRASHED", "CANCELLED")


class House:
    """Server, worker and what runs in them; ``home`` keeps all that they write."""

    def __init__(self, home: Path) -> None:
        self.home = home
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.api = f"http://127.0.0.1:{self.port}/api"
        self.environment = os.environ | {
            "PREFECT_HOME": str(home), "PREFECT_API_URL": self.api, "PREFECT_WORKER_QUERY_SECONDS": "1", "OPENBLAS_NUM_THREADS": "1",
            "PREFECT_PROFILES_PATH": str(home / "profiles.toml"), "DO_NOT_TRACK": "1", "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
            "PREFECT_LOGGING_LEVEL": "WARNING", "BLOTTER_ALLOW_PRIVATE": "127.0.0.1", "PREFECT_CLIENT_METRICS_ENABLED": "false",
        }  # fmt: skip
        self.environment.pop("PREFECT_TEST_MODE", None)
        self.processes: dict[str, subprocess.Popen[bytes]] = {}
        self.deployment = ""

    def start_server(self) -> None:
        """Start the server, on the database that is there, and wait until it answers."""
        self._start("server", "server", "start", "--host", "127.0.0.1", "--port", str(self.port), "--no-ui")
        until(lambda: self.ask("GET", "/health"), "the server answers")

    def start_worker(self) -> None:
        """Start a worker, which runs each flow in a process of its own; it makes its pool if there is none."""
        self._start("worker", "worker", "start", "--pool", POOL, "--type", "process")

    def deploy(self) -> None:
        """Tell the server of the flow, as ``prefect deploy`` does."""
        until(lambda: self.ask("GET", f"/work_pools/{POOL}"), "the pool is made")
        flow = until(lambda: self.ask("POST", "/flows/", {"name": FLOW}), "the flow is known")
        steps = [{"prefect.deployments.steps.set_working_directory": {"directory": str(ROOT)}}]
        deployment = {
            "name": "kills", "flow_id": flow["id"], "enforce_parameter_schema": False, "work_pool_name": POOL,
            "entrypoint": "flows/ingest.py:ingest_and_extract", "pull_steps": steps,
        }  # fmt: skip
        self.deployment = until(lambda: self.ask("POST", "/deployments/", deployment), "the deployment is known")["id"]

    def order(self, **parameters: Any) -> str:
        """Have the flow run as soon as a worker is free; the run's id."""
        wish = {"parameters": parameters, "idempotency_key": uuid4().hex}  # asked twice, it runs once
        path = f"/deployments/{self.deployment}/create_flow_run"
        return str(until(lambda: self.ask("POST", path, wish), "the run is taken")["id"])

    def state(self, run: str) -> str:
        """The type of the run's state."""
        found = self.ask("GET", f"/flow_runs/{run}")
        return str(found["state_type"]) if found else "UNKNOWN"

    def finished(self, run: str) -> str:
        """The state that the run ends in."""
        return str(until(lambda: (state := self.state(run)) in OVER and state, f"run {run} is over"))

    def ask(self, method: str, path: str, body: dict[str, Any] | None = None) -> Any:
        """What the server says; None while it does not answer."""
        try:
            answer = httpx.request(method, self.api + path, json=body, timeout=30, trust_env=False)
        except httpx.TransportError:
            return None
        if answer.status_code >= 500 or answer.status_code == 404:
            return None
        answer.raise_for_status()
        return answer.json()

    def kill(self, name: str) -> None:
        """``kill -9`` of the server with all its parts, of the worker alone, or of the flows that it runs."""
        process = self.processes[name if name != "flow" else "worker"]
        victims = descendants(process.pid) if name != "worker" else []
        for victim in ([] if name == "flow" else [process.pid]) + victims:
            with contextlib.suppress(ProcessLookupError):
                os.kill(victim, signal.SIGKILL)
        if name != "flow":
            process.wait()

    def stop(self) -> None:
        """Kill all that is left, orphans too: they are known by their home."""
        for name in ("flow", "worker", "server"):
            if name == "flow" or name in self.processes:
                with contextlib.suppress(KeyError):
                    self.kill(name)
        for pid in orphans(self.home):
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)

    def _start(self, name: str, *command: str) -> None:
        with (self.home / f"{name}.log").open("ab") as log:
            self.processes[name] = subprocess.Popen(
                [sys.executable, "-m", "prefect", *command], stdout=log, stderr=log, env=self.environment, cwd=self.home
            )


def until(question: Callable[[], Any], what: str, *, patience: float = PATIENCE_S, every: float = 0.1) -> Any:
    """The first answer that is true. Raises TimeoutError."""
    end = time.monotonic() + patience
    while not (answer := question()):
        if time.monotonic() > end:
            raise TimeoutError(f"not within {patience:.0f} s: {what}")
        time.sleep(every)
    return answer


def descendants(pid: int) -> list[int]:
    """The processes that a process started, and those that they did."""
    children: dict[int, list[int]] = {}
    for child, stat in _processes("stat"):
        children.setdefault(int(stat.rpartition(")")[2].split()[1]), []).append(child)
    found, ahead = [], [pid]
    while ahead:
        found += (new := children.get(ahead.pop(), []))
        ahead += new
    return found


def orphans(home: Path) -> list[int]:
    """The processes that live in that Prefect home, whoever started them; never this one."""
    mark = f"PREFECT_HOME={home}"
    return [pid for pid, environment in _processes("environ") if mark in environment.split("\0") and pid != os.getpid()]


def _processes(what: str) -> Iterator[tuple[int, str]]:
    for path in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError):
            yield int(path.name), (path / what).read_bytes().decode(errors="replace")
