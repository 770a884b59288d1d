"""Who says so: the mention that is the subject of a verb of saying in the sentence of an event or a number."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Sequence
from typing import Any

from spacy.tokens import Doc, Span

from pipeline.components.span_tagger import by_sentence
from pipeline.scheme import PEOPLE, PEOPLE_LAYER

SAYING = frozenset(
    """say says said tell tells told claim claims claimed allege alleges accuse accuses deny denies denied announce announces
    announced confirm confirms confirmed blame blames blamed warn warns warned acknowledge acknowledged insist insists insisted
    maintains maintained declare declared according estimates believes believe""".split()
)
ACTORS = frozenset(("PERSON", "ORG", "GANG", PEOPLE))
BEFORE, AFTER = 6, 3  # tokens between a speaker and the verb
ONE, OTHERS = frozenset(("he", "she")), frozenset(("they", "it", "which", "that"))
REACH = 2  # sentences back to him whom ``he`` stands for
LINKS = frozenset(("and", "but", "while"))  # behind a comma these begin a clause
OPENED = 3  # tokens at most from a comma to the name of a speaker between commas: ``, the state police said``
# Unnamed people who make statements in news, by their head word.
SPEAKERS = frozenset(
    """police officers officer officials official prosecutors prosecutor authorities investigators investigator detectives detective
    lawyers lawyer attorneys attorney spokesman spokeswoman spokesperson spokesmen judges judge court residents resident witnesses
    witness neighbours neighbors relatives relative family families survivors survivor victims activists activist campaigners
    experts expert analysts analyst researchers researcher academics academic professors professor economists historians
    journalists reporters doctors doctor medics nurses firefighters soldiers troops army military agents agent diplomats ministers
    minister lawmakers senators senator deputies mayor governor commander commanders chief sources source insiders observers critics
    leaders leader elders priests priest bishops traders merchants shopkeepers drivers fishermen farmers villagers locals inmates
    prisoners guards warden unions union groups organisations organizations agencies executives managers owners customs government
    administration ministry interior defence defense state prosecution""".split()
)


class Speakers:
    """The speakers of a Doc, by sentence."""

    def __init__(self, doc: Doc, sentence_of: Sequence[int]) -> None:
        self.doc, self.sentence_of = doc, sentence_of
        actors = [span for span in [*doc.ents, *doc.spans.get(PEOPLE_LAYER, [])] if can_say(span)]
        self.actors_in = by_sentence(actors, sentence_of)
        self.verbs_in: dict[int, list[int]] = {}
        for number, sentence in enumerate(sentence_of):
            if doc[number].lower_ in SAYING:
                self.verbs_in.setdefault(sentence, []).append(number)

    def of(self, token: int, fillers: Iterable[Sequence[Any]] = ()) -> list[Any] | None:
        """Who says what stands at this token, as ``[start, end, label]``; None where the article does.

        ``fillers``: spans that take part in what is said and so do not say it.
        """
        verbs = self.verbs_in.get(self.sentence_of[token])
        if not verbs:
            return None
        taken = {tuple(span) for span in fillers}
        actors = [s for s in self.actors_in[self.sentence_of[token]] if (s.start, s.end, s.label_) not in taken]
        for verb in sorted(verbs, key=lambda i: abs(i - token)):
            speaker = self._speaker(verb, actors)
            if self._covers(verb, speaker, token):
                return [speaker.start, speaker.end, speaker.label_] if speaker is not None else None
        return None

    def _speaker(self, verb: int, actors: Sequence[Span]) -> Span | None:
        """Whose word a verb of saying tells."""
        ahead = self.doc[verb - 1].lower_ if verb else ""
        if ahead in ONE:
            return self._person_before(verb)
        if ahead == "who":
            last = verb - 2 if verb > 1 and self.doc[verb - 2].lower_ == "," else verb - 1
            return next((s for s in actors if s.end == last), None)
        if ahead in OTHERS:
            return None
        if ahead == "," and (presented := [s for s in actors if self._is_presented(s, verb)]):
            return max(presented, key=lambda s: s.end)
        before = [s for s in actors if s.end <= verb and verb - s.end <= BEFORE]
        after = [s for s in actors if 0 < s.start - verb <= AFTER and self._turned(verb)]
        return max(before, key=lambda s: s.end, default=None) or min(after, key=lambda s: s.start, default=None)

    def _person_before(self, verb: int) -> Span | None:
        """Whom ``he`` stands for: the last person named."""
        sentence = self.sentence_of[verb]
        for number in range(sentence, sentence - REACH - 1, -1):
            people = [s for s in self.actors_in.get(number, ()) if s.label_ == "PERSON" and s.end < verb]
            if people:
                return max(people, key=lambda s: s.end)
        return None

    def _is_presented(self, speaker: Span, verb: int) -> bool:
        """``Rebecca Hanson, a professor at the University of Florida, said``."""
        end = speaker.end
        if not (end + 1 < verb - 1 and self.doc[end].lower_ == ","):
            return False
        return self.doc[end + 1].lower_ not in LINKS and not self.doc[end + 1].is_title

    def _covers(self, verb: int, speaker: Span | None, token: int) -> bool:
        """Whether what stands at a token is said by that, not in a clause before it of the same sentence."""
        if token >= verb:
            return True
        lower = [self.doc[i].lower_ for i in range(token, verb)]
        if self.doc[verb].lower_ == "according":
            return lower[-1] == "," or not {",", ";"} & set(lower)
        start = verb if speaker is None or not token < speaker.start < verb else speaker.start
        ahead = [self.doc[i].lower_ for i in range(max(token, start - OPENED), start)]
        if {",", '"', "”"} & set(ahead) and not LINKS & set(ahead):
            return True
        between = lower[: start - token]
        return ";" not in between and not any(
            one == "," and other in LINKS for one, other in itertools.pairwise(between)
        )

    def _turned(self, verb: int) -> bool:
        """Whether the speaker can stand behind the verb: ``“…”, said X``, ``according to X``."""
        return self.doc[verb].lower_ == "according" or verb == 0 or not self.doc[verb - 1].is_alpha


def can_say(span: Span) -> bool:
    """Whether a mention can be who says something: a name, or people of whom statements come (not 210 people)."""
    return span.label_ in ACTORS and (span.label_ != PEOPLE or span[-1].lower_ in SPEAKERS)
