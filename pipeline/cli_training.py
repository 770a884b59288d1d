"""The command that retrains."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import click

from pipeline.options import json_option, warehouse_option

FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)


@click.command()
@click.option("--gold", type=FOLDER, help="Annotated articles, in train/, dev/ and test/.  [default: corpora/gangs/en]")
@click.option("--config", type=click.Path(exists=True, dir_okay=False), help="The spaCy config.")
@click.option(
    "--output", type=click.Path(file_okay=False), help="The candidate's folder.  [default: training/candidate]"
)
@click.option("--public", type=click.Path(), help="The folder with the public corpora.")
@click.option("--silver", multiple=True, metavar="FILE", help="Texts labelled by a larger model; may be repeated.")
@click.option("--vectors", type=click.Path(), help="Static word vectors.")
@click.option("--steps", type=click.IntRange(2), help="Steps of training.  [default: as the config says]")
@click.option("--from", "first", metavar="STEP", help="Do this step and those after it, though nothing has changed.")
@click.option("--until", "last", default="re-extract", show_default=True, metavar="STEP", help="Stop after this step.")
@warehouse_option
@json_option
def retrain(
    gold: Path | None, output: str | None, steps: int | None, first: str | None, last: str, warehouse: str,
    as_json: bool, **ingredients: Any,
) -> None:  # fmt: skip
    """From annotated articles to a better model in use, and a warehouse that it has read.

    The steps: check, train, fit, evaluate, floors, candidate, promote, re-extract. One that was done with the same
    articles, settings and code is not done again: what was stopped goes on by the same command, a training from its last
    checkpoint. Exit code 1 if the gate refuses the candidate; it is kept with its card all the same.
    """
    from pipeline.settings import quiet_prefect

    quiet_prefect()
    from flows.retrain import retrain as flow
    from flows.retrain import wanted

    for step in (first, last):
        try:
            wanted(step or last)
        except ValueError as error:
            raise click.UsageError(str(error)) from error
    given: dict[str, Any] = {"gold": str(gold) if gold else None, "output": output}
    given["ingredients"] = {name: value for name, value in ingredients.items() if value}
    given |= {"warehouse": warehouse, "steps": steps, "first": first, "last": last}
    result = flow(**{name: value for name, value in given.items() if value is not None})
    if as_json:
        click.echo(json.dumps(result, indent=2, ensure_ascii=False))
    else:
        for line in retraining_lines(result):
            click.echo(line)
    if result["reasons"]:
        raise click.ClickException("the candidate is not promoted")


def retraining_lines(result: dict[str, Any]) -> list[str]:
    """What a retraining gave, a line a step."""
    lines = []
    for step, given in result["steps"].items():
        told = ", ".join(f"{name} {value}" for name, value in given.items() if isinstance(value, str | int | bool))
        before = "  (done before)" if step in result["unchanged"] else ""
        lines.append(f"{step:<10}  {told}{before}")
    return [*lines, *result["reasons"]]


COMMANDS = (retrain,)
