"""What a dependency parse says of two places in a text: roots of spans, the path between them, what hangs on a word.

Read once from the arrays of a Doc: asking spaCy's tokens for head and children one by one would cost more than the
parser does. A Doc without a parse has no paths and no children, so that features drawn from here are simply absent.
"""

from __future__ import annotations

from collections.abc import Sequence

from spacy.attrs import DEP, HEAD
from spacy.tokens import Doc

LONGEST_PATH = 6


class Syntax:
    """The parse of a Doc. ``heads``: absolute positions, a root is its own head. ``deps``: labels, empty without a parse."""

    def __init__(self, doc: Doc) -> None:
        self.parsed = len(doc) > 0 and doc.has_annotation("DEP")
        self.heads: list[int] = []
        self.deps: list[str] = []
        self.children: list[list[int]] = []
        if not self.parsed:
            return
        table = doc.to_array([HEAD, DEP])
        offsets = table[:, 0].astype("int64")
        strings = doc.vocab.strings
        names = {key: strings[key] for key in set(table[:, 1].tolist())}
        self.heads = [i + int(offset) for i, offset in enumerate(offsets.tolist())]
        self.deps = [names[key] for key in table[:, 1].tolist()]
        self.children = [[] for _ in self.heads]
        for i, head in enumerate(self.heads):
            if head != i:
                self.children[head].append(i)

    def root(self, start: int, end: int) -> int:
        """The token of a span that hangs on a token outside it; the last such one, as the head noun of a name is."""
        heads = self.heads
        for i in range(end - 1, start - 1, -1):
            head = heads[i]
            if head == i or not start <= head < end:
                return i
        return end - 1

    def climb(self, position: int) -> list[int]:
        """A token and its heads up to the root, at most ``LONGEST_PATH``."""
        chain = [position]
        while len(chain) <= LONGEST_PATH and self.heads[chain[-1]] != chain[-1]:
            chain.append(self.heads[chain[-1]])
        return chain

    def path(self, first: int, second: int) -> tuple[list[str], list[str], int] | None:
        """Labels climbed from the first token, labels descended to the second, and the token where the two meet.

        None where they do not meet within ``LONGEST_PATH`` steps, or where there is no parse.
        """
        if not self.parsed:
            return None
        up, down = self.climb(first), self.climb(second)
        place = {position: i for i, position in enumerate(down)}
        for steps, position in enumerate(up):
            if position in place:
                descent = [self.deps[i] for i in reversed(down[: place[position]])]
                return [self.deps[i] for i in up[:steps]], descent, position
        return None

    def hanging(self, position: int, labels: Sequence[str]) -> list[int]:
        """The children of a token with one of the labels."""
        return [child for child in self.children[position] if self.deps[child] in labels] if self.parsed else []
