-- Entries of groups that repeat, where more is to be said than that something stands in them: made
-- and still empty, or removed. What stood in a removed one stays in revision and answer, so that it
-- can be brought back. GUARDED, as the other tables of inputs.
CREATE TABLE draft_entry (
    section TEXT NOT NULL REFERENCES section,
    path TEXT NOT NULL,                  -- needs[2], needs[2]/steps[1]: numbers are names, never used again
    made TEXT NOT NULL,
    person TEXT REFERENCES person,
    gone TEXT,                           -- instant of its removal
    gone_by TEXT REFERENCES person,
    PRIMARY KEY (section, path)
);
