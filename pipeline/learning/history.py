"""Scores over versions: every evaluation of a retraining is a line of ``models/history.csv``, drawn as ``models/history.svg``.

Scores of other articles are no better or worse: a line is one version on the articles with one fingerprint, and drawn
lines are broken where the articles changed.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from html import escape
from pathlib import Path
from typing import Any

from pipeline.learning.journal import write_whole
from pipeline.score import SCORES

ABOUT = ("version", "date", "folder", "corpus", "articles")


@dataclass(frozen=True, slots=True)
class Evaluated:
    """One version on one set of articles: F1 in percent by score."""

    version: str
    date: str
    folder: str
    corpus: str
    articles: int
    scores: dict[str, float] = field(default_factory=dict)


def read_history(file: Path) -> list[Evaluated]:
    """All evaluations, oldest first."""
    if not file.exists():
        return []
    with file.open(encoding="utf-8", newline="") as lines:
        return [_row(line) for line in csv.DictReader(lines)]


def _row(line: dict[str, str]) -> Evaluated:
    scores = {name: float(line[name]) for name in SCORES if line.get(name)}
    version, date, folder, corpus, articles = (line[name] for name in ABOUT)
    return Evaluated(version, date, folder, corpus, int(articles), scores)


def record(file: Path, scores: dict[str, Any], folder: str) -> list[Evaluated]:
    """Add an evaluation (``Evaluation.as_dict``) to the history, and draw it anew; returns all of it.

    The same version on the same articles stands once, however often a retraining that was killed tells it.
    """
    values = {name: values["f"] for name, values in scores["scores"].items()}
    date = datetime.now(UTC).isoformat(timespec="minutes")
    new = Evaluated(scores["model"], date, folder, scores["corpus"], scores["articles"], values)
    rows = read_history(file)
    if all((row.version, row.corpus) != (new.version, new.corpus) for row in rows):
        rows.append(new)
        write_whole(file, _csv(rows))
    write_whole(file.with_suffix(".svg"), drawing(rows))
    return rows


def of_folder(rows: Iterable[Evaluated], folder: str) -> list[Evaluated]:
    """The evaluations on the articles of one folder, whatever stands before its name."""
    return [row for row in rows if Path(row.folder).parts[-2:] == Path(folder).parts[-2:]]


def history_table(rows: Sequence[Evaluated], limit: int = 12) -> list[dict[str, Any]]:
    """The last versions, newest first, as the rows of a table."""
    return [
        {"version": row.version, "date": row.date, "articles": f"{row.articles} ({row.corpus})"}
        | {name: round(value, 1) for name, value in row.scores.items()}
        for row in list(rows)[-limit:][::-1]
    ]


def _csv(rows: Iterable[Evaluated]) -> str:
    text = io.StringIO()
    lines = csv.writer(text, lineterminator="\n")
    lines.writerow([*ABOUT, *SCORES])
    for row in rows:
        about = (row.version, row.date, row.folder, row.corpus, row.articles)
        lines.writerow([*about, *(row.scores.get(name, "") for name in SCORES)])
    return text.getvalue()


# Drawing: one panel a score, one line a set of articles. Plain SVG, as a plotting library is not part of every install.

WIDTH, HEIGHT, MARGIN, ACROSS = 190, 130, 30, 4
COLOURS = ("#1f77b4", "#d95f02", "#1b9e77", "#7570b3", "#666666")


def drawing(rows: Sequence[Evaluated]) -> str:
    """The scores over versions as SVG."""
    folders = list(dict.fromkeys(_short(row.folder) for row in rows))
    names = [name for name in SCORES if any(name in row.scores for row in rows)]
    down = -(-len(names) // ACROSS)
    legend = "".join(
        f'<text x="{MARGIN + 110 * number}" y="14" fill="{_colour(number)}">{escape(name)}</text>'
        for number, name in enumerate(folders)
    )
    panels = "".join(
        f'<g transform="translate({place % ACROSS * WIDTH},{20 + place // ACROSS * HEIGHT})">{_panel(name, rows, folders)}</g>'
        for place, name in enumerate(names)
    )
    size = f'width="{ACROSS * WIDTH}" height="{20 + down * HEIGHT}"'
    return f'<svg xmlns="http://www.w3.org/2000/svg" {size} font-family="sans-serif" font-size="10">\n{legend}\n{panels}\n</svg>\n'


def _panel(name: str, rows: Sequence[Evaluated], folders: Sequence[str]) -> str:
    values = [row.scores[name] for row in rows if name in row.scores]
    low, high = min(values) - 1, max(values) + 1
    versions = list(dict.fromkeys(row.version for row in rows))
    across, down = WIDTH - 2 * MARGIN, HEIGHT - 2 * MARGIN

    def place(row: Evaluated) -> tuple[float, float]:
        share = versions.index(row.version) / max(1, len(versions) - 1)
        return MARGIN + across * share, MARGIN + down * (high - row.scores[name]) / (high - low)

    parts = [
        f'<text x="{MARGIN}" y="{MARGIN - 8}" font-weight="bold">{escape(name)}</text>',
        f'<text x="{MARGIN - 4}" y="{MARGIN + 8}" text-anchor="end" fill="#666">{high:.0f}</text>',
        f'<text x="{MARGIN - 4}" y="{MARGIN + down}" text-anchor="end" fill="#666">{low:.0f}</text>',
        f'<path d="M{MARGIN},{MARGIN}v{down}h{across}" fill="none" stroke="#bbb"/>',
    ]
    for number, folder in enumerate(folders):
        told = [row for row in rows if _short(row.folder) == folder and name in row.scores]
        colour = _colour(number)
        for before, row in zip([None, *told], told, strict=False):
            x, y = place(row)
            title = f"{row.version}, {row.date}: {row.scores[name]:.1f} on {row.articles} articles"
            parts.append(
                f'<circle cx="{x:.1f}" cy="{y:.1f}" r="2" fill="{colour}"><title>{escape(title)}</title></circle>'
            )
            if before and before.corpus == row.corpus:
                from_x, from_y = place(before)
                parts.append(f'<path d="M{from_x:.1f},{from_y:.1f}L{x:.1f},{y:.1f}" stroke="{colour}"/>')
        if told:
            x, y = place(told[-1])
            parts.append(f'<text x="{x + 4:.1f}" y="{y + 3:.1f}" fill="{colour}">{told[-1].scores[name]:.1f}</text>')
    return "".join(parts)


def _short(folder: str) -> str:
    return Path(folder).name


def _colour(number: int) -> str:
    return COLOURS[number % len(COLOURS)]
