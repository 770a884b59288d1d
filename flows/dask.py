"""The task runner that extracts on a Dask cluster: processes of this machine, or workers of a scheduler somewhere else."""

from __future__ import annotations

import os
import tempfile

from pipeline.settings import quiet_prefect

quiet_prefect()

try:
    from prefect_dask import DaskTaskRunner  # (Prefect reads its settings when it is imported)
except ImportError as error:
    raise RuntimeError("Dask is not installed: `pip install 'blotter[dask]'`") from error

LOCAL = "local"


class DaskWorkers(DaskTaskRunner):  # type: ignore[misc]
    """Dask's runner, which also knows how many batches can be worked on at once."""

    @property
    def max_workers(self) -> int:
        """Threads of the workers that are there now; 1 where none has come yet."""
        return max(1, sum(self.client.ncores().values()))


def dask_workers(address: str = LOCAL, workers: int = 2) -> DaskWorkers:
    """The workers of the scheduler at ``tcp://HOST:PORT``; for ``local``, so many processes of this machine.

    A worker that dies is replaced, and what it was doing is done by another. Each does one batch at a time, with one thread.
    """
    if address != LOCAL:
        return DaskWorkers(address=address)
    single = {name: os.environ.get(name, "1") for name in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS")}
    options = {
        "n_workers": workers,
        "threads_per_worker": 1,
        "processes": True,
        "dashboard_address": None,
        "local_directory": tempfile.gettempdir(),
        "env": single,
    }
    return DaskWorkers(cluster_kwargs=options)
