"""From a config and annotated articles to a model: train, evaluate, promote."""

from __future__ import annotations

import logging
import os
import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from pipeline import __version__
from pipeline.learning.promotion import exchange_folder, promote, remove_folder
from pipeline.learning.recipe import Recipe

if TYPE_CHECKING:
    from spacy.language import Language

log = logging.getLogger(__name__)

__all__ = ["Recipe", "finish", "learn", "promote", "train"]

SCREEN_FOLDS = 3
KEPT = 0.99
# What a teacher's decision counts for a linear judge, beside one of ours. Counted whole, those on in-domain texts cost a point of F1 of
# roles; counted so, they give half a point of accuracy of statuses, on our texts and on other real news.
TEACHER_COUNTS = 0.4
OUTPUT = Path("training/en_gangs_sm")


def train(recipe: Recipe, output: Path = OUTPUT, *, fresh: bool = False) -> Path:
    """Train by spaCy's steps, then what is fitted to their result; returns the folder of the candidate.

    A training that was killed goes on from its last checkpoint in ``output/work``, as long as all that it is given is the
    same; ``fresh`` begins again. Raises FileNotFoundError for absent gold articles and GoldError for faulty ones, before
    any training.
    """
    return finish(learn(recipe, output, fresh=fresh), output, recipe)


def learn(recipe: Recipe, output: Path = OUTPUT, *, fresh: bool = False) -> Path:
    """The trained layers: the folder of the best model in ``output/work``. See ``train``."""
    from spacy.training.initialize import init_nlp

    from pipeline.gold import read_articles
    from pipeline.learning.loop import trained

    read_articles([*recipe.gold, *recipe.dev])
    work = output / "work"
    if fresh and work.exists():
        shutil.rmtree(work)
    return trained(lambda: init_nlp(recipe.filled()), work, key=recipe.fingerprint())


def finish(trained: Path, output: Path, recipe: Recipe) -> Path:
    """Fit beside what has been trained: the screen, the linear judges, and on ``dev`` what scores mean. Saves the candidate, whole or not at all."""
    import spacy

    output.mkdir(parents=True, exist_ok=True)
    nlp = spacy.load(trained)
    fit_screen(nlp, recipe.gold, recipe.labelled)
    fit_judges(nlp, recipe.gold, [*recipe.silver, *recipe.in_domain])
    fit_calibration(nlp, trained, recipe.dev)
    nlp.meta.update({"name": recipe.name.removeprefix("en_"), "version": __version__, "license": "Apache-2.0"})
    for unneeded in ("sources", "performance"):
        nlp.meta.pop(unneeded, None)
    target, new = output / "model", output / "model.new"
    remove_folder(new)
    nlp.to_disk(new)
    slim_strings(new)
    exchange_folder(new, target)
    log.info("candidate in %s", target)
    return target


def slim_strings(model: Path) -> None:
    """Keep of a saved model's strings those that have a vector: the others, every word met in training, are made anew when needed."""
    import srsly
    from spacy.strings import get_string_id
    from spacy.vectors import Vectors

    file = model / "vocab" / "strings.json"
    vectors = Vectors().from_disk(model / "vocab")
    srsly.write_json(file, [word for word in srsly.read_json(file) if get_string_id(word) in vectors.key2row])


def fit_calibration(nlp: Language, trained: Path, dev: Sequence[str]) -> None:
    """Let scores be the share of right facts among those of ``dev``, on which nothing was trained."""
    from pipeline.extractor import Extractor
    from pipeline.learning.calibrating import fitted_curves
    from pipeline.learning.evaluation import evaluate

    calibration = nlp.get_pipe("blotter_calibration")
    calibration.curves = {}  # type: ignore[attr-defined]
    result = evaluate(Extractor(nlp, trained), dev)
    calibration.curves = fitted_curves(result.judged())  # type: ignore[attr-defined]


def fit_judges(nlp: Language, gold: Sequence[str], silver: Sequence[str] = ()) -> None:
    """Train the linear judges of the decisions, which look at words alone, on the gold articles and on what a teacher decided (``TEACHER_COUNTS``)."""
    from pipeline.components.decisions import DecisionPipe
    from pipeline.gold import read_articles
    from pipeline.learning.readers import reference_doc, silver_examples

    references = [reference_doc(nlp, article) for article in read_articles(gold)]
    for path in filter(os.path.exists, silver):
        references += [example.reference for example in silver_examples(nlp, Path(path), weight=TEACHER_COUNTS)]
    for _, pipe in nlp.pipeline:
        if isinstance(pipe, DecisionPipe):
            pipe.fit(references)


def fit_screen(nlp: Language, gold: Sequence[str], silver: Sequence[str] = ()) -> None:
    """Train the screen: articles with two or more events against those with none.

    Beside the gold articles it learns from the texts that a teacher labelled, where there are any. The model's meta tells the
    threshold that keeps ``KEPT`` of the relevant gold articles, and (``screen``) how many texts of either kind reach it, each
    judged by a screen that has not seen it.
    """
    from pipeline.gold import read_articles
    from pipeline.learning.readers import json_lines
    from pipeline.scheme import EVENT_TYPES

    found = [(article.text, len(article.extraction.events), True) for article in read_articles(gold)]
    for path in silver:
        for record in json_lines(Path(path)) if Path(path).exists() else ():
            events = sum(label in EVENT_TYPES and score >= 0.5 for _, _, label, score, *_ in record["spans"])
            found.append((record["text"], events, False))
    clear = [item for item in found if item[1] != 1]
    screen: Any = nlp.get_pipe("blotter_screen")
    unseen: list[tuple[float, bool, bool]] = []
    for fold in range(SCREEN_FOLDS):
        rest = [item for number, item in enumerate(clear) if number % SCREEN_FOLDS != fold]
        screen.fit([text for text, _, _ in rest], [events >= 2 for _, events, _ in rest])
        unseen += [
            (screen.relevance(text), events >= 2, is_gold) for text, events, is_gold in clear[fold::SCREEN_FOLDS]
        ]
    screen.fit([text for text, _, _ in clear], [events >= 2 for _, events, _ in clear])
    gold_scores = [score for score, relevant, is_gold in unseen if relevant and is_gold]
    threshold = round(float(np.quantile(gold_scores, 1 - KEPT)), 3) if gold_scores else 0.0
    nlp.meta["relevance_threshold"] = threshold
    nlp.meta["screen"] = {
        "relevant": len(gold_scores),
        "relevant_kept": sum(score >= threshold for score in gold_scores),
        "other": sum(not relevant for _, relevant, _ in unseen),
        "other_kept": sum(not relevant and score >= threshold for score, relevant, _ in unseen),
    }
