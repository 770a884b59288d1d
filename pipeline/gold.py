"""Annotated articles: the strict parser and checker of the ``.md`` files in ``corpora/gangs``.

A file is a YAML head, the text with inline marks ``[text|LABEL#id]`` (``gold_marks.py``), and a YAML tail
(``gold_facts.py``)::

    ---
    id: example-001
    ...
    ---
    [Police|PEOPLE#a1] [arrested|ARREST#v1] [[two|CARDINAL#n1] men|PEOPLE#x1].
    ---
    numbers:
      n1: {low: 2, high: 2, unit: count, measures: arrested}
    events:
      v1: {status: asserted, AGENT: a1, TARGET: x1}

In the ``Extraction`` that comes out, ``mention.entity`` is the mark's id, mentions are numbered
``m1``, ``m2``, … in reading order, and events keep their trigger's id.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from pipeline.gold_facts import TAIL_KEYS, add_dates, add_entities, add_events, add_numbers, add_relations, section_of
from pipeline.gold_faults import Fault, GoldError, Reading
from pipeline.gold_marks import Mark, check_marks, read_marks
from pipeline.gold_yaml import yaml_section
from pipeline.scheme import LABELS, Extraction, Mention

HEAD_KEYS = ("id", "lang", "published", "source", "title")
FENCE = re.compile(r"^---[ \t]*$", re.MULTILINE)


@dataclass(slots=True)
class GoldArticle:
    """An annotated article: what its head says, and its facts."""

    id: str
    lang: str
    published: date | None
    source: str
    title: str
    extraction: Extraction
    path: Path

    @property
    def text(self) -> str:
        return self.extraction.text


def is_annotated(source: str) -> bool:
    """Whether a text looks like an annotated article: a head between ``---`` lines, then a body."""
    return source.lstrip("\ufeff").startswith("---") and len(FENCE.findall(source)) >= 2


def read_article(path: Path | str) -> GoldArticle:
    """Read and check one annotated article. Raises GoldError with every fault, OSError if unreadable."""
    article, faults = parse_article(path)
    if faults or article is None:
        raise GoldError(faults)
    return article


def parse_article(path: Path | str) -> tuple[GoldArticle | None, list[Fault]]:
    """The article of a file and its faults; the article is None where nothing could be made of it."""
    path = Path(path)
    state = Reading(str(path))
    try:
        source = path.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        state.fault(1, f"not UTF-8 at byte {error.start}: save the file as UTF-8")
        return None, state.faults
    fences = [match.span() for match in FENCE.finditer(source)]
    if len(fences) not in (2, 3) or fences[0][0] != 0:
        state.fault(1, "an article is a head between two '---' lines, the text, and a tail after a third '---'")
        return None, state.faults
    body_end, tail_start = (fences[2][0], fences[2][1]) if len(fences) == 3 else (len(source), len(source))
    head = yaml_section(state, source, fences[0][1], fences[1][0])
    marks, text = read_marks(state, source, fences[1][1], body_end)
    tail = yaml_section(state, source, tail_start, len(source))
    article = _build(state, path, head, text, marks, tail)
    return article, sorted(state.faults)


def _build(
    state: Reading,
    path: Path,
    head: dict[str, tuple[int, Any]],
    text: str,
    marks: list[Mark],
    tail: dict[str, tuple[int, Any]],
) -> GoldArticle:
    for key in HEAD_KEYS:
        if not (key in head and head[key][1]):
            state.fault(1, f"the head has no {key!r}")
    published = None
    if "published" in head and head["published"][1]:
        try:
            published = date.fromisoformat(head["published"][1])
        except ValueError:
            state.fault(head["published"][0], f"published is {head['published'][1]!r}, not a date YYYY-MM-DD")
    for key, (line, _) in tail.items():
        if key not in TAIL_KEYS:
            state.fault(line, f"unknown section {key!r}: the tail has {', '.join(TAIL_KEYS)}")
    marks.sort(key=lambda mark: (mark.start, -mark.end))
    check_marks(state, text, marks)
    extraction = Extraction(text=text)
    mentions = [mark for mark in marks if mark.label in LABELS]
    extraction.mentions = [
        Mention(f"m{i}", mark.start, mark.end, text[mark.start : mark.end], mark.label, mark.id, "gold")
        for i, mark in enumerate(mentions, 1)
    ]
    sections = {key: section_of(state, tail, key) for key in TAIL_KEYS if key != "relations"}
    labels = {mark.id: mark.label for mark in marks}
    add_entities(state, extraction, labels, sections["entities"])
    add_dates(state, extraction, labels, sections["dates"])
    add_numbers(state, extraction, mentions, sections["numbers"], labels)
    add_events(state, extraction, marks, sections["events"])
    add_relations(state, extraction, labels, tail.get("relations", (1, [])))
    value = {key: str(head[key][1]) if key in head else "" for key in HEAD_KEYS}
    return GoldArticle(value["id"], value["lang"], published, value["source"], value["title"], extraction, path)


def gold_files(paths: Iterable[Path | str]) -> list[Path]:
    """Every annotated article under the paths, sorted; README files are not articles."""
    found: list[Path] = []
    for path in map(Path, paths):
        if path.is_dir():
            found += [file for file in sorted(path.rglob("*.md")) if file.name.lower() != "readme.md"]
        elif path.exists():
            found.append(path)
        else:
            raise FileNotFoundError(f"{path}: no such file or folder")
    return found


def read_articles(paths: Iterable[Path | str]) -> list[GoldArticle]:
    """Read every annotated article under the paths. Raises GoldError with the faults of all of them."""
    articles, faults = [], []
    for path in gold_files(paths):
        article, found = parse_article(path)
        faults += found
        if article is not None:
            articles.append(article)
    if faults:
        raise GoldError(faults)
    if not articles:
        raise FileNotFoundError(f"no annotated article under {', '.join(map(str, paths))}")
    return articles


def check_paths(paths: Iterable[Path | str]) -> list[Fault]:
    """Every fault of every annotated article under the paths, and ids used by two articles."""
    faults: list[Fault] = []
    seen: dict[str, Path] = {}
    for path in gold_files(paths):
        article, found = parse_article(path)
        faults += found
        if article is None:
            continue
        if article.id in seen:
            faults.append(Fault(str(path), 1, f"id {article.id!r} is also the id of {seen[article.id]}"))
        seen[article.id] = path
    return faults


def main(arguments: list[str]) -> int:
    """Check the annotated articles named on the command line; one line a fault."""
    faults = check_paths(arguments)
    sys.stdout.writelines(f"{fault}\n" for fault in faults)
    sys.stdout.write(f"{len(gold_files(arguments))} articles, {len(faults)} faults\n")
    return 1 if faults else 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
