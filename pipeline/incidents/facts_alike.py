"""Days, places, persons, numbers, things and kinds of a report beside those of an incident: what agrees and what contradicts.

Each function adds to ``found`` what it finds. What contradicts must contradict all that the incident's members say together.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date

from pipeline.geo.atlas import distance_km
from pipeline.incidents.namesakes import alike, are_namesakes, is_spelled
from pipeline.incidents.prepared import FOCAL, Prepared
from pipeline.incidents.rarity import RARE, place_weight
from pipeline.incidents.reported import BLOODY, Report, days_apart
from pipeline.incidents.weighing import Found

NEAR_KM, FAR_KM = 15.0, 40.0
FINE = frozenset({"city", "site"})


def day_of(members: Sequence[Prepared]) -> tuple[date, date] | None:
    """The day that most members give; among equals the one with fewest days."""
    if len(members) == 1:
        return members[0].days
    dated = [member.days for member in members if member.days]
    if not dated:
        return None
    votes = Counter(dated)
    return min(votes, key=lambda days: (-sum(not days_apart(days, other) for other in dated), days[1] - days[0], days))


def days(one: Prepared, members: Sequence[Prepared], found: Found) -> None:
    a, known = one.report, day_of(members)
    if a.first_day and a.last_day and known:
        gap = days_apart((a.first_day, a.last_day), known)
        exact = max((a.last_day - a.first_day).days, (known[1] - known[0]).days) <= 2
        if not gap:
            found["same day" if exact else "days that overlap"] = 1.0
        elif gap == 1:
            night = a.night or any(member.report.night for member in members)
            found["a day apart, at night" if night else "a day apart"] = 1.0
        else:
            distance = "2 or 3" if gap <= 3 else "4 to 10" if gap <= 10 else "many"
            named = _names_day(a, known) or any(_names_day(m.report, (a.first_day, a.last_day)) for m in members)
            found[f"{distance} days apart{', but the other day is told' if named else ''}"] = 1.0
            if exact:
                found["exact days apart"] = 1.0
        return
    if (known and _names_day(a, known)) or (
        a.first_day and a.last_day and any(_names_day(m.report, (a.first_day, a.last_day)) for m in members)
    ):
        found["the other's day is told"] = 1.0
    published = [member.report.published for member in members if member.report.published]
    if a.first_day or known:
        first = a.first_day or (known[0] if known else None)
        last = a.last_day or (known[1] if known else None)
        told = min(published, default=None) if a.first_day else a.published
        if told is None or first is None or last is None:
            return
        lag = (told - last).days
        if first > told:
            found["happened after the other was published"] = 1.0
        else:
            found[f"told {'within 3 days' if lag <= 3 else 'within 10 days' if lag <= 10 else 'much later'}"] = 1.0
        return
    if a.published and published:
        lag = min(abs((a.published - other).days) for other in published)
        found[f"published {'within 3' if lag <= 3 else 'within 10' if lag <= 10 else 'many'} days"] = 1.0


def _names_day(report: Report, days: tuple[date, date]) -> bool:
    """Whether a report's article names the day of the other, and not as that of another happening."""
    return days[0] == days[1] and str(days[0]) in report.dates and str(days[0]) not in report.other_days


def places(one: Prepared, members: Sequence[Prepared], found: Found) -> None:
    a, others = one.report, [member.report for member in members]
    where = {name for member in members for name in member.where}
    shared = sum(place_weight(name) for name in one.where & where)
    if shared < RARE and one.telling_where and _alike(one, members):
        shared = RARE
    named = shared > FOCAL
    if named:
        found["a place name in common"] = min(2.0, shared / RARE)
    elif one.where and where:
        found["other place names"] = 1.0
    countries = {r.country for r in others if r.country}
    if a.country and countries and a.country not in countries:
        known = {c for r in others for c in r.countries}
        beside = a.country in known or countries & set(a.countries)
        found[
            "other country, same place name" if named else "country named beside another" if beside else "other country"
        ] = 1.0
        return
    points = [point for r in others for point in r.points]
    fine = {r.place_id for r in others if r.place_id and r.precision in FINE}
    if a.place_id and a.place_id in fine and a.precision in FINE:
        found["same place"] = 1.0
    elif a.points and points:
        distance = min(distance_km(p, q) for p in a.points for q in points)
        if distance < NEAR_KM:
            found["near place"] = 1.0
        else:
            far = "some way off" if distance < FAR_KM else "another town"
            found[f"{far}, same place name" if named else far] = 1.0
    else:
        regions = {r.region for r in others if r.region}
        if a.region and regions:
            same = a.region in regions
            found["same region" if same else "another region, same place name" if named else "another region"] = 1.0


def _alike(one: Prepared, members: Sequence[Prepared]) -> bool:
    """Whether telling names of places are one in two spellings, or share a telling word: ``naranjal terminal``, ``naranjal``."""
    names = [name for member in members for name in member.telling_where]
    words = [word for member in members for word in member.where_words]
    return any(is_spelled(name, names) for name in one.telling_where) or any(
        is_spelled(word, words) for word in one.telling_words
    )


def persons(one: Prepared, members: Sequence[Prepared], found: Found) -> None:
    persons = sorted({p for member in members for p in member.persons}) if one.persons else []
    shared = alike(one.persons, persons)
    if one.report.principals and (principals := sorted({p for member in members for p in member.report.principals})):
        same = alike(one.report.principals, principals)
        found["same principal" if same else "other principal"] = 1.0
        if not same:
            shared = 0.0  # whoever else both name is beside the point
    if shared:
        found["both name a person"] = min(shared, 2)
    elif one.persons and persons:
        found["name other persons"] = 1.0
    if shared < 1 and any(are_namesakes(p, q) for p in one.persons for q in persons):
        found["namesakes"] = 1.0
    if one.report.victims and (victims := sorted({v for member in members for v in member.report.victims})):
        found["same victim" if alike(one.report.victims, victims) else "other victim"] = 1.0
    if one.gangs and (gangs := {g for member in members for g in member.gangs}):
        found["name other gangs" if one.gangs.isdisjoint(gangs) else "both name a gang"] = 1.0


def numbers(one: Prepared, members: Sequence[Prepared], found: Found) -> None:
    for measure, mine in one.numbers.items():
        told = [member.numbers[measure] for member in members if measure in member.numbers]
        if not told:
            continue
        theirs = min([low for low, _ in told]), max([high for _, high in told])
        low, high = (mine, theirs) if mine[0] <= theirs[0] else (theirs, mine)
        if high[0] <= low[1]:
            found[f"same number {measure}"] = 1.0
        elif high[0] - low[1] <= max(2.0, 0.5 * high[0]):
            found[f"near number {measure}"] = 1.0
        else:
            found[f"other number {measure}"] = 1.0
    mine_of, theirs_of = one.amounts, _united([member.amounts for member in members])
    for unit in sorted(mine_of.keys() & theirs_of.keys()):
        near = max(_ratio(x, y) for x in mine_of[unit] for y in theirs_of[unit])
        kind = unit if unit in ("age", "term", "kg") else "sum"
        if near >= 0.97:
            found[f"same {kind}"] = 1.0
        elif kind in ("kg", "sum") and near >= 0.85:
            found[f"near {kind}"] = 1.0
        else:
            found[f"other {kind}"] = 1.0
    mine_of, theirs_of = one.counted, _united([member.counted for member in members])
    for name, units in (
        ("number of targets", [u for u in mine_of.keys() & theirs_of.keys() if u.startswith("@")]),
        ("count of things", [u for u in mine_of.keys() & theirs_of.keys() if not u.startswith("@")]),
    ):
        if units:
            nearest = max(_ratio(x, y) for u in units for x in mine_of[u] for y in theirs_of[u])
            kind = "same" if nearest >= 0.97 else "near" if nearest >= 0.75 else "other"
            found[f"{kind} {name}"] = 1.0
    common = {figure for member in members for figure in one.figures & member.figures}
    if common:
        found["figures in common"] = min(len(common), 3) / 3


def _ratio(one: float, other: float) -> float:
    """The smaller amount as a share of the larger: 1 for the same, which may be nothing at all (``no weapons``)."""
    return 1.0 if one == other else min(one, other) / max(one, other)


def _united(told: Sequence[Mapping[str, list[float]]]) -> Mapping[str, list[float]]:
    """Unit → values of all members."""
    if len(told) == 1:
        return told[0]
    found: dict[str, list[float]] = {}
    for of_one in told:
        for unit, values in of_one.items():
            found.setdefault(unit, []).extend(values)
    return found


def things(one: Prepared, members: Sequence[Prepared], found: Found) -> None:
    for name, mine, theirs in (
        ("thing", one.goods, {good for member in members for good in member.goods}),
        ("target", one.heads, {head for member in members for head in member.heads}),
    ):
        if mine & theirs:
            found[f"{name}s in common"] = min(2.0, sum(place_weight(word) for word in mine & theirs) / RARE)
        elif mine and theirs:
            found[f"other {name}s"] = 1.0


def types(one: Prepared, members: Sequence[Prepared], found: Found) -> None:
    mine, theirs = one.types, {kind for member in members for kind in member.types}
    if mine & theirs:
        found["same kind"] = 1.0
    elif mine <= BLOODY and theirs <= BLOODY:
        found["kinds that go together"] = 1.0
    else:
        found["other kind"] = 1.0
