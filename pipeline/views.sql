-- One question each. Every row leads to its sentence and its article.

CREATE OR REPLACE VIEW gang_people AS
WITH ties AS (
    SELECT r.subject AS person_id, r.object AS gang_id, r.type AS tie, r.former, r.article_id, r.sentence_start, r.sentence_end
    FROM relations r WHERE r.type IN ('leader_of', 'member_of')
),
wanted AS (
    SELECT m.entity_id AS person_id, NULL AS gang_id,
           CASE e.type WHEN 'REWARD' THEN 'reward offered' WHEN 'CHARGE' THEN 'charged' ELSE 'sanctioned' END AS tie,
           false AS former, e.article_id, e.sentence_start, e.sentence_end
    FROM events e
    JOIN event_arguments a ON a.event_id = e.event_id AND a.role = 'TARGET'
    JOIN mentions m ON m.mention_id = a.mention_id AND m.label = 'PERSON'
    WHERE e.type IN ('REWARD', 'CHARGE', 'SANCTION') AND e.status = 'asserted'
)
SELECT p.name AS person, g.name AS gang, t.tie, t.former,
       substr(d.text, CAST(t.sentence_start + 1 AS BIGINT), CAST(t.sentence_end - t.sentence_start AS BIGINT)) AS sentence,
       d.published, d.source, d.title, t.article_id, t.person_id, t.gang_id
FROM (SELECT * FROM ties UNION ALL SELECT * FROM wanted) t
JOIN entities p ON p.entity_id = t.person_id
LEFT JOIN entities g ON g.entity_id = t.gang_id
JOIN articles d ON d.article_id = t.article_id;
COMMENT ON VIEW gang_people IS 'Who leads, belongs to, is charged, sanctioned or sought, with the sentence that says so.';

CREATE OR REPLACE VIEW gang_places AS
SELECT g.name AS gang, p.name AS place, p.label AS kind, p.country, count(*) AS statements,
       count(DISTINCT r.article_id) AS articles, min(d.published) AS first_said, max(d.published) AS last_said,
       any_value(substr(d.text, CAST(r.sentence_start + 1 AS BIGINT), CAST(r.sentence_end - r.sentence_start AS BIGINT))) AS sentence,
       r.subject AS gang_id, r.object AS place_id
FROM relations r
JOIN entities g ON g.entity_id = r.subject
JOIN entities p ON p.entity_id = r.object
JOIN articles d ON d.article_id = r.article_id
WHERE r.type = 'operates_in'
GROUP BY g.name, p.name, p.label, p.country, r.subject, r.object;
COMMENT ON VIEW gang_places IS 'Where each gang operates, in how many articles, since when.';

CREATE OR REPLACE VIEW gang_ties AS
SELECT a.name AS gang, r.type AS tie, b.name AS other_gang, r.former,
       substr(d.text, CAST(r.sentence_start + 1 AS BIGINT), CAST(r.sentence_end - r.sentence_start AS BIGINT)) AS sentence,
       d.published, d.source, r.article_id
FROM relations r
JOIN entities a ON a.entity_id = r.subject
JOIN entities b ON b.entity_id = r.object
JOIN articles d ON d.article_id = r.article_id
WHERE r.type IN ('part_of', 'allied_with', 'rival_of');
COMMENT ON VIEW gang_ties IS 'Parts, allies and rivals of gangs, with the sentence that says so.';

CREATE OR REPLACE VIEW gang_numbers AS
WITH sayers AS (
    SELECT e.article_id, e.sentence_start, any_value(m.text) AS said_by
    FROM events e JOIN mentions m ON m.mention_id = e.claimed_by GROUP BY ALL
)
SELECT g.name AS gang, n.measures, n.low, n.high, n.unit, n.approximate, s.said_by, d.published,
       substr(d.text, CAST(n.sentence_start + 1 AS BIGINT), CAST(n.sentence_end - n.sentence_start AS BIGINT)) AS sentence,
       d.source, n.article_id
FROM numbers n
JOIN entities g ON g.entity_id = n.about AND g.label = 'GANG'
JOIN articles d ON d.article_id = n.article_id
LEFT JOIN sayers s ON s.article_id = n.article_id AND s.sentence_start = n.sentence_start;
COMMENT ON VIEW gang_numbers IS 'Claims of size, money and arms of each gang over time, with who says so.';

CREATE OR REPLACE VIEW event_timeline AS
WITH fillers AS (
    SELECT a.event_id,
           string_agg(CASE WHEN a.role = 'AGENT' THEN coalesce(en.name, m.text) END, '; ' ORDER BY a.start_char) AS agents,
           string_agg(CASE WHEN a.role = 'TARGET' THEN coalesce(en.name, m.text) END, '; ' ORDER BY a.start_char) AS targets,
           string_agg(CASE WHEN a.role = 'PLACE' THEN coalesce(en.name, m.text) END, '; ' ORDER BY a.start_char) AS places,
           string_agg(CASE WHEN a.role IN ('OBJECT', 'AMOUNT', 'INSTRUMENT') THEN m.text END, '; ' ORDER BY a.start_char) AS objects,
           string_agg(o.trigger, '; ' ORDER BY o.start_char) AS offences,
           min(CASE WHEN a.role = 'TIME' THEN t.first_day END) AS first_day,
           max(CASE WHEN a.role = 'TIME' THEN t.last_day END) AS last_day
    FROM event_arguments a
    LEFT JOIN mentions m ON m.mention_id = a.mention_id
    LEFT JOIN entities en ON en.entity_id = m.entity_id
    LEFT JOIN dates t ON t.mention_id = a.mention_id
    LEFT JOIN events o ON o.event_id = a.offence_id
    GROUP BY a.event_id
)
SELECT coalesce(f.first_day, d.published) AS day, f.first_day, f.last_day, e.type, e.trigger, e.status,
       c.text AS claimed_by, f.agents, f.targets, f.places, f.objects, f.offences,
       substr(d.text, CAST(e.sentence_start + 1 AS BIGINT), CAST(e.sentence_end - e.sentence_start AS BIGINT)) AS sentence,
       d.title, d.source, d.url, d.published, e.score, e.event_id, e.article_id
FROM events e
JOIN articles d ON d.article_id = e.article_id
LEFT JOIN fillers f ON f.event_id = e.event_id
LEFT JOIN mentions c ON c.mention_id = e.claimed_by;
COMMENT ON VIEW event_timeline IS 'Every event with who, whom, where, when and what for in readable columns, its status and its sentence.';

CREATE OR REPLACE VIEW incident_map AS
SELECT i.incident_id, i.type, i.status, i.first_day, i.last_day, p.name AS place, i.latitude, i.longitude, len(i.event_ids) AS reports
FROM incidents i LEFT JOIN entities p ON p.entity_id = i.place;
COMMENT ON VIEW incident_map IS 'Incidents with coordinates and the number of reports; empty until reports are merged.';

CREATE OR REPLACE VIEW daily_activity AS
SELECT day, type, status, count(*) AS events, count(DISTINCT article_id) AS articles
FROM event_timeline WHERE day IS NOT NULL GROUP BY day, type, status;
COMMENT ON VIEW daily_activity IS 'How many events of each type and status fall on each day.';

CREATE OR REPLACE VIEW article_facts AS
WITH m AS (SELECT article_id, count(*) AS mentions, count(DISTINCT CASE WHEN label = 'GANG' THEN entity_id END) AS gangs FROM mentions GROUP BY article_id),
e AS (SELECT article_id, count(*) AS events FROM events GROUP BY article_id),
r AS (SELECT article_id, count(*) AS relations FROM relations GROUP BY article_id),
n AS (SELECT article_id, count(*) AS numbers FROM numbers GROUP BY article_id)
SELECT d.article_id, d.title, d.source, d.published, d.lang, d.status, d.relevance, d.extractor,
       coalesce(m.mentions, 0) AS mentions, coalesce(m.gangs, 0) AS gangs, coalesce(e.events, 0) AS events,
       coalesce(n.numbers, 0) AS numbers, coalesce(r.relations, 0) AS relations
FROM articles d LEFT JOIN m USING (article_id) LEFT JOIN e USING (article_id) LEFT JOIN r USING (article_id) LEFT JOIN n USING (article_id);
COMMENT ON VIEW article_facts IS 'One row an article: what it is and how much was found in it.';
