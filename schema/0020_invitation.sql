-- Which appointment an invitation's link belongs to, so that it ends with it.
ALTER TABLE sign_in_link ADD COLUMN mandate TEXT REFERENCES mandate;
CREATE INDEX sign_in_link_mandate ON sign_in_link(mandate);
