-- A party cited sees words of a draft only once its secretariat asked it about just these
-- words: before that the draft is the secretariat's own.
CREATE TABLE paragraph_asked (
    paragraph TEXT NOT NULL REFERENCES paragraph,
    version BIGINT NOT NULL,             -- of the paragraph when asked
    at TEXT NOT NULL,
    PRIMARY KEY (paragraph, version)
);
