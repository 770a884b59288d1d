"""What stands between two mentions of an article, for a linear judge of ties: words in their order, with names as their labels.

``near_mentions.py`` tells of the same pairs what the network beside it learns from. Here mentions that are listed (``in Lima, Callao
and Trujillo``) are seen where their list begins, so that each of them stands as near the verb as the first.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate

from pipeline.components.anaphors import Named
from pipeline.components.word_facts import SMALL, stem

LINKING = frozenset((",", "and", "or", "as", "well", "&", "/", "the", "in", ";", "then"))
LISTED = frozenset((",", "and", "or"))
LONGEST_LINK = 4  # words between two of a list
NAMES = frozenset(("PERSON", "GANG", "GPE", "LOC", "FAC"))
WHOLE = 16  # words between two, up to which all pairs of them are told
FAR_APART = 40  # words between two of different sentences, from which only those at both ends are looked at


class Between:
    """The words of one article, with its mentions (``marked``: those that may be tied, and words that stand for them, in text order)."""

    def __init__(self, lower: Sequence[str], names: Sequence[Named], marked: Sequence[Named]) -> None:
        self.marked = marked
        self.words = ["0" if word.isdigit() else word for word in lower]
        # The same with the label of a name at its first word and nothing at its others; and where the name of a word begins and ends.
        self.masked = list(self.words)
        self.begins, self.ends = list(range(len(lower))), list(range(1, len(lower) + 1))
        for named in names:
            length = named.end - named.start
            self.masked[named.start : named.end] = [named.label, *[""] * (length - 1)]
            self.begins[named.start : named.end] = [named.start] * length
            self.ends[named.start : named.end] = [named.end] * length
        self.named = {named.start for named in names}
        # How many words, and names, stand before each token.
        self.words_before = [0, *accumulate(bool(word) for word in self.masked)]
        self.names_before = [0, *accumulate(word in NAMES for word in self.masked)]
        self.first = list(range(len(marked)))  # of the list that a mention is in
        self.last = list(range(len(marked)))
        for j in range(1, len(marked)):
            for i in range(j - 1, max(-1, j - 3), -1):
                if marked[i].end <= marked[j].start and marked[i].label == marked[j].label:
                    if self._is_link(marked[i].end, marked[j].start):
                        self.first[j] = self.first[i]
                    break
        for j, first in enumerate(self.first):
            self.last[first] = j

    def _is_link(self, start: int, end: int) -> bool:
        link = self.words[start:end]
        return 0 < len(link) <= LONGEST_LINK and LINKING.issuperset(link) and not LISTED.isdisjoint(link)

    def features(self, i: int, j: int, *, far: bool) -> list[str]:
        """What the words say of the mentions ``i`` and ``j``, of which the first stands before; ``far``: in another sentence."""
        left, right = self.marked[i], self.marked[j]
        order = f"{left.label}>{right.label}"
        start, end = self.marked[self.last[self.first[i]]].end, self.marked[self.first[j]].start
        one_list = self.first[i] == self.first[j]
        if one_list or start > end:
            start, end = left.end, right.start
        if far and self._is_long(start, end):
            words, many = list[str](), FAR_APART
            crossed, pairs = self.names_before[end] - self.names_before[start], self._ends_of(start, end)
        else:
            words = self._masked(start, end)
            crossed, many = sum([word in NAMES for word in words]), len(words)
            pairs = list(zip(["<", *words], [*words, ">"], strict=True))
            if many > WHOLE:
                pairs = [*pairs[:4], *pairs[-4:]]
        found = [
            f"standing={self._stands_for(left)}{self._stands_for(right)}|{order}|{far}", f"listed={one_list}|{order}",
            f"apart={min(many, 24) // 3}|{order}|{far}", f"across={min(crossed, 3)}|{order}|{far}",
        ]  # fmt: skip
        if many <= 5:
            found.append(f"way={'_'.join(words)}|{order}")
        if many <= WHOLE:
            found += [
                f"stem={root}|{order}|{crossed == 0}" for root in {stem(word) for word in words if word not in SMALL}
            ]
        found += [f"two={one}_{other}|{order}" for one, other in set(pairs)]
        before = ["^", *self._masked(max(0, left.start - 4), left.start)]
        after = self._masked(right.end, min(len(self.words), right.end + 4))
        found += [f"before={'_'.join(before[-2:])}|{order}", f"after={'_'.join(after[:2])}|{order}"]
        if not far or many < FAR_APART:
            passed = 0
            for word in words:
                if word in NAMES:
                    passed += 1
                elif word not in SMALL:
                    found.append(f"at={stem(word)}|{order}|{min(passed, 2)}|{min(crossed - passed, 2)}")
        return found

    def _stands_for(self, mention: Named) -> bool:
        """Whether it is no name, but ``its`` or ``the gang``."""
        return mention.start not in self.named

    def _is_long(self, start: int, end: int) -> bool:
        """Whether so much stands between two that none of it but the ends is looked at, and no name is cut off."""
        many = self.words_before[end] - self.words_before[start] if start < end else 0
        return many >= FAR_APART and self.begins[start] == start and self.ends[end - 1] <= end

    def _ends_of(self, start: int, end: int) -> list[tuple[str, str]]:
        """The first four pairs of words of a long stretch, and the last four."""
        first = [word for word in self.masked[start : start + FAR_APART] if word][:4]
        last = [word for word in self.masked[end - FAR_APART : end] if word][-4:]
        if min(len(first), len(last)) < 4:  # there is a name of dozens of words
            words = self._masked(start, end)
            first, last = words[:4], words[-4:]
        return [*zip(["<", *first[:3]], first, strict=True), *zip(last, [*last[1:], ">"], strict=True)]

    def _masked(self, start: int, end: int) -> list[str]:
        """The words of a stretch, each name in it as its label and each figure as 0; of a name that is cut off, its words."""
        if start >= end:
            return []
        first = start if self.begins[start] == start else min(self.ends[start], end)
        last = end
        if first < end and self.ends[end - 1] > end:
            last = self.begins[end - 1]
        whole = [word for word in self.masked[first:last] if word]
        return [*self.words[start:first], *whole, *self.words[last:end]] if first > start or last < end else whole
