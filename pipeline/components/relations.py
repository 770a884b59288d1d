"""Ties that the text states: who leads or belongs to a gang, which gangs are parts, allies or rivals of
which, and where a gang operates.

Patterns over the words between and around two mentions of one sentence (a leader's title, ``member of``,
``an offshoot of``, ``controls``); one relation a pair of entities and type, ``former`` where the text says
so. Writes ``doc._.relations`` with ids of ``doc._.entities`` and the span that states the tie.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from spacy.language import Language
from spacy.tokens import Doc, Span

from pipeline.components.span_tagger import sentence_bounds
from pipeline.scheme import PLACE_LABELS, SYMMETRIC_RELATIONS, declare_doc_extensions

declare_doc_extensions()

LEADER = (
    r"(?:co-?)?(?:founder|founders|leader|leaders|ringleader|ringleaders|boss|bosses|kingpin|kingpins|chief|chiefs|head|heads|"
    r"commander|commanders|chieftain|capo|don|godfather|warlord|strongman|frontman|mastermind|lieutenant|second-in-command|"
    r"number two|no\. 2|jefe|cabecilla|pran|supremo)"
)
MEMBER = (
    r"(?:member|members|operative|operatives|associate|associates|gunman|gunmen|hitman|hitmen|hit man|enforcer|enforcers|"
    r"affiliate|affiliates|militant|militants|fighter|fighters|recruit|recruits|foot soldier|foot soldiers|soldier|cadre|"
    r"treasurer|accountant|recruiter|spokesman|spokeswoman|collaborator|henchman|henchmen|courier|couriers|sicario|negotiator)"
)
FORMER = re.compile(r"\b(?:former|formerly|ex|one-time|onetime|erstwhile|until|once|slain|late|then|defector|deserted|left)\b|\bex-", re.I)
NOT = re.compile(r"\b(?:not|never|no|denied|denies|denying|nor|without|rumou?red|unconfirmed)\b|n['’]t\b", re.I)
GAP = r"[\w\s'’“”\"\-.]{0,60}?"
THE = r"(?:the |a |an |its |their |his |her )?"
LOW = r"(?:[a-z][\w'’-]*[ ,]+){0,4}?"


@dataclass(frozen=True, slots=True)
class Pattern:
    """What the text between (``between``), and right before the first mention, must be for a tie.

    ``order``: which comes first, ``subject`` or ``object``.
    """

    type: str
    order: str
    between: re.Pattern[str]


def _pattern(kind: str, order: str, between: str) -> Pattern:
    return Pattern(kind, order, re.compile(rf"^{between}$", re.IGNORECASE))


PEOPLE_TIES = (
    # PERSON …, the leader of the GANG
    _pattern("leader_of", "subject", rf"[\s,(—–-]*(?:who (?:is|was|became|has been) |is |was |became |as |identified as |described as )?{THE}{LOW}{LEADER}(?: and {LOW}\w+)? (?:of|for|in) {THE}{GAP}"),
    _pattern("leader_of", "subject", rf"[\s,(—–-]*(?:who )?(?:has |had |allegedly |reportedly |once |now |still )*(?:leads|led|heads|headed|founded|co-founded|commands|commanded|runs|ran|controls|took over|founding|leading|heading|running) {THE}{LOW}"),
    _pattern("leader_of", "object", rf"['’]s? {LOW}{LEADER},? {THE}{LOW}"),
    _pattern("leader_of", "object", rf" (?:gang |cartel |group |guerrilla |rebel |militia |terrorist |crime |network )?(?:co-?)?{LEADER},? "),
    _pattern("leader_of", "object", r"[\s,]+(?:which is |which was |who are |a gang |a group |the gang |the group )?(?:was |is )?(?:led|headed|run|founded|commanded|controlled|created|set up|started) (?:in \d{4} )?by " + THE + LOW),
    # PERSON, a member of the GANG
    _pattern("member_of", "subject", rf"[\s,(—–-]*(?:who (?:is|was) |is |was |as |identified as |described as )?{THE}{LOW}{MEMBER}(?: and {LOW}\w+)? (?:of|for|in|with|from) {THE}{GAP}"),
    _pattern("member_of", "subject", rf"[\s,]*(?:who )?(?:has |had |allegedly |reportedly )*(?:joined|belongs to|belonged to|worked for|works for|fought for|fights for|linked to|affiliated with) {THE}{LOW}"),
    _pattern("member_of", "object", rf"['’]s? {LOW}{MEMBER},? {THE}{LOW}"),
    _pattern("member_of", "object", rf" (?:gang |cartel |group |guerrilla |rebel |militia |terrorist |crime |network )?{MEMBER},? "),
)  # fmt: skip
GANG_TIES = (
    _pattern("part_of", "subject", rf"[\s,(—–-]*(?:which is |which was |is |was |as )?{THE}{LOW}(?:faction|cell|wing|branch|offshoot|splinter group|affiliate|arm|franchise|subgroup|chapter|clique|armed wing|cells|factions) (?:of|linked to|within) {THE}{LOW}"),
    _pattern("part_of", "object", rf"['’]s? {LOW}(?:faction|cell|wing|branch|offshoot|affiliate|arm|clique|chapter),? {THE}{LOW}"),
    _pattern("allied_with", "subject", rf"[\s,]*(?:is |was |are |were |which is |has |had |long |closely )*(?:allied|an ally|allies|in alliance|alliance|a pact|pact|joined forces|affiliated|aligned|partnered)(?: itself| themselves)? (?:with|of|to) {THE}{LOW}"),
    _pattern("rival_of", "subject", rf"[\s,]*(?:is |was |are |were |and its |and |its |a |their |the |against |with |which is |who are )*(?:longtime |bitter |main |chief |arch-?|sworn |historic )*(?:rival|rivals|enemy|enemies|feud with|feuding with|at war with|war with|fighting|battling|disputes? with|clash(?:es|ed)? with)(?:,| of| gang| group| cartel)* {THE}{LOW}"),
)  # fmt: skip
PLACE_TIES = (
    _pattern("operates_in", "subject", rf"[\s,]*(?:which |that |has |have |had |is |are |was |now |also |still |long |mainly |mostly )*(?:operates?|operated|operating|active|based|headquartered|present|presence|spread|expanded|rooted|born|strong|entrenched|cells|a presence|established|control of|controls?|controlled|dominates?|dominated|rules?|ruled) (?:itself |themselves |mainly |mostly |cells |a presence |out |across |from |over |most |much |parts |large |of |in |on |to |throughout |around |inside |into |and |the |northern |southern |eastern |western |central |state |city |province |department |neighbou?rhoods? |areas? |prison |district |at least |(?:port|city|town|state|province|department|region|district|suburb|municipality) of )*"),
    _pattern("operates_in", "object", rf"['’]s? {LOW}"),
    _pattern("operates_in", "object", r"[\s-](?:based|headquartered) (?:gang |cartel |group |the )?"),
)  # fmt: skip


@Language.factory("blotter_relations", requires=["doc._.entities"], assigns=["doc._.relations"])
def make_relations(nlp: Language, name: str) -> Relations:
    return Relations()


class Relations:
    """The component."""

    def __call__(self, doc: Doc) -> Doc:
        found: dict[tuple[str, str, str, bool], dict[str, object]] = {}
        for relation in _relations(doc):
            key = (relation["subject"], relation["type"], relation["object"])
            if relation["type"] in SYMMETRIC_RELATIONS and (key[2], key[1], key[0], False) in found:
                continue
            if relation["type"] == "member_of" and (key[0], "leader_of", key[2], False) in found:
                continue
            found.setdefault((*key, False), relation)
        doc._.relations = list(found.values())
        return doc


def _relations(doc: Doc) -> Iterator[dict[str, object]]:
    bounds = sentence_bounds(doc)
    ents = [ent for ent in doc.ents if ent.kb_id_]
    position = 0
    for start, end in bounds:
        inside = []
        while position < len(ents) and ents[position].start < end:
            if ents[position].start >= start:
                inside.append(ents[position])
            position += 1
        gangs = [ent for ent in inside if ent.label_ == "GANG"]
        if not gangs:
            continue
        yield from _pairs(doc, gangs, [e for e in inside if e.label_ == "PERSON"], PEOPLE_TIES, start, flip=True)
        yield from _pairs(doc, gangs, gangs, GANG_TIES, start)
        yield from _pairs(doc, gangs, [e for e in inside if e.label_ in PLACE_LABELS], PLACE_TIES, start)
        yield from _place_chains(doc, gangs, inside, start)


def _pairs(
    doc: Doc, gangs: Iterable[Span], others: Iterable[Span], ties: Iterable[Pattern], sentence: int, *, flip: bool = False
) -> Iterator[dict[str, object]]:
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
                between = doc.text[first.end_char : second.start_char]
                if tie.between.match(between) and not _blocked(doc, first, second, sentence):
                    yield _relation(doc, tie.type, subject, target, first, second, sentence)
                    break


def _blocked(doc: Doc, first: Span, second: Span, sentence: int) -> bool:
    before = doc[max(sentence, first.start - 3) : first.start].text
    return bool(NOT.search(doc.text[first.end_char : second.start_char]) or NOT.search(before))


def _relation(
    doc: Doc, kind: str, subject: Span, target: Span, first: Span, second: Span, sentence: int
) -> dict[str, object]:
    around = doc[max(sentence, first.start - 4) : second.start].text
    former = kind in ("leader_of", "member_of", "part_of", "allied_with") and bool(FORMER.search(around))
    return {
        "subject": subject.kb_id_, "type": kind, "object": target.kb_id_, "former": former,
        "span": [first.start, second.end], "source": "rule:relations",
    }  # fmt: skip


def _place_chains(doc: Doc, gangs: list[Span], inside: list[Span], sentence: int) -> Iterator[dict[str, object]]:
    """``operates in Peru, Chile and Colombia``: every place of the list after the first."""
    places = [ent for ent in inside if ent.label_ in PLACE_LABELS]
    for gang in gangs:
        following = [place for place in places if place.start >= gang.end]
        for i, place in enumerate(following):
            between = doc.text[gang.end_char : place.start_char]
            if not any(tie.order == "subject" and tie.between.match(between) for tie in PLACE_TIES):
                continue
            last = place
            for other in following[i + 1 :]:
                link = doc.text[last.end_char : other.start_char]
                if not re.match(r"^(?:,| and|, and|, as well as| or)(?: (?:in|to|across|the|parts of))*\s*$", link):
                    break
                if not _blocked(doc, gang, other, sentence):
                    yield _relation(doc, "operates_in", gang, other, gang, other, sentence)
                last = other
            break
