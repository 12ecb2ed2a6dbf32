-- What is asked of Daraja in an initiator's name: money out (B2C, B2B, tax), reversals, balances and what became of a transaction
-- (daraja.md 7-11, 15), and their results.

-- ---------------------------------------------------------------------------------------------- who may, and as whom

-- Credentials know two more fields: the initiator (the M-Pesa portal's API operator) and its password.
CREATE TABLE credential_new (
    account_id TEXT NOT NULL REFERENCES receiving_account (id),
    field      TEXT NOT NULL CHECK (field IN
                   ('passkey', 'consumer_key', 'consumer_secret', 'initiator_name', 'initiator_password')),
    envelope   TEXT,
    sealed     TEXT,
    hint       TEXT NOT NULL,                         -- last four characters
    set_at     INTEGER NOT NULL,
    PRIMARY KEY (account_id, field),
    CHECK ((envelope IS NULL) <> (sealed IS NULL))
) STRICT;
INSERT INTO credential_new SELECT account_id, field, envelope, sealed, hint, set_at FROM credential;
DROP TABLE credential;
ALTER TABLE credential_new RENAME TO credential;

-- Payouts to phones leave from a bulk shortcode, which no paybill or till can be (daraja.md 7); NULL: payouts are not set up.
ALTER TABLE receiving_account ADD COLUMN payout_shortcode TEXT
    CHECK (payout_shortcode GLOB '[0-9]*' AND length(payout_shortcode) BETWEEN 5 AND 7);
-- The number on the shortcode's papers with Safaricom, which the pull API wants (daraja.md 13).
ALTER TABLE receiving_account ADD COLUMN nominated_phone TEXT CHECK (nominated_phone GLOB '254[17]????????');

-- An accountant with the right to approve money out; owners have it always.
ALTER TABLE member ADD COLUMN may_approve INTEGER NOT NULL DEFAULT 0 CHECK (may_approve IN (0, 1));

-- --------------------------------------------------------------------------------------------------------- requests

CREATE TABLE request_api (
    name  TEXT PRIMARY KEY,
    money INTEGER NOT NULL CHECK (money IN (0, 1))    -- money leaves: two people, and never sent twice
) STRICT;
INSERT INTO request_api VALUES ('b2c', 1), ('b2b', 1), ('tax', 1), ('reversal', 1), ('balance', 0), ('status', 0);

CREATE TABLE request_state (
    name TEXT PRIMARY KEY
) STRICT;
INSERT INTO request_state VALUES
    ('awaiting_approval'), ('pending'), ('sending'), ('sent'), ('success'), ('failed'), ('rejected'), ('unknown');

-- Every step a request may take. A later truth, "it was done after all", is never shut out.
CREATE TABLE request_step (
    a TEXT NOT NULL REFERENCES request_state (name),
    b TEXT NOT NULL REFERENCES request_state (name),
    PRIMARY KEY (a, b)
) STRICT;
INSERT INTO request_step VALUES
    ('awaiting_approval', 'pending'), ('awaiting_approval', 'rejected'),
    ('pending', 'sending'), ('pending', 'failed'),
    ('sending', 'pending'),                           -- surely not sent: safe to try again
    ('sending', 'sent'), ('sending', 'failed'), ('sending', 'unknown'),
    ('sending', 'success'),                           -- the result overtook the answer
    ('sent', 'success'), ('sent', 'failed'), ('sent', 'unknown'),
    ('unknown', 'success'), ('unknown', 'failed'),
    ('failed', 'success');

-- One thing asked of Daraja. Committed, with its idempotency id and the hash of its secret result address, before it leaves;
-- a timeout is 'unknown' and is asked about, never sent again. What is asked never changes after it was written down: an
-- approval is for exactly this.
CREATE TABLE mpesa_request (
    id                   TEXT PRIMARY KEY,
    landlord_id          TEXT NOT NULL REFERENCES landlord (id),
    receiving_account_id TEXT NOT NULL,
    api                  TEXT NOT NULL REFERENCES request_api (name),
    purpose              TEXT NOT NULL,               -- of money: 'refund', 'deposit', 'salary', …; of a question: who wants to know
    state                TEXT NOT NULL,
    shortcode            TEXT NOT NULL,               -- ours: that pays, or is asked about
    till                 INTEGER NOT NULL DEFAULT 0 CHECK (till IN (0, 1)), -- that number is a till
    command              TEXT,                        -- CommandID
    amount_cents         INTEGER CHECK (amount_cents > 0),
    party                TEXT,                        -- the receiver: 254…, paybill or till
    party_kind           TEXT CHECK (party_kind IN ('phone', 'paybill', 'till')),
    account_ref          TEXT,
    receipt_no           TEXT,                        -- what a reversal or a question is about
    about_conversation   TEXT,                        -- the same, by conversation id
    about_request_id     TEXT REFERENCES mpesa_request (id),
    about_inbox_id       INTEGER,                     -- a hook_verdict that waits for Daraja's own word
    money_in_id          TEXT,
    lease_id             TEXT,
    bill_id              TEXT,
    remarks              TEXT NOT NULL,
    occasion             TEXT,
    originator_id        TEXT NOT NULL UNIQUE,        -- our OriginatorConversationID
    secret_hash          TEXT UNIQUE,                 -- SHA-256 of the secret in its result address
    requested_by         TEXT,                        -- a person; NULL: RentEase itself
    requested_at         INTEGER NOT NULL,
    idempotency_key      TEXT,
    request_hash         TEXT,                        -- same key with another request is refused
    decided_by           TEXT,                        -- who approved or rejected it
    decided_at           INTEGER,
    decision_note        TEXT,
    second_factor        INTEGER NOT NULL DEFAULT 0 CHECK (second_factor IN (0, 1)), -- approved alone, by TOTP
    send_after           INTEGER NOT NULL DEFAULT 0,
    sends                INTEGER NOT NULL DEFAULT 0,
    sent_at              INTEGER,
    conversation_id      TEXT,
    their_originator_id  TEXT,                        -- OriginatorConversationID as Daraja tells it
    result_code          TEXT,
    result_desc          TEXT,
    verdict              TEXT,                        -- a name of daraja/verdict.h
    result_receipt       TEXT,
    party_name           TEXT,                        -- as M-Pesa names the receiver
    completed_at         INTEGER,
    next_check_at        INTEGER,                     -- the gateway looks after it then; NULL: nothing left to do
    checks               INTEGER NOT NULL DEFAULT 0,
    FOREIGN KEY (landlord_id, receiving_account_id) REFERENCES receiving_account (landlord_id, id),
    FOREIGN KEY (landlord_id, money_in_id) REFERENCES money_in (landlord_id, id),
    FOREIGN KEY (landlord_id, lease_id) REFERENCES lease (landlord_id, id),
    FOREIGN KEY (landlord_id, bill_id) REFERENCES bill (landlord_id, id),
    FOREIGN KEY (state) REFERENCES request_state (name),
    UNIQUE (requested_by, idempotency_key),
    UNIQUE (landlord_id, id)
) STRICT;
CREATE INDEX mpesa_request_list ON mpesa_request (landlord_id, requested_at DESC, id);
CREATE INDEX mpesa_request_account ON mpesa_request (receiving_account_id, api, requested_at DESC);
CREATE INDEX mpesa_request_conversation ON mpesa_request (conversation_id);
CREATE INDEX mpesa_request_about ON mpesa_request (about_request_id) WHERE about_request_id IS NOT NULL;
CREATE INDEX mpesa_request_receipt ON mpesa_request (landlord_id, receipt_no) WHERE receipt_no IS NOT NULL;
CREATE INDEX mpesa_request_lease ON mpesa_request (landlord_id, lease_id) WHERE lease_id IS NOT NULL;
CREATE INDEX mpesa_request_to_send ON mpesa_request (send_after) WHERE state = 'pending';
CREATE INDEX mpesa_request_to_check ON mpesa_request (next_check_at) WHERE next_check_at IS NOT NULL;
-- One attempt at a time to give a payment back.
CREATE UNIQUE INDEX mpesa_request_one_reversal ON mpesa_request (money_in_id)
    WHERE api = 'reversal' AND state IN ('pending', 'sending', 'sent', 'unknown');

-- What is asked is fixed once written.
CREATE TRIGGER mpesa_request_fixed BEFORE UPDATE ON mpesa_request
WHEN NEW.id <> OLD.id OR NEW.landlord_id <> OLD.landlord_id OR NEW.api <> OLD.api OR NEW.purpose <> OLD.purpose
  OR NEW.shortcode <> OLD.shortcode OR NEW.amount_cents IS NOT OLD.amount_cents OR NEW.party IS NOT OLD.party
  OR NEW.account_ref IS NOT OLD.account_ref OR NEW.receipt_no IS NOT OLD.receipt_no OR NEW.command IS NOT OLD.command
  OR NEW.lease_id IS NOT OLD.lease_id OR NEW.originator_id <> OLD.originator_id
  OR (OLD.decided_at IS NOT NULL AND NEW.decided_by IS NOT OLD.decided_by)
BEGIN SELECT raise(ABORT, 'what was asked is fixed'); END;
CREATE TRIGGER mpesa_request_stays BEFORE DELETE ON mpesa_request BEGIN SELECT raise(ABORT, 'append-only'); END;

-- Each step taken, with its cause. Append-only.
CREATE TABLE request_event (
    id         INTEGER PRIMARY KEY,
    request_id TEXT NOT NULL REFERENCES mpesa_request (id),
    at         INTEGER NOT NULL,
    from_state TEXT NOT NULL,
    to_state   TEXT NOT NULL,
    cause      TEXT NOT NULL,                         -- 'person', 'answer', 'result', 'timeout', 'query', 'start', 'expiry'
    detail     TEXT,
    FOREIGN KEY (from_state, to_state) REFERENCES request_step (a, b)
) STRICT;
CREATE INDEX request_event_request ON request_event (request_id);
CREATE TRIGGER request_event_kept BEFORE UPDATE ON request_event BEGIN SELECT raise(ABORT, 'append-only'); END;
CREATE TRIGGER request_event_stays BEFORE DELETE ON request_event BEGIN SELECT raise(ABORT, 'append-only'); END;

ALTER TABLE daraja_call ADD COLUMN request_id TEXT REFERENCES mpesa_request (id);
CREATE INDEX daraja_call_request ON daraja_call (request_id) WHERE request_id IS NOT NULL;
ALTER TABLE hook_verdict ADD COLUMN request_id TEXT REFERENCES mpesa_request (id);
CREATE INDEX hook_verdict_request ON hook_verdict (request_id) WHERE request_id IS NOT NULL;

-- ------------------------------------------------------------------------------------------------------ money out

INSERT INTO account_kind VALUES ('expense'), ('drawings');
INSERT INTO ledger_kind VALUES ('payout');
INSERT INTO money_channel VALUES ('status'), ('pull'), ('release');

-- One row is one payout that M-Pesa has made. Append-only; the charge may come late.
CREATE TABLE money_out (
    id           TEXT PRIMARY KEY,
    landlord_id  TEXT NOT NULL REFERENCES landlord (id),
    request_id   TEXT NOT NULL UNIQUE,
    receipt_no   TEXT UNIQUE,                         -- M-Pesa's own; NULL until evidence brings it
    amount_cents INTEGER NOT NULL CHECK (amount_cents > 0),
    charge_cents INTEGER NOT NULL DEFAULT 0 CHECK (charge_cents >= 0),
    shortcode    TEXT NOT NULL,
    party        TEXT NOT NULL,
    purpose      TEXT NOT NULL,
    lease_id     TEXT,
    paid_at      INTEGER NOT NULL,
    recorded_at  INTEGER NOT NULL,
    FOREIGN KEY (landlord_id, request_id) REFERENCES mpesa_request (landlord_id, id),
    FOREIGN KEY (landlord_id, lease_id) REFERENCES lease (landlord_id, id),
    UNIQUE (landlord_id, id)
) STRICT;
CREATE INDEX money_out_lease ON money_out (landlord_id, lease_id) WHERE lease_id IS NOT NULL;
CREATE TRIGGER money_out_stays BEFORE DELETE ON money_out BEGIN SELECT raise(ABORT, 'append-only'); END;
CREATE TRIGGER money_out_kept BEFORE UPDATE ON money_out
WHEN (OLD.receipt_no IS NOT NULL AND NEW.receipt_no IS NOT OLD.receipt_no)
  OR NEW.id <> OLD.id OR NEW.landlord_id <> OLD.landlord_id OR NEW.request_id <> OLD.request_id
  OR NEW.amount_cents <> OLD.amount_cents OR NEW.charge_cents <> OLD.charge_cents OR NEW.shortcode <> OLD.shortcode
  OR NEW.party <> OLD.party OR NEW.purpose <> OLD.purpose OR NEW.lease_id IS NOT OLD.lease_id OR NEW.paid_at <> OLD.paid_at
  OR NEW.recorded_at <> OLD.recorded_at
BEGIN SELECT raise(ABORT, 'append-only'); END;

ALTER TABLE ledger_txn ADD COLUMN money_out_id TEXT REFERENCES money_out (id);
CREATE UNIQUE INDEX ledger_paid_out_once ON ledger_txn (money_out_id) WHERE kind = 'payout';

-- Which credit a refund gives back, set aside from the moment it is asked for, so that no bill takes it meanwhile. Ended when
-- the refund was rejected or failed.
CREATE TABLE refund (
    id          INTEGER PRIMARY KEY,
    landlord_id TEXT NOT NULL,
    request_id  TEXT NOT NULL,
    money_in_id TEXT NOT NULL,
    cents       INTEGER NOT NULL CHECK (cents > 0),
    made_at     INTEGER NOT NULL,
    ended_at    INTEGER,
    FOREIGN KEY (landlord_id, request_id) REFERENCES mpesa_request (landlord_id, id),
    FOREIGN KEY (landlord_id, money_in_id) REFERENCES money_in (landlord_id, id)
) STRICT;
CREATE INDEX refund_request ON refund (request_id);
CREATE INDEX refund_money ON refund (money_in_id);
CREATE TRIGGER refund_stays BEFORE DELETE ON refund BEGIN SELECT raise(ABORT, 'append-only'); END;
CREATE TRIGGER refund_kept BEFORE UPDATE ON refund
WHEN OLD.ended_at IS NOT NULL OR NEW.ended_at IS NULL OR NEW.cents <> OLD.cents OR NEW.money_in_id <> OLD.money_in_id
  OR NEW.request_id <> OLD.request_id
BEGIN SELECT raise(ABORT, 'append-only'); END;

-- How much of a piece of money neither pays a bill nor is given back.
CREATE VIEW money_free AS
SELECT m.id, m.landlord_id, m.paid_at, m.amount_cents
       - (SELECT coalesce(sum(x.cents), 0) FROM allocation x WHERE x.money_in_id = m.id AND x.ended_at IS NULL)
       - (SELECT coalesce(sum(y.cents), 0) FROM refund y WHERE y.money_in_id = m.id AND y.ended_at IS NULL) AS cents
FROM money_in m;

DROP TRIGGER allocation_within_money;
CREATE TRIGGER allocation_within_money BEFORE INSERT ON allocation
WHEN NEW.cents > (SELECT cents FROM money_free WHERE id = NEW.money_in_id)
BEGIN SELECT raise(ABORT, 'spent twice'); END;
CREATE TRIGGER refund_within_money BEFORE INSERT ON refund
WHEN NEW.cents > (SELECT cents FROM money_free WHERE id = NEW.money_in_id)
BEGIN SELECT raise(ABORT, 'spent twice'); END;

-- ------------------------------------------------------------------------------------- balances and what was found

CREATE TABLE balance_check (
    request_id           TEXT PRIMARY KEY,
    landlord_id          TEXT NOT NULL,
    receiving_account_id TEXT NOT NULL,
    shortcode            TEXT NOT NULL,
    at                   INTEGER NOT NULL,
    FOREIGN KEY (landlord_id, request_id) REFERENCES mpesa_request (landlord_id, id)
) STRICT;
CREATE INDEX balance_check_account ON balance_check (receiving_account_id, at DESC);

-- One account of a shortcode, as it stood then. NULL: the figure was not said, or not readable.
CREATE TABLE balance_figure (
    request_id      TEXT NOT NULL REFERENCES balance_check (request_id),
    position        INTEGER NOT NULL,
    kind            TEXT NOT NULL,                    -- 'working', 'utility', 'merchant', 'charges', 'settlement', 'float', 'other'
    name            TEXT NOT NULL,                    -- as M-Pesa writes it
    currency        TEXT NOT NULL,
    current_cents   INTEGER,
    available_cents INTEGER,
    reserved_cents  INTEGER,
    uncleared_cents INTEGER,
    PRIMARY KEY (request_id, position)
) STRICT;

-- What Daraja says of a transaction that it was asked about, and what we made of it. Holds a payer's number and name.
CREATE TABLE status_report (
    request_id   TEXT PRIMARY KEY,
    landlord_id  TEXT NOT NULL,
    state        TEXT NOT NULL,                       -- 'completed', 'open', 'cancelled', 'declined', 'expired', 'reversed', 'unknown'
    state_text   TEXT,
    receipt_no   TEXT,
    amount_cents INTEGER,
    payer        TEXT,
    payer_name   TEXT,
    payee        TEXT,
    payee_name   TEXT,
    reason_type  TEXT,
    finalised_at INTEGER,
    finding      TEXT,                                -- rent/enquiry.h: 'credited', 'foreign', 'used', …
    FOREIGN KEY (landlord_id, request_id) REFERENCES mpesa_request (landlord_id, id)
) STRICT;

-- ------------------------------------------------------------------------------------ rows as the program reads them

-- A request with what belongs to it.
CREATE VIEW request_row AS
SELECT q.*, a.business_type, a.store_number, a.credentials, w.money, q.state IN ('sent', 'sending', 'unknown') AS open,
       m.charge_cents, r.name AS requested_name, d.name AS decided_name, t.name AS tenant_name, u.label AS unit_label,
       p.name AS property_name, coalesce(i.payment_id, i.id) AS payment_id
FROM mpesa_request q
JOIN request_api w ON w.name = q.api
JOIN receiving_account a ON a.landlord_id = q.landlord_id AND a.id = q.receiving_account_id
LEFT JOIN money_out m ON m.request_id = q.id
LEFT JOIN money_in i ON i.landlord_id = q.landlord_id AND i.id = q.money_in_id
LEFT JOIN person r ON r.id = q.requested_by
LEFT JOIN person d ON d.id = q.decided_by
LEFT JOIN lease l ON l.landlord_id = q.landlord_id AND l.id = q.lease_id
LEFT JOIN tenant t ON t.landlord_id = l.landlord_id AND t.id = l.tenant_id
LEFT JOIN unit u ON u.landlord_id = l.landlord_id AND u.id = l.unit_id
LEFT JOIN property p ON p.landlord_id = u.landlord_id AND p.id = u.property_id;

-- As before, but money that came without a prompt can be reversed, too; it is then still told whose it was.
DROP VIEW payment_row;
CREATE VIEW payment_row AS
SELECT p.id, 'stk' AS type, p.reference, p.purpose, p.landlord_id, p.lease_id, p.bill_id, p.business_type, p.shortcode,
       p.store_number, p.business_name, p.account_ref, p.phone, p.asked_cents, p.state, p.outcome, p.money_moved,
       p.result_code, p.result_desc, p.merchant_request_id, p.checkout_request_id, p.initiated_at, p.sent_at,
       p.expires_at, p.completed_at, p.confirmed_at, l.tenant_id, m.receipt_no AS mpesa_code,
       r.number AS receipt_number,
       (SELECT h.reason FROM hold h WHERE h.payment_id = p.id AND h.released_at IS NULL
         ORDER BY h.created_at DESC LIMIT 1) AS held,
       b.kind AS bill_kind, b.period AS bill_period, t.name AS tenant_name, u.label AS unit_label,
       pr.name AS property_name, NULL AS payer_name
FROM payment p
LEFT JOIN money_in m ON m.payment_id = p.id
LEFT JOIN receipt r ON r.money_in_id = m.id
LEFT JOIN bill b ON b.landlord_id = p.landlord_id AND b.id = p.bill_id
LEFT JOIN lease l ON l.landlord_id = p.landlord_id AND l.id = p.lease_id
LEFT JOIN tenant t ON t.landlord_id = l.landlord_id AND t.id = l.tenant_id
LEFT JOIN unit u ON u.landlord_id = l.landlord_id AND u.id = l.unit_id
LEFT JOIN property pr ON pr.landlord_id = u.landlord_id AND pr.id = u.property_id
UNION ALL
SELECT m.id, 'c2b', coalesce(m.receipt_no, m.id), 'direct', m.landlord_id, s.lease_id, NULL, a.business_type,
       m.shortcode, a.store_number, a.business_name, coalesce(m.bill_ref, ''), m.phone, m.amount_cents,
       CASE WHEN v.id IS NULL THEN 'success' ELSE 'reversed' END, CASE WHEN v.id IS NULL THEN 'paid' ELSE 'reversed' END, 1,
       '0', NULL, NULL, NULL, m.recorded_at, NULL,
       m.recorded_at, m.recorded_at, m.recorded_at, l.tenant_id, m.receipt_no,
       r.number,
       NULL,
       NULL, NULL, t.name, u.label,
       pr.name, m.payer_name
FROM money_in m
JOIN receiving_account a ON a.landlord_id = m.landlord_id AND a.id =
     (SELECT x.id FROM receiving_account x WHERE x.landlord_id = m.landlord_id AND x.shortcode = m.shortcode
       ORDER BY CASE x.state WHEN 'active' THEN 0 WHEN 'inactive' THEN 1 ELSE 2 END, x.created_at DESC LIMIT 1)
JOIN ledger_txn g ON g.money_in_id = m.id AND g.kind = 'receive'
LEFT JOIN ledger_txn v ON v.reverses = g.id
LEFT JOIN receipt r ON r.money_in_id = m.id
LEFT JOIN assignment s ON s.id = (SELECT max(x.id) FROM assignment x WHERE x.money_in_id = m.id
                                     AND (x.ended_at IS NULL OR v.id IS NOT NULL))
LEFT JOIN lease l ON l.landlord_id = s.landlord_id AND l.id = s.lease_id
LEFT JOIN tenant t ON t.landlord_id = l.landlord_id AND t.id = l.tenant_id
LEFT JOIN unit u ON u.landlord_id = l.landlord_id AND u.id = l.unit_id
LEFT JOIN property pr ON pr.landlord_id = u.landlord_id AND pr.id = u.property_id
WHERE m.payment_id IS NULL;

-- Every movement of a landlord: money in as above, and what was paid out or given back.
CREATE VIEW movement_row AS
SELECT * FROM payment_row
UNION ALL
SELECT q.id, q.api, coalesce(q.result_receipt, q.originator_id), q.purpose, q.landlord_id, q.lease_id, q.bill_id, a.business_type,
       q.shortcode, a.store_number, a.business_name, coalesce(q.account_ref, ''), coalesce(q.party, ''), q.amount_cents,
       CASE q.state WHEN 'awaiting_approval' THEN 'pending' WHEN 'sending' THEN 'pending' WHEN 'sent' THEN 'processing'
                    WHEN 'rejected' THEN 'failed' WHEN 'unknown' THEN 'timeout' ELSE q.state END,
       q.verdict, CASE q.state WHEN 'success' THEN 1 WHEN 'failed' THEN 0 WHEN 'rejected' THEN 0 WHEN 'pending' THEN 0
                               WHEN 'awaiting_approval' THEN 0 END,
       q.result_code, q.result_desc, NULL, q.conversation_id, q.requested_at, q.sent_at,
       q.requested_at, q.completed_at, q.completed_at, l.tenant_id, q.result_receipt,
       NULL,
       NULL,
       NULL, NULL, t.name, u.label,
       pr.name, q.party_name
FROM mpesa_request q
JOIN request_api w ON w.name = q.api AND w.money = 1
JOIN receiving_account a ON a.landlord_id = q.landlord_id AND a.id = q.receiving_account_id
LEFT JOIN lease l ON l.landlord_id = q.landlord_id AND l.id = q.lease_id
LEFT JOIN tenant t ON t.landlord_id = l.landlord_id AND t.id = l.tenant_id
LEFT JOIN unit u ON u.landlord_id = l.landlord_id AND u.id = l.unit_id
LEFT JOIN property pr ON pr.landlord_id = u.landlord_id AND pr.id = u.property_id;
