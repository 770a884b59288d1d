"""What the checker cannot call a fault but an annotator has probably missed: ``blotter corpus lint``.

Each rule looks for one kind of slip in the annotated articles (a number outside every mark, a known gang
unmarked, a trigger word that is nearly always marked and here is not, …). A finding that is right as it
stands is allowed by a comment in the article's tail, which says what and, after the quotes, why::

    # lint: trigger-unmarked "shooting" a film crew
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

import spacy
from spacy.language import Language
from spacy.matcher import PhraseMatcher
from spacy.tokens import Doc, Span

from pipeline.components.dates import Dates
from pipeline.components.gazetteer import DRUG_COMPOUNDS
from pipeline.components.numbers import Numbers
from pipeline.components.span_tagger import sentence_bounds, sentence_numbers
from pipeline.components.stated_ties import RULE, stated_ties
from pipeline.gold import FENCE, GoldArticle, gold_files, parse_article
from pipeline.knowledge import Trigger, countries, drugs, gangs, triggers, weapons
from pipeline.learning.readers import reference_doc
from pipeline.scheme import (
    NAMED_LABELS,
    NUMBER_LABELS,
    PEOPLE_LAYER,
    PLACE_LABELS,
    ROLE_FILLERS,
    TIME_LABELS,
    TRIGGER_LAYER,
)

ALLOWED = re.compile(r'^\s*#\s*lint:\s*(?P<rule>[a-z-]+)\s+"(?P<surface>[^"]+)"', re.MULTILINE)
NUMBER_WORDS = frozenset(
    "two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen "
    "nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred hundreds thousand thousands million "
    "millions billion billions trillion dozen dozens".split()
)
ORDINAL = re.compile(r"^\d+(?:st|nd|rd|th)$", re.IGNORECASE)
CALENDAR = frozenset(
    "Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February April June July September October "
    "November December".split()
)
OPENING = frozenset("“‘\"'([«,;:.!?–—-")
CLOSING = frozenset("”“‘\"'([«,;:!?–—-")
# ``'Ndrangheta``, ``'o Ragioniere``, ``.38 revolver``
ELIDED = re.compile(r"['’]\w|\.\d")
BEFORE_PLACE = frozenset(["in", "at", "near", "outside", "inside"])
# Sentences from a trigger to its farthest filler: a neighbour, and one more for ``there`` and ``that day``.
FARTHEST = 2
SOME = frozenset(
    ["many", "most", "some", "several", "a few", "a group", "a number", "scores", "both", "half", "all", "members"]
)
PLACE_ROLES = ("PLACE", "ORIGIN", "DESTINATION")
# A form of the trigger lexicon is nearly always a trigger when at least this share of it is marked, over at least so many.
MARKED_SHARE, MARKED_LEAST = 0.8, 5
# A surface has one label in the corpus when at least this share of its marks have it, over at least so many.
LABEL_SHARE, LABEL_LEAST = 0.9, 6


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """A probable slip: where, by which rule, on which words."""

    path: str
    line: int
    rule: str
    surface: str
    message: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.rule} {self.surface!r}: {self.message}"


@dataclass(slots=True)
class Reading:
    """An article as the rules read it: the Doc with its marks, and which tokens are inside which."""

    article: GoldArticle
    doc: Doc
    first_line: int
    allowed: Counter[tuple[str, str]]

    def finding(self, rule: str, span: Span, message: str) -> Finding:
        line = self.first_line + self.doc.text.count("\n", 0, span.start_char)
        return Finding(str(self.article.path), line, rule, " ".join(span.text.split()), message)

    def marked(self, layers: Iterable[str] = ("ents", PEOPLE_LAYER, TRIGGER_LAYER)) -> list[bool]:
        """For each token, whether a mark of the layers covers it."""
        inside = [False] * len(self.doc)
        for layer in layers:
            for span in self.doc.ents if layer == "ents" else self.doc.spans[layer]:
                inside[span.start : span.end] = [True] * len(span)
        return inside


@dataclass(slots=True)
class Usage:
    """What the whole corpus does with a word: how often trigger forms are marked, which labels surfaces have."""

    seen: Counter[str]
    marked: Counter[str]
    labels: dict[str, Counter[str]]
    marked_share: float = MARKED_SHARE
    marked_least: int = MARKED_LEAST
    label_share: float = LABEL_SHARE
    label_least: int = LABEL_LEAST

    def whatever_the_shares(self) -> Usage:
        """The same words, with every share of the corpus enough for a finding."""
        return replace(self, marked_share=0.0, marked_least=0, label_share=0.0, label_least=0)


Rule = Callable[[Reading, Usage], Iterator[Finding]]


def lint_paths(paths: Iterable[Path | str], *, second_opinion: bool = False) -> list[Finding]:
    """Every finding that no comment allows, and every comment that allows nothing.

    A comment is needed where its rule finds the words at any share of the corpus, so that articles written later never
    turn an old comment into a finding. A faulty article is one finding (``faulty``), and the others are linted. With
    ``second_opinion`` also the dates and numbers that the pipeline's rules read otherwise: those are for a second look and
    stand whatever the comments say.
    """
    nlp = _tokenizer()
    faulty, readings = [], []
    for file in gold_files(paths):
        article, faults = parse_article(file)
        if article is None or faults:
            first = min(faults)
            faulty.append(
                Finding(first.path, first.line, "faulty", "", f"{len(faults)} faults: see `blotter corpus check`")
            )
        else:
            readings.append(_reading(nlp, article))
    usage = _usage(readings)
    generous = usage.whatever_the_shares()
    findings: list[Finding] = faulty
    for reading in readings:
        for rule in RULES:
            for finding in rule(reading, usage):
                key = (finding.rule, finding.surface.casefold())
                if key in reading.allowed:
                    reading.allowed[key] += 1
                else:
                    findings.append(finding)
        unused = [key for key, used in reading.allowed.items() if not used]
        candidates = (
            {(f.rule, f.surface.casefold()) for rule in RULES for f in rule(reading, generous)} if unused else ()
        )
        for rule_name, surface in unused:
            if (rule_name, surface) not in candidates:
                path = str(reading.article.path)
                findings.append(
                    Finding(path, 1, "needless-comment", surface, f"allows {rule_name}, which finds nothing")
                )
        if second_opinion:
            findings += [*_other_numbers(reading), *_other_dates(reading)]
    return sorted(set(findings))


@cache
def _tokenizer() -> Language:
    return spacy.blank("en", config={"nlp": {"tokenizer": {"@tokenizers": "blotter.EnglishNews.v1"}}})


def _reading(nlp: Language, article: GoldArticle) -> Reading:
    source = article.path.read_text(encoding="utf-8")
    fences = [match.end() for match in FENCE.finditer(source)]
    body = source[fences[1] :]
    blank = len(body) - len(body.lstrip())
    first_line = source.count("\n", 0, fences[1] + blank) + 1
    allowed = Counter({(m["rule"], m["surface"].casefold()): 0 for m in ALLOWED.finditer(source)})
    return Reading(article, reference_doc(nlp, article), first_line, allowed)


def _usage(readings: list[Reading]) -> Usage:
    usage = Usage(Counter(), Counter(), defaultdict(Counter))
    for reading in readings:
        triggers_at = reading.marked([TRIGGER_LAYER])
        for span in _lexicon_forms(reading.doc):
            usage.seen[span.text.lower()] += 1
            usage.marked[span.text.lower()] += any(triggers_at[span.start : span.end])
        for ent in reading.doc.ents:
            usage.labels[ent.text][ent.label_] += 1
    return usage


# The rules


def _unmarked_numbers(reading: Reading, usage: Usage) -> Iterator[Finding]:
    doc, inside = reading.doc, reading.marked(["ents"])
    for token in doc:
        if inside[token.i] or ORDINAL.match(token.text) or _enumerates(doc, token.i):
            continue
        if token.lower_ in NUMBER_WORDS and token.i + 1 < len(doc) and doc[token.i + 1].text == "-":
            continue
        if token.lower_ in NUMBER_WORDS or token.text[0].isdigit():
            yield reading.finding("number-unmarked", doc[token.i : token.i + 1], "a number outside every mark")


def _enumerates(doc: Doc, i: int) -> bool:
    """Whether a token numbers its paragraph: ``2. The truce``, ``Three: the ports``."""
    first = i == 0 or "\n" in doc[i - 1].text
    return first and i + 1 < len(doc) and doc[i + 1].text in (".", ")", ":", "—", "–")


def _unmarked_gangs(reading: Reading, usage: Usage) -> Iterator[Finding]:
    inside = reading.marked(["ents"])
    for span in _gang_matcher()(reading.doc, as_spans=True):
        if not any(inside[span.start : span.end]):
            yield reading.finding("gang-unmarked", span, "a known gang without a mark")


def _unmarked_known(reading: Reading, usage: Usage) -> Iterator[Finding]:
    doc, inside = reading.doc, reading.marked(["ents"])
    for span in _known_matcher()(doc, as_spans=True):
        following = doc[span.end].lower_ if span.end < len(doc) else ""
        if span.label_ in ("DRUG", "WEAPON") and (following in DRUG_COMPOUNDS or following == "-"):
            continue
        if not any(inside[span.start : span.end]):
            yield reading.finding("known-unmarked", span, f"is usually {span.label_}")
    for token in doc:
        if token.text in CALENDAR and not inside[token.i]:
            yield reading.finding("known-unmarked", doc[token.i : token.i + 1], "is usually a DATE")


def _unmarked_names(reading: Reading, usage: Usage) -> Iterator[Finding]:
    doc, inside = reading.doc, reading.marked(["ents"])
    names = {ent.text for ent in doc.ents if ent.label_ in NAMED_LABELS and ent.text[:1].isupper()}
    names |= {ent[-1].text for ent in doc.ents if ent.label_ == "PERSON" and len(ent) > 1 and len(ent[-1].text) > 2}
    matcher = PhraseMatcher(doc.vocab)
    matcher.add("NAME", [_tokenizer().make_doc(name) for name in names if len(name) > 2])
    for span in matcher(doc, as_spans=True):
        if not any(inside[span.start : span.end]):
            yield reading.finding("name-unmarked", span, "is marked elsewhere in the article and not here")


def _unmarked_triggers(reading: Reading, usage: Usage) -> Iterator[Finding]:
    inside = reading.marked(["ents", TRIGGER_LAYER])
    for span in _lexicon_forms(reading.doc):
        form = span.text.lower()
        often = usage.marked[form] >= usage.marked_least and usage.marked[form] / usage.seen[form] >= usage.marked_share
        if often and not any(inside[span.start : span.end]):
            share = f"{usage.marked[form]} of {usage.seen[form]}"
            yield reading.finding("trigger-unmarked", span, f"is a trigger {share} times, not here")


def _edges(reading: Reading, usage: Usage) -> Iterator[Finding]:
    doc = reading.doc
    for span in [*doc.ents, *doc.spans[PEOPLE_LAYER], *doc.spans[TRIGGER_LAYER]]:
        if span.text[0] in OPENING and not ELIDED.match(span.text):
            yield reading.finding("edge", span, "begins with punctuation")
        if span.text[-1] in CLOSING or span.text.endswith(("'s", "’s")):
            yield reading.finding("edge", span, "ends with punctuation or a possessive")


def _people_spans(reading: Reading, usage: Usage) -> Iterator[Finding]:
    for span in reading.doc.spans[PEOPLE_LAYER]:
        words = [token.lower_ for token in span]
        quantity = _quantity(reading.doc, span)
        if any(word in ("of", "who", "whom", "whose", "that") for word in words[quantity + 1 :]):
            yield reading.finding("people-span", span, "PEOPLE ends at its head noun")


def _quantity(doc: Doc, span: Span) -> int:
    """How many tokens of a span are a quantity with its ``of``: ``dozens of soldiers``, ``many of the smugglers``."""
    number = next(
        (ent.end for ent in doc.ents if ent.label_ in ("CARDINAL", "PERCENT") and ent.start == span.start), span.start
    )
    length = number - span.start or next(
        (n for n in (2, 1) if doc[span.start : span.start + n].text.lower() in SOME), 0
    )
    return length + 1 if length and length < len(span) and span[length].lower_ == "of" else 0


def _label_conflicts(reading: Reading, usage: Usage) -> Iterator[Finding]:
    here: dict[str, set[str]] = defaultdict(set)
    for ent in reading.doc.ents:
        here[ent.text].add(ent.label_)
    for ent in reading.doc.ents:
        if ent.label_ in (*NUMBER_LABELS, *TIME_LABELS):
            continue
        if len(here[ent.text]) > 1:
            labels = " and ".join(sorted(here[ent.text]))
            yield reading.finding("label-conflict", ent, f"is {labels} in this article")
            continue
        counts = usage.labels[ent.text]
        usual, times = counts.most_common(1)[0]
        total = sum(counts.values())
        if usual != ent.label_ and total >= usage.label_least and times / total >= usage.label_share:
            yield reading.finding("label-conflict", ent, f"is {ent.label_} here and {usual} {times} of {total} times")


def _stated_relations(reading: Reading, usage: Usage) -> Iterator[Finding]:
    doc = reading.doc
    ties = {frozenset((r["subject"], r["object"])) for r in doc._.relations}
    for tie in (tie for tie in stated_ties(doc) if tie["source"] == RULE):
        start, end = tie["span"]
        possessive = any(token.text in ("'s", "’s") for token in doc[start:end])
        if not possessive and frozenset((tie["subject"], tie["object"])) not in ties:
            yield reading.finding("relation-missing", doc[start:end], f"seems to state {tie['type']}")


def _event_places(reading: Reading, usage: Usage) -> Iterator[Finding]:
    doc = reading.doc
    starts = [token.i for token in doc if token.is_sent_start] + [len(doc)]
    for event in doc._.events:
        start, end, _ = event["span"]
        if event["status"] not in ("asserted", "alleged") or any(a["role"] in PLACE_ROLES for a in event["arguments"]):
            continue
        sentence_end = next(stop for stop in starts if stop > start)
        sentence_start = max(stop for stop in starts if stop <= start)
        others = [e for e in doc._.events if sentence_start <= e["span"][0] < sentence_end]
        if len(others) > 1:
            continue
        for ent in doc.ents:
            if ent.label_ in PLACE_LABELS and end < ent.start <= min(end + 8, sentence_end):
                between = [token.text for token in doc[end : ent.start]]
                if between[-1].lower() in BEFORE_PLACE and not {",", "and", "who", "that"} & set(between):
                    yield reading.finding("event-without-place", doc[start:end], f"has no PLACE; {ent.text!r} is near")
                    break


def _role_fillers(reading: Reading, usage: Usage) -> Iterator[Finding]:
    for event in reading.doc._.events:
        for argument in event["arguments"]:
            span = argument.get("span")
            if span and span[2] not in ROLE_FILLERS[argument["role"]]:
                found = reading.doc[span[0] : span[1]]
                yield reading.finding("role-filler", found, f"a {span[2]} is seldom {argument['role']}")


def _far_fillers(reading: Reading, usage: Usage) -> Iterator[Finding]:
    """Where, when, with what and what: named near the event. Who may be far: ``he`` and ``the gang`` stand for a name."""
    doc = reading.doc
    sentence_of = sentence_numbers(sentence_bounds(doc))
    for event in doc._.events:
        start, end, _ = event["span"]
        for argument in event["arguments"]:
            near_only = argument.get("span") and argument["role"] not in ("AGENT", "TARGET")
            spans = [argument["span"], *argument["also"]] if near_only else []
            gap = min((abs(sentence_of[span[0]] - sentence_of[start]) for span in spans), default=0)
            if gap > FARTHEST:
                filler = doc[argument["span"][0] : argument["span"][1]].text
                message = f"{argument['role']} {filler!r} is {gap} sentences away"
                yield reading.finding("filler-far", doc[start:end], message)


RULES: tuple[Rule, ...] = (
    _unmarked_numbers,
    _unmarked_gangs,
    _unmarked_known,
    _unmarked_names,
    _unmarked_triggers,
    _edges,
    _people_spans,
    _label_conflicts,
    _stated_relations,
    _event_places,
    _role_fillers,
    _far_fillers,
)


# What the pipeline's own rules make of dates and numbers


def _other_numbers(reading: Reading) -> Iterator[Finding]:
    gold = {tuple(number["span"]): number for number in reading.doc._.numbers}
    for number in Numbers()(reading.doc.copy())._.numbers:
        held = gold.get(tuple(number["span"]))
        bounds = ("low", "high", "unit")
        if held and any(held[key] != number[key] for key in bounds):
            span = reading.doc[number["span"][0] : number["span"][1]]
            mine, theirs = (", ".join(f"{n[key]}" for key in bounds) for n in (held, number))
            yield reading.finding("number-value", span, f"is {mine}; the rules read {theirs}")


def _other_dates(reading: Reading) -> Iterator[Finding]:
    held = {m.id: m for m in reading.article.extraction.mentions}
    gold = {held[d.mention].start: (d.start, d.end) for d in reading.article.extraction.dates}
    read = {}
    for value in Dates()(reading.doc.copy())._.dates:
        read[reading.doc[value["span"][0]].idx] = (value["start"], value["end"])
    for ent in reading.doc.ents:
        if ent.label_ in TIME_LABELS:
            mine, theirs = gold.get(ent.start_char), read.get(ent.start_char)
            if mine != theirs:
                yield reading.finding("date-value", ent, f"is {_period(mine)}; the rules read {_period(theirs)}")


def _period(value: tuple[str, str] | None) -> str:
    return "open" if value is None else value[0] if value[0] == value[1] else "/".join(value)


# Matchers over the knowledge


def _lexicon_forms(doc: Doc) -> list[Span]:
    """Words of the trigger lexicon where nothing around them says that they are none."""
    found = []
    for span in spacy.util.filter_spans(_lexicon_matcher()(doc, as_spans=True)):
        before, after = doc[max(0, span.start - 4) : span.start].text, doc[span.end : span.end + 4].text
        if not any(row.excluded(before, after) for row in _rows_of(span.text.lower())):
            found.append(span)
    return found


@cache
def _rows_of(form: str) -> tuple[Trigger, ...]:
    """The rows of the trigger lexicon whose lemma has the form, in whatever part of speech."""
    lemmas = {row.lemma for row in triggers() if form in (other.lower() for other in row.forms)}
    return tuple(row for row in triggers() if row.lemma in lemmas)


@cache
def _lexicon_matcher() -> PhraseMatcher:
    matcher = PhraseMatcher(_tokenizer().vocab, attr="LOWER")
    matcher.add("TRIGGER", [_tokenizer().make_doc(form) for row in triggers() for form in row.forms])
    return matcher


@cache
def _gang_matcher() -> PhraseMatcher:
    matcher = PhraseMatcher(_tokenizer().vocab)
    names = {name for gang in gangs() for name in (gang.name, *gang.aliases) if name not in gang.ambiguous}
    matcher.add("GANG", [_tokenizer().make_doc(name) for name in names])
    return matcher


@cache
def _known_matcher() -> PhraseMatcher:
    nlp = _tokenizer()
    matcher = PhraseMatcher(nlp.vocab)
    for country in countries():
        matcher.add("GPE", [nlp.make_doc(name) for name in (country.name, *country.aliases)])
        matcher.add("NORP", [nlp.make_doc(name) for name in country.demonyms])
    for label, terms in (("DRUG", drugs()), ("WEAPON", weapons())):
        matcher.add(label, [nlp.make_doc(term.term) for term in terms if not term.ambiguous])
    return matcher
