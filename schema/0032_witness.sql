-- Logs of other servers for which this one is a witness: the newest checkpoint it signed.
CREATE TABLE witness_log (
    origin TEXT PRIMARY KEY,
    size BIGINT NOT NULL,
    root TEXT NOT NULL,                  -- base64
    checkpoint TEXT NOT NULL,            -- as it was signed, with our cosignature
    second BIGINT NOT NULL               -- of that cosignature; never goes back
);
