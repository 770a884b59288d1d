"""The words of an article around a mention: a Doc's text and its mentions are put together once and not at each question.

A Doc makes its text and ``doc.ents`` anew whenever it is asked, and the rules for names ask thousands of times an article.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from spacy.tokens import Doc, Span

# No full stop ends a sentence after an initial or a short title: ``Rodolfo A. Dela Cruz``, ``Mr. Paz``.
SENTENCE_END = re.compile(
    r"(?:(?<![ .(\"“”][A-Z])(?<!\bMr)(?<!\bMrs)(?<!\bMs)(?<!\bDr)(?<!\bSt)(?<!\bGen)(?<!\bCol)(?<!\bLt)(?<!\bSgt)(?<!\bCapt)\.|[!?])"
    r"[\"”’']?\s+"
)
# What may stand between the start of a sentence and its subject: an adverb, a place, an opening quote.
LEAD_IN = re.compile(
    r"^[\"“'‘(]*(?:(?:The|But|And|So|Then) |(?:On|In|At|From|By|After|Before|Since|Until|During|For|With|Last|This|Yesterday|Today|Later|"
    r"Then|Meanwhile|However|Now|Once)(?:(?! (?:is|are|was|were|came|sat|stood)\b) [\w'’-]+){0,5},? )?[\"“'‘]?(?:the )?$"
)
BREAK = re.compile(r"[.!?\n\"“”()]")
SENTENCE_REACH = 40  # tokens
SHORTEST_SENTENCE = 5  # words
LONGEST_HEADLINE = 25  # words
LOOK_BACK = 300  # characters, in which the sentence before a mention's own begins


@dataclass(frozen=True, slots=True)
class Wording:
    """A Doc's text, the character at which each token starts (and the last ends), and its mentions."""

    text: str
    starts: list[int]
    ents: Sequence[Span]
    ent_starts: list[int]


_at_work: dict[int, Wording] = {}


@contextmanager
def read_once(doc: Doc) -> Iterator[Wording]:
    """Within it the functions of this module answer for the mentions of ``doc``, whose entities must stay as they are."""
    text, ents = doc.text, doc.ents
    _at_work[id(doc)] = wording = Wording(
        text, [*doc.to_array("IDX").tolist(), len(text)], ents, [ent.start for ent in ents]
    )
    try:
        yield wording
    finally:
        del _at_work[id(doc)]


def text_of(span: Span) -> str:
    """The text of the article that a mention stands in."""
    return _at_work[id(span.doc)].text


def name_of(span: Span) -> str:
    """The words of a mention."""
    return _at_work[id(span.doc)].text[span.start_char : span.end_char]


def before(span: Span, tokens: int) -> str:
    """The last tokens before a mention, with the space after them."""
    wording = _at_work[id(span.doc)]
    return wording.text[wording.starts[max(0, span.start - tokens)] : span.start_char]


def after(span: Span, characters: int) -> str:
    """What follows a mention."""
    return _at_work[id(span.doc)].text[span.end_char : span.end_char + characters]


def words_after(span: Span, tokens: int) -> str:
    """The first tokens after a mention, without the space before them."""
    wording = _at_work[id(span.doc)]
    return wording.text[wording.starts[span.end] : wording.starts[min(span.end + tokens, len(wording.starts) - 1)]]


def around(span: Span, tokens: int) -> str:
    """A mention with so many tokens on either side."""
    wording = _at_work[id(span.doc)]
    first, last = max(0, span.start - tokens), min(span.end + tokens, len(wording.starts) - 1)
    return wording.text[wording.starts[first] : wording.starts[last]]


def between(first: Span, last: Span) -> str:
    """All that stands between two mentions."""
    return _at_work[id(first.doc)].text[first.end_char : last.start_char]


def words_between(first: Span, last: Span) -> str:
    """The tokens between two mentions, without the space after the first."""
    wording = _at_work[id(first.doc)]
    return wording.text[wording.starts[first.end] : last.start_char]


def in_order(one: Span, other: Span) -> tuple[Span, Span]:
    """Two mentions as they stand in the text."""
    return (one, other) if one.start <= other.start else (other, one)


def mentions_after(span: Span, tokens: int) -> Iterator[Span]:
    """The mentions that lie within the first tokens after one."""
    wording = _at_work[id(span.doc)]
    for number in range(bisect_left(wording.ent_starts, span.end), len(wording.ents)):
        ent = wording.ents[number]
        if ent.end > span.end + tokens:
            break
        yield ent


def last_named_before(span: Span) -> Span:
    """The mention of somebody that stands last before one; the mention itself where nobody is named before it."""
    wording = _at_work[id(span.doc)]
    earlier = wording.ents[: bisect_left(wording.ent_starts, span.start)]
    return next((ent for ent in reversed(earlier) if ent.label_ == span.label_), span)


def are_in_one_sentence(span: Span, other: Span) -> bool:
    """Whether one sentence holds two mentions near each other, as ``Mohamed, born Mohamed El Amrani``."""
    first, last = in_order(span, other)
    return last.start - first.end < SENTENCE_REACH and not BREAK.search(between(first, last))


def is_in_body(span: Span) -> bool:
    """Whether a mention stands in running text and not in a headline: a paragraph without a full stop, or a few first words."""
    text = text_of(span)
    begin, end = text.rfind("\n", 0, span.start_char) + 1, text.find("\n", span.end_char)
    paragraph = text[begin : end if end >= 0 else len(text)].rstrip()
    first = SENTENCE_END.split(text.lstrip(), maxsplit=1)[0]
    if span.end_char <= len(first) < len(text.strip()) and len(first.split()) < SHORTEST_SENTENCE:
        return False
    return paragraph[-1:] in ".!?”\"’'…" or len(paragraph.split()) > LONGEST_HEADLINE


def begins_its_sentence(span: Span) -> bool:
    """Whether a sentence begins with a mention, or after no more than an adverb or a place."""
    return bool(LEAD_IN.match(sentence_before(span)))


def sentence_before(span: Span) -> str:
    """What stands in a mention's own sentence before it."""
    text = text_of(span)
    since = max(0, span.start_char - LOOK_BACK)
    begin = max((match.end() for match in SENTENCE_END.finditer(text, since, span.start_char)), default=since)
    return text[max(begin, text.rfind("\n", 0, span.start_char) + 1) : span.start_char]
