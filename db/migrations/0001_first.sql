-- The first schema: people, landlords and their books, payments, and the double-entry ledger.
--
-- Money is INTEGER cents, time INTEGER UTC seconds, dates TEXT '2026-11-05', periods TEXT '2026-11'. Ids are opaque
-- text of 80 random bits, so that a guess is hopeless and a leak of one tells nothing of another. Every row that
-- belongs to a landlord says so in landlord_id, and refers to its kin by (landlord_id, id): a row that mixes two
-- landlords is impossible, not just unseen (threat-model.md 5).

CREATE TABLE setting (
    name  TEXT PRIMARY KEY,
    value TEXT NOT NULL
) STRICT;

-- ---------------------------------------------------------------------------------------------------- people

-- A human who can sign in. What a landlord writes about a tenant is in `tenant`, never here.
CREATE TABLE person (
    id            TEXT PRIMARY KEY,
    name          TEXT NOT NULL,
    phone         TEXT NOT NULL UNIQUE CHECK (phone GLOB '254[17]????????'),
    email         TEXT UNIQUE,
    password_hash TEXT NOT NULL,                      -- argon2id, libsodium's text form
    locale        TEXT CHECK (locale IN ('en', 'sw')),
    is_operator   INTEGER NOT NULL DEFAULT 0 CHECK (is_operator IN (0, 1)),
    created_at    INTEGER NOT NULL,
    disabled_at   INTEGER
) STRICT;

CREATE TABLE landlord (
    id            TEXT PRIMARY KEY,
    name          TEXT NOT NULL,
    business_name TEXT NOT NULL,
    phone         TEXT NOT NULL,
    email         TEXT,
    created_at    INTEGER NOT NULL
) STRICT;

-- Who may act for a landlord, and as what. Read on every request, so that a change counts at once.
CREATE TABLE member (
    landlord_id TEXT NOT NULL REFERENCES landlord (id),
    person_id   TEXT NOT NULL REFERENCES person (id),
    role        TEXT NOT NULL CHECK (role IN ('owner', 'agent', 'accountant', 'caretaker')),
    created_at  INTEGER NOT NULL,
    PRIMARY KEY (landlord_id, person_id)
) STRICT;
CREATE INDEX member_person ON member (person_id);

-- A signed-in browser or API client. It acts for one landlord, as one of his people or one of his tenants.
CREATE TABLE session (
    token_hash  TEXT PRIMARY KEY,                     -- SHA-256 of the cookie or bearer token; the token is nowhere
    kind        TEXT NOT NULL CHECK (kind IN ('browser', 'api')),
    person_id   TEXT NOT NULL REFERENCES person (id),
    landlord_id TEXT REFERENCES landlord (id),
    tenant_id   TEXT,
    created_at  INTEGER NOT NULL,
    seen_at     INTEGER NOT NULL,                     -- idle limit counts from here
    fresh_at    INTEGER NOT NULL,                     -- when the password was last typed
    expires_at  INTEGER NOT NULL
) STRICT;
CREATE INDEX session_person ON session (person_id);

-- Wrong passwords, counted here so that a restart forgives nobody. `who` is "name:…" or "address:…".
CREATE TABLE login_try (
    who TEXT NOT NULL,
    at  INTEGER NOT NULL
) STRICT;
CREATE INDEX login_try_who ON login_try (who, at);

-- Who did what. Append-only and chained: hash = SHA-256(prev_hash, contents).
CREATE TABLE audit (
    id          INTEGER PRIMARY KEY,
    at          INTEGER NOT NULL,
    person_id   TEXT,
    landlord_id TEXT,
    action      TEXT NOT NULL,
    subject     TEXT,
    detail      TEXT,
    prev_hash   TEXT NOT NULL,
    hash        TEXT NOT NULL UNIQUE
) STRICT;

-- ------------------------------------------------------------------------------------- where rent is received

-- A landlord's paybill or till. One draft at most is being set up; one at most is active; retired ones are kept, as
-- past payments name them. `account_number` is what every payer types where the paybill wants one number for all (a
-- bank's paybill); without it each unit's own reference is used.
CREATE TABLE receiving_account (
    id             TEXT PRIMARY KEY,
    landlord_id    TEXT NOT NULL REFERENCES landlord (id),
    business_type  TEXT NOT NULL CHECK (business_type IN ('paybill', 'till')),
    shortcode      TEXT CHECK (shortcode GLOB '[0-9]*' AND length(shortcode) BETWEEN 5 AND 7),
    store_number   TEXT CHECK (store_number GLOB '[0-9]*' AND length(store_number) BETWEEN 5 AND 7),
    account_number TEXT CHECK (length(account_number) BETWEEN 1 AND 12),
    business_name  TEXT,
    credentials    TEXT NOT NULL DEFAULT 'platform' CHECK (credentials IN ('platform', 'own')),
    state          TEXT NOT NULL DEFAULT 'draft' CHECK (state IN ('draft', 'waiting', 'active', 'inactive', 'retired')),
    step           TEXT NOT NULL DEFAULT 'details' CHECK (step IN ('details', 'test', 'activate', 'done')),
    created_at     INTEGER NOT NULL,
    configured_at  INTEGER,                           -- the details are complete
    test_payment   TEXT,                              -- the KES 1 prompt last sent
    tested_at      INTEGER,                           -- a KES 1 prompt to it succeeded
    test_result    TEXT CHECK (test_result IN ('pending', 'success', 'failed')),
    activated_at   INTEGER,
    effective_at   INTEGER,                           -- while 'waiting': when a changed number takes effect
    CHECK (state NOT IN ('waiting', 'active', 'inactive') OR configured_at IS NOT NULL),
    UNIQUE (landlord_id, id)
) STRICT;
CREATE UNIQUE INDEX receiving_draft ON receiving_account (landlord_id) WHERE state = 'draft';
CREATE UNIQUE INDEX receiving_waiting ON receiving_account (landlord_id) WHERE state = 'waiting';
CREATE UNIQUE INDEX receiving_active ON receiving_account (landlord_id) WHERE state IN ('active', 'inactive');
CREATE INDEX receiving_shortcode ON receiving_account (shortcode);

-- A landlord's own Daraja keys. A form leaves an envelope that only the gateway can open; it then seals the value
-- into this very row (AES-256-GCM, AAD "credential|account|field"). Only the last four characters are ever shown.
CREATE TABLE credential (
    account_id TEXT NOT NULL REFERENCES receiving_account (id),
    field      TEXT NOT NULL CHECK (field IN ('passkey', 'consumer_key', 'consumer_secret')),
    envelope   TEXT,
    sealed     TEXT,
    hint       TEXT NOT NULL,                         -- last four characters
    set_at     INTEGER NOT NULL,
    PRIMARY KEY (account_id, field),
    CHECK ((envelope IS NULL) <> (sealed IS NULL))
) STRICT;

-- Daraja's access tokens, sealed: a new one ends the last, so a restart must find it.
CREATE TABLE daraja_token (
    app        TEXT PRIMARY KEY,                      -- SHA-256 of base address and consumer key
    sealed     TEXT NOT NULL,
    expires_at INTEGER NOT NULL
) STRICT;

-- ---------------------------------------------------------------------------------------- the landlord's books

CREATE TABLE property (
    id          TEXT PRIMARY KEY,
    landlord_id TEXT NOT NULL REFERENCES landlord (id),
    name        TEXT NOT NULL,
    address     TEXT,
    created_at  INTEGER NOT NULL,
    UNIQUE (landlord_id, id),
    UNIQUE (landlord_id, name)
) STRICT;

-- account_ref is the account number a tenant of this unit types at the paybill: at most 12 letters and digits.
CREATE TABLE unit (
    id          TEXT PRIMARY KEY,
    landlord_id TEXT NOT NULL,
    property_id TEXT NOT NULL,
    label       TEXT NOT NULL,
    account_ref TEXT NOT NULL CHECK (length(account_ref) BETWEEN 1 AND 12),
    rent_cents  INTEGER NOT NULL CHECK (rent_cents > 0),
    created_at  INTEGER NOT NULL,
    FOREIGN KEY (landlord_id, property_id) REFERENCES property (landlord_id, id),
    UNIQUE (landlord_id, id),
    UNIQUE (landlord_id, property_id, label),
    UNIQUE (landlord_id, account_ref)
) STRICT;

-- A tenant as one landlord knows him. The same human at two landlords is two tenants, and may be one person.
CREATE TABLE tenant (
    id          TEXT PRIMARY KEY,
    landlord_id TEXT NOT NULL REFERENCES landlord (id),
    person_id   TEXT REFERENCES person (id),          -- once the invitation is accepted
    name        TEXT NOT NULL,
    phone       TEXT NOT NULL CHECK (phone GLOB '254[17]????????'),
    email       TEXT,
    locale      TEXT NOT NULL DEFAULT 'en' CHECK (locale IN ('en', 'sw')),
    created_at  INTEGER NOT NULL,
    UNIQUE (landlord_id, id),
    UNIQUE (landlord_id, phone)
) STRICT;
CREATE INDEX tenant_person ON tenant (person_id);

-- A link that lets a tenant set a password. Works once, for a while.
CREATE TABLE invite (
    token_hash  TEXT PRIMARY KEY,
    landlord_id TEXT NOT NULL,
    tenant_id   TEXT NOT NULL,
    created_at  INTEGER NOT NULL,
    expires_at  INTEGER NOT NULL,
    used_at     INTEGER,
    FOREIGN KEY (landlord_id, tenant_id) REFERENCES tenant (landlord_id, id)
) STRICT;

CREATE TABLE lease (
    id            TEXT PRIMARY KEY,
    landlord_id   TEXT NOT NULL,
    tenant_id     TEXT NOT NULL,
    unit_id       TEXT NOT NULL,
    rent_cents    INTEGER NOT NULL CHECK (rent_cents > 0),
    due_day       INTEGER NOT NULL CHECK (due_day BETWEEN 1 AND 28),
    start_date    TEXT NOT NULL,
    end_date      TEXT,
    deposit_cents INTEGER NOT NULL DEFAULT 0 CHECK (deposit_cents >= 0),
    created_at    INTEGER NOT NULL,
    FOREIGN KEY (landlord_id, tenant_id) REFERENCES tenant (landlord_id, id),
    FOREIGN KEY (landlord_id, unit_id) REFERENCES unit (landlord_id, id),
    CHECK (end_date IS NULL OR end_date >= start_date),
    UNIQUE (landlord_id, id)
) STRICT;
CREATE INDEX lease_tenant ON lease (landlord_id, tenant_id);
CREATE INDEX lease_unit ON lease (landlord_id, unit_id);

-- What a tenant owes for one thing. Whether it is paid is derived from its allocations, never stored.
CREATE TABLE bill (
    id          TEXT PRIMARY KEY,
    landlord_id TEXT NOT NULL,
    lease_id    TEXT NOT NULL,
    period      TEXT NOT NULL,                        -- '2026-11'
    kind        TEXT NOT NULL CHECK (kind IN
                    ('rent', 'deposit', 'water', 'electricity', 'garbage', 'service', 'penalty', 'other')),
    due_cents   INTEGER NOT NULL CHECK (due_cents > 0),
    due_date    TEXT NOT NULL,
    description TEXT,
    created_at  INTEGER NOT NULL,
    created_by  TEXT,
    voided_at   INTEGER,
    FOREIGN KEY (landlord_id, lease_id) REFERENCES lease (landlord_id, id),
    UNIQUE (landlord_id, id)
) STRICT;
CREATE UNIQUE INDEX bill_rent_once ON bill (lease_id, period) WHERE kind = 'rent' AND voided_at IS NULL;
CREATE INDEX bill_lease ON bill (landlord_id, lease_id, due_date);

-- --------------------------------------------------------------------------------------------------- payments

-- One attempt to be paid: a prompt on a phone. Committed before Daraja hears of it. It copies where the money is to
-- go, so that a changed paybill rewrites no history. States and their steps: allowed_step, below.
CREATE TABLE payment (
    id                   TEXT PRIMARY KEY,
    reference            TEXT NOT NULL UNIQUE,        -- short, for people and support
    purpose              TEXT NOT NULL CHECK (purpose IN ('bill', 'test')),
    landlord_id          TEXT NOT NULL REFERENCES landlord (id),
    lease_id             TEXT,
    bill_id              TEXT,
    receiving_account_id TEXT NOT NULL,
    business_type        TEXT NOT NULL,
    shortcode            TEXT NOT NULL,
    store_number         TEXT,
    business_name        TEXT NOT NULL,
    account_ref          TEXT NOT NULL,
    description          TEXT NOT NULL,
    phone                TEXT NOT NULL,
    phone_on_file        INTEGER NOT NULL CHECK (phone_on_file IN (0, 1)),
    asked_cents          INTEGER NOT NULL CHECK (asked_cents > 0 AND asked_cents % 100 = 0),
    state                TEXT NOT NULL DEFAULT 'pending',
    started_by           TEXT NOT NULL,
    idempotency_key      TEXT NOT NULL,
    request_hash         TEXT NOT NULL,               -- same key with another request is refused
    callback_hash        TEXT UNIQUE,                 -- SHA-256 of the secret in its callback address
    merchant_request_id  TEXT,
    checkout_request_id  TEXT,
    result_code          TEXT,                        -- Daraja's own token: '0', '1032', 'SFC_IC0003', …
    result_desc          TEXT,
    outcome              TEXT,                        -- what it means: a name of daraja/outcome.h
    money_moved          INTEGER CHECK (money_moved IN (0, 1)), -- NULL: not known
    confirmed_at         INTEGER,                     -- the STK query agreed with the evidence
    initiated_at         INTEGER NOT NULL,
    send_after           INTEGER NOT NULL DEFAULT 0,  -- refused for now (busy, rate limit): not before
    sends                INTEGER NOT NULL DEFAULT 0,
    sent_at              INTEGER,
    expires_at           INTEGER NOT NULL,            -- the end of waiting, not of the payment
    completed_at         INTEGER,
    next_check_at        INTEGER,                     -- the gateway asks Daraja then; NULL: nothing left to ask
    checks               INTEGER NOT NULL DEFAULT 0,
    nudges               INTEGER NOT NULL DEFAULT 0,  -- queries caused by callbacks
    contradictions       INTEGER NOT NULL DEFAULT 0,
    CHECK ((purpose = 'bill') = (bill_id IS NOT NULL AND lease_id IS NOT NULL)),
    FOREIGN KEY (landlord_id, lease_id) REFERENCES lease (landlord_id, id),
    FOREIGN KEY (landlord_id, bill_id) REFERENCES bill (landlord_id, id),
    FOREIGN KEY (landlord_id, receiving_account_id) REFERENCES receiving_account (landlord_id, id),
    FOREIGN KEY (state) REFERENCES payment_state (name),
    UNIQUE (started_by, idempotency_key),
    UNIQUE (landlord_id, id)
) STRICT;
CREATE UNIQUE INDEX payment_one_open ON payment (bill_id) WHERE state IN ('pending', 'sending', 'processing');
CREATE INDEX payment_list ON payment (landlord_id, initiated_at DESC, id);
CREATE INDEX payment_lease ON payment (landlord_id, lease_id, initiated_at DESC);
CREATE INDEX payment_bill ON payment (bill_id);
CREATE INDEX payment_phone ON payment (phone, initiated_at);
CREATE INDEX payment_checkout ON payment (checkout_request_id);
CREATE INDEX payment_to_send ON payment (send_after) WHERE state = 'pending';
CREATE INDEX payment_to_check ON payment (next_check_at) WHERE next_check_at IS NOT NULL;
CREATE INDEX payment_to_expire ON payment (expires_at) WHERE state IN ('sending', 'processing');

CREATE TABLE payment_state (
    name TEXT PRIMARY KEY
) STRICT;
INSERT INTO payment_state VALUES
    ('pending'), ('sending'), ('processing'), ('success'), ('failed'), ('cancelled'), ('timeout'), ('reversed');

-- Every step a payment may take. No state but 'reversed' closes the door to 'success': M-Pesa has told people
-- "failed" and debited them later.
CREATE TABLE allowed_step (
    a TEXT NOT NULL REFERENCES payment_state (name),
    b TEXT NOT NULL REFERENCES payment_state (name),
    PRIMARY KEY (a, b)
) STRICT;
INSERT INTO allowed_step VALUES
    ('pending', 'sending'), ('pending', 'failed'),
    ('sending', 'pending'),                          -- surely not sent: safe to try again
    ('sending', 'processing'), ('sending', 'failed'), ('sending', 'cancelled'), ('sending', 'timeout'),
    ('sending', 'success'),                          -- the callback overtook the answer
    ('processing', 'success'), ('processing', 'failed'), ('processing', 'cancelled'), ('processing', 'timeout'),
    ('timeout', 'success'), ('timeout', 'failed'), ('timeout', 'cancelled'),
    ('failed', 'success'), ('cancelled', 'success'),
    ('success', 'reversed');

-- Each step taken, with its cause. Append-only.
CREATE TABLE payment_event (
    id         INTEGER PRIMARY KEY,
    payment_id TEXT NOT NULL REFERENCES payment (id),
    at         INTEGER NOT NULL,
    from_state TEXT NOT NULL,
    to_state   TEXT NOT NULL,
    cause      TEXT NOT NULL,                         -- 'web', 'push_answer', 'callback', 'query', 'expiry', 'start'
    detail     TEXT,
    FOREIGN KEY (from_state, to_state) REFERENCES allowed_step (a, b)
) STRICT;
CREATE INDEX payment_event_payment ON payment_event (payment_id);

-- Each request we made of Daraja and how it ended; bodies without keys. Append-only.
CREATE TABLE daraja_call (
    id          INTEGER PRIMARY KEY,
    payment_id  TEXT REFERENCES payment (id),
    api         TEXT NOT NULL,                        -- 'oauth', 'stk_push', 'stk_query'
    at          INTEGER NOT NULL,
    ms          INTEGER NOT NULL,
    http_status INTEGER NOT NULL,                     -- 0: no answer
    verdict     TEXT NOT NULL,                        -- as daraja/answer.h names it
    code        TEXT,
    body        TEXT                                  -- as it came, cut at 4 KiB
) STRICT;
CREATE INDEX daraja_call_payment ON daraja_call (payment_id);

-- What became of each body in the inbox: one verdict a row, in the transaction that acted on it. Append-only.
CREATE TABLE hook_verdict (
    inbox_id    INTEGER PRIMARY KEY,                  -- hook_inbox.id in inbox.db
    judged_at   INTEGER NOT NULL,
    received_at INTEGER NOT NULL,
    kind        TEXT NOT NULL,
    remote_addr TEXT,
    verdict     TEXT NOT NULL,                        -- a name of hook/verdict.h
    reason      TEXT,                                 -- a sentence for the operator
    landlord_id TEXT,
    payment_id  TEXT REFERENCES payment (id),
    result_code TEXT,
    receipt_no  TEXT,
    body        TEXT NOT NULL
) STRICT;
CREATE INDEX hook_verdict_payment ON hook_verdict (payment_id);

-- Money, or talk of money, that a person must look at. Released once, with a reason.
CREATE TABLE hold (
    id             TEXT PRIMARY KEY,
    landlord_id    TEXT REFERENCES landlord (id),
    payment_id     TEXT REFERENCES payment (id),
    inbox_id       INTEGER,
    reason         TEXT NOT NULL,                     -- 'amount', 'phone', 'ids', 'receipt_taken', 'contradicted'
    expected_cents INTEGER,
    got_cents      INTEGER,
    receipt_no     TEXT,
    created_at     INTEGER NOT NULL,
    released_at    INTEGER,
    released_by    TEXT,
    release_note   TEXT
) STRICT;
CREATE INDEX hold_payment ON hold (payment_id);

-- ----------------------------------------------------------------------------------------- money and the ledger

-- How we first heard of money.
CREATE TABLE money_channel (
    name TEXT PRIMARY KEY
) STRICT;
INSERT INTO money_channel VALUES ('stk_callback'), ('stk_query');

-- One row is one real M-Pesa receipt. Append-only, but for a receipt number that comes late, and for the prompt that turns out
-- to have brought money which was first heard of without it.
CREATE TABLE money_in (
    id           TEXT PRIMARY KEY,
    landlord_id  TEXT NOT NULL REFERENCES landlord (id),
    payment_id   TEXT UNIQUE,
    channel      TEXT NOT NULL REFERENCES money_channel (name),
    receipt_no   TEXT UNIQUE,                         -- M-Pesa's own; NULL until evidence brings it
    amount_cents INTEGER NOT NULL CHECK (amount_cents > 0),
    shortcode    TEXT NOT NULL,
    phone        TEXT NOT NULL,
    paid_at      INTEGER NOT NULL,
    recorded_at  INTEGER NOT NULL,
    FOREIGN KEY (landlord_id, payment_id) REFERENCES payment (landlord_id, id),
    UNIQUE (landlord_id, id)
) STRICT;

-- Whose rent a piece of money is. Money without a live row here waits for a person. Append-only but for its end.
CREATE TABLE assignment (
    id          INTEGER PRIMARY KEY,
    landlord_id TEXT NOT NULL,
    money_in_id TEXT NOT NULL,
    lease_id    TEXT NOT NULL,
    how         TEXT NOT NULL,                        -- 'prompt', or how it was matched
    made_at     INTEGER NOT NULL,
    made_by     TEXT,                                 -- a person; NULL: RentEase itself
    ended_at    INTEGER,
    FOREIGN KEY (landlord_id, money_in_id) REFERENCES money_in (landlord_id, id),
    FOREIGN KEY (landlord_id, lease_id) REFERENCES lease (landlord_id, id)
) STRICT;
CREATE UNIQUE INDEX assignment_one ON assignment (money_in_id) WHERE ended_at IS NULL;
CREATE INDEX assignment_lease ON assignment (landlord_id, lease_id);

-- Which bill a piece of money pays, and how much of it. What is left over is the lease's credit.
CREATE TABLE allocation (
    id          INTEGER PRIMARY KEY,
    landlord_id TEXT NOT NULL,
    money_in_id TEXT NOT NULL,
    bill_id     TEXT NOT NULL,
    cents       INTEGER NOT NULL CHECK (cents > 0),
    made_at     INTEGER NOT NULL,
    ended_at    INTEGER,                              -- the money was reversed; the row stays as history
    FOREIGN KEY (landlord_id, money_in_id) REFERENCES money_in (landlord_id, id),
    FOREIGN KEY (landlord_id, bill_id) REFERENCES bill (landlord_id, id)
) STRICT;
CREATE UNIQUE INDEX allocation_once ON allocation (money_in_id, bill_id) WHERE ended_at IS NULL;
CREATE INDEX allocation_bill ON allocation (bill_id);

-- The paper a tenant keeps. Numbered by us, as a receipt must exist even before M-Pesa's code is known.
CREATE TABLE receipt (
    number      TEXT PRIMARY KEY,
    landlord_id TEXT NOT NULL,
    money_in_id TEXT NOT NULL UNIQUE,
    issued_at   INTEGER NOT NULL,
    FOREIGN KEY (landlord_id, money_in_id) REFERENCES money_in (landlord_id, id)
) STRICT;

CREATE TABLE account_kind (
    name TEXT PRIMARY KEY
) STRICT;
INSERT INTO account_kind VALUES ('mpesa'), ('receivable'), ('income'), ('deposits'), ('test_income');

-- One account of a landlord's books. Debits are positive. balance_cents is kept by a trigger.
CREATE TABLE account (
    id            TEXT PRIMARY KEY,
    landlord_id   TEXT NOT NULL REFERENCES landlord (id),
    kind          TEXT NOT NULL REFERENCES account_kind (name),
    detail        TEXT NOT NULL DEFAULT '',           -- shortcode, lease id or kind of bill; '' where there is one only
    balance_cents INTEGER NOT NULL DEFAULT 0,
    UNIQUE (landlord_id, kind, detail),
    UNIQUE (landlord_id, id)
) STRICT;

CREATE TABLE ledger_kind (
    name TEXT PRIMARY KEY
) STRICT;
INSERT INTO ledger_kind VALUES ('bill'), ('receive'), ('reverse');

-- One event in the books. hash = SHA-256(prev_hash, contents); ids have no gaps.
CREATE TABLE ledger_txn (
    id          INTEGER PRIMARY KEY,
    landlord_id TEXT NOT NULL REFERENCES landlord (id),
    kind        TEXT NOT NULL REFERENCES ledger_kind (name),
    at          INTEGER NOT NULL,
    bill_id     TEXT,
    money_in_id TEXT,
    reverses    INTEGER UNIQUE REFERENCES ledger_txn (id),
    memo        TEXT NOT NULL,
    prev_hash   TEXT NOT NULL,
    hash        TEXT NOT NULL UNIQUE,
    FOREIGN KEY (landlord_id, bill_id) REFERENCES bill (landlord_id, id),
    FOREIGN KEY (landlord_id, money_in_id) REFERENCES money_in (landlord_id, id),
    UNIQUE (landlord_id, id)
) STRICT;
CREATE UNIQUE INDEX ledger_received_once ON ledger_txn (money_in_id) WHERE kind = 'receive';
CREATE UNIQUE INDEX ledger_billed_once ON ledger_txn (bill_id) WHERE kind = 'bill';

CREATE TABLE ledger_entry (
    id           INTEGER PRIMARY KEY,
    txn_id       INTEGER NOT NULL,
    landlord_id  TEXT NOT NULL,
    account_id   TEXT NOT NULL,
    amount_cents INTEGER NOT NULL CHECK (amount_cents <> 0),
    FOREIGN KEY (landlord_id, txn_id) REFERENCES ledger_txn (landlord_id, id),
    FOREIGN KEY (landlord_id, account_id) REFERENCES account (landlord_id, id)
) STRICT;
CREATE INDEX ledger_entry_txn ON ledger_entry (txn_id);
CREATE INDEX ledger_entry_account ON ledger_entry (account_id);

-- ------------------------------------------------------------------------------------ rows as the program reads them

-- A bill with what has been paid of it and whose it is.
CREATE VIEW bill_row AS
SELECT b.id, b.landlord_id, b.lease_id, b.period, b.kind, b.due_cents, b.due_date, b.description, b.voided_at, b.created_at,
       (SELECT coalesce(sum(x.cents), 0) FROM allocation x WHERE x.bill_id = b.id AND x.ended_at IS NULL) AS paid_cents,
       l.tenant_id, t.name AS tenant_name, t.phone AS tenant_phone, u.label AS unit_label, p.name AS property_name,
       u.account_ref,
       (SELECT y.id FROM payment y WHERE y.bill_id = b.id AND y.state IN ('pending', 'sending', 'processing'))
         AS open_payment
FROM bill b
JOIN lease l ON l.landlord_id = b.landlord_id AND l.id = b.lease_id
JOIN tenant t ON t.landlord_id = l.landlord_id AND t.id = l.tenant_id
JOIN unit u ON u.landlord_id = l.landlord_id AND u.id = l.unit_id
JOIN property p ON p.landlord_id = u.landlord_id AND p.id = u.property_id;

-- A payment with its receipt, its open hold, and what it was for.
CREATE VIEW payment_row AS
SELECT p.id, p.reference, p.purpose, p.landlord_id, p.lease_id, p.bill_id, p.business_type, p.shortcode, p.store_number,
       p.business_name, p.account_ref, p.phone, p.asked_cents, p.state, p.outcome, p.money_moved, p.result_code,
       p.result_desc, p.merchant_request_id, p.checkout_request_id, p.initiated_at, p.sent_at, p.expires_at,
       p.completed_at, p.confirmed_at, l.tenant_id, m.receipt_no AS mpesa_code, r.number AS receipt_number,
       (SELECT h.reason FROM hold h WHERE h.payment_id = p.id AND h.released_at IS NULL
         ORDER BY h.created_at DESC LIMIT 1) AS held,
       b.kind AS bill_kind, b.period AS bill_period, t.name AS tenant_name, u.label AS unit_label,
       pr.name AS property_name
FROM payment p
LEFT JOIN money_in m ON m.payment_id = p.id
LEFT JOIN receipt r ON r.money_in_id = m.id
LEFT JOIN bill b ON b.landlord_id = p.landlord_id AND b.id = p.bill_id
LEFT JOIN lease l ON l.landlord_id = p.landlord_id AND l.id = p.lease_id
LEFT JOIN tenant t ON t.landlord_id = l.landlord_id AND t.id = l.tenant_id
LEFT JOIN unit u ON u.landlord_id = l.landlord_id AND u.id = l.unit_id
LEFT JOIN property pr ON pr.landlord_id = u.landlord_id AND pr.id = u.property_id;

-- A payment as the gateway needs it.
CREATE VIEW pay_row AS
SELECT p.id, p.purpose, p.landlord_id, p.lease_id, p.bill_id, p.receiving_account_id, p.business_type, p.shortcode,
       p.store_number, p.account_ref, p.description, p.phone, a.credentials, p.asked_cents, p.state, p.outcome,
       p.result_code, p.merchant_request_id, p.checkout_request_id, p.money_moved, p.initiated_at, p.sent_at,
       p.expires_at, p.confirmed_at, p.checks, p.nudges, p.contradictions, p.sends, p.send_after, p.next_check_at, p.callback_hash
FROM payment p JOIN receiving_account a ON a.landlord_id = p.landlord_id AND a.id = p.receiving_account_id;

-- ---------------------------------------------------------------------------------- what may never be rewritten

CREATE TRIGGER ledger_entry_counts AFTER INSERT ON ledger_entry
BEGIN UPDATE account SET balance_cents = balance_cents + NEW.amount_cents WHERE id = NEW.account_id; END;

CREATE TRIGGER ledger_entry_kept BEFORE UPDATE ON ledger_entry BEGIN SELECT raise(ABORT, 'append-only'); END;
CREATE TRIGGER ledger_entry_stays BEFORE DELETE ON ledger_entry BEGIN SELECT raise(ABORT, 'append-only'); END;
CREATE TRIGGER ledger_txn_kept BEFORE UPDATE ON ledger_txn BEGIN SELECT raise(ABORT, 'append-only'); END;
CREATE TRIGGER ledger_txn_stays BEFORE DELETE ON ledger_txn BEGIN SELECT raise(ABORT, 'append-only'); END;
CREATE TRIGGER money_in_stays BEFORE DELETE ON money_in BEGIN SELECT raise(ABORT, 'append-only'); END;
CREATE TRIGGER money_in_kept BEFORE UPDATE ON money_in
WHEN (OLD.receipt_no IS NOT NULL AND NEW.receipt_no IS NOT OLD.receipt_no)
  OR (OLD.payment_id IS NOT NULL AND NEW.payment_id IS NOT OLD.payment_id)
  OR NEW.id <> OLD.id OR NEW.landlord_id <> OLD.landlord_id OR NEW.channel <> OLD.channel OR NEW.amount_cents <> OLD.amount_cents
  OR NEW.shortcode <> OLD.shortcode OR NEW.phone <> OLD.phone OR NEW.paid_at <> OLD.paid_at
  OR NEW.recorded_at <> OLD.recorded_at
BEGIN SELECT raise(ABORT, 'append-only'); END;
CREATE TRIGGER assignment_stays BEFORE DELETE ON assignment BEGIN SELECT raise(ABORT, 'append-only'); END;
CREATE TRIGGER assignment_kept BEFORE UPDATE ON assignment
WHEN OLD.ended_at IS NOT NULL OR NEW.ended_at IS NULL OR NEW.money_in_id <> OLD.money_in_id OR NEW.lease_id <> OLD.lease_id
BEGIN SELECT raise(ABORT, 'append-only'); END;
CREATE TRIGGER allocation_stays BEFORE DELETE ON allocation BEGIN SELECT raise(ABORT, 'append-only'); END;
CREATE TRIGGER allocation_kept BEFORE UPDATE ON allocation
WHEN OLD.ended_at IS NOT NULL OR NEW.ended_at IS NULL OR NEW.cents <> OLD.cents OR NEW.bill_id <> OLD.bill_id
  OR NEW.money_in_id <> OLD.money_in_id
BEGIN SELECT raise(ABORT, 'append-only'); END;
CREATE TRIGGER allocation_within_money BEFORE INSERT ON allocation
WHEN (SELECT coalesce(sum(cents), 0) FROM allocation WHERE money_in_id = NEW.money_in_id AND ended_at IS NULL) + NEW.cents
   > (SELECT amount_cents FROM money_in WHERE id = NEW.money_in_id)
BEGIN SELECT raise(ABORT, 'spent twice'); END;
CREATE TRIGGER allocation_within_bill BEFORE INSERT ON allocation
WHEN (SELECT coalesce(sum(cents), 0) FROM allocation WHERE bill_id = NEW.bill_id AND ended_at IS NULL) + NEW.cents
   > (SELECT due_cents FROM bill WHERE id = NEW.bill_id)
BEGIN SELECT raise(ABORT, 'bill overpaid'); END;
CREATE TRIGGER receipt_kept BEFORE UPDATE ON receipt BEGIN SELECT raise(ABORT, 'append-only'); END;
CREATE TRIGGER receipt_stays BEFORE DELETE ON receipt BEGIN SELECT raise(ABORT, 'append-only'); END;
CREATE TRIGGER payment_event_kept BEFORE UPDATE ON payment_event BEGIN SELECT raise(ABORT, 'append-only'); END;
CREATE TRIGGER payment_event_stays BEFORE DELETE ON payment_event BEGIN SELECT raise(ABORT, 'append-only'); END;
CREATE TRIGGER daraja_call_kept BEFORE UPDATE ON daraja_call BEGIN SELECT raise(ABORT, 'append-only'); END;
CREATE TRIGGER daraja_call_stays BEFORE DELETE ON daraja_call BEGIN SELECT raise(ABORT, 'append-only'); END;
CREATE TRIGGER hook_verdict_kept BEFORE UPDATE ON hook_verdict BEGIN SELECT raise(ABORT, 'append-only'); END;
CREATE TRIGGER hook_verdict_stays BEFORE DELETE ON hook_verdict BEGIN SELECT raise(ABORT, 'append-only'); END;
CREATE TRIGGER audit_kept BEFORE UPDATE ON audit BEGIN SELECT raise(ABORT, 'append-only'); END;
CREATE TRIGGER audit_stays BEFORE DELETE ON audit BEGIN SELECT raise(ABORT, 'append-only'); END;
CREATE TRIGGER payment_stays BEFORE DELETE ON payment BEGIN SELECT raise(ABORT, 'append-only'); END;
