"""Whether two names can be one person's, gang's or agency's, from the names alone.

People: accents, romanisations (``Mohammed``, ``Muhammad``), short forms (``Ron``), initials, names left out or in another
order, one letter misspelt, ``Jr.`` and ``Sr.``, nicknames in quotes. Gangs, agencies and places: head words, articles and
languages (``pipeline/knowledge/translations.csv``), acronyms. What stands around the names is for ``pipeline.linking.linker``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import cache, lru_cache

from rapidfuzz.distance import DamerauLevenshtein

from pipeline.knowledge import _rows, country_index, fold, name_spellings

PARTICLES = frozenset(
    "de da do dos das del della dello di la las los el al le lo bin ibn ben bint van von der den ter ten te y e i ould the".split()
)
ARTICLES = frozenset("el la los las u o os a as il lo gli i le les l der die das het".split())
# Before one name alone; whoever has two is told by them.
HONORIFICS = frozenset(
    "don dona dom donna mr mrs ms miss mister senor senora senhor senhora signor signora uncle auntie tio tia zio zia alhaji alhaja "
    "hajj hajji haji hajia sayyid mullah mawlana padre fra sor".split()
)
# Of one sound, and so an initial of two letters in some languages.
TWO_LETTERS = frozenset("ch cs dh dj dz gh gj kh lj ll nj ph sh sz th ts xh yu ya zh".split())
KUNYA = frozenset(("abu", "abou", "umm", "oum"))
SUFFIXES = {
    "jr": "jr", "junior": "jr", "hijo": "jr", "filho": "jr", "fils": "jr", "ii": "ii", "2nd": "ii", "figlio": "jr",
    "sr": "sr", "senior": "sr", "padre": "sr", "pai": "sr", "pere": "sr",
    "neto": "iii", "nieto": "iii", "iii": "iii", "3rd": "iii", "sobrinho": "iv", "iv": "iv",
}  # fmt: skip
# Words that say what kind of thing a name names, and can be left out.
HEADS = frozenset(
    "cartel clan gang mafia brotherhood militia boys tong prison airport hospital stadium market bridge port force church "
    "firm nv bv gmbh ltd llc inc plc srl corp".split()
)
SMALL = frozenset("the of and for de del della di da do dos das la las los el le y e in on at to".split())
QUOTED_NICKNAME = re.compile(r"(?<=\s)(?:[\"“„«]([^\"“”„«»]{2,40})[\"”“»]|[‘']([^'‘’]{2,40})[’'])(?=\s|$)")
ALIAS = re.compile(r"\b(?:alias|a\.?k\.?a\.?)\s+(.+)$", re.IGNORECASE)
# Names of bodies that every country has.
GENERIC = frozenset(("body", "quality", "matter"))
WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
TIERS = (1.0, 0.3, 0.6)  # of a word that is in no list, very common, common
RARE, INITIAL = TIERS[0], 0.2  # how much a word that agrees tells
SHORTEST_MISSPELT = 5  # letters; below it one letter makes another name
# Spellings of one sound, in this order, on folded words.
SOUNDS = (
    ("dzh", "j"), ("cz", "c"), ("tsch", "c"), ("tch", "c"), ("sch", "s"), ("sh", "s"), ("ch", "c"), ("kh", "h"), ("gh", "g"),
    ("ph", "f"), ("th", "t"), ("dh", "d"), ("zh", "z"), ("ou", "u"), ("oo", "u"), ("ee", "i"), ("ei", "i"), ("ey", "i"),
    ("ai", "i"), ("ay", "i"), ("iy", "i"), ("ii", "i"), ("ck", "k"), ("qu", "k"), ("q", "k"), ("c", "k"), ("x", "ks"),
    ("y", "i"), ("w", "v"), ("z", "s"),
)  # fmt: skip
ENDINGS = (("off", "ov"), ("eff", "ev"), ("ow", "ov"), ("owa", "ova"), ("skij", "ski"), ("skyi", "ski"), ("sky", "ski"),
           ("skiy", "ski"), ("skii", "ski"), ("ieff", "ev"), ("iev", "ev"), ("yev", "ev"), ("yov", "ov"), ("vitch", "vic"),
           ("vich", "vic"), ("wicz", "vic"), ("ovs", "ov"), ("evs", "ev"))  # fmt: skip


@dataclass(frozen=True, slots=True)
class PersonName:
    """A person's name in parts: folded ``words`` without particles, generation (``jr``, ``sr``, …), nicknames in quotes."""

    words: tuple[str, ...]
    generation: str
    nicknames: tuple[str, ...]
    article: bool  # ``El Gordo``: one word after an article
    full: int = field(init=False, compare=False)  # how many words are more than an initial
    code: int = field(init=False, compare=False, repr=False)  # its hash: names are looked up far more often than made

    def __post_init__(self) -> None:
        object.__setattr__(self, "full", sum(len(word) > 1 for word in self.words))
        object.__setattr__(self, "code", hash((self.words, self.generation, self.nicknames, self.article)))

    def __hash__(self) -> int:
        return self.code


@dataclass(frozen=True, slots=True)
class Fit:
    """How two names of people agree.

    ``kind``: ``same``, ``misspelt``, ``shorter`` (one leaves names out), ``initials``, ``part`` (one name alone),
    ``clash`` (each has a name that the other lacks, or another generation) or ``none``; ``rarity``: of what agrees.
    """

    kind: str
    rarity: float = 0.0
    reordered: bool = False
    generation: bool = False  # only one of them says Jr. or Sr.


@cache
def common_names() -> dict[str, frozenset[str]]:
    """Folded common name → ``given``, ``family`` or both."""
    kinds: dict[str, set[str]] = {}
    for row in _rows("common_names.csv"):
        if row["kind"] == "nickname":
            continue
        for word in fold(row["name"]).split():
            if word not in PARTICLES:
                kinds.setdefault(_class(word), set()).add(row["kind"])
    return {name: frozenset(found) for name, found in kinds.items()}


@cache
def tiers() -> dict[str, int]:
    """Folded common name → 1 where it is very common in some culture, else 2."""
    found: dict[str, int] = {}
    for row in _rows("common_names.csv"):
        if row["kind"] != "nickname":
            for word in fold(row["name"]).split():
                found[_class(word)] = min(int(row["tier"]), found.get(_class(word), 2))
    return found


@cache
def concepts() -> dict[str, tuple[str, str]]:
    """Folded term of any language → its English concept and what kind of term it is."""
    index: dict[str, tuple[str, str]] = {}
    for row in _rows("translations.csv"):
        if row["kind"] in ("acronym", "world"):
            continue
        index.setdefault(fold(row["term"]), (row["concept"], row["kind"]))
    return index


@cache
def acronyms_of_bodies() -> dict[str, frozenset[str]]:
    """Acronym in capitals → the concepts of the body that many countries call so: ``MUP`` → interior, ministry."""
    rows = (row for row in _rows("translations.csv") if row["kind"] == "acronym")
    return {row["term"]: frozenset(row["concept"].split("+")) for row in rows}


@cache
def world_bodies() -> dict[str, str]:
    """Folded name or acronym in capitals → the organisation that is one all over the world."""
    rows = (row for row in _rows("translations.csv") if row["kind"] == "world")
    return {row["term"] if row["term"].isupper() else fold(row["term"]): row["concept"] for row in rows}


@lru_cache(maxsize=4096)
def _class(word: str) -> str:
    return name_spellings().get(word, word)


@lru_cache(maxsize=4096)
def skeleton(word: str) -> str:
    """A folded word by its sound: romanisation, doubled letters and vowels do not count, save a first vowel."""
    plain = _class(word).replace("'", "")
    if len(plain) > SHORTEST_MISSPELT - 1 and plain[0] == "y" and plain[1] in "aeou":
        plain = "j" + plain[1:]  # Yorman, Jorman; Yelena, Jelena; but Yang is not Jang
    for ending, other in ENDINGS:
        if plain.endswith(ending) and len(plain) > len(ending) + 1:
            plain = plain[: -len(ending)] + other
            break
    for letters, sound in SOUNDS:
        plain = plain.replace(letters, sound)
    head, tail = plain[:1], re.sub(r"[aeiouh]", "", plain[1:])
    return re.sub(r"(.)\1+", r"\1", ("a" if head in "aeiou" else head) + tail)


@lru_cache(maxsize=4096)
def person_name(text: str) -> PersonName:
    """The parts of a person's name."""
    nicknames = [fold(a or b) for a, b in QUOTED_NICKNAME.findall(text)]
    plain = QUOTED_NICKNAME.sub(" ", text)
    if said := ALIAS.search(plain):
        nicknames.append(fold(said[1]))
        plain = plain[: said.start()]
    # a capital that stands alone is an initial, never a particle; but ``U Nonnu`` begins with an article
    words = [fold(w) + ("." if len(w) == 1 and w.isupper() else "") for w in WORD.findall(plain.replace("-", " "))]
    if len(words) == 2 and words[0] in ("u.", "o.") and "." not in plain:
        words[0] = words[0][0]
    words = _without_honorific(words)
    generation = ""
    while len(words) > 1 and words[-1] in SUFFIXES:
        generation = SUFFIXES[words.pop()]
    for number, word in enumerate(words[:-1]):
        if word in KUNYA:  # ``Abu Omar`` is one name, and not Omar's
            words[number : number + 2] = [word + words[number + 1]]
            break
    article = len(words) == 2 and words[0] in ARTICLES and len(words[1]) > 1
    # particles only inside: ``Van`` is a given name in Vietnam, ``Al`` one in America
    core = [
        w for i, w in enumerate(words) if w not in PARTICLES or (len(words) > 1 and i == 0 and w in ("al", "van", "e"))
    ]
    if len(core) > 2 and core[0] in ("al", "van"):
        core = core[1:]
    if article and len(core) > 1 and core[0] in ARTICLES:
        core = core[1:]
    if len(core) < 2 and not article:
        core = core or words
    spread = [part for word in core for part in _split_initials(word.rstrip("."), text)]
    return PersonName(tuple(spread), generation, tuple(nicknames), article)


def _without_honorific(words: list[str]) -> list[str]:
    """``Don Ramón`` is Ramón, ``Miss Ionie`` Ionie; but Don Brown is a man called Don."""
    if len(words) == 2 and words[0] in HONORIFICS:
        kinds = common_names().get(_class(words[1]), frozenset())
        if words[0] not in ("don", "dom") or kinds != frozenset(("family",)):
            return words[1:]
    return words


def _split_initials(word: str, text: str) -> list[str]:
    """``JJ`` in ``J.J. Riascos`` as two initials, ``Gj.`` in ``Gj. Marku`` as one."""
    if len(word) in (2, 3) and re.search(rf"(?<!\w){word.upper()}(?=\s)", text) and word not in name_spellings():
        return list(word)
    if word in TWO_LETTERS and re.search(rf"(?<!\w){word.title()}\.(?=\s)", text) and word not in name_spellings():
        return [word[0]]
    return [word]


@lru_cache(maxsize=16_384)
def word_fit(one: str, other: str) -> float:
    """How alike two words of names are: 1 the same, 0.9 by sound, 0.6 but for one letter, 0.5 as an initial, 0 not."""
    if len(one) == 1 or len(other) == 1:
        return 0.5 if one[0] == other[0] or _class(one)[0] == _class(other)[0] else 0.0
    if one == other or _class(one) == _class(other):
        return 1.0
    shorter, apart = min(len(one), len(other)), abs(len(one) - len(other))
    sounds_alike = shorter > 3 and apart < 3 and skeleton(one) == skeleton(other)
    if not sounds_alike and not (
        shorter >= SHORTEST_MISSPELT and apart < 2 and DamerauLevenshtein.distance(one, other, score_cutoff=1) == 1
    ):
        return 0.0
    if _sexes(one, other) or _are_two(one, other):
        return 0.0  # Mahmoud is not Mohammed misspelt, nor Zheng Zhang
    return 0.9 if sounds_alike and _vowels_near(one, other) else 0.6


def _are_two(one: str, other: str) -> bool:
    """Whether two words are two names of our lists: given names, or short family names. Long ones are often misspelt."""
    kinds = [common_names().get(_class(word), frozenset()) for word in (one, other)]
    return all(kinds) and (all("given" in kind for kind in kinds) or max(len(one), len(other)) < SHORTEST_MISSPELT + 1)


def _sexes(one: str, other: str) -> bool:
    """Whether two given names are a man's and a woman's: ``Mario`` and ``Maria``."""
    alike = one[:-1] == other[:-1] or one == other + "a" or other == one + "a"
    return (
        alike
        and one[-1] != other[-1]
        and "a" in (one[-1], other[-1])
        and any("given" in common_names().get(_class(word), ()) for word in (one, other))
    )


def _vowels_near(one: str, other: str) -> bool:
    """Whether two words of one skeleton differ in spelling only, not in a closing vowel as ``Mario`` and ``Maria`` do."""
    last, that = one[-1], other[-1]
    return last == that or {last, that} <= set("iy") or not ({last, that} & set("aeo"))


@lru_cache(maxsize=4096)
def fit(one: PersonName, other: PersonName) -> Fit:
    """How two names of people agree."""
    if not one.words or not other.words:
        return Fit("none")
    if one.generation and other.generation and one.generation != other.generation:
        return Fit("clash")
    one, other = _in_as_many_words(one, other), _in_as_many_words(other, one)
    pairs = _pairs(one.words, other.words)
    if not pairs:
        return Fit("none")
    left, right = len(one.words) > len(pairs), len(other.words) > len(pairs)  # whether any word is without a like
    strong = [(a, b) for a, b, strength in pairs if strength >= 0.6]
    rarity = sum(_weight(one.words[a], s) if s >= 0.6 else INITIAL for a, _, s in pairs)
    order = [b for _, b in sorted((a, b) for a, b, _ in pairs)]
    reordered = order != sorted(order)
    if order in SWAPPED and len(one.words) == len(other.words) == len(order):
        return Fit("clash", rarity)
    unequal = bool(one.generation) != bool(other.generation)
    if left and right:
        return Fit("clash" if len(strong) > 1 or not _one_word(one, other) else "none", rarity)
    if len(one.words) == 1 or len(other.words) == 1 or not _has_family(one, other, strong):
        kind = "part"
    elif len(strong) < 2:
        kind = "initials"
    elif any(0.6 <= strength < 0.9 for _, _, strength in pairs):
        kind = "misspelt"
    else:
        kind = "shorter" if left or right else "same"
    return Fit(kind, rarity, reordered, unequal)


# Three words in an order that no custom makes of the other: Luis José Paz is not José Luis Paz, nor Tran Duc Minh Tran Minh Duc.
# A family name may stand first or last, and all may be turned round.
SWAPPED = ([0, 2, 1], [1, 0, 2])


def _in_as_many_words(one: PersonName, other: PersonName) -> PersonName:
    """A name with two words written as one, where the other has them so: ``Gholam-Reza``, ``Gholamreza``."""
    words = one.words
    if len(words) < 3 or len(words) <= len(other.words):
        return one
    for i in range(len(words) - 1):
        joined = words[i] + words[i + 1]
        if len(words[i]) > 1 and len(words[i + 1]) > 1 and any(word_fit(joined, word) >= 0.9 for word in other.words):
            return replace(one, words=(*words[:i], joined, *words[i + 2 :]))
    return one


def _one_word(one: PersonName, other: PersonName) -> bool:
    return len(one.words) == 1 or len(other.words) == 1


def _pairs(one: Sequence[str], other: Sequence[str]) -> list[tuple[int, int, float]]:
    """Words that agree, each once, the surest first, then those at like places."""
    scored = [
        (-strength, abs(i - j), i, j)
        for i, a in enumerate(one) for j, b in enumerate(other) if (strength := word_fit(a, b))
    ]  # fmt: skip
    if len(scored) < 2:
        return [(i, j, -strength) for strength, _, i, j in scored]
    used_one: set[int] = set()
    used_other: set[int] = set()
    pairs = []
    for strength, _, i, j in sorted(scored):
        if i not in used_one and j not in used_other:
            used_one.add(i)
            used_other.add(j)
            pairs.append((i, j, -strength))
    return pairs


def _weight(word: str, strength: float) -> float:
    return TIERS[tiers().get(_class(word), 0)] * (1.0 if strength >= 0.9 else 0.7)


def _has_family(one: PersonName, other: PersonName, strong: list[tuple[int, int]]) -> bool:
    """Whether more than given names agree: ``Jhon Jairo`` alone is nobody's name."""
    words = [one.words[a] for a, _ in strong]
    shorter = min(len(one.words), len(other.words))
    longer = max(len(one.words), len(other.words))
    if shorter == longer:
        return True
    return any(common_names().get(_class(word), frozenset(("family",))) != frozenset(("given",)) for word in words)


def is_common(name: PersonName) -> bool:
    """Whether all words of a name are very common ones."""
    return all(len(word) == 1 or tiers().get(_class(word)) == 1 for word in name.words)


@lru_cache(maxsize=4096)
def meaning(text: str) -> tuple[str, ...]:
    """A name of a gang, agency or place as the concepts it is made of, in order; articles and small words left out.

    ``Ministerio del Interior`` and ``Interior Ministry`` have the same set, ``First Capital Command`` and ``Primeiro
    Comando da Capital`` too; words that no list knows stay as they are, folded.
    """
    words = WORD.findall(fold(text).removesuffix("'s"))
    found: list[str] = []
    position = 0
    while position < len(words):
        for length in range(min(6, len(words) - position), 0, -1):
            phrase = " ".join(words[position : position + length])
            if (known := concepts().get(phrase)) and (length > 1 or phrase not in SMALL):
                found.append(known[0])
                position += length
                break
        else:
            if words[position] not in SMALL or len(words) == 1:
                found.append(words[position])
            position += 1
    return tuple(found)


@lru_cache(maxsize=4096)
def core(text: str) -> frozenset[str]:
    """The concepts of a name without its head words (``clan``, ``cartel``), unless it has no others."""
    words = frozenset(meaning(text))
    return words - HEADS or words


@lru_cache(maxsize=4096)
def acronyms(text: str) -> frozenset[str]:
    """What a name can be shortened to: its own letters where it is an acronym, else the initials of its words."""
    words = WORD.findall(fold(text))
    plain = text.replace(".", "").removeprefix("the ").removeprefix("The ")
    if 1 < len(plain) <= 7 and plain.isupper() and " " not in plain.strip():
        return frozenset((fold(plain),))
    if len(words) < 2:
        return frozenset()
    long = [word for word in words if word not in SMALL]
    found = {"".join(word[0] for word in words), "".join(word[0] for word in long)}
    return frozenset(initials for initials in found if len(initials) > 1)


def is_acronym(text: str) -> bool:
    """Whether a name is written as an acronym: ``PCC``, ``F.B.I.``."""
    plain = text.replace(".", "")
    return 1 < len(plain) <= 7 and plain.isupper() and plain.isalpha()


def keys(label: str, names: Iterable[str], *, asked: bool = False) -> set[str]:
    """Blocking keys: two entities that are the same nearly always share one. A handful for each name.

    ``asked``: to look for others by; a full name then leaves out its common words, each of which is a key of its own under
    which one name alone is found.
    """
    found: set[str] = set()
    for name in names:
        found |= _person_keys(name, asked) if label == "PERSON" else _other_keys(label, name)
    return found


@lru_cache(maxsize=4096)
def _person_keys(name: str, asked: bool) -> frozenset[str]:
    parsed = person_name(name)
    words = parsed.words
    found = {f"PERSON:{skeleton(nick.split()[-1])}" for nick in parsed.nicknames if nick}
    if len(words) == 1:
        return frozenset(found | {f"PERSON:{skeleton(words[0])}", f"PERSON:={skeleton(words[0])}"})
    # who is known by a common name alone is found under it by his full one
    found |= {f"PERSON:={skeleton(word)}" for word in words if asked and len(word) > 1}
    # ``Tolliver`` is found under it, and ``Pookie Tolliver`` under ``Pookie``
    found |= {
        f"PERSON:{skeleton(word)}" for word in words if len(word) > 1 and not (asked and _class(word) in common_names())
    }
    for i, first in enumerate(words[:3]):
        for second in words[i + 1 :]:
            if i == 0 or second == words[i + 1]:
                found |= {_pair_key(first, second), _pair_key(second, first)}
    return frozenset(key for key in found if key)


def _pair_key(word: str, other: str) -> str:
    return f"PERSON:{skeleton(word)}+{skeleton(other)[0]}" if len(word) > 1 else ""


@lru_cache(maxsize=4096)
def _other_keys(label: str, name: str) -> frozenset[str]:
    kind = {"GPE": "PLACE", "LOC": "PLACE", "FAC": "PLACE"}.get(label, label)
    words = sorted(core(name))
    found = {f"{kind}:{' '.join(skeleton(word) for word in words)}"}
    first = next((word for word in meaning(name) if word in core(name)), "")
    if label in ("GANG", "ORG") and first:
        found |= {f"{kind}:{skeleton(first)}", f"{kind}:{skeleton(first.removesuffix('s'))}"}
    if label in ("GANG", "ORG"):
        found |= {f"{kind}:{initials}" for initials in acronyms(name)}
        # an acronym may be of the name in another language, in whose order the same initials stand
        found |= {f"{kind}:~{''.join(sorted(initials))}" for initials in acronyms(name) if len(initials) > 2}
    return frozenset(found)


# Demonyms of several countries: the one that is meant where nothing else is said.
DEMONYMS = {
    "dominican": "DO", "dominicans": "DO", "guinean": "GN", "guineans": "GN", "congolese": "CD", "korean": "KR", "koreans": "KR",
    "american": "US", "americans": "US", "samoan": "WS", "nigerien": "NE", "chinese": "CN", "irish": "IE", "british": "GB",
}  # fmt: skip


@cache
def demonyms() -> dict[str, str]:
    """Folded demonym → alpha-2 of its country."""
    from pipeline.knowledge import countries

    index: dict[str, str] = {}
    for country in countries():
        for word in country.demonyms:
            index.setdefault(fold(word), country.alpha2)
    return index | DEMONYMS


@lru_cache(maxsize=4096)
def split_country(text: str) -> tuple[str, str | None]:
    """A name without the country it names, and that country: ``Honduran National Police`` → ``National Police``, HN."""
    words = WORD.findall(fold(text).replace("u.s.", "us").removesuffix("'s"))
    for length in (4, 3, 2, 1):
        for start in range(len(words) - length + 1):
            phrase = " ".join(words[start : start + length])
            country = country_index().get(phrase)
            alpha2 = country.alpha2 if country else demonyms().get(phrase)
            if alpha2 and length < len(words):
                rest = words[:start] + words[start + length :]
                while rest and rest[-1] in SMALL:
                    rest.pop()
                return " ".join(rest), alpha2
    return " ".join(words), None


@cache
def _common_nicknames() -> dict[str, int]:
    """Folded nickname → 1 where very many are called so (``gordo``), else 2."""
    return {fold(row["name"]): int(row["tier"]) for row in _rows("common_names.csv") if row["kind"] == "nickname"}


def nickname_rarity(nickname: str) -> float:
    """How much a shared nickname tells: little where many bear it (``El Gordo``), much where it is of two words or odd."""
    words = [word for word in nickname.split() if word not in PARTICLES]
    return sum(TIERS[_common_nicknames().get(word) or tiers().get(_class(word), 0)] for word in words) or TIERS[1]


@cache
def _kinds_of_concepts() -> dict[str, str]:
    return {concept: kind for concept, kind in concepts().values()}


@lru_cache(maxsize=4096)
def is_generic(name: str) -> bool:
    """Whether many countries have a body of this name: ``National Police``, ``Ministry of Justice``."""
    plain = split_country(name)[0]
    words = meaning(plain)
    kinds = _kinds_of_concepts()
    return (
        bool(words)
        and all(kinds.get(word) in GENERIC for word in words)
        and any(kinds.get(word) == "body" for word in words)
    )
