"""Cut a text into sentences and paragraphs without a trained model, fast and before everything else.

A sentence ends after ``.``, ``?``, ``!`` or ``…`` (with closing quotes and brackets) when what follows
can begin one, and always at a line break. Tokens that the tokenizer keeps whole (``Mr.``, ``U.S.``)
end none, except a closing abbreviation before a word that only begins sentences (``U.S. The …``).

Sets ``token.is_sent_start``.
"""

from __future__ import annotations

import numpy as np
from spacy.attrs import SENT_START
from spacy.language import Language
from spacy.tokens import Doc

TERMINATORS = frozenset(".?!…")
CLOSERS = frozenset("\"'”’»)]")
OPENERS = frozenset("\"'“‘«([")
# Capitalised words that follow an abbreviation only when a new sentence begins.
STARTERS = frozenset(
    [
        "The",
        "He",
        "She",
        "It",
        "They",
        "This",
        "That",
        "These",
        "Those",
        "But",
        "And",
        "In",
        "On",
        "At",
        "A",
        "An",
        "His",
        "Her",
        "Their",
        "Its",
        "Mr.",
        "Mrs.",
        "Ms.",
        "Police",
        "Officials",
        "Authorities",
        "Meanwhile",
        "However",
        "Earlier",
        "Also",
        "As",
        "After",
        "When",
        "While",
        "For",
        "Some",
        "Since",
    ]
)
# Abbreviations that may well close a sentence; a title or an initial cannot.
CLOSING_ABBREVIATIONS = frozenset(
    [
        "U.S.",
        "U.N.",
        "U.K.",
        "E.U.",
        "D.C.",
        "Inc.",
        "Corp.",
        "Ltd.",
        "Co.",
        "a.m.",
        "p.m.",
        "St.",
        "Jr.",
        "Sr.",
        "etc.",
    ]
)

# Titles and the like whose full stop ends no sentence before a name, as before a number that of ``No.`` does: tokens of their own each.
TITLES = frozenset(
    "Lt Lts Sgt Sgts Capt Capts Maj Col Cols Cpl Pfc Pvt Spc Brig Gens Cmdr Cmdrs Comdr Det Dets Insp Supt Supts Const Cst Ofc Asst Atty "
    "Dep Deps Sens Reps Govs Drs Profs Revs Hon Pres Amb Ald Msgr Mons Fr Br Pte Sec Gral Cnel Tte Cap Lic Ing Dra Srta Ft Mtn".split()
)
NUMBERED = frozenset(("No", "Nos", "Art", "Arts", "Sec", "Op", "Ch"))

# Tokens. The longest sentence of 600 annotated articles has 79.
LONG, LONGEST = 100, 160
PAUSES = frozenset((",", ";", ":", "—", "–", "and", "but"))


@Language.factory("blotter_sentences", assigns=["token.is_sent_start"])
def make_sentences(nlp: Language, name: str) -> Sentences:
    return Sentences()


class Sentences:
    """The component: marks sentence starts on the Doc."""

    def __call__(self, doc: Doc) -> Doc:
        texts = [token.text for token in doc]
        starts = sentence_starts(texts)
        mark_sentences(doc, starts)
        return doc


def mark_sentences(doc: Doc, starts: list[bool]) -> None:
    """Set ``token.is_sent_start`` for all tokens in one step: token by token spaCy looks for a parse each time."""
    if starts:
        doc.from_array([SENT_START], np.where(starts, 1, -1).astype("uint64").reshape(-1, 1))  # type: ignore[arg-type]


def sentence_starts(texts: list[str]) -> list[bool]:
    """For each token text, whether a sentence begins there.

    What runs on for ``LONG`` tokens is cut at the next pause: a text without full stops costs no more than another.
    """
    starts = [False] * len(texts)
    if starts:
        starts[0] = True
    pending = False
    begin = 0
    for i, text in enumerate(texts):
        begin = i if starts[i] else begin
        if i - begin >= LONGEST or (i - begin >= LONG and texts[i - 1] in PAUSES):
            starts[i], begin = True, i
        if "\n" in text:
            pending = True
            continue
        if pending:
            if text in CLOSERS and not (text in OPENERS and i + 1 < len(texts) and texts[i + 1][:1].isupper()):
                continue
            if not (text[0].islower() and "\n" not in texts[i - 1]):
                starts[i], begin = True, i
            pending = False
        if (
            (text in TERMINATORS and not (text == "." and _is_of_a_title(texts, i)))
            or text == "..."
            or (text in CLOSING_ABBREVIATIONS and i + 1 < len(texts) and texts[i + 1] in STARTERS)
        ):
            pending = True
    return starts


def _is_of_a_title(texts: list[str], i: int) -> bool:
    """Whether a full stop is that of ``Lt. Ramos`` or ``No. 4``: what stands before it is short for what comes next."""
    if not 0 < i < len(texts) - 1:
        return False
    word, following = texts[i - 1], texts[i + 1][:1]
    return (word in TITLES and following.isupper()) or (word in NUMBERED and following.isdigit())
