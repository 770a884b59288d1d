"""spaCy's training loop, made so that it can be killed: it goes on from its last checkpoint and ends with the model that it
would have ended with, to the byte where BLAS has as many threads as before.

The steps are those of ``spacy train``. What differs: order is drawn from a generator of its own, so that the batches before
the checkpoint can be passed over without being learnt from, and all that the next step depends on is saved
(``pipeline.learning.checkpoints``) at every evaluation and at least every ``EVERY_S`` seconds.
"""

from __future__ import annotations

import logging
import random
import shutil
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from itertools import islice, repeat
from pathlib import Path
from typing import Any

from spacy.language import Language
from spacy.schemas import ConfigSchemaTraining
from spacy.training import Example
from spacy.training.loop import (
    create_before_to_disk_callback,
    create_evaluation_callback,
    subdivide_batch,
    update_meta,
)
from spacy.util import registry, resolve_dot_names
from thinc.api import Config, Optimizer, fix_random_seed

from pipeline.learning.checkpoints import Progress, read_progress, restore_checkpoint, save_checkpoint

log = logging.getLogger(__name__)

EVERY_S = 60.0
CHECKPOINT = "checkpoint.npz"


def trained(make: Callable[[], Language], work: Path, *, key: str) -> Path:
    """The folder of the best model of a training, which is begun, gone on with or found done in ``work``.

    ``make`` gives the pipeline as initialized, each time the same; ``key`` names all that the training is given. What
    another training left in ``work`` is removed.
    """
    found = read_progress(work / CHECKPOINT)
    if found and found.key == key and found.done and (work / found.best).is_dir():
        log.info("nothing has changed since the training in %s", work)
        return work / found.best
    if work.exists() and (found is None or found.key != key):
        shutil.rmtree(work)
    work.mkdir(parents=True, exist_ok=True)
    training = Training(make(), work, key)
    if found and found.key == key:
        log.info("going on after step %s of the training in %s", found.step, work)
        training.progress = restore_checkpoint(work / CHECKPOINT, training.nlp, training.optimizer)
    return training.run()


class Training:
    """One training: a pipeline, its optimizer and examples, and how far it has come."""

    def __init__(self, nlp: Language, work: Path, key: str) -> None:
        self.nlp, self.work, self.progress = nlp, work, Progress(key)
        config: Config = nlp.config.interpolate()
        self.seed = config["training"]["seed"] or 0
        fix_random_seed(self.seed)
        self.settings: dict[str, Any] = registry.resolve(config["training"], schema=ConfigSchemaTraining)
        self.optimizer: Optimizer = self.settings["optimizer"]
        names = [self.settings["train_corpus"], self.settings["dev_corpus"]]
        corpus, dev = resolve_dot_names(config, names)
        self.evaluate = create_evaluation_callback(nlp, dev, self.settings["score_weights"])
        self.examples = list(corpus(nlp))
        if not self.examples:
            raise ValueError("there is nothing to learn from")
        self.saved = time.monotonic()

    def run(self) -> Path:
        """Learn to the end; the folder of the best model."""
        progress, settings = self.progress, self.settings
        log_step, finish_log = settings["logger"](self.nlp, sys.stderr, sys.stderr)
        try:
            for dropout, (step, (epoch, batch)) in self._ahead():
                began = time.monotonic()
                self._learn(batch, dropout, step, epoch)
                progress.step = step
                progress.words += sum(len(example) for example in batch)
                info = self._judge(step, epoch) if step % settings["eval_frequency"] == 0 else None
                progress.seconds += time.monotonic() - began
                log_step(info)
                if info or time.monotonic() - self.saved > EVERY_S:
                    self._save()
                if self._is_over(step):
                    break
        finally:
            finish_log()
        progress.done = True
        self._save()
        return self.work / progress.best

    def _ahead(self) -> Iterator[tuple[float, tuple[int, tuple[int, list[Example]]]]]:
        """The steps that are still to be done, each with its dropout."""
        settings, done = self.settings, self.progress.step + 1
        if done and self._is_over(done - 1):
            return iter(())
        dropouts = repeat(settings["dropout"]) if isinstance(settings["dropout"], float) else settings["dropout"]
        drawn = batches(self.examples, settings["batcher"], self.seed, settings["max_epochs"])
        return islice(zip(dropouts, enumerate(drawn), strict=False), done, None)

    def _learn(self, batch: list[Example], dropout: float, step: int, epoch: int) -> None:
        settings, losses = self.settings, self.progress.losses
        exclude = settings["frozen_components"]
        if settings["before_update"]:
            settings["before_update"](self.nlp, {"step": step, "epoch": epoch})
        for part in subdivide_batch(batch, settings["accumulate_gradient"]):
            annotates = settings["annotating_components"]
            self.nlp.update(part, drop=dropout, losses=losses, sgd=False, exclude=exclude, annotates=annotates)  # type: ignore[arg-type]
        for name, pipe in self.nlp.pipeline:
            if name not in exclude and getattr(pipe, "is_trainable", False) and pipe.model not in (True, False, None):  # type: ignore[attr-defined]
                pipe.finish_update(self.optimizer)  # type: ignore[attr-defined]
        self.optimizer.step_schedules()

    def _judge(self, step: int, epoch: int) -> dict[str, Any]:
        """Evaluate, and keep the model if it is the best so far."""
        progress = self.progress
        with self.nlp.use_params(self.optimizer.averages or {}):
            score, others = self.evaluate()
            progress.results.append((score, step))
            info = {
                "epoch": epoch, "step": step, "score": score, "other_scores": others, "losses": progress.losses,
                "checkpoints": progress.results, "seconds": int(progress.seconds), "words": progress.words,
            }  # fmt: skip
            if score == max(progress.results)[0]:
                progress.best = f"best-{step}"
                update_meta(self.settings, self.nlp, info)
                create_before_to_disk_callback(self.settings["before_to_disk"])(self.nlp).to_disk(
                    self.work / progress.best
                )
        progress.losses = {}
        return info

    def _save(self) -> None:
        """Write the checkpoint, and only then let go of models that were the best before."""
        save_checkpoint(self.work / CHECKPOINT, self.progress, self.nlp, self.optimizer)
        for other in self.work.glob("best-*"):
            if other.name != self.progress.best:
                shutil.rmtree(other)
        self.saved = time.monotonic()

    def _is_over(self, step: int) -> bool:
        """As spaCy has it: enough steps, or no better score for too long (of equal scores the first counts)."""
        best = -max((score, -at) for score, at in self.progress.results)[1]
        patience, most = self.settings["patience"], self.settings["max_steps"]
        return bool((patience and step - best >= patience) or (most and step >= most))


def batches(
    examples: list[Example], batcher: Callable[[Iterable[Example]], Iterable[list[Example]]], seed: int, epochs: int
) -> Iterator[tuple[int, list[Example]]]:
    """Epoch and batch, in an order that depends on nothing but the seed; without end where ``epochs`` is 0."""
    chance = random.Random(seed)
    epoch = 0
    while epochs < 1 or epoch < epochs:
        chance.shuffle(examples)
        for batch in batcher(examples):
            yield epoch, batch
        epoch += 1
