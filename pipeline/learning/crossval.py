"""Honest scores on articles that one also wants to train on: ``python -m pipeline.learning.crossval FOLDER``.

The articles of FOLDER are dealt into folds; for each fold a model is trained on the other folds (and on the annotated
articles of ``--gold``) and scored on the fold it has not seen; the table is over all articles. Teacher labels
(``--silver``) must come from a teacher that has not seen FOLDER, or the scores are worth nothing: none are used by default.
"""

from __future__ import annotations

import json
import shutil
import tempfile
from pathlib import Path

import click
import numpy as np

from pipeline.gold import gold_files
from pipeline.learning.evaluation import Evaluation, evaluate, score_table


def deal(files: list[Path], folds: int) -> list[list[Path]]:
    """The files in ``folds`` parts of equal size, every n-th to the same part."""
    return [files[part::folds] for part in range(folds)]


def joined(parts: list[Evaluation]) -> Evaluation:
    """The evaluations of several folds as one."""
    return Evaluation(
        model=parts[0].model,
        fingerprint="+".join(part.fingerprint for part in parts),
        gold=[article for part in parts for article in part.gold],
        found=[extraction for part in parts for extraction in part.found],
        scores=[scores for part in parts for scores in part.scores],
        threshold=float(np.mean([part.threshold for part in parts])),
    )


@click.command(help=__doc__)
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--folds", default=3, show_default=True, type=click.IntRange(2))
@click.option("--only", type=int, help="Train and score this fold alone (0, 1, …).")
@click.option("--gold", multiple=True, default=["corpora/gangs/en/train"], show_default=True)
@click.option("--dev", default="corpora/gangs/en/dev", show_default=True)
@click.option("--public", type=click.Path(path_type=Path), help="The folder with the public corpora.")
@click.option("--silver", multiple=True, help="Texts labelled by a teacher that has not seen FOLDER.")
@click.option("--vectors", type=click.Path(path_type=Path), help="Static word vectors.")
@click.option("--steps", default=2500, show_default=True)
@click.option("--output", type=click.Path(path_type=Path), default=Path("training/crossval"), show_default=True)
def main(
    folder: Path, folds: int, only: int | None, gold: tuple[str, ...], dev: str, public: Path | None,
    silver: tuple[str, ...], vectors: Path | None, steps: int, output: Path,
) -> None:  # fmt: skip
    from rich.console import Console

    from pipeline.training import Recipe, train

    parts = deal(gold_files([folder]), folds)
    results = []
    for number, held_out in enumerate(parts):
        if only is not None and number != only:
            continue
        learnt = [str(path) for other, part in enumerate(parts) if other != number for path in part]
        recipe = Recipe(
            gold=[*learnt, *gold], dev=[dev], public=public, silver=silver, in_domain=(), marked=(), completed=None,
            vectors=vectors, overrides={"training.max_steps": steps},
        )  # fmt: skip
        model = train(recipe, output / str(number))
        with tempfile.TemporaryDirectory() as copies:
            for path in held_out:
                shutil.copy(path, copies)
            results.append(evaluate(model, [copies]))
        Console().print(score_table(results[-1].as_dict()))
    scores = joined(results).as_dict()
    Console().print(score_table(scores))
    (output / "scores.json").write_text(json.dumps(scores, indent=2), encoding="utf-8")


if __name__ == "__main__":
    main()
