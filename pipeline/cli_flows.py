"""The commands that look after runs: schedules, status, retry."""

from __future__ import annotations

import json
from pathlib import Path

import click

from pipeline.options import json_option, model_option, warehouse_option


@click.command()
@click.argument("sources", nargs=-1, metavar="[SOURCE]…")
@warehouse_option
@model_option
@click.option("--cron", default="0 * * * *", show_default=True, help="When to read what names no time of its own, UTC.")
@click.option(
    "--write", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE",
    help="Write the plan for `prefect deploy` and workers instead of running it here.",
)  # fmt: skip
def serve(sources: tuple[str, ...], warehouse: str, model: str | None, cron: str, write: Path | None) -> None:
    """Run everything by the clock, until stopped: sources by the cron that sources.yml gives each, and every night what failed
    and what a new model or list touches, weekly the upkeep; retraining when it is asked for.

    Needs `prefect server start` running. Writers take turns: of two that are due at once, one waits for the other.
    """
    from pipeline.settings import quiet_prefect, sample_sources

    quiet_prefect()
    from flows.serve import serve_plan, write_plan

    named = list(sources) or sample_sources()
    if write is None:
        serve_plan(named, warehouse, model, cron=cron)
        return
    count = write_plan(write, named, warehouse, model, cron=cron)
    click.echo(f"wrote {count} deployments to {write}; next: prefect deploy --all --prefect-file {write}", err=True)


@click.command()
@warehouse_option
@model_option
@json_option
def status(warehouse: str, model: str | None, as_json: bool) -> None:
    """The last runs, how the sources are, what waits, what fails, and what is scheduled where a Prefect server answers."""
    from pipeline.settings import quiet_prefect
    from pipeline.status import gather_status, status_tables

    facts = gather_status(warehouse, model)
    quiet_prefect()
    from flows.schedules import schedules

    facts["schedules"] = schedules()
    if as_json:
        click.echo(json.dumps(facts, indent=2, ensure_ascii=False, default=str))
        return
    from pipeline.report import console

    out = console()
    for part in status_tables(facts):
        out.print(part)


@click.command()
@click.option("--source", metavar="NAME", help="Only this source of the list of sources.")
@click.option("--run", metavar="RUN", help="Only what this run met last: its id, or how that begins.")
@warehouse_option
@model_option
@json_option
def retry(source: str | None, run: str | None, warehouse: str, model: str | None, as_json: bool) -> None:
    """Take up again what failed: articles from their stored text, sources by reading them once more.

    Run it in the folder from which the sources were named.
    """
    from pipeline.settings import quiet_prefect

    quiet_prefect()
    from flows.retry import run_retry
    from pipeline.report import print_run

    result = run_retry(warehouse, model, source=source, run=run)
    if as_json:
        click.echo(json.dumps(result, indent=2, ensure_ascii=False))
    else:
        print_run(result)
    for place in result["lost"]:
        click.echo(f"{place}: cannot be read again: give it to `blotter run` once more", err=True)


FLOW_COMMANDS = (serve, status, retry)
