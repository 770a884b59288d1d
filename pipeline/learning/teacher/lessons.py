"""Train taggers on records, and see how well they do on annotated ones."""

from __future__ import annotations

import logging
import random
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

import numpy as np
import torch

from pipeline.components.crf import spans_of
from pipeline.learning.teacher.answers import Examiners, half
from pipeline.learning.teacher.network import Teacher
from pipeline.learning.teacher.records import Record, Scheme
from pipeline.learning.teacher.told import Answer
from pipeline.learning.teacher.windows import Batch, Window, batch_of, windows

log = logging.getLogger(__name__)

AHEAD = 16  # batches that are made beside the training
SORTED = 16  # batches' worth of windows that are sorted by length, to pad little


@dataclass(frozen=True, slots=True)
class Lessons:
    """How to train. ``size``: most pieces of a window; ``batch``: windows of that size in a batch; ``repeat``: times that annotated
    articles are read in an epoch, their copies and marked texts once; public corpora only in the first ``public_epochs``."""

    epochs: int = 4
    public_epochs: int = 2
    repeat: int = 2
    batch: int = 24
    size: int = 256
    rate: float = 5e-5
    head_rate: float = 5e-4
    most: int = 0  # batches, where not 0


def load_encoder(folder: Path) -> tuple[Any, Any]:
    """The pretrained encoder and its tokenizer from a folder in Hugging Face's form."""
    from transformers import AutoModel, AutoTokenizer

    tokenizer = AutoTokenizer.from_pretrained(str(folder), local_files_only=True)
    options: dict[str, Any] = {"local_files_only": True, "add_pooling_layer": False}
    return AutoModel.from_pretrained(str(folder), **options), tokenizer


def teach(
    new: Callable[[], Teacher],
    records: Sequence[Record],
    scheme: Scheme,
    tokenizer: Any,
    *,
    lessons: Lessons,
    seed: int,
    device: str,
) -> Teacher:
    """A tagger, trained; ``new`` makes one over the pretrained encoder."""
    for seeded in (random.seed, np.random.seed, torch.manual_seed):
        seeded(seed)
    tagger = new().to(device).train()
    plan = list(_plan(records, tokenizer, lessons))[: lessons.most or None]
    inner = list(tagger.encoder.parameters())
    outer = [p for name, p in tagger.named_parameters() if not name.startswith("encoder.")]
    groups = [{"params": inner, "lr": lessons.rate}, {"params": outer, "lr": lessons.head_rate}]
    optimizer = torch.optim.AdamW(groups, weight_decay=0.01)
    warm = max(1, len(plan) // 12)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda step: min((step + 1) / warm, max(0.02, (len(plan) - step) / max(1, len(plan) - warm)))
    )
    for step, batch in enumerate(_made(plan, scheme, tokenizer)):
        with half(device):
            loss = tagger.loss({name: tensor.to(device) for name, tensor in batch.items()})
        optimizer.zero_grad(set_to_none=True)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(tagger.parameters(), 1.0)
        optimizer.step()
        schedule.step()
        if step % 200 == 0:
            log.info("seed %d: batch %d of %d, loss %.3f", seed, step, len(plan), loss.item())
    return tagger.eval()


def _plan(records: Sequence[Record], tokenizer: Any, lessons: Lessons) -> Iterator[list[Window]]:
    """The batches of all epochs: windows of like length together; texts are cut in two ways in turn."""
    size = lessons.size
    cut = [[windows(r, tokenizer, size), windows(r, tokenizer, size, first=size // 2)] for r in records]
    for epoch in range(lessons.epochs):
        drawn: list[Window] = []
        for record, ways in zip(records, cut, strict=True):
            if record.kind == "public" and epoch >= lessons.public_epochs:
                continue
            times = lessons.repeat if record.kind == "gold" else 1
            drawn += [window for turn in range(times) for window in ways[(epoch + turn) % 2]]
        random.shuffle(drawn)
        rest = iter(drawn)
        while some := sorted(islice(rest, lessons.batch * SORTED), key=lambda window: window.length):
            batches = list(_batches(some, lessons.batch * size))
            random.shuffle(batches)
            yield from batches


def _batches(some: Sequence[Window], room: int) -> Iterator[list[Window]]:
    """Windows side by side that take at most ``room`` pieces with what pads them."""
    here: list[Window] = []
    for window in some:
        if here and window.length * (len(here) + 1) > room:
            yield here
            here = []
        here.append(window)
    if here:
        yield here


def _made(plan: Sequence[list[Window]], scheme: Scheme, tokenizer: Any) -> Iterator[Batch]:
    with ThreadPoolExecutor(4) as threads:
        waiting: list[Future[Batch]] = []
        for number in range(len(plan) + AHEAD):
            if number < len(plan):
                waiting.append(threads.submit(batch_of, plan[number], scheme, tokenizer, targets=True))
            if number >= AHEAD:
                yield waiting.pop(0).result()


def scores(examiners: Examiners, records: Sequence[Record]) -> dict[str, float]:
    """F1 of exact marks in each layer, accuracy of statuses and measures of marks that were found, F1 of roles by pairs."""
    answers = examiners.answers(records)
    scheme = examiners.scheme
    told = {f"marks {number}": _marks_f1(answers, records, scheme, number) for number in range(len(scheme.layers))}
    for name, asked in (("status", "statuses"), ("measures", "measures")):
        right = [
            int(np.argmax(row)) == gold
            for answer, record in zip(answers, records, strict=True)
            for place, gold in ((tuple(told[:2]), told[2]) for told in getattr(record, name).tolist())
            for mark, row in getattr(answer, asked).items()
            if mark[:2] == place
        ]
        told[name] = float(np.mean(right)) if right else 0.0
    return told | {"roles": _roles_f1(answers, records)}


def _marks_f1(answers: Sequence[Answer], records: Sequence[Record], scheme: Scheme, layer: int) -> float:
    labels, before = scheme.layers[layer], sum(2 * len(other) + 1 for other in scheme.layers[:layer])
    both = found = gold = 0
    for answer, record in zip(answers, records, strict=True):
        path = record.tags(scheme.tags)[:, before : before + 2 * len(labels) + 1].argmax(1).tolist()
        right = {(start, end, labels[label]) for start, end, label in spans_of(path, len(labels))}
        said = {mark[:3] for mark in answer.marks if mark[2] in labels}
        both, found, gold = both + len(said & right), found + len(said), gold + len(right)
    return 2 * both / max(1, found + gold)


def _roles_f1(answers: Sequence[Answer], records: Sequence[Record]) -> float:
    both = found = gold = 0
    for answer, record in zip(answers, records, strict=True):
        right = {(a, b, c, d): role for a, b, _, c, d, _, role in record.pairs.tolist() if role}
        said = {(*one[:2], *other[:2]): int(np.argmax(row)) for (one, other), row in answer.roles.items()}
        said = {pair: role for pair, role in said.items() if role}
        both += sum(right.get(pair) == role for pair, role in said.items())
        found, gold = found + len(said), gold + len(right)
    return 2 * both / max(1, found + gold)
