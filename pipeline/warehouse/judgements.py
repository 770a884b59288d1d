"""What people decide against the machine: it wins, survives new models, and can be taken back.

A judgement never edits what the machine found: links keep the machine's choice beside the one that holds, and
facts that are rejected move to ``rejected``. What holds is worked out here from the judgements that stand.
"""

from __future__ import annotations

import getpass
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime

import duckdb

from pipeline.articles import digest
from pipeline.warehouse.tables import Row, fetch_rows, insert_rows

ACTIONS = ("merge", "split", "relabel", "reject")
INCIDENT = "incident:"
SPLIT = "~"  # in the id of what was split off
# What can be said otherwise, by what the id is one of.
RELABELS = {"entity": ("name", "label"), "event": ("type", "status")}


class JudgementError(ValueError):
    """A judgement that cannot be: it names what is not there, or contradicts another."""


@dataclass(slots=True)
class Judgements:
    """Those that stand, ready to be asked.

    ``into`` leads from an id to the one that it was merged into, ``apart`` from an id and article to the one that
    was split off; each with the judgement's id.
    """

    into: dict[str, tuple[str, str]] = field(default_factory=dict)
    apart: dict[tuple[str, str], tuple[str, str]] = field(default_factory=dict)
    labels: dict[str, dict[str, tuple[str, str]]] = field(default_factory=dict)
    rejected: dict[str, str] = field(default_factory=dict)

    def holds(self, machine: str | None, article: str) -> tuple[str | None, str | None]:
        """The id that holds for what the machine chose in an article, and the judgement that says so, if one does."""
        found, judgement = machine, None
        seen: set[str] = set()
        while found is not None and found not in seen:
            seen.add(found)
            if found in self.rejected:
                return None, self.rejected[found]
            step = self.apart.get((found, article)) or self.into.get(found)
            if step is None:
                break
            found, judgement = step
        return found, judgement

    def of_names(self) -> bool:
        """Whether any says that a name stands for another entity than the machine chose."""
        return bool(self.into or self.apart or self.rejected)

    def same_as(self, entity: str) -> str | None:
        """The entity that this one was merged into."""
        step = self.into.get(entity)
        return step[0] if step else None

    def said(self, key: str) -> dict[str, str]:
        """What people say of an entity or event in place of the machine: column → value."""
        return {column: value for column, (value, _) in self.labels.get(key, {}).items()}


def standing(connection: duckdb.DuckDBPyConnection) -> Judgements:
    """The judgements of a warehouse that are not withdrawn; the later wins."""
    result = Judgements()
    for row in fetch_rows(connection, "SELECT * FROM judgements WHERE withdrawn IS NULL ORDER BY made, judgement_id"):
        _take(result, row)
    return result


def _take(result: Judgements, row: Row) -> None:
    key, subject, target = row["judgement_id"], row["subject"], row["object"]
    if row["action"] == "merge":
        # The subject is kept; what is merged into it may have been merged before, or be what it was merged into.
        result.into.pop(subject, None)
        result.into[target] = (subject, key)
    elif row["action"] == "split":
        for article in row["articles"] or ():
            result.apart[subject, article] = (target, key)
    elif row["action"] == "relabel":
        column, _, value = target.partition("=")
        result.labels.setdefault(subject, {})[column] = (value, key)
    else:
        result.rejected[subject] = key


def judgement_row(
    action: str, subject: str, other: str | None, why: str, *, articles: Iterable[str] = (), who: str | None = None
) -> Row:
    """The row of a new judgement. Raises JudgementError where no reason is given."""
    if action not in ACTIONS:
        raise JudgementError(f"{action}: a judgement is one of {', '.join(ACTIONS)}")
    if not why.strip():
        raise JudgementError("a judgement needs a reason: --why TEXT")
    made = datetime.now(UTC).replace(tzinfo=None)
    return {
        "judgement_id": digest("judgement", action, subject, other, made.isoformat()), "made": made,
        "made_by": who or getpass.getuser(), "action": action, "subject": subject, "object": other,
        "articles": sorted(articles), "why": why.strip(), "withdrawn": None,
    }  # fmt: skip


def record(connection: duckdb.DuckDBPyConnection, row: Row) -> None:
    """Write a judgement down; it is applied by the store."""
    insert_rows(connection, "judgements", [row])


def withdraw(connection: duckdb.DuckDBPyConnection, judgement_id: str) -> Row:
    """Take a judgement back; returns it. Raises JudgementError where there is none that stands."""
    found = fetch_rows(connection, "SELECT * FROM judgements WHERE judgement_id = ?", [judgement_id])
    if not found:
        raise JudgementError(f'{judgement_id}: no such judgement; `blotter sql "FROM judgements"` lists them')
    if found[0]["withdrawn"] is not None:
        raise JudgementError(f"{judgement_id} was withdrawn already, on {found[0]['withdrawn']:%Y-%m-%d}")
    now = datetime.now(UTC).replace(tzinfo=None)
    connection.execute("UPDATE judgements SET withdrawn = ? WHERE judgement_id = ?", [now, judgement_id])
    return found[0]


def split_id(entity: str, articles: Iterable[str]) -> str:
    """The id of what is split off: the same for the same split."""
    return f"{entity}{SPLIT}{digest(entity, *sorted(articles))[:6]}"
