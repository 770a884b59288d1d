"""The wording of crime news: content words and names as numbers, and the phrases that set one happening apart from another.

A report keeps the words told of it as hashes, so that two can be compared without their texts; names are hashed by their sound,
since papers spell them differently.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import cache, lru_cache
from hashlib import blake2b
from itertools import chain

from pipeline.knowledge import fold
from pipeline.rows import sentence_starts

# What is searched for regardless of case is written in lower case and searched for in ``lower_case`` texts: at a third of the time.
WORD = re.compile(r"[^\W_]+(?:['’\-][^\W_]+)*")
# Words that set one event apart from another: between the two, or in the later one's sentence.
_NUMBER = r"(?:a|an|one|two|three|four|five|six|seven|eight|nine|ten|\d+|several|some|few|barely|only|just)"
_STRETCH = r"(?:hour|day|night|week|month|year)s?"
DENIED = re.compile(r"\b(?:not|nor|never|no|none|neither|nothing|\w+n['’]t|instead of|rather than)\b")
SET_APART = re.compile(
    r"\b(?:copycat|unrelated|unconnected|unlike|apart from|distinct|independent(?:ly)? of|irrespective|nothing (?:to|in|that)|"
    r"no(?: \w+)? (?:link|links|connection|relation|tie|ties|evidence)|not? (?:\w+ ){0,4}(?:link|connect|relat|suspect|match|investigat|confus|same)\w*|"
    r"n['’]t (?:\w+ ){0,3}(?:link|connect|relat|match)\w*|rul(?:e|ed|es|ing) out|separate|separately|different|equal to|similar to|compared (?:to|with)|"
    r"(?:less|more|smaller|larger|bigger|fewer|worse|deadlier) than|nor with|(?:other|another) hand|coincidence|mere chance|pure chance|"
    r"two (?:cases|incidents|crimes|attacks|shootings|killings|events|operations|seizures|arrests)|both (?:cases|incidents|attacks|crimes)|"
    r"in (?:a|another) (?:separate|different|second|similar|unrelated)|the (?:first|second|third|fourth|fifth|latest) (?:such|of its kind|in (?:a|as|two|three)))\b",
)
# How a sentence begins that turns to another place or time.
SCENE = re.compile(
    r"[\"“'‘]?(?:(?:In|At|Near|Outside|Across|Over|Down|Up|Around|Beyond|From)\s+(?:the\s+)?(?:\w+\s+){0,2}[A-ZÀ-Þ]|"
    r"(?:In|Since|During|By) (?:\d{4}|January|February|March|April|May|June|July|August|September|October|November|December|a (?:separate|different|second|similar)|another)\b|"
    r"(?:Two|Three|Four|Five|Six|Seven|Ten|Several|A|Some|Many) (?:hours?|days?|nights?|weeks?|months?|years?|kilomet\w+|miles?)\b|"
    r"(?:On|Last|Earlier|Later|Separately|Meanwhile|Elsewhere|Also|Another|Only|Barely|Just|Hours|Days|Weeks|Months|Years|Further|Previously|Unlike|"
    r"The (?:next|following|previous|same|day|night|week|month|year|other|second|latter)|That same)\b)"
)
OTHER = re.compile(
    r"\b(?:another|other|others|second|third|separate|separately|different|similar|latter|elsewhere|meanwhile|link\w*|connect\w*|compar\w*|"
    r"equal|than|as well|also|too|again|recall\w*|remember\w*|remind\w*|echo\w*|like)\b",
)
SEQUENCE = re.compile(
    rf"\b(?:{_NUMBER} {_STRETCH} (?:after|before|earlier|later|ago|since|apart)|{_STRETCH} (?:after|before|earlier|later|ago)|previous\w*|earlier|"
    r"last (?:week|month|year|spring|summer|autumn|winter|january|february|march|april|may|june|july|august|september|october|november|december)|"
    r"since|following|comes? after|came after|builds? on|follow(?:s|ed)|the day after|the night before|then)\b",
)
# ``a week after the murder``, ``two days before the raid``; said of what stands before it and what follows.
APART = re.compile(rf"\b({_NUMBER})(?: full)? (hour|day|night|week|month|year)s?(?: to the day)? (after|before)\b")
LATER = re.compile(
    rf"\b({_NUMBER})(?: full)? (day|night|week|month|year)s? (later|earlier|sooner|before|after)\s*(?=[.,;]|$| (?:in|at|near|outside) )|\bthe (day|night|week) (after|before)\s*(?=[.,;]|$| (?:in|at|near|outside) )",
)
DAYS = {"hour": 1, "day": 1, "night": 1, "week": 7, "month": 30, "year": 365}
COUNTS = {w: i for i, w in enumerate("zero one two three four five six seven eight nine ten".split())} | {
    "a": 1,
    "an": 1,
    "barely": 1,
    "only": 1,
    "just": 1,
}
DEFINITE = re.compile(r"\b(?:the|this|that|these|those|his|her|their|its|\w+['’]s)\s+(?:[\w'’-]+\s+){0,3}$")
INDEFINITE = re.compile(r"\b(?:an?|another)\s+(?:[\w'’-]+\s+){0,2}$")
VERBAL = re.compile(
    r"\b(?:was|were|been|be|being|is|are|had|have|has|to|who|which|that|they|he|she|it|and|or|[\w]+ly)\s+$",
)
# What stands before an event that something else came after: ``a week after the murder``, ``since last year's``.
AFTER_IT = re.compile(
    r"\b(?:after|since|following|recall\w*|remember\w*|like|unlike|than|avenge\w*|revenge for|reprisal for|link\w* to|connect\w* (?:to|with))\s+(?:[\w'’-]+\s+){0,5}$",
)
LONG_AGO = re.compile(
    r"\b(?:(?:in|since|of|from) (?:(?:early|late|mid-?) ?)?(?:january|february|march|april|may|june|july|august|september|october|november|december|\d{4})\b|"
    r"last (?:year|month|spring|summer|autumn|winter|january|february|march|april|may|june|july|august|september|october|november|december)|"
    r"(?:the|a) (?:previous|year before|month before)|years? (?:ago|earlier|before)|months? (?:ago|earlier|before)|weeks? (?:ago|earlier|before)|earlier|previous\w*|once before|predecessor)",
)
NAMED_DAY = re.compile(
    r"\b(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|January|February|March|April|May|June|July|August|September|October|November|December|yesterday|(?:19|20)\d\d)"
    r"(?: \d+)?(?:['’]s)?(?: \w+)?\s+$"
)
PERFECT = re.compile(r"\bhad\s+(?:\w+\s+){0,3}$")
CAPITALISED = re.compile(r"[A-ZÀ-Þ][\w'’\-]+")
CLAUSE_END = re.compile(r"[.;:,()\n]| (?:and|but|while|when|where|who|which|that) ")
NIGHT = re.compile(
    r"\b(?:over)?(?:night\w*|midnight|dawn|daybreak|sunrise|(?:early|small|first) hours|before first light|after dark|[1-5](?::\d\d)? ?a\.?m\b|0[0-5]:?\d\d)",
)
COUNT_END = re.compile(
    r"[.;:,()\n]| (?:and|but|of|in|at|on|from|to|with|for|by|were|was|are|is|had|have|who|which|that) "
)
CALENDAR = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september october november december".split()
)
STOP_WORDS = frozenset(
    "a about after all also an and any are as at be because been before but by can could did do does for from had has have he her here him his how "
    "i if in into is it its just like more most no not now of off on one only or other out over own said says she so some such than that the their "
    "them then there these they this those to two up was we were what when where which who whom whose why will with would you your s t".split()
)


def lower_case(text: str) -> str:
    """A text in lower case, letter for letter: one that would be two letters stays as it is."""
    lower = text.lower()
    if len(lower) == len(text):
        return lower
    return "".join([letter.lower() if len(letter.lower()) == 1 else letter for letter in text])


@cache
def word_hash(word: str) -> int:
    """A word's 32-bit number, the same on every machine."""
    return int.from_bytes(blake2b(word.encode("utf-8", "surrogatepass"), digest_size=4).digest(), "big")


@lru_cache(maxsize=8192)
def content_words(text: str) -> tuple[str, ...]:
    """The folded words of a text without stop words and single letters; numbers from two digits on."""
    return tuple([part for word in WORD.findall(text) for part in _content_of(word)])


@lru_cache(maxsize=16384)
def _content_of(word: str) -> tuple[str, ...]:
    """What ``content_words`` keeps of one word; kept, since news say most words again and again."""
    parts = fold(word).removesuffix("'s").split()
    return tuple([part for part in parts if len(part) > 1 and part not in STOP_WORDS])


@lru_cache(maxsize=8192)
def name_words(text: str) -> tuple[str, ...]:
    """The folded words that are written with a capital, other than the first of a sentence unless a name goes on after it."""
    starts = set(sentence_starts(text))
    named = [
        word
        for match in WORD.finditer(text)
        if len(word := match[0]) > 2 and word[0].isupper() and match.start() not in starts
    ]
    return tuple([part for name in named for part in _content_of(name)])


def word_numbers(text: str) -> tuple[frozenset[int], frozenset[int]]:
    """The numbers of a text's ``content_words``, and of the sounds of its ``name_words``."""
    return WordNumbers(text).between(0, len(text))


class WordNumbers:
    """A text's words as numbers, each found once; sets of them for any stretch of it.

    A stretch that begins or ends within a word has the part of it that is inside; its first word is no name for its capital.
    """

    def __init__(self, text: str) -> None:
        self.text = text
        sentences = frozenset(sentence_starts(text))
        spans = [match.span() for match in WORD.finditer(text)]
        words = [text[start:end] for start, end in spans]
        found = [*map(_numbers_of, words)]
        self.starts = [start for start, _ in spans]
        self.ends = [end for _, end in spans]
        self.terms = [terms for terms, _ in found]
        self.names = [
            names if word[0].isupper() and len(word) > 2 and start not in sentences else ()
            for word, (_, names), start in zip(words, found, self.starts, strict=True)
        ]

    def between(self, start: int, end: int) -> tuple[frozenset[int], frozenset[int]]:
        """The numbers of the words of a stretch, and of the names among them."""
        first, last = bisect_left(self.starts, start), bisect_left(self.starts, end)
        terms, names = self.terms[first:last], self.names[first:last]
        if first < last and self.starts[first] == start:
            names[0] = ()
        if first < last and self.ends[last - 1] > end:
            at = self.starts[last - 1]
            terms[-1], names[-1] = self._part(max(at, start), end, start)
        if first and self.ends[first - 1] > start:
            found = self._part(start, min(end, self.ends[first - 1]), start)
            terms.append(found[0])
            names.append(found[1])
        return frozenset(chain.from_iterable(terms)), frozenset(chain.from_iterable(names))

    def _part(self, start: int, end: int, beginning: int) -> tuple[tuple[int, ...], tuple[int, ...]]:
        """What is left of a word that a stretch cuts."""
        terms: list[int] = []
        names: list[int] = []
        for match in WORD.finditer(self.text[start:end]):
            word = match[0]
            found = _numbers_of(word)
            terms += found[0]
            if word[0].isupper() and len(word) > 2 and start + match.start() != beginning:
                names += found[1]
        return tuple(terms), tuple(names)


@lru_cache(maxsize=16384)
def _numbers_of(word: str) -> tuple[tuple[int, ...], tuple[int, ...]]:
    parts = _content_of(word)
    return tuple(map(word_hash, parts)), tuple(map(sound_hash, parts))


@cache
def sound(word: str) -> str:
    """A name by its consonants, so that two spellings of it agree (``Bhadkaiya``, ``Bhadkaia``); short ones as they are."""
    consonants = word[0] + word[1:].translate(_SOUNDS)
    bare = re.sub(r"(.)\1+", r"\1", consonants.translate(_LIKE))
    return f"~{bare}" if len(word) >= 5 and len(bare) >= 3 else word


@cache
def sound_hash(word: str) -> int:
    """The number of a name's sound, by which names are compared."""
    return word_hash(sound(word))


_SOUNDS = str.maketrans("", "", "aeiouyhw'’-")
_LIKE = str.maketrans("cqzvjx", "kksbys")


def in_days(number: str, unit: str) -> int:
    """Days of ``a week``, ``24 hours``; words for few count three."""
    count = int(number) if number.isdigit() else COUNTS.get(number.lower(), 3)
    return round(count / 24) if unit.lower() == "hour" else count * DAYS[unit.lower()]


def singular(head: str) -> str:
    """A head noun in the singular, roughly: ``officers``, ``policemen``."""
    if head.endswith("men"):
        return head[:-2] + "an"
    return head[:-1] if len(head) > 3 and head.endswith("s") and not head.endswith("ss") else head
