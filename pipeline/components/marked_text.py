"""The words and marks of several Docs as arrays: one text, so that what is seen of a mark is worked out for all of them at once."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

import numpy as np
from spacy.strings import get_string_id
from spacy.tokens import Doc

from pipeline.components.templates import Array, mixed
from pipeline.components.word_facts import facts_of
from pipeline.scheme import EVENT_ROLES, PEOPLE_LAYER, ROLE_FILLERS, TRIGGER_LAYER

LABELS = sorted({label for labels in ROLE_FILLERS.values() for label in labels})
LABEL_NUMBER = {label: number for number, label in enumerate(LABELS)}
KIND_NUMBER = {kind: number for number, kind in enumerate(EVENT_ROLES)}
MARGIN = 4  # tokens of nothing around each Doc
AHEAD = 16  # words of nothing behind the last, for who looks ahead
FAR_AWAY = 1 << 30
_DIGIT, _EVENT = (np.uint64(get_string_id(name)) for name in ("0", "EVENT"))
_LABELS = np.array([get_string_id(label) for label in LABELS], dtype=np.uint64)


class Marks:
    """Triggers, or mentions, of all the Docs as arrays, in text order; positions are tokens of the text of all."""

    def __init__(self, found: list[tuple[int, int, int, str]], offsets: list[int], numbers: dict[str, int]) -> None:
        self.found = found
        places = [(offsets[doc] + start, offsets[doc] + end, numbers[label]) for doc, start, end, label in found]
        self.start, self.end, self.label = np.array(places, dtype=np.int64).reshape(-1, 3).T

    def before(self, length: int, among: Array | None = None) -> Array:
        """How many of them (of those ``among``) begin before each token of a text."""
        starts = self.start if among is None else self.start[among]
        return np.concatenate([[0], np.cumsum(np.bincount(starts, minlength=length))])


class MarkedText:
    """The words and marks of several Docs, one after the other with ``MARGIN`` tokens of nothing between them."""

    def __init__(self, docs: Sequence[Doc]) -> None:
        empty = np.zeros(MARGIN, dtype=np.uint64)
        nowhere = np.zeros(MARGIN, dtype=np.int64)
        words, sentences, positions, offsets = list[Array]([empty]), [nowhere], [nowhere], list[int]()
        length, sentence = MARGIN, 2  # the last sentence of a Doc is not beside the first of the next
        for doc in docs:
            offsets.append(length)
            attributes = doc.to_array(["LOWER", "SENT_START"])
            starts = attributes[:, 1] == 1
            starts[:1] = True
            words += [attributes[:, 0], empty]
            numbers = np.cumsum(starts)
            positions += [numbers - 1, nowhere]
            sentences.append(numbers + sentence)
            sentence += int(starts.sum()) + 2
            sentences.append(np.full(MARGIN, sentence))
            length += len(doc) + MARGIN
        self.words, self.sentence = np.concatenate(words), np.concatenate(sentences)
        self.facts = facts_of(self.words, docs[0].vocab.strings)
        self.triggers = Marks(_triggers_of(docs), offsets, KIND_NUMBER)
        fillers, self.entity = _fillers_of(docs)
        self.fillers = Marks(fillers, offsets, LABEL_NUMBER)
        # First token and end of each token's sentence, and the number of the sentence in its Doc.
        self.first = np.searchsorted(self.sentence, self.sentence)
        self.last = np.searchsorted(self.sentence, self.sentence, side="right")
        self.number = np.concatenate(positions)
        self._mask()

    def _mask(self) -> None:
        """``masked``: the words, one for each mention (its label) and trigger; ``place_in``: how many stand before each token."""
        values, kept = np.where(self.facts["digit"], _DIGIT, self.words), np.ones(len(self.words), dtype=bool)
        fillers, triggers = self.fillers, self.triggers
        farthest = np.maximum.accumulate(np.concatenate([[0], fillers.end]))[:-1]
        covered = np.zeros(len(self.words), dtype=bool)
        for number in np.flatnonzero(fillers.start >= farthest).tolist():
            start, end = int(fillers.start[number]), int(fillers.end[number])
            kept[start + 1 : end] = False
            covered[start:end] = True
            values[start] = _LABELS[fillers.label[number]]
        for number in np.flatnonzero(~covered[triggers.start]).tolist():
            start, end = int(triggers.start[number]), int(triggers.end[number])
            kept[start + 1 : end] &= covered[start + 1 : end]
            values[start] = _EVENT
        self.place_in = np.concatenate([[0], np.cumsum(kept)])
        first = np.flatnonzero(kept)
        plain = values[first] == self.words[first]
        rest = np.zeros(AHEAD, dtype=np.uint64)
        self.masked = np.concatenate([values[first], rest])
        self.stems = np.concatenate([np.where(plain, self.facts["stem"][first], values[first]), rest])
        self.small = np.concatenate([plain & self.facts["small"][first], rest.astype(bool)])
        self.clauses = np.flatnonzero(plain & self.facts["clause"][first])

    def masked_before(self, start: Array) -> Array:
        """The two words before a token, of at most three tokens."""
        count = self.place_in[start] - self.place_in[start - 3]
        at = self.place_in[start]
        one, two = (np.where(count >= step, self.masked[at - step], np.uint64(0)) for step in (1, 2))
        return mixed(one, two)

    def masked_behind(self, end: Array) -> Array:
        """The two words that begin within three tokens from a token on."""
        count = self.place_in[end + 3] - self.place_in[end]
        at = self.place_in[end]
        one, two = (np.where(count > step, self.masked[at + step], np.uint64(0)) for step in (0, 1))
        return mixed(one, two)

    def opening(self, start: Array) -> Array:
        """The last word that may open a clause of the five before a token, in its sentence."""
        last = np.maximum.accumulate(np.where(self.facts["clause"], np.arange(len(self.words)), 0))[start - 1]
        return np.where((last >= self.first[start]) & (start - last <= 5), self.words[last], np.uint64(0))

    def of_label(self, label: Array, start: Array, end: Array) -> Array:
        """How many mentions with the label begin from a token to before another."""
        return self._labels_before[label, end] - self._labels_before[label, start]

    @cached_property
    def _labels_before(self) -> Array:
        return np.array(
            [self.fillers.before(len(self.words), self.fillers.label == number) for number in range(len(LABELS))]
        )

    def gap(self, starts: Array, number: Array, at: Array) -> Array:
        """Tokens from each ``at`` to the mark of that number, by its start, in the same sentence; ``FAR_AWAY`` where none is."""
        there = (number >= 0) & (number < len(starts))
        start = starts[np.where(there, number, 0)]
        return np.where(there & (self.sentence[start] == self.sentence[at]), np.abs(start - at), FAR_AWAY)

    def nearest_trigger(self, at: Array) -> Array:
        """The number of the nearest trigger in the sentence of a token; -1 without one."""
        starts = self.triggers.start
        right = np.searchsorted(starts, at)
        best, nearest = np.full(len(at), FAR_AWAY), np.full(len(at), -1)
        for place in (right - 1, right):
            gap = self.gap(starts, place, at)
            nearest, best = np.where(gap < best, place, nearest), np.minimum(gap, best)
        return nearest


def _triggers_of(docs: Sequence[Doc]) -> list[tuple[int, int, int, str]]:
    return sorted(
        (number, span.start, span.end, span.label_)
        for number, doc in enumerate(docs)
        for span in doc.spans.get(TRIGGER_LAYER, [])
    )


def _fillers_of(docs: Sequence[Doc]) -> tuple[list[tuple[int, int, int, str]], Array]:
    """All mentions that may fill a role, by Doc, start and length, and a number for the entity of each."""
    found = []
    for number, doc in enumerate(docs):
        for span in (*doc.ents, *doc.spans.get(PEOPLE_LAYER, [])):
            label = span.label_
            if label in LABEL_NUMBER:
                found.append((number, span.start, -span.end, label, span.kb_id_ or span.text.casefold()))
    found.sort()
    entities: dict[tuple[int, str], int] = {}
    numbers = [entities.setdefault((doc, entity), len(entities)) for doc, _, _, _, entity in found]
    return [(doc, start, -end, label) for doc, start, end, label, _ in found], np.array(numbers, dtype=np.int64)
