"""Where a training stands, on disk: everything that the next step depends on, so that a training that was killed goes on
as if it had not been.

That is the parameters, what the optimizer has gathered of each of them, the moment of chance, and the scores so far.
The keys of Thinc's optimizer are numbers of this process; here a parameter is named by its component and its place there.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
from spacy.language import Language
from thinc.api import Optimizer

MOMENTS = ("mom1", "mom2", "averages")
COUNTS = ("nr_update", "last_seen")


@dataclass(slots=True)
class Progress:
    """How far a training has come. ``key`` names what it was given: one that was given something else is another training."""

    key: str
    step: int = -1  # the last step that is done
    best: str = ""  # the folder of the best model so far
    results: list[tuple[float, int]] = field(default_factory=list)  # score and step of each evaluation
    losses: dict[str, float] = field(default_factory=dict)  # since the last evaluation
    words: int = 0
    seconds: float = 0.0
    done: bool = False


def save_checkpoint(file: Path, progress: Progress, nlp: Language, optimizer: Optimizer) -> None:
    """Write where the training stands; a kill leaves the checkpoint before or this one, whole."""
    arrays: dict[str, Any] = {}
    counts: dict[str, dict[str, int]] = {name: {} for name in COUNTS}
    for place, key, node, name in _parameters(nlp):
        if node is not None:
            arrays[f"parameter:{place}"] = node.get_param(name)
        for moment in MOMENTS:
            values = (getattr(optimizer, moment) or {}).get(key)
            if values is not None:
                arrays[f"{moment}:{place}"] = values
        for count in COUNTS:
            counts[count][place] = getattr(optimizer, count).get(key, 0)
    for place, shim in _shims(nlp):
        arrays[f"shim:{place}"] = np.frombuffer(shim.to_bytes(), dtype=np.uint8)
    chance, arrays["chance"] = _chance()
    story = {"progress": asdict(progress), "counts": counts, "chance": chance}
    arrays["story"] = np.frombuffer(json.dumps(story, default=float).encode(), dtype=np.uint8)
    with (new := file.with_suffix(".new")).open("wb") as opened:
        np.savez(opened, **arrays)
        opened.flush()
        os.fsync(opened.fileno())
    new.replace(file)


def read_progress(file: Path) -> Progress | None:
    """How far the training of a checkpoint has come; None where there is none."""
    if not file.exists():
        return None
    with np.load(file) as saved:
        return _progress(_story(saved))


def restore_checkpoint(file: Path, nlp: Language, optimizer: Optimizer) -> Progress:
    """Put a pipeline that is initialized the same way, and its optimizer, where the checkpoint was.

    Raises ValueError where the pipeline has other parameters.
    """
    with np.load(file) as saved:
        story = _story(saved)
        for place, shim in _shims(nlp):
            shim.from_bytes(_array(saved, f"shim:{place}", file).tobytes())
        for place, key, node, name in _parameters(nlp):
            if node is not None:
                node.set_param(name, _array(saved, f"parameter:{place}", file))
            for moment in MOMENTS:
                if f"{moment}:{place}" in saved and getattr(optimizer, moment) is not None:
                    getattr(optimizer, moment)[key] = saved[f"{moment}:{place}"]
            for count in COUNTS:
                if story["counts"][count].get(place):
                    getattr(optimizer, count)[key] = story["counts"][count][place]
            if node is not None and optimizer.nr_update.get(key):
                # A parameter once updated is updated at every step, by a gradient of nothing where no example asks for it.
                node.set_grad(name, np.zeros_like(node.get_param(name)))
        progress = _progress(story)
        for _ in range(progress.step + 1):
            optimizer.step_schedules()
        _set_chance(story["chance"], saved["chance"])
    return progress


def _progress(story: dict[str, Any]) -> Progress:
    progress = Progress(**story["progress"])
    progress.results = [(score, step) for score, step in progress.results]
    return progress


def _story(saved: Any) -> dict[str, Any]:
    return json.loads(saved["story"].tobytes())  # type: ignore[no-any-return]


def _array(saved: Any, name: str, file: Path) -> Any:
    if name not in saved:
        raise ValueError(f"{file} is of another pipeline: it has no {name}")
    return saved[name]


def _parameters(nlp: Language) -> Iterator[tuple[str, tuple[int, str], Any, str]]:
    """Every parameter: its place, the optimizer's key, and node and name to get it by; no node where a shim holds it."""
    for component, number, node in _nodes(nlp):
        for name in node.param_names:
            if node.has_param(name):
                yield f"{component}:{number}:{name}", (node.id, name), node, name
        for of_node, shim in enumerate(node.shims):
            for name, _ in getattr(shim._model, "named_parameters", dict)():
                yield f"{component}:{number}:{of_node}:{name}", (shim.id, name), None, name


def _shims(nlp: Language) -> Iterator[tuple[str, Any]]:
    for component, number, node in _nodes(nlp):
        for of_node, shim in enumerate(node.shims):
            yield f"{component}:{number}:{of_node}", shim


def _nodes(nlp: Language) -> Iterator[tuple[str, int, Any]]:
    for component, pipe in nlp.pipeline:
        model = getattr(pipe, "model", None)
        if model is not None and hasattr(model, "walk"):
            for number, node in enumerate(model.walk()):
                yield component, number, node


def _chance() -> tuple[dict[str, Any], np.ndarray]:
    """The state of numpy's generator, from which dropout draws, and of torch's, where it is at work."""
    name, words, position, has_gauss, gauss = np.random.get_state()
    chance = {"name": name, "position": position, "has_gauss": has_gauss, "gauss": gauss}
    if torch := sys.modules.get("torch"):
        chance["torch"] = torch.get_rng_state().tolist()
    return chance, np.asarray(words)


def _set_chance(chance: dict[str, Any], words: np.ndarray) -> None:
    np.random.set_state((chance["name"], words, chance["position"], chance["has_gauss"], chance["gauss"]))
    if (torch := sys.modules.get("torch")) and "torch" in chance:
        torch.set_rng_state(torch.tensor(chance["torch"], dtype=torch.uint8))
