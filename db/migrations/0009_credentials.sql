-- Trying a number's keys, initiator and addresses out; what nobody but a person can tell on the way to going live; and a payment
-- that Safaricom's sandbox makes up.

-- One try, asked for by a person and made by the gateway. It keeps what was found, and when.
CREATE TABLE setup_check (
    id                   TEXT PRIMARY KEY,
    landlord_id          TEXT NOT NULL,
    receiving_account_id TEXT NOT NULL,
    kind                 TEXT NOT NULL CHECK (kind IN ('token', 'passkey', 'initiator', 'urls', 'callbacks')),
    state                TEXT NOT NULL DEFAULT 'pending' CHECK (state IN ('pending', 'sending', 'good', 'bad', 'unknown')),
    finding              TEXT,                        -- a name of src/rent/setup_finding.c
    code                 TEXT,                        -- Daraja's own, and its words
    said                 TEXT,
    request_id           TEXT,                        -- the balance that was asked for in the initiator's name
    asked_by             TEXT,
    asked_at             INTEGER NOT NULL,
    sent_at              INTEGER,
    answered_at          INTEGER,
    CHECK ((finding IS NOT NULL) = (state IN ('good', 'bad', 'unknown'))),
    FOREIGN KEY (landlord_id, receiving_account_id) REFERENCES receiving_account (landlord_id, id),
    FOREIGN KEY (landlord_id, request_id) REFERENCES mpesa_request (landlord_id, id),
    UNIQUE (landlord_id, id)
) STRICT;
CREATE INDEX setup_check_account ON setup_check (landlord_id, receiving_account_id, kind, asked_at DESC);
CREATE UNIQUE INDEX setup_check_one ON setup_check (receiving_account_id, kind) WHERE state IN ('pending', 'sending');

-- "Done", said by a person of a step that no machine can look at (src/rent/golive.c).
CREATE TABLE golive_tick (
    landlord_id TEXT NOT NULL REFERENCES landlord (id),
    step        TEXT NOT NULL,
    ticked_by   TEXT NOT NULL,
    ticked_at   INTEGER NOT NULL,
    PRIMARY KEY (landlord_id, step)
) STRICT;
CREATE TABLE golive_platform_tick (
    step      TEXT PRIMARY KEY,
    ticked_by TEXT NOT NULL,
    ticked_at INTEGER NOT NULL
) STRICT;

-- What only the gateway knows and others have to: it alone has the platform's secrets. Written each time it starts.
CREATE TABLE gateway_note (
    name  TEXT PRIMARY KEY,
    value TEXT NOT NULL,
    at    INTEGER NOT NULL
) STRICT;

-- A payment that the sandbox makes up for us (C2B simulate, daraja.md 6.4). Not money, and not evidence of any: what it leads to
-- is told by the confirmation that follows.
CREATE TABLE c2b_trial (
    id                   TEXT PRIMARY KEY,
    landlord_id          TEXT NOT NULL,
    receiving_account_id TEXT NOT NULL,
    shortcode            TEXT NOT NULL,
    amount_cents         INTEGER NOT NULL CHECK (amount_cents > 0),
    phone                TEXT NOT NULL,
    account_ref          TEXT,                        -- NULL: a till
    state                TEXT NOT NULL DEFAULT 'pending' CHECK (state IN
                             ('pending', 'sending', 'accepted', 'refused', 'unknown')),
    code                 TEXT,
    said                 TEXT,
    asked_by             TEXT,
    asked_at             INTEGER NOT NULL,
    answered_at          INTEGER,
    FOREIGN KEY (landlord_id, receiving_account_id) REFERENCES receiving_account (landlord_id, id),
    UNIQUE (landlord_id, id)
) STRICT;
CREATE INDEX c2b_trial_account ON c2b_trial (landlord_id, receiving_account_id, asked_at DESC);
CREATE UNIQUE INDEX c2b_trial_one ON c2b_trial (receiving_account_id) WHERE state IN ('pending', 'sending');

-- With which app a token was asked for (daraja_token.app).
ALTER TABLE daraja_call ADD COLUMN app TEXT;
CREATE INDEX daraja_call_app ON daraja_call (app, at) WHERE app IS NOT NULL;
