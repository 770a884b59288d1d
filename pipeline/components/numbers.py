"""Give every number mention its normal form: bounds, unit, whether it is approximate, what it measures.

``normalise_number`` reads one mention (``some 1.2 tons`` is 1200 kg, approximate); the component adds what only
the context tells: whose pesos, whether ``27`` is an age, and a first guess at ``measures`` by named rules.

Fills ``doc._.numbers``, one dict for each MONEY, PERCENT, QUANTITY and CARDINAL of ``doc.ents`` that can be read.
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, cached_property, lru_cache
from itertools import pairwise
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc, Span

from pipeline.knowledge import Agency, Gang, agency_index, countries, currencies, fold, gang_index, units
from pipeline.scheme import NUMBER_LABELS, PEOPLE_LAYER, declare_doc_extensions

declare_doc_extensions()

# Words of number

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

# Units: word -> (unit of annotation.md, factor)

# Gold, silver and platinum are weighed in troy ounces (``troy-ounce`` of the units).
PRECIOUS = frozenset(("gold", "silver", "platinum", "bullion"))
UNITS: dict[str, tuple[str, float]] = {form: (row.unit, row.factor) for row in units() for form in row.forms}
UNIT_PREFIXES = frozenset(("square", "sq", "cubic", "nautical", "metric", "short", "long", "troy"))
# Factors that are exact in the decimal system are not rounded; others as a reporter would.
EXACT_FACTORS = frozenset((1.0, 10.0, 100.0, 1e3, 1e-3, 1e-4, 1e-5, 1e-6, 7.0, 0.0002, 158.987294928))

# Currencies: what a word or sign can mean; the first is taken where the country does not tell.

CURRENCY_WORDS: dict[str, tuple[str, ...]] = {form: row.codes for row in currencies() for form in row.forms}
SIGNS: dict[str, tuple[str, ...]] = {
    "$": CURRENCY_WORDS["dollar"] + CURRENCY_WORDS["peso"], "€": ("EUR",), "£": CURRENCY_WORDS["pound"], "¥": ("JPY", "CNY"), "₹": ("INR",),
    "₡": ("CRC",), "₲": ("PYG",), "₦": ("NGN",), "₱": ("PHP",), "₺": ("TRY",), "₽": ("RUB",), "₩": ("KRW",),
    "฿": ("THB",), "₫": ("VND",), "₪": ("ILS",), "₴": ("UAH",), "¢": ("USD",),
}  # fmt: skip
# Letters before a dollar sign, or a sign of letters before the figure.
DOLLAR_PREFIXES = {
    "us": "USD", "u.s.": "USD", "usd": "USD", "r": "BRL", "rs": "BRL", "mex": "MXN", "mx": "MXN", "mxn": "MXN",
    "c": "CAD", "ca": "CAD", "can": "CAD", "cdn": "CAD", "a": "AUD", "au": "AUD", "aus": "AUD", "nz": "NZD", "hk": "HKD",
    "s": "SGD", "nt": "TWD", "j": "JMD", "ja": "JMD", "tt": "TTD", "bz": "BZD", "bds": "BBD", "rd": "DOP", "col": "COP",
    "cop": "COP", "clp": "CLP", "cl": "CLP", "ch": "CLP", "ar": "ARS", "ars": "ARS", "u": "UYU", "g": "GYD",
    "gy": "GYD", "fj": "FJD", "ec": "XCD", "z": "ZWL", "n": "NAD", "b": "BSD", "bs": "BSD", "nio": "NIO", "l": "LRD",
}  # fmt: skip
LETTER_SIGNS = {
    "rs": ("INR", "PKR", "LKR", "NPR"), "r": ("ZAR",), "q": ("GTQ",), "l": ("HNL",), "p": ("PHP",),
    "bs": ("VES", "BOB"), "s/": ("PEN",), "ksh": ("KES",), "ush": ("UGX",), "sh": CURRENCY_WORDS["shilling"], "rm": ("MYR",), 
    "rp": ("IDR",), "kr": ("SEK", "NOK", "DKK"), "zl": ("PLN",), "chf": ("CHF",), "fcfa": ("XOF", "XAF"), "n": ("NGN",),
    "us": ("USD",), "tk": ("BDT",), "dm": ("DEM",), "gs": ("PYG",), "xof": ("XOF",), "xaf": ("XAF",), "inr": ("INR",),
    "pkr": ("PKR",),
}  # fmt: skip
# Names of countries before a currency that knowledge does not list as a demonym.
CURRENCY_ADJECTIVES = {"us": "US", "u.s.": "US", "american": "US", "hong kong": "HK", "trinidadian": "TT"}
CURRENCY_ADJECTIVES |= {"dominican": "DO", "dominicans": "DO"}
# A currency that took the place of another: code -> (its first day, the code until then).
REPLACED = {"VES": ("2018-08-20", "VEF")}
# What a country paid in before the euro.
BEFORE_THE_EURO = {"DE": "DEM", "FR": "FRF", "IT": "ITL", "ES": "ESP"}
CFA_FRANCS = ("XOF", "XAF")
# A bare ``$`` is the local dollar in an article that names one of these countries more often than the United States.
DOLLAR_PLACES: dict[str, str] = {}
for _code, _places in (
    (
        "CA",
        "canada canadian canadians ottawa toronto montreal vancouver winnipeg calgary edmonton halifax quebec ontario "
        "manitoba saskatchewan alberta saskatoon mississauga brampton moncton fredericton kelowna lethbridge laval gatineau "
        "nova-scotia british-columbia new-brunswick prince-edward quebecers rcmp mounties mountie surete",
    ),
    ("JM", "jamaica jamaican jamaicans spanish-town montego-bay"),
    (
        "US",
        "u.s. us united-states america american americans washington new-york los-angeles chicago houston miami boston "
        "philadelphia detroit brooklyn queens manhattan dallas phoenix atlanta baltimore seattle denver memphis orleans "
        "california texas florida arizona illinois pennsylvania ohio georgia michigan virginia massachusetts tennessee "
        "missouri maryland colorado minnesota wisconsin alabama louisiana kentucky oregon oklahoma connecticut "
        "iowa mississippi arkansas utah nevada kansas nebraska idaho maine montana vermont wyoming delaware hawaii "
        "alaska indiana new-jersey new-mexico north-carolina south-carolina fbi dea",
    ),
):
    DOLLAR_PLACES |= dict.fromkeys(_places.split(), _code)
CENTS = frozenset(("cent", "cents", "¢", "centavos", "pence"))

# Bounds and approximators

BOUND = re.compile(
    r"""
    (?P<low> \b(?:no|not)\ (?:fewer|less)\ than\b | \bat\ (?:the\ )?(?:very\ )?least\b | \bupwards?\ of\b
      | \bin\ excess\ of\b | \bexceed(?:ing|ed|s)?\b | \bbeyond\b | \ba?\ ?minimum\ (?:of\b)?
      | \bas\ (?:few|little|low)\ as\b | \bal\ menos\b | \bmas\ de\b | >=? | ≥ | \bor\ more\b | \band\ counting\b
      | \band\ (?:more|up|above)\b | \bor\ (?:above|over|older)\b | (?<=[\da-z])\+ | (?<=\d)-?\ ?plus\b )
  | (?P<high> \b(?:no|not)\ (?:more|greater|higher)\ than\b | \bup\ ?-?to\b | \bat\ (?:the\ )?(?:very\ )?most\b
      | \bas\ (?:many|much|high|large|long|far|big)\ as\b | \ba?\ ?maximum\ (?:of\b)?
      | \bor\ (?:fewer|less|under|below)\b
      | \b(?:fewer|less|lower|smaller|younger)\ than\b | \b(?:under|below|hasta|within)\b | <=? | ≤ )
  | (?P<low2> \b(?:more|greater|higher|larger|older)\ than\b | \b(?:over|above)\b )
  | (?P<about> \b(?:about|around|some|roughly|approximately|approx\.?|estimated|estimate|nearly|almost|close\ to|near
      |virtually|practically|circa|ca\.|c\.|in\ the\ region\ of|[io]n\ the\ order\ of|in\ the\ neighbou?rhood\ of
      |somewhere|more\ or\ less|perhaps|maybe|possibly|just\ shy\ of|unos|unas|cerca\ de|alrededor\ de
      |aproximadamente|casi|or\ so|-?odd|or\ thereabouts)(?![a-z]) | ~ | ≈ )
    """,
    re.VERBOSE,
)
FIGURE = (
    r"\d{1,2}(?:,\d{2})+,\d{3}(?!\d)|\d{1,3}(?P<sep>[ ,.'])\d{3}(?:(?P=sep)\d{3})*(?:[.,]\d+)?(?![\d])"
    r"|\d+(?:[.,]\d+)?"
)
TOKEN = re.compile(rf"(?P<mixed>\d+ \d/\d+|\d+/\d+)(?!\d)|(?P<figure>{FIGURE})|s/|[a-z]+\d?(?:\.[a-z]\.)*|[^\s\w]")
VULGAR = {"½": " 1/2", "¼": " 1/4", "¾": " 3/4", "⅓": " 1/3", "⅔": " 2/3", "⅕": " 1/5", "⅛": " 1/8"}
DASHES = re.compile("[‐-―−]")
PERCENT = re.compile(r"%|\bper ?cent\b|\bpct\b|\bpercentage\b|\bpor ciento\b|\bpercent")
RATIO = re.compile(r"^(?:the )?(.+?) (?:in|out of|of|from) (?:every |each )?(.+)$")
HUNDREDTHS = re.compile(r"(?:a|one) (?:hundred|thousand)")
AGE_DECADE = re.compile(r"^(?:(?:his|her|their|the|my) )?(?:early |late |mid-? ?)?'?([2-9]0)'?s$")
UNKNOWN_UNIT = "count"


@dataclass(frozen=True, slots=True)
class NumberForm:
    """A number mention's normal form; an open bound is None, ``unit`` as in annotation.md §6."""

    low: float | None
    high: float | None
    unit: str
    approximate: bool = False


@dataclass(slots=True)
class _Item:
    """One figure inside a mention, with the unit and the connector that stand beside it."""

    value: float
    vague: bool = False
    scaled: bool = False
    mantissa: float = 0.0
    fraction: bool = False
    unit: str | None = None
    factor: float = 1.0
    connector: str | None = None

    @property
    def bare_fraction(self) -> bool:
        return self.fraction and not self.scaled and self.unit is None


@lru_cache(maxsize=20_000)
def normalise_number(text: str, label: str, *, country: str | None = None) -> NumberForm | None:
    """The normal form of a number mention, or None where no number can be read in it.

    ``label`` is MONEY, PERCENT, QUANTITY or CARDINAL; ``country`` (ISO 3166 alpha-2) decides whose dollars, pesos,
    rupees or pounds are meant where the mention does not say. Weights come in kg, distances in km, areas in ha,
    volumes in l; money in units of its ISO 4217 code. Never raises.
    """
    cleaned = clean_number(text)
    if decade := AGE_DECADE.match(cleaned):
        return NumberForm(float(decade[1]), float(decade[1]) + 9, "year", True)
    unit, cleaned = _unit_of(cleaned, label, country)
    stripped, low_open, high_open, approximate = _bounds(cleaned)
    if label == "CARDINAL" and unit is None and (ratio := _ratio(stripped)) is not None:
        return _form(ratio, ratio, "percent", low_open, high_open, approximate)
    items = _read_items(stripped, label)
    if not items or not all(math.isfinite(item.value) for item in items):
        return None
    if "between" in stripped.split()[:2] and len(items) == 1:
        approximate = True
    return _combine(items, unit, label, low_open, high_open, approximate)


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


# Bounds


def _bounds(text: str) -> tuple[str, bool, bool, bool]:
    """The text without its bounds and approximators, and which of them there were."""
    low_open = high_open = approximate = False

    def note(match: re.Match[str]) -> str:
        nonlocal low_open, high_open, approximate
        if match["about"]:
            approximate = True
        elif match["high"]:
            low_open = True
        else:
            high_open = True
        return " "

    return BOUND.sub(note, text).strip(), low_open, high_open, approximate


def _form(
    low: float, high: float, unit: str, low_open: bool, high_open: bool, approximate: bool, vague: bool = False
) -> NumberForm:
    """Apply the bounds: ``at least`` leaves the upper end open, ``up to`` the lower."""
    if low_open and high_open:
        low_open = high_open = low == high
    if low == high and low_open != high_open:
        return NumberForm(None if low_open else low, None if high_open else high, unit, approximate or vague)
    return NumberForm(low, None if vague else high, unit, approximate or vague)


# Units


def _unit_of(text: str, label: str, country: str | None) -> tuple[str | None, str]:
    """Percent or a currency where the mention has one, and the mention without its signs."""
    if label == "PERCENT" or PERCENT.search(text):
        return "percent", PERCENT.sub(" ", text)
    if label == "QUANTITY":
        return None, text
    return currency(text, label, country)


SIGN = re.compile(r"(?:\b(u\.s\.|[a-z]{1,3})\.? ?)?([$€£¥₹₡₲₦₱₺₽₩฿₫₪₴¢])")
LETTER_SIGN = re.compile(r"^(?:(.*?) )?(s/|[a-z]{1,4})\.? ?(?=\d)")
WORD = re.compile(r"u\.s\.|[a-z]+")


def currency(text: str, label: str, country: str | None = None) -> tuple[str | None, str]:
    """The ISO 4217 code that a cleaned mention names, and the mention without its currency."""
    if match := SIGN.search(text):
        prefix, sign = match[1], match[2]
        code = DOLLAR_PREFIXES.get(prefix) if sign == "$" and prefix else None
        rest = SIGN.sub(lambda m: f"{m[1]} " if m[1] and m[1] not in DOLLAR_PREFIXES else " ", text)
        words = [word for word in WORD.findall(rest) if word in CURRENCY_WORDS]
        if code is None and words:
            code = _choose(CURRENCY_WORDS[words[0]], country, rest)
        return code or _choose(SIGNS[sign], country, ""), _without_currency(rest)
    words = [word for word in WORD.findall(text) if word in CURRENCY_WORDS]
    # A lone "real", "sol", "mark" or "won" is a currency only in a MONEY mention.
    if words and (label == "MONEY" or (words[0] in COMMON_CURRENCIES and label == "CARDINAL")):
        return _choose(CURRENCY_WORDS[words[0]], country, text), _without_currency(text)
    if label != "MONEY":
        return None, text
    if (match := LETTER_SIGN.search(text)) and match[2] in LETTER_SIGNS and not BOUND.fullmatch(match[2]):
        rest = re.sub(rf"(?<![a-z]){re.escape(match[2])}\.? ?(?=\d)", "", text[match.end() :])
        return _choose(LETTER_SIGNS[match[2]], country, ""), f"{match[1] or ''} {rest}".strip()
    return _choose(SIGNS["$"], country, ""), text


COMMON_CURRENCIES = frozenset(
    ("dollar", "dollars", "peso", "pesos", "euro", "euros", "rupees", "lempiras", "bolivares")
)


def _choose(codes: Sequence[str], country: str | None, text: str) -> str:
    """The country's own currency if the word or sign can mean it, else the first."""
    named = _country_in(text) if len(codes) > 1 and text else None
    if "cfa" in text:
        codes = CFA_FRANCS
    for place in (named, country):
        if place is not None and (code := _own_currency(place, codes)) is not None:
            return code
    return codes[0]


def _own_currency(country: str, codes: Sequence[str]) -> str | None:
    """The one of the codes that is the currency of a country (alpha-2), or was before the euro."""
    return next((code for known in (_currency_of(), BEFORE_THE_EURO) if (code := known.get(country)) in codes), None)


def _without_currency(text: str) -> str:
    return " ".join(
        token
        for token in text.replace("-", " - ").split()
        if token.rstrip(".,") not in CURRENCY_WORDS and token not in CURRENCY_ADJECTIVES and token != "cfa"
    )


@cache
def _currency_of() -> dict[str, str]:
    return {country.alpha2: country.currency_code for country in countries()}


@cache
def _country_names() -> dict[str, str]:
    """Folded name, alias, demonym or capital -> alpha-2 code."""
    names: dict[str, str] = {}
    for country in countries():
        for name in (country.name, *country.aliases, *country.demonyms, country.capital):
            if name:
                names.setdefault(clean_number(name), country.alpha2)
    return names | {clean_number(name): code for name, code in CURRENCY_ADJECTIVES.items()}


def _country_in(text: str) -> str | None:
    names = _country_names()
    words = WORD.findall(text)
    for first, second in zip(words, [*words[1:], ""], strict=True):
        if code := names.get(f"{first} {second}") or (names.get(first) if len(first) > 2 or first == "us" else None):
            return code
    return None


# Figures


def _read_items(text: str, label: str) -> list[_Item]:
    """The figures of a cleaned mention in order, each with its unit."""
    tokens = [match[0] for match in TOKEN.finditer(text)]
    items: list[_Item] = []
    connector: str | None = None
    prefix = ""
    i = 0
    while i < len(tokens):
        token = tokens[i]
        found = _read_number(tokens, i, label)
        if found is not None:
            item, i = found
            item.connector = connector if items else None
            items.append(item)
            connector = None
            continue
        if token in UNIT_PREFIXES:
            prefix = token
        elif (unit := _lookup_unit(prefix, token, label)) is not None:
            _set_unit(items, token, unit, tokens[:i])
            prefix = ""
        elif token in CENTS and items and label == "MONEY":
            items[-1].value /= 100
        elif token in CONNECTORS and (token != "-" or connector is None):
            connector = token
        elif token == "life" and items and connector:
            items[-1].vague = True
        i += 1
    return items


def _lookup_unit(prefix: str, token: str, label: str) -> tuple[str, float] | None:
    if label == "MONEY" or (label == "CARDINAL" and token not in AGE_UNITS):
        return None
    return UNITS.get(f"{prefix}-{token}") or UNITS.get(token)


AGE_UNITS = frozenset(("year", "years", "yr", "yrs", "ano", "anos", "yo"))


def _set_unit(items: list[_Item], token: str, unit: tuple[str, float], before: list[str]) -> None:
    """Give a unit to the figure before it; a unit alone is one (``a ton``) or an unknown many (``tons``)."""
    if items:
        if items[-1].unit is None:
            items[-1].unit, items[-1].factor = unit
        return
    several = any(word in SEVERAL for word in before)
    many = several or (token.endswith("s") and not any(word in ARTICLES for word in before))
    value = 2.0 if many else 1.0
    items.append(_Item(value, vague=many, mantissa=value, unit=unit[0], factor=unit[1]))


def _figure(token: str, label: str) -> float:
    """``1,234.5``, ``1.234,5``, ``1 234`` and ``1'234`` as a number."""
    marks = [c for c in token if not c.isdecimal()]
    if not marks:
        return float(token[:300])
    last = marks[-1]
    whole, _, tail = token.rpartition(last)
    grouped = len(tail) == 3 and (last in " ,'" or len(marks) > 1 or label in ("CARDINAL", "MONEY"))
    if len(marks) > 1 and marks[0] != last:
        grouped = False
    digits = re.sub(r"\D", "", token if grouped else whole)[:300]
    return float(digits) if grouped else float(f"{digits or 0}.{tail[:30]}")


def _read_number(tokens: list[str], i: int, label: str) -> tuple[_Item, int] | None:
    """A figure or words of number from a token on, and where they end."""
    reader = _Reader(tokens, i, label)
    while reader.i < len(tokens) and reader.step(tokens[reader.i]):
        reader.i += 1
    return reader.item(i)


class _Reader:
    """Reads one number token by token: ``total`` holds finished thousands, ``current`` what is being built."""

    def __init__(self, tokens: list[str], i: int, label: str) -> None:
        self.tokens, self.start, self.i, self.label = tokens, i, i, label
        self.total = self.mantissa = 0.0
        self.current: float | None = None
        self.vague = self.scaled = self.fraction = self.several = False

    def step(self, token: str) -> bool:
        """Take one token into the number; False where the number ends before it."""
        readers = (self._figure, self._word, self._fraction, self._vague, self._scale, self._glue)
        return any(read(token) for read in readers)

    def item(self, start: int) -> tuple[_Item, int] | None:
        """What was read, and where it ends; None if that is no number."""
        if self.current is None and not self.scaled:
            if not self.several:
                return None
            self.current, self.vague, self.mantissa = 2.0, True, 2.0
        end = self.i
        while end > start and self.tokens[end - 1] in ("-", "of", "and", "y"):
            end -= 1
        value = self.total + (self.current or 0.0)
        return _Item(value, self.vague, self.scaled, self.mantissa, self.fraction), end

    def _figure(self, token: str) -> bool:
        if not token[0].isdecimal() or self.current is not None or self.scaled:
            return False
        follower = self.tokens[self.i + 1] if self.i + 1 < len(self.tokens) else ""
        self.current = self.mantissa = _fraction_or_figure(token, self.label, follower)
        return True

    def _word(self, token: str) -> bool:
        value = WORDS.get(token)
        if value is None or (self.current is not None and not _continues(self.current, value)):
            return False
        self.current = (self.current or 0.0) + value
        self.mantissa = self.mantissa or self.current
        return True

    def _fraction(self, token: str) -> bool:
        parts = FRACTIONS.get(token)
        counted = self.current is not None and self.tokens[self.i - 1] in ("-", *WORDS)
        if parts is None or not (counted or token in ("half", "quarter", "mitad") or _article(self.tokens, self.i)):
            return False
        self.current = (1.0 if self.current is None else self.current) / parts
        self.mantissa, self.fraction = self.current, True
        return True

    def _vague(self, token: str) -> bool:
        if token in SEVERAL and self.current is None:
            self.several = True
            return True
        if token not in VAGUE or self.current is not None or (token == "miles" and self.label == "QUANTITY"):
            return False
        if self.several:
            return False
        self.total = self.total * SCALES.get(token, 1.0) if self.scaled else VAGUE[token]
        self.scaled = self.vague = True
        return True

    def _scale(self, token: str) -> bool:
        scale = _scale(token, self.label)
        if scale is None:
            return False
        if self.current is None and not self.several and not _article(self.tokens, self.i) and self.i > 0:
            return False
        base = self.current if self.current is not None else 2.0 if self.several else 1.0
        if scale < 1000:
            self.current = base * scale
        else:
            self.total += base * scale
            self.current = None
        self.mantissa = self.mantissa or base
        self.vague = self.vague or self.several
        self.scaled, self.several = True, False
        return True

    def _glue(self, token: str) -> bool:
        """Little words inside a number: ``quarter of a million``, ``twenty-two``, ``two and a half``."""
        tokens, i = self.tokens, self.i
        if token == "of":
            return self.several or ((self.scaled or self.fraction) and _is_scale(tokens, i + 1, self.label))
        if token == "-":
            return i > self.start and _joins(tokens, i, self.current)
        if token in ("and", "y") and (self.current is not None or self.scaled):
            if (added := _addend(tokens, i + 1)) is not None:
                self.current, self.i = (self.current or 0.0) + added[0], added[1] - 1
                return True
            return _adds(tokens, i, self.current, self.scaled)
        if token in ARTICLES and self.fraction:
            return _is_scale(tokens, i + 1, self.label)
        if token in ARTICLES and self.current is None and not self.scaled:
            follower = tokens[i + 1] if i + 1 < len(tokens) else ""
            return follower in SCALES or follower in FRACTIONS or follower in SEVERAL
        return False


def _fraction_or_figure(token: str, label: str, follower: str) -> float:
    if "/" in token:
        whole, _, part = token.rpartition(" ")
        above, _, below = part.partition("/")
        if float(below) == 0:
            return float(above)
        return (float(whole) if whole else 0.0) + float(above) / float(below)
    if re.fullmatch(r"\d{1,3}\.\d{3}", token) and follower in SCALES:
        return float(token)
    return _figure(token, label)


def _continues(current: float, value: float) -> bool:
    """Whether ``value`` goes on the same spelt number: ``twenty`` ``two``, ``hundred`` ``twenty``."""
    return (current % 100 == 0 and current > 0 and value < 100) or (
        20 <= current % 100 < 100 and current % 10 == 0 and 0 < value < 10
    )


def _article(tokens: list[str], i: int) -> bool:
    return i > 0 and tokens[i - 1] in ARTICLES


def _scale(token: str, label: str) -> float | None:
    if token == "m" or token == "b" or token == "t":
        return None if label == "QUANTITY" else {"m": 1e6, "b": 1e9, "t": 1e12}[token]
    if token == "mm" and label == "QUANTITY":
        return None
    return SCALES.get(token)


def _is_scale(tokens: list[str], i: int, label: str) -> bool:
    while i < len(tokens) and tokens[i] in ARTICLES:
        i += 1
    return i < len(tokens) and _scale(tokens[i], label) is not None


def _joins(tokens: list[str], i: int, current: float | None) -> bool:
    """Whether a hyphen joins one spelt number (``twenty-two``, ``two-thirds``, ``half-million``) and no range."""
    if i + 1 >= len(tokens):
        return False
    after = tokens[i + 1]
    if after in SCALES or after in FRACTIONS or after == "and":
        return True
    if tokens[i - 1] in SEVERAL:
        return after in SCALES
    return after in WORDS and current is not None and _continues(current, WORDS[after])


def _adds(tokens: list[str], i: int, current: float | None, scaled: bool) -> bool:
    """Whether ``and`` goes on the same number: ``one hundred and twenty``, ``treinta y dos``."""
    after = tokens[i + 1] if i + 1 < len(tokens) else ""
    if after not in WORDS or "between" in tokens[:i]:
        return False
    if tokens[i] == "y":
        return current is not None and _continues(current, WORDS[after])
    return scaled and (current or 0) % 100 == 0


def _addend(tokens: list[str], i: int) -> tuple[float, int] | None:
    """A fraction after ``and``, and where it ends; None where a whole number follows."""
    j = i
    while j < len(tokens) and tokens[j] in ("-", *ARTICLES):
        j += 1
    parts = 1.0
    if j < len(tokens) and tokens[j] in WORDS and j + 1 < len(tokens):
        ahead = j + 2 if tokens[j + 1] == "-" and j + 2 < len(tokens) else j + 1
        if tokens[ahead] in FRACTIONS:
            parts, j = WORDS[tokens[j]], ahead
    if j < len(tokens) and tokens[j] in FRACTIONS:
        return parts / FRACTIONS[tokens[j]], j + 1
    return None


# From figures to a form


def _ratio(text: str) -> float | None:
    """``three in ten`` and ``nine out of 10`` in percent."""
    match = RATIO.match(text)
    if match is None:
        return None
    parts = [_read_items(part, "CARDINAL") for part in match.groups()]
    if any(len(part) != 1 or part[0].vague or part[0].fraction for part in parts):
        return None
    if parts[0][0].scaled or (parts[1][0].scaled and not HUNDREDTHS.fullmatch(match[2])):
        return None
    share, whole = parts[0][0].value, parts[1][0].value
    if not 0 < share < whole:
        return None
    return round(100 * share / whole, 1)


def _combine(
    items: list[_Item], unit: str | None, label: str, low_open: bool, high_open: bool, approximate: bool
) -> NumberForm:
    """One form from the figures of a mention: a range, a sum (``five feet two inches``) or a single value."""
    if len(items) > 1 and (summed := _sum(items)) is not None:
        items = [summed]
    first, last = items[0], items[-1]
    if len(items) > 1 and last.connector is not None:
        if last.scaled and not first.scaled and first.mantissa <= last.mantissa and last.mantissa:
            scale = last.value / last.mantissa
            first = replace(first, value=first.value * scale, scaled=True)
        if first.unit is None:
            first = replace(first, unit=last.unit, factor=last.factor)
    else:
        last = first
    if label == "CARDINAL" and unit is None and all(item.bare_fraction for item in (first, last)):
        unit = "percent"
        first, last = (replace(item, value=100 * item.value) for item in (first, last))
    low, high = _convert(first), _convert(last)
    if high < low:
        high = low
    vague = last.vague or first.vague
    return _form(low, high, unit or first.unit or UNKNOWN_UNIT, low_open, high_open, approximate, vague)


def _sum(items: list[_Item]) -> _Item | None:
    """``12 years and six months`` as 12.5 years; what is under a month of a term is left out."""
    first, second = items[0], items[1]
    if len(items) != 2 or first.unit is None or second.connector not in (None, "and"):
        return None
    if second.unit == first.unit and second.factor < first.factor:
        return replace(first, value=first.value + second.value * second.factor / first.factor)
    if (first.unit, second.unit) == ("year", "month"):
        return replace(first, value=first.value + second.value / 12)
    if second.unit in ("day", "hour") and first.unit in ("year", "month"):
        return first
    if second.fraction and second.unit is None:
        return replace(first, value=first.value + second.value)
    return None


def _convert(item: _Item) -> float:
    """The value in its unit, rounded the way a reader would round a conversion."""
    value = item.value * item.factor
    if item.bare_fraction:
        return round(value, 1) if value >= 1 else round(value, 4)
    if item.factor in EXACT_FACTORS:
        return round(value, 0 if value > 1e6 and item.factor != 1.0 else 9)
    if 0 < value < 1:
        return float(f"{value:.3g}")
    return round(value, 0 if value >= 10_000 else 1 if value >= 10 else 2)


# What a number measures: named rules over the words around it


def _terms(text: str) -> frozenset[str]:
    return frozenset(text.split())


# Nouns that are counted; the last word of what is counted decides.
NOUNS: dict[str, frozenset[str]] = {
    "weapons": _terms(
        "gun guns handgun handguns rifle rifles pistol pistols revolver revolvers shotgun shotguns machinegun "
        "machineguns grenade grenades weapon weapons firearm firearms arms cartridge cartridges round rounds "
        "ammunition bullets machete machetes knives explosives detonators magazines rockets missiles mortars "
        "launchers bombs mines carbines submachine"
    ),
    "killed": _terms(
        "murder murders homicide homicides killing killings death deaths body bodies corpse corpses fatality "
        "fatalities dead assassinations executions femicides massacre lives"
    ),
    "injured": _terms("injury injuries wounded injured casualties"),
    "missing": _terms("hostage hostages captive captives disappearances"),
    "arrested": _terms("arrest arrests detention detentions detainee detainees captures"),
    "migrants": _terms(
        "migrant migrants immigrant immigrants refugee refugees asylum-seekers asylum seekers deportees passengers "
        "expatriates displaced stowaways"
    ),
    "population": _terms("inhabitants residents population inmates people"),
    "cases": _terms(
        "case cases count counts charge charges crime crimes offence offences offense offenses attack attacks "
        "attempt attempts kidnapping kidnappings abduction abductions robbery robberies theft thefts complaint "
        "complaints raid raids operation operations incident incidents shooting shootings bombing bombings "
        "extortions clashes assaults hijackings seizures searches warrants indictments investigations reports "
        "massacres carjackings rapes break-ins heists felonies counts threats"
    ),
}  # fmt: skip
PERSON_NOUNS = _terms(
    "people person persons man men woman women child children boy boys girl girls youth youths teenager teenagers "
    "officer officers policeman policemen soldier soldiers troops police guard guards agent agents members member "
    "suspect suspects gunman gunmen civilian civilians victim victims inmate inmates prisoner prisoners detainee "
    "detainees worker workers farmer farmers student students journalist journalists militant militants rebel rebels "
    "fighter fighters guerrilla guerrillas hitman hitmen sicarios assailants attackers gangster gangsters bystander "
    "bystanders tourist tourists brother brothers sister sisters others foreigners nationals citizens family relatives "
    "migrants immigrants refugees passengers crew personnel forces marines extremists terrorists pirates raiders "
    "criminals traffickers smugglers drivers teachers doctors priests lawyers judges prosecutors politicians mayors "
    "villagers residents protesters employees hostages wounded dead"
)
FORCES = _terms(
    "soldier soldiers troops police officers policemen agents marines personnel forces guards guardsmen men peacekeepers "
    "commandos paratroopers detectives elements"
)
# Words that say what happened to the people counted. Each is sought near the number, before or behind it.
CUES: dict[str, frozenset[str]] = {
    "killed": _terms(
        "killed killing kill kills dead died die dies murdered slain executed beheaded massacred slaughtered lynched "
        "drowned shot-dead perished deaths death claimed lives murder murders killings fatally corpses bodies "
        "assassinated homicides assassinate burning decapitated toll"
    ),
    "injured": _terms("wounded injured hurt wounding injuring injuries hospitalized hospitalised wounds"),
    "missing": _terms(
        "kidnapped kidnapping kidnap abducted abducting abduction hostage hostages missing disappeared disappearance "
        "captive captives captors hijacked seized freed rescued vanished crew ransom kidnappers"
    ),
    "arrested": _terms(
        "arrested arresting arrest arrests detained detaining detention detain captured custody apprehended nabbed "
        "rounded held jailed imprisoned"
    ),
    "deployed": _terms(
        "deployed deploy deploying deployment sent send sending dispatched mobilized mobilised patrolling patrol "
        "stationed guarded backed reinforcements involved ordered swept stormed"
    ),
    "migrants": _terms("deported deport deportation smuggled migrants crossing camped asylum"),
    "members": _terms("strong recruits ranks strength baptised membership"),
    "population": _terms("houses housing capacity population inhabitants built"),
    "other": _terms(
        "sentenced convicted sentencing convicting sentences charged indicted accused escaped fled surrendered wanted "
        "searching acquitted overpowered gathered protested interviewed"
    ),
}  # fmt: skip
MONEY_CUES: dict[str, frozenset[str]] = {
    "reward": _terms("reward rewards bounty information offers offered offering"),
    "other": _terms("aid budget fund funds funding grant grants loan saving received fine fined contract invested"),
    "payment": _terms(
        "ransom ransoms extort extorted extortion extorting bribe bribes bribery kickback kickbacks fee fees paid pay "
        "pays paying payment payments wage wages salary earns protection bail bond quota levy tax contributions "
        "demanded demanding demand demands asked asks monthly weekly vacuna promised receipt handed"
    ),
    "revenue": _terms(
        "revenue revenues profit profits turnover earned earn earnings made makes making income proceeds generate "
        "generates generated generating yields collects gross grossed bets sales raking rakes annually moved"
    ),
    "value": _terms(
        "worth value valued values seized seizing seize stole stolen steal theft robbery damage damages cash laundered "
        "laundering launder price cost costs recovered found confiscated lose lost losses assets property sold brings "
        "embezzled defrauded market"
    ),
}  # fmt: skip
COUNTED = PERSON_NOUNS.union(*NOUNS.values())
VERBS = _terms("is was were are be been has have had said say says will would can could may might")
FUNCTION_WORDS = VERBS | _terms(
    "of in on at by from with for to and or but as after before when while who whom which that during since until near "
    "into out over under than died die escaped fled more others remain still also it he she they were left each per"
)
AGE_WORDS = _terms("aged age ages old turned youngest oldest eldest")
AGED_PEOPLE = _terms(
    "boy girl man woman youth teenager child lad schoolgirl schoolboy nephew niece son daughter brother sister widow "
    "widower toddler baby"
)
AGED_GROUPS = _terms("boys girls men women youths teenagers children lads schoolgirls schoolboys")
CHILDREN = AGED_PEOPLE | AGED_GROUPS | AGE_WORDS | _terms("he she i who young at")
PARENTS = _terms("father mother grandfather grandmother parent leader killer owner")
AGE_ADVERBS = _terms("now only just then still barely already about both usually almost nearly not")
COPULAS = _terms("is was am are were 's turned")
BE = _terms("is was are were be")
# A noun that ends so names a person by what they do, if it is none of the things.
AGENTIVE = ("er", "or", "ist", "man", "woman", "eer", "hand")
THINGS = _terms(
    "number order quarter river tower paper weather water power centre center matter letter border harbor winter summer "
    "september october november december corner chapter member other another later after together however over under "
    "minor major floor door error terror sector tractor container trailer tanker freighter cruiser ladder shelter "
    "computer counter river rather never former whether further beyond hand secondhand beforehand total"
)
# What may stand between ages, after one, and after one that is said of somebody in passing.
LISTING = _terms(", and or to")
APPOSED = _terms(", ) . ; — – : and with from who was is")
AFTER_AGE = _terms(
    "when and or but as at in on by with from who while before after because then now is are was were go goes until"
)
AGE_BOUNDS = _terms("under over between below above")
ANYBODY = _terms("anyone everyone someone anybody everybody nobody")
ANYONE = _terms("one those them us mostly mainly people men women boys girls dead")
SHARES = _terms("quarter third half most majority many some thirds quarters percent none all")
# An age after ``at`` belongs to a turn of a life, a count to a level.
LIFE = _terms(
    "died dies die left leaves leave joined joins belonged married began started became retired recruited jailed called "
    "emigrated arrived school orphaned entered debuted"
)
LEVELS = _terms(
    "stood stands stand put puts set sets estimated estimates counted valued remains remained toll number numbers total "
    "rate price capped fixed strength tally speed bail"
)
TERM_WORDS = _terms(
    "prison jail sentence sentenced sentences imprisonment imprisoned term serving served serve bars custody convicted "
    "jailed penitentiary parole probation maximum condemned"
)
QUOTES = frozenset("\"'”’»")
BULKY = _terms("vessel ship tanker freighter container truck crane boat")
BARRIERS = _terms("; — – but while whereas although")
# How many tokens away a cue may stand; those of standing facts must be near.
REACH = 14
NEAR = {"population": 6, "members": 6, "deployed": 9, "other": 6, "migrants": 8}


@Language.factory("blotter_numbers", requires=["doc.ents"], assigns=["doc._.numbers"])
def make_numbers(nlp: Language, name: str) -> Numbers:
    return Numbers()


class Numbers:
    """The component; it holds no state."""

    def __call__(self, doc: Doc) -> Doc:
        mentions = [ent for ent in doc.ents if ent.label_ in NUMBER_LABELS]
        if not mentions:
            doc._.numbers = []
            return doc
        view = _View(doc, mentions)
        doc._.numbers = [number for ent in mentions if (number := view.number(ent)) is not None]
        return doc


class _View:
    """What the numbers of one Doc share, computed once."""

    def __init__(self, doc: Doc, mentions: list[Span]) -> None:
        self.doc = doc
        self.mentions = mentions
        self.lower = [token.lower_ for token in doc]
        self.people = list(doc.spans[PEOPLE_LAYER]) if PEOPLE_LAYER in doc.spans else []
        self.label_at = {i: ent.label_ for ent in doc.ents for i in range(ent.start, ent.end)}
        starts = [0, *(token.i for token in doc[1:] if token.is_sent_start), len(doc)]
        self.bounds = [bound for bound in pairwise(starts) for _ in range(bound[1] - bound[0])]
        self.migration = sum(word in NOUNS["migrants"] for word in self.lower) > 1
        self._places: list[tuple[int, str]] | None = None
        self._homes: list[tuple[int, str]] | None = None
        # What a bare number goes on with: the unit and the currency that were named last.
        self.measured = ""
        self.paid: str | None = None

    def number(self, ent: Span) -> dict[str, Any] | None:
        """The dict of one mention, or None where it cannot be read."""
        form = normalise_number(self.spelt(ent), ent.label_, country=self.country(ent))
        if form is None:
            return None
        if ent.label_ == "MONEY":
            form = self.money(ent, form)
        elif ent.label_ == "QUANTITY" and self.lower[ent.end : ent.end + 2] == ["to", "life"]:
            form = replace(form, high=None)
        holder = next((span for span in self.people if span.start <= ent.start and ent.end <= span.end), None)
        if ent.label_ == "CARDINAL" and holder is None and form.unit == "count":
            form = self.age(ent, form)
        return {
            "span": [ent.start, ent.end, ent.label_],
            "low": form.low,
            "high": form.high,
            "unit": form.unit,
            "approximate": form.approximate,
            "measures": self.measures(ent, form, holder),
            "about": None,
        }

    # What a mention leaves out

    def spelt(self, ent: Span) -> str:
        """The mention with the unit that it leaves to the one before (``2.5 km up and 2.5 back``); gold in troy ounces."""
        text = ent.text
        if ent.label_ != "QUANTITY":
            return text
        words = WORD.findall(clean_number(text))
        units = [word for word in words if word in UNITS]
        if units:
            self.measured = units[-1]
        elif self.measured and (not words or words[-1] in WORDS or text[-1].isdecimal()):
            return f"{text} {self.measured}"
        ounces = units and UNITS[units[-1]] == UNITS["ounce"]
        if ounces and self.at(ent.end) == "of" and PRECIOUS.intersection(self.lower[ent.end + 1 : ent.end + 3]):
            return re.sub(r"\b(?=(?:oz|ounces?)\b)", "troy ", text.lower())
        return text

    def money(self, ent: Span, form: NumberForm) -> NumberForm:
        """The sum in the currency named before where it names none, and in the one that was valid when it was written."""
        if not _names_currency(clean_number(ent.text)):
            return form if self.paid is None else replace(form, unit=self.paid)
        published = self.doc._.published
        first_day, before = REPLACED.get(form.unit, ("", form.unit))
        if published and published < first_day:
            form = replace(form, unit=before)
        if self.at(ent.start - 1) != "(":  # a sum in brackets is converted for the reader
            self.paid = form.unit
        return form

    # Whose money

    def country(self, ent: Span) -> str | None:
        """The country whose currency an ambiguous amount is in: the nearest one whose currency the word can mean."""
        codes = _ambiguous_codes(ent.text) if ent.label_ == "MONEY" else ()
        if not codes:
            return None
        if codes is SIGNS["$"] or codes[0] == "USD":
            return self.local_dollar
        fitting = [(i, code) for i, code in self.places() if _own_currency(code, codes)]
        first, last = self.bounds[ent.start]
        near = [place for place in fitting if first <= place[0] < last]
        if near:
            return min(near, key=lambda place: abs(place[0] - ent.start))[1]
        fitting += [(i, code) for i, code in self.homes() if _own_currency(code, codes)]
        return Counter(code for _, code in fitting).most_common(1)[0][0] if fitting else None

    def homes(self) -> list[tuple[int, str]]:
        """(token, alpha-2 code) of the home country of every known gang and agency that the text names."""
        if self._homes is None:
            indexes: dict[str, Mapping[str, Gang | Agency]] = {"GANG": gang_index(), "ORG": agency_index()}
            self._homes = []
            for ent in self.doc.ents:
                known = indexes[ent.label_].get(fold(ent.text)) if ent.label_ in indexes else None
                if known is not None and known.country:
                    self._homes.append((ent.start, known.country))
        return self._homes

    @cached_property
    def local_dollar(self) -> str | None:
        """The country whose own dollars a bare ``$`` means, or None for the United States."""
        return self.marked_dollar() or self.home_dollar()

    def home_dollar(self) -> str | None:
        """The country that an article is plainly from: its places stand there more often than those of the States."""
        folded = [clean_number(token.text) if token.text[:1].isupper() else "" for token in self.doc]
        counted: Counter[str] = Counter()
        for i, (word, after) in enumerate(zip(folded, [*folded[1:], ""], strict=True)):
            code = DOLLAR_PLACES.get(word) or DOLLAR_PLACES.get(f"{word}-{after}")
            if code is not None and self.label_at.get(i) != "PERSON":
                counted[code] += 1
        american = counted.pop("US", 0)
        code, count = counted.most_common(1)[0] if counted else ("", 0)
        foreign = Counter(place for _, place in self.places() if place != code)
        most = max([1, american, *foreign.values()])
        return code if count > most else None

    def marked_dollar(self) -> str | None:
        """The country of the dollars where the text writes ``US$`` or ``J$`` elsewhere."""
        texts = [ent.text for ent in self.mentions if ent.label_ == "MONEY"]
        prefixes = {match[1].lower() for text in texts if (match := re.match(r".*?([A-Za-z.]+) ?\$", text))}
        codes = {DOLLAR_PREFIXES[prefix] for prefix in prefixes if prefix in DOLLAR_PREFIXES}
        if not codes:
            return None
        fitting = [code for _, code in self.places() if code != "US" and _currency_of().get(code) in SIGNS["$"]]
        counted = Counter(code for code in fitting if codes == {"USD"} or _currency_of()[code] in codes)
        return counted.most_common(1)[0][0] if counted else None

    def places(self) -> list[tuple[int, str]]:
        """(token, alpha-2 code) of every country, nationality or capital that the text names."""
        if self._places is None:
            names = _country_names()
            self._places = []
            for i, token in enumerate(self.doc):
                if not token.text[:1].isupper() or self.label_at.get(i) == "PERSON":
                    continue
                folded = clean_number(token.text)
                after = clean_number(self.doc[i + 1].text) if i + 1 < len(self.doc) else ""
                if code := names.get(f"{folded} {after}") or (names.get(folded) if len(folded) > 2 else None):
                    self._places.append((i, code))
        return self._places

    # Ages

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

    def at(self, i: int) -> str:
        return self.lower[i] if 0 <= i < len(self.lower) else ""

    # Measures

    def measures(self, ent: Span, form: NumberForm, holder: Span | None) -> str:
        """The first rule that speaks decides; ``other`` where none does."""
        if ent.label_ == "MONEY":
            return self.nearest(ent, MONEY_CUES) or "value"
        if form.unit in ("year", "month", "day", "hour"):
            return self.of_time(ent)
        if form.unit == "kg":
            return "other" if self.at(ent.end) in BULKY else "weight"
        if form.unit in ("km", "ha", "l") or ent.label_ in ("PERCENT", "QUANTITY"):
            return "other"
        return self.of_count(ent, holder)

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
            i += 2 if self.at(i + 1) in _terms("the his her its their these those our") else 1
            if self.at(i) in _terms("them whom those us which"):
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


def _ambiguous_codes(text: str) -> tuple[str, ...]:
    """What the currency word or sign of an amount can mean, where that is more than one thing."""
    cleaned = clean_number(text)
    for word in WORD.findall(cleaned):
        if len(codes := CURRENCY_WORDS.get(word, ())) > 1:
            return codes
    sign = SIGN.search(cleaned)
    if sign and sign[1] not in DOLLAR_PREFIXES and len(codes := SIGNS[sign[2]]) > 1:
        return codes
    return ()


def _names_currency(cleaned: str) -> bool:
    """Whether a sum says what it is paid in: ``$5``, ``two euros``, ``R2,000``, ``50 cents``, and not ``95,000``."""
    words = WORD.findall(cleaned)
    sign = LETTER_SIGN.search(cleaned)
    return (
        SIGN.search(cleaned) is not None
        or any(word in CURRENCY_WORDS or word in CENTS for word in words)
        or (sign is not None and sign[2] in LETTER_SIGNS)
    )
