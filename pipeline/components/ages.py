"""Which bare numbers are ages: ``Ana Paz, 27,``, ``a deckhand of 17``, ``anyone under 40``, ``died at 57``."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from spacy.tokens import Span

from pipeline.components.count_words import BARRIERS, COUNTED, PERSON_NOUNS
from pipeline.components.number_bounds import NumberForm
from pipeline.components.number_surroundings import Surroundings
from pipeline.components.number_words import ARTICLES

AGE_WORDS = frozenset("aged age ages old turned youngest oldest eldest".split())
AGED_PEOPLE = frozenset(
    "boy girl man woman youth teenager child lad schoolgirl schoolboy nephew niece son daughter brother sister widow "
    "widower toddler baby".split()
)
AGED_GROUPS = frozenset("boys girls men women youths teenagers children lads schoolgirls schoolboys".split())
CHILDREN = AGED_PEOPLE | AGED_GROUPS | AGE_WORDS | frozenset("he she i who young at".split())
PARENTS = frozenset("father mother grandfather grandmother parent leader killer owner".split())
AGE_ADVERBS = frozenset("now only just then still barely already about both usually almost nearly not".split())
COPULAS = frozenset("is was am are were 's turned".split())
BE = frozenset("is was are were be".split())
# A noun that ends so names a person by what they do, if it is none of the things.
AGENTIVE = ("er", "or", "ist", "man", "woman", "eer", "hand")
THINGS = frozenset(
    "number order quarter river tower paper weather water power centre center matter letter border harbor winter summer "
    "september october november december corner chapter member other another later after together however over under "
    "minor major floor door error terror sector tractor container trailer tanker freighter cruiser ladder shelter "
    "computer counter river rather never former whether further beyond hand secondhand beforehand total".split()
)
# What may stand between ages, after one, and after one that is said of somebody in passing.
LISTING = frozenset(", and or to".split())
APPOSED = frozenset(", ) . ; — – : and with from who was is".split())
AFTER_AGE = frozenset(
    "when and or but as at in on by with from who while before after because then now is are was were go goes until".split()
)
AGE_BOUNDS = frozenset("under over between below above".split())
ANYBODY = frozenset("anyone everyone someone anybody everybody nobody".split())
ANYONE = frozenset("one those them us mostly mainly people men women boys girls dead".split())
SHARES = frozenset("quarter third half most majority many some thirds quarters percent none all".split())
# An age after ``at`` belongs to a turn of a life, a count to a level.
LIFE = frozenset(
    "died dies die left leaves leave joined joins belonged married began started became retired recruited jailed called "
    "emigrated arrived school orphaned entered debuted".split()
)
LEVELS = frozenset(
    "stood stands stand put puts set sets estimated estimates counted valued remains remained toll number numbers total "
    "rate price capped fixed strength tally speed bail".split()
)
QUOTES = frozenset("\"'”’»")


class Ages:
    """Which bare numbers of one Doc are ages."""

    def __init__(self, around: Surroundings) -> None:
        self.lower, self.at, self.people = around.lower, around.at, around.people
        self.bounds, self.label_at = around.bounds, around.label_at

    def age(self, ent: Span, form: NumberForm) -> NumberForm:
        """The form in years where a bare number is an age: ``Ana Paz, 27,``, ``aged 27``, ``a boy of about 14``."""
        value = form.low if form.low is not None else form.high
        if value is None or not 0 < value < 120 or value != int(value) or "dozen" in ent.text.lower():
            return form
        first, last = self.listed(ent)
        while self.at(first - 1) in AGE_ADVERBS:
            first -= 1
        closed = self.closes(last)
        rules = (self.stated_age, self.age_beside, self.age_of, self.age_bound, self.age_at)
        if not any(rule(first, last, closed) for rule in rules) or (value < 10 and not self.is_child(first)):
            return form
        before = [self.at(ent.start - k) for k in (1, 2, 3, 4)]
        if "age" in before and "under" in before:
            return replace(form, low=None, unit="year")
        if "age" in before and "over" in before:
            return replace(form, high=None, unit="year")
        return replace(form, unit="year")

    def listed(self, ent: Span) -> tuple[int, int]:
        """The first token of the enumeration that a number stands in (``21, 24 and 40``), and the first after it."""
        first, last = ent.start, ent.end
        for _ in range(4):
            if self.at(first - 1) in LISTING and self.label_at.get(first - 2) == "CARDINAL":
                first -= 2
        for _ in range(4):
            if self.at(last) in LISTING and self.label_at.get(last + 1) == "CARDINAL":
                last += 2
        return first, last

    def closes(self, i: int) -> bool:
        """Whether a clause ends or goes on without a noun at a token, so that the number before it counts nothing."""
        return (not self.at(i).isalpha() and self.at(i) not in ("-", "%", "/")) or self.at(i) in AFTER_AGE

    def stated_age(self, first: int, last: int, closed: bool) -> bool:
        """``aged 27``, ``the age of 15``, ``as young as 13``, ``He was 23 when``, ``all of twenty``."""
        before = [self.at(first - k) for k in (1, 2, 3)]
        if before[0] in AGE_WORDS or (before[0] == "of" and before[1] in AGE_WORDS):
            return True
        if before[0] == "as" and before[1] in ("young", "old"):
            return True
        if before == ["of", "all", ","]:
            return closed
        return closed and before[0] in COPULAS and self.is_one_person(first - 2)

    def is_one_person(self, i: int) -> bool:
        """Whether the subject that ends at a token is a person, or some of a group, and so has an age."""
        while self.at(i) in AGE_ADVERBS:
            i -= 1
        word = self.at(i)
        if word in ("he", "she", "i", "who") or self.is_person(i):
            return True
        if word in (",", "—", "–"):  # "One, a retired harbour pilot, is 68."
            return self.is_person(i - 1)
        return self.some_of(i)

    def is_child(self, first: int) -> bool:
        """Whether a number under ten can be an age: a word for a child, a pronoun or a name stands close before it."""
        near = range(max(0, first - 5), first)
        return any(self.at(i) in CHILDREN or self.label_at.get(i) == "PERSON" for i in near)

    def some_of(self, i: int) -> bool:
        """``some of the lookouts``: not said of a count."""
        words = [self.at(k) for k in range(i, i - 5, -1)]
        return any(pair == ("of", "some") for pair in pairwise(words))

    def is_person(self, i: int) -> bool:
        """Whether a noun at a token names one person: a name, ``the boy``, ``its explosives man``, ``a driver``."""
        word = self.at(i)
        if word in QUOTES:
            return self.is_person(i - 1)
        if self.label_at.get(i) == "PERSON" or word in AGED_PEOPLE:
            return True
        person = word.endswith(AGENTIVE) and len(word) > 4 and word not in THINGS
        return person and self.label_at.get(i) is None

    def age_beside(self, first: int, last: int, closed: bool) -> bool:
        """``Ana Paz, 27, was``, ``Two men, 19 and 20, were``, ``His daughter, three, is``, ``Nomura, now 72,``."""
        i = first - 1
        if self.at(i) not in (",", "(") or not (self.at(last) in APPOSED or not self.at(last).strip()):
            return False
        return self.is_person(i - 1) or any(span.end == i for span in self.people)

    def age_of(self, first: int, last: int, closed: bool) -> bool:
        """``a deckhand of 17``, ``boys of nine``, ``a Pole of 35``; not ``a group of 17`` or ``a father of three``."""
        word, i = self.at(first - 2), first - 2
        if self.at(first - 1) != "of":
            return False
        if word in AGED_PEOPLE:
            return True
        if self.at(last) in COUNTED or (self.at(last).endswith("s") and not closed):
            return False
        if word in AGED_GROUPS:
            return True
        articles = {self.at(k) for k in (i - 1, i - 2)}
        native = self.label_at.get(i) == "NORP"
        return bool(articles & ARTICLES) and word not in PARENTS and (native or self.is_person(i))

    def age_bound(self, first: int, last: int, closed: bool) -> bool:
        """``anyone under 40``, ``one in five is under 18``, ``most of them between 15 and 25``: of people, with no noun."""
        word, i = self.at(first), first - 1
        if word not in AGE_BOUNDS:
            word, i = self.at(i), i - 1
        if word not in AGE_BOUNDS:
            return False
        if self.at(i) in ANYBODY:
            return True
        if not closed:
            return False
        if self.at(i) in ANYONE or self.at(i) in PERSON_NOUNS:
            return True
        return self.at(i) in BE and self.share_before(i)

    def share_before(self, i: int) -> bool:
        """Whether a clause speaks of one person or of a share of people: ``she``, ``a quarter``, ``one in five``."""
        low = self.bounds[i][0]
        for k in range(i - 1, max(low - 1, i - 10), -1):
            word = self.at(k)
            if word in BARRIERS or word in ("he", "she", "who"):
                return word in ("he", "she", "who")
            if word in SHARES or self.label_at.get(k) == "PERCENT":
                return True
            if word == "in" and self.label_at.get(k - 1) == "CARDINAL" == self.label_at.get(k + 1):
                return True
        return False

    def age_at(self, first: int, last: int, closed: bool) -> bool:
        """``died at 57``, ``left school at eleven``, ``a goalkeeper, at 39, under fire``; not ``stood at 57``."""
        if self.at(first - 1) != "at" or not closed:
            return False
        low = self.bounds[first][0]
        before = self.lower[max(low, first - 12) : first - 1]
        if LEVELS.intersection(before):
            return False
        if not before or before[-1] == ",":
            return self.at(last) == "," and (bool(before) or self.at(last + 1) in ("he", "she", "i"))
        return not LIFE.isdisjoint(before)
