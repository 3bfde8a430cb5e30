-- Calendars of other bodies that wait for somebody to accept what they would change.
CREATE TABLE calendar_upload (
    id TEXT PRIMARY KEY,
    person TEXT NOT NULL REFERENCES person,
    forum TEXT NOT NULL REFERENCES party,
    file TEXT NOT NULL DEFAULT '',
    content BYTEA NOT NULL,
    created TEXT NOT NULL,
    accepted TEXT
);
CREATE INDEX event_uid ON event(uid);
