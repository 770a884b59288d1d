"""Is a source as it should be? What came of each source in a run, and what that says: ok, silent, flooded or failing.

``least`` and ``most`` of the list of sources are compared with the new articles of a day, over all runs; of a source
that is read less often than daily, with those since the reading before. Until a source has been watched that long it
is neither silent nor flooded: its first reading brings what lay there.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from pipeline.articles import Article, Failure
from pipeline.intake.listed_sources import Tally
from pipeline.intake.source_list import longest_gap

DAY = timedelta(days=1)
SLACK = timedelta(hours=1)  # a reading that comes a little early must not count those of the one before, too
COUNTS = (
    "came", "new", "changed", "unchanged", "extracted", "screened_out", "other_language", "duplicates", "failed",
)  # fmt: skip
TROUBLED = ("silent", "flooded", "failing")


@dataclass(frozen=True, slots=True)
class Past:
    """What earlier runs say of a source: new articles since a moment, whether it was watched before, its last state."""

    new: int = 0
    watched: bool = False
    state: str | None = None


class Accounts:
    """What became of the articles of each listed source in one run; those that were named by hand are not counted."""

    def __init__(self) -> None:
        self.counts: defaultdict[str, Counter[str]] = defaultdict(Counter)
        self.troubles: dict[str, str] = {}  # source → the first thing that went wrong
        self.faulty: set[str] = set()  # sources whose entry in the list is wrong

    def arrived(self, arrivals: Iterable[tuple[Article, str]]) -> None:
        """Articles with what their text is to the warehouse: new, changed or unchanged."""
        for article, arrival in arrivals:
            if article.listed_as:
                self.counts[article.listed_as].update(("came", arrival))

    def became(self, outcome: str, articles: Iterable[Article]) -> None:
        """Articles, new or changed, that were extracted, screened_out, …"""
        self.counts_of(outcome, (article.listed_as for article in articles))

    def failed_after_all(self, outcome: str, source: str | None) -> None:
        """An article that was counted as extracted, and could not be stored so."""
        if source:
            self.counts[source].subtract((outcome,))
            self.counts[source]["failed"] += 1

    def failed(self, failures: Iterable[Failure]) -> None:
        """What could not be read."""
        for failure in failures:
            source = failure.context.get("source")
            if source:
                self.counts[source]["failed"] += 1
                self.troubles.setdefault(source, f"{failure.kind}: {failure.where}: {failure.message}")
                if failure.kind == "source-list":
                    self.faulty.add(source)

    def counts_of(self, outcome: str, sources: Iterable[str | None]) -> None:
        for source in sources:
            if source:
                self.counts[source][outcome] += 1

    def rows(
        self, tallies: Sequence[Tally], run_id: str, now: datetime, past: Callable[[str, datetime], Past]
    ) -> list[dict[str, Any]]:
        """The rows of ``source_runs``, one a source that was to be read, and ``before``, the state of the run before.

        ``past`` is asked with a source and a moment.
        """
        by_name: dict[str, list[Tally]] = {}
        for tally in tallies:
            by_name.setdefault(tally.source.name, []).append(tally)
        names = [*by_name, *sorted(self.faulty - set(by_name))]
        return [self._row(name, by_name.get(name, []), run_id, now, past) for name in names]

    def _row(
        self, name: str, tallies: list[Tally], run_id: str, now: datetime, past: Callable[[str, datetime], Past]
    ) -> dict[str, Any]:
        source = tallies[-1].source if tallies else None
        span, since = window(source.cron, now) if source else (DAY, now - DAY)
        before = past(name, since)
        row: dict[str, Any] = {
            "run_id": run_id, "source": name, "kind": source.kind if source else None,
            "publisher": source.publisher if source else None, "finished": now,
            **{column: self.counts[name][column] for column in COUNTS},
            "waiting": sum(tally.left for tally in tallies),
            "seconds": round(sum(tally.seconds for tally in tallies), 3),
            "least": source.least if source else None, "most": source.most if source else None,
            "last_day": before.new + self.counts[name]["new"],
        }  # fmt: skip
        reached = any(tally.reached for tally in tallies)
        row["state"], row["reason"] = judge(row, span, reached=reached, watched=before.watched)
        if row["state"] == "failing":
            row["reason"] = self.troubles.get(name, row["reason"])
        return row | {"before": before.state}


def window(cron: str, now: datetime) -> tuple[timedelta, datetime]:
    """Over how long articles are counted, and since when: a day, or the time between two readings where that is longer."""
    gap = longest_gap(cron)
    span = max(DAY, gap)
    return span, now - span + min(SLACK, gap / 2)


def judge(row: dict[str, Any], span: timedelta, *, reached: bool, watched: bool) -> tuple[str, str | None]:
    """The state of a source, and why it is not ok."""
    if row["failed"] and not reached:
        return "failing", "nothing of it could be read"
    came, least, most = row["last_day"], row["least"], row["most"]
    hours = round(span / timedelta(hours=1))
    told = f"{came:,} new articles in {hours} hours"
    if watched and least is not None and came + row["waiting"] < least:
        return "silent", f"{told}, at least {least:,} are expected"
    if watched and most is not None and came > most:
        return "flooded", f"{told}, at most {most:,} are expected"
    return "ok", None
