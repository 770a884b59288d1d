"""What the warehouse works out from its own rows and keeps, so that questions are quick: the timeline, counts of
entities, incidents as the sum of their reports, and the index of words.

Each statement is told which rows it is about, and where they stand: in the warehouse's tables, or in the ``new_…``
tables of a batch that is being loaded, so that a load takes as long in a large warehouse as in a small one.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Sequence
from datetime import date

import duckdb

from pipeline.scheme import ACQUITTAL
from pipeline.warehouse.tables import as_json

TIMELINE = """
INSERT INTO timeline BY NAME
WITH fillers AS (
    SELECT a.event_id,
           string_agg(CASE WHEN a.role = 'AGENT' THEN coalesce(en.name, m.text) END, '; ' ORDER BY a.start_char) AS agents,
           string_agg(CASE WHEN a.role = 'TARGET' THEN coalesce(en.name, m.text) END, '; ' ORDER BY a.start_char) AS targets,
           string_agg(CASE WHEN a.role IN ('PLACE', 'ORIGIN', 'DESTINATION') THEN coalesce(en.name, m.text) END, '; '
                      ORDER BY a.start_char) AS places,
           string_agg(CASE WHEN a.role IN ('OBJECT', 'AMOUNT', 'INSTRUMENT') THEN m.text END, '; ' ORDER BY a.start_char) AS objects,
           string_agg(o.trigger, '; ' ORDER BY o.start_char) AS offences,
           list_sort(list_distinct(list(en.name) FILTER (en.label = 'GANG'))) AS gangs
    FROM {event_arguments} a
    LEFT JOIN {mentions} m ON m.mention_id = a.mention_id
    LEFT JOIN {entities} en ON en.entity_id = a.entity_id
    LEFT JOIN {events} o ON o.event_id = a.offence_id
    GROUP BY a.event_id
)
SELECT e.event_id, e.article_id, coalesce(e.first_day, d.published) AS day, e.first_day, e.last_day, e.type, e.trigger, e.status,
       c.text AS claimed_by, f.agents, f.targets, f.places, f.objects, f.offences, coalesce(f.gangs, []) AS gangs,
       e.place_id, p.name AS place, p.country, p.latitude, p.longitude, e.incident_id, e.sentence_start, e.sentence_end,
       e.score, d.published, d.source, {sentence_of_e} AS sentence, d.title, d.url
FROM {events} e
JOIN {articles} d ON d.article_id = e.article_id
LEFT JOIN fillers f ON f.event_id = e.event_id
LEFT JOIN {entities} p ON p.entity_id = e.place_id
LEFT JOIN {mentions} c ON c.mention_id = e.claimed_by
"""

TIES = """
INSERT INTO ties BY NAME
WITH said AS (
    SELECT r.subject AS subject_id, r.object AS object_id, r.type AS tie, r.former, r.score, r.article_id, r.sentence_start, r.sentence_end
    FROM {relations} r
    UNION ALL
    SELECT a.entity_id, NULL, CASE e.type WHEN 'REWARD' THEN 'reward offered' WHEN 'CHARGE' THEN 'charged' ELSE 'sanctioned' END,
           false, e.score, e.article_id, e.sentence_start, e.sentence_end
    FROM {events} e JOIN {event_arguments} a ON a.event_id = e.event_id AND a.role = 'TARGET'
    WHERE e.type IN ('REWARD', 'CHARGE', 'SANCTION') AND e.status = 'asserted' AND starts_with(a.entity_id, 'person:')
)
SELECT e.article_id, e.subject_id, s.name AS subject, e.tie, e.object_id, o.name AS object, e.former, {sentence_of_e} AS sentence,
       e.score, d.published, d.source, d.title
FROM said e
JOIN {entities} s ON s.entity_id = e.subject_id
LEFT JOIN {entities} o ON o.entity_id = e.object_id
JOIN {articles} d ON d.article_id = e.article_id
"""
CLAIMS = """
INSERT INTO claims BY NAME
WITH sayers AS (
    SELECT e.article_id, e.sentence_start, min(c.text) AS said_by
    FROM {events} e JOIN {mentions} c ON c.mention_id = e.claimed_by GROUP BY ALL
)
SELECT e.article_id, e.mention_id, e.about AS gang_id, g.name AS gang, e.measures, e.low, e.high, e.unit, e.approximate,
       coalesce(e.said_by, s.said_by) AS said_by, {sentence_of_e} AS sentence, d.published, d.source
FROM {numbers} e
JOIN {entities} g ON g.entity_id = e.about AND g.label = 'GANG'
JOIN {articles} d ON d.article_id = e.article_id
LEFT JOIN sayers s ON s.article_id = e.article_id AND s.sentence_start = e.sentence_start
"""
# What is kept of every article, so that a question needs neither its text nor a join; e, d: a fact and its article.
OF_ARTICLES = {"timeline": TIMELINE, "ties": TIES, "claims": CLAIMS}
SENTENCE = "substr(d.text, CAST(e.sentence_start + 1 AS BIGINT), CAST(e.sentence_end - e.sentence_start AS BIGINT))"
FACTS = ("event_arguments", "mentions", "events", "articles", "relations", "numbers")
# The rows of touched articles: first which, then the rows, so that of a large table only those few are read whole.
OF_TOUCHED = (
    "SELECT * FROM {table} WHERE rowid IN (SELECT rowid FROM {table} WHERE article_id IN (SELECT id FROM touched))"
)
# Those of stored articles whose facts are told anew, found once for all three.
AGAIN = f"CREATE OR REPLACE TEMP TABLE again_{{table}} AS {OF_TOUCHED}"
# The entities that they, or those of a batch, speak of.
ENTITIES = """
CREATE OR REPLACE TEMP TABLE {of}_entities AS
SELECT entity_id, name, label, country, latitude, longitude FROM entities SEMI JOIN (
    SELECT entity_id FROM {of}_event_arguments UNION SELECT place_id FROM {of}_events UNION SELECT about FROM {of}_numbers
    UNION SELECT subject FROM {of}_relations UNION SELECT object FROM {of}_relations
) USING (entity_id)
"""

# An entity's counts and forms, from all its mentions.
RECOUNT = (
    """CREATE OR REPLACE TEMP TABLE counted AS
    SELECT m.entity_id, m.text, count(*) AS mentions, list(DISTINCT m.article_id) AS articles
    FROM mentions m SEMI JOIN touched t ON t.id = m.entity_id GROUP BY ALL""",
    """UPDATE entities SET mentions = c.mentions, articles = c.articles, first_seen = c.first_seen, last_seen = c.last_seen
    FROM (
        SELECT t.id AS entity_id, coalesce(n.mentions, 0) AS mentions, coalesce(n.articles, 0) AS articles, n.first_seen, n.last_seen
        FROM touched t LEFT JOIN (
            SELECT x.entity_id, any_value(x.mentions) AS mentions, count(*) AS articles, min(a.published) AS first_seen,
                   max(a.published) AS last_seen
            FROM (
                SELECT entity_id, mentions, unnest(articles) AS article_id FROM (
                    SELECT entity_id, sum(mentions)::BIGINT AS mentions, list_distinct(flatten(list(articles))) AS articles
                    FROM counted GROUP BY entity_id
                )
            ) x JOIN articles a USING (article_id) GROUP BY x.entity_id
        ) n ON n.entity_id = t.id
    ) c WHERE entities.entity_id = c.entity_id""",
    "DELETE FROM aliases WHERE entity_id IN (SELECT id FROM touched)",
    "INSERT INTO aliases SELECT entity_id, text, mentions FROM counted",
    # What a judgement merged away or rejected has no mentions either, but the machine goes on finding it.
    """CREATE OR REPLACE TEMP TABLE unnamed AS SELECT entity_id FROM entities SEMI JOIN touched ON id = entity_id
    WHERE mentions = 0 AND entity_id NOT IN (
        SELECT machine_id FROM entity_links l SEMI JOIN touched ON id = l.machine_id WHERE machine_id IS NOT NULL
    )""",
    "DELETE FROM entity_profiles WHERE entity_id IN (SELECT entity_id FROM unnamed)",
    "DELETE FROM entity_keys WHERE entity_id IN (SELECT entity_id FROM unnamed)",
    "DELETE FROM entities WHERE entity_id IN (SELECT entity_id FROM unnamed)",
)

# The same where a batch only adds articles.
ADD_COUNTS = (
    """UPDATE entities SET mentions = entities.mentions + n.mentions, articles = entities.articles + n.articles,
        first_seen = least(entities.first_seen, n.first_seen), last_seen = greatest(entities.last_seen, n.last_seen)
    FROM (
        SELECT m.entity_id, count(*) AS mentions, count(DISTINCT m.article_id) AS articles, min(a.published) AS first_seen,
               max(a.published) AS last_seen
        FROM new_mentions m JOIN new_articles a USING (article_id) WHERE m.entity_id IS NOT NULL GROUP BY m.entity_id
    ) n WHERE entities.entity_id = n.entity_id""",
    """CREATE OR REPLACE TEMP TABLE counted AS
    SELECT entity_id, text AS alias, count(*) AS mentions FROM new_mentions WHERE entity_id IS NOT NULL GROUP BY ALL""",
    """UPDATE aliases SET mentions = aliases.mentions + c.mentions FROM counted c
    WHERE aliases.entity_id = c.entity_id AND aliases.alias = c.alias""",
    "INSERT INTO aliases SELECT c.* FROM counted c ANTI JOIN aliases a ON a.entity_id = c.entity_id AND a.alias = c.alias",
)

PRECISION_RANK = "CASE precision WHEN 'site' THEN 0 WHEN 'city' THEN 1 WHEN 'region' THEN 2 WHEN 'area' THEN 3 WHEN 'country' THEN 4 ELSE 5 END"
MOST_SPANS = 24  # of days that a condition names
# The reports of incidents that are summed up, found once for all that is kept of them.
EVIDENCE = """
CREATE OR REPLACE TEMP TABLE evidence AS SELECT * EXCLUDE (compared, machine, content, keys, traits, words, more_words) FROM incident_evidence
WHERE rowid IN (SELECT rowid FROM incident_evidence SEMI JOIN touched ON id = incident_id)
"""
INCIDENTS = f"""
INSERT INTO incidents BY NAME
WITH
-- A near-copy is no source of its own: it counts as the source of the article that it copies.
sourced AS (
    SELECT e.*, coalesce(o.source, e.source, e.copy_of, e.article_id) AS said_by, {PRECISION_RANK} AS rank
    FROM evidence e LEFT JOIN (SELECT DISTINCT incident_id, article_id, source FROM evidence) o
    ON o.incident_id = e.incident_id AND o.article_id = e.copy_of
),
days AS (
    SELECT incident_id, first_day, last_day FROM (
        SELECT incident_id, first_day, last_day, count(*) AS reports FROM evidence WHERE first_day IS NOT NULL GROUP BY ALL
    ) QUALIFY row_number() OVER (PARTITION BY incident_id ORDER BY last_day - first_day, reports DESC, first_day) = 1
),
spots AS (
    SELECT incident_id, place_id, latitude, longitude, precision, country, region FROM (
        SELECT incident_id, place_id, latitude, longitude, precision, country, region, rank, count(*) AS reports
        FROM sourced WHERE place_id IS NOT NULL GROUP BY ALL
    ) QUALIFY row_number() OVER (PARTITION BY incident_id ORDER BY rank, reports DESC, place_id) = 1
),
named AS (
    SELECT incident_id, list_sort(list_distinct(list(n.name))) AS gangs
    FROM (SELECT incident_id, unnest(participants) AS entity_id FROM evidence) x JOIN entities n USING (entity_id)
    WHERE n.label = 'GANG' GROUP BY incident_id
)
SELECT * EXCLUDE (bloody) FROM (
SELECT s.incident_id, min(s.family) AS family,
       list_sort(list_distinct(flatten(list(s.types)))) AS types,
       list_mode(flatten(list(s.types ORDER BY s.published NULLS LAST, s.report_id))) AS type,
       any_value(d.first_day) AS first_day, any_value(d.last_day) AS last_day,
       any_value(p.place_id) AS place_id, any_value(p.latitude) AS latitude, any_value(p.longitude) AS longitude,
       any_value(p.precision) AS precision, any_value(p.country) AS country, any_value(p.region) AS region,
       CASE WHEN bool_or(s.status = 'asserted') THEN 'asserted' WHEN bool_or(s.status = 'alleged') THEN 'alleged' ELSE 'negated' END AS status,
       list_sort(list_distinct(flatten(list(s.participants)))) AS participants,
       coalesce(any_value(n.gangs), []) AS gangs,
       -- the dead that a charge or a sentence tells of are those of the deed, which is an incident of its own
       min(s.family) IN ('violence', 'escape') OR bool_or(list_contains(s.types, 'RAID')) AS bloody,
       CASE WHEN bloody THEN min(coalesce(s.killed_low, s.killed_high)) END AS killed_low,
       CASE WHEN bloody THEN max(coalesce(s.killed_high, s.killed_low)) END AS killed_high,
       CASE WHEN bloody THEN min(coalesce(s.injured_low, s.injured_high)) END AS injured_low,
       CASE WHEN bloody THEN max(coalesce(s.injured_high, s.injured_low)) END AS injured_high,
       min(coalesce(s.arrested_low, s.arrested_high)) AS arrested_low, max(coalesce(s.arrested_high, s.arrested_low)) AS arrested_high,
       count(DISTINCT s.article_id) AS reports, count(DISTINCT s.said_by) AS sources,
       count(DISTINCT CASE WHEN list_contains(s.statuses, 'asserted') THEN s.said_by END) AS asserting,
       count(DISTINCT CASE WHEN s.status = 'alleged' THEN s.said_by END) AS alleging,
       count(DISTINCT CASE WHEN list_contains(s.statuses, 'negated') THEN s.said_by END) AS denying,
       min(s.published) AS first_report, max(s.published) AS last_report,
       list_sort(list_distinct(flatten(list(s.event_ids)))) AS event_ids
FROM sourced s LEFT JOIN days d USING (incident_id) LEFT JOIN spots p USING (incident_id) LEFT JOIN named n USING (incident_id)
GROUP BY s.incident_id)
"""

# Here as above, of wide tables first the rows are found and then read: a load reads of each no more than one column whole.
# What the law did about it is told by other events of the same articles, whose OFFENCE the incident's events are.
LEDGER = """
INSERT INTO ledger BY NAME
WITH told AS MATERIALIZED (
    SELECT * FROM timeline WHERE rowid IN (SELECT rowid FROM timeline SEMI JOIN touched ON id = incident_id WHERE {published})
),
pursued AS MATERIALIZED (
    SELECT event_id, offence_id FROM event_arguments SEMI JOIN told ON told.event_id = offence_id
),
law AS (
    SELECT * FROM timeline WHERE rowid IN (SELECT t.rowid FROM timeline t SEMI JOIN pursued ON pursued.event_id = t.event_id WHERE {published})
),
steps AS (
    SELECT incident_id, published AS day, CASE status WHEN 'negated' THEN 'denied' ELSE status END AS step, min(event_id) AS event_id,
           article_id, source, arg_min(claimed_by, event_id) AS claimed_by, arg_min(sentence, event_id) AS sentence
    FROM told GROUP BY ALL
    UNION ALL
    SELECT o.incident_id, e.published, CASE e.type WHEN 'ARREST' THEN 'arrested' WHEN 'CHARGE' THEN 'charged' WHEN 'RELEASE' THEN 'released'
               WHEN 'SENTENCE' THEN CASE WHEN regexp_matches(lower(e.trigger), '{acquittal}')
               THEN 'acquitted' ELSE 'convicted' END END,
           min(e.event_id), e.article_id, e.source, arg_min(e.claimed_by, e.event_id), arg_min(e.sentence, e.event_id)
    FROM told o JOIN pursued a ON a.offence_id = o.event_id
    JOIN law e ON e.event_id = a.event_id AND e.type IN ('ARREST', 'CHARGE', 'RELEASE', 'SENTENCE') AND e.status = 'asserted'
    GROUP BY ALL
)
SELECT s.incident_id, s.day, s.step, lag(s.step) OVER (
           PARTITION BY s.incident_id ORDER BY s.day NULLS FIRST,
           list_position(['denied', 'alleged', 'asserted', 'arrested', 'charged', 'released', 'acquitted', 'convicted'], s.step), s.article_id
       ) AS previous, s.event_id, s.article_id, i.type, i.first_day, p.name AS place, i.country, i.gangs, s.claimed_by, s.source, s.sentence
FROM steps s JOIN incidents i USING (incident_id) LEFT JOIN entities p ON p.entity_id = i.place_id
"""

INCIDENT_SOURCES = """
INSERT INTO incident_sources BY NAME
SELECT e.incident_id, e.source, count(*) AS reports, count(*) FILTER (e.status = 'alleged') AS alleged,
       bool_or(coalesce(e.published = i.first_report AND e.copy_of IS NULL, false)) AS first, any_value(i.sources) = 1 AS alone,
       bool_or(e.status = 'asserted' AND i.denying > 0 AND NOT list_contains(e.statuses, 'negated')) AS denied_elsewhere
FROM evidence e JOIN incidents i USING (incident_id) GROUP BY e.incident_id, e.source
"""


def touch(connection: duckdb.DuckDBPyConnection, ids: Iterable[str | None]) -> int:
    """Say which ids the next statement is about; returns how many."""
    chosen = sorted({key for key in ids if key is not None})
    values = "unnest(from_json(?::JSON, '[\"VARCHAR\"]'))"
    connection.execute(f"CREATE OR REPLACE TEMP TABLE touched AS SELECT {values} AS id", [as_json(chosen)])
    return len(chosen)


def timeline_of_batch(connection: duckdb.DuckDBPyConnection) -> None:
    """The timeline's rows of the batch that is being loaded, and what else is kept of articles."""
    _tell(connection, "new")


def timeline_of(connection: duckdb.DuckDBPyConnection, articles: Iterable[str]) -> None:
    """The same of these articles, made anew."""
    if not touch(connection, articles):
        return
    for table in FACTS:
        connection.execute(AGAIN.format(table=table))
    for table in OF_ARTICLES:
        connection.execute(f"DELETE FROM {table} WHERE article_id IN (SELECT id FROM touched)")
    _tell(connection, "again")


def _tell(connection: duckdb.DuckDBPyConnection, of: str) -> None:
    """What is kept of the articles whose rows stand in ``new_mentions`` and so on, or in ``again_mentions``."""
    connection.execute(ENTITIES.format(of=of))
    tables = {name: f"{of}_{name}" for name in (*FACTS, "entities")}
    for statement in OF_ARTICLES.values():
        connection.execute(statement.format(sentence_of_e=SENTENCE, **tables))


def recount(connection: duckdb.DuckDBPyConnection, entities: Iterable[str | None]) -> None:
    """Count these entities and their forms afresh, and drop those that nothing names any more."""
    if touch(connection, entities):
        for statement in RECOUNT:
            connection.execute(statement)


def add_counts(connection: duckdb.DuckDBPyConnection) -> None:
    """Add what the batch names to the counts of entities and forms."""
    for statement in ADD_COUNTS:
        connection.execute(statement)


def incidents_anew(connection: duckdb.DuckDBPyConnection, incidents: Iterable[str | None]) -> None:
    """Sum up these incidents from their reports; one without a report is gone."""
    if touch(connection, incidents):
        for table in ("incidents", "ledger", "incident_sources"):
            connection.execute(f"DELETE FROM {table} WHERE incident_id IN (SELECT id FROM touched)")
        sum_up(connection)


def sum_up(connection: duckdb.DuckDBPyConnection) -> None:
    """What is kept of the incidents that were ``touched``, of which nothing is there."""
    connection.execute(EVIDENCE)
    days = connection.execute("SELECT DISTINCT published FROM evidence").fetchall()
    connection.execute(INCIDENTS)
    connection.execute(LEDGER.format(published=on_days("published", (day for (day,) in days)), acquittal=ACQUITTAL))
    connection.execute(INCIDENT_SOURCES)


def on_days(column: str, days: Iterable[date | None]) -> str:
    """A condition by constants that holds where a column has one of the days, and on some days between them.

    DuckDB passes over what was stored on other days, which is nearly all of a large warehouse.
    """
    known: set[date | None] = set(days)
    told = ["false", *([f"{column} IS NULL"] if None in known else [])]
    spans = joined(sorted(day for day in known if day is not None))
    told += [f"{column} BETWEEN DATE '{first}' AND DATE '{last}'" for first, last in spans]
    return f"({' OR '.join(told)})"


def joined(days: Sequence[date]) -> list[tuple[date, date]]:
    """At most ``MOST_SPANS`` spans that hold all of these days, which are in order: the widest gaps are between them."""
    gaps = sorted(range(1, len(days)), key=lambda i: (days[i - 1] - days[i], i))[: MOST_SPANS - 1]
    bounds = [0, *sorted(gaps), len(days)]
    return [(days[first], days[last - 1]) for first, last in itertools.pairwise(bounds) if first < last]
