-- A warehouse of format 1 as Blotter 0.1 wrote it: its schema, its views, and the rows of seven articles. Never changed: it
-- stands for what people have on their disks.

-- The warehouse. Written once; every column has a comment; no foreign keys, so that articles can be reloaded.

CREATE TABLE IF NOT EXISTS runs (
    run_id    VARCHAR PRIMARY KEY,
    started   TIMESTAMP,
    finished  TIMESTAMP,
    state     VARCHAR,
    extractor VARCHAR,
    sources   VARCHAR[],
    counts    JSON,
    blotter   VARCHAR
);
COMMENT ON TABLE runs IS 'One row a run of the flow: what was done, when, with which model.';
COMMENT ON COLUMN runs.run_id IS 'The run''s id.';
COMMENT ON COLUMN runs.started IS 'When it began, UTC.';
COMMENT ON COLUMN runs.finished IS 'When it ended, UTC; null while it runs or if it was killed.';
COMMENT ON COLUMN runs.state IS 'running, done or failed.';
COMMENT ON COLUMN runs.extractor IS 'Name, version and fingerprint of the model.';
COMMENT ON COLUMN runs.sources IS 'What it was asked to read.';
COMMENT ON COLUMN runs.counts IS 'What it counted: read, new, unchanged, failed, …';
COMMENT ON COLUMN runs.blotter IS 'Blotter''s version.';

CREATE TABLE IF NOT EXISTS articles (
    article_id   VARCHAR PRIMARY KEY,
    run_id       VARCHAR,
    title        VARCHAR,
    text         VARCHAR,
    published    DATE,
    lang         VARCHAR,
    source       VARCHAR,
    author       VARCHAR,
    url          VARCHAR,
    origin       VARCHAR,
    external_id  VARCHAR,
    content_hash VARCHAR,
    relevance    DOUBLE,
    status       VARCHAR,
    extractor    VARCHAR,
    duplicate_of VARCHAR
);
COMMENT ON TABLE articles IS 'One row an article, whether facts were taken from it or not.';
COMMENT ON COLUMN articles.article_id IS 'Hash of its address, else of its source''s id, else of title and text.';
COMMENT ON COLUMN articles.run_id IS 'The run that stored this version.';
COMMENT ON COLUMN articles.title IS 'Headline.';
COMMENT ON COLUMN articles.text IS 'The text that every offset points into.';
COMMENT ON COLUMN articles.published IS 'Day of publication.';
COMMENT ON COLUMN articles.lang IS 'Language, ISO 639-1; null if unknown.';
COMMENT ON COLUMN articles.source IS 'Publisher or feed.';
COMMENT ON COLUMN articles.author IS 'Byline.';
COMMENT ON COLUMN articles.url IS 'Its address.';
COMMENT ON COLUMN articles.origin IS 'The file or address it was read from.';
COMMENT ON COLUMN articles.external_id IS 'The id its source gave it.';
COMMENT ON COLUMN articles.content_hash IS 'Equal for articles that differ only in white space and form.';
COMMENT ON COLUMN articles.relevance IS 'How surely it is about our domain, 0..1.';
COMMENT ON COLUMN articles.status IS 'extracted, screened_out, other_language or duplicate.';
COMMENT ON COLUMN articles.extractor IS 'What extracted it: name, version, fingerprint; null if nothing did.';
COMMENT ON COLUMN articles.duplicate_of IS 'The article_id of the first article with the same content.';

CREATE TABLE IF NOT EXISTS mentions (
    mention_id     VARCHAR,
    article_id     VARCHAR,
    run_id         VARCHAR,
    start_char     BIGINT,
    end_char       BIGINT,
    sentence_start BIGINT,
    sentence_end   BIGINT,
    score          DOUBLE,
    made_by        VARCHAR,
    label          VARCHAR,
    text           VARCHAR,
    entity_id      VARCHAR
);
COMMENT ON TABLE mentions IS 'One row a marked stretch of text: who, where, when, how many, with what.';
COMMENT ON COLUMN mentions.mention_id IS 'Hash of article, place and label.';
COMMENT ON COLUMN mentions.article_id IS 'The article.';
COMMENT ON COLUMN mentions.run_id IS 'The run that wrote the row.';
COMMENT ON COLUMN mentions.start_char IS 'First character of its place in the text, from 0.';
COMMENT ON COLUMN mentions.end_char IS 'Character after its last.';
COMMENT ON COLUMN mentions.sentence_start IS 'First character of the sentence that says so, from 0.';
COMMENT ON COLUMN mentions.sentence_end IS 'Character after its last.';
COMMENT ON COLUMN mentions.score IS 'Probability that it is right, 0..1; null for what another pipeline in place of ours found.';
COMMENT ON COLUMN mentions.made_by IS 'model, rule or guest (another pipeline in place of ours), with version.';
COMMENT ON COLUMN mentions.label IS 'PERSON, GANG, ORG, GPE, … as in the annotation scheme.';
COMMENT ON COLUMN mentions.text IS 'The characters it covers.';
COMMENT ON COLUMN mentions.entity_id IS 'Whom or what it names; null if nothing with a name.';

CREATE TABLE IF NOT EXISTS entities (
    entity_id VARCHAR PRIMARY KEY,
    label     VARCHAR,
    name      VARCHAR,
    wikidata  VARCHAR,
    country   VARCHAR,
    latitude  DOUBLE,
    longitude DOUBLE,
    mentions  BIGINT,
    articles  BIGINT
);
COMMENT ON TABLE entities IS 'One row a person, gang, organisation or place, over all articles.';
COMMENT ON COLUMN entities.entity_id IS 'Label and name, such as gang:tren-de-aragua.';
COMMENT ON COLUMN entities.label IS 'PERSON, GANG, ORG, GPE, LOC or FAC.';
COMMENT ON COLUMN entities.name IS 'Canonical name: the known one, else the longest form seen first.';
COMMENT ON COLUMN entities.wikidata IS 'Wikidata id where knowledge has it.';
COMMENT ON COLUMN entities.country IS 'ISO 3166 alpha-2 code.';
COMMENT ON COLUMN entities.latitude IS 'Degrees north.';
COMMENT ON COLUMN entities.longitude IS 'Degrees east.';
COMMENT ON COLUMN entities.mentions IS 'How often it is named.';
COMMENT ON COLUMN entities.articles IS 'In how many articles.';

CREATE TABLE IF NOT EXISTS aliases (
    entity_id VARCHAR,
    alias     VARCHAR,
    mentions  BIGINT
);
COMMENT ON TABLE aliases IS 'The surface forms of every entity, with how often each occurs.';
COMMENT ON COLUMN aliases.entity_id IS 'The entity.';
COMMENT ON COLUMN aliases.alias IS 'The form in the text.';
COMMENT ON COLUMN aliases.mentions IS 'How often.';

CREATE TABLE IF NOT EXISTS dates (
    mention_id     VARCHAR,
    article_id     VARCHAR,
    run_id         VARCHAR,
    start_char     BIGINT,
    end_char       BIGINT,
    sentence_start BIGINT,
    sentence_end   BIGINT,
    score          DOUBLE,
    made_by        VARCHAR,
    first_day      DATE,
    last_day       DATE
);
COMMENT ON TABLE dates IS 'What a DATE or TIME mention means in days.';
COMMENT ON COLUMN dates.mention_id IS 'The mention.';
COMMENT ON COLUMN dates.article_id IS 'The article.';
COMMENT ON COLUMN dates.run_id IS 'The run that wrote the row.';
COMMENT ON COLUMN dates.start_char IS 'First character of its place in the text, from 0.';
COMMENT ON COLUMN dates.end_char IS 'Character after its last.';
COMMENT ON COLUMN dates.sentence_start IS 'First character of the sentence that says so, from 0.';
COMMENT ON COLUMN dates.sentence_end IS 'Character after its last.';
COMMENT ON COLUMN dates.score IS 'How sure, 0..1; null for rules.';
COMMENT ON COLUMN dates.made_by IS 'model or rule, with version.';
COMMENT ON COLUMN dates.first_day IS 'First day, inclusive.';
COMMENT ON COLUMN dates.last_day IS 'Last day, inclusive.';

CREATE TABLE IF NOT EXISTS numbers (
    mention_id     VARCHAR,
    article_id     VARCHAR,
    run_id         VARCHAR,
    start_char     BIGINT,
    end_char       BIGINT,
    sentence_start BIGINT,
    sentence_end   BIGINT,
    score          DOUBLE,
    made_by        VARCHAR,
    low            DOUBLE,
    high           DOUBLE,
    unit           VARCHAR,
    approximate    BOOLEAN,
    measures       VARCHAR,
    about          VARCHAR
);
COMMENT ON TABLE numbers IS 'The normal form of every number, and what it measures.';
COMMENT ON COLUMN numbers.mention_id IS 'The mention.';
COMMENT ON COLUMN numbers.article_id IS 'The article.';
COMMENT ON COLUMN numbers.run_id IS 'The run that wrote the row.';
COMMENT ON COLUMN numbers.start_char IS 'First character of its place in the text, from 0.';
COMMENT ON COLUMN numbers.end_char IS 'Character after its last.';
COMMENT ON COLUMN numbers.sentence_start IS 'First character of the sentence that says so, from 0.';
COMMENT ON COLUMN numbers.sentence_end IS 'Character after its last.';
COMMENT ON COLUMN numbers.score IS 'How sure, 0..1; null for rules.';
COMMENT ON COLUMN numbers.made_by IS 'model or rule, with version.';
COMMENT ON COLUMN numbers.low IS 'Lower bound; null if open.';
COMMENT ON COLUMN numbers.high IS 'Upper bound; null if open.';
COMMENT ON COLUMN numbers.unit IS 'ISO 4217 code, percent, kg, km, ha, l, year, month, day, hour or count.';
COMMENT ON COLUMN numbers.approximate IS 'Whether the text says about, nearly, dozens, …';
COMMENT ON COLUMN numbers.measures IS 'members, killed, reward, weight, …';
COMMENT ON COLUMN numbers.about IS 'The entity_id it is a fact about; null if not stated.';

CREATE TABLE IF NOT EXISTS events (
    event_id       VARCHAR,
    article_id     VARCHAR,
    run_id         VARCHAR,
    start_char     BIGINT,
    end_char       BIGINT,
    sentence_start BIGINT,
    sentence_end   BIGINT,
    score          DOUBLE,
    made_by        VARCHAR,
    type           VARCHAR,
    trigger        VARCHAR,
    status         VARCHAR,
    claimed_by     VARCHAR
);
COMMENT ON TABLE events IS 'One row an event: its trigger, type and status, and who says so.';
COMMENT ON COLUMN events.event_id IS 'Hash of article, place and type.';
COMMENT ON COLUMN events.article_id IS 'The article.';
COMMENT ON COLUMN events.run_id IS 'The run that wrote the row.';
COMMENT ON COLUMN events.start_char IS 'First character of its place in the text, from 0.';
COMMENT ON COLUMN events.end_char IS 'Character after its last.';
COMMENT ON COLUMN events.sentence_start IS 'First character of the sentence that says so, from 0.';
COMMENT ON COLUMN events.sentence_end IS 'Character after its last.';
COMMENT ON COLUMN events.score IS 'Probability that it is right, 0..1; null for what another pipeline in place of ours found.';
COMMENT ON COLUMN events.made_by IS 'model, rule or guest (another pipeline in place of ours), with version.';
COMMENT ON COLUMN events.type IS 'KILLING, ARREST, … as in the annotation scheme.';
COMMENT ON COLUMN events.trigger IS 'The words that name it.';
COMMENT ON COLUMN events.status IS 'asserted, alleged, negated, prospective or generic.';
COMMENT ON COLUMN events.claimed_by IS 'The mention_id of who says so; null if the article does.';

CREATE TABLE IF NOT EXISTS event_arguments (
    event_id       VARCHAR,
    article_id     VARCHAR,
    run_id         VARCHAR,
    start_char     BIGINT,
    end_char       BIGINT,
    sentence_start BIGINT,
    sentence_end   BIGINT,
    score          DOUBLE,
    made_by        VARCHAR,
    role           VARCHAR,
    mention_id     VARCHAR,
    offence_id     VARCHAR
);
COMMENT ON TABLE event_arguments IS 'Who did what to whom, where and when: one row a filler of an event''s role.';
COMMENT ON COLUMN event_arguments.event_id IS 'The event.';
COMMENT ON COLUMN event_arguments.article_id IS 'The article.';
COMMENT ON COLUMN event_arguments.run_id IS 'The run that wrote the row.';
COMMENT ON COLUMN event_arguments.start_char IS 'First character of its place in the text, from 0.';
COMMENT ON COLUMN event_arguments.end_char IS 'Character after its last.';
COMMENT ON COLUMN event_arguments.sentence_start IS 'First character of the sentence that says so, from 0.';
COMMENT ON COLUMN event_arguments.sentence_end IS 'Character after its last.';
COMMENT ON COLUMN event_arguments.score IS 'Probability that it is right, 0..1; null for what another pipeline in place of ours found.';
COMMENT ON COLUMN event_arguments.made_by IS 'model or rule, with version.';
COMMENT ON COLUMN event_arguments.role IS 'AGENT, TARGET, PLACE, TIME, OFFENCE, …';
COMMENT ON COLUMN event_arguments.mention_id IS 'The filler; null for OFFENCE.';
COMMENT ON COLUMN event_arguments.offence_id IS 'For OFFENCE, the event_id of the offence.';

CREATE TABLE IF NOT EXISTS relations (
    relation_id    VARCHAR,
    article_id     VARCHAR,
    run_id         VARCHAR,
    start_char     BIGINT,
    end_char       BIGINT,
    sentence_start BIGINT,
    sentence_end   BIGINT,
    score          DOUBLE,
    made_by        VARCHAR,
    subject        VARCHAR,
    type           VARCHAR,
    object         VARCHAR,
    former         BOOLEAN
);
COMMENT ON TABLE relations IS 'Ties between two entities that an article states.';
COMMENT ON COLUMN relations.relation_id IS 'Hash of article and tie.';
COMMENT ON COLUMN relations.article_id IS 'The article.';
COMMENT ON COLUMN relations.run_id IS 'The run that wrote the row.';
COMMENT ON COLUMN relations.start_char IS 'First character of its place in the text, from 0.';
COMMENT ON COLUMN relations.end_char IS 'Character after its last.';
COMMENT ON COLUMN relations.sentence_start IS 'First character of the sentence that says so, from 0.';
COMMENT ON COLUMN relations.sentence_end IS 'Character after its last.';
COMMENT ON COLUMN relations.score IS 'Probability that it is right, 0..1; null for what another pipeline in place of ours found.';
COMMENT ON COLUMN relations.made_by IS 'model or rule, with version.';
COMMENT ON COLUMN relations.subject IS 'entity_id.';
COMMENT ON COLUMN relations.type IS 'leader_of, member_of, part_of, allied_with, rival_of or operates_in.';
COMMENT ON COLUMN relations.object IS 'entity_id.';
COMMENT ON COLUMN relations.former IS 'Whether it is past.';

CREATE TABLE IF NOT EXISTS incidents (
    incident_id VARCHAR PRIMARY KEY,
    type        VARCHAR,
    first_day   DATE,
    last_day    DATE,
    place       VARCHAR,
    latitude    DOUBLE,
    longitude   DOUBLE,
    status      VARCHAR,
    event_ids   VARCHAR[]
);
COMMENT ON TABLE incidents IS 'Happenings reported by one or more articles; filled when reports are merged.';
COMMENT ON COLUMN incidents.incident_id IS 'The incident.';
COMMENT ON COLUMN incidents.type IS 'Event type.';
COMMENT ON COLUMN incidents.first_day IS 'First possible day.';
COMMENT ON COLUMN incidents.last_day IS 'Last possible day.';
COMMENT ON COLUMN incidents.place IS 'entity_id of its place.';
COMMENT ON COLUMN incidents.latitude IS 'Degrees north.';
COMMENT ON COLUMN incidents.longitude IS 'Degrees east.';
COMMENT ON COLUMN incidents.status IS 'The strongest status reported.';
COMMENT ON COLUMN incidents.event_ids IS 'The events that report it.';

CREATE TABLE IF NOT EXISTS judgements (
    judgement_id VARCHAR PRIMARY KEY,
    made         TIMESTAMP,
    made_by      VARCHAR,
    action       VARCHAR,
    subject      VARCHAR,
    object       VARCHAR,
    why          VARCHAR,
    withdrawn    TIMESTAMP
);
COMMENT ON TABLE judgements IS 'What people decided against or beside the machine: merges, splits, corrections.';
COMMENT ON COLUMN judgements.judgement_id IS 'The judgement.';
COMMENT ON COLUMN judgements.made IS 'When, UTC.';
COMMENT ON COLUMN judgements.made_by IS 'Who.';
COMMENT ON COLUMN judgements.action IS 'merge, split, relabel or reject.';
COMMENT ON COLUMN judgements.subject IS 'The id it is about.';
COMMENT ON COLUMN judgements.object IS 'The other id, if any.';
COMMENT ON COLUMN judgements.why IS 'The reason given.';
COMMENT ON COLUMN judgements.withdrawn IS 'When it was taken back; null while it holds.';

CREATE TABLE IF NOT EXISTS failures (
    failure_id  VARCHAR PRIMARY KEY,
    run_id      VARCHAR,
    stage       VARCHAR,
    where_found VARCHAR,
    kind        VARCHAR,
    message     VARCHAR,
    article_id  VARCHAR,
    context     JSON
);
COMMENT ON TABLE failures IS 'What could not be read or extracted, and what to do about it.';
COMMENT ON COLUMN failures.failure_id IS 'Hash of where and what.';
COMMENT ON COLUMN failures.run_id IS 'The run that met it last.';
COMMENT ON COLUMN failures.stage IS 'ingest or extract.';
COMMENT ON COLUMN failures.where_found IS 'File or address, with line or record.';
COMMENT ON COLUMN failures.kind IS 'A short stable word: empty, encoding, no-article, …';
COMMENT ON COLUMN failures.message IS 'What is wrong and what to do.';
COMMENT ON COLUMN failures.article_id IS 'The article, if it has an id.';
COMMENT ON COLUMN failures.context IS 'More about it.';

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

INSERT INTO runs VALUES
('1f0964d50238d09c', '2026-11-25 22:31:40.509782', '2026-11-25 22:31:41.846076', 'done', 'gold 1', ['gold'], '{"read": 7}', '0.1.0');
INSERT INTO articles VALUES
('again', '1f0964d50238d09c', 'Splinter group blamed for ferry hostages', 'ZAMBOANGA — The Moro Islamic Liberation Front on Tuesday denied that its fighters were holding 11 passengers taken from a ferry off Basilan, and said a renegade commander had acted for money.

Gunmen in two pump boats stopped the ferry at dusk on Sunday and took three teachers, seven traders and a Sri Lankan aid worker at gunpoint, the coast guard said. They left behind a mortar shell that failed to explode.

A military spokesman, Lt. Col. Benedicto Arroyo, named the kidnappers'' leader as Furuji Indal, a former member of the MILF who joined the Abu Sayyaf in 2007. The two groups cooperated in bomb-making and quarrelled over ransom, he said; the army does not consider them allies at present. Five companies of marines have been sent to Tipo-Tipo, and a reward of 3.3 million pesos posted.

Families in Isabela said they had been telephoned by a man who demanded 50 million pesos and threatened to behead one captive each week. “We could sell the whole street and not have it,” said Nurhaida Sapturani, whose sister is among the missing.

Peace talks between the government and the MILF, suspended after attacks by three of its base commanders in August 2008, are to resume in Kuala Lumpur this month. Malaysian mediators asked both sides not to let “a crime become a war”. The ceasefire has been broken twice since July, monitors say, each time by people who fled before anyone could ask whose people they were.', '2009-09-02', 'en', 'Another''s', NULL, NULL, NULL, NULL, '76c70c7a8e4d46e8', NULL, 'duplicate', NULL, 'p14-cotabato-truce-monitor'),
('football', '1f0964d50238d09c', 'Football', 'A match; it was won.
They played "well".', NULL, 'en', 'Sport', NULL, NULL, NULL, NULL, '2466669a77a255e7', 0.1, 'screened_out', 'gold 1', NULL),
('nothing', '1f0964d50238d09c', 'Nothing', 'Nothing at all is told here.', NULL, 'en', 'Dull', NULL, NULL, NULL, NULL, '6ccec6ea84a41e4b', 0.9, 'extracted', 'gold 1', NULL),
('p07-cebu-jail-riot', '1f0964d50238d09c', 'Jail riot in Cebu leaves three dead; warden relieved', 'CEBU CITY — Three inmates were stabbed to death and at least 19 hurt when members of the Sigue Sigue Sputnik and Batang Cebu gangs fought with sharpened spoons and bed slats at the Cebu City Jail on Monday, officials said.

The riot began at about 6:15 a.m. over a basin of rice. It ended two hours later, after 140 policemen with shields stormed the second floor and fired tear gas. During the confusion seven prisoners climbed over a wall beside the chapel; four were recaptured in a market in Kalunasan and the rest are being hunted.

Interior Secretary Crisanto Velasquez relieved the warden, Senior Inspector Amado Tibay, and ordered an inquiry into reports that guards had sold knives and shabu to both gangs. Tibay denied it. “I confiscate one blade a day. They make two,” he said.

The jail, built for 600, holds 1,894, of whom nine in ten have not been tried. A similar uprising in March at Camp Bagong Diwa, near Manila, was put down at the cost of 22 Abu Sayyaf detainees.

Relatives were kept behind a rope. “My son is in for stealing a rooster,” said Corazon Ybañez, a laundrywoman. She had been told that he was not among the dead. Nobody had told her where he was.', '2005-10-11', 'en', 'Visayas Morning', NULL, NULL, NULL, NULL, 'f19f8672a5436cb2', NULL, 'extracted', 'gold 1', NULL),
('p12-cartel-the-band', '1f0964d50238d09c', 'Cartel are back, and they are not taking prisoners', 'The first thing Cartel would like you to know is that they are not a cartel. The second is that the stage at Brixton Academy on Saturday will hold four musicians, two drum kits and, if the fire officer can be bribed with cake, a working flamethrower.

“We got the name from a story about bananas,” says singer Imogen Teale, 31, in a café in Hackney. It has caused trouble: a festival in Guadalajara asked them to play as The Cart, a bank in Leeds froze the band''s account for three weeks, and a fan in Ohio was questioned at an airport over his T-shirt. Their new album, “Hostage”, out on 8 March, was made in 11 days in a former police station in Margate, in a cell, with the door shut. Guitarist Kofi Brathwaite calls it the only prison break he ever attempted. “We ran out of biscuits and surrendered.”

The record kills. On “Ransom Note” the rhythm section hijacks a disco beat, tortures it for six minutes and lets it go; “Bounty” rhymes the word with county, mounty and, magnificently, Lord Mountbatten. Only the ballad “Protection” misfires. At £12 for the vinyl it is daylight robbery in the right direction.

Teale, who studied criminology at the University of Kent before music stole her, gives 5 percent of the royalties to a charity for the families of the disappeared in Mexico. The Mexican embassy sent flowers. “Lilies,” says Brathwaite. “We checked them for bugs.”', '2019-02-22', 'en', 'Amplifier Weekly', NULL, NULL, NULL, NULL, '6851af33db895bcc', NULL, 'extracted', 'gold 1', NULL),
('p14-cotabato-truce-monitor', '1f0964d50238d09c', 'Splinter group blamed for ferry hostages', 'ZAMBOANGA — The Moro Islamic Liberation Front on Tuesday denied that its fighters were holding 11 passengers taken from a ferry off Basilan, and said a renegade commander had acted for money.

Gunmen in two pump boats stopped the ferry at dusk on Sunday and took three teachers, seven traders and a Sri Lankan aid worker at gunpoint, the coast guard said. They left behind a mortar shell that failed to explode.

A military spokesman, Lt. Col. Benedicto Arroyo, named the kidnappers'' leader as Furuji Indal, a former member of the MILF who joined the Abu Sayyaf in 2007. The two groups cooperated in bomb-making and quarrelled over ransom, he said; the army does not consider them allies at present. Five companies of marines have been sent to Tipo-Tipo, and a reward of 3.3 million pesos posted.

Families in Isabela said they had been telephoned by a man who demanded 50 million pesos and threatened to behead one captive each week. “We could sell the whole street and not have it,” said Nurhaida Sapturani, whose sister is among the missing.

Peace talks between the government and the MILF, suspended after attacks by three of its base commanders in August 2008, are to resume in Kuala Lumpur this month. Malaysian mediators asked both sides not to let “a crime become a war”. The ceasefire has been broken twice since July, monitors say, each time by people who fled before anyone could ask whose people they were.', '2009-09-02', 'en', 'Moro Gulf Monitor', NULL, NULL, NULL, NULL, '76c70c7a8e4d46e8', NULL, 'extracted', 'gold 1', NULL),
('p32-cement-cartel-fine', '1f0964d50238d09c', 'Cement cartel fined; appeal to follow', 'JOHANNESBURG — The Competition Tribunal has fined three cement makers R275 million for running a cartel that carved up Southern Africa by postcode for thirteen years, it said on Thursday.

Transvaal Portland, Cape Lime and Bluff Cement admitted swapping sales figures through an auditor. Their bosses met, the ruling says, at four golf courses and a funeral. A whistleblower at Bluff, whose market share moved by 0.2 percent in a decade, described the arrangement as “robbery with manners”. Cape Lime will appeal; it denies any conspiracy and says that prices rose because coal did.

Builders were delighted. “They held us hostage and now the ransom is coming back,” said Sibongile Mathe of the Master Builders Association, who reckons that a house cost R18,000 more than it should. She expects bags to fall by 6 to 8 percent. The share price of Transvaal Portland was hit, losing 11 percent before recovering to R34.10.

The fine is a tenth of the firms'' turnover in 2011, the most that the Competition Act allows. Criminal liability for directors, enacted in 2009, has not been brought into force; the trade minister, Rob Davies, told parliament he was in no hurry to jail anyone. The commission is now looking at makers of tyres, bread and, it let slip, coffins.

“A cartel of undertakers would be a killer story,” a commissioner joked. There is no evidence of one.', '2012-07-26', 'en', 'Plateau Economic Review', NULL, NULL, NULL, NULL, 'fc196f08178a016b', NULL, 'extracted', 'gold 1', NULL);
INSERT INTO mentions VALUES
('03ced2346b9d3146', 'p07-cebu-jail-riot', '1f0964d50238d09c', 405, 420, 384, 536, NULL, 'gold gold 1', 'PEOPLE', 'seven prisoners', NULL),
('044313c1f556b9a4', 'p32-cement-cartel-fine', '1f0964d50238d09c', 934, 941, 922, 1015, NULL, 'gold gold 1', 'CARDINAL', 'a tenth', NULL),
('077f40482520c9bc', 'p07-cebu-jail-riot', '1f0964d50238d09c', 89, 108, 0, 222, NULL, 'gold gold 1', 'GANG', 'Sigue Sigue Sputnik', 'gang:sigue-sigue-sputnik'),
('098cb1ff867bbfbb', 'p07-cebu-jail-riot', '1f0964d50238d09c', 1021, 1027, 1020, 1095, NULL, 'gold gold 1', 'PEOPLE', 'My son', NULL),
('0acafd93cf110e5a', 'p07-cebu-jail-riot', '1f0964d50238d09c', 199, 205, 0, 222, NULL, 'gold gold 1', 'DATE', 'Monday', NULL),
('0af3a85fb07ffa59', 'p32-cement-cartel-fine', '1f0964d50238d09c', 209, 218, 189, 287, NULL, 'gold gold 1', 'ORG', 'Cape Lime', 'org:cape-lime'),
('0da60ed3135a1906', 'p14-cotabato-truce-monitor', '1f0964d50238d09c', 263, 277, 193, 355, NULL, 'gold gold 1', 'PEOPLE', 'three teachers', NULL),
('0e2a5af3bd1d1fc1', 'p14-cotabato-truce-monitor', '1f0964d50238d09c', 798, 806, 798, 934, NULL, 'gold gold 1', 'PEOPLE', 'Families', NULL),
('12a21c8a0824eeac', 'p14-cotabato-truce-monitor', '1f0964d50238d09c', 95, 97, 0, 191, NULL, 'gold gold 1', 'CARDINAL', '11', NULL),
('193ad4c4829a6af3', 'p14-cotabato-truce-monitor', '1f0964d50238d09c', 700, 704, 700, 796, NULL, 'gold gold 1', 'CARDINAL', 'Five', NULL),
('1b08cb17c9d110fd', 'p07-cebu-jail-riot', '1f0964d50238d09c', 891, 896, 869, 983, NULL, 'gold gold 1', 'DATE', 'March', NULL),
('1db695da8b652848', 'p32-cement-cartel-fine', '1f0964d50238d09c', 913, 919, 827, 920, NULL, 'gold gold 1', 'MONEY', 'R34.10', NULL),
('216d7ccea155a885', 'p14-cotabato-truce-monitor', '1f0964d50238d09c', 600, 604, 571, 699, NULL, 'gold gold 1', 'WEAPON', 'bomb', NULL),
('2219f04668fdd04b', 'p14-cotabato-truce-monitor', '1f0964d50238d09c', 771, 788, 700, 796, NULL, 'gold gold 1', 'MONEY', '3.3 million pesos', NULL),
('26d00001421d7207', 'p12-cartel-the-band', '1f0964d50238d09c', 1156, 1174, 1118, 1291, NULL, 'gold gold 1', 'ORG', 'University of Kent', 'org:university-of-kent'),
('2c01561888c174ee', 'p12-cartel-the-band', '1f0964d50238d09c', 698, 713, 688, 763, NULL, 'gold gold 1', 'PERSON', 'Kofi Brathwaite', 'person:kofi-brathwaite'),
('2c3605b9ffb9da87', 'p12-cartel-the-band', '1f0964d50238d09c', 147, 151, 77, 250, NULL, 'gold gold 1', 'CARDINAL', 'four', NULL),
('2c58502d98dcc086', 'p07-cebu-jail-riot', '1f0964d50238d09c', 757, 762, 733, 763, NULL, 'gold gold 1', 'DATE', 'a day', NULL),
('2df7286840dd1154', 'p14-cotabato-truce-monitor', '1f0964d50238d09c', 744, 753, 700, 796, NULL, 'gold gold 1', 'GPE', 'Tipo-Tipo', 'gpe:tipo-tipo'),
('2dfc9a649704be36', 'p14-cotabato-truce-monitor', '1f0964d50238d09c', 263, 268, 193, 355, NULL, 'gold gold 1', 'CARDINAL', 'three', NULL),
('2f22327f8692f714', 'p32-cement-cartel-fine', '1f0964d50238d09c', 178, 186, 0, 187, NULL, 'gold gold 1', 'DATE', 'Thursday', NULL),
('2ff526cdeae4d7e9', 'p12-cartel-the-band', '1f0964d50238d09c', 1118, 1123, 1118, 1291, NULL, 'gold gold 1', 'PERSON', 'Teale', 'person:imogen-teale'),
('31de98bd08a14009', 'p32-cement-cartel-fine', '1f0964d50238d09c', 70, 82, 0, 187, NULL, 'gold gold 1', 'MONEY', 'R275 million', NULL),
('33aca8756399cbd9', 'p14-cotabato-truce-monitor', '1f0964d50238d09c', 279, 284, 193, 355, NULL, 'gold gold 1', 'CARDINAL', 'seven', NULL),
('37021e7f1fdfd707', 'p07-cebu-jail-riot', '1f0964d50238d09c', 143, 159, 0, 222, NULL, 'gold gold 1', 'WEAPON', 'sharpened spoons', NULL),
('3bf6d7058e5358f1', 'p14-cotabato-truce-monitor', '1f0964d50238d09c', 299, 309, 193, 355, NULL, 'gold gold 1', 'NORP', 'Sri Lankan', NULL),
('3c12353765f4d735', 'p07-cebu-jail-riot', '1f0964d50238d09c', 747, 750, 733, 763, NULL, 'gold gold 1', 'CARDINAL', 'one', NULL),
('3e9cff6203ef7e8b', 'p07-cebu-jail-riot', '1f0964d50238d09c', 12, 17, 0, 222, NULL, 'gold gold 1', 'CARDINAL', 'Three', NULL),
('4090051675947ea0', 'p07-cebu-jail-riot', '1f0964d50238d09c', 242, 257, 224, 279, NULL, 'gold gold 1', 'TIME', 'about 6:15 a.m.', NULL),
('40abb10ec74489b3', 'p07-cebu-jail-riot', '1f0964d50238d09c', 751, 756, 733, 763, NULL, 'gold gold 1', 'WEAPON', 'blade', NULL),
('42f5b0f19dc85e4e', 'p12-cartel-the-band', '1f0964d50238d09c', 1284, 1290, 1118, 1291, NULL, 'gold gold 1', 'GPE', 'Mexico', 'gpe:mexico'),
('459731655977611f', 'p32-cement-cartel-fine', '1f0964d50238d09c', 695, 722, 609, 782, NULL, 'gold gold 1', 'ORG', 'Master Builders Association', 'org:master-builders-association'),
('45a8bc09f4b2962e', 'p14-cotabato-truce-monitor', '1f0964d50238d09c', 990, 1008, 935, 1044, NULL, 'gold gold 1', 'PERSON', 'Nurhaida Sapturani', 'person:nurhaida-sapturani'),
('4689feb447d1b081', 'p12-cartel-the-band', '1f0964d50238d09c', 421, 429, 350, 553, NULL, 'gold gold 1', 'ORG', 'The Cart', 'org:cartel'),
('46b421f99c477cab', 'p07-cebu-jail-riot', '1f0964d50238d09c', 405, 410, 384, 536, NULL, 'gold gold 1', 'CARDINAL', 'seven', NULL),
('4ab9a4cdab6f3c44', 'p12-cartel-the-band', '1f0964d50238d09c', 476, 487, 350, 553, NULL, 'gold gold 1', 'DATE', 'three weeks', NULL),
('4c2367ee1dce9cd4', 'p14-cotabato-truce-monitor', '1f0964d50238d09c', 49, 56, 0, 191, NULL, 'gold gold 1', 'DATE', 'Tuesday', NULL),
('4c7b02e36287d50e', 'p14-cotabato-truce-monitor', '1f0964d50238d09c', 16, 45, 0, 191, NULL, 'gold gold 1', 'GANG', 'Moro Islamic Liberation Front', 'gang:moro-islamic-liberation-front'),
('4fc1aacad5fdf585', 'p14-cotabato-truce-monitor', '1f0964d50238d09c', 700, 714, 700, 796, NULL, 'gold gold 1', 'PEOPLE', 'Five companies', NULL),
('50b15d442e308b3a', 'p14-cotabato-truce-monitor', '1f0964d50238d09c', 193, 199, 193, 355, NULL, 'gold gold 1', 'PEOPLE', 'Gunmen', NULL),
('51bc1dc123ec26e9', 'p07-cebu-jail-riot', '1f0964d50238d09c', 959, 961, 869, 983, NULL, 'gold gold 1', 'CARDINAL', '22', NULL),
('5589b1453566028f', 'p32-cement-cartel-fine', '1f0964d50238d09c', 754, 761, 609, 782, NULL, 'gold gold 1', 'MONEY', 'R18,000', NULL),
('56e6cedfdf54adbb', 'p12-cartel-the-band', '1f0964d50238d09c', 341, 348, 252, 349, NULL, 'gold gold 1', 'LOC', 'Hackney', 'loc:hackney'),
('57573ef40274b005', 'p14-cotabato-truce-monitor', '1f0964d50238d09c', 203, 206, 193, 355, NULL, 'gold gold 1', 'CARDINAL', 'two', NULL),
('587e91a1bb4b02b1', 'p07-cebu-jail-riot', '1f0964d50238d09c', 113, 124, 0, 222, NULL, 'gold gold 1', 'GANG', 'Batang Cebu', 'gang:batang-cebu'),
('59caad8c93182610', 'p14-cotabato-truce-monitor', '1f0964d50238d09c', 810, 817, 798, 934, NULL, 'gold gold 1', 'GPE', 'Isabela', 'gpe:isabela'),
('5a20243725f49ba0', 'p14-cotabato-truce-monitor', '1f0964d50238d09c', 924, 933, 798, 934, NULL, 'gold gold 1', 'DATE', 'each week', NULL),
('5cf81ada915527be', 'p14-cotabato-truce-monitor', '1f0964d50238d09c', 575, 578, 571, 699, NULL, 'gold gold 1', 'CARDINAL', 'two', NULL),
('5d125f7d954f06b8', 'p12-cartel-the-band', '1f0964d50238d09c', 1341, 1351, 1326, 1352, NULL, 'gold gold 1', 'PERSON', 'Brathwaite', 'person:kofi-brathwaite'),
('5f744e1008bd48f4', 'p12-cartel-the-band', '1f0964d50238d09c', 1296, 1303, 1292, 1325, NULL, 'gold gold 1', 'NORP', 'Mexican', NULL),
('609182dc1f5a16ef', 'p14-cotabato-truce-monitor', '1f0964d50238d09c', 297, 320, 193, 355, NULL, 'gold gold 1', 'PEOPLE', 'a Sri Lankan aid worker', NULL),
('632cb5d9090ad6bc', 'p14-cotabato-truce-monitor', '1f0964d50238d09c', 1197, 1207, 1046, 1208, NULL, 'gold gold 1', 'DATE', 'this month', NULL),
('65d81a7550db7bcd', 'p12-cartel-the-band', '1f0964d50238d09c', 997, 1008, 825, 1009, NULL, 'gold gold 1', 'PERSON', 'Mountbatten', 'person:mountbatten'),
('687aa5c86587421c', 'p12-cartel-the-band', '1f0964d50238d09c', 610, 617, 554, 687, NULL, 'gold gold 1', 'DATE', '11 days', NULL),
('687d73fd5ca606e5', 'p32-cement-cartel-fine', '1f0964d50238d09c', 50, 69, 0, 187, NULL, 'gold gold 1', 'PEOPLE', 'three cement makers', NULL),
('6b33b3f0dfb8b7cb', 'p32-cement-cartel-fine', '1f0964d50238d09c', 119, 134, 0, 187, NULL, 'gold gold 1', 'LOC', 'Southern Africa', 'loc:southern-africa'),
('6ebcd469450dd435', 'p32-cement-cartel-fine', '1f0964d50238d09c', 19, 39, 0, 187, NULL, 'gold gold 1', 'ORG', 'Competition Tribunal', 'org:competition-tribunal'),
('714eaa7ddd99ff5a', 'p07-cebu-jail-riot', '1f0964d50238d09c', 496, 505, 384, 536, NULL, 'gold gold 1', 'GPE', 'Kalunasan', 'gpe:kalunasan'),
('71acc57ebcaa8cc4', 'p12-cartel-the-band', '1f0964d50238d09c', 441, 446, 350, 553, NULL, 'gold gold 1', 'GPE', 'Leeds', 'gpe:leeds'),
('75b3e980c3f39f07', 'p32-cement-cartel-fine', '1f0964d50238d09c', 413, 424, 359, 490, NULL, 'gold gold 1', 'PERCENT', '0.2 percent', NULL),
('79b37b102eb3963c', 'p12-cartel-the-band', '1f0964d50238d09c', 899, 910, 825, 1009, NULL, 'gold gold 1', 'TIME', 'six minutes', NULL),
('7e9a506eb3f9e5cc', 'p32-cement-cartel-fine', '1f0964d50238d09c', 811, 825, 783, 826, NULL, 'gold gold 1', 'PERCENT', '6 to 8 percent', NULL),
('81c7224b2b2f8803', 'p07-cebu-jail-riot', '1f0964d50238d09c', 959, 982, 869, 983, NULL, 'gold gold 1', 'PEOPLE', '22 Abu Sayyaf detainees', NULL),
('827571641d8d28c9', 'p07-cebu-jail-riot', '1f0964d50238d09c', 695, 700, 538, 715, NULL, 'gold gold 1', 'DRUG', 'shabu', NULL),
('83d1d62ccdd7c2a8', 'p32-cement-cartel-fine', '1f0964d50238d09c', 428, 436, 359, 490, NULL, 'gold gold 1', 'DATE', 'a decade', NULL),
('843241605a7503bc', 'p07-cebu-jail-riot', '1f0964d50238d09c', 668, 674, 538, 715, NULL, 'gold gold 1', 'PEOPLE', 'guards', NULL),
('84bb1b4ffea4d80f', 'p32-cement-cartel-fine', '1f0964d50238d09c', 992, 1007, 922, 1015, NULL, 'gold gold 1', 'LAW', 'Competition Act', NULL),
('85166405db9b564b', 'p07-cebu-jail-riot', '1f0964d50238d09c', 1064, 1078, 1020, 1095, NULL, 'gold gold 1', 'PERSON', 'Corazon Ybañez', 'person:corazon-ybanez'),
('87f9a71195acb6c7', 'p07-cebu-jail-riot', '1f0964d50238d09c', 614, 625, 538, 715, NULL, 'gold gold 1', 'PERSON', 'Amado Tibay', 'person:amado-tibay'),
('8a6a936ecb5083ea', 'p14-cotabato-truce-monitor', '1f0964d50238d09c', 1209, 1218, 1209, 1280, NULL, 'gold gold 1', 'NORP', 'Malaysian', NULL),
('8bdb4fe1667086d7', 'p32-cement-cartel-fine', '1f0964d50238d09c', 1061, 1065, 1016, 1182, NULL, 'gold gold 1', 'DATE', '2009', NULL),
('8c05739af62bb15a', 'p12-cartel-the-band', '1f0964d50238d09c', 147, 161, 77, 250, NULL, 'gold gold 1', 'PEOPLE', 'four musicians', NULL),
('920a3168c4b95baa', 'p32-cement-cartel-fine', '1f0964d50238d09c', 491, 500, 491, 582, NULL, 'gold gold 1', 'ORG', 'Cape Lime', 'org:cape-lime'),
('94791c1fe0bce104', 'p14-cotabato-truce-monitor', '1f0964d50238d09c', 0, 9, 0, 191, NULL, 'gold gold 1', 'GPE', 'ZAMBOANGA', 'gpe:zamboanga-city'),
('948a17e2d269ad58', 'p32-cement-cartel-fine', '1f0964d50238d09c', 326, 330, 288, 358, NULL, 'gold gold 1', 'CARDINAL', 'four', NULL),
('965fe748bfcc4d35', 'p14-cotabato-truce-monitor', '1f0964d50238d09c', 1122, 1127, 1046, 1208, NULL, 'gold gold 1', 'CARDINAL', 'three', NULL),
('96874829d4696159', 'p07-cebu-jail-riot', '1f0964d50238d09c', 460, 464, 384, 536, NULL, 'gold gold 1', 'CARDINAL', 'four', NULL),
('9719db0a14ddc4ae', 'p14-cotabato-truce-monitor', '1f0964d50238d09c', 1184, 1196, 1046, 1208, NULL, 'gold gold 1', 'GPE', 'Kuala Lumpur', 'gpe:kuala-lumpur'),
('97cb0c895dc4f084', 'p07-cebu-jail-riot', '1f0964d50238d09c', 181, 195, 0, 222, NULL, 'gold gold 1', 'FAC', 'Cebu City Jail', 'fac:cebu-city-jail'),
('97d9901dea767499', 'p32-cement-cartel-fine', '1f0964d50238d09c', 881, 891, 827, 920, NULL, 'gold gold 1', 'PERCENT', '11 percent', NULL),
('980d0273122a2255', 'p12-cartel-the-band', '1f0964d50238d09c', 648, 655, 554, 687, NULL, 'gold gold 1', 'GPE', 'Margate', 'gpe:margate'),
('98210f05c492503b', 'p07-cebu-jail-riot', '1f0964d50238d09c', 52, 63, 0, 222, NULL, 'gold gold 1', 'CARDINAL', 'at least 19', NULL),
('9857c8ef322f9201', 'p07-cebu-jail-riot', '1f0964d50238d09c', 12, 25, 0, 222, NULL, 'gold gold 1', 'PEOPLE', 'Three inmates', NULL),
('9e21bc165464bb4b', 'p07-cebu-jail-riot', '1f0964d50238d09c', 774, 777, 764, 788, NULL, 'gold gold 1', 'CARDINAL', 'two', NULL),
('a1e4f7dcc133fb26', 'p14-cotabato-truce-monitor', '1f0964d50238d09c', 1089, 1093, 1046, 1208, NULL, 'gold gold 1', 'GANG', 'MILF', 'gang:moro-islamic-liberation-front'),
('a1e5e3dbe94d04be', 'p32-cement-cartel-fine', '1f0964d50238d09c', 846, 864, 827, 920, NULL, 'gold gold 1', 'ORG', 'Transvaal Portland', 'org:transvaal-portland'),
('a42ff77763e0008b', 'p32-cement-cartel-fine', '1f0964d50238d09c', 0, 12, 0, 187, NULL, 'gold gold 1', 'GPE', 'JOHANNESBURG', 'gpe:johannesburg'),
('a76ac8d2e37ff452', 'p12-cartel-the-band', '1f0964d50238d09c', 163, 166, 77, 250, NULL, 'gold gold 1', 'CARDINAL', 'two', NULL),
('a981eac7a4ff303e', 'p12-cartel-the-band', '1f0964d50238d09c', 109, 124, 77, 250, NULL, 'gold gold 1', 'FAC', 'Brixton Academy', 'fac:brixton-academy'),
('a9949f51c07bd053', 'p12-cartel-the-band', '1f0964d50238d09c', 16, 22, 0, 76, NULL, 'gold gold 1', 'ORG', 'Cartel', 'org:cartel'),
('a9d1301b5ada04c1', 'p14-cotabato-truce-monitor', '1f0964d50238d09c', 1122, 1150, 1046, 1208, NULL, 'gold gold 1', 'PEOPLE', 'three of its base commanders', NULL),
('acb1a3195a4b6b57', 'p07-cebu-jail-riot', '1f0964d50238d09c', 900, 916, 869, 983, NULL, 'gold gold 1', 'FAC', 'Camp Bagong Diwa', 'fac:camp-bagong-diwa'),
('ae6bc9fc292cc470', 'p12-cartel-the-band', '1f0964d50238d09c', 310, 322, 252, 349, NULL, 'gold gold 1', 'PERSON', 'Imogen Teale', 'person:imogen-teale'),
('b2a24b3719104b26', 'p14-cotabato-truce-monitor', '1f0964d50238d09c', 444, 460, 413, 570, NULL, 'gold gold 1', 'PERSON', 'Benedicto Arroyo', 'person:benedicto-arroyo'),
('b6fef953fb2568eb', 'p14-cotabato-truce-monitor', '1f0964d50238d09c', 551, 561, 413, 570, NULL, 'gold gold 1', 'GANG', 'Abu Sayyaf', 'gang:abu-sayyaf'),
('b86fb321289bd998', 'p07-cebu-jail-riot', '1f0964d50238d09c', 923, 929, 869, 983, NULL, 'gold gold 1', 'GPE', 'Manila', 'gpe:manila'),
('bcd816c43eb24d2f', 'p07-cebu-jail-riot', '1f0964d50238d09c', 312, 315, 280, 383, NULL, 'gold gold 1', 'CARDINAL', '140', NULL),
('be70619fed696fd5', 'p14-cotabato-truce-monitor', '1f0964d50238d09c', 494, 506, 413, 570, NULL, 'gold gold 1', 'PERSON', 'Furuji Indal', 'person:furuji-indal'),
('befc0d017e9da889', 'p14-cotabato-truce-monitor', '1f0964d50238d09c', 69, 81, 0, 191, NULL, 'gold gold 1', 'PEOPLE', 'its fighters', NULL),
('bf47c873404b96d2', 'p14-cotabato-truce-monitor', '1f0964d50238d09c', 239, 253, 193, 355, NULL, 'gold gold 1', 'TIME', 'dusk on Sunday', NULL),
('c0389f5af5204692', 'p32-cement-cartel-fine', '1f0964d50238d09c', 151, 165, 0, 187, NULL, 'gold gold 1', 'DATE', 'thirteen years', NULL),
('c0bbc3c41c308739', 'p07-cebu-jail-riot', '1f0964d50238d09c', 962, 972, 869, 983, NULL, 'gold gold 1', 'GANG', 'Abu Sayyaf', 'gang:abu-sayyaf'),
('c16c4213548d3e64', 'p32-cement-cartel-fine', '1f0964d50238d09c', 50, 55, 0, 187, NULL, 'gold gold 1', 'CARDINAL', 'three', NULL),
('c25ef2b972d13bb4', 'p07-cebu-jail-riot', '1f0964d50238d09c', 312, 325, 280, 383, NULL, 'gold gold 1', 'PEOPLE', '140 policemen', NULL),
('c2983e38db567d95', 'p07-cebu-jail-riot', '1f0964d50238d09c', 0, 9, 0, 222, NULL, 'gold gold 1', 'GPE', 'CEBU CITY', 'gpe:cebu-city'),
('c4b3100eb250a70d', 'p14-cotabato-truce-monitor', '1f0964d50238d09c', 531, 535, 413, 570, NULL, 'gold gold 1', 'GANG', 'MILF', 'gang:moro-islamic-liberation-front'),
('c4bec633bc0ed0c2', 'p07-cebu-jail-riot', '1f0964d50238d09c', 716, 721, 716, 732, NULL, 'gold gold 1', 'PERSON', 'Tibay', 'person:amado-tibay'),
('c5065ba55f577067', 'p14-cotabato-truce-monitor', '1f0964d50238d09c', 565, 569, 413, 570, NULL, 'gold gold 1', 'DATE', '2007', NULL),
('c703535a944c5233', 'p14-cotabato-truce-monitor', '1f0964d50238d09c', 468, 482, 413, 570, NULL, 'gold gold 1', 'PEOPLE', 'the kidnappers', NULL),
('c9d88a299d066b5d', 'p12-cartel-the-band', '1f0964d50238d09c', 324, 326, 252, 349, NULL, 'gold gold 1', 'CARDINAL', '31', NULL),
('ca195e28428e6674', 'p07-cebu-jail-riot', '1f0964d50238d09c', 821, 826, 790, 868, NULL, 'gold gold 1', 'CARDINAL', '1,894', NULL),
('cce81480ca227fc7', 'p32-cement-cartel-fine', '1f0964d50238d09c', 189, 207, 189, 287, NULL, 'gold gold 1', 'ORG', 'Transvaal Portland', 'org:transvaal-portland'),
('cf9123ae3d11fda4', 'p32-cement-cartel-fine', '1f0964d50238d09c', 672, 687, 609, 782, NULL, 'gold gold 1', 'PERSON', 'Sibongile Mathe', 'person:sibongile-mathe'),
('cfb6ae7ad24080a7', 'p07-cebu-jail-riot', '1f0964d50238d09c', 684, 690, 538, 715, NULL, 'gold gold 1', 'WEAPON', 'knives', NULL),
('cfd968acbe569772', 'p14-cotabato-truce-monitor', '1f0964d50238d09c', 1323, 1327, 1281, 1419, NULL, 'gold gold 1', 'DATE', 'July', NULL),
('d1c7b83ebcd2716e', 'p14-cotabato-truce-monitor', '1f0964d50238d09c', 95, 108, 0, 191, NULL, 'gold gold 1', 'PEOPLE', '11 passengers', NULL),
('d3925036ee22e0e1', 'p14-cotabato-truce-monitor', '1f0964d50238d09c', 870, 886, 798, 934, NULL, 'gold gold 1', 'MONEY', '50 million pesos', NULL),
('d3c533769aaa0ceb', 'p07-cebu-jail-riot', '1f0964d50238d09c', 810, 813, 790, 868, NULL, 'gold gold 1', 'CARDINAL', '600', NULL),
('e14bcd6b00bdf007', 'p14-cotabato-truce-monitor', '1f0964d50238d09c', 912, 923, 798, 934, NULL, 'gold gold 1', 'PEOPLE', 'one captive', NULL),
('e83a485963875c36', 'p14-cotabato-truce-monitor', '1f0964d50238d09c', 132, 139, 0, 191, NULL, 'gold gold 1', 'GPE', 'Basilan', 'gpe:basilan'),
('e911e1b02d3bf8ec', 'p12-cartel-the-band', '1f0964d50238d09c', 589, 596, 554, 687, NULL, 'gold gold 1', 'DATE', '8 March', NULL),
('e9b3ba8e1f6e803a', 'p14-cotabato-truce-monitor', '1f0964d50238d09c', 851, 856, 798, 934, NULL, 'gold gold 1', 'PEOPLE', 'a man', NULL),
('ead03db8ff61cd36', 'p14-cotabato-truce-monitor', '1f0964d50238d09c', 279, 292, 193, 355, NULL, 'gold gold 1', 'PEOPLE', 'seven traders', NULL),
('eafbbf895abb5451', 'p12-cartel-the-band', '1f0964d50238d09c', 1052, 1055, 1049, 1116, NULL, 'gold gold 1', 'MONEY', '£12', NULL),
('eb225dfadf6c22e4', 'p12-cartel-the-band', '1f0964d50238d09c', 128, 136, 77, 250, NULL, 'gold gold 1', 'DATE', 'Saturday', NULL),
('eb2efcad18406790', 'p12-cartel-the-band', '1f0964d50238d09c', 387, 398, 350, 553, NULL, 'gold gold 1', 'GPE', 'Guadalajara', 'gpe:guadalajara'),
('eb5c1f3e5c02ace8', 'p07-cebu-jail-riot', '1f0964d50238d09c', 289, 298, 280, 383, NULL, 'gold gold 1', 'TIME', 'two hours', NULL),
('eb75ec03967045ad', 'p12-cartel-the-band', '1f0964d50238d09c', 502, 506, 350, 553, NULL, 'gold gold 1', 'GPE', 'Ohio', 'gpe:ohio'),
('ebd6530b1a3c0f5d', 'p07-cebu-jail-riot', '1f0964d50238d09c', 374, 382, 280, 383, NULL, 'gold gold 1', 'WEAPON', 'tear gas', NULL),
('ed33e78196fea0a7', 'p07-cebu-jail-riot', '1f0964d50238d09c', 836, 847, 790, 868, NULL, 'gold gold 1', 'CARDINAL', 'nine in ten', NULL),
('ed4f900292b6507a', 'p32-cement-cartel-fine', '1f0964d50238d09c', 968, 972, 922, 1015, NULL, 'gold gold 1', 'DATE', '2011', NULL),
('eddff319bad63be4', 'p12-cartel-the-band', '1f0964d50238d09c', 1205, 1214, 1118, 1291, NULL, 'gold gold 1', 'PERCENT', '5 percent', NULL),
('ef0d088a04545f65', 'p32-cement-cartel-fine', '1f0964d50238d09c', 378, 383, 359, 490, NULL, 'gold gold 1', 'ORG', 'Bluff', 'org:bluff-cement'),
('f0f52c318237d4c4', 'p07-cebu-jail-riot', '1f0964d50238d09c', 557, 575, 538, 715, NULL, 'gold gold 1', 'PERSON', 'Crisanto Velasquez', 'person:crisanto-velasquez'),
('f47b113fa9e89c1c', 'p32-cement-cartel-fine', '1f0964d50238d09c', 1120, 1130, 1016, 1182, NULL, 'gold gold 1', 'PERSON', 'Rob Davies', 'person:rob-davies'),
('f93ef59c80f1eb56', 'p32-cement-cartel-fine', '1f0964d50238d09c', 223, 235, 189, 287, NULL, 'gold gold 1', 'ORG', 'Bluff Cement', 'org:bluff-cement'),
('faf7584b0eedcd79', 'p14-cotabato-truce-monitor', '1f0964d50238d09c', 375, 387, 356, 411, NULL, 'gold gold 1', 'WEAPON', 'mortar shell', NULL),
('fe30e6e15ff0fd7d', 'p14-cotabato-truce-monitor', '1f0964d50238d09c', 1154, 1165, 1046, 1208, NULL, 'gold gold 1', 'DATE', 'August 2008', NULL);
INSERT INTO entities VALUES
('fac:brixton-academy', 'FAC', 'Brixton Academy', NULL, NULL, NULL, NULL, 1, 1),
('fac:camp-bagong-diwa', 'FAC', 'Camp Bagong Diwa', NULL, NULL, NULL, NULL, 1, 1),
('fac:cebu-city-jail', 'FAC', 'Cebu City Jail', NULL, NULL, NULL, NULL, 1, 1),
('gang:abu-sayyaf', 'GANG', 'Abu Sayyaf', NULL, NULL, NULL, NULL, 2, 2),
('gang:batang-cebu', 'GANG', 'Batang Cebu', NULL, NULL, NULL, NULL, 1, 1),
('gang:moro-islamic-liberation-front', 'GANG', 'Moro Islamic Liberation Front', NULL, NULL, NULL, NULL, 3, 1),
('gang:sigue-sigue-sputnik', 'GANG', 'Sigue Sigue Sputnik', NULL, NULL, NULL, NULL, 1, 1),
('gpe:basilan', 'GPE', 'Basilan', NULL, NULL, NULL, NULL, 1, 1),
('gpe:cebu-city', 'GPE', 'Cebu City', NULL, NULL, NULL, NULL, 1, 1),
('gpe:guadalajara', 'GPE', 'Guadalajara', NULL, NULL, NULL, NULL, 1, 1),
('gpe:isabela', 'GPE', 'Isabela', NULL, NULL, NULL, NULL, 1, 1),
('gpe:johannesburg', 'GPE', 'Johannesburg', NULL, NULL, NULL, NULL, 1, 1),
('gpe:kalunasan', 'GPE', 'Kalunasan', NULL, NULL, NULL, NULL, 1, 1),
('gpe:kuala-lumpur', 'GPE', 'Kuala Lumpur', NULL, NULL, NULL, NULL, 1, 1),
('gpe:leeds', 'GPE', 'Leeds', NULL, NULL, NULL, NULL, 1, 1),
('gpe:manila', 'GPE', 'Manila', NULL, NULL, NULL, NULL, 1, 1),
('gpe:margate', 'GPE', 'Margate', NULL, NULL, NULL, NULL, 1, 1),
('gpe:mexico', 'GPE', 'Mexico', NULL, NULL, NULL, NULL, 1, 1),
('gpe:ohio', 'GPE', 'Ohio', NULL, NULL, NULL, NULL, 1, 1),
('gpe:tipo-tipo', 'GPE', 'Tipo-Tipo', NULL, NULL, NULL, NULL, 1, 1),
('gpe:zamboanga-city', 'GPE', 'Zamboanga City', NULL, NULL, NULL, NULL, 1, 1),
('loc:hackney', 'LOC', 'Hackney', NULL, NULL, NULL, NULL, 1, 1),
('loc:southern-africa', 'LOC', 'Southern Africa', NULL, NULL, NULL, NULL, 1, 1),
('org:bluff-cement', 'ORG', 'Bluff Cement', NULL, NULL, NULL, NULL, 2, 1),
('org:cape-lime', 'ORG', 'Cape Lime', NULL, NULL, NULL, NULL, 2, 1),
('org:cartel', 'ORG', 'Cartel', NULL, NULL, NULL, NULL, 2, 1),
('org:competition-tribunal', 'ORG', 'Competition Tribunal', NULL, NULL, NULL, NULL, 1, 1),
('org:master-builders-association', 'ORG', 'Master Builders Association', NULL, NULL, NULL, NULL, 1, 1),
('org:transvaal-portland', 'ORG', 'Transvaal Portland', NULL, NULL, NULL, NULL, 2, 1),
('org:university-of-kent', 'ORG', 'University of Kent', NULL, NULL, NULL, NULL, 1, 1),
('person:amado-tibay', 'PERSON', 'Amado Tibay', NULL, NULL, NULL, NULL, 2, 1),
('person:benedicto-arroyo', 'PERSON', 'Benedicto Arroyo', NULL, NULL, NULL, NULL, 1, 1),
('person:corazon-ybanez', 'PERSON', 'Corazon Ybañez', NULL, NULL, NULL, NULL, 1, 1),
('person:crisanto-velasquez', 'PERSON', 'Crisanto Velasquez', NULL, NULL, NULL, NULL, 1, 1),
('person:furuji-indal', 'PERSON', 'Furuji Indal', NULL, NULL, NULL, NULL, 1, 1),
('person:imogen-teale', 'PERSON', 'Imogen Teale', NULL, NULL, NULL, NULL, 2, 1),
('person:kofi-brathwaite', 'PERSON', 'Kofi Brathwaite', NULL, NULL, NULL, NULL, 2, 1),
('person:mountbatten', 'PERSON', 'Mountbatten', NULL, NULL, NULL, NULL, 1, 1),
('person:nurhaida-sapturani', 'PERSON', 'Nurhaida Sapturani', NULL, NULL, NULL, NULL, 1, 1),
('person:rob-davies', 'PERSON', 'Rob Davies', NULL, NULL, NULL, NULL, 1, 1),
('person:sibongile-mathe', 'PERSON', 'Sibongile Mathe', NULL, NULL, NULL, NULL, 1, 1);
INSERT INTO aliases VALUES
('fac:brixton-academy', 'Brixton Academy', 1),
('fac:camp-bagong-diwa', 'Camp Bagong Diwa', 1),
('fac:cebu-city-jail', 'Cebu City Jail', 1),
('gang:abu-sayyaf', 'Abu Sayyaf', 2),
('gang:batang-cebu', 'Batang Cebu', 1),
('gang:moro-islamic-liberation-front', 'MILF', 2),
('gang:moro-islamic-liberation-front', 'Moro Islamic Liberation Front', 1),
('gang:sigue-sigue-sputnik', 'Sigue Sigue Sputnik', 1),
('gpe:basilan', 'Basilan', 1),
('gpe:cebu-city', 'CEBU CITY', 1),
('gpe:guadalajara', 'Guadalajara', 1),
('gpe:isabela', 'Isabela', 1),
('gpe:johannesburg', 'JOHANNESBURG', 1),
('gpe:kalunasan', 'Kalunasan', 1),
('gpe:kuala-lumpur', 'Kuala Lumpur', 1),
('gpe:leeds', 'Leeds', 1),
('gpe:manila', 'Manila', 1),
('gpe:margate', 'Margate', 1),
('gpe:mexico', 'Mexico', 1),
('gpe:ohio', 'Ohio', 1),
('gpe:tipo-tipo', 'Tipo-Tipo', 1),
('gpe:zamboanga-city', 'ZAMBOANGA', 1),
('loc:hackney', 'Hackney', 1),
('loc:southern-africa', 'Southern Africa', 1),
('org:bluff-cement', 'Bluff', 1),
('org:bluff-cement', 'Bluff Cement', 1),
('org:cape-lime', 'Cape Lime', 2),
('org:cartel', 'Cartel', 1),
('org:cartel', 'The Cart', 1),
('org:competition-tribunal', 'Competition Tribunal', 1),
('org:master-builders-association', 'Master Builders Association', 1),
('org:transvaal-portland', 'Transvaal Portland', 2),
('org:university-of-kent', 'University of Kent', 1),
('person:amado-tibay', 'Amado Tibay', 1),
('person:amado-tibay', 'Tibay', 1),
('person:benedicto-arroyo', 'Benedicto Arroyo', 1),
('person:corazon-ybanez', 'Corazon Ybañez', 1),
('person:crisanto-velasquez', 'Crisanto Velasquez', 1),
('person:furuji-indal', 'Furuji Indal', 1),
('person:imogen-teale', 'Imogen Teale', 1),
('person:imogen-teale', 'Teale', 1),
('person:kofi-brathwaite', 'Brathwaite', 1),
('person:kofi-brathwaite', 'Kofi Brathwaite', 1),
('person:mountbatten', 'Mountbatten', 1),
('person:nurhaida-sapturani', 'Nurhaida Sapturani', 1),
('person:rob-davies', 'Rob Davies', 1),
('person:sibongile-mathe', 'Sibongile Mathe', 1);
INSERT INTO dates VALUES
('0acafd93cf110e5a', 'p07-cebu-jail-riot', '1f0964d50238d09c', 199, 205, 0, 222, NULL, 'rule gold 1', '2005-10-10', '2005-10-10'),
('1b08cb17c9d110fd', 'p07-cebu-jail-riot', '1f0964d50238d09c', 891, 896, 869, 983, NULL, 'rule gold 1', '2005-03-01', '2005-03-31'),
('2f22327f8692f714', 'p32-cement-cartel-fine', '1f0964d50238d09c', 178, 186, 0, 187, NULL, 'rule gold 1', '2012-07-26', '2012-07-26'),
('4090051675947ea0', 'p07-cebu-jail-riot', '1f0964d50238d09c', 242, 257, 224, 279, NULL, 'rule gold 1', '2005-10-10', '2005-10-10'),
('4c2367ee1dce9cd4', 'p14-cotabato-truce-monitor', '1f0964d50238d09c', 49, 56, 0, 191, NULL, 'rule gold 1', '2009-09-01', '2009-09-01'),
('632cb5d9090ad6bc', 'p14-cotabato-truce-monitor', '1f0964d50238d09c', 1197, 1207, 1046, 1208, NULL, 'rule gold 1', '2009-09-01', '2009-09-30'),
('8bdb4fe1667086d7', 'p32-cement-cartel-fine', '1f0964d50238d09c', 1061, 1065, 1016, 1182, NULL, 'rule gold 1', '2009-01-01', '2009-12-31'),
('bf47c873404b96d2', 'p14-cotabato-truce-monitor', '1f0964d50238d09c', 239, 253, 193, 355, NULL, 'rule gold 1', '2009-08-30', '2009-08-30'),
('c5065ba55f577067', 'p14-cotabato-truce-monitor', '1f0964d50238d09c', 565, 569, 413, 570, NULL, 'rule gold 1', '2007-01-01', '2007-12-31'),
('cfd968acbe569772', 'p14-cotabato-truce-monitor', '1f0964d50238d09c', 1323, 1327, 1281, 1419, NULL, 'rule gold 1', '2009-07-01', '2009-07-31'),
('e911e1b02d3bf8ec', 'p12-cartel-the-band', '1f0964d50238d09c', 589, 596, 554, 687, NULL, 'rule gold 1', '2019-03-08', '2019-03-08'),
('eb225dfadf6c22e4', 'p12-cartel-the-band', '1f0964d50238d09c', 128, 136, 77, 250, NULL, 'rule gold 1', '2019-02-23', '2019-02-23'),
('ed4f900292b6507a', 'p32-cement-cartel-fine', '1f0964d50238d09c', 968, 972, 922, 1015, NULL, 'rule gold 1', '2011-01-01', '2011-12-31'),
('fe30e6e15ff0fd7d', 'p14-cotabato-truce-monitor', '1f0964d50238d09c', 1154, 1165, 1046, 1208, NULL, 'rule gold 1', '2008-08-01', '2008-08-31');
INSERT INTO numbers VALUES
('044313c1f556b9a4', 'p32-cement-cartel-fine', '1f0964d50238d09c', 934, 941, 922, 1015, NULL, 'rule gold 1', 10.0, 10.0, 'percent', false, 'other', NULL),
('12a21c8a0824eeac', 'p14-cotabato-truce-monitor', '1f0964d50238d09c', 95, 97, 0, 191, NULL, 'rule gold 1', 11.0, 11.0, 'count', false, 'missing', NULL),
('193ad4c4829a6af3', 'p14-cotabato-truce-monitor', '1f0964d50238d09c', 700, 704, 700, 796, NULL, 'rule gold 1', 5.0, 5.0, 'count', false, 'deployed', NULL),
('1db695da8b652848', 'p32-cement-cartel-fine', '1f0964d50238d09c', 913, 919, 827, 920, NULL, 'rule gold 1', 34.1, 34.1, 'ZAR', false, 'other', NULL),
('2219f04668fdd04b', 'p14-cotabato-truce-monitor', '1f0964d50238d09c', 771, 788, 700, 796, NULL, 'rule gold 1', 3300000.0, 3300000.0, 'PHP', false, 'reward', 'person:furuji-indal'),
('2c3605b9ffb9da87', 'p12-cartel-the-band', '1f0964d50238d09c', 147, 151, 77, 250, NULL, 'rule gold 1', 4.0, 4.0, 'count', false, 'other', NULL),
('2dfc9a649704be36', 'p14-cotabato-truce-monitor', '1f0964d50238d09c', 263, 268, 193, 355, NULL, 'rule gold 1', 3.0, 3.0, 'count', false, 'missing', NULL),
('31de98bd08a14009', 'p32-cement-cartel-fine', '1f0964d50238d09c', 70, 82, 0, 187, NULL, 'rule gold 1', 275000000.0, 275000000.0, 'ZAR', false, 'other', NULL),
('33aca8756399cbd9', 'p14-cotabato-truce-monitor', '1f0964d50238d09c', 279, 284, 193, 355, NULL, 'rule gold 1', 7.0, 7.0, 'count', false, 'missing', NULL),
('3c12353765f4d735', 'p07-cebu-jail-riot', '1f0964d50238d09c', 747, 750, 733, 763, NULL, 'rule gold 1', 1.0, 1.0, 'count', false, 'weapons', NULL),
('3e9cff6203ef7e8b', 'p07-cebu-jail-riot', '1f0964d50238d09c', 12, 17, 0, 222, NULL, 'rule gold 1', 3.0, 3.0, 'count', false, 'killed', 'fac:cebu-city-jail'),
('46b421f99c477cab', 'p07-cebu-jail-riot', '1f0964d50238d09c', 405, 410, 384, 536, NULL, 'rule gold 1', 7.0, 7.0, 'count', false, 'other', NULL),
('51bc1dc123ec26e9', 'p07-cebu-jail-riot', '1f0964d50238d09c', 959, 961, 869, 983, NULL, 'rule gold 1', 22.0, 22.0, 'count', false, 'killed', 'fac:camp-bagong-diwa'),
('5589b1453566028f', 'p32-cement-cartel-fine', '1f0964d50238d09c', 754, 761, 609, 782, NULL, 'rule gold 1', 18000.0, 18000.0, 'ZAR', false, 'other', NULL),
('57573ef40274b005', 'p14-cotabato-truce-monitor', '1f0964d50238d09c', 203, 206, 193, 355, NULL, 'rule gold 1', 2.0, 2.0, 'count', false, 'other', NULL),
('5cf81ada915527be', 'p14-cotabato-truce-monitor', '1f0964d50238d09c', 575, 578, 571, 699, NULL, 'rule gold 1', 2.0, 2.0, 'count', false, 'other', NULL),
('75b3e980c3f39f07', 'p32-cement-cartel-fine', '1f0964d50238d09c', 413, 424, 359, 490, NULL, 'rule gold 1', 0.2, 0.2, 'percent', false, 'other', NULL),
('7e9a506eb3f9e5cc', 'p32-cement-cartel-fine', '1f0964d50238d09c', 811, 825, 783, 826, NULL, 'rule gold 1', 6.0, 8.0, 'percent', false, 'other', NULL),
('948a17e2d269ad58', 'p32-cement-cartel-fine', '1f0964d50238d09c', 326, 330, 288, 358, NULL, 'rule gold 1', 4.0, 4.0, 'count', false, 'other', NULL),
('965fe748bfcc4d35', 'p14-cotabato-truce-monitor', '1f0964d50238d09c', 1122, 1127, 1046, 1208, NULL, 'rule gold 1', 3.0, 3.0, 'count', false, 'other', NULL),
('96874829d4696159', 'p07-cebu-jail-riot', '1f0964d50238d09c', 460, 464, 384, 536, NULL, 'rule gold 1', 4.0, 4.0, 'count', false, 'arrested', NULL),
('97d9901dea767499', 'p32-cement-cartel-fine', '1f0964d50238d09c', 881, 891, 827, 920, NULL, 'rule gold 1', 11.0, 11.0, 'percent', false, 'other', NULL),
('98210f05c492503b', 'p07-cebu-jail-riot', '1f0964d50238d09c', 52, 63, 0, 222, NULL, 'rule gold 1', 19.0, NULL, 'count', false, 'injured', 'fac:cebu-city-jail'),
('9e21bc165464bb4b', 'p07-cebu-jail-riot', '1f0964d50238d09c', 774, 777, 764, 788, NULL, 'rule gold 1', 2.0, 2.0, 'count', false, 'weapons', NULL),
('a76ac8d2e37ff452', 'p12-cartel-the-band', '1f0964d50238d09c', 163, 166, 77, 250, NULL, 'rule gold 1', 2.0, 2.0, 'count', false, 'other', NULL),
('bcd816c43eb24d2f', 'p07-cebu-jail-riot', '1f0964d50238d09c', 312, 315, 280, 383, NULL, 'rule gold 1', 140.0, 140.0, 'count', false, 'deployed', NULL),
('c16c4213548d3e64', 'p32-cement-cartel-fine', '1f0964d50238d09c', 50, 55, 0, 187, NULL, 'rule gold 1', 3.0, 3.0, 'count', false, 'other', NULL),
('c9d88a299d066b5d', 'p12-cartel-the-band', '1f0964d50238d09c', 324, 326, 252, 349, NULL, 'rule gold 1', 31.0, 31.0, 'year', false, 'age', 'person:imogen-teale'),
('ca195e28428e6674', 'p07-cebu-jail-riot', '1f0964d50238d09c', 821, 826, 790, 868, NULL, 'rule gold 1', 1894.0, 1894.0, 'count', false, 'population', 'fac:cebu-city-jail'),
('d3925036ee22e0e1', 'p14-cotabato-truce-monitor', '1f0964d50238d09c', 870, 886, 798, 934, NULL, 'rule gold 1', 50000000.0, 50000000.0, 'PHP', false, 'payment', NULL),
('d3c533769aaa0ceb', 'p07-cebu-jail-riot', '1f0964d50238d09c', 810, 813, 790, 868, NULL, 'rule gold 1', 600.0, 600.0, 'count', false, 'population', 'fac:cebu-city-jail'),
('eafbbf895abb5451', 'p12-cartel-the-band', '1f0964d50238d09c', 1052, 1055, 1049, 1116, NULL, 'rule gold 1', 12.0, 12.0, 'GBP', false, 'value', NULL),
('ed33e78196fea0a7', 'p07-cebu-jail-riot', '1f0964d50238d09c', 836, 847, 790, 868, NULL, 'rule gold 1', 90.0, 90.0, 'percent', false, 'population', 'fac:cebu-city-jail'),
('eddff319bad63be4', 'p12-cartel-the-band', '1f0964d50238d09c', 1205, 1214, 1118, 1291, NULL, 'rule gold 1', 5.0, 5.0, 'percent', false, 'other', NULL);
INSERT INTO events VALUES
('0ddc3893266cd8b1', 'p14-cotabato-truce-monitor', '1f0964d50238d09c', 891, 901, 798, 934, NULL, 'gold gold 1', 'THREAT', 'threatened', 'asserted', NULL),
('0ec34bc0207c94cd', 'p07-cebu-jail-riot', '1f0964d50238d09c', 951, 955, 869, 983, NULL, 'gold gold 1', 'KILLING', 'cost', 'asserted', NULL),
('0f4230bd12298216', 'p14-cotabato-truce-monitor', '1f0964d50238d09c', 258, 262, 193, 355, NULL, 'gold gold 1', 'KIDNAPPING', 'took', 'asserted', NULL),
('201f852675dbe60b', 'p07-cebu-jail-riot', '1f0964d50238d09c', 470, 480, 384, 536, NULL, 'gold gold 1', 'ARREST', 'recaptured', 'asserted', NULL),
('36caa14cdecedae6', 'p07-cebu-jail-riot', '1f0964d50238d09c', 879, 887, 869, 983, NULL, 'gold gold 1', 'RIOT', 'uprising', 'asserted', NULL),
('49a578630ce5ab36', 'p07-cebu-jail-riot', '1f0964d50238d09c', 339, 346, 280, 383, NULL, 'gold gold 1', 'RAID', 'stormed', 'asserted', NULL),
('4c0c4d057fcd9409', 'p07-cebu-jail-riot', '1f0964d50238d09c', 679, 683, 538, 715, NULL, 'gold gold 1', 'CORRUPTION', 'sold', 'alleged', NULL),
('5071abdfe9bf4149', 'p07-cebu-jail-riot', '1f0964d50238d09c', 228, 232, 224, 279, NULL, 'gold gold 1', 'RIOT', 'riot', 'asserted', NULL),
('519e91f7717c79ca', 'p07-cebu-jail-riot', '1f0964d50238d09c', 1038, 1046, 1020, 1095, NULL, 'gold gold 1', 'ROBBERY', 'stealing', 'alleged', NULL),
('74c5e0003928eda6', 'p14-cotabato-truce-monitor', '1f0964d50238d09c', 109, 114, 0, 191, NULL, 'gold gold 1', 'KIDNAPPING', 'taken', 'asserted', NULL),
('7920943c0e3734fb', 'p14-cotabato-truce-monitor', '1f0964d50238d09c', 736, 740, 700, 796, NULL, 'gold gold 1', 'RAID', 'sent', 'asserted', NULL),
('857f4299167be3ae', 'p07-cebu-jail-riot', '1f0964d50238d09c', 736, 746, 733, 763, NULL, 'gold gold 1', 'SEIZURE', 'confiscate', 'generic', NULL),
('8ec6ee2f5a8b88ae', 'p14-cotabato-truce-monitor', '1f0964d50238d09c', 761, 767, 700, 796, NULL, 'gold gold 1', 'REWARD', 'reward', 'asserted', NULL),
('90708b033bf038b1', 'p07-cebu-jail-riot', '1f0964d50238d09c', 31, 38, 0, 222, NULL, 'gold gold 1', 'ATTACK', 'stabbed', 'asserted', NULL),
('9080f200861ec434', 'p07-cebu-jail-riot', '1f0964d50238d09c', 421, 433, 384, 536, NULL, 'gold gold 1', 'ESCAPE', 'climbed over', 'asserted', NULL),
('99b1489def37d4ae', 'p07-cebu-jail-riot', '1f0964d50238d09c', 39, 47, 0, 222, NULL, 'gold gold 1', 'KILLING', 'to death', 'asserted', NULL),
('a3c3d691cdb8b0f2', 'p07-cebu-jail-riot', '1f0964d50238d09c', 935, 943, 869, 983, NULL, 'gold gold 1', 'RAID', 'put down', 'asserted', NULL),
('aa194c924c07c1f7', 'p07-cebu-jail-riot', '1f0964d50238d09c', 64, 68, 0, 222, NULL, 'gold gold 1', 'ATTACK', 'hurt', 'asserted', NULL),
('ac2b9d5463177d94', 'p14-cotabato-truce-monitor', '1f0964d50238d09c', 218, 225, 193, 355, NULL, 'gold gold 1', 'ATTACK', 'stopped', 'asserted', NULL),
('acb6666cc2c2965d', 'p14-cotabato-truce-monitor', '1f0964d50238d09c', 905, 911, 798, 934, NULL, 'gold gold 1', 'KILLING', 'behead', 'prospective', NULL),
('af91b9a40bc8d24c', 'p07-cebu-jail-riot', '1f0964d50238d09c', 368, 373, 280, 383, NULL, 'gold gold 1', 'ATTACK', 'fired', 'asserted', NULL),
('b836ece741e6ae71', 'p07-cebu-jail-riot', '1f0964d50238d09c', 131, 137, 0, 222, NULL, 'gold gold 1', 'CLASH', 'fought', 'asserted', NULL),
('bbf57e32ec10d119', 'p14-cotabato-truce-monitor', '1f0964d50238d09c', 1111, 1118, 1046, 1208, NULL, 'gold gold 1', 'ATTACK', 'attacks', 'asserted', NULL),
('eaa5c5047c5f46f2', 'p14-cotabato-truce-monitor', '1f0964d50238d09c', 861, 869, 798, 934, NULL, 'gold gold 1', 'KIDNAPPING', 'demanded', 'asserted', NULL),
('ec1e4e16569497a2', 'p14-cotabato-truce-monitor', '1f0964d50238d09c', 87, 94, 0, 191, NULL, 'gold gold 1', 'KIDNAPPING', 'holding', 'negated', NULL),
('edf66850c04be2d7', 'p14-cotabato-truce-monitor', '1f0964d50238d09c', 632, 638, 571, 699, NULL, 'gold gold 1', 'KIDNAPPING', 'ransom', 'generic', NULL);
INSERT INTO event_arguments VALUES
('0ddc3893266cd8b1', 'p14-cotabato-truce-monitor', '1f0964d50238d09c', 798, 806, 798, 934, NULL, 'model gold 1', 'TARGET', '0e2a5af3bd1d1fc1', NULL),
('0ddc3893266cd8b1', 'p14-cotabato-truce-monitor', '1f0964d50238d09c', 810, 817, 798, 934, NULL, 'model gold 1', 'PLACE', '59caad8c93182610', NULL),
('0ddc3893266cd8b1', 'p14-cotabato-truce-monitor', '1f0964d50238d09c', 851, 856, 798, 934, NULL, 'model gold 1', 'AGENT', 'e9b3ba8e1f6e803a', NULL),
('0ec34bc0207c94cd', 'p07-cebu-jail-riot', '1f0964d50238d09c', 891, 896, 869, 983, NULL, 'model gold 1', 'TIME', '1b08cb17c9d110fd', NULL),
('0ec34bc0207c94cd', 'p07-cebu-jail-riot', '1f0964d50238d09c', 900, 916, 869, 983, NULL, 'model gold 1', 'PLACE', 'acb1a3195a4b6b57', NULL),
('0ec34bc0207c94cd', 'p07-cebu-jail-riot', '1f0964d50238d09c', 923, 929, 869, 983, NULL, 'model gold 1', 'PLACE', 'b86fb321289bd998', NULL),
('0ec34bc0207c94cd', 'p07-cebu-jail-riot', '1f0964d50238d09c', 959, 982, 869, 983, NULL, 'model gold 1', 'TARGET', '81c7224b2b2f8803', NULL),
('0f4230bd12298216', 'p14-cotabato-truce-monitor', '1f0964d50238d09c', 132, 139, 0, 191, NULL, 'model gold 1', 'PLACE', 'e83a485963875c36', NULL),
('0f4230bd12298216', 'p14-cotabato-truce-monitor', '1f0964d50238d09c', 193, 199, 193, 355, NULL, 'model gold 1', 'AGENT', '50b15d442e308b3a', NULL),
('0f4230bd12298216', 'p14-cotabato-truce-monitor', '1f0964d50238d09c', 239, 253, 193, 355, NULL, 'model gold 1', 'TIME', 'bf47c873404b96d2', NULL),
('0f4230bd12298216', 'p14-cotabato-truce-monitor', '1f0964d50238d09c', 263, 277, 193, 355, NULL, 'model gold 1', 'TARGET', '0da60ed3135a1906', NULL),
('0f4230bd12298216', 'p14-cotabato-truce-monitor', '1f0964d50238d09c', 279, 292, 193, 355, NULL, 'model gold 1', 'TARGET', 'ead03db8ff61cd36', NULL),
('0f4230bd12298216', 'p14-cotabato-truce-monitor', '1f0964d50238d09c', 297, 320, 193, 355, NULL, 'model gold 1', 'TARGET', '609182dc1f5a16ef', NULL),
('201f852675dbe60b', 'p07-cebu-jail-riot', '1f0964d50238d09c', 460, 464, 384, 536, NULL, 'model gold 1', 'TARGET', '96874829d4696159', NULL),
('201f852675dbe60b', 'p07-cebu-jail-riot', '1f0964d50238d09c', 496, 505, 384, 536, NULL, 'model gold 1', 'PLACE', '714eaa7ddd99ff5a', NULL),
('36caa14cdecedae6', 'p07-cebu-jail-riot', '1f0964d50238d09c', 891, 896, 869, 983, NULL, 'model gold 1', 'TIME', '1b08cb17c9d110fd', NULL),
('36caa14cdecedae6', 'p07-cebu-jail-riot', '1f0964d50238d09c', 900, 916, 869, 983, NULL, 'model gold 1', 'PLACE', 'acb1a3195a4b6b57', NULL),
('36caa14cdecedae6', 'p07-cebu-jail-riot', '1f0964d50238d09c', 923, 929, 869, 983, NULL, 'model gold 1', 'PLACE', 'b86fb321289bd998', NULL),
('49a578630ce5ab36', 'p07-cebu-jail-riot', '1f0964d50238d09c', 181, 195, 0, 222, NULL, 'model gold 1', 'PLACE', '97cb0c895dc4f084', NULL),
('49a578630ce5ab36', 'p07-cebu-jail-riot', '1f0964d50238d09c', 312, 325, 280, 383, NULL, 'model gold 1', 'AGENT', 'c25ef2b972d13bb4', NULL),
('4c0c4d057fcd9409', 'p07-cebu-jail-riot', '1f0964d50238d09c', 89, 108, 0, 222, NULL, 'model gold 1', 'TARGET', '077f40482520c9bc', NULL),
('4c0c4d057fcd9409', 'p07-cebu-jail-riot', '1f0964d50238d09c', 113, 124, 0, 222, NULL, 'model gold 1', 'TARGET', '587e91a1bb4b02b1', NULL),
('4c0c4d057fcd9409', 'p07-cebu-jail-riot', '1f0964d50238d09c', 668, 674, 538, 715, NULL, 'model gold 1', 'AGENT', '843241605a7503bc', NULL),
('4c0c4d057fcd9409', 'p07-cebu-jail-riot', '1f0964d50238d09c', 684, 690, 538, 715, NULL, 'model gold 1', 'OBJECT', 'cfb6ae7ad24080a7', NULL),
('4c0c4d057fcd9409', 'p07-cebu-jail-riot', '1f0964d50238d09c', 695, 700, 538, 715, NULL, 'model gold 1', 'OBJECT', '827571641d8d28c9', NULL),
('5071abdfe9bf4149', 'p07-cebu-jail-riot', '1f0964d50238d09c', 89, 108, 0, 222, NULL, 'model gold 1', 'AGENT', '077f40482520c9bc', NULL),
('5071abdfe9bf4149', 'p07-cebu-jail-riot', '1f0964d50238d09c', 113, 124, 0, 222, NULL, 'model gold 1', 'AGENT', '587e91a1bb4b02b1', NULL),
('5071abdfe9bf4149', 'p07-cebu-jail-riot', '1f0964d50238d09c', 181, 195, 0, 222, NULL, 'model gold 1', 'PLACE', '97cb0c895dc4f084', NULL),
('5071abdfe9bf4149', 'p07-cebu-jail-riot', '1f0964d50238d09c', 199, 205, 0, 222, NULL, 'model gold 1', 'TIME', '0acafd93cf110e5a', NULL),
('5071abdfe9bf4149', 'p07-cebu-jail-riot', '1f0964d50238d09c', 242, 257, 224, 279, NULL, 'model gold 1', 'TIME', '4090051675947ea0', NULL),
('519e91f7717c79ca', 'p07-cebu-jail-riot', '1f0964d50238d09c', 1021, 1027, 1020, 1095, NULL, 'model gold 1', 'AGENT', '098cb1ff867bbfbb', NULL),
('74c5e0003928eda6', 'p14-cotabato-truce-monitor', '1f0964d50238d09c', 95, 108, 0, 191, NULL, 'model gold 1', 'TARGET', 'd1c7b83ebcd2716e', NULL),
('74c5e0003928eda6', 'p14-cotabato-truce-monitor', '1f0964d50238d09c', 132, 139, 0, 191, NULL, 'model gold 1', 'PLACE', 'e83a485963875c36', NULL),
('74c5e0003928eda6', 'p14-cotabato-truce-monitor', '1f0964d50238d09c', 193, 199, 193, 355, NULL, 'model gold 1', 'AGENT', '50b15d442e308b3a', NULL),
('74c5e0003928eda6', 'p14-cotabato-truce-monitor', '1f0964d50238d09c', 239, 253, 193, 355, NULL, 'model gold 1', 'TIME', 'bf47c873404b96d2', NULL),
('7920943c0e3734fb', 'p14-cotabato-truce-monitor', '1f0964d50238d09c', 700, 714, 700, 796, NULL, 'model gold 1', 'AGENT', '4fc1aacad5fdf585', NULL),
('7920943c0e3734fb', 'p14-cotabato-truce-monitor', '1f0964d50238d09c', 744, 753, 700, 796, NULL, 'model gold 1', 'DESTINATION', '2df7286840dd1154', NULL),
('857f4299167be3ae', 'p07-cebu-jail-riot', '1f0964d50238d09c', 716, 721, 716, 732, NULL, 'model gold 1', 'AGENT', 'c4bec633bc0ed0c2', NULL),
('857f4299167be3ae', 'p07-cebu-jail-riot', '1f0964d50238d09c', 747, 750, 733, 763, NULL, 'model gold 1', 'AMOUNT', '3c12353765f4d735', NULL),
('857f4299167be3ae', 'p07-cebu-jail-riot', '1f0964d50238d09c', 751, 756, 733, 763, NULL, 'model gold 1', 'OBJECT', '40abb10ec74489b3', NULL),
('8ec6ee2f5a8b88ae', 'p14-cotabato-truce-monitor', '1f0964d50238d09c', 494, 506, 413, 570, NULL, 'model gold 1', 'TARGET', 'be70619fed696fd5', NULL),
('8ec6ee2f5a8b88ae', 'p14-cotabato-truce-monitor', '1f0964d50238d09c', 771, 788, 700, 796, NULL, 'model gold 1', 'AMOUNT', '2219f04668fdd04b', NULL),
('90708b033bf038b1', 'p07-cebu-jail-riot', '1f0964d50238d09c', 0, 9, 0, 222, NULL, 'model gold 1', 'PLACE', 'c2983e38db567d95', NULL),
('90708b033bf038b1', 'p07-cebu-jail-riot', '1f0964d50238d09c', 12, 25, 0, 222, NULL, 'model gold 1', 'TARGET', '9857c8ef322f9201', NULL),
('90708b033bf038b1', 'p07-cebu-jail-riot', '1f0964d50238d09c', 89, 108, 0, 222, NULL, 'model gold 1', 'AGENT', '077f40482520c9bc', NULL),
('90708b033bf038b1', 'p07-cebu-jail-riot', '1f0964d50238d09c', 113, 124, 0, 222, NULL, 'model gold 1', 'AGENT', '587e91a1bb4b02b1', NULL),
('90708b033bf038b1', 'p07-cebu-jail-riot', '1f0964d50238d09c', 143, 159, 0, 222, NULL, 'model gold 1', 'INSTRUMENT', '37021e7f1fdfd707', NULL),
('90708b033bf038b1', 'p07-cebu-jail-riot', '1f0964d50238d09c', 181, 195, 0, 222, NULL, 'model gold 1', 'PLACE', '97cb0c895dc4f084', NULL),
('90708b033bf038b1', 'p07-cebu-jail-riot', '1f0964d50238d09c', 199, 205, 0, 222, NULL, 'model gold 1', 'TIME', '0acafd93cf110e5a', NULL),
('9080f200861ec434', 'p07-cebu-jail-riot', '1f0964d50238d09c', 405, 420, 384, 536, NULL, 'model gold 1', 'AGENT', '03ced2346b9d3146', NULL),
('99b1489def37d4ae', 'p07-cebu-jail-riot', '1f0964d50238d09c', 0, 9, 0, 222, NULL, 'model gold 1', 'PLACE', 'c2983e38db567d95', NULL),
('99b1489def37d4ae', 'p07-cebu-jail-riot', '1f0964d50238d09c', 12, 25, 0, 222, NULL, 'model gold 1', 'TARGET', '9857c8ef322f9201', NULL),
('99b1489def37d4ae', 'p07-cebu-jail-riot', '1f0964d50238d09c', 89, 108, 0, 222, NULL, 'model gold 1', 'AGENT', '077f40482520c9bc', NULL),
('99b1489def37d4ae', 'p07-cebu-jail-riot', '1f0964d50238d09c', 113, 124, 0, 222, NULL, 'model gold 1', 'AGENT', '587e91a1bb4b02b1', NULL),
('99b1489def37d4ae', 'p07-cebu-jail-riot', '1f0964d50238d09c', 143, 159, 0, 222, NULL, 'model gold 1', 'INSTRUMENT', '37021e7f1fdfd707', NULL),
('99b1489def37d4ae', 'p07-cebu-jail-riot', '1f0964d50238d09c', 181, 195, 0, 222, NULL, 'model gold 1', 'PLACE', '97cb0c895dc4f084', NULL),
('99b1489def37d4ae', 'p07-cebu-jail-riot', '1f0964d50238d09c', 199, 205, 0, 222, NULL, 'model gold 1', 'TIME', '0acafd93cf110e5a', NULL),
('a3c3d691cdb8b0f2', 'p07-cebu-jail-riot', '1f0964d50238d09c', 891, 896, 869, 983, NULL, 'model gold 1', 'TIME', '1b08cb17c9d110fd', NULL),
('a3c3d691cdb8b0f2', 'p07-cebu-jail-riot', '1f0964d50238d09c', 900, 916, 869, 983, NULL, 'model gold 1', 'PLACE', 'acb1a3195a4b6b57', NULL),
('a3c3d691cdb8b0f2', 'p07-cebu-jail-riot', '1f0964d50238d09c', 923, 929, 869, 983, NULL, 'model gold 1', 'PLACE', 'b86fb321289bd998', NULL),
('aa194c924c07c1f7', 'p07-cebu-jail-riot', '1f0964d50238d09c', 0, 9, 0, 222, NULL, 'model gold 1', 'PLACE', 'c2983e38db567d95', NULL),
('aa194c924c07c1f7', 'p07-cebu-jail-riot', '1f0964d50238d09c', 52, 63, 0, 222, NULL, 'model gold 1', 'TARGET', '98210f05c492503b', NULL),
('aa194c924c07c1f7', 'p07-cebu-jail-riot', '1f0964d50238d09c', 89, 108, 0, 222, NULL, 'model gold 1', 'AGENT', '077f40482520c9bc', NULL),
('aa194c924c07c1f7', 'p07-cebu-jail-riot', '1f0964d50238d09c', 113, 124, 0, 222, NULL, 'model gold 1', 'AGENT', '587e91a1bb4b02b1', NULL),
('aa194c924c07c1f7', 'p07-cebu-jail-riot', '1f0964d50238d09c', 143, 159, 0, 222, NULL, 'model gold 1', 'INSTRUMENT', '37021e7f1fdfd707', NULL),
('aa194c924c07c1f7', 'p07-cebu-jail-riot', '1f0964d50238d09c', 181, 195, 0, 222, NULL, 'model gold 1', 'PLACE', '97cb0c895dc4f084', NULL),
('aa194c924c07c1f7', 'p07-cebu-jail-riot', '1f0964d50238d09c', 199, 205, 0, 222, NULL, 'model gold 1', 'TIME', '0acafd93cf110e5a', NULL),
('ac2b9d5463177d94', 'p14-cotabato-truce-monitor', '1f0964d50238d09c', 132, 139, 0, 191, NULL, 'model gold 1', 'PLACE', 'e83a485963875c36', NULL),
('ac2b9d5463177d94', 'p14-cotabato-truce-monitor', '1f0964d50238d09c', 193, 199, 193, 355, NULL, 'model gold 1', 'AGENT', '50b15d442e308b3a', NULL),
('ac2b9d5463177d94', 'p14-cotabato-truce-monitor', '1f0964d50238d09c', 239, 253, 193, 355, NULL, 'model gold 1', 'TIME', 'bf47c873404b96d2', NULL),
('acb6666cc2c2965d', 'p14-cotabato-truce-monitor', '1f0964d50238d09c', 851, 856, 798, 934, NULL, 'model gold 1', 'AGENT', 'e9b3ba8e1f6e803a', NULL),
('acb6666cc2c2965d', 'p14-cotabato-truce-monitor', '1f0964d50238d09c', 912, 923, 798, 934, NULL, 'model gold 1', 'TARGET', 'e14bcd6b00bdf007', NULL),
('acb6666cc2c2965d', 'p14-cotabato-truce-monitor', '1f0964d50238d09c', 924, 933, 798, 934, NULL, 'model gold 1', 'TIME', '5a20243725f49ba0', NULL),
('af91b9a40bc8d24c', 'p07-cebu-jail-riot', '1f0964d50238d09c', 181, 195, 0, 222, NULL, 'model gold 1', 'PLACE', '97cb0c895dc4f084', NULL),
('af91b9a40bc8d24c', 'p07-cebu-jail-riot', '1f0964d50238d09c', 312, 325, 280, 383, NULL, 'model gold 1', 'AGENT', 'c25ef2b972d13bb4', NULL),
('af91b9a40bc8d24c', 'p07-cebu-jail-riot', '1f0964d50238d09c', 374, 382, 280, 383, NULL, 'model gold 1', 'INSTRUMENT', 'ebd6530b1a3c0f5d', NULL),
('b836ece741e6ae71', 'p07-cebu-jail-riot', '1f0964d50238d09c', 0, 9, 0, 222, NULL, 'model gold 1', 'PLACE', 'c2983e38db567d95', NULL),
('b836ece741e6ae71', 'p07-cebu-jail-riot', '1f0964d50238d09c', 89, 108, 0, 222, NULL, 'model gold 1', 'AGENT', '077f40482520c9bc', NULL),
('b836ece741e6ae71', 'p07-cebu-jail-riot', '1f0964d50238d09c', 113, 124, 0, 222, NULL, 'model gold 1', 'AGENT', '587e91a1bb4b02b1', NULL),
('b836ece741e6ae71', 'p07-cebu-jail-riot', '1f0964d50238d09c', 143, 159, 0, 222, NULL, 'model gold 1', 'INSTRUMENT', '37021e7f1fdfd707', NULL),
('b836ece741e6ae71', 'p07-cebu-jail-riot', '1f0964d50238d09c', 181, 195, 0, 222, NULL, 'model gold 1', 'PLACE', '97cb0c895dc4f084', NULL),
('b836ece741e6ae71', 'p07-cebu-jail-riot', '1f0964d50238d09c', 199, 205, 0, 222, NULL, 'model gold 1', 'TIME', '0acafd93cf110e5a', NULL),
('bbf57e32ec10d119', 'p14-cotabato-truce-monitor', '1f0964d50238d09c', 1089, 1093, 1046, 1208, NULL, 'model gold 1', 'AGENT', 'a1e4f7dcc133fb26', NULL),
('bbf57e32ec10d119', 'p14-cotabato-truce-monitor', '1f0964d50238d09c', 1122, 1150, 1046, 1208, NULL, 'model gold 1', 'AGENT', 'a9d1301b5ada04c1', NULL),
('bbf57e32ec10d119', 'p14-cotabato-truce-monitor', '1f0964d50238d09c', 1154, 1165, 1046, 1208, NULL, 'model gold 1', 'TIME', 'fe30e6e15ff0fd7d', NULL),
('eaa5c5047c5f46f2', 'p14-cotabato-truce-monitor', '1f0964d50238d09c', 798, 806, 798, 934, NULL, 'model gold 1', 'TARGET', '0e2a5af3bd1d1fc1', NULL),
('eaa5c5047c5f46f2', 'p14-cotabato-truce-monitor', '1f0964d50238d09c', 810, 817, 798, 934, NULL, 'model gold 1', 'PLACE', '59caad8c93182610', NULL),
('eaa5c5047c5f46f2', 'p14-cotabato-truce-monitor', '1f0964d50238d09c', 851, 856, 798, 934, NULL, 'model gold 1', 'AGENT', 'e9b3ba8e1f6e803a', NULL),
('eaa5c5047c5f46f2', 'p14-cotabato-truce-monitor', '1f0964d50238d09c', 870, 886, 798, 934, NULL, 'model gold 1', 'AMOUNT', 'd3925036ee22e0e1', NULL),
('ec1e4e16569497a2', 'p14-cotabato-truce-monitor', '1f0964d50238d09c', 16, 45, 0, 191, NULL, 'model gold 1', 'AGENT', '4c7b02e36287d50e', NULL),
('ec1e4e16569497a2', 'p14-cotabato-truce-monitor', '1f0964d50238d09c', 69, 81, 0, 191, NULL, 'model gold 1', 'AGENT', 'befc0d017e9da889', NULL),
('ec1e4e16569497a2', 'p14-cotabato-truce-monitor', '1f0964d50238d09c', 95, 108, 0, 191, NULL, 'model gold 1', 'TARGET', 'd1c7b83ebcd2716e', NULL),
('edf66850c04be2d7', 'p14-cotabato-truce-monitor', '1f0964d50238d09c', 531, 535, 413, 570, NULL, 'model gold 1', 'AGENT', 'c4b3100eb250a70d', NULL),
('edf66850c04be2d7', 'p14-cotabato-truce-monitor', '1f0964d50238d09c', 551, 561, 413, 570, NULL, 'model gold 1', 'AGENT', 'b6fef953fb2568eb', NULL);
INSERT INTO relations VALUES
('25f1c44c92419a0f', 'p14-cotabato-truce-monitor', '1f0964d50238d09c', 0, 0, 0, 191, NULL, 'gold gold 1', 'gang:moro-islamic-liberation-front', 'allied_with', 'gang:abu-sayyaf', true),
('51d980a6d5a1bc1e', 'p07-cebu-jail-riot', '1f0964d50238d09c', 0, 0, 0, 222, NULL, 'gold gold 1', 'gang:sigue-sigue-sputnik', 'operates_in', 'fac:cebu-city-jail', false),
('c63bcfc475e37ed8', 'p07-cebu-jail-riot', '1f0964d50238d09c', 0, 0, 0, 222, NULL, 'gold gold 1', 'gang:sigue-sigue-sputnik', 'rival_of', 'gang:batang-cebu', false),
('c9a3c6b015897ac8', 'p07-cebu-jail-riot', '1f0964d50238d09c', 0, 0, 0, 222, NULL, 'gold gold 1', 'gang:batang-cebu', 'operates_in', 'fac:cebu-city-jail', false),
('e6ade5f282132689', 'p14-cotabato-truce-monitor', '1f0964d50238d09c', 0, 0, 0, 191, NULL, 'gold gold 1', 'person:furuji-indal', 'member_of', 'gang:abu-sayyaf', false),
('eaf030d883f20536', 'p14-cotabato-truce-monitor', '1f0964d50238d09c', 0, 0, 0, 191, NULL, 'gold gold 1', 'person:furuji-indal', 'member_of', 'gang:moro-islamic-liberation-front', true);
INSERT INTO failures VALUES
('23d2c07fca5b7726', '1f0964d50238d09c', 'ingest', 'x.txt', 'empty', 'the file is empty', NULL, '{}');
