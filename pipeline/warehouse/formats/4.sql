-- Format 3 → 4: the index of words tells which word of its sentence each one is, and how long the sentence is. In place: the
-- other tables stay as they are; the index is made anew from the sentences.
DROP TABLE IF EXISTS search_terms;
CREATE TABLE search_terms (term UBIGINT, sentence_id BIGINT, place BIGINT, times BIGINT, words BIGINT);
INSERT INTO search_terms
WITH said AS (
    SELECT sentence_id, words, unnest(parts) AS word, unnest(range(len(parts))) AS place
    FROM (
        SELECT sentence_id, words, regexp_extract_all(lower(strip_accents(substr(text, start_char + 1, end_char - start_char))), '[0-9\pL]+') AS parts
        FROM sentences JOIN articles USING (article_id)
    )
),
stems AS (
    SELECT sentence_id, words, place, md5_number_lower(stem(word, 'english')) AS term FROM said
    WHERE word NOT IN (SELECT unnest(string_split(
        'a an and are as at be been but by for from had has have he her his in into is it its of on or s said she t that the their they this to was were which who will with',
        ' ')))
)
SELECT term, sentence_id, place, count(*) OVER (PARTITION BY term, sentence_id) AS times, words FROM stems ORDER BY term, sentence_id;
-- What the search of format 3 consisted of.
DROP MACRO IF EXISTS search_stems;
DROP MACRO IF EXISTS search_quoted;
DROP MACRO TABLE IF EXISTS search_hits;
