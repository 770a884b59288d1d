"""What each number measures (members, killed, reward, weight, …) and whom it is about.

A linear classifier over the words around the number, the PEOPLE mention that holds it and the events
nearby, with the number rules' own guess as one of its features, says what it measures. A second one judges every named
entity nearby: is the number a fact about it? Untrained, ``about`` is the nearest entity of the kind that such a
measure is usually told of. Rewrites both in ``doc._.numbers``.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc, Span

from pipeline.components.linear import LinearClassifier, LinearComponent
from pipeline.components.span_tagger import by_sentence, sentence_bounds, sentence_numbers
from pipeline.scheme import MEASURES, NAMED_LABELS, NUMBER_LABELS, PEOPLE_LAYER, TRIGGER_LAYER

# Measure -> labels of the entity that it is a fact about, in order of preference.
ABOUT: dict[str, tuple[str, ...]] = {
    "members": ("GANG",),
    "revenue": ("GANG", "PERSON", "ORG"),
    "weapons": ("GANG", "ORG"),
    "age": ("PERSON",),
    "term": ("PERSON",),
    "reward": ("PERSON", "GANG"),
    "population": ("GPE", "FAC"),
    "killed": ("GPE", "FAC", "LOC"),
}
WINDOW = 4


@Language.factory("blotter_measures", requires=["doc._.numbers"], assigns=["doc._.numbers"])
def make_measures(nlp: Language, name: str, threshold: float = 0.35) -> Measures:
    return Measures(threshold=threshold)


class Measures(LinearComponent):
    """The component; untrained it leaves the guess of the number rules. ``threshold``: least probability of ``about``."""

    def __init__(self, *, threshold: float = 0.35) -> None:
        self.threshold = threshold
        self.classifiers = {
            "measures": LinearClassifier(MEASURES, bits=15),
            "about": LinearClassifier(["-", "about"], bits=15),
        }

    def __call__(self, doc: Doc) -> Doc:
        numbers = doc._.numbers
        if not numbers:
            return doc
        view = _View(doc)
        model = self.classifiers["measures"]
        trained = bool(model.weights.any())
        table = model.probabilities([view.features(number) for number in numbers])
        result = []
        for number, row in zip(numbers, table, strict=True):
            measures = MEASURES[int(row.argmax())] if trained else number["measures"]
            result.append({**number, "measures": measures, "about": self._about(view, number, measures)})
        doc._.numbers = result
        return doc

    def _about(self, view: _View, number: dict[str, Any], measures: str) -> str | None:
        model = self.classifiers["about"]
        if not model.weights.any():
            return view.usual_about(number, measures)
        candidates = view.candidates(number, measures)
        if not candidates:
            return None
        scores = model.probabilities([features for _, features in candidates])[:, 1]
        best = int(scores.argmax())
        return candidates[best][0] if scores[best] >= self.threshold else None

    def fit(self, docs: Iterable[Doc], *, seed: int = 0) -> None:
        """Train on Docs that carry gold ``doc._.numbers`` and entity ids (see gold_doc)."""
        from pipeline.components.numbers import Numbers

        features: list[list[str]] = []
        targets: list[int] = []
        abouts: tuple[list[list[str]], list[int]] = ([], [])
        guesser = Numbers()
        for doc in docs:
            gold = {tuple(n["span"]): n["measures"] for n in doc._.numbers}
            kept = doc._.numbers
            guessed = guesser(doc)._.numbers
            doc._.numbers = kept
            view = _View(doc)
            for number in guessed:
                if tuple(number["span"]) in gold:
                    features.append(view.features(number))
                    targets.append(MEASURES.index(gold[tuple(number["span"])]))
            for number in kept:
                for entity, seen in view.candidates(number, number["measures"]):
                    abouts[0].append(seen)
                    abouts[1].append(int(entity == number["about"]))
        self.classifiers["about"].fit(*abouts, seed=seed, epochs=14)
        self.classifiers["measures"].fit(features, targets, seed=seed, epochs=16)


class _View:
    """What the features of a number need of a Doc, computed once."""

    def __init__(self, doc: Doc) -> None:
        self.doc = doc
        self.lower = [token.lower_ for token in doc]
        named = [ent for ent in doc.ents if ent.kb_id_]
        self.bounds = sentence_bounds(doc)
        self.sentence_of = sentence_numbers(self.bounds)
        self.named_in = by_sentence(named, self.sentence_of)
        self.triggers_in = by_sentence(doc.spans.get(TRIGGER_LAYER, ()), self.sentence_of)
        self.people_in = by_sentence(doc.spans.get(PEOPLE_LAYER, ()), self.sentence_of)
        self.times = Counter(ent.kb_id_ for ent in named)

    def features(self, number: dict[str, Any]) -> list[str]:
        start, end, label = number["span"]
        sentence = self.sentence_of[start]
        first, last = self.bounds[sentence]
        guess = number["measures"]
        features = ["bias", f"guess={guess}", f"label={label}", f"unit={number['unit']}", f"guess={guess}|{label}"]
        holder = next((span for span in self.people_in[sentence] if span.start <= start and end <= span.end), None)
        if holder is not None:
            words = self.lower[start + 1 : holder.end]
            features += [f"holder={self.lower[holder.end - 1]}", "held", *(f"held={word}" for word in words)]
        for offset in range(1, WINDOW + 1):
            for name, position in (("L", start - offset), ("R", end - 1 + offset)):
                word = self.lower[position] if first <= position < last else "<>"
                features += [f"{name}={word}", f"{name}={word}|{label}"]
                if offset <= 2:
                    features.append(f"{name}{offset}={word}")
        inside = self.triggers_in[sentence]
        near = sorted(inside, key=lambda span: abs(span.start - start))[:2]
        for rank, span in enumerate(near):
            side = "before" if span.end <= start else "after"
            gap = min(abs(span.start - start), 15) // 3
            held = holder is not None
            features += [
                f"trigger={rank}|{span.label_}|{side}|{held}", f"trigger={rank}|{span.label_}|{side}|{gap}|{held}",
                f"trigger={span.label_}|{side}", f"word={span.text.lower()}|{side}|{held}",
            ]  # fmt: skip
        features += [f"in={span.label_}" for span in inside]
        features.append(f"text={'_'.join(self.lower[start:end])}" if label not in NUMBER_LABELS[:1] else "money")
        return features

    def candidates(self, number: dict[str, Any], measures: str) -> list[tuple[str, list[str]]]:
        """Every named entity of the number's and the neighbouring sentences, by its nearest mention, with features."""
        start = number["span"][0]
        sentence = self.sentence_of[start]
        nearest: dict[str, Span] = {}
        for ent in [*self.named_in[sentence - 1], *self.named_in[sentence], *self.named_in[sentence + 1]]:
            if ent.label_ not in NAMED_LABELS:
                continue
            held = nearest.get(ent.kb_id_)
            if held is None or self._far(ent, start) < self._far(held, start):
                nearest[ent.kb_id_] = ent
        order = sorted(nearest.values(), key=lambda ent: self._far(ent, start))
        return [(str(ent.kb_id_), self._about_features(number, measures, ent, order)) for ent in order]

    def _far(self, ent: Span, position: int) -> int:
        """Tokens between, and a sentence away counts as forty."""
        return abs(ent.start - position) + 40 * abs(self.sentence_of[ent.start] - self.sentence_of[position])

    def _about_features(self, number: dict[str, Any], measures: str, ent: Span, order: list[Span]) -> list[str]:
        start, end, label = number["span"]
        gap = self.sentence_of[ent.start] - self.sentence_of[start]
        side = "after" if ent.start >= end else "before"
        between = self.lower[end : ent.start] if side == "after" else self.lower[ent.end : start]
        pair = f"{measures}|{ent.label_}"
        rank = sum(other.label_ == ent.label_ for other in order[: order.index(ent)])
        distance = min(len(between), 20) // 3 if not gap else 9
        times = self.times[ent.kb_id_]
        preposition = self.lower[ent.start - 1] if ent.start else "<>"
        features = [
            "bias", f"pair={pair}", f"pair={pair}|{side}|{gap}", f"gap={gap}|{ent.label_}", f"distance={distance}|{pair}",
            f"distance={distance}|{ent.label_}|{side}", f"rank={min(rank, 3)}|{pair}", f"rank={min(rank, 3)}|{ent.label_}|{gap}",
            f"nearest={order[0] is ent}|{pair}", f"times={min(times, 4)}|{ent.label_}", f"times={min(times, 4)}|{pair}|{gap}",
            f"prep={preposition}|{ent.label_}|{side}", f"prep={preposition}|{pair}", f"unit={number['unit']}|{ent.label_}|{side}",
            f"next={self.lower[ent.end] if ent.end < len(self.lower) else '<>'}|{ent.label_}", f"label={label}|{pair}",
        ]  # fmt: skip
        if not gap and len(between) <= 4:
            features += [f"path={'_'.join(between)}|{ent.label_}", *(f"between={word}|{side}" for word in between)]
        return features

    def usual_about(self, number: dict[str, Any], measures: str) -> str | None:
        """The id of the nearest entity of the kind the measure is told of, in the number's sentence."""
        start = number["span"][0]
        inside = self.named_in[self.sentence_of[start]]
        for label in ABOUT.get(measures, ()):
            fitting = [ent for ent in inside if ent.label_ == label]
            if fitting:
                return str(min(fitting, key=lambda ent: abs(ent.start - start)).kb_id_)
        return None
