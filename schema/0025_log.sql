-- The release log: only hashes of what was released, each leaf written in the transaction of
-- what it is about. Leaves are never changed and never removed. GUARDED: log_entry holds the
-- salted statements, which name parties and sections.
CREATE TABLE log_state (                 -- one row: the lock under which leaves get their place
    id BIGINT PRIMARY KEY,
    size BIGINT NOT NULL
);
INSERT INTO log_state (id, size) VALUES (1, 0);
CREATE TABLE log_leaf (                  -- what the world sees
    position BIGINT PRIMARY KEY,
    body BYTEA NOT NULL
);
CREATE TABLE log_entry (                 -- what a leaf is about: seen by whom may see the thing
    position BIGINT PRIMARY KEY REFERENCES log_leaf,
    kind TEXT NOT NULL,                  -- release, file, recall, circulation, adoption
    subject TEXT NOT NULL,               -- release or version of a report
    name TEXT NOT NULL,                  -- of the file; '' for a statement
    sha256 TEXT NOT NULL,                -- of the file, or of the statement
    payload BYTEA,                       -- the statement; NULL for a file, and once it was recalled
    code TEXT NOT NULL UNIQUE,           -- short code for paper
    stamp BYTEA                          -- RFC 3161 time stamp over the signature, when there is one
);
CREATE INDEX log_entry_subject ON log_entry(subject);
