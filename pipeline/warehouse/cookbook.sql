-- Questions that analysts ask, with SQL that answers them; `blotter docs` puts the answers beside them.
-- A question is a title (-- #), what to know (-- lines) and one statement. Change the names in quotes to your own.

-- ## People

-- # Who leads a gang, and who says so?
-- One row a statement, so the same name on several days is several articles; `former` marks what is past.
SELECT published, person, former, source, sentence
FROM gang_people
WHERE gang = 'Tren de Aragua' AND tie = 'leader_of'
ORDER BY published, person;

-- # What is said of one person?
-- Every event that the person takes part in, by whatever name. `first_day` is empty where the text does not say when.
SELECT DISTINCT t.first_day, t.type, t.status, a.role, t.published, t.source, t.sentence
FROM event_timeline t
JOIN event_arguments a USING (event_id)
JOIN entities e ON e.entity_id = a.entity_id
WHERE e.name = 'Osiel Cárdenas Guillén'
ORDER BY t.first_day, t.published, t.type, t.source;

-- # Under which names does a person go?
SELECT a.alias, a.mentions
FROM aliases a
JOIN entities e USING (entity_id)
WHERE e.name = 'Héctor Guerrero Flores'
ORDER BY a.mentions DESC, a.alias;

-- # Why are these names taken for one entity?
-- `entity_links` has a row for each article: the name there, why it is linked, and how surely.
SELECT d.published, l.name, l.score, l.made_by, l.reason
FROM entity_links l
JOIN articles d USING (article_id)
JOIN entities e ON e.entity_id = l.entity_id
WHERE e.name = 'Héctor Guerrero Flores'
ORDER BY d.published, l.article_id;

-- # How old are those who are arrested?
-- An age is a number with unit year about a person; the person is the target of an arrest in the same article.
SELECT CASE WHEN n.low < 18 THEN 'under 18' ELSE floor(n.low / 10)::INT || '0-' || floor(n.low / 10)::INT || '9' END AS age,
       count(DISTINCT n.about) AS people
FROM numbers n
JOIN event_arguments a ON a.entity_id = n.about AND a.article_id = n.article_id AND a.role = 'TARGET'
JOIN events e ON e.event_id = a.event_id AND e.type = 'ARREST' AND e.status = 'asserted'
WHERE n.measures = 'age' AND n.unit = 'year' AND n.low IS NOT NULL
GROUP BY age
ORDER BY age = 'under 18' DESC, age;

-- # Who was extradited, from where to where?
-- ORIGIN and DESTINATION are roles of the event, and prospective ones are asked for or ordered, not done.
SELECT t.day, t.status, t.targets AS who,
       string_agg(DISTINCT e.name, ', ' ORDER BY e.name) FILTER (a.role = 'ORIGIN') AS origin,
       string_agg(DISTINCT e.name, ', ' ORDER BY e.name) FILTER (a.role = 'DESTINATION') AS destination
FROM event_timeline t
JOIN event_arguments a USING (event_id)
JOIN entities e ON e.entity_id = a.entity_id
WHERE t.type = 'EXTRADITION' AND t.status IN ('asserted', 'prospective') AND t.targets IS NOT NULL
GROUP BY t.event_id, t.day, t.status, t.targets
HAVING origin IS NOT NULL AND destination IS NOT NULL
ORDER BY t.day DESC, t.event_id
LIMIT 10;

-- # Between which countries do extraditions go?
WITH route AS (
    SELECT e.event_id,
           min(p.country) FILTER (a.role = 'ORIGIN') AS origin,
           min(p.country) FILTER (a.role = 'DESTINATION') AS destination
    FROM events e
    JOIN event_arguments a USING (event_id)
    JOIN entities p ON p.entity_id = a.entity_id
    WHERE e.type = 'EXTRADITION' AND e.status = 'asserted'
    GROUP BY e.event_id
)
SELECT origin, destination, count(*) AS events
FROM route
WHERE origin IS NOT NULL AND destination IS NOT NULL AND origin <> destination
GROUP BY ALL
ORDER BY events DESC, origin, destination
LIMIT 10;

-- # Which rewards are offered, for whom?
-- The sum is the event's amount, the person sought its target. "Up to $5 million" is high 5000000 and no low.
SELECT DISTINCT t.published, t.targets AS sought, n.low, n.high, n.unit AS currency, t.agents AS offered_by, t.source
FROM event_timeline t
JOIN event_arguments a ON a.event_id = t.event_id AND a.role = 'AMOUNT'
JOIN numbers n ON n.mention_id = a.mention_id AND n.measures = 'reward'
WHERE t.type = 'REWARD' AND t.status = 'asserted' AND t.targets IS NOT NULL
ORDER BY t.published DESC, sought, n.high DESC
LIMIT 10;

-- ## Gangs

-- # How large is a gang said to be, over time?
-- Every claim, with both bounds: "some 3,000 to 5,000" is 3000 and 5000, "more than 2,000" is 2000 and nothing.
SELECT published, low, high, approximate, said_by, source, sentence
FROM gang_numbers
WHERE gang = 'Tren de Aragua' AND measures = 'members' AND unit = 'count'
ORDER BY published, low;

-- # Where is a gang said to operate, and when was that first said?
SELECT country, list(DISTINCT place ORDER BY place) AS places, min(first_said) AS first_said, sum(statements) AS statements
FROM gang_places
WHERE gang = 'Tren de Aragua'
GROUP BY country
ORDER BY first_said, country;

-- # Which gangs turned up in new countries, and when?
-- The first day on which each gang is said to operate in a country, without the country where it was named first.
WITH first_named AS (
    SELECT gang, country, min(first_said) AS since
    FROM gang_places
    WHERE country IS NOT NULL
    GROUP BY ALL
)
SELECT since, gang, country
FROM first_named
QUALIFY since > min(since) OVER (PARTITION BY gang)
ORDER BY since DESC, gang, country
LIMIT 12;

-- # Which gangs are allied or at war?
-- An edge list as network tools read it: a pair stands once, whoever is named first.
SELECT least(gang, other_gang) AS one, greatest(gang, other_gang) AS other, tie,
       count(DISTINCT article_id) AS articles, bool_and(former) AS past
FROM gang_ties
WHERE tie IN ('allied_with', 'rival_of')
GROUP BY ALL
ORDER BY articles DESC, one, other, tie
LIMIT 12;

-- # Which gangs have most allies and rivals?
WITH pairs AS (
    SELECT gang, other_gang, tie FROM gang_ties
    UNION
    SELECT other_gang, gang, tie FROM gang_ties
)
SELECT gang,
       count(DISTINCT other_gang) FILTER (tie = 'allied_with') AS allies,
       count(DISTINCT other_gang) FILTER (tie = 'rival_of') AS rivals
FROM pairs
GROUP BY gang
ORDER BY allies + rivals DESC, gang
LIMIT 8;

-- # Which gangs are parts of others?
SELECT other_gang AS whole, list(DISTINCT gang ORDER BY gang) AS parts
FROM gang_ties
WHERE tie = 'part_of' AND NOT former
GROUP BY whole
ORDER BY len(parts) DESC, whole
LIMIT 8;

-- # Which gangs appear together in one event?
-- `gangs` has every gang that takes part, on whichever side; unnest twice makes the pairs.
WITH sides AS (
    SELECT event_id, type, unnest(gangs) AS gang
    FROM event_timeline
    WHERE status = 'asserted' AND len(gangs) > 1
)
SELECT a.gang AS one, b.gang AS other, count(*) AS events, list(DISTINCT a.type ORDER BY a.type) AS types
FROM sides a
JOIN sides b ON b.event_id = a.event_id AND a.gang < b.gang
GROUP BY ALL
ORDER BY events DESC, one, other
LIMIT 10;

-- ## What happened

-- # What happened in a country in a month, on a map?
-- Both ends of the interval lie in the month: what is known only to the year is left out. Save it with `blotter sql --output map.csv` for a map; the ranges say how far reports differ.
SELECT first_day, type, place, latitude, longitude, precision, killed_low, killed_high, injured_low, injured_high, gangs, sources
FROM incident_map
WHERE country = 'MX' AND first_day >= DATE '2023-01-01' AND last_day <= DATE '2023-01-31' AND status = 'asserted'
ORDER BY first_day, type, incident_id
LIMIT 12;

-- # How many events are there by month and type?
-- A row a month, a column a type: as a dashboard wants it.
PIVOT (
    SELECT date_trunc('month', day)::DATE AS month, type, events
    FROM daily_activity
    WHERE country = 'EC' AND status = 'asserted' AND day >= DATE '2021-01-01'
      AND type IN ('KILLING', 'CLASH', 'ARREST', 'SEIZURE', 'RIOT')
)
ON type IN ('KILLING', 'CLASH', 'ARREST', 'SEIZURE', 'RIOT')
USING sum(events)
GROUP BY month
ORDER BY month;

-- # Which happenings do several sources report?
SELECT first_day, type, place, country, reports, sources, asserting, alleging, denying, gangs
FROM incident_map
WHERE sources > 2
ORDER BY sources DESC, first_day, incident_id;

-- # Why do these reports count as one happening?
-- `incident_evidence` has a row for each report; the first report has no one to be linked to.
WITH most AS (
    FROM incidents ORDER BY sources DESC, incident_id LIMIT 1
)
SELECT e.published, e.source, e.types, e.score, e.reason
FROM incident_evidence e
JOIN most USING (incident_id)
ORDER BY e.published, e.article_id;

-- # Which killings are reported by one source only?
-- Near-copies of one story count as one source.
SELECT i.first_day, i.last_day, i.place, i.country, i.killed_low, i.killed_high, i.reports, any_value(e.source ORDER BY e.published) AS source
FROM incident_map i
JOIN incident_evidence e USING (incident_id)
WHERE i.type = 'KILLING' AND i.sources = 1 AND i.status = 'asserted' AND i.killed_low >= 10 AND i.last_day - i.first_day <= 7
GROUP BY ALL
ORDER BY i.first_day DESC, i.place
LIMIT 8;

-- # Where do sources disagree on the toll?
-- Smallest differences first: a large one is more often two happenings than one.
WITH tolls AS (
    SELECT incident_id,
           string_agg(source || ': ' || coalesce(killed_low, killed_high)::INT, '; ' ORDER BY published, report_id) AS said
    FROM incident_evidence
    WHERE coalesce(killed_low, killed_high) IS NOT NULL
    GROUP BY incident_id
    HAVING count(DISTINCT source) > 1
)
SELECT first_day, type, place, country, killed_low, killed_high, said
FROM incident_map
JOIN tolls USING (incident_id)
WHERE sources > 1 AND killed_low < killed_high
ORDER BY killed_high - killed_low, first_day, incident_id
LIMIT 8;

-- # What are the largest seizures of drugs?
-- The amount is a number in kg and the goods a drug among the fillers of the event. Seizures of whole years are left out:
-- their interval is longer than a month.
SELECT t.day, n.low AS kg, t.objects, t.place, t.country, t.sentence
FROM event_timeline t
JOIN event_arguments amount ON amount.event_id = t.event_id
JOIN numbers n ON n.mention_id = amount.mention_id AND n.unit = 'kg'
JOIN event_arguments goods ON goods.event_id = t.event_id
JOIN mentions drug ON drug.mention_id = goods.mention_id AND drug.label = 'DRUG'
WHERE t.type = 'SEIZURE' AND t.status = 'asserted' AND coalesce(t.last_day - t.first_day, 0) <= 31
GROUP BY ALL
ORDER BY kg DESC, t.day
LIMIT 10;

-- # How much is asked for in ransom and extortion, by currency?
-- Sums are as said: a toll of one dollar a day and a yearly total stand side by side, so the median tells more than the ends.
SELECT e.type, n.unit AS currency, count(*) AS sums, min(n.low) AS least, median(n.low) AS median, max(n.high) AS most
FROM events e
JOIN event_arguments a ON a.event_id = e.event_id AND a.role = 'AMOUNT'
JOIN numbers n ON n.mention_id = a.mention_id
WHERE e.type IN ('KIDNAPPING', 'EXTORTION') AND e.status <> 'negated' AND regexp_full_match(n.unit, '[A-Z]{3}')
GROUP BY ALL
ORDER BY sums DESC, e.type, currency
LIMIT 12;

-- # Which prisons are in the news, and for what?
SELECT place, country, count(DISTINCT article_id) AS articles,
       list(DISTINCT type ORDER BY type) FILTER (type IN ('RIOT', 'KILLING', 'ESCAPE', 'CLASH', 'RAID')) AS what, max(day) AS latest
FROM event_timeline
WHERE regexp_matches(place, 'Prison|Penitentiary|Jail|Cárcel|Penal|Correctional|Confinement', 'i') AND status = 'asserted'
GROUP BY ALL
ORDER BY articles DESC, place
LIMIT 10;

-- ## Who says so

-- # What is only alleged, and by whom?
-- `claimed_by` is empty where nobody is named; then it is the article that says "allegedly".
SELECT claimed_by, day, type, agents, targets, sentence
FROM event_timeline
WHERE status = 'alleged' AND claimed_by IS NOT NULL AND agents IS NOT NULL
ORDER BY day DESC, event_id
LIMIT 8;

-- # What was denied, and by whom?
-- `negated` is also what merely did not happen ("without a shot"); a claimant makes it a denial.
SELECT published, claimed_by, type, agents, targets, sentence
FROM event_timeline
WHERE status = 'negated' AND claimed_by IS NOT NULL
ORDER BY published DESC, event_id
LIMIT 8;

-- # What was alleged first, and later led to a conviction?
-- The ledger has a row a step of an incident; here those with an allegation and, then or later, a verdict. Read the sentence:
-- the verdict is over an offence that is taken for this happening.
WITH alleged AS (
    SELECT incident_id, min(day) AS alleged FROM status_ledger WHERE step = 'alleged' GROUP BY incident_id
)
SELECT l.type, l.place, a.alleged, l.day AS convicted, l.source, l.sentence
FROM status_ledger l
JOIN alleged a ON a.incident_id = l.incident_id AND a.alleged <= l.day
WHERE l.step = 'convicted'
ORDER BY l.day - a.alleged DESC, l.day DESC, l.incident_id
LIMIT 8;

-- # Which articles are copies of others?
SELECT copy.published, copy.source, copy.title, first.source AS first_source, first.published AS first_published
FROM articles copy
JOIN articles first ON first.article_id = coalesce(copy.copy_of, copy.duplicate_of)
ORDER BY copy.published, copy.article_id;

-- # Who else printed one story?
-- All near-copies of one article, first print first.
SELECT article_id, source, published, length(text) AS characters, copy_of IS NULL AS first_print
FROM articles
WHERE 'a01-guayaquil-cellblock-clash' IN (article_id, copy_of)
ORDER BY published, article_id;

-- # Which sources are often alone, and which are confirmed?
SELECT source, articles, incidents, confirmed, alone, denied_elsewhere, round(confirmed / incidents, 2) AS confirmed_share
FROM source_quality
WHERE articles > 1 OR incidents >= 12
ORDER BY confirmed_share DESC, incidents DESC, source
LIMIT 8;

-- ## Search

-- # Which sentences have these words, and which gangs do they name?
-- search ranks whole sentences; the gangs are those that are mentioned within them.
SELECT s.sentence, s.published, s.source, list(DISTINCT e.name ORDER BY e.name) AS gangs
FROM search('killed gunmen prison', most := 50) s
JOIN mentions m ON m.article_id = s.article_id AND m.start_char >= s.start_char AND m.end_char <= s.end_char AND m.label = 'GANG'
JOIN entities e ON e.entity_id = m.entity_id
GROUP BY s.score, s.sentence, s.published, s.source
ORDER BY s.score DESC, s.published
LIMIT 6;

-- # Which sentences have an exact phrase?
-- search finds the words; the condition after it keeps those where they stand side by side.
SELECT sentence, source, published
FROM search('state of emergency', most := 1000)
WHERE contains(lower(sentence), 'state of emergency')
ORDER BY published DESC, sentence
LIMIT 5;

-- ## How it was made

-- # Which model and run made a fact?
SELECT e.type, e.trigger, e.made_by, e.score, r.run_id, r.started, r.extractor
FROM events e
JOIN runs r USING (run_id)
WHERE e.article_id = 'a01-guayaquil-cellblock-clash' AND e.type = 'KILLING'
ORDER BY e.start_char;

-- # What did each run do?
SELECT run_id, started, finished - started AS took, state, counts->>'read' AS read, counts->>'extracted' AS extracted
FROM runs
ORDER BY started DESC;

-- # What failed in the last run?
SELECT stage, where_found, kind, message
FROM failures
WHERE run_id = (SELECT run_id FROM runs ORDER BY started DESC LIMIT 1)
ORDER BY where_found;

-- # Which judgements stand?
-- What people decided beside the machine. `articles` counts those that a split takes away.
SELECT made::DATE AS made, made_by, action, subject, object, len(articles) AS articles, why
FROM judgements
WHERE withdrawn IS NULL
ORDER BY judgements.made, subject;
