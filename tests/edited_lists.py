"""The lists of knowledge, to be edited by tests: a copy that everything reads in place of them."""

from __future__ import annotations

import csv
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from pipeline import knowledge


def forget_lists() -> None:
    """Everything that was made of the lists is made anew."""
    for name, module in list(sys.modules.items()):
        if name.startswith(("pipeline.components", "pipeline.knowledge", "pipeline.screen")):
            for value in vars(module).values():
                if hasattr(value, "cache_clear"):
                    value.cache_clear()


@contextmanager
def copied_lists(folder: Path) -> Iterator[Path]:
    """The lists in a folder of their own, until the end."""
    folder.mkdir()
    for file in knowledge.LISTS.glob("*.csv"):
        shutil.copy(file, folder)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(knowledge, "LISTS", folder)
        forget_lists()
        yield folder
    forget_lists()


def read_rows(file: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(file.read_text(encoding="utf-8").splitlines(), strict=True))


def write_rows(file: Path, rows: list[dict[str, str]]) -> None:
    with file.open("w", encoding="utf-8", newline="") as out:
        writer = csv.DictWriter(out, list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
