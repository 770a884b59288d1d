-- One worked example for every view, in the order in which the page shows them: title (the view), what it asks, SQL.

-- # gang_people
-- Who is said to lead Los Choneros, and since when?
SELECT person, former, count(*) AS statements, min(published) AS first_said, max(published) AS last_said
FROM gang_people
WHERE gang = 'Los Choneros' AND tie = 'leader_of'
GROUP BY ALL
ORDER BY first_said, person;

-- # gang_places
-- Where does Tren de Aragua operate, by the number of articles that say so?
SELECT place, kind, country, articles, first_said, sentence
FROM gang_places
WHERE gang = 'Tren de Aragua'
ORDER BY articles DESC, first_said, place
LIMIT 6;

-- # gang_ties
-- Whose enemy is the Jalisco New Generation Cartel?
SELECT gang, tie, other_gang, former, published, sentence
FROM gang_ties
WHERE tie = 'rival_of' AND 'Jalisco New Generation Cartel' IN (gang, other_gang)
ORDER BY published, gang, other_gang
LIMIT 6;

-- # gang_numbers
-- How large is the First Capital Command said to be?
SELECT published, low, high, unit, approximate, said_by, sentence
FROM gang_numbers
WHERE gang = 'First Capital Command' AND measures = 'members'
ORDER BY published, low;

-- # event_timeline
-- What happened in Port-au-Prince in 2025, by day?
SELECT day, type, status, agents, targets, sentence
FROM event_timeline
WHERE place = 'Port-au-Prince' AND status = 'asserted' AND first_day >= DATE '2025-01-01' AND last_day <= DATE '2025-12-31'
ORDER BY day, article_id, type
LIMIT 6;

-- # incident_map
-- Which killings are reported by more than one independent source, on a day that they give?
SELECT first_day, place, country, killed_low, killed_high, gangs, reports, sources, denying
FROM incident_map
WHERE type = 'KILLING' AND sources > 1 AND last_day - first_day <= 7
ORDER BY first_day, incident_id
LIMIT 6;

-- # daily_activity
-- On which days were most events asserted in Haiti? (What is known to the year stands on 1 January.)
SELECT day, sum(events) AS events, string_agg(DISTINCT type, ', ' ORDER BY type) AS types
FROM daily_activity
WHERE country = 'HT' AND status = 'asserted' AND strftime(day, '%d-%m') <> '01-01'
GROUP BY day
ORDER BY events DESC, day
LIMIT 5;

-- # article_facts
-- Which articles say most?
SELECT title, source, published, events, numbers, relations
FROM article_facts
WHERE status = 'extracted'
ORDER BY events DESC, article_id
LIMIT 5;

-- # status_ledger
-- Over which killings was somebody convicted, and what was said before?
SELECT first_day, place, day, previous, step, sentence
FROM status_ledger
WHERE type = 'KILLING' AND step = 'convicted'
ORDER BY day DESC, incident_id
LIMIT 5;

-- # source_quality
-- Which sources reported most incidents that others confirm?
SELECT source, articles, copies, incidents, confirmed, alone, round(alleged_share, 2) AS alleged_share
FROM source_quality
ORDER BY confirmed DESC, incidents DESC, source
LIMIT 5;

-- # search
-- In which sentences is it about tunnels dug under a prison?
SELECT round(score, 1) AS score, sentence, source, published
FROM search('tunnel dug prison', most := 4);
