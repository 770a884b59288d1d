"""What each rule is worth beside the trained components: ``python -m pipeline.learning.ablation MODEL FOLDER``.

The model is scored on annotated articles as it is, then once without each of ``PARTS``; the table gives the change of each layer's F1
in points (what the part brings has a minus), and ``--json`` the scores.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from pathlib import Path
from typing import Any

import click

from pipeline.extractor import load_extractor
from pipeline.learning.evaluation import evaluate

LAYERS = ("mentions", "people", "coreference", "triggers", "status", "arguments", "measures", "about", "relations")


# Takes a part away for as long as a ``with`` of it lasts.
Removal = Callable[[Any], AbstractContextManager[Any]]


def _without(name: str) -> Removal:
    return lambda nlp: nlp.select_pipes(disable=[name])


def _with(name: str, attribute: str, change: Callable[[Any], Any]) -> Removal:
    """The component works with another value of an attribute."""

    @contextmanager
    def changed(nlp: Any) -> Iterator[None]:
        component = nlp.get_pipe(name)
        kept = getattr(component, attribute)
        setattr(component, attribute, change(kept))
        try:
            yield
        finally:
            setattr(component, attribute, kept)

    return changed


PARTS: dict[str, Removal] = {
    "known names (gazetteer)": _without("blotter_gazetteer"),
    "trigger words (lexicon)": _without("blotter_lexicon"),
    "cues of status": _with("blotter_status", "cues", lambda cues: {}),
    "aliases, surnames, acronyms": _with("blotter_entities", "merging", lambda merging: False),
    "patterns of ties": _with("blotter_relations", "patterns", lambda patterns: False),
    "trained ties": _with("blotter_relations", "cfg", lambda cfg: cfg | {"threshold": 1.1}),
}


def ablation(model: Path | str, folder: Path | str) -> dict[str, dict[str, float]]:
    """F1 by layer, of the whole (``all``) and without each part."""
    found = {}
    extractor = load_extractor(model)
    for name, removal in {"all": nullcontext, **PARTS}.items():
        with removal(extractor.nlp):
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
