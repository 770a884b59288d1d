"""The teacher's network: a pretrained encoder that also sees casing and known words, and a head for each thing to tell."""

from __future__ import annotations

from typing import Any

import torch
from torch import Tensor, nn
from torch.nn import functional

from pipeline.learning.teacher.records import Scheme
from pipeline.learning.teacher.windows import FARTHEST, SHAPES, Batch

HIDDEN, SMALL, DROPOUT = 256, 32, 0.1
# Of the loss, beside one for each span layer. Roles are the hardest; statuses and measures are soon known by heart.
SHARE = {"status": 0.1, "measures": 0.1, "pairs": 0.5}
BARRED = -1e4


class Teacher(nn.Module):
    """Marks words and decides on marks. ``encoder``: any Hugging Face encoder that takes ``inputs_embeds``."""

    def __init__(self, encoder: Any, scheme: Scheme) -> None:
        super().__init__()
        self.encoder = encoder
        width = encoder.config.hidden_size
        self.shapes = nn.Embedding(len(SHAPES), width)
        self.known = nn.Linear(scheme.known, width, bias=False)
        for weight in (self.shapes.weight, self.known.weight):
            nn.init.zeros_(weight)
        self.dropout = nn.Dropout(DROPOUT)
        self.layers = nn.ModuleList(_head(width, 2 * len(labels) + 1) for labels in scheme.layers)
        self.status = _head(2 * width, len(scheme.statuses))
        self.measures = _head(2 * width, len(scheme.measures))
        self.left, self.right = nn.Linear(2 * width, HIDDEN), nn.Linear(2 * width, HIDDEN)
        self.gap, self.mark = nn.Embedding(2 * FARTHEST + 1, SMALL), nn.Embedding(len(scheme.marks), SMALL)
        self.role = _head(3 * HIDDEN + 3 * SMALL, len(scheme.roles))

    def words(self, batch: Batch) -> Tensor:
        """A vector for each word (windows x words x width): that of its first piece."""
        pieces = self.encoder.get_input_embeddings()(batch["ids"])
        seen = pieces + self.shapes(batch["shapes"]) + self.known(batch["known"])
        vectors = self.encoder(inputs_embeds=seen, attention_mask=batch["mask"]).last_hidden_state
        return self.dropout(torch.gather(vectors, 1, batch["heads"][..., None].expand(-1, -1, vectors.shape[-1])))

    def decide(self, head: nn.Module, flat: Tensor, rows: Tensor) -> Tensor:
        """Scores for marks: their first and last words are the first two columns."""
        return head(torch.cat([flat[rows[:, 0]], flat[rows[:, 1]]], 1))

    def pairs(self, flat: Tensor, rows: Tensor) -> Tensor:
        """Scores of roles for pairs: first word, last word and mark of either, the role, the gap."""
        left = self.left(torch.cat([flat[rows[:, 0]], flat[rows[:, 1]]], 1))
        right = self.right(torch.cat([flat[rows[:, 3]], flat[rows[:, 4]]], 1))
        seen = [left, right, left * right, self.gap(rows[:, 7]), self.mark(rows[:, 2]), self.mark(rows[:, 5])]
        return self.role(torch.cat(seen, 1))

    def loss(self, batch: Batch) -> Tensor:
        """That the tags are among those allowed, and the decisions those that were made."""
        vectors = self.words(batch)
        flat, weight = vectors.flatten(0, 1), batch["weight"].flatten()
        total, column = flat.new_zeros((), dtype=torch.float32), 0
        for head in self.layers:
            scores = head(flat).float()
            allowed = batch["allowed"].flatten(0, 1)[:, column : (column := column + scores.shape[1])]
            missed = scores.logsumexp(1) - scores.masked_fill(~allowed, BARRED).logsumexp(1)
            total = total + (missed * weight).sum() / weight.sum().clamp(min=1.0)
        for name, head in (("status", self.status), ("measures", self.measures)):
            if len(rows := batch[name]):
                said = self.decide(head, flat, rows).float()
                total = total + SHARE[name] * functional.cross_entropy(said, rows[:, 2])
        if len(rows := batch["pairs"]):
            total = total + SHARE["pairs"] * functional.cross_entropy(self.pairs(flat, rows).float(), rows[:, 6])
        return total


def _head(inputs: int, outputs: int) -> nn.Module:
    return nn.Sequential(nn.Linear(inputs, HIDDEN), nn.GELU(), nn.Dropout(DROPOUT), nn.Linear(HIDDEN, outputs))
