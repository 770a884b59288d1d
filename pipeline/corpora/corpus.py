"""What the annotated articles hold: sizes and the coverage of labels, types, roles, statuses and measures."""

from __future__ import annotations

import hashlib
import tomllib
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from pipeline.gold import GoldArticle, gold_files, read_articles
from pipeline.scheme import EVENT_TYPES, LABELS, MEASURES, RELATIONS, ROLES, STATUSES
from pipeline.settings import PROJECT

GOALS = PROJECT / "corpora" / "coverage.toml"
MATRIX = {
    "mentions by label": LABELS,
    "triggers by type": EVENT_TYPES,
    "events by status": STATUSES,
    "arguments by role": ROLES,
    "numbers by measure": MEASURES,
    "relations by type": (*RELATIONS, "former"),
}


def statistics(paths: Iterable[Path | str]) -> dict[str, Any]:
    """Sizes and coverage of the articles under the paths, by split (the name of an article's folder)."""
    splits: dict[str, list[GoldArticle]] = {}
    for article in read_articles(paths):
        splits.setdefault(article.path.parent.name, []).append(article)
    return {
        "splits": {name: _sizes(articles) for name, articles in sorted(splits.items())},
        "coverage": {name: _coverage(articles) for name, articles in sorted(splits.items())},
        "kinds": kinds(article for articles in splits.values() for article in articles),
        "fingerprint": corpus_fingerprint(paths),
    }


def corpus_fingerprint(paths: Iterable[Path | str]) -> str:
    """Sixteen hexadecimal digits over names and bytes of the articles: scores are pinned with it."""
    hashed = hashlib.blake2b(digest_size=8)
    for path in gold_files(paths):
        hashed.update(path.name.encode())
        hashed.update(path.read_bytes())
    return hashed.hexdigest()


def _sizes(articles: list[GoldArticle]) -> dict[str, int]:
    return {
        "articles": len(articles),
        "words": sum(len(article.text.split()) for article in articles),
        "mentions": sum(len(article.extraction.mentions) for article in articles),
        "events": sum(len(article.extraction.events) for article in articles),
        "relations": sum(len(article.extraction.relations) for article in articles),
        "articles without events": sum(not article.extraction.events for article in articles),
    }


def _coverage(articles: list[GoldArticle]) -> dict[str, dict[str, int]]:
    counts: dict[str, Counter[str]] = {name: Counter() for name in MATRIX}
    for facts in (article.extraction for article in articles):
        counts["mentions by label"].update(mention.label for mention in facts.mentions)
        counts["triggers by type"].update(event.type for event in facts.events)
        counts["events by status"].update(event.status for event in facts.events)
        counts["arguments by role"].update(a.role for event in facts.events for a in event.arguments)
        counts["numbers by measure"].update(number.measures for number in facts.numbers)
        counts["relations by type"].update(relation.type for relation in facts.relations)
        counts["relations by type"]["former"] += sum(relation.former for relation in facts.relations)
    return {name: {key: counts[name][key] for key in keys} for name, keys in MATRIX.items()}


def kinds(articles: Iterable[GoldArticle]) -> dict[str, int]:
    """Words, and articles of two kinds: ``little`` to find (at most two events), and ``unreal`` (mostly no occurrences)."""
    counts = {"words": 0, "little": 0, "unreal": 0}
    for article in articles:
        events = article.extraction.events
        unreal = sum(event.status in ("negated", "prospective", "generic") for event in events)
        counts["words"] += len(article.text.split())
        counts["little"] += len(events) <= 2
        counts["unreal"] += len(events) >= 4 and 2 * unreal >= len(events)
    return counts


def repeated_people(articles: Iterable[GoldArticle]) -> dict[str, list[str]]:
    """Full names of people in more than one article, with the articles' ids, but for ``public_figures``."""
    seen: dict[str, set[str]] = {}
    for article in articles:
        for entity in article.extraction.entities:
            if entity.label == "PERSON" and entity.name and " " in entity.name:
                seen.setdefault(entity.name, set()).add(article.id)
    public = set(tomllib.loads(GOALS.read_text(encoding="utf-8"))["public_figures"]["names"])
    return {name: sorted(ids) for name, ids in sorted(seen.items()) if len(ids) > 1 and name not in public}


def goals(path: Path = GOALS) -> dict[str, Any]:
    """What ``corpora/coverage.toml`` asks for: articles by split, kinds of article, and counts in train by kind and name."""
    asked = tomllib.loads(path.read_text(encoding="utf-8"))["goals"]
    table = {
        kind: {name: values.get(name, values["default"]) for name in MATRIX[kind]}
        for kind, values in asked["train"].items()
    }
    return {"articles": asked["articles"], "corpus": asked["corpus"], "train": table}


def shortfalls(found: dict[str, Any]) -> list[tuple[str, str, int, int]]:
    """Where the statistics stay below the goals: kind, name, what is there, what is asked."""
    asked = goals()
    rows = [
        ("articles", split, found["splits"].get(split, {}).get("articles", 0), least)
        for split, least in asked["articles"].items()
    ]
    rows += [("corpus", name, found["kinds"][name], least) for name, least in asked["corpus"].items()]
    for kind, least in asked["train"].items():
        held = found["coverage"].get("train", {}).get(kind, {})
        rows += [(kind, name, held.get(name, 0), count) for name, count in least.items()]
    return [row for row in rows if row[2] < row[3]]


def shortfall_table(found: dict[str, Any]) -> Any:
    """What is still missing of the goals, as a terminal table."""
    from rich.table import Table

    table = Table("kind", "name", title="below the goals of corpora/coverage.toml", title_justify="left")
    table.add_column("there", justify="right")
    table.add_column("asked", justify="right")
    for kind, name, held, least in shortfalls(found):
        table.add_row(kind, name, f"{held:,}", f"{least:,}")
    return table


def statistics_tables(found: dict[str, Any]) -> list[Any]:
    """The statistics as terminal tables: sizes, then one for each kind of coverage."""
    from rich.table import Table

    splits = list(found["splits"])
    tables = []
    sections = {"sizes": found["splits"], **{name: None for name in MATRIX}}
    for title in sections:
        table = Table(title=title, title_justify="left")
        table.add_column("")
        for split in splits:
            table.add_column(split, justify="right")
        columns = [found["splits"][s] if title == "sizes" else found["coverage"][s][title] for s in splits]
        for key in columns[0]:
            table.add_row(key, *(f"{column[key]:,}" for column in columns))
        tables.append(table)
    return tables
