"""Which currency a sum names: by a word, a sign, letters before a sign, and the country whose money is meant.

Of what a word or sign can mean the first is taken where the country does not tell.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from pipeline.components.number_bounds import BOUND
from pipeline.components.number_words import clean_number
from pipeline.knowledge import countries, currencies

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
CENTS = frozenset(("cent", "cents", "¢", "centavos", "pence"))
COMMON_CURRENCIES = frozenset(
    ("dollar", "dollars", "peso", "pesos", "euro", "euros", "rupees", "lempiras", "bolivares")
)
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


def _choose(codes: Sequence[str], country: str | None, text: str) -> str:
    """The country's own currency if the word or sign can mean it, else the first."""
    named = _country_in(text) if len(codes) > 1 and text else None
    if "cfa" in text:
        codes = CFA_FRANCS
    for place in (named, country):
        if place is not None and (code := own_currency(place, codes)) is not None:
            return code
    return codes[0]


def own_currency(country: str, codes: Sequence[str]) -> str | None:
    """The one of the codes that is the currency of a country (alpha-2), or was before the euro."""
    return next((code for known in (currency_of(), BEFORE_THE_EURO) if (code := known.get(country)) in codes), None)


def _without_currency(text: str) -> str:
    return " ".join(
        token
        for token in text.replace("-", " - ").split()
        if token.rstrip(".,") not in CURRENCY_WORDS and token not in CURRENCY_ADJECTIVES and token != "cfa"
    )


@cache
def currency_of() -> dict[str, str]:
    """Country (alpha-2) -> code of its currency."""
    return {country.alpha2: country.currency_code for country in countries()}


@cache
def country_names() -> dict[str, str]:
    """Folded name, alias, demonym or capital -> alpha-2 code."""
    names: dict[str, str] = {}
    for country in countries():
        for name in (country.name, *country.aliases, *country.demonyms, country.capital):
            if name:
                names.setdefault(clean_number(name), country.alpha2)
    return names | {clean_number(name): code for name, code in CURRENCY_ADJECTIVES.items()}


def _country_in(text: str) -> str | None:
    names = country_names()
    words = WORD.findall(text)
    for first, second in zip(words, [*words[1:], ""], strict=True):
        if code := names.get(f"{first} {second}") or (names.get(first) if len(first) > 2 or first == "us" else None):
            return code
    return None


def ambiguous_codes(text: str) -> tuple[str, ...]:
    """What the currency word or sign of an amount can mean, where that is more than one thing."""
    cleaned = clean_number(text)
    for word in WORD.findall(cleaned):
        if len(codes := CURRENCY_WORDS.get(word, ())) > 1:
            return codes
    sign = SIGN.search(cleaned)
    if sign and sign[1] not in DOLLAR_PREFIXES and len(codes := SIGNS[sign[2]]) > 1:
        return codes
    return ()


def names_currency(cleaned: str) -> bool:
    """Whether a sum says what it is paid in: ``$5``, ``two euros``, ``R2,000``, ``50 cents``, and not ``95,000``."""
    words = WORD.findall(cleaned)
    sign = LETTER_SIGN.search(cleaned)
    return (
        SIGN.search(cleaned) is not None
        or any(word in CURRENCY_WORDS or word in CENTS for word in words)
        or (sign is not None and sign[2] in LETTER_SIGNS)
    )
