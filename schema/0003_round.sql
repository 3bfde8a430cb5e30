-- Forms (data), review rounds (data), who takes part and when.
CREATE TABLE form (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL,                  -- form_id of the XLSForm
    version TEXT NOT NULL,
    title TEXT NOT NULL,
    definition TEXT NOT NULL,            -- compiled (area/form.h, form_to_json)
    source BYTEA NOT NULL,               -- the spreadsheet as given
    person TEXT,
    created TEXT NOT NULL,
    UNIQUE (name, version)
);
CREATE TABLE round (
    id TEXT PRIMARY KEY,                 -- readable: "lac-2025"
    forum TEXT NOT NULL REFERENCES party, -- mechanism or region whose review it is
    host TEXT NOT NULL REFERENCES party, -- party whose secretariat runs it
    form TEXT REFERENCES form,
    before_round TEXT REFERENCES round,  -- the previous one: prefill, what changed
    informs TEXT REFERENCES round,       -- the global forum it feeds
    tier TEXT NOT NULL,                  -- national, subregional, regional, global
    status TEXT NOT NULL,                -- planned, open, closed, held
    clearance TEXT NOT NULL DEFAULT 'author validator releaser', -- default chain; a State may change its own
    synthetic BIGINT NOT NULL DEFAULT 0,
    source TEXT NOT NULL DEFAULT '',
    created TEXT NOT NULL
);
CREATE TABLE round_title (
    round TEXT NOT NULL REFERENCES round,
    language TEXT NOT NULL,
    title TEXT NOT NULL,
    PRIMARY KEY (round, language)
);
CREATE TABLE round_step (
    id TEXT PRIMARY KEY,
    round TEXT NOT NULL REFERENCES round,
    kind TEXT NOT NULL,                  -- opening, input, hearing, conference, draft_report, comments, adoption, package
    starts TEXT NOT NULL,                -- day
    ends TEXT NOT NULL,
    place TEXT NOT NULL DEFAULT '',
    note TEXT NOT NULL DEFAULT '',
    source TEXT NOT NULL DEFAULT '',
    position BIGINT NOT NULL
);
CREATE INDEX round_step_round ON round_step(round);
CREATE TABLE round_party (
    round TEXT NOT NULL REFERENCES round,
    party TEXT NOT NULL REFERENCES party,
    capacity TEXT NOT NULL,              -- member (answers), observer, partner
    invited TEXT,                        -- instant of the invitation, or NULL
    PRIMARY KEY (round, party)
);
CREATE INDEX round_party_party ON round_party(party);
