"""The text of an annotated article and its inline marks ``[text|LABEL#id]``."""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass

from pipeline.gold_faults import Reading
from pipeline.scheme import (
    EVENT_TYPES,
    LABELS,
    NUMBER_LABELS,
    PEOPLE,
)

CLOSE = re.compile(r"\|([A-Z]+)#([A-Za-z][A-Za-z0-9_-]*)\]")
EDGE = re.compile(r"^\s|\s$")


@dataclass(slots=True)
class Mark:
    """One inline mark, in characters of the bare text."""

    start: int
    end: int
    label: str
    id: str
    line: int


def read_marks(state: Reading, source: str, start: int, end: int) -> tuple[list[Mark], str]:
    """The marks between two places of a file, and the text that is left without them."""
    while start < end and source[start].isspace():
        start += 1
    while end > start and source[end - 1].isspace():
        end -= 1
    line = source.count("\n", 0, start) + 1
    out: list[str] = []
    length = 0
    open_marks: list[tuple[int, int]] = []
    marks: list[Mark] = []
    position = start
    while position < end:
        char = source[position]
        if char == "\\" and source[position + 1 : position + 2] in ("[", "]", "|", "\\"):
            char = source[position + 1]
            position += 1
        elif char == "[":
            open_marks.append((length, line))
            position += 1
            continue
        elif char == "|" and open_marks:
            closing = CLOSE.match(source, position, end)
            if closing is None:
                state.fault(line, "after '|' a mark needs LABEL#id]; write a literal bar as \\|")
            else:
                mark_start, mark_line = open_marks.pop()
                marks.append(Mark(mark_start, length, closing[1], closing[2], mark_line))
                position = closing.end()
                continue
        elif char in "]|":
            state.fault(line, f"a bare {char!r}: write it as \\{char}, or finish the mark with |LABEL#id]")
        elif char == "\n":
            line += 1
        out.append(char)
        length += 1
        position += 1
    for _, mark_line in open_marks:
        state.fault(mark_line, "a '[' that is never closed with |LABEL#id]; write a literal bracket as \\[")
    return marks, "".join(out)


def check_marks(state: Reading, text: str, marks: list[Mark]) -> None:
    """Labels and ids that the scheme knows, edges without white space, and no two marks of a layer that overlap."""
    label_of: dict[str, str] = {}
    for mark in marks:
        surface = text[mark.start : mark.end]
        if mark.label not in LABELS and mark.label not in EVENT_TYPES:
            state.fault(mark.line, f"unknown label {mark.label!r} on {surface!r}")
        if not surface or EDGE.search(surface):
            state.fault(mark.line, f"a mark is empty or begins or ends with white space: {surface!r}")
        if label_of.setdefault(mark.id, mark.label) != mark.label:
            state.fault(mark.line, f"id {mark.id!r} stands for {label_of[mark.id]} and for {mark.label}")
        elif mark.id in label_of and (mark.label in NUMBER_LABELS or mark.label in EVENT_TYPES):
            if any(other is not mark and other.id == mark.id for other in marks):
                state.fault(mark.line, f"id {mark.id!r} stands twice: numbers and triggers have ids of their own")
    for layer, name in (
        ([m for m in marks if m.label in LABELS and m.label != PEOPLE], "mentions"),
        ([m for m in marks if m.label == PEOPLE], "PEOPLE mentions"),
        ([m for m in marks if m.label in EVENT_TYPES], "triggers"),
    ):
        for left, right in itertools.pairwise(layer):
            if right.start < left.end:
                state.fault(
                    right.line,
                    f"{name} overlap: {text[left.start : left.end]!r} and {text[right.start : right.end]!r}",
                )
