"""The forms that one name may take: its words, the name cut short, the acronym, the generation at its end."""

from __future__ import annotations

import re
from functools import lru_cache

from spacy.tokens import Span

from pipeline.components.given_names import is_surname_first, is_surname_of_the_east
from pipeline.components.wording import name_of
from pipeline.knowledge import Country, country_index, fold, gang_index

Words = tuple[str, ...]

WORD = re.compile(r"[^\W_]+(?:['’.-][^\W_]+)*")
GENERATION = {
    "jr": "jr", "junior": "jr", "sr": "sr", "senior": "sr", "snr": "sr", "jnr": "jr", "filho": "jr", "hijo": "jr", "fils": "jr", "pere": "sr", "ii": "ii", "iii": "iii", "iv": "iv",
}  # fmt: skip
PARTICLES = frozenset("de da do dos das del della di la las los el al bin ibn van von der den ter y e".split())
FATHERS = frozenset("bin ibn bint binti".split())  # before the name of a father, which is not the son's
COURTESY = frozenset("uncle auntie tio tia zio zia doña dona".split())  # before a given name alone
SURNAME_FIRST = re.compile(r"([^\W\d_a-z]{3,}(?:-[^\W\d_a-z]{2,})?) (?=[^\W\d_a-z][a-zà-ÿ])")
HONORED = re.compile(r"-(?:san|sama|kun)$")
BALINESE = frozenset("wayan putu gede made kadek nengah nyoman komang ketut luh gusti dewa".split())
HEADS = frozenset(
    "cartel gang gangs clan family mafia crew brothers brotherhood group organization organisation network militia mob bank prison "
    "jail penitentiary airport port bridge province state city department district river county".split()
)
SMALL_WORDS = frozenset("the of and for de del la los las y in on".split())
LONGEST_ACRONYM = 8  # letters


@lru_cache(maxsize=65_536)
def words_in(name: str) -> Words:
    """The folded words of a name without ``the``."""
    return tuple(word for word in WORD.findall(fold(name)) if word != "the")


def words_of(span: Span) -> Words:
    """The folded words of a mention; a person's in the order in which they are spoken, without ``Uncle`` before one name alone."""
    name = name_of(span)
    return spoken(name) if span.label_ == "PERSON" else words_in(name)


@lru_cache(maxsize=65_536)
def spoken(name: str) -> Words:
    """``wong kwok keung`` turned round of ``Wong, Kwok Keung``, ``yao kouassi`` of ``KOUASSI Yao``; ``peter`` of ``Uncle Peter``."""
    if loud := SURNAME_FIRST.match(name):
        return words_in(name[loud.end() :]) + words_in(loud[1])
    last, comma, first = name.partition(", ")
    words = words_in(HONORED.sub("", name))
    if len(words) > 2 and words[0] in ("i", "ni") and words[1] in BALINESE:
        words = words[1:]
    if comma and (given := words_in(first)) and given[-1].rstrip(".") not in GENERATION:
        return given + words_in(last)
    return words[1:] if len(words) == 2 and words[0] in COURTESY else words


def is_full_name(span: Span) -> bool:
    """Whether a mention has more than one word, as a person's full name has."""
    return len(words_of(span)) > 1


def generation(words: Words) -> str | None:
    """``jr`` for ``Ramon Cruz Jr.`` and ``Valdir Santos Filho``."""
    return GENERATION.get(words[-1].rstrip(".")) if len(words) > 1 else None


def has_initial(words: Words) -> bool:
    """Whether a name has an initial: ``J. Mora``."""
    return any(len(word.rstrip(".")) == 1 for word in words)


def is_initial_of(word: str, other: str) -> bool:
    """Whether a word is the initial of another."""
    return len(word.rstrip(".")) == 1 and other.startswith(word[0])


@lru_cache(maxsize=65_536)
def is_part(short: Words, full: Words) -> bool:
    """Whether a short form fits a full name: a surname, a given name alone, or names with some left out."""
    one, other = generation(short), generation(full)
    if one or other:
        if one and other and one != other:
            return False
        short = short[:-1] if one else short
        full = full[:-1] if other else full
    if not short or len(short) > len(full):
        return False
    if len(short) == 2 and short == full[::-1] and is_surname_of_the_east(short):
        return True
    if len(short) == len(full):
        return all(
            one == two or is_initial_of(one, two) or is_initial_of(two, one)
            for one, two in zip(short, full, strict=True)
        ) and (short == full or any(one == two and len(one) > 1 for one, two in zip(short, full, strict=True)))
    if len(short) == 2 and short[0] == full[0] and is_surname_first(full):
        return False
    core = [word for word in short if word not in PARTICLES]
    rest = iter(full)
    if len(short) == 1 and short[0] == full[-1] and FATHERS.intersection(full[-2:-1]):
        return False
    in_order = all(
        any(
            word == other or is_initial_of(word, other) or (len(core) > 2 and is_initial_of(other, word))
            for other in rest
        )
        for word in core
    )
    return in_order and bool(core) and (len(core) > 1 or core[0] in (*full[1:], full[0]))


@lru_cache(maxsize=65_536)
def forms(label: str, name: str) -> Words:
    """The folded forms under which a later mention may stand for the same, the longest first."""
    words = words_in(name)
    found = {" ".join(words)}
    if label == "GANG" and (gang := gang_index().get(fold(name))):
        found.add(fold(gang.name))
    if label == "GPE" and (country := country_called(name)):
        found.add(fold(country.name))
    if label in ("GANG", "ORG", "FAC") and len(words) > 1 and words[-1] in HEADS:
        found.add(" ".join(words[:-1]))
    return tuple(sorted((form for form in found if len(form) > 1), key=lambda form: (-len(form), form)))


@lru_cache(maxsize=65_536)
def short_forms(label: str, name: str) -> Words:
    """What an acronym and its long form have in common: ``short/dea``, ``long/dea``. Two long forms never meet in it."""
    if label == "PERSON":
        return ()
    plain = name.replace(".", "")
    if plain.isupper() and " " not in plain and 1 < len(plain) <= LONGEST_ACRONYM:
        return (f"short/{fold(plain)}",)
    words = words_in(name)
    kept = [word for word in words if word not in SMALL_WORDS]
    return tuple(sorted({f"long/{''.join(word[0] for word in found)}" for found in (words, kept) if len(found) > 1}))


@lru_cache(maxsize=65_536)
def short_forms_met(label: str, name: str) -> Words:
    """The short forms of those that a mention may be: an acronym is another like it or a long form's, a long form an acronym's."""
    met: list[str] = []
    for form in short_forms(label, name):
        side, _, letters = form.partition("/")
        met += [form, f"long/{letters}"] if side == "short" else [f"short/{letters}"]
    return tuple(met)


def country_called(name: str) -> Country | None:
    """The country of a name, with or without ``the``."""
    return country_index().get(fold(name.removeprefix("the ")))
