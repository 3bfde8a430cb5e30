-- National inputs: GUARDED. What stands here is the party's own until it releases it; only
-- the statements listed in test/guards/ may read these tables.
CREATE TABLE input (
    id TEXT PRIMARY KEY,
    round TEXT NOT NULL REFERENCES round,
    party TEXT NOT NULL REFERENCES party, -- the State
    form TEXT NOT NULL REFERENCES form,
    clearance TEXT NOT NULL,             -- this State's own chain: words of 'author validator releaser'
    created TEXT NOT NULL,
    created_by TEXT REFERENCES person,
    UNIQUE (round, party)
);
CREATE TABLE section (
    id TEXT PRIMARY KEY,
    input TEXT NOT NULL REFERENCES input,
    name TEXT NOT NULL,                  -- top-level group of the form
    holder TEXT NOT NULL REFERENCES party, -- the State, or the ministry or local government it is given to
    due TEXT,                            -- day
    state TEXT NOT NULL DEFAULT 'drafting', -- drafting, waiting, cleared (released is a release)
    stage TEXT NOT NULL DEFAULT 'author', -- word of the chain whose turn it is
    since TEXT NOT NULL,                 -- instant at which this turn began: reminders count from it
    open_to_all BIGINT NOT NULL DEFAULT 0, -- other ministries of the State may read
    UNIQUE (input, name)
);
CREATE TABLE section_author (
    section TEXT NOT NULL REFERENCES section,
    person TEXT NOT NULL REFERENCES person,
    PRIMARY KEY (section, person)
);
-- Every saved state of every answer, never changed, never removed.
CREATE TABLE revision (
    id TEXT PRIMARY KEY,
    section TEXT NOT NULL REFERENCES section,
    question TEXT NOT NULL,              -- path with repeat index: needs[2]/description
    language TEXT NOT NULL DEFAULT '',   -- '' original; else a translation beside it
    value TEXT NOT NULL,
    written_in TEXT NOT NULL DEFAULT '', -- language the text is in, when the author said
    based_on TEXT,                       -- revision the writer had before their eyes
    person TEXT REFERENCES person,
    at TEXT NOT NULL,
    origin TEXT NOT NULL DEFAULT 'typed' -- typed, prefilled, restored, merged, imported
);
CREATE INDEX revision_section ON revision(section, question, language);
-- The present answer: one revision; `beside` holds a second writer's text until somebody chooses.
CREATE TABLE answer (
    section TEXT NOT NULL REFERENCES section,
    question TEXT NOT NULL,
    language TEXT NOT NULL DEFAULT '',
    revision TEXT NOT NULL REFERENCES revision,
    beside TEXT REFERENCES revision,
    confirmed BIGINT NOT NULL DEFAULT 1, -- 0: prefilled from the last round, not yet looked at
    PRIMARY KEY (section, question, language)
);
CREATE TABLE attachment (
    id TEXT PRIMARY KEY,
    section TEXT NOT NULL REFERENCES section,
    question TEXT NOT NULL,
    name TEXT NOT NULL,
    type TEXT NOT NULL,
    size BIGINT NOT NULL,
    sha256 TEXT NOT NULL,
    content BYTEA NOT NULL,
    person TEXT REFERENCES person,
    at TEXT NOT NULL,
    removed TEXT
);
CREATE TABLE comment (
    id TEXT PRIMARY KEY,
    section TEXT NOT NULL REFERENCES section,
    question TEXT NOT NULL DEFAULT '',
    person TEXT NOT NULL REFERENCES person,
    at TEXT NOT NULL,
    words TEXT NOT NULL,
    resolved TEXT
);
CREATE TABLE clearance (                 -- each step taken, kept
    id TEXT PRIMARY KEY,
    section TEXT NOT NULL REFERENCES section,
    deed TEXT NOT NULL,                  -- submitted, validated, cleared, returned, reopened, skipped
    person TEXT NOT NULL REFERENCES person,
    mandate TEXT REFERENCES mandate,
    at TEXT NOT NULL,
    note TEXT NOT NULL DEFAULT ''
);
CREATE INDEX clearance_section ON clearance(section, at);
