"""The commands about what runs made of the articles: what changed between two of them, and doing again what needs it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict
from itertools import groupby
from typing import TYPE_CHECKING

import click

from pipeline.options import json_option, model_option, warehouse_option

if TYPE_CHECKING:
    from pipeline.warehouse.between_runs import Difference, Run
    from pipeline.warehouse.tables import Row

MOST = 20  # articles that are shown with their facts
SENTENCE = 160


@click.command()
@click.argument("first", default="last", metavar="[RUN")
@click.argument("second", required=False, metavar="[RUN]]")
@warehouse_option
@click.option("--article", metavar="ID", help="Only this article, by its id or the beginning of it.")
@click.option(
    "--most", type=click.IntRange(0), help=f"Articles whose facts are shown.  [default: {MOST}; all with --json]"
)
@json_option
def diff(first: str, second: str | None, warehouse: str, article: str | None, most: int | None, as_json: bool) -> None:
    """What a RUN changed in the facts of articles that were there, or what changed after one RUN up to another, in net.

    A RUN is an id (runs.run_id), the beginning of one, last (if none is named), or last~1 for the one before it. Facts are
    told by what they say: one that reads otherwise as X → Y, with its sentence.
    """
    from pipeline.warehouse.between_runs import difference
    from pipeline.warehouse.formats import require_current
    from pipeline.warehouse.storage import storage_of

    with storage_of(warehouse).reader() as reader:
        require_current(reader, warehouse)
        ends = (first, second) if second is not None else (None, first)
        found = difference(reader, *ends, article=article, most=most if most is not None or as_json else MOST)
    if as_json:
        click.echo(json.dumps(asdict(found), indent=2, ensure_ascii=False, default=str))
        return
    from pipeline.show import safe

    for line in lines(found):
        click.echo(safe(line))


def lines(found: Difference) -> Iterator[str]:
    """The difference for people."""
    yield f"after  {_run(found.first) if found.first else 'nothing'}"
    yield f"up to  {_run(found.second)}"
    yield f"new articles: {len(found.new)}; articles with another text, title, day or status: {len(found.versions)}"
    for row in found.versions[:MOST]:
        told = "; ".join(
            name if name == "content" else f"{name} {old} → {new}" for name, (old, new) in row["became"].items()
        )
        yield f"  {row['article_id']}  {told}"
    for row in found.summary:
        yield _summed(row)
    if not found.summary:
        yield "no fact of an article that was there before says anything else"
    for (key, title), facts in groupby(found.facts, key=lambda row: (row["article_id"], row["title"])):
        yield f"\n{title or 'without a title'}  ({key})"
        yield from map(_fact, facts)
    if (left := found.articles - len({row["article_id"] for row in found.facts})) > 0:
        yield f"\n… and {left:,} more articles: --most {found.articles}, or --json"


def _run(run: Run) -> str:
    return f"{run.run_id}  {run.started:%Y-%m-%d %H:%M}  {run.flow or 'run'}, {run.state}, {run.extractor or 'no extractor'}"


def _summed(row: Row) -> str:
    if row["field"] is None:
        return f"{row['subject']} {row['change']}: {row['facts']:,}"
    values = f" {row['old'] or 'none'} → {row['new'] or 'none'}" if row["old"] or row["new"] else ""
    return f"  {row['field']}{values}: {row['facts']:,}"


def _fact(row: Row) -> str:
    from pipeline.warehouse.between_runs import ABOUT, SAYS, became

    table, before, after = row["subject"], row["before"], row["after"]
    fact = after or before
    words = " / ".join(str(fact[name]) for name in ABOUT[table] if fact[name] is not None)
    if before and after:
        mark, told = "~", ", ".join(became(table, before, after))
    else:
        mark = "+" if after else "-"
        told = ", ".join(f"{name} {fact[name]}" for name in SAYS[table] if fact[name] is not None)
    sentence = " ".join((fact["sentence"] or "").split())
    cut = sentence if len(sentence) <= SENTENCE else sentence[:SENTENCE].rsplit(" ", 1)[0] + " …"
    return f"  {mark} {table.removesuffix('s')} “{words}”: {told}\n      {cut}"


@click.command("re-extract")
@warehouse_option
@model_option
@json_option
def extract_again(warehouse: str, model: str | None, as_json: bool) -> None:
    """Extract again the articles that a changed model, rule or list can touch, newest first.

    Of a list only the articles that have one of the strings that were changed. It can be stopped at any time and goes on
    where it was; other writers get their turn in between. `blotter serve` does it every night.
    """
    from pipeline.settings import quiet_prefect

    quiet_prefect()
    from flows.re_extract import re_extract
    from pipeline.report import run_lines

    result = re_extract(warehouse, model)
    if as_json:
        click.echo(json.dumps(result, indent=2, ensure_ascii=False))
    elif result["run_id"] is None:
        click.echo(f"every article is of {result['extractor']} already")
    else:
        click.echo("\n".join(run_lines(result)))
        click.echo(f"`blotter diff {result['run_id'][:8]}` tells what changed")


HISTORY_COMMANDS = (diff, extract_again)
