-- Format 4 → 5: reports are found by keys, say when they were made anew, and have the machine's names beside what they are compared by.
-- In place: the other tables stay as they are.
ALTER TABLE incident_evidence ADD COLUMN IF NOT EXISTS content UBIGINT;
ALTER TABLE incident_evidence ADD COLUMN IF NOT EXISTS machine JSON;
UPDATE incident_evidence SET content = md5_number_lower(concat_ws('|', report_id, run_id, compared)), machine = json_extract(compared, '$.machine');
CREATE TABLE IF NOT EXISTS report_keys (key UBIGINT, report UBIGINT, day DATE, last_day DATE, country VARCHAR);
INSERT INTO report_keys
WITH told AS (
    SELECT CAST('0x' || report_id AS UBIGINT) AS report, family, country, place_id, participants,
           coalesce(first_day, published) AS day, coalesce(last_day, published) AS last_day
    FROM incident_evidence WHERE day IS NOT NULL
),
shared AS (
    SELECT 1 AS what, country AS value, told.* FROM told WHERE country IS NOT NULL
    UNION ALL SELECT 2, place_id, told.* FROM told WHERE place_id IS NOT NULL AND country IS NOT NULL
    UNION ALL SELECT 4, unnest(participants), told.* FROM told
)
SELECT md5_number_lower(concat_ws('|', what, family, value, (day - DATE '1970-01-01') // 32)), report, day, last_day, country FROM shared;
CREATE TABLE IF NOT EXISTS name_keys (key UBIGINT, article_id VARCHAR, printed DATE);
INSERT INTO name_keys
SELECT CAST('0x' || key AS UBIGINT) * 65536 + (printed - DATE '1970-01-01') // 32, article_id, printed
FROM (SELECT DISTINCT article_id, unnest(keys) AS key, coalesce(published, first_day) AS printed FROM incident_evidence WHERE printed IS NOT NULL);
