-- Persons, what they may speak for (mandates), how they sign in, and the trail of their acts.
CREATE TABLE person (
    id TEXT PRIMARY KEY,
    mail TEXT NOT NULL UNIQUE,          -- the address is the account
    name TEXT NOT NULL,
    language TEXT NOT NULL DEFAULT 'en',
    zone TEXT NOT NULL DEFAULT 'UTC',
    totp TEXT,                          -- base32 seed of the second factor; NULL until set up
    totp_step BIGINT NOT NULL DEFAULT 0, -- last 30-second step used: each code counts once
    digest BIGINT NOT NULL DEFAULT 0,
    created TEXT NOT NULL
);
-- A post: who may speak for a party, in which function, from when to when.
-- function: administrator (of this server; party NULL), secretariat, focal_point, alternate,
-- author, validator, releaser (the releasing authority), delegate (reads for the party).
CREATE TABLE mandate (
    id TEXT PRIMARY KEY,
    person TEXT NOT NULL REFERENCES person,
    party TEXT,                          -- party(id); NULL for an administrator
    function TEXT NOT NULL,
    since TEXT NOT NULL,                 -- day
    until TEXT,                          -- last day of the term, or NULL
    ended TEXT,                          -- instant at which it was ended or handed over
    follows TEXT REFERENCES mandate,     -- the mandate whose work this one took over
    granted_by TEXT REFERENCES person,
    created TEXT NOT NULL
);
CREATE INDEX mandate_person ON mandate(person);
CREATE INDEX mandate_party ON mandate(party);
CREATE TABLE sign_in_link (
    token TEXT PRIMARY KEY,              -- SHA-256 of what was mailed
    person TEXT NOT NULL REFERENCES person,
    purpose TEXT NOT NULL,               -- sign_in (bound to a browser), invitation, console
    browser TEXT,                        -- SHA-256 of the asking browser's cookie
    goto_path TEXT,
    created TEXT NOT NULL,
    expires TEXT NOT NULL,
    used TEXT
);
CREATE TABLE session (
    token TEXT PRIMARY KEY,              -- SHA-256 of the cookie
    id TEXT NOT NULL UNIQUE,             -- shown in the list of sessions
    person TEXT NOT NULL REFERENCES person,
    mandate TEXT REFERENCES mandate,     -- for whom the person acts now
    strong TEXT,                         -- when the second factor was given
    agent TEXT NOT NULL DEFAULT '',      -- "Firefox on Linux": to recognize it in the list
    created TEXT NOT NULL,
    seen TEXT NOT NULL,
    expires TEXT NOT NULL,
    ended TEXT
);
CREATE INDEX session_person ON session(person);
CREATE TABLE attempt (                   -- for rate limits; rows older than a day are removed
    id TEXT PRIMARY KEY,
    kind TEXT NOT NULL,
    subject TEXT NOT NULL,               -- SHA-256 of an address or of a network
    at TEXT NOT NULL
);
CREATE INDEX attempt_subject ON attempt(kind, subject, at);
-- Append-only: each act, readable by the party concerned. No words of answers in here.
CREATE TABLE trail (
    id TEXT PRIMARY KEY,
    at TEXT NOT NULL,
    person TEXT,                         -- NULL: the operator at the console, or a timer
    mandate TEXT,
    party TEXT,                          -- the party concerned, who may read it
    deed TEXT NOT NULL,                  -- see area/trail.h
    thing TEXT,                          -- id of what it was done to
    detail TEXT NOT NULL DEFAULT ''      -- names and counts, never text of an answer
);
CREATE INDEX trail_party ON trail(party, at);
CREATE TABLE setting (name TEXT PRIMARY KEY, value TEXT NOT NULL);
