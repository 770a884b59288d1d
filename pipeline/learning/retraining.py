"""From annotated articles to a better model in use, step by step, each step done once for the same inputs.

A retraining that was stopped, by a kill or a failure, goes on where it was: ``steps.json`` in its folder says what is
done, from which inputs, and the training itself has checkpoints (``pipeline.learning.loop``).
"""

from __future__ import annotations

import json
import logging
import shutil
import time
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from pipeline.corpora.corpus import corpus_fingerprint
from pipeline.extractor import default_model, describe
from pipeline.gold import gold_files, read_articles
from pipeline.learning.history import Evaluated, read_history, record
from pipeline.learning.journal import Journal, write_whole
from pipeline.learning.promotion import exchange_folder, judge, objections, put_in_use, remove_folder, settled
from pipeline.learning.recipe import FITTED_BY, JUDGED_BY, TRAINED_BY, Recipe, code, fingerprint

log = logging.getLogger(__name__)

STEPS = ("check", "train", "fit", "evaluate", "floors", "candidate", "promote")
OUTPUT = Path("training/candidate")
KEPT = 5  # candidates with their cards, to compare with and to go back to


@dataclass(frozen=True, slots=True)
class Done:
    """A step that is done: what it gave, and whether that was found done already."""

    step: str
    result: dict[str, Any]
    unchanged: bool
    seconds: float = 0.0


class Retraining:
    """One retraining into the folder ``output``; the gate is the ``dev`` of the recipe, ``told`` (where it exists) is scored
    for the card, and only after the gate is passed."""

    def __init__(
        self, recipe: Recipe, output: Path = OUTPUT, *, told: str | None = None, target: Path | None = None
    ) -> None:
        self.recipe, self.output = recipe, output
        self.gate = Path(recipe.dev[0])
        self.told = told if told and Path(told).is_dir() else None
        self.target = target or default_model()
        settled(self.target)
        self.journal = Journal(output / "steps.json")
        self.history = self.target.parent / "history.csv"

    def do(self, step: str, *, again: bool = False) -> Done:
        """Do a step whose predecessors are done, unless it was done with the same inputs; ``again``: even then."""
        key = getattr(self, f"_{step}_key")()
        found = self.journal.done(step, key)
        if found is not None and not again and self._is_there(step, found):
            return Done(step, found, unchanged=True)
        began = time.monotonic()
        result = getattr(self, f"_{step}")(again)
        seconds = time.monotonic() - began
        self.journal.note(step, getattr(self, f"_{step}_key")() if step == "promote" else key, result, seconds)
        return Done(step, result, unchanged=False, seconds=seconds)

    def result(self, step: str) -> dict[str, Any]:
        """What a step gave that is done."""
        return self.journal.entries[step].result

    @property
    def candidate(self) -> Path:
        return self.output / "model"

    def judged(self) -> dict[str, Any]:
        """The candidate's scores on the gate, beside those of the model in use."""
        return json.loads((self.output / "scores.json").read_text(encoding="utf-8"))  # type: ignore[no-any-return]

    def versions(self) -> list[Evaluated]:
        """All evaluations so far."""
        return read_history(self.history)

    def _is_there(self, step: str, result: dict[str, Any]) -> bool:
        """Whether what the step made is still there, as it was made."""
        if step == "train":
            return (self.output / result["folder"]).is_dir()
        if step == "fit":
            return self.candidate.is_dir() and describe(self.candidate) == result["version"]
        if step == "evaluate":
            return (self.output / "scores.json").exists()
        return step != "candidate" or (self.output / result["kept"]).is_dir()

    # The steps, each with the fingerprint of its inputs

    def _check_key(self) -> str:
        gold = gold_files([*self.recipe.gold, *self.recipe.dev])
        return fingerprint(gold, code("pipeline/gold*.py", "pipeline/scheme.py"))

    def _check(self, again: bool) -> dict[str, Any]:
        """Raises GoldError with every fault."""
        articles = len(read_articles([*self.recipe.gold, *self.recipe.dev]))
        return {"articles": articles, "corpus": corpus_fingerprint(self.recipe.gold)}

    def _train_key(self) -> str:
        return self.recipe.fingerprint()

    def _train(self, again: bool) -> dict[str, Any]:
        from pipeline.training import learn

        # Done again, it begins again only if it had ended: a training that was killed half-way goes on.
        best = learn(self.recipe, self.output, fresh=again and "train" in self.journal.entries)
        return {"folder": str(best.relative_to(self.output))}

    def _fit_key(self) -> str:
        trained = sorted(file for file in (self.output / self.result("train")["folder"]).rglob("*") if file.is_file())
        gold = gold_files([*self.recipe.gold, *self.recipe.dev])
        silver = [Path(path) for path in self.recipe.labelled]
        return fingerprint([*trained, *gold, *silver], code(*FITTED_BY, *JUDGED_BY, *TRAINED_BY))

    def _fit(self, again: bool) -> dict[str, Any]:
        from pipeline.training import finish

        candidate = finish(self.output / self.result("train")["folder"], self.output, self.recipe)
        return {"version": describe(candidate)}

    def _evaluate_key(self) -> str:
        """Beside the candidate, the model in use counts, until the candidate itself is that."""
        version = self.result("fit")["version"]
        rival = self._rival()
        before = self.journal.entries.get("evaluate")
        if rival == version and before and before.result["version"] == version:
            rival = before.result["against"]
        return fingerprint(gold_files([self.gate]), code(*JUDGED_BY), version, str(rival))

    def _evaluate(self, again: bool) -> dict[str, Any]:
        rival = self._rival()
        judged = judge(self.candidate, folder=self.gate, target=self.target)
        write_whole(self.output / "scores.json", json.dumps(judged, indent=2, ensure_ascii=False) + "\n")
        record(self.history, judged, str(self.gate))
        return {"version": judged["model"], "against": rival, "corpus": judged["corpus"]}

    def _rival(self) -> str | None:
        return describe(self.target) if (self.target / "meta.json").exists() else None

    def _floors_key(self) -> str:
        files = [self.output / "scores.json"]
        floors = self.target / "floors.json"
        # A candidate in use has floors of its own, which say nothing against it.
        if floors.exists() and self._rival() != self.result("fit")["version"]:
            files.append(floors)
        return fingerprint(files)

    def _floors(self, again: bool) -> dict[str, Any]:
        return {"reasons": objections(self.judged(), self.target)}

    def _candidate_key(self) -> str:
        told = gold_files([self.told]) if self.told else []
        return fingerprint([self.output / "scores.json", *told], *self.result("floors")["reasons"])

    def _candidate(self, again: bool) -> dict[str, Any]:
        """Keep the candidate with its card and scores, whatever the gate said; the oldest of ``KEPT`` go."""
        from pipeline.learning.card import write_card
        from pipeline.learning.evaluation import evaluate_folder

        judged = self.judged()
        scores = {"Our dev split": judged}
        if self.told and not self.result("floors")["reasons"]:
            scores["Our test split"] = evaluate_folder(self.candidate, self.told)
            record(self.history, scores["Our test split"], self.told)
        kept = self.output / "kept" / judged["model"].split()[-1]
        new = kept.with_name("new")
        remove_folder(new)
        shutil.copytree(self.candidate, new / self.recipe.name)
        drawn = write_card(new / self.recipe.name, scores, gold=tuple(self.recipe.gold))
        write_whole(new / "scores.json", json.dumps(scores, indent=2, ensure_ascii=False) + "\n")
        exchange_folder(new, kept)
        found = sorted((path for path in kept.parent.iterdir() if path.is_dir()), key=lambda path: path.stat().st_mtime)
        for old in found[:-KEPT]:
            remove_folder(old)
        return {"kept": str((kept / self.recipe.name).relative_to(self.output)), "plot": drawn}

    def _promote_key(self) -> str:
        return fingerprint([], self.result("fit")["version"], str(self._rival()), *self.result("floors")["reasons"])

    def _promote(self, again: bool) -> dict[str, Any]:
        if self.result("floors")["reasons"]:
            return {"promoted": False}
        kept = self.output / self.result("candidate")["kept"]
        if self._rival() != self.result("fit")["version"]:
            put_in_use(kept, self.target, self.judged())
            log.info("%s is in use", describe(self.target))
        return {"promoted": True}


def short(recipe: Recipe, steps: int | None) -> Recipe:
    """The recipe with so many steps of training, evaluated at least twice; as it is where ``steps`` is None."""
    if steps is None:
        return recipe
    often = min(500, max(1, steps // 2))
    return replace(
        recipe, overrides={**recipe.overrides, "training.max_steps": steps, "training.eval_frequency": often}
    )
