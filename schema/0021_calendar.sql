-- Events as records: time of day and zone, way of meeting, state, objectives, further fora,
-- days of before a postponement; what calendars of others need to follow a change.
CREATE TABLE event_forum (
    event TEXT NOT NULL REFERENCES event,
    forum TEXT NOT NULL REFERENCES party,
    position BIGINT NOT NULL DEFAULT 0,  -- 0: the forum whose secretariat leads
    PRIMARY KEY (event, forum)
);
CREATE INDEX event_forum_forum ON event_forum(forum);
ALTER TABLE event ADD COLUMN begins TEXT NOT NULL DEFAULT '';    -- 09:00 in its zone; '': the whole day
ALTER TABLE event ADD COLUMN finishes TEXT NOT NULL DEFAULT '';  -- on the last day
ALTER TABLE event ADD COLUMN zone TEXT NOT NULL DEFAULT '';      -- IANA name
ALTER TABLE event ADD COLUMN mode TEXT NOT NULL DEFAULT '';      -- '' (not said), place, online, both
ALTER TABLE event ADD COLUMN address TEXT NOT NULL DEFAULT '';   -- https://… of its page or of the room online
ALTER TABLE event ADD COLUMN objectives TEXT NOT NULL DEFAULT ''; -- '2 5 6'
ALTER TABLE event ADD COLUMN formerly TEXT NOT NULL DEFAULT '';  -- '2019-11-19/2019-11-22 …': days it had before it was moved
ALTER TABLE event ADD COLUMN note TEXT NOT NULL DEFAULT '';
ALTER TABLE event ADD COLUMN uid TEXT NOT NULL DEFAULT '';       -- of the calendar it came from; '': made from its id
ALTER TABLE event ADD COLUMN sequence BIGINT NOT NULL DEFAULT 0; -- of its revisions, as RFC 5545 counts
ALTER TABLE event ADD COLUMN changed TEXT NOT NULL DEFAULT '';
UPDATE event SET changed = created;
UPDATE event SET status = CASE WHEN status IN ('planned', 'postponed') THEN 'provisional' WHEN status = 'held' THEN 'confirmed' ELSE status END;
UPDATE event SET mode = 'online', city = CASE WHEN city LIKE 'online (%' THEN replace(replace(city, 'online (', ''), ')', '') ELSE '' END
WHERE city LIKE 'online%';
UPDATE event SET mode = 'place' WHERE mode = '' AND city <> '';
UPDATE event SET formerly = '2019-11-19/2019-11-22', title = 'Twelfth GFMD summit' WHERE title = 'Twelfth GFMD summit (moved from 19-22 Nov 2019)';
INSERT INTO event_forum (event, forum, position) SELECT id, forum, 0 FROM event WHERE forum IS NOT NULL;
INSERT INTO event_forum (event, forum, position) SELECT e.id, p.id, CASE WHEN p.id = 'rcm' THEN 0 ELSE 1 END
FROM event e JOIN party p ON p.id IN ('rcm', 'sacm') WHERE e.forum IS NULL AND e.forum_name = 'RCM+SACM';
UPDATE event SET forum = 'rcm' WHERE forum IS NULL AND forum_name = 'RCM+SACM' AND EXISTS (SELECT 1 FROM party WHERE id = 'rcm');
