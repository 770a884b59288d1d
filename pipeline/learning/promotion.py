"""The gate: a candidate is put in use if nothing speaks against it.

Against it speaks a layer below the floors of the model in use (``floors.json`` beside it: F1 by layer; they hold for the
articles whose fingerprint stands there), or a layer that is worse than the model in use by more than chance.
"""

from __future__ import annotations

import json
import logging
import shutil
from dataclasses import asdict
from pathlib import Path
from typing import Any

log = logging.getLogger(__name__)

LAYERS = ("mentions", "people", "coreference", "triggers", "status", "arguments", "numbers", "dates", "relations")
GATE = Path("corpora/gangs/en/dev")


def promote(candidate: Path, *, folder: Path = GATE, target: Path | None = None) -> list[str]:
    """Put a candidate in use if nothing speaks against it; returns the reasons against it, empty if promoted.

    A promoted model gets floors of its own: the lower ends of its intervals on ``folder``.
    """
    from pipeline.extractor import default_model

    target = target or default_model()
    judged = judge(candidate, folder=folder, target=target)
    reasons = objections(judged, target)
    if not reasons:
        put_in_use(candidate, target, judged)
    return reasons


def judge(candidate: Path, *, folder: Path, target: Path) -> dict[str, Any]:
    """The candidate's scores on the articles of the gate, and ``against``: those of the model in use beside them; JSON-ready."""
    from pipeline.learning.evaluation import compare, evaluate

    settled(target)
    result = evaluate(candidate, [folder])
    rival = _rival(target)
    other = evaluate(rival, [folder]) if rival else None
    against = {"model": other.model, "scores": [asdict(row) for row in compare(result, other)]} if other else None
    return {**result.as_dict(), "folder": str(folder), "against": against}


def objections(judged: dict[str, Any], target: Path) -> list[str]:
    """What speaks against a candidate that was judged so."""
    return [*_below_floors(judged, target / "floors.json"), *_worse(judged)]


def put_in_use(candidate: Path, target: Path, judged: dict[str, Any]) -> None:
    """Replace the model in use by the candidate, with floors. A card that the candidate lacks stays until it is written anew."""
    replacement = target.with_name(target.name + ".new")
    remove_folder(replacement)
    shutil.copytree(candidate, replacement)
    for name in ("README.md", "reliability.svg"):
        if (target / name).exists() and not (replacement / name).exists():
            shutil.copy(target / name, replacement / name)
    floors = {layer: values["interval"][0] for layer, values in judged["scores"].items() if layer in LAYERS}
    text = json.dumps({"corpus": judged["corpus"], "folder": judged["folder"], "floors": floors}, indent=2)
    (replacement / "floors.json").write_text(text + "\n", encoding="utf-8")
    exchange_folder(replacement, target)


def exchange_folder(new: Path, target: Path) -> None:
    """Let ``new`` take the place of ``target``. A kill between the two renames leaves both, under other names."""
    old = settled(target)
    if target.exists():
        target.rename(old)
    new.rename(target)
    remove_folder(old)


def settled(target: Path) -> Path:
    """Set right what a kill in the midst of ``exchange_folder`` left; the name that the folder before gets in an exchange."""
    old = target.with_name(target.name + ".old")
    if old.exists() and not target.exists():
        old.rename(target)
    remove_folder(old)
    return old


def remove_folder(folder: Path) -> None:
    """Remove a folder with all that is in it, if it is there."""
    if folder.exists():
        shutil.rmtree(folder)


def _below_floors(judged: dict[str, Any], file: Path) -> list[str]:
    found = json.loads(file.read_text(encoding="utf-8")) if file.exists() else {}
    if found.get("corpus") != judged["corpus"]:
        return []
    scores = judged["scores"]
    return [
        f"{layer}: F1 {scores[layer]['f']:.1f} is below the floor {floor:.1f}"
        for layer, floor in found["floors"].items()
        if scores[layer]["f"] < floor
    ]


def _worse(judged: dict[str, Any]) -> list[str]:
    return [
        f"{row['score']}: F1 {row['first']:.1f} against {row['second']:.1f} of the model in use, "
        f"{row['low']:.1f} to {row['high']:.1f} points (95 %)"
        for row in (judged["against"] or {}).get("scores", ())
        if row["score"] in LAYERS and row["high"] < 0
    ]


def _rival(target: Path) -> Any:
    """The model in use, if there is one that can be loaded."""
    from pipeline.extractor import load_extractor

    if not (target / "meta.json").exists():
        return None
    try:
        return load_extractor(target)
    except ValueError as error:
        log.warning("%s can no longer be loaded and is no rival: %s", target, error)
        return None
