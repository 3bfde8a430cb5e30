-- Releases: the exact bytes a party let go, to whom. GUARDED: read through area/release.
CREATE TABLE release (
    id TEXT PRIMARY KEY,
    round TEXT NOT NULL REFERENCES round,
    party TEXT NOT NULL REFERENCES party,
    section_name TEXT NOT NULL,
    form TEXT NOT NULL REFERENCES form,  -- the version of the form it answers
    version BIGINT NOT NULL,             -- 1, 2, … within (round, party, section)
    audience TEXT NOT NULL,              -- owner, named, members, observers, partners, public
    content BYTEA,                       -- canonical JSON; NULL after recall
    sha256 TEXT NOT NULL,
    receipt TEXT NOT NULL UNIQUE,        -- short code people can read out
    person TEXT NOT NULL REFERENCES person,
    mandate TEXT REFERENCES mandate,
    at TEXT NOT NULL,
    replaced TEXT,                       -- instant at which a newer version took its place
    recalled TEXT,
    recalled_by TEXT REFERENCES person,
    recall_reason TEXT,
    UNIQUE (round, party, section_name, version)
);
CREATE INDEX release_round ON release(round, party);
CREATE INDEX release_section ON release(round, section_name);
CREATE TABLE release_named (             -- audience 'named': these parties
    release TEXT NOT NULL REFERENCES release,
    party TEXT NOT NULL REFERENCES party,
    PRIMARY KEY (release, party)
);
CREATE INDEX release_named_party ON release_named(party);
-- The released answers one by one, for the bench, search and aggregates. Removed at recall.
CREATE TABLE released_answer (
    release TEXT NOT NULL REFERENCES release,
    question TEXT NOT NULL,              -- path within the section
    language TEXT NOT NULL DEFAULT '',   -- '' original; else a translation
    kind TEXT NOT NULL DEFAULT '',       -- isthmus::kind of the question
    item TEXT NOT NULL,                  -- question without repeat indexes
    value TEXT NOT NULL,
    written_in TEXT NOT NULL DEFAULT '',
    folded TEXT NOT NULL,                -- text_fold(value), for search
    position BIGINT NOT NULL,
    PRIMARY KEY (release, question, language)
);
CREATE INDEX released_answer_item ON released_answer(item);
CREATE TABLE released_file (
    release TEXT NOT NULL REFERENCES release,
    attachment TEXT NOT NULL,
    question TEXT NOT NULL,
    name TEXT NOT NULL,
    type TEXT NOT NULL,
    size BIGINT NOT NULL,
    sha256 TEXT NOT NULL,
    content BYTEA NOT NULL,
    PRIMARY KEY (release, attachment)
);
