"""The same person, gang, agency or place across articles: pure, from the rows of one article and what the warehouse holds.

``contexts_of`` makes an article's entities with what stands around them, ``known_id`` names those that our lists know,
``keys`` finds candidates, ``compare`` weighs one, ``choose`` takes the best that is sure enough, ``absorb`` adds what an
article says to a warehouse entity. Different people are kept apart in doubt: a missed link can be made later, by hand or
by better evidence; a wrong one spoils both records. ``link_article`` does it for all entities of an article, so that two
people whom one article tells apart never become one.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache

from pipeline.articles import digest
from pipeline.knowledge import agencies, agency_index, country_index, fold, gang_index
from pipeline.names import (
    ARTICLES,
    Fit,
    PersonName,
    acronyms,
    acronyms_of_bodies,
    concepts,
    core,
    fit,
    is_acronym,
    is_common,
    is_generic,
    keys,
    meaning,
    nickname_rarity,
    person_name,
    skeleton,
    slug,
    split_country,
    world_bodies,
)
from pipeline.scheme import PLACE_LABELS
from pipeline.surroundings import (
    NO_JOB,
    Context,
    Local,
    contexts_of,
    role_terms,
    word_weight,
)

__all__ = (
    "Context",
    "Link",
    "Local",
    "Profile",
    "absorb",
    "choose",
    "compare",
    "contexts_of",
    "keys",
    "known_id",
    "link_article",
    "new_id",
    "profile_of",
)

LONG_ACRONYM = 3  # letters; above it two bodies seldom share one
LEAST_VOTE = 0.12  # share of an article's countries from which one can be meant
MOST_NAMES = 120  # kept in a profile's context
THRESHOLD = 0.8  # of a link; below it the local is an entity of its own
MARGIN = 0.7  # log-odds by which the best of several namesakes must lead
SURE = 0.97  # of two warehouse entities that are to be joined
# What evidence is worth, in log-odds; set by hand, then by coordinate search on corpora/entities/dev (PERSON B-cubed, less 1.2 a merged pair).
WEIGHTS = {
    "same": -0.6, "misspelt": -1.6, "shorter": -0.5, "initials": -1.2, "nickname": -1.6, "bare nickname": -3.0, "reordered": -0.2, "exact": 0.4, "shared name": -1.05,
    "generation": -1.5, "same generation": 1.2, "near": 1.7, "present": 1.6, "rarity": 0.9, "common": -0.4,
    "country": 0.7, "other country": -1.2, "place": 1.1, "gang": 1.9, "tied": 1.6, "other tie": -1.5, "people": 1.0, "org": 0.5,
    "job": 2.8, "role": 0.7, "other role": -1.0, "opposed roles": -2.4, "other job": -0.9, "age": 1.2, "other age": -5.0,
    "sex": 0.1, "other sex": -3.0, "words": 0.3, "most words": 2.2, "years apart": -0.4, "source": 0.3, "told apart": -2.0, "said not to be": -4.0,
}  # fmt: skip
# Roles that one person seldom has both of.
OPPOSED = tuple(
    frozenset((one, other))
    for one in (
        "police",
        "judge",
        "politician",
        "lawyer",
        "journalist",
        "clergy",
        "customs",
        "health",
        "teaching",
        "activist",
    )
    for other in ("gang",)
)
# Anyone in crime news may be these.
NEUTRAL = frozenset(("man", "woman", "suspect", "victim", "expert"))


@dataclass(slots=True)
class Profile:
    """A warehouse entity: names and merged context of all its locals; ``known``: from our lists."""

    entity_id: str
    label: str
    name: str
    names: dict[str, int]
    context: Context
    known: bool = False
    articles: int = 0


@dataclass(slots=True)
class Link:
    """How surely a local is a warehouse entity and why; ``joins``: other entities that are surely the same one."""

    entity_id: str
    score: float
    reason: str
    joins: list[str] = field(default_factory=list)


# --- what our lists know -------------------------------------------------------------------------------------------


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
    forms = sorted((local.name, *local.forms), key=lambda form: (-len(form), form))
    votes = local.context.countries
    country = _main_country(votes)
    for form in forms:
        if world := world_bodies().get(form.strip()) or world_bodies().get(fold(form)):
            return f"org:{slug(world)}", f"{form} is {world}"
        plain, named = split_country(form)
        words = acronyms_of_bodies().get(form) or frozenset(meaning(plain))
        likely = (
            [named or country] if is_generic(form) else [named or country, *sorted(votes, key=lambda c: (-votes[c], c))]
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


# --- comparing -----------------------------------------------------------------------------------------------------


class _Weighing:
    """Log-odds with the reasons that moved them."""

    def __init__(self, start: float, reason: str) -> None:
        self.odds = start
        self.for_it: list[str] = [reason]
        self.against: list[str] = []

    def add(self, kind: str, reason: str = "", times: float = 1.0) -> None:
        worth = WEIGHTS[kind] * times
        self.odds += worth
        if reason and worth:
            (self.for_it if worth > 0 else self.against).append(reason)

    def link(self, entity_id: str) -> Link:
        reason = ", ".join(self.for_it) + (f"; but {', '.join(self.against)}" if self.against else "")
        return Link(entity_id, 1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, self.odds)))), reason)


def compare(local: Local, profile: Profile, *, present: bool = False) -> Link:
    """How surely a local is a warehouse entity, 0 to 1, and why; ``present``: the article names it by its full name too."""
    if _family(local.label) != _family(profile.label):
        return Link(profile.entity_id, 0.0, "things of different kinds")
    if local.label == "PERSON":
        return _compare_people(local, profile, present)
    if local.label in ("GANG", "ORG"):
        return _compare_groups(local, profile)
    return _compare_places(local, profile)


def _family(label: str) -> str:
    return "PLACE" if label in PLACE_LABELS else label


def _compare_people(local: Local, profile: Profile, present: bool) -> Link:
    mine = [person_name(name) for name in (local.name, *local.forms)]
    theirs = [person_name(name) for name in (profile.name, *profile.names)]
    found = _best_fit(mine, theirs)
    nickname = _shared_nickname(mine, theirs)
    alone = all(name.full < 2 for name in mine) or all(name.full < 2 for name in theirs)
    if nickname and alone and found.kind in ("none", "clash"):
        found = Fit("part")
    if found.kind in ("clash", "none"):
        return Link(profile.entity_id, 0.0, "other names" if found.kind == "none" else "names that exclude each other")
    if found.kind == "part" and not nickname:
        return Link(profile.entity_id, 0.0, "only one name in common")
    if found.kind == "part":
        said_to_be = any(name.full > 1 for name in theirs) or any(name.full > 1 for name in mine)
        kind = "nickname" if said_to_be else "bare nickname"
        weighing = _Weighing(WEIGHTS[kind] + WEIGHTS["rarity"] * nickname_rarity(nickname), f"the nickname {nickname}")
        if present:
            weighing.add("present", "the article names both names")
    else:
        said = {
            "same": "same full name",
            "misspelt": "a like name",
            "shorter": "name with one left out",
            "initials": "surname and initial",
        }
        weighing = _Weighing(WEIGHTS[found.kind] + WEIGHTS["rarity"] * found.rarity, said[found.kind])
        if nickname:
            weighing.add("rarity", f"the nickname {nickname}", nickname_rarity(nickname))
        if {fold(name) for name in local.forms if " " in name} & {fold(name) for name in profile.names}:
            weighing.add("exact")
        fullest = max((*mine, *theirs), key=lambda name: name.full)
        if is_common(fullest):
            weighing.add("common", times=2.0 if fullest.full < 3 else 1.0)
        if found.reordered:
            weighing.add("reordered")
        if found.generation:
            weighing.add("generation", "only one is called Jr. or Sr.")
        elif any(name.generation for name in mine):
            weighing.add("same generation")
    own = {word for name in (*mine, *theirs) for word in name.words}
    _weigh_context(weighing, local.context, profile.context, own)
    if found.kind != "part":
        if _better_known(mine, profile.context.people, found, theirs):
            weighing.add("told apart", "an article names both")
        elif _better_known(theirs, local.context.people, found, mine):
            weighing.add("told apart", "this article names both")
        elif _namesakes(mine, local.context.people) or _namesakes(theirs, profile.context.people):
            weighing.add("shared name", "two people of this name are known")
    link = weighing.link(profile.entity_id)
    if found.kind == "part" and not (
        local.context.tied or local.context.gangs or local.context.people or local.context.places
    ):
        link.score = min(link.score, THRESHOLD - 0.1)
    return link


def _best_fit(mine: Sequence[PersonName], theirs: Sequence[PersonName]) -> Fit:
    """How the fullest names of two people agree; a second spelling helps where the fullest is only misspelt."""
    left = max(mine, key=lambda name: (name.full, len(name.words)))
    right = max(theirs, key=lambda name: (name.full, len(name.words)))
    found = fit(left, right)
    ours, others = ({name.generation for name in names if name.generation} for names in (mine, theirs))
    if len(ours | others) > 1:
        return Fit("clash")
    found = Fit(found.kind, found.rarity, found.reordered, bool(ours) != bool(others))
    if found.kind in ("misspelt", "clash", "none"):
        # the papers spell it both ways, or a second name is known to be the same person's
        full = [one for one in mine if one.full > 1 and (found.kind != "misspelt" or len(one.words) == len(left.words))]
        if found.kind != "misspelt":
            full = [one for one in full if one == left or left.full < 2]
        same = [fit(one, other) for one in full for other in theirs if other.full > 1]
        return next((Fit(f.kind, f.rarity, f.reordered, found.generation) for f in same if f.kind == "same"), found)
    return found


def _shared_nickname(mine: Iterable[PersonName], theirs: Iterable[PersonName]) -> str:
    """A nickname that both bear, for one of them beside a full name or another nickname of the two; empty if none."""
    left, right = _nicknames(mine), _nicknames(theirs)
    return max(sorted(left & right), key=len, default="")


def _nicknames(names: Iterable[PersonName]) -> set[str]:
    names = list(names)
    full = {word for name in names if len(name.words) > 1 for word in name.words}
    found = {_bare(nick) for name in names for nick in name.nicknames}
    found |= {name.words[0] for name in names if len(name.words) == 1 and (name.article or name.words[0] not in full)}
    found |= {" ".join(n.words) for n in names if n.article}
    return {nick for nick in found if nick}


def _bare(nickname: str) -> str:
    words = nickname.split()
    return " ".join(words[1:]) if len(words) > 1 and words[0] in ARTICLES else nickname


RANK = {"same": 3, "misspelt": 1, "shorter": 2, "initials": 1, "part": 0, "clash": -1, "none": -1}


def _better_known(one: Sequence[PersonName], people: Iterable[str], found: Fit, other: Sequence[PersonName]) -> bool:
    """Whether an article that names the other person names beside him somebody whom these names fit as well or better."""
    fullest = max(one, key=lambda name: (name.full, len(name.words)))
    for person in people:
        rival = person_name(person)
        if rival.full < 2 or any(
            rival.words == name.words and rival.generation == name.generation for name in other if name.full > 1
        ):
            continue
        fits = fit(fullest, rival)
        if (RANK[fits.kind], round(fits.rarity, 2)) >= (max(1, RANK[found.kind]), round(found.rarity, 2)):
            return True
    return False


def _namesakes(names: Sequence[PersonName], people: Iterable[str]) -> bool:
    """Whether an article names another person of the same full name beside this one."""
    full = {name.words for name in names if name.full > 1 and not name.generation}
    return any(person_name(person).words in full for person in people)


def _weigh_context(weighing: _Weighing, one: Context, other: Context, own: set[str]) -> None:
    """All that stands around two people; a gang called after one of them tells nothing."""
    _weigh_countries(weighing, one, other)
    if shared := _shared(_specific(one.places), _specific(other.places)):
        weighing.add("place", f"both in {_title(shared[0])}", min(1.5, 0.75 + 0.25 * len(shared)))
    _weigh_gangs(weighing, one, other, own)
    if shared := _shared([p for p in one.people if " " in p], [p for p in other.people if " " in p]):
        weighing.add("people", f"both beside {_title(shared[0])}")
    if shared := _shared(_telling(one.orgs), _telling(other.orgs)):
        weighing.add("org", f"both beside {_title(shared[0])}")
    _weigh_roles(weighing, one.roles, other.roles)
    if one.born and other.born:
        if one.born[0] <= other.born[1] + 1 and other.born[0] <= one.born[1] + 1:
            weighing.add("age", "of one age")
        else:
            weighing.add("other age", "of other ages")
    common = [word for word in one.words if word in set(other.words)]
    if common:
        told = sum(word_weight(word) - 2.0 for word in common)
        worth = min(WEIGHTS["most words"], WEIGHTS["words"] * told)
        weighing.add("words", f"both with {', '.join(common[:3])}", worth / WEIGHTS["words"])
    if one.days and other.days:
        years = max(0, int(one.days[0][:4]) - int(other.days[1][:4]), int(other.days[0][:4]) - int(one.days[1][:4]))
        if years > 5:
            weighing.add("years apart", f"{years} years apart", min(4, years - 5))
    if _shared(one.sources, other.sources):
        weighing.add("source")


def _weigh_gangs(weighing: _Weighing, one: Context, other: Context, own: set[str]) -> None:
    def other_than(names: Iterable[str]) -> list[str]:
        return [name for name in names if not own & set(name.split())]

    tied, their_tied = other_than(one.tied), other_than(other.tied)
    near, their_near = other_than([*one.near, *one.tied]), other_than([*other.near, *other.tied])
    if shared := _shared(tied, their_tied):
        weighing.add("tied", f"both tied to {_title(shared[0])}")
    elif tied and their_tied:
        weighing.add("other tie", "tied to other gangs")
    elif shared := _shared(near, their_near):
        weighing.add("near", f"both beside {_title(shared[0])}")
    elif shared := _shared([*other_than(one.gangs), *tied], [*other_than(other.gangs), *their_tied]):
        weighing.add("gang", f"both in articles about {_title(shared[0])}")


def _weigh_countries(weighing: _Weighing, one: Context, other: Context) -> None:
    if not one.countries or not other.countries:
        return
    alike = _cosine(one.countries, other.countries)
    if alike > 0.3:
        weighing.add(
            "country",
            f"both in {max(one.countries, key=lambda c: (one.countries[c] * other.countries.get(c, 0), c))}",
            alike,
        )
    else:
        weighing.add("other country", "in other countries", 1 - alike / 0.3)


def _weigh_roles(weighing: _Weighing, one: Sequence[str], other: Sequence[str]) -> None:
    mine, theirs = set(one), set(other)
    if {"man", "woman"} <= mine ^ theirs:
        weighing.add("other sex", "a man and a woman")
    jobs, their_jobs = _jobs(mine), _jobs(theirs)
    if denied := sorted(_denied(mine) & their_jobs | _denied(theirs) & jobs):
        weighing.add("said not to be", f"said not to be the {denied[0]}")
    kinds = {role for role in mine if ":" not in role} - NEUTRAL
    their_kinds = {role for role in theirs if ":" not in role} - NEUTRAL
    if shared := sorted(jobs & their_jobs):
        weighing.add("job", f"both called {shared[0]}")
    elif same := sorted(kinds & their_kinds):
        weighing.add("role", f"both {same[0]}")
    elif kinds and their_kinds:
        opposed = any(pair & kinds and pair & their_kinds for pair in OPPOSED)
        weighing.add("opposed roles" if opposed else "other role", f"{_one_of(kinds)} and {_one_of(their_kinds)}")


def _denied(roles: Iterable[str]) -> set[str]:
    return {role.removeprefix("not:") for role in roles if role.startswith("not:")}


def _jobs(roles: Iterable[str]) -> set[str]:
    """The head words of jobs, without those that tell nothing of who it is (``man``, ``suspect``)."""
    heads = {role.split()[-1].removeprefix("job:") for role in roles if role.startswith("job:")}
    return {
        head for head in heads if role_terms().get(head) not in ("suspect", "victim", "courtesy") and head not in NO_JOB
    }


def _telling(orgs: Iterable[str]) -> list[str]:
    """Organisations that few articles name: no police, courts and ministries."""
    return [
        org
        for org in orgs
        if not is_generic(org)
        and org not in agency_index()
        and not any(concepts().get(word, ("", ""))[1] == "body" for word in fold(org).split())
    ]


def _one_of(kinds: set[str]) -> str:
    return sorted(kinds)[0] if kinds else "none"


def _specific(places: Iterable[str]) -> list[str]:
    """Places smaller than a country."""
    return [place for place in places if fold(place.split(",")[0]) not in country_index()]


def _shared(one: Iterable[str], other: Iterable[str]) -> list[str]:
    there = set(other)
    return [item for item in dict.fromkeys(one) if item in there]


def _title(name: str) -> str:
    return name.title() if name.islower() else name


def _cosine(one: Mapping[str, float], other: Mapping[str, float]) -> float:
    dot = sum(weight * other.get(key, 0.0) for key, weight in one.items())
    size = math.sqrt(sum(w * w for w in one.values()) * sum(w * w for w in other.values()))
    return dot / size if size else 0.0


def _compare_groups(local: Local, profile: Profile) -> Link:
    alike = _agreement(local.context.countries, profile.context.countries)
    generic = local.label == "ORG" and all(is_generic(form) for form in (local.name, *local.forms))
    best, reason = 0.0, "other names"
    for form in {local.name, *local.forms}:
        for name in {profile.name, *profile.names}:
            worth, why = _group_names(form, name, local.label)
            if worth > best:
                best, reason = worth, why
    if not best:
        return Link(profile.entity_id, 0.0, reason)
    if generic and alike != 1:
        return Link(profile.entity_id, 0.3, f"{reason}, but every country has one")
    own = set(fold(local.name).split())
    mine, theirs = (
        [p for p in _specific(c.places) if not own & set(p.split(",")[0].split())]
        for c in (local.context, profile.context)
    )
    around = _shared(mine, theirs) or _shared(
        [*local.context.people, *local.context.tied], [*profile.context.people, *profile.context.tied]
    )
    if alike == -1:
        peculiar = local.label == "ORG" and len(local.name.split()) > 1 and not _is_local(local.name)
        best -= 0.03 if peculiar else 0.15 if around else 0.5
        reason += "; but in other countries"
    elif alike == 1:
        best += 0.05
        reason += ", both in one country"
    if around:
        best += 0.1
        reason += f", both beside {_title(around[0])}"
    if local.label == "ORG" and mine and theirs and not around and _is_of_a_town(local, profile):
        best -= 0.3
        reason += "; but in other places"
    return Link(profile.entity_id, max(0.0, min(0.99, best)), reason)


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
    if label == "GANG" and mine and theirs and (mine < theirs or theirs < mine) and _opens(one, other):
        return 0.6, "name with a part left out"
    return 0.0, "other names"


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
    return -1 if _cosine(one, other) < 0.3 else 0


def _compare_places(local: Local, profile: Profile) -> Link:
    alike = _agreement(local.context.countries, profile.context.countries)
    if (local.label == "FAC") != (profile.label == "FAC"):
        return Link(profile.entity_id, 0.0, "a building and a place")
    same = any(
        core(form) == core(name) for form in {local.name, *local.forms} for name in {profile.name, *profile.names}
    )
    words = frozenset(meaning(local.name))
    if (
        same
        and alike < 0
        and not words & {concept for concept, _ in concepts().values()}
        and not re.search(r"\d", local.name)
    ):
        return Link(profile.entity_id, 0.81, "same name, which no gazetteer has")
    if not same or alike < 0:
        return Link(
            profile.entity_id, 0.0 if not same else 0.4, "other names" if not same else "same name in another country"
        )
    mine, theirs = ([p for p in _specific(context.places) if "," in p] for context in (local.context, profile.context))
    if local.label != "GPE" and mine and theirs and not _shared(mine, theirs):
        return Link(profile.entity_id, 0.7, "same name, beside other towns")
    return Link(profile.entity_id, 0.92 if alike else 0.82, "same name, same country" if alike else "same name")


# --- choosing, merging ---------------------------------------------------------------------------------------------


def choose(local: Local, candidates: Sequence[Profile], *, present: Container[str] = ()) -> Link | None:
    """The entity that a local surely enough is, or None for a new one; ``joins`` where the local shows that two are one.

    ``present``: entities that the article names by their full names too.
    """
    weighed = (compare(local, profile, present=profile.entity_id in present) for profile in candidates)
    links = sorted(weighed, key=lambda link: (-link.score, link.entity_id))
    if not links or links[0].score < THRESHOLD:
        return None
    best = links[0]
    by_id = {profile.entity_id: profile for profile in candidates}
    for link in links[1:]:
        if link.score >= SURE and best.score >= SURE and _same_entity(by_id[best.entity_id], by_id[link.entity_id]):
            best.joins.append(link.entity_id)
        elif local.label == "PERSON" and _odds(link) > _odds(best) - MARGIN and link.score >= THRESHOLD:
            clearly = _rank(local, by_id[best.entity_id]) >= 2 > _rank(local, by_id[link.entity_id])
            if not clearly and best.score < SURE:
                return None
    return best


def _odds(link: Link) -> float:
    return math.log(link.score / (1 - link.score)) if 0 < link.score < 1 else math.copysign(30.0, link.score - 0.5)


def _rank(local: Local, profile: Profile) -> int:
    """How well the names agree, the context apart."""
    mine = [person_name(name) for name in (local.name, *local.forms)]
    return RANK[_best_fit(mine, [person_name(name) for name in (profile.name, *profile.names)]).kind]


def _same_entity(one: Profile, other: Profile) -> bool:
    """Whether two warehouse entities of which one local could be either are surely one."""
    if one.known and other.known:
        return False
    as_local = Local("", "", other.label, other.name, dict(other.names), other.context)
    return compare(as_local, one).score >= SURE


def link_article(locals_: Sequence[Local], candidates: Callable[[Local], Sequence[Profile]]) -> dict[str, Link | None]:
    """Local id → its link, or None for a new entity, for all locals of one article that ``known_id`` does not name.

    Two people whom the article tells apart get different entities: the surer one keeps it, the other takes the next.
    """
    chosen: dict[str, Link | None] = {}
    people = [local for local in locals_ if local.label == "PERSON"]
    for local in locals_:
        if local.label != "PERSON":
            chosen[local.local_id] = choose(local, candidates(local))
    pools = {local.local_id: list(candidates(local)) for local in people}
    taken: dict[str, Local] = {}
    waiting = list(people)
    while waiting:
        proposals = [(choose(local, pools[local.local_id], present=taken), local) for local in waiting]
        proposals.sort(key=lambda item: (-(item[0].score if item[0] else 0.0), item[1].local_id))
        link, local = proposals[0]
        if link is None:
            chosen |= {other.local_id: None for other in waiting}
            break
        holder = taken.get(link.entity_id)
        if holder is not None and not _one_of_two(holder, local):
            pools[local.local_id] = [p for p in pools[local.local_id] if p.entity_id != link.entity_id]
            continue
        taken.setdefault(link.entity_id, local)
        chosen[local.local_id] = link
        waiting.remove(local)
    return chosen


def _one_of_two(one: Local, other: Local) -> bool:
    """Whether two locals of an article may be one person: the extractor did not see that a nickname is somebody's."""
    left, right = person_name(one.name), person_name(other.name)
    return len(left.words) == 1 or len(right.words) == 1


def absorb(profile: Profile, local: Local) -> None:
    """Add a local's names and context to a warehouse entity; its name becomes the fullest one."""
    for form, count in local.forms.items():
        profile.names[form] = profile.names.get(form, 0) + count
    if not profile.known and _fullness(local.name) > _fullness(profile.name):
        profile.name = local.name
    profile.articles += 1
    mine, new = profile.context, local.context
    for country, weight in new.countries.items():
        mine.countries[country] = round(mine.countries.get(country, 0.0) + weight, 3)
    own = {fold(form) for form in profile.names} if person_name(local.name).full < 2 else set()
    for name in ("places", "gangs", "people", "orgs", "tied", "roles", "sources", "words", "near"):
        # a nickname's article names its bearer too: that is no namesake
        added = [item for item in getattr(new, name) if name != "people" or item not in own]
        merged = list(dict.fromkeys([*getattr(mine, name), *added]))
        setattr(mine, name, merged[-MOST_NAMES:])
    mine.born = _narrowed(mine.born, new.born)
    days = [*mine.days, *new.days]
    mine.days = [min(days), max(days)] if days else []


def _fullness(name: str) -> tuple[int, int]:
    words = [word for word in name.split() if len(word.strip(".")) > 1]
    return len(words), -len(name) if '"' in name or "“" in name else len(name)


def _narrowed(one: list[int], other: list[int]) -> list[int]:
    if not one or not other:
        return list(one or other)
    low, high = max(one[0], other[0]), min(one[1], other[1])
    return [low, high] if low <= high else [min(one[0], other[0]), max(one[1], other[1])]


def profile_of(entity_id: str, local: Local, *, known: bool = False) -> Profile:
    """A new warehouse entity from its first local."""
    profile = Profile(entity_id, local.label, local.name, {}, Context(), known)
    absorb(profile, local)
    return profile


def new_id(local: Local, taken: Callable[[str], bool]) -> str:
    """The id of a new entity, ``person:jhon-freddy-caicedo``; a second one of that name gets four digits of its article's."""
    plain = f"{local.label.lower()}:{slug(local.name)}"
    if not taken(plain):
        return plain
    for length in range(4, 17):
        marked = f"{plain}-{digest(local.article_id, local.local_id)[:length]}"
        if not taken(marked):
            return marked
    raise ValueError(f"{plain}: every id for it is taken")
