-- Words taken back are gone; what stays is how they are known again when somebody writes them into
-- the report: a number for each passage, made with a secret of this database (setting 'passages'),
-- which says nothing of the words to whoever does not have them.
CREATE TABLE recalled_passages (
    release TEXT PRIMARY KEY REFERENCES release,
    marks TEXT NOT NULL                  -- sixteen hex digits each, one after the other
);
