-- The warehouse, format 5. Every column has a comment. No keys: articles are reloaded, and DuckLake knows none.

CREATE TABLE IF NOT EXISTS runs (
    run_id    VARCHAR,
    started   TIMESTAMP,
    finished  TIMESTAMP,
    state     VARCHAR,
    extractor VARCHAR,
    sources   VARCHAR[],
    counts    JSON,
    blotter   VARCHAR,
    version   BIGINT,
    flow      VARCHAR,
    durations JSON
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
COMMENT ON COLUMN runs.version IS 'The published version that shows it first: number of the copy or snapshot; null if it published none.';
COMMENT ON COLUMN runs.flow IS 'What kind of run: ingest, re-extract or retry; null for runs of earlier formats.';
COMMENT ON COLUMN runs.durations IS 'Seconds by step: read, extract, load, publish; steps overlap.';

CREATE TABLE IF NOT EXISTS articles (
    article_id   VARCHAR,
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
    publisher_country VARCHAR,
    content_hash VARCHAR,
    relevance    DOUBLE,
    status       VARCHAR,
    extractor    VARCHAR,
    resolver VARCHAR,
    duplicate_of VARCHAR,
    copy_of      VARCHAR,
    mentions     BIGINT,
    gangs        BIGINT,
    events       BIGINT,
    numbers      BIGINT,
    relations    BIGINT,
    listed_as    VARCHAR
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
COMMENT ON COLUMN articles.publisher_country IS 'Where its publisher sits, ISO 3166 alpha-2; null if the list of sources does not say.';
COMMENT ON COLUMN articles.content_hash IS 'Equal for articles that differ only in white space and form.';
COMMENT ON COLUMN articles.relevance IS 'How surely it is about our domain, 0..1.';
COMMENT ON COLUMN articles.status IS 'extracted, screened_out, other_language, duplicate, or failed: kept without facts until `blotter retry` takes it up again.';
COMMENT ON COLUMN articles.extractor IS 'The newest extractor that says this of it: name, version, fingerprint; null if none did. The made_by of a row names the one that made it.';
COMMENT ON COLUMN articles.resolver IS 'What told whom its names stand for and which incidents it reports: version; null if nothing did yet.';
COMMENT ON COLUMN articles.duplicate_of IS 'The article_id of the first article with the same content.';
COMMENT ON COLUMN articles.copy_of IS 'The article_id of the first article of which this is nearly a copy, such as another paper''s print of one wire story; null if none.';
COMMENT ON COLUMN articles.mentions IS 'How many mentions.';
COMMENT ON COLUMN articles.gangs IS 'How many different gangs.';
COMMENT ON COLUMN articles.events IS 'How many events.';
COMMENT ON COLUMN articles.numbers IS 'How many numbers.';
COMMENT ON COLUMN articles.relations IS 'How many ties between entities were found in it.';
COMMENT ON COLUMN articles.listed_as IS 'The name, in the list of sources, of the source that brought it; null for what was named by hand.';

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
    entity_id      VARCHAR,
    local_id       VARCHAR
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
COMMENT ON COLUMN mentions.local_id IS 'Whom or what it names within its article, as the extractor saw it; entity_links leads from there to entity_id.';

CREATE TABLE IF NOT EXISTS entities (
    entity_id VARCHAR,
    label     VARCHAR,
    name      VARCHAR,
    wikidata  VARCHAR,
    country   VARCHAR,
    latitude  DOUBLE,
    longitude DOUBLE,
    region     VARCHAR,
    precision  VARCHAR,
    made_by    VARCHAR,
    first_seen DATE,
    last_seen DATE,
    mentions  BIGINT,
    articles  BIGINT,
    same_as   VARCHAR
);
COMMENT ON TABLE entities IS 'One row a person, gang, organisation or place, over all articles.';
COMMENT ON COLUMN entities.entity_id IS 'Label and name, such as gang:tren-de-aragua; places end in their GeoNames number.';
COMMENT ON COLUMN entities.label IS 'PERSON, GANG, ORG, GPE, LOC or FAC.';
COMMENT ON COLUMN entities.name IS 'Canonical name: the known one, else the longest form seen first.';
COMMENT ON COLUMN entities.wikidata IS 'Wikidata id where knowledge has it.';
COMMENT ON COLUMN entities.country IS 'ISO 3166 alpha-2 code.';
COMMENT ON COLUMN entities.latitude IS 'Degrees north.';
COMMENT ON COLUMN entities.longitude IS 'Degrees east.';
COMMENT ON COLUMN entities.region IS 'First-level region (state, province, department) of a place.';
COMMENT ON COLUMN entities.precision IS 'What the coordinates stand for: site, city, region, country or area.';
COMMENT ON COLUMN entities.made_by IS 'How it came to be: knowledge, gazetteer, text or judgement.';
COMMENT ON COLUMN entities.first_seen IS 'First day of publication on which it is named.';
COMMENT ON COLUMN entities.last_seen IS 'Last day of publication on which it is named.';
COMMENT ON COLUMN entities.mentions IS 'How often it is named.';
COMMENT ON COLUMN entities.articles IS 'In how many articles.';
COMMENT ON COLUMN entities.same_as IS 'The entity that a judgement merged it into, which has its mentions; null for all others.';

CREATE TABLE IF NOT EXISTS aliases (
    entity_id VARCHAR,
    alias     VARCHAR,
    mentions  BIGINT
);
COMMENT ON TABLE aliases IS 'The surface forms of every entity, with how often each occurs.';
COMMENT ON COLUMN aliases.entity_id IS 'The entity.';
COMMENT ON COLUMN aliases.alias IS 'The form in the text.';
COMMENT ON COLUMN aliases.mentions IS 'How often.';

CREATE TABLE IF NOT EXISTS entity_links (
    article_id VARCHAR,
    local_id   VARCHAR,
    run_id     VARCHAR,
    label      VARCHAR,
    name       VARCHAR,
    entity_id  VARCHAR,
    machine_id VARCHAR,
    score      DOUBLE,
    reason     VARCHAR,
    made_by    VARCHAR,
    judgement_id VARCHAR,
    context    JSON
);
COMMENT ON TABLE entity_links IS 'Why a name of an article stands for an entity: one row for each article and entity in it.';
COMMENT ON COLUMN entity_links.article_id IS 'The article.';
COMMENT ON COLUMN entity_links.local_id IS 'The entity within the article.';
COMMENT ON COLUMN entity_links.run_id IS 'The run that wrote the row.';
COMMENT ON COLUMN entity_links.label IS 'PERSON, GANG, ORG, GPE, LOC or FAC.';
COMMENT ON COLUMN entity_links.name IS 'Its fullest name in the article.';
COMMENT ON COLUMN entity_links.entity_id IS 'The entity over all articles; null if a judgement rejects it.';
COMMENT ON COLUMN entity_links.machine_id IS 'The entity that the machine chose, whatever a judgement says.';
COMMENT ON COLUMN entity_links.score IS 'How sure the link is, 0..1.';
COMMENT ON COLUMN entity_links.reason IS 'Why the machine chose it, in words.';
COMMENT ON COLUMN entity_links.made_by IS 'knowledge, gazetteer or matcher.';
COMMENT ON COLUMN entity_links.judgement_id IS 'The judgement that gives it another entity than the machine; null if none does.';
COMMENT ON COLUMN entity_links.context IS 'What stands around it in the article, by which it is told from others: countries, gangs, roles, ages.';

CREATE TABLE IF NOT EXISTS entity_profiles (
    entity_id VARCHAR,
    names     JSON,
    context   JSON,
    articles  BIGINT
);
COMMENT ON TABLE entity_profiles IS 'What is known of an entity from all its articles, by which names are compared; kept by the loader.';
COMMENT ON COLUMN entity_profiles.entity_id IS 'The entity.';
COMMENT ON COLUMN entity_profiles.names IS 'Its surface forms with how often each occurs.';
COMMENT ON COLUMN entity_profiles.context IS 'Countries, gangs, roles, ages around it.';
COMMENT ON COLUMN entity_profiles.articles IS 'In how many articles.';

CREATE TABLE IF NOT EXISTS entity_keys (
    key       UBIGINT,
    entity_id VARCHAR
);
COMMENT ON TABLE entity_keys IS 'Under which keys an entity is looked up when a like name turns up; kept by the loader.';
COMMENT ON COLUMN entity_keys.key IS 'Hash of a label and a form that like names share.';
COMMENT ON COLUMN entity_keys.entity_id IS 'The entity.';

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
    about          VARCHAR,
    about_local    VARCHAR,
    claimed_by     VARCHAR,
    said_by        VARCHAR
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
COMMENT ON COLUMN numbers.about_local IS 'The same within its article.';
COMMENT ON COLUMN numbers.claimed_by IS 'The mention_id of who says so; null if the article does.';
COMMENT ON COLUMN numbers.said_by IS 'The words for who says so.';

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
    claimed_by     VARCHAR,
    first_day      DATE,
    last_day       DATE,
    place_id       VARCHAR,
    place_from     VARCHAR,
    incident_id    VARCHAR
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
COMMENT ON COLUMN events.first_day IS 'First day on which it can have happened, by its TIME; null if not said.';
COMMENT ON COLUMN events.last_day IS 'Last day on which it can have happened.';
COMMENT ON COLUMN events.place_id IS 'The entity_id of where it happened; null if not known.';
COMMENT ON COLUMN events.place_from IS 'How its place is known: the role that names it (PLACE, ORIGIN, …), or sentence, where it is the only place named beside it.';
COMMENT ON COLUMN events.incident_id IS 'The incident that it reports; null for generic and prospective events and for tallies.';

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
    offence_id     VARCHAR,
    entity_id      VARCHAR
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
COMMENT ON COLUMN event_arguments.entity_id IS 'The entity that the filler names; null if nothing with a name.';

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
    former         BOOLEAN,
    subject_local  VARCHAR,
    object_local   VARCHAR
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
COMMENT ON COLUMN relations.subject_local IS 'The subject within its article.';
COMMENT ON COLUMN relations.object_local IS 'The object within its article.';

CREATE TABLE IF NOT EXISTS incidents (
    incident_id   VARCHAR,
    family        VARCHAR,
    types         VARCHAR[],
    type          VARCHAR,
    first_day     DATE,
    last_day      DATE,
    place_id      VARCHAR,
    latitude      DOUBLE,
    longitude     DOUBLE,
    precision     VARCHAR,
    country       VARCHAR,
    region        VARCHAR,
    status        VARCHAR,
    participants  VARCHAR[],
    gangs         VARCHAR[],
    killed_low    DOUBLE,
    killed_high   DOUBLE,
    injured_low   DOUBLE,
    injured_high  DOUBLE,
    arrested_low  DOUBLE,
    arrested_high DOUBLE,
    reports       BIGINT,
    sources       BIGINT,
    asserting     BIGINT,
    alleging      BIGINT,
    denying       BIGINT,
    first_report  DATE,
    last_report   DATE,
    event_ids     VARCHAR[]
);
COMMENT ON TABLE incidents IS 'One row a happening, however many articles report it; kept from incident_evidence.';
COMMENT ON COLUMN incidents.incident_id IS 'The incident; made from its first report.';
COMMENT ON COLUMN incidents.family IS 'What kind: violence, kidnapping, arrest, seizure, …; the families of pipeline/incidents/matching.py.';
COMMENT ON COLUMN incidents.types IS 'The event types that its reports name.';
COMMENT ON COLUMN incidents.type IS 'The event type that most of its reports name.';
COMMENT ON COLUMN incidents.first_day IS 'First day on which it can have happened.';
COMMENT ON COLUMN incidents.last_day IS 'Last day.';
COMMENT ON COLUMN incidents.place_id IS 'entity_id of its place, the most precise that a report gives.';
COMMENT ON COLUMN incidents.latitude IS 'Degrees north.';
COMMENT ON COLUMN incidents.longitude IS 'Degrees east.';
COMMENT ON COLUMN incidents.precision IS 'What the coordinates stand for: site, city, region, country or area.';
COMMENT ON COLUMN incidents.country IS 'ISO 3166 alpha-2 code.';
COMMENT ON COLUMN incidents.region IS 'First-level region.';
COMMENT ON COLUMN incidents.status IS 'The strongest status reported: asserted, alleged or negated.';
COMMENT ON COLUMN incidents.participants IS 'entity_ids of the people, gangs and organisations that take part by any report.';
COMMENT ON COLUMN incidents.gangs IS 'Names of the gangs among them.';
COMMENT ON COLUMN incidents.killed_low IS 'Least number killed in any report; null for arrests, charges, sentences and the like, whose reports tell of the dead of an earlier deed.';
COMMENT ON COLUMN incidents.killed_high IS 'Greatest number killed in any report; null as killed_low is.';
COMMENT ON COLUMN incidents.injured_low IS 'Least number injured; null as killed_low is.';
COMMENT ON COLUMN incidents.injured_high IS 'Greatest number injured; null as killed_low is.';
COMMENT ON COLUMN incidents.arrested_low IS 'Least number arrested.';
COMMENT ON COLUMN incidents.arrested_high IS 'Greatest number arrested.';
COMMENT ON COLUMN incidents.reports IS 'Articles that report it.';
COMMENT ON COLUMN incidents.sources IS 'Independent sources: different publishers, near-copies counted once.';
COMMENT ON COLUMN incidents.asserting IS 'Independent sources that state it as fact.';
COMMENT ON COLUMN incidents.alleging IS 'Independent sources that only report it as claimed.';
COMMENT ON COLUMN incidents.denying IS 'Independent sources with a denial.';
COMMENT ON COLUMN incidents.first_report IS 'First day of publication.';
COMMENT ON COLUMN incidents.last_report IS 'Last day of publication.';
COMMENT ON COLUMN incidents.event_ids IS 'The events that report it.';

CREATE TABLE IF NOT EXISTS incident_evidence (
    report_id     VARCHAR,
    incident_id   VARCHAR,
    machine_id VARCHAR,
    article_id    VARCHAR,
    run_id        VARCHAR,
    linked_to     VARCHAR,
    score         DOUBLE,
    reason        VARCHAR,
    made_by       VARCHAR,
    judgement_id VARCHAR,
    family        VARCHAR,
    types         VARCHAR[],
    event_ids     VARCHAR[],
    status        VARCHAR,
    statuses      VARCHAR[],
    first_day     DATE,
    last_day      DATE,
    published     DATE,
    source        VARCHAR,
    copy_of       VARCHAR,
    place_id      VARCHAR,
    country       VARCHAR,
    region        VARCHAR,
    latitude      DOUBLE,
    longitude     DOUBLE,
    precision     VARCHAR,
    participants  VARCHAR[],
    victims VARCHAR[],
    killed_low    DOUBLE,
    killed_high   DOUBLE,
    injured_low   DOUBLE,
    injured_high  DOUBLE,
    arrested_low  DOUBLE,
    arrested_high DOUBLE,
    amounts       VARCHAR[],
    compared JSON,
    keys          VARCHAR[],
    content       UBIGINT,
    machine       JSON,
    traits        UBIGINT,
    words         UBIGINT,
    more_words    UBIGINT
);
COMMENT ON TABLE incident_evidence IS 'Why a report belongs to an incident: one row for each article and happening in it.';
COMMENT ON COLUMN incident_evidence.report_id IS 'The report: the events of one article that tell of one happening.';
COMMENT ON COLUMN incident_evidence.incident_id IS 'The incident.';
COMMENT ON COLUMN incident_evidence.machine_id IS 'The incident that the machine chose, whatever a judgement says.';
COMMENT ON COLUMN incident_evidence.article_id IS 'The article.';
COMMENT ON COLUMN incident_evidence.run_id IS 'The run that wrote the row.';
COMMENT ON COLUMN incident_evidence.linked_to IS 'The report_id that it fits best; null for the first report of an incident.';
COMMENT ON COLUMN incident_evidence.score IS 'How sure the link is, 0..1; null for the first report.';
COMMENT ON COLUMN incident_evidence.reason IS 'Why the machine takes them for the same, in words.';
COMMENT ON COLUMN incident_evidence.made_by IS 'The matcher, with version.';
COMMENT ON COLUMN incident_evidence.judgement_id IS 'The judgement that gives it another incident than the machine; null if none does.';
COMMENT ON COLUMN incident_evidence.family IS 'What kind of happening.';
COMMENT ON COLUMN incident_evidence.types IS 'The types of its events.';
COMMENT ON COLUMN incident_evidence.event_ids IS 'Its events.';
COMMENT ON COLUMN incident_evidence.status IS 'The strongest status in this article.';
COMMENT ON COLUMN incident_evidence.statuses IS 'Every status in this article.';
COMMENT ON COLUMN incident_evidence.first_day IS 'First day on which it can have happened, by this article.';
COMMENT ON COLUMN incident_evidence.last_day IS 'Last day.';
COMMENT ON COLUMN incident_evidence.published IS 'When the article was published.';
COMMENT ON COLUMN incident_evidence.source IS 'Who published it.';
COMMENT ON COLUMN incident_evidence.copy_of IS 'The article of which this one is nearly a copy; such a report is no source of its own.';
COMMENT ON COLUMN incident_evidence.place_id IS 'entity_id of the place in this article.';
COMMENT ON COLUMN incident_evidence.country IS 'ISO 3166 alpha-2 code.';
COMMENT ON COLUMN incident_evidence.region IS 'First-level region.';
COMMENT ON COLUMN incident_evidence.latitude IS 'Degrees north.';
COMMENT ON COLUMN incident_evidence.longitude IS 'Degrees east.';
COMMENT ON COLUMN incident_evidence.precision IS 'What the coordinates stand for.';
COMMENT ON COLUMN incident_evidence.participants IS 'entity_ids of those who take part.';
COMMENT ON COLUMN incident_evidence.victims IS 'entity_ids of those of them to whom it was done.';
COMMENT ON COLUMN incident_evidence.killed_low IS 'Killed, by this article: lower bound.';
COMMENT ON COLUMN incident_evidence.killed_high IS 'Killed: upper bound.';
COMMENT ON COLUMN incident_evidence.injured_low IS 'Injured: lower bound.';
COMMENT ON COLUMN incident_evidence.injured_high IS 'Injured: upper bound.';
COMMENT ON COLUMN incident_evidence.arrested_low IS 'Arrested: lower bound.';
COMMENT ON COLUMN incident_evidence.arrested_high IS 'Arrested: upper bound.';
COMMENT ON COLUMN incident_evidence.amounts IS 'Weights, money and weapons in it, such as kg:1200.';
COMMENT ON COLUMN incident_evidence.keys IS 'Telling names of its article, as hashes: what it is looked up by, whatever country it is laid in.';
COMMENT ON COLUMN incident_evidence.compared IS 'What else reports are compared by: hashes of their words and names, other places.';
COMMENT ON COLUMN incident_evidence.machine IS 'Which entities the machine took for those who take part, the victims and the place, whatever judgements say.';
COMMENT ON COLUMN incident_evidence.content IS 'Hash of what the article says: another one where it was extracted anew.';
COMMENT ON COLUMN incident_evidence.traits IS 'Sketch by which the likest reports are found: a bit for each type, and for each figure.';
COMMENT ON COLUMN incident_evidence.words IS 'Sketch: a bit for each rare word.';
COMMENT ON COLUMN incident_evidence.more_words IS 'Sketch: the other half of these bits.';

CREATE TABLE IF NOT EXISTS report_keys (
    key      UBIGINT,
    report   UBIGINT,
    day      DATE,
    last_day DATE,
    country  VARCHAR
);
COMMENT ON TABLE report_keys IS 'By what a report of incident_evidence is found when another paper may tell of the same; kept by the loader.';
COMMENT ON COLUMN report_keys.key IS 'Hash of the kind of happening, what two reports share (country, place, participant) and the month or so.';
COMMENT ON COLUMN report_keys.report IS 'Its report_id, a hexadecimal number, as a number.';
COMMENT ON COLUMN report_keys.day IS 'Its first day, or the day of publication.';
COMMENT ON COLUMN report_keys.last_day IS 'Its last day, or the day of publication.';
COMMENT ON COLUMN report_keys.country IS 'ISO 3166 alpha-2 code.';

CREATE TABLE IF NOT EXISTS name_keys (
    key        UBIGINT,
    article_id VARCHAR,
    printed    DATE
);
COMMENT ON TABLE name_keys IS 'Telling names of the articles that report incidents: two papers that tell of the same often share one; kept by the loader.';
COMMENT ON COLUMN name_keys.key IS 'Hash of a name and the month or so.';
COMMENT ON COLUMN name_keys.article_id IS 'The article.';
COMMENT ON COLUMN name_keys.printed IS 'When it was published, or the day of its report.';

CREATE TABLE IF NOT EXISTS judgements (
    judgement_id VARCHAR,
    made         TIMESTAMP,
    made_by      VARCHAR,
    action       VARCHAR,
    subject      VARCHAR,
    object       VARCHAR,
    articles     VARCHAR[],
    why          VARCHAR,
    withdrawn    TIMESTAMP
);
COMMENT ON TABLE judgements IS 'What people decided against or beside the machine: merges, splits, corrections. They win, and survive new models.';
COMMENT ON COLUMN judgements.judgement_id IS 'The judgement.';
COMMENT ON COLUMN judgements.made IS 'When, UTC.';
COMMENT ON COLUMN judgements.made_by IS 'Who.';
COMMENT ON COLUMN judgements.action IS 'merge, split, relabel or reject.';
COMMENT ON COLUMN judgements.subject IS 'The id it is about: of an entity, incident, event, relation or number.';
COMMENT ON COLUMN judgements.object IS 'merge: the id that is the same; split: the id of what was split off; relabel: what is to be said, such as name=Tren de Aragua.';
COMMENT ON COLUMN judgements.articles IS 'split: the articles whose part is split off.';
COMMENT ON COLUMN judgements.why IS 'The reason given.';
COMMENT ON COLUMN judgements.withdrawn IS 'When it was taken back; null while it holds.';

CREATE TABLE IF NOT EXISTS rejected (
    judgement_id VARCHAR,
    article_id   VARCHAR,
    fact         VARCHAR,
    row          JSON
);
COMMENT ON TABLE rejected IS 'Facts that a judgement took out, kept so that it can be withdrawn.';
COMMENT ON COLUMN rejected.judgement_id IS 'The judgement.';
COMMENT ON COLUMN rejected.article_id IS 'The article.';
COMMENT ON COLUMN rejected.fact IS 'The table that it stood in.';
COMMENT ON COLUMN rejected.row IS 'The row.';

CREATE TABLE IF NOT EXISTS failures (
    failure_id  VARCHAR,
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

CREATE TABLE IF NOT EXISTS sentences (
    sentence_id BIGINT,
    article_id  VARCHAR,
    start_char  BIGINT,
    end_char    BIGINT,
    words       BIGINT
);
COMMENT ON TABLE sentences IS 'Where the sentences of an article stand; search finds them by their words.';
COMMENT ON COLUMN sentences.sentence_id IS 'Number of the sentence in the warehouse.';
COMMENT ON COLUMN sentences.article_id IS 'The article.';
COMMENT ON COLUMN sentences.start_char IS 'First character of the sentence, from 0.';
COMMENT ON COLUMN sentences.end_char IS 'Character after its last.';
COMMENT ON COLUMN sentences.words IS 'How many words count in search.';

CREATE TABLE IF NOT EXISTS search_terms (
    term        UBIGINT,
    sentence_id BIGINT,
    place       BIGINT,
    times       BIGINT,
    words       BIGINT
);
COMMENT ON TABLE search_terms IS 'The index of the words of sentences, by stem: one row each time that a word stands in one; kept true by every load.';
COMMENT ON COLUMN search_terms.term IS 'Hash of the stem of a word.';
COMMENT ON COLUMN search_terms.sentence_id IS 'The sentence.';
COMMENT ON COLUMN search_terms.place IS 'Which word of the sentence it is, counted from 0 with those that the index leaves out.';
COMMENT ON COLUMN search_terms.times IS 'How often it stands there.';
COMMENT ON COLUMN search_terms.words IS 'How many words of the sentence count in search.';

CREATE TABLE IF NOT EXISTS near_copies (
    band       UBIGINT,
    article_id VARCHAR,
    published  DATE
);
COMMENT ON TABLE near_copies IS 'What near-copies of an article share: bands of its MinHash signature; kept by the loader.';
COMMENT ON COLUMN near_copies.band IS 'Hash of one band of the signature.';
COMMENT ON COLUMN near_copies.article_id IS 'The article.';
COMMENT ON COLUMN near_copies.published IS 'When it was published.';

CREATE TABLE IF NOT EXISTS timeline (
    event_id       VARCHAR,
    article_id     VARCHAR,
    day            DATE,
    first_day      DATE,
    last_day       DATE,
    type           VARCHAR,
    trigger        VARCHAR,
    status         VARCHAR,
    claimed_by     VARCHAR,
    agents         VARCHAR,
    targets        VARCHAR,
    places         VARCHAR,
    objects        VARCHAR,
    offences       VARCHAR,
    gangs          VARCHAR[],
    place_id       VARCHAR,
    place          VARCHAR,
    country        VARCHAR,
    latitude       DOUBLE,
    longitude      DOUBLE,
    incident_id    VARCHAR,
    sentence_start BIGINT,
    sentence_end   BIGINT,
    score          DOUBLE,
    published      DATE,
    source         VARCHAR,
    sentence       VARCHAR,
    title          VARCHAR,
    url            VARCHAR
);
COMMENT ON TABLE timeline IS 'The rows of event_timeline, kept by the loader: names in place of ids, so that a question needs few joins.';
COMMENT ON COLUMN timeline.event_id IS 'The event.';
COMMENT ON COLUMN timeline.article_id IS 'The article.';
COMMENT ON COLUMN timeline.day IS 'Its first possible day, else the day of publication.';
COMMENT ON COLUMN timeline.first_day IS 'First day on which it can have happened; null if not said.';
COMMENT ON COLUMN timeline.last_day IS 'Last day.';
COMMENT ON COLUMN timeline.type IS 'KILLING, ARREST, …';
COMMENT ON COLUMN timeline.trigger IS 'The words that name it.';
COMMENT ON COLUMN timeline.status IS 'asserted, alleged, negated, prospective or generic.';
COMMENT ON COLUMN timeline.claimed_by IS 'The words for who says so; null if the article does.';
COMMENT ON COLUMN timeline.agents IS 'Who did it.';
COMMENT ON COLUMN timeline.targets IS 'To whom or what.';
COMMENT ON COLUMN timeline.places IS 'Where, whence and whither, as said.';
COMMENT ON COLUMN timeline.objects IS 'Goods, amounts and means.';
COMMENT ON COLUMN timeline.offences IS 'The triggers of its offences.';
COMMENT ON COLUMN timeline.gangs IS 'Names of the gangs that take part.';
COMMENT ON COLUMN timeline.place_id IS 'The entity_id of where it happened.';
COMMENT ON COLUMN timeline.place IS 'Its name.';
COMMENT ON COLUMN timeline.country IS 'Its country, ISO 3166 alpha-2.';
COMMENT ON COLUMN timeline.latitude IS 'Degrees north.';
COMMENT ON COLUMN timeline.longitude IS 'Degrees east.';
COMMENT ON COLUMN timeline.incident_id IS 'The incident that it reports.';
COMMENT ON COLUMN timeline.sentence_start IS 'First character of the sentence that says so, from 0.';
COMMENT ON COLUMN timeline.sentence_end IS 'Character after its last.';
COMMENT ON COLUMN timeline.score IS 'Probability that it is right, 0..1.';
COMMENT ON COLUMN timeline.published IS 'When the article was published.';
COMMENT ON COLUMN timeline.source IS 'Who published it.';
COMMENT ON COLUMN timeline.sentence IS 'The sentence that says so.';
COMMENT ON COLUMN timeline.title IS 'The article''s headline.';
COMMENT ON COLUMN timeline.url IS 'The article''s address.';

CREATE TABLE IF NOT EXISTS ties (
    article_id VARCHAR,
    subject_id VARCHAR,
    subject    VARCHAR,
    tie        VARCHAR,
    object_id  VARCHAR,
    object     VARCHAR,
    former     BOOLEAN,
    sentence   VARCHAR,
    score      DOUBLE,
    published  DATE,
    source     VARCHAR,
    title      VARCHAR
);
COMMENT ON TABLE ties IS 'The rows of gang_people, gang_places and gang_ties, kept by the loader: every relation, and who is charged, sanctioned or sought, with names in place of ids.';
COMMENT ON COLUMN ties.article_id IS 'The article.';
COMMENT ON COLUMN ties.subject_id IS 'The entity_id of the person or gang.';
COMMENT ON COLUMN ties.subject IS 'Its name.';
COMMENT ON COLUMN ties.tie IS 'leader_of, operates_in, … as in the annotation scheme; reward offered, charged or sanctioned.';
COMMENT ON COLUMN ties.object_id IS 'The entity_id of the gang or place; null where nobody is named.';
COMMENT ON COLUMN ties.object IS 'Its name.';
COMMENT ON COLUMN ties.former IS 'Whether it is over.';
COMMENT ON COLUMN ties.sentence IS 'The sentence that says so.';
COMMENT ON COLUMN ties.score IS 'Probability that it is right, 0..1.';
COMMENT ON COLUMN ties.published IS 'When the article was published.';
COMMENT ON COLUMN ties.source IS 'Who published it.';
COMMENT ON COLUMN ties.title IS 'The article''s headline.';

CREATE TABLE IF NOT EXISTS claims (
    article_id  VARCHAR,
    mention_id  VARCHAR,
    gang_id     VARCHAR,
    gang        VARCHAR,
    measures    VARCHAR,
    low         DOUBLE,
    high        DOUBLE,
    unit        VARCHAR,
    approximate BOOLEAN,
    said_by     VARCHAR,
    sentence    VARCHAR,
    published   DATE,
    source      VARCHAR
);
COMMENT ON TABLE claims IS 'The rows of gang_numbers, kept by the loader: every number that is said of a gang.';
COMMENT ON COLUMN claims.article_id IS 'The article.';
COMMENT ON COLUMN claims.mention_id IS 'The mention.';
COMMENT ON COLUMN claims.gang_id IS 'The entity_id of the gang.';
COMMENT ON COLUMN claims.gang IS 'Its name.';
COMMENT ON COLUMN claims.measures IS 'members, killed, reward, weight, …';
COMMENT ON COLUMN claims.low IS 'Lower bound; null if open.';
COMMENT ON COLUMN claims.high IS 'Upper bound; null if open.';
COMMENT ON COLUMN claims.unit IS 'ISO 4217 code, percent, kg, km, ha, l, year, month, day, hour or count.';
COMMENT ON COLUMN claims.approximate IS 'Whether the text says about, nearly, dozens, …';
COMMENT ON COLUMN claims.said_by IS 'The words for who says so; null if the article does.';
COMMENT ON COLUMN claims.sentence IS 'The sentence that says so.';
COMMENT ON COLUMN claims.published IS 'When the article was published.';
COMMENT ON COLUMN claims.source IS 'Who published it.';

CREATE TABLE IF NOT EXISTS ledger (
    incident_id VARCHAR,
    day         DATE,
    step        VARCHAR,
    previous    VARCHAR,
    event_id    VARCHAR,
    article_id  VARCHAR,
    type        VARCHAR,
    first_day   DATE,
    place       VARCHAR,
    country     VARCHAR,
    gangs       VARCHAR[],
    claimed_by  VARCHAR,
    source      VARCHAR,
    sentence    VARCHAR
);
COMMENT ON TABLE ledger IS 'The rows of status_ledger, kept by the loader: how the status of an incident changed, one row a step.';
COMMENT ON COLUMN ledger.incident_id IS 'The incident.';
COMMENT ON COLUMN ledger.day IS 'When the article that says so was published.';
COMMENT ON COLUMN ledger.step IS 'asserted, alleged or denied by a report; arrested, charged, convicted, acquitted or released over it.';
COMMENT ON COLUMN ledger.previous IS 'The step before; null for the first.';
COMMENT ON COLUMN ledger.event_id IS 'The event that says so.';
COMMENT ON COLUMN ledger.article_id IS 'The article.';
COMMENT ON COLUMN ledger.type IS 'The incident''s commonest event type.';
COMMENT ON COLUMN ledger.first_day IS 'First day on which the incident can have happened.';
COMMENT ON COLUMN ledger.place IS 'Where the incident happened.';
COMMENT ON COLUMN ledger.country IS 'In which country, ISO 3166 alpha-2.';
COMMENT ON COLUMN ledger.gangs IS 'Names of the gangs that take part in the incident.';
COMMENT ON COLUMN ledger.claimed_by IS 'The words for who says so; null if the article does.';
COMMENT ON COLUMN ledger.source IS 'Who published it.';
COMMENT ON COLUMN ledger.sentence IS 'The sentence that says so.';

CREATE TABLE IF NOT EXISTS incident_sources (
    incident_id      VARCHAR,
    source           VARCHAR,
    reports          BIGINT,
    alleged          BIGINT,
    first            BOOLEAN,
    alone            BOOLEAN,
    denied_elsewhere BOOLEAN
);
COMMENT ON TABLE incident_sources IS 'What each source had of each incident, kept by the loader for source_quality.';
COMMENT ON COLUMN incident_sources.incident_id IS 'The incident.';
COMMENT ON COLUMN incident_sources.source IS 'Who published it.';
COMMENT ON COLUMN incident_sources.reports IS 'How many reports it published.';
COMMENT ON COLUMN incident_sources.alleged IS 'How many of them only allege it.';
COMMENT ON COLUMN incident_sources.first IS 'Whether it had the incident on the first day, by an article that is no copy.';
COMMENT ON COLUMN incident_sources.alone IS 'Whether nobody else had it.';
COMMENT ON COLUMN incident_sources.denied_elsewhere IS 'Whether it asserted the incident and another report denies it.';

CREATE TABLE IF NOT EXISTS format (
    version BIGINT,
    made    TIMESTAMP,
    blotter VARCHAR,
    views VARCHAR
);
COMMENT ON TABLE format IS 'Which format the warehouse has, so that a later Blotter can bring it up to its own.';
COMMENT ON COLUMN format.version IS 'Number of the format.';
COMMENT ON COLUMN format.made IS 'When it got this format, UTC.';
COMMENT ON COLUMN format.blotter IS 'The Blotter that made it.';
COMMENT ON COLUMN format.views IS 'Hash of the views that it has.';

CREATE TABLE IF NOT EXISTS turns (
    turn BIGINT
);
COMMENT ON TABLE turns IS 'One row that every writing transaction changes, so that two writers never interleave.';
COMMENT ON COLUMN turns.turn IS 'How often the warehouse was written to.';

CREATE TABLE IF NOT EXISTS source_runs (
    run_id    VARCHAR,
    source    VARCHAR,
    kind      VARCHAR,
    publisher VARCHAR,
    finished  TIMESTAMP,
    came      BIGINT,
    new       BIGINT,
    changed   BIGINT,
    unchanged BIGINT,
    extracted BIGINT,
    screened_out BIGINT,
    other_language BIGINT,
    duplicates BIGINT,
    failed    BIGINT,
    waiting   BIGINT,
    seconds   DOUBLE,
    least     BIGINT,
    most      BIGINT,
    last_day  BIGINT,
    state     VARCHAR,
    reason    VARCHAR
);
COMMENT ON TABLE source_runs IS 'One row a source of the list and run: what came, what was new, what failed, and whether that is as expected.';
COMMENT ON COLUMN source_runs.run_id IS 'The run.';
COMMENT ON COLUMN source_runs.source IS 'The name of the source in the list of sources.';
COMMENT ON COLUMN source_runs.kind IS 'feed, sitemap, page, folder, drop or warc.';
COMMENT ON COLUMN source_runs.publisher IS 'Its publisher.';
COMMENT ON COLUMN source_runs.finished IS 'When the run was done with it, UTC.';
COMMENT ON COLUMN source_runs.came IS 'Articles that came.';
COMMENT ON COLUMN source_runs.new IS 'Of these, articles that the warehouse did not have.';
COMMENT ON COLUMN source_runs.changed IS 'Of these, articles that it had with another text.';
COMMENT ON COLUMN source_runs.unchanged IS 'Of these, articles that it had already.';
COMMENT ON COLUMN source_runs.extracted IS 'Of the new and changed, articles that facts were taken from.';
COMMENT ON COLUMN source_runs.screened_out IS 'Of the new and changed, articles off our subject.';
COMMENT ON COLUMN source_runs.other_language IS 'Of the new and changed, articles in a language that is not extracted.';
COMMENT ON COLUMN source_runs.duplicates IS 'Of the new and changed, articles with the content of another.';
COMMENT ON COLUMN source_runs.failed IS 'What could not be read or extracted; failures says why.';
COMMENT ON COLUMN source_runs.waiting IS 'Pages and archives left for the next run.';
COMMENT ON COLUMN source_runs.seconds IS 'How long reading it took.';
COMMENT ON COLUMN source_runs.least IS 'The fewest new articles a day (or a reading, where it is read less often) that the list expects of it; null if it does not say.';
COMMENT ON COLUMN source_runs.most IS 'The most new articles a day (or a reading, where it is read less often) that the list expects of it; null if it does not say.';
COMMENT ON COLUMN source_runs.last_day IS 'New articles of the 24 hours up to this run, or since the reading before where the source is read less often, over all runs: what least and most are compared with.';
COMMENT ON COLUMN source_runs.state IS 'ok, silent (fewer than least), flooded (more than most) or failing (nothing could be read).';
COMMENT ON COLUMN source_runs.reason IS 'Why it is not ok, in words.';

CREATE TABLE IF NOT EXISTS extractors (
    extractor VARCHAR,
    first_run VARCHAR,
    model     VARCHAR,
    rules     VARCHAR,
    knowledge JSON,
    terms     JSON
);
COMMENT ON TABLE extractors IS 'What every extractor that made facts here consisted of: it tells which articles a changed list can touch.';
COMMENT ON COLUMN extractors.extractor IS 'Name, version and fingerprint, as in articles.extractor.';
COMMENT ON COLUMN extractors.first_run IS 'The run that used it first.';
COMMENT ON COLUMN extractors.model IS 'Fingerprint of the trained weights and their configuration.';
COMMENT ON COLUMN extractors.rules IS 'Fingerprint of the rules: code, and lists whose entries are no plain strings of a text.';
COMMENT ON COLUMN extractors.knowledge IS 'File of knowledge → fingerprint.';
COMMENT ON COLUMN extractors.terms IS 'File of knowledge → string of the text → fingerprint of what the file says of it.';

CREATE TABLE IF NOT EXISTS changes (
    run_id     VARCHAR,
    article_id VARCHAR,
    subject    VARCHAR,
    change     VARCHAR,
    fact       JSON
);
COMMENT ON TABLE changes IS 'What a run changed in the facts of articles that were extracted before; `blotter diff` tells it.';
COMMENT ON COLUMN changes.run_id IS 'The run.';
COMMENT ON COLUMN changes.article_id IS 'The article.';
COMMENT ON COLUMN changes.subject IS 'The table of the fact: mentions, numbers, dates, events, event_arguments, relations or articles; runs where change is forgotten.';
COMMENT ON COLUMN changes.change IS 'added or removed; a fact that reads otherwise is removed and added. Or forgotten: what the run changed was, 90 days later.';
COMMENT ON COLUMN changes.fact IS 'The fact without ids, scores and run: what it says and where it stands.';
