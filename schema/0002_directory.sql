-- The directory: parties, their dated relations and facts, each with its source; the
-- Compact's objectives and principles; events.
CREATE TABLE party (
    id TEXT PRIMARY KEY,                 -- readable: "chl", "sacm", "chl-foreign-ministry"
    kind TEXT NOT NULL,                  -- state, territory, mechanism, organization, ministry, local, region, stakeholder
    iso3 TEXT,                           -- names of countries come from ICU by this code
    acronym TEXT NOT NULL DEFAULT '',
    status TEXT NOT NULL DEFAULT 'active', -- active, dormant, unknown
    footnote TEXT NOT NULL DEFAULT '',   -- shown wherever the name shows
    website TEXT NOT NULL DEFAULT '',
    synthetic BIGINT NOT NULL DEFAULT 0,
    created TEXT NOT NULL
);
CREATE TABLE party_name (
    party TEXT NOT NULL REFERENCES party,
    language TEXT NOT NULL,
    name TEXT NOT NULL,
    source TEXT NOT NULL DEFAULT '',
    PRIMARY KEY (party, language)
);
-- role: member, observer, chair, co_chair, secretariat, partner, part_of, suspended,
-- substitute (elected for a suspended seat), applicant, convener. "party is <role> of other".
CREATE TABLE relation (
    id TEXT PRIMARY KEY,
    party TEXT NOT NULL REFERENCES party,
    other TEXT NOT NULL REFERENCES party,
    role TEXT NOT NULL,
    since TEXT,                          -- day, year-month or year as the source gives it
    until TEXT,
    permanent BIGINT NOT NULL DEFAULT 0, -- a chair that does not rotate
    disputed BIGINT NOT NULL DEFAULT 0,
    note TEXT NOT NULL DEFAULT '',
    source TEXT NOT NULL DEFAULT '',
    created TEXT NOT NULL
);
CREATE INDEX relation_party ON relation(party);
CREATE INDEX relation_other ON relation(other);
-- A fact with its source; facts of the same name side by side where sources disagree.
CREATE TABLE fact (
    id TEXT PRIMARY KEY,
    party TEXT NOT NULL REFERENCES party,
    name TEXT NOT NULL,                  -- founded, type, region, focus, secretariat, chair, association, observers, members_count
    value TEXT NOT NULL,
    disputed BIGINT NOT NULL DEFAULT 0,
    note TEXT NOT NULL DEFAULT '',
    source TEXT NOT NULL DEFAULT '',
    position BIGINT NOT NULL DEFAULT 0,
    created TEXT NOT NULL
);
CREATE INDEX fact_party ON fact(party);
-- History of every directory row: what it was before, who changed it.
CREATE TABLE directory_change (
    id TEXT PRIMARY KEY,
    at TEXT NOT NULL,
    person TEXT,
    party TEXT NOT NULL,                 -- on whose page the history shows
    thing TEXT NOT NULL,                 -- party, name, relation, fact, event
    thing_id TEXT NOT NULL,
    deed TEXT NOT NULL,                  -- added, changed, removed, imported
    before_value TEXT NOT NULL DEFAULT '',
    after_value TEXT NOT NULL DEFAULT ''
);
CREATE INDEX directory_change_party ON directory_change(party, at);
CREATE TABLE objective (
    number BIGINT PRIMARY KEY,           -- 1..23
    cluster BIGINT NOT NULL,             -- round table 1..4 (A/RES/73/326)
    paragraph BIGINT NOT NULL            -- of A/RES/73/195
);
CREATE TABLE objective_text (
    number BIGINT NOT NULL REFERENCES objective,
    language TEXT NOT NULL,
    title TEXT NOT NULL DEFAULT '',      -- '' where no official text was seen: never invented
    short TEXT NOT NULL DEFAULT '',
    source TEXT NOT NULL DEFAULT '',
    PRIMARY KEY (number, language)
);
CREATE TABLE principle_text (
    letter TEXT NOT NULL,                -- a..j, paragraph 15 of A/RES/73/195
    language TEXT NOT NULL,
    name TEXT NOT NULL,
    source TEXT NOT NULL DEFAULT '',
    PRIMARY KEY (letter, language)
);
CREATE TABLE event (
    id TEXT PRIMARY KEY,
    forum TEXT,                          -- party(id) where the forum is in the directory
    forum_name TEXT NOT NULL DEFAULT '', -- as the source names it
    title TEXT NOT NULL,
    starts TEXT NOT NULL,                -- day
    ends TEXT NOT NULL,
    city TEXT NOT NULL DEFAULT '',
    iso3 TEXT,
    status TEXT NOT NULL DEFAULT 'held', -- planned, confirmed, held, postponed, cancelled
    source TEXT NOT NULL DEFAULT '',
    created TEXT NOT NULL
);
CREATE INDEX event_starts ON event(starts);
