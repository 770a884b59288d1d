"""What somebody who waits sees: a line that moves on a terminal, nothing elsewhere."""

from __future__ import annotations

import sys
from types import TracebackType
from typing import Any


class Progress:
    """A line on standard error with articles read and extracted; silent where that is no terminal."""

    def __init__(self) -> None:
        self.line: Any = None
        self.job: Any = None
        self.read = 0
        self.extracted = 0

    def __enter__(self) -> Progress:
        if sys.stderr.isatty():
            from rich.console import Console
            from rich.progress import Progress as Line
            from rich.progress import SpinnerColumn, TextColumn, TimeElapsedColumn

            columns = (SpinnerColumn(), TextColumn("{task.description}"), TimeElapsedColumn())
            self.line = Line(*columns, console=Console(stderr=True), transient=True)
            self.line.start()
            self.job = self.line.add_task("reading")
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self.line is not None:
            self.line.stop()

    def advance(self, *, read: int = 0, extracted: int = 0, doing: str | None = None) -> None:
        """Count articles, and say what is being done now."""
        self.read += read
        self.extracted += extracted
        if self.line is not None:
            counted = f"{self.read:,} articles read, {self.extracted:,} extracted"
            self.line.update(self.job, description=f"{doing}: {counted}" if doing else counted)
