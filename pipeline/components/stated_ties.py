"""The ties that a sentence states in plain words, found by the patterns of ``tie_patterns.py``, and those that its words only hint at."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

from spacy.tokens import Doc, Span

from pipeline.components.span_tagger import sentence_bounds
from pipeline.components.tie_patterns import (
    AND,
    BROKEN_OFF,
    FORMER,
    GANG_TIES,
    ITS_PEOPLE,
    LED_BY,
    NOT,
    PEOPLE_OF_THE_GROUP,
    PEOPLE_TIES,
    PLACE_TIES,
    THE_GROUP,
    Pattern,
)
from pipeline.scheme import PLACE_LABELS

REACH = 2  # sentences back to the gang that ``its`` stands for, and ``the gang`` where the article names several
RULE, HINT = "rule:relations", "hint:relations"  # where a tie is from: words that state it, or that only speak for it


def stated_ties(doc: Doc) -> Iterator[dict[str, Any]]:
    """The ties that the patterns find, sentence by sentence; ``source`` is ``RULE`` or ``HINT``."""
    bounds = sentence_bounds(doc)
    ents = [ent for ent in doc.ents if ent.kb_id_]
    if not any(ent.label_ == "GANG" for ent in ents):
        return
    alone = len({ent.kb_id_ for ent in ents if ent.label_ == "GANG"}) == 1
    text = doc.text  # joined anew, token by token, at every access
    position = 0
    last: tuple[int, Span] | None = None
    for number, (start, end) in enumerate(bounds):
        inside = []
        while position < len(ents) and ents[position].start < end:
            if ents[position].start >= start:
                inside.append(ents[position])
            position += 1
        gangs = [ent for ent in inside if ent.label_ == "GANG"]
        named = last[1] if last and (number - last[0] <= REACH or alone) else None
        near = last[1] if last and number - last[0] <= REACH else None
        yield from _its_people(doc, text, inside, near, start, ITS_PEOPLE)
        yield from _its_people(doc, text, inside, named, start, PEOPLE_OF_THE_GROUP)
        if gangs:
            last = (number, named if named and _is_still(doc, text, start, gangs[0]) else gangs[0])
        called = list(_called_so(doc, text, inside, named, start, end))
        if called and not gangs and named is not None:
            last = (number, named)  # still told of
        gangs = [*gangs, *called]
        if not gangs:
            continue
        yield from _pairs(doc, text, gangs, [e for e in inside if e.label_ == "PERSON"], PEOPLE_TIES, start, flip=True)
        yield from _led_by_several(doc, text, gangs, inside, start)
        yield from _pairs(doc, text, gangs, gangs, GANG_TIES, start)
        yield from _pairs(doc, text, gangs, [e for e in inside if e.label_ in PLACE_LABELS], PLACE_TIES, start)
        yield from _place_chains(doc, text, gangs, inside, start)


def _called_so(doc: Doc, text: str, inside: list[Span], named: Span | None, start: int, end: int) -> Iterator[Span]:
    """``The gang``, as a mention of the one named before: the first before it in the sentence, else ``named``."""
    taken = {token for ent in inside for token in range(ent.start, ent.end)}
    ending = doc[end - 1].idx + len(doc[end - 1])
    for found in THE_GROUP.finditer(text, doc[start].idx, ending):
        span = doc.char_span(*found.span())
        if (
            span is None
            or not taken.isdisjoint(range(span.start, span.end))
            or (span.end < len(doc) and span.end in taken)
        ):
            continue
        gang = next((ent for ent in inside if ent.label_ == "GANG" and ent.end <= span.start), named)
        if gang is not None:
            yield Span(doc, span.start, span.end, label="GANG", kb_id=gang.kb_id_)


def _is_still(doc: Doc, text: str, sentence: int, gang: Span) -> bool:
    """Whether a sentence is on the gang of those before: it calls it ``the gang`` before it names another."""
    return bool(THE_GROUP.search(text[doc[sentence].idx : gang.start_char]))


def _its_people(
    doc: Doc,
    text: str,
    inside: list[Span],
    named: Span | None,
    sentence: int,
    people: tuple[tuple[str, re.Pattern[str]], ...],
) -> Iterator[dict[str, Any]]:
    """``Its leader, PERSON``: the gang is the first before it in the sentence, as subjects are, else ``named``, of those before."""
    here: Span | None = None
    for ent in inside:
        if ent.label_ == "GANG" and here is None:
            named = here = ent
        elif ent.label_ == "PERSON" and named is not None:
            before = text[doc[sentence].idx : ent.start_char]
            for kind, pattern in people:
                found = pattern.search(before)
                if found and not NOT.search(before[max(0, found.start() - 20) :]):
                    yield relation_between(doc, kind, ent, named, ent, ent, sentence)
                    break


def _pairs(
    doc: Doc,
    text: str,
    gangs: Iterable[Span],
    others: Iterable[Span],
    ties: Iterable[Pattern],
    sentence: int,
    *,
    flip: bool = False,
) -> Iterator[dict[str, Any]]:
    """The ties between gangs and others; with ``flip`` the other mention is the subject."""
    others = list(others)
    for gang in gangs:
        for other in others:
            if other.kb_id_ == gang.kb_id_ or abs(other.start - gang.start) > 25:
                continue
            subject, target = (other, gang) if flip else (gang, other)
            for tie in ties:
                first, second = (subject, target) if tie.order == "subject" else (target, subject)
                if first.end > second.start:
                    continue
                between = text[first.end_char : second.start_char]
                if tie.between.match(between) and not _blocked(doc, text, first, second, sentence):
                    found = relation_between(doc, tie.type, subject, target, first, second, sentence)
                    yield found if tie.sure else {**found, "source": HINT}
                    if tie.sure:
                        break


def _place_chains(
    doc: Doc, text: str, gangs: list[Span], inside: list[Span], sentence: int
) -> Iterator[dict[str, Any]]:
    """``operates in Peru, Chile and Colombia``: every place of the list after the first."""
    places = [ent for ent in inside if ent.label_ in PLACE_LABELS]
    for gang in gangs:
        following = [place for place in places if place.start >= gang.end]
        for i, place in enumerate(following):
            between = text[gang.end_char : place.start_char]
            if not any(tie.sure and tie.order == "subject" and tie.between.match(between) for tie in PLACE_TIES):
                continue
            last = place
            for other in following[i + 1 :]:
                link = text[last.end_char : other.start_char]
                if not re.match(r"^(?:,| and|, and|, as well as| or)(?: (?:in|to|across|the|parts of))*\s*$", link):
                    break
                if not _blocked(doc, text, gang, other, sentence):
                    yield relation_between(doc, "operates_in", gang, other, gang, other, sentence)
                last = other
            break


def _led_by_several(
    doc: Doc, text: str, gangs: list[Span], inside: list[Span], sentence: int
) -> Iterator[dict[str, Any]]:
    """``Led by Juma Namangani and Tohir Yuldash``: those after the first."""
    people = [ent for ent in inside if ent.label_ == "PERSON"]
    for gang in gangs:
        led = False
        last: Span | None = None
        for person in (ent for ent in people if ent.start >= gang.end):
            if led and last is not None and AND.match(text[last.end_char : person.start_char]):
                if person.kb_id_ != last.kb_id_ and not _blocked(doc, text, gang, person, sentence):
                    yield relation_between(doc, "leader_of", person, gang, gang, person, sentence)
            else:
                led = bool(LED_BY.match(text[gang.end_char : person.start_char]))
            last = person


def _blocked(doc: Doc, text: str, first: Span, second: Span, sentence: int) -> bool:
    before = doc[max(sentence, first.start - 3) : first.start].text
    return bool(NOT.search(text[first.end_char : second.start_char]) or NOT.search(before))


def relation_between(
    doc: Doc, kind: str, subject: Span, target: Span, first: Span, second: Span, sentence: int
) -> dict[str, Any]:
    """The relation as ``doc._.relations`` has it; ``former`` where the words before the second mention say so."""
    around = doc[max(sentence, first.start - 4) : second.start].text
    former = kind in ("leader_of", "member_of", "part_of", "allied_with") and bool(FORMER.search(around))
    former = former or (kind == "part_of" and bool(BROKEN_OFF.search(around)))
    return {
        "subject": subject.kb_id_, "type": kind, "object": target.kb_id_, "former": former,
        "span": [first.start, second.end], "source": RULE,
    }  # fmt: skip
