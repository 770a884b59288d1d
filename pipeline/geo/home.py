"""Which country an article is written from or about, where it names no place: by its publisher, its source's name, its peoples.

``Tirana Evening Herald`` and ``Ghana Police Service`` say it by their names, ``Haitian police`` by the people; the list of sources
says it for those that it has (``publisher_country``).
"""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache
from itertools import pairwise

from pipeline.geo.atlas import Candidate, candidates, demonyms
from pipeline.geo.cities import name_key
from pipeline.geo.place_reading import find_dateline
from pipeline.knowledge import country_index, fold
from pipeline.rows import Row

LEAST_KNOWN = 5.3  # of a town or region in a source's name (200,000 inhabitants, fewer in a capital), so that no paper's word is one
LEAST_AHEAD = 1.5  # of the best known place of the name in another country
SURE = 2  # votes for a country: of its authorities in the lead, of a title, of a dateline; others count one
LEAD = 200  # characters of a text in which it says what it is about
MOST_WORDS = 3  # of a place in a source's name
# What papers, stations and offices are called, and towns too.
NO_PLACES = frozenset(
    "agency america american americas associated bay briefing capital central chronicle city coast daily department district east eastern evening federal gazette general gulf "
    "harbour herald independent independencia journal ledger mail mirror monitor morning national new news newswire north northern observer online "
    "pacific plateau police post press public radio record reporter republic review south southern standard star state sun television times "
    "tribune union valley voice weekly west western wire world".split()
)
# ``Haitian police``, ``the South African supreme court``: whose authorities act. Of whom else a people is said, they can be abroad.
AUTHORITY = re.compile(
    r"\b(?P<people>(?:(?:South|North|New|Saudi|Sri|Costa|Puerto|Sierra|El|East) )?[A-Z][a-z]+)(?: (?i:federal|national|state|military|naval|supreme|high|"
    r"special|prime|interim|prison|health|customs|security|interior|riot|border|anti-\w+))* (?i:police\w*|government|authorities|courts?|prosecutors?|army|"
    r"military|navy|marines|soldiers|troops|forces|customs|ministry|minister|ministers|president|congress|parliament|lawmakers|media|coast guard|gendarmes|"
    r"detectives|judges?|officials?|officers|prisons?|jails?)\b"
)
_NAME = re.compile(r"[^\W\d_][\w.'’-]*")
_JOINED = re.compile(r" (?:(?:of|de|del|do|da|la|el) )*")
# What makes a name one of waters, a language, or a part of a town: ``Irish Sea``, ``Gulf of Guinea``, ``English Weekly``.
_OTHERWISE = re.compile(
    r"(?:\b(?:gulf|golfe|golfo|bay|campo|sea|five|new) (?:of |de |del |du )?$|^english$)", re.IGNORECASE
)
_OF_WATERS = re.compile(r" (?:ocean|sea|gulf|bay|heights|peak|region|english)\b", re.IGNORECASE)


@lru_cache(maxsize=4096)
def country_in_name(source: str) -> str | None:
    """The country of the people or well-known place that a source is called after; None where there is none, or several."""
    words = [match for match in _NAME.finditer(source) if match[0][0].isupper()]
    found: set[str] = set()
    first = 0
    while first < len(words):
        for last in range(min(len(words), first + MOST_WORDS), first, -1):
            run = words[first:last]
            if not all(_JOINED.fullmatch(source, a.end(), b.start()) for a, b in pairwise(run)):
                continue
            start, end = run[0].start(), run[-1].end()
            name = source[start:end].removesuffix("'s")
            if _OTHERWISE.search(source, 0, start) or _OTHERWISE.match(name) or _OF_WATERS.match(source, end):
                continue
            if country := _country_of(name):
                found.add(country)
                first = last - 1
                break
        first += 1
    return found.pop() if len(found) == 1 else None


@lru_cache(maxsize=4096)
def country_in_title(title: str) -> str | None:
    """The one country that a title names, itself or by its people; None where it names none, or several."""
    words = [match for match in _NAME.finditer(title) if match[0][0].isupper()]
    found: set[str] = set()
    for first in range(len(words)):
        for last in range(min(len(words), first + MOST_WORDS), first, -1):
            name = title[words[first].start() : words[last - 1].end()].removesuffix("'s").removesuffix("’s")
            if country := country_index().get(fold(name)):
                found.add(country.alpha2)
            elif len(codes := demonyms().get(name_key(name), ())) == 1:
                found.update(codes)
    return found.pop() if len(found) == 1 else None


def _country_of(name: str) -> str | None:
    key = name_key(name)
    if key in NO_PLACES or (len(key) < 3 and not name.isupper()):
        return None
    if codes := demonyms().get(key):
        return codes[0] if len(codes) == 1 else None
    found = candidates(name)
    if not found or found[0].prior < LEAST_KNOWN or found[0].kind == "area":
        return None
    best = found[0]
    abroad = max((place.prior for place in found if place.country != best.country), default=0.0)
    return best.country if _is_its_name(best, key) and best.prior - abroad >= LEAST_AHEAD else None


def _is_its_name(place: Candidate, key: str) -> bool:
    """Whether a place is called so itself, and not only also, or in an older spelling of few letters."""
    return name_key(place.name) == key or place.kind == "country" or len(key) > 4


def country_told_of(article: Row) -> tuple[str | None, bool]:
    """The country whose authorities an article tells of most, which its title names, or from which it is reported; and whether that is sure.

    None where two are alike. One word of authorities that comes late (``Kenyan police have promised to help``) is not sure.
    """
    text: str = article["text"]
    votes: Counter[str] = Counter()
    for match in AUTHORITY.finditer(text):
        if len(codes := demonyms().get(name_key(match["people"]), ())) == 1:
            votes[codes[0]] += SURE if match.start() < LEAD else 1
    if country := country_in_title(article.get("title") or ""):
        votes[country] += SURE
    if (dateline := find_dateline(text, ())) and (country := _country_of(dateline.text)):
        votes[country] += SURE
    best = [country for country, count in votes.items() if count == max(votes.values())]
    return (best[0], votes[best[0]] >= SURE) if len(best) == 1 else (None, False)


def country_of_source(article: Row) -> str | None:
    """Where an article's publisher sits, by the list of sources or by its name: it may report from anywhere."""
    return article.get("publisher_country") or country_in_name(article.get("source") or "")
