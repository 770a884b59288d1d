"""From what one page costs to what a day of CC-NEWS and all of it cost: the arithmetic of docs/scale.md, which a test reads."""

from __future__ import annotations

from dataclasses import dataclass

DAY_PAGES = 500_000
ALL_PAGES = 1_350_000_000


@dataclass(frozen=True, slots=True)
class Costs:
    """Milliseconds of one core a page or article, shares of all pages, bytes."""

    screened_ms: float = 0.9
    parsed_ms: float = 40.0
    extracted_ms: float = 75.0
    loaded_ms: float = 40.0
    parsed_share: float = 0.04
    kept_share: float = 0.02
    page_bytes: float = 28_000.0
    article_bytes: float = 12_000.0


@dataclass(frozen=True, slots=True)
class Plan:
    """What so many pages take."""

    worker_core_hours: float
    loader_hours: float
    fetched_tb: float
    articles: int
    warehouse_gb: float

    def hours(self, cores: int) -> float:
        """Hours of workers on so many cores, which are loaded from meanwhile."""
        return max(self.worker_core_hours / cores, self.loader_hours)


def plan(pages: int, costs: Costs | None = None) -> Plan:
    """What so many pages take: all of it can be shared out but the loading."""
    c = costs or Costs()
    shared = c.screened_ms + c.parsed_share * c.parsed_ms + c.kept_share * c.extracted_ms
    kept = round(pages * c.kept_share)
    return Plan(
        worker_core_hours=pages * shared / 3.6e6,
        loader_hours=kept * c.loaded_ms / 3.6e6,
        fetched_tb=pages * c.page_bytes / 1e12,
        articles=kept,
        warehouse_gb=kept * c.article_bytes / 1e9,
    )
