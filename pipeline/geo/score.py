"""How well places are resolved: ``python -m pipeline.geo.score FILE… [--errors N] [--json]``.

A file has one document a line: ``{"id", "text", "places": [[start, end, latitude, longitude, …], …]}``, as
GeoVirus in ``shared/public``. The spans are given, so this measures resolution alone. A mention counts as right
within 161 km (100 miles) of the gold point, as in the geoparsing literature; one without a place counts as wrong.
"""

from __future__ import annotations

import json
import statistics
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import click
from rich.console import Console
from rich.table import Table

from pipeline.geo.atlas import candidates, distance_km
from pipeline.geo.places import Place, PlaceMention, Places

NEAR_ENOUGH_KM = 161.0


@dataclass(frozen=True, slots=True)
class Judged:
    """A gold mention, the place it was resolved to, and how far off that is (None without a place)."""

    document: str
    name: str
    gold: tuple[float, float]
    place: Place | None
    error_km: float | None

    @property
    def verdict(self) -> str:
        """``right``, or what went wrong."""
        if self.error_km is not None and self.error_km <= NEAR_ENOUGH_KM:
            return "right"
        known = [distance_km(self.gold, place.point) for place in candidates(self.name)]
        if not known:
            return "name not known"
        if min(known) > NEAR_ENOUGH_KM:
            return "no place of that name is near"
        return "no place taken" if self.place is None else "another place of that name taken"


@dataclass(frozen=True, slots=True)
class PlacesScore:
    """The figures: shares are of all gold mentions, errors in km over those that were resolved."""

    mentions: int
    accuracy_161km: float
    resolved: float
    median_error_km: float
    mean_error_km: float
    verdicts: dict[str, int]


def judge(files: Sequence[Path], places: Places) -> Iterator[Judged]:
    """Resolve every document of the files and set its gold mentions beside what came out."""
    for file in files:
        for line in file.read_text(encoding="utf-8").splitlines():
            document = json.loads(line)
            text, gold = document["text"], sorted(document["places"])
            mentions = [PlaceMention(text[start:end], "GPE", start, end) for start, end, *_ in gold]
            for (_, _, latitude, longitude, *_), mention, place in zip(
                gold, mentions, places.resolve(mentions, text), strict=True
            ):
                point = (float(latitude), float(longitude))
                error = distance_km(point, (place.latitude, place.longitude)) if place else None
                yield Judged(document["id"], mention.text, point, place, error)


def score(judged: Sequence[Judged]) -> PlacesScore:
    """The figures of some judged mentions; no mention at all is an error."""
    if not judged:
        raise ValueError("there is no gold mention to score")
    errors = [one.error_km for one in judged if one.error_km is not None]
    verdicts = Counter(one.verdict for one in judged)
    return PlacesScore(
        mentions=len(judged),
        accuracy_161km=round(verdicts["right"] / len(judged), 4),
        resolved=round(len(errors) / len(judged), 4),
        median_error_km=round(statistics.median(errors), 1) if errors else float("nan"),
        mean_error_km=round(statistics.fmean(errors), 1) if errors else float("nan"),
        verdicts=dict(verdicts.most_common()),
    )


def table(figures: PlacesScore) -> Table:
    """The figures for a reader."""
    shown = Table("measure", "value", title="Place resolution")
    shown.add_row("gold mentions", f"{figures.mentions:,}")
    shown.add_row(f"within {NEAR_ENOUGH_KM:.0f} km", f"{figures.accuracy_161km:.1%}")
    shown.add_row("resolved", f"{figures.resolved:.1%}")
    shown.add_row("median error", f"{figures.median_error_km:.1f} km")
    shown.add_row("mean error", f"{figures.mean_error_km:.1f} km")
    for verdict, count in figures.verdicts.items():
        shown.add_row(verdict, f"{count:,} ({count / figures.mentions:.1%})")
    return shown


def worst(judged: Sequence[Judged], count: int) -> Table:
    """The first mentions that went wrong."""
    shown = Table("document", "name", "gold", "taken", "km off", "why")
    for one in [one for one in judged if one.verdict != "right"][:count]:
        taken = f"{one.place.id} {one.place.name}" if one.place else "-"
        off = f"{one.error_km:.0f}" if one.error_km is not None else "-"
        reason = f"{one.verdict}; {one.place.reason}" if one.place else one.verdict
        shown.add_row(one.document, one.name, "{:.1f}, {:.1f}".format(*one.gold), taken, off, reason)
    return shown


@click.command()
@click.argument("files", nargs=-1, required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--errors", default=0, show_default=True, help="How many wrong mentions to list.")
@click.option("--json", "as_json", is_flag=True, help="The figures as one JSON object.")
def main(files: tuple[Path, ...], errors: int, as_json: bool) -> None:
    """Score place resolution on FILES of gold mentions with coordinates."""
    judged = list(judge(files, Places()))
    figures = score(judged)
    if as_json:
        click.echo(json.dumps(asdict(figures)))
        return
    console = Console()
    console.print(table(figures))
    if errors:
        console.print(worst(judged, errors))


if __name__ == "__main__":
    main()
