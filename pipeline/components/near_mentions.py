"""Gangs and the people, gangs and places near them, mention by mention, with the features of the words between and around."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial

from spacy.tokens import Doc, Span

from pipeline.components.anaphors import Named, anaphors
from pipeline.components.between_mentions import Between
from pipeline.components.span_tagger import sentence_bounds, sentence_numbers
from pipeline.scheme import PEOPLE_LAYER, PLACE_LABELS

MAX_DISTANCE = 200  # tokens
FARTHEST = 4  # sentences between two mentions
DATELINE = 4  # tokens from the beginning of a sentence
LONGEST_ACRONYM = 3  # letters, of a place: ``UAE``
DENYING = frozenset(("not", "never", "denied", "denies", "no"))
LEADING = frozenset(
    "leader leaders leads led ringleader boss bosses kingpin chief head heads headed commander founder founded "
    "capo don pran runs ran run command second-in-command lieutenant jefe".split()
)
BELONGING = frozenset(
    "member members operative associate gunman hitman enforcer militant fighter recruit soldier accountant "
    "treasurer joined belongs affiliated linked worked works collector lookout sicario".split()
)
OUTSIDE = frozenset(
    "prosecutor minister president judge lawyer attorney police mayor senator governor professor researcher "
    "analyst spokesman spokeswoman general colonel secretary director bishop journalist victim said".split()
)
TIES = frozenset(
    "rival rivals against war feud fighting allied ally alliance allies pact faction cell wing branch offshoot "
    "split affiliate arm clique between enemy clash clashes fought broke".split()
)
HOLDING = frozenset(
    "operates operate operating active based controls control presence cells born founded spread expanded "
    "stronghold territory neighbourhood neighborhood streets runs dominates rules moved arrived inside from "
    "across".split()
)


@dataclass(frozen=True, slots=True)
class Candidate:
    """Two mentions that stand near each other: the one that would be subject, the other; ``features``: what is seen of them;
    ``between``: what the words between them say in their order."""

    kind: str
    subject: Span
    target: Span
    sentence: int
    features: Callable[[], list[str]]
    between: Callable[[], list[str]]

    @property
    def distance(self) -> int:
        first, second = sorted((self.subject, self.target), key=lambda span: span.start)
        return int(second.start - first.end)


def candidates(doc: Doc) -> Iterator[Candidate]:
    """Every gang with every person, gang and place near it, once a pair of mentions; ``the gang`` and ``its`` stand for one."""
    if not any(ent.label_ == "GANG" for ent in doc.ents):
        return
    bounds = sentence_bounds(doc)
    sentence_of = sentence_numbers(bounds)
    lower = [token.lower_ for token in doc]
    spans = [
        ent
        for ent in doc.ents
        if ent.kb_id_
        and ent.label_ in ("PERSON", "GANG", *PLACE_LABELS)
        and not _is_dateline(ent, bounds[sentence_of[ent.start]][0])
    ]
    spans = sorted([*spans, *_standing_for_gangs(doc, lower, sentence_of)], key=lambda ent: (ent.start, -ent.end))
    # asking a Span for these again and again takes longer
    ents = [Named(span.start, span.end, span.label_, span.kb_id_) for span in spans]
    starts = [ent.start for ent in ents]
    words = Between(lower, [Named(ent.start, ent.end, ent.label_, "") for ent in doc.ents], ents)
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
            far = sentence_of[right.start] != sentence
            seen = partial(_features, lower, left, right, crossed=crossed, far=far)
            yield Candidate(kind, subject, target, bounds[sentence][0], seen, partial(words.features, i, j, far=far))


def _is_dateline(ent: Span, sentence: int) -> bool:
    """Whether a place only says where the article was written: ``WASHINGTON — ``. A country behind it is often a gang's all the same."""
    in_capitals = ent.text.isupper() and len(ent.text) > LONGEST_ACRONYM
    return ent.label_ in PLACE_LABELS and ent.start - sentence < DATELINE and in_capitals


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
