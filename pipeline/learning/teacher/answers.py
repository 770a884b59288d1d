"""What taggers say together of records: marks that fit what people have marked, and the decisions on them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import torch

from pipeline.components.crf import IMPOSSIBLE, spans_of, viterbi
from pipeline.learning.teacher.network import Teacher
from pipeline.learning.teacher.records import OPEN, Record, Scheme
from pipeline.learning.teacher.told import Answer, Mark
from pipeline.learning.teacher.windows import Window, batch_of, gaps, windows

BATCH = 64
MAX_DISTANCE = 60  # words to a mention of another sentence, as for the small model (argument_pairs.py)
NO_ROLE = 0.98  # pairs that surely have none are not told


@dataclass(slots=True)
class Examiners:
    """Several taggers who answer together; every other one cuts texts elsewhere, so that not all miss the same context."""

    taggers: Sequence[Teacher]
    scheme: Scheme
    tokenizer: Any
    size: int
    device: str

    def answers(self, records: Sequence[Record]) -> list[Answer]:
        """An answer to each record."""
        tags = [np.zeros((len(record.words), self.scheme.tags), np.float32) for record in records]
        for _, part, vectors, tagger in self._read(records):
            said = torch.cat([head(vectors).float().softmax(-1) for head in tagger.layers], -1).cpu().numpy()
            for (number, window), rows in zip(part, said, strict=True):
                tags[number][window.start : window.end] += rows[: window.end - window.start] / len(self.taggers)
        found = [Answer(marks_of(record, rows, self.scheme)) for record, rows in zip(records, tags, strict=True)]
        said_of: list[dict[str, dict[Any, list[np.ndarray]]]] = [
            defaultdict(lambda: defaultdict(list)) for _ in records
        ]
        for width, part, vectors, tagger in self._read(records):
            self._decide(tagger, vectors.flatten(0, 1), width, [(n, w, found[n].marks) for n, w in part], said_of)
        for answer, told in zip(found, said_of, strict=True):
            answer.statuses, answer.measures = _mean(told["status"]), _mean(told["measures"])
            answer.roles = {pair: row for pair, row in _mean(told["roles"]).items() if row[0] < NO_ROLE}
        return found

    def _read(self, records: Sequence[Record]) -> Iterator[tuple[int, list[tuple[int, Window]], torch.Tensor, Teacher]]:
        """Batches of windows with the vectors of their words, for each tagger; the first: words of the widest."""
        for turn, tagger in enumerate(self.taggers):
            first = self.size // 2 if turn % 2 else 0
            todo = [(n, w) for n, r in enumerate(records) for w in windows(r, self.tokenizer, self.size, first=first)]
            todo.sort(key=lambda item: item[1].length)
            tagger.eval()
            for begin in range(0, len(todo), BATCH):
                part = todo[begin : begin + BATCH]
                batch = batch_of([window for _, window in part], self.scheme, self.tokenizer)
                with torch.inference_mode(), half(self.device):
                    vectors = tagger.words({name: tensor.to(self.device) for name, tensor in batch.items()})
                    yield vectors.shape[1], part, vectors, tagger

    def _decide(
        self,
        tagger: Teacher,
        flat: torch.Tensor,
        width: int,
        part: list[tuple[int, Window, list[Any]]],
        said_of: list[Any],
    ) -> None:
        """Ask one tagger for the decisions on the marks of some windows."""
        asked: dict[str, list[tuple[int, Any, list[int]]]] = {"status": [], "measures": [], "roles": []}
        for row, (number, window, marks) in enumerate(part):
            inside = [mark[:3] for mark in marks if window.start <= mark[0] and mark[1] <= window.end]
            shift = row * width - window.start
            for name, kinds in (("status", self.scheme.triggers), ("measures", self.scheme.numbers)):
                asked[name] += [(number, m, [m[0] + shift, m[1] - 1 + shift]) for m in inside if m[2] in kinds]
            asked["roles"] += [(number, pair, self._row(pair, shift)) for pair in self._pairs(inside, window.record)]
        heads = {"status": tagger.status, "measures": tagger.measures}
        for name, questions in asked.items():
            if not questions:
                continue
            rows = torch.tensor([row for _, _, row in questions], device=self.device)
            scores = tagger.pairs(flat, rows) if name == "roles" else tagger.decide(heads[name], flat, rows)
            for (number, about, _), row in zip(questions, scores.float().softmax(-1).cpu().numpy(), strict=True):
                said_of[number][name][about].append(row)

    def _row(self, pair: tuple[Mark, Mark], shift: int) -> list[int]:
        marks = self.scheme.marks
        ends = [[start + shift, end - 1 + shift, marks.index(label)] for start, end, label in pair]
        return [*ends[0], *ends[1], 0, int(gaps(np.array([[pair[0][0], pair[1][0]]]))[0, 0])]

    def _pairs(self, marks: Sequence[Mark], record: Record) -> Iterator[tuple[Mark, Mark]]:
        """Triggers with what may fill a role of them, in their sentence and the two beside it."""
        sentence = np.searchsorted(record.starts, [mark[0] for mark in marks], side="right").tolist()
        for trigger, where in zip(marks, sentence, strict=True):
            if trigger[2] not in self.scheme.triggers:
                continue
            for other, there in zip(marks, sentence, strict=True):
                near = where == there or (abs(where - there) == 1 and abs(other[0] - trigger[0]) <= MAX_DISTANCE)
                if near and other is not trigger and self._may_fill(trigger[2], other[2]):
                    yield trigger, other

    def _may_fill(self, trigger: str, other: str) -> bool:
        if other in self.scheme.triggers:
            return trigger in self.scheme.charging
        return other in self.scheme.fits[trigger]


def half(device: str) -> Any:
    """Half precision on a GPU."""
    return torch.autocast(device, torch.bfloat16, enabled=device == "cuda")


def marks_of(record: Record, tags: np.ndarray, scheme: Scheme) -> list[tuple[int, int, str, float]]:
    """The best marks by the probabilities of tags (words x tags), among those that are allowed where something is known.

    A mark's probability is that of its least probable word; where people have marked something, among the labels that it may have.
    """
    allowed = record.tags(scheme.tags) if record.kind in OPEN else np.ones_like(tags, dtype=bool)
    found, column = [], 0
    for labels in scheme.layers:
        columns = slice(column, column := column + 2 * len(labels) + 1)
        inside = np.where(allowed[:, columns], tags[:, columns], 0.0)
        sure = inside / np.maximum(np.where(allowed[:, columns.start], 1.0, inside.sum(1)), 1e-9)[:, None]
        scores = np.log(tags[:, columns] + 1e-7) + np.where(allowed[:, columns], 0.0, IMPOSSIBLE)
        for path, start in zip(_paths(record, scores, len(labels)), record.starts.tolist(), strict=True):
            for first, last, label in spans_of(path.tolist(), len(labels)):
                words = np.arange(first, last)
                score = float(sure[start + words, path[words]].min())
                found.append((start + first, start + last, labels[label], round(min(score, 1.0), 4)))
    return sorted(found)


def _paths(record: Record, scores: np.ndarray, count: int) -> Iterator[np.ndarray]:
    """The best tags of each sentence."""
    sentences = record.sentences
    if not sentences:
        return
    lengths = np.array([end - start for start, end in sentences])
    padded = np.zeros((int(lengths.max()), len(sentences), scores.shape[1]), np.float32)
    for column, (start, end) in enumerate(sentences):
        padded[: end - start, column] = scores[start:end]
    tags = viterbi(padded, lengths, count)
    yield from (tags[:length, column] for column, length in enumerate(lengths.tolist()))


def _mean(said: dict[Any, list[np.ndarray]]) -> dict[Any, list[float]]:
    return {about: [round(float(value), 3) for value in np.mean(rows, axis=0)] for about, rows in said.items()}
