"""Whether one given name is another's spelling or short form: ``Saleem`` and ``Salim``, ``Toy`` of António, ``Deano`` of Dean.

``name_variants.csv`` has the spellings, ``short_names.csv`` the short forms that may be of several names, ``common_names.csv``
what is a given name and what a family's.
"""

from __future__ import annotations

from functools import cache, lru_cache

from rapidfuzz.distance import DamerauLevenshtein

from pipeline.knowledge import _rows, _values, fold, name_spellings

SHORTEST_MISSPELT = 5  # letters; below it one letter makes another name
SHORTEST_STEM = 3
# ``Fernandinho`` of Fernando, ``Rosita`` of Rosa; ``Deano`` of Dean, which ends in no vowel
DIMINUTIVES = {
    "a": ("zinha", "inha", "cita", "ita", "illa", "uzza", "ina"), "o": ("zinho", "inho", "cito", "ito", "illo", "uzzo", "ucho", "ino"),
}  # fmt: skip
ENGLISH_DIMINUTIVES = ("o", "y", "ie", "ey")
VOWELS = frozenset("aeiou")


@cache
def _given_spellings() -> frozenset[str]:
    """All folded spellings of given names."""
    rows = (row for row in _rows("name_variants.csv") if row["kind"] == "given")
    return frozenset(fold(name) for row in rows for name in (row["name"], *_values(row["variants"])))


@cache
def _short_names() -> dict[str, frozenset[str]]:
    """Short form → the names that it may be of, each as it stands for its spellings."""
    return {
        row["name"]: frozenset(plain_spelling(fold(name)) for name in _values(row["names"]))
        for row in _rows("short_names.csv")
    }


@cache
def _kinds() -> dict[str, frozenset[str]]:
    """Folded common name → ``given``, ``family``, ``nickname`` or several of them."""
    kinds: dict[str, set[str]] = {}
    for row in _rows("common_names.csv"):
        for word in fold(row["name"]).split():
            kinds.setdefault(word, set()).add(row["kind"])
    return {name: frozenset(found) for name, found in kinds.items()}


def plain_spelling(word: str) -> str:
    """The form that stands for all spellings of a folded name."""
    return name_spellings().get(word, word)


def is_given_name(word: str) -> bool:
    """Whether a folded word is a given name, or a spelling of one."""
    return "given" in _kinds().get(word, ()) or word in _given_spellings()


def is_spanish(word: str) -> bool:
    """Whether a given name is one of those who have two surnames."""
    return plain_spelling(word) in _spanish()


@cache
def _spanish() -> frozenset[str]:
    rows = (
        row for row in _rows("common_names.csv") if row["kind"] == "given" and row["culture"] in ("spanish", "filipino")
    )
    return frozenset(plain_spelling(word) for row in rows for word in fold(row["name"]).split())


def is_family_name(word: str) -> bool:
    """Whether a folded word is a common family name."""
    return "family" in _kinds().get(word, ())


def is_nickname(word: str) -> bool:
    """Whether many people in crime news are nicknamed so: ``gordo``."""
    return "nickname" in _kinds().get(word, ())


@lru_cache(maxsize=65_536)
def are_spellings(one: str, other: str) -> bool:
    """Whether two folded names are spellings of one, or one is the other misspelt by a letter."""
    if plain_spelling(one) == plain_spelling(other):
        return True
    if min(len(one), len(other)) < SHORTEST_MISSPELT or (_kinds().get(one) and _kinds().get(other)):
        return False
    if "a" in (one[-1], other[-1]) and one[-1] != other[-1]:
        return False  # a man's and a woman's
    return one[0] == other[0] and DamerauLevenshtein.distance(one, other, score_cutoff=1) == 1


@lru_cache(maxsize=65_536)
def is_short_for(short: str, name: str) -> bool:
    """Whether a folded name may be what a bearer of the other is called: by its list, a spelling of it, or a diminutive."""
    if are_spellings(short, name) or plain_spelling(name) in _short_names().get(short, ()):
        return True
    return short in _diminutives(name)


@lru_cache(maxsize=16_384)
def _diminutives(name: str) -> frozenset[str]:
    last = name[-1:]
    stem = name[:-1] if last in VOWELS else name
    if len(stem) < SHORTEST_STEM:
        return frozenset()
    endings = DIMINUTIVES["a"] if last == "a" else DIMINUTIVES["o"]
    if stem == name:
        endings += (*ENGLISH_DIMINUTIVES, *(stem[-1] + ending for ending in ENGLISH_DIMINUTIVES))
    return frozenset(stem + ending for ending in endings)
