"""The rows of one article → its reports: the events that tell of one happening, with what they say of when, where, whom and how many.

An article tells of a happening in several words (``shot dead``, ``the attack``, ``the killings``) and of others beside it: last
week's, the next town's, last year's. ``seen`` reads each event, ``ties`` groups those of one family, ``telling`` makes the reports.
"""

from __future__ import annotations

import itertools
from collections.abc import Mapping

from pipeline.incidents.reported import PlaceLike, Report, key_names
from pipeline.incidents.seen import ArticleView
from pipeline.incidents.telling import Telling
from pipeline.incidents.ties import Ties
from pipeline.rows import Row, Rows


def reports_of(article: Row, rows: Rows, places: Mapping[str, PlaceLike]) -> list[Report]:
    """The reports of one article, in the order of their first events; what is generic, prospective or a tally makes none."""
    view = ArticleView(article, rows, places)
    if not view.seen:
        return []
    ties, telling = Ties(view), Telling(view)
    reports = []
    families = [
        ties.happenings([seen for seen in view.seen if seen.family == family])
        for family in sorted({seen.family for seen in view.seen})
    ]
    view.spread_days([group for groups in families for group in groups])
    for groups in families:
        told = telling.told(groups)
        found = [telling.report(group, told[i], main=i == 0) for i, group in enumerate(groups)]
        leading = max(found, key=lambda report: (len(report.event_ids), len(report.cues)))
        keys = [key_names(report) for report in found]
        for i, report in enumerate(found):
            report.main = report is leading
            others = [other for other in found if other is not report]
            told_of = {name for k, names in enumerate(keys) if k != i for name in names}
            report.others = sorted(told_of - {*report.names, *keys[i]})
            report.other_days = sorted({str(o.first_day) for o in others if o.first_day and o.first_day == o.last_day})
        reports += found
    position = {event["event_id"]: event["start_char"] for event in rows.get("events", ())}
    return sorted(reports, key=lambda report: (_first(report, position), report.family))


def _first(report: Report, position: Mapping[str, int]) -> int:
    """Where the first word that tells of it stands."""
    cues = (int(cue.partition("-")[0]) for cue in report.cues)
    return min(itertools.chain((position[event] for event in report.event_ids), cues))
