"""Whether an event is asserted, alleged, negated, prospective or generic, and who says so.

Decided from the vectors of the trigger's words, the words and cues around it, its type and its place among the other
triggers; ``pipeline/knowledge/status_cues.csv`` names the cues. ``claimed_by`` is the nearest actor
of a verb of saying or accusing in the sentence. What a verb over its clause says of an event (clause_verbs.py) holds, whatever the
judges say, and what somebody was acquitted of is alleged. Fills both into ``doc._.events``.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any, ClassVar

import numpy as np
from spacy.language import Language
from spacy.tokens import Doc
from spacy.training import Example
from spacy.vocab import Vocab
from thinc.api import Model

from pipeline.components.clause_verbs import Trigger, told_by_verbs
from pipeline.components.decisions import Decision, DecisionPipe, default_model, shared_accuracy, within
from pipeline.components.span_tagger import sentence_bounds, sentence_numbers
from pipeline.components.speakers import Speakers
from pipeline.knowledge import status_cues
from pipeline.scheme import ACQUITTAL, CRIMES, STATUSES

TOLD = 0.98  # how often what clause_verbs.py finds is right
ACQUITTING = re.compile(ACQUITTAL)
CLAUSE = frozenset((",", ";", ":", "—", "–", "and", "but", "while", "who", "which", "that", "after", "before"))
WINDOW = 5
DETERMINERS = frozenset("the a an this that these those his her their its any no every each such".split())
PRESENT = frozenset("is are has have does do says say often usually".split())
PAST = frozenset("was were had did said".split())
# Verbs and nouns that say how real what follows is.
GOVERNING = frozenset(
    "accused accusing accuse accuses suspected suspicion charged charges alleged allegedly allegations denied denies deny "
    "denying plotting plot planned planning plan plans threatened threatening threat attempted attempt attempting tried trying "
    "try failed prevent preventing avoid stop stopped fight fighting combat against investigating investigation wanted vowed "
    "demanded demand called calling agreed ordered convicted guilty confessed admitted blamed linked involved involvement "
    "responsible specializes engaged engages known if unless whether without never not could would may might should will "
    "expected likely".split()
)


@Language.factory(
    "blotter_status",
    requires=["doc._.events"],
    assigns=["doc._.events"],
    default_config={"model": default_model()},
    default_score_weights={"status_acc": 0.0},
)
def make_status(nlp: Language, name: str, model: Model) -> Status:
    return Status(nlp.vocab, model, name)


class Status(DecisionPipe):
    """The component; untrained it calls every event asserted."""

    groups: ClassVar = {"status": STATUSES}
    slots: ClassVar = 7
    writes: ClassVar = "events"

    def __init__(self, vocab: Vocab, model: Model, name: str) -> None:
        super().__init__(vocab, model, name)
        self.cues: dict[tuple[str, ...], str] = {}
        for cue in status_cues():
            self.cues[tuple(cue.cue.lower().split())] = cue.status
        self.longest = max(map(len, self.cues), default=1)
        self.openings = {cue[0] for cue in self.cues}

    def predict(self, docs: Iterable[Doc]) -> list[list[dict[str, Any]]]:
        """The events of each Doc, with status and who says so."""
        docs = list(docs)
        views = [_View(doc, self) for doc in docs]
        tables = self.probabilities(docs, [[view.decision(i) for i in range(len(view.events))] for view in views])
        return [
            [self._told(view, i, row) for i, row in enumerate(table)] for view, table in zip(views, tables, strict=True)
        ]

    def _told(self, view: _View, number: int, values: np.ndarray) -> dict[str, Any]:
        status, score = STATUSES[int(values.argmax())], float(values.max())
        told = "alleged" if number in view.acquitted_of else view.told_by_verb(number)
        # of what is claimed the judges may know more: that it is of a plan, or is denied
        if told == "negated" or (told == "alleged" and status == "asserted"):
            status, score = told, max(TOLD, float(values[STATUSES.index(told)]))
        return {
            **view.events[number],
            "status": status,
            "status_score": round(score, 4),
            "claimed_by": view.claimed_by(number),
        }

    def gold_decisions(self, doc: Doc) -> Iterator[tuple[Decision, str]]:
        """The status of every event of a reference that has one."""
        view = _View(doc, self)
        for i, event in enumerate(doc._.events):
            if event["status"] is not None:
                yield view.decision(i), event["status"]

    def score(self, examples: Iterable[Example], **kwargs: Any) -> dict[str, Any]:
        """The share of right statuses among the triggers that the reference has too."""
        return {
            "status_acc": shared_accuracy(examples, lambda doc: {tuple(e["span"]): e["status"] for e in doc._.events})
        }


class _View:
    """What the features of a trigger need of a Doc, computed once."""

    def __init__(self, doc: Doc, component: Status) -> None:
        self.doc = doc
        self.component = component
        self.events: list[dict[str, Any]] = doc._.events
        self.lower = [token.lower_ for token in doc]
        # doc.ents is computed anew, token by token, at every access
        self.bounds = sentence_bounds(doc)
        self.sentence_of = sentence_numbers(self.bounds)
        self._cues: dict[int, list[tuple[int, int, str]]] = {}
        self._told: dict[int, dict[Trigger, str]] = {}
        self.events_in: dict[int, list[dict[str, Any]]] = defaultdict(list)
        self.offence_of: dict[int, list[str]] = defaultdict(list)
        self.acquitted_of: set[int] = set()  # of 30 such offences in our articles, 29 are marked as alleged
        for event in self.events:
            self.events_in[self.sentence_of[event["span"][0]]].append(event)
            for argument in event["arguments"]:
                if argument["role"] == "OFFENCE" and argument.get("event") is not None:
                    self.offence_of[argument["event"]].append(event["span"][2])
                    if event["span"][2] == "SENTENCE" and ACQUITTING.search(self._text(event)):
                        self.acquitted_of.add(argument["event"])
        self.speakers = Speakers(doc, self.sentence_of)

    def cues(self, sentence: int) -> list[tuple[int, int, str]]:
        """(start, end, status) of every cue in a sentence, the longest at each place."""
        if sentence not in self._cues:
            found = []
            start, end = self.bounds[sentence]
            for i in range(start, end):
                if self.lower[i] not in self.component.openings:
                    continue
                for size in range(min(self.component.longest, end - i), 0, -1):
                    status = self.component.cues.get(tuple(self.lower[i : i + size]))
                    if status:
                        found.append((i, i + size, status))
                        break
            self._cues[sentence] = found
        return self._cues[sentence]

    def told_by_verb(self, number: int) -> str | None:
        """What the verb over an event's clause says of it, if there is one."""
        trigger = self._trigger(self.events[number])
        sentence = self.sentence_of[trigger[0]]
        if sentence not in self._told:
            triggers = sorted(map(self._trigger, self.events_in[sentence]))
            self._told[sentence] = told_by_verbs(self.lower, self.bounds[sentence][0], triggers)
        return self._told[sentence].get(trigger)

    def _text(self, event: dict[str, Any]) -> str:
        start, end, _ = event["span"]
        return " ".join(self.lower[start:end])

    @staticmethod
    def _trigger(event: dict[str, Any]) -> Trigger:
        start, end, kind = event["span"]
        return start, end, kind

    def decision(self, number: int) -> Decision:
        """What is asked of an event."""
        start, end, _ = self.events[number]["span"]
        first, last = self.bounds[self.sentence_of[start]]
        near = (start - 2, start - 1, start, end - 1, end, end + 1)
        return Decision("status", (first, *within(near, first, last)), self.features(number))

    def features(self, number: int) -> list[str]:
        event = self.events[number]
        start, end, kind = event["span"]
        sentence = self.sentence_of[start]
        first, last = self.bounds[sentence]
        word = "_".join(self.lower[start:end])
        crime = kind in CRIMES
        features = ["bias", f"kind={kind}", f"word={word}", f"crime={crime}", f"tail={word[-3:]}"]
        for offset in range(1, WINDOW + 1):
            for name, position in (("L", start - offset), ("R", end - 1 + offset)):
                value = self.lower[position] if first <= position < last else "<>"
                features.append(f"{name}={value}")
                if offset <= 2:
                    features += [f"{name}{offset}={value}", f"{name}{offset}={value}|{kind}"]
        if start - 2 >= first:
            features.append(f"LL={self.lower[start - 2]}_{self.lower[start - 1]}")
        for low, high, status in self.cues(sentence):
            side = "before" if high <= start else "after" if low >= end else "inside"
            gap = start - high if side == "before" else low - end
            cut = any(w in CLAUSE for w in self.lower[min(high, end) : max(low, start)])
            features += [
                f"cue={status}|{side}", f"cue={'_'.join(self.lower[low:high])}|{side}",
                f"cue={status}|{side}|{min(gap, 12) // 3}|{cut}", f"cue={status}|{side}|{crime}|{cut}",
            ]  # fmt: skip
        features += [f"in={w}" for w in set(self.lower[first:last]) if w in _MODALS]
        for other in self.events_in[sentence]:
            if other is event:
                continue
            side = "before" if other["span"][0] < start else "after"
            features += [f"other={other['span'][2]}|{side}", f"other={other['span'][2]}|{side}|{crime}"]
        features += [f"offence-of={kind_of_other}" for kind_of_other in self.offence_of[number]]
        features += [f"role={a['role']}" for a in event["arguments"]]
        features += [f"first={self.lower[first]}", f"end={self.lower[last - 1]}"]
        features += self._clause_features(start, end, kind, first, last)
        return features

    def _clause_features(self, start: int, end: int, kind: str, first: int, last: int) -> list[str]:
        """What the trigger's clause says of it: determiner and number, the word that governs it, tense, quotation."""
        words = self.lower[first:last]
        article = self.lower[start - 1] if start > first and self.lower[start - 1] in DETERMINERS else "-"
        plural = self.lower[end - 1].endswith("s")
        features = [
            f"article={article}|{plural}", f"article={article}|{plural}|{kind}",
            f"present={bool(PRESENT & set(words))}|{bool(PAST & set(words))}|{plural}|{article != '-'}",
            f"quoted={self._quoted(start)}", f"quoted={self._quoted(start)}|{kind in CRIMES}",
            f"numbers={any(word[0].isdigit() for word in words)}|{plural}",
        ]  # fmt: skip
        before = [e["span"] for e in self.events_in[self.sentence_of[start]] if e["span"][0] < start]
        if before:
            low, high, other = max(before)
            between = self.lower[high:start]
            features += [
                f"after={other}|{'_'.join(between[-2:])}|{len(between) < 6}",
                f"after={other}|{kind}|{len(between) < 6}",
            ]
            if len(between) <= 3:
                features += [f"chain={self.lower[low]}|{'_'.join(between)}", f"chain={other}|{'_'.join(between)}"]
        governing = next((w for w in reversed(self.lower[max(first, start - 8) : start]) if w in GOVERNING), "-")
        features += [f"governing={governing}", f"governing={governing}|{kind in CRIMES}"]
        return features

    def _quoted(self, position: int) -> bool:
        """Whether a quotation is open at a token, within its paragraph."""
        start = position
        while start > 0 and "\n" not in self.lower[start - 1]:
            start -= 1
        before = self.lower[start:position]
        straight = before.count('"') % 2 == 1
        return straight or before.count("“") > before.count("”")

    def claimed_by(self, number: int) -> list[Any] | None:
        """Who says that the event happened, if the article does not: no filler of it."""
        event = self.events[number]
        fillers = [a["span"] for a in event["arguments"] if a.get("span")]
        return self.speakers.of(event["span"][0], fillers)


_MODALS = frozenset(
    [
        "would",
        "could",
        "may",
        "might",
        "will",
        "shall",
        "should",
        "if",
        "whether",
        "not",
        "n't",
        "never",
        "no",
        "deny",
        "denied",
        "plans",
        "plan",
        "threatened",
        "attempted",
        "attempt",
        "trying",
        "tried",
        "allegedly",
        "alleged",
        "suspected",
        "accused",
        "accuse",
        "accuses",
        "charges",
        "charged",
        "plotting",
        "plot",
        "conspiring",
        "conspiracy",
        "planning",
        "often",
        "routinely",
        "usually",
        "known",
        "engages",
        "typically",
        "such",
        "ban",
        "convicted",
        "guilty",
        "confessed",
    ]
)
