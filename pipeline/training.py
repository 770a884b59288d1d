"""From a config and annotated articles to a model: train, evaluate, promote."""

from __future__ import annotations

import json
import logging
import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from pipeline import __version__

if TYPE_CHECKING:
    from spacy.language import Language

    from pipeline.learning.evaluation import Evaluation

log = logging.getLogger(__name__)

SCREEN_FOLDS = 3
KEPT = 0.99
PUBLIC = Path("../shared/public")


def train(
    *,
    config: Path = Path("models/en_gangs_sm.cfg"),
    output: Path = Path("training/en_gangs_sm"),
    gold: Sequence[str] = ("corpora/gangs/en/train",),
    dev: Sequence[str] = ("corpora/gangs/en/dev",),
    public: Path | None = PUBLIC,
    silver: Sequence[str] = ("training/silver.jsonl",),
    vectors: Path | None = Path("training/vectors"),
    overrides: dict[str, Any] | None = None,
) -> Path:
    """Train by spaCy's loop, then what is fitted to its result; returns the folder of the candidate.

    ``public``, ``silver`` and ``vectors`` are used where they exist. Raises FileNotFoundError for absent
    gold articles and GoldError for faulty ones, before any training.
    """
    from spacy import util
    from spacy.training.initialize import init_nlp
    from spacy.training.loop import train as train_nlp

    from pipeline.gold import read_articles

    read_articles([*gold, *dev])
    settings: dict[str, Any] = {
        "paths.gold": list(gold),
        "paths.dev": list(dev),
        "paths.public": str(public) if public and public.is_dir() else None,
        "paths.silver": [path for path in silver if Path(path).exists()],
    }
    if vectors and vectors.is_dir() and "tok2vec" in util.load_config(config)["components"]:
        settings["paths.vectors"] = str(vectors)
        settings["components.tok2vec.model.embed.include_static_vectors"] = True
    if "transformer" in util.load_config(config)["paths"]:
        from pipeline.learning.distil import teacher_path

        settings["paths.transformer"] = str(teacher_path())
    settings |= overrides or {}
    filled = util.load_config(config, overrides=settings, interpolate=False)
    nlp = init_nlp(filled)
    work = output / "work"
    work.mkdir(parents=True, exist_ok=True)
    train_nlp(nlp, work)
    return finish(work / "model-best", output, gold=gold, dev=dev, silver=silver, name=config.stem)


def finish(
    trained: Path, output: Path, *, gold: Sequence[str], dev: Sequence[str], silver: Sequence[str] = (),
    name: str = "en_gangs_sm",
) -> Path:  # fmt: skip
    """Fit beside what spaCy's loop has trained: the screen, and on ``dev`` what scores mean. Saves."""
    import spacy

    nlp = spacy.load(trained)
    fit_screen(nlp, gold, silver)
    fit_calibration(nlp, trained, dev)
    nlp.meta.update({"name": name.removeprefix("en_"), "version": __version__, "license": "Apache-2.0"})
    for unneeded in ("sources", "performance"):
        nlp.meta.pop(unneeded, None)
    target = output / "model"
    if target.exists():
        shutil.rmtree(target)
    target.parent.mkdir(parents=True, exist_ok=True)
    nlp.to_disk(target)
    slim_strings(target)
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


# Promotion

LAYERS = ("mentions", "people", "coreference", "triggers", "status", "arguments", "numbers", "dates", "relations")


def promote(candidate: Path, *, folder: Path = Path("corpora/gangs/en/dev"), target: Path | None = None) -> list[str]:
    """Put a candidate in use if nothing speaks against it; returns the reasons against it, empty if promoted.

    Against it speaks a layer below the floors of the model in use (``floors.json`` beside it: F1 by layer; they hold for
    the articles whose fingerprint stands there), or a layer that is worse than the model in use by more than chance.
    A promoted model gets floors of its own: the lower ends of its intervals on ``folder``.
    """
    from pipeline.extractor import default_model
    from pipeline.learning.evaluation import evaluate

    target = target or default_model()
    result = evaluate(candidate, [folder])
    reasons = [*_below_floors(result, target / "floors.json"), *_worse(result, target, folder)]
    if reasons:
        return reasons
    floors = {layer: low for layer, (low, _) in result.intervals().items() if layer in LAYERS}
    _put_in_use(candidate, target)
    text = json.dumps({"corpus": result.fingerprint, "folder": str(folder), "floors": floors}, indent=2)
    (target / "floors.json").write_text(text + "\n", encoding="utf-8")
    return []


def _below_floors(result: Evaluation, file: Path) -> list[str]:
    found = json.loads(file.read_text(encoding="utf-8")) if file.exists() else {}
    if found.get("corpus") != result.fingerprint:
        return []
    scores = result.total().total
    return [
        f"{layer}: F1 {scores[layer].f1:.1f} is below the floor {floor:.1f}"
        for layer, floor in found["floors"].items()
        if scores[layer].f1 < floor
    ]


def _worse(result: Evaluation, target: Path, folder: Path) -> list[str]:
    from pipeline.extractor import load_extractor
    from pipeline.learning.evaluation import compare, evaluate

    if not (target / "meta.json").exists():
        return []
    try:
        rival = load_extractor(target)
    except ValueError as error:
        log.warning("%s can no longer be loaded and is no rival: %s", target, error)
        return []
    rows = compare(result, evaluate(rival, [folder]))
    return [
        f"{row.score}: F1 {row.first:.1f} against {row.second:.1f} of the model in use, "
        f"{row.low:.1f} to {row.high:.1f} points (95 %)"
        for row in rows
        if row.score in LAYERS and row.high < 0
    ]


def _put_in_use(candidate: Path, target: Path) -> None:
    """Replace the folder of the model in use by the candidate's; the model card stays until it is written anew."""
    card = ("README.md", "reliability.svg")
    kept = {name: (target / name).read_bytes() for name in card if (target / name).exists()}
    replacement = target.with_name(target.name + ".new")
    if replacement.exists():
        shutil.rmtree(replacement)
    shutil.copytree(candidate, replacement)
    for name, content in kept.items():
        (replacement / name).write_bytes(content)
    if target.exists():
        shutil.rmtree(target)
    replacement.rename(target)
