"""The normal form of numbers: ``between $10m and $15m`` → 10000000 to 15000000 USD.

Bounds (``at least``, ``up to``), ranges, approximators, words, magnitudes, fractions, currencies and units, by
the annotation scheme: weights in kg, distances in km, ``dozens`` is 24 and up. Writes ``doc._.numbers``; what a
number measures is guessed from its unit here and decided by the measures component.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc

from pipeline.knowledge import countries, fold
from pipeline.scheme import NUMBER_LABELS, PEOPLE_LAYER, declare_doc_extensions

declare_doc_extensions()

UNITS_WORDS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen"
).split()
TENS_WORDS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
SMALL = {word: float(i) for i, word in enumerate(UNITS_WORDS)} | {w: 10.0 * i for i, w in enumerate(TENS_WORDS, 2)}
SMALL |= {"uno": 1.0, "dos": 2.0, "tres": 3.0, "cuatro": 4.0, "cinco": 5.0, "seis": 6.0, "diez": 10.0, "cien": 100.0, "single": 1.0, "pair": 2.0, "couple": 2.0, "both": 2.0, "trio": 3.0}  # fmt: skip
MAGNITUDES = {
    "hundred": 1e2, "thousand": 1e3, "k": 1e3, "mil": 1e3, "million": 1e6, "m": 1e6, "mn": 1e6, "mln": 1e6,
    "millón": 1e6, "millones": 1e6, "billion": 1e9, "bn": 1e9, "b": 1e9, "trillion": 1e12, "tn": 1e12,
    "lakh": 1e5, "crore": 1e7, "dozen": 12.0, "score": 20.0,
}  # fmt: skip
# Plural magnitudes without a figure: an open lower bound (annotation scheme, hard cases).
OPEN = {
    "dozens": 24.0, "docenas": 24.0, "scores": 40.0, "tens": 20.0, "decenas": 20.0, "hundreds": 200.0,
    "cientos": 200.0, "thousands": 2000.0, "miles": 2000.0, "millions": 2e6, "millones": 2e6, "billions": 2e9,
}  # fmt: skip
FRACTIONS = {"half": 50.0, "third": 100 / 3, "thirds": 100 / 3, "quarter": 25.0, "quarters": 25.0, "fourth": 25.0, "fifth": 20.0, "fifths": 20.0, "sixth": 100 / 6, "tenth": 10.0, "tenths": 10.0, "eighth": 12.5}  # fmt: skip
LOWER = re.compile(
    r"\b(?:at least|more than|over|no fewer than|no less than|not less than|upwards? of|above|exceeding|in excess of|"
    r"minimum of|a minimum|greater than|al menos|más de|or more|plus|and counting)\b|\+$|^>",
    re.I,
)
UPPER = re.compile(
    r"\b(?:up to|as many as|as much as|fewer than|less than|under|below|no more than|not more than|at most|"
    r"a maximum of|maximum|as high as|hasta|or less|or fewer|within)\b|^<",
    re.I,
)
ABOUT = re.compile(
    r"\b(?:about|around|some|roughly|nearly|almost|approximately|approx|estimated|an estimate|close to|near|or so|"
    r"circa|unos|unas|several|few|many|reportedly|just over|just under|a handful|alrededor de|casi|approaching)\b|[~≈]",
    re.I,
)
RANGE = re.compile(r"\b(?:to|and|or|a|y)\b|[-–—]", re.I)
NUMBER = re.compile(r"\d{1,3}(?:[,.\u00a0\u202f ]\d{3})+(?:[.,]\d{1,2})?(?!\d)|\d+(?:[.,]\d+)?")
TOKEN = re.compile(rf"{NUMBER.pattern}|[^\W\d_]+|[-–—/]", re.I)

SYMBOLS = {
    "us$": "USD", "r$": "BRL", "a$": "AUD", "c$": "CAD", "nz$": "NZD", "hk$": "HKD", "mex$": "MXN", "s$": "SGD",
    "ttd$": "TTD", "tt$": "TTD", "j$": "JMD", "$": "USD", "€": "EUR", "£": "GBP", "¥": "JPY", "₹": "INR", "₦": "NGN",
    "₱": "PHP", "₽": "RUB", "₩": "KRW", "₴": "UAH", "₺": "TRY", "₡": "CRC", "₫": "VND", "฿": "THB", "s/": "PEN",
}  # fmt: skip
# Currency words; where several countries use the word, the first is the guess when no country is told.
CURRENCIES = {
    "dollar": "USD", "euro": "EUR", "pound": "GBP", "sterling": "GBP", "yen": "JPY", "yuan": "CNY", "renminbi": "CNY",
    "rupee": "INR", "peso": "MXN", "real": "BRL", "reais": "BRL", "bolívar": "VES", "bolivar": "VES", "bolívare": "VES",
    "bolivare": "VES", "lempira": "HNL", "quetzal": "GTQ", "quetzale": "GTQ", "córdoba": "NIO", "colón": "CRC",
    "colone": "CRC", "sole": "PEN", "sol": "PEN", "guaraní": "PYG", "gourde": "HTG", "naira": "NGN", "rand": "ZAR",
    "shilling": "KES", "ruble": "RUB", "rouble": "RUB", "hryvnia": "UAH", "lira": "TRY", "krona": "SEK", "kronor": "SEK",
    "krone": "NOK", "kroner": "DKK", "franc": "CHF", "ringgit": "MYR", "baht": "THB", "dong": "VND", "rupiah": "IDR",
    "won": "KRW", "dinar": "IQD", "dirham": "AED", "riyal": "SAR", "rial": "IRR", "afghani": "AFN", "taka": "BDT",
    "cedi": "GHS", "birr": "ETB", "zloty": "PLN", "forint": "HUF", "leu": "RON", "lei": "RON", "lev": "BGN",
    "lek": "ALL", "kyat": "MMK", "cent": "USD", "buck": "USD",
}  # fmt: skip
SHARED = {"dollar", "pound", "rupee", "peso", "shilling", "franc", "dinar", "rial", "krone", "kroner", "real"}
ISO = frozenset(country.currency_code for country in countries()) | frozenset(CURRENCIES.values())
# Unit word -> (unit of the scheme, factor).
UNITS: dict[str, tuple[str, float]] = {
    "kg": ("kg", 1), "kilo": ("kg", 1), "kilogram": ("kg", 1), "kilogramme": ("kg", 1), "g": ("kg", 0.001),
    "gram": ("kg", 0.001), "gramme": ("kg", 0.001), "mg": ("kg", 1e-6), "milligram": ("kg", 1e-6), "ton": ("kg", 1000),
    "tonne": ("kg", 1000), "t": ("kg", 1000), "pound": ("kg", 0.45359237), "lb": ("kg", 0.45359237),
    "ounce": ("kg", 0.028349523), "oz": ("kg", 0.028349523), "km": ("km", 1), "kilometer": ("km", 1),
    "kilometre": ("km", 1), "mile": ("km", 1.609344), "m": ("km", 0.001), "meter": ("km", 0.001),
    "metre": ("km", 0.001), "foot": ("km", 0.0003048), "feet": ("km", 0.0003048), "ft": ("km", 0.0003048),
    "yard": ("km", 0.0009144), "inch": ("km", 2.54e-5), "inche": ("km", 2.54e-5), "cm": ("km", 1e-5),
    "centimeter": ("km", 1e-5), "centimetre": ("km", 1e-5), "mm": ("km", 1e-6), "millimeter": ("km", 1e-6),
    "ha": ("ha", 1), "hectare": ("ha", 1), "acre": ("ha", 0.40468564), "l": ("l", 1), "liter": ("l", 1),
    "litre": ("l", 1), "gallon": ("l", 3.78541178), "barrel": ("l", 158.987295), "year": ("year", 1), "yr": ("year", 1),
    "año": ("year", 1), "month": ("month", 1), "week": ("day", 7), "day": ("day", 1), "hour": ("hour", 1),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class NumberForm:
    """The normal form; an open bound is None."""

    low: float | None
    high: float | None
    unit: str
    approximate: bool


@lru_cache(maxsize=20_000)
def normalise_number(text: str, label: str, country: str | None = None) -> NumberForm | None:
    """The normal form of a MONEY, PERCENT, QUANTITY or CARDINAL; None when no value can be read.

    ``country`` is the alpha-2 code of the country the text is about: whose pesos, dollars or pounds.
    """
    text = unicodedata.normalize("NFKC", text).replace("−", "-")
    unit, factor = _unit(text, label, country)
    values, opened, fraction = _values(text, label)
    if not values:
        return None
    if fraction:
        unit, factor = "percent", 1.0
    values = [_tidy(value * factor) for value in values[:2]]
    low: float | None = values[0]
    high: float | None = values[-1]
    approximate = bool(ABOUT.search(text)) or opened
    if opened:
        high = None
    if len(values) == 1:
        if UPPER.search(text):
            low, high = None, values[0]
        elif LOWER.search(text):
            high = None
    if low is not None and high is not None and low > high:
        low, high = high, low
    return NumberForm(low, high, unit, approximate)


def _tidy(value: float) -> float:
    return float(f"{value:.10g}")


def _values(text: str, label: str) -> tuple[list[float], bool, bool]:
    """Up to two values, whether they are an open plural (``dozens``), whether they are a fraction."""
    words = TOKEN.findall(text.lower())
    fraction = _fraction(words) if label in ("CARDINAL", "PERCENT") else None
    if fraction is not None:
        return [fraction], False, True
    values: list[float] = []
    total = current = None
    opened = False
    scaled_by = 1.0

    def close() -> None:
        nonlocal total, current
        if total is not None or current is not None:
            values.append((total or 0.0) + (current or 0.0))
        total = current = None

    several = any(word in ("several", "few", "many") for word in words)
    for i, word in enumerate(words):
        if word[0].isdigit():
            if current is not None or total is not None:
                close()
            current = _figure(word)
        elif word in SMALL and not (word in ("single", "both", "pair", "couple", "trio") and len(words) > 3 and values):
            if current is not None and not (current % 100 == 0 or (current % 10 == 0 and SMALL[word] < 10)):
                close()
            current = (current or 0.0) + SMALL[word]
        elif word in MAGNITUDES and not (word in ("m", "b", "k", "mil") and current is None):
            if word == "m" and label == "QUANTITY":
                continue
            factor = MAGNITUDES[word]
            if current is None and total is None:
                current = 2.0 if several and factor >= 12 else 1.0
                opened = opened or several
            if current is None:
                total = (total or 1.0) * factor if total else factor
            elif factor == 100.0:
                current *= 100.0
            else:
                total = (total or 0.0) + current * factor
                current = None
            scaled_by = factor
        elif word in OPEN and not (word == "miles" and label == "QUANTITY"):
            if current is not None:  # "two dozens", "5 millions"
                current *= {"dozens": 12.0, "hundreds": 100.0, "thousands": 1e3, "millions": 1e6}.get(word, 1.0)
            elif opened and total is not None:
                total *= {"hundreds": 100.0, "thousands": 1e3, "millions": 1e6}.get(word, 1.0)
            else:
                total = OPEN[word]
                opened = True
        elif word == "half" and i + 2 < len(words) and words[i + 1] in ("a", "an") and words[i + 2] in MAGNITUDES:
            current = 0.5
        elif word in ("half", "quarter") and (total is not None or current is not None):
            continue
        elif RANGE.fullmatch(word) and (current is not None or total is not None):
            following = words[i + 1] if i + 1 < len(words) else ""
            if word == "and" and (current or 0) % 100 == 0 and current and not text.lower().startswith("between"):
                continue
            if (word in ("-", "–", "—") and following in MAGNITUDES) or words[i - 1] == "half":
                continue
            if following and (
                following[0].isdigit() or following in SMALL or following in MAGNITUDES or following in ("a", "half")
            ):
                if word in ("-", "–", "—") and words[i - 1] in SMALL and following in SMALL:
                    continue
                close()
    close()
    if values and re.search(r"\band[- ]a[- ]half\b", text, re.I):
        values[-1] += 0.5 * scaled_by
    if label == "QUANTITY" and len(values) == 2 and " and " in text and not text.lower().startswith("between"):
        values = values[:1]  # "11 years and one day"
    if not values and label == "QUANTITY" and words:
        # "a ton", "tons": one, and an open plural
        values, opened = ([1.0], False) if words[0] in ("a", "an", "one") else ([2.0], True)
    if (
        len(values) == 2
        and scaled_by > 1
        and values[0] < values[1] / scaled_by * 1000
        and values[0] < 1000 <= values[1]
    ):
        first = re.search(r"(\d[\d.,]*)\s*(?:million|billion|thousand|trillion|hundred|m|bn|k|dozen)?\b", text.lower())
        if first and not re.search(r"(?:illion|thousand|bn|m|k|hundred|dozen)\s*(?:to|and|or|-|–|—)", text.lower()):
            values[0] *= scaled_by
    if not values and several:
        return [], False, False
    return values, opened, False


def _figure(word: str) -> float:
    """``1,234.5``, ``1.234.567``, ``1 000`` and ``3,5`` as numbers."""
    word = re.sub(r"[\u00a0\u202f ]", "", word)
    if re.fullmatch(r"\d{1,3}(?:,\d{2,3})+(?:\.\d+)?", word):
        return float(word.replace(",", ""))
    if re.fullmatch(r"\d{1,3}(?:\.\d{3}){2,}(?:,\d+)?", word):
        return float(word.replace(".", "").replace(",", "."))
    if re.fullmatch(r"\d+,\d{1,2}", word):
        return float(word.replace(",", "."))
    return float(word.replace(",", ""))


def _fraction(words: list[str]) -> float | None:
    """``a third``, ``three quarters``, ``two-thirds``, ``three in ten`` as percent; None if it is none."""
    for i, word in enumerate(words):
        if word in FRACTIONS:
            following = words[i + 1] if i + 1 < len(words) else ""
            if word == "half" and following in ("a", "dozen", "million", "billion"):
                return None
            before = [w for w in words[:i] if w not in ("-", "–")]
            if before and (before[-1][0].isdigit() or before[-1] == "and"):
                return None
            return SMALL.get(before[-1], 1.0) * FRACTIONS[word] if before else FRACTIONS[word]
    bare = [word for word in words if word not in ("about", "some", "nearly", "almost", "every", "of")]
    for i in range(1, len(bare) - 1):
        if bare[i] in ("in", "out"):
            part, whole = _plain(bare[i - 1]), _plain(bare[-1])
            if part is not None and whole:
                return 100 * part / whole
    return None


def _plain(word: str) -> float | None:
    if word[0].isdigit():
        return _figure(word)
    return SMALL.get(word)


def _unit(text: str, label: str, country: str | None) -> tuple[str, float]:
    lower = text.lower()
    if label == "PERCENT":
        return "percent", 1.0
    if label == "MONEY":
        return _currency(text, lower, country), (0.01 if re.search(r"\b(?:cents|pence)\b", lower) else 1.0)
    if label == "QUANTITY":
        lower = re.sub(r"\b(?:per|a|an|each) (?:day|week|month|year|hour|capita)\b|\band .*\bdays?\b", "", lower)
        if re.search(r"square (?:kilomet|mile)|km²|km2", lower):
            return "ha", 258.998811 if "mile" in lower else 100.0
        for word in reversed(re.findall(r"[^\W\d_]+", lower)):
            for form in (word, word.removesuffix("s"), word.removesuffix("es")):
                if form in UNITS:
                    return UNITS[form]
    return "count", 1.0


def _currency(text: str, lower: str, country: str | None) -> str:
    for code in re.findall(r"\b[A-Z]{3}\b", text):
        if code in ISO:
            return str(code)
    own = _currency_of(country)
    for symbol in sorted(SYMBOLS, key=len, reverse=True):
        if symbol in lower and not (symbol == "s/" and "s/" not in lower.split()[0]):
            return SYMBOLS[symbol]
    words = re.findall(r"[^\W\d_]+", lower)
    for i, word in enumerate(words):
        form = word if word in CURRENCIES else word.removesuffix("s")
        if form in CURRENCIES:
            told = _currency_by_demonym(" ".join(words[:i]))
            if told:
                return told
            if form in SHARED and own and form != "dollar":
                return own
            return CURRENCIES[form]
    return own or "USD"


@lru_cache(maxsize=1)
def _demonyms() -> dict[str, tuple[str, str]]:
    """Folded demonym or country name -> (alpha-2 code, currency)."""
    return {
        fold(name): (country.alpha2, country.currency_code)
        for country in countries()
        for name in (country.name, *country.aliases, *country.demonyms)
    }


def _currency_by_demonym(words: str) -> str | None:
    for word in reversed(words.split()):
        if word in _demonyms():
            return _demonyms()[word][1]
    return None


def _currency_of(country: str | None) -> str | None:
    return next((currency for code, currency in _demonyms().values() if code == country), None) if country else None


@Language.factory("blotter_numbers", assigns=["doc._.numbers"])
def make_numbers(nlp: Language, name: str) -> Numbers:
    return Numbers()


class Numbers:
    """The component."""

    def __call__(self, doc: Doc) -> Doc:
        numbers: list[dict[str, Any]] = []
        country = None
        people = list(doc.spans[PEOPLE_LAYER]) if PEOPLE_LAYER in doc.spans else []
        sought = False
        for ent in doc.ents:
            if ent.label_ not in NUMBER_LABELS:
                continue
            if ent.label_ == "MONEY" and not sought:
                country, sought = _country_of(doc), True
            form = normalise_number(ent.text, ent.label_, country if ent.label_ == "MONEY" else None)
            if form is None:
                continue
            unit = form.unit
            held = any(span.start <= ent.start and ent.end <= span.end for span in people)
            if ent.label_ == "CARDINAL" and unit == "count" and not held and _is_age(doc, ent.start, ent.end, form):
                unit = "year"
            numbers.append(
                {
                    "span": [ent.start, ent.end, ent.label_], "low": form.low, "high": form.high, "unit": unit,
                    "approximate": form.approximate, "measures": _guess(unit, ent.label_, ent.text, held), "about": None,
                }
            )  # fmt: skip
        doc._.numbers = numbers
        return doc


def _country_of(doc: Doc) -> str | None:
    """The country named most, by itself or its people."""
    votes: dict[str, int] = {}
    for ent in doc.ents:
        if ent.label_ in ("GPE", "NORP") and (found := _demonyms().get(fold(ent.text))):
            votes[found[0]] = votes.get(found[0], 0) + 1
    return max(votes, key=lambda code: votes[code]) if votes else None


def _is_age(doc: Doc, start: int, end: int, form: NumberForm) -> bool:
    """``Ana Paz, 27, said``: a bare figure between commas after a name, or after ``aged``."""
    if form.low is None or form.low != form.high or not 1 <= form.low <= 110 or form.low % 1:
        return False
    before = doc[start - 1].lower_ if start else ""
    if before in ("aged", "age"):
        return True
    after = doc[end].text if end < len(doc) else "."
    names = {ent.end for ent in doc.ents if ent.label_ == "PERSON"}
    close = start - 1 in names or (start >= 2 and doc[start - 2].text in "”\"'’)" and start - 2 in names)
    return before == "," and after in (",", ".", ";", ")", "and", "—", "–") and close


def _guess(unit: str, label: str, text: str, held: bool) -> str:
    if unit == "year":
        return "age" if label == "CARDINAL" or re.search(r"-old|años", text) else "term"
    if unit == "month":
        return "term"
    if unit == "kg":
        return "weight"
    return "value" if label == "MONEY" else "other"
