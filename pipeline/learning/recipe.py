"""What a model is trained from: config, annotated articles, other corpora, vectors; and its fingerprint, by which a step of
training tells whether it was done already with all of that and by the same code.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Any

from pipeline.gold import gold_files
from pipeline.settings import PROJECT

PUBLIC = Path("../shared/public")
LEARNING = "pipeline/learning"
# What decides what a training gives, beside what it is given.
TRAINED_BY = (
    "pipeline/components/*.py", "pipeline/knowledge/*.csv", "pipeline/knowledge/*.py", "pipeline/gold*.py", "pipeline/scheme.py",
    "pipeline/extraction.py", "pipeline/tokenizer.py", "pipeline/matrices.py", "corpora/names.csv",
    "corpora/public.toml", f"{LEARNING}/augment.py", f"{LEARNING}/readers.py", f"{LEARNING}/loop.py", f"{LEARNING}/checkpoints.py",
)  # fmt: skip
FITTED_BY = ("pipeline/training.py", "pipeline/screen.py", "pipeline/extractor.py", f"{LEARNING}/calibrating.py")
JUDGED_BY = (
    "pipeline/score.py",
    f"{LEARNING}/evaluation.py",
    f"{LEARNING}/differences.py",
    f"{LEARNING}/calibrating.py",
)
LIBRARIES = ("spacy", "thinc", "numpy")


@dataclass(frozen=True, slots=True)
class Recipe:
    """The ingredients of a model. ``public``, ``silver``, ``in_domain``, ``marked``, ``completed`` and ``vectors`` are used where they exist.

    ``silver``: news that a teacher labelled. ``in_domain``: the same of texts chosen or written for their subject, from which the screen
    does not learn: one that did kept 100 of 107 relevant real stories in place of 103. ``marked``: texts that people marked in part, completed by
    a teacher. They count twice, but decisions are not learnt from them by the linear judges: the weights by which reports are joined
    are fitted on these texts, and must see such mistakes there as on others. ``completed``: the public corpora with what a teacher found beside their own marks, in
    place of ``public``.
    """

    config: Path = PROJECT / "models" / "en_gangs_sm.cfg"
    gold: Sequence[str] = ("corpora/gangs/en/train",)
    dev: Sequence[str] = ("corpora/gangs/en/dev",)
    public: Path | None = PUBLIC
    silver: Sequence[str] = ("training/silver.jsonl",)
    in_domain: Sequence[str] = ("training/in_domain.jsonl",)
    marked: Sequence[str] = ("training/marked.jsonl",)
    completed: Path | None = Path("training/public.jsonl")
    vectors: Path | None = Path("training/vectors")
    overrides: dict[str, Any] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """The model's name, which is the config's."""
        return self.config.stem

    @property
    def labelled(self) -> list[str]:
        """The files that a teacher labelled and the screen learns from too, those marked in part twice."""
        return _present([*self.silver, *self.marked, *self.marked])

    def filled(self) -> Any:
        """The config with its paths filled in, as spaCy takes it."""
        from spacy import util

        bare = util.load_config(self.config)
        public = self.public if self.public and self.public.is_dir() else None
        completed = [str(self.completed)] if self.completed and self.completed.exists() else []
        settings: dict[str, Any] = {
            "paths.gold": list(self.gold),
            "paths.dev": list(self.dev),
            "paths.public": str(public) if public and not completed else None,
            "paths.silver": [*self.labelled, *_present(self.in_domain), *completed],
        }
        if self.vectors and self.vectors.is_dir() and "tok2vec" in bare["components"]:
            settings["paths.vectors"] = str(self.vectors)
            settings["components.tok2vec.model.embed.include_static_vectors"] = True
        if "transformer" in bare["paths"]:
            from pipeline.learning.distil import teacher_path

            settings["paths.transformer"] = str(teacher_path())
        return util.load_config(self.config, overrides=settings | self.overrides, interpolate=False)

    def fingerprint(self) -> str:
        """The same only where all that goes into the training is the same, to the byte, and the code that does it."""
        filled = self.filled()
        paths = filled["paths"]
        others = [Path(path) for path in (paths["public"], *paths["silver"], paths.get("vectors")) if path]
        libraries = [f"{name} {version(name)}" for name in LIBRARIES]
        files = [*gold_files([*self.gold, *self.dev]), *_files(others)]
        return fingerprint(files, filled.to_str(), code(*TRAINED_BY), *libraries)


@cache
def code(*patterns: str) -> str:
    """The fingerprint of our files that the patterns name, as they were when this process, which has loaded them, first asked."""
    return fingerprint(path for pattern in patterns for path in sorted(PROJECT.glob(pattern)))


def fingerprint(files: Iterable[Path], *words: str) -> str:
    """Sixteen hexadecimal digits over names and bytes of files, and over words."""
    hashed = hashlib.blake2b(repr(words).encode(), digest_size=8)
    for path in files:
        content = path.read_bytes()
        hashed.update(f"{path.name} {len(content)} ".encode())
        hashed.update(content)
    return hashed.hexdigest()


def _present(paths: Iterable[str]) -> list[str]:
    return [path for path in paths if Path(path).exists()]


def _files(paths: Iterable[Path]) -> list[Path]:
    return [
        file for path in paths for file in ([path] if path.is_file() else sorted(path.rglob("*"))) if file.is_file()
    ]
