-- Format 5 → 6: reports have a sketch by which the likest are found; those of before get theirs when they are linked again.
-- In place: the other tables stay as they are.
ALTER TABLE incident_evidence ADD COLUMN IF NOT EXISTS traits UBIGINT;
ALTER TABLE incident_evidence ADD COLUMN IF NOT EXISTS words UBIGINT;
ALTER TABLE incident_evidence ADD COLUMN IF NOT EXISTS more_words UBIGINT;
