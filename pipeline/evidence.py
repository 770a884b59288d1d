"""What speaks for and against a report's telling of an incident, by name: days, places, persons, numbers, things, words, copies.

An incident is the reports that were put together so far. What is alike is taken from the member that is most alike; what
contradicts must contradict all that the members say together, so that one member's slip does not keep a report away.
``Prepared`` holds a report as sets with weights, made once and compared many times.
"""

from __future__ import annotations

import csv
import math
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from functools import cache, lru_cache
from importlib import resources

from rapidfuzz import fuzz

from pipeline.happenings import BLOODY, Report, days_apart, kilometres
from pipeline.knowledge import occupations, titles
from pipeline.wording import sound, word_hash

NEAR_KM, FAR_KM = 15.0, 40.0
RARE = math.log(1 / 0.01)  # what a word weighs that is not in news_words.csv
FEW_WORDS = 5  # rare ones that a short report is taken to lack, so that three common words do not make a match
FEW_NAMES = 2
COPIED = 0.6  # share of the shorter report's words that a copy of it has
FOCAL = 2.5  # a name must weigh so much to tell happenings apart
SAME_NAME = 88  # of 100: two spellings of one name
FINE = frozenset({"city", "site"})

Found = dict[str, float]


class Prepared:
    """A report with its words weighed by rarity."""

    __slots__ = (
        "article_names", "article_norm", "article_terms", "focus", "gangs", "goods", "heads", "key", "names", "norm", "others", "persons",
        "report", "terms", "where",
    )  # fmt: skip

    def __init__(self, report: Report) -> None:
        rarity = word_rarity()
        self.report = report
        self.names = weighed(report.names)
        self.article_names = weighed(report.article_names)
        self.terms = {term: rarity.get(term, RARE) ** 2 for term in report.terms}
        self.norm = sum(self.terms.values())
        self.article_terms = {term: rarity.get(term, RARE) ** 2 for term in report.article_terms}
        self.article_norm = sum(self.article_terms.values())
        self.focus = {name for name in report.focus if rarity.get(name, RARE) >= FOCAL}
        self.others = {name for name in report.others if rarity.get(name, RARE) >= FOCAL}
        self.persons = [p for p in report.participants if is_person(p)]
        self.gangs = {p for p in report.participants if not is_person(p)}
        self.where = frozenset(report.where)
        placed = (sound(word) for place in report.where for word in place.split() if len(word) > 2)
        named = (sound(part) for person in self.persons for part in _parts(person) if len(part) > 1)
        self.key = {
            name: weight
            for name, weight in weighed({*report.focus, *map(word_hash, placed), *map(word_hash, named)}).items()
            if weight >= FOCAL
        }
        self.heads = frozenset(report.heads)
        self.goods = frozenset(report.goods)


def weighed(names: Iterable[int]) -> dict[int, float]:
    rarity = word_rarity()
    return {name: rarity.get(name, RARE) for name in names}


def evidence(one: Prepared, members: Sequence[Prepared]) -> Found:
    """What speaks for and against a report's being of the incident of ``members`` (at least one)."""
    found: Found = {"bias": 1.0}
    if any(one.report.article_id == member.report.article_id for member in members):
        found["told apart in one article"] = 1.0
    _words(one, members, found)
    _days(one, members, found)
    _places(one, members, found)
    _persons(one, members, found)
    _numbers(one, members, found)
    _things(one, members, found)
    _types(one, members, found)
    return found


def _words(one: Prepared, members: Sequence[Prepared], found: Found) -> None:
    names = cosine = inside = topic = article = 0.0
    told: set[int] = set()
    focus: set[int] = set()
    for member in members:
        shared = sum(weight for name, weight in one.names.items() if name in member.names)
        names = max(names, shared)
        both = sum(weight for term, weight in one.terms.items() if term in member.terms)
        if both:
            cosine = max(cosine, both / math.sqrt(one.norm * member.norm))
            inside = max(inside, both / (min(one.norm, member.norm) + FEW_WORDS * RARE**2))
        topic = max(topic, sum(weight for name, weight in one.article_names.items() if name in member.article_names))
        both = sum(weight for term, weight in one.article_terms.items() if term in member.article_terms)
        if both:
            article = max(article, both / math.sqrt(one.article_norm * member.article_norm))
        told |= member.names.keys()
        focus |= member.focus
        copied = _are_copies(one.report, member.report)
        if copied and both > COPIED * min(one.article_norm, member.article_norm) and member.report.article_id != one.report.article_id:
            same = sum(weight for term, weight in one.terms.items() if term in member.terms)
            if same > COPIED * min(one.norm, member.norm):
                found["copy of one text"] = 1.0
    found["names in common"] = names / (names + FEW_NAMES * RARE)
    found["words in common"] = cosine
    found["words of one in the other"] = inside
    found["articles name the same"] = topic / (topic + 2 * FEW_NAMES * RARE)
    found["articles in the same words"] = article
    if not topic:
        found["articles name nothing the same"] = 1.0
    # Whether both articles are on it, or one only mentions it: what the articles have in common means something else then.
    mentioned = [not one.report.main, not any(member.report.main for member in members)]
    role = ("main in both", "mentioned in one", "mentioned in both")[sum(mentioned)]
    if sum(mentioned):
        found[role] = 1.0
        for name in ("names in common", "words in common", "articles name the same", "articles in the same words"):
            found[f"{name}, {role}"] = found[name]
    if one.focus and focus:
        within = [bool(one.focus & told), any(name in one.names for name in focus)]
        found[f"its name told in {'both' if all(within) else 'one' if any(within) else 'neither'}"] = 1.0
    _key_names(one, members, found)
    rivals = [sum(name in focus for name in one.others)]
    rivals.append(sum(name in one.focus for name in {name for member in members for name in member.others} - told))
    if any(rivals):
        found["names what an article tells of another"] = max(rivals) / (max(rivals) + 1)


def _key_names(one: Prepared, members: Sequence[Prepared], found: Found) -> None:
    """How much of what one side names of its happening the other side's articles name at all, and the other way round."""
    theirs = {name: weight for member in members for name, weight in member.key.items()}
    if not one.key or not theirs:
        return
    articles = {name for member in members for name in member.article_names}
    ways = sorted(
        (
            sum(w for n, w in one.key.items() if n in articles) / sum(one.key.values()),
            sum(w for n, w in theirs.items() if n in one.article_names) / sum(theirs.values()),
        )
    )
    found["key names that the other tells, at least"], found["key names that the other tells, at most"] = ways
    if not ways[1]:
        found["neither tells the other's key names"] = 1.0


def _are_copies(a: Report, b: Report) -> bool:
    return a.article_id == b.copy_of or b.article_id == a.copy_of or bool(a.copy_of and a.copy_of == b.copy_of)


def day_of(members: Sequence[Prepared]) -> tuple[date, date] | None:
    """The day that most members give; among equals the one with fewest days."""
    dated = [(r.first_day, r.last_day) for r in (m.report for m in members) if r.first_day and r.last_day]
    if not dated:
        return None
    votes = Counter(dated)
    return min(votes, key=lambda days: (-sum(not days_apart(days, other) for other in dated), days[1] - days[0], days))


def _days(one: Prepared, members: Sequence[Prepared], found: Found) -> None:
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
            found[f"{'2 or 3' if gap <= 3 else '4 to 10' if gap <= 10 else 'many'} days apart"] = 1.0
            if exact:
                found["exact days apart"] = 1.0
        return
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


def _places(one: Prepared, members: Sequence[Prepared], found: Found) -> None:
    a, others = one.report, [member.report for member in members]
    where = {name for member in members for name in member.where}
    shared = sum(place_weight(name) for name in one.where & where)
    if shared < RARE and one.where and where:
        shared = max(shared, RARE * max(_alike(name, other) for name in one.where for other in where))
    named = shared > FOCAL
    if named:
        found["a place name in common"] = min(2.0, shared / RARE)
    elif one.where and where:
        found["other place names"] = 1.0
    countries = {r.country for r in others if r.country}
    if a.country and countries and a.country not in countries:
        known = {c for r in others for c in r.countries}
        beside = a.country in known or countries & set(a.countries)
        found["other country, same place name" if named else "country named beside another" if beside else "other country"] = 1.0
        return
    points = [point for r in others for point in r.points]
    fine = {r.place_id for r in others if r.place_id and r.precision in FINE}
    if a.place_id and a.place_id in fine and a.precision in FINE:
        found["same place"] = 1.0
    elif a.points and points:
        distance = min(kilometres(p, q) for p in a.points for q in points)
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


@lru_cache(maxsize=65536)
def place_weight(name: str) -> float:
    """How telling a place's name is: its rarest word."""
    rarity = word_rarity()
    return max((min(rarity.get(word_hash(word), RARE), rarity.get(word_hash(sound(word)), RARE)) for word in name.split()), default=0.0)


@lru_cache(maxsize=65536)
def _alike(name: str, other: str) -> float:
    """Whether two names of places are one in two spellings, or share a telling word: ``naranjal terminal``, ``naranjal``."""
    if place_weight(name) < FOCAL or place_weight(other) < FOCAL:
        return 0.0
    if fuzz.ratio(name, other) >= SAME_NAME:
        return 1.0
    words, others = name.split(), other.split()
    return float(
        any(
            len(w) > 3 and place_weight(w) >= RARE and any(fuzz.ratio(w, o) >= SAME_NAME for o in others) for w in words
        )
    )


def _persons(one: Prepared, members: Sequence[Prepared], found: Found) -> None:
    persons = sorted({p for member in members for p in member.persons})
    shared = alike(one.persons, persons)
    if shared:
        found["both name a person"] = min(shared, 2)
    elif one.persons and persons:
        found["name other persons"] = 1.0
    if shared < 1 and any(_are_namesakes(p, q) for p in one.persons for q in persons):
        found["namesakes"] = 1.0
    principals = sorted({p for member in members for p in member.report.principals})
    if one.report.principals and principals:
        found["same principal" if alike(one.report.principals, principals) else "other principal"] = 1.0
    victims = sorted({v for member in members for v in member.report.victims})
    if one.report.victims and victims:
        found["same victim" if alike(one.report.victims, victims) else "other victim"] = 1.0
    gangs = {g for member in members for g in member.gangs}
    if one.gangs & gangs:
        found["both name a gang"] = 1.0
    elif one.gangs and gangs:
        found["name other gangs"] = 1.0


def is_person(entity_id: str) -> bool:
    return entity_id.startswith("person:")


def alike(first: Iterable[str], second: Iterable[str]) -> float:
    """How many persons of one list are in the other, under this spelling or a near one; a surname alone counts half."""
    total = 0.0
    others = list(second)
    for one in first:
        total += max((_name_likeness(one, other) for other in others), default=0.0)
    return total


@cache
def _styles() -> frozenset[str]:
    """Words that stand before a name: titles, ranks, trades."""
    return frozenset(part for title in (*titles(), *occupations()) for part in title.term.split())


@lru_cache(maxsize=65536)
def _parts(entity_id: str) -> tuple[str, ...]:
    parts = entity_id.partition(":")[2].split("-")
    bare = [part for part in parts if len(part) == 1 or part not in _styles()]
    return tuple(bare or parts)


@lru_cache(maxsize=65536)
def _name_likeness(a: str, b: str) -> float:
    if a == b:
        return 1.0
    shorter, longer = sorted((_parts(a), _parts(b)), key=len)
    whole = [part for part in shorter if len(part) > 1]
    if not whole or any(max(fuzz.ratio(part, other) for other in longer) < SAME_NAME for part in whole):
        return 1.0 if fuzz.ratio("".join(shorter), "".join(longer)) >= SAME_NAME else 0.0
    initials = [part for part in shorter if len(part) == 1]
    if any(not any(other.startswith(part) for other in longer) for part in initials):
        return 0.0
    return 1.0 if len(shorter) > 1 else 0.5


@lru_cache(maxsize=65536)
def _are_namesakes(a: str, b: str) -> bool:
    """Whether two persons share the last name and have other first names."""
    first, second = _parts(a), _parts(b)
    if min(len(first), len(second)) < 2 or fuzz.ratio(first[-1], second[-1]) < SAME_NAME:
        return False
    given = first[0], second[0]
    return min(map(len, given)) > 1 and fuzz.ratio(*given) < SAME_NAME and not set(first[:-1]) & set(second[:-1])


def _numbers(one: Prepared, members: Sequence[Prepared], found: Found) -> None:
    for measure in ("killed", "injured", "arrested"):
        mine = getattr(one.report, f"{measure}_low"), getattr(one.report, f"{measure}_high")
        lows = [v for m in members if (v := getattr(m.report, f"{measure}_low")) is not None]
        highs = [v for m in members if (v := getattr(m.report, f"{measure}_high")) is not None]
        if mine[0] is None or mine[1] is None or not lows or not highs:
            continue
        theirs = min(lows), max(highs)
        low, high = (mine, theirs) if mine[0] <= theirs[0] else (theirs, mine)
        if high[0] <= low[1]:
            found[f"same number {measure}"] = 1.0
        elif high[0] - low[1] <= max(2.0, 0.5 * high[0]):
            found[f"near number {measure}"] = 1.0
        else:
            found[f"other number {measure}"] = 1.0
    mine_of = amounts(one.report.amounts)
    theirs_of = amounts(amount for member in members for amount in member.report.amounts)
    for unit in sorted(mine_of.keys() & theirs_of.keys()):
        near = max(min(x, y) / max(x, y, 1e-9) for x in mine_of[unit] for y in theirs_of[unit])
        kind = unit if unit in ("age", "term", "kg") else "sum"
        if near >= 0.97:
            found[f"same {kind}"] = 1.0
        elif kind in ("kg", "sum") and near >= 0.85:
            found[f"near {kind}"] = 1.0
        else:
            found[f"other {kind}"] = 1.0
    mine_of = amounts(one.report.counted)
    theirs_of = amounts(count for member in members for count in member.report.counted)
    for name, units in (
        ("number of targets", [u for u in mine_of.keys() & theirs_of.keys() if u.startswith("@")]),
        ("count of things", [u for u in mine_of.keys() & theirs_of.keys() if not u.startswith("@")]),
    ):
        if units:
            near = [max(min(x, y) / max(x, y) for x in mine_of[u] for y in theirs_of[u]) for u in units]
            kind = "same" if max(near) >= 0.97 else "near" if max(near) >= 0.75 else "other"
            found[f"{kind} {name}"] = 1.0
    figures = set(one.report.figures)
    common = figures & {figure for member in members for figure in member.report.figures}
    if common:
        found["figures in common"] = min(len(common), 3) / 3


def amounts(told: Iterable[str]) -> Mapping[str, list[float]]:
    """Unit → values of ``kg:1200``, ``age:41``."""
    found: dict[str, list[float]] = {}
    for amount in told:
        unit, _, value = amount.partition(":")
        found.setdefault(unit, []).append(float(value))
    return found


def _things(one: Prepared, members: Sequence[Prepared], found: Found) -> None:
    for name, mine, theirs in (
        ("thing", one.goods, {good for member in members for good in member.goods}),
        ("target", one.heads, {head for member in members for head in member.heads}),
    ):
        if mine & theirs:
            found[f"{name}s in common"] = min(2.0, sum(place_weight(word) for word in mine & theirs) / RARE)
        elif mine and theirs:
            found[f"other {name}s"] = 1.0


def _types(one: Prepared, members: Sequence[Prepared], found: Found) -> None:
    mine, theirs = set(one.report.types), {kind for member in members for kind in member.report.types}
    if mine & theirs:
        found["same kind"] = 1.0
    elif mine <= BLOODY and theirs <= BLOODY:
        found["kinds that go together"] = 1.0
    else:
        found["other kind"] = 1.0


@cache
def word_rarity() -> dict[int, float]:
    """Hashes of the words that many articles have (``knowledge/news_words.csv``) to the log of how few have them."""
    text = resources.files("pipeline.knowledge").joinpath("news_words.csv").read_text(encoding="utf-8")
    rows = csv.DictReader(text.splitlines(), strict=True)
    rarity: dict[int, float] = {}
    for row in rows:
        weight = min(RARE, math.log(1 / float(row["share"])))
        for key in {word_hash(row["word"]), word_hash(sound(row["word"]))}:
            rarity[key] = min(weight, rarity.get(key, RARE))
    return rarity


def names_of(found: Collection[str]) -> list[str]:
    return sorted(found)
