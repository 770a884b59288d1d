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
-- their articles; words in double quotes must stand together, in whatever form: FROM search('"Tren de Aragua" extortion'). Needs the extension
-- fts for its stemmer, which `blotter sql` has (elsewhere: LOAD fts). DuckLake keeps no comment on a macro.

-- Words that the index leaves out.
CREATE OR REPLACE MACRO search_left_out() AS string_split(
    'a an and are as at be been but by for from had has have he her his in into is it its of on or s said she t that the their they this to was were which who will with', ' '
);

-- A text's words as the index has them.
CREATE OR REPLACE MACRO search_words(text) AS list_transform(
    regexp_extract_all(lower(strip_accents(text)), '[0-9\pL]+'), lambda word: md5_number_lower(stem(word, 'english'))
);

-- The words of the phrases in quotes that the index can have, and how far behind the phrase's first word each one stands.
CREATE OR REPLACE MACRO search_phrases(query) AS TABLE
SELECT phrase, md5_number_lower(stem(word, 'english')) AS term, step, count(*) OVER (PARTITION BY phrase) AS steps FROM (
    SELECT phrase, unnest(words) AS word, unnest(range(len(words))) AS step FROM (
        SELECT unnest(range(len(phrases))) AS phrase, regexp_extract_all(lower(strip_accents(unnest(phrases))), '[0-9\pL]+') AS words
        FROM (SELECT regexp_extract_all(query, '"([^"]+)"', 1) AS phrases)
    )
)
WHERE NOT list_contains(search_left_out(), word);

-- The phrases in quotes that have words which the index leaves out: whether those stand there too only the text tells.
CREATE OR REPLACE MACRO search_by_text(query) AS list_filter(
    regexp_extract_all(lower(strip_accents(query)), '"([^"]+)"', 1),
    lambda phrase: list_has_any(regexp_extract_all(phrase, '[0-9\pL]+'), search_left_out())
);

-- Sentences by their numbers, with their articles, if those phrases stand in them. By the numbers of the articles'
-- rows: to find twenty articles by their ids DuckDB reads the texts of all.
CREATE OR REPLACE MACRO search_sentences(query, ids) AS TABLE
WITH places AS (SELECT * FROM sentences WHERE sentence_id IN (SELECT unnest(ids))),
told AS (
    SELECT p.sentence_id, substr(d.text, CAST(p.start_char + 1 AS BIGINT), CAST(p.end_char - p.start_char AS BIGINT)) AS sentence,
           d.title, d.source, d.published, d.url, p.article_id, p.start_char, p.end_char
    FROM places p JOIN (
        SELECT * FROM articles WHERE rowid IN (SELECT a.rowid FROM articles a WHERE a.article_id IN (SELECT article_id FROM places))
    ) d ON d.article_id = p.article_id
)
SELECT * FROM told
WHERE list_bool_and([true] || list_transform(search_by_text(query), lambda phrase: contains(lower(strip_accents(sentence)), phrase)));

CREATE OR REPLACE MACRO search(query, most := 20) AS TABLE
-- The words twice: by the list the other columns are read only where one of them stands, by the rows whole parts of the index
-- are left out where it is in the order of the terms.
WITH hits AS MATERIALIZED (
    SELECT term, sentence_id, place, times, words FROM search_terms
    WHERE list_contains(search_words(query), term) AND term IN (SELECT unnest(search_words(query)))
),
totals AS (SELECT count(*) AS sentences, avg(words) AS words FROM sentences),
-- A word that stands in a sentence three times has three hits there, each of which counts for a third. Numbers are written as
-- e0 because DuckDB counts decimals slowly.
weights AS (
    SELECT term, 2.2e0 * ln(1e0 + (any_value(t.sentences) - sum(1 / times) + 0.5e0) / (sum(1 / times) + 0.5e0)) AS weight,
           0.9e0 / any_value(t.words) AS slope
    FROM hits, totals t GROUP BY term
),
phrases AS MATERIALIZED (FROM search_phrases(query)),
-- Where all words of a phrase stand as far behind the same word as in the phrase; all phrases of the query.
together AS (
    SELECT sentence_id FROM (
        SELECT h.sentence_id, p.phrase FROM hits h JOIN phrases p USING (term)
        GROUP BY h.sentence_id, p.phrase, h.place - p.step HAVING count(*) = any_value(p.steps)
    )
    GROUP BY sentence_id HAVING count(DISTINCT phrase) = (SELECT count(DISTINCT phrase) FROM phrases)
),
asked AS (
    SELECT * FROM hits WHERE NOT EXISTS (FROM phrases)
    UNION ALL
    SELECT * FROM hits WHERE sentence_id IN (FROM together)
),
-- Of a phrase that the text must tell more than are asked for: it may stand otherwise in some of them.
ranked AS (
    SELECT *, row_number() OVER (ORDER BY score DESC, sentence_id) AS rank FROM (
        SELECT a.sentence_id, CAST(round(sum(1 / times)) AS BIGINT) AS words,
               round(sum(w.weight / (a.times + 0.3e0 + w.slope * a.words)), 6) AS score
        FROM asked a JOIN weights w USING (term)
        GROUP BY a.sentence_id
        ORDER BY score DESC, a.sentence_id LIMIT CASE WHEN len(search_by_text(query)) > 0 THEN 20000 ELSE most END
    )
),
-- The best are read by themselves: so few rows DuckDB finds without reading the rest. Mostly they are enough for a phrase too.
best AS MATERIALIZED (FROM search_sentences(query, (SELECT list(sentence_id) FROM ranked WHERE rank <= 50))),
others AS (
    FROM search_sentences(query, (SELECT list(sentence_id) FROM ranked WHERE rank > 50 AND (SELECT count(*) FROM best) < most))
)
SELECT r.score, r.words, f.sentence, f.title, f.source, f.published, f.url, f.article_id, f.start_char, f.end_char
FROM (FROM best UNION ALL FROM others) f JOIN ranked r USING (sentence_id)
ORDER BY r.score DESC, f.article_id, f.start_char LIMIT most;
