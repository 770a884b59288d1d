"""The sentences of one article: who is named in each, and the telling words that stand in it. Each is read once.

``pipeline.linking.surroundings`` asks for the same sentence for every entity that it names or stands beside.
"""

from __future__ import annotations

import itertools
import math
import re
from bisect import bisect, bisect_right
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from typing import Any

from pipeline.knowledge import _rows, fold, occupations, titles

Row = dict[str, Any]
Span = tuple[int, int, str]  # characters, and whose name stands there

MOST_WORDS = 24  # kept of one entity
LEAST_WEIGHT = 2.0  # of a word that tells anything
OUTSIDE = 5.0  # weight in log terms of a word that few articles use
FAR = 10_000  # characters, at which a word is nobody's
BESIDE = 3  # names on either side of a word, of which one is the nearest
KINDS = {"official": "politician", "judicial": "judge", "media": "journalist", "police and military": "police"}
WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
SENTENCE = re.compile(r"(?<=[.?!…])[\"”’)]*\s+|\n+")
FUNCTION_WORDS = frozenset(
    """about above across after again against ago all almost alone along already also although always among and another any anyone
    anything are around aside ask away back bad became because become been before began behind being below beside best better between
    both bring but call called came can cannot come could day did does doing done down during each early either else enough even ever
    every everyone everything far few find first five for former found four from further gave get give given goes going gone good got
    great had half has have having her here him his how however into its itself just keep kept knew know known last late later least
    left less let like likely little long look lost made make man many may mean men might more most much must name named near nearly
    need never new next nine no nobody none nor not nothing now off often old once one only open other others our out over own part
    people perhaps place put quite rather read right said same saw say says second see seen seven several shall she should since six
    some someone something soon still such take taken tell ten than that the their them then there these they thing third this those
    though thought three through time to today together told too took toward towards turn two under until upon use used very want
    wanted was way week well went were what when where whether which while who whole whom whose why will with within without woman
    word work would wrote year yesterday yet you your himself herself themselves hers ours ones monday tuesday wednesday thursday
    friday saturday sunday night morning month january asked added""".split()
)
TOLD_APART = re.compile(
    r"\b(?:namesakes?|no relation|not (?:his|her|a|any) relat(?:ion|ive)|not related|no kin|(?:the|his|her|nearly his) (?:same |own )?name\b|"
    r"(?:bears?|bore|shares?|shared|has|had|of|by|whose) (?:the |his |her |that |a )?(?:same |own )?name\b|of the same name|"
    r"(?:confused?|mistook|taken?|took|mixed) (?:up )?(?:him|her|them)? ?(?:with|for)\b|confused with|mistaken for|called the same|not the \w+er\b)",
    re.IGNORECASE,
)

# One of these is in all that the pattern finds: most sentences need no search.
CUES = ("name", "relat", "no kin", "confuse", "mistook", "take", "took", "mixed", "called the same", "not the ")


class Sentences:
    """The sentences of a text by number. ``mentions``: of each entity, its rows; ``labels``: of each entity, its label."""

    def __init__(self, text: str, mentions: Mapping[str, Sequence[Row]], labels: Mapping[str, str]) -> None:
        self.text, self.mentions, self.labels = text, mentions, labels
        self.starts = [0, *(match.end() for match in SENTENCE.finditer(text))]
        self.bounds = list(itertools.pairwise([*self.starts, len(text)]))
        self.names = {word for rows in mentions.values() for row in rows for word in fold(row["text"]).split()}
        self.naming = {key: {self.number(row["start_char"]) for row in rows} for key, rows in mentions.items()}
        # label → sentence → how many entities of the label it names
        self.named: dict[str, Counter[int]] = defaultdict(Counter)
        for key, numbers in self.naming.items():
            self.named[labels[key]].update(numbers)
        self._about: dict[str, list[int]] = {}
        self._apart: dict[int, bool] = {}
        self._words: dict[int, list[tuple[int, str]]] = {}
        self._telling: dict[int, frozenset[str]] = {}
        self._nearest: dict[tuple[str, int], list[tuple[str, set[str]]]] = {}
        self._spans: dict[str, list[Span]] = {}

    def number(self, position: int) -> int:
        """The sentence that a character stands in."""
        return bisect_right(self.starts, position) - 1

    def part(self, number: int) -> str:
        """The text of a sentence."""
        begin, end = self.bounds[number]
        return self.text[begin:end]

    def end(self, position: int) -> int:
        """Where the sentence of a character ends."""
        return self.bounds[self.number(position)][1]

    def about(self, key: str) -> list[int]:
        """The sentences that name an entity, and those beside them that name no other of its label."""
        if (known := self._about.get(key)) is None:
            own, others = self.naming[key], self.named[self.labels[key]]
            beside = {number + step for number in own for step in (-1, 1)} - own
            alone = {number for number in beside if number not in others and 0 <= number < len(self.bounds)}
            known = self._about[key] = sorted(own | alone)
        return known

    def telling(self, key: str) -> set[str]:
        """The words of the sentences about an entity, save of those that tell it from another; no names, no jobs."""
        return set[str]().union(*(self._telling_words(number) for number in self.about(key) if not self._tells(number)))

    def telling_words_of(self, title: str) -> set[str]:
        """The words of a title that tell what the article is about; no names, no jobs."""
        words = (plain_word(word) for word in WORD.findall(title))
        return {word for word in words if word and word not in self.names and _is_telling(word)}

    def close(self, key: str) -> set[str]:
        """The words that stand nearer to an entity than to any other of its label, in the sentences about it; jobs among them."""
        return {
            word
            for number in self.about(key)
            if not self._tells(number)
            for word, nearest in self._words_by_nearest(self.labels[key], number)
            if key in nearest
        }

    def _tells(self, number: int) -> bool:
        """Whether a sentence tells somebody from another."""
        if (known := self._apart.get(number)) is None:
            part = self.part(number)
            plain = part.casefold()
            known = any(cue in plain for cue in CUES) and TOLD_APART.search(part) is not None
            self._apart[number] = known
        return known

    def _plain_words(self, number: int) -> list[tuple[int, str]]:
        """(character, stem) of the telling words of a sentence: no names, no function words."""
        if (known := self._words.get(number)) is None:
            found = ((match.start(), plain_word(match[0])) for match in WORD.finditer(self.text, *self.bounds[number]))
            known = self._words[number] = [(at, plain) for at, plain in found if plain and plain not in self.names]
        return known

    def _telling_words(self, number: int) -> frozenset[str]:
        if (known := self._telling.get(number)) is None:
            words = (word for _, word in self._plain_words(number))
            known = self._telling[number] = frozenset(word for word in words if _is_telling(word))
        return known

    def _words_by_nearest(self, label: str, number: int) -> list[tuple[str, set[str]]]:
        """The words of a sentence, each with the entities of the label that stand nearest to it."""
        if (known := self._nearest.get((label, number))) is None:
            spans = self._spans_of(label)
            words = [(at, word) for at, word in self._plain_words(number) if word_weight(word) > LEAST_WEIGHT]
            known = self._nearest[label, number] = [(word, _nearest(at, spans)) for at, word in words]
        return known

    def _spans_of(self, label: str) -> list[Span]:
        """The mentions of a label's entities, in the order of the text."""
        if (known := self._spans.get(label)) is None:
            keys = [key for key in self.mentions if self.labels[key] == label]
            found = [(row["start_char"], row["end_char"], key) for key in keys for row in self.mentions[key]]
            known = self._spans[label] = sorted(found)
        return known


def _nearest(at: int, spans: Sequence[Span]) -> set[str]:
    """Whose span is nearest to a place in the text; what stands after a name is nearer than what stands before."""
    least, found = FAR, set[str]()
    behind = bisect(spans, (at, FAR, ""))
    for start, end, key in spans[max(0, behind - BESIDE) : behind + BESIDE]:
        away = start - at if at < start else max(0, at - end) // 2
        if away < least:
            least, found = away, {key}
        elif away == least:
            found.add(key)
    return found


def _is_telling(word: str) -> bool:
    """Whether a word is rare enough to tell one story from another, and no job."""
    return word not in role_terms() and word_weight(word) > LEAST_WEIGHT


def rarest(words: set[str]) -> list[str]:
    """The words that tell most, the rarest first."""
    return sorted(words, key=_by_weight)[:MOST_WORDS]


@lru_cache(maxsize=16_384)
def _by_weight(word: str) -> tuple[float, str]:
    return -word_weight(word), word


@cache
def _word_shares() -> dict[str, float]:
    return {row["word"]: float(row["share"]) for row in _rows("news_words.csv")}


@lru_cache(maxsize=16_384)
def word_weight(word: str) -> float:
    """How much a word that two articles share tells: by how few articles use it."""
    share = max(_word_shares().get(word, 0.0), _word_shares().get(word + "s", 0.0))
    return -math.log(share) if share else OUTSIDE


@lru_cache(maxsize=16_384)
def plain_word(word: str) -> str:
    """The stem of a word of the running text; empty for one that begins with a capital or tells nothing."""
    plain = _stem(fold(word)) if word[0].islower() else ""
    return plain if len(plain) > 2 and plain not in FUNCTION_WORDS else ""


def _stem(word: str) -> str:
    word = word.removesuffix("'s")
    return word[:-1] if word.endswith("s") and not word.endswith("ss") and len(word) > 3 else word


@cache
def role_terms() -> dict[str, str]:
    """Folded title or job → its kind; jobs have the last word."""
    kinds = {fold(title.term): KINDS.get(title.kind, title.kind) for title in titles()}
    kinds |= {fold(job.term): job.kind for job in occupations()}
    return kinds
