"""What each rule is worth beside the trained components: ``python -m pipeline.learning.ablation MODEL FOLDER``.

The model is scored on annotated articles as it is, then once without each of ``PARTS``; the table gives the change of each layer's F1
in points (what the part brings has a minus), and ``--json`` the scores.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from pipeline.extractor import Extractor, load_extractor
from pipeline.learning.evaluation import evaluate

LAYERS = ("mentions", "people", "coreference", "triggers", "status", "arguments", "measures", "about", "relations")


def _without(*names: str) -> Callable[[Any], None]:
    def change(nlp: Any) -> None:
        for name in names:
            nlp.disable_pipe(name)

    return change


def _without_cues(nlp: Any) -> None:
    nlp.get_pipe("blotter_status").cues = {}


def _without_patterns(nlp: Any) -> None:
    nlp.get_pipe("blotter_relations").patterns = False


def _without_judging(nlp: Any) -> None:
    nlp.get_pipe("blotter_relations").cfg["threshold"] = 1.1


def _without_aliases(nlp: Any) -> None:
    nlp.get_pipe("blotter_entities").merging = False


PARTS: dict[str, Callable[[Any], None]] = {
    "known names (gazetteer)": _without("blotter_gazetteer"),
    "trigger words (lexicon)": _without("blotter_lexicon"),
    "cues of status": _without_cues,
    "aliases, surnames, acronyms": _without_aliases,
    "patterns of ties": _without_patterns,
    "trained ties": _without_judging,
}


def ablation(model: Path | str, folder: Path | str) -> dict[str, dict[str, float]]:
    """F1 by layer, of the whole (``all``) and without each part."""
    found = {}
    for name, change in {"all": lambda nlp: None, **PARTS}.items():
        extractor: Extractor = load_extractor(model)
        change(extractor.nlp)
        scores = evaluate(extractor, [folder]).total().total
        found[name] = {layer: round(scores[layer].f1, 2) for layer in LAYERS}
    return found


@click.command(help=__doc__)
@click.argument("model")
@click.argument("folder", type=click.Path(exists=True))
@click.option("--json", "as_json", is_flag=True, help="Answer in JSON.")
def main(model: str, folder: str, as_json: bool) -> None:
    found = ablation(model, folder)
    if as_json:
        click.echo(json.dumps(found, indent=2))
        return
    from rich.console import Console
    from rich.table import Table

    table = Table("without", title=f"{model} on {folder}: F1, and what is lost", title_justify="left")
    for layer in LAYERS:
        table.add_column(layer, justify="right")
    table.add_row("nothing", *(f"{found['all'][layer]:.1f}" for layer in LAYERS))
    for name in PARTS:
        changes = [found[name][layer] - found["all"][layer] for layer in LAYERS]
        table.add_row(name, *(f"{change:+.1f}" if abs(change) >= 0.05 else "" for change in changes))
    Console(width=140).print(table)


if __name__ == "__main__":
    main()
