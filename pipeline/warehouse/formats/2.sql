-- Format 1 → 2. Names were shared by spelling; they become names of their article, to be linked anew by
-- pipeline/resolve.py: every article without a `resolver` is loaded again from these rows.
INSERT INTO runs BY NAME SELECT * FROM old_runs;
INSERT INTO articles BY NAME
SELECT a.*, coalesce(m.mentions, 0) AS mentions, coalesce(m.gangs, 0) AS gangs, coalesce(e.events, 0) AS events,
       coalesce(n.numbers, 0) AS numbers, coalesce(r.relations, 0) AS relations
FROM old_articles a
LEFT JOIN (
    SELECT article_id, count(*) AS mentions, count(DISTINCT entity_id) FILTER (en.label = 'GANG') AS gangs
    FROM old_mentions LEFT JOIN old_entities en USING (entity_id) GROUP BY article_id
) m USING (article_id)
LEFT JOIN (SELECT article_id, count(*) AS events FROM old_events GROUP BY article_id) e USING (article_id)
LEFT JOIN (SELECT article_id, count(*) AS numbers FROM old_numbers GROUP BY article_id) n USING (article_id)
LEFT JOIN (SELECT article_id, count(*) AS relations FROM old_relations GROUP BY article_id) r USING (article_id);
INSERT INTO mentions BY NAME SELECT *, entity_id AS local_id FROM old_mentions;
INSERT INTO entities BY NAME SELECT * FROM old_entities;
INSERT INTO aliases BY NAME SELECT * FROM old_aliases;
INSERT INTO dates BY NAME SELECT * FROM old_dates;
INSERT INTO numbers BY NAME SELECT *, about AS about_local FROM old_numbers;
INSERT INTO events BY NAME SELECT * FROM old_events;
INSERT INTO event_arguments BY NAME SELECT a.*, m.entity_id FROM old_event_arguments a LEFT JOIN old_mentions m USING (mention_id);
INSERT INTO relations BY NAME SELECT *, subject AS subject_local, object AS object_local FROM old_relations;
INSERT INTO judgements BY NAME SELECT * FROM old_judgements;
INSERT INTO failures BY NAME SELECT * FROM old_failures;
INSERT INTO turns VALUES (0);
