-- The revisions of an answer as a chain from the newest back: an index by answer made each save of
-- each writer touch a page of its own, a seventh of what a save costs. And a text for each writer
-- who began from something older, not for the last of them alone.
ALTER TABLE revision ADD COLUMN previous TEXT REFERENCES revision; -- the one saved before it for the same answer
ALTER TABLE answer ADD COLUMN latest TEXT REFERENCES revision;     -- the end of the chain, chosen or not
UPDATE revision SET previous = (
    SELECT o.id FROM revision o
    WHERE o.section = revision.section AND o.question = revision.question AND o.language = revision.language
      AND (o.at < revision.at OR (o.at = revision.at AND o.id < revision.id))
    ORDER BY o.at DESC, o.id DESC LIMIT 1);
UPDATE answer SET latest = (
    SELECT o.id FROM revision o
    WHERE o.section = answer.section AND o.question = answer.question AND o.language = answer.language
    ORDER BY o.at DESC, o.id DESC LIMIT 1);
DROP INDEX revision_section;
CREATE TABLE answer_beside (             -- GUARDED
    section TEXT NOT NULL REFERENCES section,
    question TEXT NOT NULL,
    language TEXT NOT NULL DEFAULT '',
    revision TEXT NOT NULL REFERENCES revision,
    PRIMARY KEY (section, question, language, revision)
);
INSERT INTO answer_beside (section, question, language, revision)
    SELECT section, question, language, beside FROM answer WHERE beside IS NOT NULL;
UPDATE answer SET beside = NULL;         -- no longer used
