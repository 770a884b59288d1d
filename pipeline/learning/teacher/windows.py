"""Records as what an encoder reads: runs of whole sentences, in pieces, several side by side."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import torch

from pipeline.learning.teacher.records import Record, Scheme

MOST_PIECES = 12  # of one word: the rest of a long address or number says no more
MOST_PAIRS = 600  # of a window in training, drawn at random
FARTHEST = 63  # words between the two of a pair, more counts as that many
SHAPES = ("other", "lower", "title", "upper", "digits", "mixed", "caseless")

Batch = dict[str, torch.Tensor]


@dataclass(frozen=True, slots=True)
class Window:
    """The words ``start`` to ``end`` of a record, and the pieces of each."""

    record: Record
    start: int
    end: int
    pieces: list[list[int]]

    @property
    def length(self) -> int:
        return sum(map(len, self.pieces)) + 2


def windows(record: Record, tokenizer: Any, size: int, *, first: int = 0) -> list[Window]:
    """Runs of whole sentences of at most ``size`` pieces, the first of at most ``first`` where given; a longer sentence is cut."""
    words = [word if word.strip() else "." for word in record.words]
    unknown = [tokenizer.unk_token_id]
    pieces = [ids[:MOST_PIECES] or unknown for ids in tokenizer(words, add_special_tokens=False)["input_ids"]]
    room, limit = size - 2, (first or size) - 2
    runs: list[tuple[int, int]] = []
    used = 0
    for start, end in _parts(record.sentences, pieces, room):
        length = sum(map(len, pieces[start:end]))
        if runs and used + length <= limit:
            runs[-1] = runs[-1][0], end
            used += length
        else:
            limit = room if runs else limit
            runs.append((start, end))
            used = length
    return [Window(record, start, end, pieces[start:end]) for start, end in runs]


def _parts(sentences: Sequence[tuple[int, int]], pieces: list[list[int]], room: int) -> Iterator[tuple[int, int]]:
    for start, end in sentences:
        used = 0
        for word in range(start, end):
            if used + len(pieces[word]) > room:
                yield start, word
                start, used = word, 0
            used += len(pieces[word])
        if start < end:
            yield start, end


def shape(word: str) -> int:
    """How a word is written, which an uncased encoder does not see: a number into ``SHAPES``."""
    if word.isdigit():
        return 4
    if any(letter.isdigit() for letter in word):
        return 5
    if word.islower():
        return 1
    if word.isupper() and len(word) > 1:
        return 3
    return 2 if word[:1].isupper() else 6 if word.isalpha() else 0


def batch_of(several: Sequence[Window], scheme: Scheme, tokenizer: Any, *, targets: bool = False) -> Batch:
    """Windows side by side, with what they teach if ``targets``. Numbers of words count through all windows of the batch."""
    count, longest = len(several), max(window.length for window in several)
    width = max(window.end - window.start for window in several)
    ids = np.full((count, longest), tokenizer.pad_token_id, np.int64)
    shapes, mask = np.zeros((count, longest), np.int64), np.zeros((count, longest), np.float32)
    known, heads = np.zeros((count, longest, scheme.known), np.float32), np.zeros((count, width), np.int64)
    for row, window in enumerate(several):
        flat = [piece for of_word in window.pieces for piece in of_word]
        ids[row, : len(flat) + 2] = [tokenizer.cls_token_id, *flat, tokenizer.sep_token_id]
        mask[row, : len(flat) + 2] = 1.0
        lengths = [len(of_word) for of_word in window.pieces]
        heads[row, : len(lengths)] = 1 + np.cumsum(lengths) - lengths
        words = window.record.words[window.start : window.end]
        shapes[row, 1 : len(flat) + 1] = np.repeat([shape(word) for word in words], lengths)
        told = np.unpackbits(window.record.known[window.start : window.end], axis=1)[:, : scheme.known]
        known[row, 1 : len(flat) + 1] = np.repeat(told, lengths, axis=0)
    arrays = {"ids": ids, "shapes": shapes, "mask": mask, "known": known, "heads": heads}
    if targets:
        arrays |= _targets(several, scheme, width)
    return {name: torch.from_numpy(array) for name, array in arrays.items()}


def _targets(several: Sequence[Window], scheme: Scheme, width: int) -> dict[str, np.ndarray]:
    allowed = np.zeros((len(several), width, scheme.tags), bool)
    weight = np.zeros((len(several), width), np.float32)
    rows: dict[str, list[np.ndarray]] = {"status": [], "measures": [], "pairs": []}
    for number, window in enumerate(several):
        record, start, end = window.record, window.start, window.end
        allowed[number, : end - start] = record.tags(scheme.tags)[start:end]
        weight[number, : end - start] = record.weight
        shift = number * width - start
        for name in ("status", "measures"):
            told = getattr(record, name)
            told = told[(told[:, 0] >= start) & (told[:, 1] <= end)]
            rows[name].append(told + np.array([shift, shift - 1, 0]))
        pairs = record.pairs
        pairs = pairs[(pairs[:, [0, 3]].min(1) >= start) & (pairs[:, [1, 4]].max(1) <= end)]
        if len(pairs) > MOST_PAIRS:
            pairs = pairs[np.random.permutation(len(pairs))[:MOST_PAIRS]]
        rows["pairs"].append(
            np.hstack([pairs + np.array([shift, shift - 1, 0, shift, shift - 1, 0, 0]), gaps(pairs[:, [0, 3]])])
        )
    joined = {name: np.concatenate(told).astype(np.int64) for name, told in rows.items()}
    return {"allowed": allowed, "weight": weight, **joined}


def gaps(starts: np.ndarray) -> np.ndarray:
    """A column: words from the first of the two to the other, from 0 for ``FARTHEST`` before it."""
    return np.clip(starts[:, 1:] - starts[:, :1], -FARTHEST, FARTHEST) + FARTHEST
