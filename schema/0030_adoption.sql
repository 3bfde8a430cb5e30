-- Adoption is the act of a forum on a day; afterwards a corrigendum is a version of its own,
-- with its reason, beside the adopted one, which stays readable.
ALTER TABLE report ADD COLUMN correcting TEXT;                            -- instant since which the secretariat writes a corrigendum
ALTER TABLE report_version ADD COLUMN day TEXT;                           -- on which the forum adopted it or agreed to the corrigendum
ALTER TABLE report_version ADD COLUMN forum TEXT NOT NULL DEFAULT '';     -- which forum, and where
ALTER TABLE report_version ADD COLUMN reason TEXT NOT NULL DEFAULT '';    -- of a corrigendum; of adoption before the last day for comments
