"""Small trainings that can be killed: a few annotated articles, a recipe of few steps, and learners in processes of their own.

``python learners.py GOLD OUTPUT DIES_AT`` learns, a checkpoint after every step, and dies by ``kill -9`` within that step, if there is one.
"""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path

from pipeline.learning import loop
from pipeline.training import Recipe, learn

ROOT = Path(__file__).resolve().parents[1]
ARTICLE = """---
id: {name}
lang: en
published: 2024-02-06
source: Test
title: Test
---
[Police|PEOPLE#a1] in [{place}|GPE#l1] [arrested|ARREST#v1] [{person}|PERSON#p1] of [{gang}|GANG#g1] on [Monday|DATE#d1]
with [{count}|CARDINAL#n1] [rifles|WEAPON#w1].
---
dates: {{d1: 2024-02-05}}
numbers:
  n1: {{low: {count}, high: {count}, unit: count, measures: weapons}}
events:
  v1: {{status: asserted, AGENT: a1, TARGET: p1, PLACE: l1, TIME: d1}}
"""
FACTS = [
    ("Lima", "Ana Paz", "Los Lobos", 12),
    ("Quito", "Luis Mora", "Los Choneros", 30),
    ("Bogotá", "Eva Soto", "Clan del Golfo", 7),
    ("Caracas", "Juan Rey", "Tren de Aragua", 15),
]


def write_gold(folder: Path, first: int = 0) -> Path:
    """The four articles, in a folder; numbered from ``first``, as no two articles may have one id."""
    folder.mkdir(parents=True, exist_ok=True)
    for number, (place, person, gang, count) in enumerate(FACTS, first):
        text = ARTICLE.format(name=f"t{number}", place=place, person=person, gang=gang, count=count)
        (folder / f"t{number}.md").write_text(text, encoding="utf-8")
    return folder


def overrides(steps: int, evaluate_every: int) -> dict[str, int]:
    """Settings of a training of so many steps."""
    return {
        "training.max_steps": steps,
        "training.eval_frequency": evaluate_every,
        "training.optimizer.learn_rate.warmup_steps": 5,
        **{f"components.blotter_{name}.model.rows": 512 for name in ("arguments", "status", "measures", "relations")},
    }


def small_recipe(gold: Path, *, dev: Path | None = None, steps: int = 40, evaluate_every: int = 20) -> Recipe:
    """What a small training is given."""
    config = ROOT / "models" / "en_gangs_sm.cfg"
    return Recipe(
        config, gold=(str(gold),), dev=(str(dev or gold),), public=None, silver=(), in_domain=(), marked=(), completed=None, vectors=None,
        overrides=overrides(steps, evaluate_every),
    )  # fmt: skip


def die_in_step(number: int) -> None:
    """From now on this process dies when it has learnt that step, before the checkpoint of it."""
    real = loop.Training._learn

    def deadly(training: loop.Training, batch: list, dropout: float, step: int, epoch: int) -> None:  # type: ignore[type-arg]
        real(training, batch, dropout, step, epoch)
        if step == number:
            os.kill(os.getpid(), signal.SIGKILL)

    loop.EVERY_S = 0.0
    loop.Training._learn = deadly  # type: ignore[method-assign]


if __name__ == "__main__":
    gold, output, dies_at = sys.argv[1:]
    die_in_step(int(dies_at))
    learn(small_recipe(Path(gold), steps=9, evaluate_every=4), Path(output))
