-- One question each. Every row leads to its sentence and its article.

CREATE OR REPLACE VIEW gang_people AS
SELECT subject AS person, object AS gang, tie, former, sentence, published, source, title, score, article_id, subject_id AS person_id,
       object_id AS gang_id
FROM ties WHERE tie IN ('leader_of', 'member_of', 'reward offered', 'charged', 'sanctioned');
COMMENT ON VIEW gang_people IS 'Who leads, belongs to, is charged, sanctioned or sought, with the sentence that says so.';

CREATE OR REPLACE VIEW gang_places AS
SELECT t.subject AS gang, p.name AS place, p.label AS kind, p.country, p.region, p.latitude, p.longitude, p.precision,
       count(*) AS statements, count(DISTINCT t.article_id) AS articles, min(t.published) AS first_said, max(t.published) AS last_said,
       any_value(t.sentence) AS sentence, any_value(t.article_id) AS article_id, t.subject_id AS gang_id, t.object_id AS place_id
FROM ties t JOIN entities p ON p.entity_id = t.object_id
WHERE t.tie = 'operates_in'
GROUP BY t.subject, p.name, p.label, p.country, p.region, p.latitude, p.longitude, p.precision, t.subject_id, t.object_id;
COMMENT ON VIEW gang_places IS 'Where each gang operates, in how many articles, since when, with a sentence that says so.';

CREATE OR REPLACE VIEW gang_ties AS
SELECT subject AS gang, tie, object AS other_gang, former, sentence, published, source, score, article_id, subject_id AS gang_id,
       object_id AS other_gang_id
FROM ties WHERE tie IN ('part_of', 'allied_with', 'rival_of') AND object IS NOT NULL;
COMMENT ON VIEW gang_ties IS 'Parts, allies and rivals of gangs, with the sentence that says so.';

CREATE OR REPLACE VIEW gang_numbers AS
SELECT gang, measures, low, high, unit, approximate, said_by, published, sentence, source, article_id, gang_id
FROM claims;
COMMENT ON VIEW gang_numbers IS 'Claims of size, money and arms of each gang over time, with who says so.';

CREATE OR REPLACE VIEW event_timeline AS
SELECT day, first_day, last_day, type, trigger, status, claimed_by, agents, targets, places, objects, offences, gangs, place, country,
       latitude, longitude, sentence, title, source, url, published, score, place_id, incident_id, event_id, article_id
FROM timeline;
COMMENT ON VIEW event_timeline IS 'Every event with who, whom, where, when and what for in readable columns, its status and its sentence.';

CREATE OR REPLACE VIEW incident_map AS
SELECT i.incident_id, i.type, i.types, i.status, i.first_day, i.last_day, p.name AS place, i.region, i.country, i.latitude, i.longitude,
       i.precision, i.gangs, i.killed_low, i.killed_high, i.injured_low, i.injured_high, i.arrested_low, i.arrested_high,
       i.reports, i.sources, i.asserting, i.alleging, i.denying, i.first_report, i.last_report, i.place_id, i.event_ids
FROM incidents i LEFT JOIN entities p ON p.entity_id = i.place_id;
COMMENT ON VIEW incident_map IS 'Happenings with place, days, ranges of victims, and how many independent sources assert, allege or deny them.';

CREATE OR REPLACE VIEW daily_activity AS
SELECT day, country, type, status, count(*) AS events, count(DISTINCT article_id) AS articles, count(DISTINCT incident_id) AS incidents
FROM timeline WHERE day IS NOT NULL GROUP BY day, country, type, status;
COMMENT ON VIEW daily_activity IS 'How many events of each type and status fall on each day in each country, and how many incidents they make.';

CREATE OR REPLACE VIEW article_facts AS
SELECT article_id, title, source, published, lang, status, relevance, extractor, duplicate_of, copy_of,
       mentions, gangs, events, numbers, relations, url
FROM articles;
COMMENT ON VIEW article_facts IS 'One row an article: what it is and how much was found in it.';

CREATE OR REPLACE VIEW status_ledger AS
SELECT incident_id, type, first_day, place, country, gangs, day, step, previous, claimed_by, source, sentence, event_id, article_id
FROM ledger;
COMMENT ON VIEW status_ledger IS 'What was alleged, later asserted, charged, convicted or denied: one row a step of an incident, with the step before.';

CREATE OR REPLACE VIEW source_quality AS
WITH written AS (
    SELECT source, count(*) AS articles, count(*) FILTER (status = 'extracted') AS extracted,
           count(*) FILTER (status = 'screened_out') AS off_topic,
           count(*) FILTER (copy_of IS NOT NULL OR duplicate_of IS NOT NULL) AS copies,
           sum(events) AS events, min(published) AS first_published, max(published) AS last_published
    FROM articles GROUP BY source
),
reported AS (
    SELECT source, count(*) AS incidents, count(*) FILTER (alone) AS alone, count(*) FILTER (NOT alone) AS confirmed,
           count(*) FILTER (denied_elsewhere) AS denied_elsewhere, count(*) FILTER (first) AS first_to_report,
           sum(alleged) / sum(reports) AS alleged_share
    FROM incident_sources GROUP BY source
)
SELECT w.source, w.articles, w.extracted, w.off_topic, w.copies, w.events, r.incidents, r.first_to_report, r.confirmed, r.alone,
       r.denied_elsewhere, r.alleged_share, w.first_published, w.last_published
FROM written w LEFT JOIN reported r ON r.source IS NOT DISTINCT FROM w.source;
COMMENT ON VIEW source_quality IS 'What each source gives: articles, copies, incidents, how many it had first, alone, confirmed by others or denied by others.';

-- Full-text search: FROM search('prison escape Tocorón') gives the sentences that match the words best (Okapi BM25), with
-- their articles; words in double quotes must stand together: FROM search('"Tren de Aragua" extortion'). Needs the extension
-- fts for its stemmer, which `blotter sql` has (elsewhere: LOAD fts). DuckLake keeps no comment on a macro.
CREATE OR REPLACE MACRO search(query, most := 20) AS TABLE
WITH asked AS (
    SELECT DISTINCT md5_number_lower(stem(word, 'english')) AS term
    FROM (SELECT unnest(regexp_extract_all(lower(strip_accents(query)), '[0-9\pL]+')) AS word)
),
found AS (
    SELECT s.term, s.sentence_id, s.times FROM search_terms s JOIN asked a ON a.term = s.term
),
weights AS (
    SELECT term, ln(1 + ((SELECT count(*) FROM sentences) - count(*) + 0.5) / (count(*) + 0.5)) AS idf FROM found GROUP BY term
),
ranked AS (
    SELECT f.sentence_id, count(*) AS words,
           sum(w.idf * f.times * 2.2 / (f.times + 1.2 * (0.25 + 0.75 * s.words / (SELECT avg(words) FROM sentences)))) AS score,
           any_value(s.article_id) AS article_id, any_value(s.start_char) AS start_char, any_value(s.end_char) AS end_char
    FROM found f JOIN weights w USING (term) JOIN sentences s ON s.sentence_id = f.sentence_id
    GROUP BY f.sentence_id
    -- A phrase is looked for among the sentences that have the most of its words.
    ORDER BY CASE WHEN contains(query, '"') THEN count(*) ELSE 0 END DESC, score DESC, f.sentence_id
    LIMIT CASE WHEN contains(query, '"') THEN 20000 ELSE most END
),
told AS (
    SELECT r.score, r.words, substr(d.text, CAST(r.start_char + 1 AS BIGINT), CAST(r.end_char - r.start_char AS BIGINT)) AS sentence,
           d.title, d.source, d.published, d.url, r.article_id, r.start_char, r.end_char
    -- By the numbers of the rows: to find twenty articles by their ids DuckDB reads the texts of all.
    FROM ranked r JOIN (
        SELECT * FROM articles WHERE rowid IN (SELECT a.rowid FROM articles a WHERE a.article_id IN (SELECT article_id FROM ranked))
    ) d ON d.article_id = r.article_id
)
SELECT * FROM told
WHERE list_bool_and([true] || list_transform(
    regexp_extract_all(lower(strip_accents(query)), '"([^"]+)"', 1), lambda phrase: contains(lower(strip_accents(sentence)), phrase)
))
ORDER BY score DESC, article_id, start_char LIMIT most;
