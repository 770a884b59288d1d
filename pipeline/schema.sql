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
