"""Reports of one happening, from many articles, become one incident: evidence is weighed, said in words, and never chained blindly.

``compare`` weighs two reports by their ``evidence`` (``WEIGHTS``). ``assign`` gives each new report to the incident that it fits as a
whole, by what all its reports say together and no member speaking strongly against it; else it begins an incident. Everything
is pure and deterministic; who calls fetches the neighbours (``window``).
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache

from pipeline.articles import digest
from pipeline.incidents import facts_alike
from pipeline.incidents.bounds import Limits, most_odds, outline
from pipeline.incidents.evidence import are_copies, evidence
from pipeline.incidents.happenings import reports_of
from pipeline.incidents.prepared import Prepared
from pipeline.incidents.reported import FAMILIES, PlaceLike, Report
from pipeline.incidents.weighing import Found, likelihood, read_weights, weigh

__all__ = [
    "FAMILIES",
    "Assignment",
    "Link",
    "PlaceLike",
    "Report",
    "assign",
    "compare",
    "place",
    "reports_of",
    "window",
]

# Least score with which a report joins an incident. In five folds over dev B-cubed F1 and look-alikes merged (of 183) were
# 84.5 and 33 with 0.5, 83.9 and 27 with 0.6, 82.9 and 23 with 0.7.
SAME = 0.6
SAME_AGAIN = 0.9  # for the second report of one article
BRIDGE = 0.85  # of a report to both of two incidents that become one
UNLIKELY = 0.1  # of a member to the other incident, when a report bridges two
WORST = 0.2  # what the worst link to a member counts; the rest counts the link to what all members say together
FOLLOWED_FOR = 45  # days for which papers come back to a happening without saying its day
DAY_TOLERANCE = 3
# Evidence on which a report never joins, however much else is alike (a copy of a member's text apart): of 540 pairs of dev that
# have one of these, 10 were of one happening.
RULED_OUT_SCORE = 0.01
RULED_OUT = frozenset({"4 to 10 days apart", "many days apart", "other kg"})
AGAINST = RULED_OUT | {
    "other country", "another town", "other victim", "other principal", "happened after the other was published",
    "told apart in one article",
}  # fmt: skip
UNFOLLOWED = math.log(SAME / (1 - SAME)) - 0.01  # log-odds below which nothing is summed up to its end
SLIP = 1e-6
SUREST = math.log(1e6)
WEIGHTS = dict(read_weights("link"))


@dataclass(frozen=True, slots=True)
class Link:
    """How likely two reports tell of one happening (0 to 1), by what, and whether they contradict or copy each other outright."""

    score: float
    found: Found
    odds: float
    contradicted: bool = False
    copied: bool = False

    @property
    def reason(self) -> str:
        """Why in plain words; said only of the link that decides, since hundreds are weighed for it."""
        return reason(self.found, self.odds)


@dataclass(frozen=True, slots=True)
class Assignment:
    """The incident of a report: ``linked_to`` is the report that decided it, None where the report begins the incident.

    ``merged``: other incidents which the report shows to be the same; all their reports belong to ``incident_id`` now.
    """

    report_id: str
    incident_id: str
    linked_to: str | None = None
    score: float = 1.0
    reason: str = "first report"
    merged: list[str] = field(default_factory=list)


def window(report: Report) -> tuple[date, date]:
    """The days whose reports can tell of the same happening, to be looked up by ``first_day``, or ``published`` where that is None.

    They reach back from publication too, for the day that was read may be that of a death, a trial, another happening.
    """
    first, last = report.first_day, report.last_day
    if first is None or last is None:
        published = report.published
        if published is None:
            return date.min, date.max
        return published - timedelta(FOLLOWED_FOR), published + timedelta(FOLLOWED_FOR)
    low = min(first, report.published - timedelta(FOLLOWED_FOR)) if report.published else first
    return low - timedelta(DAY_TOLERANCE), last + timedelta(FOLLOWED_FOR)


def compare(a: Report, b: Report) -> Link:
    """How likely two reports tell of one happening, and why in plain words."""
    return link(Prepared(a), [Prepared(b)])


def link(report: Prepared, members: Sequence[Prepared]) -> Link:
    """How likely a report tells of what the reports of an incident tell together."""
    found = evidence(report, members)
    odds = weigh(WEIGHTS, found)
    copied = "copy of one text" in found
    if not copied and not RULED_OUT.isdisjoint(found):
        odds = min(odds, math.log(RULED_OUT_SCORE))
    return Link(round(likelihood(odds), 4), found, odds, not AGAINST.isdisjoint(found), copied)


def reason(found: Found, odds: float) -> str:
    """The four heaviest pieces of evidence that point where the whole does."""
    weighed = sorted(
        ((WEIGHTS.get(name, 0.0) * value, name) for name, value in found.items() if name != "bias"),
        key=lambda item: (-abs(item[0]), item[1]),
    )
    telling = [name for weight, name in weighed if abs(weight) >= 0.2 and (weight > 0) == (odds > 0)]
    return ", ".join(telling[:4]) or "nothing in particular"


def assign(new: Sequence[Prepared], neighbours: Sequence[tuple[Prepared, str]]) -> list[Assignment]:
    """The incident of each new report; ``neighbours`` are reports that have theirs already.

    New reports are taken in order of publication, article and id, and each is a neighbour of those after it.
    """
    incidents: dict[str, list[Prepared]] = {}
    for report, incident in sorted(neighbours, key=lambda pair: pair[0].report.report_id):
        incidents.setdefault(incident, []).append(report)
    assignments = []
    for _, group in itertools.groupby(sorted(new, key=_order), key=lambda one: one.report.article_id):
        for one, assignment in _place_article(list(group), incidents):
            for merged in assignment.merged:
                incidents[assignment.incident_id] += incidents.pop(merged)
            incidents.setdefault(assignment.incident_id, []).append(one)
            assignments.append(assignment)
    return assignments


def place(one: Prepared, incidents: Mapping[str, list[Prepared]]) -> Assignment:
    """The incident of one report, of some or a new one."""
    ((_, assignment),) = _place_article([one], incidents)
    return assignment


def _order(one: Prepared) -> tuple[date, str, str]:
    return one.report.published or date.min, one.report.article_id, one.report.report_id


def _place_article(
    reports: Sequence[Prepared], incidents: Mapping[str, list[Prepared]]
) -> list[tuple[Prepared, Assignment]]:
    """The incidents of one article's reports: the surest first, for what one article tells apart is hardly one incident."""
    fits = sorted(
        (found for report in reports for found in _fits(report, incidents)),
        key=lambda found: (-found.score, found.report.report_id, found.incident),
    )
    placed: dict[str, Assignment] = {}
    taken: set[str] = set()
    for found in fits:
        least = SAME_AGAIN if found.incident in taken else SAME
        if found.report.report_id in placed or found.score < least:
            continue
        taken.add(found.incident)
        placed[found.report.report_id] = Assignment(
            found.report.report_id, found.incident, found.member.report_id, round(found.score, 4), found.link.reason
        )
    for found in fits:
        home = placed.get(found.report.report_id)
        if home is None or found.incident in taken or min(found.score, home.score) < BRIDGE:
            continue
        if _are_one(incidents[home.incident_id], incidents[found.incident]):
            taken.add(found.incident)
            home.merged.append(found.incident)
    for one in reports:
        report_id = one.report.report_id
        if report_id not in placed:
            placed[report_id] = Assignment(report_id, f"incident:{digest(report_id)}")
    return [(one, placed[one.report.report_id]) for one in reports]


def _are_one(first: Sequence[Prepared], second: Sequence[Prepared]) -> bool:
    """Whether two incidents that a report bridges are one: a member fits the other incident, none is contradicted or most unlikely in
    it, and no article tells of both."""
    if {member.report.article_id for member in first} & {member.report.article_id for member in second}:
        return False
    scores = [link(member, second) for member in first] + [link(member, first) for member in second]
    if any(found.contradicted or found.score < UNLIKELY for found in scores):
        return False
    return max(found.score for found in scores) >= SAME


@dataclass(frozen=True, slots=True)
class _Fit:
    """How well a report fits an incident, and the member and link that speak most for it."""

    score: float
    report: Report
    incident: str
    member: Report
    link: Link


def _fits(one: Prepared, incidents: Mapping[str, list[Prepared]]) -> Iterator[_Fit]:
    """How well a report fits each incident; those that it cannot join whatever else is found are left out."""
    for incident, every in incidents.items():
        members = [member for member in every if member.report.family == one.report.family]
        if members and may_join(one, members) and (found := _fit_of(one, incident, members)):
            yield found


def _fit_of(one: Prepared, incident: str, members: Sequence[Prepared]) -> _Fit | None:
    """How well a report fits an incident; None as soon as it is sure that it does not score ``SAME``."""
    copied = any([are_copies(one.report, member.report) for member in members])
    whole = link(one, members) if len(members) > 1 else None
    if whole and not copied and _together(SUREST, _odds(whole)) < SAME:
        return None
    links = []
    for member in members:
        found = link(one, [member])
        if not copied and _together(_odds(found), _odds(whole or found)) < SAME:
            return None
        links.append((found, member.report))
    best, nearest = max(links, key=lambda pair: (pair[0].score, pair[1].report_id))
    return _Fit(fit([found for found, _ in links], whole=whole or best), one.report, incident, nearest, best)


def may_join(one: Prepared, members: Sequence[Prepared]) -> bool:
    """Whether a report may score ``SAME`` with an incident, by the little that is needed to keep nearly all from being weighed."""
    if any([are_copies(one.report, member.report) for member in members]):
        return True
    found: Found = {}
    facts_alike.days(one, members, found)
    days = weigh(WEIGHTS, found)
    if "kg" in one.amounts:
        facts_alike.numbers(one, members, found)
    if not RULED_OUT.isdisjoint(found):
        return False
    whole = _at_most(one, members, days)
    if len(members) == 1:
        return _together(whole, whole) >= SAME
    if _together(SUREST, whole) < SAME:
        return False
    return all(_together(_at_most_with(one, member), whole) >= SAME for member in members)


def _at_most_with(one: Prepared, member: Prepared) -> float:
    found: Found = {}
    facts_alike.days(one, [member], found)
    return _at_most(one, [member], weigh(WEIGHTS, found))


def _at_most(one: Prepared, members: Sequence[Prepared], days: float) -> float:
    """The most that the link's odds can be, rounded as a link's are; ``SLIP``: sums in another order differ in the last digits."""
    most = most_odds(outline([one]), outline(members), days, limits(), UNFOLLOWED)
    return _rounded_odds(round(likelihood(most + SLIP), 4))


def fit(links: Sequence[Link], *, whole: Link) -> float:
    """How well a report fits an incident: by the link to what its reports say together, less what the worst link to one of them
    says against it; a copy goes where its original is."""
    if copied := [link.score for link in links if link.copied]:
        return max(copied)
    return _together(min(_odds(link) for link in links), _odds(whole))


def _together(worst: float, whole: float) -> float:
    """How well a report fits, by the log-odds of the worst link to a member and of that to what all say."""
    return likelihood(WORST * worst + (1 - WORST) * whole)


def _odds(link: Link) -> float:
    return _rounded_odds(link.score)


def _rounded_odds(score: float) -> float:
    """The log-odds of a score of four digits, ``SUREST`` at most."""
    return math.log(max(score, 1e-6) / max(1 - score, 1e-6))


@cache
def limits() -> Limits:
    """The most that evidence adds, by the weights in use."""
    return Limits(WEIGHTS)


def use_weights(weights: Mapping[str, float]) -> None:
    """Weigh links by these from now on."""
    WEIGHTS.clear()
    WEIGHTS.update(weights)
    limits.cache_clear()
