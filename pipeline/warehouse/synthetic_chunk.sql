-- The articles of the table `plan`, with all their rows, in the order in which loads would write them.

CREATE OR REPLACE TEMP TABLE pieces AS
WITH cast_of AS (
    SELECT a, list(p.name ORDER BY slot) AS names, list(p.entity_id ORDER BY slot) AS ids,
           flatten(list(p.keys ORDER BY slot)) AS keys
    FROM (SELECT a, unnest(persons) AS person, generate_subscripts(persons, 1) AS slot FROM plan) JOIN people p USING (person) GROUP BY a
)
SELECT x.*, s.text, s.long, s.keys, c.names, c.ids, c.keys AS cast_keys,
       CAST(coalesce(sum(s.long + 1) OVER (PARTITION BY a ORDER BY j ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), 0) AS BIGINT) AS base,
       -- What makes reports one incident: the story, or the article of which this is a copy.
       CASE j WHEN 1 THEN hash(x.story) ELSE hash(coalesce(x.original, x.article_id), j) END AS told
FROM (
    SELECT a, article_id, published, source, story, original, unnest(variants) AS v, generate_subscripts(variants, 1) AS j FROM plan
) x JOIN pool_sentences s USING (v) JOIN cast_of c USING (a)
ORDER BY a, j;

CREATE OR REPLACE TEMP TABLE new_mentions AS
SELECT hexed(hash(p.article_id, j, k, 'm')) AS mention_id, p.article_id, 'synthetic' AS run_id, base + m.start_char AS start_char, base + m.end_char AS end_char,
       base AS sentence_start, base + long AS sentence_end, m.score, m.made_by, m.label,
       CASE WHEN m.slot IS NOT NULL THEN names[m.slot] WHEN contains(m.text, 'qqqqq') THEN acted(m.text, names) ELSE m.text END AS text,
       cast_as(m.entity_id, ids) AS entity_id, cast_as(m.local_id, ids) AS local_id
FROM pieces p JOIN pool_mentions m USING (v) ORDER BY a, j, k;

CREATE OR REPLACE TEMP TABLE new_dates AS
SELECT hexed(hash(p.article_id, j, k, 'm')) AS mention_id, p.article_id, 'synthetic' AS run_id, base + d.start_char AS start_char, base + d.end_char AS end_char,
       base AS sentence_start, base + long AS sentence_end, d.score, d.made_by,
       CAST(p.published + CAST(first_off AS INTEGER) AS DATE) AS first_day, CAST(p.published + CAST(last_off AS INTEGER) AS DATE) AS last_day
FROM pieces p JOIN pool_dates d USING (v) ORDER BY a, j, k;

CREATE OR REPLACE TEMP TABLE new_numbers AS
SELECT hexed(hash(p.article_id, j, k, 'm')) AS mention_id, p.article_id, 'synthetic' AS run_id, base + n.start_char AS start_char, base + n.end_char AS end_char,
       base AS sentence_start, base + long AS sentence_end, n.score, n.made_by, n.low, n.high, n.unit, n.approximate, n.measures,
       cast_as(n.about, ids) AS about, cast_as(n.about_local, ids) AS about_local,
       CASE WHEN n.claimed_by IS NOT NULL THEN hexed(hash(p.article_id, j, n.claimed_by, 'm')) END AS claimed_by, acted(n.said_by, names) AS said_by
FROM pieces p JOIN pool_numbers n USING (v) ORDER BY a, j, k;

CREATE OR REPLACE TEMP TABLE new_events AS
SELECT hexed(hash(p.article_id, j, k, 'e')) AS event_id, p.article_id, 'synthetic' AS run_id, base + e.start_char AS start_char, base + e.end_char AS end_char,
       base AS sentence_start, base + long AS sentence_end, e.score, e.made_by, e.type, e.trigger, e.status,
       CASE WHEN e.claimed_by IS NOT NULL THEN hexed(hash(p.article_id, j, e.claimed_by, 'm')) END AS claimed_by,
       CAST(p.published + CAST(first_off AS INTEGER) AS DATE) AS first_day, CAST(p.published + CAST(last_off AS INTEGER) AS DATE) AS last_day,
       e.place_id, e.place_from, CASE WHEN e.report IS NOT NULL THEN 'incident:' || hexed(hash(told, e.report)) END AS incident_id
FROM pieces p JOIN pool_events e USING (v) ORDER BY a, j, k;

CREATE OR REPLACE TEMP TABLE new_event_arguments AS
SELECT hexed(hash(p.article_id, j, k, 'e')) AS event_id, p.article_id, 'synthetic' AS run_id, base + r.start_char AS start_char, base + r.end_char AS end_char,
       base AS sentence_start, base + long AS sentence_end, r.score, r.made_by, r.role,
       CASE WHEN r.mention IS NOT NULL THEN hexed(hash(p.article_id, j, r.mention, 'm')) END AS mention_id,
       CASE WHEN r.offence IS NOT NULL THEN hexed(hash(p.article_id, j, r.offence, 'e')) END AS offence_id,
       cast_as(r.entity_id, ids) AS entity_id
FROM pieces p JOIN pool_arguments r USING (v) ORDER BY a, j, k;

CREATE OR REPLACE TEMP TABLE new_relations AS
SELECT hexed(hash(p.article_id, j, k, 'r')) AS relation_id, p.article_id, 'synthetic' AS run_id, base + r.start_char AS start_char, base + r.end_char AS end_char,
       base AS sentence_start, base + long AS sentence_end, r.score, r.made_by, cast_as(r.subject, ids) AS subject, r.type,
       cast_as(r.object, ids) AS object, r.former, cast_as(r.subject_local, ids) AS subject_local, cast_as(r.object_local, ids) AS object_local
FROM pieces p JOIN pool_relations r USING (v) ORDER BY a, j, k;

CREATE OR REPLACE TEMP TABLE new_incident_evidence AS
SELECT hexed(hash(p.article_id, j, k, 'i')) AS report_id, 'incident:' || hexed(hash(told, k)) AS incident_id, 'incident:' || hexed(hash(told, k)) AS machine_id,
       p.article_id, 'synthetic' AS run_id, p.published, p.source, p.original AS copy_of,
       CASE WHEN f.first IS DISTINCT FROM p.article_id THEN hexed(hash(f.first, j, k, 'i')) END AS linked_to,
       CASE WHEN f.first IS DISTINCT FROM p.article_id THEN 0.9 END AS score,
       CASE WHEN f.first IS DISTINCT FROM p.article_id THEN 'same day, same place, same person' ELSE 'first report' END AS reason, 'incident matcher synthetic' AS made_by,
       r.family, r.types, list_transform(r.events, e -> hexed(hash(p.article_id, j, e, 'e'))) AS event_ids, r.status, r.statuses,
       CAST(p.published + CAST(first_off AS INTEGER) AS DATE) AS first_day, CAST(p.published + CAST(last_off AS INTEGER) AS DATE) AS last_day,
       r.place_id, r.country, r.region, r.latitude, r.longitude, r.precision,
       list_transform(r.participants, x -> cast_as(x, ids)) AS participants, list_transform(r.victims, x -> cast_as(x, ids)) AS victims,
       r.killed_low, r.killed_high, r.injured_low, r.injured_high, r.arrested_low, r.arrested_high, r.amounts, r.traits, r.words, r.more_words, named.keys,
       cast_all(r.compared, ids) AS compared, to_json({
           'participants': list_transform(r.participants, x -> cast_as(x, ids)), 'victims': list_transform(r.victims, x -> cast_as(x, ids)),
           'place_id': CASE WHEN r.place_id IS NULL THEN [] ELSE [r.place_id] END
       }) AS machine
FROM pieces p JOIN pool_reports r USING (v) JOIN (SELECT told, arg_min(article_id, a) AS first FROM pieces GROUP BY told) f USING (told)
JOIN (
    SELECT a, list_distinct(list_concat(flatten(list(keys)), any_value(cast_keys)))[:{most_keys}] AS keys FROM pieces GROUP BY a
) named USING (a)
ORDER BY a, j, k;

CREATE OR REPLACE TEMP TABLE new_articles AS FROM articles LIMIT 0;
INSERT INTO new_articles BY NAME
SELECT p.article_id, 'synthetic' AS run_id, left(text, 70) AS title, text, p.published, 'en' AS lang, p.source, 'https://example.org/' || p.article_id AS url,
       'synthetic' AS origin, hexed(hash(p.article_id, 'c')) AS content_hash, 0.9 AS relevance, 'extracted' AS status, 'synthetic 1' AS extractor,
       'resolver synthetic' AS resolver, p.original AS copy_of, m.mentions, m.gangs, e.events, n.numbers, r.relations
FROM plan p
JOIN (
    SELECT a, acted(string_agg(text, chr(10) ORDER BY j), any_value(names)) AS text
    FROM pieces GROUP BY a
) t USING (a)
LEFT JOIN (SELECT article_id, count(*) AS mentions, count(DISTINCT CASE WHEN label = 'GANG' THEN local_id END) AS gangs FROM new_mentions GROUP BY ALL) m USING (article_id)
LEFT JOIN (SELECT article_id, count(*) AS events FROM new_events GROUP BY ALL) e USING (article_id)
LEFT JOIN (SELECT article_id, count(*) AS numbers FROM new_numbers GROUP BY ALL) n USING (article_id)
LEFT JOIN (SELECT article_id, count(*) AS relations FROM new_relations GROUP BY ALL) r USING (article_id)
ORDER BY a;
UPDATE new_articles SET events = coalesce(events, 0), numbers = coalesce(numbers, 0), relations = coalesce(relations, 0);

INSERT INTO articles BY NAME FROM new_articles;
INSERT INTO mentions BY NAME FROM new_mentions;
INSERT INTO dates BY NAME FROM new_dates;
INSERT INTO numbers BY NAME FROM new_numbers;
INSERT INTO events BY NAME FROM new_events;
INSERT INTO event_arguments BY NAME FROM new_event_arguments;
INSERT INTO relations BY NAME FROM new_relations;
INSERT INTO incident_evidence BY NAME SELECT *, {content} AS content FROM new_incident_evidence;

-- What stands around a name in its article: the other names and the day.
INSERT INTO entity_links BY NAME
WITH around AS (
    SELECT m.article_id, to_json(list(DISTINCT lower(text)) FILTER (label IN ('GPE', 'LOC', 'FAC')))::VARCHAR AS places,
           to_json(list(DISTINCT lower(text)) FILTER (label = 'GANG'))::VARCHAR AS gangs, to_json(list(DISTINCT lower(text)) FILTER (label = 'PERSON'))::VARCHAR AS people,
           to_json(list(DISTINCT lower(text)) FILTER (label = 'ORG'))::VARCHAR AS orgs,
           to_json(list(DISTINCT lower(text)) FILTER (label = 'PEOPLE'))::VARCHAR AS words
    FROM new_mentions m GROUP BY ALL
),
named AS (
    SELECT article_id, local_id, any_value(label) AS label, arg_max(text, length(text)) AS name, any_value(entity_id) AS entity_id, count(*) AS times, min(start_char) AS place
    FROM new_mentions WHERE local_id IS NOT NULL GROUP BY ALL
)
SELECT n.article_id, local_id, 'synthetic' AS run_id, label, name, entity_id, entity_id AS machine_id, 0.9 AS score, 'same name, same country' AS reason,
       CASE WHEN label IN ('GPE', 'LOC', 'FAC') THEN 'gazetteer' WHEN label = 'GANG' THEN 'knowledge' ELSE 'matcher' END AS made_by,
       '{"forms": {' || to_json(name) || ': ' || times || '}, "countries": {"MX": 1.0}, "places": ' || coalesce(places, '[]') || ', "gangs": ' || coalesce(gangs, '[]')
       || ', "people": ' || coalesce(people, '[]') || ', "orgs": ' || coalesce(orgs, '[]') || ', "tied": [], "roles": [], "born": [], "days": ["'
       || d.published || '", "' || d.published || '"], "sources": ["' || d.source || '"], "words": ' || coalesce(words, '[]') || ', "near": []}' AS context
FROM named n JOIN around USING (article_id) JOIN plan d USING (article_id) ORDER BY d.a, place;

INSERT INTO near_copies
SELECT hash(article_id, b), article_id, published FROM plan, range(16) t(b) WHERE original IS NULL ORDER BY a, b;

CREATE OR REPLACE TEMP TABLE new_sentences AS
SELECT (SELECT coalesce(max(sentence_id), 0) FROM sentences) + row_number() OVER (ORDER BY a, j) AS sentence_id, article_id,
       base AS start_char, base + long AS end_char, 0::BIGINT AS words
FROM pieces ORDER BY a, j;
