"""A first guess at what a number measures, by named rules over the words around it."""

from __future__ import annotations

from spacy.tokens import Span

from pipeline.components.count_words import (
    BARRIERS,
    BULKY,
    COUNTED,
    CUES,
    FORCES,
    FUNCTION_WORDS,
    MONEY_CUES,
    NEAR,
    NOUNS,
    PERSON_NOUNS,
    POSSESSING,
    REACH,
    STANDING_FOR_PEOPLE,
    TERM_WORDS,
    VERBS,
)
from pipeline.components.number_bounds import NumberForm
from pipeline.components.number_surroundings import Surroundings

YEARLY = frozenset((word, "year") for word in ("a", "per", "each", "every"))
YEARLY_SUM = 100_000  # below it is a wage, a rent or what one shop pays


class CountRules:
    """A first guess at what each number of one Doc measures."""

    def __init__(self, around: Surroundings) -> None:
        self.lower, self.at, self.people = around.lower, around.at, around.people
        self.bounds, self.label_at = around.bounds, around.label_at
        self.migration = sum(word in NOUNS["migrants"] for word in self.lower) > 1

    def measures(self, ent: Span, form: NumberForm, holder: Span | None) -> str:
        """The first rule that speaks decides; ``other`` where none does."""
        if ent.label_ == "MONEY":
            return "revenue" if self.is_yearly(ent, form) else self.nearest(ent, MONEY_CUES) or "value"
        if form.unit in ("year", "month", "day", "hour"):
            return self.of_time(ent)
        if form.unit == "kg":
            return "other" if self.at(ent.end) in BULKY else "weight"
        if form.unit in ("km", "ha", "l") or ent.label_ in ("PERCENT", "QUANTITY"):
            return "other"
        return self.of_count(ent, holder)

    def is_yearly(self, ent: Span, form: NumberForm) -> bool:
        """Whether a sum is so large and so much a year that it is what somebody takes in: 19 of 24 of our training articles."""
        after = (self.at(ent.end), self.at(ent.end + 1))
        return max(form.low or 0, form.high or 0) >= YEARLY_SUM and (
            after in YEARLY or after[0] in ("annually", "yearly")
        )

    def of_time(self, ent: Span) -> str:
        first, last = self.bounds[ent.start]
        text = ent.text.lower()
        if ent.label_ == "CARDINAL" or "old" in text or "aged" in text or self.at(ent.end) == "old":
            return "age"
        return "term" if TERM_WORDS.intersection(self.lower[first:last]) or ent.label_ == "QUANTITY" else "other"

    def of_count(self, ent: Span, holder: Span | None) -> str:
        head = self.head(ent, holder)
        if self.label_at.get(ent.end) == "WEAPON" or head in NOUNS["weapons"]:
            return "weapons"
        for measures in ("killed", "cases"):
            if head in NOUNS[measures]:
                return measures
        if self.at(ent.end) == "strong" or (self.at(ent.end), self.at(ent.end + 1)) == ("-", "strong"):
            return "members"
        if not self.counts_people(ent, holder, head):
            return "other"
        cues = {key: words for key, words in CUES.items() if key != "deployed" or head in FORCES}
        if found := self.nearest(ent, cues, holder=holder):
            return found
        for measures in ("injured", "arrested", "migrants", "missing"):
            if head in NOUNS[measures]:
                return measures
        return self.standing(ent, head)

    def standing(self, ent: Span, head: str) -> str:
        """What a number of people is where nothing is said to happen to them."""
        if head in ("soldiers", "troops", "marines", "peacekeepers"):
            return "deployed"
        if head in ("inhabitants", "residents"):
            return "population"
        if self.migration and (head == "people" or self.label_at.get(ent.end) == "NORP"):
            return "migrants"
        return "members" if head in ("members", "member") else "other"

    def head(self, ent: Span, holder: Span | None) -> str:
        """The noun that is counted; in ``two police vehicles`` it is none of ours."""
        if holder is not None and holder.end > ent.end:
            return self.lower[holder.end - 1]
        last = self.bounds[ent.start][1]
        for i in range(ent.end, min(ent.end + 5, last)):
            word = self.lower[i]
            if word in COUNTED:
                after = self.at(i + 1)
                compound = after.isalpha() and after not in FUNCTION_WORDS and not after.endswith(("ed", "ing"))
                if not compound or after in COUNTED:
                    return self.lower[i + 1] if compound else word
                return "" if word in PERSON_NOUNS else word
            if not (word.isalnum() or word == "-") or word in VERBS:
                break
        return ""

    def counts_people(self, ent: Span, holder: Span | None, head: str) -> bool:
        """Whether people are counted: inside a PEOPLE mention, before a noun for people, or by the number alone."""
        if holder is not None or head in COUNTED:
            return True
        i = ent.end
        if self.at(i) == "of":
            i += 2 if self.at(i + 1) in POSSESSING else 1
            if self.at(i) in STANDING_FOR_PEOPLE:
                return True
            return self.at(i) in COUNTED or any(span.start <= i < span.end for span in self.people)
        if self.label_at.get(i) == "NORP":
            after = self.at(i + 1)
            return not after.isalpha() or after in FUNCTION_WORDS
        following = self.at(i)
        return following in FUNCTION_WORDS or not following.isalpha() or following.endswith("ed")

    def nearest(self, ent: Span, cues: dict[str, frozenset[str]], *, holder: Span | None = None) -> str | None:
        """The measure whose cue stands nearest in the sentence; a cue across a clause counts as farther off."""
        first, last = self.bounds[ent.start]
        start, end = ent.start, holder.end if holder is not None else ent.end
        best, distance = None, float(REACH + 1)
        for i in range(max(first, start - REACH), min(last, end + REACH)):
            word = self.lower[i]
            if start <= i < end and (i < ent.end or not word.endswith(("ed", "dead", "missing"))):
                continue
            for measures, words in cues.items():
                if word not in words:
                    continue
                away = self.distance(i, start, end)
                if away < distance and away <= NEAR.get(measures, REACH):
                    best, distance = measures, away
        return best

    def distance(self, i: int, start: int, end: int) -> float:
        low, high = (i + 1, start) if i < start else (end, i)
        between = self.lower[low:high]
        clauses = sum(3 for word in between if word in BARRIERS) + sum(1 for word in between if word in (",", "and"))
        return len(between) + clauses + (0.0 if i < start else 0.5)
