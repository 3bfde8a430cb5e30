-- Which reminder was sent to whom: the key decides, whichever server and whatever its clock
-- says. Holds no words; the mails themselves stand in the outbox.
CREATE TABLE reminder (
    kind TEXT NOT NULL,                  -- in_14, in_7, in_2 (days before a step's last day), waiting, escalated, by_hand, day
    thing TEXT NOT NULL,                 -- step; section; for by_hand and day "<round>/<party>"
    turn TEXT NOT NULL DEFAULT '',       -- of a section: instant at which this turn began; for by_hand and day the day
    person TEXT NOT NULL REFERENCES person,
    round TEXT NOT NULL REFERENCES round,
    party TEXT NOT NULL REFERENCES party,
    at TEXT NOT NULL,
    PRIMARY KEY (kind, thing, turn, person)
);
-- What the round's secretariat reads in its outbox in place of the words; NULL: the words.
ALTER TABLE mail ADD COLUMN shown TEXT;
