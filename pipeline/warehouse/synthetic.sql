-- What synthetic_chunk.sql uses.

CREATE OR REPLACE TEMP MACRO hexed(number) AS lpad(lower(to_hex(number)), 16, '0');
-- Whom an id stands for in an article: person:@2 is the second of its cast.
CREATE OR REPLACE TEMP MACRO cast_as(id, ids) AS CASE WHEN starts_with(id, 'person:@') THEN ids[CAST(id[9] AS BIGINT)] ELSE id END;
-- A text with the cast's names in place of the stand-ins.
CREATE OR REPLACE TEMP MACRO acted(text, names) AS replace(replace(replace(replace(
    text, 'Castone Aqqqqqq', names[1]), 'Casttwo Bqqqqqq', names[2]), 'Casthre Cqqqqqq', names[3]), 'Castfou Dqqqqqq', names[4]);
-- The same of every such id in a text.
CREATE OR REPLACE TEMP MACRO cast_all(text, ids) AS replace(replace(replace(replace(
    text, 'person:@1', ids[1]), 'person:@2', ids[2]), 'person:@3', ids[3]), 'person:@4', ids[4]);
