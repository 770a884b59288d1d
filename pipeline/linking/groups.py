"""Gangs, organisations and places across articles: those that our lists know, and how surely two names are one.

Generic bodies (``National Police``) belong to a country, which the article tells; gangs of one name in two countries are two.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache

from pipeline.knowledge import agencies, agency_index, country_index, fold, gang_index, slug
from pipeline.linking.gang_names import described_gang, gang_of_member
from pipeline.linking.names import (
    acronyms,
    acronyms_of_bodies,
    concepts,
    core,
    is_acronym,
    is_generic,
    meaning,
    skeleton,
    split_country,
    world_bodies,
)
from pipeline.linking.profiles import Link, Profile, cosine, shared, titled, towns
from pipeline.linking.surroundings import Context, Local

LONG_ACRONYM = 3  # letters; above it two bodies seldom share one
SURE_COUNTRY = 0.75  # shares of countries that are not guessed add up to 1
LEFT_OUT = 0.6  # of a name with a part left out
LEAST_VOTE = 0.12  # share of an article's countries from which one can be meant


def known_id(local: Local) -> tuple[str, str] | None:
    """The id of a gang, agency or country that our lists know, and why; a national body gets its country's id."""
    if local.label == "GANG":
        return _known_gang(local)
    if local.label == "GPE":
        for form in (local.name, *local.forms):
            if country := country_index().get(fold(form.removeprefix("the "))):
                return f"gpe:{slug(country.name)}", f"{form} is a country"
    return _known_body(local) if local.label == "ORG" else None


def _known_gang(local: Local) -> tuple[str, str] | None:
    for form in sorted((local.name, *local.forms), key=lambda form: (-len(form), form)):
        gang = gang_index().get(fold(form))
        if gang is None:
            continue
        plain = {fold(name) for name in gang.ambiguous}
        if fold(form) not in plain:
            return f"gang:{slug(gang.name)}", f"{form} is a name of {gang.name}"
        if local.context.countries.get(gang.country, 0.0) >= 0.25:
            return (
                f"gang:{slug(gang.name)}",
                f"{form} is a name of {gang.name}, and the article is about {gang.country}",
            )
    for form in sorted((local.name, *local.forms), key=lambda form: (-len(form), form)):
        if described := described_gang(form):
            return f"gang:{slug(described.name)}", f"{form} describes {described.name}"
        member = gang_of_member(form)
        if member and local.context.countries.get(member.country, 0.0) >= 0.25:
            return (
                f"gang:{slug(member.name)}",
                f"{form} is one of {member.name}, and the article is about {member.country}",
            )
    return None


@cache
def _bodies() -> dict[tuple[str, frozenset[str]], str]:
    """(country, concepts of a name) → the agency of our list that has it."""
    index: dict[tuple[str, frozenset[str]], str] = {}
    for agency in agencies():
        for name in (agency.name, *agency.aliases):
            plain = split_country(name)[0]
            if agency.country and not is_acronym(name) and frozenset(meaning(plain)):
                index.setdefault((agency.country, frozenset(meaning(plain)) or core(name)), agency.name)
            if agency.country:
                short = {fold(name)} if is_acronym(name) else {a for a in acronyms(plain) if len(a) > 1}
                for letters in short:
                    index.setdefault((agency.country, frozenset((letters,))), agency.name)
    return index


def _known_body(local: Local) -> tuple[str, str] | None:
    # as it is written: the extractor calls any National Civil Police by the name of the one that its list knows
    forms = sorted(local.forms or (local.name,), key=lambda form: (-len(form), form))
    votes = local.context.countries
    country = _main_country(votes)
    for form in forms:
        if world := world_bodies().get(form.strip()) or world_bodies().get(fold(form)):
            return f"org:{slug(world)}", f"{form} is {world}"
        plain, named = split_country(form)
        words = acronyms_of_bodies().get(form) or frozenset(meaning(plain))
        likely = (
            [named or country]
            if is_generic(form) or form in acronyms_of_bodies()
            else [named or country, *sorted(votes, key=lambda c: (-votes[c], c))]
        )
        own = agency_index().get(fold(form))
        if own and not own.country:
            return f"org:{slug(own.name)}", f"{form} is a name of {own.name}"
        peculiar = own and not named and (_is_foreign(form) or fold(form) == fold(own.name))
        if own and own.country and peculiar and votes.get(own.country, 0.0) >= LEAST_VOTE:
            if (likely[0] or "", words) not in _bodies():
                likely = [own.country]  # a Portuguese name in an article that names Portugal
        for said in likely:
            if said and (said == likely[0] or votes[said] >= LEAST_VOTE) and (agency := _bodies().get((said, words))):
                return f"org:{slug(agency)}", f"{form} in an article about {said}"
        if likely[0] and (is_generic(form) or form in acronyms_of_bodies()):
            return f"org:{slug(' '.join(sorted(words)))}-{likely[0].lower()}", f"{form} in an article about {likely[0]}"
    for form in forms:
        agency_found = agency_index().get(fold(form))
        if agency_found and not is_generic(form) and _fits_country(agency_found.country, local, form):
            return f"org:{slug(agency_found.name)}", f"{form} is a name of {agency_found.name}"
    return None


def _is_foreign(name: str) -> bool:
    """Whether a name has a word that is no English one: ``Polícia``, ``Fiscalía``."""
    return any(ord(letter) > 127 for letter in name)


def _fits_country(country: str | None, local: Local, form: str) -> bool:
    """An acronym or a short name belongs to the agency only where its country is named, or none is."""
    votes = local.context.countries
    return (
        country is None or not votes or votes.get(country, 0.0) > 0.05 or len(fold(form).split()) > 2 or country == "US"
    )


def _main_country(votes: Mapping[str, float]) -> str | None:
    """The country that leads the votes clearly, if any."""
    ranked = sorted(votes.items(), key=lambda item: (-item[1], item[0]))
    if not ranked:
        return None
    if len(ranked) == 1 or ranked[0][1] >= 1.25 * ranked[1][1]:
        return ranked[0][0]
    return None


def compare_groups(local: Local, profile: Profile) -> Link:
    alike = _agreement(local.context.countries, profile.context.countries)
    generic = local.label == "ORG" and all(is_generic(form) for form in (local.name, *local.forms))
    best, reason = _best_of_names({local.name, *local.forms}, {profile.name, *profile.names}, local.label)
    if not best:
        return Link(profile.entity_id, 0.0, reason)
    if generic and alike != 1:
        return Link(profile.entity_id, 0.3, f"{reason}, but every country has one")
    if (
        best == LEFT_OUT
        and local.label == "ORG"
        and (profile.known or _named_countries(local.forms) != _named_countries(profile.names))
    ):
        return Link(profile.entity_id, 0.3, f"{reason}, as a part of it has")
    own = set(fold(local.name).split())
    mine, theirs = (
        [p for p in towns(c.places) if not own & set(p.split(",")[0].split())] for c in (local.context, profile.context)
    )
    company = shared(_named_around(local.context), _named_around(profile.context))
    around = shared(mine, theirs) or company
    if company and best == LEFT_OUT:
        best += 0.1  # beside the same people a short name is the same thing's
    if alike == -1 and not company and not (_is_guess(local.context.countries) or _is_guess(profile.context.countries)):
        peculiar = local.label == "ORG" and len(local.name.split()) > 1 and not _is_local(local.name)
        peculiar = peculiar and _named_countries(local.forms) == _named_countries(profile.names)
        best -= 0.03 if peculiar else 0.15 if around else 0.5
        reason += "; but in other countries"
    elif alike == 1:
        best += 0.05
        reason += ", both in one country"
    if around:
        best += 0.1
        reason += f", both beside {titled(around[0])}"
    if local.label == "ORG" and mine and theirs and not around and _is_of_a_town(local, profile):
        best -= 0.3
        reason += "; but in other places"
    return Link(profile.entity_id, max(0.0, min(0.99, best)), reason)


def _named_countries(names: Iterable[str]) -> set[str]:
    """The countries that stand in the names of a body."""
    return {country for name in names if (country := split_country(name)[1])}


def _is_guess(countries: Mapping[str, float]) -> bool:
    """Whether a gang's country is only its paper's, which may write of gangs abroad."""
    return sum(countries.values()) < SURE_COUNTRY


def _named_around(context: Context) -> list[str]:
    """The people of full names and the gangs that stand beside a group."""
    return [*(person for person in context.people if " " in person), *context.tied]


def _best_of_names(forms: Iterable[str], names: Iterable[str], label: str) -> tuple[float, str]:
    """How surely groups of these names are one: the best of all pairs, the plainest where they are worth the same, in any order."""
    found = [_group_names(form, name, label) for form in forms for name in names]
    return min(found, key=lambda item: (-item[0], item[1]))


def _is_of_a_town(local: Local, profile: Profile) -> bool:
    """Whether both articles name the town that a body is called after, as several towns may be (``Springfield Police``)."""
    own = set(fold(local.name).split())
    named = [
        any(own & set(place.split(",")[0].split()) for place in c.places) for c in (local.context, profile.context)
    ]
    return _is_local(local.name) and all(named)


def _is_local(name: str) -> bool:
    """Whether a body is one of a town: ``Springfield Police Department``."""
    words = meaning(name)
    return bool({"police", "council", "court"} & set(words)) and "national" not in words


@lru_cache(maxsize=4096)
def _group_names(one: str, other: str, label: str) -> tuple[float, str]:
    """How surely two names of groups are one, by the names alone."""
    if fold(one) == fold(other):
        return (0.85 if not is_acronym(one) else 0.82 if len(fold(one)) > LONG_ACRONYM else 0.75), "same name"
    plain, bare = split_country(one)[0], split_country(other)[0]
    mine, theirs = (
        (core(plain), core(bare)) if label == "GANG" else (frozenset(meaning(plain)), frozenset(meaning(bare)))
    )
    if mine and mine == theirs:
        return 0.85, "same name in other words"
    if label == "ORG" and core(plain) == core(bare) and len(core(plain)) > 0:
        return 0.8, "same name but for a head word"
    if label == "GANG" and not is_acronym(one) and not is_acronym(other) and _sound(mine) == _sound(theirs):
        return 0.8, "same name, spelled otherwise"
    if label == "GANG" and _family_of(mine, theirs):
        return 0.8, "a family and its clan"
    if (is_acronym(one) and acronyms(one) & acronyms(other)) or (is_acronym(other) and acronyms(one) & acronyms(other)):
        return 0.76, "acronym and long form"
    if _translated_acronym(one, other) or _translated_acronym(other, one):
        return 0.76, "acronym and long form in another language"
    if _is_part(core(plain), core(bare)) and not is_generic(one) and not is_generic(other) and _opens(one, other):
        return LEFT_OUT, "name with a part left out"
    return 0.0, "other names"


def _is_part(one: frozenset[str], other: frozenset[str]) -> bool:
    return bool(one and other) and (one < other or other < one)


def _translated_acronym(short: str, long: str) -> bool:
    """``ATIC`` for the Technical Agency for Criminal Investigation: the same initials in the order of another language."""
    letters = fold(short.replace(".", ""))
    if not is_acronym(short) or len(letters) < LONG_ACRONYM or is_acronym(long):
        return False
    return any(sorted(initials) == sorted(letters) for initials in acronyms(long))


def _family_of(one: frozenset[str], other: frozenset[str]) -> bool:
    """``the Romitos`` and the ``Romito clan``."""
    if len(one) != 1 or len(other) != 1:
        return False
    a, b = next(iter(one)), next(iter(other))
    return min(len(a), len(b)) > 3 and (a == b + "s" or b == a + "s")


def _sound(words: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(skeleton(word) + word[-1:] for word in words))


def _opens(one: str, other: str) -> bool:
    """Whether two names begin with the same word that is no head word: ``Los Pulpos``, ``Los Pulpos del Norte``."""
    first = [next((word for word in meaning(name) if word in core(name)), "") for name in (one, other)]
    return first[0] == first[1] != ""


def _agreement(one: Mapping[str, float], other: Mapping[str, float]) -> int:
    """1: the same leading country, -1: none in common, 0: not known."""
    if not one or not other:
        return 0
    if max(one, key=lambda c: (one[c], c)) == max(other, key=lambda c: (other[c], c)):
        return 1
    return -1 if cosine(one, other) < 0.3 else 0


@cache
def _concepts() -> frozenset[str]:
    return frozenset(concept for concept, _ in concepts().values())


def compare_places(local: Local, profile: Profile) -> Link:
    alike = _agreement(local.context.countries, profile.context.countries)
    if (local.label == "FAC") != (profile.label == "FAC"):
        return Link(profile.entity_id, 0.0, "a building and a place")
    same = any(
        core(form) == core(name) for form in {local.name, *local.forms} for name in {profile.name, *profile.names}
    )
    words = frozenset(meaning(local.name))
    if same and alike < 0 and not words & _concepts() and not re.search(r"\d", local.name):
        return Link(profile.entity_id, 0.81, "same name, which no gazetteer has")
    if not same or alike < 0:
        return Link(
            profile.entity_id, 0.0 if not same else 0.4, "other names" if not same else "same name in another country"
        )
    mine, theirs = ([p for p in towns(context.places) if "," in p] for context in (local.context, profile.context))
    # any town may have a central prison; there is one Opera prison
    common = core(local.name) & _concepts() or re.search(r"\d", local.name)
    if local.label != "GPE" and mine and theirs and not shared(mine, theirs) and common:
        return Link(profile.entity_id, 0.7, "same name, beside other towns")
    return Link(profile.entity_id, 0.92 if alike else 0.82, "same name, same country" if alike else "same name")
