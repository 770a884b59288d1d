"""The commands that search and correct a warehouse."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

from pipeline.options import warehouse_option, why_option

if TYPE_CHECKING:
    from pipeline.warehouse.correcting import Corrections


@contextmanager
def _correcting(warehouse: str, who: str | None) -> Iterator[Corrections]:
    """A warehouse to be corrected, published when all went well."""
    from pipeline.store import Warehouse
    from pipeline.warehouse.correcting import Corrections

    with Warehouse.open(warehouse) as store:
        yield Corrections(store, who=who)
        click.echo(f"published {store.publish()}", err=True)


def _tell(judgement: str) -> None:
    click.echo(f"judgement {judgement}; `blotter withdraw {judgement}` takes it back")


@click.command()
@click.argument("kept")
@click.argument("other")
@warehouse_option
@why_option
def merge(kept: str, other: str, warehouse: str, why: str, who: str | None) -> None:
    """Say that two entities, or two incidents, are one: OTHER becomes KEPT, in all articles and for good.

    An id is what entity_id or incident_id has, such as gang:tren-de-aragua.
    """
    with _correcting(warehouse, who) as corrections:
        _tell(corrections.merge(kept, other, why=why))


@click.command()
@click.argument("subject", metavar="ID")
@click.argument("articles", nargs=-1, required=True, metavar="ARTICLE…")
@warehouse_option
@why_option
def split(subject: str, articles: tuple[str, ...], warehouse: str, why: str, who: str | None) -> None:
    """Say that these ARTICLEs mean another entity, or report another incident, than the rest of ID."""
    with _correcting(warehouse, who) as corrections:
        _tell(corrections.split(subject, articles, why=why))


@click.command()
@click.argument("subject", metavar="ID")
@click.option("--name", help="The entity's right name.")
@click.option("--label", help="The entity's right label: PERSON, GANG, ORG, GPE, LOC or FAC.")
@click.option("--type", "kind", help="The event's right type.")
@click.option("--status", help="The event's right status.")
@warehouse_option
@why_option
def relabel(
    subject: str, name: str | None, label: str | None, kind: str | None, status: str | None, warehouse: str, why: str,
    who: str | None,
) -> None:  # fmt: skip
    """Say an entity's name or label, or an event's type or status, otherwise."""
    given = {"name": name, "label": label, "type": kind, "status": status}
    told = {column: value for column, value in given.items() if value is not None}
    if not told:
        raise click.UsageError("say what is to be told otherwise: --name, --label, --type or --status")
    with _correcting(warehouse, who) as corrections:
        for column, value in told.items():
            _tell(corrections.relabel(subject, column, value, why=why))


@click.command()
@click.argument("subject", metavar="ID")
@warehouse_option
@why_option
def reject(subject: str, warehouse: str, why: str, who: str | None) -> None:
    """Say that an entity, event, relation or number is none; it leaves every table, and can come back."""
    with _correcting(warehouse, who) as corrections:
        _tell(corrections.reject(subject, why=why))


@click.command()
@click.argument("judgement")
@warehouse_option
def withdraw(judgement: str, warehouse: str) -> None:
    """Take a JUDGEMENT back: what the machine found holds again."""
    with _correcting(warehouse, None) as corrections:
        corrections.withdraw(judgement)
    click.echo(f"withdrawn: {judgement}")


@click.command()
@click.argument("words", nargs=-1, required=True)
@warehouse_option
@click.option("--most", default=20, show_default=True, type=click.IntRange(1), help="Sentences that are shown.")
def search(words: tuple[str, ...], warehouse: str, most: int) -> None:
    """The sentences that match WORDS best, with their articles; words in double quotes must stand together, in whatever form."""
    from pipeline.asking.prompt import answer

    query = " ".join(words).replace("'", "''")
    columns = "round(score, 1) AS score, published, source, sentence, article_id"
    answer(f"SELECT {columns} FROM search('{query}', most := {most})", warehouse, form="table")


@click.command()
@warehouse_option
def relink(warehouse: str) -> None:
    """Tell anew whom all names stand for and which incidents are reported: after a change of lists or rules.

    Facts, judgements and ids of articles stay; nothing is extracted again.
    """
    from pipeline.store import Warehouse

    with Warehouse.open(warehouse) as store:
        done = store.relink()
        click.echo(f"{done:,} articles linked; published {store.publish()}")


@click.command()
@click.argument("folder", type=click.Path(file_okay=False))
@warehouse_option
def export(folder: str, warehouse: str) -> None:
    """Write every table and view of the published warehouse to FOLDER as Parquet, with a manifest."""
    from pathlib import Path

    from pipeline.warehouse.export import export_parquet

    written = export_parquet(warehouse, Path(folder))
    click.echo(f"wrote {len(written)} tables and views to {folder}")


@click.command()
@warehouse_option
def vacuum(warehouse: str) -> None:
    """Give back the space of what was replaced, and publish; of a lake, join small files and drop old snapshots."""
    from pipeline.store import Warehouse

    with Warehouse.open(warehouse) as store:
        store.vacuum()
        click.echo(f"published {store.publish()}")


COMMANDS = (search, merge, split, relabel, reject, withdraw, relink, vacuum, export)
