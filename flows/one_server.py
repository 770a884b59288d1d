"""The Prefect server of a run that has processes of its own: one for all of them, where nobody started any."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from pipeline.settings import quiet_prefect

quiet_prefect()

from prefect.settings import PREFECT_API_URL, temporary_settings  # noqa: E402  (Prefect reads its settings when it is imported)


@contextmanager
def one_server() -> Iterator[None]:
    """Have the processes of a run report to the server that this process talks to.

    Without a server's address in the settings Prefect starts an embedded one in every process that runs a task: some
    five seconds of a core each. Ours is told to them as an address; like any embedded one it ends with this process.
    """
    if PREFECT_API_URL.value():
        yield
        return
    from prefect.server.api.server import SubprocessASGIServer  # takes seconds

    server = SubprocessASGIServer()
    server.start()
    with temporary_settings({PREFECT_API_URL: server.api_url}):
        yield
