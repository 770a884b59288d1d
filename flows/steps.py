"""How long the steps of a run take; they overlap, as one batch is extracted while the next is read."""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

STEPS = ("read", "extract", "load", "publish")


class Durations:
    """Seconds by step."""

    def __init__(self) -> None:
        self.started = time.monotonic()
        self.seconds: defaultdict[str, float] = defaultdict(float)
        self.extracted_until = 0.0

    @contextmanager
    def of(self, step: str) -> Iterator[None]:
        """What is done inside belongs to the step."""
        started = time.monotonic()
        try:
            yield
        finally:
            self.seconds[step] += time.monotonic() - started

    def extracted(self, submitted: float, future: Any) -> None:
        """A batch, submitted then, is extracted: the time is counted once, however many are worked on at once."""
        ended = future.state.timestamp.timestamp()  # it may have lain there since
        begun = max(submitted, self.extracted_until)
        self.seconds["extract"] += max(0.0, ended - begun)
        self.extracted_until = max(self.extracted_until, ended)

    def total(self) -> float:
        return time.monotonic() - self.started

    def of_run(
        self, run_id: str | None, extractor: str, counts: dict[str, int], *,
        sources: list[dict[str, Any]], warehouse: str, published: str | None,
    ) -> dict[str, Any]:  # fmt: skip
        """What a flow gives of its run, and how long it took."""
        return {
            "run_id": run_id,
            "extractor": extractor,
            **counts,
            "seconds": round(self.total(), 1),
            "durations": self.as_dict(),
            "sources": sources,
            "warehouse": warehouse,
            "published": published,
        }

    def as_dict(self) -> dict[str, float]:
        return {step: round(self.seconds[step], 3) for step in STEPS}
