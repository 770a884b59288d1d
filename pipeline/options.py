"""Options that several commands of ``blotter`` share."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import click

from pipeline.settings import DEFAULT_WAREHOUSE

Command = Callable[..., Any]


def warehouse_option(command: Command) -> Command:
    return click.option(
        "--warehouse", envvar="BLOTTER_WAREHOUSE", default=DEFAULT_WAREHOUSE, show_default=True, metavar="PATH|ducklake:…",
        help="The warehouse: a DuckDB file, or a DuckLake (ducklake:sqlite:PATH, ducklake:postgres:CONNECTION).",
    )(command)  # fmt: skip


def model_option(command: Command) -> Command:
    return click.option(
        "--model", envvar="BLOTTER_MODEL", metavar="NAME|PATH",
        help="The model, by name in models/ or by path.  [default: the one in use]",
    )(command)  # fmt: skip


def json_option(command: Command) -> Command:
    return click.option("--json", "as_json", is_flag=True, help="Answer in JSON.")(command)


def why_option(command: Command) -> Command:
    command = click.option("--by", "who", envvar="BLOTTER_USER", help="Who says so.  [default: the user's name]")(
        command
    )
    return click.option("--why", required=True, metavar="REASON", help="The reason; it is kept with the judgement.")(
        command
    )
