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
    created TEXT NOT NULL
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
    removed TEXT
);
CREATE TABLE paragraph_version (
    paragraph TEXT NOT NULL REFERENCES paragraph,
    version BIGINT NOT NULL,
    words TEXT NOT NULL,
    person TEXT REFERENCES person,
    at TEXT NOT NULL,
    PRIMARY KEY (paragraph, version)
);
CREATE TABLE paragraph_source (
    id TEXT PRIMARY KEY,
    paragraph TEXT NOT NULL REFERENCES paragraph,
    release TEXT NOT NULL REFERENCES release,
    question TEXT NOT NULL,
    language TEXT NOT NULL DEFAULT '',
    quoted TEXT NOT NULL,                -- the passage picked; emptied at recall
    added TEXT NOT NULL,
    noticed TEXT                         -- when the party cited was told
);
CREATE INDEX paragraph_source_release ON paragraph_source(release);
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
CREATE TABLE report_version (            -- what was circulated and adopted, kept word for word
    id TEXT PRIMARY KEY,
    report TEXT NOT NULL REFERENCES report,
    number BIGINT NOT NULL,
    status TEXT NOT NULL,
    content TEXT NOT NULL,               -- JSON of chapters, paragraphs, sources
    sha256 TEXT NOT NULL,
    person TEXT REFERENCES person,
    at TEXT NOT NULL
);
