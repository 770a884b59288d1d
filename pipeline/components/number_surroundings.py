"""What the numbers of one article stand among: words, people, labels, sentences."""

from __future__ import annotations

from itertools import pairwise

from spacy.tokens import Doc, Span

from pipeline.scheme import PEOPLE_LAYER


class Surroundings:
    """What the numbers of one Doc stand among, computed once."""

    def __init__(self, doc: Doc, mentions: list[Span]) -> None:
        self.doc = doc
        self.mentions = mentions
        self.lower = [token.lower_ for token in doc]
        self.people = list(doc.spans[PEOPLE_LAYER]) if PEOPLE_LAYER in doc.spans else []
        self.label_at = {i: ent.label_ for ent in doc.ents for i in range(ent.start, ent.end)}
        starts = [0, *(token.i for token in doc[1:] if token.is_sent_start), len(doc)]
        self.bounds = [bound for bound in pairwise(starts) for _ in range(bound[1] - bound[0])]

    def at(self, i: int) -> str:
        """The folded word of a token; empty before the first and after the last."""
        return self.lower[i] if 0 <= i < len(self.lower) else ""
