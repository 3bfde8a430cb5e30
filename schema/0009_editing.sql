-- Editing of the directory: each change with its source and the office that made it, and
-- files uploaded that wait for somebody to accept what they would change.
ALTER TABLE directory_change ADD COLUMN other TEXT;                         -- second party on whose page it shows (of a relation)
ALTER TABLE directory_change ADD COLUMN source TEXT NOT NULL DEFAULT '';    -- given for the change
ALTER TABLE directory_change ADD COLUMN function TEXT NOT NULL DEFAULT '';  -- the office: '' is the operator at the console
ALTER TABLE directory_change ADD COLUMN office TEXT;                        -- party for which it was made
ALTER TABLE directory_change ADD COLUMN file TEXT NOT NULL DEFAULT '';      -- name of the file it came from
CREATE INDEX directory_change_other ON directory_change(other, at);
CREATE INDEX directory_change_thing ON directory_change(thing, thing_id);
ALTER TABLE objective_text ADD COLUMN short_source TEXT NOT NULL DEFAULT '';
CREATE TABLE directory_upload (
    id TEXT PRIMARY KEY,
    person TEXT NOT NULL REFERENCES person,
    dataset TEXT NOT NULL,               -- mechanisms, members, events, organizations
    file TEXT NOT NULL DEFAULT '',       -- its name, as given
    content BYTEA NOT NULL,
    created TEXT NOT NULL,
    accepted TEXT                        -- when its changes were made; once
);
