"""Words that tell of a happening only in their article: ``found`` of cocaine, ``sent`` in a story about an extradition.

The extractor marks words that mean a happening anywhere. What is told with others (``Nelson was sent to Florida in August``) is read
here, with what must stand in the sentence and in the article (``knowledge/report_cues.csv``). A cue is a row like that of an event,
without arguments and without an id in the warehouse: it takes part in an article's reports and is counted nowhere else.
"""

from __future__ import annotations

import csv
import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources

from pipeline.incidents.wording import lower_case
from pipeline.rows import Row
from pipeline.scheme import EVENT_TYPES

TOKEN = re.compile(r"\w+")
# What stands before a cue that denies it, or puts it off: ``will be sent``, ``never found``, ``refuses to surrender``.
UNTOLD = re.compile(
    r"\b(?:not|never|nobody|no one|no|nor|neither|without|will|would|could|may|might|should|must|can|cannot|if|whether|to|\w+n['’]t)"
    r"\s+(?:(?:be|have|been|yet|ever|again|soon|further|\w+ly)\s+){0,2}$",
)
DEFINITE = re.compile(r"\b(?:the|this|that|his|her|their|its|\w+['’]s)\s+(?:[\w'’-]+\s+){0,2}$")
# What stands between two words of one kind in a sentence that are two happenings: ``two days after a bigger catch``.
BETWEEN = re.compile(
    r"\b(?:after|before|since|unlike|equal to|like|following|follow(?:s|ed)|builds? on|than|tied to|tied|link\w*|connect\w*|resembl\w+|recall\w*|"
    r"as though|another|other|second|earlier|later|previous\w*|ago)\b",
)
POLICE = re.compile(
    r"\b(?:police\w*|officers?|agents?|detectives?|gendarm\w+|squad|soldiers?|marines|troops|commandos|investigators|customs|authorities|guard)\b",
)
SUSPECTS = re.compile(
    r"\b(?:suspects?|custody|suspicion|detainees?|gunm[ae]n|accomplices?|fugitives?|members?|men|man|wom[ae]n|youths?|persons?|people|"
    r"those|who|whom|him|them|he|she|they|inmates?|prisoners?|victims?|three|four|five|six|seven|eight|nine|ten)\b",
)
MONEY = re.compile(
    r"(?:[$€£₹₱¥]|\b(?:million|dollars?|euros?|pounds?|pesos?|soles|rupees?|lakh|crore|rand|naira|cedis?|rewards?|bounty|thousand)\b|\d[\d,.]*\d{3})",
)
TERM = re.compile(r"\b(?:years?|months?|life|term|terms|decades?|death)\b")
GOODS = re.compile(
    r"\b(?:kg|kilos?|kilogram\w*|tonn?es?|tons?|grams?|pounds?|bricks|parcels?|packets?|pills|tablets|cargo|load|stash|rifles?|pistols?|guns?|weapons?|"
    r"ammunition|cocaine|heroin|meth\w*|cannabis|hashish|marijuana|fentanyl|tramadol|captagon|opium|drugs?|ivory|horns?|cash|arms)\b",
)


@dataclass(frozen=True, slots=True)
class Cue:
    """A row of the list: the words of one type and what must stand with them."""

    type: str
    words: tuple[str, ...]
    in_sentence: tuple[str, ...]
    in_article: re.Pattern[str] | None


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of an article in lower case, with the mentions in it."""

    start: int
    end: int
    text: str
    labels: frozenset[str]

    def has(self, wanted: str, at: int) -> bool:
        """Whether what a cue wants stands in it; ``at``: where the cue stands."""
        if wanted == "people":
            return bool({"PERSON", "PEOPLE"} & self.labels) or bool(SUSPECTS.search(self.text))
        if wanted == "definite":
            return bool(DEFINITE.search(self.text, max(0, at - 40), at))
        if wanted == "goods":
            return bool({"DRUG", "WEAPON"} & self.labels) or bool(GOODS.search(self.text))
        return bool(_IN_TEXT[wanted].search(self.text))


_IN_TEXT = {"police": POLICE, "suspects": SUSPECTS, "money": MONEY, "term": TERM}
WANTED = frozenset({"people", "definite", "goods", *_IN_TEXT})


@cache
def read_cues() -> tuple[Cue, ...]:
    """``knowledge/report_cues.csv``. Raises ValueError where a row names an unknown type or condition."""
    text = resources.files("pipeline.knowledge").joinpath("report_cues.csv").read_text(encoding="utf-8")
    cues = []
    for row in csv.DictReader(text.splitlines(), strict=True):
        cue = Cue(
            row["event_type"], tuple(row["words"].split("|")), tuple(row["in_sentence"].split()),
            re.compile(rf"\b(?:{row['in_article']})") if row["in_article"] else None,
        )  # fmt: skip
        if cue.type not in EVENT_TYPES or not WANTED.issuperset(cue.in_sentence):
            raise ValueError(f"report_cues.csv: {cue.type}: {row['in_sentence']}")
        cues.append(cue)
    return tuple(cues)


@cache
def _words() -> tuple[Mapping[str, Sequence[str]], Mapping[str, Sequence[Cue]]]:
    """First word → the words that begin with it, the longest first; and the cues of each."""
    of: dict[str, list[Cue]] = defaultdict(list)
    for cue in read_cues():
        for words in cue.words:
            of[words].append(cue)
    by_first: dict[str, list[str]] = defaultdict(list)
    for words in sorted(of, key=lambda words: (-len(words), words)):
        by_first[TOKEN.match(words)[0]].append(words)  # type: ignore[index]
    return by_first, of


def _matches(text: str, by_first: Mapping[str, Sequence[str]]) -> Iterator[tuple[int, int]]:
    """Where words of the list stand, none inside another: a look-up a word, since a pattern of all would be tried at each."""
    upto = 0
    for start, first in [(token.start(), token[0]) for token in TOKEN.finditer(text) if token[0] in by_first]:
        if start < upto:
            continue
        for words in by_first[first]:
            end = start + len(words)
            if text.startswith(words, start) and not text[end : end + 1].isalnum():
                upto = end
                yield start, end
                break


def find_cues(
    text: str, starts: Sequence[int], mentions: Iterable[Row], events: Iterable[Row], families: Mapping[str, str]
) -> list[Row]:
    """The cues of an article; beside an event of its family in its sentence only one that is set apart from it.

    ``starts``: where the sentences start.
    """
    by_first, of = _words()
    lower = lower_case(text)
    labels: dict[int, set[str]] = defaultdict(set)
    for mention in mentions:
        labels[bisect_right(starts, mention["start_char"])].add(mention["label"])
    told: dict[tuple[int, str], list[tuple[int, int]]] = defaultdict(list)  # sentence and family → where it is told
    taken = []
    for event in events:
        place = event["start_char"], event["end_char"]
        told[bisect_right(starts, event["start_char"]), families.get(event["type"], "")].append(place)
        taken.append(place)
    spoken: dict[int, bool] = {}
    found: list[Row] = []
    for start, end in _matches(lower, by_first):
        if any(start < other_end and other_start < end for other_start, other_end in taken):
            continue
        number = bisect_right(starts, start)
        if text[start].isupper() and start != starts[number - 1]:
            continue  # part of a name
        upto = starts[number] if number < len(starts) else len(text)
        sentence = Sentence(
            starts[number - 1], upto, lower[starts[number - 1] : upto], frozenset(labels.get(number, ()))
        )
        if UNTOLD.search(sentence.text, max(0, start - sentence.start - 40), start - sentence.start):
            continue
        for cue in _fitting(of[lower[start:end]], sentence, start, lower, spoken):
            beside = told[number, families[cue.type]]
            if all(BETWEEN.search(lower, min(end, other[1]), max(start, other[0])) for other in beside):
                beside.append((start, end))
                found.append(_row(cue.type, start, end, sentence, lower[start:end]))
    return found


def _fitting(
    cues: Sequence[Cue], sentence: Sentence, start: int, article: str, spoken: dict[int, bool]
) -> Iterator[Cue]:
    for cue in cues:
        if not all(sentence.has(wanted, start - sentence.start) for wanted in cue.in_sentence):
            continue
        if cue.in_article is not None:
            if id(cue) not in spoken:
                spoken[id(cue)] = bool(cue.in_article.search(article))
            if not spoken[id(cue)]:
                continue
        yield cue


def _row(kind: str, start: int, end: int, sentence: Sentence, words: str) -> Row:
    return {
        "event_id": f"cue:{start}-{end}:{kind}", "type": kind, "trigger": words, "status": "asserted", "start_char": start,
        "end_char": end, "sentence_start": sentence.start, "sentence_end": sentence.end, "score": None,
    }  # fmt: skip


def is_cue(event_id: str) -> bool:
    """Whether an event's id is that of a cue."""
    return event_id.startswith("cue:")
