"""What is seen of every trigger and each mention that may fill a role of it, for all pairs of several articles at once.

A pair is told by *atoms*, whole numbers: the label of the mention, the preposition before it, how many triggers stand between the
two. They are made as arrays over all pairs. A *template* names atoms that are looked at together; its feature is a hash of
their values. Templates are text (``NEAR`` for a mention in the trigger's own sentence, ``FAR`` for one in the sentence beside it), so
that another is tried in a minute. Beside them stand the words between trigger and mention in their order, names as their labels.
A feature depends on nothing but the text and its marks.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from spacy.strings import get_string_id

from pipeline.components.marked_text import FAR_AWAY, LABEL_NUMBER, LABELS, MARGIN, MarkedText
from pipeline.components.templates import Array, Templates, mixed
from pipeline.components.word_facts import PASSIVE

PERSONAL = [LABEL_NUMBER[label] for label in ("PERSON", "PEOPLE", "GANG", "ORG")]
WHOLE = 14  # words between the two, up to which all of them are told
LONGEST_TITLE = 14  # tokens between the commas behind a name
SHORT = 7  # words between the two, up to which small ones are told too
NOTHING = 0
AROUND, BEFORE, AFTER = range(3)  # where the mention stands
BETWEEN = ("comma", "by", "relative", "joined")  # what is counted of the words between
_PAIR, _STEM, _WORD, _END = (np.uint64(get_string_id(name)) for name in ("pair", "stem", "word", "<>"))

# Of a mention in the trigger's sentence. ``place`` is its label and side.
NEAR = Templates("""
place
kind place
voice place
voice kind place
word place
prep place
prep kind place
prep side
word prep place
stem prep label side
stem place
distance place
many place
rank place
rank voice place
crossed place
crossed kind place
triggers kind place
following place
head kind
head side
next place
within place
commas place
voice prep side
first_word place
nearer place
nearer kind place
begins voice place
order place
alone place
alone nearer place
reported place
by place voice
relative place voice
joined place voice
way place
way place kind
clause last_clause triggers place
before place
behind place
left place
left kind label
right place
root kind side
root side voice
salience place
old place kind
position place
subject voice place
subject kind place
other other_gap place
other other_kind kind place
joined_to other place
list list_over place
opening opening_of place
at_start voice kind place
""")
# Of a mention in the sentence before or after. ``place`` is its label, the sentence, and whether the trigger's own sentence has the label.
FAR = Templates("""
place
kind place
word label
actors place
rank place
subject label step
subject leads voice label step
subject kind label leads
leads place voice
same near_same place
same near_same determiner place
same near_same determiner place kind
determiner place kind
prep label same
reported place
following label
voice kind label missing
left place
right place
stem place
before place
behind place
root kind step
salience place
old place kind
position place
subject actor_rank place
subject salience voice place
subject object voice place
object possessive actor_rank place
actor_before voice actor_rank place
actor_before subject kind label step
alike subject place
subject label kind leads voice
nearest place
nearest subject label
distance place
""")
WORDS = WHOLE + SHORT + WHOLE + 1  # stems, words, pairs of words
SLOTS = max(NEAR.count + WORDS, FAR.count)


class Sight:
    """What is seen of the triggers and mentions of a text, and of any two of them."""

    def __init__(self, text: MarkedText) -> None:
        self.text, self.triggers, self.fillers = text, text.triggers, text.fillers
        self.of_triggers, self.of_fillers = self._of_triggers(), self._of_fillers()

    def hashes(self, t: Array, f: Array) -> Array:
        """(pairs x SLOTS) of features, ``NOTHING`` where there is none; ``t``, ``f``: the numbers of the triggers and mentions."""
        hashes = np.zeros((len(t), SLOTS), dtype=np.uint64)
        sentence = self.text.sentence
        near = sentence[self.triggers.start[t]] == sentence[self.fillers.start[f]]
        for templates, chosen, of_pairs in ((NEAR, near, self._near), (FAR, ~near, self._far)):
            if chosen.any():
                one, other = t[chosen], f[chosen]
                atoms = {name: values[one] for name, values in self.of_triggers.items()}
                atoms |= {name: values[other] for name, values in self.of_fillers.items()}
                atoms |= of_pairs(one, other, atoms)
                hashes[chosen, : templates.count] = templates.hashes(atoms)
                if templates is NEAR:
                    hashes[chosen, NEAR.count :] = self._words_between(atoms["place"], atoms["first"], atoms["last"])
        return hashes

    def _of_triggers(self) -> dict[str, Array]:
        """The atoms of each trigger."""
        words, marks, facts = self.text.words, self.triggers, self.text.facts
        start, end = marks.start, marks.end
        befores = np.concatenate([[0], np.cumsum(facts["be"])])
        was = befores[start] > befores[start - MARGIN]
        voice = facts["voice"][start]
        voice = np.where(facts["participle"][start] & was, PASSIVE, voice)
        subject, actors, actor_before = self._subjects()
        after = [
            np.where(facts["object"][end + step] & (end + step < self.text.last[start]), words[end + step], 0)
            for step in (2, 1, 0)
        ]
        owner = [
            np.where(
                facts["possessive"][start - step] & (start - step >= self.text.first[start]), words[start - step], 0
            )
            for step in (2, 1)
        ]
        return {
            "kind": marks.label, "word": mixed(words[start], words[end - 1]), "stem": facts["stem"][start], "voice": voice,
            "following": words[end], "determiner": facts["determiner"][start - 1], "before": self.text.masked_before(start),
            "behind": self.text.masked_behind(end), "subject": subject, "actors": actors, "actor_before": actor_before,
            "object": _last_of(after), "possessive": _last_of(owner), "opening_of": self.text.opening(start),
            "position": np.minimum(3, self.text.number[start]),
        }  # fmt: skip

    def _subjects(self) -> tuple[Array, Array, Array]:
        """For each trigger what is likely its subject, and whether an actor stands in its sentence, and before it.

        The subject is the nearest pronoun or name of up to 12 words before: a pronoun with its distance, 1 for a name, 0 for none.
        """
        start = self.triggers.start
        actors = self.fillers.start[np.isin(self.fillers.label, PERSONAL)]
        named = np.zeros(len(self.text.words), dtype=bool)
        named[actors] = True
        marked = named | self.text.facts["subject"]
        last = np.maximum.accumulate(np.where(marked, np.arange(len(marked)), 0))[start - 1]
        gap = start - last
        told = (last >= self.text.first[start]) & (gap <= 12)
        pronoun = mixed(self.text.words[last], np.minimum(3, gap // 2).astype(np.uint64))
        subject = np.where(told, np.where(named[last], np.uint64(1), pronoun), np.uint64(0))
        before = np.concatenate([[0], np.cumsum(named)])
        opens, closes = self.text.first[start], self.text.last[start]
        return subject, before[closes] > before[opens], before[start] > before[opens]

    def _of_fillers(self) -> dict[str, Array]:
        """The atoms of each mention."""
        words, marks, facts = self.text.words, self.fillers, self.text.facts
        start, end, label = marks.start, marks.end, marks.label
        number = np.arange(len(start))
        sentence, first = self.text.sentence[start], self.text.first[start]
        farthest = np.maximum.accumulate(np.concatenate([[0], end]))[:-1]
        nested = end <= farthest
        following = np.append(start[1:], len(words))
        opens = np.searchsorted(sentence, sentence)  # number of the first mention of the sentence
        _, group, alike = np.unique(sentence * len(LABELS) + label, return_inverse=True, return_counts=True)
        plain = np.maximum.accumulate(np.where(facts["determiner"], 0, np.arange(len(words))))
        _, kind = np.unique(self.text.entity * len(LABELS) + label, return_inverse=True)
        times = np.bincount(kind)
        seen = np.zeros(len(start), dtype=bool)
        seen[np.unique(kind, return_index=True)[1]] = True
        doc = np.array([found[0] for found in marks.found], dtype=np.int64)
        most = np.zeros((int(doc.max()) + 1 if len(doc) else 0, len(LABELS)), dtype=np.int64)
        np.maximum.at(most, (doc, label), times[kind])
        people = label == LABEL_NUMBER["PEOPLE"]
        actor = np.isin(label, PERSONAL)
        actors = np.concatenate([[0], np.cumsum(actor)])
        return {
            "label": label, "prep": words[plain[start - 1]], "straight_prep": words[start - 1], "head": words[end - 1],
            "next": words[end], "first_word": words[start], "within": nested * 2 + (following < end),
            "begins": (number == opens) | (nested & (start == start[opens])), "alone": alike[group] == 1,
            "reported": np.where(facts["saying"][start - 1] | facts["saying"][end], 1, 2 * self._presented(end)), "left": self.text.masked_before(start),
            "right": self.text.masked_behind(end), "root": np.where(people, facts["stem"][end - 1], np.uint64(label)),
            "salience": np.minimum(times[kind], 4) * 2 + (times[kind] == most[doc, label]), "old": ~seen,
            "opening": self.text.opening(start), "at_start": start - first < 2, "rank_of_actors": np.minimum(actors[number] - actors[opens], 9),
            "is_actor": actor, **self._listed(number),
        }  # fmt: skip

    def _presented(self, end: Array) -> Array:
        """Whether what stands before a token is presented between commas and then speaks: ``Geraldine Hart, then the commissioner, said``."""
        comma, length = self.text.facts["comma"], len(self.text.words)
        following = np.append(np.where(comma, np.arange(length), length), length)
        following = np.minimum.accumulate(following[::-1])[::-1]  # of each token the first comma from it on
        closing = following[np.minimum(end + 1, length)]
        told = comma[end] & (closing - end <= LONGEST_TITLE) & (closing + 1 < self.text.last[end])
        return told & self.text.facts["saying"][np.where(told, closing + 1, 0)]

    def _listed(self, number: Array) -> dict[str, Array]:
        """Of a mention that stands in a list behind another of its label: the words between (0 without), and where the other begins."""
        marks = self.fillers
        order = np.lexsort((number, marks.label, self.text.sentence[marks.start]))
        same = (np.diff(marks.label[order]) == 0) & (np.diff(self.text.sentence[marks.start[order]]) == 0)
        one, other = order[:-1][same], order[1:][same]
        length = marks.start[other] - marks.end[one]
        short = (length > 0) & (length <= MARGIN)
        one, other, length = one[short], other[short], length[short]
        links = np.zeros(len(other), dtype=np.uint64)
        linked = np.ones(len(other), dtype=bool)
        for step in range(MARGIN):
            inside, token = step < length, np.minimum(marks.end[one] + step, len(self.text.words) - 1)
            links = np.where(inside, mixed(links, self.text.words[token]), links)
            linked &= ~inside | self.text.facts["linking"][token]
        found, over = np.zeros(len(number), dtype=np.uint64), np.zeros(len(number), dtype=np.int64)
        found[other[linked]], over[other[linked]] = links[linked], marks.start[one[linked]]
        return {"list": found, "list_from": over}

    def _near(self, t: Array, f: Array, atoms: dict[str, Array]) -> dict[str, Array]:
        """The atoms of pairs within a sentence."""
        triggers, fillers, length = self.triggers, self.fillers, len(self.text.words)
        side, start, end, first, last = self._between(t, f)
        place = atoms["label"] * 3 + side + 1
        low, high = np.minimum(triggers.start[t], fillers.start[f]), np.maximum(triggers.start[t], fillers.start[f])
        before = triggers.before(length)
        inside = before[high] - before[np.minimum(low + 1, high)]
        opens, closes = self.text.first[triggers.start[t]], self.text.last[triggers.start[t]]
        gap = high - low
        nearer = (
            before[np.minimum(fillers.start[f] + gap, closes)] - before[np.maximum(fillers.start[f] - gap + 1, opens)]
        )
        commas, by, relative, joined = (
            total[end] - total[start]
            for total in (np.concatenate([[0], np.cumsum(self.text.facts[name])]) for name in BETWEEN)
        )
        found = {
            "side": side, "place": place, "first": first, "last": last, "distance": np.minimum(end - start, 15) // 2, "many": np.minimum(last - first, 24) // 3,
            "rank": np.minimum(3, self.text.of_label(atoms["label"], np.minimum(low + 1, high), high)), "crossed": np.minimum(2, inside),
            "triggers": np.minimum(3, inside), "nearer": np.minimum(3, nearer),
            "order": np.minimum(2, before[triggers.start[t]] - before[opens]), "commas": np.minimum(2, commas),
            "by": by > 0, "relative": relative > 0, "joined": joined > 0, "list_over": self._lies_over(t, f, atoms["list_from"]),
        }  # fmt: skip
        opening = np.searchsorted(self.text.clauses, first)
        closing = np.searchsorted(self.text.clauses, last) - 1
        clauses = np.append(self.text.clauses, 0)
        told = opening <= closing
        found["clause"] = np.where(told, self.text.masked[clauses[opening]], np.uint64(0))
        found["last_clause"] = np.where(told, self.text.masked[clauses[closing]], np.uint64(0))
        way = np.ones(len(t), dtype=np.uint64)
        for step in range(5):
            way = np.where(first + step < last, mixed(way, self.text.masked[first + step]), way)
        found["way"] = np.where(last - first <= 5, way, np.uint64(0))
        return found | self._other_trigger(t, f)

    def _between(self, t: Array, f: Array) -> tuple[Array, Array, Array, Array, Array]:
        """The mention's side; first token and end of what stands between the two; the same in the masked words."""
        triggers, fillers = self.triggers, self.fillers
        after = fillers.start[f] >= triggers.end[t]
        around = (fillers.start[f] <= triggers.start[t]) & (triggers.end[t] <= fillers.end[f])
        side = np.where(around, AROUND, np.where(after, AFTER, BEFORE))
        start = np.where(after, triggers.end[t], fillers.end[f])
        end = np.maximum(start, np.where(after, fillers.start[f], triggers.start[t]))
        start = np.where(around, end, start)
        return side, start, end, self.text.place_in[start], self.text.place_in[end]

    def _lies_over(self, t: Array, f: Array, begins: Array) -> Array:
        """Whether the trigger stands between the mention and the one before it in its list."""
        return (begins > 0) & (begins < self.triggers.start[t]) & (self.triggers.start[t] < self.fillers.start[f])

    def _other_trigger(self, t: Array, f: Array) -> dict[str, Array]:
        """Which other trigger of the sentence stands nearest to the mention, and where."""
        triggers, at = self.triggers, self.fillers.start[f]
        behind = np.searchsorted(triggers.start, at)
        ahead = behind - 1
        behind, ahead = behind + (behind == t), ahead - (ahead == t)
        gaps = [self.text.gap(triggers.start, number, at) for number in (ahead, behind)]
        nearest = np.where(gaps[0] <= gaps[1], ahead, behind)
        gap = np.minimum(*gaps)
        told = gap < FAR_AWAY
        nearest = np.where(told, nearest, 0)
        start, end = triggers.start[nearest], triggers.end[nearest]
        low, high = np.minimum(triggers.start[t], at), np.maximum(triggers.start[t], at)
        return {
            "other": np.where(told, 1 + 2 * (end <= at) + ((low < start) & (start < high)), 0),
            "other_gap": np.where(gap <= 2, 0, np.where(gap <= 6, 1, 2)), "other_kind": np.where(told, triggers.label[nearest] + 1, 0),
            "joined_to": np.where(told, np.minimum(3, np.abs(start - triggers.start[t]) // 2), 4),
        }  # fmt: skip

    def _far(self, t: Array, f: Array, atoms: dict[str, Array]) -> dict[str, Array]:
        """The atoms of pairs of neighbouring sentences."""
        triggers, fillers, label = self.triggers, self.fillers, atoms["label"]
        start, at = triggers.start[t], fillers.start[f]
        step = self.text.sentence[at] > self.text.sentence[start]
        missing = self.text.of_label(label, self.text.first[start], self.text.last[start]) == 0
        same, close = self._same_kind(atoms["kind"], at)
        rank = np.where(atoms["is_actor"], atoms["rank_of_actors"], 9)
        nearest = self.text.nearest_trigger(at)
        told = nearest >= 0
        number = np.where(told, nearest, 0)
        relation = 1 + 2 * (triggers.label[number] == atoms["kind"]) + (at < triggers.start[number])
        return {
            "step": step, "missing": missing, "place": label * 4 + 2 * step + missing + 1,
            "rank": np.minimum(2, self.text.of_label(label, self.text.first[at], at)), "leads": rank == 0, "actor_rank": np.minimum(rank, 2),
            "same": same, "near_same": close, "alike": np.minimum(3, self.text.of_label(label, self.text.first[at], self.text.last[at])),
            "nearest": np.where(told, relation * 8 + self.text.facts["voice"][triggers.start[number]], 0),
            "distance": np.minimum(5, np.abs(start - at) // 8), "prep": atoms["straight_prep"],
        }  # fmt: skip

    def _same_kind(self, kind: Array, at: Array) -> tuple[Array, Array]:
        """Whether a trigger of the type stands in the sentence of a token, and how near."""
        marks = self.triggers
        found, close = np.zeros(len(at), dtype=bool), np.zeros(len(at), dtype=np.int64)
        for number in np.unique(kind).tolist():
            chosen = kind == number
            starts = marks.start[marks.label == number]
            token = at[chosen]
            right = np.searchsorted(starts, token)
            gap = np.minimum(self.text.gap(starts, right - 1, token), self.text.gap(starts, right, token))
            found[chosen] = gap < FAR_AWAY
            close[chosen] = (gap < 4) + 0 + (gap < 12)
        return found, close

    def _words_between(self, place: Array, first: Array, last: Array) -> Array:
        """Hashes of the words between the two (masked words ``first`` to before ``last``), each with the mention's label and side."""
        place = place.astype(np.uint64)[:, None]
        many = (last - first)[:, None]
        step = np.arange(WHOLE + 1)[None, :]
        at = np.minimum(first[:, None] + step, len(self.text.masked) - 1)
        word = np.where(step < many, self.text.masked[at], _END)
        before = np.where(step > 0, self.text.masked[at - 1], _END)
        whole = many <= WHOLE
        # Of a long stretch the first four pairs and the last four.
        ends = np.minimum(last[:, None] - 2 * MARGIN + 1 + step, len(self.text.masked) - 1)
        late = (step >= MARGIN) & ~whole
        word = np.where(late, np.where(ends < last[:, None], self.text.masked[ends], _END), word)
        before = np.where(late, self.text.masked[ends - 1], before)
        pairs = mixed(mixed(mixed(_PAIR, place), before), word)
        pairs = np.where(np.where(whole, step <= many, step < 2 * MARGIN), pairs, NOTHING)
        inside = (step < many) & whole
        told = inside & ~self.text.small[at]
        stems = np.where(told, mixed(mixed(_STEM, place), self.text.stems[at]), NOTHING)[:, :WHOLE]
        words = np.where(inside & (many <= SHORT), mixed(mixed(_WORD, place), word), NOTHING)[:, :SHORT]
        return np.concatenate([stems, words, pairs], axis=1)


def _last_of(found: Sequence[Array]) -> Array:
    """The value of the last of several arrays that has one."""
    result = found[0]
    for values in found[1:]:
        result = np.where(values > 0, values, result)
    return result
