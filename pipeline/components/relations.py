"""Ties that the text states: who leads or belongs to a gang, which gangs are parts, allies or rivals of
which, and where a gang operates.

Patterns say it where the words between two mentions of a sentence are plain (a leader's title, ``member of``,
``an offshoot of``, ``controls``); all other pairs within ``FARTHEST`` sentences are judged by the vectors of the
mentions and the words between and around them. One relation a pair of entities and type, ``former`` where the text says
so. Each two entities are judged once, by all that stands near their mentions, by the events they share and by what
our list of gangs knows. Writes ``doc._.relations`` with ids of ``doc._.entities`` and the span that states the tie.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, ClassVar

import numpy as np
from spacy.language import Language
from spacy.scorer import PRFScore
from spacy.tokens import Doc, Span
from spacy.training import Example
from thinc.api import Model

from pipeline.components.anaphors import Named, anaphors
from pipeline.components.decisions import Decision, DecisionPipe, default_model, within
from pipeline.components.span_tagger import sentence_bounds, sentence_numbers
from pipeline.knowledge import country_index, fold, gang_index
from pipeline.scheme import PEOPLE_LAYER, PLACE_LABELS, SYMMETRIC_RELATIONS, declare_doc_extensions

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
FORMER = re.compile(
    r"\b(?:former|formerly|ex|one-time|onetime|erstwhile|until|once|slain|late|then|defector|deserted|left)\b|\bex-",
    re.I,
)
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
    _pattern("leader_of", "subject", rf"[\s,(—–-]*(?:who (?:is|was|became|has been) |is |was |became |as |(?:(?<=, )|was |is )(?:identified|described) as )?{THE}{LOW}{LEADER}(?: and {LOW}\w+)? (?:of|for|in) {THE}{GAP}"),
    _pattern("leader_of", "subject", rf"[\s,(—–-]*(?:who )?(?:has |had |allegedly |reportedly |once |now |still )*(?:leads|led|heads|headed|founded|co-founded|commands|commanded|runs|ran|controls|took over|founding|leading|heading|running) {THE}{LOW}"),
    _pattern("leader_of", "object", rf"['’]s? {LOW}{LEADER},? {THE}{LOW}"),
    _pattern("leader_of", "object", rf" (?:gang |cartel |group |guerrilla |rebel |militia |terrorist |crime |network )?(?:co-?)?{LEADER},? "),
    _pattern("leader_of", "object", r"[\s,]+(?:which is |which was |who are |a gang |a group |the gang |the group )?(?:was |is )?(?:led|headed|run|founded|commanded|controlled|created|set up|started) (?:in \d{4} )?by " + THE + LOW),
    # PERSON, a member of the GANG
    _pattern("member_of", "subject", rf"[\s,(—–-]*(?:who (?:is|was) |is |was |as |(?:(?<=, )|was |is )(?:identified|described) as )?{THE}{LOW}{MEMBER}(?: and {LOW}\w+)? (?:of|for|in|with|from) {THE}{GAP}"),
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
    _pattern("operates_in", "subject", r"[\s,]*(?:which |that |has |have |had |is |are |was |now |also |still |long |mainly |mostly )*(?:operates?|operated|operating|active|based|headquartered|present|presence|spread|expanded|rooted|born|strong|entrenched|cells|a presence|established|control of|controls?|controlled|dominates?|dominated|rules?|ruled) (?:itself |themselves |mainly |mostly |cells |a presence |out |across |from |over |most |much |parts |large |of |in |on |to |throughout |around |inside |into |and |the |northern |southern |eastern |western |central |state |city |province |department |neighbou?rhoods? |areas? |prison |district |at least |(?:port|city|town|state|province|department|region|district|suburb|municipality) of )*"),
    _pattern("operates_in", "object", rf"['’]s? {LOW}"),
    _pattern("operates_in", "object", r"[\s-](?:based|headquartered) (?:gang |cartel |group |the )?"),
)  # fmt: skip


# Its leader, PERSON.
ITS = r"(?:its|the (?:gang|group|cartel|organi[sz]ation|network|faction|band|clan|mafia|militia|movement|crew)['’]s)"
ITS_PEOPLE = (
    ("leader_of", re.compile(rf"\b{ITS} {LOW}{LEADER},? $", re.IGNORECASE)),
    ("member_of", re.compile(rf"\b{ITS} {LOW}{MEMBER},? $", re.IGNORECASE)),
)
REACH = 2  # sentences back to the gang that ``its`` stands for

DENYING = frozenset(("not", "never", "denied", "denies", "no"))
NONE = "-"
EXCLUDES = {
    "member_of": "leader_of", "leader_of": "member_of", "allied_with": "rival_of", "rival_of": "allied_with",
}  # fmt: skip
Spans = set[tuple[int, int]]
Tied = tuple[tuple[str, bool], Spans, Spans]
KINDS = {
    "people": ("leader_of", "member_of"),
    "gangs": ("part_of", "has_part", "allied_with", "rival_of"),
    "places": ("operates_in",),
}
MAX_DISTANCE = 200  # tokens
FARTHEST = 4  # sentences between two mentions
MOST_PAIRS = 6
LEADING = frozenset(
    [
        "leader",
        "leaders",
        "leads",
        "led",
        "ringleader",
        "boss",
        "bosses",
        "kingpin",
        "chief",
        "head",
        "heads",
        "headed",
        "commander",
        "founder",
        "founded",
        "capo",
        "don",
        "pran",
        "runs",
        "ran",
        "run",
        "command",
        "second-in-command",
        "lieutenant",
        "jefe",
    ]
)
BELONGING = frozenset(
    [
        "member",
        "members",
        "operative",
        "associate",
        "gunman",
        "hitman",
        "enforcer",
        "militant",
        "fighter",
        "recruit",
        "soldier",
        "accountant",
        "treasurer",
        "joined",
        "belongs",
        "affiliated",
        "linked",
        "worked",
        "works",
        "collector",
        "lookout",
        "sicario",
    ]
)
OUTSIDE = frozenset(
    [
        "prosecutor",
        "minister",
        "president",
        "judge",
        "lawyer",
        "attorney",
        "police",
        "mayor",
        "senator",
        "governor",
        "professor",
        "researcher",
        "analyst",
        "spokesman",
        "spokeswoman",
        "general",
        "colonel",
        "secretary",
        "director",
        "bishop",
        "journalist",
        "victim",
        "said",
    ]
)
TIES = frozenset(
    [
        "rival",
        "rivals",
        "against",
        "war",
        "feud",
        "fighting",
        "allied",
        "ally",
        "alliance",
        "allies",
        "pact",
        "faction",
        "cell",
        "wing",
        "branch",
        "offshoot",
        "split",
        "affiliate",
        "arm",
        "clique",
        "between",
        "enemy",
        "clash",
        "clashes",
        "fought",
        "broke",
    ]
)
HOLDING = frozenset(
    [
        "operates",
        "operate",
        "operating",
        "active",
        "based",
        "controls",
        "control",
        "presence",
        "cells",
        "born",
        "founded",
        "spread",
        "expanded",
        "stronghold",
        "territory",
        "neighbourhood",
        "neighborhood",
        "streets",
        "runs",
        "dominates",
        "rules",
        "moved",
        "arrived",
        "inside",
        "from",
        "across",
    ]
)


@Language.factory(
    "blotter_relations",
    requires=["doc._.entities"],
    assigns=["doc._.relations"],
    default_config={"model": default_model(), "threshold": 0.3},
    default_score_weights={"relations_f": 0.0},
)
def make_relations(nlp: Language, name: str, model: Model, threshold: float) -> Relations:
    return Relations(nlp.vocab, model, name, threshold=threshold)


class Relations(DecisionPipe):
    """The component; untrained only the patterns speak. ``threshold`` is the least probability of a tie."""

    groups: ClassVar = {kind: (NONE, *types) for kind, types in KINDS.items()}
    slots: ClassVar = 8
    writes: ClassVar = "relations"
    patterns = True  # off to see what they are worth

    def predict(self, docs: Iterable[Doc]) -> list[list[dict[str, Any]]]:
        """The relations of each Doc, those that a pattern states first."""
        docs = list(docs)
        asked = [list(couples(doc)) if self.trained else [] for doc in docs]
        decisions = [[couple.decision(len(doc)) for couple in group] for doc, group in zip(docs, asked, strict=True)]
        tables = self.probabilities(docs, decisions)
        return [
            _settled([*(stated_ties(doc) if self.patterns else ()), *self._judged(doc, group, table)])
            for doc, group, table in zip(docs, asked, tables, strict=True)
        ]

    def _judged(self, doc: Doc, asked: list[Couple], table: np.ndarray) -> list[dict[str, Any]]:
        """The ties that are sure enough, surest first; one a pair of entities."""
        ranked: list[tuple[float, dict[str, Any]]] = []
        for couple, row in zip(asked, table, strict=True):
            values = row[self.columns[couple.kind]]
            choice = int(values[1:].argmax()) + 1
            score = float(values[choice])
            if score >= self.cfg["threshold"]:
                label = self.groups[couple.kind][choice]
                ranked.append((score, couple.relation(doc, label, round(score, 4))))
        ranked.sort(key=lambda item: -item[0])
        return [relation for _, relation in ranked]

    def gold_decisions(self, doc: Doc) -> Iterator[tuple[Decision, str]]:
        """Every couple of a reference with its tie, or none."""
        gold = {(r["subject"], r["object"]): r["type"] for r in doc._.relations}
        for couple in couples(doc):
            yield couple.decision(len(doc)), couple.gold(gold, self.groups[couple.kind])

    def score(self, examples: Iterable[Example], **kwargs: Any) -> dict[str, Any]:
        """Precision, recall and F1 of ties; two entities are one where they share a mention."""
        total = PRFScore()
        for example in examples:
            predicted, reference = (_tied_spans(doc) for doc in (example.predicted, example.reference))
            for kind, subjects, objects in predicted:
                same = next((r for r in reference if r[0] == kind and _same_two(r, subjects, objects)), None)
                total.tp += same is not None
                total.fp += same is None
                if same is not None:
                    reference.remove(same)
            total.fn += len(reference)
        return {"relations_p": total.precision, "relations_r": total.recall, "relations_f": total.fscore}


def _same_two(tie: Tied, subjects: Spans, objects: Spans) -> bool:
    """Whether a tie is between two entities, in either order where it is symmetric."""
    (kind, _), left, right = tie
    straight = bool(left & subjects and right & objects)
    return straight or (kind in SYMMETRIC_RELATIONS and bool(left & objects and right & subjects))


def _tied_spans(doc: Doc) -> list[Tied]:
    spans: dict[str, Spans] = defaultdict(set)
    for ent in doc.ents:
        spans[ent.kb_id_].add((ent.start, ent.end))
    return [((r["type"], r["former"]), spans[r["subject"]], spans[r["object"]]) for r in doc._.relations]


def _settled(relations: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """One relation a pair and type: of two that exclude each other the first."""
    found: dict[tuple[str, str, str], dict[str, Any]] = {}
    for relation in relations:
        subject, kind, target = key = (relation["subject"], relation["type"], relation["object"])
        straight = {kind, EXCLUDES.get(kind, kind)}
        turned = straight if kind in SYMMETRIC_RELATIONS else {kind} & {"part_of"}
        if any((subject, other, target) in found for other in straight - {kind}):
            continue
        if any((target, other, subject) in found for other in turned):
            continue
        found.setdefault(key, relation)
    return list(found.values())


@dataclass(frozen=True, slots=True)
class Candidate:
    """Two mentions that stand near each other: the one that would be subject, the other; ``features``: what is seen of them."""

    kind: str
    subject: Span
    target: Span
    sentence: int
    features: Callable[[], list[str]]

    @property
    def distance(self) -> int:
        first, second = sorted((self.subject, self.target), key=lambda span: span.start)
        return int(second.start - first.end)


@dataclass(frozen=True, slots=True)
class Couple:
    """Two entities that may be tied, by their nearest mentions, with what all of the text says of the two."""

    kind: str
    nearest: Candidate
    features: list[str]

    def decision(self, end: int) -> Decision:
        """The question how the two are tied, with the vectors of their nearest mentions; ``end``: tokens in the Doc."""
        subject, target = self.nearest.subject, self.nearest.target
        tokens = [t for s in (subject, target) for t in (s.start - 1, s.start, s.end - 1, s.end)]
        return Decision(self.kind, within(tokens, 0, end), self.features)

    def gold(self, ties: dict[tuple[str, str], str], labels: Sequence[str]) -> str:
        """The label of this couple among the gold ties."""
        subject, target = self.nearest.subject.kb_id_, self.nearest.target.kb_id_
        forward, backward = ties.get((subject, target)), ties.get((target, subject))
        if forward in labels:
            return str(forward)
        if backward == "part_of" and "has_part" in labels:
            return "has_part"
        return str(backward) if backward in SYMMETRIC_RELATIONS and backward in labels else NONE

    def relation(self, doc: Doc, label: str, score: float) -> dict[str, Any]:
        """The relation as ``doc._.relations`` has it."""
        subject, target = self.nearest.subject, self.nearest.target
        if label == "has_part":
            subject, target = target, subject
        kind = "part_of" if label == "has_part" else label
        first, second = sorted((subject, target), key=lambda span: span.start)
        relation = _relation(doc, kind, subject, target, first, second, self.nearest.sentence)
        return {**relation, "source": "model", "score": score}


def couples(doc: Doc) -> Iterator[Couple]:
    """Every two entities that stand near each other somewhere, and what the article as a whole says of them.

    Of two gangs the one named first is the subject, so that ``part_of`` and ``has_part`` can be told apart.
    """
    ents = [ent for ent in doc.ents if ent.kb_id_]
    begin: dict[str, int] = {}
    times: dict[str, int] = defaultdict(int)
    names: dict[str, list[str]] = defaultdict(list)
    for ent in ents:
        begin.setdefault(ent.kb_id_, ent.start)
        times[ent.kb_id_] += 1
        if (name := fold(ent.text)) not in names[ent.kb_id_]:
            names[ent.kb_id_].append(name)
    loudest = max((times[ent.kb_id_] for ent in ents if ent.label_ == "GANG"), default=0)
    parts = _parts(doc, ents)
    near: dict[tuple[str, str, str], list[Candidate]] = defaultdict(list)
    for candidate in candidates(doc):
        subject, target = candidate.subject.kb_id_, candidate.target.kb_id_
        if candidate.kind == "gangs" and begin[subject] > begin[target]:
            subject, target = target, subject
        near[candidate.kind, subject, target].append(candidate)
    for (kind, subject, target), group in near.items():
        group = sorted(group, key=lambda candidate: candidate.distance)[:MOST_PAIRS]
        features: set[str] = set()
        for candidate in group:
            turned = candidate.subject.kb_id_ != subject
            seen = candidate.features()
            features.update([f"{turned}:{feature}" for feature in seen] if kind == "gangs" else seen)
        features.update([
            f"pairs={len(group)}", f"times={min(times[subject], 5)}|{min(times[target], 5)}", f"loud={times[subject] == loudest}",
            f"begin={begin[subject] < begin[target]}", *_told(parts.get(subject, {}), parts.get(target, {})),
        ])  # fmt: skip
        if kind != "people":
            features.update(_known(kind, names[subject], names[target]))
        first = group[0]
        if first.subject.kb_id_ != subject:
            first = Candidate(kind, first.target, first.subject, first.sentence, first.features)
        yield Couple(kind, first, sorted(features))


def _parts(doc: Doc, ents: list[Span]) -> dict[str, dict[int, str]]:
    """For each entity the events that it plays a part in: number of the event and ``TYPE|ROLE``."""
    identity = {(ent.start, ent.end): ent.kb_id_ for ent in ents}
    found: dict[str, dict[int, str]] = defaultdict(dict)
    for number, event in enumerate(doc._.events):
        for argument in event["arguments"]:
            span = argument.get("span")
            spans = [span, *argument.get("also", [])] if span else []
            for key in {identity.get((start, end)) for start, end, _ in spans} - {None}:
                found[str(key)][number] = f"{event['span'][2]}|{argument['role']}"
    return found


def _told(subject: dict[int, str], target: dict[int, str]) -> Iterator[str]:
    """What the events say: the parts of each, and of both in one event."""
    yield from {f"plays={part}" for part in subject.values()} | {f"place={part}" for part in target.values()}
    for number in subject.keys() & target.keys():
        yield f"both={subject[number]}|{target[number]}"
        yield f"both={subject[number].partition('|')[2]}|{target[number].partition('|')[2]}"


def _known(kind: str, subject: list[str], target: list[str]) -> Iterator[str]:
    """What the names and our list of gangs say: one name inside the other, parent group, home country."""
    gang = next((gang_index()[name] for name in subject if name in gang_index()), None)
    if kind == "gangs":
        other = next((gang_index()[name] for name in target if name in gang_index()), None)
        yield from {f"inside={a in b}|{b in a}" for a in subject for b in target if a in b or b in a}
        if gang and other:
            yield f"parent={gang.parent == other.name}|{other.parent == gang.name}"
    elif gang and gang.country:
        known = (country_index().get(name) for name in target)
        yield f"home={any(country is not None and country.alpha2 == gang.country for country in known)}"


def candidates(doc: Doc) -> Iterator[Candidate]:
    """Every gang with every person, gang and place near it, once a pair of mentions; ``the gang`` and ``its`` stand for one."""
    if not any(ent.label_ == "GANG" for ent in doc.ents):
        return
    bounds = sentence_bounds(doc)
    sentence_of = sentence_numbers(bounds)
    lower = [token.lower_ for token in doc]
    spans = [ent for ent in doc.ents if ent.kb_id_ and ent.label_ in ("PERSON", "GANG", *PLACE_LABELS)]
    spans = sorted([*spans, *_standing_for_gangs(doc, lower, sentence_of)], key=lambda ent: (ent.start, -ent.end))
    # asking a Span for these again and again takes longer
    ents = [Named(span.start, span.end, span.label_, span.kb_id_) for span in spans]
    starts = [ent.start for ent in ents]
    for i, left in enumerate(ents):
        sentence = sentence_of[left.start]
        for j in range(i + 1, len(ents)):
            right = ents[j]
            if right.start - left.end > MAX_DISTANCE or sentence_of[right.start] - sentence > FARTHEST:
                break
            if right.start < left.end or left.entity == right.entity or "GANG" not in (left.label, right.label):
                continue
            kind, first = _kind_of(left.label, right.label)
            subject, target = (spans[i], spans[j]) if first else (spans[j], spans[i])
            crossed = bisect_left(starts, right.start) - bisect_left(starts, left.end)
            seen = partial(_features, lower, left, right, crossed=crossed, far=sentence_of[right.start] != sentence)
            yield Candidate(kind, subject, target, bounds[sentence][0], seen)


def _kind_of(left: str, right: str) -> tuple[str, bool]:
    """What sort of tie two labels can have, and whether the left one is its subject."""
    if left == right:
        return "gangs", True
    if "PERSON" in (left, right):
        return "people", left == "PERSON"
    return "places", left == "GANG"


def _standing_for_gangs(doc: Doc, lower: list[str], sentence_of: list[int]) -> Iterator[Span]:
    """The words that may stand for a gang, as mentions of it."""
    spans = [*doc.ents, *doc.spans.get(PEOPLE_LAYER, [])]
    mentions = sorted((Named(s.start, s.end, s.label_, s.kb_id_) for s in spans), key=lambda named: named.start)
    for anaphor in anaphors(lower, mentions, sentence_of):
        gang = anaphor.antecedent
        if gang.label == "GANG" and gang.entity:
            yield Span(doc, anaphor.start, anaphor.end, label=gang.label, kb_id=gang.entity)


def _features(lower: list[str], left: Named, right: Named, *, crossed: int, far: bool) -> list[str]:
    """What the words between and around two mentions say; ``crossed``: mentions that begin between them."""
    order = f"{left.label}>{right.label}"
    between = lower[left.end : right.start]
    before = lower[max(0, left.start - 5) : left.start]
    after = lower[right.end : right.end + 5]
    features = [
        "bias", f"order={order}", f"far={far}|{order}", f"distance={min(len(between), 24) // 3}|{order}",
        f"crossed={min(crossed, 3)}|{order}", f"prep={lower[right.start - 1] if right.start else ''}|{order}",
        f"label={left.label}{right.label}", f"commas={min(between.count(','), 3)}|{order}",
    ]  # fmt: skip
    features += [f"b={word}|{order}" for word in set(between[:14])]
    features += [f"l={word}|{order}" for word in before[-3:]] + [f"r={word}|{order}" for word in after[:3]]
    for name, cues in (
        ("lead", LEADING),
        ("belong", BELONGING),
        ("outside", OUTSIDE),
        ("tie", TIES),
        ("hold", HOLDING),
    ):
        for where, words in (("between", between), ("before", before), ("after", after)):
            if not cues.isdisjoint(words):
                features += [f"{name}={where}|{order}", f"{name}={where}|{order}|{crossed == 0}|{far}"]
    if len(between) <= 4:
        features.append(f"path={'_'.join(between)}|{order}")
    if not DENYING.isdisjoint(between):
        features.append(f"not|{order}")
    return features


def stated_ties(doc: Doc) -> Iterator[dict[str, Any]]:
    """The ties that the patterns find, sentence by sentence."""
    bounds = sentence_bounds(doc)
    ents = [ent for ent in doc.ents if ent.kb_id_]
    if not any(ent.label_ == "GANG" for ent in ents):
        return
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
        named = last[1] if last and number - last[0] <= REACH else None
        yield from _its_people(doc, text, inside, named, start)
        if not gangs:
            continue
        last = (number, gangs[0])
        yield from _pairs(doc, text, gangs, [e for e in inside if e.label_ == "PERSON"], PEOPLE_TIES, start, flip=True)
        yield from _pairs(doc, text, gangs, gangs, GANG_TIES, start)
        yield from _pairs(doc, text, gangs, [e for e in inside if e.label_ in PLACE_LABELS], PLACE_TIES, start)
        yield from _place_chains(doc, text, gangs, inside, start)


def _its_people(doc: Doc, text: str, inside: list[Span], named: Span | None, sentence: int) -> Iterator[dict[str, Any]]:
    """``Its leader, PERSON``: the gang is the first before it in the sentence, as subjects are, else ``named``, of those before."""
    here: Span | None = None
    for ent in inside:
        if ent.label_ == "GANG" and here is None:
            named = here = ent
        elif ent.label_ == "PERSON" and named is not None:
            before = text[doc[sentence].idx : ent.start_char]
            for kind, pattern in ITS_PEOPLE:
                found = pattern.search(before)
                if found and not NOT.search(before[max(0, found.start() - 20) :]):
                    yield _relation(doc, kind, ent, named, ent, ent, sentence)
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
                    yield _relation(doc, tie.type, subject, target, first, second, sentence)
                    break


def _blocked(doc: Doc, text: str, first: Span, second: Span, sentence: int) -> bool:
    before = doc[max(sentence, first.start - 3) : first.start].text
    return bool(NOT.search(text[first.end_char : second.start_char]) or NOT.search(before))


def _relation(
    doc: Doc, kind: str, subject: Span, target: Span, first: Span, second: Span, sentence: int
) -> dict[str, Any]:
    around = doc[max(sentence, first.start - 4) : second.start].text
    former = kind in ("leader_of", "member_of", "part_of", "allied_with") and bool(FORMER.search(around))
    return {
        "subject": subject.kb_id_, "type": kind, "object": target.kb_id_, "former": former,
        "span": [first.start, second.end], "source": "rule:relations",
    }  # fmt: skip


def _place_chains(
    doc: Doc, text: str, gangs: list[Span], inside: list[Span], sentence: int
) -> Iterator[dict[str, Any]]:
    """``operates in Peru, Chile and Colombia``: every place of the list after the first."""
    places = [ent for ent in inside if ent.label_ in PLACE_LABELS]
    for gang in gangs:
        following = [place for place in places if place.start >= gang.end]
        for i, place in enumerate(following):
            between = text[gang.end_char : place.start_char]
            if not any(tie.order == "subject" and tie.between.match(between) for tie in PLACE_TIES):
                continue
            last = place
            for other in following[i + 1 :]:
                link = text[last.end_char : other.start_char]
                if not re.match(r"^(?:,| and|, and|, as well as| or)(?: (?:in|to|across|the|parts of))*\s*$", link):
                    break
                if not _blocked(doc, text, gang, other, sentence):
                    yield _relation(doc, "operates_in", gang, other, gang, other, sentence)
                last = other
            break
