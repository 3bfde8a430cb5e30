-- When a forum meets next and met last is found without reading all its meetings.
ALTER TABLE event_forum ADD COLUMN starts TEXT NOT NULL DEFAULT '';
UPDATE event_forum SET starts = coalesce((SELECT e.starts FROM event e WHERE e.id = event_forum.event), '');
CREATE INDEX event_forum_starts ON event_forum(forum, starts);
