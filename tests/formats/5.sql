-- A warehouse of format 5 as Blotter 0.1 wrote it: its schema, its views, and the rows of three articles. Never changed: it
-- stands for what people have on their disks.

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
    machine       JSON
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

-- One question each. Every row leads to its sentence and its article.

CREATE OR REPLACE VIEW gang_people AS
SELECT subject AS person, object AS gang, tie, former, sentence, published, source, title, score, article_id, subject_id AS person_id,
       object_id AS gang_id
FROM ties WHERE tie IN ('leader_of', 'member_of', 'reward offered', 'charged', 'sanctioned');
COMMENT ON VIEW gang_people IS 'Who leads, belongs to, is charged, sanctioned or sought, with the sentence that says so.';

CREATE OR REPLACE VIEW gang_places AS
SELECT t.subject AS gang, p.name AS place, p.label AS kind, p.country, p.region, p.latitude, p.longitude, p.precision,
       count(*) AS statements, count(DISTINCT t.article_id) AS articles, min(t.published) AS first_said, max(t.published) AS last_said,
       any_value(t.sentence) AS sentence, any_value(t.article_id) AS article_id, t.subject_id AS gang_id, t.object_id AS place_id
FROM ties t JOIN entities p ON p.entity_id = t.object_id
WHERE t.tie = 'operates_in'
GROUP BY t.subject, p.name, p.label, p.country, p.region, p.latitude, p.longitude, p.precision, t.subject_id, t.object_id;
COMMENT ON VIEW gang_places IS 'Where each gang operates, in how many articles, since when, with a sentence that says so.';

CREATE OR REPLACE VIEW gang_ties AS
SELECT subject AS gang, tie, object AS other_gang, former, sentence, published, source, score, article_id, subject_id AS gang_id,
       object_id AS other_gang_id
FROM ties WHERE tie IN ('part_of', 'allied_with', 'rival_of') AND object IS NOT NULL;
COMMENT ON VIEW gang_ties IS 'Parts, allies and rivals of gangs, with the sentence that says so.';

CREATE OR REPLACE VIEW gang_numbers AS
SELECT gang, measures, low, high, unit, approximate, said_by, published, sentence, source, article_id, gang_id
FROM claims;
COMMENT ON VIEW gang_numbers IS 'Claims of size, money and arms of each gang over time, with who says so.';

CREATE OR REPLACE VIEW event_timeline AS
SELECT day, first_day, last_day, type, trigger, status, claimed_by, agents, targets, places, objects, offences, gangs, place, country,
       latitude, longitude, sentence, title, source, url, published, score, place_id, incident_id, event_id, article_id
FROM timeline;
COMMENT ON VIEW event_timeline IS 'Every event with who, whom, where, when and what for in readable columns, its status and its sentence.';

CREATE OR REPLACE VIEW incident_map AS
SELECT i.incident_id, i.type, i.types, i.status, i.first_day, i.last_day, p.name AS place, i.region, i.country, i.latitude, i.longitude,
       i.precision, i.gangs, i.killed_low, i.killed_high, i.injured_low, i.injured_high, i.arrested_low, i.arrested_high,
       i.reports, i.sources, i.asserting, i.alleging, i.denying, i.first_report, i.last_report, i.place_id, i.event_ids
FROM incidents i LEFT JOIN entities p ON p.entity_id = i.place_id;
COMMENT ON VIEW incident_map IS 'Happenings with place, days, ranges of victims, and how many independent sources assert, allege or deny them.';

CREATE OR REPLACE VIEW daily_activity AS
SELECT day, country, type, status, count(*) AS events, count(DISTINCT article_id) AS articles, count(DISTINCT incident_id) AS incidents
FROM timeline WHERE day IS NOT NULL GROUP BY day, country, type, status;
COMMENT ON VIEW daily_activity IS 'How many events of each type and status fall on each day in each country, and how many incidents they make.';

CREATE OR REPLACE VIEW article_facts AS
SELECT article_id, title, source, published, lang, status, relevance, extractor, duplicate_of, copy_of,
       mentions, gangs, events, numbers, relations, url
FROM articles;
COMMENT ON VIEW article_facts IS 'One row an article: what it is and how much was found in it.';

CREATE OR REPLACE VIEW status_ledger AS
SELECT incident_id, type, first_day, place, country, gangs, day, step, previous, claimed_by, source, sentence, event_id, article_id
FROM ledger;
COMMENT ON VIEW status_ledger IS 'What was alleged, later asserted, charged, convicted or denied: one row a step of an incident, with the step before.';

CREATE OR REPLACE VIEW source_quality AS
WITH written AS (
    SELECT source, count(*) AS articles, count(*) FILTER (status = 'extracted') AS extracted,
           count(*) FILTER (status = 'screened_out') AS off_topic,
           count(*) FILTER (copy_of IS NOT NULL OR duplicate_of IS NOT NULL) AS copies,
           sum(events) AS events, min(published) AS first_published, max(published) AS last_published
    FROM articles GROUP BY source
),
reported AS (
    SELECT source, count(*) AS incidents, count(*) FILTER (alone) AS alone, count(*) FILTER (NOT alone) AS confirmed,
           count(*) FILTER (denied_elsewhere) AS denied_elsewhere, count(*) FILTER (first) AS first_to_report,
           sum(alleged) / sum(reports) AS alleged_share
    FROM incident_sources GROUP BY source
)
SELECT w.source, w.articles, w.extracted, w.off_topic, w.copies, w.events, r.incidents, r.first_to_report, r.confirmed, r.alone,
       r.denied_elsewhere, r.alleged_share, w.first_published, w.last_published
FROM written w LEFT JOIN reported r ON r.source IS NOT DISTINCT FROM w.source;
COMMENT ON VIEW source_quality IS 'What each source gives: articles, copies, incidents, how many it had first, alone, confirmed by others or denied by others.';

-- Full-text search: FROM search('prison escape Tocorón') gives the sentences that match the words best (Okapi BM25), with
-- their articles; words in double quotes must stand together, in whatever form: FROM search('"Tren de Aragua" extortion'). Needs the extension
-- fts for its stemmer, which `blotter sql` has (elsewhere: LOAD fts). DuckLake keeps no comment on a macro.

-- Words that the index leaves out.
CREATE OR REPLACE MACRO search_left_out() AS string_split(
    'a an and are as at be been but by for from had has have he her his in into is it its of on or s said she t that the their they this to was were which who will with', ' '
);

-- A text's words as the index has them.
CREATE OR REPLACE MACRO search_words(text) AS list_transform(
    regexp_extract_all(lower(strip_accents(text)), '[0-9\pL]+'), lambda word: md5_number_lower(stem(word, 'english'))
);

-- The words of the phrases in quotes that the index can have, and how far behind the phrase's first word each one stands.
CREATE OR REPLACE MACRO search_phrases(query) AS TABLE
SELECT phrase, md5_number_lower(stem(word, 'english')) AS term, step, count(*) OVER (PARTITION BY phrase) AS steps FROM (
    SELECT phrase, unnest(words) AS word, unnest(range(len(words))) AS step FROM (
        SELECT unnest(range(len(phrases))) AS phrase, regexp_extract_all(lower(strip_accents(unnest(phrases))), '[0-9\pL]+') AS words
        FROM (SELECT regexp_extract_all(query, '"([^"]+)"', 1) AS phrases)
    )
)
WHERE NOT list_contains(search_left_out(), word);

-- The phrases in quotes that have words which the index leaves out: whether those stand there too only the text tells.
CREATE OR REPLACE MACRO search_by_text(query) AS list_filter(
    regexp_extract_all(lower(strip_accents(query)), '"([^"]+)"', 1),
    lambda phrase: list_has_any(regexp_extract_all(phrase, '[0-9\pL]+'), search_left_out())
);

-- Sentences by their numbers, with their articles, if those phrases stand in them. By the numbers of the articles'
-- rows: to find twenty articles by their ids DuckDB reads the texts of all.
CREATE OR REPLACE MACRO search_sentences(query, ids) AS TABLE
WITH places AS (SELECT * FROM sentences WHERE sentence_id IN (SELECT unnest(ids))),
told AS (
    SELECT p.sentence_id, substr(d.text, CAST(p.start_char + 1 AS BIGINT), CAST(p.end_char - p.start_char AS BIGINT)) AS sentence,
           d.title, d.source, d.published, d.url, p.article_id, p.start_char, p.end_char
    FROM places p JOIN (
        SELECT * FROM articles WHERE rowid IN (SELECT a.rowid FROM articles a WHERE a.article_id IN (SELECT article_id FROM places))
    ) d ON d.article_id = p.article_id
)
SELECT * FROM told
WHERE list_bool_and([true] || list_transform(search_by_text(query), lambda phrase: contains(lower(strip_accents(sentence)), phrase)));

CREATE OR REPLACE MACRO search(query, most := 20) AS TABLE
-- The words twice: by the list the other columns are read only where one of them stands, by the rows whole parts of the index
-- are left out where it is in the order of the terms.
WITH hits AS MATERIALIZED (
    SELECT term, sentence_id, place, times, words FROM search_terms
    WHERE list_contains(search_words(query), term) AND term IN (SELECT unnest(search_words(query)))
),
totals AS (SELECT count(*) AS sentences, avg(words) AS words FROM sentences),
-- A word that stands in a sentence three times has three hits there, each of which counts for a third. Numbers are written as
-- e0 because DuckDB counts decimals slowly.
weights AS (
    SELECT term, 2.2e0 * ln(1e0 + (any_value(t.sentences) - sum(1 / times) + 0.5e0) / (sum(1 / times) + 0.5e0)) AS weight,
           0.9e0 / any_value(t.words) AS slope
    FROM hits, totals t GROUP BY term
),
phrases AS MATERIALIZED (FROM search_phrases(query)),
-- Where all words of a phrase stand as far behind the same word as in the phrase; all phrases of the query.
together AS (
    SELECT sentence_id FROM (
        SELECT h.sentence_id, p.phrase FROM hits h JOIN phrases p USING (term)
        GROUP BY h.sentence_id, p.phrase, h.place - p.step HAVING count(*) = any_value(p.steps)
    )
    GROUP BY sentence_id HAVING count(DISTINCT phrase) = (SELECT count(DISTINCT phrase) FROM phrases)
),
asked AS (
    SELECT * FROM hits WHERE NOT EXISTS (FROM phrases)
    UNION ALL
    SELECT * FROM hits WHERE sentence_id IN (FROM together)
),
-- Of a phrase that the text must tell more than are asked for: it may stand otherwise in some of them.
ranked AS (
    SELECT *, row_number() OVER (ORDER BY score DESC, sentence_id) AS rank FROM (
        SELECT a.sentence_id, CAST(round(sum(1 / times)) AS BIGINT) AS words,
               round(sum(w.weight / (a.times + 0.3e0 + w.slope * a.words)), 6) AS score
        FROM asked a JOIN weights w USING (term)
        GROUP BY a.sentence_id
        ORDER BY score DESC, a.sentence_id LIMIT CASE WHEN len(search_by_text(query)) > 0 THEN 20000 ELSE most END
    )
),
-- The best are read by themselves: so few rows DuckDB finds without reading the rest. Mostly they are enough for a phrase too.
best AS MATERIALIZED (FROM search_sentences(query, (SELECT list(sentence_id) FROM ranked WHERE rank <= 50))),
others AS (
    FROM search_sentences(query, (SELECT list(sentence_id) FROM ranked WHERE rank > 50 AND (SELECT count(*) FROM best) < most))
)
SELECT r.score, r.words, f.sentence, f.title, f.source, f.published, f.url, f.article_id, f.start_char, f.end_char
FROM (FROM best UNION ALL FROM others) f JOIN ranked r USING (sentence_id)
ORDER BY r.score DESC, f.article_id, f.start_char LIMIT most;

INSERT INTO aliases VALUES
('fac:brixton-academy', 'Brixton Academy', 1),
('fac:camp-bagong-diwa', 'Camp Bagong Diwa', 1),
('fac:cebu-city-jail', 'Cebu City Jail', 1),
('gang:abu-sayyaf', 'Abu Sayyaf', 1),
('gang:batang-cebu', 'Batang Cebu', 1),
('gang:sputnik-gang', 'Sigue Sigue Sputnik', 1),
('gpe:cebu-city-1717512', 'CEBU CITY', 1),
('gpe:guadalajara-4005539', 'Guadalajara', 1),
('gpe:hackney-2647694', 'Hackney', 1),
('gpe:kalunasan', 'Kalunasan', 1),
('gpe:leeds-2644688', 'Leeds', 1),
('gpe:manila-1701668', 'Manila', 1),
('gpe:margate-2643044', 'Margate', 1),
('gpe:mexico', 'Mexico', 1),
('gpe:ohio-us-oh', 'Ohio', 1),
('org:cartel', 'Cartel', 1),
('org:cartel', 'The Cart', 1),
('org:university-of-kent', 'University of Kent', 1),
('person:amado-tibay', 'Amado Tibay', 1),
('person:amado-tibay', 'Tibay', 1),
('person:corazon-ybanez', 'Corazon Ybañez', 1),
('person:crisanto-velasquez', 'Crisanto Velasquez', 1),
('person:imogen-teale', 'Imogen Teale', 1),
('person:imogen-teale', 'Teale', 1),
('person:kofi-brathwaite', 'Brathwaite', 1),
('person:kofi-brathwaite', 'Kofi Brathwaite', 1),
('person:mountbatten', 'Mountbatten', 1);

INSERT INTO articles VALUES
('nothing', '87f2f9b5f623308b', 'Nothing', 'Nothing at all is told here.', NULL, 'en', 'Dull', NULL, NULL, NULL, NULL, NULL, '6ccec6ea84a41e4b', 0.9, 'extracted', 'gold 1', 'resolver 0.1.0.7', NULL, NULL, 0, 0, 0, 0, 0, NULL),
('p07-cebu-jail-riot', '87f2f9b5f623308b', 'Jail riot in Cebu leaves three dead; warden relieved', 'CEBU CITY — Three inmates were stabbed to death and at least 19 hurt when members of the Sigue Sigue Sputnik and Batang Cebu gangs fought with sharpened spoons and bed slats at the Cebu City Jail on Monday, officials said.

The riot began at about 6:15 a.m. over a basin of rice. It ended two hours later, after 140 policemen with shields stormed the second floor and fired tear gas. During the confusion seven prisoners climbed over a wall beside the chapel; four were recaptured in a market in Kalunasan and the rest are being hunted.

Interior Secretary Crisanto Velasquez relieved the warden, Senior Inspector Amado Tibay, and ordered an inquiry into reports that guards had sold knives and shabu to both gangs. Tibay denied it. “I confiscate one blade a day. They make two,” he said.

The jail, built for 600, holds 1,894, of whom nine in ten have not been tried. A similar uprising in March at Camp Bagong Diwa, near Manila, was put down at the cost of 22 Abu Sayyaf detainees.

Relatives were kept behind a rope. “My son is in for stealing a rooster,” said Corazon Ybañez, a laundrywoman. She had been told that he was not among the dead. Nobody had told her where he was.', '2005-10-11', 'en', 'Visayas Morning', NULL, NULL, NULL, NULL, NULL, 'f19f8672a5436cb2', NULL, 'extracted', 'gold 1', 'resolver 0.1.0.7', NULL, NULL, 39, 3, 15, 11, 3, NULL),
('p12-cartel-the-band', '87f2f9b5f623308b', 'Cartel are back, and they are not taking prisoners', 'The first thing Cartel would like you to know is that they are not a cartel. The second is that the stage at Brixton Academy on Saturday will hold four musicians, two drum kits and, if the fire officer can be bribed with cake, a working flamethrower.

“We got the name from a story about bananas,” says singer Imogen Teale, 31, in a café in Hackney. It has caused trouble: a festival in Guadalajara asked them to play as The Cart, a bank in Leeds froze the band''s account for three weeks, and a fan in Ohio was questioned at an airport over his T-shirt. Their new album, “Hostage”, out on 8 March, was made in 11 days in a former police station in Margate, in a cell, with the door shut. Guitarist Kofi Brathwaite calls it the only prison break he ever attempted. “We ran out of biscuits and surrendered.”

The record kills. On “Ransom Note” the rhythm section hijacks a disco beat, tortures it for six minutes and lets it go; “Bounty” rhymes the word with county, mounty and, magnificently, Lord Mountbatten. Only the ballad “Protection” misfires. At £12 for the vinyl it is daylight robbery in the right direction.

Teale, who studied criminology at the University of Kent before music stole her, gives 5 percent of the royalties to a charity for the families of the disappeared in Mexico. The Mexican embassy sent flowers. “Lilies,” says Brathwaite. “We checked them for bugs.”', '2019-02-22', 'en', 'Amplifier Weekly', NULL, NULL, NULL, NULL, NULL, '6851af33db895bcc', NULL, 'extracted', 'gold 1', 'resolver 0.1.0.7', NULL, NULL, 27, 0, 0, 5, 0, NULL);

INSERT INTO dates VALUES
('0acafd93cf110e5a', 'p07-cebu-jail-riot', '87f2f9b5f623308b', 199, 205, 0, 222, NULL, 'rule gold 1', '2005-10-10', '2005-10-10'),
('1b08cb17c9d110fd', 'p07-cebu-jail-riot', '87f2f9b5f623308b', 891, 896, 869, 983, NULL, 'rule gold 1', '2005-03-01', '2005-03-31'),
('4090051675947ea0', 'p07-cebu-jail-riot', '87f2f9b5f623308b', 242, 257, 224, 279, NULL, 'rule gold 1', '2005-10-10', '2005-10-10'),
('e911e1b02d3bf8ec', 'p12-cartel-the-band', '87f2f9b5f623308b', 589, 596, 554, 687, NULL, 'rule gold 1', '2019-03-08', '2019-03-08'),
('eb225dfadf6c22e4', 'p12-cartel-the-band', '87f2f9b5f623308b', 128, 136, 77, 250, NULL, 'rule gold 1', '2019-02-23', '2019-02-23');

INSERT INTO entities VALUES
('fac:brixton-academy', 'FAC', 'Brixton Academy', NULL, NULL, NULL, NULL, NULL, NULL, 'text', '2019-02-22', '2019-02-22', 1, 1, NULL),
('fac:camp-bagong-diwa', 'FAC', 'Camp Bagong Diwa', NULL, 'PH', 14.52, 121.08, NULL, 'site', 'gazetteer', '2005-10-11', '2005-10-11', 1, 1, NULL),
('fac:cebu-city-jail', 'FAC', 'Cebu City Jail', NULL, 'PH', 10.31672, 123.89071, 'Central Visayas', 'city', 'text', '2005-10-11', '2005-10-11', 1, 1, NULL),
('gang:abu-sayyaf', 'GANG', 'Abu Sayyaf', NULL, 'PH', NULL, NULL, NULL, NULL, 'knowledge', '2005-10-11', '2005-10-11', 1, 1, NULL),
('gang:batang-cebu', 'GANG', 'Batang Cebu', NULL, NULL, NULL, NULL, NULL, NULL, 'text', '2005-10-11', '2005-10-11', 1, 1, NULL),
('gang:sputnik-gang', 'GANG', 'Sputnik gang', NULL, 'PH', NULL, NULL, NULL, NULL, 'knowledge', '2005-10-11', '2005-10-11', 1, 1, NULL),
('gpe:cebu-city-1717512', 'GPE', 'Cebu City', NULL, 'PH', 10.31672, 123.89071, 'Central Visayas', 'city', 'gazetteer', '2005-10-11', '2005-10-11', 1, 1, NULL),
('gpe:guadalajara-4005539', 'GPE', 'Guadalajara', NULL, 'MX', 20.67738, -103.34749, 'Jalisco', 'city', 'gazetteer', '2019-02-22', '2019-02-22', 1, 1, NULL),
('gpe:hackney-2647694', 'GPE', 'Hackney', NULL, 'GB', 51.55, -0.05, 'England', 'city', 'gazetteer', '2019-02-22', '2019-02-22', 1, 1, NULL),
('gpe:kalunasan', 'GPE', 'Kalunasan', NULL, NULL, NULL, NULL, NULL, NULL, 'text', '2005-10-11', '2005-10-11', 1, 1, NULL),
('gpe:leeds-2644688', 'GPE', 'Leeds', NULL, 'GB', 53.79648, -1.54785, 'England', 'city', 'gazetteer', '2019-02-22', '2019-02-22', 1, 1, NULL),
('gpe:manila-1701668', 'GPE', 'Manila', NULL, 'PH', 14.6042, 120.9822, 'Metro Manila', 'city', 'gazetteer', '2005-10-11', '2005-10-11', 1, 1, NULL),
('gpe:margate-2643044', 'GPE', 'Margate', NULL, 'GB', 51.38132, 1.38617, 'England', 'city', 'gazetteer', '2019-02-22', '2019-02-22', 1, 1, NULL),
('gpe:mexico', 'GPE', 'Mexico', NULL, 'MX', 23.0, -102.0, NULL, 'country', 'gazetteer', '2019-02-22', '2019-02-22', 1, 1, NULL),
('gpe:ohio-us-oh', 'GPE', 'Ohio', NULL, 'US', 40.4, -82.8, 'Ohio', 'region', 'gazetteer', '2019-02-22', '2019-02-22', 1, 1, NULL),
('org:cartel', 'ORG', 'Cartel', NULL, NULL, NULL, NULL, NULL, NULL, 'text', '2019-02-22', '2019-02-22', 2, 1, NULL),
('org:university-of-kent', 'ORG', 'University of Kent', NULL, NULL, NULL, NULL, NULL, NULL, 'text', '2019-02-22', '2019-02-22', 1, 1, NULL),
('person:amado-tibay', 'PERSON', 'Amado Tibay', NULL, NULL, NULL, NULL, NULL, NULL, 'text', '2005-10-11', '2005-10-11', 2, 1, NULL),
('person:corazon-ybanez', 'PERSON', 'Corazon Ybañez', NULL, NULL, NULL, NULL, NULL, NULL, 'text', '2005-10-11', '2005-10-11', 1, 1, NULL),
('person:crisanto-velasquez', 'PERSON', 'Crisanto Velasquez', NULL, NULL, NULL, NULL, NULL, NULL, 'text', '2005-10-11', '2005-10-11', 1, 1, NULL),
('person:imogen-teale', 'PERSON', 'Imogen Teale', NULL, NULL, NULL, NULL, NULL, NULL, 'text', '2019-02-22', '2019-02-22', 2, 1, NULL),
('person:kofi-brathwaite', 'PERSON', 'Kofi Brathwaite', NULL, NULL, NULL, NULL, NULL, NULL, 'text', '2019-02-22', '2019-02-22', 2, 1, NULL),
('person:mountbatten', 'PERSON', 'Mountbatten', NULL, NULL, NULL, NULL, NULL, NULL, 'text', '2019-02-22', '2019-02-22', 1, 1, NULL);

INSERT INTO entity_keys VALUES
(2243820384494291113, 'org:university-of-kent'),
(2414639248406336408, 'person:corazon-ybanez'),
(2672878540080356796, 'gang:batang-cebu'),
(3014283361166276503, 'org:cartel'),
(3314198868752456326, 'person:imogen-teale'),
(3330060576475464976, 'person:imogen-teale'),
(4528727954823915596, 'org:university-of-kent'),
(5056331247974743692, 'person:imogen-teale'),
(6394900097675250081, 'person:amado-tibay'),
(6433809768308494286, 'person:imogen-teale'),
(6583651954180246492, 'person:mountbatten'),
(6696239376490422985, 'person:mountbatten'),
(6822889947973377817, 'person:corazon-ybanez'),
(7401346298165369541, 'person:crisanto-velasquez'),
(7561939559089834210, 'person:corazon-ybanez'),
(8140868099831228110, 'person:amado-tibay'),
(8204870072379089607, 'person:kofi-brathwaite'),
(9125169681613701836, 'person:imogen-teale'),
(9899849955293326118, 'gang:batang-cebu'),
(10144287821067304877, 'person:amado-tibay'),
(11135650597411605906, 'gang:batang-cebu'),
(11484817146194557118, 'fac:cebu-city-jail'),
(11528668407712849228, 'org:university-of-kent'),
(11802562612123757438, 'person:kofi-brathwaite'),
(12117311323153907469, 'person:amado-tibay'),
(12971769471663457597, 'person:crisanto-velasquez'),
(13802693523957136236, 'org:university-of-kent'),
(14533217390602889174, 'person:corazon-ybanez'),
(14600629242401502008, 'person:kofi-brathwaite'),
(14678741319749093397, 'person:crisanto-velasquez'),
(14688054049034792920, 'person:crisanto-velasquez'),
(14841269557298015768, 'fac:brixton-academy'),
(15577938976394587692, 'org:university-of-kent'),
(15952102429494375945, 'org:cartel'),
(16948605178469097763, 'person:amado-tibay'),
(16995781397287201302, 'person:kofi-brathwaite'),
(17008070328602182779, 'person:kofi-brathwaite'),
(17500080333615124860, 'gpe:kalunasan'),
(18232315248354262555, 'org:cartel');

INSERT INTO entity_links VALUES
('p07-cebu-jail-riot', 'fac:camp-bagong-diwa', '87f2f9b5f623308b', 'FAC', 'Camp Bagong Diwa', 'fac:camp-bagong-diwa', 'fac:camp-bagong-diwa', 1.0, 'the only place of this name', 'gazetteer', NULL, '{"forms":{"Camp Bagong Diwa":1},"countries":{"PH":1.0},"places":["cebu city, PH","kalunasan","manila, PH"],"people":["crisanto velasquez","amado tibay","corazon ybanez"]}'),
('p07-cebu-jail-riot', 'fac:cebu-city-jail', '87f2f9b5f623308b', 'FAC', 'Cebu City Jail', 'fac:cebu-city-jail', 'fac:cebu-city-jail', 1.0, 'nothing like it before', 'matcher', NULL, '{"forms":{"Cebu City Jail":1},"countries":{"PH":1.0},"places":["cebu city, PH","kalunasan","camp bagong diwa, PH","manila, PH"],"people":["crisanto velasquez","amado tibay","corazon ybanez"]}'),
('p07-cebu-jail-riot', 'gang:abu-sayyaf', '87f2f9b5f623308b', 'GANG', 'Abu Sayyaf', 'gang:abu-sayyaf', 'gang:abu-sayyaf', 1.0, 'Abu Sayyaf is a name of Abu Sayyaf', 'knowledge', NULL, '{"forms":{"Abu Sayyaf":1},"countries":{"PH":1.0},"places":["cebu city, PH","kalunasan","camp bagong diwa, PH","manila, PH"],"people":["crisanto velasquez","amado tibay","corazon ybanez"]}'),
('p07-cebu-jail-riot', 'gang:batang-cebu', '87f2f9b5f623308b', 'GANG', 'Batang Cebu', 'gang:batang-cebu', 'gang:batang-cebu', 1.0, 'nothing like it before', 'matcher', NULL, '{"forms":{"Batang Cebu":1},"countries":{"PH":1.0},"places":["cebu city, PH","kalunasan","camp bagong diwa, PH","manila, PH"],"people":["crisanto velasquez","amado tibay","corazon ybanez"]}'),
('p07-cebu-jail-riot', 'gang:sigue-sigue-sputnik', '87f2f9b5f623308b', 'GANG', 'Sigue Sigue Sputnik', 'gang:sputnik-gang', 'gang:sputnik-gang', 1.0, 'Sigue Sigue Sputnik is a name of Sputnik gang', 'knowledge', NULL, '{"forms":{"Sigue Sigue Sputnik":1},"countries":{"PH":1.0},"places":["cebu city, PH","kalunasan","camp bagong diwa, PH","manila, PH"],"people":["crisanto velasquez","amado tibay","corazon ybanez"]}'),
('p07-cebu-jail-riot', 'gpe:cebu-city', '87f2f9b5f623308b', 'GPE', 'Cebu City', 'gpe:cebu-city-1717512', 'gpe:cebu-city-1717512', 1.0, 'best known Cebu City in Philippines, which the article speaks of', 'gazetteer', NULL, '{"forms":{"CEBU CITY":1},"countries":{"PH":1.0},"places":["cebu city, PH","kalunasan","camp bagong diwa, PH","manila, PH"],"people":["crisanto velasquez","amado tibay","corazon ybanez"]}'),
('p07-cebu-jail-riot', 'gpe:kalunasan', '87f2f9b5f623308b', 'GPE', 'Kalunasan', 'gpe:kalunasan', 'gpe:kalunasan', 1.0, 'nothing like it before', 'matcher', NULL, '{"forms":{"Kalunasan":1},"countries":{"PH":1.0},"places":["cebu city, PH","camp bagong diwa, PH","manila, PH"],"people":["crisanto velasquez","amado tibay","corazon ybanez"]}'),
('p07-cebu-jail-riot', 'gpe:manila', '87f2f9b5f623308b', 'GPE', 'Manila', 'gpe:manila-1701668', 'gpe:manila-1701668', 1.0, 'best known Manila in Philippines, which the article speaks of', 'gazetteer', NULL, '{"forms":{"Manila":1},"countries":{"PH":1.0},"places":["cebu city, PH","kalunasan","camp bagong diwa, PH"],"people":["crisanto velasquez","amado tibay","corazon ybanez"]}'),
('p07-cebu-jail-riot', 'person:amado-tibay', '87f2f9b5f623308b', 'PERSON', 'Amado Tibay', 'person:amado-tibay', 'person:amado-tibay', 1.0, 'nothing like it before', 'matcher', NULL, '{"forms":{"Amado Tibay":1,"Tibay":1},"countries":{"PH":1.0},"places":["cebu city, PH","kalunasan","camp bagong diwa, PH","manila, PH"],"gangs":["sputnik gang","batang cebu","abu sayyaf"],"people":["crisanto velasquez","corazon ybanez"],"roles":["job:inspector","police"],"days":["2005-10-11","2005-10-11"],"sources":["Visayas Morning"],"words":["blade","chapel","climbed","confiscate","confusion","hunted","recaptured","relieved","shabu","inquiry","knive","wall","riot","rest","market","ordered","leave","sold"],"home":["kalunasan"],"close":["blade","confiscate","shabu","inquiry","knive","guard","ordered","sold"]}'),
('p07-cebu-jail-riot', 'person:corazon-ybanez', '87f2f9b5f623308b', 'PERSON', 'Corazon Ybañez', 'person:corazon-ybanez', 'person:corazon-ybanez', 1.0, 'nothing like it before', 'matcher', NULL, '{"forms":{"Corazon Ybañez":1},"countries":{"PH":1.0},"places":["cebu city, PH","kalunasan","camp bagong diwa, PH","manila, PH"],"gangs":["sputnik gang","batang cebu","abu sayyaf"],"people":["crisanto velasquez","amado tibay"],"roles":["woman"],"days":["2005-10-11","2005-10-11"],"sources":["Visayas Morning"],"words":["laundrywoman","relieved","rooster","rope","stealing","riot","son","leave"],"close":["laundrywoman","rooster","rope","stealing","son"]}'),
('p07-cebu-jail-riot', 'person:crisanto-velasquez', '87f2f9b5f623308b', 'PERSON', 'Crisanto Velasquez', 'person:crisanto-velasquez', 'person:crisanto-velasquez', 1.0, 'nothing like it before', 'matcher', NULL, '{"forms":{"Crisanto Velasquez":1},"countries":{"PH":1.0},"places":["cebu city, PH","kalunasan","camp bagong diwa, PH","manila, PH"],"gangs":["sputnik gang","batang cebu","abu sayyaf"],"people":["amado tibay","corazon ybanez"],"days":["2005-10-11","2005-10-11"],"sources":["Visayas Morning"],"words":["chapel","climbed","confusion","hunted","recaptured","relieved","shabu","inquiry","knive","wall","riot","rest","market","ordered","leave","sold"],"home":["kalunasan"],"close":["chapel","climbed","confusion","hunted","recaptured","relieved","warden","wall","rest","market","prisoner"]}'),
('p12-cartel-the-band', 'fac:brixton-academy', '87f2f9b5f623308b', 'FAC', 'Brixton Academy', 'fac:brixton-academy', 'fac:brixton-academy', 1.0, 'nothing like it before', 'matcher', NULL, '{"forms":{"Brixton Academy":1},"countries":{"GB":0.509,"MX":0.356,"US":0.135},"places":["hackney, GB","guadalajara, MX","leeds, GB","ohio, US","margate, GB","mexico, MX"],"people":["imogen teale","kofi brathwaite","mountbatten"]}'),
('p12-cartel-the-band', 'gpe:guadalajara', '87f2f9b5f623308b', 'GPE', 'Guadalajara', 'gpe:guadalajara-4005539', 'gpe:guadalajara-4005539', 0.996, 'best known Guadalajara in Mexico, which the article speaks of', 'gazetteer', NULL, '{"forms":{"Guadalajara":1},"countries":{"MX":1.0},"places":["brixton academy","hackney, GB","leeds, GB","ohio, US","margate, GB","mexico, MX"],"people":["imogen teale","kofi brathwaite","mountbatten"]}'),
('p12-cartel-the-band', 'gpe:leeds', '87f2f9b5f623308b', 'GPE', 'Leeds', 'gpe:leeds-2644688', 'gpe:leeds-2644688', 0.998, 'only Leeds in United Kingdom, which the article speaks of', 'gazetteer', NULL, '{"forms":{"Leeds":1},"countries":{"GB":1.0},"places":["brixton academy","hackney, GB","guadalajara, MX","ohio, US","margate, GB","mexico, MX"],"people":["imogen teale","kofi brathwaite","mountbatten"]}'),
('p12-cartel-the-band', 'gpe:margate', '87f2f9b5f623308b', 'GPE', 'Margate', 'gpe:margate-2643044', 'gpe:margate-2643044', 0.943, 'only Margate in United Kingdom, which the article speaks of', 'gazetteer', NULL, '{"forms":{"Margate":1},"countries":{"GB":1.0},"places":["brixton academy","hackney, GB","guadalajara, MX","leeds, GB","ohio, US","mexico, MX"],"people":["imogen teale","kofi brathwaite","mountbatten"]}'),
('p12-cartel-the-band', 'gpe:mexico', '87f2f9b5f623308b', 'GPE', 'Mexico', 'gpe:mexico', 'gpe:mexico', 1.0, 'best known Mexico in Mexico, which the article speaks of', 'gazetteer', NULL, '{"forms":{"Mexico":1},"countries":{"MX":1.0},"places":["brixton academy","hackney, GB","guadalajara, MX","leeds, GB","ohio, US","margate, GB"],"people":["imogen teale","kofi brathwaite","mountbatten"]}'),
('p12-cartel-the-band', 'gpe:ohio', '87f2f9b5f623308b', 'GPE', 'Ohio', 'gpe:ohio-us-oh', 'gpe:ohio-us-oh', 1.0, 'the only place of this name', 'gazetteer', NULL, '{"forms":{"Ohio":1},"countries":{"US":1.0},"places":["brixton academy","hackney, GB","guadalajara, MX","leeds, GB","margate, GB","mexico, MX"],"people":["imogen teale","kofi brathwaite","mountbatten"]}'),
('p12-cartel-the-band', 'loc:hackney', '87f2f9b5f623308b', 'LOC', 'Hackney', 'gpe:hackney-2647694', 'gpe:hackney-2647694', 0.995, 'only Hackney in United Kingdom, which the article speaks of', 'gazetteer', NULL, '{"forms":{"Hackney":1},"countries":{"GB":1.0},"places":["brixton academy","guadalajara, MX","leeds, GB","ohio, US","margate, GB","mexico, MX"],"people":["imogen teale","kofi brathwaite","mountbatten"]}'),
('p12-cartel-the-band', 'org:cartel', '87f2f9b5f623308b', 'ORG', 'Cartel', 'org:cartel', 'org:cartel', 1.0, 'nothing like it before', 'matcher', NULL, '{"forms":{"Cartel":1,"The Cart":1},"countries":{"GB":0.518,"MX":0.33,"US":0.152},"places":["brixton academy","hackney, GB","guadalajara, MX","leeds, GB","ohio, US","margate, GB","mexico, MX"],"people":["imogen teale","kofi brathwaite","mountbatten"]}'),
('p12-cartel-the-band', 'org:university-of-kent', '87f2f9b5f623308b', 'ORG', 'University of Kent', 'org:university-of-kent', 'org:university-of-kent', 1.0, 'nothing like it before', 'matcher', NULL, '{"forms":{"University of Kent":1},"countries":{"GB":1.0},"places":["brixton academy","hackney, GB","guadalajara, MX","leeds, GB","ohio, US","margate, GB","mexico, MX"],"people":["imogen teale","kofi brathwaite","mountbatten"]}'),
('p12-cartel-the-band', 'person:imogen-teale', '87f2f9b5f623308b', 'PERSON', 'Imogen Teale', 'person:imogen-teale', 'person:imogen-teale', 1.0, 'nothing like it before', 'matcher', NULL, '{"forms":{"Imogen Teale":1,"Teale":1},"countries":{"GB":0.518,"MX":0.374,"US":0.108},"places":["brixton academy","hackney, GB","guadalajara, MX","leeds, GB","ohio, US","margate, GB","mexico, MX"],"people":["kofi brathwaite","mountbatten"],"orgs":["cartel","university of kent"],"roles":["art","job:singer"],"born":[1987,1988],"days":["2019-02-22","2019-02-22"],"sources":["Amplifier Weekly"],"words":["cake","caused","charity","criminology","daylight","direction","drum","fan","festival","flamethrower","flower","froze","kit","music","questioned","royaltie","shirt","studied","vinyl","stage","play","trouble","disappeared","stole"],"home":["brixton academy","hackney, GB","guadalajara, MX","leeds, GB","ohio, US","mexico, MX"],"close":["cake","caused","charity","criminology","direction","drum","fan","festival","flamethrower","froze","kit","music","musician","questioned","royaltie","shirt","studied","stage","play","trouble","stole","account","robbery","working"],"beside":["cartel","university of kent"]}'),
('p12-cartel-the-band', 'person:kofi-brathwaite', '87f2f9b5f623308b', 'PERSON', 'Kofi Brathwaite', 'person:kofi-brathwaite', 'person:kofi-brathwaite', 1.0, 'nothing like it before', 'matcher', NULL, '{"forms":{"Kofi Brathwaite":1,"Brathwaite":1},"countries":{"GB":0.453,"MX":0.435,"US":0.113},"places":["brixton academy","hackney, GB","guadalajara, MX","leeds, GB","ohio, US","margate, GB","mexico, MX"],"people":["imogen teale","mountbatten"],"orgs":["cartel","university of kent"],"roles":["art","job:guitarist","man"],"days":["2019-02-22","2019-02-22"],"sources":["Amplifier Weekly"],"words":["album","biscuit","bug","checked","flower","surrendered","shut","attempted","break","embassy","door","cell","ran","station","taking","sent"],"home":["margate, GB"],"close":["biscuit","bug","checked","flower","surrendered","shut","attempted","break","embassy","door","cell","ran","station","sent"]}'),
('p12-cartel-the-band', 'person:mountbatten', '87f2f9b5f623308b', 'PERSON', 'Mountbatten', 'person:mountbatten', 'person:mountbatten', 1.0, 'nothing like it before', 'matcher', NULL, '{"forms":{"Mountbatten":1},"countries":{"GB":0.488,"MX":0.395,"US":0.117},"places":["brixton academy","hackney, GB","guadalajara, MX","leeds, GB","ohio, US","margate, GB","mexico, MX"],"people":["imogen teale","kofi brathwaite"],"orgs":["cartel","university of kent"],"days":["2019-02-22","2019-02-22"],"sources":["Amplifier Weekly"],"words":["ballad","disco","hijack","magnificently","misfire","mounty","rhyme","rhythm","section","torture","record","beat","county","minute","taking","kill"],"close":["ballad","magnificently","misfire","mounty","rhyme","county","minute"]}');

INSERT INTO entity_profiles VALUES
('fac:brixton-academy', '{"Brixton Academy":1}', '{"countries":{"GB":0.509,"MX":0.356,"US":0.135},"places":["hackney, GB","guadalajara, MX","leeds, GB","ohio, US","margate, GB","mexico, MX"],"people":["imogen teale","kofi brathwaite","mountbatten"]}', 1),
('fac:cebu-city-jail', '{"Cebu City Jail":1}', '{"countries":{"PH":1.0},"places":["cebu city, PH","kalunasan","camp bagong diwa, PH","manila, PH"],"people":["crisanto velasquez","amado tibay","corazon ybanez"]}', 1),
('gang:batang-cebu', '{"Batang Cebu":1}', '{"countries":{"PH":1.0},"places":["cebu city, PH","kalunasan","camp bagong diwa, PH","manila, PH"],"people":["crisanto velasquez","amado tibay","corazon ybanez"]}', 1),
('gpe:kalunasan', '{"Kalunasan":1}', '{"countries":{"PH":1.0},"places":["cebu city, PH","camp bagong diwa, PH","manila, PH"],"people":["crisanto velasquez","amado tibay","corazon ybanez"]}', 1),
('org:cartel', '{"Cartel":1,"The Cart":1}', '{"countries":{"GB":0.518,"MX":0.33,"US":0.152},"places":["brixton academy","hackney, GB","guadalajara, MX","leeds, GB","ohio, US","margate, GB","mexico, MX"],"people":["imogen teale","kofi brathwaite","mountbatten"]}', 1),
('org:university-of-kent', '{"University of Kent":1}', '{"countries":{"GB":1.0},"places":["brixton academy","hackney, GB","guadalajara, MX","leeds, GB","ohio, US","margate, GB","mexico, MX"],"people":["imogen teale","kofi brathwaite","mountbatten"]}', 1),
('person:amado-tibay', '{"Amado Tibay":1,"Tibay":1}', '{"countries":{"PH":1.0},"places":["cebu city, PH","kalunasan","camp bagong diwa, PH","manila, PH"],"gangs":["sputnik gang","batang cebu","abu sayyaf"],"people":["crisanto velasquez","corazon ybanez"],"roles":["job:inspector","police"],"days":["2005-10-11","2005-10-11"],"sources":["Visayas Morning"],"words":["blade","chapel","climbed","confiscate","confusion","hunted","recaptured","relieved","shabu","inquiry","knive","wall","riot","rest","market","ordered","leave","sold"],"home":["kalunasan"],"close":["blade","confiscate","shabu","inquiry","knive","guard","ordered","sold"]}', 1),
('person:corazon-ybanez', '{"Corazon Ybañez":1}', '{"countries":{"PH":1.0},"places":["cebu city, PH","kalunasan","camp bagong diwa, PH","manila, PH"],"gangs":["sputnik gang","batang cebu","abu sayyaf"],"people":["crisanto velasquez","amado tibay"],"roles":["woman"],"days":["2005-10-11","2005-10-11"],"sources":["Visayas Morning"],"words":["laundrywoman","relieved","rooster","rope","stealing","riot","son","leave"],"close":["laundrywoman","rooster","rope","stealing","son"]}', 1),
('person:crisanto-velasquez', '{"Crisanto Velasquez":1}', '{"countries":{"PH":1.0},"places":["cebu city, PH","kalunasan","camp bagong diwa, PH","manila, PH"],"gangs":["sputnik gang","batang cebu","abu sayyaf"],"people":["amado tibay","corazon ybanez"],"days":["2005-10-11","2005-10-11"],"sources":["Visayas Morning"],"words":["chapel","climbed","confusion","hunted","recaptured","relieved","shabu","inquiry","knive","wall","riot","rest","market","ordered","leave","sold"],"home":["kalunasan"],"close":["chapel","climbed","confusion","hunted","recaptured","relieved","warden","wall","rest","market","prisoner"]}', 1),
('person:imogen-teale', '{"Imogen Teale":1,"Teale":1}', '{"countries":{"GB":0.518,"MX":0.374,"US":0.108},"places":["brixton academy","hackney, GB","guadalajara, MX","leeds, GB","ohio, US","margate, GB","mexico, MX"],"people":["kofi brathwaite","mountbatten"],"orgs":["cartel","university of kent"],"roles":["art","job:singer"],"born":[1987,1988],"days":["2019-02-22","2019-02-22"],"sources":["Amplifier Weekly"],"words":["cake","caused","charity","criminology","daylight","direction","drum","fan","festival","flamethrower","flower","froze","kit","music","questioned","royaltie","shirt","studied","vinyl","stage","play","trouble","disappeared","stole"],"home":["brixton academy","hackney, GB","guadalajara, MX","leeds, GB","ohio, US","mexico, MX"],"close":["cake","caused","charity","criminology","direction","drum","fan","festival","flamethrower","froze","kit","music","musician","questioned","royaltie","shirt","studied","stage","play","trouble","stole","account","robbery","working"],"beside":["cartel","university of kent"]}', 1),
('person:kofi-brathwaite', '{"Brathwaite":1,"Kofi Brathwaite":1}', '{"countries":{"GB":0.453,"MX":0.435,"US":0.113},"places":["brixton academy","hackney, GB","guadalajara, MX","leeds, GB","ohio, US","margate, GB","mexico, MX"],"people":["imogen teale","mountbatten"],"orgs":["cartel","university of kent"],"roles":["art","job:guitarist","man"],"days":["2019-02-22","2019-02-22"],"sources":["Amplifier Weekly"],"words":["album","biscuit","bug","checked","flower","surrendered","shut","attempted","break","embassy","door","cell","ran","station","taking","sent"],"home":["margate, GB"],"close":["biscuit","bug","checked","flower","surrendered","shut","attempted","break","embassy","door","cell","ran","station","sent"]}', 1),
('person:mountbatten', '{"Mountbatten":1}', '{"countries":{"GB":0.488,"MX":0.395,"US":0.117},"places":["brixton academy","hackney, GB","guadalajara, MX","leeds, GB","ohio, US","margate, GB","mexico, MX"],"people":["imogen teale","kofi brathwaite"],"orgs":["cartel","university of kent"],"days":["2019-02-22","2019-02-22"],"sources":["Amplifier Weekly"],"words":["ballad","disco","hijack","magnificently","misfire","mounty","rhyme","rhythm","section","torture","record","beat","county","minute","taking","kill"],"close":["ballad","magnificently","misfire","mounty","rhyme","county","minute"]}', 1);

INSERT INTO event_arguments VALUES
('0ec34bc0207c94cd', 'p07-cebu-jail-riot', '87f2f9b5f623308b', 891, 896, 869, 983, NULL, 'model gold 1', 'TIME', '1b08cb17c9d110fd', NULL, NULL),
('0ec34bc0207c94cd', 'p07-cebu-jail-riot', '87f2f9b5f623308b', 900, 916, 869, 983, NULL, 'model gold 1', 'PLACE', 'acb1a3195a4b6b57', NULL, 'fac:camp-bagong-diwa'),
('0ec34bc0207c94cd', 'p07-cebu-jail-riot', '87f2f9b5f623308b', 923, 929, 869, 983, NULL, 'model gold 1', 'PLACE', 'b86fb321289bd998', NULL, 'gpe:manila-1701668'),
('0ec34bc0207c94cd', 'p07-cebu-jail-riot', '87f2f9b5f623308b', 959, 982, 869, 983, NULL, 'model gold 1', 'TARGET', '81c7224b2b2f8803', NULL, NULL),
('201f852675dbe60b', 'p07-cebu-jail-riot', '87f2f9b5f623308b', 460, 464, 384, 536, NULL, 'model gold 1', 'TARGET', '96874829d4696159', NULL, NULL),
('201f852675dbe60b', 'p07-cebu-jail-riot', '87f2f9b5f623308b', 496, 505, 384, 536, NULL, 'model gold 1', 'PLACE', '714eaa7ddd99ff5a', NULL, 'gpe:kalunasan'),
('36caa14cdecedae6', 'p07-cebu-jail-riot', '87f2f9b5f623308b', 891, 896, 869, 983, NULL, 'model gold 1', 'TIME', '1b08cb17c9d110fd', NULL, NULL),
('36caa14cdecedae6', 'p07-cebu-jail-riot', '87f2f9b5f623308b', 900, 916, 869, 983, NULL, 'model gold 1', 'PLACE', 'acb1a3195a4b6b57', NULL, 'fac:camp-bagong-diwa'),
('36caa14cdecedae6', 'p07-cebu-jail-riot', '87f2f9b5f623308b', 923, 929, 869, 983, NULL, 'model gold 1', 'PLACE', 'b86fb321289bd998', NULL, 'gpe:manila-1701668'),
('49a578630ce5ab36', 'p07-cebu-jail-riot', '87f2f9b5f623308b', 181, 195, 0, 222, NULL, 'model gold 1', 'PLACE', '97cb0c895dc4f084', NULL, 'fac:cebu-city-jail'),
('49a578630ce5ab36', 'p07-cebu-jail-riot', '87f2f9b5f623308b', 312, 325, 280, 383, NULL, 'model gold 1', 'AGENT', 'c25ef2b972d13bb4', NULL, NULL),
('4c0c4d057fcd9409', 'p07-cebu-jail-riot', '87f2f9b5f623308b', 89, 108, 0, 222, NULL, 'model gold 1', 'TARGET', '077f40482520c9bc', NULL, 'gang:sputnik-gang'),
('4c0c4d057fcd9409', 'p07-cebu-jail-riot', '87f2f9b5f623308b', 113, 124, 0, 222, NULL, 'model gold 1', 'TARGET', '587e91a1bb4b02b1', NULL, 'gang:batang-cebu'),
('4c0c4d057fcd9409', 'p07-cebu-jail-riot', '87f2f9b5f623308b', 668, 674, 538, 715, NULL, 'model gold 1', 'AGENT', '843241605a7503bc', NULL, NULL),
('4c0c4d057fcd9409', 'p07-cebu-jail-riot', '87f2f9b5f623308b', 684, 690, 538, 715, NULL, 'model gold 1', 'OBJECT', 'cfb6ae7ad24080a7', NULL, NULL),
('4c0c4d057fcd9409', 'p07-cebu-jail-riot', '87f2f9b5f623308b', 695, 700, 538, 715, NULL, 'model gold 1', 'OBJECT', '827571641d8d28c9', NULL, NULL),
('5071abdfe9bf4149', 'p07-cebu-jail-riot', '87f2f9b5f623308b', 89, 108, 0, 222, NULL, 'model gold 1', 'AGENT', '077f40482520c9bc', NULL, 'gang:sputnik-gang'),
('5071abdfe9bf4149', 'p07-cebu-jail-riot', '87f2f9b5f623308b', 113, 124, 0, 222, NULL, 'model gold 1', 'AGENT', '587e91a1bb4b02b1', NULL, 'gang:batang-cebu'),
('5071abdfe9bf4149', 'p07-cebu-jail-riot', '87f2f9b5f623308b', 181, 195, 0, 222, NULL, 'model gold 1', 'PLACE', '97cb0c895dc4f084', NULL, 'fac:cebu-city-jail'),
('5071abdfe9bf4149', 'p07-cebu-jail-riot', '87f2f9b5f623308b', 199, 205, 0, 222, NULL, 'model gold 1', 'TIME', '0acafd93cf110e5a', NULL, NULL),
('5071abdfe9bf4149', 'p07-cebu-jail-riot', '87f2f9b5f623308b', 242, 257, 224, 279, NULL, 'model gold 1', 'TIME', '4090051675947ea0', NULL, NULL),
('519e91f7717c79ca', 'p07-cebu-jail-riot', '87f2f9b5f623308b', 1021, 1027, 1020, 1095, NULL, 'model gold 1', 'AGENT', '098cb1ff867bbfbb', NULL, NULL),
('857f4299167be3ae', 'p07-cebu-jail-riot', '87f2f9b5f623308b', 716, 721, 716, 732, NULL, 'model gold 1', 'AGENT', 'c4bec633bc0ed0c2', NULL, 'person:amado-tibay'),
('857f4299167be3ae', 'p07-cebu-jail-riot', '87f2f9b5f623308b', 747, 750, 733, 763, NULL, 'model gold 1', 'AMOUNT', '3c12353765f4d735', NULL, NULL),
('857f4299167be3ae', 'p07-cebu-jail-riot', '87f2f9b5f623308b', 751, 756, 733, 763, NULL, 'model gold 1', 'OBJECT', '40abb10ec74489b3', NULL, NULL),
('90708b033bf038b1', 'p07-cebu-jail-riot', '87f2f9b5f623308b', 0, 9, 0, 222, NULL, 'model gold 1', 'PLACE', 'c2983e38db567d95', NULL, 'gpe:cebu-city-1717512'),
('90708b033bf038b1', 'p07-cebu-jail-riot', '87f2f9b5f623308b', 12, 25, 0, 222, NULL, 'model gold 1', 'TARGET', '9857c8ef322f9201', NULL, NULL),
('90708b033bf038b1', 'p07-cebu-jail-riot', '87f2f9b5f623308b', 89, 108, 0, 222, NULL, 'model gold 1', 'AGENT', '077f40482520c9bc', NULL, 'gang:sputnik-gang'),
('90708b033bf038b1', 'p07-cebu-jail-riot', '87f2f9b5f623308b', 113, 124, 0, 222, NULL, 'model gold 1', 'AGENT', '587e91a1bb4b02b1', NULL, 'gang:batang-cebu'),
('90708b033bf038b1', 'p07-cebu-jail-riot', '87f2f9b5f623308b', 143, 159, 0, 222, NULL, 'model gold 1', 'INSTRUMENT', '37021e7f1fdfd707', NULL, NULL),
('90708b033bf038b1', 'p07-cebu-jail-riot', '87f2f9b5f623308b', 181, 195, 0, 222, NULL, 'model gold 1', 'PLACE', '97cb0c895dc4f084', NULL, 'fac:cebu-city-jail'),
('90708b033bf038b1', 'p07-cebu-jail-riot', '87f2f9b5f623308b', 199, 205, 0, 222, NULL, 'model gold 1', 'TIME', '0acafd93cf110e5a', NULL, NULL),
('9080f200861ec434', 'p07-cebu-jail-riot', '87f2f9b5f623308b', 405, 420, 384, 536, NULL, 'model gold 1', 'AGENT', '03ced2346b9d3146', NULL, NULL),
('99b1489def37d4ae', 'p07-cebu-jail-riot', '87f2f9b5f623308b', 0, 9, 0, 222, NULL, 'model gold 1', 'PLACE', 'c2983e38db567d95', NULL, 'gpe:cebu-city-1717512'),
('99b1489def37d4ae', 'p07-cebu-jail-riot', '87f2f9b5f623308b', 12, 25, 0, 222, NULL, 'model gold 1', 'TARGET', '9857c8ef322f9201', NULL, NULL),
('99b1489def37d4ae', 'p07-cebu-jail-riot', '87f2f9b5f623308b', 89, 108, 0, 222, NULL, 'model gold 1', 'AGENT', '077f40482520c9bc', NULL, 'gang:sputnik-gang'),
('99b1489def37d4ae', 'p07-cebu-jail-riot', '87f2f9b5f623308b', 113, 124, 0, 222, NULL, 'model gold 1', 'AGENT', '587e91a1bb4b02b1', NULL, 'gang:batang-cebu'),
('99b1489def37d4ae', 'p07-cebu-jail-riot', '87f2f9b5f623308b', 143, 159, 0, 222, NULL, 'model gold 1', 'INSTRUMENT', '37021e7f1fdfd707', NULL, NULL),
('99b1489def37d4ae', 'p07-cebu-jail-riot', '87f2f9b5f623308b', 181, 195, 0, 222, NULL, 'model gold 1', 'PLACE', '97cb0c895dc4f084', NULL, 'fac:cebu-city-jail'),
('99b1489def37d4ae', 'p07-cebu-jail-riot', '87f2f9b5f623308b', 199, 205, 0, 222, NULL, 'model gold 1', 'TIME', '0acafd93cf110e5a', NULL, NULL),
('a3c3d691cdb8b0f2', 'p07-cebu-jail-riot', '87f2f9b5f623308b', 891, 896, 869, 983, NULL, 'model gold 1', 'TIME', '1b08cb17c9d110fd', NULL, NULL),
('a3c3d691cdb8b0f2', 'p07-cebu-jail-riot', '87f2f9b5f623308b', 900, 916, 869, 983, NULL, 'model gold 1', 'PLACE', 'acb1a3195a4b6b57', NULL, 'fac:camp-bagong-diwa'),
('a3c3d691cdb8b0f2', 'p07-cebu-jail-riot', '87f2f9b5f623308b', 923, 929, 869, 983, NULL, 'model gold 1', 'PLACE', 'b86fb321289bd998', NULL, 'gpe:manila-1701668'),
('aa194c924c07c1f7', 'p07-cebu-jail-riot', '87f2f9b5f623308b', 0, 9, 0, 222, NULL, 'model gold 1', 'PLACE', 'c2983e38db567d95', NULL, 'gpe:cebu-city-1717512'),
('aa194c924c07c1f7', 'p07-cebu-jail-riot', '87f2f9b5f623308b', 52, 63, 0, 222, NULL, 'model gold 1', 'TARGET', '98210f05c492503b', NULL, NULL),
('aa194c924c07c1f7', 'p07-cebu-jail-riot', '87f2f9b5f623308b', 89, 108, 0, 222, NULL, 'model gold 1', 'AGENT', '077f40482520c9bc', NULL, 'gang:sputnik-gang'),
('aa194c924c07c1f7', 'p07-cebu-jail-riot', '87f2f9b5f623308b', 113, 124, 0, 222, NULL, 'model gold 1', 'AGENT', '587e91a1bb4b02b1', NULL, 'gang:batang-cebu'),
('aa194c924c07c1f7', 'p07-cebu-jail-riot', '87f2f9b5f623308b', 143, 159, 0, 222, NULL, 'model gold 1', 'INSTRUMENT', '37021e7f1fdfd707', NULL, NULL),
('aa194c924c07c1f7', 'p07-cebu-jail-riot', '87f2f9b5f623308b', 181, 195, 0, 222, NULL, 'model gold 1', 'PLACE', '97cb0c895dc4f084', NULL, 'fac:cebu-city-jail'),
('aa194c924c07c1f7', 'p07-cebu-jail-riot', '87f2f9b5f623308b', 199, 205, 0, 222, NULL, 'model gold 1', 'TIME', '0acafd93cf110e5a', NULL, NULL),
('af91b9a40bc8d24c', 'p07-cebu-jail-riot', '87f2f9b5f623308b', 181, 195, 0, 222, NULL, 'model gold 1', 'PLACE', '97cb0c895dc4f084', NULL, 'fac:cebu-city-jail'),
('af91b9a40bc8d24c', 'p07-cebu-jail-riot', '87f2f9b5f623308b', 312, 325, 280, 383, NULL, 'model gold 1', 'AGENT', 'c25ef2b972d13bb4', NULL, NULL),
('af91b9a40bc8d24c', 'p07-cebu-jail-riot', '87f2f9b5f623308b', 374, 382, 280, 383, NULL, 'model gold 1', 'INSTRUMENT', 'ebd6530b1a3c0f5d', NULL, NULL),
('b836ece741e6ae71', 'p07-cebu-jail-riot', '87f2f9b5f623308b', 0, 9, 0, 222, NULL, 'model gold 1', 'PLACE', 'c2983e38db567d95', NULL, 'gpe:cebu-city-1717512'),
('b836ece741e6ae71', 'p07-cebu-jail-riot', '87f2f9b5f623308b', 89, 108, 0, 222, NULL, 'model gold 1', 'AGENT', '077f40482520c9bc', NULL, 'gang:sputnik-gang'),
('b836ece741e6ae71', 'p07-cebu-jail-riot', '87f2f9b5f623308b', 113, 124, 0, 222, NULL, 'model gold 1', 'AGENT', '587e91a1bb4b02b1', NULL, 'gang:batang-cebu'),
('b836ece741e6ae71', 'p07-cebu-jail-riot', '87f2f9b5f623308b', 143, 159, 0, 222, NULL, 'model gold 1', 'INSTRUMENT', '37021e7f1fdfd707', NULL, NULL),
('b836ece741e6ae71', 'p07-cebu-jail-riot', '87f2f9b5f623308b', 181, 195, 0, 222, NULL, 'model gold 1', 'PLACE', '97cb0c895dc4f084', NULL, 'fac:cebu-city-jail'),
('b836ece741e6ae71', 'p07-cebu-jail-riot', '87f2f9b5f623308b', 199, 205, 0, 222, NULL, 'model gold 1', 'TIME', '0acafd93cf110e5a', NULL, NULL);

INSERT INTO events VALUES
('0ec34bc0207c94cd', 'p07-cebu-jail-riot', '87f2f9b5f623308b', 951, 955, 869, 983, NULL, 'gold gold 1', 'KILLING', 'cost', 'asserted', NULL, '2005-03-01', '2005-03-31', 'fac:camp-bagong-diwa', 'PLACE', 'incident:4f557ac3d01f2a6a'),
('201f852675dbe60b', 'p07-cebu-jail-riot', '87f2f9b5f623308b', 470, 480, 384, 536, NULL, 'gold gold 1', 'ARREST', 'recaptured', 'asserted', NULL, NULL, NULL, 'gpe:kalunasan', 'PLACE', 'incident:106c72f6392c8058'),
('36caa14cdecedae6', 'p07-cebu-jail-riot', '87f2f9b5f623308b', 879, 887, 869, 983, NULL, 'gold gold 1', 'RIOT', 'uprising', 'asserted', NULL, '2005-03-01', '2005-03-31', 'fac:camp-bagong-diwa', 'PLACE', 'incident:4f557ac3d01f2a6a'),
('49a578630ce5ab36', 'p07-cebu-jail-riot', '87f2f9b5f623308b', 339, 346, 280, 383, NULL, 'gold gold 1', 'RAID', 'stormed', 'asserted', NULL, NULL, NULL, 'fac:cebu-city-jail', 'PLACE', 'incident:d3e5dba6c0bb89eb'),
('4c0c4d057fcd9409', 'p07-cebu-jail-riot', '87f2f9b5f623308b', 679, 683, 538, 715, NULL, 'gold gold 1', 'CORRUPTION', 'sold', 'alleged', NULL, NULL, NULL, NULL, NULL, 'incident:72ed65fb4e5a8160'),
('5071abdfe9bf4149', 'p07-cebu-jail-riot', '87f2f9b5f623308b', 228, 232, 224, 279, NULL, 'gold gold 1', 'RIOT', 'riot', 'asserted', NULL, '2005-10-10', '2005-10-10', 'fac:cebu-city-jail', 'PLACE', 'incident:ba498ef5c347bcd7'),
('519e91f7717c79ca', 'p07-cebu-jail-riot', '87f2f9b5f623308b', 1038, 1046, 1020, 1095, NULL, 'gold gold 1', 'ROBBERY', 'stealing', 'alleged', NULL, NULL, NULL, NULL, NULL, 'incident:9a653c57b2896261'),
('857f4299167be3ae', 'p07-cebu-jail-riot', '87f2f9b5f623308b', 736, 746, 733, 763, NULL, 'gold gold 1', 'SEIZURE', 'confiscate', 'generic', NULL, NULL, NULL, NULL, NULL, NULL),
('90708b033bf038b1', 'p07-cebu-jail-riot', '87f2f9b5f623308b', 31, 38, 0, 222, NULL, 'gold gold 1', 'ATTACK', 'stabbed', 'asserted', NULL, '2005-10-10', '2005-10-10', 'gpe:cebu-city-1717512', 'PLACE', 'incident:ba498ef5c347bcd7'),
('9080f200861ec434', 'p07-cebu-jail-riot', '87f2f9b5f623308b', 421, 433, 384, 536, NULL, 'gold gold 1', 'ESCAPE', 'climbed over', 'asserted', NULL, NULL, NULL, 'gpe:kalunasan', 'sentence', 'incident:60dcd0ffd2b5757e'),
('99b1489def37d4ae', 'p07-cebu-jail-riot', '87f2f9b5f623308b', 39, 47, 0, 222, NULL, 'gold gold 1', 'KILLING', 'to death', 'asserted', NULL, '2005-10-10', '2005-10-10', 'gpe:cebu-city-1717512', 'PLACE', 'incident:ba498ef5c347bcd7'),
('a3c3d691cdb8b0f2', 'p07-cebu-jail-riot', '87f2f9b5f623308b', 935, 943, 869, 983, NULL, 'gold gold 1', 'RAID', 'put down', 'asserted', NULL, '2005-03-01', '2005-03-31', 'fac:camp-bagong-diwa', 'PLACE', 'incident:29ff907b3d279fb3'),
('aa194c924c07c1f7', 'p07-cebu-jail-riot', '87f2f9b5f623308b', 64, 68, 0, 222, NULL, 'gold gold 1', 'ATTACK', 'hurt', 'asserted', NULL, '2005-10-10', '2005-10-10', 'gpe:cebu-city-1717512', 'PLACE', 'incident:ba498ef5c347bcd7'),
('af91b9a40bc8d24c', 'p07-cebu-jail-riot', '87f2f9b5f623308b', 368, 373, 280, 383, NULL, 'gold gold 1', 'ATTACK', 'fired', 'asserted', NULL, NULL, NULL, 'fac:cebu-city-jail', 'PLACE', 'incident:62fdc386190e918a'),
('b836ece741e6ae71', 'p07-cebu-jail-riot', '87f2f9b5f623308b', 131, 137, 0, 222, NULL, 'gold gold 1', 'CLASH', 'fought', 'asserted', NULL, '2005-10-10', '2005-10-10', 'gpe:cebu-city-1717512', 'PLACE', 'incident:ba498ef5c347bcd7');

INSERT INTO format VALUES
(5, '2026-11-27 19:52:26.877799', '0.1.0', 'b0c95dde8f58e66c');

INSERT INTO incident_evidence VALUES
('082bb11710f79327', 'incident:9a653c57b2896261', 'incident:9a653c57b2896261', 'p07-cebu-jail-riot', '87f2f9b5f623308b', NULL, NULL, 'first report', 'incident matcher 0.1.0.5', NULL, 'violence', ['KILLING', 'ROBBERY'], ['519e91f7717c79ca'], 'asserted', ['alleged', 'asserted'], NULL, NULL, '2005-10-11', 'Visayas Morning', NULL, 'gpe:manila-1701668', 'PH', 'Metro Manila', 14.6042, 120.9822, 'region', ['person:corazon-ybanez'], [], NULL, NULL, NULL, NULL, NULL, NULL, [], '{"cues":["1140-1144"],"places":[],"countries":["PH"],"terms":[533103498,839551610,1250260078,1360961735,2341210674,2556485272,2803779200,2877004365,2986647228,3323026590,4056183447],"names":[1336553935,4268174063],"focus":[],"others":[78712995,282544360,647516663,1813297570,1841107804,1909005557,2036550374,2279817826,3249943592,3321813863,3978929663,4144107679],"other_days":["2005-10-10"],"dates":["2005-10-10"],"article_names":[78712995,282544360,624606377,647516663,938719523,992652435,1004534485,1336553935,1601928598,1662237665,1813297570,1841107804,1909005557,2036550374,2279817826,2601526740,2874211310,3249943592,3321813863,3751763789,3768110888,3927387659,3978929663,4144107679,4268174063],"article_terms":[23865186,74511803,78965811,102905645,133865353,154595408,282544360,362862466,365100982,378979691,403147443,443829114,444494465,481495924,489693842,647516663,657205423,679830644,703443496,707557260,794974730,839551610,887189263,968927976,1004534485,1033998249,1191001610,1192547464,1218412654,1381251145,1395971681,1463137319,1498702594,1506108677,1546736959,1607718877,1638889118,1659469354,1788197314,1797435453,1801156786,1807607121,1816896986,1894905541,1909005557,2063051754,2072712641,2112662192,2210343178,2221628725,2223965276,2237271918,2275929118,2291456384,2315296168,2341210674,2350318723,2407123197,2408619852,2421930007,2461763635,2556485272,2750700568,2872164234,2877004365,2903379221,2922048543,2925493273,2986647228,2988940196,3089244159,3144232864,3235027667,3246535603,3246619896,3249943592,3323026590,3411862681,3428123281,3466640223,3550900056,3658383640,3712535296,3731022649,3756925479,3759967926,3786512324,3803584307,3879297085,3886293097,3927387659,3963692739,3978929663,4054723952,4056183447,4109612969,4120211060,4144107679,4204672945,4205050580],"where":[],"heads":[],"goods":[],"figures":[],"counted":[],"principals":[],"people":["person:corazon-ybanez"],"apart":false,"night":false,"main":false,"points":[]}', ['04b110a3', '10d748e8', '253abca9', '37f3b923', '3bdffad5', '4faa31cf', '6c14b9a2', '87e34262', 'c1b63428', 'df9f5f4d', 'e098cf28', 'ea172e0b', 'f702109f', 'fe672aef'], 10068861994298034572, '{"participants":["person:corazon-ybanez"],"victims":[],"place_id":["gpe:manila-1701668"]}'),
('14dc2ada3e8fe7a7', 'incident:72ed65fb4e5a8160', 'incident:72ed65fb4e5a8160', 'p07-cebu-jail-riot', '87f2f9b5f623308b', NULL, NULL, 'first report', 'incident matcher 0.1.0.5', NULL, 'corruption', ['CORRUPTION'], ['4c0c4d057fcd9409'], 'alleged', ['alleged'], NULL, NULL, '2005-10-11', 'Visayas Morning', NULL, 'gpe:cebu-city-1717512', 'PH', 'Central Visayas', 10.31672, 123.89071, 'city', ['gang:batang-cebu', 'gang:sputnik-gang', 'person:amado-tibay', 'person:crisanto-velasquez'], [], 3.0, 3.0, 19.0, 19.0, 4.0, 4.0, [], '{"cues":[],"places":["fac:cebu-city-jail","gpe:cebu-city-1717512","gpe:kalunasan"],"countries":["PH"],"terms":[23865186,74511803,78965811,133865353,154595408,365100982,378979691,443829114,444494465,481495924,489693842,794974730,836143912,887189263,887731340,891398635,968927976,1004534485,1033998249,1191001610,1192547464,1218412654,1381251145,1395971681,1463137319,1498702594,1506108677,1546736959,1607718877,1659469354,1706737604,1788197314,1797435453,1801156786,1807607121,1816896986,1833297018,1894905541,1909005557,2036550374,2063051754,2072712641,2112662192,2210343178,2237271918,2275929118,2291456384,2315296168,2407123197,2408619852,2461763635,2750700568,2872164234,2903379221,2922048543,2925493273,3089244159,3144232864,3192945152,3321813863,3411862681,3428123281,3466640223,3550900056,3756925479,3786512324,3927387659,3963692739,4007649160,4054723952,4120211060,4144107679,4204672945],"names":[78712995,624606377,938719523,992652435,1004534485,1601928598,1662237665,1909005557,2036550374,2279817826,2601526740,3321813863,3751763789,3768110888,3927387659,4144107679],"focus":[],"others":[],"other_days":[],"dates":["2005-10-10"],"article_names":[78712995,282544360,624606377,647516663,938719523,992652435,1004534485,1336553935,1601928598,1662237665,1813297570,1841107804,1909005557,2036550374,2279817826,2601526740,2874211310,3249943592,3321813863,3751763789,3768110888,3927387659,3978929663,4144107679,4268174063],"article_terms":[23865186,74511803,78965811,102905645,133865353,154595408,282544360,362862466,365100982,378979691,403147443,443829114,444494465,481495924,489693842,647516663,657205423,679830644,703443496,707557260,794974730,839551610,887189263,968927976,1004534485,1033998249,1191001610,1192547464,1218412654,1381251145,1395971681,1463137319,1498702594,1506108677,1546736959,1607718877,1638889118,1659469354,1788197314,1797435453,1801156786,1807607121,1816896986,1894905541,1909005557,2063051754,2072712641,2112662192,2210343178,2221628725,2223965276,2237271918,2275929118,2291456384,2315296168,2341210674,2350318723,2407123197,2408619852,2421930007,2461763635,2556485272,2750700568,2872164234,2877004365,2903379221,2922048543,2925493273,2986647228,2988940196,3089244159,3144232864,3235027667,3246535603,3246619896,3249943592,3323026590,3411862681,3428123281,3466640223,3550900056,3658383640,3712535296,3731022649,3756925479,3759967926,3786512324,3803584307,3879297085,3886293097,3927387659,3963692739,3978929663,4054723952,4056183447,4109612969,4120211060,4144107679,4204672945,4205050580],"where":["cebu city","cebu city jail","kalunasan"],"heads":[],"goods":["gas","knive","shabu","spoon"],"figures":["140","19"],"counted":["climbed:7","hurt:19","inmate:3","member:19","policeman:140","prisoner:7"],"principals":[],"people":["person:amado-tibay","person:crisanto-velasquez"],"apart":false,"night":false,"main":true,"points":[[10.31672,123.89071]]}', ['04b110a3', '10d748e8', '253abca9', '37f3b923', '3bdffad5', '4faa31cf', '6c14b9a2', '87e34262', 'c1b63428', 'df9f5f4d', 'e098cf28', 'ea172e0b', 'f702109f', 'fe672aef'], 17028203866926138060, '{"participants":["gang:batang-cebu","gang:sputnik-gang","person:amado-tibay","person:crisanto-velasquez"],"victims":[],"place_id":["gpe:cebu-city-1717512"]}'),
('456020d6c256dd81', 'incident:29ff907b3d279fb3', 'incident:29ff907b3d279fb3', 'p07-cebu-jail-riot', '87f2f9b5f623308b', NULL, NULL, 'first report', 'incident matcher 0.1.0.5', NULL, 'police', ['RAID'], ['a3c3d691cdb8b0f2'], 'asserted', ['asserted'], NULL, NULL, '2005-10-11', 'Visayas Morning', NULL, 'gpe:manila-1701668', 'PH', 'Metro Manila', 14.6042, 120.9822, 'city', ['gang:abu-sayyaf'], [], 22.0, 22.0, NULL, NULL, NULL, NULL, [], '{"cues":[],"places":["fac:camp-bagong-diwa","gpe:manila-1701668"],"countries":["PH"],"terms":[102905645,282544360,403147443,647516663,657205423,703443496,1638889118,2223965276,2350318723,3246535603,3249943592,3472553267,3658383640,3731022649,3759967926,3803584307,3879297085,3978929663,4109612969],"names":[282544360,647516663,1813297570,1841107804,2874211310,3249943592,3978929663],"focus":[282544360,1813297570,1841107804,3978929663],"others":[78712995,938719523,1601928598,1909005557,2036550374,3751763789,3927387659,4144107679],"other_days":[],"dates":["2005-10-10"],"article_names":[78712995,282544360,624606377,647516663,938719523,992652435,1004534485,1336553935,1601928598,1662237665,1813297570,1841107804,1909005557,2036550374,2279817826,2601526740,2874211310,3249943592,3321813863,3751763789,3768110888,3927387659,3978929663,4144107679,4268174063],"article_terms":[23865186,74511803,78965811,102905645,133865353,154595408,282544360,362862466,365100982,378979691,403147443,443829114,444494465,481495924,489693842,647516663,657205423,679830644,703443496,707557260,794974730,839551610,887189263,968927976,1004534485,1033998249,1191001610,1192547464,1218412654,1381251145,1395971681,1463137319,1498702594,1506108677,1546736959,1607718877,1638889118,1659469354,1788197314,1797435453,1801156786,1807607121,1816896986,1894905541,1909005557,2063051754,2072712641,2112662192,2210343178,2221628725,2223965276,2237271918,2275929118,2291456384,2315296168,2341210674,2350318723,2407123197,2408619852,2421930007,2461763635,2556485272,2750700568,2872164234,2877004365,2903379221,2922048543,2925493273,2986647228,2988940196,3089244159,3144232864,3235027667,3246535603,3246619896,3249943592,3323026590,3411862681,3428123281,3466640223,3550900056,3658383640,3712535296,3731022649,3756925479,3759967926,3786512324,3803584307,3879297085,3886293097,3927387659,3963692739,3978929663,4054723952,4056183447,4109612969,4120211060,4144107679,4204672945,4205050580],"where":["camp bagong diwa","manila"],"heads":[],"goods":[],"figures":["22"],"counted":["abu:22","sayyaf:22"],"principals":[],"people":[],"apart":false,"night":false,"main":false,"points":[[14.52,121.08],[14.6042,120.9822]]}', ['04b110a3', '10d748e8', '253abca9', '37f3b923', '3bdffad5', '4faa31cf', '6c14b9a2', '87e34262', 'c1b63428', 'df9f5f4d', 'e098cf28', 'ea172e0b', 'f702109f', 'fe672aef'], 7503573739038867890, '{"participants":["gang:abu-sayyaf"],"victims":[],"place_id":["gpe:manila-1701668"]}'),
('5200f7c0a8de45b1', 'incident:4f557ac3d01f2a6a', 'incident:4f557ac3d01f2a6a', 'p07-cebu-jail-riot', '87f2f9b5f623308b', NULL, NULL, 'first report', 'incident matcher 0.1.0.5', NULL, 'violence', ['KILLING', 'RIOT'], ['36caa14cdecedae6', '0ec34bc0207c94cd'], 'asserted', ['asserted'], '2005-03-01', '2005-03-31', '2005-10-11', 'Visayas Morning', NULL, 'gpe:manila-1701668', 'PH', 'Metro Manila', 14.6042, 120.9822, 'city', ['gang:abu-sayyaf'], [], 22.0, 22.0, NULL, NULL, NULL, NULL, [], '{"cues":[],"places":["fac:camp-bagong-diwa","gpe:manila-1701668"],"countries":["PH"],"terms":[102905645,403147443,532334315,647516663,657205423,703443496,1638889118,2223965276,2350318723,3246535603,3249943592,3472553267,3658383640,3731022649,3759967926,3803584307,3879297085,3978929663,4109612969],"names":[532334315,647516663,1813297570,1841107804,2874211310,3249943592,3978929663],"focus":[282544360,647516663,1813297570,1841107804,3249943592,3978929663],"others":[78712995,1336553935,1909005557,2036550374,2279817826,3321813863,4144107679,4268174063],"other_days":["2005-10-10"],"dates":["2005-10-10"],"article_names":[78712995,282544360,624606377,647516663,938719523,992652435,1004534485,1336553935,1601928598,1662237665,1813297570,1841107804,1909005557,2036550374,2279817826,2601526740,2874211310,3249943592,3321813863,3751763789,3768110888,3927387659,3978929663,4144107679,4268174063],"article_terms":[23865186,74511803,78965811,102905645,133865353,154595408,282544360,362862466,365100982,378979691,403147443,443829114,444494465,481495924,489693842,647516663,657205423,679830644,703443496,707557260,794974730,839551610,887189263,968927976,1004534485,1033998249,1191001610,1192547464,1218412654,1381251145,1395971681,1463137319,1498702594,1506108677,1546736959,1607718877,1638889118,1659469354,1788197314,1797435453,1801156786,1807607121,1816896986,1894905541,1909005557,2063051754,2072712641,2112662192,2210343178,2221628725,2223965276,2237271918,2275929118,2291456384,2315296168,2341210674,2350318723,2407123197,2408619852,2421930007,2461763635,2556485272,2750700568,2872164234,2877004365,2903379221,2922048543,2925493273,2986647228,2988940196,3089244159,3144232864,3235027667,3246535603,3246619896,3249943592,3323026590,3411862681,3428123281,3466640223,3550900056,3658383640,3712535296,3731022649,3756925479,3759967926,3786512324,3803584307,3879297085,3886293097,3927387659,3963692739,3978929663,4054723952,4056183447,4109612969,4120211060,4144107679,4204672945,4205050580],"where":["camp bagong diwa","manila"],"heads":["detainee"],"goods":[],"figures":["22"],"counted":["abu:22","sayyaf:22"],"principals":[],"people":[],"apart":false,"night":false,"main":false,"points":[[14.52,121.08],[14.6042,120.9822]]}', ['04b110a3', '10d748e8', '253abca9', '37f3b923', '3bdffad5', '4faa31cf', '6c14b9a2', '87e34262', 'c1b63428', 'df9f5f4d', 'e098cf28', 'ea172e0b', 'f702109f', 'fe672aef'], 7080051728918827586, '{"participants":["gang:abu-sayyaf"],"victims":[],"place_id":["gpe:manila-1701668"]}'),
('6748bf7476306094', 'incident:541d481758cec1fb', 'incident:541d481758cec1fb', 'p12-cartel-the-band', '87f2f9b5f623308b', NULL, NULL, 'first report', 'incident matcher 0.1.0.5', NULL, 'violence', ['ROBBERY'], [], 'asserted', ['asserted'], NULL, NULL, '2019-02-22', 'Amplifier Weekly', NULL, 'gpe:margate-2643044', 'GB', 'England', 51.38132, 1.38617, 'city', ['person:imogen-teale', 'person:kofi-brathwaite', 'person:mountbatten'], [], NULL, NULL, NULL, NULL, NULL, NULL, ['GBP:12', 'age:31'], '{"cues":["1188-1193"],"places":["fac:brixton-academy","gpe:guadalajara-4005539","gpe:hackney-2647694","gpe:leeds-2644688","gpe:margate-2643044","gpe:mexico","gpe:ohio-us-oh"],"countries":["GB","MX","US"],"terms":[43104400,86838594,287085466,291763002,314645848,401858777,424080687,459900611,480441836,487018821,604762084,702224643,737659184,797076640,809254218,812896783,819232477,836143912,908366950,931264909,943922919,994162887,1029656757,1166843699,1196324817,1249587225,1284548337,1322617906,1442248060,1505916625,1530110849,1533410499,1533798592,1542155776,1543483230,1558674808,1585733627,1598699513,1610784955,1620054161,1623570000,1638889118,1657049549,1677782048,1710007367,1736282735,1797924052,1813809259,1825006875,1839673620,1882584616,1886807502,1946655545,1951064198,1990696582,1996058893,2000623693,2025646645,2037960068,2083470134,2103083442,2119951124,2135456498,2136113584,2137435622,2150466645,2282573429,2290637430,2296212950,2323203912,2336736581,2337728144,2349475753,2365808256,2387597854,2457858303,2478066378,2501933733,2513797535,2521814362,2556382966,2634214827,2637181335,2729602965,2739492322,2747616752,2761675404,2849450809,2876927518,2884265516,2905282521,2925493273,2957705514,2993300158,3063809532,3125198780,3146335007,3155562545,3169960421,3205037723,3217323183,3321813863,3400324304,3414994952,3473993229,3526200568,3586768083,3637485940,3668663360,3764716345,3778071604,3816210170,3845774923,3867377702,3875332783,3940300476,4047629747,4107046922,4184627543,4185937465,4246336398,4250526037],"names":[43531952,182617259,220059889,332502582,566655686,840015352,1079074815,1222965123,1239878033,1249587225,1290935379,1813809259,2136113584,2478066378,2634214827,2786061444,2874211310,2945246996,2957705514,3081160896,3147792216,3282574631,3301460274,3392035975,3521056162,3789074491,4047629747],"focus":[2478066378],"others":[],"other_days":[],"dates":[],"article_names":[43531952,182617259,220059889,332502582,566655686,840015352,1079074815,1222965123,1239878033,1249587225,1290935379,1813809259,2136113584,2478066378,2634214827,2786061444,2874211310,2945246996,2957705514,3081160896,3147792216,3282574631,3301460274,3337952362,3392035975,3521056162,3789074491,4047629747],"article_terms":[43104400,86838594,148262968,287085466,291763002,314645848,401858777,424080687,480441836,487018821,604762084,737659184,797076640,809254218,812896783,819232477,849889087,908366950,931264909,943922919,994162887,1029656757,1166843699,1196324817,1249587225,1284548337,1322617906,1442248060,1463137319,1505916625,1530110849,1533410499,1533798592,1543483230,1558674808,1585733627,1598699513,1610784955,1620054161,1797924052,1813809259,1825006875,1839673620,1946655545,1990696582,1996058893,2000623693,2025646645,2037960068,2083470134,2119951124,2135456498,2136113584,2137435622,2282573429,2290637430,2296212950,2304413586,2336736581,2337728144,2349475753,2365808256,2387597854,2478066378,2501933733,2513797535,2521814362,2556382966,2634214827,2747616752,2761675404,2876927518,2957705514,2993300158,3063809532,3125198780,3146335007,3155562545,3169960421,3205037723,3217323183,3337952362,3400324304,3414994952,3473993229,3526200568,3586768083,3668663360,3764716345,3778071604,3816210170,3845774923,3867377702,3875332783,3940300476,4047629747,4107046922,4184627543,4185937465,4246336398],"where":["brixton academy","guadalajara","hackney","leeds","margate"],"heads":[],"goods":[],"figures":["12","31"],"counted":["drum:2","kit:2","musician:4"],"principals":[],"people":["person:imogen-teale","person:kofi-brathwaite","person:mountbatten"],"apart":false,"night":false,"main":true,"points":[[20.67738,-103.34749],[51.38132,1.38617],[51.55,-0.05],[53.79648,-1.54785]]}', ['02983eb0', '21c67ac6', '32119df8', '48e4f783', '49e70991', '4a7b3019', '4cf21c53', '7f5281b0', '93b44aca', '9d02edab', 'a60fec84', 'af8ce714', 'b04b012a', 'c6f51c6a', 'ca2e5c87', 'e1d8b03b', 'f141edb3'], 9741765198728658627, '{"participants":["person:imogen-teale","person:kofi-brathwaite","person:mountbatten"],"victims":[],"place_id":["gpe:margate-2643044"]}'),
('7603c363e14bfc78', 'incident:d3e5dba6c0bb89eb', 'incident:d3e5dba6c0bb89eb', 'p07-cebu-jail-riot', '87f2f9b5f623308b', NULL, NULL, 'first report', 'incident matcher 0.1.0.5', NULL, 'police', ['RAID'], ['49a578630ce5ab36'], 'asserted', ['asserted'], NULL, NULL, '2005-10-11', 'Visayas Morning', NULL, 'fac:cebu-city-jail', 'PH', 'Central Visayas', 10.31672, 123.89071, 'city', ['gang:batang-cebu', 'gang:sputnik-gang'], [], 3.0, 3.0, 19.0, 19.0, NULL, NULL, [], '{"cues":[],"places":["fac:cebu-city-jail","gpe:cebu-city-1717512"],"countries":["PH"],"terms":[23865186,133865353,378979691,794974730,887189263,968927976,1004534485,1218412654,1381251145,1498702594,1506108677,1546736959,1659469354,1788197314,1797435453,1807607121,1816896986,1833297018,1894905541,1909005557,2036550374,2063051754,2072712641,2112662192,2210343178,2237271918,2408619852,2750700568,2922048543,2925493273,3089244159,3192945152,3321813863,3428123281,3466640223,3786512324,4054723952,4120211060,4144107679],"names":[1004534485,1662237665,1909005557,2036550374,2279817826,3321813863,3768110888,4144107679],"focus":[1909005557,2036550374,4144107679],"others":[78712995,282544360,938719523,1601928598,1813297570,1841107804,3751763789,3927387659,3978929663],"other_days":[],"dates":["2005-10-10"],"article_names":[78712995,282544360,624606377,647516663,938719523,992652435,1004534485,1336553935,1601928598,1662237665,1813297570,1841107804,1909005557,2036550374,2279817826,2601526740,2874211310,3249943592,3321813863,3751763789,3768110888,3927387659,3978929663,4144107679,4268174063],"article_terms":[23865186,74511803,78965811,102905645,133865353,154595408,282544360,362862466,365100982,378979691,403147443,443829114,444494465,481495924,489693842,647516663,657205423,679830644,703443496,707557260,794974730,839551610,887189263,968927976,1004534485,1033998249,1191001610,1192547464,1218412654,1381251145,1395971681,1463137319,1498702594,1506108677,1546736959,1607718877,1638889118,1659469354,1788197314,1797435453,1801156786,1807607121,1816896986,1894905541,1909005557,2063051754,2072712641,2112662192,2210343178,2221628725,2223965276,2237271918,2275929118,2291456384,2315296168,2341210674,2350318723,2407123197,2408619852,2421930007,2461763635,2556485272,2750700568,2872164234,2877004365,2903379221,2922048543,2925493273,2986647228,2988940196,3089244159,3144232864,3235027667,3246535603,3246619896,3249943592,3323026590,3411862681,3428123281,3466640223,3550900056,3658383640,3712535296,3731022649,3756925479,3759967926,3786512324,3803584307,3879297085,3886293097,3927387659,3963692739,3978929663,4054723952,4056183447,4109612969,4120211060,4144107679,4204672945,4205050580],"where":["cebu city","cebu city jail"],"heads":[],"goods":["gas","spoon"],"figures":["140","19"],"counted":["hurt:19","inmate:3","member:19","policeman:140"],"principals":[],"people":[],"apart":false,"night":false,"main":true,"points":[[10.31672,123.89071]]}', ['04b110a3', '10d748e8', '253abca9', '37f3b923', '3bdffad5', '4faa31cf', '6c14b9a2', '87e34262', 'c1b63428', 'df9f5f4d', 'e098cf28', 'ea172e0b', 'f702109f', 'fe672aef'], 16585762048865822271, '{"participants":["gang:batang-cebu","gang:sputnik-gang"],"victims":[],"place_id":["fac:cebu-city-jail"]}'),
('7db197da501a1636', 'incident:58e5882ce96875a8', 'incident:58e5882ce96875a8', 'p12-cartel-the-band', '87f2f9b5f623308b', NULL, NULL, 'first report', 'incident matcher 0.1.0.5', NULL, 'escape', ['ESCAPE'], [], 'asserted', ['asserted'], NULL, NULL, '2019-02-22', 'Amplifier Weekly', NULL, 'gpe:margate-2643044', 'GB', 'England', 51.38132, 1.38617, 'city', ['person:imogen-teale', 'person:kofi-brathwaite'], [], NULL, NULL, NULL, NULL, NULL, NULL, ['age:31'], '{"cues":["732-744"],"places":["fac:brixton-academy","gpe:guadalajara-4005539","gpe:hackney-2647694","gpe:leeds-2644688","gpe:margate-2643044","gpe:ohio-us-oh"],"countries":["GB","MX","US"],"terms":[86838594,291763002,401858777,459900611,480441836,487018821,702224643,797076640,812896783,836143912,943922919,1029656757,1166843699,1322617906,1442248060,1505916625,1530110849,1542155776,1558674808,1585733627,1598699513,1610784955,1623570000,1638889118,1710007367,1797924052,1825006875,1839673620,1882584616,1886807502,1951064198,1990696582,1996058893,2119951124,2135456498,2136113584,2137435622,2150466645,2323203912,2336736581,2387597854,2457858303,2501933733,2521814362,2556382966,2634214827,2729602965,2761675404,2849450809,2884265516,2905282521,2925493273,2957705514,2993300158,3146335007,3205037723,3217323183,3321813863,3400324304,3414994952,3473993229,3526200568,3637485940,3778071604,3816210170,3867377702,3875332783,3940300476,4047629747,4107046922,4184627543,4185937465,4246336398,4250526037],"names":[43531952,220059889,332502582,1222965123,1239878033,1290935379,2136113584,2634214827,2786061444,2874211310,2945246996,2957705514,3081160896,3301460274,3392035975,3789074491,4047629747],"focus":[],"others":[],"other_days":[],"dates":[],"article_names":[43531952,182617259,220059889,332502582,566655686,840015352,1079074815,1222965123,1239878033,1249587225,1290935379,1813809259,2136113584,2478066378,2634214827,2786061444,2874211310,2945246996,2957705514,3081160896,3147792216,3282574631,3301460274,3337952362,3392035975,3521056162,3789074491,4047629747],"article_terms":[43104400,86838594,148262968,287085466,291763002,314645848,401858777,424080687,480441836,487018821,604762084,737659184,797076640,809254218,812896783,819232477,849889087,908366950,931264909,943922919,994162887,1029656757,1166843699,1196324817,1249587225,1284548337,1322617906,1442248060,1463137319,1505916625,1530110849,1533410499,1533798592,1543483230,1558674808,1585733627,1598699513,1610784955,1620054161,1797924052,1813809259,1825006875,1839673620,1946655545,1990696582,1996058893,2000623693,2025646645,2037960068,2083470134,2119951124,2135456498,2136113584,2137435622,2282573429,2290637430,2296212950,2304413586,2336736581,2337728144,2349475753,2365808256,2387597854,2478066378,2501933733,2513797535,2521814362,2556382966,2634214827,2747616752,2761675404,2876927518,2957705514,2993300158,3063809532,3125198780,3146335007,3155562545,3169960421,3205037723,3217323183,3337952362,3400324304,3414994952,3473993229,3526200568,3586768083,3668663360,3764716345,3778071604,3816210170,3845774923,3867377702,3875332783,3940300476,4047629747,4107046922,4184627543,4185937465,4246336398],"where":["brixton academy","guadalajara","hackney","leeds","margate"],"heads":[],"goods":[],"figures":["31"],"counted":["drum:2","kit:2","musician:4"],"principals":[],"people":["person:imogen-teale","person:kofi-brathwaite"],"apart":false,"night":false,"main":true,"points":[[20.67738,-103.34749],[51.38132,1.38617],[51.55,-0.05],[53.79648,-1.54785]]}', ['02983eb0', '21c67ac6', '32119df8', '48e4f783', '49e70991', '4a7b3019', '4cf21c53', '7f5281b0', '93b44aca', '9d02edab', 'a60fec84', 'af8ce714', 'b04b012a', 'c6f51c6a', 'ca2e5c87', 'e1d8b03b', 'f141edb3'], 6222384206454625898, '{"participants":["person:imogen-teale","person:kofi-brathwaite"],"victims":[],"place_id":["gpe:margate-2643044"]}'),
('9081942d8d065278', 'incident:62fdc386190e918a', 'incident:62fdc386190e918a', 'p07-cebu-jail-riot', '87f2f9b5f623308b', NULL, NULL, 'first report', 'incident matcher 0.1.0.5', NULL, 'violence', ['ATTACK'], ['af91b9a40bc8d24c'], 'asserted', ['asserted'], NULL, NULL, '2005-10-11', 'Visayas Morning', NULL, 'gpe:manila-1701668', 'PH', 'Metro Manila', 14.6042, 120.9822, 'region', [], [], NULL, NULL, NULL, NULL, 4.0, 4.0, [], '{"cues":[],"places":["gpe:kalunasan"],"countries":["PH"],"terms":[154595408,378979691,443829114,836143912,1191001610,1381251145,1463137319,1498702594,1506108677,1607718877,1659469354,1706737604,1801156786,1807607121,1894905541,2275929118,2407123197,2461763635,2925493273,3089244159,3756925479,3786512324,3963692739,4007649160,4054723952,4120211060,4204672945],"names":[78712995],"focus":[],"others":[282544360,647516663,1336553935,1813297570,1841107804,1909005557,2036550374,2279817826,3249943592,3321813863,3978929663,4144107679,4268174063],"other_days":["2005-10-10"],"dates":["2005-10-10"],"article_names":[78712995,282544360,624606377,647516663,938719523,992652435,1004534485,1336553935,1601928598,1662237665,1813297570,1841107804,1909005557,2036550374,2279817826,2601526740,2874211310,3249943592,3321813863,3751763789,3768110888,3927387659,3978929663,4144107679,4268174063],"article_terms":[23865186,74511803,78965811,102905645,133865353,154595408,282544360,362862466,365100982,378979691,403147443,443829114,444494465,481495924,489693842,647516663,657205423,679830644,703443496,707557260,794974730,839551610,887189263,968927976,1004534485,1033998249,1191001610,1192547464,1218412654,1381251145,1395971681,1463137319,1498702594,1506108677,1546736959,1607718877,1638889118,1659469354,1788197314,1797435453,1801156786,1807607121,1816896986,1894905541,1909005557,2063051754,2072712641,2112662192,2210343178,2221628725,2223965276,2237271918,2275929118,2291456384,2315296168,2341210674,2350318723,2407123197,2408619852,2421930007,2461763635,2556485272,2750700568,2872164234,2877004365,2903379221,2922048543,2925493273,2986647228,2988940196,3089244159,3144232864,3235027667,3246535603,3246619896,3249943592,3323026590,3411862681,3428123281,3466640223,3550900056,3658383640,3712535296,3731022649,3756925479,3759967926,3786512324,3803584307,3879297085,3886293097,3927387659,3963692739,3978929663,4054723952,4056183447,4109612969,4120211060,4144107679,4204672945,4205050580],"where":["kalunasan"],"heads":[],"goods":["gas"],"figures":["140"],"counted":["climbed:7","policeman:140","prisoner:7"],"principals":[],"people":[],"apart":false,"night":false,"main":false,"points":[]}', ['04b110a3', '10d748e8', '253abca9', '37f3b923', '3bdffad5', '4faa31cf', '6c14b9a2', '87e34262', 'c1b63428', 'df9f5f4d', 'e098cf28', 'ea172e0b', 'f702109f', 'fe672aef'], 10247661896519833975, '{"participants":[],"victims":[],"place_id":["gpe:manila-1701668"]}'),
('bc99dd36bb6763c1', 'incident:ba498ef5c347bcd7', 'incident:ba498ef5c347bcd7', 'p07-cebu-jail-riot', '87f2f9b5f623308b', NULL, NULL, 'first report', 'incident matcher 0.1.0.5', NULL, 'violence', ['ATTACK', 'CLASH', 'KILLING', 'RIOT'], ['90708b033bf038b1', '99b1489def37d4ae', 'aa194c924c07c1f7', 'b836ece741e6ae71', '5071abdfe9bf4149'], 'asserted', ['asserted'], '2005-10-10', '2005-10-10', '2005-10-11', 'Visayas Morning', NULL, 'gpe:cebu-city-1717512', 'PH', 'Central Visayas', 10.31672, 123.89071, 'city', ['gang:batang-cebu', 'gang:sputnik-gang'], [], 3.0, 3.0, 19.0, 19.0, NULL, NULL, [], '{"cues":[],"places":["fac:cebu-city-jail","gpe:cebu-city-1717512"],"countries":["PH"],"terms":[23865186,133865353,595819164,794974730,968927976,1004534485,1192547464,1211576734,1218412654,1360961735,1546736959,1788197314,1797435453,1816896986,1833297018,1909005557,2036550374,2063051754,2072712641,2112662192,2210343178,2237271918,2291456384,2408619852,2750700568,2922048543,3192945152,3321813863,3428123281,3466640223,3511538723,4144107679,4205050580],"names":[1004534485,1662237665,1909005557,2036550374,2279817826,3321813863,3768110888,4144107679],"focus":[1909005557,2036550374,2279817826,3321813863,4144107679],"others":[78712995,282544360,647516663,1336553935,1813297570,1841107804,3249943592,3978929663,4268174063],"other_days":[],"dates":["2005-10-10"],"article_names":[78712995,282544360,624606377,647516663,938719523,992652435,1004534485,1336553935,1601928598,1662237665,1813297570,1841107804,1909005557,2036550374,2279817826,2601526740,2874211310,3249943592,3321813863,3751763789,3768110888,3927387659,3978929663,4144107679,4268174063],"article_terms":[23865186,74511803,78965811,102905645,133865353,154595408,282544360,362862466,365100982,378979691,403147443,443829114,444494465,481495924,489693842,647516663,657205423,679830644,703443496,707557260,794974730,839551610,887189263,968927976,1004534485,1033998249,1191001610,1192547464,1218412654,1381251145,1395971681,1463137319,1498702594,1506108677,1546736959,1607718877,1638889118,1659469354,1788197314,1797435453,1801156786,1807607121,1816896986,1894905541,1909005557,2063051754,2072712641,2112662192,2210343178,2221628725,2223965276,2237271918,2275929118,2291456384,2315296168,2341210674,2350318723,2407123197,2408619852,2421930007,2461763635,2556485272,2750700568,2872164234,2877004365,2903379221,2922048543,2925493273,2986647228,2988940196,3089244159,3144232864,3235027667,3246535603,3246619896,3249943592,3323026590,3411862681,3428123281,3466640223,3550900056,3658383640,3712535296,3731022649,3756925479,3759967926,3786512324,3803584307,3879297085,3886293097,3927387659,3963692739,3978929663,4054723952,4056183447,4109612969,4120211060,4144107679,4204672945,4205050580],"where":["cebu city","cebu city jail"],"heads":["inmate"],"goods":["spoon"],"figures":["19"],"counted":["@ATTACK:19","@ATTACK:3","hurt:19","inmate:3","member:19"],"principals":[],"people":[],"apart":false,"night":false,"main":true,"points":[[10.31672,123.89071]]}', ['04b110a3', '10d748e8', '253abca9', '37f3b923', '3bdffad5', '4faa31cf', '6c14b9a2', '87e34262', 'c1b63428', 'df9f5f4d', 'e098cf28', 'ea172e0b', 'f702109f', 'fe672aef'], 2565028104235760809, '{"participants":["gang:batang-cebu","gang:sputnik-gang"],"victims":[],"place_id":["gpe:cebu-city-1717512"]}'),
('e61bb50d78c3c21f', 'incident:106c72f6392c8058', 'incident:106c72f6392c8058', 'p07-cebu-jail-riot', '87f2f9b5f623308b', NULL, NULL, 'first report', 'incident matcher 0.1.0.5', NULL, 'police', ['ARREST'], ['201f852675dbe60b'], 'asserted', ['asserted'], NULL, NULL, '2005-10-11', 'Visayas Morning', NULL, 'gpe:manila-1701668', 'PH', 'Metro Manila', 14.6042, 120.9822, 'region', ['person:amado-tibay', 'person:crisanto-velasquez'], [], NULL, NULL, NULL, NULL, 4.0, 4.0, [], '{"cues":[],"places":["gpe:kalunasan"],"countries":["PH"],"terms":[74511803,78965811,154595408,365100982,443829114,444494465,481495924,489693842,836143912,887731340,968927976,1033998249,1191001610,1192547464,1395971681,1463137319,1607718877,1706737604,1801156786,2275929118,2291456384,2315296168,2407123197,2461763635,2872164234,2903379221,3144232864,3411862681,3550900056,3756925479,3927387659,3963692739,4007649160,4204672945],"names":[78712995,624606377,938719523,992652435,1601928598,2601526740,3751763789,3927387659],"focus":[78712995],"others":[282544360,1813297570,1841107804,1909005557,2036550374,3978929663,4144107679],"other_days":[],"dates":["2005-10-10"],"article_names":[78712995,282544360,624606377,647516663,938719523,992652435,1004534485,1336553935,1601928598,1662237665,1813297570,1841107804,1909005557,2036550374,2279817826,2601526740,2874211310,3249943592,3321813863,3751763789,3768110888,3927387659,3978929663,4144107679,4268174063],"article_terms":[23865186,74511803,78965811,102905645,133865353,154595408,282544360,362862466,365100982,378979691,403147443,443829114,444494465,481495924,489693842,647516663,657205423,679830644,703443496,707557260,794974730,839551610,887189263,968927976,1004534485,1033998249,1191001610,1192547464,1218412654,1381251145,1395971681,1463137319,1498702594,1506108677,1546736959,1607718877,1638889118,1659469354,1788197314,1797435453,1801156786,1807607121,1816896986,1894905541,1909005557,2063051754,2072712641,2112662192,2210343178,2221628725,2223965276,2237271918,2275929118,2291456384,2315296168,2341210674,2350318723,2407123197,2408619852,2421930007,2461763635,2556485272,2750700568,2872164234,2877004365,2903379221,2922048543,2925493273,2986647228,2988940196,3089244159,3144232864,3235027667,3246535603,3246619896,3249943592,3323026590,3411862681,3428123281,3466640223,3550900056,3658383640,3712535296,3731022649,3756925479,3759967926,3786512324,3803584307,3879297085,3886293097,3927387659,3963692739,3978929663,4054723952,4056183447,4109612969,4120211060,4144107679,4204672945,4205050580],"where":["kalunasan"],"heads":[],"goods":["knive","shabu"],"figures":[],"counted":["climbed:7","prisoner:7"],"principals":[],"people":["person:amado-tibay","person:crisanto-velasquez"],"apart":false,"night":false,"main":false,"points":[]}', ['04b110a3', '10d748e8', '253abca9', '37f3b923', '3bdffad5', '4faa31cf', '6c14b9a2', '87e34262', 'c1b63428', 'df9f5f4d', 'e098cf28', 'ea172e0b', 'f702109f', 'fe672aef'], 2911147984976491002, '{"participants":["person:amado-tibay","person:crisanto-velasquez"],"victims":[],"place_id":["gpe:manila-1701668"]}'),
('ec4d66b034e391d1', 'incident:60dcd0ffd2b5757e', 'incident:60dcd0ffd2b5757e', 'p07-cebu-jail-riot', '87f2f9b5f623308b', NULL, NULL, 'first report', 'incident matcher 0.1.0.5', NULL, 'escape', ['ESCAPE'], ['9080f200861ec434'], 'asserted', ['asserted'], NULL, NULL, '2005-10-11', 'Visayas Morning', NULL, 'gpe:cebu-city-1717512', 'PH', 'Central Visayas', 10.31672, 123.89071, 'city', ['gang:batang-cebu', 'gang:sputnik-gang', 'person:amado-tibay', 'person:crisanto-velasquez'], [], 3.0, 3.0, 19.0, 19.0, 4.0, 4.0, [], '{"cues":[],"places":["fac:cebu-city-jail","gpe:cebu-city-1717512","gpe:kalunasan"],"countries":["PH"],"terms":[23865186,74511803,78965811,133865353,154595408,365100982,378979691,443829114,444494465,481495924,489693842,794974730,836143912,887189263,887731340,968927976,1004534485,1033998249,1191001610,1192547464,1218412654,1381251145,1395971681,1463137319,1498702594,1506108677,1546736959,1607718877,1659469354,1706737604,1788197314,1797435453,1801156786,1807607121,1816896986,1833297018,1894905541,1909005557,2036550374,2063051754,2072712641,2112662192,2210343178,2237271918,2275929118,2291456384,2315296168,2407123197,2408619852,2461763635,2750700568,2872164234,2903379221,2922048543,2925493273,3089244159,3144232864,3192945152,3321813863,3411862681,3428123281,3466640223,3550900056,3756925479,3786512324,3927387659,3963692739,4007649160,4054723952,4120211060,4144107679,4204672945],"names":[78712995,624606377,938719523,992652435,1004534485,1601928598,1662237665,1909005557,2036550374,2279817826,2601526740,3321813863,3751763789,3768110888,3927387659,4144107679],"focus":[],"others":[],"other_days":[],"dates":["2005-10-10"],"article_names":[78712995,282544360,624606377,647516663,938719523,992652435,1004534485,1336553935,1601928598,1662237665,1813297570,1841107804,1909005557,2036550374,2279817826,2601526740,2874211310,3249943592,3321813863,3751763789,3768110888,3927387659,3978929663,4144107679,4268174063],"article_terms":[23865186,74511803,78965811,102905645,133865353,154595408,282544360,362862466,365100982,378979691,403147443,443829114,444494465,481495924,489693842,647516663,657205423,679830644,703443496,707557260,794974730,839551610,887189263,968927976,1004534485,1033998249,1191001610,1192547464,1218412654,1381251145,1395971681,1463137319,1498702594,1506108677,1546736959,1607718877,1638889118,1659469354,1788197314,1797435453,1801156786,1807607121,1816896986,1894905541,1909005557,2063051754,2072712641,2112662192,2210343178,2221628725,2223965276,2237271918,2275929118,2291456384,2315296168,2341210674,2350318723,2407123197,2408619852,2421930007,2461763635,2556485272,2750700568,2872164234,2877004365,2903379221,2922048543,2925493273,2986647228,2988940196,3089244159,3144232864,3235027667,3246535603,3246619896,3249943592,3323026590,3411862681,3428123281,3466640223,3550900056,3658383640,3712535296,3731022649,3756925479,3759967926,3786512324,3803584307,3879297085,3886293097,3927387659,3963692739,3978929663,4054723952,4056183447,4109612969,4120211060,4144107679,4204672945,4205050580],"where":["cebu city","cebu city jail","kalunasan"],"heads":[],"goods":["gas","knive","shabu","spoon"],"figures":["140","19"],"counted":["@ESCAPE:7","climbed:7","hurt:19","inmate:3","member:19","policeman:140","prisoner:7"],"principals":[],"people":["person:amado-tibay","person:crisanto-velasquez"],"apart":false,"night":false,"main":true,"points":[[10.31672,123.89071]]}', ['04b110a3', '10d748e8', '253abca9', '37f3b923', '3bdffad5', '4faa31cf', '6c14b9a2', '87e34262', 'c1b63428', 'df9f5f4d', 'e098cf28', 'ea172e0b', 'f702109f', 'fe672aef'], 5389657341044966768, '{"participants":["gang:batang-cebu","gang:sputnik-gang","person:amado-tibay","person:crisanto-velasquez"],"victims":[],"place_id":["gpe:cebu-city-1717512"]}');

INSERT INTO incident_sources VALUES
('incident:106c72f6392c8058', 'Visayas Morning', 1, 0, true, true, false),
('incident:29ff907b3d279fb3', 'Visayas Morning', 1, 0, true, true, false),
('incident:4f557ac3d01f2a6a', 'Visayas Morning', 1, 0, true, true, false),
('incident:541d481758cec1fb', 'Amplifier Weekly', 1, 0, true, true, false),
('incident:58e5882ce96875a8', 'Amplifier Weekly', 1, 0, true, true, false),
('incident:60dcd0ffd2b5757e', 'Visayas Morning', 1, 0, true, true, false),
('incident:62fdc386190e918a', 'Visayas Morning', 1, 0, true, true, false),
('incident:72ed65fb4e5a8160', 'Visayas Morning', 1, 1, true, true, false),
('incident:9a653c57b2896261', 'Visayas Morning', 1, 0, true, true, false),
('incident:ba498ef5c347bcd7', 'Visayas Morning', 1, 0, true, true, false),
('incident:d3e5dba6c0bb89eb', 'Visayas Morning', 1, 0, true, true, false);

INSERT INTO incidents VALUES
('incident:106c72f6392c8058', 'police', ['ARREST'], 'ARREST', NULL, NULL, 'gpe:manila-1701668', 14.6042, 120.9822, 'region', 'PH', 'Metro Manila', 'asserted', ['person:amado-tibay', 'person:crisanto-velasquez'], [], NULL, NULL, NULL, NULL, 4.0, 4.0, 1, 1, 1, 0, 0, '2005-10-11', '2005-10-11', ['201f852675dbe60b']),
('incident:29ff907b3d279fb3', 'police', ['RAID'], 'RAID', NULL, NULL, 'gpe:manila-1701668', 14.6042, 120.9822, 'city', 'PH', 'Metro Manila', 'asserted', ['gang:abu-sayyaf'], ['Abu Sayyaf'], 22.0, 22.0, NULL, NULL, NULL, NULL, 1, 1, 1, 0, 0, '2005-10-11', '2005-10-11', ['a3c3d691cdb8b0f2']),
('incident:4f557ac3d01f2a6a', 'violence', ['KILLING', 'RIOT'], 'KILLING', '2005-03-01', '2005-03-31', 'gpe:manila-1701668', 14.6042, 120.9822, 'city', 'PH', 'Metro Manila', 'asserted', ['gang:abu-sayyaf'], ['Abu Sayyaf'], 22.0, 22.0, NULL, NULL, NULL, NULL, 1, 1, 1, 0, 0, '2005-10-11', '2005-10-11', ['0ec34bc0207c94cd', '36caa14cdecedae6']),
('incident:541d481758cec1fb', 'violence', ['ROBBERY'], 'ROBBERY', NULL, NULL, 'gpe:margate-2643044', 51.38132, 1.38617, 'city', 'GB', 'England', 'asserted', ['person:imogen-teale', 'person:kofi-brathwaite', 'person:mountbatten'], [], NULL, NULL, NULL, NULL, NULL, NULL, 1, 1, 1, 0, 0, '2019-02-22', '2019-02-22', []),
('incident:58e5882ce96875a8', 'escape', ['ESCAPE'], 'ESCAPE', NULL, NULL, 'gpe:margate-2643044', 51.38132, 1.38617, 'city', 'GB', 'England', 'asserted', ['person:imogen-teale', 'person:kofi-brathwaite'], [], NULL, NULL, NULL, NULL, NULL, NULL, 1, 1, 1, 0, 0, '2019-02-22', '2019-02-22', []),
('incident:60dcd0ffd2b5757e', 'escape', ['ESCAPE'], 'ESCAPE', NULL, NULL, 'gpe:cebu-city-1717512', 10.31672, 123.89071, 'city', 'PH', 'Central Visayas', 'asserted', ['gang:batang-cebu', 'gang:sputnik-gang', 'person:amado-tibay', 'person:crisanto-velasquez'], ['Batang Cebu', 'Sputnik gang'], 3.0, 3.0, 19.0, 19.0, 4.0, 4.0, 1, 1, 1, 0, 0, '2005-10-11', '2005-10-11', ['9080f200861ec434']),
('incident:62fdc386190e918a', 'violence', ['ATTACK'], 'ATTACK', NULL, NULL, 'gpe:manila-1701668', 14.6042, 120.9822, 'region', 'PH', 'Metro Manila', 'asserted', [], [], NULL, NULL, NULL, NULL, 4.0, 4.0, 1, 1, 1, 0, 0, '2005-10-11', '2005-10-11', ['af91b9a40bc8d24c']),
('incident:72ed65fb4e5a8160', 'corruption', ['CORRUPTION'], 'CORRUPTION', NULL, NULL, 'gpe:cebu-city-1717512', 10.31672, 123.89071, 'city', 'PH', 'Central Visayas', 'alleged', ['gang:batang-cebu', 'gang:sputnik-gang', 'person:amado-tibay', 'person:crisanto-velasquez'], ['Batang Cebu', 'Sputnik gang'], NULL, NULL, NULL, NULL, 4.0, 4.0, 1, 1, 0, 1, 0, '2005-10-11', '2005-10-11', ['4c0c4d057fcd9409']),
('incident:9a653c57b2896261', 'violence', ['KILLING', 'ROBBERY'], 'KILLING', NULL, NULL, 'gpe:manila-1701668', 14.6042, 120.9822, 'region', 'PH', 'Metro Manila', 'asserted', ['person:corazon-ybanez'], [], NULL, NULL, NULL, NULL, NULL, NULL, 1, 1, 1, 0, 0, '2005-10-11', '2005-10-11', ['519e91f7717c79ca']),
('incident:ba498ef5c347bcd7', 'violence', ['ATTACK', 'CLASH', 'KILLING', 'RIOT'], 'ATTACK', '2005-10-10', '2005-10-10', 'gpe:cebu-city-1717512', 10.31672, 123.89071, 'city', 'PH', 'Central Visayas', 'asserted', ['gang:batang-cebu', 'gang:sputnik-gang'], ['Batang Cebu', 'Sputnik gang'], 3.0, 3.0, 19.0, 19.0, NULL, NULL, 1, 1, 1, 0, 0, '2005-10-11', '2005-10-11', ['5071abdfe9bf4149', '90708b033bf038b1', '99b1489def37d4ae', 'aa194c924c07c1f7', 'b836ece741e6ae71']),
('incident:d3e5dba6c0bb89eb', 'police', ['RAID'], 'RAID', NULL, NULL, 'fac:cebu-city-jail', 10.31672, 123.89071, 'city', 'PH', 'Central Visayas', 'asserted', ['gang:batang-cebu', 'gang:sputnik-gang'], ['Batang Cebu', 'Sputnik gang'], 3.0, 3.0, 19.0, 19.0, NULL, NULL, 1, 1, 1, 0, 0, '2005-10-11', '2005-10-11', ['49a578630ce5ab36']);

INSERT INTO ledger VALUES
('incident:106c72f6392c8058', '2005-10-11', 'asserted', NULL, '201f852675dbe60b', 'p07-cebu-jail-riot', 'ARREST', NULL, 'Manila', 'PH', [], NULL, 'Visayas Morning', 'During the confusion seven prisoners climbed over a wall beside the chapel; four were recaptured in a market in Kalunasan and the rest are being hunted.'),
('incident:29ff907b3d279fb3', '2005-10-11', 'asserted', NULL, 'a3c3d691cdb8b0f2', 'p07-cebu-jail-riot', 'RAID', NULL, 'Manila', 'PH', ['Abu Sayyaf'], NULL, 'Visayas Morning', 'A similar uprising in March at Camp Bagong Diwa, near Manila, was put down at the cost of 22 Abu Sayyaf detainees.'),
('incident:4f557ac3d01f2a6a', '2005-10-11', 'asserted', NULL, '0ec34bc0207c94cd', 'p07-cebu-jail-riot', 'KILLING', '2005-03-01', 'Manila', 'PH', ['Abu Sayyaf'], NULL, 'Visayas Morning', 'A similar uprising in March at Camp Bagong Diwa, near Manila, was put down at the cost of 22 Abu Sayyaf detainees.'),
('incident:60dcd0ffd2b5757e', '2005-10-11', 'asserted', NULL, '9080f200861ec434', 'p07-cebu-jail-riot', 'ESCAPE', NULL, 'Cebu City', 'PH', ['Batang Cebu', 'Sputnik gang'], NULL, 'Visayas Morning', 'During the confusion seven prisoners climbed over a wall beside the chapel; four were recaptured in a market in Kalunasan and the rest are being hunted.'),
('incident:62fdc386190e918a', '2005-10-11', 'asserted', NULL, 'af91b9a40bc8d24c', 'p07-cebu-jail-riot', 'ATTACK', NULL, 'Manila', 'PH', [], NULL, 'Visayas Morning', 'It ended two hours later, after 140 policemen with shields stormed the second floor and fired tear gas.'),
('incident:72ed65fb4e5a8160', '2005-10-11', 'alleged', NULL, '4c0c4d057fcd9409', 'p07-cebu-jail-riot', 'CORRUPTION', NULL, 'Cebu City', 'PH', ['Batang Cebu', 'Sputnik gang'], NULL, 'Visayas Morning', 'Interior Secretary Crisanto Velasquez relieved the warden, Senior Inspector Amado Tibay, and ordered an inquiry into reports that guards had sold knives and shabu to both gangs.'),
('incident:9a653c57b2896261', '2005-10-11', 'alleged', NULL, '519e91f7717c79ca', 'p07-cebu-jail-riot', 'KILLING', NULL, 'Manila', 'PH', [], NULL, 'Visayas Morning', '“My son is in for stealing a rooster,” said Corazon Ybañez, a laundrywoman.'),
('incident:ba498ef5c347bcd7', '2005-10-11', 'asserted', NULL, '5071abdfe9bf4149', 'p07-cebu-jail-riot', 'ATTACK', '2005-10-10', 'Cebu City', 'PH', ['Batang Cebu', 'Sputnik gang'], NULL, 'Visayas Morning', 'The riot began at about 6:15 a.m. over a basin of rice.'),
('incident:d3e5dba6c0bb89eb', '2005-10-11', 'asserted', NULL, '49a578630ce5ab36', 'p07-cebu-jail-riot', 'RAID', NULL, 'Cebu City Jail', 'PH', ['Batang Cebu', 'Sputnik gang'], NULL, 'Visayas Morning', 'It ended two hours later, after 140 policemen with shields stormed the second floor and fired tear gas.');

INSERT INTO mentions VALUES
('03ced2346b9d3146', 'p07-cebu-jail-riot', '87f2f9b5f623308b', 405, 420, 384, 536, NULL, 'gold gold 1', 'PEOPLE', 'seven prisoners', NULL, NULL),
('077f40482520c9bc', 'p07-cebu-jail-riot', '87f2f9b5f623308b', 89, 108, 0, 222, NULL, 'gold gold 1', 'GANG', 'Sigue Sigue Sputnik', 'gang:sputnik-gang', 'gang:sigue-sigue-sputnik'),
('098cb1ff867bbfbb', 'p07-cebu-jail-riot', '87f2f9b5f623308b', 1021, 1027, 1020, 1095, NULL, 'gold gold 1', 'PEOPLE', 'My son', NULL, NULL),
('0acafd93cf110e5a', 'p07-cebu-jail-riot', '87f2f9b5f623308b', 199, 205, 0, 222, NULL, 'gold gold 1', 'DATE', 'Monday', NULL, NULL),
('1b08cb17c9d110fd', 'p07-cebu-jail-riot', '87f2f9b5f623308b', 891, 896, 869, 983, NULL, 'gold gold 1', 'DATE', 'March', NULL, NULL),
('26d00001421d7207', 'p12-cartel-the-band', '87f2f9b5f623308b', 1156, 1174, 1118, 1291, NULL, 'gold gold 1', 'ORG', 'University of Kent', 'org:university-of-kent', 'org:university-of-kent'),
('2c01561888c174ee', 'p12-cartel-the-band', '87f2f9b5f623308b', 698, 713, 688, 763, NULL, 'gold gold 1', 'PERSON', 'Kofi Brathwaite', 'person:kofi-brathwaite', 'person:kofi-brathwaite'),
('2c3605b9ffb9da87', 'p12-cartel-the-band', '87f2f9b5f623308b', 147, 151, 77, 250, NULL, 'gold gold 1', 'CARDINAL', 'four', NULL, NULL),
('2c58502d98dcc086', 'p07-cebu-jail-riot', '87f2f9b5f623308b', 757, 762, 733, 763, NULL, 'gold gold 1', 'DATE', 'a day', NULL, NULL),
('2ff526cdeae4d7e9', 'p12-cartel-the-band', '87f2f9b5f623308b', 1118, 1123, 1118, 1291, NULL, 'gold gold 1', 'PERSON', 'Teale', 'person:imogen-teale', 'person:imogen-teale'),
('37021e7f1fdfd707', 'p07-cebu-jail-riot', '87f2f9b5f623308b', 143, 159, 0, 222, NULL, 'gold gold 1', 'WEAPON', 'sharpened spoons', NULL, NULL),
('3c12353765f4d735', 'p07-cebu-jail-riot', '87f2f9b5f623308b', 747, 750, 733, 763, NULL, 'gold gold 1', 'CARDINAL', 'one', NULL, NULL),
('3e9cff6203ef7e8b', 'p07-cebu-jail-riot', '87f2f9b5f623308b', 12, 17, 0, 222, NULL, 'gold gold 1', 'CARDINAL', 'Three', NULL, NULL),
('4090051675947ea0', 'p07-cebu-jail-riot', '87f2f9b5f623308b', 242, 257, 224, 279, NULL, 'gold gold 1', 'TIME', 'about 6:15 a.m.', NULL, NULL),
('40abb10ec74489b3', 'p07-cebu-jail-riot', '87f2f9b5f623308b', 751, 756, 733, 763, NULL, 'gold gold 1', 'WEAPON', 'blade', NULL, NULL),
('42f5b0f19dc85e4e', 'p12-cartel-the-band', '87f2f9b5f623308b', 1284, 1290, 1118, 1291, NULL, 'gold gold 1', 'GPE', 'Mexico', 'gpe:mexico', 'gpe:mexico'),
('4689feb447d1b081', 'p12-cartel-the-band', '87f2f9b5f623308b', 421, 429, 350, 553, NULL, 'gold gold 1', 'ORG', 'The Cart', 'org:cartel', 'org:cartel'),
('46b421f99c477cab', 'p07-cebu-jail-riot', '87f2f9b5f623308b', 405, 410, 384, 536, NULL, 'gold gold 1', 'CARDINAL', 'seven', NULL, NULL),
('4ab9a4cdab6f3c44', 'p12-cartel-the-band', '87f2f9b5f623308b', 476, 487, 350, 553, NULL, 'gold gold 1', 'DATE', 'three weeks', NULL, NULL),
('51bc1dc123ec26e9', 'p07-cebu-jail-riot', '87f2f9b5f623308b', 959, 961, 869, 983, NULL, 'gold gold 1', 'CARDINAL', '22', NULL, NULL),
('56e6cedfdf54adbb', 'p12-cartel-the-band', '87f2f9b5f623308b', 341, 348, 252, 349, NULL, 'gold gold 1', 'LOC', 'Hackney', 'gpe:hackney-2647694', 'loc:hackney'),
('587e91a1bb4b02b1', 'p07-cebu-jail-riot', '87f2f9b5f623308b', 113, 124, 0, 222, NULL, 'gold gold 1', 'GANG', 'Batang Cebu', 'gang:batang-cebu', 'gang:batang-cebu'),
('5d125f7d954f06b8', 'p12-cartel-the-band', '87f2f9b5f623308b', 1341, 1351, 1326, 1352, NULL, 'gold gold 1', 'PERSON', 'Brathwaite', 'person:kofi-brathwaite', 'person:kofi-brathwaite'),
('5f744e1008bd48f4', 'p12-cartel-the-band', '87f2f9b5f623308b', 1296, 1303, 1292, 1325, NULL, 'gold gold 1', 'NORP', 'Mexican', NULL, NULL),
('65d81a7550db7bcd', 'p12-cartel-the-band', '87f2f9b5f623308b', 997, 1008, 825, 1009, NULL, 'gold gold 1', 'PERSON', 'Mountbatten', 'person:mountbatten', 'person:mountbatten'),
('687aa5c86587421c', 'p12-cartel-the-band', '87f2f9b5f623308b', 610, 617, 554, 687, NULL, 'gold gold 1', 'DATE', '11 days', NULL, NULL),
('714eaa7ddd99ff5a', 'p07-cebu-jail-riot', '87f2f9b5f623308b', 496, 505, 384, 536, NULL, 'gold gold 1', 'GPE', 'Kalunasan', 'gpe:kalunasan', 'gpe:kalunasan'),
('71acc57ebcaa8cc4', 'p12-cartel-the-band', '87f2f9b5f623308b', 441, 446, 350, 553, NULL, 'gold gold 1', 'GPE', 'Leeds', 'gpe:leeds-2644688', 'gpe:leeds'),
('79b37b102eb3963c', 'p12-cartel-the-band', '87f2f9b5f623308b', 899, 910, 825, 1009, NULL, 'gold gold 1', 'TIME', 'six minutes', NULL, NULL),
('81c7224b2b2f8803', 'p07-cebu-jail-riot', '87f2f9b5f623308b', 959, 982, 869, 983, NULL, 'gold gold 1', 'PEOPLE', '22 Abu Sayyaf detainees', NULL, NULL),
('827571641d8d28c9', 'p07-cebu-jail-riot', '87f2f9b5f623308b', 695, 700, 538, 715, NULL, 'gold gold 1', 'DRUG', 'shabu', NULL, NULL),
('843241605a7503bc', 'p07-cebu-jail-riot', '87f2f9b5f623308b', 668, 674, 538, 715, NULL, 'gold gold 1', 'PEOPLE', 'guards', NULL, NULL),
('85166405db9b564b', 'p07-cebu-jail-riot', '87f2f9b5f623308b', 1064, 1078, 1020, 1095, NULL, 'gold gold 1', 'PERSON', 'Corazon Ybañez', 'person:corazon-ybanez', 'person:corazon-ybanez'),
('87f9a71195acb6c7', 'p07-cebu-jail-riot', '87f2f9b5f623308b', 614, 625, 538, 715, NULL, 'gold gold 1', 'PERSON', 'Amado Tibay', 'person:amado-tibay', 'person:amado-tibay'),
('8c05739af62bb15a', 'p12-cartel-the-band', '87f2f9b5f623308b', 147, 161, 77, 250, NULL, 'gold gold 1', 'PEOPLE', 'four musicians', NULL, NULL),
('96874829d4696159', 'p07-cebu-jail-riot', '87f2f9b5f623308b', 460, 464, 384, 536, NULL, 'gold gold 1', 'CARDINAL', 'four', NULL, NULL),
('97cb0c895dc4f084', 'p07-cebu-jail-riot', '87f2f9b5f623308b', 181, 195, 0, 222, NULL, 'gold gold 1', 'FAC', 'Cebu City Jail', 'fac:cebu-city-jail', 'fac:cebu-city-jail'),
('980d0273122a2255', 'p12-cartel-the-band', '87f2f9b5f623308b', 648, 655, 554, 687, NULL, 'gold gold 1', 'GPE', 'Margate', 'gpe:margate-2643044', 'gpe:margate'),
('98210f05c492503b', 'p07-cebu-jail-riot', '87f2f9b5f623308b', 52, 63, 0, 222, NULL, 'gold gold 1', 'CARDINAL', 'at least 19', NULL, NULL),
('9857c8ef322f9201', 'p07-cebu-jail-riot', '87f2f9b5f623308b', 12, 25, 0, 222, NULL, 'gold gold 1', 'PEOPLE', 'Three inmates', NULL, NULL),
('9e21bc165464bb4b', 'p07-cebu-jail-riot', '87f2f9b5f623308b', 774, 777, 764, 788, NULL, 'gold gold 1', 'CARDINAL', 'two', NULL, NULL),
('a76ac8d2e37ff452', 'p12-cartel-the-band', '87f2f9b5f623308b', 163, 166, 77, 250, NULL, 'gold gold 1', 'CARDINAL', 'two', NULL, NULL),
('a981eac7a4ff303e', 'p12-cartel-the-band', '87f2f9b5f623308b', 109, 124, 77, 250, NULL, 'gold gold 1', 'FAC', 'Brixton Academy', 'fac:brixton-academy', 'fac:brixton-academy'),
('a9949f51c07bd053', 'p12-cartel-the-band', '87f2f9b5f623308b', 16, 22, 0, 76, NULL, 'gold gold 1', 'ORG', 'Cartel', 'org:cartel', 'org:cartel'),
('acb1a3195a4b6b57', 'p07-cebu-jail-riot', '87f2f9b5f623308b', 900, 916, 869, 983, NULL, 'gold gold 1', 'FAC', 'Camp Bagong Diwa', 'fac:camp-bagong-diwa', 'fac:camp-bagong-diwa'),
('ae6bc9fc292cc470', 'p12-cartel-the-band', '87f2f9b5f623308b', 310, 322, 252, 349, NULL, 'gold gold 1', 'PERSON', 'Imogen Teale', 'person:imogen-teale', 'person:imogen-teale'),
('b86fb321289bd998', 'p07-cebu-jail-riot', '87f2f9b5f623308b', 923, 929, 869, 983, NULL, 'gold gold 1', 'GPE', 'Manila', 'gpe:manila-1701668', 'gpe:manila'),
('bcd816c43eb24d2f', 'p07-cebu-jail-riot', '87f2f9b5f623308b', 312, 315, 280, 383, NULL, 'gold gold 1', 'CARDINAL', '140', NULL, NULL),
('c0bbc3c41c308739', 'p07-cebu-jail-riot', '87f2f9b5f623308b', 962, 972, 869, 983, NULL, 'gold gold 1', 'GANG', 'Abu Sayyaf', 'gang:abu-sayyaf', 'gang:abu-sayyaf'),
('c25ef2b972d13bb4', 'p07-cebu-jail-riot', '87f2f9b5f623308b', 312, 325, 280, 383, NULL, 'gold gold 1', 'PEOPLE', '140 policemen', NULL, NULL),
('c2983e38db567d95', 'p07-cebu-jail-riot', '87f2f9b5f623308b', 0, 9, 0, 222, NULL, 'gold gold 1', 'GPE', 'CEBU CITY', 'gpe:cebu-city-1717512', 'gpe:cebu-city'),
('c4bec633bc0ed0c2', 'p07-cebu-jail-riot', '87f2f9b5f623308b', 716, 721, 716, 732, NULL, 'gold gold 1', 'PERSON', 'Tibay', 'person:amado-tibay', 'person:amado-tibay'),
('c9d88a299d066b5d', 'p12-cartel-the-band', '87f2f9b5f623308b', 324, 326, 252, 349, NULL, 'gold gold 1', 'CARDINAL', '31', NULL, NULL),
('ca195e28428e6674', 'p07-cebu-jail-riot', '87f2f9b5f623308b', 821, 826, 790, 868, NULL, 'gold gold 1', 'CARDINAL', '1,894', NULL, NULL),
('cfb6ae7ad24080a7', 'p07-cebu-jail-riot', '87f2f9b5f623308b', 684, 690, 538, 715, NULL, 'gold gold 1', 'WEAPON', 'knives', NULL, NULL),
('d3c533769aaa0ceb', 'p07-cebu-jail-riot', '87f2f9b5f623308b', 810, 813, 790, 868, NULL, 'gold gold 1', 'CARDINAL', '600', NULL, NULL),
('e911e1b02d3bf8ec', 'p12-cartel-the-band', '87f2f9b5f623308b', 589, 596, 554, 687, NULL, 'gold gold 1', 'DATE', '8 March', NULL, NULL),
('eafbbf895abb5451', 'p12-cartel-the-band', '87f2f9b5f623308b', 1052, 1055, 1049, 1116, NULL, 'gold gold 1', 'MONEY', '£12', NULL, NULL),
('eb225dfadf6c22e4', 'p12-cartel-the-band', '87f2f9b5f623308b', 128, 136, 77, 250, NULL, 'gold gold 1', 'DATE', 'Saturday', NULL, NULL),
('eb2efcad18406790', 'p12-cartel-the-band', '87f2f9b5f623308b', 387, 398, 350, 553, NULL, 'gold gold 1', 'GPE', 'Guadalajara', 'gpe:guadalajara-4005539', 'gpe:guadalajara'),
('eb5c1f3e5c02ace8', 'p07-cebu-jail-riot', '87f2f9b5f623308b', 289, 298, 280, 383, NULL, 'gold gold 1', 'TIME', 'two hours', NULL, NULL),
('eb75ec03967045ad', 'p12-cartel-the-band', '87f2f9b5f623308b', 502, 506, 350, 553, NULL, 'gold gold 1', 'GPE', 'Ohio', 'gpe:ohio-us-oh', 'gpe:ohio'),
('ebd6530b1a3c0f5d', 'p07-cebu-jail-riot', '87f2f9b5f623308b', 374, 382, 280, 383, NULL, 'gold gold 1', 'WEAPON', 'tear gas', NULL, NULL),
('ed33e78196fea0a7', 'p07-cebu-jail-riot', '87f2f9b5f623308b', 836, 847, 790, 868, NULL, 'gold gold 1', 'CARDINAL', 'nine in ten', NULL, NULL),
('eddff319bad63be4', 'p12-cartel-the-band', '87f2f9b5f623308b', 1205, 1214, 1118, 1291, NULL, 'gold gold 1', 'PERCENT', '5 percent', NULL, NULL),
('f0f52c318237d4c4', 'p07-cebu-jail-riot', '87f2f9b5f623308b', 557, 575, 538, 715, NULL, 'gold gold 1', 'PERSON', 'Crisanto Velasquez', 'person:crisanto-velasquez', 'person:crisanto-velasquez');

INSERT INTO name_keys VALUES
(2852910006832, 'p12-cartel-the-band', '2019-02-22'),
(5158534840728, 'p07-cebu-jail-riot', '2005-10-11'),
(18516827177368, 'p07-cebu-jail-riot', '2005-10-11'),
(37136347038256, 'p12-cartel-the-band', '2019-02-22'),
(40934203523480, 'p07-cebu-jail-riot', '2005-10-11'),
(55051246109232, 'p12-cartel-the-band', '2019-02-22'),
(61519922659736, 'p07-cebu-jail-riot', '2005-10-11'),
(65833172009368, 'p07-cebu-jail-riot', '2005-10-11'),
(80148242301488, 'p12-cartel-the-band', '2019-02-22'),
(81256646771248, 'p12-cartel-the-band', '2019-02-22'),
(81892948378160, 'p12-cartel-the-band', '2019-02-22'),
(84602740998704, 'p12-cartel-the-band', '2019-02-22'),
(87592398684568, 'p07-cebu-jail-riot', '2005-10-11'),
(118836269547928, 'p07-cebu-jail-riot', '2005-10-11'),
(139992339841584, 'p12-cartel-the-band', '2019-02-22'),
(149410141045144, 'p07-cebu-jail-riot', '2005-10-11'),
(162402558149168, 'p12-cartel-the-band', '2019-02-22'),
(172635902902832, 'p12-cartel-the-band', '2019-02-22'),
(182587322794544, 'p12-cartel-the-band', '2019-02-22'),
(193019707130416, 'p12-cartel-the-band', '2019-02-22'),
(193836188566064, 'p12-cartel-the-band', '2019-02-22'),
(212988303245720, 'p07-cebu-jail-riot', '2005-10-11'),
(218756045996592, 'p12-cartel-the-band', '2019-02-22'),
(222300469658160, 'p12-cartel-the-band', '2019-02-22'),
(245875591676312, 'p07-cebu-jail-riot', '2005-10-11'),
(246946915156376, 'p07-cebu-jail-riot', '2005-10-11'),
(248320785842736, 'p12-cartel-the-band', '2019-02-22'),
(257385277620632, 'p07-cebu-jail-riot', '2005-10-11'),
(265265463099952, 'p12-cartel-the-band', '2019-02-22'),
(271588240851352, 'p07-cebu-jail-riot', '2005-10-11'),
(279719055393176, 'p07-cebu-jail-riot', '2005-10-11');

INSERT INTO near_copies VALUES
(93227058403673210, 'p07-cebu-jail-riot', '2005-10-11'),
(173511353249320008, 'p07-cebu-jail-riot', '2005-10-11'),
(1546496074232547207, 'p07-cebu-jail-riot', '2005-10-11'),
(2771344020009136536, 'p07-cebu-jail-riot', '2005-10-11'),
(4565939055345776372, 'p07-cebu-jail-riot', '2005-10-11'),
(4874482266090979317, 'p07-cebu-jail-riot', '2005-10-11'),
(5156698106943547779, 'p07-cebu-jail-riot', '2005-10-11'),
(5652381447068128296, 'p07-cebu-jail-riot', '2005-10-11'),
(5703819209862820365, 'p12-cartel-the-band', '2019-02-22'),
(5765599837174267665, 'p12-cartel-the-band', '2019-02-22'),
(5984624819178504200, 'p07-cebu-jail-riot', '2005-10-11'),
(6242534283394720193, 'p12-cartel-the-band', '2019-02-22'),
(6625205455305635026, 'p12-cartel-the-band', '2019-02-22'),
(7032352914915606403, 'p07-cebu-jail-riot', '2005-10-11'),
(7103560579974449753, 'p12-cartel-the-band', '2019-02-22'),
(7769460457760622693, 'p07-cebu-jail-riot', '2005-10-11'),
(7817341404131448153, 'p12-cartel-the-band', '2019-02-22'),
(7885311218068020096, 'p07-cebu-jail-riot', '2005-10-11'),
(8309575223623873493, 'p07-cebu-jail-riot', '2005-10-11'),
(9594969992622082061, 'p12-cartel-the-band', '2019-02-22'),
(9679701217290067411, 'p12-cartel-the-band', '2019-02-22'),
(10427639407319246392, 'p12-cartel-the-band', '2019-02-22'),
(12059817276063084683, 'p12-cartel-the-band', '2019-02-22'),
(12116013646397210763, 'p12-cartel-the-band', '2019-02-22'),
(12202400779198491905, 'p12-cartel-the-band', '2019-02-22'),
(12869449547173492301, 'p07-cebu-jail-riot', '2005-10-11'),
(13632783332832740233, 'p12-cartel-the-band', '2019-02-22'),
(15200349252558494066, 'p12-cartel-the-band', '2019-02-22'),
(15640781395718173869, 'p07-cebu-jail-riot', '2005-10-11'),
(16054589255863186879, 'p12-cartel-the-band', '2019-02-22'),
(17162141500664804766, 'p12-cartel-the-band', '2019-02-22'),
(17866762481140146509, 'p07-cebu-jail-riot', '2005-10-11');

INSERT INTO numbers VALUES
('2c3605b9ffb9da87', 'p12-cartel-the-band', '87f2f9b5f623308b', 147, 151, 77, 250, NULL, 'rule gold 1', 4.0, 4.0, 'count', false, 'other', NULL, NULL, NULL, NULL),
('3c12353765f4d735', 'p07-cebu-jail-riot', '87f2f9b5f623308b', 747, 750, 733, 763, NULL, 'rule gold 1', 1.0, 1.0, 'count', false, 'weapons', NULL, NULL, NULL, NULL),
('3e9cff6203ef7e8b', 'p07-cebu-jail-riot', '87f2f9b5f623308b', 12, 17, 0, 222, NULL, 'rule gold 1', 3.0, 3.0, 'count', false, 'killed', 'fac:cebu-city-jail', 'fac:cebu-city-jail', NULL, NULL),
('46b421f99c477cab', 'p07-cebu-jail-riot', '87f2f9b5f623308b', 405, 410, 384, 536, NULL, 'rule gold 1', 7.0, 7.0, 'count', false, 'other', NULL, NULL, NULL, NULL),
('51bc1dc123ec26e9', 'p07-cebu-jail-riot', '87f2f9b5f623308b', 959, 961, 869, 983, NULL, 'rule gold 1', 22.0, 22.0, 'count', false, 'killed', 'fac:camp-bagong-diwa', 'fac:camp-bagong-diwa', NULL, NULL),
('96874829d4696159', 'p07-cebu-jail-riot', '87f2f9b5f623308b', 460, 464, 384, 536, NULL, 'rule gold 1', 4.0, 4.0, 'count', false, 'arrested', NULL, NULL, NULL, NULL),
('98210f05c492503b', 'p07-cebu-jail-riot', '87f2f9b5f623308b', 52, 63, 0, 222, NULL, 'rule gold 1', 19.0, NULL, 'count', false, 'injured', 'fac:cebu-city-jail', 'fac:cebu-city-jail', NULL, NULL),
('9e21bc165464bb4b', 'p07-cebu-jail-riot', '87f2f9b5f623308b', 774, 777, 764, 788, NULL, 'rule gold 1', 2.0, 2.0, 'count', false, 'weapons', NULL, NULL, NULL, NULL),
('a76ac8d2e37ff452', 'p12-cartel-the-band', '87f2f9b5f623308b', 163, 166, 77, 250, NULL, 'rule gold 1', 2.0, 2.0, 'count', false, 'other', NULL, NULL, NULL, NULL),
('bcd816c43eb24d2f', 'p07-cebu-jail-riot', '87f2f9b5f623308b', 312, 315, 280, 383, NULL, 'rule gold 1', 140.0, 140.0, 'count', false, 'deployed', NULL, NULL, NULL, NULL),
('c9d88a299d066b5d', 'p12-cartel-the-band', '87f2f9b5f623308b', 324, 326, 252, 349, NULL, 'rule gold 1', 31.0, 31.0, 'year', false, 'age', 'person:imogen-teale', 'person:imogen-teale', NULL, NULL),
('ca195e28428e6674', 'p07-cebu-jail-riot', '87f2f9b5f623308b', 821, 826, 790, 868, NULL, 'rule gold 1', 1894.0, 1894.0, 'count', false, 'population', 'fac:cebu-city-jail', 'fac:cebu-city-jail', NULL, NULL),
('d3c533769aaa0ceb', 'p07-cebu-jail-riot', '87f2f9b5f623308b', 810, 813, 790, 868, NULL, 'rule gold 1', 600.0, 600.0, 'count', false, 'population', 'fac:cebu-city-jail', 'fac:cebu-city-jail', NULL, NULL),
('eafbbf895abb5451', 'p12-cartel-the-band', '87f2f9b5f623308b', 1052, 1055, 1049, 1116, NULL, 'rule gold 1', 12.0, 12.0, 'GBP', false, 'value', NULL, NULL, NULL, NULL),
('ed33e78196fea0a7', 'p07-cebu-jail-riot', '87f2f9b5f623308b', 836, 847, 790, 868, NULL, 'rule gold 1', 90.0, 90.0, 'percent', false, 'population', 'fac:cebu-city-jail', 'fac:cebu-city-jail', NULL, NULL),
('eddff319bad63be4', 'p12-cartel-the-band', '87f2f9b5f623308b', 1205, 1214, 1118, 1291, NULL, 'rule gold 1', 5.0, 5.0, 'percent', false, 'other', NULL, NULL, NULL, NULL);

INSERT INTO relations VALUES
('51d980a6d5a1bc1e', 'p07-cebu-jail-riot', '87f2f9b5f623308b', 0, 0, 0, 222, NULL, 'gold gold 1', 'gang:sputnik-gang', 'operates_in', 'fac:cebu-city-jail', false, 'gang:sigue-sigue-sputnik', 'fac:cebu-city-jail'),
('c63bcfc475e37ed8', 'p07-cebu-jail-riot', '87f2f9b5f623308b', 0, 0, 0, 222, NULL, 'gold gold 1', 'gang:sputnik-gang', 'rival_of', 'gang:batang-cebu', false, 'gang:sigue-sigue-sputnik', 'gang:batang-cebu'),
('c9a3c6b015897ac8', 'p07-cebu-jail-riot', '87f2f9b5f623308b', 0, 0, 0, 222, NULL, 'gold gold 1', 'gang:batang-cebu', 'operates_in', 'fac:cebu-city-jail', false, 'gang:batang-cebu', 'fac:cebu-city-jail');

INSERT INTO report_keys VALUES
(288278248329896257, 16581045522559910431, '2005-10-11', '2005-10-11', 'PH'),
(424911242308372731, 4999031693136813441, '2005-10-11', '2005-10-11', 'PH'),
(699151202129309492, 9057187289521329718, '2019-02-22', '2019-02-22', 'GB'),
(781128037723188693, 8503855355154660472, '2005-10-11', '2005-10-11', 'PH'),
(845308506734405617, 7442408891149738132, '2019-02-22', '2019-02-22', 'GB'),
(975218307656624146, 7442408891149738132, '2019-02-22', '2019-02-22', 'GB'),
(1484395729191683470, 588758888929006375, '2005-10-11', '2005-10-11', 'PH'),
(1484395729191683470, 10412766736817738360, '2005-10-11', '2005-10-11', 'PH'),
(1484395729191683470, 13590136577709269953, '2005-10-10', '2005-10-10', 'PH'),
(1584479614893979201, 1503123492475758503, '2005-10-11', '2005-10-11', 'PH'),
(2322674413085573526, 9057187289521329718, '2019-02-22', '2019-02-22', 'GB'),
(4094602851702107926, 17027378673145319889, '2005-10-11', '2005-10-11', 'PH'),
(4607488922788674215, 17027378673145319889, '2005-10-11', '2005-10-11', 'PH'),
(5053055145508753237, 7442408891149738132, '2019-02-22', '2019-02-22', 'GB'),
(5499813030424574713, 9057187289521329718, '2019-02-22', '2019-02-22', 'GB'),
(6129145904475298541, 1503123492475758503, '2005-10-11', '2005-10-11', 'PH'),
(7660534995887012081, 7442408891149738132, '2019-02-22', '2019-02-22', 'GB'),
(7819682138304742361, 1503123492475758503, '2005-10-11', '2005-10-11', 'PH'),
(8426827882782130796, 13590136577709269953, '2005-10-10', '2005-10-10', 'PH'),
(8483576606392014966, 8503855355154660472, '2005-10-11', '2005-10-11', 'PH'),
(8941134964992621593, 17027378673145319889, '2005-10-11', '2005-10-11', 'PH'),
(9177690005122760129, 9057187289521329718, '2019-02-22', '2019-02-22', 'GB'),
(9388382891158319986, 588758888929006375, '2005-10-11', '2005-10-11', 'PH'),
(9545798032857730822, 1503123492475758503, '2005-10-11', '2005-10-11', 'PH'),
(9814059700398640908, 5908995117949011377, '2005-03-01', '2005-03-31', 'PH'),
(10316250674516927488, 4999031693136813441, '2005-10-11', '2005-10-11', 'PH'),
(10316250674516927488, 8503855355154660472, '2005-10-11', '2005-10-11', 'PH'),
(10316250674516927488, 16581045522559910431, '2005-10-11', '2005-10-11', 'PH'),
(11037383800053020954, 17027378673145319889, '2005-10-11', '2005-10-11', 'PH'),
(11471611915798903222, 13590136577709269953, '2005-10-10', '2005-10-10', 'PH'),
(12075846878222238428, 16581045522559910431, '2005-10-11', '2005-10-11', 'PH'),
(12709697581070916681, 13590136577709269953, '2005-10-10', '2005-10-10', 'PH'),
(13251211048447134158, 5908995117949011377, '2005-03-01', '2005-03-31', 'PH'),
(13416045056220264513, 17027378673145319889, '2005-10-11', '2005-10-11', 'PH'),
(13856594973415819936, 17027378673145319889, '2005-10-11', '2005-10-11', 'PH'),
(13968049899427765411, 8503855355154660472, '2005-10-11', '2005-10-11', 'PH'),
(14014455946693887089, 588758888929006375, '2005-10-11', '2005-10-11', 'PH'),
(14014455946693887089, 10412766736817738360, '2005-10-11', '2005-10-11', 'PH'),
(15178686056675931093, 1503123492475758503, '2005-10-11', '2005-10-11', 'PH'),
(16281437237713153604, 4999031693136813441, '2005-10-11', '2005-10-11', 'PH'),
(16281437237713153604, 16581045522559910431, '2005-10-11', '2005-10-11', 'PH'),
(17479620170163993926, 1503123492475758503, '2005-10-11', '2005-10-11', 'PH'),
(17555201711432040820, 5908995117949011377, '2005-03-01', '2005-03-31', 'PH'),
(18306561982866611210, 7442408891149738132, '2019-02-22', '2019-02-22', 'GB');

INSERT INTO runs VALUES
('87f2f9b5f623308b', '2026-11-27 19:52:26.931001', '2026-11-27 19:52:32.473289', 'done', 'gold 1', ['corpora'], '{}', '0.1.0', NULL, 'ingest', NULL);

INSERT INTO search_terms VALUES
(128509750204147986, 20, 26, 1, 16),
(197755045950172268, 12, 2, 1, 4),
(249774716667932935, 11, 1, 1, 15),
(286922071034316399, 28, 2, 1, 4),
(383345394465133286, 1, 4, 1, 4),
(383345394465133286, 14, 3, 1, 4),
(383345394465133286, 15, 2, 1, 3),
(441916299590296410, 24, 20, 1, 20),
(443797225798969812, 27, 3, 1, 16),
(525770922817638367, 3, 4, 1, 9),
(525770922817638367, 18, 7, 1, 13),
(645463795283839725, 6, 2, 1, 19),
(709934661777211571, 19, 26, 1, 21),
(723588691028995134, 4, 5, 1, 14),
(848424030355289027, 16, 5, 1, 9),
(870334774418478753, 6, 18, 1, 19),
(934846802962837924, 2, 27, 1, 27),
(962649641008679846, 26, 11, 1, 6),
(1014786459041575908, 27, 6, 1, 16),
(1033217487759413096, 12, 5, 1, 4),
(1063902238970380901, 5, 11, 1, 16),
(1153911654647553523, 17, 10, 1, 19),
(1182194471775774634, 26, 1, 1, 6),
(1188769974576756998, 8, 1, 1, 5),
(1303370843429320093, 4, 12, 1, 14),
(1303370843429320093, 17, 1, 1, 19),
(1337585542636359173, 25, 4, 1, 4),
(1573167810793295519, 24, 4, 1, 20),
(1685156470332804134, 17, 17, 1, 19),
(1761448253286485836, 7, 1, 1, 2),
(1926926566311898854, 24, 19, 1, 20),
(1935012356092732625, 19, 3, 1, 21),
(1968250992826336562, 3, 8, 1, 9),
(2159734192506642690, 24, 1, 1, 20),
(2430891011844845855, 11, 4, 1, 15),
(2430891011844845855, 20, 7, 1, 16),
(2512565279993177452, 9, 1, 1, 2),
(2579127859883724729, 10, 14, 1, 11),
(2579127859883724729, 14, 7, 1, 4),
(2579127859883724729, 16, 13, 1, 9),
(2631267023498880612, 2, 10, 1, 27),
(2674307417173637157, 24, 6, 1, 20),
(2674752439441734219, 20, 16, 1, 16),
(2706829381877304659, 24, 25, 1, 20),
(2724659683152663038, 6, 10, 1, 19),
(2724659683152663038, 7, 0, 1, 2),
(2826120521982195460, 2, 3, 1, 27),
(2856804207371677897, 24, 14, 1, 20),
(2883624695585913130, 6, 8, 1, 19),
(2993222921197307934, 5, 24, 1, 16),
(3053967555392256064, 24, 28, 1, 20),
(3057160945787931823, 24, 29, 1, 20),
(3064251160277368011, 16, 4, 1, 9),
(3091437148754232626, 24, 22, 1, 20),
(3142216559886829373, 3, 9, 1, 9),
(3142216559886829373, 5, 6, 1, 16),
(3142216559886829373, 19, 37, 1, 21),
(3177905012513519459, 2, 23, 1, 27),
(3177905012513519459, 6, 26, 1, 19),
(3200368746157818193, 2, 19, 1, 27),
(3281883365822282823, 19, 19, 1, 21),
(3282834672143436984, 26, 12, 1, 6),
(3394697880866563984, 14, 10, 1, 4),
(3415111406888140414, 19, 23, 1, 21),
(3449007472132656179, 17, 7, 1, 19),
(3662699478214283336, 5, 3, 1, 16),
(3696115102354135589, 24, 10, 1, 20),
(3759160586907553037, 13, 12, 1, 7),
(3905370528172130844, 2, 17, 2, 27),
(3905370528172130844, 2, 18, 2, 27),
(3910283542774385115, 20, 15, 1, 16),
(3965579247480982016, 6, 6, 1, 19),
(4030393447485576628, 2, 37, 1, 27),
(4088901237757455930, 6, 0, 1, 19),
(4135648464414522595, 27, 21, 1, 16),
(4139753791455088416, 13, 10, 1, 7),
(4140004169371031174, 4, 6, 1, 14),
(4166751753411867413, 6, 14, 1, 19),
(4229003303060778008, 22, 1, 1, 5),
(4296279710184689972, 5, 17, 1, 16),
(4339138043201529507, 18, 12, 1, 13),
(4339138043201529507, 27, 0, 1, 16),
(4474856248483890095, 21, 10, 1, 9),
(4567424036531819741, 2, 30, 1, 27),
(4635438381432894136, 3, 13, 1, 9),
(4718910319940957045, 18, 8, 1, 13),
(4721771855149779685, 8, 0, 1, 5),
(4912672657159360270, 19, 18, 1, 21),
(5063409015014445299, 11, 16, 1, 15),
(5260146838690732553, 19, 36, 1, 21),
(5359910550878024858, 27, 24, 1, 16),
(5478759600974828754, 5, 5, 1, 16),
(5483082329163368816, 5, 0, 1, 16),
(5532588147392585028, 20, 22, 1, 16),
(5538405742365314526, 19, 21, 1, 21),
(5577112625078090319, 27, 27, 1, 16),
(5612600901801204283, 11, 13, 1, 15),
(5637993173506318173, 18, 18, 1, 13),
(5650909547752720954, 24, 8, 1, 20),
(5884735110246208173, 1, 2, 1, 4),
(6029811905607383809, 4, 1, 1, 14),
(6096230261407358571, 10, 10, 1, 11),
(6101633056743975141, 19, 14, 1, 21),
(6355565676678789997, 11, 9, 1, 15),
(6394167906521922454, 2, 21, 1, 27),
(6611271217533416008, 21, 0, 1, 9),
(6767369681243690061, 27, 29, 1, 16),
(6935800920628645683, 11, 6, 1, 15),
(6938677244273047853, 18, 10, 1, 13),
(6992545160566894277, 4, 2, 1, 14),
(6992545160566894277, 9, 2, 1, 2),
(6992545160566894277, 17, 15, 1, 19),
(7122345857229310249, 2, 24, 1, 27),
(7180605066509329693, 24, 16, 1, 20),
(7243550620413577745, 18, 16, 1, 13),
(7290983532953813247, 14, 8, 1, 4),
(7299887607038602625, 16, 3, 2, 9),
(7299887607038602625, 16, 15, 2, 9),
(7544985408132693679, 15, 4, 1, 3),
(7654971285070036322, 17, 27, 1, 19),
(7714911676882625377, 11, 12, 1, 15),
(7740554435356788260, 11, 7, 1, 15),
(7753694929383812951, 24, 18, 1, 20),
(7789851900655470524, 13, 0, 1, 7),
(7847818702773661542, 28, 4, 1, 4),
(7864268092369532249, 20, 6, 1, 16),
(8024505776378195458, 6, 3, 1, 19),
(8158666134783803575, 8, 3, 1, 5),
(8239317883266522424, 5, 12, 1, 16),
(8239317883266522424, 17, 13, 1, 19),
(8265774096202257779, 21, 6, 1, 9),
(8265774096202257779, 25, 0, 1, 4),
(8336139102816291303, 2, 29, 1, 27),
(8408513896694612315, 27, 15, 1, 16),
(8414477731035715761, 1, 5, 1, 4),
(8467490583621797827, 20, 4, 1, 16),
(8467490583621797827, 22, 2, 1, 5),
(8517436044248822130, 17, 14, 1, 19),
(8637204892818985829, 4, 9, 1, 14),
(8649955846554504916, 2, 7, 1, 27),
(8668201720986160523, 17, 22, 1, 19),
(8680690941613038819, 2, 2, 1, 27),
(8680690941613038819, 19, 25, 1, 21),
(8741255559426905657, 19, 33, 1, 21),
(8751950890140588029, 13, 7, 1, 7),
(8753635396618283852, 16, 6, 1, 9),
(9175634249860745025, 6, 25, 1, 19),
(9221009398684762986, 24, 5, 1, 20),
(9230694324589043630, 27, 2, 1, 16),
(9323905513087490782, 19, 31, 1, 21),
(9342133493602313033, 19, 8, 1, 21),
(9415626358827047471, 8, 2, 1, 5),
(9451076311292134705, 2, 38, 1, 27),
(9486413647226714129, 12, 0, 1, 4),
(9504349741641679629, 6, 7, 1, 19),
(9578057974340650659, 19, 9, 1, 21),
(9578057974340650659, 30, 2, 1, 4),
(9668020306144236624, 11, 8, 1, 15),
(9754784183125152927, 30, 1, 1, 4),
(9762902723967216646, 2, 12, 1, 27),
(9820816347529279327, 4, 17, 1, 14),
(9823776725662134266, 4, 13, 1, 14),
(10011392266545795785, 19, 16, 1, 21),
(10028902154946886505, 28, 1, 1, 4),
(10194010865178854993, 17, 23, 1, 19),
(10236204034106703823, 25, 2, 1, 4),
(10413063005594641801, 17, 16, 1, 19),
(10445784508360171360, 6, 23, 1, 19),
(10587876174618583785, 19, 29, 1, 21),
(10689460634825034741, 6, 4, 1, 19),
(10899531844252071267, 18, 3, 1, 13),
(10980909072926940355, 22, 4, 1, 5),
(11053208556204008066, 27, 13, 1, 16),
(11206210894995442701, 10, 6, 1, 11),
(11231661717675798731, 17, 25, 1, 19),
(11256667999429849908, 11, 19, 1, 15),
(11344725474691902494, 19, 11, 1, 21),
(11363272333677133122, 4, 15, 1, 14),
(11363272333677133122, 17, 21, 1, 19),
(11426050879662523708, 5, 19, 1, 16),
(11674536090044865259, 20, 3, 1, 16),
(11736393923825824487, 13, 9, 1, 7),
(11740374869495936546, 1, 0, 1, 4),
(11746916276451762877, 19, 40, 1, 21),
(11813011437895315654, 2, 14, 1, 27),
(11902570722258809921, 30, 4, 1, 4),
(12032638695787926469, 11, 10, 1, 15),
(12036493688366415553, 13, 1, 1, 7),
(12037798002112013774, 2, 0, 3, 27),
(12037798002112013774, 2, 22, 3, 27),
(12037798002112013774, 2, 33, 3, 27),
(12102315903815054298, 5, 25, 1, 16),
(12167976932690626201, 24, 24, 1, 20),
(12175375102270899096, 10, 5, 1, 11),
(12175375102270899096, 17, 12, 1, 19),
(12215440626783230230, 22, 6, 1, 5),
(12244435681762138118, 2, 1, 2, 27),
(12244435681762138118, 2, 34, 2, 27),
(12500090959099072311, 3, 2, 1, 9),
(12508870798945040256, 21, 3, 1, 9),
(12563411584886999950, 27, 11, 1, 16),
(12573837824062166908, 27, 9, 1, 16),
(12625002127688114393, 21, 2, 1, 9),
(12625002127688114393, 29, 2, 1, 3),
(12692410653080888631, 6, 9, 1, 19),
(12854375790113036009, 17, 5, 1, 19),
(12973358462094227307, 25, 3, 1, 4),
(13005833425042568100, 10, 12, 1, 11),
(13087142044310557618, 17, 29, 1, 19),
(13142665146411843092, 18, 6, 1, 13),
(13185293287046590697, 24, 27, 1, 20),
(13228999202053730106, 20, 9, 1, 16),
(13250645593288508986, 5, 2, 1, 16),
(13334147522949434276, 11, 18, 1, 15),
(13379769015076300855, 26, 4, 1, 6),
(13462679018616188844, 3, 11, 1, 9),
(13521418511525152402, 2, 5, 1, 27),
(13525704840266383260, 2, 13, 1, 27),
(13546634736843720513, 23, 1, 1, 2),
(13577785660522934652, 26, 8, 1, 6),
(13790183758651170865, 24, 13, 1, 20),
(13816942838955995866, 4, 4, 1, 14),
(13863396788304528602, 20, 2, 1, 16),
(14051312091332310119, 17, 8, 1, 19),
(14118046458113390997, 5, 8, 1, 16),
(14195273434344145911, 2, 11, 1, 27),
(14288193099583903944, 27, 8, 1, 16),
(14458827582035725012, 8, 5, 1, 5),
(14458827582035725012, 20, 12, 1, 16),
(14489790474879670143, 19, 7, 1, 21),
(14539013538519015197, 28, 3, 1, 4),
(14568411978802108716, 20, 11, 1, 16),
(14591028167372676487, 21, 8, 1, 9),
(14693046361139201762, 11, 2, 1, 15),
(14860994421101892341, 4, 10, 1, 14),
(14998304988306182479, 2, 26, 1, 27),
(15010540429280684181, 4, 16, 1, 14),
(15047939934190529725, 27, 10, 1, 16),
(15094537615643372384, 10, 4, 1, 11),
(15274718725248220538, 12, 3, 1, 4),
(15275220096922282380, 4, 3, 1, 14),
(15349574149263476088, 16, 1, 1, 9),
(15355202648234751959, 27, 14, 1, 16),
(15390246160914315899, 15, 0, 1, 3),
(15465316312348170810, 4, 7, 1, 14),
(15494262009820638648, 6, 12, 1, 19),
(15543778498915608927, 24, 2, 1, 20),
(15548806839245015117, 18, 9, 1, 13),
(15548806839245015117, 29, 1, 1, 3),
(15644748116530691546, 16, 2, 1, 9),
(15659497276344844503, 5, 4, 1, 16),
(15659497276344844503, 21, 7, 1, 9),
(15660214825013747210, 16, 8, 1, 9),
(15738013301954170006, 26, 7, 1, 6),
(15793644760386784181, 21, 1, 1, 9),
(15884292505239177273, 6, 16, 1, 19),
(15902968389071975791, 3, 5, 1, 9),
(15935917462351175483, 17, 30, 1, 19),
(15945056892671828316, 20, 25, 1, 16),
(15981137233065127575, 11, 20, 1, 15),
(16148930339220880366, 2, 35, 1, 27),
(16148930339220880366, 10, 1, 1, 11),
(16395053538294107982, 10, 9, 1, 11),
(16410533608530193538, 17, 19, 1, 19),
(16459045503236736969, 6, 1, 1, 19),
(16506522144456887872, 3, 1, 1, 9),
(16541381322210455865, 19, 5, 1, 21),
(16740756059045375606, 23, 2, 1, 2),
(16763459854809483179, 6, 21, 1, 19),
(16772047153707296617, 5, 9, 1, 16),
(16876992553965902502, 20, 1, 1, 16),
(16972460491493208049, 18, 0, 1, 13),
(16972460491493208049, 22, 0, 1, 5),
(16972460491493208049, 30, 0, 1, 4),
(17031910589729777104, 24, 9, 1, 20),
(17065768859505044979, 20, 17, 1, 16),
(17439375839944654659, 18, 11, 1, 13),
(17443333922410492750, 20, 19, 1, 16),
(17454123268397485398, 13, 5, 1, 7),
(17522734392854299533, 19, 2, 1, 21),
(17523382041612702614, 3, 6, 1, 9),
(17666808053432822865, 10, 2, 1, 11),
(17685132148349884633, 18, 13, 1, 13),
(17793691683624219638, 18, 1, 1, 13),
(17804778451855803256, 6, 20, 1, 19),
(17829127170669678183, 10, 16, 1, 11),
(17919140088566522561, 21, 11, 1, 9),
(17992334398460090258, 11, 21, 1, 15),
(18092496106541065051, 27, 18, 1, 16),
(18151066991738908219, 5, 14, 1, 16),
(18170518932312069848, 5, 22, 1, 16),
(18346228730601381668, 29, 0, 1, 3),
(18368817731410796124, 10, 7, 1, 11);

INSERT INTO sentences VALUES
(1, 'nothing', 0, 28, 4),
(2, 'p07-cebu-jail-riot', 0, 222, 27),
(3, 'p07-cebu-jail-riot', 224, 279, 9),
(4, 'p07-cebu-jail-riot', 280, 383, 14),
(5, 'p07-cebu-jail-riot', 384, 536, 16),
(6, 'p07-cebu-jail-riot', 538, 715, 19),
(7, 'p07-cebu-jail-riot', 716, 732, 2),
(8, 'p07-cebu-jail-riot', 733, 763, 5),
(9, 'p07-cebu-jail-riot', 764, 788, 2),
(10, 'p07-cebu-jail-riot', 790, 868, 11),
(11, 'p07-cebu-jail-riot', 869, 983, 15),
(12, 'p07-cebu-jail-riot', 985, 1019, 4),
(13, 'p07-cebu-jail-riot', 1020, 1095, 7),
(14, 'p07-cebu-jail-riot', 1096, 1145, 4),
(15, 'p07-cebu-jail-riot', 1146, 1179, 3),
(16, 'p12-cartel-the-band', 0, 76, 9),
(17, 'p12-cartel-the-band', 77, 250, 19),
(18, 'p12-cartel-the-band', 252, 349, 13),
(19, 'p12-cartel-the-band', 350, 553, 21),
(20, 'p12-cartel-the-band', 554, 687, 16),
(21, 'p12-cartel-the-band', 688, 763, 9),
(22, 'p12-cartel-the-band', 764, 805, 5),
(23, 'p12-cartel-the-band', 807, 824, 2),
(24, 'p12-cartel-the-band', 825, 1009, 20),
(25, 'p12-cartel-the-band', 1010, 1048, 4),
(26, 'p12-cartel-the-band', 1049, 1116, 6),
(27, 'p12-cartel-the-band', 1118, 1291, 16),
(28, 'p12-cartel-the-band', 1292, 1325, 4),
(29, 'p12-cartel-the-band', 1326, 1352, 3),
(30, 'p12-cartel-the-band', 1353, 1380, 4);

INSERT INTO ties VALUES
('p07-cebu-jail-riot', 'gang:batang-cebu', 'Batang Cebu', 'operates_in', 'fac:cebu-city-jail', 'Cebu City Jail', false, 'CEBU CITY — Three inmates were stabbed to death and at least 19 hurt when members of the Sigue Sigue Sputnik and Batang Cebu gangs fought with sharpened spoons and bed slats at the Cebu City Jail on Monday, officials said.', NULL, '2005-10-11', 'Visayas Morning', 'Jail riot in Cebu leaves three dead; warden relieved'),
('p07-cebu-jail-riot', 'gang:sputnik-gang', 'Sputnik gang', 'operates_in', 'fac:cebu-city-jail', 'Cebu City Jail', false, 'CEBU CITY — Three inmates were stabbed to death and at least 19 hurt when members of the Sigue Sigue Sputnik and Batang Cebu gangs fought with sharpened spoons and bed slats at the Cebu City Jail on Monday, officials said.', NULL, '2005-10-11', 'Visayas Morning', 'Jail riot in Cebu leaves three dead; warden relieved'),
('p07-cebu-jail-riot', 'gang:sputnik-gang', 'Sputnik gang', 'rival_of', 'gang:batang-cebu', 'Batang Cebu', false, 'CEBU CITY — Three inmates were stabbed to death and at least 19 hurt when members of the Sigue Sigue Sputnik and Batang Cebu gangs fought with sharpened spoons and bed slats at the Cebu City Jail on Monday, officials said.', NULL, '2005-10-11', 'Visayas Morning', 'Jail riot in Cebu leaves three dead; warden relieved');

INSERT INTO timeline VALUES
('0ec34bc0207c94cd', 'p07-cebu-jail-riot', '2005-03-01', '2005-03-01', '2005-03-31', 'KILLING', 'cost', 'asserted', NULL, NULL, '22 Abu Sayyaf detainees', 'Camp Bagong Diwa; Manila', NULL, NULL, [], 'fac:camp-bagong-diwa', 'Camp Bagong Diwa', 'PH', 14.52, 121.08, 'incident:4f557ac3d01f2a6a', 869, 983, NULL, '2005-10-11', 'Visayas Morning', 'A similar uprising in March at Camp Bagong Diwa, near Manila, was put down at the cost of 22 Abu Sayyaf detainees.', 'Jail riot in Cebu leaves three dead; warden relieved', NULL),
('201f852675dbe60b', 'p07-cebu-jail-riot', '2005-10-11', NULL, NULL, 'ARREST', 'recaptured', 'asserted', NULL, NULL, 'four', 'Kalunasan', NULL, NULL, [], 'gpe:kalunasan', 'Kalunasan', NULL, NULL, NULL, 'incident:106c72f6392c8058', 384, 536, NULL, '2005-10-11', 'Visayas Morning', 'During the confusion seven prisoners climbed over a wall beside the chapel; four were recaptured in a market in Kalunasan and the rest are being hunted.', 'Jail riot in Cebu leaves three dead; warden relieved', NULL),
('36caa14cdecedae6', 'p07-cebu-jail-riot', '2005-03-01', '2005-03-01', '2005-03-31', 'RIOT', 'uprising', 'asserted', NULL, NULL, NULL, 'Camp Bagong Diwa; Manila', NULL, NULL, [], 'fac:camp-bagong-diwa', 'Camp Bagong Diwa', 'PH', 14.52, 121.08, 'incident:4f557ac3d01f2a6a', 869, 983, NULL, '2005-10-11', 'Visayas Morning', 'A similar uprising in March at Camp Bagong Diwa, near Manila, was put down at the cost of 22 Abu Sayyaf detainees.', 'Jail riot in Cebu leaves three dead; warden relieved', NULL),
('49a578630ce5ab36', 'p07-cebu-jail-riot', '2005-10-11', NULL, NULL, 'RAID', 'stormed', 'asserted', NULL, '140 policemen', NULL, 'Cebu City Jail', NULL, NULL, [], 'fac:cebu-city-jail', 'Cebu City Jail', 'PH', 10.31672, 123.89071, 'incident:d3e5dba6c0bb89eb', 280, 383, NULL, '2005-10-11', 'Visayas Morning', 'It ended two hours later, after 140 policemen with shields stormed the second floor and fired tear gas.', 'Jail riot in Cebu leaves three dead; warden relieved', NULL),
('4c0c4d057fcd9409', 'p07-cebu-jail-riot', '2005-10-11', NULL, NULL, 'CORRUPTION', 'sold', 'alleged', NULL, 'guards', 'Sputnik gang; Batang Cebu', NULL, 'knives; shabu', NULL, ['Batang Cebu', 'Sputnik gang'], NULL, NULL, NULL, NULL, NULL, 'incident:72ed65fb4e5a8160', 538, 715, NULL, '2005-10-11', 'Visayas Morning', 'Interior Secretary Crisanto Velasquez relieved the warden, Senior Inspector Amado Tibay, and ordered an inquiry into reports that guards had sold knives and shabu to both gangs.', 'Jail riot in Cebu leaves three dead; warden relieved', NULL),
('5071abdfe9bf4149', 'p07-cebu-jail-riot', '2005-10-10', '2005-10-10', '2005-10-10', 'RIOT', 'riot', 'asserted', NULL, 'Sputnik gang; Batang Cebu', NULL, 'Cebu City Jail', NULL, NULL, ['Batang Cebu', 'Sputnik gang'], 'fac:cebu-city-jail', 'Cebu City Jail', 'PH', 10.31672, 123.89071, 'incident:ba498ef5c347bcd7', 224, 279, NULL, '2005-10-11', 'Visayas Morning', 'The riot began at about 6:15 a.m. over a basin of rice.', 'Jail riot in Cebu leaves three dead; warden relieved', NULL),
('519e91f7717c79ca', 'p07-cebu-jail-riot', '2005-10-11', NULL, NULL, 'ROBBERY', 'stealing', 'alleged', NULL, 'My son', NULL, NULL, NULL, NULL, [], NULL, NULL, NULL, NULL, NULL, 'incident:9a653c57b2896261', 1020, 1095, NULL, '2005-10-11', 'Visayas Morning', '“My son is in for stealing a rooster,” said Corazon Ybañez, a laundrywoman.', 'Jail riot in Cebu leaves three dead; warden relieved', NULL),
('857f4299167be3ae', 'p07-cebu-jail-riot', '2005-10-11', NULL, NULL, 'SEIZURE', 'confiscate', 'generic', NULL, 'Amado Tibay', NULL, NULL, 'one; blade', NULL, [], NULL, NULL, NULL, NULL, NULL, NULL, 733, 763, NULL, '2005-10-11', 'Visayas Morning', '“I confiscate one blade a day.', 'Jail riot in Cebu leaves three dead; warden relieved', NULL),
('90708b033bf038b1', 'p07-cebu-jail-riot', '2005-10-10', '2005-10-10', '2005-10-10', 'ATTACK', 'stabbed', 'asserted', NULL, 'Sputnik gang; Batang Cebu', 'Three inmates', 'Cebu City; Cebu City Jail', 'sharpened spoons', NULL, ['Batang Cebu', 'Sputnik gang'], 'gpe:cebu-city-1717512', 'Cebu City', 'PH', 10.31672, 123.89071, 'incident:ba498ef5c347bcd7', 0, 222, NULL, '2005-10-11', 'Visayas Morning', 'CEBU CITY — Three inmates were stabbed to death and at least 19 hurt when members of the Sigue Sigue Sputnik and Batang Cebu gangs fought with sharpened spoons and bed slats at the Cebu City Jail on Monday, officials said.', 'Jail riot in Cebu leaves three dead; warden relieved', NULL),
('9080f200861ec434', 'p07-cebu-jail-riot', '2005-10-11', NULL, NULL, 'ESCAPE', 'climbed over', 'asserted', NULL, 'seven prisoners', NULL, NULL, NULL, NULL, [], 'gpe:kalunasan', 'Kalunasan', NULL, NULL, NULL, 'incident:60dcd0ffd2b5757e', 384, 536, NULL, '2005-10-11', 'Visayas Morning', 'During the confusion seven prisoners climbed over a wall beside the chapel; four were recaptured in a market in Kalunasan and the rest are being hunted.', 'Jail riot in Cebu leaves three dead; warden relieved', NULL),
('99b1489def37d4ae', 'p07-cebu-jail-riot', '2005-10-10', '2005-10-10', '2005-10-10', 'KILLING', 'to death', 'asserted', NULL, 'Sputnik gang; Batang Cebu', 'Three inmates', 'Cebu City; Cebu City Jail', 'sharpened spoons', NULL, ['Batang Cebu', 'Sputnik gang'], 'gpe:cebu-city-1717512', 'Cebu City', 'PH', 10.31672, 123.89071, 'incident:ba498ef5c347bcd7', 0, 222, NULL, '2005-10-11', 'Visayas Morning', 'CEBU CITY — Three inmates were stabbed to death and at least 19 hurt when members of the Sigue Sigue Sputnik and Batang Cebu gangs fought with sharpened spoons and bed slats at the Cebu City Jail on Monday, officials said.', 'Jail riot in Cebu leaves three dead; warden relieved', NULL),
('a3c3d691cdb8b0f2', 'p07-cebu-jail-riot', '2005-03-01', '2005-03-01', '2005-03-31', 'RAID', 'put down', 'asserted', NULL, NULL, NULL, 'Camp Bagong Diwa; Manila', NULL, NULL, [], 'fac:camp-bagong-diwa', 'Camp Bagong Diwa', 'PH', 14.52, 121.08, 'incident:29ff907b3d279fb3', 869, 983, NULL, '2005-10-11', 'Visayas Morning', 'A similar uprising in March at Camp Bagong Diwa, near Manila, was put down at the cost of 22 Abu Sayyaf detainees.', 'Jail riot in Cebu leaves three dead; warden relieved', NULL),
('aa194c924c07c1f7', 'p07-cebu-jail-riot', '2005-10-10', '2005-10-10', '2005-10-10', 'ATTACK', 'hurt', 'asserted', NULL, 'Sputnik gang; Batang Cebu', 'at least 19', 'Cebu City; Cebu City Jail', 'sharpened spoons', NULL, ['Batang Cebu', 'Sputnik gang'], 'gpe:cebu-city-1717512', 'Cebu City', 'PH', 10.31672, 123.89071, 'incident:ba498ef5c347bcd7', 0, 222, NULL, '2005-10-11', 'Visayas Morning', 'CEBU CITY — Three inmates were stabbed to death and at least 19 hurt when members of the Sigue Sigue Sputnik and Batang Cebu gangs fought with sharpened spoons and bed slats at the Cebu City Jail on Monday, officials said.', 'Jail riot in Cebu leaves three dead; warden relieved', NULL),
('af91b9a40bc8d24c', 'p07-cebu-jail-riot', '2005-10-11', NULL, NULL, 'ATTACK', 'fired', 'asserted', NULL, '140 policemen', NULL, 'Cebu City Jail', 'tear gas', NULL, [], 'fac:cebu-city-jail', 'Cebu City Jail', 'PH', 10.31672, 123.89071, 'incident:62fdc386190e918a', 280, 383, NULL, '2005-10-11', 'Visayas Morning', 'It ended two hours later, after 140 policemen with shields stormed the second floor and fired tear gas.', 'Jail riot in Cebu leaves three dead; warden relieved', NULL),
('b836ece741e6ae71', 'p07-cebu-jail-riot', '2005-10-10', '2005-10-10', '2005-10-10', 'CLASH', 'fought', 'asserted', NULL, 'Sputnik gang; Batang Cebu', NULL, 'Cebu City; Cebu City Jail', 'sharpened spoons', NULL, ['Batang Cebu', 'Sputnik gang'], 'gpe:cebu-city-1717512', 'Cebu City', 'PH', 10.31672, 123.89071, 'incident:ba498ef5c347bcd7', 0, 222, NULL, '2005-10-11', 'Visayas Morning', 'CEBU CITY — Three inmates were stabbed to death and at least 19 hurt when members of the Sigue Sigue Sputnik and Batang Cebu gangs fought with sharpened spoons and bed slats at the Cebu City Jail on Monday, officials said.', 'Jail riot in Cebu leaves three dead; warden relieved', NULL);

INSERT INTO turns VALUES
(4);
