-- The payments of the last 48 hours, asked for (daraja.md 13), so that money of which no message came is found all the same.

-- One row for a number that is, or is to be, registered for it. The gateway looks after it at `next_at`.
CREATE TABLE pull_account (
    receiving_account_id TEXT PRIMARY KEY,
    landlord_id          TEXT NOT NULL,
    state                TEXT NOT NULL CHECK (state IN ('pending', 'registered', 'refused', 'unknown')),
    code                 TEXT,
    said                 TEXT,
    asked_by             TEXT NOT NULL,
    asked_at             INTEGER NOT NULL,
    answered_at          INTEGER,
    next_at              INTEGER,                         -- NULL: nothing is due
    failures             INTEGER NOT NULL DEFAULT 0,      -- requests in a row that brought no answer
    good_to              INTEGER,                         -- all that was paid before is listed; NULL: never pulled in full
    person_at            INTEGER,                         -- when a person last pressed "ask now"
    FOREIGN KEY (landlord_id, receiving_account_id) REFERENCES receiving_account (landlord_id, id)
) STRICT;
CREATE INDEX pull_account_due ON pull_account (next_at) WHERE next_at IS NOT NULL;

-- One pull, of as many pages as it takes. `seen` is also how far it has got: a restart goes on from there.
CREATE TABLE pull_run (
    id                   INTEGER PRIMARY KEY AUTOINCREMENT,
    landlord_id          TEXT NOT NULL,
    receiving_account_id TEXT NOT NULL,
    state                TEXT NOT NULL DEFAULT 'asking' CHECK (state IN ('asking', 'done', 'refused', 'unknown')),
    begun_at             INTEGER NOT NULL,
    ended_at             INTEGER,
    from_at              INTEGER NOT NULL,
    to_at                INTEGER NOT NULL,
    pages                INTEGER NOT NULL DEFAULT 0,
    seen                 INTEGER NOT NULL DEFAULT 0,      -- rows that Daraja listed
    fresh                INTEGER NOT NULL DEFAULT 0,      -- of them money that we had not heard of
    code                 TEXT,
    said                 TEXT,
    FOREIGN KEY (landlord_id, receiving_account_id) REFERENCES receiving_account (landlord_id, id)
) STRICT;
CREATE UNIQUE INDEX pull_run_one ON pull_run (receiving_account_id) WHERE state = 'asking';
CREATE INDEX pull_run_account ON pull_run (receiving_account_id, id);

-- What was listed, as it was listed: one row for each receipt and amount, judged once.
CREATE TABLE pulled_row (
    receiving_account_id TEXT NOT NULL,
    landlord_id          TEXT NOT NULL,
    receipt_no           TEXT NOT NULL,
    amount_cents         INTEGER NOT NULL,                -- 0: not readable
    account              TEXT,                            -- what the payer typed
    msisdn               TEXT,                            -- as shown
    type                 TEXT,
    paid_at              INTEGER,                         -- NULL: not said
    first_seen           INTEGER NOT NULL,
    seen_run             INTEGER NOT NULL,                -- the last pull that listed it
    verdict              TEXT NOT NULL,                   -- a name of hook/hook.h
    reason               TEXT,
    PRIMARY KEY (receiving_account_id, receipt_no, amount_cents),
    FOREIGN KEY (landlord_id, receiving_account_id) REFERENCES receiving_account (landlord_id, id)
) STRICT;
CREATE INDEX pulled_row_found ON pulled_row (landlord_id, first_seen DESC) WHERE verdict <> 'known';
