"""A model against annotated articles: scores with confidence intervals, the worst articles, what went wrong
where, and whether one model is really better than another.

The unit of resampling is the article: articles are drawn with replacement (``RESAMPLES`` times, seeded), the
scores of §7 are computed over each draw, and the interval holds the middle 95 % of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from pipeline.corpora.corpus import corpus_fingerprint
from pipeline.gold import GoldArticle, read_articles
from pipeline.learning.calibrating import Judged, judged, reliability
from pipeline.learning.differences import Difference, differences
from pipeline.scheme import Extraction
from pipeline.score import EXPLAINED, SCORES, Scores, Tally, score_article

RESAMPLES = 1000
INTERVAL = (2.5, 97.5)
# By these an article's share of a model's trouble is told.
WEIGHED = ("mentions", "people", "triggers", "arguments", "numbers", "dates", "relations")


@dataclass(slots=True)
class Evaluation:
    """What a model found in each annotated article, and how it scored there."""

    model: str
    fingerprint: str
    gold: list[GoldArticle]
    found: list[Extraction]
    scores: list[Scores]
    threshold: float = 0.0

    def total(self) -> Scores:
        """The scores over all articles."""
        total = Scores()
        for scores in self.scores:
            total.add(scores)
        return total

    def intervals(self) -> dict[str, tuple[float, float]]:
        """Lower and upper end, in percent, of each score's F1."""
        draws = _draws(len(self.scores))
        return {name: _ends(_resampled_f1(self.scores, name, draws)) for name in SCORES if self._has(name)}

    def worst(self, limit: int = 10) -> list[tuple[str, float, int]]:
        """Articles with the most wrong: id, mean F1 of its layers in percent, missed and spurious facts."""
        rows = []
        for article, scores in zip(self.gold, self.scores, strict=True):
            tallies = [scores.total[name] for name in WEIGHED if name in scores.total]
            wrong = sum(t.predicted - t.right_predicted + t.gold - t.right_gold for t in tallies)
            counted = [t.f1 for t in tallies if t.gold or t.predicted]
            rows.append((article.id, float(np.mean(counted)) if counted else 100.0, int(wrong)))
        return sorted(rows, key=lambda row: (-row[2], row[1]))[:limit]

    def errors(self) -> list[Difference]:
        """Everything that is missed, spurious or wrong, article by article in reading order."""
        return [
            difference
            for article, extraction in zip(self.gold, self.found, strict=True)
            for difference in differences(article.extraction, extraction, article=article.id)
        ]

    def judged(self) -> Iterator[Judged]:
        """Every predicted fact with its score, and whether it is right."""
        for article, extraction in zip(self.gold, self.found, strict=True):
            yield from judged(article.extraction, extraction)

    def reliability(self) -> dict[str, dict[str, Any]]:
        """How honest the scores of mentions, events, arguments and relations are."""
        return reliability(self.judged())

    def screening(self) -> dict[str, float]:
        """How many articles with two events or more, and how many without any, reach the threshold of relevance."""
        counts = {
            "threshold": self.threshold,
            "relevant": 0,
            "relevant_kept": 0,
            "without_events": 0,
            "without_events_kept": 0,
        }
        for article, extraction in zip(self.gold, self.found, strict=True):
            events = len(article.extraction.events)
            kept = extraction.relevance is None or extraction.relevance >= self.threshold
            if events != 1:
                name = "relevant" if events else "without_events"
                counts[name] += 1
                counts[f"{name}_kept"] += kept
        return counts

    def as_dict(self) -> dict[str, Any]:
        """JSON-ready: scores with ``interval``, parts, the worst articles, and what was evaluated on what."""
        result = self.total().as_dict()
        for name, ends in self.intervals().items():
            result["scores"][name]["interval"] = list(ends)
        result["reliability"] = self.reliability()
        result["screening"] = self.screening()
        worst = [{"article": name, "mean_f": round(mean, 2), "wrong": wrong} for name, mean, wrong in self.worst()]
        return {"model": self.model, "corpus": self.fingerprint, **result, "worst": worst}

    def _has(self, name: str) -> bool:
        return any(name in scores.total for scores in self.scores)


def evaluate(model: Any, paths: Iterable[Path | str]) -> Evaluation:
    """Run a model (an Extractor, a name or a path) over annotated articles.

    Raises GoldError for faulty articles, ValueError for one that the model fails on.
    """
    from pipeline.articles import Article
    from pipeline.extractor import Extractor, load_extractor

    extractor = model if isinstance(model, Extractor) else load_extractor(model)
    paths = list(paths)
    gold = read_articles(paths)
    articles = [
        Article(id=a.id, text=a.text, title=a.title, published=a.published, lang=a.lang, source=a.source) for a in gold
    ]
    found = []
    for reference, (_, extraction) in zip(gold, extractor.extract(articles), strict=True):
        if not isinstance(extraction, Extraction):
            raise ValueError(f"{reference.path}: {extraction.message}")
        found.append(extraction)
    scores = [score_article(a.extraction, f) for a, f in zip(gold, found, strict=True)]
    return Evaluation(extractor.version, corpus_fingerprint(paths), gold, found, scores, extractor.threshold)


def evaluate_folder(model: Any, folder: Path | str) -> dict[str, Any]:
    """``evaluate`` over one folder, as JSON-ready values."""
    return evaluate(model, [folder]).as_dict()


# Resampling


def _draws(articles: int, seed: int = 0) -> np.ndarray:
    """How often each article is in each draw, shape (RESAMPLES, articles)."""
    generator = np.random.default_rng(seed)
    return generator.multinomial(articles, np.full(articles, 1 / articles), size=RESAMPLES)


def _resampled_f1(scores: Sequence[Scores], name: str, draws: np.ndarray) -> np.ndarray:
    """F1 in percent of one score over each draw, shape (RESAMPLES,)."""
    empty = Tally()
    tallies = [s.total.get(name, empty) for s in scores]
    counts = np.array([[t.right_predicted, t.predicted, t.right_gold, t.gold] for t in tallies])
    right_predicted, predicted, right_gold, gold = (draws @ counts).T
    precision = np.divide(right_predicted, predicted, out=np.zeros(len(draws)), where=predicted > 0)
    recall = np.divide(right_gold, gold, out=np.zeros(len(draws)), where=gold > 0)
    both = precision + recall
    return 100 * np.divide(2 * precision * recall, both, out=np.zeros(len(draws)), where=both > 0)


def _ends(values: np.ndarray) -> tuple[float, float]:
    low, high = np.percentile(values, INTERVAL)
    return round(float(low), 2), round(float(high), 2)


@dataclass(frozen=True, slots=True)
class Comparison:
    """One score of two models over the same articles: F1 of each, their difference and its interval, in points."""

    score: str
    first: float
    second: float
    low: float
    high: float

    @property
    def difference(self) -> float:
        return self.first - self.second

    @property
    def significant(self) -> bool:
        """Whether the interval of the difference leaves out zero."""
        return self.low > 0 or self.high < 0


def compare(first: Evaluation, second: Evaluation) -> list[Comparison]:
    """Every score of two evaluations on the same articles, by paired resampling. Raises ValueError if they differ."""
    if [a.id for a in first.gold] != [a.id for a in second.gold]:
        raise ValueError("the two models were not evaluated on the same articles")
    draws = _draws(len(first.gold))
    totals = first.total().total, second.total().total
    rows = []
    for name in SCORES:
        if name in totals[0] or name in totals[1]:
            low, high = _ends(_resampled_f1(first.scores, name, draws) - _resampled_f1(second.scores, name, draws))
            rows.append(Comparison(name, totals[0][name].f1, totals[1][name].f1, low, high))
    return rows


# Tables


def score_table(scores: dict[str, Any], *, parts: bool = False) -> Any:
    """The scores as a terminal table, with a line for every part if asked."""
    from rich.table import Table

    table = Table(title=f"{scores['articles']} articles", title_justify="left")
    table.add_column("score")
    for column in ("P", "R", "F1", "95 %", "gold", "found"):
        table.add_column(column, justify="right")
    table.add_column("counts when")
    for name in SCORES:
        values = scores["scores"].get(name)
        if values is None:
            continue
        table.add_row(name, *_cells(values), EXPLAINED[name], style="bold" if parts else "")
        for part, inner in scores["parts"].get(name, {}).items() if parts else ():
            table.add_row(f"  {part}", *_cells(inner), "")
    return table


def worst_table(scores: dict[str, Any]) -> Any:
    """The articles that cost most, as a terminal table."""
    from rich.table import Table

    table = Table("article", title="worst articles", title_justify="left")
    table.add_column("missed and spurious", justify="right")
    table.add_column("mean F1", justify="right")
    for row in scores["worst"]:
        table.add_row(row["article"], str(row["wrong"]), f"{row['mean_f']:.1f}")
    return table


def reliability_table(scores: dict[str, Any]) -> Any:
    """How honest the scores are, as a terminal table."""
    from rich.table import Table

    table = Table("layer", title="scores of facts", title_justify="left")
    for column in ("facts", "ECE", "scored 0.8 or more", "of these right"):
        table.add_column(column, justify="right")
    for layer, found in scores["reliability"].items():
        right = "" if found["sure_right"] is None else f"{found['sure_right']:.1%}"
        table.add_row(layer, f"{found['facts']:,}", f"{found['ece']:.3f}", f"{found['sure']:,}", right)
    return table


def comparison_table(rows: list[Comparison], first: str, second: str) -> Any:
    """Two models side by side; a star where the difference is more than chance."""
    from rich.table import Table

    table = Table("score", title=f"{first} against {second}", title_justify="left")
    for column in ("F1", "F1 of the other", "difference", "95 %", ""):
        table.add_column(column, justify="right")
    for row in rows:
        ends = f"{row.low:+.1f} to {row.high:+.1f}"
        star = "*" if row.significant else ""
        table.add_row(row.score, f"{row.first:.1f}", f"{row.second:.1f}", f"{row.difference:+.1f}", ends, star)
    return table


def difference_lines(found: Iterable[Difference], *, sides: tuple[str, str] = ("gold", "found")) -> Iterable[str]:
    """Differences as text to page through, grouped by article."""
    article = None
    for item in found:
        if item.article != article:
            article = item.article
            yield f"\n{article}\n"
        readings = "; ".join(
            f"{side}: {text}" for side, text in zip(sides, (item.gold, item.found), strict=True) if text
        )
        yield f"  {item.layer} {item.kind}: {readings}\n      {item.sentence}\n"


def _cells(values: dict[str, Any]) -> list[str]:
    interval = values.get("interval")
    ends = f"{interval[0]:.1f}–{interval[1]:.1f}" if interval else ""
    return [
        *(f"{values[key]:.1f}" for key in ("p", "r", "f")),
        ends,
        *(f"{values[k]:.0f}" for k in ("gold", "predicted")),
    ]
