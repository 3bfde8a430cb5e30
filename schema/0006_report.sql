-- The regional report: chapters, paragraphs that cite releases, versions, objections. GUARDED.
CREATE TABLE report (
    id TEXT PRIMARY KEY,
    round TEXT NOT NULL REFERENCES round,
    title TEXT NOT NULL,
    language TEXT NOT NULL,
    status TEXT NOT NULL,                -- draft, circulated, adopted
    circulated TEXT,
    comments_until TEXT,                 -- day
    adopted TEXT,
    adopted_by TEXT REFERENCES person,
    created TEXT NOT NULL,
    UNIQUE (round)                       -- one report a round
);
CREATE TABLE chapter (
    id TEXT PRIMARY KEY,
    report TEXT NOT NULL REFERENCES report,
    position BIGINT NOT NULL,
    kind TEXT NOT NULL,                  -- summary, method, cluster, means, lessons, annex, free
    cluster BIGINT,
    title TEXT NOT NULL
);
CREATE TABLE paragraph (
    id TEXT PRIMARY KEY,
    chapter TEXT NOT NULL REFERENCES chapter,
    position BIGINT NOT NULL,
    words TEXT NOT NULL,
    version BIGINT NOT NULL DEFAULT 1,
    person TEXT REFERENCES person,
    changed TEXT NOT NULL,
    removed TEXT,
    flagged TEXT                         -- a release it rests on was recalled, and nobody has looked since
);
CREATE INDEX paragraph_chapter ON paragraph(chapter);
CREATE TABLE paragraph_version (
    paragraph TEXT NOT NULL REFERENCES paragraph,
    version BIGINT NOT NULL,
    words TEXT NOT NULL,
    person TEXT REFERENCES person,
    at TEXT NOT NULL,
    PRIMARY KEY (paragraph, version)
);
CREATE TABLE paragraph_beside (          -- a second writer's text, until somebody chooses
    id TEXT PRIMARY KEY,
    paragraph TEXT NOT NULL REFERENCES paragraph,
    words TEXT NOT NULL,
    person TEXT REFERENCES person,
    at TEXT NOT NULL,
    settled TEXT
);
CREATE TABLE paragraph_source (
    id TEXT PRIMARY KEY,
    paragraph TEXT NOT NULL REFERENCES paragraph,
    release TEXT NOT NULL REFERENCES release,
    question TEXT NOT NULL,
    language TEXT NOT NULL DEFAULT '',
    quoted TEXT NOT NULL,                -- the passage picked; emptied at recall
    added TEXT NOT NULL,
    removed TEXT,                        -- taken out of the paragraph by the secretariat
    noticed TEXT                         -- when the party cited was told
);
CREATE INDEX paragraph_source_release ON paragraph_source(release);
CREATE INDEX paragraph_source_paragraph ON paragraph_source(paragraph);
-- A party cited agrees that these words go further than its release did.
CREATE TABLE paragraph_consent (
    paragraph TEXT NOT NULL REFERENCES paragraph,
    party TEXT NOT NULL REFERENCES party,
    version BIGINT NOT NULL,             -- of the paragraph: other words need another consent
    reach TEXT NOT NULL,                 -- partners, public
    person TEXT NOT NULL REFERENCES person,
    mandate TEXT REFERENCES mandate,
    at TEXT NOT NULL,
    PRIMARY KEY (paragraph, party, version)
);
CREATE TABLE objection (
    id TEXT PRIMARY KEY,
    report TEXT NOT NULL REFERENCES report,
    paragraph TEXT REFERENCES paragraph,
    party TEXT NOT NULL REFERENCES party,
    person TEXT NOT NULL REFERENCES person,
    kind TEXT NOT NULL,                  -- comment, objection
    words TEXT NOT NULL,
    at TEXT NOT NULL,
    answer TEXT NOT NULL DEFAULT '',
    answered TEXT,
    withdrawn TEXT
);
CREATE INDEX objection_report ON objection(report);
-- What was circulated and adopted, kept word for word; sha256 is of the words as they were,
-- so that a later recall, which takes out what was quoted, can be told.
CREATE TABLE report_version (
    id TEXT PRIMARY KEY,
    report TEXT NOT NULL REFERENCES report,
    number BIGINT NOT NULL,
    status TEXT NOT NULL,                -- circulated, adopted
    sha256 TEXT NOT NULL,
    person TEXT REFERENCES person,
    at TEXT NOT NULL,
    UNIQUE (report, number)
);
CREATE TABLE report_version_paragraph (
    version TEXT NOT NULL REFERENCES report_version,
    position BIGINT NOT NULL,
    chapter TEXT NOT NULL,               -- title as it was
    paragraph TEXT NOT NULL REFERENCES paragraph,
    words TEXT NOT NULL,
    PRIMARY KEY (version, position)
);
CREATE INDEX report_version_paragraph_paragraph ON report_version_paragraph(paragraph);
