"""Words of number, folded (lower case, without accents), in English and Spanish: counts, scales, fractions."""

from __future__ import annotations

import re
import unicodedata

ONES = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
)
TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
WORDS: dict[str, float] = {word: float(value) for value, word in enumerate(ONES.split())}
WORDS |= {word: 10.0 * tens for tens, word in enumerate(TENS.split(), 2)}
WORDS |= {
    "fourty": 40, "un": 1, "uno": 1, "una": 1, "dos": 2, "tres": 3, "cuatro": 4, "cinco": 5, "seis": 6, "siete": 7,
    "ocho": 8, "nueve": 9, "diez": 10, "once": 11, "doce": 12, "quince": 15, "veinte": 20, "treinta": 30,
    "cuarenta": 40, "cincuenta": 50, "both": 2,
}  # fmt: skip
SCALES: dict[str, float] = {
    "hundred": 100, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12, "dozen": 12, "dozens": 12,
    "lakh": 1e5, "crore": 1e7, "k": 1e3, "mn": 1e6, "mln": 1e6, "mm": 1e6, "bn": 1e9, "bln": 1e9, "tn": 1e12,
    "trn": 1e12, "cien": 100, "ciento": 100, "cientos": 100, "mil": 1e3, "millon": 1e6, "millones": 1e6,
    "hundreds": 100, "thousands": 1e3, "millions": 1e6, "billions": 1e9, "trillions": 1e12, "docena": 12,
    "lakhs": 1e5, "crores": 1e7,
}  # fmt: skip
# A plural without a number in front: its least value (annotation.md §6: twice the unit).
VAGUE: dict[str, float] = {
    "dozens": 24, "tens": 20, "scores": 40, "hundreds": 200, "thousands": 2e3, "millions": 2e6, "billions": 2e9,
    "trillions": 2e12, "decenas": 20, "docenas": 24, "cientos": 200, "centenares": 200, "miles": 2e3, "millones": 2e6,
    "multimillion": 2e6, "multibillion": 2e9, "lakhs": 2e5, "crores": 2e7,
}  # fmt: skip
SEVERAL = frozenset(("several", "few", "couple", "varios", "varias", "multi"))
FRACTIONS: dict[str, int] = {
    "half": 2, "halves": 2, "third": 3, "quarter": 4, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8,
    "ninth": 9, "tenth": 10, "hundredth": 100, "tercio": 3, "cuarto": 4, "mitad": 2,
}  # fmt: skip
FRACTIONS |= {f"{word}s": parts for word, parts in FRACTIONS.items() if not word.endswith("s")}
ARTICLES = frozenset(("a", "an", "un", "una", "la"))
CONNECTORS = frozenset(("to", "-", "or", "and", "until", "through", "a", "y", "o", "plus"))
VULGAR = {"½": " 1/2", "¼": " 1/4", "¾": " 3/4", "⅓": " 1/3", "⅔": " 2/3", "⅕": " 1/5", "⅛": " 1/8"}
DASHES = re.compile("[‐-―−]")


def clean_number(text: str) -> str:
    """Lower case, without accents, one kind of dash and blank; vulgar fractions spelt out."""
    for sign, spelt in VULGAR.items():
        if sign in text:
            text = text.replace(sign, spelt)
    if not text.isascii():
        decomposed = unicodedata.normalize("NFKD", text)
        text = DASHES.sub("-", "".join(c for c in decomposed if not unicodedata.combining(c)))
        text = text.replace("’", "'").replace("‘", "'")
    return " ".join(text.lower().split())
