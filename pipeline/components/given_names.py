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
ALIKE = 0.6  # of the letters
LONGEST_SYLLABLE = 5  # letters
# ``Fernandinho`` of Fernando, ``Rosita`` of Rosa; ``Deano`` of Dean, which ends in no vowel
DIMINUTIVES = {
    "a": ("zinha", "inha", "cita", "ita", "illa", "uzza", "ina"), "o": ("zinho", "inho", "cito", "ito", "illo", "uzzo", "ucho", "ino"),
}  # fmt: skip
OF_EITHER = frozenset(("chinese", "korean", "vietnamese"))  # cultures whose given names tell no sex in Latin letters
SURNAME_FIRST = frozenset((*OF_EITHER, "japanese", "hungarian"))
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


def borne_by(word: str) -> str:
    """``woman`` or ``man`` for a given name that only the one bears; empty where both do or nobody knows."""
    found = _sexes().get(plain_spelling(word), "")
    return "" if found == "both" else found


@cache
def _sexes() -> dict[str, str]:
    """Spelling of a given name → who bears it; names of which the list of women's and shared ones says nothing are men's."""
    listed = {plain_spelling(fold(row["name"])): row["borne_by"] for row in _rows("women_names.csv")}
    names = (
        word
        for row in _rows("common_names.csv") if row["kind"] == "given" and row["culture"] not in OF_EITHER
        for word in fold(row["name"]).split()
    )  # fmt: skip
    return {spelling: listed.get(spelling, "man") for spelling in map(plain_spelling, names)}


def is_family_name(word: str) -> bool:
    """Whether a folded word is a common family name."""
    return "family" in _kinds().get(word, ())


@lru_cache(maxsize=16_384)
def is_surname_first(words: tuple[str, ...]) -> bool:
    """Whether a full name is a Chinese, Korean or Vietnamese one: ``chen wei ting``, of whose given name nothing is left out."""
    return (
        len(words) == 3
        and words[0] in _names_of(OF_EITHER, "family")
        and not any(len(word) > LONGEST_SYLLABLE or word in _names_elsewhere() for word in words[1:])
    )


def is_surname_of_the_east(words: tuple[str, ...]) -> bool:
    """Whether one of two words is a surname that is written first at home and often last abroad: ``tanaka kenji``."""
    return sum(word in _names_of(SURNAME_FIRST, "family") for word in words) == 1


@cache
def _names_of(cultures: frozenset[str], kind: str) -> frozenset[str]:
    rows = (row for row in _rows("common_names.csv") if row["culture"] in cultures and row["kind"] == kind)
    return frozenset(word for row in rows for word in fold(row["name"]).split())


@cache
def _names_elsewhere() -> frozenset[str]:
    rows = (row for row in _rows("common_names.csv") if row["culture"] not in OF_EITHER and row["kind"] != "nickname")
    return frozenset(name for row in rows if " " not in (name := fold(row["name"])))


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


def look_alike(one: str, other: str) -> bool:
    """Whether two names are as long and most of their letters the same: ``mohammad`` and ``mohammed``, not ``bob`` and ``robert``."""
    return abs(len(one) - len(other)) <= 1 and DamerauLevenshtein.normalized_similarity(one, other) >= ALIKE


@lru_cache(maxsize=65_536)
def is_short_for(short: str, name: str) -> bool:
    """Whether a folded name may be what a bearer of the other is called: by its list, a spelling of it, or a diminutive."""
    if are_spellings(short, name) or plain_spelling(name) in _short_names().get(short, ()):
        return True
    return short in _diminutives(name) or _is_clipped(short, name)


def _is_clipped(short: str, name: str) -> bool:
    """``Balta`` of Baltazar, ``Moh`` of Mohammed; not Ana of Anastasia, who are both called so in full."""
    return SHORTEST_STEM <= len(short) <= len(name) - 2 and name.startswith(short) and not is_given_name(short)


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
