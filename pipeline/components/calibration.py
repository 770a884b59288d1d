"""Make scores mean what they say: of the facts with a score near 0.8 some eight in ten are right.

What the components give is how sure they are of themselves, which is too much; facts that a rule made have no score at all. For each
layer a logistic curve, fitted to the judged facts of annotated articles (``pipeline/learning/calibrating.py``), turns one into the other:
over the log-odds of the component's own probability, with a shift for each label and for what a rule made. Rewrites ``doc._.scores`` and
the scores of arguments and relations; a fact of a guest pipeline, of which nothing is known, keeps none. Without a fit it leaves all as it is.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import srsly
from spacy.language import Language
from spacy.tokens import Doc

from pipeline.scheme import EVENT_TYPES, GUEST, PEOPLE, declare_doc_extensions, marked_spans, span_key

declare_doc_extensions()

RULE = "rule"


@Language.factory("blotter_calibration", assigns=["doc._.scores"])
def make_calibration(nlp: Language, name: str) -> Calibration:
    return Calibration()


def layer_of(label: str) -> str:
    """The layer of a span's label."""
    return "people" if label == PEOPLE else "events" if label in EVENT_TYPES else "mentions"


def log_odds(score: float) -> float:
    """Of a probability, kept within 0.001 and 0.999."""
    score = min(0.999, max(0.001, score))
    return math.log(score / (1.0 - score))


class Calibration:
    """The component; ``curves``: for each layer the weight of the log-odds (``slope``), ``offset``, and ``shifts`` by label
    or ``rule``."""

    def __init__(self, curves: dict[str, dict[str, Any]] | None = None) -> None:
        self.curves = curves or {}

    def __call__(self, doc: Doc) -> Doc:
        if not self.curves:
            return doc
        scores = doc._.scores
        for span in marked_spans(doc):
            key = span_key(span.start, span.end, span.label_)
            source = doc._.sources.get(key, "model")
            if source != GUEST:
                made_by_rule = source != "model" or key not in scores
                raw = None if made_by_rule else scores[key]
                scores[key] = self.calibrated(layer_of(span.label_), span.label_, raw)
        for event in doc._.events:
            for argument in event["arguments"]:
                argument["score"] = self.calibrated("arguments", argument["role"], argument["score"])
        for relation in doc._.relations:
            relation["score"] = self.calibrated("relations", relation["type"], relation.get("score"))
        return doc

    def calibrated(self, layer: str, label: str, raw: float | None) -> float | None:
        """The probability that such a fact is right; ``raw`` is None for what a rule made."""
        curve = self.curves.get(layer)
        if curve is None:
            return raw
        value = curve["offset"] + curve["shifts"].get(label, 0.0)
        value += curve["shifts"].get(RULE, 0.0) if raw is None else curve["slope"] * log_odds(raw)
        return round(1.0 / (1.0 + math.exp(-value)), 4)

    def to_bytes(self, *, exclude: Iterable[str] = ()) -> bytes:
        return srsly.msgpack_dumps(self.curves)

    def from_bytes(self, data: bytes, *, exclude: Iterable[str] = ()) -> Calibration:
        self.curves = srsly.msgpack_loads(data)
        return self

    def to_disk(self, path: Path | str, *, exclude: Iterable[str] = ()) -> None:
        srsly.write_json(f"{path}.json", self.curves)

    def from_disk(self, path: Path | str, *, exclude: Iterable[str] = ()) -> Calibration:
        file = Path(f"{path}.json")
        self.curves = srsly.read_json(file) if file.exists() else {}
        return self
