"""Is this article about gangs, violence or organised crime at all? Cheap enough to ask of every article.

A linear classifier over the words of a text, how many of them name crimes, weapons, drugs or known gangs, and what stands beside
those. ``Screen.relevance`` works on bare text, without tokenizing or loading anything else of the model; as a component
(``blotter_screen``) it sets ``doc._.relevance``, in 0..1, and halves it where the components before it found no event.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from functools import cache
from itertools import pairwise
from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc

from pipeline.components.linear import LinearClassifier, LinearComponent
from pipeline.knowledge import drugs, gang_index, triggers, weapons

WORD = re.compile(r"[^\W\d_]{2,}(?:['’-][^\W\d_]+)*")
# Only the beginning is read: news says first what it is about, and a long text costs no more.
MAX_CHARACTERS = 6_000


@Language.factory("blotter_screen", assigns=["doc._.relevance"])
def make_screen(nlp: Language, name: str) -> Screen:
    return Screen()


class Screen(LinearComponent):
    """The component and the screen on bare text; untrained it lets everything pass."""

    def __init__(self) -> None:
        self.classifiers = {"screen": LinearClassifier(["other", "relevant"], bits=17)}

    @classmethod
    def from_model(cls, model: Path) -> Screen:
        """The screen of a model's folder, without loading the rest of the model."""
        return cls().from_disk(model / "blotter_screen")  # type: ignore[return-value]

    def __call__(self, doc: Doc) -> Doc:
        relevance = self.relevance(doc.text)
        found = bool(doc._.events) or not self.classifiers["screen"].weights.any()
        doc._.relevance = relevance if found else round(relevance / 2, 4)
        return doc

    def relevance(self, text: str) -> float:
        """How surely the text is about our domain, in 0..1."""
        model = self.classifiers["screen"]
        if not model.weights.any():
            return 1.0
        weights = model.weights[model.slots(screen_features(text))].sum(0)
        return probability(float(weights[1] - weights[0]))

    def fit(self, texts: Sequence[str], relevant: Sequence[bool], *, seed: int = 0) -> None:
        """Train from scratch on texts and whether each is about our domain."""
        features = [screen_features(text) for text in texts]
        self.classifiers["screen"].fit(features, [int(flag) for flag in relevant], seed=seed, epochs=8, rate=0.05)


class WordScreen:
    """The screen without its pairs of words: close to it, and several times as fast, as a word is looked up once and for all."""

    MOST = 300_000  # words that are remembered; the languages of the world have no end

    def __init__(self, screen: Screen) -> None:
        self.model = screen.classifiers["screen"]
        self.trained = bool(self.model.weights.any())
        self.odds: dict[str, float] = {}

    def relevance(self, words: Sequence[str]) -> float:
        """How surely a text of these words, in small letters, is about our domain, in 0..1."""
        if not self.trained:
            return 1.0
        known, odds = crime_words(), self.odds
        distinct = set(words)
        new = [word for word in distinct if word not in odds]
        if new:
            if len(odds) + len(new) > self.MOST:
                odds.clear()
                new = list(distinct)
            odds.update(zip(new, self._weights([f"w={word}" for word in new]), strict=True))
        counted = self._weights(_counts(sum(word in known for word in words), len(words)))
        return probability(sum(map(odds.__getitem__, distinct)) + sum(counted))

    def _weights(self, features: list[str]) -> list[float]:
        found = self.model.weights[self.model.slots(features)]
        return (found[:, 1] - found[:, 0]).tolist()  # type: ignore[no-any-return]


def probability(odds: float) -> float:
    """Log-odds as a probability, to four digits."""
    return round(1.0 / (1.0 + math.exp(min(50.0, -odds))), 4)


def words_of(text: str) -> list[str]:
    """The words of a text's beginning, in small letters."""
    return [word.lower() for word in WORD.findall(text[:MAX_CHARACTERS])]


def screen_features(text: str) -> list[str]:
    """The distinct words of the text's beginning, how many of them are of our domain, and the words beside these."""
    words = words_of(text)
    known = crime_words()
    pairs = {pair for pair in pairwise(words) if pair[0] in known or pair[1] in known}
    return [
        *(f"w={word}" for word in sorted(set(words))),
        *(f"b={first}_{second}" for first, second in sorted(pairs)),
        *_counts(sum(word in known for word in words), len(words)),
    ]


def _counts(crimes: int, words: int) -> list[str]:
    """What is said by how many of so many words are of our domain."""
    dense = min(9, round(100 * crimes / max(20, words)))
    return ["bias", *(f"crimes>={n}" for n in range(min(crimes, 15) + 1)), *(f"dense>={n}" for n in range(dense))]


@cache
def crime_words() -> frozenset[str]:
    """Single words that name crimes, weapons, drugs or gangs."""
    words = {form.lower() for row in triggers() for form in row.forms}
    words |= {term.term.lower() for term in (*weapons(), *drugs()) if not term.ambiguous}
    words |= set(gang_index())
    return frozenset(word for word in words if " " not in word)
