"""Whether two people of like names are one: what speaks for it and against it, and how much (``linking_weights.csv``).

``evidence`` tells how the names agree, how rare they are and what stands around both: countries, towns, gangs, people, jobs, ages, kin, words.
Some things exclude that two are one: a second surname, ``Jr.`` and ``Sr.``, ages that cannot be. The rest is weighed; the weights are fitted
by ``pipeline.linking.fit``, drawn towards those set by hand, and each keeps its sign.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache

from pipeline.knowledge import _rows, agency_index, fold
from pipeline.linking.names import (
    ARTICLES,
    Fit,
    PersonName,
    common_names,
    concepts,
    fit,
    is_common,
    is_generic,
    keys,
    nickname_rarity,
    person_name,
    word_fit,
)
from pipeline.linking.profiles import Link, Profile, cosine, shared, titled, towns
from pipeline.linking.sentences import role_terms, word_weight
from pipeline.linking.surroundings import NO_JOB, Context, Local

RANK = {"same": 3, "misspelt": 1, "shorter": 2, "initials": 1, "part": 0, "clash": -1, "none": -1}
SAID = {"same": "same full name", "misspelt": "a like name", "shorter": "name with one left out", "initials": "surname and initial"}  # fmt: skip
INITIALS, SPELT = 0.5, 0.9  # of ``word_fit``: as an initial; the same name, if spelled otherwise
YEARS_OFF = 2  # by which two ages may differ
# A given name tells a man from a woman better than the pronouns near it.
GIVEN_AGREES = frozenset(("same", "shorter", "misspelt"))
# Who is beside the same people is in one story, wherever that is told.
TOGETHER, ELSEWHERE = frozenset(("people", "relatives", "beside")), frozenset(("other country", "other place"))
NO_KIND = frozenset(("courtesy", "kind"))
# What one name alone needs one of beside it (a town is not enough: families live there), and what it may not have.
BACKING = frozenset(
    "family|job|tied|near|gang|people|relatives|beside|org|age|role|like role|close words|words".split("|")
)
NICKNAMES = frozenset(("nickname", "bare nickname"))
NICKNAME_BACKING = BACKING | {"home", "place", "present"}  # of a nickname that many have
INITIALS_BACKING = BACKING | {"home", "place", "source"}  # a country has many of a surname and an initial
ONLY_ONE_NAME, ONLY_INITIALS = "only one name in common", "only a surname and an initial in common"
TELLING = frozenset(("family", "job"))  # what tells of whom only one name was ever told
# Beside these a given name alone tells who it is.
OF_FAMILIES = frozenset(("family", "relatives", "people"))
OF_GANGS = frozenset(("tied", "near", "gang"))
CONTRARY = frozenset("opposed roles|other sex|said not to be|other age".split("|"))
SOME_WORDS = 3  # that stand beside a name, so that some should be common
RARE_ENOUGH = 2.0  # of a name that is one man's where nothing else is known
# Roles by side: one person is seldom on two.
STATE = frozenset(("police", "judge", "politician", "customs"))
CRIME = frozenset(("gang", "suspect"))
PRESS = frozenset(("journalist", "clergy", "lawyer", "health", "teaching", "activist", "sport"))
# Anyone in crime news may be these.
NEUTRAL = frozenset(("man", "woman", "suspect", "victim", "expert"))


@dataclass(slots=True)
class Evidence:
    """What speaks for and against two being one; ``excluded``: why they cannot be; ``bare``: nothing around them can be compared."""

    values: dict[str, float] = field(default_factory=dict)
    reasons: dict[str, str] = field(default_factory=dict)
    excluded: str = ""

    @property
    def kind(self) -> str:
        """How the names agree."""
        return next((kind for kind in self.values if kind in NAME_KINDS), "")

    def add(self, kind: str, reason: str = "", value: float = 1.0) -> None:
        if value:
            self.values[kind] = value
            if reason:
                self.reasons[kind] = reason


@cache
def weights() -> dict[str, float]:
    """What each kind of evidence is worth, in log-odds."""
    return {row["evidence"]: float(row["fitted"]) for row in _rows("linking_weights.csv")}


def odds(found: Evidence, worth: Mapping[str, float] | None = None) -> float:
    """Log-odds that two are one."""
    worth = weights() if worth is None else worth
    return sum(worth[kind] * value for kind, value in found.values.items())


def reason(found: Evidence) -> str:
    """The evidence in plain words: what speaks for it; but what against."""
    worth = weights()
    kept = [(kind, text) for kind, text in found.reasons.items() if worth[kind] or kind in SAID]
    for_it = [text for kind, text in kept if worth[kind] > 0 or kind in NAME_KINDS]
    against = [text for kind, text in kept if worth[kind] < 0 and kind not in NAME_KINDS]
    return ", ".join(for_it) + (f"; but {', '.join(against)}" if against else "")


NAME_KINDS = frozenset((*SAID, "nickname", "bare nickname", "one name"))


def evidence(local: Local, profile: Profile, *, present: bool = False) -> Evidence:
    """All that tells whether a local is a warehouse entity; ``present``: the article names it by its full name too."""
    found = Evidence()
    mine, theirs = _names(local.name, local.forms), _names_of(profile)
    fits = _name_evidence(found, mine, theirs, local, profile, present)
    if found.excluded:
        return found
    own = mine.words | theirs.words
    before = len(found.values)
    _context_evidence(found, local.context, profile.context, own, profile.articles)
    if fits.kind in GIVEN_AGREES or "given name" in found.values:
        found.values.pop("other sex", None)
    _sides_of_a_family(found, local.context, profile.context, mine, theirs)
    if len(found.values) == before:
        rare = fits.rarity >= RARE_ENOUGH and fits.kind in ("same", "shorter") and not is_common(mine.fullest)
        found.add("nothing else, rare" if rare else "nothing else, common")
    if "one name" in found.values and not _is_backed(found.values, len(theirs.fullest.words) == 1):
        found.excluded = ONLY_ONE_NAME
    if "initials" in found.values and not INITIALS_BACKING & set(found.values):
        found.excluded = ONLY_INITIALS
    if (
        NICKNAMES & set(found.values)
        and found.values.get("nickname rarity", 0.0) < 1.0
        and not NICKNAME_BACKING & set(found.values)
    ):
        found.excluded = "only a nickname in common"
    if fits.kind != "part":
        _namesakes(found, fits, mine, theirs, local.context, profile.context)
    return found


def _is_backed(values: Mapping[str, float], alone: bool) -> bool:
    """Whether more than country, town and paper agrees, so that one name alone can be somebody's, and nothing says that it is not his.

    Of a gang in another town any member may bear it. ``alone``: the warehouse knows him by no other."""
    backing = BACKING & set(values)
    if alone:
        backing &= TELLING
    elif "given name" in values:
        backing &= OF_FAMILIES
    return bool(backing - OF_GANGS if "other place" in values else backing) and not CONTRARY & set(values)


def _length(name: PersonName) -> tuple[int, int]:
    return name.full, len(name.words)


@dataclass(frozen=True, slots=True, eq=False)
class Named:
    """All names of a person, taken apart once: the fullest of them, nicknames, generations, full names."""

    names: tuple[PersonName, ...]
    fullest: PersonName
    nicknames: frozenset[str]
    generations: frozenset[str]
    full: tuple[PersonName, ...]
    own: tuple[PersonName, ...]  # full names that are no shorter form of another one

    @property
    def words(self) -> set[str]:
        return {word for name in self.names for word in name.words}


def _names(name: str, forms: Iterable[str]) -> Named:
    return _parsed((name, *forms))


def _names_of(profile: Profile) -> Named:
    """The names of a warehouse entity, which is compared with many before it gets another one."""
    if profile.taken_apart is None:
        profile.taken_apart = _names(profile.name, profile.names)
    named: Named = profile.taken_apart
    return named


@lru_cache(maxsize=4096)
def _parsed(names: tuple[str, ...]) -> Named:
    parsed = tuple(dict.fromkeys(person_name(name) for name in names))
    fullest = max(parsed, key=_length)
    long = [name for name in parsed if len(name.words) > 1]
    return Named(
        parsed, fullest, _nicknames(parsed, fullest), frozenset(name.generation for name in parsed if name.generation),
        tuple(name for name in parsed if name.full > 1), tuple(name for name in long if not _is_part(name, long)),
    )  # fmt: skip


def _is_part(name: PersonName, others: Iterable[PersonName]) -> bool:
    """Whether a name leaves something of another one out."""
    return any(
        len(other.words) > len(name.words)
        and all(any(word_fit(word, longer) >= INITIALS for longer in other.words) for word in name.words)
        for other in others
    )


# --- names ---------------------------------------------------------------------------------------------------------


def _name_evidence(found: Evidence, mine: Named, theirs: Named, local: Local, profile: Profile, present: bool) -> Fit:
    fits = best_fit(mine, theirs)
    nickname = _shared_nickname(mine, theirs)
    if nickname and not (mine.full and theirs.full) and fits.kind in ("none", "clash"):
        fits = Fit("part")
    if fits.kind in ("clash", "none"):
        found.excluded = "other names" if fits.kind == "none" else "names that exclude each other"
    elif fits.kind == "part" and nickname:
        _nickname_evidence(found, nickname, mine, theirs, local.context, present)
    elif fits.kind == "part":
        found.add("one name", "one name in common")
        found.add("rarity", "", min(3.0, fits.rarity))
        _name_alone(found, mine, theirs, local.context, profile.context)
    else:
        found.add(fits.kind, SAID[fits.kind])
        found.add("rarity", "", min(3.0, fits.rarity))
        if nickname:
            found.add("nickname too", f"the nickname {nickname}", nickname_rarity(nickname))
        if {fold(name) for name in local.forms if " " in name} & {fold(name) for name in profile.names}:
            found.add("exact")
        fullest = max(mine.fullest, theirs.fullest, key=_length)
        if is_common(fullest):
            found.add("common", "", 2.0 if fullest.full < 3 else 1.0)
        found.add("reordered", "", float(fits.reordered))
        if fits.generation:
            new = bool(mine.generations)
            found.add("generation" if new else "generation left out", "only one is called Jr. or Sr.")
        elif mine.generations:
            found.add("same generation")
    return fits


def _name_alone(found: Evidence, mine: Named, theirs: Named, one: Context, other: Context) -> None:
    """A given name alone stands mostly beside somebody of the family, whose surname it leaves out."""
    if _is_spelled_so(mine, theirs) or _is_spelled_so(theirs, mine):
        found.add("exact")
    alone, whole, around = (mine, theirs, one) if len(mine.fullest.words) == 1 else (theirs, mine, other)
    first, *rest = whole.fullest.words
    if rest and len(alone.fullest.words) == 1 and word_fit(alone.fullest.words[0], first) >= SPELT:
        found.add("given name")
        if family := next((person for person in around.people if _is_of_family(person, rest)), ""):
            found.add("family", f"beside {titled(family)}")


def _is_spelled_so(one: Named, other: Named) -> bool:
    """Whether a name alone of the one stands as it is among the other's."""
    return any(len(name.words) == 1 and name.words[0] in other.words for name in one.names)


def _is_of_family(person: str, surnames: Sequence[str]) -> bool:
    """Whether one of these is a person's surname."""
    return any(word_fit(word, own) >= SPELT for word in person_name(person).words[1:] for own in surnames)


def _nickname_evidence(
    found: Evidence, nickname: str, mine: Named, theirs: Named, context: Context, present: bool
) -> None:
    if not (context.tied or context.gangs or context.people or context.places):
        found.excluded = "only a nickname in common"
        return
    said_to_be = bool(mine.full or theirs.full)
    found.add("nickname" if said_to_be else "bare nickname", f"the nickname {nickname}")
    found.add("nickname rarity", "", nickname_rarity(nickname))
    if present:
        found.add("present", "the article names both names")


def best_fit(mine: Named, theirs: Named) -> Fit:
    """How the fullest names of two people agree; a second spelling helps where the fullest is only misspelt."""
    left, right = mine.fullest, theirs.fullest
    found = fit(left, right)
    if mine.generations or theirs.generations:
        if len(mine.generations | theirs.generations) > 1:
            return Fit("clash")
        found = Fit(found.kind, found.rarity, found.reordered, bool(mine.generations) != bool(theirs.generations))
    if found.kind in ("clash", "none") and len(left.words) == 1:
        # ``Rose`` is not in Rosa Impastato, but in Rose Catalfamo, as others call her
        parts = [one for other in theirs.full if (one := fit(left, other)).kind == "part"]
        if parts:
            return max(parts, key=lambda one: one.rarity)
    if found.kind in ("clash", "none") and (named := _by_nickname(mine, theirs)):
        return named
    if found.kind in ("misspelt", "clash", "none"):
        # the papers spell it both ways, or somebody has a second name, as a woman who married
        pairs = ((one, other) for one in mine.own for other in theirs.own if one is not left or other is not right)
        if found.kind == "misspelt":
            pairs = ((left, other) for other in theirs.full)
        best = max((fit(one, other) for one, other in pairs), key=lambda fits: RANK[fits.kind], default=found)
        if RANK[best.kind] > max(0, RANK[found.kind]):
            return Fit(best.kind, best.rarity, best.reordered, found.generation)
    return found


def _by_nickname(mine: Named, theirs: Named) -> Fit | None:
    """``Pookie Tolliver`` for Willie Tolliver, who is called Pookie: a nickname of the other's before his surname."""
    for one, other, called in (
        (mine.fullest, theirs.fullest, theirs.nicknames), (theirs.fullest, mine.fullest, mine.nicknames),
    ):  # fmt: skip
        if called.isdisjoint(one.words):
            continue
        rest = tuple(word for word in one.words if word not in called)
        if 0 < len(rest) < len(one.words) and all(
            any(word_fit(word, own) >= 0.9 for own in other.words) for word in rest
        ):
            return Fit("shorter", float(len(one.words)))
    return None


def _shared_nickname(mine: Named, theirs: Named) -> str:
    """A nickname that both bear, for one of them beside a full name or another nickname of the two; empty if none."""
    if mine.nicknames.isdisjoint(theirs.nicknames):
        return ""
    return max(sorted(mine.nicknames & theirs.nicknames), key=len)


def _nicknames(names: Iterable[PersonName], fullest: PersonName) -> frozenset[str]:
    # ``El Amrani`` is no nickname of Mohamed El Amrani
    full = fullest.words if len(set(fullest.words)) > 1 else ()
    found = {_bare(nick) for name in names for nick in name.nicknames}
    found |= {name.words[0] for name in names if len(name.words) == 1 and name.words[0] not in full}
    return frozenset(nick for nick in found if nick)


def _bare(nickname: str) -> str:
    words = nickname.split()
    return " ".join(words[1:]) if len(words) > 1 and words[0] in ARTICLES else nickname


def _namesakes(found: Evidence, fits: Fit, mine: Named, theirs: Named, one: Context, other: Context) -> None:
    """Other people whom the articles name beside these and whom the names fit as well."""
    if _better_known(mine, other.people, fits, theirs):
        found.add("told apart", "an article names both")
    elif _better_known(theirs, one.people, fits, mine):
        found.add("told apart", "this article names both")
    elif _same_named(mine, one.people) or _same_named(theirs, other.people):
        found.add("shared name", "two people of this name are known")


def _better_known(one: Named, people: Iterable[str], found: Fit, other: Named) -> bool:
    """Whether an article that names the other person names beside him somebody whom these names fit as well or better."""
    for person in people:
        rival = person_name(person)
        if rival.full < 2 or any(
            rival.words == name.words and rival.generation == name.generation for name in other.full
        ):
            continue
        fits = fit(one.fullest, rival)
        if (RANK[fits.kind], round(fits.rarity, 2)) >= (max(1, RANK[found.kind]), round(found.rarity, 2)):
            return True
    return False


def _same_named(one: Named, people: Iterable[str]) -> bool:
    """Whether an article names another person of the same full name beside this one."""
    full = {name.words for name in one.full if not name.generation}
    return any(person_name(person).words in full for person in people)


# --- what stands around ----------------------------------------------------------------------------------------------


def _context_evidence(found: Evidence, one: Context, other: Context, own: set[str], articles: int) -> None:
    """All that stands around two people; a gang called after one of them tells nothing."""
    _countries(found, one, other)
    _places(found, one, other, own)
    _gangs(found, one, other, own)
    relatives, strangers = _of_one_name(_same_people(one.people, other.people, own), own)
    if strangers:
        found.add("people", f"both beside {titled(strangers[0])}", min(2.0, float(len(strangers))))
    if relatives:
        found.add("relatives", f"both beside {titled(relatives[0])}", min(2.0, float(len(relatives))))
    if both := shared(one.beside, other.beside):
        found.add("beside", f"both beside {titled(both[0])}", min(1.5, 0.5 + 0.5 * len(both)))
    if both := shared(_telling(one.orgs), _telling(other.orgs)):
        found.add("org", f"both beside {titled(both[0])}")
    if TOGETHER & set(found.values):
        for kind in ELSEWHERE & set(found.values):
            del found.values[kind]
    _roles(found, one.roles, other.roles)
    if not {"job", "role", "other job"} & set(found.values):
        if both := sorted(_kinds(one) & _kinds(other)):
            found.add("like role", f"{both[0]} said of both")
    _ages(found, one, other)
    _words(found, one, other, articles)
    if one.days and other.days:
        years = max(0, int(one.days[0][:4]) - int(other.days[1][:4]), int(other.days[0][:4]) - int(one.days[1][:4]))
        if years > 5:
            found.add("years apart", f"{years} years apart", min(4.0, years - 5.0))
    found.add("source", "", float(bool(shared(one.sources, other.sources))))


def _countries(found: Evidence, one: Context, other: Context) -> None:
    if not one.countries or not other.countries:
        return
    close = cosine(one.countries, other.countries)
    if close > 0.3:
        best = max(one.countries, key=lambda c: (one.countries[c] * other.countries.get(c, 0), c))
        found.add("country", f"both in {best}", close)
    else:
        found.add("other country", "in other countries", 1 - close / 0.3)


def _places(found: Evidence, one: Context, other: Context, own: set[str]) -> None:
    home, their_home = towns(one.home), towns(other.home)
    if both := shared(home, their_home):
        found.add("home", f"both in {titled(both[0])}", min(1.5, 0.75 + 0.25 * len(both)))
    elif both := shared(towns(one.places), towns(other.places)):
        found.add("place", f"both in {titled(both[0])}", min(1.5, 0.75 + 0.25 * len(both)))
    elif home and their_home:
        found.add("other place", "in other places")


def _gangs(found: Evidence, one: Context, other: Context, own: set[str]) -> None:
    def other_than(names: Iterable[str]) -> list[str]:
        return [name for name in names if not own & set(name.split())]

    tied, their_tied = other_than(one.tied), other_than(other.tied)
    near, their_near = other_than([*one.near, *one.tied]), other_than([*other.near, *other.tied])
    if both := shared(tied, their_tied):
        found.add("tied", f"both tied to {titled(both[0])}")
    elif tied and their_tied:
        found.add("other tie", "tied to other gangs")
    elif both := shared(near, their_near):
        found.add("near", f"both beside {titled(both[0])}")
    elif both := shared([*other_than(one.gangs), *tied], [*other_than(other.gangs), *their_tied]):
        found.add("gang", f"both in articles about {titled(both[0])}")


def _roles(found: Evidence, one: Sequence[str], other: Sequence[str]) -> None:
    mine, theirs = set(one), set(other)
    if {"man", "woman"} <= mine ^ theirs:
        found.add("other sex", "a man and a woman")
    jobs, their_jobs = _jobs(mine), _jobs(theirs)
    if denied := sorted(_denied(mine) & their_jobs | _denied(theirs) & jobs):
        found.add("said not to be", f"said not to be the {denied[0]}")
    kinds = {role for role in mine if ":" not in role} - NEUTRAL
    their_kinds = {role for role in theirs if ":" not in role} - NEUTRAL
    if both := sorted(jobs & their_jobs):
        found.add("job", f"both called {both[0]}", min(1.5, 0.5 + 0.5 * len(both)))
    elif same := sorted(kinds & their_kinds):
        found.add("other job" if jobs and their_jobs else "role", f"both {same[0]}")
    elif _opposed(mine, theirs) or _opposed(theirs, mine):
        found.add("opposed roles", f"{_one_of(mine)} and {_one_of(theirs)}")
    elif _suspected(mine, theirs) or _suspected(theirs, mine):
        found.add("suspected", f"{_one_of(mine)} and {_one_of(theirs)}")
    elif kinds and their_kinds:
        found.add("other role", f"{_one_of(kinds)} and {_one_of(their_kinds)}")


def _kinds(context: Context) -> set[str]:
    """The kinds of jobs that are said of a person, or beside him."""
    named = {role_terms()[word] for word in context.close if word in role_terms()}
    return (named | {role for role in context.roles if ":" not in role}) - NEUTRAL - NO_KIND


def _opposed(one: set[str], other: set[str]) -> bool:
    """Whether one is of the state, the press or the like and nothing else, and the other on the side of crime."""
    return bool(one & (STATE | PRESS) and not one & CRIME and other & {"gang"} and not other & (STATE | PRESS))


def _suspected(one: set[str], other: set[str]) -> bool:
    """Whether one is of the state or the press and not suspected, and the other nothing but suspected."""
    return bool(one & (STATE | PRESS) and not one & CRIME and "suspect" in other and not other & (STATE | PRESS))


def _ages(found: Evidence, one: Context, other: Context) -> None:
    if not one.born or not other.born:
        return
    apart = max(one.born[0] - other.born[1], other.born[0] - one.born[1], 0)
    if apart > YEARS_OFF:
        found.excluded = "of other ages"
    found.add("age" if apart < 2 else "other age", "of one age" if apart < 2 else "of other ages")


def _words(found: Evidence, one: Context, other: Context, articles: int) -> None:
    """Rare words that both have in their sentences; a person of many articles has many by chance."""
    close = _alike(one.close, other.close)
    both = [word for word in _alike(one.words, other.words) if word not in close]
    share = 1.0 / (1.0 + 0.1 * articles)
    if close:
        found.add("close words", f"both with {', '.join(close[:3])}", min(8.0, share * sum(map(_telling_word, close))))
    if not close and not both and min(len(one.close), len(other.close)) >= SOME_WORDS:
        found.add("no words", "no word in common")
    if both:
        found.add("words", f"both near {', '.join(both[:3])}", min(8.0, share * sum(map(_telling_word, both))))


def _alike(one: Iterable[str], other: Iterable[str]) -> list[str]:
    """The words that both have, in whatever form: ``sell``, ``seller``."""
    there = {_stem(word) for word in other}
    return list({_stem(word): word for word in one if _stem(word) in there}.values())


@lru_cache(maxsize=4096)
def _stem(word: str) -> str:
    for ending in ("ings", "ing", "ers", "er", "ed", "es", "e"):
        if word.endswith(ending) and len(word) - len(ending) > 3:
            return word[: -len(ending)]
    return word


def _telling_word(word: str) -> float:
    return max(0.0, word_weight(word) - 2.0)


def _sides_of_a_family(found: Evidence, one: Context, other: Context, mine: Named, theirs: Named) -> None:
    """Fathers and sons."""
    ours, others = _sides(one.roles, mine), _sides(other.roles, theirs)
    if ours & others:
        found.add("same side of a family")
    elif ours and others:
        found.add("other side of a family", "father and son")


def _sides(roles: Iterable[str], named: Named) -> set[str]:
    found = {role.removeprefix("side:") for role in roles if role.startswith("side:")}
    return found | {"elder" if generation == "sr" else "younger" for generation in named.generations}


def _denied(roles: Iterable[str]) -> set[str]:
    return {role.removeprefix("not:") for role in roles if role.startswith("not:")}


def _jobs(roles: Iterable[str]) -> set[str]:
    """The head words of jobs, without those that tell nothing of who it is (``man``, ``suspect``)."""
    heads = {role.split()[-1].removeprefix("job:") for role in roles if role.startswith("job:")}
    return {
        head for head in heads if role_terms().get(head) not in ("suspect", "victim", "courtesy") and head not in NO_JOB
    }


def _same_people(one: Iterable[str], other: Iterable[str], own: set[str]) -> list[str]:
    """Those whom both articles name beside them, under whatever forms of their names; not their namesakes."""
    there = {key for person in other for key in _person_keys(person)}
    found: dict[frozenset[str], str] = {}
    for person in one:
        known = _person_keys(person)
        if known & there and not own.issuperset(person_name(person).words):
            found.setdefault(known, person)
    return list(found.values())


def _of_one_name(people: Iterable[str], own: set[str]) -> tuple[list[str], list[str]]:
    """Those who bear one of these names and those who do not: beside his family a man is beside his namesakes too."""
    all_of_them = list(people)
    relatives = [person for person in all_of_them if not own.isdisjoint(person_name(person).words)]
    return relatives, [person for person in all_of_them if person not in relatives]


@lru_cache(maxsize=4096)
def _person_keys(person: str) -> frozenset[str]:
    """The keys of a full name, or a name alone that few bear."""
    words = person_name(person).words
    if len(words) == 1:
        return frozenset(words) if words[0] not in common_names() else frozenset()
    return frozenset(key for key in keys("PERSON", [person], asked=True) if "+" in key)


@lru_cache(maxsize=4096)
def _is_telling(org: str) -> bool:
    return (
        not is_generic(org)
        and org not in agency_index()
        and not any(concepts().get(word, ("", ""))[1] == "body" for word in fold(org).split())
    )


def _telling(orgs: Iterable[str]) -> list[str]:
    """Organisations that few articles name: no police, courts and ministries."""
    return [org for org in orgs if _is_telling(org)]


def _one_of(kinds: set[str]) -> str:
    return next(iter(sorted(kind for kind in kinds if ":" not in kind and kind not in ("man", "woman"))), "none")


def compare_people(local: Local, profile: Profile, *, present: bool = False) -> Link:
    """How surely a local is a person of the warehouse, and why."""
    found = evidence(local, profile, present=present)
    if found.excluded:
        return Link(profile.entity_id, 0.0, found.excluded)
    return Link(profile.entity_id, how_sure(odds(found)), reason(found))


def how_sure(value: float) -> float:
    """The likelihood that log-odds stand for."""
    return 1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, value))))


def rank(local: Local, profile: Profile) -> int:
    """How well the names agree, the context apart."""
    return RANK[best_fit(_names(local.name, local.forms), _names_of(profile)).kind]
