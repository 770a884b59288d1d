"""Which mentions may fill a role of which trigger, for several articles at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from spacy.tokens import Doc

from pipeline.components.argument_features import SLOTS, Sight
from pipeline.components.marked_text import LABELS, MarkedText
from pipeline.components.templates import Array
from pipeline.scheme import EVENT_ROLES, ROLE_FILLERS

# Event type x label: whether a mention with the label may fill any of its roles.
FITS = np.array(
    [[any(label in ROLE_FILLERS[role] for role in roles) for label in LABELS] for roles in EVENT_ROLES.values()]
)
MAX_DISTANCE = 60  # tokens to a mention of another sentence


@dataclass(frozen=True, slots=True)
class Pairs:
    """All pairs of several Docs, by Doc, trigger and mention in text order.

    ``trigger``, ``filler``: of each pair the number of its trigger and mention among those of all the Docs; ``gap``: tokens from the
    beginning of one to that of the other; ``triggers``, ``fillers``: (Doc, first token, end, label) of each; ``entity``: a number
    for each filler's entity; ``hashes``: (pairs x SLOTS) of features.
    """

    trigger: Array
    filler: Array
    gap: Array
    triggers: list[tuple[int, int, int, str]]
    fillers: list[tuple[int, int, int, str]]
    entity: Array
    hashes: Array


def argument_pairs(docs: Sequence[Doc]) -> Pairs:
    """Every trigger with every mention that may fill a role of its event type, in its sentence and the two beside it."""
    text = MarkedText(docs)
    triggers, fillers = text.triggers, text.fillers
    where, there = text.sentence[triggers.start], text.sentence[fillers.start]
    low, high = np.searchsorted(there, where - 1), np.searchsorted(there, where + 1, side="right")
    count = high - low
    trigger = np.repeat(np.arange(len(count)), count)
    filler = np.arange(count.sum()) - np.repeat(np.cumsum(count) - count - low, count)
    near = there[filler] == where[trigger]
    gap = np.abs(fillers.start[filler] - triggers.start[trigger])
    fits = FITS[triggers.label[trigger], fillers.label[filler]] & (near | (gap <= MAX_DISTANCE))
    trigger, filler, gap = trigger[fits], filler[fits], gap[fits]
    hashes = Sight(text).hashes(trigger, filler) if len(trigger) else np.zeros((0, SLOTS), dtype=np.uint64)
    return Pairs(trigger, filler, gap, triggers.found, fillers.found, text.entity, hashes)
