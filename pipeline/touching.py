"""Does a text have one of the strings that a changed list speaks of?

The components look for the strings of a list in ways of their own: token by token, as a whole name without case and
accents, word by word. All of these find a string only where its letters and digits stand in the text one after the
other, whatever stands between them, from a border to a border: of a token, of a word, or of letters and digits. So a
text that ``Touched.in_text`` denies has nothing for any of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import groupby
from typing import Any

from pipeline.knowledge import fold, letters
from pipeline.tokenizer import english_news, tokenized

RUN = re.compile(r"[^\W\d_]+|\d+")
NOT_ASCII = r"\x{80}-\x{10ffff}"
# How many strings a query looks for at once: the expression must not grow too large for DuckDB.
AT_ONCE = 40
# With more strings nearly every article has one: all are read and tested.
MOST_SEARCHED = 10 * AT_ONCE
TESTED_CHARACTERS = 0x20000


class Touched:
    """Folded strings to be looked for in texts."""

    def __init__(self, terms: Iterable[str]) -> None:
        self.pieces = sorted({longest_piece(term) for term in terms})
        self.letters = sorted({letters(term) for term in terms})

    def patterns(self) -> list[str] | None:
        """Regular expressions for DuckDB one of which every text matches that has a string; None for any text.

        A search without accents is ten times dearer: here a letter outside ASCII can stand for any letter.
        """
        if len(self.pieces) > MOST_SEARCHED or "" in self.pieces:
            return None
        chunks = [self.pieces[start : start + AT_ONCE] for start in range(0, len(self.pieces), AT_ONCE)]
        found = ["|".join(map(_loose, chunk)) for chunk in chunks]
        return [f"[{several_letters()}]", *found] if found else []

    def in_text(self, text: str) -> bool:
        """Whether a text has one of the strings."""
        plain = letters(text)
        present = [string for string in self.letters if string in plain]
        if not present:
            return False
        shape, borders = _shape(text)
        return any(
            start in borders and start + len(string) in borders
            for string in present
            for start in _starts(string, shape)
        )


def longest_piece(term: str) -> str:
    """The longest run of letters or digits of a string that no tokenizer cuts: it stands in a text in one piece."""
    return max((run for token in _tokens(term) for run in RUN.findall(fold(token))), key=len, default="")


def _loose(piece: str) -> str:
    """A piece in any case, with any letter outside ASCII in place of a letter, and accents of their own after it."""
    return "".join(
        f"[{letter}{letter.upper()}{NOT_ASCII}][{NOT_ASCII}]*" if letter.isascii() else f"[{NOT_ASCII}]+"
        for letter in piece
    )


@cache
def several_letters() -> str:
    """Ranges of the characters that are folded to several letters, such as ß, æ and ligatures."""
    found = [
        code for code in range(0x80, TESTED_CHARACTERS) if not 0xD800 <= code < 0xE000 and len(letters(chr(code))) > 1
    ]
    ranges: list[str] = []
    for _, run in groupby(enumerate(found), key=lambda pair: pair[1] - pair[0]):
        codes = [code for _, code in run]
        ranges.append(f"\\x{{{codes[0]:x}}}-\\x{{{codes[-1]:x}}}")
    return "".join(ranges)


def _starts(string: str, shape: str) -> Iterator[int]:
    start = shape.find(string)
    while start >= 0:
        yield start
        start = shape.find(string, start + 1)


def _shape(text: str) -> tuple[str, set[int]]:
    """A text's letters and digits, and where among them something begins or ends."""
    shape: list[str] = []
    borders, length = {0}, 0
    for token in _tokens(text):
        for run in RUN.findall(fold(token)):
            shape.append(run)
            length += len(run)
            borders.add(length)
    return "".join(shape), borders


def _tokens(text: str) -> list[str]:
    return [token.text for token in tokenized(_blank(), text)]


@cache
def _blank() -> Any:
    from spacy.lang.en import English

    nlp = English()
    nlp.tokenizer = english_news()(nlp)
    return nlp
