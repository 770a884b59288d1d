"""Short marked articles in YAML, several a file: what the readers of ``corpora/incidents`` and ``corpora/entities`` share."""

from __future__ import annotations

import re
from collections.abc import Collection
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

import yaml

BRACKET = re.compile(r"(?<!\\)[\[\]]")
FIELDS = ("id", "paper", "published", "title", "text")


class Faulty(ValueError):
    """A file that cannot be read; the message names file, entry and fault."""


class Marking(NamedTuple):
    """A mark: characters of the text, the words, and what stands behind them: ``[words|KIND#key]``."""

    start: int
    end: int
    words: str
    kind: str
    key: str


def yaml_files(folder: Path) -> list[Path]:
    """The files of a folder by name. Raises FileNotFoundError where there is none."""
    paths = sorted(folder.glob("*.yaml"))
    if not paths:
        raise FileNotFoundError(f"{folder}: no *.yaml here")
    return paths


def load(path: Path) -> Any:
    """What a file holds. Raises Faulty where it is no YAML."""
    try:
        return yaml.safe_load(path.read_text(encoding="utf-8"))
    except yaml.YAMLError as error:
        raise Faulty(f"{path.name}: no YAML: {error}") from None


def checked(path: Path, entry: Any, called: str) -> str:
    """Where an entry stands, for messages; ``called`` is what it is, with its article. Raises Faulty unless it has all fields."""
    if not isinstance(entry, dict):
        raise Faulty(f"{path.name}: {called} is a mapping, not {entry!r}")
    where = f"{path.name}: {called.partition(' ')[2]} {entry.get('id', '?')}"
    for name in FIELDS:
        if not entry.get(name):
            raise Faulty(f"{where}: lacks {name}")
    if unknown := set(entry) - set(FIELDS):
        raise Faulty(f"{where}: unknown field {sorted(unknown)[0]}")
    if type(entry["published"]) is not date:
        raise Faulty(f"{where}: published is no date: {entry['published']!r}")
    return where


def unmarked(
    marked: str, mark: re.Pattern[str], where: str, *, kinds: Collection[str], called: str
) -> tuple[str, list[Marking]]:
    """The text that is left when the marks are taken away, and the marks in its characters.

    Raises Faulty for a mark whose kind is none of ``kinds`` (a kind is ``called`` so), and for stray brackets.
    """
    pieces: list[str] = []
    marks: list[Marking] = []
    position = length = 0
    for match in mark.finditer(marked):
        before = _plain(marked[position : match.start()], where)
        if match[2] not in kinds:
            raise Faulty(f"{where}: {match[0]}: no {called} {match[2]}")
        start = length + len(before)
        marks.append(Marking(start, start + len(match[1]), match[1], match[2], match[3]))
        pieces += [before, match[1]]
        length = start + len(match[1])
        position = match.end()
    pieces.append(_plain(marked[position:], where))
    return "".join(pieces), marks


def _plain(text: str, where: str) -> str:
    if stray := BRACKET.search(text):
        raise Faulty(f"{where}: a stray bracket: {text[max(0, stray.start() - 20) : stray.end() + 20]!r}")
    return text.replace("\\[", "[").replace("\\]", "]").replace("\\|", "|")
