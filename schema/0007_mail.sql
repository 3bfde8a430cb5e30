-- The outbox: every mail the server means to send, and what became of it.
CREATE TABLE mail (
    id TEXT PRIMARY KEY,
    once TEXT NOT NULL UNIQUE,           -- "reminder/<round>/<step>/<person>": sent once per cause
    kind TEXT NOT NULL,                  -- invitation, sign_in, reminder, waiting, receipt, recall, notice, …
    round TEXT,                          -- its secretariat may read the entry (not the text of sign-in mails)
    party TEXT,
    person TEXT,
    address TEXT NOT NULL,
    language TEXT NOT NULL,
    subject TEXT NOT NULL,
    words TEXT NOT NULL,                 -- emptied after sending for kinds that hold a secret link
    secret BIGINT NOT NULL DEFAULT 0,
    created TEXT NOT NULL,
    next_try TEXT NOT NULL,
    tries BIGINT NOT NULL DEFAULT 0,
    sent TEXT,
    given_up TEXT,
    problem TEXT NOT NULL DEFAULT ''
);
CREATE INDEX mail_next ON mail(next_try);
CREATE INDEX mail_round ON mail(round);
