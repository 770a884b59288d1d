"""The linear chain over BIO tags of the span layers, in arrays alone: best path, partition and marginals.

Tags are ``O``, ``B-`` of each of ``count`` labels, ``I-`` of each. The only transitions are the hard ones: ``I-X`` follows ``B-X``
or ``I-X``. Because an ``I`` can only be reached from its own label, all passes are linear in the number of tags. Sentences of many
documents are decoded side by side: arrays are (time, sentence, tag).
"""

from __future__ import annotations

import numpy as np

IMPOSSIBLE = -1e6


def spans_of(path: list[int], count: int) -> list[tuple[int, int, int]]:
    """The spans that a path of tags spells: (start, end, label index)."""
    spans = []
    start = -1
    for i, tag in enumerate([*path, 0]):
        if start >= 0 and tag <= count:
            spans.append((start, i, path[start] - 1))
            start = -1
        if 1 <= tag <= count:
            start = i
    return spans


def viterbi(scores: np.ndarray, lengths: np.ndarray, count: int) -> np.ndarray:
    """The best tags (time, sentence) for scores (time, sentence, tag) of sentences of given lengths."""
    steps, width, _tags = scores.shape
    best = scores[0].copy()
    best[:, 1 + count :] += IMPOSSIBLE
    back_any = np.zeros((steps, width), dtype=np.int16)
    back_inside = np.zeros((steps, width, count), dtype=bool)
    history = np.empty((steps, width), dtype=np.int16)
    history[0] = best.argmax(1)
    rows = np.arange(width)
    for t in range(1, steps):
        back_any[t] = history[t - 1]
        top = best[rows, history[t - 1]][:, None]
        begin, inside = best[:, 1 : 1 + count], best[:, 1 + count :]
        back_inside[t] = inside > begin
        step = np.empty_like(best)
        step[:, : 1 + count] = top
        np.maximum(begin, inside, out=step[:, 1 + count :])
        best = step + scores[t]
        history[t] = best.argmax(1)
    path = np.zeros((steps, width), dtype=np.int64)
    current = np.zeros(width, dtype=np.int64)
    for t in range(steps - 1, -1, -1):
        ends = lengths - 1 == t
        current = np.where(ends, history[t], current)
        path[t] = np.where(t < lengths, current, 0)
        if t:
            is_inside = current > count
            label = np.where(is_inside, current - 1 - count, 0)
            stay = back_inside[t, rows, label]
            inside_from = np.where(stay, label + 1 + count, label + 1)
            current = np.where(is_inside, inside_from, back_any[t])
    return path


def forward_backward(scores: np.ndarray, lengths: np.ndarray, count: int) -> tuple[np.ndarray, np.ndarray]:
    """Log partition function (sentence) and tag marginals (time, sentence, tag)."""
    steps, width, _ = scores.shape
    alpha = np.empty_like(scores)
    alpha[0] = scores[0]
    alpha[0, :, 1 + count :] += IMPOSSIBLE
    for t in range(1, steps):
        previous = alpha[t - 1]
        alpha[t, :, : 1 + count] = _lse(previous)[:, None]
        alpha[t, :, 1 + count :] = np.logaddexp(previous[:, 1 : 1 + count], previous[:, 1 + count :])
        alpha[t] += scores[t]
    beta = np.zeros_like(scores)
    for t in range(steps - 2, -1, -1):
        following = beta[t + 1] + scores[t + 1]
        leave = _lse(following[:, : 1 + count])[:, None]
        step = np.empty_like(following)
        step[:, :1] = leave
        stay = np.logaddexp(leave, following[:, 1 + count :])
        step[:, 1 : 1 + count] = stay
        step[:, 1 + count :] = stay
        beta[t] = np.where((t + 1 < lengths)[:, None], step, 0.0)
    partition = _lse(alpha[lengths - 1, np.arange(width)])
    marginals = np.exp(np.minimum(alpha + beta - partition[None, :, None], 0.0))
    marginals *= (np.arange(steps)[:, None] < lengths[None, :])[:, :, None]
    return partition, marginals


def _lse(values: np.ndarray) -> np.ndarray:
    top = values.max(1)
    return top + np.log(np.exp(values - top[:, None]).sum(1))
