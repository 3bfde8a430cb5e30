-- Secret addresses of people's calendar feeds, as digests.
CREATE TABLE calendar_feed (
    secret TEXT PRIMARY KEY,             -- SHA-256 of what the address holds
    person TEXT NOT NULL REFERENCES person,
    mandate TEXT NOT NULL REFERENCES mandate,
    created TEXT NOT NULL
);
CREATE INDEX calendar_feed_person ON calendar_feed(person);
