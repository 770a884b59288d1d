"""From annotated articles to a better model in use, and to a warehouse that it has read: a task a step, each resumable.

corpora check → train → fit → evaluate → floors → candidate → promote → re-extract. What a step is, and when it is not done
again, is said in ``pipeline.learning.retraining``; here steps become tasks, and their outcome artifacts.
"""

from __future__ import annotations

from base64 import b64encode
from pathlib import Path
from typing import Any

from pipeline.settings import quiet_prefect

quiet_prefect()

from prefect import flow, task  # noqa: E402  (Prefect reads its settings when it is imported)
from prefect.artifacts import create_image_artifact, create_markdown_artifact, create_table_artifact  # noqa: E402
from prefect.cache_policies import NO_CACHE  # noqa: E402

from flows.opaque import whole  # noqa: E402
from flows.re_extract import re_extract  # noqa: E402
from pipeline.learning.history import history_table, of_folder  # noqa: E402
from pipeline.learning.journal import alone  # noqa: E402
from pipeline.learning.recipe import Recipe  # noqa: E402
from pipeline.learning.retraining import OUTPUT, STEPS, Done, Retraining, short  # noqa: E402
from pipeline.settings import warehouse_path  # noqa: E402

GOLD = "corpora/gangs/en"


@task(name="step", task_run_name="{step}", cache_policy=NO_CACHE)
def do_step(retraining: Retraining, step: str, again: bool) -> Done:
    """One step, or what it gave when it was done with the same inputs."""
    return retraining.do(step, again=again)


@flow(name="retrain", log_prints=False)
def retrain(
    gold: str = GOLD,
    output: str = str(OUTPUT),
    warehouse: str | None = None,
    ingredients: dict[str, Any] | None = None,
    steps: int | None = None,
    first: str | None = None,
    last: str = "re-extract",
) -> dict[str, Any]:
    """Train on ``gold/train``, judge on ``gold/dev``, put in use what passes the gate, and extract again what is stored.

    ``ingredients`` are other fields of ``Recipe``, ``steps`` a number of training steps other than the config's. Steps from
    ``first`` on are done again though nothing has changed; ``last`` is the last that is done. Returns what each step gave.
    Raises GoldError for faulty articles and RuntimeError while another process retrains into ``output``.
    """
    recipe = short(recipe_of(gold, ingredients or {}), steps)
    result: dict[str, Any] = {"output": output, "steps": {}, "unchanged": []}
    with alone(Path(output)):
        retraining = Retraining(recipe, Path(output), told=f"{gold}/test")
        for step in STEPS[: wanted(last) + 1]:
            again = first is not None and wanted(step) >= wanted(first)
            done = do_step(whole(retraining), step, again)
            result["steps"][step] = done.result
            result["unchanged"] += [step] if done.unchanged else []
        if "evaluate" in result["steps"]:
            publish_scores(retraining, result)
    promoted = bool(result["steps"].get("promote", {}).get("promoted"))
    if promoted and last == "re-extract":
        result["steps"]["re-extract"] = extract_again(warehouse_path(warehouse), str(retraining.target))
    return {**result, "promoted": promoted, "reasons": result["steps"].get("floors", {}).get("reasons", [])}


def recipe_of(gold: str, ingredients: dict[str, Any]) -> Recipe:
    """The recipe with its paths as paths: a deployment's parameters are JSON."""
    paths = {name: Path(value) for name, value in ingredients.items() if name in PATHS and value is not None}
    return Recipe(**{"gold": (f"{gold}/train",), "dev": (f"{gold}/dev",), **ingredients, **paths})


PATHS = ("config", "public", "completed", "vectors")


def wanted(step: str) -> int:
    """The place of a step in the order. Raises ValueError for one that is none."""
    order = (*STEPS, "re-extract")
    if step not in order:
        raise ValueError(f"{step}: no such step; the steps are {', '.join(order)}")
    return order.index(step)


def publish_scores(retraining: Retraining, result: dict[str, Any]) -> None:
    """Scores, reasons and their course over versions, as artifacts."""
    judged = retraining.judged()
    create_markdown_artifact(score_markdown(judged, result), key="retrain", description="What the retraining gave")
    rows = of_folder(retraining.versions(), str(retraining.gate))
    create_table_artifact(history_table(rows), key="score-history", description="F1 of the last versions on the gate")
    drawn = b64encode(retraining.history.with_suffix(".svg").read_bytes()).decode()
    create_image_artifact(f"data:image/svg+xml;base64,{drawn}", key="score-plot", description="Scores over versions")


def score_markdown(judged: dict[str, Any], result: dict[str, Any]) -> str:
    """What the retraining gave, as a page."""
    steps = result["steps"]
    reasons = steps.get("floors", {}).get("reasons", [])
    state = "in use" if steps.get("promote", {}).get("promoted") else "not promoted" if reasons else "not yet promoted"
    rivals = {row["score"]: row for row in (judged["against"] or {"scores": ()})["scores"]}
    lines = [f"# {judged['model']}: {state}", "", *(f"- {reason}" for reason in reasons)]
    if result["unchanged"]:
        lines += ["", f"Done before, with the same inputs: {', '.join(result['unchanged'])}."]
    if "candidate" in steps:
        lines += ["", f"The candidate with its card: `{result['output']}/{steps['candidate']['kept']}`."]
        lines += [] if steps["candidate"]["plot"] else ["Without the reliability plot: matplotlib is not installed."]
    lines += ["", "| score | P | R | F1 | 95 % | the model in use |", "| --- | ---: | ---: | ---: | ---: | ---: |"]
    for name, values in judged["scores"].items():
        low, high = values["interval"]
        rival = f"{rivals[name]['second']:.1f}" if name in rivals else ""
        lines.append(
            f"| {name} | {values['p']:.1f} | {values['r']:.1f} | {values['f']:.1f} | {low:.1f}–{high:.1f} | {rival} |"
        )
    return "\n".join(lines) + "\n"


def extract_again(warehouse: str, model: str) -> dict[str, Any]:
    """Bring the warehouse up to the new model, as a flow of its own; nothing where there is no warehouse yet."""
    if not warehouse.startswith("ducklake:") and not Path(warehouse).exists():
        return {"warehouse": None}
    return re_extract(warehouse, model)


if __name__ == "__main__":
    retrain()
