"""What runs when: a deployment for every cron of the list of sources, and those that look after the warehouse.

The same plan is served by one process (``blotter serve``) or written as a Prefect file for workers (``blotter serve --write``);
``flows/prefect.yaml`` is the plan of ``flows/sources.example.yml``. Times are UTC. Nothing here limits how many run at once:
writers take turns by themselves (``pipeline.warehouse.turns``).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from importlib import import_module
from pathlib import Path
from typing import Any

import yaml

from pipeline.intake.source_list import is_source_list, read_source_list

HOURLY = "0 * * * *"
RETRY, RE_EXTRACT, UPKEEP = "0 2 * * *", "30 2 * * *", "0 4 * * 0"
POOL = "blotter"
TAGS = ["blotter"]
HEAD = """\
# Made by `blotter serve SOURCES --write FILE`. With a server that is running (`prefect server start`), a worker in one terminal,
# and in another, from then on whenever the list has changed:
#   prefect worker start --pool {pool} --type process --limit 2
#   prefect deploy --all --prefect-file {file}
"""


@dataclass(frozen=True, slots=True)
class Deployment:
    """A flow with its parameters and when it runs; without a ``cron`` it is started by hand."""

    name: str
    entrypoint: str
    description: str
    cron: str | None
    parameters: dict[str, Any] = field(default_factory=dict)

    @property
    def flow(self) -> Any:
        """The flow itself, which imports what it needs."""
        module, _, name = self.entrypoint.rpartition(".")
        return getattr(import_module(module), name)


def plan(
    sources: Sequence[str], warehouse: str | None = None, model: str | None = None, *, cron: str = HOURLY
) -> list[Deployment]:
    """All deployments. What is no list of sources is read by ``cron``, and so is what is wrong in a list, to be told."""
    own = {name: value for name, value in {"warehouse": warehouse, "model": model}.items() if value}
    by_cron: dict[str, list[str]] = {}
    for name in sources:
        for each, when in _crons(name, cron):
            by_cron.setdefault(when, []).append(each)
    deployments = [
        Deployment(
            _unique(_name(when), index, by_cron), "flows.ingest.ingest_and_extract",
            "Read the sources and extract what is new.", when, {"sources": names, **own},
        )
        for index, (when, names) in enumerate(by_cron.items())
    ]  # fmt: skip
    deployments += [
        Deployment("retry", "flows.retry.retry", "Take up again what failed.", RETRY, own),
        Deployment(
            "re-extract", "flows.re_extract.re_extract", "Bring articles up to the model, lists and rules in use.",
            RE_EXTRACT, own,
        ),
        Deployment("upkeep", "flows.upkeep.upkeep", "Vacuum, prune, forget.", UPKEEP, {k: v for k, v in own.items() if k != "model"}),
        Deployment("retrain", "flows.retrain.retrain", "Train on the annotated articles; started by hand.", None),
    ]  # fmt: skip
    return deployments


def _crons(name: str, cron: str) -> list[tuple[str, str]]:
    """The sources of a list, each with its cron; any other source with the given one."""
    path, _, only = name.partition("#")
    if not is_source_list(name):
        return [(name, cron)]
    listed, faults = read_source_list(path)
    found = [(f"{path}#{source.name}", source.cron) for source in listed if only in ("", source.name)]
    faulty = sorted({fault.source or "" for fault in faults if only in ("", fault.source)})
    return found + [(f"{path}#{source}" if source else path, cron) for source in faulty]


def _name(cron: str) -> str:
    """A name for what runs by a cron expression, such as news-every-20-minutes."""
    from cronsim import CronSim

    said = CronSim(cron, datetime(2026, 1, 1)).explain().lower()
    return "news-" + re.sub(r"[^a-z0-9]+", "-", said).strip("-")


def _unique(name: str, index: int, crons: Sequence[str] | dict[str, Any]) -> str:
    """The name, numbered where an earlier cron is told in the same words."""
    return f"{name}-{index + 1}" if name in [_name(cron) for cron in list(crons)[:index]] else name


def prefect_file(deployments: Sequence[Deployment], *, home: str, name: str) -> str:
    """The deployments for ``prefect deploy``; workers run them in the folder ``home``."""
    content = {
        "name": "blotter",
        "pull": [{"prefect.deployments.steps.set_working_directory": {"directory": home}}],
        "deployments": [
            {
                "name": deployment.name,
                "description": deployment.description,
                "entrypoint": deployment.entrypoint,
                "parameters": deployment.parameters,
                **({"schedules": [{"cron": deployment.cron}]} if deployment.cron else {}),
                "work_pool": {"name": POOL},
                "tags": TAGS,
            }
            for deployment in deployments
        ],
    }
    return HEAD.format(pool=POOL, file=name) + yaml.dump(content, Dumper=_Plain, sort_keys=False, allow_unicode=True)


class _Plain(yaml.SafeDumper):
    """Without anchors for what stands twice."""

    def ignore_aliases(self, data: Any) -> bool:
        return True


def absolute(source: str) -> str:
    """A source as seen from any folder; addresses, lakes and standard input are that already."""
    if "://" in source or source == "-" or source.startswith("ducklake:"):
        return source
    path, mark, only = source.partition("#") if is_source_list(source) else (source, "", "")
    return f"{Path(path).resolve()}{mark}{only}"
