"""What has been done, in order, in a file: a step whose inputs have not changed is not done again, whatever ended the process."""

from __future__ import annotations

import fcntl
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any


@dataclass(frozen=True, slots=True)
class Entry:
    """A step that was done: ``key`` is the fingerprint of all that it depends on, ``result`` what it gave, JSON-ready."""

    key: str
    result: dict[str, Any]
    at: str
    seconds: float


class Journal:
    """The steps done so far, in ``file``; each is written down when it is done, whole or not at all."""

    def __init__(self, file: Path) -> None:
        self.file = file
        found = json.loads(file.read_text(encoding="utf-8")) if file.exists() else {}
        self.entries = {step: Entry(**entry) for step, entry in found.items()}

    def done(self, step: str, key: str) -> dict[str, Any] | None:
        """What the step gave, if it was done with these inputs."""
        entry = self.entries.get(step)
        return entry.result if entry and entry.key == key else None

    def note(self, step: str, key: str, result: dict[str, Any], seconds: float) -> None:
        """Write down that the step is done."""
        at = datetime.now(UTC).isoformat(timespec="seconds")
        self.entries[step] = Entry(key, result, at, round(seconds, 1))
        text = json.dumps({name: asdict(entry) for name, entry in self.entries.items()}, indent=2, ensure_ascii=False)
        write_whole(self.file, text + "\n")


def write_whole(file: Path, text: str) -> None:
    """Write a file so that it is read before or after, and never half."""
    file.parent.mkdir(parents=True, exist_ok=True)
    new = file.with_name(f"{file.name}.{os.getpid()}.new")
    with new.open("w", encoding="utf-8") as opened:
        opened.write(text)
        opened.flush()
        os.fsync(opened.fileno())
    new.replace(file)


@contextmanager
def alone(folder: Path) -> Iterator[None]:
    """Be the only one who works in a folder; the lock ends with the process. Raises RuntimeError while another does."""
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            raise RuntimeError(f"another process works in {folder}: wait for it, or take another folder") from error
        yield
