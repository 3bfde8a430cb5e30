-- A newer version of a section may go to fewer readers than this one did: what rests on this
-- one in a report is then marked as after a recall, until its party consents or it is taken out.
ALTER TABLE release ADD COLUMN narrowed TEXT;                             -- instant since which fewer may read the section
ALTER TABLE release ADD COLUMN narrowed_to TEXT NOT NULL DEFAULT '';      -- the audience of the newer version then
