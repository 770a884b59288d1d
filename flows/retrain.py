"""From annotated articles to a better model in use: check, train, evaluate, promote, each a task."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from pipeline.settings import quiet_prefect

quiet_prefect()

from prefect import flow, task  # noqa: E402  (Prefect reads its settings when it is imported)
from prefect.artifacts import create_markdown_artifact  # noqa: E402
from prefect.cache_policies import NO_CACHE  # noqa: E402

GOLD = "corpora/gangs/en"


@task(name="check the corpus", cache_policy=NO_CACHE)
def check_corpus(gold: str) -> int:
    """The number of annotated articles. Raises GoldError with every fault."""
    from pipeline.gold import read_articles

    return len(read_articles([gold]))


@task(name="train", cache_policy=NO_CACHE)
def train_candidate(gold: str, output: str) -> str:
    """The folder of a candidate trained on ``train``, chosen by ``dev``."""
    from pipeline.training import train

    return str(train(output=Path(output), gold=(f"{gold}/train",), dev=(f"{gold}/dev",)))


@task(name="evaluate", cache_policy=NO_CACHE)
def evaluate_candidate(candidate: str, folder: str) -> dict[str, Any]:
    """The score table as data."""
    from pipeline.learning.evaluation import evaluate_folder

    return evaluate_folder(candidate, folder)


@task(name="promote", cache_policy=NO_CACHE)
def promote_candidate(candidate: str, folder: str) -> list[str]:
    """The reasons against the candidate; empty where it is now in use."""
    from pipeline.training import promote

    return promote(Path(candidate), folder=Path(folder))


@flow(name="retrain", log_prints=False)
def retrain(gold: str = GOLD, output: str = "training/candidate") -> dict[str, Any]:
    """Train on ``gold/train``; the gate is ``gold/dev``. Returns articles, candidate, scores and reasons."""
    articles = check_corpus(gold)
    candidate = train_candidate(gold, output)
    scores = evaluate_candidate(candidate, f"{gold}/dev")
    reasons = promote_candidate(candidate, f"{gold}/dev")
    create_markdown_artifact(score_markdown(candidate, scores, reasons), key="retrain", description="Retraining")
    return {"articles": articles, "candidate": candidate, "scores": scores, "reasons": reasons, "promoted": not reasons}


def score_markdown(candidate: str, scores: dict[str, Any], reasons: list[str]) -> str:
    """What the retraining gave, as a page."""
    lines = [f"# {candidate}: {'not promoted' if reasons else 'in use'}", "", *(f"- {reason}" for reason in reasons)]
    lines += ["", "| score | P | R | F1 |", "| --- | ---: | ---: | ---: |"]
    for name, values in scores["scores"].items():
        lines.append(f"| {name} | {values['p']:.1f} | {values['r']:.1f} | {values['f']:.1f} |")
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    retrain()
