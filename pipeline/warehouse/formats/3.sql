-- Format 2 → 3: runs by source, what extractors consist of, what runs changed. In place: rows stay where they are.
ALTER TABLE runs ADD COLUMN IF NOT EXISTS flow VARCHAR;
ALTER TABLE runs ADD COLUMN IF NOT EXISTS durations JSON;
ALTER TABLE articles ADD COLUMN IF NOT EXISTS listed_as VARCHAR;
ALTER TABLE incident_evidence ADD COLUMN IF NOT EXISTS keys VARCHAR[];
